/*
 * Contents into clauses. A content is divided at the coordinated finite and infinitive clauses under its operator; what stands
 * deeper (relative, conditional, purpose clauses, coordination inside them) stays with the clause that it belongs to.
 */
#include "statement/acts.h"
#include "statement/operators.h"
#include "statement/strength.h"

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
  bool gerund;      /* "agreed on building …, and on …" … */
  size_t building;  /* … the first of them */
  bool marked;      /* … with "to" */
  bool complement;  /* the operator has its first infinitive */
  bool perfect;     /* a participle goes on with it: "have met and agreed" */
  bool subjunctive; /* "asked that the country open its market and …" */
  ro_stance stance; /* of the clause's operator */
} division;

static bool separator(const ro_reader *r, size_t i) {
  return ro_has(r, i, RO_T_COMMA) || ro_word_in(r, i, "and but ; while or as_well");
}

static size_t skip_adverbs(const ro_reader *r, size_t i, size_t end) {
  while (i < end && (ro_adverb_like(r, i) || ro_has(r, i, RO_T_QUOTE))) i++;
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

/* "agreed on building …, opening …", not the preposition of "…, including the …" */
static bool is_gerund(const ro_reader *r, size_t i) {
  return ro_has(r, i, RO_T_GERUND) && ro_token_at(r, i)->rel != RO_REL_CASE;
}

/* "in widening …, and in increasing visits": the same preposition before the same form; one alone may be an adjective. */
static bool repeats_gerund(const ro_reader *r, const division *d, size_t i, size_t end) {
  bool same = i + 1 < end && d->building > 0 && ro_has(r, i, RO_T_PREPOSITION) && ro_has(r, d->building - 1, RO_T_PREPOSITION) &&
              ro_slice_equal(ro_token_at(r, i)->lower, ro_token_at(r, d->building - 1)->lower);
  return same && ro_token_at(r, i + 1)->xpos == ro_token_at(r, d->building)->xpos;
}

/* "they oppose attempts to change it and support the order": what is opposed has no purpose that is supported. */
static bool turns_stance(const ro_reader *r, const division *d, size_t verb, size_t end) {
  size_t stop;
  if (d->stance == RO_NO_STANCE || !ro_has(r, verb, RO_T_BASE | RO_T_FINITE)) return false;
  const ro_operator *op = ro_operator_at(r, verb, end, &stop);
  return op && op->act == RO_POSITION && op->stance != RO_NO_STANCE && op->stance != d->stance;
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
  if (conjunction && !d->subordinate && turns_stance(r, d, verb, end)) return FINITE_BOUNDARY;
  if (d->gerund &&
      (is_gerund(r, verb) || (ro_has(r, verb, RO_T_PREPOSITION) && is_gerund(r, verb + 1)) || repeats_gerund(r, d, verb, end))) {
    if (ro_has(r, verb, RO_T_PREPOSITION)) *begin = verb + 1;
    return comma || ro_has(r, verb, RO_T_PREPOSITION) ? INFINITIVE_BOUNDARY : NO_BOUNDARY;
  }
  bool base =
      ro_has(r, verb, RO_T_BASE) || (d->opens && ro_has(r, verb, RO_T_FINITE) && !ro_has(r, verb, RO_T_PAST | RO_T_MODAL) &&
                                     ro_slice_equal(ro_token_at(r, verb)->lemma, ro_token_at(r, verb)->lower));
  bool to = ro_has(r, verb, RO_T_TO) && ro_has(r, skip_adverbs(r, verb + 1, end), RO_T_BASE);
  if (base && d->subjunctive && conjunction && !d->subordinate) return INFINITIVE_BOUNDARY;
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

/* A base form with a subject before it and nothing between that governs it. */
static bool is_subjunctive(const ro_reader *r, size_t i) {
  if (!ro_has(r, i, RO_T_BASE)) return false;
  size_t subject = ro_child_by(&r->syntax, i, RO_REL_NSUBJ);
  if (subject == RO_NO_TOKEN || subject > i) return false;
  for (size_t k = subject + 1; k < i; k++)
    if (ro_governor(&r->syntax, k) == i && !ro_has(r, k, RO_T_ADVERB | RO_T_PUNCT)) return false;
  return true;
}

/* "urges the military to stop …": the infinitive behind an operator's object is what the operator is about, no purpose. */
static bool is_asked(const ro_reader *r, size_t to, const ro_reading *reading) {
  size_t verb = skip_adverbs(r, to + 1, to + 4);
  if (!reading->opens || !ro_has(r, verb, RO_T_BASE) || ro_token_at(r, verb)->rel != RO_REL_XCOMP) return false;
  size_t top = ro_governor(&r->syntax, verb);
  return top != RO_NO_TOKEN && top >= reading->op_first && top < reading->op_end;
}

/* "join Japan in turning it into projects, opening markets, and …": what a light verb of the operator is about. */
static bool is_joined_in(const ro_reader *r, size_t i, const ro_reading *reading) {
  size_t top = ro_governor(&r->syntax, i);
  return is_gerund(r, i) && i > 0 && ro_word_in(r, i - 1, "in on") && top != RO_NO_TOKEN && top >= reading->op_first &&
         top <= reading->op_end + 2 && ro_lemma_in(r, top, "work join cooperate");
}

static void note_token(const ro_reader *r, division *d, size_t i, const ro_reading *reading) {
  if (ro_has(r, i, RO_T_FINITE)) {
    d->verb_seen = true;
    d->perfect = ro_lemma_in(r, i, "have be");
  }
  if (is_subjunctive(r, i)) d->verb_seen = d->subjunctive = true;
  if (!d->complement && ro_has(r, i, RO_T_BASE | RO_T_GERUND) && i + 1 >= reading->op_end) {
    d->complement = true;
    d->marked =
        i > d->clause && (ro_has(r, i - 1, RO_T_TO) || (ro_has(r, i - 1, RO_T_ADVERB) && i > 1 && ro_has(r, i - 2, RO_T_TO)));
  }
  if (ro_lemma_is(r, i, "help") && (ro_has(r, i + 1, RO_T_BASE) || ro_has(r, i + 1, RO_T_TO))) d->purpose = true;
  if (!d->gerund && reading->opens && is_joined_in(r, i, reading)) {
    d->gerund = true;
    d->building = i;
  }
  if (i < reading->op_end && reading->op_end > d->clause) return;
  if (i > d->clause && (ro_has(r, i, RO_T_WH) || (ro_word_is(r, i, "that") && ro_has(r, i - 1, RO_T_VERB | RO_T_NOUN)) ||
                        ro_word_in(r, i, "if because although unless whether")))
    d->subordinate = true;
  if (ro_has(r, i, RO_T_TO) && ro_has(r, i + 1, RO_T_BASE | RO_T_ADVERB) && d->verb_seen && i > reading->op_end) {
    /* "work with X to plan …" still belongs to the operator */
    bool light = ro_lemma_in(r, reading->op_end, "work join cooperate") ||
                 ro_lemma_in(r, reading->op_end + 1, "work join cooperate") ||
                 ro_lemma_in(r, reading->op_end + 2, "work join cooperate");
    light = light || (!d->purpose && is_asked(r, i, reading));
    if (!light || d->purpose)
      d->purpose = true;
    else
      d->marked = true;
  }
}

/* Keeps what the act was decided by, with source and cue of the attribution or of what it carries on. */
static void trace_clause(const ro_reader *r, const ro_attribution *a, ro_span span, ro_slices features,
                         const int8_t *const states[RO_ACT_STATES]) {
  ro_clause_trace trace = {.span = span, .joint = a->joint, .features = features, .state_size = r->tokens->state_size};
  for (size_t s = 0; s < RO_ACT_STATES; s++) trace.states[s] = states[s];
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
  while (clause.first + 1 < clause.end && ro_word_in(r, clause.first, "and but") && clause.first != reading->op_first)
    clause.first++;
  ro_span span = ro_tokens_span(r, clause.first, clause.end);
  if (span.end <= span.start) return;
  ro_slices features = {0};
  ro_act_features(r, frame, clause, reading, &features);
  ro_clause made = {.act = reading->act,
                    .stance = reading->stance,
                    .negated = reading->negated,
                    .future = reading->future,
                    .hypothetical = reading->hypothetical};
  const int8_t *states[RO_ACT_STATES];
  ro_act_states(r, frame, clause, states);
  made.act = ro_act_likeliest(r, &features, states, reading->act, &made.confidence);
  if (frame->whole) made.act = frame->lexical->act;
  if (made.act != reading->act && made.act != RO_POSITION && made.act != RO_COMMITMENT) made.stance = RO_NO_STANCE;
  ro_reading graded = *reading;
  made.strength = ro_strength_of(r, frame, clause, &made, reading, ro_reading_why(&graded, RO_WHY_STRENGTH));
  RO_PUSH(r->arena, &made.spans, span);
  if (r->trace) {
    trace_clause(r, out, span, features, states);
    note_clause(r, frame, &made, &graded, divided);
    ro_act_note(r, span, &features, reading->act, made.act);
  }
  RO_PUSH(r->arena, &out->clauses, made);
}

/* The stance of an infinitive's own verb ("oppose all forms of …"). */
static void take_own_stance(const ro_reader *r, size_t verb, size_t end, ro_reading *reading) {
  size_t stop;
  const ro_operator *op = verb < end ? ro_operator_at(r, verb, end, &stop) : NULL;
  bool has = op && op->act == RO_POSITION;
  reading->stance = has ? op->stance : RO_NO_STANCE;
  *ro_reading_why(reading, RO_WHY_STANCE) = has ? ro_why_operator(r, op, verb, stop) : RO_WHY(NULL);
}

/* The operator that a cue is for its infinitives, when the content has none of its own. */
static ro_reading cue_reading(const ro_reader *r, const ro_frame *frame, size_t first) {
  const ro_cue *cue = frame->lexical;
  ro_reading reading = {.act = RO_ASSESSMENT, .op_first = first, .op_end = first, .opens = true};
  if (cue)
    reading = (ro_reading){
        .act = cue->act, .stance = cue->stance, .strength = cue->strength, .op_first = first, .op_end = first, .opens = true};
  ro_reading_decide(&reading, ro_why_cue(r, RO_BY_CUE, cue, RO_NO_WORDS));
  size_t verb = skip_adverbs(r, ro_has(r, first, RO_T_TO) ? first + 1 : first, frame->content[0].end);
  if (reading.stance == RO_NO_STANCE) take_own_stance(r, verb, frame->content[0].end, &reading);
  return reading;
}

/* What an operator says that the parser takes for an infinitive ("and support the order"), or what the words before their verb
 * do. */
static ro_reading finite_reading(const ro_reader *r, ro_range rest, const ro_cue *cue) {
  size_t verb = skip_adverbs(r, rest.first, rest.end), stop;
  const ro_operator *op =
      ro_has(r, verb, RO_T_BASE) && !ro_has(r, verb, RO_T_FINITE) ? ro_operator_at(r, verb, rest.end, &stop) : NULL;
  bool found;
  if (!op) return ro_clause_read(r, rest, cue && cue->class_ == RO_CUE_SAY ? cue : NULL, &found);
  ro_reading reading = {
      .act = op->act, .stance = op->stance, .strength = op->strength, .op_first = verb, .op_end = stop, .opens = op->opens};
  ro_reading_decide(&reading, ro_why_operator(r, op, verb, stop));
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
      *ro_reading_why(&reading, RO_WHY_ACT) = *ro_reading_why(&reading, RO_WHY_STRENGTH) = RO_WHY("imperative");
    }
    if (infinitive && ro_has(r, first, RO_T_TO)) first++;
    if (infinitive) reading.op_end = skip_adverbs(r, first, content.end);
  } else {
    reading = ro_clause_read(r, (ro_range){first, content.end}, cue, &found);
  }
  if (frame->negated && !reading.negated)
    *ro_reading_why(&reading, RO_WHY_NEGATED) = ro_why_words(r, "cue that is denied", frame->cue.first, frame->cue.end);
  reading.negated = reading.negated || frame->negated;
  reading.hypothetical = reading.hypothetical || frame->hypothetical;
  const char *divided = DIVIDED[NO_BOUNDARY];
  division d = {.clause = first,
                .opens = reading.opens,
                .verb_seen = own_verb || infinitive,
                .complement = infinitive,
                .gerund = gerund,
                .building = gerund ? first : 0,
                .stance = reading.stance,
                .marked = infinitive && first > content.first && ro_has(r, first - 1, RO_T_TO)};
  for (size_t i = first; i < content.end; i++) {
    note_token(r, &d, i, &reading);
    size_t begin = i;
    if (frame->whole || !separator(r, i)) continue;
    boundary kind = boundary_at(r, &d, i, content.end, &begin);
    if (kind == NO_BOUNDARY) continue;
    add_clause(r, frame, (ro_range){d.clause, i}, &reading, divided, out);
    divided = DIVIDED[kind];
    while (begin < content.end && (ro_word_is(r, begin, "that") || (kind == INFINITIVE_BOUNDARY && ro_has(r, begin, RO_T_TO))))
      begin++;
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
        *ro_reading_why(&reading, RO_WHY_STANCE) = ro_why_cue(r, RO_BY_CUE, cue, RO_NO_WORDS);
      }
      reading.op_end = verb;
    } else {
      reading = finite_reading(r, rest, cue);
    }
    bool marked = d.marked;
    d = (division){.clause = begin,
                   .gerund = d.gerund,
                   .building = d.building,
                   .stance = reading.stance,
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
