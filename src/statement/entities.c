/* Entities, made while names are read; at the end those that nothing speaks of go. */
#include "statement/reader.h"

#include <stdlib.h>

size_t ro_entity_make(ro_reader *r, ro_entity_kind kind, ro_slice name) {
  ro_slice key = ro_arena_format(r->arena, "%d %.*s", (int)kind, (int)name.len, name.ptr);
  bool is_new;
  uint64_t *place = ro_map_put(&r->by_name, key, &is_new);
  if (!is_new) return (size_t)*place;
  ro_entity entity = {.kind = kind, .name = name, .within = RO_NONE};
  RO_PUSH(r->arena, &r->out->entities, entity);
  *place = r->out->entities.len - 1;
  return r->out->entities.len - 1;
}

size_t ro_entity_of_listed(ro_reader *r, const ro_listed *listed_entity) {
  size_t entity = ro_entity_make(r, listed_entity->kind, listed_entity->name);
  ro_entity *made = &r->out->entities.at[entity];
  made->wikidata = listed_entity->wikidata;
  if (listed_entity->kind == RO_COUNTRY) made->iso = listed_entity->iso;
  return entity;
}

void ro_entity_alias(ro_reader *r, size_t entity, ro_slice form) {
  ro_entity *e = &r->out->entities.at[entity];
  if (form.len == 0 || ro_slice_equal(e->name, form) || ro_slices_have(&e->aliases, form)) return;
  RO_PUSH(r->arena, &e->aliases, form);
}

void ro_mention_add(ro_reader *r, size_t entity, size_t first, size_t end, ro_why why) {
  ro_span span = {ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end};
  RO_PUSH(r->arena, &r->out->mentions, ((ro_mention){span, entity}));
  ro_note(r, RO_WHY_NAME, span, ro_slice_of(ro_entity_kind_name(r->out->entities.at[entity].kind)), why);
  for (size_t i = first; i < end; i++) r->entity[i] = entity;
  ro_entity_alias(r, entity, ro_slice_span(r->tokens->text, span));
}

size_t ro_person_of(const ro_reader *r, size_t person) {
  const ro_entity *e = &r->out->entities.at[person];
  for (size_t i = e->offices.len; i > 0; i--)
    if (e->offices.at[i - 1].of != RO_NONE) return e->offices.at[i - 1].of;
  return RO_NONE;
}

/* Marks what an index refers to, or moves the index to where that went. */
static void touch(size_t *index, bool moving, size_t *map) {
  if (*index == RO_NONE) return;
  if (moving)
    *index = map[*index];
  else
    map[*index] = 1;
}

/* Touches every reference to an entity that the findings hold. */
static void each_reference(ro_findings *out, bool moving, size_t *map) {
  for (size_t m = 0; m < out->mentions.len; m++) touch(&out->mentions.at[m].entity, moving, map);
  for (size_t m = 0; m < out->meetings.len; m++) {
    ro_meeting *meeting = &out->meetings.at[m];
    touch(&meeting->framework, moving, map);
    touch(&meeting->requested_by, moving, map);
    for (size_t p = 0; p < meeting->parties.len; p++) {
      touch(&meeting->parties.at[p].person, moving, map);
      touch(&meeting->parties.at[p].of, moving, map);
    }
  }
  for (size_t a = 0; a < out->attributions.len; a++) {
    for (size_t s = 0; s < out->attributions.at[a].speakers.len; s++) touch(&out->attributions.at[a].speakers.at[s], moving, map);
    for (size_t s = 0; s < out->attributions.at[a].addressees.len; s++)
      touch(&out->attributions.at[a].addressees.at[s], moving, map);
  }
}

/* Meetings may share a list of places: each list is visited once. */
static void each_place(ro_findings *out, bool moving, size_t *map) {
  for (size_t m = 0; m < out->meetings.len; m++) {
    bool seen = false;
    for (size_t n = 0; n < m; n++)
      seen = seen || (out->meetings.at[n].places.at && out->meetings.at[n].places.at == out->meetings.at[m].places.at);
    for (size_t p = 0; !seen && p < out->meetings.at[m].places.len; p++) touch(&out->meetings.at[m].places.at[p], moving, map);
  }
}

static int compare_mentions(const void *left, const void *right) {
  const ro_mention *a = left, *b = right;
  if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
  if (a->span.end != b->span.end) return a->span.end > b->span.end ? -1 : 1;
  return a->entity < b->entity ? -1 : a->entity > b->entity;
}

void ro_entities_compact(ro_reader *r) {
  ro_findings *out = r->out;
  size_t n = out->entities.len, kept = 0;
  size_t *map = RO_NEW_ARRAY(r->arena, size_t, n);
  each_reference(out, false, map);
  each_place(out, false, map);
  for (size_t t = 0; t < r->tokens->tokens.len; t++) touch(&r->adjective[t], false, map);
  for (size_t e = n; e > 0;
       e--) { /* what a kept entity refers to was often made after it: twice is enough for offices and countries */
    if (!map[e - 1]) continue;
    touch(&out->entities.at[e - 1].within, false, map);
    for (size_t o = 0; o < out->entities.at[e - 1].offices.len; o++) touch(&out->entities.at[e - 1].offices.at[o].of, false, map);
  }
  for (size_t e = 0; e < n; e++) map[e] = map[e] ? kept++ : RO_NONE;
  for (size_t e = 0; e < n; e++) {
    if (map[e] == RO_NONE) continue;
    ro_entity *entity = &out->entities.at[map[e]];
    *entity = out->entities.at[e];
    touch(&entity->within, true, map);
    for (size_t o = 0; o < entity->offices.len; o++) touch(&entity->offices.at[o].of, true, map);
  }
  out->entities.len = kept;
  each_reference(out, true, map);
  each_place(out, true, map);
  if (out->mentions.len) qsort(out->mentions.at, out->mentions.len, sizeof *out->mentions.at, compare_mentions);
}
