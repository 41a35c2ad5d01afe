#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/sniff.h"
#include "source/stream.h"
#include "source/walk.h"

enum { DEFAULT_DEPTH = 64 };
#define DEFAULT_ITEM_BYTES ((size_t)64 << 20)

struct ro_source {
  const char *const *paths;
  size_t n_paths, at;
  ro_source_limits limits;
  ro_walk walk;
  ro_stream stream;
  int fd;           /* -1: no file is open */
  const char *name; /* of the open file: borrowed from paths or walk */
  ro_item_format format;
  ro_text buffer;
  size_t done, total;
  bool total_is_known;
};

static bool is_standard_input(const char *path) {
  return strcmp(path, "-") == 0;
}

/* What is known before anything is opened; folders add theirs as they are entered. */
static void measure(ro_source *source) {
  source->total_is_known = true;
  for (size_t i = 0; i < source->n_paths; i++) {
    struct stat st;
    if (is_standard_input(source->paths[i])) {
      source->total_is_known = false;
    } else if (stat(source->paths[i], &st) == 0) {
      if (S_ISREG(st.st_mode)) source->total += (size_t)st.st_size;
      if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) source->total_is_known = false;
    }
  }
}

readout_status ro_source_open(ro_source **source, const char *const *paths, size_t n_paths, const ro_source_limits *limits,
                              readout_error *err) {
  ro_source *made = calloc(1, sizeof *made);
  *source = made;
  if (!made) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for reading the input");
  made->paths = paths;
  made->n_paths = n_paths;
  if (limits) made->limits = *limits;
  if (made->limits.depth == 0) made->limits.depth = DEFAULT_DEPTH;
  if (made->limits.item_bytes == 0) made->limits.item_bytes = DEFAULT_ITEM_BYTES;
  made->fd = -1;
  ro_walk_init(&made->walk, made->limits.depth);
  ro_text_init(&made->buffer, made->limits.item_bytes);
  measure(made);
  return READOUT_OK;
}

static void close_file(ro_source *source) {
  if (source->fd < 0) return;
  source->done += source->stream.taken;
  ro_stream_release(&source->stream);
  if (source->fd != STDIN_FILENO) close(source->fd);
  source->fd = -1;
}

void ro_source_close(ro_source *source) {
  if (!source) return;
  close_file(source);
  ro_walk_release(&source->walk);
  ro_text_release(&source->buffer);
  free(source);
}

static ro_splitting splitting_of(ro_slice path) {
  if (ro_name_ends(path, RO_LIT(".jsonl")) || ro_name_ends(path, RO_LIT(".ndjson"))) return RO_SPLIT_LINES;
  return ro_name_ends(path, RO_LIT(".json")) ? RO_SPLIT_VALUES : RO_SPLIT_NOT;
}

/* Opens the file, or enters the folder, where `path` is one that was given. */
static readout_status open_path(ro_source *source, const char *path, bool is_given, readout_error *err) {
  bool is_stdin = is_given && is_standard_input(path);
  int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return ro_fail_system(err, errno, "open", path);
  struct stat st;
  if (!is_stdin && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
    close(fd);
    return ro_walk_enter(&source->walk, path, err);
  }
  ro_splitting splitting = is_stdin ? RO_SPLIT_LINES : splitting_of(ro_slice_of(path));
  if (!ro_stream_open(&source->stream, fd, splitting, source->limits.item_bytes)) {
    if (!is_stdin) close(fd);
    return ro_fail(err, READOUT_ERR_MEMORY, "no memory for reading \"%s\"", path);
  }
  source->fd = fd;
  source->name = path;
  source->format = splitting == RO_SPLIT_NOT ? RO_ITEM_TEXT : RO_ITEM_JSON;
  if (ro_name_is_page(ro_slice_of(path))) source->format = RO_ITEM_HTML;
  return READOUT_OK;
}

/* Copies what the source holds into the item. The source has moved on before: memory may run out here. */
static void hand_over(const ro_source *source, const char *name, size_t line, ro_item *item, ro_arena *arena) {
  item->line = line;
  item->depth = source->limits.depth;
  item->source = ro_arena_copy(arena, ro_slice_of(name));
  item->id = line > 0 ? ro_arena_format(arena, "%s:%zu", name, line) : item->source;
  if (item->error.status != READOUT_OK) return;
  item->bytes = ro_arena_copy(arena, ro_text_slice(&source->buffer));
  item->format = source->format;
  if (item->format == RO_ITEM_TEXT && ro_looks_like_page(item->bytes)) item->format = RO_ITEM_HTML;
}

bool ro_source_next(ro_source *source, ro_item *item, ro_arena *arena) {
  *item = (ro_item){0};
  for (;;) {
    size_t line = 0;
    if (source->fd >= 0) {
      if (ro_stream_next(&source->stream, source->name, &source->buffer, &line, &item->error)) {
        hand_over(source, source->name, line, item, arena);
        return true;
      }
      close_file(source);
      continue;
    }
    const char *path = NULL;
    readout_status status = ro_walk_next(&source->walk, &path, &item->error);
    if (status == READOUT_OK && path) {
      status = open_path(source, path, false, &item->error);
    } else if (status == READOUT_OK) {
      if (source->at == source->n_paths) return false;
      path = source->paths[source->at++];
      status = open_path(source, path, true, &item->error);
    }
    if (status != READOUT_OK) {
      hand_over(source, path ? path : "", 0, item, arena);
      return true;
    }
  }
}

void ro_source_progress(const ro_source *source, size_t *done, size_t *total) {
  *done = source->done + (source->fd >= 0 ? source->stream.taken : 0);
  *total = source->total_is_known ? source->total + source->walk.seen : 0;
}
