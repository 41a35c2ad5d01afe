#include "event/rewording.h"

#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "event/day.h"
#include "event/persons.h"

#define MORE_SAID 0.1 /* difference of the shares of clauses that shows which of two texts holds more */
#define CUT 0.01      /* difference of coverage that shows which of a copy and its source was cut */
#define CITING_UNITS 3
#define TRANSLATED 5 /* signs against rewording where one calls itself a translation */
#define SPELLED_APART 2
#define KEPT 0.8 /* share of quotations that are word for word the other's */
#define REQUOTED 0.3
#define QUOTES_ANEW 3
#define CITES 2
#define LATER 1
#define OFFICIAL 3
#define FEWEST_NAME_WORDS 2
#define OF_OFFICIAL 1

/* The significant words of an outlet's name: "Ministry of Foreign Affairs of Indonesia" and "Indonesian Ministry of Foreign
 * Affairs" are one. */
static bool names_outlet(const ro_prepared *p, ro_slice credit, ro_slice outlet, ro_arena *arena) {
  ro_words left = {0}, right = {0};
  if (credit.len == 0 || outlet.len == 0) return false;
  ro_words_add(&left, credit, (ro_span){0, credit.len}, p->lexicon, arena);
  ro_words_add(&right, outlet, (ro_span){0, outlet.len}, p->lexicon, arena);
  size_t shared = 0, all = 0;
  for (size_t i = 0; i < right.len; i++) {
    if (right.at[i].class_ == RO_WORD_FUNCTION || right.at[i].lower.len < 2) continue;
    bool hit = false;
    for (size_t k = 0; k < left.len && !hit; k++)
      hit = left.at[k].meaning == right.at[i].meaning || (left.at[k].root != 0 && left.at[k].root == right.at[i].root);
    all++;
    shared += hit;
  }
  return all > 0 && shared * 4 >= all * 3;
}

/* Who speaks for a state writes its own account; an agency's dateline is no state's. */
static bool is_official(const ro_prepared *p) {
  const ro_report *report = &p->findings->report;
  return !p->agency_dateline && (ro_lexicon_is_official(report->outlet) || ro_lexicon_is_official(report->byline) ||
                                 (report->outlet.len == 0 && ro_lexicon_is_official(report->title)));
}

/* "Atlantic News Agency" of "LUANDA, July 9 (Atlantic News Agency)"; or RO_ABSENT. */
static ro_slice dateline_agency(const ro_report *report) {
  ro_slice dateline = ro_slice_span(report->text, report->dateline.span);
  size_t open = ro_slice_find(dateline, RO_LIT("("), 0);
  if (open == (size_t)-1) return RO_ABSENT;
  size_t close = ro_slice_find(dateline, RO_LIT(")"), open);
  return ro_slice_part(dateline, open + 1, close == (size_t)-1 ? dateline.len : close);
}

/* What a report says its text comes from is the other's outlet or the agency of the other's dateline. Who credits himself credits
 * nobody. */
static bool names_credit(const ro_prepared *p, const ro_prepared *other, ro_arena *arena) {
  const ro_report *report = &p->findings->report, *from = &other->findings->report;
  ro_slice agency = dateline_agency(from);
  bool own = names_outlet(p, report->outlet, from->outlet, arena) || names_outlet(p, report->credit, report->outlet, arena);
  if (!own && ro_lexicon_is_official(report->credit) && is_official(other)) {
    ro_slice credited = ro_lexicon_side(p->lexicon, report->credit);
    if (!credited.ptr || !other->side.ptr || ro_slice_equal(credited, other->side)) return true;
  }
  return !own && (names_outlet(p, report->credit, from->outlet, arena) || names_outlet(p, report->credit, agency, arena));
}

/* Does the sentence say whose report it goes by? "Agence Maghreb reported", "according to Agence Maghreb". */
static bool cites_somebody(const ro_prepared *p, const ro_unit *unit) {
  static const char *const cues[] = {"according", "report",   "reported", "reports", "citing", "cited", "quoting",
                                     "quoted",    "dispatch", "said",     "says",    "writes", "wrote"};
  for (size_t i = unit->first; i < unit->end; i++)
    for (size_t c = 0; c < sizeof cues / sizeof *cues; c++)
      if (ro_slice_equal(p->words.at[i].lower, ro_slice_of(cues[c]))) return true;
  return false;
}

