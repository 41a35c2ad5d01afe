#include "report/markup.h"

#include <stdint.h>

#include "base/list_file.h"
#include "base/utf8.h"
#include "report/date.h"
#include "report/furniture.h"
#include "report/json_ld.h"
#include "report/outlet.h"
#include "report/shape.h"

enum { LONG_ENTITY = 10, PLACES = 2, ELSEWHERE = 10 * PLACES, SHORT_HEADING = 10, LONG_PERSON = 60, LONGEST_SITE_NAME = 60 };

typedef struct entity {
  const char *name;
  uint32_t point;
} entity;

/* The point that the entity at text[at] stands for, and its end; 0 where none stands there. */
static uint32_t entity_at(ro_slice text, size_t at, size_t *end) {
  static const entity entities[] = {{"amp", '&'},      {"quot", '"'},     {"apos", '\''},    {"lt", '<'},       {"gt", '>'},
                                    {"nbsp", ' '},     {"rsquo", 0x2019}, {"lsquo", 0x2018}, {"rdquo", 0x201D}, {"ldquo", 0x201C},
                                    {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}};
  size_t semicolon = ro_slice_find(ro_slice_part(text, at, at + LONG_ENTITY + 2), RO_LIT(";"), 0);
  if (semicolon == SIZE_MAX || semicolon < 2) return 0;
  ro_slice name = ro_slice_part(text, at + 1, at + semicolon);
  *end = at + semicolon + 1;
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
    if (ro_slice_equal(name, ro_slice_of(entities[i].name))) return entities[i].point;
  }
  if (name.ptr[0] != '#' || name.len < 2) return 0;
  bool is_hex = (name.ptr[1] | 0x20) == 'x';
  uint32_t point = 0;
  for (size_t i = is_hex ? 2 : 1; i < name.len; i++) {
    char c = name.ptr[i];
    uint32_t digit = c >= '0' && c <= '9'                     ? (uint32_t)(c - '0')
                     : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (uint32_t)((c | 0x20) - 'a' + 10)
                                                              : 99;
    if (digit >= (is_hex ? 16u : 10u)) return 0;
    point = point * (is_hex ? 16u : 10u) + digit;
    if (point > 0x10FFFF) return 0;
  }
  return point >= 0xD800 && point <= 0xDFFF ? 0 : point;
}

static ro_slice without_entities(ro_slice text, ro_arena *arena) {
  if (text.len == 0 || !memchr(text.ptr, '&', text.len)) return text;
  char *out = ro_arena_text(arena, text.len);
  size_t len = 0;
  for (size_t at = 0; at < text.len;) {
    size_t end;
    uint32_t point = text.ptr[at] == '&' ? entity_at(text, at, &end) : 0;
    if (point != 0) {
      len += ro_utf8_put(out + len, point);
      at = end;
    } else {
      out[len++] = text.ptr[at++];
    }
  }
  return (ro_slice){out, len};
}

ro_slice ro_markup_clean(ro_slice text, ro_arena *arena) {
  if (!text.ptr) return RO_ABSENT;
  text = without_entities(without_entities(text, arena), arena);
  ro_slice line = ro_utf8_one_line(arena, text);
  return line.len > 0 ? line : RO_ABSENT;
}

/* Between a title and the name of its outlet. */
static const char *const marks[] = {" - ", " | ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xC2\xB7 "};

ro_slice ro_title_without_outlet(ro_slice title, ro_slice outlet) {
  size_t best = SIZE_MAX;
  for (size_t i = 0; title.ptr && i < sizeof marks / sizeof *marks; i++) {
    ro_slice mark = ro_slice_of(marks[i]);
    for (size_t at = ro_slice_find(title, mark, 0); at != SIZE_MAX; at = ro_slice_find(title, mark, at + 1)) {
      ro_slice behind = ro_slice_part(title, at + mark.len, title.len);
      bool is_outlet = outlet.ptr && ro_slice_equal_nocase(ro_slice_trim(behind), outlet);
      if (is_outlet && at < best) best = at;
    }
  }
  return best == SIZE_MAX ? title : ro_slice_trim(ro_slice_part(title, 0, best));
}

