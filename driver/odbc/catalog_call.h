/*
 * One call of a catalog function on its way: checks the arguments in the order
 * of the function, makes them parameters of the query, runs it.
 *
 * The first argument that is wrong posts its diagnostic and makes the rest do
 * nothing, so that a function adds all its arguments and looks once, in
 * catalog_run(), which also frees what the call holds.
 */
#ifndef SP_ODBC_CATALOG_CALL_H
#define SP_ODBC_CATALOG_CALL_H

#include "catalog/catalog_sql.h"
#include "odbc/catalog_rows.h"

enum { CATALOG_PARAMS = 8 };

struct catalog_call {
	struct stmt *stmt;
	char *params[CATALOG_PARAMS]; /* owned; NULL: SQL NULL */
	int n;
	SQLRETURN rc;
};

void catalog_begin(struct catalog_call *c, struct stmt *stmt);

/*
 * An ordinary argument or, by SQL_ATTR_METADATA_ID, an identifier.  what names it
 * in messages.  required: HY009 for a null pointer.
 */
void catalog_ordinary(struct catalog_call *c, struct str argument, const char *what);
void catalog_required(struct catalog_call *c, struct str argument, const char *what);

/* A pattern value argument or, by SQL_ATTR_METADATA_ID, an identifier. */
void catalog_pattern_argument(struct catalog_call *c, struct str argument, const char *what);

/* An ordinary argument for a query that compares with LIKE. */
void catalog_literal_argument(struct catalog_call *c, struct str argument, const char *what);

/* A parameter of the driver's own. */
void catalog_value(struct catalog_call *c, const char *value);
/* The same, made by the caller: NULL fails the call with HY001. */
void catalog_take(struct catalog_call *c, char *value);
void catalog_null(struct catalog_call *c);

SQLRETURN catalog_run(struct catalog_call *c, enum catalog_query query,
		      const struct catalog_shape *shape);

#endif
