#include "engine/event_asked.h"

#include "base/error.h"
#include "base/utf8.h"

/* 0 for what is no number. */
static size_t number_of(ro_slice asked) {
  size_t value = 0;
  for (size_t i = 0; i < asked.len; i++) {
    if (!ro_is_digit((uint32_t)(unsigned char)asked.ptr[i]) || value > 100000000) return 0;
    value = value * 10 + (size_t)(asked.ptr[i] - '0');
  }
  return value;
}

readout_status ro_event_asked(ro_store *store, const char *asked, ro_slice *id, ro_arena *arena, readout_error *err) {
  ro_slice text = ro_slice_of(asked);
  ro_slices fits = {0};
  size_t number = number_of(text), n_events = 0;
  *id = RO_ABSENT;
  if (number > 0) RO_TRY(ro_store_newest_event(store, number, arena, id, err));
  if (id->ptr) return READOUT_OK;
  if (text.len > 0) RO_TRY(ro_store_events_beginning(store, text, arena, &fits, err));
  RO_TRY(ro_store_count(store, RO_LINE_EVENT, &n_events, err));
  if (fits.len == 1 || (fits.len > 1 && ro_slice_equal(fits.at[0], text))) {
    *id = fits.at[0];
    return READOUT_OK;
  }
  return ro_fail(
      err, READOUT_ERR_USAGE,
      fits.len ? "\"%s\" begins the ids of %zu events: give more of it" : "no event \"%s\" among %zu: see readout events", asked,
      fits.len ? fits.len : n_events);
}
