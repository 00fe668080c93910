#include "config.h"
#include "conv/sqltype.h"

#include <stddef.h>

enum family { CHARACTER, BINARY, EXACT, APPROXIMATE, BITS, DATETIME, INTERVALS, IDENTIFIER };

/*
 * Every concise SQL type.  default_c is SQL_C_DEFAULT's meaning, default_c_unsigned
 * the same for unsigned columns.
 */
static const struct sqltype {
	SQLSMALLINT type;
	enum family family;
	bool is_long;
	SQLSMALLINT wide;   /* twin, or itself */
	SQLSMALLINT narrow; /* twin, or itself */
	SQLSMALLINT code;   /* subcode of datetime and interval types */
	SQLSMALLINT default_c, default_c_unsigned;
} sqltypes[] = {
#define CHARS(t, l, w, n, c)                   \
	{                                      \
		t, CHARACTER, l, w, n, 0, c, c \
	}
	CHARS(SQL_CHAR, false, SQL_WCHAR, SQL_CHAR, SQL_C_CHAR),
	CHARS(SQL_VARCHAR, false, SQL_WVARCHAR, SQL_VARCHAR, SQL_C_CHAR),
	CHARS(SQL_LONGVARCHAR, true, SQL_WLONGVARCHAR, SQL_LONGVARCHAR, SQL_C_CHAR),
	CHARS(SQL_WCHAR, false, SQL_WCHAR, SQL_CHAR, SQL_C_WCHAR),
	CHARS(SQL_WVARCHAR, false, SQL_WVARCHAR, SQL_VARCHAR, SQL_C_WCHAR),
	CHARS(SQL_WLONGVARCHAR, true, SQL_WLONGVARCHAR, SQL_LONGVARCHAR, SQL_C_WCHAR),
#define PLAIN(t, f, c, u)                  \
	{                                  \
		t, f, false, t, t, 0, c, u \
	}
	PLAIN(SQL_DECIMAL, EXACT, SQL_C_CHAR, SQL_C_CHAR),
	PLAIN(SQL_NUMERIC, EXACT, SQL_C_CHAR, SQL_C_CHAR),
	PLAIN(SQL_TINYINT, EXACT, SQL_C_STINYINT, SQL_C_UTINYINT),
	PLAIN(SQL_SMALLINT, EXACT, SQL_C_SSHORT, SQL_C_USHORT),
	PLAIN(SQL_INTEGER, EXACT, SQL_C_SLONG, SQL_C_ULONG),
	PLAIN(SQL_BIGINT, EXACT, SQL_C_SBIGINT, SQL_C_UBIGINT),
	PLAIN(SQL_REAL, APPROXIMATE, SQL_C_FLOAT, SQL_C_FLOAT),
	PLAIN(SQL_FLOAT, APPROXIMATE, SQL_C_DOUBLE, SQL_C_DOUBLE),
	PLAIN(SQL_DOUBLE, APPROXIMATE, SQL_C_DOUBLE, SQL_C_DOUBLE),
	PLAIN(SQL_BIT, BITS, SQL_C_BIT, SQL_C_BIT),
	PLAIN(SQL_BINARY, BINARY, SQL_C_BINARY, SQL_C_BINARY),
	PLAIN(SQL_VARBINARY, BINARY, SQL_C_BINARY, SQL_C_BINARY),
	{ SQL_LONGVARBINARY, BINARY, true, SQL_LONGVARBINARY, SQL_LONGVARBINARY, 0, SQL_C_BINARY,
	  SQL_C_BINARY },
	PLAIN(SQL_GUID, IDENTIFIER, SQL_C_GUID, SQL_C_GUID),
#define TIMES(t, c)                               \
	{                                         \
		t, DATETIME, false, t, t, c, t, t \
	}
	TIMES(SQL_TYPE_DATE, SQL_CODE_DATE),
	TIMES(SQL_TYPE_TIME, SQL_CODE_TIME),
	TIMES(SQL_TYPE_TIMESTAMP, SQL_CODE_TIMESTAMP),
#define SPAN(t, c)                                 \
	{                                          \
		t, INTERVALS, false, t, t, c, t, t \
	}
	SPAN(SQL_INTERVAL_YEAR, SQL_CODE_YEAR),
	SPAN(SQL_INTERVAL_MONTH, SQL_CODE_MONTH),
	SPAN(SQL_INTERVAL_DAY, SQL_CODE_DAY),
	SPAN(SQL_INTERVAL_HOUR, SQL_CODE_HOUR),
	SPAN(SQL_INTERVAL_MINUTE, SQL_CODE_MINUTE),
	SPAN(SQL_INTERVAL_SECOND, SQL_CODE_SECOND),
	SPAN(SQL_INTERVAL_YEAR_TO_MONTH, SQL_CODE_YEAR_TO_MONTH),
	SPAN(SQL_INTERVAL_DAY_TO_HOUR, SQL_CODE_DAY_TO_HOUR),
	SPAN(SQL_INTERVAL_DAY_TO_MINUTE, SQL_CODE_DAY_TO_MINUTE),
	SPAN(SQL_INTERVAL_DAY_TO_SECOND, SQL_CODE_DAY_TO_SECOND),
	SPAN(SQL_INTERVAL_HOUR_TO_MINUTE, SQL_CODE_HOUR_TO_MINUTE),
	SPAN(SQL_INTERVAL_HOUR_TO_SECOND, SQL_CODE_HOUR_TO_SECOND),
	SPAN(SQL_INTERVAL_MINUTE_TO_SECOND, SQL_CODE_MINUTE_TO_SECOND),
};

