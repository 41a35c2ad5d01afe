/* `readout serve`: the record over HTTP, until it is interrupted. */
#include "server/serve.h"

#include "cli.h"

static void say_ready(void *ctx, const char *address, const char *token) {
  const cli_options *options = ctx;
  printf("%s\n", address);
  if (token && options->token_file) {
    printf("what is written needs the token in %s%s\n", options->token_file, options->listen ? ", and what is read too" : "");
  } else if (token) {
    printf("to change the record: %s#token=%s\n", address, token);
  }
  (void)fflush(stdout);
  if (!options->quiet) fputs("serving until Ctrl-C\n", stderr);
}

static void say_stop(void *ctx, bool waits) {
  const cli_options *options = ctx;
  if (!options->quiet && waits) fputs("ending when what is being added is kept; Ctrl-C again ends at once\n", stderr);
}

int cli_serve_record(readout_engine *engine, const cli_options *options, const char *record) {
  cli_options told = *options;
  readout_error err = {0};
  serve_options serving = {.record = record,
                           .listen = options->listen,
                           .port = (unsigned)options->port,
                           .token_file = options->token_file,
                           .names = options->host,
                           .n_names = options->n_hosts,
                           .threads = options->threads,
                           .only_reads = options->read_only,
                           .allow_private = options->allow_private,
                           .on_ready = say_ready,
                           .on_stop = say_stop,
                           .ctx = &told};
  return serve_run(engine, &serving, &err) == READOUT_OK ? CLI_OK : cli_fail(&err);
}

int cli_serve(readout_engine *engine, const cli_options *options) {
  return cli_serve_record(engine, options, options->record);
}
