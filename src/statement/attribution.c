/*
 * Attributions: sources, cues and contents, sentence by sentence. A sentence gives frames (a cue with what it introduces); one
 * without a cue may carry on the speech before it, or be the reporter's account of what both sides said.
 */
#include "statement/speakers.h"
#include "statement/speech.h"

#include <string.h>

#define MAX_FRAMES 12

/* -- frames ------------------------------------------------------------------------------------------------------------ */

size_t ro_trim_end(const ro_reader *r, size_t first, size_t end) {
  while (end > first && (ro_has(r, end - 1, RO_T_COMMA) || ro_word_in(r, end - 1, ". and but ; while also : ! — – -"))) end--;
  return end;
}

void ro_frame_set_content(ro_frame *f, size_t first, size_t end) {
  if (first < end && f->n_content < RO_CONTENTS_MAX) f->content[f->n_content++] = (ro_range){first, end};
}

/* "thanked Peru for its help", "explained the position", "invited her to Lima": the verb belongs to the clause. */
bool ro_frame_owns_verb(const ro_reader *r, const ro_frame *f) {
  if (!f->lexical) return false;
  switch (f->lexical->class_) {
    case RO_CUE_EXPRESS:
      return true;
    case RO_CUE_DISCUSS:
    case RO_CUE_STAND:
      return !f->clause;
    case RO_CUE_SAY:
      return !f->clause && f->lexical->act == RO_DISCUSSION && f->n_content > 0 && f->content[0].first >= f->head &&
             !ro_has(r, f->content[0].first, RO_T_QUOTE);
    case RO_CUE_AGREE: /* "The invitation was accepted" */
      return f->begin != 0 && f->n_content > 0 && f->content[0].first < f->head;
    case RO_CUE_ASK:
      return f->asked == 0 && ro_lemma_is(r, f->head, "invite");
    default:
      return false;
  }
}

/* A content of several sentences, each by itself: more than RO_CONTENTS_MAX stay together. */
static void part_sentences(const ro_reader *r, ro_frame *d) {
  for (size_t c = 0; c < d->n_content && d->n_content < RO_CONTENTS_MAX; c++) {
    ro_range *content = &d->content[c];
    size_t stop = r->tokens->sentences.at[ro_sentence_of(r, content->first)].end;
    if (stop >= content->end) continue;
    for (size_t k = d->n_content++; k > c + 1; k--) d->content[k] = d->content[k - 1];
    d->content[c + 1] = (ro_range){stop, content->end};
    content->end = stop;
  }
}

/* The content as it is divided: with the verb that belongs to the clause, without whom somebody is asked. */
static ro_frame divided(const ro_reader *r, const ro_frame *f) {
  ro_frame d = *f;
  if (f->n_content == 0 || !f->lexical) return d;
  ro_range *first = &d.content[0];
  if (f->passive && f->subject.end == f->subject.first && first->end <= f->cue.first && f->lexical->class_ != RO_CUE_SAY) {
    first->end = ro_trim_end(r, first->first, ro_extent(&r->syntax, f->head).end);
  } else if (ro_frame_owns_verb(r, f) && first->first >= f->head) { /* "thanked Australia for its contribution" */
    first->first = f->begin ? f->begin : f->head;
    for (size_t k = ro_first_child(&r->syntax, f->head); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k)) {
      uint8_t rel = ro_token_at(r, k)->rel;
      bool belongs = rel == RO_REL_OBJ || rel == RO_REL_OBL || rel == RO_REL_XCOMP || rel == RO_REL_ADVCL ||
                     rel == RO_REL_CCOMP || rel == RO_REL_IOBJ || rel == RO_REL_OBL_UNMARKED || rel == RO_REL_ADVMOD;
      size_t begin = ro_extent(&r->syntax, k).first;
      while (begin < k && ro_has(r, begin, RO_T_PUNCT)) begin++;
      if (rel == RO_REL_ADVCL && ro_has(r, ro_word_is(r, begin, "while") ? k : begin, RO_T_GERUND))
        continue; /* "…, emphasizing that", "…, while noting that" */
      if (belongs && k > f->head && ro_extent(&r->syntax, k).end > first->end) first->end = ro_extent(&r->syntax, k).end;
    }
  } else if (f->asked > first->first && f->asked < first->end) {
    first->first = f->asked;
  }
  part_sentences(r, &d);
  return d;
}

