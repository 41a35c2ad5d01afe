/* Sentences that no cue introduces: who says them, if anybody does. */
#include "statement/names.h"
#include "statement/parties.h"
#include "statement/speech.h"

#define COLON_NEAR 6 /* tokens from a verb to the colon that its list follows */

static bool imperative(const ro_reader *r, size_t first) {
  return ro_has(r, first, RO_T_BASE) && ro_has(r, first, RO_T_CAPITAL);
}

ro_range ro_bare_subject(const ro_reader *r, size_t first, size_t limit) {
  size_t at = first;
  while (at < limit && (ro_has(r, at, RO_T_ADVERB | RO_T_AND) || ro_has(r, at, RO_T_COMMA | RO_T_QUOTE))) at++;
  if (ro_has(r, at, RO_T_PREPOSITION)) {
    for (size_t i = at; i < limit && i < at + 20; i++)
      if (ro_has(r, i, RO_T_COMMA)) {
        at = i + 1;
        break;
      }
  }
  return (ro_range){at, ro_phrase_after(r, at, limit)};
}

/* Is the main verb of a sentence in the present, or with "would", as speech that goes on is reported? */
static bool in_present(const ro_reader *r, size_t first, size_t limit) {
  size_t root = ro_phrase_head(r, (ro_range){first, limit});
  bool present = false;
  for (size_t i = first; i < limit && root != RO_NO_TOKEN; i++) {
    uint8_t rel = ro_token_at(r, i)->rel;
    bool own =
        i == root || (ro_governor(&r->syntax, i) == root && (rel == RO_REL_AUX || rel == RO_REL_AUX_PASS || rel == RO_REL_COP));
    if (!own || !ro_has(r, i, RO_T_FINITE)) continue;
    if (ro_has(r, i, RO_T_PAST) || ro_word_in(r, i, "could might")) return false;
    present = true;
  }
  return present;
}

/* Speech without a cue: of whoever spoke last, … */
static bool go_on(ro_speech *s, ro_frame *f, const char *rule, size_t paragraph) {
  ro_voice v = ro_last_voice(s, RO_WHY("who spoke last"));
  f->why = RO_WHY(rule);
  ro_attribution_add(s, f, &v, s->last, paragraph, true);
  return true;
}

/* … of all parties, where they are at least so many. */
static bool all_say(ro_speech *s, ro_frame *f, const char *rule, size_t least, size_t paragraph) {
  ro_voice v = {.joint = true};
  ro_speakers_all(s->r, &v.speakers);
  if (v.speakers.len < least) return false;
  ro_because(s->r, &v.whys, RO_WHY("all who met"));
  f->why = RO_WHY(rule);
  ro_attribution_add(s, f, &v, RO_NONE, paragraph, true);
  return true;
}

/* Agencies tell the background in the present: "LIMA, May 5 (Andes News) -"; a ministry's own text is dated "Lima, 5 May 2025.-",
 * or with its handle. */
static bool is_of_agency(const ro_reader *r) {
  const ro_dateline *dateline = &r->out->report.dateline;
  ro_slice all = ro_slice_span(r->out->report.text, dateline->span);
  bool is_upper = dateline->place.len > 0;
  for (size_t i = 0; i < dateline->place.len; i++)
    is_upper = is_upper && !(dateline->place.ptr[i] >= 'a' && dateline->place.ptr[i] <= 'z');
  size_t open = ro_slice_find(all, RO_LIT("("), 0);
  bool has_agency =
      (open != SIZE_MAX && open + 1 < all.len && all.ptr[open + 1] != '@') || ro_slice_find(all, RO_LIT("/"), 0) != SIZE_MAX;
  return is_upper || (dateline->place.len > 0 && has_agency);
}

/* Where an account is in the past, what stands in the present is still said: by all in a joint statement, by the one who spoke
 * before. */
static bool read_present(ro_speech *s, ro_frame *f, size_t first, size_t limit, size_t paragraph) {
  const ro_reader *r = s->r;
  if (!in_present(r, first, limit)) return false;
  if (r->joint) return all_say(s, f, "sentence of a joint statement in the present", 2, paragraph);
  if (is_of_agency(r) || !r->account || s->last == RO_NONE || paragraph != s->last_paragraph || s->speaking.last.len == 0)
    return false;
  return go_on(s, f, "sentence in the present that goes on in an account of the past", paragraph);
}

