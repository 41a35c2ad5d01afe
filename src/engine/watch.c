/* Watching: a pass over feeds fetches what they lead to, adds it in batches, and then notes what the servers said. */
#include <readout/watch.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/record.h"
#include "fetch/fetch.h"
#include "fetch/wait.h"
#include "source/feed.h"
#include "source/http.h"
#include "source/sniff.h"
#include "store/fetched.h"

#define PAGE_BYTES ((size_t)16 << 20)
#define TIMEOUT_MS 60000
#define PAGES_A_BATCH 128
#define BYTES_A_BATCH ((size_t)64 << 20)
#define MOST_ENTRIES 2000 /* of one feed */

enum { PASSED_TYPE, PASSED_ROBOTS, PASSED_LINKLESS, PASSED_ENTRIES, N_PASSED };
static const char *const PASSED_WORDS[N_PASSED] = {"neither pages nor texts", "forbidden by robots.txt", "without a link",
                                                   "beyond the first 2,000 of a feed"};

/* A page that was fetched and is to be added. */
typedef struct fetched_page {
  ro_slice url, bytes, charset, title, published;
  ro_item_format format;
} fetched_page;

typedef struct pass {
  readout_record *record;
  const readout_watch *watch;
  readout_watch_tally *tally;
  readout_input input; /* what adding tells, and to whom */
  ro_guard guard;
  ro_arena arena; /* of the pass */
  ro_arena batch; /* of what waits to be added */
  ro_arena round; /* of one address */
  ro_fetch_options options;
  ro_fetcher *fetcher; /* owned */
  ro_feed *feed;       /* open now, owned, or NULL */
  ro_map seen;         /* addresses of this pass */
  RO_ARRAY(fetched_page) pages;
  size_t at, bytes;      /* of the pages: the next to be handed on; their sum */
  ro_fetched_list notes; /* what is noted when they are added */
  size_t passed[N_PASSED];
  readout_status status; /* of the pass: the record failed, or it was stopped */
  readout_error *err;
} pass;

bool readout_can_watch(void) {
  return true;
}

static bool goes_on(const pass *p) {
  return p->status == READOUT_OK;
}

static void fail_item(pass *p, ro_slice id, const readout_error *err) {
  p->tally->pages.failed++;
  if (p->watch->on_failure) p->watch->on_failure(p->watch->ctx, ro_arena_copy(&p->round, id).ptr, err);
}

/* -- adding a batch --------------------------------------------------------------------------------------------------- */

static bool next_page(void *ctx, ro_job *job) {
  pass *p = ctx;
  if (p->at == p->pages.len) return false;
  const fetched_page *page = &p->pages.at[p->at++];
  job->item = (ro_item){.id = page->url,
                        .source = page->url,
                        .url = page->url,
                        .bytes = page->bytes,
                        .format = page->format,
                        .given_charset = page->charset,
                        .title = page->title,
                        .published = page->published};
  return true;
}

static readout_status put_notes(pass *p) {
  RO_TRY(ro_store_begin(p->record->store, p->err));
  for (size_t i = 0; i < p->notes.len; i++) {
    readout_status status = ro_store_put_fetched(p->record->store, &p->notes.at[i], p->err);
    if (status == READOUT_OK) continue;
    ro_store_rollback(p->record->store);
    return status;
  }
  return ro_store_commit(p->record->store, p->err);
}

/* Pages first: of one that is noted and not added nothing more would be heard. */
static void add_batch(pass *p) {
  readout_tally tally = {0};
  readout_status status = READOUT_OK;
  if (p->status != READOUT_OK && p->status != READOUT_ERR_STOPPED) return;
  p->at = 0;
  if (p->pages.len > 0) status = ro_record_add_items(p->record, &p->input, next_page, p, &tally, p->err);
  p->tally->pages.read += tally.read;
  p->tally->pages.duplicates += tally.duplicates;
  p->tally->pages.skipped += tally.skipped;
  p->tally->pages.failed += tally.failed;
  if (status == READOUT_OK && p->notes.len > 0) status = put_notes(p);
  if (status != READOUT_OK) p->status = status;
  p->pages.at = NULL;
  p->pages.len = p->pages.cap = p->bytes = 0;
  p->notes = (ro_fetched_list){0};
  ro_arena_clear(&p->batch);
}

/* -- one address ------------------------------------------------------------------------------------------------------ */

