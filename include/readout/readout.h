/*
 * Readout: reports of diplomatic meetings in, a record out: who met whom, when, where and in which office, who said what, what
 * was agreed, each traced to the exact words in every report that carries it.
 *
 *   readout_engine *engine;
 *   readout_error err;
 *   if (readout_engine_open(NULL, &engine, &err)) …                 // models and lists, read-only, shared by threads
 *   readout_stage(engine, READOUT_READ, &input, sink, ctx, &tally, &err);   // reports -> findings, JSON Lines
 *   readout_record_open(engine, "readout.db", READOUT_CREATE, &record, &err);
 *   readout_record_add(record, &input, &tally, &err);
 *   readout_record_export(record, NULL, sink, ctx, &err);           // all of it, JSON Lines
 *
 * All text is UTF-8. What is written goes to a sink, in pieces, in an order that depends on the input alone: never on threads, on
 * the order of adding, or on time. The formats are those of docs/formats/record.md; offsets there count Unicode code points. An
 * engine may be used by several threads at once; a record by one thread at a time. Nothing here prints, exits or aborts.
 */
#ifndef READOUT_READOUT_H
#define READOUT_READOUT_H

#include <readout/error.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define READOUT_API __attribute__((visibility("default")))
#else
#define READOUT_API
#endif

/* "0.1.0"; static. */
READOUT_API const char *readout_version(void);

/* -- engine --------------------------------------------------------------------------------------------------------------- */

typedef struct readout_engine readout_engine;

/*
 * Models and lists from `data_dir`; NULL: $READOUT_DATA, else the folder that was installed with the program. A model or list is
 * loaded by the first call that asks for it. READOUT_ERR_IO or READOUT_ERR_INPUT, from here or from that call, name the file
 * that is missing or wrong. Close with readout_engine_close().
 */
READOUT_API readout_status readout_engine_open(const char *data_dir, readout_engine **engine, readout_error *err);
READOUT_API void readout_engine_close(readout_engine *engine);

/* The folder that the engine was opened with; owned by the engine. */
READOUT_API const char *readout_engine_data(const readout_engine *engine);

/* -- input ---------------------------------------------------------------------------------------------------------------- */

/* Takes `len` bytes; false stops what is under way (READOUT_ERR_STOPPED). */
typedef bool (*readout_sink)(void *ctx, const char *bytes, size_t len);

/* Where the work stands. `total_bytes` is 0 where it is not known (standard input). Called on the calling thread. */
typedef struct readout_progress {
  const char *stage; /* "reading", "comparing", "saving" */
  size_t done;       /* items */
  size_t done_bytes, total_bytes;
} readout_progress;

typedef struct readout_input {
  const char *const *paths; /* files, folders (docs/formats/input.md), or "-" for standard input; borrowed for the call */
  size_t n_paths;
  const char *const *names; /* what each path is called in what is read, where that is not the path; NULL: none is. Borrowed */
  /* What "-" is in place of standard input: puts at most `room` bytes of it into `out` and says how many, 0 at its end, -1 where
   * it fails (errno). Called on the calling thread; NULL: standard input. */
  ptrdiff_t (*read)(void *ctx, char *out, size_t room);
  size_t threads;                                                          /* 0: as many as there are processors */
  size_t max_item_bytes;                                                   /* a larger report is refused by name; 0: 64 MiB */
  void (*on_progress)(void *ctx, const readout_progress *progress);        /* may be NULL */
  void (*on_failure)(void *ctx, const char *id, const readout_error *err); /* an item that could not be read; may be NULL */
  /* What archives and feeds hold that is no report and no failure, at the end, a call a reason; may be NULL. */
  void (*on_passed)(void *ctx, const char *reason, size_t count);
  void *ctx; /* handed to all */
} readout_input;

/* What became of the items. */
typedef struct readout_tally {
  size_t read;       /* read, new or again */
  size_t duplicates; /* already in the record, byte for byte */
  size_t skipped;    /* kept, but in a language that is not read */
  size_t failed;
} readout_tally;

