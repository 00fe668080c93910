#include "config.h"
#include "tests/unit/unit.h"

#include <stdint.h>

#include "tests/unit/odbc_fake.h"
#include "tests/unit/oom.h"

static struct fake f;

static void setup(void)
{
	fake_open(&f, SQL_OV_ODBC3);
}

static void teardown(void)
{
	fake_close(&f);
}

static SQLRETURN set_stmt(SQLINTEGER attr, SQLULEN v)
{
	return stmt_set_attr(f.stmt, attr, (SQLPOINTER)v, 0);
}

static SQLULEN stmt_number(SQLINTEGER attr)
{
	SQLULEN v = 0;

	ck_ok(&f.stmt->h, stmt_get_attr(f.stmt, attr, &v, 0, NULL));
	return v;
}

static SQLRETURN set_dbc(SQLINTEGER attr, SQLULEN v)
{
	return dbc_set_attr(f.dbc, attr, (SQLPOINTER)v, 0, TEXT_UTF8);
}

static SQLRETURN set_catalog(const char *name, SQLINTEGER n)
{
	char copy[16];

	memcpy(copy, name, strlen(name) + 1);
	return dbc_set_attr(f.dbc, SQL_ATTR_CURRENT_CATALOG, copy, n, TEXT_UTF8);
}

static SQLULEN dbc_number(SQLINTEGER attr)
{
	SQLULEN v = 0;

	ck_ok(&f.dbc->h, dbc_get_attr(f.dbc, attr, &v, sizeof(v), NULL, TEXT_UTF8));
	return v;
}

/* --- statement: each number of the headers ------------------------------------------- */

/* What the page says of each: first value, smallest and largest valid one (-1: any). */
static const struct {
	SQLINTEGER id;
	SQLULEN initial, min, max;
} stmt_attrs[] = {
	{ SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_OFF, 0, SQL_ASYNC_ENABLE_ON },
	{ SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY, SQL_CONCUR_READ_ONLY, SQL_CONCUR_VALUES },
	{ SQL_ATTR_CURSOR_SCROLLABLE, SQL_NONSCROLLABLE, 0, SQL_SCROLLABLE },
	{ SQL_ATTR_CURSOR_SENSITIVITY, SQL_UNSPECIFIED, 0, SQL_SENSITIVE },
	{ SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY, 0, SQL_CURSOR_STATIC },
	{ SQL_ATTR_ENABLE_AUTO_IPD, SQL_FALSE, 0, SQL_TRUE },
	{ SQL_ATTR_FETCH_BOOKMARK_PTR, 0, 0, -1 },
	{ SQL_ATTR_KEYSET_SIZE, 0, 0, -1 },
	{ SQL_ATTR_MAX_LENGTH, 0, 0, -1 },
	{ SQL_ATTR_MAX_ROWS, 0, 0, -1 },
	{ SQL_ATTR_METADATA_ID, SQL_FALSE, 0, SQL_TRUE },
	{ SQL_ATTR_NOSCAN, SQL_NOSCAN_OFF, 0, SQL_NOSCAN_ON },
	{ SQL_ATTR_PARAM_BIND_OFFSET_PTR, 0, 0, -1 },
	{ SQL_ATTR_PARAM_BIND_TYPE, SQL_PARAM_BIND_BY_COLUMN, 0, -1 },
	{ SQL_ATTR_PARAM_OPERATION_PTR, 0, 0, -1 },
	{ SQL_ATTR_PARAM_STATUS_PTR, 0, 0, -1 },
	{ SQL_ATTR_PARAMS_PROCESSED_PTR, 0, 0, -1 },
	{ SQL_ATTR_PARAMSET_SIZE, 1, 1, -1 },
	{ SQL_ATTR_QUERY_TIMEOUT, 0, 0, -1 },
	{ SQL_ATTR_RETRIEVE_DATA, SQL_RD_ON, 0, SQL_RD_ON },
	{ SQL_ATTR_ROW_ARRAY_SIZE, 1, 1, -1 },
	{ SQL_ATTR_ROW_BIND_OFFSET_PTR, 0, 0, -1 },
	{ SQL_ATTR_ROW_BIND_TYPE, SQL_BIND_BY_COLUMN, 0, -1 },
	{ SQL_ATTR_ROW_OPERATION_PTR, 0, 0, -1 },
	{ SQL_ATTR_ROW_STATUS_PTR, 0, 0, -1 },
	{ SQL_ATTR_ROWS_FETCHED_PTR, 0, 0, -1 },
	{ SQL_ATTR_SIMULATE_CURSOR, SQL_SC_UNIQUE, 0, SQL_SC_UNIQUE },
	{ SQL_ATTR_USE_BOOKMARKS, SQL_UB_OFF, 0, SQL_UB_VARIABLE },
	{ SQL_ROWSET_SIZE, 1, 1, -1 },
};

