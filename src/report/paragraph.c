#include "report/paragraph.h"

#include <stdint.h>

#include "base/utf8.h"
#include "report/shape.h"

enum {
  LONG_LINE = 400,   /* bytes; a longer paragraph is no line of furniture */
  LONG_TAIL = 12,    /* words of what opens a list of other articles */
  LONG_CAPTION = 70, /* words */
  SENTENCE = 12,     /* words that make it one */
  LONG_NAME = 90,    /* bytes of an outlet's or a person's name */
  CAPTION_TAIL = 110 /* bytes behind "Photo:" */
};

static ro_span trim(ro_slice text, ro_span span) {
  ro_slice inner = ro_slice_trim(ro_slice_span(text, span));
  if (inner.len == 0) return (ro_span){span.start, span.start};
  size_t start = (size_t)(inner.ptr - text.ptr);
  return (ro_span){start, start + inner.len};
}

static bool is_mark(char c) {
  return c == ':' || c == '-' || c == '|' || c == '.' || c == ',' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '*';
}

/* Without separators (":", "-", "|", dashes, no-break spaces) at both ends; brackets that enclose it go too. */
static ro_span trim_separators(ro_slice text, ro_span span) {
  for (;;) {
    span = trim(text, span);
    ro_slice s = ro_slice_span(text, span);
    if (s.len == 0) return span;
    if (is_mark(s.ptr[0])) {
      span.start++;
    } else if (is_mark(s.ptr[s.len - 1])) {
      span.end--;
    } else if (s.len >= 3 && memcmp(s.ptr, "\xE2\x80", 2) == 0 && (s.ptr[2] == '\x93' || s.ptr[2] == '\x94')) {
      span.start += 3;
    } else if (s.len >= 2 && ((s.ptr[0] == '(' && s.ptr[s.len - 1] == ')') || (s.ptr[0] == '[' && s.ptr[s.len - 1] == ']'))) {
      span.start++;
      span.end--;
    } else {
      return span;
    }
  }
}

static bool is_empty(ro_span span) {
  return span.start == span.end;
}

/* How many bytes of `text` fold to `label` at its beginning, a word ending there; 0 for none. Labels are ASCII. */
static size_t label_at(ro_slice text, ro_slice label) {
  if (!text.ptr || label.len == 0 || text.len < label.len || (text.ptr[0] | 0x20) != (label.ptr[0] | 0x20) ||
      !ro_slice_equal_nocase(ro_slice_part(text, 0, label.len), label))
    return 0;
  size_t at = label.len;
  if (at == text.len) return at;
  return ro_is_alpha(ro_utf8_next(text, &at)) ? 0 : label.len;
}

/* A date behind one of the labels of this kind at the paragraph's beginning: "Published on May 3, 2024". *end is behind it. */
static bool labelled_date(ro_slice text, const ro_slices *labels, ro_date *date, size_t *end) {
  for (size_t i = 0; i < labels->len; i++) {
    size_t at = label_at(text, labels->at[i]);
    if (at == 0) continue;
    while (at < text.len && (is_mark(text.ptr[at]) || text.ptr[at] == '(')) at++;
    if (ro_date_read(text, at, date, end)) return true;
  }
  return false;
}

/* Behind a date may stand a time: "10:30", "at 5.50am GMT", "T10:30:00Z". */
static size_t skip_time(ro_slice text, size_t at) {
  size_t start = at;
  while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == ',' || text.ptr[at] == 'T')) at++;
  size_t digits = at;
  while (digits < text.len && ((text.ptr[digits] >= '0' && text.ptr[digits] <= '9') || text.ptr[digits] == ':')) digits++;
  if (digits - at < 4 || !memchr(text.ptr + at, ':', digits - at)) return start;
  if (digits < text.len && text.ptr[digits] == 'Z') digits++;
  return digits;
}