static void note(pass *p, const ro_fetched *fetched) {
  ro_fetched kept = *fetched;
  ro_slice *const texts[] = {&kept.url, &kept.answered, &kept.etag, &kept.modified, &kept.feed, &kept.title, &kept.published};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = ro_arena_copy(&p->batch, *texts[i]);
  RO_PUSH(&p->batch, &p->notes, kept);
}

/* What is noted of an address: in the record, or waiting to be put there (only origins are looked for again in one pass). */
static ro_fetched look_up(pass *p, ro_slice url) {
  ro_fetched known = {.url = url};
  bool found;
  for (size_t i = p->notes.len; i-- > 0;) {
    if (ro_slice_equal(p->notes.at[i].url, url)) return p->notes.at[i];
  }
  readout_status status = ro_store_get_fetched(p->record->store, url, &p->round, &known, &found, p->err);
  if (status != READOUT_OK) p->status = status;
  return known;
}

/* When it may be asked for again; a host that says when, or that it has too much to do, is left alone as a whole. */
static void put_off(pass *p, ro_fetched *known, const ro_fetch_answer *answer, int64_t now) {
  int64_t asked = ro_wait_asked(answer->retry_after, now);
  known->failures++;
  known->next = now + (asked >= 0 ? asked : ro_wait_after(known->failures));
  if (asked < 0 || (answer->status != 429 && answer->status != 503)) return;
  ro_fetched host = {.url = answer->url.origin, .status = answer->status, .failures = 1, .tried = now, .next = known->next};
  note(p, &host);
}

/* Fetches what may be fetched now, and notes how it went. True where `answer` has a body. */
static bool fetch(pass *p, const ro_url *url, ro_fetched *known, ro_fetch_answer *answer, bool is_feed) {
  int64_t now = (int64_t)time(NULL);
  readout_error err = {0};
  if (known->next > now || look_up(p, url->origin).next > now) {
    p->tally->held_back++;
    if (goes_on(p)) note(p, known);
    return false;
  }
  const ro_fetch_known before = {known->answered, known->etag, known->modified};
  ro_fetch_outcome outcome = ro_fetch(p->fetcher, url, &before, answer, &p->round, &err);
  if (outcome == RO_FETCH_STOPPED) {
    p->status = ro_fail(p->err, READOUT_ERR_STOPPED, "stopped");
    return false;
  }
  known->tried = now = (int64_t)time(NULL);
  known->status = answer->status;
  if (outcome == RO_FETCH_BODY || outcome == RO_FETCH_UNCHANGED) known->failures = known->next = 0;
  if (outcome == RO_FETCH_BODY) {
    known->answered = answer->url.text;
    known->etag = answer->etag;
    known->modified = answer->modified;
    return true; /* the caller notes it */
  }
  if (outcome == RO_FETCH_UNCHANGED) p->tally->unchanged++;
  if (outcome == RO_FETCH_FAILED) put_off(p, known, answer, now);
  bool is_passed = outcome == RO_FETCH_FORBIDDEN && !is_feed;
  p->passed[PASSED_ROBOTS] += is_passed;
  if (outcome != RO_FETCH_UNCHANGED && !is_passed) fail_item(p, url->text, &err);
  note(p, known);
  return false;
}

/* False where it is no report by its type. */
static bool format_of(const ro_fetch_answer *answer, ro_item_format *format) {
  ro_slice type = ro_http_media_type(answer->type);
  bool is_page = ro_slice_equal_nocase(type, RO_LIT("text/html")) || ro_slice_equal_nocase(type, RO_LIT("application/xhtml+xml"));
  *format = is_page || (type.len == 0 && ro_looks_like_page(answer->body)) ? RO_ITEM_HTML : RO_ITEM_TEXT;
  return *format == RO_ITEM_HTML || ro_slice_equal_nocase(type, RO_LIT("text/plain"));
}

static void take_page(pass *p, const ro_fetched *known, const ro_fetch_answer *answer) {
  fetched_page page;
  if (!format_of(answer, &page.format)) {
    p->passed[PASSED_TYPE]++;
  } else {
    page.url = ro_arena_copy(&p->batch, answer->url.text);
    page.bytes = ro_arena_copy(&p->batch, answer->body);
    page.charset = ro_arena_copy(&p->batch, ro_http_charset(answer->type));
    page.title = ro_arena_copy(&p->batch, known->title);
    page.published = ro_arena_copy(&p->batch, known->published);
    RO_PUSH(&p->batch, &p->pages, page);
    p->bytes += page.bytes.len;
  }
  note(p, known);
  if (p->pages.len == PAGES_A_BATCH || p->bytes >= BYTES_A_BATCH) add_batch(p);
}

