#include "sentence/names.h"

#include "base/map.h"
#include "base/utf8.h"

#define KINDS 3
#define LEAN 0.5f      /* how much of the difference to the other occurrences a word takes over */
#define LEAST_LEN 2    /* bytes of a form that is looked for elsewhere */
#define LOWEST (-1e6f) /* below any value: what is not a number becomes it */
#define NEVER (-1e9f)  /* of a tag that may not stand there */

static float sane(float value) {
  return value > LOWEST ? (value < -LOWEST ? value : -LOWEST) : LOWEST;
}

static size_t begins(size_t kind) {
  return 1 + 2 * kind;
}

/* How much likelier a kind is than no name, whether the word begins the name or goes on with it. */
static float of_kind(const ro_name_values *values, size_t kind) {
  float b = sane(values->of[begins(kind)]), i = sane(values->of[begins(kind) + 1]);
  return (b > i ? b : i) - sane(values->of[RO_NAME_NONE]);
}

typedef struct occurrences {
  float sum[KINDS];
  size_t count;
} occurrences;

static bool is_looked_for(ro_slice form) {
  size_t at = 0;
  return form.len >= LEAST_LEN && ro_is_upper(ro_utf8_next(form, &at));
}

static occurrences *count_occurrences(const ro_tokens *tokens, const ro_name_values *values, size_t begin, size_t stop,
                                      ro_map *forms, ro_arena *arena) {
  occurrences *seen = RO_NEW_ARRAY(arena, occurrences, stop - begin);
  for (size_t i = begin; i < stop; i++) {
    ro_slice form = ro_token_text(tokens, i);
    if (!is_looked_for(form)) continue;
    bool is_new;
    uint64_t *place = ro_map_put(forms, form, &is_new);
    if (is_new) *place = i - begin;
    occurrences *o = &seen[*place];
    o->count++;
    for (size_t k = 0; k < KINDS; k++) o->sum[k] += of_kind(&values[i], k);
  }
  return seen;
}

/* What token i gains for each kind. */
static void lean(const ro_tokens *tokens, const ro_name_values *values, size_t i, const ro_map *forms, const occurrences *seen,
                 float gain[KINDS]) {
  ro_slice form = ro_token_text(tokens, i);
  const uint64_t *place = is_looked_for(form) ? ro_map_get(forms, form) : NULL;
  for (size_t k = 0; k < KINDS; k++) {
    gain[k] = 0;
    if (!place || seen[*place].count < 2) continue;
    float own = of_kind(&values[i], k), others = (seen[*place].sum[k] - own) / (float)(seen[*place].count - 1);
    gain[k] = LEAN * (others - own);
  }
}

static bool may_follow(size_t tag, size_t before) {
  return tag == RO_NAME_NONE || tag % 2 == 1 || before == tag || before == tag - 1;
}

static void decide_sentence(ro_tokens *tokens, const ro_name_values *values, const ro_sentence *sentence, const ro_map *forms,
                            const occurrences *seen, uint32_t *ways) {
  float best[RO_NAME_TAGS] = {0};
  for (size_t t = 1; t < RO_NAME_TAGS; t++) best[t] = NEVER; /* before the sentence stands no name */
  for (size_t i = sentence->first; i < sentence->end; i++) {
    float next[RO_NAME_TAGS], gain[KINDS];
    uint32_t from_all = 0;
    lean(tokens, values, i, forms, seen, gain);
    for (size_t t = 0; t < RO_NAME_TAGS; t++) {
      size_t from = t == 0 || t % 2 == 1 ? 0 : t - 1;
      for (size_t b = 0; b < RO_NAME_TAGS; b++)
        if (may_follow(t, b) && best[b] > best[from]) from = b;
      next[t] = best[from] + sane(values[i].of[t]) + (t > 0 ? gain[(t - 1) / 2] : 0);
      from_all |= (uint32_t)from << (3 * t);
    }
    for (size_t t = 0; t < RO_NAME_TAGS; t++) best[t] = next[t];
    ways[i - sentence->first] = from_all;
  }
  size_t tag = 0;
  for (size_t t = 1; t < RO_NAME_TAGS; t++)
    if (best[t] > best[tag]) tag = t;
  for (size_t i = sentence->end; i-- > sentence->first;) {
    tokens->tokens.at[i].name = (uint8_t)tag;
    tag = ways[i - sentence->first] >> (3 * tag) & 7;
  }
}

void ro_names_decide(ro_tokens *tokens, const ro_name_values *values, size_t first, size_t end, ro_arena *arena) {
  if (first >= end) return;
  const ro_sentence *sentences = tokens->sentences.at;
  size_t begin = sentences[first].first, stop = sentences[end - 1].end, longest = 0;
  ro_map forms;
  ro_map_init(&forms, arena);
  const occurrences *seen = count_occurrences(tokens, values, begin, stop, &forms, arena);
  for (size_t s = first; s < end; s++)
    if (sentences[s].end - sentences[s].first > longest) longest = sentences[s].end - sentences[s].first;
  uint32_t *ways = RO_NEW_ARRAY(arena, uint32_t, longest);
  for (size_t s = first; s < end; s++) decide_sentence(tokens, values, &sentences[s], &forms, seen, ways);
}
