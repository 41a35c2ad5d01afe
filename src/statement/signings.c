/*
 * Signings as events: what those who met signed, or saw signed. All signings of one day by the same parties are one event, with
 * every passage that tells of them.
 */
#include "statement/meetings.h"
#include "statement/parties.h"
#include "statement/speakers.h"

static const char DOCUMENTS[] =
    "agreement memorandum mou protocol treaty declaration document accord contract pact convention communique communiqué "
    "statement "
    "arrangement programme program plan letter roadmap instrument charter compact deal minute note";

static bool is_document(const ro_reader *r, size_t i) {
  return ro_lemma_in(r, i, DOCUMENTS) || (r->entity[i] != RO_NONE && ro_kind_of(r, r->entity[i]) == RO_INSTRUMENT);
}

/* "signed an agreement", "two agreements were signed": what is signed by verb i, RO_NO_TOKEN where that is no document, or the
 * verb only says which document is meant ("the plan signed by the two presidents"). */
static size_t signed_by_verb(const ro_reader *r, size_t i) {
  uint8_t rel = ro_token_at(r, i)->rel;
  if (!ro_lemma_is(r, i, "sign") || !ro_has(r, i, RO_T_VERB) || rel == RO_REL_ACL || rel == RO_REL_AMOD) return RO_NO_TOKEN;
  bool is_passive = ro_child_by(&r->syntax, i, RO_REL_AUX_PASS) != RO_NO_TOKEN;
  size_t what = ro_child_by(&r->syntax, i, is_passive ? RO_REL_NSUBJ_PASS : RO_REL_OBJ);
  return what != RO_NO_TOKEN && is_document(r, what) ? what : RO_NO_TOKEN;
}

/* "witnessed the signing of an agreement", "the signing ceremony of": what is signed there, or RO_NO_TOKEN. */
static size_t signed_by_noun(const ro_reader *r, size_t i) {
  if (!ro_word_is(r, i, "signing")) return RO_NO_TOKEN;
  size_t head = ro_lemma_is(r, i + 1, "ceremony") ? i + 1 : i, verb = ro_governor(&r->syntax, head);
  if (verb == RO_NO_TOKEN || !ro_lemma_in(r, verb, "witness attend oversee preside see follow")) return RO_NO_TOKEN;
  if (!ro_has(r, verb, RO_T_PAST)) return RO_NO_TOKEN;
  size_t what = ro_child_by(&r->syntax, head, RO_REL_NMOD);
  if (what == RO_NO_TOKEN) what = ro_child_by(&r->syntax, head, RO_REL_OBJ);
  return what != RO_NO_TOKEN && is_document(r, what) ? what : RO_NO_TOKEN;
}

static bool is_done(const ro_reader *r, size_t verb) {
  size_t passive = ro_child_by(&r->syntax, verb, RO_REL_AUX_PASS), aux = ro_child_by(&r->syntax, verb, RO_REL_AUX);
  if (aux != RO_NO_TOKEN && !ro_lemma_is(r, aux, "have")) return false;
  return ro_has(r, passive != RO_NO_TOKEN ? passive : verb, RO_T_PAST) ||
         (aux != RO_NO_TOKEN && ro_word_in(r, aux, "has had have"));
}

static bool is_party_of(const ro_meeting *told, size_t person) {
  for (size_t p = 0; p < told->parties.len; p++)
    if (told->parties.at[p].person == person) return true;
  return false;
}

/* Who signed: those of the told meeting where it is "they", nobody in particular, or one of them; else the persons who by the
 * tree did. False where it is others whom nobody names, as two firms. */
