/* Of which country a person is: by the offices that the report gives, else by the dictionaries, else by what he or she says. */
#include "statement/affiliations.h"

#include "statement/actors.h"
#include "statement/names.h"
#include "statement/parties.h"
#include "statement/plover_coding.h"

/* What dictionaries leave out of a name. */
static bool is_initial(ro_slice word) {
  return word.len == 1 || (word.len == 2 && word.ptr[1] == '.');
}

/* The name's words, initials left out, the first put last where `turned`: "KAMIKAWA Yoko" as "Yoko KAMIKAWA". */
static ro_slice plain_name(const ro_reader *r, ro_slice name, bool turned) {
  ro_slices words = {0};
  ro_slice word;
  while (ro_field_next(&name, ' ', &word))
    if (word.len > 0 && !is_initial(word)) RO_PUSH(r->arena, &words, word);
  if (turned && words.len > 1) {
    ro_slice first = words.at[0];
    for (size_t i = 0; i + 1 < words.len; i++) words.at[i] = words.at[i + 1];
    words.at[words.len - 1] = first;
  }
  return ro_arena_join(r->arena, words.at, words.len, RO_LIT(" "));
}

static size_t known_country(const ro_reader *r, size_t person, ro_why *why) {
  const ro_actors *actors = &r->lists->plover->actors;
  const ro_entity *e = &r->out->entities.at[person];
  size_t country = RO_NONE;
  for (size_t f = 0; f <= e->aliases.len && country == RO_NONE; f++) {
    ro_slice form = f == 0 ? e->name : e->aliases.at[f - 1];
    if (f > 0 && ro_slice_find(form, RO_LIT(" "), 0) == (size_t)-1) continue; /* a surname may be anybody's */
    country = ro_actors_country(r, actors, form, why);
    if (country == RO_NONE) country = ro_actors_country(r, actors, plain_name(r, form, false), why);
    if (country == RO_NONE) country = ro_actors_country(r, actors, plain_name(r, form, true), why);
  }
  return country;
}

size_t ro_country_of(const ro_reader *r, size_t person) {
  ro_why why;
  size_t of = ro_person_of(r, person);
  return of == RO_NONE && r->out->entities.at[person].kind == RO_PERSON ? known_country(r, person, &why) : of;
}

/* The country or body that alone has such an office. */
static size_t owner_of_office(ro_reader *r, size_t person, ro_why *why) {
  for (size_t o = 0; o < r->out->entities.at[person].offices.len; o++) {
    ro_slice title = r->out->entities.at[person].offices.at[o].title;
    const ro_listed *owner = ro_lists_office_owner(r->lists, title);
    *why = (ro_why){.rule = "title that only one country or body has", .list = "office_owners.tsv", .entry = title};
    if (owner) return ro_entity_of_listed(r, owner);
  }
  return RO_NONE;
}

void ro_read_affiliations(ro_reader *r) {
  size_t n = r->out->entities.len;
  for (size_t e = 0; e < n; e++) {
    ro_why why;
    if (r->out->entities.at[e].kind != RO_PERSON || r->out->entities.at[e].offices.len == 0 || ro_person_of(r, e) != RO_NONE)
      continue;
    size_t country = owner_of_office(r, e, &why);
    if (country == RO_NONE) country = known_country(r, e, &why);
    if (country == RO_NONE) continue;
    ro_entity *person = &r->out->entities.at[e];
    for (size_t o = 0; o < person->offices.len; o++) person->offices.at[o].of = country;
    ro_note(r, RO_WHY_OFFICE, person->offices.at[0].span, r->out->entities.at[country].name, why);
  }
}

/* The country, its adjective, a place of it. */
static bool is_of_country(const ro_reader *r, size_t token, size_t country) {
  size_t e = r->entity[token];
  return e == country || r->adjective[token] == country ||
         (e != RO_NONE && ro_kind_of(r, e) == RO_PLACE && r->out->entities.at[e].within == country);
}

static bool names_country(const ro_reader *r, ro_range range, size_t country) {
  for (size_t i = range.first; i < range.end; i++)
    if (r->entity[i] == country) return true;
  return false;
}

/* Of whom a verb with this person for its subject speaks: "X said that Peru is ready" of his own, "X asked that Peru help" of the
 * other's, "X thanked Peru" too. */
