#include "config.h"
#include "odbc/fetch.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "conv/sqltype.h"
#include "odbc/getdata.h"
#include "odbc/line_ends.h"
#include "odbc/result.h"
#include "odbc/scroll.h"

/* A bound column, worked out once a rowset. */
struct binding {
	SQLUSMALLINT col;
	struct conv_writer writer;
	const struct column *column;
	char *data;
	char *length, *indicator; /* SQLLENs, maybe not aligned */
	SQLLEN cap;
	size_t step, length_step;
	bool restricted;
	bool line_ends; /* carriage returns are put in */
};

/* --- binding -------------------------------------------------------------------- */

static SQLRETURN unbind(struct stmt *stmt, SQLUSMALLINT col)
{
	struct desc *d = stmt->ard;

	if (col > d->count || !d->cap) /* not even the bookmark's record was made */
		return SQL_SUCCESS;
	desc_rec_reset(&d->recs[col], d->kind);
	desc_trim(d);
	return SQL_SUCCESS;
}

SQLRETURN stmt_bind_col(struct stmt *stmt, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p,
			SQLLEN cap, SQLLEN *len_or_ind)
{
	struct desc *d = stmt->ard;
	struct desc_rec *r;

	if (cap < 0)
		return diag_error(sdiag(stmt), SS_HY090, "buffer length %lld", (long long)cap);
	if (col > SHRT_MAX)
		return diag_error(sdiag(stmt), SS_07009, "column %u", col);
	if (!p && !len_or_ind)
		return unbind(stmt, col);
	if (c_type != SQL_C_DEFAULT && !sqltype_is_c(c_type))
		return diag_error(sdiag(stmt), SS_HY003, "C type %d", c_type);
	if ((SQLSMALLINT)col > d->count && !desc_set_count(d, (SQLSMALLINT)col))
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	r = desc_rec(d, (SQLSMALLINT)col);
	if (!r)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	desc_rec_set_type(r, c_type);
	r->octet_length = cap;
	r->data_ptr = p;
	r->indicator_ptr = r->octet_length_ptr = len_or_ind;
	return SQL_SUCCESS;
}

static void bind_one(struct stmt *stmt, SQLUSMALLINT col, struct binding *b)
{
	const struct desc *d = stmt->ard;
	const struct desc_rec *r = &d->recs[col];
	size_t offset = d->bind_offset_ptr ? (size_t)*d->bind_offset_ptr : 0;
	const struct column *c = &stmt->result->columns[col - 1];
	SQLSMALLINT c_type = getdata_c_type(c, r->concise_type);
	SQLLEN fixed = conv_c_size(c_type);

	*b = (struct binding){ .col = col, .column = c };
	b->cap = fixed > 0 ? fixed : r->octet_length;
	b->step = d->bind_type ? d->bind_type : (size_t)b->cap;
	b->length_step = d->bind_type ? d->bind_type : sizeof(SQLLEN);
	b->data = r->data_ptr ? (char *)r->data_ptr + offset : NULL;
	b->length = r->octet_length_ptr ? (char *)r->octet_length_ptr + offset : NULL;
	b->indicator = r->indicator_ptr ? (char *)r->indicator_ptr + offset : NULL;
	b->restricted = !conv_writer_init(&b->writer, c_type, r->precision, r->scale,
					  r->interval_precision) ||
			!conv_accepts(&b->writer, &c->type.reader);
	b->line_ends = line_ends_wanted(stmt->dbc, &c->type.reader, c_type);
}

static struct binding *bind_all(struct stmt *stmt, size_t *ret_n)
{
	const struct desc *d = stmt->ard;
	SQLSMALLINT count = d->count < stmt->result->n_columns
				    ? d->count
				    : (SQLSMALLINT)stmt->result->n_columns;
	struct binding *list = calloc(count > 0 ? (size_t)count : 1, sizeof(*list));

	*ret_n = 0;
	for (SQLSMALLINT i = 1; list && i <= count; i++) {
		const struct desc_rec *r = &d->recs[i];

		if (r->data_ptr || r->indicator_ptr || r->octet_length_ptr)
			bind_one(stmt, (SQLUSMALLINT)i, &list[(*ret_n)++]);
	}
	return list;
}

/* --- one row ----------------------------------------------------------------------- */

static void put_length(char *base, size_t at, SQLLEN n)
{
	if (base)
		memcpy(base + at, &n, sizeof(n));
}

static enum conv_result put_null(const struct binding *b, size_t i)
{
	if (!b->indicator)
		return CONV_INDICATOR_REQUIRED;
	put_length(b->indicator, i * b->length_step, SQL_NULL_DATA);
	return CONV_OK;
}

