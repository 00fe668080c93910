#include "config.h"
#include "conv/types.h"

#include <string.h>

#include "conv/interval.h"
#include "conv/sqltype.h"
#include "conv/type_table.h"
#include "util/ascii.h"
#include "util/wide.h"

#define INTERVAL_LEADING 10   /* digits of the server's largest leading fields */
#define NUMERIC_SIZE     1000 /* of a numeric without precision: more than a client can do with */
#define NUMERIC_SCALE    6
#define TYPMOD_HEADER    4
#define INT8_CHARS       20 /* the sign and 19 digits */
#define REDSHIFT_TEXT    65535
#define OID_VARBYTE      6551

void type_options_init(struct type_options *o, enum type_flavour flavour)
{
	*o = (struct type_options){
		.flavour = flavour,
		.text_as_longvarchar = true,
		.unknowns_as_longvarchar = true,
		.bytea_as_longvarbinary = true,
		.max_varchar_size = 65535,
		.max_longvarchar_size = 65535,
	};
}

/* ODBC: "Column Size", "Display Size", "Transfer Octet Length": what has one answer. */
static const struct fixed_size {
	SQLSMALLINT sql_type;
	uint8_t size, unsigned_size;
	uint8_t display, unsigned_display;
	uint8_t octets;
	uint8_t precision; /* in the radix */
	uint8_t radix;
} fixed_sizes[] = {
	{ SQL_BIT, 1, 1, 1, 1, 1, 0, 0 },
	{ SQL_TINYINT, 3, 3, 4, 3, 1, 3, 10 },
	{ SQL_SMALLINT, 5, 5, 6, 5, 2, 5, 10 },
	{ SQL_INTEGER, 10, 10, 11, 10, 4, 10, 10 },
	{ SQL_BIGINT, 19, 20, 20, 20, 20, 19, 10 },
	{ SQL_REAL, 7, 7, 14, 14, 4, 24, 2 },
	{ SQL_FLOAT, 15, 15, 24, 24, 8, 53, 2 },
	{ SQL_DOUBLE, 15, 15, 24, 24, 8, 53, 2 },
	{ SQL_TYPE_DATE, 10, 10, 10, 10, sizeof(SQL_DATE_STRUCT), 0, 0 },
	{ SQL_GUID, 36, 36, 36, 36, sizeof(SQLGUID), 0, 0 },
};

static void describe_fixed(struct type_desc *d)
{
	for (size_t i = 0; i < sizeof(fixed_sizes) / sizeof(fixed_sizes[0]); i++) {
		const struct fixed_size *f = &fixed_sizes[i];

		if (f->sql_type != d->sql_type)
			continue;
		d->column_size = d->is_unsigned ? f->unsigned_size : f->size;
		d->display_size = d->is_unsigned ? f->unsigned_display : f->display;
		d->octet_length = f->octets;
		d->precision = f->precision;
		d->radix = f->radix;
		d->has_digits = f->radix == 10;
		if (f->radix == 10)
			d->precision = (SQLSMALLINT)d->column_size;
	}
}

/* n characters, 0 if nobody knows. */
static void describe_chars(struct type_desc *d, const struct type_options *o, SQLULEN n)
{
	SQLULEN octets = o->bytes_per_char ? o->bytes_per_char : 4;

	/* Redshift counts bytes; a UTF-16 unit is never less than one of them. */
	if (o->flavour == TYPE_REDSHIFT)
		octets = o->wide ? wide_unit : 1;
	else if (o->wide)
		octets = 4; /* a pair of UTF-16, or one of UTF-32 */
	d->column_size = n;
	d->display_size = n ? (SQLLEN)n : SQL_NO_TOTAL;
	d->octet_length = n ? (SQLLEN)(n * octets) : SQL_NO_TOTAL;
}

