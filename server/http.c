#include "http.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "ask.h"
#include "base/library.h"

#define CALLS(CALL)                                            \
  CALL(MHD_add_connection)                                     \
  CALL(MHD_add_response_header)                                \
  CALL(MHD_create_response_from_buffer_with_free_callback_cls) \
  CALL(MHD_create_response_from_fd)                            \
  CALL(MHD_destroy_response)                                   \
  CALL(MHD_get_connection_info)                                \
  CALL(MHD_get_connection_values)                              \
  CALL(MHD_get_daemon_info)                                    \
  CALL(MHD_get_timeout)                                        \
  CALL(MHD_queue_response)                                     \
  CALL(MHD_resume_connection)                                  \
  CALL(MHD_run)                                                \
  CALL(MHD_start_daemon)                                       \
  CALL(MHD_stop_daemon)                                        \
  CALL(MHD_suspend_connection)

typedef struct microhttpd_calls {
  CALLS(RO_CALL_FIELD)
} microhttpd_calls;

#define CONNECTION_BYTES ((size_t)32 << 10) /* of libmicrohttpd's own: a head may be that long */
#define BODIES_BYTES ((size_t)256 << 20)    /* of all bodies that are under way */
#define ANSWERS_BYTES ((size_t)1 << 30)     /* of all answers that go out from memory */
#define TICK_MS 20                          /* how often jobs that are waited for are looked at */
enum { ACCEPTED_AT_ONCE = 64, STOP_MS = 10000, LOOK_MS = 250, TAKING_MS = 2000 };
enum { STAGE_MS = 15000, BYTES_MS = 64 }; /* a stage has so long, and a millisecond more for so many bytes that it is to move */

/* What a connection is at. Each stage but that of the workers has its time, which no byte that drips in makes longer. */
typedef enum serve_stage {
  STAGE_HEAD,   /* waits for a request, or its head comes */
  STAGE_BODY,   /* its body comes */
  STAGE_WORK,   /* a worker has it */
  STAGE_PARKED, /* it waits for a job */
  STAGE_ANSWER, /* the answer goes out */
  STAGES
} serve_stage;

typedef struct connection {
  serve_task task; /* first: a task that comes back is its connection */
  struct http *http;
  struct MHD_Connection *mhd;
  int fd;
  serve_stage stage;
  int64_t since, until;               /* when the stage began, and must have ended, ms */
  struct connection *later, *earlier; /* of its stage */
  char target[SERVE_MOST_TARGET + 1];
  bool is_too_long, is_twice, has_begun, is_done, is_chunked;
  const char *length; /* Content-Length, as sent */
  char *body;         /* owned */
  size_t body_cap;
  int64_t late; /* of one that waits for a job: when it has waited long enough, ms */
} connection;

typedef struct list {
  connection *earliest, *latest;
  size_t n;
} list;

typedef struct http {
  const serve_http_options *options;
  microhttpd_calls calls;
  struct MHD_Daemon *daemon;
  int epoll;
  list stages[STAGES];
  size_t n_connections, body_bytes, answer_bytes;
  bool stops;
  int64_t stop_at, looked_at; /* ms; looked_at: when connections were last looked at */
} http;

static int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* -- stages ------------------------------------------------------------------------------------------------------------ */

static void leave(connection *one) {
  list *from = &one->http->stages[one->stage];
  *(one->earlier ? &one->earlier->later : &from->earliest) = one->later;
  *(one->later ? &one->later->earlier : &from->latest) = one->earlier;
  from->n--;
}

static void enter(connection *one, serve_stage stage) {
  list *to = &one->http->stages[stage];
  one->stage = stage;
  one->since = now_ms();
  one->until = one->since + STAGE_MS;
  one->later = NULL;
  one->earlier = to->latest;
  *(to->latest ? &to->latest->later : &to->earliest) = one;
  to->latest = one;
  to->n++;
}

static void go(connection *one, serve_stage stage) {
  leave(one);
  enter(one, stage);
}

/* More time for what is long. */
static void allow(connection *one, uint64_t bytes) {
  one->until += (int64_t)(bytes / BYTES_MS);
}

/* libmicrohttpd sees its end and closes it. */
static void hang_up(const connection *one) {
  (void)shutdown(one->fd, SHUT_RDWR);
}

/* -- answers ----------------------------------------------------------------------------------------------------------- */

/* An answer in memory while it goes out. */
typedef struct outgoing {
  serve_response response;
  http *http;
  size_t bytes; /* that count among http->answer_bytes */
} outgoing;

