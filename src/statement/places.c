/*
 * Where an event is: places behind prepositions, narrow to broad, and the dateline's where the text names none. What something
 * else is in, or will be, is no place of a meeting.
 */
#include "base/list_file.h"
#include "statement/meetings.h"
#include "statement/names.h"

/* A capitalised word behind "in" that no list has is a place. */
static void at_unlisted(ro_reader *r, size_t at, size_t limit) {
  size_t end = at;
  for (size_t i = at; i < at + 4 && i < limit; i++)
    if (ro_word_in(r, i, "ministry office palace hall house hotel department embassy headquarters center centre")) return;
  if (ro_word_in(r, at, "the") || ro_in_session(r, at) || r->adjective[at] != RO_NONE || r->office[at] ||
      ro_lemma_in(r, at + 1, "minister level"))
    return;
  while (end < limit && end - at < 4 && ro_names_word(r, end) && r->entity[end] == RO_NONE && !ro_has(r, end, RO_T_NUMBER) &&
         !ro_names_calendar(r, end))
    end++;
  if (end > at)
    ro_mention_add(r, ro_entity_make(r, RO_PLACE, ro_names_text(r, at, end)), at, end,
                   RO_WHY("capitalised words where a place stands"));
}

/* "Red Sea | port city of Jeddah": behind a place that only says what town it is; `end` where none follows. */
static size_t behind_description(const ro_reader *r, size_t end, size_t limit) {
  size_t at = end;
  while (at < limit && at - end < 4 && ro_word_in(r, at, "port coastal resort border capital island city town village")) at++;
  return at > end && at + 1 < limit && ro_word_is(r, at, "of") && r->entity[at + 1] != RO_NONE ? at + 1 : end;
}

/* "at the Farnesina | in Rome": behind a country that a seat of its government stands for, the town where that is. */
static bool is_town_of_seat(const ro_reader *r, size_t at, size_t limit, size_t country) {
  if (at + 1 >= limit || !ro_word_is(r, at, "in") || r->entity[at + 1] == RO_NONE) return false;
  size_t town = r->entity[at + 1];
  return ro_kind_of(r, country) == RO_COUNTRY && ro_kind_of(r, town) == RO_PLACE && r->out->entities.at[town].within == country;
}

/* The capital of a country as a place, or RO_NONE. */
static size_t capital_of(ro_reader *r, size_t country) {
  const ro_listed *listed = ro_lists_find(r->lists, r->out->entities.at[country].name);
  if (!listed || listed->capital.len == 0) return RO_NONE;
  size_t place = ro_entity_make(r, RO_PLACE, ro_lists_city(r->lists, listed->capital));
  r->out->entities.at[place].within = country;
  return place;
}

/* "in the Peruvian capital": Lima; gives the token behind it, or `at` where it is not called so. */
static size_t read_described_capital(ro_reader *r, size_t at, size_t limit, ro_meeting *meeting) {
  size_t end = at;
  while (end < limit && r->adjective[end] != RO_NONE && r->adjective[end] == r->adjective[at]) end++;
  if (end + (end < limit && ro_word_in(r, end, "'s ’s")) >= limit) return at;
  size_t noun = end + ro_word_in(r, end, "'s ’s"), place = RO_NONE;
  if (end > at && ro_word_is(r, noun, "capital") && r->entity[noun + 1] == RO_NONE) place = capital_of(r, r->adjective[at]);
  if (place == RO_NONE) return at;
  RO_PUSH(r->arena, &meeting->places, place);
  meeting->place_span = ro_tokens_span(r, at, noun + 1);
  return noun + 1;
}

/* Places named from token i on: "in Goa of India", "in Ankara, Türkiye". Pushed narrow to broad; returns behind them. */
size_t ro_meeting_read_places(ro_reader *r, size_t i, size_t limit, ro_meeting *meeting) {
  size_t at = i;
  while (at < limit) {
    while (at < limit &&
           ro_word_in(
               r, at,
               "the capital city resort town of southern northern eastern western central island 's ’s , coastal southeastern")) {
      bool comma = ro_has(r, at, RO_T_COMMA);
      if (comma && (at + 1 >= limit || r->entity[at + 1] == RO_NONE)) return at;
      at++;
    }
    if (at >= limit) break;
    if (meeting->places.len == 0) {
      size_t behind_capital = read_described_capital(r, at, limit, meeting);
      if (behind_capital > at) return behind_capital;
    }
    if (r->entity[at] == RO_NONE && meeting->places.len == 0) at_unlisted(r, at, limit);
    if (r->entity[at] == RO_NONE) break;
    size_t entity = r->entity[at];
    ro_entity_kind kind = ro_kind_of(r, entity);
    if (kind != RO_PLACE && kind != RO_COUNTRY) break;
    size_t behind = at;
    while (behind < limit && r->entity[behind] == entity) behind++;
    size_t town = kind == RO_PLACE ? behind_description(r, behind, limit) : behind;
    if (town > behind) {
      at = town;
      continue;
    }
    bool known = false;
    for (size_t p = 0; p < meeting->places.len; p++) known = known || meeting->places.at[p] == entity;
    if (!known) RO_PUSH(r->arena, &meeting->places, entity);
    if (meeting->place_span.end == 0) meeting->place_span = ro_token_at(r, at)->span;
    while (at < limit && r->entity[at] == entity) at++;
    meeting->place_span.end = ro_token_at(r, at - 1)->span.end;
    at += is_town_of_seat(r, at, limit, entity);
  }
  return at;
}

