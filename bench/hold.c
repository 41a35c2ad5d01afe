/*
 * hold    asks a server on loopback at a rate that is held, whatever it answers: for bench/serve.py.
 *
 *   hold PORT CONNECTIONS RATE SECONDS [EVERY] < PATHS
 *
 * Each connection has its share of the rate, and each of its requests a time at which it is due; how long one took is counted
 * from then, also where it had to wait for the answer before it (what is left out otherwise: G. Tene, "How NOT to Measure
 * Latency", 2015, as in wrk2). The paths, one a line, are asked for one after the other. All EVERY seconds, and at the end of
 * all, a line of JSON: the requests that were answered and their rate, the 50th, 99th and 99.9th percentile and the most in
 * milliseconds, and how many failed: "status" other than 200, "lost" connections, "late" ones that had no answer within ten
 * seconds.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SECOND ((int64_t)1000000000)
#define LATE (10 * SECOND)
#define MOST_HEAD 8192
enum { MOST_CONNECTIONS = 4096, EVENTS = 256, FINE = 64, BUCKETS = 40 * FINE };

/* Microseconds, each power of two in FINE parts: within 2 % of what was measured. */
typedef struct histogram {
  uint64_t at[BUCKETS];
  uint64_t n;
  int64_t most;
} histogram;

typedef struct tally {
  histogram times;
  uint64_t status, lost, late;
  int64_t since;
} tally;

typedef struct connection {
  int fd; /* -1: to be connected */
  bool is_busy;
  int64_t due;   /* of the request under way, else of the next, ns */
  int64_t sent;  /* when it was sent */
  size_t len;    /* of `head` */
  uint64_t left; /* of the body, once the head is there */
  bool in_body;
  char head[MOST_HEAD];
} connection;

typedef struct hold {
  uint16_t port;
  double rate;
  int epoll, timer;
  connection *at;
  size_t n;
  char **requests; /* owned */
  size_t n_requests, next_request;
  int64_t step; /* between two requests of a connection, ns */
  tally part, all;
} hold;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "hold: %s\n", what);
  exit(1);
}

/* -- how long it took -------------------------------------------------------------------------------------------------- */

static size_t bucket_of(uint64_t us) {
  unsigned power = 0;
  while ((us >> power) >= 2 * FINE) power++;
  size_t bucket = power == 0 ? (size_t)us : (size_t)power * FINE + (size_t)(us >> power);
  return bucket < BUCKETS ? bucket : BUCKETS - 1;
}

static double milliseconds_of(size_t bucket) {
  if (bucket < 2 * FINE) return (double)bucket / 1000;
  unsigned power = (unsigned)(bucket / FINE - 1);
  return (double)((uint64_t)(bucket - (size_t)power * FINE) << power) / 1000;
}

static void note(histogram *times, int64_t ns) {
  times->at[bucket_of((uint64_t)(ns > 0 ? ns : 0) / 1000)]++;
  times->n++;
  if (ns > times->most) times->most = ns;
}

static double percentile(const histogram *times, double part) {
  uint64_t wanted = (uint64_t)((double)times->n * part), n = 0;
  for (size_t i = 0; i < BUCKETS; i++) {
    n += times->at[i];
    if (n > wanted) return milliseconds_of(i);
  }
  return (double)times->most / 1e6;
}

static void tell(tally *t, int64_t until, const char *of) {
  const histogram *times = &t->times;
  printf("{\"of\":\"%s\",\"requests\":%" PRIu64
         ",\"rate\":%.1f,\"p50\":%.3f,\"p99\":%.3f,\"p999\":%.3f,\"most\":%.3f,\"status\":%" PRIu64 ",\"lost\":%" PRIu64
         ",\"late\":%" PRIu64 "}\n",
         of, times->n, (double)times->n / ((double)(until - t->since) / 1e9), percentile(times, 0.5), percentile(times, 0.99),
         percentile(times, 0.999), (double)times->most / 1e6, t->status, t->lost, t->late);
  fflush(stdout);
}

/* -- connections ------------------------------------------------------------------------------------------------------- */

static void join(hold *h, connection *one) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(h->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  one->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (one->fd < 0 || connect(one->fd, (struct sockaddr *)&to, sizeof to) != 0) fail("the server takes no connection");
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = one};
  if (epoll_ctl(h->epoll, EPOLL_CTL_ADD, one->fd, &event) != 0) fail("no more descriptors");
}

static void finish(hold *h, connection *one) {
  one->is_busy = one->in_body = false;
  one->len = 0;
  one->due += h->step;
}

static void lose(hold *h, connection *one, bool is_late) {
  close(one->fd);
  one->fd = -1;
  if (one->is_busy) {
    h->part.late += is_late;
    h->part.lost += !is_late;
    finish(h, one);
  }
}

static void ask(hold *h, connection *one) {
  const char *request = h->requests[h->next_request++ % h->n_requests];
  size_t len = strlen(request);
  if (one->fd < 0) join(h, one);
  one->is_busy = true;
  one->sent = now();
  if (send(one->fd, request, len, MSG_NOSIGNAL) != (ssize_t)len) lose(h, one, false);
}

