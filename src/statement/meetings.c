/*
 * Events in the text: the meeting or call that the report tells (the first of `meetings`), the session on whose sidelines it was,
 * visits and sessions that it refers to or announces.
 */
#include "statement/meetings.h"

#include "statement/affiliations.h"
#include "statement/names.h"
#include "statement/parties.h"
#include "statement/sessions.h"

void ro_meeting_add_span(const ro_reader *r, ro_meeting *meeting, size_t first, size_t end) {
  ro_span span = ro_tokens_span(r, first, end);
  if (span.end > span.start) RO_PUSH(r->arena, &meeting->spans, span);
}

ro_meeting ro_meeting_new(ro_event_kind kind, ro_event_status status) {
  return (ro_meeting){.kind = kind, .status = status, .framework = RO_NONE, .occasion = RO_NONE, .requested_by = RO_NONE};
}

/* -- why --------------------------------------------------------------------------------------------------------------- */

static ro_span first_span(const ro_meeting *meeting) {
  return meeting->spans.len > 0 ? meeting->spans.at[0] : (ro_span){0, 0};
}

void ro_meeting_note(const ro_reader *r, const ro_meeting *meeting, const ro_telling *why) {
  ro_indexes who = {0};
  for (size_t p = 0; r->trace && p < meeting->parties.len; p++) {
    const ro_party *party = &meeting->parties.at[p];
    RO_PUSH(r->arena, &who, party->person != RO_NONE ? party->person : party->of);
  }
  ro_note(r, RO_WHY_MEETING, first_span(meeting), ro_slice_of(ro_event_kind_name(meeting->kind)), why->event);
  if (meeting->parties.len > 0) ro_note(r, RO_WHY_PARTIES, first_span(meeting), ro_names_given(r, &who), why->parties);
}

void ro_meeting_note_date(const ro_reader *r, const ro_meeting *meeting, const char *rule) {
  if (meeting->date.ptr) ro_note(r, RO_WHY_DATE, meeting->date_span, meeting->date, RO_WHY(rule));
}

void ro_meeting_note_place(const ro_reader *r, const ro_meeting *meeting, ro_why why) {
  if (meeting->places.len > 0) ro_note(r, RO_WHY_PLACE, meeting->place_span, ro_names_given(r, &meeting->places), why);
}

/* -- the told event ---------------------------------------------------------------------------------------------------- */

static const char TALKS[] = RO_TALKS " chairmanship";

#define WHO_NEAR 8 /* tokens */

static bool is_behind_who(const ro_reader *r, size_t i) {
  for (size_t t = i > WHO_NEAR ? i - WHO_NEAR : 0; t < i; t++)
    if (ro_word_is(r, t, "who")) return true;
  return false;
}

/* "spoke with A B, who is staying in Serbia on a visit": no call. */
static bool is_on_visit(const ro_reader *r, size_t i) {
  const ro_sentence *sentence = &r->tokens->sentences.at[ro_sentence_of(r, i)];
  for (size_t t = sentence->first; t < sentence->end; t++)
    if (ro_lemma_in(r, t, "margin sideline") || (ro_lemma_in(r, t, "visit stay arrive") && t != i && is_behind_who(r, t)))
      return true;
  return false;
}

/* "received a message from the King": who sent it was not there. */
static bool receives_thing(const ro_reader *r, size_t verb) {
  size_t what = ro_child_by(&r->syntax, verb, RO_REL_OBJ);
  if (what == RO_NO_TOKEN) what = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ_PASS);
  return what != RO_NO_TOKEN &&
         ro_lemma_in(r, what, "message letter note cable invitation credential copy award report briefing gift assurance");
}

