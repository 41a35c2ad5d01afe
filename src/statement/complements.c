/* What a verb introduces by what hangs on it: objects, infinitives and prepositional phrases, by the class of its cue. */
#include "statement/site.h"

static const ro_token *at(const ro_site *x, size_t i) {
  return ro_token_at(x->r, i);
}

static bool case_is(const ro_site *x, size_t noun, const char *words) {
  for (size_t k = ro_first_child(x->s, noun); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (at(x, k)->rel == RO_REL_CASE) return ro_word_in(x->r, k, words);
  return false;
}

/* "to speed up work", "in advancing cooperation": hung on the verb, or on the one who is asked, by whatever relation. */
static bool is_undertaking(const ro_site *x, size_t k, const ro_cue *cue) {
  uint8_t rel = at(x, k)->rel;
  if (rel == RO_REL_XCOMP) return true;
  if (rel != RO_REL_ADVCL && rel != RO_REL_ACL) return false;
  size_t first = ro_extent(x->s, k).first;
  if (ro_has(x->r, first, RO_T_TO)) return true;
  return cue->class_ == RO_CUE_AGREE && rel == RO_REL_ADVCL && ro_has(x->r, k, RO_T_GERUND) &&
         ro_word_in(x->r, first, "in on to");
}

/* "the kingdom's firm stance | in support of two states": what a noun is of, though the tree hangs it on the verb. */
static ro_range with_its_matter(const ro_site *x, size_t v, ro_range object) {
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
    ro_range phrase = ro_extent(x->s, k);
    if (phrase.first != object.end) continue;
    if (at(x, k)->rel == RO_REL_OBJ && ro_has(x->r, k, RO_T_NUMBER)) object.end = phrase.end; /* "EUR | 2 million" */
    if (at(x, k)->rel != RO_REL_OBL) continue;
    bool is_sum = ro_has(x->r, object.end - 1, RO_T_NUMBER) && at(x, k)->upos == RO_NOUN; /* "$5 million in aid" */
    bool is_for = (is_sum && case_is(x, k, "in for")) ||
                  (case_is(x, k, "in") && ro_lemma_in(x->r, k, "support favour favor opposition defence defense"));
    if (is_for || case_is(x, k, "toward towards regarding concerning")) object.end = phrase.end;
  }
  return object;
}

/* "called for the removal of Peru | from the list": what a noun is taken from or goes to, though the tree hangs it on the verb.
 */
