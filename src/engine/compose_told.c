/* The step of a component: what can be told from it alone, and what others need of it. And whom a single word means. */
#include "base/hash.h"
#include "engine/compose.h"
#include "event/identity.h"

#define BUCKET_DAYS 128 /* references and told events meet by these: most references look through two or three */

/* -- names: how a name is used -> use, joined, ask ----------------------------------------------------------------------------
 */

typedef struct name_use {
  ro_slice standing, report; /* identities */
  ro_slice key, iso, wikidata;
  ro_entity_kind kind;
  bool is_name;
  size_t place;
  size_t start, end; /* code points */
  ro_slice quote;    /* absent: it is not shown */
  ro_slices forms;   /* the first is the name */
} name_use;

static uint64_t value_of(ro_slice key) {
  return ro_hash(key, 5);
}

/* A form that is another's, too, makes the two names one thing's. */
static void put_form(ro_composer *c, const name_use *use, ro_slice name, ro_slice form, size_t count) {
  if (form.len == 0) return;
  ro_row(c, "use", name);
  ro_row_put_word(c, "f");
  ro_row_put_text(c, form);
  ro_row_put_number(c, (int64_t)count);
  ro_row_end(c);
  if (!ro_is_named_thing(use->kind)) return;
  ro_entity as = {.kind = use->kind, .name = form};
  uint64_t value = value_of(ro_entity_key(&as, &c->scratch));
  ro_row_both(c, "joined", name, ro_arena_format(&c->scratch, "~%016llx", (unsigned long long)value));
}

static void put_use(ro_composer *c, const name_use *use) {
  ro_slice name = ro_hex(&c->scratch, value_of(use->key));
  ro_row(c, "use", name);
  ro_row_put_word(c, "h");
  ro_row_put_text(c, use->key);
  ro_row_put_number(c, (int64_t)use->kind);
  ro_row_put_text(c, use->iso);
  ro_row_put_text(c, use->wikidata);
  ro_row_end(c);
  for (size_t i = 0; i < use->forms.len; i++) put_form(c, use, name, use->forms.at[i], i == 0 && use->is_name);
  if (use->quote.ptr) {
    ro_row(c, "use", name);
    ro_row_put_word(c, "s");
    ro_row_put(c, use->report);
    ro_text_addf(&c->out, "\t%08zu", use->place);
    ro_row_put_number(c, (int64_t)use->start);
    ro_row_put_number(c, (int64_t)use->end);
    ro_row_put_text(c, use->quote);
    ro_row_end(c);
  }
  ro_row(c, "ask", name);
  ro_row_put_word(c, "b");
  ro_row_put(c, use->standing);
  ro_row_end(c);
  ro_arena_clear(&c->scratch);
}

/* -- component ----------------------------------------------------------------------------------------------------------------
 */

typedef struct component {
  ro_members members;
} component;

typedef struct telling {
  ro_composer *c;
  const ro_settling *s;
  ro_kept kept;
} telling;

static ro_slice own_identity(void *ctx, ro_slice key) {
  return ro_identity(ctx, "n", &key, 1);
}

static void take_body(ro_composer *c, void *state, ro_row_fields *value) {
  component *all = state;
  ro_member member;
  if (ro_field_letter(value) != 'b') return;
  (void)ro_field(value);
  if (ro_load_member(c, ro_fields_rest(value), &member, &c->arena)) RO_PUSH(&c->arena, &all->members, member);
}

static ro_slice standing_of(const telling *t, size_t member) {
  return t->s->members[t->s->same[member]].id;
}

/* Of a member: a word by which it calls somebody of a country, and whom its events do not show to be meant; or NULL. */
static const ro_kept_word *unmeant(const telling *t, const ro_kept_name *name) {
  for (size_t i = 0; i < t->kept.words.len; i++) {
    const ro_kept_word *word = &t->kept.words.at[i];
    if (word->member == name->member && !word->meant.ptr && name->order != RO_NONE && word->word == value_of(name->key))
      return word;
  }
  return NULL;
}

static ro_slice key_of_word(const telling *t, const ro_kept_word *word) {
  return ro_arena_format(&t->c->arena, "%016llx%016llx", (unsigned long long)word->country, (unsigned long long)word->word);
}

