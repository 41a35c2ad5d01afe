#include "base/list_file.h"
#include "statement/attribution.h"
#include "statement/names.h"

static const char PARTICLES[] =
    "van von der den de la las los del della di da das do dos du bin bint ibn ould al el ul ben ter zu af -";
static const char FORMS_OF_ADDRESS[] =
    "mr mr. mister mrs mrs. ms ms. dr dr. dkt dkt. doctor prof prof. professor sir dame lord lady madam madame monsieur shri smt "
    "smt. h.e. senator the hon hon. "
    "honourable honorable sheikh "
    "prince princess secretary excellency majesty highness fm dfm pm dpm eam cs";

static const char POST_NOMINALS[] = "mp td pc mps mep mna mla jr jr. sr sr. kc qc phd obe cbe am ao oam";

/* Is a token this lower-case word, or an apostrophe of either form? */
static bool is_written(const ro_reader *r, size_t i, ro_slice word) {
  ro_slice lower = ro_token_at(r, i)->lower;
  return ro_slice_equal(lower, word) || (ro_slice_equal(word, RO_LIT("'")) && ro_slice_equal(lower, RO_LIT("\xE2\x80\x99")));
}

/* Honours that stand before names as "Mr" does, as tokens; a part of one alone may be a name: "Tan Sri" but Tan See Leng. */
static const char *const HONOURS[] = {"dato ' seri", "dato ' sri", "dato '",         "dato seri",     "dato sri", "datuk seri",
                                      "datuk",       "datin seri", "datin",          "tan sri",       "tun dr",   "tengku",
                                      "tunku",       "sayyid",     "sayyida",        "mawlawi",       "maulvi",   "mullah",
                                      "hajji",       "alhaji",     "his excellency", "her excellency"};
#define HONOUR_TOKENS 3 /* of the longest */

/* How many tokens the honour has that begins at a token; 0 where none does. */
static size_t honour_at(const ro_reader *r, size_t i) {
  size_t longest = 0;
  for (size_t h = 0; h < sizeof HONOURS / sizeof *HONOURS; h++) {
    ro_slice rest = ro_slice_of(HONOURS[h]), word;
    size_t at = i;
    bool is_here = true;
    while (is_here && ro_field_next(&rest, ' ', &word)) is_here = at < r->tokens->tokens.len && is_written(r, at++, word);
    if (is_here && at - i > longest) longest = at - i;
  }
  return longest;
}

bool ro_is_form_of_address(const ro_reader *r, size_t i) {
  for (size_t k = 0; k < HONOUR_TOKENS && k <= i; k++)
    if (honour_at(r, i - k) > k) return true;
  return ro_word_in(r, i, FORMS_OF_ADDRESS);
}

/* "On Monday, the minister": a day or month, unless the model takes it for a name. */
static bool is_calendar_word(const ro_reader *r, size_t i) {
  return ro_names_calendar(r, i) && ro_token_at(r, i)->name != RO_NAME_B_PER && ro_token_at(r, i)->name != RO_NAME_I_PER;
}

static bool plain_name_word(const ro_reader *r, size_t i) {
  if (i >= r->tokens->tokens.len) return false;
  if (r->above && !ro_has(r, i, RO_T_PROPER) && ro_token_at(r, i)->name != RO_NAME_B_PER &&
      ro_token_at(r, i)->name != RO_NAME_I_PER)
    return false;
  if (ro_lemma_in(r, i, "minister president premier secretary") && ro_has(r, i, RO_T_PLURAL))
    return false; /* "the Foreign Ministers" are nobody's name */
  if (ro_word_in(r, i, "summit conference forum dialogue council commission committee ministry") &&
      ro_token_at(r, i)->name != RO_NAME_B_PER && ro_token_at(r, i)->name != RO_NAME_I_PER)
    return false; /* "on the sidelines of the Nordic Summit, Deputy Prime Minister …" */
  return ro_names_word(r, i) && r->entity[i] == RO_NONE && !r->office[i] && r->adjective[i] == RO_NONE &&
         !ro_has(r, i, RO_T_PUNCT | RO_T_NUMBER) && !ro_is_form_of_address(r, i) && !is_calendar_word(r, i);
}

/* A form of address that is part of a name: "Hassan Sheikh Mohamud". */
static bool inner_name_word(const ro_reader *r, size_t i) {
  return ro_names_word(r, i) && ro_word_in(r, i, "sheikh prince") && plain_name_word(r, i + 1);
}

static bool in_capitals(const ro_reader *r, size_t i) {
  ro_slice text = ro_token_text(r->tokens, i);
  for (size_t c = 0; c < text.len; c++)
    if (text.ptr[c] >= 'a' && text.ptr[c] <= 'z') return false;
  return text.len > 1;
}

/* The hyphen and what it joins to a name, at token i: "-yul". */
static bool is_joined(const ro_reader *r, size_t i) {
  return i + 1 < r->tokens->tokens.len && ro_word_is(r, i, "-") && ro_token_at(r, i)->name == RO_NAME_I_PER &&
         ro_token_at(r, i + 1)->name == RO_NAME_I_PER;
}

/* "Kenneth Kaunda International Airport": does what is called after somebody stand within a run of name words, or behind it? */
static bool is_called_after(const ro_reader *r, size_t first, size_t end) {
  for (size_t t = first + 1; t <= end; t++)
    if (ro_has(r, t, RO_T_CAPITAL) &&
        ro_lemma_in(r, t, "airport university hospital hotel street avenue bridge stadium museum institute foundation"))
      return true;
  return false;
}

