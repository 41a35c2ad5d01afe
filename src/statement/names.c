/*
 * Names: from the lists, from the heads of capitalised phrases ("… Plan on …"), from titles ("Foreign Minister Retno Marsudi"),
 * from acronyms in parentheses, and from patterns of issues ("the Ukraine crisis"). Persons stand in persons.c.
 */
#include "statement/names.h"
#include "statement/time_words.h"

#include "base/utf8.h"

#define MAX_NAME_TOKENS 24

static const char INSTRUMENT_HEADS[] =
    "plan agreement treaty charter statement declaration convention accord accords protocol roadmap memorandum pact communique "
    "communiqué resolution arrangement compact blueprint";
static const char INITIATIVE_HEADS[] = "initiative strategy vision programme program policy gateway outlook";
static const char SESSION_HEADS[] = "meeting summit dialogue conference forum consultation talk session assembly";
static const char SESSION_WORDS[] =
    "foreign minister ministers ministerial leaders leader heads head of state government defence defense finance trade economic "
    "annual "
    "informal special joint high level political strategic council sub-regional regional trilateral quadrilateral - – ' ’ 's ’s";
static const char ISSUE_HEADS[] = "crisis conflict war dispute issue question situation";
static const char PAPER_HEADS[] = "paper statement declaration communique communiqué agreement treaty plan memorandum roadmap";
static const char PAPER_WORDS[] = "position joint white action concept cooperation work framework trade peace";

ro_slice ro_names_text(const ro_reader *r, size_t first, size_t end) {
  return ro_slice_part(r->tokens->text, ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end);
}

bool ro_names_calendar(const ro_reader *r, size_t i) {
  return ro_word_in(r, i,
                    "january february march april may june july august september october november december monday tuesday "
                    "wednesday thursday friday saturday sunday");
}

/* First token behind the `len` bytes that begin with token i; 0 where they end inside a token. */
static size_t token_end(const ro_reader *r, size_t i, size_t len) {
  size_t byte = ro_token_at(r, i)->span.start + len, end = i;
  while (end < r->tokens->tokens.len && ro_token_at(r, end)->span.end <= byte) end++;
  return end > i && ro_token_at(r, end - 1)->span.end == byte ? end : 0;
}

/* Titles that are nobody's family name. */
#define NO_NAMES "president minister secretary chancellor premier ambassador"

static bool names_person(const ro_reader *r, size_t i) {
  uint8_t name = i < r->tokens->tokens.len ? ro_token_at(r, i)->name : 0;
  return name == RO_NAME_B_PER || name == RO_NAME_I_PER;
}

/* A title of one word as a family name: "Julie Bishop" is no bishop, "Salman, King of" a king. */
static bool ends_name(const ro_reader *r, size_t i) {
  if (i == 0 || ro_token_at(r, i)->name != RO_NAME_I_PER || !names_person(r, i - 1) || r->office[i - 1]) return false;
  return !ro_word_is(r, i + 1, "of") && !ro_word_in(r, i, NO_NAMES);
}

/* Who has such a name goes by it: "Bishop said". "The bishop" is none. */
static void unmark_surname(ro_reader *r, ro_slice surname) {
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    bool is_alone = ro_token_at(r, i)->name == RO_NAME_B_PER &&
                    !(i + 1 < r->tokens->tokens.len && ro_token_at(r, i + 1)->name == RO_NAME_I_PER);
    if (is_alone && r->office[i] && !ro_word_is(r, i - 1, "the") && ro_slice_equal(ro_token_text(r->tokens, i), surname))
      r->office[i] = NULL;
  }
}

