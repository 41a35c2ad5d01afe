#include "report/dateline.h"

#include <stdint.h>

#include "base/utf8.h"
#include "report/shape.h"

enum { LONGEST = 120, LONG_AGENCY = 48, LOOKED_AT = 600 /* bytes; the first sentence is among them */ };

typedef struct dash {
  size_t start, end; /* of the mark; spaces around it left out */
  bool is_strong;    /* an em dash or "--"; a hyphen or en dash may also stand inside a sentence */
  bool is_colon;
} dash;

static bool is_space_at(ro_slice s, size_t at) {
  return at < s.len && (s.ptr[at] == ' ');
}

/* The first mark at or after `from` that may end a dateline. */
static bool find_dash(ro_slice s, size_t from, dash *found) {
  for (size_t at = from; at < s.len; at++) {
    ro_slice rest = ro_slice_part(s, at, s.len);
    bool spaced = at > 0 && is_space_at(s, at - 1);
    if (ro_slice_starts(rest, RO_LIT("\xE2\x80\x94")) || ro_slice_starts(rest, RO_LIT("\xE2\x80\x95"))) {
      *found = (dash){at, at + 3, true, false};
    } else if (ro_slice_starts(rest, RO_LIT("--"))) {
      size_t end = at;
      while (end < s.len && s.ptr[end] == '-') end++;
      *found = (dash){at, end, true, false};
    } else if (ro_slice_starts(rest, RO_LIT("\xE2\x80\x93")) && (spaced || is_space_at(s, at + 3))) {
      *found = (dash){at, at + 3, false, false};
    } else if (s.ptr[at] == '-' && (spaced || (at > 0 && s.ptr[at - 1] == '.')) &&
               is_space_at(s, at + 1)) { /* "2026 (Unit).- The" */
      *found = (dash){at, at + 1, false, false};
    } else if (s.ptr[at] == ':' && is_space_at(s, at + 1)) {
      *found = (dash){at, at + 1, false, true};
    } else {
      continue;
    }
    return true;
  }
  return false;
}

static ro_span trim(ro_slice s, ro_span span) {
  while (span.start < span.end && memchr(" ,.", s.ptr[span.start], 3)) span.start++;
  while (span.end > span.start && memchr(" ,.", s.ptr[span.end - 1], 3)) {
    bool is_short_form = s.ptr[span.end - 1] == '.' && span.end - span.start >= 3 && s.ptr[span.end - 3] == '.';
    if (is_short_form) break; /* "Washington, D.C." */
    span.end--;
  }
  return span;
}

/* "(Reuters)" or "/TASS/" at the end of the head, or at its beginning; the head is cut to the rest. */
static ro_span take_agency(ro_slice s, ro_span *head) {
  ro_span none = {head->start, head->start}, inside = none;
  ro_slice h = ro_slice_span(s, *head);
  if (h.len < 3) return none;
  char last = h.ptr[h.len - 1];
  if (last == ')' || last == '/') {
    char opening = last == ')' ? '(' : '/';
    size_t open = h.len - 1;
    while (open > 0 && h.ptr[open - 1] != opening) open--;
    if (open == 0) return none;
    inside = (ro_span){head->start + open, head->end - 1};
    head->end = head->start + open - 1;
  } else if (h.ptr[0] == '(') {
    size_t close = ro_slice_find(h, RO_LIT(")"), 0);
    if (close == SIZE_MAX) return none;
    inside = (ro_span){head->start + 1, head->start + close};
    head->start += close + 1;
  }
  *head = trim(s, *head);
  return trim(s, inside);
}

/* "Jeddah, IRNA", "ASTANA. KAZINFORM": an agency's letters at the end of the head; the head is cut to the rest. */
static ro_span take_letters(ro_slice s, ro_span *head) {
  ro_span none = {head->start, head->start};
  size_t from = head->end, letters = 0, small = 0;
  while (from > head->start && s.ptr[from - 1] >= 'A' && s.ptr[from - 1] <= 'Z') from--;
  for (size_t at = head->start; at < from; at++) small += s.ptr[at] >= 'a' && s.ptr[at] <= 'z';
  letters = head->end - from;
  if (letters < 3 || from < head->start + 4 || s.ptr[from - 1] != ' ') return none;
  bool is_parted = s.ptr[from - 2] == '.' && s.ptr[from - 4] != '.'; /* no short form stands there */
  if (!is_parted && !(s.ptr[from - 2] == ',' && small > 0 && letters <= 6)) return none;
  ro_span agency = {from, head->end};
  *head = trim(s, (ro_span){head->start, from});
  return agency;
}