static bool told_trigger(const ro_reader *r, size_t i, ro_event_kind *kind) {
  *kind = RO_MEETING;
  if (ro_refers_back(r, i) || ro_word_is(r, i + 1, "separately")) return false;
  if (ro_lemma_in(r, i, "meet convene gather") && ro_has(r, i, RO_T_VERB)) return true;
  if (ro_lemma_in(r, i, TALKS) && ro_has(r, i, RO_T_NOUN | RO_T_PROPER | RO_T_GERUND)) return true;
  if (ro_lemma_in(r, i, "confer") && ro_word_is(r, i + 1, "with")) return true;
  if (ro_lemma_in(r, i, "telephone phone") &&
      (ro_has(r, i, RO_T_VERB) || (i > 1 && ro_word_is(r, i - 1, "the") && ro_word_is(r, i - 2, "on")))) {
    *kind = RO_CALL;
    return true;
  }
  bool telephone = false;
  for (size_t t = i > 3 ? i - 3 : 0; t < i + 4; t++)
    telephone = telephone || ro_lemma_in(r, t, "phone telephone call video videoconference telephonic");
  if (ro_lemma_is(r, i, "call") && (ro_has(r, i, RO_T_NOUN) || ro_word_is(r, i + 1, "with"))) {
    *kind = RO_CALL;
    return true;
  }
  if (ro_lemma_is(r, i, "speak") && (ro_word_in(r, i + 1, "with to by today yesterday on") || telephone)) {
    *kind = telephone || !is_on_visit(r, i) ? RO_CALL : RO_MEETING;
    return true;
  }
  if (ro_lemma_is(r, i, "receive") && receives_thing(r, i)) return false;
  if (ro_lemma_in(r, i, "hold receive host welcome tell")) return true;
  if (ro_lemma_in(r, i, "lead head chair co-chair cochair preside") && ro_has(r, i, RO_T_FINITE | RO_T_PARTICIPLE)) {
    size_t object = ro_child_by(&r->syntax, i, ro_lemma_is(r, i, "preside") ? RO_REL_OBL : RO_REL_OBJ);
    if (object == RO_NO_TOKEN) object = ro_child_by(&r->syntax, i, RO_REL_NSUBJ_PASS);
    return object != RO_NO_TOKEN &&
           (ro_lemma_in(r, object, "delegation side team meeting commission session talk consultation it") ||
            ro_word_is(r, object, "it"));
  }
  if (ro_lemma_is(r, i, "visit") &&
      (ro_has(r, i, RO_T_PAST) || (i > 0 && ro_governor(&r->syntax, i) != RO_NO_TOKEN &&
                                   ro_lemma_in(r, ro_governor(&r->syntax, i), "pay make undertake conclude begin complete")))) {
    *kind = RO_VISIT;
    return true;
  }
  return false;
}

/* "concluded a visit to Peru, where he held talks with …" */
static bool meets_there(const ro_reader *r, size_t visit, size_t end) {
  for (size_t i = visit + 1; i < end; i++)
    if ((ro_lemma_is(r, i, "meet") && ro_has(r, i, RO_T_VERB)) ||
        (ro_lemma_in(r, i, "hold have conduct") && ro_has(r, i, RO_T_PAST) &&
         ro_child_by(&r->syntax, i, RO_REL_OBJ) != RO_NO_TOKEN && ro_lemma_in(r, ro_child_by(&r->syntax, i, RO_REL_OBJ), TALKS)))
      return true;
  return false;
}

static bool phone_in(const ro_reader *r, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (ro_word_in(r, i, "phone telephone telephonic call")) return true;
  return false;
}

#define OWNER 7        /* tokens of "at", and of whose request it was */
#define REQUESTER 10   /* tokens within which who asked for it is named */
#define OPENING 2      /* sentences that a report opens with */
#define JOINED_EARLY 4 /* sentences in which persons do something together */
#define TALKS_EARLY 6  /* sentences in which a report of talks speaks of them */

/* Of what no verb tells: a call where the opening speaks of one. */
static ro_event_kind kind_of_opening(const ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len && s < OPENING; s++)
    if (phone_in(r, r->tokens->sentences.at[s].first, r->tokens->sentences.at[s].end)) return RO_CALL;
  return RO_MEETING;
}

bool ro_in_session(const ro_reader *r, size_t i) {
  for (size_t s = 0; s < r->sessions.len; s++)
    if (r->sessions.at[s].first <= i && i < r->sessions.at[s].end) return true;
  return false;
}

static const char MEETS[] = "verb or noun of meeting";

/* The verb that a clause "after their ministers had met" hangs on, or RO_NO_TOKEN. */
static size_t whose_met(const ro_reader *r, size_t verb) {
  size_t subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
  if (subject == RO_NO_TOKEN || ro_token_at(r, verb)->rel != RO_REL_ADVCL) return RO_NO_TOKEN;
  size_t owner = ro_child_by(&r->syntax, subject, RO_REL_NMOD_POSS);
  if (owner == RO_NO_TOKEN || !ro_word_is(r, owner, "their")) return RO_NO_TOKEN;
  size_t above = ro_governor(&r->syntax, verb);
  while (above != RO_NO_TOKEN && ro_token_at(r, above)->rel == RO_REL_XCOMP)
    above = ro_governor(&r->syntax, above); /* "decided to" */
  return above;
}

/* Does the report speak of talks at all in its opening? */
static bool speaks_of_talks(const ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len && s < TALKS_EARLY; s++)
    for (size_t i = r->tokens->sentences.at[s].first; i < r->tokens->sentences.at[s].end; i++)
      if (ro_lemma_in(r, i, TALKS) || ro_lemma_in(r, i,
                                                  "meet visit call speak discuss receive visiting counterpart colleague peer "
                                                  "host guest communiqué communique"))
        return true;
  return r->joint || r->remarks;
}

