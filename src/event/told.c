#include <stdlib.h>

#include "event/grounds.h"

#define SAME_MATTER 0.45      /* mean share of sentences in common that makes a weak fit of day and parties one event */
#define SAME_MATTER_NEAR 0.62 /* the same where the days differ */
#define DAY_OFF_MATTER 0.3    /* the same where the same persons meet at one place, a day apart by their reports */
#define DAY_OFF_ALIKE 0.1     /* and cosine of terms beside names of such reports */
#define SOON 3                /* days after a meeting within which it is reported */
#define WEEKS 35              /* days between reports of one meeting whose day none of them says */
#define MUCH_ALIKE 0.35       /* cosine of terms of reports that tell of one day */
#define ALIKE 0.19            /* the same of reports of one matter, as in topics.c */
#define MARGIN 0.1            /* by how much the best of several events must fit better */

/* How well two told meetings fit. Strong ones join whatever else there is; weak ones only a meeting that has no day of its own
 * yet. */
typedef enum fit { FIT_NONE, FIT_WEAK, FIT_STRONG } fit;

typedef struct tie {
  size_t a, b; /* nodes */
  fit how;
  const char *why; /* static */
  double matter;   /* mean share of the reports' sentences in common */
  double score;
} tie;

static bool talks(ro_event_kind kind) {
  return kind == RO_MEETING || kind == RO_VISIT || kind == RO_SUMMIT || kind == RO_CONFERENCE || kind == RO_SIGNING;
}

static bool kinds_fit(ro_event_kind a, ro_event_kind b) {
  return a == b || (talks(a) && talks(b));
}

/* What happened; a coming event is joined with others by ro_settle_links(). */
static bool is_told(const ro_settling *s, size_t node) {
  const ro_meeting *meeting = ro_settling_meeting(s, node);
  return meeting->told && (meeting->status == RO_HELD || meeting->status == RO_STATUS_UNKNOWN);
}

static bool is_first_told(const ro_settling *s, size_t node) {
  for (size_t i = s->first_node[s->nodes.at[node].member]; i < node; i++) {
    if (is_told(s, i)) return false;
  }
  return true;
}

/* The same day of the year, though one report does not state its year. */
static bool same_calendar_day(ro_day a, ro_day b) {
  return a.month && a.day && a.month == b.month && a.day == b.day && !(a.year && b.year && a.year != b.year);
}

/* A report of a meeting whose day it does not name was written on that day or soon after. */
static bool published_after(const ro_settling *s, const ro_node *undated, const ro_node *dated) {
  ro_day day = dated->day, published = ro_written_day(s, undated->member);
  if (!ro_day_is_full(day)) day = ro_written_day(s, dated->member);
  if (!day.year && ro_day_is_full(published)) day.year = published.year;
  if (!published.year && ro_day_is_full(day)) published.year = day.year;
  if (!ro_day_is_full(day) || !ro_day_is_full(published)) return false;
  int64_t days = ro_day_number(published) - ro_day_number(day);
  return days >= (ro_day_is_full(dated->day) ? 0 : -SOON) && days <= SOON;
}

/* A day that is only the dateline's says when the report was written: the day of what it tells, or soon after. */
static bool written_after(const ro_node *late, const ro_node *early) {
  ro_day a = late->day, b = early->day;
  if (!late->written) return false;
  if (!a.year) a.year = b.year;
  if (!b.year) b.year = a.year;
  if (!ro_day_is_full(a) || !ro_day_is_full(b)) return false;
  int64_t days = ro_day_number(a) - ro_day_number(b);
  return days >= 0 && days <= SOON;
}

static bool may_be_of_day(const ro_settling *s, const ro_node *a, const ro_node *b) {
  if (written_after(a, b) || written_after(b, a)) return true;
  if (!ro_day_is_known(a->day)) return published_after(s, a, b);
  return !ro_day_is_known(b->day) && published_after(s, b, a);
}

/* Nothing speaks against it where one is not dated; reports of one meeting appear within weeks. */
static bool are_of_one_time(const ro_settling *s, const ro_node *a, const ro_node *b) {
  ro_day left = ro_written_day(s, a->member), right = ro_written_day(s, b->member);
  if (!ro_day_is_full(left) || !ro_day_is_full(right)) return true;
  int64_t days = ro_day_number(left) - ro_day_number(right);
  return days <= WEEKS && days >= -WEEKS;
}

