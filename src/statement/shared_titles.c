#include "statement/names.h"

/* The country or body that ends before token `end`, "of" before it: "of the Republic of Moldova,". */
static size_t owner_ending(const ro_reader *r, size_t end, size_t from) {
  size_t first = end, of = first > from ? r->entity[first - 1] : RO_NONE;
  if (of == RO_NONE || r->out->entities.at[of].kind == RO_PERSON) return RO_NONE;
  while (first > from && r->entity[first - 1] == of) first--;
  while (first > from && ro_word_is(r, first - 1, "the")) first--;
  return first > from && (ro_word_in(r, first - 1, "of for and") || ro_has(r, first - 1, RO_T_COMMA)) ? of : RO_NONE;
}

/* "Minister of Foreign Affairs" of "the Ministers of Foreign Affairs of the Republic of Peru": up to whose they are. */
static ro_slice singular_title(const ro_reader *r, size_t i, size_t limit) {
  size_t from = r->tokens->sentences.at[ro_sentence_of(r, i)].first, first = i, end = i + 1;
  while (first > from && (r->office[first - 1] || ro_word_in(r, first - 1, "foreign prime defence defense deputy"))) first--;
  for (size_t k = end; k + 1 < limit && k < i + 8 && ro_word_in(r, k, "of for"); k = end) {
    size_t stop = k + 1;
    while (stop < limit && r->entity[stop] == RO_NONE && (ro_names_word(r, stop) || ro_word_in(r, stop, "and"))) stop++;
    if (stop == k + 1 || r->entity[stop] != RO_NONE) break;
    end = stop;
  }
  ro_slice before = first < i ? ro_names_text(r, first, i) : RO_ABSENT,
           rest = end > i + 1 ? ro_names_text(r, i + 1, end) : RO_ABSENT;
  ro_slice plural = ro_token_text(r->tokens, i);
  bool y = ro_slice_ends(plural, RO_LIT("ies")); /* "Secretaries" */
  size_t stem = plural.len - (y ? 3 : ro_slice_ends(plural, RO_LIT("s")));
  return ro_arena_format(r->arena, "%.*s%s%.*s%s%s%.*s", (int)before.len, before.len ? before.ptr : "", before.len ? " " : "",
                         (int)stem, plural.ptr, y ? "y" : "", rest.len ? " " : "", (int)rest.len, rest.len ? rest.ptr : "");
}

/* Is there one country between a comma and the comma or title before it? "Of Denmark and of Namibia," are two. */
static bool has_one_country(const ro_reader *r, size_t comma, size_t from) {
  size_t country = RO_NONE;
  for (size_t t = comma; t > from && !ro_has(r, t - 1, RO_T_COMMA); t--) {
    size_t e = r->entity[t - 1];
    if (e == RO_NONE || r->out->entities.at[e].kind != RO_COUNTRY) continue;
    if (country != RO_NONE && country != e) return false;
    country = e;
  }
  return true;
}

/* "The Foreign Ministers of Peru, A B, of Chile, C D, and of Bolivia, E F": each has the title, of his own country. */
static void read_distributed(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t from = r->tokens->sentences.at[s].first, limit = r->tokens->sentences.at[s].end;
    ro_slice title = RO_ABSENT;
    ro_why why = RO_WHY(NULL);
    for (size_t i = from; i + 2 < limit; i++) {
      if (ro_lemma_in(r, i, "minister president secretary head") && ro_has(r, i, RO_T_PLURAL)) {
        title = singular_title(r, i, limit);
        why = ro_why_words(r, "title that several share", i, i + 1);
      }
      if (!title.ptr || !ro_has(r, i, RO_T_COMMA)) continue;
      size_t of = has_one_country(r, i, from) ? owner_ending(r, i, from) : RO_NONE, first = i + 1;
      while (ro_is_form_of_address(r, first)) first++;
      size_t end = of != RO_NONE ? ro_person_end_at(r, first, limit) : first;
      if (end < first + 2) continue;
      size_t person = ro_persons_named(r, first, end);
      ro_span span = {ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end};
      ro_persons_office(r, person, (ro_office){title, of, span}, why);
      ro_mention_add(r, person, first, end, why);
    }
  }
}

#define MOST_SHARING 6

/* A name of a list, and the entity that it names where that is known. */
typedef struct listed {
  size_t from, end, entity;
} listed;

typedef struct listing {
  listed at[MOST_SHARING];
  size_t n, end; /* a token behind the last */
} listing;

