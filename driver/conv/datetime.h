/*
 * Dates and times as text (ISO 8601 as the server and ODBC write it), as fields
 * and as the structures of ODBC.  No allocation, no locale, no time zone but the
 * clock's in datetime_today().
 */
#ifndef SP_CONV_DATETIME_H
#define SP_CONV_DATETIME_H

#include <stdbool.h>
#include <sql.h>
#include <sqlext.h>

#include "conv/result.h"
#include "conv/value.h"

/* Longest text that datetime_put_*() write, "-2147483648-..." of a timestamp with " BC". */
#define DATETIME_TEXT 48

/* Seconds reach 61 in ODBC (leap seconds). */
bool datetime_date_valid(const struct value_date *d);
bool datetime_time_valid(const struct value_time *t);

/*
 * Parse exactly one value.  They accept what the server sends ("infinity",
 * " BC", years of more than four digits, a zone that is skipped) and what ODBC
 * writes, with or without the escape ({d '...'}).  *ret_lost: digits beyond the
 * nanosecond were dropped.  False: not such a text, or no such date or time.
 */
bool datetime_parse_date(struct str s, struct value_date *ret);
bool datetime_parse_time(struct str s, struct value_time *ret, bool *ret_lost);
bool datetime_parse_timestamp(struct str s, struct value_timestamp *ret, bool *ret_lost);

/* What stands between the quotes of {d|t|ts '...'}, or s itself. */
struct str datetime_bare(struct str s);

/*
 * Write the character form, at most DATETIME_TEXT bytes, without terminator;
 * return its length.  Fractions have as many digits as they need, or `digits` if
 * that is not negative.
 */
size_t datetime_put_date(char *out, const struct value_date *d);
size_t datetime_put_time(char *out, const struct value_time *t, int digits);
size_t datetime_put_timestamp(char *out, const struct value_timestamp *ts, int digits);

/*
 * To and from the structures.  CONV_DATETIME_OVERFLOW: infinity, a year beyond
 * SQLSMALLINT, hour 24.  From: CONV_BAD_DATETIME if the fields are no date or time.
 */
enum conv_result datetime_to_date(const struct value_date *d, SQL_DATE_STRUCT *ret);
enum conv_result datetime_to_time(const struct value_time *t, SQL_TIME_STRUCT *ret);
enum conv_result datetime_to_timestamp(const struct value_timestamp *ts, SQL_TIMESTAMP_STRUCT *ret);
enum conv_result datetime_from_date(const SQL_DATE_STRUCT *s, struct value_date *ret);
enum conv_result datetime_from_time(const SQL_TIME_STRUCT *s, struct value_time *ret);
enum conv_result datetime_from_timestamp(const SQL_TIMESTAMP_STRUCT *s,
					 struct value_timestamp *ret);

/* Days since 1970-01-01, as the server's binary format needs it. */
struct value_date datetime_from_days(int64_t days);

/* The local date of the clock. */
struct value_date datetime_today(void);

/* Whether no time of day is set. */
bool datetime_midnight(const struct value_time *t);

#endif
