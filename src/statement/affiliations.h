/*
 * Of which country, or body of states, a person is. What the report says counts first ("Russian Foreign Minister", "of Panama");
 * of persons whom it gives none the dictionaries of actors may know one, if the report names that country; of the parties of a
 * meeting the report's own words tell the rest ("X said that Peru is ready", "during her visit to Peru, X").
 */
#ifndef RO_STATEMENT_AFFILIATIONS_H
#define RO_STATEMENT_AFFILIATIONS_H

#include "statement/reader.h"

/* Gives the offices of persons whose country the report does not say the one that the dictionaries know, after ro_read_names().
 */
void ro_read_affiliations(ro_reader *r);

/* The country or body of a person by offices or dictionaries, or RO_NONE. */
size_t ro_country_of(const ro_reader *r, size_t person);

/* For (above 0) and against (below) that who is the subject of a verb speaks of this country as his own: "said that Peru is
 * ready". */
int ro_speaks_for(const ro_reader *r, size_t verb, size_t country);

/* Gives parties of no known country the one that is theirs by what they say, else the one named most beside the others'. */
void ro_affiliations_infer(ro_reader *r, ro_meeting *meeting);

/* Does the report name two countries again and again? One that does not tells of one country's affairs. */
bool ro_is_between_countries(const ro_reader *r);

#endif