/* A date that ends the head, or begins it with a comma behind: "Oct 19, Colombo". */
static bool take_date(ro_slice s, ro_span *head, ro_date *date) {
  ro_slice h = ro_slice_part(s, 0, head->end);
  size_t end;
  for (size_t at = head->start; at < head->end; at++) {
    bool begins = at == head->start || memchr(" ,.", s.ptr[at - 1], 3);
    if (!begins || !ro_date_read(h, at, date, &end) || end != head->end) continue;
    *head = trim(s, (ro_span){head->start, at});
    return true;
  }
  if (!ro_date_read(h, head->start, date, &end) || end >= head->end || s.ptr[end] != ',') return false;
  *head = trim(s, (ro_span){end, head->end});
  return true;
}

static bool is_particle(ro_slice word) {
  static const char *const particles[] = {"de", "la", "le",   "du",     "of",  "the", "el",  "al",  "and",
                                          "on", "am", "upon", "da",     "do",  "dos", "des", "del", "e",
                                          "y",  "in", "near", "aboard", "sur", "les", "van", "den"};
  for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
    if (ro_slice_equal(word, ro_slice_of(particles[i]))) return true;
  }
  return false;
}

typedef struct place_shape {
  size_t words, commas;
  bool is_place, is_upper; /* capitalised words; all letters are capitals */
} place_shape;

static place_shape look_at_place(ro_slice s) {
  place_shape shape = {.is_place = s.len > 0, .is_upper = true};
  for (size_t start = 0; start < s.len;) {
    size_t end = start;
    while (end < s.len && !memchr(" /", s.ptr[end], 2)) end++;
    ro_slice word = ro_slice_part(s, start, end);
    start = end + 1;
    if (word.len == 0) continue;
    shape.words++;
    if (word.ptr[word.len - 1] == ',') shape.commas++;
    if (shape.words > 1 && is_particle(word)) continue;
    size_t at = 0;
    bool begins_high = ro_is_upper(ro_utf8_next(word, &at));
    if (!begins_high) shape.is_place = false;
    while (at < word.len) {
      uint32_t c = ro_utf8_next(word, &at);
      if (ro_is_lower(c)) shape.is_upper = false;
      if (!ro_is_alpha(c) && !(c < 0x80 && strchr(",.'-", (int)c)) && c != 0x2019) shape.is_place = false;
    }
  }
  if (shape.words == 0 || shape.words > 7) shape.is_place = false;
  if (s.len < 3) shape.is_upper = false;
  return shape;
}

/* What follows begins a sentence. */
static bool begins_sentence(ro_slice s, size_t at) {
  while (is_space_at(s, at)) at++;
  if (at >= s.len) return false;
  uint32_t c = ro_utf8_next(s, &at);
  return ro_is_upper(c) || ro_is_digit(c) || c == '"' || c == 0x201C || c == '\'' || c == 0x2018;
}

/* A second dash before the sentence ends makes the two a bracket, not a dateline. */
static bool is_bracketed(ro_slice s, const dash *first) {
  dash second;
  ro_slice sentence = s;
  for (size_t at = first->end; at + 1 < s.len; at++) {
    if (s.ptr[at] == '.' && is_space_at(s, at + 1)) {
      sentence = ro_slice_part(s, 0, at);
      break;
    }
  }
  return find_dash(sentence, first->end, &second) && !second.is_colon;
}

