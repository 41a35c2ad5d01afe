/* Who speaks: the phrases of a source into entities. */
#include "statement/speakers.h"

#include "statement/names.h"

#include <string.h>

static const char JOINT_HEADS[] =
    "side minister authority party country nation diplomat official leader government delegation foreign counterpart secretary "
    "capital "
    "president "
    "head chancellor premier man woman principal interlocutor participant";

static bool has_entity(const ro_indexes *list, size_t entity) {
  for (size_t i = 0; i < list->len; i++)
    if (list->at[i] == entity) return true;
  return false;
}

static void add(const ro_reader *r, ro_indexes *list, size_t entity) {
  if (entity != RO_NONE && !has_entity(list, entity)) RO_PUSH(r->arena, list, entity);
}

/* Is somebody of another rank than a word says: a president among ministers? Secretaries are ministers. */
static bool is_of_another_rank(const ro_entity *person, const char *word) {
  for (size_t o = 0; o < person->offices.len; o++) {
    ro_slice title = person->offices.at[o].title;
    if (ro_title_has(title, word) || (strcmp(word, "minister") == 0 && ro_title_has(title, "Secretary Undersecretary")))
      return false;
  }
  return person->offices.len > 0 && !ro_title_is_vague(person);
}

/* The parties whose office has a word, where that is two of them: "the ministers" are not the president who received one. */
static void add_holding(const ro_reader *r, const char *word, ro_indexes *speakers) {
  const ro_meeting *meeting = ro_told_meeting(r);
  ro_indexes found = {0};
  for (size_t p = 0; meeting && p < meeting->parties.len; p++) {
    size_t person = meeting->parties.at[p].person;
    if (person != RO_NONE && !is_of_another_rank(&r->out->entities.at[person], word)) add(r, &found, person);
    if (person == RO_NONE) add(r, &found, meeting->parties.at[p].of); /* whose minister has no name here */
  }
  if (found.len >= 2) *speakers = found;
}

void ro_speakers_all(const ro_reader *r, ro_indexes *speakers) {
  const ro_meeting *meeting = ro_told_meeting(r);
  if (!meeting) return;
  for (size_t p = 0; p < meeting->parties.len; p++) {
    const ro_party *party = &meeting->parties.at[p];
    add(r, speakers, party->person != RO_NONE ? party->person : party->of);
  }
}

/* Countries that a phrase names by their adjectives: "the Indonesian ministers". */
static size_t count_adjectives(const ro_reader *r, ro_range s) {
  size_t n = 0;
  for (size_t i = s.first; i < s.end; i++)
    n += r->adjective[i] != RO_NONE && (i == s.first || r->adjective[i - 1] != r->adjective[i]);
  return n;
}

bool ro_subject_is_joint(const ro_reader *r, ro_range s) {
  if (s.end <= s.first) return false;
  if (s.end - s.first == 1)
    return ro_word_in(r, s.first, "they both ministers sides parties presidents participants") ||
           (r->joint && ro_word_is(r, s.first, "we"));
  if (ro_word_in(r, s.first, "both neither") && ro_word_is(r, s.first + 1, "of")) return true; /* "Both of us" */
  if (ro_word_in(r, s.first, "our their") && ro_word_in(r, s.first + 1, "two both")) return true;
  if (ro_word_is(r, s.first, "their") && ro_lemma_in(r, s.end - 1, "minister president premier leader") &&
      ro_has(r, s.end - 1, RO_T_PLURAL))
    return true; /* "Peru and Chile agreed, their foreign ministers announced" */
  if (s.end - s.first == 2 && ro_word_in(r, s.first, "the all") && ro_word_in(r, s.first + 1, "pair duo trio two three four"))
    return true; /* "All three", "the pair" */
  if (ro_word_in(r, s.first, "the both all") && ro_word_in(r, s.first + 1, "two three four of") && ro_word_is(r, s.end - 1, "us"))
    return true; /* "the three of us" */
  bool plural = false;
  for (size_t i = s.first; i < s.end; i++) {
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) return false;
    plural = plural || (ro_lemma_in(r, i, JOINT_HEADS) && (ro_has(r, i, RO_T_PLURAL) || ro_word_is(r, s.first, "neither") ||
                                                           ro_slice_ends(ro_token_at(r, i)->lower, RO_LIT("s")) ||
                                                           ro_slice_ends(ro_token_at(r, i)->lower, RO_LIT("ies"))));
  }
  bool several = ro_word_in(r, s.first, "foreign defence defense finance") && ro_word_is(r, s.first + 1, "ministers");
  if (plural && several) return true; /* "Foreign ministers meeting in the Peruvian capital" */
  if (count_adjectives(r, s) == 1) return false;
  bool all =
      ro_word_in(r, s.first, "both neither") ||
      (ro_word_in(r, s.first, "the these") &&
       (ro_word_in(r, s.first + 1,
                   "two three four sides ministers parties delegations governments capitals participants pair duo") ||
        ro_lemma_in(
            r, s.first + 1,
            "minister president leader head premier chancellor secretary counterpart interlocutor foreign prime vice deputy") ||
        ro_has(r, s.first + 1, RO_T_ADJECTIVE) || ro_lemma_in(r, s.first + 1, "diplomat official"))) ||
      (s.end - s.first == 1);
  return plural && (all || ro_word_in(r, s.first, "ministers sides parties presidents"));
}