/* -- speakers and attributions ----------------------------------------------------------------------------------------- */

static void push_range(const ro_reader *r, ro_spans *spans, ro_range range, bool trim) {
  if (range.end <= range.first) return;
  ro_span span = trim ? ro_tokens_span(r, range.first, range.end)
                      : (ro_span){ro_token_at(r, range.first)->span.start, ro_token_at(r, range.end - 1)->span.end};
  if (span.end > span.start) RO_PUSH(r->arena, spans, span);
}

static bool is_quoted(const ro_reader *r, const ro_frame *f) {
  size_t words = 0, inside = 0;
  bool quote = false;
  for (size_t c = 0; c < f->n_content; c++) {
    if (f->content[c].first > 0 && ro_has(r, f->content[c].first - 1, RO_T_QUOTE)) quote = true;
    for (size_t i = f->content[c].first; i < f->content[c].end; i++) {
      if (ro_has(r, i, RO_T_QUOTE)) {
        quote = !quote;
        continue;
      }
      words++;
      inside += quote;
    }
  }
  return words > 0 && inside * 2 > words;
}

/* Whom it is said to; returns why. */
static ro_why address(const ro_reader *r, const ro_frame *f, ro_attribution *a) {
  ro_indexes all = {0};
  const ro_meeting *told = ro_told_meeting(r);
  if (a->joint || a->speakers.len != 1) return RO_WHY(NULL);
  for (size_t i = f->addressee.first; i < f->addressee.end; i++)
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON && r->entity[i] != a->speakers.at[0]) {
      RO_PUSH(r->arena, &a->addressees, r->entity[i]);
      return ro_why_words(r, "person whom the verb has for its object", i, i + 1);
    }
  if (told && told->status == RO_PLANNED) return RO_WHY(NULL); /* they have not met yet */
  ro_speakers_all(r, &all);
  bool among = false;
  for (size_t i = 0; i < all.len; i++) among = among || all.at[i] == a->speakers.at[0];
  for (size_t i = 0; among && i < all.len; i++)
    if (all.at[i] != a->speakers.at[0]) RO_PUSH(r->arena, &a->addressees, all.at[i]);
  return RO_WHY("the other parties of what the report tells");
}

/* The planned or past event that a content speaks of, for announcements: index into meetings, or RO_NONE. */
static size_t announced_meeting(const ro_reader *r, const ro_attribution *a) {
  if (a->clauses.len == 0 || a->clauses.at[0].act != RO_ANNOUNCEMENT) return RO_NONE;
  for (size_t m = 0; m < r->out->meetings.len; m++) {
    const ro_meeting *meeting = &r->out->meetings.at[m];
    if (meeting->status != RO_PLANNED) continue;
    for (size_t s = 0; s < meeting->spans.len; s++)
      for (size_t c = 0; c < a->content.len; c++)
        if (meeting->spans.at[s].start < a->content.at[c].end && a->content.at[c].start < meeting->spans.at[s].end) return m;
  }
  return RO_NONE;
}

static void remember(ro_speech *s, const ro_attribution *a, size_t index, size_t paragraph, bool vouched) {
  s->speaking.last = a->speakers;
  s->speaking.joint = a->joint;
  s->last = index;
  s->last_paragraph = paragraph;
  if (!vouched && a->speakers.len == 1 && s->r->out->entities.at[a->speakers.at[0]].kind == RO_PERSON) {
    s->speaking.last_person = a->speakers.at[0];
    s->speaking.subject = a->speakers.at[0];
  }
}