static double terms_alike(const ro_settling *s, const ro_node *a, const ro_node *b) {
  return ro_terms_alike(&ro_settling_prepared(s, a->member)->terms, &ro_settling_prepared(s, b->member)->terms);
}

/* One of two reports that are much alike takes somebody else for a party: they have some party, and the day, in common. */
static bool misreads_parties(const ro_settling *s, const ro_node *a, const ro_node *b, ro_day_fit day) {
  bool one_day = day == RO_DAY_EQUAL || same_calendar_day(a->day, b->day) || may_be_of_day(s, a, b);
  if (!one_day || ro_values_shared(&a->countries, &b->countries) == 0) return false;
  if (terms_alike(s, a, b) < MUCH_ALIKE) return false;
  const ro_terms *left = &ro_settling_prepared(s, a->member)->terms, *right = &ro_settling_prepared(s, b->member)->terms;
  return ro_terms_alike_beside_names(left, right) >= MUCH_ALIKE; /* who meets many on one day names himself in each report */
}

/* A call in the evening is one of the next day where it is morning. */
static bool one_call(const ro_settling *s, size_t i, size_t j) {
  ro_day a = s->nodes.at[i].day, b = s->nodes.at[j].day;
  if (ro_settling_meeting(s, i)->kind != RO_CALL || ro_settling_meeting(s, j)->kind != RO_CALL) return false;
  if (!ro_day_is_full(a) || !ro_day_is_full(b) || !is_first_told(s, i) || !is_first_told(s, j)) return false;
  int64_t days = ro_day_number(a) - ro_day_number(b);
  return days >= -1 && days <= 1;
}

/* One of two reports is wrong by a day: the same persons, the same place, and much of the same. */
static bool is_day_off(const ro_settling *s, const tie *t, ro_parties_fit parties, ro_place_fit place, double matter) {
  const ro_node *a = &s->nodes.at[t->a], *b = &s->nodes.at[t->b];
  if (parties != RO_PARTIES_EQUAL || place != RO_PLACE_EQUAL || matter < DAY_OFF_MATTER) return false;
  if (!ro_day_is_full(a->day) || !ro_day_is_full(b->day) || !is_first_told(s, t->a) || !is_first_told(s, t->b)) return false;
  int64_t days = ro_day_number(a->day) - ro_day_number(b->day);
  const ro_terms *left = &ro_settling_prepared(s, a->member)->terms, *right = &ro_settling_prepared(s, b->member)->terms;
  return days >= -1 && days <= 1 && ro_terms_alike_beside_names(left, right) >= DAY_OFF_ALIKE;
}

static fit is(tie *t, fit how, const char *why) {
  t->how = how;
  t->why = why;
  return how;
}

/* On a day that is the same, or may be; at places that are not apart, or in spite of that. */
static fit fit_on_one_day(tie *t, ro_parties_fit parties, ro_place_fit place, double matter) {
  if (place != RO_PLACE_APART) return is(t, FIT_STRONG, "their parties, day and place fit");
  if (parties == RO_PARTIES_EQUAL) return is(t, FIT_STRONG, "the same parties on the same day, though the places differ");
  if (matter >= SAME_MATTER_NEAR)
    return is(t, FIT_STRONG, "their parties fit on the same day, and both say much the same, though the places differ");
  return is(t, FIT_NONE, "their places differ, and they do not say the same");
}