static enum conv_result put_cell(struct stmt *stmt, const struct binding *b, size_t i,
				 const struct cell *cell)
{
	char nothing[64];
	struct conv_target t = { .p = b->data ? b->data + i * b->step : nothing,
				 .cap = b->data ? b->cap : 0 };
	struct str wire = { cell->p, (size_t)(cell->n < 0 ? 0 : cell->n) };
	enum conv_result r;
	struct value v;

	if (cell->n < 0)
		return put_null(b, i);
	if (b->restricted)
		return CONV_RESTRICTED;
	if (b->line_ends && !line_ends_out(stmt, &wire))
		return CONV_NO_MEMORY;
	if (stmt->attr.max_length) {
		r = conv_read(&b->column->type.reader, wire, &v);
		if (conv_failed(r))
			return r;
		conv_limit(&v, stmt->attr.max_length);
		r = conv_put(&b->writer, &v, &t);
	} else {
		r = conv_fetch(&b->column->type.reader, &b->writer, wire, &t);
	}
	if (conv_failed(r))
		return r;
	put_length(b->length, i * b->length_step, t.n);
	if (b->indicator && b->indicator != b->length)
		put_length(b->indicator, i * b->length_step, 0);
	return r;
}

static bool wants_bookmark(const struct stmt *stmt)
{
	return stmt->attr.use_bookmarks != SQL_UB_OFF && stmt->ard->recs &&
	       stmt->ard->recs[0].data_ptr;
}

/* Where the bookmark of a slot lies. */
static char *bookmark_at(const struct stmt *stmt, size_t i)
{
	const struct desc *d = stmt->ard;
	size_t offset = d->bind_offset_ptr ? (size_t)*d->bind_offset_ptr : 0;
	SQLLEN fixed = conv_c_size(d->recs->concise_type);
	size_t size = (size_t)(fixed > 0 ? fixed : d->recs->octet_length);

	return (char *)d->recs->data_ptr + offset + i * (d->bind_type ? d->bind_type : size);
}

static SQLRETURN put_bookmark(struct stmt *stmt, size_t i, SQLLEN row)
{
	const struct desc *d = stmt->ard;
	const struct desc_rec *r = d->recs;
	size_t offset = d->bind_offset_ptr ? (size_t)*d->bind_offset_ptr : 0;
	size_t length_step = d->bind_type ? d->bind_type : sizeof(SQLLEN);

	return getdata_bookmark(stmt, row, r->concise_type, bookmark_at(stmt, i), r->octet_length,
				r->octet_length_ptr ? (SQLLEN *)((char *)r->octet_length_ptr +
								 offset + i * length_step)
						    : NULL);
}

SQLRETURN fetch_put_bookmark(struct stmt *stmt, size_t row, size_t slot)
{
	return wants_bookmark(stmt) ? put_bookmark(stmt, slot, (SQLLEN)row) : SQL_SUCCESS;
}

size_t fetch_bookmark(const struct stmt *stmt, size_t slot)
{
	SQLLEN mark;

	if (!wants_bookmark(stmt))
		return SIZE_MAX;
	memcpy(&mark, bookmark_at(stmt, slot), sizeof(mark));
	return mark < 1 ? SIZE_MAX : (size_t)mark - 1;
}

static SQLRETURN put_row(struct stmt *stmt, const struct binding *list, size_t n, size_t i,
			 const struct cell *cells)
{
	SQLRETURN rc = SQL_SUCCESS;

	for (size_t k = 0; k < n; k++) {
		enum conv_result r = put_cell(stmt, &list[k], i, &cells[list[k].col - 1]);

		if (r != CONV_OK)
			rc = diag_worse(rc, getdata_result(stmt, (SQLLEN)i, list[k].col, r));
	}
	return rc;
}

/* --- the rowset ----------------------------------------------------------------------- */

struct rowset {
	SQLULEN size;
	SQLULEN *ret_rows;
	SQLUSMALLINT *status;
};

SQLUSMALLINT *fetch_status(const struct stmt *stmt)
{
	return stmt->phase == STMT_EXT_FETCHED ? stmt->ext_status : stmt->ird->array_status_ptr;
}

/* The application's variable need not be aligned: R's RODBC has it in a packed structure. */
static void put_rows(void *to, SQLULEN n)
{
	if (to)
		memcpy(to, &n, sizeof(n));
}

static void put_status(const struct rowset *set, SQLULEN i, SQLUSMALLINT status)
{
	if (set->status)
		set->status[i] = status;
}

