#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"

/*
 * Items are numbered as they come; item i lies in slot i % n_slots. Always delivered <= claimed <= taken and
 * taken - delivered <= n_slots. The calling thread alone moves `taken` and `delivered`.
 */
typedef struct shared {
  const ro_pipeline *pipeline;
  void *ctx;
  void *const *slots;
  size_t n_slots;
  pthread_mutex_t lock;
  pthread_cond_t to_claim, to_deliver;
  size_t taken, claimed, delivered;
  bool *worked; /* by slot */
  bool ended;   /* nothing will be taken any more */
} shared;

typedef struct worker {
  shared *shared;
  size_t index;
  pthread_t thread;
} worker;

static void *run_worker(void *arg) {
  worker *self = arg;
  shared *s = self->shared;
  pthread_mutex_lock(&s->lock);
  for (;;) {
    while (s->claimed == s->taken && !s->ended) pthread_cond_wait(&s->to_claim, &s->lock);
    if (s->claimed == s->taken) break;
    size_t slot = s->claimed++ % s->n_slots;
    pthread_mutex_unlock(&s->lock);
    s->pipeline->work(s->ctx, s->slots[slot], self->index);
    pthread_mutex_lock(&s->lock);
    s->worked[slot] = true;
    pthread_cond_signal(&s->to_deliver);
  }
  pthread_mutex_unlock(&s->lock);
  return NULL;
}

static void end_taking(shared *s) {
  pthread_mutex_lock(&s->lock);
  s->ended = true;
  pthread_cond_broadcast(&s->to_claim);
  pthread_mutex_unlock(&s->lock);
}

static void take_one(shared *s) {
  if (!s->pipeline->next(s->ctx, s->slots[s->taken % s->n_slots])) {
    end_taking(s);
    return;
  }
  pthread_mutex_lock(&s->lock);
  s->taken += 1;
  pthread_cond_signal(&s->to_claim);
  pthread_mutex_unlock(&s->lock);
}

/* What is finished goes out before more is taken in, so that a slow source does not hold results back. */
static bool deliver_and_take(shared *s) {
  for (;;) {
    size_t slot = s->delivered % s->n_slots;
    pthread_mutex_lock(&s->lock);
    bool may_take = !s->ended && s->taken - s->delivered < s->n_slots;
    while (!may_take && s->delivered < s->taken && !s->worked[slot]) pthread_cond_wait(&s->to_deliver, &s->lock);
    bool can_deliver = s->delivered < s->taken && s->worked[slot];
    s->worked[slot] = s->worked[slot] && !can_deliver;
    pthread_mutex_unlock(&s->lock);
    if (can_deliver) {
      if (!s->pipeline->done(s->ctx, s->slots[slot])) return false;
      s->delivered += 1;
    } else if (may_take) {
      take_one(s);
    } else {
      return true;
    }
  }
}

static readout_status run_alone(const ro_pipeline *pipeline, void *ctx, void *const *slots, size_t n_slots) {
  for (size_t i = 0; pipeline->next(ctx, slots[i]); i = (i + 1) % n_slots) {
    pipeline->work(ctx, slots[i], 0);
    if (!pipeline->done(ctx, slots[i])) return READOUT_ERR_STOPPED;
  }
  return READOUT_OK;
}

static readout_status run_threads(shared *s, worker *workers, size_t n_threads, readout_error *err) {
  size_t started = 0;
  while (started < n_threads) {
    workers[started] = (worker){.shared = s, .index = started};
    if (pthread_create(&workers[started].thread, NULL, run_worker, &workers[started]) != 0) break;
    started += 1;
  }
  readout_status status = READOUT_OK;
  if (started == 0) {
    status = ro_fail(err, READOUT_ERR_MEMORY, "the system gives no thread");
  } else if (!deliver_and_take(s)) {
    status = READOUT_ERR_STOPPED;
  }
  end_taking(s);
  for (size_t i = 0; i < started; i++) pthread_join(workers[i].thread, NULL);
  return status;
}

static bool init_locks(shared *s) {
  if (pthread_mutex_init(&s->lock, NULL) != 0) return false;
  if (pthread_cond_init(&s->to_claim, NULL) == 0) {
    if (pthread_cond_init(&s->to_deliver, NULL) == 0) return true;
    pthread_cond_destroy(&s->to_claim);
  }
  pthread_mutex_destroy(&s->lock);
  return false;
}

static void destroy_locks(shared *s) {
  pthread_cond_destroy(&s->to_deliver);
  pthread_cond_destroy(&s->to_claim);
  pthread_mutex_destroy(&s->lock);
}

readout_status ro_pipeline_run(const ro_pipeline *pipeline, void *ctx, void *const *slots, size_t n_slots, size_t n_threads,
                               readout_error *err) {
  if (n_slots == 0) return ro_fail(err, READOUT_ERR_USAGE, "a pipeline needs a slot");
  readout_status status;
  ro_error_clear(err);
  if (n_threads <= 1) {
    status = run_alone(pipeline, ctx, slots, n_slots);
  } else {
    shared s = {.pipeline = pipeline, .ctx = ctx, .slots = slots, .n_slots = n_slots};
    worker *workers = calloc(n_threads, sizeof *workers);
    s.worked = calloc(n_slots, sizeof *s.worked);
    if (!workers || !s.worked || !init_locks(&s)) {
      status = ro_fail(err, READOUT_ERR_MEMORY, "out of memory for threads");
    } else {
      status = run_threads(&s, workers, n_threads, err);
      destroy_locks(&s);
    }
    free(s.worked);
    free(workers);
  }
  return status == READOUT_ERR_STOPPED ? ro_fail_stopped(err) : status;
}

typedef struct parallel {
  atomic_size_t next;
  size_t count;
  void (*work)(void *ctx, size_t i, size_t worker);
  void *ctx;
} parallel;

typedef struct parallel_worker {
  parallel *parallel;
  size_t index;
  pthread_t thread;
} parallel_worker;

static void *run_share(void *arg) {
  parallel_worker *self = arg;
  parallel *p = self->parallel;
  for (;;) {
    size_t i = atomic_fetch_add(&p->next, 1);
    if (i >= p->count) return NULL;
    p->work(p->ctx, i, self->index);
  }
}

readout_status ro_parallel_for(size_t count, size_t n_threads, void (*work)(void *ctx, size_t i, size_t worker), void *ctx,
                               readout_error *err) {
  if (n_threads > count) n_threads = count;
  if (n_threads == 0) n_threads = 1;
  parallel p = {.count = count, .work = work, .ctx = ctx};
  parallel_worker *workers = calloc(n_threads, sizeof *workers);
  if (!workers) return ro_fail(err, READOUT_ERR_MEMORY, "out of memory for threads");
  size_t started = 1; /* the calling thread is worker 0: where the system gives no more threads, it does the rest */
  for (; started < n_threads; started++) {
    workers[started] = (parallel_worker){.parallel = &p, .index = started};
    if (pthread_create(&workers[started].thread, NULL, run_share, &workers[started]) != 0) break;
  }
  workers[0] = (parallel_worker){.parallel = &p};
  (void)run_share(&workers[0]);
  for (size_t i = 1; i < started; i++) pthread_join(workers[i].thread, NULL);
  free(workers);
  return READOUT_OK;
}

size_t ro_cpu_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (size_t)count : 1;
}
