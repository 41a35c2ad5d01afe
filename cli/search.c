/* `readout search`: what of a record has these words, or is of these parties. */
#include <readout/search.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* The arguments with a space between two, owned; NULL where there is no memory. */
static char *joined(const char *const *args, size_t n) {
  size_t size = 1;
  for (size_t i = 0; i < n; i++) size += strlen(args[i]) + 1;
  char *words = malloc(size), *end = words;
  for (size_t i = 0; words && i < n; i++) {
    size_t len = strlen(args[i]);
    if (i > 0) *end++ = ' ';
    memcpy(end, args[i], len);
    end += len;
  }
  if (words) *end = '\0';
  return words;
}

static int take_place(const char *name, readout_search_in *in) {
  *in = READOUT_SEARCH_BY_USE;
  if (!name) return CLI_OK;
  *in = READOUT_SEARCH_REPORTS;
  if (strcmp(name, "reports") == 0) return CLI_OK;
  *in = READOUT_SEARCH_STATEMENTS;
  if (strcmp(name, "statements") == 0) return CLI_OK;
  fprintf(stderr, "readout: unknown --in \"%s\": reports or statements\n", name);
  return CLI_USAGE;
}

int cli_search(readout_engine *engine, const cli_options *options) {
  readout_search search = {.party = options->party,
                           .n_parties = options->n_parties,
                           .framework = options->framework,
                           .since = options->since,
                           .until = options->until,
                           .outlet = options->outlet,
                           .side = options->side,
                           .speaker = options->speaker,
                           .act = options->act,
                           .limit = options->limit};
  readout_record *record;
  int status = take_place(options->in, &search.in);
  if (status == CLI_OK) status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  readout_error err = {.message = "no memory for the words"};
  readout_view view = cli_view(options);
  char *words = joined(options->args, options->n_args);
  search.words = words;
  readout_status done = words ? readout_record_search(record, &search, &view, cli_to_file, stdout, &err) : READOUT_ERR_MEMORY;
  if (done != READOUT_OK && done != READOUT_ERR_STOPPED) status = cli_fail(&err);
  free(words);
  readout_record_close(record);
  return status;
}