static bool take_signers(ro_reader *r, const ro_sentence *sentence, size_t verb, ro_meeting *meeting) {
  const ro_meeting *told = &r->out->meetings.at[0];
  size_t who = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
  if (who == RO_NO_TOKEN) who = ro_child_by(&r->syntax, verb, RO_REL_OBL_AGENT);
  bool theirs = who == RO_NO_TOKEN || ro_subject_is_joint(r, ro_extent(&r->syntax, who));
  if (!theirs) {
    ro_parties_of(r, sentence->first, sentence->end, verb, meeting);
    if (meeting->parties.len > 1) return true;
    theirs = meeting->parties.len == 1 && is_party_of(told, meeting->parties.at[0].person);
    theirs = theirs || (ro_subject_party(r, ro_extent(&r->syntax, who)) != RO_NONE);
    meeting->parties.len = 0;
  }
  for (size_t t = 0; theirs && t < told->parties.len; t++) RO_PUSH(r->arena, &meeting->parties, told->parties.at[t]);
  return meeting->parties.len > 1;
}

static bool same_parties(const ro_meeting *a, const ro_meeting *b) {
  bool same = a->parties.len == b->parties.len;
  for (size_t p = 0; same && p < a->parties.len; p++)
    same = a->parties.at[p].person == b->parties.at[p].person && a->parties.at[p].of == b->parties.at[p].of;
  return same;
}

/* The signing of the same parties and day that was read before, or `n` where there is none from `from` on. */
static size_t known_signing(const ro_reader *r, size_t from, const ro_meeting *meeting) {
  for (size_t m = from; m < r->out->meetings.len; m++) {
    const ro_meeting *other = &r->out->meetings.at[m];
    if (other->kind == RO_SIGNING && same_parties(other, meeting) && ro_slice_equal(other->date, meeting->date)) return m;
  }
  return r->out->meetings.len;
}

static void read_signing(ro_reader *r, const ro_sentence *sentence, size_t i, size_t from) {
  size_t what = signed_by_verb(r, i);
  bool seen = what == RO_NO_TOKEN;
  if (seen) what = signed_by_noun(r, i);
  if (what == RO_NO_TOKEN || ro_in_session(r, i) || (!seen && !is_done(r, i))) return;
  const ro_meeting *told = &r->out->meetings.at[0];
  ro_meeting meeting = ro_meeting_new(RO_SIGNING, RO_HELD);
  if (ro_refers_back(r, i) || !take_signers(r, sentence, seen ? ro_governor(&r->syntax, i) : i, &meeting)) return;
  const char *dated = "day or month named with the signing", *where = NULL;
  meeting.date = ro_day_between(r, sentence->first, sentence->end, &meeting.date_span);
  if (!meeting.date.ptr) meeting.date = ro_month_between(r, sentence->first, sentence->end, &meeting.date_span);
  if (!meeting.date.ptr) {
    dated = where = "that of the meeting at which it was signed";
    meeting.date = told->date;
    meeting.date_span = told->date_span;
    meeting.places = told->places;
    meeting.place_span = told->place_span;
  }
  ro_range phrase = ro_extent(&r->syntax, what);
  size_t first = phrase.first < i ? phrase.first : i, end = phrase.end > i ? phrase.end : i + 1;
  size_t known = known_signing(r, from, &meeting);
  if (known < r->out->meetings.len) {
    ro_meeting_add_span(r, &r->out->meetings.at[known], first, end);
    return;
  }
  ro_meeting_add_span(r, &meeting, first, end);
  ro_telling why = {ro_why_words(r, "signing of a document", i, i + 1),
                    RO_WHY("who by the tree signed, else those of the told meeting")};
  ro_meeting_note(r, &meeting, &why);
  ro_meeting_note_date(r, &meeting, dated);
  if (where) ro_meeting_note_place(r, &meeting, RO_WHY(where));
  RO_PUSH(r->arena, &r->out->meetings, meeting);
}

void ro_read_signings(ro_reader *r) {
  size_t from = r->out->meetings.len;
  if (!r->out->meetings.at[0].told) return;
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    for (size_t i = sentence->first; i < sentence->end; i++) read_signing(r, sentence, i, from);
  }
}
