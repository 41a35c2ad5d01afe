/*
 * word_tool         the stems of each line of standard input, parted by spaces, as the engine makes them (src/event/words.h)
 * word_tool hash    of each line, a stem, the hash that stands for it (src/event/terms.h)
 * Offline only, for train/word_counts.py and train/word_vectors.py.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "event/stem.h"
#include "event/words.h"

typedef struct printing {
  ro_slice line;
  ro_arena *arena;
} printing;

static void print_stems(void *ctx) {
  printing *p = ctx;
  ro_word word;
  size_t at = 0;
  while (ro_word_next(p->line, &at, &word, p->arena)) {
    ro_slice stem = ro_stem(word.lower, p->arena);
    printf("%.*s ", (int)stem.len, stem.ptr);
  }
  putchar('\n');
}

static void print_hash(void *ctx) {
  printf("%016" PRIx64 "\n", ro_hash(ro_slice_trim(((printing *)ctx)->line), 8));
}

int main(int argc, char **argv) {
  char *line = NULL;
  size_t size = 0;
  ssize_t len;
  ro_guard guard = {0};
  ro_arena arena;
  readout_error err;
  readout_status status = READOUT_OK;
  void (*print)(void *) = argc > 1 && strcmp(argv[1], "hash") == 0 ? print_hash : print_stems;
  ro_arena_init(&arena, &guard, 0);
  while (status == READOUT_OK && (len = getline(&line, &size, stdin)) >= 0) {
    printing p = {{line, (size_t)len}, &arena};
    status = ro_guard_run(&guard, print, &p, &err);
    ro_arena_clear(&arena);
  }
  ro_arena_release(&arena);
  free(line);
  return status != READOUT_OK;
}