size_t ro_persons_end(const ro_reader *r, size_t i, size_t limit) {
  size_t end = i;
  if (!plain_name_word(r, i)) return i;
  for (end = i + 1; end < limit && end - i < 7;) {
    if (end > i + 1 && ro_word_in(r, end, POST_NOMINALS) && in_capitals(r, end) && !in_capitals(r, end - 1))
      break; /* "Micheál Martin TD" */
    if (plain_name_word(r, end) || inner_name_word(r, end)) {
      end++;
      continue;
    }
    if (end + 1 < limit && is_joined(r, end)) { /* "Cho Tae-yul" */
      end += 2;
      continue;
    }
    size_t next = end;
    while (next < limit && next - end < 3 && ro_word_in(r, next, PARTICLES)) next++;
    if (next == end || !plain_name_word(r, next)) break;
    end = next + 1;
  }
  return is_called_after(r, i, end) ? i : end;
}

size_t ro_person_end_at(const ro_reader *r, size_t i, size_t limit) {
  size_t known = i < limit ? r->entity[i] : RO_NONE, end = i;
  if (known == RO_NONE || r->out->entities.at[known].kind != RO_PERSON) return ro_persons_end(r, i, limit);
  while (end < limit && r->entity[end] == known) end++;
  return end;
}

static size_t person_begin(const ro_reader *r, size_t end, size_t from) {
  size_t first = end;
  while (first > from && end - first < 8) {
    if (plain_name_word(r, first - 1) || (first < end && ro_word_in(r, first - 1, PARTICLES)))
      first--;
    else if (first > from + 2 && is_joined(r, first - 2))
      first -= 2;
    else
      break;
  }
  while (first < end && !plain_name_word(r, first)) first++;
  return first;
}

static bool parts_words(char c) {
  return c == ' ' || c == '-';
}

/* Does a name begin or end with this word, or have it inside? Without case: "KAMIKAWA Yoko" is Kamikawa. */
static bool whole_word_in(ro_slice name, ro_slice word) {
  if (name.len <= word.len) return false;
  for (size_t at = 1; word.len >= 4 && at + word.len < name.len; at++) /* "Luiz Inácio Lula da Silva" is Lula */
    if (name.ptr[at - 1] == ' ' && name.ptr[at + word.len] == ' ' && ro_slice_equal(ro_slice_part(name, at, at + word.len), word))
      return true;
  ro_slice head = ro_slice_part(name, 0, word.len), tail = ro_slice_part(name, name.len - word.len, name.len);
  return (name.ptr[word.len] == ' ' && ro_slice_equal_nocase(head, word)) ||
         (parts_words(name.ptr[name.len - word.len - 1]) &&
          ro_slice_equal_nocase(tail, word)); /* "Abdel Fattah al-Sisi" is Sisi */
}

/* "S. Aleinik" of "Sergei Aleinik". */
static bool has_initial(ro_slice name, ro_slice part) {
  if (part.len < 5 || part.ptr[1] != '.' || part.ptr[2] != ' ' || name.len <= part.len || name.ptr[0] != part.ptr[0])
    return false;
  return ro_slice_ends(name, ro_slice_part(part, 2, part.len));
}

/* The person whose name this is, or begins or ends with this word, without case: the first that was found. RO_NONE where none. */
static size_t person_by_part(const ro_reader *r, ro_slice part) {
  for (size_t e = 0; e < r->out->entities.len; e++)
    if (r->out->entities.at[e].kind == RO_PERSON &&
        (ro_slice_equal_nocase(r->out->entities.at[e].name, part) || whole_word_in(r->out->entities.at[e].name, part) ||
         has_initial(r->out->entities.at[e].name, part)))
      return e;
  return RO_NONE;
}

/* What is left of a title that no list has: "Senior Vice-Minister for | Foreign Affairs Ana Ruiz". */
static const char PORTFOLIOS[] = "foreign affairs political economic defence defense external relations";

size_t ro_persons_named(ro_reader *r, size_t first, size_t end) {
  while (end - first > 2 && ro_word_in(r, first, PORTFOLIOS)) first++;
  ro_slice name = ro_names_text(r, first, end);
  size_t known = person_by_part(r, name); /* "Kent", and "Van Dyck" of "Anna van Dyck" */
  return known != RO_NONE ? known : ro_entity_make(r, RO_PERSON, name);
}

void ro_persons_office(ro_reader *r, size_t person, ro_office office, ro_why why) {
  RO_PUSH(r->arena, &r->out->entities.at[person].offices, office);
  ro_note(r, RO_WHY_OFFICE, office.span, office.title, why);
}

static void add_office(ro_reader *r, size_t person, size_t first, size_t end, size_t of) {
  ro_entity *e = &r->out->entities.at[person];
  ro_slice title = ro_names_text(r, first, end);
  for (size_t i = 0; i < e->offices.len; i++) {
    bool part = end - first == 1 && e->offices.at[i].title.len > title.len &&
                ro_slice_find(e->offices.at[i].title, title, 0) != (size_t)-1;
    if (!part && !ro_slice_equal_nocase(e->offices.at[i].title, title))
      continue; /* "Minister" says no more than "Foreign Minister" */
    if (e->offices.at[i].of == RO_NONE) e->offices.at[i].of = of;
    return;
  }
  ro_span span = {ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end};
  ro_persons_office(r, person, (ro_office){title, of, span}, ro_why_title(r, "title beside a name", first, end));
}

