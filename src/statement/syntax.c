#include "statement/syntax.h"

static uint32_t head_of(const ro_syntax *s, size_t i) {
  return s->tokens->tokens.at[i].head;
}

void ro_syntax_make(ro_syntax *s, const ro_tokens *tokens, ro_arena *arena) {
  size_t n = tokens->tokens.len;
  *s = (ro_syntax){tokens, RO_NEW_ARRAY(arena, uint32_t, n + 1), RO_NEW_ARRAY(arena, uint32_t, n + 1),
                   RO_NEW_ARRAY(arena, uint32_t, n + 1), RO_NEW_ARRAY(arena, uint32_t, n + 1)};
  for (size_t i = 0; i < n; i++) {
    s->child[i] = s->next[i] = RO_NO_HEAD;
    s->first[i] = s->last[i] = (uint32_t)i;
  }
  for (size_t i = n; i-- > 0;) {
    uint32_t head = head_of(s, i);
    if (head == RO_NO_HEAD) continue;
    s->next[i] = s->child[head];
    s->child[head] = (uint32_t)i;
  }
  /* Each token widens all that it hangs on: trees are not deep. */
  for (size_t i = 0; i < n; i++)
    for (uint32_t top = head_of(s, i); top != RO_NO_HEAD; top = head_of(s, top)) {
      if (s->first[top] <= i && i <= s->last[top]) break; /* what is above has been widened so far too */
      if (i < s->first[top]) s->first[top] = (uint32_t)i;
      if (i > s->last[top]) s->last[top] = (uint32_t)i;
    }
}

size_t ro_child_by(const ro_syntax *s, size_t i, ro_rel rel) {
  for (size_t k = ro_first_child(s, i); k != RO_NO_TOKEN; k = ro_next_child(s, k))
    if (s->tokens->tokens.at[k].rel == rel) return k;
  return RO_NO_TOKEN;
}

size_t ro_governor(const ro_syntax *s, size_t i) {
  uint32_t head = head_of(s, i);
  return head == RO_NO_HEAD ? RO_NO_TOKEN : head;
}

bool ro_below(const ro_syntax *s, size_t i, size_t top) {
  for (; i != RO_NO_TOKEN; i = ro_governor(s, i))
    if (i == top) return true;
  return false;
}
