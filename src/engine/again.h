/*
 * Reports of a record read again: items for the pipeline, from the bytes that the record keeps and how they were given. One that
 * cannot be read again keeps the findings that there are.
 */
#ifndef RO_ENGINE_AGAIN_H
#define RO_ENGINE_AGAIN_H

#include "engine/record.h"

/* What ctx points to, or begins with, in the two below. */
typedef struct ro_again {
  ro_given_rows *rows; /* borrowed */
  bool all;            /* also those that this program's reader read */
} ro_again;

/* ro_item_next over ro_again. */
bool ro_again_next(void *ctx, ro_job *job);

/* ro_job_work over ro_again: fills job->findings and job->out. */
void ro_again_work(const readout_engine *engine, ro_job *job, void *ctx);

/* Decodes the bytes of job->again as they were given, or as they most likely were: job->item, job->given. `kept` are its
 * findings, or NULL. READOUT_ERR_INPUT where they cannot be. */
readout_status ro_again_decode(ro_job *job, const ro_findings *kept, readout_error *err);

/* Puts what ro_again_work() made into a record; `line` and `given` are used meanwhile. */
readout_status ro_again_put(readout_record *record, ro_job *job, ro_text *line, ro_text *given, bool *is_new, readout_error *err);

#endif
