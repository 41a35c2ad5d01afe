#include "sentence/cut.h"

#include "base/utf8.h"
#include "sentence/words.h"

/* -- looking at the text ---------------------------------------------------------------------------------------------- */

static uint32_t point_at(ro_slice text, size_t at, size_t end) {
  return at < end ? ro_utf8_next(text, &at) : 0;
}

static size_t behind(ro_slice text, size_t at) {
  ro_utf8_next(text, &at);
  return at;
}

static uint32_t point_before(ro_slice text, size_t at, size_t start) {
  return at > start ? ro_utf8_prev(text, &at) : 0;
}

static bool is_mark(uint32_t p) { /* combining marks, joiners */
  return (p >= 0x300 && p <= 0x36F) || p == 0x200D || p == 0x200C || p == 0xAD || (p >= 0xFE00 && p <= 0xFE0F);
}

static bool is_wordy(uint32_t p) {
  return ro_is_digit(p) || ro_is_alpha(p) || p == '_' || is_mark(p);
}

static bool is_apostrophe(uint32_t p) {
  return p == '\'' || p == 0x2019;
}

static bool is_hyphen(uint32_t p) {
  return p == '-' || p == 0x2010 || p == 0x2011;
}

bool ro_cut_opens(uint32_t p) {
  return p == '(' || p == '[' || p == '{' || p == '"' || p == '\'' || p == '`' || p == 0x201C || p == 0x2018 || p == 0xAB ||
         p == 0x201E || p == 0x300C;
}

bool ro_cut_closes(uint32_t p) {
  return p == ')' || p == ']' || p == '}' || p == '"' || p == '\'' || p == 0x201D || p == 0x2019 || p == 0xBB || p == 0x300D;
}

ro_following ro_cut_following(const ro_cutter *c, size_t at) {
  ro_following following = {0};
  size_t newlines = 0;
  for (uint32_t p; (p = point_at(c->text, at, c->end)) != 0 && (ro_is_space(p) || ro_cut_opens(p));) {
    if (p == '\n' && ++newlines > 1) return following;
    following.opened |= ro_cut_opens(p);
    at = behind(c->text, at);
  }
  following.point = point_at(c->text, at, c->end);
  size_t end = at;
  while (end < c->end && end - at < 32 && is_wordy(point_at(c->text, end, c->end))) end = behind(c->text, end);
  following.word = ro_slice_part(c->text, at, end);
  return following;
}

/* -- tokens and sentences ----------------------------------------------------------------------------------------------- */

ro_slice ro_token_lower(ro_slice form, ro_arena *arena) {
  char *out = RO_NEW_ARRAY(arena, char, form.len + 1);
  size_t n = 0;
  for (size_t at = 0; at < form.len;) {
    size_t start = at;
    uint32_t p = ro_utf8_next(form, &at);
    if (p == 0x2019 || p == 0x2018)
      out[n++] = '\'';
    else if (p == 0x201C || p == 0x201D)
      out[n++] = '"';
    else if (p >= 'A' && p <= 'Z')
      out[n++] = (char)(p + 32);
    else if ((p >= 0xC0 && p <= 0xDE && p != 0xD7) || (p >= 0x391 && p <= 0x3A9) || (p >= 0x410 && p <= 0x42F))
      n += ro_utf8_put(out + n, p + 32);
    else
      while (start < at) out[n++] = form.ptr[start++];
  }
  return (ro_slice){out, n};
}

static void push(ro_cutter *c, size_t start, size_t end, bool joined) {
  size_t n = c->out->tokens.len;
  ro_token token = {.span = {start, end}, .lower = ro_token_lower(ro_slice_part(c->text, start, end), c->arena)};
  token.head = RO_NO_HEAD;
  token.space_before = start == 0 || ro_is_space(point_before(c->text, start, 0));
  token.joined = joined && n > c->sentence_first && c->out->tokens.at[n - 1].span.end == start;
  RO_PUSH(c->arena, &c->out->tokens, token);
}

void ro_cut_end_sentence(ro_cutter *c) {
  size_t end = c->out->tokens.len;
  if (end == c->sentence_first) return;
  ro_sentence sentence = {.first = c->sentence_first, .end = end, .paragraph = c->paragraph};
  sentence.span = (ro_span){c->out->tokens.at[sentence.first].span.start, c->out->tokens.at[end - 1].span.end};
  RO_PUSH(c->arena, &c->out->sentences, sentence);
  c->sentence_first = end;
}

