#include "serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cache.h"
#include "http.h"
#include "jobs.h"

enum {
  LEAST_TOKEN = 16,
  MOST_TOKEN = 200,
  MADE_TOKEN_BYTES = 16,
  MOST_CONNECTIONS = 1024,
  LEAST_CONNECTIONS = 8,
  OTHER_FILES = 400,
  BACKLOG = 512
};
#define CACHE_BYTES ((size_t)64 << 20)

typedef struct server {
  const serve_options *options;
  char token[MOST_TOKEN + 2];
  char authority[INET6_ADDRSTRLEN + 16];
  int sockets[SERVE_MOST_SOCKETS];
  size_t n_sockets;
  unsigned port;
  serve_site site;
  serve_workers *workers;
} server;

bool serve_is_built(void) {
  return true;
}

/* -- the token --------------------------------------------------------------------------------------------------------- */

static readout_status make_token(server *s, readout_error *err) {
  unsigned char bytes[MADE_TOKEN_BYTES];
  if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
    return serve_fail(err, READOUT_ERR_IO, "no token could be made: %s", strerror(errno));
  for (size_t i = 0; i < sizeof bytes; i++) (void)snprintf(s->token + 2 * i, 3, "%02x", bytes[i]);
  return READOUT_OK;
}

/* Nothing that a header or an address would need to quote. */
static bool is_good_token(const char *token) {
  static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  size_t len = strlen(token);
  return len >= LEAST_TOKEN && len <= MOST_TOKEN && strspn(token, LETTERS) == len;
}

static readout_status read_token(server *s, readout_error *err) {
  const char *path = s->options->token_file;
  struct stat about;
  FILE *file = fopen(path, "re");
  if (!file) return serve_fail(err, READOUT_ERR_IO, "cannot read the token file \"%.200s\": %s", path, strerror(errno));
  bool is_private = fstat(fileno(file), &about) == 0 && (!S_ISREG(about.st_mode) || (about.st_mode & 077) == 0);
  bool is_read = fgets(s->token, sizeof s->token, file) != NULL;
  (void)fclose(file);
  s->token[strcspn(s->token, "\r\n")] = '\0';
  if (!is_private) return serve_fail(err, READOUT_ERR_USAGE, "others may read the token file \"%.200s\": chmod 600 it", path);
  if (is_read && is_good_token(s->token)) return READOUT_OK;
  return serve_fail(
      err, READOUT_ERR_USAGE,
      "the first line of \"%.200s\" is no token: %d to %d letters, digits and -._~, as `openssl rand -hex 16` gives", path,
      LEAST_TOKEN, MOST_TOKEN);
}

/* -- sockets ----------------------------------------------------------------------------------------------------------- */

typedef union socket_address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
} socket_address;

/* False where `text` is no address. */
static bool read_address(const char *text, unsigned port, socket_address *to) {
  *to = (socket_address){.v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)}};
  if (inet_pton(AF_INET6, text, &to->v6.sin6_addr) == 1) return true;
  *to = (socket_address){.v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)}};
  return inet_pton(AF_INET, text, &to->v4.sin_addr) == 1;
}

static bool is_v6(const socket_address *at) {
  return at->any.sa_family == AF_INET6;
}

static bool listen_at(server *s, const socket_address *at) {
  int on = 1;
  socklen_t len = is_v6(at) ? sizeof at->v6 : sizeof at->v4;
  int fd = socket(at->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, &at->any, len) != 0 || listen(fd, BACKLOG) != 0) {
    int why = errno;
    close(fd);
    errno = why;
    return false;
  }
  s->sockets[s->n_sockets++] = fd;
  return true;
}

static unsigned port_of(int fd) {
  socket_address at;
  socklen_t len = sizeof at;
  if (getsockname(fd, &at.any, &len) != 0) return 0;
  return ntohs(is_v6(&at) ? at.v6.sin6_port : at.v4.sin_port);
}

/* Loopback is 127.0.0.1, and ::1 where the machine has it. */
static readout_status open_sockets(server *s, readout_error *err) {
  const char *text = s->options->listen ? s->options->listen : "127.0.0.1";
  socket_address at, other;
  if (s->options->port > 65535) return serve_fail(err, READOUT_ERR_USAGE, "\"%u\" is no port: 0 to 65535", s->options->port);
  if (!read_address(text, s->options->port, &at))
    return serve_fail(err, READOUT_ERR_USAGE, "\"%.80s\" is no address to listen at: as 192.0.2.7, 0.0.0.0 or ::", text);
  if (!listen_at(s, &at))
    return serve_fail(err, READOUT_ERR_IO,
                      "cannot listen at %s, port %u: %s: take another with --port, or 0 for one that is free", text,
                      s->options->port, strerror(errno));
  s->port = port_of(s->sockets[0]);
  if (!s->options->listen && read_address("::1", s->port, &other)) (void)listen_at(s, &other);
  (void)snprintf(s->authority, sizeof s->authority, is_v6(&at) ? "[%s]:%u" : "%s:%u", text, s->port);
  return READOUT_OK;
}

