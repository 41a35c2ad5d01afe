/* Many requests at once, of workers that each read for themselves, while the record changes. */
#include "server/workers.h"

#include <poll.h>

#include "served.h"

enum { TASKS = 150, SLOW = 4 };

typedef struct given {
  serve_task task; /* first */
  bool is_back;
} given;

/* Takes `n` that were answered; fails after a minute. */
static void take(serve_workers *workers, size_t n) {
  while (n > 0) {
    struct pollfd ready = {.fd = serve_workers_ready(workers), .events = POLLIN};
    assert_int_equal(poll(&ready, 1, 60000), 1);
    for (serve_task *task = serve_workers_take(workers), *next; task; task = next, n--) {
      given *one = (given *)task;
      next = task->next;
      assert_false(one->is_back);
      one->is_back = true;
      assert_true(n > 0);
    }
  }
  assert_null(serve_workers_take(workers));
}

static void give(serve_workers *workers, given *one, const char *target, bool takes_long) {
  *one = (given){.task = {.request = {.method = "GET", .target = target, .host = HOST}, .takes_long = takes_long}};
  serve_response_init(&one->task.response);
  assert_true(serve_workers_give(workers, &one->task));
}

static void all_are_answered(void **state) {
  static const char *const TARGETS[] = {"/api/events", "/api/entities?limit=5", "/api/search?words=minister", "/api/record",
                                        "/none.js"};
  static given tasks[TASKS];
  served *s = *state;
  readout_error err = {0};
  serve_workers *workers = serve_workers_open(&s->site, s->path, 4, &err);
  served_fail(err.status, &err);
  for (size_t i = 0; i < TASKS; i++) give(workers, &tasks[i], TARGETS[i % 5], i % 5 == 2 && i < 100);
  static const char *const ARGS[] = {"n-", "Another Name"};
  readout_decision decision = {.action = "rename", .args = ARGS, .n_args = 2, .who = "Ana"};
  (void)serve_jobs_decide(s->site.jobs, &decision, &err); /* it fails, or not: a writer beside */
  take(workers, TASKS);
  for (size_t i = 0; i < TASKS; i++) {
    assert_int_equal(tasks[i].task.response.status, i % 5 == 4 ? 404 : 200);
    serve_response_release(&tasks[i].task.response);
  }
  serve_workers_close(workers);
}

/* What is asked for by many at once is worked out once: a second explanation would be refused while one is under way. */
static void the_same_is_worked_out_once(void **state) {
  static given tasks[SLOW];
  served *s = *state;
  readout_error err = {0};
  char target[64];
  size_t n_worked_out = 0;
  answer *events = get(s, "/api/events");
  snprintf(target, sizeof target, "/api/explain/%s", text_at(events, "/items/0/id"));
  forget(events);
  serve_workers *workers = serve_workers_open(&s->site, s->path, 4, &err);
  served_fail(err.status, &err);
  for (size_t i = 0; i < SLOW; i++) give(workers, &tasks[i], target, true);
  take(workers, SLOW);
  for (size_t i = 0; i < SLOW; i++) {
    assert_int_equal(tasks[i].task.response.status, 200);
    n_worked_out += !tasks[i].task.response.holds;
    serve_response_release(&tasks[i].task.response);
  }
  assert_int_equal(n_worked_out, 1);
  serve_workers_close(workers);
}

static void one_is_left_for_what_is_quick(void **state) {
  static given slow[SLOW], quick;
  served *s = *state;
  readout_error err = {0};
  char target[64];
  answer *events = get(s, "/api/events");
  snprintf(target, sizeof target, "/api/explain/%s", text_at(events, "/items/0/id"));
  forget(events);
  serve_cache *cache = s->site.cache;
  s->site.cache = NULL; /* each is worked out */
  serve_workers *workers = serve_workers_open(&s->site, s->path, 2, &err);
  served_fail(err.status, &err);
  for (size_t i = 0; i < SLOW; i++) give(workers, &slow[i], target, true);
  give(workers, &quick, "/api/record", false);
  size_t back = 0;
  for (;;) {
    struct pollfd ready = {.fd = serve_workers_ready(workers), .events = POLLIN};
    assert_int_equal(poll(&ready, 1, 60000), 1);
    for (serve_task *task = serve_workers_take(workers), *next; task; task = next) {
      next = task->next;
      ((given *)task)->is_back = true;
      back++;
    }
    if (quick.is_back) break;
  }
  assert_true(back < SLOW); /* slow ones wait still */
  assert_int_equal(quick.task.response.status, 200);
  take(workers, SLOW + 1 - back);
  for (size_t i = 0; i < SLOW; i++) {
    assert_int_equal(slow[i].task.response.status, 200);
    serve_response_release(&slow[i].task.response);
  }
  serve_response_release(&quick.task.response);
  serve_workers_close(workers);
  s->site.cache = cache;
}

static void too_many_that_take_long_are_refused(void **state) {
  static given tasks[TASKS];
  served *s = *state;
  readout_error err = {0};
  serve_workers *workers = serve_workers_open(&s->site, s->path, 2, &err);
  size_t taken = 0;
  served_fail(err.status, &err);
  serve_cache *cache = s->site.cache;
  s->site.cache = NULL; /* each is written anew, which takes far longer than giving the next */
  for (size_t i = 0; i < TASKS; i++) {
    tasks[i] = (given){.task = {.request = {.method = "GET", .target = "/api/export.jsonl", .host = HOST}, .takes_long = true}};
    serve_response_init(&tasks[i].task.response);
    if (!serve_workers_give(workers, &tasks[i].task)) break;
    taken++;
  }
  assert_true(taken >= 64 && taken < TASKS);
  take(workers, taken);
  for (size_t i = 0; i < taken; i++) serve_response_release(&tasks[i].task.response);
  serve_workers_close(workers);
  s->site.cache = cache;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_are_answered),
      cmocka_unit_test(the_same_is_worked_out_once),
      cmocka_unit_test(one_is_left_for_what_is_quick),
      cmocka_unit_test(too_many_that_take_long_are_refused),
  };
  return cmocka_run_group_tests(tests, served_open, served_close);
}
