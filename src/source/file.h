/*
 * One open file, whatever its format, and its items one after the other (source.h lists the formats). Holds one item at a time;
 * of a feed the whole.
 */
#ifndef RO_SOURCE_FILE_H
#define RO_SOURCE_FILE_H

#include "source/feed.h"
#include "source/source.h"
#include "source/stream.h"
#include "source/warc.h"
#include "source/zip.h"

typedef enum ro_file_kind { RO_FILE_ITEMS, RO_FILE_ROWS, RO_FILE_WARC, RO_FILE_WACZ, RO_FILE_FEED } ro_file_kind;

typedef struct ro_file {
  const char *name;  /* borrowed */
  int fd;            /* -1: no file is open */
  size_t size;       /* of a file that has one, else 0 */
  ro_flow_read read; /* what standard input is, or NULL: standard input */
  void *read_ctx;
  const ro_source_limits *limits;
  ro_file_kind kind;
  ro_item_format format; /* of RO_FILE_ITEMS */
  ro_flow flow;
  bool flow_is_open;
  ro_stream stream;
  ro_warc warc;
  ro_zip zip;
  ro_feed *feed;              /* owned */
  ro_text item;               /* under way */
  ro_text header;             /* of rows */
  bool has_begun;             /* the header row, or the feed, was read */
  size_t passed[RO_N_PASSED]; /* over all files */
} ro_file;

/* `limits` is borrowed, all of them set. Nothing is open. */
void ro_file_init(ro_file *file, const ro_source_limits *limits);
void ro_file_release(ro_file *file);

/* Takes over `fd` (but standard input's), open for reading; borrows `path` until the file is closed. `path` NULL: standard input.
 */
void ro_file_open(ro_file *file, int fd, const char *path);

static inline bool ro_file_is_open(const ro_file *file) {
  return file->fd >= 0;
}

/* The next item, or item->error, in `arena`; false at the end. Memory may run out through the arena's guard: the next call goes
 * on behind the item. */
bool ro_file_next(ro_file *file, ro_item *item, ro_arena *arena);

/* Bytes of the file that were taken so far. */
size_t ro_file_taken(const ro_file *file);

/* Gives how many bytes it was. */
size_t ro_file_close(ro_file *file);

#endif