/* Do a sentence's words hold these, one behind the other? */
static bool holds_in_row(const ro_prepared *p, const ro_unit *unit, const ro_words *name) {
  for (size_t i = unit->first; i + name->len <= unit->end; i++) {
    size_t k = 0;
    while (k < name->len && p->words.at[i + k].capital == name->at[k].capital &&
           ro_slice_equal(p->words.at[i + k].lower, name->at[k].lower))
      k++;
    if (k == name->len) return true;
  }
  return false;
}

/* A report's own words say that it goes by what the outlet or agency of that name had. A name of one word may be anything, and
 * what a ministry said is in reports of their own too. */
static bool cites_outlet(const ro_prepared *p, ro_slice outlet, ro_arena *arena) {
  ro_words name = {0};
  if (outlet.len == 0 || ro_lexicon_is_official(outlet) || names_outlet(p, p->findings->report.outlet, outlet, arena))
    return false;
  ro_words_add(&name, outlet, (ro_span){0, outlet.len}, p->lexicon, arena);
  if (name.len < FEWEST_NAME_WORDS) return false;
  for (size_t u = 0; u < p->units.len; u++)
    if (holds_in_row(p, &p->units.at[u], &name) && cites_somebody(p, &p->units.at[u])) return true;
  return false;
}

/* The part of a sentence that names the text it comes from, "the ministry said in a statement", "according to a readout": from
 * the punctuation before it on. Or RO_ABSENT. */
static ro_slice citing_part(const ro_prepared *p, const ro_unit *unit) {
  static const char *const texts[] = {"statement",  "note",       "summary",     "release", "readout",
                                      "communique", "communiqué", "declaration", "text"};
  static const char *const cues[] = {"said", "says", "according", "issued", "announced", "published", "in", "released"};
  ro_span part = unit->span;
  bool cue = false;
  for (size_t i = unit->first; i < unit->end; i++) {
    if (p->words.at[i].apart) part.start = p->words.at[i].span.start;
    for (size_t c = 0; c < sizeof cues / sizeof *cues; c++)
      cue = cue || ro_slice_equal(p->words.at[i].lower, ro_slice_of(cues[c]));
    for (size_t t = 0; cue && t < sizeof texts / sizeof *texts; t++)
      if (ro_slice_equal(p->words.at[i].lower, ro_slice_of(texts[t]))) return ro_slice_span(p->findings->report.text, part);
  }
  return RO_ABSENT;
}

static bool cites_text(const ro_prepared *p) {
  for (size_t u = 0; u < p->units.len && u < CITING_UNITS; u++)
    if (citing_part(p, &p->units.at[u]).ptr) return true;
  return false;
}

/* The other is a state's own account, and the first sentences name a text of that state's ministry. */
static bool cites_account(const ro_prepared *p, const ro_prepared *other) {
  if (!other->side.ptr || !is_official(other) || is_official(p)) return false;
  for (size_t u = 0; u < p->units.len && u < CITING_UNITS; u++) {
    ro_slice part = citing_part(p, &p->units.at[u]);
    if (part.ptr && ro_lexicon_is_official(part) && ro_slice_equal(ro_lexicon_side(p->lexicon, part), other->side)) return true;
  }
  return false;
}

bool ro_credits(const ro_prepared *p, const ro_prepared *other, ro_arena *arena) {
  const ro_report *from = &other->findings->report;
  return names_credit(p, other, arena) || cites_outlet(p, from->outlet, arena) || cites_outlet(p, dateline_agency(from), arena) ||
         cites_account(p, other);
}

static bool has_stem(const ro_prepared *p, const ro_word *word) {
  for (size_t i = 0; i < p->words.len; i++) {
    if (ro_slice_equal(p->words.at[i].stem, word->stem)) return true;
  }
  return false;
}