static bool is_invitation(const ro_reader *r, const ro_frame *f) {
  for (size_t i = f->cue.first; i < f->cue.end; i++)
    if (ro_lemma_in(r, i, "invite invitation")) return true;
  return false;
}

static void note_attribution(const ro_reader *r, const ro_frame *f, const ro_attribution *a, const ro_voice *v) {
  ro_span what = a->content.at[0];
  ro_note(r, RO_WHY_ATTRIBUTION, what, RO_ABSENT, f->why);
  if (f->reaches) ro_note(r, RO_WHY_ATTRIBUTION, what, RO_ABSENT, RO_WHY("quotation over several sentences"));
  if (a->speakers.len > 0)
    ro_note_all(r, RO_WHY_SPEAKERS, what, ro_names_given(r, &a->speakers), &v->whys);
  else
    ro_note(r, RO_WHY_SPEAKERS, what, RO_ABSENT, RO_WHY("nobody who is known"));
}

void ro_attribution_add(ro_speech *s, const ro_frame *f, const ro_voice *v, size_t continues, size_t paragraph, bool divide) {
  ro_reader *r = s->r;
  ro_attribution a = {.continues = continues, .joint = v->joint, .meeting = RO_NONE};
  for (size_t i = 0; i < v->speakers.len; i++)
    RO_PUSH(r->arena, &a.speakers, v->speakers.at[i]); /* no two attributions share a list */
  push_range(r, &a.source, f->subject, true);
  push_range(r, &a.cue, f->cue, true);
  for (size_t c = 0; c < f->n_content; c++) push_range(r, &a.content, f->content[c], false);
  if (a.content.len == 0) return;
  a.quoted = is_quoted(r, f);
  note_attribution(r, f, &a, v);
  if (divide) {
    ro_frame d = divided(r, f);
    ro_clauses_divide(r, &d, &a);
  }
  ro_why to = address(r, f, &a);
  if (a.addressees.len > 0) ro_note(r, RO_WHY_ADDRESSEES, a.content.at[0], ro_names_given(r, &a.addressees), to);
  if (f->lexical && f->lexical->class_ != RO_CUE_AGREE && is_invitation(r, f)) s->invited = a.addressees;
  for (size_t c = 0; c < a.clauses.len; c++) a.clauses.at[c].confidence = ro_confidence(r, &a, &a.clauses.at[c]);
  a.meeting = announced_meeting(r, &a);
  if (a.meeting != RO_NONE) ro_note(r, RO_WHY_ATTRIBUTION, a.content.at[0], RO_ABSENT, RO_WHY("announces a planned event"));
  RO_PUSH(r->arena, &r->out->attributions, a);
  if (divide) remember(s, &a, r->out->attributions.len - 1, paragraph, f->vouched);
}

/* May a frame of this class stand without a known speaker? Narrated deeds of strangers ("the court rejected") are not speech. */
static bool needs_speaker(const ro_reader *r, const ro_frame *f) {
  return f->lexical && (f->lexical->class_ == RO_CUE_STAND || f->lexical->class_ == RO_CUE_EXPRESS ||
                        f->lexical->class_ == RO_CUE_DISCUSS || ro_lemma_is(r, f->head, "ask"));
}

/* "The ministers agreed to:" */
static bool opens_list(const ro_reader *r, const ro_frame *f) {
  if (!f->lexical || f->n_content == 0 || f->content[0].end - f->content[0].first > 3) return false;
  for (size_t i = f->content[0].first; i < f->content[0].end + 1; i++)
    if (ro_word_is(r, i, ":")) return true;
  return false;
}

/* "We agreed": whoever speaks is one of them, by name or for a country. */
static void add_self(const ro_reader *r, ro_indexes *speakers) {
  for (size_t i = 0; i < speakers->len; i++)
    if (speakers->at[i] == r->self || ro_person_of(r, speakers->at[i]) == r->self) return;
  if (r->self != RO_NONE) RO_PUSH(r->arena, speakers, r->self);
}