static bool is_convincing(ro_slice s, const dash *mark, ro_slice place, bool has_date, bool has_agency) {
  place_shape shape = look_at_place(place);
  if (place.len > 0 && !shape.is_place) return false;
  if (has_date || has_agency) return place.len > 0 || has_agency;
  if (mark->is_colon || place.len == 0 || !begins_sentence(s, mark->end)) return false;
  if (shape.is_upper) return true;
  bool is_likely = shape.commas > 0 ? shape.words <= 6 : shape.words <= 3;
  bool is_hyphen = mark->end - mark->start == 1;
  return is_likely && !is_hyphen && !is_bracketed(s, mark);
}

/* "Riyadh, Dhu al-Qi'dah 4, 1444 |, May 24, 2023": the same day by the Islamic calendar. */
static void drop_islamic_date(ro_slice s, ro_span *head) {
  ro_slice h = ro_slice_span(s, *head), rest = h;
  if (ro_slice_ends(rest, RO_LIT(" AH")) || ro_slice_ends(rest, RO_LIT(" H."))) rest.len -= 3;
  bool is_year = rest.len > 6 && rest.ptr[rest.len - 4] == '1' &&
                 (rest.ptr[rest.len - 3] == '3' || rest.ptr[rest.len - 3] == '4') &&
                 ro_is_digit((unsigned char)rest.ptr[rest.len - 2]) && ro_is_digit((unsigned char)rest.ptr[rest.len - 1]) &&
                 rest.ptr[rest.len - 5] == ' ';
  size_t comma = ro_slice_find(h, RO_LIT(","), 0);
  if (is_year && comma != SIZE_MAX) head->end = head->start + comma;
}

/* "VGP - …": letters that no town is written with, for want of a vowel. */
static bool is_letters(ro_slice s) {
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] < 'A' || s.ptr[i] > 'Z' || memchr("AEIOUY", s.ptr[i], 6)) return false;
  return s.len >= 2 && s.len <= 6;
}

static bool read_head(ro_slice s, ro_span head, const dash *mark, ro_dateline_found *found) {
  *found = (ro_dateline_found){0};
  head = trim(s, head);
  found->agency = take_agency(s, &head);
  if (found->agency.end == found->agency.start) found->agency = take_letters(s, &head);
  bool has_date = take_date(s, &head, &found->date);
  if (has_date) drop_islamic_date(s, &head);
  bool has_agency = found->agency.end > found->agency.start;
  if (!has_agency) {
    found->agency = take_agency(s, &head);
    has_agency = found->agency.end > found->agency.start;
  }
  if (has_agency) {
    size_t at = found->agency.start;
    if (found->agency.end - at > LONG_AGENCY || !ro_is_upper(ro_utf8_next(s, &at))) return false;
  }
  found->place = head;
  if (!is_convincing(s, mark, ro_slice_span(s, head), has_date, has_agency)) return false;
  if (!has_agency && is_letters(ro_slice_span(s, head))) {
    found->agency = head;
    found->place.end = found->place.start;
  }
  return true;
}

/* "MOSCOW, May 5. /TASS/. The …" */
static bool read_slashed(ro_slice s, ro_dateline_found *found, dash *mark) {
  size_t open = ro_slice_find(s, RO_LIT("/"), 0);
  size_t close = open == SIZE_MAX ? SIZE_MAX : ro_slice_find(s, RO_LIT("/"), open + 1);
  if (close == SIZE_MAX || open < 3 || close - open > 24 || ro_slice_find(ro_slice_part(s, 0, open), RO_LIT(" "), 0) == SIZE_MAX)
    return false;
  size_t end = close + 1;
  if (end < s.len && (s.ptr[end] == '.' || s.ptr[end] == ':')) end++;
  *mark = (dash){close + 1, end, true, false};
  return read_head(s, (ro_span){0, close + 1}, mark, found);
}

/* "Doha / 14 May 2025 / QNA/ The …" */
static bool read_thrice_slashed(ro_slice s, ro_dateline_found *found, dash *mark) {
  size_t slash[3], from = 0, date_end;
  for (size_t n = 0; n < 3; n++, from = slash[n - 1] + 1)
    if ((slash[n] = ro_slice_find(s, RO_LIT("/"), from)) == SIZE_MAX) return false;
  ro_span place = trim(s, (ro_span){0, slash[0]}), date = trim(s, (ro_span){slash[0] + 1, slash[1]});
  *found = (ro_dateline_found){.place = place, .agency = trim(s, (ro_span){slash[1] + 1, slash[2]})};
  *mark = (dash){slash[2], slash[2] + 1, true, false};
  place_shape shape = look_at_place(ro_slice_span(s, place)), agency = look_at_place(ro_slice_span(s, found->agency));
  return ro_date_read(s, date.start, &found->date, &date_end) && date_end == date.end && shape.is_place && agency.is_place &&
         found->agency.end - found->agency.start <= LONG_AGENCY && begins_sentence(s, mark->end);
}

