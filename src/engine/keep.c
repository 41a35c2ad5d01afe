/* Puts what a part of a record concludes in the place of what was concluded of it before, with the keys by which the next part
 * finds it. */
#include <stdlib.h>

#include "base/error.h"
#include "engine/part.h"
#include "format/export.h"
#include "history/follow.h"

/* -- dropping --------------------------------------------------------------------------------------------------------------- */

static void drop_all(ro_part *part, const ro_kept_query *queries, size_t n, ro_kept_value value) {
  for (size_t i = 0; i < n; i++) ro_part_ask(part, queries[i], &value, 1, NULL, NULL);
}

#define DROP_ALL(part, value, ...)                                                                                             \
  drop_all((part), (const ro_kept_query[]){__VA_ARGS__}, sizeof((const ro_kept_query[]){__VA_ARGS__}) / sizeof(ro_kept_query), \
           value)

/* What is concluded of whole series goes, to be made anew when all parts of the batch are settled (series.c). */
static void leave_series(ro_part *part) {
  for (size_t i = 0; i < part->series.at.len; i++)
    DROP_ALL(part, RO_KEPT_PLAIN(part->series.at.at[i]), RO_KEPT_DROP_FORMULATION_SPEAKERS, RO_KEPT_DROP_FORMULATION_USES,
             RO_KEPT_DROP_FORMULATION_CHANGES, RO_KEPT_DROP_FORMULATIONS, RO_KEPT_DROP_COMMITMENT_FOLLOWS,
             RO_KEPT_DROP_COMMITMENTS, RO_KEPT_PUT_UNFOLLOWED);
}

static void drop_events(ro_part *part) {
  for (size_t i = 0; i < part->old_events.at.len; i++) {
    DROP_ALL(part, RO_KEPT_TEXT(ro_part_identity(part, "e", part->old_events.at.at[i])), RO_KEPT_DROP_EVIDENCE,
             RO_KEPT_DROP_ABSENCE, RO_KEPT_DROP_STATEMENT_ENTITIES, RO_KEPT_NOTE_STATEMENTS, RO_KEPT_DROP_STATEMENTS,
             RO_KEPT_DROP_DISCREPANCIES, RO_KEPT_DROP_EVENT_REPORTS, RO_KEPT_DROP_EVENT_ENTITIES, RO_KEPT_DROP_EVENT);
    DROP_ALL(part, RO_KEPT_NUMBER(part->old_events.at.at[i]), RO_KEPT_DROP_SERIES_OF);
  }
}

static void drop_reports(ro_part *part) {
  for (size_t m = 0; m < part->n_settled; m++) {
    if (ro_part_is_context(part, m)) continue;
    DROP_ALL(part, RO_KEPT_TEXT(part->settled[m].id), RO_KEPT_DROP_DERIVATIONS, RO_KEPT_DROP_REPORT_DISCREPANCIES);
    DROP_ALL(part, RO_KEPT_NUMBER(ro_part_number(part, m)), RO_KEPT_DROP_TOLD, RO_KEPT_DROP_TOLD_KEYS, RO_KEPT_DROP_REFERENCES,
             RO_KEPT_DROP_REFERENCE_KEYS, RO_KEPT_DROP_SIDELINES);
  }
  for (size_t i = 0; i < part->old_origins.at.len; i++)
    DROP_ALL(part, RO_KEPT_TEXT(ro_part_identity(part, "o", part->old_origins.at.at[i])), RO_KEPT_DROP_ORIGIN_REPORTS,
             RO_KEPT_DROP_ORIGIN);
}

static void drop_entities(ro_part *part) {
  for (size_t i = 0; i < part->old_entities.at.len; i++)
    if (!ro_numbers_have(&part->entities, part->old_entities.at.at[i]))
      ro_part_ask(part, RO_KEPT_DROP_ENTITY,
                  RO_KEPT_VALUES(RO_KEPT_TEXT(ro_part_identity(part, "n", part->old_entities.at.at[i]))), NULL, NULL);
}

/* -- keys ------------------------------------------------------------------------------------------------------------------- */

typedef RO_ARRAY(ro_kept_key) fresh_keys;

static int by_key(const void *a, const void *b) {
  const ro_kept_key *left = a, *right = b;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return (left->member > right->member) - (left->member < right->member);
}

/* What of a key is kept beside it: the day of a report's matter, so that it is found by days. */
static ro_kept_value day_of(const ro_part *part, uint64_t key, size_t member) {
  return RO_KEPT_PLAIN(key & RO_KEPT_OF_MATTER ? ro_part_day(part, member) : 0);
}

