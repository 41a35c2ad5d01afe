#include "event/prepare.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "event/day.h"
#include "event/persons.h"
#include "event/thing_names.h"

#define ROOT_SHARE 0.7   /* what an equal root counts of an equal meaning */
#define NEAR 0.3         /* cosine of vectors above which words say something of the same */
#define NEAR_SHARE 0.9   /* what one of the same direction counts of an equal meaning */
#define WEAK_WEIGHT 0.5  /* of words that nearly every statement has */
#define PARTY_WEIGHT 0.4 /* of the parties' names */
#define COMMON_LOSS 0.2  /* what a word loses for each further clause that has it, up to COMMON_MOST */
#define COMMON_MOST 6
#define MANY_FEATURES 256 /* of a bag; of more only equal words are looked for */

/* -- bags ------------------------------------------------------------------------------------------------------------- */

static int by_meaning(const void *a, const void *b) {
  const ro_feature *left = a, *right = b;
  if (left->meaning != right->meaning) return left->meaning < right->meaning ? -1 : 1;
  return (left->weight < right->weight) - (left->weight > right->weight); /* the heaviest first */
}

static void finish_bag(ro_bag *bag) {
  size_t last = 0;
  bag->total = 0;
  if (bag->features.len == 0) return;
  qsort(bag->features.at, bag->features.len, sizeof *bag->features.at, by_meaning);
  for (size_t i = 1; i < bag->features.len; i++) {
    if (bag->features.at[i].meaning != bag->features.at[last].meaning) bag->features.at[++last] = bag->features.at[i];
  }
  bag->features.len = last + 1;
  for (size_t i = 0; i < bag->features.len; i++) bag->total += bag->features.at[i].weight;
}

static void add_features(ro_bag *bag, const ro_words *words, size_t first, size_t end, ro_arena *arena) {
  for (size_t i = first; i < end; i++) {
    const ro_word *word = &words->at[i];
    if (word->class_ == RO_WORD_FUNCTION) continue;
    double weight = word->class_ == RO_WORD_WEAK ? WEAK_WEIGHT : 1.0;
    RO_PUSH(arena, &bag->features, ((ro_feature){word->meaning, word->root, word->vector, weight}));
  }
}

void ro_bag_make(ro_bag *bag, const ro_words *words, size_t first, size_t end, ro_arena *arena) {
  *bag = (ro_bag){0};
  add_features(bag, words, first, end, arena);
  finish_bag(bag);
}

static bool has_meaning(const ro_bag *bag, uint64_t meaning) {
  const ro_feature key = {.meaning = meaning};
  size_t low = 0, high = bag->features.len;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (bag->features.at[middle].meaning < key.meaning) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < bag->features.len && bag->features.at[low].meaning == meaning;
}

/* The weight of a root among those of a bag that no equal meaning in the other bag takes; 0 where it is not there. */
static double root_weight(const ro_bag *bag, const ro_bag *other, uint64_t root) {
  for (size_t i = 0; i < bag->features.len; i++) {
    const ro_feature *feature = &bag->features.at[i];
    if (feature->root == root && !has_meaning(other, feature->meaning)) return feature->weight;
  }
  return 0;
}

/* The words of a bag that the other may have in other words: which are not in it, and which have no root of theirs there either.
 */
typedef struct unshared {
  bool apart[MANY_FEATURES], alone[MANY_FEATURES];
  double best[MANY_FEATURES]; /* likeness of the nearest word that only the other bag has */
} unshared;

static void find_unshared(const ro_bag *a, const ro_bag *b, unshared *out) {
  for (size_t i = 0; i < a->features.len; i++) {
    const ro_feature *word = &a->features.at[i];
    out->apart[i] = word->vector && !has_meaning(b, word->meaning);
    out->alone[i] = out->apart[i] && !(word->root && root_weight(b, a, word->root) > 0);
    out->best[i] = NEAR;
  }
}

static double near_sum(const ro_bag *a, const unshared *of) {
  double sum = 0;
  for (size_t i = 0; i < a->features.len; i++)
    if (of->alone[i]) sum += a->features.at[i].weight * NEAR_SHARE * (of->best[i] - NEAR) / (1 - NEAR);
  return sum;
}

