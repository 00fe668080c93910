/*
 * Attributes of a connection as one table: where each is kept, what it may be and
 * what else setting it does.  ODBC: SQLSetConnectAttr, SQLGetConnectAttr.
 */
#include "config.h"
#include "odbc/dbc.h"

#include <stdlib.h>

#include "odbc/connect.h"
#include "odbc/tran.h"
#include "util/mem.h"

struct attr {
	SQLINTEGER id;
	size_t offset;       /* in struct dbc_attr */
	SQLULEN max;         /* largest value; the smallest is 0 */
	bool before_connect; /* only then: HY011 later */
	bool no_other;       /* another value than 0 is HYC00 */
	SQLRETURN (*set)(struct dbc *dbc, SQLULEN v);
};

static SQLRETURN set_autocommit(struct dbc *dbc, SQLULEN v)
{
	return dbc_set_autocommit(dbc, v == SQL_AUTOCOMMIT_ON);
}

static SQLRETURN set_access_mode(struct dbc *dbc, SQLULEN v)
{
	return dbc_set_read_only(dbc, v == SQL_MODE_READ_ONLY);
}

static SQLRETURN set_isolation(struct dbc *dbc, SQLULEN v)
{
	return dbc_set_isolation(dbc, (SQLUINTEGER)v);
}

/* unixODBC tells so whether the application calls W functions. */
static SQLRETURN set_ansi_app(struct dbc *dbc, SQLULEN v)
{
	dbc->attr.ansi_app = (SQLUINTEGER)v;
	dbc->wide = v == SQL_AA_FALSE;
	dbc->types.wide = dbc->wide;
	return SQL_SUCCESS;
}

#define AT(field) offsetof(struct dbc_attr, field)
#define ANY       ((SQLULEN)UINT32_MAX)

/* Sorted by id. */
static const struct attr attrs[] = {
	{ SQL_QUERY_TIMEOUT, AT(query_timeout), ANY, false, false, NULL },
	{ SQL_MAX_ROWS, AT(max_rows), ANY, false, false, NULL },
	{ SQL_MAX_LENGTH, AT(max_length), ANY, false, false, NULL },
	{ SQL_ATTR_ASYNC_ENABLE, AT(async_enable), SQL_ASYNC_ENABLE_ON, false, true, NULL },
	{ SQL_ATTR_ACCESS_MODE, AT(access_mode), SQL_MODE_READ_ONLY, false, false,
	  set_access_mode },
	{ SQL_ATTR_AUTOCOMMIT, AT(autocommit), SQL_AUTOCOMMIT_ON, false, false, set_autocommit },
	{ SQL_ATTR_LOGIN_TIMEOUT, AT(login_timeout), ANY, false, false, NULL },
	{ SQL_ATTR_TXN_ISOLATION, AT(txn_isolation), ANY, false, false, set_isolation },
	{ SQL_ATTR_ODBC_CURSORS, AT(odbc_cursors), SQL_CUR_USE_DRIVER, true, false, NULL },
	{ SQL_ATTR_PACKET_SIZE, AT(packet_size), ANY, true, false, NULL },
	{ SQL_ATTR_CONNECTION_TIMEOUT, AT(connection_timeout), ANY, false, false, NULL },
	{ SQL_ATTR_ANSI_APP, AT(ansi_app), SQL_AA_FALSE + 1, false, false, set_ansi_app },
	{ SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, AT(async_dbc), 1, false, true, NULL },
	{ SQL_ATTR_METADATA_ID, AT(metadata_id), SQL_TRUE, false, false, NULL },
};

static const struct attr *find(SQLINTEGER id)
{
	for (size_t i = 0; i < sizeof(attrs) / sizeof(attrs[0]); i++)
		if (attrs[i].id == id)
			return &attrs[i];
	return NULL;
}

static SQLRETURN set_number(struct dbc *dbc, const struct attr *a, SQLULEN v)
{
	SQLUINTEGER *field = (SQLUINTEGER *)(void *)((char *)&dbc->attr + a->offset);

	if (v > a->max)
		return diag_error(&dbc->h.diag, SS_HY024, "value %llu of connection attribute %d",
				  (unsigned long long)v, a->id);
	if (a->no_other && v)
		return diag_error(&dbc->h.diag, SS_HYC00, "asynchronous calls are not available");
	if (a->before_connect && dbc->connected)
		return diag_error(&dbc->h.diag, SS_HY011, "connection attribute %d", a->id);
	if (a->set)
		return a->set(dbc, v);
	*field = (SQLUINTEGER)v;
	return SQL_SUCCESS;
}

