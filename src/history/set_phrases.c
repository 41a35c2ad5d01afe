#include "history/set_phrases.h"

#include <stdlib.h>

#include "base/sets.h"

#define CONTENT_WORDS 2 /* that are not weak */

typedef struct candidate {
  ro_slice key;
  RO_ARRAY(ro_slice) reports; /* texts, with the event of each */
  ro_indexes events;
  bool takes_stand, dropped;
} candidate;

typedef struct learning {
  ro_set_phrases *set;
  ro_arena *arena;
  ro_map by_key;
  ro_map shown; /* what the texts of a statement have */
  RO_ARRAY(candidate *) all;
} learning;

/* -- what words may make a phrase ------------------------------------------------------------------------------------- */

static bool is_article(const ro_word *word) {
  return ro_slice_equal(word->lower, RO_LIT("the")) || ro_slice_equal(word->lower, RO_LIT("a")) ||
         ro_slice_equal(word->lower, RO_LIT("an"));
}

static bool joins(const ro_word *word) {
  static const char *const words[] = {"of", "and", "for", "in"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ro_slice_equal(word->lower, ro_slice_of(words[i]))) return true;
  return false;
}

static bool may_stand(const ro_set_phrases *set, const ro_word *word) {
  if (word->class_ == RO_WORD_NUMBER || ro_map_get(&set->lexicon->function_words, word->lower)) return false;
  return ro_lexicon_word_kind(set->lexicon, word->lower) != RO_KIND_OTHER && !ro_map_get(&set->names, word->lower);
}

static bool may_end(const ro_set_phrases *set, const ro_word *word) {
  return may_stand(set, word) && ro_lexicon_word_kind(set->lexicon, word->lower) == RO_KIND_NOUN;
}

/* The key of words [first, end) if they are a noun phrase that says something, else absent. */
static ro_slice key_of(const ro_set_phrases *set, const ro_words *words, size_t first, size_t end, ro_arena *arena) {
  ro_slice stems[RO_SET_PHRASE_WORDS];
  size_t n = 0, strong = 0, small = 0;
  if (!may_stand(set, &words->at[first]) || !may_end(set, &words->at[end - 1])) return RO_ABSENT;
  for (size_t i = first; i < end; i++) {
    const ro_word *word = &words->at[i];
    if (is_article(word)) continue;
    bool stands = may_stand(set, word);
    if (n == RO_SET_PHRASE_WORDS || (i > first && word->apart) || (!stands && !joins(word))) return RO_ABSENT;
    small += stands && !word->capital;
    strong += stands && !ro_map_get(&set->lexicon->weak_stems, word->stem);
    stems[n++] = word->stem;
  }
  if (small == 0) return RO_ABSENT; /* a name: "Indo-Pacific" */
  return strong < CONTENT_WORDS ? RO_ABSENT : ro_arena_join(arena, stems, n, RO_LIT(" "));
}

/* The most words, articles among them, that a phrase from `first` on can have. */
static size_t reach(const ro_words *words, size_t first) {
  size_t end = first, n = 0;
  while (end < words->len && n < RO_SET_PHRASE_WORDS && (end == first || !words->at[end].apart))
    n += !is_article(&words->at[end++]);
  return end;
}

/* -- learning --------------------------------------------------------------------------------------------------------- */

static candidate *candidate_for(learning *l, ro_slice key) {
  bool is_new;
  uint64_t *at = ro_map_put(&l->by_key, key, &is_new);
  if (is_new) {
    *at = l->all.len;
    candidate *fresh = RO_NEW(l->arena, candidate);
    fresh->key = key;
    RO_PUSH(l->arena, &l->all, fresh);
  }
  return l->all.at[*at];
}

static void note(learning *l, ro_slice key, const ro_phrase_use *use, ro_slice report) {
  candidate *c = candidate_for(l, key);
  c->takes_stand = c->takes_stand || use->statement->act == RO_POSITION || use->statement->stance != RO_NO_STANCE;
  for (size_t i = 0; i < c->reports.len; i++)
    if (c->events.at[i] == use->event && ro_slice_equal(c->reports.at[i], report)) return;
  RO_PUSH(l->arena, &c->reports, report);
  RO_PUSH(l->arena, &c->events, use->event);
}

