/* `readout import`, `merge`, `reread`, `check`, `backup`: keeping a record. */
#include <string.h>

#include "cli.h"

/* Closes the record and gives the exit status of what was done with it. */
static int end(readout_record *record, readout_status done, bool some_failed, const readout_error *err) {
  readout_record_close(record);
  if (done != READOUT_OK && done != READOUT_ERR_STOPPED) return cli_fail(err);
  return some_failed ? CLI_SOME_FAILED : CLI_OK;
}

/* -- import, merge ---------------------------------------------------------------------------------------------------------- */

static void say_import(cli_talk *talk, const cli_options *options, const readout_import_tally *tally, const char *verb) {
  cli_tally(talk, &tally->reports, verb);
  if (options->quiet) return;
  if (tally->decisions) fprintf(stderr, "%zu decisions taken\n", tally->decisions);
  if (tally->conclusions_only) {
    fputs("the export has no findings: its conclusions were taken as they are, and nothing can be added to this record\n",
          stderr);
  } else if (tally->without_bytes) {
    fprintf(stderr, "%zu reports came without their originals: they cannot be read again\n", tally->without_bytes);
  }
}

int cli_import(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_CREATE, &record);
  if (status != CLI_OK) return status;
  cli_talk talk;
  readout_input input = cli_input(options, &talk);
  readout_import_tally tally = {0};
  readout_error err = {0};
  readout_status done = readout_record_import(record, &input, &tally, &err);
  if (done == READOUT_OK) say_import(&talk, options, &tally, "imported");
  return end(record, done, tally.reports.failed > 0, &err);
}

int cli_merge(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_CREATE, &record);
  if (status != CLI_OK) return status;
  cli_talk talk;
  readout_input input = cli_input(options, &talk);
  readout_import_tally tally = {0};
  readout_error err = {0};
  readout_status done = readout_record_merge(record, options->args[0], &input, &tally, &err);
  if (done == READOUT_OK) say_import(&talk, options, &tally, "merged");
  return end(record, done, tally.reports.failed > 0, &err);
}

/* -- reread ----------------------------------------------------------------------------------------------------------------- */

int cli_reread(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_CHANGE, &record);
  if (status != CLI_OK) return status;
  cli_talk talk;
  readout_input input = cli_input(options, &talk);
  readout_view view = cli_view(options);
  readout_reread_tally tally = {0};
  readout_error err = {0};
  readout_status done = readout_record_reread(record, &input, options->list, &view, cli_to_file, stdout, &tally, &err);
  if (done == READOUT_OK) {
    cli_tally(&talk, &tally.reports, "read again");
    if (!options->quiet) fprintf(stderr, "something else was read of %zu\n", tally.differing);
  }
  return end(record, done, tally.reports.failed > 0, &err);
}

/* -- check, backup ---------------------------------------------------------------------------------------------------------- */

int cli_check(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  cli_talk talk;
  readout_input input = cli_input(options, &talk);
  readout_view view = cli_view(options);
  size_t faults = 0;
  readout_error err = {0};
  readout_status done = readout_record_check(record, &input, options->deep, &view, cli_to_file, stdout, &faults, &err);
  cli_end_progress(&talk);
  if (done == READOUT_OK && !options->quiet) fprintf(stderr, "%s: %zu faults\n", options->record, faults);
  return end(record, done, faults > 0, &err);
}

int cli_backup(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  readout_error err = {0};
  unsigned how = (options->force ? READOUT_BACKUP_REPLACES : 0U) | (options->plain ? READOUT_BACKUP_PLAIN : 0U);
  readout_status done = readout_record_backup(record, options->args[0], how, &err);
  if (done == READOUT_OK && !options->quiet) fprintf(stderr, "copied to %s, and checked\n", options->args[0]);
  return end(record, done, false, &err);
}
