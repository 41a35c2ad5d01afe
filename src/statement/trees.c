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
 * And where the verb that a listed item begins with is taken for what its noun is like:
 *
 *   "The Ministers: - condemned damage to cables;"
 *
 * And where a sentence ends in who said it, with a participle that was taken for a verb of what he said:
 *
 *   "A told B that X, an official briefed on the talks said."
 *
 * And where what somebody was asked about was hung on what he answers:
 *
 *   "Asked about the border, A replied that talks were under way."
 *
 * And where the only verb of a sentence was taken for what its subject is like:
 *
 *   "The talks focused on trade."
 *
 * And where "the two" who do something were taken for how many things there are:
 *
 *   "The two discussed developments in Syria, sources said."
 *
 * And where the name of who is told something was taken for the subject of what he is told:
 *
 *   "A told his counterpart B that disputes must be settled"
 */
#include "statement/attribution.h"

#define VERB_FORMS (RO_T_PAST | RO_T_FINITE | RO_T_BASE | RO_T_GERUND | RO_T_PARTICIPLE)

/* The first auxiliary or copula of a predicate, or RO_NO_TOKEN. */
static size_t auxiliary_of(const ro_reader *r, size_t i) {
  for (size_t k = ro_first_child(&r->syntax, i); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k)) {
    ro_rel rel = ro_token_at(r, k)->rel;
    if (rel == RO_REL_AUX || rel == RO_REL_AUX_PASS || rel == RO_REL_COP) return k;
  }
  return RO_NO_TOKEN;
}

/* "have reviewed": participles go on with it. */
static bool is_perfect(const ro_reader *r, size_t i) {
  size_t auxiliary = auxiliary_of(r, i);
  return auxiliary != RO_NO_TOKEN && ro_lemma_is(r, auxiliary, "have") &&
         ro_child_by(&r->syntax, i, RO_REL_AUX_PASS) == RO_NO_TOKEN;
}

static uint32_t form_of(const ro_reader *r, size_t i) {
  return r->flags[i] & (VERB_FORMS | RO_T_MODAL);
}

/* "met", "had met and agreed", "must meet and agree". */
static bool goes_on_from(const ro_reader *r, uint32_t form, size_t head) {
  size_t auxiliary = auxiliary_of(r, head);
  uint32_t own = form_of(r, head), finite = auxiliary != RO_NO_TOKEN ? form_of(r, auxiliary) : own;
  if (form & RO_T_PAST) return (finite & RO_T_PAST) != 0;
  if (form & RO_T_FINITE) return (finite & RO_T_FINITE) && !(finite & (RO_T_PAST | RO_T_MODAL));
  return (own & form) != 0;
}

static bool is_cue(const ro_reader *r, size_t i) {
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
    bool says = (form & RO_T_PAST) && is_cue(r, i) && (is_cue(r, head) || ro_token_at(r, head)->rel == RO_REL_ROOT);
    if (fits ? left_relative && says && !is_cue(r, ro_governor(&r->syntax, i)) : says || !(form & RO_T_PAST)) return head;
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
  return may_be && is_across && is_cue(r, says) ? says : RO_NO_TOKEN;
}

/* "- condemned | damage to cables": the noun that the verb at the beginning of a sentence, a cue, was hung on, where nothing
 * else says something of it; RO_NO_TOKEN where none. */
static size_t object_of_first(const ro_reader *r, const ro_sentence *sentence, size_t *verb) {
  size_t i = sentence->first;
  while (i < sentence->end && (ro_has(r, i, RO_T_PUNCT) || ro_word_in(r, i, "- – — • * o"))) i++;
  if (i == sentence->end || ro_token_at(r, i)->rel != RO_REL_AMOD || ro_token_at(r, i)->upos != RO_VERB) return RO_NO_TOKEN;
  size_t noun = ro_governor(&r->syntax, i);
  if (noun == RO_NO_TOKEN || ro_governor(&r->syntax, noun) != RO_NO_TOKEN || !is_cue(r, i)) return RO_NO_TOKEN;
  if (ro_child_by(&r->syntax, noun, RO_REL_NSUBJ) != RO_NO_TOKEN || auxiliary_of(r, noun) != RO_NO_TOKEN) return RO_NO_TOKEN;
  *verb = i;
  return noun;
}

