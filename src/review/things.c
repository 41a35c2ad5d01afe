#include "review/things.h"

#include "base/error.h"
#include "base/utf8.h"

#define LEAD_BYTES 80 /* of a report's main, to name it by */

/* -- finding ---------------------------------------------------------------------------------------------------------- */

typedef struct search {
  ro_slice asked;
  ro_thing found;
  size_t fits;
  bool exact;
} search;

static void look_at(search *s, ro_line_type kind, ro_slice id, size_t at) {
  bool exact = ro_slice_equal(id, s->asked);
  if (s->exact || !ro_slice_starts(id, s->asked)) return;
  s->found = (ro_thing){kind, id, at};
  s->fits = exact ? 1 : s->fits + 1;
  s->exact = exact;
}

#define LOOK_AT_ALL(s, kind, list) \
  for (size_t i = 0; i < (list).len; i++) look_at((s), (kind), (list).at[i].id, i)

static bool is_called(const ro_record_entity *entity, ro_slice name) {
  if (ro_slice_equal_nocase(entity->name, name)) return true;
  for (size_t a = 0; a < entity->aliases.len; a++)
    if (ro_slice_equal_nocase(entity->aliases.at[a], name)) return true;
  return false;
}

/* Names first, then aliases. */
static void look_for_name(search *s, const ro_record *record) {
  for (size_t round = 0; round < 2 && s->fits == 0; round++)
    for (size_t i = 0; i < record->entities.len; i++) {
      const ro_record_entity *entity = &record->entities.at[i];
      if (round == 0 ? !ro_slice_equal_nocase(entity->name, s->asked) : !is_called(entity, s->asked)) continue;
      s->found = (ro_thing){RO_LINE_ENTITY, entity->id, i};
      s->fits++;
    }
}

static bool looks_like_id(ro_slice asked) {
  return asked.len > 1 && asked.ptr[1] == '-';
}

static readout_status end_search(const search *s, const char *what, ro_thing *thing, readout_error *err) {
  int len = (int)s->asked.len;
  *thing = s->found;
  if (s->fits == 1) return READOUT_OK;
  if (s->fits > 1)
    return ro_fail(err, READOUT_ERR_USAGE, "\"%.*s\" may be any of %zu: give the id of one, or more of it", len, s->asked.ptr,
                   s->fits);
  return ro_fail(err, READOUT_ERR_USAGE, "no %s \"%.*s\": give its id, the beginning of one, or an entity's name", what, len,
                 s->asked.ptr);
}

readout_status ro_thing_find_entity(const ro_thing_finder *finder, ro_slice asked, ro_thing *thing) {
  search s = {.asked = asked};
  if (looks_like_id(asked)) LOOK_AT_ALL(&s, RO_LINE_ENTITY, finder->index->record->entities);
  if (s.fits == 0) look_for_name(&s, finder->index->record);
  return end_search(&s, "entity", thing, finder->err);
}

readout_status ro_thing_find(const ro_thing_finder *finder, ro_slice asked, ro_thing *thing) {
  const ro_record *record = finder->index->record;
  search s = {.asked = asked};
  if (looks_like_id(asked)) {
    LOOK_AT_ALL(&s, RO_LINE_ENTITY, record->entities);
    LOOK_AT_ALL(&s, RO_LINE_EVENT, record->events);
    LOOK_AT_ALL(&s, RO_LINE_STATEMENT, record->statements);
    LOOK_AT_ALL(&s, RO_LINE_ORIGIN, record->origins);
    LOOK_AT_ALL(&s, RO_LINE_DERIVATION, record->derivations);
    LOOK_AT_ALL(&s, RO_LINE_DISCREPANCY, record->discrepancies);
  }
  if (s.fits == 0 && asked.len > 0) look_for_name(&s, record);
  return end_search(&s, "entity, event, statement, origin, derivation or discrepancy", thing, finder->err);
}

static bool is_of(const ro_record_report *report, ro_slice asked) {
  ro_slice source = report->report.source;
  size_t file = source.len;
  while (file > 0 && source.ptr[file - 1] != '/') file--;
  return ro_slice_equal(source, asked) || ro_slice_equal(report->report.id, asked) ||
         ro_slice_equal(ro_slice_part(source, file, source.len), asked) || ro_slice_equal_nocase(report->report.outlet, asked) ||
         ro_slice_equal_nocase(report->report.credit, asked);
}

/* How many reports are called so, the last of them; only those with one of the hashes, where there are any. */
static size_t count_reports(const ro_record *record, ro_slice asked, const ro_slices *among, const ro_record_report **report) {
  search s = {.asked = asked};
  size_t n = 0;
  for (size_t i = 0; i < record->reports.len; i++) {
    const ro_record_report *other = &record->reports.at[i];
    if (among->len > 0 && !ro_slices_have(among, other->report.sha256)) continue;
    if (looks_like_id(asked)) look_at(&s, RO_LINE_REPORT, other->id, i);
    if (!is_of(other, asked)) continue;
    *report = other;
    n++;
  }
  if (s.fits == 0) return n;
  *report = &record->reports.at[s.found.at];
  return s.fits;
}

