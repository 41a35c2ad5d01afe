/* `readout review`: what people decide about a record. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const char *who_decides(const cli_options *options) {
  static const char *const NAMES[] = {"READOUT_WHO", "USER", "LOGNAME"};
  const char *who = options->who;
  for (size_t i = 0; !who && i < sizeof NAMES / sizeof *NAMES; i++) {
    who = getenv(NAMES[i]);
    if (who && !*who) who = NULL;
  }
  return who;
}

static int end_view(readout_status status, const readout_error *err) {
  return status == READOUT_OK || status == READOUT_ERR_STOPPED ? CLI_OK : cli_fail(err);
}

static int list(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  readout_error err = {0};
  readout_view view = cli_view(options);
  status = end_view(readout_record_reviews(record, NULL, options->unbound, &view, cli_to_file, stdout, &err), &err);
  readout_record_close(record);
  return status;
}

static int import(readout_record *record, const cli_options *options) {
  cli_options given = *options;
  cli_talk talk;
  readout_tally tally = {0};
  readout_error err = {0};
  given.args++;
  given.n_args--;
  if (given.n_args == 0) {
    fputs("readout: import wants files of JSON Lines, or - for standard input\n", stderr);
    return CLI_USAGE;
  }
  readout_input input = cli_input(&given, &talk);
  if (readout_record_import_decisions(record, &input, &tally, &err) != READOUT_OK) return cli_fail(&err);
  cli_tally(&talk, &tally, "decisions taken");
  return tally.failed ? CLI_SOME_FAILED : CLI_OK;
}

static int decide(readout_record *record, const cli_options *options) {
  char id[24];
  readout_error err = {0};
  readout_view view = cli_view(options);
  readout_decision decision = {.action = options->args[0], .args = options->args + 1, .n_args = options->n_args - 1};
  decision.who = who_decides(options);
  decision.why = options->why;
  decision.when = options->when;
  if (readout_record_decide(record, &decision, id, &err) != READOUT_OK) return cli_fail(&err);
  return end_view(readout_record_reviews(record, id, false, &view, cli_to_file, stdout, &err), &err);
}

int cli_review(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  if (options->n_args == 0) return list(engine, options);
  if (options->list || options->unbound) {
    fprintf(stderr, "readout: \"%s\" is not listed: --list and --unbound stand alone\n", options->args[0]);
    return CLI_USAGE;
  }
  int status = cli_open_record(engine, options, READOUT_CHANGE, &record);
  if (status != CLI_OK) return status;
  status = strcmp(options->args[0], "import") == 0 ? import(record, options) : decide(record, options);
  readout_record_close(record);
  return status;
}