bool ro_subject_is_titled(const ro_reader *r, ro_range s) {
  if (s.end - s.first == 1 && ro_word_in(r, s.first, "he she")) return true;
  for (size_t i = s.first; i < s.end; i++)
    if (r->office[i] ||
        ro_lemma_in(r, i, "minister secretary president chancellor premier spokesperson spokesman spokeswoman head leader"))
      return true;
  return false;
}

size_t ro_speaker_for(const ro_reader *r, size_t country) {
  const ro_meeting *meeting = ro_told_meeting(r);
  for (size_t p = 0; meeting && p < meeting->parties.len; p++)
    if (meeting->parties.at[p].of == country && meeting->parties.at[p].person != RO_NONE) return meeting->parties.at[p].person;
  return country;
}

/* All who speak for a country among the parties; or the country itself. */
static void add_of_country(const ro_reader *r, ro_indexes *speakers, size_t country) {
  const ro_meeting *meeting = ro_told_meeting(r);
  bool found = r->remarks && r->self != RO_NONE && ro_person_of(r, r->self) == country;
  if (found) add(r, speakers, r->self); /* "Peru thanks", the Peruvian minister says */
  for (size_t p = 0; meeting && p < meeting->parties.len; p++) {
    size_t person = meeting->parties.at[p].person;
    if (meeting->parties.at[p].of != country || person == RO_NONE || r->out->entities.at[person].offices.len == 0) continue;
    add(r, speakers, meeting->parties.at[p].person);
    found = true;
  }
  if (!found) add(r, speakers, country);
}

static const char PEOPLE[] =
    "official diplomat source analyst expert observer spokesperson spokesman spokeswoman aide envoy ambassador witness resident "
    "journalist people person man woman family mother father wife husband son daughter brother sister friend parent victim "
    "citizen "
    "student colleague interlocutor politician candidate critic activist mp national child governor mayor soldier human_rights";
static const char GROUPS[] =
    "group ministry government agency office department media newspaper television union party opposition coalition council "
    "commission committee court tribunal parliament army military police force company bank association organization "
    "organisation delegation embassy presidency authority judge outlet news network service hospital school university church "
    "ministries campaign administration regime rebel militia team panel board firm press daily magazine channel";
static const char DOCUMENTS[] =
    "statement communique communiqué declaration report release letter note post tweet text document readout summary ruling "
    "filing "
    "website notice announcement estimate figure account message proclamation transcript";
static const char SPOKEN_FOR[] = "spokesperson spokesman spokeswoman";
static const char OWNED[] =
    "government ministry minister president leader king emir sultan authority delegation people parliament presidency side "
    "office department embassy army military republic state court";

static bool case_in(const ro_reader *r, size_t i, const char *words) {
  for (size_t k = ro_first_child(&r->syntax, i); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k))
    if (ro_token_at(r, k)->rel == RO_REL_CASE && ro_word_in(r, k, words)) return true;
  return false;
}

