#include "report/parts.h"

#include "base/map.h"
#include "base/utf8.h"

enum {
  OWN_CUT = RO_IN_NAV | RO_IN_ASIDE | RO_IN_FOOTER | RO_IN_FORM | RO_IN_MEDIA | RO_IN_DIALOG | RO_IN_CAPTION | RO_IS_HIDDEN,
  LONG_TITLE = 400, /* bytes */
  LEAST_PANEL = 80, /* bytes of sentences */
  LEAST_PANELS = 3,
  LONG_CARD = 700, /* bytes */
  HEAD_BLOCKS = 6,
  LEAST_CARDS = 3
};

/* Shares of the page's sentences. */
static const double NEARLY_ALL = 0.85, VITAL = 0.6, MOST = 0.5, MUCH = 0.35;
/* Sentences from the first card on, of those before. */
static const double CARD_SHARE = 0.8;

static size_t block_bytes(const ro_page_block *block) {
  return block->span.end - block->span.start;
}

const ro_page_element *ro_block_element(const ro_page_parts *parts, size_t i) {
  return &parts->page->elements.at[parts->page->blocks.at[i].element];
}

double ro_link_share(const ro_page_parts *parts, size_t i) {
  const ro_page_block *block = &parts->page->blocks.at[i];
  return (double)block->link_bytes / (double)block_bytes(block);
}

/* What a reader types or chooses is none of the article, however long. */
static bool is_control(const ro_page_element *element) {
  return ro_slice_equal(element->tag, RO_LIT("textarea")) || ro_slice_equal(element->tag, RO_LIT("option")) ||
         ro_slice_equal(element->tag, RO_LIT("button"));
}

bool ro_is_sentences(const ro_page_parts *parts, size_t i) {
  return parts->paragraphs->at[i].kind == RO_PARAGRAPH_PROSE && ro_link_share(parts, i) < 0.5 &&
         !is_control(ro_block_element(parts, i));
}

unsigned ro_heading_rank(const ro_page_parts *parts, size_t i) {
  return ro_block_element(parts, i)->heading;
}

bool ro_is_title(const ro_page_parts *parts, size_t i) {
  ro_slice text = ro_slice_span(parts->page->text, parts->page->blocks.at[i].span);
  return text.len <= LONG_TITLE && ro_slice_find(parts->title, ro_fold(parts->arena, text), 0) != SIZE_MAX;
}

/* Two letters at least: "94" over an article counts votes. */
static bool has_word(ro_slice text) {
  size_t letters = 0;
  for (size_t at = 0; at < text.len && letters < 2;) letters += ro_is_alpha(ro_utf8_next(text, &at));
  return letters >= 2;
}

static bool is_heading(const ro_page_parts *parts, size_t i, unsigned rank) {
  return rank == 1 && has_word(ro_slice_span(parts->page->text, parts->page->blocks.at[i].span));
}

static void count_titles(ro_page_parts *parts) {
  parts->titles = RO_NEW_ARRAY(parts->arena, size_t, parts->page->blocks.len + 1);
  for (size_t i = 0; i < parts->page->blocks.len; i++) {
    unsigned rank = ro_heading_rank(parts, i);
    parts->titles[i + 1] = parts->titles[i] + (is_heading(parts, i, rank) || (rank > 1 && ro_is_title(parts, i)));
  }
}

/* How much a block without sentences speaks against the element that holds it: links do, a line that could be a heading or an
 * item less. */
static double weight_against(const ro_page_parts *parts, size_t i, bool is_cut) {
  if (is_cut) return 0.3;
  return parts->paragraphs->at[i].kind == RO_PARAGRAPH_LINE && ro_link_share(parts, i) < 0.5 ? 0.3 : 1.0;
}

static void add_up(const ro_page_parts *parts, ro_page_sums *out, const bool *is_skipped) {
  size_t count = parts->page->blocks.len;
  out->prose = RO_NEW_ARRAY(parts->arena, double, count + 1);
  out->other = RO_NEW_ARRAY(parts->arena, double, count + 1);
  for (size_t i = 0; i < count; i++) {
    const ro_page_block *block = &parts->page->blocks.at[i];
    double bytes = (double)block_bytes(block);
    bool is_cut = is_skipped && is_skipped[block->element];
    bool counts = ro_is_sentences(parts, i) && !is_cut;
    out->prose[i + 1] = out->prose[i] + (counts ? bytes * (1 - ro_link_share(parts, i)) : 0);
    out->other[i + 1] = out->other[i] + (counts ? bytes * ro_link_share(parts, i) : bytes * weight_against(parts, i, is_cut));
  }
}

