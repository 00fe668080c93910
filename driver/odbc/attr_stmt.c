/*
 * Attributes of a statement as one table.  Many are fields of its descriptors.
 * ODBC: SQLSetStmtAttr, SQLGetStmtAttr.
 */
#include "config.h"
#include "odbc/stmt.h"

#include <stdint.h>

#include "odbc/connect.h"
#include "odbc/target.h"

enum home { HOME_STMT, HOME_ARD, HOME_APD, HOME_IRD, HOME_IPD };

/* When an attribute cannot be set.  ODBC: SQLSetStmtAttr, 24000 and HY011. */
enum when {
	ANY_TIME,
	NO_CURSOR,   /* not while a cursor is open */
	NO_PREPARED, /* nor once a statement is prepared */
};

struct attr {
	SQLINTEGER id;
	enum home home;
	size_t offset; /* in struct stmt_attr, or in struct desc */
	SQLULEN min, max;
	enum when when;
	SQLRETURN (*set)(struct stmt *stmt, SQLULEN v); /* NULL: it is just kept */
};

/* --- what setting one does to the others ------------------------------------------ */

static SQLRETURN changed(struct stmt *stmt, const char *what)
{
	return diag_info(sdiag(stmt), SS_01S02, "%s", what);
}

static bool is_read_only(const struct stmt *stmt)
{
	return stmt->attr.concurrency == SQL_CONCUR_READ_ONLY;
}

/* ODBC: "Cursor Characteristics and Cursor Type", for what has just become the type. */
static void follow_type(struct stmt *stmt)
{
	struct stmt_attr *a = &stmt->attr;

	if (a->cursor_type == SQL_CURSOR_FORWARD_ONLY) {
		a->cursor_scrollable = SQL_NONSCROLLABLE;
		a->cursor_sensitivity = SQL_UNSPECIFIED;
		return;
	}
	a->cursor_scrollable = SQL_SCROLLABLE;
	a->cursor_sensitivity = is_read_only(stmt) ? SQL_INSENSITIVE : SQL_UNSPECIFIED;
}

static SQLRETURN set_cursor_type(struct stmt *stmt, SQLULEN v)
{
	stmt->attr.cursor_type = v == SQL_CURSOR_FORWARD_ONLY ? v : SQL_CURSOR_STATIC;
	follow_type(stmt);
	return stmt->attr.cursor_type == v ? SQL_SUCCESS
					   : changed(stmt, "a static cursor takes its place");
}

static SQLRETURN set_scrollable(struct stmt *stmt, SQLULEN v)
{
	stmt->attr.cursor_type = v == SQL_SCROLLABLE ? SQL_CURSOR_STATIC : SQL_CURSOR_FORWARD_ONLY;
	follow_type(stmt);
	return SQL_SUCCESS;
}

static SQLRETURN set_sensitivity(struct stmt *stmt, SQLULEN v)
{
	if (v == SQL_SENSITIVE)
		return diag_error(sdiag(stmt), SS_HYC00,
				  "cursors do not see changes made after they were opened");
	if (v == SQL_INSENSITIVE) {
		stmt->attr.concurrency = SQL_CONCUR_READ_ONLY;
		stmt->attr.cursor_type = SQL_CURSOR_STATIC;
		follow_type(stmt);
	}
	stmt->attr.cursor_sensitivity = v;
	return SQL_SUCCESS;
}

/*
 * Nothing is locked while a cursor is open, so SQL_CONCUR_ROWVER takes the place of
 * SQL_CONCUR_LOCK, as ODBC has it.  On Redshift nothing names a row: see odbc/target.h.
 */
static SQLULEN concurrency_for(struct stmt *stmt, SQLULEN v)
{
	if (dbc_is_redshift(stmt->dbc))
		return SQL_CONCUR_READ_ONLY;
	return v == SQL_CONCUR_LOCK ? SQL_CONCUR_ROWVER : v;
}

static SQLRETURN set_concurrency(struct stmt *stmt, SQLULEN v)
{
	stmt->attr.concurrency = concurrency_for(stmt, v);
	stmt->attr.cursor_sensitivity = is_read_only(stmt) ? SQL_INSENSITIVE : SQL_UNSPECIFIED;
	if (stmt->attr.concurrency == v)
		return SQL_SUCCESS;
	return changed(stmt, is_read_only(stmt) ? "the cursor is read-only"
						: "row versions take the place of locks");
}