/* The name that begins at a token; ends where it begins if none does. */
typedef listed (*next_name)(const ro_reader *r, size_t at, size_t limit);

static listed next_country(const ro_reader *r, size_t at, size_t limit) {
  size_t end = at, e = at < limit ? r->entity[at] : RO_NONE;
  if (e == RO_NONE || r->out->entities.at[e].kind != RO_COUNTRY) return (listed){at, at, RO_NONE};
  while (end < limit && r->entity[end] == e) end++;
  return (listed){at, end, e};
}

static listed next_person(const ro_reader *r, size_t at, size_t limit) {
  return (listed){at, at < limit ? ro_persons_end(r, at, limit) : at, RO_NONE};
}

/* "A, B and C D". */
static listing list_of(const ro_reader *r, size_t at, size_t limit, next_name next) {
  listing list = {.end = at};
  while (list.n < MOST_SHARING) {
    size_t first = list.end;
    if (list.n > 0 && ro_has(r, first, RO_T_COMMA)) first++;
    if (list.n > 0 && ro_word_in(r, first, "and &")) first++;
    while (ro_word_is(r, first, "the") || ro_is_form_of_address(r, first)) first++;
    if (list.n > 0 && first == list.end) break;
    listed name = next(r, first, limit);
    if (name.end == first) break;
    list.at[list.n++] = name;
    list.end = name.end;
  }
  return list;
}

/* The "of" between a title in the plural and the countries: "Ministers of Foreign Affairs of". */
static size_t of_countries(const ro_reader *r, size_t title, size_t limit) {
  size_t of = title + 1;
  while (of < limit && of < title + 6 && !ro_word_is(r, of, "of") && (r->office[of] || ro_has(r, of, RO_T_CAPITAL))) of++;
  for (size_t t = of; t + 1 < limit && t < of + 5; t++) {
    size_t name = ro_word_is(r, t + 1, "the") ? t + 2 : t + 1;
    if (ro_word_is(r, t, "of") && next_country(r, name, limit).end > name) return t;
  }
  return limit;
}

/* Each person of a list has the title, of the country at his place. */
static void give_title(ro_reader *r, size_t title, size_t limit, const listing *countries, const listing *persons) {
  ro_slice words = singular_title(r, title, limit);
  for (size_t k = 0; k < persons->n; k++) {
    listed name = persons->at[k];
    size_t person = ro_persons_named(r, name.from, name.end);
    ro_why why = ro_why_words(r, "title that several share, each of the country at his place", title, title + 1);
    ro_span span = {ro_token_at(r, name.from)->span.start, ro_token_at(r, name.end - 1)->span.end};
    ro_persons_office(r, person, (ro_office){words, countries->at[k].entity, span}, why);
    ro_mention_add(r, person, name.from, name.end, why);
  }
}

/* "Of Turkey A, Azerbaijan B and Georgia C": countries, each with its person behind it; into two lists of one length. */
static void list_pairs(const ro_reader *r, size_t at, size_t limit, listing *countries, listing *persons) {
  countries->n = persons->n = 0;
  countries->end = persons->end = at;
  while (countries->n < MOST_SHARING) {
    size_t first = persons->end;
    if (ro_has(r, first, RO_T_COMMA)) first++;
    if (ro_word_in(r, first, "and &")) first++;
    while (ro_word_in(r, first, "of the")) first++;
    listed country = next_country(r, first, limit);
    size_t name = country.end;
    while (ro_is_form_of_address(r, name)) name++;
    listed person = next_person(r, name, limit);
    if (country.end == first || person.end == name) return;
    countries->at[countries->n++] = country;
    persons->at[persons->n++] = person;
    persons->end = person.end;
  }
}

/* "Foreign Ministers | A B of Chile and C D of Peru": persons, each with his country behind him. */
static void list_owned(const ro_reader *r, size_t at, size_t limit, listing *countries, listing *persons) {
  countries->n = persons->n = 0;
  persons->end = at;
  while (persons->n < MOST_SHARING) {
    size_t first = persons->end;
    while (persons->n > 0 && ro_word_in(r, first, ", and &")) first++;
    while (ro_is_form_of_address(r, first)) first++;
    listed person = next_person(r, first, limit);
    if (person.end < first + 2 || !ro_word_is(r, person.end, "of")) return;
    size_t name = ro_word_is(r, person.end + 1, "the") ? person.end + 2 : person.end + 1;
    listed country = next_country(r, name, limit);
    if (country.end == name) return;
    persons->at[persons->n++] = person;
    countries->at[countries->n++] = country;
    persons->end = country.end;
  }
}