#define PORTFOLIO 14 /* tokens that a minister's portfolio goes on for behind its title */

/* One or two titles joined by "and", and whose they are. Tokens. */
typedef struct title_phrase {
  size_t first, end; /* all of it, with the country before and after */
  size_t office[3][2], count;
  size_t of;
} title_phrase;

/* "Minister of Foreign Affairs | Prince A": a rank of birth behind an office is another. */
static size_t office_end(const ro_reader *r, size_t i, size_t limit) {
  size_t end = i;
  while (end < limit && r->office[end]) {
    if (end > i && r->office[end] != r->office[end - 1] && ro_word_in(r, end, "prince princess sheikh sheikha")) break;
    end++;
  }
  return end;
}

/* Behind the ministry that begins at token i, as far as its name goes; i where none does. */
static size_t ministry_behind(const ro_reader *r, size_t i, size_t limit) {
  size_t at = i;
  if (!ro_word_in(r, at, "ministry department office chancellery")) return i;
  while (at < limit && r->entity[at] == RO_NONE && (ro_has(r, at, RO_T_CAPITAL) || ro_word_in(r, at, "of for and the")) &&
         !ro_is_form_of_address(r, at) && ro_token_at(r, at)->name != RO_NAME_B_PER)
    at++;
  while (at > i && ro_word_in(r, at - 1, "of for and the")) at--; /* "of the Republic of Peru": whose it is */
  return at;
}

/* "at the Ministry of Foreign Affairs", "for the Ministry" behind a title: the token behind it, or i. */
static size_t ministry_end(const ro_reader *r, size_t i, size_t limit) {
  size_t at = i;
  if (!ro_word_in(r, at, "at in for")) return i;
  while (++at < limit && ro_word_is(r, at, "the")) {
  }
  size_t end = ministry_behind(r, at, limit);
  return end > at ? end : i;
}

size_t ro_country_before(const ro_reader *r, size_t i) {
  size_t first = r->tokens->sentences.at[ro_sentence_of(r, i)].first, country = RO_NONE;
  for (size_t t = first; t < i; t++) {
    size_t verb = ro_governor(&r->syntax, t);
    bool subject = ro_token_at(r, t)->rel == RO_REL_NSUBJ && verb != RO_NO_TOKEN && ro_token_at(r, verb)->rel != RO_REL_ACL_RELCL;
    if (r->entity[t] != RO_NONE && r->out->entities.at[r->entity[t]].kind == RO_COUNTRY && (subject || country == RO_NONE))
      country = r->entity[t];
  }
  return country;
}

/* The country or body that stands before a title: "Russian", "Japan's", "EU". */
static size_t owner_before(const ro_reader *r, size_t i, size_t from, size_t *first) {
  size_t at = i;
  if (at > from && ro_word_in(r, at - 1, "'s ’s")) at--;
  if (at > from + 3 && ro_word_is(r, at - 1, ")") && ro_word_is(r, at - 3, "("))
    at -= 3; /* "Republic of Korea (ROK) | Minister" */
  if (at <= from) return RO_NONE;
  size_t owner = r->adjective[at - 1] != RO_NONE ? r->adjective[at - 1] : r->entity[at - 1];
  if (owner == RO_NONE) return RO_NONE;
  ro_entity_kind kind = r->out->entities.at[owner].kind;
  if (kind == RO_PLACE && at < i) { /* "Warsaw's undersecretary" */
    size_t country = ro_names_capital_of(r, owner);
    if (country != RO_NONE)
      for (*first = at - 1; *first > from && r->entity[*first - 1] == owner;) (*first)--;
    return country;
  }
  if (kind != RO_COUNTRY && kind != RO_FRAMEWORK && kind != RO_ORGANIZATION) return RO_NONE;
  for (*first = at - 1; *first > from && (r->adjective[*first - 1] == owner || r->entity[*first - 1] == owner);) (*first)--;
  return owner;
}

static size_t owner_after(const ro_reader *r, size_t i, size_t limit, size_t *end) {
  size_t more = i; /* "Minister of Foreign Affairs, | Trade and Immigration | of Belize" */
  while (more < limit && more - i < 10 && !r->office[more] && ro_token_at(r, more)->name != RO_NAME_B_PER &&
         ((ro_has(r, more, RO_T_CAPITAL) && r->entity[more] == RO_NONE) || ro_word_in(r, more, ", and & the")))
    more++;
  if (more > i + 1 && ro_word_in(r, i, ", and &") && ro_has(r, more - 1, RO_T_CAPITAL) && ro_word_is(r, more, "of")) i = more;
  if (!ro_word_in(r, i, "of for to")) return RO_NONE;
  size_t at = i + 1;
  while (at < limit && (ro_word_in(r, at, "the") || (ro_has(r, at, RO_T_CAPITAL) && r->entity[at] == RO_NONE && at - i < 6) ||
                        ro_word_in(r, at, "and of for friendly brotherly sisterly fraternal neighbouring neighboring")))
    at++;
  if (at >= limit || r->entity[at] == RO_NONE) return RO_NONE;
  size_t owner = r->entity[at];
  ro_entity_kind kind = r->out->entities.at[owner].kind;
  if (kind != RO_COUNTRY && kind != RO_FRAMEWORK && kind != RO_ORGANIZATION) return RO_NONE;
  for (*end = at; *end < limit && r->entity[*end] == owner;) (*end)++;
  return owner;
}

