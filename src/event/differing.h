/*
 * One field of an event in which its reports differ, while its values are gathered; then a discrepancy of the record, with the
 * value that most speaks for and why.
 */
#ifndef RO_EVENT_DIFFERING_H
#define RO_EVENT_DIFFERING_H

#include "event/write.h"

typedef struct ro_differing_value {
  ro_discrepancy_value line;
  ro_indexes members; /* representatives that have it */
} ro_differing_value;

typedef struct ro_differing {
  ro_settling *s;
  size_t event; /* index into s->events */
  const char *field;
  const char *rule; /* what makes the values differ; static */
  ro_slice about;   /* what of the event has the values (a statement, a person), where it may have several such; or absent */
  RO_ARRAY(ro_differing_value) values;
} ro_differing;

ro_differing ro_differing_of(ro_settling *s, size_t event, const char *field, const char *rule, ro_slice about);

/* A representative has a value, by the words of the span; an empty one is no evidence. */
void ro_differing_add(ro_differing *d, ro_slice value, size_t member, ro_span span);

/*
 * A line of the record where there are two values or more. Best is what the most origins have, then the most reports, then the
 * most accounts of the parties themselves; none where these are the same for two.
 */
void ro_differing_write(ro_differing *d);

/* The same with what the event's line has as its value: the best where it is among the values. `because` says why where origins
 * and reports do not; borrowed. */
void ro_differing_write_with(ro_differing *d, ro_slice best, const char *because);

/* The same without a best one, for that reason. */
void ro_differing_write_equal(ro_differing *d, const char *because);

/* A line about one report that contradicts itself. */
void ro_differing_write_within(ro_differing *d, ro_slice report, ro_slice best, const char *because);

/* The kinds of discrepancies, an event each. */
void ro_differ_in_persons(ro_settling *s, size_t event);  /* offices, parties: differing_persons.c */
void ro_differ_in_wordings(ro_settling *s, size_t event); /* differing_wordings.c */
void ro_differ_in_numbers(ro_settling *s, size_t event, const ro_cluster *cluster, ro_slice statement); /* differing_numbers.c */
void ro_differ_in_outcomes(ro_settling *s, size_t event, size_t first_statement);                       /* differing_outcomes.c */
void ro_differ_in_stages(ro_settling *s, size_t event);                                                 /* differing_stages.c */

#endif
