/*
 * Wordings: one crisis, thing or instrument that reports name by words that take sides.
 */
#include <stdlib.h>

#include "event/differing.h"

#define ONE_SIGNING 0.5 /* Dice of two sentences that tell of the signing of one thing */
#define BEHIND 3        /* words between a crisis' word and the place that it is about: "war of aggression against the" */

/* What a report calls something. */
typedef struct wording {
  ro_slice about; /* the key of what it names */
  uint64_t line;  /* of the list: wordings of one line are the same */
  size_t member;
  ro_span span;
} wording;

typedef RO_ARRAY(wording) wordings;

/* -- crises ----------------------------------------------------------------------------------------------------------- */

static bool is_any(ro_slice word, const char *const *of, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (ro_slice_equal(word, ro_slice_of(of[i]))) return true;
  return false;
}

/* The country or place that the words at `i` name, as a key of this file; absent where they name none. Its words in *n. */
static ro_slice place_at(ro_settling *s, const ro_prepared *p, size_t i, size_t *n) {
  const ro_findings *f = p->findings;
  ro_slice text = f->report.text;
  if (i >= p->words.len || !p->words.at[i].capital) return RO_ABSENT;
  ro_span span = p->words.at[i].span;
  for (size_t c = 0; c < s->lexicon->countries.len; c++) { /* the longest first */
    const ro_outlet *country = &s->lexicon->countries.at[c];
    size_t end = span.start + country->name.len, last = i;
    if (!ro_slice_starts(ro_slice_part(text, span.start, text.len), country->name)) continue;
    while (last < p->words.len && p->words.at[last].span.end < end) last++;
    if (last >= p->words.len || p->words.at[last].span.end != end) continue;
    *n = last - i + 1;
    return country->iso;
  }
  for (size_t m = 0; m < f->mentions.len; m++) {
    if (f->mentions.at[m].span.start != span.start || f->entities.at[f->mentions.at[m].entity].kind != RO_PLACE) continue;
    *n = ro_words_after(&p->words, f->mentions.at[m].span.end) - i;
    return ro_slice_part(p->keys.at[f->mentions.at[m].entity], 0, p->keys.at[f->mentions.at[m].entity].len);
  }
  return RO_ABSENT;
}

/* "Ukraine crisis", "Russian-Ukrainian war": the place right before; its first word in *from. */
static ro_slice place_before(ro_settling *s, const ro_prepared *p, size_t i, size_t *from) {
  for (size_t back = 1; back <= 2 && back <= i; back++) {
    size_t n;
    ro_slice place = place_at(s, p, i - back, &n);
    if (!place.ptr || n != back) continue;
    bool owns = ro_slice_equal(ro_slice_part(p->findings->report.text, p->words.at[i - 1].span.end, p->words.at[i].span.start),
                               RO_LIT(" "));
    *from = i - back;
    return owns ? place : RO_ABSENT;
  }
  return RO_ABSENT;
}

/* "War in Ukraine", "aggression against Ukraine": the place behind a preposition; behind its last word in *to. */
static ro_slice place_behind(ro_settling *s, const ro_prepared *p, size_t i, size_t *to) {
  static const char *const prepositions[] = {"in", "of", "against", "on", "over", "around", "surrounding"};
  static const char *const between[] = {"the", "and", "around", "state", "republic", "of"};
  if (i >= p->words.len || p->words.at[i].apart ||
      !is_any(p->words.at[i].lower, prepositions, sizeof prepositions / sizeof *prepositions))
    return RO_ABSENT;
  for (size_t k = i + 1; k < p->words.len && k <= i + BEHIND && !p->words.at[k].apart; k++) {
    size_t n;
    ro_slice place = place_at(s, p, k, &n);
    if (place.ptr) *to = k + n;
    if (place.ptr) return place;
    if (!is_any(p->words.at[k].lower, between, sizeof between / sizeof *between)) break;
  }
  return RO_ABSENT;
}

/* "Humanitarian crisis", "trade war", "Korean War": another matter, or a name. */
static bool is_other_matter(const ro_settling *s, const ro_prepared *p, size_t i, size_t n) {
  size_t words;
  if (i > 0 && ro_phrase_at(&s->lexicon->contrasts.other_matters, &p->words, i - 1, &words, s->words)) return true;
  return n == 1 && p->words.at[i].capital && i > 0 && !p->words.at[i].apart;
}

