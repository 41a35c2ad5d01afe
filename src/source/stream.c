#include "source/stream.h"

enum { MOST_REREAD = 16 };

void ro_stream_init(ro_stream *stream, ro_flow *flow, ro_splitting splitting, size_t max) {
  *stream = (ro_stream){.flow = flow, .splitting = splitting, .max = max, .line = 1, .delimiter = ','};
}

/* True when bytes stand ahead. False at the end of the file or, with err filled, when reading fails. */
static bool fill(ro_stream *stream, readout_error *err) {
  if (stream->ended) return false;
  bool is_first = !stream->started && stream->splitting != RO_SPLIT_NOT;
  stream->started = true;
  if (is_first && ro_flow_need(stream->flow, 3) && ro_slice_starts(ro_flow_ahead(stream->flow), RO_LIT("\xEF\xBB\xBF"))) {
    ro_flow_take(stream->flow, 3);
  }
  if (ro_flow_need(stream->flow, 1)) return true;
  if (ro_flow_failed(stream->flow, err)) stream->ended = true;
  return false;
}

static ro_slice rest(const ro_stream *stream) {
  return ro_flow_ahead(stream->flow);
}

/* Moves `count` bytes to the item. */
static void take(ro_stream *stream, ro_text *item, size_t count) {
  ro_text_add(item, ro_slice_part(rest(stream), 0, count));
  ro_flow_take(stream->flow, count);
}

static void check_size(const ro_stream *stream, const ro_text *item, size_t line, readout_error *err) {
  if (!item->failed) return;
  const char *name = stream->flow->name;
  if (stream->splitting == RO_SPLIT_NOT) {
    (void)ro_fail(err, READOUT_ERR_INPUT, "\"%s\" is larger than %zu bytes, or than memory; split it into reports", name,
                  stream->max);
  } else {
    (void)ro_fail_at(err, READOUT_ERR_INPUT, line, 0,
                     "line %zu of \"%s\" begins an item larger than %zu bytes, or than memory; split it into reports", line, name,
                     stream->max);
  }
}

static bool next_whole(ro_stream *stream, ro_text *item, readout_error *err) {
  if (stream->ended) return false;
  while (!item->failed && fill(stream, err)) take(stream, item, rest(stream).len);
  stream->ended = true;
  return true;
}

static bool is_blank(ro_slice line) {
  for (size_t i = 0; i < line.len; i++) {
    if (line.ptr[i] != ' ' && line.ptr[i] != '\t' && line.ptr[i] != '\r' && line.ptr[i] != '\n') return false;
  }
  return true;
}

static bool next_line(ro_stream *stream, ro_text *item, size_t *line, readout_error *err) {
  while (fill(stream, err)) {
    ro_slice ahead = rest(stream);
    const char *end = memchr(ahead.ptr, '\n', ahead.len);
    if (!end) {
      take(stream, item, ahead.len);
      continue;
    }
    take(stream, item, (size_t)(end - ahead.ptr));
    ro_flow_take(stream->flow, 1);
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
static bool find_value(ro_stream *stream, readout_error *err) {
  for (bool is_first = !stream->started; fill(stream, err); ro_flow_take(stream->flow, 1)) {
    char c = *rest(stream).ptr;
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

static bool next_value(ro_stream *stream, ro_text *item, size_t *line, readout_error *err) {
  const char *name = stream->flow->name;
  if (!find_value(stream, err)) {
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
  while (!ended && fill(stream, err)) {
    take(stream, item, scan_value(&state, rest(stream), &stream->line, &ended));
  }
  if (!ended && (state.depth > 0 || state.in_string) && err->status == READOUT_OK) {
    stream->in_array = false;
    (void)ro_fail_at(err, READOUT_ERR_INPUT, *line, 0, "\"%s\" ends inside the object that begins in line %zu; is the file whole",
                     name, *line);
  }
  return true;
}

/* Where a row ends, as far as it was looked at. */
typedef struct row_scan {
  size_t at, lines;
  bool in_quotes, is_field_start, was_quote;
} row_scan;

/* Looks at what stands ahead behind what was looked at before; true when the row ends there. */
static bool scan_row(row_scan *row, ro_slice ahead, char delimiter) {
  for (; row->at < ahead.len; row->at++) {
    char c = ahead.ptr[row->at];
    if (c == '\n') row->lines++;
    if (row->in_quotes) {
      if (c == '"') {
        row->in_quotes = false;
        row->was_quote = true;
      }
      continue;
    }
    if (c == '"' && (row->is_field_start || row->was_quote)) row->in_quotes = true; /* "" within quote marks is one */
    row->was_quote = false;
    if (c == '\n') {
      row->at++;
      return true;
    }
    if (c != ' ') row->is_field_start = c == delimiter;
  }
  return false;
}

/*
 * A quote mark that nothing closes would make one row of all that follows: its line alone is given up, and what follows is taken
 * up again; but only so often, as each time may look at all that stands ahead.
 */
static void give_up_row(ro_stream *stream, size_t line, readout_error *err) {
  ro_slice ahead = rest(stream);
  const char *end = memchr(ahead.ptr, '\n', ahead.len);
  bool goes_on = end && stream->reread++ < MOST_REREAD;
  stream->ended = !goes_on;
  ro_flow_take(stream->flow, goes_on ? (size_t)(end - ahead.ptr) + 1 : ahead.len);
  stream->line = line + 1;
  if (err->status != READOUT_OK) return;
  (void)ro_fail_at(
      err, READOUT_ERR_INPUT, line, 0,
      "line %zu of \"%s\" has a quote mark that is not closed within %zu bytes; close it, or double it within a field%s", line,
      stream->flow->name, stream->max, goes_on ? "" : " (the rest is not read)");
}

static bool next_row(ro_stream *stream, ro_text *item, size_t *line, readout_error *err) {
  while (!stream->ended && fill(stream, err)) {
    row_scan row = {.is_field_start = true};
    bool has_ended = false;
    *line = stream->line;
    while (!has_ended && row.at <= stream->max) {
      has_ended = scan_row(&row, rest(stream), stream->delimiter);
      if (!has_ended && !ro_flow_need(stream->flow, rest(stream).len + 1)) break;
    }
    if (!has_ended && (row.in_quotes || row.at > stream->max)) {
      give_up_row(stream, *line, err);
      return true;
    }
    stream->line += row.lines;
    take(stream, item, row.at);
    if (!is_blank(ro_text_slice(item))) return true;
    ro_text_clear(item);
  }
  *line = stream->line;
  return err->status != READOUT_OK;
}

bool ro_stream_next(ro_stream *stream, ro_text *item, size_t *line, readout_error *err) {
  *err = (readout_error){0};
  *line = 0;
  ro_text_clear(item);
  bool found = false;
  switch (stream->splitting) {
    case RO_SPLIT_NOT:
      found = next_whole(stream, item, err);
      break;
    case RO_SPLIT_LINES:
      found = next_line(stream, item, line, err);
      break;
    case RO_SPLIT_VALUES:
      found = next_value(stream, item, line, err);
      break;
    case RO_SPLIT_ROWS:
      found = next_row(stream, item, line, err);
      break;
  }
  if (found && err->status == READOUT_OK) check_size(stream, item, *line, err);
  return found;
}
