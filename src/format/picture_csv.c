#include "format/picture_csv.h"

#include "base/error.h"
#include "format/csv.h"
#include "format/json_in.h"

/* A column: a field of the row, or of the object that the row is in ("^speakers"); or a field of the item of another list whose
 * `by` is what the row has. */
typedef struct column {
  const char *name, *field;
  const char *list, *by, *gives; /* NULL: the field itself */
} column;

typedef struct picture_table {
  const char *kind, *outer, *inner; /* a row an item of `inner` in one of `outer`, or of that */
  const column *columns;
  size_t n_columns;
} picture_table;

static const column MEETINGS[] = {
    {"event", "event", NULL, NULL, NULL},     {"from", "from", NULL, NULL, NULL},       {"to", "to", NULL, NULL, NULL},
    {"name", "name", NULL, NULL, NULL},       {"place", "place", NULL, NULL, NULL},     {"sign", "sign", NULL, NULL, NULL},
    {"reports", "reports", NULL, NULL, NULL}, {"origins", "origins", NULL, NULL, NULL},
};

static const column CELLS[] = {
    {"formulation", "^formulation", NULL, NULL, NULL},
    {"phrase", "^phrase", NULL, NULL, NULL},
    {"event", "event", NULL, NULL, NULL},
    {"event_name", "event", "meetings", "event", "name"},
    {"from", "event", "meetings", "event", "from"},
    {"to", "event", "meetings", "event", "to"},
    {"change", "change", NULL, NULL, NULL},
    {"used", "used", NULL, NULL, NULL},
    {"strength", "strength", NULL, NULL, NULL},
    {"speakers", "speakers", NULL, NULL, NULL},
};

static const column TIES[] = {
    {"a", "a", NULL, NULL, NULL},
    {"a_name", "a", "parties", "entity", "name"},
    {"b", "b", NULL, NULL, NULL},
    {"b_name", "b", "parties", "entity", "name"},
    {"meetings", "meetings", NULL, NULL, NULL},
    {"events", "events", NULL, NULL, NULL},
};

static const column STATEMENTS[] = {
    {"statement", "^statement", NULL, NULL, NULL},
    {"speakers", "^speakers", NULL, NULL, NULL},
    {"content", "^content", NULL, NULL, NULL},
    {"act", "^act", NULL, NULL, NULL},
    {"claim", "^claim", NULL, NULL, NULL},
    {"column", "column", NULL, NULL, NULL},
    {"column_name", "column", "columns", "letter", "name"},
    {"side", "column", "columns", "letter", "side"},
    {"kind", "kind", NULL, NULL, NULL},
    {"reason", "reason", NULL, NULL, NULL},
    {"carried", "carried", NULL, NULL, NULL},
    {"among", "among", NULL, NULL, NULL},
};

#define COLUMNS(columns) columns, sizeof(columns) / sizeof *(columns)

static const picture_table TABLES[] = {
    {"timeline", "meetings", NULL, COLUMNS(MEETINGS)}, {"strip", "formulations", "cells", COLUMNS(CELLS)},
    {"network", "ties", NULL, COLUMNS(TIES)},          {"persons", "ties", NULL, COLUMNS(TIES)},
    {"matrix", "rows", "cells", COLUMNS(STATEMENTS)},
};

/* -- cells ------------------------------------------------------------------------------------------------------------- */

static ro_slice text_of(yyjson_val *value) {
  return yyjson_is_str(value) ? (ro_slice){yyjson_get_str(value), yyjson_get_len(value)} : RO_ABSENT;
}

/* The item of a list whose field has a text. */
static yyjson_val *item_by(yyjson_val *list, const char *field, ro_slice wanted) {
  yyjson_arr_iter items = yyjson_arr_iter_with(list);
  for (yyjson_val *item; (item = yyjson_arr_iter_next(&items));)
    if (ro_slice_equal(text_of(yyjson_obj_get(item, field)), wanted)) return item;
  return NULL;
}

static void put_value(ro_text *out, yyjson_val *value, ro_arena *arena) {
  if (yyjson_is_arr(value)) {
    ro_slices texts = {0};
    yyjson_arr_iter items = yyjson_arr_iter_with(value);
    for (yyjson_val *item; (item = yyjson_arr_iter_next(&items));) RO_PUSH(arena, &texts, text_of(item));
    ro_csv_text(out, ro_arena_join(arena, texts.at, texts.len, RO_LIT("; ")));
  } else if (yyjson_is_str(value)) {
    ro_csv_text(out, text_of(value));
  } else if (yyjson_is_bool(value)) {
    ro_text_add(out, yyjson_get_bool(value) ? RO_LIT("true") : RO_LIT("false"));
  } else if (yyjson_is_uint(value)) {
    ro_text_addf(out, "%llu", (unsigned long long)yyjson_get_uint(value));
  }
}

static void put_row(ro_text *out, const picture_table *table, yyjson_val *picture, yyjson_val *outer, yyjson_val *row,
                    ro_arena *arena) {
  for (size_t i = 0; i < table->n_columns; i++) {
    const column *c = &table->columns[i];
    bool of_outer = c->field[0] == '^';
    yyjson_val *value = yyjson_obj_get(of_outer ? outer : row, of_outer ? c->field + 1 : c->field);
    if (c->list) value = yyjson_obj_get(item_by(yyjson_obj_get(picture, c->list), c->by, text_of(value)), c->gives);
    if (i > 0) ro_text_add(out, RO_LIT(","));
    put_value(out, value, arena);
  }
  ro_text_add(out, RO_LIT("\r\n"));
}

static void put_rows(ro_text *out, const picture_table *table, yyjson_val *picture, ro_arena *arena) {
  yyjson_arr_iter outers = yyjson_arr_iter_with(yyjson_obj_get(picture, table->outer));
  for (yyjson_val *outer; (outer = yyjson_arr_iter_next(&outers));) {
    if (!table->inner) {
      put_row(out, table, picture, outer, outer, arena);
      continue;
    }
    yyjson_arr_iter rows = yyjson_arr_iter_with(yyjson_obj_get(outer, table->inner));
    for (yyjson_val *row; (row = yyjson_arr_iter_next(&rows));) put_row(out, table, picture, outer, row, arena);
  }
}

readout_status ro_picture_csv(ro_text *out, ro_slice json, ro_arena *arena, readout_error *err) {
  ro_json_in in;
  yyjson_val *picture = ro_in_parse(&in, json, 0, arena, err);
  if (!picture) return ro_in_status(&in);
  ro_slice kind = text_of(yyjson_obj_get(picture, "kind"));
  for (size_t t = 0; t < sizeof TABLES / sizeof *TABLES; t++) {
    if (!ro_slice_equal(kind, ro_slice_of(TABLES[t].kind))) continue;
    for (size_t i = 0; i < TABLES[t].n_columns; i++) ro_text_addf(out, "%s%s", i > 0 ? "," : "", TABLES[t].columns[i].name);
    ro_text_add(out, RO_LIT("\r\n"));
    put_rows(out, &TABLES[t], picture, arena);
    return READOUT_OK;
  }
  return ro_fail(err, READOUT_ERR_INPUT, "this is the table of no picture");
}
