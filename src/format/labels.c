#include "format/labels.h"

#include <stdlib.h>

#include "base/civil.h"

static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

static ro_slice file_name(ro_slice path) {
  size_t start = path.len;
  while (start > 0 && path.ptr[start - 1] != '/') start--;
  return start < path.len ? ro_slice_part(path, start, path.len) : path;
}

ro_slice ro_report_label(const ro_record_report *report) {
  const ro_report *r = &report->report;
  if (r->outlet.len > 0) return r->outlet;
  if (r->credit.len > 0) return r->credit;
  ro_slice file = file_name(r->source);
  return file.len > 0 && !ro_slice_equal(file, RO_LIT("-")) ? file : report->id;
}

ro_slice ro_report_version_label(const ro_record_report *report, ro_arena *arena) {
  ro_slice label = ro_report_label(report);
  return report->version < 2 ? label : ro_arena_format(arena, "%.*s, version %zu", (int)label.len, label.ptr, report->version);
}

ro_slice ro_report_label_of(const ro_record_index *index, ro_slice report, ro_arena *arena) {
  const ro_record_report *found = ro_find_report(index, report);
  return found ? ro_report_version_label(found, arena) : report;
}

/* -- dates ------------------------------------------------------------------------------------------------------------ */

typedef struct day {
  ro_slice year;       /* four digits, or absent: none is stated */
  unsigned month, day; /* 0: none */
} day;

static bool two_digits(ro_slice s, size_t at, unsigned max, unsigned *value) {
  if (at + 2 > s.len || s.ptr[at] < '0' || s.ptr[at] > '9' || s.ptr[at + 1] < '0' || s.ptr[at + 1] > '9') return false;
  *value = (unsigned)(s.ptr[at] - '0') * 10 + (unsigned)(s.ptr[at + 1] - '0');
  return *value >= 1 && *value <= max;
}

static bool parse_day(ro_slice date, day *out) {
  *out = (day){0};
  if (date.len != 4 && date.len != 7 && date.len != 10) return false;
  bool no_year = ro_slice_starts(date, RO_LIT("XXXX"));
  for (size_t i = 0; i < 4 && !no_year; i++) {
    if (date.ptr[i] < '0' || date.ptr[i] > '9') return false;
  }
  if (!no_year) out->year = ro_slice_part(date, 0, 4);
  if (date.len == 4) return !no_year;
  if (date.ptr[4] != '-' || !two_digits(date, 5, 12, &out->month)) return false;
  return date.len == 7 || (date.ptr[7] == '-' && two_digits(date, 8, 31, &out->day));
}

ro_slice ro_date_label(ro_slice date, ro_arena *arena) {
  day d;
  if (!date.ptr) return RO_LIT("");
  if (!parse_day(date, &d)) return date;
  if (d.month == 0) return d.year;
  ro_slice year = d.year.ptr ? ro_arena_format(arena, " %.*s", (int)d.year.len, d.year.ptr) : RO_LIT(" (no year stated)");
  if (d.day == 0) return ro_arena_format(arena, "%s%.*s", MONTHS[d.month - 1], (int)year.len, year.ptr);
  return ro_arena_format(arena, "%u %s%.*s", d.day, MONTHS[d.month - 1], (int)year.len, year.ptr);
}

ro_slice ro_event_date_label(const ro_record_event *event, ro_arena *arena) {
  if (!event->from.ptr) return RO_LIT("no date");
  if (!event->to.ptr || ro_slice_equal(event->from, event->to)) return ro_date_label(event->from, arena);
  ro_slice to = ro_date_label(event->to, arena), from = ro_date_label(event->from, arena);
  day a, b;
  bool same_month = parse_day(event->from, &a) && parse_day(event->to, &b) && a.day && b.day && ro_slice_equal(a.year, b.year) &&
                    a.month == b.month;
  if (same_month) from = ro_arena_format(arena, "%u", a.day);
  return ro_arena_format(arena, "%.*s to %.*s", (int)from.len, from.ptr, (int)to.len, to.ptr);
}

bool ro_date_range(ro_slice date, int64_t *first, int64_t *last) {
  day d;
  if (!date.ptr || !parse_day(date, &d) || !d.year.ptr) return false;
  int64_t year = 0;
  for (size_t i = 0; i < 4; i++) year = year * 10 + (d.year.ptr[i] - '0');
  *first = ro_civil_number((ro_civil){year, d.month ? d.month : 1, d.day ? d.day : 1});
  ro_civil after = d.month == 0 ? (ro_civil){year + 1, 1, 1} : (ro_civil){year + d.month / 12, d.month % 12 + 1, 1};
  *last = d.day ? *first : ro_civil_number(after) - 1;
  return true;
}

static bool has_year(ro_slice date) {
  return date.len >= 4 && date.ptr[0] != 'X';
}

int ro_date_compare(ro_slice a, ro_slice b) {
  if (has_year(a) != has_year(b)) return has_year(a) ? 1 : -1;
  return ro_slice_compare(a, b);
}

bool ro_edtf_days(ro_slice date, ro_civil *first, ro_civil *last) {
  day d;
  if (!parse_day(date, &d) || !d.year.ptr) return false;
  int64_t year = 0;
  for (size_t i = 0; i < d.year.len; i++) year = year * 10 + (d.year.ptr[i] - '0');
  *first = (ro_civil){year, d.month ? d.month : 1, d.day ? d.day : 1};
  *last = *first;
  if (d.day > 0) return ro_civil_of_number(ro_civil_number(*first)).month == first->month; /* no 30 February */
  ro_civil next = d.month == 0 || d.month == 12 ? (ro_civil){year + 1, 1, 1} : (ro_civil){year, (int64_t)d.month + 1, 1};
  *last = ro_civil_of_number(ro_civil_number(next) - 1);
  return true;
}

