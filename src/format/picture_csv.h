/* The table behind a picture (docs/pictures.md) as comma-separated values: as format/csv.h writes them. */
#ifndef RO_FORMAT_PICTURE_CSV_H
#define RO_FORMAT_PICTURE_CSV_H

#include "base/arena.h"
#include "base/text.h"

/* `table` is a picture's line of JSON. READOUT_ERR_INPUT where it is none. */
readout_status ro_picture_csv(ro_text *out, ro_slice table, ro_arena *arena, readout_error *err);

#endif
