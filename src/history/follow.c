#include "history/follow.h"

#include <stdlib.h>

#include "base/hash.h"
#include "event/values.h"
#include "event/words.h"
#include "history/done.h"
#include "history/grounds.h"
#include "history/phrases.h"

#define COMPARABLE 0.6 /* share of the earlier event's text that the later one needs for silence to mean something */
#define MAX_VARIANTS 12
#define REAFFIRMED 0.6 /* likeness of two commitments that are one */

/* A formulation while it is gathered: what each event of a series has of it. */
typedef struct used {
  ro_slice wording;
  size_t count;
} used;

/* Its use at one event. */
typedef struct moment {
  size_t event; /* index into the record's events */
  ro_formulation_use use;
  ro_map shown; /* evidence that it has */
  ro_act act;   /* of the use's strongest statement */
  bool joint;
} moment;

typedef struct gathered {
  ro_slice key;
  ro_why why; /* of its first use */
  RO_ARRAY(used) wordings;
  RO_ARRAY(moment *) moments; /* in the series' order */
  moment *last;
} gathered;

typedef RO_ARRAY(gathered *) gatherings;

typedef struct series {
  ro_slice key;      /* its countries */
  ro_indexes events; /* by date */
} series;

/* A statement's words, and the meanings of those of content, sorted, with doubles. */
typedef struct content {
  bool is_read;
  ro_words words;
  ro_values meanings;
} content;

typedef struct following {
  ro_record *record;
  const ro_lexicon *lexicon;
  ro_arena *arena;
  ro_record_index index;
  ro_phrase_finder finder;
  RO_ARRAY(series) all;
  ro_indexes *statements; /* of each event */
  content *contents;      /* of each statement, once it is asked for */
  size_t *place_of;       /* of each event: its place in the series that is followed */
  ro_grounds *trace;      /* or NULL */
} following;

/* -- series ------------------------------------------------------------------------------------------------------------------ */

static bool is_rejected(ro_slice verdict) {
  return ro_slice_equal(verdict, RO_LIT("rejected"));
}

static bool is_told(const ro_record_event *event) {
  return !is_rejected(event->verdict) && event->reports.len > 0 && event->status == RO_HELD && event->from.ptr;
}

ro_slice ro_series_of(const ro_record_event *event, ro_arena *arena) {
  ro_slices countries = {0};
  if (!is_told(event)) return RO_ABSENT;
  for (size_t p = 0; p < event->parties.len; p++)
    if (event->parties.at[p].of.ptr) RO_PUSH(arena, &countries, event->parties.at[p].of);
  ro_slices_sort_unique(&countries);
  return countries.len >= 2 ? ro_arena_join(arena, countries.at, countries.len, RO_LIT(" ")) : RO_ABSENT;
}

static void sort_events(const ro_record *record, ro_indexes *events) {
  for (size_t i = 1; i < events->len; i++) { /* they are few, and nearly in order */
    for (size_t j = i; j > 0; j--) {
      const ro_record_event *a = &record->events.at[events->at[j - 1]], *b = &record->events.at[events->at[j]];
      int order = ro_slice_compare(a->from, b->from);
      if (order < 0 || (order == 0 && ro_slice_compare(a->id, b->id) < 0)) break;
      size_t swap = events->at[j];
      events->at[j] = events->at[j - 1];
      events->at[j - 1] = swap;
    }
  }
}

static void find_series(following *f) {
  ro_map by_key;
  ro_map_init(&by_key, f->arena);
  for (size_t e = 0; e < f->record->events.len; e++) {
    ro_slice key = ro_series_of(&f->record->events.at[e], f->arena);
    bool is_new;
    if (!key.ptr) continue;
    uint64_t *place = ro_map_put(&by_key, key, &is_new);
    if (is_new) {
      *place = f->all.len;
      RO_PUSH(f->arena, &f->all, ((series){.key = key}));
    }
    RO_PUSH(f->arena, &f->all.at[*place].events, e);
  }
  for (size_t s = 0; s < f->all.len; s++) sort_events(f->record, &f->all.at[s].events);
}

/* -- formulations ----------------------------------------------------------------------------------------------------- */

