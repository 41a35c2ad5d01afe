/*
 * Frames off the syntax tree: a verb that says, agrees, asks, discusses, thanks or takes a stand (data/cues.tsv), or any verb
 * with a clause for its object, with its subject and with what it introduces.
 *
 *   said   -nsubj-> minister    -ccomp-> agree     "The minister said that they agreed …"
 *   agree  -nsubj-> sides       -xcomp-> expand    "The two sides agreed to expand …"
 *   call   -parataxis of-> content                 "…, he said, …"
 */
#include "statement/names.h"
#include "statement/parties.h"
#include "statement/site.h"
#include "statement/speakers.h"

/* A verb with a clause for its object says something; what verb it is, the lists do not tell. */
static const ro_cue CLAUSAL = {.class_ = RO_CUE_SAY, .act = RO_ASSESSMENT};
static const ro_cue RAISED = {.class_ = RO_CUE_DISCUSS, .act = RO_DISCUSSION};
static const ro_cue ACCORDING = {.class_ = RO_CUE_SAY, .act = RO_ASSESSMENT};

static const char NOT_SPEECH[] = "make ensure mean let get look cause help keep have do be come go happen take give matter";

static const ro_token *at(const ro_site *x, size_t i) {
  return ro_token_at(x->r, i);
}

static bool quote(const ro_site *x, size_t i) {
  return i < x->end && ro_has(x->r, i, RO_T_QUOTE);
}

static bool is_sign(const ro_site *x, size_t i, const char *signs) {
  return i < x->end && ro_word_in(x->r, i, signs);
}

static size_t quotes_in(const ro_site *x, ro_range range) {
  size_t n = 0;
  for (size_t i = range.first; i < range.end; i++) n += quote(x, i);
  return n;
}

/* Punctuation at the edges goes; the quote marks that a content begins or ends with are its own, and the stop inside them. */
static ro_range trimmed(const ro_site *x, ro_range range) {
  size_t a = range.first, b = range.end;
  while (a < b && is_sign(x, a, ", : ; . — – - --")) a++;
  while (a < b && is_sign(x, b - 1, ". , : ; — – - -- ? !") && !(quote(x, b) && quotes_in(x, (ro_range){a, b}) % 2 == 1)) b--;
  bool closes_behind_stop = is_sign(x, b, ", . ! ?") && quote(x, b + 1);
  if (quotes_in(x, (ro_range){a, b}) % 2 == 1) {
    if (quote(x, b))
      b++;
    else if (a > x->first && quote(x, a - 1))
      a--;
    else if (closes_behind_stop)
      b += 2;
  } else if (a > x->first && quote(x, a - 1) && (quote(x, b) || closes_behind_stop)) {
    a--;
    b += quote(x, b) ? 1 : 2;
  }
  return (ro_range){a, b};
}

ro_range ro_site_phrase(const ro_site *x, size_t head) {
  ro_range range = ro_extent(x->s, head);
  if (range.first < x->first) range.first = x->first;
  while (range.first < range.end && ro_has(x->r, range.first, RO_T_PUNCT) && !quote(x, range.first)) range.first++;
  while (range.end > range.first && ro_has(x->r, range.end - 1, RO_T_PUNCT) && !quote(x, range.end - 1) &&
         !is_sign(x, range.end - 1, ") ]"))
    range.end--;
  return range;
}

static bool has_words(const ro_site *x, ro_range range) {
  for (size_t i = range.first; i < range.end; i++)
    if (!ro_has(x->r, i, RO_T_PUNCT)) return true;
  return false;
}

void ro_site_add(const ro_site *x, ro_frame *f, size_t first, size_t end) {
  ro_range range = trimmed(x, (ro_range){first, end});
  bool reflexive =
      range.end - range.first == 1 && ro_word_in(x->r, range.first, "myself himself herself itself ourselves themselves");
  if (reflexive) return; /* "did not commit herself" says nothing */
  if (range.first < range.end && has_words(x, range) && f->n_content < RO_CONTENTS_MAX) f->content[f->n_content++] = range;
}

/* A content around the cue: what stands before it and behind it. */
static void add_around(const ro_site *x, ro_frame *f, ro_range range, ro_range inside) {
  if (inside.end <= range.first || inside.first >= range.end) {
    ro_site_add(x, f, range.first, range.end);
    return;
  }
  if (range.first < inside.first) ro_site_add(x, f, range.first, inside.first);
  if (inside.end < range.end) ro_site_add(x, f, inside.end, range.end);
}

