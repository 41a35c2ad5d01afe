#include "workers.h"

#include <malloc.h>
#include <pthread.h>
#include <readout/pages.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { MOST_LONG = 64 }; /* that take long and wait */

typedef struct queue {
  serve_task *first, *last;
  size_t n;
} queue;

typedef struct worker {
  pthread_t thread;
  serve_worker own;
  const serve_task *now; /* what it works out, or NULL */
  struct serve_workers *all;
} worker;

struct serve_workers {
  const serve_site *site;
  pthread_mutex_t lock;
  pthread_cond_t work;
  queue quick, slow, done;
  size_t n_slow; /* workers at such */
  bool ends;
  int ready;
  pthread_mutex_t state_lock; /* of `shared`: its state is compared with its own alone */
  readout_record *shared;
  worker *at;
  size_t n, n_started;
};

static void put(queue *tasks, serve_task *task) {
  task->next = NULL;
  *(tasks->last ? &tasks->last->next : &tasks->first) = task;
  tasks->last = task;
  tasks->n++;
}

/* Is the same being worked out for another? Then it will soon be known: when a record changes, whatever all look at would
 * otherwise be worked out by each thread at once. */
static bool is_at_work(const serve_workers *workers, const serve_task *task) {
  const serve_request *asked = &task->request;
  if (strcmp(asked->method, "GET") != 0 || asked->job != 0) return false;
  for (size_t i = 0; i < workers->n; i++) {
    const serve_task *now = workers->at[i].now;
    if (now && strcmp(now->request.method, "GET") == 0 && strcmp(now->request.target, asked->target) == 0) return true;
  }
  return false;
}

/* Who works out what others wait for comes back for these. */
static serve_task *get(serve_workers *workers, queue *tasks) {
  serve_task *before = NULL, *task = tasks->first;
  for (; task && is_at_work(workers, task); task = task->next) before = task;
  if (!task) return NULL;
  *(before ? &before->next : &tasks->first) = task->next;
  if (tasks->last == task) tasks->last = before;
  tasks->n--;
  return task;
}

/* One worker is always left for what is quick. */
static serve_task *next_task(serve_workers *workers) {
  serve_task *task = get(workers, &workers->quick);
  if (task || workers->n_slow + 1 >= workers->n) return task;
  task = get(workers, &workers->slow);
  if (task) workers->n_slow++;
  return task;
}

static bool read_state(serve_workers *workers, uint64_t *state, readout_error *err) {
  pthread_mutex_lock(&workers->state_lock);
  readout_status status = readout_record_state(workers->shared, state, err);
  pthread_mutex_unlock(&workers->state_lock);
  return status == READOUT_OK;
}

bool serve_workers_glance(serve_workers *workers, serve_task *task) {
  uint64_t state = 0;
  if (pthread_mutex_trylock(&workers->state_lock) != 0) return false;
  readout_status status = readout_record_state(workers->shared, &state, NULL);
  pthread_mutex_unlock(&workers->state_lock);
  return status == READOUT_OK && serve_glance(workers->site, state, &task->request, &task->response);
}

static void answer(worker *one, serve_task *task) {
  readout_error err = {0};
  if (read_state(one->all, &one->own.state, &err)) {
    serve_handle(one->all->site, &one->own, &task->request, &task->response);
  } else {
    serve_failure(&task->response, &err);
  }
}

static void *run(void *ctx) {
  worker *one = ctx;
  serve_workers *all = one->all;
  pthread_mutex_lock(&all->lock);
  while (!all->ends) {
    serve_task *task = next_task(all);
    if (!task) {
      pthread_cond_wait(&all->work, &all->lock);
      continue;
    }
    one->now = task;
    pthread_mutex_unlock(&all->lock);
    answer(one, task);
    if (task->takes_long) (void)malloc_trim(0); /* what a picture of all needed stayed with this thread for good */
    pthread_mutex_lock(&all->lock);
    one->now = NULL;
    if (task->takes_long) all->n_slow--;
    bool was_empty = all->done.n == 0;
    put(&all->done, task);
    if (was_empty) (void)eventfd_write(all->ready, 1);
  }
  pthread_mutex_unlock(&all->lock);
  return NULL;
}

static bool start(serve_workers *workers, const char *path, readout_error *err) {
  if (readout_record_open(workers->site->engine, path, READOUT_EXISTING, &workers->shared, err) != READOUT_OK) return false;
  for (size_t i = 0; i < workers->n; i++) {
    worker *one = &workers->at[i];
    one->all = workers;
    if (readout_record_open(workers->site->engine, path, READOUT_EXISTING, &one->own.record, err) != READOUT_OK) return false;
    if (pthread_create(&one->thread, NULL, run, one) != 0) {
      (void)serve_fail(err, READOUT_ERR_MEMORY, "no thread to answer with could be started");
      return false;
    }
    workers->n_started++;
  }
  return true;
}

serve_workers *serve_workers_open(const serve_site *site, const char *path, size_t n, readout_error *err) {
  serve_workers *workers = calloc(1, sizeof *workers);
  if (n < 2) n = 2;
  worker *at = calloc(n, sizeof *at);
  int ready = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (!workers || !at || ready < 0) {
    (void)serve_fail(err, READOUT_ERR_MEMORY, "no memory for serving");
    if (ready >= 0) close(ready);
    free(at);
    free(workers);
    return NULL;
  }
  *workers = (serve_workers){.site = site, .ready = ready, .at = at, .n = n};
  (void)pthread_mutex_init(&workers->lock, NULL); /* neither fails on Linux */
  (void)pthread_mutex_init(&workers->state_lock, NULL);
  (void)pthread_cond_init(&workers->work, NULL);
  if (start(workers, path, err)) return workers;
  serve_workers_close(workers);
  return NULL;
}

bool serve_workers_give(serve_workers *workers, serve_task *task) {
  pthread_mutex_lock(&workers->lock);
  bool takes = !task->takes_long || workers->slow.n < MOST_LONG;
  if (takes) put(task->takes_long ? &workers->slow : &workers->quick, task);
  if (takes) pthread_cond_signal(&workers->work);
  pthread_mutex_unlock(&workers->lock);
  return takes;
}

int serve_workers_ready(const serve_workers *workers) {
  return workers->ready;
}

serve_task *serve_workers_take(serve_workers *workers) {
  eventfd_t seen;
  pthread_mutex_lock(&workers->lock);
  serve_task *done = workers->done.first;
  workers->done = (queue){0};
  (void)eventfd_read(workers->ready, &seen);
  pthread_mutex_unlock(&workers->lock);
  return done;
}

void serve_workers_close(serve_workers *workers) {
  if (!workers) return;
  pthread_mutex_lock(&workers->lock);
  workers->ends = true;
  pthread_cond_broadcast(&workers->work);
  pthread_mutex_unlock(&workers->lock);
  for (size_t i = 0; i < workers->n_started; i++) pthread_join(workers->at[i].thread, NULL);
  for (size_t i = 0; i < workers->n; i++)
    if (workers->at[i].own.record) readout_record_close(workers->at[i].own.record);
  if (workers->shared) readout_record_close(workers->shared);
  close(workers->ready);
  pthread_cond_destroy(&workers->work);
  pthread_mutex_destroy(&workers->state_lock);
  pthread_mutex_destroy(&workers->lock);
  free(workers->at);
  free(workers);
}
