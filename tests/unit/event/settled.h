/* A set of small reports, settled: two ministers meet about a railway, and meanwhile a volcano erupts. */
#ifndef TESTS_SETTLED_H
#define TESTS_SETTLED_H

#include "../base/fixture.h"
#include "event/settle.h"
#include "made.h"

#define MOST 10

/* Reports of a set, in the order that they were added, and the record made of them. */
typedef struct scene {
  ro_guard guard;
  ro_arena arena, settled; /* the record lives in the second */
  ro_lexicon *lexicon;
  ro_member members[MOST];
  size_t n;
  ro_record record;
} scene;

ARENA_FIXTURE(scene)

static inline int set_up(void **state) {
  open_arena(state);
  scene *s = *state;
  ro_arena_init(&s->settled, &s->guard, 0);
  return ro_lexicon_open(&s->lexicon, READOUT_DATA_DIR, NULL) == READOUT_OK ? 0 : -1;
}

static inline int tear_down(void **state) {
  scene *s = *state;
  ro_lexicon_close(s->lexicon);
  ro_arena_release(&s->settled);
  return close_arena(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* A report comes in under its outlet's name. */
static inline void add(scene *s, const made *m) {
  const ro_report *report = &m->f->report;
  ro_slice id = ro_report_identity(report->outlet, report->text, &s->arena);
  assert_true(s->n < MOST);
  s->members[s->n++] =
      (ro_member){.id = id, .key = report->outlet, .version = 1, .prepared = ro_prepare(m->f, s->lexicon, &s->arena)};
}

/* The record before is gone. */
static inline void settle(scene *s) {
  ro_arena_clear(&s->settled);
  s->record = (ro_record){0};
  ro_settle(s->members, s->n, s->lexicon, &s->record, &s->settled);
}

static inline const ro_record_event *event_of(const scene *s, size_t member) {
  const ro_record_event *found = NULL;
  for (size_t e = 0; e < s->record.events.len; e++) {
    if (!ro_slices_have(&s->record.events.at[e].reports, s->members[member].id)) continue;
    if (found) fail_msg("report %zu tells of more than one event", member);
    found = &s->record.events.at[e];
  }
  if (!found) fail_msg("report %zu tells of no event", member);
  return found;
}

static inline const ro_record_event *event_on(const scene *s, const char *day) {
  for (size_t e = 0; e < s->record.events.len; e++)
    if (ro_slice_equal(s->record.events.at[e].from, ro_slice_of(day))) return &s->record.events.at[e];
  fail_msg("no event on %s", day);
  return NULL;
}

static inline const ro_record_report *line_of(const scene *s, size_t member) {
  for (size_t i = 0; i < s->record.reports.len; i++)
    if (ro_slice_equal(s->record.reports.at[i].id, s->members[member].id)) return &s->record.reports.at[i];
  fail_msg("no line of report %zu", member);
  return NULL;
}

static inline const ro_record_derivation *derivation_of(const scene *s, size_t a, size_t b) {
  for (size_t i = 0; i < s->record.derivations.len; i++) {
    const ro_record_derivation *line = &s->record.derivations.at[i];
    bool there = ro_slice_equal(line->a, s->members[a].id) && ro_slice_equal(line->b, s->members[b].id);
    bool back = ro_slice_equal(line->b, s->members[a].id) && ro_slice_equal(line->a, s->members[b].id);
    if (there || back) return line;
  }
  return NULL;
}

static inline bool is_named(const scene *s, ro_slice id, const char *name) {
  for (size_t i = 0; i < s->record.entities.len; i++)
    if (ro_slice_equal(s->record.entities.at[i].id, id)) return ro_slice_equal(s->record.entities.at[i].name, ro_slice_of(name));
  return false;
}

/* -- reports ---------------------------------------------------------------------------------------------------------- */

static const char RAILWAY[] =
    "Ada Hara of Freedonia and Odo Nordby of Sylvania met in Riverside to discuss the reopening of the mountain railway. "
    "Hara said Freedonia would repair the tunnel at Eagle Pass before the first snow. "
    "Nordby announced a loan of 40 million crowns for new signals. "
    "Freight traffic has been suspended since the landslide in January.";

static const char RAILWAY_AGAIN[] =
    "In Riverside the railway over the mountains was the subject when Odo Nordby, who speaks for Sylvania abroad, received Ada "
    "Hara. "
    "His guest is foreign minister of Freedonia. "
    "The tunnel at Eagle Pass would be repaired by Freedonia before the first snow, she said. "
    "Sylvania wants customs officers back at the border station, her host said.";

/* Nearly all of RAILWAY. */
static const char RAILWAY_COPY[] =
    "Ada Hara of Freedonia and Odo Nordby of Sylvania met in Riverside to discuss the reopening of the mountain railway. "
    "Hara said Freedonia would repair the tunnel at Eagle Pass before the first snow. "
    "Nordby announced a loan of 40 million crowns for new signals. "
    "Shares rose.";

/* RAILWAY in other words. */
static const char RAILWAY_REWORDED[] =
    "The reopening of the mountain railway was discussed by Ada Hara of Freedonia and Odo Nordby of Sylvania at talks in "
    "Riverside. "
    "The tunnel at Eagle Pass would be repaired by Freedonia before snow first falls, according to Hara. "
    "Nordby said signals would be bought new with 40 million crowns that his country loans. "
    "The landslide in January had suspended freight traffic.";

static const char FISHING[] =
    "Ada Hara of Freedonia and Odo Nordby of Sylvania met in Riverside over herring quotas. "
    "Hara said trawlers from Freedonia would stay out of the northern banks until spring. "
    "Nordby asked for a joint patrol against poachers.";

/* The ministers of Freedonia and Sylvania meet in Riverside. (No country of the lists has their codes.) */
static inline made ministers(scene *s, const char *outlet, const char *published, const char *text, const char *date) {
  made m = made_report(&s->arena, outlet, published, text);
  size_t freedonia = made_entity(&m, RO_COUNTRY, "Freedonia", "XF"), sylvania = made_entity(&m, RO_COUNTRY, "Sylvania", "XS");
  size_t hara = made_minister(&m, "Ada Hara", freedonia), nordby = made_minister(&m, "Odo Nordby", sylvania);
  size_t place = made_entity(&m, RO_PLACE, "Riverside", NULL);
  size_t meeting = made_meeting(&m, RO_MEETING, "Riverside", date, place);
  made_party(&m, meeting, hara, freedonia);
  made_party(&m, meeting, nordby, sylvania);
  return m;
}

static inline void add_ministers(scene *s, const char *outlet, const char *published, const char *text, const char *date) {
  made m = ministers(s, outlet, published, text, date);
  add(s, &m);
}

/* What the railway reports say that Hara said. */
static inline void tunnel(made *m, const char *content) {
  made_said(m, 0, m->f->meetings.at[0].parties.at[0].person, RO_COMMITMENT, content);
}

static inline void add_railway(scene *s, const char *date, const char *date_again) {
  made first = ministers(s, "Riverside Post", "2024-03-13", RAILWAY, date);
  made second = ministers(s, "Hilltop Courier", "2024-03-13", RAILWAY_AGAIN, date_again);
  tunnel(&first, "Freedonia would repair the tunnel at Eagle Pass before the first snow");
  tunnel(&second, "The tunnel at Eagle Pass would be repaired by Freedonia before the first snow");
  made_said(&second, 0, second.f->meetings.at[0].parties.at[1].person, RO_CALL_FOR,
            "Sylvania wants customs officers back at the border station");
  add(s, &first);
  add(s, &second);
}

/* A report that is about no meeting. */
static inline void add_happening(scene *s, const char *outlet, const char *published, const char *title, const char *text) {
  made m = made_report(&s->arena, outlet, published, text);
  m.f->report.title = ro_slice_of(title);
  add(s, &m);
}

static const char VOLCANO[] =
    "Mount Skarn erupted on Monday and covered villages in Norland with ash. "
    "Lava from the volcano cut the road to the airport, and flights over Norland were cancelled. "
    "Geologists had warned of an eruption of Skarn since autumn.";
static const char VOLCANO_AGAIN[] =
    "Ash from the volcano Skarn closed the airport of Norland for a second day. "
    "Villages below the volcano were evacuated when the lava came near. "
    "The eruption could last for weeks, geologists said.";

#endif