/* "Foreign ministers A, B and C agreed": persons, each with the title. */
static void name_holders(ro_reader *r, size_t title, size_t limit, const listing *persons) {
  ro_slice words = singular_title(r, title, limit);
  for (size_t k = 0; k < persons->n; k++) {
    listed name = persons->at[k];
    if (name.end < name.from + 2) continue; /* a surname: named elsewhere, or nobody */
    size_t person = ro_persons_named(r, name.from, name.end);
    ro_why why = ro_why_words(r, "title that several share", title, title + 1);
    ro_span span = {ro_token_at(r, name.from)->span.start, ro_token_at(r, name.end - 1)->span.end};
    if (r->out->entities.at[person].offices.len == 0) ro_persons_office(r, person, (ro_office){words, RO_NONE, span}, why);
    ro_mention_add(r, person, name.from, name.end, why);
  }
}

#define OPEN_FOR 2 /* sentences in which the holders of a title are named behind it */

/* A title in the plural with its countries, whose holders are not named yet. */
typedef struct open_title {
  size_t title, limit, sentence;
  listing countries;
} open_title;

static void read_shared_title(ro_reader *r, size_t title, size_t limit, open_title *open) {
  listing owners, owned;
  list_owned(r, title + 1, limit, &owners, &owned);
  if (owned.n >= 2) {
    give_title(r, title, title + 1, &owners, &owned);
    return;
  }
  size_t of = of_countries(r, title, limit);
  if (of == limit) {
    listing persons = list_of(r, title + 1, limit, next_person);
    bool is_again = ro_sentence_of(r, title) - open->sentence <= OPEN_FOR &&
                    ro_slice_equal(ro_lemma_at(r, title), ro_lemma_at(r, open->title));
    if (persons.n >= 2 && persons.n == open->countries.n && is_again) {
      give_title(r, open->title, open->limit, &open->countries, &persons);
      open->countries.n = 0;
    } else if (persons.n >= 2) {
      name_holders(r, title, limit, &persons);
    }
    return;
  }
  listing countries = list_of(r, of + 1, limit, next_country), persons;
  if (countries.n == 1) {
    list_pairs(r, of + 1, limit, &countries, &persons);
    if (persons.n >= 2) give_title(r, title, limit, &countries, &persons);
    return;
  }
  if (countries.n < 2) return;
  *open = (open_title){title, limit, ro_sentence_of(r, title), countries};
  if (!ro_has(r, countries.end, RO_T_COMMA)) return;
  persons = list_of(r, countries.end + 1, limit, next_person);
  if (persons.n != countries.n) return;
  give_title(r, title, limit, &countries, &persons);
  open->countries.n = 0;
}

#define FEWEST_IN_ORDER 3 /* names that stand for themselves, as many as the countries before */

/* "The ministers of A, B and C met. X, Y and Z said": each of the country at his place. */
static void read_in_order(ro_reader *r, size_t i, size_t limit, open_title *open) {
  if (open->countries.n < FEWEST_IN_ORDER || ro_sentence_of(r, i) - open->sentence > OPEN_FOR) return;
  listing persons = list_of(r, i, limit, next_person);
  if (persons.n != open->countries.n) return;
  for (size_t k = 0; k < persons.n; k++)
    if (persons.at[k].end < persons.at[k].from + 2) return;
  give_title(r, open->title, open->limit, &open->countries, &persons);
  open->countries.n = 0;
}

/* "The Prime Ministers of Denmark and Namibia, A B and C D, met"; "The ministers of Denmark and Namibia met. Ministers B and D".
 */
static void read_shared(ro_reader *r) {
  open_title open = {0};
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t limit = r->tokens->sentences.at[s].end;
    for (size_t i = r->tokens->sentences.at[s].first; i + 4 < limit; i++)
      if (ro_lemma_in(r, i, "minister president secretary premier leader") && ro_has(r, i, RO_T_PLURAL))
        read_shared_title(r, i, limit, &open);
      else if (i == r->tokens->sentences.at[s].first || ro_has(r, i - 1, RO_T_COMMA))
        read_in_order(r, i, limit, &open);
  }
}

void ro_read_shared_titles(ro_reader *r) {
  read_distributed(r);
  read_shared(r);
}