/* The size of what the server does not limit; 0: none. */
static SQLULEN unlimited_size(const struct type_options *o, bool as_long)
{
	if (o->unknown_sizes == TYPE_UNKNOWN_DONTKNOW)
		return 0;
	return !as_long && o->max_varchar_size ? o->max_varchar_size : o->max_longvarchar_size;
}

/* Characters without a limit of their own; long ones if the option says so. */
static void describe_unlimited(struct type_desc *d, const struct type_options *o, bool as_long)
{
	d->sql_type = as_long ? SQL_LONGVARCHAR : SQL_VARCHAR;
	describe_chars(d, o, unlimited_size(o, as_long));
}

/* Characters with a limit: beyond MaxVarcharSize they count as long. */
static void describe_limited(struct type_desc *d, const struct type_options *o, SQLULEN n)
{
	if (o->max_varchar_size && n > o->max_varchar_size)
		d->sql_type = SQL_LONGVARCHAR;
	describe_chars(d, o, n);
}

static void describe_text(struct type_desc *d, const struct type_options *o)
{
	if (o->flavour == TYPE_REDSHIFT && d->oid != 705 && d->oid != 4000)
		describe_limited(d, o, REDSHIFT_TEXT);
	else
		describe_unlimited(d, o, o->text_as_longvarchar);
}

/* VARBYTE(n) has the same header in its typmod as VARCHAR(n). */
static void describe_bytes(struct type_desc *d, const struct type_options *o, SQLULEN n)
{
	if (d->oid == OID_VARBYTE && d->typmod > TYPMOD_HEADER)
		n = (SQLULEN)(d->typmod - TYPMOD_HEADER);
	if (!n) {
		d->sql_type = o->bytea_as_longvarbinary ? SQL_LONGVARBINARY : SQL_VARBINARY;
		n = unlimited_size(o, o->bytea_as_longvarbinary);
	}
	d->column_size = n;
	d->display_size = n ? (SQLLEN)(2 * n) : SQL_NO_TOTAL;
	d->octet_length = n ? (SQLLEN)n : SQL_NO_TOTAL;
}

/*
 * Scales above the precision and below 0 exist since PostgreSQL 15; the display
 * size is then that of the digits which the server really writes.
 */
static void describe_numeric(struct type_desc *d, const struct type_options *o)
{
	int32_t bits = d->typmod - TYPMOD_HEADER;
	int precision = bits >> 16 & 0xffff, scale = (bits & 0x7ff) ^ 0x400;
	int display;

	scale -= 0x400;
	if (d->typmod < TYPMOD_HEADER) {
		precision = o->flavour == TYPE_REDSHIFT ? 38 : NUMERIC_SIZE;
		scale = NUMERIC_SCALE;
	}
	display = precision + 2;
	if (scale < 0)
		display -= scale;
	else if (scale >= precision)
		display = scale + 3;
	d->column_size = (SQLULEN)precision;
	d->precision = (SQLSMALLINT)precision;
	d->scale = d->digits = (SQLSMALLINT)scale;
	d->has_digits = true;
	d->display_size = d->octet_length = display;
	d->radix = 10;
}

/* Numeric without a precision may be reported as what the program can do with. */
static void describe_plain_numeric(struct type_desc *d, const struct type_options *o)
{
	switch (o->numeric_as) {
	case SQL_DOUBLE:
		d->sql_type = SQL_DOUBLE;
		describe_fixed(d);
		break;
	case SQL_VARCHAR:
	case SQL_LONGVARCHAR: describe_unlimited(d, o, o->numeric_as == SQL_LONGVARCHAR); break;
	default: describe_numeric(d, o); break;
	}
}

/* Int8As. */
static void describe_int8(struct type_desc *d, const struct type_options *o)
{
	if (o->int8_as)
		d->sql_type = o->int8_as;
	if (d->sql_type == SQL_VARCHAR)
		describe_chars(d, o, INT8_CHARS);
	else
		describe_fixed(d);
}

