#include "config.h"
#include "tests/unit/unit.h"

#include "conv/param.h"
#include "conv/sqltype.h"
#include "conv/type_table.h"
#include "conv/type_text.h"
#include "conv/types.h"

#define COUNT(a)             (sizeof(a) / sizeof((a)[0]))
#define TYPMOD_NUMERIC(p, s) (((p) << 16 | (s)) + 4)

static struct type_options options(enum type_flavour flavour)
{
	struct type_options o;

	type_options_init(&o, flavour);
	return o;
}

/* ODBC: "Column Size", "Decimal Digits", "Display Size", "Transfer Octet Length". */
static const struct {
	uint32_t oid;
	int32_t typmod;
	SQLSMALLINT sql_type;
	SQLULEN size;
	SQLSMALLINT digits;
	SQLLEN display, octets;
	bool is_unsigned;
} sizes[] = {
	{ 16, -1, SQL_BIT, 1, 0, 1, 1, false },
	{ 21, -1, SQL_SMALLINT, 5, 0, 6, 2, false },
	{ 23, -1, SQL_INTEGER, 10, 0, 11, 4, false },
	{ 26, -1, SQL_INTEGER, 10, 0, 10, 4, true },
	{ 20, -1, SQL_BIGINT, 19, 0, 20, 20, false },
	{ 5069, -1, SQL_BIGINT, 20, 0, 20, 20, true },
	{ 700, -1, SQL_REAL, 7, 0, 14, 4, false },
	{ 701, -1, SQL_DOUBLE, 15, 0, 24, 8, false },
	{ 1700, TYPMOD_NUMERIC(10, 3), SQL_NUMERIC, 10, 3, 12, 12, false },
	{ 1700, TYPMOD_NUMERIC(38, 0), SQL_NUMERIC, 38, 0, 40, 40, false },
	/* "0." comes before the digits: one character more than the table thinks of. */
	{ 1700, TYPMOD_NUMERIC(3, 3), SQL_NUMERIC, 3, 3, 6, 6, false },
	{ 1700, TYPMOD_NUMERIC(3, 5), SQL_NUMERIC, 3, 5, 8, 8, false },
	{ 1700, TYPMOD_NUMERIC(3, 0x7fe), SQL_NUMERIC, 3, -2, 7, 7, false },
	{ 790, -1, SQL_DECIMAL, 19, 2, 21, 21, false },
	{ 1082, -1, SQL_TYPE_DATE, 10, 0, 10, 6, false },
	{ 1083, 0, SQL_TYPE_TIME, 8, 0, 8, 6, false },
	{ 1083, 3, SQL_TYPE_TIME, 12, 3, 12, 6, false },
	{ 1083, -1, SQL_TYPE_TIME, 15, 6, 15, 6, false },
	{ 1114, 0, SQL_TYPE_TIMESTAMP, 19, 0, 19, 16, false },
	{ 1114, 2, SQL_TYPE_TIMESTAMP, 22, 2, 22, 16, false },
	{ 1114, -1, SQL_TYPE_TIMESTAMP, 26, 6, 26, 16, false },
	{ 1184, -1, SQL_TYPE_TIMESTAMP, 26, 6, 26, 16, false },
	{ 2950, -1, SQL_GUID, 36, 0, 36, 16, false },
	{ 1042, 10 + 4, SQL_CHAR, 10, 0, 10, 40, false },
	{ 1043, 10 + 4, SQL_VARCHAR, 10, 0, 10, 40, false },
	{ 1043, 65535 + 4, SQL_VARCHAR, 65535, 0, 65535, 262140, false },
	{ 1043, 65536 + 4, SQL_LONGVARCHAR, 65536, 0, 65536, 262144, false },
	{ 1043, -1, SQL_LONGVARCHAR, 65535, 0, 65535, 4 * 65535, false },
	{ 25, -1, SQL_LONGVARCHAR, 65535, 0, 65535, 4 * 65535, false },
	{ 114, -1, SQL_LONGVARCHAR, 65535, 0, 65535, 4 * 65535, false },
	{ 3802, -1, SQL_LONGVARCHAR, 65535, 0, 65535, 4 * 65535, false },
	{ 1007, -1, SQL_LONGVARCHAR, 65535, 0, 65535, 4 * 65535, false },
	{ 99999, -1, SQL_LONGVARCHAR, 65535, 0, 65535, 4 * 65535, false },
	{ 17, -1, SQL_LONGVARBINARY, 65535, 0, 2 * 65535, 65535, false },
	{ 18, -1, SQL_CHAR, 1, 0, 1, 4, false },
	{ 19, -1, SQL_VARCHAR, 63, 0, 63, 252, false },
	{ 1560, 4, SQL_VARCHAR, 4, 0, 4, 16, false },
	{ 1266, -1, SQL_VARCHAR, 24, 0, 24, 96, false },
	{ 1186, -1, SQL_VARCHAR, 80, 0, 80, 320, false },
	/* Leading precision 10; one more for the sign. */
	{ 1186, 0x0004ffff, SQL_INTERVAL_YEAR, 10, 0, 11, 28, false },
	{ 1186, 0x0006ffff, SQL_INTERVAL_YEAR_TO_MONTH, 13, 0, 14, 28, false },
	{ 1186, 0x0408ffff, SQL_INTERVAL_DAY_TO_HOUR, 13, 0, 14, 28, false },
	{ 1186, 0x0c08ffff, SQL_INTERVAL_DAY_TO_MINUTE, 16, 0, 17, 28, false },
	{ 1186, 0x1c080000, SQL_INTERVAL_DAY_TO_SECOND, 19, 0, 20, 28, false },
	{ 1186, 0x1c080003, SQL_INTERVAL_DAY_TO_SECOND, 23, 3, 24, 28, false },
	{ 1186, 0x1c08ffff, SQL_INTERVAL_DAY_TO_SECOND, 26, 6, 27, 28, false },
	{ 1186, 0x0c00ffff, SQL_INTERVAL_HOUR_TO_MINUTE, 13, 0, 14, 28, false },
	{ 1186, 0x1c00ffff, SQL_INTERVAL_HOUR_TO_SECOND, 23, 6, 24, 28, false },
	{ 1186, 0x1800ffff, SQL_INTERVAL_MINUTE_TO_SECOND, 20, 6, 21, 28, false },
	{ 1186, 0x1000ffff, SQL_INTERVAL_SECOND, 17, 6, 18, 28, false },
};

