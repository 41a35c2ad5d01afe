/*
 * Contents into clauses. A content is divided at the coordinated finite and infinitive clauses under its operator; what stands
 * deeper (relative, conditional, purpose clauses, coordination inside them) stays with the clause that it belongs to.
 */
#include "statement/acts.h"

static const char NEGATIONS[] = "not n't never";

static bool adverb_like(const ro_reader *r, size_t i) {
  return ro_has(r, i, RO_T_ADVERB) || ro_word_in(r, i, "also both jointly further together all");
}

/* "warmly", "positively" */
static bool evaluating_adverb(const ro_reader *r, size_t i) {
  ro_slice word = ro_token_at(r, i)->lower;
  return ro_has(r, i, RO_T_ADVERB) && ro_slice_ends(word, RO_LIT("ly")) &&
         ro_map_get(&r->lists->evaluative, ro_slice_part(word, 0, word.len - 2)) != NULL;
}

/* Matches the words of an entry (lemmas) from token i, adverbs, articles and adjectives between them left out. Returns the end,
 * or 0. */
static size_t match_words(const ro_reader *r, ro_slice words, size_t i, size_t limit) {
  size_t at = i, begin = 0;
  bool first = true;
  while (begin < words.len) {
    size_t space = ro_slice_find(words, RO_LIT(" "), begin);
    size_t stop = space == (size_t)-1 ? words.len : space;
    ro_slice word = ro_slice_part(words, begin, stop);
    size_t skipped = 0;
    for (;;) {
      if (at >= limit) return 0;
      const ro_token *token = ro_token_at(r, at);
      if (ro_slice_equal(word, RO_LIT("~")) && evaluating_adverb(r, at)) break;
      if (ro_slice_equal(token->lower, word) || (token->lemma.ptr && ro_slice_equal(token->lemma, word))) break;
      bool may_skip = !first && skipped < 4 && !ro_slice_equal(word, RO_LIT("to")) &&
                      (adverb_like(r, at) || ro_has(r, at, RO_T_DETERMINER | RO_T_ADJECTIVE | RO_T_POSSESSIVE) ||
                       ro_word_in(r, at, "- –") || ro_word_in(r, at + 1, "- –") || (at > 0 && ro_word_in(r, at - 1, "- –")) ||
                       ro_word_in(r, at + 1, "'s ’s")); /* "expressed his country's appreciation" */
      if (!may_skip || ro_word_in(r, at, NEGATIONS)) return 0;
      at++;
      skipped++;
    }
    at++;
    begin = stop + 1;
    first = false;
  }
  return at;
}

const ro_cue *ro_cue_at(const ro_reader *r, size_t i, size_t limit, size_t *end) {
  ro_slice lemma = ro_lemma_at(r, i);
  const uint64_t *place = ro_map_get(&r->lists->cue_words, lemma);
  if (!place) return NULL;
  for (size_t c = *place; c < r->lists->cues.len; c++) {
    const ro_cue *cue = &r->lists->cues.at[c];
    if (!ro_slice_starts(cue->words, lemma) || (cue->words.len > lemma.len && cue->words.ptr[lemma.len] != ' ')) break;
    *end = match_words(r, cue->words, i, limit);
    if (*end) return cue;
  }
  return NULL;
}

static const ro_operator *operator_at(const ro_reader *r, size_t i, size_t limit, size_t *end) {
  ro_slice lemma = ro_lemma_at(r, i);
  if (ro_slice_equal(lemma, RO_LIT("'ll")) || ro_slice_equal(lemma, RO_LIT("’ll"))) lemma = RO_LIT("will");
  const uint64_t *place = ro_map_get(&r->lists->operator_words, lemma);
  if (!place) return NULL;
  for (size_t o = *place; o < r->lists->operators.len; o++) {
    const ro_operator *op = &r->lists->operators.at[o];
    if (!ro_slice_starts(op->words, lemma) || (op->words.len > lemma.len && op->words.ptr[lemma.len] != ' ')) break;
    *end = op->n_words == 1 ? i + 1 : match_words(r, op->words, i, limit);
    if (*end) return op;
  }
  return NULL;
}

/* Behind a leading adjunct ("In this regard,", "Since the visit, …"), so that its verbs are not taken for the clause's. */
static size_t behind_adjunct(const ro_reader *r, size_t first, size_t end) {
  bool inversion = ro_word_in(r, first, "should were had") && !ro_has(r, first, RO_T_NOUN); /* "Should she come, …" */
  bool phrase = inversion || ro_has(r, first, RO_T_PREPOSITION | RO_T_WH | RO_T_PARTICIPLE | RO_T_GERUND) ||
                ro_word_in(r, first, "not shortly");
  if (!phrase && !(ro_has(r, first, RO_T_ADVERB) && ro_has(r, first + 1, RO_T_COMMA))) return first;
  size_t last = first;
  for (size_t i = first; i < end; i++) {
    if (ro_has(r, i, RO_T_COMMA) && i - first < 25) {
      last = i + 1;
      break;
    }
  }
  return last < end ? last : first;
}