double ro_sum_within(const double *sum, const ro_page_element *element) {
  return element->end_block > element->first_block ? sum[element->end_block] - sum[element->first_block] : 0;
}

unsigned *ro_page_names(const ro_page *page, const ro_furniture *furniture, ro_arena *arena) {
  ro_map known; /* each wording is asked once */
  ro_map_init(&known, arena);
  unsigned *names = RO_NEW_ARRAY(arena, unsigned, page->elements.len);
  for (size_t i = 0; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    ro_slice hints = element->hints;
    if (hints.len == 0 || element->end_block <= element->first_block) continue;
    bool is_new;
    uint64_t *kinds = ro_map_put(&known, hints, &is_new);
    if (is_new) *kinds = ro_furniture_names_of(furniture, hints);
    names[i] = (unsigned)*kinds;
  }
  return names;
}

static bool is_named(const ro_page_parts *parts, size_t i, ro_furniture_kind kind) {
  return (parts->names[i] & RO_FURNITURE_BIT(kind)) != 0;
}

/* Classes of these say what the article is about ("tag-sponsored", "has-sidebar"), not that it is none. */
static bool names_contents(ro_slice tag) {
  return ro_slice_equal(tag, RO_LIT("article")) || ro_slice_equal(tag, RO_LIT("main")) || ro_slice_equal(tag, RO_LIT("body")) ||
         ro_slice_equal(tag, RO_LIT("html"));
}

static unsigned own_kind(const ro_page_parts *parts, size_t i) {
  const ro_page_element *element = &parts->page->elements.at[i];
  return element->within & ~(i > 0 ? parts->page->elements.at[element->parent].within : 0u);
}

/* An element's names up to what numbers it. */
static ro_slice series_name(const ro_page_element *element) {
  size_t end = 0;
  while (end < element->hints.len && (element->hints.ptr[end] < '0' || element->hints.ptr[end] > ':')) end++;
  return ro_slice_part(element->hints, 0, end);
}

static bool may_be_panel(const ro_page_parts *parts, const ro_page_sums *all, size_t i) {
  return (own_kind(parts, i) & RO_IS_HIDDEN) != 0 && ro_sum_within(all->prose, &parts->page->elements.at[i]) >= LEAST_PANEL;
}

/* Several hidden elements of one name, all with sentences, are panels that a reader opens or a script puts in their places. */
static void find_panels(ro_page_parts *parts, const ro_page_sums *all) {
  ro_map series;
  ro_map_init(&series, parts->arena);
  for (size_t i = 0; i < parts->page->elements.len; i++) {
    if (may_be_panel(parts, all, i)) ++*ro_map_put(&series, series_name(&parts->page->elements.at[i]), NULL);
  }
  parts->is_panel = RO_NEW_ARRAY(parts->arena, bool, parts->page->elements.len);
  for (size_t i = 0; i < parts->page->elements.len; i++) {
    parts->is_panel[i] =
        may_be_panel(parts, all, i) && *ro_map_get(&series, series_name(&parts->page->elements.at[i])) >= LEAST_PANELS;
  }
}

/* By its tag, or because it is hidden, no part of an article. */
static bool bars(const ro_page_parts *parts, size_t i) {
  const ro_page_element *element = &parts->page->elements.at[i];
  unsigned own = own_kind(parts, i) & OWN_CUT;
  if (own != 0) return own != RO_IS_HIDDEN || !parts->is_panel[i];
  if (!ro_slice_equal(element->tag, RO_LIT("header")) || element->end_block <= element->first_block) return false;
  if ((element->within & (RO_IN_ARTICLE | RO_IN_MAIN)) != 0) return false;
  return parts->titles[element->end_block] == parts->titles[element->first_block];
}