static SQLUSMALLINT row_status(SQLRETURN rc)
{
	if (rc == SQL_SUCCESS)
		return SQL_ROW_SUCCESS;
	return rc == SQL_SUCCESS_WITH_INFO ? SQL_ROW_SUCCESS_WITH_INFO : SQL_ROW_ERROR;
}

/*
 * ODBC: SQLFetch, "Error Handling": an error in a row of several is information
 * for the call (01S01), in a rowset of one it is the call's own.
 */
static SQLRETURN rowset_result(struct stmt *stmt, const struct rowset *set, size_t errors,
			       SQLRETURN worst)
{
	if (!errors)
		return worst;
	if (set->size == 1 || errors == stmt->rowset_rows)
		return SQL_ERROR;
	diag_info(sdiag(stmt), SS_01S01, NULL);
	return SQL_SUCCESS_WITH_INFO;
}

static SQLULEN rows_allowed(const struct stmt *stmt, SQLULEN size)
{
	SQLULEN max = stmt->attr.max_rows, at = (SQLULEN)stmt->rowset_at;

	if (!max)
		return size;
	return at >= max ? 0 : max - at < size ? max - at : size;
}

/*
 * A row that the cursor has deleted stays as a hole: its status says so and the
 * buffers are left alone.  One that it has changed says that once.
 */
static SQLRETURN put_marked(struct stmt *stmt, const struct rowset *set, const struct binding *list,
			    size_t n, SQLULEN i, const struct cell *cells)
{
	SQLLEN row = stmt->rowset_at + (SQLLEN)i;
	enum result_mark mark = result_marked(stmt->result, (size_t)row);
	SQLRETURN rc = SQL_SUCCESS;

	if (wants_bookmark(stmt))
		rc = put_bookmark(stmt, i, row);
	if (mark == MARK_DELETED) {
		put_status(set, i, SQL_ROW_DELETED);
		return rc;
	}
	rc = diag_worse(rc, put_row(stmt, list, n, i, cells));
	if (mark == MARK_UPDATED)
		(void)result_mark(stmt->result, (size_t)row, MARK_NONE);
	put_status(set, i,
		   mark == MARK_UPDATED && rc == SQL_SUCCESS ? SQL_ROW_UPDATED : row_status(rc));
	return rc;
}

static SQLRETURN read_rows(struct stmt *stmt, const struct rowset *set, const struct binding *list,
			   size_t n)
{
	bool keep = set->size > 1 || stmt->attr.cursor_type != SQL_CURSOR_FORWARD_ONLY;
	SQLULEN allowed = rows_allowed(stmt, set->size), i;
	SQLRETURN worst = SQL_SUCCESS;
	size_t errors = 0;

	for (i = 0; i < allowed; i++) {
		const struct cell *cells;
		enum result_row got = result_get(stmt, (size_t)stmt->rowset_at + i, keep, &cells);
		SQLRETURN rc;

		if (got == RESULT_FAILED && i == 0)
			return SQL_ERROR;
		if (got == RESULT_FAILED) {
			errors++;
			put_status(set, i++, SQL_ROW_ERROR);
			break;
		}
		if (got == RESULT_END)
			break;
		rc = put_marked(stmt, set, list, n, i, cells);
		errors += rc == SQL_ERROR;
		worst = rc == SQL_ERROR ? worst : diag_worse(worst, rc);
	}
	stmt->rowset_rows = i;
	for (SQLULEN k = i; k < set->size; k++)
		put_status(set, k, SQL_ROW_NOROW);
	put_rows(set->ret_rows, i);
	return i ? rowset_result(stmt, set, errors, worst) : SQL_NO_DATA;
}

static SQLRETURN no_rows(struct stmt *stmt, const struct rowset *set)
{
	stmt->rowset_rows = 0;
	put_rows(set->ret_rows, 0);
	for (SQLULEN k = 0; k < set->size; k++)
		put_status(set, k, SQL_ROW_NOROW);
	return SQL_NO_DATA;
}

/* A forward-only cursor does not come back: what it has passed makes room. */
static void forget_passed(struct stmt *stmt)
{
	const struct result *r = stmt->result;
	size_t passed, kept;

	if (stmt->attr.cursor_type != SQL_CURSOR_FORWARD_ONLY || !r->store ||
	    (size_t)stmt->rowset_at <= r->base)
		return;
	passed = (size_t)stmt->rowset_at - r->base;
	kept = store_rows(r->store);
	store_forget_before(r->store, passed < kept ? passed : kept);
}

