#include <stdlib.h>

#include "event/grounds.h"
#include "event/write.h"

#define SHORT 0.4       /* of the median length of the event's reports: too short to say much by silence */
#define SAME_MATTER 0.5 /* share of a statement's words in a clause of the same matter */
#define UNREAD 0.55     /* share of a statement's words in what was read as no clause: it is probably there */
#define OTHERS 0.6      /* likeness to a clause of other speakers in a rendering of the same text: a misreading, no absence */
#define MAYBE 0.5

static int by_size(const void *a, const void *b) {
  size_t left = *(const size_t *)a, right = *(const size_t *)b;
  return (left > right) - (left < right);
}

static bool is_short(const ro_settling *s, const ro_settled_event *event, size_t member) {
  ro_indexes lengths = {0};
  for (size_t i = 0; i < event->nodes.len; i++)
    RO_PUSH(s->arena, &lengths, ro_settling_prepared(s, s->nodes.at[event->nodes.at[i]].member)->words.len);
  qsort(lengths.at, lengths.len, sizeof *lengths.at, by_size);
  size_t median = lengths.at[lengths.len / 2];
  return (double)ro_settling_prepared(s, member)->words.len < SHORT * (double)median;
}

/* Clause weights count how often a report's clauses have a word; against sentences every content word weighs 1. */
static double share_in(const ro_bag *clause, const ro_bag *other) {
  return clause->total > 0 ? ro_bag_shared(clause, other) / clause->total : 0;
}

static void plain_bag(const ro_settling *s, ro_clause_ref ref, ro_bag *bag) {
  const ro_prepared *p = ro_settling_prepared(s, ref.member);
  const ro_span span = ro_settling_said(s, ref)->span;
  ro_bag_make(bag, &p->words, ro_words_after(&p->words, span.start), ro_words_after(&p->words, span.end), s->scratch);
}

/* The most that one sentence of a report has of a clause; and that what was read as no clause has. */
static double share_in_text(const ro_bag *clause, const ro_prepared *p, bool unread) {
  double best = 0;
  for (size_t i = 0; i < p->units.len; i++) {
    double share = share_in(clause, unread ? &p->units.at[i].unread : &p->units.at[i].bag);
    if (share > best) best = share;
  }
  return best;
}

/* How much of the statement the report's clause has that comes nearest to it; its index in *nearest, or RO_NONE. */
static double nearest_clause(const ro_settling *s, const ro_cluster *cluster, size_t member, size_t *nearest) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  double best = 0;
  *nearest = RO_NONE;
  for (size_t i = 0; i < p->said.len; i++) {
    for (size_t k = 0; k < cluster->clauses.len; k++) {
      const ro_said *said = ro_settling_said(s, cluster->clauses.at[k]);
      double share = share_in(&said->bag, &p->said.at[i].bag);
      if (share > best && ro_values_equal(&said->speakers, &p->said.at[i].speakers)) best = share, *nearest = i;
    }
  }
  return best;
}

/* Some clause of the report denies what one of the statement affirms, or the other way. */
static bool is_contradicted(const ro_settling *s, const ro_cluster *cluster, size_t member) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  for (size_t k = 0; k < cluster->clauses.len; k++) {
    ro_clause_ref ref = cluster->clauses.at[k];
    for (size_t i = 0; i < p->said.len; i++)
      if (ro_said_denied(ro_settling_prepared(s, ref.member), ro_settling_said(s, ref), p, &p->said.at[i])) return true;
    if (ro_left_open(s, ref, member, NULL)) return true;
  }
  return false;
}

static bool carries(const ro_cluster *cluster, size_t member) {
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    if (cluster->clauses.at[i].member == member) return true;
  }
  for (size_t i = 0; i < cluster->covers.len; i++) {
    if (cluster->covers.at[i].member == member) return true;
  }
  return false;
}

static bool of_one_text(const ro_settling *s, size_t a, size_t b) {
  for (size_t i = 0; i < s->origins_of.at[a].len; i++) {
    for (size_t k = 0; k < s->origins_of.at[b].len; k++) {
      if (s->origins_of.at[a].at[i] == s->origins_of.at[b].at[k]) return true;
    }
  }
  return false;
}

static bool holds(const ro_cluster *cluster, size_t member, size_t said) {
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    if (cluster->clauses.at[i].member == member && (said == RO_NONE || cluster->clauses.at[i].said == said)) return true;
  }
  return false;
}

/* A clause that already stands for another statement of that report is not the one looked for. */
static bool is_paired(const ro_settled_event *event, size_t member, size_t said, size_t with) {
  for (size_t k = 0; k < event->clusters.len; k++) {
    if (holds(&event->clusters.at[k], member, said) && holds(&event->clusters.at[k], with, RO_NONE)) return true;
  }
  return false;
}

