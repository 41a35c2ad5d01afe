/*
 * Settling, inside: what its steps share. They run in this order, each on what the ones before found:
 *
 *   ro_settle_members      copies folded, meetings as nodes                            pairs.c
 *   ro_settle_decisions    people's decisions bound to what they name                  decided.c
 *   ro_settle_components   reports that keys and likeness connect                      components.c
 *     and of each component by itself
 *     ro_settle_topics       reports of one matter                                    topics.c, split.c
 *     ro_settle_pairs        candidates by keys and matter, pairs compared            pairs.c
 *     ro_settle_siblings     both from a third, neither from the other                siblings.c
 *     ro_decide_links        and what people say does not                             decided_origins.c
 *     ro_settle_told         told meetings joined to events                           told.c
 *     ro_settle_occurrences  what else happened, of which reports tell                occurrences.c
 *     ro_settle_origins      what comes from what                                     origins.c
 *   ro_decide_events       told events that people say are one, or are not            decided_events.c
 *   ro_settle_links        events referred to or planned                              link.c
 *   ro_decide_events       the same of these
 *   ro_settle_occasions    sessions on whose sidelines events were held               link.c
 *   ro_settle_statements   clauses joined to statements                               align.c, cluster.c
 *   ro_settle_identities   entities of the record                                     identity.c
 *   writing                lines of the record                                        write.c, absence.c, discrepancy.c
 *   ro_decide_lines        names, fields and verdicts that people gave                decided_lines.c
 */
#ifndef RO_EVENT_SETTLING_H
#define RO_EVENT_SETTLING_H

#include "base/sets.h"
#include "event/day.h"
#include "event/keyed.h"
#include "event/pair.h"
#include "event/persons.h"
#include "event/settle.h"
#include "record/grounds.h"
#include "review/joins.h"

/* A name of an entity, and in how many reports it is the name. */
typedef struct ro_form {
  ro_slice text;
  size_t reports;
} ro_form;

typedef struct ro_ident { /* an entity's key over all reports */
  ro_slice key, id;
  ro_entity_kind kind;
  ro_slice iso, wikidata;
  RO_ARRAY(ro_form) names;
} ro_ident;

/* A meeting as one report has it. */
typedef struct ro_node {
  size_t member, meeting;
  ro_day day;                             /* made whole by the report's own date where that can be */
  bool written;                           /* the day is that of the dateline: what is told took place then or soon before */
  size_t dated_by;                        /* the one of its copies by whose date its day is whole */
  ro_day dateline;                        /* of a meeting that names no day, where its report was written where that was */
  ro_values countries;                    /* keys of what the parties are of */
  ro_values persons;                      /* keys of the parties' persons */
  RO_ARRAY(const ro_person_name *) names; /* of these persons */
  ro_values places;                       /* keys, countries left out */
  ro_values place_countries;
  size_t event; /* index into events */
} ro_node;

typedef struct ro_link { /* two representatives that were compared */
  size_t a, b;           /* members, a < b */
  ro_pair_result result;
  bool decided; /* a person says that neither comes from the other, nor both from one text */
} ro_link;

typedef struct ro_clause_ref {
  size_t member, said;
} ro_clause_ref;

typedef struct ro_cluster {        /* a statement */
  RO_ARRAY(ro_clause_ref) clauses; /* by member, then place; first those that found it */
  RO_ARRAY(ro_clause_ref) covers;  /* clauses of other statements that say this one too */
  double order;
} ro_cluster;

typedef struct ro_settled_event {
  ro_indexes nodes; /* of representatives, by member */
  bool told;
  bool is_given; /* other steps named it (steps.h) */
  ro_day day;
  RO_ARRAY(ro_cluster) clusters;
  size_t occasion;     /* event, or RO_NONE */
  ro_indexes mentions; /* nodes that only refer to it */
  ro_slice id;
  size_t first_statement; /* line of its first statement, before lines are sorted */
} ro_settled_event;

typedef struct ro_settled_origin {
  ro_indexes roots;
  ro_slice id;
  ro_slice side; /* ISO code */
} ro_settled_origin;

