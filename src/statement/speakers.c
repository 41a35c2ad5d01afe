#include "statement/attribution.h"

static const char JOINT_HEADS[] =
    "side minister party country nation diplomat official leader government delegation foreign counterpart secretary capital";

static bool has_entity(const ro_indexes *list, size_t entity) {
  for (size_t i = 0; i < list->len; i++)
    if (list->at[i] == entity) return true;
  return false;
}

static void add(const ro_reader *r, ro_indexes *list, size_t entity) {
  if (entity != RO_NONE && !has_entity(list, entity)) RO_PUSH(r->arena, list, entity);
}

static const ro_meeting *told(const ro_reader *r) {
  return r->out->meetings.len > 0 && r->out->meetings.at[0].told ? &r->out->meetings.at[0] : NULL;
}

void ro_speakers_all(const ro_reader *r, ro_indexes *speakers) {
  const ro_meeting *meeting = told(r);
  if (!meeting) return;
  for (size_t p = 0; p < meeting->parties.len; p++) {
    const ro_party *party = &meeting->parties.at[p];
    add(r, speakers, party->person != RO_NONE ? party->person : party->of);
  }
}

bool ro_subject_is_joint(const ro_reader *r, ro_range s) {
  if (s.end <= s.first) return false;
  if (s.end - s.first == 1) return ro_word_in(r, s.first, "they both ministers sides parties");
  bool plural = false;
  for (size_t i = s.first; i < s.end; i++) {
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) return false;
    plural = plural || (ro_lemma_in(r, i, JOINT_HEADS) &&
                        (ro_has(r, i, RO_T_PLURAL) || ro_slice_ends(ro_token_at(r, i)->lower, RO_LIT("s")) ||
                         ro_slice_ends(ro_token_at(r, i)->lower, RO_LIT("ies"))));
  }
  bool all = ro_word_in(r, s.first, "both") ||
             (ro_word_in(r, s.first, "the these") &&
              (ro_word_in(r, s.first + 1, "two three four sides ministers parties pair duo") ||
               ro_has(r, s.first + 1, RO_T_ADJECTIVE) || ro_lemma_in(r, s.first + 1, "foreign diplomat leader official"))) ||
             (s.end - s.first == 1);
  if (ro_word_in(r, s.first, "the") && ro_word_in(r, s.first + 1, "two pair duo") && s.end - s.first == 2) return true;
  return plural && (all || ro_word_in(r, s.first, "ministers sides parties"));
}

size_t ro_speaker_for(const ro_reader *r, size_t country) {
  const ro_meeting *meeting = told(r);
  for (size_t p = 0; meeting && p < meeting->parties.len; p++)
    if (meeting->parties.at[p].of == country && meeting->parties.at[p].person != RO_NONE) return meeting->parties.at[p].person;
  return country;
}

/* A country, a side, a capital that stands for its government. */
static size_t country_in(const ro_reader *r, size_t i) {
  size_t entity = r->entity[i];
  if (entity == RO_NONE) return RO_NONE;
  const ro_entity *e = &r->out->entities.at[entity];
  if (e->kind == RO_COUNTRY) return entity;
  if (e->kind == RO_PLACE && e->within != RO_NONE) return e->within;
  return RO_NONE;
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

/* "the minister", "the Russian foreign minister", "the secretary", "his counterpart". */
static size_t person_by_title(const ro_reader *r, ro_range s, const ro_speaking *speaking) {
  const ro_meeting *meeting = told(r);
  size_t country = RO_NONE, candidate = RO_NONE;
  bool counterpart = false, titled = false;
  for (size_t i = s.first; i < s.end; i++) {
    if (r->adjective[i] != RO_NONE) country = r->adjective[i];
    if (ro_word_in(r, i, "counterpart host guest")) counterpart = true;
    if (r->office[i] || ro_word_in(r, i, "minister secretary diplomat official envoy president chancellor premier"))
      titled = true;
  }
  if (!titled && !counterpart) return RO_NONE;
  for (size_t p = 0; meeting && p < meeting->parties.len; p++) {
    const ro_party *party = &meeting->parties.at[p];
    if (party->person == RO_NONE) continue;
    if (country != RO_NONE && party->of == country) return party->person;
    if (counterpart && country == RO_NONE && party->person != speaking->last_person) candidate = party->person;
    if (!counterpart && country == RO_NONE) {
      const ro_entity *e = &r->out->entities.at[party->person];
      for (size_t o = 0; o < e->offices.len; o++)
        for (size_t i = s.first; i < s.end; i++)
          if (!ro_has(r, i, RO_T_DETERMINER | RO_T_PREPOSITION) &&
              ro_slice_find(e->offices.at[o].title, ro_token_text(r->tokens, i), 0) != (size_t)-1)
            candidate =
                candidate == RO_NONE ? party->person : candidate; /* the first party's own ministry names him by his title */
    }
  }
  return candidate;
}

void ro_speakers_resolve(const ro_reader *r, ro_range s, const ro_speaking *speaking, ro_indexes *speakers, bool *joint) {
  *joint = false;
  if (s.end <= s.first) return;
  if (s.end - s.first == 1 && ro_word_in(r, s.first, "he she")) {
    size_t who = speaking->subject != RO_NONE ? speaking->subject : speaking->last_person;
    add(r, speakers, who);
    return;
  }
  if (s.end - s.first == 1 && ro_word_in(r, s.first, "it") && speaking->last.len == 1) {
    add(r, speakers, speaking->last.at[0]);
    return;
  }
  if (ro_subject_is_joint(r, s)) {
    *joint = true;
    ro_speakers_all(r, speakers);
    return;
  }
  for (size_t i = s.first; i < s.end; i++)
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON &&
        !(ro_word_in(r, i + 1, "'s ’s") && i + 1 < s.end))
      add(r, speakers, r->entity[i]);
  if (speakers->len > 0) {
    const ro_meeting *meeting = told(r);
    *joint = meeting && speakers->len >= 2;
    return;
  }
  size_t both = s.first;
  while (both < s.end && !(ro_word_is(r, both, "and") && ro_word_in(r, both + 1, "the his her"))) both++;
  size_t titled = person_by_title(r, (ro_range){s.first, both}, speaking);
  size_t other = both < s.end ? person_by_title(r, (ro_range){both + 1, s.end}, speaking)
                              : RO_NONE; /* "the Secretary and the Foreign Minister" */
  if (titled != RO_NONE) {
    add(r, speakers, titled);
    add(r, speakers, other);
    *joint = speakers->len >= 2;
    return;
  }
  for (size_t i = s.first; i < s.end; i++) {
    size_t country = country_in(r, i);
    bool owner = ro_word_in(r, i + 1, "'s ’s") && i + 1 < s.end;
    if (country == RO_NONE || owner) continue;
    /* a country that only qualifies ("China relations") does not speak */
    if (i + 1 < s.end && ro_has(r, i + 1, RO_T_NOUN) && r->entity[i + 1] == RO_NONE) continue;
    add(r, speakers, ro_speaker_for(r, country));
  }
  if (speakers->len > 0) {
    *joint = speakers->len >= 2;
    return;
  }
  for (size_t i = s.first; i < s.end; i++) {
    if (r->entity[i] == RO_NONE) continue;
    ro_entity_kind kind = r->out->entities.at[r->entity[i]].kind;
    if (kind == RO_ORGANIZATION || kind == RO_FRAMEWORK) add(r, speakers, r->entity[i]);
  }
}