int ro_speaks_for(const ro_reader *r, size_t verb, size_t country) {
  size_t said = ro_child_by(&r->syntax, verb, RO_REL_CCOMP), object = ro_child_by(&r->syntax, verb, RO_REL_OBJ);
  size_t subject = said == RO_NO_TOKEN ? RO_NO_TOKEN : ro_child_by(&r->syntax, said, RO_REL_NSUBJ);
  int score = 0;
  if (subject != RO_NO_TOKEN && is_of_country(r, subject, country))
    score += ro_lemma_in(r, verb, "propose urge request ask suggest recommend hope demand") ? -2 : 2;
  if (object != RO_NO_TOKEN && ro_lemma_in(r, verb, "visit thank congratulate urge praise invite ask") &&
      r->entity[object] == country)
    score -= 1;
  if (object == RO_NO_TOKEN && subject != RO_NO_TOKEN && ro_word_in(r, subject, "he she"))
    object = ro_child_by(&r->syntax, said, RO_REL_OBJ); /* "A said he raised Peru's concerns" */
  size_t owner = object == RO_NO_TOKEN ? RO_NO_TOKEN : ro_child_by(&r->syntax, object, RO_REL_NMOD_POSS);
  if (owner != RO_NO_TOKEN && is_of_country(r, owner, country) && /* "underlined Peru's rejection of it" */
      ro_lemma_in(r, object,
                  "rejection support commitment readiness position interest concern desire determination keenness "
                  "willingness hope appreciation gratitude opposition stance intention resolve expectation"))
    score += 2;
  size_t whose = subject == RO_NO_TOKEN ? RO_NO_TOKEN : ro_child_by(&r->syntax, subject, RO_REL_NMOD_POSS);
  if (whose != RO_NO_TOKEN && is_of_country(r, whose, country) && /* "said that Peru's position is clear" */
      ro_lemma_in(r, subject,
                  "security sovereignty position stance interest commitment support readiness policy priority concern"))
    score += 2;
  return score;
}

/* "During her visit to Peru, X held talks": the visited country is not the subject's. */
static bool visits_country(const ro_reader *r, size_t verb, size_t country) {
  const ro_sentence *sentence = &r->tokens->sentences.at[ro_sentence_of(r, verb)];
  for (size_t i = sentence->first + 1; i < sentence->end; i++) {
    size_t owner = ro_lemma_in(r, i, "visit trip travel") ? ro_child_by(&r->syntax, i, RO_REL_NMOD_POSS) : RO_NO_TOKEN;
    size_t at = i + 1;
    if (owner == RO_NO_TOKEN || !ro_word_in(r, owner, "his her") || !ro_word_in(r, at, "to")) continue;
    while (++at < sentence->end && r->entity[at] == RO_NONE && at < i + 6) {
    }
    if (at < sentence->end && r->entity[at] == country) return true;
  }
  return false;
}

/* "A hosted B in Lima", "A accepted an invitation to visit Lima": the first is A's, the second is not. */
static int at_home(const ro_reader *r, size_t verb, size_t country) {
  bool hosts = ro_lemma_in(r, verb, "host receive welcome"), goes = false;
  ro_range clause = ro_extent(&r->syntax, verb);
  for (size_t i = verb + 1; i < clause.end; i++) {
    goes = goes || (ro_lemma_in(r, i, "visit travel") && ro_has(r, i, RO_T_BASE));
    if (!hosts && !goes) continue;
    size_t e = r->entity[i];
    bool is_there = e != RO_NONE && (e == country || (ro_kind_of(r, e) == RO_PLACE && r->out->entities.at[e].within == country));
    if (is_there && (goes || ro_word_in(r, i - 1, "in at"))) return goes ? -2 : 2;
  }
  return 0;
}

/* What the report says of a person, for and against that a country is his or hers: "X said that Peru is ready", "X, who visits
 * Peru". */
static int own_country(const ro_reader *r, size_t person, size_t country) {
  int score = 0;
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    bool is_i = r->remarks && person == r->self && ro_word_in(r, i, "i we");                  /* whose remarks they are */
    if (!is_i && (r->entity[i] != person || (i > 0 && r->entity[i - 1] == person))) continue; /* a name once */
    size_t relative = ro_child_by(&r->syntax, i, RO_REL_ACL_RELCL), verb = ro_governor(&r->syntax, i), below = i;
    if (relative != RO_NO_TOKEN && names_country(r, ro_extent(&r->syntax, relative), country)) score--;
    while (verb != RO_NO_TOKEN && !ro_has(r, verb, RO_T_VERB)) below = verb, verb = ro_governor(&r->syntax, verb);
    if (verb == RO_NO_TOKEN || ro_token_at(r, below)->rel != RO_REL_NSUBJ)
      continue; /* "Minister X said": X is below "Minister" */
    score += ro_speaks_for(r, verb, country) - 2 * visits_country(r, verb, country) + at_home(r, verb, country);
    for (size_t k = ro_first_child(&r->syntax, verb); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k))
      if (ro_token_at(r, k)->rel == RO_REL_CONJ && ro_child_by(&r->syntax, k, RO_REL_NSUBJ) == RO_NO_TOKEN)
        score += ro_speaks_for(r, k, country);
  }
  return score;
}

