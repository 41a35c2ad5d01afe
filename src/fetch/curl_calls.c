#include "fetch/curl_calls.h"

readout_status ro_curl_load(ro_curl_calls *calls, readout_error *err) {
  const ro_called called[] = {RO_CURL_CALLS(RO_CALL_SLOT)};
  return ro_library_load(RO_CURL_FILE, called, sizeof called / sizeof *called, err);
}
