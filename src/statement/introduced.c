/*
 * Names that a report brings in alone, behind a title that has none: "Iran's foreign minister left the talks on Wednesday. "…,"
 * Hossein Rahbarian told reporters". Wire stories tell who did what by titles first, and who that is in the sentences after.
 */
#include "statement/names.h"

#define OPENING 10 /* sentences in which titles without a name are looked at */
#define NEAR 10    /* sentences within which the name comes */
#define MOST_OPEN 8
#define NAMED_NEAR 4 /* tokens of a title within which a name is its holder's */
#define OWNERS_FAR 8 /* tokens behind a title in the plural within which its countries stand */

/* A title whose holder has no name yet. */
typedef struct open_title {
  size_t sentence, of; /* country or body, or RO_NONE */
  ro_slice title;
  ro_span span;
  bool taken;
} open_title;

typedef struct opening {
  ro_reader *r;
  open_title at[MOST_OPEN];
  size_t n;
} opening;

/* A country or a body: "Iran's foreign minister", "the EU's top diplomat". */
static bool is_owner(const ro_reader *r, size_t entity) {
  return entity != RO_NONE && (ro_kind_of(r, entity) == RO_COUNTRY || ro_kind_of(r, entity) == RO_FRAMEWORK);
}

static bool is_of_person(const ro_reader *r, size_t i) {
  return i < r->tokens->tokens.len && r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON;
}

/* The country or body at a token, named or by its adjective. */
static size_t country_at(const ro_reader *r, size_t i) {
  if (r->adjective[i] != RO_NONE) return r->adjective[i];
  return is_owner(r, r->entity[i]) ? r->entity[i] : RO_NONE;
}

/* "Iran's", "Turkish" before a title, "of Peru" behind it. */
static size_t owner_of(const ro_reader *r, size_t first, size_t end, size_t from, size_t limit) {
  size_t before = first > from && ro_word_in(r, first - 1, "'s ’s") ? first - 1 : first;
  size_t of = before > from ? country_at(r, before - 1) : RO_NONE, behind = end + 1;
  if (of != RO_NONE || !ro_word_is(r, end, "of")) return of;
  while (behind < limit && ro_word_in(r, behind, "the republic of")) behind++;
  return behind < limit && is_owner(r, r->entity[behind]) ? r->entity[behind] : RO_NONE;
}

static bool is_named(const ro_reader *r, size_t first, size_t end, size_t from, size_t limit) {
  size_t t = first > from + NAMED_NEAR ? first - NAMED_NEAR : from;
  if (ro_is_counterpart(r, first)) t = end; /* whose counterpart he is stands before */
  for (; t < end + NAMED_NEAR && t < limit; t++)
    if (is_of_person(r, t)) return true;
  return false;
}

/* Has somebody with a name the office already? */
static bool is_held(const ro_reader *r, ro_slice word, size_t of) {
  for (size_t e = 0; e < r->out->entities.len; e++) {
    const ro_entity *person = &r->out->entities.at[e];
    for (size_t o = 0; person->kind == RO_PERSON && o < person->offices.len; o++) {
      const ro_office *office = &person->offices.at[o];
      if (of != RO_NONE ? office->of == of : ro_slice_has_word(office->title, word)) return true;
    }
  }
  return false;
}

static void open_one(opening *o, size_t sentence, ro_slice title, ro_slice word, size_t of, ro_span span) {
  for (size_t k = 0; k < o->n; k++)
    if (o->at[k].of == of) return; /* the same again */
  if (o->n < MOST_OPEN && !is_held(o->r, word, of)) o->at[o->n++] = (open_title){sentence, of, title, span, false};
}

/* "The foreign ministers of Bolivia and Chile": one of each country. */
static void open_several(opening *o, size_t sentence, size_t first, size_t end, size_t from, size_t limit) {
  const ro_reader *r = o->r;
  size_t countries[MOST_OPEN], n = 0, t = first > from + NAMED_NEAR ? first - NAMED_NEAR : from;
  for (; t < end + OWNERS_FAR && t < limit && n < MOST_OPEN; t++) {
    if (t >= end && ro_has(r, t, RO_T_FINITE)) break;
    size_t of = country_at(r, t);
    if (of != RO_NONE && (n == 0 || countries[n - 1] != of)) countries[n++] = of;
  }
  ro_slice word = ro_lemma_at(r, end - 1);
  ro_slice before = end - first > 1 ? ro_names_text(r, first, end - 1) : RO_ABSENT;
  ro_slice title = ro_arena_format(r->arena, "%.*s%s%.*s", (int)before.len, before.len ? before.ptr : "", before.len ? " " : "",
                                   (int)word.len, word.ptr);
  for (size_t k = 0; k < n && n > 1; k++) open_one(o, sentence, title, word, countries[k], ro_tokens_span(r, first, end));
}

/* The office of the last person named before. */
static ro_slice office_before(const ro_reader *r, size_t i, size_t from) {
  for (size_t t = i; t > from; t--)
    if (is_of_person(r, t - 1) && r->out->entities.at[r->entity[t - 1]].offices.len > 0)
      return r->out->entities.at[r->entity[t - 1]].offices.at[0].title;
  return RO_LIT("representative");
}

