/*
 * Formulations over the meetings of their series: a row a formulation, a column a meeting, in each cell what became of the
 * phrase. Columns that find no room beside each other go on below, in blocks.
 */
#ifndef RO_FORMAT_STRIP_H
#define RO_FORMAT_STRIP_H

#include "format/svg.h"
#include "record/index.h"

/* What a strip shows at most: the formulations of the most uses; of the latest meetings so many that there are so many cells. */
#define RO_STRIP_ROWS 30
#define RO_STRIP_COLUMNS 240
#define RO_STRIP_CELLS 2400

typedef enum ro_change_kind {
  RO_CHANGE_NONE, /* not of this series, or nothing is known */
  RO_CHANGE_USED, /* used, and no earlier meeting to compare with */
  RO_CHANGE_NEW,
  RO_CHANGE_KEPT,
  RO_CHANGE_STRENGTHENED,
  RO_CHANGE_WEAKENED,
  RO_CHANGE_DROPPED,
  RO_CHANGE_TOO_SHORT,
  RO_CHANGES
} ro_change_kind;

/* Of a record's word for a change; RO_CHANGE_NONE for any other. */
ro_change_kind ro_change_kind_of(ro_slice word);

/* "first known use", "new", "kept", …; "" for none. */
const char *ro_change_words(ro_change_kind change);

typedef struct ro_strip_cell {
  ro_change_kind change;
  const ro_formulation_use *use; /* NULL where it is not used there */
} ro_strip_cell;

typedef struct ro_strip_row {
  const ro_record_formulation *formulation;
  ro_strip_cell *cells; /* a column each */
} ro_strip_row;

typedef struct ro_strip {
  const ro_record_index *index;
  ro_picture_head head;
  RO_ARRAY(const ro_record_event *) columns; /* oldest first */
  RO_ARRAY(ro_strip_row) rows;               /* by first use, then phrase */
} ro_strip;

/* `formulations` are indexes; `asked` what was asked for, for the title. Everything is in `arena` or borrowed from the index and
 * its record. */
void ro_strip_make(ro_strip *strip, const ro_record_index *index, const ro_indexes *formulations, ro_slice asked,
                   ro_arena *arena);

void ro_strip_svg(ro_text *out, const ro_strip *strip, long width, ro_arena *arena);
void ro_strip_json(ro_text *out, const ro_strip *strip, ro_arena *arena); /* one line */

#endif
