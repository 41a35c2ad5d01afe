/* What a part of a record asks of the rest: words, names and crowded keys, over all that was settled before. */
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "engine/part.h"
#include "event/identity.h"
#include "event/keyed.h"
#include "event/settling.h"

#define PLACES 64 /* of forms of one entity of a report */

/* -- crowded keys ----------------------------------------------------------------------------------------------------------- */

typedef struct crowd {
  ro_part *part;
  ro_values reports;
} crowd;

static bool take_settled(void *ctx, const ro_kept_row *row) {
  crowd *c = ctx;
  uint64_t report = ro_kept_number(row, 0);
  if (!ro_numbers_have(&c->part->touched, report)) RO_PUSH(&c->part->round, &c->reports, report);
  return c->reports.len <= RO_KEY_MEMBERS;
}

static uint64_t last_leader(void *ctx, uint64_t key, int64_t window, const uint64_t *here, size_t n) {
  crowd c = {.part = ctx};
  ro_part_ask_key(c.part, key, window, INT64_MAX, take_settled, &c);
  for (size_t i = 0; i < n; i++)
    if (ro_numbers_have(&c.part->touched, here[i])) RO_PUSH(&c.part->round, &c.reports, here[i]);
  ro_values_sort_unique(&c.reports);
  if (window == RO_ANY_DAY && c.reports.len > RO_KEY_MEMBERS) return 0;
  return c.reports.len > RO_KEY_MEMBERS ? c.reports.at[RO_KEY_MEMBERS - 1] : UINT64_MAX;
}

/* -- words ------------------------------------------------------------------------------------------------------------------ */

typedef struct spoken {
  uint64_t country, word;
  uint64_t meant; /* a name; 0 for none, 1 for several */
} spoken;

typedef RO_ARRAY(spoken) spoken_words;

/* The one name that is meant, 0 for none, 1 for several. Rows of those that mean nobody have the name 0. */
static uint64_t meant_of(ro_part *part, uint64_t country, uint64_t word) {
  ro_values first =
      ro_part_numbers(part, RO_KEPT_NEXT_MEANT, RO_KEPT_VALUES(RO_KEPT_NUMBER(country), RO_KEPT_NUMBER(word), RO_KEPT_NUMBER(0)));
  if (first.len == 0) return 0;
  ro_values second = ro_part_numbers(part, RO_KEPT_NEXT_MEANT,
                                     RO_KEPT_VALUES(RO_KEPT_NUMBER(country), RO_KEPT_NUMBER(word), RO_KEPT_NUMBER(first.at[0])));
  return second.len > 0 ? 1 : first.at[0];
}

typedef struct word_taking {
  ro_part *part;
  spoken_words words;
} word_taking;

static bool take_word(void *ctx, const ro_kept_row *row) {
  word_taking *t = ctx;
  RO_PUSH(&t->part->round, &t->words, ((spoken){ro_kept_number(row, 0), ro_kept_number(row, 1), 0}));
  return true;
}

static int by_word(const void *a, const void *b) {
  const spoken *left = a, *right = b;
  if (left->country != right->country) return left->country < right->country ? -1 : 1;
  return (left->word > right->word) - (left->word < right->word);
}

/* Words of members that are no context, as they were and as they are, each once. */
static spoken_words words_of(ro_part *part, const ro_kept *kept) {
  word_taking t = {.part = part};
  size_t n = 0;
  for (size_t m = 0; m < part->n_settled; m++)
    if (!ro_part_is_context(part, m))
      ro_part_ask(part, RO_KEPT_WORDS_OF_REPORT, RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_part_number(part, m))), take_word, &t);
  for (size_t i = 0; i < kept->words.len; i++)
    if (!ro_part_is_context(part, kept->words.at[i].member))
      RO_PUSH(&part->round, &t.words, ((spoken){kept->words.at[i].country, kept->words.at[i].word, 0}));
  if (t.words.len > 1) qsort(t.words.at, t.words.len, sizeof *t.words.at, by_word);
  for (size_t i = 0; i < t.words.len; i++)
    if (n == 0 || by_word(&t.words.at[n - 1], &t.words.at[i]) != 0) t.words.at[n++] = t.words.at[i];
  t.words.len = n;
  return t.words;
}

