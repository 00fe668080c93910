/*
 * Attributes of a statement as one table.  Many are fields of its descriptors.
 * ODBC: SQLSetStmtAttr, SQLGetStmtAttr.
 */
#include "config.h"
#include "odbc/stmt.h"

enum home { HOME_STMT, HOME_ARD, HOME_APD, HOME_IRD, HOME_IPD };
enum size { SIZE_ULEN, SIZE_POINTER };

struct attr {
	SQLINTEGER id;
	enum home home;
	enum size size;
	size_t offset; /* in struct stmt_attr, or in struct desc */
	SQLULEN min, max;
	bool cursor; /* may not change while a cursor is open: 24000 */
};

#define S(field) offsetof(struct stmt_attr, field)
#define D(field) offsetof(struct desc, field)
#define ANY      ((SQLULEN)-1)

/* Sorted by id. */
static const struct attr attrs[] = {
	{ SQL_ATTR_CURSOR_SENSITIVITY, HOME_STMT, SIZE_ULEN, S(cursor_sensitivity), 0,
	  SQL_SENSITIVE, true },
	{ SQL_ATTR_CURSOR_SCROLLABLE, HOME_STMT, SIZE_ULEN, S(cursor_scrollable), 0, SQL_SCROLLABLE,
	  true },
	{ SQL_ATTR_QUERY_TIMEOUT, HOME_STMT, SIZE_ULEN, S(query_timeout), 0, ANY, false },
	{ SQL_ATTR_MAX_ROWS, HOME_STMT, SIZE_ULEN, S(max_rows), 0, ANY, false },
	{ SQL_ATTR_NOSCAN, HOME_STMT, SIZE_ULEN, S(noscan), 0, SQL_NOSCAN_ON, false },
	{ SQL_ATTR_MAX_LENGTH, HOME_STMT, SIZE_ULEN, S(max_length), 0, ANY, false },
	{ SQL_ATTR_ASYNC_ENABLE, HOME_STMT, SIZE_ULEN, S(async_enable), 0, SQL_ASYNC_ENABLE_ON,
	  false },
	{ SQL_ATTR_ROW_BIND_TYPE, HOME_ARD, SIZE_ULEN, D(bind_type), 0, ANY, false },
	{ SQL_ATTR_CURSOR_TYPE, HOME_STMT, SIZE_ULEN, S(cursor_type), 0, SQL_CURSOR_STATIC, true },
	{ SQL_ATTR_CONCURRENCY, HOME_STMT, SIZE_ULEN, S(concurrency), SQL_CONCUR_READ_ONLY,
	  SQL_CONCUR_VALUES, true },
	{ SQL_ATTR_KEYSET_SIZE, HOME_STMT, SIZE_ULEN, S(keyset_size), 0, ANY, false },
	{ SQL_ROWSET_SIZE, HOME_STMT, SIZE_ULEN, S(rowset_size), 1, ANY, false },
	{ SQL_ATTR_SIMULATE_CURSOR, HOME_STMT, SIZE_ULEN, S(simulate_cursor), 0, SQL_SC_UNIQUE,
	  true },
	{ SQL_ATTR_RETRIEVE_DATA, HOME_STMT, SIZE_ULEN, S(retrieve_data), 0, SQL_RD_ON, false },
	{ SQL_ATTR_USE_BOOKMARKS, HOME_STMT, SIZE_ULEN, S(use_bookmarks), 0, SQL_UB_VARIABLE,
	  true },
	{ SQL_ATTR_ENABLE_AUTO_IPD, HOME_STMT, SIZE_ULEN, S(enable_auto_ipd), 0, SQL_TRUE, false },
	{ SQL_ATTR_FETCH_BOOKMARK_PTR, HOME_STMT, SIZE_POINTER, S(fetch_bookmark_ptr), 0, ANY,
	  false },
	{ SQL_ATTR_PARAM_BIND_OFFSET_PTR, HOME_APD, SIZE_POINTER, D(bind_offset_ptr), 0, ANY,
	  false },
	{ SQL_ATTR_PARAM_BIND_TYPE, HOME_APD, SIZE_ULEN, D(bind_type), 0, ANY, false },
	{ SQL_ATTR_PARAM_OPERATION_PTR, HOME_APD, SIZE_POINTER, D(array_status_ptr), 0, ANY,
	  false },
	{ SQL_ATTR_PARAM_STATUS_PTR, HOME_IPD, SIZE_POINTER, D(array_status_ptr), 0, ANY, false },
	{ SQL_ATTR_PARAMS_PROCESSED_PTR, HOME_IPD, SIZE_POINTER, D(rows_processed_ptr), 0, ANY,
	  false },
	{ SQL_ATTR_PARAMSET_SIZE, HOME_APD, SIZE_ULEN, D(array_size), 1, ANY, false },
	{ SQL_ATTR_ROW_BIND_OFFSET_PTR, HOME_ARD, SIZE_POINTER, D(bind_offset_ptr), 0, ANY, false },
	{ SQL_ATTR_ROW_OPERATION_PTR, HOME_ARD, SIZE_POINTER, D(array_status_ptr), 0, ANY, false },
	{ SQL_ATTR_ROW_STATUS_PTR, HOME_IRD, SIZE_POINTER, D(array_status_ptr), 0, ANY, false },
	{ SQL_ATTR_ROWS_FETCHED_PTR, HOME_IRD, SIZE_POINTER, D(rows_processed_ptr), 0, ANY, false },
	{ SQL_ATTR_ROW_ARRAY_SIZE, HOME_ARD, SIZE_ULEN, D(array_size), 1, ANY, false },
	{ SQL_ATTR_METADATA_ID, HOME_STMT, SIZE_ULEN, S(metadata_id), 0, SQL_TRUE, false },
};

