#include "report/report.h"

#include <stdint.h>

#include "base/hash.h"
#include "report/dateline.h"
#include "report/imprint.h"
#include "report/language.h"
#include "report/markup.h"
#include "report/outlet.h"
#include "report/page.h"
#include "report/parts.h"

static void set(ro_slice *field, ro_slice value) {
  if (!field->ptr && value.ptr && value.len > 0) *field = value;
}

static void take_given(ro_report *report, const ro_item *item, ro_arena *arena) {
  *report = (ro_report){.id = item->id, .source = item->source, .url = item->url, .text = RO_LIT("")};
  report->sha256 = ro_sha256(arena, item->bytes);
  set(&report->title, item->title);
  set(&report->outlet, item->outlet);
  report->published = ro_date_stamp(item->published, arena);
  report->modified = ro_date_stamp(item->modified, arena);
}

static void take_markup(ro_report *report, const ro_markup *markup) {
  set(&report->title, markup->title);
  set(&report->outlet, markup->outlet);
  set(&report->byline, markup->byline);
  set(&report->published, markup->published);
  set(&report->modified, markup->modified);
  set(&report->url, markup->url);
}

static bool is_blank(ro_span span) {
  return span.start >= span.end;
}

/* The chosen paragraphs' cores; all paragraphs where no article was found. */
static void take_main(ro_report *report, const ro_paragraphs *paragraphs, const ro_choice *choice, ro_arena *arena) {
  bool is_found = choice->end > choice->first;
  for (size_t i = 0; i < paragraphs->len; i++) {
    ro_span span = is_found ? paragraphs->at[i].core : paragraphs->at[i].span;
    if ((is_found && !choice->is_main[i]) || is_blank(span)) continue;
    RO_PUSH(arena, &report->main, span);
  }
}

static ro_date url_date(const ro_report *report) {
  return report->url.ptr ? ro_url_date(report->url) : (ro_date){0};
}

/* By the article's title, or told by a <time> of its own where what is stated may be the machinery's. */
static ro_date shown_date(const ro_imprint *imprint, const ro_markup *markup) {
  ro_date told;
  ro_span where;
  bool is_told = imprint->shown.year == 0 && markup->is_stamped && markup->told.ptr && ro_date_find(markup->told, &where, &told);
  return is_told ? told : imprint->shown;
}

/*
 * What a page's metadata states can be the next day's in universal time, or the day on which its machinery last wrote the page:
 * then the date in its address or by its title is the outlet's own. A date by the title that is later than the stated one may be
 * that of a change.
 */
static void correct_published(ro_report *report, const ro_imprint *imprint, const ro_markup *markup, ro_arena *arena) {
  ro_date stated, address = url_date(report), shown = shown_date(imprint, markup);
  ro_span where;
  if (!report->published.ptr || !ro_date_find(report->published, &where, &stated) || stated.day == 0) return;
  long late = address.year == 0 ? 0 : ro_date_days(address, stated);
  if (late == 1 || late == -1) report->published = ro_date_edtf(address, arena);
  if (address.year != 0 || shown.year == 0 || shown.day == 0) return;
  if (ro_date_days(shown, stated) <= (markup->is_stamped ? 0 : 1)) return;
  report->published = ro_date_edtf(shown, arena);
  report->published_guessed = true;
}

/* Nothing is changed before it is published. */
static bool is_changed_before(const ro_report *report) {
  ro_date published, modified;
  ro_span where;
  return report->published.ptr && report->modified.ptr && ro_date_find(report->published, &where, &published) &&
         ro_date_find(report->modified, &where, &modified) && published.day != 0 && modified.day != 0 &&
         ro_date_days(modified, published) > 0;
}

static void take_imprint(ro_report *report, const ro_imprint *imprint, ro_slice guess, ro_arena *arena) {
  set(&report->title, imprint->headline);
  set(&report->credit, imprint->credit);
  set(&report->byline, imprint->byline);
  set(&report->modified, ro_date_edtf(imprint->modified, arena));
  if (report->published.ptr) return;
  set(&report->published, ro_date_edtf(url_date(report), arena));
  if (report->published.ptr) return;
  set(&report->published, ro_date_edtf(imprint->original, arena));
  set(&report->published, guess);
  set(&report->published, ro_date_edtf(imprint->published, arena));
  if (is_changed_before(report)) report->published = report->modified;
  set(&report->published, report->modified);
  report->published_guessed = report->published.ptr != NULL;
}

/* Of a page that has an address, a line that only looks like an outlet's name is none; its host is one. */
static void take_outlet(ro_report *report, const ro_imprint *imprint, ro_slice host, ro_arena *arena) {
  bool is_sure = !host.ptr || imprint->is_official || ro_names_host(imprint->outlet, host, arena);
  if (is_sure) set(&report->outlet, imprint->outlet);
  if (!host.ptr || ro_names_host(imprint->owner, host, arena)) set(&report->outlet, imprint->owner);
  set(&report->outlet, host);
}

static void take_dateline(ro_report *report, ro_arena *arena) {
  ro_dateline_found found;
  if (report->main.len == 0 || !ro_dateline_read(report->text, report->main.at[0], &found)) return;
  report->dateline.span = found.span;
  set(&report->dateline.place, ro_slice_span(report->text, found.place));
  report->dateline.date = ro_date_edtf(found.date, arena);
  set(&report->credit, ro_slice_span(report->text, found.agency));
  bool is_whole = found.date.year != 0 && found.date.day != 0;
  if (report->published.ptr || !is_whole) return;
  report->published = report->dateline.date; /* what an agency dates so it sends that day */
  report->published_guessed = true;
}

void ro_report_make(ro_report *report, const ro_item *item, const ro_furniture *furniture, ro_arena *arena) {
  take_given(report, item, arena);
  bool is_given = report->published.ptr != NULL;
  ro_paragraphs paragraphs = {0};
  ro_choice choice;
  ro_slice guess = RO_ABSENT, host = RO_ABSENT;
  ro_markup markup = {0};
  if (item->format == RO_ITEM_HTML) {
    ro_page page;
    ro_page_parse(&page, item->text, arena);
    report->text = page.text;
    const unsigned *names = ro_page_names(&page, furniture, arena);
    host = ro_url_host(report->url);
    if (!host.ptr) host = ro_url_host(page.canonical);
    ro_markup_read(&markup, &page, names, furniture, host, arena);
    take_markup(report, &markup);
    ro_page_split(&paragraphs, &page, furniture, arena);
    choice = ro_page_choose(&paragraphs, &page, names, furniture, arena);
    guess = ro_markup_time(&page, &choice, arena);
  } else {
    report->text = item->text;
    ro_plain_split(&paragraphs, report->text, furniture, arena);
    choice = ro_plain_choose(&paragraphs, report->text, furniture, arena);
  }
  ro_imprint imprint;
  ro_imprint_read(&imprint, &paragraphs, &choice, report->text, furniture, host, arena);
  take_main(report, &paragraphs, &choice, arena);
  take_outlet(report, &imprint, host, arena);
  if (!is_given) correct_published(report, &imprint, &markup, arena);
  take_imprint(report, &imprint, guess, arena);
  set(&report->byline, markup.author);
  take_dateline(report, arena);
  report->language = ro_language_of(report->text, &report->main, arena);
}
