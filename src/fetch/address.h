/* Which addresses of the network are everybody's: asked of the address that is connected to, whatever name led to it. */
#ifndef RO_FETCH_ADDRESS_H
#define RO_FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/*
 * False for addresses of this machine, of private, shared (CGNAT) and link-local networks, multicast, documentation, benchmarks
 * and whatever else IANA's special-purpose registries (RFC 6890) keep from the public network; for IPv6 addresses that carry such
 * an IPv4 address (mapped, 6to4, NAT64); and for sockets of other families.
 */
bool ro_address_is_public(const struct sockaddr *address, socklen_t len);

#endif
