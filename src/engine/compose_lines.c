/* The step that writes what a component says, or what is said of an event that is only referred to. */
#include <stdlib.h>

#include "base/hash.h"
#include "engine/compose.h"

/* -- lines: a component, or an event that is only referred to, with what others found -> event, line, report
 * --------------------- */

/* A reference that was placed. */
typedef struct placed {
  ro_slice event, order; /* order: three numbers as they stand */
  ro_slice standing;
  size_t meeting;
} placed;

/* What is said of a report elsewhere. */
typedef struct remark {
  ro_slice report, name, meant; /* of an origin: name is it */
  bool is_root;
} remark;

typedef struct saying {
  ro_members members;
  RO_ARRAY(placed) placed;
  RO_ARRAY(placed) untold; /* nodes of the event that nobody tells */
  ro_day day;              /* of that */
  RO_ARRAY(remark) meant, origins, sides, versions;
  ro_map identities; /* of names, as slices by index */
  ro_slices known;
} saying;

static void take_placed(ro_composer *c, saying *say, ro_row_fields *value, bool mentioned) {
  ro_arena *arena = &c->arena;
  placed at = {.event = ro_field_copy(value, arena)};
  ro_slice parts[3];
  for (size_t i = 0; i < 3; i++) parts[i] = ro_field_copy(value, arena);
  at.order = ro_arena_join(arena, parts, 3, RO_LIT(" "));
  at.standing = ro_field_copy(value, arena);
  at.meeting = ro_field_count(value);
  if (mentioned) ro_take_standing(c, value, &say->members, arena);
  RO_PUSH(arena, &say->placed, at);
}

static void take_untold(ro_composer *c, saying *say, ro_row_fields *value) {
  say->day = ro_field_day(value);
  size_t n = ro_field_count(value);
  for (size_t i = 0; i < n && c->status == READOUT_OK; i++) {
    placed at = {.event = c->key, .standing = ro_field_copy(value, &c->arena)};
    at.meeting = ro_field_count(value);
    RO_PUSH(&c->arena, &say->untold, at);
  }
}

static void take_known(ro_composer *c, saying *say, ro_row_fields *value) {
  ro_slice name = ro_field_copy(value, &c->arena), entity = ro_field_copy(value, &c->arena);
  bool is_new;
  if (!say->identities.arena) ro_map_init(&say->identities, &c->arena);
  uint64_t *at = ro_map_put(&say->identities, name, &is_new);
  if (!is_new) return;
  *at = say->known.len;
  RO_PUSH(&c->arena, &say->known, entity);
}

static void take_saying(ro_composer *c, void *state, ro_row_fields *value) {
  saying *say = state;
  ro_arena *arena = &c->arena;
  char letter = ro_field_letter(value);
  if (letter == 'b') {
    ro_member member;
    (void)ro_field(value);
    if (!ro_load_member(c, ro_fields_rest(value), &member, arena)) return;
    member.is_context = ro_slice_starts(c->key, RO_LIT("e-"));
    RO_PUSH(arena, &say->members, member);
  } else if (letter == 'p' || letter == 'm') {
    take_placed(c, say, value, letter == 'm');
  } else if (letter == 'u') {
    take_untold(c, say, value);
  } else if (letter == 'k') {
    take_known(c, say, value);
  } else if (letter == 'g') {
    remark meant = {.report = ro_field_copy(value, arena)};
    meant.name = ro_field_text(value, arena);
    meant.meant = ro_field_text(value, arena);
    RO_PUSH(arena, &say->meant, meant);
  } else if (letter == 'o') {
    remark origin = {.name = ro_field_copy(value, arena)};
    origin.report = ro_field_copy(value, arena);
    origin.is_root = ro_field_count(value) > 0;
    RO_PUSH(arena, &say->origins, origin);
  } else if (letter == 's') {
    remark side = {.report = ro_field_copy(value, arena)};
    side.name = ro_field_text(value, arena);
    RO_PUSH(arena, &say->sides, side);
  } else if (letter == 'c') {
    remark version = {.report = ro_field_copy(value, arena)};
    version.meant.len = ro_field_count(value);
    RO_PUSH(arena, &say->versions, version);
  } else {
    ro_refuse_row(c, "it begins with no letter that it knows");
  }
}

/* -- what is given
 * ---------------------------------------------------------------------------------------------------------------- */

