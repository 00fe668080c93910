/*
 * Redshift's own types, in the text forms that its drivers read.
 *
 *	super        JSON text; a string given as input becomes a JSON string
 *	varbyte      bytes; the input is the bytes themselves, the output is hexadecimal
 *	geometry     EWKB; hexadecimal both ways, upper case (geography too)
 *	hllsketch    JSON text
 *	intervaly2m  months in an int4;      "1 years 2 mons"
 *	intervald2s  microseconds in an int8; "1 days 2 hours 3 mins 4.5 secs"
 *
 * GUESS: case of the hexadecimal digits, the words of the intervals.
 */
#include "config.h"

#include "postgres.h"

#include "datatype/timestamp.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/timestamp.h"

#define VARBYTE_MAX 1024000

/* --- super ----------------------------------------------------------------------- */

PG_FUNCTION_INFO_V1(standin_super_in);

Datum standin_super_in(PG_FUNCTION_ARGS)
{
	StringInfoData json;

	initStringInfo(&json);
	escape_json(&json, PG_GETARG_CSTRING(0));
	PG_RETURN_TEXT_P(cstring_to_text_with_len(json.data, json.len));
}

/* --- bytes ------------------------------------------------------------------------ */

static char *to_hex(const bytea *value, const char *digits)
{
	size_t n = VARSIZE_ANY_EXHDR(value);
	const unsigned char *p = (const unsigned char *)VARDATA_ANY(value);
	char *text = palloc(2 * n + 1);
	size_t i;

	for (i = 0; i < n; i++) {
		text[2 * i] = digits[p[i] >> 4];
		text[2 * i + 1] = digits[p[i] & 15];
	}
	text[2 * n] = '\0';
	return text;
}

PG_FUNCTION_INFO_V1(standin_varbyte_in);

Datum standin_varbyte_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P((bytea *)cstring_to_text(PG_GETARG_CSTRING(0)));
}

PG_FUNCTION_INFO_V1(standin_varbyte_out);

Datum standin_varbyte_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(to_hex(PG_GETARG_BYTEA_PP(0), "0123456789abcdef"));
}

PG_FUNCTION_INFO_V1(standin_varbyte_typmod_in);

Datum standin_varbyte_typmod_in(PG_FUNCTION_ARGS)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(0);
	int n;
	int32 *values = ArrayGetIntegerTypmods(array, &n);

	if (n != 1 || values[0] < 1 || values[0] > VARBYTE_MAX)
		ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("length for type varbyte must be between 1 and %d", VARBYTE_MAX)));
	PG_RETURN_INT32(values[0] + VARHDRSZ); /* GUESS: 4 is added, as for varchar */
}

PG_FUNCTION_INFO_V1(standin_varbyte_typmod_out);

Datum standin_varbyte_typmod_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(psprintf("(%d)", PG_GETARG_INT32(0) - VARHDRSZ));
}

/* The cast that enforces a length. */
PG_FUNCTION_INFO_V1(standin_varbyte_fit);

Datum standin_varbyte_fit(PG_FUNCTION_ARGS)
{
	bytea *value = PG_GETARG_BYTEA_PP(0);
	int32 most = PG_GETARG_INT32(1) - VARHDRSZ;

	if (most >= 0 && VARSIZE_ANY_EXHDR(value) > (size_t)most)
		ereport(ERROR, (errcode(ERRCODE_STRING_DATA_RIGHT_TRUNCATION),
				errmsg("value too long for type varbyte(%d)", most)));
	PG_RETURN_BYTEA_P(value);
}

PG_FUNCTION_INFO_V1(standin_hex_in);

Datum standin_hex_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t n = strlen(text);
	bytea *value = palloc(n / 2 + VARHDRSZ);

	if (n % 2 || strspn(text, "0123456789abcdefABCDEF") != n)
		ereport(ERROR, (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				errmsg("invalid hexadecimal data")));
	hex_decode(text, n, VARDATA(value));
	SET_VARSIZE(value, n / 2 + VARHDRSZ);
	PG_RETURN_BYTEA_P(value);
}

PG_FUNCTION_INFO_V1(standin_geometry_out);

Datum standin_geometry_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(to_hex(PG_GETARG_BYTEA_PP(0), "0123456789ABCDEF"));
}

/* --- intervals -------------------------------------------------------------------- */

static Interval *parse_interval(const char *text)
{
	return DatumGetIntervalP(DirectFunctionCall3(interval_in, CStringGetDatum(text),
						     ObjectIdGetDatum(InvalidOid),
						     Int32GetDatum(-1)));
}

PG_FUNCTION_INFO_V1(standin_y2m_in);

Datum standin_y2m_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(parse_interval(PG_GETARG_CSTRING(0))->month);
}

PG_FUNCTION_INFO_V1(standin_y2m_out);

Datum standin_y2m_out(PG_FUNCTION_ARGS)
{
	int32 months = PG_GETARG_INT32(0);

	PG_RETURN_CSTRING(psprintf("%d years %d mons", months / 12, months % 12));
}

PG_FUNCTION_INFO_V1(standin_d2s_in);

Datum standin_d2s_in(PG_FUNCTION_ARGS)
{
	Interval *value = parse_interval(PG_GETARG_CSTRING(0));

	PG_RETURN_INT64(value->day * USECS_PER_DAY + value->time);
}

/* Microseconds as digits with no zeros at the end, but one. */
static char *fraction(int64 us)
{
	char *text = psprintf("%06d", (int)us);
	size_t n = strlen(text);

	while (n > 1 && text[n - 1] == '0')
		text[--n] = '\0';
	return text;
}

PG_FUNCTION_INFO_V1(standin_d2s_out);

Datum standin_d2s_out(PG_FUNCTION_ARGS)
{
	int64 us = PG_GETARG_INT64(0);
	int64 days = us / USECS_PER_DAY;
	int64 rest = us % USECS_PER_DAY;
	int64 seconds = rest % USECS_PER_MINUTE;

	PG_RETURN_CSTRING(psprintf(
		"%lld days %d hours %d mins %s%d.%s secs", (long long)days,
		(int)(rest / USECS_PER_HOUR), (int)(rest % USECS_PER_HOUR / USECS_PER_MINUTE),
		seconds < 0 && seconds > -USECS_PER_SEC ? "-" : "", (int)(seconds / USECS_PER_SEC),
		fraction(llabs(seconds % USECS_PER_SEC))));
}