/* On days that are near each other, may be one, or are not known; places are not apart. */
static fit fit_on_some_day(const ro_settling *s, tie *t, ro_day_fit day, ro_parties_fit parties, ro_place_fit place,
                           double matter) {
  const ro_node *a = &s->nodes.at[t->a], *b = &s->nodes.at[t->b];
  bool first = is_first_told(s, t->a) && is_first_told(s, t->b);
  if (day == RO_DAY_NEAR) {
    if (matter >= SAME_MATTER_NEAR) return is(t, FIT_STRONG, "their parties fit, the days are near, and both say much the same");
    if (is_day_off(s, t, parties, place, matter))
      return is(t, FIT_STRONG, "the same parties at one place, a day apart, and both say much the same");
    if (parties == RO_PARTIES_EQUAL && one_call(s, t->a, t->b))
      return is(t, FIT_STRONG, "an evening's call is one of the next morning elsewhere");
    if (may_be_of_day(s, a, b) && first)
      return is(t, FIT_WEAK, "their parties fit, the one was written within days of the other");
    return is(t, FIT_NONE, "their days are near each other but not one, and they do not say the same");
  }
  if (day == RO_DAY_FITS && place == RO_PLACE_EQUAL) return is(t, FIT_STRONG, "their parties and place fit, the day may be one");
  if (day == RO_DAY_FITS && parties == RO_PARTIES_EQUAL && first) /* on a day of the visit, or some day */
    return ro_day_is_full(a->day) && ro_day_is_full(b->day) ? is(t, FIT_STRONG, "the same parties, on a day of the visit")
                                                            : is(t, FIT_WEAK, "the same parties, the day may be one");
  if (first) {
    if (may_be_of_day(s, a, b)) return is(t, FIT_WEAK, "their parties fit, and the one that names no day appeared soon after");
    bool one_thing = place == RO_PLACE_EQUAL || terms_alike(s, a, b) >= ALIKE; /* nothing speaks against the day */
    if (parties == RO_PARTIES_EQUAL && day == RO_DAY_UNKNOWN && one_thing && are_of_one_time(s, a, b))
      return is(t, FIT_WEAK, "the same parties at one place or on one matter, within weeks");
  }
  if (matter >= SAME_MATTER) return is(t, FIT_WEAK, "their parties fit, and both say much the same");
  return is(t, FIT_NONE, "no day says that they are one, and they do not say the same");
}

/* How well the told meetings t->a and t->b of two linked reports fit, and why. */
static fit fit_of(const ro_settling *s, const ro_link *link, tie *t) {
  const ro_node *a = &s->nodes.at[t->a], *b = &s->nodes.at[t->b];
  ro_day_fit day = ro_day_compare(a->day, b->day);
  ro_parties_fit parties = ro_nodes_parties(a, b);
  ro_place_fit place = ro_nodes_places(a, b);
  if (place == RO_PLACE_APART && (ro_settling_is_at_dateline(s, t->a) || ro_settling_is_at_dateline(s, t->b)))
    place = RO_PLACE_UNKNOWN;
  double matter = t->matter = (link->result.coverage_a + link->result.coverage_b) / 2;
  bool first = is_first_told(s, t->a) && is_first_told(s, t->b);
  bool derived = link->result.kind != RO_INDEPENDENT && first;
  t->score = matter + (derived ? 1 : 0);
  bool one_matter = s->topic_of[a->member] == s->topic_of[b->member] && parties == RO_PARTIES_EQUAL && first;
  if (!kinds_fit(ro_settling_meeting(s, t->a)->kind, ro_settling_meeting(s, t->b)->kind) && !derived && !one_matter)
    return is(t, FIT_NONE, "the one is a call, the other a meeting");
  bool template = link->result.kind == RO_NEAR_COPY && parties == RO_PARTIES_APART; /* one office's words for every meeting */
  if (derived && day != RO_DAY_APART && !template)                                  /* whoever one of them takes for a party */
    return is(t, FIT_STRONG, "one report comes from the other, or both from one text, and nothing speaks against the day");
  if (one_matter && may_be_of_day(s, a, b)) return is(t, FIT_WEAK, "the same parties on one matter, and the day may be one");
  if (parties == RO_PARTIES_APART && day != RO_DAY_APART && misreads_parties(s, a, b, day))
    return is(t, FIT_WEAK, "much alike on one day, with a party in common: one names another party");
  if (day == RO_DAY_APART) return is(t, FIT_NONE, "their days are apart");
  if (parties == RO_PARTIES_APART) return is(t, FIT_NONE, "their parties are not the same");
  if (parties == RO_PARTIES_UNKNOWN) return is(t, FIT_NONE, "whose meeting it was is not known of one");
  if (day == RO_DAY_EQUAL || same_calendar_day(a->day, b->day)) return fit_on_one_day(t, parties, place, matter);
  if (place != RO_PLACE_APART) return fit_on_some_day(s, t, day, parties, place, matter);
  /* a place may be misread; the same persons on such a day, on the same matter, are not */
  if (parties == RO_PARTIES_EQUAL && day == RO_DAY_FITS && first && terms_alike(s, a, b) >= ALIKE)
    return is(t, FIT_WEAK, "the same parties on one matter, the day may be one, though the places differ");
  return is(t, FIT_NONE, "their places differ");
}

