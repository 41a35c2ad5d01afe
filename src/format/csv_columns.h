/* What a cell of the tables is made of: shared by the tables and by what fills them. */
#ifndef RO_FORMAT_CSV_COLUMNS_H
#define RO_FORMAT_CSV_COLUMNS_H

#include "format/csv.h"

typedef enum ro_csv_cell {
  RO_CELL_TEXT, /* a string, or several, joined by "; " */
  RO_CELL_INTEGER,
  RO_CELL_NUMBER,
  RO_CELL_BOOLEAN,
  RO_CELL_ROW,          /* the row's number in its list, from 1 */
  RO_CELL_COUNT,        /* how many there are in the list */
  RO_CELL_LENGTH,       /* of a text, in code points */
  RO_CELL_SPANS,        /* as they stand: [[1,5]] */
  RO_CELL_START,        /* of the first span */
  RO_CELL_END,          /* of the last */
  RO_CELL_QUOTE,        /* what stands in the line's text from the row's start to its end */
  RO_CELL_ENTITY,       /* what the entities are called */
  RO_CELL_COUNTRY_CODE, /* the ISO 3166-1 alpha-3 of the entities */
  RO_CELL_EVENT,        /* what the event is called */
  RO_CELL_EVENT_DATE,
  RO_CELL_REPORT /* what the reports are called */
} ro_csv_cell;

struct ro_csv_column {
  const char *name;
  ro_csv_cell cell;
  const char *path;   /* "date.from", "actors.code" of each; ^ the object that holds the row, ^^ what holds that; "" the row */
  const char *refers; /* the table that the identity is of, or NULL */
};

#endif