static void tell_words(telling *t) {
  ro_composer *c = t->c;
  for (size_t i = 0; i < t->kept.words.len; i++) {
    const ro_kept_word *word = &t->kept.words.at[i];
    const ro_prepared *p = ro_settling_prepared(t->s, word->member);
    if (!word->meant.ptr) continue;
    ro_row(c, "spoken", key_of_word(t, word));
    ro_row_put_word(c, "a");
    ro_row_put_text(c, word->meant);
    ro_row_end(c);
    size_t k = 0;
    while (k < p->keys.len && value_of(p->keys.at[k]) != word->word) k++;
    if (k == p->keys.len) continue;
    ro_row(c, "beside", standing_of(t, word->member));
    ro_row_put_word(c, "e\tsettling\tg");
    ro_row_put(c, t->s->members[word->member].id);
    ro_row_put_text(c, p->keys.at[k]);
    ro_row_put_text(c, word->meant);
    ro_row_end(c);
  }
}

static name_use use_of(telling *t, const ro_kept_name *name) {
  const ro_findings *f = ro_settling_findings(t->s, name->member);
  name_use use = {.standing = standing_of(t, name->member), .report = t->s->members[name->member].id, .key = name->key};
  use.kind = name->kind;
  use.iso = name->iso;
  use.wikidata = name->wikidata;
  use.is_name = name->is_name;
  if (name->order == RO_NONE) return use;
  const ro_entity *entity = &f->entities.at[name->order];
  use.place = name->order;
  RO_PUSH(&t->c->arena, &use.forms, entity->name);
  for (size_t i = 0; i < entity->aliases.len; i++) RO_PUSH(&t->c->arena, &use.forms, entity->aliases.at[i]);
  if (name->shown.end <= name->shown.start) return use;
  use.quote = ro_slice_span(f->report.text, name->shown);
  use.start = ro_utf8_count(ro_slice_part(f->report.text, 0, name->shown.start));
  use.end = use.start + ro_utf8_count(use.quote);
  return use;
}

/* A name that may be another's, by a word, waits for what others mean by it. */
static void put_waiting(telling *t, const ro_kept_word *word, const name_use *use) {
  ro_composer *c = t->c;
  ro_row(c, "spoken", key_of_word(t, word));
  ro_row_put_word(c, "b");
  ro_row_put(c, use->standing);
  ro_row_put(c, use->report);
  ro_row_put_text(c, use->key);
  ro_row_put_number(c, (int64_t)use->kind);
  ro_row_put_text(c, use->iso);
  ro_row_put_text(c, use->wikidata);
  ro_row_put_number(c, use->is_name);
  ro_row_put_number(c, (int64_t)use->place);
  ro_row_put_number(c, (int64_t)use->start);
  ro_row_put_number(c, (int64_t)use->end);
  ro_row_put_text(c, use->quote);
  ro_row_put_number(c, (int64_t)use->forms.len);
  for (size_t i = 0; i < use->forms.len; i++) ro_row_put_text(c, use->forms.at[i]);
  ro_row_end(c);
}

static void tell_names(telling *t) {
  for (size_t i = 0; i < t->kept.names.len; i++) {
    name_use use = use_of(t, &t->kept.names.at[i]);
    const ro_kept_word *word = unmeant(t, &t->kept.names.at[i]);
    if (word)
      put_waiting(t, word, &use);
    else
      put_use(t->c, &use);
  }
  for (size_t i = 0; i < t->kept.joins.len; i++) {
    const ro_kept_join *join = &t->kept.joins.at[i];
    ro_row_both(t->c, "joined", ro_hex(&t->c->arena, value_of(join->a)), ro_hex(&t->c->arena, value_of(join->b)));
  }
}

/* -- references and told events ------------------------------------------------------------------------------------------------
 */

static int64_t bucket_of(int64_t day) {
  return day >= 0 ? day / BUCKET_DAYS : -((-day + BUCKET_DAYS - 1) / BUCKET_DAYS);
}

static void put_window(telling *t, uint64_t key, int64_t low, int64_t high, const char *letter, ro_slice who) {
  ro_composer *c = t->c;
  for (int64_t bucket = bucket_of(low); bucket <= bucket_of(high); bucket++) {
    ro_row(c, "window", ro_arena_format(&c->scratch, "%016llx %lld", (unsigned long long)key, (long long)bucket));
    ro_row_put_word(c, letter);
    ro_row_put_number(c, low);
    ro_row_put_number(c, high);
    ro_row_put(c, who);
    ro_row_end(c);
  }
  ro_arena_clear(&c->scratch);
}

