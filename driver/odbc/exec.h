/* Preparing and executing.  ODBC: SQLPrepare, SQLExecute, SQLExecDirect, SQLMoreResults. */
#ifndef SP_ODBC_EXEC_H
#define SP_ODBC_EXEC_H

#include "odbc/stmt.h"

struct sql_routine;
struct sql_text;

/*
 * The application's text as the server wants it.  routine: what is known of the
 * routine of a {call}; NULL: nothing yet.  Posts.
 */
SQLRETURN stmt_translate(struct stmt *stmt, struct str sql, const struct sql_routine *routine,
			 struct sql_text *ret);

SQLRETURN stmt_prepare(struct stmt *stmt, struct str sql);
SQLRETURN stmt_execute(struct stmt *stmt);
SQLRETURN stmt_exec_direct(struct stmt *stmt, struct str sql);

/* After the last data-at-execution was put. */
SQLRETURN stmt_continue(struct stmt *stmt);

/* Ends the cursor, drops its results and replies: SQLFreeStmt(SQL_CLOSE). */
void stmt_close(struct stmt *stmt);
/* The first result of the queue becomes the one that the application sees. */
SQLRETURN stmt_show_first(struct stmt *stmt);
SQLRETURN stmt_close_cursor(struct stmt *stmt); /* SQLCloseCursor: 24000 without one */
SQLRETURN stmt_more_results(struct stmt *stmt);
SQLRETURN stmt_row_count(struct stmt *stmt, SQLLEN *ret);

/* SQLCancel while no call runs: ends data-at-execution, and is nothing otherwise. */
void stmt_cancel_idle(struct stmt *stmt);

/* The timeout of the statement, or of its data source, counts from now. */
void stmt_set_deadline(struct stmt *stmt);

/* Forgets text, prepared statement and results: before a new text or at the end of life. */
void stmt_forget(struct stmt *stmt);

struct catalog_rows;

/*
 * Runs a query of the driver's own (a catalog function) with n text parameters
 * ($1..; NULL: SQL NULL) so that its rows become the statement's result.  Results
 * are asked for as text; the columns are those of catalog_rows_shape(rows), and
 * each row goes through catalog_rows_map() (see odbc/catalog.h) before anything
 * else sees it, so a spooled row is a mapped one.  Takes `rows` over, even when it
 * fails: the result frees it.
 */
SQLRETURN stmt_run_catalog(struct stmt *stmt, const char *sql, int n, const char *const *params,
			   struct catalog_rows *rows);

/*
 * Makes rows that the driver itself has (SQLGetTypeInfo) the statement's result:
 * nrows times catalog_rows_shape(rows)->n text cells, NULL: SQL NULL, which are
 * copied and not mapped.  Takes `rows` over like stmt_run_catalog().
 */
SQLRETURN stmt_canned_result(struct stmt *stmt, struct catalog_rows *rows, const char *const *cells,
			     size_t nrows);

#endif
