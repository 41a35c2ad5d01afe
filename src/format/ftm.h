/*
 * A record as FollowTheMoney entities, one a line (https://followthemoney.tech; docs/formats/exports.md). Identities are those of
 * the record, or made of them, so that two exports of one thing agree. Each function adds what it says to `out`.
 */
#ifndef RO_FORMAT_FTM_H
#define RO_FORMAT_FTM_H

#include "base/map.h"
#include "base/text.h"
#include "record/index.h"

typedef struct ro_ftm {
  ro_arena *arena;  /* of the whole export */
  ro_map positions; /* that were written */
} ro_ftm;

void ro_ftm_init(ro_ftm *ftm, ro_arena *arena);

/* An Article. */
void ro_ftm_report(ro_text *out, const ro_record_report *report, ro_arena *scratch);

/* A Person, PublicBody, Organization, Project or Address with the Mentions of its names; nothing of an instrument or issue. */
void ro_ftm_entity(ro_text *out, const ro_record_entity *entity, ro_arena *scratch);

/* An Event; for its parties Positions that were not there yet, Occupancies and Memberships; a Note for each of its statements.
 * The index holds them and their entities. */
void ro_ftm_event(ro_ftm *ftm, ro_text *out, const ro_record_index *index, const ro_record_event *event, ro_arena *scratch);

#endif
