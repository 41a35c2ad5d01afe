#include "event/identity.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/hash.h"
#include "event/decided.h"
#include "event/grounds.h"
#include "event/one_thing.h"
#include "event/persons.h"
#include "event/steps.h"
#include "event/write.h"

#define SAME_INSTRUMENT 0.5 /* Dice of two instruments' names that stand for one another in one statement */

/* -- gathering -------------------------------------------------------------------------------------------------------- */

size_t ro_ident_of_key(ro_settling *s, ro_slice key, ro_entity_kind kind) {
  bool is_new;
  uint64_t *at = ro_map_put(&s->ident_of_key, key, &is_new);
  if (is_new) {
    *at = s->idents.len;
    RO_PUSH(s->arena, &s->idents, ((ro_ident){.key = key, .kind = kind}));
    uint64_t *value = RO_NEW(s->arena, uint64_t);
    *value = ro_hash(key, 5);
    *ro_map_put(&s->ident_of_value, (ro_slice){(const char *)value, sizeof *value}, NULL) = s->idents.len - 1;
  }
  return (size_t)*at;
}

static void add_form(ro_settling *s, ro_ident *ident, ro_slice text, bool is_name) {
  if (text.len == 0) return;
  for (size_t i = 0; i < ident->names.len; i++) {
    if (!ro_slice_equal(ident->names.at[i].text, text)) continue;
    ident->names.at[i].reports += is_name;
    return;
  }
  RO_PUSH(s->arena, &ident->names, ((ro_form){text, is_name}));
}

static size_t words_of_name(ro_slice key) {
  size_t n = 0;
  for (size_t i = 0; i < key.len; i++) n += key.ptr[i] == ' ';
  return n - 1; /* "person name penny wong" */
}

bool ro_is_one_word(const ro_prepared *p, size_t entity) {
  return p->findings->entities.at[entity].kind == RO_PERSON && words_of_name(p->keys.at[entity]) == 1;
}

static void gather_entity(ro_settling *s, size_t member, size_t i) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  const ro_entity *entity = &p->findings->entities.at[i];
  const size_t *meant = ro_meant_by(s, member, i);
  size_t at = meant ? *meant : ro_ident_of_key(s, p->keys.at[i], entity->kind); /* may move the idents */
  ro_ident *ident = &s->idents.at[at];
  if (!ident->iso.ptr) ident->iso = entity->iso;
  if (!ident->wikidata.ptr) ident->wikidata = entity->wikidata;
  add_form(s, ident, entity->name, !meant || !ro_is_one_word(p, i));
  for (size_t k = 0; k < entity->aliases.len; k++) add_form(s, ident, entity->aliases.at[k], false);
}

static void gather(ro_settling *s, bool one_word) {
  for (size_t m = 0; m < s->n_members; m++) {
    const ro_prepared *p = ro_settling_prepared(s, m);
    for (size_t i = 0; i < p->findings->entities.len; i++)
      if (ro_is_one_word(p, i) == one_word) gather_entity(s, m, i);
  }
}

/* -- who is meant ------------------------------------------------------------------------------------------------------ */

typedef struct mention_key {
  size_t member;
  uint64_t name;
} mention_key;

static mention_key key_of_mention(size_t member, ro_slice key) {
  return (mention_key){member, ro_hash(key, 5)};
}

const size_t *ro_meant_by(const ro_settling *s, size_t member, size_t entity) {
  mention_key key = key_of_mention(member, ro_settling_prepared(s, member)->keys.at[entity]);
  const uint64_t *at = ro_map_get(&s->meant, (ro_slice){(const char *)&key, sizeof key});
  return at ? &s->meant_idents.at[*at] : NULL;
}

typedef struct not_meant_key {
  mention_key mention;
  uint64_t ident;
} not_meant_key;

static bool is_not_meant(const ro_settling *s, size_t member, ro_slice name, size_t ident) {
  not_meant_key key = {key_of_mention(member, name), ident};
  return s->not_meant.len > 0 && ro_map_get(&s->not_meant, (ro_slice){(const char *)&key, sizeof key}) != NULL;
}

