#include "source/feed.h"

#include <expat.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "source/charset.h"
#include "source/html.h"
#include "source/sniff.h"

enum { MOST_RESTARTS = 100, MOST_DEPTH = 1000, MOST_FIELD = 64 << 20, ARENA_BYTES = 512 << 20, TITLE_BYTES = 16 << 20 };

/* What is kept of an entry. */
typedef enum field_kind {
  FIELD_NONE,
  FIELD_ID,
  FIELD_URL,
  FIELD_TITLE,
  FIELD_DATE,
  FIELD_MODIFIED,
  FIELD_OUTLET,
  FIELD_SUMMARY,
  FIELD_CONTENT,
  FIELD_ENCODED,
  N_FIELDS
} field_kind;

typedef enum place { OUTSIDE, IN_FEED, IN_ENTRY, IN_FIELD } place;

struct ro_feed {
  const char *name;
  ro_guard guard;
  ro_arena arena; /* the text */
  ro_arena shown; /* of one title */
  ro_slice text;
  XML_Parser parser;
  size_t depth;
  place place;
  size_t entry_depth, field_depth, line;
  field_kind field;
  bool is_feed_title;         /* the field is the feed's own */
  bool is_markup;             /* Atom's type="xhtml": elements in the field belong to it */
  char root[32];              /* name of the feed's root */
  bool in_channel;            /* RSS's channel is open */
  size_t start, lines_before; /* where in the text the parser began, behind `opened` bytes that were put before it */
  size_t opened, restarts;
  bool has_begun, has_ended, has_entry, is_opml, has_entities, is_deep;
  bool reads_lists; /* OPML is no error: its feeds are entries */
  ro_text fields[N_FIELDS];
  ro_text outlet; /* the feed's title */
};

bool ro_feed_begins(ro_slice bytes) {
  return ro_looks_like(bytes, (const char *const[]){"<rss", "<feed", "<rdf:rdf", "<opml", "<atom:feed", "<!doctype rss",
                                                    "<!doctype feed", "<!doctype rdf", "<!doctype opml", NULL});
}

/* A name without a prefix that feeds usually give; NULL for a name of another namespace. */
static const char *plain_name(const char *name) {
  static const char *const prefixes[] = {"content:", "dc:", "dcterms:", "atom:", "a10:", "rss:", "rdf:"};
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    size_t len = strlen(prefixes[i]);
    if (strncmp(name, prefixes[i], len) == 0) return name + len;
  }
  return strchr(name, ':') ? NULL : name;
}

static field_kind field_of(const char *name) {
  static const struct {
    const char *name;
    field_kind field;
  } names[] = {{"id", FIELD_ID},
               {"guid", FIELD_ID},
               {"link", FIELD_URL},
               {"title", FIELD_TITLE},
               {"pubDate", FIELD_DATE},
               {"date", FIELD_DATE},
               {"published", FIELD_DATE},
               {"issued", FIELD_DATE},
               {"updated", FIELD_MODIFIED},
               {"modified", FIELD_MODIFIED},
               {"source", FIELD_OUTLET},
               {"description", FIELD_SUMMARY},
               {"summary", FIELD_SUMMARY},
               {"content", FIELD_CONTENT},
               {"encoded", FIELD_ENCODED}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(name, names[i].name) == 0) return names[i].field;
  }
  return FIELD_NONE;
}

static const char *attribute(const char **attributes, const char *name) {
  for (; *attributes; attributes += 2) {
    if (strcmp(attributes[0], name) == 0) return attributes[1];
  }
  return NULL;
}

/* Atom: the first link that is to the entry itself. */
static void take_link(ro_feed *feed, const char **attributes) {
  const char *href = attribute(attributes, "href"), *rel = attribute(attributes, "rel");
  bool is_own = href && (!rel || strcmp(rel, "alternate") == 0);
  if (is_own && feed->fields[FIELD_URL].len == 0) ro_text_add(&feed->fields[FIELD_URL], ro_slice_of(href));
}

static void begin_field(ro_feed *feed, field_kind field, const char **attributes) {
  const char *type = attribute(attributes, "type");
  if (field == FIELD_URL) take_link(feed, attributes);
  bool is_taken = feed->fields[field].len > 0;
  feed->field = field == FIELD_NONE || is_taken ? FIELD_NONE : field;
  feed->field_depth = feed->depth;
  feed->is_markup = type && strcmp(type, "xhtml") == 0;
  feed->place = IN_FIELD;
}