static void put_words(ro_part *part, const ro_kept *kept) {
  for (size_t m = 0; m < part->n_settled && !part->is_first; m++)
    if (!ro_part_is_context(part, m))
      ro_part_ask(part, RO_KEPT_DROP_WORDS, RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_part_number(part, m))), NULL, NULL);
  for (size_t i = 0; i < kept->words.len; i++) {
    const ro_kept_word *word = &kept->words.at[i];
    uint64_t meant = word->meant.ptr ? ro_hash(word->meant, 5) : 0;
    if (!ro_part_is_context(part, word->member))
      ro_part_ask(part, RO_KEPT_PUT_WORD,
                  RO_KEPT_VALUES(RO_KEPT_NUMBER(word->country), RO_KEPT_NUMBER(word->word), RO_KEPT_NUMBER(meant),
                                 RO_KEPT_NUMBER(ro_part_number(part, word->member))),
                  NULL, NULL);
  }
}

/* Where another is meant by a word than before, reports that cannot tell by themselves are touched. */
static void take_words(void *ctx, const ro_kept *kept) {
  ro_part *part = ctx;
  spoken_words words = words_of(part, kept);
  for (size_t i = 0; i < words.len; i++) words.at[i].meant = meant_of(part, words.at[i].country, words.at[i].word);
  put_words(part, kept);
  for (size_t i = 0; i < words.len; i++) {
    const spoken *word = &words.at[i];
    uint64_t now = meant_of(part, word->country, word->word);
    if (now == word->meant || (now <= 1 && word->meant <= 1)) continue;
    ro_values reports = ro_part_numbers(
        part, RO_KEPT_WORD_UNMEANT, RO_KEPT_VALUES(RO_KEPT_NUMBER(word->country), RO_KEPT_NUMBER(word->word), RO_KEPT_NUMBER(0)));
    for (size_t k = 0; k < reports.len; k++) ro_part_touch(part, reports.at[k]);
  }
}

/* -- names ------------------------------------------------------------------------------------------------------------------ */

typedef struct known_name {
  ro_part *part;
  bool is_there;
  ro_slice key, iso, wikidata;
  ro_entity_kind kind;
  bool has_entity;
  uint64_t entity;
} known_name;

static bool take_name(void *ctx, const ro_kept_row *row) {
  known_name *name = ctx;
  ro_slice iso = ro_kept_text(row, 2), wikidata = ro_kept_text(row, 3);
  name->is_there = true;
  name->key = ro_arena_copy(&name->part->round, ro_kept_text(row, 0));
  name->kind = (ro_entity_kind)ro_kept_plain(row, 1);
  name->iso = iso.ptr ? ro_arena_copy(&name->part->round, iso) : RO_ABSENT;
  name->wikidata = wikidata.ptr ? ro_arena_copy(&name->part->round, wikidata) : RO_ABSENT;
  name->has_entity = ro_kept_text(row, 4).ptr != NULL;
  name->entity = ro_kept_number(row, 4);
  return false;
}

static known_name name_of(ro_part *part, uint64_t name) {
  known_name known = {.part = part};
  ro_part_ask(part, RO_KEPT_NAME, RO_KEPT_VALUES(RO_KEPT_NUMBER(name)), take_name, &known);
  return known;
}

static ro_slice meant(void *ctx, uint64_t country, uint64_t word) {
  ro_part *part = ctx;
  uint64_t name = meant_of(part, country, word);
  if (name <= 1) return RO_ABSENT;
  for (size_t i = 0; i < part->kept.words.len; i++) /* a name that came with this part has no row of its own yet */
    if (part->kept.words.at[i].meant.ptr && ro_hash(part->kept.words.at[i].meant, 5) == name) return part->kept.words.at[i].meant;
  known_name known = name_of(part, name);
  return known.is_there ? known.key : RO_ABSENT;
}

