#include "fetch/fetch.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/map.h"
#include "fetch/address.h"
#include "fetch/curl_calls.h"
#include "fetch/robots.h"

enum { MOST_REDIRECTS = 5, MOST_HEAD = 256 << 10, MOST_FIELD = 1024, CONNECT_MS = 15000, SLOW_BYTES = 100, SLOW_SECONDS = 20 };
enum { NAP_MS = 100, SHOWN = 200 };
#define AGENT "readout"

/* What robots.txt of an origin says; asked for once. */
typedef struct site {
  ro_robots robots;
  ro_fetch_outcome outcome; /* RO_FETCH_BODY: robots counts; else why nothing of the site may be read */
  readout_error error;
} site;

typedef struct header {
  char text[MOST_FIELD];
  size_t len;
  bool is_there;
} header;

/* One request under way; what its callbacks may touch. They are called from within libcurl: no arena of a guard may be used. */
typedef struct request {
  const ro_fetch_options *options;
  ro_text *body;
  size_t max_bytes, head_bytes;
  bool cuts; /* a longer body is cut, not refused */
  bool is_too_long, is_cut, is_private, has_long_head, is_stopped;
  header type, etag, modified, retry_after, location;
} request;

struct ro_fetcher {
  const ro_fetch_options *options;
  ro_curl_calls calls;
  CURL *curl;
  ro_arena arena;
  ro_map sites; /* origin -> place in site_list */
  RO_ARRAY(site *) site_list;
  ro_map hosts; /* host -> when the last request to it ended, in milliseconds of now_ms() */
  ro_text body;
  char agent[64];
  struct curl_slist *lines; /* of the request under way; owned */
};

static int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_stopped(const ro_fetch_options *options) {
  return options->stopped && options->stopped(options->ctx);
}

/* -- what libcurl calls ------------------------------------------------------------------------------------------------------ */

static size_t take_body(const char *bytes, size_t size, size_t count, void *ctx) {
  request *r = ctx;
  size_t len = size * count, room = r->max_bytes - r->body->len;
  ro_text_add(r->body, (ro_slice){bytes, len < room ? len : room});
  if (len <= room) return r->body->failed ? 0 : len;
  r->is_cut = r->cuts;
  r->is_too_long = !r->cuts;
  return 0;
}

static void keep(header *h, ro_slice value) {
  value = ro_slice_trim(value);
  if (value.len >= sizeof h->text || memchr(value.ptr, '\0', value.len)) return;
  memcpy(h->text, value.ptr, value.len);
  h->text[value.len] = '\0';
  h->len = value.len;
  h->is_there = true;
}

static size_t take_header(const char *bytes, size_t size, size_t count, void *ctx) {
  request *r = ctx;
  size_t len = size * count;
  ro_slice line = {bytes, len};
  if ((r->head_bytes += len) > MOST_HEAD) {
    r->has_long_head = true;
    return 0;
  }
  const char *colon = len > 0 ? memchr(bytes, ':', len) : NULL;
  if (!colon) return len;
  ro_slice name = ro_slice_part(line, 0, (size_t)(colon - bytes)), value = ro_slice_part(line, name.len + 1, len);
  const struct {
    const char *name;
    header *at;
  } kept[] = {{"content-type", &r->type},
              {"etag", &r->etag},
              {"last-modified", &r->modified},
              {"retry-after", &r->retry_after},
              {"location", &r->location}};
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
    if (ro_slice_equal_nocase(name, ro_slice_of(kept[i].name))) keep(kept[i].at, value);
  }
  return len;
}

/* The address that a name led to, before it is connected to. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address) {
  request *r = ctx;
  (void)purpose;
  if (!r->options->allow_private && !ro_address_is_public(&address->addr, address->addrlen)) {
    r->is_private = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static int look_up(void *ctx, curl_off_t total, curl_off_t done, curl_off_t total_up, curl_off_t done_up) {
  request *r = ctx;
  (void)total, (void)done, (void)total_up, (void)done_up;
  r->is_stopped = is_stopped(r->options);
  return r->is_stopped;
}

/* -- one request ------------------------------------------------------------------------------------------------------ */

static void drop_lines(ro_fetcher *fetcher) {
  fetcher->calls.curl_slist_free_all(fetcher->lines);
  fetcher->lines = NULL;
}

static bool add_line(ro_fetcher *fetcher, const char *name, ro_slice value, ro_arena *arena) {
  if (value.len == 0) return true;
  struct curl_slist *longer =
      fetcher->calls.curl_slist_append(fetcher->lines, ro_arena_format(arena, "%s: %.*s", name, (int)value.len, value.ptr).ptr);
  if (longer) fetcher->lines = longer;
  return longer != NULL;
}

