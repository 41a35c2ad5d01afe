/* Remarks in the first person: is a report one, and whose are they? */
#include "base/utf8.h"
#include "statement/attribution.h"
#include "statement/names.h"

#define LEAST_SENTENCES 4
#define LABEL 10       /* tokens of a label in front of what somebody says */
#define LABELS 4       /* sentences that may be lines in front of the remarks */
#define SHARE 3        /* at least one sentence of so many is in the first person … */
#define SHARE_TITLED 6 /* … where the headline says that it is remarks */

static bool in_first_person(const ro_reader *r, const ro_sentence *sentence, bool *open) {
  bool found = false;
  for (size_t i = sentence->first; i < sentence->end; i++) {
    if (ro_has(r, i, RO_T_QUOTE)) {
      ro_slice mark = ro_token_text(r->tokens, i);
      *open = ro_slice_equal(mark, RO_LIT("\xE2\x80\x9C")) || (!ro_slice_equal(mark, RO_LIT("\xE2\x80\x9D")) && !*open);
    }
    found = found || (!*open && ro_has(r, i, RO_T_PRONOUN | RO_T_POSSESSIVE) && ro_word_in(r, i, "i we me us my our"));
  }
  return found;
}

#define ANNOUNCED 3 /* sentences in which somebody's statement is announced */

size_t ro_remarks_announced(const ro_reader *r) {
  for (size_t s = 0; s < r->tokens->sentences.len && s < ANNOUNCED; s++) {
    size_t first = r->tokens->sentences.at[s].first, end = r->tokens->sentences.at[s].end, person = RO_NO_TOKEN;
    bool verb = false, noun = false;
    if (end < first + 4 || !ro_word_is(r, end - 1, ":")) continue;
    for (size_t i = first; i < end; i++) {
      if (person == RO_NO_TOKEN && r->entity[i] != RO_NONE && r->out->entities.at[r->entity[i]].kind == RO_PERSON) person = i;
      verb = verb || ro_lemma_in(r, i, "make issue deliver give read release");
      noun = noun || (verb && ro_lemma_in(r, i, "statement remark comment declaration"));
    }
    if (person != RO_NO_TOKEN && noun) return person;
  }
  return RO_NO_TOKEN;
}

#define RECURS_NEAR 200 /* sentences */

/* Does another paragraph near it begin with the same label, tokens [first, end]? */
static bool recurs(const ro_reader *r, size_t first, size_t end) {
  size_t here = ro_sentence_of(r, first), from = here > RECURS_NEAR ? here - RECURS_NEAR : 0;
  for (size_t s = from; s < r->tokens->sentences.len && s < here + RECURS_NEAR; s++) {
    size_t at = r->tokens->sentences.at[s].first, n = 0;
    while (at != first && n <= end - first && at + n < r->tokens->sentences.at[s].end &&
           ro_slice_equal(ro_token_text(r->tokens, at + n), ro_token_text(r->tokens, first + n)))
      n++;
    if (n > end - first) return true;
  }
  return false;
}

/* Does the paragraph, from a label on, ask something? */
static bool has_question(const ro_reader *r, size_t from) {
  const ro_sentence *sentence = &r->tokens->sentences.at[ro_sentence_of(r, from)];
  size_t paragraph = sentence->paragraph;
  for (size_t s = ro_sentence_of(r, from); s < r->tokens->sentences.len && r->tokens->sentences.at[s].paragraph == paragraph; s++)
    if (ro_word_is(r, r->tokens->sentences.at[s].end - 1, "?")) return true;
  return false;
}

/* The colon behind what may be a label in front of a paragraph of a transcript, "Ana Ruiz, Channel Nine:"; `first` where none
 * stands there. */
static size_t label_end(const ro_reader *r, size_t first, size_t limit, bool *parted) {
  size_t colon = first;
  bool inside = false; /* "Q (Ruiz, follow-up):" */
  *parted = false;
  while (colon < limit && colon - first < LABEL &&
         (inside || ro_has(r, colon, RO_T_CAPITAL) || ro_word_in(r, colon, ". - of the , (") ||
          (colon > first && ro_word_is(r, colon - 1, "-")))) {
    if (ro_word_is(r, colon, "(")) inside = true;
    if (ro_word_is(r, colon, ")")) inside = false;
    *parted = *parted || ro_word_in(r, colon, ", (");
    colon++;
  }
  bool is_label = colon > first && colon < limit && ro_word_is(r, colon, ":") && ro_has(r, first, RO_T_CAPITAL);
  return is_label ? colon : first;
}

#define LEAST_LABELS 3 /* of a transcript */

