/* Where a command's result goes: standard output, or a file that is there only when it is whole. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

static int fail(const cli_output *output, int why) {
  fprintf(stderr, "readout: cannot write %s%s%s: %s\n", output->path ? "\"" : "", output->path ? output->path : "standard output",
          output->path ? "\"" : "", strerror(why));
  return CLI_FAILED;
}

/* Neither a device nor a pipe may be replaced by a file: these are written to as they are. */
static bool is_replaced(const char *path) {
  struct stat about;
  return stat(path, &about) != 0 || S_ISREG(about.st_mode);
}

static FILE *open_beside(cli_output *output) {
  size_t size = strlen(output->path) + sizeof ".XXXXXX";
  output->beside = malloc(size);
  if (!output->beside) return NULL;
  snprintf(output->beside, size, "%s.XXXXXX", output->path);
  int descriptor = mkstemp(output->beside);
  if (descriptor < 0) return NULL;
  mode_t mask = umask(0);
  umask(mask);
  FILE *file = fchmod(descriptor, 0666 & ~mask) == 0 ? fdopen(descriptor, "wb") : NULL;
  if (file) return file;
  int why = errno;
  close(descriptor);
  unlink(output->beside);
  errno = why;
  return NULL;
}

int cli_output_open(cli_output *output, const char *path) {
  *output = (cli_output){.path = path && strcmp(path, "-") != 0 ? path : NULL};
  if (!output->path)
    output->file = stdout;
  else
    output->file = is_replaced(path) ? open_beside(output) : fopen(path, "wb");
  if (output->file) return CLI_OK;
  int why = errno;
  free(output->beside);
  return fail(output, why);
}

bool cli_to_output(void *ctx, const char *bytes, size_t len) {
  cli_output *output = ctx;
  if (fwrite(bytes, 1, len, output->file) == len) return true;
  output->why = errno;
  return false;
}

int cli_output_close(cli_output *output, int status) {
  if (!output->path) return status; /* cli_flush() says how that went */
  errno = 0;
  if (fclose(output->file) != 0 && !output->why) output->why = errno;
  if (status == CLI_OK && !output->why && output->beside && rename(output->beside, output->path) != 0) output->why = errno;
  if (output->beside && (status != CLI_OK || output->why)) unlink(output->beside);
  free(output->beside);
  return output->why ? fail(output, output->why) : status;
}

int cli_write_view(readout_engine *engine, const cli_options *options, const readout_view *view, cli_shows shows,
                   const char *path) {
  readout_record *record;
  cli_output output;
  int status = cli_open_record(engine, options, READOUT_EXISTING, &record);
  if (status != CLI_OK) return status;
  status = cli_output_open(&output, path);
  if (status == CLI_OK) {
    readout_error err = {0};
    readout_status done = shows(record, options, view, cli_to_output, &output, &err);
    if (done != READOUT_OK && done != READOUT_ERR_STOPPED) status = cli_fail(&err);
    status = cli_output_close(&output, status);
    if (status == CLI_OK && output.path && !options->quiet) fprintf(stderr, "wrote %s\n", path);
  }
  readout_record_close(record);
  return status;
}

bool cli_find_format(const cli_options *options, const cli_format *formats, size_t n_formats, readout_view_format *format) {
  const char *asked = options->format ? options->format : options->json ? "json" : formats[0].name;
  for (size_t i = 0; i < n_formats; i++) {
    if (strcmp(formats[i].name, asked) != 0) continue;
    *format = formats[i].format;
    return true;
  }
  fprintf(stderr, "readout: unknown --format \"%s\":", asked);
  for (size_t i = 0; i < n_formats; i++) fprintf(stderr, "%s %s", i == 0 ? "" : i + 1 < n_formats ? "," : " or", formats[i].name);
  fputs("\n", stderr);
  return false;
}