/* The first child by that relation behind the dateline. */
size_t ro_site_child(const ro_site *x, size_t i, ro_rel rel) {
  for (size_t k = ro_first_child(x->s, i); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (k >= x->first && at(x, k)->rel == rel) return k;
  return RO_NO_TOKEN;
}

/* "went on to discuss", "used the meeting to warn", "took the opportunity to thank", "wished to thank": the verb that only leads
 * up to what somebody does with verb v; RO_NO_TOKEN where none does. */
static size_t lead_up(const ro_site *x, size_t v) {
  static const char OCCASIONS[] =
      "opportunity occasion advantage meeting visit talk call conversation speech trip summit time chance";
  size_t head = ro_governor(x->s, v);
  uint8_t rel = at(x, v)->rel;
  if (head == RO_NO_TOKEN || head > v) return RO_NO_TOKEN;
  if (rel == RO_REL_ADVCL && v == head + 2 && ro_word_is(x->r, head + 1, "by") &&
      ro_has(x->r, v, RO_T_GERUND)) /* "began by thanking" */
    return ro_lemma_in(x->r, head, "begin start open conclude close end finish") && ro_has(x->r, head, RO_T_PAST) ? head
                                                                                                                  : RO_NO_TOKEN;
  if (!ro_has(x->r, v, RO_T_BASE)) return RO_NO_TOKEN;
  if (rel == RO_REL_ACL || rel == RO_REL_ADVCL) { /* hung on the occasion, or on the visit that one takes advantage of */
    size_t noun = head;
    while (noun != RO_NO_TOKEN && noun >= x->first && ro_has(x->r, noun, RO_T_NOUN)) noun = ro_governor(x->s, noun);
    if (noun == RO_NO_TOKEN || noun < x->first) return RO_NO_TOKEN;
    size_t object = ro_site_child(x, noun, RO_REL_OBJ);
    bool uses = ro_lemma_in(x->r, noun, "use take seize") && object != RO_NO_TOKEN && ro_lemma_in(x->r, object, OCCASIONS);
    if (uses && ro_has(x->r, noun, RO_T_PAST | RO_T_GERUND)) return noun;
  }
  if (rel != RO_REL_XCOMP && rel != RO_REL_ADVCL) return RO_NO_TOKEN;
  bool leads = ro_lemma_in(x->r, head, "go proceed continue") ||
               (ro_lemma_in(x->r, head, "fail") && ro_lemma_in(x->r, v, "agree")) ||
               (ro_lemma_in(x->r, head, "wish want") && ro_lemma_in(x->r, v, "thank express convey extend congratulate"));
  return leads && ro_has(x->r, head, RO_T_PAST) ? head : RO_NO_TOKEN;
}

static bool went_on(const ro_site *x, size_t v) {
  return lead_up(x, v) != RO_NO_TOKEN;
}

/* -- who --------------------------------------------------------------------------------------------------------------- */

/* The head of the noun phrase that a verb has for its subject, its own or one that it shares; RO_NO_TOKEN where there is none. */
static size_t subject_of(const ro_site *x, size_t v) {
  for (size_t steps = 0; steps < 6; steps++) {
    if (went_on(x, v)) v = lead_up(x, v);
    size_t subject = ro_site_child(x, v, RO_REL_NSUBJ);
    if (subject == RO_NO_TOKEN) subject = ro_site_child(x, v, RO_REL_NSUBJ_OUTER);
    if (subject == RO_NO_TOKEN && steps > 0) subject = ro_site_child(x, v, RO_REL_NSUBJ_PASS);
    if (subject != RO_NO_TOKEN) return subject;
    size_t head = ro_governor(x->s, v);
    if (head == RO_NO_TOKEN || head < x->first) return RO_NO_TOKEN;
    switch (at(x, v)->rel) {
      case RO_REL_CONJ:
      case RO_REL_ADVCL:
        if (ro_site_child(x, v, RO_REL_NSUBJ_PASS) != RO_NO_TOKEN) return RO_NO_TOKEN;
        break;
      case RO_REL_XCOMP: {
        size_t object = ro_site_child(x, head, RO_REL_OBJ);
        if (object != RO_NO_TOKEN) return object;
        break;
      }
      case RO_REL_ACL:
      case RO_REL_ACL_RELCL:
        return head;
      default:
        return RO_NO_TOKEN;
    }
    v = head;
  }
  return RO_NO_TOKEN;
}

/* "Prime Minister of India | Narendra Modi | wrote": the name is the source's, wherever the tree hangs it. */
static size_t with_name(const ro_site *x, ro_range range, size_t v) {
  size_t end = range.end, stop = end, person = end < x->end && end != v ? x->r->entity[end] : RO_NONE;
  bool address = range.end == range.first + 1 && ro_slice_equal(ro_token_text(x->r->tokens, range.first), RO_LIT("HE"));
  if (address && end < v) { /* "HE | the Prime Minister | said" */
    for (stop = v; stop > end && (ro_has(x->r, stop - 1, RO_T_ADVERB) || at(x, stop - 1)->rel == RO_REL_AUX);) stop--;
    return stop;
  }
  if (person == RO_NONE || x->r->out->entities.at[person].kind != RO_PERSON) return end;
  while (stop < x->end && x->r->entity[stop] == person) stop++;
  if (range.first > v) return stop; /* "said ministry spokesman | Ahmed Hafez" */
  size_t verb = stop;
  while (verb < v && (ro_has(x->r, verb, RO_T_ADVERB) || at(x, verb)->rel == RO_REL_AUX)) verb++;
  return verb == v ? stop : end;
}

/* ""…  Kurti did not," Borrell told them": who stands before the verb, where a quotation ends between it and its subject. */
static size_t outside_quote(const ro_site *x, size_t v, size_t subject) {
  size_t person = v > x->first ? x->r->entity[v - 1] : RO_NONE;
  bool ended = false;
  for (size_t i = subject; i < v; i++) ended = ended || quote(x, i);
  if (!ended || person == RO_NONE || person == x->r->entity[subject] || x->r->out->entities.at[person].kind != RO_PERSON)
    return subject;
  size_t head = v - 1;
  while (ro_governor(x->s, head) != RO_NO_TOKEN && ro_governor(x->s, head) < v && ro_governor(x->s, head) >= x->first &&
         x->r->entity[ro_governor(x->s, head)] == person)
    head = ro_governor(x->s, head);
  return head;
}

static ro_range source_of(const ro_site *x, size_t v, size_t subject) {
  ro_range none = {v, v};
  if (subject == RO_NO_TOKEN) return none;
  ro_range range = ro_site_phrase(x, subject);
  if (ro_below(x->s, v, subject)) { /* "a statement saying that": the noun, without what hangs on it from the verb on */
    size_t stop = ro_extent(x->s, v).first;
    if (stop < range.end) range.end = stop;
    while (range.end > range.first && ro_has(x->r, range.end - 1, RO_T_PUNCT)) range.end--;
  }
  if (range.first <= v && v < range.end) range.end = range.first < v ? v : range.first;
  range.end = with_name(x, range, v);
  return range.first < range.end ? range : none;
}

/* "…, spokesperson A B announced", "Ruiz took note of it": who stands before a verb, where the tree hangs the name on something
 * else. */
static ro_range named_before(const ro_site *x, size_t v, const ro_cue *cue) {
  ro_range none = {v, v};
  size_t person = v > x->first ? x->r->entity[v - 1] : RO_NONE;
  if (!cue || !ro_has(x->r, v, RO_T_FINITE) || person == RO_NONE) return none;
  if (x->r->out->entities.at[person].kind != RO_PERSON) return none;
  size_t first = ro_phrase_before(x->r, x->first, v);
  if (first == x->first) return (ro_range){first, v};
  return cue->class_ == RO_CUE_SAY && ro_has(x->r, first - 1, RO_T_COMMA | RO_T_QUOTE) ? (ro_range){first, v} : none;
}

static bool first_person(const ro_site *x, size_t subject) {
  return subject != RO_NO_TOKEN && ro_word_in(x->r, subject, "i we you");
}

/* -- cue --------------------------------------------------------------------------------------------------------------- */

/* "Neither minister", "neither of them", "no side" */
static bool is_nobody(const ro_site *x, size_t subject) {
  size_t determiner = ro_site_child(x, subject, RO_REL_DET);
  return ro_word_in(x->r, subject, "neither nobody") || (determiner != RO_NO_TOKEN && ro_word_in(x->r, determiner, "neither no"));
}

/* The verb with its auxiliaries, negation, adverbs and particle, and the words of a longer cue. */
ro_range ro_site_cue(const ro_site *x, size_t v, size_t end, bool *negated) {
  size_t first = v;
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
    uint8_t rel = at(x, k)->rel;
    bool no = rel == RO_REL_ADVMOD && ro_negates(x->r, k);
    *negated = *negated || no;
    if (k < first && k >= x->first && (no || rel == RO_REL_AUX || rel == RO_REL_AUX_PASS || rel == RO_REL_COP)) first = k;
    if (rel == RO_REL_COMPOUND_PRT && k == v + 1 && end < k + 1) end = k + 1;
  }
  while (first > x->first && at(x, first - 1)->rel == RO_REL_ADVMOD && at(x, first - 1)->head == v &&
         !ro_has(x->r, first - 1, RO_T_WH))
    first--;
  return (ro_range){first, end};
}