START_TEST(a_statement_attribute_has_its_first_value_and_its_range)
{
	SQLINTEGER id = stmt_attrs[_i].id, len = 0;
	SQLULEN v = 77;

	ck_assert_msg(stmt_number(id) == stmt_attrs[_i].initial, "attribute %d", (int)id);
	ck_ok(&f.stmt->h, stmt_get_attr(f.stmt, id, &v, 0, &len));
	ck_assert_int_eq(len, sizeof(SQLULEN));
	ck_ok(&f.stmt->h, set_stmt(id, stmt_attrs[_i].initial));
	ck_ok(&f.stmt->h, stmt_get_attr(f.stmt, id, NULL, 0, NULL));
	if (stmt_attrs[_i].min)
		ck_error(&f.stmt->h, set_stmt(id, stmt_attrs[_i].min - 1), "HY024");
	if (stmt_attrs[_i].max != (SQLULEN)-1)
		ck_error(&f.stmt->h, set_stmt(id, stmt_attrs[_i].max + 1), "HY024");
}
END_TEST

/* Those that cannot be set, or not got. */
START_TEST(other_statement_attributes)
{
	SQLULEN v;

	ck_error(&f.stmt->h, set_stmt(SQL_ATTR_ROW_NUMBER, 1), "HY092");
	ck_error(&f.stmt->h, set_stmt(SQL_GET_BOOKMARK, 1), "HY092");
	ck_error(&f.stmt->h, set_stmt(SQL_ATTR_ASYNC_STMT_EVENT, 1), "HY118");
	ck_error(&f.stmt->h, set_stmt(4711, 1), "HY092");
	ck_error(&f.stmt->h, stmt_get_attr(f.stmt, 4711, &v, 0, NULL), "HY092");
	ck_error(&f.stmt->h, stmt_get_attr(f.stmt, SQL_ATTR_ROW_NUMBER, &v, 0, NULL), "24000");
	ck_error(&f.stmt->h, stmt_get_attr(f.stmt, SQL_GET_BOOKMARK, &v, 0, NULL), "HY011");
	ck_error(&f.stmt->h, stmt_get_attr(f.stmt, SQL_ATTR_ASYNC_STMT_EVENT, &v, 0, NULL),
		 "HY118");
	ck_ok(&f.stmt->h, set_stmt(SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_ON));
}
END_TEST

START_TEST(the_row_number_is_that_of_the_current_row)
{
	f.stmt->phase = STMT_FETCHED;
	f.stmt->rowset_at = 20;
	f.stmt->rowset_rows = 10;
	f.stmt->rowset_pos = 3;
	ck_assert_uint_eq(stmt_number(SQL_ATTR_ROW_NUMBER), 24);
	f.stmt->attr.use_bookmarks = SQL_UB_FIXED;
	ck_assert_uint_eq(stmt_number(SQL_GET_BOOKMARK), 24);
	f.stmt->phase = STMT_ALLOCATED;
}
END_TEST

/* --- statement: what is substituted ---------------------------------------------------- */

static const struct {
	SQLINTEGER id;
	SQLULEN asked, got;
} substitutions[] = {
	{ SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_DYNAMIC, SQL_CURSOR_STATIC },
	{ SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_KEYSET_DRIVEN, SQL_CURSOR_STATIC },
	{ SQL_ATTR_CONCURRENCY, SQL_CONCUR_LOCK, SQL_CONCUR_ROWVER },
	{ SQL_ATTR_KEYSET_SIZE, 100, 0 },
	{ SQL_ATTR_SIMULATE_CURSOR, SQL_SC_TRY_UNIQUE, SQL_SC_UNIQUE },
	{ SQL_ATTR_QUERY_TIMEOUT, (SQLULEN)INT32_MAX + 1, INT32_MAX },
};

START_TEST(what_cannot_be_had_is_replaced_with_01s02)
{
	ck_with_info(&f.stmt->h, set_stmt(substitutions[_i].id, substitutions[_i].asked), "01S02");
	ck_assert_uint_eq(stmt_number(substitutions[_i].id), substitutions[_i].got);
}
END_TEST

/* "Cursor Characteristics and Cursor Type": what setting one makes of type, scrollable,
 * sensitivity and concurrency. */
