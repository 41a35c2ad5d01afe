#include "statement/dictionary.h"

#define TABLE_SIZE ((size_t)1 << 17)
#define MAX_SETS 32
#define WORD_MAX 48
#define MAX_SET_WORDS 32
#define NO_LIMIT 99999999L

typedef struct word_set {
  ro_slice name; /* with its marks: "!PERSON!" */
  ro_slice words[MAX_SET_WORDS];
  size_t n_words;
} word_set;

typedef struct loading {
  ro_dictionary *dictionary;
  ro_list_file *list;
  size_t first_group;
  word_set *sets;
  size_t n_sets;
} loading;

/* -- words and their hashes -------------------------------------------------------------------------------------------- */

static unsigned char lower(char c) {
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool is_letter(char c) {
  unsigned char l = lower(c);
  return (l >= 'a' && l <= 'z') || (l >= '0' && l <= '9') || l >= 0x80;
}

/* A letter of a word at byte i; general punctuation (curly apostrophes, dashes) is none. */
static bool is_word_at(const char *ptr, size_t len, size_t i) {
  return i < len && is_letter(ptr[i]) && !(i + 1 < len && ptr[i] == '\xE2' && ptr[i + 1] == '\x80');
}

static bool is_gap(char c) {
  return c == '_' || c == '-' || c == ' ' || c == '\n' || c == '\t';
}

/* Letters of U+00C0 to U+017F without their marks. */
static const char UNMARKED[] =
    "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/* The letter at *i in small, without marks ("ñ" is n), *i moved behind it; bytes that are none as they are. */
static unsigned char folded(const char *ptr, size_t len, size_t *i) {
  unsigned char c = (unsigned char)ptr[*i], next = *i + 1 < len ? (unsigned char)ptr[*i + 1] : 0;
  (*i)++;
  if (c < 0xC3 || c > 0xC5 || (next & 0xC0) != 0x80) return lower((char)c);
  (*i)++;
  return lower(UNMARKED[((c & 0x1Fu) << 6 | (next & 0x3Fu)) - 0xC0]);
}

/* Length of a word without the letters in which its plural may differ: "ministr" of "ministry", "sp" of "spy" and "spies". */
static size_t stem_length(const unsigned char *word, size_t len) {
  while (len > 2 && strchr("seyi", word[len - 1])) len--;
  return len;
}

/* Of the first word; where `wide`, also of the first two letters of the word behind the gap that follows. *has_second: one is
 * there. */
static size_t hash_at(const char *ptr, size_t len, bool wide, bool *has_second) {
  unsigned char word[WORD_MAX];
  uint32_t hash = 2166136261u;
  size_t end = 0, n = 0;
  while (is_word_at(ptr, len, end)) {
    unsigned char c = folded(ptr, len, &end);
    if (n < WORD_MAX) word[n++] = c;
  }
  for (size_t i = 0, stem = stem_length(word, n); i < stem; i++) hash = (hash ^ word[i]) * 16777619u;
  size_t second = end;
  while (second < len && is_gap(ptr[second])) second++;
  *has_second = second > end && is_word_at(ptr, len, second);
  for (n = 0; wide && *has_second && n < 2 && is_word_at(ptr, len, second); n++)
    hash = (hash ^ folded(ptr, len, &second)) * 16777619u;
  return (hash ^ (hash >> 15)) & (TABLE_SIZE - 1);
}

/* -- loading ----------------------------------------------------------------------------------------------------------- */

void ro_dictionary_init(ro_dictionary *d, ro_arena *arena) {
  *d = (ro_dictionary){.arena = arena, .heads = RO_NEW_ARRAY(arena, uint32_t, TABLE_SIZE)};
}

static void add_name(ro_dictionary *d, const char *ptr, size_t len, uint32_t given) {
  while (len > 0 && (ptr[len - 1] == '_' || ptr[len - 1] == ' ')) len--;
  if (len == 0 || len > UINT32_MAX || !is_letter(ptr[0])) return;
  bool second;
  uint32_t *head = &d->heads[hash_at(ptr, len, true, &second)];
  RO_PUSH(d->arena, &d->names, ((ro_dictionary_name){ptr, (uint32_t)len, (uint32_t)(d->groups.len - 1), *head, given}));
  *head = (uint32_t)d->names.len;
}

static const word_set *set_in(const loading *load, ro_slice name, size_t *at) {
  for (size_t s = 0; s < load->n_sets; s++) {
    *at = ro_slice_find(name, load->sets[s].name, 0);
    if (*at != (size_t)-1) return &load->sets[s];
  }
  return NULL;
}

static void add_expanded(loading *load, ro_slice name) {
  size_t at = 0;
  const word_set *set = memchr(name.ptr, '!', name.len) ? set_in(load, name, &at) : NULL;
  if (!set) {
    add_name(load->dictionary, name.ptr, name.len, 0);
    return;
  }
  RO_PUSH(load->dictionary->arena, &load->dictionary->given, name);
  for (size_t w = 0; w < set->n_words; w++) {
    ro_slice parts[3] = {ro_slice_part(name, 0, at), set->words[w], ro_slice_part(name, at + set->name.len, name.len)};
    ro_slice whole = ro_arena_join(load->dictionary->arena, parts, 3, RO_LIT(""));
    add_name(load->dictionary, whole.ptr, whole.len, (uint32_t)load->dictionary->given.len);
  }
}

/* "!PERSON! = MAN, MEN" */
static void add_set(loading *load, ro_slice line, size_t equals) {
  if (load->n_sets == MAX_SETS) {
    ro_list_file_refuse(load->list, "more than 32 sets", line);
    return;
  }
  word_set *set = &load->sets[load->n_sets];
  ro_slice rest = ro_slice_part(line, equals + 1, line.len), word;
  set->name = ro_slice_trim(ro_slice_part(line, 0, equals));
  set->n_words = 0;
  while (set->n_words < MAX_SET_WORDS && ro_field_next(&rest, ',', &word))
    if (word.len > 0) set->words[set->n_words++] = word;
  if (set->name.len < 3 || set->n_words == 0 || rest.ptr)
    ro_list_file_refuse(load->list, "a set needs a name between two ! and one to 32 words", line);
  else
    load->n_sets++;
}

/* Letters and digits; a ~ before or behind stands for the country: "~GOV", "IGO~". */
static bool is_code(ro_slice code) {
  if (ro_slice_equal(code, RO_LIT("---"))) return true;
  size_t letters = 0;
  for (size_t i = 0; i < code.len; i++) {
    char c = code.ptr[i];
    bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && !(c == '~' && (i == 0 || i + 1 == code.len))) return false;
    letters += letter;
  }
  return letters > 0;
}

