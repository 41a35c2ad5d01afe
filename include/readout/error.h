/*
 * Status codes and errors, shared by every function of Readout that can fail.
 *
 * A function that can fail returns a readout_status and takes a readout_error * last. The error may be
 * NULL where the caller does not want the words; the status is returned all the same.
 */
#ifndef READOUT_ERROR_H
#define READOUT_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum readout_status {
  READOUT_OK = 0,
  READOUT_ERR_INPUT,   /* the input is not as it must be: the message says what, where and how to mend it */
  READOUT_ERR_IO,      /* a file or the system failed */
  READOUT_ERR_MEMORY,  /* memory ran out, or an input needs more than its maximum */
  READOUT_ERR_RECORD,  /* the record file is damaged, of a newer version or in use */
  READOUT_ERR_USAGE,   /* a call or an option that cannot be */
  READOUT_ERR_STOPPED, /* the caller's own callback asked to stop */
  READOUT_ERR_ABSENT,  /* the record has nothing of the identity that was asked for */
} readout_status;

#define READOUT_ERROR_MAX 512

/* What went wrong. `message` is one line without a full stop, NUL-terminated, cut at its size. */
typedef struct readout_error {
  readout_status status;
  size_t line;   /* 1-based line of the input, 0 where there is none */
  size_t offset; /* byte offset in the input, 0 where there is none */
  char message[READOUT_ERROR_MAX];
} readout_error;

#ifdef __cplusplus
}
#endif

#endif