/* "date 2023-05-05 Wong said …", "2023-05-05 10:30 …": the core begins behind it. A date without its year is the story's. */
static void cut_leading_date(ro_paragraph *p, ro_slice text, const ro_furniture *furniture) {
  ro_slice s = ro_slice_span(text, p->core);
  ro_date date = {0};
  size_t end = 0;
  bool is_modified = labelled_date(s, &furniture->patterns[RO_FURNITURE_MODIFIED], &date, &end);
  bool is_iso = s.len > 10 && s.ptr[4] == '-' && s.ptr[0] >= '1' && s.ptr[0] <= '2';
  bool is_found = is_modified || labelled_date(s, &furniture->patterns[RO_FURNITURE_PUBLISHED], &date, &end) ||
                  (is_iso && ro_date_read(s, 0, &date, &end) && date.day != 0);
  if (!is_found || date.year == 0) return;
  *(is_modified ? &p->modified : &p->published) = date;
  end = skip_time(s, end);
  while (end < s.len && (is_mark(s.ptr[end]) || s.ptr[end] == ')')) end++;
  p->core.start += end;
}

/* "From Xinhua News Agency, April 13, 2023." at the beginning. */
static void cut_source_line(ro_paragraph *p, ro_slice text) {
  ro_slice s = ro_slice_span(text, p->core);
  size_t name = label_at(s, RO_LIT("from"));
  ro_span where;
  ro_date date;
  if (name == 0 || !ro_date_find(ro_slice_part(s, 0, 200), &where, &date) || where.start > name + LONG_NAME) return;
  ro_span outlet = trim_separators(text, (ro_span){p->core.start + name, p->core.start + where.start});
  ro_slice said = ro_slice_span(text, outlet);
  ro_shape shape = ro_shape_of(said);
  bool ends = where.end == s.len || s.ptr[where.end] == '.' || s.ptr[where.end] == ':' || s.ptr[where.end] == '\n';
  if (!ends || shape.words == 0 || shape.sentences > 0 || shape.capitals * 2 < shape.words) return;
  p->outlet = outlet;
  if (date.year != 0) p->published = date;
  p->core.start += where.end;
  p->core = trim(text, (ro_span){p->core.start < p->core.end ? p->core.start + 1 : p->core.end, p->core.end});
}

/* A picture's credit that ends the paragraph: "… in Goa on Thursday. Photo: Foreign Ministry". */
static bool ends_with_mark(ro_slice folded, const ro_slices *marks) {
  size_t from = folded.len > CAPTION_TAIL ? folded.len - CAPTION_TAIL : 0;
  for (size_t i = 0; i < marks->len; i++) {
    for (size_t at = ro_slice_find(folded, marks->at[i], from); at != SIZE_MAX;
         at = ro_slice_find(folded, marks->at[i], at + 1)) {
      bool is_word = at == 0 || !memchr("abcdefghijklmnopqrstuvwxyz", folded.ptr[at - 1], 26);
      if (is_word && ro_slice_find(folded, RO_LIT(". "), at + marks->at[i].len) == SIZE_MAX) return true;
    }
  }
  return false;
}

/* "Lake Wire)" of "(Source: Lake Wire)". */
static ro_span without_stray_bracket(ro_slice text, ro_span name) {
  ro_slice s = ro_slice_span(text, name);
  bool closes = s.len > 0 && (s.ptr[s.len - 1] == ')' || s.ptr[s.len - 1] == ']');
  if (closes && !memchr(s.ptr, '(', s.len) && !memchr(s.ptr, '[', s.len)) name.end--;
  return trim_separators(text, name);
}

/* The stretch that the pattern's last star stands for: as long as the rest of the text, since names come last. */
static ro_span credited(ro_slice text, ro_span span, ro_slice pattern) {
  size_t fixed = pattern.len;
  while (fixed > 0 && pattern.ptr[fixed - 1] == '*') fixed--;
  ro_slice s = ro_slice_span(text, span), label = ro_slice_part(pattern, 0, fixed);
  for (size_t at = 0; label.len > 0 && at + label.len <= s.len; at++) {
    if (!ro_slice_equal_nocase(ro_slice_part(s, at, at + label.len), label)) continue;
    return without_stray_bracket(text, trim_separators(text, (ro_span){span.start + at + label.len, span.end}));
  }
  return (ro_span){span.start, span.start};
}

