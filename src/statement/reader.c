#include "statement/attribution.h"

#include "base/utf8.h"
#include "statement/affiliations.h"
#include "statement/plover.h"

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

/* A word that stands before a noun as an adjective does, whatever its form: "an agreed text", "a calm and open sea"; not "in
 * increasing exchanges", where the preposition is the verb's. */
static bool qualifies(const ro_reader *r, size_t i) {
  const ro_token *token = ro_token_at(r, i);
  if (token->rel == RO_REL_AMOD) return ro_child_by(&r->syntax, i, RO_REL_MARK) == RO_NO_TOKEN;
  return token->rel == RO_REL_CONJ && token->head != RO_NO_HEAD && ro_token_at(r, token->head)->rel == RO_REL_AMOD;
}

static uint32_t classes_of(const ro_reader *r, size_t i, const uint32_t by_tag[256]) {
  const ro_token *token = ro_token_at(r, i);
  ro_slice form = ro_token_text(r->tokens, i);
  uint32_t flags = by_tag[token->xpos];
  size_t at = 0;
  uint32_t first = form.ptr ? ro_utf8_next(form, &at) : 0;
  if (qualifies(r, i) && (flags & (RO_T_PARTICIPLE | RO_T_GERUND | RO_T_BASE))) flags = RO_T_ADJECTIVE;
  if (ro_is_upper(first)) flags |= RO_T_CAPITAL;
  if (ro_is_digit(first)) flags |= RO_T_NUMBER;
  if (first == ',' && form.len == 1) flags = RO_T_COMMA | RO_T_PUNCT;
  if (first == '"' || first == 0x201C || first == 0x201D || first == 0xAB || first == 0xBB) flags = RO_T_QUOTE | RO_T_PUNCT;
  if (!ro_is_alpha(first) && !ro_is_digit(first) && first != '\'' && first != 0x2019 && first != '$' && first != '%')
    flags |= RO_T_PUNCT;
  return flags;
}

/* A participle with a subject and no auxiliary is a finite verb: past form and participle are mostly one. */
static void settle_participles(ro_reader *r) {
  size_t n = r->tokens->tokens.len;
  bool *subject = RO_NEW_ARRAY(r->arena, bool, n), *auxiliary = RO_NEW_ARRAY(r->arena, bool, n);
  for (size_t i = 0; i < n; i++) {
    const ro_token *token = ro_token_at(r, i);
    if (token->head == RO_NO_HEAD) continue;
    subject[token->head] |= token->rel == RO_REL_NSUBJ && token->head > i;
    auxiliary[token->head] |= token->rel == RO_REL_AUX || token->rel == RO_REL_AUX_PASS || token->rel == RO_REL_COP;
  }
  for (size_t i = 0; i < n; i++) {
    size_t head = ro_governor(&r->syntax, i);
    bool goes_on = ro_token_at(r, i)->rel == RO_REL_CONJ && head < i && (r->flags[head] & RO_T_PAST) &&
                   !auxiliary[head]; /* "met and discussed" */
    if ((r->flags[i] & RO_T_PARTICIPLE) && (subject[i] || goes_on) && !auxiliary[i])
      r->flags[i] = (r->flags[i] & ~(uint32_t)RO_T_PARTICIPLE) | RO_T_FINITE | RO_T_PAST;
  }
}

static bool is_person_tag(uint8_t name) {
  return name == RO_NAME_B_PER || name == RO_NAME_I_PER;
}

/* Does the hyphen at i go on with the name before it: "Park Geun-hye", not "a Joe Biden-era rule"? */
static bool is_second_of_given(const ro_reader *r, size_t i) {
  if (i + 1 >= r->tokens->tokens.len || !ro_word_is(r, i, "-") || ro_token_at(r, i)->space_before ||
      ro_token_at(r, i + 1)->space_before || ro_has(r, i + 1, RO_T_PUNCT | RO_T_NUMBER))
    return false;
  if (is_person_tag(ro_token_at(r, i + 1)->name)) return true;
  bool is_foreign = ro_token_at(r, i + 1)->upos == RO_X; /* "Seung-woo" */
  return (ro_has(r, i + 1, RO_T_PROPER | RO_T_NOUN) || is_foreign) && !ro_has(r, i + 2, RO_T_NOUN);
}