static bool finite(const ro_site *x, size_t v) {
  if (ro_has(x->r, v, RO_T_FINITE)) return true;
  return ro_site_child(x, v, RO_REL_AUX) != RO_NO_TOKEN || ro_site_child(x, v, RO_REL_AUX_PASS) != RO_NO_TOKEN;
}

/* -- content ----------------------------------------------------------------------------------------------------------- */

void ro_site_widen(ro_range *range, ro_range by) {
  if (range->end <= range->first) *range = by;
  if (by.first < range->first) range->first = by.first;
  if (by.end > range->end) range->end = by.end;
}

/* "said that Russia supports the plan, and is ready …": what goes on in the present, or with a modal, is still what was said. */
static bool still_said(const ro_site *x, size_t v, size_t k) {
  return at(x, k)->rel == RO_REL_CONJ && ro_has(x->r, v, RO_T_PAST | RO_T_GERUND) && !ro_has(x->r, k, RO_T_PAST) &&
         finite(x, k) && ro_site_child(x, k, RO_REL_CCOMP) == RO_NO_TOKEN;
}

/* "vowed that Peru would help, as she met him in Lima": where the reporter tells when it was said; `end` where nobody does. */
static size_t scene_begins(const ro_site *x, size_t first, size_t end) {
  for (size_t i = first; i + 3 < end; i++)
    if (ro_has(x->r, i, RO_T_COMMA) && ro_word_in(x->r, i + 1, "as after while when before") &&
        ro_word_in(x->r, i + 2, "he she they") && ro_has(x->r, i + 3, RO_T_PAST) &&
        ro_lemma_in(x->r, i + 3, "meet hold host receive visit begin open arrive speak conclude wrap welcome"))
      return i;
  return end;
}

