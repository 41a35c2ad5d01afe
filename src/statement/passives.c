/* Frames of passives without an agent: what was agreed, stressed, expressed, by all who were there. */
#include "statement/site.h"

static const char PASSIVES[] =
    "stress underline underscore emphasize emphasise note reaffirm reiterate highlight acknowledge recognise recognize "
    "recall mention affirm confirm agree appreciate announce decide point";

/* The cue that verb and subject are together: "Satisfaction was expressed", "Agreement was reached"; NULL where they are none. */
static const ro_cue *cue_of_both(const ro_site *x, size_t v, size_t noun) {
  ro_slice verb = ro_token_at(x->r, v)->lemma, object = ro_token_at(x->r, noun)->lemma;
  const uint64_t *place = verb.ptr ? ro_map_get(&x->r->lists->cue_words, verb) : NULL;
  for (size_t c = place ? *place : x->r->lists->cues.len; c < x->r->lists->cues.len; c++) {
    const ro_cue *cue = &x->r->lists->cues.at[c];
    if (!ro_slice_starts(cue->words, verb)) break;
    ro_slice rest = ro_slice_part(cue->words, verb.len, cue->words.len);
    if (cue->n_words == 2 && ro_slice_starts(rest, RO_LIT(" ")) &&
        ro_slice_equal_nocase(ro_slice_part(rest, 1, rest.len), object))
      return cue;
  }
  return NULL;
}

static bool is_denied(const ro_site *x, size_t noun) {
  size_t determiner = ro_site_child(x, noun, RO_REL_DET);
  return determiner != RO_NO_TOKEN && ro_word_is(x->r, determiner, "no");
}

/* "Satisfaction was expressed with the talks", "No agreement was reached on a date": verb and subject are the cue. */
static bool light_passive(const ro_site *x, size_t v, size_t noun, ro_frame *f) {
  const ro_cue *cue = cue_of_both(x, v, noun);
  if (!cue) return false;
  *f = (ro_frame){
      .head = v, .lexical = cue, .passive = true, .cue = {noun, v + 1}, .subject = {v, v}, .addressee = {v, v}, .begin = noun};
  f->negated = is_denied(x, noun);
  f->why = ro_why_cue(x->r, "noun of speech with a passive verb", cue, f->cue);
  ro_range all = {0, 0};
  for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
    uint8_t rel = ro_token_at(x->r, k)->rel;
    bool content = rel == RO_REL_OBL || rel == RO_REL_ADVCL || rel == RO_REL_XCOMP || rel == RO_REL_CCOMP || rel == RO_REL_NMOD;
    if (k > v && content) ro_site_widen(&all, ro_extent(x->s, k));
    if (rel == RO_REL_ADVMOD && ro_negates(x->r, k)) f->negated = true;
  }
  for (size_t k = ro_first_child(x->s, noun); k != RO_NO_TOKEN && all.end == 0;
       k = ro_next_child(x->s, k)) /* "Agreement on a date was reached" */
    if (k > noun && ro_token_at(x->r, k)->rel != RO_REL_CONJ) ro_site_widen(&all, ro_extent(x->s, k));
  if (ro_lemma_in(x->r, noun, "invitation proposal offer"))
    all = (ro_range){ro_extent(x->s, noun).first, v + 1}; /* it is what was accepted */
  if (all.end == 0) return false;
  ro_site_add(x, f, all.first, all.end);
  return f->n_content > 0;
}

