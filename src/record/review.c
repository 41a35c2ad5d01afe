#include "record/review.h"

#include "base/hash.h"

static const char *const ACTIONS[RO_REVIEW_ACTIONS] = {"merge",  "split",  "rename",   "correct",
                                                       "accept", "reject", "not-same", "status"};
static const char *const STATES[RO_REVIEW_STATES] = {"in-force", "undone", "overruled", "unbound"};

#define SECONDS 19 /* letters of "2026-11-26T19:17:57" */

const char *ro_review_action_name(ro_review_action action) {
  return (size_t)action < RO_REVIEW_ACTIONS ? ACTIONS[action] : "";
}

const char *ro_review_state_name(ro_review_state state) {
  return (size_t)state < RO_REVIEW_STATES ? STATES[state] : "";
}

bool ro_review_action_of(ro_slice word, ro_review_action *action) {
  for (size_t i = 0; i < RO_REVIEW_ACTIONS; i++) {
    if (!ro_slice_equal(word, ro_slice_of(ACTIONS[i]))) continue;
    *action = (ro_review_action)i;
    return true;
  }
  return false;
}

bool ro_review_state_of(ro_slice word, ro_review_state *state) {
  for (size_t i = 0; i < RO_REVIEW_STATES; i++) {
    if (!ro_slice_equal(word, ro_slice_of(STATES[i]))) continue;
    *state = (ro_review_state)i;
    return true;
  }
  return false;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool ro_review_is_time(ro_slice when) {
  static const char form[] = "dddd-dd-ddTdd:dd:dd";
  if (when.len <= SECONDS || when.ptr[when.len - 1] != 'Z') return false;
  for (size_t i = 0; i < SECONDS; i++) {
    if (form[i] == 'd' ? !is_digit(when.ptr[i]) : when.ptr[i] != form[i]) return false;
  }
  if (when.len == SECONDS + 1) return true;
  if (when.ptr[SECONDS] != '.' || when.len == SECONDS + 2) return false;
  for (size_t i = SECONDS + 1; i + 1 < when.len; i++) {
    if (!is_digit(when.ptr[i])) return false;
  }
  return true;
}

/* The digit `i` of the fraction of a second; '0' where it has none. */
static char fraction_digit(ro_slice when, size_t i) {
  size_t at = SECONDS + 1 + i;
  return at < when.len && is_digit(when.ptr[at]) ? when.ptr[at] : '0';
}

static int compare_times(ro_slice a, ro_slice b) {
  int order = ro_slice_compare(ro_slice_part(a, 0, SECONDS), ro_slice_part(b, 0, SECONDS));
  size_t longest = a.len > b.len ? a.len : b.len;
  for (size_t i = 0; !order && SECONDS + 1 + i < longest; i++) order = fraction_digit(a, i) - fraction_digit(b, i);
  return order;
}

int ro_review_compare(const ro_record_review *a, const ro_record_review *b) {
  int order = compare_times(a->when, b->when);
  return order ? order : ro_slice_compare(a->id, b->id);
}

ro_slice ro_review_identity(const ro_record_review *review, ro_arena *arena) {
  ro_slices parts = {0};
  const ro_slice fields[] = {review->who,    review->when,  review->why,    ro_slice_of(ro_review_action_name(review->action)),
                             review->target, review->value, review->undoes, ro_slice_of(ro_line_type_name(review->kind)),
                             review->field};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) RO_PUSH(arena, &parts, fields[i]);
  for (size_t i = 0; i < review->members.len; i++) {
    const ro_review_member *member = &review->members.at[i];
    RO_PUSH(arena, &parts, member->sha256);
    RO_PUSH(arena, &parts, ro_arena_format(arena, "%zu %zu %zu", member->start, member->end, member->part));
    RO_PUSH(arena, &parts, member->quote);
  }
  return ro_identity(arena, "v", parts.at, parts.len);
}
