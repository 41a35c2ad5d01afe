#include "jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <readout/watch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MOST_FAILURES 100
#define MOST_PASSED 16
#define MOST_NAME 200
#define UPLOAD_SECONDS 3600 /* that a file waits for its job */
#define MOST_FETCHED 100

typedef enum job_kind { JOB_ADD, JOB_FETCH, JOB_DECIDE } job_kind;

typedef struct job_failure {
  char *id, *message; /* owned */
} job_failure;

typedef struct job {
  unsigned id, change;
  job_kind kind;
  serve_job_state state;
  char **paths, **names;    /* of files; of addresses `names` is NULL; of a decision its arguments are `paths`; owned */
  size_t n, bytes;          /* bytes: of its files, which count among those that wait until it has read them */
  char *action, *who, *why; /* of a decision; owned */
  bool is_to_stop;
  /* What is told of it. */
  char stage[32];
  size_t done, done_bytes, total_bytes;
  bool has_tally;
  readout_tally tally;
  size_t unchanged, held_back;
  job_failure failures[MOST_FAILURES];
  size_t n_failures;
  struct {
    char reason[48];
    size_t count;
  } passed[MOST_PASSED];
  size_t n_passed;
  readout_error error;
  char review[24];
  struct serve_jobs *jobs;
  struct job *next; /* an earlier one */
} job;

typedef struct upload {
  unsigned id;
  char *name, *path; /* owned */
  size_t bytes;
  time_t since;
  struct upload *next;
} upload;

struct serve_jobs {
  const readout_engine *engine;
  const char *path;
  bool allow_private;
  pthread_mutex_t lock;
  pthread_cond_t work;
  pthread_t thread;
  bool has_thread, ends;
  char folder[4096];
  job *latest, *running;
  size_t n_jobs;
  upload *uploads;
  size_t n_uploads, upload_bytes;
  unsigned last_id, last_upload;
};

static time_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec;
}

/* -- uploads ----------------------------------------------------------------------------------------------------------- */

static void remove_upload(serve_jobs *jobs, upload **at) {
  upload *one = *at;
  *at = one->next;
  jobs->n_uploads--;
  jobs->upload_bytes -= one->bytes;
  free(one->name);
  if (one->path) unlink(one->path);
  free(one->path);
  free(one);
}

static void drop_old(serve_jobs *jobs) {
  time_t limit = now() - UPLOAD_SECONDS;
  for (upload **at = &jobs->uploads; *at;) {
    if ((*at)->since < limit) {
      remove_upload(jobs, at);
    } else {
      at = &(*at)->next;
    }
  }
}

/* A file's name and nothing else. */
static bool is_name(const char *name) {
  size_t len = strlen(name);
  return len > 0 && len <= MOST_NAME && !strchr(name, '/') && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
         strcmp(name, "-") != 0;
}

static bool write_file(const char *path, const char *bytes, size_t len) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  size_t done = 0;
  while (done < len) {
    ssize_t n = write(fd, bytes + done, len - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    done += (size_t)n;
  }
  bool good = close(fd) == 0 && done == len;
  if (!good) unlink(path);
  return good;
}

static char *format_path(const serve_jobs *jobs, unsigned id) {
  size_t size = strlen(jobs->folder) + 32;
  char *path = malloc(size);
  if (path) (void)snprintf(path, size, "%s/u-%u", jobs->folder, id);
  return path;
}

/* Room for it is taken first, so that the file is written without the lock. */
static upload *begin_upload(serve_jobs *jobs, const char *name, size_t len) {
  upload *one = calloc(1, sizeof *one);
  if (!one) return NULL;
  one->id = ++jobs->last_upload;
  one->bytes = len;
  one->since = now();
  one->name = strdup(name);
  one->path = format_path(jobs, one->id);
  if (one->name && one->path) return one;
  free(one->name);
  free(one->path);
  free(one);
  return NULL;
}