/* The country of the narrowest place goes last; a country before its city is put behind it. */
void ro_meeting_order_places(const ro_reader *r, ro_meeting *meeting) {
  if (meeting->places.len == 0) return;
  for (size_t p = 0; p + 1 < meeting->places.len; p++) {
    if (ro_kind_of(r, meeting->places.at[p]) == RO_COUNTRY && ro_kind_of(r, meeting->places.at[p + 1]) == RO_PLACE) {
      size_t swap = meeting->places.at[p];
      meeting->places.at[p] = meeting->places.at[p + 1];
      meeting->places.at[p + 1] = swap;
    }
  }
  size_t last = meeting->places.at[meeting->places.len - 1];
  size_t country = r->out->entities.at[last].within;
  if (ro_kind_of(r, last) == RO_PLACE && country != RO_NONE) RO_PUSH(r->arena, &meeting->places, country);
}

static size_t place_end(const ro_reader *r, size_t i, size_t end) {
  size_t e = i < end ? r->entity[i] : RO_NONE, at = i;
  if (e == RO_NONE || ro_kind_of(r, e) != RO_PLACE) return i;
  while (at < end && r->entity[at] == e) at++;
  return at;
}

/* "Stores in Brisbane, Lae and Suva": nobody meets in several. */
static bool is_list_of_places(const ro_reader *r, size_t i, size_t end) {
  size_t at = place_end(r, i, end);
  if (at == i) return false;
  while (ro_has(r, at, RO_T_COMMA) && place_end(r, at + 1, end) > at + 1) at = place_end(r, at + 1, end);
  if (!ro_word_is(r, at, "and") || at + 1 >= end || r->entity[at + 1] == RO_NONE) return false;
  ro_entity_kind last = ro_kind_of(r, r->entity[at + 1]);
  return last == RO_PLACE || last == RO_COUNTRY;
}

static bool is_future(const ro_reader *r, size_t head) {
  for (size_t k = ro_first_child(&r->syntax, head); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k))
    if (ro_token_at(r, k)->rel == RO_REL_AUX && k < head && ro_word_in(r, k, "will would shall")) return true;
  return false;
}

/* "…, who will be in Oslo on Thursday, …": what a relative clause says is to come. */
bool ro_in_coming_clause(const ro_reader *r, size_t i) {
  for (size_t at = i, n = 0; at != RO_NO_TOKEN && n < 16; at = ro_governor(&r->syntax, at), n++)
    if (ro_token_at(r, at)->rel == RO_REL_ACL_RELCL) return is_future(r, at);
  return false;
}

/* "B, who came straight from a meeting in Suva": where somebody was before, or is at home. */
static bool is_of_person(const ro_reader *r, size_t i) {
  for (size_t at = i, n = 0; at != RO_NO_TOKEN && n < 8; at = ro_governor(&r->syntax, at), n++) {
    if (ro_token_at(r, at)->rel != RO_REL_ACL_RELCL) continue;
    size_t whose = ro_governor(&r->syntax, at);
    return whose != RO_NO_TOKEN && r->entity[whose] != RO_NONE && ro_kind_of(r, r->entity[whose]) == RO_PERSON &&
           ro_lemma_in(r, at, "come arrive return live fly travel leave study serve work head chair lead bear grow be");
  }
  return false;
}

/* "a proposal to talk of the waters in Riga": what a noun is for happens elsewhere. */
static bool is_in_infinitive(const ro_reader *r, size_t i) {
  for (size_t at = i, n = 0; at != RO_NO_TOKEN && n < 4; at = ro_governor(&r->syntax, at), n++)
    if (ro_token_at(r, at)->rel == RO_REL_ACL && ro_has(r, at, RO_T_BASE)) return true;
  return false;
}

/* "to discuss the actions by vessels in the strait", "to discuss flows in the Euphrates": where the noun below what is discussed
 * stands, and what is discussed of a river, is no place of talks. */