static size_t line_of(const ro_feed *feed) {
  return (size_t)XML_GetCurrentLineNumber(feed->parser) + feed->lines_before;
}

static void begin_entry(ro_feed *feed) {
  for (size_t i = 0; i < N_FIELDS; i++) ro_text_clear(&feed->fields[i]);
  feed->place = IN_ENTRY;
  feed->entry_depth = feed->depth;
  feed->line = line_of(feed);
}

static ro_text *open_text(ro_feed *feed) {
  if (feed->is_feed_title) return &feed->outlet;
  return feed->place == IN_FIELD && feed->field != FIELD_NONE ? &feed->fields[feed->field] : NULL;
}

static void add_escaped(ro_text *out, ro_slice text) {
  size_t plain = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char *escape = text.ptr[i] == '<' ? "&lt;" : text.ptr[i] == '&' ? "&amp;" : NULL;
    if (!escape) continue;
    ro_text_add(out, ro_slice_part(text, plain, i));
    ro_text_add(out, ro_slice_of(escape));
    plain = i + 1;
  }
  ro_text_add(out, ro_slice_part(text, plain, text.len));
}

static void add_tag(ro_text *out, const char *opening, const char *name) {
  ro_text_add(out, ro_slice_of(opening));
  ro_text_add(out, ro_slice_of(name));
  ro_text_add(out, RO_LIT(">"));
}

/* Where elements above entries stand: the feed's root, and RSS's channel. */
static void begin_outer(ro_feed *feed, const char *name) {
  bool is_entry = strcmp(name, "item") == 0 || strcmp(name, "entry") == 0;
  if (is_entry) {
    begin_entry(feed);
  } else if (strcmp(name, "channel") == 0 && feed->depth == 2) {
    feed->entry_depth = 3;
    feed->in_channel = true;
  } else if (strcmp(name, "title") == 0 && feed->depth == feed->entry_depth && feed->outlet.len == 0) {
    feed->is_feed_title = true;
    feed->field_depth = feed->depth;
  }
}

/* OPML: an outline that names a feed. */
static void take_outline(ro_feed *feed, const char *name, const char **attributes) {
  const char *url = attribute(attributes, "xmlUrl"), *title = attribute(attributes, "title");
  if (strcmp(name, "outline") != 0 || !url) return;
  if (!title) title = attribute(attributes, "text");
  begin_entry(feed);
  feed->place = IN_FEED; /* an outline may hold others */
  ro_text_add(&feed->fields[FIELD_URL], ro_slice_of(url));
  ro_text_add(&feed->fields[FIELD_TITLE], ro_slice_of(title ? title : ""));
  feed->has_entry = true;
  XML_StopParser(feed->parser, XML_TRUE);
}

static void XMLCALL begin_element(void *ctx, const char *full_name, const char **attributes) {
  ro_feed *feed = ctx;
  if (++feed->depth > MOST_DEPTH) {
    feed->is_deep = true;
    XML_StopParser(feed->parser, XML_FALSE);
    return;
  }
  const char *name = plain_name(full_name);
  if (feed->place == IN_FIELD) {
    ro_text *out = feed->is_markup ? open_text(feed) : NULL;
    if (out) add_tag(out, "<", name ? name : full_name);
    /* Atom's source is a feed's head, RSS's its name. */
    if (feed->field == FIELD_OUTLET && name && strcmp(name, "title") == 0) ro_text_clear(&feed->fields[FIELD_OUTLET]);
  } else if (feed->place == IN_ENTRY) {
    begin_field(feed, name ? field_of(name) : FIELD_NONE, attributes);
  } else if (feed->depth == 1) {
    feed->is_opml = strcmp(full_name, "opml") == 0;
    feed->place = IN_FEED;
    feed->entry_depth = 2;
    if (feed->restarts == 0) (void)snprintf(feed->root, sizeof feed->root, "%s", full_name);
    if (feed->is_opml && !feed->reads_lists) XML_StopParser(feed->parser, XML_FALSE);
  } else if (feed->is_opml) {
    take_outline(feed, full_name, attributes);
  } else if (name) {
    begin_outer(feed, name);
  }
}