/* Does token i stand for the one whom the phrase names: not in a relative clause, not behind one of these prepositions, no owner?
 */
static bool names_head(const ro_reader *r, size_t i, ro_range s, const char *prepositions) {
  size_t end = i + 1;
  while (end < s.end && r->entity[i] != RO_NONE && r->entity[end] == r->entity[i]) end++;
  if (ro_word_in(r, end, "'s ’s") && end < s.end) return false;
  for (size_t at = i; at != RO_NO_TOKEN && s.first <= at && at < s.end; at = ro_governor(&r->syntax, at)) {
    uint8_t rel = ro_token_at(r, at)->rel;
    size_t head = ro_governor(&r->syntax, at);
    if (head == RO_NO_TOKEN || head < s.first || head >= s.end) return true;
    if (rel == RO_REL_ACL || rel == RO_REL_ACL_RELCL || rel == RO_REL_ADVCL) return false;
    if (case_in(r, at, prepositions)) return false;
  }
  return true;
}

/* Somebody whom the report does not name, as it calls them: "a regional diplomat", "the main opposition coalition". */
static size_t unnamed(ro_reader *r, ro_range s, size_t head) {
  if (!ro_has(r, head, RO_T_NOUN | RO_T_PROPER)) return RO_NONE;
  ro_slice word = ro_lemma_at(r, head);
  bool group = ro_lemma_in(r, head, GROUPS) || ro_lemma_in(r, head, DOCUMENTS) || ro_token_at(r, head)->name >= RO_NAME_B_ORG ||
               (ro_has(r, head, RO_T_PROPER) && r->entity[head] == RO_NONE && !r->office[head] &&
                ro_token_at(r, head)->name == RO_NAME_NONE);
  bool person = ro_lemma_in(r, head, PEOPLE);
  static const char *const AGENTS[] = {"er", "or", "ist", "ian", "man", "men", "ee", "ant"};
  for (size_t n = 0; n < sizeof AGENTS / sizeof *AGENTS && !group && !person; n++)
    person = ro_has(r, head, RO_T_NOUN) && word.len > 4 && ro_slice_ends(word, ro_slice_of(AGENTS[n]));
  if (!person && !group) return RO_NONE;
  size_t first = s.first, end = head + 1;
  for (size_t k = ro_first_child(&r->syntax, head); k != RO_NO_TOKEN;
       k = ro_next_child(&r->syntax, k)) { /* "of Foreign Affairs" */
    ro_range phrase = ro_extent(&r->syntax, k);
    if (k > head && ro_token_at(r, k)->rel == RO_REL_NMOD && phrase.first == end && phrase.end <= s.end && case_in(r, k, "of in"))
      end = phrase.end;
  }
  while (first < head && (ro_has(r, first, RO_T_DETERMINER | RO_T_POSSESSIVE | RO_T_PUNCT | RO_T_PREPOSITION) ||
                          ro_word_in(r, first, "both many several unnamed unidentified multiple")))
    first++;
  if (ro_word_in(r, first, "some one many several") && ro_word_is(r, first + 1, "of")) first += 2;
  ro_slice name = ro_slice_part(r->tokens->text, ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end);
  bool definite = first == head && end == head + 1 && ro_word_is(r, s.first, "the");
  for (size_t e = r->out->entities.len; e-- > 0 && definite && person;) /* "the official" of "a Kenyan official" */
    if (r->out->entities.at[e].kind == RO_PERSON && ro_slice_ends(r->out->entities.at[e].name, name)) return e;
  for (size_t m = r->out->mentions.len; m-- > 0 && definite;) {
    const ro_mention *mention = &r->out->mentions.at[m]; /* "the Department": the last one named that has the word */
    const ro_entity *e = &r->out->entities.at[mention->entity];
    if (e->kind == RO_ORGANIZATION && mention->span.start < ro_token_at(r, head)->span.start && ro_slice_has_word(e->name, name))
      return mention->entity;
  }
  return ro_entity_make(r, person ? RO_PERSON : RO_ORGANIZATION, name);
}

