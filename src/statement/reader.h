/*
 * Reading one report, inside: what the steps of src/statement share. The steps run in this order, each adds to `out`:
 *
 *   ro_mend_trees      trees that the parser is known to get wrong
 *   ro_read_headline   persons and countries whom the headline names
 *   ro_read_names      mentions, entities, offices, sessions
 *   ro_read_times      time expressions with values; of the text outside main too, in a reader of its own
 *   ro_read_affiliations   whose ministers persons are where the report does not say
 *   ro_read_meetings   the event that the report tells, and those it refers to
 *   ro_read_attributions   sources, cues, contents, divided into clauses; speakers; acts
 *   ro_code_events     PLOVER's events (plover.h)
 */
#ifndef RO_STATEMENT_READER_H
#define RO_STATEMENT_READER_H

#include <stdint.h>

#include "sentence/sentence.h"
#include "statement/findings.h"
#include "statement/lists.h"
#include "statement/syntax.h"
#include "statement/trace.h"

/* Classes of a token, from its tag and form; a token has several. */
enum {
  RO_T_FINITE = 1u << 0,     /* VBD VBZ VBP MD */
  RO_T_BASE = 1u << 1,       /* VB */
  RO_T_GERUND = 1u << 2,     /* VBG */
  RO_T_PARTICIPLE = 1u << 3, /* VBN */
  RO_T_MODAL = 1u << 4,
  RO_T_NOUN = 1u << 5, /* common */
  RO_T_PROPER = 1u << 6,
  RO_T_ADJECTIVE = 1u << 7,
  RO_T_ADVERB = 1u << 8,
  RO_T_DETERMINER = 1u << 9,
  RO_T_PREPOSITION = 1u << 10, /* IN and TO */
  RO_T_TO = 1u << 11,
  RO_T_AND = 1u << 12, /* CC */
  RO_T_PRONOUN = 1u << 13,
  RO_T_POSSESSIVE = 1u << 14, /* PRP$ and 's */
  RO_T_WH = 1u << 15,         /* WDT WP WRB */
  RO_T_NUMBER = 1u << 16,
  RO_T_COMMA = 1u << 17,
  RO_T_QUOTE = 1u << 18,
  RO_T_PUNCT = 1u << 19,
  RO_T_CAPITAL = 1u << 20, /* begins with a capital letter */
  RO_T_PAST = 1u << 21,    /* VBD */
  RO_T_PLURAL = 1u << 22,
};
#define RO_T_VERB (RO_T_FINITE | RO_T_BASE | RO_T_GERUND | RO_T_PARTICIPLE)

/* A named session ("the SCO foreign ministers' meeting"): tokens [first, end). */
typedef struct ro_session {
  size_t first, end;
  size_t framework; /* entity or RO_NONE */
} ro_session;

typedef struct ro_reader {
  const ro_lists *lists;
  const ro_model *model;
  ro_tokens *tokens;
  ro_findings *out;
  ro_arena *arena;
  ro_syntax syntax;
  uint32_t *flags;                   /* a token's classes */
  size_t *entity;                    /* a token's entity or RO_NONE */
  size_t *adjective;                 /* a token's country by its adjective ("Russian"): entity or RO_NONE */
  const ro_gazetteer_entry **office; /* the list's entry of the title that a token belongs to, or NULL */
  RO_ARRAY(ro_session) sessions;
  size_t told_session;     /* the one that the report is about, or RO_NONE */
  RO_ARRAY(ro_time) dates; /* times that name a day, an interval of days, a month or a year themselves */
  ro_map by_name;          /* kind and name -> entity + 1 */
  ro_indexes headline;     /* persons whom the headline names, in its order */
  size_t house;            /* the country whose ministry or embassy gives the account, or RO_NONE */
  ro_indexes countries;    /* that the headline and the lines below it name, by places of theirs too */
  ro_trace *trace;         /* gets the reasons of what is found; NULL: none is kept */
  bool above;              /* what is read stands above the article, where any word may be capitalised */
  size_t begin;            /* first token behind the dateline */
  bool joint;              /* the report is a statement that all parties make */
  bool account;            /* the report opens with who met whom: it is about what was said there */
  bool remarks;            /* the report is in the first person … */
  size_t host;             /* whose remarks they are first of all: a transcript's other speakers come and go */
  size_t self;             /* … of this one: an entity, or RO_NONE */
} ro_reader;

/* Reads everything; `out->report` is made already. Memory ends through the arena's guard. */
void ro_read(ro_findings *out, const ro_model *model, const ro_lists *lists, ro_arena *arena);

/* The same, and why: a reason for everything that it finds, in the order of the text, and what the acts were decided by. */
void ro_read_traced(ro_findings *out, const ro_model *model, const ro_lists *lists, ro_arena *arena, ro_trace *trace);

void ro_reader_prepare(ro_reader *r);
void ro_mend_trees(ro_reader *r); /* needs flags; before anything is read */
/* Gives a report without a dateline that which only the list of towns tells from another beginning. */
void ro_read_listed_dateline(ro_report *report, const ro_lists *lists, ro_arena *arena);
void ro_read_headline(ro_reader *r);
/* The first country that a text names, by its name, adjective or capital; RO_NONE where none. */
size_t ro_country_in_text(ro_reader *r, ro_slice text);
void ro_read_names(ro_reader *r);
void ro_read_times(ro_reader *r);
void ro_sort_times(ro_reader *r); /* by where they stand */
void ro_read_meetings(ro_reader *r);
void ro_read_attributions(ro_reader *r);

