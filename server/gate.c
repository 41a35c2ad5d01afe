#include "gate.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MOST_HOST 255

/* Host without its port, brackets off: false where it is none. */
static bool split_host(const char *host, char name[MOST_HOST + 1], bool *is_bracketed) {
  size_t len = strlen(host);
  const char *end = host + len;
  if (len == 0 || len > MOST_HOST) return false;
  *is_bracketed = host[0] == '[';
  if (*is_bracketed) {
    end = strchr(host, ']');
    if (!end || (end[1] && end[1] != ':')) return false;
    host++;
  } else if (strchr(host, ':')) {
    end = strchr(host, ':');
  }
  const char *port = *end == ']' ? end + 1 : end;
  if (*port == ':' && strspn(port + 1, "0123456789") != strlen(port + 1)) return false;
  memcpy(name, host, (size_t)(end - host));
  name[end - host] = '\0';
  return end > host;
}

static bool is_loopback(const char *name, bool is_bracketed) {
  struct in_addr v4;
  if (is_bracketed) return strcmp(name, "::1") == 0;
  if (strcasecmp(name, "localhost") == 0) return true;
  return inet_pton(AF_INET, name, &v4) == 1 && (ntohl(v4.s_addr) >> 24) == 127;
}

static bool is_address(const char *name, bool is_bracketed) {
  unsigned char bytes[16];
  return inet_pton(is_bracketed ? AF_INET6 : AF_INET, name, bytes) == 1;
}

/* A name can be turned to any address by who owns it; an address is what was connected to. */
bool serve_is_own_host(const serve_site *site, const char *host) {
  char name[MOST_HOST + 1];
  bool is_bracketed = false;
  if (!host || !split_host(host, name, &is_bracketed)) return false;
  if (is_loopback(name, is_bracketed)) return true;
  for (size_t i = 0; i < site->n_names; i++)
    if (strcasecmp(name, site->names[i]) == 0) return true;
  return site->is_exposed && is_address(name, is_bracketed);
}

static bool is_own_origin(const serve_request *request) {
  const char *origin = request->origin;
  if (!origin) return true;
  if (strncmp(origin, "http://", 7) == 0) {
    origin += 7;
  } else if (strncmp(origin, "https://", 8) == 0) { /* of a proxy before it */
    origin += 8;
  } else {
    return false;
  }
  return strcasecmp(origin, request->host) == 0;
}

static bool is_other_site(const serve_request *request) {
  return request->fetch_site && strcmp(request->fetch_site, "same-origin") != 0 && strcmp(request->fetch_site, "none") != 0;
}

/* The time does not tell how much of it was right. */
static bool is_token(const char *token, const char *given, size_t len) {
  size_t token_len = strlen(token);
  unsigned differs = token_len != len;
  for (size_t i = 0; i < len; i++) differs |= (unsigned char)given[i] ^ (unsigned char)token[i < token_len ? i : 0];
  return differs == 0;
}

static int base64_value(char c) {
  const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *at = c ? strchr(letters, c) : NULL;
  return at ? (int)(at - letters) : -1;
}

/* The password of "user:password" in Base64. */
static bool is_basic_token(const char *token, const char *text) {
  char plain[512] = "";
  size_t len = 0;
  unsigned bits = 0, n_bits = 0;
  for (; *text && *text != '='; text++) {
    int value = base64_value(*text);
    if (value < 0 || len + 1 >= sizeof plain) return false;
    bits = (bits << 6 | (unsigned)value) & 0xFFFFFF;
    n_bits += 6;
    if (n_bits < 8) continue;
    n_bits -= 8;
    plain[len++] = (char)(bits >> n_bits & 0xFF);
  }
  const char *colon = memchr(plain, ':', len);
  return colon && is_token(token, colon + 1, (size_t)(plain + len - colon) - 1);
}

/* Browsers send Basic by themselves once they have it, so that it says nothing of who writes. */
static bool has_token(const serve_site *site, const serve_request *request, bool writes) {
  const char *given = request->authorization;
  if (!given) return false;
  if (strncasecmp(given, "Bearer ", 7) == 0) return is_token(site->token, given + 7, strlen(given + 7));
  return !writes && strncasecmp(given, "Basic ", 6) == 0 && is_basic_token(site->token, given + 6);
}

bool serve_gate(const serve_site *site, const serve_request *request, bool is_of_api, bool writes, serve_response *response) {
  if (!serve_is_own_host(site, request->host)) {
    serve_problem(response, 403, "#origin", "Host is no name of this server: use its address, or start it with --host NAME");
    return false;
  }
  if (!is_own_origin(request) || (is_of_api && is_other_site(request))) {
    serve_problem(response, 403, "#origin", "a page of another site may not ask here");
    return false;
  }
  if ((writes || (is_of_api && site->is_exposed)) && !has_token(site, request, writes)) {
    serve_problem(response, 401, "#token", "the token that was shown when the server started is needed");
    response->wants_token = true;
    return false;
  }
  return true;
}