/* "The European Union and Indonesia held their dialogue": where no persons are named, those who meet are countries and bodies. */
static size_t read_between_states(ro_reader *r, ro_meeting *meeting, ro_telling *why) {
  for (size_t s = 0; s < r->tokens->sentences.len && s < OPENING; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    for (size_t i = sentence->first; i < sentence->end; i++) {
      ro_meeting candidate = ro_meeting_new(RO_MEETING, RO_HELD);
      bool agree = ro_lemma_in(r, i, "agree decide") && ro_has(r, i, RO_T_VERB) && speaks_of_talks(r);
      if (ro_in_session(r, i) || !(agree || told_trigger(r, i, &candidate.kind))) continue;
      ro_parties_states(r, sentence->first, sentence->end, i, &candidate);
      if (candidate.parties.len < 2 &&
          whose_met(r, i) != RO_NO_TOKEN) { /* "Peru and Chile decided after their ministers had met" */
        candidate.parties.len = 0;
        ro_parties_states(r, sentence->first, sentence->end, whose_met(r, i), &candidate);
      }
      if (candidate.parties.len < 2) continue;
      ro_meeting_add_span(r, &candidate, sentence->first, sentence->end);
      *meeting = candidate;
      why->event = ro_why_words(r, agree ? "verb of agreeing, in a report of talks" : MEETS, i, i + 1);
      why->parties = ro_why_words(r, "countries and bodies that by the tree do what is told", i, i + 1);
      return s;
    }
  }
  return RO_NONE;
}

/* The country, or else the person, of the first party that tokens [first, end) name; RO_NONE where they name none. */
static size_t party_in(const ro_reader *r, size_t first, size_t end, const ro_meeting *meeting) {
  for (size_t i = first; i < end && i < first + REQUESTER; i++) {
    size_t e = r->adjective[i] != RO_NONE ? r->adjective[i] : r->entity[i];
    for (size_t p = 0; e != RO_NONE && p < meeting->parties.len; p++) {
      const ro_party *party = &meeting->parties.at[p];
      if (party->person == e || party->of == e) return party->of != RO_NONE ? party->of : party->person;
    }
  }
  return RO_NONE;
}

/* Who asked for it: "at the request of X", "at Peru's request", "initiated by X", "received a call from X". */
static void read_request(const ro_reader *r, const ro_sentence *sentence, ro_meeting *meeting) {
  for (size_t i = sentence->first; i + 1 < sentence->end && meeting->requested_by == RO_NONE; i++) {
    size_t from = i > sentence->first + REQUESTER ? i - REQUESTER : sentence->first;
    bool of = ro_word_in(r, i, "request initiative") && ro_word_is(r, i + 1, "of") && i > sentence->first + 1 &&
              ro_word_in(r, i - 2, "at on upon");
    bool by = ro_word_in(r, i, "initiated requested placed") && ro_word_is(r, i + 1, "by");
    size_t verb = ro_governor(&r->syntax, i);
    bool call = ro_lemma_is(r, i, "call") && ro_word_is(r, i + 1, "from") && verb != RO_NO_TOKEN &&
                ro_lemma_in(r, verb, "receive take hold have get");
    if (of || by || call) meeting->requested_by = party_in(r, i + 2, sentence->end, meeting);
    if (ro_word_in(r, i, "request initiative") && i > sentence->first && ro_word_in(r, i - 1, "'s ’s")) {
      size_t at = i - 1; /* "at the Peruvian minister's request" */
      while (at > from && i - at < OWNER && !ro_word_in(r, at, "at on upon")) at--;
      if (ro_word_in(r, at, "at on upon")) meeting->requested_by = party_in(r, at, i, meeting);
    }
  }
  if (meeting->requested_by != RO_NONE)
    ro_note(r, RO_WHY_PARTIES, first_span(meeting), r->out->entities.at[meeting->requested_by].name,
            RO_WHY("who asked for the meeting"));
}

/* The first sentence behind the dateline; RO_NONE where there is none. */
static size_t opening_sentence(const ro_reader *r) {
  size_t s = 0;
  while (s < r->tokens->sentences.len && r->tokens->sentences.at[s].end <= r->begin) s++;
  return s < r->tokens->sentences.len ? s : RO_NONE;
}