static void judge_tags(ro_page_parts *parts) {
  const ro_page *page = parts->page;
  ro_page_sums all;
  add_up(parts, &all, NULL);
  find_panels(parts, &all);
  parts->is_barred = RO_NEW_ARRAY(parts->arena, bool, page->elements.len);
  for (size_t i = 0; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    bool is_vital = ro_sum_within(all.prose, element) > VITAL * all.prose[page->blocks.len];
    parts->is_barred[i] = (i > 0 && parts->is_barred[element->parent]) || (bars(parts, i) && !is_vital);
  }
}

static bool is_linked_headline(const ro_page_parts *parts, size_t i) {
  return parts->paragraphs->at[i].words >= 3 && ro_link_share(parts, i) > 0.8;
}

/* What teases of another page: a few short blocks, the first or a heading all link. */
static bool is_card(const ro_page_parts *parts, const ro_page_element *element) {
  size_t count = element->end_block > element->first_block ? element->end_block - element->first_block : 0, sentences = 0;
  if (count < 2 || count > 8) return false;
  const ro_page_block *blocks = parts->page->blocks.at;
  if (blocks[element->end_block - 1].span.end - blocks[element->first_block].span.start > LONG_CARD) return false;
  bool is_linked = is_linked_headline(parts, element->first_block);
  for (size_t i = element->first_block; i < element->end_block; i++) {
    sentences += ro_is_sentences(parts, i);
    if (ro_heading_rank(parts, i) > 0) is_linked = is_linked || is_linked_headline(parts, i);
  }
  return is_linked && sentences <= 2;
}

/* Cards that stand side by side behind the page's sentences lead to other pages; amid them, or most of them, they are its matter.
 */
static void find_cards(ro_page_parts *parts, const ro_page_sums *open) {
  const ro_page_element *elements = parts->page->elements.at;
  size_t len = parts->page->elements.len;
  size_t *first = RO_NEW_ARRAY(parts->arena, size_t, len),
         *count = RO_NEW_ARRAY(parts->arena, size_t, len); /* among an element's own */
  parts->is_card = RO_NEW_ARRAY(parts->arena, bool, len);
  for (size_t i = 1; i < len; i++) {
    size_t parent = elements[i].parent;
    if (!is_card(parts, &elements[i])) continue;
    if (count[parent] == 0) first[parent] = i;
    const ro_page_element *other = &elements[first[parent]];
    parts->is_card[i] =
        ro_slice_equal(elements[i].tag, other->tag) && ro_slice_equal(series_name(&elements[i]), series_name(other));
    count[parent] += parts->is_card[i];
  }
  for (size_t i = 1; i < len; i++) {
    if (!parts->is_card[i]) continue;
    double before = open->prose[elements[first[elements[i].parent]].first_block],
           behind = open->prose[parts->page->blocks.len] - before;
    parts->is_card[i] = count[elements[i].parent] >= LEAST_CARDS && behind < CARD_SHARE * before;
  }
}

/* Begins as an article of its own does: a heading, and its day or writer. A part of one has a heading at most. */
static bool begins_article(const ro_page_parts *parts, const ro_page_element *element) {
  size_t sentences = 0;
  bool has_heading = false, is_signed = false;
  for (size_t i = element->first_block; i < element->end_block; i++) {
    ro_paragraph_kind kind = parts->paragraphs->at[i].kind;
    bool is_head = sentences == 0 && i < element->first_block + HEAD_BLOCKS;
    has_heading = has_heading || (is_head && ro_heading_rank(parts, i) > 0 && ro_link_share(parts, i) < 0.9);
    is_signed = is_signed || (is_head && (kind == RO_PARAGRAPH_DATE || kind == RO_PARAGRAPH_BYLINE));
    sentences += ro_is_sentences(parts, i);
  }
  return has_heading && is_signed && sentences >= 2;
}

static bool has_title(const ro_page_parts *parts, const ro_page_element *element) {
  for (size_t i = element->first_block; i < element->end_block; i++) {
    if (ro_heading_rank(parts, i) > 0 && ro_is_title(parts, i)) return true;
  }
  return false;
}

/* Of whole articles that stand side by side, of one kind, the page is about the one that has its title, where one has: the others
 * are other pages' and were put behind it. */
