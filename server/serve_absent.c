/* In the place of all of server/ where the program is built without it. */
#include <stdio.h>

#include "serve.h"

bool serve_is_built(void) {
  return false;
}

readout_status serve_run(const readout_engine *engine, const serve_options *options, readout_error *err) {
  (void)engine, (void)options;
  if (!err) return READOUT_ERR_USAGE;
  *err = (readout_error){.status = READOUT_ERR_USAGE};
  (void)snprintf(err->message, sizeof err->message, "this readout was built without serving: build it with -DREADOUT_SERVE=ON");
  return READOUT_ERR_USAGE;
}
