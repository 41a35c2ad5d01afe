/* What a clause is by its operator ("be ready to", "should"), by the cue before it, by the noun that heads it, or by nothing. */
#include "statement/operators.h"

bool ro_adverb_like(const ro_reader *r, size_t i) {
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
                      (ro_adverb_like(r, at) || ro_has(r, at, RO_T_DETERMINER | RO_T_ADJECTIVE | RO_T_POSSESSIVE) ||
                       ro_word_in(r, at, "- –") || ro_word_in(r, at + 1, "- –") || (at > 0 && ro_word_in(r, at - 1, "- –")) ||
                       ro_word_in(r, at + 1, "'s ’s")); /* "expressed his country's appreciation" */
      if (!may_skip || ro_negates(r, at)) return 0;
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

const ro_operator *ro_operator_at(const ro_reader *r, size_t i, size_t limit, size_t *end) {
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

ro_why *ro_reading_why(ro_reading *reading, ro_explained of) {
  return &reading->why[of - RO_WHY_ACT];
}

ro_why ro_why_operator(const ro_reader *r, const ro_operator *op, size_t first, size_t end) {
  ro_why why = ro_why_words(r, "operator", first, end);
  why.list = "operators.tsv";
  why.entry = op->words;
  return why;
}

void ro_reading_decide(ro_reading *reading, ro_why why) {
  *ro_reading_why(reading, RO_WHY_ACT) = why;
  *ro_reading_why(reading, RO_WHY_STANCE) = reading->stance != RO_NO_STANCE ? why : RO_WHY(NULL);
  *ro_reading_why(reading, RO_WHY_STRENGTH) = reading->strength.ptr ? why : RO_WHY(NULL);
}

/* Does the clause of this verb have "there" for its subject? */
static bool is_existential(const ro_reader *r, size_t verb) {
  size_t head = ro_token_at(r, verb)->rel == RO_REL_COP ? ro_governor(&r->syntax, verb) : verb;
  return head != RO_NO_TOKEN && ro_child_by(&r->syntax, head, RO_REL_EXPL) != RO_NO_TOKEN;
}

/* What has no operator tells something, or judges it: "the talks were frank", "shows vitality", "it cannot be done". */
static void default_act(const ro_reader *r, ro_range clause, size_t verb, ro_reading *out) {
  bool judges = ro_token_at(r, verb)->rel == RO_REL_COP || ro_lemma_in(r, verb, "seem appear remain consider deem regard view") ||
                ro_has(r, verb, RO_T_MODAL) || is_existential(r, verb);
  bool number = false;
  for (size_t i = verb; i < clause.end; i++) { /* "the two countries" are no figure */
    ro_slice form = ro_token_text(r->tokens, i);
    number = number || (form.len > 0 && form.ptr[0] >= '0' && form.ptr[0] <= '9');
  }
  size_t at = verb;
  ro_slice word = judges ? RO_ABSENT : evaluating(r, clause.first, clause.end, &at);
  out->act = (judges || word.ptr) && !number ? RO_ASSESSMENT : RO_INFORM;
  ro_why *why = ro_reading_why(out, RO_WHY_ACT);
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

/* "Berlin considered the question closed" judges; "is considering a loan" explores. */
static bool only_opines(const ro_reader *r, const ro_operator *op, size_t verb) {
  size_t what = ro_child_by(&r->syntax, verb, RO_REL_XCOMP);
  return ro_slice_equal(op->words, RO_LIT("consider")) && what != RO_NO_TOKEN && !ro_has(r, what, RO_T_GERUND);
}

static void read_operator(const ro_reader *r, ro_range clause, size_t verb, bool party, bool reported, ro_reading *out) {
  size_t at = verb, end = 0;
  bool have = false;
  for (size_t steps = 0; at < clause.end && steps < 6; steps++) {
    if (ro_word_is(r, at, "no") && ro_negates(r, at + 1)) at++;
    if (ro_negates(r, at)) {
      out->negated = true;
      *ro_reading_why(out, RO_WHY_NEGATED) = ro_why_words(r, "negation", at, at + 1);
      at++;
      continue;
    }
    if (ro_adverb_like(r, at)) {
      if (ro_word_in(r, at, "firmly resolutely strongly unwaveringly steadfastly categorically") && !have) {
        out->strength = RO_LIT("firmly supports");
        *ro_reading_why(out, RO_WHY_STRENGTH) = ro_why_words(r, "adverb of firmness", at, at + 1);
      }
      at++;
      continue;
    }
    const ro_operator *op = ro_operator_at(r, at, clause.end, &end);
    if (!op && reported && ro_word_in(r, at, "would 'd ’d") && ro_has(r, at, RO_T_MODAL)) op = as_will(r, at, clause.end, &end);
    if (op && ro_has(r, at, RO_T_MODAL) && !party && op->act == RO_COMMITMENT) { /* "the deal will boost trade" foretells */
      out->future = true;
      *ro_reading_why(out, RO_WHY_FUTURE) = ro_why_words(r, "modal that foretells", at, at + 1);
      op = NULL;
    }
    if (op && (only_judges(r, op, verb, end) || only_ready(r, op, end) || only_opines(r, op, at))) op = NULL;
    if (op && out->negated && ro_lemma_is(r, at, "agree") && !ro_word_is(r, end, "to"))
      op = NULL; /* "we do not agree on everything" */
    if (op && !party && op->act == RO_COMMITMENT && ro_lemma_in(r, at, "continue keep remain"))
      op = NULL; /* "trade continued to grow" */
    if (op && !have) {
      bool firm = out->strength.ptr != NULL;
      ro_why why = ro_why_operator(r, op, at, end), firmly = *ro_reading_why(out, RO_WHY_STRENGTH);
      out->act = op->act;
      out->stance = op->stance;
      if (!(firm && op->act == RO_POSITION)) out->strength = op->strength;
      ro_reading_decide(out, why);
      if (firm && op->act == RO_POSITION) *ro_reading_why(out, RO_WHY_STRENGTH) = firmly;
      if (!out->future && (ro_has(r, at, RO_T_MODAL) || op->act == RO_ANNOUNCEMENT)) *ro_reading_why(out, RO_WHY_FUTURE) = why;
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
        *ro_reading_why(out, RO_WHY_STANCE) = ro_why_operator(r, op, at, end);
      }
      if (op->act == RO_CALL_FOR && reported && ro_word_is(r, verb, "would")) { /* "we would ask them to" */
        out->act = op->act;
        out->strength = op->strength;
        *ro_reading_why(out, RO_WHY_ACT) = *ro_reading_why(out, RO_WHY_STRENGTH) = ro_why_operator(r, op, at, end);
      }
      if (op->opens) out->op_end = end;
      at = end;
      if (!op->opens) break;
      continue;
    }
    if (ro_has(r, at, RO_T_MODAL)) {
      out->hypothetical = ro_word_in(r, at, "could might may would");
      out->future = out->future || ro_word_in(r, at, "will shall");
      if (out->hypothetical) *ro_reading_why(out, RO_WHY_HYPOTHETICAL) = ro_why_words(r, "modal of what might be", at, at + 1);
      if (ro_word_in(r, at, "will shall")) *ro_reading_why(out, RO_WHY_FUTURE) = ro_why_words(r, "modal", at, at + 1);
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
      ro_reading_decide(out, ro_why_words(r, "noun that heads it", i, i + 1));
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
    ro_reading_decide(&out, ro_why_cue(r, lexical ? RO_BY_CUE : "words without a verb", lexical, RO_NO_WORDS));
    read_noun(r, clause, &out);
    return out;
  }
  out.op_end = verb + 1;
  size_t begin = behind_adjunct(r, clause.first, clause.end);
  read_operator(r, clause, verb, speaks_of_party(r, begin, verb), lexical && lexical->class_ == RO_CUE_SAY, &out);
  if (out.negated && (out.act == RO_POSITION || out.act == RO_COMMITMENT) && out.stance == RO_SUPPORT)
    out.stance = RO_OPPOSE; /* "does not support", "will not tolerate" */
  for (size_t i = clause.first; i < verb; i++) {
    if (ro_word_is(r, i, "if") && !out.hypothetical)
      *ro_reading_why(&out, RO_WHY_HYPOTHETICAL) = ro_why_words(r, "condition", i, i + 1);
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
      ro_reading_decide(&out, lexical->class_ == RO_CUE_AGREE ? ro_why_cue(r, RO_BY_CUE, lexical, RO_NO_WORDS)
                                                              : ro_why_words(r, "passive of what will be done", verb, verb + 1));
    }
  } else if (lexical && lexical->class_ == RO_CUE_ASK) {
    out.act = RO_CALL_FOR; /* "proposed that the council revisit it" */
    *ro_reading_why(&out, RO_WHY_ACT) = ro_why_cue(r, RO_BY_CUE, lexical, RO_NO_WORDS);
    if (!out.strength.ptr) *ro_reading_why(&out, RO_WHY_STRENGTH) = *ro_reading_why(&out, RO_WHY_ACT);
    if (!out.strength.ptr) out.strength = lexical->strength;
  } else if (plain && lexical && lexical->class_ == RO_CUE_AGREE) {
    out.act = RO_ASSESSMENT; /* agreeing that something is so */
    *ro_reading_why(&out, RO_WHY_ACT) = ro_why_cue(r, RO_BY_CUE, lexical, RO_NO_WORDS);
  }
  if (lexical && lexical->act == RO_ANNOUNCEMENT && (out.act == RO_COMMITMENT || out.future)) {
    out.act = RO_ANNOUNCEMENT;
    *ro_reading_why(&out, RO_WHY_ACT) = ro_why_cue(r, RO_BY_CUE, lexical, RO_NO_WORDS);
  }
  if (lexical && lexical->strength.ptr && ro_slice_equal(lexical->strength, RO_LIT("hopes"))) {
    out.act = RO_CALL_FOR;
    out.strength = lexical->strength;
    *ro_reading_why(&out, RO_WHY_ACT) = *ro_reading_why(&out, RO_WHY_STRENGTH) = ro_why_cue(r, RO_BY_CUE, lexical, RO_NO_WORDS);
  }
  return out;
}