/* Persons' names that the model cut in two: "Yoon Sang | -cheol", "Yoon | Sang | -cheol". */
static void join_names(ro_reader *r) {
  ro_token *tokens = r->tokens->tokens.at;
  for (size_t i = 1; i < r->tokens->tokens.len; i++) {
    if (!is_person_tag(tokens[i - 1].name) || r->tokens->sentences.at[ro_sentence_of(r, i)].first == i) continue;
    if (tokens[i].name == RO_NAME_B_PER && !ro_has(r, i - 1, RO_T_PUNCT)) tokens[i].name = RO_NAME_I_PER;
    if (is_person_tag(tokens[i].name) || !is_second_of_given(r, i)) continue;
    bool alone = tokens[i - 1].name == RO_NAME_B_PER;
    bool surname = i > 1 && ro_has(r, i - 2, RO_T_PROPER) && ro_has(r, i - 2, RO_T_CAPITAL) && tokens[i - 2].name == RO_NAME_NONE;
    bool double_name = is_person_tag(tokens[i + 1].name) && ro_has(r, i + 1, RO_T_CAPITAL); /* "Akufo-Addo" */
    if (alone && !surname && !double_name) continue;
    if (alone && surname) {
      tokens[i - 2].name = RO_NAME_B_PER;
      tokens[i - 1].name = RO_NAME_I_PER;
    }
    tokens[i].name = tokens[i + 1].name = RO_NAME_I_PER;
  }
}

/* Trees to walk and classes of the tokens. */
void ro_reader_prepare(ro_reader *r) {
  ro_syntax_make(&r->syntax, r->tokens, r->arena);
  ro_map_init(&r->by_name, r->arena);
  uint32_t by_tag[256] = {0};
  for (size_t t = 0; t < sizeof TAGS / sizeof *TAGS; t++) {
    uint8_t tag = ro_xpos_of(ro_slice_of(TAGS[t].tag));
    if (tag) by_tag[tag] = TAGS[t].flags;
  }
  size_t n = r->tokens->tokens.len;
  r->flags = RO_NEW_ARRAY(r->arena, uint32_t, n + 1);
  r->entity = RO_NEW_ARRAY(r->arena, size_t, n + 1);
  r->adjective = RO_NEW_ARRAY(r->arena, size_t, n + 1);
  r->office = RO_NEW_ARRAY(r->arena, const ro_gazetteer_entry *, n + 1);
  for (size_t i = 0; i < n; i++) {
    r->flags[i] = classes_of(r, i, by_tag);
    r->entity[i] = r->adjective[i] = RO_NONE;
  }
  r->entity[n] = r->adjective[n] = RO_NONE; /* behind the last token stands nothing */
  join_names(r);
  if (r->lists) ro_mend_trees(r);
  settle_participles(r);
}

/* Main, cut behind the dateline: it is no part of the sentence that it stands before. */
static ro_spans without_dateline(const ro_report *report, ro_arena *arena) {
  ro_spans parts = {0};
  size_t cut = report->dateline.span.end;
  for (size_t i = 0; i < report->main.len; i++) {
    ro_span span = report->main.at[i];
    if (span.start < cut && cut < span.end) {
      RO_PUSH(arena, &parts, ((ro_span){span.start, cut}));
      span.start = cut;
    }
    RO_PUSH(arena, &parts, span);
  }
  return parts;
}

/* The times of headline, date line, captions: what is outside main. Without tags, and nothing else is read there. */
static void read_times_outside(const ro_reader *main) {
  const ro_report *report = &main->out->report;
  ro_spans rest = {0};
  ro_tokens tokens = {0};
  size_t at = 0;
  for (size_t i = 0; i <= report->main.len; i++) {
    size_t start = i < report->main.len ? report->main.at[i].start : report->text.len;
    if (start > at) RO_PUSH(main->arena, &rest, ((ro_span){at, start}));
    if (i < report->main.len) at = report->main.at[i].end;
  }
  ro_tokens_make(&tokens, report->text, &rest, NULL, RO_NO_STATES, main->arena);
  ro_reader r = {.lists = main->lists, .tokens = &tokens, .out = main->out, .arena = main->arena, .trace = main->trace};
  ro_reader_prepare(&r);
  ro_read_times(&r);
}