/* -- stages: pure functions from reports to lines --------------------------------------------------------------------------- */

typedef enum readout_stage_kind {
  READOUT_TEXT,         /* a line a report: text, main, metadata */
  READOUT_PARSE,        /* CoNLL-U */
  READOUT_PARSE_CONLLU, /* CoNLL-U in, the given sentences, ids and tokens kept; paths are .conllu files or "-" */
  READOUT_READ,         /* a findings object a report */
  READOUT_GROUP,        /* findings or reports in; origins and events, then derivations and events */
  READOUT_EXPLAIN,      /* a line a report: why each thing that READOUT_READ finds in it was found */
  READOUT_SETTLE,       /* findings or reports, and decisions ("review" lines), in; the export of the record of them all */
} readout_stage_kind;

/*
 * Runs a stage over the input. A bad item gives {"id","error"} in its place and counts as failed; the call still returns
 * READOUT_OK. READOUT_GROUP and READOUT_SETTLE hold all findings in memory; the others hold a bounded number of reports. What
 * READOUT_SETTLE gives for reports is what readout_record_export() gives of a record that they were added to.
 */
READOUT_API readout_status readout_stage(const readout_engine *engine, readout_stage_kind stage, const readout_input *input,
                                         readout_sink sink, void *ctx, readout_tally *tally, readout_error *err);

/* -- record --------------------------------------------------------------------------------------------------------------- */

typedef struct readout_record readout_record;

typedef enum readout_record_mode {
  READOUT_EXISTING, /* must be there; for reading */
  READOUT_CREATE,   /* made where it is not; for reading and writing */
  READOUT_CHANGE,   /* must be there; for reading and writing */
} readout_record_mode;

/* READOUT_ERR_RECORD where the file is no record, is damaged, or is of a newer version. `engine` must outlive the record. */
READOUT_API readout_status readout_record_open(const readout_engine *engine, const char *path, readout_record_mode mode,
                                               readout_record **record, readout_error *err);
READOUT_API void readout_record_close(readout_record *record);

/*
 * Reads reports into the record and works out what it concludes with them. Each batch is one transaction: what a tally counts is
 * kept. Adding what is there already changes nothing.
 */
READOUT_API readout_status readout_record_add(readout_record *record, const readout_input *input, readout_tally *tally,
                                              readout_error *err);

/*
 * What a person decides about a record that was opened for writing (docs/review.md). `action` and `args` are one of
 *
 *   merge THING THING…          they are one                not-same THING THING…     they are not
 *   split THING REPORT|NAME…    those of it are another     rename THING NAME
 *   correct THING FIELD VALUE…                              accept THING
 *   reject THING [REPORT…]      or only these of it         status STATEMENT STATUS   of a commitment
 *   undo REVIEW
 *
 * THING is an id or the beginning of one, the number of an event in the list that readout_record_events() gives, or an entity's
 * name. The decision is kept and the record's conclusions are worked out anew, in one transaction.
 */
typedef struct readout_decision {
  const char *action;
  const char *const *args;
  size_t n_args;
  const char *who;  /* who decides: a person */
  const char *why;  /* may be NULL */
  const char *when; /* UTC, "2026-11-26T19:17:57Z"; NULL: now, and after all decisions before */
} readout_decision;

/* READOUT_ERR_USAGE, and nothing is kept, where it cannot be or would change nothing. `id` (may be NULL) takes the decision's
 * identity, NUL-terminated. */
READOUT_API readout_status readout_record_decide(readout_record *record, const readout_decision *decision, char id[24],
                                                 readout_error *err);

/*
 * Takes the decisions out of exports (JSON Lines; lines that are no decisions are left alone): tally->read new ones, those that
 * were there already as duplicates. What they name may be in the record later.
 */
READOUT_API readout_status readout_record_import_decisions(readout_record *record, const readout_input *input,
                                                           readout_tally *tally, readout_error *err);

