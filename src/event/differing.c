#include "event/differing.h"

#include <stdlib.h>

#include "base/hash.h"
#include "event/grounds.h"

ro_differing ro_differing_of(ro_settling *s, size_t event, const char *field, const char *rule, ro_slice about) {
  return (ro_differing){.s = s, .event = event, .field = field, .rule = rule, .about = about};
}

static ro_differing_value *value_for(ro_differing *d, ro_slice value) {
  for (size_t i = 0; i < d->values.len; i++) {
    if (ro_slice_equal(d->values.at[i].line.value, value)) return &d->values.at[i];
  }
  RO_PUSH(d->s->arena, &d->values, ((ro_differing_value){.line.value = value}));
  return &d->values.at[d->values.len - 1];
}

void ro_differing_add(ro_differing *d, ro_slice value, size_t member, ro_span span) {
  ro_differing_value *of = value_for(d, value);
  ro_spans spans = {0};
  RO_PUSH(d->s->arena, &of->members, member);
  ro_add_reports(d->s, member, &of->line.reports);
  if (span.end <= span.start) return;
  RO_PUSH(d->s->arena, &spans, span);
  RO_PUSH(d->s->arena, &of->line.evidence, ro_evidence_of(d->s, member, &spans));
}

/* -- which is best ---------------------------------------------------------------------------------------------------- */

typedef struct support {
  size_t origins, reports, accounts;
} support;

/* Does it say that it is the account of a party: of one of the countries that meet? What comes from one is none. */
static bool is_account(const ro_differing *d, size_t member) {
  ro_slice side = ro_identity_of_side(d->s, ro_settling_prepared(d->s, member)->side);
  const ro_record_event *line = &d->s->out->events.at[d->event];
  for (size_t i = 0; side.ptr && i < line->parties.len; i++)
    if (ro_slice_equal(line->parties.at[i].of, side)) return true;
  return false;
}

static support support_of(const ro_differing *d, const ro_differing_value *value) {
  ro_indexes origins = {0};
  ro_origins_among(d->s, &value->members, &origins);
  support found = {.origins = origins.len};
  for (size_t i = 0; i < value->members.len; i++) {
    bool before = false;
    for (size_t k = 0; k < i && !before; k++) before = value->members.at[k] == value->members.at[i];
    if (before) continue;
    found.reports++;
    found.accounts += is_account(d, value->members.at[i]);
  }
  return found;
}

/* Why the first has more support than the second, the reason in *why; 0: neither has. */
static int compare_support(support a, support b, const char **why) {
  if (a.origins != b.origins) {
    *why = "more origins have it";
    return a.origins > b.origins ? 1 : -1;
  }
  if (a.reports != b.reports) {
    *why = "as many origins have each, more reports have it";
    return a.reports > b.reports ? 1 : -1;
  }
  if (a.accounts == b.accounts) return 0;
  *why = "as many origins and reports have each, more accounts of the parties have it";
  return a.accounts > b.accounts ? 1 : -1;
}

/* The value that is better supported than every other, or NULL; by what it is better than the next one in *why. */
static const ro_differing_value *best_supported(const ro_differing *d, const char **why) {
  for (size_t i = 0; i < d->values.len; i++) {
    support own = support_of(d, &d->values.at[i]);
    const char *weakest = "more origins have it", *by;
    bool best = true;
    for (size_t k = 0; k < d->values.len && best; k++) {
      if (k == i) continue;
      best = compare_support(own, support_of(d, &d->values.at[k]), &by) > 0;
      if (best && by[0] == 'a') weakest = by; /* "as many origins …": it did not take that much elsewhere */
    }
    *why = weakest;
    if (best) return &d->values.at[i];
  }
  return NULL;
}

/* -- lines ------------------------------------------------------------------------------------------------------------ */

static int by_value(const void *a, const void *b) {
  return ro_slice_compare(((const ro_differing_value *)a)->line.value, ((const ro_differing_value *)b)->line.value);
}

static void note_line(const ro_differing *d, const ro_record_discrepancy *line) {
  const ro_settling *s = d->s;
  if (!ro_note_line(s, RO_LINE_DISCREPANCY, line->id, RO_GROUND_FIELD, line->field, d->rule)) return;
  if (d->about.len > 2 && d->about.ptr[1] == '-') /* a person, a statement, a country, a report: by its identity */
    ro_ground_about(s->trace, ro_slice_part(d->about, 0, ro_slice_find(d->about, RO_LIT(" "), 0)));
  for (size_t i = 0; i < d->values.len; i++) {
    const ro_differing_value *value = &d->values.at[i];
    support found = support_of(d, value);
    ro_note_line(s, RO_LINE_DISCREPANCY, line->id, RO_GROUND_VALUE, value->line.value, "what these reports say");
    ro_ground_measure(s->trace, "origins", (double)found.origins);
    ro_ground_measure(s->trace, "reports", (double)found.reports);
    ro_ground_measure(s->trace, "accounts of the parties", (double)found.accounts);
    for (size_t k = 0; k < value->line.reports.len; k++) ro_ground_about(s->trace, value->line.reports.at[k]);
    for (size_t k = 0; k < value->line.evidence.len; k++) ro_ground_quote(s->trace, &value->line.evidence.at[k]);
  }
  ro_note_line(s, RO_LINE_DISCREPANCY, line->id, RO_GROUND_BEST, line->best,
               line->because.ptr ? line->because.ptr : "nothing speaks for one of them");
}

static void write_line(ro_differing *d, ro_slice report, ro_slice best, const char *because) {
  if (d->values.len < 2) return;
  ro_slice event = report.ptr ? RO_ABSENT : d->s->events.at[d->event].id;
  ro_record_discrepancy line = {.event = event, .report = report, .field = ro_slice_of(d->field), .best = best};
  ro_slice parts[] = {event.ptr ? event : report, line.field, d->about};
  line.because = ro_slice_of(because);
  line.id = ro_identity(d->s->arena, "x", parts, 3);
  qsort(d->values.at, d->values.len, sizeof *d->values.at, by_value);
  for (size_t i = 0; i < d->values.len; i++) {
    ro_slices_sort_unique(&d->values.at[i].line.reports);
    RO_PUSH(d->s->arena, &line.values, d->values.at[i].line);
  }
  RO_PUSH(d->s->arena, &d->s->out->discrepancies, line);
  note_line(d, &line);
}

void ro_differing_write_with(ro_differing *d, ro_slice best, const char *because) {
  const char *why;
  const ro_differing_value *supported = best_supported(d, &why);
  bool among = false;
  for (size_t i = 0; i < d->values.len; i++) among = among || ro_slice_equal(d->values.at[i].line.value, best);
  if (supported && (!among || ro_slice_equal(supported->line.value, best)))
    write_line(d, RO_ABSENT, supported->line.value, why);
  else
    write_line(d, RO_ABSENT, among ? best : RO_ABSENT,
               among ? because : "as many origins, reports and accounts of parties have each");
}

void ro_differing_write(ro_differing *d) {
  ro_differing_write_with(d, RO_ABSENT, NULL);
}

void ro_differing_write_equal(ro_differing *d, const char *because) {
  write_line(d, RO_ABSENT, RO_ABSENT, because);
}

void ro_differing_write_within(ro_differing *d, ro_slice report, ro_slice best, const char *because) {
  write_line(d, report, best, because);
}
