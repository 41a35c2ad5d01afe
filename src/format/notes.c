#include "format/notes.h"

#include "format/json_out.h"
#include "format/labels.h"

#define MOST_AROUND 4000 /* bytes of a paragraph that are given on either side of what is quoted */

static void open_note(ro_text *out, const char *kind, ro_slice of) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "note");
  ro_out_word(out, "kind", kind);
  ro_out_text(out, "of", of);
}

static void close_line(ro_text *out) {
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

void ro_note_event(ro_text *out, const ro_record_index *index, const ro_record_event *event, size_t statements,
                   size_t discrepancies, bool differs, ro_arena *arena) {
  ro_slice place = ro_place_label(index, event, arena);
  open_note(out, "event", event->id);
  ro_out_text(out, "label", ro_event_label(index, event, arena));
  ro_out_text(out, "place", place.len > 0 ? place : RO_ABSENT);
  ro_out_size(out, "reports", event->reports.len);
  ro_out_size(out, "mentioned_in", event->mentioned_in.len);
  ro_out_size(out, "origins", event->origins);
  ro_out_size(out, "statements", statements);
  ro_out_size(out, "discrepancies", discrepancies);
  ro_out_bool(out, "differs", differs);
  close_line(out);
}

void ro_note_statement(ro_text *out, const ro_record_index *index, const ro_record_statement *statement, ro_arena *arena) {
  const ro_record_event *event = ro_find_event(index, statement->event);
  ro_slice claim = event ? ro_claim(index, event, statement, arena) : RO_ABSENT;
  if (!claim.ptr) return;
  open_note(out, "statement", statement->id);
  ro_out_text(out, "claim", claim);
  close_line(out);
}

/* -- passages ---------------------------------------------------------------------------------------------------------- */

static bool is_blank_line(ro_slice text, size_t at) {
  return at + 1 < text.len && text.ptr[at] == '\n' && text.ptr[at + 1] == '\n';
}

/* A place within a text moved up to the beginning of a character. */
static size_t whole_character(ro_slice text, size_t at) {
  while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at++;
  return at;
}

/* The paragraphs, parted by blank lines, in which the spans stand. */
static ro_span paragraphs_of(ro_slice text, const ro_spans *spans) {
  ro_span all = {spans->at[0].start, spans->at[0].end};
  for (size_t i = 1; i < spans->len; i++) {
    if (spans->at[i].start < all.start) all.start = spans->at[i].start;
    if (spans->at[i].end > all.end) all.end = spans->at[i].end;
  }
  size_t least = all.start > MOST_AROUND ? whole_character(text, all.start - MOST_AROUND) : 0;
  size_t most = text.len - all.end > MOST_AROUND ? whole_character(text, all.end + MOST_AROUND) : text.len;
  while (all.start > least && !(all.start >= 2 && is_blank_line(text, all.start - 2))) all.start--;
  while (all.end < most && !is_blank_line(text, all.end)) all.end++;
  return all;
}

void ro_passage_line(ro_text *out, const ro_record_report *report, const ro_record_statement *statement, size_t evidence,
                     const ro_absence *absence) {
  const ro_evidence *said = evidence == RO_NONE ? NULL : &statement->evidence.at[evidence];
  ro_slice text = report->report.text;
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "passage");
  ro_out_text(out, "report", report->id);
  if (said) {
    ro_out_word(out, "kind", "said");
  } else {
    ro_out_text(out, "kind", absence ? absence->kind : RO_LIT("unsure"));
  }
  ro_out_size(out, "evidence", evidence);
  ro_out_text(out, "reason", !said && absence ? absence->reason : RO_ABSENT);
  if (said && said->spans.len > 0 && text.ptr) {
    ro_span around = paragraphs_of(text, &said->spans);
    ro_out_size(out, "start", ro_utf8_count(ro_slice_part(text, 0, around.start)));
    ro_out_text(out, "text", ro_slice_span(text, around));
  } else {
    ro_out_null(out, "start");
    ro_out_null(out, "text");
  }
  close_line(out);
}

/* -- citations --------------------------------------------------------------------------------------------------------- */

static void add_source(ro_text *out, const ro_record_report *report, ro_arena *arena) {
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "report", report->id);
  ro_out_text(out, "text", ro_cite_report(report, arena));
  ro_out_text(out, "address", ro_report_address(report));
  ro_out_text(out, "sha256", report->report.sha256);
  ro_out_close(out, '}');
}

void ro_citation_line(ro_text *out, const ro_record *record, ro_slice of, ro_slice name, const ro_indexes *sources,
                      const ro_edition *edition, ro_arena *arena) {
  ro_slice thing = RO_LIT("");
  if (of.ptr) thing = ro_arena_format(arena, "“%.*s.” %.*s, ", (int)name.len, name.ptr, (int)of.len, of.ptr);
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "citation");
  ro_out_text(out, "of", of);
  ro_out_text(out, "text",
              ro_arena_format(arena, "%.*s%s %.*s. Readout %.*s.", (int)thing.len, thing.ptr, of.ptr ? "record" : "Record",
                              (int)edition->record.len, edition->record.ptr, (int)edition->version.len, edition->version.ptr));
  ro_out_open(out, "sources", '[');
  for (size_t i = 0; i < sources->len; i++) add_source(out, &record->reports.at[sources->at[i]], arena);
  ro_out_close(out, ']');
  close_line(out);
}