/* A country, a side, a capital that stands for its government; no other town does. */
static size_t country_in(const ro_reader *r, size_t i) {
  size_t entity = r->entity[i];
  if (entity == RO_NONE) return RO_NONE;
  const ro_entity *e = &r->out->entities.at[entity];
  if (e->kind == RO_COUNTRY) return entity;
  return ro_names_capital_of(r, entity);
}

size_t ro_subject_party(const ro_reader *r, ro_range s) {
  if (s.end <= s.first || s.end - s.first > 8) return RO_NONE;
  size_t country = RO_NONE;
  for (size_t i = s.first; i < s.end; i++) {
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) return r->entity[i];
    if (ro_word_in(r, i + 1, "'s ’s") && i + 1 < s.end) return RO_NONE;
    size_t c = country_in(r, i);
    if (c != RO_NONE) {
      if (country != RO_NONE && country != c) return RO_NONE;
      country = c;
    } else if (!ro_word_in(r, i, "the side government") && !r->office[i] && r->adjective[i] == RO_NONE &&
               r->entity[i] == RO_NONE) {
      return RO_NONE;
    }
  }
  return country;
}

/* The persons in a phrase who are whom it names; all persons in it where the tree leaves none. */
static void add_persons(const ro_reader *r, ro_range s, ro_indexes *speakers) {
  size_t before = speakers->len;
  for (size_t i = s.first; i < s.end && !(speakers->len > before && ro_word_in(r, i, "who which whose whom")); i++)
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON &&
        names_head(r, i, s, "by with for from to against on in about of alongside"))
      add(r, speakers, r->entity[i]);
}

static bool is_spoken_for(const ro_reader *r, size_t head) {
  return ro_lemma_in(r, head, SPOKEN_FOR) || ro_lemma_in(r, head, DOCUMENTS);
}

/* Does the article itself begin with a dateline? A ministry puts its own on a line above. */
static bool is_datelined(const ro_reader *r) {
  const ro_report *report = &r->out->report;
  return report->dateline.place.len > 0 && report->main.len > 0 && report->dateline.span.start >= report->main.at[0].start;
}

/* Is a phrase nothing but a country's or body's name, as agencies write of what its government says? */
static bool is_bare_name(const ro_reader *r, ro_range s, size_t i, size_t head) {
  return is_datelined(r) && i == head && !ro_word_in(r, s.end - 1, "side delegation party") &&
         ro_extent(&r->syntax, head).first == s.first && ro_child_by(&r->syntax, head, RO_REL_CONJ) == RO_NO_TOKEN;
}

/* Countries and their governments; those that only qualify another noun ("China relations") do not speak. */
static void add_countries(const ro_reader *r, ro_range s, size_t head, ro_indexes *speakers) {
  bool owned = ro_lemma_in(r, head, OWNED) || is_spoken_for(r, head);
  for (size_t i = s.first; i < s.end; i++) {
    size_t country = country_in(r, i);
    if (country == RO_NONE && r->adjective[i] != RO_NONE && owned) country = r->adjective[i];
    if (country == RO_NONE || !names_head(r, i, s, owned ? "in at with against to" : "in at with against to of from for by on"))
      continue;
    bool qualifies = i != head && r->entity[i] != r->entity[head] && !owned && ro_below(&r->syntax, i, head) &&
                     ro_token_at(r, i)->rel != RO_REL_APPOS;
    if (!qualifies && is_bare_name(r, s, i, head))
      add(r, speakers, country);
    else if (!qualifies)
      add_of_country(r, speakers, country);
  }
}

static void add_bodies(const ro_reader *r, ro_range s, size_t head, ro_indexes *speakers) {
  for (size_t i = s.first; i < s.end; i++) {
    if (r->entity[i] == RO_NONE) continue;
    ro_entity_kind kind = r->out->entities.at[r->entity[i]].kind;
    if (kind != RO_ORGANIZATION && kind != RO_FRAMEWORK) continue;
    if (!names_head(r, i, s, is_spoken_for(r, head) ? "in at with against" : "in at with against to of from for by on")) continue;
    if (kind == RO_FRAMEWORK && !is_bare_name(r, s, i, head)) /* "The EU", in an account of what its High Representative says */
      add_of_country(r, speakers, r->entity[i]);
    else
      add(r, speakers, r->entity[i]);
  }
}

