/*
 * Attributions: sources, cues and contents, sentence by sentence. A sentence gives frames (a cue with what it introduces); one
 * without a cue may carry on the speech before it, or be the reporter's account of what both sides said.
 */
#include "statement/attribution.h"

#define MAX_FRAMES 12

typedef struct hit {
  ro_range verb; /* with auxiliaries and particle */
  size_t head;   /* the cue's own verb */
  const ro_cue *cue;
  ro_range subject;
  bool negated, gerund, passive, inverted, shared; /* shared: the subject of the frame before */
} hit;

typedef struct speech {
  ro_reader *r;
  ro_speaking speaking;
  size_t last;           /* index of the last attribution, or RO_NONE */
  size_t last_paragraph; /* of the last attribution */
  bool open_quote;       /* the sentence begins inside a quotation */
  const ro_cue *list;    /* "agreed to:" came before: list items are what was agreed */
} speech;

/* -- cues -------------------------------------------------------------------------------------------------------------- */

static size_t group_first(const ro_reader *r, size_t head, size_t from, hit *h) {
  size_t first = head;
  while (first > from) {
    size_t i = first - 1;
    if (ro_word_in(r, i, "not n't n’t never")) h->negated = true;
    bool inside = ro_lemma_in(r, i, "have be do") || ro_has(r, i, RO_T_MODAL | RO_T_ADVERB) ||
                  ro_word_in(r, i, "also not n't n’t") ||
                  (ro_word_is(r, i, "to") && first == head && i > from && ro_has(r, i - 1, RO_T_FINITE));
    if (!inside || ro_has(r, i, RO_T_WH)) break;
    first = i;
  }
  return first;
}

/* The noun phrase before a verb, appositions between commas included. */
static ro_range subject_before(const ro_reader *r, size_t from, size_t end) {
  if (end > from + 2 && ro_has(r, end - 1, RO_T_COMMA)) { /* "X, the minister of Y, said" */
    size_t comma = end - 2;
    while (comma > from && !ro_has(r, comma, RO_T_COMMA)) comma--;
    if (comma > from && ro_has(r, comma, RO_T_COMMA) && end - comma < 16) {
      size_t first = ro_phrase_before(r, from, comma);
      bool named = false;
      for (size_t i = first; i < comma; i++)
        named = named || (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON);
      if (named) return (ro_range){first, end - 1};
    }
    return (ro_range){end, end};
  }
  size_t first = ro_phrase_before(r, from, end);
  /* "the minister for trade of X", "talks between": take what a preposition ties to a title */
  return (ro_range){first, end};
}

static bool verb_use(const ro_reader *r, size_t i, size_t from) {
  if (ro_has(r, i, RO_T_FINITE | RO_T_GERUND | RO_T_PARTICIPLE)) return true;
  if (!ro_has(r, i, RO_T_BASE)) return false;
  size_t before = i;
  while (before > from && ro_has(r, before - 1, RO_T_ADVERB)) before--;
  return before > from && (ro_has(r, before - 1, RO_T_MODAL) || ro_lemma_is(r, before - 1, "do"));
}

