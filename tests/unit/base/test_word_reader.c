#include "base/word_reader.h"

#include "scratch.h"

typedef struct reading {
  scratch *s;
  ro_word_reader *reader;
} reading;

static int reading_open(void **state) {
  reading *r = calloc(1, sizeof *r);
  void *s = NULL;
  if (!r || scratch_open(&s) != 0 || ro_word_reader_open(&r->reader, NULL) != READOUT_OK) return -1;
  r->s = s;
  *state = r;
  return 0;
}

static int reading_close(void **state) {
  reading *r = *state;
  void *s = r->s;
  ro_word_reader_close(r->reader);
  free(r);
  return scratch_close(&s);
}

/* The forms of a text's words with a bar between two. */
static ro_slice forms(reading *r, const char *text) {
  ro_words words = {0};
  ro_slices list = {0};
  ro_word_reader_all(r->reader, ro_slice_of(text), 0, &r->s->arena, &words);
  assert_int_equal(ro_word_reader_check(r->reader, NULL), READOUT_OK);
  for (size_t i = 0; i < words.len; i++) RO_PUSH(&r->s->arena, &list, words.at[i].form);
  return ro_arena_join(&r->s->arena, list.at, list.len, RO_LIT("|"));
}

#define FORMS(text, wanted) assert_string_equal(forms(r, text).ptr, wanted)

static void letters_and_digits_are_words(void **state) {
  reading *r = *state;
  FORMS("The two sides' 2+2 talks, in U.S.-held Area_51.", "the|two|sides|2|2|talks|in|u|s|held|area|51");
  FORMS("", "");
  FORMS(" \n…—“”&*()", "");
  FORMS("China's don’t", "china|s|don|t");
}

static void case_and_accents_are_one(void **state) {
  reading *r = *state;
  FORMS("Türkiye TÜRKİYE turkiye Turkiye", "turkiye|turkiye|turkiye|turkiye");
  FORMS("İstanbul ISTANBUL ıstanbul", "istanbul|istanbul|istanbul");
  FORMS("caf\xC3\xA9 cafe\xCC\x81 CAFÉ", "cafe|cafe|cafe");
  FORMS("Straße STRASSE Αθήνα ΑΘΗΝΑ Москва́ МОСКВА", "strasse|strasse|αθηνα|αθηνα|москва|москва");
  FORMS(
      "ﬁnance Ｇ２０ so\xC2\xAD"
      "ft",
      "finance|g20|soft");
}

static void arabic_is_read_without_its_vowels(void **state) {
  reading *r = *state;
  FORMS("وَزِير وزير الأردن الاردن القـــاهرة", "وزير|وزير|الاردن|الاردن|القاهرة");
}

static void ideographs_stand_alone(void **state) {
  reading *r = *state;
  FORMS("外交部长王毅, 2024年G20峰会", "外|交|部|长|王|毅|2024|年|g20|峰|会");
  FORMS("ブリンケン国務長官", "ブ|リ|ン|ケ|ン|国|務|長|官");
  FORMS("が か\xE3\x82\x99", "が|が"); /* its sound mark is no accent */
  FORMS("서울에서 회담을", "서울에서|회담을");
}

static void thai_is_cut_by_the_dictionary(void **state) {
  reading *r = *state;
  FORMS("รัฐมนตรีต่างประเทศพบกัน", "รัฐมนตรี|ต่าง|ประเทศ|พบ|กัน");
  FORMS("พบ2ครั้งASEAN", "พบ|2|ครั้ง|asean");
}

static void marks_of_other_scripts_stay(void **state) {
  reading *r = *state;
  FORMS("विदेश मंत्री", "विदेश|मंत्री");
}

static void spans_are_those_of_the_text(void **state) {
  reading *r = *state;
  ro_slice text = RO_LIT("In İzmir, 外交");
  ro_words words = {0};
  ro_word_reader_all(r->reader, text, 100, &r->s->arena, &words);
  assert_int_equal(words.len, 4);
  assert_int_equal(words.at[1].span.start, 103);
  assert_int_equal(words.at[1].span.end, 109);
  assert_int_equal(words.at[3].span.start, 114);
  assert_int_equal(words.at[3].span.end, 117);
}

static void what_is_long_is_cut(void **state) {
  reading *r = *state;
  char *text = ro_arena_text(&r->s->arena, 3000);
  memset(text, 'a', 3000);
  assert_int_equal(forms(r, text).len, RO_WORD_BYTES);
  for (size_t i = 0; i < 3000; i += 3) memcpy(text + i, "ﷺ", 3); /* each is eighteen letters and spaces in other forms */
  ro_slice cut = forms(r, text);
  assert_true(cut.len > 0 && cut.len <= RO_WORD_BYTES);
  for (size_t i = 0; i < 3000; i += 2) memcpy(text + i, "é", 2);
  assert_true(forms(r, text).len <= RO_WORD_BYTES);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(letters_and_digits_are_words, reading_open, reading_close),
      cmocka_unit_test_setup_teardown(case_and_accents_are_one, reading_open, reading_close),
      cmocka_unit_test_setup_teardown(arabic_is_read_without_its_vowels, reading_open, reading_close),
      cmocka_unit_test_setup_teardown(ideographs_stand_alone, reading_open, reading_close),
      cmocka_unit_test_setup_teardown(thai_is_cut_by_the_dictionary, reading_open, reading_close),
      cmocka_unit_test_setup_teardown(marks_of_other_scripts_stay, reading_open, reading_close),
      cmocka_unit_test_setup_teardown(spans_are_those_of_the_text, reading_open, reading_close),
      cmocka_unit_test_setup_teardown(what_is_long_is_cut, reading_open, reading_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
