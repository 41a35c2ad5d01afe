#include "statement/syntax.h"

#include "../base/fixture.h"
#include "base/error.h"

/* "the old minister said that they agreed": heads by place, RO_NO_HEAD for the root. */
static const uint32_t HEADS[] = {2, 2, 3, RO_NO_HEAD, 6, 6, 3};
static const uint8_t RELS[] = {RO_REL_DET, RO_REL_AMOD, RO_REL_NSUBJ, RO_REL_ROOT, RO_REL_MARK, RO_REL_NSUBJ, RO_REL_CCOMP};
#define COUNT (sizeof HEADS / sizeof *HEADS)

typedef struct tree {
  ro_guard guard;
  ro_arena arena;
  ro_tokens tokens;
  ro_syntax syntax;
} tree;

ARENA_FIXTURE(tree)

static int grow(void **state) {
  open_arena(state);
  tree *t = *state;
  for (size_t i = 0; i < COUNT; i++) {
    ro_token token = {.head = HEADS[i], .rel = RELS[i]};
    RO_PUSH(&t->arena, &t->tokens.tokens, token);
  }
  ro_syntax_make(&t->syntax, &t->tokens, &t->arena);
  return 0;
}

static void walks_children_in_order(void **state) {
  const ro_syntax *s = &((tree *)*state)->syntax;
  size_t k = ro_first_child(s, 3);
  assert_int_equal(k, 2);
  k = ro_next_child(s, k);
  assert_int_equal(k, 6);
  assert_true(ro_next_child(s, k) == RO_NO_TOKEN);
  assert_true(ro_first_child(s, 0) == RO_NO_TOKEN);
}

static void finds_a_child_by_its_relation(void **state) {
  const ro_syntax *s = &((tree *)*state)->syntax;
  assert_int_equal(ro_child_by(s, 3, RO_REL_CCOMP), 6);
  assert_int_equal(ro_child_by(s, 6, RO_REL_NSUBJ), 5);
  assert_true(ro_child_by(s, 3, RO_REL_OBJ) == RO_NO_TOKEN);
}

static void knows_extents_and_governors(void **state) {
  const ro_syntax *s = &((tree *)*state)->syntax;
  assert_int_equal(ro_extent(s, 2).first, 0);
  assert_int_equal(ro_extent(s, 2).end, 3);
  assert_int_equal(ro_extent(s, 6).first, 4);
  assert_int_equal(ro_extent(s, 3).end, COUNT);
  assert_int_equal(ro_governor(s, 0), 2);
  assert_true(ro_governor(s, 3) == RO_NO_TOKEN);
}

static void tells_what_hangs_below(void **state) {
  const ro_syntax *s = &((tree *)*state)->syntax;
  assert_true(ro_below(s, 4, 6));
  assert_true(ro_below(s, 4, 3));
  assert_true(ro_below(s, 4, 4));
  assert_false(ro_below(s, 2, 6));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(walks_children_in_order, grow, close_arena),
      cmocka_unit_test_setup_teardown(finds_a_child_by_its_relation, grow, close_arena),
      cmocka_unit_test_setup_teardown(knows_extents_and_governors, grow, close_arena),
      cmocka_unit_test_setup_teardown(tells_what_hangs_below, grow, close_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
