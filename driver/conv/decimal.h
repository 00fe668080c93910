/*
 * Exact decimal numbers of any length, without allocation: the digits stay where
 * they were read and are looked at one by one.
 */
#ifndef SP_CONV_DECIMAL_H
#define SP_CONV_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>
#include <sql.h>
#include <sqlext.h>

#include "conv/result.h"
#include "conv/value.h"
#include "util/buf.h"

/* A numeric-literal of ODBC, with nothing around it; false: it is none. */
bool decimal_parse(struct str s, struct value_decimal *ret);

/* Also NaN, Infinity and -Infinity, as the server writes a numeric. */
bool decimal_parse_server(struct str s, struct value_decimal *ret);

/* magnitude / 10^scale; the value owns its digits. */
void decimal_from_uint64(uint64_t magnitude, bool negative, int scale, struct value_decimal *ret);

/* A double or float through its shortest decimal text. */
void decimal_from_double(double d, bool single, struct value_decimal *ret);

/* The structure keeps its scale beside it; scale is the descriptor's. */
void decimal_from_struct(const SQL_NUMERIC_STRUCT *n, int scale, struct value_decimal *ret);

bool decimal_is_zero(const struct value_decimal *d);

/* Digits before the point without leading zeros, and after it without trailing ones. */
int64_t decimal_whole_digits(const struct value_decimal *d);
int64_t decimal_fraction_digits(const struct value_decimal *d);

/* CONV_OK, CONV_FRACTION_LOST or CONV_OUT_OF_RANGE (the value is not written then). */
enum conv_result decimal_to_int64(const struct value_decimal *d, int64_t *ret);
enum conv_result decimal_to_uint64(const struct value_decimal *d, uint64_t *ret);

/* precision 1 to 38 (0: 38).  ODBC: "C Data Types", notes e to g. */
enum conv_result decimal_to_struct(const struct value_decimal *d, int precision, int scale,
				   SQL_NUMERIC_STRUCT *ret);

/* CONV_OK, or CONV_OUT_OF_RANGE if only an infinity would be left. */
enum conv_result decimal_to_double(const struct value_decimal *d, double *ret);

/* Plain digits ("-1234.50", "NaN") with min to max digits after the point. */
void decimal_text(const struct value_decimal *d, int64_t min, int64_t max, struct buf *out);

/* The same for numbers that own their digits, into cap (at least 96) bytes; returns the length. */
size_t decimal_put(const struct value_decimal *d, char *out, size_t cap);

/* Magnitude as an integer after multiplying by 10^shift, if it fits and nothing is lost. */
bool decimal_scaled(const struct value_decimal *d, int shift, uint64_t *ret);

#endif