static void free_outgoing(void *ctx) {
  outgoing *out = ctx;
  out->http->answer_bytes -= out->bytes;
  serve_response_release(&out->response);
  free(out);
}

static size_t length_of(const serve_response *response) {
  return response->fixed ? response->fixed_len : response->body.len;
}

/* Is it in memory that others could use? */
static bool takes_memory(const serve_response *response) {
  return response->fixed ? response->holds != NULL : response->body.fd < 0;
}

static struct MHD_Response *make_response(http *h, serve_response *from) {
  if (!from->fixed && from->body.fd >= 0) {
    struct MHD_Response *response = h->calls.MHD_create_response_from_fd(from->body.len, from->body.fd);
    if (response) from->body.fd = -1; /* closed with the response */
    return response;
  }
  outgoing *out = malloc(sizeof *out);
  if (!out) return NULL;
  *out = (outgoing){.response = *from, .http = h, .bytes = takes_memory(from) ? length_of(from) : 0};
  h->answer_bytes += out->bytes;
  serve_response_init(from);
  const serve_response *held = &out->response;
  const char *bytes = held->fixed ? held->fixed : held->body.bytes ? held->body.bytes : "";
  struct MHD_Response *response = /* which only reads them */
      h->calls.MHD_create_response_from_buffer_with_free_callback_cls(length_of(held), (void *)bytes, free_outgoing, out);
  if (!response) free_outgoing(out);
  return response;
}

static const char *policy_of(serve_kind kind) {
  switch (kind) {
    case SERVE_PAGE:
      return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
             "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    case SERVE_DRAWING:
      return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
             "frame-ancestors 'none'; sandbox";
    default:
      return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
  }
}

typedef struct heading {
  const microhttpd_calls *calls;
  struct MHD_Response *response;
} heading;

static void head(const heading *to, const char *name, const char *value) {
  if (*value) (void)to->calls->MHD_add_response_header(to->response, name, value);
}

static void head_number(const heading *to, const char *name, unsigned value) {
  char text[16];
  (void)snprintf(text, sizeof text, "%u", value);
  if (value > 0) head(to, name, text);
}

/* What every answer says, and what this one says. */
static void add_headers(const heading *to, const serve_response *from, bool has_content, bool is_last) {
  char disposition[sizeof from->file + 32] = "";
  if (from->file[0]) (void)snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", from->file);
  head(to, "Content-Type", has_content ? from->type : "");
  head(to, "Content-Security-Policy", policy_of(from->kind));
  head(to, "X-Content-Type-Options", "nosniff");
  head(to, "X-Frame-Options", "DENY");
  head(to, "Referrer-Policy", "no-referrer");
  head(to, "Cross-Origin-Resource-Policy", "same-origin");
  head(to, "Cross-Origin-Opener-Policy", "same-origin");
  head(to, "Cache-Control", from->is_no_store ? "no-store" : "private, no-cache");
  head(to, "ETag", from->etag);
  head(to, "Location", from->location);
  head(to, "Content-Disposition", disposition);
  head(to, "Allow", from->allow);
  head(to, "Content-Encoding", from->is_gzip ? "gzip" : "");
  head(to, "Vary", from->kind == SERVE_PAGE ? "Accept-Encoding" : "");
  head(to, "WWW-Authenticate", from->wants_token ? "Bearer realm=\"readout\"" : "");
  head(to, "Connection", is_last ? "close" : "");
  head_number(to, "Retry-After", from->retry_after);
}

/* Gives the answer that the task has. MHD_NO closes the connection. */
static enum MHD_Result give(connection *one) {
  const microhttpd_calls *calls = &one->http->calls;
  if (takes_memory(&one->task.response) && one->http->answer_bytes + length_of(&one->task.response) > ANSWERS_BYTES) {
    serve_problem(&one->task.response, 503, "#busy", "too many large answers wait for being taken");
    one->task.response.retry_after = 10;
  }
  serve_response said = one->task.response; /* what its headers say: the bytes go along with it */
  struct MHD_Response *response = make_response(one->http, &one->task.response);
  if (!response) return MHD_NO;
  add_headers(&(heading){calls, response}, &said, said.status != 304, one->http->stops);
  enum MHD_Result queued = calls->MHD_queue_response(one->mhd, said.status, response);
  calls->MHD_destroy_response(response);
  go(one, STAGE_ANSWER);
  allow(one, length_of(&said));
  return queued;
}

static enum MHD_Result refuse(connection *one, unsigned status, const char *fragment, const char *detail) {
  serve_problem(&one->task.response, status, fragment, detail);
  if (status == 503) one->task.response.retry_after = 10;
  return give(one);
}

/* -- requests ---------------------------------------------------------------------------------------------------------- */

