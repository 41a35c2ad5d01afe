#include "format/matrix_markdown.h"

#include <cmark.h>

#include "base/utf8.h"
#include "drawn.h"

static const ro_edition EDITION = {{"north.db", 8}, {"0.1.0", 5}};

static ro_slice markdown_of(scene *s) {
  ro_text_clear(&s->text);
  assert_true(ro_matrix_markdown(&s->text, &s->made.record, RO_LIT("e-2"), &EDITION, &s->arena));
  assert_false(s->text.failed);
  return ro_text_slice(&s->text);
}

static void document_body(scene *s) {
  s->made.record.reports.at[0].key = RO_LIT("https://north.example/a?b=1");
  s->made.record.reports.at[1].key = RO_LIT("https://wire.example/a b>");
  s->made.record.reports.at[1].report.source = RO_LIT("https://wire.example/a b>");
  ro_slice text = markdown_of(s);
  assert_true(ro_slice_starts(text, RO_LIT("# Meeting of Ana Brás and Li Wei\n\n- **Date:** 3 March 2024\n")));
  assert_has(text, "- **A** – Ministry of Northland, account of Northland; 2 reports: Ministry of Northland and Northern Wire\n");
  assert_has(text, "### Ana Brás\n\n| | Statement | A | B |\n|--:|---|---|---|\n| 1 | firmly supports open seas *(");
  assert_has(text, " ● said[^s1-1][^s1-2] | ◐ weaker: supports, not firmly supports |\n");
  assert_has(text, "open a joint \\<port\\> office by June");
  assert_has(text, "**claimed by Northland only**");
  assert_has(text, "    > In Ministry of Northland, characters 100–115: “on 3 March 2024”\n");
  assert_has(text,
             "“Meeting of Ana Brás and Li Wei, 3 March 2024.” Event e-2, record north.db. Readout 0.1.0.\n\n- Source: Ministry "
             "of Northland, ");
  assert_has(text, ", <https://north.example/a?b=1>, SHA-256 0011");
  assert_has(text, ", https\\://wire.example/a b\\>, SHA-256 0011");
}
SCENE(the_document_has_tables_and_footnotes, document_body)

/* Each footnote that is pointed to is there, once; offsets count code points. */
static void footnotes_body(scene *s) {
  ro_slice text = markdown_of(s), open = RO_LIT("[^");
  size_t uses = 0, notes = 0;
  for (size_t at = 0; (at = ro_slice_find(text, open, at)) < text.len; at++) {
    size_t end = ro_slice_find(text, RO_LIT("]"), at);
    ro_slice name = ro_slice_part(text, at, end + 1);
    bool is_note = text.ptr[end + 1] == ':';
    ro_slice note = ro_arena_format(&s->arena, "\n%.*s: ", (int)name.len, name.ptr);
    size_t found = ro_slice_find(text, note, 0);
    assert_true(found < text.len && ro_slice_find(text, note, found + 1) > text.len);
    *(is_note ? &notes : &uses) += 1;
  }
  assert_int_equal(uses, 5);
  assert_int_equal(notes, 5);
  const char *quote = "Northland firmly supports open seas & \"fair\" trade";
  size_t bytes = sample_span(ro_slice_of(SAMPLE_NORTH), quote, 0).start;
  size_t points = ro_utf8_count(ro_slice_part(ro_slice_of(SAMPLE_NORTH), 0, bytes));
  assert_true(points < bytes);
  assert_has(text, ro_arena_format(&s->arena, "[^s1-1]: In Ministry of Northland, characters %zu–", points).ptr);
}
SCENE(quotes_are_footnotes_with_offsets, footnotes_body)

/* Cells of a line: bars that no backslash stands before. */
static size_t count_bars(ro_slice line) {
  size_t n = 0;
  for (size_t i = 0; i < line.len; i++) {
    if (line.ptr[i] == '\\')
      i++;
    else
      n += line.ptr[i] == '|';
  }
  return n;
}

/* No HTML, no link, no code; every line of a table has its cells. */
static void hostile_body(scene *s) {
  make_hostile(&s->made.record);
  s->made.record.statements.at[0].content =
      RO_LIT("\\| <b> [a](http://x) ![i](y) `c` **b** ~~s~~ <https://x> www.x.example &lt; $x$ \\\n| - # 1. ]]> [^s1-1]: x");
  ro_slice text = markdown_of(s);
  cmark_node *root = cmark_parse_document(text.ptr, text.len, CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new(root);
  while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
    cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE ||
        type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
      fail_msg("%s in\n%.*s", cmark_node_get_type_string(cmark_iter_get_node(iter)), (int)text.len, text.ptr);
  }
  cmark_iter_free(iter);
  cmark_node_free(root);
  size_t rows = 0;
  for (size_t at = 0; at < text.len;) {
    size_t end = ro_slice_find(text, RO_LIT("\n"), at);
    ro_slice line = ro_slice_part(text, at, end);
    if (line.len > 0 && line.ptr[0] == '|') assert_int_equal(count_bars(line), 5), rows++;
    at = end + 1;
  }
  assert_int_equal(rows, 9);
  assert_has_not(text, "\xE2\x80\xAE");
}
SCENE(what_reports_say_breaks_no_table, hostile_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_document_has_tables_and_footnotes),
      cmocka_unit_test(quotes_are_footnotes_with_offsets),
      cmocka_unit_test(what_reports_say_breaks_no_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
