/* Frames, inside: what frames.c, passives.c, agenda.c and feelings.c share. */
#ifndef RO_STATEMENT_SITE_H
#define RO_STATEMENT_SITE_H

#include "statement/attribution.h"

/* Where frames are looked for: tokens [first, end) of one sentence. */
typedef struct ro_site {
  const ro_reader *r;
  const ro_syntax *s;
  size_t first, end; /* the sentence, behind the dateline */
  bool remarks;      /* "I told her that" is a frame */
} ro_site;

/* The first child by that relation behind the dateline, or RO_NO_TOKEN. */
size_t ro_site_child(const ro_site *x, size_t i, ro_rel rel);

/* All that hangs on a word, without the punctuation at its ends. */
ro_range ro_site_phrase(const ro_site *x, size_t head);

/* Makes `range` reach over `by` too. */
void ro_site_widen(ro_range *range, ro_range by);

/* Adds a content, trimmed, where it has words. */
void ro_site_add(const ro_site *x, ro_frame *f, size_t first, size_t end);

/* The verb with its auxiliaries, negation, adverbs and particle, and the words of a longer cue, which ends with token `end`. */
ro_range ro_site_cue(const ro_site *x, size_t v, size_t end, bool *negated);

/* Fills in the content of a frame of verb v from its objects, infinitives and prepositional phrases. */
void ro_complements(const ro_site *x, size_t v, ro_frame *f);

/* The frame of a passive verb without an agent: "It was agreed that …", "The need for … was stressed", "Satisfaction was
 * expressed with …". `cue` is the verb's or NULL. */
bool ro_passive_frame(const ro_site *x, size_t v, const ro_cue *cue, ro_frame *f);

/* The frame of how somebody is told to feel: "Kent was grateful to the Kenyans". */
bool ro_feeling_frame(const ro_site *x, size_t i, ro_frame *f);

/* The frame of a topic that was talked of: "Syria was on the agenda". */
bool ro_agenda_frame(const ro_site *x, size_t i, ro_frame *f);

/* The same, where the talks themselves are told to have been about it: "The talks focused on trade". */
bool ro_talks_frame(const ro_site *x, size_t i, ro_frame *f);

#endif
