/*
 * Attributes of a connection as one table: where each is kept, what it may be,
 * when it may be set and what else setting it does.
 * ODBC: SQLSetConnectAttr, SQLGetConnectAttr.
 */
#include "config.h"
#include "odbc/dbc.h"

#include <stdint.h>
#include <stdlib.h>

#include "odbc/connect.h"
#include "odbc/open.h"
#include "odbc/stmt.h"
#include "odbc/tran.h"
#include "util/mem.h"
#include "util/wide.h"

/* Numbers of the specification that not every driver manager's headers have. */
#define ATTR_DBC_INFO_TOKEN  118
#define ATTR_ASYNC_DBC_EVENT 119

enum when { ANY_TIME, MAY_ASK /* any time; the server, once connected */, BEFORE_CONNECT };

struct attr {
	SQLINTEGER id;
	size_t offset; /* in struct dbc_attr */
	SQLULEN max;   /* largest value; the smallest is 0 */
	enum when when;
	bool long_value; /* read as a SQLULEN; the others are SQLUINTEGERs */
	SQLRETURN (*set)(struct dbc *dbc, SQLULEN v);
};

static SQLRETURN set_autocommit(struct dbc *dbc, SQLULEN v)
{
	return dbc_set_autocommit(dbc, v == SQL_AUTOCOMMIT_ON);
}

static SQLRETURN set_access_mode(struct dbc *dbc, SQLULEN v)
{
	return dbc_set_read_only(dbc, &dbc->h.diag, v == SQL_MODE_READ_ONLY);
}

static SQLRETURN set_isolation(struct dbc *dbc, SQLULEN v)
{
	return dbc_set_isolation(dbc, &dbc->h.diag, (SQLUINTEGER)v);
}

/* unixODBC tells so whether the application calls W functions. */
static SQLRETURN set_ansi_app(struct dbc *dbc, SQLULEN v)
{
	dbc->attr.ansi_app = (SQLUINTEGER)v;
	dbc->wide = v == SQL_AA_FALSE;
	dbc->types.wide = dbc_reports_wide(dbc);
	return SQL_SUCCESS;
}

/* The server's protocol has no packets whose size one could choose. */
static SQLRETURN set_packet_size(struct dbc *dbc, SQLULEN v)
{
	dbc->attr.packet_size = 0;
	return v ? diag_info(&dbc->h.diag, SS_01S02, "the network chooses the size of packets")
		 : SQL_SUCCESS;
}

static SQLRETURN set_async_dbc(struct dbc *dbc, SQLULEN v)
{
	dbc->attr.async_dbc = (SQLUINTEGER)v;
	dbc->h.async_on = v == SQL_ASYNC_DBC_ENABLE_ON;
	return SQL_SUCCESS;
}

static SQLRETURN set_connection_timeout(struct dbc *dbc, SQLULEN v)
{
	dbc->attr.connection_timeout = (SQLUINTEGER)v;
	open_set_patience(dbc);
	return SQL_SUCCESS;
}

/* Tracing and the choice of the cursor library are the driver manager's. */
static SQLRETURN set_trace(struct dbc *dbc, SQLULEN v)
{
	return v ? diag_error(&dbc->h.diag, SS_HYC00, "tracing is the driver manager's")
		 : SQL_SUCCESS;
}

static SQLRETURN set_odbc_cursors(struct dbc *dbc, SQLULEN v)
{
	if (dbc->connected)
		return diag_error(&dbc->h.diag, SS_08002, NULL);
	dbc->attr.odbc_cursors = (SQLUINTEGER)v;
	return SQL_SUCCESS;
}

#define AT(field) offsetof(struct dbc_attr, field)
#define ANY       ((SQLULEN)UINT32_MAX)