/* The value of the first of these properties that the page has, in the order of the names. */
static ro_slice property(const ro_page *page, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    ro_slice name = ro_slice_of(names[i]);
    for (size_t k = 0; k < page->properties.len; k++) {
      if (ro_slice_equal(page->properties.at[k].name, name)) return page->properties.at[k].value;
    }
  }
  return RO_ABSENT;
}

#define PROPERTY(page, ...) \
  property((page), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static ro_slice first_of(ro_slice a, ro_slice b) {
  return a.ptr && a.len > 0 ? a : b;
}

/* The text under the first element with this itemprop. */
static ro_slice microdata(const ro_page *page, ro_slice name) {
  for (size_t i = 0; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    if (!element->itemprop.ptr || !ro_slice_equal_nocase(element->itemprop, name) || element->first_block >= element->end_block)
      continue;
    return ro_slice_span(page->text, page->blocks.at[element->first_block].span);
  }
  return RO_ABSENT;
}

/* A name that says it in other words: "w-published-date", "shareaholic:article_published_time", "sw-pubdate". */
static bool names_publication(ro_slice name) {
  bool has_time = ro_slice_find(name, RO_LIT("date"), 0) != SIZE_MAX || ro_slice_find(name, RO_LIT("time"), 0) != SIZE_MAX;
  return (has_time && ro_slice_find(name, RO_LIT("publi"), 0) != SIZE_MAX) ||
         ro_slice_find(name, RO_LIT("pubdate"), 0) != SIZE_MAX || ro_slice_find(name, RO_LIT("pub_date"), 0) != SIZE_MAX;
}

static ro_slice otherwise_published(const ro_page *page, ro_arena *arena) {
  for (size_t i = 0; i < page->properties.len; i++) {
    if (!names_publication(page->properties.at[i].name)) continue;
    ro_slice date = ro_date_stamp(page->properties.at[i].value, arena);
    if (date.ptr) return date;
  }
  return RO_ABSENT;
}

static ro_slice published(const ro_page *page, const ro_json_ld *ld, ro_arena *arena) {
  ro_slice date = ro_date_stamp(ld->published, arena);
  if (date.ptr) return date;
  date = ro_date_stamp(
      PROPERTY(page, "article:published_time", "og:article:published_time", "og:published_time", "article:published",
               "parsely-pub-date", "sailthru.date", "dcterms.created", "dc.date.issued", "dcterms.date", "dc.date",
               "dcterms.issued", "citation_publication_date", "citation_date", "publish-date", "publish_date", "publication_date",
               "publicationdate", "pubdate", "date", "article.published", "published-date", "originalpublicationdate",
               "cxenseparse:recs:publishtime", "published_time_telegram", "rnews:datepublished", "og:pubdate", "releasedate",
               "published", "publishdate", "dc.date.created", "datepublished", "datecreated"),
      arena);
  if (!date.ptr) date = otherwise_published(page, arena);
  return date.ptr ? date : ro_date_stamp(microdata(page, RO_LIT("datePublished")), arena);
}

static ro_slice modified(const ro_page *page, const ro_json_ld *ld, ro_arena *arena) {
  ro_slice date = ro_date_stamp(ld->modified, arena);
  if (date.ptr) return date;
  return ro_date_stamp(PROPERTY(page, "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time",
                                "dcterms.modified", "dc.date.modified", "last-modified"),
                       arena);
}

/* How little a <time> says that it is the publication's: 0 says it most. */
static size_t time_rank(const ro_page_time *time, const ro_page_element *element) {
  static const char *const hints[] = {"publish", "entry-date", "post-date", "dateline", "posted", "date"};
  size_t rank = 0, count = sizeof hints / sizeof *hints;
  while (rank < count && ro_slice_find(element->hints, ro_slice_of(hints[rank]), 0) == SIZE_MAX) rank++;
  if (time->is_publication) rank = 0;
  return rank + (ro_slice_find(element->hints, RO_LIT("updated"), 0) != SIZE_MAX);
}

/* By its place: at the article's head first, then within it. */
static size_t place_rank(const ro_page_time *time, const ro_choice *choice) {
  if (time->block >= choice->title && time->block < choice->body) return 0;
  if (time->block >= choice->head && time->block <= choice->end) return 1;
  return ELSEWHERE;
}

ro_slice ro_markup_time(const ro_page *page, const ro_choice *choice, ro_arena *arena) {
  ro_slice best = RO_ABSENT;
  size_t best_rank = SIZE_MAX;
  for (size_t i = 0; i < page->times.len; i++) {
    const ro_page_time *time = &page->times.at[i];
    const ro_page_element *element = &page->elements.at[time->element];
    if (element->within & (RO_IN_NAV | RO_IN_ASIDE | RO_IN_FOOTER)) continue;
    size_t rank = PLACES * time_rank(time, element) + place_rank(time, choice);
    if (rank >= best_rank) continue;
    bool has_text = time->block < page->blocks.len;
    ro_slice date = ro_date_stamp(time->datetime, arena);
    if (!date.ptr && has_text) date = ro_date_stamp(ro_slice_span(page->text, page->blocks.at[time->block].span), arena);
    if (!date.ptr || date.len < 10) continue;
    best_rank = rank;
    best = date;
  }
  return best;
}

static ro_slice first_heading(const ro_page *page) {
  for (size_t i = 0; i < page->blocks.len; i++) {
    const ro_page_element *element = &page->elements.at[page->blocks.at[i].element];
    if (element->heading == 1 && !(element->within & RO_IS_HIDDEN)) return ro_slice_span(page->text, page->blocks.at[i].span);
  }
  return RO_ABSENT;
}

/* "Written by: Ada Novak" */
static ro_slice without_label(ro_slice name) {
  static const char *const labels[] = {"written by", "posted by", "author", "by", "von", "par", "por", "di"};
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
    size_t len = strlen(labels[i]);
    if (name.len <= len || !ro_slice_equal_nocase(ro_slice_part(name, 0, len), ro_slice_of(labels[i]))) continue;
    if (name.ptr[len] != ' ' && name.ptr[len] != ':') continue;
    while (len < name.len && (name.ptr[len] == ' ' || name.ptr[len] == ':')) len++;
    return ro_slice_part(name, len, name.len);
  }
  return name;
}