static void describe_money(struct type_desc *d)
{
	d->column_size = 19;
	d->precision = 19;
	d->scale = d->digits = 2;
	d->has_digits = true;
	d->display_size = d->octet_length = 21;
	d->radix = 10;
	d->fixed_prec_scale = true;
}

static void describe_seconds(struct type_desc *d)
{
	int digits = d->typmod < 0 || d->typmod > 6 ? 6 : d->typmod;
	int size = d->sql_type == SQL_TYPE_TIME ? 8 : 19;

	d->digits = d->precision = (SQLSMALLINT)digits;
	d->has_digits = true;
	d->column_size = (SQLULEN)(digits ? size + 1 + digits : size);
	d->display_size = (SQLLEN)d->column_size;
	d->octet_length = d->sql_type == SQL_TYPE_TIME ? (SQLLEN)sizeof(SQL_TIME_STRUCT)
						       : (SQLLEN)sizeof(SQL_TIMESTAMP_STRUCT);
}

/* The fields that a typmod of interval names, as the server's catalog has them. */
static uint8_t interval_fields(int32_t typmod)
{
	static const struct {
		uint16_t mask;
		uint8_t code;
	} fields[] = {
		{ 0x0004, SQL_CODE_YEAR },
		{ 0x0002, SQL_CODE_MONTH },
		{ 0x0008, SQL_CODE_DAY },
		{ 0x0400, SQL_CODE_HOUR },
		{ 0x0800, SQL_CODE_MINUTE },
		{ 0x1000, SQL_CODE_SECOND },
		{ 0x0006, SQL_CODE_YEAR_TO_MONTH },
		{ 0x0408, SQL_CODE_DAY_TO_HOUR },
		{ 0x0c08, SQL_CODE_DAY_TO_MINUTE },
		{ 0x1c08, SQL_CODE_DAY_TO_SECOND },
		{ 0x0c00, SQL_CODE_HOUR_TO_MINUTE },
		{ 0x1c00, SQL_CODE_HOUR_TO_SECOND },
		{ 0x1800, SQL_CODE_MINUTE_TO_SECOND },
	};

	if (typmod < 0)
		return 0;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (fields[i].mask == (typmod >> 16 & 0x7fff))
			return fields[i].code;
	return 0;
}

/* ODBC: "Column Size", intervals: characters of all fields but the leading one. */
static int interval_trailing(uint8_t code)
{
	static const uint8_t trailing[] = {
		[SQL_CODE_YEAR_TO_MONTH] = 3,    [SQL_CODE_DAY_TO_HOUR] = 3,
		[SQL_CODE_DAY_TO_MINUTE] = 6,    [SQL_CODE_DAY_TO_SECOND] = 9,
		[SQL_CODE_HOUR_TO_MINUTE] = 3,   [SQL_CODE_HOUR_TO_SECOND] = 6,
		[SQL_CODE_MINUTE_TO_SECOND] = 3,
	};

	return trailing[code];
}

/*
 * Fields to the right of the qualifier are zero, so year and month types are
 * exact.  Those to the left stay: an INTERVAL DAY may hold months, which then are
 * 22015 for an interval structure and the server's own text for a character one.
 */
static void describe_interval(struct type_desc *d, const struct type_options *o, SQLULEN size)
{
	uint8_t code = interval_fields(d->typmod);
	int digits = 0;

	if (d->oid == 1188 || d->oid == 1190)
		code = d->oid == 1188 ? SQL_CODE_YEAR_TO_MONTH : SQL_CODE_DAY_TO_SECOND;
	if (!code) {
		describe_chars(d, o, size);
		return;
	}
	d->sql_type = sqltype_join(SQL_INTERVAL, code);
	d->reader.code = code;
	if (interval_has_seconds(code)) {
		digits = d->typmod < 0 ? 6 : d->typmod & 0xffff;
		if (digits > 6)
			digits = 6;
		d->has_digits = true;
	}
	d->digits = d->precision = (SQLSMALLINT)digits;
	d->interval_precision = INTERVAL_LEADING;
	d->column_size = (SQLULEN)(INTERVAL_LEADING + interval_trailing(code) +
				   (digits ? digits + 1 : 0));
	d->display_size = (SQLLEN)d->column_size + 1; /* the sign */
	d->octet_length = (SQLLEN)sizeof(SQL_INTERVAL_STRUCT);
}

