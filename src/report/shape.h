/* What a stretch of text looks like: how many words, how they begin, how it ends. */
#ifndef RO_REPORT_SHAPE_H
#define RO_REPORT_SHAPE_H

#include "base/slice.h"

typedef struct ro_shape {
  size_t words;     /* with a letter or digit; a script without spaces counts two characters as a word */
  size_t capitals;  /* words that begin with a capital letter */
  size_t sentences; /* marks that end a sentence, followed by white space, a capital or the end */
  bool ends_sentence;
  bool ends_open;   /* with ":" ";" or "," */
  bool is_cut;      /* ends with "..." or its one-character form */
  bool is_menu_run; /* words of a menu run together */
  bool is_item;     /* begins with a bullet, a dash or a number with "." or ")" */
} ro_shape;

ro_shape ro_shape_of(ro_slice text);

#endif
