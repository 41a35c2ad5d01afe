/*
 * Mends trees whose verbs the parser took for something else. Where the verb that a listed item begins with is taken for what its
 * noun is like:
 *
 *   "The Ministers: - condemned damage to cables;"
 *
 * And where a sentence ends in who said it, with a participle that was taken for a verb of what he said:
 *
 *   "A told B that X, an official briefed on the talks said."
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
 *
 * And where what is said was taken for the object of the noun that says when:
 *
 *   "A affirmed during the meeting his country's support"
 */
#include "statement/trees.h"

static void make_finite(ro_reader *r, size_t verb) {
  r->flags[verb] = (r->flags[verb] & ~(uint32_t)(RO_T_PARTICIPLE | RO_T_ADJECTIVE)) | RO_T_PAST | RO_T_FINITE;
}

/* "- condemned | damage to cables": the noun that the verb at the beginning of a sentence, a cue, was hung on, where nothing
 * else says something of it; RO_NO_TOKEN where none. */
static size_t object_of_first(const ro_reader *r, const ro_sentence *sentence, size_t *verb) {
  size_t i = sentence->first;
  while (i < sentence->end && (ro_has(r, i, RO_T_PUNCT) || ro_word_in(r, i, "- – — • * o"))) i++;
  if (i == sentence->end || ro_token_at(r, i)->rel != RO_REL_AMOD || ro_token_at(r, i)->upos != RO_VERB) return RO_NO_TOKEN;
  size_t noun = ro_governor(&r->syntax, i);
  if (noun == RO_NO_TOKEN || ro_governor(&r->syntax, noun) != RO_NO_TOKEN || !ro_tree_is_cue(r, i)) return RO_NO_TOKEN;
  if (ro_child_by(&r->syntax, noun, RO_REL_NSUBJ) != RO_NO_TOKEN || ro_tree_auxiliary(r, noun) != RO_NO_TOKEN) return RO_NO_TOKEN;
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
    make_finite(r, verb);
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
    make_finite(r, verb);
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
    make_finite(r, v);
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

/* "Asked about the border, A replied", "A, asked about the border, replied": taken for what A replied. True where one was mended.
 */
static bool mend_questions(ro_reader *r) {
  bool is_mended = false;
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    size_t says = ro_governor(&r->syntax, i), first = r->tokens->sentences.at[ro_sentence_of(r, i)].first;
    uint8_t rel = ro_token_at(r, i)->rel;
    if (says == RO_NO_TOKEN || says < i || (rel != RO_REL_CCOMP && rel != RO_REL_ADVCL) || !ro_lemma_is(r, i, "ask")) continue;
    if (rel == RO_REL_ADVCL && !ro_has(r, i, RO_T_PAST)) continue;
    if (i != first && !ro_has(r, i - 1, RO_T_COMMA)) continue;
    if (ro_child_by(&r->syntax, i, RO_REL_NSUBJ) != RO_NO_TOKEN || !ro_tree_is_cue(r, says)) continue;
    r->tokens->tokens.at[i].rel = RO_REL_ADVCL;
    r->flags[i] = (r->flags[i] & ~(uint32_t)(RO_T_PAST | RO_T_FINITE)) | RO_T_PARTICIPLE;
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
    if (tokens[v].rel != RO_REL_AMOD || tokens[v].upos != RO_VERB || noun == RO_NO_TOKEN || noun < v || !ro_tree_is_cue(r, v))
      continue;
    if (!ro_word_in(r, v - 1, "two three four pair duo") || !ro_word_is(r, v - 2, "the") || ro_has(r, v, RO_T_GERUND)) continue;
    if (tokens[v - 1].head != noun || tokens[v - 2].head != noun) continue;
    tokens[v].head = tokens[noun].head;
    tokens[v].rel = tokens[noun].rel == RO_REL_NSUBJ ? RO_REL_CCOMP : tokens[noun].rel;
    tokens[noun].head = (uint32_t)v;
    tokens[noun].rel = RO_REL_OBJ;
    tokens[v - 1].head = (uint32_t)v;
    tokens[v - 1].rel = RO_REL_NSUBJ;
    tokens[v - 2].head = (uint32_t)(v - 1);
    make_finite(r, v);
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
    if ((tokens[i - 1].rel != RO_REL_IOBJ && tokens[i - 1].rel != RO_REL_OBJ) || !ro_tree_is_cue(r, verb)) continue;
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

/* "affirmed during the meeting | its support": an object hung on the noun of when it was said, behind a cue that has none. True
 * where one was mended. */
static bool mend_objects(ro_reader *r) {
  bool is_mended = false;
  ro_token *tokens = r->tokens->tokens.at;
  for (size_t i = 0; i < r->tokens->tokens.len; i++) {
    bool is_bare = tokens[i].rel == RO_REL_NMOD && ro_child_by(&r->syntax, i, RO_REL_CASE) == RO_NO_TOKEN &&
                   ro_child_by(&r->syntax, i, RO_REL_NMOD_POSS) != RO_NO_TOKEN;
    size_t noun = tokens[i].rel == RO_REL_OBJ || is_bare ? ro_governor(&r->syntax, i) : RO_NO_TOKEN;
    size_t verb = noun == RO_NO_TOKEN || noun > i || tokens[noun].upos != RO_NOUN ? RO_NO_TOKEN : ro_governor(&r->syntax, noun);
    if (verb == RO_NO_TOKEN || verb > noun || tokens[noun].rel != RO_REL_OBL || !ro_tree_is_cue(r, verb)) continue;
    if (ro_child_by(&r->syntax, verb, RO_REL_OBJ) != RO_NO_TOKEN || ro_child_by(&r->syntax, verb, RO_REL_CCOMP) != RO_NO_TOKEN)
      continue;
    tokens[i].head = (uint32_t)verb;
    tokens[i].rel = RO_REL_OBJ;
    is_mended = true;
  }
  return is_mended;
}

bool ro_mend_verbs(ro_reader *r) {
  const bool mended[] = {mend_first_verbs(r), mend_last_verbs(r), mend_only_verbs(r), mend_questions(r),
                         mend_counted(r),     mend_told_names(r), mend_objects(r)};
  bool is_mended = false;
  for (size_t i = 0; i < sizeof mended / sizeof *mended; i++) is_mended = is_mended || mended[i];
  return is_mended;
}
