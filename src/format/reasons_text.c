#include "format/reasons_text.h"

#define MARGIN 14      /* columns: the longest name of what a reason is of, and a space or two */
#define FIRED_WIDTH 40 /* columns of the words that a rule went by */

static bool same_span(ro_span a, ro_span b) {
  return a.start == b.start && a.end == b.end;
}

static ro_slice words_of(const ro_terminal *t, const ro_report *report, ro_span span, size_t width) {
  return ro_cut(ro_clean(ro_slice_span(report->text, span), t->arena), width, t->arena);
}

static void put_words(ro_terminal *t, const ro_report *report, const ro_reason *reason) {
  size_t room = t->width > 2 * MARGIN ? t->width - MARGIN : MARGIN;
  ro_put(t, RO_BOLD, words_of(t, report, reason->what, room));
  ro_put_end(t);
}

/* "commitment: operator, operators.tsv “be ready”, from “is also ready”" */
static void put_reason(ro_terminal *t, const ro_report *report, const ro_reason *reason) {
  const ro_why *why = &reason->why;
  ro_slice line = ro_slice_of(why->rule), gives = reason->gives;
  if (gives.len > 0) line = ro_arena_format(t->arena, "%.*s: %.*s", (int)gives.len, gives.ptr, (int)line.len, line.ptr);
  if (why->list)
    line = ro_arena_format(t->arena, "%.*s, %s “%.*s”", (int)line.len, line.ptr, why->list, (int)why->entry.len, why->entry.ptr);
  if (!same_span(why->fired, reason->what)) {
    ro_slice fired = words_of(t, report, why->fired, FIRED_WIDTH);
    line = ro_arena_format(t->arena, "%.*s, from “%.*s”", (int)line.len, line.ptr, (int)fired.len, fired.ptr);
  }
  ro_put_indented(t, RO_PLAIN, MARGIN, line);
}

void ro_reasons_text(ro_text *out, const ro_report *report, const ro_trace *trace, const ro_view *view, ro_arena *arena) {
  ro_terminal t = ro_terminal_make(out, view, arena);
  ro_put_line(&t, RO_BOLD, report->id);
  for (size_t i = 0; i < trace->reasons.len; i++) {
    const ro_reason *reason = &trace->reasons.at[i], *before = i > 0 ? reason - 1 : NULL;
    bool same_words = before && same_span(before->what, reason->what), same = same_words && before->of == reason->of;
    ro_put_cell(&t, RO_DIM, MARGIN, same ? RO_LIT("") : ro_slice_of(ro_explained_name(reason->of)));
    if (!same_words) {
      put_words(&t, report, reason);
      ro_put_spaces(&t, MARGIN);
    }
    put_reason(&t, report, reason);
  }
  ro_put_end(&t);
}