const ro_record_report *ro_thing_find_report(const ro_thing_finder *finder, ro_slice asked, const ro_slices *among) {
  static const ro_slices ANY = {0};
  const ro_record_report *report = NULL;
  size_t n = asked.len > 0 ? count_reports(finder->index->record, asked, among, &report) : 0;
  if (n == 0 && asked.len > 0) n = count_reports(finder->index->record, asked, &ANY, &report);
  if (n == 1) return report;
  (void)ro_fail(
      finder->err, READOUT_ERR_USAGE,
      n ? "several reports are \"%.*s\": give the id of one" : "no report \"%.*s\": give its id, path, outlet or credit",
      (int)asked.len, asked.ptr);
  return NULL;
}

/* -- naming ----------------------------------------------------------------------------------------------------------- */

static void add_member(const ro_thing_finder *finder, const ro_record_report *report, ro_span span, size_t part,
                       ro_record_review *review) {
  ro_slice text = report->report.text;
  if (span.end <= span.start || span.end > text.len) return;
  size_t start = ro_utf8_count(ro_slice_part(text, 0, span.start));
  ro_review_member member = {.sha256 = report->report.sha256, .start = start, .part = part};
  member.quote = ro_slice_span(text, span);
  member.end = start + ro_utf8_count(member.quote);
  RO_PUSH(finder->arena, &review->members, member);
}

static void add_evidence(const ro_thing_finder *finder, const ro_evidence *evidence, size_t part, ro_record_review *review) {
  const ro_record_report *report = ro_find_report(finder->index, evidence->report);
  if (!report || evidence->spans.len == 0) return;
  ro_span whole = {evidence->spans.at[0].start, evidence->spans.at[evidence->spans.len - 1].end};
  add_member(finder, report, whole, part, review);
}

/* A report is named by how it begins. */
static void add_report(const ro_thing_finder *finder, const ro_record_report *report, size_t part, ro_record_review *review) {
  if (!report || report->report.main.len == 0) return;
  ro_span lead = report->report.main.at[0];
  if (lead.end - lead.start > LEAD_BYTES) {
    lead.end = lead.start + LEAD_BYTES;
    while (lead.end > lead.start && ((unsigned char)report->report.text.ptr[lead.end] & 0xC0) == 0x80) lead.end--;
  }
  add_member(finder, report, lead, part, review);
}

static void name_event(const ro_thing_finder *finder, const ro_record_event *event, size_t part, ro_record_review *review) {
  for (size_t i = 0; i < event->evidence.len; i++)
    if (ro_slice_equal(event->evidence.at[i].field, RO_LIT("kind"))) add_evidence(finder, &event->evidence.at[i], part, review);
}

/* By reports that come from it alone, where there are any. */
static void name_origin(const ro_thing_finder *finder, const ro_record_origin *origin, size_t part, ro_record_review *review) {
  size_t before = review->members.len;
  for (size_t alone = 2; alone-- > 0 && review->members.len == before;)
    for (size_t i = 0; i < origin->reports.len; i++) {
      const ro_record_report *report = ro_find_report(finder->index, origin->reports.at[i]);
      if (report && (!alone || report->origins.len == 1)) add_report(finder, report, part, review);
    }
}

static void name_thing(const ro_thing_finder *finder, const ro_thing *thing, size_t part, ro_record_review *review) {
  const ro_record *record = finder->index->record;
  switch (thing->kind) {
    case RO_LINE_ENTITY:
      for (size_t i = 0; i < record->entities.at[thing->at].evidence.len; i++)
        add_evidence(finder, &record->entities.at[thing->at].evidence.at[i], part, review);
      break;
    case RO_LINE_EVENT:
      name_event(finder, &record->events.at[thing->at], part, review);
      break;
    case RO_LINE_STATEMENT:
      for (size_t i = 0; i < record->statements.at[thing->at].evidence.len; i++)
        add_evidence(finder, &record->statements.at[thing->at].evidence.at[i], part, review);
      break;
    case RO_LINE_ORIGIN:
      name_origin(finder, &record->origins.at[thing->at], part, review);
      break;
    case RO_LINE_DERIVATION:
      add_report(finder, ro_find_report(finder->index, record->derivations.at[thing->at].a), part, review);
      add_report(finder, ro_find_report(finder->index, record->derivations.at[thing->at].b), part + 1, review);
      break;
    case RO_LINE_DISCREPANCY:
      for (size_t i = 0; i < record->discrepancies.at[thing->at].values.len; i++)
        for (size_t k = 0; k < record->discrepancies.at[thing->at].values.at[i].evidence.len; k++)
          add_evidence(finder, &record->discrepancies.at[thing->at].values.at[i].evidence.at[k], part, review);
      break;
    default:
      break;
  }
}

static readout_status check_named(const ro_thing_finder *finder, const ro_thing *thing, size_t before, ro_record_review *review) {
  if (review->members.len > before + RO_REVIEW_MEMBERS) review->members.len = before + RO_REVIEW_MEMBERS;
  if (review->members.len > before) return READOUT_OK;
  return ro_fail(finder->err, READOUT_ERR_USAGE, "\"%.*s\" stands in no report by itself: nothing can be decided about it",
                 (int)thing->id.len, thing->id.ptr);
}

