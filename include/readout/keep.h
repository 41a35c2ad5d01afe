/*
 * Keeping a record: carrying it from file to file whole, copying it while it is used, joining two, reading it again, looking
 * whether it is sound. What each is for, and what it costs: docs/keeping.md.
 *
 * A call that changes a record is one transaction: it is done, or nothing was.
 */
#ifndef READOUT_KEEP_H
#define READOUT_KEEP_H

#include <readout/readout.h>

#ifdef __cplusplus
extern "C" {
#endif

/* -- import ------------------------------------------------------------------------------------------------------------- */

/* What became of the lines of exports. */
typedef struct readout_import_tally {
  readout_tally reports;
  size_t decisions;      /* new ones */
  size_t without_bytes;  /* reports whose originals did not come with them: they cannot be read again */
  bool conclusions_only; /* there were no findings: the record holds what was concluded, and cannot be added to */
} readout_import_tally;

/*
 * Takes exports (JSON Lines, compressed or not). With findings: what was read and given, and what people decided, is put beside
 * what the record has, and concluded anew; of an export of this version the record is then the one that was exported. Lines that
 * are damaged are told and counted as failed. Without findings, into a record that has no report yet: its conclusions, as they
 * are (READOUT_ERR_USAGE where it has reports, READOUT_ERR_INPUT where a line is damaged); these lines are held in memory.
 */
READOUT_API readout_status readout_record_import(readout_record *record, const readout_input *input, readout_import_tally *tally,
                                                 readout_error *err);

/* -- copies and joins ------------------------------------------------------------------------------------------------------- */

/* How a copy is made; several together. */
typedef enum readout_backup {
  READOUT_BACKUP_REPLACES = 1, /* a file that is there */
  READOUT_BACKUP_PLAIN =
      2, /* its lines are texts, not packed: for other programs, as SQL's JSON functions; a few times as large */
} readout_backup;

/* Copies the record to a new file, while other programs may read and write it, and checks the copy. `how`: of READOUT_BACKUP_…,
 * or 0. READOUT_ERR_USAGE where there is a file and it is not to be replaced. */
READOUT_API readout_status readout_record_backup(readout_record *record, const char *path, unsigned how, readout_error *err);

/*
 * Puts the reports and decisions of the record at `path` beside those of this one, and concludes them anew: as if the reports of
 * both had been added to one. Reports that another version read are read again, where their bytes are at hand: `input` says with
 * how many threads (its paths are left alone). Of `tally` `read` are the reports that were new. The other record stays as it is.
 */
READOUT_API readout_status readout_record_merge(readout_record *record, const char *path, const readout_input *input,
                                                readout_import_tally *tally, readout_error *err);

/* -- reading again ---------------------------------------------------------------------------------------------------------- */

/* What a new reading changed. */
typedef struct readout_reread_tally {
  readout_tally reports; /* read: all that were read again; failed: those that could not be: they stay as they were */
  size_t differing;      /* of which something else was read */
} readout_reread_tally;

/*
 * Reads all reports of the record again from their bytes, by this version's models and rules, and concludes them anew, in one
 * transaction. Gives what that changed to `sink`: a count a type of line and, with `list`, each thing that came, went or changed;
 * decisions that no longer bind are always named. READOUT_VIEW_TEXT or READOUT_VIEW_JSON.
 */
READOUT_API readout_status readout_record_reread(readout_record *record, const readout_input *input, bool list,
                                                 const readout_view *view, readout_sink sink, void *ctx,
                                                 readout_reread_tally *tally, readout_error *err);

/* -- looking whether it is sound ----------------------------------------------------------------------------------------------
 */

/*
 * Looks whether the record is sound: the file (SQLite's own check, what is named and not there), the hash of each original, each
 * line, each quote against the text of its report, the keys; with `deep` also each report's text against what its bytes give now.
 * Gives each fault to `sink`, as it is found, a line each; *faults is their number. Damage is a fault, and what is beside it is
 * looked at all the same. READOUT_VIEW_TEXT, or READOUT_VIEW_JSON: {"fault","id","message"}.
 */
READOUT_API readout_status readout_record_check(readout_record *record, const readout_input *input, bool deep,
                                                const readout_view *view, readout_sink sink, void *ctx, size_t *faults,
                                                readout_error *err);

#ifdef __cplusplus
}
#endif

#endif
