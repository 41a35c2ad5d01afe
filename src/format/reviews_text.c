#include "format/reviews_text.h"

#include <stdlib.h>

#include "format/labels.h"

#define INDENT 2
#define SHOWN 6 /* members of a decision that are shown */

static int latest_first(const void *a, const void *b) {
  return ro_review_compare(*(const ro_record_review *const *)b, *(const ro_record_review *const *)a);
}

ro_indexes ro_reviews_asked(const ro_record *record, ro_slice asked, bool unbound, ro_arena *arena) {
  RO_ARRAY(const ro_record_review *) fits = {0};
  ro_indexes found = {0};
  for (size_t i = 0; i < record->reviews.len; i++) {
    const ro_record_review *review = &record->reviews.at[i];
    if (asked.ptr && !(asked.len > 0 && ro_slice_starts(review->id, asked))) continue;
    if (!unbound || review->state == RO_REVIEW_UNBOUND) RO_PUSH(arena, &fits, review);
  }
  if (fits.len > 1) qsort(fits.at, fits.len, sizeof *fits.at, latest_first);
  for (size_t i = 0; i < fits.len; i++) RO_PUSH(arena, &found, (size_t)(fits.at[i] - record->reviews.at));
  return found;
}

typedef struct page {
  ro_terminal terminal;
  ro_record_index index;
} page;

/* The report of a member, by its bytes; "a report that is not here". */
static ro_slice report_label(const page *p, ro_slice sha256) {
  const ro_record *record = p->index.record;
  for (size_t i = 0; i < record->reports.len; i++)
    if (ro_slice_equal(record->reports.at[i].report.sha256, sha256)) return ro_report_label(&record->reports.at[i]);
  return RO_LIT("a report that is not in this record");
}

/* What the thing is called or, where it is no more, was; else its identity. */
static ro_slice target_label(const page *p, const ro_record_review *review, ro_arena *arena) {
  if (review->kind == RO_LINE_ENTITY && ro_find_entity(&p->index, review->target))
    return ro_entity_name(&p->index, review->target);
  const ro_record_event *event = review->kind == RO_LINE_EVENT ? ro_find_event(&p->index, review->target) : NULL;
  if (event) return ro_event_label(&p->index, event, arena);
  return review->kind == RO_LINE_ENTITY && review->members.len > 0 ? review->members.at[0].quote : review->target;
}

/* The value of a correction may be entities. */
static ro_slice value_label(const page *p, const ro_record_review *review, ro_arena *arena) {
  ro_slices names = {0};
  for (size_t at = 0; at < review->value.len;) {
    size_t end = ro_slice_find(review->value, RO_LIT(" "), at);
    ro_slice word = ro_slice_part(review->value, at, end);
    if (!ro_find_entity(&p->index, word)) return review->value;
    RO_PUSH(arena, &names, ro_entity_name(&p->index, word));
    if (end >= review->value.len) break;
    at = end + 1;
  }
  return ro_list_label(&names, arena);
}

static void put_what(page *p, const ro_record_review *review) {
  ro_terminal *t = &p->terminal;
  ro_slice target = target_label(p, review, t->arena), field = review->field, value = RO_LIT("");
  if (review->value.ptr) value = value_label(p, review, t->arena);
  bool names_field = review->action == RO_REVIEW_CORRECT;
  const char *kind = ro_line_type_name(review->kind);
  ro_slice what = ro_arena_format(t->arena, "%s %s “%.*s”%s%.*s%s%.*s", ro_review_action_name(review->action), kind,
                                  (int)target.len, target.ptr, names_field ? " " : "", names_field ? (int)field.len : 0,
                                  field.ptr ? field.ptr : "", value.len ? ": " : "", (int)value.len, value.ptr);
  if (review->undoes.ptr)
    what = ro_arena_format(t->arena, "undo %.*s: %.*s", (int)review->undoes.len, review->undoes.ptr, (int)what.len, what.ptr);
  ro_put_spaces(t, INDENT);
  ro_put_indented(t, RO_PLAIN, 2 * INDENT, what);
}

static void put_members(page *p, const ro_record_review *review) {
  ro_terminal *t = &p->terminal;
  for (size_t i = 0; i < review->members.len && i < SHOWN; i++) {
    const ro_review_member *member = &review->members.at[i];
    ro_slice label = report_label(p, member->sha256);
    ro_put_spaces(t, 2 * INDENT);
    ro_put_indented(
        t, RO_DIM, 3 * INDENT,
        ro_arena_format(t->arena, "%s“%.*s” – %.*s", i > 0 && member->part != review->members.at[i - 1].part ? "and " : "",
                        (int)member->quote.len, member->quote.ptr, (int)label.len, label.ptr));
  }
  if (review->members.len <= SHOWN) return;
  ro_put_spaces(t, 2 * INDENT);
  ro_put_line(t, RO_DIM, ro_arena_format(t->arena, "and %zu more", review->members.len - SHOWN));
}

static const char *state_label(ro_review_state state) {
  static const char *const LABELS[RO_REVIEW_STATES] = {"in force", "undone", "overruled by a later one",
                                                       "no longer binds: what it names is not in this record"};
  return LABELS[state];
}

static void put_review(page *p, const ro_record_review *review) {
  ro_terminal *t = &p->terminal;
  ro_slice date = ro_date_label(ro_slice_part(review->when, 0, 10), t->arena), hour = ro_slice_part(review->when, 11, 16);
  bool holds = review->state == RO_REVIEW_IN_FORCE;
  ro_put_indented(t, RO_BOLD, INDENT,
                  ro_arena_format(t->arena, "%.*s · %.*s %.*s UTC · %.*s", (int)review->id.len, review->id.ptr, (int)date.len,
                                  date.ptr, (int)hour.len, hour.ptr, (int)review->who.len, review->who.ptr));
  put_what(p, review);
  if (review->why.len > 0) {
    ro_put_spaces(t, INDENT);
    ro_put_indented(t, RO_PLAIN, 2 * INDENT, ro_arena_format(t->arena, "why: %.*s", (int)review->why.len, review->why.ptr));
  }
  put_members(p, review);
  ro_put_spaces(t, INDENT);
  ro_put_line(t, holds ? RO_GREEN : RO_YELLOW, ro_slice_of(state_label(review->state)));
}

void ro_reviews_text(ro_text *out, const ro_record *record, const ro_indexes *reviews, const ro_view *view, ro_arena *arena) {
  page p = {.terminal = ro_terminal_make(out, view, arena)};
  ro_record_index_make(&p.index, record, arena);
  for (size_t i = 0; i < reviews->len; i++) {
    if (i > 0) ro_put_end(&p.terminal);
    put_review(&p, &record->reviews.at[reviews->at[i]]);
  }
}
