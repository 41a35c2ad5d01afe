#include "format/select.h"

#include <stdlib.h>

#include "format/labels.h"
#include "format/terminal.h"

/* Lower case, words parted by one space, a space at both ends, so that words are found whole. */
static ro_slice as_words(ro_slice text, ro_arena *arena) {
  ro_slice lower = ro_arena_lower(arena, ro_clean(text, arena));
  return ro_arena_format(arena, " %.*s ", (int)lower.len, lower.ptr);
}

static bool holds(ro_slice text, ro_slice words, ro_arena *arena) {
  return ro_slice_find(as_words(text, arena), words, 0) != (size_t)-1;
}

/* -- parties ---------------------------------------------------------------------------------------------------------- */

/* "Kenya and Somalia", "Kenya, Somalia", "Kenya–Somalia" in parts. */
static ro_slices parts_of(ro_slice asked, ro_arena *arena) {
  static const char *const marks[] = {",", " and ", "–", "/"};
  ro_slices parts = {0};
  size_t from = 0;
  while (from <= asked.len) {
    size_t end = asked.len, len = 0;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
      size_t at = ro_slice_find(asked, ro_slice_of(marks[m]), from);
      if (at < end) end = at, len = ro_slice_of(marks[m]).len;
    }
    ro_slice part = ro_slice_trim(ro_slice_part(asked, from, end));
    if (part.len > 0) RO_PUSH(arena, &parts, part);
    if (len == 0) break;
    from = end + len;
  }
  return parts;
}

/* Is it the entity's name, an alias, its country's two letters, or its identity? */
static bool is_called(const ro_record_entity *entity, ro_slice name) {
  if (ro_slice_equal(entity->id, name)) return true;
  if (ro_slice_equal_nocase(entity->name, name) || (entity->iso.len > 0 && ro_slice_equal_nocase(entity->iso, name))) return true;
  for (size_t a = 0; a < entity->aliases.len; a++)
    if (ro_slice_equal_nocase(entity->aliases.at[a], name)) return true;
  return false;
}

static ro_slices entities_called(const ro_record *record, ro_slice name, ro_arena *arena) {
  ro_slices found = {0};
  for (size_t e = 0; e < record->entities.len; e++)
    if (is_called(&record->entities.at[e], name)) RO_PUSH(arena, &found, record->entities.at[e].id);
  return found;
}

bool ro_asks_for_parties(ro_slice asked, ro_arena *arena) {
  return parts_of(asked, arena).len > 0;
}

ro_slices ro_parties_asked(const ro_record *record, ro_slice asked, bool first, ro_arena *arena) {
  ro_slices parts = parts_of(asked, arena), found = {0};
  for (size_t p = 0; p < parts.len && (p == 0 || !first); p++) {
    ro_slices named = entities_called(record, parts.at[p], arena);
    for (size_t i = 0; i < named.len; i++) RO_PUSH(arena, &found, named.at[i]);
  }
  ro_slices_sort_unique(&found);
  return found;
}

static bool is_party(const ro_record_event *event, const ro_slices *named) {
  for (size_t p = 0; event && p < event->parties.len; p++)
    if (ro_slices_have(named, event->parties.at[p].of) || ro_slices_have(named, event->parties.at[p].person)) return true;
  return false;
}

/* Is one of the speakers named, or somebody who speaks for who is named? */
static bool speaks(const ro_record_event *event, const ro_slices *speakers, const ro_slices *named) {
  for (size_t s = 0; s < speakers->len; s++) {
    if (ro_slices_have(named, speakers->at[s])) return true;
    for (size_t p = 0; event && p < event->parties.len; p++)
      if (ro_slice_equal(event->parties.at[p].person, speakers->at[s]) && ro_slices_have(named, event->parties.at[p].of))
        return true;
  }
  return false;
}

ro_slice ro_asked_title(const ro_record_index *index, ro_slice asked, ro_arena *arena) {
  ro_slices parts = parts_of(asked, arena);
  ro_slice title = RO_ABSENT;
  bool is_named = false;
  for (size_t p = 0; p < parts.len; p++) {
    const ro_record_entity *entity = ro_find_entity(index, parts.at[p]);
    ro_slice name = entity ? entity->name : parts.at[p];
    is_named = is_named || entity;
    title = title.ptr ? ro_arena_format(arena, "%.*s and %.*s", (int)title.len, title.ptr, (int)name.len, name.ptr) : name;
  }
  return is_named ? title : asked;
}

/* -- formulations ----------------------------------------------------------------------------------------------------- */

static bool has_words(const ro_record_formulation *formulation, ro_slice words, ro_arena *arena) {
  if (holds(formulation->phrase, words, arena)) return true;
  for (size_t i = 0; i < formulation->variants.len; i++)
    if (holds(formulation->variants.at[i], words, arena)) return true;
  return false;
}