/* How a record is written for other programs; each is described in docs/formats/exports.md. */
typedef enum readout_export_format {
  READOUT_EXPORT_JSONL,       /* all of it, and nothing lost: docs/formats/record.md */
  READOUT_EXPORT_CSV,         /* tables, a file each, and a datapackage.json that describes them (Frictionless Table Schema) */
  READOUT_EXPORT_PLOVER,      /* JSON Lines: events as PLOVER codes them, then what each report tells */
  READOUT_EXPORT_ANNOTATIONS, /* W3C Web Annotation, JSON-LD: the evidence of statements */
  READOUT_EXPORT_FTM,         /* FollowTheMoney entities, JSON Lines */
  READOUT_EXPORT_GEXF,        /* GEXF 1.3: the network of who met whom */
  READOUT_EXPORT_ICS,         /* iCalendar (RFC 5545): events that are planned or were cancelled */
  READOUT_EXPORT_FORMATS
} readout_export_format;

/* What readout_record_import() (keep.h) makes the record of again. */
enum {
  READOUT_WITH_FINDINGS = 1,  /* what was read of each report, as READOUT_READ gives it */
  READOUT_WITH_ORIGINALS = 2, /* the bytes of each report, and how they were given */
};

/* What is exported. Borrowed during the call. */
typedef struct readout_export {
  readout_export_format format;
  /* These events alone, as readout_record_show() takes them, with what belongs to them; none: the whole record. */
  const char *const *events;
  size_t n_events;
  unsigned with; /* READOUT_EXPORT_JSONL of the whole record: READOUT_WITH_…, added up */
  bool all;      /* READOUT_EXPORT_ICS: held events too */
  /* READOUT_EXPORT_CSV: what goes to the sink from here on is of the file of that name ("events.csv"); false stops. */
  bool (*on_file)(void *ctx, const char *name);
} readout_export;

/*
 * Writes the record, or some of its events; `what` NULL is all of it as JSON Lines. Holds the names of what it writes in memory,
 * and the texts of a bounded number of events. READOUT_ERR_USAGE, and nothing is given, where an event is unknown or named
 * ambiguously, or on_file is missing where it is needed.
 */
READOUT_API readout_status readout_record_export(readout_record *record, const readout_export *what, readout_sink sink, void *ctx,
                                                 readout_error *err);

/* "jsonl", "csv" …, as on the command line; NULL for what is none. Static. */
READOUT_API const char *readout_export_format_name(readout_export_format format);

/* -- views: what is read by people ------------------------------------------------------------------------------------------ */

typedef enum readout_view_format {
  READOUT_VIEW_TEXT,     /* for a terminal of `width` columns */
  READOUT_VIEW_JSON,     /* the lines that the view is made of */
  READOUT_VIEW_HTML,     /* readout_record_compare only: one self-contained page */
  READOUT_VIEW_MARKDOWN, /* readout_record_compare only: GitHub's Markdown */
  READOUT_VIEW_SVG,      /* readout_record_picture only, as the next */
  READOUT_VIEW_PNG,
  READOUT_VIEW_CSV, /* the table behind it, comma-separated (RFC 4180) */
} readout_view_format;

typedef struct readout_view {
  readout_view_format format;
  size_t width; /* columns, 0: 80; of a picture pixels, 0: 960 */
  bool color;
} readout_view;

/* READOUT_EXPLAIN to be looked at: what was found in each report, and why. READOUT_VIEW_JSON gives the stage's lines. */
READOUT_API readout_status readout_explain(const readout_engine *engine, const readout_input *input, const readout_view *view,
                                           readout_sink sink, void *ctx, readout_tally *tally, readout_error *err);

/* The meetings, newest first. */
READOUT_API readout_status readout_record_events(readout_record *record, const readout_view *view, readout_sink sink, void *ctx,
                                                 readout_error *err);

