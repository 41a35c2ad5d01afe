#include "engine/asked.h"

#include "base/error.h"
#include "base/utf8.h"
#include "format/labels.h"

/* 0 for what is no number. */
static size_t number_of(ro_slice asked) {
  size_t value = 0;
  for (size_t i = 0; i < asked.len; i++) {
    if (!ro_is_digit((uint32_t)(unsigned char)asked.ptr[i]) || value > 100000000) return 0;
    value = value * 10 + (size_t)(asked.ptr[i] - '0');
  }
  return value;
}

readout_status ro_event_asked(const ro_record *record, const char *asked, ro_slice *id, ro_arena *arena, readout_error *err) {
  ro_slice text = ro_slice_of(asked);
  size_t number = number_of(text), fits = 0, n_events = record->events.len;
  *id = RO_ABSENT;
  if (number > 0 && number <= n_events) {
    *id = record->events.at[ro_events_newest(record, arena).at[number - 1]].id;
    return READOUT_OK;
  }
  for (size_t e = 0; e < n_events && text.len > 0; e++) {
    ro_slice of = record->events.at[e].id;
    if (!ro_slice_starts(of, text)) continue;
    *id = of;
    fits++;
    if (ro_slice_equal(of, text)) return READOUT_OK;
  }
  if (fits == 1) return READOUT_OK;
  *id = RO_ABSENT;
  return ro_fail(err, READOUT_ERR_USAGE,
                 fits ? "\"%s\" begins the ids of %zu events: give more of it" : "no event \"%s\" among %zu: see readout events",
                 asked, fits ? fits : n_events);
}