/* What is inside the next pair of brackets, without what stands behind a #. False where there is none; then *open says whether
 * one was left open. */
static bool next_code(ro_slice *rest, ro_slice *code, ro_slice *dates, bool *open) {
  const char *end = rest->ptr + rest->len, *at = rest->ptr;
  *open = false;
  while (at < end && *at != '[') {
    if (*at == '#') {
      const char *line = memchr(at, '\n', (size_t)(end - at));
      at = line ? line : end - 1;
    }
    at++;
  }
  if (at >= end) return false;
  const char *close = ++at;
  while (close < end && *close != ']' && *close != '}' && *close != '\n') close++; /* the shipped agents have a } for a ] */
  *open = close == end || *close == '\n';
  if (*open) return false;
  ro_slice inside = ro_slice_trim((ro_slice){at, (size_t)(close - at)});
  size_t space = ro_slice_find(inside, RO_LIT(" "), 0);
  *code = ro_slice_part(inside, 0, space);
  *dates = space == (size_t)-1 ? RO_ABSENT : ro_slice_trim(ro_slice_part(inside, space, inside.len));
  *rest = (ro_slice){close + 1, (size_t)(end - close - 1)};
  return true;
}

/* The codes of a line, from its first bracket. */
static void add_codes(loading *load, ro_slice line, const char *bracket) {
  ro_slice *group = &load->dictionary->groups.at[load->dictionary->groups.len - 1];
  ro_slice rest = {bracket, (size_t)(line.ptr + line.len - bracket)}, code, dates;
  bool open;
  while (next_code(&rest, &code, &dates, &open)) {
    if (is_code(code)) continue;
    ro_list_file_refuse(load->list, "a code that is no letters and digits", line);
    return;
  }
  if (open) ro_list_file_refuse(load->list, "a code's bracket that is not closed", line);
  if (!group->ptr) group->ptr = bracket;
  group->len = (size_t)(line.ptr + line.len - group->ptr);
}

