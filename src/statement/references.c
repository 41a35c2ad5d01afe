/*
 * Events that the report does not tell but refers to or announces: sessions, also that on whose sidelines the told meeting was;
 * visits; meetings before the told one ("they last met in Lima in May"), others of one who met, and the next one.
 */
#include "statement/affiliations.h"
#include "statement/meetings.h"
#include "statement/parties.h"
#include "statement/sessions.h"

/* -- visits ----------------------------------------------------------------------------------------------------------- */

static bool is_place(const ro_reader *r, size_t i) {
  if (i >= r->tokens->tokens.len || r->entity[i] == RO_NONE) return false;
  return ro_kind_of(r, r->entity[i]) == RO_COUNTRY || ro_kind_of(r, r->entity[i]) == RO_PLACE;
}

/* Where a visit goes: the place behind "visit (to)" or "trip to"; "visit of PERSON to", "trip that PERSON made to". */
static size_t visit_place(const ro_reader *r, size_t i, size_t limit) {
  size_t at = i + 1;
  if (ro_word_in(r, at, "of by that which")) {
    while (at < limit && at < i + 16 && !(ro_word_is(r, at, "to") && is_place(r, at + 1 + ro_word_is(r, at + 1, "the")))) at++;
  }
  if (ro_word_in(r, at, "to in")) at++;
  while (ro_word_in(r, at, "the his her")) at++;
  return is_place(r, at) && at < limit && !ro_word_in(r, at + 1, "'s ’s") ? at : RO_NONE;
}

/* Nobody visits his own country: "A met B during his visit to Italy" is A's where B is of Italy. */
static bool is_at_home(const ro_reader *r, size_t person, size_t place) {
  size_t country = ro_kind_of(r, place) == RO_COUNTRY ? place : r->out->entities.at[place].within;
  return country != RO_NONE && ro_country_of(r, person) == country;
}

/* Who visits: behind "visit of", "by" or "that"; else the owner ("Xi's visit"), else the nearest person before who is not at home
 * there; nobody where it is said otherwise ("the first visit to Iraq by an Egyptian head of state"). */
static size_t visitor(const ro_reader *r, size_t from, size_t i, size_t at) {
  size_t behind = at;
  while (r->entity[behind] != RO_NONE && r->entity[behind] == r->entity[at]) behind++;
  if (ro_word_is(r, behind, "by") && ro_has(r, i, RO_T_NOUN))
    return ro_is_person(r, behind + 1) ? r->entity[behind + 1] : RO_NONE;
  for (size_t t = i + 1; ro_word_in(r, i + 1, "of by that which") && t < at; t++)
    if (ro_is_person(r, t)) return r->entity[t];
  for (size_t t = i; t > from; t--) {
    if (ro_is_person(r, t - 1) && !is_at_home(r, r->entity[t - 1], r->entity[at])) return r->entity[t - 1];
    if (ro_word_is(r, t - 1, "that") && ro_has(r, t > 1 ? t - 2 : 0, RO_T_VERB)) break;
  }
  return RO_NONE;
}

static size_t joined_visit(const ro_reader *r, size_t person, size_t place, ro_event_status status) {
  for (size_t m = 0; m < r->out->meetings.len; m++) {
    const ro_meeting *meeting = &r->out->meetings.at[m];
    if (meeting->kind != RO_VISIT || meeting->status != status || meeting->places.len == 0) continue;
    if (meeting->parties.len > 0 && meeting->parties.at[0].person == person && meeting->places.at[0] == place) return m;
  }
  return RO_NONE;
}