/* "X discussed trade" where X met Y: both did. */
static bool is_shared(const ro_reader *r, const ro_frame *f, const ro_voice *v) {
  ro_indexes all = {0};
  if (!f->lexical->together || f->negated || v->speakers.len != 1 || r->remarks) return false;
  ro_speakers_all(r, &all);
  for (size_t i = 0; i < all.len; i++)
    if (all.at[i] == v->speakers.at[0] && all.len > 1) return true;
  return false;
}

/* Who spoke last. */
ro_voice ro_last_voice(const ro_speech *s, ro_why why) {
  ro_voice v = {s->speaking.last, s->speaking.joint, {0}};
  ro_because(s->r, &v.whys, why);
  return v;
}

static ro_voice voice_of(const ro_speech *s, const ro_frame *f) {
  ro_voice v = {0};
  ro_reader *r = s->r;
  bool nobody = f->subject.end == f->subject.first;
  bool impersonal = !nobody && ro_word_is(r, f->subject.first, "it") && f->lexical->class_ == RO_CUE_AGREE;
  bool we = !nobody && ro_word_is(r, f->subject.first, "we") && r->remarks &&
            (f->lexical->class_ == RO_CUE_AGREE || f->lexical->class_ == RO_CUE_DISCUSS);
  bool agentless = nobody && (f->passive || r->joint);
  if (agentless && f->passive && ro_lemma_is(r, f->head, "ask")) return v; /* "Kent was asked whether": by a journalist */
  if (agentless && f->lexical->class_ == RO_CUE_AGREE && is_invitation(r, f) && s->invited.len > 0) {
    v.speakers = s->invited; /* "The invitation was accepted" by who was invited */
    ro_because(r, &v.whys, ro_why_cue(r, "who was invited", f->lexical, f->cue));
    return v;
  }
  if (we || impersonal || agentless) {
    ro_speakers_all(r, &v.speakers); /* "it was agreed", "the situation was discussed": everybody's */
    v.joint = v.speakers.len > 0 || f->lexical->class_ != RO_CUE_SAY;
    if (we && v.speakers.len > 0) add_self(r, &v.speakers);
    if (v.speakers.len == 0 && we && r->self != RO_NONE) {
      RO_PUSH(r->arena, &v.speakers, r->self);
      v.joint = false;
    }
  }
  if (v.speakers.len > 0)
    ro_because(r, &v.whys,
               we ? ro_why_words(r, "\"we\" of remarks: who speaks, and who met", f->subject.first, f->subject.end)
                  : ro_why_words(r, "said, agreed, discussed by nobody in particular: all who met", f->cue.first, f->cue.end));
  if (v.speakers.len > 0 || (agentless && f->lexical->class_ != RO_CUE_SAY)) return v;
  if (nobody && s->speaking.last.len) {
    v = ro_last_voice(s, RO_WHY("who spoke last, for a verb without a subject"));
  } else {
    ro_speaking speaking = s->speaking;
    speaking.whys = &v.whys;
    ro_speakers_resolve(r, f->subject, &speaking, &v.speakers, &v.joint);
  }
  if (is_shared(r, f, &v)) {
    ro_because(r, &v.whys, ro_why_cue(r, "what is done together: all who met", f->lexical, f->cue));
    v.speakers = (ro_indexes){0};
    ro_speakers_all(r, &v.speakers);
    v.joint = true;
  }
  return v;
}

static bool same_voice(const ro_voice *a, const ro_voice *b) {
  if (a->speakers.len != b->speakers.len) return false;
  for (size_t i = 0; i < a->speakers.len; i++)
    if (a->speakers.at[i] != b->speakers.at[i]) return false;
  return true;
}

