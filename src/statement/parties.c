/*
 * Who takes part in a meeting: by the tree of the sentence that tells it, by names in it, in remarks by whom the speaker thanks
 * or met.
 */
#include "statement/parties.h"

#include "statement/attribution.h"

#include "statement/affiliations.h"
#include "statement/names.h"
#include "statement/speakers.h"

#define EARLY 4 /* sentences */

bool ro_is_person(const ro_reader *r, size_t i) {
  return i < r->tokens->tokens.len && r->entity[i] != RO_NONE && ro_kind_of(r, r->entity[i]) == RO_PERSON;
}

static bool has_party(const ro_meeting *meeting, size_t person) {
  for (size_t p = 0; p < meeting->parties.len; p++)
    if (meeting->parties.at[p].person == person) return true;
  return false;
}

bool ro_is_called_on(const ro_reader *r, size_t verb) {
  if (!ro_lemma_is(r, verb, "call") || !ro_has(r, verb, RO_T_VERB) || !ro_word_in(r, verb + 1, "on upon")) return false;
  size_t limit = r->tokens->sentences.at[ro_sentence_of(r, verb)].end, i = verb + 2;
  while (i < limit && !ro_is_person(r, i) && !ro_has(r, i, RO_T_TO | RO_T_FINITE | RO_T_AND)) i++;
  if (i == limit || !ro_is_person(r, i)) return false;
  while (i < limit && (ro_is_person(r, i) || ro_has(r, i, RO_T_COMMA))) i++;
  return i == limit || !ro_has(r, i, RO_T_TO | RO_T_AND | RO_T_ADVERB) || ro_has(r, i + 1, RO_T_FINITE);
}

bool ro_may_be_party(const ro_reader *r, size_t person) {
  const ro_entity *e = &r->out->entities.at[person];
  for (size_t o = 0; o < e->offices.len; o++)
    if (ro_title_has(e->offices.at[o].title, "spokesperson spokesman spokeswoman Spokesperson Spokesman Spokeswoman"))
      return false;
  return true;
}

void ro_parties_add(const ro_reader *r, ro_meeting *meeting, size_t person) {
  if (ro_may_be_party(r, person) && !has_party(meeting, person))
    RO_PUSH(r->arena, &meeting->parties, ((ro_party){person, ro_country_of(r, person)}));
}

/* "A, in Lima with Defence Minister B, told C": between the commas of an aside on where somebody is. */
static bool is_beside(const ro_reader *r, size_t i, size_t first) {
  size_t with = i, comma = i, behind = i;
  while (with > first && i - with < 6 && !ro_word_is(r, with, "with")) with--;
  if (!ro_word_is(r, with, "with")) return false;
  for (comma = with; comma > first && with - comma < 5 && !ro_has(r, comma, RO_T_COMMA); comma--) {
  }
  if (!ro_has(r, comma, RO_T_COMMA) || !ro_word_in(r, comma + 1, "in at on visiting")) return false;
  while (ro_is_person(r, behind)) behind++;
  return ro_has(r, behind, RO_T_COMMA) && ro_has(r, behind + 1, RO_T_FINITE);
}

/* "…, accompanied by the minister and the ambassador, …", "under the presidency of A B": who came along, or was in the chair, is
 * no party. */
static bool came_along(const ro_reader *r, size_t i, size_t first) {
  if (is_beside(r, i, first)) return true;
  for (size_t t = i; t > first && i - t < 30; t--) {
    if (ro_has(r, t, RO_T_FINITE)) return false;
    if (ro_word_in(r, t - 1, "accompanied joined flanked") && ro_word_in(r, t, "by")) return true;
    if (ro_word_in(r, t - 1, "along together") && ro_word_in(r, t, "with")) return true;
    if (ro_word_in(r, t - 1, "presidency chairmanship auspices mediation patronage facilitation") && ro_word_is(r, t, "of"))
      return true;
  }
  return false;
}

/* The persons of a sentence that may be parties: of different countries, not owners of something ("Xi's visit"). */
void ro_parties_named(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting) {
  for (size_t i = first; i < end; i++) {
    if (!ro_is_person(r, i)) continue;
    size_t person = r->entity[i], next = i;
    while (next < end && r->entity[next] == person) next++;
    bool owner = ro_word_in(r, next, "'s ’s") && !ro_lemma_in(r, next + 1, "meeting talk counterpart");
    if (!owner && !came_along(r, i, first)) ro_parties_add(r, meeting, person);
    i = next - 1;
  }
}