#define ABOVE 3 /* times that being named above the article counts for */

/* "The Foreign Minister underlined Peru's hope", without a name: in a ministry's own account its minister, who comes first. */
static int speaks_by_title(const ro_reader *r, size_t country) {
  int score = 0;
  for (size_t i = 1; i < r->tokens->tokens.len; i++) {
    if (!r->office[i] || (i + 1 < r->tokens->tokens.len && (r->office[i + 1] || r->entity[i + 1] != RO_NONE))) continue;
    size_t first = i, verb = ro_governor(&r->syntax, i);
    while (first > 0 && r->office[first - 1]) first--;
    if (first == 0 || !ro_word_is(r, first - 1, "the") || verb == RO_NO_TOKEN || ro_token_at(r, i)->rel != RO_REL_NSUBJ) continue;
    score += ro_speaks_for(r, verb, country);
  }
  return score;
}

/* How often a country is named, by its name or adjective or a place of it: "Nairobi" speaks for Kenya. */
static size_t count_country(const ro_reader *r, size_t country) {
  size_t count = 0;
  for (size_t t = 0; t < r->tokens->tokens.len; t++) {
    bool inside = t > 0 && r->entity[t] != RO_NONE && r->entity[t - 1] == r->entity[t]; /* a name once */
    count += is_of_country(r, t, country) && !inside;
    count += r->adjective[t] == country && ro_lemma_in(r, t + 1, "side party delegation"); /* one that takes part */
  }
  for (size_t i = 0; i < r->countries.len; i++)
    count += r->countries.at[i] == country ? ABOVE : 0; /* where the report is from, or whom its headline names */
  return count;
}

bool ro_is_between_countries(const ro_reader *r) {
  size_t n = 0;
  for (size_t e = 0; e < r->out->entities.len; e++) n += ro_kind_of(r, e) == RO_COUNTRY && count_country(r, e) > 1;
  return n > 1;
}

#define RIVALS 2 /* countries that come into question: those named most */

/* Has somebody who does not take part the same portfolio of a country as a person? Two countries' ministers are not one's. */
static bool has_other_minister(const ro_reader *r, const ro_meeting *meeting, size_t person, size_t country) {
  for (size_t e = 0; e < r->out->entities.len && person != RO_NONE; e++) {
    bool is_party = e == person || ro_kind_of(r, e) != RO_PERSON;
    for (size_t p = 0; p < meeting->parties.len; p++) is_party = is_party || meeting->parties.at[p].person == e;
    const ro_entity *other = &r->out->entities.at[e];
    for (size_t o = 0; !is_party && o < other->offices.len; o++)
      for (size_t own = 0; own < r->out->entities.at[person].offices.len; own++)
        if (other->offices.at[o].of == country &&
            ro_shares_portfolio(r, other->offices.at[o].title, r->out->entities.at[person].offices.at[own].title) == 1)
          return true;
  }
  return false;
}

/* The countries named most that are no party's yet, for a party's person or nobody. */
static size_t free_countries(const ro_reader *r, const ro_meeting *meeting, size_t person, size_t best[RIVALS]) {
  size_t n = 0, counts[RIVALS];
  for (size_t e = 0; e < r->out->entities.len; e++) {
    size_t count = ro_kind_of(r, e) == RO_COUNTRY && !ro_parties_have_country(meeting, e) ? count_country(r, e) : 0, place = n;
    if (count < 2 || has_other_minister(r, meeting, person, e)) continue;
    while (place > 0 && counts[place - 1] < count) place--;
    if (place >= RIVALS) continue;
    for (size_t k = n < RIVALS ? n : RIVALS - 1; k > place; k--) best[k] = best[k - 1], counts[k] = counts[k - 1];
    best[place] = e;
    counts[place] = count;
    n += n < RIVALS;
  }
  return n;
}

#define SPEAKS_FOR 2 /* what own_country() gives for one sentence that says so */

