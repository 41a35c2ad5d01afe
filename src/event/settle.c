#include "event/settle.h"

#include <stdlib.h>

#include "base/hash.h"
#include "event/decided.h"
#include "event/grounds.h"
#include "event/steps.h"
#include "event/write.h"

#define EACH_WITH_EACH 8 /* copies of two reports for which each pair has a line */

ro_slice ro_report_identity(ro_slice key, ro_slice sha256, ro_arena *arena) {
  ro_slice parts[] = {key, sha256};
  return ro_identity(arena, "r", parts, 2);
}

/* -- lines of reports, origins, derivations --------------------------------------------------------------------------- */

static void name_origins(ro_settling *s) {
  for (size_t i = 0; i < s->origins.len; i++) {
    const ro_indexes *roots = &s->origins.at[i].roots; /* none: they were settled elsewhere */
    if (roots->len > 0) s->origins.at[i].id = ro_identity(s->arena, "o", &s->members[roots->at[0]].id, 1);
  }
}

static void write_origins(ro_settling *s) {
  ro_slices *reports = RO_NEW_ARRAY(s->arena, ro_slices, s->origins.len + 1);
  for (size_t m = 0; m < s->n_members; m++) {
    const ro_indexes *of = &s->origins_of.at[s->same[m]];
    for (size_t k = 0; k < of->len; k++) RO_PUSH(s->arena, &reports[of->at[k]], s->members[m].id);
  }
  for (size_t i = 0; i < s->origins.len; i++) {
    const ro_settled_origin *origin = &s->origins.at[i];
    ro_record_origin line = {.id = origin->id, .side = ro_identity_of_side(s, origin->side), .collected = origin->roots.len == 1};
    for (size_t k = 0; k < origin->roots.len && !line.name.ptr; k++) {
      const ro_report *report = &ro_settling_findings(s, origin->roots.at[k])->report;
      line.name = report->outlet.len > 0 ? report->outlet : report->credit;
    }
    line.reports = reports[i];
    ro_note_origin(s, origin, &line);
    RO_PUSH(s->arena, &s->out->origins, line);
  }
}

static void add_names(ro_settling *s, size_t member, ro_record_report *line) {
  const ro_findings *f = ro_settling_findings(s, member);
  for (size_t i = 0; i < f->entities.len; i++) {
    const ro_entity *entity = &f->entities.at[i];
    ro_slice id = ro_identity_of(s, member, i);
    if (!id.ptr) continue;
    RO_PUSH(s->arena, &line->names, ((ro_report_name){id, entity->kind, entity->name}));
    for (size_t k = 0; k < entity->aliases.len; k++)
      RO_PUSH(s->arena, &line->names, ((ro_report_name){id, entity->kind, entity->aliases.at[k]}));
  }
}

static void write_reports(ro_settling *s) {
  for (size_t m = 0; m < s->n_members; m++) {
    const ro_member *member = &s->members[m];
    ro_record_report line = {
        .id = member->id, .version = member->version, .key = member->key, .report = member->prepared->findings->report};
    line.side = ro_identity_of_side(s, s->side_of[s->same[m]]);
    const ro_indexes *of = &s->origins_of.at[s->same[m]];
    for (size_t k = 0; k < of->len; k++) RO_PUSH(s->arena, &line.origins, s->origins.at[of->at[k]].id);
    ro_slices_sort_unique(&line.origins);
    add_names(s, m, &line);
    RO_PUSH(s->arena, &s->out->reports, line);
  }
}

static void write_derivation(ro_settling *s, size_t a, size_t b, const ro_pair_result *result) {
  ro_record_derivation line = {.a = s->members[a].id, .b = s->members[b].id, .because = result->because};
  ro_slice parts[] = {line.a, line.b};
  line.id = ro_identity(s->arena, "d", parts, 2);
  line.kind = ro_slice_of(ro_derived_name(result->kind));
  line.direction = ro_slice_of(ro_direction_name(result->direction));
  line.coverage_a = result->coverage_a;
  line.coverage_b = result->coverage_b;
  for (size_t i = 0; i < result->passages.len; i++) RO_PUSH(s->arena, &line.passages, result->passages.at[i]);
  RO_PUSH(s->arena, &s->out->derivations, line);
}

