#include "settled.h"

/* -- meetings --------------------------------------------------------------------------------------------------------- */

static void reports_of_one_meeting_are_one_event(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  settle(s);
  assert_int_equal(s->record.events.len, 1);
  const ro_record_event *event = &s->record.events.at[0];
  assert_int_equal(event->kind, RO_MEETING);
  assert_int_equal(event->status, RO_HELD);
  assert_true(ro_slice_equal(event->from, RO_LIT("2024-03-12")) && ro_slice_equal(event->to, event->from));
  assert_int_equal(event->reports.len, 2);
  assert_int_equal(event->origins, 2);
  assert_int_equal(s->record.derivations.len, 0);
  assert_int_equal(s->record.discrepancies.len, 0);
}

static void an_event_has_its_parties_and_place(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  settle(s);
  const ro_record_event *event = &s->record.events.at[0];
  assert_int_equal(event->parties.len, 2);
  for (size_t i = 0; i < 2; i++) {
    bool hara = is_named(s, event->parties.at[i].person, "Ada Hara");
    assert_true(hara || is_named(s, event->parties.at[i].person, "Odo Nordby"));
    assert_true(is_named(s, event->parties.at[i].of, hara ? "Freedonia" : "Sylvania"));
    assert_int_equal(event->parties.at[i].offices.len, 1);
  }
  assert_int_equal(event->place.len, 1);
  assert_true(is_named(s, event->place.at[0], "Riverside"));
  assert_int_equal(s->record.entities.len, 5);
}

static void what_both_say_is_one_statement(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  settle(s);
  assert_int_equal(s->record.statements.len, 2);
  for (size_t i = 0; i < 2; i++) {
    const ro_record_statement *line = &s->record.statements.at[i];
    bool both = line->act == RO_COMMITMENT;
    assert_true(ro_slice_equal(line->event, s->record.events.at[0].id));
    assert_true(is_named(s, line->speakers.at[0], both ? "Ada Hara" : "Odo Nordby"));
    assert_int_equal(line->evidence.len, both ? 2 : 1);
    assert_int_equal(line->origins, both ? 2 : 1);
    assert_int_equal(line->absence.len, both ? 0 : 1);
    if (!both) assert_true(ro_slice_equal(line->absence.at[0].report, s->members[0].id));
  }
}

static size_t meetings_of(const scene *s) {
  size_t n = 0;
  for (size_t e = 0; e < s->record.events.len; e++) n += s->record.events.at[e].kind == RO_MEETING;
  return n;
}

static void different_days_are_different_meetings(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-20");
  settle(s);
  assert_int_equal(meetings_of(s), 2);
  for (size_t i = 0; i < 2; i++) {
    const ro_record_event *event = event_on(s, i == 0 ? "2024-03-12" : "2024-03-20");
    assert_int_equal(event->reports.len, 1);
    assert_true(ro_slice_equal(event->reports.at[0], s->members[i].id));
  }
}

/* Hardly anything in common, and a day between them: the ministers met twice. */
static void near_days_with_other_matter_are_different_meetings(void **state) {
  scene *s = *state;
  add_ministers(s, "Riverside Post", "2024-03-13", RAILWAY, "2024-03-12");
  add_ministers(s, "Hilltop Courier", "2024-03-14", FISHING, "2024-03-13");
  settle(s);
  assert_int_equal(meetings_of(s), 2);
  assert_int_equal(event_on(s, "2024-03-12")->reports.len, 1);
}

/* The same matter with another day is one event, and a discrepancy. */
static void near_days_with_the_same_matter_are_a_discrepancy(void **state) {
  scene *s = *state;
  add_ministers(s, "Riverside Post", "2024-03-14", RAILWAY, "2024-03-12");
  add_ministers(s, "Hilltop Courier", "2024-03-15", RAILWAY_REWORDED, "2024-03-13");
  settle(s);
  assert_int_equal(s->record.events.len, 1);
  assert_int_equal(s->record.discrepancies.len, 1);
  const ro_record_discrepancy *line = &s->record.discrepancies.at[0];
  assert_true(ro_slice_equal(line->field, RO_LIT("date")));
  assert_true(ro_slice_equal(line->values.at[0].value, RO_LIT("2024-03-12")));
  assert_true(ro_slices_have(&line->values.at[0].reports, s->members[0].id));
  assert_true(ro_slice_equal(line->values.at[1].value, RO_LIT("2024-03-13")));
}

