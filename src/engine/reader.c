/* By what reports are read: what a record notes of each, so that another version is told from this one. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/map.h"
#include "engine/engine.h"

/* Models and lists, not what is told of them. */
static int is_data(const struct dirent *entry) {
  static const char *const ENDS[] = {".tsv", ".txt", ".model", ".vectors"};
  const char *dot = strrchr(entry->d_name, '.');
  for (size_t i = 0; dot && i < sizeof ENDS / sizeof *ENDS; i++) {
    if (strcmp(dot, ENDS[i]) == 0) return entry->d_name[0] != '.';
  }
  return 0;
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

typedef struct naming {
  const readout_engine *engine;
  ro_guard guard;
  ro_arena arena;
  uint64_t hash;
  readout_status status;
  readout_error *err;
} naming;

static void take_file(naming *n, const char *folder, const char *name) {
  ro_slice path = ro_arena_format(&n->arena, "%s/%s", folder, name), bytes = RO_ABSENT;
  n->status = ro_engine_file(path.ptr, &n->arena, &bytes, n->err);
  n->hash = ro_hash(bytes, ro_hash(ro_slice_of(name), n->hash));
}

static void free_names(void *names) {
  for (struct dirent **entry = names; *entry; entry++) free(*entry);
  free(names);
}

static void take_folder(naming *n, const char *folder) {
  struct dirent **found = NULL;
  int count = scandir(folder, &found, is_data, by_name);
  if (count < 0) {
    n->status = ro_fail(n->err, READOUT_ERR_IO, "\"%s\" cannot be listed: %s", folder, strerror(errno));
    return;
  }
  struct dirent **names = calloc((size_t)count + 1, sizeof *names); /* with an end */
  if (names) memcpy(names, found, (size_t)count * sizeof *names);
  for (int i = 0; !names && i < count; i++) free(found[i]);
  free(found);
  if (!names) {
    n->status = ro_fail(n->err, READOUT_ERR_MEMORY, "memory ran out while the data were listed");
    return;
  }
  ro_arena_defer(&n->arena, free_names, names);
  for (struct dirent **entry = names; *entry && n->status == READOUT_OK; entry++) take_file(n, folder, (*entry)->d_name);
}

static void name_body(void *ctx) {
  naming *n = ctx;
  static const char *const FOLDERS[] = {"", "/models", "/plover"};
  for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS && n->status == READOUT_OK; i++)
    take_folder(n, ro_arena_format(&n->arena, "%s%s", n->engine->data_dir, FOLDERS[i]).ptr);
}

readout_status ro_engine_name_reader(const readout_engine *engine, readout_error *err) {
  ro_engine_parts *parts = engine->parts;
  naming n = {.engine = engine, .err = err, .status = READOUT_OK};
  ro_arena_init(&n.arena, &n.guard, 0);
  readout_status status = ro_guard_run(&n.guard, name_body, &n, err);
  if (status == READOUT_OK) status = n.status;
  if (status == READOUT_OK)
    (void)snprintf(parts->reader, sizeof parts->reader, "%s %016llx", readout_version(), (unsigned long long)n.hash);
  ro_arena_release(&n.arena);
  return status;
}