readout_status ro_thing_name(const ro_thing_finder *finder, const ro_thing *thing, size_t part, ro_record_review *review) {
  size_t before = review->members.len;
  name_thing(finder, thing, part, review);
  return check_named(finder, thing, before, review);
}

/* -- dividing --------------------------------------------------------------------------------------------------------- */

/* Where a report calls the entity by one of its names. */
static void add_mention(const ro_thing_finder *finder, const ro_record_entity *entity, const ro_record_report *report,
                        ro_record_review *review) {
  const ro_findings *findings = finder->findings_of(finder->ctx, report->id);
  for (size_t i = 0; findings && i < findings->mentions.len; i++) {
    const ro_mention *mention = &findings->mentions.at[i];
    const ro_entity *named = &findings->entities.at[mention->entity];
    if (named->kind != entity->kind || !is_called(entity, named->name)) continue;
    add_member(finder, report, mention->span, 1, review);
    return;
  }
}

static void add_sha256(const ro_thing_finder *finder, const ro_record_report *report, ro_slices *chosen) {
  if (!ro_slices_have(chosen, report->report.sha256)) RO_PUSH(finder->arena, chosen, report->report.sha256);
}

/* A report and those of the same words. */
static void choose_report(const ro_thing_finder *finder, const ro_record_report *report, ro_slices *chosen) {
  const ro_record *record = finder->index->record;
  add_sha256(finder, report, chosen);
  for (size_t i = 0; i < record->derivations.len; i++) {
    const ro_record_derivation *line = &record->derivations.at[i];
    bool is_a = ro_slice_equal(line->a, report->id), is_b = ro_slice_equal(line->b, report->id);
    const ro_record_report *other = is_a || is_b ? ro_find_report(finder->index, is_a ? line->b : line->a) : NULL;
    if (other && ro_slice_equal(line->kind, RO_LIT("identical"))) add_sha256(finder, other, chosen);
  }
}

/* What was asked for of a thing: reports by their hashes, and names. */
typedef struct choice {
  ro_slices reports, names;
  ro_slices own; /* hashes of the reports that name the thing */
} choice;

static readout_status choose(const ro_thing_finder *finder, const ro_thing *thing, ro_slice asked, choice *chosen,
                             ro_record_review *review) {
  const ro_record_entity *entity = thing->kind == RO_LINE_ENTITY ? &finder->index->record->entities.at[thing->at] : NULL;
  if (entity && is_called(entity, asked)) {
    RO_PUSH(finder->arena, &chosen->names, asked);
    return READOUT_OK;
  }
  const ro_record_report *report = ro_thing_find_report(finder, asked, &chosen->own);
  if (!report) return READOUT_ERR_USAGE;
  choose_report(finder, report, &chosen->reports);
  if (entity) add_mention(finder, entity, report, review);
  return READOUT_OK;
}

static bool is_chosen(const ro_review_member *member, const choice *chosen) {
  for (size_t i = 0; i < chosen->names.len; i++)
    if (ro_slice_equal_nocase(chosen->names.at[i], member->quote)) return true;
  return ro_slices_have(&chosen->reports, member->sha256);
}

static void sort_by_part(const ro_thing_finder *finder, ro_record_review *review) {
  ro_record_review sorted = {0};
  for (size_t part = 0; part < 2; part++)
    for (size_t i = 0; i < review->members.len; i++)
      if (review->members.at[i].part == part) RO_PUSH(finder->arena, &sorted.members, review->members.at[i]);
  review->members.at = sorted.members.at;
  review->members.cap = sorted.members.cap;
}

readout_status ro_thing_divide(const ro_thing_finder *finder, const ro_thing *thing, const ro_slice *asked, size_t n_asked,
                               ro_record_review *review) {
  choice chosen = {0};
  ro_record_review whole = {0};
  name_thing(finder, thing, 0, &whole);
  for (size_t i = 0; i < whole.members.len; i++) RO_PUSH(finder->arena, &chosen.own, whole.members.at[i].sha256);
  for (size_t i = 0; i < n_asked; i++) RO_TRY(choose(finder, thing, asked[i], &chosen, review));
  size_t count[2] = {0, review->members.len};
  bool mentioned = count[1] > 0; /* of an entity's reports */
  for (size_t i = 0; i < whole.members.len; i++) {
    ro_review_member member = whole.members.at[i];
    member.part = is_chosen(&member, &chosen);
    if (mentioned && member.part == 1 && ro_slices_have(&chosen.reports, member.sha256)) continue;
    if (count[member.part]++ < RO_REVIEW_MEMBERS) RO_PUSH(finder->arena, &review->members, member);
  }
  sort_by_part(finder, review);
  if (count[0] > 0 && count[1] > 0) return READOUT_OK;
  return ro_fail(finder->err, READOUT_ERR_USAGE,
                 count[1] ? "nothing of \"%.*s\" would be left: name only a part of it"
                          : "what was named has nothing of \"%.*s\": see what carries it with readout export",
                 (int)thing->id.len, thing->id.ptr);
}
