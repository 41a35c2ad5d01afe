#include "engine/compose.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/collect.h"
#include "format/json_findings.h"

#define MAX_KEY ((size_t)64 << 30) /* bytes for the rows of one key */
#define MAX_ROW ((size_t)4 << 30)
#define READ_ROOM ((size_t)1 << 18)
#define FLUSH_BYTES ((size_t)1 << 18)
#define MAX_COUNT ((size_t)1 << 40)

static const ro_compose_step *const STEPS[] = {
    &RO_COMPOSE_IDENTIFY, &RO_COMPOSE_KEYS,     &RO_COMPOSE_COUPLES,     &RO_COMPOSE_SIFT,        &RO_COMPOSE_MATCH,
    &RO_COMPOSE_BRING,    &RO_COMPOSE_PAIR,     &RO_COMPOSE_LARGE_STARS, &RO_COMPOSE_SMALL_STARS, &RO_COMPOSE_ROUTE,
    &RO_COMPOSE_CALL,     &RO_COMPOSE_VERSIONS, &RO_COMPOSE_COMPONENT,   &RO_COMPOSE_SPOKEN,      &RO_COMPOSE_TALLY,
    &RO_COMPOSE_TALLIED,  &RO_COMPOSE_ENTITIES, &RO_COMPOSE_NAMED,       &RO_COMPOSE_MEET,        &RO_COMPOSE_REFERENCES,
    &RO_COMPOSE_LINES,    &RO_COMPOSE_EVENTS,   &RO_COMPOSE_SERIES};

#define N_STEPS (sizeof STEPS / sizeof *STEPS)

/* -- fields ----------------------------------------------------------------------------------------------------------------- */

void ro_refuse_row(ro_composer *c, const char *why) {
  if (c->status == READOUT_OK)
    c->status = ro_fail_at(c->err, READOUT_ERR_INPUT, c->line, 0, "line %zu is no row of this step: %s", c->line, why);
}

ro_slice ro_field(ro_row_fields *fields) {
  if (fields->ended) {
    ro_refuse_row(fields->composer, "it has too few fields");
    return RO_LIT("");
  }
  const char *tab = fields->rest.len ? memchr(fields->rest.ptr, '\t', fields->rest.len) : NULL;
  ro_slice field = fields->rest;
  fields->ended = !tab;
  if (!tab) return field;
  field.len = (size_t)(tab - field.ptr);
  fields->rest = (ro_slice){tab + 1, fields->rest.len - field.len - 1};
  return field;
}

ro_slice ro_fields_rest(ro_row_fields *fields) {
  if (fields->ended) ro_refuse_row(fields->composer, "it has too few fields");
  if (fields->ended) return RO_LIT("");
  fields->ended = true;
  return fields->rest;
}

char ro_field_letter(ro_row_fields *fields) {
  ro_slice field = ro_field(fields);
  return field.len > 0 ? field.ptr[0] : '\0';
}

uint64_t ro_field_hex(ro_row_fields *fields) {
  ro_slice field = ro_field(fields);
  uint64_t number = 0;
  for (size_t i = 0; i < field.len; i++) {
    char digit = field.ptr[i];
    bool is_digit = digit >= '0' && digit <= '9', is_letter = digit >= 'a' && digit <= 'f';
    if (i == 16 || (!is_digit && !is_letter)) {
      ro_refuse_row(fields->composer, "it has a number that is none");
      return 0;
    }
    number = number << 4 | (uint64_t)(is_digit ? digit - '0' : digit - 'a' + 10);
  }
  return number;
}

int64_t ro_field_number(ro_row_fields *fields) {
  ro_slice field = ro_field(fields);
  bool is_negative = field.len > 0 && field.ptr[0] == '-';
  uint64_t number = 0;
  for (size_t i = is_negative; i < field.len; i++) {
    if (field.ptr[i] < '0' || field.ptr[i] > '9' || number > (UINT64_MAX >> 1) / 10 - 1) {
      if (field.ptr[i] >= '0' && field.ptr[i] <= '9' && is_negative) return INT64_MIN;
      ro_refuse_row(fields->composer, "it has a number that is none");
      return 0;
    }
    number = number * 10 + (uint64_t)(field.ptr[i] - '0');
  }
  return is_negative ? -(int64_t)number : (int64_t)number;
}

