/* The rows behind conv/types.h.  Private to conv/. */
#ifndef SP_CONV_TYPE_TABLE_H
#define SP_CONV_TYPE_TABLE_H

#include "conv/reader.h"
#include "conv/types.h"

/* Where size and digits of a column come from. */
enum type_rule {
	RULE_FIXED,   /* from the SQL type alone */
	RULE_BOOL,    /* SQL_BIT or characters, by option */
	RULE_INT8,    /* SQL_BIGINT or another type, by option */
	RULE_NUMERIC, /* typmod: precision and scale */
	RULE_MONEY,
	RULE_SECONDS,   /* typmod: digits of the fraction */
	RULE_INTERVAL,  /* typmod: fields and digits of the fraction */
	RULE_LENGTH,    /* typmod: characters, 4 too many; without: like text */
	RULE_BITS,      /* typmod: characters 0 and 1 */
	RULE_SIZE,      /* row.size characters at most */
	RULE_TEXT,      /* unlimited, long by TextAsLongVarchar */
	RULE_UNLIMITED, /* unlimited, long by UnknownsAsLongVarchar */
	RULE_BYTES,     /* row.size bytes at most; 0: unlimited */
};

#define TYPE_UNSIGNED 1u
#define TYPE_CASE     2u /* character data whose comparisons see the case */
#define TYPE_QUOTED   4u /* literals in quotes */

struct type_row {
	uint32_t oid;
	uint32_t array;       /* OID of the array over it; 0: none */
	const char *name;     /* of the array: the type's own starts one character later */
	const char *local;    /* as SQL has it */
	SQLSMALLINT sql_type; /* narrow; before options */
	enum type_rule rule;
	uint32_t size;
	enum reader_id reader;
	unsigned flags;
	SQLSMALLINT searchable;
	enum type_flavour flavour;
};

extern const struct type_row type_rows[];
extern const size_t type_row_count;

/* SQLGetTypeInfo: which types are listed, under which SQL type. */
struct type_info_entry {
	uint32_t oid;
	int32_t typmod;
	SQLSMALLINT as;      /* this SQL type in place of the row's own; 0: the own one */
	const char *name;    /* in place of the row's name; NULL: that */
	const char *params;  /* CREATE_PARAMS */
	uint32_t postgresql; /* largest COLUMN_SIZE there; 0: that of the description */
	uint32_t redshift;
	SQLSMALLINT scale; /* largest scale on PostgreSQL; -1: none */
	bool auto_unique;
	enum type_flavour flavour;
};

extern const struct type_info_entry type_info_entries[];
extern const size_t type_info_entry_count;

#endif
