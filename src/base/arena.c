#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(ptr, len) __asan_poison_memory_region((ptr), (len))
#define UNPOISON(ptr, len) __asan_unpoison_memory_region((ptr), (len))
/* Between two allocations, so that an overrun meets poison. */
#define RED_ZONE 16
#else
#define POISON(ptr, len) ((void)(ptr), (void)(len))
#define UNPOISON(ptr, len) ((void)(ptr), (void)(len))
#define RED_ZONE 0
#endif

#define ALIGN _Alignof(max_align_t)
#define FIRST_BLOCK ((size_t)64 << 10)
#define LARGEST_STEP ((size_t)8 << 20)

struct ro_arena_block {
  ro_arena_block *before;
  size_t len, cap; /* bytes used and had after this header */
};

struct ro_arena_cleanup {
  ro_arena_cleanup *before;
  void (*run)(void *ctx);
  void *ctx;
};

#define BLOCK_HEADER ((sizeof(ro_arena_block) + ALIGN - 1) / ALIGN * ALIGN)

static char *block_bytes(ro_arena_block *block) {
  return (char *)block + BLOCK_HEADER;
}

readout_status ro_guard_run(ro_guard *guard, ro_guard_body body, void *ctx, readout_error *err) {
  ro_guard outer = *guard;
  guard->why = NULL;
  guard->set = true;
  if (setjmp(guard->env) == 0) {
    body(ctx);
    *guard = outer;
    return READOUT_OK;
  }
  const char *why = guard->why ? guard->why : "out of memory";
  *guard = outer;
  return ro_fail(err, READOUT_ERR_MEMORY, "%s", why);
}

void ro_arena_init(ro_arena *arena, ro_guard *guard, size_t max) {
  *arena = (ro_arena){.guard = guard, .max = max ? max : RO_ARENA_MAX};
}

_Noreturn void ro_arena_refuse(ro_arena *arena, const char *why) {
  ro_guard *guard = arena->guard;
  bool within_run = guard && guard->set;
  assert(within_run);
  if (!within_run) abort(); /* there is nowhere to go */
  guard->why = why;
  longjmp(guard->env, 1);
}

static void run_cleanups(ro_arena *arena) {
  while (arena->cleanups) {
    ro_arena_cleanup *cleanup = arena->cleanups;
    arena->cleanups = cleanup->before;
    cleanup->run(cleanup->ctx);
  }
}

static void free_block(ro_arena *arena, ro_arena_block *block) {
  arena->held -= BLOCK_HEADER + block->cap;
  UNPOISON(block_bytes(block), block->cap);
  free(block);
}

static void free_blocks_but(ro_arena *arena, const ro_arena_block *kept) {
  ro_arena_block *block = arena->blocks;
  arena->blocks = NULL;
  while (block) {
    ro_arena_block *before = block->before;
    if (block != kept) free_block(arena, block);
    block = before;
  }
}

static void free_spare(ro_arena *arena) {
  while (arena->spare) {
    ro_arena_block *block = arena->spare;
    arena->spare = block->before;
    free_block(arena, block);
  }
}

void ro_arena_release(ro_arena *arena) {
  run_cleanups(arena);
  free_blocks_but(arena, NULL);
  free_spare(arena);
}

#ifndef READOUT_ARENA_MALLOC
static void spare_blocks(ro_arena *arena) {
  while (arena->blocks) {
    ro_arena_block *block = arena->blocks;
    arena->blocks = block->before;
    block->before = arena->spare;
    block->len = 0;
    POISON(block_bytes(block), block->cap);
    arena->spare = block;
  }
}
#endif

void ro_arena_clear(ro_arena *arena) {
  run_cleanups(arena);
#ifdef READOUT_ARENA_MALLOC
  free_blocks_but(arena, NULL);
#else
  if (arena->keeps_all) {
    spare_blocks(arena);
    return;
  }
  ro_arena_block *largest = arena->blocks;
  for (ro_arena_block *block = arena->blocks; block; block = block->before) {
    if (block->cap > largest->cap) largest = block;
  }
  free_blocks_but(arena, largest);
  if (!largest) return;
  largest->before = NULL;
  largest->len = 0;
  POISON(block_bytes(largest), largest->cap);
  arena->blocks = largest;
#endif
}

static size_t left_of(const ro_arena *arena) {
  return arena->held + BLOCK_HEADER < arena->max ? arena->max - arena->held - BLOCK_HEADER : 0;
}

/* The first spare block that is large enough, or NULL. */
static ro_arena_block *take_spare(ro_arena *arena, size_t wanted) {
  for (ro_arena_block **at = &arena->spare; *at; at = &(*at)->before) {
    ro_arena_block *block = *at;
    if (block->cap < wanted) continue;
    *at = block->before;
    block->before = arena->blocks;
    arena->blocks = block;
    return block;
  }
  return NULL;
}

/* NULL when the arena may not hold so much or the system has no more; `why` then says which. */
static ro_arena_block *new_block(ro_arena *arena, size_t cap, const char **why) {
  if (cap > left_of(arena)) free_spare(arena);
  if (arena->held > arena->max || arena->max - arena->held < BLOCK_HEADER || cap > arena->max - arena->held - BLOCK_HEADER) {
    *why = "the input needs more memory than one report may have";
    return NULL;
  }
  ro_arena_block *block = malloc(BLOCK_HEADER + cap);
  if (!block) {
    *why = "out of memory";
    return NULL;
  }
  *block = (ro_arena_block){.before = arena->blocks, .cap = cap};
  POISON(block_bytes(block), cap);
  arena->blocks = block;
  arena->held += BLOCK_HEADER + cap;
  return block;
}