/* Copies are to other reports what the one is that stands for them; each with each where they are few. */
static void write_copies_of(ro_settling *s, const ro_link *link) {
  const ro_indexes *left = &s->copies.at[link->a], *right = &s->copies.at[link->b];
  if (left->len + right->len > EACH_WITH_EACH) return;
  for (size_t i = 0; i < left->len; i++) {
    for (size_t k = 0; k < right->len; k++) {
      bool swapped = left->at[i] > right->at[k];
      size_t a = swapped ? right->at[k] : left->at[i], b = swapped ? left->at[i] : right->at[k];
      ro_pair_result result;
      if (left->at[i] == link->a && right->at[k] == link->b) continue;
      ro_pair(ro_settling_prepared(s, a), ro_settling_prepared(s, b), RO_EVENT_ONE, &result, s->arena, s->scratch);
      ro_arena_clear(s->scratch);
      result.kind = link->result.kind;
      result.direction = link->result.direction;
      if (swapped && (result.direction == RO_A_FROM_B || result.direction == RO_B_FROM_A))
        result.direction = result.direction == RO_A_FROM_B ? RO_B_FROM_A : RO_A_FROM_B;
      result.because = link->result.because;
      ro_note_as_copied(s, a, b, link, &result);
      write_derivation(s, a, b, &result);
    }
  }
}

static void write_derivations(ro_settling *s) {
  for (size_t k = 0; k < s->links.len; k++) {
    const ro_link *link = &s->links.at[k];
    if (link->result.kind == RO_INDEPENDENT) continue;
    write_derivation(s, link->a, link->b, &link->result);
    write_copies_of(s, link);
  }
  for (size_t m = 0; m < s->n_members; m++) {
    if (s->same[m] == m) continue;
    size_t a = m < s->same[m] ? m : s->same[m], b = m < s->same[m] ? s->same[m] : m;
    ro_pair_result result;
    ro_pair_noted(s, a, b, RO_EVENT_ONE, &result);
    ro_arena_clear(s->scratch);
    write_derivation(s, a, b, &result);
  }
}

/* -- order ------------------------------------------------------------------------------------------------------------ */

static int members_by_id(const void *a, const void *b) {
  return ro_slice_compare(((const ro_member *)a)->id, ((const ro_member *)b)->id);
}

/* Every line of the record begins with its id, but reports and origins alike. */
#define BY_ID(type)                                                        \
  static int type##_by_id(const void *a, const void *b) {                  \
    return ro_slice_compare(((const type *)a)->id, ((const type *)b)->id); \
  }
BY_ID(ro_record_origin)
BY_ID(ro_record_event)
BY_ID(ro_record_statement)
BY_ID(ro_record_derivation)
BY_ID(ro_record_discrepancy)

