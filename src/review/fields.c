#include "review/fields.h"

#define EVENT_KINDS "meeting call visit summit conference signing announcement occurrence"
#define ENTITY_KINDS "person country organization framework initiative instrument place issue"
#define ACTS "commitment call position assessment inform discussion announcement expression"

static const ro_review_field FIELDS[] = {
    {RO_LINE_ENTITY, RO_VALUE_WORD, "kind", ENTITY_KINDS},
    {RO_LINE_ENTITY, RO_VALUE_TEXT, "iso", NULL},
    {RO_LINE_ENTITY, RO_VALUE_TEXT, "wikidata", NULL},
    {RO_LINE_EVENT, RO_VALUE_DATE, "date", NULL},
    {RO_LINE_EVENT, RO_VALUE_WORD, "kind", EVENT_KINDS},
    {RO_LINE_EVENT, RO_VALUE_WORD, "status", "held planned cancelled unknown"},
    {RO_LINE_EVENT, RO_VALUE_ENTITIES, "place", NULL},
    {RO_LINE_EVENT, RO_VALUE_ENTITY, "requested_by", NULL},
    {RO_LINE_STATEMENT, RO_VALUE_WORD, "act", ACTS},
    {RO_LINE_STATEMENT, RO_VALUE_WORD, "stance", "support oppose none"},
    {RO_LINE_STATEMENT, RO_VALUE_TEXT, "strength", NULL},
    {RO_LINE_STATEMENT, RO_VALUE_BOOL, "negated", NULL},
    {RO_LINE_STATEMENT, RO_VALUE_ENTITIES, "speakers", NULL},
    {RO_LINE_STATEMENT, RO_VALUE_ENTITIES, "addressees", NULL},
    {RO_LINE_STATEMENT, RO_VALUE_DATE, "deadline", NULL},
    {RO_LINE_COMMITMENT, RO_VALUE_WORD, "status", "open fulfilled dropped unknown"},
};

const ro_review_field *ro_review_field_of(ro_line_type kind, ro_slice name) {
  for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
    if (FIELDS[i].kind == kind && ro_slice_equal(name, ro_slice_of(FIELDS[i].name))) return &FIELDS[i];
  return NULL;
}

ro_slice ro_review_fields_of(ro_line_type kind, ro_arena *arena) {
  ro_slices names = {0};
  for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
    if (FIELDS[i].kind == kind) RO_PUSH(arena, &names, ro_slice_of(FIELDS[i].name));
  return ro_arena_join(arena, names.at, names.len, RO_LIT(", "));
}

static bool is_number(ro_slice text, size_t digits) {
  if (text.len != digits) return false;
  for (size_t i = 0; i < digits; i++)
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
  return true;
}

static bool is_within(ro_slice digits, int least, int most) {
  int value = is_number(digits, 2) ? (digits.ptr[0] - '0') * 10 + (digits.ptr[1] - '0') : -1;
  return value >= least && value <= most;
}

/* "2023", "2023-04", "2023-04-13" */
static bool is_date(ro_slice text) {
  bool month = text.len >= 7, day = text.len >= 10;
  if (text.len != 4 && text.len != 7 && text.len != 10) return false;
  if (!is_number(ro_slice_part(text, 0, 4), 4)) return false;
  if (month && (text.ptr[4] != '-' || !is_within(ro_slice_part(text, 5, 7), 1, 12))) return false;
  return !day || (text.ptr[7] == '-' && is_within(ro_slice_part(text, 8, 10), 1, 31));
}

static bool is_date_or_interval(ro_slice text) {
  size_t slash = ro_slice_find(text, RO_LIT("/"), 0);
  if (slash >= text.len) return is_date(text);
  ro_slice from = ro_slice_part(text, 0, slash), to = ro_slice_part(text, slash + 1, text.len);
  return is_date(from) && is_date(to) && from.len == 10 && to.len == 10 && ro_slice_compare(from, to) <= 0;
}

bool ro_review_value_fits(const ro_review_field *field, ro_slice value) {
  switch (field->form) {
    case RO_VALUE_WORD:
      return ro_slice_find(value, RO_LIT(" "), 0) >= value.len && value.len > 0 &&
             ro_slice_has_word(ro_slice_of(field->words), value);
    case RO_VALUE_DATE:
      return is_date_or_interval(value);
    case RO_VALUE_BOOL:
      return ro_slice_equal(value, RO_LIT("true")) || ro_slice_equal(value, RO_LIT("false"));
    default:
      return true;
  }
}

bool ro_review_is_joined(ro_line_type kind) {
  return kind == RO_LINE_ENTITY || kind == RO_LINE_EVENT || kind == RO_LINE_STATEMENT || kind == RO_LINE_ORIGIN;
}

bool ro_review_is_named(ro_line_type kind) {
  return kind == RO_LINE_ENTITY || kind == RO_LINE_EVENT || kind == RO_LINE_ORIGIN;
}

bool ro_review_is_judged(ro_line_type kind) {
  return kind == RO_LINE_EVENT || kind == RO_LINE_STATEMENT || kind == RO_LINE_DERIVATION || kind == RO_LINE_DISCREPANCY;
}

static bool is_sound_correction(const ro_record_review *review, ro_slice name) {
  const ro_review_field *field = ro_review_field_of(review->kind, name);
  if (!field) return false;
  if (field->form == RO_VALUE_ENTITY || field->form == RO_VALUE_ENTITIES) return true; /* its members name them */
  return review->value.len > 0 && ro_review_value_fits(field, review->value);
}

bool ro_review_is_sound(const ro_record_review *review) {
  switch (review->action) {
    case RO_REVIEW_RENAME:
      return ro_review_is_named(review->kind) && review->value.len > 0;
    case RO_REVIEW_CORRECT:
      return is_sound_correction(review, review->field);
    case RO_REVIEW_STATUS:
      return review->kind == RO_LINE_COMMITMENT && is_sound_correction(review, RO_LIT("status"));
    case RO_REVIEW_ACCEPT:
    case RO_REVIEW_REJECT:
      return ro_review_is_judged(review->kind);
    default:
      return ro_review_is_joined(review->kind);
  }
}
