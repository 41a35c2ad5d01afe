#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/fixture.h"
#include "base/map.h"
#include "event/stem.h"
#include "event/vectors.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_vectors vectors;
  readout_error err;
} scene;

ARENA_FIXTURE(scene)

static const int16_t *of(scene *s, const char *word) {
  return ro_vector_of(&s->vectors, ro_hash(ro_stem(ro_slice_of(word), &s->arena), RO_STEM_SEED));
}

static double alike(scene *s, const char *a, const char *b) {
  const int16_t *left = of(s, a), *right = of(s, b);
  assert_non_null(left);
  assert_non_null(right);
  return ro_vectors_alike(left, right);
}

static void like_words_point_alike(void **state) {
  scene *s = *state;
  assert_int_equal(ro_vectors_open(&s->vectors, READOUT_DATA_DIR, &s->arena, &s->err), READOUT_OK);
  assert_true(alike(s, "accord", "agreement") > alike(s, "accord", "winter"));
  assert_true(alike(s, "violence", "fighting") > alike(s, "violence", "tourism"));
  assert_true(alike(s, "minister", "minister") > 0.95);
  assert_null(of(s, "qxzvwfrobnicate"));
}

/* Writes `len` bytes as the file of a data directory of its own; opens it. */
static readout_status open_bytes(scene *s, const char *bytes, size_t len) {
  char folder[] = "/tmp/readout-vectors-XXXXXX", path[128];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/models", folder);
  assert_int_equal(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/models/words.vectors", folder);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, len, file), len);
  fclose(file);
  readout_status status = ro_vectors_open(&s->vectors, folder, &s->arena, &s->err);
  unlink(path);
  snprintf(path, sizeof path, "%s/models", folder);
  rmdir(path);
  rmdir(folder);
  return status;
}

static void broken_files_are_refused(void **state) {
  scene *s = *state;
  char bytes[16 + 2 * (8 + RO_VECTOR_DIMS)] = "ROVEC1\0\0\2\0\0\0";
  bytes[12] = RO_VECTOR_DIMS;
  bytes[16] = 1; /* two hashes, 1 and 2 */
  bytes[24] = 2;
  assert_int_equal(open_bytes(s, bytes, sizeof bytes), READOUT_OK);
  assert_non_null(ro_vector_of(&s->vectors, 2));
  assert_null(ro_vector_of(&s->vectors, 3));
  assert_int_equal(open_bytes(s, bytes, sizeof bytes - 1), READOUT_ERR_INPUT);
  assert_int_equal(open_bytes(s, bytes, 9), READOUT_ERR_INPUT);
  assert_int_equal(open_bytes(s, "", 0), READOUT_ERR_INPUT);
  bytes[24] = 1; /* one hash twice */
  assert_int_equal(open_bytes(s, bytes, sizeof bytes), READOUT_ERR_INPUT);
  bytes[24] = 2;
  bytes[8] = 3; /* more words than there are bytes */
  assert_int_equal(open_bytes(s, bytes, sizeof bytes), READOUT_ERR_INPUT);
  assert_non_null(strstr(s->err.message, "words.vectors"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      ARENA_TEST(like_words_point_alike),
      ARENA_TEST(broken_files_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