static const struct {
	SQLINTEGER id;
	SQLULEN v, type, scrollable, sensitivity, concurrency;
} implied[] = {
	{ SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC, SQL_CURSOR_STATIC, SQL_SCROLLABLE,
	  SQL_INSENSITIVE, SQL_CONCUR_READ_ONLY },
	{ SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_FORWARD_ONLY, SQL_NONSCROLLABLE,
	  SQL_UNSPECIFIED, SQL_CONCUR_READ_ONLY },
	{ SQL_ATTR_CURSOR_SCROLLABLE, SQL_SCROLLABLE, SQL_CURSOR_STATIC, SQL_SCROLLABLE,
	  SQL_INSENSITIVE, SQL_CONCUR_READ_ONLY },
	{ SQL_ATTR_CURSOR_SCROLLABLE, SQL_NONSCROLLABLE, SQL_CURSOR_FORWARD_ONLY, SQL_NONSCROLLABLE,
	  SQL_UNSPECIFIED, SQL_CONCUR_READ_ONLY },
	{ SQL_ATTR_CURSOR_SENSITIVITY, SQL_INSENSITIVE, SQL_CURSOR_STATIC, SQL_SCROLLABLE,
	  SQL_INSENSITIVE, SQL_CONCUR_READ_ONLY },
	{ SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY, SQL_CURSOR_FORWARD_ONLY, SQL_NONSCROLLABLE,
	  SQL_INSENSITIVE, SQL_CONCUR_READ_ONLY },
	{ SQL_ATTR_CONCURRENCY, SQL_CONCUR_ROWVER, SQL_CURSOR_FORWARD_ONLY, SQL_NONSCROLLABLE,
	  SQL_UNSPECIFIED, SQL_CONCUR_ROWVER },
	{ SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES, SQL_CURSOR_FORWARD_ONLY, SQL_NONSCROLLABLE,
	  SQL_UNSPECIFIED, SQL_CONCUR_VALUES },
};

START_TEST(one_cursor_attribute_implies_the_others)
{
	ck_ok(&f.stmt->h, set_stmt(implied[_i].id, implied[_i].v));
	ck_assert_uint_eq(stmt_number(SQL_ATTR_CURSOR_TYPE), implied[_i].type);
	ck_assert_uint_eq(stmt_number(SQL_ATTR_CURSOR_SCROLLABLE), implied[_i].scrollable);
	ck_assert_uint_eq(stmt_number(SQL_ATTR_CURSOR_SENSITIVITY), implied[_i].sensitivity);
	ck_assert_uint_eq(stmt_number(SQL_ATTR_CONCURRENCY), implied[_i].concurrency);
}
END_TEST

START_TEST(a_sensitive_cursor_is_not_offered)
{
	ck_error(&f.stmt->h, set_stmt(SQL_ATTR_CURSOR_SENSITIVITY, SQL_SENSITIVE), "HYC00");
	ck_ok(&f.stmt->h, set_stmt(SQL_ATTR_CURSOR_SENSITIVITY, SQL_UNSPECIFIED));
	ck_assert_uint_eq(stmt_number(SQL_ATTR_CURSOR_TYPE), SQL_CURSOR_FORWARD_ONLY);
}
END_TEST

/* --- statement: when ---------------------------------------------------------------------- */

static const SQLINTEGER cursor_attrs[] = {
	SQL_ATTR_CONCURRENCY,   SQL_ATTR_CURSOR_TYPE,       SQL_ATTR_SIMULATE_CURSOR,
	SQL_ATTR_USE_BOOKMARKS, SQL_ATTR_CURSOR_SCROLLABLE, SQL_ATTR_CURSOR_SENSITIVITY
};

START_TEST(a_cursors_attributes_are_fixed_once_it_is_open)
{
	static const enum stmt_phase open[] = { STMT_CURSOR, STMT_FETCHED, STMT_EXT_FETCHED };

	for (size_t i = 0; i < 3; i++) {
		f.stmt->phase = open[i];
		ck_error(&f.stmt->h, set_stmt(cursor_attrs[_i], stmt_number(cursor_attrs[_i])),
			 "24000");
	}
	f.stmt->phase = STMT_ALLOCATED;
	ck_ok(&f.stmt->h, set_stmt(cursor_attrs[_i], stmt_number(cursor_attrs[_i])));
}
END_TEST

START_TEST(four_of_them_are_fixed_once_a_statement_is_prepared)
{
	f.stmt->prepared = true;
	f.stmt->phase = STMT_PREPARED;
	if (_i < 4)
		ck_error(&f.stmt->h, set_stmt(cursor_attrs[_i], stmt_number(cursor_attrs[_i])),
			 "HY011");
	else
		ck_ok(&f.stmt->h, set_stmt(cursor_attrs[_i], stmt_number(cursor_attrs[_i])));
	f.stmt->prepared = false;
	f.stmt->phase = STMT_ALLOCATED;
}
END_TEST

/* --- statement: descriptors ------------------------------------------------------------------ */

