#include "statement/plover_coding.h"

ro_plover *ro_plover_load(ro_list_file *list, ro_arena *arena) {
  ro_plover *plover = RO_NEW(arena, ro_plover);
  ro_plover_lexicon_load(&plover->lexicon, list, arena);
  ro_actors_load(&plover->actors, list, arena);
  return list->status == READOUT_OK ? plover : NULL;
}

ro_slice ro_plover_country(const ro_plover *plover, ro_slice iso) {
  return ro_actors_country_code(&plover->actors, iso);
}

/* -- how a predicate stands ----------------------------------------------------------------------------------------------- */

size_t ro_coder_child(const ro_coder *x, size_t i, ro_rel rel) {
  size_t k = ro_child_by(x->s, i, rel);
  return k != RO_NO_TOKEN && k >= x->sentence->first && k < x->sentence->end ? k : RO_NO_TOKEN;
}

static bool is_obliged(const ro_coder *x, size_t v) {
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (ro_coder_at(x, k)->rel == RO_REL_AUX && ro_word_in(x->r, k, "must should need ought")) return true;
  return false;
}

static void read_modality(const ro_coder *x, size_t v, ro_standing *where) {
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
    uint8_t rel = ro_coder_at(x, k)->rel;
    if (rel == RO_REL_AUX) {
      where->future |= ro_word_in(x->r, k, "will 'll wo shall would 'd");
      where->hypothetical |= ro_word_in(x->r, k, "may might could can");
      where->past |= ro_word_is(x->r, k, "had");
    }
    if (rel == RO_REL_ADVMOD) where->negated ^= ro_negates(x->r, k);
    if (rel == RO_REL_MARK) where->hypothetical |= ro_word_in(x->r, k, "if unless whether");
  }
}

bool ro_coder_is_passive(const ro_coder *x, size_t v) {
  if (ro_coder_child(x, v, RO_REL_AUX_PASS) != RO_NO_TOKEN) return true;
  if (ro_coder_child(x, v, RO_REL_OBJ) != RO_NO_TOKEN) return false; /* whatever the subject is taken for */
  if (ro_coder_child(x, v, RO_REL_NSUBJ_PASS) != RO_NO_TOKEN) return true;
  if (!ro_has(x->r, v, RO_T_PARTICIPLE) || ro_coder_child(x, v, RO_REL_NSUBJ) != RO_NO_TOKEN) return false;
  size_t head = ro_governor(x->s, v);
  if (ro_coder_at(x, v)->rel == RO_REL_CONJ && head != RO_NO_TOKEN && head < v && ro_coder_child(x, v, RO_REL_AUX) == RO_NO_TOKEN)
    return ro_coder_is_passive(x, head); /* "was shot and killed" */
  return ro_coder_at(x, v)->rel == RO_REL_ACL;
}

size_t ro_coder_subject(const ro_coder *x, size_t v) {
  static const ro_rel RELS[] = {RO_REL_NSUBJ, RO_REL_NSUBJ_OUTER, RO_REL_NSUBJ_PASS};
  size_t n = ro_coder_is_passive(x, v) ? 2 : 3;
  for (size_t i = 0; i < n; i++) {
    size_t k = ro_coder_child(x, v, RELS[i]);
    if (k != RO_NO_TOKEN) return k;
  }
  return RO_NO_TOKEN;
}

/* The phrase that a pronoun stands for, as far as the sentence tells: a relative one its noun, a personal one who speaks. */
static size_t antecedent(const ro_coder *x, size_t subject, const ro_standing *where) {
  if (subject == RO_NO_TOKEN || x->r->entity[subject] != RO_NONE) return subject;
  if (ro_has(x->r, subject, RO_T_WH) || ro_word_is(x->r, subject, "that")) {
    size_t clause = ro_governor(x->s, subject);
    while (clause != RO_NO_TOKEN && ro_coder_at(x, clause)->rel != RO_REL_ACL_RELCL) clause = ro_governor(x->s, clause);
    return clause == RO_NO_TOKEN ? subject : ro_governor(x->s, clause);
  }
  if (!ro_has(x->r, subject, RO_T_PRONOUN)) return subject;
  if (where->speaker != RO_NO_TOKEN && where->speaker != subject) return where->speaker;
  return where->subject != RO_NO_TOKEN ? where->subject : subject;
}
/* -- predicates -------------------------------------------------------------------------------------------------------------- */

