/* `readout demo`: the sample reports, from nothing to a finished comparison. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static const char *examples_dir(void) {
  if (access(READOUT_EXAMPLES_DIR "/reports", R_OK) == 0) return READOUT_EXAMPLES_DIR "/reports";
  return READOUT_INSTALLED_EXAMPLES_DIR "/reports";
}

static void say(const char *text) {
  printf("\n%s\n\n", text);
  fflush(stdout);
}

static readout_status show_parts(readout_record *record, const readout_view *view, readout_error *err) {
  say("$ readout events");
  readout_status status = readout_record_events(record, view, cli_to_file, stdout, err);
  if (status == READOUT_OK) {
    say("The first of the two meetings, report by report. $ readout compare 2");
    status = readout_record_compare(record, "2", view, cli_to_file, stdout, err);
  }
  if (status == READOUT_OK) {
    say("A formulation of the first meeting, followed to the second. $ readout track \"no country dominates\"");
    status = readout_record_track(record, "no country dominates", view, cli_to_file, stdout, err);
  }
  return status;
}

/* SQLite keeps files beside the record: the whole folder goes. */
static void remove_folder(const char *folder) {
  DIR *dir = opendir(folder);
  char path[4096];
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    if (entry->d_name[0] == '.') continue;
    if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < sizeof path) unlink(path);
  }
  if (dir) closedir(dir);
  rmdir(folder);
}

static readout_status add_samples(readout_record *record, const cli_options *options, readout_error *err) {
  const char *paths[1] = {examples_dir()};
  cli_options adding = *options;
  cli_talk talk;
  readout_tally tally = {0};
  adding.args = paths;
  adding.n_args = 1;
  readout_input input = cli_input(&adding, &talk);
  printf("Sample reports of two meetings, made up for this: %s\n\n$ readout add examples/reports\n", paths[0]);
  fflush(stdout);
  readout_status status = readout_record_add(record, &input, &tally, err);
  cli_tally(&talk, &tally, "reports read");
  return status;
}

static int demo_in(readout_engine *engine, const cli_options *options, const char *folder) {
  char path[4200];
  snprintf(path, sizeof path, "%s/demo.db", folder);
  readout_error err = {0};
  readout_record *record;
  readout_status status = readout_record_open(engine, path, READOUT_CREATE, &record, &err);
  if (status != READOUT_OK) return cli_fail(&err);
  status = add_samples(record, options, &err);
  readout_view view = cli_view(options);
  if (status == READOUT_OK && !options->serve) status = show_parts(record, &view, &err);
  readout_record_close(record);
  if (status != READOUT_OK && status != READOUT_ERR_STOPPED) return cli_fail(&err);
  if (options->serve) {
    say("$ readout serve");
    return cli_serve_record(engine, options, path);
  }
  printf(
      "\nNow with your own reports: readout add PATH…, readout events, readout compare 1, readout compare 1 --html page.html\n");
  return CLI_OK;
}

int cli_demo(readout_engine *engine, const cli_options *options) {
  const char *tmp = getenv("TMPDIR");
  char folder[4096];
  if ((size_t)snprintf(folder, sizeof folder, "%s/readout-demo-XXXXXX", tmp && *tmp ? tmp : "/tmp") >= sizeof folder ||
      !mkdtemp(folder)) {
    fprintf(stderr, "readout: cannot make a folder for the demo in \"%s\": %s: set TMPDIR\n", tmp && *tmp ? tmp : "/tmp",
            strerror(errno));
    return CLI_FAILED;
  }
  int status = demo_in(engine, options, folder);
  remove_folder(folder);
  return status;
}
