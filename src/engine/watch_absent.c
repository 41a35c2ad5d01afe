/* In the place of watch.c where the library is built without what fetches. */
#include <readout/watch.h>

#include "base/error.h"

bool readout_can_watch(void) {
  return false;
}

readout_status readout_record_watch(readout_record *record, const readout_watch *watch, readout_watch_tally *tally,
                                    readout_error *err) {
  (void)record, (void)watch;
  if (tally) *tally = (readout_watch_tally){0};
  return ro_fail(err, READOUT_ERR_USAGE, "this readout was built without fetching: build it with -DREADOUT_FETCH=ON");
}
