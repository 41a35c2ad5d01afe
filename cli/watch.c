/* `readout watch`: feeds into the record, once or again and again. */
#include <readout/watch.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "cli.h"

/* A signal can reach nothing else. */
static volatile sig_atomic_t asked_to_stop;

static void ask_to_stop(int signal_number) {
  (void)signal_number;
  asked_to_stop = 1;
}

static bool is_stopped(void *ctx) {
  (void)ctx;
  return asked_to_stop != 0;
}

/* The first signal ends the pass, the second the program. */
static void listen(void) {
  struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

static int run_pass(readout_record *record, const cli_options *options) {
  cli_talk talk;
  readout_input input = cli_input(options, &talk);
  readout_watch watch = {.feeds = options->args,
                         .n_feeds = options->n_args,
                         .delay_ms = options->delay * 1000,
                         .timeout_ms = options->timeout * 1000,
                         .allow_private = options->allow_private,
                         .threads = options->threads,
                         .stopped = is_stopped,
                         .on_progress = input.on_progress,
                         .on_failure = input.on_failure,
                         .on_passed = input.on_passed,
                         .ctx = &talk};
  readout_watch_tally tally = {0};
  readout_error err = {0};
  readout_status done = readout_record_watch(record, &watch, &tally, &err);
  int status = tally.pages.failed ? CLI_SOME_FAILED : CLI_OK;
  if (done != READOUT_OK && done != READOUT_ERR_STOPPED) status = cli_fail(&err);
  cli_watch_tally(&talk, &tally);
  return status;
}

static void sleep_until_next(size_t minutes) {
  struct timespec now, nap = {.tv_nsec = 200000000};
  clock_gettime(CLOCK_MONOTONIC, &now);
  time_t until = now.tv_sec + (time_t)minutes * 60;
  while (!asked_to_stop && now.tv_sec < until) {
    nanosleep(&nap, NULL);
    clock_gettime(CLOCK_MONOTONIC, &now);
  }
}

int cli_watch(readout_engine *engine, const cli_options *options) {
  if (!readout_can_watch()) {
    fputs("readout: this readout was built without fetching: build it with -DREADOUT_FETCH=ON\n", stderr);
    return CLI_FAILED;
  }
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_CREATE, &record);
  if (status != CLI_OK) return status;
  listen();
  bool again = true;
  while (again) {
    int passed = run_pass(record, options);
    if (passed > status) status = passed;
    again = options->every > 0 && !asked_to_stop && passed < CLI_USAGE;
    if (again) sleep_until_next(options->every);
    again = again && !asked_to_stop;
  }
  readout_record_close(record);
  return status;
}