static CURLcode set_up(ro_fetcher *fetcher, const ro_url *url, request *r) {
  CURL *curl = fetcher->curl;
  CURLcode code = CURLE_OK;
#define SET(option, value) \
  if (code == CURLE_OK) code = (fetcher->calls.curl_easy_setopt)(curl, (option), (value))
  fetcher->calls.curl_easy_reset(curl); /* connections are kept */
  SET(CURLOPT_URL, url->text.ptr);
  SET(CURLOPT_PROTOCOLS_STR, "http,https");
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  SET(CURLOPT_PROXY, "");
  SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_USERAGENT, fetcher->agent);
  SET(CURLOPT_ACCEPT_ENCODING, "");
  SET(CURLOPT_HTTPHEADER, fetcher->lines);
  SET(CURLOPT_SSL_VERIFYPEER, 1L);
  SET(CURLOPT_SSL_VERIFYHOST, 2L);
  SET(CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
  SET(CURLOPT_TIMEOUT_MS, (long)fetcher->options->timeout_ms);
  SET(CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
  SET(CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
  SET(CURLOPT_WRITEFUNCTION, take_body);
  SET(CURLOPT_WRITEDATA, r);
  SET(CURLOPT_HEADERFUNCTION, take_header);
  SET(CURLOPT_HEADERDATA, r);
  SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
  SET(CURLOPT_OPENSOCKETDATA, r);
  SET(CURLOPT_XFERINFOFUNCTION, look_up);
  SET(CURLOPT_XFERINFODATA, r);
  SET(CURLOPT_NOPROGRESS, 0L);
#undef SET
  return code;
}

#define FAIL(err, url, format, ...)                                                                                             \
  ro_fail((err), READOUT_ERR_IO, "\"%.*s\" " format, (int)((url)->text.len < SHOWN ? (url)->text.len : SHOWN), (url)->text.ptr, \
          __VA_ARGS__)

static ro_fetch_outcome say_why(const ro_fetcher *fetcher, const ro_url *url, const request *r, CURLcode code,
                                readout_error *err) {
  if (r->is_stopped) return RO_FETCH_STOPPED;
  if (r->is_private && code == CURLE_COULDNT_CONNECT) {
    (void)FAIL(err, url, "is not fetched: \"%s\" is a private address; allow such with --allow-private", url->host.ptr);
    return RO_FETCH_REFUSED;
  }
  if (r->is_too_long)
    (void)FAIL(err, url, "is larger than %zu bytes, expanded: it is left out", r->max_bytes);
  else if (r->has_long_head)
    (void)FAIL(err, url, "has a head of more than %d bytes: it is left out", MOST_HEAD);
  else if (code == CURLE_OPERATION_TIMEDOUT)
    (void)FAIL(err, url, "took too long (%zu s at most, and %d bytes a second at least): it is tried again later",
               fetcher->options->timeout_ms / 1000, SLOW_BYTES);
  else if (code == CURLE_PARTIAL_FILE)
    (void)FAIL(err, url, "ended before the length that it states: %s", "it is tried again later");
  else
    (void)FAIL(err, url, "could not be fetched: %s", fetcher->calls.curl_easy_strerror(code));
  return RO_FETCH_FAILED;
}

/* False: stopped. */
static bool wait_for_host(ro_fetcher *fetcher, const ro_url *url, int64_t delay_ms) {
  const uint64_t *last = ro_map_get(&fetcher->hosts, url->host);
  int64_t until = last ? (int64_t)*last + delay_ms : 0;
  while (now_ms() < until) {
    if (is_stopped(fetcher->options)) return false;
    int64_t left = until - now_ms(), nap = left < NAP_MS ? left : NAP_MS;
    if (nap > 0) nanosleep(&(struct timespec){.tv_nsec = nap * 1000000}, NULL);
  }
  return !is_stopped(fetcher->options);
}

static void note_host(ro_fetcher *fetcher, const ro_url *url) {
  bool is_new;
  ro_slice host = ro_map_get(&fetcher->hosts, url->host) ? url->host : ro_arena_copy(&fetcher->arena, url->host);
  *ro_map_put(&fetcher->hosts, host, &is_new) = (uint64_t)now_ms();
}

/* Asks once, without following. RO_FETCH_BODY where any answer came: its status is in `answer`. */
static ro_fetch_outcome ask(ro_fetcher *fetcher, const ro_url *url, request *r, int64_t delay_ms, ro_fetch_answer *answer,
                            readout_error *err) {
  long status = 0;
  if (!wait_for_host(fetcher, url, delay_ms)) return RO_FETCH_STOPPED;
  r->options = fetcher->options;
  r->body = &fetcher->body;
  ro_text_clear(&fetcher->body);
  CURLcode code = set_up(fetcher, url, r);
  if (code == CURLE_OK) code = fetcher->calls.curl_easy_perform(fetcher->curl);
  note_host(fetcher, url);
  (void)(fetcher->calls.curl_easy_getinfo)(fetcher->curl, CURLINFO_RESPONSE_CODE, &status);
  answer->status = (unsigned)status;
  /* What an error's or a redirect's page says is nobody's concern, however long it is. */
  bool is_answer = code == CURLE_OK || r->is_cut || (r->is_too_long && status != 200 && status != 203);
  return is_answer ? RO_FETCH_BODY : say_why(fetcher, url, r, code, err);
}

static ro_slice taken(const header *h, ro_arena *arena) {
  return h->is_there ? ro_arena_copy(arena, (ro_slice){h->text, h->len}) : RO_ABSENT;
}

static bool is_redirect(unsigned status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* -- robots.txt ------------------------------------------------------------------------------------------------------- */

/* The robots.txt of an origin, following redirects. Server errors and failures mean that nothing may be read, other answers that
 * all may. */
static void read_robots(ro_fetcher *fetcher, site *s, const ro_url *of, ro_arena *arena) {
  ro_url url, next;
  ro_fetch_answer answer = {0};
  s->outcome = RO_FETCH_BODY;
  ro_slice start = ro_arena_format(arena, "%s/robots.txt", of->origin.ptr);
  if (ro_url_read(&url, start, RO_ABSENT, arena, &s->error) != READOUT_OK) {
    s->outcome = RO_FETCH_REFUSED;
    return;
  }
  for (size_t hop = 0; hop <= MOST_REDIRECTS; hop++) {
    request *r = RO_NEW(arena, request);
    r->max_bytes = RO_ROBOTS_BYTES;
    r->cuts = true;
    drop_lines(fetcher);
    s->outcome = ask(fetcher, &url, r, (int64_t)fetcher->options->delay_ms, &answer, &s->error);
    if (s->outcome != RO_FETCH_BODY) return;
    if (!is_redirect(answer.status)) break;
    if (ro_url_read(&next, (ro_slice){r->location.text, r->location.len}, url.text, arena, &s->error) != READOUT_OK) return;
    url = next;
  }
  if (answer.status >= 500 || answer.status == 429) {
    s->outcome = RO_FETCH_FAILED;
    (void)FAIL(&s->error, &url, "answered %u, so nothing of its host may be read", answer.status);
  } else if (answer.status >= 200 && answer.status < 300) {
    ro_robots_read(&s->robots, ro_arena_copy(&fetcher->arena, ro_text_slice(&fetcher->body)), RO_LIT(AGENT), &fetcher->arena);
  }
}

static site *site_of(ro_fetcher *fetcher, const ro_url *url, ro_arena *arena) {
  const uint64_t *place = ro_map_get(&fetcher->sites, url->origin);
  if (place) return fetcher->site_list.at[*place];
  site *s = RO_NEW(&fetcher->arena, site);
  read_robots(fetcher, s, url, arena);
  if (s->outcome == RO_FETCH_STOPPED) return s;
  *ro_map_put(&fetcher->sites, ro_arena_copy(&fetcher->arena, url->origin), NULL) = fetcher->site_list.len;
  RO_PUSH(&fetcher->arena, &fetcher->site_list, s);
  return s;
}

/* RO_FETCH_BODY where it may be read. */
static ro_fetch_outcome may_read(const site *s, const ro_url *url, ro_arena *arena, readout_error *err) {
  if (s->outcome != RO_FETCH_BODY) {
    if (err) *err = s->error;
    return s->outcome;
  }
  if (ro_robots_allow(&s->robots, url->path, arena)) return RO_FETCH_BODY;
  (void)FAIL(err, url, "is not fetched: %s/robots.txt forbids it", url->origin.ptr);
  return RO_FETCH_FORBIDDEN;
}

/* -- fetching --------------------------------------------------------------------------------------------------------- */

static readout_status no_memory(readout_error *err) {
  return ro_fail(err, READOUT_ERR_MEMORY, "no memory for fetching");
}

static readout_status start(ro_fetcher *fetcher, readout_error *err) {
  RO_TRY(ro_curl_load(&fetcher->calls, err));
  /* Safe to be called by several threads since 7.84. */
  if (fetcher->calls.curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return no_memory(err);
  fetcher->curl = fetcher->calls.curl_easy_init();
  if (fetcher->curl) return READOUT_OK;
  fetcher->calls.curl_global_cleanup();
  return no_memory(err);
}

readout_status ro_fetcher_open(ro_fetcher **out, const ro_fetch_options *options, ro_guard *guard, readout_error *err) {
  *out = NULL;
  ro_fetcher *fetcher = calloc(1, sizeof *fetcher);
  if (!fetcher) return no_memory(err);
  readout_status status = start(fetcher, err);
  if (status != READOUT_OK) {
    free(fetcher);
    return status;
  }
  fetcher->options = options;
  ro_arena_init(&fetcher->arena, guard, 0);
  ro_map_init(&fetcher->sites, &fetcher->arena);
  ro_map_init(&fetcher->hosts, &fetcher->arena);
  ro_text_init(&fetcher->body, options->max_bytes > RO_ROBOTS_BYTES ? options->max_bytes : RO_ROBOTS_BYTES);
  (void)snprintf(fetcher->agent, sizeof fetcher->agent, AGENT "/%s", options->version);
  *out = fetcher;
  return READOUT_OK;
}

void ro_fetcher_close(ro_fetcher *fetcher) {
  if (!fetcher) return;
  drop_lines(fetcher);
  fetcher->calls.curl_easy_cleanup(fetcher->curl);
  ro_text_release(&fetcher->body);
  ro_arena_release(&fetcher->arena);
  fetcher->calls.curl_global_cleanup();
  free(fetcher);
}

static bool add_conditions(ro_fetcher *fetcher, const ro_url *url, const ro_fetch_known *known, ro_arena *arena) {
  drop_lines(fetcher);
  if (!ro_slice_equal(known->answered, url->text)) return true;
  return add_line(fetcher, "If-None-Match", known->etag, arena) && add_line(fetcher, "If-Modified-Since", known->modified, arena);
}

/* What a final answer means. */
static ro_fetch_outcome judge(const ro_fetcher *fetcher, ro_fetch_answer *answer, readout_error *err) {
  if (answer->status == 304 && fetcher->lines) return RO_FETCH_UNCHANGED;
  if (answer->status == 200 || answer->status == 203) {
    answer->body = ro_text_slice(&fetcher->body);
    return RO_FETCH_BODY;
  }
  (void)FAIL(err, &answer->url, "answered %u: it is tried again later", answer->status);
  return RO_FETCH_FAILED;
}

ro_fetch_outcome ro_fetch(ro_fetcher *fetcher, const ro_url *url, const ro_fetch_known *known, ro_fetch_answer *answer,
                          ro_arena *arena, readout_error *err) {
  *answer = (ro_fetch_answer){.url = *url};
  for (size_t hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const site *s = site_of(fetcher, &answer->url, arena);
    ro_fetch_outcome outcome = may_read(s, &answer->url, arena, err);
    if (outcome != RO_FETCH_BODY) return outcome;
    request *r = RO_NEW(arena, request);
    r->max_bytes = fetcher->options->max_bytes;
    if (!add_conditions(fetcher, &answer->url, known, arena)) ro_arena_refuse(arena, "memory ran out while fetching");
    int64_t delay = (int64_t)fetcher->options->delay_ms;
    outcome = ask(fetcher, &answer->url, r, delay > s->robots.delay_ms ? delay : s->robots.delay_ms, answer, err);
    if (outcome != RO_FETCH_BODY) return outcome;
    answer->type = taken(&r->type, arena);
    answer->etag = taken(&r->etag, arena);
    answer->modified = taken(&r->modified, arena);
    answer->retry_after = taken(&r->retry_after, arena);
    if (!is_redirect(answer->status)) return judge(fetcher, answer, err);
    if (!r->location.is_there) {
      (void)FAIL(err, &answer->url, "answered %u without saying where it went", answer->status);
      return RO_FETCH_FAILED;
    }
    ro_url next;
    if (ro_url_read(&next, (ro_slice){r->location.text, r->location.len}, answer->url.text, arena, err) != READOUT_OK)
      return RO_FETCH_REFUSED;
    answer->url = next;
  }
  (void)FAIL(err, url, "redirects more than %d times: it is left out", MOST_REDIRECTS);
  return RO_FETCH_FAILED;
}