size_t ro_field_count(ro_row_fields *fields) {
  int64_t number = ro_field_number(fields);
  if (number >= 0 && (uint64_t)number <= MAX_COUNT) return (size_t)number;
  ro_refuse_row(fields->composer, "it has a count that cannot be");
  return 0;
}

ro_slice ro_field_copy(ro_row_fields *fields, ro_arena *arena) {
  return ro_arena_copy(arena, ro_field(fields));
}

/* "\-" is what is absent. */
ro_slice ro_field_text(ro_row_fields *fields, ro_arena *arena) {
  ro_slice field = ro_field(fields);
  if (ro_slice_equal(field, RO_LIT("\\-"))) return RO_ABSENT;
  char *text = ro_arena_text(arena, field.len);
  size_t len = 0;
  for (size_t i = 0; i < field.len; i++) {
    char at = field.ptr[i];
    if (at == '\\' && i + 1 < field.len) at = field.ptr[++i] == 't' ? '\t' : field.ptr[i] == 'n' ? '\n' : field.ptr[i];
    text[len++] = at;
  }
  text[len] = '\0';
  return (ro_slice){text, len};
}

ro_day ro_field_day(ro_row_fields *fields) {
  uint64_t packed = ro_field_hex(fields);
  uint64_t last = ro_field_hex(fields);
  ro_day day = {.year = (uint16_t)(packed >> 24), .month = (uint8_t)(packed >> 16), .day = (uint8_t)(packed >> 8)};
  day.weekday = (uint8_t)packed;
  day.to_year = (uint16_t)(last >> 16);
  day.to_month = (uint8_t)(last >> 8);
  day.to_day = (uint8_t)last;
  if (day.month > 12 || day.day > 31 || day.weekday > 7 || day.to_month > 12 || day.to_day > 31)
    ro_refuse_row(fields->composer, "it has a day that is none");
  return fields->composer->status == READOUT_OK ? day : (ro_day){0};
}

/* -- rows out --------------------------------------------------------------------------------------------------------------- */

void ro_row_begin(ro_composer *c, ro_slice table, ro_slice key) {
  ro_text_add(&c->out, table);
  ro_text_add(&c->out, RO_LIT("\t"));
  ro_text_add(&c->out, key);
}

void ro_row(ro_composer *c, const char *table, ro_slice key) {
  ro_row_begin(c, ro_slice_of(table), key);
}

void ro_row_for_text(ro_composer *c, const char *table, ro_slice key) {
  ro_text_add(&c->out, ro_slice_of(table));
  ro_row_put_text(c, key);
}

void ro_row_put(ro_composer *c, ro_slice field) {
  ro_text_add(&c->out, RO_LIT("\t"));
  ro_text_add(&c->out, field);
}

void ro_row_put_word(ro_composer *c, const char *word) {
  ro_row_put(c, ro_slice_of(word));
}

void ro_row_put_text(ro_composer *c, ro_slice text) {
  size_t from = 0;
  ro_text_add(&c->out, text.ptr ? RO_LIT("\t") : RO_LIT("\t\\-"));
  if (!text.ptr) return;
  for (size_t i = 0; i < text.len; i++) {
    ro_slice escape = text.ptr[i] == '\\' ? RO_LIT("\\\\") : text.ptr[i] == '\t' ? RO_LIT("\\t") : RO_LIT("\\n");
    if (text.ptr[i] != '\\' && text.ptr[i] != '\t' && text.ptr[i] != '\n') continue;
    ro_text_add(&c->out, ro_slice_part(text, from, i));
    ro_text_add(&c->out, escape);
    from = i + 1;
  }
  ro_text_add(&c->out, ro_slice_part(text, from, text.len));
}

void ro_row_put_hex(ro_composer *c, uint64_t number) {
  ro_text_addf(&c->out, "\t%016llx", (unsigned long long)number);
}

void ro_row_put_number(ro_composer *c, int64_t number) {
  ro_text_addf(&c->out, "\t%lld", (long long)number);
}

