/*
 * The syntax trees of a report, to walk: children, extents, and the little phrases that reading asks for. Tokens are indexes into
 * the report's tokens; a range is tokens [first, end).
 */
#ifndef RO_STATEMENT_SYNTAX_H
#define RO_STATEMENT_SYNTAX_H

#include "sentence/sentence.h"

typedef struct ro_range {
  size_t first, end;
} ro_range;

typedef RO_ARRAY(ro_range) ro_ranges;

typedef struct ro_syntax {
  const ro_tokens *tokens;
  uint32_t *child; /* a token's first child in the order of the text, or RO_NO_HEAD */
  uint32_t *next;  /* its next sibling */
  uint32_t *first; /* of what hangs on it, itself included: the first token … */
  uint32_t *last;  /* … and the last */
} ro_syntax;

void ro_syntax_make(ro_syntax *syntax, const ro_tokens *tokens, ro_arena *arena);

/* Walks the children of token i: for (size_t k = ro_first_child(s, i); k != RO_NO_TOKEN; k = ro_next_child(s, k)) */
#define RO_NO_TOKEN ((size_t)-1)
static inline size_t ro_first_child(const ro_syntax *s, size_t i) {
  return s->child[i] == RO_NO_HEAD ? RO_NO_TOKEN : s->child[i];
}
static inline size_t ro_next_child(const ro_syntax *s, size_t k) {
  return s->next[k] == RO_NO_HEAD ? RO_NO_TOKEN : s->next[k];
}

/* The first child by that relation, or RO_NO_TOKEN. */
size_t ro_child_by(const ro_syntax *s, size_t i, ro_rel rel);

/* The token that i hangs on, or RO_NO_TOKEN. */
size_t ro_governor(const ro_syntax *s, size_t i);

static inline ro_range ro_extent(const ro_syntax *s, size_t i) {
  return (ro_range){s->first[i], (size_t)s->last[i] + 1};
}

/* True when token i is `top` or hangs below it. */
bool ro_below(const ro_syntax *s, size_t i, size_t top);

#endif
