/*
 * The one table behind a cursor whose rows may be changed, and how each row of the
 * cursor is found again in it.
 *
 * A statement that asks for such a cursor (SQL_ATTR_CONCURRENCY) and selects rows
 * of one table is sent with more columns at the end of its select list: the key of
 * the table, and what tells a version of a row.  The program does not see them;
 * they are the last cells of each row of the result (struct result, n_hidden).
 *
 * The statement owns its target; it lives as long as the text.  Redshift has no
 * targets: it does not enforce its keys and has nothing that names a row.
 */
#ifndef SP_ODBC_TARGET_H
#define SP_ODBC_TARGET_H

#include "odbc/stmt.h"
#include "pg/pg.h"

struct target_column {
	int number; /* pg_attribute.attnum */
	char *name; /* quoted where it must be */
	bool writable;
	int place; /* in the key, from 0; -1: not of the key */
};

struct target {
	unsigned oid;
	char *table;   /* schema and name, quoted where they must be */
	char *sql;     /* the statement's text with the hidden columns */
	bool computes; /* the select list can be computed again for a row alone */
	struct target_column *columns;
	int n_columns;
	bool partitioned; /* where a changed row is now can then be told by its key only */
	int n_keys;       /* columns of the key; 0: the table has none */
	bool versioned;   /* a row is its version: any change of it by others is a conflict */
};

/* The hidden cells: the key in order, then these. */
enum target_hidden {
	HIDDEN_TABLE,   /* tableoid */
	HIDDEN_PLACE,   /* ctid, if versioned */
	HIDDEN_VERSION, /* xmin, if versioned */
};

static inline int target_hidden(const struct target *t)
{
	return t ? t->n_keys + (t->versioned ? HIDDEN_VERSION : HIDDEN_TABLE) + 1 : 0;
}

/* The key column at a place. */
const struct target_column *target_key(const struct target *t, int place);
/* The column with that number; NULL: none. */
const struct target_column *target_column(const struct target *t, int number);

/* The column of the table that a column of the cursor's result is; NULL: it is computed. */
const struct target_column *target_of(const struct stmt *cursor, int i);

/*
 * Finds out what the statement's cursor may change, once a text.  The session is
 * free for the statement.  Without an answer (the cursor will be read-only)
 * stmt->target stays NULL; failures to ask are posted.
 */
SQLRETURN target_need(struct stmt *stmt);

/* The server refused the text with the hidden columns: from now on it goes without them. */
bool target_refused(struct stmt *stmt, const struct pg_error *e);

/* The text that is sent for the statement. */
const char *target_text(const struct stmt *stmt);

/* SQL_ATTR_CONCURRENCY of the open cursor: what became of the one that was asked for. */
SQLULEN target_concurrency(const struct stmt *stmt);

/* A cursor that was asked to be updatable and is not.  ODBC: SQLExecute, 01S02. */
bool target_is_missing(const struct stmt *stmt);

void target_forget(struct stmt *stmt);

#endif
