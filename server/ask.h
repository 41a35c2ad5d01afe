/* What a target asks for: its path, and the parameters of its query. */
#ifndef READOUT_SERVER_ASK_H
#define READOUT_SERVER_ASK_H

#include <readout/pages.h>

#include "message.h"

enum { SERVE_MOST_PARAMETERS = 64, SERVE_MOST_TARGET = 8192, SERVE_MOST_VALUES = 64 };

typedef struct serve_ask {
  char path[SERVE_MOST_TARGET + 1];   /* decoded */
  char values[SERVE_MOST_TARGET + 1]; /* what the parameters point into */
  struct {
    const char *name, *value;
    bool is_known; /* somebody asked for it */
  } parameters[SERVE_MOST_PARAMETERS];
  size_t n_parameters;
  const char *lists[SERVE_MOST_VALUES * 2]; /* what serve_ask_list() hands out */
  size_t n_lists;
  char why[160]; /* what is wrong, or empty: kept by all of these from the first thing on that is */
} serve_ask;

/* False, and ask->why, where it is no target of ours: not UTF-8, control characters, a wrong %, too many parameters. */
bool serve_ask_read(serve_ask *ask, const char *target);

/* The parameter's value, NULL where it is not there; empty ones count as not there. */
const char *serve_ask_text(serve_ask *ask, const char *name);

/* All its values; *n may be 0. Lives as long as `ask`. */
const char *const *serve_ask_list(serve_ask *ask, const char *name, size_t most, size_t *n);

/* `usual` where it is not there. */
size_t serve_ask_number(serve_ask *ask, const char *name, size_t least, size_t most, size_t usual);

bool serve_ask_flag(serve_ask *ask, const char *name, bool usual);               /* true, false */
readout_whether serve_ask_whether(serve_ask *ask, const char *name);             /* the same, or either */
const char *serve_ask_word(serve_ask *ask, const char *name, const char *words); /* one of these, a space between two */

/* Nothing was wrong, and no parameter that nobody asked for is there. */
bool serve_ask_end(serve_ask *ask);

/* True for UTF-8 of scalar values without NUL. */
bool serve_is_utf8(const char *text, size_t len);

#endif
