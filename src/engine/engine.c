#include "engine/engine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define MAX_LIST_BYTES ((long)64 << 20)

const char *readout_version(void) {
  return READOUT_VERSION;
}

const char *readout_engine_data(const readout_engine *engine) {
  return engine->data_dir;
}

readout_status ro_engine_file(const char *path, ro_arena *arena, ro_slice *bytes, readout_error *err) {
  FILE *file = fopen(path, "rb");
  if (!file) return ro_fail(err, READOUT_ERR_IO, "cannot open \"%s\": %s", path, strerror(errno));
  long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
  if (size < 0 || size > MAX_LIST_BYTES || fseek(file, 0, SEEK_SET) != 0) {
    fclose(file);
    return ro_fail(err, READOUT_ERR_IO, "cannot read \"%s\": not a plain file, or too large", path);
  }
  char *buffer = malloc((size_t)size + 1);
  size_t got = buffer ? fread(buffer, 1, (size_t)size, file) : 0;
  fclose(file);
  if (!buffer) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for \"%s\"", path);
  ro_arena_defer(arena, free, buffer);
  buffer[got] = '\0';
  *bytes = (ro_slice){buffer, got};
  return READOUT_OK;
}

/* $READOUT_DATA, else ../share/readout beside the program, else the source tree it was built from, else where it was to be
 * installed. */
static char *find_data_dir(void) {
  const char *given = getenv("READOUT_DATA");
  if (given && *given) return strdup(given);
  char program[4096];
  ssize_t len = readlink("/proc/self/exe", program, sizeof program - 64);
  if (len > 0) {
    program[len] = '\0';
    char *slash = strrchr(program, '/');
    if (slash) {
      snprintf(slash, 64, "%s", "/../share/readout");
      if (access(program, R_OK) == 0) return strdup(program);
    }
  }
  return strdup(access(READOUT_DATA_DIR, R_OK) == 0 ? READOUT_DATA_DIR : READOUT_INSTALLED_DATA_DIR);
}

typedef struct opening {
  readout_engine *engine;
  readout_status status;
  readout_error *err;
} opening;

static void open_parts(void *ctx) {
  opening *o = ctx;
  readout_engine *engine = o->engine;
  ro_slice bytes = RO_ABSENT;
  ro_slice path = ro_arena_format(&engine->arena, "%s/furniture.txt", engine->data_dir);
  o->status = ro_engine_file(path.ptr, &engine->arena, &bytes, o->err);
  if (o->status == READOUT_OK) o->status = ro_furniture_load(&engine->furniture, bytes, &engine->arena, o->err);
}

static ro_engine_parts *new_parts(void) {
  ro_engine_parts *parts = calloc(1, sizeof *parts);
  if (parts && pthread_mutex_init(&parts->opening, NULL) != 0) {
    free(parts);
    parts = NULL;
  }
  return parts;
}

static void close_parts(ro_engine_parts *parts) {
  if (!parts) return;
  ro_model_close(parts->model);
  ro_lists_close(parts->lists);
  ro_lexicon_close(parts->lexicon);
  pthread_mutex_destroy(&parts->opening);
  free(parts);
}

readout_status ro_engine_need(const readout_engine *engine, unsigned needs, readout_error *err) {
  ro_engine_parts *parts = engine->parts;
  readout_status status = READOUT_OK;
  pthread_mutex_lock(&parts->opening);
  if ((needs & RO_NEEDS_MODEL) && !parts->model)
    status = ro_model_open(&parts->model, engine->data_dir, getenv("READOUT_KERNELS"), err);
  if (status == READOUT_OK && (needs & RO_NEEDS_LISTS) && !parts->lists)
    status = ro_lists_open(&parts->lists, engine->data_dir, err);
  if (status == READOUT_OK && (needs & RO_NEEDS_LEXICON) && !parts->lexicon)
    status = ro_lexicon_open(&parts->lexicon, engine->data_dir, err);
  if (status == READOUT_OK && (needs & RO_NEEDS_READER) && !parts->reader[0]) status = ro_engine_name_reader(engine, err);
  pthread_mutex_unlock(&parts->opening);
  return status;
}

readout_status readout_engine_open(const char *data_dir, readout_engine **out, readout_error *err) {
  *out = NULL;
  readout_engine *engine = calloc(1, sizeof *engine);
  if (!engine) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for the engine");
  ro_arena_init(&engine->arena, &engine->guard, 0);
  engine->data_dir = data_dir ? strdup(data_dir) : find_data_dir();
  opening o = {.engine = engine, .err = err, .status = READOUT_OK};
  readout_status status = engine->data_dir ? ro_guard_run(&engine->guard, open_parts, &o, err) : READOUT_ERR_MEMORY;
  if (status == READOUT_OK) status = o.status;
  if (status == READOUT_OK) engine->parts = new_parts();
  if (status == READOUT_OK && !engine->parts) status = ro_fail(err, READOUT_ERR_MEMORY, "no memory for the engine");
  if (status != READOUT_OK) {
    readout_engine_close(engine);
    return status;
  }
  *out = engine;
  return READOUT_OK;
}

void readout_engine_close(readout_engine *engine) {
  if (!engine) return;
  close_parts(engine->parts);
  ro_arena_release(&engine->arena);
  free(engine->data_dir);
  free(engine);
}