/* What each bag says in other words of what only the other has: each word counts by the nearest. The mean of both sides. */
static double near_meanings(const ro_bag *a, const ro_bag *b) {
  unshared x, y;
  if (a->features.len > MANY_FEATURES || b->features.len > MANY_FEATURES) return 0;
  find_unshared(a, b, &x);
  find_unshared(b, a, &y);
  for (size_t i = 0; i < a->features.len; i++) {
    if (!x.apart[i]) continue;
    for (size_t j = 0; j < b->features.len; j++) {
      if (!y.apart[j] || !(x.alone[i] || y.alone[j])) continue;
      double alike = ro_vectors_alike(a->features.at[i].vector, b->features.at[j].vector);
      if (alike > x.best[i]) x.best[i] = alike;
      if (alike > y.best[j]) y.best[j] = alike;
    }
  }
  return (near_sum(a, &x) + near_sum(b, &y)) / 2;
}

double ro_bag_shared_words(const ro_bag *a, const ro_bag *b) {
  double shared = 0;
  size_t j = 0;
  for (size_t i = 0; i < a->features.len; i++) {
    const ro_feature *left = &a->features.at[i];
    while (j < b->features.len && b->features.at[j].meaning < left->meaning) j++;
    if (j < b->features.len && b->features.at[j].meaning == left->meaning) {
      shared += (left->weight + b->features.at[j].weight) / 2;
    } else if (left->root != 0) {
      double weight = root_weight(b, a, left->root);
      if (weight > 0) shared += ROOT_SHARE * (left->weight + weight) / 2;
    }
  }
  return shared;
}

double ro_bag_shared(const ro_bag *a, const ro_bag *b) {
  double shared = ro_bag_shared_words(a, b) + near_meanings(a, b);
  double most = a->total < b->total ? a->total : b->total;
  return shared < most ? shared : most;
}

double ro_bag_dice(const ro_bag *a, const ro_bag *b) {
  double both = a->total + b->total;
  return both > 0 ? 2 * ro_bag_shared(a, b) / both : 0;
}

/* -- entities --------------------------------------------------------------------------------------------------------- */

/*
 * A person's name without initials, its words in byte order: "KAMIKAWA Yoko" is Yoko Kamikawa, "Antony J. Blinken" Antony
 * Blinken. "S. Jaishankar" is Jaishankar: who else has that name at the event decides. */
static void normal_person(ro_slices *words) {
  size_t kept = 0, full = 0;
  for (size_t i = 0; i < words->len; i++) full += words->at[i].len > 1;
  for (size_t i = 0; i < words->len; i++)
    if (full == 0 || words->at[i].len > 1) words->at[kept++] = words->at[i];
  words->len = kept;
  ro_slices_sort_unique(words);
}

static ro_slice normal_name(ro_slice name, bool person, ro_arena *arena) {
  ro_slices words = {0};
  ro_word word;
  size_t at = 0;
  while (ro_word_next(name, &at, &word, arena)) {
    if (words.len == 0 && ro_slice_equal(word.lower, RO_LIT("the"))) continue;
    RO_PUSH(arena, &words, word.lower);
  }
  if (words.len == 0) return ro_arena_lower(arena, name);
  if (person) normal_person(&words);
  return ro_arena_join(arena, words.at, words.len, RO_LIT(" "));
}

/* "Plan of Action for Fisheries" and "Fisheries Action Plan" are one. */
static ro_slice normal_thing(ro_slice name, ro_arena *arena) {
  ro_slices words = ro_thing_name_words(name, arena);
  return words.len > 0 ? ro_arena_join(arena, words.at, words.len, RO_LIT(" ")) : name;
}

/* "Ha Noi" and "Hanoi", "Port-au-Prince" and "Port au Prince", "Brasília" and "Brasilia" are one. */
static ro_slice written_together(ro_slice name, ro_arena *arena) {
  char *out = ro_arena_alloc(arena, name.len + 1, 1);
  size_t len = 0;
  for (size_t at = 0; at < name.len;) {
    size_t start = at;
    uint32_t point = ro_utf8_next(name, &at);
    char plain = ro_utf8_plain(point);
    if (point == ' ' || point == '-' || point == '\'') continue;
    if (plain) {
      out[len++] = plain;
      continue;
    }
    memcpy(out + len, name.ptr + start, at - start);
    len += at - start;
  }
  return (ro_slice){out, len};
}