static void tell_references(telling *t) {
  ro_composer *c = t->c;
  for (size_t i = 0; i < t->kept.references.len; i++) {
    const ro_kept_reference *r = &t->kept.references.at[i];
    ro_slice group = ro_hex(&c->arena, r->group);
    ro_row(c, "grouped", group);
    ro_row_put_word(c, "b\tlinking\tr");
    ro_row_put(c, t->s->members[r->member].id);
    ro_row_put_number(c, (int64_t)r->meeting);
    ro_row_put_day(c, r->day);
    ro_row_put_number(c, r->here);
    ro_row_put(c, group);
    ro_row_put(c, c->key);
    ro_row_standing(c, t->s, r->member, true, true);
    ro_row_end(c);
    for (size_t k = 0; k < r->keys.len && r->low <= r->high; k++) put_window(t, r->keys.at[k], r->low, r->high, "b", group);
  }
}

static void tell_event(telling *t, size_t index) {
  ro_composer *c = t->c;
  const ro_settling *s = t->s;
  const ro_settled_event *event = &s->events.at[index];
  ro_row(c, "met", event->id);
  ro_row_put_word(c, "c\tgrouped\tb\tlinking\tt");
  ro_row_put(c, c->key);
  ro_text_addf(&c->out, "\t%08zu", index);
  ro_row_put(c, event->id);
  ro_row_put_number(c, (int64_t)event->nodes.len);
  for (size_t i = 0; i < event->nodes.len; i++) {
    ro_row_put(c, s->members[s->nodes.at[event->nodes.at[i]].member].id);
    ro_row_put_number(c, (int64_t)s->nodes.at[event->nodes.at[i]].meeting);
    ro_row_standing(c, s, s->nodes.at[event->nodes.at[i]].member, true, false);
  }
  ro_row_end(c);
}

static void put_met(telling *t, ro_slice event, uint64_t group) {
  ro_row(t->c, "met", event);
  ro_row_put_word(t->c, "0");
  ro_row_put_hex(t->c, group);
  ro_row_end(t->c);
}

static void put_linked(telling *t, ro_slice a, ro_slice b) {
  ro_row(t->c, "linked", a);
  ro_row_put(t->c, b);
  ro_row_end(t->c);
  ro_row(t->c, "linked", b);
  ro_row_put(t->c, a);
  ro_row_end(t->c);
}

/* Groups of references that reports of one event have as its occasion are looked at together, with that event; and with another
 * told event that they have for it. */
static void tell_sidelines(telling *t, size_t index) {
  ro_composer *c = t->c;
  const ro_settling *s = t->s;
  const ro_settled_event *event = &s->events.at[index];
  for (size_t i = 0; i < t->kept.sidelines.len; i++) {
    const ro_kept_sideline *sideline = &t->kept.sidelines.at[i];
    if (!ro_slice_equal(sideline->event, event->id)) continue;
    put_met(t, event->id, sideline->group);
    put_linked(t, ro_hex(&c->arena, sideline->group), event->id);
    for (size_t k = 0; k < event->nodes.len; k++) {
      size_t member = s->nodes.at[event->nodes.at[k]].member;
      size_t node = ro_settling_node(s, member, ro_settling_meeting(s, event->nodes.at[k])->occasion);
      size_t occasion = node == RO_NONE ? RO_NONE : s->nodes.at[node].event;
      bool natural = occasion != RO_NONE && s->events.at[occasion].told;
      for (size_t n = 0; natural && n < s->events.at[occasion].nodes.len; n++)
        if (s->events.at[occasion].nodes.at[n] == node) put_met(t, s->events.at[occasion].id, sideline->group);
    }
  }
}

static void tell_events(telling *t) {
  const ro_settling *s = t->s;
  for (size_t e = 0; e < s->events.len; e++) {
    if (!s->events.at[e].told) continue;
    tell_event(t, e);
    tell_sidelines(t, e);
  }
  for (size_t i = 0; i < t->kept.told_keys.len; i++) {
    const ro_kept_told_key *told = &t->kept.told_keys.at[i];
    put_window(t, told->key, told->low, told->high, "a", told->event);
  }
}