void ro_row_put_day(ro_composer *c, ro_day day) {
  ro_row_put_hex(c, (uint64_t)day.year << 24 | (uint64_t)day.month << 16 | (uint64_t)day.day << 8 | day.weekday);
  ro_row_put_hex(c, (uint64_t)day.to_year << 16 | (uint64_t)day.to_month << 8 | day.to_day);
}

static void flush(ro_composer *c) {
  if (c->status == READOUT_OK && c->out.failed)
    c->status = ro_fail(c->err, READOUT_ERR_MEMORY, "no memory for the rows of a key");
  if (c->status == READOUT_OK && c->out.len > 0 && !c->sink(c->sink_ctx, c->out.ptr, c->out.len))
    c->status = ro_fail_stopped(c->err);
  ro_text_clear(&c->out);
}

void ro_row_end(ro_composer *c) {
  ro_text_add(&c->out, RO_LIT("\n"));
  if (c->out.len >= FLUSH_BYTES || c->out.failed) flush(c);
}

void ro_row_both(ro_composer *c, const char *table, ro_slice a, ro_slice b) {
  ro_row(c, table, a);
  ro_row_put(c, b);
  ro_row_end(c);
  ro_row(c, table, b);
  ro_row_put(c, a);
  ro_row_end(c);
}

void ro_row_line(ro_composer *c, ro_line_type type, ro_slice key, ro_exporter *exporter, size_t i) {
  ro_text_clear(&c->findings);
  ro_export_line(exporter, &c->findings, type, i);
  if (c->findings.failed) c->out.failed = true;
  ro_row(c, "line", ro_arena_format(exporter->arena, "%c %.*s", 'a' + (int)type, (int)key.len, key.ptr));
  ro_row_put(c, ro_slice_trim(ro_text_slice(&c->findings)));
  ro_row_end(c);
}

ro_slice ro_hex(ro_arena *arena, uint64_t number) {
  return ro_arena_format(arena, "%016llx", (unsigned long long)number);
}

/* -- reports ---------------------------------------------------------------------------------------------------------------- */

bool ro_load_member(ro_composer *c, ro_slice line, ro_member *member, ro_arena *arena) {
  ro_findings *findings = RO_NEW(arena, ro_findings);
  if (c->status == READOUT_OK) c->status = ro_findings_read(findings, line, c->line, arena, c->err);
  if (c->status != READOUT_OK) return false;
  *member = (ro_member){.version = 1, .key = ro_report_key(&findings->report, arena)};
  member->id = ro_report_identity(member->key, findings->report.sha256, arena);
  member->prepared = ro_prepare(findings, c->lexicon, arena);
  return true;
}

static int by_id(const void *a, const void *b) {
  return ro_slice_compare(((const ro_member *)a)->id, ((const ro_member *)b)->id);
}

void ro_members_sort(ro_members *members) {
  size_t kept = 0;
  if (members->len > 1) qsort(members->at, members->len, sizeof *members->at, by_id);
  for (size_t i = 0; i < members->len; i++)
    if (kept == 0 || !ro_slice_equal(members->at[kept - 1].id, members->at[i].id)) members->at[kept++] = members->at[i];
  members->len = kept;
}

size_t ro_members_find(const ro_members *members, ro_slice id) {
  const ro_member key = {.id = id};
  const ro_member *found = members->len ? bsearch(&key, members->at, members->len, sizeof key, by_id) : NULL;
  return found ? (size_t)(found - members->at) : RO_NONE;
}

static void put_findings(ro_composer *c, const ro_findings *findings, bool thin) {
  ro_findings some = *findings;
  if (thin) {
    some.sentences.len = some.mentions.len = some.times.len = 0;
    some.attributions.len = 0;
    some.events.len = 0;
  }
  ro_text_clear(&c->findings);
  ro_findings_write(&c->findings, &some, &c->scratch);
  ro_arena_clear(&c->scratch);
  if (c->findings.failed) c->out.failed = true;
  ro_row_put(c, ro_slice_trim(ro_text_slice(&c->findings)));
}

