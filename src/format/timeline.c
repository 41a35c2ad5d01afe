#include "format/timeline.h"

#include <stdlib.h>

#include "base/civil.h"
#include "format/json_out.h"
#include "format/labels.h"

#define LEAST_BAR 6 /* pixels */

const char *ro_timeline_sign_name(ro_timeline_sign sign) {
  static const char *const NAMES[RO_SIGNS] = {"told by reports", "only referred to", "planned", "cancelled",
                                              "not known whether held"};
  return NAMES[sign];
}

/* -- marks ------------------------------------------------------------------------------------------------------------ */

static ro_timeline_sign sign_of(const ro_record_event *event) {
  if (event->status == RO_PLANNED) return RO_SIGN_PLANNED;
  if (event->status == RO_CANCELLED) return RO_SIGN_CANCELLED;
  if (event->status == RO_STATUS_UNKNOWN) return RO_SIGN_UNKNOWN;
  return event->reports.len > 0 ? RO_SIGN_TOLD : RO_SIGN_REFERRED;
}

static bool make_mark(const ro_record_event *event, ro_timeline_mark *mark) {
  int64_t first, last;
  *mark = (ro_timeline_mark){.event = event, .sign = sign_of(event)};
  if (!ro_date_range(event->from, &mark->first, &mark->last)) return false;
  if (event->to.ptr && ro_date_range(event->to, &first, &last) && last > mark->last) mark->last = last;
  return true;
}

static int oldest_first(const void *a, const void *b) {
  const ro_timeline_mark *left = a, *right = b;
  if (left->first != right->first) return left->first < right->first ? -1 : 1;
  if (left->last != right->last) return left->last < right->last ? -1 : 1;
  return ro_slice_compare(left->event->id, right->event->id);
}

/* -- bars ------------------------------------------------------------------------------------------------------------- */

static size_t count_bars(const ro_timeline *timeline, size_t months) {
  const ro_timeline_mark *marks = timeline->marks.at;
  int64_t first = ro_civil_month(marks[0].first) / (int64_t)months, last = ro_civil_month(marks[timeline->marks.len - 1].first);
  return (size_t)(last / (int64_t)months - first) + 1;
}

static size_t choose_months(const ro_timeline *timeline, long room) {
  static const size_t MONTHS[] = {1, 3, 12, 60, 120, 600};
  for (size_t i = 0; i < sizeof MONTHS / sizeof *MONTHS; i++)
    if ((long)count_bars(timeline, MONTHS[i]) * LEAST_BAR <= room) return MONTHS[i];
  return 1200;
}

/* A year, or a month, alone says nothing of the shorter part of it that a bar is. */
static bool is_too_coarse(const ro_timeline_mark *mark, size_t months) {
  return months < 12 && mark->event->from.len == 4;
}

static size_t fill_bars(ro_timeline *timeline) {
  size_t coarse = 0;
  int64_t months = (int64_t)timeline->months, start = ro_civil_month(timeline->marks.at[0].first) / months;
  for (size_t i = 0; i < timeline->marks.len; i++) {
    const ro_timeline_mark *mark = &timeline->marks.at[i];
    bool left_out = is_too_coarse(mark, timeline->months);
    coarse += left_out;
    if (!left_out) timeline->bars.at[ro_civil_month(mark->first) / months - start].counts[mark->sign]++;
  }
  return coarse;
}

static size_t make_bars(ro_timeline *timeline, long room, ro_arena *arena) {
  timeline->months = choose_months(timeline, room);
  int64_t months = (int64_t)timeline->months, start = ro_civil_month(timeline->marks.at[0].first) / months * months;
  size_t n = count_bars(timeline, timeline->months);
  for (size_t i = 0; i < n; i++) {
    int64_t month = start + (int64_t)i * months;
    RO_PUSH(arena, &timeline->bars,
            ((ro_timeline_bar){ro_civil_month_start(month), ro_civil_month_start(month + months) - 1, {0}}));
  }
  return fill_bars(timeline);
}

/* -- the whole -------------------------------------------------------------------------------------------------------- */

static const char *bar_words(size_t months) {
  return months == 1     ? "a month"
         : months == 3   ? "three months"
         : months == 12  ? "a year"
         : months == 60  ? "five years"
         : months == 120 ? "ten years"
         : months == 600 ? "fifty years"
                         : "a hundred years";
}

