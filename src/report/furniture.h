/*
 * What stands around articles: the phrases and class names of data/furniture.txt. A line is a kind, a tab, a pattern; `*` in a
 * pattern is any stretch of text, also none, `#` a digit. Patterns are matched with a whole folded text (below).
 *
 *   line      a paragraph that is no part of an article ("advertisement")
 *   tail      a paragraph after which no article goes on ("latest articles")
 *   caption   a paragraph under or in place of a picture ("photo: *")
 *   mark      how a picture's credit begins at the end of its caption ("photo:"); no `*`
 *   credit    a line that names whose text it is; the last `*` is the name ("info source*")
 *   published, modified   what stands before a date ("published on"); no `*`
 *   signoff   what may end an article's last paragraph ("(end)")
 *   official  a word that names of states' bodies end with or begin with ("ministry"); no `*`
 *   outlet    a word that names of outlets end with or begin with ("times"); no `*`
 *   body      class, id, role or itemprop of what holds an article ("article-body*")
 *   cut       the same of what does not, where it is not most of the page's sentences ("*slider*")
 *   lure      the same of what leads to another page, which it is only with a link in it ("*teaser*")
 *   apart     the same of what does not, be it half of the page ("*comments*")
 *   author    the same of what holds an author's name ("*author-name*")
 */
#ifndef RO_REPORT_FURNITURE_H
#define RO_REPORT_FURNITURE_H

#include "report/globs.h"

typedef enum ro_furniture_kind {
  RO_FURNITURE_LINE,
  RO_FURNITURE_TAIL,
  RO_FURNITURE_CAPTION,
  RO_FURNITURE_MARK,
  RO_FURNITURE_CREDIT,
  RO_FURNITURE_PUBLISHED,
  RO_FURNITURE_MODIFIED,
  RO_FURNITURE_SIGNOFF,
  RO_FURNITURE_OFFICIAL,
  RO_FURNITURE_OUTLET,
  RO_FURNITURE_BODY,
  RO_FURNITURE_CUT,
  RO_FURNITURE_APART,
  RO_FURNITURE_LURE,
  RO_FURNITURE_AUTHOR,
  RO_FURNITURE_KINDS
} ro_furniture_kind;

#define RO_FURNITURE_BIT(kind) (1U << (kind))
/* Beside the bit of a line: one that stands against a sentence, by twelve bytes before its first star, or by having none. */
#define RO_FURNITURE_SURE RO_FURNITURE_BIT(RO_FURNITURE_KINDS)

/* Read-only once loaded; shared by threads. */
typedef struct ro_furniture {
  ro_slices patterns[RO_FURNITURE_KINDS]; /* folded, in the file's order */
  ro_globs phrases;                       /* of all kinds up to outlet; marks wherever they stand */
  ro_globs names;                         /* of those from body on */
} ro_furniture;

/* Reads the file's bytes; nothing of them is kept but through `arena`, which must outlive the lists. Errors name the line. */
readout_status ro_furniture_load(ro_furniture *furniture, ro_slice bytes, ro_arena *arena, readout_error *err);

/*
 * How texts are compared: letters in lower case, white space run together, curly quotes and long dashes as ASCII, no marks such
 * as
 * ":", "…", ">", "|" or "•" at either end. In the arena.
 */
ro_slice ro_fold(ro_arena *arena, ro_slice text);

/* The bits of the kinds whose patterns fit the whole of `folded`; that of a mark is set where one stands anywhere in it. */
unsigned ro_furniture_kinds_of(const ro_furniture *furniture, ro_slice folded);

bool ro_furniture_has(const ro_furniture *furniture, ro_furniture_kind kind, ro_slice folded);

/* The bits of the kinds that the words in `hints` (an element's class, id …) are of. */
unsigned ro_furniture_names_of(const ro_furniture *furniture, ro_slice hints);

#endif