unsigned serve_jobs_upload(serve_jobs *jobs, const char *name, const char *bytes, size_t len, unsigned *id, readout_error *err) {
  if (!is_name(name)) {
    (void)serve_fail(err, READOUT_ERR_USAGE, "\"%.80s\" is no file name: give one without folders, of at most %d bytes", name,
                     MOST_NAME);
    return 400;
  }
  pthread_mutex_lock(&jobs->lock);
  drop_old(jobs);
  bool fits = jobs->n_uploads < SERVE_MOST_UPLOADS && len <= SERVE_UPLOADS_BYTES - jobs->upload_bytes;
  upload *one = fits ? begin_upload(jobs, name, len) : NULL;
  if (one) {
    jobs->n_uploads++;
    jobs->upload_bytes += len;
  }
  pthread_mutex_unlock(&jobs->lock);
  if (!one) {
    (void)serve_fail(err, READOUT_ERR_MEMORY, "too many files wait for being added: begin a job with them first");
    return 503;
  }
  bool good = write_file(one->path, bytes, len);
  *id = one->id;
  pthread_mutex_lock(&jobs->lock);
  one->next = jobs->uploads;
  jobs->uploads = one;
  if (!good) remove_upload(jobs, &jobs->uploads);
  pthread_mutex_unlock(&jobs->lock);
  if (good) return 201;
  (void)serve_fail(err, READOUT_ERR_IO, "the file could not be kept: see the room in $TMPDIR");
  return 503;
}

/* -- the list of jobs -------------------------------------------------------------------------------------------------- */

static void free_texts(char **texts, size_t n) {
  for (size_t i = 0; texts && i < n; i++) free(texts[i]);
  free(texts);
}

/* With the lock. */
static void remove_files(job *one) {
  for (size_t i = 0; one->names && i < one->n; i++)
    if (one->paths[i]) unlink(one->paths[i]);
  if (one->jobs) one->jobs->upload_bytes -= one->bytes;
  one->bytes = 0;
}

/* Files that it has not read go with it. */
static void free_job(job *one) {
  if (one->kind == JOB_ADD && one->state != SERVE_JOB_DONE && one->state != SERVE_JOB_FAILED) remove_files(one);
  free_texts(one->paths, one->n);
  free_texts(one->names, one->n);
  for (size_t i = 0; i < one->n_failures; i++) {
    free(one->failures[i].id);
    free(one->failures[i].message);
  }
  free(one->action);
  free(one->who);
  free(one->why);
  free(one);
}

static job *find(const serve_jobs *jobs, unsigned id) {
  job *one = jobs->latest;
  while (one && one->id != id) one = one->next;
  return one;
}

static bool has_ended(const job *one) {
  return one->state != SERVE_JOB_WAITING && one->state != SERVE_JOB_RUNNING;
}

/* Room for another: the earliest that ended goes. */
static bool make_room(serve_jobs *jobs) {
  job **earliest = NULL;
  if (jobs->n_jobs < SERVE_MOST_JOBS) return true;
  for (job **at = &jobs->latest; *at; at = &(*at)->next)
    if (has_ended(*at)) earliest = at;
  if (!earliest) return false;
  job *gone = *earliest;
  *earliest = gone->next;
  jobs->n_jobs--;
  free_job(gone);
  return true;
}

/* Takes `one` over. */
static unsigned begin(serve_jobs *jobs, job *one, readout_error *err) {
  if (!make_room(jobs)) {
    free_job(one);
    (void)serve_fail(err, READOUT_ERR_MEMORY, "too many jobs wait: try again when one has ended");
    return 0;
  }
  one->jobs = jobs;
  one->id = ++jobs->last_id;
  one->state = SERVE_JOB_WAITING;
  one->next = jobs->latest;
  jobs->latest = one;
  jobs->n_jobs++;
  pthread_cond_signal(&jobs->work);
  return one->id;
}

static job *new_job(job_kind kind, size_t n) {
  job *one = calloc(1, sizeof *one);
  if (!one) return NULL;
  one->kind = kind;
  one->paths = calloc(n + 1, sizeof *one->paths);
  one->names = kind == JOB_ADD ? calloc(n + 1, sizeof *one->names) : NULL;
  if (one->paths && (one->names || kind != JOB_ADD)) return one;
  free_job(one);
  return NULL;
}

