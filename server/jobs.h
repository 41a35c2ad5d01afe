/*
 * What changes the record: files added, pages fetched, decisions made; one after the other, on a thread of their own. And the
 * files that were sent and wait for being added. Any thread.
 */
#ifndef READOUT_SERVER_JOBS_H
#define READOUT_SERVER_JOBS_H

#include <readout/readout.h>

#include "message.h"

enum { SERVE_MOST_JOBS = 100, SERVE_MOST_UPLOADS = 2000, SERVE_MOST_ARGS = 64 };
#define SERVE_UPLOAD_BYTES ((size_t)64 << 20) /* of one */
#define SERVE_UPLOADS_BYTES ((size_t)1 << 30) /* of all that wait */

typedef struct serve_jobs serve_jobs;

typedef struct serve_jobs_options {
  const readout_engine *engine;
  const char *record; /* borrowed */
  bool allow_private;
} serve_jobs_options;

/* `err` says why not. Nothing is done before serve_jobs_start(). */
serve_jobs *serve_jobs_open(const serve_jobs_options *options, readout_error *err);
bool serve_jobs_start(serve_jobs *jobs);

/* Is one under way? */
bool serve_jobs_busy(serve_jobs *jobs);

/* Waits for the one under way, stops one that fetches, forgets the others. NULL is nothing. */
void serve_jobs_close(serve_jobs *jobs);

/* Keeps a file: *id is its number. 201, else the status of a problem, and `err` says why. */
unsigned serve_jobs_upload(serve_jobs *jobs, const char *name, const char *bytes, size_t len, unsigned *id, readout_error *err);

/* Begin a job: its number, 0 where it cannot be, and `err` says why. What they are given is copied. */
unsigned serve_jobs_add(serve_jobs *jobs, const unsigned *uploads, size_t n_uploads, readout_error *err);
unsigned serve_jobs_fetch(serve_jobs *jobs, const char *const *urls, size_t n_urls, readout_error *err);
unsigned serve_jobs_decide(serve_jobs *jobs, const readout_decision *decision, readout_error *err);

typedef enum serve_job_state {
  SERVE_JOB_GONE,
  SERVE_JOB_WAITING,
  SERVE_JOB_RUNNING,
  SERVE_JOB_DONE,
  SERVE_JOB_FAILED,
  SERVE_JOB_STOPPED
} serve_job_state;

/* How it stands; `change` (may be NULL) grows with every change; `err` (may be NULL) takes why it failed; `review` a decision's
 * identity. */
serve_job_state serve_jobs_state(serve_jobs *jobs, unsigned id, unsigned *change, readout_error *err, char review[24]);

/* Stops one that waits or fetches; false for others. */
bool serve_jobs_stop(serve_jobs *jobs, unsigned id);

/* The job as the API has it; false where there is none. */
bool serve_jobs_write(serve_jobs *jobs, unsigned id, serve_body *out);

/* All of them, the latest first: {"items":[…]} */
void serve_jobs_write_all(serve_jobs *jobs, serve_body *out);

#endif