/* "Ada van Novak", not "Written by". */
static bool is_person(ro_slice name) {
  ro_shape shape = ro_shape_of(name);
  size_t last = name.len;
  while (last > 0 && name.ptr[last - 1] != ' ') last--;
  if (name.len > LONG_PERSON || last == name.len || !ro_is_upper(ro_utf8_next(name, &last))) return false;
  return shape.words >= 2 && shape.words <= 5 && shape.capitals + 1 >= shape.words && shape.sentences == 0;
}

/* Who stands in the first element whose name says that an author's is in it. */
static ro_slice author_by_name(const ro_page *page, const unsigned *names) {
  for (size_t i = 0; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    bool says_so = (names[i] & RO_FURNITURE_BIT(RO_FURNITURE_AUTHOR)) != 0 ||
                   (element->itemprop.ptr && ro_slice_equal_nocase(element->itemprop, RO_LIT("author")));
    if (!says_so || element->first_block >= element->end_block) continue;
    ro_slice name = ro_slice_span(page->text, page->blocks.at[element->first_block].span);
    name = without_label(name);
    if (is_person(name)) return name;
  }
  return RO_ABSENT;
}

/* Behind a mark such as " | " at the beginning of `rest`; absent where it does not begin with one. */
static ro_slice behind_mark(ro_slice rest) {
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (ro_slice_starts(rest, ro_slice_of(marks[i]))) return ro_slice_part(rest, strlen(marks[i]), rest.len);
  }
  return RO_ABSENT;
}

