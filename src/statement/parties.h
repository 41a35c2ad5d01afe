/* Meetings, inside: who takes part in one (parties.c), for meetings.c. */
#ifndef RO_STATEMENT_PARTIES_H
#define RO_STATEMENT_PARTIES_H

#include "statement/reader.h"

/* Does token i belong to a person's name? */
bool ro_is_person(const ro_reader *r, size_t i);

/* Who only tells of a meeting, a spokesperson, is no party to it. */
bool ro_may_be_party(const ro_reader *r, size_t person);

/* Does a verb tell of a visit: "called on President A and conveyed", not "called on A to help"? */
bool ro_is_called_on(const ro_reader *r, size_t verb);

/* Adds a person with the country of the last office, once. */
void ro_parties_add(const ro_reader *r, ro_meeting *meeting, size_t person);

/* Adds, of the persons in tokens [first, end): those who do by the tree what the verb or noun `trigger` tells; all who own
 * nothing there ("Xi's visit") and did not only come along; those named beside a party, of the same country. */
void ro_parties_of(const ro_reader *r, size_t first, size_t end, size_t trigger, ro_meeting *meeting);
void ro_parties_named(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting);
void ro_parties_beside(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting);

/* "The ministers of A, B and C", by the token of the title: each country, with its only person. */
void ro_parties_of_ministers(const ro_reader *r, size_t title, ro_meeting *meeting);

/* The same where the token is such a title: several ministers, ambassadors, leaders; else nothing. */
void ro_parties_of_row(const ro_reader *r, size_t title, ro_meeting *meeting);

/* The same of all such titles in tokens [first, end) that do by the tree what `trigger` tells. */
void ro_parties_of_officers(const ro_reader *r, size_t first, size_t end, size_t trigger, ro_meeting *meeting);

/* Adds the countries and bodies of states that do by the tree what `trigger` tells. */
void ro_parties_states(const ro_reader *r, size_t first, size_t end, size_t trigger, ro_meeting *meeting);

void ro_parties_of_colleagues(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting);

/* Who is named with an office, and whose counterpart, by country alone, is spoken of: "A raised it with his Peruvian
 * counterpart". */
void ro_parties_counterpart(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting);

/* Adds the countries of titles that have no name ("told the British Prime Minister") and do by the tree what `trigger` tells. */
void ro_parties_titled(const ro_reader *r, size_t first, size_t end, size_t trigger, ro_meeting *meeting);

/* Adds whom a pronoun or a bare title stands for as the subject of `verb`: the subject of the sentence before, or who is named
 * with that title soon after. */
void ro_parties_by_subject(const ro_reader *r, size_t sentence, size_t verb, ro_meeting *meeting);

/* Adds the persons who together are the subject of a verb in tokens [first, end); none where they are of one country. */
void ro_parties_joined(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting);

/* Adds the speaker of remarks in the first person and whom he or she met, thanks, was received by. Gives the first sentence that
 * says so, or RO_NONE. */
size_t ro_parties_of_remarks(ro_reader *r, ro_meeting *meeting);

/* Adds the two persons named most, of different countries: for reports that never say "met". */
void ro_parties_most_named(const ro_reader *r, ro_meeting *meeting);

/* How often a person is named. */
size_t ro_count_mentions(const ro_reader *r, size_t person);

/* The only person of a country by the report or the dictionaries, or RO_NONE. */
size_t ro_officer_of(const ro_reader *r, size_t country);

/* Is one of them of this country? */
bool ro_parties_have_country(const ro_meeting *meeting, size_t country);

void ro_parties_in_row(const ro_reader *r, size_t first, size_t trigger, ro_meeting *meeting);

/* Are two of them not known to be of one country? */
bool ro_parties_differ(const ro_meeting *meeting);

#endif
