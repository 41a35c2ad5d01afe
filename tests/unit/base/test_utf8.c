#include "base/utf8.h"

#include "scene.h"

/* The plainest decoder there is, from RFC 3629's table; 0 where no valid character stands. */
static size_t slow_length(const unsigned char *at, size_t left, uint32_t *point) {
  size_t len = at[0] < 0x80 ? 1 : (at[0] & 0xE0) == 0xC0 ? 2 : (at[0] & 0xF0) == 0xE0 ? 3 : (at[0] & 0xF8) == 0xF0 ? 4 : 0;
  if (len == 0 || len > left) return 0;
  uint32_t value = len == 1 ? at[0] : at[0] & (0x7FU >> len);
  for (size_t i = 1; i < len; i++) {
    if ((at[i] & 0xC0) != 0x80) return 0;
    value = value << 6 | (at[i] & 0x3FU);
  }
  const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < least[len] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
  *point = value;
  return len;
}

static void every_point_goes_there_and_back(void **state) {
  (void)state;
  for (uint32_t point = 0; point <= 0x10FFFF; point++) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    char bytes[4];
    size_t len = ro_utf8_put(bytes, point);
    uint32_t expected = 0;
    ro_slice text = {bytes, len};
    size_t at = 0;
    if (slow_length((const unsigned char *)bytes, len, &expected) != len || expected != point || ro_utf8_check(text) != len ||
        ro_utf8_next(text, &at) != point || at != len || ro_utf8_prev(text, &at) != point || at != 0) {
      fail_msg("U+%04X does not come back", (unsigned)point);
    }
  }
}

static void invalid_bytes_are_found(void **state) {
  (void)state;
  unsigned char bytes[12] = {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'};
  for (uint32_t lead = 0x80; lead <= 0xFF; lead++) {
    for (uint32_t rest = 0; rest < 0x10000; rest += 7) {
      bytes[8] = (unsigned char)lead;
      bytes[9] = (unsigned char)(rest >> 8);
      bytes[10] = (unsigned char)rest;
      bytes[11] = 0x80;
      size_t at = 8;
      uint32_t point = 0;
      while (at < sizeof bytes) {
        size_t len = slow_length(bytes + at, sizeof bytes - at, &point);
        if (len == 0) break;
        at += len;
      }
      if (ro_utf8_check((ro_slice){(const char *)bytes, sizeof bytes}) != at)
        fail_msg("%02X %04X", (unsigned)lead, (unsigned)rest);
    }
  }
  assert_int_equal(ro_utf8_check(RO_LIT("")), 0);
  assert_int_equal(ro_utf8_check(RO_LIT("ab\xE4\xB8")), 2);
  assert_int_equal(ro_utf8_check(RO_LIT("\xC0\xAF")), 0);
  assert_int_equal(ro_utf8_check(RO_LIT("a\xED\xA0\x80")), 1);
  assert_int_equal(ro_utf8_check(RO_LIT("a\xF4\x90\x80\x80")), 1);
}

static void letters_are_told(void **state) {
  (void)state;
  const uint32_t letters[] = {'a', 'Z', 0xE9, 0x15E, 0x130, 0x3A9, 0x43F, 0x5D0, 0x627, 0x915, 0x4E2D, 0xAC00, 0x20000};
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) assert_true(ro_is_alpha(letters[i]));
  const uint32_t others[] = {'1', '@', '[', '`', '{', 0xA0, 0xB7, 0xD7, 0xF7, 0x2019, 0x2028, 0x3000, 0xFF0C, 0x1F600, 0x10FFFF};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_false(ro_is_alpha(others[i]));
}

static void case_is_told(void **state) {
  (void)state;
  const uint32_t pairs[][2] = {{'A', 'a'},     {'Z', 'z'},     {0xC0, 0xE0},   {0xDE, 0xFE},   {0x100, 0x101}, {0x130, 0x131},
                               {0x15E, 0x15F}, {0x17D, 0x17E}, {0x391, 0x3B1}, {0x3A9, 0x3C9}, {0x410, 0x430}, {0x401, 0x451}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    assert_true(ro_is_upper(pairs[i][0]));
    assert_false(ro_is_lower(pairs[i][0]));
    assert_true(ro_is_lower(pairs[i][1]));
    assert_false(ro_is_upper(pairs[i][1]));
  }
  assert_false(ro_is_upper(0x4E2D));
  assert_false(ro_is_lower(0x4E2D));
  assert_false(ro_is_upper('@'));
  assert_false(ro_is_lower('{'));
}