/* -- origins -------------------------------------------------------------------------------------------------------------------
 */

static bool is_root(const ro_settled_origin *origin, size_t member) {
  for (size_t i = 0; i < origin->roots.len; i++)
    if (origin->roots.at[i] == member) return true;
  return false;
}

static void tell_origins(telling *t) {
  ro_composer *c = t->c;
  const ro_settling *s = t->s;
  for (size_t m = 0; m < s->n_members; m++) {
    const ro_indexes *of = &s->origins_of.at[m];
    if (s->same[m] != m) continue;
    for (size_t i = 0; i < of->len; i++) {
      ro_row(c, "beside", s->members[m].id);
      ro_row_put_word(c, "e\tsettling\to");
      ro_text_addf(&c->out, "\t%.*s %08zu", (int)c->key.len, c->key.ptr, of->at[i]);
      ro_row_put(c, s->members[m].id);
      ro_row_put_number(c, is_root(&s->origins.at[of->at[i]], m));
      ro_row_end(c);
    }
    if (!s->side_of[m].ptr) continue;
    ro_row(c, "beside", s->members[m].id);
    ro_row_put_word(c, "e\tsettling\ts");
    ro_row_put(c, s->members[m].id);
    ro_row_put_text(c, s->side_of[m]);
    ro_row_end(c);
  }
}

static void end_component(ro_composer *c, void *state) {
  component *all = state;
  telling t = {.c = c};
  const ro_surroundings around = ro_compose_around(own_identity, &c->arena);
  if (c->status != READOUT_OK || all->members.len == 0) return;
  t.s = ro_step_told(all->members.at, all->members.len, c->lexicon, &around, &t.kept, &c->arena);
  tell_words(&t);
  tell_names(&t);
  tell_references(&t);
  tell_events(&t);
  tell_origins(&t);
}

const ro_compose_step RO_COMPOSE_COMPONENT = {"component", sizeof(component), take_body, end_component, false};

/* -- spoken: a word of a country -> who is meant by it where one alone ever is; use of the names that waited --------------------
 */

typedef struct spoken {
  ro_slice meant;
  bool several;
} spoken;

static void put_meant(ro_composer *c, const name_use *use, ro_slice meant) {
  ro_row(c, "beside", use->standing);
  ro_row_put_word(c, "d\tsettling\tg");
  ro_row_put(c, use->report);
  ro_row_put_text(c, use->key);
  ro_row_put_text(c, meant);
  ro_row_end(c);
}

static void take_spoken(ro_composer *c, void *state, ro_row_fields *value) {
  spoken *s = state;
  ro_arena *row = &c->scratch;
  if (ro_field_letter(value) == 'a') {
    ro_slice meant = ro_field_text(value, &c->arena);
    s->several = s->several || (s->meant.ptr && !ro_slice_equal(s->meant, meant));
    s->meant = meant;
    return;
  }
  name_use use = {.standing = ro_field_copy(value, row)};
  use.report = ro_field_copy(value, row);
  use.key = ro_field_text(value, row);
  use.kind = (ro_entity_kind)(ro_field_count(value) % RO_ENTITY_KINDS);
  use.iso = ro_field_text(value, row);
  use.wikidata = ro_field_text(value, row);
  use.is_name = ro_field_count(value) > 0;
  use.place = ro_field_count(value);
  use.start = ro_field_count(value);
  use.end = ro_field_count(value);
  use.quote = ro_field_text(value, row);
  size_t n = ro_field_count(value);
  for (size_t i = 0; i < n && c->status == READOUT_OK; i++) RO_PUSH(row, &use.forms, ro_field_text(value, row));
  if (c->status != READOUT_OK) return;
  if (s->meant.ptr && !s->several) {
    put_meant(c, &use, s->meant);
    use.key = s->meant;
    use.kind = RO_PERSON;
    use.is_name = false;
    use.quote = RO_ABSENT; /* a single word shows no longer name */
  }
  put_use(c, &use); /* clears what the row took */
}

const ro_compose_step RO_COMPOSE_SPOKEN = {"spoken", sizeof(spoken), take_spoken, NULL, false};
