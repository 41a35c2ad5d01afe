#include "report/page.h"

#include <math.h>
#include <stdint.h>

#include "base/map.h"
#include "report/parts.h"

enum {
  LONG_REPEATED = 60, /* bytes */
  HEAD_BLOCKS = 3,    /* before the title */
  LEAD_BLOCKS = 12    /* how far before the article's element its standfirst may stand */
};

void ro_page_split(ro_paragraphs *paragraphs, const ro_page *page, const ro_furniture *furniture, ro_arena *arena) {
  size_t count = page->blocks.len;
  *paragraphs = (ro_paragraphs){.at = RO_NEW_ARRAY(arena, ro_paragraph, count), .len = count, .cap = count};
  for (size_t i = 0; i < count; i++) {
    paragraphs->at[i].span = page->blocks.at[i].span;
    ro_paragraph_judge(&paragraphs->at[i], page->text, furniture, arena);
  }
}

static bool is_article_body(const ro_page_element *element) {
  return element->itemprop.ptr && ro_slice_equal_nocase(element->itemprop, RO_LIT("articleBody"));
}

static double bonus(const ro_page_parts *parts, size_t i) {
  const ro_page_element *element = &parts->page->elements.at[i];
  unsigned above = i > 0 ? parts->page->elements.at[element->parent].within : 0;
  unsigned own = element->within & ~above;
  if (is_article_body(element)) return 1.6;
  if (parts->is_body[i]) return 1.3;
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
static size_t choose_element(const ro_page_parts *parts) {
  size_t best = 0;
  double best_score = -1;
  for (size_t i = 0; i < parts->page->elements.len; i++) {
    const ro_page_element *element = &parts->page->elements.at[i];
    double prose = ro_sum_within(parts->kept.prose, element), other = ro_sum_within(parts->kept.other, element);
    if (prose <= 0 || parts->is_cut[i] || !is_container(element)) continue;
    double score = prose * sqrt(prose / (prose + other)) * bonus(parts, i);
    if (score >= best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

static bool is_kept(const ro_page_parts *parts, size_t i) {
  const ro_page_block *block = &parts->page->blocks.at[i];
  ro_paragraph_kind kind = parts->paragraphs->at[i].kind;
  if (parts->is_cut[block->element]) return false;
  if (kind == RO_PARAGRAPH_PROSE) return ro_link_share(parts, i) < 0.6;
  if (kind == RO_PARAGRAPH_TEASER) return ro_link_share(parts, i) < 0.2;
  return kind == RO_PARAGRAPH_LINE && ro_link_share(parts, i) < 0.5;
}

static size_t find_tail(const ro_page_parts *parts, size_t first, size_t end) {
  for (size_t i = first + 1; i < end; i++) {
    if (parts->paragraphs->at[i].kind != RO_PARAGRAPH_TAIL) continue;
    double before = parts->kept.prose[i] - parts->kept.prose[first], after = parts->kept.prose[end] - parts->kept.prose[i];
    if (after * 3 <= before) return i;
  }
  return end;
}

static bool is_heading(const ro_page_parts *parts, size_t i) {
  return ro_heading_rank(parts, i) > 0;
}

static bool is_list_item(const ro_page_parts *parts, size_t i) {
  return (ro_block_element(parts, i)->within & RO_IN_LIST) != 0;
}

/* A standfirst stands between the title and the article, whatever its element is called. */
static bool is_standfirst(const ro_page_parts *parts, size_t i, const ro_page_element *element) {
  const ro_paragraph *p = &parts->paragraphs->at[i];
  const ro_page_block *block = &parts->page->blocks.at[i];
  bool is_teaser = p->kind == RO_PARAGRAPH_TEASER && block->link_bytes == 0;
  if (p->words < 8 || parts->is_barred[block->element] || !(is_teaser || ro_is_sentences(parts, i)) || ro_is_title(parts, i))
    return false;
  if (i >= element->first_block && is_kept(parts, i)) return true;
  size_t from = i > LEAD_BLOCKS ? i - LEAD_BLOCKS : 0;
  return parts->titles[i] > parts->titles[from] && (!parts->is_cut[block->element] || block->link_bytes == 0);
}

/* Back over the subheads right before the first sentences, and to the standfirst. */
static size_t extend_lead(const ro_page_parts *parts, const ro_page_element *element, size_t first, bool *is_main) {
  size_t lead = first;
  for (size_t i = first; i > element->first_block && is_kept(parts, i - 1) && is_heading(parts, i - 1); i--) {
    if (ro_heading_rank(parts, i - 1) == 1 || ro_is_title(parts, i - 1)) break;
    is_main[lead = i - 1] = true;
  }
  size_t stop = first > LEAD_BLOCKS ? first - LEAD_BLOCKS : 0;
  for (size_t i = lead; i > stop && ro_heading_rank(parts, i - 1) != 1; i--) {
    if (is_standfirst(parts, i - 1, element)) is_main[lead = i - 1] = true;
  }
  return lead;
}

/* A heading with nothing of the article behind it, before the next heading of its rank, heads nothing. */
static void drop_empty_headings(const ro_page_parts *parts, bool *is_main, size_t first, size_t end) {
  bool has_text = false;
  for (size_t i = end; i > first; i--) {
    if (!is_main[i - 1]) continue;
    if (!is_heading(parts, i - 1)) {
      has_text = true;
    } else if (!has_text) {
      is_main[i - 1] = false;
    }
  }
}

/* What says that it is the article's body opens with any line that is not the title; other elements with a sentence. */
static bool may_open(const ro_page_parts *parts, size_t i, bool is_body) {
  if (!is_kept(parts, i)) return false;
  return ro_is_sentences(parts, i) ||
         (is_body && ro_heading_rank(parts, i) != 1 && !ro_is_title(parts, i) && parts->paragraphs->at[i].words > 1);
}

static bool may_close(const ro_page_parts *parts, size_t i, bool is_body) {
  return is_kept(parts, i) && (ro_is_sentences(parts, i) || is_list_item(parts, i) ||
                               (is_body && !is_heading(parts, i) && ro_link_share(parts, i) < 0.2));
}

/* What holds the paragraph element that a block stands in; SIZE_MAX where it stands in none. */
static size_t paragraph_holder(const ro_page_parts *parts, size_t i) {
  size_t at = parts->page->blocks.at[i].element;
  for (size_t up = 0; up < 4 && at != 0; up++, at = parts->page->elements.at[at].parent) {
    if (ro_slice_equal(parts->page->elements.at[at].tag, RO_LIT("p"))) return parts->page->elements.at[at].parent;
  }
  return SIZE_MAX;
}

static bool is_listed(const ro_page_parts *parts, size_t i) {
  return (ro_block_element(parts, i)->within & (RO_IN_LIST | RO_IN_TABLE)) != 0;
}

/* Amid the article also what is all link can be part of it: an item, a heading, a cell, a whole sentence. */
static bool is_linked_part(const ro_page_parts *parts, size_t i) {
  const ro_paragraph *p = &parts->paragraphs->at[i];
  if (parts->is_cut[parts->page->blocks.at[i].element] || (p->kind != RO_PARAGRAPH_PROSE && p->kind != RO_PARAGRAPH_LINE))
    return false;
  if (ro_heading_rank(parts, i) > 0) return true;
  if (p->kind == RO_PARAGRAPH_PROSE)
    return is_list_item(parts, i) || (paragraph_holder(parts, i) != SIZE_MAX && ro_link_share(parts, i) < 0.9);
  return is_listed(parts, i);
}

/* What would be furniture by itself is a part of the list or table that it goes on: "More languages", a date, a name. */
static bool goes_on_list(const ro_page_parts *parts, size_t i, const bool *is_main) {
  ro_paragraph_kind kind = parts->paragraphs->at[i].kind;
  if (kind != RO_PARAGRAPH_FURNITURE && kind != RO_PARAGRAPH_DATE && kind != RO_PARAGRAPH_MENU) return false;
  if (parts->is_cut[parts->page->blocks.at[i].element] || ro_link_share(parts, i) >= 0.2) return false;
  return is_main[i - 1] && is_listed(parts, i) && is_listed(parts, i - 1);
}

/* Links under a line such as "Read more" lead away from it. */
static void mark_main(const ro_page_parts *parts, bool *is_main, size_t first, size_t end) {
  bool leads_away = false;
  for (size_t i = first; i < end; i++) {
    ro_paragraph_kind kind = parts->paragraphs->at[i].kind;
    if (i > first && goes_on_list(parts, i, is_main)) {
      is_main[i] = true;
      continue;
    }
    if (kind == RO_PARAGRAPH_TAIL || kind == RO_PARAGRAPH_FURNITURE) leads_away = true;
    if (is_kept(parts, i) && ro_is_sentences(parts, i)) leads_away = false;
    is_main[i] = is_kept(parts, i) || (!leads_away && is_linked_part(parts, i));
  }
}

static bool is_cell(const ro_page_parts *parts, size_t i) {
  return (ro_block_element(parts, i)->within & RO_IN_TABLE) != 0;
}

/* What a page says twice, for wide screens and for narrow ones, is said once; short lines only amid what is said again. */
static void drop_repeated(const ro_page_parts *parts, bool *is_main, size_t first, size_t end) {
  ro_map seen;
  ro_map_init(&seen, parts->arena);
  bool repeats = false;
  for (size_t i = first; i < end; i++) {
    if (!is_main[i]) continue;
    ro_slice text = ro_slice_span(parts->page->text, parts->page->blocks.at[i].span);
    bool is_new, is_long = text.len >= LONG_REPEATED && ro_is_sentences(parts, i) && !is_cell(parts, i);
    (void)ro_map_put(&seen, text, &is_new);
    if (is_long || is_new) repeats = !is_new;
    if (!is_new && repeats) is_main[i] = false;
  }
}

/* A line that stands as a paragraph among the article's paragraphs: a greeting, a signature, an address. */
static bool is_sibling_line(const ro_page_parts *parts, size_t i, size_t of) {
  size_t holder = paragraph_holder(parts, of);
  return is_kept(parts, i) && holder != SIZE_MAX && paragraph_holder(parts, i) == holder;
}

static bool is_title_at(const ro_page_parts *parts, size_t i) {
  return parts->titles[i + 1] > parts->titles[i];
}

static bool same_words(const ro_page_parts *parts, size_t i, size_t k) {
  const ro_page *page = parts->page;
  return ro_slice_equal_nocase(ro_slice_span(page->text, page->blocks.at[i].span),
                               ro_slice_span(page->text, page->blocks.at[k].span));
}

/* The last title that stands before the article, where it stands first; where the article begins if there is none. */
static size_t find_title(const ro_page_parts *parts, size_t first) {
  size_t title = first;
  while (title > 0 && parts->titles[title] == parts->titles[first]) title--;
  if (parts->titles[first] == 0) return first;
  for (size_t i = 0; i < title; i++)
    if (is_title_at(parts, i) && same_words(parts, i, title)) return i;
  return title;
}

ro_choice ro_page_choose(ro_paragraphs *paragraphs, const ro_page *page, const unsigned *names, const ro_furniture *furniture,
                         ro_arena *arena) {
  ro_choice choice = {.is_main = RO_NEW_ARRAY(arena, bool, paragraphs->len)};
  if (page->elements.len == 0) return choice;
  ro_page_parts parts;
  ro_page_parts_judge(&parts, page, names, paragraphs, arena);
  size_t chosen = choose_element(&parts);
  const ro_page_element *element = &page->elements.at[chosen];
  bool is_body = parts.is_body[chosen] || is_article_body(element);
  size_t first = element->first_block, end = element->end_block;
  while (first < end && !may_open(&parts, first, is_body)) first++;
  if (first >= end) return choice;
  size_t limit = end = find_tail(&parts, first, end);
  while (end > first + 1 && !may_close(&parts, end - 1, is_body)) end--;
  for (size_t last = end - 1; end < limit && is_sibling_line(&parts, end, last); end++) continue;
  for (size_t lead = first; first > element->first_block && is_sibling_line(&parts, first - 1, lead); first--) continue;
  mark_main(&parts, choice.is_main, first, end);
  drop_repeated(&parts, choice.is_main, first, end);
  drop_empty_headings(&parts, choice.is_main, first, end);
  choice.body = first;
  choice.first = extend_lead(&parts, element, first, choice.is_main);
  choice.end = end;
  choice.title = find_title(&parts, choice.first);
  choice.head = choice.title > HEAD_BLOCKS ? choice.title - HEAD_BLOCKS : 0;
  ro_paragraph_sign_off(&paragraphs->at[end - 1], page->text, furniture, arena);
  return choice;
}