static bool inside_content(const ro_frame *outer, size_t token) {
  for (size_t c = 0; c < outer->n_content; c++)
    if (outer->content[c].first <= token && token < outer->content[c].end) return true;
  return false;
}

/* Is a frame's verb the main verb of what the other introduces, or one joined to it? */
static bool tops(const ro_reader *r, const ro_frame *inner, const ro_frame *outer) {
  size_t i = inner->head;
  while (ro_token_at(r, i)->rel == RO_REL_CONJ && inside_content(outer, ro_governor(&r->syntax, i)))
    i = ro_governor(&r->syntax, i);
  size_t head = ro_governor(&r->syntax, i);
  return head == RO_NO_TOKEN || head == outer->head || !inside_content(outer, head) || ro_governor(&r->syntax, outer->head) == i;
}

static bool is_named(const ro_reader *r, size_t entity) {
  for (size_t m = 0; m < r->out->mentions.len; m++)
    if (r->out->mentions.at[m].entity == entity) return true;
  return false;
}

static bool has_perfect(const ro_reader *r, size_t verb) {
  for (size_t k = ro_first_child(&r->syntax, verb); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k))
    if (ro_token_at(r, k)->rel == RO_REL_AUX && ro_word_is(r, k, "had")) return true;
  return ro_token_at(r, verb)->rel == RO_REL_CONJ && ro_governor(&r->syntax, verb) != RO_NO_TOKEN &&
         ro_has(r, verb, RO_T_PARTICIPLE) && has_perfect(r, ro_governor(&r->syntax, verb));
}

/* A body or somebody without an office that tells what a party said: "Kent has accepted an invitation, the ministry said". */
static bool is_mouthpiece(const ro_reader *r, const ro_voice *teller, const ro_voice *voice) {
  for (size_t i = 0; i < voice->speakers.len; i++)
    if (!ro_party_of(r, voice->speakers.at[i])) return false;
  for (size_t i = 0; i < teller->speakers.len; i++) {
    const ro_entity *e = &r->out->entities.at[teller->speakers.at[i]];
    if (e->kind == RO_COUNTRY || ro_party_of(r, teller->speakers.at[i])) return false;
  }
  return voice->speakers.len > 0 && teller->speakers.len > 0;
}

/* "The Peruvian foreign ministry": no person, though one speaks for it. */
static bool is_office(const ro_reader *r, ro_range subject) {
  size_t head = subject.end > subject.first ? ro_phrase_head(r, subject) : RO_NO_TOKEN;
  return head != RO_NO_TOKEN && ro_lemma_in(r, head,
                                            "ministry office department government presidency embassy spokesperson spokesman "
                                            "spokeswoman statement readout communiqué communique");
}

/* "Baerbock said Berlin considered it closed": the teller's own country. */
static bool is_own_country(const ro_reader *r, const ro_voice *teller, const ro_voice *voice) {
  if (voice->speakers.len != 1 || teller->speakers.len != 1) return false;
  return ro_kind_of(r, voice->speakers.at[0]) == RO_COUNTRY && ro_person_of(r, teller->speakers.at[0]) == voice->speakers.at[0];
}