/* "… of the Union | for Foreign Affairs and Security Policy | A B": behind the portfolio, where a name begins there; else i. */
static size_t portfolio_end(const ro_reader *r, size_t i, size_t limit) {
  size_t at = i;
  if (!ro_word_in(r, i, "for on")) return i;
  while (++at < limit && at - i < PORTFOLIO) {
    if (ro_token_at(r, at)->name == RO_NAME_B_PER) return at;
    if (r->office[at] || !(ro_has(r, at, RO_T_CAPITAL) || ro_word_in(r, at, "and of the"))) return i;
  }
  return i;
}

static void read_titles(const ro_reader *r, size_t i, size_t from, size_t limit, title_phrase *phrase) {
  *phrase = (title_phrase){.first = i, .of = RO_NONE};
  size_t at = i;
  while (phrase->count < 3) {
    size_t end = office_end(r, at, limit);
    if (end == at) break;
    phrase->office[phrase->count][0] = at;
    phrase->office[phrase->count++][1] = end;
    phrase->end = end;
    at = end;
    if (ro_word_is(r, at, ",") && ro_word_is(r, at + 1, "and")) at++;
    bool joins = ro_word_in(r, at, "and , &") || (ro_word_in(r, at, "- – —") && at + 1 < limit && r->office[at + 1]);
    if (!joins) break;
    at++;
    if (r->adjective[at] != RO_NONE && at + 1 < limit && r->office[at + 1]) break;
  }
  phrase->end = ministry_end(r, phrase->end, limit);
  size_t before = i, after = phrase->end;
  phrase->of = owner_before(r, i, from, &before);
  if (phrase->of != RO_NONE) phrase->first = before;
  if (phrase->of == RO_NONE && i > from && ro_word_is(r, i - 1, "its")) phrase->of = ro_country_before(r, i);
  if (phrase->of == RO_NONE) {
    phrase->of = owner_after(r, phrase->end, limit, &after);
    if (phrase->of != RO_NONE) phrase->end = ministry_behind(r, after, limit); /* "of the Dutch Ministry of …" */
    if (phrase->of != RO_NONE) phrase->end = portfolio_end(r, phrase->end, limit);
  }
}

static void give_offices(ro_reader *r, const title_phrase *phrase, size_t person) {
  for (size_t o = 0; o < phrase->count; o++) add_office(r, person, phrase->office[o][0], phrase->office[o][1], phrase->of);
}

/* The name that a title from `before` on is an apposition of: "A B, the acting Chadian minister". */
static bool named_before(const ro_reader *r, size_t before, size_t from, size_t *first, size_t *end) {
  while (before > from &&
         ro_word_in(r, before - 1,
                    "the a its their his her acting interim caretaker outgoing incoming former new then visiting "
                    "longtime veteran recently newly appointed"))
    before--;
  if (before <= from || !ro_word_in(r, before - 1, ", (")) return false;
  *end = before - 1;
  size_t known = *end > from ? r->entity[*end - 1] : RO_NONE;
  if (known != RO_NONE &&
      r->out->entities.at[known].kind == RO_PERSON) { /* named by another title: "Senator A B, Minister of X" */
    for (*first = *end; *first > from && r->entity[*first - 1] == known;) (*first)--;
    return true;
  }
  *first = person_begin(r, *end, from);
  return *first < *end;
}

/* The name beside a title: "Foreign Minister A B", "the Minister of X, A B", "A B, X's minister". 0 tokens where none. */
static bool name_beside(const ro_reader *r, const title_phrase *phrase, size_t from, size_t limit, size_t *first, size_t *end) {
  size_t at = phrase->end;
  while (ro_is_form_of_address(r, at)) at++;
  *first = at;
  *end = ro_person_end_at(r, at, limit);
  if (*end > at) return true;
  bool determined = phrase->first > from && ro_word_in(r, phrase->first - 1, "the a");
  if (!determined && named_before(r, phrase->first, from, first, end))
    return true; /* "A B, President of X, C D, President of Y, …" */
  if (ro_word_is(r, at, ",")) {
    *first = at + 1;
    while (ro_is_form_of_address(r, *first) || (determined && ro_word_is(r, *first, "ambassador"))) (*first)++;
    *end = ro_person_end_at(r, *first, limit);
    size_t behind = *end;
    while (ro_word_in(r, behind, POST_NOMINALS)) behind++;
    if (*end >= *first + 2 && (ro_has(r, behind, RO_T_PUNCT | RO_T_FINITE) || behind == limit)) return true;
  }
  return named_before(r, phrase->first, from, first, end);
}