/*
 * One event: `event` is its id, the beginning of one, or a number of the list that readout_record_events() gives (1 is the
 * newest). READOUT_ERR_USAGE where none or several fit.
 */
READOUT_API readout_status readout_record_show(readout_record *record, const char *event, const readout_view *view,
                                               readout_sink sink, void *ctx, readout_error *err);

/* The matrix of an event: statements against reports. */
READOUT_API readout_status readout_record_compare(readout_record *record, const char *event, const readout_view *view,
                                                  readout_sink sink, void *ctx, readout_error *err);

/* The formulations that hold the words of `asked`, or, where it names two parties ("Kenya and Somalia", "China, Russia"), those
 * used between them, with their uses over time. */
READOUT_API readout_status readout_record_track(readout_record *record, const char *asked, const readout_view *view,
                                                readout_sink sink, void *ctx, readout_error *err);

typedef enum readout_picture {
  READOUT_TIMELINE, /* the meetings over time: of all, of parties ("Kenya", "China and Russia") */
  READOUT_STRIP,    /* formulations over the meetings of their series: PHRASE or PAIR, as for readout_record_track() */
  READOUT_NETWORK,  /* which countries and bodies met: at all meetings, at those of parties */
  READOUT_PERSONS,  /* the same of persons */
  READOUT_MATRIX,   /* an event's statements against its reports: EVENT, as for readout_record_show() */
} readout_picture;

/*
 * A picture (docs/pictures.md); `asked` may be NULL for all of a timeline, network or persons. READOUT_VIEW_SVG is drawn for
 * view->width pixels, 320 to 1600; READOUT_VIEW_PNG has exactly so many, its letters at least as large; READOUT_VIEW_JSON is the
 * table behind the picture, one line, READOUT_VIEW_CSV the same in rows; READOUT_VIEW_TEXT, and no view at all, are SVG. The same
 * record and options give the same bytes; those of a PNG hang on the fonts that are installed too. READOUT_ERR_USAGE where
 * nothing is called as `asked` says, or the program was built without what draws PNG or lays out networks.
 */
READOUT_API readout_status readout_record_picture(readout_record *record, readout_picture picture, const char *asked,
                                                  const readout_view *view, readout_sink sink, void *ctx, readout_error *err);

/* What was undertaken, newest first, with what later events say of it; of one or more parties where `parties` names them
 * ("Kenya", "China and Russia"), of all where it is NULL. */
READOUT_API readout_status readout_record_commitments(readout_record *record, const char *parties, const readout_view *view,
                                                      readout_sink sink, void *ctx, readout_error *err);

/*
 * Why the record concludes what it does. Each of `ids` is the identity, or an unambiguous beginning of it, of an origin, entity,
 * event, statement (and of the commitment that it is), derivation, discrepancy or formulation, or the number of an event in the
 * list that readout_record_events() gives; borrowed during the call. READOUT_VIEW_JSON gives a line
 * {"id","of","reasons":[…]} each, in that order (docs/formats/record.md).
 *
 * The findings of the whole record are settled once more for it, in memory, and the record stays as it is: the time is that of
 * concluding it, however many are asked for. READOUT_ERR_USAGE where one of them is unknown or begins several identities (nothing
 * is given then), READOUT_ERR_RECORD where the record was concluded by another version, or an interrupted
 * readout_record_add() was not gone on with, and has what its reports do not give now.
 */
READOUT_API readout_status readout_record_explain(readout_record *record, const char *const *ids, size_t n_ids,
                                                  const readout_view *view, readout_sink sink, void *ctx, readout_error *err);

/* Decisions, the latest first: one where `id` (an id or the beginning of one) is not NULL, or, with `unbound`, those alone whose
 * members the record does not have. */
READOUT_API readout_status readout_record_reviews(readout_record *record, const char *id, bool unbound, const readout_view *view,
                                                  readout_sink sink, void *ctx, readout_error *err);

#ifdef __cplusplus
}
#endif

#endif
