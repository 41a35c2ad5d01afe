/*
 * Which of two texts was made from the other, and signs that neither was: by what reports say of themselves (credits, datelines,
 * days, sources) and by what one has that the other has not.
 */
#ifndef RO_EVENT_REWORDING_H
#define RO_EVENT_REWORDING_H

#include "event/passages.h"

/* Does a report say that it comes from the other? In its credit, or in a sentence: "the Atlantic News Agency reported". */
bool ro_credits(const ro_prepared *p, const ro_prepared *other, ro_arena *arena);

/* "(translated from Arabic)", "Unofficial translation": what stands outside the article, or in its dateline, says so. */
bool ro_is_translation(const ro_prepared *p, ro_arena *arena);

/* How many persons the two spell in different ways: who rewords a text keeps its spelling, who translates anew does not. */
size_t ro_spelled_apart(const ro_prepared *p, const ro_prepared *other, ro_arena *arena);

/* Days from the other's publication to this one's; 0 where either is not known. */
int64_t ro_days_later(const ro_prepared *p, const ro_prepared *other);

/* Signs that were found, by name, and what each adds. In the arena that the signs are looked for in. */
typedef RO_ARRAY(ro_measure) ro_signs;

/*
 * Signs that the one report (a if `is_a`) rewords the other, less signs that both render a third text. A rewording
 * keeps the order from the first sentence on, has no names and numbers of its own, and drops the dateline; an agency's own
 * rendering has its dateline. Each is noted in `shown`, which may be NULL.
 */
double ro_rewording_signs(const ro_likeness *like, const ro_pair_result *found, bool is_a, ro_signs *shown, ro_arena *arena);

/* The way of a copy or a rewording; `a_signs` and `b_signs` are ro_rewording_signs() of both, 0 where no passages are known. Why
 * in *why; static. */
ro_direction ro_direction_of(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, double a_signs,
                             double b_signs, const char **why, ro_arena *arena);

#endif
