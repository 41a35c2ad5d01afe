/* Quotations over several sentences: one content, whatever sentences it has. */
#include "statement/attribution.h"

/* "A spokesperson issued the following statement: "The ministers talked about …": an account like any other, in marks. */
static bool is_account(const ro_reader *r, const ro_range *quote) {
  if (quote->first == 0 || !ro_word_is(r, quote->first - 1, ":")) return false;
  const ro_sentence *before = &r->tokens->sentences.at[ro_sentence_of(r, quote->first - 1)];
  bool announced = false;
  for (size_t i = before->first; i < quote->first; i++)
    announced = announced || ro_lemma_in(r, i, "statement readout release communique communiqué");
  for (size_t i = quote->first; announced && i < quote->end; i++)
    if (ro_word_in(r, i, "i we me us my our")) return false;
  return announced && ro_sentence_of(r, quote->end - 1) > ro_sentence_of(r, quote->first);
}

static void add_quotation(const ro_reader *r, ro_ranges *found, ro_range quote) {
  if (!is_account(r, &quote)) RO_PUSH(r->arena, found, quote);
}

/* The tokens of each quotation, its marks included, in order; one that is not closed ends with its paragraph. */
ro_ranges ro_quotations(const ro_reader *r) {
  ro_ranges found = {0};
  size_t open = RO_NONE, sentences = r->tokens->sentences.len;
  for (size_t n = 0; n < sentences; n++) {
    const ro_sentence *sentence = &r->tokens->sentences.at[n];
    for (size_t i = sentence->first; i < sentence->end; i++) {
      if (!ro_has(r, i, RO_T_QUOTE)) continue;
      ro_slice mark = ro_token_text(r->tokens, i);
      bool opens = ro_slice_equal(mark, RO_LIT("\xE2\x80\x9C")) || ro_slice_equal(mark, RO_LIT("\xC2\xAB"));
      bool closes = ro_slice_equal(mark, RO_LIT("\xE2\x80\x9D")) || ro_slice_equal(mark, RO_LIT("\xC2\xBB"));
      if (opens || (!closes && open == RO_NONE)) {
        open = i;
      } else if (open != RO_NONE) {
        add_quotation(r, &found, (ro_range){open, i + 1});
        open = RO_NONE;
      }
    }
    if (n + 1 == sentences || r->tokens->sentences.at[n + 1].paragraph != sentence->paragraph) {
      if (open != RO_NONE) add_quotation(r, &found, (ro_range){open, sentence->end});
      open = RO_NONE;
    }
  }
  return found;
}

static bool within(const ro_range *quote, size_t token) {
  return quote->first <= token && token < quote->end;
}

/* "A. B," he said. "C. D.": a quotation is one content, whatever sentences it has. */
void ro_quotations_reach(const ro_reader *r, const ro_ranges *quotes, ro_sentence_frames *all, size_t n) {
  const ro_sentence *sentences = r->tokens->sentences.at;
  for (size_t f = 0; f < all[n].n; f++) {
    ro_frame *frame = &all[n].at[f];
    if (frame->lexical->class_ != RO_CUE_SAY) continue;
    for (size_t c = 0; c < frame->n_content; c++)
      for (size_t q = 0; q < quotes->len; q++) {
        const ro_range *quote = &quotes->at[q];
        ro_range *content = &frame->content[c];
        if (quote->end <= content->first || quote->first >= content->end || within(quote, frame->cue.first)) continue;
        if (quote->first < sentences[n].first && quote->first < content->first) {
          content->first = quote->first;
          frame->reaches = true;
          for (size_t s = n; s-- > 0 && sentences[s].first >= quote->first;) all[s].covered = true;
        }
        if (quote->end > sentences[n].end && quote->end > content->end) {
          content->end = quote->end;
          frame->reaches = true;
          for (size_t s = n + 1; s < r->tokens->sentences.len && sentences[s].end <= quote->end; s++) all[s].covered = true;
        }
      }
  }
}
