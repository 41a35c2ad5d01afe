/*
 * What training shares with reading, so that it is written once:
 *
 *   model_tool tokens                        texts on standard input, a form feed between two -> words, one a line, an empty line
 *                                            behind each sentence
 *   model_tool features WORDS.tsv OUT        words as above on standard input -> OUT, int32: for each word RO_BASE_MAX rows
 *                                            and RO_PIECES_MAX rows of its pieces, -1 behind the last; prints how many rows
 *                                            there are in all, and that of the root
 *   model_tool pack FOLDER OUT.model FILE.conllu…   the network's tensors in FOLDER (student.py) and the lemmas of the files
 *
 * WORDS.tsv: word, row or -1, bits of ro_name_list; tab-separated. Offline only, never linked into the library.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "sentence/model.h"

typedef struct task {
  ro_guard guard;
  ro_arena arena;
  int argc;
  char **argv;
  int failed;
} task;

static int complain(const char *what) {
  fprintf(stderr, "model_tool: %s\n", what);
  return 1;
}

static ro_slice read_all(FILE *file, ro_arena *arena) {
  RO_ARRAY(char) bytes = {0};
  static char part[1 << 16];
  for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
    for (size_t i = 0; i < n; i++) RO_PUSH(arena, &bytes, part[i]);
  return (ro_slice){bytes.len ? bytes.at : "", bytes.len};
}

static bool read_file(const char *folder, const char *name, ro_arena *arena, ro_slice *bytes) {
  ro_slice path = folder ? ro_arena_format(arena, "%s/%s", folder, name) : ro_slice_of(name);
  FILE *file = fopen(path.ptr, "rb");
  if (!file) {
    perror(path.ptr);
    return false;
  }
  *bytes = read_all(file, arena);
  fclose(file);
  return true;
}

static bool next_line(ro_slice *rest, ro_slice *line) {
  if (rest->len == 0) return false;
  const char *end = memchr(rest->ptr, '\n', rest->len);
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
  *line = (ro_slice){rest->ptr, len};
  *rest = ro_slice_part(*rest, len + (end != NULL), rest->len);
  return true;
}

static ro_slice column(ro_slice line, size_t n) {
  size_t start = 0;
  for (size_t at = 0; at <= line.len; at++) {
    if (at < line.len && line.ptr[at] != '\t') continue;
    if (n-- == 0) return ro_slice_part(line, start, at);
    start = at + 1;
  }
  return RO_LIT("");
}

static long number(ro_slice text) {
  char digits[24] = {0};
  memcpy(digits, text.ptr, text.len < sizeof digits - 1 ? text.len : sizeof digits - 1);
  return strtol(digits, NULL, 10);
}

/* -- tokens ------------------------------------------------------------------------------------------------------------- */

static int write_tokens(task *t) {
  ro_slice all = read_all(stdin, &t->arena);
  for (size_t at = 0; at <= all.len;) {
    const char *end = at < all.len ? memchr(all.ptr + at, '\f', all.len - at) : NULL;
    ro_slice text = ro_slice_part(all, at, end ? (size_t)(end - all.ptr) : all.len);
    ro_tokens tokens;
    ro_spans whole = {0};
    RO_PUSH(&t->arena, &whole, ((ro_span){0, text.len}));
    ro_tokens_make(&tokens, text, &whole, NULL, RO_NO_STATES, &t->arena);
    for (size_t s = 0; s < tokens.sentences.len; s++) {
      for (size_t i = tokens.sentences.at[s].first; i < tokens.sentences.at[s].end; i++) {
        ro_slice form = ro_token_text(&tokens, i);
        printf("%.*s\n", (int)form.len, form.ptr);
      }
      putchar('\n');
    }
    at += text.len + 1;
  }
  return 0;
}

/* -- vocabulary --------------------------------------------------------------------------------------------------------- */