static size_t rank_of(ro_act act, ro_slice strength) {
  static const char *const RANKS[][6] = {[RO_COMMITMENT] = {"explore", "hope", "willing", "will", "agreed"},
                                         [RO_CALL_FOR] = {"hopes", "should", "urges", "must"},
                                         [RO_POSITION] = {"notes", "attaches importance", "supports", "firmly supports"}};
  if (act > RO_POSITION) return 0;
  for (size_t i = 0; i < 6 && RANKS[act][i]; i++)
    if (ro_slice_equal(strength, ro_slice_of(RANKS[act][i]))) return i + 1;
  return 0;
}

static void note_wording(following *f, gathered *g, ro_slice wording) {
  for (size_t w = 0; w < g->wordings.len; w++) {
    if (!ro_slice_equal_nocase(g->wordings.at[w].wording, wording)) continue;
    g->wordings.at[w].count++;
    return;
  }
  RO_PUSH(f->arena, &g->wordings, ((used){wording, 1}));
}

static moment *moment_of(const following *f, gathered *g, size_t event, const ro_record_statement *statement) {
  if (g->last && g->last->event == event) return g->last;
  moment *m = g->last = RO_NEW(f->arena, moment);
  m->event = event;
  ro_map_init(&m->shown, f->arena);
  m->use.event = f->record->events.at[event].id;
  m->use.strength = statement->strength;
  m->act = statement->act;
  RO_PUSH(f->arena, &g->moments, m);
  return m;
}

/* Has the use this evidence? If not, it is noted. */
static bool is_shown(const following *f, moment *m, const ro_evidence *evidence) {
  bool is_new;
  if (evidence->spans.len == 0) return false;
  ro_slice place = ro_arena_format(f->arena, "%.*s %zu %zu", (int)evidence->report.len, evidence->report.ptr, evidence->spans.len,
                                   evidence->spans.at[0].start);
  ro_map_put(&m->shown, place, &is_new);
  return !is_new;
}

static void note_use(const following *f, gathered *g, size_t event, const ro_record_statement *statement,
                     const ro_evidence *evidence) {
  moment *m = moment_of(f, g, event, statement);
  if (is_shown(f, m, evidence)) return;
  for (size_t s = 0; s < statement->speakers.len; s++) RO_PUSH(f->arena, &m->use.speakers, statement->speakers.at[s]);
  ro_slices_sort_unique(&m->use.speakers);
  ro_evidence shown = {.report = evidence->report, .spans = evidence->spans, .quote = evidence->quote};
  RO_PUSH(f->arena, &m->use.evidence, shown);
  if (rank_of(statement->act, statement->strength) > rank_of(m->act, m->use.strength)) {
    m->use.strength = statement->strength;
    m->act = statement->act;
  }
  m->joint = m->joint || statement->joint;
}

static void gather_statement(following *f, size_t event, const ro_record_statement *statement, ro_map *by_key, gatherings *all) {
  ro_phrases phrases = {0};
  for (size_t e = 0; e < statement->evidence.len; e++) {
    const ro_evidence *evidence = &statement->evidence.at[e];
    if (e == 0 || !ro_slice_equal(evidence->quote, statement->evidence.at[e - 1].quote)) { /* as of copies */
      phrases.len = 0;
      ro_phrases_find(&phrases, evidence->quote, &f->finder, f->arena);
    }
    for (size_t p = 0; p < phrases.len; p++) {
      bool is_new;
      uint64_t *place = ro_map_put(by_key, phrases.at[p].key, &is_new);
      if (is_new) {
        *place = all->len;
        gathered *fresh = RO_NEW(f->arena, gathered);
        fresh->key = phrases.at[p].key;
        fresh->why = phrases.at[p].why;
        RO_PUSH(f->arena, all, fresh);
      }
      gathered *g = *place < all->len ? all->at[*place] : NULL;
      if (!g) continue;
      note_wording(f, g, phrases.at[p].wording);
      note_use(f, g, event, statement, evidence);
    }
  }
}

static size_t main_length(const ro_record_report *report) {
  size_t len = 0;
  for (size_t m = 0; report && m < report->report.main.len; m++)
    len += report->report.main.at[m].end - report->report.main.at[m].start;
  return len;
}

/* The longest account: copies and further reports make no event longer. */
static size_t event_length(const following *f, const ro_record_event *event) {
  size_t longest = 0;
  for (size_t r = 0; r < event->reports.len; r++) {
    size_t len = main_length(ro_find_report(&f->index, event->reports.at[r]));
    if (len > longest) longest = len;
  }
  return longest;
}

