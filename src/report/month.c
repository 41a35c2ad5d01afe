#include "report/month.h"

#include "base/utf8.h"

enum { LONGEST = 16 }; /* bytes of a name */

/* Those that English shares, and its short forms, are read as English; none that is an English word of its own. */
static const char *const names[12][14] = {
    {"januar", "j\u00e4nner", "janvier", "enero", "gennaio", "janeiro", "januari", "stycznia", "janv", "ene", "jan"},
    {"februar", "f\u00e9vrier", "febrero", "febbraio", "fevereiro", "februari", "lutego", "f\u00e9vr", "feb"},
    {"m\u00e4rz", "mars", "marzo", "mar\u00e7o", "maart", "marca", "marts", "m\u00e4r", "mrz", "mar"},
    {"april", "avril", "abril", "aprile", "kwietnia", "avr", "abr", "apr"},
    {"mai", "mayo", "maggio", "maio", "mei", "maja", "maj"},
    {"juni", "juin", "junio", "giugno", "junho", "czerwca", "jun"},
    {"juli", "juillet", "julio", "luglio", "julho", "lipca", "juil", "jul"},
    {"august", "ao\u00fbt", "agosto", "augustus", "sierpnia", "augusti", "aug"},
    {"september", "septembre", "septiembre", "setiembre", "settembre", "setembro", "wrze\u015bnia", "sept", "sep"},
    {"oktober", "octobre", "octubre", "ottobre", "outubro", "pa\u017adziernika", "okt", "oct"},
    {"november", "novembre", "noviembre", "novembro", "listopada", "nov"},
    {"dezember", "d\u00e9cembre", "diciembre", "dicembre", "dezembro", "grudnia", "desember", "d\u00e9c", "dez", "dic", "des"},
};

static uint32_t lower(uint32_t c) {
  bool is_capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
  return is_capital ? c + 0x20 : c;
}

/* The word at `at` in lower case; empty where it is longer than any month's name. */
static size_t lower_word(ro_slice text, size_t at, char out[LONGEST + 4], size_t *end) {
  size_t len = 0;
  for (*end = at; at < text.len; *end = at) {
    uint32_t c = ro_utf8_next(text, &at);
    if (!ro_is_alpha(c)) break;
    if (len >= LONGEST) return 0;
    len += ro_utf8_put(out + len, lower(c));
  }
  return len;
}

unsigned ro_month_read_dashed(ro_slice text, size_t at, size_t *end) {
  static const char *const short_names[] = {[8] = "ago", [9] = "set", [10] = "out"};
  char word[LONGEST + 4];
  ro_slice lower = {word, lower_word(text, at, word, end)};
  for (unsigned month = 8; month <= 10; month++)
    if (ro_slice_equal(ro_slice_of(short_names[month]), lower)) return month;
  return ro_month_read(text, at, end);
}

unsigned ro_month_read(ro_slice text, size_t at, size_t *end) {
  char word[LONGEST + 4];
  ro_slice lower = {word, lower_word(text, at, word, end)};
  if (lower.len == 0) return 0;
  for (unsigned month = 0; month < 12; month++) {
    for (size_t i = 0; i < 14 && names[month][i]; i++) {
      if (!ro_slice_equal(ro_slice_of(names[month][i]), lower)) continue;
      if (*end < text.len && text.ptr[*end] == '.') ++*end;
      return month + 1;
    }
  }
  return 0;
}
