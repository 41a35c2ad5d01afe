/*
 * Walks a folder: its files in byte order of their names, folders at their place in that order. Hidden names are skipped, links
 * to folders not followed, what is neither file nor folder left alone.
 */
#ifndef RO_SOURCE_WALK_H
#define RO_SOURCE_WALK_H

#include "base/error.h"
#include "base/slice.h"

typedef struct ro_walk_folder ro_walk_folder;

typedef struct ro_walk {
  ro_walk_folder *folders; /* the open ones, outermost first */
  size_t depth, max_depth;
  char *path;  /* of the file last given */
  size_t seen; /* bytes in the files of all folders entered so far */
} ro_walk;

void ro_walk_init(ro_walk *walk, size_t max_depth);
void ro_walk_release(ro_walk *walk);

/* Goes into a folder, whose files come next. Fails when it cannot be listed or lies too deep; the walk goes on without it. */
readout_status ro_walk_enter(ro_walk *walk, const char *path, readout_error *err);

/*
 * The next file: *path (owned by the walk, until the next call), NULL at the end. On failure *path is the folder that could not
 * be entered, or NULL when memory ran out; the walk goes on with the next call.
 */
readout_status ro_walk_next(ro_walk *walk, const char **path, readout_error *err);

/* Fills `err` for a system call's errno: cannot VERB "PATH": permission denied. */
readout_status ro_fail_system(readout_error *err, int number, const char *verb, const char *path);

#endif
