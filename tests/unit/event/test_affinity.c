#include <math.h>

#include "event/affinity.h"
#include "lists.h"

/* The lists' weights: all -4 and 1 more in one text, dice 8 and 0.5 more. */

static void likelihoods_follow_the_weights(void **state) {
  lists *l = *state;
  double affinity[RO_AFFINITIES] = {[RO_AFFINITY_ALL] = 1, [RO_AFFINITY_DICE] = 0.5};
  assert_true(fabs(ro_likely(&l->lexicon->affinity, affinity, false) - 0.5) < 1e-9);
  assert_true(fabs(ro_likely(&l->lexicon->affinity, affinity, true) - 1 / (1 + exp(-1.25))) < 1e-9);
  affinity[RO_AFFINITY_PLACE] = 1; /* what no line names weighs nothing */
  assert_true(fabs(ro_likely(&l->lexicon->affinity, affinity, false) - 0.5) < 1e-9);
}

static void every_affinity_has_its_name(void **state) {
  (void)state;
  for (size_t i = 0; i < RO_AFFINITIES; i++) {
    const char *name = ro_affinity_name((ro_affinity)i);
    assert_non_null(name);
    assert_int_equal(ro_affinity_named(ro_slice_of(name)), i);
  }
  assert_int_equal(ro_affinity_named(RO_LIT("no such thing")), RO_AFFINITIES);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(likelihoods_follow_the_weights, lists_read, lists_remove),
      cmocka_unit_test(every_affinity_has_its_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