/*
 * Share of the names and numbers in a report's passages, its dateline's left out, that the other has not. Those of a
 * page's furniture, or of what it adds before or after, stand in no passage.
 */
static double own_facts(const ro_prepared *p, const ro_prepared *other, const ro_pair_result *found, bool of_a) {
  ro_span dateline = p->findings->report.dateline.span;
  size_t own = 0, all = 0;
  for (size_t i = 0; i < p->words.len; i++) {
    const ro_word *word = &p->words.at[i];
    bool fact = word->class_ == RO_WORD_NUMBER || (word->class_ != RO_WORD_FUNCTION && word->capital && !word->apart);
    if (!fact || (word->span.start >= dateline.start && word->span.start < dateline.end)) continue;
    if (!ro_in_passages(found, of_a, word->span.start)) continue;
    all++;
    own += !has_stem(other, word);
  }
  return all ? (double)own / (double)all : 0;
}

/* The words of a report's first sentence, its dateline left out. */
static void first_bag(const ro_prepared *p, ro_bag *bag, ro_arena *arena) {
  size_t from = ro_words_after(&p->words, p->findings->report.dateline.span.end), first = 0;
  while (first + 1 < p->units.len && p->units.at[first].end <= from) first++; /* a dateline is a sentence of its own */
  const ro_unit *unit = &p->units.at[first];
  bool inside = from > unit->first && from < unit->end;
  ro_bag_make(bag, &p->words, inside ? from : unit->first, unit->end, arena);
}

static bool begins_alike(const ro_prepared *a, const ro_prepared *b, ro_arena *arena) {
  ro_bag left, right;
  first_bag(a, &left, arena);
  first_bag(b, &right, arena);
  return ro_bag_dice(&left, &right) >= RO_ALIGNED;
}

static bool has_dateline(const ro_prepared *p) {
  return p->findings->report.dateline.span.end > p->findings->report.dateline.span.start;
}

bool ro_is_translation(const ro_prepared *p, ro_arena *arena) {
  const ro_report *report = &p->findings->report;
  size_t first = report->main.len > 0 ? report->main.at[0].start : report->text.len;
  size_t last = report->main.len > 0 ? report->main.at[report->main.len - 1].end : report->text.len;
  ro_slice parts[] = {ro_slice_part(report->text, 0, first), ro_slice_part(report->text, last, report->text.len),
                      ro_slice_span(report->text, report->dateline.span), report->credit, report->byline};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i].len > 0 && ro_slice_find(ro_arena_lower(arena, parts[i]), RO_LIT("translat"), 0) != (size_t)-1) return true;
  return false;
}

size_t ro_spelled_apart(const ro_prepared *p, const ro_prepared *other, ro_arena *arena) {
  const ro_findings *a = p->findings, *b = other->findings;
  size_t n = 0;
  for (size_t i = 0; i < a->entities.len; i++) {
    bool like = false, same = false;
    for (size_t k = 0; a->entities.at[i].kind == RO_PERSON && k < b->entities.len; k++) {
      if (b->entities.at[k].kind != RO_PERSON || !ro_person_names_alike(a->entities.at[i].name, b->entities.at[k].name, arena))
        continue;
      like = true;
      same = same || ro_person_spelled_alike(a->entities.at[i].name, b->entities.at[k].name, arena);
    }
    n += like && !same;
  }
  return n;
}

/* What stands in quote marks, three words and more: how many there are, and the mean share of their three-word sequences that the
 * other has too. */
typedef struct quoting {
  size_t n;
  double kept;
} quoting;

static void add_quotation(const ro_prepared *p, const ro_prepared *other, ro_span span, quoting *out) {
  size_t first = ro_words_after(&p->words, span.start), end = ro_words_after(&p->words, span.end), shared = 0;
  if (end < first + 3) return;
  for (size_t i = first; i + 3 <= end; i++) {
    uint64_t forms[3] = {p->words.at[i].form, p->words.at[i + 1].form, p->words.at[i + 2].form};
    shared += ro_values_have(&other->trigrams, ro_hash((ro_slice){(const char *)forms, sizeof forms}, 3));
  }
  out->n++;
  out->kept += (double)shared / (double)(end - first - 2);
}