static void clause_content(const ro_site *x, size_t v, size_t clause, ro_frame *f) {
  ro_range range = {0, 0}, inside = f->cue;
  for (size_t k = clause; k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (k == clause || at(x, k)->rel == RO_REL_CCOMP || (k > v && still_said(x, v, k))) ro_site_widen(&range, ro_extent(x->s, k));
  size_t head = ro_governor(x->s, v);
  if (head != RO_NO_TOKEN && at(x, v)->rel == RO_REL_ADVCL &&
      ro_has(x->r, v, RO_T_GERUND)) /* "spoke, saying that …, and Peru opposes" */
    for (size_t k = ro_first_child(x->s, head); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
      if (k > v && still_said(x, head, k)) ro_site_widen(&range, ro_extent(x->s, k));
  if (f->subject.end > f->subject.first) {
    if (f->subject.end == inside.first || (f->subject.first < inside.first && f->subject.first >= range.first))
      inside.first = f->subject.first;
    if (f->subject.first >= inside.end && f->subject.first <= inside.end + 1) inside.end = f->subject.end;
  }
  if (range.first < x->first) range.first = x->first;
  range.end = scene_begins(x, range.first, range.end);
  if (range.end <= inside.first) { /* in front: what depends on the verb of saying in front of it is said too */
    for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN && k < clause; k = ro_next_child(x->s, k))
      if (at(x, k)->rel == RO_REL_ADVCL && x->s->first[k] >= x->first) ro_site_widen(&range, ro_extent(x->s, k));
    if (range.end > inside.first) range.end = inside.first;
  }
  add_around(x, f, range, inside);
}

/* "…, he said, …": the clause that the verb of saying stands beside. */
static void parenthesis_content(const ro_site *x, size_t v, ro_frame *f) {
  size_t head = ro_governor(x->s, v);
  ro_range range = ro_extent(x->s, head), inside = ro_extent(x->s, v);
  if (f->subject.end > f->subject.first && f->subject.end == inside.first) inside.first = f->subject.first;
  if (range.first < x->first) range.first = x->first;
  add_around(x, f, range, inside);
}

/* -- a verb ------------------------------------------------------------------------------------------------------------ */

/* "asked not to be named", "declined to say", "respond to a request for comment": between reporters and their sources. */
static bool is_of_press(const ro_site *x, size_t v) {
  bool unnamed = ro_lemma_in(x->r, v, "ask request wish") && ro_word_is(x->r, v + 1, "not") && ro_word_is(x->r, v + 2, "to") &&
                 ro_word_is(x->r, v + 3, "be");
  bool comment = ro_lemma_in(x->r, v, "respond reply answer decline") && ro_word_is(x->r, v + 1, "to");
  if (ro_lemma_in(x->r, v, "decline refuse") && ro_word_is(x->r, v + 1, "to") &&
      ro_lemma_in(x->r, v + 2, "say comment confirm specify elaborate disclose answer"))
    return true;
  for (size_t i = v + 2; comment && i < v + 8 && i < x->end; i++)
    if (ro_word_in(x->r, i, "comment comments interview")) return true;
  return unnamed;
}

/* "… held talks, during which both reviewed …": told of the talks, though by a relative clause. */
static bool is_of_occasion(const ro_site *x, size_t v) {
  size_t first = ro_extent(x->s, v).first;
  while (first < v && ro_has(x->r, first, RO_T_COMMA)) first++;
  return ro_word_is(x->r, first, "where") || (ro_word_in(x->r, first, "during in at") && ro_word_is(x->r, first + 1, "which"));
}

static bool takes(const ro_site *x, size_t v, const ro_cue *cue, bool clause, bool is_finite) {
  uint8_t rel = at(x, v)->rel;
  if (rel == RO_REL_AMOD || rel == RO_REL_COMPOUND || is_of_press(x, v)) return false;
  if (v > x->first && ro_word_in(x->r, v - 1, "a an")) return false; /* "420 cubic metres a second" */
  bool passive = ro_child_by(x->s, v, RO_REL_AUX_PASS) != RO_NO_TOKEN || (ro_has(x->r, v, RO_T_PARTICIPLE) && !is_finite);
  bool tells = cue && (cue->class_ == RO_CUE_SAY || cue->class_ == RO_CUE_ASK);
  if (tells && passive && !clause && ro_child_by(x->s, v, RO_REL_OBL_AGENT) == RO_NO_TOKEN && rel != RO_REL_PARATAXIS)
    return false; /* "Asked about the remarks, …", "is thought to hold oil" */
  size_t mark = rel == RO_REL_ADVCL && passive ? ro_site_child(x, v, RO_REL_MARK) : RO_NO_TOKEN;
  if (mark != RO_NO_TOKEN && ro_word_in(x->r, mark, "once if unless until when before")) return false; /* "Once it is decided" */
  if (!cue) return clause && !ro_lemma_in(x->r, v, NOT_SPEECH);
  bool bound = rel == RO_REL_ACL || rel == RO_REL_CSUBJ;
  if (rel == RO_REL_ADVCL && passive && ro_lemma_is(x->r, v, "ask")) return false; /* "When asked whether, Kent replied" */
  switch (cue->class_) {
    case RO_CUE_SAY:
      return rel != RO_REL_ACL || clause || !ro_has(x->r, v, RO_T_PARTICIPLE);
    case RO_CUE_AGREE:
    case RO_CUE_ASK:
    case RO_CUE_NAME:
      return (rel != RO_REL_XCOMP && (is_finite || !bound)) ||
             (cue->class_ == RO_CUE_AGREE && went_on(x, v)); /* "failed to agree" */
    default:
      return (is_finite && !bound && rel != RO_REL_XCOMP && (rel != RO_REL_ACL_RELCL || is_of_occasion(x, v))) || went_on(x, v);
  }
}

/* The clause that is the object of i; where i is the cue's noun or adjective, also one that "that" begins. */
static size_t said_clause(const ro_site *x, size_t i, bool of_noun) {
  size_t clause = ro_site_child(x, i, RO_REL_CCOMP);
  if (clause != RO_NO_TOKEN || !of_noun) return clause;
  for (size_t k = ro_first_child(x->s, i); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (k > i && ro_word_is(x->r, ro_extent(x->s, k).first, "that")) return k;
  return RO_NO_TOKEN;
}

/* Has a clause that "that" begins its subject and object, so that the word stands for neither? */
static bool wants_nothing(const ro_site *x, size_t clause) {
  bool subject = false, object = false;
  for (size_t k = ro_first_child(x->s, clause); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
    if (ro_word_is(x->r, k, "that")) continue;
    uint8_t rel = at(x, k)->rel;
    subject = subject || rel == RO_REL_NSUBJ || rel == RO_REL_NSUBJ_PASS;
    object = object || rel == RO_REL_OBJ || rel == RO_REL_CCOMP || rel == RO_REL_COP || rel == RO_REL_AUX_PASS;
  }
  return subject && object;
}

/* Does a clause that "that" begins hang on a noun that says where or when it was said: "said in a statement that …"? */
static bool is_strays(const ro_site *x, size_t noun, size_t clause) {
  if (!ro_word_is(x->r, ro_extent(x->s, clause).first, "that")) return false;
  uint8_t rel = at(x, clause)->rel;
  if (rel == RO_REL_ACL_RELCL) return wants_nothing(x, clause);
  return at(x, noun)->rel == RO_REL_OBL && (rel == RO_REL_ACL || rel == RO_REL_CCOMP);
}

/* "told reporters after the meeting that she had held talks": to the tree the clause may be the meeting's. */
static size_t stray_clause(const ro_site *x, size_t v) {
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
    if (k < v || !ro_has(x->r, k, RO_T_NOUN | RO_T_PROPER)) continue;
    for (size_t c = ro_first_child(x->s, k); c != RO_NO_TOKEN; c = ro_next_child(x->s, c))
      if (is_strays(x, k, c)) return c;
  }
  return RO_NO_TOKEN;
}

/* "should push for", also "will strengthen …, and push for …" */
static bool has_modal(const ro_site *x, size_t v) {
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (at(x, k)->rel == RO_REL_AUX && ro_has(x->r, k, RO_T_MODAL)) return true;
  size_t head = ro_governor(x->s, v);
  return at(x, v)->rel == RO_REL_CONJ && ro_has(x->r, v, RO_T_BASE) && head != RO_NO_TOKEN && has_modal(x, head);
}

/* "…, he said": hung beside what is said, by whatever relation. */
static bool is_parenthesis(const ro_site *x, size_t v) {
  uint8_t rel = at(x, v)->rel;
  size_t head = ro_governor(x->s, v);
  if (head == RO_NO_TOKEN || head < x->first) return false;
  if (rel == RO_REL_PARATAXIS) return true;
  return rel == RO_REL_CONJ && head < v && ro_site_child(x, v, RO_REL_NSUBJ) != RO_NO_TOKEN &&
         ro_site_child(x, v, RO_REL_CC) == RO_NO_TOKEN && ro_site_child(x, v, RO_REL_OBJ) == RO_NO_TOKEN &&
         ro_site_child(x, v, RO_REL_XCOMP) == RO_NO_TOKEN;
}

/* "plans to tell", "could say": what somebody has not said. Thanks and greetings are given by saying so ("wished to thank"). */
static bool is_unsaid(const ro_site *x, size_t v, const ro_cue *cue) {
  bool modal = false, marked = false;
  if ((cue && cue->class_ == RO_CUE_EXPRESS) || went_on(x, v)) return false;
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN && k < v; k = ro_next_child(x->s, k)) {
    marked = marked || ro_has(x->r, k, RO_T_TO);
    modal = modal || (at(x, k)->rel == RO_REL_AUX && ro_has(x->r, k, RO_T_MODAL) && !ro_word_in(x->r, k, "will 'll ’ll shall"));
  }
  size_t head = ro_governor(x->s, v);
  bool shared = at(x, v)->rel == RO_REL_CONJ && ro_has(x->r, v, RO_T_BASE) && head != RO_NO_TOKEN &&
                ro_site_child(x, v, RO_REL_AUX) == RO_NO_TOKEN;
  return ro_has(x->r, v, RO_T_BASE) && (marked || modal || (shared && is_unsaid(x, head, NULL)));
}