static void put_form(ro_part *part, const ro_kept_name *name, size_t place, ro_slice form, bool is_name, ro_span shown) {
  const ro_report *report = &part->settled[name->member].prepared->findings->report;
  ro_kept_value form_key = RO_KEPT_NOTHING;
  size_t start = 0, end = 0;
  ro_slice quote = RO_ABSENT;
  if (ro_is_named_thing(name->kind)) {
    ro_entity as = {.kind = name->kind, .name = form};
    form_key = RO_KEPT_NUMBER(ro_hash(ro_entity_key(&as, &part->round), 5));
  }
  if (shown.end > shown.start) {
    start = ro_utf8_count(ro_slice_part(report->text, 0, shown.start));
    quote = ro_slice_span(report->text, shown);
    end = start + ro_utf8_count(quote);
  }
  ro_part_ask(part, RO_KEPT_PUT_NAME_USE,
              RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_hash(name->key, 5)), RO_KEPT_NUMBER(ro_part_number(part, name->member)),
                             RO_KEPT_PLAIN(place), RO_KEPT_TEXT(form), form_key, RO_KEPT_PLAIN(is_name), RO_KEPT_PLAIN(start),
                             RO_KEPT_PLAIN(end), RO_KEPT_TEXT(quote)),
              NULL, NULL);
}

static void put_name(ro_part *part, const ro_kept_name *name, bool is_first) {
  const ro_findings *f = part->settled[name->member].prepared->findings;
  static const ro_span NOWHERE = {0, 0};
  if (is_first || name->iso.ptr || name->wikidata.ptr)
    ro_part_ask(part, RO_KEPT_PUT_NAME,
                RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_hash(name->key, 5)), RO_KEPT_TEXT(name->key), RO_KEPT_PLAIN(name->kind),
                               RO_KEPT_TEXT(name->iso), RO_KEPT_TEXT(name->wikidata)),
                NULL, NULL);
  if (name->order == RO_NONE) {
    put_form(part, name, f->entities.len * PLACES, RO_LIT(""), false, NOWHERE);
    return;
  }
  const ro_entity *entity = &f->entities.at[name->order];
  put_form(part, name, name->order * PLACES, entity->name, name->is_name, name->shown);
  for (size_t i = 0; i < entity->aliases.len && i + 1 < PLACES; i++)
    put_form(part, name, name->order * PLACES + i + 1, entity->aliases.at[i], false, NOWHERE);
}

typedef struct sorted_name {
  uint64_t hash;
  size_t at;
  const ro_kept_name *name;
} sorted_name;

typedef RO_ARRAY(sorted_name) sorted_names;

static int by_hash(const void *a, const void *b) {
  const sorted_name *left = a, *right = b;
  if (left->hash != right->hash) return left->hash < right->hash ? -1 : 1;
  return (left->at > right->at) - (left->at < right->at);
}

static void put_names(ro_part *part, const ro_kept *kept) {
  for (size_t m = 0; m < part->n_settled && !part->is_first; m++) {
    if (ro_part_is_context(part, m)) continue;
    ro_part_ask(part, RO_KEPT_DROP_NAME_USES, RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_part_number(part, m))), NULL, NULL);
    ro_part_ask(part, RO_KEPT_DROP_JOINS, RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_part_number(part, m))), NULL, NULL);
  }
  sorted_names names = {0};
  for (size_t i = 0; i < kept->names.len; i++)
    if (!ro_part_is_context(part, kept->names.at[i].member))
      RO_PUSH(&part->round, &names, ((sorted_name){ro_hash(kept->names.at[i].key, 5), i, &kept->names.at[i]}));
  if (names.len > 1) qsort(names.at, names.len, sizeof *names.at, by_hash); /* pages of the table are met in their order */
  for (size_t i = 0; i < names.len; i++) put_name(part, names.at[i].name, i == 0 || names.at[i].hash != names.at[i - 1].hash);
  for (size_t i = 0; i < kept->joins.len; i++) {
    const ro_kept_join *join = &kept->joins.at[i];
    uint64_t a = ro_hash(join->a, 5), b = ro_hash(join->b, 5), report = ro_part_number(part, join->member);
    if (ro_part_is_context(part, join->member)) continue;
    ro_part_ask(part, RO_KEPT_PUT_JOIN, RO_KEPT_VALUES(RO_KEPT_NUMBER(a), RO_KEPT_NUMBER(b), RO_KEPT_NUMBER(report)), NULL, NULL);
    ro_part_ask(part, RO_KEPT_PUT_JOIN, RO_KEPT_VALUES(RO_KEPT_NUMBER(b), RO_KEPT_NUMBER(a), RO_KEPT_NUMBER(report)), NULL, NULL);
  }
}