/* -- what the steps share (reader.c, entities.c) ----------------------------------------------------------------------- */

static inline const ro_token *ro_token_at(const ro_reader *r, size_t i) {
  return &r->tokens->tokens.at[i];
}

static inline ro_entity_kind ro_kind_of(const ro_reader *r, size_t entity) {
  return r->out->entities.at[entity].kind;
}

/* The word as a dictionary has it: its lemma, or where there is none its lower-case form. */
static inline ro_slice ro_lemma_at(const ro_reader *r, size_t i) {
  const ro_token *token = ro_token_at(r, i);
  return token->lemma.ptr ? token->lemma : token->lower;
}

static inline bool ro_has(const ro_reader *r, size_t i, uint32_t flags) {
  return i < r->tokens->tokens.len && (r->flags[i] & flags) != 0;
}

/* True when token i's lower-case form is `word`. */
bool ro_word_is(const ro_reader *r, size_t i, const char *word);

/* True when the lemma (or the form, where there is none) is `word`. */
bool ro_lemma_is(const ro_reader *r, size_t i, const char *word);

/* True when it is one of the words of a space-separated list. */
bool ro_word_in(const ro_reader *r, size_t i, const char *words);
bool ro_lemma_in(const ro_reader *r, size_t i, const char *words);

/* "not", "never", the second word of "no longer" */
bool ro_negates(const ro_reader *r, size_t i);

/* Sentence of a token. */
size_t ro_sentence_of(const ro_reader *r, size_t token);

/* Span of tokens [first, end) without surrounding punctuation; quote marks stay where they stand inside. Empty where nothing is
 * left. */
ro_span ro_tokens_span(const ro_reader *r, size_t first, size_t end);

/* Drops entities that no mention, meeting, attribution, office or adjective refers to, renumbers the rest and puts the mentions
 * in order. After it the reader's own indexes are stale. */
void ro_entities_compact(ro_reader *r);

/* First token that begins at or after a byte. */
size_t ro_token_after(const ro_reader *r, size_t byte);

/* The noun phrase that ends before token `end`, not before `from`: its first token, or `end` where there is none. */
size_t ro_phrase_before(const ro_reader *r, size_t from, size_t end);

/* The noun phrase that begins at `first`, not beyond `end`: behind its last token, or `first`. */
size_t ro_phrase_after(const ro_reader *r, size_t first, size_t end);

/* The word of a phrase or sentence that the rest hangs on, punctuation aside; RO_NO_TOKEN where there is none. */
size_t ro_phrase_head(const ro_reader *r, ro_range phrase);

/* An entity of that kind and name, made where it is new. Countries take their iso from the lists. */
size_t ro_entity_make(ro_reader *r, ro_entity_kind kind, ro_slice name);
size_t ro_entity_of_listed(ro_reader *r, const ro_listed *listed);
void ro_entity_alias(ro_reader *r, size_t entity, ro_slice form);
void ro_mention_add(ro_reader *r, size_t entity, size_t first, size_t end, ro_why why);

/* The country or body that a person's last office is of, or RO_NONE. */
size_t ro_person_of(const ro_reader *r, size_t person);

/* -- reasons (reasons.c) ------------------------------------------------------------------------------------------------ */

/* Notes why something was found, where a trace is kept. */
void ro_note(const ro_reader *r, ro_explained of, ro_span what, ro_slice gives, ro_why why);
void ro_note_all(const ro_reader *r, ro_explained of, ro_span what, ro_slice gives, const ro_whys *whys);

/* Adds to the reasons of something that is not found yet; nothing where no trace is kept. */
void ro_because(const ro_reader *r, ro_whys *whys, ro_why why);

/* A rule that went by the words of tokens [first, end) … */
ro_why ro_why_words(const ro_reader *r, const char *rule, size_t first, size_t end);

/* … and looked them up: among the names, the cues (NULL, or one without words, is on no list), the titles. */
ro_why ro_why_name(const ro_reader *r, const char *rule, const ro_gazetteer_entry *entry, size_t first, size_t end);
ro_why ro_why_cue(const ro_reader *r, const char *rule, const ro_cue *cue, ro_range words);
ro_why ro_why_title(const ro_reader *r, const char *rule, size_t first, size_t end);

/* The names of entities, as a reason gives them; absent where no trace is kept, or there are none. */
ro_slice ro_names_given(const ro_reader *r, const ro_indexes *entities);

/* -- dates (times.c) -------------------------------------------------------------------------------------------------- */

/* Is what begins at token i, behind an article, told as an occasion: "on the sidelines of the …"? */
static inline bool ro_behind_sidelines(const ro_reader *r, size_t i) {
  size_t at = i;
  while (at > 0 && i - at < 4 &&
         (ro_has(r, at - 1, RO_T_NUMBER) ||
          ro_word_in(r, at - 1,
                     "the a an this year 's ’s annual ongoing first second third fourth fifth sixth seventh eighth ninth tenth")))
    at--;
  return at >= 2 && ro_word_in(r, at - 1, "of at") && ro_word_in(r, at - 2, "sidelines margins sideline margin fringes edges");
}

/* The value of the first date between two tokens that names a day, an interval of days or a weekday; *span where it stands.
 * Days that are only reached from others ("two days later") do not count. Absent where none is. */
ro_slice ro_day_between(const ro_reader *r, size_t first, size_t end, ro_span *span);

/* The same for a month or a year. */
ro_slice ro_month_between(const ro_reader *r, size_t first, size_t end, ro_span *span);

#endif
