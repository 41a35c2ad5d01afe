#include "statement/acts.h"

#include <math.h>

static void add(const ro_reader *r, ro_slices *features, const char *name, ro_slice value) {
  ro_slice parts[] = {ro_slice_of(name), value};
  ro_slice feature = ro_arena_join(r->arena, parts, 2, RO_LIT("="));
  RO_PUSH(r->arena, features, feature);
}

static void mark(const ro_reader *r, ro_slices *features, const char *name) {
  RO_PUSH(r->arena, features, ro_slice_of(name));
}

#define MARGIN 0.3   /* by how much another act has to be likelier than the rule's: a logarithm of odds */
#define WORDS_MAX 32 /* words of a clause that are looked at */

/* What a word is to the model: its lemma; of names and figures only what they name. */
static ro_slice plain_word(const ro_reader *r, size_t i) {
  static const char *const KINDS[RO_ENTITY_KINDS] = {"PERSON", "COUNTRY", "BODY", "BODY", "NAME", "NAME", "PLACE", "ISSUE"};
  if (r->entity[i] != RO_NONE) return ro_slice_of(KINDS[r->out->entities.at[r->entity[i]].kind]);
  if (r->adjective[i] != RO_NONE) return RO_LIT("COUNTRY");
  if (ro_has(r, i, RO_T_NUMBER)) return RO_LIT("NUMBER");
  return ro_lemma_at(r, i);
}

/* The words of a clause, and each two that follow each other; a name once. */
static void about_words(const ro_reader *r, ro_range clause, ro_slices *features) {
  ro_slice last = RO_LIT("START");
  for (size_t i = clause.first, n = 0; i < clause.end && n < WORDS_MAX; i++) {
    if (ro_has(r, i, RO_T_PUNCT) || (r->entity[i] != RO_NONE && i > clause.first && r->entity[i] == r->entity[i - 1])) continue;
    ro_slice word = plain_word(r, i), both[] = {last, word};
    add(r, features, "word", word);
    add(r, features, "words", ro_arena_join(r->arena, both, 2, RO_LIT(" ")));
    last = word;
    n++;
  }
}

/* The word of the clause that all others in it hang on. */
static size_t head_of(const ro_reader *r, ro_range clause) {
  for (size_t i = clause.first; i < clause.end; i++) {
    size_t head = ro_governor(&r->syntax, i);
    if ((head == RO_NO_TOKEN || head < clause.first || head >= clause.end) && !ro_has(r, i, RO_T_PUNCT)) return i;
  }
  return clause.first;
}

static const char *kind_of_subject(const ro_reader *r, size_t subject) {
  ro_range phrase = ro_extent(&r->syntax, subject);
  if (ro_has(r, subject, RO_T_PRONOUN)) return NULL;
  if (ro_subject_is_joint(r, phrase)) return "joint";
  for (size_t i = phrase.first; i < phrase.end; i++) {
    if (r->entity[i] == RO_NONE || ro_word_in(r, i + 1, "'s ’s")) continue;
    switch (r->out->entities.at[r->entity[i]].kind) {
      case RO_PERSON:
        return "person";
      case RO_COUNTRY:
        return "country";
      case RO_PLACE:
        return "place";
      default:
        return "body";
    }
  }
  return "other";
}

static void about_subject(const ro_reader *r, size_t head, ro_slices *features) {
  size_t subject = ro_child_by(&r->syntax, head, RO_REL_NSUBJ);
  if (subject == RO_NO_TOKEN) subject = ro_child_by(&r->syntax, head, RO_REL_NSUBJ_PASS);
  if (subject == RO_NO_TOKEN) {
    mark(r, features, "subject=none");
    return;
  }
  const char *kind = kind_of_subject(r, subject);
  add(r, features, "subject", kind ? ro_slice_of(kind) : ro_token_at(r, subject)->lower);
  if (kind) add(r, features, "about", ro_lemma_at(r, subject));
}

