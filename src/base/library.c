#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

#include "base/error.h"

readout_status ro_library_load(const char *file, const ro_called *called, size_t n_called, readout_error *err) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!library) return ro_fail(err, READOUT_ERR_IO, "the library \"%s\" cannot be loaded: install it (%s)", file, dlerror());
  readout_status status = READOUT_OK;
  for (size_t i = 0; status == READOUT_OK && i < n_called; i++) {
    void *address = dlsym(library, called[i].name);
    memcpy(called[i].slot, &address, sizeof address);
    if (!address)
      status = ro_fail(err, READOUT_ERR_IO, "the library \"%s\" has no \"%s\": build readout anew with the one that is here",
                       file, called[i].name);
  }
  dlclose(library);
  return status;
}
