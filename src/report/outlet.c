#include "report/outlet.h"

#include <stdint.h>

#include "base/list_file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "report/markup.h"
#include "report/shape.h"

enum {
  LONGEST_NAME = 60,  /* bytes of an outlet's */
  SHORT_LABEL = 3,    /* "co", "com", "gov" before a country's */
  LEAST_HELD = 4,     /* letters of a label that a name may hold, or of a name that a label may */
  SHORT_HEADING = 10, /* bytes: shorter ones head parts of a page */
  LONG_HAN_NAME = 12, /* points of a name parted from a title without spaces */
  MOTTO_WORDS = 4,    /* of a motto whose words all begin with capitals */
  LONG_TITLE = 512,   /* bytes; of longer ones, and of longer headings, nothing is told … */
  MOST_SEAMS = 16,    /* … and of more parts only the first ones */
};

/* -- hosts ------------------------------------------------------------------------------------------------------------------ */

ro_slice ro_url_host(ro_slice url) {
  size_t at = SIZE_MAX;
  if (!url.ptr) return RO_ABSENT;
  ro_slice path = ro_slice_part(url, 0, ro_slice_find(url, RO_LIT("?"), 0));
  for (size_t next = ro_slice_find(path, RO_LIT("://"), 0); next != SIZE_MAX; next = ro_slice_find(path, RO_LIT("://"), next + 1))
    at = next;
  if (at == SIZE_MAX) return RO_ABSENT;
  size_t start = at + 3, end = start;
  while (end < path.len && !memchr("/:#", path.ptr[end], 3)) end++;
  ro_slice host = ro_slice_part(path, start, end);
  if (ro_slice_starts(host, RO_LIT("www."))) host = ro_slice_part(host, 4, host.len);
  bool is_host = host.len > 0 && memchr(host.ptr, '.', host.len) && !memchr(host.ptr, '@', host.len);
  return is_host ? host : RO_ABSENT;
}

/* Letters and digits in lower case, without accents; `wide` writes umlauts as hosts do, "ue" for "ü". */
static ro_slice key_of(ro_slice name, bool wide, ro_arena *arena) {
  char *out = ro_arena_text(arena, 2 * name.len + 4);
  size_t len = 0;
  for (size_t at = 0; at < name.len;) {
    size_t from = at;
    uint32_t point = ro_utf8_next(name, &at);
    char plain = point < 0x80 ? (char)point : ro_utf8_plain(point);
    bool is_umlaut = point == 0xE4 || point == 0xC4 || point == 0xF6 || point == 0xD6 || point == 0xFC || point == 0xDC;
    if (plain >= 'A' && plain <= 'Z') plain = (char)(plain + ('a' - 'A'));
    if ((plain >= 'a' && plain <= 'z') || (plain >= '0' && plain <= '9')) {
      out[len++] = plain;
      if (wide && is_umlaut) out[len++] = 'e';
    } else if (point == 0xDF) {
      out[len++] = 's';
      out[len++] = 's';
    } else if (ro_is_alpha(point)) {
      memcpy(out + len, name.ptr + from, at - from);
      len += at - from;
    }
  }
  return (ro_slice){out, len};
}

static bool stands_for(ro_slice name, ro_slice label) {
  if (ro_slice_equal(name, label)) return label.len >= SHORT_LABEL;
  if (label.len >= LEAST_HELD && ro_slice_find(name, label, 0) != SIZE_MAX) return true;
  return name.len >= LEAST_HELD && name.len * 2 >= label.len && ro_slice_find(label, name, 0) != SIZE_MAX;
}

/* Labels but the last, and the short one before that. */
static ro_slices labels_of(ro_slice host, ro_arena *arena) {
  ro_slices labels = {0};
  for (size_t at = 0; at < host.len;) {
    size_t dot = ro_slice_find(host, RO_LIT("."), at);
    if (dot == SIZE_MAX) break;
    ro_slice label = ro_slice_part(host, at, dot);
    if (!ro_slice_starts(label, RO_LIT("www"))) RO_PUSH(arena, &labels, label);
    at = dot + 1;
  }
  if (labels.len > 1 && labels.at[labels.len - 1].len <= SHORT_LABEL) labels.len--;
  return labels;
}

/* 0: it does not; 1: it has the host's name in it, or the other way round; 2: it is that. */
static unsigned likeness(ro_slice name, ro_slice host, ro_arena *arena) {
  unsigned best = 0;
  ro_slices labels = host.ptr ? labels_of(host, arena) : (ro_slices){0};
  ro_slice whole = key_of(host, false, arena);
  for (int wide = 0; wide < 2; wide++) {
    ro_slice key = key_of(name, wide, arena);
    if (host.ptr && ro_slice_equal(key, whole)) return 2;
    for (size_t i = 0; i < labels.len; i++) {
      ro_slice label = key_of(labels.at[i], false, arena);
      unsigned alike = ro_slice_equal(key, label) && label.len >= SHORT_LABEL ? 2 : stands_for(key, label);
      if (alike > best) best = alike;
    }
  }
  return best;
}