bool ro_told_tied(const ro_settling *s, const ro_link *link) {
  for (size_t i = s->first_node[link->a]; i < s->first_node[link->a + 1]; i++)
    for (size_t j = s->first_node[link->b]; is_told(s, i) && j < s->first_node[link->b + 1]; j++) {
      tie t = {.a = i, .b = j};
      if (is_told(s, j) && fit_of(s, link, &t) != FIT_NONE) return true;
    }
  return false;
}

const char *ro_told_against(const ro_settling *s, size_t a, size_t b) {
  const ro_link *link = ro_settling_link(s, s->nodes.at[a].member, s->nodes.at[b].member);
  bool turned = s->nodes.at[a].member > s->nodes.at[b].member;
  tie t = {.a = turned ? b : a, .b = turned ? a : b};
  if (s->nodes.at[a].member == s->nodes.at[b].member) return "one report tells both";
  if (!is_told(s, a) || !is_told(s, b)) return "the one is still to come, the other was held";
  if (link) return fit_of(s, link, &t) == FIT_NONE ? t.why : NULL;
  if (ro_day_compare(s->nodes.at[a].day, s->nodes.at[b].day) == RO_DAY_APART) return "their days are apart";
  return "neither day nor place nor matter brings their reports together";
}

static int by_strength(const void *a, const void *b) {
  const tie *left = a, *right = b;
  if (left->how != right->how) return left->how > right->how ? -1 : 1;
  if (left->score != right->score) return left->score > right->score ? -1 : 1;
  if (left->a != right->a) return left->a < right->a ? -1 : 1;
  return (left->b > right->b) - (left->b < right->b);
}

/* What speaks against joining two sets, or NULL: no two nodes of theirs may be of one report or have days apart. */
static const char *against_sets(const ro_settling *s, size_t *set, size_t a, size_t b) {
  a = ro_set_of(set, a);
  b = ro_set_of(set, b);
  if (a == b) return "they are one already";
  for (size_t i = 0; i < s->nodes.len; i++) {
    if (ro_set_of(set, i) != a) continue;
    for (size_t j = 0; j < s->nodes.len; j++) {
      if (ro_set_of(set, j) != b) continue;
      if (s->nodes.at[i].member == s->nodes.at[j].member) return "a report tells of a meeting in each";
      if (ro_day_compare(s->nodes.at[i].day, s->nodes.at[j].day) == RO_DAY_APART) return "reports of the two give days apart";
    }
  }
  return NULL;
}

static bool may_join(const ro_settling *s, size_t *set, size_t a, size_t b) {
  return against_sets(s, set, a, b) == NULL;
}

static bool has_full_day(const ro_settling *s, size_t *set, size_t of) {
  for (size_t i = 0; i < s->nodes.len; i++) {
    if (ro_set_of(set, i) == ro_set_of(set, of) && ro_day_is_full(s->nodes.at[i].day)) return true;
  }
  return false;
}

/* May two sets be one event, by a tie between them? */
static bool are_tied(const ro_settling *s, size_t *set, const tie *ties, size_t n_ties, size_t a, size_t b) {
  for (size_t k = 0; k < n_ties; k++) {
    size_t x = ro_set_of(set, ties[k].a), y = ro_set_of(set, ties[k].b);
    if (((x == a && y == b) || (x == b && y == a)) && may_join(s, set, a, b)) return true;
  }
  return false;
}

/* A set without a full day joins another by a weak tie only where no third fits nearly as well that is another event than that.
 */