static void clear_request(connection *one) {
  serve_response_release(&one->task.response);
  free(one->body);
  one->http->body_bytes -= one->body_cap;
  one->task = (serve_task){.takes_long = false};
  serve_response_init(&one->task.response);
  one->body = NULL;
  one->body_cap = 0;
  one->length = NULL;
  one->is_too_long = one->is_twice = one->has_begun = one->is_done = one->is_chunked = false;
}

/* The target as it was sent: called as soon as a request line is there. */
static void *take_target(void *cls, const char *target, struct MHD_Connection *mhd) {
  http *h = cls;
  const union MHD_ConnectionInfo *info = h->calls.MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  connection *one = info ? info->socket_context : NULL;
  if (!one) return NULL;
  clear_request(one);
  size_t len = strlen(target);
  one->is_too_long = len > SERVE_MOST_TARGET;
  memcpy(one->target, target, one->is_too_long ? 0 : len);
  one->target[one->is_too_long ? 0 : len] = '\0';
  return one;
}

/* Its fields that somebody looks at; said twice, such a field says nothing. */
static enum MHD_Result take_field(void *cls, enum MHD_ValueKind kind, const char *name, const char *value) {
  connection *one = cls;
  serve_request *request = &one->task.request;
  const char *encoding = NULL;
  const struct {
    const char *name, **value;
  } fields[] = {{"Host", &request->host},
                {"Origin", &request->origin},
                {"Authorization", &request->authorization},
                {"If-None-Match", &request->if_none_match},
                {"Accept-Encoding", &request->accept_encoding},
                {"Content-Type", &request->content_type},
                {"Sec-Fetch-Site", &request->fetch_site},
                {"Content-Length", &one->length},
                {"Transfer-Encoding", &encoding}};
  (void)kind;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (strcasecmp(fields[i].name, name) != 0) continue;
    if (*fields[i].value) one->is_twice = true;
    *fields[i].value = value ? value : "";
  }
  if (encoding) one->is_chunked = true;
  return MHD_YES;
}

/* True for a length that is one. */
static bool read_length(const char *text, uint64_t *len) {
  char *end;
  if (!text || *text < '0' || *text > '9' || strlen(text) > 18) return false;
  *len = strtoull(text, &end, 10);
  return *end == '\0';
}

/* Makes room for a body of at most `most` bytes; 0, or the status that refuses it. */
static unsigned expect_body(connection *one, size_t most) {
  uint64_t len = 0;
  if (one->is_chunked) return 411;
  if (!one->length) return 0;
  if (!read_length(one->length, &len)) return 400;
  if (len > most) return 413;
  if (len == 0) return 0;
  if (len > BODIES_BYTES - one->http->body_bytes) return 503;
  one->body = malloc((size_t)len);
  if (!one->body) return 503;
  one->body_cap = (size_t)len;
  allow(one, len);
  one->http->body_bytes += one->body_cap;
  return 0;
}

/* The head is there: may the request be? */
static enum MHD_Result begin(connection *one, const char *method) {
  serve_request *request = &one->task.request;
  http *h = one->http;
  size_t most = 0;
  one->has_begun = true;
  request->method = method;
  request->target = one->target;
  go(one, STAGE_BODY);
  (void)h->calls.MHD_get_connection_values(one->mhd, MHD_HEADER_KIND, take_field, one);
  if (one->is_too_long) return refuse(one, 414, NULL, "the address is too long");
  if (one->is_twice) return refuse(one, 400, NULL, "a header field is there twice");
  if (!serve_may_come(h->options->site, request, &most, &one->task.response)) return give(one);
  unsigned status = expect_body(one, most);
  return status ? refuse(one, status, status == 413 ? "#large" : status == 503 ? "#busy" : NULL, NULL) : MHD_YES;
}

static enum MHD_Result take_body(connection *one, const char *bytes, size_t *len) {
  serve_request *request = &one->task.request;
  if (*len > one->body_cap - request->body_len) return MHD_NO;
  memcpy(one->body + request->body_len, bytes, *len);
  request->body_len += *len;
  request->body = one->body;
  *len = 0;
  return MHD_YES;
}

static enum MHD_Result start_work(connection *one) {
  http *h = one->http;
  if (serve_workers_glance(h->options->workers, &one->task)) return give(one);
  one->task.takes_long = serve_takes_long(&one->task.request);
  if (!serve_workers_give(h->options->workers, &one->task)) return refuse(one, 503, "#busy", "too much is asked for at once");
  go(one, STAGE_WORK);
  h->calls.MHD_suspend_connection(one->mhd);
  return MHD_YES;
}

