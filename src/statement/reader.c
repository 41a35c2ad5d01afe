#include "statement/reader.h"

#include "base/utf8.h"
#include "sentence/model.h"

/* Penn tags and the classes that they give. */
static const struct {
  const char *tag;
  uint32_t flags;
} TAGS[] = {
    {"VBD", RO_T_FINITE | RO_T_PAST},
    {"VBZ", RO_T_FINITE},
    {"VBP", RO_T_FINITE},
    {"MD", RO_T_FINITE | RO_T_MODAL},
    {"VB", RO_T_BASE},
    {"VBG", RO_T_GERUND},
    {"VBN", RO_T_PARTICIPLE},
    {"NN", RO_T_NOUN},
    {"NNS", RO_T_NOUN | RO_T_PLURAL},
    {"NNP", RO_T_PROPER},
    {"NNPS", RO_T_PROPER | RO_T_PLURAL},
    {"JJ", RO_T_ADJECTIVE},
    {"JJR", RO_T_ADJECTIVE},
    {"JJS", RO_T_ADJECTIVE},
    {"AFX", RO_T_ADJECTIVE},
    {"RB", RO_T_ADVERB},
    {"RBR", RO_T_ADVERB},
    {"RBS", RO_T_ADVERB},
    {"DT", RO_T_DETERMINER},
    {"PDT", RO_T_DETERMINER},
    {"IN", RO_T_PREPOSITION},
    {"TO", RO_T_PREPOSITION | RO_T_TO},
    {"CC", RO_T_AND},
    {"PRP", RO_T_PRONOUN},
    {"EX", RO_T_PRONOUN},
    {"PRP$", RO_T_POSSESSIVE},
    {"POS", RO_T_POSSESSIVE},
    {"WDT", RO_T_WH},
    {"WP", RO_T_WH},
    {"WP$", RO_T_WH},
    {"WRB", RO_T_WH},
    {"CD", RO_T_NUMBER},
    {",", RO_T_COMMA | RO_T_PUNCT},
    {"``", RO_T_QUOTE | RO_T_PUNCT},
    {"''", RO_T_QUOTE | RO_T_PUNCT},
};

static uint32_t classes_of(const ro_reader *r, size_t i, const uint32_t by_tag[256]) {
  const ro_token *token = ro_token_at(r, i);
  ro_slice form = ro_token_text(r->tokens, i);
  uint32_t flags = by_tag[token->xpos];
  size_t at = 0;
  uint32_t first = ro_utf8_next(form, &at);
  if (ro_is_upper(first)) flags |= RO_T_CAPITAL;
  if (ro_is_digit(first)) flags |= RO_T_NUMBER;
  if (first == ',' && form.len == 1) flags = RO_T_COMMA | RO_T_PUNCT;
  if (first == '"' || first == 0x201C || first == 0x201D || first == 0xAB || first == 0xBB) flags = RO_T_QUOTE | RO_T_PUNCT;
  if (!ro_is_alpha(first) && !ro_is_digit(first) && first != '\'' && first != 0x2019 && first != '$' && first != '%')
    flags |= RO_T_PUNCT;
  return flags;
}

static void classify_tokens(ro_reader *r) {
  uint32_t by_tag[256] = {0};
  for (size_t t = 0; t < sizeof TAGS / sizeof *TAGS; t++) {
    uint8_t tag = ro_xpos_of(ro_slice_of(TAGS[t].tag));
    if (tag) by_tag[tag] = TAGS[t].flags;
  }
  size_t n = r->tokens->tokens.len;
  r->flags = RO_NEW_ARRAY(r->arena, uint32_t, n + 1);
  r->entity = RO_NEW_ARRAY(r->arena, size_t, n + 1);
  r->adjective = RO_NEW_ARRAY(r->arena, size_t, n + 1);
  r->office = RO_NEW_ARRAY(r->arena, bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    r->flags[i] = classes_of(r, i, by_tag);
    r->entity[i] = r->adjective[i] = RO_NONE;
  }
}