START_TEST(sizes_are_those_of_appendix_d)
{
	struct type_options o = options(TYPE_POSTGRESQL);
	struct type_desc d;

	type_by_oid(sizes[_i].oid, sizes[_i].typmod, NULL, &o, &d);
	ck_assert_msg(d.sql_type == sizes[_i].sql_type, "row %d: type %d", _i, d.sql_type);
	ck_assert_msg(d.column_size == sizes[_i].size, "row %d: size %lu", _i, d.column_size);
	ck_assert_msg(d.digits == sizes[_i].digits, "row %d: digits %d", _i, d.digits);
	ck_assert_msg(d.display_size == sizes[_i].display, "row %d: display %ld", _i,
		      d.display_size);
	ck_assert_msg(d.octet_length == sizes[_i].octets, "row %d: octets %ld", _i, d.octet_length);
	ck_assert_msg(d.is_unsigned == sizes[_i].is_unsigned, "row %d: unsigned", _i);
}
END_TEST

/* Facts of Redshift: its types, their numbers and limits. */
static const struct {
	const char *name;
	uint32_t oid;
	SQLSMALLINT sql_type;
	SQLULEN size;
} redshift[] = {
	{ "super", 4000, SQL_LONGVARCHAR, 65535 },
	{ "varbyte", 6551, SQL_LONGVARBINARY, 1024000 },
	{ "geometry", 3000, SQL_LONGVARBINARY, 1024000 },
	{ "geography", 3001, SQL_LONGVARBINARY, 1048316 },
	{ "geometryhex", 3999, SQL_LONGVARBINARY, 1024000 },
	{ "hllsketch", 2935, SQL_LONGVARCHAR, 65535 },
	{ "intervaly2m", 1188, SQL_INTERVAL_YEAR_TO_MONTH, 13 },
	{ "intervald2s", 1190, SQL_INTERVAL_DAY_TO_SECOND, 26 },
	{ "name", 19, SQL_VARCHAR, 127 },
	{ "varchar", 1043, SQL_VARCHAR, 65535 },
	{ "text", 25, SQL_VARCHAR, 65535 },
	{ "bool", 16, SQL_BIT, 1 },
	{ "numeric", 1700, SQL_NUMERIC, 38 },
};