/* "Russia supports …": what a party, or who speaks for it, undertakes, holds or asks for. */
static bool read_party(ro_speech *s, ro_frame *f, ro_range subject, bool follows, size_t paragraph) {
  ro_reader *r = s->r;
  ro_voice v = {0};
  size_t party = ro_subject_party(r, subject);
  if (r->out->entities.at[party].kind == RO_COUNTRY) party = ro_speaker_for(r, party);
  if (r->out->entities.at[party].kind != RO_PERSON && !follows) return false;
  RO_PUSH(r->arena, &v.speakers, party);
  ro_because(r, &v.whys, ro_why_words(r, "the party that is the subject, or who speaks for it", subject.first, subject.end));
  bool same = s->speaking.last.len == 1 && s->speaking.last.at[0] == party && s->last != RO_NONE;
  f->why = RO_WHY("what a party undertakes, holds or asks for");
  ro_attribution_add(s, f, &v, same ? s->last : RO_NONE, paragraph, true);
  return true;
}

/* "A new arrangement is to be signed in May", "Officers will be trained": what is to come of talks, told by nobody. */
static bool is_outcome(const ro_reader *r, size_t verb, size_t limit) {
  bool to_be = ro_word_in(r, verb, "is are was were") && ro_word_is(r, verb + 1, "to") && verb + 2 < limit;
  if (to_be) return ro_has(r, verb + 2, RO_T_BASE);
  return ro_word_is(r, verb, "will") && ro_word_is(r, verb + 1, "be") && verb + 2 < limit && ro_has(r, verb + 2, RO_T_PARTICIPLE);
}

/* "A Malaysian university", "their border agencies", "the next round": what is of those who met. */
static bool is_of_parties(const ro_reader *r, ro_range subject) {
  const ro_meeting *told = r->out->meetings.len > 0 ? &r->out->meetings.at[0] : NULL;
  for (size_t i = subject.first; told && i < subject.end; i++) {
    if (ro_word_in(r, i, "their both")) return true;
    if (ro_lemma_in(r, i, "meeting round session consultation commission committee talk dialogue negotiation")) return true;
    size_t e = r->adjective[i] != RO_NONE ? r->adjective[i] : r->entity[i],
           capital = e != RO_NONE ? ro_names_capital_of(r, e) : RO_NONE;
    for (size_t p = 0; e != RO_NONE && p < told->parties.len; p++)
      if (told->parties.at[p].of == e || (capital != RO_NONE && told->parties.at[p].of == capital)) return true;
  }
  return false;
}

/* "will open a campus": what somebody is to do. */
static bool is_future(const ro_reader *r, size_t verb, size_t limit) {
  size_t next = verb + 1;
  if (!ro_word_is(r, verb, "will")) return false;
  while (next < limit && ro_has(r, next, RO_T_ADVERB)) next++;
  return next < limit && ro_has(r, next, RO_T_BASE);
}

/* The last verb of a sentence that ends in a colon, or RO_NO_TOKEN. */
static size_t verb_before_colon(const ro_reader *r, size_t first, size_t limit) {
  if (limit < first + 2 || !ro_word_is(r, limit - 1, ":")) return RO_NO_TOKEN;
  for (size_t i = limit - 1; i > first && limit - i < COLON_NEAR; i--)
    if (ro_has(r, i - 1, RO_T_VERB)) return i - 1;
  return RO_NO_TOKEN;
}

bool ro_read_opening(ro_speech *s, size_t first, size_t limit) {
  ro_reader *r = s->r;
  size_t end, verb = verb_before_colon(r, first, limit);
  const ro_cue *cue = verb != RO_NO_TOKEN ? ro_cue_at(r, verb, limit, &end) : NULL;
  if (!cue || (cue->class_ != RO_CUE_AGREE && cue->class_ != RO_CUE_ASK)) return false;
  size_t subject = ro_child_by(&r->syntax, verb, RO_REL_NSUBJ);
  if (subject == RO_NO_TOKEN && ro_token_at(r, verb)->rel == RO_REL_CONJ)
    subject = ro_child_by(&r->syntax, ro_governor(&r->syntax, verb), RO_REL_NSUBJ);
  ro_indexes speakers = {0};
  bool joint = false;
  ro_speaking speaking = s->speaking;
  ro_whys whys = {0};
  speaking.whys = &whys;
  if (subject != RO_NO_TOKEN) ro_speakers_resolve(r, ro_extent(&r->syntax, subject), &speaking, &speakers, &joint);
  if (speakers.len == 0) ro_speakers_all(r, &speakers);
  if (speakers.len == 0) return false;
  s->speaking.last = speakers;
  s->speaking.joint = joint || speakers.len > 1;
  s->last = RO_NONE;
  s->list = cue;
  return true;
}