/* Of a report: what its keys were goes, what they are is gathered. */
static void replace_keys(ro_part *part, size_t member, const ro_values *now, fresh_keys *fresh) {
  const ro_prepared *p = part->settled[member].prepared;
  uint64_t report = ro_part_number(part, member);
  ro_old_report old = part->is_first ? (ro_old_report){0} : ro_part_old(part, report);
  ro_values was = ro_part_old_keys(part, &old);
  for (size_t i = 0; i < was.len; i++)
    if (!ro_values_have(now, was.at[i]))
      ro_part_ask(part, RO_KEPT_DROP_KEY,
                  RO_KEPT_VALUES(RO_KEPT_NUMBER(was.at[i]), day_of(part, was.at[i], member), RO_KEPT_NUMBER(report)), NULL, NULL);
  for (size_t i = 0; i < now->len; i++)
    if (!ro_values_have(&was, now->at[i])) RO_PUSH(&part->round, fresh, ((ro_kept_key){now->at[i], member}));
  ro_slice all = {now->len ? (const char *)now->at : "", now->len * sizeof(uint64_t)};
  ro_part_ask(part, RO_KEPT_PUT_REPORT,
              RO_KEPT_VALUES(RO_KEPT_NUMBER(report), RO_KEPT_TEXT(part->settled[member].id),
                             RO_KEPT_NUMBER(ro_part_number(part, part->kept.component_of[member])),
                             p->words.len > 0 ? RO_KEPT_NUMBER(p->fingerprint) : RO_KEPT_NOTHING, RO_KEPT_TEXT(all),
                             RO_KEPT_TEXT(ro_terms_pack(&p->terms, &part->round))),
              NULL, NULL);
  ro_part_ask(part, RO_KEPT_DROP_UNSETTLED, RO_KEPT_VALUES(RO_KEPT_TEXT(part->settled[member].id)), NULL, NULL);
}

static void put_keys(ro_part *part) {
  fresh_keys fresh = {0};
  const ro_values *now = ro_part_keys(part);
  for (size_t m = 0; m < part->n_settled; m++) {
    if (ro_part_is_context(part, m)) continue;
    replace_keys(part, m, &now[m], &fresh);
  }
  if (fresh.len > 1) qsort(fresh.at, fresh.len, sizeof *fresh.at, by_key); /* pages of the table are met in their order */
  for (size_t i = 0; i < fresh.len; i++)
    ro_part_ask(part, RO_KEPT_PUT_KEY,
                RO_KEPT_VALUES(RO_KEPT_NUMBER(fresh.at[i].key), day_of(part, fresh.at[i].key, fresh.at[i].member),
                               RO_KEPT_NUMBER(ro_part_number(part, fresh.at[i].member))),
                NULL, NULL);
}

static void put_told(ro_part *part) {
  for (size_t i = 0; i < part->kept.told.len; i++) {
    const ro_kept_told *told = &part->kept.told.at[i];
    if (!ro_part_is_context(part, told->member))
      ro_part_ask(
          part, RO_KEPT_PUT_TOLD,
          RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_part_number(part, told->member)), RO_KEPT_NUMBER(ro_identity_number(told->event))),
          NULL, NULL);
  }
  for (size_t i = 0; i < part->kept.told_keys.len; i++) {
    const ro_kept_told_key *told = &part->kept.told_keys.at[i];
    if (ro_part_is_context(part, told->member)) continue;
    ro_part_ask(
        part, RO_KEPT_PUT_TOLD_KEY,
        RO_KEPT_VALUES(RO_KEPT_NUMBER(told->key), RO_KEPT_PLAIN(told->low), RO_KEPT_PLAIN(told->high),
                       RO_KEPT_NUMBER(ro_identity_number(told->event)), RO_KEPT_NUMBER(ro_part_number(part, told->member))),
        NULL, NULL);
  }
  for (size_t i = 0; i < part->kept.sidelines.len; i++) {
    const ro_kept_sideline *sideline = &part->kept.sidelines.at[i];
    if (ro_part_is_context(part, sideline->member)) continue;
    ro_part_ask(part, RO_KEPT_PUT_SIDELINE,
                RO_KEPT_VALUES(RO_KEPT_NUMBER(sideline->group), RO_KEPT_NUMBER(ro_identity_number(sideline->event)),
                               RO_KEPT_NUMBER(ro_part_number(part, sideline->member))),
                NULL, NULL);
  }
}

static void put_references(ro_part *part) {
  for (size_t i = 0; i < part->kept.references.len; i++) {
    const ro_kept_reference *r = &part->kept.references.at[i];
    uint64_t report = ro_part_number(part, r->member);
    if (ro_part_is_context(part, r->member) && !ro_numbers_have(&part->families, r->group)) continue;
    ro_part_ask(part, RO_KEPT_PUT_REFERENCE,
                RO_KEPT_VALUES(RO_KEPT_NUMBER(report), RO_KEPT_PLAIN(r->meeting), RO_KEPT_NUMBER(r->group),
                               RO_KEPT_NUMBER(ro_identity_number(r->event)), RO_KEPT_PLAIN(r->is_told)),
                NULL, NULL);
    for (size_t k = 0; k < r->keys.len && r->low <= r->high && !ro_part_is_context(part, r->member); k++)
      ro_part_ask(part, RO_KEPT_PUT_REFERENCE_KEY,
                  RO_KEPT_VALUES(RO_KEPT_NUMBER(r->keys.at[k]), RO_KEPT_PLAIN(r->low), RO_KEPT_PLAIN(r->high),
                                 RO_KEPT_NUMBER(r->group), RO_KEPT_NUMBER(report), RO_KEPT_PLAIN(r->meeting)),
                  NULL, NULL);
  }
}

