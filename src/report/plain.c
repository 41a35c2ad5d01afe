#include "report/plain.h"

#include <stdint.h>

#include "base/utf8.h"
#include "report/shape.h"

enum { WRAP_MIN = 40, WRAP_MAX = 110, LEAD_WORDS = 40, TITLE_WORDS = 8, OPENING_WORDS = 20 };

/* -- splitting -- */

static ro_span trim_span(ro_slice text, ro_span span) {
  while (span.start < span.end) {
    size_t at = span.start;
    if (!ro_is_space(ro_utf8_next(text, &at))) break;
    span.start = at;
  }
  while (span.end > span.start) {
    size_t at = span.end;
    if (!ro_is_space(ro_utf8_prev(text, &at))) break;
    span.end = at;
  }
  return span;
}

static bool begins_low(ro_slice line) {
  size_t at = 0;
  return line.len > 0 && ro_is_lower(ro_utf8_next(line, &at));
}

/* True when all lines but the last are about as long as the longest, as an editor or a mail program breaks them. */
static bool is_wrapped(ro_slice text, const ro_span *lines, size_t count) {
  size_t longest = 0;
  if (count < 3) return false;
  for (size_t i = 0; i < count; i++) {
    size_t len = lines[i].end - lines[i].start;
    if (len > longest) longest = len;
  }
  if (longest < WRAP_MIN || longest > WRAP_MAX) return false;
  size_t unfinished = 0;
  for (size_t i = 0; i + 1 < count; i++) {
    if ((lines[i].end - lines[i].start) * 10 < longest * 7) return false;
    unfinished += !ro_shape_of(ro_slice_span(text, lines[i])).ends_sentence;
  }
  return unfinished * 2 >= count - 1;
}

static bool goes_on(ro_slice text, ro_span line, ro_span next) {
  ro_slice s = ro_slice_span(text, line);
  if (s.len < WRAP_MIN || s.len > WRAP_MAX || !begins_low(ro_slice_span(text, next))) return false;
  return !ro_shape_of(s).ends_sentence;
}

static void add_paragraph(ro_paragraphs *paragraphs, ro_slice text, ro_span span, const ro_furniture *furniture,
                          ro_arena *arena) {
  ro_paragraph paragraph = {.span = span};
  ro_paragraph_judge(&paragraph, text, furniture, arena);
  RO_PUSH(arena, paragraphs, paragraph);
}

static void add_group(ro_paragraphs *paragraphs, ro_slice text, const ro_spans *lines, const ro_furniture *furniture,
                      ro_arena *arena) {
  if (lines->len == 0) return;
  bool wrapped = is_wrapped(text, lines->at, lines->len);
  ro_span span = lines->at[0];
  for (size_t i = 1; i < lines->len; i++) {
    if (wrapped || goes_on(text, lines->at[i - 1], lines->at[i])) {
      span.end = lines->at[i].end;
    } else {
      add_paragraph(paragraphs, text, span, furniture, arena);
      span = lines->at[i];
    }
  }
  add_paragraph(paragraphs, text, span, furniture, arena);
}

void ro_plain_split(ro_paragraphs *paragraphs, ro_slice text, const ro_furniture *furniture, ro_arena *arena) {
  ro_spans lines = {0};
  for (size_t start = 0; start < text.len;) {
    const char *found = memchr(text.ptr + start, '\n', text.len - start);
    size_t end = found ? (size_t)(found - text.ptr) : text.len;
    ro_span line = trim_span(text, (ro_span){start, end});
    if (line.start < line.end) {
      RO_PUSH(arena, &lines, line);
    } else {
      add_group(paragraphs, text, &lines, furniture, arena);
      lines.len = 0;
    }
    start = end + 1;
  }
  add_group(paragraphs, text, &lines, furniture, arena);
}

/* -- choosing -- */

static size_t length(const ro_paragraph *p) {
  return p->core.end - p->core.start;
}

/* A sentence may open an article; a line without an end before it is a headline, however long, unless it is a paragraph's length.
 */
static bool may_open(const ro_paragraph *p) {
  if (p->kind != RO_PARAGRAPH_PROSE) return false;
  /* "… met. The outcomes are as follows:", "The Ministers of Peru, A B, and of Chile, C D, meeting in Lima on 3 May: / Reaffirm
   * …" */
  bool ends = p->ends_sentence || (p->ends_open && (p->sentences >= 1 || p->words >= OPENING_WORDS));
  if (p->capitals * 2 > p->words + 2 && (p->words < TITLE_WORDS || !ends)) return false;
  return p->ends_sentence || p->ends_open || p->sentences >= 2 || p->words >= LEAD_WORDS;
}

static bool is_kept(ro_paragraph_kind kind) {
  return kind == RO_PARAGRAPH_PROSE || kind == RO_PARAGRAPH_LINE || kind == RO_PARAGRAPH_TEASER;
}

/* The first paragraph of what follows the article: no more of sentences comes after it than stands before. */
static size_t find_tail(const ro_paragraphs *paragraphs, size_t first) {
  size_t before = 0, after = 0;
  for (size_t i = first; i < paragraphs->len; i++) {
    if (paragraphs->at[i].kind == RO_PARAGRAPH_PROSE) after += length(&paragraphs->at[i]);
  }
  for (size_t i = first; i < paragraphs->len; i++) {
    if (paragraphs->at[i].kind == RO_PARAGRAPH_TAIL && after <= before) return i;
    if (paragraphs->at[i].kind != RO_PARAGRAPH_PROSE) continue;
    before += length(&paragraphs->at[i]);
    after -= length(&paragraphs->at[i]);
  }
  return paragraphs->len;
}

/* Lists that follow the last sentence belong to it. */
static size_t extend_by_items(const ro_paragraphs *paragraphs, size_t end, size_t tail) {
  bool is_open = paragraphs->at[end - 1].ends_open;
  while (end < tail && paragraphs->at[end].kind == RO_PARAGRAPH_LINE && (paragraphs->at[end].is_item || is_open)) {
    is_open = paragraphs->at[end].ends_open;
    end++;
  }
  return end;
}

ro_choice ro_plain_choose(ro_paragraphs *paragraphs, ro_slice text, const ro_furniture *furniture, ro_arena *arena) {
  ro_choice choice = {.is_main = RO_NEW_ARRAY(arena, bool, paragraphs->len)};
  ro_paragraph *all = paragraphs->at;
  size_t first = 0;
  while (first < paragraphs->len && !may_open(&all[first])) first++;
  if (first == paragraphs->len) return choice;
  size_t tail = find_tail(paragraphs, first), end = tail;
  while (end > first + 1 && all[end - 1].kind != RO_PARAGRAPH_PROSE) end--;
  end = extend_by_items(paragraphs, end, tail);
  while (first > 0 && all[first - 1].kind == RO_PARAGRAPH_LINE && all[first - 1].ends_sentence &&
         all[first - 1].capitals * 2 <= all[first - 1].words + 1) {
    first--;
  }
  choice.head = choice.body = choice.first = first;
  choice.end = end;
  for (size_t i = first; i < end; i++) choice.is_main[i] = is_kept(all[i].kind);
  ro_paragraph_sign_off(&all[end - 1], text, furniture, arena);
  return choice;
}
