#include "config.h"
#include "odbc/change_row.h"

#include <stdint.h>
#include <stdlib.h>

#include "odbc/exchange.h"
#include "odbc/pgdiag.h"
#include "odbc/undo.h"

static SQLRETURN no_memory(struct stmt *stmt)
{
	return diag_error(sdiag(stmt), SS_HY001, NULL);
}

/* --- the row in the result ------------------------------------------------------------ */

bool change_row_mark(struct stmt *cursor, size_t row, enum result_mark mark)
{
	/* What replaced the row has noted it. */
	if (mark == MARK_DELETED && !undo_note(cursor, row))
		return false;
	return result_mark(cursor->result, row, mark);
}

/* The cells that came back, in the order of the text's list, laid over the old ones. */
static void merge(const struct stmt *cursor, const struct cell *back, bool whole,
		  struct cell *cells)
{
	const struct result *r = cursor->result;

	for (int i = 0; i < r->n_columns; i++)
		if (whole || target_of(cursor, i))
			cells[i] = *back++;
	for (int i = 0; i < r->n_hidden; i++)
		cells[r->n_columns + i] = *back++;
}

/* Replaces a row of the result, or appends one. */
static bool put_row(struct stmt *cursor, size_t row, const struct cell *back,
		    const struct change_text *t)
{
	struct result *r = cursor->result;
	size_t n = (size_t)result_cells(r);
	struct cell *cells = malloc((n + 1) * sizeof(*cells));
	const struct cell *old;
	bool ok;

	if (!cells)
		return false;
	for (size_t i = 0; i < n; i++)
		cells[i] = (struct cell){ NULL, -1 };
	if (row < r->taken) {
		if (result_get(cursor, row, true, &old) != RESULT_ROW) {
			free(cells);
			return false;
		}
		memcpy(cells, old, n * sizeof(*cells));
	}
	merge(cursor, back, t->whole, cells);
	if (row < r->taken) {
		ok = (t->reading || undo_note(cursor, row)) &&
		     store_set(r->store, row - r->base, cells);
	} else {
		ok = undo_note_added(cursor, row) && result_keep(cursor, r, cells);
		r->taken += ok;
	}
	free(cells);
	return ok;
}

/* --- running ---------------------------------------------------------------------------- */

/* The row that came back counts only when the request went well to its end. */
static bool keep_first(struct store *back, const struct cell *row, int n)
{
	return store_rows(back) || store_append(back, row, n);
}

static bool run(struct stmt *runner, struct change_text *t, int n_cells, struct store *back,
		SQLLEN *ret_affected, struct pg_error *ret_err)
{
	struct pg_params p;
	const struct cell *row;
	struct exchange x;
	bool kept = true, ok;

	buf_add(&t->sql, (struct str){ "", 1 });
	if (!change_text_params(t, &p)) {
		ret_err->fault = PG_FAULT_NO_MEMORY;
		return false;
	}
	pg_soil(runner->dbc->pg, PG_DIRT_TRIGGER | PG_DIRT_SEQUENCES);
	if (exchange_begin(&x, runner->dbc, runner->deadline, t->sql.p, &p))
		while ((row = exchange_row(&x)) != NULL)
			kept = kept && keep_first(back, row, n_cells);
	ok = exchange_end(&x) && kept;
	*ret_affected = x.affected;
	if (!ok) {
		*ret_err = x.error;
		pg_error_init(&x.error);
	}
	if (!kept && ret_err->fault == PG_OK)
		ret_err->fault = PG_FAULT_NO_MEMORY;
	exchange_done(&x);
	return ok;
}

bool change_row_run(struct stmt *runner, struct change_text *t, struct stmt *cursor, size_t row,
		    SQLLEN *ret_affected, struct pg_error *ret_err)
{
	struct store *back = store_new(SIZE_MAX, NULL);
	const struct cell *cells;
	int n = cursor->result->n_hidden;
	bool ok;

	for (int i = 0; i < cursor->result->n_columns; i++)
		n += t->whole || target_of(cursor, i);
	ok = back && run(runner, t, n, back, ret_affected, ret_err);
	if (ok && *ret_affected == 1 && store_rows(back) && row != SIZE_MAX) {
		cells = store_get(back, 0);
		ok = cells && put_row(cursor, row, cells, t);
	}
	if (!ok && ret_err->fault == PG_OK)
		ret_err->fault = PG_FAULT_NO_MEMORY;
	store_free(back);
	return ok;
}