static SQLRETURN set_simulate(struct stmt *stmt, SQLULEN v)
{
	stmt->attr.simulate_cursor = SQL_SC_UNIQUE;
	return v == SQL_SC_UNIQUE ? SQL_SUCCESS
				  : changed(stmt, "positioned statements change one row only");
}

/* There are no keysets, so none is smaller than the result. */
static SQLRETURN set_keyset_size(struct stmt *stmt, SQLULEN v)
{
	stmt->attr.keyset_size = 0;
	return v ? changed(stmt, "a keyset size of 0") : SQL_SUCCESS;
}

/* Seconds that can still be counted in nanoseconds. */
static SQLRETURN set_query_timeout(struct stmt *stmt, SQLULEN v)
{
	stmt->attr.query_timeout = v > INT32_MAX ? INT32_MAX : v;
	return stmt->attr.query_timeout == v ? SQL_SUCCESS
					     : changed(stmt, "the longest timeout is 68 years");
}

static SQLRETURN set_async(struct stmt *stmt, SQLULEN v)
{
	stmt->attr.async_enable = v;
	stmt->h.async_on = v == SQL_ASYNC_ENABLE_ON;
	return SQL_SUCCESS;
}

/* --- the table -------------------------------------------------------------------- */

#define ANY ((SQLULEN)-1)
#define OF_STMT(id, field, min, max, when, set)                                       \
	{                                                                             \
		id, HOME_STMT, offsetof(struct stmt_attr, field), min, max, when, set \
	}
#define OF_DESC(id, home, field, min)                                            \
	{                                                                        \
		id, home, offsetof(struct desc, field), min, ANY, ANY_TIME, NULL \
	}

/* Sorted by id. */
static const struct attr attrs[] = {
	OF_STMT(SQL_ATTR_CURSOR_SENSITIVITY, cursor_sensitivity, 0, SQL_SENSITIVE, NO_CURSOR,
		set_sensitivity),
	OF_STMT(SQL_ATTR_CURSOR_SCROLLABLE, cursor_scrollable, 0, SQL_SCROLLABLE, NO_CURSOR,
		set_scrollable),
	OF_STMT(SQL_ATTR_QUERY_TIMEOUT, query_timeout, 0, ANY, ANY_TIME, set_query_timeout),
	OF_STMT(SQL_ATTR_MAX_ROWS, max_rows, 0, ANY, ANY_TIME, NULL),
	OF_STMT(SQL_ATTR_NOSCAN, noscan, 0, SQL_NOSCAN_ON, ANY_TIME, NULL),
	OF_STMT(SQL_ATTR_MAX_LENGTH, max_length, 0, ANY, ANY_TIME, NULL),
	OF_STMT(SQL_ATTR_ASYNC_ENABLE, async_enable, 0, SQL_ASYNC_ENABLE_ON, ANY_TIME, set_async),
	OF_DESC(SQL_ATTR_ROW_BIND_TYPE, HOME_ARD, bind_type, 0),
	OF_STMT(SQL_ATTR_CURSOR_TYPE, cursor_type, 0, SQL_CURSOR_STATIC, NO_PREPARED,
		set_cursor_type),
	OF_STMT(SQL_ATTR_CONCURRENCY, concurrency, SQL_CONCUR_READ_ONLY, SQL_CONCUR_VALUES,
		NO_PREPARED, set_concurrency),
	OF_STMT(SQL_ATTR_KEYSET_SIZE, keyset_size, 0, ANY, ANY_TIME, set_keyset_size),
	OF_STMT(SQL_ROWSET_SIZE, rowset_size, 1, ANY, ANY_TIME, NULL),
	OF_STMT(SQL_ATTR_SIMULATE_CURSOR, simulate_cursor, 0, SQL_SC_UNIQUE, NO_PREPARED,
		set_simulate),
	OF_STMT(SQL_ATTR_RETRIEVE_DATA, retrieve_data, 0, SQL_RD_ON, ANY_TIME, NULL),
	OF_STMT(SQL_ATTR_USE_BOOKMARKS, use_bookmarks, 0, SQL_UB_VARIABLE, NO_PREPARED, NULL),
	OF_STMT(SQL_ATTR_ENABLE_AUTO_IPD, enable_auto_ipd, 0, SQL_TRUE, ANY_TIME, NULL),
	OF_STMT(SQL_ATTR_FETCH_BOOKMARK_PTR, fetch_bookmark_ptr, 0, ANY, ANY_TIME, NULL),
	OF_DESC(SQL_ATTR_PARAM_BIND_OFFSET_PTR, HOME_APD, bind_offset_ptr, 0),
	OF_DESC(SQL_ATTR_PARAM_BIND_TYPE, HOME_APD, bind_type, 0),
	OF_DESC(SQL_ATTR_PARAM_OPERATION_PTR, HOME_APD, array_status_ptr, 0),
	OF_DESC(SQL_ATTR_PARAM_STATUS_PTR, HOME_IPD, array_status_ptr, 0),
	OF_DESC(SQL_ATTR_PARAMS_PROCESSED_PTR, HOME_IPD, rows_processed_ptr, 0),
	OF_DESC(SQL_ATTR_PARAMSET_SIZE, HOME_APD, array_size, 1),
	OF_DESC(SQL_ATTR_ROW_BIND_OFFSET_PTR, HOME_ARD, bind_offset_ptr, 0),
	OF_DESC(SQL_ATTR_ROW_OPERATION_PTR, HOME_ARD, array_status_ptr, 0),
	OF_DESC(SQL_ATTR_ROW_STATUS_PTR, HOME_IRD, array_status_ptr, 0),
	OF_DESC(SQL_ATTR_ROWS_FETCHED_PTR, HOME_IRD, rows_processed_ptr, 0),
	OF_DESC(SQL_ATTR_ROW_ARRAY_SIZE, HOME_ARD, array_size, 1),
	OF_STMT(SQL_ATTR_METADATA_ID, metadata_id, 0, SQL_TRUE, ANY_TIME, NULL),
};