/* The country, no other party's, for which somebody speaks most; RO_NONE where he speaks for none. */
static size_t spoken_for(const ro_reader *r, const ro_meeting *meeting, size_t person) {
  size_t best = RO_NONE;
  int most = SPEAKS_FOR - 1;
  for (size_t e = 0; e < r->out->entities.len; e++) {
    if (ro_kind_of(r, e) != RO_COUNTRY || ro_parties_have_country(meeting, e)) continue;
    int score = own_country(r, person, e);
    if (score > most) best = e, most = score;
  }
  return best;
}

#define NAMED_AGAIN 2 /* times that who takes part is named at least */

/* "Meeting Ana Ruiz on the edges of the summit, Kent said". */
static bool is_met(const ro_reader *r, size_t person) {
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    size_t verb = r->entity[i] == person ? ro_governor(&r->syntax, i) : RO_NO_TOKEN;
    if (verb != RO_NO_TOKEN && ro_token_at(r, i)->rel == RO_REL_OBJ && ro_lemma_is(r, verb, "meet")) return true;
  }
  return false;
}

/* A party of a country whose person the telling sentence does not name ("her Philippine counterpart"): the only other person whom
 * the report names again and again, and of whom it does not say whose he is. */
static void find_unnamed(ro_reader *r, ro_meeting *meeting) {
  for (size_t p = 0; p < meeting->parties.len; p++) {
    size_t found = RO_NONE, n = 0;
    if (meeting->parties.at[p].person != RO_NONE || meeting->parties.len != 2 || meeting->parties.at[1 - p].person == RO_NONE)
      continue;
    for (size_t e = 0; e < r->out->entities.len; e++) {
      if (ro_kind_of(r, e) != RO_PERSON || (ro_count_mentions(r, e) < NAMED_AGAIN && !is_met(r, e)) ||
          e == meeting->parties.at[1 - p].person || ro_country_of(r, e) != RO_NONE || !ro_may_be_party(r, e))
        continue;
      found = e;
      n++;
    }
    if (n == 1) meeting->parties.at[p].person = found;
  }
}

/* Gives the offices of a person, of which country the report does not say, to one; who has none is its representative. */
static void belongs_to(ro_reader *r, size_t person, size_t country) {
  ro_entity *e = &r->out->entities.at[person];
  for (size_t o = 0; o < e->offices.len; o++)
    if (e->offices.at[o].of == RO_NONE) e->offices.at[o].of = country;
  if (e->offices.len > 0) return;
  for (size_t m = 0; m < r->out->mentions.len; m++) {
    if (r->out->mentions.at[m].entity != person) continue;
    ro_office office = {RO_LIT("representative"), country, r->out->mentions.at[m].span};
    ro_persons_office(r, person, office, RO_WHY("the one who is left, of the country that is left"));
    return;
  }
}

static bool is_seen(const ro_reader *r, size_t person) {
  return r->out->entities.at[person].offices.len > 0 || ro_count_mentions(r, person) >= NAMED_AGAIN;
}

/* The only person who is seen again and again, of whom the report does not say whose he is, and who is none of these. */
static size_t sole_stranger(const ro_reader *r, const ro_indexes *known) {
  size_t found = RO_NONE;
  for (size_t e = 0; e < r->out->entities.len; e++) {
    bool listed = false;
    for (size_t k = 0; k < known->len; k++) listed = listed || known->at[k] == e;
    if (ro_kind_of(r, e) != RO_PERSON || listed || !is_seen(r, e) || ro_country_of(r, e) != RO_NONE || !ro_may_be_party(r, e))
      continue;
    if (found != RO_NONE) return RO_NONE;
    found = e;
  }
  return found;
}

/* "Peru and Chile will begin talks, their ministers announced": who the report says holds an office there, named again and again;
 * whose country it does not say ("Peru's Ana Ruiz … Her host, Juan Kent") is of the one that is left. */
static void find_officers(ro_reader *r, ro_meeting *meeting) {
  ro_indexes found = {0};
  size_t missing = 0;
  for (size_t p = 0; p < meeting->parties.len; p++) {
    const ro_party *party = &meeting->parties.at[p];
    size_t officer = party->person == RO_NONE && party->of != RO_NONE ? ro_officer_of(r, party->of) : party->person;
    if (party->person == RO_NONE && officer != RO_NONE && !is_seen(r, officer)) officer = RO_NONE;
    missing += officer == RO_NONE;
    RO_PUSH(r->arena, &found, officer);
  }
  size_t stranger = missing == 1 && meeting->parties.len > 1 ? sole_stranger(r, &found) : RO_NONE;
  if (missing > 0 && stranger == RO_NONE) return; /* all, or they are countries that meet */
  for (size_t p = 0; p < meeting->parties.len; p++) {
    meeting->parties.at[p].person = found.at[p] != RO_NONE ? found.at[p] : stranger;
    if (found.at[p] == RO_NONE) belongs_to(r, stranger, meeting->parties.at[p].of);
  }
}