/* Questions and answers, most paragraphs behind a label, of which one comes again. */
static bool is_transcript(const ro_reader *r) {
  size_t paragraphs = 0, labels = 0, again = 0, questions = 0;
  for (size_t s = 0; s < r->tokens->sentences.len; s++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[s];
    if (s > 0 && sentence->paragraph == r->tokens->sentences.at[s - 1].paragraph) continue;
    bool parted;
    size_t colon = label_end(r, sentence->first, sentence->end, &parted);
    paragraphs++;
    if (colon == sentence->first) continue;
    labels++;
    again += recurs(r, sentence->first, colon);
    questions += has_question(r, colon);
  }
  return labels >= LEAST_LABELS && labels * 2 >= paragraphs && again >= 2 && questions > 0;
}

bool ro_is_remarks(const ro_reader *r) {
  if (is_transcript(r)) return true;
  size_t all = r->tokens->sentences.len, own = 0;
  bool open = false;
  for (size_t s = 0; s < all; s++) {
    size_t paragraph = r->tokens->sentences.at[s].paragraph;
    if (s > 0 && paragraph != r->tokens->sentences.at[s - 1].paragraph) open = false;
    own += in_first_person(r, &r->tokens->sentences.at[s], &open);
  }
  static const char *const WORDS[] = {
      "emarks",      "tatement",   "ress conference",   "ress Conference",    "peech", "ranscript", "ddress",
      "ntroductory", "ress point", "ress availability", "Press Availability", "pening"};
  bool titled = false;
  for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++)
    titled = titled || ro_slice_find(r->out->report.title, ro_slice_of(WORDS[w]), 0) != (size_t)-1;
  return own >= LEAST_SENTENCES && own * (titled ? SHARE_TITLED : SHARE) >= all;
}

bool ro_is_joint(const ro_reader *r) {
  static const char *const KINDS[] = {"joint statement",        "joint communique",           "joint communiqué",
                                      "joint declaration",      "joint press statement",      "joint press release",
                                      "joint press communiqué", "joint ministerial statement"};
  for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
    if (ro_slice_has_word(r->out->report.title, ro_slice_of(KINDS[k]))) return true;
  return false;
}

/* "Ana Ruiz, Minister for Foreign Affairs of Peru:", "Mexico City, 9 March": a line in front of the remarks, no words of theirs.
 */
static bool is_label(const ro_reader *r, const ro_sentence *sentence) {
  for (size_t i = sentence->first; i < sentence->end; i++)
    if (ro_has(r, i, RO_T_FINITE) ||
        ro_word_in(r, i, "i we you thank your my our friends members ladies colleagues dear good excellency excellencies"))
      return false;
  return sentence->end - sentence->first >= 3;
}

/* A line between the headline and the article that names somebody. */
static size_t person_above(ro_reader *r, const ro_report *report) {
  ro_slice above = ro_slice_part(report->text, 0, report->main.at[0].start);
  size_t person = RO_NONE;
  for (size_t at = 0; at < above.len && person == RO_NONE;) {
    size_t end = ro_slice_find(above, RO_LIT("\n"), at);
    if (end == (size_t)-1) end = above.len;
    ro_slice line = ro_slice_trim(ro_slice_part(above, at, end));
    if (line.len > 0 && !ro_slice_equal(line, report->title)) person = ro_headline_person(r, line);
    at = end + 1;
  }
  return person;
}

static bool in_capitals(const ro_reader *r, size_t first, size_t end) {
  size_t letters = 0;
  for (size_t i = first; i < end; i++) {
    ro_slice text = ro_token_text(r->tokens, i);
    for (size_t c = 0; c < text.len; c++) {
      if (text.ptr[c] >= 'a' && text.ptr[c] <= 'z') return false;
      letters += ro_is_alpha((unsigned char)text.ptr[c]);
    }
  }
  return letters > 3;
}

static bool is_title(const ro_reader *r, size_t first, size_t end) {
  return ro_lemma_in(r, end - 1, "minister secretary president chancellor premier commissioner ambassador") ||
         (end > first && r->office[end - 1]);
}

/* Does the language model take what begins there for a person's name? */
static bool begins_name(const ro_reader *r, size_t first, size_t end) {
  return end > first + 1 && ro_token_at(r, first)->name == RO_NAME_B_PER;
}

/* "Kyodo: Could you confirm it?": a label of one word whom nothing gives an office, or of nobody who is known. */
static bool is_outlet(const ro_reader *r, size_t person, size_t first, size_t end) {
  bool known = person != RO_NONE && (r->out->entities.at[person].offices.len > 0 || person == r->host);
  bool may_be = person == RO_NONE || (end == first + 1 && !known && !in_capitals(r, first, end));
  return may_be && has_question(r, first);
}

