/* An arena, and a folder that is gone after the test. */
#ifndef RO_TESTS_BASE_SCRATCH_H
#define RO_TESTS_BASE_SCRATCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka.h wants some of the above first */
#include <cmocka.h>

#include "base/array.h"

typedef struct scratch {
  ro_guard guard;
  ro_arena arena;
  char folder[64];
} scratch;

static inline int scratch_open(void **state) {
  scratch *s = calloc(1, sizeof *s);
  if (!s) return -1;
  ro_arena_init(&s->arena, &s->guard, 0);
  memcpy(s->folder, "/tmp/readout-test-XXXXXX", 25);
  if (!mkdtemp(s->folder)) return -1;
  *state = s;
  return 0;
}

static inline int scratch_close(void **state) {
  scratch *s = *state;
  ro_slice command = ro_arena_format(&s->arena, "rm -r '%s'", s->folder);
  int status = system(command.ptr);
  ro_arena_release(&s->arena);
  free(s);
  return status;
}

static inline const char *scratch_path(scratch *s, const char *name) {
  return ro_arena_format(&s->arena, "%s/%s", s->folder, name).ptr;
}

static inline const char *scratch_file(scratch *s, const char *name, ro_slice bytes) {
  const char *path = scratch_path(s, name);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
  assert_int_equal(fclose(file), 0);
  return path;
}

static inline const char *scratch_folder(scratch *s, const char *name) {
  const char *path = scratch_path(s, name);
  assert_int_equal(mkdir(path, 0700), 0);
  return path;
}

#define assert_slice(slice, said)                                      \
  do {                                                                 \
    ro_slice assert_slice_ = (slice);                                  \
    assert_non_null(assert_slice_.ptr);                                \
    assert_int_equal(assert_slice_.len, sizeof(said) - 1);             \
    assert_memory_equal(assert_slice_.ptr, "" said, sizeof(said) - 1); \
  } while (0)

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

#define assert_says(message, part) assert_non_null(strstr((message), (part)))

#endif