static const struct {
	SQLINTEGER attr;
	enum desc_kind kind;
	SQLSMALLINT field;
} mapped[] = {
	{ SQL_ATTR_PARAM_BIND_OFFSET_PTR, DESC_APD, SQL_DESC_BIND_OFFSET_PTR },
	{ SQL_ATTR_PARAM_BIND_TYPE, DESC_APD, SQL_DESC_BIND_TYPE },
	{ SQL_ATTR_PARAM_OPERATION_PTR, DESC_APD, SQL_DESC_ARRAY_STATUS_PTR },
	{ SQL_ATTR_PARAM_STATUS_PTR, DESC_IPD, SQL_DESC_ARRAY_STATUS_PTR },
	{ SQL_ATTR_PARAMS_PROCESSED_PTR, DESC_IPD, SQL_DESC_ROWS_PROCESSED_PTR },
	{ SQL_ATTR_PARAMSET_SIZE, DESC_APD, SQL_DESC_ARRAY_SIZE },
	{ SQL_ATTR_ROW_ARRAY_SIZE, DESC_ARD, SQL_DESC_ARRAY_SIZE },
	{ SQL_ATTR_ROW_BIND_OFFSET_PTR, DESC_ARD, SQL_DESC_BIND_OFFSET_PTR },
	{ SQL_ATTR_ROW_BIND_TYPE, DESC_ARD, SQL_DESC_BIND_TYPE },
	{ SQL_ATTR_ROW_OPERATION_PTR, DESC_ARD, SQL_DESC_ARRAY_STATUS_PTR },
	{ SQL_ATTR_ROW_STATUS_PTR, DESC_IRD, SQL_DESC_ARRAY_STATUS_PTR },
	{ SQL_ATTR_ROWS_FETCHED_PTR, DESC_IRD, SQL_DESC_ROWS_PROCESSED_PTR },
};

START_TEST(an_attribute_is_a_field_of_a_descriptor)
{
	struct desc *d = &f.stmt->own[mapped[_i].kind];
	SQLULEN v = 0;

	ck_ok(&f.stmt->h, set_stmt(mapped[_i].attr, 4096));
	ck_ok(&d->h, desc_get_field(d, &d->h.diag, 0, mapped[_i].field, &v, 0, NULL, TEXT_UTF8));
	ck_assert_uint_eq(v, 4096);
	ck_ok(&d->h, desc_set_field(d, &d->h.diag, 0, mapped[_i].field, (SQLPOINTER)(SQLULEN)64, 0,
				    TEXT_UTF8));
	ck_assert_uint_eq(stmt_number(mapped[_i].attr), 64);
}
END_TEST

START_TEST(implicit_descriptors_belong_to_their_place)
{
	struct stmt *other;

	ck_ok(&f.dbc->h, stmt_alloc(f.dbc, &other));
	ck_assert_ptr_eq((void *)stmt_number(SQL_ATTR_APP_ROW_DESC), &f.stmt->own[DESC_ARD]);
	ck_assert_ptr_eq((void *)stmt_number(SQL_ATTR_APP_PARAM_DESC), &f.stmt->own[DESC_APD]);
	ck_assert_ptr_eq((void *)stmt_number(SQL_ATTR_IMP_ROW_DESC), &f.stmt->own[DESC_IRD]);
	ck_assert_ptr_eq((void *)stmt_number(SQL_ATTR_IMP_PARAM_DESC), &f.stmt->own[DESC_IPD]);
	ck_error(&f.stmt->h, set_stmt(SQL_ATTR_IMP_ROW_DESC, 0), "HY017");
	ck_error(&f.stmt->h, set_stmt(SQL_ATTR_IMP_PARAM_DESC, 0), "HY017");
	ck_error(&f.stmt->h, set_stmt(SQL_ATTR_APP_ROW_DESC, (SQLULEN)&other->own[DESC_ARD]),
		 "HY017");
	ck_error(&f.stmt->h, set_stmt(SQL_ATTR_APP_ROW_DESC, (SQLULEN)&f.stmt->own[DESC_APD]),
		 "HY017");
	ck_ok(&f.stmt->h, set_stmt(SQL_ATTR_APP_ROW_DESC, (SQLULEN)&f.stmt->own[DESC_ARD]));
	ck_ok(&f.stmt->h, set_stmt(SQL_ATTR_APP_ROW_DESC, 0));
	ck_assert_ptr_eq(f.stmt->ard, &f.stmt->own[DESC_ARD]);
}
END_TEST

START_TEST(a_descriptor_stays_on_its_connection)
{
	struct fake other;
	struct desc *d;

	fake_open(&other, SQL_OV_ODBC3);
	ck_ok(&other.dbc->h, desc_alloc(other.dbc, &d));
	ck_error(&f.stmt->h, set_stmt(SQL_ATTR_APP_ROW_DESC, (SQLULEN)d), "HY024");
	fake_close(&other);
}
END_TEST

/* --- connection ------------------------------------------------------------------------------- */

