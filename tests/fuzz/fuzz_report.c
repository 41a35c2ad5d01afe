/*
 * Texts (first byte t) and pages (anything else) to reports. Main spans lie in the text, in order, apart, on whole characters;
 * every field is valid UTF-8.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "report/report.h"

#define HOLDS(condition) \
  if (!(condition)) abort()

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { ARENA_BYTES = 256 << 20, LIST_BYTES = 1 << 20 };

static ro_guard list_guard;
static ro_arena list_arena;
static ro_furniture furniture;

typedef struct input {
  ro_slice bytes;
  ro_arena *arena;
  ro_item_format format;
} input;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  ro_arena_init(&list_arena, &list_guard, 0);
  char *bytes = ro_arena_alloc(&list_arena, LIST_BYTES, 1);
  FILE *file = fopen(READOUT_DATA_DIR "/furniture.txt", "rb");
  if (!file) abort();
  size_t len = fread(bytes, 1, LIST_BYTES, file);
  fclose(file);
  if (ro_furniture_load(&furniture, (ro_slice){bytes, len}, &list_arena, NULL) != READOUT_OK) abort();
  return 0;
}

static void check_field(ro_slice field) {
  HOLDS(!field.ptr || ro_utf8_check(field) == field.len);
}

static bool is_boundary(ro_slice text, size_t at) {
  return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static void read_report(void *ctx) {
  input *in = ctx;
  ro_item item = {.id = RO_LIT("x"), .source = RO_LIT("x"), .bytes = in->bytes, .format = in->format};
  ro_item_decode(&item, in->arena);
  if (item.error.status != READOUT_OK) return;
  ro_report report;
  ro_report_make(&report, &item, &furniture, in->arena);
  for (size_t i = 0; i < report.main.len; i++) {
    ro_span span = report.main.at[i];
    HOLDS(span.start < span.end && span.end <= report.text.len);
    HOLDS(i == 0 || report.main.at[i - 1].end < span.start);
    HOLDS(is_boundary(report.text, span.start) && is_boundary(report.text, span.end));
  }
  ro_span dateline = report.dateline.span;
  HOLDS(dateline.start <= dateline.end && dateline.end <= report.text.len);
  check_field(report.title);
  check_field(report.outlet);
  check_field(report.credit);
  check_field(report.byline);
  check_field(report.url);
  check_field(report.published);
  check_field(report.modified);
  check_field(report.dateline.place);
  check_field(report.dateline.date);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) return 0;
  ro_guard guard = {0};
  ro_arena arena;
  ro_arena_init(&arena, &guard, ARENA_BYTES);
  input in = {{(const char *)data + 1, size - 1}, &arena, data[0] == 't' ? RO_ITEM_TEXT : RO_ITEM_HTML};
  (void)ro_guard_run(&guard, read_report, &in, NULL);
  ro_arena_release(&arena);
  return 0;
}