static const struct attr *find(SQLINTEGER id)
{
	for (size_t i = 0; i < sizeof(attrs) / sizeof(attrs[0]); i++)
		if (attrs[i].id == id)
			return &attrs[i];
	return NULL;
}

static void *field(struct stmt *stmt, const struct attr *a)
{
	switch (a->home) {
	case HOME_ARD: return (char *)stmt->ard + a->offset;
	case HOME_APD: return (char *)stmt->apd + a->offset;
	case HOME_IRD: return (char *)stmt->ird + a->offset;
	case HOME_IPD: return (char *)stmt->ipd + a->offset;
	case HOME_STMT: break;
	}
	return (char *)&stmt->attr + a->offset;
}

static SQLRETURN changed(struct stmt *stmt, const char *what)
{
	return diag_info(sdiag(stmt), SS_01S02, "%s", what);
}

/* ODBC: SQLSetStmtAttr, "Setting SQL_ATTR_CURSOR_TYPE ... has effect on the others". */
static SQLRETURN set_cursor(struct stmt *stmt, SQLINTEGER id, SQLULEN v)
{
	struct stmt_attr *a = &stmt->attr;

	switch (id) {
	case SQL_ATTR_CURSOR_TYPE:
		a->cursor_type = v == SQL_CURSOR_FORWARD_ONLY ? v : SQL_CURSOR_STATIC;
		a->cursor_scrollable = v == SQL_CURSOR_FORWARD_ONLY ? SQL_NONSCROLLABLE
								    : SQL_SCROLLABLE;
		a->cursor_sensitivity = v == SQL_CURSOR_FORWARD_ONLY ? SQL_UNSPECIFIED
								     : SQL_INSENSITIVE;
		return v == a->cursor_type ? SQL_SUCCESS
					   : changed(stmt, "the cursor is a static one");
	case SQL_ATTR_CURSOR_SCROLLABLE:
		a->cursor_scrollable = v;
		a->cursor_type = v == SQL_SCROLLABLE ? SQL_CURSOR_STATIC : SQL_CURSOR_FORWARD_ONLY;
		return SQL_SUCCESS;
	case SQL_ATTR_CURSOR_SENSITIVITY:
		if (v == SQL_SENSITIVE)
			return diag_error(sdiag(stmt), SS_HYC00,
					  "cursors do not see changes after they were opened");
		a->cursor_sensitivity = v;
		return SQL_SUCCESS;
	case SQL_ATTR_CONCURRENCY:
		a->concurrency = SQL_CONCUR_READ_ONLY;
		return v == SQL_CONCUR_READ_ONLY ? SQL_SUCCESS
						 : changed(stmt, "the cursor is read-only");
	case SQL_ATTR_SIMULATE_CURSOR:
		a->simulate_cursor = SQL_SC_UNIQUE;
		return v == SQL_SC_UNIQUE ? SQL_SUCCESS : changed(stmt, "updates are unique");
	default: return SQL_INVALID_HANDLE; /* not one of these */
	}
}

static SQLRETURN use_desc(struct stmt *stmt, SQLINTEGER attr, SQLPOINTER value)
{
	struct desc **slot = attr == SQL_ATTR_APP_ROW_DESC ? &stmt->ard : &stmt->apd;
	enum desc_kind kind = attr == SQL_ATTR_APP_ROW_DESC ? DESC_ARD : DESC_APD;
	struct desc *d = value;

	if (!d) {
		*slot = &stmt->own[kind];
		return SQL_SUCCESS;
	}
	if (d->h.type != SQL_HANDLE_DESC || d->dbc != stmt->dbc)
		return diag_error(sdiag(stmt), SS_HY024,
				  "the descriptor belongs to another connection");
	if (d->owner && d != &stmt->own[kind])
		return diag_error(sdiag(stmt), SS_HY017, NULL);
	if (!d->owner)
		d->kind = kind;
	*slot = d;
	return SQL_SUCCESS;
}

