/*
 * Persons: one to whom reports give offices that nobody holds at once, and others whom they name for the same office of a
 * country.
 */
#include <stdlib.h>

#include "event/differing.h"
#include "event/persons.h"

#define NEAR 40 /* bytes between a title and the name that it stands beside */

/* An office of a person, as one report has it. */
typedef struct held {
  ro_slice person, of; /* identities; `of` may be absent */
  size_t member;
  const ro_title *title;
  ro_slice words; /* as the report writes it */
  ro_span span;   /* title and name */
} held;

typedef RO_ARRAY(held) holdings;

/* The mention of an entity that stands beside a title, with no other person between; false where there is none. */
static bool beside(const ro_findings *f, size_t entity, ro_span title, ro_span *both) {
  bool found = false;
  for (size_t i = 0; i < f->mentions.len; i++) {
    ro_span name = f->mentions.at[i].span;
    if (f->entities.at[f->mentions.at[i].entity].kind != RO_PERSON) continue;
    size_t gap = name.start >= title.end ? name.start - title.end : title.start >= name.end ? title.start - name.end : 0;
    if (gap > NEAR || (found && name.start >= title.end)) continue;
    bool own = f->mentions.at[i].entity == entity;
    if (!own && name.start >= title.end) return false; /* the next name is another's */
    if (!own) continue;
    both->start = name.start < title.start ? name.start : title.start;
    both->end = name.end > title.end ? name.end : title.end;
    found = true;
  }
  return found;
}

/* "The president Blumenthal worked for": no title of his. */
static bool is_title_of_another(const ro_report *report, ro_span title) {
  ro_slice before = ro_slice_part(report->text, 0, title.start);
  char first = title.start < report->text.len ? report->text.ptr[title.start] : 0;
  bool adjacent = title.end + 1 < report->text.len && report->text.ptr[title.end] == ' ' &&
                  report->text.ptr[title.end + 1] >= 'A' && report->text.ptr[title.end + 1] <= 'Z';
  return first >= 'a' && first <= 'z' && adjacent &&
         (ro_slice_ends(before, RO_LIT("the ")) || ro_slice_ends(before, RO_LIT("The ")));
}

static bool has_full_name(const ro_entity *person) {
  return ro_slice_find(person->name, RO_LIT(" "), 0) != (size_t)-1;
}

static void offices_in(ro_settling *s, size_t member, holdings *out) {
  const ro_findings *f = ro_settling_findings(s, member);
  for (size_t e = 0; e < f->entities.len; e++) {
    const ro_entity *entity = &f->entities.at[e];
    for (size_t o = 0; entity->kind == RO_PERSON && has_full_name(entity) && o < entity->offices.len; o++) {
      const ro_office *office = &entity->offices.at[o];
      if (is_title_of_another(&f->report, office->span)) continue;
      held h = {.person = ro_identity_of(s, member, e), .of = ro_identity_of(s, member, office->of), .member = member};
      h.title = ro_contrasts_title(&s->lexicon->contrasts, office->title, s->words);
      h.words = office->title;
      if (h.title && h.person.ptr && beside(f, e, office->span, &h.span)) RO_PUSH(s->arena, out, h);
    }
  }
  ro_arena_clear(s->words);
}

/* -- offices that nobody holds at once -------------------------------------------------------------------------------- */

static bool is_head(const ro_title *title) {
  return title->class_ == RO_HEAD_OF_STATE || title->class_ == RO_HEAD_OF_GOVERNMENT;
}

static bool is_minister(const ro_title *title) {
  return title->class_ == RO_FOREIGN_MINISTER || title->class_ == RO_MINISTER;
}

/* "Vice Foreign Minister" without what makes it a deputy's: "Foreign Minister". */
static ro_slice deputy_to(ro_slice name) {
  static const char *const before[] = {"Deputy ", "Vice ", "Vice-", "Assistant ", "First Deputy "};
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    if (ro_slice_starts(name, ro_slice_of(before[i]))) return ro_slice_part(name, strlen(before[i]), name.len);
  return name;
}

/* "Minister", "Cabinet Secretary": any of them. */
static bool has_portfolio(const ro_title *title) {
  static const char *const any[] = {"Minister",         "Cabinet Secretary", "Secretary",
                                    "Federal Minister", "Union Minister",    "State Minister"};
  for (size_t i = 0; i < sizeof any / sizeof *any; i++)
    if (ro_slice_equal(title->name, ro_slice_of(any[i]))) return false;
  return true;
}

