#include "engine/asked.h"

#include "base/error.h"
#include "store/called.h"

static readout_status nobody(const char *what, const char *called, const ro_slices *near, ro_arena *arena, readout_error *err) {
  ro_slice names = ro_arena_join(arena, near->at, near->len, RO_LIT("\", \""));
  if (near->len == 0)
    return ro_fail(err, READOUT_ERR_USAGE, "no %s \"%s\" in this record: see readout export for its names", what, called);
  return ro_fail(err, READOUT_ERR_USAGE, "no %s \"%s\" in this record: like it are \"%.*s\"", what, called, (int)names.len,
                 names.ptr);
}

readout_status ro_entities_asked(ro_store *store, const char *what, const char *called, ro_slices *ids, ro_arena *arena,
                                 readout_error *err) {
  ro_slices near = {0};
  if (!called) return READOUT_OK;
  RO_TRY(ro_store_find_entities(store, ro_slice_of(called), arena, ids, &near, err));
  return ids->len > 0 ? READOUT_OK : nobody(what, called, &near, arena, err);
}

readout_status ro_outlets_asked(ro_store *store, const char *called, ro_slices *outlets, ro_arena *arena, readout_error *err) {
  ro_slices near = {0};
  if (!called) return READOUT_OK;
  RO_TRY(ro_store_find_outlets(store, ro_slice_of(called), arena, outlets, &near, err));
  return outlets->len > 0 ? READOUT_OK : nobody("outlet", called, &near, arena, err);
}

static bool has_digits(const char *text, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (text[i] < '0' || text[i] > '9') return false;
  return true;
}

static bool is_part(const char *text, char least, int most) {
  int value = has_digits(text, 2) ? (text[0] - '0') * 10 + text[1] - '0' : 0;
  return value >= least && value <= most;
}

static bool is_date(const char *text) {
  size_t len = strlen(text);
  if ((len != 4 && len != 7 && len != 10) || !has_digits(text, 4)) return false;
  if (len > 4 && (text[4] != '-' || !is_part(text + 5, 1, 12))) return false;
  return len < 10 || (text[7] == '-' && is_part(text + 8, 1, 31));
}

static readout_status take_date(const char *text, ro_slice *date, readout_error *err) {
  if (!text) return READOUT_OK;
  if (!is_date(text))
    return ro_fail(err, READOUT_ERR_USAGE, "\"%s\" is no date: give a year, month or day, as 2024, 2024-08 or 2024-08-20", text);
  *date = ro_slice_of(text);
  return READOUT_OK;
}

readout_status ro_days_asked(const char *since, const char *until, ro_slice *from, ro_slice *to, readout_error *err) {
  RO_TRY(take_date(since, from, err));
  RO_TRY(take_date(until, to, err));
  bool shorter = since && until && strncmp(since, until, strlen(until)) == 0;
  if (!since || !until || shorter || strcmp(since, until) <= 0) return READOUT_OK;
  return ro_fail(err, READOUT_ERR_USAGE, "nothing is since %s and until %s: give the earlier date first", since, until);
}