static void XMLCALL end_element(void *ctx, const char *full_name) {
  ro_feed *feed = ctx;
  const char *name = plain_name(full_name);
  bool is_field = feed->depth == feed->field_depth;
  if (feed->place == IN_FIELD && is_field) {
    feed->place = IN_ENTRY;
  } else if (feed->place == IN_FIELD && feed->is_markup) {
    ro_text *out = open_text(feed);
    if (out) add_tag(out, "</", name ? name : full_name);
  } else if (feed->place == IN_FIELD && feed->field == FIELD_OUTLET && name && strcmp(name, "title") == 0) {
    feed->field = FIELD_NONE;
  } else if (feed->place == IN_ENTRY && feed->depth == feed->entry_depth) {
    feed->place = IN_FEED;
    feed->has_entry = true;
    XML_StopParser(feed->parser, XML_TRUE);
  }
  if (is_field) feed->is_feed_title = false;
  if (feed->depth == 2 && feed->place == IN_FEED) feed->in_channel = false;
  feed->depth--;
}

static void XMLCALL take_characters(void *ctx, const char *text, int len) {
  ro_feed *feed = ctx;
  ro_text *out = open_text(feed);
  ro_slice part = {text, (size_t)len};
  if (!out) return;
  if (feed->is_markup) {
    add_escaped(out, part);
  } else {
    ro_text_add(out, part);
  }
}

/* HTML's own names, as &nbsp;, in feeds that declare none: the field is HTML's to read. */
static void XMLCALL take_entity(void *ctx, const char *name, int is_parameter) {
  ro_text *out = is_parameter ? NULL : open_text(ctx);
  if (!out) return;
  ro_text_add(out, RO_LIT("&"));
  ro_text_add(out, ro_slice_of(name));
  ro_text_add(out, RO_LIT(";"));
}

static void XMLCALL refuse_entity(void *ctx, const char *name, int is_parameter, const char *value, int len, const char *base,
                                  const char *system, const char *public, const char *notation) {
  ro_feed *feed = ctx;
  (void)name, (void)is_parameter, (void)value, (void)len, (void)base, (void)system, (void)public, (void)notation;
  feed->has_entities = true;
  XML_StopParser(feed->parser, XML_FALSE);
}

static void prepare_parser(ro_feed *feed) {
  XML_SetUserData(feed->parser, feed);
  XML_SetElementHandler(feed->parser, begin_element, end_element);
  XML_SetCharacterDataHandler(feed->parser, take_characters);
  XML_SetSkippedEntityHandler(feed->parser, take_entity);
  XML_SetEntityDeclHandler(feed->parser, refuse_entity);
  (void)XML_UseForeignDTD(feed->parser, XML_TRUE);
}

/* The next entry behind `from`, or SIZE_MAX. */
static size_t find_entry(ro_slice text, size_t from) {
  ro_slice item = RO_LIT("<item"), entry = RO_LIT("<entry");
  size_t at = ro_slice_find(text, item, from), other = ro_slice_find(text, entry, from);
  return at < other ? at : other;
}

/*
 * XML that is wrong, as a bare "&" in a title, costs its entry: the parser begins anew at the next one, below elements like those
 * that are open above entries. Only so often, as each time may look at all that follows. False: nothing follows.
 */
static bool restart(ro_feed *feed) {
  XML_Index index = XML_GetCurrentByteIndex(feed->parser);
  size_t from = feed->start + (index > (XML_Index)feed->opened ? (size_t)index - feed->opened : 0) + 1;
  size_t next =
      feed->restarts < MOST_RESTARTS && strlen(feed->root) + 1 < sizeof feed->root ? find_entry(feed->text, from) : SIZE_MAX;
  if (next == SIZE_MAX || !XML_ParserReset(feed->parser, "UTF-8")) return false;
  for (size_t i = feed->start; i < next; i++) feed->lines_before += feed->text.ptr[i] == '\n';
  feed->restarts++;
  feed->start = next;
  feed->depth = 0;
  feed->place = OUTSIDE;
  feed->is_feed_title = feed->has_begun = false;
  char opening[64];
  feed->opened = (size_t)snprintf(opening, sizeof opening, feed->in_channel ? "<%s><channel>" : "<%s>", feed->root);
  prepare_parser(feed);
  return XML_Parse(feed->parser, opening, (int)feed->opened, XML_FALSE) == XML_STATUS_OK;
}