static const struct attr *find(SQLINTEGER id)
{
	for (size_t i = 0; i < sizeof(attrs) / sizeof(attrs[0]); i++) {
		if (attrs[i].id == id)
			return &attrs[i];
	}
	return NULL;
}

/* Pointers and SQLULENs have one width, so a value is copied without asking which it is. */
_Static_assert(sizeof(SQLULEN) == sizeof(SQLPOINTER), "an attribute is one word");

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

/* --- setting ---------------------------------------------------------------------- */

static bool has_cursor(const struct stmt *stmt)
{
	return stmt->phase == STMT_CURSOR || stmt->phase == STMT_FETCHED ||
	       stmt->phase == STMT_EXT_FETCHED;
}

static SQLRETURN check_value(struct diag *to, const struct attr *a, SQLULEN v)
{
	if (v >= a->min && v <= a->max)
		return SQL_SUCCESS;
	return diag_error(to, SS_HY024, "value %llu of statement attribute %d",
			  (unsigned long long)v, (int)a->id);
}

static SQLRETURN set_value(struct stmt *stmt, const struct attr *a, SQLULEN v)
{
	SQLRETURN rc = check_value(sdiag(stmt), a, v);

	if (rc != SQL_SUCCESS)
		return rc;
	if (a->when != ANY_TIME && has_cursor(stmt))
		return diag_error(sdiag(stmt), SS_24000, "a cursor is open");
	if (a->when == NO_PREPARED && stmt->prepared)
		return diag_error(sdiag(stmt), SS_HY011, "a statement is prepared");
	if (a->set)
		return a->set(stmt, v);
	memcpy(field(stmt, a), &v, sizeof(v));
	return SQL_SUCCESS;
}

