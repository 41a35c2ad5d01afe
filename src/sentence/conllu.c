#include "sentence/conllu.h"

#include "base/error.h"
#include "base/utf8.h"

#define N_COLUMNS 10
#define MAX_WORDS 100000

static void add(ro_text *out, const char *text) {
  ro_text_add(out, ro_slice_of(text));
}

/* -- writing ------------------------------------------------------------------------------------------------------------- */

static void add_id(ro_text *out, ro_slice id, bool spaces) {
  for (size_t at = 0; at < id.len;) {
    size_t start = at;
    uint32_t point = ro_utf8_next(id, &at);
    bool control = point < 0x20 || point == 0x7F || point == 0x85 || point == 0x2028 || point == 0x2029;
    if (!spaces && (control || ro_is_space(point)))
      add(out, "_");
    else if (control)
      add(out, " ");
    else
      ro_text_add(out, ro_slice_part(id, start, at));
  }
}

static void add_known(ro_text *out, ro_slice value) {
  ro_text_add(out, value.len > 0 ? value : RO_LIT("_"));
}

/* LEMMA to DEPS of a token whose sentence begins with token `first`. */
static void add_analysis(ro_text *out, const ro_token *token, size_t first) {
  add_known(out, token->lemma);
  add(out, "\t");
  add(out, ro_upos_name(token->upos));
  add(out, "\t");
  add(out, ro_xpos_name(token->xpos));
  add(out, "\t");
  add_known(out, token->features);
  if (token->rel == RO_REL_NONE)
    add(out, "\t_\t_\t_\t");
  else
    ro_text_addf(out, "\t%zu\t%s\t_\t", token->head == RO_NO_HEAD ? 0 : token->head - first + 1, ro_rel_name(token->rel));
}

static void add_name(ro_text *out, const ro_token *token) {
  if (token->rel == RO_REL_NONE) return;
  add(out, "|NER=");
  add(out, ro_name_tag_name(token->name));
}

static size_t joined_end(const ro_tokens *tokens, const ro_sentence *sentence, size_t i) {
  size_t end = i + 1;
  while (end < sentence->end && tokens->tokens.at[end].joined) end++;
  return end;
}

static void add_range(ro_text *out, const ro_points *points, const ro_tokens *tokens, size_t first, size_t end) {
  ro_span span = {tokens->tokens.at[first].span.start, tokens->tokens.at[end - 1].span.end};
  ro_text_addf(out, "TokenRange=%zu:%zu", ro_points_at(points, span.start), ro_points_at(points, span.end));
}

static bool space_after(const ro_tokens *tokens, size_t i) {
  return i + 1 >= tokens->tokens.len || tokens->tokens.at[i + 1].space_before;
}

static void add_multiword(ro_text *out, const ro_points *points, const ro_tokens *tokens, size_t first, size_t end, size_t id) {
  ro_span span = {tokens->tokens.at[first].span.start, tokens->tokens.at[end - 1].span.end};
  ro_text_addf(out, "%zu-%zu\t", id, id + (end - first) - 1);
  ro_text_add(out, ro_slice_span(tokens->text, span));
  add(out, "\t_\t_\t_\t_\t_\t_\t_\t");
  if (!space_after(tokens, end - 1)) add(out, "SpaceAfter=No|");
  add_range(out, points, tokens, first, end);
  add(out, "\n");
}

static void add_word(ro_text *out, const ro_points *points, const ro_tokens *tokens, size_t i, size_t first, bool in_multiword) {
  ro_text_addf(out, "%zu\t", i - first + 1);
  ro_text_add(out, ro_token_text(tokens, i));
  add(out, "\t");
  add_analysis(out, &tokens->tokens.at[i], first);
  if (!in_multiword && !space_after(tokens, i)) add(out, "SpaceAfter=No|");
  add_range(out, points, tokens, i, i + 1);
  add_name(out, &tokens->tokens.at[i]);
  add(out, "\n");
}

static void add_sentence_text(ro_text *out, const ro_tokens *tokens, const ro_sentence *sentence) {
  add(out, "# text = ");
  for (size_t i = sentence->first; i < sentence->end; i++) {
    if (i > sentence->first && tokens->tokens.at[i].space_before) add(out, " ");
    ro_text_add(out, ro_token_text(tokens, i));
  }
  add(out, "\n");
}

static void add_sentence(ro_text *out, const ro_points *points, const ro_tokens *tokens, const ro_sentence *sentence) {
  add_sentence_text(out, tokens, sentence);
  for (size_t i = sentence->first; i < sentence->end;) {
    size_t end = joined_end(tokens, sentence, i);
    bool multiword = end > i + 1;
    if (multiword) add_multiword(out, points, tokens, i, end, i - sentence->first + 1);
    for (; i < end; i++) add_word(out, points, tokens, i, sentence->first, multiword);
  }
  add(out, "\n");
}