void ro_note_not_meant(ro_settling *s, size_t member, ro_slice name, size_t ident) {
  not_meant_key *key = RO_NEW(s->arena, not_meant_key);
  *key = (not_meant_key){key_of_mention(member, name), ident};
  ro_map_put(&s->not_meant, (ro_slice){(const char *)key, sizeof *key}, NULL);
}

void ro_note_meant(ro_settling *s, size_t member, ro_slice name, size_t ident) {
  mention_key *key = RO_NEW(s->arena, mention_key);
  bool is_new;
  if (is_not_meant(s, member, name, ident)) return;
  *key = key_of_mention(member, name);
  uint64_t *at = ro_map_put(&s->meant, (ro_slice){(const char *)key, sizeof *key}, &is_new);
  if (!is_new) return;
  *at = s->meant_idents.len;
  RO_PUSH(s->arena, &s->meant_idents, ident);
}

/* -- joining ---------------------------------------------------------------------------------------------------------- */

/* Joins two idents, unless people say that they are not one. `why`: static. */
static void join(ro_settling *s, size_t *set, size_t a, size_t b, const char *why) {
  bool forbidden = ro_joins_forbid(&s->ident_joins, set, a, b);
  if (s->trace && a != b) ro_note_names_joined(s, a, b, forbidden, why);
  if (!forbidden) ro_set_join(set, a, b);
}

/* A name of one that is a form of another of its kind: "SCO", "Belt and Road". */
static void join_by_forms(ro_settling *s, size_t *set) {
  ro_map forms;
  ro_map_init(&forms, s->arena);
  for (size_t i = 0; i < s->idents.len; i++) {
    const ro_ident *ident = &s->idents.at[i];
    if (!ro_is_named_thing(ident->kind)) continue;
    for (size_t k = 0; k < ident->names.len; k++) {
      ro_entity as = {.kind = ident->kind, .name = ident->names.at[k].text};
      bool is_new;
      uint64_t *at = ro_map_put(&forms, ro_entity_key(&as, s->arena), &is_new);
      if (is_new) *at = i;
      join(s, set, (size_t)*at, i, "a name of the one is a form of the other's");
    }
  }
}

/* Of "person name penny wong"; of one who has a name in common with another, "person name li wei#v-...". */
static ro_slice name_of_key(ro_slice key) {
  return ro_slice_part(key, sizeof "person name " - 1, ro_slice_find(key, RO_LIT("#"), 0));
}

/* The idents of all persons whom an event's reports name, each once. */
static ro_indexes persons_of(ro_settling *s, const ro_settled_event *event) {
  ro_indexes persons = {0};
  for (size_t n = 0; n < event->nodes.len; n++) {
    const ro_prepared *p = ro_settling_prepared(s, s->nodes.at[event->nodes.at[n]].member);
    for (size_t i = 0; i < p->findings->entities.len; i++) {
      if (p->findings->entities.at[i].kind != RO_PERSON || ro_is_one_word(p, i)) continue;
      const size_t *meant = ro_meant_by(s, s->nodes.at[event->nodes.at[n]].member, i);
      size_t ident = meant ? *meant : ro_ident_of_key(s, p->keys.at[i], RO_PERSON);
      bool known = false;
      for (size_t k = 0; k < persons.len && !known; k++) known = persons.at[k] == ident;
      if (!known) RO_PUSH(s->arena, &persons, ident);
    }
  }
  return persons;
}

/* One of the event's reports calls him "Araqchi", another "Abbas Araghchi": one person, if no third has a name like it that is
 * unlike the other. */
static void join_shown(ro_settling *s, size_t *set, const ro_settled_event *event, size_t a, size_t b, const char *why) {
  join(s, set, a, b, why);
  if (!s->kept) return;
  ro_kept_join shown = {s->idents.at[a].key, s->idents.at[b].key, s->nodes.at[event->nodes.at[0]].member};
  RO_PUSH(s->arena, &s->kept->joins, shown);
}

