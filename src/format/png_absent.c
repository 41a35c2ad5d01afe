/* In the place of png.c where the library is built without librsvg. */
#include "base/error.h"
#include "format/png.h"

readout_status ro_png(ro_text *out, ro_slice svg, size_t width, readout_error *err) {
  (void)out, (void)svg, (void)width;
  return ro_fail(err, READOUT_ERR_USAGE,
                 "this readout was built without PNG: build it with -DREADOUT_PICTURES=ON, or ask for --format svg");
}