/* C types that are no SQL types at the same time; date and interval types are both. */
static const SQLSMALLINT c_types[] = {
	SQL_C_CHAR,    SQL_C_WCHAR,   SQL_C_SHORT,    SQL_C_SSHORT,   SQL_C_USHORT,
	SQL_C_LONG,    SQL_C_SLONG,   SQL_C_ULONG,    SQL_C_FLOAT,    SQL_C_DOUBLE,
	SQL_C_BIT,     SQL_C_TINYINT, SQL_C_STINYINT, SQL_C_UTINYINT, SQL_C_SBIGINT,
	SQL_C_UBIGINT, SQL_C_BINARY,  SQL_C_NUMERIC,  SQL_C_GUID,
};

static const struct sqltype *find(SQLSMALLINT type)
{
	type = sqltype_odbc3(type);
	for (size_t i = 0; i < sizeof(sqltypes) / sizeof(sqltypes[0]); i++)
		if (sqltypes[i].type == type)
			return &sqltypes[i];
	return NULL;
}

static bool is_of(SQLSMALLINT type, enum family family)
{
	const struct sqltype *t = find(type);

	return t && t->family == family;
}

SQLSMALLINT sqltype_odbc3(SQLSMALLINT type)
{
	return type >= SQL_DATE && type <= SQL_TIMESTAMP ? (SQLSMALLINT)(type + 82) : type;
}

SQLSMALLINT sqltype_odbc2(SQLSMALLINT type)
{
	return type >= SQL_TYPE_DATE && type <= SQL_TYPE_TIMESTAMP ? (SQLSMALLINT)(type - 82)
								   : type;
}

bool sqltype_is_sql(SQLSMALLINT type)
{
	return find(type) != NULL;
}

bool sqltype_is_c(SQLSMALLINT type)
{
	if (is_of(type, DATETIME) || is_of(type, INTERVALS))
		return true;
	for (size_t i = 0; i < sizeof(c_types) / sizeof(c_types[0]); i++)
		if (c_types[i] == type)
			return true;
	return false;
}

bool sqltype_is_char(SQLSMALLINT type)
{
	return is_of(type, CHARACTER);
}

bool sqltype_is_binary(SQLSMALLINT type)
{
	return is_of(type, BINARY);
}

bool sqltype_is_long(SQLSMALLINT type)
{
	const struct sqltype *t = find(type);

	return t && t->is_long;
}