/* The finite verb of a clause: the first that is not a relative clause's. `end` where there is none. */
static size_t finite_verb(const ro_reader *r, size_t first, size_t end) {
  bool relative = false;
  for (size_t i = behind_adjunct(r, first, end); i < end; i++) {
    if (ro_has(r, i, RO_T_WH) && i > first) relative = true;
    if (ro_word_in(r, i, "that") && i > first && ro_has(r, i - 1, RO_T_NOUN | RO_T_PROPER)) relative = true;
    if (ro_has(r, i, RO_T_COMMA)) relative = false;
    if (!ro_has(r, i, RO_T_FINITE)) continue;
    if (relative) {
      relative = false;
      while (i + 1 < end && ro_has(r, i + 1, RO_T_VERB | RO_T_ADVERB)) i++;
      continue;
    }
    return i;
  }
  return end;
}

static bool speaks_of_party(const ro_reader *r, size_t first, size_t verb) {
  if (verb == first) return true;
  if (ro_word_in(r, first, "we i they he she it both") && verb - first <= 3) return true;
  for (size_t i = first; i < verb; i++) {
    if (r->entity[i] != RO_NONE) {
      ro_entity_kind kind = r->out->entities.at[r->entity[i]].kind;
      if ((kind == RO_COUNTRY || kind == RO_PERSON || kind == RO_ORGANIZATION || kind == RO_FRAMEWORK || kind == RO_PLACE) &&
          !ro_word_in(r, i + 1, "'s ’s -"))
        return true;
    }
    if (ro_lemma_in(r, i,
                    "side country party government minister delegation nation ministry people secretary president team expert"))
      return true;
  }
  return false;
}

/* The first word that evaluates, as data/evaluative.txt has it; absent where none does. */
static ro_slice evaluating(const ro_reader *r, size_t first, size_t end, size_t *at) {
  for (*at = first; *at < end; (*at)++) {
    const ro_token *token = ro_token_at(r, *at);
    if (ro_map_get(&r->lists->evaluative, token->lower)) return token->lower;
    if (token->lemma.ptr && ro_map_get(&r->lists->evaluative, token->lemma)) return token->lemma;
  }
  return RO_ABSENT;
}

static ro_why *why_of(ro_reading *reading, ro_explained of) {
  return &reading->why[of - RO_WHY_ACT];
}

static ro_why why_operator(const ro_reader *r, const ro_operator *op, size_t first, size_t end) {
  ro_why why = ro_why_words(r, "operator", first, end);
  why.list = "operators.tsv";
  why.entry = op->words;
  return why;
}

/* Act, stance and strength are those of one entry, for one reason. */
static void decide(ro_reading *reading, ro_why why) {
  *why_of(reading, RO_WHY_ACT) = why;
  *why_of(reading, RO_WHY_STANCE) = reading->stance != RO_NO_STANCE ? why : RO_WHY(NULL);
  *why_of(reading, RO_WHY_STRENGTH) = reading->strength.ptr ? why : RO_WHY(NULL);
}

/* Where a cue decides, its words are those of the frame (note_clause). */
static const char CUE[] = "cue";
#define NO_WORDS ((ro_range){0, 0})

/* Does the clause of this verb have "there" for its subject? */
static bool is_existential(const ro_reader *r, size_t verb) {
  size_t head = ro_token_at(r, verb)->rel == RO_REL_COP ? ro_governor(&r->syntax, verb) : verb;
  return head != RO_NO_TOKEN && ro_child_by(&r->syntax, head, RO_REL_EXPL) != RO_NO_TOKEN;
}

/* What has no operator tells something, or judges it: "the talks were frank", "shows vitality", "it cannot be done". */
static void default_act(const ro_reader *r, ro_range clause, size_t verb, ro_reading *out) {
  bool judges = ro_token_at(r, verb)->rel == RO_REL_COP || ro_lemma_in(r, verb, "seem appear remain") ||
                ro_has(r, verb, RO_T_MODAL) || is_existential(r, verb);
  bool number = false;
  for (size_t i = verb; i < clause.end; i++) { /* "the two countries" are no figure */
    ro_slice form = ro_token_text(r->tokens, i);
    number = number || (form.len > 0 && form.ptr[0] >= '0' && form.ptr[0] <= '9');
  }
  size_t at = verb;
  ro_slice word = judges ? RO_ABSENT : evaluating(r, clause.first, clause.end, &at);
  out->act = (judges || word.ptr) && !number ? RO_ASSESSMENT : RO_INFORM;
  ro_why *why = why_of(out, RO_WHY_ACT);
  *why = ro_why_words(r, judges ? "verb that judges" : "verb that tells something", verb, verb + 1);
  if (word.ptr) *why = ro_why_words(r, "word that evaluates", at, at + 1);
  if (word.ptr) why->list = "evaluative.txt", why->entry = word;
  if (number) *why = ro_why_words(r, "verb and figure", verb, verb + 1);
}

