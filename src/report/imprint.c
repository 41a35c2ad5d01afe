#include "report/imprint.h"

#include <stdint.h>
#include <stdio.h>

#include "base/list_file.h"
#include "base/utf8.h"
#include "report/outlet.h"
#include "report/shape.h"

enum { LONGEST_HEADLINE = 300, BEHIND = 8, STILL_LEAD = 3 };

static void set(ro_slice *field, ro_slice text, ro_span span) {
  if (!field->ptr && span.end > span.start) *field = ro_slice_span(text, span);
}

static void set_date(ro_date *field, ro_date date) {
  if (field->year == 0 && date.year != 0) *field = date;
}

static void take(ro_imprint *imprint, const ro_paragraph *p, ro_slice text) {
  set(&imprint->outlet, text, p->outlet);
  set(&imprint->credit, text, p->credit);
  set(&imprint->byline, text, p->byline);
  set_date(&imprint->published, p->published);
  set_date(&imprint->modified, p->modified);
  set_date(&imprint->original, p->original);
}

/* "Asia Digest" of "Asia Digest 2024", but all of "France 24". */
static ro_slice without_year(ro_slice name) {
  size_t at = name.len;
  while (at > 0 && ro_is_digit((unsigned char)name.ptr[at - 1])) at--;
  return at > 1 && name.len - at == 4 && name.ptr[at - 1] == ' ' ? ro_slice_part(name, 0, at - 1) : name;
}

/* "Lake Post" of "Waters Ltd «Lake Post»". */
static ro_slice quoted(ro_slice name) {
  static const char *const quotes[][2] = {
      {"\xC2\xAB", "\xC2\xBB"}, {"\xE2\x80\x9E", "\xE2\x80\x9C"}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}};
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
    ro_slice opens = ro_slice_of(quotes[i][0]), closes = ro_slice_of(quotes[i][1]);
    size_t start = ro_slice_find(name, opens, 0),
           end = start == SIZE_MAX ? SIZE_MAX : ro_slice_find(name, closes, start + opens.len);
    if (end != SIZE_MAX) return ro_slice_part(name, start + opens.len, end);
  }
  return name;
}

/* "Lake Post" of "Lake Post GmbH". */
static ro_slice without_form(ro_slice name) {
  size_t at = name.len;
  while (at > 0 && name.ptr[at - 1] != ' ') at--;
  bool is_form = at > 1 && ro_slice_among(ro_slice_part(name, at, name.len),
                                          "Inc LLC Ltd Limited plc GmbH AG KG SE SA SAS SpA SRL BV NV AB Oy Pty Corp");
  return is_form ? ro_slice_trim(ro_slice_part(name, 0, at)) : name;
}

static size_t behind_years(ro_slice s, size_t at) {
  while (at < s.len) {
    if (ro_slice_starts(ro_slice_part(s, at, s.len), RO_LIT("\xE2\x80\x93")))
      at += 3;
    else if (memchr(" ,-0123456789", s.ptr[at], 13))
      at++;
    else
      break;
  }
  return at;
}

/* A dash or dot with a space on either side. */
static bool is_between_names(ro_slice s, size_t at) {
  static const char *const marks[] = {" - ", " \xE2\x80\x93 ", " \xC2\xB7 ", " \xE2\x88\x99 ", " \xE2\x80\xA2 "};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (ro_slice_starts(ro_slice_part(s, at, s.len), ro_slice_of(marks[i]))) return true;
  return false;
}

/* "lakepost.example" goes on behind its dot. */
static bool ends_name(ro_slice s, size_t at) {
  bool is_dot = s.ptr[at] == '.' && (at + 1 == s.len || s.ptr[at + 1] == ' ');
  return is_dot || memchr(",|\n;(", s.ptr[at], 5) || is_between_names(s, at);
}