static const struct {
	SQLINTEGER id;
	SQLULEN initial, max; /* -1: any 32-bit number */
	bool before;          /* the connect only */
} dbc_attrs[] = {
	{ SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_WRITE, SQL_MODE_READ_ONLY, false },
	{ SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, SQL_ASYNC_DBC_ENABLE_OFF, SQL_ASYNC_DBC_ENABLE_ON,
	  false },
	{ SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_OFF, SQL_ASYNC_ENABLE_ON, false },
	{ SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_ON, SQL_AUTOCOMMIT_ON, false },
	{ SQL_ATTR_CONNECTION_TIMEOUT, 0, -1, false },
	{ SQL_ATTR_LOGIN_TIMEOUT, 0, -1, true },
	{ SQL_ATTR_METADATA_ID, SQL_FALSE, SQL_TRUE, false },
	{ SQL_ATTR_ODBC_CURSORS, SQL_CUR_USE_DRIVER, SQL_CUR_USE_DRIVER, false },
	{ SQL_ATTR_PACKET_SIZE, 0, -1, true },
	{ SQL_ATTR_TRACE, SQL_OPT_TRACE_OFF, SQL_OPT_TRACE_ON, false },
	{ SQL_ATTR_ANSI_APP, SQL_AA_TRUE, SQL_AA_TRUE, false },
};

START_TEST(a_connection_attribute_has_its_first_value_and_its_range)
{
	SQLINTEGER id = dbc_attrs[_i].id;

	f.dbc->connected = false;
	ck_assert_msg(dbc_number(id) == dbc_attrs[_i].initial, "attribute %d", (int)id);
	ck_ok(&f.dbc->h, set_dbc(id, dbc_attrs[_i].initial));
	ck_error(&f.dbc->h,
		 set_dbc(id, dbc_attrs[_i].max == (SQLULEN)-1 ? (SQLULEN)UINT32_MAX + 1
							      : dbc_attrs[_i].max + 1),
		 "HY024");
	f.dbc->connected = true;
	if (dbc_attrs[_i].before)
		ck_error(&f.dbc->h, set_dbc(id, dbc_attrs[_i].initial), "HY011");
}
END_TEST

START_TEST(settings_before_the_connect_are_kept)
{
	f.dbc->connected = false;
	ck_ok(&f.dbc->h, set_dbc(SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF));
	ck_ok(&f.dbc->h, set_dbc(SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_ONLY));
	ck_ok(&f.dbc->h, set_dbc(SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE));
	ck_ok(&f.dbc->h, set_dbc(SQL_ATTR_LOGIN_TIMEOUT, 12));
	ck_assert_uint_eq(dbc_number(SQL_ATTR_AUTOCOMMIT), SQL_AUTOCOMMIT_OFF);
	ck_assert_uint_eq(dbc_number(SQL_ATTR_ACCESS_MODE), SQL_MODE_READ_ONLY);
	ck_assert_uint_eq(dbc_number(SQL_ATTR_TXN_ISOLATION), SQL_TXN_SERIALIZABLE);
	ck_assert_uint_eq(dbc_number(SQL_ATTR_LOGIN_TIMEOUT), 12);
	ck_error(&f.dbc->h, set_dbc(SQL_ATTR_TXN_ISOLATION, 3), "HY024");
	ck_error(&f.dbc->h, set_dbc(SQL_ATTR_TXN_ISOLATION, 64), "HY024");
}
END_TEST

START_TEST(the_catalog_is_a_text_in_bytes)
{
	static const SQLWCHAR wide[] = { 'd', 'b', '2', 0 };
	SQLWCHAR got[8];
	SQLINTEGER len = 0;
	char text[8];

	f.dbc->connected = false;
	ck_rc(&f.dbc->h, dbc_get_attr(f.dbc, SQL_ATTR_CURRENT_CATALOG, text, 8, &len, TEXT_UTF8),
	      SQL_NO_DATA, "");
	ck_ok(&f.dbc->h, set_catalog("db1", SQL_NTS));
	ck_ok(&f.dbc->h, dbc_get_attr(f.dbc, SQL_ATTR_CURRENT_CATALOG, text, 8, &len, TEXT_UTF8));
	ck_assert_str_eq(text, "db1");
	ck_assert_int_eq(len, 3);
	ck_ok(&f.dbc->h,
	      dbc_set_attr(f.dbc, SQL_ATTR_CURRENT_CATALOG, (SQLPOINTER)wide, 6, TEXT_WIDE));
	text_arena_free(&f.dbc->h.texts);
	ck_ok(&f.dbc->h,
	      dbc_get_attr(f.dbc, SQL_ATTR_CURRENT_CATALOG, got, sizeof(got), &len, TEXT_WIDE));
	ck_assert_int_eq(len, 6);
	ck_assert_uint_eq(got[2], '2');
	ck_with_info(&f.dbc->h,
		     dbc_get_attr(f.dbc, SQL_ATTR_CURRENT_CATALOG, got, 4, &len, TEXT_WIDE),
		     "01004");
	ck_error(&f.dbc->h, dbc_get_attr(f.dbc, SQL_ATTR_CURRENT_CATALOG, got, 5, &len, TEXT_WIDE),
		 "HY090");
	ck_error(&f.dbc->h, dbc_set_attr(f.dbc, SQL_ATTR_CURRENT_CATALOG, NULL, 0, TEXT_UTF8),
		 "HY009");
	ck_error(&f.dbc->h, set_catalog("x", -5), "HY090");
	f.dbc->h.texts.failed = false;
	f.dbc->connected = true;
	ck_error(&f.dbc->h, set_catalog("db3", 3), "HYC00");
}
END_TEST