/* Nobody meets himself: are two idents parties of the event by one report? */
static bool are_at_one_table(ro_settling *s, const ro_settled_event *event, size_t a, size_t b) {
  for (size_t n = 0; n < event->nodes.len; n++) {
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[n]);
    const ro_prepared *p = ro_settling_prepared(s, s->nodes.at[event->nodes.at[n]].member);
    bool has_a = false, has_b = false;
    for (size_t i = 0; i < meeting->parties.len; i++) {
      size_t person = meeting->parties.at[i].person;
      if (person == RO_NONE || ro_is_one_word(p, person)) continue;
      has_a = has_a || ro_slice_equal(p->keys.at[person], s->idents.at[a].key);
      has_b = has_b || ro_slice_equal(p->keys.at[person], s->idents.at[b].key);
    }
    if (has_a && has_b) return true;
  }
  return false;
}

static void join_spellings(ro_settling *s, size_t *set, const ro_settled_event *event) {
  ro_indexes persons = persons_of(s, event);
  for (size_t i = 0; i < persons.len; i++) {
    size_t found = RO_NONE;
    bool several = false;
    ro_slice name = name_of_key(s->idents.at[persons.at[i]].key);
    for (size_t k = 0; k < persons.len; k++) {
      ro_slice other = name_of_key(s->idents.at[persons.at[k]].key);
      if (k == i || words_of_name(s->idents.at[persons.at[k]].key) < words_of_name(s->idents.at[persons.at[i]].key) ||
          !ro_person_names_alike(name, other, s->words) || are_at_one_table(s, event, persons.at[i], persons.at[k]))
        continue;
      several = several || (found != RO_NONE && !ro_person_names_alike(name_of_key(s->idents.at[found].key), other, s->words));
      found = persons.at[k];
    }
    ro_arena_clear(s->words);
    if (found != RO_NONE && !several)
      join_shown(s, set, event, found, persons.at[i],
                 "the words of one name are in the other, spelled alike, in reports of one event");
  }
}

/* An instrument that two of the event's reports name each in its own way. */
static void join_things(ro_settling *s, size_t *set, const ro_settled_event *event) {
  ro_one_things pairs = ro_one_things_of(s, event);
  for (size_t i = 0; i < pairs.len; i++)
    join_shown(s, set, event, pairs.at[i].a, pairs.at[i].b,
               "in reports of one event they have the same words, but for their order, years and the names of the parties");
}

/* "Araghchi" of one report is the only person of the event's reports with a longer name that has this word. */
static void find_meant(ro_settling *s, const ro_settled_event *event) {
  ro_indexes persons = persons_of(s, event);
  for (size_t n = 0; n < event->nodes.len; n++) {
    size_t member = s->nodes.at[event->nodes.at[n]].member;
    const ro_prepared *p = ro_settling_prepared(s, member);
    for (size_t i = 0; i < p->findings->entities.len; i++) {
      size_t found = RO_NONE;
      bool several = false;
      if (!ro_is_one_word(p, i) || ro_meant_by(s, member, i)) continue;
      for (size_t k = 0; k < persons.len; k++) {
        ro_slice other = name_of_key(s->idents.at[persons.at[k]].key);
        if (!ro_person_names_alike(name_of_key(p->keys.at[i]), other, s->words)) continue;
        several = several || (found != RO_NONE && !ro_person_names_alike(name_of_key(s->idents.at[found].key), other, s->words));
        found = persons.at[k];
      }
      ro_arena_clear(s->words);
      if (found == RO_NONE || several) continue;
      for (size_t c = 0; c < s->copies.at[member].len; c++) ro_note_meant(s, s->copies.at[member].at[c], p->keys.at[i], found);
      ro_note_who_is_meant(s, member, i, found, "the only person of the event's reports who has this word in his name");
    }
  }
}

