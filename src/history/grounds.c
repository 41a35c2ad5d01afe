#include "history/grounds.h"

void ro_note_formulation(ro_grounds *trace, const ro_record_formulation *line, ro_slice key, const ro_why *why, size_t times,
                         size_t all_times) {
  if (!ro_grounds_want(trace, line->id)) return;
  ro_ground_note(trace, RO_LINE_FORMULATION, line->id, RO_GROUND_PHRASE, line->phrase, why->rule);
  if (why->list) ro_ground_list(trace, why->list, why->entry);
  if (key.len > 2 && key.ptr[1] == '-') ro_ground_about(trace, key); /* what it is the name of */
  ro_ground_note(trace, RO_LINE_FORMULATION, line->id, RO_GROUND_NAME, line->phrase,
                 "its most frequent wording, the shortest of those");
  ro_ground_measure(trace, "times", (double)times);
  ro_ground_measure(trace, "all wordings", (double)all_times);
  for (size_t i = 0; i < line->uses.len; i++) {
    const ro_formulation_use *use = &line->uses.at[i];
    ro_ground_note(trace, RO_LINE_FORMULATION, line->id, RO_GROUND_USE, use->strength,
                   "statements made there have it; its strength is that of the strongest of them");
    ro_ground_about(trace, use->event);
    for (size_t e = 0; e < use->evidence.len; e++) ro_ground_quote(trace, &use->evidence.at[e]);
  }
}

void ro_note_change(ro_grounds *trace, const ro_record_formulation *line, const ro_formulation_change *change,
                    const ro_compared *compared) {
  if (!ro_grounds_want(trace, line->id)) return;
  ro_ground_note(trace, RO_LINE_FORMULATION, line->id, RO_GROUND_CHANGE, change->change, compared->why);
  ro_ground_about(trace, change->from);
  ro_ground_about(trace, change->to);
  if (compared->rank_before) ro_ground_measure(trace, "rank before", (double)compared->rank_before);
  if (compared->rank_after) ro_ground_measure(trace, "rank after", (double)compared->rank_after);
  if (compared->length_before) ro_ground_measure(trace, "bytes of the longest account before", (double)compared->length_before);
  if (compared->length_before) ro_ground_measure(trace, "bytes after", (double)compared->length_after);
}

void ro_note_followed(ro_grounds *trace, ro_slice statement, ro_slice event, ro_slice how, const ro_record_statement *other,
                      double alike) {
  if (!ro_grounds_want(trace, statement)) return;
  const char *rule = "no commitment of the same speakers there";
  if (other && !how.ptr) rule = "the commitment of the same speakers there that comes nearest has too few words in common";
  if (how.ptr) rule = "a commitment of the same speakers there has most of its words; of two strengths the rank tells";
  if (ro_slice_equal(how, RO_LIT("fulfilled")))
    rule = "told there as done, or welcomed as done, by some of those who undertook it";
  ro_ground_note(trace, RO_LINE_COMMITMENT, statement, RO_GROUND_FOLLOWED, how.ptr ? how : RO_LIT("not"), rule);
  ro_ground_about(trace, event);
  if (!other) return;
  ro_ground_about(trace, other->id);
  ro_ground_measure(trace, "words in common", alike);
  if (other->evidence.len > 0) ro_ground_quote(trace, &other->evidence.at[0]);
}

static const char *status_rule(const ro_record_commitment *line, size_t later, bool decided) {
  if (decided) return "a person says so";
  if (later == 0) return "no later event of the same countries is in the record";
  if (ro_slice_equal(line->status, RO_LIT("fulfilled"))) return "a later event tells it as done";
  if (line->followed.len == 0) return "no later event speaks of it: no evidence is not \"not done\"";
  return "later events speak of it, none as done";
}

void ro_note_commitment(ro_grounds *trace, const ro_record_commitment *line, size_t later, bool decided) {
  if (!ro_grounds_want(trace, line->statement)) return;
  ro_ground_note(trace, RO_LINE_COMMITMENT, line->statement, RO_GROUND_STATUS, line->status, status_rule(line, later, decided));
  ro_ground_measure(trace, "later events of the same countries", (double)later);
  if (line->target.ptr)
    ro_ground_note(trace, RO_LINE_COMMITMENT, line->statement, RO_GROUND_TARGET, line->target,
                   "the first instrument, else initiative, else issue that its clauses name");
}
