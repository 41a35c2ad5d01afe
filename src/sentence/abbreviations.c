#include "sentence/abbreviations.h"

#include "base/slice.h"

/* before a name or number: a sentence does not end with them */
static const char TITLES[] =
    " mr mrs ms dr prof gen lt col maj capt cmdr adm sgt cpl sen rep gov pres hon rev st mt ft messrs amb sec supt insp atty vs v no nos art fig pp vol ch sec "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun e.g i.e cf ca viz al approx ";
static const char OTHERS[] = " inc ltd co corp bros jr sr esq etc dept univ assn ave blvd rd est min max a.m p.m ph.d b.a m.a u.s u.k u.n e.u d.c u.s.a u.a.e ";
static const char STARTERS[] =
    " the a an he she it they we i this that these those in on at but and for however meanwhile both his her their its as after before during since when while if ";

static bool listed(const char *list, ro_slice word, size_t len) {
  char key[24] = " ";
  if (len + 3 > sizeof key || len == 0) return false;
  for (size_t i = 0; i < len; i++) key[i + 1] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] + 32 : word.ptr[i]);
  key[len + 1] = ' ';
  key[len + 2] = '\0';
  return strstr(list, key) != NULL;
}

bool ro_is_abbreviation(ro_slice word) {
  return word.len > 0 && (listed(TITLES, word, word.len) || listed(OTHERS, word, word.len)) && !(word.len == 2 && memcmp(word.ptr, "no", 2) == 0) &&
         !ro_slice_equal(word, RO_LIT("art")) && !ro_slice_equal(word, RO_LIT("sat")) && !ro_slice_equal(word, RO_LIT("sun")) && !ro_slice_equal(word, RO_LIT("mar")) &&
         !ro_slice_equal(word, RO_LIT("min")) && !ro_slice_equal(word, RO_LIT("max"));
}

bool ro_ends_with_abbreviation(ro_slice form, ro_slice following) {
  size_t len = form.len > 0 ? form.len - 1 : 0;
  if (listed(TITLES, form, len) || (len <= 2 && len > 0)) return false;
  return listed(STARTERS, following, following.len);
}
