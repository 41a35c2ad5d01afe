#include "statement/strength.h"

#define IMPORTANCE_WITHIN 4 /* tokens at a clause's beginning */

/* What is undertaken that the rules took for something else: "agreed that it will be held". */
static ro_slice undertaken(const ro_frame *frame, const ro_reading *reading) {
  const ro_cue *cue = frame->lexical;
  if (cue && cue->class_ == RO_CUE_AGREE && cue->strength.ptr) return cue->strength;
  return reading->future ? RO_LIT("will") : RO_ABSENT;
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
  ro_slice strength = same ? reading->strength : made->act == RO_COMMITMENT ? undertaken(frame, reading) : RO_ABSENT;
  bool plain = !strength.ptr || ro_slice_equal(strength, RO_LIT("supports"));
  if (made->act == RO_POSITION && plain && made->stance != RO_NO_STANCE) return of_stand(r, frame, clause, why);
  size_t importance = made->act == RO_ASSESSMENT && plain ? find_importance(r, clause) : RO_NO_TOKEN;
  if (importance == RO_NO_TOKEN) return strength;
  *why = ro_why_words(r, "noun of importance", importance, importance + 1);
  return RO_LIT("attaches importance");
}