/* "The foreign ministers of A, B and C agreed": an opening that names the office and the countries, the persons behind it. */
static size_t read_opening_ministers(ro_reader *r, ro_meeting *meeting, ro_telling *why) {
  size_t opening = opening_sentence(r);
  const ro_sentence *sentence = opening != RO_NONE ? &r->tokens->sentences.at[opening] : NULL;
  bool names_person = false;
  for (size_t i = sentence ? sentence->first : 0; sentence && i < sentence->end; i++)
    names_person = names_person || ro_is_person(r, i);
  for (size_t i = sentence ? sentence->first : 0; sentence && i < sentence->end; i++) {
    size_t verb = ro_governor(&r->syntax, i);
    if (!ro_lemma_in(r, i, "minister president premier leader") || !ro_has(r, i, RO_T_PLURAL) || verb == RO_NO_TOKEN ||
        ro_token_at(r, i)->rel != RO_REL_NSUBJ || !ro_has(r, verb, RO_T_FINITE | RO_T_PARTICIPLE))
      continue;
    ro_meeting candidate = ro_meeting_new(RO_MEETING, RO_HELD);
    ro_parties_of_ministers(r, i, &candidate);
    bool together = ro_lemma_in(
        r, verb, "agree meet decide sign end spend gather"); /* "The leaders of A and B agreed, said C, who mediated" */
    bool named = candidate.parties.len > 2 ? !names_person || together : candidate.parties.len == 2 && together;
    for (size_t p = 0; p < candidate.parties.len; p++) named = named && candidate.parties.at[p].person != RO_NONE;
    if (!named) continue; /* a later sentence may say who they are */
    ro_meeting_add_span(r, &candidate, sentence->first, sentence->end);
    *meeting = candidate;
    *why = (ro_telling){ro_why_words(r, "what ministers did together", i, i + 1),
                        ro_why_words(r, "countries whose ministers they are", i, i + 1)};
    return opening;
  }
  return RO_NONE;
}

#define FEWEST_GATHERED 3 /* of fewer, the sentences that name them tell who met */

/* Those who hold an office of a country of their own, one of each. */
static void add_office_holders(const ro_reader *r, ro_meeting *meeting) {
  for (size_t e = 0; e < r->out->entities.len; e++) {
    const ro_entity *person = &r->out->entities.at[e];
    size_t of = person->kind == RO_PERSON && person->offices.len > 0 ? ro_person_of(r, e) : RO_NONE;
    if (of == RO_NONE || ro_kind_of(r, of) != RO_COUNTRY || !ro_may_be_party(r, e) || ro_parties_have_country(meeting, of))
      continue;
    RO_PUSH(r->arena, &meeting->parties, ((ro_party){e, of}));
  }
}

/* "Foreign ministers from five countries meeting in Riyadh called for …": an opening that names nobody; who they are stands
 * behind it, each with his country. */
static size_t read_gathering(ro_reader *r, ro_meeting *meeting, ro_telling *why) {
  size_t opening = opening_sentence(r);
  const ro_sentence *sentence = opening != RO_NONE ? &r->tokens->sentences.at[opening] : NULL;
  for (size_t i = sentence ? sentence->first : 0; sentence && i < sentence->end; i++)
    if (ro_is_person(r, i)) return RO_NONE;
  for (size_t i = sentence ? sentence->first : 0; sentence && i < sentence->end; i++) {
    size_t noun = ro_governor(&r->syntax, i);
    bool they = ro_lemma_in(r, i, "meet gather convene") && ro_has(r, i, RO_T_VERB) && noun != RO_NO_TOKEN && noun < i &&
                ro_token_at(r, i)->rel == RO_REL_ACL;
    if (ro_lemma_in(r, i, "meet gather convene") && ro_has(r, i, RO_T_PAST)) {
      noun = ro_child_by(&r->syntax, i, RO_REL_NSUBJ);
      they = noun != RO_NO_TOKEN;
    }
    while (they && noun != RO_NO_TOKEN && ro_token_at(r, noun)->rel == RO_REL_NMOD) noun = ro_governor(&r->syntax, noun);
    if (!they || noun == RO_NO_TOKEN || !ro_has(r, noun, RO_T_PLURAL) ||
        !ro_lemma_in(r, noun, "minister president leader premier"))
      continue;
    ro_meeting candidate = ro_meeting_new(RO_MEETING, RO_HELD);
    add_office_holders(r, &candidate);
    if (candidate.parties.len < FEWEST_GATHERED) continue;
    ro_meeting_add_span(r, &candidate, sentence->first, sentence->end);
    *meeting = candidate;
    *why = (ro_telling){ro_why_words(r, MEETS, i, i + 1), RO_WHY("those who hold an office of a country of their own")};
    return opening;
  }
  return RO_NONE;
}

/* Are they who meets for countries: does anybody of them hold an office, or is of a country, or the report about two? An actress
 * and her lawyer are not. */
