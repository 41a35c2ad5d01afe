#include "format/ics.h"

#include "base/utf8.h"
#include "format/labels.h"

#define MOST_OCTETS 75 /* in a line, without its end */

/* A content line, folded where it is too long (section 3.1), never within a character. */
static void add_line(ro_text *out, ro_slice line) {
  size_t from = 0, room = MOST_OCTETS;
  while (line.len - from > room) {
    size_t to = from + room;
    while (((unsigned char)line.ptr[to] & 0xC0) == 0x80) to--;
    ro_text_add(out, ro_slice_part(line, from, to));
    ro_text_add(out, RO_LIT("\r\n "));
    from = to;
    room = MOST_OCTETS - 1;
  }
  ro_text_add(out, ro_slice_part(line, from, line.len));
  ro_text_add(out, RO_LIT("\r\n"));
}

/* What stands for a byte of a TEXT value (section 3.3.11), or NULL. Control characters are not part of it. */
static const char *escape_of(char c) {
  switch (c) {
    case '\\':
      return "\\\\";
    case ';':
      return "\\;";
    case ',':
      return "\\,";
    case '\n':
      return "\\n";
    default:
      return ((unsigned char)c < 0x20 && c != '\t') || c == 0x7F ? "\xEF\xBF\xBD" : NULL;
  }
}

static void add_text(ro_text *out, const char *name, ro_slice value) {
  if (value.len == 0) return;
  ro_text line;
  ro_text_init(&line, 0);
  ro_text_addf(&line, "%s:", name);
  for (size_t i = 0; i < value.len; i++) {
    const char *escape = escape_of(value.ptr[i]);
    ro_text_add(&line, escape ? ro_slice_of(escape) : ro_slice_part(value, i, i + 1));
  }
  out->failed |= line.failed;
  add_line(out, ro_text_slice(&line));
  ro_text_release(&line);
}

static void add_day(ro_text *out, const char *name, ro_civil day) {
  ro_text_addf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, (int)day.year, (int)day.month, (int)day.day);
}

/* The last day on which a report of it was published or changed, else its own first. */
static ro_civil stamp_of(const ro_record_index *index, const ro_record_event *event, ro_civil first) {
  ro_civil latest = first, day, ignored;
  bool found = false;
  for (size_t i = 0; i < event->reports.len + event->mentioned_in.len; i++) {
    size_t told = event->reports.len;
    const ro_record_report *report = ro_find_report(index, i < told ? event->reports.at[i] : event->mentioned_in.at[i - told]);
    ro_slice dates[] = {report ? report->report.published : RO_ABSENT, report ? report->report.modified : RO_ABSENT};
    for (size_t d = 0; d < 2; d++) {
      if (!dates[d].ptr || !ro_edtf_days(ro_slice_part(dates[d], 0, 10), &day, &ignored)) continue;
      if (!found || ro_civil_number(day) > ro_civil_number(latest)) latest = day;
      found = true;
    }
  }
  return latest;
}

static const char *status_of(const ro_record_event *event) {
  return event->status == RO_HELD ? "CONFIRMED" : event->status == RO_CANCELLED ? "CANCELLED" : "TENTATIVE";
}

/* Parties, then who reports it, each a line; last what it says of its date. */
static ro_slice description_of(const ro_record_index *index, const ro_record_event *event, ro_arena *arena) {
  ro_slices lines = {0};
  for (size_t i = 0; i < event->parties.len; i++) RO_PUSH(arena, &lines, ro_party_label(index, &event->parties.at[i], arena));
  if (!event->precision.ptr || !ro_slice_equal(event->precision, RO_LIT("day"))) {
    ro_slice date = ro_event_date_label(event, arena);
    RO_PUSH(arena, &lines, ro_arena_format(arena, "Date: %.*s", (int)date.len, date.ptr));
  }
  for (size_t i = 0; i < event->evidence.len; i++) {
    const ro_evidence *evidence = &event->evidence.at[i];
    const ro_record_report *report = ro_find_report(index, evidence->report);
    if (!report || !ro_slice_equal(evidence->field, RO_LIT("kind"))) continue;
    ro_slice who = ro_report_label(report), where = report->report.url.len ? report->report.url : report->report.source;
    RO_PUSH(arena, &lines,
            ro_arena_format(arena, "“%.*s” – %.*s, %.*s", (int)evidence->quote.len, evidence->quote.ptr, (int)who.len, who.ptr,
                            (int)where.len, where.ptr));
  }
  return ro_arena_join(arena, lines.at, lines.len, RO_LIT("\n"));
}

void ro_ics_begin(ro_text *out, ro_slice version) {
  ro_text_add(out, RO_LIT("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  ro_text_addf(out, "PRODID:-//Readout//readout %.*s//EN\r\nCALSCALE:GREGORIAN\r\n", (int)version.len, version.ptr);
}

bool ro_ics_is_coming(const ro_record_event *event) {
  return event->status == RO_PLANNED || event->status == RO_CANCELLED;
}

void ro_ics_event(ro_text *out, const ro_record_index *index, const ro_record_event *event, ro_arena *arena) {
  ro_civil first, last;
  if (event->from.len < RO_LIT("YYYY-MM").len || !ro_event_days(event, &first, &last)) return;
  ro_civil stamp = stamp_of(index, event, first);
  ro_text_addf(out, "BEGIN:VEVENT\r\nUID:%.*s@readout\r\n", (int)event->id.len, event->id.ptr);
  ro_text_addf(out, "DTSTAMP:%04d%02d%02dT000000Z\r\n", (int)stamp.year, (int)stamp.month, (int)stamp.day);
  add_day(out, "DTSTART", first);
  add_day(out, "DTEND", ro_civil_of_number(ro_civil_number(last) + 1));
  add_text(out, "SUMMARY", ro_event_label(index, event, arena));
  add_text(out, "LOCATION", ro_place_label(index, event, arena));
  add_text(out, "DESCRIPTION", description_of(index, event, arena));
  add_text(out, "CATEGORIES", ro_slice_of(ro_event_kind_name(event->kind)));
  ro_text_addf(out, "STATUS:%s\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n", status_of(event));
}

void ro_ics_end(ro_text *out) {
  ro_text_add(out, RO_LIT("END:VCALENDAR\r\n"));
}