/* The country of a person by offices, else as a party, as a value; 0 where it is not known. */
static uint64_t country_of(const ro_prepared *p, size_t person) {
  const ro_entity *entity = &p->findings->entities.at[person];
  for (size_t o = entity->offices.len; o > 0; o--)
    if (entity->offices.at[o - 1].of != RO_NONE) return ro_hash(p->keys.at[entity->offices.at[o - 1].of], 5);
  for (size_t m = 0; m < p->findings->meetings.len; m++)
    for (size_t k = 0; k < p->findings->meetings.at[m].parties.len; k++) {
      const ro_party *party = &p->findings->meetings.at[m].parties.at[k];
      if (party->person == person && party->of != RO_NONE) return ro_hash(p->keys.at[party->of], 5);
    }
  return 0;
}

/* Who is meant by a word in one report's event is meant by it in reports of other events too, of somebody of the same country,
 * where nobody else of that country is ever meant by it. */
static void keep_words(ro_settling *s) {
  for (size_t m = 0; m < s->n_members; m++) {
    const ro_prepared *p = ro_settling_prepared(s, m);
    for (size_t i = 0; i < p->findings->entities.len; i++) {
      uint64_t country = ro_is_one_word(p, i) ? country_of(p, i) : 0;
      const size_t *meant = country ? ro_meant_by(s, m, i) : NULL;
      ro_kept_word word = {country, ro_hash(p->keys.at[i], 5), m, meant ? s->idents.at[*meant].key : RO_ABSENT};
      if (country) RO_PUSH(s->arena, &s->kept->words, word);
    }
  }
}

/* The same where most reports are around. */
static void take_meant(ro_settling *s) {
  for (size_t i = 0; i < s->kept->words.len; i++) {
    const ro_kept_word *word = &s->kept->words.at[i];
    const ro_prepared *p = ro_settling_prepared(s, word->member);
    ro_slice meant = word->meant.ptr ? RO_ABSENT : s->around->meant(s->around->ctx, word->country, word->word);
    if (!meant.ptr) continue;
    size_t ident = ro_ident_of_key(s, meant, RO_PERSON);
    for (size_t k = 0; k < p->keys.len; k++)
      if (ro_is_one_word(p, k) && ro_hash(p->keys.at[k], 5) == word->word && country_of(p, k) == word->country)
        ro_note_meant(s, word->member, p->keys.at[k], ident);
  }
}

static void spread_meant(ro_settling *s) {
  ro_map by_country; /* a country and a name -> ident + 1, or 0 for several */
  ro_map_init(&by_country, s->arena);
  for (int round = 0; round < 2; round++)
    for (size_t m = 0; m < s->n_members; m++) {
      const ro_prepared *p = ro_settling_prepared(s, m);
      for (size_t i = 0; i < p->findings->entities.len; i++) {
        uint64_t country = ro_is_one_word(p, i) ? country_of(p, i) : 0;
        const size_t *meant = country ? ro_meant_by(s, m, i) : NULL;
        if (!country || (round == 0) != (meant != NULL)) continue;
        mention_key *key = RO_NEW(s->arena, mention_key);
        *key = (mention_key){(size_t)country, ro_hash(p->keys.at[i], 5)};
        ro_slice bytes = {(const char *)key, sizeof *key};
        if (round == 0) {
          bool is_new;
          uint64_t *at = ro_map_put(&by_country, bytes, &is_new);
          *at = is_new || *at == *meant + 1 ? *meant + 1 : 0;
        } else {
          const uint64_t *at = ro_map_get(&by_country, bytes);
          if (at && *at) ro_note_meant(s, m, p->keys.at[i], *at - 1);
          if (at && *at)
            ro_note_who_is_meant(s, m, i, *at - 1, "nobody else of that country is meant by this word in other reports");
        }
      }
    }
}