ro_slice ro_entity_key(const ro_entity *entity, ro_arena *arena) {
  const char *kind = ro_entity_kind_name(entity->kind);
  if (entity->kind == RO_COUNTRY && entity->iso.len > 0)
    return ro_arena_format(arena, "%s iso %.*s", kind, (int)entity->iso.len, entity->iso.ptr);
  if (entity->wikidata.len > 0)
    return ro_arena_format(arena, "%s wikidata %.*s", kind, (int)entity->wikidata.len, entity->wikidata.ptr);
  ro_slice name = normal_name(entity->name, entity->kind == RO_PERSON, arena);
  if (entity->kind == RO_INITIATIVE || entity->kind == RO_INSTRUMENT) name = normal_thing(name, arena);
  if (entity->kind == RO_PLACE) name = written_together(name, arena);
  return ro_arena_format(arena, "%s name %.*s", kind, (int)name.len, name.ptr);
}

static uint64_t key_value(const ro_prepared *p, size_t entity) {
  return ro_hash(p->keys.at[entity], 5);
}

/* A name means what it names, whatever its form: "SCO". Renderings of initiatives' and instruments' names have only some words in
 * common, so these stay words. */
static void unify_names(ro_prepared *p) {
  const ro_findings *f = p->findings;
  size_t done = 0;
  for (size_t i = 0; i < f->mentions.len; i++) {
    const ro_mention *mention = &f->mentions.at[i];
    ro_entity_kind kind = f->entities.at[mention->entity].kind;
    size_t first = ro_words_after(&p->words, mention->span.start), end = ro_words_after(&p->words, mention->span.end);
    if (kind == RO_INITIATIVE || kind == RO_INSTRUMENT || first < done || first >= end) continue;
    ro_word *word = &p->words.at[first];
    word->meaning = key_value(p, mention->entity);
    word->root = 0;
    word->vector = NULL; /* Lima is not nearly Quito */
    word->class_ = RO_WORD_CONTENT;
    for (size_t k = first + 1; k < end; k++) p->words.at[k].class_ = RO_WORD_FUNCTION;
    done = end;
  }
}

/* -- clauses ---------------------------------------------------------------------------------------------------------- */

bool ro_meeting_is_official(const ro_findings *findings, const ro_meeting *meeting) {
  size_t first = RO_NONE, officers = 0;
  bool several = false, unknown = meeting->parties.len < 2;
  if (!meeting->told) return false;
  for (size_t i = 0; i < meeting->parties.len; i++) {
    const ro_party *party = &meeting->parties.at[i];
    if (party->person != RO_NONE) officers += findings->entities.at[party->person].offices.len > 0;
    unknown = unknown || party->of == RO_NONE;
    if (party->of == RO_NONE) continue;
    several = several || (first != RO_NONE && first != party->of);
    first = party->of;
  }
  return several || (first != RO_NONE && unknown && officers > 0);
}

/* What is said at no named meeting is said at the first official one that the report tells of, else about what happened. */
static size_t told_meeting(const ro_findings *f, size_t meeting) {
  if (meeting != RO_NONE) return meeting;
  for (size_t i = 0; i < f->meetings.len; i++) {
    if (ro_meeting_is_official(f, &f->meetings.at[i])) return i;
  }
  return f->meetings.len;
}

/* A party's person speaks as its country, so that "China is ready" in Qin's mouth and in the reporter's are one speaker's. */
static size_t voice_of(const ro_prepared *p, const ro_meeting *meeting, size_t entity) {
  for (size_t i = 0; i < meeting->parties.len; i++) {
    const ro_party *party = &meeting->parties.at[i];
    if (party->person == entity && party->of != RO_NONE) entity = party->of;
  }
  const ro_entity *e = &p->findings->entities.at[entity];
  for (size_t o = e->offices.len; o > 0 && meeting->parties.len == 0 && e->kind == RO_PERSON; o--)
    if (e->offices.at[o - 1].of != RO_NONE) return e->offices.at[o - 1].of; /* where no parties are known, by office */
  return entity;
}

static void add_speaker(ro_prepared *p, const ro_meeting *meeting, size_t entity, ro_values *speakers, ro_arena *arena) {
  RO_PUSH(arena, speakers, key_value(p, voice_of(p, meeting, entity)));
}