static unsigned no_memory(readout_error *err) {
  (void)serve_fail(err, READOUT_ERR_MEMORY, "no memory for a job");
  return 0;
}

/* The files are the job's from now on. */
static bool take_upload(serve_jobs *jobs, unsigned id, job *one) {
  for (upload **at = &jobs->uploads; *at; at = &(*at)->next) {
    if ((*at)->id != id) continue;
    one->paths[one->n] = (*at)->path;
    one->names[one->n++] = (*at)->name;
    (*at)->path = (*at)->name = NULL;
    one->bytes += (*at)->bytes;
    jobs->upload_bytes += (*at)->bytes; /* that remove_upload() takes off */
    remove_upload(jobs, at);
    return true;
  }
  return false;
}

static bool has_upload(const serve_jobs *jobs, unsigned id) {
  for (const upload *one = jobs->uploads; one; one = one->next)
    if (one->id == id) return true;
  return false;
}

unsigned serve_jobs_add(serve_jobs *jobs, const unsigned *uploads, size_t n_uploads, readout_error *err) {
  job *one = new_job(JOB_ADD, n_uploads);
  unsigned id = 0;
  if (!one) return no_memory(err);
  one->jobs = jobs;
  pthread_mutex_lock(&jobs->lock);
  size_t n = 0;
  while (n < n_uploads && has_upload(jobs, uploads[n])) n++;
  bool good = n == n_uploads && make_room(jobs);
  for (size_t i = 0; good && i < n_uploads; i++) good = take_upload(jobs, uploads[i], one);
  if (good) {
    id = begin(jobs, one, err);
  } else {
    free_job(one);
    (void)serve_fail(err, READOUT_ERR_USAGE,
                     n < n_uploads ? "no upload u-%u: send the file again" : "too many jobs wait, or upload u-%u is given twice",
                     n < n_uploads ? uploads[n] : uploads[0]);
  }
  pthread_mutex_unlock(&jobs->lock);
  return id;
}

static bool copy_texts(job *one, const char *const *texts, size_t n) {
  for (size_t i = 0; i < n; i++) {
    one->paths[i] = strdup(texts[i]);
    one->n = i + 1;
    if (!one->paths[i]) return false;
  }
  return true;
}

static unsigned begin_locked(serve_jobs *jobs, job *one, readout_error *err) {
  pthread_mutex_lock(&jobs->lock);
  unsigned id = begin(jobs, one, err);
  pthread_mutex_unlock(&jobs->lock);
  return id;
}

unsigned serve_jobs_fetch(serve_jobs *jobs, const char *const *urls, size_t n_urls, readout_error *err) {
  for (size_t i = 0; i < n_urls; i++) { /* a feed may be a file elsewhere */
    if (strncmp(urls[i], "http://", 7) == 0 || strncmp(urls[i], "https://", 8) == 0) continue;
    (void)serve_fail(err, READOUT_ERR_USAGE, "\"%.80s\" is no address: it begins with http:// or https://", urls[i]);
    return 0;
  }
  if (n_urls > MOST_FETCHED) {
    (void)serve_fail(err, READOUT_ERR_USAGE, "more than %d addresses: give fewer at once", MOST_FETCHED);
    return 0;
  }
  job *one = new_job(JOB_FETCH, n_urls);
  if (one && copy_texts(one, urls, n_urls)) return begin_locked(jobs, one, err);
  if (one) free_job(one);
  return no_memory(err);
}

unsigned serve_jobs_decide(serve_jobs *jobs, const readout_decision *decision, readout_error *err) {
  job *one = new_job(JOB_DECIDE, decision->n_args);
  if (!one) return no_memory(err);
  one->action = strdup(decision->action);
  one->who = strdup(decision->who);
  one->why = decision->why ? strdup(decision->why) : NULL;
  bool good = one->action && one->who && (one->why || !decision->why) && copy_texts(one, decision->args, decision->n_args);
  if (good) return begin_locked(jobs, one, err);
  free_job(one);
  return no_memory(err);
}

