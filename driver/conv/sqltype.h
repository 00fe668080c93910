/*
 * The type identifiers of ODBC itself: which are valid, their verbose form and
 * subcode, their default C type and defaults of precision.  Constant tables.
 *
 * ODBC: Appendix D, "Data Type Identifiers and Descriptors", "Default C Data Types".
 */
#ifndef SP_CONV_SQLTYPE_H
#define SP_CONV_SQLTYPE_H

#include <stdbool.h>
#include <sql.h>
#include <sqlext.h>

/* ODBC 2 identifiers of dates and times (9, 10, 11) become 91, 92, 93; others stay. */
SQLSMALLINT sqltype_odbc3(SQLSMALLINT type);
SQLSMALLINT sqltype_odbc2(SQLSMALLINT type);

bool sqltype_is_sql(SQLSMALLINT type); /* a concise SQL type, ODBC 2 ones included */
bool sqltype_is_c(SQLSMALLINT type);   /* a concise C type, SQL_C_DEFAULT not included */

bool sqltype_is_char(SQLSMALLINT type); /* SQL_CHAR ... SQL_WLONGVARCHAR */
bool sqltype_is_binary(SQLSMALLINT type);
bool sqltype_is_long(SQLSMALLINT type);
bool sqltype_is_interval(SQLSMALLINT type);
bool sqltype_is_exact(SQLSMALLINT type); /* DECIMAL, NUMERIC and the integers */
bool sqltype_is_approximate(SQLSMALLINT type);
bool sqltype_is_datetime(SQLSMALLINT type);

/* The W twin of a character type and back; others stay. */
SQLSMALLINT sqltype_wide(SQLSMALLINT type);
SQLSMALLINT sqltype_narrow(SQLSMALLINT type);

/* Concise <-> verbose type and subcode (0 if none).  join: 0 if there is no such type. */
void sqltype_split(SQLSMALLINT concise, SQLSMALLINT *ret_verbose, SQLSMALLINT *ret_code);
SQLSMALLINT sqltype_join(SQLSMALLINT verbose, SQLSMALLINT code);

/* SQL_C_DEFAULT of a SQL type; SQL_C_CHAR for what is unknown. */
SQLSMALLINT type_default_c(SQLSMALLINT sql_type, bool is_unsigned);

/* What setting SQL_DESC_TYPE or SQL_DESC_CONCISE_TYPE of a record sets besides. */
struct sqltype_defaults {
	bool has_length, has_precision, has_scale, has_interval_precision;
	SQLULEN length;
	SQLSMALLINT precision;
	SQLSMALLINT scale;
	SQLINTEGER interval_precision;
};
void sqltype_defaults(SQLSMALLINT concise, struct sqltype_defaults *ret);

/* Digits of SQL_C_NUMERIC when nobody says otherwise: all that the structure holds. */
#define SQLTYPE_NUMERIC_PRECISION 38
#define SQLTYPE_INTERVAL_LEADING  2
#define SQLTYPE_SECONDS_PRECISION 6

#endif