/* The operator that "would" is in reported speech: "will", or a longer one that begins with it ("will visit"). */
static const ro_operator *as_will(const ro_reader *r, size_t i, size_t limit, size_t *end) {
  const uint64_t *place = ro_map_get(&r->lists->operator_words, RO_LIT("will"));
  for (size_t o = place ? *place : r->lists->operators.len; o < r->lists->operators.len; o++) {
    const ro_operator *op = &r->lists->operators.at[o];
    if (!ro_slice_starts(op->words, RO_LIT("will"))) break;
    if (op->words.len == 4) {
      *end = i + 1;
      return op;
    }
    *end = op->words.ptr[4] == ' ' ? match_words(r, ro_slice_part(op->words, 5, op->words.len), i + 1, limit) : 0;
    if (*end) return op;
  }
  return NULL;
}

/* "Supply chains are vital" judges; "it is vital to", "it is vital that" ask for something. */
static bool only_judges(const ro_reader *r, const ro_operator *op, size_t verb, size_t end) {
  if (op->act != RO_CALL_FOR || !ro_slice_starts(op->words, RO_LIT("be "))) return false;
  return !(verb > 0 && ro_word_is(r, verb - 1, "it")) && !ro_word_in(r, end, "to that for");
}

/* "The road will be ready" undertakes nothing; "is ready to", "stands ready for" do. */
static bool only_ready(const ro_reader *r, const ro_operator *op, size_t end) {
  return (ro_slice_ends(op->words, RO_LIT(" ready")) || ro_slice_ends(op->words, RO_LIT(" open"))) &&
         !ro_word_in(r, end, "to for");
}

static void read_operator(const ro_reader *r, ro_range clause, size_t verb, bool party, bool reported, ro_reading *out) {
  size_t at = verb, end = 0;
  bool have = false;
  for (size_t steps = 0; at < clause.end && steps < 6; steps++) {
    if (ro_word_in(r, at, NEGATIONS)) {
      out->negated = true;
      *why_of(out, RO_WHY_NEGATED) = ro_why_words(r, "negation", at, at + 1);
      at++;
      continue;
    }
    if (adverb_like(r, at)) {
      if (ro_word_in(r, at, "firmly resolutely strongly unwaveringly steadfastly categorically") && !have) {
        out->strength = RO_LIT("firmly supports");
        *why_of(out, RO_WHY_STRENGTH) = ro_why_words(r, "adverb of firmness", at, at + 1);
      }
      at++;
      continue;
    }
    const ro_operator *op = operator_at(r, at, clause.end, &end);
    if (!op && reported && ro_word_in(r, at, "would 'd ’d") && ro_has(r, at, RO_T_MODAL)) op = as_will(r, at, clause.end, &end);
    if (op && ro_has(r, at, RO_T_MODAL) && !party && op->act == RO_COMMITMENT) { /* "the deal will boost trade" foretells */
      out->future = true;
      *why_of(out, RO_WHY_FUTURE) = ro_why_words(r, "modal that foretells", at, at + 1);
      op = NULL;
    }
    if (op && (only_judges(r, op, verb, end) || only_ready(r, op, end))) op = NULL;
    if (op && out->negated && ro_lemma_is(r, at, "agree") && !ro_word_is(r, end, "to"))
      op = NULL; /* "we do not agree on everything" */
    if (op && !party && op->act == RO_COMMITMENT && ro_lemma_in(r, at, "continue keep remain"))
      op = NULL; /* "trade continued to grow" */
    if (op && !have) {
      bool firm = out->strength.ptr != NULL;
      ro_why why = why_operator(r, op, at, end), firmly = *why_of(out, RO_WHY_STRENGTH);
      out->act = op->act;
      out->stance = op->stance;
      if (!(firm && op->act == RO_POSITION)) out->strength = op->strength;
      decide(out, why);
      if (firm && op->act == RO_POSITION) *why_of(out, RO_WHY_STRENGTH) = firmly;
      if (!out->future && (ro_has(r, at, RO_T_MODAL) || op->act == RO_ANNOUNCEMENT)) *why_of(out, RO_WHY_FUTURE) = why;
      out->opens = op->opens;
      out->op_end = end;
      out->future = out->future || ro_has(r, at, RO_T_MODAL) || op->act == RO_ANNOUNCEMENT;
      have = true;
      at = end;
      if (!op->opens) break;
      continue;
    }
    if (op && have) { /* "will continue to", "agreed to oppose": the outermost decides, the inner gives a stance */
      if (op->act == RO_POSITION && out->stance == RO_NO_STANCE) {
        out->stance = op->stance;
        *why_of(out, RO_WHY_STANCE) = why_operator(r, op, at, end);
      }
      if (op->act == RO_CALL_FOR && reported && ro_word_is(r, verb, "would")) { /* "we would ask them to" */
        out->act = op->act;
        out->strength = op->strength;
        *why_of(out, RO_WHY_ACT) = *why_of(out, RO_WHY_STRENGTH) = why_operator(r, op, at, end);
      }
      if (op->opens) out->op_end = end;
      at = end;
      if (!op->opens) break;
      continue;
    }
    if (ro_has(r, at, RO_T_MODAL)) {
      out->hypothetical = ro_word_in(r, at, "could might may would");
      out->future = out->future || ro_word_in(r, at, "will shall");
      if (out->hypothetical) *why_of(out, RO_WHY_HYPOTHETICAL) = ro_why_words(r, "modal of what might be", at, at + 1);
      if (ro_word_in(r, at, "will shall")) *why_of(out, RO_WHY_FUTURE) = ro_why_words(r, "modal", at, at + 1);
      at++;
      continue;
    }
    if (ro_lemma_in(r, at, "have be do") || ro_word_in(r, at, "to")) {
      at++;
      continue;
    }
    break;
  }
  if (!have) default_act(r, clause, verb, out);
}