/* What a decision names, found. */
typedef struct ro_bound {
  size_t part;
  size_t member; /* the one that the decision names; of events, statements and origins its representative */
  size_t item;   /* an entity of the member's findings, a node, a clause (said) of the member, or nothing */
  ro_span span;  /* where it stands in the member */
} ro_bound;

typedef struct ro_decided {
  ro_record_review *review;
  RO_ARRAY(ro_bound) bound;
} ro_decided;

typedef struct ro_settling {
  const struct ro_settling *whole; /* what this is a component of, or NULL */
  const size_t *in_whole;          /* by member: its index there */
  const ro_member *members;        /* by id, no doubles */
  size_t n_members;
  const ro_lexicon *lexicon;
  ro_arena *arena, *scratch;   /* scratch is cleared by whoever used it */
  ro_arena *words;             /* the same, for what is needed within one comparison */
  size_t *same;                /* the representative of a member: the first with the same words */
  RO_ARRAY(ro_indexes) copies; /* by representative: its members, itself first */
  RO_ARRAY(ro_node) nodes;     /* of representatives, by member and meeting */
  size_t *first_node;          /* by member: its first node */
  RO_ARRAY(ro_link) links;     /* by a, b */
  RO_ARRAY(ro_settled_event) events;
  RO_ARRAY(ro_indexes) topics; /* representatives, in order */
  size_t *topic_of;            /* by representative; RO_NONE where it says nothing */
  RO_ARRAY(ro_settled_origin) origins;
  RO_ARRAY(ro_indexes) origins_of; /* by representative */
  ro_slice *side_of;               /* by representative: ISO code or absent */
  RO_ARRAY(ro_ident) idents;       /* in order of appearance */
  ro_map ident_of_key, ident_of_value;
  ro_map meant; /* a member and a name of one word -> place in meant_idents */
  ro_indexes meant_idents;
  size_t *lead_of;               /* by ident: the one that stands for it */
  RO_ARRAY(ro_decided) decided;  /* those in force that bind, the latest first; of the whole alone */
  ro_indexes *decided_at;        /* by event: decisions on statements that were made there */
  ro_map decided_fields;         /* of which thing which field is decided */
  ro_joins node_joins;           /* what decisions say of nodes */
  ro_joins ident_joins;          /* and of idents */
  ro_map not_meant;              /* a member, its name and an ident: people say that he is not meant by it */
  const ro_surroundings *around; /* of the whole, or NULL: nothing is around */
  ro_kept *kept;                 /* of the whole, or NULL */
  bool only_connects;            /* members of context are not compared with each other */
  const struct ro_given *given;  /* what other steps found (steps.h), or NULL */
  ro_record *out;
  ro_grounds *trace; /* where why is noted (grounds.h), or NULL */
} ro_settling;

void ro_settle_members(ro_settling *s);
void ro_settle_components(ro_settling *s);
void ro_connect(ro_settling *s); /* only finds the components: kept->component_of */
void ro_settle_pairs(ro_settling *s);
void ro_settle_siblings(ro_settling *s);
void ro_settle_told(ro_settling *s);
void ro_settle_topics(ro_settling *s);
void ro_settle_occurrences(ro_settling *s);
void ro_settle_origins(ro_settling *s);
void ro_settle_statements(ro_settling *s);
void ro_settle_links(ro_settling *s);
void ro_settle_given(ro_settling *s); /* the same, as other steps found it */
void ro_settle_occasions(ro_settling *s);

/* Where each told event is found, and where each reference was placed, after events have their identities. */
void ro_keep_links(ro_settling *s);

/* Compares two representatives: link->result. */
void ro_settle_link(ro_settling *s, ro_link *link);

/* Are two representatives that share a key of a matter of one? Where titles and leads are as alike as such reports'. */
bool ro_topic_tied(ro_settling *s, size_t a, size_t b);

/* The members of a set, by identity, each once; and as nodes, of which nothing is known yet. */
void ro_settling_begin(ro_settling *s, const ro_member *members, size_t n_members);

/* All of it, from begun to the lines of s->out. */
void ro_settling_run(ro_settling *s, const ro_member *members, size_t n_members);

/* By these, in order, references look for their events. */
typedef struct ro_reference_order {
  uint64_t at[3];
} ro_reference_order;