START_TEST(redshift_has_its_own_types)
{
	struct type_options o = options(TYPE_REDSHIFT);
	struct type_desc d;

	ck_assert_uint_eq(type_oid_by_name(str_from(redshift[_i].name), TYPE_REDSHIFT),
			  redshift[_i].oid);
	type_by_oid(redshift[_i].oid, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, redshift[_i].sql_type);
	ck_assert_uint_eq(d.column_size, redshift[_i].size);
	ck_assert_str_eq(d.name, redshift[_i].name);
	ck_assert_msg(!d.binary.read, "%s: binary is not certain there", d.name);
}
END_TEST

static const struct {
	const char *text;
	uint32_t oid; /* 0: not of the table */
	int32_t typmod;
} type_texts[] = {
	{ "\"char\"", 18, -1 },
	{ "integer", 23, -1 },
	{ "character varying(200)", 1043, 204 },
	{ "varchar(65535)", 1043, 65539 },
	{ "CHAR(3)", 1042, 7 },
	{ "character", 1042, 5 },
	{ "numeric(10,2)", 1700, (10 << 16 | 2) + 4 },
	{ "decimal(38, 37)", 1700, (38 << 16 | 37) + 4 },
	{ "numeric(5)", 1700, (5 << 16) + 4 },
	{ "numeric", 1700, -1 },
	{ "numeric(x)", 1700, -1 },
	{ "numeric(5,6)", 1700, -1 },
	{ "timestamp without time zone", 1114, -1 },
	{ "timestamp(6) with time zone", 1184, -1 },
	{ "timestamp", 1114, -1 },
	{ "timestamptz", 1184, -1 },
	{ "double", 701, -1 },
	{ "double precision", 701, -1 },
	{ "float", 700, -1 },
	{ "float8", 701, -1 },
	{ "string", 1043, -1 },
	{ "binary varying(64000)", 6551, 64004 },
	{ "super", 4000, -1 },
	{ "geography", 3001, -1 },
	{ "intervaly2m", 1188, -1 },
	{ " bigint ", 20, -1 },
	{ "array<varchar(20)>", 0, 0 },
	{ "struct<a:int,b:string>", 0, 0 },
	{ "a name that is longer than that of any type", 0, 0 },
	{ "", 0, 0 },
	{ "(", 0, 0 },
	{ "varchar(", 1043, -1 },
	{ "varchar(99999999999999999999)", 1043, -1 },
};

START_TEST(types_are_read_from_text)
{
	uint32_t oid = 0;
	int32_t typmod = 0;
	bool known = type_of_text(str_from(type_texts[_i].text), &oid, &typmod);

	ck_assert_msg(known == (type_texts[_i].oid != 0), "%s", type_texts[_i].text);
	ck_assert_msg(oid == type_texts[_i].oid && typmod == type_texts[_i].typmod, "%s: %u %d",
		      type_texts[_i].text, oid, (int)typmod);
}
END_TEST

