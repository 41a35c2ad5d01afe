/* Whether an event that a verb or noun tells of was, is agreed to be, or is to come. */
#include "statement/meetings.h"

bool ro_is_planned(const ro_reader *r, size_t from, size_t trigger) {
  for (size_t i = trigger; i > from && trigger - i < 12; i--) {
    if (ro_word_in(r, i - 1,
                   "will shall scheduled planned due set upcoming forthcoming expected slated plans invited invite invitation "
                   "next forward "
                   "would preparations"))
      return true;
    bool begins = i - 1 == from || ro_has(r, i - 2, RO_T_PUNCT | RO_T_NUMBER); /* "5. Hold the next one in Lima" */
    if ((begins ? ro_has(r, i - 1, RO_T_BASE) : ro_word_in(r, i - 2, "to")) &&
        ro_lemma_in(r, i - 1, "hold convene host attend organize organise"))
      return true;
    if (ro_has(r, i - 1, RO_T_PAST) && !ro_word_in(r, i - 1, "was were")) return false;
  }
  return false;
}

#define NOUN_FAR 4 /* steps in the tree from "talks" up to the verb that tells of them */

/* The verb that tells of an event: itself, or what its noun hangs on; RO_NO_TOKEN where none does. */
static size_t telling_verb(const ro_reader *r, size_t trigger) {
  size_t verb = trigger;
  for (size_t n = 0; verb != RO_NO_TOKEN && n < NOUN_FAR && ro_token_at(r, verb)->upos != RO_VERB; n++) {
    uint8_t rel = ro_token_at(r, verb)->rel;
    if (rel != RO_REL_OBJ && rel != RO_REL_NSUBJ && rel != RO_REL_NSUBJ_PASS && rel != RO_REL_CONJ && rel != RO_REL_COMPOUND)
      return RO_NO_TOKEN;
    verb = ro_governor(&r->syntax, verb);
  }
  return verb != RO_NO_TOKEN && ro_token_at(r, verb)->upos == RO_VERB ? verb : RO_NO_TOKEN;
}

static bool has_child_in(const ro_reader *r, size_t head, ro_rel rel, const char *words) {
  for (size_t k = ro_first_child(&r->syntax, head); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k))
    if (ro_token_at(r, k)->rel == rel && k < head && ro_word_in(r, k, words)) return true;
  return false;
}

/* What is said of something to be done: "agreed to meet", "is due to meet"; IS_DONE of "went there to meet". */
static ro_telling_time time_of_infinitive(const ro_reader *r, size_t verb) {
  size_t above = ro_governor(&r->syntax, verb);
  if (above == RO_NO_TOKEN) return ro_word_in(r, verb - 2, "is are") ? RO_IS_TO_COME : RO_IS_DONE;
  if (ro_token_at(r, verb)->rel != RO_REL_XCOMP && ro_token_at(r, verb)->rel != RO_REL_CCOMP) return RO_IS_DONE;
  if (ro_lemma_in(r, above, "agree decide")) return RO_IS_AGREED;
  if (ro_lemma_in(r, above,
                  "due set schedule expect plan hope intend prepare slate propose offer invite volunteer pledge promise want "
                  "wish ask seek"))
    return RO_IS_TO_COME;
  return ro_lemma_is(r, above, "be") ? RO_IS_TO_COME : RO_IS_DONE; /* "is to meet" */
}

ro_telling_time ro_time_of_telling(const ro_reader *r, size_t trigger) {
  size_t verb = telling_verb(r, trigger);
  for (size_t n = 0; verb != RO_NO_TOKEN && n < NOUN_FAR; n++) {
    if (has_child_in(r, verb, RO_REL_AUX, "will shall 'll ’ll")) return RO_IS_TO_COME;
    if (!ro_has(r, verb, RO_T_BASE)) return RO_IS_DONE;
    if (has_child_in(r, verb, RO_REL_MARK, "to")) return time_of_infinitive(r, verb);
    if (ro_token_at(r, verb)->rel != RO_REL_CONJ) return RO_IS_DONE;
    verb = ro_governor(&r->syntax, verb); /* "will visit Lima and meet" */
  }
  return RO_IS_DONE;
}

#define CLAUSE_FAR 8 /* steps in the tree from a word up to the verb of its clause */

bool ro_is_to_be_done(const ro_reader *r, size_t i) {
  for (size_t at = i, n = 0; at != RO_NO_TOKEN && n < CLAUSE_FAR; at = ro_governor(&r->syntax, at), n++)
    if (ro_token_at(r, at)->upos == RO_VERB) return ro_time_of_telling(r, at) != RO_IS_DONE;
  return false;
}