/* -- running ----------------------------------------------------------------------------------------------------------- */

static void on_progress(void *ctx, const readout_progress *progress) {
  job *one = ctx;
  pthread_mutex_lock(&one->jobs->lock);
  (void)snprintf(one->stage, sizeof one->stage, "%s", progress->stage);
  one->done = progress->done;
  one->done_bytes = progress->done_bytes;
  one->total_bytes = progress->total_bytes;
  one->change++;
  pthread_mutex_unlock(&one->jobs->lock);
}

static void on_failure(void *ctx, const char *id, const readout_error *err) {
  job *one = ctx;
  pthread_mutex_lock(&one->jobs->lock);
  if (one->n_failures < MOST_FAILURES) {
    job_failure failure = {strdup(id ? id : ""), strdup(err->message)};
    one->failures[one->n_failures++] = failure;
  }
  one->change++;
  pthread_mutex_unlock(&one->jobs->lock);
}

static void on_passed(void *ctx, const char *reason, size_t count) {
  job *one = ctx;
  pthread_mutex_lock(&one->jobs->lock);
  if (one->n_passed < MOST_PASSED && count > 0) {
    (void)snprintf(one->passed[one->n_passed].reason, sizeof one->passed[0].reason, "%s", reason);
    one->passed[one->n_passed++].count = count;
  }
  one->change++;
  pthread_mutex_unlock(&one->jobs->lock);
}

static bool is_stopped(void *ctx) {
  job *one = ctx;
  pthread_mutex_lock(&one->jobs->lock);
  bool stopped = one->is_to_stop || one->jobs->ends;
  pthread_mutex_unlock(&one->jobs->lock);
  return stopped;
}

/* The tally is the job's when it has ended. */
static readout_status run_add(job *one, readout_record *record, readout_tally *tally, readout_error *err) {
  readout_input input = {.paths = (const char *const *)one->paths,
                         .names = (const char *const *)one->names,
                         .n_paths = one->n,
                         .on_progress = on_progress,
                         .on_failure = on_failure,
                         .on_passed = on_passed,
                         .ctx = one};
  return readout_record_add(record, &input, tally, err);
}

static readout_status run_fetch(job *one, readout_record *record, readout_watch_tally *tally, readout_error *err) {
  readout_watch watch = {.feeds = (const char *const *)one->paths,
                         .n_feeds = one->n,
                         .delay_ms = 1000,
                         .allow_private = one->jobs->allow_private,
                         .stopped = is_stopped,
                         .on_progress = on_progress,
                         .on_failure = on_failure,
                         .on_passed = on_passed,
                         .ctx = one};
  return readout_record_watch(record, &watch, tally, err);
}

static readout_status run_decide(const job *one, readout_record *record, char review[24], readout_error *err) {
  readout_decision decision = {
      .action = one->action, .args = (const char *const *)one->paths, .n_args = one->n, .who = one->who, .why = one->why};
  return readout_record_decide(record, &decision, review, err);
}

static void run(serve_jobs *jobs, job *one) {
  readout_record *record = NULL;
  readout_watch_tally tally = {0};
  readout_error err = {0};
  char review[24] = "";
  readout_status status = readout_record_open(jobs->engine, jobs->path, READOUT_CHANGE, &record, &err);
  if (status == READOUT_OK && one->kind == JOB_ADD) status = run_add(one, record, &tally.pages, &err);
  if (status == READOUT_OK && one->kind == JOB_FETCH) status = run_fetch(one, record, &tally, &err);
  if (status == READOUT_OK && one->kind == JOB_DECIDE) status = run_decide(one, record, review, &err);
  if (record) readout_record_close(record);
  pthread_mutex_lock(&jobs->lock);
  if (one->kind == JOB_ADD) remove_files(one);
  one->state = status == READOUT_OK ? SERVE_JOB_DONE : status == READOUT_ERR_STOPPED ? SERVE_JOB_STOPPED : SERVE_JOB_FAILED;
  one->error = err;
  one->tally = tally.pages;
  one->unchanged = tally.unchanged;
  one->held_back = tally.held_back;
  one->has_tally = one->kind != JOB_DECIDE;
  memcpy(one->review, review, sizeof review);
  one->change++;
  jobs->running = NULL;
  pthread_mutex_unlock(&jobs->lock);
}