static void describe_rule(struct type_desc *d, const struct type_row *row,
			  const struct type_options *o)
{
	switch (row->rule) {
	case RULE_FIXED: describe_fixed(d); break;
	case RULE_BOOL:
		describe_fixed(d);
		if (o->bools_as_char) {
			d->sql_type = SQL_VARCHAR;
			describe_chars(d, o, 5);
		}
		break;
	case RULE_INT8: describe_int8(d, o); break;
	case RULE_NUMERIC:
		if (d->typmod < TYPMOD_HEADER)
			describe_plain_numeric(d, o);
		else
			describe_numeric(d, o);
		break;
	case RULE_MONEY: describe_money(d); break;
	case RULE_SECONDS: describe_seconds(d); break;
	case RULE_INTERVAL: describe_interval(d, o, row->size); break;
	case RULE_LENGTH:
		if (d->typmod < TYPMOD_HEADER)
			describe_text(d, o);
		else
			describe_limited(d, o, (SQLULEN)(d->typmod - TYPMOD_HEADER));
		break;
	case RULE_BITS:
		if (d->typmod < 1)
			describe_unlimited(d, o, o->unknowns_as_longvarchar);
		else
			describe_limited(d, o, (SQLULEN)d->typmod);
		break;
	case RULE_SIZE: describe_limited(d, o, row->size); break;
	case RULE_TEXT: describe_text(d, o); break;
	case RULE_UNLIMITED: describe_unlimited(d, o, o->unknowns_as_longvarchar); break;
	case RULE_BYTES: describe_bytes(d, o, row->size); break;
	}
}

/* What follows from the SQL type, once it stands. */
static void finish(struct type_desc *d, const struct type_options *o)
{
	if (o->wide)
		d->sql_type = sqltype_wide(d->sql_type);
	sqltype_split(d->sql_type, &d->verbose, &d->code);
	d->default_c = type_default_c(d->sql_type, d->is_unsigned);
	d->length = d->column_size;
	if (sqltype_is_char(d->sql_type))
		d->reader.unit = d->binary.unit = o->wide ? (uint8_t)wide_unit : 1;
	if (o->odbc2)
		d->sql_type = sqltype_odbc2(d->sql_type);
	d->reader.minus_one = d->binary.minus_one = o->true_is_minus1;
	if (d->reader.kind != VAL_BOOL)
		d->reader.minus_one = d->binary.minus_one = false;
}

static const struct type_row *find(uint32_t oid, enum type_flavour flavour, bool *ret_array)
{
	for (size_t i = 0; i < type_row_count; i++) {
		const struct type_row *row = &type_rows[i];

		if ((row->oid != oid && row->array != oid) || !(row->flavour & flavour))
			continue;
		*ret_array = row->oid != oid;
		return row;
	}
	return NULL;
}

static void describe_other(struct type_desc *d, const char *name, const struct type_options *o)
{
	d->name = d->local_name = name ? name : "unknown";
	d->prefix = d->suffix = "'";
	d->searchable = SQL_PRED_BASIC;
	d->reader = reader_of_text(READ_TEXT);
	describe_unlimited(d, o, o->unknowns_as_longvarchar);
	finish(d, o);
}

void type_by_oid(uint32_t oid, int32_t typmod, const char *name, const struct type_options *o,
		 struct type_desc *ret)
{
	bool array = false;
	const struct type_row *row = oid ? find(oid, o->flavour, &array) : NULL;
	bool quoted = row && (row->flags & TYPE_QUOTED);