typedef struct decoding {
  ro_feed *feed;
  ro_slice bytes;
  readout_status status;
  readout_error *err;
} decoding;

static void decode_body(void *ctx) {
  decoding *d = ctx;
  ro_decoded decoded;
  ro_slice name = ro_arena_format(&d->feed->arena, "\"%s\"", d->feed->name);
  d->status = ro_charset_decode(d->bytes, true, RO_ABSENT, name, &decoded, &d->feed->arena, d->err);
  if (d->status == READOUT_OK) d->feed->text = ro_arena_copy(&d->feed->arena, decoded.text);
}

readout_status ro_feed_open(ro_feed **out, ro_slice bytes, const char *name, readout_error *err) {
  ro_feed *feed = calloc(1, sizeof *feed);
  *out = feed;
  if (!feed) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for reading \"%s\"", name);
  feed->name = name;
  ro_arena_init(&feed->arena, &feed->guard, ARENA_BYTES);
  ro_arena_init(&feed->shown, &feed->guard, TITLE_BYTES);
  for (size_t i = 0; i < N_FIELDS; i++) ro_text_init(&feed->fields[i], MOST_FIELD);
  ro_text_init(&feed->outlet, MOST_FIELD);
  if (bytes.len > INT_MAX / 8) return ro_fail(err, READOUT_ERR_INPUT, "\"%s\" is too large for a feed; split it", name);
  feed->parser = XML_ParserCreate("UTF-8");
  if (!feed->parser) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for reading \"%s\"", name);
  prepare_parser(feed);
  decoding d = {.feed = feed, .bytes = bytes, .err = err, .status = READOUT_OK};
  readout_status status = ro_guard_run(&feed->guard, decode_body, &d, err);
  return status != READOUT_OK ? status : d.status;
}

void ro_feed_close(ro_feed *feed) {
  if (!feed) return;
  if (feed->parser) XML_ParserFree(feed->parser);
  for (size_t i = 0; i < N_FIELDS; i++) ro_text_release(&feed->fields[i]);
  ro_text_release(&feed->outlet);
  ro_arena_release(&feed->shown);
  ro_arena_release(&feed->arena);
  free(feed);
}

static bool has_markup(ro_slice text) {
  return text.len > 0 && (memchr(text.ptr, '<', text.len) || memchr(text.ptr, '&', text.len));
}

typedef struct writing {
  ro_feed *feed;
  ro_text *json;
} writing;

static void add_field(ro_text *json, const char *name, ro_slice value) {
  value = ro_slice_trim(value);
  if (value.len == 0) return;
  ro_text_addf(json, "%s\"%s\":", json->len > 1 ? "," : "", name);
  ro_text_json(json, value);
}

/* A title may be HTML, escaped once more or not. */
static ro_slice plain_title(ro_feed *feed, ro_slice title) {
  if (!has_markup(title) || title.len > TITLE_BYTES / 64) return title;
  ro_page page;
  ro_page_parse(&page, title, &feed->shown);
  return page.text;
}

static ro_slice kept(const ro_feed *feed, field_kind field) {
  return ro_slice_trim(ro_text_slice(&feed->fields[field]));
}

static ro_slice text_of(const ro_feed *feed) {
  for (field_kind field = FIELD_ENCODED; field >= FIELD_SUMMARY; field--) {
    if (kept(feed, field).len > 0) return kept(feed, field);
  }
  return RO_ABSENT;
}

static void write_body(void *ctx) {
  writing *w = ctx;
  ro_feed *feed = w->feed;
  ro_slice outlet = kept(feed, FIELD_OUTLET), text = text_of(feed);
  if (outlet.len == 0) outlet = ro_text_slice(&feed->outlet);
  ro_arena_clear(&feed->shown);
  ro_text_clear(w->json);
  ro_text_add(w->json, RO_LIT("{"));
  add_field(w->json, "id", kept(feed, FIELD_ID));
  add_field(w->json, "url", kept(feed, FIELD_URL));
  add_field(w->json, "title", plain_title(feed, kept(feed, FIELD_TITLE)));
  add_field(w->json, "date", kept(feed, FIELD_DATE));
  add_field(w->json, "modified", kept(feed, FIELD_MODIFIED));
  add_field(w->json, "outlet", plain_title(feed, outlet));
  add_field(w->json, has_markup(text) ? "html" : "text", text);
  ro_text_add(w->json, RO_LIT("}"));
}