static void find_speakers(ro_prepared *p, ro_said *said, const ro_attribution *attribution, ro_arena *arena) {
  const ro_meeting *meeting = ro_prepared_meeting(p, said->meeting);
  for (size_t i = 0; i < attribution->speakers.len; i++)
    add_speaker(p, meeting, attribution->speakers.at[i], &said->speakers, arena);
  if (attribution->speakers.len == 0 && attribution->joint) {
    for (size_t i = 0; i < meeting->parties.len; i++) {
      const ro_party *party = &meeting->parties.at[i];
      size_t entity = party->of != RO_NONE ? party->of : party->person;
      if (entity != RO_NONE) add_speaker(p, meeting, entity, &said->speakers, arena);
    }
  }
  ro_values_sort_unique(&said->speakers);
  for (size_t i = 0; i < attribution->speakers.len; i++) {
    const ro_entity *speaker = &p->findings->entities.at[attribution->speakers.at[i]];
    if (speaker->kind == RO_PERSON) ro_person_name_words(speaker->name, &said->voices, arena);
  }
  ro_values_sort_unique(&said->voices);
  said->placed = attribution->speakers.len > 0;
  for (size_t i = 0; i < attribution->speakers.len; i++)
    said->placed &= p->findings->entities.at[voice_of(p, meeting, attribution->speakers.at[i])].kind != RO_PERSON;
  said->joint = attribution->joint || said->speakers.len > 1;
}

static void find_names(ro_prepared *p, ro_said *said, const ro_clause *clause, ro_arena *arena) {
  const ro_findings *f = p->findings;
  for (size_t i = 0; i < f->mentions.len; i++) {
    const ro_mention *mention = &f->mentions.at[i];
    ro_entity_kind kind = f->entities.at[mention->entity].kind;
    if (kind == RO_PERSON || kind == RO_COUNTRY || !ro_spans_hold(&clause->spans, mention->span.start)) continue;
    RO_PUSH(arena, &said->names, key_value(p, mention->entity));
  }
  ro_values_sort_unique(&said->names);
}

static void fill_bag(ro_prepared *p, ro_bag *bag, const ro_spans *spans, ro_arena *arena) {
  for (size_t i = 0; i < spans->len; i++)
    add_features(bag, &p->words, ro_words_after(&p->words, spans->at[i].start), ro_words_after(&p->words, spans->at[i].end),
                 arena);
  finish_bag(bag);
}

static void find_numbers(const ro_prepared *p, const ro_spans *spans, ro_values *out, ro_arena *arena) {
  for (size_t i = 0; i < spans->len; i++) {
    size_t end = ro_words_after(&p->words, spans->at[i].end);
    for (size_t w = ro_words_after(&p->words, spans->at[i].start); w < end; w++)
      if (p->words.at[w].class_ == RO_WORD_NUMBER) RO_PUSH(arena, out, p->words.at[w].meaning);
  }
  ro_values_sort_unique(out);
}

/* "A met B in Rome, the ministry said in a note": that there was the meeting is what the event says, and nobody's statement
 * there. */
static bool tells_meeting(const ro_findings *f, const ro_clause *clause, ro_span span) {
  if (clause->act != RO_INFORM) return false;
  for (size_t i = 0; i < f->meetings.len; i++) {
    const ro_meeting *meeting = &f->meetings.at[i];
    if (meeting->status != RO_HELD || !ro_meeting_is_official(f, meeting) || meeting->spans.len == 0) continue;
    ro_span told = meeting->spans.at[0];
    size_t end = told.end < span.end ? told.end : span.end;
    if (told.start == span.start && 2 * (end - told.start) >= told.end - told.start) return true;
  }
  return false;
}

static void add_clauses(ro_prepared *p, size_t attribution_index, ro_arena *arena) {
  const ro_attribution *attribution = &p->findings->attributions.at[attribution_index];
  for (size_t i = 0; i < attribution->clauses.len; i++) {
    const ro_clause *clause = &attribution->clauses.at[i];
    if (clause->spans.len == 0) continue;
    ro_said said = {.attribution = attribution_index, .clause = i};
    said.meeting = told_meeting(p->findings, attribution->meeting);
    said.span = (ro_span){clause->spans.at[0].start, clause->spans.at[clause->spans.len - 1].end};
    if (tells_meeting(p->findings, clause, said.span)) continue;
    find_speakers(p, &said, attribution, arena);
    find_names(p, &said, clause, arena);
    find_numbers(p, &clause->spans, &said.numbers, arena);
    fill_bag(p, &said.bag, &clause->spans, arena);
    RO_PUSH(arena, &p->said, said);
  }
}

