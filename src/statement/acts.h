/*
 * The act of a clause: what the rules of clauses.c read, weighed with the words and forms around it. Features that are strings
 * ("rule=inform", "modal=would") have a weight for every act (data/acts.tsv); what the network knows of the clause's head, of
 * its sentence's root, of its words and the cue's goes through one hidden layer (data/acts_states.tsv, for the language model
 * that it was made with alone); both add up to the logarithms of the odds. Made by train/acts.py. Without the lists the rules'
 * act stands.
 */
#ifndef RO_STATEMENT_ACTS_H
#define RO_STATEMENT_ACTS_H

#include "statement/attribution.h"

/* Appends the features of a clause; they live in the reader's arena. */
void ro_act_features(const ro_reader *r, const ro_frame *frame, ro_range clause, const ro_reading *reading, ro_slices *features);

/* What the network knows of the clause's head, of the sentence's root, and in the mean of the clause's words and of the cue's:
 * r->tokens->state_size numbers each, the means in the reader's arena. */
void ro_act_states(const ro_reader *r, const ro_frame *frame, ro_range clause, const int8_t *states[RO_ACT_STATES]);

/* The likeliest act, the rule's where none is clearly likelier, and its probability; `rule` and 0 where the lists have no
 * weights. */
ro_act ro_act_likeliest(const ro_reader *r, const ro_slices *features, const int8_t *const states[RO_ACT_STATES], ro_act rule,
                        double *probability);

/* Notes the features that speak most for the act of a clause: against the rule's, or where that stands against the next best. */
void ro_act_note(const ro_reader *r, ro_span clause, const ro_slices *features, ro_act rule, ro_act act);

#endif