/* "Bogotá, 7 June 2025 (@Cancilleria). With …" */
static bool read_bracketed(ro_slice s, ro_dateline_found *found, dash *mark) {
  size_t open = ro_slice_find(s, RO_LIT(" ("), 0), close = open == SIZE_MAX ? SIZE_MAX : ro_slice_find(s, RO_LIT("). "), open);
  if (close == SIZE_MAX || open < 3 || close - open > LONG_AGENCY) return false;
  ro_span head = trim(s, (ro_span){0, open});
  *found = (ro_dateline_found){.agency = {open + 2 + (s.ptr[open + 2] == '@'), close}};
  *mark = (dash){close + 1, close + 2, true, false};
  bool has_date = take_date(s, &head, &found->date);
  found->place = head;
  place_shape place = look_at_place(ro_slice_span(s, head));
  return has_date && place.is_place && place.words <= 5 && begins_sentence(s, close + 2);
}

/* "Tashkent, 8 October. UzA. The …" */
static bool read_stopped(ro_slice s, ro_dateline_found *found, dash *mark) {
  size_t stop = ro_slice_find(s, RO_LIT(". "), 0);
  size_t next = stop == SIZE_MAX ? SIZE_MAX : ro_slice_find(s, RO_LIT(". "), stop + 2);
  if (next == SIZE_MAX || next - stop > LONG_AGENCY / 2) return false;
  ro_span head = trim(s, (ro_span){0, stop});
  *found = (ro_dateline_found){.agency = {stop + 2, next}};
  *mark = (dash){next, next + 1, true, false};
  bool has_date = take_date(s, &head, &found->date);
  found->place = head;
  place_shape place = look_at_place(ro_slice_span(s, head)), agency = look_at_place(ro_slice_span(s, found->agency));
  return has_date && place.is_place && place.words <= 3 && agency.is_place && agency.words <= 2 && begins_sentence(s, next + 1);
}

static ro_span shift(ro_span span, size_t by) {
  return (ro_span){span.start + by, span.end + by};
}

/* The paragraph's beginning with every kind of space as so many ASCII spaces, so that offsets stay. */
static ro_slice with_plain_spaces(ro_slice s, char out[LOOKED_AT]) {
  size_t at = 0;
  while (at < s.len) {
    size_t start = at;
    uint32_t c = ro_utf8_next(s, &at);
    if (at > LOOKED_AT) return (ro_slice){out, start};
    if (ro_is_space(c)) {
      memset(out + start, ' ', at - start);
    } else {
      memcpy(out + start, s.ptr + start, at - start);
    }
  }
  return (ro_slice){out, at};
}

bool ro_dateline_read(ro_slice text, ro_span paragraph, ro_dateline_found *found) {
  char plain[LOOKED_AT];
  ro_slice s = with_plain_spaces(ro_slice_span(text, paragraph), plain);
  dash mark;
  bool is_found = false;
  for (size_t from = 0; !is_found && find_dash(s, from, &mark) && mark.start <= LONGEST; from = mark.end) {
    is_found = read_head(s, (ro_span){0, mark.start}, &mark, found);
  }
  ro_slice near = ro_slice_part(s, 0, LONGEST);
  if (!is_found && !read_thrice_slashed(near, found, &mark) && !read_slashed(near, found, &mark) &&
      !read_bracketed(near, found, &mark) && !read_stopped(near, found, &mark))
    return false;
  found->span = (ro_span){paragraph.start, paragraph.start + mark.end};
  found->place = shift(found->place, paragraph.start);
  found->agency = shift(found->agency, paragraph.start);
  return true;
}