static void read_visits(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    for (size_t i = sentence->first; i < sentence->end; i++) {
      if (!ro_lemma_in(r, i, "visit trip travel tour journey") || ro_in_session(r, i)) continue;
      size_t at = visit_place(r, i, sentence->end), person = at == RO_NONE ? RO_NONE : visitor(r, sentence->first, i, at);
      if (person == RO_NONE) continue;
      bool planned = ro_is_planned(r, sentence->first, i);
      size_t before = r->out->meetings.len;
      size_t known = joined_visit(r, person, r->entity[at], planned ? RO_PLANNED : RO_HELD);
      if (known == RO_NONE) {
        ro_meeting meeting = ro_meeting_new(RO_VISIT, planned ? RO_PLANNED : RO_HELD);
        ro_parties_add(r, &meeting, person);
        size_t behind = ro_meeting_read_places(r, at, sentence->end, &meeting),
               near = behind + 6 < sentence->end ? behind + 6 : sentence->end;
        ro_meeting_order_places(r, &meeting);
        ro_meeting_note_place(r, &meeting, ro_why_words(r, "place that is visited", at, behind));
        meeting.date = ro_day_between(r, behind, near, &meeting.date_span);
        if (!meeting.date.ptr) meeting.date = ro_month_between(r, behind, near, &meeting.date_span);
        ro_meeting_note_date(r, &meeting, "day or month named behind the visit");
        RO_PUSH(r->arena, &r->out->meetings, meeting);
        known = r->out->meetings.len - 1;
      }
      size_t first = i;
      while (first > sentence->first && !ro_is_person(r, first - 1) && i - first < 12) first--;
      while (first > sentence->first && ro_is_person(r, first - 1)) first--;
      size_t end = at;
      while (end < sentence->end && !ro_has(r, end, RO_T_COMMA) && !ro_word_in(r, end, ". and ;")) end++;
      ro_meeting_add_span(r, &r->out->meetings.at[known], first, end);
      ro_telling why = {ro_why_words(r, "verb or noun of travelling, with a place", i, i + 1), RO_WHY("person named before")};
      if (known == before) ro_meeting_note(r, &r->out->meetings.at[known], &why);
    }
  }
}

/* -- meetings before the told one --------------------------------------------------------------------------------------- */

#define NEAR 10     /* tokens behind the verb or noun in which its place and day stand */
#define NEXT_NEAR 4 /* tokens before a noun in which "next" stands */

/* "after their talks in Lima in May", "since the two ministers' meeting": whose meeting it was is said before the noun. */
static bool of_both(const ro_reader *r, size_t from, size_t i) {
  bool both = false;
  for (size_t t = i; t > from && i - t < 6; t--) {
    if (ro_word_in(r, t - 1, "their our both ministers leaders presidents sides")) both = true;
    if (ro_word_in(r, t - 1, "after since following during") && both) return true;
    if (ro_has(r, t - 1, RO_T_COMMA | RO_T_FINITE)) return false;
  }
  return false;
}

static bool earlier_trigger(const ro_reader *r, size_t from, size_t i, ro_event_kind *kind) {
  *kind = RO_MEETING;
  if (ro_in_session(r, i)) return false;
  if (ro_has(r, i, RO_T_VERB)) {
    *kind = ro_lemma_is(r, i, "speak") ? RO_CALL : RO_MEETING;
    return ro_lemma_in(r, i, "meet speak talk") && ro_refers_back(r, i);
  }
  if (!ro_lemma_in(r, i, "meeting talk consultation call conversation encounter")) return false;
  if (ro_lemma_in(r, i, "call conversation")) *kind = RO_CALL;
  return ro_refers_back(r, i) || of_both(r, from, i);
}

/* Those of the told meeting, where the sentence names nobody else. */
static void take_parties(ro_reader *r, const ro_sentence *sentence, size_t trigger, ro_meeting *meeting) {
  ro_parties_of(r, sentence->first, sentence->end, trigger, meeting);
  const ro_meeting *told = &r->out->meetings.at[0];
  bool known = true;
  for (size_t p = 0; p < meeting->parties.len; p++) {
    bool among = false;
    for (size_t t = 0; t < told->parties.len; t++) among = among || told->parties.at[t].person == meeting->parties.at[p].person;
    known = known && among;
  }
  if (meeting->parties.len > 1 || !known || !told->told) return;
  meeting->parties.len = 0;
  for (size_t t = 0; t < told->parties.len; t++) RO_PUSH(r->arena, &meeting->parties, told->parties.at[t]);
}

static bool is_told(const ro_reader *r, const ro_meeting *meeting) {
  const ro_meeting *told = &r->out->meetings.at[0];
  return told->told && meeting->date.ptr && ro_slice_equal(told->date, meeting->date);
}

static void read_earlier(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    for (size_t i = sentence->first; i < sentence->end; i++) {
      ro_event_kind kind;
      if (!earlier_trigger(r, sentence->first, i, &kind)) continue;
      size_t end = i + 1 + NEAR < sentence->end ? i + 1 + NEAR : sentence->end;
      ro_meeting meeting = ro_meeting_new(kind, RO_HELD);
      take_parties(r, sentence, i, &meeting);
      if (meeting.parties.len < 2) continue;
      meeting.date = ro_day_between(r, i + 1, end, &meeting.date_span);
      if (!meeting.date.ptr) meeting.date = ro_month_between(r, i + 1, end, &meeting.date_span);
      if (!meeting.date.ptr || is_told(r, &meeting)) continue; /* one of any day is nothing to follow */
      ro_meeting_find_place(r, i + 1, end, &meeting);
      ro_meeting_note_date(r, &meeting, "day or month named behind the meeting");
      ro_meeting_add_span(r, &meeting, i, ro_token_after(r, meeting.date_span.end));
      ro_telling why = {ro_why_words(r, "meeting before the one that is told", i, i + 1),
                        RO_WHY("persons who by the tree met, else those of the told meeting")};
      ro_meeting_note(r, &meeting, &why);
      RO_PUSH(r->arena, &r->out->meetings, meeting);
      i = end - 1;
    }
  }
}