/* Titles: every token of "state councilor and foreign minister" is marked but the "and". */
static void mark_offices(ro_reader *r) {
  size_t len = 0;
  ro_slices surnames = {0};
  for (size_t i = 0; i < r->tokens->tokens.len;) {
    const ro_gazetteer_entry *entry = ro_lists_name_at(r->lists, r->tokens->text, ro_token_at(r, i)->span.start, true, &len);
    size_t end = entry ? token_end(r, i, len) : 0, first = i;
    const ro_gazetteer_entry *owner =
        entry ? ro_lists_name_at(r->lists, r->tokens->text, ro_token_at(r, i)->span.start, false, &len) : NULL;
    if (owner && r->lists->listed.at[owner->listed].kind == RO_COUNTRY) { /* "U.S. Secretary of State": whose, not what */
      size_t behind = token_end(r, i, len);
      if (behind > i && behind < end) first = behind;
    }
    uint8_t name = ro_token_at(r, first)->name; /* "Amir Khan Muttaqi" is no emir */
    bool in_name = end == first + 1 && (name == RO_NAME_I_PER || name == RO_NAME_B_PER) && end < r->tokens->tokens.len &&
                   ro_token_at(r, end)->name == RO_NAME_I_PER && !ro_word_in(r, first, NO_NAMES);
    if (!ro_has(r, first, RO_T_CAPITAL) && ro_slice_ends(ro_token_text(r->tokens, first), RO_LIT(".")))
      in_name = true; /* "10 p.m." */
    if (end == first + 1 && !in_name && ends_name(r, first)) {
      RO_PUSH(r->arena, &surnames, ro_token_text(r->tokens, first));
      in_name = true;
    }
    for (size_t t = first; t < end && !in_name; t++) r->office[t] = entry;
    i = end ? end : i + 1;
  }
  for (size_t k = 0; k < surnames.len; k++) unmark_surname(r, surnames.at[k]);
}

/* "the Russian side", "the French delegation" speak for the country. */
static void mention_side(ro_reader *r, size_t country, const ro_gazetteer_entry *entry, size_t i, size_t end) {
  if (ro_lemma_in(r, end, "side government delegation authority leadership") || ro_word_is(r, end, "party"))
    ro_mention_add(r, country, i, end + 1, ro_why_name(r, "side of a country", entry, i, end + 1));
}

size_t ro_names_country(ro_reader *r, ro_slice iso) {
  for (size_t c = 0; c < r->lists->listed.len; c++) {
    const ro_listed *country = &r->lists->listed.at[c];
    if (country->kind == RO_COUNTRY && ro_slice_equal(country->iso, iso)) return ro_entity_of_listed(r, country);
  }
  return RO_NONE;
}

size_t ro_names_capital_of(const ro_reader *r, size_t place) {
  const ro_entity *e = &r->out->entities.at[place];
  if (e->kind != RO_PLACE || e->within == RO_NONE) return RO_NONE;
  size_t len = 0;
  const ro_gazetteer_entry *entry = ro_lists_name_at(r->lists, e->name, 0, false, &len);
  return entry && len == e->name.len && entry->role == RO_NAME_CAPITAL ? e->within : RO_NONE;
}

size_t ro_names_country_at(const ro_reader *r, size_t i) {
  size_t e = ro_word_is(r, i, "the") ? r->entity[i + 1] : r->entity[i];
  return e != RO_NONE && r->out->entities.at[e].kind == RO_COUNTRY ? e : RO_NONE;
}

static size_t place_entity(ro_reader *r, const ro_listed *listed) {
  size_t entity = ro_entity_of_listed(r, listed);
  if (listed->kind == RO_PLACE && listed->iso.ptr && r->out->entities.at[entity].within == RO_NONE) {
    size_t country = ro_names_country(r, listed->iso);
    r->out->entities.at[entity].within = country;
  }
  return entity;
}

/* "Santos said": to the model a person, who does something, though a town is called so too. */
static bool acts_as_person(const ro_reader *r, size_t i, const ro_gazetteer_entry *entry) {
  bool is_town = entry->role == RO_NAME_ITSELF && r->lists->listed.at[entry->listed].kind == RO_PLACE;
  return is_town && ro_token_at(r, i)->name == RO_NAME_B_PER && ro_token_at(r, i)->rel == RO_REL_NSUBJ;
}

/* "Ahmad Nawaf al-Sabah", "Michael Jordan": to the model a place's name is part of a person's. */
static bool in_persons_name(const ro_reader *r, size_t i, size_t end) {
  uint8_t name = ro_token_at(r, i)->name;
  bool goes_on = end < r->tokens->tokens.len && ro_token_at(r, end)->name == RO_NAME_I_PER && !ro_has(r, end, RO_T_POSSESSIVE);
  return name == RO_NAME_I_PER || (name == RO_NAME_B_PER && goes_on);
}

