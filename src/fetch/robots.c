#include "fetch/robots.h"

typedef struct line {
  ro_slice key, value;
} line;

/* The next line that has a key: without its comment and the white space around it. */
static bool next_line(ro_slice *rest, line *out) {
  while (rest->len > 0) {
    size_t end = 0;
    while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r') end++;
    ro_slice text = ro_slice_part(*rest, 0, end);
    *rest = ro_slice_part(*rest, end + 1, rest->len);
    const char *comment = text.len > 0 ? memchr(text.ptr, '#', text.len) : NULL;
    if (comment) text.len = (size_t)(comment - text.ptr);
    const char *colon = text.len > 0 ? memchr(text.ptr, ':', text.len) : NULL;
    if (!colon) continue;
    size_t at = (size_t)(colon - text.ptr);
    *out = (line){ro_slice_trim(ro_slice_part(text, 0, at)), ro_slice_trim(ro_slice_part(text, at + 1, text.len))};
    return true;
  }
  return false;
}

static bool is_key(const line *l, const char *key) {
  return ro_slice_equal_nocase(l->key, ro_slice_of(key));
}

/* "readout" of "readout/1.0 (a reader)"; "*" is itself. */
static ro_slice token_of(ro_slice value) {
  size_t len = 0;
  while (len < value.len) {
    char c = value.ptr[len];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_')) break;
    len++;
  }
  return len == 0 && value.len > 0 && value.ptr[0] == '*' ? ro_slice_part(value, 0, 1) : ro_slice_part(value, 0, len);
}

static int hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_unreserved(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

/* Escapes that need not be are taken off, others have capital digits, and bytes beyond ASCII are escaped. */
static ro_slice normal_path(ro_slice path, ro_arena *arena) {
  static const char HEX[] = "0123456789ABCDEF";
  if (path.len > SIZE_MAX / 3) ro_arena_refuse(arena, "a path is too long");
  char *out = ro_arena_text(arena, path.len * 3);
  size_t len = 0;
  for (size_t i = 0; i < path.len; i++) {
    unsigned char c = (unsigned char)path.ptr[i];
    bool is_escape = c == '%' && i + 2 < path.len && hex_of(path.ptr[i + 1]) >= 0 && hex_of(path.ptr[i + 2]) >= 0;
    if (is_escape) c = (unsigned char)(hex_of(path.ptr[i + 1]) * 16 + hex_of(path.ptr[i + 2]));
    if (is_escape) i += 2;
    if (is_escape ? is_unreserved(c) : c < 0x80) {
      out[len++] = (char)c;
      continue;
    }
    out[len++] = '%';
    out[len++] = HEX[c >> 4];
    out[len++] = HEX[c & 15];
  }
  out[len] = '\0';
  return (ro_slice){out, len};
}

/* "2", "0.5" as milliseconds; 0 for what is no number. */
static int64_t delay_of(ro_slice value) {
  int64_t ms = 0, unit = 1000;
  bool is_fraction = false;
  for (size_t i = 0; i < value.len && ms <= RO_ROBOTS_MOST_DELAY_MS; i++) {
    char c = value.ptr[i];
    if (c == '.' && !is_fraction) {
      is_fraction = true;
    } else if (c < '0' || c > '9') {
      return 0;
    } else if (is_fraction) {
      unit /= 10;
      ms += (c - '0') * unit;
    } else {
      ms = ms * 10 + (int64_t)(c - '0') * 1000;
    }
  }
  return ms < RO_ROBOTS_MOST_DELAY_MS ? ms : RO_ROBOTS_MOST_DELAY_MS;
}

/* The groups that name `agent`; whether there are any. */
static bool read_groups(ro_robots *robots, ro_slice text, ro_slice agent, ro_arena *arena) {
  bool is_ours = false, in_heads = false, any = false;
  line l;
  while (next_line(&text, &l)) {
    if (is_key(&l, "user-agent")) {
      is_ours = (in_heads && is_ours) || ro_slice_equal_nocase(token_of(l.value), agent);
      in_heads = true;
      any = any || is_ours;
      continue;
    }
    bool allows = is_key(&l, "allow"), is_rule = allows || is_key(&l, "disallow"), is_delay = is_key(&l, "crawl-delay");
    if (is_rule || is_delay) in_heads = false;
    if (!is_ours) continue;
    if (is_delay) {
      int64_t delay = delay_of(l.value);
      if (delay > robots->delay_ms) robots->delay_ms = delay;
    } else if (is_rule && l.value.len > 0) {
      RO_PUSH(arena, &robots->rules, ((ro_robots_rule){.path = normal_path(l.value, arena), .allows = allows}));
    }
  }
  return any;
}

void ro_robots_read(ro_robots *robots, ro_slice text, ro_slice agent, ro_arena *arena) {
  *robots = (ro_robots){0};
  text = ro_slice_part(text, 0, RO_ROBOTS_BYTES);
  if (ro_slice_starts(text, RO_LIT("\xEF\xBB\xBF"))) text = ro_slice_part(text, 3, text.len);
  if (!read_groups(robots, text, agent, arena)) (void)read_groups(robots, text, RO_LIT("*"), arena);
}

/* Does the rule stand at the beginning of the path? Each * first takes nothing, and more as long as what follows it does not
 * fit: only the last one met is widened. */
static bool fits(ro_slice rule, ro_slice path) {
  bool to_end = rule.len > 0 && rule.ptr[rule.len - 1] == '$';
  if (to_end) rule.len--;
  size_t r = 0, p = 0, star = SIZE_MAX, star_at = 0;
  for (;;) {
    if (r == rule.len && (!to_end || p == path.len)) return true;
    if (r < rule.len && rule.ptr[r] == '*') {
      star = ++r;
      star_at = p;
    } else if (r < rule.len && p < path.len && rule.ptr[r] == path.ptr[p]) {
      r++;
      p++;
    } else if (star != SIZE_MAX && star_at < path.len) {
      r = star;
      p = ++star_at;
    } else {
      return false;
    }
  }
}

bool ro_robots_allow(const ro_robots *robots, ro_slice path, ro_arena *arena) {
  if (robots->rules.len == 0 || ro_slice_equal(path, RO_LIT("/robots.txt"))) return true;
  path = normal_path(path, arena);
  const ro_robots_rule *best = NULL;
  for (size_t i = 0; i < robots->rules.len; i++) {
    const ro_robots_rule *rule = &robots->rules.at[i];
    bool is_better = !best || rule->path.len > best->path.len || (rule->path.len == best->path.len && rule->allows);
    if (is_better && fits(rule->path, path)) best = rule;
  }
  return !best || best->allows;
}
