#include "engine/collect.h"

#include <stdlib.h>

#include "base/error.h"
#include "format/import.h"
#include "format/json_findings.h"
#include "history/follow.h"

#define MAX_COLLECTION ((size_t)64 << 30)

void ro_collection_init(ro_collection *c, const readout_engine *engine) {
  *c = (ro_collection){.engine = engine};
  ro_arena_init(&c->arena, &c->guard, MAX_COLLECTION);
}

void ro_collection_release(ro_collection *c) {
  ro_arena_release(&c->arena);
}

/* A file's name without its folders. */
static ro_slice base_name(ro_slice path) {
  size_t start = path.len;
  while (start > 0 && path.ptr[start - 1] != '/') start--;
  return ro_slice_part(path, start, path.len);
}

ro_slice ro_report_key(const ro_report *report, ro_arena *arena) {
  if (report->url.len > 0) return ro_arena_copy(arena, report->url);
  if (ro_slice_equal(report->id, report->source) || report->source.len == 0) return ro_arena_copy(arena, report->id);
  ro_slice file = base_name(report->source);
  return ro_arena_format(arena, "%.*s#%.*s", (int)file.len, file.ptr, (int)report->id.len, report->id.ptr);
}

typedef struct adding {
  ro_collection *c;
  ro_slice line, key;
  readout_status status;
  readout_error *err;
} adding;

static void add_body(void *ctx) {
  adding *a = ctx;
  ro_findings *findings = RO_NEW(&a->c->arena, ro_findings);
  a->status = ro_findings_read(findings, a->line, 0, &a->c->arena, a->err);
  if (a->status != READOUT_OK) return;
  ro_slice key = a->key.ptr ? ro_arena_copy(&a->c->arena, a->key) : ro_report_key(&findings->report, &a->c->arena);
  RO_PUSH(&a->c->arena, &a->c->findings, findings);
  RO_PUSH(&a->c->arena, &a->c->keys, key);
}

readout_status ro_collection_add(ro_collection *c, ro_slice line, ro_slice key, readout_error *err) {
  adding a = {.c = c, .line = line, .key = key, .err = err, .status = READOUT_OK};
  readout_status status = ro_guard_run(&c->guard, add_body, &a, err);
  return status != READOUT_OK ? status : a.status;
}

static void add_review_body(void *ctx) {
  adding *a = ctx;
  ro_record one = {0};
  ro_importer importer;
  ro_line_type type = RO_LINE_TYPES;
  ro_importer_init(&importer, &one, &a->c->arena, true);
  a->status = ro_import_line(&importer, a->line, 0, &type, a->err);
  if (a->status == READOUT_OK && type != RO_LINE_REVIEW)
    a->status = ro_fail(a->err, READOUT_ERR_INPUT, "a line of type \"%s\" is no decision", ro_line_type_name(type));
  if (a->status != READOUT_OK) return;
  bool is_new;
  if (!a->c->review_ids.arena) ro_map_init(&a->c->review_ids, &a->c->arena);
  ro_map_put(&a->c->review_ids, one.reviews.at[0].id, &is_new);
  if (is_new) RO_PUSH(&a->c->arena, &a->c->record.reviews, one.reviews.at[0]);
}

readout_status ro_collection_add_review(ro_collection *c, ro_slice line, readout_error *err) {
  adding a = {.c = c, .line = line, .err = err, .status = READOUT_OK};
  readout_status status = ro_guard_run(&c->guard, add_review_body, &a, err);
  return status != READOUT_OK ? status : a.status;
}

/* Versions of one key, oldest first: by modified, else published date, then hash; never by arrival. */
typedef struct versioned {
  ro_slice key, date, sha256;
  size_t at;
} versioned;

static int compare_versions(const void *left, const void *right) {
  const versioned *a = left, *b = right;
  int order = ro_slice_compare(a->key, b->key);
  if (!order) order = ro_slice_compare(a->date, b->date);
  if (!order) order = ro_slice_compare(a->sha256, b->sha256);
  return order ? order : (a->at < b->at ? -1 : a->at > b->at);
}

static void settle_body(void *ctx) {
  ro_collection *c = ctx;
  size_t n = c->findings.len, n_members = 0;
  versioned *order = RO_NEW_ARRAY(&c->arena, versioned, n);
  ro_member *members = RO_NEW_ARRAY(&c->arena, ro_member, n);
  for (size_t i = 0; i < n; i++) {
    const ro_report *report = &c->findings.at[i]->report;
    order[i] = (versioned){c->keys.at[i], report->modified.ptr ? report->modified : report->published, report->sha256, i};
  }
  if (n > 0) qsort(order, n, sizeof *order, compare_versions);
  size_t version = 0;
  for (size_t i = 0; i < n; i++) {
    bool same_key = i > 0 && ro_slice_equal(order[i].key, order[i - 1].key);
    if (same_key && ro_slice_equal(order[i].sha256, order[i - 1].sha256)) continue; /* given twice */
    version = same_key ? version + 1 : 1;
    ro_member *member = &members[n_members++];
    member->key = order[i].key;
    member->version = version;
    member->id = ro_report_identity(order[i].key, order[i].sha256, &c->arena);
    member->prepared = ro_prepare(c->findings.at[order[i].at], c->engine->parts->lexicon, &c->arena);
  }
  ro_settle_traced(members, n_members, c->engine->parts->lexicon, &c->record, &c->arena, c->grounds);
  ro_follow_traced(&c->record, c->engine->parts->lexicon, &c->arena, c->grounds);
}

readout_status ro_collection_settle(ro_collection *c, readout_error *err) {
  return ro_guard_run(&c->guard, settle_body, c, err);
}