/* Those whom the one who speaks here met, at most so many. */
static void add_others(const ro_reader *r, size_t max, ro_indexes *speakers) {
  const ro_meeting *meeting = ro_told_meeting(r);
  for (size_t p = 0; meeting && p < meeting->parties.len && max > 0; p++) {
    size_t person = meeting->parties.at[p].person;
    if (person == RO_NONE || person == r->self) continue;
    add(r, speakers, person);
    max--;
  }
}

/* The party that remarks named last before a token, other than who speaks; where they tell no meeting, anybody. */
static size_t other_named_last(const ro_reader *r, size_t token) {
  size_t best = RO_NONE, last = 0;
  for (size_t e = 0; e < r->out->entities.len; e++) {
    bool may = e != r->self && (ro_told_meeting(r) ? ro_party_of(r, e) != NULL : r->out->entities.at[e].kind == RO_PERSON);
    size_t place = may ? ro_named_before(r, e, ro_token_at(r, token)->span.start) : 0;
    if (place > last) best = e, last = place;
  }
  return best;
}

/* Adds why a subject is resolved as it is, by the words of a phrase. */
static void because(const ro_reader *r, const ro_speaking *speaking, const char *rule, ro_range s) {
  ro_because(r, speaking->whys, ro_why_words(r, rule, s.first, s.end));
}

static void resolve_part(ro_reader *r, ro_range s, const ro_speaking *speaking, ro_indexes *speakers);

/* "The report that …", "Peru, which said …": whom a relative pronoun stands for. */
static bool resolve_relative(ro_reader *r, size_t pronoun, const ro_speaking *speaking, ro_indexes *speakers) {
  size_t verb = ro_governor(&r->syntax, pronoun);
  while (verb != RO_NO_TOKEN && ro_token_at(r, verb)->rel != RO_REL_ACL_RELCL && ro_token_at(r, verb)->rel == RO_REL_CONJ)
    verb = ro_governor(&r->syntax, verb);
  size_t noun =
      verb != RO_NO_TOKEN && ro_token_at(r, verb)->rel == RO_REL_ACL_RELCL ? ro_governor(&r->syntax, verb) : RO_NO_TOKEN;
  if (noun == RO_NO_TOKEN || noun >= pronoun) return false;
  ro_range phrase = ro_extent(&r->syntax, noun);
  if (phrase.end > pronoun) phrase.end = pronoun;
  while (phrase.end > phrase.first && ro_has(r, phrase.end - 1, RO_T_PUNCT)) phrase.end--;
  if (phrase.end > phrase.first) resolve_part(r, phrase, speaking, speakers);
  return true;
}

/* Whose a statement, a report, a website is: its owner before it, its author after it. What is looked at ends earlier, or begins
 * later, than `s` each time, whatever the tree is. */
static void resolve_document(ro_reader *r, ro_range s, size_t head, const ro_speaking *speaking, ro_indexes *speakers) {
  size_t owner = ro_child_by(&r->syntax, head, RO_REL_NMOD_POSS);
  if (owner != RO_NO_TOKEN && !ro_has(r, owner, RO_T_POSSESSIVE)) {
    ro_range phrase = {ro_extent(&r->syntax, owner).first, owner + 1}; /* without its 's */
    if (phrase.end < s.end) resolve_part(r, phrase, speaking, speakers);
    return;
  }
  for (size_t k = ro_first_child(&r->syntax, head); k != RO_NO_TOKEN && k < s.end; k = ro_next_child(&r->syntax, k)) {
    if (k <= head || !case_in(r, k, "by from of") || speakers->len > 0) continue;
    ro_range phrase = ro_extent(&r->syntax, k);
    if (phrase.end > s.end) phrase.end = s.end;
    if (phrase.first <= head) phrase.first = head + 1;
    while (phrase.first < k && ro_has(r, phrase.first, RO_T_PREPOSITION)) phrase.first++;
    resolve_part(r, phrase, speaking, speakers);
  }
}