/* Infinitives that the tagger took for something else ("…, enhance trade, safeguard peace"). */
static void mend_infinitives(ro_reader *r) {
  const uint32_t phrase = RO_T_NOUN | RO_T_PROPER | RO_T_ADJECTIVE | RO_T_DETERMINER | RO_T_POSSESSIVE | RO_T_PRONOUN |
                          RO_T_QUOTE | RO_T_AND | RO_T_GERUND;
  for (size_t n = 0; n < r->tokens->sentences.len; n++) { /* "Deepen exchanges …" */
    size_t first = r->tokens->sentences.at[n].first;
    if (ro_map_get(&r->lists->verbs, ro_token_at(r, first)->lower) && ro_has(r, first + 1, phrase))
      r->flags[first] = RO_T_BASE | RO_T_CAPITAL;
  }
  for (size_t i = 1; i < r->tokens->tokens.len; i++) {
    if (ro_has(r, i, RO_T_BASE | RO_T_CAPITAL) || !ro_map_get(&r->lists->verbs, ro_token_at(r, i)->lower)) continue;
    bool behind = ro_has(r, i - 1, RO_T_COMMA | RO_T_AND | RO_T_ADVERB | RO_T_MODAL | RO_T_TO) || ro_word_in(r, i - 1, "and to");
    bool listed = ro_has(r, i - 1, RO_T_COMMA | RO_T_AND | RO_T_ADVERB);
    if (i > 1 && ro_has(r, i - 1, RO_T_AND) && ro_has(r, i - 2, RO_T_ADJECTIVE)) continue; /* "a free and open …" */
    if (!behind || !(ro_has(r, i + 1, phrase) || ro_has(r, i + 1, RO_T_PREPOSITION))) continue;
    if (listed && ro_has(r, i, RO_T_FINITE) && !ro_has(r, i, RO_T_PAST))
      continue; /* "they meet and keep …": the tagger may be right */
    r->flags[i] = RO_T_BASE;
  }
}

/* The rules of inflection cannot tell "underscored" from "honored": the lists decide where they know the verb with an e. */
static void mend_lemmas(ro_reader *r, ro_tokens *tokens) {
  for (size_t i = 0; i < tokens->tokens.len; i++) {
    ro_token *token = &tokens->tokens.at[i];
    if (!ro_slice_ends(token->lower, RO_LIT("ed")) && !ro_slice_ends(token->lower, RO_LIT("ing"))) continue;
    if (ro_map_get(&r->lists->cue_words, token->lemma) || ro_map_get(&r->lists->operator_words, token->lemma)) continue;
    ro_slice stem = ro_slice_part(token->lower, 0, token->lower.len - (ro_slice_ends(token->lower, RO_LIT("ed")) ? 2 : 3));
    ro_slice with_e = ro_arena_format(r->arena, "%.*se", (int)stem.len, stem.ptr);
    if (ro_map_get(&r->lists->cue_words, with_e) || ro_map_get(&r->lists->operator_words, with_e)) token->lemma = with_e;
  }
}

/* "Wong underlined that", "they also called for": a past form behind a subject is finite, whatever the tagger took it for. */
static void mend_past(ro_reader *r, ro_tokens *tokens) {
  for (size_t i = 1; i < tokens->tokens.len; i++) {
    ro_token *token = &tokens->tokens.at[i];
    if (ro_has(r, i, RO_T_FINITE | RO_T_CAPITAL) || !ro_slice_ends(token->lower, RO_LIT("ed"))) continue;
    ro_slice lemma = token->lemma;
    if (!ro_map_get(&r->lists->cue_words, lemma)) lemma = ro_lemma_by_rule(token->lower, RO_LIT("VBD"), r->arena);
    if (!ro_map_get(&r->lists->cue_words, lemma)) continue;
    size_t before = i;
    while (before > 0 && ro_has(r, before - 1, RO_T_ADVERB)) before--;
    if (before == 0) continue;
    bool person = r->entity[before - 1] != RO_NONE && r->out->entities.at[r->entity[before - 1]].kind <= RO_COUNTRY;
    if (!person && !ro_word_in(r, before - 1, "he she they sides ministers side leaders minister secretary")) continue;
    r->flags[i] = RO_T_FINITE | RO_T_PAST;
    token->lemma = lemma;
  }
}

