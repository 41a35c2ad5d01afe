/*
 * The lists in data/: UTF-8 text, a line an entry, its columns parted by tabs and values in a column by |. Empty lines and those
 * that begin with # say nothing; a line "[name]" begins a section where a list has them.
 *
 *   ro_list_file list = {.data_dir = dir, .arena = arena, .err = err};
 *   if (ro_list_file_open(&list, "cities.tsv"))
 *     while (ro_list_file_next(&list, &line)) …
 *   return list.status;
 */
#ifndef RO_BASE_LIST_FILE_H
#define RO_BASE_LIST_FILE_H

#include <readout/error.h>

#include "base/arena.h"

typedef struct ro_list_file {
  const char *data_dir; /* these three are set by the caller, and borrowed */
  ro_arena *arena;      /* owns the bytes */
  readout_error *err;
  const char *file;
  ro_slice rest;
  size_t line;           /* of the one that was given last, from 1 */
  readout_status status; /* the first failure stays: nothing is opened or given after it */
} ro_list_file;

/* Reads data_dir/file whole; false where it cannot be read, is larger than 16 MiB or no UTF-8. */
bool ro_list_file_open(ro_list_file *list, const char *file);

/* The same for files of other makers: bytes that are no UTF-8 are let through. All of it is in list->rest. */
bool ro_list_file_open_bytes(ro_list_file *list, const char *file);

/* The next line that says something, without white space around it. */
bool ro_list_file_next(ro_list_file *list, ro_slice *line);

/* Notes that `word`, in the line given last, is wrong: "<what> in "DIR/FILE", line N: "<word>"". */
void ro_list_file_refuse(ro_list_file *list, const char *what, ro_slice word);

/* A decimal as "-1.25" is written, of at most nine digits, whatever the locale of the host; false, refused, where it is none. */
bool ro_list_file_number(ro_list_file *list, ro_slice text, double *number);

/* Strips what stands before the next `mark` from *rest, trimmed; the last has no mark behind it. False when nothing is left. */
bool ro_field_next(ro_slice *rest, char mark, ro_slice *field);

/* All fields of a line, at most `max`, absent slices behind the last. Returns how many there are. */
size_t ro_fields(ro_slice line, char mark, ro_slice *fields, size_t max);

#endif