/* Is token i, by the tree, one of those who do what the verb or noun `trigger` tells: its subject, its object, with whom? */
static bool takes_part(const ro_reader *r, size_t i, size_t trigger) {
  size_t top = ro_governor(&r->syntax, trigger);
  bool noun = ro_has(r, trigger, RO_T_NOUN | RO_T_PROPER | RO_T_GERUND) && ro_token_at(r, trigger)->rel != RO_REL_ROOT;
  for (size_t steps = 0; steps < 12 && i != RO_NO_TOKEN; steps++) {
    if (i == trigger || (noun && i == top)) return true;
    switch (ro_token_at(r, i)->rel) {
      case RO_REL_NSUBJ:
      case RO_REL_NSUBJ_PASS:
      case RO_REL_OBJ:
      case RO_REL_IOBJ:
      case RO_REL_OBL:
      case RO_REL_OBL_AGENT:
      case RO_REL_CONJ:
      case RO_REL_APPOS:
      case RO_REL_FLAT:
      case RO_REL_NMOD:
      case RO_REL_NMOD_DESC:
      case RO_REL_NMOD_POSS:
      case RO_REL_COMPOUND:
      case RO_REL_VOCATIVE: /* a name behind a comma */
        i = ro_governor(&r->syntax, i);
        break;
      case RO_REL_ACL_RELCL: /* "the talks that A had with B" */
        return ro_governor(&r->syntax, i) == trigger && ro_lemma_in(r, i, "have hold");
      default:
        return false;
    }
  }
  return false;
}

void ro_parties_of(const ro_reader *r, size_t first, size_t end, size_t trigger, ro_meeting *meeting) {
  for (size_t i = first; i < end; i++)
    if (ro_is_person(r, i) && takes_part(r, i, trigger) && !came_along(r, i, first)) ro_parties_add(r, meeting, r->entity[i]);
}

bool ro_parties_have_country(const ro_meeting *meeting, size_t country) {
  for (size_t q = 0; q < meeting->parties.len; q++)
    if (meeting->parties.at[q].of == country) return true;
  return false;
}

size_t ro_officer_of(const ro_reader *r, size_t country) {
  size_t found = RO_NONE;
  for (size_t e = 0; e < r->out->entities.len; e++) {
    if (ro_kind_of(r, e) != RO_PERSON || ro_country_of(r, e) != country) continue;
    if (found != RO_NONE) return RO_NONE;
    found = e;
  }
  return found;
}

/* "The ministers", "ambassadors": who hold an office, several of them. */
static bool is_officers(const ro_reader *r, size_t i) {
  return ro_has(r, i, RO_T_PLURAL) && ro_lemma_in(r, i,
                                                  "minister ambassador envoy president premier leader chancellor commissioner "
                                                  "secretary chief delegate representative director");
}

/* "the ministers of A, B and C": does the country at i belong to that? */
static bool has_ministers(const ro_reader *r, size_t i) {
  while (ro_token_at(r, i)->rel == RO_REL_CONJ && ro_governor(&r->syntax, i) < i) i = ro_governor(&r->syntax, i);
  size_t top = ro_token_at(r, i)->rel == RO_REL_NMOD ? ro_governor(&r->syntax, i) : RO_NO_TOKEN;
  if (top != RO_NO_TOKEN && ro_token_at(r, top)->rel == RO_REL_NMOD && /* "of Foreign Affairs of Peru" */
      ro_lemma_in(r, top, "affair relation cooperation trade commerce defence defense finance interior energy"))
    top = ro_governor(&r->syntax, top);
  return top != RO_NO_TOKEN && is_officers(r, top);
}

void ro_parties_of_ministers(const ro_reader *r, size_t title, ro_meeting *meeting) {
  ro_range phrase = ro_extent(&r->syntax, title);
  for (size_t i = title; i < phrase.end; i++) {
    size_t e = r->entity[i];
    if (e == RO_NONE || ro_kind_of(r, e) != RO_COUNTRY || !has_ministers(r, i) || ro_parties_have_country(meeting, e)) continue;
    RO_PUSH(r->arena, &meeting->parties, ((ro_party){ro_officer_of(r, e), e}));
  }
}

