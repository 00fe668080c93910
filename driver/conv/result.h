/*
 * What a conversion says.  The layer above turns it into a diagnostic record; the
 * texts and states here are those of Appendix D of the ODBC specification.
 *
 * The order matters: everything up to CONV_FRACTION_LOST has delivered a value.
 */
#ifndef SP_CONV_RESULT_H
#define SP_CONV_RESULT_H

#include <stdbool.h>

enum conv_result {
	CONV_OK,
	CONV_TRUNCATED,     /* 01004: characters or bytes were cut off */
	CONV_FRACTION_LOST, /* 01S07: digits after the point, or trailing fields, were cut off */
	CONV_NO_DATA,       /* no state: all parts have been delivered already (SQL_NO_DATA) */
	CONV_RESTRICTED,    /* 07006: this pair of types does not convert */
	CONV_UNSUPPORTED,   /* HYC00: an identifier that is no type of ODBC */
	CONV_STRING_TRUNCATION,  /* 22001: a parameter does not fit its column */
	CONV_INDICATOR_REQUIRED, /* 22002: NULL, and nowhere to say so */
	CONV_OUT_OF_RANGE,       /* 22003: whole digits would be lost */
	CONV_BAD_DATETIME,       /* 22007: no such date or time */
	CONV_DATETIME_OVERFLOW,  /* 22008: a date or time that the target cannot hold */
	CONV_INTERVAL_OVERFLOW,  /* 22015: an interval that the target cannot hold */
	CONV_BAD_TEXT,           /* 22018: text that is no literal of the target type */
	CONV_BAD_LENGTH,         /* HY090: a length that cannot be */
	CONV_NO_MEMORY,          /* HY001 */
	CONV_RESULTS
};

static inline bool conv_failed(enum conv_result r)
{
	return r > CONV_FRACTION_LOST;
}

/* SQLSTATE, or NULL for CONV_OK and CONV_NO_DATA. */
const char *conv_state(enum conv_result r);

/* The message that the specification gives the state, or NULL like conv_state(). */
const char *conv_message(enum conv_result r);

#endif