void ro_conllu_write(ro_text *out, ro_slice id, const ro_tokens *tokens, ro_arena *arena) {
  ro_points points;
  ro_points_init(&points, tokens->text, arena);
  for (size_t s = 0; s < tokens->sentences.len; s++) {
    const ro_sentence *sentence = &tokens->sentences.at[s];
    if (s == 0) {
      add(out, "# newdoc id = ");
      add_id(out, id, true);
      add(out, "\n");
    }
    if (s == 0 || sentence->paragraph != sentence[-1].paragraph) add(out, "# newpar\n");
    add(out, "# sent_id = ");
    add_id(out, id, false);
    ro_text_addf(out, "-%zu\n", s + 1);
    add_sentence(out, &points, tokens, sentence);
  }
}

/* -- reading ------------------------------------------------------------------------------------------------------------- */

typedef struct reading {
  ro_conllu *out;
  ro_arena *arena;
  readout_error *err;
  char *text; /* the words' forms so far */
  size_t text_len;
  size_t line, offset;           /* of the line at hand */
  size_t words;                  /* of the sentence at hand */
  size_t range_first, range_end; /* words of the last multiword token, 0 where there was none */
  size_t range_line;             /* its line's number */
  size_t paragraph, document;
  bool range_space, space; /* white space follows the multiword token; precedes the next word */
} reading;

static readout_status refuse(const reading *r, const char *why) {
  return ro_fail_at(r->err, READOUT_ERR_INPUT, r->line, r->offset, "not CoNLL-U in line %zu: %s", r->line, why);
}

static bool read_number(ro_slice text, size_t *at, size_t *number) {
  size_t start = *at;
  *number = 0;
  while (*at < text.len && ro_is_digit((uint32_t)(unsigned char)text.ptr[*at]) && *at - start < 9)
    *number = *number * 10 + (size_t)(text.ptr[(*at)++] - '0');
  return *at > start && (*at - start == 1 || text.ptr[start] != '0');
}

static bool split_columns(ro_slice line, ro_slice columns[N_COLUMNS]) {
  size_t n = 0, start = 0;
  for (size_t at = 0; at <= line.len; at++) {
    if (at < line.len && line.ptr[at] != '\t') continue;
    if (n == N_COLUMNS) return false;
    columns[n++] = ro_slice_part(line, start, at);
    start = at + 1;
  }
  return n == N_COLUMNS;
}

static bool has_feature(ro_slice misc, ro_slice feature) {
  for (size_t at = 0; at <= misc.len;) {
    size_t bar = ro_slice_find(misc, RO_LIT("|"), at);
    if (bar > misc.len) bar = misc.len;
    if (ro_slice_equal(ro_slice_part(misc, at, bar), feature)) return true;
    at = bar + 1;
  }
  return false;
}

static void add_token(reading *r, ro_slice form, bool joined) {
  if (r->space && r->text_len > 0) r->text[r->text_len++] = ' ';
  ro_token token = {
      .span = {r->text_len, r->text_len + form.len}, .head = RO_NO_HEAD, .joined = joined, .space_before = r->space};
  memcpy(r->text + r->text_len, form.ptr, form.len);
  r->text_len += form.len;
  token.lower = ro_token_lower(form, r->arena);
  RO_PUSH(r->arena, &r->out->tokens.tokens, token);
}

static readout_status read_word(reading *r, ro_slice line, const ro_slice columns[N_COLUMNS], size_t id) {
  bool inside = id <= r->range_end;
  if (id != r->words + 1) return refuse(r, "the ids of words count 1, 2, 3 …");
  if (id > MAX_WORDS) return refuse(r, "a sentence of more than 100000 words");
  r->words = id;
  add_token(r, columns[1], inside && id > r->range_first);
  if (!inside)
    r->space = !has_feature(columns[9], RO_LIT("SpaceAfter=No"));
  else
    r->space = id == r->range_end && r->range_space;
  RO_PUSH(r->arena, &r->out->lines, ((ro_conllu_line){line, r->out->tokens.tokens.len - 1}));
  return READOUT_OK;
}

static readout_status read_row(reading *r, ro_slice line) {
  ro_slice columns[N_COLUMNS];
  if (!split_columns(line, columns)) return refuse(r, "a row has ten columns, divided by tabs");
  if (columns[1].len == 0) return refuse(r, "the column FORM is empty");
  size_t at = 0, id = 0, last = 0;
  bool number = read_number(columns[0], &at, &id);
  if (number && at == columns[0].len) return read_word(r, line, columns, id);
  char mark = number ? columns[0].ptr[at++] : '\0';
  if ((mark != '-' && mark != '.') || !read_number(columns[0], &at, &last) || at != columns[0].len)
    return refuse(r, "an id is a number, a range like 3-4 or an empty node's like 5.1");
  if (mark == '-') {
    if (id != r->words + 1 || id <= r->range_end || last <= id)
      return refuse(r, "a range stands before its first word and has two or more");
    r->range_first = id;
    r->range_end = last;
    r->range_line = r->line;
    r->range_space = !has_feature(columns[9], RO_LIT("SpaceAfter=No"));
  } else if (id != r->words) {
    return refuse(r, "an empty node stands behind the word whose number it has");
  }
  RO_PUSH(r->arena, &r->out->lines, ((ro_conllu_line){line, RO_CONLLU_KEPT}));
  return READOUT_OK;
}