/* "The ministry said that the minister had said that …": what another said before is his. */
static bool takes_over(const ro_reader *r, const ro_frame *inner, const ro_voice *mine, const ro_frame *outer,
                       const ro_voice *others) {
  bool says = inner->lexical->class_ == RO_CUE_SAY || inner->lexical->class_ == RO_CUE_ASK;
  bool past = ro_has(r, inner->head, RO_T_PAST | RO_T_PARTICIPLE), perfect = has_perfect(r, inner->head);
  bool told_of_both = mine->joint && inner->lexical->class_ == RO_CUE_AGREE &&
                      !ro_has(r, inner->subject.first, RO_T_PRONOUN); /* "Peru and Chile agreed to …, their ministers said" */
  if (!past || mine->speakers.len == 0 || (same_voice(mine, others) && !told_of_both) || !tops(r, inner, outer)) return false;
  if (is_own_country(r, others, mine)) return false;
  if (!is_named(r, mine->speakers.at[0]) || inner->subject.end == inner->subject.first) return false;
  for (size_t i = inner->subject.first; i < inner->subject.end && !is_mouthpiece(r, others, mine); i++)
    if (ro_word_in(r, i, "he she")) return false; /* "she and Kent had agreed": whoever says so */
  if (!mine->joint) return says || perfect || is_mouthpiece(r, others, mine);
  bool agrees = inner->lexical->class_ == RO_CUE_AGREE;
  for (size_t k = 0; k < mine->speakers.len && others->speakers.len == 1 && !agrees && !is_office(r, outer->subject); k++)
    if (mine->speakers.at[k] == others->speakers.at[0]) return false; /* "X said that the two had agreed": of both, by X */
  return true;                                                        /* "the spokesman said that the two agreed" */
}

/* Does the sentence say nothing but through this frame: is its verb the main one, or does it stand beside the main clause? */
static bool is_main(const ro_reader *r, const ro_frame *f) {
  size_t i = f->head, root = f->vouched && f->n_content > 0 ? ro_phrase_head(r, f->content[0]) : RO_NO_TOKEN;
  if (root != RO_NO_TOKEN && ro_token_at(r, root)->rel == RO_REL_ROOT) return true; /* "According to him, Peru is …" */
  for (;;) {
    size_t head = ro_governor(&r->syntax, i);
    if (head == RO_NO_TOKEN || inside_content(f, head)) return true;
    uint8_t rel = ro_token_at(r, i)->rel;
    if (rel != RO_REL_CONJ && rel != RO_REL_PARATAXIS && rel != RO_REL_XCOMP) return false;
    i = head;
  }
}

static bool shares_content(const ro_frame *a, const ro_frame *b) {
  for (size_t i = 0; i < a->n_content; i++)
    for (size_t k = 0; k < b->n_content; k++)
      if (a->content[i].first < b->content[k].end && b->content[k].first < a->content[i].end) return true;
  return false;
}

/* "said the two had agreed to help | and that Peru would pay": what of an outer frame's content is its source's own, where
 * another frame's voice takes over what stands before; empty where nothing is. */
static ro_range rest_behind(const ro_reader *r, const ro_frame *outer, const ro_frame *inner) {
  const ro_range *content = outer->n_content > 0 ? &outer->content[outer->n_content - 1] : NULL;
  size_t from = inner->cue.end;
  for (size_t c = 0; c < inner->n_content; c++)
    if (inner->content[c].end > from) from = inner->content[c].end;
  while (content && from < content->end && ro_has(r, from, RO_T_COMMA)) from++;
  bool goes_on = content && from + 3 < content->end && content->first < from && ro_word_is(r, from, "and") &&
                 ro_word_is(r, from + 1, "that");
  return goes_on ? (ro_range){from + 2, content->end} : (ro_range){from, from};
}

/* Adds what stands behind what another's voice takes over. */
static void add_rest(ro_speech *s, const ro_frame *f, ro_range rest, const ro_voice *voice, size_t paragraph) {
  ro_frame own = *f;
  own.n_content = 0;
  ro_frame_set_content(&own, rest.first, rest.end);
  ro_attribution_add(s, &own, voice, RO_NONE, paragraph, true);
}

