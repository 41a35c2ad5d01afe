/* Steps from the uses of names to entities: a name's uses added up, names that are one's, and the identity by which a name goes.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "engine/compose.h"
#include "event/identity.h"

/* -- tally, tallied: uses of a name -> the same, added up: forms counted, the first reports that show it ------------------------
 */

typedef struct tally {
  ro_slice form;
  int64_t count;
  ro_slice head;
  size_t shown;
} tally;

static void begin_use(ro_composer *c, bool last) {
  ro_row(c, last ? "used" : "use", c->key);
  if (!last) return;
  ro_row_put_word(c, "b\tentity");
  ro_row_put(c, c->key);
}

static void put_form(ro_composer *c, tally *t, bool last) {
  if (!t->form.ptr) return;
  begin_use(c, last);
  ro_row_put_word(c, "f");
  ro_row_put(c, t->form);
  ro_row_put_number(c, t->count);
  ro_row_end(c);
  t->form = RO_ABSENT;
}

static void put_rest(ro_composer *c, const char *letter, ro_slice rest, bool last) {
  begin_use(c, last);
  ro_row_put_word(c, letter);
  ro_row_put(c, rest);
  ro_row_end(c);
}

static void take_use(ro_composer *c, tally *t, ro_row_fields *value, bool last) {
  char letter = ro_field_letter(value);
  if (letter == 'f') {
    ro_slice form = ro_field(value);
    int64_t count = ro_field_number(value);
    if (!ro_slice_equal(form, t->form)) {
      put_form(c, t, last);
      t->form = ro_arena_copy(&c->arena, form);
      t->count = 0;
    }
    t->count += count;
    return;
  }
  put_form(c, t, last);
  ro_slice rest = ro_fields_rest(value);
  if (letter == 'h' && !ro_slice_equal(rest, t->head)) {
    t->head = ro_arena_copy(&c->arena, rest);
    put_rest(c, "h", rest, last);
  } else if (letter == 's' && t->shown++ < RO_NAME_EVIDENCE) {
    put_rest(c, "s", rest, last);
  }
}

static void take_some(ro_composer *c, void *state, ro_row_fields *value) {
  take_use(c, state, value, false);
}

static void take_last(ro_composer *c, void *state, ro_row_fields *value) {
  take_use(c, state, value, true);
}

static void end_some(ro_composer *c, void *state) {
  put_form(c, state, false);
}

static void end_last(ro_composer *c, void *state) {
  put_form(c, state, true);
}

const ro_compose_step RO_COMPOSE_TALLY = {"tally", sizeof(tally), take_some, end_some, false};
const ro_compose_step RO_COMPOSE_TALLIED = {"tallied", sizeof(tally), take_last, end_last, false};

/* -- entities: names that are one's -> its line; known --------------------------------------------------------------------------
 */

typedef struct shown_at {
  ro_slice report;
  size_t place;
  ro_evidence evidence;
} shown_at;

typedef struct one_name {
  ro_slice hash;
  ro_ident ident; /* with the forms */
} one_name;

typedef struct entity {
  RO_ARRAY(one_name) names;
  RO_ARRAY(shown_at) shown;
} entity;

static void take_shown(ro_composer *c, entity *e, ro_row_fields *value) {
  ro_arena *arena = &c->arena;
  shown_at at = {.report = ro_field_copy(value, arena), .place = ro_field_count(value)};
  ro_span span = {.start = ro_field_count(value)};
  span.end = ro_field_count(value);
  at.evidence.report = at.report;
  RO_PUSH(arena, &at.evidence.spans, span);
  at.evidence.quote = ro_field_text(value, arena);
  at.evidence.counted = true;
  RO_PUSH(arena, &e->shown, at);
}

static void take_name(ro_composer *c, void *state, ro_row_fields *value) {
  entity *e = state;
  ro_arena *arena = &c->arena;
  ro_slice hash = ro_field(value);
  if (e->names.len == 0 || !ro_slice_equal(e->names.at[e->names.len - 1].hash, hash))
    RO_PUSH(arena, &e->names, ((one_name){.hash = ro_arena_copy(arena, hash)}));
  ro_ident *ident = &e->names.at[e->names.len - 1].ident;
  char letter = ro_field_letter(value);
  if (letter == 'f') {
    ro_form form = {.text = ro_field_text(value, arena)};
    form.reports = ro_field_count(value);
    RO_PUSH(arena, &ident->names, form);
  } else if (letter == 's') {
    take_shown(c, e, value);
  } else {
    ident->key = ro_field_text(value, arena);
    ident->kind = (ro_entity_kind)(ro_field_count(value) % RO_ENTITY_KINDS);
    ro_slice iso = ro_field_text(value, arena), wikidata = ro_field_text(value, arena);
    if (iso.ptr) ident->iso = iso;
    if (wikidata.ptr) ident->wikidata = wikidata;
  }
}