ro_reference_order ro_reference_order_of(ro_day day, int64_t here);

/* "e-...": of the smallest mention. Absent of an event without nodes. */
ro_slice ro_event_identity(const ro_settling *s, const ro_settled_event *event);

/* Whether any told meetings of two members may be one event. Reports of no meeting may tell of anything. */
ro_one_event ro_settling_one_event(const ro_settling *s, size_t a, size_t b);

/* Before keys are put of `n_members`, each of the member of `s` that `member_of` names, NULL: of its own. True where they are to
 * be put twice: before ro_keyed_gathered() as keys that are wanted, each time of those that ro_keyed_asks(). */
bool ro_settle_keys(ro_settling *s, ro_keyed *keyed, const size_t *member_of, size_t n_members, size_t keys_a_member);

/* Before couples are made of keys: keeps these, and sees to it that a key that is crowded elsewhere is so here. */
void ro_settle_keys_put(ro_settling *s, ro_keyed *keyed);

/* Compares the representatives that share a key of a told meeting or a copy: s->links, by a, then b. */
void ro_settle_candidates(ro_settling *s);

/* Couples of representatives whose titles and leads share rare words and that are as alike as reports of one matter. */
ro_couples ro_topic_ties(ro_settling *s);

/* May some told meetings of the two be one event? */
bool ro_told_tied(const ro_settling *s, const ro_link *link);

/* Why two told meetings are not tied at all; NULL where they are. Static. */
const char *ro_told_against(const ro_settling *s, size_t a, size_t b);

/* By a, then b. */
void ro_links_sort(ro_settling *s);

/* The link of two representatives, or NULL. */
const ro_link *ro_settling_link(const ro_settling *s, size_t a, size_t b);

static inline const ro_prepared *ro_settling_prepared(const ro_settling *s, size_t member) {
  return s->members[member].prepared;
}

static inline const ro_findings *ro_settling_findings(const ro_settling *s, size_t member) {
  return s->members[member].prepared->findings;
}

static inline const ro_said *ro_settling_said(const ro_settling *s, ro_clause_ref ref) {
  return &s->members[ref.member].prepared->said.at[ref.said];
}

static inline const ro_clause *ro_settling_clause(const ro_settling *s, ro_clause_ref ref) {
  const ro_said *said = ro_settling_said(s, ref);
  return &ro_settling_findings(s, ref.member)->attributions.at[said->attribution].clauses.at[said->clause];
}

static inline const ro_meeting *ro_settling_meeting(const ro_settling *s, size_t node) {
  return ro_prepared_meeting(ro_settling_prepared(s, s->nodes.at[node].member), s->nodes.at[node].meeting);
}

/* Is the node what its report is mainly about, other than a meeting? The last of each report's nodes. */
static inline bool ro_settling_is_occurrence(const ro_settling *s, size_t node) {
  return s->nodes.at[node].meeting == ro_settling_findings(s, s->nodes.at[node].member)->meetings.len;
}

/* The day that a report was published on, else its dateline's; that may lack the year. */
ro_day ro_written_day(const ro_settling *s, size_t member);

/* Is a meeting's place only that of the dateline, which says where the report was written? Weak against another. */
bool ro_settling_is_at_dateline(const ro_settling *s, size_t node);

/* The first day on which a report of an event that names no day was written where that was; 0 where none is known. */
ro_day ro_settling_written_on(const ro_settling *s, const ro_settled_event *event);

/* The node of a member's meeting, or RO_NONE. */
size_t ro_settling_node(const ro_settling *s, size_t member, size_t meeting);

/* How the parties of two nodes stand: equal, one holds the other, may be, or cannot be. */
typedef enum ro_parties_fit { RO_PARTIES_EQUAL, RO_PARTIES_FIT, RO_PARTIES_UNKNOWN, RO_PARTIES_APART } ro_parties_fit;
ro_parties_fit ro_nodes_parties(const ro_node *a, const ro_node *b);
typedef enum ro_place_fit { RO_PLACE_EQUAL, RO_PLACE_FITS, RO_PLACE_UNKNOWN, RO_PLACE_APART } ro_place_fit;
ro_place_fit ro_nodes_places(const ro_node *a, const ro_node *b);

#endif
