/* Whom a title stands for: "the minister", "the Russian foreign minister", "the DPM", "his counterpart". */
#include <string.h>

#include "statement/affiliations.h"
#include "statement/names.h"
#include "statement/speakers.h"

const ro_meeting *ro_told_meeting(const ro_reader *r) {
  return r->out->meetings.len > 0 && r->out->meetings.at[0].told ? &r->out->meetings.at[0] : NULL;
}

bool ro_title_has(ro_slice title, const char *words) {
  for (const char *at = words; *at;) {
    const char *end = strchr(at, ' ');
    size_t len = end ? (size_t)(end - at) : strlen(at);
    if (ro_slice_has_word(title, (ro_slice){at, len})) return true;
    at += len + (end != NULL);
  }
  return false;
}

#define ABBREVIATION_MAX 5 /* letters */

/* The capitals of "DPM", "FM", "MoS"; absent where a token is no abbreviation, or a name. */
static ro_slice abbreviation_at(const ro_reader *r, size_t i) {
  ro_slice text = i < r->tokens->tokens.len && r->entity[i] == RO_NONE ? ro_token_text(r->tokens, i) : RO_ABSENT;
  if (text.len < 2 || text.len > ABBREVIATION_MAX) return RO_ABSENT;
  char *capitals = ro_arena_alloc(r->arena, ABBREVIATION_MAX, 1);
  size_t n = 0;
  for (size_t c = 0; c < text.len; c++) {
    bool capital = text.ptr[c] >= 'A' && text.ptr[c] <= 'Z';
    if (capital)
      capitals[n++] = text.ptr[c];
    else if (text.ptr[c] != 'o' || c == 0 || c + 1 == text.len)
      return RO_ABSENT;
  }
  return (ro_slice){capitals, n};
}

/* 2 where the letters are the initials of all of a title's words, 1 of words of it that follow each other, else 0. */
static int initials_fit(ro_slice letters, ro_slice office) {
  char initials[32];
  size_t n = 0;
  for (size_t i = 0; i < office.len && n < sizeof initials; i++)
    if (office.ptr[i] >= 'A' && office.ptr[i] <= 'Z' && (i == 0 || office.ptr[i - 1] == ' ')) initials[n++] = office.ptr[i];
  ro_slice all = {initials, n};
  if (ro_slice_equal(all, letters)) return 2;
  return ro_slice_find(all, letters, 0) != (size_t)-1;
}

/* How well a title fits an office: 0 not at all, 1 in all its words, 2 word for word. Tokens of the title are [first, end). */
static int title_fits(const ro_reader *r, ro_range title, ro_slice office) {
  ro_slice letters = title.end - title.first == 1 ? abbreviation_at(r, title.first) : RO_ABSENT;
  if (letters.ptr) return initials_fit(letters, office);
  bool state =
      ro_word_is(r, title.first, "head") && ro_word_is(r, title.first + 1, "of") && ro_word_is(r, title.first + 2, "state");
  bool chancellor =
      title.end - title.first == 1 && ro_lemma_is(r, title.first, "chancellor"); /* a foreign minister, in Spanish */
  if (chancellor && ro_title_has(office, "Foreign") && ro_title_has(office, "Minister")) return 1;
  if (state && ro_title_has(office, "President King Queen Emir Amir Sultan Chairman")) return 2;
  size_t bytes = 0;
  for (size_t i = title.first; i < title.end; i++) {
    ro_slice word = ro_token_text(r->tokens, i);
    if (!ro_slice_has_word(office, word)) return 0;
    bytes += word.len + (i > title.first);
  }
  bool bare =
      title.end - title.first == 1 && ro_lemma_in(r, title.first, "minister secretary"); /* every one of them is called so */
  return title.end > title.first ? 1 + (bytes == office.len && !bare) : 0;
}

static bool holds_for(const ro_reader *r, const ro_office *office, size_t country) {
  if (country == RO_NONE || office->of == country) return true;
  return office->of != RO_NONE && r->out->entities.at[office->of].within == country;
}

const ro_party *ro_party_of(const ro_reader *r, size_t person) {
  const ro_meeting *meeting = ro_told_meeting(r);
  for (size_t p = 0; meeting && p < meeting->parties.len; p++)
    if (meeting->parties.at[p].person == person) return &meeting->parties.at[p];
  return NULL;
}