static void latin_letters_lose_their_marks(void **state) {
  static const struct {
    const char *text;
    char plain;
  } CASES[] = {{"\xC3\x89", 'e'},     {"\xC3\xA9", 'e'}, {"\xC3\xB8", 'o'}, {"\xC5\x82", 'l'},
               {"\xE1\xBB\x85", 'e'}, {"e", 0},          {"\xD0\xB6", 0}};
  (void)state;
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    size_t at = 0;
    assert_int_equal(ro_utf8_plain(ro_utf8_next(ro_slice_of(CASES[i].text), &at)), CASES[i].plain);
  }
}

static void white_space_is_told(void **state) {
  (void)state;
  const uint32_t spaces[] = {' ', '\n', '\t', '\r', 0xA0, 0x2000, 0x200A, 0x202F, 0x3000};
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) assert_true(ro_is_space(spaces[i]));
  const uint32_t others[] = {'a', 0, 0x200B, 0xFEFF, '_'};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_false(ro_is_space(others[i]));
}

static void point_offsets(void *ctx) {
  scene *s = ctx;
  const ro_slice pieces[] = {RO_LIT("a"), RO_LIT("\xC3\xBC"), RO_LIT("\xE4\xB8\xAD"), RO_LIT("\xF0\x9F\x98\x80"),
                             RO_LIT("plain text ")};
  ro_slice many[400];
  for (size_t i = 0; i < 400; i++) many[i] = pieces[(i * i + i / 3) % 5];
  ro_slice text = ro_arena_join(&s->arena, many, 400, RO_LIT(""));
  ro_points points;
  ro_points_init(&points, text, &s->arena);
  size_t at = 0, count = 0;
  while (at < text.len) {
    assert_int_equal(ro_points_at(&points, at), count);
    assert_int_equal(ro_points_byte(&points, count), at);
    (void)ro_utf8_next(text, &at);
    count += 1;
  }
  assert_int_equal(ro_utf8_count(text), count);
  assert_int_equal(ro_points_at(&points, text.len), count);
  assert_int_equal(ro_points_byte(&points, count), text.len);
  assert_int_equal(ro_points_at(&points, text.len + 5), count);
  assert_int_equal(ro_points_byte(&points, count + 5), text.len);
  s->whole = true;
}

static void empty_text(void *ctx) {
  scene *s = ctx;
  ro_points points;
  ro_points_init(&points, RO_LIT(""), &s->arena);
  assert_int_equal(ro_points_at(&points, 0), 0);
  assert_int_equal(ro_points_byte(&points, 0), 0);
  char sixty_four[64];
  memset(sixty_four, 'x', sizeof sixty_four);
  ro_points_init(&points, (ro_slice){sixty_four, sizeof sixty_four}, &s->arena);
  assert_int_equal(ro_points_at(&points, 64), 64);
  assert_int_equal(ro_points_byte(&points, 64), 64);
  assert_int_equal(ro_points_byte(&points, 63), 63);
  s->whole = true;
}

static void offsets_are_turned_both_ways(void **state) {
  (void)state;
  play(point_offsets, 0);
  play(empty_text, 0);
}

static void one_line(void *ctx) {
  scene *s = ctx;
  assert_true(ro_slice_equal(ro_utf8_one_line(&s->arena, RO_LIT(" a\n\t b\xC2\xA0\xC3\xA9 ")), RO_LIT("a b \xC3\xA9")));
  assert_int_equal(ro_utf8_one_line(&s->arena, RO_LIT(" \n ")).len, 0);
  assert_non_null(ro_utf8_one_line(&s->arena, RO_LIT("")).ptr);
  s->whole = true;
}

static void a_text_becomes_one_line(void **state) {
  (void)state;
  play(one_line, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_point_goes_there_and_back),
      cmocka_unit_test(invalid_bytes_are_found),
      cmocka_unit_test(letters_are_told),
      cmocka_unit_test(case_is_told),
      cmocka_unit_test(latin_letters_lose_their_marks),
      cmocka_unit_test(white_space_is_told),
      cmocka_unit_test(offsets_are_turned_both_ways),
      cmocka_unit_test(a_text_becomes_one_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