/* Do the later event's reports hold an account of a side that used the phrase? Where no side is known, any report will do. */
static bool same_side_heard(const ro_record_event *before, const ro_record_event *after) {
  bool known = false;
  for (size_t a = 0; a < before->sides.len; a++) {
    if (before->sides.at[a].origins.len == 0) continue;
    known = true;
    for (size_t b = 0; b < after->sides.len; b++)
      if (after->sides.at[b].origins.len > 0 && ro_slice_equal(before->sides.at[a].side, after->sides.at[b].side)) return true;
  }
  return !known;
}

static ro_slice is(ro_compared *compared, ro_slice change, const char *why) {
  compared->why = why;
  return change;
}

static ro_slice change_of_silence(const following *f, size_t from, size_t to, ro_compared *compared) {
  const ro_record_event *a = &f->record->events.at[from], *b = &f->record->events.at[to];
  compared->length_before = event_length(f, a);
  compared->length_after = event_length(f, b);
  if ((double)compared->length_after < COMPARABLE * (double)compared->length_before)
    return is(compared, RO_LIT("too-short"), "nobody uses it, but the later reports are far shorter");
  if (!same_side_heard(a, b))
    return is(compared, RO_LIT("too-short"), "nobody uses it, but there is no account of the side that did");
  return is(compared, RO_LIT("dropped"),
            "nobody uses it, in reports about as long, its side's account among them where sides are known");
}

static ro_slice change_between(const following *f, const moment *before, const moment *after, size_t from, size_t to,
                               ro_compared *compared) {
  *compared = (ro_compared){0};
  if (!before) return is(compared, RO_LIT("new"), "the event before does not have it");
  if (!after) return change_of_silence(f, from, to, compared);
  if (before->act != after->act)
    return is(compared, RO_LIT("kept"), "used in statements of other acts, which have no common rank");
  size_t rank_before = rank_of(before->act, before->use.strength), rank_after = rank_of(after->act, after->use.strength);
  compared->rank_before = rank_before;
  compared->rank_after = rank_after;
  if (rank_before != rank_after && rank_before && rank_after)
    return is(compared, rank_after > rank_before ? RO_LIT("strengthened") : RO_LIT("weakened"),
              "the operators before it have other ranks within one act");
  if (before->joint != after->joint)
    return is(compared, after->joint ? RO_LIT("strengthened") : RO_LIT("weakened"),
              after->joint ? "from one side's to both's" : "from both sides' to one's");
  return is(compared, RO_LIT("kept"), "the same act, and neither another rank nor other sides");
}

/* What became of the formulation from the event at one place of the series to that at another. */
static void add_change(const following *f, const series *s, size_t place, size_t to_place, const moment *before,
                       const moment *after, ro_record_formulation *out) {
  size_t from = s->events.at[place], to = s->events.at[to_place];
  ro_compared compared;
  ro_formulation_change change = {f->record->events.at[from].id, f->record->events.at[to].id,
                                  change_between(f, before, after, from, to, &compared)};
  ro_note_change(f->trace, out, &change, &compared);
  RO_PUSH(f->arena, &out->between, change);
}

/* Does a report of the event have a wording of the formulation, though in no statement that was read? */
static bool is_worded(const following *f, const gathered *g, const ro_record_event *event) {
  for (size_t r = 0; r < event->reports.len; r++) {
    const ro_record_report *report = ro_find_report(&f->index, event->reports.at[r]);
    for (size_t w = 0; report && report->report.text.ptr && w < g->wordings.len; w++) {
      size_t at = ro_slice_find(report->report.text, g->wordings.at[w].wording, 0);
      if (at < report->report.text.len && ro_spans_hold(&report->report.main, at)) return true;
    }
  }
  return false;
}

/* The events behind a use, as far as to place `end`, that do not have it: too short to tell, until one tells that it was dropped.
 * False from there on. */
static bool add_silences(const following *f, const gathered *g, const series *s, const moment *use, size_t end,
                         ro_record_formulation *out) {
  size_t place = f->place_of[use->event];
  for (size_t to = place + 1; to < end; to++) {
    if (is_worded(f, g, &f->record->events.at[s->events.at[to]])) continue;
    add_change(f, s, place, to, use, NULL, out);
    if (ro_slice_equal(out->between.at[out->between.len - 1].change, RO_LIT("dropped"))) return false;
  }
  return true;
}

