/* The rows of the rowset.  ODBC: SQLSetPos. */
#include "config.h"
#include "odbc/cursor.h"

#include "odbc/change.h"
#include "odbc/getdata.h"
#include "odbc/result.h"
#include "odbc/target.h"

static bool changes(SQLUSMALLINT op)
{
	return op == SQL_UPDATE || op == SQL_DELETE || op == SQL_ADD;
}

static SQLRETURN check_arguments(struct stmt *stmt, SQLUSMALLINT op, SQLUSMALLINT lock)
{
	if (op > SQL_ADD)
		return diag_error(sdiag(stmt), SS_HY092, "operation %u", op);
	if (lock > SQL_LOCK_UNLOCK)
		return diag_error(sdiag(stmt), SS_HY092, "lock type %u", lock);
	if (stmt->phase == STMT_ALLOCATED || stmt->phase == STMT_PREPARED)
		return diag_error(sdiag(stmt), SS_HY010, "nothing is executed");
	if (stmt->phase != STMT_FETCHED && stmt->phase != STMT_EXT_FETCHED)
		return diag_error(sdiag(stmt), SS_24000, "no row is fetched");
	if (stmt->bulk_done)
		return diag_error(sdiag(stmt), SS_HY109,
				  "SQLBulkOperations was called since the last fetch");
	if (lock != SQL_LOCK_NO_CHANGE)
		return diag_error(sdiag(stmt), SS_HYC00, "rows cannot be locked by SQLSetPos");
	if (changes(op) && target_concurrency(stmt) == SQL_CONCUR_READ_ONLY)
		return diag_error(sdiag(stmt), SS_HY092,
				  "the cursor is read-only: see SQL_ATTR_CONCURRENCY");
	return SQL_SUCCESS;
}

static SQLULEN rowset_size(const struct stmt *stmt)
{
	return stmt->rowset_asked ? stmt->rowset_asked : 1;
}

static SQLRETURN out_of_range(struct stmt *stmt, SQLSETPOSIROW row, SQLULEN rows)
{
	return diag_error(sdiag(stmt), SS_HY107, "row %lld of %lld", (long long)row,
			  (long long)rows);
}

/* A last rowset may have fewer rows than its size: what is behind them was not fetched. */
static SQLRETURN check_row(struct stmt *stmt, SQLSETPOSIROW row, SQLUSMALLINT op)
{
	if (row > rowset_size(stmt))
		return out_of_range(stmt, row, rowset_size(stmt));
	if (op == SQL_ADD)
		return SQL_SUCCESS;
	if (!stmt->rowset_rows || stmt->before_start || stmt->after_end)
		return diag_error(sdiag(stmt), SS_24000, "the cursor stands on no row");
	if (row > stmt->rowset_rows && op == SQL_POSITION)
		return out_of_range(stmt, row, stmt->rowset_rows);
	if (row > stmt->rowset_rows || (!row && op == SQL_POSITION))
		return diag_error(sdiag(stmt), SS_HY109, "row %lld of %lld that were fetched",
				  (long long)row, (long long)stmt->rowset_rows);
	return SQL_SUCCESS;
}

static enum change_kind kind_of(SQLUSMALLINT op)
{
	switch (op) {
	case SQL_REFRESH: return CHANGE_REFRESH;
	case SQL_UPDATE: return CHANGE_UPDATE;
	case SQL_DELETE: return CHANGE_DELETE;
	default: return CHANGE_ADD;
	}
}

SQLRETURN stmt_set_pos(struct stmt *stmt, SQLSETPOSIROW row, SQLUSMALLINT op, SQLUSMALLINT lock)
{
	SQLRETURN rc = check_arguments(stmt, op, lock);
	struct change c = { .many = !row };

	if (rc == SQL_SUCCESS)
		rc = check_row(stmt, row, op);
	if (rc != SQL_SUCCESS)
		return rc;
	if (op == SQL_POSITION) {
		stmt->rowset_pos = row - 1;
		getdata_forget(stmt);
		return SQL_SUCCESS;
	}
	c.kind = kind_of(op);
	c.first = row ? row - 1 : 0;
	c.n = row ? 1 : op == SQL_ADD ? rowset_size(stmt) : stmt->rowset_rows;
	return change_start(stmt, &c);
}