static bool meets_for_country(const ro_reader *r, const ro_meeting *meeting) {
  for (size_t p = 0; p < meeting->parties.len; p++) {
    const ro_party *party = &meeting->parties.at[p];
    if (party->of != RO_NONE || (party->person != RO_NONE && r->out->entities.at[party->person].offices.len > 0)) return true;
  }
  return ro_is_between_countries(r);
}

/* Days in brackets behind something else: "who is on a visit to Peru (May 14-17)". */
static bool is_bracketed(const ro_reader *r, const ro_sentence *sentence, size_t i) {
  for (size_t t = i; t > sentence->first && i - t < 4; t--)
    if (ro_word_is(r, t - 1, "(")) return true;
  return false;
}

/* The first day that a sentence names for what it tells; one in brackets only where no other is. */
static ro_slice day_of(const ro_reader *r, const ro_sentence *sentence, ro_span *span) {
  ro_span named = {0, 0};
  ro_slice bracketed = RO_ABSENT;
  for (size_t first = sentence->first; first < sentence->end; first = ro_token_after(r, named.end)) {
    ro_slice day = ro_day_between(r, first, sentence->end, &named);
    if (!day.ptr) break;
    size_t at = ro_token_after(r, named.start);
    if (ro_in_coming_clause(r, at) || (bracketed.ptr && is_bracketed(r, sentence, at))) continue;
    *span = named;
    if (!is_bracketed(r, sentence, at)) return day;
    bracketed = day;
  }
  return bracketed;
}

#define PRESENT_NEAR 8 /* tokens */

/* "A and B were among those at the meeting": who else was there. */
static bool is_of_presence(const ro_reader *r, const ro_sentence *sentence, size_t trigger) {
  for (size_t i = sentence->first; i + 1 < trigger; i++)
    if (ro_word_is(r, i, "among") && ro_word_in(r, i + 1, "those others participants attendees")) return true;
  for (size_t i = trigger; i + 2 < sentence->end && i < trigger + PRESENT_NEAR; i++) /* "talks, which were also attended by" */
    if (ro_word_is(r, i, "also") && ro_word_in(r, i + 1, "attended joined") && ro_word_is(r, i + 2, "by")) return true;
  return false;
}

/* "The Ministers of A, B, C and D met …": all of them, also those whose names nobody gives. */
static void add_ministers(const ro_reader *r, size_t trigger, ro_meeting *meeting) {
  size_t subject = ro_child_by(&r->syntax, trigger, RO_REL_NSUBJ);
  if (subject == RO_NO_TOKEN || !ro_lemma_in(r, subject, "minister") || !ro_has(r, subject, RO_T_PLURAL)) return;
  ro_meeting all = ro_meeting_new(meeting->kind, meeting->status);
  ro_parties_of_ministers(r, subject, &all);
  for (size_t p = 0; p < all.parties.len && all.parties.len > 2; p++)
    if (!ro_parties_have_country(meeting, all.parties.at[p].of)) RO_PUSH(r->arena, &meeting->parties, all.parties.at[p]);
}