static void read_line(loading *load, ro_slice line) {
  ro_dictionary *d = load->dictionary;
  size_t end = 0;
  while (end < line.len && line.ptr[end] != '[' && line.ptr[end] != '{' && line.ptr[end] != '#' && line.ptr[end] != '=') end++;
  if (end < line.len && line.ptr[end] == '=' && line.ptr[0] == '!') {
    add_set(load, line, end);
    return;
  }
  ro_slice name = ro_slice_trim(ro_slice_part(line, 0, end));
  bool more = name.len > 0 && name.ptr[0] == '+';
  if (name.len > 0 && !more) RO_PUSH(d->arena, &d->groups, RO_ABSENT);
  if (d->groups.len == load->first_group) {
    ro_list_file_refuse(load->list, "a line without a name before it", line);
    return;
  }
  if (name.len > 0) add_expanded(load, ro_slice_part(name, more, name.len));
  if (end < line.len && line.ptr[end] == '{') {
    size_t close = ro_slice_find(line, RO_LIT("}"), end);
    if (close == (size_t)-1) {
      ro_list_file_refuse(load->list, "a plural's brace that is not closed", line);
      return;
    }
    ro_slice plural = ro_slice_trim(ro_slice_part(line, end + 1, close));
    if (plural.len > 0) add_expanded(load, plural);
    end = close;
  }
  while (end < line.len && line.ptr[end] != '[' && line.ptr[end] != '#') end++;
  if (end < line.len && line.ptr[end] == '[') add_codes(load, line, line.ptr + end);
}

void ro_dictionary_take(ro_dictionary *d, ro_list_file *list) {
  word_set sets[MAX_SETS];
  loading load = {d, list, d->groups.len, sets, 0};
  ro_slice line;
  RO_PUSH(d->arena, &d->files, ((ro_dictionary_file){list->file, d->groups.len}));
  while (ro_list_file_next(list, &line)) read_line(&load, line);
}

void ro_dictionary_load(ro_dictionary *d, ro_list_file *list, const char *file) {
  if (ro_list_file_open_bytes(list, file)) ro_dictionary_take(d, list);
}

/* -- looking up -------------------------------------------------------------------------------------------------------- */

static bool is_apostrophe(ro_slice text, size_t at) {
  return at + 2 < text.len && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0;
}

/* Where a plural may go on behind the name's last letter, else `at`. */
static size_t plural_end(ro_slice text, size_t at, char last) {
  if (at < text.len && lower(text.ptr[at]) == 's' && lower(last) != 's') return at + 1;
  if (at + 1 < text.len && lower(text.ptr[at]) == 'e' && lower(text.ptr[at + 1]) == 's') return at + 2;
  return at;
}

static bool ends_word(ro_slice text, size_t at) {
  return !is_word_at(text.ptr, text.len, at);
}

/* Length of `name` in the text at `at`, or 0. */
static size_t match(ro_slice name, ro_slice text, size_t at) {
  size_t t = at, p = 0;
  while (p < name.len) {
    if (t >= text.len) return 0;
    char c = name.ptr[p];
    if (is_gap(c)) {
      while (p < name.len && is_gap(name.ptr[p])) p++;
      if (!is_gap(text.ptr[t])) return 0;
      while (t < text.len && is_gap(text.ptr[t])) t++;
      continue;
    }
    size_t p_next = p, t_next = t;
    if (c == '\'' && is_apostrophe(text, t)) {
      t += 3;
    } else if (folded(name.ptr, name.len, &p_next) == folded(text.ptr, text.len, &t_next)) {
      p = p_next;
      t = t_next;
      continue;
    } else if (p + 1 == name.len && lower(c) == 'y' && t + 2 < text.len && lower(text.ptr[t]) == 'i' &&
               lower(text.ptr[t + 1]) == 'e' && lower(text.ptr[t + 2]) == 's') {
      t += 3; /* "ministries" */
    } else {
      return 0;
    }
    p++;
  }
  if (ends_word(text, t)) return t - at;
  size_t end = plural_end(text, t, name.ptr[name.len - 1]);
  return end > t && ends_word(text, end) ? end - at : 0;
}

