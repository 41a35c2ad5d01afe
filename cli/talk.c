#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

int cli_fail(const readout_error *err) {
  fprintf(stderr, "readout: %s\n", err->message[0] ? err->message : "it failed without a reason");
  return err->status == READOUT_ERR_USAGE ? CLI_USAGE : CLI_FAILED;
}

bool cli_to_file(void *ctx, const char *bytes, size_t len) {
  return fwrite(bytes, 1, len, ctx) == len;
}

int cli_flush(int status) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return status;
  if (errno == EPIPE) return status;
  fprintf(stderr, "readout: cannot write to standard output: %s\n", strerror(errno));
  return CLI_FAILED;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void show_progress(void *ctx, const readout_progress *progress) {
  cli_talk *talk = ctx;
  if (!talk->terminal || talk->quiet) return;
  double seconds = now() - talk->started;
  double rate = seconds > 0 ? (double)progress->done / seconds : 0;
  fprintf(stderr, "\r\033[K%s %zu, %.0f/s", progress->stage, progress->done, rate);
  if (progress->total_bytes > 0 && progress->done_bytes > 0 && progress->done_bytes < progress->total_bytes) {
    double share = (double)progress->done_bytes / (double)progress->total_bytes;
    fprintf(stderr, ", %.0f %%, %.0f s left", share * 100, seconds * (1 - share) / share);
  }
  fflush(stderr);
  talk->shown = true;
}

static void say_failure(void *ctx, const char *id, const readout_error *err) {
  cli_talk *talk = ctx;
  if (talk->shown) fputs("\r\033[K", stderr);
  talk->shown = false;
  (void)id; /* the message names it */
  fprintf(stderr, "readout: %s\n", err->message);
}

static void note_passed(void *ctx, const char *reason, size_t count) {
  cli_talk *talk = ctx;
  if (talk->n_passed == CLI_MOST_REASONS) return;
  talk->passed[talk->n_passed].reason = reason;
  talk->passed[talk->n_passed++].count = count;
}

/* ", 12 passed over (9 neither pages nor texts, 3 answers other than 200)" */
static void say_passed(const cli_talk *talk) {
  size_t sum = 0;
  for (size_t i = 0; i < talk->n_passed; i++) sum += talk->passed[i].count;
  if (sum == 0) return;
  fprintf(stderr, ", %zu passed over (", sum);
  for (size_t i = 0; i < talk->n_passed; i++) {
    fprintf(stderr, "%s%zu %s", i > 0 ? ", " : "", talk->passed[i].count, talk->passed[i].reason);
  }
  fputs(")", stderr);
}

readout_input cli_input(const cli_options *options, cli_talk *talk) {
  *talk = (cli_talk){.terminal = isatty(STDERR_FILENO) != 0, .quiet = options->quiet, .started = now()};
  return (readout_input){.paths = options->args,
                         .n_paths = options->n_args,
                         .threads = options->threads,
                         .on_progress = show_progress,
                         .on_failure = say_failure,
                         .on_passed = note_passed,
                         .ctx = talk};
}

void cli_end_progress(cli_talk *talk) {
  if (talk->shown) fputs("\r\033[K", stderr);
  talk->shown = false;
}

static void tell(cli_talk *talk, const readout_tally *tally, const char *verb, size_t unchanged, size_t held_back) {
  cli_end_progress(talk);
  if (talk->quiet) return;
  fprintf(stderr, "%zu %s", tally->read, verb);
  if (tally->duplicates) fprintf(stderr, ", %zu there already", tally->duplicates);
  if (tally->skipped) fprintf(stderr, ", %zu in a language that is not read yet", tally->skipped);
  if (unchanged) fprintf(stderr, ", %zu unchanged", unchanged);
  if (held_back) fprintf(stderr, ", %zu held back until later", held_back);
  if (tally->failed) fprintf(stderr, ", %zu failed", tally->failed);
  say_passed(talk);
  fprintf(stderr, " (%.1f s)\n", now() - talk->started);
}

void cli_tally(cli_talk *talk, const readout_tally *tally, const char *verb) {
  tell(talk, tally, verb, 0, 0);
}

void cli_watch_tally(cli_talk *talk, const readout_watch_tally *tally) {
  tell(talk, &tally->pages, "read", tally->unchanged, tally->held_back);
}

readout_view cli_view(const cli_options *options) {
  readout_view view = {.format = options->json ? READOUT_VIEW_JSON : READOUT_VIEW_TEXT, .width = options->width};
  bool terminal = isatty(STDOUT_FILENO) != 0;
  const char *no_color = getenv("NO_COLOR"), *columns = getenv("COLUMNS"), *term = getenv("TERM");
  view.color = terminal && !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
  struct winsize size;
  if (view.width == 0 && columns) view.width = (size_t)strtoul(columns, NULL, 10);
  if (view.width == 0 && terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) view.width = size.ws_col;
  if (view.width == 0) view.width = 100;
  return view;
}
