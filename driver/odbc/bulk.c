/* Rows that are added, or named by their bookmarks.  ODBC: SQLBulkOperations. */
#include "config.h"
#include "odbc/cursor.h"

#include "odbc/change.h"
#include "odbc/result.h"
#include "odbc/target.h"

static const enum change_kind kinds[] = {
	[SQL_ADD] = CHANGE_ADD,
	[SQL_UPDATE_BY_BOOKMARK] = CHANGE_UPDATE,
	[SQL_DELETE_BY_BOOKMARK] = CHANGE_DELETE,
	[SQL_FETCH_BY_BOOKMARK] = CHANGE_FETCH,
};

static bool has_bookmarks(const struct stmt *stmt)
{
	return stmt->attr.use_bookmarks != SQL_UB_OFF && stmt->ard->recs &&
	       stmt->ard->recs[0].data_ptr;
}

static bool bookmark_fits(const struct stmt *stmt)
{
	return stmt->ard->recs[0].concise_type == SQL_C_BOOKMARK ||
	       stmt->ard->recs[0].octet_length >= (SQLLEN)sizeof(SQLLEN);
}

static SQLRETURN check(struct stmt *stmt, SQLSMALLINT op)
{
	if (op < SQL_ADD || op > SQL_FETCH_BY_BOOKMARK)
		return diag_error(sdiag(stmt), SS_HY092, "operation %d", op);
	if (!stmt->result)
		return diag_error(sdiag(stmt), SS_HY010, "no statement is executed");
	if (!stmt->result->has_rows)
		return diag_error(sdiag(stmt), SS_24000, "no result set is open");
	if (stmt->phase == STMT_NEED_DATA)
		return diag_error(sdiag(stmt), SS_HY010, "data is awaited");
	if (stmt->phase == STMT_EXT_FETCHED)
		return diag_error(sdiag(stmt), SS_HY010,
				  "SQLExtendedFetch was used on this cursor");
	if (op != SQL_FETCH_BY_BOOKMARK && target_concurrency(stmt) == SQL_CONCUR_READ_ONLY)
		return diag_error(sdiag(stmt), SS_HY092,
				  "the cursor is read-only: see SQL_ATTR_CONCURRENCY");
	if (op != SQL_ADD && !has_bookmarks(stmt))
		return diag_error(sdiag(stmt), SS_HY092,
				  "column 0 is not bound, or bookmarks are off");
	if (has_bookmarks(stmt) && !bookmark_fits(stmt))
		return diag_error(sdiag(stmt), SS_HY090, "a bookmark has %zu bytes",
				  sizeof(SQLLEN));
	return SQL_SUCCESS;
}

SQLRETURN stmt_bulk_operations(struct stmt *stmt, SQLSMALLINT op)
{
	SQLRETURN rc = check(stmt, op);
	struct change c = { .many = true, .bulk = true };

	if (rc != SQL_SUCCESS)
		return rc;
	c.kind = kinds[op];
	c.n = stmt->ard->array_size ? stmt->ard->array_size : 1;
	return change_start(stmt, &c);
}