bool ro_is_host(ro_slice name, ro_slice host, ro_arena *arena) {
  return name.ptr && host.ptr && likeness(name, host, arena) == 2;
}

bool ro_names_host(ro_slice name, ro_slice host, ro_arena *arena) {
  return name.ptr && host.ptr && likeness(name, host, arena) > 0;
}

bool ro_is_address(ro_slice name) {
  return ro_slice_starts(name, RO_LIT("www."));
}

/* -- names ------------------------------------------------------------------------------------------------------------------ */

/* What parts a name from others, or says that it is a trade mark. */
static bool is_mark(uint32_t point) {
  switch (point) {
    case '-':
    case '|':
    case ':':
    case ',':
    case 0xAB:
    case 0xBB:
    case 0xB7:
    case 0xAE:   /* registered */
    case 0x2122: /* trade mark */
    case 0x2022:
    case 0x2039:
    case 0x203A:
      return true;
    default:
      return ro_is_space(point) || (point >= 0x2010 && point <= 0x2015);
  }
}

/* A sign before a name is a picture. */
static bool may_begin(uint32_t point) {
  return ro_is_alpha(point) || ro_is_digit(point) || (point < 0x80 && point > ' ' && !is_mark(point)) || point == 0xAB;
}

ro_slice ro_outlet_trim(ro_slice name) {
  size_t start = 0, end = name.len;
  while (start < end) {
    size_t next = start;
    if (may_begin(ro_utf8_next(name, &next))) break;
    start = next;
  }
  while (end > start) {
    size_t before = end;
    if (!is_mark(ro_utf8_prev(name, &before))) break;
    end = before;
  }
  return start < end ? ro_slice_part(name, start, end) : RO_ABSENT;
}

bool ro_is_proper_name(ro_slice line) {
  ro_slice rest = line, word;
  while (ro_field_next(&rest, ' ', &word)) {
    size_t at = 0;
    bool is_small = word.len > 0 && ro_is_lower(ro_utf8_next(word, &at));
    if (is_small &&
        !ro_slice_among(word, "of for and the de da do des du del della di e y et in on to at la le les und f\xC3\xBCr der"))
      return false;
  }
  return true;
}

/* -- parts of a title ------------------------------------------------------------------------------------------------------- */

/* Where two parts of a title meet: the mark between them. */
typedef struct seam {
  size_t start, end;
} seam;

typedef RO_ARRAY(seam) seams;

static bool is_han(uint32_t point) {
  return point >= 0x2E80 && point <= 0xD7FF;
}

/* A title in Han may have its marks without spaces. */
static bool is_between_han(ro_slice title, size_t at) {
  size_t before = at, after = at + 1;
  if (at == 0 || after >= title.len || !memchr("-_|", title.ptr[at], 3)) return false;
  return is_han(ro_utf8_prev(title, &before)) || is_han(ro_utf8_next(title, &after));
}

static seams find_seams(ro_slice title, ro_arena *arena) {
  static const char *const marks[] = {
      " - ", " | ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xC2\xB7 ", " \xC2\xAB ", " \xE2\x80\xBA ",
      " : ", " \xC7\x80 ", " \xE2\x80\xA2 ", " // ",           ": "};
  seams found = {0};
  for (size_t at = 0; at < title.len && found.len < MOST_SEAMS; at++) {
    size_t len = is_between_han(title, at) ? 1 : 0;
    for (size_t i = 0; len == 0 && i < sizeof marks / sizeof *marks; i++)
      if (ro_slice_starts(ro_slice_part(title, at, title.len), ro_slice_of(marks[i]))) len = strlen(marks[i]);
    if (len == 0) continue;
    RO_PUSH(arena, &found, ((seam){at, at + len}));
    at += len > 1 ? len - 2 : 0; /* one space may end a mark and begin the next */
  }
  return found;
}

/* The page's headings, by their letters. */
static ro_map headings_of(const ro_page *page, ro_arena *arena) {
  ro_map headings;
  ro_map_init(&headings, arena);
  for (size_t i = 0; i < page->blocks.len; i++) {
    ro_slice text = ro_slice_span(page->text, page->blocks.at[i].span);
    bool is_heading = page->elements.at[page->blocks.at[i].element].heading > 0;
    if (is_heading && text.len >= SHORT_HEADING && text.len <= LONG_TITLE)
      ro_map_put(&headings, key_of(text, false, arena), NULL);
  }
  return headings;
}

static bool is_heading(const ro_map *headings, ro_slice words, ro_arena *arena) {
  return words.len >= SHORT_HEADING && ro_map_get(headings, key_of(words, false, arena)) != NULL;
}

