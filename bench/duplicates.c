/*
 * duplicates    sketches, candidates and verified copies of many texts, timed: for bench/duplicates.py.
 *
 *   duplicates words TEXTS        writes the words of each line of TEXTS as src/event/words.h has them, parted by spaces
 *   duplicates candidates WORDS   from such lists of words in memory to couples
 *   duplicates verify TEXTS DATA  from the file to couples of Jaccard .8 and more; DATA is the data directory
 *
 * The last two do one round for each line of standard input and answer with a line of seconds. The line names what to do and may
 * name a file that the couples are written to, after the clock has stopped:
 *
 *   copies|all [FILE]    candidates by the keys of copies, or by all keys: forms, shingles and sketches, couples
 *   forms|words [FILE]   words by ro_word_next() alone, or with stems and meanings: reading, words, sketches, couples, verifying
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "event/keyed.h"
#include "event/prepare.h"

#define COPY 0.8
#define ARENA_BYTES ((size_t)8 << 30)

typedef struct word_list {
  ro_slice *at;
  size_t len;
} word_list;

typedef struct bench {
  const char *path, *data;
  bool whole_words, all_keys; /* as the round's line asks */
  char *buffer;               /* malloc'ed */
  ro_slice bytes;             /* of the file, in it */
  RO_ARRAY(word_list) lists;
  uint64_t *forms; /* room for the longest list */
  ro_lexicon *lexicon;
  RO_ARRAY(ro_values) shingles; /* by text, sorted when first compared */
  bool *is_sorted;
  ro_keyed keyed;
  ro_couples couples;
  RO_ARRAY(double) jaccard; /* of each couple, where they are verified */
  ro_guard guard;
  ro_arena kept, round, scratch;
} bench;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void fail(const char *what, const char *subject) {
  fprintf(stderr, "duplicates: %s \"%s\"\n", what, subject);
  exit(1);
}

/* -- texts ------------------------------------------------------------------------------------------------------------ */

static void read_bytes(bench *b) {
  FILE *file = fopen(b->path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) fail("cannot be read:", b->path);
  long len = ftell(file);
  free(b->buffer);
  b->buffer = len > 0 ? malloc((size_t)len) : NULL;
  rewind(file);
  if (!b->buffer || fread(b->buffer, 1, (size_t)len, file) != (size_t)len) fail("cannot be read:", b->path);
  fclose(file);
  b->bytes = (ro_slice){b->buffer, (size_t)len};
}

/* The next line without its end; false behind the last. */
static bool next_line(ro_slice bytes, size_t *at, ro_slice *line) {
  if (*at >= bytes.len) return false;
  const char *start = bytes.ptr + *at, *end = memchr(start, '\n', bytes.len - *at);
  *line = (ro_slice){start, end ? (size_t)(end - start) : bytes.len - *at};
  *at += line->len + 1;
  return true;
}

static word_list split(ro_slice line, ro_arena *arena) {
  ro_slices words = {0};
  for (size_t at = 0; at < line.len;) {
    const char *start = line.ptr + at, *end = memchr(start, ' ', line.len - at);
    size_t len = end ? (size_t)(end - start) : line.len - at;
    if (len > 0) RO_PUSH(arena, &words, ((ro_slice){start, len}));
    at += len + 1;
  }
  return (word_list){words.at, words.len};
}

static void load_lists(void *ctx) {
  bench *b = ctx;
  ro_slice line;
  size_t longest = 1;
  for (size_t at = 0; next_line(b->bytes, &at, &line);) {
    word_list list = split(line, &b->kept);
    RO_PUSH(&b->kept, &b->lists, list);
    if (list.len > longest) longest = list.len;
  }
  b->forms = RO_NEW_ARRAY(&b->kept, uint64_t, longest);
}

static void print_words(void *ctx) {
  bench *b = ctx;
  ro_slice line;
  ro_word word;
  for (size_t at = 0; next_line(b->bytes, &at, &line);) {
    for (size_t from = 0; ro_word_next(line, &from, &word, &b->scratch);) printf("%.*s ", (int)word.lower.len, word.lower.ptr);
    putchar('\n');
    ro_arena_clear(&b->scratch);
  }
}

/* -- candidates ------------------------------------------------------------------------------------------------------- */

static void put_keys(bench *b, const ro_sketch *sketch, size_t member) {
  uint64_t copy[RO_COPY_BANDS], part[RO_PART_BANDS];
  if (ro_sketch_is_empty(sketch)) return;
  ro_sketch_copy_keys(sketch, copy);
  for (size_t i = 0; i < RO_COPY_BANDS; i++) ro_keyed_put(&b->keyed, copy[i], member);
  if (!b->all_keys) return;
  ro_sketch_part_keys(sketch, part);
  for (size_t i = 0; i < RO_PART_BANDS; i++) ro_keyed_put(&b->keyed, part[i], member);
}

static void find_candidates(void *ctx) {
  bench *b = ctx;
  ro_sketch sketch;
  double hashing = 0, sketching = 0, start = now();
  ro_keyed_init(&b->keyed, &b->round);
  for (size_t i = 0; i < b->lists.len; i++) {
    const word_list *list = &b->lists.at[i];
    double from = now();
    for (size_t k = 0; k < list->len; k++) b->forms[k] = ro_hash(list->at[k], 1);
    double hashed = now();
    ro_sketch_make(&sketch, b->forms, ro_shingles(b->forms, list->len, b->forms));
    put_keys(b, &sketch, i);
    hashing += hashed - from;
    sketching += now() - hashed;
  }
  double put = now();
  b->couples = ro_keyed_couples(&b->keyed);
  double end = now();
  printf("%.6f %.6f %.6f %.6f\n", end - start, hashing, sketching, end - put);
}

