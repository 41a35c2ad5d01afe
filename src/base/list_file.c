#include "base/list_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"

#define MAX_BYTES ((long)16 << 20)

bool ro_list_file_open_bytes(ro_list_file *list, const char *file) {
  if (list->status != READOUT_OK) return false;
  list->file = file;
  list->line = 0;
  ro_slice path = ro_arena_format(list->arena, "%s/%s", list->data_dir, file);
  FILE *stream = fopen(path.ptr, "rb");
  long size = -1;
  char *bytes = NULL;
  size_t got = 0;
  if (stream && fseek(stream, 0, SEEK_END) == 0) size = ftell(stream);
  if (size >= 0 && size <= MAX_BYTES && fseek(stream, 0, SEEK_SET) == 0) bytes = malloc((size_t)size + 1);
  if (bytes) got = fread(bytes, 1, (size_t)size, stream);
  /* The arena may leave through its guard, so the stream is closed before it is asked for anything. */
  if (stream) fclose(stream);
  if (!bytes) {
    list->status =
        ro_fail(list->err, READOUT_ERR_IO,
                "cannot read the list \"%s\": set READOUT_DATA to the folder that holds Readout's lists and models", path.ptr);
    return false;
  }
  ro_arena_defer(list->arena, free, bytes);
  bytes[got] = '\0';
  list->rest = (ro_slice){bytes, got};
  return true;
}

bool ro_list_file_open(ro_list_file *list, const char *file) {
  if (!ro_list_file_open_bytes(list, file)) return false;
  if (ro_utf8_check(list->rest) != list->rest.len)
    list->status =
        ro_fail(list->err, READOUT_ERR_INPUT, "the list \"%s/%s\" is not valid UTF-8: save it as UTF-8", list->data_dir, file);
  return list->status == READOUT_OK;
}

bool ro_list_file_next(ro_list_file *list, ro_slice *line) {
  while (list->status == READOUT_OK && ro_field_next(&list->rest, '\n', line)) {
    list->line++;
    if (line->len > 0 && line->ptr[0] != '#') return true;
  }
  return false;
}

void ro_list_file_refuse(ro_list_file *list, const char *what, ro_slice word) {
  if (list->status == READOUT_OK)
    list->status = ro_fail_at(list->err, READOUT_ERR_INPUT, list->line, 0, "%s in \"%s/%s\", line %zu: \"%.*s\"", what,
                              list->data_dir, list->file, list->line, (int)word.len, word.ptr ? word.ptr : "");
}

bool ro_field_next(ro_slice *rest, char mark, ro_slice *field) {
  if (rest->ptr == NULL) return false;
  const char *hit = rest->len ? memchr(rest->ptr, mark, rest->len) : NULL;
  size_t end = hit ? (size_t)(hit - rest->ptr) : rest->len;
  *field = ro_slice_trim(ro_slice_part(*rest, 0, end));
  *rest = hit ? ro_slice_part(*rest, end + 1, rest->len) : RO_ABSENT;
  return true;
}

size_t ro_fields(ro_slice line, char mark, ro_slice *fields, size_t max) {
  size_t n = 0;
  while (n < max && ro_field_next(&line, mark, &fields[n])) n++;
  for (size_t i = n; i < max; i++) fields[i] = RO_ABSENT;
  return n;
}

#define DIGITS_MAX 9

bool ro_list_file_number(ro_list_file *list, ro_slice text, double *number) {
  size_t at = text.len > 0 && text.ptr[0] == '-', digits = 0;
  double value = 0, scale = 1;
  bool point = false, shaped = true;
  for (; at < text.len && shaped; at++) {
    char c = text.ptr[at];
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9' && digits < DIGITS_MAX) {
      value = value * 10 + (c - '0');
      scale *= point ? 10 : 1;
      digits++;
    } else {
      shaped = false;
    }
  }
  if (!shaped || digits == 0) {
    ro_list_file_refuse(list, "a weight that is no number", text);
    return false;
  }
  *number = (text.ptr[0] == '-' ? -value : value) / scale;
  return true;
}