/* "Minister of Foreign Affairs, Trade and Cocoa Exports, A B, met": the name behind the rest of a portfolio. */
static bool name_behind_portfolio(const ro_reader *r, const title_phrase *phrase, size_t limit, size_t *first, size_t *end) {
  size_t at = phrase->end;
  bool closed = false; /* "…, X and Y": what comes behind the next comma is no part of it */
  if (!ro_word_in(r, at, ", and & of for") || ro_token_at(r, phrase->end - 1)->name == RO_NAME_I_PER) return false;
  for (; at < limit && at - phrase->end < PORTFOLIO; at++) {
    if (ro_word_is(r, at, ",") && at > phrase->end + 1 && at + 1 < limit) {
      *first = at + 1;
      while (ro_is_form_of_address(r, *first)) (*first)++;
      *end = ro_persons_end(r, *first, limit);
      uint8_t name = ro_token_at(r, *first)->name;
      bool apposed = ro_has(r, *end, RO_T_COMMA) && ro_has(r, *end + 1, RO_T_FINITE), addressed = *first > at + 1;
      if (*end >= *first + 2 && (name == RO_NAME_B_PER || apposed || addressed || closed) &&
          (ro_has(r, *end, RO_T_PUNCT | RO_T_FINITE) || *end == limit))
        return true;
    }
    closed = closed || ro_word_in(r, at, "and &");
    size_t name = at; /* "…, Emigration and Expatriates | Dr. A B" */
    while (ro_is_form_of_address(r, name)) name++;
    if (closed && (name > at || !ro_word_in(r, at - 1, ", and &")) && ro_token_at(r, name)->name == RO_NAME_B_PER) {
      *first = name;
      *end = ro_persons_end(r, name, limit);
      return *end >= name + 2;
    }
    bool inside = ro_has(r, at, RO_T_CAPITAL) || r->adjective[at] != RO_NONE || ro_word_in(r, at, ", and & of the for");
    if (!inside || r->office[at] || ro_token_at(r, at)->name == RO_NAME_B_PER) return false;
  }
  return false;
}

static void read_titled(ro_reader *r, bool full_names) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t from = r->tokens->sentences.at[s].first, limit = r->tokens->sentences.at[s].end;
    for (size_t i = from; i < limit; i++) {
      if (!r->office[i] || (i > from && r->office[i - 1])) continue;
      title_phrase phrase;
      size_t first, end;
      read_titles(r, i, from, limit, &phrase);
      bool named = name_beside(r, &phrase, from, limit, &first, &end) || name_behind_portfolio(r, &phrase, limit, &first, &end);
      if (named && (end - first > 1) == full_names) {
        size_t person = ro_persons_named(r, first, end);
        give_offices(r, &phrase, person);
        ro_mention_add(r, person, first, end, ro_why_title(r, "name beside a title", phrase.office[0][0], phrase.office[0][1]));
      }
      i = phrase.office[phrase.count - 1][1] - 1;
    }
  }
}

bool ro_is_counterpart(const ro_reader *r, size_t i) {
  bool pair = i > 0 && ro_word_is(r, i, "pair") && r->adjective[i - 1] != RO_NONE; /* "her Chilean pair" */
  return pair || ro_lemma_in(r, i, "counterpart colleague homologue peer") ||
         (ro_word_is(r, i, "number") && i > 0 && ro_word_is(r, i - 1, "opposite"));
}

/* "Foreign Minister" of "Acting Foreign Minister": a counterpart need not be acting too. */
static ro_slice without_acting(ro_slice title) {
  static const char *const WORDS[] = {"acting ", "interim ", "caretaker ", "outgoing "};
  for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++) {
    ro_slice word = ro_slice_of(WORDS[w]);
    if (title.len > word.len && ro_slice_equal_nocase(ro_slice_part(title, 0, word.len), word))
      return ro_slice_part(title, word.len, title.len);
  }
  return title;
}

/* Of which office somebody's counterpart is, whose own country's he is: "Deputy Prime Minister and Foreign Minister A and his
 * counterpart B": not of the first, which every country fills otherwise. */
static ro_slice counterpart_office(const ro_reader *r, size_t other) {
  if (other == RO_NONE || r->out->entities.at[other].offices.len == 0) return RO_LIT("representative");
  const ro_entity *person = &r->out->entities.at[other];
  for (size_t o = 0; o < person->offices.len; o++) {
    ro_slice lower = ro_arena_lower(r->arena, person->offices.at[o].title);
    bool is_deputy = ro_slice_starts(lower, RO_LIT("deputy prime")) || ro_slice_starts(lower, RO_LIT("vice prime")) ||
                     ro_slice_starts(lower, RO_LIT("first deputy prime")) || ro_slice_starts(lower, RO_LIT("vice premier")) ||
                     ro_slice_starts(lower, RO_LIT("state councilor")) || ro_slice_starts(lower, RO_LIT("state councillor"));
    if (!is_deputy) return without_acting(person->offices.at[o].title);
  }
  return without_acting(person->offices.at[0].title);
}

/* Whose counterpart: who does what the counterpart's verb tells, else the person named before. */
static size_t whose_counterpart(const ro_reader *r, size_t i, size_t named) {
  size_t verb = ro_governor(&r->syntax, i);
  for (size_t steps = 0; verb != RO_NO_TOKEN && steps < 4 && !ro_has(r, verb, RO_T_VERB); steps++)
    verb = ro_governor(&r->syntax, verb);
  size_t subject = verb == RO_NO_TOKEN ? RO_NO_TOKEN : ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
  size_t e = subject == RO_NO_TOKEN || subject > i ? RO_NONE : r->entity[subject];
  return e != RO_NONE && r->out->entities.at[e].kind == RO_PERSON ? e : named;
}

