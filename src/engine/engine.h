/* The engine, inside: models and lists, and the pipeline that reads reports with all threads. */
#ifndef RO_ENGINE_ENGINE_H
#define RO_ENGINE_ENGINE_H

#include <pthread.h>
#include <readout/readout.h>

#include "base/pool.h"
#include "base/text.h"
#include "event/lexicon.h"
#include "report/furniture.h"
#include "sentence/sentence.h"
#include "statement/lists.h"
#include "statement/reader.h"

/* What not every stage asks for: opened when a stage first asks for it (ro_engine_need), then read-only. */
typedef struct ro_engine_parts {
  pthread_mutex_t opening;
  ro_model *model;
  ro_lists *lists;
  ro_lexicon *lexicon;
  char reader[64];
} ro_engine_parts;

enum { RO_NEEDS_MODEL = 1, RO_NEEDS_LISTS = 2, RO_NEEDS_LEXICON = 4, RO_NEEDS_READER = 8 };

struct readout_engine {
  char *data_dir; /* owned */
  ro_guard guard;
  ro_arena arena;
  ro_furniture furniture;
  ro_engine_parts *parts; /* owned */
};

/* Sees that these parts (RO_NEEDS_…, added up) are open: to be asked for before any job works with them. */
readout_status ro_engine_need(const readout_engine *engine, unsigned parts, readout_error *err);

/* By what reports are read: the version, and a hash of models and lists; after RO_NEEDS_READER. Owned by the engine. */
static inline ro_slice ro_engine_reader(const readout_engine *engine) {
  return ro_slice_of(engine->parts->reader);
}

/* Fills `reader` of the parts (reader.c). */
readout_status ro_engine_name_reader(const readout_engine *engine, readout_error *err);

/* A report of a record that is read again. */
typedef struct ro_again_report {
  ro_slice id, findings, reader, given; /* as the record has them (store/given.h) */
  bool is_kept;                         /* it was not read again: its findings are those that were there */
  readout_error why;                    /* it should have been: why it could not */
} ro_again_report;

/* One report under way. Reused for the next when it is done; nothing of it outlives that. */
typedef struct ro_job {
  ro_guard guard;
  ro_arena arena;
  ro_item item;
  ro_findings findings;
  readout_error error;   /* why it could not be read; the item's id stays */
  ro_text out;           /* the line that it gives */
  bool is_known;         /* nothing was read of it: a record has it */
  ro_item given;         /* the item before it was decoded */
  bool decodes_itself;   /* the work decodes the item, if anybody does */
  ro_again_report again; /* of what record's report it is read again (again.h) */
} ro_job;

/* What a stage does with a decoded item, on a worker: fills job->findings and job->out. Memory ends through job->guard. */
typedef void (*ro_job_work)(const readout_engine *engine, ro_job *job, void *ctx);

/* Takes a finished job, in the order of the input, on the calling thread. False stops. */
typedef bool (*ro_job_done)(ro_job *job, void *ctx);

/* Reads all of an input: split, decode, work, in order. Items that failed are handed to `done` with their error. */
readout_status ro_engine_run(const readout_engine *engine, const readout_input *input, const char *stage, ro_job_work work,
                             ro_job_done done, void *ctx, readout_error *err);

/* Gives the next item, job->item, not decoded; false at the end. On the calling thread; what it borrows outlives the run, or is
 * in the job's arena. */
typedef bool (*ro_item_next)(void *ctx, ro_job *job);

/* As ro_engine_run, of items that `next` gives; of `input` its paths are left alone. */
readout_status ro_engine_run_items(const readout_engine *engine, const readout_input *input, const char *stage, ro_item_next next,
                                   void *next_ctx, ro_job_work work, ro_job_done done, void *ctx, readout_error *err);

/* Reads one decoded item into findings: report, then what it says; why goes into `trace`, or nowhere where that is NULL. */
void ro_engine_read(const readout_engine *engine, ro_job *job, ro_trace *trace);

/* Is the report in a language that is read? One whose language is not known is. */
bool ro_engine_reads(const ro_report *report);

/* Counts and tells a failed job; false where it did not fail. */
bool ro_engine_failed(const ro_job *job, const readout_input *input, readout_tally *tally);

/* The stages of many reports, READOUT_GROUP and READOUT_SETTLE (group.c). */
readout_status ro_engine_group(const readout_engine *engine, readout_stage_kind stage, const readout_input *input,
                               readout_sink sink, void *ctx, readout_tally *tally, readout_error *err);

/* A whole file in `arena`; READOUT_ERR_IO names it. */
readout_status ro_engine_file(const char *path, ro_arena *arena, ro_slice *bytes, readout_error *err);

#endif