static size_t code_predicate(ro_coder *x, size_t v, ro_standing where);

/* An adjective leads on ("ready to"), but tells nothing itself ("fine"). */
static ro_lexicon_match match_at(const ro_coder *x, size_t i, bool nominal) {
  ro_lexicon_match match = ro_plover_lexicon_at(&x->plover->lexicon, x->r, i, nominal);
  if (match.entry && match.entry->lead == RO_LEAD_NONE && ro_coder_at(x, i)->upos == RO_ADJ) match.entry = NULL;
  return match;
}

static bool is_noun(const ro_coder *x, size_t i) {
  uint8_t upos = ro_coder_at(x, i)->upos;
  return upos == RO_NOUN || upos == RO_PROPN || (upos == RO_VERB && ro_has(x->r, i, RO_T_GERUND));
}

/* A noun that tells an event, at i or in what hangs on it by "of" ("days of talks"): its match and place. */
static ro_lexicon_match match_noun(const ro_coder *x, size_t i, size_t *noun) {
  for (size_t depth = 0; i != RO_NO_TOKEN && depth < 4; depth++) {
    *noun = i;
    ro_lexicon_match match = match_at(x, i, true);
    if (match.entry) return match;
    size_t next = RO_NO_TOKEN;
    for (size_t k = ro_first_child(x->s, i); k != RO_NO_TOKEN && next == RO_NO_TOKEN; k = ro_next_child(x->s, k))
      if (ro_coder_at(x, k)->rel == RO_REL_NMOD && k > i) next = k;
    i = next;
  }
  return (ro_lexicon_match){0};
}

/* "between X and Y", "X's", "by X", "X-Y": who acts in an event that a noun tells. */
static size_t actor_of_noun(const ro_coder *x, size_t noun) {
  static const char *const MARKS[] = {"by", "between", "among", "of", "from"};
  size_t possessor = ro_coder_child(x, noun, RO_REL_NMOD_POSS);
  for (size_t m = 0; m < sizeof MARKS / sizeof *MARKS; m++)
    for (size_t k = ro_first_child(x->s, noun); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
      size_t mark = ro_child_by(x->s, k, RO_REL_CASE);
      bool by = (ro_coder_at(x, k)->rel == RO_REL_NMOD || ro_coder_at(x, k)->rel == RO_REL_OBL) && mark != RO_NO_TOKEN &&
                ro_word_is(x->r, mark, MARKS[m]);
      if (by && (m < 3 || possessor == RO_NO_TOKEN)) return k;
    }
  if (possessor != RO_NO_TOKEN) return possessor;
  ro_coded_actors own = {0}; /* "Peruvian protests" */
  return ro_actors_of(x->r, &x->labels, noun, true, &own) && own.at[0].code.ptr ? noun : RO_NO_TOKEN;
}

/* An event that a noun tells, under a verb `v` or under none. */
static size_t code_noun(ro_coder *x, size_t start, size_t v, size_t actor, ro_standing where) {
  size_t noun;
  ro_lexicon_match match = match_noun(x, start, &noun);
  if (!match.entry || match.entry->lead != RO_LEAD_NONE) return 0;
  ro_told f = {match.entry->type, match.entry->mode, match.entry->cameo, &match, noun, actor, RO_NO_TOKEN, noun, v};
  if (actor == RO_NO_TOKEN) f.actor = actor_of_noun(x, noun);
  ro_code_event(x, &where, &f);
  return 1;
}

