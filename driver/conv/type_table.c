#include "config.h"
#include "conv/type_table.h"

#include <stddef.h>

#define PG   TYPE_POSTGRESQL
#define RS   TYPE_REDSHIFT
#define BOTH TYPE_BOTH

#define NONE  SQL_PRED_NONE
#define BASIC SQL_PRED_BASIC
#define LIKE  SQL_PRED_SEARCHABLE

#define UNSIGNED TYPE_UNSIGNED
#define CASE     TYPE_CASE
#define QUOTED   TYPE_QUOTED
#define TEXTUAL  (TYPE_CASE | TYPE_QUOTED)

/* clang-format off */
/*
 * In the order of their OIDs.  Redshift's own: redshift catalog types, which no
 * PostgreSQL has under these numbers.  A type missing here is characters of
 * unknown length (see type_by_oid()).
 */
const struct type_row type_rows[] = {
	/* OID, array, _name, local name, SQL type, rule, size, reader, flags, searchable, where */
	{ 16, 1000, "_bool", "boolean", SQL_BIT, RULE_BOOL, 0, READ_BOOL, 0, BASIC, BOTH },
	{ 17, 1001, "_bytea", "bytea", SQL_LONGVARBINARY, RULE_BYTES, 0, READ_BYTEA, QUOTED, BASIC, PG },
	{ 18, 1002, "_char", "\"char\"", SQL_CHAR, RULE_SIZE, 1, READ_TEXT, TEXTUAL, LIKE, BOTH },
	{ 19, 1003, "_name", "name", SQL_VARCHAR, RULE_SIZE, 63, READ_TEXT, TEXTUAL, LIKE, PG },
	{ 19, 1003, "_name", "name", SQL_VARCHAR, RULE_SIZE, 127, READ_TEXT, TEXTUAL, LIKE, RS },
	{ 20, 1016, "_int8", "bigint", SQL_BIGINT, RULE_INT8, 0, READ_INT8, 0, BASIC, BOTH },
	{ 21, 1005, "_int2", "smallint", SQL_SMALLINT, RULE_FIXED, 0, READ_INT2, 0, BASIC, BOTH },
	{ 22, 1006, "_int2vector", "int2vector", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, NONE, BOTH },
	{ 23, 1007, "_int4", "integer", SQL_INTEGER, RULE_FIXED, 0, READ_INT4, 0, BASIC, BOTH },
	{ 24, 1008, "_regproc", "regproc", SQL_VARCHAR, RULE_SIZE, 257, READ_TEXT, QUOTED, BASIC, BOTH },
	{ 25, 1009, "_text", "text", SQL_VARCHAR, RULE_TEXT, 0, READ_TEXT, TEXTUAL, LIKE, BOTH },
	{ 26, 1028, "_oid", "oid", SQL_INTEGER, RULE_FIXED, 0, READ_OID, UNSIGNED, BASIC, BOTH },
	{ 27, 1010, "_tid", "tid", SQL_VARCHAR, RULE_SIZE, 18, READ_TEXT, QUOTED, BASIC, BOTH },
	{ 28, 1011, "_xid", "xid", SQL_INTEGER, RULE_FIXED, 0, READ_OID, UNSIGNED, BASIC, BOTH },
	{ 29, 1012, "_cid", "cid", SQL_INTEGER, RULE_FIXED, 0, READ_OID, UNSIGNED, BASIC, BOTH },
	{ 30, 1013, "_oidvector", "oidvector", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, NONE, BOTH },
	{ 114, 199, "_json", "json", SQL_VARCHAR, RULE_TEXT, 0, READ_TEXT, TEXTUAL, NONE, PG },
	{ 142, 143, "_xml", "xml", SQL_VARCHAR, RULE_TEXT, 0, READ_TEXT, TEXTUAL, NONE, PG },
	{ 600, 1017, "_point", "point", SQL_VARCHAR, RULE_SIZE, 51, READ_TEXT, QUOTED, NONE, PG },
	{ 601, 1018, "_lseg", "lseg", SQL_VARCHAR, RULE_SIZE, 105, READ_TEXT, QUOTED, NONE, PG },
	{ 602, 1019, "_path", "path", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, NONE, PG },
	{ 603, 1020, "_box", "box", SQL_VARCHAR, RULE_SIZE, 103, READ_TEXT, QUOTED, NONE, PG },
	{ 604, 1027, "_polygon", "polygon", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, NONE, PG },
	{ 628, 629, "_line", "line", SQL_VARCHAR, RULE_SIZE, 76, READ_TEXT, QUOTED, NONE, PG },
	{ 650, 651, "_cidr", "cidr", SQL_VARCHAR, RULE_SIZE, 50, READ_TEXT, QUOTED, BASIC, PG },
	{ 700, 1021, "_float4", "real", SQL_REAL, RULE_FIXED, 0, READ_FLOAT4, 0, BASIC, BOTH },
	{ 701, 1022, "_float8", "double precision", SQL_DOUBLE, RULE_FIXED, 0, READ_FLOAT8, 0, BASIC, BOTH },
	{ 702, 1023, "_abstime", "abstime", SQL_VARCHAR, RULE_SIZE, 40, READ_TEXT, QUOTED, BASIC, RS },
	{ 703, 1024, "_reltime", "reltime", SQL_VARCHAR, RULE_SIZE, 80, READ_TEXT, QUOTED, BASIC, RS },
	{ 704, 1025, "_tinterval", "tinterval", SQL_VARCHAR, RULE_SIZE, 100, READ_TEXT, QUOTED, BASIC, RS },
	{ 705, 0, "_unknown", "unknown", SQL_VARCHAR, RULE_TEXT, 0, READ_TEXT, TEXTUAL, LIKE, BOTH },
	{ 718, 719, "_circle", "circle", SQL_VARCHAR, RULE_SIZE, 80, READ_TEXT, QUOTED, NONE, PG },
	{ 774, 775, "_macaddr8", "macaddr8", SQL_VARCHAR, RULE_SIZE, 23, READ_TEXT, QUOTED, BASIC, PG },
	{ 790, 791, "_money", "money", SQL_DECIMAL, RULE_MONEY, 0, READ_MONEY, QUOTED, BASIC, PG },
	{ 829, 1040, "_macaddr", "macaddr", SQL_VARCHAR, RULE_SIZE, 17, READ_TEXT, QUOTED, BASIC, PG },
	{ 869, 1041, "_inet", "inet", SQL_VARCHAR, RULE_SIZE, 50, READ_TEXT, QUOTED, BASIC, PG },
	{ 1033, 1034, "_aclitem", "aclitem", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, NONE, BOTH },
	/* To the parser of 8.0, bpchar(n) is no type. */
	{ 1042, 1014, "_bpchar", "character", SQL_CHAR, RULE_LENGTH, 0, READ_TEXT, TEXTUAL, LIKE, PG },
	{ 1042, 1014, "_char", "character", SQL_CHAR, RULE_LENGTH, 0, READ_TEXT, TEXTUAL, LIKE, RS },
	{ 1043, 1015, "_varchar", "character varying", SQL_VARCHAR, RULE_LENGTH, 0, READ_TEXT, TEXTUAL, LIKE, BOTH },
	{ 1082, 1182, "_date", "date", SQL_TYPE_DATE, RULE_FIXED, 0, READ_DATE, QUOTED, BASIC, BOTH },
	{ 1083, 1183, "_time", "time", SQL_TYPE_TIME, RULE_SECONDS, 0, READ_TIME, QUOTED, BASIC, BOTH },
	{ 1114, 1115, "_timestamp", "timestamp", SQL_TYPE_TIMESTAMP, RULE_SECONDS, 0, READ_TIMESTAMP, QUOTED, BASIC, BOTH },
	{ 1184, 1185, "_timestamptz", "timestamp with time zone", SQL_TYPE_TIMESTAMP, RULE_SECONDS, 0, READ_TIMESTAMPTZ, QUOTED, BASIC, BOTH },
	{ 1186, 1187, "_interval", "interval", SQL_VARCHAR, RULE_INTERVAL, 80, READ_INTERVAL, QUOTED, BASIC, BOTH },
	{ 1188, 1189, "_intervaly2m", "interval year to month", SQL_INTERVAL_YEAR_TO_MONTH, RULE_INTERVAL, 0, READ_INTERVAL, QUOTED, BASIC, RS },
	{ 1190, 1191, "_intervald2s", "interval day to second", SQL_INTERVAL_DAY_TO_SECOND, RULE_INTERVAL, 0, READ_INTERVAL, QUOTED, BASIC, RS },
	{ 1266, 1270, "_timetz", "time with time zone", SQL_VARCHAR, RULE_SIZE, 24, READ_TEXT, QUOTED, BASIC, BOTH },
	{ 1560, 1561, "_bit", "bit", SQL_VARCHAR, RULE_BITS, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 1562, 1563, "_varbit", "bit varying", SQL_VARCHAR, RULE_BITS, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 1700, 1231, "_numeric", "numeric", SQL_NUMERIC, RULE_NUMERIC, 0, READ_NUMERIC, 0, BASIC, BOTH },
	{ 1790, 2201, "_refcursor", "refcursor", SQL_VARCHAR, RULE_SIZE, 127, READ_TEXT, TEXTUAL, NONE, BOTH },
	{ 2202, 2207, "_regprocedure", "regprocedure", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 2203, 2208, "_regoper", "regoper", SQL_VARCHAR, RULE_SIZE, 257, READ_TEXT, QUOTED, BASIC, PG },
	{ 2204, 2209, "_regoperator", "regoperator", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 2205, 2210, "_regclass", "regclass", SQL_VARCHAR, RULE_SIZE, 257, READ_TEXT, QUOTED, BASIC, PG },
	{ 2206, 2211, "_regtype", "regtype", SQL_VARCHAR, RULE_SIZE, 257, READ_TEXT, QUOTED, BASIC, PG },
	{ 2275, 1263, "_cstring", "cstring", SQL_VARCHAR, RULE_TEXT, 0, READ_TEXT, TEXTUAL, NONE, BOTH },
	{ 2278, 0, "_void", "void", SQL_VARCHAR, RULE_SIZE, 4, READ_TEXT, QUOTED, NONE, BOTH },
	{ 2935, 0, "_hllsketch", "hllsketch", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, NONE, RS },
	{ 2950, 2951, "_uuid", "uuid", SQL_GUID, RULE_FIXED, 0, READ_UUID, QUOTED, BASIC, PG },
	{ 2970, 2949, "_txid_snapshot", "txid_snapshot", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, NONE, PG },
	{ 3000, 0, "_geometry", "geometry", SQL_LONGVARBINARY, RULE_BYTES, 1024000, READ_HEX, QUOTED, NONE, RS },
	{ 3001, 0, "_geography", "geography", SQL_LONGVARBINARY, RULE_BYTES, 1048316, READ_HEX, QUOTED, NONE, RS },
	{ 3220, 3221, "_pg_lsn", "pg_lsn", SQL_VARCHAR, RULE_SIZE, 17, READ_TEXT, QUOTED, BASIC, PG },
	{ 3614, 3643, "_tsvector", "tsvector", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, TEXTUAL, BASIC, PG },
	{ 3615, 3645, "_tsquery", "tsquery", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, TEXTUAL, BASIC, PG },
	{ 3734, 3735, "_regconfig", "regconfig", SQL_VARCHAR, RULE_SIZE, 257, READ_TEXT, QUOTED, BASIC, PG },
	{ 3769, 3770, "_regdictionary", "regdictionary", SQL_VARCHAR, RULE_SIZE, 257, READ_TEXT, QUOTED, BASIC, PG },
	{ 3802, 3807, "_jsonb", "jsonb", SQL_VARCHAR, RULE_TEXT, 0, READ_TEXT, TEXTUAL, BASIC, PG },
	{ 3904, 3905, "_int4range", "int4range", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 3906, 3907, "_numrange", "numrange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 3908, 3909, "_tsrange", "tsrange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 3910, 3911, "_tstzrange", "tstzrange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 3912, 3913, "_daterange", "daterange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 3926, 3927, "_int8range", "int8range", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 3999, 0, "_geometryhex", "geometryhex", SQL_LONGVARBINARY, RULE_BYTES, 1024000, READ_HEX, QUOTED, NONE, RS },
	{ 4000, 0, "_super", "super", SQL_VARCHAR, RULE_TEXT, 0, READ_TEXT, TEXTUAL, NONE, RS },
	{ 4072, 4073, "_jsonpath", "jsonpath", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, TEXTUAL, NONE, PG },
	{ 4089, 4090, "_regnamespace", "regnamespace", SQL_VARCHAR, RULE_SIZE, 128, READ_TEXT, QUOTED, BASIC, PG },
	{ 4096, 4097, "_regrole", "regrole", SQL_VARCHAR, RULE_SIZE, 128, READ_TEXT, QUOTED, BASIC, PG },
	{ 4191, 4192, "_regcollation", "regcollation", SQL_VARCHAR, RULE_SIZE, 257, READ_TEXT, QUOTED, BASIC, PG },
	{ 4451, 6150, "_int4multirange", "int4multirange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 4532, 6151, "_nummultirange", "nummultirange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 4533, 6152, "_tsmultirange", "tsmultirange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 4534, 6153, "_tstzmultirange", "tstzmultirange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 4535, 6155, "_datemultirange", "datemultirange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 4536, 6157, "_int8multirange", "int8multirange", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, BASIC, PG },
	{ 5038, 5039, "_pg_snapshot", "pg_snapshot", SQL_VARCHAR, RULE_UNLIMITED, 0, READ_TEXT, QUOTED, NONE, PG },
	{ 5069, 271, "_xid8", "xid8", SQL_BIGINT, RULE_FIXED, 0, READ_UINT8, UNSIGNED, BASIC, PG },
	{ 6551, 0, "_varbyte", "varbyte", SQL_LONGVARBINARY, RULE_BYTES, 1024000, READ_HEX, QUOTED, BASIC, RS },
};

#define GIGA	   1073741823 /* what one value can have on PostgreSQL */

/*
 * Types for DDL.  The order among rows of one SQL type is that of closeness.
 * typmod -1 is "without"; intervals need one that names their fields.
 */
const struct type_info_entry type_info_entries[] = {
	/* OID, typmod, SQL type, name, CREATE_PARAMS, size there, size on Redshift, scale, auto, where */
	{ 2950, -1, 0, NULL, NULL, 0, 0, -1, false, PG },
	{ 25, -1, SQL_WLONGVARCHAR, NULL, NULL, GIGA, 65535, -1, false, PG },
	/* Text comes back from SUPER in the quotes of JSON: long text is varchar here, too. */
	{ 1043, -1, SQL_WLONGVARCHAR, NULL, "length", 0, 65535, -1, false, RS },
	{ 4000, -1, SQL_WLONGVARCHAR, NULL, NULL, 0, 16777216, -1, false, RS },
	{ 1043, -1, SQL_WVARCHAR, NULL, "length", 10485760, 65535, -1, false, BOTH },
	{ 1042, -1, SQL_WCHAR, NULL, "length", 10485760, 4096, -1, false, BOTH },
	{ 17, -1, SQL_LONGVARBINARY, NULL, NULL, GIGA, 0, -1, false, PG },
	{ 6551, -1, SQL_LONGVARBINARY, NULL, "length", 0, 1024000, -1, false, RS },
	{ 3000, -1, SQL_LONGVARBINARY, NULL, NULL, 0, 1024000, -1, false, RS },
	{ 3001, -1, SQL_LONGVARBINARY, NULL, NULL, 0, 1048316, -1, false, RS },
	{ 17, -1, SQL_VARBINARY, NULL, NULL, GIGA, 0, -1, false, PG },
	{ 6551, -1, SQL_VARBINARY, NULL, "length", 0, 1024000, -1, false, RS },
	{ 25, -1, SQL_LONGVARCHAR, NULL, NULL, GIGA, 65535, -1, false, PG },
	{ 1043, -1, SQL_LONGVARCHAR, NULL, "length", 0, 65535, -1, false, RS },
	{ 4000, -1, SQL_LONGVARCHAR, NULL, NULL, 0, 16777216, -1, false, RS },
	{ 114, -1, 0, NULL, NULL, GIGA, 0, -1, false, PG },
	{ 3802, -1, 0, NULL, NULL, GIGA, 0, -1, false, PG },
	{ 142, -1, 0, NULL, NULL, GIGA, 0, -1, false, PG },
	{ 1042, -1, SQL_CHAR, NULL, "length", 10485760, 4096, -1, false, BOTH },
	{ 1700, -1, SQL_NUMERIC, NULL, "precision,scale", 1000, 38, 1000, false, BOTH },
	{ 1700, -1, SQL_DECIMAL, "decimal", "precision,scale", 1000, 38, 1000, false, BOTH },
	{ 790, -1, 0, NULL, NULL, 0, 0, 2, false, PG },
	{ 23, -1, 0, NULL, NULL, 0, 0, 0, false, BOTH },
	{ 23, -1, 0, "serial", NULL, 0, 0, 0, true, PG },
	{ 21, -1, 0, NULL, NULL, 0, 0, 0, false, BOTH },
	{ 21, -1, 0, "smallserial", NULL, 0, 0, 0, true, PG },
	{ 701, -1, SQL_FLOAT, NULL, NULL, 53, 53, -1, false, BOTH },
	{ 701, -1, SQL_DOUBLE, NULL, NULL, 53, 53, -1, false, BOTH },
	{ 700, -1, 0, NULL, NULL, 24, 24, -1, false, BOTH },
	{ 1043, -1, SQL_VARCHAR, NULL, "length", 10485760, 65535, -1, false, BOTH },
	{ 19, -1, 0, NULL, NULL, 0, 0, -1, false, PG },
	{ 1266, -1, 0, NULL, NULL, 0, 0, -1, false, BOTH },
	{ 1186, -1, 0, NULL, NULL, 0, 0, -1, false, PG },
	{ 869, -1, 0, NULL, NULL, 0, 0, -1, false, PG },
	{ 650, -1, 0, NULL, NULL, 0, 0, -1, false, PG },
	{ 829, -1, 0, NULL, NULL, 0, 0, -1, false, PG },
	{ 1562, -1, 0, NULL, "length", 83886080, 0, -1, false, PG },
	{ 1082, -1, 0, NULL, NULL, 0, 0, -1, false, BOTH },
	{ 1083, -1, 0, NULL, NULL, 0, 0, 6, false, BOTH },
	{ 1114, -1, 0, NULL, NULL, 0, 0, 6, false, BOTH },
	{ 1184, -1, 0, NULL, NULL, 0, 0, 6, false, BOTH },
	{ 1186, 0x0004ffff, 0, "interval year", NULL, 0, 0, -1, false, PG },
	{ 1186, 0x0002ffff, 0, "interval month", NULL, 0, 0, -1, false, PG },
	{ 1186, 0x0008ffff, 0, "interval day", NULL, 0, 0, -1, false, PG },
	{ 1186, 0x0400ffff, 0, "interval hour", NULL, 0, 0, -1, false, PG },
	{ 1186, 0x0800ffff, 0, "interval minute", NULL, 0, 0, -1, false, PG },
	{ 1186, 0x1000ffff, 0, "interval second", "precision", 0, 0, 6, false, PG },
	{ 1186, 0x0006ffff, 0, "interval year to month", NULL, 0, 0, -1, false, PG },
	{ 1188, -1, 0, "interval year to month", NULL, 0, 0, -1, false, RS },
	{ 1186, 0x0408ffff, 0, "interval day to hour", NULL, 0, 0, -1, false, PG },
	{ 1186, 0x0c08ffff, 0, "interval day to minute", NULL, 0, 0, -1, false, PG },
	{ 1186, 0x1c08ffff, 0, "interval day to second", "precision", 0, 0, 6, false, PG },
	{ 1190, -1, 0, "interval day to second", NULL, 0, 0, 6, false, RS },
	{ 1186, 0x0c00ffff, 0, "interval hour to minute", NULL, 0, 0, -1, false, PG },
	{ 1186, 0x1c00ffff, 0, "interval hour to second", "precision", 0, 0, 6, false, PG },
	{ 1186, 0x1800ffff, 0, "interval minute to second", "precision", 0, 0, 6, false, PG },
	/* Types that options turn into others come after those, so that DDL takes those first. */
	{ 25, -1, 0, NULL, NULL, GIGA, 65535, -1, false, PG },
	{ 4000, -1, 0, NULL, NULL, 0, 16777216, -1, false, RS },
	{ 16, -1, 0, NULL, NULL, 0, 0, -1, false, BOTH },
	{ 20, -1, 0, NULL, NULL, 0, 0, 0, false, BOTH },
	{ 20, -1, 0, "bigserial", NULL, 0, 0, 0, true, PG },
};
/* clang-format on */

const size_t type_row_count = sizeof(type_rows) / sizeof(type_rows[0]);
const size_t type_info_entry_count = sizeof(type_info_entries) / sizeof(type_info_entries[0]);