static void bar_other_articles(ro_page_parts *parts) {
  const ro_page_element *elements = parts->page->elements.at;
  size_t len = parts->page->elements.len;
  size_t *first = RO_NEW_ARRAY(parts->arena, size_t, len), *titled = RO_NEW_ARRAY(parts->arena, size_t, len); /* 0: none */
  bool *is_one = RO_NEW_ARRAY(parts->arena, bool, len);
  for (size_t i = 1; i < len; i++) {
    size_t parent = elements[i].parent;
    if (parts->is_barred[i] || !begins_article(parts, &elements[i])) continue;
    if (first[parent] == 0) first[parent] = i;
    const ro_page_element *other = &elements[first[parent]];
    is_one[i] = ro_slice_equal(elements[i].tag, other->tag) && ro_slice_equal(series_name(&elements[i]), series_name(other));
    if (is_one[i] && has_title(parts, &elements[i])) titled[parent] = titled[parent] == 0 ? i : SIZE_MAX;
  }
  for (size_t i = 1; i < len; i++) {
    size_t own = titled[elements[i].parent];
    bool is_other = is_one[i] && own != 0 && own != SIZE_MAX && own != i;
    parts->is_barred[i] = parts->is_barred[i] || is_other || parts->is_barred[elements[i].parent];
  }
}

/* Bytes of sentences in what says that it is the article's body, among those in each element. */
static double *body_prose(const ro_page_parts *parts, const ro_page_sums *open) {
  const ro_page *page = parts->page;
  double *prose = RO_NEW_ARRAY(parts->arena, double, page->elements.len + 1);
  for (size_t i = page->elements.len; i > 1; i--) {
    const ro_page_element *element = &page->elements.at[i - 1];
    if (parts->is_body[i - 1] || ro_slice_equal(element->tag, RO_LIT("article")))
      prose[i - 1] = ro_sum_within(open->prose, element);
    if (prose[i - 1] > prose[element->parent]) prose[element->parent] = prose[i - 1];
  }
  return prose;
}

static bool holds_link(const ro_page_parts *parts, const ro_page_element *element) {
  size_t links = 0, bytes = 0;
  for (size_t i = element->first_block; i < element->end_block; i++) {
    links += parts->page->blocks.at[i].link_bytes;
    bytes += block_bytes(&parts->page->blocks.at[i]);
  }
  return links * 10 > bytes;
}

/* An element that most sentences of the page stand in is not cut, whatever it is called; nor one that holds many and in it an
 * article. */
static void judge_names(ro_page_parts *parts, const ro_page_sums *open) {
  const ro_page *page = parts->page;
  const double *body = body_prose(parts, open), all = open->prose[page->blocks.len];
  parts->is_cut = RO_NEW_ARRAY(parts->arena, bool, page->elements.len);
  for (size_t i = 0; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    bool is_apart = is_named(parts, i, RO_FURNITURE_APART);
    bool leads_off =
        is_apart || is_named(parts, i, RO_FURNITURE_CUT) || (is_named(parts, i, RO_FURNITURE_LURE) && holds_link(parts, element));
    bool is_cut = parts->is_card[i] || (leads_off && !names_contents(element->tag));
    double prose = ro_sum_within(open->prose, element);
    bool is_vital =
        !(is_apart && prose <= NEARLY_ALL * all) && (prose > MOST * all || (prose > MUCH * all && body[i] > VITAL * prose));
    parts->is_cut[i] = parts->is_barred[i] || (i > 0 && parts->is_cut[element->parent]) || (is_cut && !is_vital);
  }
}

void ro_page_parts_judge(ro_page_parts *parts, const ro_page *page, const unsigned *names, const ro_paragraphs *paragraphs,
                         ro_arena *arena) {
  *parts = (ro_page_parts){.page = page, .names = names, .paragraphs = paragraphs, .arena = arena};
  parts->title = page->title.len <= 2 * LONG_TITLE ? ro_fold(arena, page->title) : RO_LIT("");
  count_titles(parts);
  judge_tags(parts);
  bar_other_articles(parts);
  ro_page_sums open;
  add_up(parts, &open, parts->is_barred);
  find_cards(parts, &open);
  parts->is_body = RO_NEW_ARRAY(arena, bool, page->elements.len);
  for (size_t i = 0; i < page->elements.len; i++) parts->is_body[i] = is_named(parts, i, RO_FURNITURE_BODY);
  judge_names(parts, &open);
  add_up(parts, &parts->kept, parts->is_cut);
}
