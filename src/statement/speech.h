/* Speech in a report, inside: what attribution.c, which reads sentences with a cue, and cueless.c share. */
#ifndef RO_STATEMENT_SPEECH_H
#define RO_STATEMENT_SPEECH_H

#include "statement/attribution.h"

/* Where reading stands: sentence by sentence, from the first. */
typedef struct ro_speech {
  ro_reader *r;
  ro_speaking speaking;
  size_t last;           /* index of the last attribution, or RO_NONE */
  size_t last_paragraph; /* of the last attribution */
  bool open_quote;       /* the sentence begins inside a quotation */
  const ro_cue *list;    /* "agreed to:" came before: list items are what was agreed */
  ro_indexes invited;    /* whom the last invitation went to */
} ro_speech;

/* Whose words something is, and why. */
typedef struct ro_voice {
  ro_indexes speakers;
  bool joint;
  ro_whys whys;
} ro_voice;

/* Adds an attribution; its content is divided into clauses where `divide`, and it is then the last that somebody spoke.
 * `continues` is the index of the one that it carries on, or RO_NONE. */
void ro_attribution_add(ro_speech *s, const ro_frame *f, const ro_voice *v, size_t continues, size_t paragraph, bool divide);

/* Who spoke last, for that reason. */
ro_voice ro_last_voice(const ro_speech *s, ro_why why);

/* Where a sentence ends without its stop and conjunctions. */
size_t ro_trim_end(const ro_reader *r, size_t first, size_t end);

/* Adds a content, where it has words and there is room. */
void ro_frame_set_content(ro_frame *f, size_t first, size_t end);

/* -- sentences without a cue (cueless.c) ------------------------------------------------------------------------------- */

/* The subject of a sentence without a cue, behind "On X," and the like. */
ro_range ro_bare_subject(const ro_reader *r, size_t first, size_t limit);

/* "They resolved:", "The ministers agreed on the following:": a list follows, of what they agreed. False where none does. */
bool ro_read_opening(ro_speech *s, size_t first, size_t limit);

/* "The Ministers:" alone: the list that follows has verbs without a subject, which is this. False where it is nobody. */
bool ro_read_subject_line(ro_speech *s, size_t first, size_t limit);

/* "- supporting the islands": an item of a list that a verb in -ing begins. */
bool ro_begins_gerund_item(const ro_reader *r, size_t first, size_t limit);

/* Reads a sentence, tokens [first, limit), that no cue introduces: speech that goes on, what all say, undertakings of a party.
 * False where it is nobody's words. */
bool ro_read_bare(ro_speech *s, size_t first, size_t limit, size_t paragraph);

/* The same in somebody's remarks, which are all his or hers. */
bool ro_read_remark(ro_speech *s, size_t first, size_t limit, size_t paragraph);

#endif