static double names_dice(ro_settling *s, ro_slice a, ro_slice b) {
  ro_words left = {0}, right = {0};
  ro_bag x, y;
  ro_words_add(&left, a, (ro_span){0, a.len}, s->lexicon, s->arena);
  ro_words_add(&right, b, (ro_span){0, b.len}, s->lexicon, s->arena);
  ro_bag_make(&x, &left, 0, left.len, s->arena);
  ro_bag_make(&y, &right, 0, right.len, s->arena);
  return ro_bag_dice(&x, &y);
}

/* The initiatives and instruments that a clause names, as idents; the last one's name there. */
static void things_named(ro_settling *s, ro_clause_ref ref, ro_indexes *out, ro_slice *name) {
  const ro_prepared *p = ro_settling_prepared(s, ref.member);
  const ro_said *said = ro_settling_said(s, ref);
  for (size_t i = 0; i < said->names.len; i++) {
    const uint64_t *at = ro_map_get(&s->ident_of_value, (ro_slice){(const char *)&said->names.at[i], sizeof(uint64_t)});
    if (!at) continue;
    ro_entity_kind kind = s->idents.at[*at].kind;
    if (kind != RO_INITIATIVE && kind != RO_INSTRUMENT) continue;
    RO_PUSH(s->arena, out, (size_t)*at);
    for (size_t k = 0; k < p->keys.len; k++)
      if (ro_slice_equal(p->keys.at[k], s->idents.at[*at].key)) *name = p->findings->entities.at[k].name;
  }
}

/* In one statement one report names one instrument, another report another with much the same name: two renderings of its name.
 */
static void join_renderings(ro_settling *s, size_t *set, const ro_settled_event *event, const ro_cluster *cluster) {
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    for (size_t j = i + 1; j < cluster->clauses.len; j++) {
      ro_indexes a = {0}, b = {0};
      if (cluster->clauses.at[i].member == cluster->clauses.at[j].member) continue;
      ro_slice left = RO_ABSENT, right = RO_ABSENT;
      things_named(s, cluster->clauses.at[i], &a, &left);
      things_named(s, cluster->clauses.at[j], &b, &right);
      if (a.len != 1 || b.len != 1 || a.at[0] == b.at[0] || s->idents.at[a.at[0]].kind != s->idents.at[b.at[0]].kind) continue;
      if (names_dice(s, left, right) >= SAME_INSTRUMENT)
        join_shown(s, set, event, a.at[0], b.at[0],
                   "in one statement one report names the one, another the other, by much the same words");
    }
  }
}

/* -- identities ------------------------------------------------------------------------------------------------------- */

bool ro_ident_leads(const ro_ident *a, const ro_ident *b) {
  if ((a->iso.len > 0 || a->wikidata.len > 0) != (b->iso.len > 0 || b->wikidata.len > 0))
    return a->iso.len > 0 || a->wikidata.len > 0;
  if (a->kind == RO_PERSON && words_of_name(a->key) != words_of_name(b->key))
    return words_of_name(a->key) > words_of_name(b->key);
  if (a->key.len != b->key.len) return a->key.len > b->key.len;
  return ro_slice_compare(a->key, b->key) < 0;
}

/* Where a report's main first calls each entity by its name there, else by another; start == end where it does not. */
static ro_span *places_of_names(const ro_settling *s, size_t member) {
  const ro_findings *f = ro_settling_findings(s, member);
  ro_span *places = RO_NEW_ARRAY(s->scratch, ro_span, f->entities.len + 1);
  bool *by_name = RO_NEW_ARRAY(s->scratch, bool, f->entities.len + 1);
  for (size_t i = 0; i < f->mentions.len; i++) {
    const ro_mention *mention = &f->mentions.at[i];
    bool named = ro_slice_equal(ro_slice_span(f->report.text, mention->span), f->entities.at[mention->entity].name);
    bool first = places[mention->entity].end == 0 || (named && !by_name[mention->entity]);
    if (!first || !ro_spans_hold(&f->report.main, mention->span.start)) continue;
    places[mention->entity] = mention->span;
    by_name[mention->entity] = named;
  }
  return places;
}