#define MOST_COUNTERPARTS 6

/* "his Chinese, Nepali and Pakistani | counterparts": the countries before token i, in order; how many. */
static size_t countries_before(const ro_reader *r, size_t i, size_t from, size_t countries[MOST_COUNTERPARTS]) {
  size_t n = 0, at = i;
  while (at > from && n < MOST_COUNTERPARTS) {
    if (n > 0) {
      bool joined = ro_word_in(r, at - 1, ", and &");
      while (at > from && ro_word_in(r, at - 1, ", and &")) at--;
      if (!joined) break;
    }
    if (at <= from || r->adjective[at - 1] == RO_NONE) break;
    size_t country = r->adjective[at - 1];
    while (at > from && r->adjective[at - 1] == country) at--;
    countries[n++] = country;
  }
  for (size_t k = 0; k < n / 2; k++) {
    size_t swap = countries[k];
    countries[k] = countries[n - 1 - k];
    countries[n - 1 - k] = swap;
  }
  return n;
}

/* "his Chinese and Pakistani counterparts, A B and C D": each has the office of `other`, of the country at his place. Gives the
 * token behind the last, or i where they are not told so. */
static size_t read_counterparts_in_row(ro_reader *r, size_t i, size_t from, size_t limit, size_t other) {
  size_t countries[MOST_COUNTERPARTS], first[MOST_COUNTERPARTS], end[MOST_COUNTERPARTS];
  size_t n = ro_has(r, i, RO_T_PLURAL) ? countries_before(r, i, from, countries) : 0, at = i + 1;
  if (n < 2) return i;
  for (size_t k = 0; k < n; k++) {
    while (at < limit && (ro_word_in(r, at, ", and & ( –") || ro_is_form_of_address(r, at))) at++;
    first[k] = at;
    end[k] = at < limit ? ro_person_end_at(r, at, limit) : at;
    if (end[k] < first[k] + 2) return i; /* a surname may be anybody's */
    at = end[k];
  }
  ro_slice title = counterpart_office(r, other);
  ro_why why = ro_why_words(r, "counterpart of the person named before, of the country at his place", i, i + 1);
  for (size_t k = 0; k < n; k++) {
    size_t person = ro_persons_named(r, first[k], end[k]);
    if (r->out->entities.at[person].offices.len == 0)
      ro_persons_office(r, person, (ro_office){title, countries[k], ro_tokens_span(r, first[k], end[k])}, why);
    ro_mention_add(r, person, first[k], end[k], why);
  }
  return at;
}

/* "her Australian counterpart, Penny Wong": the office is that of the person named before in the sentence. */
static void read_counterparts(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t from = r->tokens->sentences.at[s].first, limit = r->tokens->sentences.at[s].end, other = RO_NONE;
    for (size_t i = from; i < limit; i++) {
      if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) other = r->entity[i];
      if (!ro_is_counterpart(r, i)) continue;
      size_t behind = read_counterparts_in_row(r, i, from, limit, other);
      if (behind > i) {
        i = behind - 1;
        continue;
      }
      size_t first = ro_has(r, i + 1, RO_T_COMMA) ? i + 2 : i + 1, before = i;
      while (first < limit && (r->office[first] || ro_is_form_of_address(r, first))) first++;
      size_t noun = ro_word_is(r, i, "number") ? i - 1 : i;
      size_t end = ro_person_end_at(r, first, limit), of = owner_before(r, noun, from, &before);
      bool apposed = end >= first + 2 && ro_has(r, first - 1, RO_T_COMMA) && ro_has(r, end, RO_T_COMMA);
      size_t whose =
          noun > from + 1 && ro_word_in(r, noun - 1, "visiting new outgoing incoming newly-appointed") ? noun - 2 : noun - 1;
      bool beside = end >= first + 2 && first == i + 1 && ro_word_in(r, whose, "his her their"); /* "her counterpart A B" */
      if (end == first || (of == RO_NONE && !apposed && !beside)) continue;
      size_t person = ro_persons_named(r, first, end);
      bool known = false; /* "his Somali counterpart, President …": whose president, the first part tells */
      for (size_t o = 0; o < r->out->entities.at[person].offices.len; o++) {
        ro_office *office = &r->out->entities.at[person].offices.at[o];
        if (office->of == RO_NONE) office->of = of;
        known = known || office->of == of;
      }
      ro_why why = ro_why_words(r, "counterpart of the person named before", i, i + 1);
      ro_mention_add(r, person, first, end, why);
      if (known) continue;
      ro_slice title = counterpart_office(r, whose_counterpart(r, i, other));
      ro_span span = {ro_token_at(r, before)->span.start, ro_token_at(r, i)->span.end};
      ro_persons_office(r, person, (ro_office){title, of, span}, why);
    }
  }
}