/* libmicrohttpd calls it with the head, with each piece of the body, at the end of it, and when it was resumed. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *mhd, const char *url, const char *method, const char *version,
                                  const char *bytes, size_t *len, void **ctx) {
  connection *one = *ctx;
  (void)cls, (void)mhd, (void)url, (void)version;
  if (!one) return MHD_NO;
  if (!one->has_begun) return begin(one, method);
  if (*len > 0) return take_body(one, bytes, len);
  return one->is_done ? give(one) : start_work(one);
}

static void on_completed(void *cls, struct MHD_Connection *mhd, void **ctx, enum MHD_RequestTerminationCode code) {
  connection *one = *ctx;
  (void)cls, (void)mhd, (void)code;
  if (!one) return;
  clear_request(one);
  go(one, STAGE_HEAD);
  if (one->http->stops) hang_up(one);
}

static void on_connection(void *cls, struct MHD_Connection *mhd, void **socket_context,
                          enum MHD_ConnectionNotificationCode code) {
  http *h = cls;
  connection *one = *socket_context;
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    const union MHD_ConnectionInfo *info = h->calls.MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
    one = info ? calloc(1, sizeof *one) : NULL;
    if (!one) return;
    *one = (connection){.http = h, .mhd = mhd, .fd = info->connect_fd};
    serve_response_init(&one->task.response);
    enter(one, STAGE_HEAD);
    *socket_context = one;
    h->n_connections++;
  } else if (one) {
    clear_request(one);
    leave(one);
    h->n_connections--;
    free(one);
    *socket_context = NULL;
  }
}

/* -- what comes back --------------------------------------------------------------------------------------------------- */

static void resume(connection *one) {
  one->is_done = true;
  go(one, STAGE_ANSWER);
  one->http->calls.MHD_resume_connection(one->mhd);
}

static void take_answers(http *h) {
  for (serve_task *task = serve_workers_take(h->options->workers), *next; task; task = next) {
    connection *one = (connection *)task;
    next = task->next;
    if (task->response.status != 0) {
      resume(one);
      continue;
    }
    if (task->request.job == 0) one->late = now_ms() + (int64_t)task->response.seconds * 1000;
    task->request.job = task->response.job;
    go(one, STAGE_PARKED);
  }
}

/* Asks again for those whose job has changed, or whose time has come. */
static void look_at_parked(http *h) {
  int64_t now = now_ms();
  for (connection *one = h->stages[STAGE_PARKED].earliest, *later; one; one = later) {
    unsigned change = 0;
    later = one->later;
    bool is_late = h->stops || now >= one->late;
    (void)serve_jobs_state(h->options->site->jobs, one->task.request.job, &change, NULL, NULL);
    if (!is_late && change == one->task.response.change) continue;
    one->task.request.is_late = is_late;
    serve_response_release(&one->task.response);
    serve_response_init(&one->task.response);
    go(one, STAGE_WORK);
    (void)serve_workers_give(h->options->workers, &one->task); /* it takes no time: never refused */
  }
}

/* -- the loop ---------------------------------------------------------------------------------------------------------- */

/* Who has said nothing for longest, else who has been taking an answer for longest and for some time. */
static const connection *least_missed(const http *h) {
  const connection *idle = h->stages[STAGE_HEAD].earliest, *taking = h->stages[STAGE_ANSWER].earliest;
  return idle ? idle : taking && now_ms() - taking->since > TAKING_MS ? taking : NULL;
}

/* Room for another. */
static bool make_room(http *h) {
  if (h->n_connections < h->options->most_connections) return true;
  const connection *least = least_missed(h);
  if (!least) return false;
  hang_up(least);
  (void)h->calls.MHD_run(h->daemon);
  return h->n_connections < h->options->most_connections;
}

/* No descriptor is left: without the nap the socket would be found readable again and again. */
static void wait_for_descriptors(const http *h) {
  const struct timespec nap = {.tv_nsec = TICK_MS * 1000000L};
  const connection *least = least_missed(h);
  if (least) hang_up(least);
  nanosleep(&nap, NULL);
}

static void accept_some(http *h, int socket) {
  for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
    struct sockaddr_storage from;
    socklen_t len = sizeof from;
    int fd = accept(socket, (struct sockaddr *)&from, &len);
    if (fd < 0) {
      if (errno == EMFILE || errno == ENFILE) wait_for_descriptors(h);
      return;
    }
    if (fcntl(fd, F_SETFL, O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && make_room(h)) {
      (void)h->calls.MHD_add_connection(h->daemon, fd, (struct sockaddr *)&from, len); /* closes it where it fails */
    } else {
      close(fd);
    }
  }
}

