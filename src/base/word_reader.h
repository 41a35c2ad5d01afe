/*
 * The words of a text as they are searched for: the same for what is looked through and for what is asked.
 *
 * A word is a run of letters, marks and digits. Han characters, kana and other ideographs are a word each, so that a part of a
 * compound is found whatever stands around it; Thai, Lao, Khmer and Burmese are cut by ICU's dictionaries. The form of a word is
 * what is compared: case-folded and in compatibility form (NFKC_Casefold), without the accents of Latin, Greek and Cyrillic
 * letters and without the vowel signs of Arabic, a dotless i dotted: "Türkiye", "TÜRKİYE" and "Turkiye" are one. It holds
 * letters, marks and digits alone, no ASCII but a-z and 0-9, at most RO_WORD_BYTES bytes; a longer word is cut.
 */
#ifndef RO_BASE_WORD_READER_H
#define RO_BASE_WORD_READER_H

#include "base/array.h"

enum { RO_WORD_BYTES = 120, RO_WORD_RULES_MAX = 48 };

typedef struct ro_word {
  ro_span span;  /* of the text, bytes */
  ro_slice form; /* not empty */
} ro_word;

typedef RO_ARRAY(ro_word) ro_words;

/* Reads one text at a time; used by one thread at a time. */
typedef struct ro_word_reader ro_word_reader;

/* READOUT_ERR_MEMORY. Close with ro_word_reader_close(); NULL is nothing. */
readout_status ro_word_reader_open(ro_word_reader **reader, readout_error *err);
void ro_word_reader_close(ro_word_reader *reader);

/* Begins a text, valid UTF-8, borrowed until the next start. */
void ro_word_reader_start(ro_word_reader *reader, ro_slice text);

/* The next word; its form is valid until the next call. False at the end, and where ICU failed: ask ro_word_reader_check(). */
bool ro_word_reader_next(ro_word_reader *reader, ro_word *word);

/* READOUT_ERR_MEMORY where a text since the reader was opened could not be read to its end. */
readout_status ro_word_reader_check(const ro_word_reader *reader, readout_error *err);

/* All words of a text, their spans moved by `offset`, added to `words`, forms in the arena. */
void ro_word_reader_all(ro_word_reader *reader, ro_slice text, size_t offset, ro_arena *arena, ro_words *words);

/* By what rules words are cut: "1 72.1 15.0", this program's, ICU's, Unicode's. What was cut by others may differ. */
void ro_word_rules(char out[RO_WORD_RULES_MAX]);

#endif
