/*
 * What one statement of a text brought: a result set, or a count.  A statement
 * has a queue of them; the first is the current one.
 *
 * Rows live in a store once they were read ahead or spooled.  A live result has
 * more rows coming on the session; they pass by one at a time.  Protected by the
 * connection's lock.
 */
#ifndef SP_ODBC_RESULT_H
#define SP_ODBC_RESULT_H

#include "conv/types.h"
#include "odbc/stmt.h"
#include "pg/pg.h"
#include "util/store.h"

struct catalog_rows;
struct undo;

struct column {
	char *name;
	struct type_desc type;
	unsigned table; /* OID of its table when it is a plain column; 0: none */
	int table_column;
	bool nullable_known, nullable; /* a catalog function's */
};

struct result {
	struct result *next;
	bool has_rows; /* a result set, maybe an empty one */
	struct column *columns;
	int n_columns;
	int n_hidden;               /* cells of a row behind the columns: see odbc/target.h */
	struct store *store;        /* NULL until a row is kept */
	bool live;                  /* more rows are coming on the session */
	size_t base;                /* number of the store's row 0 */
	size_t taken;               /* rows that came so far, kept or not */
	const struct cell *passing; /* the last of them, while it was not kept */
	SQLLEN affected;            /* -1: not known */
	bool error_told;
	struct pg_error *error;   /* ended in this, to be told when reached; owned */
	struct catalog_rows *map; /* catalog function: makes the rows; owned */
	struct cell *mapped;
	int statement; /* which of the text's statements, from 0 */
	/* What the cursor itself did to its rows: enum result_mark by row, up to the last one. */
	unsigned char *marks;
	size_t n_marks;
	struct undo *undo; /* of the open transaction; NULL: nothing to take back */
};

struct result *result_new(void);
void result_free(struct result *r); /* this one only; NULL is fine */

/* Describes the columns by the server's description or by the catalog function's shape. */
bool result_describe(struct result *r, const struct dbc *dbc, const struct pg *pg);

/* A result that has come in full becomes one without rows. */
void result_drop_rows(struct result *r);
/* A row was changed since it was last fetched, or deleted: SQL_ROW_UPDATED, SQL_ROW_DELETED. */
enum result_mark { MARK_NONE, MARK_UPDATED, MARK_DELETED };
enum result_mark result_marked(const struct result *r, size_t row);
bool result_mark(struct result *r, size_t row, enum result_mark mark); /* false: no memory */

/* All cells of a row that is kept. */
static inline int result_cells(const struct result *r)
{
	return r->n_columns + r->n_hidden;
}

/* Puts the row that is next in number into the store; false: no memory, or no disk. */
bool result_keep(struct stmt *stmt, struct result *r, const struct cell *cells);

/*
 * Row n (from 0) of the result, reading on when it is live.  Forward-only callers
 * ask for ascending n.  The cells stay until the next call on the statement.
 */
enum result_row { RESULT_ROW, RESULT_END, RESULT_FAILED /* posted to the statement */ };
enum result_row result_get(struct stmt *stmt, size_t n, bool keep, const struct cell **ret_cells);

/* All rows are here, or are brought here: the number is known.  -1: failed, posted. */
SQLLEN result_count(struct stmt *stmt);

#endif