/* A weekday is made whole by the report's own date: 12 March 2024 was a Tuesday. */
static void a_weekday_finds_its_event(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "XXXX-WXX-2");
  add_ministers(s, "Lowmark Mail", "2024-03-22", FISHING, "XXXX-WXX-2");
  settle(s);
  assert_int_equal(s->record.events.len, 2);
  assert_int_equal(event_on(s, "2024-03-12")->reports.len, 2);
  assert_ptr_equal(event_of(s, 2), event_on(s, "2024-03-19"));
}

static const char HERRING[] =
    "Ada Hara of Freedonia was in Riverside for a second talk, with Ilse Brandt of Lowmark, over herring. "
    "Trawlers would stay out of the northern banks until spring, Brandt said.";

static void other_parties_are_another_event(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  made third = made_report(&s->arena, "Lowmark Mail", "2024-03-13", HERRING);
  size_t freedonia = made_entity(&third, RO_COUNTRY, "Freedonia", "XF"),
         lowmark = made_entity(&third, RO_COUNTRY, "Lowmark", "XL");
  size_t place = made_entity(&third, RO_PLACE, "Riverside", NULL);
  size_t meeting = made_meeting(&third, RO_MEETING, "a second talk", "2024-03-12", place);
  made_party(&third, meeting, made_minister(&third, "Ada Hara", freedonia), freedonia);
  made_party(&third, meeting, made_minister(&third, "Ilse Brandt", lowmark), lowmark);
  add(s, &third);
  settle(s);
  assert_int_equal(meetings_of(s), 2);
  assert_ptr_equal(event_of(s, 0), event_of(s, 1));
  assert_ptr_not_equal(event_of(s, 0), event_of(s, 2));
}

/* The same office may write of every meeting in the same words. */
static void a_copy_about_other_parties_is_another_event(void **state) {
  scene *s = *state;
  const char *rest = RAILWAY + ro_slice_find(ro_slice_of(RAILWAY), RO_LIT("Hara said"), 0);
  ro_slice text = ro_arena_format(&s->arena, "Ilse Brandt of Lowmark and Per Lund of Norland met. %s", rest);
  add_ministers(s, "Riverside Post", "2024-03-13", RAILWAY, "2024-03-12");
  made second = made_report(&s->arena, "Hilltop Courier", "2024-03-14", text.ptr);
  size_t lowmark = made_entity(&second, RO_COUNTRY, "Lowmark", "XL"), norland = made_entity(&second, RO_COUNTRY, "Norland", "XN");
  size_t meeting = made_meeting(&second, RO_MEETING, "met", "2024-03-12", RO_NONE);
  made_party(&second, meeting, made_minister(&second, "Ilse Brandt", lowmark), lowmark);
  made_party(&second, meeting, made_minister(&second, "Per Lund", norland), norland);
  add(s, &second);
  settle(s);
  assert_non_null(derivation_of(s, 0, 1));
  assert_int_equal(meetings_of(s), 2);
  assert_int_equal(s->record.events.len, 2);
}

/* Ministers and presidents of two countries meet on one day. */
static void other_persons_are_another_event(void **state) {
  scene *s = *state;
  add_ministers(s, "Riverside Post", "2024-03-13", RAILWAY, "2024-03-12");
  made second =
      made_report(&s->arena, "Hilltop Courier", "2024-03-14",
                  "Presidents Eva Roth of Freedonia and Jon Dahl of Sylvania met in Riverside and praised the herring.");
  size_t freedonia = made_entity(&second, RO_COUNTRY, "Freedonia", "XF"),
         sylvania = made_entity(&second, RO_COUNTRY, "Sylvania", "XS");
  size_t meeting = made_meeting(&second, RO_MEETING, "met", "2024-03-12", made_entity(&second, RO_PLACE, "Riverside", NULL));
  made_party(&second, meeting, made_entity(&second, RO_PERSON, "Eva Roth", NULL), freedonia);
  made_party(&second, meeting, made_entity(&second, RO_PERSON, "Jon Dahl", NULL), sylvania);
  add(s, &second);
  settle(s);
  assert_int_equal(meetings_of(s), 2);
}