/* "reaffirmed U.S. support for …", "stressed the importance of …": the noun that heads a content without a verb. */
static void read_noun(const ro_reader *r, ro_range clause, ro_reading *out) {
  static const struct {
    const char *nouns;
    ro_act act;
    ro_stance stance;
    const char *strength;
  } NOUNS[] = {{"support backing endorsement solidarity", RO_POSITION, RO_SUPPORT, "supports"},
               {"opposition rejection condemnation objection", RO_POSITION, RO_OPPOSE, "supports"},
               {"commitment determination resolve pledge", RO_COMMITMENT, RO_NO_STANCE, "agreed"},
               {"readiness willingness", RO_COMMITMENT, RO_NO_STANCE, "willing"},
               {"concern gratitude appreciation condolence regret thanks", RO_EXPRESSION, RO_NO_STANCE, NULL},
               {"need call demand necessity urgency", RO_CALL_FOR, RO_NO_STANCE, "should"},
               {"importance significance value role", RO_ASSESSMENT, RO_NO_STANCE, NULL}};
  for (size_t i = clause.first; i < clause.end && i < clause.first + 8; i++) {
    if (ro_has(r, i, RO_T_PREPOSITION) && i > clause.first) return; /* "agreed on the need for" begins with one */
    for (size_t n = 0; n < sizeof NOUNS / sizeof *NOUNS; n++) {
      if (!ro_lemma_in(r, i, NOUNS[n].nouns)) continue;
      out->act = NOUNS[n].act;
      out->stance = NOUNS[n].stance;
      out->strength = ro_slice_of(NOUNS[n].strength);
      decide(out, ro_why_words(r, "noun that heads it", i, i + 1));
      return;
    }
  }
}

/* "I believe that they should": what is believed is said. The finite verb in it, or `verb`. */
static size_t behind_belief(const ro_reader *r, size_t verb, size_t end) {
  if (!ro_lemma_in(r, verb, "believe think feel find hold") || verb == 0 || !ro_word_in(r, verb - 1, "i we")) return verb;
  size_t clause = ro_child_by(&r->syntax, verb, RO_REL_CCOMP);
  if (clause == RO_NO_TOKEN || clause >= end) return verb;
  ro_range range = ro_extent(&r->syntax, clause);
  size_t inner = finite_verb(r, range.first, range.end < end ? range.end : end);
  return inner < range.end && inner < end ? inner : verb;
}