/* "PENNY WONG: Good afternoon": whose words a paragraph of a transcript begins; `first` moves behind it. */
size_t ro_remarks_label(ro_reader *r, size_t *first, size_t limit, bool *asks) {
  bool parted;
  size_t colon = label_end(r, *first, limit, &parted), person = RO_NONE;
  *asks = false;
  if (colon == *first) return RO_NONE;
  for (size_t i = *first; i < colon; i++) {
    if (ro_word_in(r, i, "question journalist reporter moderator interviewer q")) *asks = true;
    ro_slice word = ro_token_text(r->tokens, i);
    for (size_t e = 0; e < r->out->entities.len && person == RO_NONE; e++) {
      const ro_entity *entity = &r->out->entities.at[e];
      size_t space = entity->name.len;
      while (space > 0 && entity->name.ptr[space - 1] != ' ') space--;
      if (entity->kind == RO_PERSON && ro_slice_equal_nocase(ro_slice_part(entity->name, space, entity->name.len), word))
        person = e;
    }
  }
  if (person == RO_NONE && !*asks && is_title(r, *first, colon)) person = r->host; /* "FOREIGN MINISTER:" */
  if (person == RO_NONE && !*asks && in_capitals(r, *first, colon)) /* "SECRETARY KENT:", whom nothing else names */
    person = ro_entity_make(r, RO_PERSON, ro_token_text(r->tokens, colon - 1));
  bool is_name = begins_name(r, *first, colon) || (colon > *first + 1 && !parted && recurs(r, *first, colon));
  if (person == RO_NONE && !*asks && is_name) /* "Lim Soo-suk:" */
    person = ro_entity_make(r, RO_PERSON, ro_names_text(r, *first, colon));
  if (is_outlet(r, person, *first, colon)) {
    *asks = true;
    person = RO_NONE;
  }
  if (person == RO_NONE && parted) *asks = true; /* somebody of an outlet */
  if (person == RO_NONE && !*asks) return RO_NONE;
  *first = colon + 1;
  return person;
}

#define NAME_WORDS 4

/* "Ana Ruiz 🇵🇪 @AnaRuiz: Good call with …": whose thread it is, by the words before the handle; RO_NONE where that is no name. */
static size_t thread_author(ro_reader *r, ro_slice title) {
  size_t handle = ro_slice_find(title, RO_LIT("@"), 0), end = 0, words = 0;
  if (handle == (size_t)-1 || handle == 0) return RO_NONE;
  for (size_t at = 0; at < handle && words <= NAME_WORDS;) {
    size_t start = at;
    bool is_name = ro_is_upper(ro_utf8_next(title, &at));
    for (size_t next = at; is_name && at < handle && title.ptr[at] != ' '; at = next) {
      uint32_t c = ro_utf8_next(title, &next);
      is_name = ro_is_alpha(c) || c == '-' || c == '\'' || c == 0x2019 || c == '.';
    }
    if (!is_name) break;
    end = at;
    words++;
    while (at < handle && title.ptr[at] == ' ') at++;
    if (at == start) break;
  }
  return words >= 2 && words <= NAME_WORDS ? ro_entity_make(r, RO_PERSON, ro_slice_part(title, 0, end)) : RO_NONE;
}

size_t ro_remarks_speaker(ro_reader *r) {
  const ro_report *report = &r->out->report;
  ro_slice title = report->title;
  size_t author = thread_author(r, title);
  if (author != RO_NONE) return author;
  size_t by = ro_slice_find(title, RO_LIT(" by "), 0), with = ro_slice_find(title, RO_LIT(" with "), 0);
  if (by != (size_t)-1 && with != (size_t)-1 && with < by) { /* "Media conference with A: remarks by B" */
    title = ro_slice_part(title, by, title.len);
    with = ro_slice_find(title, RO_LIT(" with "), 0);
  }
  if (with != (size_t)-1) title = ro_slice_part(title, 0, with); /* whom the speaker met is not the speaker */
  size_t person = title.len > 0 ? ro_headline_person(r, title) : RO_NONE;
  if (person == RO_NONE && report->main.len > 0) person = person_above(r, report);
  for (size_t s = 0; s < r->tokens->sentences.len && s < LABELS && person == RO_NONE; s++)
    if (is_label(r, &r->tokens->sentences.at[s]))
      person = ro_headline_person(r, ro_slice_span(r->tokens->text, r->tokens->sentences.at[s].span));
  if (person == RO_NONE && report->byline.len > 0) person = ro_headline_person(r, report->byline);
  if (person != RO_NONE) return person;
  return report->title.len > 0 ? ro_country_in_text(r, report->title) : RO_NONE;
}