void ro_parties_of_row(const ro_reader *r, size_t title, ro_meeting *meeting) {
  if (is_officers(r, title)) ro_parties_of_ministers(r, title, meeting);
}

void ro_parties_of_officers(const ro_reader *r, size_t first, size_t end, size_t trigger, ro_meeting *meeting) {
  for (size_t i = first; i < end; i++)
    if (is_officers(r, i) && takes_part(r, i, trigger)) ro_parties_of_ministers(r, i, meeting);
}

/* "During the General Assembly", "at ASEAN": where or when, not who. */
static bool is_occasion(const ro_reader *r, size_t i) {
  while (ro_governor(&r->syntax, i) != RO_NO_TOKEN && r->entity[ro_governor(&r->syntax, i)] == r->entity[i])
    i = ro_governor(&r->syntax, i);
  size_t mark = ro_child_by(&r->syntax, i, RO_REL_CASE);
  return mark != RO_NO_TOKEN && ro_word_in(r, mark, "during at in on within under");
}

void ro_parties_states(const ro_reader *r, size_t first, size_t end, size_t trigger, ro_meeting *meeting) {
  for (size_t i = first; i < end; i++) {
    size_t e = r->entity[i];
    if (e == RO_NONE || (ro_kind_of(r, e) != RO_COUNTRY && ro_kind_of(r, e) != RO_FRAMEWORK) || ro_word_in(r, i + 1, "'s ’s"))
      continue;
    if (ro_kind_of(r, e) == RO_FRAMEWORK && is_occasion(r, i)) continue;
    size_t top =
        ro_token_at(r, i)->rel == RO_REL_NMOD ? ro_governor(&r->syntax, i) : RO_NO_TOKEN; /* "between the ministries of" */
    uint8_t rel = ro_token_at(r, i)->rel; /* by itself, not as the place or the owner of something */
    bool acts = rel == RO_REL_NSUBJ || rel == RO_REL_CONJ || rel == RO_REL_COMPOUND || rel == RO_REL_FLAT ||
                ro_word_in(r, i - 1, "with between") ||
                (top != RO_NO_TOKEN && ro_lemma_in(r, top, "ministry minister government"));
    if (acts && takes_part(r, i, trigger) && !ro_parties_have_country(meeting, e))
      RO_PUSH(r->arena, &meeting->parties, ((ro_party){has_ministers(r, i) ? ro_officer_of(r, e) : RO_NONE, e}));
  }
}

/* "His colleagues from A, B and C": the countries that begin at a token. */
static void add_row_of_countries(const ro_reader *r, size_t at, size_t end, ro_meeting *meeting) {
  while (at < end) {
    while (at < end && ro_word_in(r, at, ", and the of from")) at++;
    size_t e = at < end ? r->entity[at] : RO_NONE;
    if (e == RO_NONE || ro_kind_of(r, e) != RO_COUNTRY) return;
    if (!ro_parties_have_country(meeting, e)) RO_PUSH(r->arena, &meeting->parties, ((ro_party){ro_officer_of(r, e), e}));
    while (at < end && r->entity[at] == e) at++;
  }
}

/* "Consultations with his colleagues from A and B": he takes part too, the last person named before. */
void ro_parties_of_colleagues(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting) {
  for (size_t i = first + 1; i < end; i++) {
    if (!ro_is_counterpart(r, i) || !ro_has(r, i, RO_T_PLURAL) || !ro_word_in(r, i - 1, "his her")) continue;
    for (size_t t = i; t > first; t--)
      if (ro_is_person(r, t - 1)) {
        ro_parties_add(r, meeting, r->entity[t - 1]);
        break;
      }
    if (meeting->parties.len > 0 && ro_word_in(r, i + 1, "from of")) add_row_of_countries(r, i + 2, end, meeting);
  }
}

/* Whose a title or counterpart is: "British", "Peru's" before it. */
static size_t owner_of_title(const ro_reader *r, size_t title, size_t first) {
  size_t before = title > first && ro_word_in(r, title - 1, "'s ’s") ? title - 1 : title;
  if (before == first) return RO_NONE;
  size_t of = r->adjective[before - 1] != RO_NONE ? r->adjective[before - 1] : r->entity[before - 1];
  return of != RO_NONE && ro_kind_of(r, of) == RO_COUNTRY ? of : RO_NONE;
}

