/*
 * Whose persons are whose offices and names do not tell it: who leads a delegation, whom a country owns ("Peru's A B"), who is
 * "of" one, by himself or as the last of a row.
 */
#include "base/list_file.h"
#include "statement/names.h"

static bool is_person_at(const ro_reader *r, size_t i) {
  return r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON;
}

/* "X led the Bangladesh delegation, while Y headed the Indian side": whose their offices are. */
static void read_delegations(ro_reader *r) {
  for (size_t v = 0; v < r->tokens->tokens.len; v++) {
    if (!ro_lemma_in(r, v, "lead head") || !ro_has(r, v, RO_T_FINITE | RO_T_PARTICIPLE)) continue;
    size_t object = ro_child_by(&r->syntax, v, RO_REL_OBJ), subject = ro_child_by(&r->syntax, v, RO_REL_NSUBJ), country = RO_NONE;
    if (object == RO_NO_TOKEN) { /* "The delegation of Peru was led by X" */
      object = ro_child_by(&r->syntax, v, RO_REL_NSUBJ_PASS);
      subject = ro_child_by(&r->syntax, v, RO_REL_OBL_AGENT);
      if (subject == RO_NO_TOKEN) subject = ro_child_by(&r->syntax, v, RO_REL_OBL);
    }
    if (object == RO_NO_TOKEN || subject == RO_NO_TOKEN || !ro_lemma_in(r, object, "delegation side team")) continue;
    ro_range of = ro_extent(&r->syntax, object), who = ro_extent(&r->syntax, subject);
    for (size_t i = of.first; i < of.end && country == RO_NONE; i++) {
      size_t e = r->adjective[i] != RO_NONE ? r->adjective[i] : r->entity[i];
      if (e != RO_NONE && r->out->entities.at[e].kind == RO_COUNTRY) country = e;
    }
    size_t limit = r->tokens->sentences.at[ro_sentence_of(r, v)].end;
    for (size_t i = who.end; i + 2 < limit; i++) /* wherever the tree hangs it */
      if (ro_word_is(r, i, "that") && ro_word_is(r, i + 1, "of") && ro_names_country_at(r, i + 2) != RO_NONE) who.end = limit;
    for (size_t i = who.first; i < who.end && country != RO_NONE; i++) {
      if (ro_word_is(r, i, "that") && ro_word_is(r, i + 1, "of"))
        country = ro_names_country_at(r, i + 2); /* "…, and that of Uganda by Y" */
      if (country == RO_NONE || r->entity[i] == RO_NONE || r->out->entities.at[r->entity[i]].kind != RO_PERSON) continue;
      ro_entity *person = &r->out->entities.at[r->entity[i]];
      bool has = false;
      for (size_t o = 0; o < person->offices.len; o++) {
        if (person->offices.at[o].of == RO_NONE) person->offices.at[o].of = country;
        has = true;
      }
      size_t first = v < object ? v : object, last = v < object ? object : v; /* "The delegation was led by" */
      ro_span span = ro_tokens_span(r, first, last + 1);
      if (!has)
        ro_persons_office(r, r->entity[i], (ro_office){RO_LIT("head of delegation"), country, span},
                          RO_WHY("who leads a delegation"));
    }
  }
}

/* Does a delegation have its leader before in the sentence? */
static bool is_led_before(const ro_reader *r, size_t i) {
  for (size_t t = r->tokens->sentences.at[ro_sentence_of(r, i)].first; t < i; t++)
    if (ro_lemma_in(r, t, "lead head chair") && ro_has(r, t, RO_T_VERB)) return true;
  return false;
}

/* "…, the Chilean delegation by Undersecretary B", the verb left out: whose the offices of who stands there are. */
static void read_delegations_by(ro_reader *r) {
  for (size_t i = 2; i + 1 < r->tokens->tokens.len; i++) {
    if (!ro_word_is(r, i, "by") || !ro_lemma_in(r, i - 1, "delegation side team") || !is_led_before(r, i)) continue;
    size_t country = r->adjective[i - 2], limit = r->tokens->sentences.at[ro_sentence_of(r, i)].end;
    for (size_t t = i + 1; country != RO_NONE && t < limit && !ro_has(r, t, RO_T_FINITE | RO_T_COMMA); t++) {
      if (r->entity[t] == RO_NONE || r->out->entities.at[r->entity[t]].kind != RO_PERSON) continue;
      ro_entity *person = &r->out->entities.at[r->entity[t]];
      for (size_t o = 0; o < person->offices.len; o++) person->offices.at[o].of = country;
      break;
    }
  }
}