/* Notes that an address is seen in this pass; false where it was before. In the pass's arena. */
static bool is_first(pass *p, ro_slice url) {
  bool is_new = !ro_map_get(&p->seen, url);
  if (is_new) (void)ro_map_put(&p->seen, ro_arena_copy(&p->arena, url), NULL);
  return is_new;
}

/* A page that a feed leads to. */
static void visit(pass *p, const ro_fetched *entry, ro_slice base) {
  ro_url url;
  ro_fetch_answer answer;
  readout_error err = {0};
  if (ro_url_read(&url, entry->url, base, &p->round, &err) != READOUT_OK) {
    fail_item(p, entry->url, &err);
    return;
  }
  if (!is_first(p, url.text)) return;
  ro_fetched known = look_up(p, url.text);
  known.feed = entry->feed;
  known.title = entry->title;
  known.published = entry->published;
  if (goes_on(p) && fetch(p, &url, &known, &answer, false)) take_page(p, &known, &answer);
  if (p->watch->on_progress) p->watch->on_progress(p->watch->ctx, &(readout_progress){.stage = "fetching", .done = p->seen.len});
}

/* -- one feed --------------------------------------------------------------------------------------------------------- */

/* The entries of a feed, in the pass's arena: nothing of the fetcher's is needed any more. True where it is a list of feeds,
 * whose entries they are. */
static bool read_entries(pass *p, const char *name, ro_slice body, ro_fetched_list *entries, ro_slice feed) {
  readout_error err = {0};
  ro_feed_link link;
  size_t line;
  if (ro_feed_open(&p->feed, body, name, &err) != READOUT_OK) fail_item(p, feed, &err);
  while (p->feed && err.status == READOUT_OK && ro_feed_next_link(p->feed, &link, &line, &err)) {
    if (err.status != READOUT_OK) {
      fail_item(p, feed, &err);
      err = (readout_error){0};
    } else if (!link.url.ptr) {
      p->passed[PASSED_LINKLESS]++;
    } else if (entries->len == MOST_ENTRIES) {
      p->passed[PASSED_ENTRIES]++;
    } else {
      ro_fetched entry = {.url = ro_arena_copy(&p->arena, link.url), .feed = feed};
      entry.title = ro_arena_copy(&p->arena, link.title);
      entry.published = ro_arena_copy(&p->arena, link.date);
      RO_PUSH(&p->arena, entries, entry);
    }
  }
  bool is_list = p->feed && ro_feed_is_list(p->feed);
  ro_feed_close(p->feed);
  p->feed = NULL;
  return is_list;
}

static void visit_entries(pass *p, const ro_fetched_list *entries, ro_slice base) {
  for (size_t i = 0; i < entries->len && goes_on(p); i++) {
    ro_arena_clear(&p->round);
    visit(p, &entries->at[i], base);
  }
}

/* Pages of a feed that has not changed may have changed all the same. */
static void visit_listed(pass *p, ro_slice url) {
  ro_fetched_list entries = {0};
  p->status = ro_store_fetched_of_feed(p->record->store, url, &p->arena, &entries, p->err);
  if (goes_on(p)) visit_entries(p, &entries, url);
}

static void visit_feed(pass *p, ro_slice given, ro_slice base, bool lists);

/* A list within a list is one that somebody gave: it is not followed. */
static void visit_feeds(pass *p, const ro_fetched_list *feeds, ro_slice base) {
  for (size_t i = 0; i < feeds->len && goes_on(p); i++) {
    ro_arena_clear(&p->round);
    visit_feed(p, feeds->at[i].url, base, false);
  }
}

/* What is noted of a feed is put down when its pages are done: one that was stopped halfway is read again. Nothing is noted of
 * lists: they are fetched each time. */
