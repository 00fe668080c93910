/*
 * A value between the wire and the application.  Readers make it, writers use it
 * up: N + M functions stand for the N x M conversions of the ODBC tables.
 *
 * A value owns nothing.  Text, digits and bytes are slices of the row (or of the
 * application's buffer), so a value lives as long as those.  Plain data: copy it
 * freely, use it in any thread.
 */
#ifndef SP_CONV_VALUE_H
#define SP_CONV_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/str.h"

enum value_kind {
	VAL_NULL,
	VAL_BOOL,
	VAL_INT,     /* fits int64_t */
	VAL_UINT,    /* fits uint64_t only, or comes from an unsigned type */
	VAL_REAL,    /* single precision */
	VAL_DOUBLE,  /* double precision */
	VAL_DECIMAL, /* exact, any number of digits */
	VAL_TEXT,    /* UTF-8 */
	VAL_BYTES,
	VAL_DATE,
	VAL_TIME,
	VAL_TIMESTAMP,
	VAL_INTERVAL,
	VAL_GUID,
	VAL_KINDS
};

#define VAL_BIT(kind) (1u << (kind))

enum decimal_special { DECIMAL_FINITE, DECIMAL_INFINITE, DECIMAL_NAN };

#define DECIMAL_OWN 40

/*
 * head.tail x 10^exp10, where head and tail are decimal digits and may be empty.
 * Digits that stand nowhere as text are in own; then head and tail are empty and
 * mean nothing.  See conv/decimal.h.
 */
struct value_decimal {
	enum decimal_special special;
	bool negative;
	uint8_t own_n;
	char own[DECIMAL_OWN];
	struct str head;
	struct str tail;
	int32_t exp10;
};

/* Proleptic Gregorian; year 0 is 1 BC and year -43 is 44 BC. */
struct value_date {
	int32_t year;
	uint8_t month;
	uint8_t day;
	int8_t infinite; /* -1, 0, 1; then the other fields mean nothing */
};

/* 24:00:00 is a time that the server knows, so hour may be 24. */
struct value_time {
	uint8_t hour;
	uint8_t minute;
	uint8_t second;
	uint32_t nanos;
};

struct value_timestamp {
	struct value_date date;
	struct value_time time;
};

/*
 * Months, days and time are independent, as the server has them; each carries its
 * own sign (nanos that of seconds).  code is the SQL_CODE_* of a qualified
 * interval, 0 for one without qualifier.
 */
struct value_interval {
	int64_t months;
	int64_t days;
	int64_t seconds;
	int32_t nanos;
	uint8_t code;
};

enum bytes_form { BYTES_RAW, BYTES_HEX, BYTES_ESCAPED };

/* Bytes as they lie in the row; writers decode while they copy. */
struct value_bytes {
	struct str raw;
	enum bytes_form form;
	size_t n; /* decoded */
};

struct value {
	enum value_kind kind;
	uint8_t width; /* of a number's C image: 1, 2, 4, 8; 0 for others */
	/*
	 * Of a column that is character data to the application: bytes of a code unit,
	 * so that its binary form is UTF-8 (1) or wide (2 or 4).  0: the type's own image.
	 */
	uint8_t unit;
	/*
	 * The character form if it stands in the row already, else empty: then
	 * writers make it from the fields.
	 */
	struct str text;
	union {
		int8_t boolean; /* 0, 1, or -1 for a true that must read as -1 */
		int64_t integer;
		uint64_t uinteger;
		double real;
		struct value_decimal decimal;
		struct value_bytes bytes;
		struct value_date date;
		struct value_time time;
		struct value_timestamp timestamp;
		struct value_interval interval;
		uint8_t guid[16]; /* in the order of the text */
	} as;
};

#endif
