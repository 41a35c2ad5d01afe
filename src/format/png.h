/* A picture as PNG, by librsvg and cairo. Left out where Readout is built without READOUT_PICTURES. */
#ifndef RO_FORMAT_PNG_H
#define RO_FORMAT_PNG_H

#include <readout/error.h>

#include "base/text.h"

/* Pixels that a picture has at most, in all: 400 MB while it is made. */
#define RO_PNG_PIXELS 100000000

/*
 * `svg`, one of ours, with `width` pixels to the line (0: as many as it says itself) on white paper, into `out`.
 * READOUT_ERR_USAGE where it was left out or would have more than RO_PNG_PIXELS or 32767 in a direction; READOUT_ERR_MEMORY.
 */
readout_status ro_png(ro_text *out, ro_slice svg, size_t width, readout_error *err);

#endif