/* Notes of which series the events are; these are touched. */
static void put_series(ro_part *part, const ro_record *written) {
  for (size_t i = 0; i < written->events.len; i++) {
    ro_slice series = ro_series_of(&written->events.at[i], &part->round);
    if (!series.ptr) continue;
    int64_t number = ro_series_number(series);
    ro_numbers_add(&part->series, (uint64_t)number, &part->arena);
    ro_part_ask(part, RO_KEPT_PUT_SERIES,
                RO_KEPT_VALUES(RO_KEPT_PLAIN(number), RO_KEPT_NUMBER(ro_identity_number(written->events.at[i].id))), NULL, NULL);
  }
}

/* -- lines ------------------------------------------------------------------------------------------------------------------ */

ro_map ro_part_written(ro_part *part) {
  ro_map written;
  ro_map_init(&written, &part->round);
  for (size_t i = 0; i < part->kept.told.len; i++) {
    const ro_kept_told *told = &part->kept.told.at[i];
    if (!ro_part_is_context(part, told->member) || ro_numbers_have(&part->rewritten, ro_identity_number(told->event)))
      ro_map_put(&written, told->event, NULL);
  }
  for (size_t i = 0; i < part->kept.references.len; i++) {
    const ro_kept_reference *r = &part->kept.references.at[i];
    if (!r->is_told && ro_numbers_have(&part->families, r->group)) ro_map_put(&written, r->event, NULL);
  }
  return written;
}

static bool is_touched(const ro_part *part, ro_slice report) {
  return ro_numbers_have(&part->touched, ro_identity_number(report));
}

static void select_lines(ro_part *part, ro_record *to) {
  const ro_record *from = &part->out;
  ro_map written = ro_part_written(part);
  to->reports.at = from->reports.at;
  to->reports.len = from->reports.len;
  for (size_t i = 0; i < from->origins.len; i++)
    if (from->origins.at[i].reports.len > 0 && is_touched(part, from->origins.at[i].reports.at[0]))
      RO_PUSH(&part->round, &to->origins, from->origins.at[i]);
  for (size_t i = 0; i < from->events.len; i++)
    if (ro_map_get(&written, from->events.at[i].id)) RO_PUSH(&part->round, &to->events, from->events.at[i]);
  for (size_t i = 0; i < from->statements.len; i++)
    if (ro_map_get(&written, from->statements.at[i].event)) RO_PUSH(&part->round, &to->statements, from->statements.at[i]);
  for (size_t i = 0; i < from->derivations.len; i++)
    if (is_touched(part, from->derivations.at[i].a)) RO_PUSH(&part->round, &to->derivations, from->derivations.at[i]);
  for (size_t i = 0; i < from->discrepancies.len; i++) {
    const ro_record_discrepancy *d = &from->discrepancies.at[i];
    if (d->report.ptr ? is_touched(part, d->report) : ro_map_get(&written, d->event) != NULL)
      RO_PUSH(&part->round, &to->discrepancies, *d);
  }
  ro_part_write_entities(part, to);
}

void ro_part_put_lines(ro_part *part, const ro_record *record) {
  ro_record_lines lines;
  bool *context = RO_NEW_ARRAY(&part->round, bool, record->reports.len + 1);
  for (size_t i = 0; i < record->reports.len; i++) context[i] = !is_touched(part, record->reports.at[i].id);
  ro_exporter_init(&lines.exporter, record, &part->round);
  ro_text_init(&lines.text, 0);
  if (part->status == READOUT_OK)
    part->status = part->is_first
                       ? ro_store_replace(part->record->store, record, ro_record_give_line, &lines, part->err)
                       : ro_store_put_part(part->record->store, record, context, ro_record_give_line, &lines, part->err);
  ro_text_release(&lines.text);
}

void ro_part_keep(ro_part *part) {
  ro_record some = {0};
  if (part->is_first) {
    ro_part_keep_first_names(part);
    ro_part_put_lines(part, &part->out);
    put_series(part, &part->out);
  } else {
    select_lines(part, &some);
    drop_events(part);
    put_series(part, &some);
    leave_series(part);
    drop_reports(part);
    drop_entities(part);
    ro_part_put_lines(part, &some);
  }
  put_keys(part);
  put_told(part);
  put_references(part);
}