static bool is_between(const ro_record_index *index, const ro_record_formulation *formulation, const ro_slices *parties,
                       ro_arena *arena) {
  for (size_t p = 0; p < parties->len; p++) {
    ro_slices named = entities_called(index->record, parties->at[p], arena);
    bool used = false;
    for (size_t u = 0; u < formulation->uses.len && !used; u++)
      used = is_party(ro_find_event(index, formulation->uses.at[u].event), &named);
    if (!used) return false;
  }
  return true;
}

ro_indexes ro_formulations_asked(const ro_record_index *index, ro_slice asked, ro_arena *arena) {
  const ro_record *record = index->record;
  ro_indexes found = {0};
  if (ro_slice_trim(asked).len == 0) return found;
  for (size_t i = 0; i < record->formulations.len; i++)
    if (ro_slice_equal(record->formulations.at[i].id, ro_slice_trim(asked))) RO_PUSH(arena, &found, i);
  if (found.len > 0) return found;
  ro_slice words = as_words(asked, arena);
  for (size_t i = 0; i < record->formulations.len; i++)
    if (has_words(&record->formulations.at[i], words, arena)) RO_PUSH(arena, &found, i);
  if (found.len > 0) return found;
  ro_slices parties = parts_of(asked, arena);
  for (size_t i = 0; parties.len > 1 && i < record->formulations.len; i++)
    if (is_between(index, &record->formulations.at[i], &parties, arena)) RO_PUSH(arena, &found, i);
  return found;
}

typedef struct dated {
  ro_slice date, event;
  size_t order, at;
} dated;

/* -- meetings --------------------------------------------------------------------------------------------------------- */

static int oldest_first(const void *left, const void *right) {
  const dated *a = left, *b = right;
  int order = ro_date_compare(a->date, b->date);
  return order ? order : ro_slice_compare(a->event, b->event);
}

ro_indexes ro_meetings_asked(const ro_record_index *index, ro_slice asked, ro_slice *unknown, ro_arena *arena) {
  RO_ARRAY(dated) found = {0};
  ro_slices parties = parts_of(asked, arena);
  ro_slices *named = RO_NEW_ARRAY(arena, ro_slices, parties.len + 1);
  *unknown = RO_ABSENT;
  for (size_t p = 0; p < parties.len; p++) {
    named[p] = entities_called(index->record, parties.at[p], arena);
    if (named[p].len == 0 && !unknown->ptr) *unknown = parties.at[p];
  }
  for (size_t e = 0; e < index->record->events.len; e++) {
    const ro_record_event *event = &index->record->events.at[e];
    bool all = event->kind != RO_OCCURRENCE && !ro_slice_equal(event->verdict, RO_LIT("rejected"));
    for (size_t p = 0; p < parties.len; p++) all = all && is_party(event, &named[p]);
    if (all) RO_PUSH(arena, &found, ((dated){event->from, event->id, 0, e}));
  }
  ro_indexes out = {0};
  if (found.len > 1) qsort(found.at, found.len, sizeof *found.at, oldest_first);
  for (size_t i = 0; i < found.len; i++) RO_PUSH(arena, &out, found.at[i].at);
  return out;
}

/* -- commitments ------------------------------------------------------------------------------------------------------ */

static int newest_first(const void *left, const void *right) {
  const dated *a = left, *b = right;
  int order = ro_date_compare(b->date, a->date);
  if (!order) order = ro_slice_compare(a->event, b->event);
  if (!order && a->order != b->order) order = a->order < b->order ? -1 : 1;
  return order ? order : (a->at > b->at) - (a->at < b->at);
}

ro_indexes ro_commitments_asked(const ro_record_index *index, ro_slice asked, ro_arena *arena) {
  RO_ARRAY(dated) found = {0};
  ro_slices parties = parts_of(asked, arena);
  ro_slices *named = RO_NEW_ARRAY(arena, ro_slices, parties.len + 1);
  for (size_t p = 0; p < parties.len; p++) named[p] = entities_called(index->record, parties.at[p], arena);
  for (size_t i = 0; i < index->record->commitments.len; i++) {
    const ro_record_commitment *commitment = &index->record->commitments.at[i];
    const ro_record_statement *statement = ro_find_statement(index, commitment->statement);
    const ro_record_event *event = statement ? ro_find_event(index, statement->event) : NULL;
    bool all = true;
    for (size_t p = 0; p < parties.len; p++) all = all && speaks(event, &commitment->parties, &named[p]);
    dated one = {event ? event->from : RO_ABSENT, event ? event->id : RO_ABSENT, statement ? statement->order : 0, i};
    if (all) RO_PUSH(arena, &found, one);
  }
  ro_indexes out = {0};
  if (found.len > 1) qsort(found.at, found.len, sizeof *found.at, newest_first);
  for (size_t i = 0; i < found.len; i++) RO_PUSH(arena, &out, found.at[i].at);
  return out;
}