static bool read_vocabulary(ro_vocabulary *vocabulary, ro_slice list, ro_arena *arena) {
  size_t words = 0, room = 1024;
  ro_slice line, rest = list;
  while (next_line(&rest, &line)) words++;
  while (room * 3 / 4 <= words) room *= 2;
  ro_word_slot *slots = RO_NEW_ARRAY(arena, ro_word_slot, room);
  memset(slots, 0, room * sizeof *slots);
  *vocabulary = (ro_vocabulary){slots, (uint32_t)room - 1, 0};
  for (rest = list; next_line(&rest, &line);) {
    ro_slice word = column(line, 0);
    long row = number(column(line, 1)), lists = number(column(line, 2));
    if (row >= (long)RO_WORDS_MAX || lists < 0 || lists >= 1 << 12) return false;
    ro_word_slot *slot = &slots[ro_vocabulary_slot(vocabulary, word)];
    if (slot->check) continue; /* a collision of hashes: the first one stays */
    slot->check = ro_vocabulary_check(word);
    slot->known = (row < 0 ? RO_ROW_NONE : (uint32_t)row) | (uint32_t)lists << 20;
    if (row >= (long)vocabulary->n_words) vocabulary->n_words = (uint32_t)row + 1;
  }
  return true;
}

static int write_features(task *t) {
  ro_slice list, line;
  ro_vocabulary vocabulary;
  if (t->argc != 4 || !read_file(NULL, t->argv[2], &t->arena, &list)) return complain("features WORDS.tsv OUT");
  if (!read_vocabulary(&vocabulary, list, &t->arena)) return complain("a row or list of the vocabulary is out of range");
  FILE *out = fopen(t->argv[3], "wb");
  if (!out) return complain(t->argv[3]);
  ro_slice rest = read_all(stdin, &t->arena);
  while (next_line(&rest, &line)) {
    if (line.len == 0) continue;
    uint32_t rows[RO_BASE_MAX], pieces[RO_PIECES_MAX];
    int32_t fixed[RO_BASE_MAX + RO_PIECES_MAX];
    size_t n = ro_word_rows(&vocabulary, line, ro_token_lower(line, &t->arena), rows);
    for (size_t i = 0; i < RO_BASE_MAX; i++) fixed[i] = i < n && rows[i] != RO_ROW_NONE ? (int32_t)rows[i] : -1;
    n = ro_word_pieces(&vocabulary, line, pieces);
    for (size_t i = 0; i < RO_PIECES_MAX; i++) fixed[RO_BASE_MAX + i] = i < n ? (int32_t)pieces[i] : -1;
    fwrite(fixed, sizeof fixed, 1, out);
  }
  printf("%u %u\n", vocabulary.n_words + RO_ROWS_BEHIND_WORDS, vocabulary.n_words + RO_ROWS_BEHIND_WORDS - 1);
  return fclose(out) != 0;
}

/* -- lemmas ------------------------------------------------------------------------------------------------------------- */

typedef struct lemmas {
  RO_ARRAY(ro_model_lemma) lemmas;
  RO_ARRAY(char) text;
  ro_map pairs, best; /* (form, tag, lemma) and (form, tag) */
} lemmas;

typedef struct best_lemma {
  uint64_t count;
  ro_slice lower, xpos, lemma;
} best_lemma;

static void count_lemmas(lemmas *l, ro_slice file, ro_arena *arena) {
  ro_slice line;
  while (next_line(&file, &line)) {
    ro_slice id = column(line, 0), xpos = column(line, 4);
    if (line.len == 0 || line.ptr[0] == '#' || memchr(id.ptr, '-', id.len) || memchr(id.ptr, '.', id.len)) continue;
    if (ro_slice_starts(xpos, RO_LIT("NNP")) || ro_slice_equal(xpos, RO_LIT("_"))) continue;
    ro_slice lower = ro_token_lower(column(line, 1), arena), lemma = column(line, 2);
    ro_slice key = ro_arena_format(arena, "%.*s\t%.*s", (int)lower.len, lower.ptr, (int)xpos.len, xpos.ptr);
    ro_slice both = ro_arena_format(arena, "%.*s\t%.*s", (int)key.len, key.ptr, (int)lemma.len, lemma.ptr);
    uint64_t count = ++*ro_map_put(&l->pairs, both, NULL);
    uint64_t *place = ro_map_put(&l->best, key, NULL);
    best_lemma *best = (best_lemma *)(uintptr_t)*place;
    if (!best) {
      best = RO_NEW_ARRAY(arena, best_lemma, 1);
      *best = (best_lemma){0, lower, xpos, lemma};
      *place = (uint64_t)(uintptr_t)best;
    }
    if (count > best->count) best->count = count, best->lemma = lemma;
  }
}