static int by_event(const void *a, const void *b) {
  const placed *left = a, *right = b;
  int order = ro_slice_compare(left->event, right->event);
  if (!order) order = ro_slice_compare(left->order, right->order);
  if (!order) order = ro_slice_compare(left->standing, right->standing);
  return order ? order : (left->meeting > right->meeting) - (left->meeting < right->meeting);
}

static void give_nodes(ro_composer *c, const saying *say, ro_given *given, const placed *at, size_t n, ro_day day) {
  for (size_t i = 0; i < n; i++) {
    ro_given_node node = {ro_members_find(&say->members, at[i].standing), at[i].meeting};
    size_t last = given->events.len;
    if (node.member == RO_NONE) {
      ro_refuse_row(c, "a report of the key is missing");
      return;
    }
    if (last == 0 || !ro_slice_equal(given->events.at[last - 1].id, at[i].event)) {
      RO_PUSH(&c->arena, &given->events, ((ro_given_event){.id = at[i].event, .day = day}));
      last++;
    }
    RO_PUSH(&c->arena, &given->events.at[last - 1].nodes, node);
  }
}

static int by_name(const void *a, const void *b) {
  const remark *left = a, *right = b;
  int order = ro_slice_compare(left->name, right->name);
  return order ? order : ro_slice_compare(left->report, right->report);
}

static void give_remarks(ro_composer *c, saying *say, ro_given *given) {
  ro_arena *arena = &c->arena;
  if (say->origins.len > 1) qsort(say->origins.at, say->origins.len, sizeof *say->origins.at, by_name);
  for (size_t i = 0; i < say->origins.len; i++) {
    const remark *origin = &say->origins.at[i];
    size_t member = ro_members_find(&say->members, origin->report);
    if (member != RO_NONE) RO_PUSH(arena, &given->origins, ((ro_given_origin){member, origin->name, origin->is_root}));
  }
  for (size_t i = 0; i < say->sides.len; i++) {
    size_t member = ro_members_find(&say->members, say->sides.at[i].report);
    if (member != RO_NONE) RO_PUSH(arena, &given->sides, ((ro_given_side){member, say->sides.at[i].name}));
  }
  for (size_t i = 0; i < say->meant.len; i++) {
    const remark *meant = &say->meant.at[i];
    size_t member = ro_members_find(&say->members, meant->report);
    if (member != RO_NONE) RO_PUSH(arena, &given->meant, ((ro_given_meant){member, meant->name, meant->meant}));
  }
  for (size_t i = 0; i < say->versions.len; i++) {
    size_t member = ro_members_find(&say->members, say->versions.at[i].report);
    if (member != RO_NONE) say->members.at[member].version = say->versions.at[i].meant.len;
  }
}

typedef struct knowing {
  const saying *say;
  ro_arena *arena;
} knowing;

static ro_slice identity(void *ctx, ro_slice key) {
  const knowing *k = ctx;
  ro_slice name = ro_hex(k->arena, ro_hash(key, 5));
  const uint64_t *at = k->say->identities.arena ? ro_map_get(&k->say->identities, name) : NULL;
  return at ? k->say->known.at[*at] : ro_identity(k->arena, "n", &key, 1);
}

/* -- what comes out
 * ---------------------------------------------------------------------------------------------------------------- */

typedef struct line_writing {
  ro_composer *c;
  const saying *say;
  const ro_step_lines *lines;
  ro_exporter exporter;
} line_writing;

static bool is_own(const line_writing *w, ro_slice report) {
  size_t member = ro_members_find(&w->say->members, report);
  return member != RO_NONE && !w->say->members.at[member].is_context;
}

/* The line of a thing behind the row's other fields. */
static void put_line_of(line_writing *w, ro_line_type type, size_t i) {
  ro_text_clear(&w->c->findings);
  ro_export_line(&w->exporter, &w->c->findings, type, i);
  if (w->c->findings.failed) w->c->out.failed = true;
  ro_row_put(w->c, ro_slice_trim(ro_text_slice(&w->c->findings)));
  ro_row_end(w->c);
}

