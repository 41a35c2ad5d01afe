#include "report/page.h"

#include <math.h>
#include <stdint.h>

#include "base/map.h"

enum {
  OWN_CUT = RO_IN_NAV | RO_IN_ASIDE | RO_IN_FOOTER | RO_IN_FORM | RO_IN_MEDIA | RO_IN_DIALOG | RO_IN_CAPTION | RO_IS_HIDDEN,
  LONG_TITLE = 400, /* bytes */
  LEAST_PANEL = 80,  /* bytes of sentences */
  LEAST_PANELS = 3,
  LONG_REPEATED = 60,
  LONG_CARD = 700, /* bytes */
  LEAST_CARDS = 3,
  HEAD_BLOCKS = 3, /* before the title */
  LEAD_BLOCKS = 12  /* how far before the article's element its standfirst may stand */
};

static const double VITAL = 0.6; /* of the page's sentences */
static const double NEARLY_ALL = 0.85;
static const double CARD_SHARE = 0.8;
static const double MOST = 0.5;
static const double MUCH = 0.35;

/* [i] sums over the blocks before i. */
typedef struct sums {
  double *prose; /* bytes of sentences */
  double *other; /* of what else is shown, weighed by how much it speaks against an article */
} sums;

typedef struct chooser {
  const ro_page *page;
  const ro_paragraphs *paragraphs;
  const ro_furniture *furniture;
  ro_arena *arena;
  ro_slice title;  /* folded */
  bool *is_panel;  /* of each element: hidden until a reader opens it */
  bool *is_card;
  bool *is_barred; /* of each element: it, or what it stands in, is by its tag no part of an article */
  bool *is_cut;    /* barred, or none by its class */
  bool *is_body;   /* it says that it holds the article */
  size_t *titles;  /* [i]: main headings among the blocks before i */
  sums kept;
} chooser;

void ro_page_split(ro_paragraphs *paragraphs, const ro_page *page, const ro_furniture *furniture, ro_arena *arena) {
  for (size_t i = 0; i < page->blocks.len; i++) {
    ro_paragraph paragraph = {.span = page->blocks.at[i].span};
    ro_paragraph_judge(&paragraph, page->text, furniture, arena);
    RO_PUSH(arena, paragraphs, paragraph);
  }
}

static size_t block_bytes(const ro_page_block *block) {
  return block->span.end - block->span.start;
}

static double link_share(const ro_page_block *block) {
  return (double)block->link_bytes / (double)block_bytes(block);
}

/* What a reader types or chooses is none of the article, however long. */
static bool is_control(const ro_page_element *element) {
  return ro_slice_equal(element->tag, RO_LIT("textarea")) || ro_slice_equal(element->tag, RO_LIT("option")) ||
         ro_slice_equal(element->tag, RO_LIT("button"));
}

static bool is_sentences(const chooser *c, size_t block) {
  if (is_control(&c->page->elements.at[c->page->blocks.at[block].element])) return false;
  return c->paragraphs->at[block].kind == RO_PARAGRAPH_PROSE && link_share(&c->page->blocks.at[block]) < 0.5;
}

static unsigned heading_rank(const chooser *c, size_t i) {
  return c->page->elements.at[c->page->blocks.at[i].element].heading;
}

/* The title again, as a heading. */
static bool is_title(const chooser *c, size_t i) {
  ro_slice text = ro_slice_span(c->page->text, c->page->blocks.at[i].span);
  return text.len <= LONG_TITLE && ro_slice_find(c->title, ro_fold(c->arena, text), 0) != SIZE_MAX;
}

static void count_titles(chooser *c) {
  c->titles = RO_NEW_ARRAY(c->arena, size_t, c->page->blocks.len + 1);
  for (size_t i = 0; i < c->page->blocks.len; i++) {
    unsigned rank = heading_rank(c, i);
    c->titles[i + 1] = c->titles[i] + (rank == 1 || (rank > 1 && is_title(c, i)));
  }
}

/* How much a block without sentences speaks against the element that holds it: links do, a line that could be a heading or an
 * item less. */