/* -- others of the same day ---------------------------------------------------------------------------------------------- */

/* Does the sentence say that it tells of another one: "Later that day", "also met", "Separately"? */
static bool tells_of_another(const ro_reader *r, const ro_sentence *sentence, size_t trigger) {
  if (ro_word_is(r, trigger + 1, "separately")) return true;
  for (size_t i = sentence->first; i < sentence->end && i < trigger + 4; i++) {
    if (i < trigger && ro_word_in(r, i, "also separately later earlier meanwhile afterwards")) return true;
    if (ro_word_in(r, i, "same that") && ro_word_in(r, i + 1, "day evening morning afternoon")) return true;
    if (ro_word_in(r, i, "in during") && ro_word_is(r, i + 1, "the") && ro_word_in(r, i + 2, "afternoon evening visit"))
      return true;
  }
  return false;
}

/* One of those who met in the told meeting, and one who did not, each of a country or body; or two of several who met. */
static bool is_with_another(const ro_reader *r, const ro_meeting *meeting) {
  const ro_meeting *told = &r->out->meetings.at[0];
  size_t same = 0, others = 0;
  for (size_t p = 0; p < meeting->parties.len; p++) {
    const ro_party *party = &meeting->parties.at[p];
    bool is_there = false;
    if (party->person == RO_NONE || (party->of == RO_NONE && r->out->entities.at[party->person].offices.len == 0)) return false;
    for (size_t t = 0; t < told->parties.len; t++) is_there = is_there || told->parties.at[t].person == party->person;
    same += is_there;
    others += !is_there;
  }
  return (same == 1 && others >= 1) || (same == 2 && others == 0 && told->parties.len > 2);
}

/* "The Polish minister was also received by …": who of those that met is the subject by title. */
static void add_titled_subject(const ro_reader *r, size_t verb, ro_meeting *meeting) {
  const ro_meeting *told = &r->out->meetings.at[0];
  size_t subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
  if (subject == RO_NO_TOKEN) subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ_PASS);
  if (subject == RO_NO_TOKEN || !ro_lemma_in(r, subject, "minister president premier chancellor secretary leader envoy guest"))
    return;
  ro_range phrase = ro_extent(&r->syntax, subject);
  for (size_t i = phrase.first; i < phrase.end; i++)
    for (size_t p = 0; p < told->parties.len; p++)
      if (r->adjective[i] != RO_NONE && told->parties.at[p].of == r->adjective[i] && told->parties.at[p].person != RO_NONE)
        ro_parties_add(r, meeting, told->parties.at[p].person);
}

/* Do the places say no more than the others: none, or only the country of a town? */
static bool is_within(const ro_indexes *places, const ro_indexes *others) {
  for (size_t i = 0; i < places->len; i++) {
    bool is_there = false;
    for (size_t k = 0; k < others->len; k++) is_there = is_there || others->at[k] == places->at[i];
    if (!is_there) return false;
  }
  return true;
}

/* "met", "was received": told as done. */
static bool is_done(const ro_reader *r, size_t verb) {
  size_t passive = ro_child_by(&r->syntax, verb, RO_REL_AUX_PASS);
  return ro_has(r, verb, RO_T_PAST) || (passive != RO_NO_TOKEN && ro_has(r, passive, RO_T_PAST));
}

/* "paid a courtesy call on A", "called on A and conveyed" */
static bool pays_call(const ro_reader *r, size_t verb) {
  if (ro_is_called_on(r, verb)) return true;
  size_t call = ro_lemma_in(r, verb, "pay make") ? ro_child_by(&r->syntax, verb, RO_REL_OBJ) : RO_NO_TOKEN;
  return call != RO_NO_TOKEN && ro_lemma_is(r, call, "call") && (ro_word_in(r, call + 1, "on to upon"));
}

/* "also held a bilateral meeting with A" */
static bool holds_talks(const ro_reader *r, size_t verb) {
  size_t talks = ro_lemma_in(r, verb, "hold have") ? ro_child_by(&r->syntax, verb, RO_REL_OBJ) : RO_NO_TOKEN;
  return talks != RO_NO_TOKEN && ro_lemma_in(r, talks, RO_TALKS) && !ro_in_session(r, talks);
}