/* A connection belongs to one database: another one is another connection. */
static SQLRETURN set_catalog(struct dbc *dbc, SQLPOINTER value, SQLINTEGER len, enum text_form form)
{
	struct text_arena *t = &dbc->h.texts;
	struct str name = form == TEXT_UTF16
				  ? text_in_w(t, &dbc->h.diag, value,
					      len == SQL_NTS ? SQL_NTS
							     : len / (SQLINTEGER)sizeof(SQLWCHAR))
				  : text_in_a(t, &dbc->h.diag, value, len);
	char *copy;

	if (t->failed)
		return SQL_ERROR;
	if (!name.p)
		return diag_error(&dbc->h.diag, SS_HY009, "no catalog name");
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

SQLRETURN dbc_set_attr(struct dbc *dbc, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER len,
		       enum text_form form)
{
	const struct attr *a = find(attr);

	if (a)
		return set_number(dbc, a, (SQLULEN)value);
	switch (attr) {
	case SQL_ATTR_CURRENT_CATALOG: return set_catalog(dbc, value, len, form);
	case SQL_ATTR_QUIET_MODE: dbc->attr.quiet_mode = value; return SQL_SUCCESS;
	case SQL_ATTR_RESET_CONNECTION:
		if ((SQLULEN)value != SQL_RESET_CONNECTION_YES)
			return diag_error(&dbc->h.diag, SS_HY024, "value of the reset attribute");
		return dbc_reset_connection(dbc);
	case SQL_ATTR_CONNECTION_DEAD:
	case SQL_ATTR_AUTO_IPD:
		return diag_error(&dbc->h.diag, SS_HY092, "connection attribute %d is read-only",
				  attr);
	case SQL_ATTR_TRANSLATE_LIB:
	case SQL_ATTR_TRANSLATE_OPTION:
	case SQL_ATTR_ENLIST_IN_DTC:
		return diag_error(&dbc->h.diag, SS_HYC00, "connection attribute %d", attr);
	default: return diag_error(&dbc->h.diag, SS_HY092, "connection attribute %d", attr);
	}
}

static SQLRETURN get_number(SQLPOINTER value, SQLINTEGER *ret_len, SQLUINTEGER v)
{
	if (value)
		memcpy(value, &v, sizeof(v));
	if (ret_len)
		*ret_len = sizeof(v);
	return SQL_SUCCESS;
}

static SQLRETURN get_text(struct dbc *dbc, const char *s, SQLPOINTER value, SQLINTEGER cap,
			  SQLINTEGER *ret_len, enum text_form form)
{
	struct text_out out = {
		.p = value, .cap = cap, .ret_len = ret_len, .len_type = TEXT_LEN_INT, .form = form
	};

	return text_out(&dbc->h.diag, &out, str_from(s));
}

SQLRETURN dbc_get_attr(struct dbc *dbc, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap,
		       SQLINTEGER *ret_len, enum text_form form)
{
	const struct attr *a = find(attr);
	const char *catalog;

	if (attr == SQL_ATTR_TXN_ISOLATION)
		return get_number(value, ret_len, dbc_isolation(dbc));
	if (a)
		return get_number(value, ret_len,
				  *(SQLUINTEGER *)(void *)((char *)&dbc->attr + a->offset));
	switch (attr) {
	case SQL_ATTR_CURRENT_CATALOG:
		catalog = dbc->connected ? dbc_catalog(dbc) : dbc->attr.current_catalog;
		if (!catalog)
			return SQL_NO_DATA;
		return get_text(dbc, catalog, value, cap, ret_len, form);
	case SQL_ATTR_CONNECTION_DEAD:
		return get_number(value, ret_len, dbc_is_dead(dbc) ? SQL_CD_TRUE : SQL_CD_FALSE);
	case SQL_ATTR_AUTO_IPD: return get_number(value, ret_len, SQL_FALSE);
	case SQL_ATTR_QUIET_MODE:
		if (value)
			memcpy(value, &dbc->attr.quiet_mode, sizeof(SQLPOINTER));
		return SQL_SUCCESS;
	case SQL_ATTR_TRANSLATE_LIB:
	case SQL_ATTR_TRANSLATE_OPTION:
	case SQL_ATTR_ENLIST_IN_DTC:
		return diag_error(&dbc->h.diag, SS_HYC00, "connection attribute %d", attr);
	default: return diag_error(&dbc->h.diag, SS_HY092, "connection attribute %d", attr);
	}
}
