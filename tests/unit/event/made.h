/* Findings of small reports, made by hand: what reading them would find, as far as a test wants it. */
#ifndef TESTS_MADE_H
#define TESTS_MADE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka.h wants the first four above it */
#include <cmocka.h>

#include "statement/findings.h"

typedef struct made {
  ro_arena *arena;
  ro_findings *f;
} made;

/* Where `part` stands in the text for the first time. */
static inline ro_span made_span(const made *m, const char *part) {
  size_t at = ro_slice_find(m->f->report.text, ro_slice_of(part), 0);
  if (at == SIZE_MAX) fail_msg("no \"%s\" in the text", part);
  return (ro_span){at, at + strlen(part)};
}

/* A sentence ends with a full stop, and a quote mark behind it, before white space. */
static inline void made_sentences(made *m) {
  ro_slice text = m->f->report.text;
  for (size_t at = 0, start = 0; at < text.len; at++) {
    if (text.ptr[at] != '.') continue;
    size_t end = at + 1;
    if (end < text.len && text.ptr[end] == '"') end++;
    if (ro_slice_starts(ro_slice_part(text, end, text.len), RO_LIT("\xE2\x80\x9D"))) end += 3;
    if (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\n') continue;
    RO_PUSH(m->arena, &m->f->sentences, ((ro_span){start, end}));
    start = end;
    while (start < text.len && (text.ptr[start] == ' ' || text.ptr[start] == '\n')) start++;
  }
}

/* A report that is all main; `published` may be NULL. */
static inline made made_report(ro_arena *arena, const char *outlet, const char *published, const char *text) {
  made m = {.arena = arena, .f = RO_NEW(arena, ro_findings)};
  m.f->report = (ro_report){.outlet = ro_slice_of(outlet), .published = ro_slice_of(published), .text = ro_slice_of(text)};
  m.f->report.language = RO_LIT("en");
  RO_PUSH(arena, &m.f->report.main, ((ro_span){0, m.f->report.text.len}));
  made_sentences(&m);
  return m;
}

static inline void made_dateline(made *m, const char *dateline, const char *date) {
  m->f->report.dateline = (ro_dateline){.date = ro_slice_of(date), .span = made_span(m, dateline)};
}

static inline int made_by_start(const void *a, const void *b) {
  size_t left = ((const ro_mention *)a)->span.start, right = ((const ro_mention *)b)->span.start;
  return (left > right) - (left < right);
}

/* An entity that is mentioned wherever its name stands. */
static inline size_t made_entity(made *m, ro_entity_kind kind, const char *name, const char *iso) {
  size_t entity = m->f->entities.len;
  RO_PUSH(m->arena, &m->f->entities,
          ((ro_entity){.kind = kind, .name = ro_slice_of(name), .iso = ro_slice_of(iso), .within = RO_NONE}));
  for (size_t at = 0; (at = ro_slice_find(m->f->report.text, ro_slice_of(name), at)) != SIZE_MAX; at++)
    RO_PUSH(m->arena, &m->f->mentions, ((ro_mention){{at, at + strlen(name)}, entity}));
  if (m->f->mentions.len > 1) qsort(m->f->mentions.at, m->f->mentions.len, sizeof *m->f->mentions.at, made_by_start);
  return entity;
}

/* The foreign minister of a country. */
static inline size_t made_minister(made *m, const char *name, size_t country) {
  size_t person = made_entity(m, RO_PERSON, name, NULL);
  RO_PUSH(m->arena, &m->f->entities.at[person].offices, ((ro_office){.title = RO_LIT("Foreign Minister"), .of = country}));
  return person;
}

/* A meeting that was held and is told. Absent: `date`, and RO_NONE for `place`. */
static inline size_t made_meeting(made *m, ro_event_kind kind, const char *words, const char *date, size_t place) {
  ro_meeting meeting = {.kind = kind, .status = RO_HELD, .date = ro_slice_of(date), .told = true};
  meeting.framework = meeting.occasion = meeting.requested_by = RO_NONE;
  RO_PUSH(m->arena, &meeting.spans, made_span(m, words));
  if (place != RO_NONE) RO_PUSH(m->arena, &meeting.places, place);
  RO_PUSH(m->arena, &m->f->meetings, meeting);
  return m->f->meetings.len - 1;
}

static inline void made_party(made *m, size_t meeting, size_t person, size_t of) {
  RO_PUSH(m->arena, &m->f->meetings.at[meeting].parties, ((ro_party){.person = person, .of = of}));
}

/* What `speaker` said at a meeting, in one clause. */
static inline void made_said(made *m, size_t meeting, size_t speaker, ro_act act, const char *content) {
  ro_attribution said = {.continues = RO_NONE, .meeting = meeting};
  ro_clause clause = {.act = act, .confidence = 0.9};
  RO_PUSH(m->arena, &clause.spans, made_span(m, content));
  said.content = clause.spans;
  RO_PUSH(m->arena, &said.speakers, speaker);
  RO_PUSH(m->arena, &said.clauses, clause);
  RO_PUSH(m->arena, &m->f->attributions, said);
}

#endif
