#include "format/csv.h"

#include "format/csv_columns.h"
#include "format/json_in.h"
#include "format/json_out.h"
#include "format/labels.h"

#define DEPTH 3 /* a row in a list in a list of the line */

/* A row under way. */
typedef struct row {
  ro_text *out;
  const ro_directory *directory;
  ro_arena *arena;
  ro_slice id;
  yyjson_val *holders[DEPTH]; /* the line first, the row last */
  size_t depth;
  size_t number;
} row;

/* -- cells ---------------------------------------------------------------------------------------------------------------- */

/* Signs that make a spreadsheet take a text for a formula; the last four are those of full width. */
static bool begins_formula(ro_slice text) {
  static const char *const SIGNS[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
  while (text.len > 0 && text.ptr[0] == '\'') text = ro_slice_part(text, 1, text.len);
  for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
    if (ro_slice_starts(text, ro_slice_of(SIGNS[i]))) return true;
  return false;
}

void ro_csv_text(ro_text *out, ro_slice text) {
  ro_text_add(out, begins_formula(text) ? RO_LIT("\"'") : RO_LIT("\""));
  size_t done = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] != '"') continue;
    ro_text_add(out, ro_slice_part(text, done, i));
    ro_text_add(out, RO_LIT("\"\""));
    done = i + 1;
  }
  ro_text_add(out, ro_slice_part(text, done, text.len));
  ro_text_add(out, RO_LIT("\""));
}

/* The value at a path within an object; of a list on the way nothing is taken. */
static yyjson_val *value_at(yyjson_val *object, const char *path) {
  while (object && *path) {
    size_t len = strcspn(path, ".");
    object = yyjson_obj_getn(object, path, len);
    path += len + (path[len] == '.');
  }
  return object;
}

static yyjson_val *holder_of(const row *r, const char **path) {
  size_t up = strspn(*path, "^");
  *path += up;
  return up <= r->depth ? r->holders[r->depth - up] : NULL;
}

static ro_slice text_of(yyjson_val *value) {
  return yyjson_is_str(value) ? (ro_slice){yyjson_get_str(value), yyjson_get_len(value)} : RO_ABSENT;
}

/* The texts of a value: itself, or those at `path` in the items of a list. Null within a list is an empty text. */
static void gather(const row *r, yyjson_val *value, const char *path, ro_slices *texts) {
  yyjson_arr_iter items;
  if (!yyjson_is_arr(value)) {
    value = value_at(value, path);
    if (yyjson_is_str(value)) RO_PUSH(r->arena, texts, text_of(value));
    return;
  }
  yyjson_arr_iter_init(value, &items);
  for (yyjson_val *item; (item = yyjson_arr_iter_next(&items)) != NULL;) {
    ro_slice text = text_of(value_at(item, path));
    RO_PUSH(r->arena, texts, text.ptr ? text : RO_LIT(""));
  }
}

/* The texts of a column: its path leads to a text, to a list of texts, or through a list of objects. */
static ro_slices texts_of(const row *r, const char *path) {
  ro_slices texts = {0};
  if (*path == '#') {
    RO_PUSH(r->arena, &texts, r->id);
    return texts;
  }
  yyjson_val *value = holder_of(r, &path);
  while (*path && !yyjson_is_arr(value)) {
    size_t len = strcspn(path, ".");
    value = yyjson_obj_getn(value, path, len);
    path += len + (path[len] == '.');
  }
  gather(r, value, path, &texts);
  return texts;
}

static yyjson_val *column_value(const row *r, const ro_csv_column *column) {
  const char *path = column->path;
  yyjson_val *holder = holder_of(r, &path);
  return value_at(holder, path);
}

/* What the record calls a thing; the cell says how it is looked up. */
static ro_slice name_of(const row *r, ro_csv_cell cell, ro_slice id) {
  const ro_record_index *index = &r->directory->index;
  const ro_record_event *event = ro_find_event(index, id);
  const ro_record_entity *entity = ro_find_entity(index, id);
  const ro_record_report *report = ro_find_report(index, id);
  switch (cell) {
    case RO_CELL_ENTITY:
      return ro_entity_name(index, id);
    case RO_CELL_COUNTRY_CODE:
      return entity ? ro_plover_country(r->directory->plover, entity->iso) : RO_ABSENT;
    case RO_CELL_EVENT:
      return event ? event->name : id;
    case RO_CELL_EVENT_DATE:
      return event ? event->from : RO_ABSENT;
    case RO_CELL_REPORT:
      return report ? ro_report_label(report) : id;
    default:
      return id;
  }
}

