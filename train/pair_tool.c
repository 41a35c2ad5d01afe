/*
 * pair_tool DATA <FINDINGS    for each two of the reports whose findings `readout read` wrote, parted by tabs: their ids, what
 * they have in common (src/event/one_text.h: said_a, said_b, vocabulary, literal, covered, ordered, two_sides). Copies are left
 * out. Offline only, for train/one_text.py.
 */
#include <stdio.h>
#include <stdlib.h>

#include "engine/collect.h"
#include "event/one_text.h"

#define SCRATCH ((size_t)4 << 30)

static void print_pair(const ro_prepared *a, const ro_prepared *b, ro_arena *scratch) {
  ro_pair_result found;
  ro_pair(a, b, RO_EVENT_ONE, &found, scratch, scratch);
  if (found.kind == RO_IDENTICAL || found.kind == RO_NEAR_COPY) return;
  ro_slice left = a->findings->report.id, right = b->findings->report.id;
  ro_common common = ro_common_of(a, b, &found, scratch);
  printf("%.*s\t%.*s\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%d\n", (int)left.len, left.ptr, (int)right.len, right.ptr,
         common.said_a, common.said_b, common.vocabulary, common.literal, common.covered, common.ordered, common.two_sides);
}

static void print_pairs(ro_collection *c, ro_arena *scratch) {
  ro_prepared **prepared = RO_NEW_ARRAY(&c->arena, ro_prepared *, c->findings.len + 1);
  for (size_t i = 0; i < c->findings.len; i++) prepared[i] = ro_prepare(c->findings.at[i], c->engine->parts->lexicon, &c->arena);
  for (size_t i = 0; i < c->findings.len; i++)
    for (size_t k = i + 1; k < c->findings.len; k++) {
      print_pair(prepared[i], prepared[k], scratch);
      ro_arena_clear(scratch);
    }
}

int main(int argc, char **argv) {
  readout_engine *engine;
  readout_error err;
  ro_collection collection;
  ro_guard guard;
  ro_arena scratch;
  if (argc != 2 || readout_engine_open(argv[1], &engine, &err) != READOUT_OK) return 1;
  int failed = ro_engine_need(engine, RO_NEEDS_LEXICON, &err) != READOUT_OK;
  ro_collection_init(&collection, engine);
  ro_arena_init(&scratch, &guard, SCRATCH);
  char *line = NULL;
  size_t room = 0;
  for (ssize_t got; !failed && (got = getline(&line, &room, stdin)) > 0;)
    failed = ro_collection_add(&collection, (ro_slice){line, (size_t)got}, RO_ABSENT, &err) != READOUT_OK;
  if (!failed) print_pairs(&collection, &scratch);
  if (failed) fprintf(stderr, "pair_tool: %s\n", err.message);
  free(line);
  ro_arena_release(&scratch);
  ro_collection_release(&collection);
  readout_engine_close(engine);
  return failed;
}
