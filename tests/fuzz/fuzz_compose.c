/* Rows as other programs might give them, to a step that the first byte names: refused, or composed; never more than that. */
#include <readout/compose.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const STEPS[] = {"identify",  "keys",        "couples",     "sift",    "match",    "bring",
                                    "pair",      "large-stars", "small-stars", "route",   "call",     "versions",
                                    "component", "spoken",      "tally",       "tallied", "entities", "named",
                                    "meet",      "references",  "lines",       "events",  "series"};

typedef struct rest {
  const uint8_t *data;
  size_t size;
} rest;

static ptrdiff_t give(void *ctx, char *out, size_t room) {
  rest *r = ctx;
  size_t n = r->size < room ? r->size : room;
  if (n > 0) memcpy(out, r->data, n);
  r->data += n;
  r->size -= n;
  return (ptrdiff_t)n;
}

static bool take(void *ctx, const char *bytes, size_t len) {
  (void)ctx, (void)bytes;
  return len > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static readout_engine *engine;
  readout_error err;
  if (!engine && readout_engine_open(READOUT_DATA_DIR, &engine, &err) != READOUT_OK) abort();
  if (size == 0) return 0;
  rest r = {data + 1, size - 1};
  readout_input input = {.read = give, .ctx = &r};
  readout_status status = readout_compose(engine, STEPS[data[0] % (sizeof STEPS / sizeof *STEPS)], &input, take, NULL, &err);
  if (status == READOUT_ERR_USAGE || status == READOUT_ERR_IO) abort();
  return 0;
}
