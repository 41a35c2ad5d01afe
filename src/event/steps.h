/*
 * Settling in steps, for whoever holds no more at once than two reports, a component, or what a reference may be to: a cluster.
 * What one step finds that another needs is handed on as ro_given. Each step is a function of what it is given, and all together
 * give what ro_settle() gives of the whole:
 *
 *   ro_step_keys     reports with the same words     the keys by which they meet others
 *   ro_step_connect  two reports that share a key    whether that connects them
 *   ro_step_told     a component                     its told events, origins, references, names
 *   ro_step_link     groups of references            the events that they are to
 *   ro_step_write    a component, or an event that is only referred to: the lines of the record
 */
#ifndef RO_EVENT_STEPS_H
#define RO_EVENT_STEPS_H

#include "event/settling.h"

typedef enum ro_step { RO_STEP_TOLD, RO_STEP_LINK, RO_STEP_WRITE } ro_step;

/* A meeting of a member, an index into those of the step in the order of their identities. */
typedef struct ro_given_node {
  size_t member, meeting;
} ro_given_node;

typedef RO_ARRAY(ro_given_node) ro_given_nodes;

typedef struct ro_given_reference {
  size_t member, meeting;
  ro_day day; /* these as in ro_kept_reference */
  int64_t here;
  uint64_t group;
} ro_given_reference;

/* To RO_STEP_LINK: a told event. To RO_STEP_WRITE: an event, and what refers to it here. */
typedef struct ro_given_event {
  ro_slice id;
  ro_day day; /* of one that nobody tells */
  ro_given_nodes nodes;
} ro_given_event;

/* Who is meant by a name, a key, in a member: the key of his name. */
typedef struct ro_given_meant {
  size_t member;
  ro_slice name, meant;
} ro_given_meant;

/* Of a member that was settled elsewhere. Origins are told apart by `origin`, which keeps their order. */
typedef struct ro_given_origin {
  size_t member;
  ro_slice origin;
  bool is_root;
} ro_given_origin;

typedef struct ro_given_side {
  size_t member;
  ro_slice side; /* as in ro_settling.side_of */
} ro_given_side;

typedef struct ro_given {
  ro_step step;
  RO_ARRAY(ro_given_reference) references;
  RO_ARRAY(ro_given_event) events; /* told ones in the order in which the whole has them */
  RO_ARRAY(ro_given_meant) meant;
  RO_ARRAY(ro_given_origin) origins;
  RO_ARRAY(ro_given_side) sides;
} ro_given;

/* A session on whose sidelines an event of the step was held, where that was. */
typedef struct ro_held_beside {
  ro_slice session;
  size_t event; /* its place among the told events of the component */
  ro_slices place;
} ro_held_beside;

typedef struct ro_step_lines {
  ro_record record; /* with the reports of context, so that evidence in them can be counted */
  ro_map events;    /* identities of those whose lines are the step's */
  RO_ARRAY(ro_held_beside) held;
} ro_step_lines;

/* `members` are all that have the same words, or one that has none. Fills kept->keys: those of the one that stands for them, its
 * index in the order of identities comes back. */
size_t ro_step_keys(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, ro_kept *kept, ro_arena *arena);

/* By what two representatives share a key; bits. */
enum { RO_SHARE_KEY = 1, RO_SHARE_MATTER = 2, RO_SHARE_PART = 4 };

/* Whether what they share connects the two that stand for the members; the others have the same words as one of them. */
bool ro_step_connect(const ro_member *members, size_t n_members, unsigned shares, const ro_lexicon *lexicon, ro_arena *arena);

/* Settles a component as far as that can be told from it alone; nothing is written. `around` gives identities. */
const ro_settling *ro_step_told(const ro_member *members, size_t n_members, const ro_lexicon *lexicon,
                                const ro_surroundings *around, ro_kept *kept, ro_arena *arena);

/* Places the references of given->references among the told events of given->events and those that nobody tells; the latter stand
 * behind the former in the result's events, named. */
const ro_settling *ro_step_link(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, const ro_given *given,
                                ro_arena *arena);

/* Writes the lines of the members that are no context, and of given events that nobody tells and whose nodes are all of context.
 */
void ro_step_write(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, const ro_surroundings *around,
                   const ro_given *given, ro_step_lines *out, ro_arena *arena);

/* The members whose published days give a meeting of a representative its day, itself first: with these alone its nodes are what
 * they are with all its copies. */
void ro_step_dating(const ro_settling *s, size_t representative, ro_indexes *members);

#endif
