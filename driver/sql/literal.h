/*
 * The literals of {d} {t} {ts} {interval} {guid}: checked here, so that a bad one
 * is told before the server sees it.  Pure functions.
 *
 * ODBC: Appendix C "Date, Time, and Timestamp Escape Sequences", "Interval
 * Literals", "GUID Escape Sequences"; Appendix D "Constraints of the Gregorian
 * Calendar".
 */
#ifndef SP_SQL_LITERAL_H
#define SP_SQL_LITERAL_H

#include <stdbool.h>

#include "util/str.h"

/* NULL if the text is right, else what is wrong with it. */
const char *literal_check_date(struct str s);
const char *literal_check_time(struct str s);
const char *literal_check_timestamp(struct str s);
const char *literal_check_guid(struct str s);

enum literal_field {
	FIELD_YEAR,
	FIELD_MONTH,
	FIELD_DAY,
	FIELD_HOUR,
	FIELD_MINUTE,
	FIELD_SECOND,
	FIELD_NONE
};

enum literal_field literal_field(struct str word);
const char *literal_field_name(enum literal_field f); /* as SQL writes it: "YEAR" */

struct literal_interval {
	enum literal_field first, last; /* the same: a single field */
	int leading;                    /* digits of the first field; 2 unless written */
	int fraction;                   /* digits of the seconds' fraction; 6 unless written */
};

const char *literal_check_interval(struct str s, const struct literal_interval *q);

#endif