static void visit_feed(pass *p, ro_slice given, ro_slice base, bool lists) {
  ro_url url;
  ro_fetch_answer answer;
  readout_error err = {0};
  ro_fetched_list entries = {0};
  if (ro_url_read(&url, given, base, &p->arena, &err) != READOUT_OK) {
    fail_item(p, given, &err);
    return;
  }
  if (!is_first(p, url.text)) return;
  ro_fetched known = look_up(p, url.text);
  if (!goes_on(p)) return;
  bool has_body = fetch(p, &url, &known, &answer, true);
  if (!goes_on(p)) return;
  if (!has_body) {
    if (known.status == 304 && known.next == 0) visit_listed(p, url.text);
    return;
  }
  if (!ro_feed_begins(answer.body)) {
    take_page(p, &known, &answer);
    return;
  }
  ro_slice *const texts[] = {&known.answered, &known.etag, &known.modified};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = ro_arena_copy(&p->arena, *texts[i]);
  if (read_entries(p, url.text.ptr, answer.body, &entries, url.text)) {
    if (lists) visit_feeds(p, &entries, known.answered);
    return;
  }
  add_batch(p); /* another feed's notes are not to be undone */
  if (goes_on(p)) p->status = ro_store_unlist_fetched(p->record->store, url.text, p->err);
  known.url = url.text;
  known.feed = known.title = known.published = RO_ABSENT;
  visit_entries(p, &entries, known.answered);
  if (goes_on(p)) note(p, &known);
}

/* A file that lists feeds. */
static void visit_file(pass *p, const char *path) {
  readout_error err = {0};
  ro_slice bytes = RO_ABSENT, name = ro_slice_of(path);
  ro_fetched_list feeds = {0};
  if (ro_engine_file(path, &p->arena, &bytes, &err) != READOUT_OK) {
    fail_item(p, name, &err);
  } else if (!ro_feed_begins(bytes) || !read_entries(p, path, bytes, &feeds, name)) {
    (void)ro_fail(&err, READOUT_ERR_INPUT, "\"%s\" is no OPML: give the address of a feed, or a file that lists feeds", path);
    fail_item(p, name, &err);
  } else {
    visit_feeds(p, &feeds, RO_ABSENT);
  }
}

/* -- the pass --------------------------------------------------------------------------------------------------------- */

static void run_pass(void *ctx) {
  pass *p = ctx;
  p->status = ro_fetcher_open(&p->fetcher, &p->options, &p->guard, p->err);
  for (size_t i = 0; i < p->watch->n_feeds && goes_on(p); i++) {
    ro_arena_clear(&p->round);
    const char *feed = p->watch->feeds[i];
    bool is_file = !strstr(feed, "://") && access(feed, F_OK) == 0;
    if (is_file) {
      visit_file(p, feed);
    } else {
      visit_feed(p, ro_slice_of(feed), RO_ABSENT, true);
    }
  }
  if (p->fetcher) add_batch(p);
}

static void start(pass *p) {
  const readout_watch *watch = p->watch;
  p->options = (ro_fetch_options){.version = readout_version(),
                                  .max_bytes = PAGE_BYTES,
                                  .delay_ms = watch->delay_ms,
                                  .timeout_ms = watch->timeout_ms ? watch->timeout_ms : TIMEOUT_MS,
                                  .allow_private = watch->allow_private,
                                  .stopped = watch->stopped,
                                  .ctx = watch->ctx};
  p->input = (readout_input){
      .threads = watch->threads, .on_progress = watch->on_progress, .on_failure = watch->on_failure, .ctx = watch->ctx};
  ro_arena_init(&p->arena, &p->guard, 0);
  ro_arena_init(&p->batch, &p->guard, 0);
  ro_arena_init(&p->round, &p->guard, 0);
  ro_map_init(&p->seen, &p->arena);
}

readout_status readout_record_watch(readout_record *record, const readout_watch *watch, readout_watch_tally *tally,
                                    readout_error *err) {
  readout_watch_tally none;
  readout_error local = {0};
  if (!tally) tally = &none;
  if (!err) err = &local;
  *tally = (readout_watch_tally){0};
  pass p = {.record = record, .watch = watch, .tally = tally, .err = err, .status = READOUT_OK};
  start(&p);
  readout_status status = ro_guard_run(&p.guard, run_pass, &p, err);
  if (status != READOUT_OK) ro_store_rollback(record->store);
  for (size_t i = 0; i < N_PASSED && watch->on_passed; i++) {
    if (p.passed[i] > 0) watch->on_passed(watch->ctx, PASSED_WORDS[i], p.passed[i]);
  }
  ro_feed_close(p.feed);
  ro_fetcher_close(p.fetcher);
  ro_arena_release(&p.round);
  ro_arena_release(&p.batch);
  ro_arena_release(&p.arena);
  return status != READOUT_OK ? status : p.status;
}