/* -- addresses ------------------------------------------------------------------------------------------------------------ */

static bool is_ascii_alnum(uint32_t p) {
  return ro_is_digit(p) || (p < 0x80 && ro_is_alpha(p));
}

static size_t trim_address(ro_slice text, size_t start, size_t end) {
  while (end > start) {
    char last = text.ptr[end - 1];
    if (last == 0 || !strchr(".,;:!?'*)]}", last)) break;
    if (last == ')' && memchr(text.ptr + start, '(', end - start)) break;
    end--;
  }
  return end;
}

/* End of the URL that begins at `at`, or `at`. */
static size_t url_end(ro_slice text, size_t at, size_t end) {
  size_t scheme = at;
  while (scheme < end && scheme - at < 12 && is_ascii_alnum((unsigned char)text.ptr[scheme])) scheme++;
  ro_slice rest = ro_slice_part(text, scheme, end), head = ro_slice_part(text, at, scheme);
  bool has_scheme = scheme > at && ro_slice_starts(rest, RO_LIT("://"));
  bool www = ro_slice_equal_nocase(head, RO_LIT("www")) && ro_slice_starts(rest, RO_LIT("."));
  bool doi = ro_slice_equal_nocase(head, RO_LIT("doi")) && ro_slice_starts(rest, RO_LIT(":10."));
  if (!has_scheme && !www && !doi) return at;
  size_t stop = scheme + 1;
  while (stop < end) {
    uint32_t p = point_at(text, stop, end);
    if (p == '<' || p == '>' || p == '"' || p == 0x201C || p == 0x201D || p == 0x2019 || p == 0x3002) break;
    stop = behind(text, stop);
  }
  return trim_address(text, at, stop);
}

/* End of the e-mail address that begins at `at`, or `at`. */
static size_t email_end(ro_slice text, size_t at, size_t end) {
  size_t name = at;
  while (name < end && (is_ascii_alnum((unsigned char)text.ptr[name]) || strchr("._%+-&", text.ptr[name]))) name++;
  if (name == at || name >= end || text.ptr[name] != '@') return at;
  size_t host = name + 1;
  while (host < end && (is_ascii_alnum((unsigned char)text.ptr[host]) || strchr(".-_", text.ptr[host]))) host++;
  while (host > name + 1 && strchr(".-_", text.ptr[host - 1])) host--;
  return host > name + 1 ? host : at;
}

/* -- clitics -------------------------------------------------------------------------------------------------------------- */

/* End of 's 're 've 'll 'd 'm at an apostrophe, or `at`. */
static size_t clitic_end(ro_slice text, size_t at, size_t end) {
  static const char *const ENDINGS[] = {"s", "re", "ve", "ll", "d", "m"};
  if (!is_apostrophe(point_at(text, at, end))) return at;
  size_t letters = behind(text, at);
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    ro_slice ending = ro_slice_of(ENDINGS[i]);
    if (ro_slice_equal_nocase(ro_slice_part(text, letters, letters + ending.len), ending) && letters + ending.len <= end &&
        !is_wordy(point_at(text, letters + ending.len, end)))
      return letters + ending.len;
  }
  return at;
}

/* End of n't at its n, or `at`. */
static size_t negation_end(ro_slice text, size_t at, size_t end) {
  uint32_t n = point_at(text, at, end);
  if ((n != 'n' && n != 'N') || !is_apostrophe(point_at(text, at + 1, end))) return at;
  size_t t = behind(text, at + 1);
  uint32_t letter = point_at(text, t, end);
  return (letter == 't' || letter == 'T') && !is_wordy(point_at(text, t + 1, end)) ? t + 1 : at;
}

/* -- words ---------------------------------------------------------------------------------------------------------------- */

typedef struct word {
  ro_slice text;
  size_t start, end; /* of the word so far; of its chunk */
  size_t chunk_end;
  size_t hyphens;
  bool numeric; /* digits and their marks only */
} word;

static uint32_t peek(const word *w, size_t at) {
  return point_at(w->text, at, w->chunk_end);
}

