/* `readout export`: the record for other programs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

static int unknown_format(const char *format) {
  fprintf(stderr, "readout: unknown --format \"%s\": one of", format);
  for (int i = 0; i < READOUT_EXPORT_FORMATS; i++) fprintf(stderr, " %s", readout_export_format_name((readout_export_format)i));
  fputs("\n", stderr);
  return CLI_USAGE;
}

/* "findings,originals" */
static bool with_of(const char *words, unsigned *with) {
  static const struct {
    const char *word;
    unsigned with;
  } KNOWN[] = {{"findings", READOUT_WITH_FINDINGS}, {"originals", READOUT_WITH_ORIGINALS}};
  while (*words) {
    size_t len = strcspn(words, ","), k = 0, n = sizeof KNOWN / sizeof *KNOWN;
    while (k < n && !(strlen(KNOWN[k].word) == len && strncmp(words, KNOWN[k].word, len) == 0)) k++;
    if (k == n) return false;
    *with |= KNOWN[k].with;
    words += len + (words[len] == ',');
  }
  return true;
}

static int choose_format(const cli_options *options, readout_export *what) {
  const char *format = options->format ? options->format : readout_export_format_name(READOUT_EXPORT_JSONL);
  int at = 0;
  while (at < READOUT_EXPORT_FORMATS && strcmp(format, readout_export_format_name((readout_export_format)at)) != 0) at++;
  if (at == READOUT_EXPORT_FORMATS) return unknown_format(format);
  what->format = (readout_export_format)at;
  if (options->with && !with_of(options->with, &what->with)) {
    fprintf(stderr, "readout: unknown --with \"%s\": findings, originals, or both with a comma between\n", options->with);
    return CLI_USAGE;
  }
  if (options->all && what->format != READOUT_EXPORT_ICS) {
    fprintf(stderr, "readout: --all is of --format ics: %s gives all events as it is\n", format);
    return CLI_USAGE;
  }
  if (what->format == READOUT_EXPORT_CSV && (!options->output || strcmp(options->output, "-") == 0)) {
    fputs("readout: csv is a folder of tables: say where, with --output FOLDER\n", stderr);
    return CLI_USAGE;
  }
  return CLI_OK;
}

static int end_export(readout_status status, const readout_error *err) {
  return status == READOUT_OK || status == READOUT_ERR_STOPPED ? CLI_OK : cli_fail(err);
}

static int write_file(readout_record *record, const readout_export *what, const char *path) {
  cli_output output;
  readout_error err = {0};
  int status = cli_output_open(&output, path);
  if (status != CLI_OK) return status;
  status = end_export(readout_record_export(record, what, cli_to_output, &output, &err), &err);
  return cli_output_close(&output, status);
}

/* The files of a folder, one after the other. */
typedef struct folder {
  const char *path;
  char *file; /* the path of the one that is open, or NULL */
  cli_output output;
  int status;
} folder;

static int close_file(folder *to, int status) {
  if (!to->file) return status;
  status = cli_output_close(&to->output, status);
  free(to->file);
  to->file = NULL;
  return status;
}

static bool next_file(void *ctx, const char *name) {
  folder *to = ctx;
  size_t size = strlen(to->path) + strlen(name) + 2;
  to->status = close_file(to, CLI_OK);
  if (to->status != CLI_OK) return false;
  char *file = malloc(size);
  if (!file) return false;
  snprintf(file, size, "%s/%s", to->path, name);
  to->status = cli_output_open(&to->output, file);
  if (to->status == CLI_OK)
    to->file = file;
  else
    free(file);
  return to->status == CLI_OK;
}

static bool to_folder(void *ctx, const char *bytes, size_t len) {
  folder *to = ctx;
  return cli_to_output(&to->output, bytes, len);
}

static int write_folder(readout_record *record, readout_export *what, const char *path) {
  if (mkdir(path, 0777) != 0 && errno != EEXIST) {
    fprintf(stderr, "readout: cannot make the folder \"%s\": %s\n", path, strerror(errno));
    return CLI_FAILED;
  }
  folder to = {.path = path};
  readout_error err = {0};
  what->on_file = next_file;
  readout_status done = readout_record_export(record, what, to_folder, &to, &err);
  int status = to.status != CLI_OK ? to.status : end_export(done, &err);
  return close_file(&to, status);
}

int cli_export(readout_engine *engine, const cli_options *options) {
  readout_record *record;
  readout_export what = {.events = options->args, .n_events = options->n_args, .all = options->all};
  int status = choose_format(options, &what);
  if (status == CLI_OK) status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  status = what.format == READOUT_EXPORT_CSV ? write_folder(record, &what, options->output)
                                             : write_file(record, &what, options->output);
  if (status == CLI_OK && options->output && strcmp(options->output, "-") != 0 && !options->quiet)
    fprintf(stderr, "wrote %s\n", options->output);
  readout_record_close(record);
  return status;
}