static ro_slice text_of(const ro_set_phrases *set, ro_slice report) {
  const uint64_t *at = ro_map_get(&set->texts, report);
  return at ? set->stands.at[*at] : report;
}

/* Has a copy of the report shown the same? */
static bool was_shown(learning *l, ro_slice text, ro_slice quote) {
  bool is_new;
  const ro_slice parts[] = {text, quote};
  ro_map_put(&l->shown, ro_arena_join(l->arena, parts, 2, RO_LIT(" ")), &is_new);
  return !is_new;
}

static void note_quote(learning *l, const ro_phrase_use *use, const ro_evidence *evidence) {
  ro_words words = {0};
  ro_slice text = text_of(l->set, evidence->report);
  if (was_shown(l, text, evidence->quote)) return;
  ro_words_add(&words, evidence->quote, (ro_span){0, evidence->quote.len}, l->set->lexicon, l->arena);
  for (size_t first = 0; first < words.len; first++) {
    size_t end = reach(&words, first);
    for (size_t last = first + 1; last < end; last++) {
      ro_slice key = key_of(l->set, &words, first, last + 1, l->arena);
      if (key.ptr) note(l, key, use, text);
    }
  }
}

static ro_slice pair_key(ro_slice a, ro_slice b, ro_arena *arena) {
  bool in_order = ro_slice_compare(a, b) < 0;
  ro_slice parts[] = {in_order ? a : b, in_order ? b : a};
  return ro_arena_join(arena, parts, 2, RO_LIT(" "));
}

enum { NOT_SET, SET_BY_EVENTS, SET_BY_REPORTS };

/* Two events have it, or two reports of one event that are no copies. */
static uint64_t how_set(const learning *l, const candidate *c) {
  for (size_t i = 0; i < c->reports.len; i++) {
    for (size_t k = i + 1; k < c->reports.len; k++) {
      if (c->events.at[i] != c->events.at[k]) return SET_BY_EVENTS;
      if (!ro_map_get(&l->set->copies, pair_key(c->reports.at[i], c->reports.at[k], l->arena))) return SET_BY_REPORTS;
    }
  }
  return NOT_SET;
}

static bool holds(const learning *l, ro_slice longer, ro_slice shorter) {
  ro_slice around[] = {RO_LIT(""), shorter, RO_LIT("")}, whole[] = {RO_LIT(""), longer, RO_LIT("")};
  if (shorter.len >= longer.len) return false;
  return ro_slice_find(ro_arena_join(l->arena, whole, 3, RO_LIT(" ")), ro_arena_join(l->arena, around, 3, RO_LIT(" ")), 0) !=
         (size_t)-1;
}

/* Of phrases of which one holds the other the shorter stays, unless it never stands alone. */
static void drop_nested(learning *l) {
  for (size_t i = 0; i < l->all.len; i++) {
    for (size_t k = 0; k < l->all.len; k++) {
      candidate *longer = l->all.at[i], *shorter = l->all.at[k];
      if (longer->dropped || shorter->dropped || !holds(l, longer->key, shorter->key)) continue;
      if (shorter->reports.len > longer->reports.len) {
        longer->dropped = true;
      } else {
        shorter->dropped = true;
      }
    }
  }
}

void ro_set_phrases_learn(ro_set_phrases *set, const ro_phrase_uses *uses, ro_arena *arena) {
  learning l = {.set = set, .arena = arena};
  size_t kept = 0;
  ro_map_init(&l.by_key, arena);
  for (size_t i = 0; i < uses->len; i++) {
    ro_map_init(&l.shown, arena);
    for (size_t e = 0; e < uses->at[i].statement->evidence.len; e++)
      note_quote(&l, &uses->at[i], &uses->at[i].statement->evidence.at[e]);
  }
  for (size_t i = 0; i < l.all.len; i++)
    if (l.all.at[i]->takes_stand && l.all.at[i]->reports.len > 1 && how_set(&l, l.all.at[i])) l.all.at[kept++] = l.all.at[i];
  l.all.len = kept;
  drop_nested(&l);
  ro_map_init(&set->known, arena);
  for (size_t i = 0; i < l.all.len; i++)
    if (!l.all.at[i]->dropped) *ro_map_put(&set->known, l.all.at[i]->key, NULL) = how_set(&l, l.all.at[i]);
}