bool sqltype_is_interval(SQLSMALLINT type)
{
	return is_of(type, INTERVALS);
}

bool sqltype_is_exact(SQLSMALLINT type)
{
	return is_of(type, EXACT);
}

bool sqltype_is_approximate(SQLSMALLINT type)
{
	return is_of(type, APPROXIMATE);
}

bool sqltype_is_datetime(SQLSMALLINT type)
{
	return is_of(type, DATETIME);
}

SQLSMALLINT sqltype_wide(SQLSMALLINT type)
{
	const struct sqltype *t = find(type);

	return t && t->family == CHARACTER ? t->wide : type;
}

SQLSMALLINT sqltype_narrow(SQLSMALLINT type)
{
	const struct sqltype *t = find(type);

	return t && t->family == CHARACTER ? t->narrow : type;
}

void sqltype_split(SQLSMALLINT concise, SQLSMALLINT *ret_verbose, SQLSMALLINT *ret_code)
{
	const struct sqltype *t = find(concise);

	*ret_code = t ? t->code : 0;
	if (t && t->family == DATETIME)
		*ret_verbose = SQL_DATETIME;
	else if (t && t->family == INTERVALS)
		*ret_verbose = SQL_INTERVAL;
	else
		*ret_verbose = concise;
}

SQLSMALLINT sqltype_join(SQLSMALLINT verbose, SQLSMALLINT code)
{
	enum family family = verbose == SQL_DATETIME ? DATETIME : INTERVALS;

	if (verbose != SQL_DATETIME && verbose != SQL_INTERVAL)
		return verbose;
	for (size_t i = 0; i < sizeof(sqltypes) / sizeof(sqltypes[0]); i++)
		if (sqltypes[i].family == family && sqltypes[i].code == code)
			return sqltypes[i].type;
	return 0;
}

SQLSMALLINT type_default_c(SQLSMALLINT sql_type, bool is_unsigned)
{
	const struct sqltype *t = find(sql_type);

	if (!t)
		return SQL_C_CHAR;
	return is_unsigned ? t->default_c_unsigned : t->default_c;
}

static bool has_seconds(SQLSMALLINT type)
{
	switch (type) {
	case SQL_INTERVAL_SECOND:
	case SQL_INTERVAL_DAY_TO_SECOND:
	case SQL_INTERVAL_HOUR_TO_SECOND:
	case SQL_INTERVAL_MINUTE_TO_SECOND: return true;
	default: return false;
	}
}

/*
 * ODBC: SQLSetDescField, SQL_DESC_TYPE.  "Overriding Default Leading and Seconds
 * Precision": 6 for timestamps and intervals with seconds, 0 for other datetimes.
 */
void sqltype_defaults(SQLSMALLINT concise, struct sqltype_defaults *ret)
{
	SQLSMALLINT type = sqltype_odbc3(concise);
	const struct sqltype *t = find(type);
	struct sqltype_defaults d = { .has_length = false };

	if (type == SQL_CHAR || type == SQL_VARCHAR || type == SQL_WCHAR || type == SQL_WVARCHAR) {
		d.has_length = d.has_precision = true;
		d.length = 1;
	} else if (type == SQL_DECIMAL || type == SQL_NUMERIC) {
		d.has_precision = d.has_scale = true;
		d.precision = SQLTYPE_NUMERIC_PRECISION;
	} else if (type == SQL_FLOAT) {
		d.has_precision = true;
		d.precision = 53;
	} else if (t && t->family == DATETIME) {
		d.has_precision = true;
		d.precision = type == SQL_TYPE_TIMESTAMP ? SQLTYPE_SECONDS_PRECISION : 0;
	} else if (t && t->family == INTERVALS) {
		d.has_precision = d.has_interval_precision = true;
		d.interval_precision = SQLTYPE_INTERVAL_LEADING;
		d.precision = has_seconds(type) ? SQLTYPE_SECONDS_PRECISION : 0;
	}
	*ret = d;
}