static bool take_credit(ro_paragraph *p, ro_slice text, ro_slice folded, const ro_furniture *furniture) {
  const ro_slices *patterns = &furniture->patterns[RO_FURNITURE_CREDIT];
  for (size_t i = 0; i < patterns->len; i++) {
    if (!ro_glob(patterns->at[i], folded)) continue;
    ro_span name = credited(text, p->core, patterns->at[i]);
    ro_slice said = ro_slice_span(text, name);
    size_t bar = ro_slice_find(said, RO_LIT("|"), 0), line = ro_slice_find(said, RO_LIT("\n"), 0);
    size_t len = bar < line ? bar : line;
    ro_date date;
    ro_span where;
    if (ro_date_find(said, &where, &date) && date.year != 0 && date.day != 0) {
      if (where.start == 0) p->original = date;
      p->published = date;
      if (where.start > 0 && where.start < len) len = where.start;
    }
    if (len < said.len) name = trim_separators(text, (ro_span){name.start, name.start + len});
    ro_shape shape = ro_shape_of(ro_slice_span(text, name));
    if (is_empty(name) || name.end - name.start > LONG_NAME || shape.capitals == 0 || shape.sentences > 1) continue;
    p->credit = name;
    return true;
  }
  return false;
}

/* "By Dana Whitlock, with Straits Wire" */
static bool take_byline(ro_paragraph *p, ro_slice text) {
  ro_slice s = ro_slice_span(text, p->core);
  size_t at = label_at(s, RO_LIT("by"));
  if (at == 0) at = label_at(s, RO_LIT("written by"));
  if (at == 0 || at >= s.len || p->words > 16 || p->sentences > 1) return false;
  size_t end = at, dot = ro_slice_find(s, RO_LIT(" \xC2\xB7 "), at);
  while (end < s.len && end != dot && !memchr(",|;\n", s.ptr[end], 4)) end++;
  ro_shape named = ro_shape_of(ro_slice_part(s, at, end));
  bool is_parted = end < s.len && (end == dot || s.ptr[end] == '|') && named.capitals == named.words;
  if (p->capitals * 2 < p->words && !is_parted) return false;
  ro_span where;
  ro_date date;
  if (ro_date_find(ro_slice_part(s, at, end), &where, &date)) end = at + where.start;
  ro_span name = trim_separators(text, (ro_span){p->core.start + at, p->core.start + end});
  if (is_empty(name) || name.end - name.start > LONG_NAME) return false;
  p->byline = name;
  if (ro_date_find(s, &where, &date) && date.year != 0 && date.day != 0) p->published = date;
  return true;
}

/* A line that is little but a date: "Tuesday, 20 August 2024", "Canberra, 20 August 2024 - 10:30". */
static bool take_date(ro_paragraph *p, ro_slice text, const ro_furniture *furniture) {
  ro_slice s = ro_slice_span(text, p->core);
  ro_span where;
  ro_date date;
  if (p->words > 14 || !ro_date_find(s, &where, &date) || date.year == 0 || date.day == 0) return false;
  ro_shape rest = ro_shape_of(ro_slice_part(s, skip_time(s, where.end), s.len)),
           before = ro_shape_of(ro_slice_part(s, 0, where.start));
  if (rest.words + before.words > 6 || (p->ends_sentence && rest.words + before.words > 2)) return false;
  size_t end;
  if (labelled_date(s, &furniture->patterns[RO_FURNITURE_MODIFIED], &date, &end)) {
    p->modified = date;
  } else {
    p->published = date;
  }
  return true;
}

static bool is_prose(const ro_paragraph *p, const ro_shape *shape) {
  if (shape->is_cut) return p->words >= 60 && p->sentences >= 3;
  if (p->ends_sentence) return p->words >= 4 && p->capitals * 10 < p->words * 8;
  if (p->ends_open && p->words >= 8 && (p->sentences >= 1 || p->capitals * 2 <= p->words + 2)) return true;
  if (p->ends_open && p->words >= 20 && p->capitals * 10 < p->words * 8)
    return true; /* "The Ministers of Peru, A B, and of …, meeting in Lima:" */
  if (p->sentences >= 2 && p->words >= 20) return true;
  return p->words >= 14 && p->capitals * 5 < p->words * 2;
}

/* What of it is looked at for a picture's credit, folded; more than that where much of it is white space. */
static ro_slice fold_tail(ro_slice s, ro_arena *arena) {
  size_t start = s.len > 4 * CAPTION_TAIL ? s.len - 4 * CAPTION_TAIL : 0;
  while (start > 0 && ((unsigned char)s.ptr[start] & 0xC0) == 0x80) start--;
  ro_slice folded = ro_fold(arena, ro_slice_part(s, start, s.len));
  return start == 0 || folded.len > CAPTION_TAIL ? folded : ro_fold(arena, s);
}

