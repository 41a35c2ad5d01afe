/*
 * How far an instrument has come: one report says that it was signed, another that it is only now being drafted.
 */
#include "event/differing.h"
#include "event/identity.h"

#define BEFORE 2 /* words before one of a stage in which stands that it is still to come: "will be signed" */

/* What a report says of an instrument. */
typedef struct staged {
  size_t lead; /* ident that stands for it */
  size_t member;
  const ro_stage *stage;
  ro_span span;
} staged;

typedef RO_ARRAY(staged) stagings;

/* -- what reports say ------------------------------------------------------------------------------------------------- */

/* The longest wording of a stage that begins with word i, its words in *n; or NULL. */
static const ro_stage *stage_at(const ro_settling *s, const ro_prepared *p, size_t i, size_t end, size_t *n) {
  const ro_contrasts *contrasts = &s->lexicon->contrasts;
  const ro_stage *found = NULL;
  ro_slices words = {0};
  for (size_t k = i; k < end && k < i + RO_LISTED_WORDS && (k == i || !p->words.at[k].apart); k++) {
    RO_PUSH(s->words, &words, p->words.at[k].lower);
    const uint64_t *at = ro_map_get(&contrasts->stage_of, ro_arena_join(s->words, words.at, words.len, RO_LIT(" ")));
    if (!at) continue;
    found = &contrasts->stages.at[*at];
    *n = words.len;
  }
  return found;
}

static bool is_to_come(const ro_prepared *p, size_t i, size_t first) {
  static const char *const SIGNS[] = {"to",  "will", "would", "shall", "should", "may", "might",
                                      "can", "must", "not",   "be",    "before", "yet", "once"};
  for (size_t k = i; k > first && k + BEFORE > i; k--)
    for (size_t w = 0; w < sizeof SIGNS / sizeof *SIGNS; w++)
      if (ro_slice_equal(p->words.at[k - 1].lower, ro_slice_of(SIGNS[w]))) return true;
  return false;
}

/* Does the sentence speak of a year or day before that of the event? "The agreement, which they began to draft in 2019". */
static bool is_of_before(const ro_settling *s, size_t index, const ro_findings *f, ro_span sentence) {
  ro_slice day = s->out->events.at[index].from;
  for (size_t i = 0; day.ptr && i < f->times.len; i++) {
    const ro_time *time = &f->times.at[i];
    bool within = time->span.start >= sentence.start && time->span.end <= sentence.end;
    if (!within || time->type != RO_TIME_DATE || time->value.len < 4 || time->value.ptr[0] > '9') continue;
    size_t len = time->value.len < day.len ? time->value.len : day.len;
    if (ro_slice_compare(ro_slice_part(time->value, 0, len), ro_slice_part(day, 0, len)) < 0) return true;
  }
  return false;
}

/* The instrument that words of a stage are about: the first behind them in their sentence, else the last before; an index into
 * the mentions, or RO_NONE. */
static size_t instrument_of(const ro_findings *f, ro_span sentence, ro_span words) {
  size_t before = RO_NONE;
  for (size_t i = 0; i < f->mentions.len; i++) {
    const ro_mention *mention = &f->mentions.at[i];
    if (mention->span.start < sentence.start || f->entities.at[mention->entity].kind != RO_INSTRUMENT) continue;
    if (mention->span.end > sentence.end) break;
    if (mention->span.start >= words.end) return i;
    if (mention->span.end <= words.start) before = i;
  }
  return before;
}

static void stages_of(ro_settling *s, size_t index, size_t member, const ro_unit *unit, stagings *out) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  const ro_findings *f = p->findings;
  for (size_t i = unit->first, n = 1; i < unit->end; i += n) {
    const ro_stage *stage = stage_at(s, p, i, unit->end, &n);
    if (!stage) n = 1;
    if (!stage || (stage->is_past && is_to_come(p, i, unit->first))) continue;
    ro_span words = {p->words.at[i].span.start, p->words.at[i + n - 1].span.end};
    size_t mention = instrument_of(f, unit->span, words);
    if (mention == RO_NONE || is_of_before(s, index, f, unit->span)) continue;
    ro_span named = f->mentions.at[mention].span;
    size_t ident = ro_ident_of(s, member, f->mentions.at[mention].entity);
    ro_span span = {words.start < named.start ? words.start : named.start, words.end > named.end ? words.end : named.end};
    if (ident != RO_NONE) RO_PUSH(s->arena, out, ((staged){s->lead_of[ident], member, stage, span}));
  }
  ro_arena_clear(s->words);
}

/* -- what cannot both be so ------------------------------------------------------------------------------------------- */

/* What one report says of an instrument that it says nothing else of: its first such words, or NULL. */
static const staged *only_of(const stagings *all, size_t lead, size_t member) {
  const staged *only = NULL;
  for (size_t i = 0; i < all->len; i++) {
    const staged *one = &all->at[i];
    if (one->lead != lead || one->member != member) continue;
    if (only && only->stage->is_past != one->stage->is_past) return NULL;
    if (!only) only = one;
  }
  return only;
}

static void write_instrument(ro_settling *s, size_t index, const stagings *all, size_t lead) {
  bool past = false, begun = false;
  ro_differing d = ro_differing_of(s, index, "outcome",
                                   "one report says of an instrument what is so when it is made, another that it is being made",
                                   s->idents.at[lead].key);
  for (size_t i = 0; i < all->len; i++) {
    const staged *one = &all->at[i];
    if (one->lead != lead || only_of(all, lead, one->member) != one) continue;
    past = past || one->stage->is_past;
    begun = begun || !one->stage->is_past;
    ro_differing_add(&d, one->stage->name, one->member, one->span);
  }
  if (past && begun) ro_differing_write(&d);
}

void ro_differ_in_stages(ro_settling *s, size_t index) {
  const ro_settled_event *event = &s->events.at[index];
  stagings all = {0};
  for (size_t n = 0; n < event->nodes.len; n++) {
    size_t member = s->nodes.at[event->nodes.at[n]].member;
    const ro_prepared *p = ro_settling_prepared(s, member);
    bool again = n > 0 && s->nodes.at[event->nodes.at[n - 1]].member == member;
    for (size_t u = 0; !again && u < p->units.len; u++) stages_of(s, index, member, &p->units.at[u], &all);
  }
  for (size_t i = 0; i < all.len; i++) {
    size_t k = 0;
    while (all.at[k].lead != all.at[i].lead) k++;
    if (k == i) write_instrument(s, index, &all, all.at[i].lead);
  }
}
