#include "format/changes_text.h"

#include "format/json_in.h"
#include "format/json_out.h"
#include "record/review.h"

/* The field of a line that tells people what it is. */
static const char *const LABELS[RO_LINE_TYPES] = {
    [RO_LINE_REPORT] = "title",      [RO_LINE_ORIGIN] = "name",        [RO_LINE_ENTITY] = "name",
    [RO_LINE_EVENT] = "name",        [RO_LINE_STATEMENT] = "content",  [RO_LINE_DERIVATION] = "kind",
    [RO_LINE_DISCREPANCY] = "field", [RO_LINE_FORMULATION] = "phrase", [RO_LINE_COMMITMENT] = "action",
    [RO_LINE_REVIEW] = "action",
};

static ro_slice text_of(ro_slice line, const char *field, ro_arena *scratch) {
  ro_json_in in;
  yyjson_val *object = line.ptr && field ? ro_in_parse(&in, line, 0, scratch, NULL) : NULL;
  return object ? ro_in_text(&in, object, field) : RO_ABSENT;
}

static bool is_unbound(ro_slice line, ro_arena *scratch) {
  return ro_slice_equal(text_of(line, "state", scratch), ro_slice_of(ro_review_state_name(RO_REVIEW_UNBOUND)));
}

static void write_one(const ro_changes *changes, ro_text *out, const char *change, ro_line_type type, ro_slice id,
                      ro_slice label) {
  if (changes->json) {
    ro_out_open(out, NULL, '{');
    ro_out_word(out, "change", change);
    ro_out_word(out, "type", ro_line_type_name(type));
    ro_out_text(out, "id", id);
    ro_out_text(out, "label", label);
    ro_out_close(out, '}');
  } else {
    ro_text_addf(out, "%s %s %.*s", change, ro_line_type_name(type), (int)id.len, id.ptr);
    if (label.len > 0) ro_text_addf(out, ": %.*s", (int)label.len, label.ptr);
  }
  ro_text_add(out, RO_LIT("\n"));
}

void ro_changes_add(ro_changes *changes, ro_text *out, ro_line_type type, ro_slice id, ro_slice before, ro_slice after,
                    ro_arena *scratch) {
  const char *change = !before.ptr ? "came" : !after.ptr ? "went" : "changed";
  size_t *counts = !before.ptr ? changes->came : !after.ptr ? changes->went : changes->changed;
  bool unbound = type == RO_LINE_REVIEW && is_unbound(after, scratch) && !is_unbound(before, scratch);
  counts[type]++;
  if (!changes->list && !unbound) return;
  write_one(changes, out, unbound ? "unbound" : change, type, id, text_of(after.ptr ? after : before, LABELS[type], scratch));
}

static void write_counts(const ro_changes *changes, ro_text *out, ro_line_type type) {
  size_t came = changes->came[type], went = changes->went[type], changed = changes->changed[type];
  if (came + went + changed == 0) return;
  if (!changes->json) {
    ro_text_addf(out, "%s: %zu came, %zu went, %zu changed\n", ro_line_type_name(type), came, went, changed);
    return;
  }
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", ro_line_type_name(type));
  ro_out_size(out, "came", came);
  ro_out_size(out, "went", went);
  ro_out_size(out, "changed", changed);
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

void ro_changes_counts(const ro_changes *changes, ro_text *out) {
  for (ro_line_type type = RO_LINE_REPORT; type <= RO_LINE_REVIEW; type++) write_counts(changes, out, type);
}