/* "'s" before a noun phrase is a genitive; "the Russian side attaches" is a verb, though many such words are nouns. */
static void mend_verbs(ro_reader *r) {
  const uint32_t phrase = RO_T_NOUN | RO_T_PROPER | RO_T_ADJECTIVE;
  for (size_t i = 1; i < r->tokens->tokens.len; i++) {
    if (ro_word_is(r, i, "'s") && ro_has(r, i, RO_T_FINITE) && ro_has(r, i - 1, RO_T_PROPER | RO_T_NOUN) &&
        ro_has(r, i + 1, phrase))
      r->flags[i] = RO_T_POSSESSIVE;
    bool plural = ro_has(r, i, RO_T_PLURAL) && ro_has(r, i, RO_T_NOUN);
    size_t before = i - 1;
    while (before > 0 && ro_has(r, before, RO_T_ADVERB)) before--;
    bool party =
        r->entity[before] != RO_NONE ? r->out->entities.at[r->entity[before]].kind <= RO_COUNTRY : ro_word_is(r, before, "side");
    if (!plural || !party || ro_has(r, i + 1, RO_T_FINITE) || ro_word_in(r, i + 1, "of , .")) continue;
    ro_slice lemma = ro_token_at(r, i)->lemma;
    if (!ro_map_get(&r->lists->operator_words, lemma) && !ro_map_get(&r->lists->verbs, lemma) &&
        !ro_map_get(&r->lists->cue_words, lemma))
      continue;
    bool has_verb = false;
    const ro_sentence *sentence = &r->tokens->sentences.at[ro_sentence_of(r, i)];
    for (size_t t = i + 1; t < sentence->end && t < i + 4; t++) has_verb = has_verb || ro_has(r, t, RO_T_FINITE);
    if (!has_verb) r->flags[i] = RO_T_FINITE;
  }
}

void ro_read(ro_findings *out, const ro_model *model, const ro_lists *lists, ro_arena *arena) {
  ro_slice language = out->report.language;
  if (language.ptr && !ro_slice_equal(language, RO_LIT("en"))) return;
  ro_tokens tokens = {0};
  ro_tokens_make(&tokens, out->report.text, &out->report.main, model, arena);
  for (size_t i = 0; i < tokens.sentences.len; i++) RO_PUSH(arena, &out->sentences, tokens.sentences.at[i].span);
  ro_reader r = {.lists = lists, .tokens = &tokens, .out = out, .arena = arena};
  ro_map_init(&r.by_name, arena);
  classify_tokens(&r);
  mend_infinitives(&r);
  r.begin = ro_token_after(&r, out->report.dateline.span.end);
  ro_read_names(&r);
  mend_lemmas(&r, &tokens);
  mend_verbs(&r);
  mend_past(&r, &tokens);
  ro_read_times(&r);
  ro_read_meetings(&r);
  ro_read_attributions(&r);
  ro_entities_compact(&r);
}

bool ro_word_is(const ro_reader *r, size_t i, const char *word) {
  return i < r->tokens->tokens.len && ro_slice_equal(ro_token_at(r, i)->lower, ro_slice_of(word));
}

static ro_slice lemma_of(const ro_reader *r, size_t i) {
  const ro_token *token = ro_token_at(r, i);
  return token->lemma.ptr ? token->lemma : token->lower;
}

bool ro_lemma_is(const ro_reader *r, size_t i, const char *word) {
  return i < r->tokens->tokens.len && ro_slice_equal(lemma_of(r, i), ro_slice_of(word));
}

static bool listed(ro_slice word, const char *words) {
  for (const char *at = words; *at;) {
    const char *end = strchr(at, ' ');
    size_t len = end ? (size_t)(end - at) : strlen(at);
    if (len == word.len && memcmp(at, word.ptr, len) == 0) return true;
    at += len + (end != NULL);
  }
  return false;
}

bool ro_word_in(const ro_reader *r, size_t i, const char *words) {
  return i < r->tokens->tokens.len && listed(ro_token_at(r, i)->lower, words);
}

