/*
 * Splits a file into items as it is read: the whole file, a line each, a JSON value each (the elements of an array, or values one
 * after the other), or a CSV row each (line ends within quote marks belong to it). Holds one item at a time, however large the
 * file.
 */
#ifndef RO_SOURCE_STREAM_H
#define RO_SOURCE_STREAM_H

#include "base/text.h"
#include "source/flow.h"

typedef enum ro_splitting { RO_SPLIT_NOT, RO_SPLIT_LINES, RO_SPLIT_VALUES, RO_SPLIT_ROWS } ro_splitting;

typedef struct ro_stream {
  ro_flow *flow; /* borrowed */
  ro_splitting splitting;
  size_t line;    /* of the next byte, from 1 */
  size_t max;     /* bytes of an item */
  char delimiter; /* of rows; the caller's to set */
  size_t reread;  /* rows that were taken up again behind their first line */
  bool started, in_array, ended;
} ro_stream;

/* Borrows `flow`, from where it stands. */
void ro_stream_init(ro_stream *stream, ro_flow *flow, ro_splitting splitting, size_t max);

/*
 * Puts the next item into `item` and its first line into *line. False at the end. An item that cannot be had (too large, cut off,
 * a failing read) fills `err`, whose status is READOUT_OK otherwise.
 */
bool ro_stream_next(ro_stream *stream, ro_text *item, size_t *line, readout_error *err);

#endif
