#include "source/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct entry {
  char *name;
  bool is_folder;
} entry;

struct ro_walk_folder {
  char *path;
  entry *entries;
  size_t len, cap, at;
};

readout_status ro_fail_system(readout_error *err, int number, const char *verb, const char *path) {
  char why[128];
  if (strerror_r(number, why, sizeof why) != 0) why[0] = '\0';
  if (why[0] >= 'A' && why[0] <= 'Z') why[0] = (char)(why[0] + ('a' - 'A'));
  const char *mend = number == ENOENT                      ? "; check the path"
                     : number == EACCES || number == EPERM ? "; change its permissions or run as its owner"
                     : number == EMFILE                    ? "; raise the limit of open files (ulimit -n)"
                                                           : "";
  return ro_fail(err, READOUT_ERR_IO, "cannot %s \"%s\": %s%s", verb, path, why, mend);
}

void ro_walk_init(ro_walk *walk, size_t max_depth) {
  *walk = (ro_walk){.max_depth = max_depth};
}

static void release_folder(ro_walk_folder *folder) {
  for (size_t i = 0; i < folder->len; i++) free(folder->entries[i].name);
  free(folder->entries);
  free(folder->path);
  *folder = (ro_walk_folder){0};
}

void ro_walk_release(ro_walk *walk) {
  while (walk->depth > 0) release_folder(&walk->folders[--walk->depth]);
  free(walk->folders);
  free(walk->path);
  walk->folders = NULL;
  walk->path = NULL;
}

static char *copy(const char *text) {
  size_t len = strlen(text) + 1;
  char *out = malloc(len);
  if (out) memcpy(out, text, len);
  return out;
}

static char *join(const char *folder, const char *name) {
  size_t a = strlen(folder), b = strlen(name);
  bool needs_slash = a > 0 && folder[a - 1] != '/';
  char *out = malloc(a + b + 2);
  if (!out) return NULL;
  memcpy(out, folder, a);
  if (needs_slash) out[a++] = '/';
  memcpy(out + a, name, b + 1);
  return out;
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const entry *)a)->name, ((const entry *)b)->name);
}

static bool add_entry(ro_walk_folder *folder, const char *name, bool is_folder) {
  if (folder->len == folder->cap) {
    size_t cap = folder->cap ? folder->cap * 2 : 16;
    if (cap > SIZE_MAX / sizeof(entry)) return false;
    entry *grown = realloc(folder->entries, cap * sizeof *grown);
    if (!grown) return false;
    folder->entries = grown;
    folder->cap = cap;
  }
  char *own = copy(name);
  if (!own) return false;
  folder->entries[folder->len++] = (entry){own, is_folder};
  return true;
}

/* False when memory runs out. */
static bool list_folder(ro_walk_folder *folder, DIR *dir, size_t *bytes) {
  for (struct dirent *d; (d = readdir(dir)) != NULL;) {
    if (d->d_name[0] == '.') continue;
    struct stat st, target;
    if (fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (S_ISLNK(st.st_mode)) {
      if (fstatat(dirfd(dir), d->d_name, &target, 0) == 0) {
        if (!S_ISREG(target.st_mode)) continue;
        st = target;
      }
    } else if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
      continue;
    }
    if (!add_entry(folder, d->d_name, S_ISDIR(st.st_mode))) return false;
    if (S_ISREG(st.st_mode)) *bytes += (size_t)st.st_size;
  }
  if (folder->len > 1) qsort(folder->entries, folder->len, sizeof *folder->entries, by_name);
  return true;
}

readout_status ro_walk_enter(ro_walk *walk, const char *path, readout_error *err) {
  if (walk->depth >= walk->max_depth) {
    return ro_fail(err, READOUT_ERR_INPUT, "\"%s\" lies more than %zu folders deep; give a folder nearer to it", path,
                   walk->max_depth);
  }
  ro_walk_folder *grown = realloc(walk->folders, (walk->depth + 1) * sizeof *grown);
  if (!grown) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for listing \"%s\"", path);
  walk->folders = grown;
  DIR *dir = opendir(path);
  if (!dir) return ro_fail_system(err, errno, "open", path);
  ro_walk_folder folder = {.path = copy(path)};
  bool listed = folder.path && list_folder(&folder, dir, &walk->seen);
  closedir(dir);
  if (!listed) {
    release_folder(&folder);
    return ro_fail(err, READOUT_ERR_MEMORY, "no memory for listing \"%s\"", path);
  }
  walk->folders[walk->depth++] = folder;
  return READOUT_OK;
}

readout_status ro_walk_next(ro_walk *walk, const char **path, readout_error *err) {
  *path = NULL;
  while (walk->depth > 0) {
    ro_walk_folder *folder = &walk->folders[walk->depth - 1];
    if (folder->at == folder->len) {
      release_folder(folder);
      walk->depth--;
      continue;
    }
    const entry *next = &folder->entries[folder->at++];
    free(walk->path);
    walk->path = join(folder->path, next->name);
    if (!walk->path) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for the path of \"%s\"", next->name);
    *path = walk->path;
    if (!next->is_folder) return READOUT_OK;
    RO_TRY(ro_walk_enter(walk, walk->path, err));
    *path = NULL;
  }
  return READOUT_OK;
}