static int by_place(const void *a, const void *b) {
  const ro_said *left = a, *right = b;
  if (left->span.start != right->span.start) return left->span.start < right->span.start ? -1 : 1;
  if (left->span.end != right->span.end) return left->span.end < right->span.end ? -1 : 1;
  if (left->attribution != right->attribution) return left->attribution < right->attribution ? -1 : 1;
  return (left->clause > right->clause) - (left->clause < right->clause);
}

/* Meanings of the words that name a country that is a party. */
static void party_meanings(ro_prepared *p, ro_values *out, ro_arena *arena) {
  const ro_findings *f = p->findings;
  for (size_t i = 0; i < f->mentions.len; i++) {
    if (f->entities.at[f->mentions.at[i].entity].kind != RO_COUNTRY) continue;
    size_t end = ro_words_after(&p->words, f->mentions.at[i].span.end);
    for (size_t k = ro_words_after(&p->words, f->mentions.at[i].span.start); k < end; k++)
      RO_PUSH(arena, out, p->words.at[k].meaning);
  }
  ro_values_sort_unique(out);
}

/* A word that many of the report's clauses have says little about which clause is meant: its weight falls with their number. */
static void weigh_clauses(ro_prepared *p, ro_arena *arena) {
  ro_map counts;
  ro_values parties = {0};
  ro_map_init(&counts, arena);
  party_meanings(p, &parties, arena);
  for (size_t i = 0; i < p->said.len; i++) {
    const ro_bag *bag = &p->said.at[i].bag;
    for (size_t k = 0; k < bag->features.len; k++)
      *ro_map_put(&counts, (ro_slice){(const char *)&bag->features.at[k].meaning, sizeof(uint64_t)}, NULL) += 1;
  }
  for (size_t i = 0; i < p->said.len; i++) {
    ro_bag *bag = &p->said.at[i].bag;
    bag->total = 0;
    for (size_t k = 0; k < bag->features.len; k++) {
      ro_feature *feature = &bag->features.at[k];
      const uint64_t *count = ro_map_get(&counts, (ro_slice){(const char *)&feature->meaning, sizeof(uint64_t)});
      feature->weight /= 1 + COMMON_LOSS * (double)((*count < COMMON_MOST ? *count : COMMON_MOST) - 1);
      if (ro_values_have(&parties, feature->meaning)) feature->weight *= PARTY_WEIGHT;
      bag->total += feature->weight;
    }
  }
}

/* What of a sentence was read as no clause: there stands what a clause of another report that has no partner may say. */
static void find_unread(ro_prepared *p, ro_arena *arena) {
  bool *read = RO_NEW_ARRAY(arena, bool, p->words.len + 1);
  for (size_t i = 0; i < p->said.len; i++) {
    const ro_said *said = &p->said.at[i];
    const ro_spans *spans = &p->findings->attributions.at[said->attribution].clauses.at[said->clause].spans;
    for (size_t k = 0; k < spans->len; k++) {
      size_t end = ro_words_after(&p->words, spans->at[k].end);
      for (size_t w = ro_words_after(&p->words, spans->at[k].start); w < end; w++) read[w] = true;
    }
  }
  for (size_t u = 0; u < p->units.len; u++) {
    ro_unit *unit = &p->units.at[u];
    for (size_t w = unit->first; w < unit->end; w++) {
      if (!read[w]) add_features(&unit->unread, &p->words, w, w + 1, arena);
    }
    finish_bag(&unit->unread);
  }
}

/* Looks through the words between two bytes: how many negate, and the stems of those that deny otherwise. */
static size_t find_denials(const ro_prepared *p, size_t start, size_t stop, ro_values *denials, ro_arena *arena) {
  size_t end = ro_words_after(&p->words, stop), negations = 0;
  for (size_t w = ro_words_after(&p->words, start), n = 1; w < end; w += n) {
    n = 1;
    uint64_t kind = ro_phrase_at(&p->lexicon->contrasts.negatives, &p->words, w, &n, arena);
    negations += kind == RO_NOT;
    if (kind == RO_NEGATIVE) RO_PUSH(arena, denials, ro_hash(p->words.at[w].stem, 5));
  }
  ro_values_sort_unique(denials);
  return negations;
}

