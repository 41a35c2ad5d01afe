#include "statement/attribution.h"
#include "statement/plover_coding.h"

#define SEARCH_MAX 64

/* -- who is looked for --------------------------------------------------------------------------------------------------- */

/* Somebody, as far as the word alone tells: a name of no place, a pronoun for persons, a word for persons. */
static bool is_animate(const ro_coder *x, size_t i) {
  if (ro_has(x->r, i, RO_T_PRONOUN)) return ro_word_in(x->r, i, "he she they who we i");
  if (ro_coder_at(x, i)->upos == RO_PROPN)
    return ro_coder_at(x, i)->name != RO_NAME_B_LOC && ro_coder_at(x, i)->name != RO_NAME_I_LOC;
  return ro_actors_word(x->r, &x->plover->actors, "person", i) || ro_actors_word(x->r, &x->plover->actors, "group", i);
}

/* How closely what hangs on a token is tied to it, 1 to 4; 5 to 7 for places and clauses beside; 0 for what is no party to it. */
static uint8_t tie(const ro_coder *x, size_t head, size_t k) {
  size_t mark = ro_child_by(x->s, k, RO_REL_CASE);
  switch (ro_coder_at(x, k)->rel) {
    case RO_REL_IOBJ:
      return 1;
    case RO_REL_OBJ:
    case RO_REL_NSUBJ_PASS:
    case RO_REL_NSUBJ:
      return 2;
    case RO_REL_OBL:
    case RO_REL_NMOD:
      if (mark == RO_NO_TOKEN) return 0;
      if (ro_word_is(x->r, mark, "by")) return ro_coder_at(x, head)->upos == RO_VERB ? 0 : 4;
      if (ro_word_in(x->r, mark,
                     "against with to on upon from for at into of toward towards over between out outside off opposite"))
        return 3;
      return ro_word_in(x->r, mark, "in inside near throughout across about regarding among under through") ? 5 : 0;
    case RO_REL_NMOD_POSS:
    case RO_REL_AMOD:
    case RO_REL_COMPOUND:
      return ro_coder_at(x, head)->upos == RO_VERB ? 0 : 4;
    case RO_REL_XCOMP:
    case RO_REL_CCOMP:
      return 4;
    case RO_REL_ACL:
      return 4;
    case RO_REL_ACL_RELCL:
      return 6;
    case RO_REL_OBL_AGENT:
      return ro_coder_at(x, head)->rel == RO_REL_ACL ? 4 : 0;
    case RO_REL_ADVCL:
      return 7;
    default:
      return 0;
  }
}

typedef struct search {
  const ro_coder *x;
  size_t avoid; /* the subject's head */
  size_t queue[SEARCH_MAX];
  size_t n;
  const ro_coded_actors *others; /* the other side */
  bool among;                    /* the others do something among themselves: where they do it is no party */
  bool sends;                    /* the event may be one of sending somebody … */
  bool anyone;                   /* … who is taken where nobody else is found */
  ro_coded_actors *out;
} search;

static void queue_below(search *q, size_t head, uint8_t from, uint8_t to, bool top) {
  const ro_coder *x = q->x;
  for (uint8_t t = from; t <= to; t++)
    for (size_t k = ro_first_child(x->s, head); k != RO_NO_TOKEN; k = ro_next_child(x->s, k)) {
      if (tie(x, head, k) != t || k == q->avoid || (top && ro_coder_at(x, k)->rel == RO_REL_NSUBJ)) continue;
      if (q->n < SEARCH_MAX) q->queue[q->n++] = k;
    }
}

/* "its troops" are the actor's own. */
static bool is_own(const ro_coder *x, size_t k) {
  size_t possessor = ro_coder_child(x, k, RO_REL_NMOD_POSS);
  return possessor != RO_NO_TOKEN && ro_has(x->r, possessor, RO_T_POSSESSIVE) &&
         ro_word_in(x->r, possessor, "its their his her our my");
}

static bool has_same_side(const ro_coded_actors *actors, const ro_coded_actor *actor) {
  for (size_t i = 0; i < actors->len; i++) {
    const ro_coded_actor *other = &actors->at[i];
    if (other->code.ptr && ro_slice_equal(other->code, actor->code) &&
        (!actor->sector.ptr || ro_slice_equal(other->sector, actor->sector)))
      return true;
  }
  return false;
}