/* -- reports of two meetings ------------------------------------------------------------------------------------------ */

static const char TOUR[] =
    "Ada Hara of Freedonia met Odo Nordby of Sylvania in Riverside about the mountain railway. "
    "On the next day she spoke with Ilse Brandt of Lowmark on the telephone about visas for students.";
static const char VISAS[] =
    "Students from Lowmark shall have visas sooner. "
    "That is what Ilse Brandt asked for when Ada Hara called her.";

/* Hara and Brandt on the telephone. */
static void add_call(made *m, const char *words, const char *date) {
  size_t lowmark = made_entity(m, RO_COUNTRY, "Lowmark", "XL"), hara = RO_NONE, freedonia = RO_NONE;
  for (size_t i = 0; i < m->f->entities.len; i++) {
    if (ro_slice_equal(m->f->entities.at[i].name, RO_LIT("Ada Hara")))
      hara = i, freedonia = m->f->entities.at[i].offices.at[0].of;
  }
  if (hara == RO_NONE) {
    freedonia = made_entity(m, RO_COUNTRY, "Freedonia", "XF");
    hara = made_minister(m, "Ada Hara", freedonia);
  }
  size_t brandt = made_minister(m, "Ilse Brandt", lowmark), call = made_meeting(m, RO_CALL, words, date, RO_NONE);
  made_party(m, call, hara, freedonia);
  made_party(m, call, brandt, lowmark);
}

static void a_report_of_two_meetings_is_in_both(void **state) {
  scene *s = *state;
  made both = ministers(s, "Riverside Post", "2024-03-14", TOUR, "2024-03-12");
  made call = made_report(&s->arena, "Lowmark Mail", "2024-03-14", VISAS);
  made meeting = ministers(s, "Hilltop Courier", "2024-03-13", RAILWAY, "2024-03-12");
  add_call(&both, "she spoke", "2024-03-13");
  add_call(&call, "called her", "2024-03-13");
  add(s, &both);
  add(s, &call);
  add(s, &meeting);
  settle(s);
  assert_int_equal(s->record.events.len, 2);
  const ro_record_event *first = event_of(s, 2), *second = event_of(s, 1);
  assert_ptr_equal(first, event_on(s, "2024-03-12"));
  assert_ptr_equal(second, event_on(s, "2024-03-13"));
  assert_int_equal(second->kind, RO_CALL);
  assert_true(first->reports.len == 2 && ro_slices_have(&first->reports, s->members[0].id));
  assert_true(second->reports.len == 2 && ro_slices_have(&second->reports, s->members[0].id));
}

/* Most of it is about a bridge. */
static const char PLANS[] =
    "The longest bridge of Lowmark was opened to cars by its president on Friday after eleven years of work. "
    "Schoolchildren walked across the bridge first, each with a paper lantern, and a brass band played on a barge below. "
    "Engineers praised the welders, who had hung from ropes above the strait through four winters. "
    "Ferries across the strait will stop in autumn, and their captains are to be trained as bridge keepers. "
    "Tolls for lorries caused a quarrel in parliament, which ended when hauliers were promised a yearly pass. "
    "Next week Ada Hara of Freedonia and Odo Nordby of Sylvania will meet in Riverside.";

/* A report that announces the ministers' meeting, after two that tell of the one about the railway. */
static void settle_announced(scene *s, const char *date) {
  made plans = ministers(s, "Lowmark Mail", "2024-03-08", PLANS, date);
  plans.f->meetings.at[0].status = RO_PLANNED;
  plans.f->meetings.at[0].told = false;
  add_railway(s, "2024-03-12", "2024-03-12");
  add(s, &plans);
  settle(s);
}

