#include "engine/gather.h"

#include "base/error.h"
#include "format/notes.h"
#include "store/pages.h"

#define MAX_GATHERED ((size_t)4 << 30)
#define ID_LEN 18 /* "e-" and 16 digits */

bool ro_gather_type_of(ro_slice id, ro_line_type *type) {
  static const struct {
    char letter;
    ro_line_type type;
  } LETTERS[] = {{'e', RO_LINE_EVENT},       {'s', RO_LINE_STATEMENT},   {'r', RO_LINE_REPORT},
                 {'n', RO_LINE_ENTITY},      {'o', RO_LINE_ORIGIN},      {'d', RO_LINE_DERIVATION},
                 {'x', RO_LINE_DISCREPANCY}, {'f', RO_LINE_FORMULATION}, {'v', RO_LINE_REVIEW}};
  if (id.len != ID_LEN || id.ptr[1] != '-') return false;
  for (size_t i = 2; i < ID_LEN; i++)
    if (!memchr("0123456789abcdef", id.ptr[i], 16)) return false;
  for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++) {
    *type = LETTERS[i].type;
    if (LETTERS[i].letter == id.ptr[0]) return true;
  }
  return false;
}

void ro_gather_want(ro_gather *g, ro_line_type type, ro_slice id) {
  bool is_new;
  if (!id.ptr || ro_map_get(&g->seen[type], id)) return;
  ro_slice copy = ro_arena_copy(&g->arena, id);
  (void)ro_map_put(&g->seen[type], copy, &is_new);
  RO_PUSH(&g->arena, &g->wanted[type], copy);
}

void ro_gather_want_all(ro_gather *g, ro_line_type type, const ro_slices *ids) {
  for (size_t i = 0; i < ids->len; i++) ro_gather_want(g, type, ids->at[i]);
}

/* A line names a thing where one of its strings is an identity: nothing else stands between two quote marks of JSON so. */
static bool next_identity(ro_slice line, const char *letters, size_t *at, ro_slice *id) {
  ro_line_type type;
  while (*at + ID_LEN + 1 < line.len) {
    const char *mark = memchr(line.ptr + *at, '"', line.len - *at);
    if (!mark) return false;
    *at = (size_t)(mark - line.ptr) + 1;
    if (*at + ID_LEN >= line.len) return false;
    *id = ro_slice_part(line, *at, *at + ID_LEN);
    if (line.ptr[*at + ID_LEN] == '"' && strchr(letters, id->ptr[0]) && ro_gather_type_of(*id, &type)) return true;
  }
  return false;
}

void ro_identities_in(ro_slice lines, const char *letters, ro_slices *ids, ro_arena *arena) {
  ro_slice id;
  for (size_t at = 0; next_identity(lines, letters, &at, &id);) RO_PUSH(arena, ids, ro_arena_copy(arena, id));
}

static void want_named(ro_gather *g, ro_slice line) {
  ro_slice id;
  ro_line_type type;
  for (size_t at = 0; next_identity(line, g->follows, &at, &id);)
    if (ro_gather_type_of(id, &type)) ro_gather_want(g, type, id);
}

typedef struct giving {
  ro_gather *gather;
  size_t n;
} giving;

static bool give(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  giving *call = ctx;
  ro_gather *g = call->gather;
  (void)type;
  (void)id;
  call->n++;
  ro_text_add(&g->out, line);
  ro_text_add(&g->out, RO_LIT("\n"));
  if (g->follows) want_named(g, line);
  if (g->loads) g->status = ro_import_line(&g->importer, line, 0, NULL, g->err);
  return g->status == READOUT_OK;
}

size_t ro_gather_lines(ro_gather *g, ro_line_type type, bool head, const ro_slices *ids) {
  giving call = {g, 0};
  for (size_t i = 0; i < ids->len; i++) {
    bool is_new;
    ro_map_put(&g->seen[type], ids->at[i], &is_new);
  }
  if (g->status != READOUT_OK) return 0;
  readout_status status = ro_store_lines_by_id(g->record->store, type, head, ids, give, &call, g->err);
  if (g->status == READOUT_OK) g->status = status;
  return call.n;
}

static bool load(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  ro_gather *g = ctx;
  (void)type;
  (void)id;
  g->n_loaded++;
  g->status = ro_import_line(&g->importer, line, 0, NULL, g->err);
  return g->status == READOUT_OK;
}

size_t ro_gather_load(ro_gather *g, ro_line_type type, const ro_slices *ids) {
  g->n_loaded = 0;
  if (g->status != READOUT_OK) return 0;
  readout_status status = ro_store_lines_by_id(g->record->store, type, false, ids, load, g, g->err);
  if (g->status == READOUT_OK) g->status = status;
  return g->n_loaded;
}

void ro_gather_beside(ro_gather *g, const char *const follows[RO_LINE_TYPES]) {
  static const ro_line_type ORDER[] = {RO_LINE_STATEMENT,  RO_LINE_FORMULATION, RO_LINE_COMMITMENT, RO_LINE_DISCREPANCY,
                                       RO_LINE_DERIVATION, RO_LINE_ORIGIN,      RO_LINE_REVIEW,     RO_LINE_EVENT,
                                       RO_LINE_ENTITY,     RO_LINE_REPORT};
  for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
    ro_line_type type = ORDER[i];
    g->follows = follows[type];
    g->loads = type == RO_LINE_EVENT || type == RO_LINE_ENTITY;
    ro_gather_lines(g, type, true, &g->wanted[type]);
  }
  g->loads = false;
}

void ro_gather_event_notes(ro_gather *g) {
  ro_record_index index;
  if (g->status != READOUT_OK) return;
  ro_record_index_make(&index, &g->loaded, &g->arena);
  for (size_t i = 0; i < g->loaded.events.len && g->status == READOUT_OK; i++) {
    const ro_record_event *event = &g->loaded.events.at[i];
    ro_event_counts counts;
    g->status = ro_store_event_counts(g->record->store, event->id, &counts, g->err);
    if (g->status == READOUT_OK)
      ro_note_event(&g->out, &index, event, counts.statements, counts.discrepancies, counts.differs, &g->arena);
  }
}

readout_status ro_gather_run(ro_gather *g, readout_record *record, ro_guard_body body, void *ctx, readout_sink sink,
                             void *sink_ctx, readout_error *err) {
  *g = (ro_gather){.record = record, .status = READOUT_OK, .err = err};
  bool begun;
  RO_TRY(ro_store_hold(record->store, &begun, err));
  ro_arena_init(&g->arena, &g->guard, MAX_GATHERED);
  ro_text_init(&g->out, 0);
  for (size_t i = 0; i < RO_LINE_TYPES; i++) ro_map_init(&g->seen[i], &g->arena);
  ro_importer_init(&g->importer, &g->loaded, &g->arena, true);
  readout_status status = ro_guard_run(&g->guard, body, ctx, err);
  if (status == READOUT_OK) status = g->status;
  ro_store_let_go(record->store, begun);
  if (status == READOUT_OK && g->out.failed) status = ro_fail(err, READOUT_ERR_MEMORY, "a page of the record is too large");
  ro_slice out = ro_text_slice(&g->out);
  if (status == READOUT_OK && !sink(sink_ctx, out.ptr, out.len)) status = ro_fail(err, READOUT_ERR_STOPPED, "stopped");
  ro_text_release(&g->out);
  ro_arena_release(&g->arena);
  return status;
}