/* Names of members that are no context, as they were and as they are. */
static void gather_names(ro_part *part, const ro_kept *kept, ro_numbers *names) {
  for (size_t m = 0; m < part->n_settled; m++) {
    if (ro_part_is_context(part, m)) continue;
    ro_values before = ro_part_numbers(part, RO_KEPT_NAMES_OF_REPORT, RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_part_number(part, m))));
    for (size_t i = 0; i < before.len; i++) ro_numbers_add(names, before.at[i], &part->round);
  }
  for (size_t i = 0; i < kept->names.len; i++)
    if (!ro_part_is_context(part, kept->names.at[i].member))
      ro_numbers_add(names, ro_hash(kept->names.at[i].key, 5), &part->round);
}

/* -- who is one with whom ---------------------------------------------------------------------------------------------------- */

typedef struct form {
  ro_part *part;
  ro_slice text;
  bool is_there, has_key;
  uint64_t key;
} form;

static bool take_form(void *ctx, const ro_kept_row *row) {
  form *f = ctx;
  f->is_there = true;
  f->text = ro_arena_copy(&f->part->round, ro_kept_text(row, 0));
  f->has_key = ro_kept_text(row, 1).ptr != NULL;
  f->key = ro_kept_number(row, 1);
  return false;
}

/* The first form of a name behind another, in byte order. The empty one is none. */
static form next_form(ro_part *part, uint64_t name, ro_slice after) {
  form next = {.part = part};
  ro_part_ask(part, RO_KEPT_NEXT_FORM, RO_KEPT_VALUES(RO_KEPT_NUMBER(name), RO_KEPT_TEXT(after)), take_form, &next);
  return next;
}

static void add_sharing(ro_part *part, ro_numbers *names, uint64_t form_key) {
  ro_values next = ro_part_numbers(part, RO_KEPT_NEXT_BY_FORM, RO_KEPT_VALUES(RO_KEPT_NUMBER(form_key), RO_KEPT_NUMBER(0)));
  while (next.len > 0) {
    ro_numbers_add(names, next.at[0], &part->round);
    next = ro_part_numbers(part, RO_KEPT_NEXT_BY_FORM, RO_KEPT_VALUES(RO_KEPT_NUMBER(form_key), RO_KEPT_NUMBER(next.at[0])));
  }
}

/* All names that are one's with a name. */
static void add_joined(ro_part *part, ro_numbers *names, uint64_t name) {
  ro_values joined = ro_part_numbers(part, RO_KEPT_JOINED, RO_KEPT_VALUES(RO_KEPT_NUMBER(name)));
  for (size_t i = 0; i < joined.len; i++) ro_numbers_add(names, joined.at[i], &part->round);
  if (!ro_is_named_thing(name_of(part, name).kind)) return;
  for (form f = next_form(part, name, RO_LIT("")); f.is_there; f = next_form(part, name, f.text))
    if (f.has_key) add_sharing(part, names, f.key);
}

static bool leads(const known_name *a, const known_name *b) {
  const ro_ident left = {.key = a->key, .kind = a->kind, .iso = a->iso, .wikidata = a->wikidata};
  const ro_ident right = {.key = b->key, .kind = b->kind, .iso = b->iso, .wikidata = b->wikidata};
  return ro_ident_leads(&left, &right);
}

static void note_identity(ro_part *part, uint64_t name, uint64_t entity) {
  uint64_t *own = RO_NEW(&part->round, uint64_t);
  *own = name;
  *ro_map_put(&part->identities, (ro_slice){(const char *)own, sizeof *own}, NULL) = entity;
}

/* Gives the names of one entity its identity. Reports that use a name whose identity is another now are touched. */
static void settle_entity(ro_part *part, const ro_numbers *names) {
  known_name lead = {0};
  for (size_t i = 0; i < names->at.len; i++) {
    known_name name = name_of(part, names->at.at[i]);
    if (name.is_there && (!lead.is_there || leads(&name, &lead))) lead = name;
  }
  if (!lead.is_there) return;
  uint64_t entity = ro_identity_number(ro_identity(&part->round, "n", &lead.key, 1));
  ro_numbers_add(&part->entities, entity, &part->round);
  for (size_t i = 0; i < names->at.len; i++) {
    uint64_t name = names->at.at[i];
    known_name known = name_of(part, name);
    note_identity(part, name, entity);
    if (!known.is_there || (known.has_entity && known.entity == entity)) continue;
    ro_part_ask(part, RO_KEPT_SET_ENTITY, RO_KEPT_VALUES(RO_KEPT_NUMBER(name), RO_KEPT_NUMBER(entity)), NULL, NULL);
    if (!known.has_entity) continue;
    ro_values reports = ro_part_numbers(part, RO_KEPT_REPORTS_NAMING, RO_KEPT_VALUES(RO_KEPT_NUMBER(name)));
    for (size_t k = 0; k < reports.len; k++) ro_part_touch(part, reports.at[k]);
  }
}