/* Do two ministers' titles have a portfolio in common: "Minister of Foreign Affairs and Trade", "Trade Minister"? */
static bool share_portfolio(ro_settling *s, ro_slice a, ro_slice b) {
  ro_words left = {0}, right = {0};
  bool share = false;
  ro_words_add(&left, a, (ro_span){0, a.len}, s->lexicon, s->words);
  ro_words_add(&right, b, (ro_span){0, b.len}, s->lexicon, s->words);
  for (size_t i = 0; i < left.len; i++)
    for (size_t k = 0; k < right.len; k++)
      share = share || (left.at[i].class_ == RO_WORD_CONTENT && left.at[i].meaning == right.at[k].meaning);
  ro_arena_clear(s->words);
  return share;
}

static bool excludes(ro_settling *s, const held *a, const held *b) {
  const ro_title *x = a->title, *y = b->title;
  if (x == y || !has_portfolio(x) || !has_portfolio(y)) return false;
  if (x->class_ == RO_DEPUTY && y->class_ != RO_DEPUTY) {
    ro_slice to = deputy_to(x->name);
    return (is_head(y) || is_minister(y)) &&
           (ro_slice_equal(to, y->name) || (is_minister(y) && ro_slice_equal(to, RO_LIT("Minister"))));
  }
  if (x->class_ == RO_HEAD_OF_STATE) return y->class_ == RO_HEAD_OF_GOVERNMENT || is_minister(y) || y->class_ == RO_SPOKESPERSON;
  if (x->class_ == RO_HEAD_OF_GOVERNMENT) return y->class_ == RO_SPOKESPERSON;
  if (!is_minister(x)) return false;
  if (y->class_ == RO_SPOKESPERSON) return true;
  return x->class_ == RO_MINISTER && is_minister(y) && !share_portfolio(s, a->words, b->words);
}

static bool excluded(ro_settling *s, const held *a, const held *b) {
  bool of_one = !a->of.ptr || !b->of.ptr || ro_slice_equal(a->of, b->of);
  return of_one && (excludes(s, a, b) || excludes(s, b, a));
}

/* Two reports give a person only offices that exclude each other; `all` are his. */
static bool reports_exclude(ro_settling *s, const held *all, size_t n, size_t i, size_t k) {
  if (all[i].member == all[k].member) return false;
  for (size_t x = 0; x < n; x++)
    for (size_t y = 0; y < n && all[x].member == all[i].member; y++)
      if (all[y].member == all[k].member && !excluded(s, &all[x], &all[y])) return false;
  return true;
}

/* Does one report give him both offices? Then he holds both. */
static bool held_together(const held *all, size_t n, const ro_title *a, const ro_title *b) {
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < n && all[i].title == a; k++)
      if (all[k].title == b && all[k].member == all[i].member) return true;
  return false;
}

/* What reports say of one person. */
static void write_offices(ro_settling *s, size_t index, const held *all, size_t n) {
  bool *differs = RO_NEW_ARRAY(s->arena, bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = i + 1; k < n; k++) {
      if ((differs[i] && differs[k]) || !excluded(s, &all[i], &all[k])) continue;
      if (reports_exclude(s, all, n, i, k) && !held_together(all, n, all[i].title, all[k].title)) differs[i] = differs[k] = true;
    }
  }
  ro_differing d =
      ro_differing_of(s, index, "office", "two reports give the person only offices that exclude each other", all[0].person);
  for (size_t i = 0; i < n; i++)
    if (differs[i]) ro_differing_add(&d, all[i].title->name, all[i].member, all[i].span);
  ro_differing_write(&d);
}

static int by_person(const void *a, const void *b) {
  const held *left = a, *right = b;
  int order = ro_slice_compare(left->person, right->person);
  if (order) return order;
  if (left->member != right->member) return left->member < right->member ? -1 : 1;
  if (left->span.start != right->span.start) return left->span.start < right->span.start ? -1 : 1;
  return ro_slice_compare(left->title->name, right->title->name);
}

static void each_person(ro_settling *s, size_t index, holdings *all) {
  size_t from = 0;
  if (all->len > 1) qsort(all->at, all->len, sizeof *all->at, by_person);
  for (size_t i = 1; i <= all->len; i++) {
    if (i < all->len && ro_slice_equal(all->at[i].person, all->at[from].person)) continue;
    write_offices(s, index, &all->at[from], i - from);
    from = i;
  }
}

/* -- others in the same office ---------------------------------------------------------------------------------------- */

/* A person who takes part for a country, in an office that one holds at a time. */
typedef struct delegate {
  const held *office;
  ro_slice country;
  size_t member;
} delegate;