static quoting quotations_of(const ro_prepared *p, const ro_prepared *other) {
  quoting out = {0};
  for (size_t u = 0; u < p->units.len; u++) { /* one that goes on over sentences counts in each */
    ro_span unit = p->units.at[u].span;
    size_t start = 0;
    bool open = false;
    for (size_t at = unit.start; at < unit.end;) {
      size_t here = at;
      uint32_t point = ro_utf8_next(p->findings->report.text, &at);
      bool opens = point == 0x201C || (point == '"' && !open), closes = point == 0x201D || (point == '"' && open);
      if (opens) start = at;
      if (closes && open) add_quotation(p, other, (ro_span){start, here}, &out);
      open = opens || (open && !closes);
    }
    if (open) add_quotation(p, other, (ro_span){start, unit.end}, &out);
  }
  if (out.n > 0) out.kept /= (double)out.n;
  return out;
}

/* Who rewords a text puts what it quotes into other words, or leaves the quotations as they are; who renders it anew quotes in
 * his own words. */
static double quoting_signs(const ro_prepared *p, const ro_prepared *other) {
  quoting own = quotations_of(p, other), others = quotations_of(other, p);
  if (own.n == 0 || others.n == 0) return 0;
  if (own.kept >= KEPT) return 1;
  return own.kept < REQUOTED && others.kept < REQUOTED ? -QUOTES_ANEW : 0;
}

int64_t ro_days_later(const ro_prepared *p, const ro_prepared *other) {
  ro_day a = ro_day_parse(p->findings->report.published), b = ro_day_parse(other->findings->report.published);
  return ro_day_is_full(a) && ro_day_is_full(b) ? ro_day_number(a) - ro_day_number(b) : 0;
}

/* What a sign adds to the sum. */
static double sign(ro_signs *shown, ro_arena *arena, const char *name, double adds) {
  if (shown && adds != 0) RO_PUSH(arena, shown, ((ro_measure){name, 1, adds, true}));
  return adds;
}

/* Signs of what the two have: order, names and numbers, spelling, quotations. */
static double signs_of_text(const ro_likeness *like, const ro_pair_result *found, bool is_a, ro_signs *shown, ro_arena *arena) {
  const ro_prepared *p = is_a ? like->a : like->b, *other = is_a ? like->b : like->a;
  double own = own_facts(p, other, found, is_a), others = own_facts(other, p, found, !is_a);
  bool alike = begins_alike(p, other, arena);
  double signs = sign(shown, arena, alike ? "begins as the other" : "begins otherwise", alike ? 1 : -1);
  if (ro_is_any_moved(like, found, is_a)) signs += sign(shown, arena, "a sentence stands elsewhere", -1);
  signs += sign(shown, arena, own <= 0.1 ? "no names and numbers of its own" : "names and numbers of its own",
                own <= 0.1    ? 1
                : own >= 0.25 ? -1
                              : 0);
  if (own > others + 0.1) signs += sign(shown, arena, "more names and numbers of its own than the other", -1);
  signs += sign(shown, arena, "how it quotes", quoting_signs(p, other));
  if (ro_spelled_apart(p, other, arena) > 0) signs += sign(shown, arena, "spells persons otherwise", -SPELLED_APART);
  return signs;
}

