#include "event/one_thing.h"

#include "event/identity.h"
#include "event/thing_names.h"

/* The words by which an event's reports may name its parties' countries in the name of an instrument: "tunisian", "egypt". */
static ro_slices party_words(const ro_settling *s, const ro_settled_event *event) {
  ro_slices words = {0};
  for (size_t n = 0; n < event->nodes.len; n++) {
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[n]);
    const ro_findings *f = ro_settling_findings(s, s->nodes.at[event->nodes.at[n]].member);
    for (size_t p = 0; p < meeting->parties.len; p++) {
      size_t of = meeting->parties.at[p].of;
      for (size_t c = 0; of != RO_NONE && c < s->lexicon->countries.len; c++) {
        if (!ro_slice_equal(s->lexicon->countries.at[c].iso, f->entities.at[of].iso)) continue;
        ro_slices named = ro_thing_name_words(s->lexicon->countries.at[c].name, s->words);
        for (size_t w = 0; w < named.len; w++) RO_PUSH(s->words, &words, named.at[w]);
      }
    }
  }
  ro_slices_sort_unique(&words);
  return words;
}

/* An initiative or instrument as a report of an event names it. */
typedef struct named_thing {
  size_t ident, member;
  ro_slice name;
} named_thing;

typedef RO_ARRAY(named_thing) named_things;

static named_things things_of(ro_settling *s, const ro_settled_event *event) {
  named_things things = {0};
  for (size_t n = 0; n < event->nodes.len; n++) {
    size_t member = s->nodes.at[event->nodes.at[n]].member;
    const ro_prepared *p = ro_settling_prepared(s, member);
    for (size_t i = 0; i < p->findings->entities.len; i++) {
      const ro_entity *entity = &p->findings->entities.at[i];
      if (entity->kind != RO_INITIATIVE && entity->kind != RO_INSTRUMENT) continue;
      RO_PUSH(s->words, &things, ((named_thing){ro_ident_of_key(s, p->keys.at[i], entity->kind), member, entity->name}));
    }
  }
  return things;
}

/* Are two things named by one report? */
static bool are_named_together(const named_things *things, size_t a, size_t b) {
  for (size_t i = 0; i < things->len; i++)
    for (size_t k = 0; things->at[i].ident == a && k < things->len; k++)
      if (things->at[k].ident == b && things->at[k].member == things->at[i].member) return true;
  return false;
}

/* The thing that another report names and that is the same; RO_NONE where none is, or where a third is called so too, for other
 * years. */
static size_t same_thing(const ro_settling *s, const named_things *things, size_t i, const ro_slices *beside) {
  size_t found = RO_NONE;
  for (size_t k = 0; k < things->len; k++) {
    size_t a = things->at[i].ident, b = things->at[k].ident;
    bool alike = a != b && s->idents.at[a].kind == s->idents.at[b].kind && !are_named_together(things, a, b) &&
                 ro_thing_names_alike(things->at[i].name, things->at[k].name, beside, s->words);
    if (!alike) continue;
    if (found != RO_NONE && !ro_thing_names_alike(things->at[found].name, things->at[k].name, beside, s->words)) return RO_NONE;
    found = k;
  }
  return found;
}

ro_one_things ro_one_things_of(ro_settling *s, const ro_settled_event *event) {
  ro_one_things pairs = {0};
  named_things things = things_of(s, event);
  ro_slices beside = things.len > 1 ? party_words(s, event) : (ro_slices){0};
  for (size_t i = 0; i < things.len; i++) {
    size_t k = same_thing(s, &things, i, &beside);
    if (k != RO_NONE) RO_PUSH(s->arena, &pairs, ((ro_one_thing){things.at[i].ident, things.at[k].ident}));
  }
  ro_arena_clear(s->words);
  return pairs;
}