static readout_status end_sentence(reading *r) {
  if (r->range_end > r->words) {
    r->line = r->range_line;
    return refuse(r, "the sentence ends before this range does");
  }
  ro_tokens *tokens = &r->out->tokens;
  size_t end = tokens->tokens.len, first = end - r->words;
  if (r->words > 0) {
    ro_span span = {tokens->tokens.at[first].span.start, tokens->tokens.at[end - 1].span.end};
    RO_PUSH(r->arena, &tokens->sentences, ((ro_sentence){first, end, span, r->paragraph, r->document}));
  }
  r->words = r->range_end = 0;
  return READOUT_OK;
}

static readout_status read_line(reading *r, ro_slice line) {
  if (line.len > 0 && line.ptr[0] != '#') return read_row(r, line);
  if (line.len == 0) {
    RO_TRY(end_sentence(r));
  } else {
    if (r->words > 0 || r->range_end > 0) return refuse(r, "comments stand before a sentence's words");
    if (r->out->tokens.sentences.len > 0 &&
        (ro_slice_starts(line, RO_LIT("# newpar")) || ro_slice_starts(line, RO_LIT("# newdoc"))))
      r->paragraph = r->out->tokens.sentences.at[r->out->tokens.sentences.len - 1].paragraph + 1;
    if (r->out->tokens.sentences.len > 0 && ro_slice_starts(line, RO_LIT("# newdoc")))
      r->document = r->out->tokens.sentences.at[r->out->tokens.sentences.len - 1].document + 1;
  }
  RO_PUSH(r->arena, &r->out->lines, ((ro_conllu_line){line, RO_CONLLU_KEPT}));
  return READOUT_OK;
}

readout_status ro_conllu_read(ro_conllu *conllu, ro_slice bytes, ro_arena *arena, readout_error *err) {
  *conllu = (ro_conllu){0};
  if (ro_slice_starts(bytes, RO_LIT("\xEF\xBB\xBF"))) bytes = ro_slice_part(bytes, 3, bytes.len);
  reading r = {.out = conllu, .arena = arena, .err = err, .text = RO_NEW_ARRAY(arena, char, bytes.len + 1), .space = true};
  size_t valid = ro_utf8_check(bytes);
  while (r.offset < bytes.len) {
    size_t end = ro_slice_find(bytes, RO_LIT("\n"), r.offset);
    if (end > bytes.len) end = bytes.len;
    r.line++;
    if (valid < bytes.len && end >= valid) return refuse(&r, "the bytes are not UTF-8");
    size_t stop = end > r.offset && bytes.ptr[end - 1] == '\r' ? end - 1 : end;
    RO_TRY(read_line(&r, ro_slice_part(bytes, r.offset, stop)));
    r.offset = end + 1;
  }
  conllu->tokens.text = (ro_slice){r.text, r.text_len};
  if (r.words > 0 || r.range_end > 0) {
    r.line++;
    RO_TRY(end_sentence(&r));
    RO_PUSH(arena, &conllu->lines, ((ro_conllu_line){RO_LIT(""), RO_CONLLU_KEPT}));
  }
  return READOUT_OK;
}

/* MISC as it was, but for a name that somebody else found. */
static void add_misc(ro_text *out, ro_slice misc, const ro_token *token) {
  bool any = false;
  for (size_t at = 0; at < misc.len && !ro_slice_equal(misc, RO_LIT("_"));) {
    size_t bar = ro_slice_find(misc, RO_LIT("|"), at);
    if (bar > misc.len) bar = misc.len;
    ro_slice part = ro_slice_part(misc, at, bar);
    at = bar + 1;
    if (token->rel != RO_REL_NONE && ro_slice_starts(part, RO_LIT("NER="))) continue;
    if (any) add(out, "|");
    ro_text_add(out, part);
    any = true;
  }
  if (token->rel != RO_REL_NONE)
    ro_text_addf(out, "%sNER=%s", any ? "|" : "", ro_name_tag_name(token->name));
  else if (!any)
    add(out, "_");
}

static void add_given(ro_text *out, ro_slice line, const ro_token *token, size_t first) {
  ro_slice columns[N_COLUMNS];
  if (!split_columns(line, columns)) return;
  ro_text_add(out, columns[0]);
  add(out, "\t");
  ro_text_add(out, columns[1]);
  add(out, "\t");
  add_analysis(out, token, first);
  add_misc(out, columns[9], token);
}

void ro_conllu_write_given(ro_text *out, const ro_conllu *conllu) {
  const ro_tokens *tokens = &conllu->tokens;
  size_t sentence = 0;
  for (size_t l = 0; l < conllu->lines.len; l++) {
    const ro_conllu_line *line = &conllu->lines.at[l];
    if (line->token == RO_CONLLU_KEPT) {
      ro_text_add(out, line->line);
    } else {
      while (line->token >= tokens->sentences.at[sentence].end) sentence++;
      add_given(out, line->line, &tokens->tokens.at[line->token], tokens->sentences.at[sentence].first);
    }
    add(out, "\n");
  }
}
