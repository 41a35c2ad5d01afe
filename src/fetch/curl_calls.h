/* What is called of libcurl, loaded when it is first needed. */
#ifndef RO_FETCH_CURL_CALLS_H
#define RO_FETCH_CURL_CALLS_H

#include <curl/curl.h>
#include <readout/error.h>

#include "base/library.h"

#define RO_CURL_CALLS(CALL) \
  CALL(curl_easy_cleanup)   \
  CALL(curl_easy_getinfo)   \
  CALL(curl_easy_init)      \
  CALL(curl_easy_perform)   \
  CALL(curl_easy_reset)     \
  CALL(curl_easy_setopt)    \
  CALL(curl_easy_strerror)  \
  CALL(curl_free)           \
  CALL(curl_global_cleanup) \
  CALL(curl_global_init)    \
  CALL(curl_slist_append)   \
  CALL(curl_slist_free_all) \
  CALL(curl_url)            \
  CALL(curl_url_cleanup)    \
  CALL(curl_url_get)        \
  CALL(curl_url_set)

typedef struct ro_curl_calls {
  RO_CURL_CALLS(RO_CALL_FIELD)
} ro_curl_calls;

/* As ro_library_load. */
readout_status ro_curl_load(ro_curl_calls *calls, readout_error *err);

#endif