/* Does the place of a member's entity show the name of its ident? A single word shows no longer name. */
static bool shows_name(const ro_settling *s, size_t member, size_t entity, size_t ident, ro_span place) {
  if (place.end == place.start) return false;
  return !ro_is_one_word(ro_settling_prepared(s, member), entity) || words_of_name(s->idents.at[ident].key) <= 1;
}

static void keep_name(ro_settling *s, size_t member, size_t i, const ro_span *places) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  const ro_entity *entity = &p->findings->entities.at[i];
  const size_t *meant = ro_meant_by(s, member, i);
  size_t ident = ro_ident_of(s, member, i);
  if (ident == RO_NONE) return;
  ro_kept_name name = {.member = member, .order = i, .key = s->idents.at[ident].key, .kind = s->idents.at[ident].kind};
  name.iso = entity->iso;
  name.wikidata = entity->wikidata;
  name.is_name = !meant || !ro_is_one_word(p, i);
  if (shows_name(s, member, i, ident, places[i])) name.shown = places[i];
  RO_PUSH(s->arena, &s->kept->names, name);
}

/* A side as an entity: a country, or a body of states. */
static ro_slice key_of_side(const ro_settling *s, ro_slice side) {
  return ro_arena_format(s->arena, ro_is_body_side(side) ? "framework wikidata %.*s" : "country iso %.*s", (int)side.len,
                         side.ptr);
}

static ro_entity_kind kind_of_side(ro_slice side) {
  return ro_is_body_side(side) ? RO_FRAMEWORK : RO_COUNTRY;
}

static void keep_names(ro_settling *s) {
  for (size_t m = 0; m < s->n_members; m++) {
    const ro_span *places = places_of_names(s, m);
    ro_slice side = s->side_of[s->same[m]];
    for (size_t i = 0; i < ro_settling_findings(s, m)->entities.len; i++) keep_name(s, m, i, places);
    ro_arena_clear(s->scratch);
    if (!side.ptr) continue;
    ro_kept_name name = {.member = m, .order = RO_NONE, .key = key_of_side(s, side), .kind = kind_of_side(side)};
    *(ro_is_body_side(side) ? &name.wikidata : &name.iso) = side;
    RO_PUSH(s->arena, &s->kept->names, name);
  }
}

static void take_given_meant(ro_settling *s) {
  for (size_t i = 0; s->given && i < s->given->meant.len; i++) {
    const ro_given_meant *meant = &s->given->meant.at[i];
    ro_note_meant(s, meant->member, meant->name, ro_ident_of_key(s, meant->meant, RO_PERSON));
  }
}