static ro_paragraph_kind kind_of(ro_paragraph *p, ro_slice text, const ro_shape *shape, const ro_furniture *furniture,
                                 ro_arena *arena) {
  ro_slice s = ro_slice_span(text, p->core);
  bool is_short = s.len <= LONG_LINE, is_sentence = p->words >= SENTENCE && is_prose(p, shape);
  if (s.len == 0) return is_empty(p->outlet) ? RO_PARAGRAPH_DATE : RO_PARAGRAPH_SOURCE;
  const ro_slices *marks = &furniture->patterns[RO_FURNITURE_MARK];
  if (is_short) {
    ro_slice folded = ro_fold(arena, s);
    unsigned kinds = ro_furniture_kinds_of(furniture, folded);
    bool is_tail = p->words <= LONG_TAIL && s.ptr[s.len - 1] != '.';
    if (is_tail && (kinds & RO_FURNITURE_BIT(RO_FURNITURE_TAIL)) != 0) return RO_PARAGRAPH_TAIL;
    if ((kinds & RO_FURNITURE_BIT(RO_FURNITURE_CREDIT)) != 0 && take_credit(p, text, folded, furniture))
      return RO_PARAGRAPH_CREDIT;
    if ((kinds & (is_sentence ? RO_FURNITURE_SURE : RO_FURNITURE_BIT(RO_FURNITURE_LINE))) != 0) {
      (void)take_date(p, text, furniture);
      return RO_PARAGRAPH_FURNITURE;
    }
    if ((kinds & RO_FURNITURE_BIT(RO_FURNITURE_CAPTION)) != 0) return RO_PARAGRAPH_CAPTION;
    if ((kinds & RO_FURNITURE_BIT(RO_FURNITURE_SIGNOFF)) != 0) return RO_PARAGRAPH_FURNITURE;
    bool has_mark = (kinds & RO_FURNITURE_BIT(RO_FURNITURE_MARK)) != 0;
    if (has_mark && p->words <= LONG_CAPTION && ends_with_mark(folded, marks)) return RO_PARAGRAPH_CAPTION;
  } else if (s.len <= 3 * LONG_LINE && p->words <= LONG_CAPTION && ends_with_mark(fold_tail(s, arena), marks)) {
    return RO_PARAGRAPH_CAPTION;
  }
  if (shape->is_menu_run) return RO_PARAGRAPH_MENU;
  if (is_short && take_byline(p, text)) return RO_PARAGRAPH_BYLINE;
  if (is_short && take_date(p, text, furniture)) return RO_PARAGRAPH_DATE;
  if (is_prose(p, shape)) return RO_PARAGRAPH_PROSE;
  return shape->is_cut && p->words >= 6 ? RO_PARAGRAPH_TEASER : RO_PARAGRAPH_LINE;
}

void ro_paragraph_judge(ro_paragraph *p, ro_slice text, const ro_furniture *furniture, ro_arena *arena) {
  *p = (ro_paragraph){.span = p->span, .core = p->span};
  if (ro_date_may_stand(ro_slice_span(text, p->span))) {
    cut_leading_date(p, text, furniture);
    cut_source_line(p, text);
  }
  ro_shape shape = ro_shape_of(ro_slice_span(text, p->core));
  p->words = shape.words;
  p->capitals = shape.capitals;
  p->sentences = shape.sentences;
  p->ends_sentence = shape.ends_sentence;
  p->ends_open = shape.ends_open;
  p->is_item = shape.is_item;
  p->kind = kind_of(p, text, &shape, furniture, arena);
}

bool ro_is_outlet_name(ro_slice name, const ro_furniture *furniture, ro_arena *arena) {
  ro_slice folded = ro_fold(arena, name);
  for (size_t start = 0; start < folded.len;) {
    size_t end = ro_slice_find(folded, RO_LIT(" "), start);
    if (end == SIZE_MAX) end = folded.len;
    if (ro_furniture_has(furniture, RO_FURNITURE_OUTLET, ro_slice_part(folded, start, end))) return true;
    start = end + 1;
  }
  return false;
}