/* The same for a cursor's own change; errors are posted. */
static bool run_own(struct stmt *stmt, struct change_text *t, size_t row, SQLLEN *ret_affected)
{
	struct pg_error e;
	bool ok;

	pg_error_init(&e);
	ok = change_row_run(stmt, t, stmt, row, ret_affected, &e);
	e.position = 0; /* the text is not the program's */
	if (!ok)
		pgdiag_error(sdiag(stmt), stmt->dbc, NULL, &e);
	pg_error_done(&e);
	return ok;
}

SQLRETURN change_row_conflict(struct stmt *stmt, SQLLEN affected)
{
	diag_info(sdiag(stmt), SS_01001,
		  affected > 0 ? "more than one row was changed"
			       : "the row was changed or deleted by others since it was fetched");
	return SQL_NO_DATA;
}

/* The text is complete: runs it for a row that must be there once. */
static SQLRETURN run_one(struct stmt *stmt, struct change_text *t, size_t row)
{
	SQLLEN affected = 0;

	if (!run_own(stmt, t, row, &affected))
		return SQL_ERROR;
	return affected == 1 ? SQL_SUCCESS : change_row_conflict(stmt, affected);
}

static SQLRETURN get(struct stmt *stmt, size_t row, const struct cell **ret)
{
	return result_get(stmt, row, true, ret) == RESULT_ROW
		       ? SQL_SUCCESS
		       : diag_error(sdiag(stmt), SS_HY109, "row %zu of the cursor is gone",
				    row + 1);
}

/* --- the changes -------------------------------------------------------------------------- */

static SQLRETURN put_values(struct stmt *stmt, const struct bound_set *set, size_t slot,
			    struct change_text *t, bool names, size_t *ret_n)
{
	SQLRETURN rc = SQL_SUCCESS;
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++) {
		const struct bound *b = &set->list[i];
		SQLRETURN one;

		if (bound_ignored(stmt, b, slot))
			continue;
		one = bound_put(stmt, b, slot, t);
		rc = diag_worse(rc, one);
		if (one == SQL_ERROR)
			continue;
		buf_addf(&t->sql, "%s%s%s$%d", n++ ? ", " : "", names ? b->column->name : "",
			 names ? " = " : "", t->n);
	}
	*ret_n = n;
	return rc;
}

static SQLRETURN update(struct stmt *stmt, const struct bound_set *set, size_t slot, size_t row,
			struct change_text *t)
{
	const struct cell *cells;
	SQLRETURN rc;
	size_t n;

	buf_addf(&t->sql, "UPDATE %s SET ", stmt->target->table);
	rc = put_values(stmt, set, slot, t, true, &n);
	if (rc == SQL_ERROR)
		return rc;
	if (!n)
		return diag_error(sdiag(stmt), SS_21S02,
				  "no column that can be changed is bound and not ignored");
	if (get(stmt, row, &cells) == SQL_ERROR)
		return SQL_ERROR;
	buf_add(&t->sql, STR(" WHERE"));
	change_text_where(t, stmt, cells, (struct str){ 0 });
	buf_add(&t->sql, STR(" RETURNING "));
	change_text_list(t, stmt, true, (struct str){ 0 });
	if (rc == SQL_SUCCESS_WITH_INFO) {
		SQLRETURN ran = run_one(stmt, t, row);

		return ran == SQL_SUCCESS ? rc : ran;
	}
	return run_one(stmt, t, row);
}

SQLRETURN change_row_update(struct stmt *stmt, const struct bound_set *set, size_t slot, size_t row)
{
	struct change_text t;
	SQLRETURN rc;

	change_text_init(&t);
	rc = update(stmt, set, slot, row, &t);
	change_text_done(&t);
	if (SQL_SUCCEEDED(rc) && !result_mark(stmt->result, row, MARK_UPDATED))
		rc = no_memory(stmt);
	if (SQL_SUCCEEDED(rc) && stmt->target->partitioned && stmt->target->versioned &&
	    stmt->target->n_keys)
		rc = diag_worse(rc, change_row_refresh(stmt, row));
	return rc;
}