void ro_settle_identities(ro_settling *s) {
  ro_map_init(&s->ident_of_key, s->arena);
  ro_map_init(&s->ident_of_value, s->arena);
  ro_map_init(&s->meant, s->arena);
  ro_decide_meant(s);
  gather(s, false);
  for (size_t i = 0; i < s->events.len; i++)
    if (s->events.at[i].told) find_meant(s, &s->events.at[i]);
  take_given_meant(s);
  if (s->kept) keep_words(s);
  if (s->around && s->kept) { /* what is around is asked for by what is kept */
    s->around->take_words(s->around->ctx, s->kept);
    take_meant(s);
  } else {
    spread_meant(s);
  }
  gather(s, true);
  for (size_t i = 0; i < s->n_members; i++) {
    ro_slice side = s->side_of[s->same[i]];
    if (!side.ptr) continue;
    size_t found = ro_ident_of_key(s, key_of_side(s, side), kind_of_side(side)); /* may move them all */
    ro_ident *ident = &s->idents.at[found];
    *(ro_is_body_side(side) ? &ident->wikidata : &ident->iso) = side;
  }
  size_t *set = ro_sets(s->idents.len, s->arena);
  ro_decide_idents(s);
  for (size_t i = 0; i < s->ident_joins.joined.len; i++) {
    size_t a = s->ident_joins.joined.at[i].a, b = s->ident_joins.joined.at[i].b;
    ro_note_idents(s, a, b, RO_GROUND_WITH, "a person says that they are one");
    ro_set_join(set, a, b);
  }
  join_by_forms(s, set);
  for (size_t i = 0; i < s->events.len; i++) {
    if (!s->events.at[i].told) continue;
    join_spellings(s, set, &s->events.at[i]);
    join_things(s, set, &s->events.at[i]);
    for (size_t k = 0; k < s->events.at[i].clusters.len; k++)
      join_renderings(s, set, &s->events.at[i], &s->events.at[i].clusters.at[k]);
  }
  s->lead_of = RO_NEW_ARRAY(s->arena, size_t, s->idents.len + 1);
  for (size_t i = 0; i < s->idents.len; i++) s->lead_of[ro_set_of(set, i)] = ro_set_of(set, i);
  for (size_t i = 0; i < s->idents.len; i++) {
    size_t root = ro_set_of(set, i);
    if (ro_ident_leads(&s->idents.at[i], &s->idents.at[s->lead_of[root]])) s->lead_of[root] = i;
  }
  for (size_t i = 0; i < s->idents.len; i++) s->lead_of[i] = s->lead_of[ro_set_of(set, i)];
  if (s->kept) keep_names(s);
  if (s->around) s->around->take_names(s->around->ctx, s->kept);
  for (size_t i = 0; i < s->idents.len; i++)
    s->idents.at[i].id = s->around ? s->around->identity(s->around->ctx, s->idents.at[i].key)
                                   : ro_identity(s->arena, "n", &s->idents.at[s->lead_of[i]].key, 1);
  for (size_t i = 0; s->kept && !s->around && i < s->kept->names.len; i++) {
    const uint64_t *at = ro_map_get(&s->ident_of_key, s->kept->names.at[i].key);
    if (at) s->kept->names.at[i].entity = s->idents.at[*at].id;
  }
}

size_t ro_ident_of(const ro_settling *s, size_t member, size_t entity) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  if (entity == RO_NONE || entity >= p->keys.len) return RO_NONE;
  const size_t *meant = s->decided.len > 0 || ro_is_one_word(p, entity) ? ro_meant_by(s, member, entity) : NULL;
  if (meant) return *meant;
  const uint64_t *at = ro_map_get(&s->ident_of_key, p->keys.at[entity]);
  return at ? (size_t)*at : RO_NONE;
}

ro_slice ro_identity_of(const ro_settling *s, size_t member, size_t entity) {
  size_t ident = ro_ident_of(s, member, entity);
  return ident == RO_NONE ? RO_ABSENT : s->idents.at[ident].id;
}

ro_slice ro_identity_of_value(const ro_settling *s, uint64_t value, ro_entity_kind *kind) {
  const uint64_t *at = ro_map_get(&s->ident_of_value, (ro_slice){(const char *)&value, sizeof value});
  if (!at) return RO_ABSENT;
  *kind = s->idents.at[*at].kind;
  return s->idents.at[*at].id;
}

ro_slice ro_identity_of_side(const ro_settling *s, ro_slice side) {
  if (!side.ptr) return RO_ABSENT;
  const uint64_t *at = ro_map_get(&s->ident_of_key, key_of_side(s, side));
  return at ? s->idents.at[*at].id : RO_ABSENT;
}

/* -- lines ------------------------------------------------------------------------------------------------------------ */