/* "© 2024 Asia Digest. All rights reserved.", "© Copyright Asia Digest 2024" */
static ro_slice owner(ro_slice s) {
  size_t at = ro_slice_find(s, RO_LIT("\xC2\xA9"), 0);
  if (at == SIZE_MAX) return RO_ABSENT;
  at += 2;
  at = behind_years(s, at);
  size_t end = at;
  while (end < s.len && !ends_name(s, end)) end++;
  ro_slice name = ro_slice_trim(ro_slice_part(s, at, end));
  size_t rights = ro_slice_find(name, RO_LIT(" All "), 0);
  if (rights == SIZE_MAX) rights = ro_slice_find(name, RO_LIT(" ALL RIGHTS"), 0);
  if (rights != SIZE_MAX) name = ro_slice_part(name, 0, rights);
  if (ro_slice_starts(name, RO_LIT("Copyright "))) name = ro_slice_part(name, strlen("Copyright "), name.len);
  name = without_form(quoted(without_year(name)));
  size_t first = 0;
  if (name.len < 3 || name.len > 80 || !ro_is_upper(ro_utf8_next(name, &first))) return RO_ABSENT;
  ro_shape shape = ro_shape_of(name);
  return shape.words <= 8 && shape.capitals * 2 >= shape.words ? name : RO_ABSENT;
}

/* Is one of the outer words of a line one of a kind? */
static bool ends_in(ro_slice folded, ro_furniture_kind kind, const ro_furniture *furniture) {
  size_t first = ro_slice_find(folded, RO_LIT(" "), 0), last = folded.len;
  while (last > 0 && folded.ptr[last - 1] != ' ') last--;
  return ro_furniture_has(furniture, kind, ro_slice_part(folded, 0, first)) ||
         ro_furniture_has(furniture, kind, ro_slice_part(folded, last, folded.len));
}

/* A session's number before a name makes another of it ("IX Commission"). */
static bool begins_with_number(ro_slice line) {
  ro_slice rest = line, word = RO_ABSENT;
  while (word.len == 0 && ro_field_next(&rest, ' ', &word)) {
  }
  size_t numerals = 0;
  for (size_t i = 0; i < word.len; i++) numerals += memchr("IVX", word.ptr[i], 3) != NULL;
  return word.len > 0 && (numerals == word.len || ro_is_digit((unsigned char)word.ptr[0]));
}

/* A line that is an outlet's name: one of its outer words is one that such names have, the rest begin with capitals. */
static bool is_outlet_line(const ro_paragraph *p, ro_slice folded, ro_slice text, const ro_furniture *furniture) {
  if (p->kind != RO_PARAGRAPH_LINE || p->words > 12 || p->words < 2 || p->capitals * 2 < p->words || p->ends_sentence)
    return false;
  ro_slice line = ro_slice_span(text, p->core);
  return !begins_with_number(line) && ro_is_proper_name(line) && ends_in(folded, RO_FURNITURE_OUTLET, furniture);
}

static bool may_be_headline(const ro_paragraph *p) {
  bool is_line = p->kind == RO_PARAGRAPH_LINE || (p->kind == RO_PARAGRAPH_PROSE && !p->ends_sentence);
  return is_line && p->words >= 3 && p->core.end - p->core.start <= LONGEST_HEADLINE && !p->is_item;
}

/* "STATE HOUSE PRESS RELEASE", "Media Statement": what kind of text it is, and maybe whose, above the headline. Bytes of whose.
 */
static bool is_kicker(ro_slice folded, size_t *whose) {
  static const char *const KINDS[] = {"press release", "press statement", "news release",
                                      "media release", "media statement", "press communique",
                                      "press note",    "press brief",     "immediate release"};
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
    ro_slice kind = ro_slice_of(KINDS[i]);
    if (!ro_slice_ends(folded, kind) || folded.len > kind.len + 40) continue;
    *whose = folded.len - kind.len;
    return true;
  }
  return false;
}