/* "declined to say whether they had discussed it": left open, told of nobody. */
static bool is_left_open(const ro_site *x, size_t v) {
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN && k < v; k = ro_next_child(x->s, k))
    if (at(x, k)->rel == RO_REL_MARK && ro_word_in(x->r, k, "whether if")) return true;
  return false;
}

/* Why a verb and what it introduces are a frame. */
static ro_why why_verb(const ro_site *x, const ro_frame *f, bool beside) {
  const char *rule = f->clause    ? "verb of speech with a clause"
                     : beside     ? "verb of speech beside what is said"
                     : f->passive ? "passive verb with what was said, agreed, discussed"
                                  : "verb of speech with an object, infinitive or phrase";
  if (f->lexical == &CLAUSAL) rule = "verb with a clause for its object";
  if (f->subject.end == f->subject.first && x->r->joint && !f->passive) rule = "verb without a subject in a joint statement";
  return ro_why_cue(x->r, rule, f->lexical, f->cue);
}

/* Who by a passive does it; "will be concluded by summer 2025" is done by nobody. */
static size_t agent_of(const ro_site *x, size_t v) {
  size_t agent = ro_site_child(x, v, RO_REL_OBL_AGENT);
  if (agent == RO_NO_TOKEN || ro_has(x->r, agent, RO_T_NUMBER) || ro_names_calendar(x->r, agent)) return RO_NO_TOKEN;
  return ro_lemma_in(x->r, agent, "year month week day end spring summer autumn winter quarter half") ? RO_NO_TOKEN : agent;
}