/* "his colleagues from Zambia, A B, and Malawi, C D": each has the office of the person named before, of his own country. */
static void read_counterparts_from(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t from = r->tokens->sentences.at[s].first, limit = r->tokens->sentences.at[s].end, other = RO_NONE;
    for (size_t i = from; i + 2 < limit; i++) {
      if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) other = r->entity[i];
      if (!ro_is_counterpart(r, i) || !ro_word_in(r, i + 1, "from of")) continue;
      ro_slice title = counterpart_office(r, other);
      for (size_t at = i + 2; at + 2 < limit;) {
        while (ro_word_in(r, at, ", and the of from")) at++;
        size_t of = at + 1 < limit ? ro_names_country_at(r, at) : RO_NONE;
        if (of == RO_NONE) break;
        while (at < limit && r->entity[at] == of) at++;
        size_t first = at;
        while (ro_word_in(r, first, ", the") || r->office[first] || ro_is_form_of_address(r, first)) first++;
        size_t end = ro_person_end_at(r, first, limit);
        if (end == first) break;
        size_t person = ro_persons_named(r, first, end);
        ro_why why = ro_why_words(r, "counterpart of the person named before", i, i + 1);
        ro_span span = {ro_token_at(r, i)->span.start, ro_token_at(r, end - 1)->span.end};
        if (ro_person_of(r, person) == RO_NONE) ro_persons_office(r, person, (ro_office){title, of, span}, why);
        ro_mention_add(r, person, first, end, why);
        at = end;
        while (ro_word_in(r, at, POST_NOMINALS) || (ro_has(r, at, RO_T_COMMA) && ro_word_in(r, at + 1, POST_NOMINALS))) at++;
      }
    }
  }
}

/* Does the last word of a name stand alone before a verb of speech somewhere ("Wong stated that")? Then the name is a person's.
 */
static bool speaks_elsewhere(const ro_reader *r, size_t first, size_t end) {
  ro_slice last = ro_token_text(r->tokens, end - 1);
  for (size_t i = 0; i + 1 < r->tokens->tokens.len; i++) {
    if (i >= first && i < end) continue;
    if (!ro_slice_equal(ro_token_text(r->tokens, i), last) || (i > 0 && plain_name_word(r, i - 1))) continue;
    if (ro_lemma_in(r, i + 1, "say state tell add note stress reiterate thank emphasize underline express")) return true;
  }
  return false;
}

/* "Olushegun | Adjadi Bakari": a given name that the model leaves out, though the tree joins it, or takes both for subjects of
 * one verb. */
static bool leaves_out(const ro_reader *r, size_t first) {
  const ro_token *given = ro_token_at(r, first), *next = ro_token_at(r, first + 1);
  if (given->name != RO_NAME_NONE || !ro_has(r, first, RO_T_PROPER)) return false;
  if (next->rel == RO_REL_FLAT && ro_governor(&r->syntax, first + 1) == first) return true;
  return given->rel == RO_REL_NSUBJ && next->rel == RO_REL_NSUBJ && given->head == next->head;
}

/* Does the model take all of two words or more for one person's name? */
static bool is_tagged_name(const ro_reader *r, size_t first, size_t end) {
  if (end - first > 2 && leaves_out(r, first)) first++;
  if (end - first < 2 || end - first > 5 || ro_token_at(r, first)->name != RO_NAME_B_PER) return false;
  if (ro_lemma_in(r, end - 1, "minister president premier secretary leader")) return false; /* "Foreign ministers A B and C D" */
  for (size_t i = first + 1; i < end; i++)
    if (ro_token_at(r, i)->name != RO_NAME_I_PER) return false;
  return end >= r->tokens->tokens.len || ro_token_at(r, end)->name != RO_NAME_I_PER;
}

/* "Radoslava Dimova, | Andrei Munteanu | and …": does the model take what is joined to a name, behind it or before, for a
 * person's? */
static bool is_among_persons(const ro_reader *r, size_t first, size_t end, size_t from, size_t limit) {
  if (end - first < 2 || end - first > 4 || ro_has(r, end - 1, RO_T_NOUN)) return false;
  for (size_t i = first; i < end; i++)
    if (!ro_has(r, i, RO_T_PROPER) || ro_token_at(r, i)->name != RO_NAME_NONE) return false;
  size_t next = end;
  while (next < limit && next < end + 2 && ro_word_in(r, next, ", and &")) next++;
  if (next > end && next < limit && is_tagged_name(r, next, ro_persons_end(r, next, limit))) return true;
  size_t before = first;
  while (before > from && first - before < 2 && ro_word_in(r, before - 1, ", and &")) before--;
  bool is_and = before < first && ro_word_in(r, first - 1, "and &");
  return is_and && before > from && ro_token_at(r, before - 1)->name == RO_NAME_I_PER;
}

/* Does a verb that says, asks, agrees or thanks begin at a token? */
static bool is_cue(const ro_reader *r, size_t i, size_t limit) {
  size_t end;
  return i < limit && ro_has(r, i, RO_T_FINITE) && (ro_lemma_is(r, i, "meet") || ro_cue_at(r, i, limit, &end) != NULL);
}