/* "The talks | focused on trade.": the participle behind the noun that a whole sentence without another verb was hung on;
 * RO_NO_TOKEN where none. */
static size_t only_verb(const ro_reader *r, const ro_sentence *sentence) {
  size_t top = sentence->first;
  while (top < sentence->end && ro_token_at(r, top)->rel != RO_REL_ROOT) top++;
  if (top == sentence->end || !ro_has(r, top, RO_T_NOUN) || !ro_word_is(r, sentence->end - 1, ".")) return RO_NO_TOKEN;
  size_t verb = ro_child_by(&r->syntax, top, RO_REL_ACL), determiner = ro_child_by(&r->syntax, top, RO_REL_DET);
  if (verb == RO_NO_TOKEN || verb < top || !ro_has(r, verb, RO_T_PARTICIPLE) ||
      !ro_slice_ends(ro_token_at(r, verb)->lower, RO_LIT("ed")))
    return RO_NO_TOKEN;
  if (determiner == RO_NO_TOKEN || ro_child_by(&r->syntax, top, RO_REL_NSUBJ) != RO_NO_TOKEN) return RO_NO_TOKEN;
  for (size_t i = sentence->first; i < sentence->end; i++)
    if (ro_has(r, i, RO_T_FINITE | RO_T_MODAL)) return RO_NO_TOKEN;
  return verb;
}

/* True where one was mended. */
static bool mend_only_verbs(ro_reader *r) {
  bool is_mended = false;
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t verb = only_verb(r, &r->tokens->sentences.at[s]);
    if (verb == RO_NO_TOKEN) continue;
    size_t noun = ro_governor(&r->syntax, verb);
    r->tokens->tokens.at[verb].head = RO_NO_HEAD;
    r->tokens->tokens.at[verb].rel = RO_REL_ROOT;
    r->tokens->tokens.at[noun].head = (uint32_t)verb;
    r->tokens->tokens.at[noun].rel = RO_REL_NSUBJ;
    r->flags[verb] = (r->flags[verb] & ~(uint32_t)RO_T_PARTICIPLE) | RO_T_PAST | RO_T_FINITE;
    is_mended = true;
  }
  return is_mended;
}

/* True where one was mended. */
static bool mend_first_verbs(ro_reader *r) {
  bool is_mended = false;
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t verb, noun = object_of_first(r, &r->tokens->sentences.at[s], &verb);
    if (noun == RO_NO_TOKEN) continue;
    r->tokens->tokens.at[verb].head = RO_NO_HEAD;
    r->tokens->tokens.at[verb].rel = r->tokens->tokens.at[noun].rel;
    r->tokens->tokens.at[noun].head = (uint32_t)verb;
    r->tokens->tokens.at[noun].rel = RO_REL_OBJ;
    r->flags[verb] = (r->flags[verb] & ~(uint32_t)RO_T_PARTICIPLE) | RO_T_PAST | RO_T_FINITE;
    is_mended = true;
  }
  return is_mended;
}

/* "…, an official | briefed on the talks | said.": the last verb of a sentence, hung on what is said before the comma as if that
 * said it. True where one was mended. */
static bool mend_last_verb(ro_reader *r, const ro_sentence *sentence) {
  size_t says = sentence->end;
  while (says > sentence->first && ro_has(r, says - 1, RO_T_PUNCT)) says--;
  if (says < sentence->first + 4) return false;
  says--;
  size_t head = ro_governor(&r->syntax, says), participle = ro_child_by(&r->syntax, says, RO_REL_CCOMP);
  if (!ro_lemma_is(r, says, "say") || head == RO_NO_TOKEN || head > says || ro_token_at(r, says)->rel != RO_REL_CCOMP)
    return false;
  size_t who =
      participle == RO_NO_TOKEN ? ro_child_by(&r->syntax, says, RO_REL_NSUBJ) : ro_child_by(&r->syntax, participle, RO_REL_NSUBJ);
  if (who == RO_NO_TOKEN || who < head) return false;
  size_t from = ro_extent(&r->syntax, who).first; /* a comma before a participle is hung on that */
  if (!ro_has(r, from, RO_T_COMMA) && !ro_has(r, from - 1, RO_T_COMMA)) return false;
  ro_token *tokens = r->tokens->tokens.at;
  tokens[says].rel = RO_REL_PARATAXIS;
  if (participle != RO_NO_TOKEN) {
    tokens[who].head = (uint32_t)says;
    tokens[participle].head = (uint32_t)who;
    tokens[participle].rel = RO_REL_ACL;
    r->flags[participle] = (r->flags[participle] & ~(uint32_t)(RO_T_FINITE | RO_T_PAST)) | RO_T_PARTICIPLE;
  }
  return true;
}