static const struct {
	SQLINTEGER id;
	SQLULEN v;
	const char *set_state, *get_state; /* "": works */
} dbc_others[] = {
	{ SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_ON, "", "" },
	{ SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, SQL_ASYNC_DBC_ENABLE_ON, "", "" },
	{ SQL_ATTR_TRACE, SQL_OPT_TRACE_ON, "HYC00", "" },
	{ SQL_ATTR_TRACEFILE, 0, "HYC00", "HYC00" },
	{ SQL_ATTR_TRANSLATE_LIB, 0, "HYC00", "HYC00" },
	{ SQL_ATTR_TRANSLATE_OPTION, 0, "HYC00", "HYC00" },
	{ SQL_ATTR_ENLIST_IN_DTC, 0, "HYC00", "HYC00" },
	{ SQL_ATTR_ENLIST_IN_XA, 0, "HYC00", "HYC00" },
	{ SQL_ATTR_DISCONNECT_BEHAVIOR, 0, "HYC00", "HYC00" },
	{ SQL_ATTR_CONNECTION_DEAD, 0, "HY092", "" },
	{ SQL_ATTR_AUTO_IPD, 0, "HY092", "" },
	{ SQL_ATTR_QUIET_MODE, 0, "", "" },
	{ SQL_ATTR_RESET_CONNECTION, 7, "HY024", "HY092" },
	{ SQL_ATTR_ODBC_CURSORS, SQL_CUR_USE_DRIVER, "08002", "" },
	{ SQL_ATTR_ROW_NUMBER, 0, "HY092", "HY092" },
	{ SQL_QUERY_TIMEOUT, 3, "", "HY092" },
	{ 118, 0, "HYC00", "HYC00" }, /* SQL_ATTR_DBC_INFO_TOKEN */
	{ 119, 0, "HY118", "HY118" }, /* SQL_ATTR_ASYNC_DBC_EVENT */
	{ 4711, 0, "HY092", "HY092" },
};

START_TEST(other_connection_attributes)
{
	SQLULEN v = 0;

	ck_rc(&f.dbc->h, set_dbc(dbc_others[_i].id, dbc_others[_i].v),
	      *dbc_others[_i].set_state ? SQL_ERROR : SQL_SUCCESS, dbc_others[_i].set_state);
	ck_rc(&f.dbc->h, dbc_get_attr(f.dbc, dbc_others[_i].id, &v, sizeof(v), NULL, TEXT_UTF8),
	      *dbc_others[_i].get_state ? SQL_ERROR : SQL_SUCCESS, dbc_others[_i].get_state);
}
END_TEST

START_TEST(a_packet_size_is_not_chosen)
{
	f.dbc->connected = false;
	ck_with_info(&f.dbc->h, set_dbc(SQL_ATTR_PACKET_SIZE, 32768), "01S02");
	ck_assert_uint_eq(dbc_number(SQL_ATTR_PACKET_SIZE), 0);
}
END_TEST

START_TEST(a_unicode_application_is_known_by_ansi_app)
{
	ck_assert(!f.dbc->wide);
	ck_ok(&f.dbc->h, set_dbc(SQL_ATTR_ANSI_APP, SQL_AA_FALSE));
	ck_assert(f.dbc->wide && f.dbc->types.wide);
	ck_ok(&f.dbc->h, set_dbc(SQL_ATTR_ANSI_APP, SQL_AA_TRUE));
	ck_assert(!f.dbc->wide && !f.dbc->types.wide);
}
END_TEST

START_TEST(new_statements_take_what_was_set_on_the_connection)
{
	struct stmt *later;

	ck_ok(&f.dbc->h, set_dbc(SQL_QUERY_TIMEOUT, 9));
	ck_ok(&f.dbc->h, set_dbc(SQL_MAX_ROWS, 100));
	ck_ok(&f.dbc->h, set_dbc(SQL_CURSOR_TYPE, SQL_CURSOR_DYNAMIC));
	ck_ok(&f.dbc->h, set_dbc(SQL_ROWSET_SIZE, 7));
	ck_ok(&f.dbc->h, set_dbc(SQL_ATTR_METADATA_ID, SQL_TRUE));
	ck_error(&f.dbc->h, set_dbc(SQL_RETRIEVE_DATA, 9), "HY024");
	ck_ok(&f.dbc->h, stmt_alloc(f.dbc, &later));
	ck_assert_uint_eq(later->h.diag.n, 0);
	ck_assert_uint_eq(later->attr.query_timeout, 9);
	ck_assert_uint_eq(later->attr.max_rows, 100);
	ck_assert_uint_eq(later->attr.cursor_type, SQL_CURSOR_STATIC);
	ck_assert_uint_eq(later->attr.rowset_size, 7);
	ck_assert_uint_eq(later->attr.metadata_id, SQL_TRUE);
	ck_assert_uint_eq(f.stmt->attr.query_timeout, 0);
}
END_TEST