static bool is_capital(ro_slice text, size_t at) {
  char c = text.ptr[at];
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* "WHO" is no "Who": names of up to three letters are in capitals. */
static bool has_case(ro_slice text, size_t at, size_t len) {
  size_t article = at + 3 < text.len && lower(text.ptr[at + 1]) == 'l' && text.ptr[at + 2] == '-' ? at + 3 : at; /* "al-Qaeda" */
  if (!is_capital(text, at) && !is_capital(text, article)) return false;
  for (size_t i = at; i < at + len && len <= 3; i++)
    if (is_letter(text.ptr[i]) && !is_capital(text, i)) return false;
  return true;
}

/* "[~MIL]", "[IGO~]" */
static bool is_agent(ro_slice codes) {
  size_t close = ro_slice_find(codes, RO_LIT("]"), 0);
  return codes.len > 1 && (codes.ptr[1] == '~' || (close != (size_t)-1 && codes.ptr[close - 1] == '~'));
}

/* The hit of a name, `len` bytes long in the text. */
static ro_dictionary_hit hit_of(const ro_dictionary *d, const ro_dictionary_name *name, size_t len) {
  size_t file = d->files.len;
  while (file > 1 && d->files.at[file - 1].first_group > name->group) file--;
  ro_slice given = name->given ? d->given.at[name->given - 1] : (ro_slice){name->ptr, name->len};
  return (ro_dictionary_hit){len, d->groups.at[name->group], given, file > 0 ? d->files.at[file - 1].name : NULL};
}

bool ro_dictionary_at(const ro_dictionary *d, ro_slice text, size_t at, ro_dictionary_hit *hit) {
  bool second = true;
  *hit = (ro_dictionary_hit){0};
  for (int wide = 1; wide >= 0; wide--) {
    size_t hash = hash_at(text.ptr + at, text.len - at, wide != 0, &second);
    for (uint32_t n = d->heads[hash]; n; n = d->names.at[n - 1].next) {
      const ro_dictionary_name *name = &d->names.at[n - 1];
      ro_slice codes = d->groups.at[name->group];
      if (name->len <= hit->len || !codes.ptr) continue;
      size_t len = match((ro_slice){name->ptr, name->len}, text, at);
      if (len > hit->len && (is_agent(codes) || has_case(text, at, len))) *hit = hit_of(d, name, len);
    }
    if (!second) break; /* one word: both hashes are the same */
  }
  return hit->len > 0;
}

/* -- codes and days ---------------------------------------------------------------------------------------------------- */

/* YYMMDD or YYYYMMDD; 0 where it is none. */
static long day_of(ro_slice digits) {
  long day = 0;
  if (digits.len != 6 && digits.len != 8) return 0;
  for (size_t i = 0; i < digits.len; i++) {
    if (digits.ptr[i] < '0' || digits.ptr[i] > '9') return 0;
    day = day * 10 + (digits.ptr[i] - '0');
  }
  if (digits.len == 6) day += day >= 310000 ? 19000000 : 20000000;
  return day;
}

static void read_dates(ro_slice dates, long *from, long *to) {
  *from = 0;
  *to = NO_LIMIT;
  if (dates.len == 0) return;
  if (dates.ptr[0] == '<' || dates.ptr[0] == '>') {
    long day = day_of(ro_slice_trim(ro_slice_part(dates, 1, dates.len)));
    if (day && dates.ptr[0] == '<') *to = day;
    if (day && dates.ptr[0] == '>') *from = day;
    return;
  }
  size_t dash = ro_slice_find(dates, RO_LIT("-"), 0);
  long first = day_of(ro_slice_trim(ro_slice_part(dates, 0, dash)));
  long last = dash == (size_t)-1 ? 0 : day_of(ro_slice_trim(ro_slice_part(dates, dash + 1, dates.len)));
  if (!first || !last) return;
  *from = first;
  *to = last;
}

ro_slice ro_dictionary_code(ro_slice codes, long day) {
  ro_slice code, dates, always = RO_ABSENT, latest = RO_ABSENT;
  long latest_from = -1;
  bool open;
  while (next_code(&codes, &code, &dates, &open)) {
    long from, to;
    read_dates(dates, &from, &to);
    bool restricted = from > 0 || to < NO_LIMIT;
    if (!restricted && !always.ptr) always = code;
    if (restricted && day && from <= day && day <= to) return code;
    if (restricted && from > latest_from) {
      latest_from = from;
      latest = code;
    }
  }
  ro_slice found = always.ptr && (day || !latest.ptr) ? always : latest;
  return ro_slice_equal(found, RO_LIT("---")) ? RO_ABSENT : found;
}