static bool is_below_topic(const ro_reader *r, size_t noun, size_t place) {
  size_t at = noun, e = r->entity[place];
  bool is_town = e == RO_NONE || ro_kind_of(r, e) != RO_PLACE || r->out->entities.at[e].within != RO_NONE;
  for (size_t n = 0; n < 6 && at != RO_NO_TOKEN; n++) {
    uint8_t rel = ro_token_at(r, at)->rel;
    size_t head = ro_governor(&r->syntax, at);
    if (rel == RO_REL_OBJ)
      return (at != noun || !is_town) && head != RO_NO_TOKEN && ro_lemma_in(r, head, "discuss address review consider tackle");
    if (rel != RO_REL_NMOD && rel != RO_REL_CONJ) return false;
    at = head;
  }
  return false;
}

/* "The truce in Gaza", "engineers will be taught in Riga", "takes in Hue": where something else is, or will be. */
static bool is_of_something_else(const ro_reader *r, size_t preposition) {
  size_t place = ro_governor(&r->syntax, preposition), head = place == RO_NO_TOKEN ? place : ro_governor(&r->syntax, place);
  if (preposition > 0 && ro_lemma_is(r, preposition - 1, "take") && ro_word_is(r, preposition, "in")) return true;
  if (place != RO_NO_TOKEN && (ro_in_coming_clause(r, place) || is_of_person(r, place))) return true;
  if (head == RO_NO_TOKEN || head > preposition) return false;
  if (is_in_infinitive(r, head) || ro_is_to_be_done(r, place)) return true;
  if (ro_token_at(r, place)->rel == RO_REL_NMOD && is_below_topic(r, head, place)) return true;
  if (ro_token_at(r, place)->rel == RO_REL_NMOD && ro_has(r, head, RO_T_NOUN))
    return ro_lemma_in(r, head,
                       "truce ceasefire war conflict crisis situation fighting violence crime attack genocide aggression peace "
                       "stability development event unrest coup election violation hostility famine massacre operation");
  return ro_has(r, head, RO_T_VERB) && is_future(r, head);
}

/* "fishing in the Pacific": nobody meets in a sea, nor on a continent. */
static bool is_region(const ro_reader *r, size_t i) {
  if (ro_word_in(r, i, "the southern northern eastern western central")) i++;
  size_t e = i < r->tokens->tokens.len ? r->entity[i] : RO_NONE;
  const ro_listed *listed =
      e != RO_NONE && ro_kind_of(r, e) == RO_PLACE ? ro_lists_find(r->lists, r->out->entities.at[e].name) : NULL;
  return listed && listed->kind == RO_PLACE && !listed->iso.ptr;
}

/* "after five hours of talks in Lima", of which no other day is told: those that are told. */
static bool is_after_talks(const ro_reader *r, size_t i, size_t end) {
  size_t talks = i + 1, near = i + 12 < end ? i + 12 : end;
  ro_span ignored = {0, 0};
  while (talks < near && !ro_lemma_in(r, talks, RO_TALKS)) talks++;
  if (!ro_word_is(r, i, "after") || talks == near || talks > i + 6) return false;
  for (size_t t = i + 1; t < talks; t++)
    if (r->entity[t] != RO_NONE || ro_has(r, t, RO_T_FINITE | RO_T_POSSESSIVE | RO_T_COMMA)) return false;
  return !ro_day_between(r, talks, near, &ignored).ptr && !ro_month_between(r, talks, near, &ignored).ptr;
}

/* "Najas Palace": a place that stands in a town which it does not tell. */
static bool is_building(const ro_reader *r, size_t place) {
  const ro_entity *e = &r->out->entities.at[place];
  ro_slice rest = ro_arena_lower(r->arena, e->name), word;
  if (e->kind != RO_PLACE || e->within != RO_NONE) return false;
  while (ro_field_next(&rest, ' ', &word))
    if (ro_slice_has_word(RO_LIT("palace hotel house hall castle residence villa airport headquarters centre center building"),
                          word))
      return true;
  return false;
}

/* "In Lima, while receiving him at Torre House": the town that the sentence names beside a building. */
static void add_town(ro_reader *r, size_t first, size_t end, ro_meeting *meeting) {
  for (size_t i = first; i + 1 < end && meeting->places.len == 1; i++) {
    size_t town = ro_word_is(r, i, "in") ? r->entity[i + 1] : RO_NONE;
    if (town != RO_NONE && ro_kind_of(r, town) == RO_PLACE && r->out->entities.at[town].within != RO_NONE &&
        !is_of_something_else(r, i))
      RO_PUSH(r->arena, &meeting->places, town);
  }
}

