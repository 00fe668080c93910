/*
 * The types of the server: one table, one row a type, for everything that ODBC
 * asks of a type (SQLDescribeCol, SQLColAttribute, SQLGetTypeInfo, parameters).
 *
 * Constant data and pure functions: any thread, no allocation, nothing fails
 * except a lookup that finds no row.
 *
 * ODBC: Appendix D, "Column Size, Decimal Digits, Transfer Octet Length, and
 * Display Size"; SQLGetTypeInfo.
 */
#ifndef SP_CONV_TYPES_H
#define SP_CONV_TYPES_H

#include <stdbool.h>
#include <stdint.h>
#include <sql.h>
#include <sqlext.h>

#include "conv/fetch.h"

/* Where a type exists. */
enum type_flavour { TYPE_POSTGRESQL = 1, TYPE_REDSHIFT = 2, TYPE_BOTH = 3 };

/* What is reported for a character type whose length the server does not limit. */
enum type_unknown_size {
	TYPE_UNKNOWN_MAX,     /* MaxVarcharSize / MaxLongVarcharSize */
	TYPE_UNKNOWN_DONTKNOW /* size 0, lengths SQL_NO_TOTAL */
};

/* How types are reported: settings of the connection. */
struct type_options {
	enum type_flavour flavour;
	bool wide;                /* character types as SQL_W*: the application is a Unicode one */
	bool odbc2;               /* date types 9, 10, 11 in place of 91, 92, 93 */
	bool bools_as_char;       /* bool as SQL_VARCHAR(5), else SQL_BIT */
	bool text_as_longvarchar; /* text as SQL_LONGVARCHAR, else SQL_VARCHAR */
	bool unknowns_as_longvarchar; /* types without ODBC twin: SQL_LONGVARCHAR, else SQL_VARCHAR */
	bool bytea_as_longvarbinary; /* bytea as SQL_LONGVARBINARY, else SQL_VARBINARY */
	bool true_is_minus1;
	enum type_unknown_size unknown_sizes;
	uint32_t max_varchar_size;     /* longer varchar is SQL_LONGVARCHAR; 0: no limit */
	uint32_t max_longvarchar_size; /* size of what has none; 0: unknown, reported as 0 */
	SQLSMALLINT int8_as;           /* SQL_BIGINT (or 0), SQL_INTEGER, SQL_DOUBLE, SQL_VARCHAR */
	SQLSMALLINT numeric_as;        /* numeric without precision: SQL_NUMERIC (or 0), SQL_DOUBLE,
				 * SQL_VARCHAR, SQL_LONGVARCHAR */
	uint8_t bytes_per_char;        /* of the client encoding; 0 means 4 (UTF-8) */
};

/* What a new user wants, and what the settings' defaults say; the man page has the reasons. */
void type_options_init(struct type_options *o, enum type_flavour flavour);

struct type_desc {
	uint32_t oid;
	int32_t typmod;
	SQLSMALLINT sql_type;           /* concise: SQL_DESC_CONCISE_TYPE, DATA_TYPE */
	SQLSMALLINT verbose;            /* SQL_DESC_TYPE, SQL_DATA_TYPE */
	SQLSMALLINT code;               /* SQL_DESC_DATETIME_INTERVAL_CODE, 0 if none */
	SQLULEN column_size;            /* 0: unknown */
	SQLSMALLINT digits;             /* decimal digits; 0 where not applicable */
	bool has_digits;                /* false: NULL in catalog results */
	SQLLEN display_size;            /* or SQL_NO_TOTAL */
	SQLLEN octet_length;            /* SQL_DESC_OCTET_LENGTH, or SQL_NO_TOTAL */
	SQLULEN length;                 /* SQL_DESC_LENGTH */
	SQLSMALLINT precision;          /* SQL_DESC_PRECISION */
	SQLSMALLINT scale;              /* SQL_DESC_SCALE */
	SQLSMALLINT interval_precision; /* leading precision, 0 for others */
	SQLINTEGER radix;               /* 10, 2 or 0 (not numeric) */
	bool is_unsigned;
	bool case_sensitive;
	bool fixed_prec_scale;
	SQLSMALLINT searchable; /* SQL_PRED_* */
	const char *name;       /* as DDL wants it: "int4" is "integer" only in local_name */
	const char *local_name;
	const char *prefix; /* of literals; "" if none */
	const char *suffix;
	SQLSMALLINT default_c;     /* for SQL_C_DEFAULT */
	struct conv_reader reader; /* of the server's text format */
	struct conv_reader binary; /* of its binary format; .read is NULL where that is not read */
};

/* OIDs that are asked for by name outside of the table. */
#define TYPE_OID_BOOL  16u
#define TYPE_OID_BYTEA 17u

/*
 * Describes a type.  Never fails: a type without a row (enum, domain the server
 * did not resolve, composite, extension) is described as character data of
 * unknown length under `name` (may be NULL).
 */
void type_by_oid(uint32_t oid, int32_t typmod, const char *name, const struct type_options *o,
		 struct type_desc *ret);

/*
 * The column size beside a radix, as results of catalog functions have it: bits
 * where the radix is 2.  Elsewhere (SQLDescribeCol) it is column_size, in digits.
 */
SQLULEN type_size_in_radix(const struct type_desc *t);

/* 0 if the table has no such type.  Names as in pg_type.typname, arrays as "_int4". */
uint32_t type_oid_by_name(struct str name, enum type_flavour flavour);

/*
 * Rows of SQLGetTypeInfo, ordered by DATA_TYPE as the specification wants, for
 * sql_type or SQL_ALL_TYPES.  n counts the matching rows from 0; false: no more.
 */
struct type_info {
	struct type_desc type;
	const char *type_name;     /* TYPE_NAME */
	const char *create_params; /* NULL if none */
	SQLSMALLINT nullable;
	SQLSMALLINT auto_unique;                  /* SQL_TRUE, SQL_FALSE; -1: NULL (not numeric) */
	SQLSMALLINT minimum_scale, maximum_scale; /* -1: NULL */
	SQLULEN column_size;                      /* the largest that the server takes; 0: NULL */
};
bool type_info_row(SQLSMALLINT sql_type, const struct type_options *o, size_t n,
		   struct type_info *ret);

/* Whether parameters of the type are bytes that go out as hexadecimal text (GEOMETRY). */
bool type_takes_hex(uint32_t oid);

/* OID that a bound SQL type implies for a parameter; 0 (let the server infer) for text. */
uint32_t type_param_oid(SQLSMALLINT sql_type, enum type_flavour flavour);

#endif
