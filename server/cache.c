#include "cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 1024
#define MOST_SHARE 16 /* an answer may take so much of the room */

struct serve_cached {
  atomic_size_t holders;
  serve_cached *next;          /* of its bucket */
  serve_cached *newer, *older; /* by use */
  uint64_t hash;
  const char *type;
  size_t len, size;
  char *target, *etag, *bytes; /* in one allocation, behind this */
};

struct serve_cache {
  pthread_mutex_t lock;
  size_t most, held;
  serve_cached *newest, *oldest;
  serve_cached *buckets[BUCKETS];
};

/* FNV-1a. */
static uint64_t hash_of(const char *text) {
  uint64_t hash = 14695981039346656037u;
  for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 1099511628211u;
  return hash;
}

serve_cache *serve_cache_open(size_t most_bytes) {
  serve_cache *cache = calloc(1, sizeof *cache);
  if (!cache) return NULL;
  cache->most = most_bytes;
  if (pthread_mutex_init(&cache->lock, NULL) == 0) return cache;
  free(cache);
  return NULL;
}

void serve_cached_release(serve_cached *cached) {
  if (atomic_fetch_sub(&cached->holders, 1) == 1) free(cached);
}

static void unlink_use(serve_cache *cache, serve_cached *one) {
  *(one->newer ? &one->newer->older : &cache->newest) = one->older;
  *(one->older ? &one->older->newer : &cache->oldest) = one->newer;
}

static void link_newest(serve_cache *cache, serve_cached *one) {
  one->newer = NULL;
  one->older = cache->newest;
  *(cache->newest ? &cache->newest->newer : &cache->oldest) = one;
  cache->newest = one;
}

static void drop(serve_cache *cache, serve_cached *one) {
  serve_cached **at = &cache->buckets[one->hash % BUCKETS];
  while (*at != one) at = &(*at)->next;
  *at = one->next;
  unlink_use(cache, one);
  cache->held -= one->size;
  serve_cached_release(one);
}

void serve_cache_close(serve_cache *cache) {
  if (!cache) return;
  while (cache->newest) drop(cache, cache->newest);
  pthread_mutex_destroy(&cache->lock);
  free(cache);
}

static serve_cached *find(serve_cache *cache, const char *target, uint64_t hash) {
  serve_cached *one = cache->buckets[hash % BUCKETS];
  while (one && (one->hash != hash || strcmp(one->target, target) != 0)) one = one->next;
  return one;
}

serve_cached *serve_cache_get(serve_cache *cache, const char *target, const char *etag) {
  pthread_mutex_lock(&cache->lock);
  serve_cached *one = find(cache, target, hash_of(target));
  if (one && strcmp(one->etag, etag) != 0) {
    drop(cache, one);
    one = NULL;
  }
  if (one) {
    unlink_use(cache, one);
    link_newest(cache, one);
    atomic_fetch_add(&one->holders, 1);
  }
  pthread_mutex_unlock(&cache->lock);
  return one;
}

static serve_cached *make(const char *target, const char *etag, const char *type, const char *bytes, size_t len) {
  size_t target_size = strlen(target) + 1, etag_size = strlen(etag) + 1;
  size_t size = sizeof(serve_cached) + target_size + etag_size + len;
  serve_cached *one = malloc(size);
  if (!one) return NULL;
  *one = (serve_cached){.hash = hash_of(target), .type = type, .len = len, .size = size};
  atomic_init(&one->holders, 1);
  one->target = (char *)(one + 1);
  one->etag = one->target + target_size;
  one->bytes = one->etag + etag_size;
  memcpy(one->target, target, target_size);
  memcpy(one->etag, etag, etag_size);
  if (len > 0) memcpy(one->bytes, bytes, len);
  return one;
}

void serve_cache_put(serve_cache *cache, const char *target, const char *etag, const char *type, const char *bytes, size_t len) {
  if (len > cache->most / MOST_SHARE) return;
  serve_cached *one = make(target, etag, type, bytes, len);
  if (!one) return;
  pthread_mutex_lock(&cache->lock);
  serve_cached *before = find(cache, target, one->hash);
  if (before) drop(cache, before);
  one->next = cache->buckets[one->hash % BUCKETS];
  cache->buckets[one->hash % BUCKETS] = one;
  link_newest(cache, one);
  cache->held += one->size;
  for (serve_cached *last = cache->oldest, *newer; cache->held > cache->most && last != one; last = newer) {
    newer = last->newer;
    drop(cache, last);
  }
  pthread_mutex_unlock(&cache->lock);
}

const char *serve_cached_bytes(const serve_cached *cached, size_t *len, const char **type) {
  *len = cached->len;
  *type = cached->type;
  return cached->bytes;
}