ro_reading ro_clause_read(const ro_reader *r, ro_range clause, const ro_cue *lexical, bool *found) {
  size_t verb = finite_verb(r, clause.first, clause.end);
  if (verb < clause.end) verb = behind_belief(r, verb, clause.end);
  ro_reading out = {.act = lexical ? lexical->act : RO_ASSESSMENT, .op_first = verb, .op_end = verb};
  *found = verb < clause.end;
  if (!*found) {
    out.stance = lexical ? lexical->stance : RO_NO_STANCE;
    out.strength = lexical ? lexical->strength : RO_ABSENT;
    decide(&out, ro_why_cue(r, lexical ? CUE : "words without a verb", lexical, NO_WORDS));
    read_noun(r, clause, &out);
    return out;
  }
  out.op_end = verb + 1;
  size_t begin = behind_adjunct(r, clause.first, clause.end);
  read_operator(r, clause, verb, speaks_of_party(r, begin, verb), lexical && lexical->class_ == RO_CUE_SAY, &out);
  if (out.negated && out.act == RO_POSITION && out.stance == RO_SUPPORT) out.stance = RO_OPPOSE; /* "does not support" */
  for (size_t i = clause.first; i < verb; i++) {
    if (ro_word_is(r, i, "if") && !out.hypothetical) *why_of(&out, RO_WHY_HYPOTHETICAL) = ro_why_words(r, "condition", i, i + 1);
    out.hypothetical = out.hypothetical || ro_word_is(r, i, "if");
  }
  bool plain = out.act == RO_INFORM || out.act == RO_ASSESSMENT;
  if (plain && lexical && ro_has(r, verb, RO_T_MODAL) && ro_word_in(r, verb, "will would shall")) {
    /* "agreed that shipments would restart"; "said that the number would be increased": somebody's undertaking, nobody named */
    size_t top = ro_governor(&r->syntax, verb);
    bool passive = top != RO_NO_TOKEN && ro_child_by(&r->syntax, top, RO_REL_AUX_PASS) != RO_NO_TOKEN;
    if (lexical->class_ == RO_CUE_AGREE || passive) {
      out.act = RO_COMMITMENT;
      out.strength = lexical->class_ == RO_CUE_AGREE ? lexical->strength : RO_LIT("will");
      decide(&out, lexical->class_ == RO_CUE_AGREE ? ro_why_cue(r, CUE, lexical, NO_WORDS)
                                                   : ro_why_words(r, "passive of what will be done", verb, verb + 1));
    }
  } else if (lexical && lexical->class_ == RO_CUE_ASK) {
    out.act = RO_CALL_FOR; /* "proposed that the council revisit it" */
    *why_of(&out, RO_WHY_ACT) = ro_why_cue(r, CUE, lexical, NO_WORDS);
    if (!out.strength.ptr) *why_of(&out, RO_WHY_STRENGTH) = *why_of(&out, RO_WHY_ACT);
    if (!out.strength.ptr) out.strength = lexical->strength;
  } else if (plain && lexical && lexical->class_ == RO_CUE_AGREE) {
    out.act = RO_ASSESSMENT; /* agreeing that something is so */
    *why_of(&out, RO_WHY_ACT) = ro_why_cue(r, CUE, lexical, NO_WORDS);
  }
  if (lexical && lexical->act == RO_ANNOUNCEMENT && (out.act == RO_COMMITMENT || out.future)) {
    out.act = RO_ANNOUNCEMENT;
    *why_of(&out, RO_WHY_ACT) = ro_why_cue(r, CUE, lexical, NO_WORDS);
  }
  if (lexical && lexical->strength.ptr && ro_slice_equal(lexical->strength, RO_LIT("hopes"))) {
    out.act = RO_CALL_FOR;
    out.strength = lexical->strength;
    *why_of(&out, RO_WHY_ACT) = *why_of(&out, RO_WHY_STRENGTH) = ro_why_cue(r, CUE, lexical, NO_WORDS);
  }
  return out;
}

/* -- division -------------------------------------------------------------------------------------------------------- */

typedef enum boundary { NO_BOUNDARY, FINITE_BOUNDARY, SAME_BOUNDARY, INFINITIVE_BOUNDARY, CLAUSE_BOUNDARY } boundary;

/* How a clause begins, by the boundary before it. */
static const char *const DIVIDED[] = {[NO_BOUNDARY] = "first clause of what is said",
                                      [FINITE_BOUNDARY] = "finite verb that goes on with the subject before",
                                      [SAME_BOUNDARY] = "participle that goes on with the auxiliary before",
                                      [INFINITIVE_BOUNDARY] = "infinitive that goes on under the same operator",
                                      [CLAUSE_BOUNDARY] = "clause with a subject of its own"};

typedef struct division {
  size_t clause;    /* where the present clause begins */
  bool opens;       /* infinitives are clauses */
  bool subordinate; /* behind a relative or complement clause's beginning */
  bool purpose;     /* behind an infinitive of purpose */
  bool verb_seen;   /* the clause has its verb */
  bool gerund;      /* "agreed on building …, and on …" */
  bool marked;      /* … with "to" */
  bool complement;  /* the operator has its first infinitive */
  bool perfect;     /* a participle goes on with it: "have met and agreed" */
} division;

static bool separator(const ro_reader *r, size_t i) {
  return ro_has(r, i, RO_T_COMMA) || ro_word_in(r, i, "and but ; while or as_well");
}

static size_t skip_adverbs(const ro_reader *r, size_t i, size_t end) {
  while (i < end && (adverb_like(r, i) || ro_has(r, i, RO_T_QUOTE))) i++;
  return i;
}

/* A subject at i with its finite verb: the verb's token, or `end`. */
static size_t subject_verb(const ro_reader *r, size_t i, size_t end) {
  size_t at = i;
  if (ro_word_is(r, at, "that")) at++;
  size_t stop = ro_phrase_after(r, at, end);
  while (stop > at && stop < end && ro_has(r, stop, RO_T_PREPOSITION) &&
         !ro_has(r, stop, RO_T_TO)) { /* "cooperation in various fields has" */
    size_t next = ro_phrase_after(r, stop + 1, end);
    if (next == stop + 1) break;
    stop = next;
  }
  if (stop == at) return end;
  stop = skip_adverbs(r, stop, end);
  bool goes_on = stop + 1 < end && !ro_has(r, stop + 1, RO_T_COMMA); /* "…, and member states, …" is no clause */
  return stop < end && ro_has(r, stop, RO_T_FINITE) && goes_on ? stop : end;
}