static bool has_any_code(const ro_coded_actors *actors, size_t from) {
  for (size_t i = from; i < actors->len; i++)
    if (actors->at[i].code.ptr) return true;
  return false;
}

/* "sent troops to", "general strike": who an actor sends or hands over, if anybody else is named, and words that only modify, are
 * nobody by themselves. */
static bool is_instrument(const search *q, size_t k) {
  uint8_t rel = ro_coder_at(q->x, k)->rel;
  return rel == RO_REL_AMOD || rel == RO_REL_COMPOUND || (q->sends && !q->anyone);
}

/* A country's or place's name alone. */
static bool is_name(const ro_coder *x, size_t k) {
  return x->labels.at[k] && x->labels.all.at[x->labels.at[k] - 1].code.ptr && !x->labels.all.at[x->labels.at[k] - 1].sector.ptr;
}

/* The actors of a phrase. The other side's own name, or as whose something is, is passed over. */
static bool take_phrase(search *q, size_t k) {
  size_t before = q->out->len;
  uint8_t rel = ro_coder_at(q->x, k)->rel;
  bool owns = rel == RO_REL_NMOD_POSS || rel == RO_REL_AMOD || rel == RO_REL_COMPOUND;
  if (!ro_actors_of(q->x->r, &q->x->labels, k, true, q->out)) return false;
  if (!has_any_code(q->out, before) && is_instrument(q, k)) {
    q->out->len = before;
    return false;
  }
  owns |= is_name(q->x, k);
  for (size_t i = before; i < q->out->len && owns; i++) {
    if (!has_same_side(q->others, &q->out->at[i])) continue;
    q->out->len = before;
    return false;
  }
  return true;
}

/* One pass below a token, level by level, on a level by how closely they are tied: the first actors tied at most that loosely. */
static bool search_pass(search *q, size_t head, uint8_t loosest) {
  const ro_coder *x = q->x;
  q->n = 0;
  queue_below(q, head, 1, loosest, true);
  for (size_t i = 0; i < q->n; i++) {
    size_t k = q->queue[i];
    bool verb = ro_coder_at(x, k)->upos == RO_VERB && !x->labels.at[k];
    if (!verb && !is_own(x, k) && take_phrase(q, k)) return true;
    queue_below(q, k, 1, loosest, false);
  }
  return false;
}

/* The first actors below a token; places and clauses beside last. */
static bool search_below(search *q, size_t head) {
  q->anyone = false;
  if (search_pass(q, head, 4) || (!q->among && search_pass(q, head, 7))) return true;
  q->anyone = true;
  return q->sends && search_pass(q, head, 7);
}

/* "against X", wherever it stands below. */
static bool search_against(search *q, size_t head) {
  const ro_coder *x = q->x;
  for (size_t k = x->s->first[head]; k <= x->s->last[head]; k++) {
    size_t above = ro_governor(x->s, k);
    if (ro_coder_at(x, k)->rel == RO_REL_CASE && ro_word_is(x->r, k, "against") && above != RO_NO_TOKEN && take_phrase(q, above))
      return true;
  }
  return false;
}

/* "with X", below the predicate or its noun: the only recipients of what is about something else. */
static bool search_with(search *q, size_t head) {
  const ro_coder *x = q->x;
  for (size_t k = x->s->first[head]; k <= x->s->last[head]; k++) {
    size_t above = ro_governor(x->s, k);
    if (ro_coder_at(x, k)->rel == RO_REL_CASE && ro_word_is(x->r, k, "with") && above != RO_NO_TOKEN && take_phrase(q, above))
      return true;
  }
  return false;
}

static bool search_at(search *q, size_t k) {
  return take_phrase(q, k) || search_below(q, k);
}

static void take_entities(const ro_coder *x, const ro_indexes *entities, ro_coded_actors *out) {
  for (size_t i = 0; i < entities->len; i++) {
    ro_coded_actor actor;
    if (ro_actors_entity(x->r, x->labels.actors, entities->at[i], &actor) && actor.code.ptr) RO_PUSH(x->r->arena, out, actor);
  }
}

