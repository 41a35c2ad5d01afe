/* The command, inside: what its files share. */
#ifndef READOUT_CLI_H
#define READOUT_CLI_H

#include <readout/keep.h>
#include <readout/watch.h>
#include <stdio.h>

/* Exit statuses, as the manual has them. */
enum {
  CLI_OK = 0,
  CLI_SOME_FAILED = 1, /* the work was done, but some items could not be read, or faults were found */
  CLI_USAGE = 2,       /* the command line is wrong; nothing was done */
  CLI_FAILED = 3,      /* the work could not be done */
};

enum { CLI_MOST_PARTIES = 8, CLI_MOST_HOSTS = 8, CLI_PORT = 8765 };

typedef struct cli_options {
  const char *record;                  /* --record, else $READOUT_RECORD, else readout.db */
  const char *data;                    /* --data */
  const char *format;                  /* --format */
  const char *input;                   /* --input */
  const char *html;                    /* --html */
  const char *output;                  /* --output */
  const char *who;                     /* --who, else $READOUT_WHO, else the user's name */
  const char *why;                     /* --why */
  const char *when;                    /* --when */
  size_t threads;                      /* --threads */
  size_t width;                        /* --width */
  size_t every;                        /* --every, minutes; 0: once */
  size_t delay, timeout;               /* --delay, --timeout, seconds */
  const char *party[CLI_MOST_PARTIES]; /* --party, each */
  size_t n_parties;
  const char *framework, *since, *until, *outlet, *side, *speaker, *act, *in; /* options of these names */
  size_t limit;                                                               /* --limit; 0: all */
  bool allow_private;                                                         /* --allow-private */
  bool json, quiet;                                                           /* --json, --quiet */
  bool list, unbound;                                                         /* --list, --unbound */
  bool all;                                                                   /* --all */
  const char *with;                                                           /* --with */
  bool deep, force, plain;                                                    /* --deep, --force, --plain */
  const char *listen, *token_file;                                            /* --listen, --token-file */
  const char *host[CLI_MOST_HOSTS];                                           /* --host, each */
  size_t n_hosts;
  size_t port;             /* --port */
  bool read_only, serve;   /* --read-only, --serve */
  bool record_given;       /* --record stands there */
  const char *const *args; /* what follows the command */
  size_t n_args;
} cli_options;

typedef struct cli_command {
  const char *name, *usage, *summary, *help;
  size_t min_args, max_args; /* max_args 0: any number */
  int (*run)(readout_engine *engine, const cli_options *options);
} cli_command;

extern const cli_command CLI_COMMANDS[];
extern const size_t CLI_N_COMMANDS;

/* Says "readout: …" on standard error; returns the exit status that fits. */
int cli_fail(const readout_error *err);

/* A sink to a FILE: `ctx` is the FILE. False when it cannot be written. */
bool cli_to_file(void *ctx, const char *bytes, size_t len);

/* Standard output, or a file: what is written stands beside it, and takes its place when it is whole. */
typedef struct cli_output {
  FILE *file;
  const char *path; /* NULL: standard output */
  char *beside;     /* what is written to meanwhile; NULL for devices and pipes. Owned */
  int why;          /* errno of what could not be written, or 0 */
} cli_output;

/* `path` NULL or "-" is standard output; borrowed. CLI_OK, or says why not on standard error. */
int cli_output_open(cli_output *output, const char *path);

/* A sink: `ctx` is the output. */
bool cli_to_output(void *ctx, const char *bytes, size_t len);

/* Ends it: a file is there from now on where `status` is CLI_OK, else it is as it was. Gives the status, or CLI_FAILED, with a
 * word on standard error, where it could not be written. */
int cli_output_close(cli_output *output, int status);

/* What --format can be. The first is what it is where it is not given; --json stands for --format json. */
typedef struct cli_format {
  const char *name;
  readout_view_format format;
} cli_format;

/* False, with a word on standard error, where --format is none of them. */
bool cli_find_format(const cli_options *options, const cli_format *formats, size_t n_formats, readout_view_format *format);

/* Gives a view to `sink`. */
typedef readout_status (*cli_shows)(readout_record *record, const cli_options *options, const readout_view *view,
                                    readout_sink sink, void *ctx, readout_error *err);

/* Opens the record and writes what `shows` gives to `path`, as cli_output_open() has it; says on standard error what was written.
 */
int cli_write_view(readout_engine *engine, const cli_options *options, const readout_view *view, cli_shows shows,
                   const char *path);

/* Flushes standard output; CLI_FAILED with a word on standard error where that fails (a full disk, a closed pipe is CLI_OK). */
int cli_flush(int status);

enum { CLI_MOST_REASONS = 16 };

/* Input over options->args with progress on standard error when it is a terminal. */
typedef struct cli_talk {
  bool terminal, quiet, shown;
  double started;
  struct {
    const char *reason;
    size_t count;
  } passed[CLI_MOST_REASONS];
  size_t n_passed;
} cli_talk;
readout_input cli_input(const cli_options *options, cli_talk *talk);

/* Ends the progress line. */
void cli_end_progress(cli_talk *talk);

/* Ends the progress line and says what became of the items. */
void cli_tally(cli_talk *talk, const readout_tally *tally, const char *verb);

void cli_watch_tally(cli_talk *talk, const readout_watch_tally *tally);

/* Text for the terminal's width and colours, or JSON. */
readout_view cli_view(const cli_options *options);

/* The record of the options, opened; else says why and gives the exit status. */
int cli_open_record(readout_engine *engine, const cli_options *options, readout_record_mode mode, readout_record **record);

int cli_review(readout_engine *engine, const cli_options *options);
int cli_search(readout_engine *engine, const cli_options *options);
int cli_watch(readout_engine *engine, const cli_options *options);
int cli_serve(readout_engine *engine, const cli_options *options);
int cli_export(readout_engine *engine, const cli_options *options);
int cli_picture(readout_engine *engine, const cli_options *options);
int cli_import(readout_engine *engine, const cli_options *options);
int cli_check(readout_engine *engine, const cli_options *options);
int cli_backup(readout_engine *engine, const cli_options *options);
int cli_merge(readout_engine *engine, const cli_options *options);
int cli_reread(readout_engine *engine, const cli_options *options);
int cli_demo(readout_engine *engine, const cli_options *options);
int cli_help(readout_engine *engine, const cli_options *options);
int cli_manual(readout_engine *engine, const cli_options *options);
int cli_completion(readout_engine *engine, const cli_options *options);

/* Serves the record at `record`, which must be there, until it is interrupted. */
int cli_serve_record(readout_engine *engine, const cli_options *options, const char *record);

/* A document of docs/ by its name without folder and ending; false where there is none. */
bool cli_print_topic(const char *name);
void cli_list_topics(FILE *out);

#endif
