#include "fetch/address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct block {
  uint8_t bytes[16];
  unsigned bits;
} block;

static const block NOT_PUBLIC_4[] = {
    {{0}, 8},            /* this network */
    {{10}, 8},           /* private */
    {{100, 64}, 10},     /* shared, CGNAT */
    {{127}, 8},          /* loopback */
    {{169, 254}, 16},    /* link-local */
    {{172, 16}, 12},     /* private */
    {{192, 0, 0}, 24},   /* protocol assignments */
    {{192, 0, 2}, 24},   /* documentation */
    {{192, 88, 99}, 24}, /* relays of 6to4 */
    {{192, 168}, 16},    /* private */
    {{198, 18}, 15},     /* benchmarks */
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 4}, /* multicast */
    {{240}, 4}, /* reserved, broadcast */
};

static const block GLOBAL_6 = {{0x20}, 3};
static const block NOT_PUBLIC_6[] = {
    {{0x20, 0x01}, 23},             /* protocol assignments, Teredo */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0x3f, 0xff}, 20},             /* documentation */
};

/* Blocks whose addresses carry one of IPv4, at this byte. */
static const struct {
  block block;
  size_t at;
} CARRIERS[] = {
    {{{[10] = 0xff, [11] = 0xff}, 96}, 12}, /* mapped */
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},   /* NAT64 */
    {{{0x20, 0x02}, 16}, 2},                /* 6to4 */
};

static bool is_in(const uint8_t *address, const block *within) {
  size_t whole = within->bits / 8;
  unsigned rest = within->bits % 8;
  if (memcmp(address, within->bytes, whole) != 0) return false;
  return rest == 0 || ((address[whole] ^ within->bytes[whole]) >> (8 - rest)) == 0;
}

static bool is_public_4(const uint8_t *address) {
  for (size_t i = 0; i < sizeof NOT_PUBLIC_4 / sizeof *NOT_PUBLIC_4; i++) {
    if (is_in(address, &NOT_PUBLIC_4[i])) return false;
  }
  return true;
}

static bool is_public_6(const uint8_t *address) {
  for (size_t i = 0; i < sizeof CARRIERS / sizeof *CARRIERS; i++) {
    if (is_in(address, &CARRIERS[i].block)) return is_public_4(address + CARRIERS[i].at);
  }
  for (size_t i = 0; i < sizeof NOT_PUBLIC_6 / sizeof *NOT_PUBLIC_6; i++) {
    if (is_in(address, &NOT_PUBLIC_6[i])) return false;
  }
  return is_in(address, &GLOBAL_6);
}

bool ro_address_is_public(const struct sockaddr *address, socklen_t len) {
  uint8_t bytes[16];
  if (address->sa_family == AF_INET && len >= sizeof(struct sockaddr_in)) {
    memcpy(bytes, (const char *)address + offsetof(struct sockaddr_in, sin_addr), 4);
    return is_public_4(bytes);
  }
  if (address->sa_family == AF_INET6 && len >= sizeof(struct sockaddr_in6)) {
    memcpy(bytes, (const char *)address + offsetof(struct sockaddr_in6, sin6_addr), 16);
    return is_public_6(bytes);
  }
  return false;
}