bool ro_read_subject_line(ro_speech *s, size_t first, size_t limit) {
  ro_reader *r = s->r;
  if (r->remarks || limit < first + 2 || !ro_word_is(r, limit - 1, ":")) return false;
  for (size_t i = first; i < limit; i++)
    if (ro_has(r, i, RO_T_FINITE | RO_T_BASE)) return false;
  ro_indexes speakers = {0};
  ro_whys whys = {0};
  ro_speaking speaking = s->speaking;
  bool joint = false;
  while (first < limit && ro_has(r, first, RO_T_NUMBER | RO_T_PUNCT)) first++; /* "2. The Ministers:" */
  speaking.whys = &whys;
  ro_speakers_resolve(r, (ro_range){first, limit - 1}, &speaking, &speakers, &joint);
  if (speakers.len == 0) return false;
  s->speaking.last = speakers;
  s->speaking.joint = joint || speakers.len > 1;
  s->last = RO_NONE;
  s->list = NULL;
  return true;
}

#define NUMERAL 4 /* bytes of an item's number: "iii" */

/* The first token of an item behind its mark, number and "to": "- to finish", "(a) to finish". */
static size_t item_begin(const ro_reader *r, size_t first, size_t limit) {
  size_t at = first;
  while (at < limit && (ro_has(r, at, RO_T_PUNCT) || ro_word_in(r, at, "- – — • * o"))) at++;
  bool numbered =
      at + 1 < limit && ro_token_at(r, at)->span.end - ro_token_at(r, at)->span.start <= NUMERAL && ro_word_in(r, at + 1, ") .");
  if (numbered) at += 2;
  return ro_word_is(r, at, "to") ? at + 1 : at;
}

/* A verb in -ing, also one that the tree takes for what the noun behind it is like: "- deepening cooperation". */
static bool is_gerund(const ro_reader *r, size_t i) {
  return ro_has(r, i, RO_T_GERUND) ||
         (ro_token_at(r, i)->upos == RO_VERB && ro_slice_ends(ro_token_at(r, i)->lower, RO_LIT("ing")));
}

bool ro_begins_gerund_item(const ro_reader *r, size_t first, size_t limit) {
  size_t at = item_begin(r, first, limit);
  return at > first && at < limit && is_gerund(r, at);
}

/* "President A B is expected to attend", who is none of those who met: background, which nobody there announced. */
static bool is_of_strangers(const ro_reader *r, ro_range subject) {
  bool any = false, known = false;
  const ro_meeting *told = r->out->meetings.len > 0 ? &r->out->meetings.at[0] : NULL;
  for (size_t i = subject.first; told && told->told && i < subject.end; i++) {
    if (!ro_is_person(r, i)) continue;
    any = true;
    for (size_t p = 0; p < told->parties.len; p++) known = known || told->parties.at[p].person == r->entity[i];
  }
  return any && !known;
}

/* Has nobody but one of those who met spoken so far, as in a press release of his own? */
static bool is_only_speaker(const ro_speech *s) {
  const ro_reader *r = s->r;
  const ro_meeting *told = r->out->meetings.len > 0 ? &r->out->meetings.at[0] : NULL;
  if (s->speaking.last.len != 1 || !told || !told->told) return false;
  bool is_party = false;
  for (size_t p = 0; p < told->parties.len; p++) is_party = is_party || told->parties.at[p].person == s->speaking.last.at[0];
  for (size_t a = 0; is_party && a < r->out->attributions.len; a++) {
    const ro_attribution *other = &r->out->attributions.at[a];
    if (other->clauses.len > 0 && !other->joint && (other->speakers.len != 1 || other->speakers.at[0] != s->speaking.last.at[0]))
      return false;
  }
  return is_party;
}

