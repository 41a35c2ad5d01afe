#include "statement/strength.h"

#define IMPORTANCE_WITHIN 4 /* tokens at a clause's beginning */

/* Words that give a clause its rank where the rules took it for another act, by lemma; the first that it has counts. */
static const struct {
  ro_act act;
  const char *lemmas, *strength;
} RANKS[] = {{RO_CALL_FOR, "must", "must"},
             {RO_CALL_FOR, "should need ought", "should"},
             {RO_CALL_FOR, "hope", "hopes"},
             {RO_COMMITMENT, "will would shall", "will"},
             {RO_COMMITMENT, "ready willing readiness willingness keenness", "willing"},
             {RO_COMMITMENT, "hope", "hope"}};

/* "is to be posted", "have to" */
static bool is_to(const ro_reader *r, size_t i, const char *lemma) {
  return ro_lemma_is(r, i, lemma) && ro_has(r, i + 1, RO_T_TO);
}

/* The rank of what the rules took for something else: "agreed that it will be held". *why: the words, where these gave it. */
static ro_slice of_other_act(const ro_reader *r, const ro_frame *frame, ro_range clause, ro_act act, ro_why *why) {
  const ro_cue *cue = frame->lexical;
  bool by_cue = cue && cue->strength.ptr &&
                (act == RO_COMMITMENT ? cue->class_ == RO_CUE_AGREE : act == RO_CALL_FOR && cue->class_ == RO_CUE_ASK);
  if (by_cue) return cue->strength;
  for (size_t k = 0; k < sizeof RANKS / sizeof *RANKS; k++)
    for (size_t i = clause.first; RANKS[k].act == act && i < clause.end; i++) {
      if (!ro_lemma_in(r, i, RANKS[k].lemmas)) continue;
      *why = ro_why_words(r, "word of a rank", i, i + 1);
      return ro_slice_of(RANKS[k].strength);
    }
  for (size_t i = clause.first; i + 1 < clause.end; i++) {
    bool has_to = act == RO_CALL_FOR && is_to(r, i, "have");
    if (!has_to && !(act == RO_COMMITMENT && is_to(r, i, "be"))) continue;
    *why = ro_why_words(r, "word of a rank", i, i + 2);
    return has_to ? RO_LIT("must") : RO_LIT("will");
  }
  return RO_ABSENT;
}

static bool takes_stand(const ro_reader *r, size_t verb) {
  return ro_lemma_in(r, verb, "support oppose condemn reject back denounce deplore stand defend uphold endorse");
}

static bool is_stand(const ro_reader *r, size_t noun) {
  return ro_lemma_in(r, noun, "support solidarity opposition rejection backing condemnation objection");
}

/* An adverb of the verb, an adjective of the noun that takes the stand: "firmly", "full", "in the strongest terms". */
static bool is_firm_word(const ro_reader *r, size_t i, size_t head) {
  static const char *const ADVERBS =
      "firmly resolutely strongly unwaveringly steadfastly categorically fully staunchly unequivocally unreservedly";
  static const char *const ADJECTIVES =
      "firm full strong steadfast unwavering resolute staunch invariable unequivocal categorical";
  if (ro_word_in(r, i, ADVERBS)) return takes_stand(r, head);
  if (ro_word_in(r, i, ADJECTIVES)) return is_stand(r, head);
  return ro_word_is(r, i, "strongest") && ro_lemma_in(r, head, "term word");
}

/* Where such a word stands, in the clause, in its cue or right before; RO_NO_TOKEN where none does. */
static size_t find_firm(const ro_reader *r, const ro_frame *frame, ro_range clause) {
  bool has_cue = frame->cue.end > frame->cue.first && frame->cue.first < clause.first;
  size_t from = has_cue ? frame->cue.first : clause.first, before = from > 2 ? from - 2 : 0;
  for (size_t i = before; i < clause.end; i++) {
    size_t head = ro_governor(&r->syntax, i);
    if (head != RO_NO_TOKEN && head >= before && head < clause.end && is_firm_word(r, i, head)) return i;
  }
  return RO_NO_TOKEN;
}

static ro_slice of_stand(const ro_reader *r, const ro_frame *frame, ro_range clause, ro_why *why) {
  size_t firm = find_firm(r, frame, clause);
  if (firm == RO_NO_TOKEN) return RO_LIT("supports");
  *why = ro_why_words(r, "word of firmness", firm, firm + 1);
  return RO_LIT("firmly supports");
}

/* "stressed the importance of" */
static size_t find_importance(const ro_reader *r, ro_range clause) {
  for (size_t i = clause.first; i < clause.end && i < clause.first + IMPORTANCE_WITHIN; i++)
    if (ro_lemma_in(r, i, "importance significance")) return i;
  return RO_NO_TOKEN;
}

ro_slice ro_strength_of(const ro_reader *r, const ro_frame *frame, ro_range clause, const ro_clause *made,
                        const ro_reading *reading, ro_why *why) {
  bool same = made->act == reading->act;
  ro_slice strength = same ? reading->strength : of_other_act(r, frame, clause, made->act, why);
  bool plain = !strength.ptr || ro_slice_equal(strength, RO_LIT("supports"));
  if (made->act == RO_POSITION && plain && made->stance != RO_NO_STANCE) return of_stand(r, frame, clause, why);
  size_t importance = made->act == RO_ASSESSMENT && plain ? find_importance(r, clause) : RO_NO_TOKEN;
  if (importance == RO_NO_TOKEN) return strength;
  *why = ro_why_words(r, "noun of importance", importance, importance + 1);
  return RO_LIT("attaches importance");
}
