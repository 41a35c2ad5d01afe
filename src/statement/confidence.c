/*
 * How sure a clause is: the probability that speakers, span and act are all right, by a logistic model over what the findings
 * show of it (data/confidence.tsv, fitted by train/confidence.py, which has the same features).
 */
#include <math.h>
#include <stdio.h>

#include "statement/attribution.h"

#define SHORT 25 /* bytes */
#define LONG 160
#define MANY 3 /* clauses of one content */
#define ODDS_MAX 5.0

static void add(const ro_reader *r, const char *feature, double *sum) {
  const uint64_t *place = ro_map_get(&r->lists->confidence, ro_slice_of(feature));
  if (place) *sum += r->lists->confidence_weights.at[*place];
}

static void add_of_act(const ro_reader *r, const char *before, ro_act act, double *sum) {
  char feature[64];
  snprintf(feature, sizeof feature, "%s%s", before, ro_act_name(act));
  add(r, feature, sum);
}

/* The odds of the act by its own probability (acts.h), a logarithm. */
static void add_odds(const ro_reader *r, double probability, double *sum) {
  const uint64_t *place = ro_map_get(&r->lists->confidence, RO_LIT("odds"));
  if (!place || probability <= 0) return;
  double odds = log(probability / fmax(1 - probability, 1e-9));
  *sum += r->lists->confidence_weights.at[*place] * fmax(-ODDS_MAX, fmin(ODDS_MAX, odds));
}

static void about_speakers(const ro_reader *r, const ro_attribution *a, double *sum) {
  if (a->joint) {
    add(r, "joint", sum);
  } else if (a->speakers.len == 0) {
    add(r, "nobody", sum);
  } else {
    char feature[64];
    snprintf(feature, sizeof feature, "speaker=%s", ro_entity_kind_name(r->out->entities.at[a->speakers.at[0]].kind));
    add(r, feature, sum);
    if (a->speakers.len > 1) add(r, "several", sum);
  }
}

static bool has_met(const ro_reader *r) {
  const ro_meeting *told = r->out->meetings.len > 0 ? &r->out->meetings.at[0] : NULL;
  return told && told->parties.len > 1 && told->parties.at[0].of != RO_NONE && told->parties.at[1].of != RO_NONE;
}

double ro_confidence(const ro_reader *r, const ro_attribution *a, const ro_clause *clause) {
  double sum = 0;
  size_t size = 0;
  for (size_t s = 0; s < clause->spans.len; s++) size += clause->spans.at[s].end - clause->spans.at[s].start;
  add(r, "all", &sum);
  add_odds(r, clause->confidence, &sum);
  add_of_act(r, "act=", clause->act, &sum);
  if (!clause->strength.ptr) add_of_act(r, "plain ", clause->act, &sum);
  if (clause->stance != RO_NO_STANCE) add(r, "stance", &sum);
  add(r, has_met(r) ? "met" : "not met", &sum);
  about_speakers(r, a, &sum);
  add(r, a->cue.len > 0 ? "cue" : a->continues != RO_NONE ? "continued" : "no cue", &sum);
  if (a->cue.len > 0 && a->source.len == 0) add(r, "no source", &sum);
  if (a->quoted) add(r, "quoted", &sum);
  if (a->clauses.len > MANY) add(r, "many", &sum);
  if (size < SHORT) add(r, "short", &sum);
  if (size > LONG) add(r, "long", &sum);
  return 1 / (1 + exp(-sum));
}
