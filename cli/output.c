/* What a command writes: to standard output, or with --output into a file, which is made only when there is something to write.
 */
#include <errno.h>
#include <string.h>

#include "cli.h"

bool cli_to_output(void *ctx, const char *bytes, size_t len) {
  cli_output *out = ctx;
  if (!out->file) out->file = !out->path || strcmp(out->path, "-") == 0 ? stdout : fopen(out->path, "wb");
  if (out->file && fwrite(bytes, 1, len, out->file) == len) return true;
  out->failed = errno;
  return false;
}

int cli_end_output(cli_output *out, const cli_options *options, readout_status done, const readout_error *err) {
  bool is_file = out->file && out->file != stdout;
  if (is_file && fclose(out->file) != 0 && !out->failed) out->failed = errno;
  if (out->failed && (is_file || !out->file)) {
    fprintf(stderr, "readout: cannot write \"%s\": %s\n", out->path, strerror(out->failed));
    return CLI_FAILED;
  }
  if (done != READOUT_OK && done != READOUT_ERR_STOPPED) return cli_fail(err);
  if (is_file && !options->quiet) fprintf(stderr, "wrote %s\n", out->path);
  return CLI_OK;
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
