/*
 * Where reports come from: files, folders, standard input. Bytes are split into items on the calling thread (ro_source_next) and
 * decoded by any thread (ro_item_decode). What cannot be read becomes an item with its error; the rest goes on.
 *
 * A file is taken by its name: .jsonl .ndjson (an object a line), .json (an object, an array of objects, or an object a line),
 * .html .htm .xhtml, anything else text unless it begins like HTML. A folder is walked in byte order of its names, hidden
 * files skipped, symbolic links to folders not followed. `-` is JSON Lines on standard input.
 * An object has {"id","text" or "html","date"?,"title"?,"outlet"?,"url"?,"modified"?}; other fields are left alone. An object
 * with "sentences" and "attributions" is a findings object of `readout read`: it is handed on whole (is_findings). Where an
 * object has both "text" and "html", "text" counts. How bytes become UTF-8 is in src/source/charset.h; a text that holds a NUL is
 * refused.
 */
#ifndef RO_SOURCE_SOURCE_H
#define RO_SOURCE_SOURCE_H

#include "base/arena.h"

typedef enum ro_item_format { RO_ITEM_TEXT, RO_ITEM_HTML, RO_ITEM_JSON } ro_item_format;

typedef struct ro_item {
  /* filled by ro_source_next() */
  ro_slice id;           /* the object's id; for a file its path as given; "PATH:LINE" for an object without one */
  ro_slice source;       /* path, or "-" ; after decoding the object's url where it has one */
  ro_slice bytes;        /* as given: the file, or the line */
  size_t line;           /* 1-based line in a JSON or JSON Lines file, else 0 */
  ro_item_format format; /* decoding turns RO_ITEM_JSON into what the object holds */
  size_t depth;          /* how deep its JSON may nest; 0: 64 */
  readout_error error;   /* status READOUT_OK where there is none */
  /* filled by ro_item_decode() */
  ro_slice text;    /* valid UTF-8, no byte order mark, line ends \n; of a page its HTML source */
  ro_slice charset; /* the charset that was used, e.g. "UTF-8", "windows-1252" */
  bool charset_guessed;
  ro_slice title, outlet, url, published, modified; /* what came with the item */
  bool is_findings;                                 /* text is the object itself */
} ro_item;

typedef struct ro_source ro_source;

typedef struct ro_source_limits {
  size_t item_bytes; /* 0: 64 MiB; a larger item is refused by name */
  size_t depth;      /* folders and JSON, 0: 64 */
} ro_source_limits;

/* Opens nothing yet. `paths` are borrowed until close. */
readout_status ro_source_open(ro_source **source, const char *const *paths, size_t n_paths, const ro_source_limits *limits,
                              readout_error *err);
void ro_source_close(ro_source *source);

/* The next item, its bytes in `arena`; false at the end. One thread at a time. */
bool ro_source_next(ro_source *source, ro_item *item, ro_arena *arena);

/* Decodes charset and JSON. On failure item->error says why. Any thread; `arena` must be of that thread. */
void ro_item_decode(ro_item *item, ro_arena *arena);

/* Progress: how many bytes were taken, and how many there are as far as is known (0: unknown). */
void ro_source_progress(const ro_source *source, size_t *done, size_t *total);

#endif
