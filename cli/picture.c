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
  static const cli_format FORMATS[] = {{"svg", READOUT_VIEW_SVG}, {"png", READOUT_VIEW_PNG}, {"json", READOUT_VIEW_JSON}};
  if (!cli_find_format(options, FORMATS, sizeof FORMATS / sizeof *FORMATS, format)) return false;
  if (*format != READOUT_VIEW_PNG || options->output || !isatty(STDOUT_FILENO)) return true;
  fputs("readout: a PNG is nothing for a terminal: give --output FILE\n", stderr);
  return false;
}

int cli_picture(readout_engine *engine, const cli_options *options) {
  readout_view view = {.width = options->width};
  const picture_name *asked = find_picture(options);
  if (!asked || !find_format(options, &view.format)) return CLI_USAGE;
  readout_record *record;
  int status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  cli_output out = {.path = options->output};
  readout_error err = {0};
  readout_status done = readout_record_picture(record, asked->picture, options->n_args > 1 ? options->args[1] : NULL, &view,
                                               cli_to_output, &out, &err);
  readout_record_close(record);
  return cli_end_output(&out, options, done, &err);
}
