/*
 * Intervals: the texts of the server (all four IntervalStyles), the literals of
 * ODBC, and SQL_INTERVAL_STRUCT.  No allocation.
 *
 * The server keeps months, days and time apart, each with its sign; ODBC knows
 * either years and months or days and time, with one sign.  A day counts 24 hours
 * when a day-time interval is taken apart; months and days never become each other.
 *
 * ODBC: Appendix D, "Interval Data Types".
 */
#ifndef SP_CONV_INTERVAL_H
#define SP_CONV_INTERVAL_H

#include <stdbool.h>
#include <sql.h>
#include <sqlext.h>

#include "conv/result.h"
#include "conv/value.h"

#define INTERVAL_TEXT 160 /* longest that interval_put_*() write */

/* Codes are SQL_CODE_YEAR ... SQL_CODE_MINUTE_TO_SECOND, as SQL_IS_* are too. */
bool interval_is_year_month(uint8_t code);
bool interval_is_single(uint8_t code);
bool interval_has_seconds(uint8_t code);

/* Code of a qualifier such as "DAY(3) TO SECOND(6)"; 0: there is none such. */
uint8_t interval_code(struct str qualifier);

/*
 * Parses one interval.  code says what a bare "3" or "3:04" means; 0 reads them as
 * the server does (seconds; hours and minutes).  A literal with its own qualifier
 * ("INTERVAL '3' DAY", also in braces) is read by that.  ret->code is set to code.
 */
bool interval_parse(struct str s, uint8_t code, struct value_interval *ret);

/*
 * A single field's number becomes an interval of that code.  CONV_FRACTION_LOST
 * below the nanosecond or, for fields other than seconds, below one.
 */
enum conv_result interval_from_decimal(const struct value_decimal *d, uint8_t code,
				       struct value_interval *ret);

/* The one field of a single-field interval as a number, exact. */
enum conv_result interval_to_decimal(const struct value_interval *v, uint8_t code,
				     struct value_decimal *ret);

/*
 * To the structure of a C type.  CONV_FRACTION_LOST: trailing fields were cut off.
 * CONV_INTERVAL_OVERFLOW: more leading digits than `leading` (0: what the structure
 * holds), or months where the type has days, so that no such value exists.
 */
enum conv_result interval_to_struct(const struct value_interval *v, uint8_t code, int precision,
				    SQLINTEGER leading, SQL_INTERVAL_STRUCT *ret);

/* CONV_INTERVAL_OVERFLOW: trailing fields out of range. */
enum conv_result interval_from_struct(const SQL_INTERVAL_STRUCT *s, uint8_t code, int precision,
				      struct value_interval *ret);

/*
 * The character form of ODBC ("-3 04:05:06.5", "1-02").  CONV_INTERVAL_OVERFLOW:
 * the value has parts that the code has no place for.
 */
enum conv_result interval_put_text(char *out, const struct value_interval *v, uint8_t code,
				   size_t *ret_n);

/* A text that the server reads the same whatever its IntervalStyle. */
size_t interval_put_server(char *out, const struct value_interval *v);

#endif
