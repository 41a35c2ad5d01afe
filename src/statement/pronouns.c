/* Whether "he" or "she" can be somebody: by form of address, by given name (data/genders.tsv). */
#include "base/list_file.h"
#include "statement/speakers.h"

bool ro_is_excellency(const ro_reader *r, size_t i) {
  return ro_word_in(r, i, "his her") && ro_word_in(r, i + 1, "excellency majesty highness honour honor");
}

/* By the form of address before a mention: "Ms Ruiz". 0 where there is none. */
static char gender_of_address(const ro_reader *r, size_t person) {
  for (size_t i = 1; i < r->tokens->tokens.len; i++) {
    if (r->entity[i] != person || r->entity[i - 1] == person) continue;
    if (ro_word_in(r, i - 1, "ms ms. mrs mrs. madam lady queen princess baroness dame")) return 'f';
    if (ro_word_in(r, i - 1, "mr mr. sir lord king prince sheikh emir baron sayyid")) return 'm';
    if (i > 1 && ro_is_excellency(r, i - 2)) return ro_word_is(r, i - 2, "her") ? 'f' : 'm';
  }
  return 0;
}

/* Does a country write the family's name first, and the given name so that it tells no gender? */
static bool is_family_first(const ro_reader *r, size_t person) {
  const ro_party *party = ro_party_of(r, person);
  size_t of = party ? party->of : ro_person_of(r, person);
  ro_slice iso = of != RO_NONE ? r->out->entities.at[of].iso : RO_ABSENT;
  return iso.len == 2 && ro_slice_find(RO_LIT("CN KP KR TW VN"), iso, 0) != (size_t)-1;
}

/* The given name of a person; absent where it cannot be told from the family's. */
static ro_slice given_name(const ro_reader *r, size_t person) {
  ro_slice rest = r->out->entities.at[person].name, word;
  if (!ro_field_next(&rest, ' ', &word) || is_family_first(r, person)) return RO_ABSENT;
  bool capitals = word.len > 2;
  for (size_t c = 0; c < word.len; c++) capitals = capitals && !(word.ptr[c] >= 'a' && word.ptr[c] <= 'z');
  if (capitals && (!ro_field_next(&rest, ' ', &word) || word.len < 4))
    return RO_ABSENT; /* "HAYASHI Yoshimasa": the family's name comes first */
  return word;
}

char ro_gender_of(const ro_reader *r, size_t person) {
  char gender = gender_of_address(r, person);
  const uint64_t *known = gender == 0 ? ro_map_get(&r->lists->genders, given_name(r, person)) : NULL;
  return known ? (char)*known : gender;
}

/* Why a pronoun stands for a person: `rule`, and the list that has his or her gender. */
static ro_why why_pronoun(const ro_reader *r, const char *rule, size_t pronoun, size_t person) {
  ro_why why = ro_why_words(r, rule, pronoun, pronoun + 1);
  ro_slice given = person != RO_NONE ? given_name(r, person) : RO_ABSENT;
  if (person == RO_NONE || gender_of_address(r, person) != 0 || !ro_map_get(&r->lists->genders, given)) return why;
  why.list = "genders.tsv";
  why.entry = given;
  return why;
}

size_t ro_pronoun_agreeing(const ro_reader *r, size_t pronoun, size_t who, ro_whys *whys) {
  char gender = ro_word_in(r, pronoun, "she her") ? 'f' : 'm', known = who != RO_NONE ? ro_gender_of(r, who) : 0;
  bool is_other_woman = false; /* "she" is the woman of the two, whatever the other is */
  for (size_t e = 0; e < r->out->entities.len && gender == 'f' && known == 0; e++)
    is_other_woman = is_other_woman || (e != who && ro_party_of(r, e) && ro_gender_of(r, e) == 'f');
  if (who != RO_NONE && (known == 0 || known == gender) && !is_other_woman) {
    ro_because(r, whys, why_pronoun(r, "pronoun: the last person who was a subject", pronoun, who));
    return who;
  }
  size_t best = who, last = 0;
  for (size_t e = 0; e < r->out->entities.len; e++) {
    if (r->out->entities.at[e].kind != RO_PERSON || e == who) continue;
    char other = ro_gender_of(r, e);
    size_t place = ro_named_before(r, e, ro_token_at(r, pronoun)->span.start);
    bool fits = other == gender || (other == 0 && ro_party_of(r, e));
    if (fits && place > last) best = e, last = place;
  }
  if (known != 0) ro_because(r, whys, why_pronoun(r, "pronoun of another gender than the last subject", pronoun, who));
  const char *rule =
      best != who ? "pronoun: the last person named of its gender" : "pronoun: the last subject, for want of another";
  if (best != RO_NONE) ro_because(r, whys, why_pronoun(r, rule, pronoun, best));
  return best;
}