static SQLRETURN set_number(struct stmt *stmt, const struct attr *a, SQLPOINTER value)
{
	SQLULEN v = (SQLULEN)value;
	SQLRETURN rc;

	if (v < a->min || v > a->max)
		return diag_error(sdiag(stmt), SS_HY024, "value %llu of statement attribute %d",
				  (unsigned long long)v, a->id);
	if (a->cursor && (stmt->phase == STMT_CURSOR || stmt->phase == STMT_FETCHED ||
			  stmt->phase == STMT_EXT_FETCHED))
		return diag_error(sdiag(stmt), SS_24000, "a cursor is open");
	if ((a->id == SQL_ATTR_ASYNC_ENABLE || a->id == SQL_ATTR_ENABLE_AUTO_IPD) && v)
		return diag_error(sdiag(stmt), SS_HYC00, "statement attribute %d", a->id);
	rc = set_cursor(stmt, a->id, v);
	if (rc != SQL_INVALID_HANDLE)
		return rc;
	memcpy(field(stmt, a), &value, sizeof(value));
	return SQL_SUCCESS;
}

SQLRETURN stmt_set_attr(struct stmt *stmt, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER len)
{
	const struct attr *a = find(attr);

	(void)len;
	if (a)
		return set_number(stmt, a, value);
	switch (attr) {
	case SQL_ATTR_APP_ROW_DESC:
	case SQL_ATTR_APP_PARAM_DESC: return use_desc(stmt, attr, value);
	case SQL_ATTR_IMP_ROW_DESC:
	case SQL_ATTR_IMP_PARAM_DESC: return diag_error(sdiag(stmt), SS_HY017, NULL);
	case SQL_ATTR_ROW_NUMBER:
	default: return diag_error(sdiag(stmt), SS_HY092, "statement attribute %d", attr);
	}
}

static SQLRETURN get_pointer(SQLPOINTER value, SQLINTEGER *ret_len, const void *p)
{
	if (value)
		memcpy(value, &p, sizeof(p));
	if (ret_len)
		*ret_len = SQL_IS_POINTER;
	return SQL_SUCCESS;
}

SQLRETURN stmt_get_attr(struct stmt *stmt, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap,
			SQLINTEGER *ret_len)
{
	const struct attr *a = find(attr);
	SQLULEN row;

	(void)cap;
	if (a) {
		if (value)
			memcpy(value, field(stmt, a), sizeof(SQLULEN));
		if (ret_len)
			*ret_len = sizeof(SQLULEN);
		return SQL_SUCCESS;
	}
	switch (attr) {
	case SQL_ATTR_APP_ROW_DESC: return get_pointer(value, ret_len, stmt->ard);
	case SQL_ATTR_APP_PARAM_DESC: return get_pointer(value, ret_len, stmt->apd);
	case SQL_ATTR_IMP_ROW_DESC: return get_pointer(value, ret_len, stmt->ird);
	case SQL_ATTR_IMP_PARAM_DESC: return get_pointer(value, ret_len, stmt->ipd);
	case SQL_ATTR_ROW_NUMBER:
		if (!stmt->rowset_rows)
			return diag_error(sdiag(stmt), SS_24000, "the cursor stands on no row");
		row = (SQLULEN)stmt->rowset_at + stmt->rowset_pos + 1;
		if (value)
			memcpy(value, &row, sizeof(row));
		return SQL_SUCCESS;
	default: return diag_error(sdiag(stmt), SS_HY092, "statement attribute %d", attr);
	}
}

SQLRETURN stmt_param_options(struct stmt *stmt, SQLULEN rows, SQLULEN *processed)
{
	if (!rows)
		return diag_error(sdiag(stmt), SS_HY107, "no rows of parameters");
	stmt->apd->array_size = rows;
	stmt->ipd->rows_processed_ptr = processed;
	return SQL_SUCCESS;
}

SQLRETURN stmt_set_scroll_options(struct stmt *stmt, SQLUSMALLINT concurrency, SQLLEN keyset,
				  SQLUSMALLINT rowset)
{
	SQLULEN type = SQL_CURSOR_STATIC;
	SQLRETURN rc;

	if (keyset == SQL_SCROLL_FORWARD_ONLY)
		type = SQL_CURSOR_FORWARD_ONLY;
	else if (keyset < SQL_SCROLL_STATIC)
		return diag_error(sdiag(stmt), SS_HY107, "keyset size %lld", (long long)keyset);
	rc = set_cursor(stmt, SQL_ATTR_CURSOR_TYPE, type);
	rc = diag_worse(rc, set_cursor(stmt, SQL_ATTR_CONCURRENCY, concurrency));
	stmt->attr.rowset_size = rowset ? rowset : 1;
	return rc;
}