START_TEST(a_number_means_another_type_on_the_other_server)
{
	struct type_options o = options(TYPE_POSTGRESQL);
	struct type_desc d;

	type_by_oid(4000, -1, "mine", &o, &d);
	ck_assert_str_eq(d.name, "mine");
	ck_assert_uint_eq(type_oid_by_name(STR("super"), TYPE_POSTGRESQL), 0);
	ck_assert_uint_eq(type_oid_by_name(STR("uuid"), TYPE_REDSHIFT), 0);
}
END_TEST

START_TEST(rows_are_sorted_and_unique)
{
	for (size_t i = 0; i < type_row_count; i++) {
		const struct type_row *r = &type_rows[i];

		ck_assert_msg(r->name[0] == '_', "%s", r->name);
		ck_assert_msg(!i || type_rows[i - 1].oid <= r->oid, "%s is out of order", r->name);
		for (size_t k = 0; k < i; k++) {
			const struct type_row *s = &type_rows[k];

			if (!(r->flavour & s->flavour))
				continue;
			ck_assert_msg(s->oid != r->oid && s->array != r->oid && s->oid != r->array,
				      "%s and %s", s->name, r->name);
			ck_assert_msg(!r->array || s->array != r->array, "%s and %s", s->name,
				      r->name);
		}
	}
}
END_TEST

START_TEST(every_type_converts_to_its_default_and_to_text)
{
	struct type_options o = options(TYPE_POSTGRESQL);
	static const SQLSMALLINT always[] = { SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY };

	for (size_t i = 0; i < type_row_count; i++) {
		struct type_desc d;
		struct conv_writer w;

		o.flavour = type_rows[i].flavour & TYPE_POSTGRESQL ? TYPE_POSTGRESQL
								   : TYPE_REDSHIFT;
		type_by_oid(type_rows[i].oid, -1, NULL, &o, &d);
		ck_assert_msg(sqltype_is_sql(d.sql_type), "%s", d.name);
		ck_assert_msg(d.reader.read != NULL, "%s", d.name);
		ck_assert(conv_writer_init(&w, d.default_c, 38, 0, 2));
		ck_assert_msg(conv_accepts(&w, &d.reader), "%s", d.name);
		for (size_t k = 0; k < COUNT(always); k++) {
			ck_assert(conv_writer_init(&w, always[k], 0, 0, 0));
			ck_assert_msg(conv_accepts(&w, &d.reader), "%s", d.name);
		}
	}
}
END_TEST

START_TEST(arrays_are_text_under_their_name)
{
	struct type_options o = options(TYPE_POSTGRESQL);
	struct type_desc d;

	type_by_oid(1007, -1, NULL, &o, &d);
	ck_assert_str_eq(d.name, "_int4");
	ck_assert_int_eq(d.reader.kind, VAL_TEXT);
	ck_assert_uint_eq(type_oid_by_name(STR("_int4"), TYPE_POSTGRESQL), 1007);
}
END_TEST