static int compare_lemmas(const void *a, const void *b) {
  uint64_t x = ((const ro_model_lemma *)a)->hash, y = ((const ro_model_lemma *)b)->hash;
  return x < y ? -1 : x > y;
}

/* The most frequent lemma of each form and tag that the rules get wrong. */
static void collect_lemmas(lemmas *l, const ro_vocabulary *vocabulary, ro_arena *arena) {
  for (size_t e = 0; e < l->best.len; e++) {
    const best_lemma *best = (const best_lemma *)(uintptr_t)l->best.entries[e].value;
    if (ro_slice_equal(ro_lemma_by_rule(vocabulary, best->lower, best->xpos, arena), best->lemma)) continue;
    ro_model_lemma lemma = {ro_lemma_key(best->lower, best->xpos), (uint32_t)l->text.len, (uint32_t)best->lemma.len};
    for (size_t b = 0; b < best->lemma.len; b++) RO_PUSH(arena, &l->text, best->lemma.ptr[b]);
    RO_PUSH(arena, &l->lemmas, lemma);
  }
  if (l->lemmas.len) qsort(l->lemmas.at, l->lemmas.len, sizeof *l->lemmas.at, compare_lemmas);
}

/* -- the file ----------------------------------------------------------------------------------------------------------- */

static void write_labels(char *out, size_t room, ro_slice text) {
  memcpy(out, text.ptr, text.len < room - 1 ? text.len : room - 1);
}

/* "NOUN|NN|…" lines. */
static size_t read_tags(ro_slice list, ro_model_tag *tags) {
  size_t n = 0;
  for (ro_slice line; n < RO_TAGS_MAX && next_line(&list, &line); n++) {
    const char *first = memchr(line.ptr, '|', line.len);
    size_t a = first ? (size_t)(first - line.ptr) : line.len, b = a + 1;
    while (b < line.len && line.ptr[b] != '|') b++;
    tags[n] = (ro_model_tag){{0}, {0}, {0}};
    write_labels(tags[n].upos, sizeof tags[n].upos, ro_slice_part(line, 0, a));
    write_labels(tags[n].xpos, sizeof tags[n].xpos, ro_slice_part(line, a + 1, b));
    write_labels(tags[n].features, sizeof tags[n].features, ro_slice_part(line, b + 1, line.len));
  }
  return n;
}