size_t ro_named_before(const ro_reader *r, size_t person, size_t byte) {
  size_t last = 0;
  for (size_t m = 0; m < r->out->mentions.len; m++) {
    const ro_mention *mention = &r->out->mentions.at[m];
    if (mention->entity == person && mention->span.start < byte && mention->span.start >= last) last = mention->span.start + 1;
  }
  return last;
}

ro_range ro_title_in(const ro_reader *r, ro_range s) {
  static const char TITLES[] =
      "head chief minister secretary envoy president chancellor premier leader general commissioner governor king emir "
      "adviser advisor undersecretary ambassador chairman chairwoman chairperson mayor senator spokesperson spokesman "
      "spokeswoman";
  ro_range title = {s.first, s.first};
  for (size_t i = s.first; i < s.end; i++) {
    bool in = r->office[i] || ro_word_in(r, i, TITLES) || (i <= s.first + 1 && i + 1 == s.end && abbreviation_at(r, i).ptr) ||
              (title.end > title.first && ro_word_is(r, i, "of") && r->office[i + 1]);
    if (!in && title.end > title.first) break;
    if (!in) continue;
    if (title.end == title.first) title.first = i;
    title.end = i + 1;
  }
  return title;
}

/* "The foreign ministers"; "the Minister of Foreign Affairs" is one: the noun before "of" counts. */
static bool is_plural_title(const ro_reader *r, ro_range title) {
  size_t noun = title.first;
  while (noun + 1 < title.end && !ro_word_in(r, noun + 1, "of for")) noun++;
  return ro_has(r, noun, RO_T_PLURAL);
}

/* Whose office-holder the report only calls by title: the country of the party that has no name; RO_NONE where all have one. */
size_t ro_speaker_unnamed_party(const ro_reader *r, ro_range s) {
  const ro_meeting *meeting = ro_told_meeting(r);
  ro_range title = ro_title_in(r, s);
  if (title.end != s.end || !ro_word_is(r, s.first, "the") || is_plural_title(r, title)) return RO_NONE;
  for (size_t p = 0; meeting && p < meeting->parties.len; p++)
    if (meeting->parties.at[p].person == RO_NONE && meeting->parties.len > 1) return meeting->parties.at[p].of;
  return RO_NONE;
}

/* Has a person a name behind byte `from`? */
static bool is_named_behind(const ro_reader *r, size_t person, size_t from) {
  for (size_t m = 0; m < r->out->mentions.len; m++)
    if (r->out->mentions.at[m].entity == person && r->out->mentions.at[m].span.start >= from) return true;
  return false;
}

/* Is somebody the first party, and only called by title once the report has told who met, while others have their names? His
 * own ministry's account does so. */
static bool is_only_titled(const ro_reader *r, size_t person) {
  const ro_meeting *meeting = ro_told_meeting(r);
  if (!meeting || meeting->spans.len == 0 || r->remarks || meeting->parties.at[0].person != person) return false;
  size_t from = meeting->spans.at[0].end;
  for (size_t p = 1; p < meeting->parties.len && !is_named_behind(r, person, from); p++)
    if (meeting->parties.at[p].person != RO_NONE && is_named_behind(r, meeting->parties.at[p].person, from)) return true;
  return false;
}

bool ro_title_is_vague(const ro_entity *person) {
  for (size_t o = 0; o < person->offices.len; o++)
    if (!ro_title_has(person->offices.at[o].title, "counterpart representative senator Senator MP")) return false;
  return true;
}

#define ONLY_TITLED 3 /* weighs more than that a title fits word for word */

/* The gender that a phrase gives whom it names: "Her Excellency the Minister"; 0 where it tells none. */
static char gender_of_phrase(const ro_reader *r, ro_range s) {
  if (!ro_is_excellency(r, s.first)) return 0;
  return ro_word_is(r, s.first, "her") ? 'f' : 'm';
}

/* "The president told Kent": Kent is not the president. */
static bool is_told(const ro_reader *r, size_t verb, size_t person) {
  for (size_t k = verb == RO_NO_TOKEN ? RO_NO_TOKEN : ro_first_child(&r->syntax, verb); k != RO_NO_TOKEN;
       k = ro_next_child(&r->syntax, k)) {
    uint8_t rel = ro_token_at(r, k)->rel;
    if ((rel == RO_REL_OBJ || rel == RO_REL_IOBJ) && r->entity[k] == person) return true;
  }
  return false;
}

