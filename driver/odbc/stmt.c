#include "config.h"
#include "odbc/stmt.h"

#include <stdlib.h>

#include "odbc/exec.h"
#include "util/clock.h"

static void set_defaults(struct stmt_attr *a, const struct dbc_attr *from)
{
	a->async_enable = from->async_enable;
	a->concurrency = SQL_CONCUR_READ_ONLY;
	a->cursor_scrollable = SQL_NONSCROLLABLE;
	a->cursor_sensitivity = SQL_UNSPECIFIED;
	a->cursor_type = SQL_CURSOR_FORWARD_ONLY;
	a->enable_auto_ipd = SQL_FALSE;
	a->metadata_id = from->metadata_id;
	a->noscan = SQL_NOSCAN_OFF;
	a->retrieve_data = SQL_RD_ON;
	a->simulate_cursor = SQL_SC_UNIQUE;
	a->use_bookmarks = SQL_UB_OFF;
	a->rowset_size = 1;
}

SQLRETURN stmt_alloc(struct dbc *dbc, struct stmt **ret_stmt)
{
	struct stmt *stmt;

	if (!dbc->connected)
		return diag_error(&dbc->h.diag, SS_08003, NULL);
	stmt = calloc(1, sizeof(*stmt));
	if (!stmt)
		return diag_error(&dbc->h.diag, SS_HY001, NULL);
	handle_init(&stmt->h, SQL_HANDLE_STMT);
	stmt->dbc = dbc;
	for (int k = 0; k < 4; k++)
		desc_init(&stmt->own[k], dbc, stmt, (enum desc_kind)k);
	stmt->ard = &stmt->own[DESC_ARD];
	stmt->apd = &stmt->own[DESC_APD];
	stmt->ird = &stmt->own[DESC_IRD];
	stmt->ipd = &stmt->own[DESC_IPD];
	stmt->phase = STMT_ALLOCATED;
	stmt->row_count = stmt->changed_rows = -1;
	stmt->deadline = CLOCK_NEVER;
	set_defaults(&stmt->attr, &dbc->attr);
	stmt->h.async_on = stmt->attr.async_enable == SQL_ASYNC_ENABLE_ON;
	stmt_apply_defaults(stmt);
	list_push_front(&dbc->stmts, &stmt->link);
	*ret_stmt = stmt;
	return SQL_SUCCESS;
}

void stmt_free(struct stmt *stmt)
{
	if (!stmt)
		return;
	stmt_forget(stmt);
	for (int k = 0; k < 4; k++)
		desc_done(&stmt->own[k]);
	buf_done(&stmt->lines);
	free(stmt->cursor_name);
	list_remove(&stmt->link);
	handle_done(&stmt->h);
	free(stmt);
}

/* Setting the count to 0 leaves the bookmark record bound, as ODBC says. */
static SQLRETURN empty(struct stmt *stmt, struct desc *d)
{
	return desc_set_count(d, 0) ? SQL_SUCCESS : diag_error(sdiag(stmt), SS_HY001, NULL);
}

SQLRETURN stmt_free_option(struct stmt *stmt, SQLUSMALLINT option)
{
	switch (option) {
	case SQL_CLOSE: stmt_close(stmt); return SQL_SUCCESS;
	case SQL_UNBIND: return empty(stmt, stmt->ard);
	case SQL_RESET_PARAMS: return diag_worse(empty(stmt, stmt->apd), empty(stmt, stmt->ipd));
	default: return diag_error(sdiag(stmt), SS_HY092, "SQLFreeStmt option %d", option);
	}
}