/* "The two sides", "she", "the minister": whom the reader took for the speaker, or for all parties of the told event. */
static bool take_resolved(const ro_coder *x, size_t subject, ro_coded_actors *out) {
  ro_span word = ro_coder_at(x, subject)->span;
  ro_coded_actors resolved = {0};
  ro_indexes all = {0};
  for (size_t a = 0; a < x->r->out->attributions.len && resolved.len == 0; a++) {
    const ro_attribution *attribution = &x->r->out->attributions.at[a];
    if (ro_spans_hold(&attribution->source, word.start)) take_entities(x, &attribution->speakers, &resolved);
  }
  if (resolved.len == 0 && ro_subject_is_joint(x->r, ro_extent(x->s, subject))) {
    ro_speakers_all(x->r, &all);
    take_entities(x, &all, &resolved);
  }
  if (resolved.len == 0) return false;
  *out = resolved;
  return true;
}

/* Only somebody does these. */
static bool is_by_persons(ro_plover_type type) {
  return type == RO_CONSULT || type == RO_AGREE || type == RO_REQUEST || type == RO_ACCUSE || type == RO_REJECT;
}

/* A noun or name that tells no event itself: "the committee", "Kashmir". */
static bool is_bare_noun(const ro_coder *x, size_t i) {
  uint8_t upos = ro_coder_at(x, i)->upos;
  return (upos == RO_NOUN || upos == RO_PROPN) && !ro_plover_lexicon_at(&x->plover->lexicon, x->r, i, true).entry;
}

/* Who acts: the actors of a subject; where it is nobody, those in it ("a bombing by the group"); else somebody by his words
 * alone. */
static void take_actors(const ro_coder *x, size_t subject, ro_plover_type type, ro_coded_actors *out) {
  if (subject == RO_NO_TOKEN) return;
  if (ro_actors_of(x->r, &x->labels, subject, false, out) && out->at[0].code.ptr) return;
  if (take_resolved(x, subject, out) || out->len > 0) return;
  ro_coded_actors none = {0};
  search q = {.x = x, .avoid = RO_NO_TOKEN, .others = &none, .out = out};
  bool somebody = is_animate(x, subject);
  if (!somebody && search_below(&q, subject)) return;
  if (!somebody && !(is_by_persons(type) && is_bare_noun(x, subject))) return;
  RO_PUSH(x->r->arena, out,
          ((ro_coded_actor){RO_ABSENT, RO_LIT("UNK"), ro_actors_name(x->r, subject), RO_WHY("somebody by the words alone")}));
}

/* "said his government would", "said his country would": whose it is, is of the speaker's country. */
static void take_owner(const ro_coder *x, size_t subject, size_t speaker, ro_coded_actors *actors) {
  ro_coded_actors owners = {0};
  if (subject == RO_NO_TOKEN || speaker == RO_NO_TOKEN || !is_own(x, subject)) return;
  if (actors->len > 0 && actors->at[0].code.ptr) return;
  if (!ro_actors_of(x->r, &x->labels, speaker, false, &owners)) return;
  if (actors->len == 0) RO_PUSH(x->r->arena, actors, ((ro_coded_actor){.name = ro_actors_name(x->r, subject)}));
  actors->at[0].code = owners.at[0].code;
  actors->at[0].why = RO_WHY("of the country of who speaks");
}

/* -- countries and sides --------------------------------------------------------------------------------------------------- */

static bool is_domestic(ro_slice sector) {
  static const char *const SECTORS[] = {"GOV", "MIL", "COP", "OPP", "CVL", "LEG", "JUD", "REB", "LAB", "EDU", "PTY",
                                        "JRN", "ELI", "SPY", "UAF", "CRM", "BUS", "MED", "AGR", "REL", "REF"};
  for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
    if (ro_slice_equal(sector, ro_slice_of(SECTORS[i]))) return true;
  return false;
}

static ro_slice code_in(const ro_coded_actors *actors) {
  for (size_t i = 0; i < actors->len; i++)
    if (actors->at[i].code.ptr) return actors->at[i].code;
  return RO_ABSENT;
}