/* Nothing where there is no text at all. */
static void put_texts(const row *r, const ro_csv_column *column) {
  ro_slices texts = texts_of(r, column->path);
  bool known = false;
  for (size_t i = 0; i < texts.len; i++) {
    ro_slice name = name_of(r, column->cell, texts.at[i]);
    known |= name.ptr != NULL;
    texts.at[i] = name.ptr ? name : RO_LIT("");
  }
  if (known) ro_csv_text(r->out, ro_arena_join(r->arena, texts.at, texts.len, RO_LIT("; ")));
}

static void put_size(ro_text *out, size_t value) {
  ro_text_addf(out, "%zu", value);
}

static void put_integer(ro_text *out, yyjson_val *value) {
  if (yyjson_is_uint(value)) put_size(out, (size_t)yyjson_get_uint(value));
}

/* The number at `side` of a span: 0 its start, 1 its end. */
static void put_edge(ro_text *out, yyjson_val *spans, size_t side) {
  yyjson_val *span = side == 0 ? yyjson_arr_get_first(spans) : yyjson_arr_get_last(spans);
  put_integer(out, yyjson_arr_get(span, side));
}

static void put_spans(const row *r, yyjson_val *spans) {
  if (!yyjson_is_arr(spans)) return;
  ro_slices parts = {0};
  yyjson_arr_iter items;
  yyjson_arr_iter_init(spans, &items);
  for (yyjson_val *item; (item = yyjson_arr_iter_next(&items)) != NULL;)
    RO_PUSH(r->arena, &parts,
            ro_arena_format(r->arena, "[%zu,%zu]", (size_t)yyjson_get_uint(yyjson_arr_get(item, 0)),
                            (size_t)yyjson_get_uint(yyjson_arr_get(item, 1))));
  ro_slice joined = ro_arena_join(r->arena, parts.at, parts.len, RO_LIT(","));
  ro_csv_text(r->out, ro_arena_format(r->arena, "[%.*s]", (int)joined.len, joined.ptr));
}

static void put_quote(const row *r) {
  yyjson_val *at = r->holders[r->depth];
  ro_points points;
  ro_points_init(&points, text_of(yyjson_obj_get(r->holders[0], "text")), r->arena);
  size_t start = ro_points_byte(&points, (size_t)yyjson_get_uint(yyjson_obj_get(at, "start")));
  size_t end = ro_points_byte(&points, (size_t)yyjson_get_uint(yyjson_obj_get(at, "end")));
  ro_csv_text(r->out, ro_slice_part(points.text, start, end));
}

static void put_cell(const row *r, const ro_csv_column *column) {
  yyjson_val *value = column_value(r, column);
  switch (column->cell) {
    case RO_CELL_INTEGER:
      put_integer(r->out, value);
      break;
    case RO_CELL_NUMBER:
      if (yyjson_is_num(value)) ro_number_add(r->out, yyjson_get_num(value));
      break;
    case RO_CELL_BOOLEAN:
      if (yyjson_is_bool(value)) ro_text_add(r->out, yyjson_get_bool(value) ? RO_LIT("true") : RO_LIT("false"));
      break;
    case RO_CELL_ROW:
      put_size(r->out, r->number);
      break;
    case RO_CELL_COUNT:
      put_size(r->out, yyjson_arr_size(value));
      break;
    case RO_CELL_LENGTH:
      put_size(r->out, ro_utf8_count(text_of(value)));
      break;
    case RO_CELL_SPANS:
      put_spans(r, value);
      break;
    case RO_CELL_START:
      put_edge(r->out, value, 0);
      break;
    case RO_CELL_END:
      put_edge(r->out, value, 1);
      break;
    case RO_CELL_QUOTE:
      put_quote(r);
      break;
    default:
      put_texts(r, column);
      break;
  }
}

/* -- rows ----------------------------------------------------------------------------------------------------------------- */

static void put_row(const row *r, const ro_csv_table *table) {
  for (size_t i = 0; i < table->n_columns; i++) {
    if (i > 0) ro_text_add(r->out, RO_LIT(","));
    put_cell(r, &table->columns[i]);
  }
  ro_text_add(r->out, RO_LIT("\r\n"));
}