START_TEST(options_change_what_is_reported)
{
	struct type_options o = options(TYPE_POSTGRESQL);
	struct type_desc d;

	o.bools_as_char = true;
	type_by_oid(16, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_VARCHAR);
	ck_assert_uint_eq(d.column_size, 5);
	o.text_as_longvarchar = false;
	o.max_varchar_size = 255;
	type_by_oid(25, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_VARCHAR);
	ck_assert_uint_eq(d.column_size, 255);
	type_by_oid(1043, 300 + 4, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_LONGVARCHAR);
	ck_assert_uint_eq(d.column_size, 300);
	type_by_oid(3802, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_VARCHAR);
	type_by_oid(1007, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_LONGVARCHAR);
	o.unknowns_as_longvarchar = false;
	type_by_oid(1007, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_VARCHAR);
	ck_assert_uint_eq(d.column_size, 255);
	o.unknown_sizes = TYPE_UNKNOWN_DONTKNOW;
	type_by_oid(25, -1, NULL, &o, &d);
	ck_assert_uint_eq(d.column_size, 0);
	ck_assert_int_eq(d.octet_length, SQL_NO_TOTAL);
	o.bytea_as_longvarbinary = false;
	type_by_oid(17, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_VARBINARY);
	o = options(TYPE_POSTGRESQL);
	o.max_longvarchar_size = 8190;
	type_by_oid(25, -1, NULL, &o, &d);
	ck_assert_uint_eq(d.column_size, 8190);
	o.max_longvarchar_size = 0;
	type_by_oid(25, -1, NULL, &o, &d);
	ck_assert_uint_eq(d.column_size, 0);
	ck_assert_int_eq(d.octet_length, SQL_NO_TOTAL);
	ck_assert_int_eq(d.display_size, SQL_NO_TOTAL);
	o.wide = o.odbc2 = true;
	type_by_oid(25, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_WLONGVARCHAR);
	ck_assert_int_eq(d.default_c, SQL_C_WCHAR);
	type_by_oid(1082, -1, NULL, &o, &d);
	ck_assert_int_eq(d.sql_type, SQL_DATE);
	ck_assert_int_eq(d.verbose, SQL_DATETIME);
	ck_assert_int_eq(d.code, SQL_CODE_DATE);
}
END_TEST

START_TEST(type_info_is_ordered_by_data_type)
{
	struct type_options o = options(_i ? TYPE_REDSHIFT : TYPE_POSTGRESQL);
	struct type_info info;
	SQLSMALLINT last = INT16_MIN;
	size_t n = 0;

	for (; type_info_row(SQL_ALL_TYPES, &o, n, &info); n++) {
		ck_assert_msg(info.type.sql_type >= last, "row %zu", n);
		ck_assert_msg(info.type_name && *info.type_name, "row %zu", n);
		ck_assert_msg(sqltype_is_sql(info.type.sql_type), "row %zu", n);
		last = info.type.sql_type;
	}
	ck_assert_uint_gt(n, 20);
}
END_TEST

/* The first row for a SQL type is the one that CREATE TABLE should use. */
static const struct {
	enum type_flavour flavour;
	SQLSMALLINT sql_type;
	const char *name, *params;
	SQLULEN size;
} infos[] = {
	{ TYPE_POSTGRESQL, SQL_VARCHAR, "varchar", "length", 10485760 },
	{ TYPE_POSTGRESQL, SQL_WVARCHAR, "varchar", "length", 10485760 },
	{ TYPE_POSTGRESQL, SQL_CHAR, "bpchar", "length", 10485760 },
	{ TYPE_POSTGRESQL, SQL_LONGVARCHAR, "text", NULL, 1073741823 },
	{ TYPE_POSTGRESQL, SQL_WLONGVARCHAR, "text", NULL, 1073741823 },
	{ TYPE_POSTGRESQL, SQL_VARBINARY, "bytea", NULL, 1073741823 },
	{ TYPE_POSTGRESQL, SQL_LONGVARBINARY, "bytea", NULL, 1073741823 },
	{ TYPE_POSTGRESQL, SQL_INTEGER, "int4", NULL, 10 },
	{ TYPE_POSTGRESQL, SQL_SMALLINT, "int2", NULL, 5 },
	{ TYPE_POSTGRESQL, SQL_BIGINT, "int8", NULL, 19 },
	{ TYPE_POSTGRESQL, SQL_NUMERIC, "numeric", "precision,scale", 1000 },
	{ TYPE_POSTGRESQL, SQL_DECIMAL, "decimal", "precision,scale", 1000 },
	{ TYPE_POSTGRESQL, SQL_FLOAT, "float8", NULL, 53 },
	{ TYPE_POSTGRESQL, SQL_DOUBLE, "float8", NULL, 53 },
	{ TYPE_POSTGRESQL, SQL_REAL, "float4", NULL, 24 },
	{ TYPE_POSTGRESQL, SQL_BIT, "bool", NULL, 1 },
	{ TYPE_POSTGRESQL, SQL_GUID, "uuid", NULL, 36 },
	{ TYPE_POSTGRESQL, SQL_TYPE_DATE, "date", NULL, 10 },
	{ TYPE_POSTGRESQL, SQL_DATE, "date", NULL, 10 },
	{ TYPE_POSTGRESQL, SQL_TYPE_TIME, "time", NULL, 15 },
	{ TYPE_POSTGRESQL, SQL_TYPE_TIMESTAMP, "timestamp", NULL, 26 },
	{ TYPE_POSTGRESQL, SQL_INTERVAL_DAY_TO_SECOND, "interval day to second", "precision", 26 },
	{ TYPE_REDSHIFT, SQL_VARCHAR, "varchar", "length", 65535 },
	{ TYPE_REDSHIFT, SQL_CHAR, "char", "length", 4096 },
	{ TYPE_REDSHIFT, SQL_NUMERIC, "numeric", "precision,scale", 38 },
	{ TYPE_REDSHIFT, SQL_LONGVARCHAR, "varchar", "length", 65535 },
	{ TYPE_REDSHIFT, SQL_WLONGVARCHAR, "varchar", "length", 65535 },
	{ TYPE_REDSHIFT, SQL_VARBINARY, "varbyte", "length", 1024000 },
	{ TYPE_REDSHIFT, SQL_INTERVAL_YEAR_TO_MONTH, "interval year to month", NULL, 13 },
};