static uint32_t last_of(const word *w) {
  return point_before(w->text, w->end, w->start);
}

static ro_slice so_far(const word *w) {
  return ro_slice_part(w->text, w->start, w->end);
}

static size_t digits_from(const word *w, size_t at) {
  size_t n = 0;
  while (ro_is_digit(peek(w, at + n))) n++;
  return n;
}

/* Digit groups with hyphens that are one number: 555-0142, 1-800-555-0142, 2023-05-04, 4-5-2023; not 2022-2023. */
static size_t hyphened_number(const word *w) {
  size_t lens[6], n = 0, at = w->start;
  for (;;) {
    size_t len = digits_from(w, at);
    if (len == 0 || n == 6) return 0;
    lens[n++] = len;
    at += len;
    if (!is_hyphen(peek(w, at)) || !ro_is_digit(peek(w, behind(w->text, at)))) break;
    at = behind(w->text, at);
  }
  if (is_wordy(peek(w, at))) return 0;
  bool phone = n >= 2 && n <= 4 && lens[n - 1] == 4 && lens[n - 2] == 3;
  bool date = n == 3 && ((lens[0] == 4 && lens[1] <= 2 && lens[2] <= 2) ||
                         (lens[0] <= 2 && lens[1] <= 2 && (lens[2] == 4 || lens[2] == 2)));
  return phone || date ? at : 0;
}

/* Letters behind digits that are cut from them: the run is a unit. */
static bool unit_follows(const word *w) {
  size_t at = w->end;
  while (at < w->chunk_end && at - w->end < 8 && ro_is_alpha(peek(w, at))) at = behind(w->text, at);
  return !is_wordy(peek(w, at)) && ro_words_have(RO_WORDS_UNIT, ro_slice_part(w->text, w->end, at));
}

/* Single letters with stops between them: "U.S", "e.g". */
static bool is_dotted(ro_slice form) {
  if (form.len < 3) return false;
  size_t letters = 0;
  for (size_t at = 0; at < form.len;) {
    uint32_t p = ro_utf8_next(form, &at);
    if (p == '.')
      letters = 0;
    else if (!ro_is_alpha(p) || ++letters > 1)
      return false;
  }
  return memchr(form.ptr, '.', form.len) != NULL;
}

static bool is_single_letter(ro_slice form) {
  return form.len > 0 && ro_is_alpha(point_at(form, 0, form.len)) && behind(form, 0) == form.len;
}

/* A full stop inside: does the word go on behind it? */
static bool dot_goes_on(const word *w) {
  size_t next_at = w->end + 1;
  uint32_t left = last_of(w), right = peek(w, next_at);
  if (!is_wordy(right)) return false;
  if (ro_is_digit(right))
    return ro_is_digit(left) || !(ro_words_have(RO_WORDS_NUMBERED, so_far(w)) || ro_words_have(RO_WORDS_DATED, so_far(w)));
  if (is_single_letter(so_far(w)) || is_dotted(so_far(w))) return !is_wordy(peek(w, behind(w->text, next_at)));
  size_t after = behind(w->text, next_at);
  if (ro_slice_equal_nocase(so_far(w), RO_LIT("ph")) && (right == 'D' || right == 'd')) return !is_wordy(peek(w, after));
  if (ro_words_have(RO_WORDS_TITLE, so_far(w)) &&
      ro_is_upper(last_of(&(word){.text = w->text, .start = w->start, .end = w->start + 1})) && ro_is_upper(right))
    return false;                       /* Dr.Smith */
  if (!ro_is_upper(right)) return true; /* a name of a site or a file */
  return !ro_is_lower(left) && !(ro_is_lower(peek(w, after)) || !is_wordy(peek(w, after)));
}

static bool hyphen_goes_on(word *w) {
  size_t next_at = behind(w->text, w->end);
  uint32_t right = peek(w, next_at);
  if (w->numeric && w->hyphens == 0 && ro_is_digit(right)) {
    size_t end = hyphened_number(w);
    if (end == 0) return false;
    w->end = end;
    return true;
  }
  return w->hyphens++ == 0 && is_wordy(right) && ro_words_have(RO_WORDS_PREFIX, so_far(w));
}

