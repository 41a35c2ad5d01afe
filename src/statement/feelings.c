/* Frames of how somebody is told to feel, by an adjective: "Kent was grateful to the Kenyans". */
#include "statement/operators.h"
#include "statement/site.h"
#include "statement/speakers.h"

static const ro_cue FEELING = {.class_ = RO_CUE_EXPRESS, .act = RO_EXPRESSION};

/* The "was" that an adjective or participle stands behind; RO_NO_TOKEN where none is, or another auxiliary too. */
static size_t copula_of(const ro_site *x, size_t i) {
  size_t be = ro_site_child(x, i, RO_REL_COP);
  if (be == RO_NO_TOKEN) be = ro_site_child(x, i, RO_REL_AUX_PASS);
  bool is_told = be != RO_NO_TOKEN && ro_has(x->r, be, RO_T_PAST) && ro_site_child(x, i, RO_REL_AUX) == RO_NO_TOKEN;
  return is_told ? be : RO_NO_TOKEN;
}

/* Is what is told of who feels it a person, a title, a country or a body? */
static bool is_somebody(const ro_site *x, ro_range subject) {
  for (size_t i = subject.first; i < subject.end; i++) {
    size_t e = x->r->entity[i];
    if (e != RO_NONE && x->r->out->entities.at[e].kind != RO_PLACE && x->r->out->entities.at[e].kind != RO_ISSUE) return true;
  }
  return ro_subject_is_titled(x->r, subject) || ro_subject_is_joint(x->r, subject);
}

bool ro_feeling_frame(const ro_site *x, size_t i, ro_frame *f) {
  size_t end, be = x->remarks ? RO_NO_TOKEN : copula_of(x, i);
  if (be == RO_NO_TOKEN || be > i) return false;
  const ro_operator *feeling = ro_operator_at(x->r, be, x->end, &end);
  if (!feeling || feeling->act != RO_EXPRESSION || end != i + 1) return false;
  size_t subject = ro_site_child(x, i, RO_REL_NSUBJ);
  if (subject == RO_NO_TOKEN) subject = ro_site_child(x, i, RO_REL_NSUBJ_PASS);
  if (subject == RO_NO_TOKEN || subject > be) return false;
  ro_range who = ro_site_phrase(x, subject), all = ro_extent(x->s, i);
  if (who.end > be) who.end = be;
  if (!is_somebody(x, who)) return false;
  *f = (ro_frame){.head = i, .lexical = &FEELING, .cue = {be, i + 1}, .subject = who, .begin = be, .addressee = {i, i}};
  f->why = ro_why_words(x->r, "adjective of a feeling", be, i + 1);
  ro_site_add(x, f, be, all.end);
  return f->n_content > 0;
}