/* "HE the Minister of Health": written as an abbreviation, no pronoun. */
static bool is_he(const ro_reader *r, size_t i) {
  ro_slice text = ro_token_text(r->tokens, i);
  return ro_slice_equal(text, RO_LIT("HE")) || ro_slice_equal(text, RO_LIT("H.E."));
}

/* Whom a noun phrase without "and" names. */
static void resolve_part(ro_reader *r, ro_range s, const ro_speaking *speaking, ro_indexes *speakers) {
  size_t before = speakers->len, head = ro_phrase_head(r, s);
  if (head == RO_NO_TOKEN) return;
  bool alone = s.end - s.first == 1;
  if (alone && r->joint && ro_word_in(r, head, "we")) {
    because(r, speaking, "\"we\" of a joint statement: all who met", s);
    ro_speakers_all(r, speakers);
    return;
  }
  if (alone && ro_word_in(r, head, "i we you") && r->remarks) {
    because(r, speaking, "whose remarks they are", s);
    add(r, speakers, r->self);
    return;
  }
  if (alone && ro_word_in(r, head, "who which that whom") && resolve_relative(r, head, speaking, speakers)) return;
  if (ro_lemma_in(r, head, DOCUMENTS)) {
    resolve_document(r, s, head, speaking, speakers);
    for (size_t l = 0; speakers->len == before && ro_word_is(r, s.first, "the") && s.end - s.first == 2 && l < speaking->last.len;
         l++)
      RO_PUSH(r->arena, speakers, speaking->last.at[l]); /* "the statement added" */
    if (speakers->len > before) because(r, speaking, "document: its owner or author, or who spoke last", s);
    if (speakers->len > before) return;
  }
  bool excellency =
      (s.end - s.first == 2 && ro_is_excellency(r, s.first) && ro_word_is(r, head, "excellency")) || (alone && is_he(r, head));
  if ((alone && ro_word_in(r, head, "he she him her")) || excellency) {
    size_t who = speaking->subject != RO_NONE ? speaking->subject : speaking->last_person;
    if (r->remarks && (who == RO_NONE || who == r->self)) who = other_named_last(r, head);
    if (r->remarks && (who == RO_NONE || who == r->self)) add_others(r, 1, speakers); /* who speaks says "I" of himself */
    if (speakers->len > before) because(r, speaking, "pronoun in remarks: whom the speaker met", s);
    if (excellency && speakers->len == before) because(r, speaking, "form of address: the last person who was a subject", s);
    if (speakers->len == before) add(r, speakers, excellency ? who : ro_pronoun_agreeing(r, head, who, speaking->whys));
    return;
  }
  if (r->remarks && ro_lemma_in(r, head, "counterpart interlocutor host guest partner") && ro_has(r, head, RO_T_PLURAL)) {
    because(r, speaking, "whom the speaker of remarks met", s);
    add_others(r, (size_t)-1, speakers);
    return;
  }
  if (alone && ro_word_is(r, head, "it")) {
    if (speaking->last.len == 1) add(r, speakers, speaking->last.at[0]);
    if (speaking->last.len == 1) because(r, speaking, "\"it\": who spoke last", s);
    return;
  }
  add_persons(r, s, speakers);
  if (speakers->len > before) because(r, speaking, "person named in the source", s);
  if (speakers->len > before) return;
  size_t titled = ro_speaker_titled(r, s, speaking);
  add(r, speakers, titled);
  if (titled != RO_NONE) {
    ro_range title = ro_title_in(r, s);
    ro_because(r, speaking->whys, ro_why_title(r, "title of a person, or counterpart", title.first, title.end));
    return;
  }
  size_t unnamed_party = ro_speaker_unnamed_party(r, s);
  if (unnamed_party != RO_NONE) {
    add(r, speakers, unnamed_party);
    because(r, speaking, "title of the party that the report does not name: its country", s);
    return;
  }
  bool specific = ro_lemma_in(r, head, PEOPLE) && !is_spoken_for(r, head); /* "an Ethiopian official" is not Ethiopia */
  const char *rule = "body named in the source";
  if (!specific) add_bodies(r, s, head, speakers);
  if (speakers->len == before) rule = "country of the source, or who speaks for it";
  if (!specific && speakers->len == before) add_countries(r, s, head, speakers);
  if (speakers->len == before) rule = "somebody without a name";
  if (speakers->len == before) add(r, speakers, unnamed(r, s, head));
  if (speakers->len > before) because(r, speaking, rule, s);
}