/* Whose somebody without an office is. */
static void represent(ro_reader *r, size_t person, size_t country, ro_span span) {
  ro_persons_office(r, person, (ro_office){RO_LIT("representative"), country, span}, RO_WHY("country as the owner of a name"));
}

/* "Peru's Ollanta Humala": whose he is. */
static void read_owned(ro_reader *r) {
  for (size_t i = 2; i < r->tokens->tokens.len; i++) {
    size_t person = r->entity[i], country = r->entity[i - 2];
    if (person == RO_NONE || country == RO_NONE || !ro_word_in(r, i - 1, "'s ’s")) continue;
    ro_entity *e = &r->out->entities.at[person];
    if (e->kind != RO_PERSON || e->offices.len > 0 || r->out->entities.at[country].kind != RO_COUNTRY) continue;
    ro_span span = {ro_token_at(r, i - 2)->span.start, ro_token_at(r, i - 1)->span.end};
    represent(r, person, country, span);
  }
}

/* Words of titles that say of what rank somebody is, not for what. */
#define RANKS                                                                                                                    \
  "minister secretary president premier chief head deputy vice acting state of for and the general envoy ambassador department " \
  "ministry office affairs federal union cabinet first"

int ro_shares_portfolio(const ro_reader *r, ro_slice title, ro_slice other) {
  ro_slice words = ro_arena_lower(r->arena, title), others = ro_arena_lower(r->arena, other), rest = others, word;
  size_t n = 0, n_others = 0;
  while (ro_field_next(&rest, ' ', &word)) n_others += !ro_slice_has_word(RO_LIT(RANKS), word);
  while (ro_field_next(&words, ' ', &word)) {
    if (ro_slice_has_word(RO_LIT(RANKS), word)) continue;
    if (ro_slice_has_word(others, word)) return 1;
    n++;
  }
  return n == 0 || n_others == 0 ? -1 : 0;
}

/* "The Chadian, A B, was": whose he is. */
static void read_nationals(ro_reader *r) {
  for (size_t i = 3; i < r->tokens->tokens.len; i++) {
    size_t country = r->adjective[i - 2];
    if (!is_person_at(r, i) || r->entity[i - 1] == r->entity[i] || country == RO_NONE || !ro_has(r, i - 1, RO_T_COMMA)) continue;
    if (r->entity[i - 2] != RO_NONE || !ro_word_is(r, i - 3, "the") || r->out->entities.at[r->entity[i]].offices.len > 0)
      continue;
    represent(r, r->entity[i], country, ro_tokens_span(r, i - 2, i - 1));
  }
}

#define TITLE_FAR 14 /* tokens of a title between two names of a row */

/* The person whose name ends before "and", behind which only a title stands before token i; RO_NONE where none does. */
static size_t person_before(const ro_reader *r, size_t i, size_t from) {
  size_t at = i;
  while (at > from && i - at < TITLE_FAR && !is_person_at(r, at - 1) && !ro_has(r, at - 1, RO_T_FINITE | RO_T_COMMA)) at--;
  return at > from && at < i && is_person_at(r, at - 1) && ro_word_in(r, at, "and &") ? at - 1 : RO_NO_TOKEN;
}

/* "Secretary for Foreign Affairs A and Secretary of Defence B of Peru": both are of Peru, as one country has one of each. */
static void read_row(ro_reader *r, size_t last, size_t country) {
  size_t from = r->tokens->sentences.at[ro_sentence_of(r, last)].first, first = last;
  while (first > from && r->entity[first - 1] == r->entity[last]) first--;
  size_t before = person_before(r, first, from);
  if (before == RO_NO_TOKEN) return;
  ro_entity *other = &r->out->entities.at[r->entity[before]];
  const ro_entity *person = &r->out->entities.at[r->entity[last]];
  if (other->offices.len == 0 || person->offices.len == 0) return;
  for (size_t o = 0; o < other->offices.len; o++)
    if (other->offices.at[o].of != RO_NONE || ro_shares_portfolio(r, other->offices.at[o].title, person->offices.at[0].title))
      return;
  for (size_t o = 0; o < other->offices.len; o++) other->offices.at[o].of = country;
}

/* Behind person tokens from i on, "and" and a title: the first token of the next name; RO_NO_TOKEN where none follows so. */
static size_t person_behind(const ro_reader *r, size_t i, size_t limit) {
  size_t at = i;
  while (at < limit && ro_word_in(r, at, "mp mps sc kc qc phd")) at++; /* letters behind a name */
  if (ro_has(r, at, RO_T_COMMA)) at++;
  if (at >= limit || !ro_word_in(r, at, "and &")) return RO_NO_TOKEN;
  size_t first = ++at;
  while (at < limit && at - first < TITLE_FAR && !is_person_at(r, at) && !ro_has(r, at, RO_T_FINITE) &&
         r->adjective[at] == RO_NONE)
    at++;
  return at < limit && at > first && is_person_at(r, at) ? at : RO_NO_TOKEN;
}

