/*
 * Writes JSON into an ro_text. A value stands under `key`, or in a list where key is NULL; commas are put where they belong, from
 * what stands before. Spans are bytes of the text of `points` and are written in code points; `points` may be NULL only where
 * there are none.
 */
#ifndef RO_FORMAT_JSON_OUT_H
#define RO_FORMAT_JSON_OUT_H

#include "base/array.h"
#include "base/text.h"
#include "base/utf8.h"

/* `bracket` is '{' or '['; closed by '}' or ']'. */
void ro_out_open(ro_text *out, const char *key, char bracket);
void ro_out_close(ro_text *out, char bracket);

void ro_out_null(ro_text *out, const char *key);
void ro_out_text(ro_text *out, const char *key, ro_slice value);    /* null where it is absent */
void ro_out_word(ro_text *out, const char *key, const char *value); /* null where it is empty */
void ro_out_bool(ro_text *out, const char *key, bool value);
void ro_out_size(ro_text *out, const char *key, size_t value);  /* null for RO_NONE */
void ro_out_ratio(ro_text *out, const char *key, double value); /* 0 to 1, three decimals; what lies outside is drawn in */

void ro_out_number(ro_text *out, const char *key, double value); /* three decimals at most, none needed: -1.5, 12, 0.333 */

void ro_out_texts(ro_text *out, const char *key, const ro_slices *values);
void ro_out_sizes(ro_text *out, const char *key, const ro_indexes *values);
void ro_out_span(ro_text *out, const char *key, const ro_points *points, ro_span span);
void ro_out_span_or_null(ro_text *out, const char *key, const ro_points *points, ro_span span); /* null where it is empty */
void ro_out_spans(ro_text *out, const char *key, const ro_points *points, const ro_spans *spans);

/* A number as ro_out_number() writes it, into any text. */
void ro_number_add(ro_text *out, double value);

/* A ratio in thousandths, as ro_out_ratio writes it. */
unsigned ro_thousandths(double ratio);

#endif
