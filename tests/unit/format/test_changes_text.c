#include "format/changes_text.h"

#include "../record/scene.h"

static void add(scene *s, ro_changes *changes, ro_line_type type, const char *id, const char *before, const char *after) {
  ro_changes_add(changes, &s->text, type, ro_slice_of(id), ro_slice_of(before), ro_slice_of(after), &s->arena);
}

static void add_all(scene *s, ro_changes *changes) {
  ro_text_clear(&s->text);
  add(s, changes, RO_LINE_STATEMENT, "s-1", NULL, "{\"content\":\"open a port\"}");
  add(s, changes, RO_LINE_STATEMENT, "s-2", "{\"content\":\"close \\\"it\\\"\"}", NULL);
  add(s, changes, RO_LINE_EVENT, "e-1", "{\"name\":\"A\"}", "{\"name\":null}");
  add(s, changes, RO_LINE_REVIEW, "v-1", "{\"state\":\"in-force\"}", "{\"state\":\"unbound\",\"action\":\"merge\"}");
  add(s, changes, RO_LINE_REVIEW, "v-2", "{\"state\":\"unbound\"}", "{\"state\":\"unbound\"}");
  ro_changes_counts(changes, &s->text);
}

static void expect(const scene *s, const char *wanted) {
  ro_slice got = ro_text_slice(&s->text);
  if (!ro_slice_equal(got, ro_slice_of(wanted))) fail_msg("%.*s", (int)got.len, got.ptr);
}

static void text_body(scene *s) {
  ro_changes counted = {0}, listed = {.list = true};
  add_all(s, &counted);
  expect(s,
         "unbound review v-1: merge\nevent: 0 came, 0 went, 1 changed\nstatement: 1 came, 1 went, 0 changed\n"
         "review: 0 came, 0 went, 2 changed\n");
  add_all(s, &listed);
  expect(s,
         "came statement s-1: open a port\nwent statement s-2: close \"it\"\nchanged event e-1\nunbound review v-1: merge\n"
         "changed review v-2\nevent: 0 came, 0 went, 1 changed\nstatement: 1 came, 1 went, 0 changed\n"
         "review: 0 came, 0 went, 2 changed\n");
}
SCENE(changes_are_counted_and_listed, text_body)

static void json_body(scene *s) {
  ro_changes changes = {.json = true};
  add_all(s, &changes);
  expect(
      s,
      "{\"change\":\"unbound\",\"type\":\"review\",\"id\":\"v-1\",\"label\":\"merge\"}\n"
      "{\"type\":\"event\",\"came\":0,\"went\":0,\"changed\":1}\n{\"type\":\"statement\",\"came\":1,\"went\":1,\"changed\":0}\n"
      "{\"type\":\"review\",\"came\":0,\"went\":0,\"changed\":2}\n");
}
SCENE(changes_are_lines_for_programs, json_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(changes_are_counted_and_listed),
      cmocka_unit_test(changes_are_lines_for_programs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