/* How many parties the report says there are: "the three of us", "the four ministers". 0 where it does
 * not. */
static size_t told_number(const ro_reader *r) {
  for (size_t i = 0; i + 2 < r->tokens->tokens.len; i++) {
    size_t of = ro_word_in(r, i + 1, "foreign prime") ? i + 2 : i + 1;
    bool parties = (ro_word_is(r, i + 1, "of") && ro_word_in(r, i + 2, "us them")) ||
                   (ro_has(r, of, RO_T_PLURAL) && ro_lemma_in(r, of, "minister leader president side party country nation"));
    if (parties && ro_word_in(r, i, "three four")) return ro_word_in(r, i, "three") ? 3 : 4;
  }
  return 0;
}

/* Of more parties than two that the report counts, those that the telling sentence does not name: the only others who hold an
 * office of a country of their own. */
static void find_counted(const ro_reader *r, ro_meeting *meeting) {
  size_t number = told_number(r);
  if (meeting->parties.len < 2 || meeting->parties.len >= number) return;
  for (size_t p = 0; p < meeting->parties.len; p++)
    if (meeting->parties.at[p].person == RO_NONE) return;
  ro_indexes others = {0};
  for (size_t e = 0; e < r->out->entities.len; e++) {
    size_t of = ro_kind_of(r, e) == RO_PERSON ? ro_person_of(r, e) : RO_NONE;
    if (of == RO_NONE || ro_kind_of(r, of) != RO_COUNTRY || ro_parties_have_country(meeting, of) || !ro_may_be_party(r, e))
      continue;
    for (size_t o = 0; o < others.len; o++)
      if (ro_person_of(r, others.at[o]) == of) return; /* two of one country: which of them? */
    RO_PUSH(r->arena, &others, e);
  }
  if (meeting->parties.len + others.len != number) return;
  for (size_t o = 0; o < others.len; o++)
    RO_PUSH(r->arena, &meeting->parties, ((ro_party){others.at[o], ro_person_of(r, others.at[o])}));
}

/* Of two whose countries are not known: is one country as much the other's by what the report says? A guess would be wrong every
 * second time. */
static bool may_be_others(const ro_reader *r, const ro_meeting *meeting, size_t p, size_t country) {
  const ro_party *party = &meeting->parties.at[p];
  for (size_t q = 0; q < meeting->parties.len; q++) {
    const ro_party *other = &meeting->parties.at[q];
    if (q == p || other->of != RO_NONE || other->person == RO_NONE || party->person == RO_NONE) continue;
    if (ro_stand_in_row(r, party->person, other->person) || ro_stand_in_row(r, other->person, party->person)) continue;
    if (own_country(r, other->person, country) >= own_country(r, party->person, country)) return true;
  }
  return false;
}

#define JOINED_EARLY 3 /* sentences in which a report tells what two countries do */

/* "Vietnam and Mozambique will …": the country that is joined to one in the opening, where it is one alone; else RO_NONE. */
static size_t joined_country(const ro_reader *r, size_t country) {
  size_t found = RO_NONE;
  for (size_t s = 0; s < r->tokens->sentences.len && s < JOINED_EARLY; s++) {
    size_t limit = r->tokens->sentences.at[s].end;
    for (size_t i = r->tokens->sentences.at[s].first; i + 2 < limit; i++) {
      size_t left = r->entity[i], right = r->entity[ro_word_is(r, i + 2, "the") ? i + 3 : i + 2];
      if (!ro_word_is(r, i + 1, "and") || left == RO_NONE || right == RO_NONE || left == right) continue;
      if (ro_kind_of(r, left) != RO_COUNTRY || ro_kind_of(r, right) != RO_COUNTRY || (left != country && right != country))
        continue;
      size_t other = left == country ? right : left;
      if (found != RO_NONE && found != other) return RO_NONE;
      found = other;
    }
  }
  return found;
}