/* Signs of what the two say of themselves. */
static double signs_of_report(const ro_likeness *like, const ro_pair_result *found, bool is_a, ro_signs *shown, ro_arena *arena) {
  const ro_prepared *p = is_a ? like->a : like->b, *other = is_a ? like->b : like->a;
  bool credits = ro_credits(p, other, arena);
  double signs = 0;
  if (credits) signs += sign(shown, arena, "credits the other", 4);
  if (!credits && (is_a ? found->coverage_a : found->coverage_b) < 0.85) signs += sign(shown, arena, "has much besides", -1);
  if (has_dateline(p) && (has_dateline(other) || p->agency_dateline))
    signs += sign(shown, arena, "has a dateline of its own", -3);
  if (!has_dateline(p) && has_dateline(other)) signs += sign(shown, arena, "lacks the other's dateline", 1);
  if (ro_is_translation(p, arena) || ro_is_translation(other, arena))
    signs += sign(shown, arena, "one calls itself a translation", -TRANSLATED);
  if (cites_text(p) && !cites_text(other)) signs += sign(shown, arena, "cites a text", CITES);
  if (ro_days_later(p, other) > 0) signs += sign(shown, arena, "appeared later", LATER);
  if (is_official(p)) signs += sign(shown, arena, "is a state's own account", -OFFICIAL);
  if (is_official(other) && !is_official(p) && !p->agency_dateline)
    signs += sign(shown, arena, "the other is a state's own account", OF_OFFICIAL);
  return signs;
}

double ro_rewording_signs(const ro_likeness *like, const ro_pair_result *found, bool is_a, ro_signs *shown, ro_arena *arena) {
  return signs_of_text(like, found, is_a, shown, arena) + signs_of_report(like, found, is_a, shown, arena);
}

/* "Source: Ministry of Foreign Affairs" on somebody else's page. */
static bool owes_to_state(const ro_prepared *p) {
  return ro_lexicon_is_official(p->findings->report.credit) && !is_official(p);
}

static ro_direction is(const char **why, ro_direction direction, const char *because) {
  *why = because;
  return direction;
}

/* Of a copy and its source the shorter is the copy, where they differ by more than a word or two. */
static ro_direction shorter_from_longer(const ro_pair_result *found) {
  double difference = found->coverage_a - found->coverage_b;
  if (difference > CUT) return RO_A_FROM_B;
  return difference < -CUT ? RO_B_FROM_A : RO_WAY_UNKNOWN;
}

/* Who rewords a text says what it cites, or little that is not in it; the text itself has more. */
static ro_direction held_by_other(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, const char **why) {
  bool a_cites = cites_text(a), b_cites = cites_text(b);
  if (a_cites != b_cites) return is(why, a_cites ? RO_A_FROM_B : RO_B_FROM_A, "its first sentences cite a text");
  if (fabs(found->said_a - found->said_b) < MORE_SAID) return RO_WAY_UNKNOWN;
  return is(why, found->said_a > found->said_b ? RO_A_FROM_B : RO_B_FROM_A, "it says little that the other has not");
}

ro_direction ro_direction_of(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, double a_signs,
                             double b_signs, const char **why, ro_arena *arena) {
  bool a_credits = ro_credits(a, b, arena), b_credits = ro_credits(b, a, arena);
  if (a_credits != b_credits) return is(why, a_credits ? RO_A_FROM_B : RO_B_FROM_A, "it credits the other, its outlet or agency");
  ro_slice a_day = a->findings->report.published, b_day = b->findings->report.published;
  bool dated = a_day.len >= 10 && b_day.len >= 10 && a_day.ptr[0] != 'X' && b_day.ptr[0] != 'X';
  if (dated && ro_slice_compare(ro_slice_part(a_day, 0, 10), ro_slice_part(b_day, 0, 10)) != 0)
    return is(why, ro_slice_compare(a_day, b_day) > 0 ? RO_A_FROM_B : RO_B_FROM_A, "it appeared later");
  bool a_owes = owes_to_state(a) && !owes_to_state(b), b_owes = owes_to_state(b) && !owes_to_state(a);
  if (a_owes != b_owes) return is(why, a_owes ? RO_A_FROM_B : RO_B_FROM_A, "it credits a state for its text");
  *why = "it is shorter: more of it stands in the other";
  ro_direction by_size = found->kind == RO_NEAR_COPY ? shorter_from_longer(found) : held_by_other(a, b, found, why);
  if (by_size != RO_WAY_UNKNOWN) return by_size;
  if (a_signs != b_signs) return is(why, a_signs > b_signs ? RO_A_FROM_B : RO_B_FROM_A, "more signs that it rewords the other");
  return is(why, RO_WAY_UNKNOWN, "nothing says which was first");
}
