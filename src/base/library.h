/*
 * Shared libraries that few runs need: loaded when something of them is first called for, so that no other run pays for them
 * and the things they bring along.
 */
#ifndef RO_BASE_LIBRARY_H
#define RO_BASE_LIBRARY_H

#include <readout/error.h>
#include <stddef.h>

/* Something of a library, and the pointer to set to it. */
typedef struct ro_called {
  const char *name;
  void *slot; /* of a pointer to a function or to data */
} ro_called;

/* A field for what is called by `name`, and the ro_called that fills it in `calls`. */
#define RO_CALL_FIELD(name) __typeof__(name) *name;
#define RO_CALL_SLOT(name) {#name, &calls->name},

/*
 * Loads `file` ("libcurl.so.4"; nothing where it is loaded already) and sets the slots of all `called` of it and what it depends
 * on. It stays loaded. READOUT_ERR_IO where the machine has no such library, or one without them.
 */
readout_status ro_library_load(const char *file, const ro_called *called, size_t n_called, readout_error *err);

#endif