/* "The Secretary-General met today with …": where nobody who is named holds that office, the United Nations', if they are spoken
 * of; RO_NONE else. */
static size_t owner_of_secretariat(const ro_reader *r, size_t first, size_t last) {
  size_t found = RO_NONE;
  bool is_general =
      ro_word_in(r, first, "secretary secretary-general") &&
      (ro_word_in(r, last, "general secretary-general") || ro_slice_ends(ro_token_at(r, last)->lower, RO_LIT("general")));
  if (!is_general || first == 0 || !ro_word_is(r, first - 1, "the")) return RO_NONE;
  for (size_t e = 0; e < r->out->entities.len; e++) {
    const ro_entity *entity = &r->out->entities.at[e];
    for (size_t o = 0; o < entity->offices.len; o++)
      if (ro_title_has(entity->offices.at[o].title, "Secretary-General")) return RO_NONE;
    if (entity->kind == RO_FRAMEWORK && ro_slice_equal(entity->name, RO_LIT("United Nations"))) found = e;
  }
  return found;
}

/* "told the British Prime Minister", "was on the phone to Peru's president, A B", "told his Chadian counterpart": who is named by
 * title alone; where nobody of the country has a name, the country. */
void ro_parties_titled(const ro_reader *r, size_t first, size_t end, size_t trigger, ro_meeting *meeting) {
  for (size_t i = first; i < end; i++) {
    bool leader = ro_lemma_is(r, i, "leader") && i > first && r->adjective[i - 1] != RO_NONE; /* "the American leader" */
    if (!leader && !ro_is_counterpart(r, i) && (!r->office[i] || (i > first && r->office[i - 1]))) continue;
    size_t last = i, of = owner_of_title(r, i, first);
    while (last + 1 < end && r->office[last + 1]) last++;
    if (of == RO_NONE) of = owner_of_secretariat(r, i, last);
    bool plural = ro_has(r, last, RO_T_PLURAL), owner = ro_word_in(r, last + 1, "'s ’s");
    bool named = ro_is_person(r, last + 1) || (ro_has(r, last + 1, RO_T_COMMA) && ro_is_person(r, last + 2));
    if (of != RO_NONE && !plural && !owner && !named && takes_part(r, last, trigger) && !ro_parties_have_country(meeting, of))
      RO_PUSH(r->arena, &meeting->parties, ((ro_party){ro_officer_of(r, of), of}));
    i = last;
  }
}

void ro_parties_counterpart(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting) {
  for (size_t i = first; i < end; i++) {
    if (ro_is_person(r, i) && r->out->entities.at[r->entity[i]].offices.len > 0) ro_parties_add(r, meeting, r->entity[i]);
    size_t of = ro_is_counterpart(r, i) ? owner_of_title(r, i, first) : RO_NONE;
    bool named = ro_is_person(r, i + 1) || (ro_has(r, i + 1, RO_T_COMMA) && ro_is_person(r, i + 2));
    if (of != RO_NONE && !ro_has(r, i, RO_T_PLURAL) && !named && !ro_parties_have_country(meeting, of))
      RO_PUSH(r->arena, &meeting->parties, ((ro_party){ro_officer_of(r, of), of}));
  }
}

/* "The ministers A and B hosted C, and the Minister of Defence of Y, D": who is named beside a party, of the same country. */
void ro_parties_beside(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting) {
  bool beside = false;
  for (size_t i = first; i < end; i++) {
    if (ro_has(r, i, RO_T_FINITE)) beside = false;
    if (!ro_is_person(r, i)) continue;
    size_t person = r->entity[i], of = ro_person_of(r, person);
    bool owner = ro_word_in(r, i + 1, "'s ’s");
    if (has_party(meeting, person))
      beside = true;
    else if (beside && !owner && of != RO_NONE && ro_parties_have_country(meeting, of) && !came_along(r, i, first))
      ro_parties_add(r, meeting, person);
  }
}