static bool is_plural_office(const ro_reader *r, size_t i) {
  return ro_has(r, i, RO_T_PLURAL) && ro_lemma_in(r, i, "minister president premier leader");
}

/* "foreign" of "foreign ministers". */
static bool is_part_of_office(const ro_reader *r, size_t i, size_t limit) {
  return i + 1 < limit && ro_word_in(r, i, "foreign prime defence defense deputy vice") &&
         (is_plural_office(r, i + 1) || is_plural_office(r, i + 2));
}

/* The title that begins at a token, if it has no name; gives its end. */
static size_t open_title_at(opening *o, size_t sentence, size_t i, size_t from, size_t limit) {
  const ro_reader *r = o->r;
  size_t end = i;
  bool counterpart = ro_is_counterpart(r, i);
  while (!counterpart && end < limit && (r->office[end] || is_plural_office(r, end) || is_part_of_office(r, end, limit))) end++;
  if (counterpart) end = i + 1;
  if (end == i) return i + 1;
  if (ro_lemma_in(r, end - 1, "spokesperson spokesman spokeswoman ambassador official")) return end;
  if (ro_has(r, end - 1, RO_T_PLURAL) && !counterpart) {
    open_several(o, sentence, i, end, from, limit);
    return end;
  }
  size_t of = owner_of(r, i, end, from, limit);
  bool bare = of == RO_NONE && (counterpart || i == from || !ro_word_is(r, i - 1, "the") || end - i < 2);
  if (bare || is_named(r, i, end, from, limit)) return end;
  ro_slice title = counterpart ? office_before(r, i, from) : ro_names_text(r, i, end);
  open_one(o, sentence, title, ro_lemma_at(r, end - 1), of, ro_tokens_span(r, i, end));
  return end;
}

/* "driver A B", "A B, who heads a cooperative", "A B, 54": the report says itself who that is. */
static bool is_described(const ro_reader *r, size_t first, size_t end) {
  bool before = first > 0 && ro_has(r, first - 1, RO_T_NOUN) && !ro_has(r, first - 1, RO_T_CAPITAL | RO_T_PUNCT);
  bool told = ro_word_is(r, end + 1, "who") && ro_lemma_in(r, end + 2, "say tell have speak arrive come visit meet");
  bool behind =
      ro_has(r, end, RO_T_COMMA) && !told &&
      (ro_word_in(r, end + 1, "who whose a an the") || ro_has(r, end + 1, RO_T_NUMBER | RO_T_ADJECTIVE) || r->office[end + 1]);
  return before || behind;
}

/* A name in full that no office is known for, where a subject or an object stands; who is told something only where who tells it
 * was brought in, too ("A told B"). */
static bool is_brought_in(const ro_reader *r, size_t first, size_t end, bool both) {
  const ro_entity *person = &r->out->entities.at[r->entity[first]];
  if (person->offices.len > 0 || end - first < 2 || is_described(r, first, end)) return false;
  for (size_t t = first; t < end; t++) {
    uint8_t rel = ro_token_at(r, t)->rel;
    if (rel == RO_REL_NSUBJ || rel == RO_REL_OBJ || rel == RO_REL_NSUBJ_PASS || (both && rel == RO_REL_IOBJ)) return true;
  }
  return false;
}

static bool was_named(const ro_reader *r, size_t person, size_t before) {
  for (size_t t = 0; t < before; t++)
    if (r->entity[t] == person) return true;
  return false;
}

static void give(opening *o, size_t sentence, size_t person) {
  for (size_t k = 0; k < o->n; k++) {
    open_title *open = &o->at[k];
    if (open->taken || sentence - open->sentence > NEAR) continue;
    open->taken = true;
    ro_persons_office(o->r, person, (ro_office){open->title, open->of, open->span},
                      RO_WHY("title without a name, and the next name that stands alone"));
    return;
  }
}

void ro_read_introduced(ro_reader *r) {
  opening o = {.r = r};
  size_t given = RO_NONE; /* the last sentence in which somebody was brought in */
  for (size_t s = 0; s < r->tokens->sentences.len && s < OPENING + NEAR; s++) {
    size_t from = r->tokens->sentences.at[s].first, limit = r->tokens->sentences.at[s].end;
    for (size_t i = from; i < limit;) {
      size_t end = i + 1;
      if (is_of_person(r, i)) {
        while (end < limit && r->entity[end] == r->entity[i]) end++;
        if (o.n > 0 && is_brought_in(r, i, end, given == s) && !was_named(r, r->entity[i], i)) {
          give(&o, s, r->entity[i]);
          given = s;
        }
      } else if (s < OPENING &&
                 (r->office[i] || ro_is_counterpart(r, i) || is_plural_office(r, i) || is_part_of_office(r, i, limit))) {
        end = open_title_at(&o, s, i, from, limit);
      }
      i = end;
    }
  }
}