static int pack(task *t) {
  if (t->argc < 4) return complain("pack FOLDER OUT.model FILE.conllu…");
  static ro_model_tag tags[RO_TAGS_MAX];
  static char rels[RO_RELS_MAX][RO_REL_LEN];
  const char *folder = t->argv[2];
  ro_arena *arena = &t->arena;
  ro_slice words, dims, tag_list, rel_list, line, parts[RO_SECTIONS];
  if (!read_file(folder, "words.tsv", arena, &words) || !read_file(folder, "dims", arena, &dims) ||
      !read_file(folder, "tags", arena, &tag_list) || !read_file(folder, "rels", arena, &rel_list) ||
      !read_file(folder, "rows", arena, &parts[RO_SECTION_ROWS]) ||
      !read_file(folder, "weights", arena, &parts[RO_SECTION_WEIGHTS]) ||
      !read_file(folder, "scales", arena, &parts[RO_SECTION_SCALES]) ||
      !read_file(folder, "biases", arena, &parts[RO_SECTION_BIASES]))
    return 1;
  ro_vocabulary vocabulary;
  if (!read_vocabulary(&vocabulary, words, arena)) return complain("a row or list of the vocabulary is out of range");
  size_t n_tags = read_tags(tag_list, tags), n_rels = 0;
  while (n_rels < RO_RELS_MAX && next_line(&rel_list, &line)) write_labels(rels[n_rels++], RO_REL_LEN, line);
  lemmas l = {0};
  ro_map_init(&l.pairs, arena);
  ro_map_init(&l.best, arena);
  for (int f = 4; f < t->argc; f++) {
    ro_slice file;
    if (!read_file(NULL, t->argv[f], arena, &file)) return 1;
    count_lemmas(&l, file, arena);
  }
  collect_lemmas(&l, &vocabulary, arena);
  if (dims.len != sizeof(ro_model_dims)) return complain("the dims are of another program");
  parts[RO_SECTION_DIMS] = dims;
  parts[RO_SECTION_WORDS] = (ro_slice){(const char *)vocabulary.slots, ((size_t)vocabulary.mask + 1) * sizeof *vocabulary.slots};
  parts[RO_SECTION_TAGS] = (ro_slice){(const char *)tags, n_tags * sizeof *tags};
  parts[RO_SECTION_RELS] = (ro_slice){(const char *)rels, n_rels * sizeof *rels};
  parts[RO_SECTION_LEMMAS] = (ro_slice){(const char *)l.lemmas.at, l.lemmas.len * sizeof *l.lemmas.at};
  parts[RO_SECTION_TEXT] = (ro_slice){l.text.at, l.text.len};

  ro_model_header header = {.magic = RO_MODEL_MAGIC, .version = RO_MODEL_VERSION, .size = sizeof header};
  for (size_t s = 0; s < RO_SECTIONS; s++) {
    header.sections[s].at = header.size;
    header.sections[s].len = parts[s].len;
    header.size += (parts[s].len + 7) / 8 * 8;
  }
  char *file = calloc(header.size, 1);
  if (!file) return complain("no memory");
  for (size_t s = 0; s < RO_SECTIONS; s++)
    if (parts[s].len) memcpy(file + header.sections[s].at, parts[s].ptr, parts[s].len);
  header.checksum = ro_hash((ro_slice){file + sizeof header, header.size - sizeof header}, 0);
  memcpy(file, &header, sizeof header);
  ro_model model;
  readout_error err = {0};
  int failed = ro_model_from_bytes(&model, file, header.size, ro_kernels_best(), t->argv[3], &err) != READOUT_OK;
  if (failed) {
    complain(err.message);
  } else {
    ro_model_release(&model);
    FILE *out = fopen(t->argv[3], "wb");
    failed = !out || fwrite(file, 1, header.size, out) != header.size;
    if (out) failed |= fclose(out) != 0;
    if (failed) perror(t->argv[3]);
  }
  if (!failed)
    fprintf(stderr, "%s: %zu bytes, %u words, %zu tags, %zu relations, %zu lemmas\n", t->argv[3], (size_t)header.size,
            vocabulary.n_words, n_tags, n_rels, l.lemmas.len);
  free(file);
  return failed;
}

static void run(void *ctx) {
  task *t = ctx;
  const char *what = t->argc > 1 ? t->argv[1] : "";
  if (strcmp(what, "tokens") == 0)
    t->failed = write_tokens(t);
  else if (strcmp(what, "features") == 0)
    t->failed = write_features(t);
  else if (strcmp(what, "pack") == 0)
    t->failed = pack(t);
  else
    t->failed = complain("tokens, features or pack");
}

int main(int argc, char **argv) {
  static task t;
  t.argc = argc;
  t.argv = argv;
  ro_arena_init(&t.arena, &t.guard, (size_t)12 << 30);
  readout_error err = {0};
  if (ro_guard_run(&t.guard, run, &t, &err) != READOUT_OK) t.failed = complain(err.message);
  ro_arena_release(&t.arena);
  return t.failed ? 1 : 0;
}
