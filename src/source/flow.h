/*
 * The bytes of an open file as a window that moves over them, expanded where the file is compressed (gzip or zstd, told by its
 * first bytes; any number of members). The window grows to what is asked for and no further, so that a file of any size takes
 * the memory of its largest item, twice at most.
 *
 *   …taken │ bytes[at .. len)  what stands ahead │ not yet read…
 *            ^ offset
 *
 * A failure (a read that fails, damaged compression, a bomb) ends what stands ahead: ro_flow_need() finds no more until
 * ro_flow_failed() has handed it out. Then the flow goes on behind it, with the next member whose beginning can be found.
 * All members together may expand to 1 GiB, beyond it to 200 times the size of what was read.
 */
#ifndef RO_SOURCE_FLOW_H
#define RO_SOURCE_FLOW_H

#include "source/unpack.h"

/* Reads at most `room` bytes: how many, 0 at the end, -1 where it fails (errno). */
typedef ptrdiff_t (*ro_flow_read)(void *ctx, char *out, size_t room);

typedef struct ro_flow {
  const char *name; /* for messages; borrowed */
  ro_flow_read read;
  void *ctx;
  int fd;      /* what ro_flow_open() was given */
  char *bytes; /* the window, owned */
  size_t at, len, cap;
  size_t offset; /* of bytes[at], in what the flow gives */
  size_t taken;  /* bytes read so far, as the file has them */
  char *raw;     /* owned */
  size_t raw_at, raw_len;
  size_t behind;    /* in raw: where to look for the next member should this one be damaged */
  ro_unpack unpack; /* packing RO_PACKED_NOT for a file that is not compressed */
  size_t gave;      /* expanded so far */
  bool in_member, holds_back, is_searching, raw_ended, ended;
  readout_error error; /* not yet handed out */
} ro_flow;

/* Borrows `fd` (the caller closes it) and `name`. Reads the first bytes; the flow stays where it is in memory. What fails is
 * ro_flow_failed()'s to tell. */
void ro_flow_open(ro_flow *flow, int fd, const char *name);

/* As ro_flow_open, from anything that can be read. */
void ro_flow_open_from(ro_flow *flow, ro_flow_read read, void *ctx, const char *name);
void ro_flow_release(ro_flow *flow);

/* True when `wanted` bytes stand ahead; false where the file, or what can be read of it, ends before. */
bool ro_flow_need(ro_flow *flow, size_t wanted);

/* What stands ahead now, valid until the next call. */
ro_slice ro_flow_ahead(const ro_flow *flow);

/* Goes on behind `count` of the bytes ahead. */
void ro_flow_take(ro_flow *flow, size_t count);

/* Hands out why nothing more stands ahead, once; false where nothing failed. */
bool ro_flow_failed(ro_flow *flow, readout_error *err);

#endif