/* "the ECOWAS Mediation and | Security Council": to the model the end of another body's name, which is longer than the listed
 * one. */
static bool ends_longer_name(const ro_reader *r, size_t i, const ro_gazetteer_entry *entry) {
  bool is_body = r->lists->listed.at[entry->listed].kind == RO_FRAMEWORK && entry->role == RO_NAME_ITSELF;
  return is_body && i > 1 && ro_token_at(r, i)->name == RO_NAME_I_ORG && ro_word_in(r, i - 1, "and &") &&
         ro_token_at(r, i - 1)->name == RO_NAME_I_ORG;
}

/* A listed name that begins with token i: noted, its end returned; i where none does. */
static size_t take_listed(ro_reader *r, size_t i) {
  size_t len = 0;
  ro_slice text = r->tokens->text;
  const ro_gazetteer_entry *entry = ro_lists_name_at(r->lists, text, ro_token_at(r, i)->span.start, false, &len);
  size_t end = entry ? token_end(r, i, len) : 0;
  if (end == 0) return i;
  const ro_listed *listed = &r->lists->listed.at[entry->listed];
  static const char *const RULES[] = {
      [RO_NAME_ITSELF] = "listed name", [RO_NAME_CAPITAL] = "capital of a country", [RO_NAME_METONYM] = "seat of a government"};
  if (in_persons_name(r, i, end) || acts_as_person(r, i, entry) || ends_longer_name(r, i, entry)) return i;
  if (entry->role == RO_NAME_ADJECTIVE) {
    size_t country = ro_entity_of_listed(r, listed);
    for (size_t t = i; t < end; t++) r->adjective[t] = country;
    mention_side(r, country, entry, i, end);
    return end;
  }
  ro_why why = ro_why_name(r, RULES[entry->role], entry, i, end);
  if (entry->role == RO_NAME_CAPITAL) {
    ro_slice name = ro_slice_part(text, ro_token_at(r, i)->span.start, ro_token_at(r, i)->span.start + len);
    size_t place = ro_entity_make(r, RO_PLACE, ro_lists_city(r->lists, name));
    size_t country = ro_entity_of_listed(r, listed);
    r->out->entities.at[place].within = country;
    ro_mention_add(r, place, i, end, why);
    return end;
  }
  size_t entity = place_entity(r, listed);
  ro_mention_add(r, entity, i, end, why);
  if (listed->kind == RO_COUNTRY) {
    for (size_t t = i; t < end; t++) r->adjective[t] = entity;
    mention_side(r, entity, entry, i, end);
  }
  return end;
}

/* "President To Lam": behind a title, before what is a person's name. */
static bool is_name_for_all_that(const ro_reader *r, size_t i) {
  return i > 0 && ro_word_is(r, i, "to") && r->office[i - 1] && names_person(r, i + 1);
}

bool ro_names_word(const ro_reader *r, size_t i) {
  if (!ro_has(r, i, RO_T_CAPITAL)) return false;
  if (is_name_for_all_that(r, i)) return true;
  if (ro_has(r, i, RO_T_PRONOUN | RO_T_DETERMINER | RO_T_WH | RO_T_MODAL | RO_T_TO | RO_T_POSSESSIVE)) return false;
  if (ro_has(r, i, RO_T_PROPER)) return true;
  if (ro_has(r, i, RO_T_PREPOSITION | RO_T_AND | RO_T_ADVERB)) return false;
  size_t s = ro_sentence_of(r, i);
  return r->tokens->sentences.at[s].first != i;
}

/* A token between two words of a name. */
static bool name_link(const ro_reader *r, size_t i, size_t limit) {
  return i + 1 < limit && ro_has(r, i + 1, RO_T_CAPITAL | RO_T_NUMBER) && ro_word_in(r, i, "- – & / 's ’s of");
}

