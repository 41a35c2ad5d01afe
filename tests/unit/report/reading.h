/* Reports made of a text or a page with the project's own furniture list. */
#ifndef RO_TESTS_REPORT_READING_H
#define RO_TESTS_REPORT_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka.h wants some of the above first */
#include <cmocka.h>

#include "report/report.h"

typedef struct reading {
  ro_guard guard;
  ro_arena arena;
  ro_furniture furniture;
} reading;

static inline ro_slice reading_file(reading *r, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return RO_ABSENT;
  size_t cap = 1 << 20;
  char *bytes = ro_arena_alloc(&r->arena, cap, 1);
  size_t len = fread(bytes, 1, cap, file);
  return fclose(file) == 0 ? (ro_slice){bytes, len} : RO_ABSENT;
}

static inline int reading_open(void **state) {
  reading *r = calloc(1, sizeof *r);
  if (!r) return -1;
  ro_arena_init(&r->arena, &r->guard, 0);
  *state = r;
  readout_error err;
  ro_slice list = reading_file(r, READOUT_DATA_DIR "/furniture.txt");
  if (!list.ptr || ro_furniture_load(&r->furniture, list, &r->arena, &err) != READOUT_OK) return -1;
  return 0;
}

static inline int reading_close(void **state) {
  reading *r = *state;
  ro_arena_release(&r->arena);
  free(r);
  return 0;
}

static inline ro_report reading_of(void **state, ro_item_format format, const char *bytes) {
  reading *r = *state;
  ro_item item = {.id = RO_LIT("x"), .source = RO_LIT("x"), .bytes = ro_slice_of(bytes), .format = format};
  ro_item_decode(&item, &r->arena);
  assert_int_equal(item.error.status, READOUT_OK);
  ro_report report;
  ro_report_make(&report, &item, &r->furniture, &r->arena);
  return report;
}

/* The main spans, joined by "|". */
static inline const char *reading_main(void **state, const ro_report *report) {
  reading *r = *state;
  ro_slices parts = {0};
  for (size_t i = 0; i < report->main.len; i++) RO_PUSH(&r->arena, &parts, ro_slice_span(report->text, report->main.at[i]));
  return ro_arena_join(&r->arena, parts.at, parts.len, RO_LIT("|")).ptr;
}

static inline const char *main_of_text(void **state, const char *text) {
  ro_report report = reading_of(state, RO_ITEM_TEXT, text);
  return reading_main(state, &report);
}

static inline const char *main_of_page(void **state, const char *html) {
  ro_report report = reading_of(state, RO_ITEM_HTML, html);
  return reading_main(state, &report);
}

/* NULL for absent. */
static inline const char *shown(void **state, ro_slice field) {
  reading *r = *state;
  return field.ptr ? ro_arena_copy(&r->arena, field).ptr : NULL;
}

#define assert_field(field, said)                      \
  do {                                                 \
    const char *assert_field_ = shown(state, (field)); \
    assert_non_null(assert_field_);                    \
    assert_string_equal(assert_field_, (said));        \
  } while (0)

#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_open, reading_close)

#endif