static bool gather_hit(const ro_reader *r, size_t i, size_t from, size_t limit, hit *h) {
  if (!verb_use(r, i, from) || r->entity[i] != RO_NONE) return false;
  size_t end;
  const ro_cue *cue = ro_cue_at(r, i, limit, &end);
  if (!cue) return false;
  *h = (hit){.head = i, .cue = cue};
  h->verb = (ro_range){group_first(r, i, from, h), end};
  h->gerund = ro_has(r, i, RO_T_GERUND) && h->verb.first == i;
  for (size_t t = h->verb.first; t < i; t++)
    if (ro_has(r, t, RO_T_MODAL) && cue->class_ != RO_CUE_SAY) return false; /* "should push for" is said, it says nothing */
  bool be = false;
  for (size_t t = h->verb.first; t < i; t++) be = be || ro_lemma_is(r, t, "be");
  h->passive = be && ro_has(r, i, RO_T_PARTICIPLE);
  if (ro_has(r, i, RO_T_PARTICIPLE) && h->verb.first == i) return false; /* "the plan announced last year" */
  if (h->verb.first > from && ro_has(r, h->verb.first - 1, RO_T_WH)) return false;
  if (h->verb.first > from && ro_has(r, h->verb.first - 1, RO_T_TO)) return false;
  if (h->gerund) {
    bool after_comma = i > from && (ro_has(r, i - 1, RO_T_COMMA) || ro_word_in(r, i - 1, "and while by"));
    if (!after_comma || (cue->class_ != RO_CUE_SAY && cue->class_ != RO_CUE_EXPRESS && cue->class_ != RO_CUE_ASK)) return false;
    return true;
  }
  h->subject = subject_before(r, from, h->verb.first);
  if (h->subject.end > h->subject.first) {
    size_t before = h->subject.first;
    if (before > from && ro_has(r, before - 1, RO_T_PREPOSITION) &&
        !ro_word_in(r, before - 1, "that while as whereas after because")) {
      h->subject = (ro_range){h->verb.first, h->verb.first};
    }
  }
  /* "The Russian side supports …" in the present tense is what Russia says, not what a reporter saw */
  size_t party = cue->class_ == RO_CUE_STAND && !ro_has(r, i, RO_T_PAST) ? ro_subject_party(r, h->subject) : RO_NONE;
  if (party != RO_NONE && r->out->entities.at[party].kind == RO_COUNTRY) return false;
  if (h->subject.end == h->subject.first) {
    if (h->verb.first > from && ro_word_in(r, h->verb.first - 1, "and but")) h->shared = true;
    size_t after = ro_phrase_after(r, end, limit);
    bool quote_before = h->verb.first > from && (ro_has(r, h->verb.first - 1, RO_T_COMMA | RO_T_QUOTE));
    if (!h->shared && cue->class_ == RO_CUE_SAY && quote_before && after > end) {
      h->inverted = true;
      h->subject = (ro_range){end, after};
      h->verb.end = end;
    } else if (!h->shared && quote_before) {
      h->shared = true;
    } else if (!h->shared) {
      return false;
    }
  }
  return true;
}

/* -- frames ------------------------------------------------------------------------------------------------------------ */

static bool finite_between(const ro_reader *r, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (ro_has(r, i, RO_T_FINITE)) return true;
  return false;
}

/* "on Thursday", "here", "during his meeting with X", "told X": what may stand between a cue and its content. */
static size_t behind_circumstances(const ro_reader *r, size_t first, size_t limit) {
  for (size_t i = first; i < limit && i < first + 30; i++) {
    if (ro_word_is(r, i, "that") && !ro_has(r, i + 1, RO_T_NOUN)) return i;
    if (ro_has(r, i, RO_T_FINITE) || ro_has(r, i, RO_T_QUOTE)) return first;
    if (ro_has(r, i, RO_T_TO) && ro_has(r, i + 1, RO_T_BASE)) return first;
  }
  return first;
}

static size_t trim_end(const ro_reader *r, size_t first, size_t end) {
  while (end > first && (ro_has(r, end - 1, RO_T_COMMA) || ro_word_in(r, end - 1, ". and but ; while also : ! — – -"))) end--;
  return end;
}

/* ", according to a release …" at the end names a source, it is not said. */
static size_t without_according(const ro_reader *r, size_t first, size_t end) {
  for (size_t i = first; i + 1 < end; i++)
    if (ro_word_is(r, i, "according") && ro_word_is(r, i + 1, "to") && i > first && ro_has(r, i - 1, RO_T_COMMA)) return i - 1;
  return end;
}