/* The only country that a sentence names, or absent. */
static ro_slice only_country(const ro_coder *x) {
  ro_slice code = RO_ABSENT;
  for (size_t i = x->sentence->first; i < x->sentence->end; i++) {
    if (!x->labels.at[i]) continue;
    ro_slice next = x->labels.all.at[x->labels.at[i] - 1].code;
    if (!next.ptr) continue;
    if (code.ptr && !ro_slice_equal(code, next)) return RO_ABSENT;
    code = next;
  }
  return code;
}

/* The only country that a sentence names beside that one, or absent. */
static ro_slice other_country(const ro_coder *x, ro_slice code) {
  ro_slice other = RO_ABSENT;
  for (size_t i = x->sentence->first; i < x->sentence->end && code.ptr; i++) {
    if (!x->labels.at[i]) continue;
    ro_slice next = x->labels.all.at[x->labels.at[i] - 1].code;
    if (!next.ptr || ro_slice_equal(next, code)) continue;
    if (other.ptr && !ro_slice_equal(other, next)) return RO_ABSENT;
    other = next;
  }
  return other;
}

/* Gives actors without a country that one, if it does not make them the other side. */
static void fill(ro_coded_actors *actors, ro_slice code, const ro_coded_actors *others) {
  for (size_t i = 0; i < actors->len && code.ptr; i++) {
    ro_coded_actor filled = {code, actors->at[i].sector, actors->at[i].name, RO_WHY("agent of the place's or another's country")};
    if (!actors->at[i].code.ptr && is_domestic(filled.sector) && !has_same_side(others, &filled)) actors->at[i] = filled;
  }
}

static bool has_code(const ro_coded_actors *actors, ro_slice code) {
  for (size_t i = 0; i < actors->len; i++)
    if (ro_slice_equal(actors->at[i].code, code)) return true;
  return false;
}

/* The country of a place at which it happens: "in Lagos", wherever it stands below. */
static ro_slice place_of(const ro_coder *x, size_t predicate) {
  for (size_t k = x->s->first[predicate]; k <= x->s->last[predicate]; k++) {
    size_t above = ro_governor(x->s, k);
    if (ro_coder_at(x, k)->rel != RO_REL_CASE || !ro_word_in(x->r, k, "in near inside throughout across at outside around"))
      continue;
    if (above == RO_NO_TOKEN || above < k) continue;
    const uint32_t label = x->labels.at[above];
    if (label && x->labels.all.at[label - 1].code.ptr && !x->labels.all.at[label - 1].sector.ptr)
      return x->labels.all.at[label - 1].code;
  }
  return RO_ABSENT;
}

/* Agents without a country: of the place where it happens; else of the other side's, or of the only country named, where such
 * things happen within one. */
static void fill_countries(const ro_coder *x, size_t predicate, ro_plover_type type, ro_coded_event *event) {
  bool abroad = type == RO_CONSULT || type == RO_COOPERATE || type == RO_SUPPORT_EVENT || type == RO_AID;
  ro_slice place = place_of(x, predicate);
  if (!has_code(&event->actors, place)) fill(&event->recipients, place, &event->actors);
  if (!abroad || !event->actors.len) fill(&event->actors, place, &event->recipients);
  if (abroad) return;
  if (type == RO_ASSAULT) fill(&event->recipients, other_country(x, code_in(&event->actors)), &event->actors);
  fill(&event->recipients, code_in(&event->actors), &event->actors);
  fill(&event->actors, only_country(x), &event->recipients);
  fill(&event->actors, code_in(&event->recipients), &event->recipients);
}

/* A group of no country known is an NGO. */
static void take_bodies(ro_coded_actors *actors) {
  for (size_t i = 0; i < actors->len; i++)
    if (!actors->at[i].code.ptr && ro_slice_equal(actors->at[i].sector, RO_LIT("NGO"))) actors->at[i].code = RO_LIT("NGO");
}
static bool same_actor(const ro_coded_actor *a, const ro_coded_actor *b) {
  return ro_slice_equal(a->code, b->code) && ro_slice_equal(a->sector, b->sector);
}

