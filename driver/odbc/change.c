#include "config.h"
#include "odbc/change.h"

#include <stdint.h>
#include <stdlib.h>

#include "odbc/change_row.h"
#include "odbc/connect.h"
#include "odbc/dae.h"
#include "odbc/exec.h"
#include "odbc/fetch.h"
#include "odbc/getdata.h"
#include "odbc/pgdiag.h"
#include "odbc/request.h"
#include "util/clock.h"

/* How far a change has come. */
struct progress {
	SQLUSMALLINT *status; /* the application's array; NULL: none */
	size_t seen, failed;  /* slots that were tried, and that ended in an error */
	SQLLEN done;
	SQLRETURN worst; /* but for errors */
	bool stopped;
};

static bool takes_values(enum change_kind kind)
{
	return kind == CHANGE_UPDATE || kind == CHANGE_ADD;
}

/* ODBC: SQLSetPos, "Ignoring a Row in a Bulk Operation". */
static bool is_left_out(const struct stmt *stmt, const struct change *c, size_t slot)
{
	return c->many && !c->bulk && (c->kind == CHANGE_UPDATE || c->kind == CHANGE_DELETE) &&
	       stmt->ard->array_status_ptr && stmt->ard->array_status_ptr[slot] == SQL_ROW_IGNORE;
}

/* --- one row ------------------------------------------------------------------------------ */

static SQLRETURN find(struct stmt *stmt, const struct change *c, size_t slot, size_t *ret_row)
{
	size_t row = c->bulk ? fetch_bookmark(stmt, slot) : (size_t)stmt->rowset_at + slot;
	const struct cell *cells;

	if (row == SIZE_MAX || result_get(stmt, row, true, &cells) != RESULT_ROW)
		return diag_error(sdiag(stmt), c->bulk ? SS_HY111 : SS_HY109,
				  "there is no such row in the cursor");
	if (result_marked(stmt->result, row) == MARK_DELETED && c->kind != CHANGE_FETCH)
		return diag_error(sdiag(stmt), SS_HY109, "the row is deleted");
	*ret_row = row;
	return SQL_SUCCESS;
}

static SQLUSMALLINT info_or(SQLRETURN rc, SQLUSMALLINT status)
{
	return rc == SQL_SUCCESS ? status : SQL_ROW_SUCCESS_WITH_INFO;
}

static SQLRETURN deliver(struct stmt *stmt, const struct change *c, size_t slot, size_t row,
			 SQLUSMALLINT *ret_status)
{
	SQLRETURN rc;

	if (result_marked(stmt->result, row) == MARK_DELETED) {
		*ret_status = SQL_ROW_DELETED;
		return SQL_SUCCESS;
	}
	rc = fetch_put(stmt, row, slot, !c->bulk);
	(void)result_mark(stmt->result, row, MARK_NONE);
	*ret_status = info_or(rc, SQL_ROW_SUCCESS);
	return rc;
}

/* A cursor that cannot change its rows shows them as it read them. */
static SQLRETURN refresh(struct stmt *stmt, const struct change *c, size_t slot, size_t row,
			 SQLUSMALLINT *ret_status)
{
	SQLRETURN rc = stmt->target ? change_row_refresh(stmt, row) : SQL_SUCCESS;

	if (rc == SQL_ERROR)
		return rc;
	if (rc != SQL_NO_DATA)
		return deliver(stmt, c, slot, row, ret_status);
	*ret_status = SQL_ROW_DELETED;
	return diag_info(sdiag(stmt), SS_01000,
			 stmt->target->n_keys
				 ? "the row is no longer in the table"
				 : "the row was deleted or changed by others; the table has no key "
				   "by which it could be found");
}

static SQLRETURN add(struct stmt *stmt, const struct bound_set *set, size_t slot)
{
	size_t row;
	SQLRETURN rc = change_row_add(stmt, set, slot, &row);

	if (SQL_SUCCEEDED(rc) && row != SIZE_MAX)
		rc = diag_worse(rc, fetch_put_bookmark(stmt, row, slot));
	return rc;
}

/* SQL_NO_DATA: a conflict, which is told. */
static SQLRETURN change_one(struct stmt *stmt, const struct change *c, const struct bound_set *set,
			    size_t slot, SQLUSMALLINT *ret_status)
{
	SQLRETURN rc = SQL_SUCCESS;
	size_t row = 0;

	if (c->kind != CHANGE_ADD)
		rc = find(stmt, c, slot, &row);
	if (rc != SQL_SUCCESS)
		return rc;
	switch (c->kind) {
	case CHANGE_FETCH: return deliver(stmt, c, slot, row, ret_status);
	case CHANGE_REFRESH: return refresh(stmt, c, slot, row, ret_status);
	case CHANGE_UPDATE:
		rc = change_row_update(stmt, set, slot, row);
		*ret_status = info_or(rc, SQL_ROW_UPDATED);
		break;
	case CHANGE_DELETE:
		rc = change_row_delete(stmt, row);
		*ret_status = SQL_ROW_DELETED;
		break;
	case CHANGE_ADD:
		rc = add(stmt, set, slot);
		*ret_status = info_or(rc, SQL_ROW_ADDED);
		break;
	}
	return rc;
}

/* --- all of them ---------------------------------------------------------------------------- */

/* What ends the change as a whole, and not the row alone. */
static bool is_fatal(struct stmt *stmt, enum tran_state was)
{
	return stmt->dbc->dead || (was == TRAN_OPEN && stmt->dbc->tran != TRAN_OPEN) ||
	       diag_has(sdiag(stmt), SS_HYT00) || diag_has(sdiag(stmt), SS_HY008);
}