#define SORT(array, type)                                                                      \
  do {                                                                                         \
    if ((array)->len > 1) qsort((array)->at, (array)->len, sizeof *(array)->at, type##_by_id); \
  } while (0)

static void sort_lines(ro_record *out) {
  SORT(&out->origins, ro_record_origin);
  SORT(&out->events, ro_record_event);
  SORT(&out->statements, ro_record_statement);
  SORT(&out->derivations, ro_record_derivation);
  SORT(&out->discrepancies, ro_record_discrepancy);
}

static void take_members(ro_settling *s, const ro_member *members, size_t n) {
  ro_member *own = RO_NEW_ARRAY(s->arena, ro_member, n + 1);
  size_t kept = 0;
  if (n > 0) memcpy(own, members, n * sizeof *own);
  if (n > 1) qsort(own, n, sizeof *own, members_by_id);
  for (size_t i = 0; i < n; i++) {
    if (kept == 0 || !ro_slice_equal(own[kept - 1].id, own[i].id)) own[kept++] = own[i];
  }
  s->members = own;
  s->n_members = kept;
}

static void release_scratch(void *scratch) {
  ro_arena_release(scratch);
}

static ro_arena *new_scratch(ro_arena *arena) {
  ro_arena *scratch = RO_NEW(arena, ro_arena);
  ro_arena_init(scratch, arena->guard, 0);
  ro_arena_defer(arena, release_scratch, scratch);
  return scratch;
}

/* An event all of whose references were joined with another is none. */
static void drop_empty_events(ro_record *out) {
  size_t kept = 0;
  for (size_t i = 0; i < out->events.len; i++) {
    if (out->events.at[i].id.ptr) out->events.at[kept++] = out->events.at[i];
  }
  out->events.len = kept;
}

uint64_t ro_identity_number(ro_slice id) {
  uint64_t number = 0;
  for (size_t i = 2; i < id.len && i < 18; i++) {
    char c = id.ptr[i];
    number = number << 4 | (uint64_t)(c >= 'a' ? c - 'a' + 10 : c - '0');
  }
  return number;
}

static void keep_told(ro_settling *s) {
  for (size_t e = 0; s->kept && e < s->events.len; e++) {
    const ro_settled_event *event = &s->events.at[e];
    for (size_t i = 0; event->told && i < event->nodes.len; i++)
      RO_PUSH(s->arena, &s->kept->told, ((ro_kept_told){s->nodes.at[event->nodes.at[i]].member, event->id}));
  }
}

void ro_settling_begin(ro_settling *s, const ro_member *members, size_t n_members) {
  s->scratch = new_scratch(s->arena);
  s->words = new_scratch(s->arena);
  take_members(s, members, n_members);
  ro_settle_members(s);
}

void ro_settling_run(ro_settling *s, const ro_member *members, size_t n_members) {
  ro_settling_begin(s, members, n_members);
  ro_settle_decisions(s);
  ro_settle_components(s);
  if (s->given) {
    ro_settle_given(s);
  } else {
    ro_decide_events(s);
    ro_settle_links(s);
    ro_decide_events(s);
  }
  ro_settle_occasions(s);
  ro_settle_statements(s);
  ro_settle_identities(s);
  name_origins(s);
  ro_name_events(s);
  keep_told(s);
  ro_keep_links(s);
  write_reports(s);
  write_origins(s);
  ro_write_entities(s);
  ro_write_events(s);
  for (size_t e = 0; e < s->events.len; e++) ro_write_statements(s, e);
  write_derivations(s);
  ro_decide_lines(s);
  ro_note_neighbours(s);
  ro_name_grounds(s);
  drop_empty_events(s->out);
  sort_lines(s->out);
  ro_arena_release(s->scratch);
  ro_arena_release(s->words);
}

static void settle(const ro_member *members, size_t n_members, ro_settling s) {
  ro_settling_run(&s, members, n_members);
}

void ro_settle(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, ro_record *out, ro_arena *arena) {
  ro_settle_traced(members, n_members, lexicon, out, arena, NULL);
}

void ro_settle_traced(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, ro_record *out, ro_arena *arena,
                      ro_grounds *trace) {
  settle(members, n_members, (ro_settling){.lexicon = lexicon, .arena = arena, .out = out, .trace = trace});
}

void ro_settle_part(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, const ro_surroundings *around,
                    ro_kept *kept, ro_record *out, ro_arena *arena) {
  settle(members, n_members, (ro_settling){.lexicon = lexicon, .arena = arena, .out = out, .around = around, .kept = kept});
}

void ro_connect_part(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, const ro_surroundings *around,
                     ro_kept *kept, ro_arena *arena) {
  ro_record none = {0};
  ro_settling s = {.lexicon = lexicon, .arena = arena, .out = &none, .around = around, .kept = kept, .only_connects = true};
  ro_settling_begin(&s, members, n_members);
  ro_connect(&s);
  ro_arena_release(s.scratch);
  ro_arena_release(s.words);
}