/* Behind the last mark that ends a sentence and does not belong to a short form ("U.N.", "Mr."). SIZE_MAX where there is none. */
static size_t last_sentence_end(ro_slice s) {
  for (size_t at = s.len; at > 0; at--) {
    char c = s.ptr[at - 1];
    if (c != '.' && c != '!' && c != '?') continue;
    size_t end = at;
    while (end < s.len && (s.ptr[end] == '"' || s.ptr[end] == '\'')) end++;
    if (ro_slice_starts(ro_slice_part(s, end, s.len), RO_LIT("\xE2\x80\x9D"))) end += 3;
    size_t letters = 0;
    while (letters + 1 < at && ((s.ptr[at - 2 - letters] >= 'a' && s.ptr[at - 2 - letters] <= 'z'))) letters++;
    bool ends_word = letters >= 3 || (at >= 2 && (s.ptr[at - 2] == ')' || (s.ptr[at - 2] >= '0' && s.ptr[at - 2] <= '9')));
    if (ends_word || end > at) return end;
  }
  return SIZE_MAX;
}

/* A bracket at the end: "(End)", "(Reporting by …)". Empty where there is none. */
static ro_span last_bracket(ro_slice s) {
  size_t end = s.len;
  while (end > 0 && (s.ptr[end - 1] == '.' || s.ptr[end - 1] == ' ')) end--;
  if (end == 0 || (s.ptr[end - 1] != ')' && s.ptr[end - 1] != ']')) return (ro_span){0, 0};
  char opening = s.ptr[end - 1] == ')' ? '(' : '[';
  for (size_t at = end - 1; at > 0; at--) {
    if (s.ptr[at - 1] == opening) return (ro_span){at - 1, end};
  }
  return (ro_span){0, 0};
}

static void cut_bracket(ro_paragraph *p, ro_slice text, const ro_furniture *furniture, ro_arena *arena) {
  ro_slice s = ro_slice_span(text, p->core);
  ro_span bracket = last_bracket(s);
  if (is_empty(bracket) || bracket.start == 0 || bracket.end - bracket.start > LONG_LINE) return;
  ro_slice folded = ro_fold(arena, ro_slice_span(s, bracket));
  ro_slice inner = ro_fold(arena, ro_slice_part(s, bracket.start + 1, bracket.end - 1));
  bool is_signoff =
      ro_furniture_has(furniture, RO_FURNITURE_SIGNOFF, folded) || ro_furniture_has(furniture, RO_FURNITURE_LINE, folded);
  const ro_slices *credits = &furniture->patterns[RO_FURNITURE_CREDIT];
  for (size_t i = 0; i < credits->len && !is_signoff; i++) {
    if (!ro_glob(credits->at[i], inner)) continue;
    ro_span inside = {p->core.start + bracket.start + 1, p->core.start + bracket.end - 1};
    p->credit = credited(text, inside, credits->at[i]);
    is_signoff = true;
  }
  if (is_signoff) p->core = trim(text, (ro_span){p->core.start, p->core.start + bracket.start});
}

static bool is_capitalised(ro_slice s) {
  ro_shape shape = ro_shape_of(s);
  return shape.words >= 1 && shape.words <= 5 && shape.capitals == shape.words && !shape.ends_sentence && !shape.ends_open;
}

void ro_paragraph_sign_off(ro_paragraph *p, ro_slice text, const ro_furniture *furniture, ro_arena *arena) {
  cut_bracket(p, text, furniture, arena);
  ro_slice s = ro_slice_span(text, p->core);
  size_t end = last_sentence_end(s);
  if (end == SIZE_MAX || end >= s.len) return;
  ro_span rest = trim_separators(text, (ro_span){p->core.start + end, p->core.end});
  ro_slice said = ro_slice_span(text, rest);
  if (said.len == 0 || said.len > LONG_NAME) return;
  bool is_glued = rest.start == p->core.start + end;
  bool is_outlet = is_capitalised(said) && ro_is_outlet_name(said, furniture, arena);
  bool is_signoff = ro_furniture_has(furniture, RO_FURNITURE_SIGNOFF, ro_fold(arena, said));
  if (!is_outlet && !is_signoff && !(is_glued && is_capitalised(said))) return;
  if (is_outlet) p->outlet = rest;
  p->core.end = p->core.start + end;
}