static ro_range with_its_end(const ro_site *x, size_t v, ro_range object) {
  for (size_t w = v; w < object.end; w++)
    for (size_t k = ro_first_child(x->s, w); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
      if (at(x, k)->rel == RO_REL_OBL && ro_extent(x->s, k).first == object.end && case_is(x, k, "from to into against between"))
        return (ro_range){object.first, ro_extent(x->s, k).end};
  return object;
}

/* "described the call | as cordial", as far as the tree hangs it on the noun */
static bool is_named_as(const ro_site *x, size_t object) {
  for (size_t k = ro_first_child(x->s, object); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (k > object && case_is(x, k, "as")) return true;
  return false;
}

/* "assured the minister | of her support": what, by the tree of the verb or of whom; RO_NO_TOKEN where nothing. */
static size_t assured_of(const ro_site *x, size_t v) {
  for (size_t i = v + 1; i < x->end && i < v + 8; i++) {
    size_t noun = ro_word_is(x->r, i, "of") ? ro_governor(x->s, i) : RO_NO_TOKEN;
    size_t head = noun == RO_NO_TOKEN ? RO_NO_TOKEN : ro_governor(x->s, noun);
    bool of_whom = head != RO_NO_TOKEN && head != v && ro_governor(x->s, head) == v &&
                   (at(x, head)->rel == RO_REL_OBJ || at(x, head)->rel == RO_REL_IOBJ) && ro_has(x->r, noun, RO_T_NOUN);
    if (head != RO_NO_TOKEN && (head == v || of_whom)) return noun;
  }
  return RO_NO_TOKEN;
}

static const char AUDIENCES[] =
    "conference briefing forum gathering audience parliament reporter journalist press newspaper agency channel broadcaster "
    "radio "
    "television summit council assembly meeting event interview";

/* Objects, infinitives and prepositional phrases, by the class of the cue. */
void ro_complements(const ro_site *x, size_t v, ro_frame *f) {
  const ro_cue *cue = f->lexical;
  size_t object = RO_NO_TOKEN, second = RO_NO_TOKEN, infinitive = RO_NO_TOKEN, oblique = RO_NO_TOKEN, gerund = RO_NO_TOKEN;
  ro_range all = {0, 0}, more = {0, 0}, of_noun = {0, 0};
  for (size_t w = v; w < f->cue.end; w++) /* of the verb, and of the noun that belongs to its cue ("express concern at …") */
    for (size_t k = ro_first_child(x->s, w); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
      uint8_t rel = at(x, k)->rel;
      if (k < v || (k < f->cue.end && rel != RO_REL_OBJ && rel != RO_REL_OBL && rel != RO_REL_NMOD)) continue;
      bool inside = k < f->cue.end; /* the cue's own noun */
      bool is_second = object != RO_NO_TOKEN && (rel == RO_REL_OBJ || rel == RO_REL_XCOMP);
      if (is_second && w == v && second == RO_NO_TOKEN) second = k;
      if (rel == RO_REL_OBJ && w == v && !inside && object == RO_NO_TOKEN) object = k;
      bool of_call = w == v || (cue->class_ == RO_CUE_ASK && !inside); /* "made an appeal | to donors | to pay" */
      if (of_call && infinitive == RO_NO_TOKEN && is_undertaking(x, k, cue)) infinitive = k;
      bool tied = rel == RO_REL_OBL || rel == RO_REL_NMOD || (w > v && (rel == RO_REL_ACL || rel == RO_REL_ADVCL));
      if (tied && !inside && oblique == RO_NO_TOKEN) oblique = k;
      if (tied && !inside && w > v) ro_site_widen(&of_noun, ro_extent(x->s, k));
      if (!inside && k > v && (rel == RO_REL_XCOMP || rel == RO_REL_OBL || rel == RO_REL_ADVCL))
        ro_site_widen(&more, ro_extent(x->s, k));
      size_t mark = rel == RO_REL_ADVCL ? ro_site_child(x, k, RO_REL_MARK) : RO_NO_TOKEN;
      bool is_of_for = mark != RO_NO_TOKEN && mark < f->cue.end && k > v; /* "called for | it to be concluded" */
      if (rel == RO_REL_ADVCL && ro_extent(x->s, k).first < f->cue.end && (ro_has(x->r, k, RO_T_GERUND) || is_of_for)) gerund = k;
    }
  size_t asked = object != RO_NO_TOKEN ? object : oblique;
  if (cue->class_ == RO_CUE_ASK && infinitive == RO_NO_TOKEN && asked != RO_NO_TOKEN)
    for (size_t k = ro_first_child(x->s, asked); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
      if (k > asked && infinitive == RO_NO_TOKEN && is_undertaking(x, k, cue)) infinitive = k;
  switch (cue->class_) {
    case RO_CUE_ASK:
      if (infinitive != RO_NO_TOKEN && !cue->needs_object) {
        all = ro_extent(x->s, infinitive);
        f->asked = all.first;
        if (asked != RO_NO_TOKEN) {
          f->addressee = ro_site_phrase(x, asked);
          if (f->addressee.end > all.first) f->addressee.end = all.first;
          if (f->addressee.first < all.first) all.first = f->addressee.first;
        }
        break;
      }
      /* "called for restraint" */
      if (object != RO_NO_TOKEN) ro_site_widen(&all, ro_extent(x->s, object));
      if (object == RO_NO_TOKEN && oblique != RO_NO_TOKEN) ro_site_widen(&all, ro_extent(x->s, oblique));
      if (cue->needs_object && infinitive != RO_NO_TOKEN) ro_site_widen(&all, ro_extent(x->s, infinitive));
      if (cue->needs_object) all = with_its_end(x, v, all);
      if (gerund != RO_NO_TOKEN && (all.end == 0 || !ro_has(x->r, gerund, RO_T_GERUND)))
        ro_site_widen(&all, ro_extent(x->s, gerund)); /* "appealed for fighting to cease" */
      break;
    case RO_CUE_NAME:
      if (object != RO_NO_TOKEN && (more.end > more.first || is_named_as(x, object))) {
        ro_site_widen(&all, ro_extent(x->s, object));
        ro_site_widen(&all, more);
      }
      break;
    default:
      if (ro_lemma_is(x->r, v, "consider") && object != RO_NO_TOKEN && second != RO_NO_TOKEN) { /* a plan a contribution */
        all = ro_extent(x->s, object);
        ro_site_widen(&all, ro_extent(x->s, second));
        break;
      }
      if (ro_lemma_is(x->r, v, "tell") && object != RO_NO_TOKEN &&
          ro_lemma_in(x->r, object, AUDIENCES)) { /* "…," A told a forum */
        size_t stop = f->subject.end > f->subject.first ? f->subject.first : v;
        f->addressee = ro_site_phrase(x, object);
        if (stop > x->first && ro_has(x->r, stop - 1, RO_T_QUOTE)) all = (ro_range){x->first, stop};
        if (all.first < all.end) ro_site_add(x, f, all.first, all.end);
        return;
      }
      if (ro_lemma_in(x->r, v, "assure reassure") && assured_of(x, v) != RO_NO_TOKEN) {
        all = ro_extent(x->s, assured_of(x, v));
        break;
      }
      if (infinitive != RO_NO_TOKEN && (cue->class_ == RO_CUE_AGREE || cue->class_ == RO_CUE_SAY))
        all = ro_extent(x->s, infinitive);
      else if (object != RO_NO_TOKEN)
        all = with_its_matter(x, v, ro_extent(x->s, object));
      else if (oblique != RO_NO_TOKEN && (f->cue.end > v + 1 || cue->needs_object || cue->class_ != RO_CUE_SAY) &&
               (f->cue.end > v + 1 || case_is(x, oblique, "on upon about for with against to of over at")))
        all = of_noun.end > 0 ? of_noun : ro_extent(x->s, oblique); /* "the commitment | of the body to support the talks" */
      break;
  }
  if (all.first < f->cue.end) all.first = f->cue.end;
  if (all.first < all.end) ro_site_add(x, f, all.first, all.end);
}