/* Is it told who that is: by name, or as an official? */
static bool is_somebody(const ro_reader *r, ro_range phrase) {
  for (size_t i = phrase.first; i < phrase.end; i++)
    if (ro_token_at(r, i)->name == RO_NAME_B_PER ||
        ro_lemma_in(r, i, "official spokesperson spokesman spokeswoman minister director source diplomat ministry office"))
      return true;
  return false;
}

/* The phrase between a comma and the token before which it ends, by its head; RO_NO_TOKEN where none is. */
static size_t phrase_behind_comma(const ro_reader *r, size_t first, size_t end) {
  size_t found = RO_NO_TOKEN;
  for (size_t head = end - 1; head != RO_NO_TOKEN && head > first; head = ro_governor(&r->syntax, head)) {
    ro_range phrase = ro_extent(&r->syntax, head);
    if (phrase.end != end || phrase.first <= first) break;
    if (ro_has(r, phrase.first, RO_T_COMMA) || ro_has(r, phrase.first - 1, RO_T_COMMA)) found = head;
  }
  return found;
}

/* "A will visit Lima, his director, B, | announced on Monday.": a verb of saying that ends a sentence but for when, taken for a
 * participle, its subject for an apposition of what is said. True where one was mended. */
static bool mend_announcing(ro_reader *r, const ro_sentence *sentence) {
  for (size_t v = sentence->end; v-- > sentence->first + 4 && sentence->end - v < 8;) {
    uint8_t rel = ro_token_at(r, v)->rel;
    size_t head = ro_governor(&r->syntax, v);
    if ((rel != RO_REL_ADVCL && rel != RO_REL_ACL) || head == RO_NO_TOKEN || head > v) continue;
    if (!ro_lemma_in(r, v, "announce say confirm report state tell add") || !ro_has(r, v, RO_T_PAST | RO_T_PARTICIPLE)) continue;
    if (ro_child_by(&r->syntax, v, RO_REL_NSUBJ) != RO_NO_TOKEN || ro_child_by(&r->syntax, v, RO_REL_OBJ) != RO_NO_TOKEN)
      continue;
    size_t end = ro_has(r, v - 1, RO_T_COMMA) ? v - 1 : v, who = phrase_behind_comma(r, sentence->first, end);
    if (who == RO_NO_TOKEN || !is_somebody(r, ro_extent(&r->syntax, who))) continue;
    size_t top = who;
    while (ro_governor(&r->syntax, top) != RO_NO_TOKEN) top = ro_governor(&r->syntax, top);
    ro_token *tokens = r->tokens->tokens.at;
    tokens[v].head = (uint32_t)top;
    tokens[v].rel = RO_REL_PARATAXIS;
    tokens[who].head = (uint32_t)v;
    tokens[who].rel = RO_REL_NSUBJ;
    r->flags[v] = (r->flags[v] & ~(uint32_t)RO_T_PARTICIPLE) | RO_T_PAST | RO_T_FINITE;
    return true;
  }
  return false;
}

static bool mend_last_verbs(ro_reader *r) {
  bool is_mended = false;
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    is_mended = mend_last_verb(r, sentence) || mend_announcing(r, sentence) || is_mended;
  }
  return is_mended;
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
      return says > i && says < head && is_cue(r, says) ? says : RO_NO_TOKEN;
    head = says;
  }
  return RO_NO_TOKEN;
}