/* "the minister", "the Russian foreign minister", "the secretary", "his counterpart". */
size_t ro_speaker_titled(const ro_reader *r, ro_range s, const ro_speaking *speaking) {
  size_t country = RO_NONE, best = RO_NONE, best_place = 0;
  size_t head = ro_phrase_head(r, s), verb = head == RO_NO_TOKEN ? RO_NO_TOKEN : ro_governor(&r->syntax, head);
  int best_fit = 0, own_best = 0;
  bool counterpart = false, official = false;
  if (ro_word_in(r, s.first, "a an some one several many another other former")) return RO_NONE;
  for (size_t i = s.first; i < s.end; i++) {
    if (r->adjective[i] != RO_NONE) country = r->adjective[i];
    if (i == s.first && ro_word_is(r, i, "its")) country = ro_country_before(r, i);
    counterpart = counterpart || ((ro_is_counterpart(r, i) || ro_lemma_in(r, i, "host guest visitor interlocutor")) &&
                                  !ro_has(r, i, RO_T_PLURAL));
    official = official || ro_lemma_in(r, i, "official leader diplomat");
  }
  char gender = gender_of_phrase(r, s);
  const ro_meeting *told = ro_told_meeting(r);
  size_t other = speaking->last_person; /* whose counterpart it is: who spoke last, else the first party */
  if (other == RO_NONE && told && told->parties.len > 0) other = told->parties.at[0].person;
  ro_range title = ro_title_in(r, s);
  bool is_high =
      title.end > title.first && ro_lemma_in(r, title.end - 1, "minister president premier chancellor secretary adviser advisor");
  official = official && country != RO_NONE && ro_word_is(r, s.first, "the"); /* "the Chadian official" */
  if (title.end == title.first && !counterpart && !official) return RO_NONE;
  if (title.end > title.first && (is_plural_title(r, title) || (title.end < s.end && ro_word_is(r, title.end, "and"))))
    return RO_NONE;
  for (size_t e = 0; e < r->out->entities.len; e++) {
    const ro_entity *entity = &r->out->entities.at[e];
    if (entity->kind != RO_PERSON || (r->remarks && e == r->self)) continue; /* who speaks says "I" of himself */
    const ro_party *party = ro_party_of(r, e);
    size_t place = ro_named_before(r, e, ro_token_at(r, s.first)->span.start);
    bool above = false;
    for (size_t h = 0; h < r->headline.len; h++) above = above || r->headline.at[h] == e;
    if ((!party && place == 0 && !above) || is_told(r, verb, e)) continue;
    char own_gender = gender ? ro_gender_of(r, e) : 0;
    if (own_gender && own_gender != gender) continue;
    int fit = 0, own = party && party->of != RO_NONE && verb != RO_NO_TOKEN ? ro_speaks_for(r, verb, party->of) : 0;
    for (size_t o = 0; o < entity->offices.len; o++) {
      int fits = title.end > title.first ? title_fits(r, title, entity->offices.at[o].title) : 0;
      if (fits > 0 && holds_for(r, &entity->offices.at[o], country) && 2 * fits + (party != NULL) > fit)
        fit = 2 * fits + (party != NULL);
    }
    if (fit == 0 && party && country == RO_NONE && is_high && ro_title_is_vague(entity)) fit = 1;
    if (fit > 0 && party && country == RO_NONE && is_only_titled(r, e)) fit += ONLY_TITLED;
    if (fit > 0 && party && country == RO_NONE && r->house != RO_NONE && party->of == r->house) fit++; /* its own minister */
    if (counterpart && party && (country == RO_NONE ? e != other : party->of == country)) fit = 5;
    if (official && title.end == title.first && party && party->of == country) fit = 4;
    bool of_country = country != RO_NONE && (party ? party->of == country : ro_person_of(r, e) == country);
    if (fit == 0 && of_country && title.end > title.first) fit = 1;
    /* of several equals who was spoken of last, else the first party: its own ministry names him by his title */
    bool nearer = (!party && place > best_place) || (e == speaking->subject);
    if (fit > 0 && fit == best_fit && party && ro_party_of(r, best))
      nearer = own != own_best ? own > own_best : party < ro_party_of(r, best) || e == speaking->subject;
    if (fit > best_fit || (fit > 0 && fit == best_fit && nearer)) best = e, best_fit = fit, best_place = place, own_best = own;
  }
  return best;
}
