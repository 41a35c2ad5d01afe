/*
 * align_tool DATA PAIRS <FINDINGS    for each two clauses of the reports that a line of PAIRS names (two ids, 1 where they are of
 * one text, parted by tabs) and whose findings `readout read` wrote: the ids, the clauses' spans in their texts (bytes), that 1,
 * and what the clauses have in common (src/event/affinity.h), its names before all. Offline only, for train/alignment.py.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/collect.h"
#include "event/align.h"

#define SCRATCH ((size_t)4 << 30)

static void print_pair(const ro_prepared *a, const ro_prepared *b, bool one_text, ro_arena *scratch) {
  ro_alignment_table t;
  ro_align_measure(a, RO_NONE, b, RO_NONE, one_text, &t, scratch);
  ro_slice left = a->findings->report.id, right = b->findings->report.id;
  for (size_t k = 0; k < t.rows.len * t.columns.len; k++) {
    const ro_said *x = &a->said.at[t.rows.at[k / t.columns.len]], *y = &b->said.at[t.columns.at[k % t.columns.len]];
    printf("%.*s\t%.*s\t%zu\t%zu\t%zu\t%zu\t%d", (int)left.len, left.ptr, (int)right.len, right.ptr, x->span.start, x->span.end,
           y->span.start, y->span.end, one_text);
    for (size_t f = 0; f < RO_AFFINITIES; f++) printf("\t%.5f", t.affinities[k * RO_AFFINITIES + f]);
    putchar('\n');
  }
}

typedef struct reports {
  ro_collection collection;
  ro_prepared **prepared;
  ro_arena scratch;
} reports;

static const ro_prepared *named(const reports *all, const char *id) {
  for (size_t i = 0; id && i < all->collection.findings.len; i++)
    if (ro_slice_equal(all->collection.findings.at[i]->report.id, ro_slice_of(id))) return all->prepared[i];
  return NULL;
}

static bool print_pairs(reports *all, FILE *pairs) {
  ro_arena *arena = &all->collection.arena;
  char *line = NULL;
  size_t room = 0, number = 0, failed = 0;
  all->prepared = RO_NEW_ARRAY(arena, ro_prepared *, all->collection.findings.len + 1);
  for (size_t i = 0; i < all->collection.findings.len; i++)
    all->prepared[i] = ro_prepare(all->collection.findings.at[i], all->collection.engine->parts->lexicon, arena);
  while (!failed && getline(&line, &room, pairs) > 0) {
    const char *left = strtok(line, "\t\n"), *right = strtok(NULL, "\t\n"), *flag = strtok(NULL, "\t\n");
    const ro_prepared *a = named(all, left), *b = named(all, right);
    number++;
    failed = !a || !b || !flag;
    if (failed) fprintf(stderr, "align_tool: line %zu of the pairs names no two reports\n", number);
    if (!failed) print_pair(a, b, *flag == '1', &all->scratch);
    ro_arena_clear(&all->scratch);
  }
  free(line);
  return !failed;
}

int main(int argc, char **argv) {
  readout_engine *engine;
  readout_error err;
  reports all = {0};
  ro_guard guard;
  FILE *pairs = argc == 3 ? fopen(argv[2], "r") : NULL;
  if (!pairs || readout_engine_open(argv[1], &engine, &err) != READOUT_OK) return 1;
  int failed = ro_engine_need(engine, RO_NEEDS_LEXICON, &err) != READOUT_OK;
  ro_collection_init(&all.collection, engine);
  ro_arena_init(&all.scratch, &guard, SCRATCH);
  char *line = NULL;
  size_t room = 0;
  for (ssize_t got; !failed && (got = getline(&line, &room, stdin)) > 0;)
    failed = ro_collection_add(&all.collection, (ro_slice){line, (size_t)got}, RO_ABSENT, &err) != READOUT_OK;
  if (failed) fprintf(stderr, "align_tool: %s\n", err.message);
  for (size_t f = 0; f < RO_AFFINITIES && !failed; f++)
    printf("%s%c", ro_affinity_name((ro_affinity)f), f + 1 < RO_AFFINITIES ? '\t' : '\n');
  failed = failed || !print_pairs(&all, pairs);
  free(line);
  fclose(pairs);
  ro_arena_release(&all.scratch);
  ro_collection_release(&all.collection);
  readout_engine_close(engine);
  return failed;
}