/* Each use is compared with the one before it, if no event between them tells that it was dropped. */
static void add_changes(const following *f, const gathered *g, const series *s, ro_record_formulation *out) {
  for (size_t m = 0; m < g->moments.len; m++) {
    const moment *now = g->moments.at[m], *next = m + 1 < g->moments.len ? g->moments.at[m + 1] : NULL;
    size_t place = f->place_of[now->event], end = next ? f->place_of[next->event] : s->events.len;
    bool is_new = m == 0 && place > 0 && !is_worded(f, g, &f->record->events.at[s->events.at[place - 1]]);
    if (is_new) add_change(f, s, place - 1, place, NULL, now, out);
    bool in_use = add_silences(f, g, s, now, end, out);
    if (next) add_change(f, s, in_use ? place : end - 1, end, in_use ? now : NULL, next, out);
  }
}

static int by_use(const void *left, const void *right) {
  const used *a = left, *b = right;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  if (a->wording.len != b->wording.len) return a->wording.len < b->wording.len ? -1 : 1;
  return ro_slice_compare(a->wording, b->wording);
}

static int by_id(const void *left, const void *right) {
  return ro_slice_compare(((const ro_record_formulation *)left)->id, ((const ro_record_formulation *)right)->id);
}

static void write_formulation(following *f, gathered *g, const series *s) {
  ro_record_formulation out = {0};
  if (g->wordings.len == 0) return;
  qsort(g->wordings.at, g->wordings.len, sizeof *g->wordings.at, by_use);
  out.phrase = g->wordings.at[0].wording;
  for (size_t w = 1; w < g->wordings.len && w <= MAX_VARIANTS; w++) RO_PUSH(f->arena, &out.variants, g->wordings.at[w].wording);
  const ro_slice parts[] = {s->key, g->key};
  out.id = ro_identity(f->arena, "f", parts, 2);
  out.series = s->key;
  for (size_t m = 0; m < g->moments.len; m++) RO_PUSH(f->arena, &out.uses, g->moments.at[m]->use);
  size_t times = 0;
  for (size_t w = 0; w < g->wordings.len; w++) times += g->wordings.at[w].count;
  ro_note_formulation(f->trace, &out, g->key, &g->why, g->wordings.at[0].count, times);
  add_changes(f, g, s, &out);
  RO_PUSH(f->arena, &f->record->formulations, out);
}

static int by_name(const void *left, const void *right) {
  const ro_report_name *a = left, *b = right;
  int order = ro_slice_compare(a->entity, b->entity);
  if (order) return order;
  if (a->text.len != b->text.len) return a->text.len > b->text.len ? -1 : 1;
  return ro_slice_compare(a->text, b->text);
}

/* What the reports of a series call things: what other reports call them does not matter here. */
static ro_report_names names_in(following *f, const series *s) {
  ro_report_names names = {0};
  size_t kept = 0;
  for (size_t e = 0; e < s->events.len; e++) {
    const ro_slices *reports = &f->record->events.at[s->events.at[e]].reports;
    for (size_t r = 0; r < reports->len; r++) {
      const ro_record_report *report = ro_find_report(&f->index, reports->at[r]);
      for (size_t i = 0; report && i < report->names.len; i++) RO_PUSH(f->arena, &names, report->names.at[i]);
    }
  }
  if (names.len > 1) qsort(names.at, names.len, sizeof *names.at, by_name);
  for (size_t i = 0; i < names.len; i++)
    if (kept == 0 || by_name(&names.at[kept - 1], &names.at[i]) != 0) names.at[kept++] = names.at[i];
  names.len = kept;
  return names;
}

static void follow_formulations(following *f, const series *s) {
  ro_map by_key;
  gatherings all = {0};
  ro_phrase_uses uses = {0};
  ro_report_names names = names_in(f, s);
  ro_map_init(&by_key, f->arena);
  for (size_t e = 0; e < s->events.len; e++) {
    const ro_indexes *statements = &f->statements[s->events.at[e]];
    for (size_t i = 0; i < statements->len; i++)
      RO_PUSH(f->arena, &uses, ((ro_phrase_use){s->events.at[e], &f->record->statements.at[statements->at[i]]}));
  }
  for (size_t e = 0; e < s->events.len; e++) f->place_of[s->events.at[e]] = e;
  ro_phrase_finder_names(&f->finder, &names, f->arena);
  ro_set_phrases_learn(&f->finder.set, &uses, f->arena);
  for (size_t e = 0; e < s->events.len; e++) {
    const ro_indexes *statements = &f->statements[s->events.at[e]];
    for (size_t i = 0; i < statements->len; i++)
      gather_statement(f, s->events.at[e], &f->record->statements.at[statements->at[i]], &by_key, &all);
  }
  for (size_t g = 0; g < all.len; g++) write_formulation(f, all.at[g], s);
}