void ro_row_standing(ro_composer *c, const ro_settling *s, size_t representative, bool thin, bool copies) {
  const ro_indexes *all = &s->copies.at[representative];
  ro_indexes dating = {0};
  ro_step_dating(s, representative, &dating);
  ro_row_put_number(c, (int64_t)dating.len);
  for (size_t i = 0; i < dating.len; i++) put_findings(c, ro_settling_findings(s, dating.at[i]), thin);
  ro_row_put_number(c, copies ? (int64_t)all->len : 0);
  for (size_t i = 0; copies && i < all->len; i++) ro_row_put(c, s->members[all->at[i]].id);
}

static uint64_t last_leader(void *ctx, uint64_t key, int64_t window, const uint64_t *here, size_t n) {
  (void)ctx, (void)key, (void)window, (void)here, (void)n;
  return UINT64_MAX;
}

static void take_nothing(void *ctx, const ro_kept *kept) {
  (void)ctx, (void)kept;
}

static ro_slice nobody_meant(void *ctx, uint64_t country, uint64_t word) {
  (void)ctx, (void)country, (void)word;
  return RO_ABSENT;
}

ro_surroundings ro_compose_around(ro_slice (*identity)(void *ctx, ro_slice key), void *ctx) {
  return (ro_surroundings){.ctx = ctx,
                           .last_leader = last_leader,
                           .take_words = take_nothing,
                           .meant = nobody_meant,
                           .take_names = take_nothing,
                           .identity = identity};
}

/* Says nothing of itself that would let it stand for the others. */
static ro_member copy_of(const ro_member *member, ro_slice id, ro_arena *arena) {
  ro_prepared *prepared = RO_NEW(arena, ro_prepared);
  ro_findings *findings = RO_NEW(arena, ro_findings);
  *findings = *member->prepared->findings;
  findings->report.published = findings->report.outlet = RO_ABSENT;
  *prepared = *member->prepared;
  prepared->findings = findings;
  ro_member copy = *member;
  copy.id = id;
  copy.prepared = prepared;
  return copy;
}

void ro_take_standing(ro_composer *c, ro_row_fields *fields, ro_members *members, ro_arena *arena) {
  size_t first = members->len, n = ro_field_count(fields);
  for (size_t i = 0; i < n && c->status == READOUT_OK; i++) {
    ro_member member;
    if (!ro_load_member(c, ro_field(fields), &member, arena)) return;
    member.is_context = true;
    RO_PUSH(arena, members, member);
  }
  if (n == 0) ro_refuse_row(c, "it has no report");
  n = ro_field_count(fields);
  for (size_t i = 0, last = members->len; i < n && c->status == READOUT_OK; i++) {
    ro_slice id = ro_field_copy(fields, arena);
    bool known = false;
    for (size_t k = first; k < last && !known; k++) known = ro_slice_equal(members->at[k].id, id);
    if (!known) RO_PUSH(arena, members, copy_of(&members->at[first], id, arena));
  }
}

/* -- running ---------------------------------------------------------------------------------------------------------------- */

typedef struct running {
  ro_composer composer;
  const ro_compose_step *step;
  const readout_input *input;
  ro_text ahead; /* bytes that were read */
  size_t at;     /* how many of them are done */
  ro_text key;   /* of the rows under way */
  ro_slice row;  /* under way */
  void *state;   /* NULL: no row of the key was there yet */
} running;

static ptrdiff_t read_more(running *r, char *out, size_t room) {
  if (r->input->read) return r->input->read(r->input->ctx, out, room);
  ptrdiff_t n;
  do {
    n = read(STDIN_FILENO, out, room);
  } while (n < 0 && errno == EINTR);
  return n;
}

/* The next line, valid until the next call; false at the end and where reading fails. */
static bool next_line(running *r, ro_slice *line) {
  ro_composer *c = &r->composer;
  char room[READ_ROOM / 4];
  size_t looked = r->at;
  while (c->status == READOUT_OK) {
    const char *end = r->ahead.len > looked ? memchr(r->ahead.ptr + looked, '\n', r->ahead.len - looked) : NULL;
    if (end) {
      *line = (ro_slice){r->ahead.ptr + r->at, (size_t)(end - r->ahead.ptr) - r->at};
      r->at += line->len + 1;
      return true;
    }
    looked = r->ahead.len - r->at;
    if (r->at > 0) memmove(r->ahead.ptr, r->ahead.ptr + r->at, looked);
    r->ahead.len = looked;
    r->at = 0;
    ptrdiff_t n = read_more(r, room, sizeof room);
    if (n < 0) c->status = ro_fail(c->err, READOUT_ERR_IO, "the rows cannot be read");
    if (n == 0 && looked > 0) ro_refuse_row(c, "it has no end");
    if (n <= 0) return false;
    ro_text_add(&r->ahead, (ro_slice){room, (size_t)n});
    if (r->ahead.failed) c->status = ro_fail(c->err, READOUT_ERR_MEMORY, "line %zu is too long", c->line + 1);
  }
  return false;
}