#define PARTS_MAX 8

/* The phrases that "and" joins, the first with what is before it. */
static size_t parts_of(const ro_reader *r, ro_range s, ro_range parts[PARTS_MAX]) {
  size_t head = ro_phrase_head(r, s), n = 1;
  if (ro_word_is(r, s.first, "both") && s.first + 1 < s.end) s.first++;
  parts[0] = s;
  if (head == RO_NO_TOKEN) return 1;
  for (size_t k = head + 1; k < s.end && n < PARTS_MAX; k++) {
    if (ro_token_at(r, k)->rel != RO_REL_CONJ || ro_governor(&r->syntax, k) == RO_NO_TOKEN) continue;
    size_t up = ro_governor(&r->syntax, k);
    while (up != head && up > head && up < s.end && ro_token_at(r, up)->rel == RO_REL_CONJ) up = ro_governor(&r->syntax, up);
    size_t first = ro_extent(&r->syntax, k).first;
    if (r->entity[k] != RO_NONE && r->entity[k] == r->entity[head]) continue; /* "Department of Foreign Affairs and Trade" */
    if (up != head || first <= parts[n - 1].first) continue;
    parts[n - 1].end = first;
    while (first < k && (ro_has(r, first, RO_T_AND | RO_T_PUNCT))) first++;
    parts[n++] = (ro_range){first, s.end};
  }
  for (size_t p = 0; p < n; p++)
    while (parts[p].end > parts[p].first + 1 && ro_has(r, parts[p].end - 1, RO_T_AND | RO_T_PUNCT)) parts[p].end--;
  return n;
}

/* "State Councilor and Foreign Minister Qin Gang" is one person: what he is before what he is called. */
static bool is_title_of_next(const ro_reader *r, const ro_range *parts, size_t n, size_t p) {
  size_t head = ro_phrase_head(r, parts[p]);
  if (p + 1 >= n || head == RO_NO_TOKEN || ro_has(r, head, RO_T_PLURAL) ||
      ro_has(r, parts[p + 1].first, RO_T_DETERMINER | RO_T_POSSESSIVE))
    return false;
  for (size_t i = parts[p].first; i < parts[p].end; i++)
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) return false;
  for (size_t i = parts[p + 1].first; i < parts[p + 1].end; i++)
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) return true;
  return false;
}

/* "Ana Ruiz of Lima University and contributor to a weekly": of one person too. */
static bool is_title_of_last(const ro_reader *r, const ro_range *parts, size_t p, const ro_indexes *speakers) {
  size_t head = ro_phrase_head(r, parts[p]);
  return p > 0 && speakers->len == 1 && head != RO_NO_TOKEN && r->out->entities.at[speakers->at[0]].kind == RO_PERSON &&
         (ro_has(r, head, RO_T_NOUN) || r->office[head]) && !ro_has(r, head, RO_T_PLURAL) && r->entity[head] == RO_NONE &&
         !ro_has(r, parts[p].first, RO_T_DETERMINER | RO_T_POSSESSIVE);
}

/* "The presidents of Peru and Chile". */
static void add_holders(const ro_reader *r, ro_range s, size_t head, ro_indexes *speakers) {
  if (!ro_lemma_in(r, head, JOINT_HEADS) || !ro_has(r, head, RO_T_PLURAL)) return;
  for (size_t i = head + 1; i < s.end; i++) {
    size_t country = country_in(r, i), party = country != RO_NONE ? ro_speaker_for(r, country) : RO_NONE;
    if (party != country) {
      add(r, speakers, party);
      continue;
    }
    for (size_t e = 0; country != RO_NONE && e < r->out->entities.len; e++) {
      const ro_entity *entity = &r->out->entities.at[e];
      for (size_t o = 0; entity->kind == RO_PERSON && o < entity->offices.len; o++)
        if (entity->offices.at[o].of == country &&
            ro_lemma_is(r, head, "president") == ro_title_has(entity->offices.at[o].title, "President"))
          add(r, speakers, e);
    }
  }
}

