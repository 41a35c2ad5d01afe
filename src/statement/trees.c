/*
 * Mends trees. Where a verb behind "and" was hung on a verb inside what another introduces:
 *
 *   "voiced concern about the drought that has gripped the south and agreed to …"    agreed goes on from voiced, not from gripped
 *   "resume the project, which was suspended, and begin negotiations"               begin goes on from resume
 *
 * What goes on has the form of what it goes on from. And where a subject was taken for somebody who is addressed:
 *
 *   "Her Excellency the Minister expressed her gratitude"
 *
 * And where a title and the names behind it are two subjects of one verb:
 *
 *   "Foreign ministers A B and C D agreed"
 *
 * And where "both" is taken for an adverb, or one of two who are joined for another clause's:
 *
 *   "They differ, both acknowledged"     "That is why A B and I have agreed …"
 *
 * And where letters of address are taken for a subject beside the one whom they stand before:
 *
 *   "HE the Minister lauded it and stressed …"
 *
 * And where what somebody was asked about was hung on what he answers:
 *
 *   "Asked about the border, A replied that talks were under way."
 */
#include "statement/trees.h"

#define VERB_FORMS (RO_T_PAST | RO_T_FINITE | RO_T_BASE | RO_T_GERUND | RO_T_PARTICIPLE)

/* The first auxiliary or copula of a predicate, or RO_NO_TOKEN. */
size_t ro_tree_auxiliary(const ro_reader *r, size_t i) {
  for (size_t k = ro_first_child(&r->syntax, i); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k)) {
    ro_rel rel = ro_token_at(r, k)->rel;
    if (rel == RO_REL_AUX || rel == RO_REL_AUX_PASS || rel == RO_REL_COP) return k;
  }
  return RO_NO_TOKEN;
}

/* "have reviewed": participles go on with it. */
static bool is_perfect(const ro_reader *r, size_t i) {
  size_t auxiliary = ro_tree_auxiliary(r, i);
  return auxiliary != RO_NO_TOKEN && ro_lemma_is(r, auxiliary, "have") &&
         ro_child_by(&r->syntax, i, RO_REL_AUX_PASS) == RO_NO_TOKEN;
}

static uint32_t form_of(const ro_reader *r, size_t i) {
  return r->flags[i] & (VERB_FORMS | RO_T_MODAL);
}

/* "met", "had met and agreed", "must meet and agree". */
static bool goes_on_from(const ro_reader *r, uint32_t form, size_t head) {
  size_t auxiliary = ro_tree_auxiliary(r, head);
  uint32_t own = form_of(r, head), finite = auxiliary != RO_NO_TOKEN ? form_of(r, auxiliary) : own;
  if (form & RO_T_PAST) return (finite & RO_T_PAST) != 0;
  if (form & RO_T_FINITE) return (finite & RO_T_FINITE) && !(finite & (RO_T_PAST | RO_T_MODAL));
  return (own & form) != 0;
}

bool ro_tree_is_cue(const ro_reader *r, size_t i) {
  size_t end;
  return ro_cue_at(r, i, r->tokens->sentences.at[ro_sentence_of(r, i)].end, &end) != NULL;
}

/* A verb with nothing of its own before it but "and" and adverbs. */
static bool is_bare_conjunct(const ro_reader *r, size_t i) {
  const ro_token *token = ro_token_at(r, i);
  bool is_joined = false;
  if (token->rel != RO_REL_CONJ || token->head >= i || !form_of(r, i)) return false;
  for (size_t k = ro_first_child(&r->syntax, i); k != RO_NO_TOKEN && k < i; k = ro_next_child(&r->syntax, k)) {
    ro_rel rel = ro_token_at(r, k)->rel;
    if (rel != RO_REL_CC && rel != RO_REL_ADVMOD && rel != RO_REL_PUNCT) return false;
    is_joined |= rel == RO_REL_CC || rel == RO_REL_PUNCT;
  }
  return is_joined;
}

static bool opens_clause(ro_rel rel) {
  return rel == RO_REL_ACL || rel == RO_REL_ACL_RELCL || rel == RO_REL_CCOMP || rel == RO_REL_ADVCL || rel == RO_REL_XCOMP;
}