/* "Mr Surname"; "First Last said". */
static void read_untitled(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t from = r->tokens->sentences.at[s].first, limit = r->tokens->sentences.at[s].end;
    for (size_t i = from; i < limit; i++) {
      size_t end = ro_persons_end(r, i, limit);
      if (end == i) continue;
      uint8_t found = ro_token_at(r, end - 1)->name;
      bool other = found == RO_NAME_B_ORG || found == RO_NAME_I_ORG || found == RO_NAME_B_LOC || found == RO_NAME_I_LOC;
      bool addressed = i > from && ro_is_form_of_address(r, i - 1) && !ro_word_is(r, i - 1, "the");
      bool owned = i > from + 1 && ro_word_in(r, i - 1, "'s ’s") && r->adjective[i - 2] != RO_NONE && end - i >= 2 &&
                   end - i <= 4 && ro_word_is(r, end, "and") &&
                   ro_word_in(r, end + 1, "his her"); /* "Peru's Ana Ruiz and her counterpart" */
      addressed = addressed || owned;
      bool particle = false; /* "Ali Ould Salem": no body is called so */
      for (size_t t = i + 1; t + 1 < end; t++) particle = particle || ro_word_in(r, t, "ould bin bint ibn ben abu");
      if (other && !addressed && !particle) { /* "the Department of Foreign Affairs said" */
        i = end;
        continue;
      }
      size_t next = end;
      while (next < limit && ro_has(r, next, RO_T_ADVERB)) next++;
      bool speaks =
          end - i >= 2 && end - i <= 4 && (is_cue(r, next, limit) || (i > from && ro_lemma_in(r, i - 1, "say add note tell")));
      bool elsewhere = end - i >= 2 && end - i <= 4 && speaks_elsewhere(r, i, end);
      bool is_who = end - i >= 2 && end - i <= 4 && ro_has(r, end, RO_T_COMMA) && ro_word_is(r, end + 1, "who");
      bool among = is_among_persons(r, i, end, from, limit);
      if (addressed || speaks || elsewhere || is_who || among || is_tagged_name(r, i, end)) {
        ro_why why = RO_WHY(speaks      ? "subject of a verb of speech"
                            : elsewhere ? "whose last name speaks elsewhere"
                            : is_who    ? "name that \"who\" stands for"
                            : among     ? "name beside persons' names"
                                        : "name by the model");
        if (owned)
          why = RO_WHY("country as the owner of a name");
        else if (addressed)
          why = ro_why_words(r, "name behind a form of address", i - 1, i);
        ro_mention_add(r, ro_persons_named(r, i, end), i, end, why);
      }
      i = end;
    }
  }
}

void ro_read_persons(ro_reader *r) {
  ro_read_shared_titles(r);
  read_titled(r, true);
  read_titled(r, false);
  read_counterparts(r);
  read_counterparts_from(r);
  read_untitled(r);
}

/* "President Xi" and "Xi Jinping" are one: a person known by one word joins the one whose name has it. */
static void join_parts(ro_reader *r) {
  for (size_t e = 0; e < r->out->entities.len; e++) {
    ro_entity *part = &r->out->entities.at[e];
    bool initial = part->name.len > 2 && part->name.ptr[1] == '.';
    if (part->kind != RO_PERSON || (!initial && ro_slice_find(part->name, RO_LIT(" "), 0) != (size_t)-1)) continue;
    for (size_t f = 0; f < r->out->entities.len; f++) {
      ro_entity *full = &r->out->entities.at[f];
      if (f == e || full->kind != RO_PERSON ||
          !(initial ? has_initial(full->name, part->name) : whole_word_in(full->name, part->name)))
        continue;
      for (size_t o = 0; o < part->offices.len; o++) {
        RO_PUSH(r->arena, &full->offices, part->offices.at[o]);
      }
      for (size_t m = 0; m < r->out->mentions.len; m++)
        if (r->out->mentions.at[m].entity == e) r->out->mentions.at[m].entity = f;
      for (size_t t = 0; t < r->tokens->tokens.len; t++)
        if (r->entity[t] == e) r->entity[t] = f;
      ro_entity_alias(r, f, part->name);
      break;
    }
  }
}

/* The person whom the report calls by the last word of a name of several ("Wangdi" of "Tshering Wangdi"): from now on by all of
 * it. RO_NONE where none is. */
static size_t person_in_full(ro_reader *r, size_t first, size_t end) {
  if (end - first < 2 || end - first > 4) return RO_NONE;
  ro_slice last = ro_token_text(r->tokens, end - 1);
  for (size_t e = 0; e < r->out->entities.len; e++) {
    ro_entity *person = &r->out->entities.at[e];
    if (person->kind != RO_PERSON || !ro_slice_equal(person->name, last)) continue;
    person->name = ro_names_text(r, first, end);
    ro_entity_alias(r, e, last);
    return e;
  }
  return RO_NONE;
}

#define LONG_NAME 4 /* bytes of a name that is hardly a word beside */

void ro_read_short_forms(ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t from = r->tokens->sentences.at[s].first, limit = r->tokens->sentences.at[s].end;
    for (size_t i = from; i < limit; i++) {
      size_t end = r->entity[i] == RO_NONE ? ro_persons_end(r, i, limit) : i;
      if (end == i) {
        /* a sentence's first word, and a name the model never saw, may be tagged as anything */
        bool name = ro_token_text(r->tokens, i).len >= LONG_NAME;
        if (r->entity[i] != RO_NONE || r->office[i] || !ro_has(r, i, RO_T_CAPITAL) || (i != from && !name)) continue;
        end = i + 1;
      }
      ro_slice name = ro_names_text(r, i, end);
      size_t person = person_by_part(r, name);
      if (person == RO_NONE) person = person_in_full(r, i, end);
      if (person != RO_NONE) ro_mention_add(r, person, i, end, RO_WHY("name, or a part of it, of a person named elsewhere"));
      i = end - 1;
    }
  }
  join_parts(r);
  ro_read_belonging(r);
  ro_read_introduced(r);
}
