#include "history/done.h"

#define COVERED 0.75 /* of the words that say what the thing is */
#define FEWEST 2     /* such words */

static const char SIGNED[] =
    "sign signed signing signature initial initialled initialed conclude concluded conclusion concluding finalise finalised "
    "finalize finalized finalisation finalization complete completed completion";

/* What can be told as done in one word, with the forms that tell it. */
static const char *const DEEDS[] = {
    "hold held holding convene convened convening host hosted hosting",
    SIGNED,
    "open opened opening reopen reopened reopening inaugurate inaugurated inauguration",
    "launch launched launching start started begin began begun",
    "establish established establishment establishing create created creation creating found founded founding",
    "resume resumed resumption resuming restart restarted restore restored restoration",
    "ratify ratified ratification adopt adopted adoption approve approved approval",
    "release released lift lifted lifting abolish abolished abolition waive waived",
    "appoint appointed appointment name named",
    "deliver delivered delivery hand handed handover send sent",
};
static const char WHEN[] =
    "first second third fourth half quarter year month week day end beginning start early earlier late later soon next coming "
    "date time "
    "before after during round january february march april may june july august september october november december";

static size_t deed_of(const ro_word *word) {
  for (size_t i = 0; i < sizeof DEEDS / sizeof *DEEDS; i++)
    if (ro_slice_among(word->lower, DEEDS[i])) return i + 1;
  return 0;
}

static bool has_deed(const ro_words *words, size_t deed) {
  for (size_t i = 0; i < words->len; i++)
    if (deed_of(&words->at[i]) == deed) return true;
  return false;
}

/* Does the word say what the thing is, or name it ("the V Joint Commission"): neither that it is done nor when? */
static bool is_of_thing(const ro_word *word) {
  bool says = word->class_ == RO_WORD_CONTENT || (word->capital && word->class_ == RO_WORD_WEAK);
  return says && !deed_of(word) && !ro_slice_among(word->lower, WHEN);
}

static bool has_meaning(const ro_words *words, uint64_t meaning) {
  for (size_t i = 0; i < words->len; i++)
    if (words->at[i].meaning == meaning) return true;
  return false;
}

bool ro_is_done(const ro_words *words, const ro_words *later) {
  size_t deed = 0, n = 0, common = 0;
  for (size_t i = 0; i < words->len && !deed; i++) deed = deed_of(&words->at[i]);
  if (!deed || !has_deed(later, deed)) return false;
  for (size_t i = 0; i < words->len; i++) {
    if (!is_of_thing(&words->at[i])) continue;
    n++;
    common += has_meaning(later, words->at[i].meaning);
  }
  return n >= FEWEST && (double)common >= COVERED * (double)n;
}
