/*
 * The language model alone, from C: who does what in the texts named on the command line.
 *
 *   cc parse.c -lreadout -o parse && ./parse report.txt
 *
 * readout_stage(READOUT_PARSE) gives CoNLL-U, in pieces; this program keeps a sentence's rows until its empty line and prints for
 * each subject its verb: "minister  meet".
 */
#include <readout/readout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WORDS 1000
#define MAX_LINE 4096

typedef struct sentence {
  char line[MAX_LINE];
  size_t len;
  char lemma[MAX_WORDS + 1][64], rel[MAX_WORDS + 1][16];
  long head[MAX_WORDS + 1], words;
} sentence;

static void print_subjects(const sentence *s) {
  for (long i = 1; i <= s->words; i++)
    if (strncmp(s->rel[i], "nsubj", 5) == 0 && s->head[i] > 0 && s->head[i] <= s->words)
      printf("%s\t%s\n", s->lemma[i], s->lemma[s->head[i]]);
}

/* ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC */
static void take_row(sentence *s) {
  char *column[10] = {s->line};
  size_t n = 1;
  for (char *at = s->line; *at && n < 10; at++)
    if (*at == '\t') *at = '\0', column[n++] = at + 1;
  if (n < 10 || strchr(column[0], '-') || s->words >= MAX_WORDS) return;
  long i = ++s->words;
  snprintf(s->lemma[i], sizeof s->lemma[i], "%.60s", column[2]);
  snprintf(s->rel[i], sizeof s->rel[i], "%.15s", column[7]);
  s->head[i] = strtol(column[6], NULL, 10);
}

static void take_line(sentence *s) {
  s->line[s->len] = '\0';
  if (s->len == 0) {
    print_subjects(s);
    s->words = 0;
  } else if (s->line[0] != '#') {
    take_row(s);
  }
  s->len = 0;
}

static bool take(void *ctx, const char *bytes, size_t len) {
  sentence *s = ctx;
  for (size_t i = 0; i < len; i++)
    if (bytes[i] == '\n')
      take_line(s);
    else if (s->len + 1 < MAX_LINE)
      s->line[s->len++] = bytes[i];
  return true; /* false would stop the work */
}

int main(int argc, char **argv) {
  static sentence s;
  readout_engine *engine;
  readout_error err;
  if (readout_engine_open(NULL, &engine, &err) != READOUT_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  readout_input input = {.paths = (const char *const *)(argv + 1), .n_paths = (size_t)(argc - 1)};
  readout_tally tally;
  readout_status status = readout_stage(engine, READOUT_PARSE, &input, take, &s, &tally, &err);
  if (status != READOUT_OK) fprintf(stderr, "%s\n", err.message);
  readout_engine_close(engine);
  return status != READOUT_OK || tally.failed > 0;
}
