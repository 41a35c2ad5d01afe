/*
 * Arenas and guards: all memory that one report, or one settling, needs, freed at once.
 *
 * An allocation never returns NULL. When memory ends, or an arena passes its maximum (an input that wants too much),
 * control leaves through the arena's guard: ro_guard_run() returns READOUT_ERR_MEMORY and the caller clears or releases
 * its arenas. So nothing between may own what an arena does not: what a library hands out is put under the arena
 * with ro_arena_defer() at once. (docs/decisions/0002-arenas-and-guards.md)
 *
 * Under AddressSanitizer memory that is cleared is poisoned. With READOUT_ARENA_MALLOC defined each
 * allocation is a malloc of its own, so that valgrind and ASan see every overrun.
 * An arena is used by one thread at a time.
 */
#ifndef RO_BASE_ARENA_H
#define RO_BASE_ARENA_H

#include <readout/error.h>
#include <setjmp.h>
#include <stdarg.h>

#include "base/slice.h"

/* Where control goes when an arena cannot give. Caller's memory; lives as long as the arenas that were made with it. */
typedef struct ro_guard {
  jmp_buf env;
  bool set;
  const char *why;
} ro_guard;

typedef void (*ro_guard_body)(void *ctx);

/*
 * Runs body(ctx). READOUT_ERR_MEMORY when an arena of this guard could not give; `err` then says which maximum it was.
 * Locals of the caller that `body` changes must be reached through ctx. Guards nest: an inner run ends at itself.
 */
readout_status ro_guard_run(ro_guard *guard, ro_guard_body body, void *ctx, readout_error *err);

typedef struct ro_arena_block ro_arena_block;
typedef struct ro_arena_cleanup ro_arena_cleanup;

typedef struct ro_arena {
  ro_guard *guard;
  ro_arena_block *blocks;
  ro_arena_block *spare; /* cleared, to be used again */
  ro_arena_cleanup *cleanups;
  size_t held, max; /* bytes taken from the system, and how many may be */
  bool keeps_all;   /* for who sets it: what is cleared stays for the next use, not only its largest block */
} ro_arena;

#define RO_ARENA_MAX ((size_t)1 << 30)

/* `guard` is borrowed for the arena's life; `max` is in bytes, 0 stands for RO_ARENA_MAX. */
void ro_arena_init(ro_arena *arena, ro_guard *guard, size_t max);

/* Runs the deferred cleanups, newest first, and frees everything. The arena may be used again. */
void ro_arena_release(ro_arena *arena);

/* As release, but keeps the largest block for the next use. */
void ro_arena_clear(ro_arena *arena);

/* `count` items of `size` bytes, zeroed, aligned for any type. Zero bytes give a valid pointer. Overflow of the product ends as a
 * lack of memory. */
void *ro_arena_alloc(ro_arena *arena, size_t count, size_t size);

#define RO_NEW(arena, type) ((type *)ro_arena_alloc((arena), 1, sizeof(type)))
#define RO_NEW_ARRAY(arena, type, count) ((type *)ro_arena_alloc((arena), (count), sizeof(type)))

/* As ro_arena_alloc, not zeroed: for what the caller writes before anybody reads it. */
void *ro_arena_room(ro_arena *arena, size_t count, size_t size);

/* Makes the newest allocation of the arena longer where it stands, from `len` bytes to `longer`: false where it is not the newest
 * or there is no room behind it. What is added is not zeroed. */
bool ro_arena_extend(ro_arena *arena, const void *newest, size_t len, size_t longer);

/* As ro_arena_room for `len` bytes of text, with a NUL behind them. */
char *ro_arena_text(ro_arena *arena, size_t len);

/* Copies of text; the copy is NUL-terminated after its len. An absent slice stays absent. */
ro_slice ro_arena_copy(ro_arena *arena, ro_slice text);
ro_slice ro_arena_format(ro_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* `parts` joined by `between`. */
ro_slice ro_arena_join(ro_arena *arena, const ro_slice *parts, size_t n_parts, ro_slice between);

/* ASCII letters in lower case, the rest as it is. */
ro_slice ro_arena_lower(ro_arena *arena, ro_slice text);

/* Calls cleanup(ctx) when the arena is cleared or released. If the arena cannot note it, cleanup(ctx) is called at once before
 * control leaves. */
void ro_arena_defer(ro_arena *arena, void (*cleanup)(void *ctx), void *ctx);

/* Leaves through the guard as a lack of memory does; `why` is a literal ("a report has more than 1000000 tokens"). */
_Noreturn void ro_arena_refuse(ro_arena *arena, const char *why);

#endif