/* "A of X, B of Y, and C of Z met": who stands in the row of those who meet, though the tree leaves him out. */
void ro_parties_in_row(const ro_reader *r, size_t first, size_t trigger, ro_meeting *meeting) {
  size_t row = trigger;
  if (meeting->parties.len < 2) return;
  for (size_t i = trigger; i > first; i--)
    if (ro_is_person(r, i - 1) && has_party(meeting, r->entity[i - 1])) row = i - 1;
  for (size_t i = row; i < trigger; i++) {
    if (ro_has(r, i, RO_T_FINITE)) return;
    if (!ro_is_person(r, i) || r->out->entities.at[r->entity[i]].offices.len == 0) continue;
    size_t of = ro_person_of(r, r->entity[i]), behind = i;
    while (behind < trigger && r->entity[behind] == r->entity[i]) behind++;
    bool apart = of != RO_NONE && !ro_parties_have_country(meeting, of) && !ro_word_in(r, behind, "'s ’s");
    if (apart && !came_along(r, i, first)) ro_parties_add(r, meeting, r->entity[i]);
    i = behind - 1;
  }
}

bool ro_parties_differ(const ro_meeting *meeting) {
  for (size_t a = 0; a < meeting->parties.len; a++)
    for (size_t b = a + 1; b < meeting->parties.len; b++) {
      size_t x = meeting->parties.at[a].of, y = meeting->parties.at[b].of;
      if (x != y || x == RO_NONE) return true;
    }
  return false;
}

size_t ro_count_mentions(const ro_reader *r, size_t entity) {
  size_t n = 0;
  for (size_t m = 0; m < r->out->mentions.len; m++) n += r->out->mentions.at[m].entity == entity;
  return n;
}

static bool in_headline(const ro_reader *r, size_t entity) {
  for (size_t h = 0; h < r->headline.len; h++)
    if (r->headline.at[h] == entity) return true;
  return false;
}

/* Is a person named in the headline or the report's first sentences? */
static bool named_early(const ro_reader *r, size_t entity) {
  if (in_headline(r, entity)) return true;
  for (size_t s = 0; s < r->tokens->sentences.len && s < EARLY; s++)
    for (size_t i = r->tokens->sentences.at[s].first; i < r->tokens->sentences.at[s].end; i++)
      if (r->entity[i] == entity) return true;
  return false;
}

void ro_parties_most_named(const ro_reader *r, ro_meeting *meeting) {
  bool between = ro_is_between_countries(r);
  for (size_t round = 0; round < 2; round++) {
    size_t best = RO_NONE, best_count = 1;
    for (size_t e = 0; e < r->out->entities.len; e++) {
      if (ro_kind_of(r, e) != RO_PERSON || has_party(meeting, e)) continue;
      if (r->out->entities.at[e].offices.len == 0 && ro_count_mentions(r, e) < 3) continue;
      size_t of = ro_country_of(r, e);
      bool known = in_headline(r, e) ||
                   (between && (r->out->entities.at[e].offices.len > 0 || (named_early(r, e) && ro_count_mentions(r, e) > 2)));
      if (meeting->parties.len > 0 && (of == RO_NONE ? !known : of == meeting->parties.at[0].of)) continue;
      bool officer = of != RO_NONE && r->out->entities.at[e].offices.len > 0 && meeting->parties.len > 0; /* of another country */
      size_t count = ro_count_mentions(r, e) + (named_early(r, e) || officer);
      if (count > best_count) best = e, best_count = count;
    }
    if (best != RO_NONE) ro_parties_add(r, meeting, best);
  }
}

/* Does who speaks do what a verb tells: "I thank", "Let me thank", "I am happy to see", "Can I start by thanking"? */
static bool is_own(const ro_reader *r, size_t verb) {
  for (size_t steps = 0; steps < 3 && verb != RO_NO_TOKEN; steps++) {
    size_t subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
    if (subject == RO_NO_TOKEN && ro_lemma_is(r, verb, "let")) subject = ro_child_by(&r->syntax, verb, RO_REL_OBJ);
    if (subject != RO_NO_TOKEN) return ro_word_in(r, subject, "i we me");
    uint8_t rel = ro_token_at(r, verb)->rel;
    if (rel != RO_REL_XCOMP && rel != RO_REL_ADVCL && rel != RO_REL_CONJ && rel != RO_REL_CCOMP) return false;
    verb = ro_governor(&r->syntax, verb);
  }
  return false;
}