static void step(struct stmt *stmt, const struct change *c, const struct bound_set *set,
		 size_t slot, struct progress *p)
{
	enum tran_state was = stmt->dbc->tran;
	SQLUSMALLINT status = SQL_ROW_ERROR;
	SQLRETURN rc;

	diag_at(sdiag(stmt), (SQLLEN)slot + 1, SQL_NO_COLUMN_NUMBER);
	rc = change_one(stmt, c, set, slot, &status);
	diag_at(sdiag(stmt), SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
	p->seen++;
	if (SQL_SUCCEEDED(rc)) {
		p->done++;
		p->worst = diag_worse(p->worst, rc);
	} else {
		status = SQL_ROW_ERROR;
		p->failed += rc == SQL_ERROR;
		if (rc == SQL_NO_DATA)
			p->worst = SQL_SUCCESS_WITH_INFO;
		p->stopped = rc == SQL_ERROR && is_fatal(stmt, was);
	}
	if (p->status)
		p->status[slot] = status;
}

static SQLRETURN outcome(struct stmt *stmt, const struct change *c, const struct progress *p)
{
	if (pgdiag_notices(sdiag(stmt), stmt->dbc) && !p->failed)
		return SQL_SUCCESS_WITH_INFO;
	if (!p->failed)
		return p->worst;
	if (!c->many || p->stopped || p->failed == p->seen)
		return SQL_ERROR;
	diag_info(sdiag(stmt), SS_01S01, NULL);
	return SQL_SUCCESS_WITH_INFO;
}

static void report(struct stmt *stmt, const struct change *c, const struct progress *p)
{
	if (c->many && stmt->ird->rows_processed_ptr)
		*stmt->ird->rows_processed_ptr = (SQLULEN)p->seen;
	if (c->kind != CHANGE_FETCH && c->kind != CHANGE_REFRESH)
		sdiag(stmt)->row_count = stmt->changed_rows = p->done;
	getdata_forget(stmt);
	if (c->bulk)
		stmt->bulk_done = true;
	else if (!c->many && c->kind != CHANGE_ADD)
		stmt->rowset_pos = c->first;
}

/* The session, with all rows of this cursor and of others out of it. */
static SQLRETURN need_session(struct stmt *stmt, const struct change *c)
{
	SQLRETURN rc;

	if (c->kind == CHANGE_FETCH || !stmt->target)
		return SQL_SUCCESS;
	rc = dbc_need_session(stmt->dbc, sdiag(stmt));
	return SQL_SUCCEEDED(rc) ? dbc_claim(stmt->dbc, NULL, sdiag(stmt)) : rc;
}

static SQLRETURN run(struct stmt *stmt, const struct change *c, const struct bound_set *set)
{
	struct progress p = { .status = fetch_status(stmt), .worst = SQL_SUCCESS };
	SQLRETURN rc = need_session(stmt, c);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	stmt_set_deadline(stmt);
	for (size_t slot = c->first; slot < c->first + c->n && !p.stopped; slot++) {
		size_t row = (size_t)stmt->rowset_at + slot;

		if (is_left_out(stmt, c, slot))
			continue;
		/* ODBC: a refresh of the rowset leaves what is deleted as it is. */
		if (c->many && c->kind == CHANGE_REFRESH &&
		    result_marked(stmt->result, row) == MARK_DELETED)
			continue;
		step(stmt, c, set, slot, &p);
	}
	stmt->deadline = CLOCK_NEVER;
	report(stmt, c, &p);
	return outcome(stmt, c, &p);
}

/* --- data at execution ------------------------------------------------------------------------ */

static SQLRETURN want_later(struct stmt *stmt, const struct change *c, const struct bound_set *set)
{
	for (size_t slot = c->first; slot < c->first + c->n; slot++) {
		for (size_t i = 0; i < set->n; i++) {
			if (is_left_out(stmt, c, slot) || bound_want(stmt, &set->list[i], slot))
				continue;
			dae_free(stmt);
			return diag_error(sdiag(stmt), SS_HY001, NULL);
		}
	}
	return stmt->dae ? SQL_NEED_DATA : SQL_SUCCESS;
}

static SQLRETURN wait_for_data(struct stmt *stmt, const struct change *c)
{
	stmt->change = malloc(sizeof(*stmt->change));
	if (!stmt->change) {
		dae_free(stmt);
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	}
	*stmt->change = *c;
	stmt->change->phase = stmt->phase;
	stmt->phase = STMT_NEED_DATA;
	return SQL_NEED_DATA;
}

SQLRETURN change_start(struct stmt *stmt, const struct change *c)
{
	struct bound_set set = { 0 };
	SQLRETURN rc = SQL_SUCCESS;

	dae_free(stmt);
	if (takes_values(c->kind))
		rc = bound_list(stmt, &set.list, &set.n);
	if (rc == SQL_SUCCESS)
		rc = want_later(stmt, c, &set);
	if (rc == SQL_NEED_DATA)
		rc = wait_for_data(stmt, c);
	else if (rc == SQL_SUCCESS)
		rc = run(stmt, c, &set);
	free(set.list);
	return rc;
}

SQLRETURN change_continue(struct stmt *stmt)
{
	struct change c = *stmt->change;
	struct bound_set set = { 0 };
	SQLRETURN rc;

	change_forget(stmt);
	rc = dbc_need_session(stmt->dbc, sdiag(stmt));
	if (rc == SQL_SUCCESS)
		rc = bound_list(stmt, &set.list, &set.n);
	if (rc == SQL_SUCCESS)
		rc = run(stmt, &c, &set);
	free(set.list);
	dae_free(stmt);
	return rc;
}

void change_forget(struct stmt *stmt)
{
	if (!stmt->change)
		return;
	stmt->phase = stmt->change->phase;
	free(stmt->change);
	stmt->change = NULL;
}
