/* Decisions of people: made, kept, and what follows worked out anew. Taking them out of exports: import.c. */
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "base/error.h"
#include "engine/record.h"
#include "event/day.h"
#include "format/import.h"
#include "format/json_findings.h"
#include "format/labels.h"
#include "review/propose.h"

#define MAX_DECIDING ((size_t)16 << 30)
#define SECOND 1000000 /* microseconds */
#define DAY ((int64_t)86400 * SECOND)

/* -- when ------------------------------------------------------------------------------------------------------------- */

static int64_t digits(ro_slice text, size_t start, size_t end) {
  int64_t value = 0;
  for (size_t i = start; i < end; i++)
    value = value * 10 + (i < text.len && ro_is_digit((unsigned char)text.ptr[i]) ? text.ptr[i] - '0' : 0);
  return value;
}

/* Microseconds since 1970 of a time that ro_review_is_time(); further digits are cut. */
static int64_t micros_of(ro_slice when) {
  int64_t days = ro_day_number(ro_day_parse(ro_slice_part(when, 0, 10)));
  int64_t seconds = digits(when, 11, 13) * 3600 + digits(when, 14, 16) * 60 + digits(when, 17, 19);
  return days * DAY + seconds * SECOND + digits(when, 20, 26);
}

static ro_slice time_of(int64_t micros, ro_arena *arena) {
  int64_t days = micros / DAY, rest = micros % DAY, seconds = rest / SECOND;
  ro_slice day = ro_day_from(ro_day_of_number(days), arena);
  return ro_arena_format(arena, "%.*sT%02d:%02d:%02d.%06dZ", (int)day.len, day.ptr, (int)(seconds / 3600),
                         (int)(seconds / 60 % 60), (int)(seconds % 60), (int)(rest % SECOND));
}

/* By the clock, but after all decisions before: one made later counts, whatever the clock. */
static ro_slice now_after(const ro_record *record, ro_arena *arena) {
  struct timespec clock = {0};
  clock_gettime(CLOCK_REALTIME, &clock);
  int64_t now = (int64_t)clock.tv_sec * SECOND + clock.tv_nsec / 1000;
  for (size_t i = 0; i < record->reviews.len; i++) {
    int64_t before = micros_of(record->reviews.at[i].when);
    if (before >= now) now = before + 1;
  }
  return time_of(now, arena);
}

/* -- deciding --------------------------------------------------------------------------------------------------------- */

typedef struct deciding {
  readout_record *record;
  const readout_decision *decision;
  ro_guard guard;
  ro_arena arena;
  ro_record loaded;
  ro_importer importer;
  ro_record_index index;
  ro_map findings; /* of reports that were asked for: index into read */
  RO_ARRAY(ro_findings *) read;
  ro_record_review review;
  ro_review_state state;
  ro_text line;
  readout_status status;
  readout_error *err;
} deciding;

static bool take_line(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  deciding *d = ctx;
  (void)type;
  (void)id;
  d->status = ro_import_line(&d->importer, line, 0, NULL, d->err);
  return d->status == READOUT_OK;
}

static bool load_all(deciding *d) {
  ro_importer_init(&d->importer, &d->loaded, &d->arena, true);
  for (ro_line_type type = RO_LINE_REPORT; type <= RO_LINE_REVIEW; type++) {
    if (type == RO_LINE_FORMULATION) continue;
    readout_status status = ro_store_each_line(d->record->store, type, take_line, d, d->err);
    if (d->status == READOUT_OK) d->status = status;
    if (d->status != READOUT_OK) return false;
  }
  ro_record_index_make(&d->index, &d->loaded, &d->arena);
  return true;
}

static bool take_findings(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  deciding *d = ctx;
  (void)type;
  (void)id;
  ro_findings *findings = RO_NEW(&d->arena, ro_findings);
  d->status = ro_findings_read(findings, line, 0, &d->arena, d->err);
  if (d->status == READOUT_OK) RO_PUSH(&d->arena, &d->read, findings);
  return d->status == READOUT_OK;
}

static const ro_findings *findings_of(void *ctx, ro_slice report) {
  deciding *d = ctx;
  size_t before = d->read.len;
  readout_status status = ro_store_findings_of(d->record->store, report, take_findings, d, d->err);
  return status == READOUT_OK && d->read.len > before ? d->read.at[before] : NULL;
}

/* A number is that of an event in the list of events. */
static ro_slice thing_of(deciding *d, ro_slice asked) {
  size_t number = 0;
  for (size_t i = 0; i < asked.len; i++) {
    if (!ro_is_digit((unsigned char)asked.ptr[i]) || number > 100000000) return asked;
    number = number * 10 + (size_t)(asked.ptr[i] - '0');
  }
  if (number == 0 || number > d->loaded.events.len) return asked;
  return d->loaded.events.at[ro_events_newest(&d->loaded, &d->arena).at[number - 1]].id;
}

static bool names_things_alone(ro_slice action) {
  return ro_slice_equal(action, RO_LIT("merge")) || ro_slice_equal(action, RO_LIT("not-same"));
}

static readout_status check_people(const deciding *d, const ro_request *request) {
  if (ro_slice_trim(request->who).len == 0)
    return ro_fail(d->err, READOUT_ERR_USAGE, "nobody is named who decides: give a name, with --who");
  if (ro_review_is_time(request->when)) return READOUT_OK;
  return ro_fail(d->err, READOUT_ERR_USAGE, "\"%.*s\" is no time: give it in UTC, as 2026-11-26T19:17:57Z",
                 (int)request->when.len, request->when.ptr);
}