/* Reads the head; false while it is not all there. */
static bool take_head(hold *h, connection *one) {
  char *end = NULL, *length;
  ssize_t n = recv(one->fd, one->head + one->len, MOST_HEAD - 1 - one->len, MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (n <= 0) {
    lose(h, one, false);
    return false;
  }
  one->len += (size_t)n;
  one->head[one->len] = '\0';
  end = strstr(one->head, "\r\n\r\n");
  if (!end && one->len == MOST_HEAD - 1) fail("a head of an answer is too long");
  if (!end) return false;
  size_t behind = one->len - (size_t)(end + 4 - one->head);
  length = strstr(one->head, "\r\nContent-Length:");
  if (!length || length > end) fail("an answer has no Content-Length");
  one->left = strtoull(length + sizeof "\r\nContent-Length:" - 1, NULL, 10);
  if (one->left < behind) fail("an answer is longer than its Content-Length");
  if (strncmp(one->head, "HTTP/1.1 200", 12) != 0) h->part.status++;
  one->left -= behind;
  one->in_body = true;
  return true;
}

/* Of the body nothing is kept: Linux throws it away where it lies. */
static void take_body(hold *h, connection *one) {
  while (one->left > 0) {
    ssize_t n = recv(one->fd, NULL, one->left < (1 << 20) ? (size_t)one->left : 1 << 20, MSG_DONTWAIT | MSG_TRUNC);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0) {
      lose(h, one, false);
      return;
    }
    one->left -= (uint64_t)n;
  }
  note(&h->part.times, now() - one->due);
  finish(h, one);
}

static void take(hold *h, connection *one) {
  if (one->fd < 0) return; /* lost meanwhile */
  if (!one->is_busy) {     /* nothing was asked for: the server has closed it */
    lose(h, one, false);
    return;
  }
  if (!one->in_body && !take_head(h, one)) return;
  take_body(h, one);
}

/* -- the loop ---------------------------------------------------------------------------------------------------------- */

/* Asks what is due; when the next will be. */
static int64_t ask_due(hold *h, int64_t until) {
  int64_t at = now(), next = until;
  for (size_t i = 0; i < h->n; i++) {
    connection *one = &h->at[i];
    if (one->is_busy && at > one->sent + LATE) lose(h, one, true);
    if (one->is_busy) continue;
    if (one->due <= at) {
      ask(h, one);
    } else if (one->due < next) {
      next = one->due;
    }
  }
  return next;
}

static void wake_at(const hold *h, int64_t when) {
  struct itimerspec timer = {.it_value = {.tv_sec = when / SECOND, .tv_nsec = when % SECOND}};
  (void)timerfd_settime(h->timer, TFD_TIMER_ABSTIME, &timer, NULL);
}

static void add(tally *to, tally *part, int64_t at) {
  for (size_t i = 0; i < BUCKETS; i++) to->times.at[i] += part->times.at[i];
  to->times.n += part->times.n;
  if (part->times.most > to->times.most) to->times.most = part->times.most;
  to->status += part->status;
  to->lost += part->lost;
  to->late += part->late;
  *part = (tally){.since = at};
}

static void run(hold *h, int64_t seconds, int64_t every) {
  struct epoll_event events[EVENTS];
  int64_t start = now(), until = start + seconds * SECOND, told = start;
  h->part.since = h->all.since = start;
  h->step = (int64_t)((double)h->n * 1e9 / h->rate);
  for (size_t i = 0; i < h->n; i++) h->at[i] = (connection){.fd = -1, .due = start + (int64_t)((double)i * 1e9 / h->rate)};
  for (int64_t at = start; at < until; at = now()) {
    wake_at(h, ask_due(h, until));
    int n = epoll_wait(h->epoll, events, EVENTS, 1000);
    for (int i = 0; i < n; i++) {
      uint64_t seen;
      if (events[i].data.ptr) {
        take(h, events[i].data.ptr);
      } else if (read(h->timer, &seen, sizeof seen) < 0 && errno != EAGAIN) {
        fail("the clock cannot be read");
      }
    }
    if (every > 0 && (at = now()) >= told + every * SECOND) {
      tell(&h->part, at, "part");
      add(&h->all, &h->part, at);
      told = at;
    }
  }
  add(&h->all, &h->part, now());
  tell(&h->all, now(), "all");
}

static void read_paths(hold *h) {
  char *line = NULL;
  size_t size = 0, room = 0;
  ssize_t len;
  while ((len = getline(&line, &size, stdin)) > 0) {
    if (line[len - 1] == '\n') line[--len] = '\0';
    if (len == 0) continue;
    if (h->n_requests == room) {
      room = room ? 2 * room : 64;
      h->requests = realloc(h->requests, room * sizeof *h->requests);
      if (!h->requests) fail("no memory");
    }
    size_t most = (size_t)len + 80;
    char *request = malloc(most);
    if (!request) fail("no memory");
    (void)snprintf(request, most, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", line, (unsigned)h->port);
    h->requests[h->n_requests++] = request;
  }
  free(line);
  if (h->n_requests == 0) fail("nothing is asked for: give paths, one a line");
}

int main(int argc, char **argv) {
  hold h = {.epoll = epoll_create1(EPOLL_CLOEXEC), .timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)};
  if (argc < 5 || argc > 6) fail("usage: hold PORT CONNECTIONS RATE SECONDS [EVERY] < PATHS");
  h.port = (uint16_t)strtoul(argv[1], NULL, 10);
  h.n = strtoul(argv[2], NULL, 10);
  h.rate = strtod(argv[3], NULL);
  int64_t seconds = strtoll(argv[4], NULL, 10), every = argc > 5 ? strtoll(argv[5], NULL, 10) : 0;
  if (h.port == 0 || h.n == 0 || h.n > MOST_CONNECTIONS || !(h.rate > 0) || seconds <= 0) fail("a number is none that it can be");
  h.at = calloc(h.n, sizeof *h.at);
  struct epoll_event event = {.events = EPOLLIN};
  if (!h.at || h.epoll < 0 || h.timer < 0 || epoll_ctl(h.epoll, EPOLL_CTL_ADD, h.timer, &event) != 0) fail("it does not start");
  read_paths(&h);
  run(&h, seconds, every);
  for (size_t i = 0; i < h.n_requests; i++) free(h.requests[i]);
  free(h.requests);
  free(h.at);
  return 0;
}