static void put_rows(row *r, const ro_csv_table *table, const char *rows) {
  if (!rows || r->depth + 1 == DEPTH) {
    put_row(r, table);
    return;
  }
  const char *dot = strchr(rows, '.');
  size_t len = dot ? (size_t)(dot - rows) : strlen(rows);
  yyjson_arr_iter items;
  yyjson_arr_iter_init(yyjson_obj_getn(r->holders[r->depth], rows, len), &items);
  r->depth++;
  size_t number = 0;
  for (yyjson_val *item; (item = yyjson_arr_iter_next(&items)) != NULL;) {
    r->holders[r->depth] = item;
    r->number = ++number;
    put_rows(r, table, dot ? dot + 1 : NULL);
  }
  r->depth--;
}

void ro_csv_header(ro_text *out, const ro_csv_table *table) {
  for (size_t i = 0; i < table->n_columns; i++) ro_text_addf(out, "%s%s", i > 0 ? "," : "", table->columns[i].name);
  ro_text_add(out, RO_LIT("\r\n"));
}

readout_status ro_csv_rows(ro_text *out, const ro_csv_table *table, ro_slice id, ro_slice line, const ro_directory *directory,
                           ro_arena *scratch, readout_error *err) {
  ro_json_in in;
  row r = {.out = out, .directory = directory, .arena = scratch, .id = id};
  r.holders[0] = ro_in_parse(&in, line, 0, scratch, err);
  if (!r.holders[0]) return ro_in_status(&in);
  put_rows(&r, table, table->rows);
  return READOUT_OK;
}

/* -- what describes them -------------------------------------------------------------------------------------------------- */

static const char *type_of(ro_csv_cell cell) {
  switch (cell) {
    case RO_CELL_INTEGER:
    case RO_CELL_ROW:
    case RO_CELL_COUNT:
    case RO_CELL_LENGTH:
    case RO_CELL_START:
    case RO_CELL_END:
      return "integer";
    case RO_CELL_NUMBER:
      return "number";
    case RO_CELL_BOOLEAN:
      return "boolean";
    default:
      return "string";
  }
}

static void put_foreign_keys(ro_text *out, const ro_csv_table *table) {
  ro_out_open(out, "foreignKeys", '[');
  for (size_t i = 0; i < table->n_columns; i++) {
    if (!table->columns[i].refers) continue;
    ro_out_open(out, NULL, '{');
    ro_out_word(out, "fields", table->columns[i].name);
    ro_out_open(out, "reference", '{');
    ro_out_word(out, "resource", table->columns[i].refers);
    ro_out_word(out, "fields", "id");
    ro_out_close(out, '}');
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void put_schema(ro_text *out, const ro_csv_table *table, bool whole) {
  ro_out_open(out, "schema", '{');
  ro_out_open(out, "fields", '[');
  for (size_t i = 0; i < table->n_columns; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_word(out, "name", table->columns[i].name);
    ro_out_word(out, "type", type_of(table->columns[i].cell));
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  if (table->key) ro_out_word(out, "primaryKey", table->key);
  if (whole) put_foreign_keys(out, table);
  ro_out_open(out, "missingValues", '[');
  ro_out_text(out, NULL, RO_LIT(""));
  ro_out_close(out, ']');
  ro_out_close(out, '}');
}

static void put_resource(ro_text *out, const ro_csv_table *table, bool whole, ro_arena *scratch) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "name", table->name);
  ro_out_text(out, "path", ro_arena_format(scratch, "%s.csv", table->name));
  ro_out_word(out, "profile", "tabular-data-resource");
  ro_out_word(out, "description", table->about);
  ro_out_word(out, "format", "csv");
  ro_out_word(out, "mediatype", "text/csv");
  ro_out_word(out, "encoding", "utf-8");
  put_schema(out, table, whole);
  ro_out_close(out, '}');
}

void ro_csv_package(ro_text *out, ro_slice version, bool whole, ro_arena *scratch) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "profile", "tabular-data-package");
  ro_out_word(out, "name", "readout");
  ro_out_word(out, "title", "A record of diplomatic meetings, and of the reports that tell of them");
  ro_out_word(
      out, "description",
      "Lists within a cell are joined by \"; \". Offsets count Unicode code points. A text that a spreadsheet would take for "
      "a formula is led by an apostrophe: where a text begins with apostrophes and then one of = + - @, a tab, a line end or "
      "the full-width forms of these, take one away.");
  ro_out_text(out, "version", version);
  ro_out_open(out, "resources", '[');
  for (size_t i = 0; i < RO_CSV_N_TABLES; i++) put_resource(out, &RO_CSV_TABLES[i], whole, scratch);
  ro_out_close(out, ']');
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}