static readout_status check_undone(const deciding *d) {
  for (size_t i = 0; i < d->loaded.reviews.len; i++) {
    const ro_record_review *other = &d->loaded.reviews.at[i];
    if (ro_slice_equal(other->id, d->review.id))
      return ro_fail(d->err, READOUT_ERR_USAGE, "the decision \"%.*s\" was made already", (int)other->id.len, other->id.ptr);
    if (!ro_slice_equal(other->id, d->review.undoes) || ro_review_compare(other, &d->review) < 0) continue;
    return ro_fail(d->err, READOUT_ERR_USAGE, "\"%.*s\" was decided at %.*s: it can only be undone later", (int)other->id.len,
                   other->id.ptr, (int)other->when.len, other->when.ptr);
  }
  return READOUT_OK;
}

static readout_status propose(deciding *d) {
  const readout_decision *asked = d->decision;
  ro_request request = {.action = ro_slice_of(asked->action ? asked->action : ""), .n_args = asked->n_args};
  ro_slice *args = RO_NEW_ARRAY(&d->arena, ro_slice, asked->n_args + 1);
  for (size_t i = 0; i < asked->n_args; i++) {
    args[i] = ro_slice_of(asked->args[i]);
    if (i == 0 || names_things_alone(request.action)) args[i] = thing_of(d, args[i]);
  }
  request.args = args;
  request.who = ro_slice_of(asked->who ? asked->who : "");
  request.why = ro_slice_of(asked->why);
  request.when = asked->when ? ro_slice_of(asked->when) : now_after(&d->loaded, &d->arena);
  RO_TRY(check_people(d, &request));
  ro_thing_finder finder = {.index = &d->index, .findings_of = findings_of, .ctx = d, .arena = &d->arena, .err = d->err};
  RO_TRY(ro_review_propose(&finder, &request, &d->review));
  return check_undone(d);
}

readout_status ro_record_put_decision(readout_record *record, const ro_record_review *review, ro_text *line, ro_arena *arena,
                                      bool *is_new, readout_error *err) {
  ro_record one = {0};
  ro_exporter exporter;
  RO_PUSH(arena, &one.reviews, *review);
  ro_exporter_init(&exporter, &one, arena);
  ro_text_clear(line);
  ro_export_line(&exporter, line, RO_LINE_REVIEW, 0);
  if (line->failed) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for a decision");
  return ro_store_put_review(record->store, review, ro_text_slice(line), is_new, err);
}

static readout_status keep(deciding *d) {
  bool is_new;
  return ro_record_put_decision(d->record, &d->review, &d->line, &d->arena, &is_new, d->err);
}

static void decide_body(void *ctx) {
  deciding *d = ctx;
  if (load_all(d)) d->status = propose(d);
  if (d->status == READOUT_OK) d->status = keep(d);
}

static bool take_state(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  deciding *d = ctx;
  if (ro_slice_equal(id, d->review.id)) {
    size_t before = d->loaded.reviews.len;
    if (!take_line(d, type, id, line)) return false;
    d->state = d->loaded.reviews.at[before].state;
  }
  return true;
}

/* Whether anything follows from it. */
static void check_body(void *ctx) {
  deciding *d = ctx;
  readout_status status = ro_store_each_line(d->record->store, RO_LINE_REVIEW, take_state, d, d->err);
  if (d->status == READOUT_OK) d->status = status;
  if (d->status == READOUT_OK && d->state != RO_REVIEW_IN_FORCE)
    d->status = ro_fail(d->err, READOUT_ERR_USAGE, "nothing would follow from this: what it names is one text, or is so already");
}

static readout_status decide(deciding *d) {
  readout_status status = ro_record_settle(d->record, d->err);
  if (status == READOUT_OK) status = ro_guard_run(&d->guard, decide_body, d, d->err);
  if (status == READOUT_OK) status = d->status;
  if (status == READOUT_OK) status = ro_record_conclude(d->record, d->err);
  if (status == READOUT_OK) status = ro_guard_run(&d->guard, check_body, d, d->err);
  return status == READOUT_OK ? d->status : status;
}

readout_status readout_record_decide(readout_record *record, const readout_decision *decision, char id[24], readout_error *err) {
  readout_error local = {0};
  if (!err) err = &local;
  RO_TRY(ro_engine_need(record->engine, RO_NEEDS_LEXICON, err));
  RO_TRY(ro_record_may_grow(record, err));
  RO_TRY(ro_store_begin(record->store, err));
  deciding d = {.record = record, .decision = decision, .err = err, .status = READOUT_OK};
  ro_arena_init(&d.arena, &d.guard, MAX_DECIDING);
  ro_text_init(&d.line, 0);
  readout_status status = decide(&d);
  if (status == READOUT_OK && id) (void)snprintf(id, 24, "%.*s", (int)d.review.id.len, d.review.id.ptr);
  if (status == READOUT_OK) {
    status = ro_store_commit(record->store, err);
  } else {
    ro_store_rollback(record->store);
  }
  ro_text_release(&d.line);
  ro_arena_release(&d.arena);
  return status;
}
