/* Who is named above the article: in the headline, and in the lines between it and the first paragraph. Nothing else is read
 * there. */
#include <string.h>

#include "base/list_file.h"
#include "base/utf8.h"
#include "statement/attribution.h"
#include "statement/names.h"

#define ABOVE_MAX 600 /* bytes: more is page furniture */

/* An entity whose name is `name`, or ends in its last word. */
static size_t person_called(const ro_reader *r, ro_slice name) {
  size_t space = name.len;
  while (space > 0 && name.ptr[space - 1] != ' ') space--;
  ro_slice last = ro_slice_part(name, space, name.len);
  for (size_t e = 0; e < r->out->entities.len; e++) {
    const ro_entity *entity = &r->out->entities.at[e];
    if (entity->kind == RO_PERSON && (ro_slice_equal(entity->name, name) || ro_slice_ends(entity->name, last))) return e;
  }
  return RO_NONE;
}

static bool is_upper(ro_slice s) {
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z') return false;
  return true;
}

/* Does a word of a name stand somewhere in the article, as names are written? */
static bool is_in_article(const ro_reader *r, ro_slice word) {
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    ro_slice form = ro_token_text(r->tokens, i);
    if (ro_slice_equal(form, word) || (is_upper(form) && ro_slice_equal_nocase(form, word))) return true;
  }
  return false;
}

/* "President Marsh Hold | Talks": a name from a headline without a verb behind it, which no name in the article has. */
static ro_slice without_verb(const ro_reader *r, ro_slice name) {
  for (;;) {
    size_t start = name.len;
    while (start > 0 && name.ptr[start - 1] != ' ') start--;
    ro_slice last = ro_slice_part(name, start, name.len), lower = ro_arena_lower(r->arena, last);
    bool is_verb =
        ro_map_get(&r->lists->cue_words, lower) || ro_slice_among(lower, "hold meet visit begin open launch sign attend talk");
    if (start == 0 || !is_verb || is_in_article(r, last)) return name;
    name = ro_slice_part(name, 0, start - 1);
  }
}

/* Takes a person over from the findings of another text, with the offices that it gives; a person known already keeps his own. */
static size_t take_over(ro_reader *r, const ro_findings *from, const ro_entity *person) {
  ro_slice name = without_verb(r, person->name);
  size_t known = person_called(r, name), made = known != RO_NONE ? known : ro_entity_make(r, RO_PERSON, name);
  if (name.len > r->out->entities.at[made].name.len) {
    ro_entity_alias(r, made, r->out->entities.at[made].name);
    r->out->entities.at[made].name = name;
  }
  if (r->out->entities.at[made].offices.len > 0) return made;
  for (size_t o = 0; o < person->offices.len; o++) {
    size_t of = person->offices.at[o].of, own = RO_NONE;
    if (of != RO_NONE) {
      const ro_listed *listed = ro_lists_find(r->lists, from->entities.at[of].name);
      own = listed ? ro_entity_of_listed(r, listed) : RO_NONE;
    }
    RO_PUSH(r->arena, &r->out->entities.at[made].offices, ((ro_office){person->offices.at[o].title, own, {0, 0}}));
  }
  return made;
}

static bool is_mentioned(const ro_reader *r, size_t entity) {
  for (size_t m = 0; m < r->out->mentions.len; m++)
    if (r->out->mentions.at[m].entity == entity) return true;
  return false;
}

/* The countries that another reader has found, as this one's; of towns those of capitals alone, as another may be a person's
 * name. */
static void take_countries(ro_reader *r, const ro_reader *from) {
  for (size_t e = 0; e < from->out->entities.len; e++) {
    const ro_entity *entity = &from->out->entities.at[e];
    size_t country = entity->kind == RO_COUNTRY ? e : ro_names_capital_of(from, e);
    const ro_listed *listed =
        country != RO_NONE && is_mentioned(from, e) ? ro_lists_find(r->lists, from->out->entities.at[country].name) : NULL;
    if (listed) RO_PUSH(r->arena, &r->countries, ro_entity_of_listed(r, listed));
  }
}

static bool is_office_word(const ro_reader *r, size_t i) {
  return r->office[i] || ro_lemma_in(r, i, "minister president premier leader fm pm envoy chief");
}