static void crisis_at(ro_settling *s, size_t member, size_t i, uint64_t which, size_t n, wordings *out) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  const ro_crisis_word *crisis = &s->lexicon->contrasts.crisis_words.at[which - 1];
  size_t from = i, to = i + n;
  if (is_other_matter(s, p, i, n)) return;
  ro_slice about = place_behind(s, p, i + n, &to);
  if (!about.ptr) about = place_before(s, p, i, &from);
  if (crisis->iso.ptr) about = crisis->iso;
  if (!about.ptr) return;
  wording w = {.about = about, .line = which, .member = member};
  w.span = (ro_span){p->words.at[from].span.start, p->words.at[to - 1].span.end};
  RO_PUSH(s->arena, out, w);
}

/* -- all wordings of a report ------------------------------------------------------------------------------------------ */

static void wordings_in(ro_settling *s, size_t member, wordings *out) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  const ro_contrasts *contrasts = &s->lexicon->contrasts;
  for (size_t i = 0; i < p->words.len;) {
    size_t n = 1, longer = 1;
    uint64_t crisis = ro_phrase_at(&contrasts->crises, &p->words, i, &n, s->words);
    uint64_t name = ro_phrase_at(&contrasts->names, &p->words, i, &longer, s->words);
    if (crisis) crisis_at(s, member, i, crisis, n, out);
    if (name) {
      wording w = {.about = ro_arena_format(s->arena, "name %llu", (unsigned long long)(name / RO_NAMES_IN_GROUP)), .line = name};
      w.member = member;
      w.span = (ro_span){p->words.at[i].span.start, p->words.at[i + longer - 1].span.end};
      RO_PUSH(s->arena, out, w);
      n = longer > n ? longer : n;
    }
    i += n;
  }
  ro_arena_clear(s->words);
}