/* Offices that a person is given above the article have no place in it: they are told once it is known who is in the findings. */
static void note_offices_above(const ro_reader *r) {
  for (size_t e = 0; e < r->out->entities.len; e++)
    for (size_t o = 0; o < r->out->entities.at[e].offices.len; o++) {
      const ro_office *office = &r->out->entities.at[e].offices.at[o];
      if (office->span.end == 0) ro_note(r, RO_WHY_OFFICE, office->span, office->title, RO_WHY("title above the article"));
    }
}

void ro_read(ro_findings *out, const ro_model *model, const ro_lists *lists, ro_arena *arena) {
  ro_read_traced(out, model, lists, arena, NULL);
}

void ro_read_traced(ro_findings *out, const ro_model *model, const ro_lists *lists, ro_arena *arena, ro_trace *trace) {
  ro_slice language = out->report.language;
  if (language.ptr && !ro_slice_equal(language, RO_LIT("en"))) return;
  ro_tokens tokens = {0};
  ro_read_listed_dateline(&out->report, lists, arena);
  ro_spans parts = without_dateline(&out->report, arena);
  ro_tokens_make(&tokens, out->report.text, &parts, model, RO_KEEP_STATES, arena);
  for (size_t i = 0; i < tokens.sentences.len; i++) RO_PUSH(arena, &out->sentences, tokens.sentences.at[i].span);
  ro_reader r = {.lists = lists,
                 .model = model,
                 .trace = trace,
                 .tokens = &tokens,
                 .out = out,
                 .arena = arena,
                 .told_session = RO_NONE,
                 .house = RO_NONE};
  ro_reader_prepare(&r);
  r.begin = ro_token_after(&r, out->report.dateline.span.end);
  ro_read_headline(&r);
  ro_read_names(&r);
  ro_read_affiliations(&r);
  r.joint = ro_is_joint(&r);
  size_t announced = r.joint ? RO_NO_TOKEN : ro_remarks_announced(&r);
  r.remarks = announced != RO_NO_TOKEN || ro_is_remarks(&r);
  r.self = r.remarks && !r.joint ? ro_remarks_speaker(&r) : RO_NONE;
  if (announced != RO_NO_TOKEN) {
    r.self = r.entity[announced];
    r.begin = tokens.sentences.at[ro_sentence_of(&r, announced)].end;
  }
  r.host = r.self;
  ro_read_times(&r);
  read_times_outside(&r);
  ro_sort_times(&r);
  ro_read_meetings(&r);
  ro_read_attributions(&r);
  ro_code_events(&r);
  ro_entities_compact(&r);
  note_offices_above(&r);
  if (trace) ro_trace_sort(trace);
}

bool ro_word_is(const ro_reader *r, size_t i, const char *word) {
  return i < r->tokens->tokens.len && ro_slice_equal(ro_token_at(r, i)->lower, ro_slice_of(word));
}

bool ro_lemma_is(const ro_reader *r, size_t i, const char *word) {
  return i < r->tokens->tokens.len && ro_slice_equal_nocase(ro_lemma_at(r, i), ro_slice_of(word));
}

bool ro_word_in(const ro_reader *r, size_t i, const char *words) {
  return i < r->tokens->tokens.len && ro_slice_among(ro_token_at(r, i)->lower, words);
}

/* The lemma of "Ministers" as a name is "Minister". */
bool ro_lemma_in(const ro_reader *r, size_t i, const char *words) {
  return i < r->tokens->tokens.len && ro_slice_among(ro_lemma_at(r, i), words);
}

bool ro_negates(const ro_reader *r, size_t i) {
  return ro_word_in(r, i, "not n't n’t never") || (i > 0 && ro_word_is(r, i, "longer") && ro_word_is(r, i - 1, "no"));
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
    else if (ro_word_in(r, end, ", . ! ?") && ro_has(r, end + 1, RO_T_QUOTE)) /* "candid," */
      end += 2;
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

size_t ro_phrase_head(const ro_reader *r, ro_range phrase) {
  for (size_t i = phrase.first; i < phrase.end; i++) {
    size_t head = ro_governor(&r->syntax, i);
    if ((head == RO_NO_TOKEN || head < phrase.first || head >= phrase.end) && !ro_has(r, i, RO_T_PUNCT)) return i;
  }
  return RO_NO_TOKEN;
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