SQLRETURN change_row_delete(struct stmt *stmt, size_t row)
{
	const struct cell *cells;
	struct change_text t;
	SQLRETURN rc = get(stmt, row, &cells);

	if (rc == SQL_ERROR)
		return rc;
	change_text_init(&t);
	buf_addf(&t.sql, "DELETE FROM %s WHERE", stmt->target->table);
	change_text_where(&t, stmt, cells, (struct str){ 0 });
	rc = run_one(stmt, &t, SIZE_MAX);
	change_text_done(&t);
	if (rc == SQL_SUCCESS && !change_row_mark(stmt, row, MARK_DELETED))
		rc = no_memory(stmt);
	return rc;
}

/* The names of an INSERT's columns, which stand in front of their values. */
static size_t add_names(struct stmt *stmt, const struct bound_set *set, size_t slot,
			struct change_text *t)
{
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++)
		if (!bound_ignored(stmt, &set->list[i], slot))
			buf_addf(&t->sql, "%s%s", n++ ? ", " : " (", set->list[i].column->name);
	return n;
}

static SQLRETURN add(struct stmt *stmt, const struct bound_set *set, size_t slot, size_t row,
		     struct change_text *t)
{
	SQLRETURN rc = SQL_SUCCESS, ran;
	size_t n;

	buf_addf(&t->sql, "INSERT INTO %s", stmt->target->table);
	if (add_names(stmt, set, slot, t)) {
		buf_add(&t->sql, STR(") VALUES ("));
		rc = put_values(stmt, set, slot, t, false, &n);
		buf_add(&t->sql, STR(")"));
	} else {
		buf_add(&t->sql, STR(" DEFAULT VALUES"));
	}
	if (rc == SQL_ERROR)
		return rc;
	buf_add(&t->sql, STR(" RETURNING "));
	change_text_list(t, stmt, true, (struct str){ 0 });
	ran = run_one(stmt, t, row);
	return ran == SQL_SUCCESS ? rc : ran;
}

/*
 * A scrollable cursor has what it added at its end.  A forward-only one does not,
 * since a program that adds a row for each that it fetches would never get there.
 */
SQLRETURN change_row_add(struct stmt *stmt, const struct bound_set *set, size_t slot,
			 size_t *ret_row)
{
	size_t row = stmt->attr.cursor_type == SQL_CURSOR_FORWARD_ONLY ? SIZE_MAX
								       : stmt->result->taken;
	struct change_text t;
	SQLRETURN rc;

	change_text_init(&t);
	rc = add(stmt, set, slot, row, &t);
	change_text_done(&t);
	*ret_row = row;
	if (SQL_SUCCEEDED(rc) && row != SIZE_MAX && stmt->target->partitioned &&
	    stmt->target->versioned && stmt->target->n_keys)
		rc = diag_worse(rc, change_row_refresh(stmt, row));
	return rc;
}

static SQLRETURN reread(struct stmt *stmt, size_t row, bool whole, SQLLEN *ret_found)
{
	const struct cell *cells;
	struct change_text t;
	SQLRETURN rc = get(stmt, row, &cells);

	if (rc == SQL_ERROR)
		return rc;
	change_text_init(&t);
	change_text_select(&t, stmt, cells, whole);
	if (!run_own(stmt, &t, row, ret_found))
		rc = SQL_ERROR;
	change_text_done(&t);
	return rc;
}

/* A list that makes several rows of one (a function that returns a set) is left as it was. */
SQLRETURN change_row_refresh(struct stmt *stmt, size_t row)
{
	SQLLEN found = 0;
	SQLRETURN rc = reread(stmt, row, stmt->target->computes, &found);

	if (rc == SQL_SUCCESS && found > 1)
		rc = reread(stmt, row, false, &found);
	if (rc == SQL_SUCCESS && !found)
		rc = SQL_NO_DATA;
	if (rc != SQL_ERROR &&
	    !result_mark(stmt->result, row, rc == SQL_NO_DATA ? MARK_DELETED : MARK_NONE))
		rc = no_memory(stmt);
	return rc;
}