/* Where the operator of a clause stands: behind the clause before it in its sentence. */
static size_t operator_start(const ro_prepared *p, size_t i) {
  const ro_said *said = &p->said.at[i];
  size_t start = said->span.start;
  for (size_t u = 0; u < p->units.len; u++)
    if (p->units.at[u].span.start <= said->span.start && said->span.start < p->units.at[u].span.end)
      start = p->units.at[u].span.start;
  for (size_t k = i; k-- > 0 && p->said.at[k].span.end > start;)
    if (p->said.at[k].span.end <= said->span.start) start = p->said.at[k].span.end;
  return start;
}

static void find_polarity(ro_prepared *p, ro_arena *arena) {
  for (size_t i = 0; i < p->said.len; i++) {
    ro_said *said = &p->said.at[i];
    ro_values before = {0};
    bool negated = p->findings->attributions.at[said->attribution].clauses.at[said->clause].negated;
    size_t within = find_denials(p, said->span.start, said->span.end, &said->denials, arena);
    size_t around = find_denials(p, operator_start(p, i), said->span.start, &before, arena);
    said->polarity = RO_EITHER;
    if (!negated && within + around == 0 && before.len == 0) said->polarity = RO_AFFIRMED;
    if (negated && within + around == 1 && before.len == 0) said->polarity = RO_DENIED;
  }
}

/* -- the whole text --------------------------------------------------------------------------------------------------- */

static void add_unit(ro_prepared *p, ro_span span, ro_arena *arena) {
  ro_unit unit = {.span = span, .first = ro_words_after(&p->words, span.start), .end = ro_words_after(&p->words, span.end)};
  if (unit.first == unit.end) return;
  ro_bag_make(&unit.bag, &p->words, unit.first, unit.end, arena);
  RO_PUSH(arena, &p->units, unit);
}

static void find_units(ro_prepared *p, ro_arena *arena) {
  const ro_findings *f = p->findings;
  for (size_t i = 0; i < f->sentences.len; i++) {
    if (ro_spans_hold(&f->report.main, f->sentences.at[i].start)) add_unit(p, f->sentences.at[i], arena);
  }
  if (p->units.len > 0) return;
  for (size_t i = 0; i < f->report.main.len; i++) add_unit(p, f->report.main.at[i], arena);
}

static uint64_t trigram_at(const ro_prepared *p, size_t first) {
  uint64_t forms[3];
  for (size_t i = 0; i < 3; i++) forms[i] = p->words.at[first + i].form;
  return ro_hash((ro_slice){(const char *)forms, sizeof forms}, 3);
}

static void find_shingles(ro_prepared *p, ro_arena *arena) {
  ro_values *shingles = &p->shingles;
  shingles->at = RO_NEW_ARRAY(arena, uint64_t, p->words.len);
  shingles->cap = p->words.len;
  for (size_t i = 0; i < p->words.len; i++) shingles->at[i] = p->words.at[i].form;
  shingles->len = ro_shingles(shingles->at, p->words.len, shingles->at);
  ro_sketch_make(&p->sketch, shingles->at, shingles->len);
  for (size_t i = 0; i + 3 <= p->words.len; i++) RO_PUSH(arena, &p->trigrams, trigram_at(p, i));
  ro_values_sort_unique(shingles);
  ro_values_sort_unique(&p->trigrams);
}

/* "international relations" of "Ministry of International Relations"; absent where it is no such name. */
static ro_slice portfolio_of(ro_slice lower) {
  static const char *const HEADS[] = {"ministry of ", "ministry for ", "department of ", "department for "};
  for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) {
    size_t at = ro_slice_find(lower, ro_slice_of(HEADS[i]), 0);
    if (at != SIZE_MAX) return ro_slice_part(lower, at + strlen(HEADS[i]), lower.len);
  }
  return RO_ABSENT;
}

static bool is_of_portfolio(ro_slice title, ro_slice portfolio, ro_arena *arena) {
  static const char *const HEADS[] = {"minister of ", "minister for ", "secretary of ", "secretary for "};
  ro_slice lower = ro_arena_lower(arena, title);
  for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
    if (ro_slice_starts(lower, ro_slice_of(HEADS[i])) &&
        ro_slice_equal(ro_slice_part(lower, strlen(HEADS[i]), lower.len), portfolio))
      return true;
  return false;
}