/* -- commitments ------------------------------------------------------------------------------------------------------ */

static bool same_speakers(const ro_record_statement *a, const ro_record_statement *b) {
  if (a->speakers.len != b->speakers.len) return false;
  for (size_t i = 0; i < a->speakers.len; i++)
    if (!ro_slice_equal(a->speakers.at[i], b->speakers.at[i])) return false;
  return true;
}

static const content *content_of(const following *f, const ro_record_statement *statement) {
  content *c = &f->contents[statement - f->record->statements.at];
  if (c->is_read) return c;
  c->is_read = true;
  ro_words_add(&c->words, statement->content, (ro_span){0, statement->content.len}, f->lexicon, f->arena);
  for (size_t i = 0; i < c->words.len; i++)
    if (c->words.at[i].class_ == RO_WORD_CONTENT) RO_PUSH(f->arena, &c->meanings, c->words.at[i].meaning);
  ro_values_sort(&c->meanings);
  return c;
}

/* Dice of the content words' meanings: of those of `a`, doubles and all, how many `b` has. */
static double likeness(const following *f, const ro_record_statement *a, const ro_record_statement *b) {
  const ro_values *x = &content_of(f, a)->meanings, *y = &content_of(f, b)->meanings;
  size_t common = 0;
  for (size_t i = 0, k = 0; i < x->len && k < y->len;) {
    if (y->at[k] < x->at[i]) {
      k++;
    } else {
      common += y->at[k] == x->at[i];
      i++;
    }
  }
  return x->len + y->len ? 2.0 * (double)common / (double)(x->len + y->len) : 0;
}

/* The first of a statement's topics that is of one of the kinds, or absent. */
static ro_slice topic_of(const following *f, const ro_record_statement *statement, const ro_entity_kind *kinds, size_t n) {
  for (size_t k = 0; k < n; k++) {
    for (size_t t = 0; t < statement->topics.len; t++) {
      const ro_record_entity *entity = ro_find_entity(&f->index, statement->topics.at[t]);
      if (entity && entity->kind == kinds[k]) return entity->id;
    }
  }
  return RO_ABSENT;
}

/* Said at a later event to have been done, by any of those who undertook it: told as a fact, or welcomed. */
static bool is_told_done(const following *f, const ro_record_statement *statement, const ro_record_statement *other) {
  bool shared = false, tells = other->act == RO_INFORM && other->stance == RO_NO_STANCE;
  if ((!tells && other->act != RO_EXPRESSION) || other->negated) return false;
  for (size_t i = 0; i < other->speakers.len; i++) shared = shared || ro_slices_have(&statement->speakers, other->speakers.at[i]);
  if (!shared) return false;
  return (tells && likeness(f, statement, other) >= REAFFIRMED) ||
         ro_is_done(&content_of(f, statement)->words, &content_of(f, other)->words);
}