/* --- environment --------------------------------------------------------------------------------- */

static const struct {
	SQLINTEGER id;
	SQLULEN v;
	const char *state;
} env_attrs[] = {
	{ SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC2, "" },
	{ SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC3, "" },
	{ SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC3_80, "" },
	{ SQL_ATTR_ODBC_VERSION, 4, "HY024" },
	{ SQL_ATTR_CONNECTION_POOLING, SQL_CP_ONE_PER_HENV, "" },
	{ SQL_ATTR_CONNECTION_POOLING, 4, "HY024" },
	{ SQL_ATTR_CP_MATCH, SQL_CP_RELAXED_MATCH, "" },
	{ SQL_ATTR_CP_MATCH, 2, "HY024" },
	{ SQL_ATTR_OUTPUT_NTS, SQL_TRUE, "" },
	{ SQL_ATTR_OUTPUT_NTS, SQL_FALSE, "HYC00" },
	{ SQL_ATTR_OUTPUT_NTS, 2, "HY024" },
	{ 4711, 0, "HY092" },
};

START_TEST(environment_attributes)
{
	struct env *env;
	SQLINTEGER got = 0;

	ck_assert_int_eq(env_alloc(&env), SQL_SUCCESS);
	ck_rc(&env->h, env_set_attr(env, env_attrs[_i].id, (SQLPOINTER)env_attrs[_i].v, 0),
	      *env_attrs[_i].state ? SQL_ERROR : SQL_SUCCESS, env_attrs[_i].state);
	if (!*env_attrs[_i].state) {
		ck_ok(&env->h, env_get_attr(env, env_attrs[_i].id, &got, 0, NULL));
		ck_assert_int_eq(got, (SQLINTEGER)env_attrs[_i].v);
	}
	ck_error(&env->h, env_get_attr(env, 4711, &got, 0, NULL), "HY092");
	ck_assert_int_eq(env_free(env), SQL_SUCCESS);
}
END_TEST

START_TEST(the_version_is_set_once_and_first)
{
	struct env *env;
	struct dbc *dbc = NULL;

	ck_assert_int_eq(env_alloc(&env), SQL_SUCCESS);
	ck_error(&env->h, dbc_alloc(env, &dbc), "HY010");
	ck_ok(&env->h, env_set_attr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0));
	ck_ok(&env->h, dbc_alloc(env, &dbc));
	ck_error(&env->h, env_set_attr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC2, 0),
		 "HY010");
	ck_error(&env->h, env_free(env), "HY010");
	ck_assert_int_eq(dbc_free(dbc), SQL_SUCCESS);
	ck_assert_int_eq(env_free(env), SQL_SUCCESS);
}
END_TEST

START_TEST(handles_need_a_connection)
{
	struct stmt *stmt = NULL;
	struct desc *d = NULL;

	f.dbc->connected = false;
	ck_error(&f.dbc->h, stmt_alloc(f.dbc, &stmt), "08003");
	ck_error(&f.dbc->h, desc_alloc(f.dbc, &d), "08003");
	f.dbc->connected = true;
	ck_error(&f.dbc->h, dbc_free(f.dbc), "HY010");
}
END_TEST

/* --- ODBC 2 ---------------------------------------------------------------------------------------- */

static const struct {
	SQLUSMALLINT concurrency;
	SQLLEN keyset;
	SQLUSMALLINT rowset;
	const char *state;
	SQLULEN type;
} scrolls[] = {
	{ SQL_CONCUR_READ_ONLY, SQL_SCROLL_FORWARD_ONLY, 5, "", SQL_CURSOR_FORWARD_ONLY },
	{ SQL_CONCUR_READ_ONLY, SQL_SCROLL_STATIC, 5, "", SQL_CURSOR_STATIC },
	{ SQL_CONCUR_READ_ONLY, SQL_SCROLL_KEYSET_DRIVEN, 5, "HYC00", 0 },
	{ SQL_CONCUR_READ_ONLY, SQL_SCROLL_DYNAMIC, 5, "HYC00", 0 },
	{ SQL_CONCUR_READ_ONLY, 10, 5, "HYC00", 0 },
	{ SQL_CONCUR_READ_ONLY, 4, 5, "HY107", 0 },
	{ SQL_CONCUR_READ_ONLY, -4, 5, "HY107", 0 },
	{ SQL_CONCUR_READ_ONLY, SQL_SCROLL_STATIC, 0, "HY107", 0 },
	{ SQL_CONCUR_ROWVER, SQL_SCROLL_STATIC, 5, "", SQL_CURSOR_STATIC },
	{ SQL_CONCUR_LOCK, SQL_SCROLL_STATIC, 5, "HYC00", 0 },
	{ 0, SQL_SCROLL_STATIC, 5, "HY108", 0 },
	{ 9, SQL_SCROLL_STATIC, 5, "HY108", 0 },
};