/* As many as descriptors allow: each connection, and an answer to it that lies in a file, and what else is open. */
static size_t most_connections(void) {
  const rlim_t wanted = 2 * MOST_CONNECTIONS + OTHER_FILES;
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return LEAST_CONNECTIONS;
  if (files.rlim_cur != RLIM_INFINITY && files.rlim_cur < wanted) {
    files.rlim_cur = files.rlim_max == RLIM_INFINITY || files.rlim_max > wanted ? wanted : files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files);
    (void)getrlimit(RLIMIT_NOFILE, &files);
  }
  if (files.rlim_cur >= wanted) return MOST_CONNECTIONS;
  size_t half = files.rlim_cur > OTHER_FILES ? (size_t)(files.rlim_cur - OTHER_FILES) / 2 : 0;
  return half > LEAST_CONNECTIONS ? half : LEAST_CONNECTIONS;
}

/* -- signals ----------------------------------------------------------------------------------------------------------- */

/* A signal can reach nothing else. */
static volatile sig_atomic_t stop_fd = -1;

static void ask_to_stop(int signal_number) {
  int why = errno;
  uint64_t one = 1;
  (void)signal_number;
  if (stop_fd >= 0 && write(stop_fd, &one, sizeof one) < 0) stop_fd = -1;
  errno = why;
}

/* The first ends serving, the second the program. A client that is gone is no reason to end. */
static void take_signals(int fd) {
  struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND};
  struct sigaction ignoring = {.sa_handler = SIG_IGN};
  stop_fd = fd;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGPIPE, &ignoring, NULL);
}

/* -- serving ----------------------------------------------------------------------------------------------------------- */

/* A record of an earlier version is brought up to date before anybody reads it. */
static readout_status look_at_record(const server *s, const readout_engine *engine, readout_error *err) {
  readout_record *record = NULL;
  readout_record_mode mode = s->options->only_reads ? READOUT_EXISTING : READOUT_CHANGE;
  readout_status status = readout_record_open(engine, s->options->record, mode, &record, err);
  if (record) readout_record_close(record);
  return status;
}

static readout_status open_site(server *s, const readout_engine *engine, readout_error *err) {
  const serve_options *options = s->options;
  serve_jobs_options of_jobs = {.engine = engine, .record = options->record, .allow_private = options->allow_private};
  s->site = (serve_site){.engine = engine,
                         .token = s->token,
                         .is_exposed = options->listen != NULL,
                         .names = options->names,
                         .n_names = options->n_names};
  if (getrandom(&s->site.start, sizeof s->site.start, 0) != (ssize_t)sizeof s->site.start)
    return serve_fail(err, READOUT_ERR_IO, "no number could be made: %s", strerror(errno));
  s->site.cache = serve_cache_open(CACHE_BYTES);
  if (!options->only_reads) {
    s->site.jobs = serve_jobs_open(&of_jobs, err);
    if (!s->site.jobs) return err->status;
    if (!serve_jobs_start(s->site.jobs)) return serve_fail(err, READOUT_ERR_MEMORY, "no thread for adding could be started");
  }
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  size_t threads = options->threads ? options->threads : processors > 0 ? 2 * (size_t)processors : 2;
  s->workers = serve_workers_open(&s->site, options->record, threads, err);
  return s->workers ? READOUT_OK : err->status;
}

static readout_status serve(server *s, int stop, readout_error *err) {
  const serve_options *options = s->options;
  char address[sizeof s->authority + 16];
  serve_http_options of_http = {.site = &s->site,
                                .workers = s->workers,
                                .sockets = s->sockets,
                                .n_sockets = s->n_sockets,
                                .most_connections = most_connections(),
                                .stop = stop};
  (void)snprintf(address, sizeof address, "http://%s/", s->authority);
  take_signals(stop);
  options->on_ready(options->ctx, address, options->only_reads && !options->listen ? NULL : s->token);
  readout_status status = serve_http_run(&of_http, err);
  if (options->on_stop) options->on_stop(options->ctx, s->site.jobs && serve_jobs_busy(s->site.jobs));
  return status;
}

readout_status serve_run(const readout_engine *engine, const serve_options *options, readout_error *err) {
  readout_error own;
  server s = {.options = options};
  int stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (!err) err = &own; /* what fails says so in it */
  readout_status status = READOUT_OK;
  if (stop < 0) status = serve_fail(err, READOUT_ERR_IO, "the server does not start: %s", strerror(errno));
  if (status == READOUT_OK && options->listen && !options->token_file)
    status = serve_fail(err, READOUT_ERR_USAGE, "other machines are let in with a token file alone: give --token-file");
  if (status == READOUT_OK) status = options->token_file ? read_token(&s, err) : make_token(&s, err);
  if (status == READOUT_OK) status = look_at_record(&s, engine, err);
  if (status == READOUT_OK) status = open_sockets(&s, err);
  if (status == READOUT_OK) status = open_site(&s, engine, err);
  if (status == READOUT_OK) status = serve(&s, stop, err);
  serve_workers_close(s.workers);
  serve_jobs_close(s.site.jobs);
  serve_cache_close(s.site.cache);
  for (size_t i = 0; i < s.n_sockets; i++) close(s.sockets[i]);
  stop_fd = -1;
  if (stop >= 0) close(stop);
  return status;
}
