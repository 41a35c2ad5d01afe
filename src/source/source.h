/*
 * Where reports come from: files, folders, standard input. Bytes are split into items on the calling thread (ro_source_next) and
 * decoded by any thread (ro_item_decode). What cannot be read becomes an item with its error; the rest goes on.
 *
 * A file is taken by its name, and by what it begins with:
 *
 *   .jsonl .ndjson .json      an object a line; an object, an array of objects, or objects one after the other
 *   .html .htm .xhtml         a page; so is what begins like one
 *   .md .markdown             Markdown, with front matter (markdown.h)
 *   .csv .tsv                 a report a row under a header row (row.h)
 *   RSS, Atom                 a report an entry (feed.h); told by the first element, or .rss .atom
 *   WARC                      a report an answer with a page or text (archive.h); told by "WARC/"
 *   WACZ                      the WARCs in it (zip.h); told by its first bytes
 *   anything else             text
 *
 * gzip and zstd, told by the first bytes, are expanded first, standard input too; the name without .gz or .zst counts then. A
 * folder is walked in byte order of its names, hidden files skipped, symbolic links to folders not followed. `-` is JSON Lines
 * on standard input, or a WARC.
 * An object has {"id","text" or "html","date"?,"title"?,"outlet"?,"url"?,"modified"?}; other fields are left alone. An object
 * with "sentences" and "attributions" is a findings object of `readout read`: it is handed on whole (is_findings), as is a
 * decision of an export (is_decision). Where an object has both "text" and "html", "text" counts. How bytes become UTF-8 is in
 * src/source/charset.h; a text that holds a NUL is refused.
 */
#ifndef RO_SOURCE_SOURCE_H
#define RO_SOURCE_SOURCE_H

#include "base/arena.h"

typedef enum ro_item_format { RO_ITEM_TEXT, RO_ITEM_HTML, RO_ITEM_JSON, RO_ITEM_ROW, RO_ITEM_MARKDOWN } ro_item_format;

/* What is no report in an archive or feed, and no failure either. */
typedef enum ro_passed {
  RO_PASSED_TYPE,    /* pictures, scripts and the like */
  RO_PASSED_STATUS,  /* answers other than 200 and 203 */
  RO_PASSED_REVISIT, /* the same page fetched again */
  RO_PASSED_JSON,    /* JSON that holds no report */
  RO_PASSED_SEGMENT, /* a record that goes on in another */
  RO_PASSED_SERVICE, /* robots.txt, and what a crawler notes for itself (urn:, metadata:) */
  RO_PASSED_EMPTY,   /* without a text */
  RO_N_PASSED
} ro_passed;

/* How messages call them: "answers other than 200"; static. */
const char *ro_passed_words(ro_passed reason);

typedef struct ro_item {
  /* filled by ro_source_next() */
  ro_slice id;           /* the object's id; for a file its path as given; "PATH:LINE" for an object, row or entry without one;
                            "PATH#WARC-Record-ID", or "PATH#OFFSET" for a record without one */
  ro_slice source;       /* path, or "-"; "PATH/archive/…" in a WACZ; after decoding the item's url where it has one */
  ro_slice bytes;        /* as given: the file, expanded; the line; the row; an entry as an object; after decoding what a server
                            answered, as it was before it was sent */
  size_t line;           /* 1-based line in a file of several items, else 0 */
  ro_item_format format; /* decoding makes it RO_ITEM_TEXT or RO_ITEM_HTML, but of findings */
  size_t depth;          /* how deep its JSON may nest; 0: 64 */
  size_t max;            /* bytes that it may expand to; 0: 64 MiB */
  ro_slice header;       /* of RO_ITEM_ROW */
  bool is_archived;      /* from a WARC: the next four count */
  size_t offset;         /* of its record, in the archive expanded */
  ro_slice given_charset, transfer, encoding; /* by HTTP's head; absent where not stated */
  ro_slice fetched;                           /* WARC-Date: when it was fetched, which says nothing of when it was published */
  readout_error error;                        /* status READOUT_OK where there is none */
  /* filled by ro_item_decode() */
  ro_slice text;    /* valid UTF-8, no byte order mark, line ends \n; of a page its HTML source */
  ro_slice charset; /* the charset that was used, e.g. "UTF-8", "windows-1252" */
  bool charset_guessed;
  ro_slice title, outlet, url, published, modified; /* what came with the item; the url of an archived one is there before */
  bool is_findings;                                 /* text is the object itself */
  bool is_decision;                                 /* the same: a line of type "review" */
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

/* Before the first item: what each path, of a file, is called in `id` and `source` instead of itself. Borrowed until close. */
void ro_source_name(ro_source *source, const char *const *names);

/* Before the first item: what "-" is in place of standard input (flow.h). Called by ro_source_next() alone; NULL: standard input.
 */
void ro_source_from(ro_source *source, ptrdiff_t (*read)(void *ctx, char *out, size_t room), void *ctx);

/* The next item, its bytes in `arena`; false at the end. One thread at a time. */
bool ro_source_next(ro_source *source, ro_item *item, ro_arena *arena);

/* Expands, decodes charset, JSON, row or Markdown. On failure item->error says why. Any thread; `arena` must be of that thread.
 */
void ro_item_decode(ro_item *item, ro_arena *arena);

/* Progress: how many bytes of the files, compressed as they are, were taken, and how many there are as far as is known (0:
 * unknown). */
void ro_source_progress(const ro_source *source, size_t *done, size_t *total);

/* How many records and entries were passed over so far, for this reason. */
size_t ro_source_passed(const ro_source *source, ro_passed reason);

#endif