START_TEST(type_info_names_the_closest_type_first)
{
	struct type_options o = options(infos[_i].flavour);
	struct type_info info;

	ck_assert(type_info_row(infos[_i].sql_type, &o, 0, &info));
	ck_assert_str_eq(info.type_name, infos[_i].name);
	ck_assert_uint_eq(info.column_size, infos[_i].size);
	ck_assert_msg(!info.create_params == !infos[_i].params, "row %d", _i);
	if (infos[_i].params)
		ck_assert_str_eq(info.create_params, infos[_i].params);
}
END_TEST

START_TEST(type_info_of_an_unknown_type_is_empty)
{
	struct type_options o = options(TYPE_POSTGRESQL);
	struct type_info info;

	ck_assert(!type_info_row(SQL_TINYINT, &o, 0, &info));
	ck_assert(!type_info_row(SQL_INTEGER, &o, 2, &info));
	ck_assert(type_info_row(SQL_INTEGER, &o, 1, &info));
	ck_assert_str_eq(info.type_name, "serial");
	ck_assert_int_eq(info.auto_unique, SQL_TRUE);
}
END_TEST

static const struct {
	SQLSMALLINT sql_type, verbose, code, c, c_unsigned;
} identifiers[] = {
	{ SQL_CHAR, SQL_CHAR, 0, SQL_C_CHAR, SQL_C_CHAR },
	{ SQL_WVARCHAR, SQL_WVARCHAR, 0, SQL_C_WCHAR, SQL_C_WCHAR },
	{ SQL_NUMERIC, SQL_NUMERIC, 0, SQL_C_CHAR, SQL_C_CHAR },
	{ SQL_BIT, SQL_BIT, 0, SQL_C_BIT, SQL_C_BIT },
	{ SQL_TINYINT, SQL_TINYINT, 0, SQL_C_STINYINT, SQL_C_UTINYINT },
	{ SQL_SMALLINT, SQL_SMALLINT, 0, SQL_C_SSHORT, SQL_C_USHORT },
	{ SQL_INTEGER, SQL_INTEGER, 0, SQL_C_SLONG, SQL_C_ULONG },
	{ SQL_BIGINT, SQL_BIGINT, 0, SQL_C_SBIGINT, SQL_C_UBIGINT },
	{ SQL_REAL, SQL_REAL, 0, SQL_C_FLOAT, SQL_C_FLOAT },
	{ SQL_FLOAT, SQL_FLOAT, 0, SQL_C_DOUBLE, SQL_C_DOUBLE },
	{ SQL_DOUBLE, SQL_DOUBLE, 0, SQL_C_DOUBLE, SQL_C_DOUBLE },
	{ SQL_VARBINARY, SQL_VARBINARY, 0, SQL_C_BINARY, SQL_C_BINARY },
	{ SQL_GUID, SQL_GUID, 0, SQL_C_GUID, SQL_C_GUID },
	{ SQL_TYPE_DATE, SQL_DATETIME, SQL_CODE_DATE, SQL_C_TYPE_DATE, SQL_C_TYPE_DATE },
	{ SQL_TYPE_TIME, SQL_DATETIME, SQL_CODE_TIME, SQL_C_TYPE_TIME, SQL_C_TYPE_TIME },
	{ SQL_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP, SQL_C_TYPE_TIMESTAMP,
	  SQL_C_TYPE_TIMESTAMP },
	{ SQL_INTERVAL_YEAR, SQL_INTERVAL, SQL_CODE_YEAR, SQL_C_INTERVAL_YEAR,
	  SQL_C_INTERVAL_YEAR },
	{ SQL_INTERVAL_MINUTE_TO_SECOND, SQL_INTERVAL, SQL_CODE_MINUTE_TO_SECOND,
	  SQL_C_INTERVAL_MINUTE_TO_SECOND, SQL_C_INTERVAL_MINUTE_TO_SECOND },
};