static double weight_against(const chooser *c, size_t i, bool is_cut) {
  if (is_cut) return 0.3;
  return c->paragraphs->at[i].kind == RO_PARAGRAPH_LINE && link_share(&c->page->blocks.at[i]) < 0.5 ? 0.3 : 1.0;
}

static void add_up(const chooser *c, sums *out, const bool *is_skipped) {
  size_t count = c->page->blocks.len;
  out->prose = RO_NEW_ARRAY(c->arena, double, count + 1);
  out->other = RO_NEW_ARRAY(c->arena, double, count + 1);
  for (size_t i = 0; i < count; i++) {
    const ro_page_block *block = &c->page->blocks.at[i];
    double bytes = (double)block_bytes(block);
    bool is_cut = is_skipped && is_skipped[block->element];
    bool counts = is_sentences(c, i) && !is_cut;
    out->prose[i + 1] = out->prose[i] + (counts ? bytes * (1 - link_share(block)) : 0);
    out->other[i + 1] = out->other[i] + (counts ? bytes * link_share(block) : bytes * weight_against(c, i, is_cut));
  }
}

static double within(const double *sum, const ro_page_element *element) {
  return element->end_block > element->first_block ? sum[element->end_block] - sum[element->first_block] : 0;
}

/* What its class, id, role or itemprop says, asked once for each wording. */
static uint64_t hint_verdict(const chooser *c, ro_map *known, ro_slice hints) {
  if (hints.len == 0) return 0;
  bool is_new;
  uint64_t *verdict = ro_map_put(known, hints, &is_new);
  if (is_new) {
    uint64_t found = 0;
    if (ro_furniture_has_hint(c->furniture, RO_FURNITURE_CUT, hints)) found |= 1;
    if (ro_furniture_has_hint(c->furniture, RO_FURNITURE_BODY, hints)) found |= 2;
    if (ro_furniture_has_hint(c->furniture, RO_FURNITURE_APART, hints)) found |= 5;
    if (ro_furniture_has_hint(c->furniture, RO_FURNITURE_LURE, hints)) found |= 8;
    *verdict = found;
  }
  return *verdict;
}

/* Classes of these say what the article is about ("tag-sponsored", "has-sidebar"), not that it is none. */
static bool names_contents(ro_slice tag) {
  return ro_slice_equal(tag, RO_LIT("article")) || ro_slice_equal(tag, RO_LIT("main")) || ro_slice_equal(tag, RO_LIT("body")) ||
         ro_slice_equal(tag, RO_LIT("html"));
}

static unsigned own_kind(const chooser *c, size_t i) {
  const ro_page_element *element = &c->page->elements.at[i];
  return element->within & ~(i > 0 ? c->page->elements.at[element->parent].within : 0u);
}

/* An element's names up to what numbers it. */
static ro_slice series_name(const ro_page_element *element) {
  size_t end = 0;
  while (end < element->hints.len && (element->hints.ptr[end] < '0' || element->hints.ptr[end] > ':')) end++;
  return ro_slice_part(element->hints, 0, end);
}

static bool may_be_panel(const chooser *c, const sums *all, size_t i) {
  return (own_kind(c, i) & RO_IS_HIDDEN) != 0 && within(all->prose, &c->page->elements.at[i]) >= LEAST_PANEL;
}

/* Several hidden elements of one name, all with sentences, are panels that a reader opens or a script puts in their places. */
static void find_panels(chooser *c, const sums *all) {
  ro_map series;
  ro_map_init(&series, c->arena);
  for (size_t i = 0; i < c->page->elements.len; i++) {
    if (may_be_panel(c, all, i)) ++*ro_map_put(&series, series_name(&c->page->elements.at[i]), NULL);
  }
  c->is_panel = RO_NEW_ARRAY(c->arena, bool, c->page->elements.len);
  for (size_t i = 0; i < c->page->elements.len; i++) {
    c->is_panel[i] = may_be_panel(c, all, i) && *ro_map_get(&series, series_name(&c->page->elements.at[i])) >= LEAST_PANELS;
  }
}