void ro_set_phrases_names(ro_set_phrases *set, const ro_report_names *names, ro_arena *arena) {
  ro_map_init(&set->names, arena);
  for (size_t i = 0; i < names->len; i++) {
    const ro_report_name *name = &names->at[i];
    ro_word word;
    if (name->kind == RO_INITIATIVE || name->kind == RO_INSTRUMENT || name->kind == RO_ISSUE) continue;
    for (size_t at = 0; ro_word_next(name->text, &at, &word, arena);)
      if (word.capital) *ro_map_put(&set->names, word.lower, NULL) = 1;
  }
}

static size_t number_of(ro_set_phrases *set, ro_slice report, ro_arena *arena) {
  bool is_new;
  uint64_t *at = ro_map_put(&set->texts, report, &is_new);
  if (is_new) {
    *at = set->stands.len;
    RO_PUSH(arena, &set->stands, report);
  }
  return (size_t)*at;
}

/* Of reports with the same words the first by identity stands for all. */
static void join_identical(ro_set_phrases *set, const ro_record *record, ro_arena *arena) {
  size_t n = record->derivations.len;
  ro_indexes left = {0}, right = {0};
  for (size_t d = 0; d < n; d++) {
    const ro_record_derivation *line = &record->derivations.at[d];
    if (!ro_slice_equal(line->kind, RO_LIT("identical"))) continue;
    RO_PUSH(arena, &left, number_of(set, line->a, arena));
    RO_PUSH(arena, &right, number_of(set, line->b, arena));
  }
  size_t *sets = ro_sets(set->stands.len, arena);
  for (size_t i = 0; i < left.len; i++) ro_set_join(sets, left.at[i], right.at[i]);
  ro_slice *first = RO_NEW_ARRAY(arena, ro_slice, set->stands.len + 1);
  for (size_t i = 0; i < set->stands.len; i++) {
    ro_slice *of = &first[ro_set_of(sets, i)];
    if (!of->ptr || ro_slice_compare(set->stands.at[i], *of) < 0) *of = set->stands.at[i];
  }
  for (size_t i = 0; i < set->stands.len; i++) set->stands.at[i] = first[ro_set_of(sets, i)];
}

void ro_set_phrases_init(ro_set_phrases *set, const ro_record *record, const ro_lexicon *lexicon, ro_arena *arena) {
  *set = (ro_set_phrases){.lexicon = lexicon};
  ro_map_init(&set->names, arena);
  ro_map_init(&set->copies, arena);
  ro_map_init(&set->texts, arena);
  ro_map_init(&set->known, arena);
  join_identical(set, record, arena);
  for (size_t d = 0; d < record->derivations.len; d++) {
    const ro_record_derivation *line = &record->derivations.at[d];
    if (ro_slice_equal(line->kind, RO_LIT("near-copy")))
      *ro_map_put(&set->copies, pair_key(text_of(set, line->a), text_of(set, line->b), arena), NULL) = 1;
  }
}

ro_slice ro_set_phrase_at(const ro_set_phrases *set, const ro_words *words, size_t first, size_t *n_words, ro_arena *arena) {
  for (size_t end = reach(words, first); end > first + 1; end--) {
    ro_slice key = key_of(set, words, first, end, arena);
    if (!key.ptr || !ro_map_get(&set->known, key)) continue;
    *n_words = end - first;
    return key;
  }
  return RO_ABSENT;
}

const char *ro_set_phrase_why(const ro_set_phrases *set, ro_slice key) {
  const uint64_t *how = ro_map_get(&set->known, key);
  return how && *how == SET_BY_EVENTS ? "two events have it word for word, and somebody takes a stand by it"
                                      : "two reports that are no copies have it word for word, and somebody takes a stand by it";
}