void ro_imprint_read(ro_imprint *imprint, const ro_paragraphs *paragraphs, const ro_choice *choice, ro_slice text,
                     const ro_furniture *furniture, ro_slice host, ro_arena *arena) {
  *imprint = (ro_imprint){0};
  for (size_t i = 0; i < choice->first && i < paragraphs->len; i++) {
    const ro_paragraph *p = &paragraphs->at[i];
    if (i >= choice->head) set_date(&imprint->shown, p->published);
    take(imprint, p, text);
    ro_slice folded = ro_fold(arena, ro_slice_span(text, p->core));
    if (imprint->headline.ptr && !imprint->outlet.ptr && is_outlet_line(p, folded, text, furniture)) {
      set(&imprint->outlet, text, p->core);
      imprint->is_official = ends_in(folded, RO_FURNITURE_OFFICIAL, furniture);
    }
    size_t whose = 0;
    bool kicker = !imprint->headline.ptr && is_kicker(folded, &whose);
    if (kicker && whose > 4 && !imprint->outlet.ptr) { /* folding keeps the bytes of what it leaves */
      ro_slice name = ro_slice_trim(ro_slice_part(ro_slice_span(text, p->core), 0, whose));
      if (name.len > 0 && folded.len == p->core.end - p->core.start) imprint->outlet = name, imprint->is_official = true;
    }
    if (!imprint->headline.ptr && may_be_headline(p) && !kicker) imprint->headline = ro_slice_span(text, p->core);
  }
  for (size_t i = choice->first; i < choice->end; i++) {
    const ro_paragraph *p = &paragraphs->at[i];
    bool is_edge = i == choice->first || i + 1 == choice->end;
    if (is_edge) take(imprint, p, text);
    if (is_edge || choice->is_main[i]) continue;
    set(&imprint->credit, text, p->credit);
    bool is_lead = i < choice->first + STILL_LEAD || i < choice->body;
    bool is_page_date = choice->head < choice->first && p->kind == RO_PARAGRAPH_DATE && i < choice->body + BEHIND;
    if (!is_lead && !is_page_date) continue;
    set_date(&imprint->shown, p->published);
    take(imprint, p, text);
  }
  for (size_t i = choice->end; i < paragraphs->len && i < choice->end + BEHIND; i++) {
    if (paragraphs->at[i].kind == RO_PARAGRAPH_TAIL) break;
    take(imprint, &paragraphs->at[i], text);
  }
  /* Where nothing by the article dates it, "Last updated: 3 May 2024" anywhere. */
  bool is_dated = imprint->published.year != 0 || imprint->modified.year != 0;
  for (size_t i = 0; i < paragraphs->len && !is_dated; i++) set_date(&imprint->modified, paragraphs->at[i].modified);
  for (size_t i = paragraphs->len; i > choice->end && !ro_names_host(imprint->owner, host, arena); i--) {
    ro_slice name = owner(ro_slice_span(text, paragraphs->at[i - 1].span));
    if (name.ptr && (!imprint->owner.ptr || ro_names_host(name, host, arena))) imprint->owner = name;
  }
}

/* "2023/october/03" at the beginning. */
static ro_date spelled_date(ro_slice path) {
  char written[32];
  size_t end;
  ro_date date;
  ro_slice year = ro_slice_part(path, 0, 4), rest = ro_slice_part(path, 5, path.len);
  size_t slash = ro_slice_find(rest, RO_LIT("/"), 0);
  if (path.len < 5 || path.ptr[4] != '/' || slash > 12) return (ro_date){0};
  ro_slice month = ro_slice_part(rest, 0, slash), day = ro_slice_part(rest, slash + 1, slash + 3);
  if (day.len > 0 && !ro_is_digit((unsigned char)day.ptr[day.len - 1])) day.len--;
  int len = snprintf(written, sizeof written, "%.*s %.*s %.*s", (int)day.len, day.ptr, (int)month.len, month.ptr, (int)year.len,
                     year.ptr);
  bool is_read = len > 0 && ro_date_read((ro_slice){written, (size_t)len}, 0, &date, &end) && end == (size_t)len;
  return is_read ? date : (ro_date){0};
}

ro_date ro_url_date(ro_slice url) {
  size_t path = ro_slice_find(url, RO_LIT("://"), 0);
  path = ro_slice_find(url, RO_LIT("/"), path == SIZE_MAX ? 0 : path + 3);
  for (size_t at = path; at < url.len; at++) {
    ro_date date;
    size_t end;
    bool begins = at > path && (url.ptr[at - 1] == '/' || url.ptr[at - 1] == '-' || url.ptr[at - 1] == '_');
    if (!begins || url.ptr[at] < '1' || url.ptr[at] > '2') continue;
    ro_date spelled = spelled_date(ro_slice_part(url, at, url.len));
    if (spelled.year >= 1990 && spelled.day != 0) return spelled;
    if (!ro_date_read(url, at, &date, &end)) continue;
    bool ends = end == url.len || strchr("/-_.?+", url.ptr[end]) != NULL;
    if (ends && date.year >= 1990 && date.day != 0) return date;
  }
  return (ro_date){0};
}