/* By its tag, or because it is hidden, no part of an article. */
static bool bars(const chooser *c, size_t i) {
  const ro_page_element *element = &c->page->elements.at[i];
  unsigned own = own_kind(c, i) & OWN_CUT;
  if (own != 0) return own != RO_IS_HIDDEN || !c->is_panel[i];
  if (!ro_slice_equal(element->tag, RO_LIT("header")) || element->end_block <= element->first_block) return false;
  if ((element->within & (RO_IN_ARTICLE | RO_IN_MAIN)) != 0) return false;
  return c->titles[element->end_block] == c->titles[element->first_block];
}

static void judge_tags(chooser *c) {
  const ro_page *page = c->page;
  sums all;
  add_up(c, &all, NULL);
  find_panels(c, &all);
  c->is_barred = RO_NEW_ARRAY(c->arena, bool, page->elements.len);
  for (size_t i = 0; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    bool is_vital = within(all.prose, element) > VITAL * all.prose[page->blocks.len];
    c->is_barred[i] = (i > 0 && c->is_barred[element->parent]) || (bars(c, i) && !is_vital);
  }
}

static bool is_linked_headline(const chooser *c, size_t i) {
  return c->paragraphs->at[i].words >= 3 && link_share(&c->page->blocks.at[i]) > 0.8;
}

/* What teases of another page: a few short blocks, the first or a heading all link. */
static bool is_card(const chooser *c, const ro_page_element *element) {
  size_t count = element->end_block > element->first_block ? element->end_block - element->first_block : 0, sentences = 0;
  if (count < 2 || count > 8) return false;
  const ro_page_block *blocks = c->page->blocks.at;
  if (blocks[element->end_block - 1].span.end - blocks[element->first_block].span.start > LONG_CARD) return false;
  bool is_linked = is_linked_headline(c, element->first_block);
  for (size_t i = element->first_block; i < element->end_block; i++) {
    sentences += is_sentences(c, i);
    if (heading_rank(c, i) > 0) is_linked = is_linked || is_linked_headline(c, i);
  }
  return is_linked && sentences <= 2;
}

/* Cards that stand side by side behind the page's sentences lead to other pages; amid them, or most of them, they are its matter. */
static void cut_cards(chooser *c) {
  const ro_page *page = c->page;
  size_t *first = RO_NEW_ARRAY(c->arena, size_t, page->elements.len), *last = RO_NEW_ARRAY(c->arena, size_t, page->elements.len),
         *count = RO_NEW_ARRAY(c->arena, size_t, page->elements.len);
  sums open;
  add_up(c, &open, c->is_barred);
  c->is_card = RO_NEW_ARRAY(c->arena, bool, page->elements.len);
  for (size_t i = 1; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    size_t parent = element->parent;
    if (!is_card(c, element)) continue;
    if (count[parent] == 0) first[parent] = i;
    const ro_page_element *other = &page->elements.at[first[parent]];
    c->is_card[i] = ro_slice_equal(element->tag, other->tag) && ro_slice_equal(series_name(element), series_name(other));
    count[parent] += c->is_card[i];
    if (c->is_card[i]) last[parent] = i;
  }
  for (size_t i = 1; i < page->elements.len; i++) {
    size_t parent = page->elements.at[i].parent;
    if (!c->is_card[i]) continue;
    double before = open.prose[page->elements.at[first[parent]].first_block];
    double behind = open.prose[page->blocks.len] - before;
    c->is_card[i] = count[parent] >= LEAST_CARDS && behind < CARD_SHARE * before;
  }
}

/* Bytes of sentences in what says that it is the article's body, among those in each element. */
static double *body_prose(const chooser *c, const sums *open) {
  const ro_page *page = c->page;
  double *prose = RO_NEW_ARRAY(c->arena, double, page->elements.len + 1);
  for (size_t i = page->elements.len; i > 1; i--) {
    const ro_page_element *element = &page->elements.at[i - 1];
    if (c->is_body[i - 1] || ro_slice_equal(element->tag, RO_LIT("article"))) prose[i - 1] = within(open->prose, element);
    if (prose[i - 1] > prose[element->parent]) prose[element->parent] = prose[i - 1];
  }
  return prose;
}

static bool holds_link(const chooser *c, const ro_page_element *element) {
  size_t links = 0, bytes = 0;
  for (size_t i = element->first_block; i < element->end_block; i++) {
    links += c->page->blocks.at[i].link_bytes;
    bytes += block_bytes(&c->page->blocks.at[i]);
  }
  return links * 10 > bytes;
}