/* Sorted by id. */
static const struct attr attrs[] = {
	{ SQL_ATTR_ASYNC_ENABLE, AT(async_enable), SQL_ASYNC_ENABLE_ON, ANY_TIME, true, NULL },
	{ SQL_ATTR_ACCESS_MODE, AT(access_mode), SQL_MODE_READ_ONLY, MAY_ASK, false,
	  set_access_mode },
	{ SQL_ATTR_AUTOCOMMIT, AT(autocommit), SQL_AUTOCOMMIT_ON, MAY_ASK, false, set_autocommit },
	{ SQL_ATTR_LOGIN_TIMEOUT, AT(login_timeout), ANY, BEFORE_CONNECT, false, NULL },
	{ SQL_ATTR_TRACE, AT(trace), SQL_OPT_TRACE_ON, ANY_TIME, false, set_trace },
	{ SQL_ATTR_TXN_ISOLATION, AT(txn_isolation), ANY, MAY_ASK, false, set_isolation },
	{ SQL_ATTR_ODBC_CURSORS, AT(odbc_cursors), SQL_CUR_USE_DRIVER, ANY_TIME, true,
	  set_odbc_cursors },
	{ SQL_ATTR_PACKET_SIZE, AT(packet_size), ANY, BEFORE_CONNECT, false, set_packet_size },
	{ SQL_ATTR_CONNECTION_TIMEOUT, AT(connection_timeout), ANY, ANY_TIME, false,
	  set_connection_timeout },
	{ SQL_ATTR_ANSI_APP, AT(ansi_app), SQL_AA_TRUE, ANY_TIME, false, set_ansi_app },
	{ SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, AT(async_dbc), SQL_ASYNC_DBC_ENABLE_ON, ANY_TIME,
	  false, set_async_dbc },
	{ SQL_ATTR_METADATA_ID, AT(metadata_id), SQL_TRUE, ANY_TIME, false, NULL },
};

static const struct attr *find(SQLINTEGER id)
{
	for (size_t i = 0; i < sizeof(attrs) / sizeof(attrs[0]); i++) {
		if (attrs[i].id == id)
			return &attrs[i];
	}
	return NULL;
}

static SQLUINTEGER *field(struct dbc *dbc, const struct attr *a)
{
	return (SQLUINTEGER *)(void *)((char *)&dbc->attr + a->offset);
}

/* --- setting ---------------------------------------------------------------------- */

static SQLRETURN set_number(struct dbc *dbc, const struct attr *a, SQLULEN v)
{
	if (v > a->max)
		return diag_error(&dbc->h.diag, SS_HY024, "value %llu of connection attribute %d",
				  (unsigned long long)v, (int)a->id);
	if (a->when == BEFORE_CONNECT && dbc->connected)
		return diag_error(&dbc->h.diag, SS_HY011,
				  "connection attribute %d is set before the connect", (int)a->id);
	if (a->set)
		return a->set(dbc, v);
	*field(dbc, a) = (SQLUINTEGER)v;
	return SQL_SUCCESS;
}

static struct str text_in(struct dbc *dbc, SQLPOINTER value, SQLINTEGER len, enum text_form form)
{
	struct text_arena *t = &dbc->h.texts;

	if (form == TEXT_UTF8)
		return text_in_a(t, &dbc->h.diag, value, len);
	return text_in_w(t, &dbc->h.diag, value, len > 0 ? len / (SQLINTEGER)wide_unit : len);
}

/* A connection belongs to one database: another one is another connection. */
static SQLRETURN set_catalog(struct dbc *dbc, SQLPOINTER value, SQLINTEGER len, enum text_form form)
{
	struct str name = text_in(dbc, value, len, form);
	char *copy;

	if (dbc->h.texts.failed)
		return SQL_ERROR;
	if (!name.p)
		return diag_error(&dbc->h.diag, SS_HY009, "no catalog name");
	if (!SQL_SUCCEEDED(dbc_unpark(dbc, &dbc->h.diag)))
		return SQL_ERROR;
	if (dbc->connected && str_eq(name, str_from(dbc_catalog(dbc))))
		return SQL_SUCCESS;
	if (dbc->connected)
		return diag_error(&dbc->h.diag, SS_HYC00,
				  "a session cannot change its database: connect to \"%.*s\"",
				  (int)name.n, name.p);
	copy = mem_dup_str(name);
	if (!copy)
		return diag_error(&dbc->h.diag, SS_HY001, NULL);
	free(dbc->attr.current_catalog);
	dbc->attr.current_catalog = copy;
	return SQL_SUCCESS;
}

static SQLRETURN reset(struct dbc *dbc, SQLULEN v)
{
	if (v != SQL_RESET_CONNECTION_YES)
		return diag_error(&dbc->h.diag, SS_HY024, "value %llu of connection attribute %d",
				  (unsigned long long)v, SQL_ATTR_RESET_CONNECTION);
	return dbc_reset_connection(dbc);
}

