/* Lines of JSON as one object: docs/formats/api.yaml's answers. */
#ifndef READOUT_SERVER_FOLD_H
#define READOUT_SERVER_FOLD_H

#include "message.h"

typedef enum serve_fold {
  SERVE_FOLD_PAGE,  /* {"page":first line,"items":[those that it says are given], lists by type} */
  SERVE_FOLD_THING, /* {"item":first line, lists by type} */
  SERVE_FOLD_LINES, /* {"page":made up,"items":[all lines]} */
} serve_fold;

/* Lines that the library gave: each begins {"type":"… but those of SERVE_FOLD_LINES. */
void serve_fold_lines(serve_body *out, const char *lines, size_t len, serve_fold fold);

#endif
