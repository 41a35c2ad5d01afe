/* How people call what a record names by its identity. All slices are in the arena or borrowed from the record. */
#ifndef RO_FORMAT_LABELS_H
#define RO_FORMAT_LABELS_H

#include "base/civil.h"
#include "record/index.h"

/* Outlet, else credit, else the source's file name, else its identity. */
ro_slice ro_report_label(const ro_record_report *report);

/* The same, behind a comma the version of one that has earlier ones: "Northern Wire, version 2". */
ro_slice ro_report_version_label(const ro_record_report *report, ro_arena *arena);

/* The same of a report that may not be in the record: then its identity. */
ro_slice ro_report_label_of(const ro_record_index *index, ro_slice report, ro_arena *arena);

/* An EDTF date in words: "22 February 2024", "March 2023", "14 April (no year stated)"; what is no such date as it stands; "" for
 * an absent one. */
ro_slice ro_date_label(ro_slice date, ro_arena *arena);

/* The first and the last day (base/civil.h) that an EDTF date can be; false where it states no year. */
bool ro_date_range(ro_slice date, int64_t *first, int64_t *last);

/* "22 February 2024", "5 to 6 May 2023", "no date". */
ro_slice ro_event_date_label(const ro_record_event *event, ro_arena *arena);

/* Its name, else its kind and parties: "Meeting of Penny Wong and Retno Marsudi", "Visit of Penny Wong to Laos". */
ro_slice ro_event_label(const ro_record_index *index, const ro_record_event *event, ro_arena *arena);

/* "Nairobi, Kenya"; "" where none is known. */
ro_slice ro_place_label(const ro_record_index *index, const ro_record_event *event, ro_arena *arena);

/* "Retno Marsudi, Foreign Minister of Indonesia"; "China" where no person is known. */
ro_slice ro_party_label(const ro_record_index *index, const ro_record_party *party, ro_arena *arena);

/* Names joined: "A", "A and B", "A, B and C". */
ro_slice ro_names_label(const ro_record_index *index, const ro_slices *entities, ro_arena *arena);
ro_slice ro_list_label(const ro_slices *names, ro_arena *arena);

/* "1 report", "6 reports". */
ro_slice ro_count_label(size_t count, const char *singular, ro_arena *arena);

/* The first letter in upper case, if it is an ASCII letter. */
ro_slice ro_capital(ro_slice text, ro_arena *arena);

/* Indexes of the record's events: those that reports tell first, then those only referred to; newest first, those of no stated
 * year or date last, by identity. */
ro_indexes ro_events_newest(const ro_record *record, ro_arena *arena);

/* <0 where the first date is earlier. Absent dates and those without a year come first. */
int ro_date_compare(ro_slice a, ro_slice b);

/* The days that an EDTF date covers, of a month or year all of them; false where it states no year, or is no such date. */
bool ro_edtf_days(ro_slice date, ro_civil *first, ro_civil *last);

/* The first and the last day of an event; false where it has no date in a stated year. */
bool ro_event_days(const ro_record_event *event, ro_civil *first, ro_civil *last);

/* "2024-02-22" */
ro_slice ro_civil_label(ro_civil date, ro_arena *arena);

#endif
