#include "source/stream.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "source/walk.h"

enum { CHUNK = 64 * 1024 };

bool ro_stream_open(ro_stream *stream, int fd, ro_splitting splitting, size_t max) {
  *stream = (ro_stream){.fd = fd, .splitting = splitting, .max = max, .line = 1, .chunk = malloc(CHUNK)};
  return stream->chunk != NULL;
}

void ro_stream_release(ro_stream *stream) {
  free(stream->chunk);
  stream->chunk = NULL;
}

/* True when bytes stand at chunk[at .. len). False at the end of the file or, with err filled, when reading fails. */
static bool fill(ro_stream *stream, const char *name, readout_error *err) {
  if (stream->at < stream->len) return true;
  if (stream->ended) return false;
  ssize_t got;
  do {
    got = read(stream->fd, stream->chunk, CHUNK);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) {
    stream->ended = true;
    if (got < 0) (void)ro_fail_system(err, errno, "read", name);
    return false;
  }
  stream->at = 0;
  stream->len = (size_t)got;
  stream->taken += stream->len;
  if (!stream->started && stream->splitting != RO_SPLIT_NOT && stream->len >= 3 &&
      memcmp(stream->chunk, "\xEF\xBB\xBF", 3) == 0) {
    stream->at = 3;
  }
  stream->started = true;
  return stream->at < stream->len || fill(stream, name, err);
}

static ro_slice rest(const ro_stream *stream) {
  return (ro_slice){stream->chunk + stream->at, stream->len - stream->at};
}

/* Moves `count` bytes from the chunk to the item. */
static void take(ro_stream *stream, ro_text *item, size_t count) {
  ro_text_add(item, ro_slice_part(rest(stream), 0, count));
  stream->at += count;
}

static void check_size(const ro_stream *stream, const char *name, const ro_text *item, size_t line, readout_error *err) {
  if (!item->failed) return;
  if (stream->splitting == RO_SPLIT_NOT) {
    (void)ro_fail(err, READOUT_ERR_INPUT, "\"%s\" is larger than %zu bytes, or than memory; split it into reports", name,
                  stream->max);
  } else {
    (void)ro_fail_at(err, READOUT_ERR_INPUT, line, 0,
                     "line %zu of \"%s\" begins an item larger than %zu bytes, or than memory; split it into reports", line, name,
                     stream->max);
  }
}

static bool next_whole(ro_stream *stream, const char *name, ro_text *item, readout_error *err) {
  if (stream->ended) return false;
  while (fill(stream, name, err)) {
    take(stream, item, stream->len - stream->at);
    if (item->failed) stream->ended = true;
  }
  return true;
}

static bool is_blank(ro_slice line) {
  for (size_t i = 0; i < line.len; i++) {
    if (line.ptr[i] != ' ' && line.ptr[i] != '\t' && line.ptr[i] != '\r') return false;
  }
  return true;
}

static bool next_line(ro_stream *stream, const char *name, ro_text *item, size_t *line, readout_error *err) {
  while (fill(stream, name, err)) {
    ro_slice ahead = rest(stream);
    const char *end = memchr(ahead.ptr, '\n', ahead.len);
    if (!end) {
      take(stream, item, ahead.len);
      continue;
    }
    take(stream, item, (size_t)(end - ahead.ptr));
    stream->at++;
    *line = stream->line++;
    if (item->failed || !is_blank(ro_text_slice(item))) return true;
    ro_text_clear(item);
  }
  *line = stream->line;
  return err->status != READOUT_OK || item->failed || !is_blank(ro_text_slice(item));
}

static bool is_json_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* To the first byte of the next value. False at the end of the values. */
static bool find_value(ro_stream *stream, const char *name, readout_error *err) {
  for (bool is_first = !stream->started; fill(stream, name, err); stream->at++) {
    char c = stream->chunk[stream->at];
    if (c == '\n') stream->line++;
    if (is_json_space(c)) continue;
    if (is_first && c == '[') {
      stream->in_array = true;
    } else if (stream->in_array && c == ']') {
      stream->in_array = false;
    } else if (!(stream->in_array && c == ',')) {
      return true;
    }
    is_first = false;
  }
  return false;
}

typedef struct nesting {
  size_t depth;
  bool in_string, escaped, is_nested;
} nesting;

/* How many of the bytes belong to the value; *ended when the value ends with them. */
static size_t scan_value(nesting *state, ro_slice bytes, size_t *line, bool *ended) {
  for (size_t i = 0; i < bytes.len; i++) {
    char c = bytes.ptr[i];
    if (c == '\n') ++*line;
    if (state->in_string) {
      if (state->escaped) {
        state->escaped = false;
      } else if (c == '\\') {
        state->escaped = true;
      } else if (c == '"') {
        state->in_string = false;
      }
      continue;
    }
    if (c == '"') {
      state->in_string = true;
    } else if (c == '{' || c == '[') {
      state->depth++;
      state->is_nested = true;
    } else if (state->depth > 0 && (c == '}' || c == ']')) {
      if (--state->depth == 0) {
        *ended = true;
        return i + 1;
      }
    } else if (state->depth == 0 && (is_json_space(c) || c == ',' || c == ']' || c == '}')) {
      *ended = true;
      if (c == '\n') --*line;
      return i > 0 ? i : 1;
    }
  }
  return bytes.len;
}

static bool next_value(ro_stream *stream, const char *name, ro_text *item, size_t *line, readout_error *err) {
  if (!find_value(stream, name, err)) {
    *line = stream->line;
    if (err->status == READOUT_OK && stream->in_array) {
      stream->in_array = false;
      (void)ro_fail_at(err, READOUT_ERR_INPUT, stream->line, 0,
                       "\"%s\" ends inside its array, \"]\" is missing; is the file whole", name);
    }
    return err->status != READOUT_OK;
  }
  *line = stream->line;
  nesting state = {0};
  bool ended = false;
  while (!ended && fill(stream, name, err)) {
    take(stream, item, scan_value(&state, rest(stream), &stream->line, &ended));
  }
  if (!ended && (state.depth > 0 || state.in_string) && err->status == READOUT_OK) {
    stream->in_array = false;
    (void)ro_fail_at(err, READOUT_ERR_INPUT, *line, 0, "\"%s\" ends inside the object that begins in line %zu; is the file whole",
                     name, *line);
  }
  return true;
}

bool ro_stream_next(ro_stream *stream, const char *name, ro_text *item, size_t *line, readout_error *err) {
  *err = (readout_error){0};
  *line = 0;
  ro_text_clear(item);
  bool found = false;
  switch (stream->splitting) {
    case RO_SPLIT_NOT:
      found = next_whole(stream, name, item, err);
      break;
    case RO_SPLIT_LINES:
      found = next_line(stream, name, item, line, err);
      break;
    case RO_SPLIT_VALUES:
      found = next_value(stream, name, item, line, err);
      break;
  }
  if (found && err->status == READOUT_OK) check_size(stream, name, item, *line, err);
  return found;
}
