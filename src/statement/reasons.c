/* Reasons as the steps note them: a rule, the words that it went by, and where it looked them up. */
#include "statement/reader.h"

void ro_note(const ro_reader *r, ro_explained of, ro_span what, ro_slice gives, ro_why why) {
  if (r->trace) ro_trace_note(r->trace, r->arena, of, what, gives, why);
}

void ro_note_all(const ro_reader *r, ro_explained of, ro_span what, ro_slice gives, const ro_whys *whys) {
  for (size_t i = 0; i < whys->len; i++) ro_note(r, of, what, gives, whys->at[i]);
}

void ro_because(const ro_reader *r, ro_whys *whys, ro_why why) {
  if (r->trace) RO_PUSH(r->arena, whys, why);
}

ro_why ro_why_words(const ro_reader *r, const char *rule, size_t first, size_t end) {
  size_t n = r->tokens->tokens.len;
  ro_why why = RO_WHY(rule);
  if (first < end && end <= n) why.fired = (ro_span){ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end};
  return why;
}

ro_why ro_why_name(const ro_reader *r, const char *rule, const ro_gazetteer_entry *entry, size_t first, size_t end) {
  ro_why why = ro_why_words(r, rule, first, end);
  why.list = r->lists->listed.at[entry->listed].list;
  why.entry = entry->as_listed;
  return why;
}

ro_why ro_why_cue(const ro_reader *r, const char *rule, const ro_cue *cue, ro_range words) {
  ro_why why = ro_why_words(r, rule, words.first, words.end);
  if (!cue || cue->words.len == 0) return why; /* a verb that no list has */
  why.list = "cues.tsv";
  why.entry = cue->words;
  return why;
}

ro_why ro_why_title(const ro_reader *r, const char *rule, size_t first, size_t end) {
  ro_why why = ro_why_words(r, rule, first, end);
  if (first >= r->tokens->tokens.len || !r->office[first]) return why;
  why.list = "offices.tsv";
  why.entry = r->office[first]->as_listed;
  return why;
}

ro_slice ro_names_given(const ro_reader *r, const ro_indexes *entities) {
  ro_slices names = {0};
  if (!r->trace || entities->len == 0) return RO_ABSENT;
  for (size_t i = 0; i < entities->len; i++) RO_PUSH(r->arena, &names, r->out->entities.at[entities->at[i]].name);
  return ro_arena_join(r->arena, names.at, names.len, RO_LIT(", "));
}