/* In remarks in the first person: the speaker, and whom he or she met, thanks, was received by. Gives the first sentence that
 * says so. */
#define SPEAKERS_MOST 6 /* of one transcript; a conference's speakers did not all meet */

/* Does a label ("FOREIGN MINISTER RUIZ:"), or what else is said of him or her, give an office? */
static bool has_office(const ro_reader *r, size_t who, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (r->office[i] || ro_word_in(r, i, "minister secretary president chancellor premier commissioner ambassador")) return true;
  return r->out->entities.at[who].offices.len > 0;
}

/* A transcript's speakers who hold an office, where several do: the sentence in which the second begins, or RO_NONE. */
static size_t add_labelled(ro_reader *r, ro_meeting *meeting) {
  size_t found = RO_NONE;
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    size_t label = sentence->first > r->begin ? sentence->first : r->begin, first = label, before = meeting->parties.len;
    bool asks, begins = s == 0 || sentence->paragraph != r->tokens->sentences.at[s - 1].paragraph;
    size_t who = begins && first < sentence->end ? ro_remarks_label(r, &first, sentence->end, &asks) : RO_NONE;
    if (who == RO_NONE || asks || ro_kind_of(r, who) != RO_PERSON || !has_office(r, who, label, first)) continue;
    if (ro_may_be_party(r, who)) ro_parties_add(r, meeting, who);
    if (meeting->parties.len > before && meeting->parties.len == 2) found = s;
  }
  if (found == RO_NONE || meeting->parties.len > SPEAKERS_MOST) {
    meeting->parties.len = 0;
    return RO_NONE;
  }
  return found;
}

size_t ro_parties_of_remarks(ro_reader *r, ro_meeting *meeting) {
  size_t found = RO_NONE;
  if (!r->remarks) return RO_NONE;
  if (r->self == RO_NONE) return add_labelled(r, meeting);
  for (size_t h = 0; h < r->headline.len && ro_kind_of(r, r->self) == RO_PERSON;
       h++) { /* "Remarks by A at a press conference with B" */
    if (h == 0 && r->headline.at[0] != r->self) break;
    ro_parties_add(r, meeting, r->headline.at[h]);
  }
  if (meeting->parties.len > 1) return 0;
  meeting->parties.len = 0;
  for (size_t s = 0; s < r->tokens->sentences.len && s < 8; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    for (size_t v = sentence->first; v < sentence->end; v++) {
      if (!ro_lemma_in(r, v,
                       "have meet hold host receive welcome see thank finish conclude complete call speak talk discuss sit spend "
                       "visit acknowledge greet") ||
          !is_own(r, v))
        continue;
      for (size_t i = v + 1; i < sentence->end; i++) {
        if (!ro_is_person(r, i) || r->entity[i] == r->self || !(takes_part(r, i, v) || ro_word_in(r, i - 1, "with"))) continue;
        if (meeting->parties.len == 0) ro_parties_add(r, meeting, r->self);
        ro_parties_add(r, meeting, r->entity[i]);
        if (found == RO_NONE) found = s;
      }
    }
  }
  return found == RO_NONE ? add_labelled(r, meeting) : found;
}

/* The person who is the subject of a sentence, or RO_NONE. */
static size_t person_of_subject(const ro_reader *r, const ro_sentence *sentence) {
  for (size_t i = sentence->first; i < sentence->end; i++) {
    size_t top = i;
    for (size_t n = 0; n < 4 && ro_is_person(r, i) && ro_governor(&r->syntax, top) != RO_NO_TOKEN; n++) {
      uint8_t rel = ro_token_at(r, top)->rel;
      if (rel == RO_REL_NSUBJ || rel == RO_REL_NSUBJ_PASS) return r->entity[i];
      if (rel != RO_REL_APPOS && rel != RO_REL_FLAT && rel != RO_REL_NMOD_DESC && rel != RO_REL_COMPOUND) break;
      top = ro_governor(&r->syntax, top); /* "the minister of Peru, | Ana Ruiz |, brought" */
    }
  }
  return RO_NONE;
}