/* What an intention or an end is about: the type of its complement. False where that tells nothing. */
static bool complement_type(const ro_coder *x, size_t c, size_t depth, ro_plover_type *type) {
  size_t noun, object = ro_coder_child(x, c, RO_REL_OBJ), next = ro_coder_child(x, c, RO_REL_XCOMP);
  ro_lexicon_match match = match_at(x, c, false);
  if (!match.entry && is_noun(x, c)) match = match_noun(x, c, &noun);
  if (!match.entry || depth > 3) return false;
  *type = match.entry->type;
  switch (match.entry->lead) {
    case RO_LEAD_NONE:
      return true;
    case RO_LEAD_REFUSE:
      *type = RO_REJECT;
      return true;
    case RO_LEAD_LIGHT:
    case RO_LEAD_INTEND:
    case RO_LEAD_END:
      if (next != RO_NO_TOKEN && complement_type(x, next, depth + 1, type)) {
      } else if (object != RO_NO_TOKEN && (match = match_noun(x, object, &noun)).entry) {
        *type = match.entry->type;
      } else {
        return false;
      }
      if (match.entry && match.entry->lead == RO_LEAD_END) *type = ro_plover_taken_back(*type);
      return true;
    default:
      return false;
  }
}

static ro_slice refusal_cameo(ro_plover_type type) {
  ro_slice cameo = ro_cameo_refused(type);
  return cameo.ptr ? cameo : RO_LIT("120");
}

static size_t complement(const ro_coder *x, size_t v) {
  static const uint8_t RELS[] = {RO_REL_XCOMP, RO_REL_CCOMP, RO_REL_OBJ, RO_REL_ADVCL, RO_REL_OBL, RO_REL_ACL};
  for (size_t i = 0; i < sizeof RELS; i++) {
    size_t k = ro_coder_child(x, v, (ro_rel)RELS[i]);
    if (k != RO_NO_TOKEN && k > v) return k;
  }
  return RO_NO_TOKEN;
}

static size_t code_intention(ro_coder *x, size_t v, size_t subject, const ro_lexicon_match *match, ro_standing where) {
  size_t c = complement(x, v);
  ro_plover_type type = RO_AGREE;
  bool told = c != RO_NO_TOKEN && complement_type(x, c, 0, &type);
  bool firm = match->entry->cameo.ptr != NULL;
  if (!told && !firm) return 0;
  bool refused = where.negated;
  if (c != RO_NO_TOKEN)
    for (size_t k = ro_first_child(x->s, c); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
      refused ^= ro_coder_at(x, k)->rel == RO_REL_ADVMOD && ro_word_in(x->r, k, "not n't never");
  ro_told f = {told ? ro_plover_intended(type) : RO_AGREE,
               RO_ABSENT,
               match->entry->cameo,
               match,
               v,
               subject,
               RO_NO_TOKEN,
               RO_NO_TOKEN,
               RO_NO_TOKEN};
  if (firm && f.type != RO_THREATEN) f.type = RO_AGREE; /* "promised to investigate" */
  if (told && ro_cameo_intended(type).ptr) f.cameo = ro_cameo_intended(type);
  if (refused && f.type == RO_AGREE) {
    f.type = RO_REJECT;
    f.cameo = refusal_cameo(type);
  } else if (refused && f.type == RO_THREATEN) {
    f.type = RO_AGREE;
    f.cameo = RO_LIT("030");
  }
  f.recipient = ro_coder_child(x, v, RO_REL_IOBJ);
  f.from = c == RO_NO_TOKEN ? v : c;
  f.then = v;
  where.negated = false;
  where.future = true;
  where.led = match->entry;
  ro_code_event(x, &where, &f);
  return 1;
}

static size_t code_end(ro_coder *x, size_t v, size_t subject, const ro_lexicon_match *match, const ro_standing *where) {
  size_t c = complement(x, v), noun = RO_NO_TOKEN;
  if (ro_coder_is_passive(x, v)) c = ro_coder_child(x, v, RO_REL_NSUBJ_PASS);
  ro_plover_type type;
  if (c == RO_NO_TOKEN) return 0;
  ro_lexicon_match inner = match_noun(x, c, &noun);
  if (inner.entry && inner.entry->lead == RO_LEAD_NONE)
    type = inner.entry->type;
  else if (!complement_type(x, c, 0, &type))
    return 0;
  ro_told f = {ro_plover_taken_back(type), RO_ABSENT, RO_ABSENT, match, v, subject, RO_NO_TOKEN, c, v};
  f.cameo = f.type == RO_RETREAT ? RO_LIT("0871") : f.type == RO_CONCEDE ? RO_LIT("081") : RO_LIT("160");
  ro_code_event(x, where, &f);
  return 1;
}

static bool has_case(const ro_coder *x, size_t i, const char *words) {
  size_t mark = ro_child_by(x->s, i, RO_REL_CASE);
  return mark != RO_NO_TOKEN && ro_word_in(x->r, mark, words);
}

/* What leads on to another word that tells the event. */
static size_t code_light(ro_coder *x, size_t v, size_t subject, ro_standing where) {
  size_t infinitive = ro_coder_child(x, v, RO_REL_XCOMP), object = ro_coder_child(x, v, RO_REL_OBJ), n = 0;
  where.depth++;
  if (infinitive != RO_NO_TOKEN) {
    ro_standing inner = where;
    inner.subject = object != RO_NO_TOKEN && object < infinitive ? object : subject;
    n = code_predicate(x, infinitive, inner);
  }
  if (ro_coder_is_passive(x, v)) object = ro_coder_child(x, v, RO_REL_NSUBJ_PASS);
  if (n == 0 && object != RO_NO_TOKEN) n = code_noun(x, object, v, subject, where);
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN && n == 0; k = ro_next_child(x->s, k)) {
    uint8_t rel = ro_coder_at(x, k)->rel;
    bool part = rel == RO_REL_OBL && k > v && !has_case(x, k, "after before following during since amid despite because without");
    if (part) n = code_noun(x, k, v, subject, where);
    if (n == 0 && (rel == RO_REL_ADVCL || rel == RO_REL_CCOMP) && ro_has(x->r, k, RO_T_GERUND | RO_T_BASE)) {
      where.subject = subject;
      n = code_predicate(x, k, where);
    }
  }
  return n;
}

