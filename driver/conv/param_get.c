/* Readers of the application's C types. */
#include "config.h"
#include "conv/param_types.h"

#include <string.h>

#include "conv/datetime.h"
#include "conv/decimal.h"
#include "conv/guid.h"
#include "conv/interval.h"
#include "conv/sqltype.h"
#include "util/utf.h"

#define GET(name)                                                                            \
	static enum conv_result name(const struct conv_param *p, const void *data, size_t n, \
				     struct value *ret)

/* Copies one object out of a buffer of any alignment; n is not the caller's business. */
#define LOAD(type, name)  \
	type name;        \
	(void)p, (void)n; \
	memcpy(&name, data, sizeof(name))

#define GET_NUMBER(name, type, field) \
	GET(name)                     \
	{                             \
		LOAD(type, c);        \
		ret->as.field = c;    \
		return CONV_OK;       \
	}

GET_NUMBER(get_int8, int8_t, integer)
GET_NUMBER(get_int16, int16_t, integer)
GET_NUMBER(get_int32, int32_t, integer)
GET_NUMBER(get_int64, int64_t, integer)
GET_NUMBER(get_uint8, uint8_t, uinteger)
GET_NUMBER(get_uint16, uint16_t, uinteger)
GET_NUMBER(get_uint32, uint32_t, uinteger)
GET_NUMBER(get_uint64, uint64_t, uinteger)
GET_NUMBER(get_double, double, real)

GET(get_float)
{
	LOAD(float, c);
	ret->as.real = (double)c;
	return CONV_OK;
}

GET(get_bit)
{
	LOAD(uint8_t, c);
	if (c > 1)
		return CONV_OUT_OF_RANGE;
	ret->as.boolean = (int8_t)c;
	return CONV_OK;
}

GET(get_text)
{
	(void)p;
	ret->text = (struct str){ data, n };
	return CONV_OK;
}

GET(get_bytes)
{
	(void)p;
	ret->as.bytes = (struct value_bytes){ .raw = { data, n }, .form = BYTES_RAW, .n = n };
	return CONV_OK;
}

/*
 * The specification says both that the structure's scale counts ("C Data Types",
 * note f) and that only the descriptor's does.  An application that sets one of
 * them means that one.
 */
GET(get_numeric)
{
	LOAD(SQL_NUMERIC_STRUCT, c);
	if (c.sign > 2)
		return CONV_OUT_OF_RANGE;
	if (c.sign == 2) /* negative in ODBC 3.0 */
		c.sign = 0;
	decimal_from_struct(&c, p->scale ? p->scale : c.scale, &ret->as.decimal);
	return CONV_OK;
}

GET(get_date)
{
	LOAD(SQL_DATE_STRUCT, c);
	return datetime_from_date(&c, &ret->as.date);
}

GET(get_time)
{
	LOAD(SQL_TIME_STRUCT, c);
	return datetime_from_time(&c, &ret->as.time);
}

/* A time column takes the time of a timestamp whose date is nothing. */
GET(get_timestamp)
{
	LOAD(SQL_TIMESTAMP_STRUCT, c);
	if (sqltype_odbc3(p->sql_type) == SQL_TYPE_TIME) {
		c.year = 1970;
		c.month = c.day = 1;
	}
	return datetime_from_timestamp(&c, &ret->as.timestamp);
}

GET(get_interval)
{
	LOAD(SQL_INTERVAL_STRUCT, c);
	return interval_from_struct(&c, p->get->code, p->precision, &ret->as.interval);
}

GET(get_guid)
{
	LOAD(SQLGUID, c);
	guid_from_struct(&c, ret->as.guid);
	return CONV_OK;
}

#define SPAN(name)                                                                    \
	{                                                                             \
		SQL_C_INTERVAL_##name, VAL_INTERVAL, 0, SQL_CODE_##name, get_interval \
	}

static const struct conv_get gets[] = {
	{ SQL_C_CHAR, VAL_TEXT, 0, 0, get_text },
	{ SQL_C_WCHAR, VAL_TEXT, 0, 0, get_text },
	{ SQL_C_BINARY, VAL_BYTES, 0, 0, get_bytes },
	{ SQL_C_BIT, VAL_BOOL, 1, 0, get_bit },
	{ SQL_C_TINYINT, VAL_INT, 1, 0, get_int8 },
	{ SQL_C_STINYINT, VAL_INT, 1, 0, get_int8 },
	{ SQL_C_UTINYINT, VAL_UINT, 1, 0, get_uint8 },
	{ SQL_C_SHORT, VAL_INT, 2, 0, get_int16 },
	{ SQL_C_SSHORT, VAL_INT, 2, 0, get_int16 },
	{ SQL_C_USHORT, VAL_UINT, 2, 0, get_uint16 },
	{ SQL_C_LONG, VAL_INT, 4, 0, get_int32 },
	{ SQL_C_SLONG, VAL_INT, 4, 0, get_int32 },
	{ SQL_C_ULONG, VAL_UINT, 4, 0, get_uint32 },
	{ SQL_C_SBIGINT, VAL_INT, 8, 0, get_int64 },
	{ SQL_C_UBIGINT, VAL_UINT, 8, 0, get_uint64 },
	{ SQL_C_FLOAT, VAL_REAL, 4, 0, get_float },
	{ SQL_C_DOUBLE, VAL_DOUBLE, 8, 0, get_double },
	{ SQL_C_NUMERIC, VAL_DECIMAL, 0, 0, get_numeric },
	{ SQL_C_TYPE_DATE, VAL_DATE, 0, 0, get_date },
	{ SQL_C_TYPE_TIME, VAL_TIME, 0, 0, get_time },
	{ SQL_C_TYPE_TIMESTAMP, VAL_TIMESTAMP, 0, 0, get_timestamp },
	{ SQL_C_GUID, VAL_GUID, 0, 0, get_guid },
	SPAN(YEAR),
	SPAN(MONTH),
	SPAN(DAY),
	SPAN(HOUR),
	SPAN(MINUTE),
	SPAN(SECOND),
	SPAN(YEAR_TO_MONTH),
	SPAN(DAY_TO_HOUR),
	SPAN(DAY_TO_MINUTE),
	SPAN(DAY_TO_SECOND),
	SPAN(HOUR_TO_MINUTE),
	SPAN(HOUR_TO_SECOND),
	SPAN(MINUTE_TO_SECOND),
};

const struct conv_get *param_get_of(SQLSMALLINT c_type)
{
	c_type = sqltype_odbc3(c_type);
	for (size_t i = 0; i < sizeof(gets) / sizeof(gets[0]); i++)
		if (gets[i].c_type == c_type)
			return &gets[i];
	return NULL;
}
