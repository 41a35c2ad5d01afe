/*
 * What is told of things beside their lines, to who reads a record in pieces (readout/pages.h): objects {"type":"note",…},
 * {"type":"passage",…}, {"type":"citation",…}, each with its line end, as docs/formats/api.yaml describes them.
 */
#ifndef RO_FORMAT_NOTES_H
#define RO_FORMAT_NOTES_H

#include "base/text.h"
#include "format/cite.h"
#include "record/index.h"

/* The index's record holds the event and the entities that its label names. */
void ro_note_event(ro_text *out, const ro_record_index *index, const ro_record_event *event, size_t statements,
                   size_t discrepancies, bool differs, ro_arena *arena);

/* Whose claim it is; the index's record holds its event and the sides. Nothing where there is nothing to say. */
void ro_note_statement(ro_text *out, const ro_record_index *index, const ro_record_statement *statement, ro_arena *arena);

/* How one report has a statement: its `evidence`th evidence, or, for RO_NONE, `absence` (NULL: unsure). `report` holds its text
 * where there is evidence. */
void ro_passage_line(ro_text *out, const ro_record_report *report, const ro_record_statement *statement, size_t evidence,
                     const ro_absence *absence);

/* How the thing of identity `of` (absent: the record) is cited; `name` is what it is called. `sources` are indexes of the
 * record's reports. */
void ro_citation_line(ro_text *out, const ro_record *record, ro_slice of, ro_slice name, const ro_indexes *sources,
                      const ro_edition *edition, ro_arena *arena);

#endif