/* Whom a title stands for that comes before the name: "The President spoke with … . President A paid tribute to …". */
static size_t person_named_later(const ro_reader *r, size_t title, size_t sentence) {
  for (size_t s = sentence + 1; s < r->tokens->sentences.len && s < sentence + 4; s++)
    for (size_t i = r->tokens->sentences.at[s].first; i < r->tokens->sentences.at[s].end; i++) {
      const ro_entity *e = ro_is_person(r, i) ? &r->out->entities.at[r->entity[i]] : NULL;
      for (size_t o = 0; e && o < e->offices.len; o++)
        if (ro_slice_has_word(e->offices.at[o].title, ro_token_text(r->tokens, title))) return r->entity[i];
    }
  return RO_NONE;
}

/* "Pakistan's foreign minister": whose the title of a subject is. */
static size_t owner_of_subject(const ro_reader *r, size_t subject) {
  ro_range phrase = ro_extent(&r->syntax, subject);
  for (size_t i = phrase.first; i < phrase.end && i <= subject; i++)
    if (r->office[i] || i == subject) return owner_of_title(r, i, phrase.first);
  return RO_NONE;
}

/* "Minister A paid a visit to Lima. He was received by B", "… The Minister met B": whom the verb has for its subject. */
void ro_parties_by_subject(const ro_reader *r, size_t sentence, size_t verb, ro_meeting *meeting) {
  while (
      ro_governor(&r->syntax, verb) != RO_NO_TOKEN &&
      (ro_token_at(r, verb)->rel == RO_REL_CONJ || (ro_token_at(r, verb)->rel == RO_REL_ADVCL && ro_has(r, verb, RO_T_GERUND))))
    verb = ro_governor(&r->syntax, verb); /* "she said after meeting B" */
  size_t subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
  if (subject == RO_NO_TOKEN) subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ_PASS);
  if (subject == RO_NO_TOKEN) return;
  bool titled = ro_lemma_in(r, subject, "minister president secretary chancellor premier") && r->entity[subject] == RO_NONE;
  if (!titled && !ro_word_in(r, subject, "he she")) return;
  for (ro_range phrase = ro_extent(&r->syntax, subject); phrase.first < phrase.end; phrase.first++)
    if (ro_is_person(r, phrase.first)) return; /* it has its name */
  size_t who = sentence > 0 ? person_of_subject(r, &r->tokens->sentences.at[sentence - 1]) : RO_NONE;
  if (who == RO_NONE && titled) who = person_named_later(r, subject, sentence);
  if (who != RO_NONE) ro_parties_add(r, meeting, who);
  size_t of = titled ? owner_of_subject(r, subject) : RO_NONE;
  for (size_t p = 0; p < meeting->parties.len; p++)
    if (who != RO_NONE && meeting->parties.at[p].person == who && meeting->parties.at[p].of == RO_NONE)
      meeting->parties.at[p].of = of;
  bool own = ro_word_is(r, ro_extent(&r->syntax, subject).first, "the") && r->out->report.dateline.place.len == 0;
  if (who == RO_NONE && titled && own && meeting->parties.len == 1)
    RO_PUSH(r->arena, &meeting->parties,
            ((ro_party){RO_NONE, RO_NONE})); /* "The Premier spoke to …", whom his office does not name */
}

/* "X and his counterpart Y reiterated their resolve": who together are the subject of a verb. */
void ro_parties_joined(const ro_reader *r, size_t first, size_t end, ro_meeting *meeting) {
  for (size_t v = first; v < end && meeting->parties.len < 2; v++) {
    size_t subject = ro_has(r, v, RO_T_FINITE) ? ro_child_by(&r->syntax, v, RO_REL_NSUBJ) : RO_NO_TOKEN;
    if (subject == RO_NO_TOKEN) continue;
    ro_range phrase = ro_extent(&r->syntax, subject);
    bool joined = false;
    meeting->parties.len = 0;
    for (size_t i = phrase.first; i < phrase.end; i++) {
      joined = joined || ro_token_at(r, i)->rel == RO_REL_CONJ;
      if (ro_is_person(r, i) && !ro_word_in(r, i + 1, "'s ’s") && takes_part(r, i, v)) ro_parties_add(r, meeting, r->entity[i]);
    }
    if (!joined || !ro_parties_differ(meeting)) meeting->parties.len = 0;
  }
}
