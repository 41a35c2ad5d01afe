/* Passages of a statement across the reports of its event; and what pages of the record share. */
#ifndef RO_ENGINE_PASSAGES_H
#define RO_ENGINE_PASSAGES_H

#include <readout/pages.h>

#include "engine/gather.h"
#include "store/pages.h"

/* The page that is asked for, to gather->out. */
void ro_passages_give(ro_gather *gather, const readout_page *page);

/* {"type":"page",…} */
void ro_list_head(ro_text *out, const char *of, size_t given, ro_slice next);

/* What `next` is: a list's name and the key of its last item, as letters that an address may have; and read again: the parts of
 * the key, absent behind its end. READOUT_ERR_USAGE where it is no place in that list. NULL leaves `key` alone. In the arena. */
ro_slice ro_cursor_write(const char *list, const ro_slice *key, size_t n_key, ro_arena *arena);
readout_status ro_cursor_read(const char *cursor, const char *list, ro_slice key[RO_PAGE_KEYS], ro_arena *arena,
                              readout_error *err);

#endif