/* Told in a sentence by a verb or noun of meeting, of what is done, agreed or to come; gives that token, or RO_NO_TOKEN. */
static size_t read_triggered(ro_reader *r, size_t s, ro_telling_time time, ro_meeting *meeting, ro_telling *why) {
  const ro_sentence *sentence = &r->tokens->sentences.at[s];
  for (size_t i = sentence->first; i < sentence->end; i++) {
    ro_event_kind kind;
    if (ro_in_session(r, i) || !told_trigger(r, i, &kind) || is_of_presence(r, sentence, i)) continue;
    if (ro_time_of_telling(r, i) != time || (time == RO_IS_TO_COME && ro_in_coming_clause(r, i))) continue;
    ro_meeting candidate = ro_meeting_new(kind, time == RO_IS_DONE ? RO_HELD : RO_PLANNED);
    size_t stop = sentence->end;
    for (size_t t = i; t < sentence->end; t++) { /* what is said there is not who was there */
      if (ro_word_is(r, t, "according") && ro_word_is(r, t + 1, "to") && t < stop) stop = t;
      if (ro_has(r, t, RO_T_COMMA) && ro_word_in(r, t + 1, "during where with at in") && t > i + 4 &&
          ro_word_in(r, t + 2, "which the both") && !ro_word_in(r, t + 3, "invitation margins margin sidelines framework"))
        stop = t;
    }
    ro_why by = ro_why_words(r, "persons who by the tree do what is told", i, i + 1);
    ro_parties_of(r, sentence->first, stop, i, &candidate);
    ro_parties_in_row(r, sentence->first, i, &candidate);
    ro_parties_of_colleagues(r, sentence->first, stop, &candidate);
    if (r->remarks && r->self != RO_NONE && ro_kind_of(r, r->self) == RO_PERSON) ro_parties_add(r, &candidate, r->self);
    if (candidate.parties.len < 2) {
      by.rule = "persons who by the tree, or by a pronoun or title there, do what is told";
      ro_parties_by_subject(r, s, i, &candidate);
    }
    if (candidate.parties.len == 1 && s < OPENING) {
      by.rule = "a person, and a title without a name, who by the tree do what is told";
      ro_parties_titled(r, sentence->first, stop, i, &candidate);
      ro_parties_of_officers(r, sentence->first, stop, i, &candidate);
    }
    if (candidate.parties.len < 2 || !ro_parties_differ(&candidate)) {
      by = RO_WHY("persons named in the sentence");
      candidate.parties.len = 0;
      if (r->remarks && r->self != RO_NONE) ro_parties_add(r, &candidate, r->self);
      ro_parties_named(r, sentence->first, stop, &candidate);
    }
    if (candidate.parties.len < 2 || !ro_parties_differ(&candidate) || !meets_for_country(r, &candidate)) continue;
    if (candidate.parties.len > 2 && ro_lemma_is(r, i, "tell")) candidate.parties.len = 2;
    if (!ro_lemma_is(r, i, "tell")) ro_parties_beside(r, sentence->first, stop, &candidate);
    add_ministers(r, i, &candidate);
    candidate.kind = phone_in(r, sentence->first, stop) ? RO_CALL : ro_lemma_is(r, i, "tell") ? kind_of_opening(r) : kind;
    if (candidate.kind == RO_VISIT && meets_there(r, i, sentence->end)) candidate.kind = RO_MEETING;
    ro_meeting_add_span(r, &candidate, sentence->first, stop);
    *meeting = candidate;
    *why = (ro_telling){ro_why_words(r, MEETS, i, i + 1), by};
    return i;
  }
  return RO_NO_TOKEN;
}

#define TOLD_EARLY 12 /* sentences in which it is told who met */

/* The first sentence that tells it: what is done, and in the opening, where a report announces it, what is to come. RO_NONE where
 * none does. */
static size_t read_first_triggered(ro_reader *r, ro_meeting *meeting, ro_telling *why, size_t *trigger) {
  for (size_t s = 0; s < r->tokens->sentences.len && s < TOLD_EARLY; s++) {
    *trigger = read_triggered(r, s, RO_IS_DONE, meeting, why);
    if (*trigger == RO_NO_TOKEN && s < OPENING) *trigger = read_triggered(r, s, RO_IS_TO_COME, meeting, why);
    if (*trigger != RO_NO_TOKEN) return s;
  }
  return RO_NONE;
}

/* Where nothing else is told: what is to come, else what is only agreed. */
static size_t read_coming_triggered(ro_reader *r, ro_meeting *meeting, ro_telling *why, size_t *trigger) {
  static const ro_telling_time TIMES[] = {RO_IS_TO_COME, RO_IS_AGREED};
  for (size_t t = 0; t < sizeof TIMES / sizeof *TIMES; t++)
    for (size_t s = 0; s < r->tokens->sentences.len && s < TOLD_EARLY; s++)
      if ((*trigger = read_triggered(r, s, TIMES[t], meeting, why)) != RO_NO_TOKEN) return s;
  return RO_NONE;
}

/* "told reporters in Lima" */
static bool tells_press(const ro_reader *r, size_t verb) {
  if (verb == RO_NO_TOKEN || !ro_lemma_is(r, verb, "tell")) return false;
  for (size_t i = verb + 1; i < verb + 4; i++)
    if (ro_lemma_in(r, i, "reporter journalist press media")) return true;
  return false;
}

#define SAID_NEAR 4 /* sentences behind in which it is said when and where the talks were */

/* "The meeting took place in Lima on 3 March": where, and the day if that is not known, said behind of what is told. */
static void read_taking_place(ro_reader *r, size_t from, ro_meeting *meeting) {
  for (size_t s = from; s < r->tokens->sentences.len && s < from + SAID_NEAR && meeting->kind != RO_CALL; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    for (size_t i = sentence->first + 1; i < sentence->end; i++) {
      size_t verb = ro_governor(&r->syntax, i);
      bool is_it = ro_lemma_in(r, i, RO_TALKS) && ro_word_in(r, i - 1, "the their") && verb != RO_NO_TOKEN &&
                   (ro_token_at(r, i)->rel == RO_REL_NSUBJ || ro_token_at(r, i)->rel == RO_REL_NSUBJ_PASS);
      bool was = is_it && ((ro_lemma_is(r, verb, "take") && ro_word_is(r, verb + 1, "place")) ||
                           ro_lemma_in(r, verb, "hold convene host conduct"));
      if (!was || ro_time_of_telling(r, verb) != RO_IS_DONE || ro_refers_back(r, i)) continue;
      if (meeting->places.len == 0) ro_meeting_find_place(r, verb, sentence->end, meeting);
      if (meeting->date.ptr && !ro_slice_starts(meeting->date, RO_LIT("XXXX"))) return;
      meeting->date = ro_day_between(r, verb, sentence->end, &meeting->date_span);
      ro_meeting_note_date(r, meeting, "day on which the talks are said to have been");
      return;
    }
  }
}

