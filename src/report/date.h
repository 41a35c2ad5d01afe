/*
 * Dates as publications write them: 2024-05-03, 2024/05/03, 20240503, 3 May 2024, May 3, 2024, 3rd of May, 03.05.2024,
 * 2024年5月3日, 3. Mai 2024, 3 de mayo de 2024 (month.h). Numbers with slashes are read only where day and month cannot be
 * mistaken for one another.
 */
#ifndef RO_REPORT_DATE_H
#define RO_REPORT_DATE_H

#include "base/arena.h"

typedef struct ro_date {
  unsigned year, month, day; /* 0: not stated */
} ro_date;

/* A date that begins at `at`, a weekday before it or not. *end is behind it. */
bool ro_date_read(ro_slice text, size_t at, ro_date *date, size_t *end);

/* False where a text has no date for sure: it has no digit. */
bool ro_date_may_stand(ro_slice text);

/* The first date that begins a word in text. */
bool ro_date_find(ro_slice text, ro_span *where, ro_date *date);

/* EDTF: 2024-05-03, 2024-05, XXXX-05-03. In the arena. */
ro_slice ro_date_edtf(ro_date date, ro_arena *arena);

/* EDTF of a metadata value that begins with or is a date with its year ("2024-05-03T10:00:00Z", "Fri, 3 May 2024 …"); absent
 * otherwise. */
ro_slice ro_date_stamp(ro_slice value, ro_arena *arena);

/* Days between two whole dates, negative where the first is the later. */
long ro_date_days(ro_date from, ro_date to);

#endif
