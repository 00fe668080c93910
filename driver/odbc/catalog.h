/*
 * Catalog functions.  A name argument is {NULL, 0} when the application passed a
 * null pointer, which is not the same as "".  ODBC: "Catalog Functions".
 *
 * A catalog function is one query (driver/catalog/NAME.sql) and one round trip.
 * The query says what the server knows; what ODBC wants to know of a type comes
 * from the type table of driver/conv, row by row while the result streams.  A
 * struct catalog_rows is that step: it belongs to the result, has room for the
 * texts it computes, and is protected by the connection's lock.
 */
#ifndef SP_ODBC_CATALOG_H
#define SP_ODBC_CATALOG_H

#include "odbc/stmt.h"
#include "pg/pg.h"

/*
 * A column of the application's result.  Its cells are text in the server's
 * form of `type`, so it is described and read like any column of that type and
 * typmod; only name and nullability are the catalog function's own.
 */
struct catalog_column {
	const char *name;  /* ODBC 3 */
	const char *name2; /* as an ODBC 2 application knows it; NULL: the same */
	unsigned type;     /* OID of int2, int4, varchar or bpchar */
	int typmod;        /* -1 or, for text, the length + 4 */
	bool nullable;
	int from; /* private: cell of the query's row, or a fact of its type */
};

struct catalog_shape {
	const struct catalog_column *columns;
	int n;          /* columns of the application's result */
	int n_query;    /* columns of the query's rows */
	int type_at;    /* the query's cells with type OID, typmod and type name; -1: none */
	int default_at; /* the query's cell with the expression of a default; -1: none */
};

struct catalog_rows;

/* NULL: out of memory.  The connection's type options are copied. */
struct catalog_rows *catalog_rows_new(const struct catalog_shape *shape, const struct dbc *dbc);
void catalog_rows_free(struct catalog_rows *r); /* NULL is fine */

const struct catalog_shape *catalog_rows_shape(const struct catalog_rows *r);
/* The name that the application's ODBC version knows column i (from 0) by. */
const char *catalog_rows_name(const struct catalog_rows *r, int i);

/*
 * Says that the server's columns are found by these n names, whatever their order and
 * number: the statement is one of its own.  First those that stand for the query's, then
 * what catalog_shown.c makes others of.  Bound when the columns are known; one that is
 * missing is NULL.
 */
void catalog_rows_by_name(struct catalog_rows *r, const char *const *names, int n);
void catalog_rows_bind(struct catalog_rows *r, const struct pg_column *columns, int n);

/* What the cell of a row has to be: this text, what a pattern matches, one of a type list. */
enum catalog_match { MATCH_SAME, MATCH_LIKE, MATCH_AMONG };

/* Rows whose cell (one of the query's) is something else are left out. */
struct catalog_keep {
	int cell;
	char *text; /* owned */
	enum catalog_match match;
};

/*
 * For a statement that cannot be asked so exactly.  Copies the text; false: out of
 * memory.
 */
bool catalog_rows_keep(struct catalog_rows *r, const struct catalog_keep *keep);

/*
 * Makes the application's row (shape->n cells, all text) out of the query's
 * (shape->n_query text cells).  Points into `in` and into r: valid until the
 * next call.  False: the row is left out.
 */
bool catalog_rows_map(struct catalog_rows *r, const struct cell *in, struct cell *out);

struct cat_name {
	struct str catalog, schema, table;
};

SQLRETURN stmt_tables(struct stmt *stmt, const struct cat_name *name, struct str types);
SQLRETURN stmt_columns(struct stmt *stmt, const struct cat_name *name, struct str column);
SQLRETURN stmt_primary_keys(struct stmt *stmt, const struct cat_name *name);
SQLRETURN stmt_foreign_keys(struct stmt *stmt, const struct cat_name *pk,
			    const struct cat_name *fk);
SQLRETURN stmt_statistics(struct stmt *stmt, const struct cat_name *name, SQLUSMALLINT unique,
			  SQLUSMALLINT accuracy);
SQLRETURN stmt_special_columns(struct stmt *stmt, SQLUSMALLINT kind, const struct cat_name *name,
			       SQLUSMALLINT scope, SQLUSMALLINT nullable);
SQLRETURN stmt_procedures(struct stmt *stmt, const struct cat_name *name);
SQLRETURN stmt_procedure_columns(struct stmt *stmt, const struct cat_name *name, struct str column);
SQLRETURN stmt_table_privileges(struct stmt *stmt, const struct cat_name *name);
SQLRETURN stmt_column_privileges(struct stmt *stmt, const struct cat_name *name, struct str column);
SQLRETURN stmt_get_type_info(struct stmt *stmt, SQLSMALLINT type);

#endif