typedef RO_ARRAY(delegate) delegates;

static bool is_single(const ro_title *title) {
  return (is_head(title) || is_minister(title)) && has_portfolio(title);
}

static bool one_office(const ro_title *a, const ro_title *b) {
  return a == b || (a->class_ == b->class_ && a->class_ != RO_MINISTER);
}

static void delegates_in(ro_settling *s, const ro_settled_event *event, const holdings *all, delegates *out) {
  for (size_t n = 0; n < event->nodes.len; n++) {
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[n]);
    size_t member = s->nodes.at[event->nodes.at[n]].member;
    for (size_t p = 0; p < meeting->parties.len; p++) {
      delegate d = {.country = ro_identity_of(s, member, meeting->parties.at[p].of), .member = member};
      ro_slice person = ro_identity_of(s, member, meeting->parties.at[p].person);
      for (size_t i = 0; i < all->len && !d.office; i++)
        if (all->at[i].member == member && ro_slice_equal(all->at[i].person, person) && is_single(all->at[i].title))
          d.office = &all->at[i];
      if (d.country.ptr && person.ptr && d.office) RO_PUSH(s->arena, out, d);
    }
  }
}

/* Does a report name somebody at all, by whatever part of the name? */
static bool names_person(ro_settling *s, size_t member, ro_slice person) {
  const ro_findings *f = ro_settling_findings(s, member);
  for (size_t e = 0; e < f->entities.len; e++)
    if (f->entities.at[e].kind == RO_PERSON && ro_slice_equal(ro_identity_of(s, member, e), person)) return true;
  return false;
}

/* Some word of both names is the same by spelling: one of them is misspelt, or they are of one family. */
static bool names_meet(ro_settling *s, const delegate *a, const delegate *b) {
  ro_values left = {0}, right = {0};
  const delegate *both[] = {a, b};
  for (size_t i = 0; i < 2; i++) {
    const ro_findings *f = ro_settling_findings(s, both[i]->member);
    for (size_t e = 0; e < f->entities.len; e++)
      if (f->entities.at[e].kind == RO_PERSON && ro_slice_equal(ro_identity_of(s, both[i]->member, e), both[i]->office->person))
        ro_person_name_words(f->entities.at[e].name, i ? &right : &left, s->words);
  }
  ro_values_sort_unique(&left);
  ro_values_sort_unique(&right);
  bool meet = left.len == 0 || right.len == 0 || ro_values_shared(&left, &right) > 0;
  ro_arena_clear(s->words);
  return meet;
}

static bool stand_for_one_office(ro_settling *s, const delegate *a, const delegate *b) {
  return a->member != b->member && ro_slice_equal(a->country, b->country) && one_office(a->office->title, b->office->title) &&
         !ro_slice_equal(a->office->person, b->office->person) && !names_person(s, a->member, b->office->person) &&
         !names_person(s, b->member, a->office->person) && !names_meet(s, a, b);
}

static void write_parties(ro_settling *s, size_t index, const delegates *all) {
  bool *done = RO_NEW_ARRAY(s->arena, bool, all->len + 1);
  for (size_t i = 0; i < all->len; i++) {
    bool differs = false;
    for (size_t k = i + 1; k < all->len && !done[i]; k++) differs = differs || stand_for_one_office(s, &all->at[i], &all->at[k]);
    if (!differs) continue;
    ro_differing d = ro_differing_of(s, index, "party", "reports name other persons for one office of one country",
                                     ro_arena_format(s->arena, "%.*s %d", (int)all->at[i].country.len, all->at[i].country.ptr,
                                                     (int)all->at[i].office->title->class_));
    for (size_t k = 0; k < all->len; k++) {
      if (!ro_slice_equal(all->at[k].country, all->at[i].country) ||
          !one_office(all->at[k].office->title, all->at[i].office->title))
        continue;
      done[k] = true;
      ro_differing_add(&d, all->at[k].office->person, all->at[k].member, all->at[k].office->span);
    }
    ro_differing_write(&d);
  }
}

void ro_differ_in_persons(ro_settling *s, size_t index) {
  const ro_settled_event *event = &s->events.at[index];
  holdings all = {0};
  delegates parties = {0};
  for (size_t n = 0; n < event->nodes.len; n++) {
    size_t member = s->nodes.at[event->nodes.at[n]].member;
    if (n == 0 || s->nodes.at[event->nodes.at[n - 1]].member != member) offices_in(s, member, &all);
  }
  each_person(s, index, &all);
  delegates_in(s, event, &all, &parties);
  write_parties(s, index, &parties);
}