/* Ends what takes too long; only now and then, since it looks at all. */
static void expire(http *h) {
  static const serve_stage TIMED[] = {STAGE_HEAD, STAGE_BODY, STAGE_ANSWER};
  int64_t now = now_ms();
  if (now < h->looked_at + LOOK_MS) return;
  h->looked_at = now;
  for (size_t s = 0; s < sizeof TIMED / sizeof *TIMED; s++)
    for (const connection *one = h->stages[TIMED[s]].earliest; one; one = one->later)
      if (now >= one->until) hang_up(one);
}

/* Milliseconds until something is due by itself; -1: nothing is. */
static int next_due(http *h) {
  MHD_UNSIGNED_LONG_LONG due = 0;
  if (h->calls.MHD_get_timeout(h->daemon, &due) == MHD_YES && due == 0) return 0;
  if (h->stops || h->stages[STAGE_PARKED].n > 0) return TICK_MS;
  bool is_any = h->stages[STAGE_HEAD].n + h->stages[STAGE_BODY].n + h->stages[STAGE_ANSWER].n > 0;
  return is_any ? 1000 : -1;
}

static void begin_to_stop(http *h) {
  h->stops = true;
  h->stop_at = now_ms() + STOP_MS;
  for (size_t i = 0; i < h->options->n_sockets; i++) (void)epoll_ctl(h->epoll, EPOLL_CTL_DEL, h->options->sockets[i], NULL);
  (void)epoll_ctl(h->epoll, EPOLL_CTL_DEL, h->options->stop, NULL);
  for (connection *one = h->stages[STAGE_HEAD].earliest; one; one = one->later) hang_up(one);
}

/* What the workers have comes back in any case; who takes no answer is not waited for. */
static bool has_ended(const http *h) {
  if (!h->stops || h->stages[STAGE_WORK].n + h->stages[STAGE_PARKED].n > 0) return false;
  return h->n_connections == 0 || now_ms() >= h->stop_at;
}

static void loop(http *h) {
  struct epoll_event events[8];
  while (!has_ended(h)) {
    int n = epoll_wait(h->epoll, events, sizeof events / sizeof *events, next_due(h));
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == h->options->stop) begin_to_stop(h);
      for (size_t s = 0; s < h->options->n_sockets; s++)
        if (fd == h->options->sockets[s] && !h->stops) accept_some(h, fd);
    }
    take_answers(h);
    if (h->stages[STAGE_PARKED].n > 0) look_at_parked(h);
    (void)h->calls.MHD_run(h->daemon);
    expire(h);
  }
}

static bool watch(const http *h, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  return epoll_ctl(h->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

static readout_status start(http *h, readout_error *err) {
  const serve_http_options *options = h->options;
  h->daemon = h->calls.MHD_start_daemon(
      MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, h,
      MHD_OPTION_CONNECTION_LIMIT, (unsigned)options->most_connections + ACCEPTED_AT_ONCE, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      CONNECTION_BYTES, MHD_OPTION_CONNECTION_TIMEOUT, 0u, MHD_OPTION_URI_LOG_CALLBACK, take_target, h,
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, h, MHD_OPTION_NOTIFY_CONNECTION, on_connection, h, MHD_OPTION_STRICT_FOR_CLIENT,
      1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
  if (!h->daemon) return serve_fail(err, READOUT_ERR_IO, "the server does not start: %s", strerror(errno));
  h->epoll = epoll_create1(EPOLL_CLOEXEC);
  const union MHD_DaemonInfo *info = h->calls.MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD);
  bool good = h->epoll >= 0 && info && watch(h, info->epoll_fd) && watch(h, options->stop) &&
              watch(h, serve_workers_ready(options->workers));
  for (size_t i = 0; i < options->n_sockets; i++) good = good && watch(h, options->sockets[i]);
  return good ? READOUT_OK : serve_fail(err, READOUT_ERR_IO, "the server does not start: %s", strerror(errno));
}

readout_status serve_http_run(const serve_http_options *options, readout_error *err) {
  http h = {.options = options, .epoll = -1};
  microhttpd_calls *calls = &h.calls;
  const ro_called called[] = {CALLS(RO_CALL_SLOT)};
  readout_status status = ro_library_load(RO_MICROHTTPD_FILE, called, sizeof called / sizeof *called, err);
  if (status == READOUT_OK) status = start(&h, err);
  if (status == READOUT_OK) loop(&h);
  if (h.daemon) calls->MHD_stop_daemon(h.daemon);
  if (h.epoll >= 0) close(h.epoll);
  return status;
}
