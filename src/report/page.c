#include "report/page.h"

#include <math.h>
#include <stdint.h>

#include "base/map.h"

enum {
  OWN_CUT = RO_IN_NAV | RO_IN_ASIDE | RO_IN_FOOTER | RO_IN_HEADER | RO_IN_FORM | RO_IN_MEDIA | RO_IN_DIALOG | RO_IN_CAPTION |
            RO_IS_HIDDEN
};

typedef struct sums {
  double *prose; /* [i]: bytes of sentences in blocks before i; cut blocks without */
  double *bytes; /* the same of all that is shown */
} sums;

typedef struct chooser {
  const ro_page *page;
  const ro_paragraphs *paragraphs;
  const ro_furniture *furniture;
  ro_arena *arena;
  bool *is_cut;  /* of each element: it, or what it stands in, is no part of an article */
  bool *is_body; /* of each element: it says that it holds the article */
  sums all, kept;
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

static bool is_sentences(const chooser *c, size_t block) {
  return c->paragraphs->at[block].kind == RO_PARAGRAPH_PROSE && link_share(&c->page->blocks.at[block]) < 0.5;
}

static void add_up(chooser *c, sums *out, bool skips_cut) {
  size_t count = c->page->blocks.len;
  out->prose = RO_NEW_ARRAY(c->arena, double, count + 1);
  out->bytes = RO_NEW_ARRAY(c->arena, double, count + 1);
  for (size_t i = 0; i < count; i++) {
    const ro_page_block *block = &c->page->blocks.at[i];
    double bytes = (double)block_bytes(block);
    bool counts = is_sentences(c, i) && !(skips_cut && c->is_cut[block->element]);
    out->prose[i + 1] = out->prose[i] + (counts ? bytes * (1 - link_share(block)) : 0);
    out->bytes[i + 1] = out->bytes[i] + bytes;
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
    *verdict = found;
  }
  return *verdict;
}

/* An element that most sentences of the page stand in is not cut, whatever it is called. */
static void judge_elements(chooser *c) {
  const ro_page *page = c->page;
  double all = c->all.prose[page->blocks.len];
  ro_map known;
  ro_map_init(&known, c->arena);
  c->is_cut = RO_NEW_ARRAY(c->arena, bool, page->elements.len);
  c->is_body = RO_NEW_ARRAY(c->arena, bool, page->elements.len);
  for (size_t i = 0; i < page->elements.len; i++) {
    const ro_page_element *element = &page->elements.at[i];
    unsigned above = i > 0 ? page->elements.at[element->parent].within : 0;
    uint64_t verdict = hint_verdict(c, &known, element->hints);
    c->is_body[i] = (verdict & 2) != 0;
    bool is_cut = ((element->within & ~above) & OWN_CUT) != 0 || (verdict & 1) != 0;
    bool is_vital = within(c->all.prose, element) > 0.6 * all;
    c->is_cut[i] = (i > 0 && c->is_cut[element->parent]) || (is_cut && !is_vital);
  }
}

static double bonus(const chooser *c, size_t i) {
  const ro_page_element *element = &c->page->elements.at[i];
  unsigned above = i > 0 ? c->page->elements.at[element->parent].within : 0;
  unsigned own = element->within & ~above;
  if (element->itemprop.ptr && ro_slice_equal_nocase(element->itemprop, RO_LIT("articleBody"))) return 1.6;
  if (c->is_body[i]) return 1.3;
  if (own & RO_IN_ARTICLE) return 1.2;
  return own & RO_IN_MAIN ? 1.1 : 1.0;
}

/* Most sentences for the least else; of equals the innermost. */
static size_t choose_element(const chooser *c) {
  size_t best = 0;
  double best_score = -1;
  for (size_t i = 0; i < c->page->elements.len; i++) {
    const ro_page_element *element = &c->page->elements.at[i];
    double prose = within(c->kept.prose, element), bytes = within(c->kept.bytes, element);
    if (bytes <= 0 || c->is_cut[i]) continue;
    double score = prose * sqrt(prose / bytes) * bonus(c, i);
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
    if (after <= before) return i;
  }
  return end;
}

static bool is_heading(const chooser *c, size_t i) {
  return c->page->elements.at[c->page->blocks.at[i].element].heading > 0;
}

static bool is_list_item(const chooser *c, size_t i) {
  return (c->page->elements.at[c->page->blocks.at[i].element].within & RO_IN_LIST) != 0;
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

ro_choice ro_page_choose(ro_paragraphs *paragraphs, const ro_page *page, const ro_furniture *furniture, ro_arena *arena) {
  ro_choice choice = {.is_main = RO_NEW_ARRAY(arena, bool, paragraphs->len)};
  if (page->elements.len == 0) return choice;
  chooser c = {.page = page, .paragraphs = paragraphs, .furniture = furniture, .arena = arena};
  add_up(&c, &c.all, false);
  judge_elements(&c);
  add_up(&c, &c.kept, true);
  const ro_page_element *element = &page->elements.at[choose_element(&c)];
  size_t first = element->first_block, end = element->end_block;
  while (first < end && !(is_kept(&c, first) && is_sentences(&c, first))) first++;
  if (first >= end) return choice;
  end = find_tail(&c, first, end);
  while (end > first + 1 && !(is_kept(&c, end - 1) && (is_sentences(&c, end - 1) || is_list_item(&c, end - 1)))) end--;
  for (size_t i = first; i < end; i++) choice.is_main[i] = is_kept(&c, i);
  drop_empty_headings(&c, choice.is_main, first, end);
  choice.first = first;
  choice.end = end;
  ro_paragraph_sign_off(&paragraphs->at[end - 1], page->text, furniture, arena);
  return choice;
}