/* What somebody says: in an order of its own, or a call on whoever must do something. */
static size_t code_said(ro_coder *x, size_t v, size_t subject, ro_standing where) {
  size_t clause = ro_coder_child(x, v, RO_REL_CCOMP);
  if (clause == RO_NO_TOKEN) clause = ro_coder_child(x, v, RO_REL_PARATAXIS);
  size_t n = 0;
  where.depth++;
  if (clause != RO_NO_TOKEN) {
    where.said = true;
    where.past = false;
    if (subject != RO_NO_TOKEN) where.speaker = subject;
    where.subject = subject;
    n = code_predicate(x, clause, where);
  }
  return n ? n : code_light(x, v, subject, where);
}

/* "said that X must …", "said that X is responsible": an event between who says it and X. */
static size_t code_claim(ro_coder *x, size_t v, size_t subject, ro_plover_type type, const ro_lexicon_entry *entry,
                         const ro_standing *where) {
  static const ro_lexicon_entry MUST = {.text = {"must", 4}}, GUILT = {.text = {"responsible", 11}};
  ro_lexicon_match match = {type == RO_REQUEST ? &MUST : &GUILT, {v}, 1};
  if (!where->said || where->speaker == RO_NO_TOKEN || where->speaker == subject) return 0;
  ro_told f = {type, RO_ABSENT,  type == RO_REQUEST ? RO_LIT("100") : RO_LIT("112"), &match, v, where->speaker, subject,
               v,    RO_NO_TOKEN};
  ro_standing as = *where;
  as.future = as.negated = false;
  as.claim = entry;
  ro_code_event(x, &as, &f);
  return 1;
}

/* "by X" of a passive, or of one that is coordinated to it. */
static size_t agent_of(const ro_coder *x, size_t v) {
  size_t agent = ro_coder_child(x, v, RO_REL_OBL_AGENT);
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN && agent == RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (ro_coder_at(x, k)->rel == RO_REL_CONJ && ro_has(x->r, k, RO_T_PARTICIPLE)) agent = ro_coder_child(x, k, RO_REL_OBL_AGENT);
  return agent;
}