static void end_key(void *ctx) {
  running *r = ctx;
  if (r->state && r->step->end) r->step->end(&r->composer, r->state);
}

static void take_row(void *ctx) {
  running *r = ctx;
  ro_row_fields value = {&r->composer, r->row, false};
  if (!r->state) r->state = ro_arena_alloc(&r->composer.arena, 1, r->step->state_bytes + 1);
  r->step->row(&r->composer, r->state, &value);
}

static readout_status guarded(running *r, ro_guard_body body) {
  ro_composer *c = &r->composer;
  if (c->status != READOUT_OK) return c->status;
  readout_status status = ro_guard_run(&c->guard, body, r, c->err);
  if (status != READOUT_OK) c->status = status;
  return c->status;
}

static readout_status finish_key(running *r) {
  RO_TRY(guarded(r, end_key));
  ro_arena_clear(&r->composer.arena);
  ro_arena_clear(&r->composer.scratch);
  r->state = NULL;
  return READOUT_OK;
}

static readout_status take_line(running *r, ro_slice line) {
  ro_composer *c = &r->composer;
  const char *tab = r->step->keyless || line.len == 0 ? NULL : memchr(line.ptr, '\t', line.len);
  ro_slice key = {line.ptr, tab ? (size_t)(tab - line.ptr) : 0};
  c->line++;
  if (!tab && !r->step->keyless) {
    ro_refuse_row(c, "it has no key");
    return c->status;
  }
  if (r->state && (r->step->keyless || !ro_slice_equal(key, ro_text_slice(&r->key)))) RO_TRY(finish_key(r));
  if (!r->state) {
    ro_text_clear(&r->key);
    ro_text_add(&r->key, key);
    c->key = ro_text_slice(&r->key);
  }
  r->row = tab ? ro_slice_part(line, key.len + 1, line.len) : line;
  return guarded(r, take_row);
}

static readout_status run(running *r) {
  ro_slice line;
  while (next_line(r, &line)) RO_TRY(take_line(r, line));
  RO_TRY(r->composer.status);
  RO_TRY(finish_key(r));
  flush(&r->composer);
  return r->composer.status;
}

readout_status readout_compose(const readout_engine *engine, const char *step, const readout_input *input, readout_sink sink,
                               void *ctx, readout_error *err) {
  running r = {.input = input};
  for (size_t i = 0; i < N_STEPS; i++)
    if (strcmp(STEPS[i]->name, step) == 0) r.step = STEPS[i];
  if (!r.step) return ro_fail(err, READOUT_ERR_USAGE, "\"%.64s\" is no step: see docs/spark.md for what there is", step);
  RO_TRY(ro_engine_need(engine, RO_NEEDS_LEXICON, err));
  ro_composer *c = &r.composer;
  readout_error local = {0};
  *c = (ro_composer){
      .engine = engine, .lexicon = engine->parts->lexicon, .sink = sink, .sink_ctx = ctx, .err = err ? err : &local};
  ro_arena_init(&c->arena, &c->guard, MAX_KEY);
  ro_arena_init(&c->scratch, &c->guard, MAX_KEY);
  ro_text_init(&c->out, MAX_ROW);
  ro_text_init(&c->findings, MAX_ROW);
  ro_text_init(&r.ahead, MAX_ROW);
  ro_text_init(&r.key, MAX_ROW);
  readout_status status = run(&r);
  ro_text_release(&r.key);
  ro_text_release(&r.ahead);
  ro_text_release(&c->findings);
  ro_text_release(&c->out);
  ro_arena_release(&c->scratch);
  ro_arena_release(&c->arena);
  return status;
}
