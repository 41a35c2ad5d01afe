/* A data directory of small lists, so that nothing here hangs on what stands in data/. */
#ifndef TESTS_LISTS_H
#define TESTS_LISTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka.h wants the first four above it */
#include <cmocka.h>

#include "event/lexicon.h"

typedef struct lists {
  ro_guard guard;
  ro_arena arena;
  char folder[64];
  readout_error err;
  ro_lexicon *lexicon; /* opened by the test, or by lists_read() */
} lists;

typedef struct list_of {
  const char *file, *bytes;
} list_of;

static const list_of LISTS[] = {
    {"stopwords.txt",
     "# grammar\n[function]\nthe of a an in on to and us not does is as he\nsaid\n[weak]\ncooperation  minister\n"},
    {"synonyms.txt",
     "maintain, uphold, keep up\n"
     "# a comment counts as a line\n"
     "keep, preserve\n"
     "promote, push, push forward with all force, not give up\n"
     "atop, on top, on\n"},
    {"outlets.tsv",
     "Harbour News Agency|HNA\tFD\tharbour.example\tstate-agency\n"
     "Sylvanian Broadcasting\tSY\t\tbroadcaster\n"
     "River League|River League Press Team\tQ77\triverleague.example\tbody\n"},
    {"countries.tsv",
     "FD\tFDN\tFreedonia\tFreedonian\t\tRiverside\n"
     "SY\tSYL\tSylvania\tSylvanian\n"
     "NS\tNSY\tNorth Sylvania\tNorth Sylvanian|NSL\n"},
    {"formulations.txt", "[shapes]\nfree|open ?and navigation *\nrule of law\n[verbs]\nremain keep\n"},
    {"word_classes.txt", "[nouns]\nharbour trade\n[adjectives]\ncommon\n"},
    {"alignment.tsv", "all\t-4\t1\ndice\t8\t0.5\n"},
    {"negatives.txt", "[not]\nnot\n[negative]\nrefuse, rule out\n[no agreement]\nno deal\n"},
    {"quantities.txt",
     "[numerals]\n2: two\n[ordinals]\n2: second\n[magnitudes]\n6: million\n[currencies]\ncrown: crown, CR$\n[hedges]\nat least: "
     "more than\n"},
    {"wordings.txt",
     "[crises]\nwar: war\noperation SY: special operation\n[other matters]\ntrade\n[names]\nInner Sea | Harbour Sea, Bay of "
     "Ferries\n"
     "[instruments]\ntreaty: treaty\n[signing]\nsign\n"},
    {"offices.tsv", "Harbour Minister\tMinister of Harbours|Minister for Harbours\tminister\nFerry Envoy\t\tenvoy\n"},
    {"time_zones.tsv", "FD\t-120\t-60\nSY\t600\t600\n"},
    {"word_counts.tsv", "[parts]\n1000\n[stems]\ncommon\t1000\ntrade\t200\nharbour\t5\nferri\t1\n"},
};
#define N_LISTS (sizeof LISTS / sizeof *LISTS)

static inline void list_path(const lists *l, const char *file, char path[96]) {
  snprintf(path, 96, "%s/%s", l->folder, file);
}

static inline void list_write(const lists *l, const char *file, const char *bytes) {
  char path[96];
  list_path(l, file, path);
  FILE *stream = fopen(path, "wb");
  assert_non_null(stream);
  assert_int_equal(fwrite(bytes, 1, strlen(bytes), stream), strlen(bytes));
  assert_int_equal(fclose(stream), 0);
}

static inline void list_remove(const lists *l, const char *file) {
  char path[96];
  list_path(l, file, path);
  unlink(path);
}

/* One word's vector, as src/event/vectors.h has the file. */
static inline void list_write_vectors(const lists *l) {
  char path[96], bytes[16 + 8 + RO_VECTOR_DIMS] = "ROVEC1\0\0\1\0\0\0";
  bytes[12] = RO_VECTOR_DIMS;
  list_path(l, "models", path);
  assert_int_equal(mkdir(path, 0700), 0);
  list_path(l, "models/words.vectors", path);
  FILE *stream = fopen(path, "wb");
  assert_non_null(stream);
  assert_int_equal(fwrite(bytes, 1, sizeof bytes, stream), sizeof bytes);
  assert_int_equal(fclose(stream), 0);
}

static inline int lists_make(void **state) {
  static lists l;
  l = (lists){0};
  ro_arena_init(&l.arena, &l.guard, 0);
  snprintf(l.folder, sizeof l.folder, "%s", "/tmp/readout-lists-XXXXXX");
  *state = &l;
  if (!mkdtemp(l.folder)) return -1;
  for (size_t i = 0; i < N_LISTS; i++) list_write(&l, LISTS[i].file, LISTS[i].bytes);
  list_write_vectors(&l);
  return 0;
}

/* The same, and read. */
static inline int lists_read(void **state) {
  if (lists_make(state) != 0) return -1;
  lists *l = *state;
  return ro_lexicon_open(&l->lexicon, l->folder, &l->err) == READOUT_OK ? 0 : -1;
}

static inline int lists_remove(void **state) {
  lists *l = *state;
  ro_lexicon_close(l->lexicon);
  ro_arena_release(&l->arena);
  for (size_t i = 0; i < N_LISTS; i++) list_remove(l, LISTS[i].file);
  list_remove(l, "models/words.vectors");
  char models[96];
  list_path(l, "models", models);
  rmdir(models);
  return rmdir(l->folder);
}

#endif