/* "extended an invitation to his counterpart to visit Lima": all of the invitation. */
static bool invitation_content(const ro_site *x, size_t v, ro_frame *f) {
  size_t object = ro_site_child(x, v, RO_REL_OBJ);
  if (f->lexical->class_ != RO_CUE_ASK || object == RO_NO_TOKEN || !ro_lemma_is(x->r, object, "invitation") ||
      f->cue.end <= v + 1)
    return false;
  ro_range all = ro_site_phrase(x, object), last = all;
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (k > object && (at(x, k)->rel == RO_REL_OBL || at(x, k)->rel == RO_REL_XCOMP)) last = ro_site_phrase(x, k);
  ro_site_add(x, f, all.first, last.end > all.end ? last.end : all.end);
  return f->n_content > 0;
}

/* "pressed the minister on sanctions": a matter that is raised, not what somebody is asked to do. */
static bool is_raised(const ro_site *x, size_t v) {
  if (!ro_lemma_in(x->r, v, "press challenge question confront push grill lobby pressure") ||
      ro_site_child(x, v, RO_REL_OBJ) == RO_NO_TOKEN || ro_site_child(x, v, RO_REL_XCOMP) != RO_NO_TOKEN)
    return false;
  for (size_t k = v + 1; k < x->end; k++)
    if (ro_word_in(x->r, k, "on over about") && ro_governor(x->s, k) != RO_NO_TOKEN && ro_below(x->s, k, v)) return true;
  return false;
}

/* "wished | to thank": only what comes then is done; but "went on to say" is a cue as a whole. */
static bool is_lead_up(const ro_site *x, size_t v, const ro_cue *cue, size_t end) {
  if (!cue || end > v + 1) return false;
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (k > v && lead_up(x, k) == v) return true;
  return false;
}

/* "say" of "went on to say" */
static bool is_within_cue(const ro_site *x, size_t v) {
  size_t head = lead_up(x, v), end = 0;
  return head != RO_NO_TOKEN && ro_cue_at(x->r, head, x->end, &end) && end > v;
}

static bool verb_frame(const ro_site *x, size_t v, ro_frame *f) {
  size_t end = v + 1;
  const ro_cue *cue = x->r->entity[v] == RO_NONE ? ro_cue_at(x->r, v, x->end, &end) : NULL;
  if (is_raised(x, v)) cue = &RAISED, end = v + 1;
  if (is_lead_up(x, v, cue, end) || is_within_cue(x, v) || ro_is_called_on(x->r, v)) return false;
  if (ro_passive_frame(x, v, cue, f)) return true;
  if (!cue) end = v + 1;
  size_t clause = RO_NO_TOKEN;
  for (size_t w = v; w < end && clause == RO_NO_TOKEN; w++) clause = said_clause(x, w, w > v); /* "made clear that" */
  if (clause == RO_NO_TOKEN && cue && cue->class_ == RO_CUE_SAY) clause = stray_clause(x, v);
  bool is_finite = finite(x, v);
  if (!takes(x, v, cue, clause != RO_NO_TOKEN, is_finite)) return false;
  if (!x->remarks && (is_unsaid(x, v, cue) || is_left_open(x, v))) return false;
  if (ro_lemma_is(x->r, v, "conclude") && ro_site_child(x, v, RO_REL_OBJ) != RO_NO_TOKEN) return false; /* talks, a deal */
  if (cue && cue->class_ != RO_CUE_SAY && has_modal(x, v)) return false; /* "should push for" is said, it says nothing */
  bool passive = ro_site_child(x, v, RO_REL_AUX_PASS) != RO_NO_TOKEN;
  bool quoted = passive && ro_lemma_is(x->r, v, "quote"); /* "Kent was quoted as saying by an aide": Kent says it */
  if (quoted) passive = false;
  size_t subject = quoted ? ro_site_child(x, v, RO_REL_NSUBJ_PASS) : passive ? agent_of(x, v) : subject_of(x, v);
  if (cue && cue->class_ == RO_CUE_SAY && subject != RO_NO_TOKEN && subject < v) subject = outside_quote(x, v, subject);
  bool inverted = false; /* "…, said Lavrov": the tree may take him for the object */
  if (!passive && cue && cue->class_ == RO_CUE_SAY && clause == RO_NO_TOKEN && v > x->first &&
      ro_has(x->r, v - 1, RO_T_COMMA | RO_T_QUOTE) && ro_has(x->r, v, RO_T_PAST) &&
      ro_site_child(x, v, RO_REL_NSUBJ) == RO_NO_TOKEN && ro_site_child(x, v, RO_REL_OBJ) == v + 1) {
    subject = v + 1;
    inverted = true;
  }
  if (first_person(x, subject) && !(x->remarks && (ro_has(x->r, v, RO_T_PAST) || ro_has(x->r, v, RO_T_PARTICIPLE)))) return false;
  if (subject != RO_NO_TOKEN && ro_word_in(x->r, subject, "it that this which there what") &&
      (!cue || cue->class_ == RO_CUE_STAND || cue->class_ == RO_CUE_EXPRESS || cue->class_ == RO_CUE_DISCUSS))
    return false;
  *f = (ro_frame){.head = v, .lexical = cue ? cue : &CLAUSAL, .passive = passive};
  f->cue = ro_site_cue(x, v, end, &f->negated);
  f->negated = f->negated || (subject != RO_NO_TOKEN && is_nobody(x, subject));
  f->negated = f->negated || (went_on(x, v) && ro_lemma_is(x->r, lead_up(x, v), "fail"));
  if (f->negated && !x->remarks && clause == RO_NO_TOKEN && f->lexical->class_ == RO_CUE_SAY)
    return false; /* "did not explain it" */
  if (f->negated && !x->remarks && f->lexical->class_ == RO_CUE_DISCUSS && subject != RO_NO_TOKEN &&
      ro_lemma_in(x->r, subject, "statement readout communique communiqué release account report"))
    return false; /* "The statement did not refer to it" */
  f->subject = source_of(x, v, subject);
  if (subject == RO_NO_TOKEN && !passive) f->subject = named_before(x, v, cue);
  size_t first_verb = at(x, v)->rel == RO_REL_CONJ ? ro_governor(x->s, v) : RO_NO_TOKEN;
  if (subject == RO_NO_TOKEN && !passive && f->subject.end == f->subject.first && first_verb != RO_NO_TOKEN &&
      first_verb >= x->first)
    f->subject = named_before(x, first_verb, cue); /* "Ruiz took note of it and said" */
  /* "The Russian side supports …" in the present tense is what Russia says, not what a reporter saw */
  size_t party = f->lexical->class_ == RO_CUE_STAND && !ro_has(x->r, v, RO_T_PAST) ? ro_subject_party(x->r, f->subject) : RO_NONE;
  if (party != RO_NONE && x->r->out->entities.at[party].kind == RO_COUNTRY) return false;
  if (f->subject.end == f->subject.first) {
    bool bare = ro_has(x->r, v, RO_T_BASE) && !is_finite && at(x, v)->rel != RO_REL_CONJ;
    bool listed = x->r->joint && (v == x->first || (v == x->first + 1 && ro_has(x->r, x->first, RO_T_PUNCT)));
    if (bare && !listed)
      return false; /* an infinitive or imperative of nobody's; "Reject any attempt" in a list is all parties' */
  }
  f->addressee = (ro_range){v, v};
  f->clause = clause != RO_NO_TOKEN;
  bool beside =
      !f->clause && f->lexical->class_ == RO_CUE_SAY && (inverted || is_parenthesis(x, v)) && ro_governor(x->s, v) != RO_NO_TOKEN;
  f->why = why_verb(x, f, beside);
  if (f->clause)
    clause_content(x, v, clause, f);
  else if (beside)
    parenthesis_content(x, v, f);
  else if (!invitation_content(x, v, f))
    ro_complements(x, v, f);
  if (clause != RO_NO_TOKEN && f->lexical->class_ != RO_CUE_ASK)
    for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
      if (at(x, k)->rel == RO_REL_OBJ || at(x, k)->rel == RO_REL_IOBJ) f->addressee = ro_site_phrase(x, k); /* "told X that" */
  if (passive && f->n_content == 0) { /* "The situation was discussed" */
    size_t what = ro_site_child(x, v, RO_REL_NSUBJ_PASS);
    if (what != RO_NO_TOKEN) ro_site_add(x, f, ro_site_phrase(x, what).first, ro_site_phrase(x, what).end);
  }
  bool covers_itself = f->lexical->class_ == RO_CUE_EXPRESS || f->lexical->class_ == RO_CUE_DISCUSS;
  if (f->n_content == 0 && covers_itself && is_finite && f->subject.end > f->subject.first) ro_site_add(x, f, v, f->cue.end);
  return f->n_content > 0;
}