#ifdef READOUT_ARENA_MALLOC
static size_t block_size(const ro_arena *arena, size_t wanted) {
  (void)arena;
  return wanted;
}

static bool has_room(const ro_arena_block *block, size_t wanted) {
  (void)block;
  (void)wanted;
  return false;
}
#else
/* Doubles up to a step, but never past what the maximum still allows. */
static size_t block_size(const ro_arena *arena, size_t wanted) {
  size_t step = FIRST_BLOCK;
  if (arena->blocks && arena->blocks->cap >= FIRST_BLOCK) {
    step = arena->blocks->cap < LARGEST_STEP / 2 ? arena->blocks->cap * 2 : LARGEST_STEP;
  }
  size_t left = left_of(arena);
  if (step > left) step = left;
  return step > wanted ? step : wanted;
}

static bool has_room(const ro_arena_block *block, size_t wanted) {
  return block && block->cap - block->len >= wanted;
}
#endif

/* Bytes of a block that an allocation takes. */
static size_t taken_by(size_t len) {
  return ((len ? len : 1) + ALIGN - 1) / ALIGN * ALIGN + RED_ZONE;
}

/* NULL where it cannot be had, with the reason. Not zeroed. */
static void *try_alloc(ro_arena *arena, size_t count, size_t size, const char **why) {
  if (size != 0 && count > (SIZE_MAX / 2 - ALIGN - RED_ZONE) / size) {
    *why = "a size overflows";
    return NULL;
  }
  size_t len = count * size, taken = taken_by(len);
  ro_arena_block *block = arena->blocks;
  if (!has_room(block, taken)) block = take_spare(arena, taken);
  if (!block) block = new_block(arena, block_size(arena, taken), why);
  if (!block) return NULL;
  char *out = block_bytes(block) + block->len;
  block->len += taken;
  UNPOISON(out, len);
  return out;
}

void *ro_arena_room(ro_arena *arena, size_t count, size_t size) {
  const char *why = NULL;
  void *out = try_alloc(arena, count, size, &why);
  if (!out) ro_arena_refuse(arena, why);
  return out;
}

bool ro_arena_extend(ro_arena *arena, const void *newest, size_t len, size_t longer) {
  ro_arena_block *block = arena->blocks;
  if (!block || longer < len || longer > SIZE_MAX / 2) return false;
  size_t had = taken_by(len), wanted = taken_by(longer);
  bool is_newest = block->len >= had && (const char *)newest == block_bytes(block) + (block->len - had);
  if (!is_newest || !has_room(block, wanted - had)) return false;
  block->len += wanted - had;
  UNPOISON((const char *)newest, longer);
  return true;
}

void *ro_arena_alloc(ro_arena *arena, size_t count, size_t size) {
  return memset(ro_arena_room(arena, count, size), 0, count * size);
}

char *ro_arena_text(ro_arena *arena, size_t len) {
  char *out = ro_arena_room(arena, len + 1, 1);
  out[len] = '\0';
  return out;
}

ro_slice ro_arena_copy(ro_arena *arena, ro_slice text) {
  if (!text.ptr) return RO_ABSENT;
  char *copy = ro_arena_text(arena, text.len);
  memcpy(copy, text.ptr, text.len);
  return (ro_slice){copy, text.len};
}

ro_slice ro_arena_format(ro_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (len < 0) ro_arena_refuse(arena, "a text cannot be formatted");
  char *out = ro_arena_alloc(arena, (size_t)len + 1, 1);
  va_start(args, format);
  (void)vsnprintf(out, (size_t)len + 1, format, args);
  va_end(args);
  return (ro_slice){out, (size_t)len};
}

ro_slice ro_arena_join(ro_arena *arena, const ro_slice *parts, size_t n_parts, ro_slice between) {
  size_t len = 0;
  for (size_t i = 0; i < n_parts; i++) {
    size_t more = parts[i].len + (i > 0 ? between.len : 0);
    if (more > SIZE_MAX / 2 - len) ro_arena_refuse(arena, "a size overflows");
    len += more;
  }
  char *out = ro_arena_text(arena, len);
  char *at = out;
  for (size_t i = 0; i < n_parts; i++) {
    if (i > 0 && between.len > 0) {
      memcpy(at, between.ptr, between.len);
      at += between.len;
    }
    if (parts[i].len > 0) memcpy(at, parts[i].ptr, parts[i].len);
    at += parts[i].len;
  }
  return (ro_slice){out, len};
}

ro_slice ro_arena_lower(ro_arena *arena, ro_slice text) {
  if (!text.ptr) return RO_ABSENT;
  char *out = ro_arena_text(arena, text.len);
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    out[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
  }
  return (ro_slice){out, text.len};
}

void ro_arena_defer(ro_arena *arena, void (*cleanup)(void *ctx), void *ctx) {
  const char *why = NULL;
  ro_arena_cleanup *noted = try_alloc(arena, 1, sizeof *noted, &why);
  if (!noted) {
    cleanup(ctx);
    ro_arena_refuse(arena, why);
  }
  *noted = (ro_arena_cleanup){.before = arena->cleanups, .run = cleanup, .ctx = ctx};
  arena->cleanups = noted;
}
