#include "fetch/url.h"

#include "base/error.h"
#include "fetch/curl_calls.h"

enum { SHOWN = 200 };

typedef struct parts {
  ro_curl_calls calls;
  CURLU *whole;
  char *scheme, *host, *port, *path, *query, *user, *password, *text;
} parts;

static void free_parts(void *ctx) {
  parts *p = ctx;
  char *const strings[] = {p->scheme, p->host, p->port, p->path, p->query, p->user, p->password, p->text};
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) p->calls.curl_free(strings[i]);
  p->calls.curl_url_cleanup(p->whole);
  *p = (parts){.calls = p->calls};
}

#define FAIL(err, text, format, ...)                                                                    \
  ro_fail((err), READOUT_ERR_INPUT, "\"%.*s\" " format, (int)((text).len < SHOWN ? (text).len : SHOWN), \
          (text).ptr ? (text).ptr : "", __VA_ARGS__)

static readout_status parse(parts *p, ro_slice text, ro_slice base, ro_arena *arena, readout_error *err) {
  const unsigned flags = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE;
  ro_slice given = ro_arena_copy(arena, text);
  if (base.ptr && p->calls.curl_url_set(p->whole, CURLUPART_URL, ro_arena_copy(arena, base).ptr, flags) != CURLUE_OK)
    return FAIL(err, base, "is no address: %s", "give it as https://HOST/PATH");
  if (p->calls.curl_url_set(p->whole, CURLUPART_URL, given.ptr, flags) != CURLUE_OK)
    return FAIL(err, text, "is no address: %s", "give it as https://HOST/PATH");
  (void)p->calls.curl_url_get(p->whole, CURLUPART_SCHEME, &p->scheme, 0);
  if (!p->scheme || (strcmp(p->scheme, "http") != 0 && strcmp(p->scheme, "https") != 0))
    return FAIL(err, text, "is not fetched: its scheme is \"%.20s\", only http and https are", p->scheme ? p->scheme : "");
  (void)p->calls.curl_url_get(p->whole, CURLUPART_USER, &p->user, 0);
  (void)p->calls.curl_url_get(p->whole, CURLUPART_PASSWORD, &p->password, 0);
  if (p->user || p->password) /* not shown: it may be secret */
    return ro_fail(err, READOUT_ERR_INPUT, "an address with a user or password is not fetched: take \"%s…@\" out of it",
                   p->scheme);
  (void)p->calls.curl_url_set(p->whole, CURLUPART_FRAGMENT, NULL, 0);
  (void)p->calls.curl_url_get(p->whole, CURLUPART_HOST, &p->host, 0);
  ro_slice host = ro_arena_lower(arena, ro_slice_of(p->host ? p->host : ""));
  if (host.len > 0 && p->calls.curl_url_set(p->whole, CURLUPART_HOST, host.ptr, 0) != CURLUE_OK)
    return FAIL(err, text, "is no address: %s", "its host is none");
  (void)p->calls.curl_url_get(p->whole, CURLUPART_PORT, &p->port, CURLU_NO_DEFAULT_PORT);
  (void)p->calls.curl_url_get(p->whole, CURLUPART_PATH, &p->path, 0);
  (void)p->calls.curl_url_get(p->whole, CURLUPART_QUERY, &p->query, 0);
  (void)p->calls.curl_url_get(p->whole, CURLUPART_URL, &p->text, CURLU_NO_DEFAULT_PORT);
  if (!p->host || !*p->host || !p->path || !p->text) return FAIL(err, text, "is no address: %s", "give it as https://HOST/PATH");
  return READOUT_OK;
}

readout_status ro_url_read(ro_url *url, ro_slice text, ro_slice base, ro_arena *arena, readout_error *err) {
  *url = (ro_url){0};
  text = ro_slice_trim(text);
  if (text.len == 0) return FAIL(err, text, "is no address: %s", "nothing stands there");
  if (text.len > RO_URL_BYTES || memchr(text.ptr, '\0', text.len))
    return FAIL(err, text, "is no address: %s", "it is too long, or holds a NUL");
  parts *p = RO_NEW(arena, parts);
  RO_TRY(ro_curl_load(&p->calls, err));
  ro_arena_defer(arena, free_parts, p);
  p->whole = p->calls.curl_url();
  if (!p->whole) ro_arena_refuse(arena, "memory ran out while reading an address");
  readout_status status = parse(p, text, base, arena, err);
  if (status == READOUT_OK) {
    url->text = ro_arena_copy(arena, ro_slice_of(p->text));
    url->host = ro_arena_lower(arena, ro_slice_of(p->host));
    url->origin = ro_arena_format(arena, "%s://%s%s%s", p->scheme, url->host.ptr, p->port ? ":" : "", p->port ? p->port : "");
    url->path = ro_arena_format(arena, "%s%s%s", p->path, p->query ? "?" : "", p->query ? p->query : "");
  }
  free_parts(p);
  return status;
}
