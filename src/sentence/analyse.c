/* What the model says of tokens: the network's reading of each sentence, and lemmas. */
#include <string.h>

#include "sentence/network.h"

static ro_slice listed_lemma(const ro_model *model, uint64_t hash) {
  size_t low = 0, high = model->n_lemmas;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (model->lemmas[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  if (low >= model->n_lemmas || model->lemmas[low].hash != hash) return RO_ABSENT;
  return (ro_slice){model->text + model->lemmas[low].at, model->lemmas[low].len};
}

static ro_slice lemma_of(const ro_model *model, const ro_token *token, ro_slice form, ro_arena *arena) {
  ro_slice xpos = ro_slice_of(ro_xpos_name(token->xpos)), listed = listed_lemma(model, ro_lemma_key(token->lower, xpos));
  if (listed.ptr) return listed;
  if (token->upos == RO_PROPN || ro_slice_starts(xpos, RO_LIT("NNP"))) return ro_lemma_of_name(form, xpos, arena);
  return ro_lemma_by_rule(&model->vocabulary, token->lower, xpos, arena);
}

typedef struct analysis {
  const ro_model *model;
  ro_tokens *tokens;
  ro_network network;
  ro_slice *forms, *lowers;
  bool *starts;
  ro_word_reading *readings;
  ro_name_values *names; /* of all tokens */
  ro_arena *arena;
} analysis;

static void encode(analysis *a, size_t first, size_t end) {
  for (size_t i = 0; i < end - first; i++) {
    a->forms[i] = ro_token_text(a->tokens, first + i);
    a->lowers[i] = a->tokens->tokens.at[first + i].lower;
  }
  ro_network_encode(&a->network, a->forms, a->lowers, end - first);
}

/* Reads the encoded tokens [first, end). Their root hangs on `above`, a token before them, or on none. Returns the root. */
static uint32_t read_part(analysis *a, size_t first, size_t end, uint32_t above) {
  const ro_model *model = a->model;
  uint32_t root = RO_NO_HEAD;
  ro_network_read(&a->network, end - first, a->readings, a->names + first);
  if (a->tokens->states)
    memcpy(a->tokens->states + first * a->tokens->state_size, ro_network_states(&a->network),
           (end - first) * a->tokens->state_size);
  for (size_t i = 0; i < end - first; i++) {
    ro_token *token = &a->tokens->tokens.at[first + i];
    const ro_word_reading *reading = &a->readings[i];
    const ro_model_tag *tag = &model->tags[reading->tag];
    token->upos = model->upos_of[reading->tag];
    token->xpos = model->xpos_of[reading->tag];
    token->features = tag->features[0] ? (ro_slice){tag->features, strnlen(tag->features, sizeof tag->features)} : RO_ABSENT;
    token->lemma = lemma_of(model, token, a->forms[i], a->arena);
    if (reading->head > 0) {
      token->head = (uint32_t)(first + reading->head - 1);
      token->rel = model->rel_of[reading->rel];
      if (token->rel == RO_REL_ROOT) token->rel = RO_REL_DEP;
    } else {
      token->head = above;
      token->rel = above == RO_NO_HEAD ? RO_REL_ROOT : RO_REL_PARATAXIS;
      root = (uint32_t)(first + i);
    }
  }
  return root;
}

/* Tokens [first, end) of `whole` as a sentence of their own. */
static void push_sentence(analysis *a, size_t first, size_t end, const ro_sentence *whole) {
  ro_sentence sentence = *whole;
  sentence.first = first;
  sentence.end = end;
  sentence.span = (ro_span){a->tokens->tokens.at[first].span.start, a->tokens->tokens.at[end - 1].span.end};
  RO_PUSH(a->arena, &a->tokens->sentences, sentence);
}

static bool is_title(ro_slice form) {
  static const char *const TITLES[] = {"Minister", "President", "Secretary", "Chancellor", "Premier", "Ambassador",
                                       "Senator",  "General",   "King",      "Queen",      "Prince",  "Sheikh",
                                       "MINISTER", "PRESIDENT", "PM",        "FM"};
  for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++)
    if (ro_slice_equal(form, ro_slice_of(TITLES[i]))) return true;
  return false;
}

#define TITLE_WORDS 8

/* "Foreign Minister | Mélanie Joly said", "hosted Irish Minister for Foreign Affairs | Declan Moriarty to lunch": no sentence
 * ends in a title, nor within its line in one with its portfolio, whatever name the network has never seen. */
static bool ends_in_title(const analysis *a, size_t first, size_t end) {
  if (is_title(ro_token_text(a->tokens, end - 1))) return true;
  ro_span between = {a->tokens->tokens.at[end - 1].span.end, a->tokens->tokens.at[end].span.start};
  if (ro_slice_find(ro_slice_span(a->tokens->text, between), RO_LIT("\n"), 0) != (size_t)-1) return false;
  for (size_t i = end; i-- > first && end - i <= TITLE_WORDS;) {
    ro_slice form = ro_token_text(a->tokens, i);
    bool joins = ro_slice_equal(form, RO_LIT("of")) || ro_slice_equal(form, RO_LIT("for")) ||
                 ro_slice_equal(form, RO_LIT("and")) || ro_slice_equal(form, RO_LIT("the"));
    if (!joins && (!form.ptr || form.ptr[0] < 'A' || form.ptr[0] > 'Z')) return false;
    if (is_title(form)) return true;
  }
  return false;
}

/* A sentence longer than the network takes is read in parts, the later ones hung on the root of the first. */
static void analyse_sentence(analysis *a, const ro_sentence *sentence, bool may_split) {
  size_t begin = sentence->first, at = begin, max = a->network.max;
  uint32_t root = RO_NO_HEAD;
  while (at < sentence->end) {
    size_t stop = sentence->end - at > max ? at + max : sentence->end, last = 0;
    encode(a, at, stop);
    if (may_split && ro_network_starts(&a->network, stop - at, a->starts) > 0) {
      /* Each sentence is read again without what surrounds it; the last one, which may go on, when its end is known. */
      for (size_t i = 1, n = stop - at; i < n; i++) {
        if (!a->starts[i] || ends_in_title(a, at + last, at + i)) continue;
        encode(a, at + last, at + i);
        read_part(a, at + last, at + i, last == 0 ? root : RO_NO_HEAD);
        push_sentence(a, last == 0 ? begin : at + last, at + i, sentence);
        last = i;
      }
      begin = at += last;
      root = RO_NO_HEAD;
      may_split = last > 0 && stop < sentence->end;
      continue;
    }
    uint32_t own = read_part(a, at, stop, root);
    if (root == RO_NO_HEAD) root = own;
    at = stop;
  }
  if (begin < sentence->end) push_sentence(a, begin, sentence->end, sentence);
}

void ro_tokens_analyse(ro_tokens *tokens, const ro_model *model, bool may_split, ro_keep_states keep, ro_arena *arena) {
  ro_sentence *sentences = tokens->sentences.at;
  size_t longest = 0, count = tokens->sentences.len;
  for (size_t s = 0; s < count; s++) {
    size_t n = sentences[s].end - sentences[s].first;
    if (n > longest) longest = n;
  }
  if (longest == 0) return;
  if (longest > RO_NETWORK_MAX) longest = RO_NETWORK_MAX;
  analysis a = {.model = model, .tokens = tokens, .arena = arena};
  a.forms = RO_NEW_ARRAY(arena, ro_slice, longest);
  a.lowers = RO_NEW_ARRAY(arena, ro_slice, longest);
  a.starts = RO_NEW_ARRAY(arena, bool, longest);
  a.readings = RO_NEW_ARRAY(arena, ro_word_reading, longest);
  a.names = RO_NEW_ARRAY(arena, ro_name_values, tokens->tokens.len);
  if (keep == RO_KEEP_STATES) {
    tokens->state_size = 2 * (size_t)model->dims.hidden;
    tokens->states = RO_NEW_ARRAY(arena, int8_t, tokens->tokens.len * tokens->state_size);
  }
  ro_network_init(&a.network, model, longest, arena);
  tokens->sentences.at = NULL;
  tokens->sentences.len = tokens->sentences.cap = 0;
  for (size_t s = 0; s < count; s++) analyse_sentence(&a, &sentences[s], may_split);
  for (size_t first = 0, end = 0; first < tokens->sentences.len; first = end) {
    while (end < tokens->sentences.len && tokens->sentences.at[end].document == tokens->sentences.at[first].document) end++;
    ro_names_decide(tokens, a.names, first, end, arena);
  }
}
