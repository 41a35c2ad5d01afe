/*
 * Datelines that only a list of towns tells from other beginnings: "Kabul - The ministers …", "ISLAMABAD: Pakistan …" in front of
 * the article, and "Cairo – Wednesday, 11 February 2026" on a line of its own above it.
 */
#include <string.h>

#include "base/utf8.h"
#include "report/date.h"
#include "statement/reader.h"

/* Marks between a town and what stands behind it. */
static const char *const MARKS[] = {" - ", " \xE2\x80\x93 ", ": ", " | ", ", "};
enum { COMMA = 4 };

/* How many bytes of a listed town a text begins with; 0 where with none. */
static size_t town_at(const ro_lists *lists, ro_slice text) {
  size_t len = 0, end = 0;
  const ro_gazetteer_entry *entry = ro_lists_name_at(lists, text, 0, false, &len);
  bool is_town = entry && (entry->role == RO_NAME_CAPITAL ||
                           (entry->role == RO_NAME_ITSELF && lists->listed.at[entry->listed].kind == RO_PLACE));
  if (is_town) return len;
  while (end < text.len && text.ptr[end] >= 'A' && text.ptr[end] <= 'Z') end++; /* in capitals */
  return end > 2 && ro_lists_place_nocase(lists, ro_slice_part(text, 0, end)) ? end : 0;
}

/* Behind the mark at a byte; `at` where none stands there. */
static size_t behind_mark(ro_slice text, size_t at, size_t n_marks) {
  ro_slice rest = ro_slice_part(text, at, text.len);
  for (size_t m = 0; m < n_marks; m++)
    if (ro_slice_starts(rest, ro_slice_of(MARKS[m]))) return at + strlen(MARKS[m]);
  return at;
}

/* "Kabul - The": the article's beginning. */
static bool read_beginning(ro_report *report, const ro_lists *lists) {
  ro_span first = report->main.at[0];
  ro_slice text = ro_slice_span(report->text, first);
  size_t town = town_at(lists, text), behind = town > 0 ? behind_mark(text, town, COMMA) : 0, at = behind;
  if (behind <= town || behind >= text.len || !ro_is_upper(ro_utf8_next(text, &at))) return false;
  report->dateline.place = ro_slice_part(text, 0, town);
  report->dateline.span = (ro_span){first.start, first.start + behind};
  return true;
}

/* "Cairo – Wednesday, 11 February 2026", all of a line. */
static bool read_line(ro_report *report, const ro_lists *lists, ro_span line, ro_arena *arena) {
  ro_slice text = ro_slice_trim(ro_slice_span(report->text, line));
  size_t town = town_at(lists, text), behind = town > 0 ? behind_mark(text, town, COMMA + 1) : 0, end = 0;
  ro_date date;
  if (behind <= town || !ro_date_read(text, behind, &date, &end) || end != text.len || date.day == 0) return false;
  report->dateline.place = ro_slice_part(text, 0, town);
  report->dateline.date = ro_date_edtf(date, arena);
  size_t start = (size_t)(text.ptr - report->text.ptr);
  report->dateline.span = (ro_span){start, start + text.len};
  if (!report->published.ptr && date.year != 0) {
    report->published = report->dateline.date; /* what is dated so is sent that day */
    report->published_guessed = true;
  }
  return true;
}

void ro_read_listed_dateline(ro_report *report, const ro_lists *lists, ro_arena *arena) {
  if (!lists || report->main.len == 0 || report->dateline.place.len > 0 || report->dateline.date.len > 0) return;
  if (read_beginning(report, lists)) return;
  for (size_t start = 0; start < report->main.at[0].start;) {
    size_t end = ro_slice_find(report->text, RO_LIT("\n"), start);
    if (end > report->main.at[0].start) return;
    if (end > start && read_line(report, lists, (ro_span){start, end}, arena)) return;
    start = end + 1;
  }
}