/* -- from the file to verified couples -------------------------------------------------------------------------------- */

static void find_forms(bench *b, ro_slice line, ro_values *out) {
  ro_words words = {0};
  ro_word word;
  if (b->whole_words) {
    ro_words_add(&words, line, (ro_span){0, line.len}, b->lexicon, &b->scratch);
    for (size_t i = 0; i < words.len; i++) RO_PUSH(&b->scratch, out, words.at[i].form);
  } else {
    for (size_t at = 0; ro_word_next(line, &at, &word, &b->scratch);) RO_PUSH(&b->scratch, out, ro_hash(word.lower, 1));
  }
}

static const ro_values *sorted(bench *b, size_t i) {
  if (!b->is_sorted[i]) ro_values_sort_unique(&b->shingles.at[i]);
  b->is_sorted[i] = true;
  return &b->shingles.at[i];
}

static void sketch_text(bench *b, const ro_values *forms) {
  ro_values shingles = {.at = RO_NEW_ARRAY(&b->round, uint64_t, forms->len), .cap = forms->len};
  ro_sketch sketch;
  shingles.len = ro_shingles(forms->at, forms->len, shingles.at);
  ro_sketch_make(&sketch, shingles.at, shingles.len);
  put_keys(b, &sketch, b->shingles.len);
  RO_PUSH(&b->round, &b->shingles, shingles);
}

static void verify(bench *b) {
  b->is_sorted = RO_NEW_ARRAY(&b->round, bool, b->shingles.len);
  size_t kept = 0;
  for (size_t i = 0; i < b->couples.len; i++) {
    ro_couple couple = b->couples.at[i];
    double jaccard = ro_values_jaccard(sorted(b, couple.a), sorted(b, couple.b));
    if (jaccard < COPY) continue;
    b->couples.at[kept++] = couple;
    RO_PUSH(&b->round, &b->jaccard, jaccard);
  }
  b->couples.len = kept;
}

static void find_copies(void *ctx) {
  bench *b = ctx;
  ro_slice line;
  double splitting = 0, start = now();
  read_bytes(b);
  ro_keyed_init(&b->keyed, &b->round);
  double read = now();
  for (size_t at = 0; next_line(b->bytes, &at, &line);) {
    ro_values forms = {0};
    double from = now();
    find_forms(b, line, &forms);
    splitting += now() - from;
    sketch_text(b, &forms);
    ro_arena_clear(&b->scratch);
  }
  double sketched = now();
  b->couples = ro_keyed_couples(&b->keyed);
  double coupled = now();
  verify(b);
  double end = now();
  printf("%.6f %.6f %.6f %.6f %.6f %.6f\n", end - start, read - start, splitting, sketched - read - splitting, coupled - sketched,
         end - coupled);
}

/* -- rounds ----------------------------------------------------------------------------------------------------------- */

static void write_couples(const bench *b, const char *path) {
  FILE *file = fopen(path, "w");
  if (!file) fail("cannot be written:", path);
  for (size_t i = 0; i < b->couples.len; i++) {
    fprintf(file, "%zu %zu", b->couples.at[i].a, b->couples.at[i].b);
    if (i < b->jaccard.len) fprintf(file, " %.9f", b->jaccard.at[i]);
    fputc('\n', file);
  }
  if (fclose(file) != 0) fail("cannot be written:", path);
}

static void run(bench *b, ro_guard_body body) {
  readout_error err;
  if (ro_guard_run(&b->guard, body, b, &err) != READOUT_OK) fail(err.message, b->path);
}

static void run_rounds(bench *b, ro_guard_body body) {
  char line[4096];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = '\0';
    char *path = strchr(line, ' ');
    if (path) *path++ = '\0';
    b->all_keys = strcmp(line, "all") == 0;
    b->whole_words = strcmp(line, "words") == 0;
    b->shingles.at = NULL;
    b->shingles.len = b->shingles.cap = 0;
    b->jaccard.at = NULL;
    b->jaccard.len = b->jaccard.cap = 0;
    run(b, body);
    if (path) write_couples(b, path);
    fflush(stdout);
    ro_arena_clear(&b->round);
  }
}

int main(int argc, char **argv) {
  bench b = {.path = argc > 2 ? argv[2] : NULL, .data = argc > 3 ? argv[3] : "data"};
  readout_error err;
  if (argc < 3) fail("usage: duplicates words|candidates|verify FILE [DATA], not", argc > 1 ? argv[1] : "");
  ro_arena_init(&b.kept, &b.guard, ARENA_BYTES);
  ro_arena_init(&b.round, &b.guard, ARENA_BYTES);
  ro_arena_init(&b.scratch, &b.guard, 0);
  read_bytes(&b);
  if (strcmp(argv[1], "words") == 0) {
    run(&b, print_words);
  } else if (strcmp(argv[1], "candidates") == 0) {
    run(&b, load_lists);
    run_rounds(&b, find_candidates);
  } else {
    if (ro_lexicon_open(&b.lexicon, b.data, &err) != READOUT_OK) fail(err.message, b.data);
    run_rounds(&b, find_copies);
    ro_lexicon_close(b.lexicon);
  }
  ro_arena_release(&b.kept);
  ro_arena_release(&b.round);
  ro_arena_release(&b.scratch);
  free(b.buffer);
  return 0;
}