bool ro_stand_in_row(const ro_reader *r, size_t first, size_t second) {
  const ro_entity *a = &r->out->entities.at[first], *b = &r->out->entities.at[second];
  if (a->offices.len == 0 || b->offices.len == 0) return false;
  for (size_t o = 0; o < a->offices.len; o++)
    for (size_t k = 0; k < b->offices.len; k++)
      if (ro_shares_portfolio(r, a->offices.at[o].title, b->offices.at[k].title) == 1) return false;
  for (size_t i = 0; i + 1 < r->tokens->tokens.len; i++) {
    if (r->entity[i] != first || r->entity[i + 1] == first) continue;
    size_t next = person_behind(r, i + 1, r->tokens->sentences.at[ro_sentence_of(r, i)].end);
    if (next != RO_NO_TOKEN && r->entity[next] == second) return true;
  }
  return false;
}

/* "Peru's Foreign Minister A and Defence Minister B": both are Peru's. */
static void read_rows_behind(ro_reader *r) {
  for (size_t i = 0; i + 1 < r->tokens->tokens.len; i++) {
    if (!is_person_at(r, i) || r->entity[i] == r->entity[i + 1]) continue;
    const ro_entity *person = &r->out->entities.at[r->entity[i]];
    size_t next = person_behind(r, i + 1, r->tokens->sentences.at[ro_sentence_of(r, i)].end);
    size_t of = person->offices.len > 0 ? person->offices.at[0].of : RO_NONE;
    if (next == RO_NO_TOKEN || of == RO_NONE || !ro_stand_in_row(r, r->entity[i], r->entity[next])) continue;
    size_t title = ro_token_after(r, person->offices.at[0].span.start);
    bool is_owned =
        title > 1 && title < i && (r->adjective[title - 1] == of || r->adjective[title - 2] == of); /* before the title */
    ro_entity *other = &r->out->entities.at[r->entity[next]];
    for (size_t o = 0; is_owned && o < other->offices.len; o++)
      if (other->offices.at[o].of == RO_NONE) other->offices.at[o].of = of;
  }
}

/* "DFA Secretary A", "Department of National Defense (DND) Secretary B": heads of bodies, by words that head nothing alone. */
static void read_heads_of_bodies(ro_reader *r) {
  for (size_t i = 1; i + 1 < r->tokens->tokens.len; i++) {
    if (!is_person_at(r, i + 1) || r->entity[i] == r->entity[i + 1] || !ro_word_in(r, i, "secretary minister chief")) continue;
    ro_entity *person = &r->out->entities.at[r->entity[i + 1]];
    size_t first = ro_word_is(r, i - 1, ")") && i > 1 ? i - 2 : i - 1, body = r->entity[first];
    if (person->offices.len > 0 || body == RO_NONE || ro_kind_of(r, body) != RO_ORGANIZATION) continue;
    while (first > 0 && (r->entity[first - 1] == body || (ro_word_is(r, first - 1, "(") && r->entity[first - 2] == body)))
      first--;
    ro_span span = ro_tokens_span(r, first, i + 1);
    ro_persons_office(r, r->entity[i + 1], (ro_office){ro_names_text(r, first, i + 1), RO_NONE, span},
                      ro_why_words(r, "head of a body", first, i + 1));
  }
}

/* "Foreign Minister Ana Ruiz of Panama": whose minister she is. */
static void read_belonging(ro_reader *r) {
  for (size_t i = 0; i + 2 < r->tokens->tokens.len; i++) {
    size_t person = r->entity[i], of = ro_word_is(r, i + 2, "the") ? r->entity[i + 3] : r->entity[i + 2];
    if (person == RO_NONE || of == RO_NONE || !ro_word_is(r, i + 1, "of")) continue;
    ro_entity *e = &r->out->entities.at[person];
    if (e->kind != RO_PERSON || r->out->entities.at[of].kind != RO_COUNTRY) continue;
    for (size_t o = 0; o < e->offices.len; o++)
      if (e->offices.at[o].of == RO_NONE) e->offices.at[o].of = of;
    if (e->offices.len == 0) represent(r, person, of, ro_tokens_span(r, i, i + 3));
    read_row(r, i, of);
  }
}

void ro_read_belonging(ro_reader *r) {
  read_delegations(r);
  read_delegations_by(r);
  read_owned(r);
  read_nationals(r);
  read_heads_of_bodies(r);
  read_belonging(r);
  read_rows_behind(r);
}