/* What begins behind a separator at i. *begin is where the new clause's words start. */
static boundary boundary_at(const ro_reader *r, const division *d, size_t i, size_t end, size_t *begin) {
  bool comma = false, conjunction = false;
  size_t at = i;
  while (at < end && (separator(r, at) || ro_has(r, at, RO_T_QUOTE))) {
    comma = comma || ro_has(r, at, RO_T_COMMA) || ro_word_is(r, at, ";");
    conjunction = conjunction || ro_word_in(r, at, "and but while or ;");
    at++;
  }
  *begin = at;
  size_t verb = skip_adverbs(r, at, end);
  if (verb >= end || i == d->clause || !d->verb_seen) return NO_BOUNDARY;
  /* verbs that share all their arguments: "plan and arrange exchanges" */
  if (ro_has(r, i - 1, RO_T_BASE | RO_T_FINITE | RO_T_MODAL | RO_T_TO)) return NO_BOUNDARY;
  if (d->gerund && (ro_has(r, verb, RO_T_GERUND) || (ro_has(r, verb, RO_T_PREPOSITION) && ro_has(r, verb + 1, RO_T_GERUND)))) {
    if (ro_has(r, verb, RO_T_PREPOSITION)) *begin = verb + 1;
    return comma || ro_has(r, verb, RO_T_PREPOSITION) ? INFINITIVE_BOUNDARY : NO_BOUNDARY;
  }
  bool base =
      ro_has(r, verb, RO_T_BASE) || (d->opens && ro_has(r, verb, RO_T_FINITE) && !ro_has(r, verb, RO_T_PAST | RO_T_MODAL) &&
                                     ro_slice_equal(ro_token_at(r, verb)->lemma, ro_token_at(r, verb)->lower));
  bool to = ro_has(r, verb, RO_T_TO) && ro_has(r, skip_adverbs(r, verb + 1, end), RO_T_BASE);
  if (base || to) {
    if (to && !d->marked) return NO_BOUNDARY; /* a purpose, unless the first infinitive had its "to" too */
    if (!d->opens || !d->complement) return NO_BOUNDARY;
    if (d->subordinate && !comma) return NO_BOUNDARY;
    if (d->purpose && !comma) return NO_BOUNDARY;
    return INFINITIVE_BOUNDARY;
  }
  if (d->perfect && ro_has(r, verb, RO_T_PARTICIPLE) && !d->subordinate &&
      ro_has(r, verb + 1, RO_T_NOUN | RO_T_ADJECTIVE | RO_T_DETERMINER | RO_T_POSSESSIVE | RO_T_PROPER))
    return SAME_BOUNDARY;
  if (ro_has(r, verb, RO_T_FINITE)) {
    if (d->subordinate && !(comma && conjunction)) return NO_BOUNDARY;
    return FINITE_BOUNDARY;
  }
  bool between = false; /* "exchanges between China and Russia have" */
  for (size_t t = d->clause; t < i; t++) between = between || (ro_word_is(r, t, "between") && i - t < 8);
  if (conjunction && !(between && !comma) && subject_verb(r, at, end) < end) {
    if (d->subordinate && !comma) return NO_BOUNDARY;
    return CLAUSE_BOUNDARY;
  }
  return NO_BOUNDARY;
}

static void note_token(const ro_reader *r, division *d, size_t i, const ro_reading *reading) {
  if (ro_has(r, i, RO_T_FINITE)) {
    d->verb_seen = true;
    d->perfect = ro_lemma_in(r, i, "have be");
  }
  if (!d->complement && ro_has(r, i, RO_T_BASE | RO_T_GERUND) && i + 1 >= reading->op_end) {
    d->complement = true;
    d->marked =
        i > d->clause && (ro_has(r, i - 1, RO_T_TO) || (ro_has(r, i - 1, RO_T_ADVERB) && i > 1 && ro_has(r, i - 2, RO_T_TO)));
  }
  if (ro_lemma_is(r, i, "help") && (ro_has(r, i + 1, RO_T_BASE) || ro_has(r, i + 1, RO_T_TO))) d->purpose = true;
  if (i < reading->op_end && reading->op_end > d->clause) return;
  if (i > d->clause && (ro_has(r, i, RO_T_WH) || (ro_word_is(r, i, "that") && ro_has(r, i - 1, RO_T_VERB | RO_T_NOUN)) ||
                        ro_word_in(r, i, "if because although unless whether")))
    d->subordinate = true;
  if (ro_has(r, i, RO_T_TO) && ro_has(r, i + 1, RO_T_BASE | RO_T_ADVERB) && d->verb_seen && i > reading->op_end) {
    /* "work with X to plan …" still belongs to the operator */
    bool light = ro_lemma_in(r, reading->op_end, "work join cooperate") ||
                 ro_lemma_in(r, reading->op_end + 1, "work join cooperate") ||
                 ro_lemma_in(r, reading->op_end + 2, "work join cooperate");
    if (!light || d->purpose)
      d->purpose = true;
    else
      d->marked = true;
  }
}