/* What one report announces is the meeting that others tell of. */
static void an_announced_meeting_is_the_one_that_was_held(void **state) {
  scene *s = *state;
  settle_announced(s, "2024-03-12");
  const ro_record_event *event = event_on(s, "2024-03-12");
  assert_int_equal(event->status, RO_HELD);
  assert_int_equal(event->reports.len, 2);
  assert_int_equal(event->mentioned_in.len, 1);
  assert_true(ro_slice_equal(event->mentioned_in.at[0], s->members[2].id));
  assert_ptr_not_equal(event_of(s, 2), event); /* the bridge */
}

static void an_announced_meeting_alone_is_planned(void **state) {
  scene *s = *state;
  settle_announced(s, "2024-05-12");
  assert_int_equal(event_on(s, "2024-05-12")->status, RO_PLANNED);
  assert_int_equal(event_on(s, "2024-05-12")->reports.len, 0);
  assert_int_equal(event_on(s, "2024-03-12")->mentioned_in.len, 0);
}

/* Nor is it the one that the same report tells of, though nothing else says when it will be. */
static void the_next_meeting_is_another(void **state) {
  scene *s = *state;
  made m = ministers(s, "Riverside Post", "2024-03-13", RAILWAY, "2024-03-12");
  size_t next = made_meeting(&m, RO_MEETING, "before the first snow", NULL, RO_NONE);
  for (size_t i = 0; i < 2; i++)
    made_party(&m, next, m.f->meetings.at[0].parties.at[i].person, m.f->meetings.at[0].parties.at[i].of);
  m.f->meetings.at[next].status = RO_PLANNED;
  m.f->meetings.at[next].told = false;
  add(s, &m);
  settle(s);
  assert_int_equal(s->record.events.len, 2);
  assert_int_equal(event_on(s, "2024-03-12")->mentioned_in.len, 0);
}

/* -- origins ---------------------------------------------------------------------------------------------------------- */

/* After the two of the railway a copy of the first, and a reprint of it. */
static void settle_copies(scene *s) {
  add_railway(s, "2024-03-12", "2024-03-12");
  add_ministers(s, "Lowmark Mail", "2024-03-14", RAILWAY_COPY, "2024-03-12");
  add_ministers(s, "Norland Star", "2024-03-15", RAILWAY, "2024-03-12");
  settle(s);
}

static void copies_share_their_origin(void **state) {
  scene *s = *state;
  settle_copies(s);
  assert_int_equal(s->record.origins.len, 2);
  assert_true(s->record.origins.at[0].collected && s->record.origins.at[1].collected);
  assert_int_equal(s->record.events.at[0].origins, 2);
  assert_int_equal(s->record.events.at[0].reports.len, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(line_of(s, i)->origins.len, 1);
    assert_int_equal(ro_slice_equal(line_of(s, i)->origins.at[0], line_of(s, 0)->origins.at[0]), i != 1);
  }
  for (size_t i = 0; i < 2; i++)
    assert_int_equal(s->record.origins.at[i].reports.len, s->record.origins.at[i].name.ptr[0] == 'R' ? 3 : 1);
}

/* Each has a sentence of its own, and nothing says which was first. */
static void copies_without_a_direction_are_one_origin_not_collected(void **state) {
  scene *s = *state;
  const char *bells = ro_arena_format(&s->arena, "%s Bells rang in the valley.", RAILWAY).ptr;
  const char *rain = ro_arena_format(&s->arena, "%s Rain fell on the hills.", RAILWAY).ptr;
  add_ministers(s, "Riverside Post", NULL, bells, "2024-03-12");
  add_ministers(s, "Hilltop Courier", NULL, rain, "2024-03-12");
  settle(s);
  assert_true(ro_slice_equal(derivation_of(s, 0, 1)->direction, RO_LIT("unknown")));
  assert_int_equal(s->record.origins.len, 1);
  assert_false(s->record.origins.at[0].collected);
  assert_int_equal(s->record.origins.at[0].reports.len, 2);
}