static bool read_frames(ro_speech *s, const ro_frame *frames, size_t n, size_t paragraph) {
  const ro_reader *r = s->r;
  ro_range rest[MAX_FRAMES] = {{0, 0}};
  ro_voice voices[MAX_FRAMES];
  bool divide[MAX_FRAMES], is_taken[MAX_FRAMES] = {false}, any = false; /* over by what another said in it */
  for (size_t k = 0; k < n; k++) {
    const ro_frame *f = &frames[k];
    voices[k] = voice_of(s, f);
    divide[k] = !(voices[k].speakers.len == 0 && needs_speaker(r, f) && !ro_subject_is_titled(r, f->subject));
    for (size_t o = 0; o < k; o++)
      if (inside_content(&frames[o], f->head)) {
        if (divide[o] && takes_over(r, f, &voices[k], &frames[o], &voices[o]))
          is_taken[o] = true, divide[o] = false, rest[o] = rest_behind(r, &frames[o], f);
        else if (divide[o])
          divide[k] = false;
      } else if (inside_content(f, frames[o].head)) {
        if (divide[k] && divide[o] && takes_over(r, &frames[o], &voices[o], f, &voices[k]))
          is_taken[k] = true, divide[k] = false;
        else if (divide[k])
          divide[o] = false;
      }
  }
  for (size_t k = 0; k < n; k++) /* "X said that …, according to the ministry": X's */
    for (size_t o = 0; o < n && ro_word_is(r, frames[k].head, "according"); o++)
      if (o != k && divide[o] && voices[o].speakers.len > 0 && shares_content(&frames[k], &frames[o])) divide[k] = false;
  for (size_t k = 0; k < n; k++) {
    if (divide[k] && opens_list(r, &frames[k])) {
      s->speaking.last = voices[k].speakers;
      s->speaking.joint = voices[k].joint;
      s->last = RO_NONE;
      s->list = frames[k].lexical;
      any = true;
      continue;
    }
    ro_attribution_add(s, &frames[k], &voices[k], RO_NONE, paragraph, divide[k]);
    if (rest[k].end > rest[k].first) add_rest(s, &frames[k], rest[k], &voices[k], paragraph);
    any = any || ((divide[k] || is_taken[k]) && is_main(r, &frames[k]));
  }
  return any;
}

/* The person whom the sentence is about: the subject of its main verb, behind the pronouns in it. */
static size_t subject_person(const ro_reader *r, size_t first, size_t limit) {
  for (size_t i = first; i < limit; i++) {
    size_t head = ro_governor(&r->syntax, i);
    if (head != RO_NO_TOKEN && head >= first) continue;
    size_t verb = i, subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
    if (subject == RO_NO_TOKEN) subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ_PASS);
    if (subject == RO_NO_TOKEN) continue;
    ro_range phrase = ro_extent(&r->syntax, subject);
    for (size_t t = phrase.first; t < phrase.end; t++) {
      size_t e = r->entity[t];
      bool owner = ro_word_in(r, t + 1, "'s ’s") && t + 1 < phrase.end;
      if (e != RO_NONE && !owner && r->out->entities.at[e].kind == RO_PERSON) return e;
    }
  }
  ro_range subject = ro_bare_subject(r, first, limit); /* where the tree has it otherwise */
  for (size_t i = subject.first; i < subject.end; i++)
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) return r->entity[i];
  return RO_NONE;
}

/* Whom a sentence's main verb has for its subject by a title: "The Premier gave it"; RO_NONE where it is none or several. */
static size_t subject_titled(const ro_speech *s, size_t first, size_t limit) {
  const ro_reader *r = s->r;
  size_t root = ro_phrase_head(r, (ro_range){first, limit});
  size_t subject = root != RO_NO_TOKEN ? ro_child_by(&r->syntax, root, RO_REL_NSUBJ) : RO_NO_TOKEN;
  if (subject == RO_NO_TOKEN || !ro_has(r, subject, RO_T_NOUN | RO_T_PROPER)) return RO_NONE;
  ro_range phrase = ro_extent(&r->syntax, subject);
  size_t who = ro_speaker_titled(r, phrase, &s->speaking);
  return who != RO_NONE ? who : ro_speaker_unnamed_party(r, phrase);
}

/* Does a quotation have all of the tokens [first, end), its stop aside? */
static bool in_quotation(const ro_range *quotes, size_t n, size_t next, size_t first, size_t end) {
  return next < n && quotes[next].first <= first && end <= quotes[next].end + 1;
}