/* Says why the feed ends here, or what is wrong with an entry. */
static void fail_xml(ro_feed *feed, readout_error *err) {
  size_t line = line_of(feed);
  const char *why = XML_ErrorString(XML_GetErrorCode(feed->parser));
  if (feed->is_opml && !feed->reads_lists) {
    (void)ro_fail(err, READOUT_ERR_INPUT,
                  "\"%s\" is OPML, a list of feeds and no report; give it to readout watch, which fetches them", feed->name);
  } else if (feed->has_entities) {
    (void)ro_fail_at(err, READOUT_ERR_INPUT, line, 0,
                     "line %zu of \"%s\" declares an entity, which no feed needs; take its DOCTYPE out", line, feed->name);
  } else if (feed->is_deep) {
    (void)ro_fail_at(err, READOUT_ERR_INPUT, line, 0, "line %zu of \"%s\" nests more than %d elements", line, feed->name,
                     MOST_DEPTH);
  } else {
    feed->has_ended = !restart(feed);
    (void)ro_fail_at(err, READOUT_ERR_INPUT, line, 0, "line %zu of \"%s\" is no XML: %s; %s", line, feed->name, why,
                     feed->has_ended ? "nothing behind it is read" : "its entry is left out");
  }
}

/* To the end of the next entry, or of the feed. */
static bool go_on(ro_feed *feed, readout_error *err) {
  ro_slice rest = ro_slice_part(feed->text, feed->start, feed->text.len);
  bool is_first = !feed->has_begun;
  feed->has_entry = false;
  feed->has_begun = true;
  enum XML_Status status = is_first ? XML_Parse(feed->parser, rest.ptr, (int)rest.len, XML_TRUE) : XML_ResumeParser(feed->parser);
  feed->has_ended = status != XML_STATUS_SUSPENDED;
  if (status == XML_STATUS_ERROR) fail_xml(feed, err);
  return feed->has_entry;
}

bool ro_feed_next(ro_feed *feed, ro_text *json, size_t *line, size_t *passed, readout_error *err) {
  *err = (readout_error){0};
  while (!feed->has_ended) {
    bool has_entry = go_on(feed, err);
    *line = err->status == READOUT_OK ? feed->line : err->line;
    if (err->status != READOUT_OK) return true;
    if (!has_entry) return false;
    if (text_of(feed).len == 0) {
      ++*passed;
      continue;
    }
    writing w = {feed, json};
    (void)ro_guard_run(&feed->guard, write_body, &w, err);
    return true;
  }
  return false;
}

typedef struct linking {
  ro_feed *feed;
  ro_feed_link *link;
} linking;

static ro_slice or_absent(ro_slice text) {
  return text.len > 0 ? text : RO_ABSENT;
}

static void link_body(void *ctx) {
  linking *l = ctx;
  ro_feed *feed = l->feed;
  ro_arena_clear(&feed->shown);
  ro_slice url = kept(feed, FIELD_URL), id = kept(feed, FIELD_ID);
  bool is_address = ro_slice_starts(id, RO_LIT("http://")) || ro_slice_starts(id, RO_LIT("https://"));
  *l->link = (ro_feed_link){.url = or_absent(url.len == 0 && is_address ? id : url),
                            .title = or_absent(ro_slice_trim(plain_title(feed, kept(feed, FIELD_TITLE)))),
                            .date = or_absent(kept(feed, FIELD_DATE)),
                            .modified = or_absent(kept(feed, FIELD_MODIFIED))};
}

bool ro_feed_is_list(const ro_feed *feed) {
  return feed->is_opml;
}

bool ro_feed_next_link(ro_feed *feed, ro_feed_link *link, size_t *line, readout_error *err) {
  *err = (readout_error){0};
  *link = (ro_feed_link){0};
  feed->reads_lists = true;
  if (feed->has_ended) return false;
  bool has_entry = go_on(feed, err);
  *line = err->status == READOUT_OK ? feed->line : err->line;
  if (err->status != READOUT_OK) return true;
  linking l = {feed, link};
  if (has_entry) (void)ro_guard_run(&feed->guard, link_body, &l, err);
  return has_entry;
}
