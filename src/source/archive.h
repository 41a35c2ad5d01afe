/*
 * Which records of a web archive are reports, and how they become items: answers (response) with status 200 and what was kept
 * without a server (resource, conversion), where they are pages, plain text, or JSON that holds a report.
 */
#ifndef RO_SOURCE_ARCHIVE_H
#define RO_SOURCE_ARCHIVE_H

#include "source/source.h"
#include "source/warc.h"

typedef enum ro_archived { RO_ARCHIVED_ITEM, RO_ARCHIVED_PASSED, RO_ARCHIVED_IGNORED } ro_archived;

/*
 * Fills the item from the record, copied into `arena`, and looks no further than its heads: a payload is taken out of what it was
 * sent in by decoding. RO_ARCHIVED_PASSED sets *why; RO_ARCHIVED_IGNORED is what belongs to other records (requests, metadata).
 * item->error says where a record that would be an item cannot be one. `name` is the archive's; item->max and depth are set.
 */
ro_archived ro_archive_item(ro_item *item, const ro_warc_record *record, const char *name, ro_passed *why, ro_arena *arena);

#endif