static bool read_told(ro_reader *r, ro_meeting *meeting, ro_telling *why) {
  *meeting = ro_meeting_new(RO_MEETING, RO_HELD);
  *why = (ro_telling){RO_WHY("remarks in the first person on a meeting"), RO_WHY("who speaks, and whom he or she met")};
  size_t trigger = RO_NO_TOKEN, trigger_sentence = ro_parties_of_remarks(r, meeting);
  if (trigger_sentence != RO_NONE)
    ro_meeting_add_span(r, meeting, r->tokens->sentences.at[trigger_sentence].first,
                        r->tokens->sentences.at[trigger_sentence].end);
  if (trigger_sentence == RO_NONE) trigger_sentence = read_opening_ministers(r, meeting, why);
  if (trigger_sentence == RO_NONE) trigger_sentence = read_gathering(r, meeting, why);
  if (trigger_sentence == RO_NONE) trigger_sentence = read_first_triggered(r, meeting, why, &trigger);
  for (size_t s = 0; s < r->tokens->sentences.len && s < JOINED_EARLY && trigger_sentence == RO_NONE; s++) {
    ro_meeting candidate = ro_meeting_new(RO_MEETING, RO_HELD);
    const ro_sentence *opening = &r->tokens->sentences.at[s];
    ro_parties_joined(r, opening->first, opening->end, &candidate);
    if (candidate.parties.len < 2 || !meets_for_country(r, &candidate)) continue;
    ro_meeting_add_span(r, &candidate, opening->first, opening->end);
    *meeting = candidate;
    *why = (ro_telling){RO_WHY("opening that tells what persons did together"), RO_WHY("persons who together are a subject")};
    trigger_sentence = s;
  }
  for (size_t s = 0; s < r->tokens->sentences.len && s < OPENING && trigger_sentence == RO_NONE; s++) {
    const ro_sentence *opening = &r->tokens->sentences.at[s];
    ro_meeting candidate = ro_meeting_new(kind_of_opening(r), RO_HELD);
    ro_parties_counterpart(r, opening->first, opening->end, &candidate);
    if (candidate.parties.len != 2 || !speaks_of_talks(r)) continue;
    ro_meeting_add_span(r, &candidate, opening->first, opening->end);
    *meeting = candidate;
    *why = (ro_telling){RO_WHY("opening that tells of somebody's counterpart"),
                        RO_WHY("who is named, and whose counterpart is spoken of")};
    trigger_sentence = s;
  }
  if (trigger_sentence == RO_NONE) trigger_sentence = read_between_states(r, meeting, why);
  if (trigger_sentence == RO_NONE) trigger_sentence = read_coming_triggered(r, meeting, why, &trigger);
  r->account = trigger_sentence < OPENING;
  if (trigger_sentence == RO_NONE) {
    *meeting = ro_meeting_new(RO_MEETING, RO_HELD);
    ro_parties_most_named(r, meeting);
    meeting->kind = kind_of_opening(r);
    if (meeting->parties.len < 2 || !meets_for_country(r, meeting) || !speaks_of_talks(r)) return false;
    *why = (ro_telling){RO_WHY("two persons in a report that tells no meeting"), RO_WHY("persons named most")};
    size_t opening = opening_sentence(r);
    trigger_sentence = opening != RO_NONE ? opening : 0;
    if (r->tokens->sentences.len > 0)
      ro_meeting_add_span(r, meeting, r->tokens->sentences.at[trigger_sentence].first,
                          r->tokens->sentences.at[trigger_sentence].end);
  }
  const ro_sentence *sentence = &r->tokens->sentences.at[trigger_sentence];
  meeting->told = true;
  const char *dated = "first day that the sentence names";
  meeting->date = day_of(r, sentence, &meeting->date_span);
  for (size_t s = 0; s < r->tokens->sentences.len && s < 3 && !meeting->date.ptr; s++) {
    dated = "first day that the report's opening names";
    meeting->date = day_of(r, &r->tokens->sentences.at[s], &meeting->date_span);
  }
  ro_meeting_note_date(r, meeting, dated);
  if (meeting->kind == RO_CALL || tells_press(r, trigger))
    return true; /* a call is nowhere; where it is told of is not where it was */
  if (trigger != RO_NO_TOKEN) ro_meeting_find_place_of(r, trigger, sentence->end, meeting);
  ro_meeting_find_place(r, sentence->first > r->begin ? sentence->first : r->begin, sentence->end, meeting);
  for (size_t s = 0; s < trigger_sentence && s < OPENING && meeting->places.len == 0; s++)
    ro_meeting_find_place(r, r->tokens->sentences.at[s].first > r->begin ? r->tokens->sentences.at[s].first : r->begin,
                          r->tokens->sentences.at[s].end, meeting);
  read_taking_place(r, trigger_sentence + 1, meeting);
  return true;
}

