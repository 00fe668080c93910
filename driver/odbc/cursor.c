#include "config.h"
#include "odbc/cursor.h"

#include <stdio.h>

#include "odbc/getdata.h"
#include "odbc/result.h"
#include "util/ascii.h"
#include "util/mem.h"

/* ODBC asks for 18 characters at least; the server's identifiers have 63 bytes. */
#define NAME_MAX_BYTES 63

static SQLRETURN position(struct stmt *stmt, SQLSETPOSIROW row)
{
	if (row == 0 || row > stmt->rowset_rows)
		return diag_error(sdiag(stmt), SS_HY107, "row %lld of %lld", (long long)row,
				  (long long)stmt->rowset_rows);
	stmt->rowset_pos = row - 1;
	getdata_forget(stmt);
	return SQL_SUCCESS;
}

SQLRETURN stmt_set_pos(struct stmt *stmt, SQLSETPOSIROW row, SQLUSMALLINT op, SQLUSMALLINT lock)
{
	if (op > SQL_ADD)
		return diag_error(sdiag(stmt), SS_HY092, "operation %u", op);
	if (lock > SQL_LOCK_UNLOCK)
		return diag_error(sdiag(stmt), SS_HY092, "lock type %u", lock);
	if (!stmt->result || !stmt->result->has_rows)
		return diag_error(sdiag(stmt), SS_24000, "no result set is open");
	if (stmt->phase != STMT_FETCHED && stmt->phase != STMT_EXT_FETCHED)
		return diag_error(sdiag(stmt), SS_HY010, "no row is fetched");
	if (lock != SQL_LOCK_NO_CHANGE)
		return diag_error(sdiag(stmt), SS_HYC00, "rows cannot be locked by SQLSetPos");
	if (op == SQL_POSITION)
		return position(stmt, row);
	return diag_error(sdiag(stmt), SS_HYC00,
			  "SQLSetPos offers SQL_POSITION only; use UPDATE, DELETE or INSERT");
}

SQLRETURN stmt_bulk_operations(struct stmt *stmt, SQLSMALLINT op)
{
	if (op < SQL_ADD || op > SQL_FETCH_BY_BOOKMARK)
		return diag_error(sdiag(stmt), SS_HY092, "operation %d", op);
	return diag_error(sdiag(stmt), SS_HYC00,
			  "SQLBulkOperations is not available; use arrays of parameters");
}

static bool is_reserved(struct str name)
{
	return (name.n >= 6 && ascii_ieq(str_head(name, 6), STR("SQLCUR"))) ||
	       (name.n >= 7 && ascii_ieq(str_head(name, 7), STR("SQL_CUR")));
}

static bool is_taken(const struct stmt *stmt, struct str name)
{
	struct list *all = &stmt->dbc->stmts;

	for (struct list *l = all->next; l != all; l = l->next) {
		const struct stmt *other = list_entry(l, struct stmt, link);

		if (other != stmt && other->cursor_name &&
		    ascii_ieq(str_from(other->cursor_name), name))
			return true;
	}
	return false;
}

SQLRETURN stmt_set_cursor_name(struct stmt *stmt, struct str name)
{
	char *copy;

	if (!name.p)
		return diag_error(sdiag(stmt), SS_HY009, "no cursor name");
	if (stmt->result && stmt->result->has_rows)
		return diag_error(sdiag(stmt), SS_24000, "a cursor is open");
	if (!name.n || name.n > NAME_MAX_BYTES || is_reserved(name))
		return diag_error(
			sdiag(stmt), SS_34000,
			"a cursor name has 1 to %d bytes and does not begin with SQLCUR or "
			"SQL_CUR",
			NAME_MAX_BYTES);
	if (is_taken(stmt, name))
		return diag_error(sdiag(stmt), SS_3C000, "another statement has that cursor name");
	copy = mem_dup_str(name);
	if (!copy)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	free(stmt->cursor_name);
	stmt->cursor_name = copy;
	return SQL_SUCCESS;
}

SQLRETURN stmt_get_cursor_name(struct stmt *stmt, const struct text_out *out)
{
	char name[32];

	if (!stmt->cursor_name) {
		snprintf(name, sizeof(name), "SQL_CUR%u", ++stmt->dbc->next_name);
		stmt->cursor_name = mem_strdup(name);
	}
	if (!stmt->cursor_name)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	return text_out(sdiag(stmt), out, str_from(stmt->cursor_name));
}