/* Keeps what the act was decided by, with source and cue of the attribution or of what it carries on. */
static void trace_clause(const ro_reader *r, const ro_attribution *a, ro_span span, ro_slices features,
                         const int8_t *const states[RO_ACT_STATES]) {
  ro_clause_trace trace = {.span = span,
                           .joint = a->joint,
                           .features = features,
                           .states = {states[0], states[1]},
                           .state_size = r->tokens->state_size};
  while (a->cue.len == 0 && a->continues != RO_NONE) a = &r->out->attributions.at[a->continues];
  if (a->source.len > 0) trace.source = (ro_span){a->source.at[0].start, a->source.at[a->source.len - 1].end};
  if (a->cue.len > 0) trace.cue = (ro_span){a->cue.at[0].start, a->cue.at[a->cue.len - 1].end};
  RO_PUSH(r->arena, &r->trace->clauses, trace);
}

/* Why a clause begins and ends where it does, and is what it is. */
static void note_clause(const ro_reader *r, const ro_frame *frame, const ro_clause *made, const ro_reading *reading,
                        const char *divided) {
  ro_span what = made->spans.at[0];
  const ro_why *act = &reading->why[0];
  const ro_slice gives[RO_READ] = {ro_slice_of(ro_act_name(reading->act)), ro_slice_of(ro_stance_name(made->stance)),
                                   made->strength};
  ro_note(r, RO_WHY_CLAUSE, what, RO_ABSENT, RO_WHY(divided));
  for (size_t i = 0; i < RO_READ; i++) {
    ro_why why = reading->why[i];
    ro_explained of = (ro_explained)(RO_WHY_ACT + i);
    bool graded = of == RO_WHY_STANCE || of == RO_WHY_STRENGTH;
    if (!why.rule || (graded && (gives[i].len == 0 || (why.rule == act->rule && why.entry.ptr == act->entry.ptr)))) continue;
    bool by_cue = why.entry.ptr && frame->lexical && why.entry.ptr == frame->lexical->words.ptr;
    if (by_cue) why.fired = ro_why_words(r, NULL, frame->cue.first, frame->cue.end).fired;
    ro_note(r, of, what, gives[i], why);
  }
}

static void add_clause(const ro_reader *r, const ro_frame *frame, ro_range clause, const ro_reading *reading, const char *divided,
                       ro_attribution *out) {
  ro_span span = ro_tokens_span(r, clause.first, clause.end);
  if (span.end <= span.start) return;
  ro_slices features = {0};
  ro_act_features(r, frame, clause, reading, &features);
  ro_clause made = {.act = reading->act,
                    .stance = reading->stance,
                    .strength = reading->strength,
                    .negated = reading->negated,
                    .future = reading->future,
                    .hypothetical = reading->hypothetical};
  const int8_t *states[RO_ACT_STATES];
  ro_act_states(r, clause, states);
  made.act = ro_act_likeliest(r, &features, states, reading->act, &made.confidence);
  if (made.act != reading->act) {
    made.strength = RO_ABSENT;
    if (made.act != RO_POSITION && made.act != RO_COMMITMENT) made.stance = RO_NO_STANCE;
  }
  RO_PUSH(r->arena, &made.spans, span);
  if (r->trace) {
    trace_clause(r, out, span, features, states);
    note_clause(r, frame, &made, reading, divided);
    ro_act_note(r, span, &features, reading->act, made.act);
  }
  RO_PUSH(r->arena, &out->clauses, made);
}

/* The stance of an infinitive's own verb ("oppose all forms of …"). */
static void take_own_stance(const ro_reader *r, size_t verb, size_t end, ro_reading *reading) {
  size_t stop;
  const ro_operator *op = verb < end ? operator_at(r, verb, end, &stop) : NULL;
  bool has = op && op->act == RO_POSITION;
  reading->stance = has ? op->stance : RO_NO_STANCE;
  *why_of(reading, RO_WHY_STANCE) = has ? why_operator(r, op, verb, stop) : RO_WHY(NULL);
}

/* The operator that a cue is for its infinitives, when the content has none of its own. */
static ro_reading cue_reading(const ro_reader *r, const ro_frame *frame, size_t first) {
  const ro_cue *cue = frame->lexical;
  ro_reading reading = {.act = RO_ASSESSMENT, .op_first = first, .op_end = first, .opens = true};
  if (cue)
    reading = (ro_reading){
        .act = cue->act, .stance = cue->stance, .strength = cue->strength, .op_first = first, .op_end = first, .opens = true};
  decide(&reading, ro_why_cue(r, CUE, cue, NO_WORDS));
  size_t verb = skip_adverbs(r, ro_has(r, first, RO_T_TO) ? first + 1 : first, frame->content[0].end);
  if (reading.stance == RO_NO_STANCE) take_own_stance(r, verb, frame->content[0].end, &reading);
  return reading;
}