static void add_called_on(const ro_reader *r, size_t verb, ro_meeting *meeting) {
  ro_range behind = ro_extent(&r->syntax, verb);
  size_t subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
  meeting->parties.len = 0;
  if (subject != RO_NO_TOKEN && ro_is_person(r, subject)) ro_parties_add(r, meeting, r->entity[subject]);
  for (size_t i = verb + 1; i < behind.end; i++)
    if (ro_is_person(r, i)) ro_parties_add(r, meeting, r->entity[i]);
}

static void push_noted(ro_reader *r, const ro_meeting *meeting, const ro_telling *why) {
  ro_meeting_note(r, meeting, why);
  RO_PUSH(r->arena, &r->out->meetings, *meeting);
}

/* "also met separately with A and B": one meeting with each. */
static void push_separate(ro_reader *r, const ro_meeting *meeting, const ro_telling *why) {
  const ro_party first = meeting->parties.at[0];
  for (size_t p = 1; p < meeting->parties.len; p++) {
    ro_meeting one = *meeting;
    one.parties.len = one.parties.cap = 0;
    one.parties.at = NULL;
    RO_PUSH(r->arena, &one.parties, first);
    RO_PUSH(r->arena, &one.parties, meeting->parties.at[p]);
    push_noted(r, &one, why);
  }
}

static void read_others(ro_reader *r) {
  size_t told_end =
      r->out->meetings.at[0].told && r->out->meetings.at[0].spans.len > 0 ? r->out->meetings.at[0].spans.at[0].end : 0;
  for (size_t s = 0; told_end > 0 && s < r->tokens->sentences.len; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    for (size_t i = sentence->first; i < sentence->end; i++) {
      bool calls = pays_call(r, i);
      if (ro_token_at(r, i)->span.start < told_end || !(calls || holds_talks(r, i) || ro_lemma_in(r, i, "meet receive")) ||
          !is_done(r, i))
        continue;
      if (ro_in_session(r, i) || ro_refers_back(r, i) || !tells_of_another(r, sentence, i)) continue;
      ro_meeting meeting = ro_meeting_new(RO_MEETING, RO_HELD);
      ro_parties_of(r, sentence->first, sentence->end, i, &meeting);
      if (calls) add_called_on(r, i, &meeting);
      if (meeting.parties.len == 1) add_titled_subject(r, i, &meeting);
      if (!is_with_another(r, &meeting)) continue;
      const ro_meeting *told = &r->out->meetings.at[0];
      meeting.date = ro_day_between(r, sentence->first, sentence->end, &meeting.date_span);
      bool dated = meeting.date.ptr;
      if (!dated) meeting.date = told->date, meeting.date_span = told->date_span;
      ro_meeting_find_place(r, i + 1, sentence->end, &meeting);
      bool there = is_within(&meeting.places, &told->places);
      if (there) meeting.places = told->places, meeting.place_span = told->place_span;
      ro_meeting_add_span(r, &meeting, sentence->first, sentence->end);
      ro_meeting_note_date(r, &meeting, dated ? "day named with the meeting" : "that of the told meeting");
      if (there) ro_meeting_note_place(r, &meeting, RO_WHY("that of the told meeting"));
      ro_telling why = {ro_why_words(r, "another meeting of one who met", i, i + 1), RO_WHY("persons who by the tree met")};
      if (ro_word_is(r, i + 1, "separately") || (i > 0 && ro_word_is(r, i - 1, "separately")))
        push_separate(r, &meeting, &why);
      else
        push_noted(r, &meeting, &why);
      break;
    }
  }
}

/* -- meetings to come ---------------------------------------------------------------------------------------------------- */

/* "hold the next round of political consultations in Lima", "will meet again in May". */
/* "Officials would meet again": others than those of the told meeting. */
static bool is_of_officials(const ro_reader *r, size_t verb) {
  size_t subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
  size_t e = subject != RO_NO_TOKEN ? r->entity[subject] : RO_NONE;
  bool is_body = e != RO_NONE
                     ? ro_kind_of(r, e) == RO_FRAMEWORK || ro_kind_of(r, e) == RO_ORGANIZATION
                     : subject != RO_NO_TOKEN && ro_token_at(r, subject)->upos == RO_PROPN; /* "COMBIFRON will meet again" */
  if (is_body) return true;
  return subject != RO_NO_TOKEN &&
         ro_lemma_in(r, subject, "official expert team group negotiator technician delegation adviser aide");
}

