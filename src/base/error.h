/* How the code inside fails: fills the public readout_error and hands the status up. */
#ifndef RO_BASE_ERROR_H
#define RO_BASE_ERROR_H

#include <readout/error.h>

/* Fills `err` (may be NULL) and returns `status`. The message: lowercase, the problem first, its subject in quotes, how to mend
 * it, no full stop. */
readout_status ro_fail(readout_error *err, readout_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As ro_fail, for a place in the input: 1-based line, byte offset. */
readout_status ro_fail_at(readout_error *err, readout_status status, size_t line, size_t offset, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Empties `err` before callbacks are called that may stop what is under way, and leave in it why. */
void ro_error_clear(readout_error *err);

/* One of them stopped it: READOUT_ERR_STOPPED. Words that it left in `err` stay. */
readout_status ro_fail_stopped(readout_error *err);

/* Passes a failure on. */
#define RO_TRY(call)                                         \
  do {                                                       \
    readout_status ro_try_status_ = (call);                  \
    if (ro_try_status_ != READOUT_OK) return ro_try_status_; \
  } while (0)

#endif