static bool apostrophe_goes_on(const word *w) {
  uint32_t right = peek(w, behind(w->text, w->end));
  return ro_is_alpha(right) && clitic_end(w->text, w->end, w->chunk_end) == w->end;
}

static bool ampersand_goes_on(const word *w) {
  if (w->end - w->start > 4 || !ro_is_alpha(peek(w, w->end + 1))) return false;
  for (size_t i = w->start; i < w->end; i++)
    if (!is_ascii_alnum((unsigned char)w->text.ptr[i])) return false;
  uint32_t left = last_of(w), right = peek(w, w->end + 1);
  return (ro_is_upper(left) && ro_is_upper(right)) || (w->end - w->start == 1 && !is_wordy(peek(w, w->end + 2)));
}

/* Takes one more character into the word; false where it ends. */
static bool take(word *w) {
  uint32_t p = peek(w, w->end);
  bool digits = w->numeric && ro_is_digit(last_of(w)) && ro_is_digit(peek(w, w->end + 1));
  bool goes_on = false;
  if (is_wordy(p)) {
    if (ro_is_alpha(p) && w->numeric && unit_follows(w)) return false;
    if (negation_end(w->text, w->end, w->chunk_end) != w->end && w->end > w->start) return false;
    w->numeric &= ro_is_digit(p);
    w->end = behind(w->text, w->end);
    return true;
  }
  if (p == '.')
    goes_on = dot_goes_on(w);
  else if (p == ',')
    goes_on = digits && digits_from(w, w->end + 1) == 3;
  else if (p == ':' || p == '/')
    goes_on = digits;
  else if (is_hyphen(p)) {
    size_t end = w->end;
    goes_on = hyphen_goes_on(w);
    if (w->end > end) return false; /* the whole number was taken */
  } else if (is_apostrophe(p))
    goes_on = apostrophe_goes_on(w);
  else if (p == '&')
    goes_on = ampersand_goes_on(w);
  else if (p == '$' && w->end - w->start <= 3 && !w->numeric && ro_is_upper(last_of(w))) {
    w->end++;
    return false;
  }
  if (goes_on) w->end = behind(w->text, w->end);
  return goes_on;
}

/* -- full stops ------------------------------------------------------------------------------------------------------------ */

typedef enum stop_kind { STOP_APART, STOP_KEPT, STOP_KEPT_AND_ENDS } stop_kind;

static bool begins_sentence(const ro_following *following) {
  return ro_is_upper(following->point) && ro_words_have(RO_WORDS_STARTER, following->word) && following->word.len > 0;
}

/* "George W." but not "vitamin C."; "I" after a word in small letters is the pronoun. */
static bool is_initial(const ro_cutter *c, size_t start, const ro_following *following) {
  size_t n = c->out->tokens.len;
  if (following->opened || !ro_is_alpha(following->point) || ro_is_lower(following->point)) return false;
  if (n == c->sentence_first) return !begins_sentence(following) || point_at(c->text, start, c->end) != 'I';
  ro_slice before = ro_token_text(c->out, n - 1);
  bool capital = ro_is_upper(point_at(before, 0, before.len)) || !ro_is_alpha(point_at(before, 0, before.len));
  return capital ? !begins_sentence(following) || following->word.len == 1
                 : !begins_sentence(following) && point_at(c->text, start, c->end) != 'I';
}

/* The full stop behind the word [start, dot), at the end of a chunk or before a mark. */
static stop_kind judge_stop(const ro_cutter *c, size_t start, size_t dot, size_t chunk_end) {
  ro_slice form = ro_slice_part(c->text, start, dot);
  uint32_t next = point_at(c->text, dot + 1, chunk_end);
  bool goes_on = next != 0 && !ro_cut_closes(next);
  ro_following following = ro_cut_following(c, dot + 1);
  if (next != 0 && ro_cut_closes(next)) following = ro_cut_following(c, behind(c->text, dot + 1));
  bool capital = ro_is_upper(point_at(form, 0, form.len)), starts = begins_sentence(&following),
       last = following.point == 0 && !goes_on;
  if (ro_words_have(RO_WORDS_NEVER, form)) return last ? STOP_APART : STOP_KEPT;
  if (is_dotted(form)) {
    if (goes_on || !(last || starts)) return STOP_KEPT;
    return capital && !ro_words_have(RO_WORDS_WORD, form) ? STOP_KEPT_AND_ENDS : STOP_APART;
  }
  if (is_single_letter(form))
    return capital && (goes_on ? is_wordy(next) : is_initial(c, start, &following)) ? STOP_KEPT : STOP_APART;
  if (ro_words_have(RO_WORDS_NUMBERED, form) && ro_is_digit(following.point)) return STOP_KEPT;
  if (capital && ro_words_have(RO_WORDS_TITLE, form)) return last ? STOP_APART : STOP_KEPT;
  bool listed = ro_words_have(RO_WORDS_WORD, form) || (capital && ro_words_have(RO_WORDS_DATED, form));
  if (!listed) return STOP_APART;
  if (goes_on) return STOP_KEPT;
  return last || starts || following.opened ? STOP_APART : STOP_KEPT;
}