static bool coming_trigger(const ro_reader *r, size_t from, size_t i) {
  if (ro_in_session(r, i)) return false;
  if (ro_lemma_is(r, i, "meet") && ro_has(r, i, RO_T_VERB))
    return !is_of_officials(r, i) && (ro_word_is(r, i + 1, "again") || ro_word_is(r, i - 1, "next")) && ro_is_planned(r, from, i);
  bool body = ro_lemma_in(r, i, "commission committee council") && ro_word_in(r, i + 1, "will is would shall"); /* that meets */
  if (!(body || ro_lemma_in(r, i, "meeting talk consultation round session dialogue negotiation")) || ro_has(r, i, RO_T_VERB))
    return false;
  for (size_t t = i; t > from && i - t < NEXT_NEAR; t--) {
    if (ro_word_is(r, t - 1, "next")) return true;
    if (!ro_has(r, t - 1, RO_T_NOUN | RO_T_PROPER | RO_T_NUMBER) && ro_token_at(r, t - 1)->upos != RO_ADJ) return false;
  }
  return false;
}

/* Of a body, or between others: theirs. */
static bool is_of_others(const ro_reader *r, size_t i, size_t end) {
  const ro_meeting *told = &r->out->meetings.at[0];
  for (size_t t = i + 1; t < end; t++) {
    size_t e = r->entity[t];
    if (e == RO_NONE || e == r->entity[t - 1] || ro_kind_of(r, e) == RO_PLACE) continue;
    bool is_place = ro_word_in(r, t - 1, "in at the"), is_party = false, is_there = false;
    for (size_t k = t; k > i + 1 && t - k < 4; k--)
      is_there = is_there || ro_word_in(r, k - 1, "at sidelines margins"); /* "at the NATO summit" */
    for (size_t p = 0; p < told->parties.len; p++)
      is_party = is_party || told->parties.at[p].of == e || told->parties.at[p].person == e;
    bool is_where = (is_place && ro_kind_of(r, e) == RO_COUNTRY) || (is_there && ro_kind_of(r, e) == RO_FRAMEWORK);
    if (!is_party && !is_where) return true;
  }
  return false;
}

/* "Amman would host the next round": where a town or country does. */
static void take_host(ro_reader *r, size_t noun, ro_meeting *meeting) {
  size_t verb = ro_governor(&r->syntax, noun);
  size_t host = verb != RO_NO_TOKEN && ro_lemma_is(r, verb, "host") ? ro_child_by(&r->syntax, verb, RO_REL_NSUBJ) : RO_NO_TOKEN;
  if (host == RO_NO_TOKEN || !is_place(r, host)) return;
  size_t first = host;
  while (first > 0 && r->entity[first - 1] == r->entity[host]) first--;
  ro_meeting_read_places(r, first, host + 1, meeting);
  ro_meeting_order_places(r, meeting);
}

static void read_coming(ro_reader *r) {
  if (!r->out->meetings.at[0].told) return;
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    for (size_t i = sentence->first; i < sentence->end; i++) {
      size_t end = i + 1 + NEAR < sentence->end ? i + 1 + NEAR : sentence->end;
      if (!coming_trigger(r, sentence->first, i) || is_of_others(r, i, end)) continue;
      ro_meeting meeting = ro_meeting_new(RO_MEETING, RO_PLANNED);
      meeting.date = ro_day_between(r, i + 1, end, &meeting.date_span);
      if (!meeting.date.ptr) meeting.date = ro_month_between(r, i + 1, end, &meeting.date_span);
      take_host(r, i, &meeting);
      ro_meeting_find_place(r, i + 1, end, &meeting);
      if (!meeting.date.ptr && meeting.places.len == 0) continue; /* one of any day anywhere is nothing to follow */
      const ro_meeting *told = &r->out->meetings.at[0];
      for (size_t t = 0; t < told->parties.len; t++) RO_PUSH(r->arena, &meeting.parties, told->parties.at[t]);
      ro_meeting_note_date(r, &meeting, "day or month named behind the meeting");
      size_t last =
          ro_token_after(r, meeting.date_span.end > meeting.place_span.end ? meeting.date_span.end : meeting.place_span.end);
      ro_meeting_add_span(r, &meeting, i, last);
      ro_telling why = {ro_why_words(r, "the next of such meetings", i, i + 1), RO_WHY("those of the told meeting")};
      ro_meeting_note(r, &meeting, &why);
      RO_PUSH(r->arena, &r->out->meetings, meeting);
      i = end - 1;
    }
  }
}

void ro_read_references(ro_reader *r) {
  ro_read_sessions(r);
  read_visits(r);
  read_earlier(r);
  read_others(r);
  read_coming(r);
}
