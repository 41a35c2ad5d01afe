#include "statement/plover_coding.h"

/* By type. */
static const char *const INTENDED[RO_PLOVER_TYPES] = {"030", "036", "032", "035", "031", "033", "035", "",
                                                      "",    "",    "",    "133", "132", "138", "137", "138"};
static const char *const REFUSED[RO_PLOVER_TYPES] = {"120", "125", "128", "124", "121", "122", "124", "126",
                                                     "",    "",    "",    "",    "",    "",    "",    ""};

static ro_slice code_of(const char *code) {
  return *code ? ro_slice_of(code) : RO_ABSENT;
}

ro_slice ro_cameo_intended(ro_plover_type type) {
  return code_of(INTENDED[type]);
}

ro_slice ro_cameo_refused(ro_plover_type type) {
  return code_of(REFUSED[type]);
}

ro_plover_type ro_plover_intended(ro_plover_type type) {
  if (ro_is_cooperative(type)) return RO_AGREE;
  return type == RO_REQUEST || type == RO_ACCUSE || type == RO_REJECT ? type : RO_THREATEN;
}

ro_plover_type ro_plover_taken_back(ro_plover_type type) {
  if (type == RO_ASSAULT || type == RO_MOBILIZE) return RO_RETREAT;
  return ro_is_hostile(type) || type == RO_REQUEST ? RO_CONCEDE : RO_SANCTION;
}

/* "donated and delivered …": of two events of a sentence that differ in nothing but that one has no recipients that one goes. */
static void add_event(const ro_coder *x, const ro_coded_event *event) {
  ro_findings *out = x->r->out;
  for (size_t i = x->first_event; i < out->events.len; i++) {
    ro_coded_event *other = &out->events.at[i];
    if (!ro_slice_equal(other->type, event->type) || !ro_coded_actors_same(&other->actors, &event->actors)) continue;
    if (event->recipients.len == 0 || ro_coded_actors_same(&other->recipients, &event->recipients)) return;
    if (other->recipients.len > 0) continue;
    *other = *event;
    return;
  }
  RO_PUSH(x->r->arena, &out->events, *event);
}

static ro_span span_of(const ro_coder *x, const ro_told *told) {
  size_t first = told->predicate, end = told->predicate + 1;
  for (size_t i = 0; i < told->match->n_tokens; i++) {
    if (told->match->tokens[i] < first) first = told->match->tokens[i];
    if (told->match->tokens[i] + 1 > end) end = told->match->tokens[i] + 1;
  }
  return ro_tokens_span(x->r, first, end);
}

static bool is_year_before(ro_slice value, ro_slice published) {
  bool known = value.len >= 4 && published.len >= 4 && value.ptr[0] >= '0' && value.ptr[0] <= '9';
  return known && memcmp(value.ptr, published.ptr, 4) < 0;
}

static void take_time(const ro_coder *x, const ro_standing *standing, ro_coded_event *event) {
  ro_span span;
  event->date = ro_day_between(x->r, x->sentence->first, x->sentence->end, &span);
  if (!event->date.ptr) event->date = ro_month_between(x->r, x->sentence->first, x->sentence->end, &span);
  event->historical = (standing->past && !standing->said) || is_year_before(event->date, x->r->out->report.published);
}

/* The type that an event has by how its predicate stands: what is to come is an intention, what is not done a refusal. Returns
 * the words for it. */
static const char *change(const ro_standing *standing, ro_plover_type *type, ro_coded_event *event) {
  ro_plover_type told = *type;
  bool intended = standing->led && standing->led->lead == RO_LEAD_INTEND; /* the intention is the event itself */
  if (standing->future && !intended) {
    *type = ro_plover_intended(told);
    event->cameo = ro_cameo_intended(told);
    if (standing->negated && ro_is_cooperative(told)) { /* "will not release" */
      *type = RO_REJECT;
      event->cameo = ro_cameo_refused(told);
    } else if (standing->negated && *type == RO_THREATEN) {
      *type = RO_AGREE;
      event->cameo = RO_LIT("030");
    } else if (*type == told) {
      event->cameo = told == RO_AGREE ? RO_LIT("030") : event->cameo;
      return "";
    }
    event->negated = false;
    if (*type != RO_THREATEN) event->mode = RO_ABSENT;
    return ", to come";
  }
  if (!event->negated || !(told == RO_CONCEDE || told == RO_AGREE || told == RO_SUPPORT_EVENT || told == RO_RETREAT)) return "";
  *type = RO_REJECT; /* "did not allow" */
  event->cameo = ro_cameo_refused(told);
  event->mode = RO_ABSENT;
  event->negated = false;
  return ", refused";
}

/* "release &captive" of "free|release|liberate &captive": the entry by the word that was met. */
static ro_slice entry_name(const ro_coder *x, const ro_told *told) {
  ro_slice text = told->match->entry->text;
  size_t space = ro_slice_find(text, RO_LIT(" "), 0);
  ro_slice rest = space == (size_t)-1 ? RO_LIT("") : ro_slice_part(text, space, text.len);
  ro_slice word = ro_lemma_at(x->r, told->match->tokens[0]);
  return ro_arena_format(x->r->arena, "%.*s%.*s", (int)word.len, word.ptr, (int)rest.len, rest.ptr);
}

static ro_why why_entry(const char *rule, const ro_lexicon_entry *entry, ro_span fired) {
  return (ro_why){.rule = rule, .list = entry->list, .entry = entry->list ? entry->text : RO_ABSENT, .fired = fired};
}

/* The entries that an event stands on: its own, and those that led to it. */
static void give_whys(const ro_coder *x, const ro_standing *standing, const ro_told *told, ro_coded_event *event) {
  const ro_lexicon_entry *entry = told->match->entry;
  ro_because(x->r, &event->whys, why_entry(event->because.ptr, entry, event->span));
  if (standing->led && standing->led != entry)
    ro_because(x->r, &event->whys, why_entry("intention that leads to it", standing->led, event->span));
  if (standing->claim) ro_because(x->r, &event->whys, why_entry("what makes it a claim", standing->claim, event->span));
}

void ro_code_event(const ro_coder *x, const ro_standing *standing, const ro_told *told) {
  ro_coded_event event = {.mode = told->mode,
                          .cameo = told->cameo,
                          .future = standing->future,
                          .hypothetical = standing->hypothetical,
                          .negated = standing->negated};
  ro_plover_type type = told->type;
  const char *how = change(standing, &type, &event);
  ro_code_parties(x, standing, told, type, &event);
  take_time(x, standing, &event);
  event.span = span_of(x, told);
  event.type = ro_slice_of(ro_plover_type_name(type));
  ro_slice words = ro_slice_span(x->r->tokens->text, event.span), entry = entry_name(x, told);
  const char *led = standing->led && standing->led != told->match->entry ? ", led to by an intention" : "";
  event.because = ro_arena_format(x->r->arena, "\"%.*s\": entry \"%.*s\"%s%s", (int)words.len, words.ptr, (int)entry.len,
                                  entry.ptr, led, how);
  give_whys(x, standing, told, &event);
  ro_plover_contexts(&x->plover->lexicon, x->r, x->sentence->first, x->sentence->end, &event.contexts, &event.whys);
  add_event(x, &event);
}