static void assert_derived(const scene *s, size_t made_of, size_t from, const char *kind) {
  const ro_record_derivation *line = derivation_of(s, made_of, from);
  assert_non_null(line);
  bool a_is_made = ro_slice_equal(line->a, s->members[made_of].id);
  assert_true(ro_slice_compare(line->a, line->b) < 0);
  assert_true(ro_slice_equal(line->kind, ro_slice_of(kind)));
  assert_true(ro_slice_equal(line->direction, a_is_made ? RO_LIT("a-from-b") : RO_LIT("b-from-a")));
}

static void copies_are_derived_from_the_earlier(void **state) {
  scene *s = *state;
  settle_copies(s);
  assert_derived(s, 2, 0, "near-copy");
  assert_derived(s, 3, 0, "identical");
  assert_null(derivation_of(s, 0, 1));
  assert_null(derivation_of(s, 1, 2));
}

/* A copy adds nothing to what a statement is held by. */
static void copies_are_no_further_evidence(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  made copy = ministers(s, "Lowmark Mail", "2024-03-14", RAILWAY_COPY, "2024-03-12");
  tunnel(&copy, "Freedonia would repair the tunnel at Eagle Pass before the first snow");
  add(s, &copy);
  settle(s);
  for (size_t i = 0; i < s->record.statements.len; i++) {
    const ro_record_statement *line = &s->record.statements.at[i];
    if (line->act != RO_COMMITMENT) continue;
    assert_int_equal(line->evidence.len, 3);
    assert_int_equal(line->origins, 2);
    return;
  }
  fail_msg("no statement about the tunnel");
}

/* The outlet is the ministry of one of the parties; no account of the other was collected. */
static void an_account_has_its_side(void **state) {
  scene *s = *state;
  made m = made_report(&s->arena, "Ministry of Foreign Affairs of Peru", "2024-03-13", "Peru and Chile met on fishing.");
  size_t peru = made_entity(&m, RO_COUNTRY, "Peru", "PE"), chile = made_entity(&m, RO_COUNTRY, "Chile", "CL");
  size_t meeting = made_meeting(&m, RO_MEETING, "met", "2024-03-12", RO_NONE);
  made_party(&m, meeting, RO_NONE, peru);
  made_party(&m, meeting, RO_NONE, chile);
  add(s, &m);
  settle(s);
  const ro_record_event *event = &s->record.events.at[0];
  assert_true(is_named(s, s->record.reports.at[0].side, "Peru"));
  assert_true(is_named(s, s->record.origins.at[0].side, "Peru"));
  assert_int_equal(event->sides.len, 2);
  for (size_t i = 0; i < 2; i++) assert_int_equal(event->sides.at[i].origins.len, is_named(s, event->sides.at[i].side, "Peru"));
}

/* -- the set of reports ----------------------------------------------------------------------------------------------- */

typedef struct digesting {
  ro_arena *arena;
  ro_slices parts;
} digesting;

static void put(digesting *d, ro_slice part) {
  RO_PUSH(d->arena, &d->parts, part);
}

static void put_all(digesting *d, const ro_slices *parts) {
  for (size_t i = 0; i < parts->len; i++) put(d, parts->at[i]);
  put(d, ro_arena_format(d->arena, "%zu", parts->len));
}

static void put_event(digesting *d, const ro_record_event *e) {
  put(d, e->id);
  put(d, e->from);
  put(d, e->to);
  put_all(d, &e->reports);
  put_all(d, &e->place);
  for (size_t i = 0; i < e->parties.len; i++) put(d, e->parties.at[i].person), put(d, e->parties.at[i].of);
  for (size_t i = 0; i < e->evidence.len; i++) put(d, e->evidence.at[i].report), put(d, e->evidence.at[i].quote);
}

static void put_statement(digesting *d, const ro_record_statement *line) {
  put(d, line->id);
  put(d, line->content);
  put_all(d, &line->speakers);
  put(d, ro_arena_format(d->arena, "%zu %zu", line->order, line->origins));
  for (size_t i = 0; i < line->evidence.len; i++) put(d, line->evidence.at[i].report), put(d, line->evidence.at[i].quote);
  for (size_t i = 0; i < line->absence.len; i++) put(d, line->absence.at[i].report), put(d, line->absence.at[i].kind);
}

