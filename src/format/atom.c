#include "format/atom.h"

#include "format/html_out.h"
#include "format/labels.h"

static void add_element(ro_text *out, const char *name, ro_slice text) {
  ro_text_addf(out, "<%s>", name);
  ro_html_text(out, text);
  ro_text_addf(out, "</%s>\n", name);
}

static void add_link(ro_text *out, const char *rel, const char *type, ro_slice base, const char *path, ro_slice rest) {
  ro_text_addf(out, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
  ro_html_text(out, base);
  ro_text_addf(out, "%s", path);
  ro_html_text(out, rest);
  RO_TAG(out, "\"/>\n");
}

ro_slice ro_atom_time(const ro_record_report *report, ro_arena *arena) {
  ro_civil first, last;
  const ro_report *r = &report->report;
  if (!ro_edtf_days(r->modified, &first, &last) && !ro_edtf_days(r->published, &first, &last))
    return RO_LIT("1970-01-01T00:00:00Z");
  ro_slice day = ro_civil_label(last, arena);
  return ro_arena_format(arena, "%.*sT00:00:00Z", (int)day.len, day.ptr);
}

void ro_atom_begin(ro_text *out, ro_slice base, ro_slice record, ro_slice after, ro_slice next, ro_slice updated) {
  RO_TAG(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>");
  ro_html_text(out, base);
  RO_TAG(out, "/api/feed.atom</id>\n<title>New meetings and changed readouts: ");
  ro_html_text(out, record);
  RO_TAG(out, "</title>\n<generator>Readout</generator>\n<author><name>Readout</name></author>\n");
  add_element(out, "updated", updated);
  add_link(out, "alternate", "text/html", base, "/", RO_LIT(""));
  if (after.ptr) {
    add_link(out, "self", "application/atom+xml", base, "/api/feed.atom?after=", after);
  } else {
    add_link(out, "self", "application/atom+xml", base, "/api/feed.atom", RO_LIT(""));
  }
  if (next.ptr) add_link(out, "next", "application/atom+xml", base, "/api/feed.atom?after=", next);
}

static void begin_entry(ro_text *out, const char *word, ro_slice id, ro_slice title, ro_slice updated) {
  RO_TAG(out, "<entry>\n<id>urn:readout:");
  ro_html_text(out, id);
  RO_TAG(out, "</id>\n<title>");
  ro_text_addf(out, "%s", word);
  ro_html_text(out, title);
  RO_TAG(out, "</title>\n");
  add_element(out, "updated", updated);
}

static void end_entry(ro_text *out, ro_slice summary) {
  RO_TAG(out, "<summary>");
  ro_html_text(out, summary);
  RO_TAG(out, "</summary>\n</entry>\n");
}

void ro_atom_meeting(ro_text *out, ro_slice base, const ro_record_index *index, const ro_record_event *event,
                     const ro_record_report *by, ro_arena *arena) {
  ro_slice place = ro_place_label(index, event, arena), date = ro_event_date_label(event, arena);
  ro_slice told = ro_report_label(by);
  begin_entry(out, "", event->id, ro_event_label(index, event, arena), ro_atom_time(by, arena));
  add_link(out, "alternate", "text/html", base, "/events/", event->id);
  end_entry(out, ro_arena_format(arena, "%.*s%s%.*s. First told by %.*s.", (int)date.len, date.ptr, place.len ? ", " : "",
                                 (int)place.len, place.ptr, (int)told.len, told.ptr));
}

void ro_atom_change(ro_text *out, ro_slice base, const ro_record_report *report, ro_arena *arena) {
  ro_slice told = ro_report_label(report), title = report->report.title;
  begin_entry(out, "Changed: ", report->id, title.len > 0 ? title : told, ro_atom_time(report, arena));
  add_link(out, "alternate", "text/html", base, "/reports/", report->id);
  end_entry(out, ro_arena_format(arena, "%.*s, version %zu.", (int)told.len, told.ptr, report->version));
}

void ro_atom_end(ro_text *out) {
  RO_TAG(out, "</feed>\n");
}