/* The earliest that waits. */
static job *next_job(const serve_jobs *jobs) {
  job *earliest = NULL;
  for (job *one = jobs->latest; one; one = one->next)
    if (one->state == SERVE_JOB_WAITING) earliest = one;
  return earliest;
}

static void *work(void *ctx) {
  serve_jobs *jobs = ctx;
  pthread_mutex_lock(&jobs->lock);
  while (!jobs->ends) {
    job *one = next_job(jobs);
    if (!one) {
      pthread_cond_wait(&jobs->work, &jobs->lock);
      continue;
    }
    one->state = SERVE_JOB_RUNNING;
    one->change++;
    jobs->running = one;
    pthread_mutex_unlock(&jobs->lock);
    run(jobs, one);
    pthread_mutex_lock(&jobs->lock);
  }
  pthread_mutex_unlock(&jobs->lock);
  return NULL;
}

serve_jobs *serve_jobs_open(const serve_jobs_options *options, readout_error *err) {
  serve_jobs *jobs = calloc(1, sizeof *jobs);
  const char *tmp = getenv("TMPDIR");
  if (!jobs) {
    (void)serve_fail(err, READOUT_ERR_MEMORY, "no memory for serving");
    return NULL;
  }
  jobs->engine = options->engine;
  jobs->path = options->record;
  jobs->allow_private = options->allow_private;
  if (!tmp || !*tmp) tmp = "/tmp";
  if ((size_t)snprintf(jobs->folder, sizeof jobs->folder, "%s/readout-serve-XXXXXX", tmp) >= sizeof jobs->folder ||
      !mkdtemp(jobs->folder)) {
    (void)serve_fail(err, READOUT_ERR_IO, "cannot make a folder for files that are sent in \"%.200s\": %s: set TMPDIR", tmp,
                     strerror(errno));
    free(jobs);
    return NULL;
  }
  if (pthread_mutex_init(&jobs->lock, NULL) == 0 && pthread_cond_init(&jobs->work, NULL) == 0) return jobs;
  (void)serve_fail(err, READOUT_ERR_MEMORY, "no memory for serving");
  rmdir(jobs->folder);
  free(jobs);
  return NULL;
}

bool serve_jobs_start(serve_jobs *jobs) {
  jobs->has_thread = pthread_create(&jobs->thread, NULL, work, jobs) == 0;
  return jobs->has_thread;
}

bool serve_jobs_busy(serve_jobs *jobs) {
  pthread_mutex_lock(&jobs->lock);
  bool busy = jobs->running != NULL;
  pthread_mutex_unlock(&jobs->lock);
  return busy;
}

void serve_jobs_close(serve_jobs *jobs) {
  if (!jobs) return;
  pthread_mutex_lock(&jobs->lock);
  jobs->ends = true;
  pthread_cond_signal(&jobs->work);
  pthread_mutex_unlock(&jobs->lock);
  if (jobs->has_thread) pthread_join(jobs->thread, NULL);
  for (job *one = jobs->latest, *next; one; one = next) {
    next = one->next;
    free_job(one);
  }
  while (jobs->uploads) remove_upload(jobs, &jobs->uploads);
  rmdir(jobs->folder);
  pthread_cond_destroy(&jobs->work);
  pthread_mutex_destroy(&jobs->lock);
  free(jobs);
}

/* -- told -------------------------------------------------------------------------------------------------------------- */

serve_job_state serve_jobs_state(serve_jobs *jobs, unsigned id, unsigned *change, readout_error *err, char review[24]) {
  pthread_mutex_lock(&jobs->lock);
  const job *one = find(jobs, id);
  serve_job_state state = one ? one->state : SERVE_JOB_GONE;
  if (one && change) *change = one->change;
  if (one && err) *err = one->error;
  if (one && review) memcpy(review, one->review, sizeof one->review);
  pthread_mutex_unlock(&jobs->lock);
  return state;
}