/* True when the cue stands behind what it introduces: "…, Wong said.", "…, said Wong on Thursday." */
static bool stands_behind(const ro_reader *r, const hit *h, size_t from, size_t stop) {
  if (h->cue->class_ != RO_CUE_SAY || h->gerund || h->shared) return false;
  size_t begin = h->inverted ? h->verb.first : h->subject.first;
  if (begin <= from + 2 || !(ro_has(r, begin - 1, RO_T_COMMA | RO_T_QUOTE))) return false;
  size_t tail = h->inverted ? h->subject.end : h->verb.end;
  if (ro_word_is(r, tail, "that") || behind_circumstances(r, tail, stop) > tail) return false;
  if (ro_has(r, tail, RO_T_COMMA) || ro_word_in(r, tail, ". ;") || tail >= stop) return true;
  if (ro_has(r, begin - 1, RO_T_QUOTE) || (begin > from + 1 && ro_has(r, begin - 2, RO_T_QUOTE))) return true;
  return !finite_between(r, tail, stop) && finite_between(r, from, begin - 1);
}

static bool cue_governs(const ro_reader *r, const hit *h, size_t after, size_t limit) {
  if (after >= limit) return false;
  size_t next = after;
  while (ro_has(r, next, RO_T_ADVERB)) next++;
  switch (h->cue->class_) {
    case RO_CUE_AGREE:
      return ro_word_in(r, next, "to that on upon in for not with") || (ro_has(r, next, RO_T_PREPOSITION) && h->cue->n_words > 1);
    case RO_CUE_SAY:
      return !ro_word_in(r, next, ". ;");
    default:
      return true;
  }
}

static void set_content(ro_frame *f, size_t first, size_t end) {
  if (first < end && f->n_content < 2) f->content[f->n_content++] = (ro_range){first, end};
}

/* The object of "called on X to", "urged X to": from behind the cue to the infinitive. */
static size_t infinitive_after(const ro_reader *r, size_t first, size_t end) {
  for (size_t i = first; i < end && i < first + 16; i++) {
    if (ro_has(r, i, RO_T_TO) && (ro_has(r, i + 1, RO_T_BASE) || (ro_has(r, i + 1, RO_T_ADVERB) && ro_has(r, i + 2, RO_T_BASE))))
      return i;
    if (ro_has(r, i, RO_T_COMMA | RO_T_FINITE)) break;
  }
  return end;
}

/* Content in front of the next frame. */
static void content_after(const ro_reader *r, const hit *h, size_t stop, ro_frame *f) {
  size_t first = h->verb.end, end = without_according(r, first, trim_end(r, first, stop));
  end = trim_end(r, first, end);
  switch (h->cue->class_) {
    case RO_CUE_SAY: {
      size_t begin = behind_circumstances(r, first, end);
      if (begin > first) f->addressee = (ro_range){first, begin};
      while (begin < end && (ro_has(r, begin, RO_T_COMMA) || ro_word_in(r, begin, ":"))) begin++;
      set_content(f, begin, end);
      break;
    }
    case RO_CUE_AGREE: {
      size_t begin = first;
      while (begin < end && ro_has(r, begin, RO_T_ADVERB) && !ro_word_is(r, begin, "not")) begin++;
      set_content(f, begin, end);
      break;
    }
    case RO_CUE_ASK: {
      size_t to = h->cue->needs_object ? end : infinitive_after(r, first, end);
      if (to < end) {
        f->addressee = (ro_range){first, to};
        set_content(f, to, end);
      } else {
        set_content(f, first, end);
      }
      break;
    }
    default:
      set_content(f, h->head, end);
      break;
  }
}