static bool is_only_fit(const ro_settling *s, size_t *set, const tie *ties, size_t n_ties, const tie *this) {
  size_t a = ro_set_of(set, this->a), b = ro_set_of(set, this->b);
  for (size_t k = 0; k < n_ties; k++) {
    size_t x = ro_set_of(set, ties[k].a), y = ro_set_of(set, ties[k].b);
    if (x == y || (x == a && y == b) || (x == b && y == a) || ties[k].score < this->score - MARGIN) continue;
    size_t own = x == a || x == b ? x : y == a || y == b ? y : RO_NONE;
    if (own == RO_NONE || has_full_day(s, set, own) || !may_join(s, set, ties[k].a, ties[k].b)) continue;
    size_t third = own == x ? y : x, partner = own == a ? b : a;
    if (!are_tied(s, set, ties, n_ties, third, partner)) return false;
  }
  return true;
}

/* What speaks against what a tie would join, or NULL. */
static const char *against(const ro_settling *s, size_t *set, const tie *ties, size_t n_ties, const tie *t) {
  const char *why = against_sets(s, set, t->a, t->b);
  if (why || t->how != FIT_WEAK) return why;
  if (has_full_day(s, set, t->a) && has_full_day(s, set, t->b)) return "each has its own day, and they fit only weakly";
  return is_only_fit(s, set, ties, n_ties, t) ? NULL : "another meeting fits as well";
}

static void note_tie(const ro_settling *s, const tie *t, const char *why_not) {
  if (!s->trace) return;
  ro_note_nodes(s, t->a, t->b, why_not ? RO_GROUND_APART : RO_GROUND_REPORTS, why_not ? RO_GROUND_FROM : RO_GROUND_WITH,
                why_not ? why_not : t->why);
  ro_ground_measure(s->trace, "share of both in common", t->matter);
}

static void note_alone(const ro_settling *s, size_t node) {
  if (!s->trace) return;
  const ro_meeting *meeting = ro_settling_meeting(s, node);
  size_t member = s->nodes.at[node].member;
  bool alone = s->events.at[s->nodes.at[node].event].nodes.len == 1;
  if (!alone) return;
  ro_note_node(s, node, RO_GROUND_REPORTS, RO_ABSENT,
               s->copies.at[member].len > 1 ? "told by one text: these reports have its words" : "told by one report");
  if (meeting->spans.len > 0) ro_note_quote(s, member, meeting->spans.at[0]);
}

static void make_events(ro_settling *s, size_t *set) {
  for (size_t i = 0; i < s->nodes.len; i++) {
    if (!is_told(s, i)) continue;
    size_t root = ro_set_of(set, i);
    if (s->nodes.at[root].event == RO_NONE) {
      s->nodes.at[root].event = s->events.len;
      RO_PUSH(s->arena, &s->events, ((ro_settled_event){.told = true, .occasion = RO_NONE}));
    }
    s->nodes.at[i].event = s->nodes.at[root].event;
    RO_PUSH(s->arena, &s->events.at[s->nodes.at[i].event].nodes, i);
  }
  for (size_t e = 0; s->trace && e < s->events.len; e++) note_alone(s, s->events.at[e].nodes.at[0]);
}

void ro_settle_told(ro_settling *s) {
  RO_ARRAY(tie) ties = {0};
  for (size_t k = 0; k < s->links.len; k++) {
    const ro_link *link = &s->links.at[k];
    for (size_t i = s->first_node[link->a]; i < s->first_node[link->a + 1]; i++) {
      for (size_t j = s->first_node[link->b]; is_told(s, i) && j < s->first_node[link->b + 1]; j++) {
        tie t = {.a = i, .b = j};
        if (!is_told(s, j)) continue;
        if (fit_of(s, link, &t) != FIT_NONE) RO_PUSH(s->arena, &ties, t);
      }
    }
  }
  size_t *set = ro_sets(s->nodes.len, s->arena);
  if (ties.len > 1) qsort(ties.at, ties.len, sizeof *ties.at, by_strength);
  for (size_t k = 0; k < ties.len; k++) {
    const tie *t = &ties.at[k];
    if (ro_set_of(set, t->a) == ro_set_of(set, t->b)) continue;
    const char *why_not = against(s, set, ties.at, ties.len, t);
    note_tie(s, t, why_not);
    if (!why_not) ro_set_join(set, t->a, t->b);
  }
  make_events(s, set);
}
