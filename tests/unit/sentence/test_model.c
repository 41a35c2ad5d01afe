#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sentence/model.h"

typedef struct file {
  char *bytes; /* 8-byte aligned */
  size_t size;
} file;

static int open_file(void **state) {
  static file f;
  FILE *in = fopen(READOUT_DATA_DIR "/models/english.model", "rb");
  if (!in) return -1;
  long size = fseek(in, 0, SEEK_END) == 0 ? ftell(in) : -1;
  f.size = size > 0 ? (size_t)size : 0;
  f.bytes = malloc(f.size + 1);
  bool whole = f.bytes && f.size > 0 && fseek(in, 0, SEEK_SET) == 0 && fread(f.bytes, 1, f.size, in) == f.size;
  fclose(in);
  if (!whole) return -1;
  *state = &f;
  return 0;
}

static int close_file(void **state) {
  free(((file *)*state)->bytes);
  return 0;
}

static readout_status load(const file *f, size_t size, readout_error *err) {
  ro_model model;
  readout_status status = ro_model_from_bytes(&model, f->bytes, size, ro_kernels_best(), "x.model", err);
  ro_model_release(&model);
  return status;
}

static void the_model_is_whole(void **state) {
  readout_error err = {0};
  assert_int_equal(load(*state, ((file *)*state)->size, &err), READOUT_OK);
}

static void a_truncated_model_is_refused(void **state) {
  const file *f = *state;
  const size_t sizes[] = {0, 7, sizeof(ro_model_header) - 1, sizeof(ro_model_header), f->size / 2, f->size - 1};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    readout_error err = {0};
    assert_int_equal(load(f, sizes[i], &err), READOUT_ERR_INPUT);
    assert_non_null(strstr(err.message, "x.model"));
  }
}

static void a_changed_byte_is_noticed(void **state) {
  file *f = *state;
  const size_t places[] = {0, 9, 40, sizeof(ro_model_header) + 3, f->size / 2, f->size - 9};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    readout_error err = {0};
    f->bytes[places[i]] = (char)(f->bytes[places[i]] ^ 0x41);
    assert_int_equal(load(f, f->size, &err), READOUT_ERR_INPUT);
    f->bytes[places[i]] = (char)(f->bytes[places[i]] ^ 0x41);
  }
}

static void a_model_that_is_not_there_is_named(void **state) {
  ro_model *model;
  readout_error err = {0};
  (void)state;
  assert_int_equal(ro_model_open(&model, "/nowhere", NULL, &err), READOUT_ERR_IO);
  assert_non_null(strstr(err.message, "/nowhere"));
  assert_null(model);
}

static void kernels_that_are_not_there_are_named(void **state) {
  ro_model *model;
  readout_error err = {0};
  (void)state;
  assert_int_equal(ro_model_open(&model, READOUT_DATA_DIR, "abacus", &err), READOUT_ERR_USAGE);
  assert_non_null(strstr(err.message, "abacus"));
  assert_null(model);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_model_is_whole), cmocka_unit_test(a_truncated_model_is_refused),
                                     cmocka_unit_test(a_changed_byte_is_noticed),
                                     cmocka_unit_test(a_model_that_is_not_there_is_named),
                                     cmocka_unit_test(kernels_that_are_not_there_are_named)};
  return cmocka_run_group_tests(tests, open_file, close_file);
}
