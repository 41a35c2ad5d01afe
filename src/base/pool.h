/*
 * Work on a stream of items by several threads, the results in the order of the items, memory bounded by the slots.
 *
 * The calling thread calls next(ctx, slot) for one slot after the other until it returns false, and done(ctx, slot) in the same
 * order; work(ctx, slot, worker) runs on `n_threads` workers (0 to n_threads-1), or on the calling thread when n_threads is 1.
 * A slot is not used again before its done() returned: n_slots bounds what is under way (back-pressure).
 * done() returning false stops: no further item is taken, what is under way is worked off and not handed to done().
 */
#ifndef RO_BASE_POOL_H
#define RO_BASE_POOL_H

#include <readout/error.h>
#include <stdbool.h>

typedef struct ro_pipeline {
  bool (*next)(void *ctx, void *slot);
  void (*work)(void *ctx, void *slot, size_t worker);
  bool (*done)(void *ctx, void *slot);
} ro_pipeline;

/* `slots` are the caller's, n_slots >= 1. READOUT_ERR_STOPPED when done() returned false, READOUT_ERR_MEMORY when threads cannot
 * be had. */
readout_status ro_pipeline_run(const ro_pipeline *pipeline, void *ctx, void *const *slots, size_t n_slots, size_t n_threads,
                               readout_error *err);

/* Runs work(ctx, i, worker) for every i < count, any order, and waits for all. */
readout_status ro_parallel_for(size_t count, size_t n_threads, void (*work)(void *ctx, size_t i, size_t worker), void *ctx,
                               readout_error *err);

size_t ro_cpu_count(void);

#endif