/* End of the capitalised run that begins at token i. */
static size_t run_end(const ro_reader *r, size_t i, size_t limit) {
  size_t end = i;
  while (end < limit && end - i < MAX_NAME_TOKENS) {
    bool word = ro_names_word(r, end) || (end > i && ro_has(r, end, RO_T_NUMBER));
    if (!word && !(end > i && (name_link(r, end, limit) || ro_word_in(r, end - 1, "- –")))) break;
    end++;
  }
  return end;
}

/* How far the title of an instrument reaches behind its head: "on …", "of …", "for …" with capitalised words or years. */
static size_t extend_title(const ro_reader *r, size_t end, size_t limit) {
  for (;;) {
    size_t at = end + 1;
    if (!ro_word_in(r, end, "on of for between in before concerning regarding against to")) return end;
    bool of_time = ro_word_in(r, end, "in before");
    while (at < limit && ro_word_in(r, at, "the a an all")) at++;
    size_t words = at, next = run_end(r, at, limit);
    while (next < limit && ro_word_in(r, next, "and &") && ro_names_word(r, next + 1) && r->entity[next + 1] == RO_NONE &&
           next > words)
      next = run_end(r, next + 1, limit);
    if (ro_has(r, words, RO_T_NUMBER) && ro_word_is(r, end, "before")) next = words + 1;
    if (next == words) return end;
    if (ro_word_is(r, end, "to") && !ro_has(r, words, RO_T_NUMBER)) return end;
    if (of_time && !ro_word_is(r, end, "before") && next - words < 2) return end; /* "in Geneva" is no part of it */
    end = next;
  }
}

static bool head_in(const ro_reader *r, size_t i, const char *heads) {
  return ro_has(r, i, RO_T_CAPITAL) && ro_word_in(r, i, heads);
}

/* Instruments and initiatives by the head of a capitalised run. Returns its end, or i. */
static size_t take_headed(ro_reader *r, size_t i, size_t limit) {
  if (!ro_names_word(r, i) || (i > 0 && name_link(r, i - 1, limit) && ro_word_in(r, i - 1, "- –"))) return i;
  size_t end = run_end(r, i, limit), instrument = 0, initiative = 0;
  for (size_t t = i; t < end; t++) {
    if (head_in(r, t, INSTRUMENT_HEADS)) instrument = t + 1;
    if (head_in(r, t, INITIATIVE_HEADS)) initiative = t + 1;
  }
  size_t head = instrument > initiative ? instrument : initiative;
  if (head < i + 2) return i;
  if (r->adjective[i] != RO_NONE && head == i + 2) return i; /* "Chinese Initiative" names nothing */
  size_t stop = extend_title(r, head, limit), first = i;
  for (size_t t = i; t < head; t++)
    if (ro_word_in(r, t, "'s") && head > t + 2) first = t + 1; /* "Australia's … Strategy" */
  size_t entity = ro_entity_make(r, instrument > initiative ? RO_INSTRUMENT : RO_INITIATIVE, ro_names_text(r, first, stop));
  for (size_t t = i; t < first; t++) take_listed(r, t);
  ro_mention_add(r, entity, first, stop, ro_why_words(r, "capitalised phrase by its head", head - 1, head));
  return stop;
}

/* The longer of a listed name and a headed phrase. */
static void take_names(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t limit = r->tokens->sentences.at[s].end;
    for (size_t i = r->tokens->sentences.at[s].first; i < limit;) {
      size_t len = 0, listed_end = 0;
      if (ro_lists_name_at(r->lists, r->tokens->text, ro_token_at(r, i)->span.start, false, &len))
        listed_end = token_end(r, i, len);
      size_t headed_end = i;
      if (listed_end == 0 || listed_end < run_end(r, i, limit)) headed_end = take_headed(r, i, limit);
      if (headed_end > i && headed_end > listed_end) {
        i = headed_end;
        continue;
      }
      size_t end = take_listed(r, i);
      i = end > i ? end : i + 1;
    }
  }
}