static void describe(ro_timeline *timeline, ro_slice who, size_t undated, size_t coarse, ro_arena *arena) {
  ro_picture_head *head = &timeline->head;
  size_t n = timeline->marks.len;
  head->kind = RO_LIT("timeline");
  head->title = who.ptr ? ro_arena_format(arena, "Meetings of %.*s", (int)who.len, who.ptr) : RO_LIT("Meetings over time");
  ro_slice count = ro_count_label(n, "meeting", arena);
  if (n == 0) {
    head->about = RO_LIT("No meeting of which at least the year is known");
  } else {
    ro_slice from = ro_date_label(timeline->marks.at[0].event->from, arena),
             to = ro_date_label(timeline->marks.at[n - 1].event->from, arena);
    head->about = n == 1 ? ro_arena_format(arena, "%.*s, %.*s", (int)count.len, count.ptr, (int)from.len, from.ptr)
                         : ro_arena_format(arena, "%.*s, %.*s to %.*s", (int)count.len, count.ptr, (int)from.len, from.ptr,
                                           (int)to.len, to.ptr);
  }
  if (timeline->bars.len > 0)
    RO_PUSH(arena, &head->notes,
            ro_arena_format(arena, "More than %d meetings are counted in bars of %s each; a meeting counts where it begins.",
                            RO_TIMELINE_LISTED, bar_words(timeline->months)));
  if (coarse > 0)
    RO_PUSH(arena, &head->notes,
            ro_arena_format(arena, "%zu meeting%s of which only the year is known %s in no bar.", coarse, coarse == 1 ? "" : "s",
                            coarse == 1 ? "is" : "are"));
  if (undated > 0)
    RO_PUSH(arena, &head->notes,
            ro_arena_format(arena, "%zu meeting%s without a year %s not shown.", undated, undated == 1 ? "" : "s",
                            undated == 1 ? "is" : "are"));
}

void ro_timeline_make(ro_timeline *timeline, const ro_record_index *index, const ro_indexes *events, ro_slice who, long width,
                      ro_arena *arena) {
  size_t undated = 0, coarse = 0;
  *timeline = (ro_timeline){.index = index};
  for (size_t i = 0; i < events->len; i++) {
    ro_timeline_mark mark;
    if (make_mark(&index->record->events.at[events->at[i]], &mark)) {
      RO_PUSH(arena, &timeline->marks, mark);
    } else {
      undated++;
    }
  }
  if (timeline->marks.len > 1) qsort(timeline->marks.at, timeline->marks.len, sizeof *timeline->marks.at, oldest_first);
  if (timeline->marks.len > RO_TIMELINE_LISTED) coarse = make_bars(timeline, width * 9 / 10, arena);
  describe(timeline, who, undated, coarse, arena);
}

/* -- table ------------------------------------------------------------------------------------------------------------ */

static void write_mark(ro_text *out, const ro_timeline *timeline, const ro_timeline_mark *mark, ro_arena *arena) {
  const ro_record_event *event = mark->event;
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "event", event->id);
  ro_out_text(out, "from", event->from);
  ro_out_text(out, "to", event->to);
  ro_out_text(out, "name", ro_event_label(timeline->index, event, arena));
  ro_out_text(out, "place", ro_place_label(timeline->index, event, arena));
  ro_out_word(out, "sign", ro_timeline_sign_name(mark->sign));
  ro_out_size(out, "reports", event->reports.len);
  ro_out_size(out, "origins", event->origins);
  ro_out_close(out, '}');
}

static ro_slice day_text(int64_t number, ro_arena *arena) {
  ro_civil day = ro_civil_of_number(number);
  return ro_arena_format(arena, "%04d-%02d-%02d", (int)day.year, (int)day.month, (int)day.day);
}

static void write_bar(ro_text *out, const ro_timeline_bar *bar, ro_arena *arena) {
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "from", day_text(bar->first, arena));
  ro_out_text(out, "to", day_text(bar->last, arena));
  for (ro_timeline_sign sign = 0; sign < RO_SIGNS; sign++) ro_out_size(out, ro_timeline_sign_name(sign), bar->counts[sign]);
  ro_out_close(out, '}');
}

void ro_timeline_json(ro_text *out, const ro_timeline *timeline, ro_arena *arena) {
  ro_picture_json_open(out, &timeline->head);
  ro_out_open(out, "meetings", '[');
  for (size_t i = 0; i < timeline->marks.len; i++) write_mark(out, timeline, &timeline->marks.at[i], arena);
  ro_out_close(out, ']');
  ro_out_open(out, "bars", '[');
  for (size_t i = 0; i < timeline->bars.len; i++) write_bar(out, &timeline->bars.at[i], arena);
  ro_out_close(out, ']');
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}