/* "Spain will send a ship, and we have asked …": where the clause before the one that the first frame is of ends; `first` where
 * there is none. */
static size_t lead_end(const ro_reader *r, const ro_sentence_frames *frames, size_t first, size_t limit) {
  size_t root = ro_phrase_head(r, (ro_range){first, limit});
  for (size_t k = 0; k < frames->n; k++) {
    size_t verb = frames->at[k].head;
    if (verb <= root || root == RO_NO_TOKEN || ro_governor(&r->syntax, verb) != root || ro_token_at(r, verb)->rel != RO_REL_CONJ)
      return first;
    if (k == 0 && !ro_has(r, root, RO_T_VERB)) return first;
  }
  return frames->n > 0 ? ro_extent(&r->syntax, frames->at[0].head).first : first;
}

void ro_read_attributions(ro_reader *r) {
  ro_speech s = {.r = r, .speaking = {.last_person = RO_NONE, .subject = RO_NONE}, .last = RO_NONE};
  size_t count = r->tokens->sentences.len;
  ro_sentence_frames *all = RO_NEW_ARRAY(r->arena, ro_sentence_frames, count + 1);
  ro_ranges quotes = ro_quotations(r);
  for (size_t n = 0; n < count; n++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[n];
    ro_frame frames[MAX_FRAMES];
    size_t first = sentence->first > r->begin ? sentence->first : r->begin;
    bool asks;
    if (r->remarks) ro_remarks_label(r, &first, sentence->end, &asks);
    all[n].n = first < sentence->end ? ro_frames_read(r, first, sentence->end, r->remarks, frames, MAX_FRAMES) : 0;
    all[n].at = RO_NEW_ARRAY(r->arena, ro_frame, all[n].n + 1);
    memcpy(all[n].at, frames, all[n].n * sizeof *frames);
  }
  for (size_t n = 0; n < count && !r->remarks; n++) ro_quotations_reach(r, &quotes, all, n);
  size_t quote = 0;
  bool asks = false; /* a journalist's question */
  for (size_t n = 0; n < count; n++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[n];
    size_t first = sentence->first > r->begin ? sentence->first : r->begin;
    if (r->remarks && (n == 0 || sentence->paragraph != r->tokens->sentences.at[n - 1].paragraph)) {
      bool asked;
      size_t who = ro_remarks_label(r, &first, sentence->end, &asked);
      if (who != RO_NONE) r->self = who;
      asks = asked || (asks && who == RO_NONE);
    }
    if (first >= sentence->end || all[n].covered || asks) continue;
    size_t about = subject_person(r, first, sentence->end);
    if (about == RO_NONE && !r->remarks) about = subject_titled(&s, first, sentence->end);
    if (about != RO_NONE) s.speaking.subject = about;
    while (quote < quotes.len && quotes.at[quote].end <= sentence->first) quote++;
    s.open_quote = quote < quotes.len && quotes.at[quote].first < sentence->first;
    if (in_quotation(quotes.at, quotes.len, quote, first, sentence->end)) all[n].n = 0; /* whatever it tells, it is said */
    if (all[n].n == 0 && ro_read_subject_line(&s, first, sentence->end)) continue;
    if (s.list && ro_begins_gerund_item(r, first, sentence->end)) all[n].n = 0; /* "committed to: - supporting …" */
    if (all[n].n > 0) s.list = NULL;
    bool read = read_frames(&s, all[n].at, all[n].n, sentence->paragraph);
    if (ro_read_opening(&s, first, sentence->end)) continue;
    size_t lead = read && r->remarks ? lead_end(r, &all[n], first, sentence->end) : first;
    if (lead > first) ro_read_remark(&s, first, lead, sentence->paragraph);
    if (!read && r->remarks)
      ro_read_remark(&s, first, sentence->end, sentence->paragraph);
    else if (!read)
      ro_read_bare(&s, first, sentence->end, sentence->paragraph);
  }
}
