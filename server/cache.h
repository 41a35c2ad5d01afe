/* Answers that were given, kept for as long as the record stays as it is: by target and ETag, at most so many bytes, the longest
 * not asked for goes first. Any thread. */
#ifndef READOUT_SERVER_CACHE_H
#define READOUT_SERVER_CACHE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct serve_cache serve_cache;
typedef struct serve_cached serve_cached;

/* NULL where there is no memory. */
serve_cache *serve_cache_open(size_t most_bytes);
void serve_cache_close(serve_cache *cache); /* NULL is nothing */

/* The answer to `target` that was put with this `etag`, or NULL: to be released. */
serve_cached *serve_cache_get(serve_cache *cache, const char *target, const char *etag);

/* Copies what it is given; does nothing where it is too large or there is no memory. `type` is static. */
void serve_cache_put(serve_cache *cache, const char *target, const char *etag, const char *type, const char *bytes, size_t len);

const char *serve_cached_bytes(const serve_cached *cached, size_t *len, const char **type);
void serve_cached_release(serve_cached *cached);

#endif
