/* robots.txt: the first line is a path, the rest the file. */
#include "fetch/robots.h"
#include "memory.h"

typedef struct run {
  ro_slice path, text;
  ro_arena arena;
} run;

static void read_robots(void *ctx) {
  run *r = ctx;
  ro_robots robots;
  ro_robots_read(&robots, r->text, RO_LIT("readout"), &r->arena);
  HOLDS(robots.delay_ms >= 0 && robots.delay_ms <= RO_ROBOTS_MOST_DELAY_MS);
  HOLDS(ro_robots_allow(&robots, r->path, &r->arena) || robots.rules.len > 0);
  HOLDS(ro_robots_allow(&robots, RO_LIT("/robots.txt"), &r->arena));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  ro_slice all = {(const char *)data, size};
  size_t end = ro_slice_find(all, RO_LIT("\n"), 0);
  run r = {.path = ro_slice_part(all, 0, end < size ? end : size), .text = ro_slice_part(all, end < size ? end + 1 : size, size)};
  ro_arena_init(&r.arena, &guard, 64 << 20);
  (void)ro_guard_run(&guard, read_robots, &r, NULL);
  ro_arena_release(&r.arena);
  return 0;
}