static bool sets_off(const ro_reader *r, const hit *h, const hit *before) {
  /* Is this cue a new frame, or inside what the frame before introduces? */
  if (h->gerund) return true;
  if (before->cue->class_ == RO_CUE_SAY && !before->inverted) {
    bool says = h->cue->class_ == RO_CUE_SAY && ro_has(r, h->head, RO_T_FINITE);
    bool noun_phrase = !finite_between(r, before->verb.end, h->verb.first); /* "noted the progress and urged …" */
    bool present = false; /* "made clear that it opposes …, and expressed concern": the past goes on from the cue */
    for (size_t i = before->verb.end; i < h->verb.first; i++)
      if (ro_has(r, i, RO_T_FINITE)) present = !ro_has(r, i, RO_T_PAST);
    present = present && h->verb.first > 1 && ro_has(r, h->verb.first - 2, RO_T_COMMA);
    if (h->shared) return (says || noun_phrase || present) && ro_has(r, h->head, RO_T_PAST);
    if (!says) return false;
    /* "while Kent said", "and Wong said that" */
    size_t begin = h->inverted ? h->verb.first : h->subject.first;
    return begin > 0 && (ro_has(r, begin - 1, RO_T_COMMA | RO_T_QUOTE) || ro_word_in(r, begin - 1, "and while but"));
  }
  if (before->cue->class_ == RO_CUE_AGREE || before->cue->class_ == RO_CUE_ASK) {
    if (ro_has(r, h->head, RO_T_BASE)) return false;
    return ro_has(r, h->head, RO_T_PAST | RO_T_PARTICIPLE) || h->inverted;
  }
  return ro_has(r, h->head, RO_T_FINITE | RO_T_PARTICIPLE);
}

static size_t gather(const ro_reader *r, size_t from, size_t limit, hit hits[MAX_FRAMES]) {
  size_t n = 0;
  for (size_t i = from; i < limit && n < MAX_FRAMES; i++) {
    hit h;
    if (!gather_hit(r, i, from, limit, &h)) continue;
    if (n > 0 && h.verb.first < hits[n - 1].verb.end) continue;
    if (n > 0 && !sets_off(r, &h, &hits[n - 1])) continue;
    if ((h.gerund || h.shared) && n == 0 && h.cue->class_ != RO_CUE_SAY) continue;
    hits[n++] = h;
    i = h.verb.end - 1;
  }
  return n;
}

/* Where the frame of a hit begins: its subject, or its cue. */
static size_t hit_begin(const hit *h) {
  size_t subject = h->subject.end > h->subject.first && !h->inverted ? h->subject.first : h->verb.first;
  return subject < h->verb.first ? subject : h->verb.first;
}

/* Does a cue that stands behind its content introduce this hit too? */
static bool said_later(const ro_reader *r, const hit *hits, size_t k, size_t n_hits, size_t start, size_t limit) {
  bool past = ro_has(r, hits[k].head, RO_T_PAST | RO_T_PARTICIPLE);
  if (hits[k].cue->class_ == RO_CUE_SAY && !hits[k].gerund && past) return false;
  for (size_t j = k + 1; j < n_hits; j++) {
    if (stands_behind(r, &hits[j], start, j + 1 < n_hits ? hit_begin(&hits[j + 1]) : limit)) return true;
    if (hits[j].cue->class_ == RO_CUE_SAY && ro_has(r, hits[j].head, RO_T_PAST)) return false;
  }
  return false;
}

