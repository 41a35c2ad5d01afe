#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
/* cmocka.h wants the C library's headers first */
#include <cmocka.h>

#define MOST_SLOTS 16

typedef struct item {
  size_t number, result;
  size_t worker;
  bool in_use; /* from next() to done(): no slot may be filled twice */
} item;

typedef struct scene {
  size_t count, stop_at, n_threads;
  size_t given, received;
  size_t most_under_way;
  atomic_size_t worked;
  item items[MOST_SLOTS];
  void *slots[MOST_SLOTS];
} scene;

static bool give(void *ctx, void *slot) {
  scene *s = ctx;
  item *it = slot;
  if (s->given == s->count) return false;
  assert_false(it->in_use);
  *it = (item){.number = s->given++, .in_use = true};
  if (s->given - s->received > s->most_under_way) s->most_under_way = s->given - s->received;
  return true;
}

static void nap(unsigned microseconds) {
  struct timespec pause = {.tv_nsec = (long)microseconds * 1000};
  (void)nanosleep(&pause, NULL);
}

/* Later items are often quicker than earlier ones, so that the order of finishing is not the order of giving. */
static void square(void *ctx, void *slot, size_t worker) {
  scene *s = ctx;
  item *it = slot;
  if (it->number % 7 == 0) nap(300);
  it->result = it->number * it->number;
  it->worker = worker;
  atomic_fetch_add(&s->worked, 1);
}

static bool receive(void *ctx, void *slot) {
  scene *s = ctx;
  item *it = slot;
  assert_int_equal(it->number, s->received);
  assert_int_equal(it->result, s->received * s->received);
  assert_true(it->worker < s->n_threads);
  assert_true(it->in_use);
  it->in_use = false;
  s->received += 1;
  return s->received != s->stop_at;
}

static const ro_pipeline squares = {.next = give, .work = square, .done = receive};

static readout_status run(scene *s, size_t count, size_t n_slots, size_t n_threads, readout_error *err) {
  size_t stop_at = s->stop_at;
  *s = (scene){.count = count, .stop_at = stop_at, .n_threads = n_threads};
  for (size_t i = 0; i < n_slots; i++) s->slots[i] = &s->items[i];
  return ro_pipeline_run(&squares, s, s->slots, n_slots, n_threads, err);
}

static void results_come_in_order(void **state) {
  (void)state;
  const size_t counts[] = {0, 1, 2, 500};
  for (size_t n_threads = 1; n_threads <= 5; n_threads++) {
    for (size_t n_slots = 1; n_slots <= MOST_SLOTS; n_slots += 3) {
      for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        scene s = {0};
        assert_int_equal(run(&s, counts[i], n_slots, n_threads, NULL), READOUT_OK);
        assert_int_equal(s.received, counts[i]);
        assert_int_equal(s.worked, counts[i]);
        assert_true(s.most_under_way <= n_slots);
      }
    }
  }
}

/* The source is endless, the sink stops: only back-pressure keeps the number of items taken small. */
static void slots_bound_what_is_taken(void **state) {
  (void)state;
  scene s = {.stop_at = 50};
  assert_int_equal(run(&s, SIZE_MAX, 4, 3, NULL), READOUT_ERR_STOPPED);
  assert_true(s.given >= 50 && s.given <= 50 + 4);
  assert_int_equal(s.most_under_way, 4);
}

static void stopping_works_off_what_is_under_way(void **state) {
  (void)state;
  for (size_t n_threads = 1; n_threads <= 4; n_threads++) {
    scene s = {.stop_at = 20};
    readout_error err;
    assert_int_equal(run(&s, 1000, 8, n_threads, &err), READOUT_ERR_STOPPED);
    assert_int_equal(err.status, READOUT_ERR_STOPPED);
    assert_int_equal(s.received, 20);
    assert_int_equal(s.worked, s.given);
  }
}

static void a_pipeline_needs_slots_and_threads(void **state) {
  (void)state;
  scene s = {0};
  readout_error err;
  assert_int_equal(run(&s, 3, 0, 2, &err), READOUT_ERR_USAGE);
  assert_true(strlen(err.message) > 0);
  s = (scene){0};
  assert_int_equal(run(&s, 3, 2, SIZE_MAX / 4, &err), READOUT_ERR_MEMORY);
  assert_int_equal(err.status, READOUT_ERR_MEMORY);
  assert_int_equal(s.given, 0);
}

typedef struct marks {
  atomic_uchar *seen;
  size_t n_threads;
  atomic_size_t bad_workers;
} marks;

static void mark(void *ctx, size_t i, size_t worker) {
  marks *m = ctx;
  atomic_fetch_add(&m->seen[i], 1);
  if (worker >= m->n_threads) atomic_fetch_add(&m->bad_workers, 1);
}

static void every_index_is_worked_once(void **state) {
  (void)state;
  const size_t counts[] = {0, 1, 3, 1000};
  for (size_t n_threads = 1; n_threads <= 4; n_threads++) {
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
      marks m = {.seen = calloc(counts[i] + 1, sizeof *m.seen), .n_threads = n_threads};
      assert_non_null(m.seen);
      assert_int_equal(ro_parallel_for(counts[i], n_threads, mark, &m, NULL), READOUT_OK);
      for (size_t k = 0; k < counts[i]; k++) assert_int_equal(m.seen[k], 1);
      assert_int_equal(m.seen[counts[i]], 0);
      assert_int_equal(m.bad_workers, 0);
      free(m.seen);
    }
  }
}

static void there_is_a_cpu(void **state) {
  (void)state;
  assert_true(ro_cpu_count() >= 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(results_come_in_order),
      cmocka_unit_test(slots_bound_what_is_taken),
      cmocka_unit_test(stopping_works_off_what_is_under_way),
      cmocka_unit_test(a_pipeline_needs_slots_and_threads),
      cmocka_unit_test(every_index_is_worked_once),
      cmocka_unit_test(there_is_a_cpu),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
