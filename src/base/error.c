#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cut where a code point begins, so that a long subject leaves no torn character behind. */
static void cut_at_character(char *message, size_t len) {
  size_t start = len;
  while (start > 0 && ((unsigned char)message[start - 1] & 0xC0) == 0x80) start -= 1;
  if (start == 0) return;
  unsigned char lead = (unsigned char)message[start - 1];
  size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (len - (start - 1) < wanted) message[start - 1] = '\0';
}

__attribute__((format(printf, 5, 0))) static void fill(readout_error *err, readout_status status, size_t line, size_t offset,
                                                       const char *format, va_list args) {
  if (!err) return;
  memset(err, 0, sizeof *err);
  err->status = status;
  err->line = line;
  err->offset = offset;
  int written = vsnprintf(err->message, sizeof err->message, format, args);
  if (written >= (int)sizeof err->message) cut_at_character(err->message, strlen(err->message));
  for (char *c = err->message; *c; c++) {
    if (*c == '\n' || *c == '\r') *c = ' ';
  }
}

readout_status ro_fail(readout_error *err, readout_status status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fill(err, status, 0, 0, format, args);
  va_end(args);
  return status;
}

readout_status ro_fail_at(readout_error *err, readout_status status, size_t line, size_t offset, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fill(err, status, line, offset, format, args);
  va_end(args);
  return status;
}

void ro_error_clear(readout_error *err) {
  if (err) *err = (readout_error){0};
}

readout_status ro_fail_stopped(readout_error *err) {
  if (err && err->status != READOUT_OK) return READOUT_ERR_STOPPED;
  return ro_fail(err, READOUT_ERR_STOPPED, "stopped");
}
