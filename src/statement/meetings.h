/*
 * Events of a report, inside: what the told meeting (meetings.c) and those referred to or announced (references.c) share. The
 * first of the findings' meetings is the told one while they are read.
 */
#ifndef RO_STATEMENT_MEETINGS_H
#define RO_STATEMENT_MEETINGS_H

#include "statement/reader.h"

/* Why an event is told, and why these take part in it. */
typedef struct ro_telling {
  ro_why event, parties;
} ro_telling;

ro_meeting ro_meeting_new(ro_event_kind kind, ro_event_status status);
void ro_meeting_add_span(const ro_reader *r, ro_meeting *meeting, size_t first, size_t end);

/* Places named from token i on, narrow to broad; gives the token behind them. Then ro_meeting_order_places() once. */
size_t ro_meeting_read_places(ro_reader *r, size_t i, size_t limit, ro_meeting *meeting);
void ro_meeting_order_places(const ro_reader *r, ro_meeting *meeting);

/* The first "in PLACE" or "at PLACE" in [first, end), ordered and noted. */
void ro_meeting_find_place(ro_reader *r, size_t first, size_t end, ro_meeting *meeting);

/* The place that hangs on what is told: "vowed to stand by them until victory in Ukraine, as she held talks in Moscow". */
void ro_meeting_find_place_of(ro_reader *r, size_t trigger, size_t end, ro_meeting *meeting);

/* The dateline's place where the sentence names none, or only its country. */
void ro_meeting_take_dateline_place(ro_reader *r, ro_meeting *meeting);

/* Is token i in a clause of what is to come? */
bool ro_in_coming_clause(const ro_reader *r, size_t i);

/* Notes for explain. */
void ro_meeting_note(const ro_reader *r, const ro_meeting *meeting, const ro_telling *why);
void ro_meeting_note_date(const ro_reader *r, const ro_meeting *meeting, const char *rule);
void ro_meeting_note_place(const ro_reader *r, const ro_meeting *meeting, ro_why why);

/* Does what stands before `trigger`, from `from` on, say that it is to come? */
bool ro_is_planned(const ro_reader *r, size_t from, size_t trigger);

/* Nouns for persons' talking with each other. */
#define RO_TALKS "meeting talk consultation encounter negotiation dialogue discussion conversation"

/* Does a token hang on what is agreed to be done, or is to come: "agreed to open a consulate in Rabat"? */
bool ro_is_to_be_done(const ro_reader *r, size_t i);

/* Is what a verb or noun tells of done, agreed to be done, or to come? */
typedef enum ro_telling_time { RO_IS_DONE, RO_IS_AGREED, RO_IS_TO_COME } ro_telling_time;
ro_telling_time ro_time_of_telling(const ro_reader *r, size_t trigger);

/* Is token i part of a session's name? */
bool ro_in_session(const ro_reader *r, size_t i);

/* "… last met in Lima", "their previous talks": another time than that of the report. */
static inline bool ro_refers_back(const ro_reader *r, size_t i) {
  return i > 0 && ro_word_in(r, i - 1, "last previously earlier formerly previous former");
}

/* Adds what those of the told meeting, whose day and place are known, signed or saw signed. */
void ro_read_signings(ro_reader *r);

/* Adds sessions, visits and earlier meetings to the findings; the told meeting, or a placeholder for none, is there. */
void ro_read_references(ro_reader *r);

#endif