static int by_place(const void *a, const void *b) {
  const shown_at *left = a, *right = b;
  int order = ro_slice_compare(left->report, right->report);
  return order ? order : (left->place > right->place) - (left->place < right->place);
}

static const ro_ident *lead_of(const entity *e) {
  const ro_ident *lead = NULL;
  for (size_t i = 0; i < e->names.len; i++) {
    const ro_ident *ident = &e->names.at[i].ident;
    if (ident->key.len > 0 && (!lead || ro_ident_leads(ident, lead))) lead = ident;
  }
  return lead;
}

static ro_record_entity line_of(ro_composer *c, const entity *e, const ro_ident *lead) {
  ro_record_entity line = {.kind = lead->kind, .iso = lead->iso, .wikidata = lead->wikidata};
  line.id = ro_identity(&c->arena, "n", &lead->key, 1);
  line.name = ro_ident_name(lead, c->lexicon);
  for (size_t i = 0; i < e->names.len; i++)
    for (size_t k = 0; k < e->names.at[i].ident.names.len; k++) {
      ro_slice form = e->names.at[i].ident.names.at[k].text;
      if (!ro_slice_equal(form, line.name)) RO_PUSH(&c->arena, &line.aliases, form);
    }
  ro_slices_sort_unique(&line.aliases);
  if (e->shown.len > 1) qsort(e->shown.at, e->shown.len, sizeof *e->shown.at, by_place);
  for (size_t i = 0; i < e->shown.len && i < RO_ENTITY_EVIDENCE; i++) RO_PUSH(&c->arena, &line.evidence, e->shown.at[i].evidence);
  return line;
}

static void end_entity(ro_composer *c, void *state) {
  entity *e = state;
  ro_record record = {0};
  ro_exporter exporter;
  const ro_ident *lead = lead_of(e);
  if (!lead || c->status != READOUT_OK) return;
  RO_PUSH(&c->arena, &record.entities, line_of(c, e, lead));
  ro_slice id = record.entities.at[0].id;
  ro_exporter_init(&exporter, &record, &c->arena);
  ro_row_line(c, RO_LINE_ENTITY, id, &exporter, 0);
  ro_row(c, "entity-line", id);
  ro_row_put_word(c, "c\tseries\tc");
  ro_row_put(c, ro_slice_trim(ro_text_slice(&c->findings))); /* the line that was just put */
  ro_row_end(c);
  for (size_t i = 0; i < e->names.len; i++) {
    ro_slice own = ro_identity(&c->arena, "n", &e->names.at[i].ident.key, 1);
    if (ro_slice_equal(own, id)) continue;
    ro_row(c, "known", e->names.at[i].hash);
    ro_row_put_word(c, "a");
    ro_row_put(c, id);
    ro_row_end(c);
  }
}

const ro_compose_step RO_COMPOSE_ENTITIES = {"entities", sizeof(entity), take_name, end_entity, false};

/* -- named: who asks for a name's identity, where that is not its own -> beside
 * -------------------------------------------------- */

typedef struct named {
  ro_slice entity, last;
} named;

static void take_ask(ro_composer *c, void *state, ro_row_fields *value) {
  named *n = state;
  bool is_answer = ro_field_letter(value) == 'a';
  ro_slice who = ro_field(value);
  if (is_answer) n->entity = ro_arena_copy(&c->arena, who);
  if (is_answer || !n->entity.ptr || ro_slice_equal(n->last, who)) return;
  n->last = ro_arena_copy(&c->arena, who);
  ro_row(c, "beside", who);
  ro_row_put_word(c, "d\tsettling\tk");
  ro_row_put(c, c->key);
  ro_row_put(c, n->entity);
  ro_row_end(c);
}

const ro_compose_step RO_COMPOSE_NAMED = {"named", sizeof(named), take_ask, NULL, false};
