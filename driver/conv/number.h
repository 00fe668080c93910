/* Values as numbers: the common part of the numeric writers and of numeric parameters. */
#ifndef SP_CONV_NUMBER_H
#define SP_CONV_NUMBER_H

#include "conv/result.h"
#include "conv/value.h"

/* Kinds that are numbers, and those that may be one when read as text. */
#define VAL_INTEGERS    (VAL_BIT(VAL_INT) | VAL_BIT(VAL_UINT))
#define VAL_EXACT       (VAL_BIT(VAL_BOOL) | VAL_INTEGERS | VAL_BIT(VAL_DECIMAL))
#define VAL_APPROXIMATE (VAL_BIT(VAL_REAL) | VAL_BIT(VAL_DOUBLE))
#define VAL_NUMBERS     (VAL_EXACT | VAL_APPROXIMATE)

/*
 * CONV_OK, CONV_FRACTION_LOST, CONV_OUT_OF_RANGE, CONV_BAD_TEXT (no numeric-literal),
 * CONV_RESTRICTED (the kind is no number).  Intervals of a single field count.
 */
enum conv_result value_to_int64(const struct value *v, int64_t *ret);
enum conv_result value_to_uint64(const struct value *v, uint64_t *ret);
enum conv_result value_to_decimal(const struct value *v, struct value_decimal *ret);

/* Not for intervals.  A magnitude beyond double is CONV_OUT_OF_RANGE. */
enum conv_result value_to_double(const struct value *v, double *ret);

/*
 * ODBC's SQL_BIT: 0 and 1; above 0 and below 2 CONV_FRACTION_LOST; else
 * CONV_OUT_OF_RANGE.
 */
enum conv_result value_to_bit(const struct value *v, uint8_t *ret);

#endif