/* "The need for restraint was stressed", "It was noted that trade grew". */
bool ro_passive_frame(const ro_site *x, size_t v, const ro_cue *cue, ro_frame *f) {
  if (ro_site_child(x, v, RO_REL_AUX_PASS) == RO_NO_TOKEN || ro_site_child(x, v, RO_REL_OBL_AGENT) != RO_NO_TOKEN) return false;
  uint8_t rel = ro_token_at(x->r, v)->rel;
  size_t begin = ro_extent(x->s, v).first;
  bool labelled = begin > x->first &&
                  (ro_word_is(x->r, begin, ":") || ro_word_is(x->r, begin - 1, ":")); /* "Energy: Views were exchanged on it" */
  if (rel != RO_REL_ROOT && rel != RO_REL_CONJ && rel != RO_REL_PARATAXIS && rel != RO_REL_CCOMP && !labelled) return false;
  size_t what = ro_site_child(x, v, RO_REL_NSUBJ_PASS);
  if (what == RO_NO_TOKEN && rel == RO_REL_CONJ) return false;
  if (what != RO_NO_TOKEN && ro_has(x->r, what, RO_T_NOUN) && light_passive(x, v, what, f)) return true;
  size_t task = ro_site_child(x, v, RO_REL_XCOMP);
  if (cue && cue->class_ == RO_CUE_ASK && what != RO_NO_TOKEN && task != RO_NO_TOKEN &&
      ro_lemma_in(x->r, v, "task instruct direct mandate charge")) {
    *f = (ro_frame){.head = v, .lexical = cue, .passive = true, .subject = {v, v}, .addressee = ro_site_phrase(x, what)};
    f->cue = ro_site_cue(x, v, v + 1, &f->negated); /* "Officials were tasked to begin" */
    f->why = ro_why_cue(x->r, "passive verb with what somebody is asked to do", cue, f->cue);
    ro_site_add(x, f, ro_extent(x->s, task).first, ro_extent(x->s, task).end);
    return f->n_content > 0;
  }
  bool agreed = cue && cue->class_ == RO_CUE_AGREE; /* "It was agreed that" */
  if (agreed && cue->needs_object && what != RO_NO_TOKEN && ro_site_child(x, v, RO_REL_OBL) != RO_NO_TOKEN &&
      ro_lemma_in(x->r, what, "invitation proposal offer")) { /* "was accepted with gratitude" */
    *f = (ro_frame){.head = v, .lexical = cue, .passive = true, .subject = {v, v}, .addressee = {v, v}};
    f->cue = ro_site_cue(x, v, v + 1, &f->negated);
    f->why = ro_why_cue(x->r, "passive verb with what is accepted", cue, f->cue);
    ro_range all = {ro_extent(x->s, what).first, v + 1};
    for (size_t k = ro_first_child(x->s, v); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
      uint8_t own = ro_token_at(x->r, k)->rel;
      if (k > v && (own == RO_REL_OBL || own == RO_REL_ADVCL || own == RO_REL_ADVMOD)) ro_site_widen(&all, ro_extent(x->s, k));
    }
    ro_site_add(x, f, all.first, all.end);
    return f->n_content > 0;
  }
  if (!cue || (cue->class_ != RO_CUE_SAY && !agreed) || !ro_lemma_in(x->r, v, PASSIVES)) return false;
  size_t clause = ro_site_child(x, v, RO_REL_CCOMP);
  if (clause == RO_NO_TOKEN) clause = ro_site_child(x, v, RO_REL_CSUBJ_PASS);
  if (clause == RO_NO_TOKEN) clause = ro_site_child(x, v, RO_REL_CSUBJ);
  bool it = ro_site_child(x, v, RO_REL_EXPL) != RO_NO_TOKEN || (what != RO_NO_TOKEN && ro_word_is(x->r, what, "it"));
  bool noun = !agreed && what != RO_NO_TOKEN && ro_has(x->r, what, RO_T_NOUN) && x->r->entity[what] == RO_NONE;
  if (!(it && clause != RO_NO_TOKEN && clause > v) && !noun) return false;
  *f = (ro_frame){.head = v, .lexical = cue, .passive = true, .subject = {v, v}, .addressee = {v, v}, .clause = it};
  f->cue = ro_site_cue(x, v, v + 1, &f->negated);
  f->why = ro_why_cue(x->r, "passive verb of speech without an agent", cue, f->cue);
  ro_range all = ro_extent(x->s, it ? clause : what);
  ro_site_add(x, f, all.first, all.end);
  return f->n_content > 0;
}
