/* Frames of what was talked of, told of the topic: "Syria was also on the agenda", "The grain came up", "Attention was paid to
 * visas". */
#include "statement/site.h"

static const ro_cue TOPIC = {.class_ = RO_CUE_DISCUSS, .act = RO_DISCUSSION};

static bool has_case(const ro_site *x, size_t noun, const char *words) {
  size_t mark = ro_site_child(x, noun, RO_REL_CASE);
  return mark != RO_NO_TOKEN && ro_word_in(x->r, mark, words);
}

/* "X were on the agenda", "Also on the table was X". */
static bool is_on_agenda(const ro_site *x, size_t i) {
  return ro_lemma_in(x->r, i, "agenda table") && ro_site_child(x, i, RO_REL_COP) != RO_NO_TOKEN && has_case(x, i, "on");
}

/* "X came up", "X featured in the talks". */
static bool comes_up(const ro_site *x, size_t i) {
  if (!ro_has(x->r, i, RO_T_PAST)) return false;
  if (ro_lemma_is(x->r, i, "come")) return ro_word_is(x->r, i + 1, "up") && !ro_word_in(x->r, i + 2, "to with against");
  return ro_lemma_in(x->r, i, "feature figure") && ro_site_child(x, i, RO_REL_OBJ) == RO_NO_TOKEN;
}

/* "Attention was paid to X", "A central place was given to X". */
static bool is_given_place(const ro_site *x, size_t i) {
  size_t what = ro_site_child(x, i, RO_REL_NSUBJ_PASS);
  return what != RO_NO_TOKEN && ro_lemma_in(x->r, i, "pay give devote accord dedicate") &&
         ro_lemma_in(x->r, what, "attention place emphasis focus time part") && ro_site_child(x, i, RO_REL_OBL) != RO_NO_TOKEN &&
         ro_site_child(x, i, RO_REL_OBL_AGENT) == RO_NO_TOKEN;
}

/* "X was considered separately", "X was raised": passives of verbs that are no cues of talking otherwise. */
static bool is_taken_up(const ro_site *x, size_t i) {
  return ro_lemma_in(x->r, i, "consider examine raise broach tackle cover mention") && ro_has(x->r, i, RO_T_PARTICIPLE) &&
         ro_site_child(x, i, RO_REL_AUX_PASS) != RO_NO_TOKEN && ro_site_child(x, i, RO_REL_OBL_AGENT) == RO_NO_TOKEN &&
         ro_site_child(x, i, RO_REL_CCOMP) == RO_NO_TOKEN && ro_site_child(x, i, RO_REL_XCOMP) == RO_NO_TOKEN &&
         ro_site_child(x, i, RO_REL_AUX) == RO_NO_TOKEN;
}

/* What it is told of: a thing, no person and no "it". */
static bool has_topic(const ro_site *x, size_t i) {
  size_t what = ro_site_child(x, i, RO_REL_NSUBJ);
  if (what == RO_NO_TOKEN) what = ro_site_child(x, i, RO_REL_NSUBJ_PASS);
  if (what == RO_NO_TOKEN || !ro_has(x->r, what, RO_T_NOUN | RO_T_PROPER)) return false;
  size_t e = x->r->entity[what];
  return e == RO_NONE || x->r->out->entities.at[e].kind != RO_PERSON;
}

/* "The talks focused on X", "The agenda included X": what the talks were about, said of all who met. */
static bool is_of_talks(const ro_site *x, size_t i) {
  size_t what = ro_site_child(x, i, RO_REL_NSUBJ);
  if (what == RO_NO_TOKEN || x->r->entity[what] != RO_NONE || !ro_has(x->r, i, RO_T_PAST)) return false;
  if (!ro_lemma_in(x->r, what,
                   "talk discussion meeting conversation consultation exchange agenda dialogue negotiation call focus"))
    return false;
  bool about = ro_lemma_in(x->r, i, "focus centre center concentrate revolve touch dwell deal") &&
               ro_site_child(x, i, RO_REL_OBL) != RO_NO_TOKEN;
  return about ||
         (ro_lemma_in(x->r, i, "cover address include examine review") && ro_site_child(x, i, RO_REL_OBJ) != RO_NO_TOKEN);
}

static bool whole_frame(const ro_site *x, size_t i, ro_frame *f) {
  uint8_t rel = ro_token_at(x->r, i)->rel;
  *f = (ro_frame){
      .head = i, .lexical = &TOPIC, .passive = true, .whole = true, .cue = {i, i + 1}, .subject = {i, i}, .addressee = {i, i}};
  for (size_t k = ro_first_child(x->s, i); k != RO_NO_TOKEN; k = ro_next_child(x->s, k))
    if (ro_token_at(x->r, k)->rel == RO_REL_ADVMOD && ro_word_in(x->r, k, "not never")) return false;
  f->why = ro_why_words(x->r, "what is told to have been talked of", i, i + 1);
  ro_range all = rel == RO_REL_ROOT ? (ro_range){x->first, x->end} : ro_extent(x->s, i);
  ro_site_add(x, f, all.first, all.end);
  return f->n_content > 0;
}

static bool may_be_topic(const ro_site *x, size_t i) {
  uint8_t rel = ro_token_at(x->r, i)->rel;
  return !x->remarks && (rel == RO_REL_ROOT || rel == RO_REL_CONJ || rel == RO_REL_PARATAXIS);
}

bool ro_talks_frame(const ro_site *x, size_t i, ro_frame *f) {
  return may_be_topic(x, i) && is_of_talks(x, i) && whole_frame(x, i, f);
}

bool ro_agenda_frame(const ro_site *x, size_t i, ro_frame *f) {
  bool verb = ro_token_at(x->r, i)->upos == RO_VERB;
  if (!may_be_topic(x, i)) return false;
  if (!(verb ? comes_up(x, i) || is_given_place(x, i) || is_taken_up(x, i) : is_on_agenda(x, i)) || !has_topic(x, i))
    return false;
  return whole_frame(x, i, f);
}