static int by_thing(const void *a, const void *b) {
  const wording *left = a, *right = b;
  int order = ro_slice_compare(left->about, right->about);
  if (order) return order;
  if (left->member != right->member) return left->member < right->member ? -1 : 1;
  if (left->line != right->line) return left->line < right->line ? -1 : 1;
  return (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

/* The first of each report's wordings of a line, of those of one thing. */
static void first_of_each(ro_settling *s, const wording *all, size_t n, wordings *out) {
  for (size_t i = 0; i < n; i++)
    if (i == 0 || all[i].member != all[i - 1].member || all[i].line != all[i - 1].line) RO_PUSH(s->arena, out, all[i]);
}

#define MOST_LINES 64 /* of one thing */

/* The lines that each report has as bits; `of` is by report. */
static void lines_of_reports(ro_settling *s, const wordings *of, ro_values *out) {
  ro_values lines = {0};
  for (size_t i = 0; i < of->len; i++) RO_PUSH(s->arena, &lines, of->at[i].line);
  ro_values_sort_unique(&lines);
  for (size_t i = 0; i < of->len; i++) {
    size_t place = 0;
    while (lines.at[place] != of->at[i].line) place++;
    bool same = i > 0 && of->at[i].member == of->at[i - 1].member;
    uint64_t bits = place < MOST_LINES ? (uint64_t)1 << place : 0;
    if (!same) RO_PUSH(s->arena, out, 0);
    out->at[out->len - 1] |= bits;
  }
  ro_values_sort_unique(out);
}

/* Two reports that have no word in common for it. */
static bool any_apart(ro_settling *s, const wordings *of) {
  ro_values sets = {0};
  lines_of_reports(s, of, &sets);
  for (size_t i = 0; i < sets.len; i++)
    for (size_t k = i + 1; k < sets.len; k++)
      if ((sets.at[i] & sets.at[k]) == 0) return true;
  return false;
}

/* How a line's wordings are written: as most reports do, then the shortest. */
static ro_slice form_of(ro_settling *s, const wordings *of, uint64_t line) {
  ro_slice best = RO_ABSENT;
  size_t most = 0;
  for (size_t i = 0; i < of->len; i++) {
    size_t n = 0;
    if (of->at[i].line != line) continue;
    ro_slice form = ro_slice_span(ro_settling_findings(s, of->at[i].member)->report.text, of->at[i].span);
    for (size_t k = 0; k < of->len; k++)
      n += of->at[k].line == line &&
           ro_slice_equal(ro_slice_span(ro_settling_findings(s, of->at[k].member)->report.text, of->at[k].span), form);
    bool better = n > most || (n == most && (form.len < best.len || (form.len == best.len && ro_slice_compare(form, best) < 0)));
    if (better) best = form, most = n;
  }
  return best;
}

static void write_thing(ro_settling *s, size_t index, const wording *all, size_t n) {
  wordings of = {0};
  first_of_each(s, all, n, &of);
  if (!any_apart(s, &of)) return;
  ro_differing d =
      ro_differing_of(s, index, "wording", "two reports have no word in common for what takes sides by its name", all[0].about);
  for (size_t i = 0; i < of.len; i++) ro_differing_add(&d, form_of(s, &of, of.at[i].line), of.at[i].member, of.at[i].span);
  ro_differing_write_equal(&d, "each word takes a side: none is better");
}

/* -- instruments ------------------------------------------------------------------------------------------------------ */

/* A sentence that tells of the signing of something. */
typedef struct signing {
  const ro_unit *unit;
  wording what;
} signing;

typedef RO_ARRAY(signing) signings;

/* The one kind of instrument that a sentence names; none where it names several. */
static bool signed_in(ro_settling *s, size_t member, const ro_unit *unit, wording *out) {
  const ro_words *words = &ro_settling_prepared(s, member)->words;
  const ro_contrasts *contrasts = &s->lexicon->contrasts;
  bool signs = false;
  *out = (wording){.member = member};
  for (size_t i = unit->first, n = 1; i < unit->end; i += n) {
    n = 1;
    signs = signs || ro_phrase_at(&contrasts->signing, words, i, &n, s->words);
    n = 1;
    uint64_t line = ro_phrase_at(&contrasts->instruments, words, i, &n, s->words);
    if (line && out->line && out->line != line) return false;
    if (line && !out->line) out->span = (ro_span){words->at[i].span.start, words->at[i + n - 1].span.end};
    if (line) out->line = line;
  }
  return signs && out->line;
}

static void find_signings(ro_settling *s, size_t member, signings *out) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  for (size_t u = 0; u < p->units.len; u++) {
    signing found = {.unit = &p->units.at[u]};
    if (signed_in(s, member, found.unit, &found.what)) RO_PUSH(s->arena, out, found);
    ro_arena_clear(s->words);
  }
}

/* What the reports say was signed on one matter: that of the first of them. */
static void write_signing(ro_settling *s, size_t index, const signings *all, bool *done, size_t first) {
  wordings found = {0}, of = {0};
  for (size_t k = first; k < all->len; k++) {
    if (done[k] || (k > first && ro_bag_dice(&all->at[first].unit->bag, &all->at[k].unit->bag) < ONE_SIGNING)) continue;
    done[k] = true;
    RO_PUSH(s->arena, &found, all->at[k].what);
  }
  if (found.len > 1) qsort(found.at, found.len, sizeof *found.at, by_thing);
  first_of_each(s, found.at, found.len, &of);
  if (!any_apart(s, &of)) return;
  ro_slice id = s->members[all->at[first].what.member].id;
  ro_differing d = ro_differing_of(s, index, "wording", "reports say that instruments of other kinds were signed on one matter",
                                   ro_arena_format(s->arena, "%.*s %zu", (int)id.len, id.ptr, all->at[first].unit->span.start));
  for (size_t i = 0; i < of.len; i++) ro_differing_add(&d, form_of(s, &of, of.at[i].line), of.at[i].member, of.at[i].span);
  ro_differing_write(&d);
}

static void write_signings(ro_settling *s, size_t index, const ro_indexes *members) {
  signings all = {0};
  for (size_t m = 0; m < members->len; m++) find_signings(s, members->at[m], &all);
  bool *done = RO_NEW_ARRAY(s->arena, bool, all.len + 1);
  for (size_t i = 0; i < all.len; i++)
    if (!done[i]) write_signing(s, index, &all, done, i);
}

void ro_differ_in_wordings(ro_settling *s, size_t index) {
  const ro_settled_event *event = &s->events.at[index];
  ro_indexes members = {0};
  wordings all = {0};
  size_t from = 0;
  for (size_t n = 0; n < event->nodes.len; n++) {
    size_t member = s->nodes.at[event->nodes.at[n]].member;
    if (n == 0 || s->nodes.at[event->nodes.at[n - 1]].member != member) RO_PUSH(s->arena, &members, member);
  }
  for (size_t m = 0; m < members.len; m++) wordings_in(s, members.at[m], &all);
  if (all.len > 1) qsort(all.at, all.len, sizeof *all.at, by_thing);
  for (size_t i = 1; i <= all.len; i++) {
    if (i < all.len && ro_slice_equal(all.at[i].about, all.at[from].about)) continue;
    write_thing(s, index, &all.at[from], i - from);
    from = i;
  }
  write_signings(s, index, &members);
}
