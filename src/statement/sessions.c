/* Named sessions as events: the one that the report is about, and those it refers to. */
#include "statement/sessions.h"

#include "statement/parties.h"

#define NEAR 10 /* tokens behind a session in which its day stands */

static ro_meeting meeting_of(const ro_reader *r, const ro_session *session, ro_event_status status) {
  ro_meeting meeting = ro_meeting_new(ro_lemma_is(r, session->end - 1, "summit") ? RO_SUMMIT : RO_CONFERENCE, status);
  meeting.name =
      ro_slice_part(r->tokens->text, ro_token_at(r, session->first)->span.start, ro_token_at(r, session->end - 1)->span.end);
  meeting.framework = session->framework;
  return meeting;
}

static bool same_words(const ro_reader *r, size_t a, size_t b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!ro_slice_equal(ro_token_at(r, a + i)->lower, ro_token_at(r, b + i)->lower)) return false;
  return true;
}

/* "…, to be held in August", "…, which will be held", "… scheduled for May": behind a session that is to come. */
static bool is_to_come(const ro_reader *r, size_t end) {
  size_t at = ro_has(r, end, RO_T_COMMA) ? end + 1 : end;
  if (ro_word_in(r, at, "which that")) at++;
  if (ro_word_in(r, at, "is are") && ro_word_in(r, at + 1, "to scheduled due set expected planned")) at++;
  bool to_be = ro_word_is(r, at, "to") && ro_word_is(r, at + 1, "be") && ro_word_in(r, at + 2, "held hosted convened");
  bool takes_place = ro_word_is(r, at, "to") && ro_word_is(r, at + 1, "take") && ro_word_is(r, at + 2, "place");
  return to_be || takes_place || ro_word_in(r, at, "scheduled slated due planned") || ro_word_is(r, at, "will");
}

/* "… in Lima", "…, held in Lima": where it is told behind the session, its place is looked for from there on. */
static bool place_follows(const ro_reader *r, size_t end) {
  size_t at = ro_has(r, end, RO_T_COMMA) ? end + 1 : end;
  return ro_word_in(r, end, "in at") || ro_word_in(r, at, "held convened hosted") || is_to_come(r, end);
}

static void read_when(const ro_reader *r, const ro_session *session, size_t limit, ro_meeting *meeting) {
  size_t at = ro_has(r, session->end, RO_T_COMMA) ? session->end + 1 : session->end;
  size_t end = session->end + NEAR < limit ? session->end + NEAR : limit;
  meeting->date = ro_day_between(r, session->end, end, &meeting->date_span);
  if (!meeting->date.ptr && (meeting->status == RO_PLANNED || ro_word_in(r, at, "held convened hosted")))
    meeting->date = ro_month_between(r, session->end, end, &meeting->date_span);
  ro_meeting_note_date(r, meeting, "day named behind the session");
}

/* "The two last held talks in May, on the sidelines of a summit": an earlier meeting's occasion. */
static bool is_of_earlier(const ro_reader *r, const ro_sentence *sentence, size_t first) {
  for (size_t i = sentence->first; i < first; i++)
    if (ro_refers_back(r, i) && ro_lemma_in(r, i, "meet hold talk speak see have")) return true;
  return false;
}

/* "agreed to meet on the sidelines of the summit": a later meeting's occasion. */
static bool is_of_later(const ro_reader *r, const ro_sentence *sentence, size_t first) {
  for (size_t i = first; i > sentence->first; i--)
    if (ro_lemma_in(r, i - 1, "meet talk gather") && ro_has(r, i - 1, RO_T_BASE)) return true;
  return false;
}

