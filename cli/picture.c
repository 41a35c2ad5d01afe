/* `readout picture`: timeline, strip, network and matrix as SVG, PNG, or the table behind them. */
#include <string.h>
#include <unistd.h>

#include "cli.h"

typedef struct picture_name {
  const char *name;
  readout_picture picture;
  bool asks; /* it needs an argument */
} picture_name;

static const picture_name PICTURES[] = {{"timeline", READOUT_TIMELINE, false},
                                        {"strip", READOUT_STRIP, true},
                                        {"network", READOUT_NETWORK, false},
                                        {"persons", READOUT_PERSONS, false},
                                        {"matrix", READOUT_MATRIX, true}};

static const picture_name *find_picture(const cli_options *options) {
  for (size_t i = 0; i < sizeof PICTURES / sizeof *PICTURES; i++) {
    if (strcmp(PICTURES[i].name, options->args[0]) != 0) continue;
    if (options->n_args > 1 || !PICTURES[i].asks) return &PICTURES[i];
    fprintf(stderr, "readout: a %s of what? see readout picture --help\n", PICTURES[i].name);
    return NULL;
  }
  fprintf(stderr, "readout: unknown picture \"%s\": timeline, strip, network, persons or matrix\n", options->args[0]);
  return NULL;
}

static bool find_format(const cli_options *options, readout_view_format *format) {
  static const cli_format FORMATS[] = {
      {"svg", READOUT_VIEW_SVG}, {"png", READOUT_VIEW_PNG}, {"json", READOUT_VIEW_JSON}, {"csv", READOUT_VIEW_CSV}};
  if (!cli_find_format(options, FORMATS, sizeof FORMATS / sizeof *FORMATS, format)) return false;
  if (*format != READOUT_VIEW_PNG || options->output || !isatty(STDOUT_FILENO)) return true;
  fputs("readout: a PNG is nothing for a terminal: give --output FILE\n", stderr);
  return false;
}

static readout_status show_picture(readout_record *record, const cli_options *options, const readout_view *view,
                                   readout_sink sink, void *ctx, readout_error *err) {
  const char *of = options->n_args > 1 ? options->args[1] : NULL;
  return readout_record_picture(record, find_picture(options)->picture, of, view, sink, ctx, err);
}

int cli_picture(readout_engine *engine, const cli_options *options) {
  readout_view view = {.width = options->width};
  if (!find_picture(options) || !find_format(options, &view.format)) return CLI_USAGE;
  return cli_write_view(engine, options, &view, show_picture, options->output);
}