/* All that the record says, as text. */
static ro_slice digest(scene *s) {
  digesting d = {.arena = &s->settled};
  const ro_record *r = &s->record;
  for (size_t i = 0; i < r->reports.len; i++) put(&d, r->reports.at[i].id), put_all(&d, &r->reports.at[i].origins);
  for (size_t i = 0; i < r->origins.len; i++) put(&d, r->origins.at[i].id), put_all(&d, &r->origins.at[i].reports);
  for (size_t i = 0; i < r->entities.len; i++) put(&d, r->entities.at[i].id), put(&d, r->entities.at[i].name);
  for (size_t i = 0; i < r->events.len; i++) put_event(&d, &r->events.at[i]);
  for (size_t i = 0; i < r->statements.len; i++) put_statement(&d, &r->statements.at[i]);
  for (size_t i = 0; i < r->derivations.len; i++) put(&d, r->derivations.at[i].id), put(&d, r->derivations.at[i].direction);
  for (size_t i = 0; i < r->discrepancies.len; i++) put(&d, r->discrepancies.at[i].id);
  return ro_arena_join(&s->arena, d.parts.at, d.parts.len, RO_LIT("\n"));
}

/* The next order of members after this one; false after the last (Narayana's rule, by id). */
static bool next_order(scene *s) {
  ro_member *m = s->members;
  size_t i = s->n - 1, k = s->n - 1;
  while (i > 0 && ro_slice_compare(m[i - 1].id, m[i].id) >= 0) i--;
  if (i == 0) return false;
  while (ro_slice_compare(m[i - 1].id, m[k].id) >= 0) k--;
  ro_member swap = m[i - 1];
  m[i - 1] = m[k];
  m[k] = swap;
  for (size_t a = i, b = s->n - 1; a < b; a++, b--) {
    swap = m[a];
    m[a] = m[b];
    m[b] = swap;
  }
  return true;
}

static int by_id(const void *a, const void *b) {
  return ro_slice_compare(((const ro_member *)a)->id, ((const ro_member *)b)->id);
}

static void add_all(scene *s) {
  add_railway(s, "2024-03-12", "2024-03-12");
  made copy = ministers(s, "Lowmark Mail", "2024-03-14", RAILWAY_COPY, "2024-03-13");
  tunnel(&copy, "Freedonia would repair the tunnel at Eagle Pass before the first snow");
  add(s, &copy);
  add_ministers(s, "Lowmark Weekly", "2024-03-15", RAILWAY, "2024-03-12");
  add_happening(s, "Norland Star", "2024-03-12", "Mount Skarn erupts over Norland", VOLCANO);
  add_happening(s, "Riverside Post", "2024-03-13", "Ash of volcano Skarn closes Norland airport", VOLCANO_AGAIN);
}

static void the_order_of_members_changes_nothing(void **state) {
  scene *s = *state;
  size_t orders = 0;
  add_all(s);
  qsort(s->members, s->n, sizeof *s->members, by_id);
  settle(s);
  ro_slice first = digest(s);
  while (next_order(s)) {
    settle(s);
    assert_string_equal(digest(s).ptr, first.ptr);
    orders++;
  }
  assert_int_equal(orders, 719);
}