/* What a title has behind the page's main heading; absent where it is no more than that, or other words. */
static ro_slice behind_heading(ro_slice title, ro_slice heading) {
  if (!title.ptr || heading.len < SHORT_HEADING || title.len <= heading.len) return RO_ABSENT;
  if (!ro_slice_equal_nocase(ro_slice_part(title, 0, heading.len), heading)) return RO_ABSENT;
  return behind_mark(ro_slice_part(title, heading.len, title.len));
}

/* The page's main heading is its title where its metadata has more behind that. */
static void part_title(ro_markup *markup, const ro_page *page, ro_arena *arena) {
  ro_slice heading = first_heading(page);
  if (behind_heading(markup->title, heading).ptr) markup->title = ro_markup_clean(heading, arena);
}

static bool is_name(ro_slice name) {
  return name.ptr && name.len > 0 && name.len < 120 && !ro_slice_starts(name, RO_LIT("http")) && name.ptr[0] != '@';
}

/* A name that the page's metadata has under one of these, trimmed; absent where it is none. */
static ro_slice name_in(ro_slice value, ro_arena *arena) {
  ro_slice name = ro_markup_clean(value, arena);
  if (!is_name(name)) return RO_ABSENT;
  if (ro_is_address(name)) name = ro_slice_part(name, strlen("www."), name.len);
  return ro_outlet_trim(name);
}

/* Of the publisher and the site that JSON-LD names the publisher, but that the site alone stands for the host: a publisher may
 * have several. */
static ro_slice publisher(const ro_json_ld *ld, ro_slice host, ro_arena *arena) {
  ro_slice name = name_in(ld->publisher, arena), site = name_in(ld->site, arena);
  name = ro_names_host(site, host, arena) && !ro_names_host(name, host, arena) ? site : first_of(name, site);
  return name.ptr ? ro_outlet_without_motto(name, host, arena) : RO_ABSENT;
}

static bool has_word_of(ro_slice name, ro_furniture_kind kind, const ro_furniture *furniture, ro_arena *arena) {
  ro_slice rest = ro_fold(arena, name), word;
  while (ro_field_next(&rest, ' ', &word))
    if (word.len > 0 && ro_furniture_has(furniture, kind, word)) return true;
  return false;
}

/* The part of the title that is a name; "News" alone is a part of the site. */
static ro_slice in_title(ro_slice title, const ro_page *page, const ro_furniture *furniture, ro_slice host, ro_arena *arena) {
  ro_slice told = ro_outlet_in_title(title, page, host, arena);
  bool is_kind = told.ptr && ro_furniture_has(furniture, RO_FURNITURE_OUTLET, ro_fold(arena, told));
  bool is_byline = ro_slice_starts(told, RO_LIT("By ")) || ro_slice_starts(told, RO_LIT("by "));
  return (is_kind || is_byline) && !ro_names_host(told, host, arena) ? RO_ABSENT : told;
}

/* og:site_name. Where it is but the address, the title or the publisher may say how that is written; some pages have their title
 * there, and some a motto behind the name. "Presidency | Republic of Kenya" is none without its state. */
static ro_slice site_name(const ro_page *page, ro_slice title, ro_slice told, ro_slice published_by,
                          const ro_furniture *furniture, ro_slice host, ro_arena *arena) {
  ro_slice stated = ro_markup_clean(PROPERTY(page, "og:site_name"), arena), name = name_in(stated, arena);
  if (!name.ptr) return RO_ABSENT;
  bool is_address = ro_is_address(stated);
  bool is_title = ro_slice_equal(stated, title) || ro_slice_equal(stated, ro_markup_clean(PROPERTY(page, "og:title"), arena));
  if ((is_address || is_title) && ro_names_host(told, host, arena)) return told;
  if (is_address && ro_names_host(published_by, host, arena)) return published_by;
  if (is_title && name.len > LONGEST_SITE_NAME) return RO_ABSENT;
  return has_word_of(name, RO_FURNITURE_OFFICIAL, furniture, arena) ? name : ro_outlet_without_motto(name, host, arena);
}