START_TEST(scroll_options)
{
	ck_rc(&f.stmt->h,
	      stmt_set_scroll_options(f.stmt, scrolls[_i].concurrency, scrolls[_i].keyset,
				      scrolls[_i].rowset),
	      *scrolls[_i].state ? SQL_ERROR : SQL_SUCCESS, scrolls[_i].state);
	if (*scrolls[_i].state)
		return;
	ck_assert_uint_eq(stmt_number(SQL_ATTR_CURSOR_TYPE), scrolls[_i].type);
	ck_assert_uint_eq(stmt_number(SQL_ROWSET_SIZE), scrolls[_i].rowset);
	ck_assert_uint_eq(stmt_number(SQL_ATTR_ROW_ARRAY_SIZE), 1);
}
END_TEST

START_TEST(parameter_options)
{
	SQLULEN done;

	ck_error(&f.stmt->h, stmt_param_options(f.stmt, 0, &done), "HY107");
	ck_ok(&f.stmt->h, stmt_param_options(f.stmt, 6, &done));
	ck_assert_uint_eq(stmt_number(SQL_ATTR_PARAMSET_SIZE), 6);
	ck_assert_ptr_eq((void *)stmt_number(SQL_ATTR_PARAMS_PROCESSED_PTR), &done);
}
END_TEST

START_TEST(free_options)
{
	ck_ok(&f.stmt->h, stmt_free_option(f.stmt, SQL_CLOSE));
	ck_ok(&f.stmt->h, stmt_free_option(f.stmt, SQL_UNBIND));
	ck_ok(&f.stmt->h, stmt_free_option(f.stmt, SQL_RESET_PARAMS));
	ck_error(&f.stmt->h, stmt_free_option(f.stmt, 77), "HY092");
}
END_TEST

START_TEST(the_catalog_survives_no_memory)
{
	f.dbc->connected = false;
	for (size_t nth = 1;; nth++) {
		SQLRETURN rc;

		oom_fail_at(nth);
		rc = set_catalog("db", SQL_NTS);
		if (!oom_fired()) {
			ck_assert_int_eq(rc, SQL_SUCCESS);
			return;
		}
		ck_assert_int_eq(rc, SQL_ERROR);
		ck_assert(diag_has(&f.dbc->h.diag, SS_HY001));
		diag_clear(&f.dbc->h.diag);
	}
}
END_TEST

#define N(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *s = suite_create("attr");
	TCase *t = tcase_create("attr");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, a_statement_attribute_has_its_first_value_and_its_range, 0,
			    N(stmt_attrs));
	tcase_add_test(t, other_statement_attributes);
	tcase_add_test(t, the_row_number_is_that_of_the_current_row);
	tcase_add_loop_test(t, what_cannot_be_had_is_replaced_with_01s02, 0, N(substitutions));
	tcase_add_loop_test(t, one_cursor_attribute_implies_the_others, 0, N(implied));
	tcase_add_test(t, a_sensitive_cursor_is_not_offered);
	tcase_add_loop_test(t, a_cursors_attributes_are_fixed_once_it_is_open, 0, N(cursor_attrs));
	tcase_add_loop_test(t, four_of_them_are_fixed_once_a_statement_is_prepared, 0,
			    N(cursor_attrs));
	tcase_add_loop_test(t, an_attribute_is_a_field_of_a_descriptor, 0, N(mapped));
	tcase_add_test(t, implicit_descriptors_belong_to_their_place);
	tcase_add_test(t, a_descriptor_stays_on_its_connection);
	tcase_add_loop_test(t, a_connection_attribute_has_its_first_value_and_its_range, 0,
			    N(dbc_attrs));
	tcase_add_test(t, settings_before_the_connect_are_kept);
	tcase_add_test(t, the_catalog_is_a_text_in_bytes);
	tcase_add_loop_test(t, other_connection_attributes, 0, N(dbc_others));
	tcase_add_test(t, a_packet_size_is_not_chosen);
	tcase_add_test(t, a_unicode_application_is_known_by_ansi_app);
	tcase_add_test(t, new_statements_take_what_was_set_on_the_connection);
	tcase_add_loop_test(t, environment_attributes, 0, N(env_attrs));
	tcase_add_test(t, the_version_is_set_once_and_first);
	tcase_add_test(t, handles_need_a_connection);
	tcase_add_loop_test(t, scroll_options, 0, N(scrolls));
	tcase_add_test(t, parameter_options);
	tcase_add_test(t, free_options);
	tcase_add_test(t, the_catalog_survives_no_memory);
	suite_add_tcase(s, t);
	return unit_run(s);
}