static void take_place(const ro_reader *r, ro_meeting *meeting, const ro_meeting *other, const char *rule) {
  meeting->places = other->places;
  meeting->place_span = other->place_span;
  ro_meeting_note_place(r, meeting, RO_WHY(rule));
}

/* The country that a place is or is in, RO_NONE where that is not known. */
static size_t country_of_place(const ro_reader *r, size_t place) {
  return ro_kind_of(r, place) == RO_COUNTRY ? place : r->out->entities.at[place].within;
}

/* "A concluded a visit to Brazil, where he met B", datelined at home: a visit by one who met to the country of another. */
static const ro_meeting *visit_of_party(const ro_reader *r, const ro_meeting *told) {
  for (size_t m = 1; m < r->out->meetings.len; m++) {
    const ro_meeting *visit = &r->out->meetings.at[m];
    if (visit->kind != RO_VISIT || visit->status != RO_HELD || visit->places.len == 0 || visit->parties.len != 1) continue;
    bool goes = false, hosts = false;
    size_t there = country_of_place(r, visit->places.at[0]);
    for (size_t p = 0; p < told->parties.len; p++) {
      goes = goes || told->parties.at[p].person == visit->parties.at[0].person;
      hosts = hosts || (told->parties.at[p].of == there && told->parties.at[p].person != visit->parties.at[0].person);
    }
    bool is_known = told->places.len > 0 && there == country_of_place(r, told->places.at[0]);
    if (goes && hosts && there != RO_NONE && !is_known) return visit;
  }
  return NULL;
}

static bool is_by_dateline(const ro_reader *r, const ro_meeting *meeting) {
  return meeting->place_span.end > 0 && meeting->place_span.end <= r->out->report.dateline.span.end;
}

void ro_read_meetings(ro_reader *r) {
  ro_meeting told;
  ro_telling why;
  if (read_told(r, &told, &why)) {
    ro_affiliations_infer(r, &told);
    for (size_t s = 0; s < r->tokens->sentences.len && s < OPENING; s++) read_request(r, &r->tokens->sentences.at[s], &told);
    r->account = r->account && told.parties.len > 1 && told.parties.at[0].of != RO_NONE && told.parties.at[1].of != RO_NONE;
    ro_meeting_take_dateline_place(r, &told);
    ro_meeting_note(r, &told, &why);
    RO_PUSH(r->arena, &r->out->meetings, told);
  } else if (ro_read_told_session(r, &told, &why)) {
    ro_affiliations_infer(r, &told);
    ro_meeting_take_dateline_place(r, &told);
    ro_meeting_note(r, &told, &why);
    RO_PUSH(r->arena, &r->out->meetings, told);
  } else {
    RO_PUSH(r->arena, &r->out->meetings, ro_meeting_new(RO_MEETING, RO_STATUS_UNKNOWN));
  }
  ro_read_references(r);
  ro_meeting *first = &r->out->meetings.at[0];
  if (!first->told) { /* nothing is told: the placeholder goes */
    for (size_t m = 0; m + 1 < r->out->meetings.len; m++) r->out->meetings.at[m] = r->out->meetings.at[m + 1];
    r->out->meetings.len--;
    return;
  }
  if (first->occasion != RO_NONE) { /* where the session is, the meeting on its sidelines is too, and the other way */
    ro_meeting *session = &r->out->meetings.at[first->occasion];
    if (session->places.len == 0) take_place(r, session, first, "where the meeting on its sidelines is");
    if (session->places.len > 0 && (first->places.len == 0 || is_by_dateline(r, first)))
      take_place(r, first, session, "where the session is on whose sidelines it is");
  }
  bool is_open = first->kind != RO_CALL && (first->places.len == 0 || is_by_dateline(r, first));
  const ro_meeting *visit = is_open ? visit_of_party(r, first) : NULL;
  if (visit) take_place(r, first, visit, "where one who met visited another");
  ro_read_signings(r);
}
