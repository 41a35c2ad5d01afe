#include "format/json_in.h"

#include <stdint.h>
#include <stdio.h>

#include "base/error.h"

#define NO_ITEM SIZE_MAX

static void free_document(void *ctx) {
  yyjson_doc_free(ctx);
}

yyjson_val *ro_in_parse(ro_json_in *in, ro_slice json, size_t line, ro_arena *arena, readout_error *err) {
  *in = (ro_json_in){.arena = arena, .err = err, .line = line};
  yyjson_read_err problem;
  /* Without the in-situ flag the input is not written to. */
  yyjson_doc *doc = yyjson_read_opts((char *)(uintptr_t)json.ptr, json.len, YYJSON_READ_NOFLAG, NULL, &problem);
  if (!doc) {
    if (problem.code == YYJSON_READ_ERROR_MEMORY_ALLOCATION) ro_arena_refuse(arena, "memory ran out while JSON was parsed");
    in->status = ro_fail_at(err, READOUT_ERR_INPUT, line, problem.pos, "no valid JSON at byte %zu: %s", problem.pos, problem.msg);
    return NULL;
  }
  ro_arena_defer(arena, free_document, doc);
  yyjson_val *root = yyjson_doc_get_root(doc);
  if (yyjson_is_obj(root)) return root;
  in->status = ro_fail_at(err, READOUT_ERR_INPUT, line, 0, "no JSON object: a line must be one, in braces");
  return NULL;
}

static void push(ro_json_in *in, const char *name) {
  if (in->depth == RO_IN_DEPTH) ro_arena_refuse(in->arena, "JSON is nested deeper than it is read");
  in->path[in->depth].name = name;
  in->path[in->depth++].item = NO_ITEM;
}

static void describe(const ro_json_in *in, const char *name, char *out, size_t size) {
  size_t at = 0;
  for (size_t i = 0; i < in->depth && at < size; i++) {
    int wrote = snprintf(out + at, size - at, "%s%s", i > 0 ? "." : "", in->path[i].name);
    if (wrote > 0) at += (size_t)wrote;
    if (in->path[i].item == NO_ITEM || at >= size) continue;
    wrote = snprintf(out + at, size - at, "[%zu]", in->path[i].item);
    if (wrote > 0) at += (size_t)wrote;
  }
  if (name && at < size) (void)snprintf(out + at, size - at, "%s%s", at > 0 ? "." : "", name);
}

void ro_in_fail(ro_json_in *in, const char *name, const char *problem) {
  if (in->status != READOUT_OK) return;
  char path[256] = "";
  describe(in, name, path, sizeof path);
  in->status = ro_fail_at(in->err, READOUT_ERR_INPUT, in->line, 0, "\"%s\" %s", path, problem);
}

/* The value of a field; NULL where it is missing, null, or something failed before. */
static yyjson_val *field(ro_json_in *in, yyjson_val *object, const char *name) {
  if (in->status != READOUT_OK) return NULL;
  yyjson_val *value = yyjson_obj_get(object, name);
  return yyjson_is_null(value) ? NULL : value;
}

bool ro_in_has(yyjson_val *object, const char *name) {
  yyjson_val *value = yyjson_obj_get(object, name);
  return value && !yyjson_is_null(value);
}

yyjson_val *ro_in_enter(ro_json_in *in, yyjson_val *object, const char *name) {
  yyjson_val *value = field(in, object, name);
  if (!value) return NULL;
  if (!yyjson_is_obj(value)) {
    ro_in_fail(in, name, "is no object");
    return NULL;
  }
  push(in, name);
  return value;
}

void ro_in_leave(ro_json_in *in) {
  if (in->status == READOUT_OK) in->depth--;
}

static void open_list(ro_json_in *in, yyjson_val *object, const char *name, ro_in_list *list) {
  *list = (ro_in_list){0};
  yyjson_val *value = field(in, object, name);
  if (!value) return;
  if (!yyjson_is_arr(value)) {
    ro_in_fail(in, name, "is no list");
    return;
  }
  push(in, name);
  list->is_list = true;
  yyjson_arr_iter_init(value, &list->iter);
}

static bool next_item(ro_json_in *in, ro_in_list *list) {
  if (!list->is_list || in->status != READOUT_OK) return false;
  list->item = yyjson_arr_iter_next(&list->iter);
  if (!list->item) {
    in->depth--;
    return false;
  }
  in->path[in->depth - 1].item++;
  return true;
}

void ro_in_open(ro_json_in *in, yyjson_val *object, const char *name, ro_in_list *list) {
  open_list(in, object, name, list);
}

bool ro_in_next(ro_json_in *in, ro_in_list *list) {
  if (!next_item(in, list)) return false;
  if (yyjson_is_obj(list->item)) return true;
  ro_in_fail(in, NULL, "is no object");
  return false;
}

static ro_slice text_of(yyjson_val *value) {
  return (ro_slice){yyjson_get_str(value), yyjson_get_len(value)};
}