void ro_read_sessions(ro_reader *r) {
  ro_indexes made = {0}, of = {0};
  if (r->told_session != RO_NONE) {
    RO_PUSH(r->arena, &made, 0);
    RO_PUSH(r->arena, &of, r->told_session);
  }
  for (size_t s = 0; s < r->sessions.len; s++) {
    const ro_session *session = &r->sessions.at[s];
    const ro_sentence *sentence = &r->tokens->sentences.at[ro_sentence_of(r, session->first)];
    size_t known = RO_NONE, before = r->out->meetings.len;
    for (size_t k = 0; k < made.len && known == RO_NONE; k++) {
      const ro_session *other = &r->sessions.at[of.at[k]];
      bool same = other->framework != RO_NONE && other->framework == session->framework;
      if (same || (other->end - other->first == session->end - session->first &&
                   same_words(r, other->first, session->first, session->end - session->first)))
        known = made.at[k];
    }
    bool sidelines = ro_behind_sidelines(r, session->first), later = sidelines && is_of_later(r, sentence, session->first);
    sidelines = sidelines && !later && !is_of_earlier(r, sentence, session->first);
    if (known == RO_NONE) {
      bool planned = later || (!sidelines && (ro_is_planned(r, sentence->first, session->first) || is_to_come(r, session->end)));
      ro_meeting meeting = meeting_of(r, session, planned ? RO_PLANNED : RO_HELD);
      if (place_follows(r, session->end))
        ro_meeting_find_place(r, session->end, session->end + 8 < sentence->end ? session->end + 8 : sentence->end, &meeting);
      if (!sidelines) read_when(r, session, sentence->end, &meeting);
      RO_PUSH(r->arena, &r->out->meetings, meeting);
      known = r->out->meetings.len - 1;
      RO_PUSH(r->arena, &made, known);
      RO_PUSH(r->arena, &of, s);
    }
    ro_meeting_add_span(r, &r->out->meetings.at[known], session->first, session->end);
    ro_telling why = {ro_why_words(r, "session by its head", session->end - 1, session->end), RO_WHY(NULL)};
    if (known == before) ro_meeting_note(r, &r->out->meetings.at[known], &why);
    if (sidelines && r->out->meetings.at[0].told && known != 0) r->out->meetings.at[0].occasion = known;
  }
}

/* -- the session that the report is about -------------------------------------------------------------------------- */

#define OPENING 3 /* sentences in which it is told, and as many behind in which it is said who was there */

/* "The Fourth Ministerial Meeting took place in Rome": is the session what its sentence tells? */
static bool is_told(const ro_reader *r, const ro_session *session, const ro_sentence *sentence) {
  size_t head = session->end - 1, verb = ro_governor(&r->syntax, head);
  uint8_t rel = ro_token_at(r, head)->rel;
  if ((rel != RO_REL_NSUBJ && rel != RO_REL_NSUBJ_PASS) || verb == RO_NO_TOKEN) return false;
  if (!ro_lemma_in(r, verb, "hold meet convene open conclude gather begin end") &&
      !(ro_lemma_is(r, verb, "take") && ro_word_is(r, verb + 1, "place")))
    return false;
  if (!ro_has(r, verb, RO_T_PAST | RO_T_PARTICIPLE) || ro_is_planned(r, sentence->first, verb)) return false;
  return !ro_refers_back(r, session->first);
}

/* Behind what says who was there: "chaired by", "attended by", "with the participation of"; or i. */
static size_t behind_presence(const ro_reader *r, size_t i) {
  if (ro_lemma_in(r, i, "chair co-chair cochair host attend lead open preside")) {
    size_t by = ro_word_is(r, i + 1, "over") ? i + 2 : i + 1;
    return ro_word_is(r, by, "by") ? by + 1 : i;
  }
  return ro_word_in(r, i, "chairmanship co-chairmanship participation presidency") && ro_word_is(r, i + 1, "of") ? i + 2 : i;
}

/* Who is named there, up to the next verb. */
static void add_present(const ro_reader *r, const ro_sentence *sentence, ro_meeting *meeting) {
  for (size_t i = sentence->first; i < sentence->end; i++) {
    size_t at = behind_presence(r, i);
    if (at == i) continue;
    for (; at < sentence->end && !ro_has(r, at, RO_T_FINITE) && behind_presence(r, at) == at; at++) {
      if (ro_is_person(r, at) && ro_may_be_party(r, r->entity[at])) ro_parties_add(r, meeting, r->entity[at]);
      ro_parties_of_row(r, at, meeting);
    }
    i = at - 1;
  }
}

bool ro_read_told_session(ro_reader *r, ro_meeting *meeting, ro_telling *why) {
  for (size_t s = 0; s < r->sessions.len; s++) {
    const ro_session *session = &r->sessions.at[s];
    size_t at = ro_sentence_of(r, session->first);
    const ro_sentence *sentence = &r->tokens->sentences.at[at];
    if (at >= OPENING || !is_told(r, session, sentence)) continue;
    ro_meeting told = meeting_of(r, session, RO_HELD);
    for (size_t n = at; n < r->tokens->sentences.len && n < at + OPENING; n++) add_present(r, &r->tokens->sentences.at[n], &told);
    if (told.parties.len < 2) continue;
    told.told = true;
    told.date = ro_day_between(r, session->end, sentence->end, &told.date_span);
    ro_meeting_find_place(r, session->end, sentence->end, &told);
    ro_meeting_note_date(r, &told, "day named behind the session");
    ro_meeting_add_span(r, &told, sentence->first, sentence->end);
    *meeting = told;
    *why = (ro_telling){ro_why_words(r, "session by its head", session->end - 1, session->end),
                        RO_WHY("who is said to have been there")};
    r->told_session = s;
    return true;
  }
  return false;
}