/* Names that were one's with a name. */
static void add_former(ro_part *part, ro_numbers *names, uint64_t name) {
  known_name known = name_of(part, name);
  if (!known.is_there || !known.has_entity) return;
  if (!ro_numbers_add(&part->old_entities, known.entity, &part->arena)) return;
  ro_values with = ro_part_numbers(part, RO_KEPT_NAMES_OF_ENTITY, RO_KEPT_VALUES(RO_KEPT_NUMBER(known.entity)));
  for (size_t k = 0; k < with.len; k++) ro_numbers_add(names, with.at[k], &part->round);
}

/* What comes to a name may part from others: all that were one's with any of these, or are, grow with the set. */
static void settle_entities(ro_part *part, ro_numbers *names) {
  ro_numbers done;
  ro_numbers_init(&done, &part->round);
  for (size_t i = 0; i < names->at.len; i++) {
    add_former(part, names, names->at.at[i]);
    add_joined(part, names, names->at.at[i]);
  }
  for (size_t i = 0; i < names->at.len; i++)
    ro_part_ask(part, RO_KEPT_DROP_NAME, RO_KEPT_VALUES(RO_KEPT_NUMBER(names->at.at[i])), NULL, NULL);
  for (size_t i = 0; i < names->at.len; i++) {
    ro_numbers one;
    if (ro_numbers_have(&done, names->at.at[i])) continue;
    ro_numbers_init(&one, &part->round);
    ro_numbers_add(&one, names->at.at[i], &part->round);
    for (size_t k = 0; k < one.at.len; k++) add_joined(part, &one, one.at.at[k]);
    for (size_t k = 0; k < one.at.len; k++) ro_numbers_add(&done, one.at.at[k], &part->round);
    settle_entity(part, &one);
  }
}

static void take_names(void *ctx, const ro_kept *kept) {
  ro_part *part = ctx;
  ro_numbers names;
  ro_numbers_init(&names, &part->round);
  part->old_entities = (ro_numbers){0};
  ro_numbers_init(&part->old_entities, &part->arena);
  gather_names(part, kept, &names);
  put_names(part, kept);
  settle_entities(part, &names);
}

static ro_slice identity(void *ctx, ro_slice key) {
  ro_part *part = ctx;
  uint64_t name = ro_hash(key, 5);
  const uint64_t *known = ro_map_get(&part->identities, (ro_slice){(const char *)&name, sizeof name});
  if (!known) {
    known_name stored = name_of(part, name);
    if (!stored.is_there || !stored.has_entity) return RO_ABSENT;
    note_identity(part, name, stored.entity);
    return ro_part_identity(part, "n", stored.entity);
  }
  return ro_part_identity(part, "n", *known);
}

ro_surroundings ro_part_surroundings(ro_part *part) {
  return (ro_surroundings){.ctx = part,
                           .compared = &part->pairs,
                           .last_leader = last_leader,
                           .take_words = take_words,
                           .meant = meant,
                           .take_names = take_names,
                           .identity = identity};
}

/* -- lines of entities ------------------------------------------------------------------------------------------------------ */

typedef struct shown_place {
  uint64_t report;
  int64_t place;
  ro_evidence evidence;
} shown_place;

typedef struct shown_places {
  ro_part *part;
  RO_ARRAY(shown_place) at;
} shown_places;

static bool take_shown(void *ctx, const ro_kept_row *row) {
  shown_places *places = ctx;
  ro_arena *arena = &places->part->round;
  shown_place place = {.report = ro_kept_number(row, 0), .place = ro_kept_plain(row, 1)};
  place.evidence.report = ro_part_identity(places->part, "r", place.report);
  RO_PUSH(arena, &place.evidence.spans, ((ro_span){(size_t)ro_kept_plain(row, 2), (size_t)ro_kept_plain(row, 3)}));
  place.evidence.quote = ro_arena_copy(arena, ro_kept_text(row, 4));
  place.evidence.counted = true;
  RO_PUSH(arena, &places->at, place);
  return true;
}