/* Nobody acts on himself: recipients that are actors, as far as is known, go. */
static void part_sides(ro_coded_event *event) {
  size_t kept = 0;
  for (size_t i = 0; i < event->recipients.len; i++) {
    const ro_coded_actor *recipient = &event->recipients.at[i];
    bool doubled = has_same_side(&event->actors, recipient);
    for (size_t a = 0; a < event->actors.len && !recipient->code.ptr; a++)
      doubled |= ro_slice_equal(event->actors.at[a].sector, recipient->sector);
    for (size_t k = 0; k < kept; k++) doubled |= same_actor(&event->recipients.at[k], &event->recipients.at[i]);
    if (!doubled) event->recipients.at[kept++] = event->recipients.at[i];
  }
  event->recipients.len = kept;
}

bool ro_coded_actors_same(const ro_coded_actors *a, const ro_coded_actors *b) {
  if (a->len != b->len) return false;
  for (size_t i = 0; i < a->len; i++)
    if (!same_actor(&a->at[i], &b->at[i])) return false;
  return true;
}

static bool is_mutual(ro_plover_type type) {
  return type == RO_AGREE || type == RO_CONSULT || type == RO_SUPPORT_EVENT || type == RO_COOPERATE;
}

/* What several countries agree on or hold together is among them, whosever matter it is; so is what nobody in particular began
 * ("the talks between X and Y went on"). */
static void part_mutual(ro_plover_type type, ro_coded_event *event) {
  bool mutual = is_mutual(type);
  if (mutual && event->actors.len == 0) {
    event->actors = event->recipients;
    event->recipients = (ro_coded_actors){0};
  }
  if (!mutual || event->actors.len < 2 || ro_slice_equal(event->actors.at[0].code, event->actors.at[1].code)) return;
  for (size_t i = 0; i < event->recipients.len; i++)
    if (event->recipients.at[i].code.ptr && !has_code(&event->actors, event->recipients.at[i].code)) return;
  event->recipients.len = 0;
}

/* "A car bomb exploded in …": unidentified forces of the place where it happens. */
static void take_unknown(const ro_coder *x, const ro_told *told, ro_coded_actors *actors) {
  ro_slice place = place_of(x, told->predicate);
  if (!place.ptr) place = only_country(x);
  if (place.ptr)
    RO_PUSH(x->r->arena, actors,
            ((ro_coded_actor){place, RO_LIT("UAF"), ro_actors_name(x->r, told->actor), RO_WHY("unknown forces of the place")}));
}

void ro_code_parties(const ro_coder *x, const ro_standing *standing, const ro_told *told, ro_plover_type type,
                     ro_coded_event *event) {
  bool reversed = told->match->entry->reversed;
  ro_coded_actors *doers = reversed ? &event->recipients : &event->actors;
  search q = {.x = x, .avoid = told->actor, .others = doers, .out = reversed ? &event->actors : &event->recipients};
  q.sends = type == RO_AGREE || type == RO_REJECT || type == RO_MOBILIZE || type == RO_AID || type == RO_RETREAT ||
            type == RO_THREATEN || type == RO_COOPERATE;
  take_actors(x, told->actor, type, doers);
  take_owner(x, told->actor, standing->speaker, doers);
  q.among = is_mutual(type) && doers->len > 1 && !ro_slice_equal(doers->at[0].code, doers->at[1].code);
  if (type == RO_MOBILIZE || type == RO_THREATEN || type == RO_PROTEST || type == RO_SANCTION)
    search_against(&q, told->predicate);
  if (told->match->entry->about) {
    search_with(&q, told->predicate);
  } else if (q.out->len == 0 && told->recipient != RO_NO_TOKEN) {
    search_at(&q, told->recipient);
  }
  if (!told->match->entry->about && q.out->len == 0 && told->from != RO_NO_TOKEN) search_below(&q, told->from);
  if (!told->match->entry->about && q.out->len == 0 && told->then != RO_NO_TOKEN) search_below(&q, told->then);
  fill_countries(x, told->predicate, type, event);
  if (type == RO_ASSAULT && doers->len == 0 && told->actor != RO_NO_TOKEN) take_unknown(x, told, doers);
  take_bodies(&event->actors);
  take_bodies(&event->recipients);
  part_mutual(type, event);
  part_sides(event);
}
