#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "event/persons.h"

static bool alike(const char *a, const char *b) {
  ro_guard guard = {0};
  ro_arena arena;
  ro_arena_init(&arena, &guard, 0);
  bool one = ro_person_names_alike(ro_slice_of(a), ro_slice_of(b), &arena);
  bool other = ro_person_names_alike(ro_slice_of(b), ro_slice_of(a), &arena);
  ro_arena_release(&arena);
  assert_int_equal(one, other); /* whichever is called the first */
  return one;
}

static void spellings_are_one_person(void **state) {
  (void)state;
  assert_true(alike("Abbas Araghchi", "Seyyed Abbas Araqchi"));
  assert_true(alike("Sayyid Badr bin Hamad Albusaidi", "Badr al-Busaidi"));
  assert_true(alike("Md. Jashim Uddin", "Mohammad Jashim Uddin"));
  assert_true(alike("KAMIKAWA Yoko", "Yoko Kamikawa"));
  assert_true(alike("Penny", "Penny Wong"));
  assert_true(alike("Mohammed Bazoum", "Mohamed Bazum"));
}

static void others_are_not(void **state) {
  (void)state;
  assert_false(alike("Wang Yi", "Wang Wenbin"));
  assert_false(alike("Penny Wong", "Richard Marles"));
  assert_false(alike("Li Qiang", "Li Keqiang"));
  assert_false(alike("Kim", "Lim"));
  assert_false(alike("Anna Berg", "Hanna Borg")); /* short words have no slips to give */
}

static void what_is_no_name_is_like_nothing(void **state) {
  (void)state;
  assert_false(alike("", "Penny Wong"));
  assert_false(alike("al bin", "al bin"));
  assert_false(alike("J. K.", "J. K."));
}

/* More words and longer ones than a name has are cut, not overrun. */
static void long_names_are_cut(void **state) {
  (void)state;
  const char *longer =
      "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabcdefghijklmnopqrstuvwx Ba Bab Bac Bad Baf Bag Bah Baj Bak Bal Bam Ban Bap";
  assert_true(alike(longer, longer));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spellings_are_one_person),
      cmocka_unit_test(others_are_not),
      cmocka_unit_test(what_is_no_name_is_like_nothing),
      cmocka_unit_test(long_names_are_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