/* "Full Name (FN)": the acronym is a form of the name that stands before it. */
static void take_acronyms(ro_reader *r) {
  for (size_t i = 1; i + 2 < r->tokens->tokens.len; i++) {
    if (!ro_word_is(r, i, "(") || !ro_word_is(r, i + 2, ")") || !ro_has(r, i + 1, RO_T_CAPITAL)) continue;
    ro_slice acronym = ro_token_text(r->tokens, i + 1);
    if (acronym.len < 2 || !ro_is_upper((uint32_t)(unsigned char)acronym.ptr[1])) continue;
    size_t entity = r->entity[i - 1];
    if (entity == RO_NONE) {
      size_t first = i;
      while (first > 0 && (ro_names_word(r, first - 1) || ro_word_in(r, first - 1, "of for and the on - –")) && i - first < 12)
        first--;
      while (first < i && (!ro_names_word(r, first) || ro_token_text(r->tokens, first).ptr[0] != acronym.ptr[0])) first++;
      if (first + 1 >= i || r->entity[first] != RO_NONE) continue;
      entity = ro_entity_make(r, RO_ORGANIZATION, ro_names_text(r, first, i));
      ro_mention_add(r, entity, first, i, ro_why_words(r, "name before its acronym", i + 1, i + 2));
    }
    if (r->entity[i + 1] != RO_NONE && r->entity[i + 1] != entity) continue;
    ro_entity_alias(r, entity, acronym);
    if (r->entity[i + 1] == RO_NONE) ro_mention_add(r, entity, i + 1, i + 2, RO_WHY("acronym behind its name"));
    for (size_t t = i + 2; t < r->tokens->tokens.len; t++)
      if (r->entity[t] == RO_NONE && ro_slice_equal(ro_token_text(r->tokens, t), acronym))
        ro_mention_add(r, entity, t, t + 1, ro_why_words(r, "acronym that was told before", i + 1, i + 2));
  }
}

/* "the Ukraine crisis", "the crisis in Ukraine". */
static void take_issues(ro_reader *r) {
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    if (!ro_word_in(r, i, ISSUE_HEADS) || r->entity[i] != RO_NONE) continue;
    size_t first = i, end = i + 1, about = RO_NONE;
    if (i > 0 && r->entity[i - 1] != RO_NONE) {
      about = r->entity[i - 1];
      while (first > 0 && r->entity[first - 1] == about) first--;
    } else if (ro_word_in(r, i + 1, "in over around") && i + 2 < r->tokens->tokens.len) {
      size_t at = ro_word_is(r, i + 2, "the") ? i + 3 : i + 2;
      if (at < r->tokens->tokens.len) about = r->entity[at];
      if (about != RO_NONE)
        for (end = at; end < r->tokens->tokens.len && r->entity[end] == about;) end++;
    }
    if (about == RO_NONE) continue;
    ro_entity_kind kind = r->out->entities.at[about].kind;
    if (kind != RO_COUNTRY && kind != RO_PLACE) continue;
    ro_slice head = ro_token_at(r, i)->lower, name = r->out->entities.at[about].name;
    if (ro_slice_equal(head, RO_LIT("situation")) || ro_slice_equal(head, RO_LIT("conflict")) ||
        ro_slice_equal(head, RO_LIT("war")))
      head = RO_LIT("crisis");
    size_t issue =
        ro_entity_make(r, RO_ISSUE, ro_arena_format(r->arena, "%.*s %.*s", (int)name.len, name.ptr, (int)head.len, head.ptr));
    ro_mention_add(r, issue, first, end, ro_why_words(r, "issue by its head", i, i + 1));
  }
}