/* What the page says it is, else what its title does. */
static ro_slice outlet(const ro_page *page, const ro_json_ld *ld, const ro_furniture *furniture, ro_slice host, ro_arena *arena) {
  ro_slice title = ro_markup_clean(page->title, arena), told = in_title(title, page, furniture, host, arena);
  ro_slice published_by = publisher(ld, host, arena);
  ro_slice name = site_name(page, title, told, published_by, furniture, host, arena);
  if (name.ptr) return name;
  if (ro_is_host(told, host, arena)) return told;
  name = published_by;
  if (!name.ptr)
    name = name_in(PROPERTY(page, "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher", "application-name"),
                   arena);
  bool is_told = ro_names_host(told, host, arena);
  if (!name.ptr && !is_told) name = ro_outlet_in_pictures(page, host, arena);
  if (!name.ptr && !is_told) name = ro_outlet_of_feed(ro_markup_clean(page->feed, arena), host, arena);
  if (!name.ptr) name = told;
  if (!name.ptr) name = in_title(ro_markup_clean(PROPERTY(page, "og:title"), arena), page, furniture, host, arena);
  return name;
}

/* Of the one <time> with the attribute pubdate; a page that has several lists articles. */
static ro_slice told(const ro_page *page, ro_arena *arena) {
  const ro_page_time *one = NULL;
  for (size_t i = 0; i < page->times.len; i++) {
    if (!page->times.at[i].is_publication) continue;
    if (one) return RO_ABSENT;
    one = &page->times.at[i];
  }
  return one ? ro_date_stamp(one->datetime, arena) : RO_ABSENT;
}

/* Scripts, and what stands in a <meta> for one. */
static ro_slices json_ld_of(const ro_page *page, ro_arena *arena) {
  ro_slices scripts = {0};
  for (size_t i = 0; i < page->json_ld.len; i++) RO_PUSH(arena, &scripts, page->json_ld.at[i]);
  for (size_t i = 0; i < page->properties.len; i++) {
    ro_slice value = page->properties.at[i].value;
    if (ro_slice_starts(value, RO_LIT("{")) && ro_slice_find(value, RO_LIT("\"@context\""), 0) != SIZE_MAX)
      RO_PUSH(arena, &scripts, value);
  }
  return scripts;
}

void ro_markup_read(ro_markup *markup, const ro_page *page, const unsigned *names, const ro_furniture *furniture, ro_slice host,
                    ro_arena *arena) {
  *markup = (ro_markup){0};
  ro_json_ld ld;
  ro_slices scripts = json_ld_of(page, arena);
  ro_json_ld_read(&ld, &scripts, arena);
  markup->outlet = outlet(page, &ld, furniture, host, arena);
  ro_slice title = first_of(PROPERTY(page, "og:title", "citation_title"), ld.headline);
  title = first_of(title, PROPERTY(page, "dc.title", "dcterms.title", "twitter:title"));
  title = first_of(title, first_of(first_heading(page), page->title));
  title = ro_title_without_outlet(ro_markup_clean(title, arena), name_in(PROPERTY(page, "og:site_name"), arena));
  markup->title = ro_title_without_outlet(title, markup->outlet);
  part_title(markup, page, arena);
  ro_slice author =
      first_of(ld.author, PROPERTY(page, "author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl"));
  markup->byline = ro_markup_clean(author, arena);
  if (!is_name(markup->byline)) markup->byline = RO_ABSENT;
  markup->author = author_by_name(page, names);
  markup->published = published(page, &ld, arena);
  markup->modified = modified(page, &ld, arena);
  markup->is_stamped = ld.is_stamped;
  markup->told = told(page, arena);
  markup->language = page->language;
  markup->url = page->canonical;
}
