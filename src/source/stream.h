/*
 * Splits an open file into items as it is read: the whole file, a line each, or a JSON value each (the elements of an array, or
 * values one after the other). Holds one chunk and one item at a time, however large the file.
 */
#ifndef RO_SOURCE_STREAM_H
#define RO_SOURCE_STREAM_H

#include "base/error.h"
#include "base/text.h"

typedef enum ro_splitting { RO_SPLIT_NOT, RO_SPLIT_LINES, RO_SPLIT_VALUES } ro_splitting;

typedef struct ro_stream {
  int fd;
  ro_splitting splitting;
  char *chunk; /* owned */
  size_t at, len;
  size_t taken; /* bytes read so far */
  size_t line;  /* of the next byte, from 1 */
  size_t max;   /* bytes of an item */
  bool started, in_array, ended;
} ro_stream;

/* Borrows `fd` (the caller closes it). False when there is no memory. */
bool ro_stream_open(ro_stream *stream, int fd, ro_splitting splitting, size_t max);
void ro_stream_release(ro_stream *stream);

/*
 * Puts the next item into `item` and its first line into *line. False at the end. An item that cannot be had (too large, cut off,
 * a failing read; `name` is what messages call the file) fills `err`, whose status is READOUT_OK otherwise.
 */
bool ro_stream_next(ro_stream *stream, const char *name, ro_text *item, size_t *line, readout_error *err);

#endif
