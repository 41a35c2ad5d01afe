/*
 * Rows of CSV files (RFC 4180; comma, semicolon or tab between fields, whichever the header row has most of) as items. The
 * header names the columns, in any case, by the first of these words that it has:
 *
 *   text      text, body, content, article, full_text, fulltext
 *   html      html
 *   title     title, headline
 *   date      date, published, published_at, pubdate, publication_date, publish_date
 *   modified  modified, updated, updated_at
 *   outlet    outlet, publisher, publication, source, newspaper, site
 *   url       url, link, permalink
 *   id        id, guid, uid
 *
 * Other columns are left alone.
 */
#ifndef RO_SOURCE_ROW_H
#define RO_SOURCE_ROW_H

#include "base/array.h"

typedef struct ro_row {
  ro_slice text, html, title, date, modified, outlet, url, id; /* absent where there is no such column, or nothing in it */
} ro_row;

/* What stands between the fields of a file that begins with this line. */
char ro_row_delimiter(ro_slice line);

/* True when the header row has a column of texts or of pages. */
bool ro_row_has_text(ro_slice header, char delimiter, ro_arena *arena);

/* The fields of a row under its header, in the arena. READOUT_ERR_INPUT where it has not as many as the header; `name` is what
 * messages call it. */
readout_status ro_row_read(ro_row *row, ro_slice header, ro_slice bytes, ro_slice name, ro_arena *arena, readout_error *err);

#endif
