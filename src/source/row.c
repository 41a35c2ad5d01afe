#include "source/row.h"

#include <csv.h>
#include <stdint.h>

#include "base/error.h"

enum { MOST_COLUMNS = 4096 }; /* that are looked at */

static const char *const text_words[] = {"text", "body", "content", "article", "full_text", "fulltext", NULL};
static const char *const html_words[] = {"html", NULL};
static const char *const title_words[] = {"title", "headline", NULL};
static const char *const date_words[] = {"date",         "published", "published_at", "pubdate", "publication_date",
                                         "publish_date", NULL};
static const char *const modified_words[] = {"modified", "updated", "updated_at", NULL};
static const char *const outlet_words[] = {"outlet", "publisher", "publication", "source", "newspaper", "site", NULL};
static const char *const url_words[] = {"url", "link", "permalink", NULL};
static const char *const id_words[] = {"id", "guid", "uid", NULL};

char ro_row_delimiter(ro_slice line) {
  static const char delimiters[] = ",;\t";
  char best = ',';
  size_t most = 0;
  for (size_t d = 0; d < 3; d++) {
    size_t count = 0;
    for (size_t i = 0; i < line.len && line.ptr[i] != '\n'; i++) count += line.ptr[i] == delimiters[d];
    if (count > most) best = delimiters[d];
    if (count > most) most = count;
  }
  return best;
}

typedef struct splitting {
  ro_arena *arena;
  ro_slices fields; /* the first `max` */
  size_t max, count;
} splitting;

static void take_field(void *bytes, size_t len, void *ctx) {
  splitting *s = ctx;
  if (s->count++ >= s->max) return;
  RO_PUSH(s->arena, &s->fields, ro_arena_copy(s->arena, (ro_slice){bytes ? bytes : "", len}));
}

static void end_row(int last, void *ctx) {
  (void)last;
  (void)ctx;
}

static void free_parser(void *parser) {
  csv_free(parser);
}

static splitting split(ro_slice row, char delimiter, size_t max, ro_arena *arena) {
  splitting s = {.arena = arena, .max = max};
  struct csv_parser *parser = RO_NEW(arena, struct csv_parser);
  if (csv_init(parser, 0) != 0) ro_arena_refuse(arena, "memory ran out while reading CSV");
  ro_arena_defer(arena, free_parser, parser);
  csv_set_blk_size(parser, row.len / 4 + 128); /* by so much it grows each time */
  csv_set_delim(parser, (unsigned char)delimiter);
  size_t read = csv_parse(parser, row.ptr, row.len, take_field, end_row, &s);
  if (read < row.len || csv_fini(parser, take_field, end_row, &s) != 0) {
    ro_arena_refuse(arena, "memory ran out while reading CSV");
  }
  csv_free(parser);
  return s;
}

/* The column that the first of the words names; SIZE_MAX where none does. */
static size_t column_of(const ro_slices *header, const char *const *words) {
  for (; *words; words++) {
    for (size_t i = 0; i < header->len; i++) {
      if (ro_slice_equal_nocase(ro_slice_trim(header->at[i]), ro_slice_of(*words))) return i;
    }
  }
  return SIZE_MAX;
}

bool ro_row_has_text(ro_slice header, char delimiter, ro_arena *arena) {
  ro_slices columns = split(header, delimiter, MOST_COLUMNS, arena).fields;
  return column_of(&columns, text_words) != SIZE_MAX || column_of(&columns, html_words) != SIZE_MAX;
}

static ro_slice field_of(const ro_slices *columns, const ro_slices *fields, const char *const *words) {
  size_t column = column_of(columns, words);
  return column < fields->len && fields->at[column].len > 0 ? fields->at[column] : RO_ABSENT;
}

readout_status ro_row_read(ro_row *row, ro_slice header, ro_slice bytes, ro_slice name, ro_arena *arena, readout_error *err) {
  char delimiter = ro_row_delimiter(header);
  splitting head = split(header, delimiter, MOST_COLUMNS, arena), here = split(bytes, delimiter, MOST_COLUMNS, arena);
  ro_slices columns = head.fields, fields = here.fields;
  if (here.count != head.count) {
    return ro_fail(err, READOUT_ERR_INPUT, "%.*s does not fit the header row, %zu against %zu fields; is a quote mark missing",
                   (int)name.len, name.ptr, here.count, head.count);
  }
  *row = (ro_row){
      .text = field_of(&columns, &fields, text_words),
      .html = field_of(&columns, &fields, html_words),
      .title = field_of(&columns, &fields, title_words),
      .date = field_of(&columns, &fields, date_words),
      .modified = field_of(&columns, &fields, modified_words),
      .outlet = field_of(&columns, &fields, outlet_words),
      .url = field_of(&columns, &fields, url_words),
      .id = field_of(&columns, &fields, id_words),
  };
  return READOUT_OK;
}