static void write_reports(line_writing *w) {
  const ro_record *record = &w->lines->record;
  for (size_t i = 0; i < record->reports.len; i++) {
    const ro_record_report *report = &record->reports.at[i];
    if (!is_own(w, report->id)) continue;
    ro_row_line(w->c, RO_LINE_REPORT, report->id, &w->exporter, i);
    ro_row(w->c, "told", report->id);
    ro_row_put_word(w->c, "c\tseries\ta");
    ro_row_put_number(w->c, (int64_t)report->names.len);
    for (size_t k = 0; k < report->names.len; k++) {
      ro_row_put(w->c, report->names.at[k].entity);
      ro_row_put_number(w->c, (int64_t)report->names.at[k].kind);
      ro_row_put_text(w->c, report->names.at[k].text);
    }
    put_line_of(w, RO_LINE_REPORT, i);
  }
}

static void write_events(line_writing *w) {
  const ro_record *record = &w->lines->record;
  for (size_t i = 0; i < record->events.len; i++) {
    if (!ro_map_get(&w->lines->events, record->events.at[i].id)) continue;
    ro_row(w->c, "event", record->events.at[i].id);
    ro_row_put_word(w->c, "a");
    put_line_of(w, RO_LINE_EVENT, i);
  }
  for (size_t i = 0; i < record->statements.len; i++) {
    const ro_record_statement *statement = &record->statements.at[i];
    if (!ro_map_get(&w->lines->events, statement->event)) continue;
    ro_row(w->c, "event", statement->event);
    ro_row_put_word(w->c, "c");
    ro_text_addf(&w->c->out, "\t%08zu", statement->order);
    ro_row_put(w->c, statement->id);
    ro_row_put_text(w->c, statement->deadline);
    put_line_of(w, RO_LINE_STATEMENT, i);
  }
  for (size_t i = 0; i < w->lines->held.len; i++) {
    const ro_held_beside *held = &w->lines->held.at[i];
    ro_row(w->c, "event", held->session);
    ro_row_put_word(w->c, "b");
    ro_row_put(w->c, w->c->key);
    ro_text_addf(&w->c->out, "\t%08zu", held->event);
    ro_row_put_number(w->c, (int64_t)held->place.len);
    for (size_t k = 0; k < held->place.len; k++) ro_row_put(w->c, held->place.at[k]);
    ro_row_end(w->c);
  }
}

static void write_rest(line_writing *w) {
  const ro_record *record = &w->lines->record;
  bool whole = !ro_slice_starts(w->c->key, RO_LIT("e-"));
  for (size_t i = 0; whole && i < record->origins.len; i++)
    ro_row_line(w->c, RO_LINE_ORIGIN, record->origins.at[i].id, &w->exporter, i);
  for (size_t i = 0; i < record->derivations.len; i++) {
    if (!is_own(w, record->derivations.at[i].a)) continue;
    ro_row_line(w->c, RO_LINE_DERIVATION, record->derivations.at[i].id, &w->exporter, i);
    ro_row(w->c, "told", record->derivations.at[i].a);
    ro_row_put_word(w->c, "c\tseries\tb");
    put_line_of(w, RO_LINE_DERIVATION, i);
  }
  for (size_t i = 0; i < record->discrepancies.len; i++)
    ro_row_line(w->c, RO_LINE_DISCREPANCY, record->discrepancies.at[i].id, &w->exporter, i);
}

static void end_saying(ro_composer *c, void *state) {
  saying *say = state;
  ro_given given = {.step = RO_STEP_WRITE};
  ro_step_lines lines;
  if (say->members.len == 0 && say->placed.len + say->untold.len > 0) ro_refuse_row(c, "the reports of the key are missing");
  ro_members_sort(&say->members);
  if (say->placed.len > 1) qsort(say->placed.at, say->placed.len, sizeof *say->placed.at, by_event);
  give_nodes(c, say, &given, say->placed.at, say->placed.len, (ro_day){0});
  give_nodes(c, say, &given, say->untold.at, say->untold.len, say->day);
  give_remarks(c, say, &given);
  if (c->status != READOUT_OK || say->members.len == 0) return;
  knowing k = {say, &c->arena};
  const ro_surroundings around = ro_compose_around(identity, &k);
  ro_step_write(say->members.at, say->members.len, c->lexicon, &around, &given, &lines, &c->arena);
  line_writing w = {.c = c, .say = say, .lines = &lines};
  ro_exporter_init(&w.exporter, &lines.record, &c->arena);
  write_reports(&w);
  write_events(&w);
  write_rest(&w);
}

const ro_compose_step RO_COMPOSE_LINES = {"lines", sizeof(saying), take_saying, end_saying, false};
