/*
 * Meetings over time: the picture's model, its table and its drawing. Up to RO_TIMELINE_LISTED meetings each have a mark of their
 * own and a line; more are counted in bars, by the shortest of a month, three months, a year, 5, 10, 50 and 100 years of which
 * all find room in the width.
 */
#ifndef RO_FORMAT_TIMELINE_H
#define RO_FORMAT_TIMELINE_H

#include <stdint.h>

#include "format/svg.h"
#include "record/index.h"

#define RO_TIMELINE_LISTED 40

typedef enum ro_timeline_sign {
  RO_SIGN_TOLD,     /* reports tell it */
  RO_SIGN_REFERRED, /* reports only refer to it */
  RO_SIGN_PLANNED,
  RO_SIGN_CANCELLED,
  RO_SIGN_UNKNOWN, /* whether it was held */
  RO_SIGNS
} ro_timeline_sign;

/* "told by reports", "only referred to", "planned", "cancelled", "not known whether held" */
const char *ro_timeline_sign_name(ro_timeline_sign sign);

typedef struct ro_timeline_mark {
  const ro_record_event *event;
  int64_t first, last; /* days (base/civil.h) that its date can be, or that it lasted */
  ro_timeline_sign sign;
} ro_timeline_mark;

typedef struct ro_timeline_bar {
  int64_t first, last; /* days */
  size_t counts[RO_SIGNS];
} ro_timeline_bar;

typedef struct ro_timeline {
  const ro_record_index *index;
  ro_picture_head head;
  RO_ARRAY(ro_timeline_mark) marks; /* oldest first, then by identity */
  RO_ARRAY(ro_timeline_bar) bars;   /* one after the other without a gap; none where each meeting has its mark */
  size_t months;                    /* of a bar */
} ro_timeline;

/*
 * Of the events of a record that `events` lists (indexes) those that have a day, month or year. `who` is the parties' name in the
 * title, or absent; `width` the drawing's. Everything is in `arena` or borrowed from the index and its record.
 */
void ro_timeline_make(ro_timeline *timeline, const ro_record_index *index, const ro_indexes *events, ro_slice who, long width,
                      ro_arena *arena);

void ro_timeline_svg(ro_text *out, const ro_timeline *timeline, long width, ro_arena *arena);

/* One line: marks, and bars where there are. */
void ro_timeline_json(ro_text *out, const ro_timeline *timeline, ro_arena *arena);

#endif
