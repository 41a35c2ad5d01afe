#include "base/hash.h"

#include "scene.h"

static void hash_known(void *ctx) {
  scene *s = ctx;
  /* FIPS 180-2, appendix B.1 and B.2, and the empty message */
  assert_string_equal(ro_sha256(&s->arena, RO_LIT("abc")).ptr,
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_string_equal(ro_sha256(&s->arena, RO_LIT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).ptr,
                      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  assert_string_equal(ro_sha256(&s->arena, RO_ABSENT).ptr, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  s->whole = true;
}
SCENE(known_messages_have_their_digest, hash_known)

static void identify(void *ctx) {
  scene *s = ctx;
  const ro_slice one[] = {RO_LIT("ab"), RO_LIT("c")};
  const ro_slice other[] = {RO_LIT("a"), RO_LIT("bc")};
  ro_slice identity = ro_identity(&s->arena, "event", one, 2);
  assert_int_equal(identity.len, strlen("event-") + 16);
  assert_true(ro_slice_starts(identity, RO_LIT("event-")));
  assert_true(ro_slice_equal(identity, ro_identity(&s->arena, "event", one, 2)));
  assert_false(ro_slice_equal(identity, ro_identity(&s->arena, "event", other, 2)));
  assert_false(ro_slice_equal(identity, ro_identity(&s->arena, "event", one, 1)));
  /* SHA-256 of the 8 bytes of length 1, little-endian, and "a": an identity may never change */
  assert_string_equal(ro_identity(&s->arena, "x", other, 1).ptr, "x-ae6121c88ba555f6");
  s->whole = true;
}
SCENE(identities_tell_parts_apart, identify)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(known_messages_have_their_digest),
      cmocka_unit_test(identities_tell_parts_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