bool ro_read_bare(ro_speech *s, size_t first, size_t limit, size_t paragraph) {
  ro_reader *r = s->r;
  ro_frame f = {.n_content = 0};
  if (s->list) first = item_begin(r, first, limit);
  size_t end = ro_trim_end(r, first, limit);
  ro_frame_set_content(&f, first, end);
  if (f.n_content == 0) return false;
  bool follows = s->last != RO_NONE && paragraph == s->last_paragraph;
  if (s->open_quote && s->last != RO_NONE) return go_on(s, &f, "sentence inside a quotation", paragraph);
  if (s->list && (ro_has(r, first, RO_T_BASE) || is_gerund(r, first))) {
    f.lexical = s->list;
    return go_on(s, &f, "verb of a list that a cue opened", paragraph);
  }
  bool next = s->last != RO_NONE && paragraph <= s->last_paragraph + 2 && is_only_speaker(s);
  if ((follows || next) && ro_has(r, first, RO_T_QUOTE))
    return go_on(s, &f, "quotation that goes on in a sentence of its own", paragraph);
  if (imperative(r, first)) return follows && s->speaking.last.len > 0 && go_on(s, &f, "imperative", paragraph);
  ro_range subject = ro_bare_subject(r, first, limit);
  size_t verb = subject.end;
  while (verb < limit && ro_has(r, verb, RO_T_ADVERB)) verb++;
  if (subject.end == subject.first || !ro_has(r, verb, RO_T_FINITE)) return read_present(s, &f, first, limit, paragraph);
  bool found;
  ro_reading reading = ro_clause_read(r, (ro_range){subject.first, end}, NULL, &found);
  if (!found) return false;
  f.content[0].first = subject.first;
  bool stands = reading.act == RO_COMMITMENT || reading.act == RO_POSITION || reading.act == RO_CALL_FOR;
  bool they = subject.end - subject.first == 1 && ro_word_is(r, subject.first, "they");
  if (reading.act == RO_ANNOUNCEMENT && is_of_strangers(r, subject)) return false;
  if (reading.act == RO_ANNOUNCEMENT) /* "The next round will be held in Lima" */
    return all_say(s, &f, "announcement that nobody makes", 2, paragraph);
  if (ro_subject_is_joint(r, subject) || they) {
    if (reading.act == RO_CALL_FOR && s->last != RO_NONE && !s->speaking.joint) /* the previous speaker goes on */
      return go_on(s, &f, "what the sides are asked for", paragraph);
    if (!stands) return read_present(s, &f, first, limit, paragraph);
    return all_say(s, &f, "what the sides together undertake, hold or ask for", 1, paragraph);
  }
  bool comes = is_outcome(r, verb, limit) || (is_future(r, verb, limit) && is_of_parties(r, subject) &&
                                              ro_subject_party(r, subject) == RO_NONE && !ro_subject_is_titled(r, subject));
  if (r->account && !r->remarks && comes) return all_say(s, &f, "what is to come of the talks", 2, paragraph);
  if (follows && ro_word_in(r, subject.first, "this these such it")) return go_on(s, &f, "sentence that refers back", paragraph);
  if (!stands || ro_subject_party(r, subject) == RO_NONE) return read_present(s, &f, first, limit, paragraph);
  return read_party(s, &f, subject, follows, paragraph);
}

/* "We talked above all about oil": what the two did there, said of both. */
static bool told_together(const ro_reader *r, size_t we) {
  size_t verb = ro_governor(&r->syntax, we);
  return verb != RO_NO_TOKEN &&
         ro_lemma_in(r, verb, "talk discuss speak agree review exchange spend meet sign decide compare reach cover") &&
         (ro_has(r, verb, RO_T_PAST | RO_T_PARTICIPLE) || ro_word_is(r, we + 1, "did"));
}

/* A sentence of somebody's remarks that reports nobody else's words. Greetings and calls have no verb, or thank the press. */
bool ro_read_remark(ro_speech *s, size_t first, size_t limit, size_t paragraph) {
  const ro_reader *r = s->r;
  ro_frame f = {.n_content = 0, .why = RO_WHY("sentence of remarks in the first person")};
  ro_voice v = {0};
  bool verb = false;
  if (ro_word_is(r, first, "thank") && ro_word_is(r, first + 1, "you") && limit - first < 12) return false;
  for (size_t i = first; i < limit; i++) verb = verb || ro_has(r, i, RO_T_FINITE | RO_T_BASE);
  ro_frame_set_content(&f, first, ro_trim_end(r, first, limit));
  if (!verb || f.n_content == 0) return false;
  bool joint = false;
  for (size_t i = first; i + 1 < limit && i < first + 12; i++) /* "we are both pleased", "we were of one mind" */
    joint = joint || (ro_word_is(r, i, "we") && (told_together(r, i) || ro_word_in(r, i + 1, "both all agreed") ||
                                                 ro_word_in(r, i + 2, "both all agreed of")));
  if (joint || r->joint) ro_speakers_all(r, &v.speakers);
  bool all = v.speakers.len > 0;
  if (!all && r->self != RO_NONE) RO_PUSH(r->arena, &v.speakers, r->self);
  v.joint = v.speakers.len > 1;
  if (v.speakers.len > 0) ro_because(r, &v.whys, RO_WHY(all ? "all who met, of whom \"we\" is said" : "whose remarks they are"));
  ro_attribution_add(s, &f, &v, RO_NONE, paragraph, true);
  return true;
}