static void divide_range(const ro_reader *r, const ro_frame *frame, ro_range content, ro_attribution *out) {
  const ro_cue *cue = frame->lexical;
  size_t first = content.first;
  while (first < content.end && (ro_word_in(r, first, "that") || ro_has(r, first, RO_T_QUOTE | RO_T_COMMA))) first++;
  if (first >= content.end) return;
  bool own_verb = cue && ro_frame_owns_verb(r, frame);
  bool infinitive = !own_verb && (ro_has(r, first, RO_T_TO) || ro_has(r, skip_adverbs(r, first, content.end), RO_T_BASE));
  bool gerund = cue && cue->class_ == RO_CUE_AGREE && ro_has(r, first, RO_T_PREPOSITION) && ro_has(r, first + 1, RO_T_GERUND);
  if (gerund) first++;
  infinitive = infinitive || gerund;
  bool found = true;
  ro_reading reading;
  if (own_verb || infinitive) {
    reading = cue_reading(r, frame, first);
    if (own_verb) reading.opens = false;
    if (!cue) { /* a bare imperative asks */
      reading.act = RO_CALL_FOR;
      reading.strength = RO_LIT("should");
      *why_of(&reading, RO_WHY_ACT) = *why_of(&reading, RO_WHY_STRENGTH) = RO_WHY("imperative");
    }
    if (infinitive && ro_has(r, first, RO_T_TO)) first++;
    if (infinitive) reading.op_end = skip_adverbs(r, first, content.end);
  } else {
    reading = ro_clause_read(r, (ro_range){first, content.end}, cue, &found);
  }
  if (frame->negated && !reading.negated)
    *why_of(&reading, RO_WHY_NEGATED) = ro_why_words(r, "cue that is denied", frame->cue.first, frame->cue.end);
  reading.negated = reading.negated || frame->negated;
  reading.hypothetical = reading.hypothetical || frame->hypothetical;
  const char *divided = DIVIDED[NO_BOUNDARY];
  division d = {.clause = first,
                .opens = reading.opens,
                .verb_seen = own_verb || infinitive,
                .complement = infinitive,
                .gerund = gerund,
                .marked = infinitive && first > content.first && ro_has(r, first - 1, RO_T_TO)};
  for (size_t i = first; i < content.end; i++) {
    note_token(r, &d, i, &reading);
    size_t begin = i;
    if (!separator(r, i)) continue;
    boundary kind = boundary_at(r, &d, i, content.end, &begin);
    if (kind == NO_BOUNDARY) continue;
    add_clause(r, frame, (ro_range){d.clause, i}, &reading, divided, out);
    divided = DIVIDED[kind];
    while (begin < content.end && ro_word_is(r, begin, "that")) begin++;
    ro_range rest = {begin, content.end};
    bool perfect = kind == SAME_BOUNDARY;
    if (perfect) {
      reading.op_end = begin;
    } else if (kind == INFINITIVE_BOUNDARY) {
      size_t verb = skip_adverbs(r, begin, content.end);
      if (ro_has(r, verb, RO_T_TO)) verb = skip_adverbs(r, verb + 1, content.end);
      take_own_stance(r, verb, content.end, &reading);
      if (cue && cue->stance != RO_NO_STANCE) {
        reading.stance = cue->stance;
        *why_of(&reading, RO_WHY_STANCE) = ro_why_cue(r, CUE, cue, NO_WORDS);
      }
      reading.op_end = verb;
    } else {
      reading = ro_clause_read(r, rest, cue && cue->class_ == RO_CUE_SAY ? cue : NULL, &found);
    }
    bool marked = d.marked;
    d = (division){.clause = begin,
                   .gerund = d.gerund,
                   .marked = kind == INFINITIVE_BOUNDARY && marked,
                   .opens = reading.opens,
                   .verb_seen = true,
                   .complement = kind == INFINITIVE_BOUNDARY,
                   .perfect = perfect};
    i = begin;
    note_token(r, &d, i, &reading);
  }
  add_clause(r, frame, (ro_range){d.clause, content.end}, &reading, divided, out);
}

/* "Respect for sovereignty, she said, is a principle": the cue stands inside one clause. */
static bool interrupted(const ro_reader *r, const ro_frame *frame) {
  if (frame->n_content != 2) return false;
  for (size_t i = frame->content[0].first; i < frame->content[0].end; i++)
    if (ro_has(r, i, RO_T_FINITE)) return false;
  return ro_has(r, skip_adverbs(r, frame->content[1].first, frame->content[1].end), RO_T_FINITE);
}

void ro_clauses_divide(const ro_reader *r, const ro_frame *frame, ro_attribution *out) {
  if (interrupted(r, frame)) {
    size_t noted = r->trace ? r->trace->reasons.len : 0;
    divide_range(r, frame, frame->content[1], out);
    ro_span head = ro_tokens_span(r, frame->content[0].first, frame->content[0].end);
    if (out->clauses.len > 0 && head.end > head.start) {
      ro_clause *first = &out->clauses.at[0];
      RO_PUSH(r->arena, &first->spans, first->spans.at[0]);
      first->spans.at[0] = head;
      if (r->trace) ro_trace_move(r->trace, noted, first->spans.at[1], head);
    }
    return;
  }
  for (size_t c = 0; c < frame->n_content; c++) divide_range(r, frame, frame->content[c], out);
}