/* What the verb goes on from in truth, above what it hangs on; RO_NO_TOKEN where the tree may be right. */
static size_t true_head(const ro_reader *r, size_t i) {
  size_t head = ro_governor(&r->syntax, i), above;
  uint32_t form = form_of(r, i);
  if ((form & RO_T_PARTICIPLE) && !is_perfect(r, head)) {
    bool has_object = ro_child_by(&r->syntax, i, RO_REL_OBJ) != RO_NO_TOKEN;
    if (has_object || !(form_of(r, head) & RO_T_PARTICIPLE)) form = RO_T_PAST; /* past form and participle are mostly one */
  }
  bool fits = goes_on_from(r, form, head), left_clause = false, left_relative = false;
  while ((above = ro_governor(&r->syntax, head)) != RO_NO_TOKEN) {
    ro_rel rel = ro_token_at(r, head)->rel;
    left_clause |= opens_clause(rel);
    left_relative |= rel == RO_REL_ACL_RELCL;
    head = above;
    if (!left_clause || !ro_has(r, head, VERB_FORMS) || !goes_on_from(r, form, head)) continue;
    bool says =
        (form & RO_T_PAST) && ro_tree_is_cue(r, i) && (ro_tree_is_cue(r, head) || ro_token_at(r, head)->rel == RO_REL_ROOT);
    if (fits ? left_relative && says && !ro_tree_is_cue(r, ro_governor(&r->syntax, i)) : says || !(form & RO_T_PAST)) return head;
  }
  return RO_NO_TOKEN;
}

/* Who is addressed stands behind a comma or before one. */
static bool is_subject(const ro_reader *r, size_t i) {
  size_t verb = ro_governor(&r->syntax, i);
  if (ro_token_at(r, i)->rel != RO_REL_VOCATIVE || verb == RO_NO_TOKEN || verb <= i || !ro_has(r, verb, RO_T_FINITE))
    return false;
  if (ro_child_by(&r->syntax, verb, RO_REL_NSUBJ) != RO_NO_TOKEN) return false;
  size_t behind = ro_extent(&r->syntax, i).end;
  return behind == verb && !ro_has(r, behind - 1, RO_T_COMMA);
}

/* "Foreign ministers | A B, C D and E F agreed": the subject that a title stands directly before as another one; RO_NO_TOKEN
 * where none. */
static size_t name_behind_title(const ro_reader *r, size_t i) {
  size_t verb = ro_governor(&r->syntax, i);
  if (ro_token_at(r, i)->rel != RO_REL_NSUBJ || verb == RO_NO_TOKEN || !ro_has(r, i, RO_T_NOUN)) return RO_NO_TOKEN;
  size_t name = ro_extent(&r->syntax, i).end;
  if (name >= verb || ro_token_at(r, name)->rel != RO_REL_NSUBJ || ro_governor(&r->syntax, name) != verb) return RO_NO_TOKEN;
  return name == i + 1 && ro_token_at(r, name)->name == RO_NAME_B_PER ? name : RO_NO_TOKEN;
}

/* "HE | the Minister lauded": the subject that letters of address stand directly before; RO_NO_TOKEN where none. */
static size_t addressed_by(const ro_reader *r, size_t i) {
  static const char *const LETTERS[] = {"HE", "HH", "HM", "HRH"};
  size_t verb = ro_token_at(r, i)->rel == RO_REL_NSUBJ ? ro_governor(&r->syntax, i) : RO_NO_TOKEN;
  bool is_address = false;
  for (size_t k = 0; k < sizeof LETTERS / sizeof *LETTERS; k++)
    is_address = is_address || ro_slice_equal(ro_token_text(r->tokens, i), ro_slice_of(LETTERS[k]));
  if (!is_address || verb == RO_NO_TOKEN) return RO_NO_TOKEN;
  for (size_t k = ro_first_child(&r->syntax, verb); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k))
    if (k > i && ro_token_at(r, k)->rel == RO_REL_NSUBJ && ro_extent(&r->syntax, k).first == i + 1) return k;
  return RO_NO_TOKEN;
}

/* "…, both acknowledged": the verb that "both" is the subject of, or RO_NO_TOKEN. */
static size_t verb_of_both(const ro_reader *r, size_t i) {
  size_t verb = ro_governor(&r->syntax, i);
  bool alone = ro_word_is(r, i, "both") && verb == i + 1 && ro_has(r, verb, RO_T_FINITE) && ro_has(r, verb, RO_T_PAST);
  return alone && ro_child_by(&r->syntax, verb, RO_REL_NSUBJ) == RO_NO_TOKEN ? verb : RO_NO_TOKEN;
}