static SQLRETURN use_desc(struct stmt *stmt, enum desc_kind kind, struct desc *d)
{
	struct desc **slot = kind == DESC_ARD ? &stmt->ard : &stmt->apd;

	if (!d)
		d = &stmt->own[kind];
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

SQLRETURN stmt_set_attr(struct stmt *stmt, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER len)
{
	const struct attr *a = find(attr);

	(void)len;
	if (a)
		return set_value(stmt, a, (SQLULEN)value);
	switch (attr) {
	case SQL_ATTR_APP_ROW_DESC: return use_desc(stmt, DESC_ARD, value);
	case SQL_ATTR_APP_PARAM_DESC: return use_desc(stmt, DESC_APD, value);
	case SQL_ATTR_IMP_ROW_DESC:
	case SQL_ATTR_IMP_PARAM_DESC: return diag_error(sdiag(stmt), SS_HY017, NULL);
	case SQL_ATTR_ASYNC_STMT_EVENT: return diag_error(sdiag(stmt), SS_HY118, NULL);
	case SQL_ATTR_ROW_NUMBER:
	case SQL_GET_BOOKMARK:
		return diag_error(sdiag(stmt), SS_HY092, "statement attribute %d is read-only",
				  (int)attr);
	default: return diag_error(sdiag(stmt), SS_HY092, "statement attribute %d", (int)attr);
	}
}

/* --- getting ---------------------------------------------------------------------- */

static SQLRETURN put(SQLPOINTER value, SQLINTEGER *ret_len, const void *from)
{
	if (value)
		memcpy(value, from, sizeof(SQLULEN));
	if (ret_len)
		*ret_len = sizeof(SQLULEN);
	return SQL_SUCCESS;
}

static SQLRETURN put_number(SQLPOINTER value, SQLINTEGER *ret_len, SQLULEN n)
{
	return put(value, ret_len, &n);
}

static SQLRETURN put_desc(SQLPOINTER value, SQLINTEGER *ret_len, struct desc *d)
{
	return put(value, ret_len, &d);
}

/* The number of the current row, which is also its bookmark for ODBC 2. */
static SQLRETURN put_row(struct stmt *stmt, SQLPOINTER value, SQLINTEGER *ret_len)
{
	SQLULEN row;

	if (!has_cursor(stmt) || !stmt->rowset_rows)
		return diag_error(sdiag(stmt), SS_24000, "the cursor stands on no row");
	row = (SQLULEN)stmt->rowset_at + stmt->rowset_pos + 1;
	return put(value, ret_len, &row);
}

SQLRETURN stmt_get_attr(struct stmt *stmt, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap,
			SQLINTEGER *ret_len)
{
	const struct attr *a = find(attr);

	(void)cap;
	if (attr == SQL_ATTR_CONCURRENCY && has_cursor(stmt))
		return put_number(value, ret_len, target_concurrency(stmt));
	if (a)
		return put(value, ret_len, field(stmt, a));
	switch (attr) {
	case SQL_ATTR_APP_ROW_DESC: return put_desc(value, ret_len, stmt->ard);
	case SQL_ATTR_APP_PARAM_DESC: return put_desc(value, ret_len, stmt->apd);
	case SQL_ATTR_IMP_ROW_DESC: return put_desc(value, ret_len, stmt->ird);
	case SQL_ATTR_IMP_PARAM_DESC: return put_desc(value, ret_len, stmt->ipd);
	case SQL_ATTR_ROW_NUMBER: return put_row(stmt, value, ret_len);
	case SQL_GET_BOOKMARK:
		if (stmt->attr.use_bookmarks == SQL_UB_OFF)
			return diag_error(sdiag(stmt), SS_HY011, "bookmarks are off");
		return put_row(stmt, value, ret_len);
	case SQL_ATTR_ASYNC_STMT_EVENT: return diag_error(sdiag(stmt), SS_HY118, NULL);
	default: return diag_error(sdiag(stmt), SS_HY092, "statement attribute %d", (int)attr);
	}
}

/* --- ODBC 2 ----------------------------------------------------------------------- */

/* ODBC 64-Bit Information: four options have the width of the machine, as a BOOKMARK has. */
static bool is_wide_option(SQLUSMALLINT option)
{
	switch (option) {
	case SQL_KEYSET_SIZE:
	case SQL_MAX_LENGTH:
	case SQL_MAX_ROWS:
	case SQL_ROWSET_SIZE:
	case SQL_GET_BOOKMARK: return true;
	default: return option > SQL_ROW_NUMBER; /* no option of ODBC 2, but an attribute */
	}
}

SQLRETURN stmt_get_option(struct stmt *stmt, SQLUSMALLINT option, SQLPOINTER value)
{
	SQLULEN wide = 0;
	SQLUINTEGER narrow;
	SQLRETURN rc;

	if (is_wide_option(option))
		return stmt_get_attr(stmt, option, value, 0, NULL);
	rc = stmt_get_attr(stmt, option, &wide, 0, NULL);
	narrow = (SQLUINTEGER)wide;
	if (SQL_SUCCEEDED(rc) && value)
		memcpy(value, &narrow, sizeof(narrow));
	return rc;
}

/* Options that an ODBC 2 application may set on a connection for its later statements. */
static const SQLUSMALLINT options[STMT_DEFAULTS] = {
	SQL_QUERY_TIMEOUT, SQL_MAX_ROWS,        SQL_NOSCAN,        SQL_MAX_LENGTH,
	SQL_BIND_TYPE,     SQL_CURSOR_TYPE,     SQL_CONCURRENCY,   SQL_KEYSET_SIZE,
	SQL_ROWSET_SIZE,   SQL_SIMULATE_CURSOR, SQL_RETRIEVE_DATA, SQL_USE_BOOKMARKS,
};

bool stmt_is_default(SQLINTEGER attr)
{
	for (size_t i = 0; i < STMT_DEFAULTS; i++) {
		if (options[i] == attr)
			return true;
	}
	return false;
}

SQLRETURN stmt_set_default(struct dbc *dbc, SQLINTEGER attr, SQLULEN v)
{
	struct stmt_defaults *d = &dbc->attr.stmt_defaults;
	SQLRETURN rc = check_value(&dbc->h.diag, find(attr), v);

	for (size_t i = 0; i < STMT_DEFAULTS && rc == SQL_SUCCESS; i++) {
		if (options[i] == attr) {
			d->set[i] = true;
			d->value[i] = v;
		}
	}
	return rc;
}

/* What is substituted is told when the statement's own attribute is read. */
void stmt_apply_defaults(struct stmt *stmt)
{
	const struct stmt_defaults *d = &stmt->dbc->attr.stmt_defaults;

	for (size_t i = 0; i < STMT_DEFAULTS; i++) {
		if (d->set[i])
			set_value(stmt, find(options[i]), d->value[i]);
	}
	diag_clear(sdiag(stmt));
}

/* ODBC: SQLParamOptions. */
SQLRETURN stmt_param_options(struct stmt *stmt, SQLULEN rows, SQLULEN *processed)
{
	if (!rows)
		return diag_error(sdiag(stmt), SS_HY107, "no rows of parameters");
	stmt->apd->array_size = rows;
	stmt->ipd->rows_processed_ptr = processed;
	return SQL_SUCCESS;
}

/*
 * ODBC: "SQLSetScrollOptions Mapping".  Unlike the attributes, it refuses what it
 * cannot do in place of taking the nearest thing.
 */
SQLRETURN stmt_set_scroll_options(struct stmt *stmt, SQLUSMALLINT concurrency, SQLLEN keyset,
				  SQLUSMALLINT rowset)
{
	SQLULEN type = keyset == SQL_SCROLL_STATIC ? SQL_CURSOR_STATIC : SQL_CURSOR_FORWARD_ONLY;
	SQLRETURN rc;

	if (keyset < SQL_SCROLL_STATIC || (keyset > 0 && keyset < rowset))
		return diag_error(sdiag(stmt), SS_HY107, "keyset size %lld", (long long)keyset);
	if (!rowset)
		return diag_error(sdiag(stmt), SS_HY107, "a rowset of no rows");
	if (concurrency < SQL_CONCUR_READ_ONLY || concurrency > SQL_CONCUR_VALUES)
		return diag_error(sdiag(stmt), SS_HY108, "concurrency %u", concurrency);
	if (keyset != SQL_SCROLL_STATIC && keyset != SQL_SCROLL_FORWARD_ONLY)
		return diag_error(sdiag(stmt), SS_HYC00,
				  "cursors are forward-only or static, without keysets");
	if (concurrency_for(stmt, concurrency) != concurrency)
		return diag_error(sdiag(stmt), SS_HYC00, "cursors do not have concurrency %u",
				  concurrency);
	rc = set_value(stmt, find(SQL_ATTR_CURSOR_TYPE), type);
	if (SQL_SUCCEEDED(rc))
		rc = diag_worse(rc, set_value(stmt, find(SQL_ATTR_CONCURRENCY), concurrency));
	if (SQL_SUCCEEDED(rc))
		stmt->attr.rowset_size = rowset;
	return rc;
}