/* An element that most sentences of the page stand in is not cut, whatever it is called; nor one that holds many and in it an
 * article. */
static void judge_names(chooser *c) {
  const ro_page *page = c->page;
  sums open;
  add_up(c, &open, c->is_barred);
  ro_map known;
  ro_map_init(&known, c->arena);
  uint8_t *verdicts = RO_NEW_ARRAY(c->arena, uint8_t, page->elements.len);
  c->is_cut = RO_NEW_ARRAY(c->arena, bool, page->elements.len);
  c->is_body = RO_NEW_ARRAY(c->arena, bool, page->elements.len);
  for (size_t i = 0; i < page->elements.len; i++) {
    verdicts[i] = (uint8_t)hint_verdict(c, &known, page->elements.at[i].hints);
    c->is_body[i] = (verdicts[i] & 2) != 0;
  }
  const double *body = body_prose(c, &open), all = open.prose[page->blocks.len];
  for (size_t i = 0; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    bool is_named = (verdicts[i] & 1) != 0 || ((verdicts[i] & 8) != 0 && holds_link(c, element));
    bool is_cut = c->is_card[i] || (is_named && !names_contents(element->tag));
    double prose = within(open.prose, element);
    bool is_apart = (verdicts[i] & 4) != 0 && prose <= NEARLY_ALL * all;
    bool is_vital = !is_apart && (prose > MOST * all || (prose > MUCH * all && body[i] > VITAL * prose));
    c->is_cut[i] = c->is_barred[i] || (i > 0 && c->is_cut[element->parent]) || (is_cut && !is_vital);
  }
}

static bool is_article_body(const ro_page_element *element) {
  return element->itemprop.ptr && ro_slice_equal_nocase(element->itemprop, RO_LIT("articleBody"));
}

static double bonus(const chooser *c, size_t i) {
  const ro_page_element *element = &c->page->elements.at[i];
  unsigned above = i > 0 ? c->page->elements.at[element->parent].within : 0;
  unsigned own = element->within & ~above;
  if (is_article_body(element)) return 1.6;
  if (c->is_body[i]) return 1.3;
  if (own & RO_IN_ARTICLE) return 1.2;
  return own & RO_IN_MAIN ? 1.1 : 1.0;
}

/* Not a paragraph, and nothing that stands inside one. */
static bool is_container(const ro_page_element *element) {
  static const char *const inner[] = {"p",  "a",  "span", "b",  "i",  "em", "strong", "font",
                                      "h1", "h2", "h3",   "h4", "h5", "h6", "li",     "blockquote"};
  for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
    if (ro_slice_equal(element->tag, ro_slice_of(inner[i]))) return false;
  }
  return true;
}

