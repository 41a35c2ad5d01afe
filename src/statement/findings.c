#include "statement/findings.h"

static const char *const ENTITY_KINDS[RO_ENTITY_KINDS] = {"person",     "country",    "organization", "framework",
                                                          "initiative", "instrument", "place",        "issue"};
static const char *const EVENT_KINDS[RO_EVENT_KINDS] = {"meeting",    "call",    "visit",        "summit",
                                                        "conference", "signing", "announcement", "occurrence"};
static const char *const EVENT_STATUSES[RO_EVENT_STATUSES] = {"held", "planned", "cancelled", "unknown"};
static const char *const ACTS[RO_ACTS] = {"commitment", "call",       "position",     "assessment",
                                          "inform",     "discussion", "announcement", "expression"};
static const char *const STANCES[RO_STANCES] = {"", "support", "oppose"};
static const char *const TIME_TYPES[] = {"DATE", "TIME", "DURATION", "SET"};

static bool find(const char *const *words, size_t n, ro_slice word, size_t *at) {
  for (*at = 0; *at < n; (*at)++)
    if (word.len > 0 && ro_slice_equal(word, ro_slice_of(words[*at]))) return true;
  return false;
}

#define NAME_TABLE(function, type, words, count)                \
  const char *ro_##function##_name(type value) {                \
    return (size_t)value < (size_t)(count) ? words[value] : ""; \
  }                                                             \
  bool ro_##function##_of(ro_slice word, type *value) {         \
    size_t at;                                                  \
    if (!find(words, count, word, &at)) return false;           \
    *value = (type)at;                                          \
    return true;                                                \
  }

NAME_TABLE(entity_kind, ro_entity_kind, ENTITY_KINDS, RO_ENTITY_KINDS)
NAME_TABLE(event_kind, ro_event_kind, EVENT_KINDS, RO_EVENT_KINDS)
NAME_TABLE(event_status, ro_event_status, EVENT_STATUSES, RO_EVENT_STATUSES)
NAME_TABLE(act, ro_act, ACTS, RO_ACTS)
NAME_TABLE(stance, ro_stance, STANCES, RO_STANCES)
NAME_TABLE(time_type, ro_time_type, TIME_TYPES, 4)