/* An event that the predicate itself tells. */
static size_t code_typed(ro_coder *x, size_t v, size_t subject, const ro_lexicon_match *match, const ro_standing *where) {
  const ro_lexicon_entry *entry = match->entry;
  ro_told f = {entry->type, entry->mode, entry->cameo, match, v, subject, RO_NO_TOKEN, v, RO_NO_TOKEN};
  if (ro_coder_is_passive(x, v)) {
    f.actor = agent_of(x, v);
    if (f.actor == RO_NO_TOKEN && where->said && where->future) f.actor = where->speaker; /* "said they would be released" */
    f.recipient = ro_coder_child(x, v, RO_REL_NSUBJ_PASS);
    if (f.recipient == RO_NO_TOKEN) f.recipient = where->subject;
  } else if (f.type == RO_ACCUSE && ro_coder_child(x, v, RO_REL_CCOMP) != RO_NO_TOKEN) { /* "complained to X that Y …" */
    f.recipient = ro_coder_subject(x, ro_coder_child(x, v, RO_REL_CCOMP));
  }
  ro_code_event(x, where, &f);
  return 1;
}

static size_t code_refusal(ro_coder *x, size_t v, size_t subject, const ro_lexicon_match *match, ro_standing where) {
  size_t c = complement(x, v);
  ro_plover_type type = RO_AGREE;
  if (c != RO_NO_TOKEN) complement_type(x, c, 0, &type);
  ro_told f = {RO_REJECT, RO_ABSENT, refusal_cameo(type), match, v, subject, RO_NO_TOKEN, c, v};
  if (where.negated) f.type = RO_AGREE;
  where.negated = false;
  ro_code_event(x, &where, &f);
  return 1;
}

static size_t code_entry(ro_coder *x, size_t v, size_t subject, const ro_lexicon_match *match, const ro_standing *where) {
  if (!match->entry) return 0;
  switch (match->entry->lead) {
    case RO_LEAD_NONE:
      return code_typed(x, v, subject, match, where);
    case RO_LEAD_LIGHT:
      return code_light(x, v, subject, *where);
    case RO_LEAD_INTEND:
      return code_intention(x, v, subject, match, *where);
    case RO_LEAD_REFUSE:
      return code_refusal(x, v, subject, match, *where);
    case RO_LEAD_END:
      return code_end(x, v, subject, match, where);
    case RO_LEAD_SAY:
      return code_said(x, v, subject, *where);
    case RO_LEAD_OBLIGE:
      return code_claim(x, v, subject, RO_REQUEST, match->entry, where);
    case RO_LEAD_CHARGE:
      return code_claim(x, v, subject, RO_ACCUSE, match->entry, where);
    default:
      return 0;
  }
}

/* The predicate at v and those coordinated to it. Returns how many events that gave. */
static size_t code_predicate(ro_coder *x, size_t v, ro_standing where) {
  if (x->walked[v] || where.depth > RO_CODING_DEPTH) return 0;
  x->walked[v] = true;
  ro_standing outer = where;
  read_modality(x, v, &where);
  size_t subject = ro_coder_subject(x, v), beside = ro_coder_child(x, v, RO_REL_PARATAXIS);
  if (beside != RO_NO_TOKEN && !where.said && match_at(x, beside, false).entry &&
      match_at(x, beside, false).entry->lead == RO_LEAD_SAY) {
    where.said = true; /* "…, he said" */
    where.speaker = ro_coder_subject(x, beside);
    x->walked[beside] = true;
  }
  bool own = subject != RO_NO_TOKEN;
  size_t passive = own ? RO_NO_TOKEN : ro_coder_child(x, v, RO_REL_NSUBJ_PASS);
  if (!own && passive == RO_NO_TOKEN) subject = where.subject;
  if (own) subject = antecedent(x, subject, &where);
  ro_lexicon_match match = match_at(x, v, false);
  bool led = match.entry && (match.entry->lead == RO_LEAD_INTEND || match.entry->lead == RO_LEAD_REFUSE);
  if (led && !own && passive != RO_NO_TOKEN) subject = passive; /* "is prepared to" */
  size_t n = is_obliged(x, v) && where.said ? code_claim(x, v, subject, RO_REQUEST, NULL, &where) : 0;
  if (n == 0) n = code_entry(x, v, subject, &match, &where);
  if (n == 0 && !match.entry) n = code_light(x, v, subject, where);
  outer.subject = own || passive == RO_NO_TOKEN ? subject : passive;
  outer.future = where.future;
  outer.said = where.said;
  outer.speaker = where.speaker;
  outer.depth++;
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (ro_coder_at(x, k)->rel == RO_REL_CONJ && k > v) {
      ro_standing beside_it = outer;
      if (ro_coder_subject(x, k) != RO_NO_TOKEN) beside_it.future = false;
      n += code_predicate(x, k, beside_it);
    }
  return n;
}

