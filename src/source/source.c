#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/file.h"
#include "source/walk.h"

enum { DEFAULT_DEPTH = 64 };
#define DEFAULT_ITEM_BYTES ((size_t)64 << 20)

struct ro_source {
  const char *const *paths, *const *names; /* names may be NULL */
  size_t n_paths, at;
  ro_source_limits limits;
  ro_walk walk;
  ro_file file;
  size_t done, total;
  bool total_is_known;
};

const char *ro_passed_words(ro_passed reason) {
  static const char *const words[RO_N_PASSED] = {
      [RO_PASSED_TYPE] = "neither pages nor texts",
      [RO_PASSED_STATUS] = "answers other than 200",
      [RO_PASSED_REVISIT] = "fetched again unchanged",
      [RO_PASSED_JSON] = "JSON without a report",
      [RO_PASSED_SEGMENT] = "records in several parts",
      [RO_PASSED_SERVICE] = "robots.txt and crawlers' notes",
      [RO_PASSED_EMPTY] = "without a text",
  };
  return reason < RO_N_PASSED ? words[reason] : "";
}

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
  ro_walk_init(&made->walk, made->limits.depth);
  ro_file_init(&made->file, &made->limits);
  measure(made);
  return READOUT_OK;
}

void ro_source_name(ro_source *source, const char *const *names) {
  source->names = names;
}

void ro_source_from(ro_source *source, ptrdiff_t (*read)(void *ctx, char *out, size_t room), void *ctx) {
  source->file.read = read;
  source->file.read_ctx = ctx;
}

void ro_source_close(ro_source *source) {
  if (!source) return;
  ro_file_release(&source->file);
  ro_walk_release(&source->walk);
  free(source);
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
  const char *name = is_given && source->names ? source->names[source->at - 1] : path;
  ro_file_open(&source->file, fd, is_stdin ? NULL : name);
  return READOUT_OK;
}

/* Opens what comes next: false at the end, or with the item's error and path where it cannot be opened. */
static bool open_next(ro_source *source, ro_item *item, ro_arena *arena) {
  const char *path = NULL;
  bool is_given = false;
  readout_status status = ro_walk_next(&source->walk, &path, &item->error);
  if (status == READOUT_OK && !path) {
    if (source->at == source->n_paths) return false;
    path = source->paths[source->at++];
    is_given = true;
  }
  if (status == READOUT_OK) status = open_path(source, path, is_given, &item->error);
  if (status == READOUT_OK) return true;
  item->id = item->source = ro_arena_copy(arena, ro_slice_of(path ? path : ""));
  return false;
}

bool ro_source_next(ro_source *source, ro_item *item, ro_arena *arena) {
  *item = (ro_item){0};
  for (;;) {
    if (ro_file_is_open(&source->file)) {
      if (ro_file_next(&source->file, item, arena)) return true;
      source->done += ro_file_close(&source->file);
    }
    if (!open_next(source, item, arena)) return item->error.status != READOUT_OK;
  }
}

void ro_source_progress(const ro_source *source, size_t *done, size_t *total) {
  *done = source->done + (ro_file_is_open(&source->file) ? ro_file_taken(&source->file) : 0);
  *total = source->total_is_known ? source->total + source->walk.seen : 0;
}

size_t ro_source_passed(const ro_source *source, ro_passed reason) {
  return reason < RO_N_PASSED ? source->file.passed[reason] : 0;
}