static void lines_are_sorted_by_id(void **state) {
  scene *s = *state;
  add_all(s);
  add_happening(s, "Almanac", "2024-03-12", NULL, "A whale was found on the beach by fishermen.");
  add_happening(s, "Gazette", "2024-03-12", NULL, "Chess players gathered for the winter tournament.");
  add_happening(s, "Herald", "2024-03-12", NULL, "Bakers struck over flour prices.");
  settle(s);
  const ro_record *r = &s->record;
  assert_true(r->reports.len > 2 && r->origins.len > 2 && r->events.len > 4 && r->statements.len > 1);
  for (size_t i = 1; i < r->reports.len; i++) assert_true(ro_slice_compare(r->reports.at[i - 1].id, r->reports.at[i].id) < 0);
  for (size_t i = 1; i < r->origins.len; i++) assert_true(ro_slice_compare(r->origins.at[i - 1].id, r->origins.at[i].id) < 0);
  for (size_t i = 1; i < r->events.len; i++) assert_true(ro_slice_compare(r->events.at[i - 1].id, r->events.at[i].id) < 0);
  for (size_t i = 1; i < r->statements.len; i++)
    assert_true(ro_slice_compare(r->statements.at[i - 1].id, r->statements.at[i].id) < 0);
}

static void a_member_given_twice_counts_once(void **state) {
  scene *s = *state;
  add_all(s);
  settle(s);
  ro_slice once = digest(s);
  s->members[s->n++] = s->members[1];
  s->members[s->n++] = s->members[3];
  settle(s);
  assert_int_equal(s->record.reports.len, 6);
  assert_string_equal(digest(s).ptr, once.ptr);
}

static const char TALK_HERE[] =
    "Ada Hara of Freedonia spoke by telephone with Ilse Brandt of Lowmark. Lowmark would lift its levy on barley, Brandt said.";
static const char TALK_THERE[] =
    "Ilse Brandt of Lowmark was telephoned by Ada Hara of Freedonia. Their ministries are to draw up a list of orchards with "
    "scab.";

/* A call in the evening is one of the next morning elsewhere, and no contradiction. */
static void a_call_across_midnight_is_one_event(void **state) {
  scene *s = *state;
  made evening = made_report(&s->arena, "Freedonia Post", "2024-03-26", TALK_HERE);
  made morning = made_report(&s->arena, "Lowmark Mail", "2024-03-27", TALK_THERE);
  add_call(&evening, "spoke by telephone", "2024-03-26");
  add_call(&morning, "was telephoned", "2024-03-27");
  add(s, &evening);
  add(s, &morning);
  settle(s);
  assert_ptr_equal(event_of(s, 0), event_of(s, 1));
  assert_int_equal(event_of(s, 0)->reports.len, 2);
  assert_int_equal(s->record.discrepancies.len, 0);
}

/* The minister of Freedonia on the telephone with the minister of a country. */
static void add_call_of(scene *s, const char *outlet, const char *text, const char *date, const char *name, const char *country) {
  made m = made_report(&s->arena, outlet, date, text);
  size_t freedonia = made_entity(&m, RO_COUNTRY, "Freedonia", "XF"), other = made_entity(&m, RO_COUNTRY, country, NULL);
  size_t hara = made_minister(&m, "Ada Hara", freedonia), minister = made_minister(&m, name, other);
  size_t call = made_meeting(&m, RO_CALL, "by telephone", date, RO_NONE);
  made_party(&m, call, hara, freedonia);
  made_party(&m, call, minister, other);
  add(s, &m);
}

static bool has_party(const scene *s, const ro_record_event *event, const char *name) {
  bool found = false;
  for (size_t k = 0; k < event->parties.len; k++) found = found || is_named(s, event->parties.at[k].person, name);
  return found;
}

static const char SCAB[] = "Orchards with scab filled most of what Brandt heard by telephone, officials told the Mail.";
static const char WHALES[] = "Whales were counted twice off Norland, Karl Brandt explained by telephone to Ada Hara.";
static const char TRAWLERS[] = "No trawler may enter the strait, Brandt of Norland was assured by telephone.";