/* Most sentences for the least else; of equals the innermost. */
static size_t choose_element(const chooser *c) {
  size_t best = 0;
  double best_score = -1;
  for (size_t i = 0; i < c->page->elements.len; i++) {
    const ro_page_element *element = &c->page->elements.at[i];
    double prose = within(c->kept.prose, element), other = within(c->kept.other, element);
    if (prose <= 0 || c->is_cut[i] || !is_container(element)) continue;
    double score = prose * sqrt(prose / (prose + other)) * bonus(c, i);
    if (score >= best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

static bool is_kept(const chooser *c, size_t i) {
  const ro_page_block *block = &c->page->blocks.at[i];
  ro_paragraph_kind kind = c->paragraphs->at[i].kind;
  if (c->is_cut[block->element]) return false;
  if (kind == RO_PARAGRAPH_PROSE) return link_share(block) < 0.6;
  if (kind == RO_PARAGRAPH_TEASER) return link_share(block) < 0.2;
  return kind == RO_PARAGRAPH_LINE && link_share(block) < 0.5;
}

static size_t find_tail(const chooser *c, size_t first, size_t end) {
  for (size_t i = first + 1; i < end; i++) {
    if (c->paragraphs->at[i].kind != RO_PARAGRAPH_TAIL) continue;
    double before = c->kept.prose[i] - c->kept.prose[first], after = c->kept.prose[end] - c->kept.prose[i];
    if (after * 3 <= before) return i;
  }
  return end;
}

static bool is_heading(const chooser *c, size_t i) {
  return heading_rank(c, i) > 0;
}

static bool is_list_item(const chooser *c, size_t i) {
  return (c->page->elements.at[c->page->blocks.at[i].element].within & RO_IN_LIST) != 0;
}

/* A standfirst stands between the title and the article, whatever its element is called. */
static bool is_standfirst(const chooser *c, size_t i, const ro_page_element *element) {
  const ro_paragraph *p = &c->paragraphs->at[i];
  const ro_page_block *block = &c->page->blocks.at[i];
  bool is_teaser = p->kind == RO_PARAGRAPH_TEASER && block->link_bytes == 0;
  if (p->words < 8 || c->is_barred[block->element] || !(is_teaser || is_sentences(c, i)) || is_title(c, i)) return false;
  if (i >= element->first_block && is_kept(c, i)) return true;
  size_t from = i > LEAD_BLOCKS ? i - LEAD_BLOCKS : 0;
  return c->titles[i] > c->titles[from] && (!c->is_cut[block->element] || block->link_bytes == 0);
}

/* Back over the subheads right before the first sentences, and to the standfirst. */
static size_t extend_lead(const chooser *c, const ro_page_element *element, size_t first, bool *is_main) {
  size_t lead = first;
  for (size_t i = first; i > element->first_block && is_kept(c, i - 1) && is_heading(c, i - 1); i--) {
    if (heading_rank(c, i - 1) == 1 || is_title(c, i - 1)) break;
    is_main[lead = i - 1] = true;
  }
  size_t stop = first > LEAD_BLOCKS ? first - LEAD_BLOCKS : 0;
  for (size_t i = lead; i > stop && heading_rank(c, i - 1) != 1; i--) {
    if (is_standfirst(c, i - 1, element)) is_main[lead = i - 1] = true;
  }
  return lead;
}

/* A heading with nothing of the article behind it, before the next heading of its rank, heads nothing. */
static void drop_empty_headings(const chooser *c, bool *is_main, size_t first, size_t end) {
  bool has_text = false;
  for (size_t i = end; i > first; i--) {
    if (!is_main[i - 1]) continue;
    if (!is_heading(c, i - 1)) {
      has_text = true;
    } else if (!has_text) {
      is_main[i - 1] = false;
    }
  }
}

/* What says that it is the article's body opens with any line that is not the title; other elements with a sentence. */
static bool may_open(const chooser *c, size_t i, bool is_body) {
  if (!is_kept(c, i)) return false;
  return is_sentences(c, i) || (is_body && heading_rank(c, i) != 1 && !is_title(c, i) && c->paragraphs->at[i].words > 1);
}

static bool may_close(const chooser *c, size_t i, bool is_body) {
  return is_kept(c, i) &&
         (is_sentences(c, i) || is_list_item(c, i) || (is_body && !is_heading(c, i) && link_share(&c->page->blocks.at[i]) < 0.2));
}

/* What holds the paragraph element that a block stands in; SIZE_MAX where it stands in none. */
static size_t paragraph_holder(const chooser *c, size_t i) {
  size_t at = c->page->blocks.at[i].element;
  for (size_t up = 0; up < 4 && at != 0; up++, at = c->page->elements.at[at].parent) {
    if (ro_slice_equal(c->page->elements.at[at].tag, RO_LIT("p"))) return c->page->elements.at[at].parent;
  }
  return SIZE_MAX;
}

/* Amid the article also what is all link can be part of it: an item, a heading, a cell, a whole sentence. */
static bool is_linked_part(const chooser *c, size_t i) {
  const ro_paragraph *p = &c->paragraphs->at[i];
  const ro_page_element *element = &c->page->elements.at[c->page->blocks.at[i].element];
  if (c->is_cut[c->page->blocks.at[i].element] || (p->kind != RO_PARAGRAPH_PROSE && p->kind != RO_PARAGRAPH_LINE)) return false;
  if (heading_rank(c, i) > 0) return true;
  if (p->kind == RO_PARAGRAPH_PROSE) return is_list_item(c, i) || (paragraph_holder(c, i) != SIZE_MAX && link_share(&c->page->blocks.at[i]) < 0.9);
  return (element->within & (RO_IN_LIST | RO_IN_TABLE)) != 0;
}

/* Links under a line such as "Read more" lead away from it. */
static void mark_main(const chooser *c, bool *is_main, size_t first, size_t end) {
  bool leads_away = false;
  for (size_t i = first; i < end; i++) {
    ro_paragraph_kind kind = c->paragraphs->at[i].kind;
    if (kind == RO_PARAGRAPH_TAIL || kind == RO_PARAGRAPH_FURNITURE) leads_away = true;
    if (is_kept(c, i) && is_sentences(c, i)) leads_away = false;
    is_main[i] = is_kept(c, i) || (!leads_away && is_linked_part(c, i));
  }
}

static bool is_cell(const chooser *c, size_t i) {
  return (c->page->elements.at[c->page->blocks.at[i].element].within & RO_IN_TABLE) != 0;
}

/* What a page says twice, for wide screens and for narrow ones, is said once; short lines only amid what is said again. */
static void drop_repeated(const chooser *c, bool *is_main, size_t first, size_t end) {
  ro_map seen;
  ro_map_init(&seen, c->arena);
  bool repeats = false;
  for (size_t i = first; i < end; i++) {
    if (!is_main[i]) continue;
    ro_slice text = ro_slice_span(c->page->text, c->page->blocks.at[i].span);
    bool is_new, is_long = text.len >= LONG_REPEATED && is_sentences(c, i) && !is_cell(c, i);
    (void)ro_map_put(&seen, text, &is_new);
    if (is_long || is_new) repeats = !is_new;
    if (!is_new && repeats) is_main[i] = false;
  }
}

/* A line that stands as a paragraph among the article's paragraphs: a greeting, a signature, an address. */
static bool is_sibling_line(const chooser *c, size_t i, size_t of) {
  size_t holder = paragraph_holder(c, of);
  return is_kept(c, i) && holder != SIZE_MAX && paragraph_holder(c, i) == holder;
}

/* A little before the last title that stands before the article. */
static size_t find_head(const chooser *c, size_t first) {
  size_t title = first;
  while (title > 0 && c->titles[title] == c->titles[first]) title--;
  if (c->titles[first] == 0) title = first;
  return title > HEAD_BLOCKS ? title - HEAD_BLOCKS : 0;
}

ro_choice ro_page_choose(ro_paragraphs *paragraphs, const ro_page *page, const ro_furniture *furniture, ro_arena *arena) {
  ro_choice choice = {.is_main = RO_NEW_ARRAY(arena, bool, paragraphs->len)};
  if (page->elements.len == 0) return choice;
  chooser c = {.page = page, .paragraphs = paragraphs, .furniture = furniture, .arena = arena};
  c.title = page->title.len <= 2 * LONG_TITLE ? ro_fold(arena, page->title) : RO_LIT("");
  count_titles(&c);
  judge_tags(&c);
  cut_cards(&c);
  judge_names(&c);
  add_up(&c, &c.kept, c.is_cut);
  size_t chosen = choose_element(&c);
  const ro_page_element *element = &page->elements.at[chosen];
  bool is_body = c.is_body[chosen] || is_article_body(element);
  size_t first = element->first_block, end = element->end_block;
  while (first < end && !may_open(&c, first, is_body)) first++;
  if (first >= end) return choice;
  size_t limit = end = find_tail(&c, first, end);
  while (end > first + 1 && !may_close(&c, end - 1, is_body)) end--;
  for (size_t last = end - 1; end < limit && is_sibling_line(&c, end, last); end++) continue;
  for (size_t lead = first; first > element->first_block && is_sibling_line(&c, first - 1, lead); first--) continue;
  mark_main(&c, choice.is_main, first, end);
  drop_repeated(&c, choice.is_main, first, end);
  drop_empty_headings(&c, choice.is_main, first, end);
  choice.body = first;
  choice.first = extend_lead(&c, element, first, choice.is_main);
  choice.end = end;
  choice.head = find_head(&c, choice.first);
  ro_paragraph_sign_off(&paragraphs->at[end - 1], page->text, furniture, arena);
  return choice;
}