ro_slice ro_in_text(ro_json_in *in, yyjson_val *object, const char *name) {
  yyjson_val *value = field(in, object, name);
  if (!value) return RO_ABSENT;
  if (yyjson_is_str(value)) return text_of(value);
  ro_in_fail(in, name, "is no text");
  return RO_ABSENT;
}

ro_slice ro_in_needed(ro_json_in *in, yyjson_val *object, const char *name) {
  ro_slice text = ro_in_text(in, object, name);
  if (!text.ptr) ro_in_fail(in, name, "is missing");
  return text;
}

bool ro_in_bool(ro_json_in *in, yyjson_val *object, const char *name) {
  yyjson_val *value = field(in, object, name);
  if (value && !yyjson_is_bool(value)) ro_in_fail(in, name, "is neither true nor false");
  return value && yyjson_get_bool(value);
}

/* False with a failure noted where `value` is no whole number below `below`. */
static bool take_size(ro_json_in *in, yyjson_val *value, const char *name, size_t below, size_t *size) {
  if (!yyjson_is_uint(value)) {
    ro_in_fail(in, name, "is no whole number");
    return false;
  }
  if (yyjson_get_uint(value) >= below) {
    ro_in_fail(in, name, "is out of range");
    return false;
  }
  *size = (size_t)yyjson_get_uint(value);
  return true;
}

size_t ro_in_index(ro_json_in *in, yyjson_val *object, const char *name, size_t below) {
  yyjson_val *value = field(in, object, name);
  size_t index = (size_t)-1;
  if (value && !take_size(in, value, name, below, &index)) return (size_t)-1;
  return index;
}

size_t ro_in_size(ro_json_in *in, yyjson_val *object, const char *name, size_t below) {
  yyjson_val *value = field(in, object, name);
  size_t size = 0;
  if (!value) {
    ro_in_fail(in, name, "is missing");
  } else {
    (void)take_size(in, value, name, below, &size);
  }
  return size;
}

double ro_in_ratio(ro_json_in *in, yyjson_val *object, const char *name) {
  yyjson_val *value = field(in, object, name);
  if (!value) return 0;
  double ratio = yyjson_get_num(value);
  if (!yyjson_is_num(value) || !(ratio >= 0 && ratio <= 1)) {
    ro_in_fail(in, name, "is no number from 0 to 1");
    return 0;
  }
  return ratio;
}

void ro_in_texts(ro_json_in *in, yyjson_val *object, const char *name, ro_slices *values) {
  ro_in_list list;
  open_list(in, object, name, &list);
  while (next_item(in, &list)) {
    if (yyjson_is_str(list.item)) {
      RO_PUSH(in->arena, values, text_of(list.item));
    } else {
      ro_in_fail(in, NULL, "is no text");
    }
  }
}

void ro_in_indexes(ro_json_in *in, yyjson_val *object, const char *name, size_t below, ro_indexes *values) {
  ro_in_list list;
  open_list(in, object, name, &list);
  while (next_item(in, &list)) {
    size_t index;
    if (take_size(in, list.item, NULL, below, &index)) RO_PUSH(in->arena, values, index);
  }
}

/* Code points to bytes; fails where the end lies before the start or outside the text. */
static ro_span span_of(ro_json_in *in, const char *name, const ro_points *points, yyjson_val *start, yyjson_val *end) {
  size_t from, to, count = points ? ro_points_at(points, points->text.len) : SIZE_MAX - 1;
  if (!take_size(in, start, name, count + 1, &from) || !take_size(in, end, name, count + 1, &to)) return (ro_span){0, 0};
  if (from > to) {
    ro_in_fail(in, name, "ends before it starts");
    return (ro_span){0, 0};
  }
  if (!points) return (ro_span){0, 0};
  return (ro_span){ro_points_byte(points, from), ro_points_byte(points, to)};
}

static ro_span pair_of(ro_json_in *in, const char *name, const ro_points *points, yyjson_val *value) {
  if (!yyjson_is_arr(value) || yyjson_arr_size(value) != 2) {
    ro_in_fail(in, name, "is no pair of numbers");
    return (ro_span){0, 0};
  }
  return span_of(in, name, points, yyjson_arr_get(value, 0), yyjson_arr_get(value, 1));
}

ro_span ro_in_span(ro_json_in *in, yyjson_val *object, const char *name, const ro_points *points) {
  yyjson_val *value = field(in, object, name);
  return value ? pair_of(in, name, points, value) : (ro_span){0, 0};
}

void ro_in_spans(ro_json_in *in, yyjson_val *object, const char *name, const ro_points *points, ro_spans *spans) {
  ro_in_list list;
  open_list(in, object, name, &list);
  while (next_item(in, &list)) {
    ro_span span = pair_of(in, NULL, points, list.item);
    if (points && in->status == READOUT_OK) RO_PUSH(in->arena, spans, span);
  }
}

ro_span ro_in_start_end(ro_json_in *in, yyjson_val *object, const ro_points *points) {
  if (in->status != READOUT_OK) return (ro_span){0, 0};
  return span_of(in, "start", points, yyjson_obj_get(object, "start"), yyjson_obj_get(object, "end"));
}