bool serve_jobs_stop(serve_jobs *jobs, unsigned id) {
  pthread_mutex_lock(&jobs->lock);
  job *one = find(jobs, id);
  bool can = one && (one->state == SERVE_JOB_WAITING || (one->state == SERVE_JOB_RUNNING && one->kind == JOB_FETCH));
  if (can && one->state == SERVE_JOB_WAITING) {
    one->state = SERVE_JOB_STOPPED;
    remove_files(one);
  }
  if (can) {
    one->is_to_stop = true;
    one->change++;
  }
  pthread_mutex_unlock(&jobs->lock);
  return can;
}

static void write_tally(const job *one, serve_body *out) {
  const readout_tally *t = &one->tally;
  if (!one->has_tally) {
    serve_body_text(out, ",\"tally\":null");
    return;
  }
  serve_body_format(out, ",\"tally\":{\"read\":%zu,\"duplicates\":%zu,\"skipped\":%zu,\"failed\":%zu", t->read, t->duplicates,
                    t->skipped, t->failed);
  serve_body_format(out, ",\"unchanged\":%zu,\"held_back\":%zu}", one->unchanged, one->held_back);
}

static void write_failures(const job *one, serve_body *out) {
  serve_body_text(out, ",\"failures\":[");
  for (size_t i = 0; i < one->n_failures; i++) {
    serve_body_text(out, i > 0 ? ",{\"id\":" : "{\"id\":");
    serve_body_json(out, one->failures[i].id);
    serve_body_text(out, ",\"message\":");
    serve_body_json(out, one->failures[i].message);
    serve_body_text(out, "}");
  }
  serve_body_text(out, "],\"passed\":[");
  for (size_t i = 0; i < one->n_passed; i++) {
    serve_body_text(out, i > 0 ? ",{\"reason\":" : "{\"reason\":");
    serve_body_json(out, one->passed[i].reason);
    serve_body_format(out, ",\"count\":%zu}", one->passed[i].count);
  }
  serve_body_text(out, "]");
}

static void write_job(const job *one, serve_body *out) {
  static const char *const KINDS[] = {"add", "fetch", "decide"};
  static const char *const STATES[] = {"gone", "waiting", "running", "done", "failed", "stopped"};
  serve_body_format(out, "{\"id\":\"j-%u\",\"kind\":\"%s\",\"state\":\"%s\",\"change\":%u,\"stage\":", one->id, KINDS[one->kind],
                    STATES[one->state], one->change);
  serve_body_json(out, one->stage[0] ? one->stage : NULL);
  serve_body_format(out, ",\"done\":%zu,\"done_bytes\":%zu,\"total_bytes\":%zu", one->done, one->done_bytes, one->total_bytes);
  write_tally(one, out);
  write_failures(one, out);
  serve_body_text(out, ",\"problem\":");
  serve_body_json(out, one->state == SERVE_JOB_FAILED ? one->error.message : NULL);
  serve_body_text(out, ",\"review\":");
  serve_body_json(out, one->review[0] ? one->review : NULL);
  serve_body_text(out, "}");
}

bool serve_jobs_write(serve_jobs *jobs, unsigned id, serve_body *out) {
  pthread_mutex_lock(&jobs->lock);
  const job *one = find(jobs, id);
  if (one) write_job(one, out);
  pthread_mutex_unlock(&jobs->lock);
  return one != NULL;
}

void serve_jobs_write_all(serve_jobs *jobs, serve_body *out) {
  serve_body_text(out, "{\"items\":[");
  pthread_mutex_lock(&jobs->lock);
  for (const job *one = jobs->latest; one; one = one->next) {
    write_job(one, out);
    if (one->next) serve_body_text(out, ",");
  }
  pthread_mutex_unlock(&jobs->lock);
  serve_body_text(out, "]}\n");
}