/* Numbers that ODBC knows and this driver does not serve, and those it does not know. */
static SQLRETURN refuse(struct dbc *dbc, SQLINTEGER attr)
{
	switch (attr) {
	case ATTR_ASYNC_DBC_EVENT: return diag_error(&dbc->h.diag, SS_HY118, NULL);
	case SQL_ATTR_TRACEFILE:
	case SQL_ATTR_TRANSLATE_LIB:
	case SQL_ATTR_TRANSLATE_OPTION:
	case SQL_ATTR_DISCONNECT_BEHAVIOR:
	case SQL_ATTR_ENLIST_IN_DTC:
	case SQL_ATTR_ENLIST_IN_XA:
	case ATTR_DBC_INFO_TOKEN:
		return diag_error(&dbc->h.diag, SS_HYC00, "connection attribute %d", (int)attr);
	default: return diag_error(&dbc->h.diag, SS_HY092, "connection attribute %d", (int)attr);
	}
}

SQLRETURN dbc_set_attr(struct dbc *dbc, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER len,
		       enum text_form form)
{
	const struct attr *a = find(attr);

	if (a)
		return set_number(dbc, a, (SQLULEN)value);
	if (stmt_is_default(attr))
		return stmt_set_default(dbc, attr, (SQLULEN)value);
	switch (attr) {
	case SQL_ATTR_CURRENT_CATALOG: return set_catalog(dbc, value, len, form);
	case SQL_ATTR_QUIET_MODE: dbc->attr.quiet_mode = value; return SQL_SUCCESS;
	case SQL_ATTR_RESET_CONNECTION: return reset(dbc, (SQLULEN)value);
	case SQL_ATTR_CONNECTION_DEAD:
	case SQL_ATTR_AUTO_IPD:
		return diag_error(&dbc->h.diag, SS_HY092, "connection attribute %d is read-only",
				  (int)attr);
	default: return refuse(dbc, attr);
	}
}

bool dbc_attr_may_wait(const struct dbc *dbc, SQLINTEGER attr)
{
	const struct attr *a = find(attr);

	return dbc->connected && (a ? a->when == MAY_ASK : attr == SQL_ATTR_RESET_CONNECTION);
}

/* --- getting ---------------------------------------------------------------------- */

static SQLRETURN put(SQLPOINTER value, SQLINTEGER *ret_len, const void *from, size_t n)
{
	if (value)
		memcpy(value, from, n);
	if (ret_len)
		*ret_len = (SQLINTEGER)n;
	return SQL_SUCCESS;
}

static SQLRETURN put_number(SQLPOINTER value, SQLINTEGER *ret_len, SQLUINTEGER v)
{
	return put(value, ret_len, &v, sizeof(v));
}

static SQLRETURN put_catalog(struct dbc *dbc, SQLPOINTER value, SQLINTEGER cap, SQLINTEGER *ret_len,
			     enum text_form form)
{
	struct text_out out = { value, cap, ret_len, TEXT_LEN_INT, form, .in_chars = false };
	const char *name;

	if (!SQL_SUCCEEDED(dbc_unpark(dbc, &dbc->h.diag)))
		return SQL_ERROR;
	name = dbc->connected ? dbc_catalog(dbc) : dbc->attr.current_catalog;
	return name ? text_out(&dbc->h.diag, &out, str_from(name)) : SQL_NO_DATA;
}

SQLRETURN dbc_get_attr(struct dbc *dbc, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap,
		       SQLINTEGER *ret_len, enum text_form form)
{
	const struct attr *a = find(attr);
	SQLULEN wide;

	if (attr == SQL_ATTR_TXN_ISOLATION)
		return put_number(value, ret_len, dbc_isolation(dbc));
	if (a && a->long_value) {
		wide = *field(dbc, a);
		return put(value, ret_len, &wide, sizeof(wide));
	}
	if (a)
		return put_number(value, ret_len, *field(dbc, a));
	switch (attr) {
	case SQL_ATTR_CURRENT_CATALOG: return put_catalog(dbc, value, cap, ret_len, form);
	case SQL_ATTR_CONNECTION_DEAD:
		return put_number(value, ret_len, dbc_is_dead(dbc) ? SQL_CD_TRUE : SQL_CD_FALSE);
	case SQL_ATTR_AUTO_IPD: return put_number(value, ret_len, SQL_TRUE);
	case SQL_ATTR_QUIET_MODE:
		return put(value, ret_len, &dbc->attr.quiet_mode, sizeof(dbc->attr.quiet_mode));
	default: return refuse(dbc, attr);
	}
}