/* Renderings of one text do not give a statement to different speakers: one of them was misread. */
static bool said_by_others(const ro_settling *s, const ro_settled_event *event, const ro_cluster *cluster, size_t member) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  for (size_t k = 0; k < cluster->clauses.len; k++) {
    const ro_said *said = ro_settling_said(s, cluster->clauses.at[k]);
    if (!of_one_text(s, cluster->clauses.at[k].member, member)) continue;
    for (size_t i = 0; i < p->said.len; i++) {
      const ro_said *other = &p->said.at[i];
      if (ro_values_equal(&said->speakers, &other->speakers) || ro_bag_dice(&said->bag, &other->bag) < OTHERS) continue;
      if (!is_paired(event, member, i, cluster->clauses.at[k].member)) return true;
    }
  }
  return false;
}

/* How much of a statement a report has that does not carry it. */
typedef struct had {
  double share; /* of it in the nearest clause of the same speakers */
  size_t nearest;
  double in_text, unread; /* in one sentence; in what of that was read as no clause */
} had;

static void note_absence(const ro_settling *s, ro_slice statement, size_t member, const had *h, ro_slice kind, const char *why) {
  if (!ro_note_line(s, RO_LINE_STATEMENT, statement, RO_GROUND_ABSENCE, kind, why)) return;
  ro_ground_measure(s->trace, "share in the nearest clause of the same speakers", h->share);
  ro_ground_measure(s->trace, "share in one sentence", h->in_text);
  ro_ground_measure(s->trace, "share in words read as no clause", h->unread);
  ro_note_reports(s, member);
  if (h->nearest != RO_NONE) ro_note_quotes(s, member, &ro_settling_clause(s, (ro_clause_ref){member, h->nearest})->spans);
}

static ro_absence absence_of(const ro_settling *s, const ro_settled_event *event, const ro_cluster *cluster, size_t member,
                             ro_slice statement) {
  ro_absence absence = {.report = s->members[member].id};
  had h = {0};
  h.share = nearest_clause(s, cluster, member, &h.nearest);
  bool contradicted = is_contradicted(s, cluster, member);
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    ro_bag bag;
    plain_bag(s, cluster->clauses.at[i], &bag);
    double here = share_in_text(&bag, ro_settling_prepared(s, member), false);
    if (here > h.in_text) h.in_text = here;
    here = share_in_text(&bag, ro_settling_prepared(s, member), true);
    if (here > h.unread) h.unread = here;
  }
  ro_arena_clear(s->scratch);
  if (!contradicted && (h.unread >= UNREAD || said_by_others(s, event, cluster, member))) {
    note_absence(s, statement, member, &h, RO_LIT("none"),
                 h.unread >= UNREAD ? "most of its words stand where no clause was read: it is probably there"
                                    : "the report, of one text with another that carries it, gives it to others: a misreading");
    return (ro_absence){0};
  }
  if (contradicted) {
    absence.kind = RO_LIT("contradicted");
    absence.reason = RO_LIT("what one of the two affirms the other denies, or leaves without agreement");
  } else if (h.share >= SAME_MATTER) {
    absence.kind = RO_LIT("weaker");
    absence.reason = RO_LIT("a clause of the same speakers has part of it");
  } else if (is_short(s, event, member)) {
    absence.kind = RO_LIT("too-short");
    absence.reason = RO_LIT("the report is far shorter than the others");
  } else if (h.in_text >= MAYBE) { /* of the words, not of the matter: what no clause has was looked at above */
    absence.kind = RO_LIT("unsure");
    absence.reason = RO_LIT("a sentence has about half of its words");
  } else {
    absence.kind = RO_LIT("not-mentioned");
    absence.reason = RO_LIT("no clause and no sentence of the report has it");
  }
  note_absence(s, statement, member, &h, absence.kind, absence.reason.ptr);
  return absence;
}

static int by_report(const void *a, const void *b) {
  return ro_slice_compare(((const ro_absence *)a)->report, ((const ro_absence *)b)->report);
}

void ro_write_absences(ro_settling *s, size_t index, size_t first_statement) {
  const ro_settled_event *event = &s->events.at[index];
  for (size_t k = 0; event->told && k < event->clusters.len; k++) {
    ro_record_statement *line = &s->out->statements.at[first_statement + k];
    for (size_t i = 0; i < event->nodes.len; i++) {
      size_t member = s->nodes.at[event->nodes.at[i]].member;
      bool again = i > 0 && s->nodes.at[event->nodes.at[i - 1]].member == member; /* a second node of one report */
      if (again || carries(&event->clusters.at[k], member)) continue;
      ro_absence absence = absence_of(s, event, &event->clusters.at[k], member, line->id);
      for (size_t c = 0; absence.kind.ptr && c < s->copies.at[member].len; c++) {
        absence.report = s->members[s->copies.at[member].at[c]].id;
        RO_PUSH(s->arena, &line->absence, absence);
      }
    }
    if (line->absence.len > 1) qsort(line->absence.at, line->absence.len, sizeof *line->absence.at, by_report);
  }
}