static size_t make_frames(const ro_reader *r, size_t from, size_t limit, ro_frame frames[MAX_FRAMES]) {
  hit hits[MAX_FRAMES];
  size_t n_hits = gather(r, from, limit, hits), n = 0, start = from;
  for (size_t k = 0; k < n_hits; k++) {
    const hit *h = &hits[k];
    size_t stop = k + 1 < n_hits ? hit_begin(&hits[k + 1]) : limit;
    ro_frame f = {.subject = h->subject, .cue = h->verb, .lexical = h->cue, .negated = h->negated};
    if (h->shared || h->gerund) {
      f.subject = (ro_range){h->verb.first, h->verb.first};
      if (n > 0) f.subject = frames[n - 1].subject;
      if (n == 0 && h->gerund) { /* "While speaking …, X said": the subject comes later */
        f.subject = k + 1 < n_hits ? hits[k + 1].subject : f.subject;
      }
    }
    if (said_later(r, hits, k, n_hits, start, limit))
      continue; /* "China supports X, Wong said": the later cue introduces all of it */
    if (h->passive && h->cue->class_ != RO_CUE_SAY &&
        !ro_word_is(r, h->subject.first, "it")) { /* "The situation was discussed" */
      f.passive = true;
      f.subject = (ro_range){h->verb.first, h->verb.first};
      set_content(&f, h->subject.first, trim_end(r, h->subject.first, stop));
    } else if (stands_behind(r, h, start, stop)) {
      size_t begin = h->inverted ? h->verb.first : h->subject.first;
      set_content(&f, start, trim_end(r, start, begin));
      size_t tail = h->inverted ? h->subject.end : h->verb.end;
      while (tail < stop && (ro_has(r, tail, RO_T_COMMA | RO_T_ADVERB) || ro_word_in(r, tail, ". and but"))) tail++;
      if (tail < stop && (ro_has(r, tail, RO_T_QUOTE) || finite_between(r, tail, stop)) &&
          !ro_has(r, tail, RO_T_PREPOSITION | RO_T_WH | RO_T_GERUND))
        set_content(&f, tail, trim_end(r, tail, stop));
    } else if (cue_governs(r, h, h->verb.end, limit)) {
      content_after(r, h, stop, &f);
    }
    if (f.n_content > 0) frames[n++] = f;
    start = stop;
  }
  return n;
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

static void rate(const ro_frame *f, ro_attribution *a) {
  for (size_t c = 0; c < a->clauses.len; c++) {
    double speaker = a->speakers.len == 0 ? 0.4 : a->joint ? 0.9 : 0.92;
    double span = f->lexical ? (a->clauses.len > 1 ? 0.8 : 0.85) : 0.7;
    a->clauses.at[c].confidence = speaker * span;
  }
}

static void address(const ro_reader *r, const ro_frame *f, ro_attribution *a) {
  ro_indexes all = {0};
  if (a->joint || a->speakers.len != 1) return;
  for (size_t i = f->addressee.first; i < f->addressee.end; i++)
    if (r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON && r->entity[i] != a->speakers.at[0]) {
      RO_PUSH(r->arena, &a->addressees, r->entity[i]);
      return;
    }
  ro_speakers_all(r, &all);
  bool among = false;
  for (size_t i = 0; i < all.len; i++) among = among || all.at[i] == a->speakers.at[0];
  for (size_t i = 0; among && i < all.len; i++)
    if (all.at[i] != a->speakers.at[0]) RO_PUSH(r->arena, &a->addressees, all.at[i]);
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

static void remember(speech *s, const ro_attribution *a, size_t index, size_t paragraph) {
  s->speaking.last = a->speakers;
  s->speaking.joint = a->joint;
  s->last = index;
  s->last_paragraph = paragraph;
  if (a->speakers.len == 1 && s->r->out->entities.at[a->speakers.at[0]].kind == RO_PERSON) {
    s->speaking.last_person = a->speakers.at[0];
    s->speaking.subject = a->speakers.at[0];
  }
}

static void add_attribution(speech *s, const ro_frame *f, ro_indexes speakers, bool joint, size_t continues, size_t paragraph) {
  ro_reader *r = s->r;
  ro_attribution a = {.continues = continues, .joint = joint, .meeting = RO_NONE};
  for (size_t i = 0; i < speakers.len; i++) RO_PUSH(r->arena, &a.speakers, speakers.at[i]); /* no two attributions share a list */
  push_range(r, &a.source, f->subject, true);
  push_range(r, &a.cue, f->cue, true);
  for (size_t c = 0; c < f->n_content; c++) push_range(r, &a.content, f->content[c], true);
  if (a.content.len == 0) return;
  a.quoted = is_quoted(r, f);
  ro_clauses_divide(r, f, &a);
  address(r, f, &a);
  rate(f, &a);
  a.meeting = announced_meeting(r, &a);
  RO_PUSH(r->arena, &r->out->attributions, a);
  remember(s, &a, r->out->attributions.len - 1, paragraph);
}

/* May a frame of this class stand without a known speaker? Narrated deeds of strangers ("the court rejected") are not speech. */
static bool needs_speaker(const ro_frame *f) {
  return f->lexical &&
         (f->lexical->class_ == RO_CUE_STAND || f->lexical->class_ == RO_CUE_EXPRESS || f->lexical->class_ == RO_CUE_DISCUSS);
}

/* "The ministers agreed to:" */
static bool opens_list(const ro_reader *r, const ro_frame *f) {
  if (!f->lexical || f->n_content == 0 || f->content[0].end - f->content[0].first > 3) return false;
  for (size_t i = f->content[0].first; i < f->content[0].end + 1; i++)
    if (ro_word_is(r, i, ":")) return true;
  return false;
}

static bool read_frame(speech *s, const ro_frame *f, size_t paragraph) {
  ro_indexes speakers = {0};
  bool joint = false;
  ro_reader *r = s->r;
  if (f->cue.end > f->cue.first && f->subject.end > f->subject.first && ro_word_is(r, f->subject.first, "it") &&
      f->lexical->class_ == RO_CUE_AGREE) {
    ro_speakers_all(r, &speakers); /* "it was agreed": everybody's */
    joint = true;
  } else {
    ro_speakers_resolve(r, f->subject, &s->speaking, &speakers, &joint);
  }
  if (f->passive) {
    ro_speakers_all(r, &speakers);
    joint = true;
  } else if (f->subject.end == f->subject.first && s->speaking.last.len) {
    speakers = s->speaking.last;
    joint = s->speaking.joint;
  }
  if (speakers.len == 0 && needs_speaker(f)) return false;
  if (opens_list(r, f)) {
    s->speaking.last = speakers;
    s->speaking.joint = joint;
    s->last = RO_NONE;
    s->list = f->lexical;
    return true;
  }
  add_attribution(s, f, speakers, joint, RO_NONE, paragraph);
  return true;
}

/* -- speech without a cue ---------------------------------------------------------------------------------------------- */

static bool imperative(const ro_reader *r, size_t first) {
  return ro_has(r, first, RO_T_BASE) && ro_has(r, first, RO_T_CAPITAL);
}

/* The subject of a sentence without a cue, behind "On X," and the like. */
static ro_range bare_subject(const ro_reader *r, size_t first, size_t limit) {
  size_t at = first;
  while (at < limit && (ro_has(r, at, RO_T_ADVERB | RO_T_AND) || ro_has(r, at, RO_T_COMMA | RO_T_QUOTE))) at++;
  if (ro_has(r, at, RO_T_PREPOSITION)) {
    for (size_t i = at; i < limit && i < at + 20; i++)
      if (ro_has(r, i, RO_T_COMMA)) {
        at = i + 1;
        break;
      }
  }
  return (ro_range){at, ro_phrase_after(r, at, limit)};
}

static bool read_bare(speech *s, size_t first, size_t limit, size_t paragraph) {
  ro_reader *r = s->r;
  ro_frame f = {.n_content = 0};
  size_t end = trim_end(r, first, limit);
  set_content(&f, first, end);
  if (f.n_content == 0) return false;
  bool follows = s->last != RO_NONE && paragraph == s->last_paragraph;
  ro_indexes speakers = {0};
  if (s->open_quote && s->last != RO_NONE) {
    add_attribution(s, &f, s->speaking.last, s->speaking.joint, s->last, paragraph);
    return true;
  }
  if (s->list && ro_has(r, first, RO_T_BASE)) {
    f.lexical = s->list;
    add_attribution(s, &f, s->speaking.last, s->speaking.joint, s->last, paragraph);
    return true;
  }
  if (follows && ro_has(r, first, RO_T_QUOTE)) { /* a quotation goes on in a sentence of its own */
    add_attribution(s, &f, s->speaking.last, s->speaking.joint, s->last, paragraph);
    return true;
  }
  if (imperative(r, first)) {
    if (!follows || s->speaking.last.len == 0) return false;
    add_attribution(s, &f, s->speaking.last, s->speaking.joint, s->last, paragraph);
    return true;
  }
  ro_range subject = bare_subject(r, first, limit);
  size_t verb = subject.end;
  while (verb < limit && ro_has(r, verb, RO_T_ADVERB)) verb++;
  if (subject.end == subject.first || !ro_has(r, verb, RO_T_FINITE)) return false;
  bool found;
  ro_reading reading = ro_clause_read(r, (ro_range){subject.first, end}, NULL, &found);
  if (!found) return false;
  f.content[0].first = subject.first;
  bool they = subject.end - subject.first == 1 && ro_word_is(r, subject.first, "they");
  if (ro_subject_is_joint(r, subject) || they) {
    if (reading.act == RO_CALL_FOR && s->last != RO_NONE &&
        !s->speaking.joint) { /* "the two sides should": the previous speaker goes on */
      add_attribution(s, &f, s->speaking.last, false, s->last, paragraph);
      return true;
    }
    if (reading.act != RO_COMMITMENT && reading.act != RO_POSITION && reading.act != RO_CALL_FOR) return false;
    ro_speakers_all(r, &speakers);
    if (speakers.len == 0) return false;
    add_attribution(s, &f, speakers, true, RO_NONE, paragraph);
    return true;
  }
  if (follows && ro_word_in(r, subject.first, "this these such it")) {
    add_attribution(s, &f, s->speaking.last, s->speaking.joint, s->last, paragraph);
    return true;
  }
  size_t party = ro_subject_party(r, subject);
  if (party == RO_NONE || (reading.act != RO_COMMITMENT && reading.act != RO_POSITION && reading.act != RO_CALL_FOR))
    return false;
  if (r->out->entities.at[party].kind == RO_COUNTRY) party = ro_speaker_for(r, party);
  if (r->out->entities.at[party].kind != RO_PERSON && !follows) return false;
  RO_PUSH(r->arena, &speakers, party);
  bool same = s->speaking.last.len == 1 && s->speaking.last.at[0] == party && s->last != RO_NONE;
  add_attribution(s, &f, speakers, false, same ? s->last : RO_NONE, paragraph);
  return true;
}

static bool is_open_quote(const ro_reader *r, size_t first, size_t end, bool open) {
  for (size_t i = first; i < end; i++) {
    if (!ro_has(r, i, RO_T_QUOTE)) continue;
    ro_slice mark = ro_token_text(r->tokens, i);
    if (ro_slice_equal(mark, RO_LIT("\xE2\x80\x9C")))
      open = true;
    else if (ro_slice_equal(mark, RO_LIT("\xE2\x80\x9D")))
      open = false;
    else
      open = !open;
  }
  return open;
}

static void note_subject(speech *s, size_t first, size_t limit) {
  ro_range subject = bare_subject(s->r, first, limit);
  for (size_t i = subject.first; i < subject.end; i++) {
    size_t e = s->r->entity[i];
    if (e != RO_NONE && s->r->out->entities.at[e].kind == RO_PERSON) s->speaking.subject = e;
  }
}

void ro_read_attributions(ro_reader *r) {
  speech s = {.r = r, .speaking = {.last_person = RO_NONE, .subject = RO_NONE}, .last = RO_NONE};
  for (size_t n = 0; n < r->tokens->sentences.len; n++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[n];
    ro_frame frames[MAX_FRAMES];
    note_subject(&s, sentence->first < r->begin ? r->begin : sentence->first, sentence->end);
    size_t first = sentence->first > r->begin ? sentence->first : r->begin;
    if (first >= sentence->end) continue;
    size_t n_frames = make_frames(r, first, sentence->end, frames);
    bool read = false;
    if (n_frames > 0) s.list = NULL;
    for (size_t f = 0; f < n_frames; f++) read = read_frame(&s, &frames[f], sentence->paragraph) || read;
    if (!read) read_bare(&s, first, sentence->end, sentence->paragraph);
    s.open_quote = is_open_quote(r, sentence->first, sentence->end, s.open_quote);
  }
}