/* Who says it: what kind of speaker the cue's subject is. */
static void about_source(const ro_reader *r, const ro_frame *frame, ro_slices *features) {
  size_t head = frame->subject.end > frame->subject.first ? ro_phrase_head(r, frame->subject) : RO_NO_TOKEN;
  if (head == RO_NO_TOKEN) {
    mark(r, features, "source=none");
    return;
  }
  const char *kind = kind_of_subject(r, head);
  add(r, features, "source", kind ? ro_slice_of(kind) : ro_token_at(r, head)->lower);
}

static void about_verb(const ro_reader *r, size_t head, ro_slices *features) {
  bool modal = false;
  for (size_t k = ro_first_child(&r->syntax, head); k != RO_NO_TOKEN; k = ro_next_child(&r->syntax, k)) {
    const ro_token *token = ro_token_at(r, k);
    switch (token->rel) {
      case RO_REL_AUX:
        add(r, features, ro_has(r, k, RO_T_MODAL) ? "modal" : "auxiliary", token->lower);
        modal = modal || ro_has(r, k, RO_T_MODAL);
        break;
      case RO_REL_AUX_PASS:
        mark(r, features, "passive");
        break;
      case RO_REL_COP:
        mark(r, features, "copula");
        add(r, features, "copula", token->lower);
        break;
      case RO_REL_EXPL:
        mark(r, features, "there");
        break;
      case RO_REL_OBJ:
        mark(r, features, "object");
        add(r, features, "object", ro_lemma_at(r, k));
        break;
      case RO_REL_XCOMP:
        add(r, features, "then", ro_lemma_at(r, k));
        break;
      case RO_REL_CCOMP:
        mark(r, features, "clause");
        break;
      case RO_REL_ADVMOD:
        add(r, features, "adverb", token->lower);
        break;
      case RO_REL_AMOD:
        add(r, features, "adjective", token->lower);
        break;
      default:
        break;
    }
  }
  ro_slice xpos = ro_slice_of(ro_xpos_name(ro_token_at(r, head)->xpos));
  add(r, features, "tag", xpos);
  if (modal) mark(r, features, "modal");
}

void ro_act_features(const ro_reader *r, const ro_frame *frame, ro_range clause, const ro_reading *reading, ro_slices *features) {
  static const char *const CLASSES[RO_CUE_CLASSES] = {"say", "agree", "ask", "discuss", "express", "stand", "name"};
  size_t head = head_of(r, clause);
  ro_slice rule = ro_slice_of(ro_act_name(reading->act));
  mark(r, features, "all");
  add(r, features, "rule", rule);
  if (reading->strength.ptr) add(r, features, "rank", reading->strength);
  if (reading->negated) mark(r, features, "negated");
  if (frame->lexical) {
    add(r, features, "class", ro_slice_of(CLASSES[frame->lexical->class_]));
    if (frame->lexical->words.len > 0) add(r, features, "cue", frame->lexical->words);
    ro_slice both[] = {rule, ro_slice_of(CLASSES[frame->lexical->class_])};
    add(r, features, "rule+class", ro_arena_join(r->arena, both, 2, RO_LIT("+")));
  } else {
    mark(r, features, r->remarks ? "class=remarks" : "class=none");
  }
  about_source(r, frame, features);
  add(r, features, "head", ro_lemma_at(r, head));
  add(r, features, "first", ro_token_at(r, clause.first)->lower);
  about_subject(r, head, features);
  about_verb(r, head, features);
  about_words(r, clause, features);
  bool number = false, values = false, asks = false, quoted = false;
  for (size_t i = clause.first; i < clause.end; i++) {
    number = number || ro_has(r, i, RO_T_NUMBER);
    values = values || ro_map_get(&r->lists->evaluative, ro_token_at(r, i)->lower) ||
             ro_map_get(&r->lists->evaluative, ro_lemma_at(r, i));
    quoted = quoted || ro_has(r, i, RO_T_QUOTE);
  }
  asks = ro_word_is(r, clause.end, "?");
  if (number) mark(r, features, "number");
  if (values) mark(r, features, "values");
  if (quoted || (clause.first > 0 && ro_has(r, clause.first - 1, RO_T_QUOTE))) mark(r, features, "quoted");
  if (asks) mark(r, features, "question");
  if (clause.end - clause.first <= 3) mark(r, features, "short");
}

