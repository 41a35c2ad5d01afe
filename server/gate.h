/* Who may ask: Host, Origin and token. */
#ifndef READOUT_SERVER_GATE_H
#define READOUT_SERVER_GATE_H

#include "handle.h"

/* False, and a problem in `response`, where Host is no name of this server (so that a name that somebody else turned to this
 * address reaches nothing), where Origin or Sec-Fetch-Site show a page of another site, or where the token is missing or wrong.
 */
bool serve_gate(const serve_site *site, const serve_request *request, bool is_of_api, bool writes, serve_response *response);

/* "127.0.0.1:8765" of a Host that the gate let through. */
bool serve_is_own_host(const serve_site *site, const char *host);

#endif