/* Who is joined to an "I" that does something: the head of what stands before "and", a subject too; RO_NO_TOKEN where nobody. */
static size_t joined_to_me(const ro_reader *r, size_t i) {
  size_t verb = ro_governor(&r->syntax, i);
  if (!ro_word_is(r, i, "i") || i < 2 || !ro_word_is(r, i - 1, "and") || verb == RO_NO_TOKEN || verb < i) return RO_NO_TOKEN;
  for (size_t who = i - 1; who-- > 0 && i - who < 8;) {
    if (ro_has(r, who, RO_T_FINITE | RO_T_PUNCT)) return RO_NO_TOKEN;
    if (ro_token_at(r, who)->rel == RO_REL_NSUBJ && ro_extent(&r->syntax, who).end + 1 >= i) return who;
  }
  return RO_NO_TOKEN;
}

/* "We hope so," he said, | adding that …": what hangs on what is said across the verb that says it; that verb, or RO_NO_TOKEN. */
static size_t verb_between(const ro_reader *r, size_t i) {
  size_t head = ro_governor(&r->syntax, i), says = head == RO_NO_TOKEN ? head : ro_governor(&r->syntax, head);
  uint8_t rel = ro_token_at(r, i)->rel;
  bool may_be = rel == RO_REL_PUNCT || (rel == RO_REL_ADVCL && ro_has(r, i, RO_T_GERUND));
  bool is_across = says != RO_NO_TOKEN && ro_token_at(r, head)->rel == RO_REL_CCOMP && head < says && says < i;
  return may_be && is_across && ro_tree_is_cue(r, says) ? says : RO_NO_TOKEN;
}

/* "Asked about the border, A | replied that …": the verb of saying that stands between what is answered and what it was hung on,
 * inside the answer; RO_NO_TOKEN where none. */
static size_t verb_behind_question(const ro_reader *r, size_t i) {
  if (ro_token_at(r, i)->rel != RO_REL_ADVCL || !ro_lemma_in(r, i, "ask speak respond comment answer question turn refer"))
    return RO_NO_TOKEN;
  if (i != r->tokens->sentences.at[ro_sentence_of(r, i)].first) return RO_NO_TOKEN;
  size_t head = ro_governor(&r->syntax, i);
  for (size_t steps = 0; head != RO_NO_TOKEN && steps < 4; steps++) {
    size_t says = ro_governor(&r->syntax, head);
    if (says != RO_NO_TOKEN && ro_token_at(r, head)->rel == RO_REL_CCOMP)
      return says > i && says < head && ro_tree_is_cue(r, says) ? says : RO_NO_TOKEN;
    head = says;
  }
  return RO_NO_TOKEN;
}

void ro_mend_trees(ro_reader *r) {
  bool is_mended = ro_mend_verbs(r);
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    size_t says = verb_between(r, i);
    if (says == RO_NO_TOKEN) says = verb_behind_question(r, i);
    if (says == RO_NO_TOKEN) continue;
    r->tokens->tokens.at[i].head = (uint32_t)says;
    is_mended = true;
  }
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    if (!is_subject(r, i)) continue;
    r->tokens->tokens.at[i].rel = RO_REL_NSUBJ;
    is_mended = true;
  }
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    size_t name = name_behind_title(r, i);
    if (name == RO_NO_TOKEN) name = addressed_by(r, i);
    if (name == RO_NO_TOKEN) continue;
    r->tokens->tokens.at[i].head = (uint32_t)name;
    r->tokens->tokens.at[i].rel = RO_REL_COMPOUND;
    is_mended = true;
  }
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    size_t who = joined_to_me(r, i);
    if (verb_of_both(r, i) != RO_NO_TOKEN) {
      r->tokens->tokens.at[i].rel = RO_REL_NSUBJ;
    } else if (who != RO_NO_TOKEN) {
      r->tokens->tokens.at[who].head = r->tokens->tokens.at[i].head;
      r->tokens->tokens.at[i].head = (uint32_t)who;
      r->tokens->tokens.at[i].rel = RO_REL_CONJ;
      r->tokens->tokens.at[i - 1].head = (uint32_t)i;
    } else {
      continue;
    }
    is_mended = true;
  }
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    if (!is_bare_conjunct(r, i)) continue;
    size_t head = true_head(r, i);
    if (head == RO_NO_TOKEN) continue;
    r->tokens->tokens.at[i].head = (uint32_t)head;
    is_mended = true;
  }
  if (is_mended) ro_syntax_make(&r->syntax, r->tokens, r->arena);
}