/* "Asked about the border, A replied": taken for what A replied. True where one was mended. */
static bool mend_questions(ro_reader *r) {
  bool is_mended = false;
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    size_t first = r->tokens->sentences.at[s].first, says = ro_governor(&r->syntax, first);
    if (says == RO_NO_TOKEN || ro_token_at(r, first)->rel != RO_REL_CCOMP || !ro_lemma_is(r, first, "ask")) continue;
    if (ro_child_by(&r->syntax, first, RO_REL_NSUBJ) != RO_NO_TOKEN || !is_cue(r, says)) continue;
    r->tokens->tokens.at[first].rel = RO_REL_ADVCL;
    r->flags[first] = (r->flags[first] & ~(uint32_t)(RO_T_PAST | RO_T_FINITE)) | RO_T_PARTICIPLE;
    is_mended = true;
  }
  return is_mended;
}

/* "The two | discussed | developments": true where one was mended. */
static bool mend_counted(ro_reader *r) {
  bool is_mended = false;
  ro_token *tokens = r->tokens->tokens.at;
  for (size_t v = 2; v < r->tokens->tokens.len; v++) {
    size_t noun = ro_governor(&r->syntax, v);
    if (tokens[v].rel != RO_REL_AMOD || tokens[v].upos != RO_VERB || noun == RO_NO_TOKEN || noun < v || !is_cue(r, v)) continue;
    if (!ro_word_in(r, v - 1, "two three four pair duo") || !ro_word_is(r, v - 2, "the") || ro_has(r, v, RO_T_GERUND)) continue;
    if (tokens[v - 1].head != noun || tokens[v - 2].head != noun) continue;
    tokens[v].head = tokens[noun].head;
    tokens[v].rel = tokens[noun].rel == RO_REL_NSUBJ ? RO_REL_CCOMP : tokens[noun].rel;
    tokens[noun].head = (uint32_t)v;
    tokens[noun].rel = RO_REL_OBJ;
    tokens[v - 1].head = (uint32_t)v;
    tokens[v - 1].rel = RO_REL_NSUBJ;
    tokens[v - 2].head = (uint32_t)(v - 1);
    r->flags[v] = (r->flags[v] & ~(uint32_t)(RO_T_PARTICIPLE | RO_T_ADJECTIVE)) | RO_T_PAST | RO_T_FINITE;
    is_mended = true;
  }
  return is_mended;
}

/* "told his counterpart | A B | that …": true where one was mended. */
static bool mend_told_names(ro_reader *r) {
  bool is_mended = false;
  ro_token *tokens = r->tokens->tokens.at;
  for (size_t i = 1; i + 2 < r->tokens->tokens.len; i++) {
    size_t said = ro_governor(&r->syntax, i), verb = ro_governor(&r->syntax, i - 1), end = i + 1;
    if (tokens[i].name != RO_NAME_B_PER || said == RO_NO_TOKEN || verb == RO_NO_TOKEN || said < i) continue;
    if (tokens[i].rel != RO_REL_NSUBJ && tokens[i].rel != RO_REL_NSUBJ_PASS) continue;
    if ((tokens[i - 1].rel != RO_REL_IOBJ && tokens[i - 1].rel != RO_REL_OBJ) || !is_cue(r, verb)) continue;
    if (tokens[said].rel != RO_REL_CCOMP || ro_governor(&r->syntax, said) != verb) continue;
    while (end < said && tokens[end].name == RO_NAME_I_PER) end++;
    if (!ro_word_is(r, end, "that")) continue;
    tokens[i].head = (uint32_t)(i - 1);
    tokens[i].rel = RO_REL_APPOS;
    tokens[end].head = (uint32_t)said;
    tokens[end].rel = RO_REL_MARK;
    is_mended = true;
  }
  return is_mended;
}

void ro_mend_trees(ro_reader *r) {
  const bool mended[] = {mend_first_verbs(r), mend_last_verbs(r), mend_only_verbs(r),
                         mend_questions(r),   mend_counted(r),    mend_told_names(r)};
  bool is_mended = false;
  for (size_t i = 0; i < sizeof mended / sizeof *mended; i++) is_mended = is_mended || mended[i];
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