/* "China's position paper on the political settlement of the Ukraine crisis": common nouns that name an instrument. */
static void take_papers(ro_reader *r) {
  for (size_t i = 1; i < r->tokens->tokens.len; i++) {
    if (!ro_word_in(r, i, PAPER_HEADS) || r->entity[i] != RO_NONE || !ro_word_in(r, i - 1, PAPER_WORDS)) continue;
    size_t limit = r->tokens->sentences.at[ro_sentence_of(r, i)].end, first = i - 1, end = i + 1;
    if (first >= 2 && ro_word_in(r, first - 1, "'s ’s") && r->entity[first - 2] != RO_NONE) {
      size_t owner = r->entity[first - 2];
      for (first -= 2; first > 0 && r->entity[first - 1] == owner;) first--;
    }
    while (end < limit && ro_word_in(r, end, "on of for about concerning")) {
      size_t stop = ro_phrase_after(r, end + 1, limit);
      if (stop == end + 1) break;
      end = stop;
    }
    if (first == i - 1 && end == i + 1) continue;
    size_t entity = ro_entity_make(r, RO_INSTRUMENT, ro_names_text(r, first, end));
    ro_span span = {ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end};
    RO_PUSH(r->arena, &r->out->mentions, ((ro_mention){span, entity})); /* the names inside keep their tokens */
    ro_note(r, RO_WHY_NAME, span, RO_LIT("instrument"), ro_why_words(r, "paper by its head", i - 1, i + 1));
  }
}

/* The sign of "2+2", the format of two ministers from each side. */
static bool is_plus(const ro_reader *r, size_t i) {
  return ro_word_is(r, i, "+") && i > 0 && ro_has(r, i - 1, RO_T_NUMBER) && ro_has(r, i + 1, RO_T_NUMBER);
}

/* A parliament is no session: "the Grand National Assembly". */
static bool is_parliament(const ro_reader *r, size_t i) {
  return ro_lemma_is(r, i, "assembly") && i > 0 &&
         ro_word_in(r, i - 1, "national federal legislative consultative people's parliamentary constituent state supreme house");
}

/* "V", "XIV", "5th", "fifth": which of a body's sessions it is. */
static bool is_which(const ro_reader *r, size_t i) {
  static const char *const NUMERALS[] = {"I", "V", "X"};
  ro_slice form = ro_token_text(r->tokens, i);
  size_t numerals = 0;
  for (size_t c = 0; c < form.len; c++)
    for (size_t k = 0; k < sizeof NUMERALS / sizeof *NUMERALS; k++) numerals += form.ptr[c] == *NUMERALS[k];
  const ro_window all = {r, i, i + 1};
  return (form.len > 0 && numerals == form.len) || ro_window_ordinal(&all, i) > 0;
}

/* "…, held in Lima in 2023", "… is to meet in October", "… took place": told of a body, that of its session. */
static bool is_held_behind(const ro_reader *r, size_t end) {
  size_t at = ro_has(r, end, RO_T_COMMA) ? end + 1 : end;
  if (ro_word_in(r, at, "which that")) at++;
  if (ro_word_in(r, at, "held convened hosted")) return !ro_word_in(r, at + 1, "its a an the their"); /* "held its session" */
  if (ro_lemma_is(r, at, "take") && ro_word_is(r, at + 1, "place")) return true;
  while (ro_word_in(r, at, "is are was were will be to has been would")) at++;
  if (at == end) return false;
  return ro_word_in(r, at, "held convened hosted") || ro_word_in(r, at, "meet convene") ||
         (ro_word_is(r, at, "take") && ro_word_is(r, at + 1, "place"));
}

/* "the next round of the Strategic Mechanism", "convene their Joint Commission", "the holding of the V Joint Commission": a body
 * that meets, told as a session. */
static bool is_convened(const ro_reader *r, size_t first, size_t head) {
  size_t at = first;
  if (!head_in(r, head, "mechanism commission committee council")) return false;
  if (is_held_behind(r, head + 1)) return true;
  while (at > 0 && (ro_word_in(r, at - 1, "the their countries ' ’ 's ’s first second next") || r->adjective[at - 1] != RO_NONE))
    at--;
  if (at >= 2 && ro_word_is(r, at - 1, "of") && ro_lemma_in(r, at - 2, "meeting session round holding hosting convening"))
    return true;
  if (at >= 2 && ro_word_is(r, at - 1, "of") && is_which(r, first))
    return ro_lemma_in(r, at - 2, "result outcome conclusion success");
  return at > 0 && (ro_lemma_in(r, at - 1, "convene hold host") ||
                    (is_which(r, first) && ro_lemma_in(r, at - 1, "close open conclude chair co-chair cochair attend")));
}

