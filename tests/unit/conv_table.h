/*
 * Conversions as tables: a file of tab-separated lines, one case a line, the first
 * field naming the cell of the specification's table that the case stands for.
 * Reports TAP, one line a cell.
 *
 * Fields may hold \xHH, \t, \\ and \e (nothing at all).  Lines that begin with #
 * are comments.
 */
#ifndef SP_TESTS_CONV_TABLE_H
#define SP_TESTS_CONV_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sql.h>
#include <sqlext.h>

#define TABLE_FIELDS  8
#define TABLE_MESSAGE 4096
#define TABLE_BUFFER  8192

struct table_row {
	int line;
	char *f[TABLE_FIELDS];
	size_t n[TABLE_FIELDS]; /* a field may hold NUL bytes */
};

/* True if the case holds; else *ret_message says what came instead. */
typedef bool table_case(const struct table_row *row, char *ret_message);

/* Runs each file under $top_srcdir/tests/unit/data; at least `least` cases in all. */
int table_run(const char *const *files, size_t fields, size_t least, table_case *check);

/* "SQL_C_NUMERIC(10,2)": the number behind the name, and the numbers in parentheses. */
struct table_type {
	SQLSMALLINT id;
	bool given;
	int arg[3];
	int args;
};
bool table_type(const char *text, struct table_type *ret);

/* A C value of fixed length as text, and back ("1992,12,31"). */
void table_format(SQLSMALLINT c_type, const void *object, char *ret, size_t cap);
bool table_parse(SQLSMALLINT c_type, const char *text, void *object);

/* Bytes as printable text, escaped like the fields. */
void table_escape(const void *p, size_t n, char *ret, size_t cap);

#endif