/* "Turkish, Saudi foreign ministers discuss Syria": whose ministers they are counts once more. */
static void take_owners(ro_reader *r, const ro_reader *from) {
  for (size_t t = 0; t < from->tokens->tokens.len; t++) {
    size_t country = from->adjective[t] != RO_NONE ? from->adjective[t] : from->entity[t], at = t + 1;
    if (country == RO_NONE || from->out->entities.at[country].kind != RO_COUNTRY) continue;
    while (at < from->tokens->tokens.len && at < t + 5 &&
           (ro_word_in(from, at, ", and 's ’s ' ’ foreign prime defence defense") || from->adjective[at] != RO_NONE ||
            from->entity[at] != RO_NONE))
      at++;
    const ro_listed *listed = at < from->tokens->tokens.len && is_office_word(from, at)
                                  ? ro_lists_find(r->lists, from->out->entities.at[country].name)
                                  : NULL;
    if (listed) RO_PUSH(r->arena, &r->countries, ro_entity_of_listed(r, listed));
  }
}

/* The country of the dateline's place. */
static void take_dateline(ro_reader *r) {
  ro_slice place = r->out->report.dateline.place;
  size_t stop = 0;
  while (stop < place.len && place.ptr[stop] != ',' && place.ptr[stop] != '/') stop++;
  ro_slice town = ro_slice_trim(ro_slice_part(place, 0, stop));
  const ro_gazetteer_entry *entry = town.len > 0 ? ro_lists_place_nocase(r->lists, town) : NULL;
  const ro_listed *listed = entry ? &r->lists->listed.at[entry->listed] : NULL;
  if (!listed || !listed->iso.ptr) return;
  size_t country = listed->kind == RO_COUNTRY ? ro_entity_of_listed(r, listed) : ro_names_country(r, listed->iso);
  if (country != RO_NONE) RO_PUSH(r->arena, &r->countries, country);
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "REMARKS BY THE MINISTER OF PERU, ANA RUIZ" as "Remarks by the Minister of Peru, Ana Ruiz": lines all in capitals, byte for
 * byte; acronyms are not told from words, and nobody is called by one. */
static ro_slice without_capitals(const ro_reader *r, ro_slice text) {
  static const char SMALL[] = " a an and at by for from in of on the to with ";
  char *out = ro_arena_alloc(r->arena, text.len + 1, 1);
  memcpy(out, text.ptr, text.len);
  for (size_t start = 0, end; start < text.len; start = end + 1) {
    const char *found = memchr(text.ptr + start, '\n', text.len - start);
    end = found ? (size_t)(found - text.ptr) : text.len;
    bool any = false, low = false;
    for (size_t i = start; i < end; i++)
      any |= text.ptr[i] >= 'A' && text.ptr[i] <= 'Z', low |= text.ptr[i] >= 'a' && text.ptr[i] <= 'z';
    for (size_t i = start; any && !low && i < end;) {
      size_t word = i;
      while (word < end && is_letter(text.ptr[word])) word++;
      if (word == i) {
        i++;
        continue;
      }
      for (size_t k = i; k < word; k++) out[k] = (char)(out[k] | 0x20);
      ro_slice lower = ro_arena_format(r->arena, " %.*s ", (int)(word - i), out + i);
      if (i == start || ro_slice_find(ro_slice_of(SMALL), lower, 0) == (size_t)-1) out[i] = (char)(out[i] & ~0x20);
      i = word;
    }
  }
  return (ro_slice){out, text.len};
}

/* "Ana Ruiz 🇵🇪 @AnaRuiz: Good call" as "Ana Ruiz                : Good call", byte for byte: neither is a word of a name. */
static ro_slice without_handles(const ro_reader *r, ro_slice text) {
  char *out = ro_arena_alloc(r->arena, text.len + 1, 1);
  bool handle = false;
  memcpy(out, text.ptr, text.len);
  for (size_t at = 0; at < text.len;) {
    size_t start = at;
    uint32_t c = ro_utf8_next(text, &at);
    handle = c == '@' || (handle && (ro_is_alpha(c) || ro_is_digit(c) || c == '_'));
    if (handle || c >= 0x1F000) memset(out + start, ' ', at - start);
  }
  return (ro_slice){out, text.len};
}

/* The persons whom a text names, in its order, taken over; those of one word only where `surnames` says so. */
static ro_indexes persons_in(ro_reader *r, ro_slice given, bool surnames) {
  ro_slice text = without_handles(r, without_capitals(r, given));
  ro_findings found = {.report = r->out->report};
  ro_tokens tokens = {0};
  ro_spans whole = {0};
  ro_indexes persons = {0};
  RO_PUSH(r->arena, &whole, ((ro_span){0, text.len}));
  ro_tokens_make(&tokens, text, &whole, r->model, RO_NO_STATES, r->arena);
  ro_reader inner = {
      .lists = r->lists, .model = r->model, .tokens = &tokens, .out = &found, .arena = r->arena, .self = RO_NONE, .above = true};
  ro_reader_prepare(&inner);
  ro_read_names(&inner);
  take_countries(r, &inner);
  take_owners(r, &inner);
  for (size_t t = 0; t < tokens.tokens.len; t++) {
    size_t e = inner.entity[t];
    if (e == RO_NONE || (t > 0 && inner.entity[t - 1] == e) || found.entities.at[e].kind != RO_PERSON) continue;
    if (!surnames && ro_slice_find(without_verb(r, found.entities.at[e].name), RO_LIT(" "), 0) == (size_t)-1) continue;
    RO_PUSH(r->arena, &persons, take_over(r, &found, &found.entities.at[e]));
  }
  return persons;
}

size_t ro_headline_person(ro_reader *r, ro_slice text) {
  ro_indexes persons = persons_in(r, text, true);
  return persons.len > 0 ? persons.at[0] : RO_NONE;
}

/* The headline and what stands between it and the article, or the headline alone. */
static ro_slice text_above(const ro_report *report) {
  size_t main = report->main.len > 0 ? report->main.at[0].start : 0;
  size_t title = report->title.len > 0 ? ro_slice_find(report->text, report->title, 0) : (size_t)-1;
  if (title < main && main - title <= ABOVE_MAX) return ro_slice_part(report->text, title, main);
  return report->title;
}

size_t ro_country_in_text(ro_reader *r, ro_slice text) {
  for (size_t at = 0; at < text.len; at++) {
    if (at > 0 && ro_is_alpha((unsigned char)text.ptr[at - 1])) continue;
    size_t len;
    const ro_gazetteer_entry *entry = ro_lists_name_at(r->lists, text, at, false, &len);
    if (entry && r->lists->listed.at[entry->listed].kind == RO_COUNTRY)
      return ro_entity_of_listed(r, &r->lists->listed.at[entry->listed]);
  }
  return RO_NONE;
}

/* "Press Release, Ministry of Foreign Affairs, Republic of Korea": is it a line of a government's house? */
static bool is_of_house(ro_slice line) {
  static const char *const HOUSES[] = {"ministry",
                                       "government",
                                       "embassy",
                                       "foreign office",
                                       "presidency",
                                       "department of foreign affairs",
                                       "department of state",
                                       "prime minister's office",
                                       "office of the president",
                                       "permanent mission"};
  for (size_t h = 0; h < sizeof HOUSES / sizeof *HOUSES; h++)
    if (ro_slice_has_word(line, ro_slice_of(HOUSES[h]))) return true;
  return false;
}

/* The country whose flag stands in a text that gives an account's handle ("Ana Ruiz 🇵🇪 @AnaRuiz: …"); RO_NONE where none. */
static size_t country_of_flag(ro_reader *r, ro_slice text) {
  char letters[2] = {0, 0};
  if (ro_slice_find(text, RO_LIT("@"), 0) == (size_t)-1) return RO_NONE;
  for (size_t at = 0; at < text.len;) {
    uint32_t sign = ro_utf8_next(text, &at);
    bool is_letter = sign >= 0x1F1E6 && sign <= 0x1F1FF;
    letters[0] = is_letter ? letters[1] : 0;
    letters[1] = is_letter ? (char)('A' + (sign - 0x1F1E6)) : 0;
    if (letters[0]) return ro_names_country(r, (ro_slice){letters, 2});
  }
  return RO_NONE;
}

/* The country whose ministry or embassy the outlet, or a line between the headline and the article, names; RO_NONE where none. */
static size_t country_of_house(ro_reader *r) {
  const ro_report *report = &r->out->report;
  size_t country = is_of_house(report->outlet) ? ro_country_in_text(r, report->outlet) : RO_NONE;
  ro_slice above = text_above(report);
  bool is_house = false;
  if (country == RO_NONE) country = country_of_flag(r, report->title);
  for (size_t at = report->title.len; at < above.len && country == RO_NONE;) {
    size_t end = ro_slice_find(above, RO_LIT("\n"), at);
    if (end == (size_t)-1) end = above.len;
    ro_slice line = ro_slice_part(above, at, end);
    if (is_of_house(line)) is_house = true, country = ro_country_in_text(r, line);
    at = end + 1;
  }
  if (country == RO_NONE && is_house) /* "Buenos Aires, 13 May" below it */
    country = ro_country_in_text(r, ro_slice_part(above, report->title.len, above.len));
  return country;
}

void ro_read_headline(ro_reader *r) {
  ro_slice above = text_above(&r->out->report);
  if (above.len > 0) r->headline = persons_in(r, above, false);
  r->house = country_of_house(r);
  take_dateline(r);
}