/* A country's listed name; else the form that most reports have as the name, the longest of those. */
ro_slice ro_ident_name(const ro_ident *lead, const ro_lexicon *lexicon) {
  const ro_form *best = NULL;
  for (size_t i = 0; lead->iso.len > 0 && i < lexicon->country_names.len; i++) {
    if (ro_slice_equal(lexicon->country_names.at[i].iso, lead->iso)) return lexicon->country_names.at[i].name;
  }
  for (size_t i = 0; i < lead->names.len; i++) {
    const ro_form *form = &lead->names.at[i];
    bool better =
        !best || form->reports > best->reports || (form->reports == best->reports && form->text.len > best->text.len) ||
        (form->reports == best->reports && form->text.len == best->text.len && ro_slice_compare(form->text, best->text) < 0);
    if (better) best = form;
  }
  for (size_t i = 0; !best && i < lexicon->body_names.len; i++) /* a body whose account a report is, and which none names */
    if (ro_slice_equal(lexicon->body_names.at[i].iso, lead->wikidata)) return lexicon->body_names.at[i].name;
  return best ? best->text : lead->iso;
}

static int by_entity_id(const void *a, const void *b) {
  return ro_slice_compare(((const ro_record_entity *)a)->id, ((const ro_record_entity *)b)->id);
}

/* Where an entity's names stand: of each the first reports in the order of members. */
static void write_evidence(ro_settling *s, const size_t *line) {
  uint8_t *shown = RO_NEW_ARRAY(s->arena, uint8_t, s->idents.len + 1);
  for (size_t m = 0; m < s->n_members; m++) {
    const ro_span *places = places_of_names(s, m);
    for (size_t i = 0; i < ro_settling_findings(s, m)->entities.len; i++) {
      size_t ident = ro_ident_of(s, m, i);
      if (ident == RO_NONE || shown[ident] == RO_NAME_EVIDENCE || !shows_name(s, m, i, ident, places[i])) continue;
      ro_record_entity *entity = &s->out->entities.at[line[s->lead_of[ident]]];
      if (entity->evidence.len == RO_ENTITY_EVIDENCE) continue;
      ro_spans spans = {0};
      shown[ident]++;
      RO_PUSH(s->arena, &spans, places[i]);
      RO_PUSH(s->arena, &entity->evidence, ro_evidence_of(s, m, &spans));
    }
    ro_arena_clear(s->scratch);
  }
}

/* With others around an entity's line is made of what is kept of all reports: here stands what is known anyway. */
static void write_known(ro_settling *s) {
  for (size_t i = 0; i < s->idents.len; i++) {
    const ro_ident *ident = &s->idents.at[i];
    ro_record_entity entity = {.id = ident->id, .kind = ident->kind, .iso = ident->iso};
    entity.name = ident->names.len > 0 ? ident->names.at[0].text : ident->iso;
    if (entity.id.ptr) RO_PUSH(s->arena, &s->out->entities, entity);
  }
}

void ro_write_entities(ro_settling *s) {
  if (s->around) {
    write_known(s);
    return;
  }
  size_t *line = RO_NEW_ARRAY(s->arena, size_t, s->idents.len + 1);
  for (size_t i = 0; i < s->idents.len; i++) {
    if (s->lead_of[i] != i) continue;
    const ro_ident *lead = &s->idents.at[i];
    line[i] = s->out->entities.len;
    ro_record_entity entity = {.id = lead->id,
                               .kind = lead->kind,
                               .name = ro_ident_name(lead, s->lexicon),
                               .iso = lead->iso,
                               .wikidata = lead->wikidata};
    RO_PUSH(s->arena, &s->out->entities, entity);
  }
  for (size_t i = 0; i < s->idents.len; i++) {
    ro_record_entity *entity = &s->out->entities.at[line[s->lead_of[i]]];
    for (size_t k = 0; k < s->idents.at[i].names.len; k++) {
      ro_slice form = s->idents.at[i].names.at[k].text;
      if (!ro_slice_equal(form, entity->name)) RO_PUSH(s->arena, &entity->aliases, form);
    }
  }
  for (size_t i = 0; i < s->out->entities.len; i++) ro_slices_sort_unique(&s->out->entities.at[i].aliases);
  write_evidence(s, line);
  ro_note_names(s, line);
  if (s->out->entities.len > 1) qsort(s->out->entities.at, s->out->entities.len, sizeof *s->out->entities.at, by_entity_id);
}