/* A space was forgotten behind the stop, mark and closing quotes that end at `at`: does a sentence begin there? */
static bool begins_at_once(const ro_cutter *c, size_t at, size_t end) {
  uint32_t p = point_at(c->text, at, end);
  if (p == 0x201C || p == 0x2018 || (p == '"' && !c->open_double)) p = point_at(c->text, behind(c->text, at), end);
  return ro_is_upper(p);
}

/* -- the chunk -------------------------------------------------------------------------------------------------------------- */

static size_t end_of_run(ro_slice text, size_t at, size_t end, const char *marks) {
  while (at < end && text.ptr[at] != '\0' && strchr(marks, text.ptr[at])) at++;
  return at;
}

static size_t smiley_end(ro_slice text, size_t at, size_t end) {
  size_t i = at;
  if (i < end && strchr(":;=", text.ptr[i])) i++;
  if (i > at && i < end && text.ptr[i] == '-') i++;
  if (i == at || i >= end || !strchr("()DPp|", text.ptr[i])) return at;
  return i + 1 == end || strchr(".,!?)", text.ptr[i + 1]) ? i + 1 : at;
}

static size_t cut_word(ro_cutter *c, size_t start, size_t end) {
  word w = {.text = c->text, .start = start, .end = behind(c->text, start), .chunk_end = end};
  w.numeric = ro_is_digit(point_at(c->text, start, end));
  if (negation_end(c->text, start, end) != start && c->out->tokens.len > c->sentence_first) {
    w.end = negation_end(c->text, start, end);
    push(c, start, w.end, true);
    return w.end;
  }
  while (w.end < end && take(&w)) continue;
  bool alone = !is_apostrophe(point_at(c->text, w.end, end)) || clitic_end(c->text, w.end, end) == w.end;
  size_t cut = alone ? ro_words_cut(so_far(&w)) : 0;
  if (cut > 0) {
    push(c, start, start + cut, false);
    push(c, start + cut, w.end, true);
    return w.end;
  }
  bool dot = point_at(c->text, w.end, end) == '.' && point_at(c->text, w.end + 1, end) != '.';
  if (!dot || w.numeric) {
    push(c, start, w.end, false);
    return w.end;
  }
  stop_kind kind = judge_stop(c, start, w.end, end);
  push(c, start, w.end + (kind != STOP_APART), false);
  if (kind == STOP_KEPT_AND_ENDS) c->stop_ends = c->out->tokens.len;
  return w.end + (kind != STOP_APART);
}

/* An apostrophe at `at`: clitic, elided word, genitive of a plural, or quote. */
static size_t cut_apostrophe(ro_cutter *c, size_t at, size_t end, size_t chunk) {
  size_t next = behind(c->text, at), clitic = clitic_end(c->text, at, end), word_end = next;
  if (clitic > at) {
    push(c, at, clitic, true);
    return clitic;
  }
  uint32_t before = point_before(c->text, at, chunk);
  while (word_end < end && word_end - next < 8 && is_wordy(point_at(c->text, word_end, end)))
    word_end = behind(c->text, word_end);
  ro_slice following = ro_slice_part(c->text, next, word_end);
  bool year = following.len >= 2 && following.len <= 3 && ro_is_digit(point_at(following, 0, 1)) &&
              ro_is_digit(point_at(following, 1, 2));
  if (!is_wordy(before) && (year || ro_words_have(RO_WORDS_ELIDED, following))) {
    push(c, at, word_end, false);
    return word_end;
  }
  if (c->text.ptr[at] == '\'' && next < end && c->text.ptr[next] == '\'') {
    push(c, at, next + 1, false);
    return next + 1;
  }
  bool genitive = (before == 's' || before == 'S' || before == 'x' || before == 'z') && following.len == 0 && !c->open_single;
  if (!genitive) c->open_single = following.len > 0 && !is_wordy(before);
  push(c, at, next, genitive);
  return next;
}

