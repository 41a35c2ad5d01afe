/* What pictures have in common: that a reader of XML takes them, and what is never in them. */
#ifndef TESTS_DRAWN_H
#define TESTS_DRAWN_H

#include <expat.h>

#include "../record/scene.h"

static inline void assert_well_formed(ro_slice svg) {
  XML_Parser parser = XML_ParserCreate("UTF-8");
  bool parsed = XML_Parse(parser, svg.ptr, (int)svg.len, 1) == XML_STATUS_OK;
  if (!parsed)
    fail_msg("line %lu: %s in\n%.*s", (unsigned long)XML_GetCurrentLineNumber(parser), XML_ErrorString(XML_GetErrorCode(parser)),
             (int)svg.len, svg.ptr);
  XML_ParserFree(parser);
}

static inline void assert_self_contained(ro_slice svg) {
  static const char *const NEVER[] = {"<script", "<image", "<foreignObject", "href=", "url(h", "@import", " onload", "style=\""};
  for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++) assert_has_not(svg, NEVER[i]);
  assert_has(svg, "role=\"img\">\n<title>");
  assert_has(svg, "<desc>");
}

#define HOSTILE                                            \
  "<script>alert('1')</script> ]]> \"q\" | & \xE2\x80\xAE" \
  "evil\n\x01 \xEF\xBF\xBF end"

/* A record whose every name is hostile. */
static inline void make_hostile(ro_record *record) {
  for (size_t i = 0; i < record->entities.len; i++) record->entities.at[i].name = RO_LIT(HOSTILE);
  for (size_t i = 0; i < record->statements.len; i++) {
    record->statements.at[i].content = RO_LIT(HOSTILE);
    record->statements.at[i].strength = RO_LIT(HOSTILE);
    for (size_t j = 0; j < record->statements.at[i].absence.len; j++)
      record->statements.at[i].absence.at[j].reason = RO_LIT(HOSTILE);
    for (size_t j = 0; j < record->statements.at[i].evidence.len; j++)
      record->statements.at[i].evidence.at[j].quote = RO_LIT(HOSTILE);
  }
  for (size_t i = 0; i < record->events.len; i++) record->events.at[i].name = RO_LIT(HOSTILE);
  for (size_t i = 0; i < record->origins.len; i++) record->origins.at[i].name = RO_LIT(HOSTILE);
  for (size_t i = 0; i < record->formulations.len; i++) record->formulations.at[i].phrase = RO_LIT(HOSTILE);
  for (size_t i = 0; i < record->discrepancies.len; i++)
    for (size_t j = 0; j < record->discrepancies.at[i].values.len; j++)
      record->discrepancies.at[i].values.at[j].value = RO_LIT(HOSTILE);
  for (size_t i = 0; i < record->reports.len; i++) {
    ro_record_report *report = &record->reports.at[i];
    report->report.outlet = report->report.title = report->report.source = report->report.published = RO_LIT(HOSTILE);
    report->key = RO_LIT("https://x.example/" HOSTILE);
  }
}

static inline void add_meeting(scene *s, const char *id, const char *from, ro_event_status status, const char *a, const char *b) {
  ro_record_event event = {.id = ro_slice_of(id), .kind = RO_MEETING, .status = status, .from = ro_slice_of(from)};
  RO_PUSH(&s->arena, &event.parties, ((ro_record_party){.person = ro_slice_of(a)}));
  RO_PUSH(&s->arena, &event.parties, ((ro_record_party){.person = ro_slice_of(b)}));
  RO_PUSH(&s->arena, &s->made.record.events, event);
}

/* "x-7" */
static inline const char *numbered(scene *s, const char *prefix, size_t i) {
  return ro_arena_format(&s->arena, "%s-%zu", prefix, i).ptr;
}

#endif