static int by_place(const void *a, const void *b) {
  const shown_place *left = a, *right = b;
  if (left->report != right->report) return left->report < right->report ? -1 : 1;
  return (left->place > right->place) - (left->place < right->place);
}

static bool take_count(void *ctx, const ro_kept_row *row) {
  *(size_t *)ctx = (size_t)ro_kept_plain(row, 0);
  return false;
}

/* The forms of all names of an entity, each with the number of places where it is the name. */
static ro_ident forms_of(ro_part *part, const ro_values *names, bool counted) {
  ro_ident ident = {0};
  for (size_t i = 0; i < names->len; i++)
    for (form f = next_form(part, names->at[i], RO_LIT("")); f.is_there; f = next_form(part, names->at[i], f.text)) {
      ro_form found = {.text = f.text};
      if (counted)
        ro_part_ask(part, RO_KEPT_FORM_COUNT, RO_KEPT_VALUES(RO_KEPT_NUMBER(names->at[i]), RO_KEPT_TEXT(f.text)), take_count,
                    &found.reports);
      RO_PUSH(&part->round, &ident.names, found);
    }
  return ident;
}

/* The name is that of the leading name's forms alone. */
static void write_entity(ro_part *part, uint64_t number, ro_record *out) {
  ro_values names = ro_part_numbers(part, RO_KEPT_NAMES_OF_ENTITY, RO_KEPT_VALUES(RO_KEPT_NUMBER(number)));
  known_name lead = {0};
  shown_places places = {.part = part};
  ro_values one = {0};
  for (size_t i = 0; i < names.len; i++) {
    known_name name = name_of(part, names.at[i]);
    if (!lead.is_there || leads(&name, &lead)) lead = name;
    ro_part_ask(part, RO_KEPT_SHOWN, RO_KEPT_VALUES(RO_KEPT_NUMBER(names.at[i]), RO_KEPT_PLAIN(RO_NAME_EVIDENCE)), take_shown,
                &places);
  }
  if (!lead.is_there) return;
  RO_PUSH(&part->round, &one, ro_hash(lead.key, 5));
  ro_record_entity entity = {.id = ro_part_identity(part, "n", number), .kind = lead.kind, .iso = lead.iso};
  entity.wikidata = lead.wikidata;
  ro_ident own = forms_of(part, &one, lead.iso.len == 0);
  own.iso = lead.iso;
  entity.name = ro_ident_name(&own, part->record->engine->parts->lexicon);
  ro_ident all = forms_of(part, &names, false);
  for (size_t i = 0; i < all.names.len; i++)
    if (!ro_slice_equal(all.names.at[i].text, entity.name)) RO_PUSH(&part->round, &entity.aliases, all.names.at[i].text);
  ro_slices_sort_unique(&entity.aliases);
  if (places.at.len > 1) qsort(places.at.at, places.at.len, sizeof *places.at.at, by_place);
  for (size_t i = 0; i < places.at.len && i < RO_ENTITY_EVIDENCE; i++)
    RO_PUSH(&part->round, &entity.evidence, places.at.at[i].evidence);
  RO_PUSH(&part->round, &out->entities, entity);
}

void ro_part_write_entities(ro_part *part, ro_record *out) {
  for (size_t i = 0; i < part->entities.at.len; i++) write_entity(part, part->entities.at.at[i], out);
}

void ro_part_keep_first_names(ro_part *part) {
  put_words(part, &part->kept);
  put_names(part, &part->kept);
  ro_map done;
  ro_map_init(&done, &part->round);
  for (size_t i = 0; i < part->kept.names.len; i++) {
    const ro_kept_name *name = &part->kept.names.at[i];
    bool is_new;
    ro_map_put(&done, name->key, &is_new);
    if (!is_new) continue;
    ro_part_ask(part, RO_KEPT_SET_ENTITY,
                RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_hash(name->key, 5)), RO_KEPT_NUMBER(ro_identity_number(name->entity))), NULL,
                NULL);
  }
}