static bool session_word(const ro_reader *r, size_t i) {
  bool joins = ro_word_is(r, i, "and") && i > 0 && ro_word_in(r, i - 1, SESSION_WORDS) && ro_word_in(r, i + 1, SESSION_WORDS);
  return joins || is_plus(r, i) || r->entity[i] != RO_NONE || r->office[i] || ro_names_word(r, i) ||
         ro_word_in(r, i, SESSION_WORDS) || ro_has(r, i, RO_T_NUMBER) || r->adjective[i] != RO_NONE;
}

/* The brackets of "Group of 20 (G20)". */
static bool in_parentheses(const ro_reader *r, size_t i) {
  return (ro_word_is(r, i, ")") && i > 0 && r->entity[i - 1] != RO_NONE) ||
         (ro_word_is(r, i, "(") && r->entity[i + 1] != RO_NONE);
}

/* "the SCO foreign ministers' meeting", "the Straits Dialogue": needs a framework, two countries or a capital. */
static void take_sessions(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t from = r->tokens->sentences.at[s].first, limit = r->tokens->sentences.at[s].end;
    for (size_t i = from; i < limit; i++) {
      if (!ro_lemma_in(r, i, SESSION_HEADS) &&
          !head_in(r, i,
                   "meeting summit dialogue conference forum consultations talks session assembly mechanism commission committee "
                   "council"))
        continue;
      if ((ro_has(r, i, RO_T_FINITE | RO_T_BASE) && !ro_has(r, i, RO_T_CAPITAL)) || is_parliament(r, i)) continue;
      size_t first = i, framework = RO_NONE, capitals = ro_has(r, i, RO_T_CAPITAL);
      bool of_ministers = false; /* "2+2 ministerial meeting" is a name in small letters too */
      while (first > from && (session_word(r, first - 1) || in_parentheses(r, first - 1))) {
        first--;
        size_t entity = r->entity[first];
        if (entity != RO_NONE && r->out->entities.at[entity].kind == RO_FRAMEWORK && framework == RO_NONE) framework = entity;
        capitals += ro_has(r, first, RO_T_CAPITAL);
        of_ministers = of_ministers || is_plus(r, first);
      }
      while (first < i && ro_word_in(r, first, "- – ' ’ 's ’s of")) first++;
      if (!ro_lemma_in(r, i, SESSION_HEADS) && !is_convened(r, first, i)) continue;
      bool is_occasion = ro_behind_sidelines(r, first) && !ro_has(r, i, RO_T_PLURAL);
      if (first == i || (framework == RO_NONE && !of_ministers && !is_occasion && !(ro_has(r, i, RO_T_CAPITAL) && capitals >= 2)))
        continue;
      bool meets = ro_behind_sidelines(r, first) || is_held_behind(r, i + 1) || (first > from && is_which(r, first - 1));
      if (framework != RO_NONE && r->entity[i] == framework && !meets) continue; /* "East Asia Summit" is the body itself */
      RO_PUSH(r->arena, &r->sessions, ((ro_session){first, i + 1, framework}));
    }
  }
}

/* Behind the last token of the name that the model begins at token i. */
static size_t found_end(const ro_reader *r, size_t i, size_t limit) {
  uint8_t inside = (uint8_t)(ro_token_at(r, i)->name + 1);
  size_t end = i + 1;
  while (end < limit && ro_token_at(r, end)->name == inside) end++;
  return end;
}

/* May the tokens be a name of their own? A body's name may have a country's in it: "Philippine Department of Foreign Affairs". */
static bool is_free(const ro_reader *r, size_t first, size_t end, bool body) {
  bool within = body && end - first > 2;
  for (size_t i = first; i < end; i++) {
    bool country = within && r->adjective[i] != RO_NONE && (r->entity[i] == RO_NONE || r->entity[i] == r->adjective[i]);
    if (!country && (r->entity[i] != RO_NONE || r->adjective[i] != RO_NONE || r->office[i])) return false;
  }
  return !within || r->adjective[end - 1] == RO_NONE;
}

/* Capitals alone are as often a place in a dateline or an agency's mark; one word that does nothing is as often a part of
 * something else. */