static size_t cut_stop(ro_cutter *c, size_t at, size_t end, size_t chunk) {
  size_t stop = end_of_run(c->text, at, end, c->text.ptr[at] == '.' ? "." : "!?");
  bool ending = (stop == at + 1 || c->text.ptr[at] != '.') && at > chunk;
  push(c, at, stop, false);
  size_t after = stop;
  for (uint32_t p; ending && (p = point_at(c->text, after, end)) != 0 && ro_cut_closes(p) && (p != '"' || c->open_double) &&
                   (p != '\'' || c->open_single);)
    after = behind(c->text, after);
  if (!ending || after >= end || !begins_at_once(c, after, end)) return stop;
  while (stop < after) {
    uint32_t p = point_at(c->text, stop, end);
    size_t next = behind(c->text, stop);
    if (p == '"' || p == 0x201D) c->open_double = false;
    if (p == '\'' || p == 0x2019) c->open_single = false;
    push(c, stop, next, false);
    stop = next;
  }
  ro_cut_end_sentence(c);
  return stop;
}

static size_t cut_mark(ro_cutter *c, size_t at, size_t end, size_t chunk) {
  uint32_t p = point_at(c->text, at, end);
  size_t next = behind(c->text, at);
  if (p == '"') c->open_double = !c->open_double;
  if (p == 0x201C) c->open_double = true;
  if (p == 0x201D) c->open_double = false;
  if (p == 0x2018) c->open_single = true;
  if (p < 0x80 && p != 0 && strchr("-=_*~#+<>|^", (int)p)) next = end_of_run(c->text, at, end, (char[]){(char)p, '\0'});
  if (p == '`' && next < end && c->text.ptr[next] == '`') next++;
  bool tag = (p == '#' || p == '@') && next == at + 1 && at == chunk && ro_is_alpha(point_at(c->text, next, end));
  bool number = (p == '+' || p == '.') && next == at + 1 && at == chunk && ro_is_digit(point_at(c->text, next, end));
  while (tag && next < end && is_wordy(point_at(c->text, next, end))) next = behind(c->text, next);
  while (
      number && next < end &&
      (ro_is_digit(point_at(c->text, next, end)) || (c->text.ptr[next] == '-' && ro_is_digit(point_at(c->text, next + 1, end)))))
    next++;
  while (next < end && is_mark(point_at(c->text, next, end))) next = behind(c->text, next);
  push(c, at, next, false);
  return next;
}

static size_t cut_token(ro_cutter *c, size_t at, size_t end, size_t chunk) {
  uint32_t p = point_at(c->text, at, end);
  uint32_t before = point_before(c->text, at, chunk);
  if (is_ascii_alnum(p) &&
      (before == 0 || ro_cut_opens(before) || before == '<' || before == ',' || before == ';' || before == ':')) {
    size_t address = url_end(c->text, at, end);
    if (address == at) address = email_end(c->text, at, end);
    if (address > at) {
      push(c, at, address, false);
      return address;
    }
  }
  if (p != '_' && is_wordy(p)) return cut_word(c, at, end);
  if (p == '.' && at == chunk && ro_is_digit(point_at(c->text, at + 1, end))) return cut_mark(c, at, end, chunk);
  if (p == '.' || p == '!' || p == '?') return cut_stop(c, at, end, chunk);
  if (at == chunk && p < 0x80 && smiley_end(c->text, at, end) > at) {
    size_t smiley = smiley_end(c->text, at, end);
    push(c, at, smiley, false);
    return smiley;
  }
  if (is_apostrophe(p)) return cut_apostrophe(c, at, end, chunk);
  return cut_mark(c, at, end, chunk);
}

void ro_cut_chunk(ro_cutter *c, size_t start, size_t end) {
  for (size_t at = start; at < end;) at = cut_token(c, at, end, start);
}
