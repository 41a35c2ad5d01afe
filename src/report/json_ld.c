#include "report/json_ld.h"

#include <stdint.h>
#include <yyjson.h>

#include "report/markup.h"

enum { MAX_DEPTH = 24, DATE_LENGTH = 10 };

static void free_document(void *document) {
  yyjson_doc_free(document);
}

/* From the first bracket to the last, out of a CDATA section, control characters as spaces. */
static ro_slice clean_script(ro_slice script, ro_arena *arena) {
  size_t mark = ro_slice_find(script, RO_LIT("<![CDATA["), 0);
  if (mark != SIZE_MAX) {
    script = ro_slice_part(script, mark + strlen("<![CDATA["), script.len);
    script = ro_slice_part(script, 0, ro_slice_find(script, RO_LIT("]]>"), 0));
  }
  size_t start = 0, end = script.len;
  while (start < end && script.ptr[start] != '{' && script.ptr[start] != '[') start++;
  while (end > start && script.ptr[end - 1] != '}' && script.ptr[end - 1] != ']') end--;
  char *out = ro_arena_text(arena, end - start);
  for (size_t i = start; i < end; i++) out[i - start] = (unsigned char)script.ptr[i] < 0x20 ? ' ' : script.ptr[i];
  return (ro_slice){out, end - start};
}

static ro_slice string_of(yyjson_val *value) {
  return yyjson_is_str(value) ? (ro_slice){yyjson_get_str(value), yyjson_get_len(value)} : RO_ABSENT;
}

static void set(ro_slice *field, ro_slice value) {
  if (!field->ptr && value.ptr && value.len > 0) *field = value;
}

/* A name given as a string, an object with a name, or an array of these (its first). */
static ro_slice name_of(yyjson_val *value) {
  for (size_t depth = 0; depth < MAX_DEPTH; depth++) {
    if (yyjson_is_arr(value)) {
      value = yyjson_arr_get_first(value);
    } else if (yyjson_is_obj(value)) {
      value = yyjson_obj_get(value, "name");
    } else {
      break;
    }
  }
  return string_of(value);
}

/* 2: an article; 1: a page; 0: anything else. */
static int rank_of_type(ro_slice type) {
  static const char *const articles[] = {"Article", "Posting", "Report", "Review", "Recipe", "Analysis"};
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
    if (ro_slice_ends(type, ro_slice_of(articles[i]))) return 2;
  }
  return ro_slice_ends(type, RO_LIT("Page")) ? 1 : 0;
}

static int rank_of(yyjson_val *object) {
  yyjson_val *type = yyjson_obj_get(object, "@type");
  if (!yyjson_is_arr(type)) return rank_of_type(string_of(type).ptr ? string_of(type) : RO_LIT(""));
  int best = 0;
  size_t i, count;
  yyjson_val *item;
  yyjson_arr_foreach(type, i, count, item) {
    ro_slice name = string_of(item);
    int rank = name.ptr ? rank_of_type(name) : 0;
    if (rank > best) best = rank;
  }
  return best;
}

static void take(ro_json_ld *ld, yyjson_val *object) {
  set(&ld->headline, string_of(yyjson_obj_get(object, "headline")));
  set(&ld->publisher, name_of(yyjson_obj_get(object, "publisher")));
  set(&ld->author, name_of(yyjson_obj_get(object, "author")));
  set(&ld->published, string_of(yyjson_obj_get(object, "datePublished")));
  set(&ld->modified, string_of(yyjson_obj_get(object, "dateModified")));
  set(&ld->language, string_of(yyjson_obj_get(object, "inLanguage")));
}

/* Visits every object; `found` holds what articles say at [1], pages at [0]. */
static void visit(ro_json_ld found[2], yyjson_val *value, size_t depth) {
  if (depth > MAX_DEPTH || !yyjson_is_ctn(value)) return;
  size_t i, count;
  yyjson_val *key, *item;
  if (yyjson_is_arr(value)) {
    yyjson_arr_foreach(value, i, count, item) visit(found, item, depth + 1);
    return;
  }
  int rank = rank_of(value);
  if (rank > 0) take(&found[rank - 1], value);
  if (ro_slice_equal(name_of(yyjson_obj_get(value, "@type")), RO_LIT("WebSite"))) {
    set(&found[0].site, string_of(yyjson_obj_get(value, "name")));
  }
  yyjson_obj_foreach(value, i, count, key, item) {
    ro_slice name = string_of(key);
    bool is_other = ro_slice_equal(name, RO_LIT("comment")) || ro_slice_equal(name, RO_LIT("itemListElement")) ||
                    ro_slice_equal(name, RO_LIT("isPartOf")) || ro_slice_equal(name, RO_LIT("hasPart"));
    if (!is_other) visit(found, item, depth + 1);
  }
}

/* With a time of day, and not changed after it; "published" some seconds behind "modified" is such a moment too. */
static bool is_stamped(const ro_json_ld *ld) {
  ro_slice published = ld->published, modified = ld->modified;
  if (!published.ptr || !modified.ptr || published.len != modified.len || !memchr(published.ptr, ':', published.len))
    return false;
  if (ro_slice_equal(published, modified)) return true;
  bool is_one_day = ro_slice_equal(ro_slice_part(published, 0, DATE_LENGTH), ro_slice_part(modified, 0, DATE_LENGTH));
  return is_one_day && ro_slice_compare(modified, published) < 0;
}

void ro_json_ld_read(ro_json_ld *ld, const ro_slices *scripts, ro_arena *arena) {
  ro_json_ld found[2];
  memset(found, 0, sizeof found);
  for (size_t i = 0; i < scripts->len; i++) {
    ro_slice script = clean_script(scripts->at[i], arena);
    yyjson_read_flag flags = YYJSON_READ_ALLOW_TRAILING_COMMAS | YYJSON_READ_ALLOW_COMMENTS;
    yyjson_doc *document = yyjson_read(script.ptr, script.len, flags);
    if (!document) {
      script = ro_markup_clean(script, arena); /* some pages write its quotes as entities */
      document = yyjson_read(script.ptr, script.len, flags);
    }
    if (!document) continue;
    ro_arena_defer(arena, free_document, document);
    visit(found, yyjson_doc_get_root(document), 0);
  }
  *ld = found[1];
  set(&ld->headline, found[0].headline);
  set(&ld->publisher, found[0].publisher);
  set(&ld->author, found[0].author);
  set(&ld->published, found[0].published);
  set(&ld->modified, found[0].modified);
  set(&ld->language, found[0].language);
  set(&ld->site, found[0].site);
  ld->is_stamped = is_stamped(ld);
}