static bool sure_person(const ro_reader *r, size_t first, size_t end) {
  ro_slice text = ro_names_text(r, first, end);
  uint8_t rel = ro_token_at(r, first)->rel;
  bool acts = rel == RO_REL_NSUBJ || rel == RO_REL_VOCATIVE || rel == RO_REL_OBJ || rel == RO_REL_IOBJ || rel == RO_REL_CONJ;
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z') return end - first > 1 || acts;
  return false;
}

/* The organization whose name begins with this word ("Ford" of "Ford Motor Company"), or RO_NONE. */
static size_t organization_by_part(const ro_reader *r, ro_slice part) {
  for (size_t e = 0; e < r->out->entities.len; e++) {
    const ro_entity *entity = &r->out->entities.at[e];
    if (entity->kind == RO_ORGANIZATION && part.len > 2 && entity->name.len > part.len && entity->name.ptr[part.len] == ' ' &&
        ro_slice_starts(entity->name, part))
      return e;
  }
  return RO_NONE;
}

static size_t found_entity(ro_reader *r, uint8_t name, size_t i, size_t end) {
  ro_slice text = ro_names_text(r, i, end);
  if (name == RO_NAME_B_PER) return ro_persons_named(r, i, end);
  if (name == RO_NAME_B_LOC) return ro_entity_make(r, RO_PLACE, text);
  size_t whole = organization_by_part(r, text);
  return whole != RO_NONE ? whole : ro_entity_make(r, RO_ORGANIZATION, text);
}

/* Names that the language model finds where no list, title or pattern has one: persons, or all others. */
static void take_found(ro_reader *r, bool persons) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t limit = r->tokens->sentences.at[s].end;
    for (size_t i = r->tokens->sentences.at[s].first; i < limit; i++) {
      uint8_t name = ro_token_at(r, i)->name;
      if (name != RO_NAME_B_PER && name != RO_NAME_B_LOC && name != RO_NAME_B_ORG) continue;
      size_t end = found_end(r, i, limit), whole = name == RO_NAME_B_PER ? ro_persons_end(r, i, limit) : end;
      if (whole > end) end = whole; /* "Mohammed Shia | al-Sudani" */
      size_t first = i;
      while (name == RO_NAME_B_PER && first < end && (r->office[first] || ro_is_form_of_address(r, first))) first++;
      bool taken =
          first < end && persons == (name == RO_NAME_B_PER) && i >= r->begin && is_free(r, first, end, name == RO_NAME_B_ORG);
      if (taken && (name != RO_NAME_B_PER || sure_person(r, first, end)))
        ro_mention_add(r, found_entity(r, name, first, end), first, end, RO_WHY("name that the language model finds"));
      i = end - 1;
    }
  }
}

/* The letter that a sign of a flag stands for; 0 where a token is none. */
static char flag_letter(const ro_reader *r, size_t i) {
  ro_slice text = i < r->tokens->tokens.len ? ro_token_text(r->tokens, i) : RO_ABSENT;
  size_t at = 0;
  uint32_t sign = text.len > 0 ? ro_utf8_next(text, &at) : 0;
  return at == text.len && sign >= 0x1F1E6 && sign <= 0x1F1FF ? (char)('A' + (sign - 0x1F1E6)) : 0;
}

/* "his 🇧🇴 colleague": a flag is written as the two letters of a country. */
static void take_flags(ro_reader *r) {
  for (size_t i = 0; i + 1 < r->tokens->tokens.len; i++) {
    char letters[2] = {flag_letter(r, i), flag_letter(r, i + 1)};
    size_t country = letters[0] && letters[1] ? ro_names_country(r, (ro_slice){letters, 2}) : RO_NONE;
    if (country == RO_NONE) continue;
    r->adjective[i] = r->adjective[i + 1] = country;
    i++;
  }
}

void ro_read_names(ro_reader *r) {
  mark_offices(r);
  take_names(r);
  take_flags(r);
  take_acronyms(r);
  ro_read_persons(r);
  take_found(r, true);
  ro_read_short_forms(r);
  take_issues(r);
  take_papers(r);
  take_sessions(r);
  take_found(r, false);
}
