#include "store/fetched.h"

#include "base/error.h"
#include "store/internal.h"

#define COLUMNS "url, answered, etag, modified, feed, title, published, status, failures, tried, next"

static ro_fetched row(const ro_query *query, ro_arena *arena) {
  ro_slice text[7];
  int64_t numbers[4];
  for (int i = 0; i < 7; i++) text[i] = ro_arena_copy(arena, ro_query_column(query, i));
  for (int i = 0; i < 4; i++) numbers[i] = sqlite3_column_int64(query->stmt, 7 + i);
  return (ro_fetched){text[0], text[1],    text[2],    text[3],    text[4],   text[5],
                      text[6], numbers[0], numbers[1], numbers[2], numbers[3]};
}

readout_status ro_store_get_fetched(ro_store *store, ro_slice url, ro_arena *arena, ro_fetched *fetched, bool *found,
                                    readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "SELECT " COLUMNS " FROM fetched WHERE url = ?1", err);
  ro_query_text(&query, 1, url);
  *found = ro_query_next(&query);
  *fetched = *found ? row(&query, arena) : (ro_fetched){.url = url};
  return ro_query_close(&query);
}

readout_status ro_store_put_fetched(ro_store *store, const ro_fetched *fetched, readout_error *err) {
  ro_query query;
  const ro_slice text[] = {fetched->url,  fetched->answered, fetched->etag,     fetched->modified,
                           fetched->feed, fetched->title,    fetched->published};
  const int64_t numbers[] = {fetched->status, fetched->failures, fetched->tried, fetched->next};
  ro_query_open(&query, store, "REPLACE INTO fetched (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", err);
  for (int i = 0; i < 7; i++) ro_query_text(&query, i + 1, text[i]);
  for (int i = 0; i < 4; i++) ro_query_integer(&query, i + 8, numbers[i]);
  ro_query_run(&query);
  return ro_query_close(&query);
}

readout_status ro_store_fetched_of_feed(ro_store *store, ro_slice feed, ro_arena *arena, ro_fetched_list *list,
                                        readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "SELECT " COLUMNS " FROM fetched WHERE feed = ?1 ORDER BY url", err);
  ro_query_text(&query, 1, feed);
  while (ro_query_next(&query)) RO_PUSH(arena, list, row(&query, arena));
  return ro_query_close(&query);
}

readout_status ro_store_unlist_fetched(ro_store *store, ro_slice feed, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "UPDATE fetched SET feed = NULL WHERE feed = ?1", err);
  ro_query_text(&query, 1, feed);
  ro_query_run(&query);
  return ro_query_close(&query);
}
