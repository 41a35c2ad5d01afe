#include "ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void wrong(serve_ask *ask, const char *what, const char *subject) {
  if (!ask->why[0]) (void)snprintf(ask->why, sizeof ask->why, "%s: \"%.80s\"", what, subject);
}

bool serve_is_utf8(const char *text, size_t len) {
  const unsigned char *c = (const unsigned char *)text, *end = c + len;
  while (c < end) {
    unsigned lead = *c++, more = lead < 0x80 ? 0 : lead < 0xC2 ? 4 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 4;
    if (lead == 0 || more == 4 || (size_t)(end - c) < more) return false;
    unsigned point = more == 0 ? lead : lead & (0x3Fu >> more);
    for (unsigned i = 0; i < more; i++) {
      if ((*c & 0xC0) != 0x80) return false;
      point = point << 6 | (*c++ & 0x3Fu);
    }
    if ((more == 2 && (point < 0x800 || (point >= 0xD800 && point < 0xE000))) ||
        (more == 3 && (point < 0x10000 || point > 0x10FFFF)))
      return false;
  }
  return true;
}

static int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Decodes from `from` up to `end` into *to, which moves behind the NUL. Control characters are nothing that is asked for. */
static bool decode(char **to, const char *from, const char *end, bool is_query) {
  char *out = *to, *start = out;
  while (from < end) {
    int c = (unsigned char)*from++;
    if (c == '%') {
      int high = end - from >= 2 ? hex(from[0]) : -1, low = high >= 0 ? hex(from[1]) : -1;
      if (low < 0) return false;
      c = high * 16 + low;
      from += 2;
    } else if (c == '+' && is_query) {
      c = ' ';
    }
    if (c < 0x20 || c == 0x7F) return false;
    *out++ = (char)c;
  }
  *out++ = '\0';
  *to = out;
  return serve_is_utf8(start, (size_t)(out - start - 1));
}

static bool read_parameter(serve_ask *ask, char **room, const char *from, const char *end) {
  const char *equal = memchr(from, '=', (size_t)(end - from));
  if (ask->n_parameters == SERVE_MOST_PARAMETERS) return false;
  const char *name = *room;
  if (!decode(room, from, equal ? equal : end, true)) return false;
  const char *value = *room;
  if (!decode(room, equal ? equal + 1 : end, end, true)) return false;
  ask->parameters[ask->n_parameters].name = name;
  ask->parameters[ask->n_parameters].value = value;
  ask->parameters[ask->n_parameters++].is_known = false;
  return true;
}

bool serve_ask_read(serve_ask *ask, const char *target) {
  size_t len = strlen(target);
  ask->n_parameters = ask->n_lists = 0;
  ask->why[0] = '\0';
  if (len > SERVE_MOST_TARGET / 2 || target[0] != '/') {
    wrong(ask, "too long, or no path", "");
    return false;
  }
  const char *query = strchr(target, '?'), *end = target + len;
  char *path = ask->path, *room = ask->values;
  bool good = decode(&path, target, query ? query : end, false) && !strchr(ask->path, '\\');
  for (const char *from = query ? query + 1 : end; good && from < end;) {
    const char *next = memchr(from, '&', (size_t)(end - from));
    if (!next) next = end;
    if (next > from) good = read_parameter(ask, &room, from, next);
    from = next + 1;
  }
  if (!good) wrong(ask, "no address: a wrong %, a control character, or no UTF-8", "");
  return good;
}

const char *serve_ask_text(serve_ask *ask, const char *name) {
  const char *value = NULL;
  for (size_t i = 0; i < ask->n_parameters; i++) {
    if (strcmp(ask->parameters[i].name, name) != 0) continue;
    ask->parameters[i].is_known = true;
    if (value) wrong(ask, "asked for twice", name);
    value = ask->parameters[i].value;
  }
  return value && *value ? value : NULL;
}

const char *const *serve_ask_list(serve_ask *ask, const char *name, size_t most, size_t *n) {
  size_t first = ask->n_lists;
  for (size_t i = 0; i < ask->n_parameters; i++) {
    if (strcmp(ask->parameters[i].name, name) != 0) continue;
    ask->parameters[i].is_known = true;
    if (!*ask->parameters[i].value) continue;
    if (ask->n_lists - first == most || ask->n_lists == sizeof ask->lists / sizeof *ask->lists) {
      wrong(ask, "asked for too often", name);
      break;
    }
    ask->lists[ask->n_lists++] = ask->parameters[i].value;
  }
  *n = ask->n_lists - first;
  return ask->lists + first;
}

size_t serve_ask_number(serve_ask *ask, const char *name, size_t least, size_t most, size_t usual) {
  const char *text = serve_ask_text(ask, name);
  char *end;
  if (!text) return usual;
  unsigned long long value = strtoull(text, &end, 10);
  if (*end || *text < '0' || *text > '9' || strlen(text) > 12 || value < least || value > most) {
    wrong(ask, "no number that it can be", name);
    return usual;
  }
  return (size_t)value;
}

readout_whether serve_ask_whether(serve_ask *ask, const char *name) {
  const char *text = serve_ask_text(ask, name);
  if (!text) return READOUT_EITHER;
  if (strcmp(text, "true") == 0) return READOUT_YES;
  if (strcmp(text, "false") != 0) wrong(ask, "neither true nor false", name);
  return READOUT_NO;
}

bool serve_ask_flag(serve_ask *ask, const char *name, bool usual) {
  readout_whether asked = serve_ask_whether(ask, name);
  return asked == READOUT_EITHER ? usual : asked == READOUT_YES;
}

const char *serve_ask_word(serve_ask *ask, const char *name, const char *words) {
  const char *text = serve_ask_text(ask, name);
  size_t len = text ? strlen(text) : 0;
  for (const char *at = text ? words : ""; *at;) {
    size_t n = strcspn(at, " ");
    if (n == len && memcmp(at, text, n) == 0) return text;
    at += n + (at[n] == ' ');
  }
  if (text) wrong(ask, "no word that it can be", name);
  return NULL;
}

bool serve_ask_end(serve_ask *ask) {
  for (size_t i = 0; i < ask->n_parameters; i++)
    if (!ask->parameters[i].is_known) wrong(ask, "nothing here is asked for by", ask->parameters[i].name);
  return !ask->why[0];
}