/* The mean of what the network knows of some words, punctuation apart; zero where there are none. */
static const int8_t *mean_state(const ro_reader *r, ro_range words) {
  size_t size = r->tokens->state_size, n = 0;
  int *sum = RO_NEW_ARRAY(r->arena, int, size);
  int8_t *mean = RO_NEW_ARRAY(r->arena, int8_t, size);
  for (size_t i = words.first; i < words.end; i++) {
    if (ro_has(r, i, RO_T_PUNCT)) continue;
    for (size_t k = 0; k < size; k++) sum[k] += r->tokens->states[i * size + k];
    n++;
  }
  for (size_t k = 0; k < size && n > 0; k++) mean[k] = (int8_t)(sum[k] / (int)n);
  return mean;
}

void ro_act_states(const ro_reader *r, const ro_frame *frame, ro_range clause, const int8_t *states[RO_ACT_STATES]) {
  const ro_sentence *sentence = &r->tokens->sentences.at[ro_sentence_of(r, clause.first)];
  size_t head = head_of(r, clause), root = ro_phrase_head(r, (ro_range){sentence->first, sentence->end});
  if (root == RO_NO_TOKEN) root = head;
  states[0] = r->tokens->states + head * r->tokens->state_size;
  states[1] = r->tokens->states + root * r->tokens->state_size;
  states[2] = mean_state(r, clause);
  states[3] = mean_state(r, frame->cue);
}

/* Adds what the hidden layer says of the states. */
static void add_hidden(const ro_reader *r, const int8_t *const states[RO_ACT_STATES], double score[RO_ACTS]) {
  const ro_act_layer *layer = &r->lists->act_layer;
  size_t size = r->tokens->state_size;
  if (layer->units.len == 0 || !r->tokens->states || layer->inputs != RO_ACT_STATES * size ||
      layer->model != ro_model_identity(r->model))
    return;
  for (size_t u = 0; u < layer->units.len; u++) {
    const ro_act_unit *unit = &layer->units.at[u];
    float sum = unit->bias;
    for (size_t s = 0; s < RO_ACT_STATES; s++)
      for (size_t k = 0; k < size; k++) sum += unit->inputs[s * size + k] * (float)states[s][k];
    for (size_t a = 0; a < RO_ACTS && sum > 0; a++) score[a] += (double)(sum * unit->outputs[a]);
  }
}

ro_act ro_act_likeliest(const ro_reader *r, const ro_slices *features, const int8_t *const states[RO_ACT_STATES], ro_act rule,
                        double *probability) {
  const ro_lists *lists = r->lists;
  double score[RO_ACTS] = {0}, sum = 0;
  size_t best = 0;
  *probability = 0;
  if (lists->act_weights.len == 0) return rule;
  add_hidden(r, states, score);
  for (size_t f = 0; f < features->len; f++) {
    const uint64_t *row = ro_map_get(&lists->act_features, features->at[f]);
    for (size_t a = 0; row && a < RO_ACTS; a++) score[a] += (double)lists->act_weights.at[*row * RO_ACTS + a];
  }
  for (size_t a = 1; a < RO_ACTS; a++)
    if (score[a] > score[best]) best = a;
  if (score[best] - score[rule] < MARGIN) best = rule;

  for (size_t a = 0; a < RO_ACTS; a++) sum += exp(score[a] - score[best]);
  *probability = 1 / sum;
  return (ro_act)best;
}