START_TEST(identifiers_split_join_and_default)
{
	SQLSMALLINT verbose, code, type = identifiers[_i].sql_type;

	sqltype_split(type, &verbose, &code);
	ck_assert_int_eq(verbose, identifiers[_i].verbose);
	ck_assert_int_eq(code, identifiers[_i].code);
	ck_assert_int_eq(sqltype_join(verbose, code), type);
	ck_assert_int_eq(sqltype_odbc3(sqltype_odbc2(type)), type);
	ck_assert_int_eq(type_default_c(type, false), identifiers[_i].c);
	ck_assert_int_eq(type_default_c(type, true), identifiers[_i].c_unsigned);
}
END_TEST

START_TEST(a_subcode_that_does_not_exist_joins_to_nothing)
{
	ck_assert_int_eq(sqltype_join(SQL_DATETIME, 4), 0);
	ck_assert_int_eq(sqltype_join(SQL_INTERVAL, 14), 0);
	ck_assert_int_eq(sqltype_join(SQL_INTERVAL, 0), 0);
}
END_TEST

START_TEST(setting_a_type_sets_its_defaults)
{
	struct sqltype_defaults d;

	sqltype_defaults(SQL_C_NUMERIC, &d);
	ck_assert(d.has_precision && d.has_scale && d.precision == 38 && d.scale == 0);
	sqltype_defaults(SQL_C_TYPE_TIMESTAMP, &d);
	ck_assert(d.has_precision && d.precision == 6);
	sqltype_defaults(SQL_C_TYPE_TIME, &d);
	ck_assert(d.has_precision && d.precision == 0);
	sqltype_defaults(SQL_C_INTERVAL_DAY_TO_SECOND, &d);
	ck_assert(d.precision == 6 && d.has_interval_precision && d.interval_precision == 2);
	sqltype_defaults(SQL_C_INTERVAL_DAY, &d);
	ck_assert(d.precision == 0 && d.interval_precision == 2);
	sqltype_defaults(SQL_VARCHAR, &d);
	ck_assert(d.has_length && d.length == 1);
	sqltype_defaults(SQL_INTEGER, &d);
	ck_assert(!d.has_length && !d.has_precision && !d.has_scale);
}
END_TEST