/* "The Ministers of Bhutan and Nepal", where the one of Bangladesh met them too: not all who met. */
static bool names_some_parties(const ro_reader *r, ro_range s) {
  const ro_meeting *meeting = ro_told_meeting(r);
  size_t named = 0;
  for (size_t p = 0; meeting && p < meeting->parties.len; p++)
    for (size_t i = s.first; i < s.end; i++)
      if (meeting->parties.at[p].of != RO_NONE && r->entity[i] == meeting->parties.at[p].of) {
        named++;
        break;
      }
  return meeting && named >= 2 && named < meeting->parties.len;
}

void ro_speakers_resolve(ro_reader *r, ro_range s, const ro_speaking *speaking, ro_indexes *speakers, bool *joint) {
  *joint = false;
  while (s.first + 1 < s.end && ro_has(r, s.first, RO_T_NUMBER | RO_T_PUNCT) &&
         ro_has(r, s.first + 1, RO_T_DETERMINER | RO_T_PRONOUN | RO_T_PUNCT))
    s.first++;
  if (s.end <= s.first) return; /* "3. The two sides" */
  if (s.end - s.first > 2 && is_he(r, s.first) && ro_has(r, s.first + 1, RO_T_DETERMINER)) s.first++;
  size_t head = ro_phrase_head(r, s);
  bool joint_text = head != RO_NO_TOKEN && ro_lemma_in(r, head, DOCUMENTS) && head > s.first && ro_word_is(r, head - 1, "joint");
  if ((ro_subject_is_joint(r, s) && !names_some_parties(r, s)) || joint_text) {
    static const char *const HOLDERS[] = {"minister", "president", "secretary", "chancellor"};
    *joint = true;
    for (size_t h = 0; h < sizeof HOLDERS / sizeof *HOLDERS && head != RO_NO_TOKEN; h++)
      if (ro_lemma_is(r, head, HOLDERS[h]) && speakers->len == 0) add_holding(r, HOLDERS[h], speakers);
    const char *rule = speakers->len > 0 ? "the sides: the parties who hold that office" : "the sides: all who met";
    if (speakers->len == 0) ro_speakers_all(r, speakers);
    if (speakers->len == 0 && head != RO_NO_TOKEN) add_holders(r, s, head, speakers); /* where no meeting is told */
    if (speakers->len > 0) because(r, speaking, rule, s);
    if (speakers->len > 0 || !joint_text) return;
    *joint = false;
  }
  if (head != RO_NO_TOKEN && ro_word_in(r, s.first, "the both") && ro_lemma_in(r, head, "ambassador envoy") &&
      ro_has(r, head, RO_T_PLURAL))
    add_holding(r, "ambassador envoy", speakers);
  if (head != RO_NO_TOKEN && speakers->len == 0) add_holders(r, s, head, speakers);
  if (speakers->len > 0) because(r, speaking, "holders of an office of several countries", s);
  ro_range parts[PARTS_MAX];
  size_t n = speakers->len > 0 ? 0 : parts_of(r, s, parts);
  for (size_t p = 0; p < n; p++)
    if (!is_title_of_next(r, parts, n, p) && !is_title_of_last(r, parts, p, speakers))
      resolve_part(r, parts[p], speaking, speakers);
  bool own = false; /* "the Prime Minister and I": whoever it is, it is all that met */
  for (size_t i = s.first; i < s.end && n > 1; i++) own = own || (r->remarks && ro_word_is(r, i, "i"));
  bool group =
      head != RO_NO_TOKEN && ro_lemma_in(r, head, "colleague counterpart partner friend") && ro_has(r, head, RO_T_PLURAL);
  if (own && group) *speakers = (ro_indexes){0}; /* "my colleagues and I" */
  if (own && speakers->len < 2) {
    because(r, speaking, "\"and I\" in remarks: all who met", s);
    ro_speakers_all(r, speakers);
  }
  *joint = speakers->len >= 2;
}