static SQLRETURN fetch_at(struct stmt *stmt, const struct rowset *set)
{
	struct binding *list;
	SQLRETURN rc;
	size_t n;

	forget_passed(stmt);
	if (stmt->attr.retrieve_data == SQL_RD_OFF) {
		list = calloc(1, sizeof(*list));
		n = 0;
	} else {
		list = bind_all(stmt, &n);
	}
	if (!list)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	rc = read_rows(stmt, set, list, n);
	free(list);
	return rc;
}

static SQLRETURN fetch(struct stmt *stmt, SQLSMALLINT orientation, SQLLEN offset,
		       const struct rowset *set, enum stmt_phase phase)
{
	SQLRETURN rc, moved;

	if (!stmt->result || !stmt->result->has_rows)
		return diag_error(sdiag(stmt), stmt->phase == STMT_EXECUTED ? SS_24000 : SS_HY010,
				  "no result set is open");
	getdata_forget(stmt);
	stmt->rowset_pos = 0;
	stmt->bulk_done = false;
	moved = scroll_to(stmt, orientation, offset, set->size);
	if (moved == SQL_ERROR)
		return moved;
	stmt->phase = phase;
	if (moved == SQL_NO_DATA)
		return no_rows(stmt, set);
	stmt->rowset_asked = set->size;
	rc = fetch_at(stmt, set);
	if (rc == SQL_NO_DATA)
		stmt->after_end = true;
	return rc == SQL_SUCCESS ? moved : rc;
}

SQLRETURN stmt_fetch_scroll(struct stmt *stmt, SQLSMALLINT orientation, SQLLEN offset)
{
	struct rowset set = { stmt->ard->array_size ? stmt->ard->array_size : 1,
			      stmt->ird->rows_processed_ptr, stmt->ird->array_status_ptr };

	if (stmt->phase == STMT_EXT_FETCHED)
		return diag_error(sdiag(stmt), SS_HY010,
				  "SQLExtendedFetch was used on this cursor");
	if (orientation == SQL_FETCH_BOOKMARK) {
		SQLLEN mark = 0;

		if (stmt->attr.use_bookmarks == SQL_UB_OFF || !stmt->attr.fetch_bookmark_ptr)
			return diag_error(sdiag(stmt), SS_HY111, "no bookmark is set");
		memcpy(&mark, stmt->attr.fetch_bookmark_ptr, sizeof(mark));
		if (mark < 1)
			return diag_error(sdiag(stmt), SS_HY111, "bookmark %lld", (long long)mark);
		return fetch(stmt, SQL_FETCH_ABSOLUTE, mark + offset, &set, STMT_FETCHED);
	}
	return fetch(stmt, orientation, offset, &set, STMT_FETCHED);
}

SQLRETURN stmt_fetch(struct stmt *stmt)
{
	return stmt_fetch_scroll(stmt, SQL_FETCH_NEXT, 0);
}

SQLRETURN stmt_extended_fetch(struct stmt *stmt, SQLUSMALLINT orientation, SQLLEN offset,
			      SQLULEN *ret_rows, SQLUSMALLINT *status)
{
	struct rowset set = { stmt->attr.rowset_size ? stmt->attr.rowset_size : 1, ret_rows,
			      status };

	if (stmt->phase == STMT_FETCHED)
		return diag_error(sdiag(stmt), SS_HY010, "SQLFetch was used on this cursor");
	stmt->ext_status = status;
	/* ODBC 2: the offset is the bookmark, which is the number of its row. */
	if (orientation == SQL_FETCH_BOOKMARK) {
		if (stmt->attr.use_bookmarks == SQL_UB_OFF || offset < 1)
			return diag_error(sdiag(stmt), SS_HY111, "bookmark %lld",
					  (long long)offset);
		orientation = SQL_FETCH_ABSOLUTE;
	}
	return fetch(stmt, (SQLSMALLINT)orientation, offset, &set, STMT_EXT_FETCHED);
}

SQLRETURN fetch_put(struct stmt *stmt, size_t row, size_t slot, bool mark)
{
	struct binding *list;
	const struct cell *cells;
	enum result_row got;
	SQLRETURN rc = SQL_SUCCESS;
	size_t n;

	list = bind_all(stmt, &n);
	if (!list)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	got = result_get(stmt, row, true, &cells);
	if (got != RESULT_ROW) {
		rc = got == RESULT_END ? SQL_NO_DATA : SQL_ERROR;
	} else {
		if (mark && wants_bookmark(stmt))
			rc = put_bookmark(stmt, slot, (SQLLEN)row);
		rc = diag_worse(rc, put_row(stmt, list, n, slot, cells));
	}
	free(list);
	return rc;
}