START_TEST(parameters_imply_the_type_of_the_server)
{
	ck_assert_uint_eq(type_param_oid(SQL_INTEGER, TYPE_POSTGRESQL), 23);
	ck_assert_uint_eq(type_param_oid(SQL_NUMERIC, TYPE_REDSHIFT), 1700);
	ck_assert_uint_eq(type_param_oid(SQL_DATE, TYPE_POSTGRESQL), 1082);
	ck_assert_uint_eq(type_param_oid(SQL_INTERVAL_DAY, TYPE_POSTGRESQL), 1186);
	ck_assert_uint_eq(type_param_oid(SQL_GUID, TYPE_REDSHIFT), 0);
	ck_assert_uint_eq(type_param_oid(SQL_VARCHAR, TYPE_POSTGRESQL), 0);
	ck_assert_uint_eq(type_param_oid(SQL_VARBINARY, TYPE_POSTGRESQL), 17);
	ck_assert_uint_eq(type_param_oid(SQL_VARBINARY, TYPE_REDSHIFT), 0);
	ck_assert(type_takes_hex(3000) && type_takes_hex(3001) && type_takes_hex(3999));
	ck_assert(!type_takes_hex(6551) && !type_takes_hex(17) && !type_takes_hex(0));
	ck_assert_uint_eq(type_param_oid(SQL_WLONGVARCHAR, TYPE_POSTGRESQL), 0);
}
END_TEST

START_TEST(what_is_no_type_is_refused)
{
	struct conv_writer w;
	struct conv_param p = { .c_type = SQL_C_DEFAULT, .sql_type = SQL_VARCHAR };

	ck_assert(!conv_writer_init(&w, SQL_C_DEFAULT, 0, 0, 0));
	ck_assert(!conv_writer_init(&w, 12345, 0, 0, 0));
	ck_assert_int_eq(conv_param_init(&p), CONV_UNSUPPORTED);
	p.c_type = SQL_C_CHAR;
	p.sql_type = 12345;
	ck_assert_int_eq(conv_param_init(&p), CONV_UNSUPPORTED);
	ck_assert_int_eq(conv_c_size(12345), -1);
}
END_TEST

START_TEST(each_result_has_its_state)
{
	ck_assert_ptr_null(conv_state(CONV_OK));
	ck_assert_ptr_null(conv_state(CONV_NO_DATA));
	for (int r = CONV_TRUNCATED; r < CONV_RESULTS; r++) {
		if (r == CONV_NO_DATA)
			continue;
		ck_assert_msg(conv_state((enum conv_result)r) != NULL, "%d", r);
		ck_assert_uint_eq(strlen(conv_state((enum conv_result)r)), 5);
		ck_assert_ptr_nonnull(conv_message((enum conv_result)r));
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("conv types");
	TCase *t = tcase_create("types");

	tcase_add_loop_test(t, sizes_are_those_of_appendix_d, 0, COUNT(sizes));
	tcase_add_loop_test(t, redshift_has_its_own_types, 0, COUNT(redshift));
	tcase_add_loop_test(t, types_are_read_from_text, 0,
			    sizeof(type_texts) / sizeof(type_texts[0]));
	tcase_add_test(t, a_number_means_another_type_on_the_other_server);
	tcase_add_test(t, rows_are_sorted_and_unique);
	tcase_add_test(t, every_type_converts_to_its_default_and_to_text);
	tcase_add_test(t, arrays_are_text_under_their_name);
	tcase_add_test(t, options_change_what_is_reported);
	tcase_add_loop_test(t, type_info_is_ordered_by_data_type, 0, 2);
	tcase_add_loop_test(t, type_info_names_the_closest_type_first, 0, COUNT(infos));
	tcase_add_test(t, type_info_of_an_unknown_type_is_empty);
	tcase_add_loop_test(t, identifiers_split_join_and_default, 0, COUNT(identifiers));
	tcase_add_test(t, a_subcode_that_does_not_exist_joins_to_nothing);
	tcase_add_test(t, setting_a_type_sets_its_defaults);
	tcase_add_test(t, parameters_imply_the_type_of_the_server);
	tcase_add_test(t, what_is_no_type_is_refused);
	tcase_add_test(t, each_result_has_its_state);
	suite_add_tcase(s, t);
	return unit_run(s);
}