bool ro_event_days(const ro_record_event *event, ro_civil *first, ro_civil *last) {
  ro_civil ignored;
  if (!event->from.ptr || !ro_edtf_days(event->from, first, last)) return false;
  return !event->to.ptr || ro_edtf_days(event->to, &ignored, last);
}

ro_slice ro_civil_label(ro_civil date, ro_arena *arena) {
  return ro_arena_format(arena, "%04d-%02d-%02d", (int)date.year, (int)date.month, (int)date.day);
}

typedef struct dated {
  ro_slice date, id;
  size_t at;
  bool told;
} dated;

static int newest_first(const void *a, const void *b) {
  const dated *left = a, *right = b;
  if (left->told != right->told) return left->told ? -1 : 1;
  int order = ro_date_compare(right->date, left->date);
  return order != 0 ? order : ro_slice_compare(left->id, right->id);
}

ro_indexes ro_events_newest(const ro_record *record, ro_arena *arena) {
  ro_indexes order = {0};
  dated *events = RO_NEW_ARRAY(arena, dated, record->events.len);
  for (size_t i = 0; i < record->events.len; i++)
    events[i] = (dated){record->events.at[i].from, record->events.at[i].id, i, record->events.at[i].reports.len > 0};
  if (record->events.len > 1) qsort(events, record->events.len, sizeof *events, newest_first);
  for (size_t i = 0; i < record->events.len; i++) RO_PUSH(arena, &order, events[i].at);
  return order;
}

/* -- names ------------------------------------------------------------------------------------------------------------ */

ro_slice ro_list_label(const ro_slices *names, ro_arena *arena) {
  if (names->len == 0) return RO_LIT("");
  if (names->len == 1) return names->at[0];
  ro_slice most = ro_arena_join(arena, names->at, names->len - 1, RO_LIT(", ")), last = names->at[names->len - 1];
  ro_slice parts[] = {most, last};
  return ro_arena_join(arena, parts, 2, RO_LIT(" and "));
}

ro_slice ro_names_label(const ro_record_index *index, const ro_slices *entities, ro_arena *arena) {
  ro_slices names = {0};
  for (size_t i = 0; i < entities->len; i++) RO_PUSH(arena, &names, ro_entity_name(index, entities->at[i]));
  return ro_list_label(&names, arena);
}

ro_slice ro_count_label(size_t count, const char *singular, ro_arena *arena) {
  return ro_arena_format(arena, "%zu %s%s", count, singular, count == 1 ? "" : "s");
}

ro_slice ro_capital(ro_slice text, ro_arena *arena) {
  if (text.len == 0 || text.ptr[0] < 'a' || text.ptr[0] > 'z') return text;
  return ro_arena_format(arena, "%c%.*s", text.ptr[0] - 'a' + 'A', (int)text.len - 1, text.ptr + 1);
}

ro_slice ro_place_label(const ro_record_index *index, const ro_record_event *event, ro_arena *arena) {
  ro_slices names = {0};
  for (size_t i = 0; i < event->place.len; i++) RO_PUSH(arena, &names, ro_entity_name(index, event->place.at[i]));
  return ro_arena_join(arena, names.at, names.len, RO_LIT(", "));
}

ro_slice ro_party_label(const ro_record_index *index, const ro_record_party *party, ro_arena *arena) {
  ro_slice of = ro_entity_name(index, party->of);
  if (!party->person.ptr) return of;
  ro_slice person = ro_entity_name(index, party->person), offices = ro_list_label(&party->offices, arena);
  if (offices.len == 0)
    return of.len == 0 ? person : ro_arena_format(arena, "%.*s, %.*s", (int)person.len, person.ptr, (int)of.len, of.ptr);
  return ro_arena_format(arena, "%.*s, %.*s%s%.*s", (int)person.len, person.ptr, (int)offices.len, offices.ptr,
                         of.len ? " of " : "", (int)of.len, of.ptr);
}

/* Person, else country. */
static ro_slice short_party(const ro_record_index *index, const ro_record_party *party) {
  return ro_entity_name(index, party->person.ptr ? party->person : party->of);
}

ro_slice ro_event_label(const ro_record_index *index, const ro_record_event *event, ro_arena *arena) {
  if (event->name.len > 0) return ro_capital(event->name, arena);
  ro_slices names = {0};
  for (size_t i = 0; i < event->parties.len; i++) RO_PUSH(arena, &names, short_party(index, &event->parties.at[i]));
  ro_slice kind = ro_capital(ro_slice_of(ro_event_kind_name(event->kind)), arena);
  ro_slice place = event->kind == RO_VISIT ? ro_place_label(index, event, arena) : RO_LIT("");
  const char *of = names.len == 0                                             ? ""
                   : event->kind == RO_CALL && names.len > 1                  ? " between "
                   : event->kind == RO_ANNOUNCED || event->kind == RO_SIGNING ? " by "
                                                                              : " of ";
  if (names.len > 4) {
    names.len = 3;
    RO_PUSH(arena, &names, RO_LIT("others"));
  }
  ro_slice parties = ro_list_label(&names, arena);
  return ro_arena_format(arena, "%.*s%s%.*s%s%.*s", (int)kind.len, kind.ptr, of, (int)parties.len, parties.ptr,
                         place.len ? " to " : "", (int)place.len, place.ptr);
}
