/* Names of months in the languages of pages that are not English: German, French, Spanish, Italian, Portuguese, Dutch, Polish,
 * Swedish, Danish, Norwegian. */
#ifndef RO_REPORT_MONTH_H
#define RO_REPORT_MONTH_H

#include "base/slice.h"

/* The month (1 to 12) whose name, whole or shortened, is the word at `at`; *end is behind it and its dot. 0 where there is none.
 */
unsigned ro_month_read(ro_slice text, size_t at, size_t *end);

/* The same between dashes, as in "04-ago-2021", where short forms that are English words too can only be months. */
unsigned ro_month_read_dashed(ro_slice text, size_t at, size_t *end);

#endif
