/* Which addresses may be connected to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

#include "fetch/address.h"

static bool is_public(const char *text) {
  struct sockaddr_in v4 = {.sin_family = AF_INET};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) return ro_address_is_public((const struct sockaddr *)&v4, sizeof v4);
  assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
  return ro_address_is_public((const struct sockaddr *)&v6, sizeof v6);
}

static void public_addresses_are(void **state) {
  (void)state;
  const char *const texts[] = {"1.1.1.1",        "9.255.255.255",  "100.63.0.1",      "100.128.0.1",
                               "172.15.0.1",     "172.32.0.1",     "223.255.255.255", "2606:4700::1111",
                               "::ffff:8.8.8.8", "2002:808:808::", "64:ff9b::8.8.8.8"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (!is_public(texts[i])) fail_msg("%s is public", texts[i]);
  }
}

static void others_are_not(void **state) {
  (void)state;
  const char *const texts[] = {"0.0.0.0",
                               "10.1.2.3",
                               "100.64.0.1",
                               "100.127.255.254",
                               "127.0.0.1",
                               "127.255.255.254",
                               "169.254.169.254",
                               "172.16.0.1",
                               "172.31.255.255",
                               "192.168.0.1",
                               "198.19.0.1",
                               "224.0.0.1",
                               "255.255.255.255",
                               "::",
                               "::1",
                               "::127.0.0.1",
                               "::ffff:127.0.0.1",
                               "::ffff:10.0.0.1",
                               "fe80::1",
                               "fec0::1",
                               "fc00::1",
                               "fd12::1",
                               "ff02::1",
                               "2001:db8::1",
                               "2001:0:1::1",
                               "2002:7f00:1::",
                               "2002:a00:1::",
                               "64:ff9b::127.0.0.1",
                               "64:ff9b::10.0.0.1",
                               "64:ff9b:1::1"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (is_public(texts[i])) fail_msg("%s is not public", texts[i]);
  }
  const struct sockaddr_un local = {.sun_family = AF_UNIX};
  assert_false(ro_address_is_public((const struct sockaddr *)&local, sizeof local));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(public_addresses_are), cmocka_unit_test(others_are_not)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