/* "according to the ministry": the source hangs on the clause that it vouches for. */
static bool according_frame(const ro_site *x, size_t i, ro_frame *f) {
  if (!ro_word_is(x->r, i, "according") || !ro_word_is(x->r, i + 1, "to")) return false;
  size_t source = ro_governor(x->s, i);
  if (source == RO_NO_TOKEN || source < i) source = ro_site_child(x, i, RO_REL_OBL);
  if (source == RO_NO_TOKEN || source < i + 2) return false;
  size_t top = ro_below(x->s, i, source) ? source : i, clause = ro_governor(x->s, top);
  if (clause == RO_NO_TOKEN || clause < x->first) return false;
  *f = (ro_frame){.head = i, .lexical = &ACCORDING, .vouched = true, .cue = {i, i + 2}, .addressee = {i, i}};
  f->why = ro_why_cue(x->r, "clause with its source behind \"according to\"", &ACCORDING, f->cue);
  f->subject = ro_site_phrase(x, source);
  if (f->subject.first < i + 2) f->subject.first = i + 2;
  ro_range range = ro_extent(x->s, clause);
  if (range.first < x->first) range.first = x->first;
  add_around(x, f, range, (ro_range){i, f->subject.end});
  return f->n_content > 0;
}

/* -- frames beside each other -------------------------------------------------------------------------------------------- */

static bool has_own_subject(const ro_site *x, size_t v) {
  return ro_site_child(x, v, RO_REL_NSUBJ) != RO_NO_TOKEN || ro_site_child(x, v, RO_REL_NSUBJ_PASS) != RO_NO_TOKEN;
}

static bool past_between(const ro_site *x, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (ro_has(x->r, i, RO_T_PAST)) return true;
  return false;
}

/* Does token i begin behind a comma, also one that stands inside the quotation marks that close there: ‘called it "bold,"
 * adding’? */
static bool is_behind_comma(const ro_site *x, size_t i) {
  if (i > x->first && ro_has(x->r, i - 1, RO_T_COMMA)) return true;
  return i > x->first + 1 && quote(x, i - 1) && ro_has(x->r, i - 2, RO_T_COMMA);
}

/* "said that …, adding that …", "said that …, and thanked …": the later verb goes on from the first, wherever the tree hangs it.
 */