	*ret = (struct type_desc){ .oid = oid, .typmod = typmod };
	if (!row || array) {
		describe_other(ret, row ? row->name : name, o);
		return;
	}
	ret->sql_type = row->sql_type;
	ret->name = row->name + 1;
	ret->local_name = row->local;
	ret->prefix = !quoted ? "" : row->reader == READ_BYTEA ? "'\\x" : "'";
	ret->suffix = quoted ? "'" : "";
	ret->is_unsigned = row->flags & TYPE_UNSIGNED;
	ret->case_sensitive = row->flags & TYPE_CASE;
	ret->searchable = row->searchable;
	ret->reader = reader_of_text(row->reader);
	if (o->flavour == TYPE_POSTGRESQL) /* Redshift's binary forms are not certain */
		ret->binary = reader_of_binary(row->reader);
	/*
	 * These keep their binary form to themselves: it starts with a version
	 * byte, or is no text at all.
	 */
	if (row->rule == RULE_UNLIMITED || oid == 3802 || oid == 142)
		ret->binary.read = NULL;
	if (row->reader == READ_TEXT && !(row->flags & TYPE_CASE))
		ret->binary.read = NULL;
	describe_rule(ret, row, o);
	finish(ret, o);
}

uint32_t type_oid_by_name(struct str name, enum type_flavour flavour)
{
	for (size_t i = 0; i < type_row_count; i++) {
		const struct type_row *row = &type_rows[i];

		if (!(row->flavour & flavour))
			continue;
		if (str_eq(name, str_from(row->name + 1)))
			return row->oid;
		if (row->array && str_eq(name, str_from(row->name)))
			return row->array;
	}
	return 0;
}

bool type_takes_hex(uint32_t oid)
{
	bool array;
	const struct type_row *row = find(oid, TYPE_REDSHIFT, &array);

	return row && !array && row->reader == READ_HEX && oid != OID_VARBYTE;
}

uint32_t type_param_oid(SQLSMALLINT sql_type, enum type_flavour flavour)
{
	static const struct {
		SQLSMALLINT sql_type;
		uint32_t oid;
		enum type_flavour flavour;
	} implied[] = {
		{ SQL_BIT, 16, TYPE_BOTH },
		{ SQL_TINYINT, 21, TYPE_BOTH },
		{ SQL_SMALLINT, 21, TYPE_BOTH },
		{ SQL_INTEGER, 23, TYPE_BOTH },
		{ SQL_BIGINT, 20, TYPE_BOTH },
		{ SQL_REAL, 700, TYPE_BOTH },
		{ SQL_FLOAT, 701, TYPE_BOTH },
		{ SQL_DOUBLE, 701, TYPE_BOTH },
		{ SQL_DECIMAL, 1700, TYPE_BOTH },
		{ SQL_NUMERIC, 1700, TYPE_BOTH },
		{ SQL_BINARY, 17, TYPE_POSTGRESQL },
		{ SQL_VARBINARY, 17, TYPE_POSTGRESQL },
		{ SQL_LONGVARBINARY, 17, TYPE_POSTGRESQL },
		{ SQL_GUID, 2950, TYPE_POSTGRESQL },
		{ SQL_TYPE_DATE, 1082, TYPE_BOTH },
		{ SQL_TYPE_TIME, 1083, TYPE_BOTH },
		{ SQL_TYPE_TIMESTAMP, 1114, TYPE_BOTH },
	};

	sql_type = sqltype_odbc3(sql_type);
	for (size_t i = 0; i < sizeof(implied) / sizeof(implied[0]); i++)
		if (implied[i].sql_type == sql_type && (implied[i].flavour & flavour))
			return implied[i].oid;
	if (sqltype_is_interval(sql_type) && flavour == TYPE_POSTGRESQL)
		return 1186;
	return 0;
}

SQLULEN type_size_in_radix(const struct type_desc *t)
{
	return t->radix == 2 ? (SQLULEN)t->precision : t->column_size;
}