/* The part that stands for the host: rather one that is its name, and rather the last that is no heading of the page. */
static ro_slice part_for_host(ro_slice title, const seams *found, const ro_map *headings, ro_slice host, ro_arena *arena) {
  ro_slice best = RO_ABSENT;
  unsigned most = 0;
  for (size_t i = 0; i <= found->len; i++) {
    ro_slice part = ro_slice_part(title, i == 0 ? 0 : found->at[i - 1].end, i == found->len ? title.len : found->at[i].start);
    part = ro_outlet_trim(part);
    if (!part.ptr || part.len > LONGEST_NAME || ro_is_address(part)) continue;
    unsigned alike = likeness(part, host, arena);
    if (best.ptr && alike == most && is_heading(headings, part, arena)) continue;
    if (alike > 0 && alike >= most && (found->len > 0 || alike == 2)) {
      best = part;
      most = alike;
    }
  }
  return best;
}

/* What is left where a heading of the page is the title's beginning, or its end. */
static ro_slice part_beside_heading(ro_slice title, const seams *found, const ro_map *headings, ro_arena *arena) {
  if (found->len == 0) return RO_ABSENT;
  for (size_t i = 0; i < found->len; i++) {
    ro_slice before = ro_slice_part(title, 0, found->at[i].start), behind = ro_slice_part(title, found->at[i].end, title.len);
    bool is_last = i + 1 == found->len, is_first = i == 0;
    if (is_last && behind.len <= LONGEST_NAME && !ro_is_address(behind) && is_heading(headings, before, arena))
      return ro_outlet_trim(behind);
    if (is_first && before.len <= LONGEST_NAME && is_heading(headings, behind, arena)) return ro_outlet_trim(before);
  }
  return RO_ABSENT;
}

static ro_slice han_name(ro_slice title, const seams *found) {
  if (found->len == 0) return RO_ABSENT;
  const seam *last = &found->at[found->len - 1];
  ro_slice behind = ro_slice_part(title, last->end, title.len);
  bool is_short = ro_utf8_count(behind) <= LONG_HAN_NAME;
  return is_short && last->end == last->start + 1 ? ro_outlet_trim(behind) : RO_ABSENT;
}

/* Behind a name "on the air since 1920" is one, "East Africa" is none; before a name no words that all begin with capitals are,
 * since then it may be short for them: "National Lake Survey Centre | NLSC". */
static bool is_motto(ro_slice rest, bool is_behind) {
  return !rest.ptr || !ro_is_proper_name(rest) || (is_behind && ro_shape_of(rest).words >= MOTTO_WORDS);
}

ro_slice ro_outlet_without_motto(ro_slice name, ro_slice host, ro_arena *arena) {
  if (!host.ptr || name.len > LONG_TITLE || likeness(name, host, arena) == 2) return name;
  seams found = find_seams(name, arena);
  for (size_t i = 0; i < 2 && found.len > 0; i++) {
    const seam *at = &found.at[i == 0 ? 0 : found.len - 1];
    ro_slice before = ro_slice_part(name, 0, at->start), behind = ro_slice_part(name, at->end, name.len);
    ro_slice part = ro_outlet_trim(i == 0 ? before : behind), rest = ro_outlet_trim(i == 0 ? behind : before);
    bool is_liker = part.ptr && likeness(part, host, arena) > (rest.ptr ? likeness(rest, host, arena) : 0);
    if (is_liker && is_motto(rest, i == 0)) return part;
  }
  return name;
}

ro_slice ro_outlet_of_feed(ro_slice title, ro_slice host, ro_arena *arena) {
  if (!title.ptr || title.len > LONG_TITLE) return RO_ABSENT;
  seams found = find_seams(title, arena);
  ro_slice name = ro_outlet_trim(ro_slice_part(title, 0, found.len > 0 ? found.at[0].start : title.len)),
           article = RO_LIT("The ");
  ro_slice bare = ro_slice_starts(name, article) ? ro_slice_part(name, article.len, name.len) : name;
  return ro_is_host(bare, host, arena) ? name : RO_ABSENT;
}

static ro_slice without_logo(ro_slice alt) {
  static const char *const words[] = {"logo", "Logo"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    ro_slice word = ro_slice_of(words[i]);
    if (ro_slice_starts(alt, word)) alt = ro_slice_part(alt, word.len, alt.len);
    if (ro_slice_ends(alt, word)) alt = ro_slice_part(alt, 0, alt.len - word.len);
  }
  return ro_outlet_trim(alt);
}

ro_slice ro_outlet_in_pictures(const ro_page *page, ro_slice host, ro_arena *arena) {
  for (size_t i = 0; i < page->pictures.len; i++) {
    ro_slice name = without_logo(ro_outlet_trim(page->pictures.at[i]));
    if (ro_is_host(name, host, arena)) return name;
  }
  return RO_ABSENT;
}

ro_slice ro_outlet_in_title(ro_slice title, const ro_page *page, ro_slice host, ro_arena *arena) {
  if (!title.ptr || title.len > LONG_TITLE) return RO_ABSENT;
  seams found = find_seams(title, arena);
  ro_map headings = headings_of(page, arena);
  ro_slice name = host.ptr ? part_for_host(title, &found, &headings, host, arena) : RO_ABSENT;
  if (!name.ptr) name = part_beside_heading(title, &found, &headings, arena);
  if (!name.ptr) name = han_name(title, &found);
  return name;
}