/* "Defence Minister A and Foreign Minister B met …": of one country, where one's is known. */
static void share_rows(ro_reader *r, ro_meeting *meeting) {
  for (size_t p = 0; p < meeting->parties.len; p++)
    for (size_t q = 0; q < meeting->parties.len; q++) {
      ro_party *known = &meeting->parties.at[p], *other = &meeting->parties.at[q];
      if (known->of == RO_NONE || other->of != RO_NONE || known->person == RO_NONE || other->person == RO_NONE) continue;
      if (!ro_stand_in_row(r, known->person, other->person) && !ro_stand_in_row(r, other->person, known->person)) continue;
      other->of = known->of;
      belongs_to(r, other->person, known->of);
    }
}

/* A ministry's own account names its own minister first, or is his remarks: whose he is, where that is not said. */
static void take_house(ro_reader *r, ro_meeting *meeting) {
  if (r->house == RO_NONE || ro_parties_have_country(meeting, r->house)) return;
  for (size_t p = 0; p < meeting->parties.len; p++) {
    ro_party *party = &meeting->parties.at[p];
    bool is_own = r->remarks ? party->person == r->self : p == 0;
    if (!is_own || party->of != RO_NONE || party->person == RO_NONE || has_other_minister(r, meeting, party->person, r->house))
      continue;
    party->of = r->house;
    belongs_to(r, party->person, r->house);
    ro_note(r, RO_WHY_PARTIES, meeting->spans.len > 0 ? meeting->spans.at[0] : (ro_span){0, 0},
            r->out->entities.at[r->house].name, RO_WHY("country of the ministry whose account it is"));
  }
}

/* A minister whose country is not said ("Foreign Minister Retno" in her own ministry's account): the country that is his by what
 * he says, else the one named most beside the others'. */
void ro_affiliations_infer(ro_reader *r, ro_meeting *meeting) {
  size_t unknown = 0;
  find_officers(r, meeting);
  find_unnamed(r, meeting);
  find_counted(r, meeting);
  take_house(r, meeting);
  share_rows(r, meeting);
  for (size_t p = 0; p < meeting->parties.len; p++) unknown += meeting->parties.at[p].of == RO_NONE;
  for (size_t p = 0; p < meeting->parties.len; p++) {
    ro_party *party = &meeting->parties.at[p];
    if (party->of != RO_NONE) continue;
    size_t rivals[RIVALS], n = free_countries(r, meeting, party->person, rivals);
    size_t spoken = unknown == 1 && party->person != RO_NONE ? spoken_for(r, meeting, party->person) : RO_NONE;
    size_t known = meeting->parties.len == 2 ? meeting->parties.at[1 - p].of : RO_NONE;
    if (n == 0 && spoken == RO_NONE && known != RO_NONE && party->person != RO_NONE) spoken = joined_country(r, known);
    if (n == 0 && spoken == RO_NONE) continue;
    if (n == 1 && unknown == 2 && spoken == RO_NONE && may_be_others(r, meeting, p, rivals[0])) continue;
    size_t best = spoken != RO_NONE ? spoken : rivals[0];
    if (n == 2 && unknown == 2 && party->person != RO_NONE) { /* two persons, two countries: whose is which */
      size_t other = RO_NONE;
      for (size_t q = 0; q < meeting->parties.len; q++)
        if (q != p && meeting->parties.at[q].of == RO_NONE) other = meeting->parties.at[q].person;
      int straight = own_country(r, party->person, rivals[0]), crossed = own_country(r, party->person, rivals[1]);
      if (other != RO_NONE) straight += own_country(r, other, rivals[1]), crossed += own_country(r, other, rivals[0]);
      if (p == 0) straight += speaks_by_title(r, rivals[0]), crossed += speaks_by_title(r, rivals[1]);
      if (other != RO_NONE && crossed == straight) continue; /* of neither: a guess would be wrong every second time */
      if (crossed > straight) best = rivals[1];
    }
    party->of = best;
    unknown--;
    ro_note(r, RO_WHY_PARTIES, meeting->spans.len > 0 ? meeting->spans.at[0] : (ro_span){0, 0}, r->out->entities.at[best].name,
            RO_WHY("country of a party: whose he is by what he says, else the one named most"));
    ro_entity *person = party->person != RO_NONE ? &r->out->entities.at[party->person] : NULL;
    for (size_t o = 0; person && o < person->offices.len; o++)
      if (person->offices.at[o].of == RO_NONE) person->offices.at[o].of = best;
    share_rows(r, meeting);
  }
}