/* Of a ministry that names no country: the only country whose minister for that the report names. */
static ro_slice side_by_office(const ro_prepared *p, ro_slice ministry, ro_arena *arena) {
  ro_slice side = RO_ABSENT, portfolio = portfolio_of(ro_arena_lower(arena, ministry));
  const ro_findings *f = p->findings;
  for (size_t e = 0; portfolio.ptr && e < f->entities.len; e++)
    for (size_t o = 0; o < f->entities.at[e].offices.len; o++) {
      const ro_office *office = &f->entities.at[e].offices.at[o];
      if (office->of == RO_NONE || !is_of_portfolio(office->title, portfolio, arena)) continue;
      ro_slice iso = f->entities.at[office->of].iso;
      if (!iso.ptr || (side.ptr && !ro_slice_equal(side, iso))) return RO_ABSENT;
      side = iso;
    }
  return side;
}

static ro_slice side_of(const ro_prepared *p, ro_arena *arena) {
  const ro_report *report = &p->findings->report;
  ro_slice named[] = {report->credit, report->outlet, report->byline};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    ro_slice side = ro_lexicon_side(p->lexicon, named[i]);
    if (side.ptr) return side;
  }
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    ro_slice side = side_by_office(p, named[i], arena);
    if (side.ptr) return side;
  }
  return ro_lexicon_side(p->lexicon, ro_slice_span(report->text, report->dateline.span));
}

/* "CITY, May 4 (Agency) --": a dateline that says whose report it is. */
static bool names_agency(const ro_prepared *p) {
  ro_span span = p->findings->report.dateline.span;
  if (span.end <= span.start) return false;
  return ro_slice_find(ro_slice_span(p->findings->report.text, span), RO_LIT("("), 0) != (size_t)-1;
}

/* Its day is the first one that title or first sentence is given as a whole date. */
static void find_occurrence(ro_prepared *p, ro_arena *arena) {
  const ro_findings *f = p->findings;
  ro_meeting *occurrence = &p->occurrence;
  *occurrence = (ro_meeting){.kind = RO_OCCURRENCE, .status = RO_HELD, .name = f->report.title, .framework = RO_NONE};
  occurrence->occasion = occurrence->requested_by = RO_NONE;
  if (p->units.len == 0) return;
  ro_span lead = p->units.at[0].span;
  RO_PUSH(arena, &occurrence->spans, lead);
  for (size_t i = 0; i < f->times.len && !occurrence->date.ptr; i++) {
    if (f->times.at[i].span.start < lead.start || f->times.at[i].span.end > lead.end) continue;
    if (!ro_day_is_full(ro_day_parse(f->times.at[i].value))) continue;
    occurrence->date = f->times.at[i].value;
    occurrence->date_span = f->times.at[i].span;
  }
}

ro_prepared *ro_prepare(const ro_findings *findings, const ro_lexicon *lexicon, ro_arena *arena) {
  ro_prepared *p = RO_NEW(arena, ro_prepared);
  const ro_report *report = &findings->report;
  p->findings = findings;
  p->lexicon = lexicon;
  for (size_t i = 0; i < report->main.len; i++) ro_words_add(&p->words, report->text, report->main.at[i], lexicon, arena);
  for (size_t i = 0; i < findings->entities.len; i++) RO_PUSH(arena, &p->keys, ro_entity_key(&findings->entities.at[i], arena));
  ro_terms_make(&p->terms, report->title, &p->words, lexicon, arena);
  unify_names(p);
  ro_bag_make(&p->whole, &p->words, 0, p->words.len, arena);
  find_units(p, arena);
  find_occurrence(p, arena);
  for (size_t i = 0; i < findings->attributions.len; i++) add_clauses(p, i, arena);
  if (p->said.len > 1) qsort(p->said.at, p->said.len, sizeof *p->said.at, by_place);
  weigh_clauses(p, arena);
  find_polarity(p, arena);
  find_unread(p, arena);
  find_shingles(p, arena);
  p->fingerprint = 0;
  for (size_t i = 0; i < p->words.len; i++) {
    uint64_t chain[2] = {p->fingerprint, p->words.at[i].form};
    p->fingerprint = ro_hash((ro_slice){(const char *)chain, sizeof chain}, 6);
  }
  p->side = side_of(p, arena);
  p->agency_dateline = names_agency(p);
  return p;
}