bool ro_lemma_in(const ro_reader *r, size_t i, const char *words) {
  return i < r->tokens->tokens.len && listed(lemma_of(r, i), words);
}

size_t ro_sentence_of(const ro_reader *r, size_t token) {
  size_t low = 0, high = r->tokens->sentences.len;
  while (low + 1 < high) {
    size_t middle = (low + high) / 2;
    if (r->tokens->sentences.at[middle].first <= token)
      low = middle;
    else
      high = middle;
  }
  return low;
}

ro_span ro_tokens_span(const ro_reader *r, size_t first, size_t end) {
  while (first < end && ro_has(r, first, RO_T_PUNCT) && !ro_word_in(r, first, "( [")) first++;
  while (end > first && ro_has(r, end - 1, RO_T_PUNCT) && !ro_word_in(r, end - 1, ") ]")) end--;
  /* a quote mark whose fellow stands inside belongs to the span */
  if (first >= end) return (ro_span){0, 0};
  size_t quotes = 0;
  for (size_t i = first; i < end; i++) quotes += ro_has(r, i, RO_T_QUOTE);
  if (quotes % 2 == 1) {
    if (ro_has(r, end, RO_T_QUOTE))
      end++;
    else if (first > 0 && ro_has(r, first - 1, RO_T_QUOTE))
      first--;
  }
  return (ro_span){ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end};
}

size_t ro_token_after(const ro_reader *r, size_t byte) {
  size_t low = 0, high = r->tokens->tokens.len;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (ro_token_at(r, middle)->span.start < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

size_t ro_phrase_before(const ro_reader *r, size_t from, size_t end) {
  const uint32_t inside = RO_T_NOUN | RO_T_PROPER | RO_T_ADJECTIVE | RO_T_DETERMINER | RO_T_POSSESSIVE | RO_T_NUMBER;
  size_t first = end;
  while (first > from) {
    size_t i = first - 1;
    if (ro_has(r, i, RO_T_PRONOUN)) return first == end ? i : first;
    if (ro_has(r, i, inside) || r->entity[i] != RO_NONE || r->office[i] || r->adjective[i] != RO_NONE ||
        ro_word_is(r, i, "both")) {
      first = i;
      continue;
    }
    bool in_words = first < end && i > from && (ro_has(r, i - 1, inside) || r->entity[i - 1] != RO_NONE);
    if (in_words && (ro_word_is(r, i, "of") || ro_word_in(r, i, "- – ’ '") || ro_word_is(r, i, "and") || ro_word_is(r, i, "&"))) {
      first = i;
      continue;
    }
    if (in_words && ro_word_is(r, i, "for") && r->office[i - 1]) {
      first = i;
      continue;
    }
    if (first < end && ro_has(r, i, RO_T_PARTICIPLE | RO_T_GERUND) && ro_has(r, first, RO_T_NOUN) && i > from &&
        ro_has(r, i - 1, RO_T_DETERMINER | RO_T_POSSESSIVE)) {
      first = i;
      continue;
    }
    break;
  }
  while (first < end && ro_word_in(r, first, "and of - – & for")) first++;
  return first;
}

size_t ro_phrase_after(const ro_reader *r, size_t first, size_t end) {
  const uint32_t inside = RO_T_NOUN | RO_T_PROPER | RO_T_ADJECTIVE | RO_T_DETERMINER | RO_T_POSSESSIVE | RO_T_NUMBER;
  size_t at = first;
  if (ro_has(r, at, RO_T_PRONOUN)) return at + 1;
  while (at < end) {
    if (ro_has(r, at, inside) || r->entity[at] != RO_NONE || r->office[at] || r->adjective[at] != RO_NONE ||
        (at == first && ro_word_is(r, at, "both"))) {
      at++;
      continue;
    }
    bool goes_on =
        at > first && at + 1 < end &&
        (ro_has(r, at + 1, inside) || r->entity[at + 1] != RO_NONE || r->office[at + 1] || r->adjective[at + 1] != RO_NONE);
    if (goes_on && (ro_word_in(r, at, "of - – & and") || (ro_word_is(r, at, "for") && r->office[at - 1]))) {
      at++;
      continue;
    }
    break;
  }
  return at;
}