/* -- sentences --------------------------------------------------------------------------------------------------------------- */

static const ro_standing NOWHERE = {.subject = RO_NO_TOKEN, .speaker = RO_NO_TOKEN};

static size_t code_main_line(ro_coder *x) {
  size_t n = 0;
  for (size_t i = x->sentence->first; i < x->sentence->end; i++) {
    size_t head = ro_governor(x->s, i);
    if (head != RO_NO_TOKEN && head >= x->sentence->first && head < x->sentence->end) continue;
    n += code_predicate(x, i, NOWHERE);
  }
  return n;
}

/* Beside the main line: the first clause, else the first noun, that tells an event. */
static size_t code_beside(ro_coder *x) {
  size_t n = 0;
  for (size_t i = x->sentence->first; i < x->sentence->end && n == 0; i++) {
    if (ro_coder_at(x, i)->upos != RO_VERB || x->walked[i] || ro_coder_at(x, i)->rel == RO_REL_AMOD ||
        ro_coder_at(x, i)->rel == RO_REL_COMPOUND)
      continue;
    ro_standing where = NOWHERE;
    size_t head = ro_governor(x->s, i);
    bool of_noun =
        ro_coder_at(x, i)->rel == RO_REL_ACL_RELCL || (ro_coder_at(x, i)->rel == RO_REL_ACL && !ro_has(x->r, i, RO_T_BASE));
    while (!of_noun && head != RO_NO_TOKEN && ro_coder_subject(x, head) == RO_NO_TOKEN && head >= x->sentence->first)
      head = ro_governor(x->s, head);
    if (head != RO_NO_TOKEN && head >= x->sentence->first) where.subject = of_noun ? head : ro_coder_subject(x, head);
    n = code_predicate(x, i, where);
  }
  for (size_t i = x->sentence->first; i < x->sentence->end && n == 0; i++)
    if (ro_coder_at(x, i)->upos == RO_NOUN) n = code_noun(x, i, RO_NO_TOKEN, RO_NO_TOKEN, NOWHERE);
  return n;
}

static void sort_events(ro_findings *out) {
  for (size_t i = 1; i < out->events.len; i++) {
    ro_coded_event event = out->events.at[i];
    size_t k = i;
    for (; k > 0 && out->events.at[k - 1].span.start > event.span.start; k--) out->events.at[k] = out->events.at[k - 1];
    out->events.at[k] = event;
  }
}

static void note_actors(const ro_reader *r, ro_span event, const ro_coded_actors *actors) {
  for (size_t i = 0; i < actors->len; i++) {
    const ro_coded_actor *actor = &actors->at[i];
    ro_note(r, RO_WHY_ACTOR, event, actor->code.ptr ? actor->code : actor->sector, actor->why);
  }
}

static void note_events(const ro_reader *r) {
  for (size_t e = 0; e < r->out->events.len; e++) {
    const ro_coded_event *event = &r->out->events.at[e];
    ro_note_all(r, RO_WHY_EVENT, event->span, event->type, &event->whys);
    note_actors(r, event->span, &event->actors);
    note_actors(r, event->span, &event->recipients);
  }
}

void ro_code_events(ro_reader *r) {
  if (!r->model || !r->lists->plover) return;
  size_t n = r->tokens->tokens.len;
  ro_coder x = {.r = r, .s = &r->syntax, .plover = r->lists->plover, .walked = RO_NEW_ARRAY(r->arena, bool, n + 1)};
  ro_labels_make(r, &x.plover->actors, &x.labels);
  for (size_t i = 0; i < r->tokens->sentences.len; i++) {
    x.sentence = &r->tokens->sentences.at[i];
    if (x.sentence->end <= r->begin) continue;
    x.first_event = r->out->events.len;
    if (code_main_line(&x) == 0) code_beside(&x);
  }
  sort_events(r->out);
  note_events(r);
}