static bool goes_on(const ro_site *x, const ro_frame *outer, const ro_frame *inner) {
  size_t v = inner->head;
  bool tells = outer->lexical->class_ == RO_CUE_EXPRESS || outer->lexical->class_ == RO_CUE_NAME;
  bool may_go_on = outer->lexical->class_ == RO_CUE_SAY || (at(x, v)->rel == RO_REL_ADVCL && tells);
  if (!may_go_on || outer->cue.first > inner->cue.first || has_own_subject(x, v)) return false;
  bool behind_comma = inner->cue.first > x->first &&
                      (is_behind_comma(x, inner->cue.first) || (ro_word_in(x->r, inner->cue.first - 1, "and while but") &&
                                                                ro_has(x->r, inner->cue.first - 2, RO_T_COMMA)));
  bool says =
      inner->lexical->class_ == RO_CUE_SAY || inner->lexical->class_ == RO_CUE_ASK || inner->lexical->class_ == RO_CUE_EXPRESS;
  if (at(x, v)->rel == RO_REL_ADVCL) return says && behind_comma && ro_has(x->r, v, RO_T_GERUND);
  if (at(x, v)->rel != RO_REL_CONJ || !ro_has(x->r, v, RO_T_PAST)) return false;
  return behind_comma && (says || !past_between(x, outer->cue.end, inner->cue.first));
}

/* "while", "to which", and where no saying is under way "where", "during which", "on which occasion". */
static bool begins_anew(const ro_site *x, const ro_frame *outer, size_t first) {
  if (ro_word_in(x->r, first, "while whereas") && ro_has(x->r, first - 1, RO_T_COMMA))
    return true; /* "…, while Modi noted that" */
  if (outer->lexical->class_ == RO_CUE_SAY) return ro_word_is(x->r, first, "to") && ro_word_is(x->r, first + 1, "which");
  return ro_word_is(x->r, first, "where") ||
         (ro_word_in(x->r, first, "to during on at in") && ro_word_is(x->r, first + 1, "which"));
}

/* "said that …, to which Modi responded that …", "discussed …, where Modi reiterated that …": where the reporter's own words
 * begin again; `end` where they do not. */
static size_t answer_begins(const ro_site *x, const ro_frame *outer, const ro_frame *inner, size_t end) {
  size_t v = inner->head, subject = ro_site_child(x, v, RO_REL_NSUBJ);
  bool agrees = inner->lexical->class_ == RO_CUE_AGREE && outer->lexical->class_ != RO_CUE_SAY;
  if ((inner->lexical->class_ != RO_CUE_SAY && !agrees) || !ro_has(x->r, v, RO_T_PAST)) return end;
  if (subject == RO_NO_TOKEN) return end;
  if (!ro_is_person(x->r, subject) && !(agrees && ro_subject_is_joint(x->r, ro_extent(x->s, subject)))) return end;
  size_t first = ro_extent(x->s, v).first;
  while (first < v && ro_has(x->r, first, RO_T_COMMA)) first++;
  return begins_anew(x, outer, first) && outer->cue.end <= first ? first : end;
}

/* Ends the contents of the frames before it where a frame goes on from them, or names another source for all of it. */
static void part(const ro_site *x, ro_frame *frames, size_t n) {
  for (size_t k = 1; k < n; k++)
    for (size_t o = 0; o < k; o++) {
      ro_frame *outer = &frames[o];
      size_t c = 0;
      while (c < outer->n_content && !(outer->content[c].first < frames[k].cue.first && frames[k].head < outer->content[c].end))
        c++;
      if (c == outer->n_content) continue;
      if (frames[k].lexical == &ACCORDING && ro_has(x->r, frames[k].head - 1, RO_T_COMMA) &&
          frames[k].subject.end + 1 >= outer->content[c].end) {
        outer->content[c] = trimmed(x, (ro_range){outer->content[c].first, frames[k].head});
        continue;
      }
      /* "… in 2023, according to official data, and Jakarta has complained …": two sources of two clauses */
      if (outer->lexical == &ACCORDING && at(x, frames[k].head)->rel == RO_REL_CONJ && has_own_subject(x, frames[k].head)) {
        outer->content[c] = trimmed(x, (ro_range){outer->content[c].first, ro_extent(x->s, frames[k].head).first});
        outer->n_content = c + (outer->content[c].end > outer->content[c].first);
        continue;
      }
      size_t answer = answer_begins(x, outer, &frames[k], outer->content[c].end);
      if (answer < outer->content[c].end) {
        outer->content[c] = trimmed(x, (ro_range){outer->content[c].first, answer});
        outer->n_content = c + (outer->content[c].end > outer->content[c].first);
        continue;
      }
      if (!goes_on(x, outer, &frames[k])) continue;
      outer->content[c] = trimmed(x, (ro_range){outer->content[c].first, frames[k].cue.first});
      while (outer->content[c].end > outer->content[c].first && ro_word_in(x->r, outer->content[c].end - 1, "and but while ,"))
        outer->content[c].end--;
      outer->n_content = c + (outer->content[c].end > outer->content[c].first);
      frames[k].subject = outer->subject;
      frames[k].why.rule = "verb that goes on from the one before";
    }
}

size_t ro_frames_read(const ro_reader *r, size_t first, size_t end, bool remarks, ro_frame *frames, size_t max) {
  ro_site x = {r, &r->syntax, first, end, remarks};
  size_t n = 0;
  for (size_t v = first; v < end && n < max; v++) {
    ro_frame f;
    bool found = ro_word_is(r, v, "according")
                     ? according_frame(&x, v, &f)
                     : ro_talks_frame(&x, v, &f) || (at(&x, v)->upos == RO_VERB && verb_frame(&x, v, &f)) ||
                           ro_agenda_frame(&x, v, &f) || ro_feeling_frame(&x, v, &f);
    if (found) frames[n++] = f;
  }
  part(&x, frames, n);
  return n;
}