/* Two ministers have one surname: a report that gives no more means the one of its own event. */
static void a_surname_is_whoever_the_event_has(void **state) {
  scene *s = *state;
  add_call_of(s, "Freedonia Post", TALK_HERE, "2024-03-26", "Ilse Brandt", "Lowmark");
  add_call_of(s, "Lowmark Mail", SCAB, "2024-03-26", "Brandt", "Lowmark");
  add_call_of(s, "Norland Star", WHALES, "2024-04-09", "Karl Brandt", "Norland");
  add_call_of(s, "Fjord Herald", TRAWLERS, "2024-04-09", "Brandt", "Norland");
  settle(s);
  assert_ptr_equal(event_of(s, 0), event_of(s, 1));
  assert_ptr_equal(event_of(s, 2), event_of(s, 3));
  for (size_t i = 0; i < 4; i++) {
    const ro_record_event *event = event_of(s, i);
    assert_int_equal(event->parties.len, 2);
    assert_true(has_party(s, event, i < 2 ? "Ilse Brandt" : "Karl Brandt"));
    assert_false(has_party(s, event, i < 2 ? "Karl Brandt" : "Ilse Brandt"));
  }
  assert_int_equal(s->record.entities.len, 6);
}

/* An account without any day is of the only meeting of its parties at its place. */
static void an_account_without_a_day_joins_the_only_meeting(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  add_ministers(s, "Lowmark Mail", NULL, FISHING, NULL);
  settle(s);
  assert_ptr_equal(event_of(s, 0), event_of(s, 2));
  assert_int_equal(event_of(s, 0)->reports.len, 3);
}

/* What is not connected with a meeting says nothing about it. */
static void other_reports_change_nothing(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  settle(s);
  ro_slice id = ro_arena_copy(&s->arena, s->record.events.at[0].id);
  add_happening(s, "Norland Star", "2024-03-12", "Mount Skarn erupts over Norland", VOLCANO);
  settle(s);
  assert_true(ro_slice_equal(event_of(s, 0)->id, id));
  assert_int_equal(event_of(s, 0)->reports.len, 2);
}

static void nothing_gives_an_empty_record(void **state) {
  scene *s = *state;
  settle(s);
  assert_int_equal(s->record.reports.len + s->record.events.len + s->record.origins.len + s->record.entities.len, 0);
}

static void a_report_is_named_by_its_key_and_bytes(void **state) {
  ro_arena *arena = &((scene *)*state)->arena;
  ro_slice id = ro_report_identity(RO_LIT("ab"), RO_LIT("c"), arena);
  assert_true(ro_slice_starts(id, RO_LIT("r-")));
  assert_true(ro_slice_equal(id, ro_report_identity(RO_LIT("ab"), RO_LIT("c"), arena)));
  assert_false(ro_slice_equal(id, ro_report_identity(RO_LIT("a"), RO_LIT("bc"), arena)));
  assert_false(ro_slice_equal(id, ro_report_identity(RO_LIT("ab"), RO_LIT("d"), arena)));
  assert_false(ro_slice_equal(id, ro_report_identity(RO_LIT("b"), RO_LIT("c"), arena)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reports_of_one_meeting_are_one_event),
      TEST(an_event_has_its_parties_and_place),
      TEST(what_both_say_is_one_statement),
      TEST(different_days_are_different_meetings),
      TEST(near_days_with_other_matter_are_different_meetings),
      TEST(near_days_with_the_same_matter_are_a_discrepancy),
      TEST(a_weekday_finds_its_event),
      TEST(other_parties_are_another_event),
      TEST(a_copy_about_other_parties_is_another_event),
      TEST(other_persons_are_another_event),
      TEST(a_report_of_two_meetings_is_in_both),
      TEST(an_announced_meeting_is_the_one_that_was_held),
      TEST(an_announced_meeting_alone_is_planned),
      TEST(the_next_meeting_is_another),
      TEST(copies_share_their_origin),
      TEST(copies_without_a_direction_are_one_origin_not_collected),
      TEST(copies_are_derived_from_the_earlier),
      TEST(copies_are_no_further_evidence),
      TEST(an_account_has_its_side),
      TEST(the_order_of_members_changes_nothing),
      TEST(lines_are_sorted_by_id),
      TEST(a_member_given_twice_counts_once),
      TEST(other_reports_change_nothing),
      TEST(a_call_across_midnight_is_one_event),
      TEST(a_surname_is_whoever_the_event_has),
      TEST(an_account_without_a_day_joins_the_only_meeting),
      TEST(nothing_gives_an_empty_record),
      TEST(a_report_is_named_by_its_key_and_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
