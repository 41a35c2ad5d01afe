/* The files of the page, as web/ built them, in the program: compressed with gzip. */
#ifndef READOUT_SERVER_BUNDLE_H
#define READOUT_SERVER_BUNDLE_H

#include "message.h"

typedef struct serve_file {
  const char *path; /* "/index.html", "/page.js" */
  const char *type;
  const unsigned char *bytes; /* gzip */
  size_t len;                 /* of bytes */
  const char *digest;         /* of what it holds */
} serve_file;

/* The file, or index.html for a path whose last part has no dot; NULL where there is none. */
const serve_file *serve_bundle_find(const char *path);

/* Puts it into the response, expanded where the client takes no gzip. */
void serve_bundle_give(const serve_file *file, const serve_request *request, serve_response *response);

#endif