static void follow_commitment(following *f, const series *s, size_t at, const ro_record_statement *statement) {
  static const ro_entity_kind targets[] = {RO_INSTRUMENT, RO_INITIATIVE, RO_ISSUE}, bodies[] = {RO_FRAMEWORK, RO_ORGANIZATION};
  ro_record_commitment out = {
      .statement = statement->id, .series = s->key, .action = statement->content, .status = RO_LIT("open")};
  out.target = topic_of(f, statement, targets, sizeof targets / sizeof *targets);
  out.framework = topic_of(f, statement, bodies, sizeof bodies / sizeof *bodies);
  out.deadline = statement->deadline;
  for (size_t p = 0; p < statement->speakers.len; p++) RO_PUSH(f->arena, &out.parties, statement->speakers.at[p]);
  for (size_t e = at + 1; e < s->events.len; e++) {
    const ro_indexes *later = &f->statements[s->events.at[e]];
    ro_slice event = f->record->events.at[s->events.at[e]].id;
    double best = REAFFIRMED, nearest = 0;
    const ro_record_statement *found = NULL, *near = NULL, *done = NULL;
    for (size_t i = 0; i < later->len; i++) {
      const ro_record_statement *other = &f->record->statements.at[later->at[i]];
      if (!done && is_told_done(f, statement, other)) done = other;
      if (other->act != RO_COMMITMENT || other->negated != statement->negated || !same_speakers(statement, other)) continue;
      double alike = likeness(f, statement, other);
      if (alike > best) best = alike, found = other;
      if (alike > nearest) nearest = alike, near = other;
    }
    if (done) {
      RO_PUSH(f->arena, &out.followed, ((ro_commitment_follow){event, RO_LIT("fulfilled")}));
      ro_note_followed(f->trace, statement->id, event, RO_LIT("fulfilled"), done, f->trace ? likeness(f, statement, done) : 0);
      out.status = RO_LIT("fulfilled");
      continue;
    }
    if (!found) {
      ro_note_followed(f->trace, statement->id, event, RO_ABSENT, near, nearest);
      continue;
    }
    size_t before = rank_of(RO_COMMITMENT, statement->strength), after = rank_of(RO_COMMITMENT, found->strength);
    ro_slice how = before && after && before != after ? (after > before ? RO_LIT("strengthened") : RO_LIT("weakened"))
                                                      : RO_LIT("reaffirmed");
    RO_PUSH(f->arena, &out.followed, ((ro_commitment_follow){event, how}));
    ro_note_followed(f->trace, statement->id, event, how, found, best);
  }
  if (out.followed.len == 0 && at + 1 < s->events.len) out.status = RO_LIT("unknown"); /* no evidence is not "not done" */
  if (statement->status.ptr) out.status = statement->status;
  out.reviews = statement->commitment_reviews;
  ro_note_commitment(f->trace, &out, s->events.len - at - 1, statement->status.ptr != NULL);
  RO_PUSH(f->arena, &f->record->commitments, out);
}

static int by_statement(const void *left, const void *right) {
  return ro_slice_compare(((const ro_record_commitment *)left)->statement, ((const ro_record_commitment *)right)->statement);
}

static void follow_commitments(following *f, const series *s) {
  for (size_t e = 0; e < s->events.len; e++) {
    const ro_indexes *statements = &f->statements[s->events.at[e]];
    for (size_t i = 0; i < statements->len; i++) {
      const ro_record_statement *statement = &f->record->statements.at[statements->at[i]];
      if (statement->act == RO_COMMITMENT && !statement->negated) follow_commitment(f, s, e, statement);
    }
  }
}

static void group_statements(following *f) {
  ro_map events;
  ro_map_init(&events, f->arena);
  f->statements = RO_NEW_ARRAY(f->arena, ro_indexes, f->record->events.len + 1);
  f->contents = RO_NEW_ARRAY(f->arena, content, f->record->statements.len + 1);
  f->place_of = RO_NEW_ARRAY(f->arena, size_t, f->record->events.len + 1);
  for (size_t e = 0; e < f->record->events.len; e++) *ro_map_put(&events, f->record->events.at[e].id, NULL) = e;
  for (size_t s = 0; s < f->record->statements.len; s++) {
    const uint64_t *event = ro_map_get(&events, f->record->statements.at[s].event);
    if (event && !is_rejected(f->record->statements.at[s].verdict)) RO_PUSH(f->arena, &f->statements[*event], s);
  }
}

void ro_follow_traced(ro_record *record, const ro_lexicon *lexicon, ro_arena *arena, ro_grounds *trace) {
  following f = {.record = record, .lexicon = lexicon, .arena = arena, .trace = trace};
  ro_record_index_make(&f.index, record, f.arena);
  ro_phrase_finder_init(&f.finder, record, f.lexicon, f.arena);
  find_series(&f);
  group_statements(&f);
  for (size_t s = 0; s < f.all.len; s++) {
    follow_formulations(&f, &f.all.at[s]);
    follow_commitments(&f, &f.all.at[s]);
  }
  if (record->formulations.len > 1)
    qsort(record->formulations.at, record->formulations.len, sizeof *record->formulations.at, by_id);
  if (record->commitments.len > 1)
    qsort(record->commitments.at, record->commitments.len, sizeof *record->commitments.at, by_statement);
}

void ro_follow(ro_record *record, const ro_lexicon *lexicon, ro_arena *arena) {
  ro_follow_traced(record, lexicon, arena, NULL);
}
