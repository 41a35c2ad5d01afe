/* Who speaks, inside: what speakers.c, titles.c and pronouns.c share. */
#ifndef RO_STATEMENT_SPEAKERS_H
#define RO_STATEMENT_SPEAKERS_H

#include "statement/attribution.h"

/* The meeting that the report tells, or NULL. */
const ro_meeting *ro_told_meeting(const ro_reader *r);

/* Does the report not say what a person is, or only whose counterpart or representative, or that he sits in a parliament? */
bool ro_title_is_vague(const ro_entity *person);

/* A person as a party of it, or NULL. */
const ro_party *ro_party_of(const ro_reader *r, size_t person);

/* Where a person is named last before a byte; 0 where not yet. */
size_t ro_named_before(const ro_reader *r, size_t person, size_t byte);

/* Has a title one of these words, parted by spaces? */
bool ro_title_has(ro_slice title, const char *words);

/* The tokens of the title in a phrase: "Russian | foreign minister |, who …". Empty where it has none. */
ro_range ro_title_in(const ro_reader *r, ro_range s);

/* 'f', 'm', or 0 where the report and the lists do not tell. */
char ro_gender_of(const ro_reader *r, size_t person);

/* "His Excellency", "Her Majesty" at token i. */
bool ro_is_excellency(const ro_reader *r, size_t i);

/* Whom "he" or "she" stands for: `who`, unless that is a person of the other gender; then who of its own was named last. Adds
 * why. */
size_t ro_pronoun_agreeing(const ro_reader *r, size_t pronoun, size_t who, ro_whys *whys);

#endif