/* The first "in PLACE" or "at PLACE" in [first, end). */
void ro_meeting_find_place(ro_reader *r, size_t first, size_t end, ro_meeting *meeting) {
  for (size_t i = first; i + 1 < end && meeting->places.len == 0; i++) {
    if (i > first && ro_word_in(r, i, "after since following") && !is_after_talks(r, i, end))
      break; /* "after talks in Tokyo in March": another time */
    if (ro_word_in(r, i, "in at near outside") && !is_list_of_places(r, i + 1, end) && !is_region(r, i + 1) &&
        !(meeting->status == RO_HELD && is_of_something_else(r, i)))
      ro_meeting_read_places(r, i + 1, end, meeting);
  }
  if (meeting->places.len == 1 && is_building(r, meeting->places.at[0])) add_town(r, first, end, meeting);
  ro_meeting_order_places(r, meeting);
  ro_meeting_note_place(r, meeting, RO_WHY("place behind a preposition"));
}

/* "vowed to stand by them until victory in Ukraine, as she held talks in Moscow": the place that hangs on what is told. */
void ro_meeting_find_place_of(ro_reader *r, size_t trigger, size_t end, ro_meeting *meeting) {
  for (size_t i = trigger + 1; i + 1 < end && meeting->places.len == 0; i++) {
    if (ro_word_in(r, i, "after since following")) break;
    size_t place = ro_word_in(r, i, "in at") ? ro_governor(&r->syntax, i) : RO_NO_TOKEN;
    size_t head = place == RO_NO_TOKEN ? RO_NO_TOKEN : ro_governor(&r->syntax, place);
    if (head != RO_NO_TOKEN && head != trigger && ro_token_at(r, head)->rel == RO_REL_OBJ) head = ro_governor(&r->syntax, head);
    if (head == trigger && !is_list_of_places(r, i + 1, end)) ro_meeting_read_places(r, i + 1, end, meeting);
  }
}

/* The dateline's town as a place, also one that no list has; in *why what had it. */
static size_t town_of_dateline(ro_reader *r, ro_why *why) {
  ro_slice place = r->out->report.dateline.place;
  size_t comma = ro_slice_find(place, RO_LIT(","), 0);
  ro_slice town = ro_slice_trim(ro_slice_part(place, 0, comma == (size_t)-1 ? place.len : comma));
  const ro_gazetteer_entry *entry = ro_lists_place_nocase(r->lists, town); /* agencies write it in capitals */
  const ro_listed *listed = entry ? &r->lists->listed.at[entry->listed] : NULL;
  if (entry) why->list = listed->list, why->entry = entry->as_listed;
  size_t entity = ro_entity_make(r, RO_PLACE, ro_lists_city(r->lists, entry ? entry->text : town));
  size_t country = !listed                      ? RO_NONE
                   : listed->kind == RO_COUNTRY ? ro_entity_of_listed(r, listed)
                   : listed->iso.ptr            ? ro_names_country(r, listed->iso)
                                                : RO_NONE;
  if (country != RO_NONE && (listed->kind == RO_COUNTRY || r->out->entities.at[entity].within == RO_NONE))
    r->out->entities.at[entity].within = country;
  return entity;
}

/* The dateline's place where the sentence names none, or only its country. */
void ro_meeting_take_dateline_place(ro_reader *r, ro_meeting *meeting) {
  ro_slice place = r->out->report.dateline.place;
  if (meeting->kind == RO_CALL || place.len == 0 || meeting->places.len > 1) return;
  if (meeting->places.len == 1 && is_building(r, meeting->places.at[0])) { /* "at Najas Palace": in the dateline's town */
    ro_why ignored = RO_WHY(NULL);
    size_t town = town_of_dateline(r, &ignored);
    if (town != meeting->places.at[0]) RO_PUSH(r->arena, &meeting->places, town);
    ro_meeting_order_places(r, meeting);
    return;
  }
  if (meeting->places.len == 1) {
    ro_why ignored = RO_WHY(NULL);
    size_t country = meeting->places.at[0], town = ro_kind_of(r, country) == RO_COUNTRY ? town_of_dateline(r, &ignored) : RO_NONE;
    if (town == RO_NONE || r->out->entities.at[town].within != country) return;
    meeting->places.len = 0; /* "met the President of Peru at the palace", dated in Lima */
    RO_PUSH(r->arena, &meeting->places, town);
    RO_PUSH(r->arena, &meeting->places, country);
    return;
  }
  size_t end = ro_token_after(r, r->out->report.dateline.span.start + place.len);
  size_t first = ro_token_after(r, r->out->report.dateline.span.start);
  for (size_t i = first; i < end && i < r->tokens->tokens.len; i++) {
    if (r->entity[i] == RO_NONE) continue;
    ro_meeting_read_places(r, i, end, meeting);
    break;
  }
  ro_why why = RO_WHY("place of the dateline");
  if (meeting->places.len == 0) { /* a town no list has */
    size_t entity = town_of_dateline(r, &why);
    RO_PUSH(r->arena, &meeting->places, entity);
    meeting->place_span = r->out->report.dateline.span;
  }
  ro_meeting_order_places(r, meeting);
  ro_meeting_note_place(r, meeting, why);
}
