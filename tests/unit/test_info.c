#include "config.h"
#include "tests/unit/unit.h"

#include "odbc/info.h"
#include "tests/unit/odbc_fake.h"
#include "util/mem.h"

static struct fake f;

static void setup(void)
{
	fake_open(&f, SQL_OV_ODBC3);
}

static void teardown(void)
{
	fake_close(&f);
}

/* Every number for SQLGetInfo of sql.h and sqlext.h, by the newest of its names. */
static const SQLUSMALLINT ids[] = {
	SQL_ACCESSIBLE_PROCEDURES,
	SQL_ACCESSIBLE_TABLES,
	SQL_ACTIVE_ENVIRONMENTS,
	SQL_AGGREGATE_FUNCTIONS,
	SQL_ALTER_DOMAIN,
	SQL_ALTER_TABLE,
	SQL_ASYNC_DBC_FUNCTIONS,
	SQL_ASYNC_MODE,
	SQL_ASYNC_NOTIFICATION,
	SQL_BATCH_ROW_COUNT,
	SQL_BATCH_SUPPORT,
	SQL_BOOKMARK_PERSISTENCE,
	SQL_CATALOG_LOCATION,
	SQL_CATALOG_NAME,
	SQL_CATALOG_NAME_SEPARATOR,
	SQL_CATALOG_TERM,
	SQL_CATALOG_USAGE,
	SQL_COLLATION_SEQ,
	SQL_COLUMN_ALIAS,
	SQL_CONCAT_NULL_BEHAVIOR,
	SQL_CONVERT_BIGINT,
	SQL_CONVERT_BINARY,
	SQL_CONVERT_BIT,
	SQL_CONVERT_CHAR,
	SQL_CONVERT_DATE,
	SQL_CONVERT_DECIMAL,
	SQL_CONVERT_DOUBLE,
	SQL_CONVERT_FLOAT,
	SQL_CONVERT_FUNCTIONS,
	SQL_CONVERT_GUID,
	SQL_CONVERT_INTEGER,
	SQL_CONVERT_INTERVAL_DAY_TIME,
	SQL_CONVERT_INTERVAL_YEAR_MONTH,
	SQL_CONVERT_LONGVARBINARY,
	SQL_CONVERT_LONGVARCHAR,
	SQL_CONVERT_NUMERIC,
	SQL_CONVERT_REAL,
	SQL_CONVERT_SMALLINT,
	SQL_CONVERT_TIME,
	SQL_CONVERT_TIMESTAMP,
	SQL_CONVERT_TINYINT,
	SQL_CONVERT_VARBINARY,
	SQL_CONVERT_VARCHAR,
	SQL_CONVERT_WCHAR,
	SQL_CONVERT_WLONGVARCHAR,
	SQL_CONVERT_WVARCHAR,
	SQL_CORRELATION_NAME,
	SQL_CREATE_ASSERTION,
	SQL_CREATE_CHARACTER_SET,
	SQL_CREATE_COLLATION,
	SQL_CREATE_DOMAIN,
	SQL_CREATE_SCHEMA,
	SQL_CREATE_TABLE,
	SQL_CREATE_TRANSLATION,
	SQL_CREATE_VIEW,
	SQL_CURSOR_COMMIT_BEHAVIOR,
	SQL_CURSOR_ROLLBACK_BEHAVIOR,
	SQL_CURSOR_SENSITIVITY,
	SQL_DATABASE_NAME,
	SQL_DATA_SOURCE_NAME,
	SQL_DATA_SOURCE_READ_ONLY,
	SQL_DATETIME_LITERALS,
	SQL_DBMS_NAME,
	SQL_DBMS_VER,
	SQL_DDL_INDEX,
	SQL_DEFAULT_TXN_ISOLATION,
	SQL_DESCRIBE_PARAMETER,
	SQL_DM_VER,
	SQL_DRIVER_AWARE_POOLING_SUPPORTED,
	SQL_DRIVER_HDBC,
	SQL_DRIVER_HDESC,
	SQL_DRIVER_HENV,
	SQL_DRIVER_HLIB,
	SQL_DRIVER_HSTMT,
	SQL_DRIVER_NAME,
	SQL_DRIVER_ODBC_VER,
	SQL_DRIVER_VER,
	SQL_DROP_ASSERTION,
	SQL_DROP_CHARACTER_SET,
	SQL_DROP_COLLATION,
	SQL_DROP_DOMAIN,
	SQL_DROP_SCHEMA,
	SQL_DROP_TABLE,
	SQL_DROP_TRANSLATION,
	SQL_DROP_VIEW,
	SQL_DTC_TRANSITION_COST,
	SQL_DYNAMIC_CURSOR_ATTRIBUTES1,
	SQL_DYNAMIC_CURSOR_ATTRIBUTES2,
	SQL_EXPRESSIONS_IN_ORDERBY,
	SQL_FETCH_DIRECTION,
	SQL_FILE_USAGE,
	SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1,
	SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES2,
	SQL_GETDATA_EXTENSIONS,
	SQL_GROUP_BY,
	SQL_IDENTIFIER_CASE,
	SQL_IDENTIFIER_QUOTE_CHAR,
	SQL_INDEX_KEYWORDS,
	SQL_INFO_SCHEMA_VIEWS,
	SQL_INSERT_STATEMENT,
	SQL_INTEGRITY,
	SQL_KEYSET_CURSOR_ATTRIBUTES1,
	SQL_KEYSET_CURSOR_ATTRIBUTES2,
	SQL_KEYWORDS,
	SQL_LIKE_ESCAPE_CLAUSE,
	SQL_LOCK_TYPES,
	SQL_MAX_ASYNC_CONCURRENT_STATEMENTS,
	SQL_MAX_BINARY_LITERAL_LEN,
	SQL_MAX_CATALOG_NAME_LEN,
	SQL_MAX_CHAR_LITERAL_LEN,
	SQL_MAX_COLUMNS_IN_GROUP_BY,
	SQL_MAX_COLUMNS_IN_INDEX,
	SQL_MAX_COLUMNS_IN_ORDER_BY,
	SQL_MAX_COLUMNS_IN_SELECT,
	SQL_MAX_COLUMNS_IN_TABLE,
	SQL_MAX_COLUMN_NAME_LEN,
	SQL_MAX_CONCURRENT_ACTIVITIES,
	SQL_MAX_CURSOR_NAME_LEN,
	SQL_MAX_DRIVER_CONNECTIONS,
	SQL_MAX_IDENTIFIER_LEN,
	SQL_MAX_INDEX_SIZE,
	SQL_MAX_PROCEDURE_NAME_LEN,
	SQL_MAX_ROW_SIZE,
	SQL_MAX_ROW_SIZE_INCLUDES_LONG,
	SQL_MAX_SCHEMA_NAME_LEN,
	SQL_MAX_STATEMENT_LEN,
	SQL_MAX_TABLES_IN_SELECT,
	SQL_MAX_TABLE_NAME_LEN,
	SQL_MAX_USER_NAME_LEN,
	SQL_MULTIPLE_ACTIVE_TXN,
	SQL_MULT_RESULT_SETS,
	SQL_NEED_LONG_DATA_LEN,
	SQL_NON_NULLABLE_COLUMNS,
	SQL_NULL_COLLATION,
	SQL_NUMERIC_FUNCTIONS,
	SQL_ODBC_API_CONFORMANCE,
	SQL_ODBC_INTERFACE_CONFORMANCE,
	SQL_ODBC_SAG_CLI_CONFORMANCE,
	SQL_ODBC_SQL_CONFORMANCE,
	SQL_ODBC_VER,
	SQL_OJ_CAPABILITIES,
	SQL_ORDER_BY_COLUMNS_IN_SELECT,
	SQL_OUTER_JOINS,
	SQL_PARAM_ARRAY_ROW_COUNTS,
	SQL_PARAM_ARRAY_SELECTS,
	SQL_POSITIONED_STATEMENTS,
	SQL_POS_OPERATIONS,
	SQL_PROCEDURES,
	SQL_PROCEDURE_TERM,
	SQL_QUOTED_IDENTIFIER_CASE,
	SQL_ROW_UPDATES,
	SQL_SCHEMA_TERM,
	SQL_SCHEMA_USAGE,
	SQL_SCROLL_CONCURRENCY,
	SQL_SCROLL_OPTIONS,
	SQL_SEARCH_PATTERN_ESCAPE,
	SQL_SERVER_NAME,
	SQL_SPECIAL_CHARACTERS,
	SQL_SQL92_DATETIME_FUNCTIONS,
	SQL_SQL92_FOREIGN_KEY_DELETE_RULE,
	SQL_SQL92_FOREIGN_KEY_UPDATE_RULE,
	SQL_SQL92_GRANT,
	SQL_SQL92_NUMERIC_VALUE_FUNCTIONS,
	SQL_SQL92_PREDICATES,
	SQL_SQL92_RELATIONAL_JOIN_OPERATORS,
	SQL_SQL92_REVOKE,
	SQL_SQL92_ROW_VALUE_CONSTRUCTOR,
	SQL_SQL92_STRING_FUNCTIONS,
	SQL_SQL92_VALUE_EXPRESSIONS,
	SQL_SQL_CONFORMANCE,
	SQL_STANDARD_CLI_CONFORMANCE,
	SQL_STATIC_CURSOR_ATTRIBUTES1,
	SQL_STATIC_CURSOR_ATTRIBUTES2,
	SQL_STATIC_SENSITIVITY,
	SQL_STRING_FUNCTIONS,
	SQL_SUBQUERIES,
	SQL_SYSTEM_FUNCTIONS,
	SQL_TABLE_TERM,
	SQL_TIMEDATE_ADD_INTERVALS,
	SQL_TIMEDATE_DIFF_INTERVALS,
	SQL_TIMEDATE_FUNCTIONS,
	SQL_TXN_CAPABLE,
	SQL_TXN_ISOLATION_OPTION,
	SQL_UNION,
	SQL_USER_NAME,
	SQL_XOPEN_CLI_YEAR,
};

#define N(table) ((int)(sizeof(table) / sizeof((table)[0])))

START_TEST(each_number_of_the_headers_has_a_row)
{
	ck_assert_msg(info_find(ids[_i]) != NULL, "information type %u", ids[_i]);
}
END_TEST

START_TEST(the_table_is_sorted_and_has_no_others)
{
	size_t n = 0;

	for (const struct info *i; (i = info_row(n)); n++) {
		if (n)
			ck_assert_msg(info_row(n - 1)->id < i->id, "information type %u", i->id);
		ck_assert_ptr_eq(info_find(i->id), i);
	}
	ck_assert_uint_eq(n, N(ids));
}
END_TEST

START_TEST(a_row_has_what_its_kind_needs)
{
	for (size_t n = 0; info_row(n); n++) {
		const struct info *i = info_row(n);
		bool of = i->kind == INFO_U16_OF || i->kind == INFO_U32_OF;

		ck_assert_msg((i->text != NULL) == (i->kind == INFO_TEXT), "%u", i->id);
		ck_assert_msg((i->text_of != NULL) == (i->kind == INFO_TEXT_OF), "%u", i->id);
		ck_assert_msg((i->number_of != NULL) == of, "%u", i->id);
	}
}
END_TEST

static SQLRETURN get(SQLUSMALLINT id, void *value, SQLSMALLINT cap, SQLSMALLINT *ret_n)
{
	return dbc_get_info(f.dbc, id, value, cap, ret_n, TEXT_UTF8);
}

START_TEST(numbers_have_their_widths)
{
	struct {
		SQLUSMALLINT small, guard;
		SQLUINTEGER whole, guard2;
	} v = { 0, 0x5555, 0, 0x55555555 };
	SQLSMALLINT len = 0;

	ck_ok(&f.dbc->h, get(SQL_TXN_CAPABLE, &v.small, 0, &len));
	ck_assert_int_eq(len, 2);
	ck_assert_uint_eq(v.small, SQL_TC_ALL);
	ck_assert_uint_eq(v.guard, 0x5555);
	ck_ok(&f.dbc->h, get(SQL_GETDATA_EXTENSIONS, &v.whole, 0, &len));
	ck_assert_int_eq(len, 4);
	ck_assert_uint_eq(v.whole,
			  SQL_GD_ANY_COLUMN | SQL_GD_ANY_ORDER | SQL_GD_BLOCK | SQL_GD_BOUND);
	ck_assert_uint_eq(v.guard2, 0x55555555);
	ck_ok(&f.dbc->h, get(SQL_TXN_CAPABLE, NULL, 0, NULL));
}
END_TEST

START_TEST(texts_count_bytes)
{
	SQLWCHAR wide[8];
	SQLSMALLINT len = 0;
	char text[8];

	ck_ok(&f.dbc->h, get(SQL_DRIVER_ODBC_VER, text, sizeof(text), &len));
	ck_assert_str_eq(text, "03.80");
	ck_assert_int_eq(len, 5);
	ck_with_info(&f.dbc->h, get(SQL_DRIVER_ODBC_VER, text, 5, &len), "01004");
	ck_assert_str_eq(text, "03.8");
	ck_ok(&f.dbc->h, get(SQL_DRIVER_ODBC_VER, NULL, 0, &len));
	ck_error(&f.dbc->h, get(SQL_DRIVER_ODBC_VER, text, -1, &len), "HY090");
	ck_ok(&f.dbc->h, dbc_get_info(f.dbc, SQL_DRIVER_ODBC_VER, wide, 12, &len, TEXT_WIDE));
	ck_assert_int_eq(len, 10);
	ck_assert_uint_eq(wide[4], '0');
	ck_assert_uint_eq(wide[5], 0);
	ck_with_info(&f.dbc->h, dbc_get_info(f.dbc, SQL_DRIVER_ODBC_VER, wide, 10, &len, TEXT_WIDE),
		     "01004");
	ck_error(&f.dbc->h, dbc_get_info(f.dbc, SQL_DRIVER_ODBC_VER, wide, 11, &len, TEXT_WIDE),
		 "HY090");
}
END_TEST

START_TEST(what_is_not_for_a_driver_is_refused)
{
	SQLULEN v;

	ck_error(&f.dbc->h, get(9999, &v, sizeof(v), NULL), "HY096");
	ck_error(&f.dbc->h, get(SQL_DRIVER_HDBC, &v, sizeof(v), NULL), "HYC00");
	ck_error(&f.dbc->h, get(SQL_DM_VER, &v, sizeof(v), NULL), "HYC00");
}
END_TEST

START_TEST(facts_of_the_driver_need_no_connection)
{
	char text[32];

	f.dbc->connected = false;
	ck_ok(&f.dbc->h, get(SQL_DRIVER_NAME, text, sizeof(text), NULL));
	ck_assert_str_eq(text, "shiftpoolodbc.so");
	ck_error(&f.dbc->h, get(SQL_TXN_CAPABLE, text, 0, NULL), "08003");
	ck_error(&f.dbc->h, get(SQL_DBMS_NAME, text, sizeof(text), NULL), "08003");
}
END_TEST

START_TEST(a_lost_session_is_08s01_where_the_server_is_asked)
{
	char text[32];

	f.dbc->dead = true;
	ck_error(&f.dbc->h, get(SQL_DBMS_NAME, text, sizeof(text), NULL), "08S01");
	ck_ok(&f.dbc->h, get(SQL_TXN_CAPABLE, text, 0, NULL));
}
END_TEST

/* Claims that must agree with each other. */
START_TEST(conformance_is_not_more_than_is_there)
{
	const struct info *i = info_find(SQL_STATIC_CURSOR_ATTRIBUTES1);
	const struct info *level = info_find(SQL_ODBC_INTERFACE_CONFORMANCE);
	SQLUINTEGER async, cursors = i->number;

	ck_assert_uint_eq(i->redshift & ~i->number, 0);
	ck_assert(i->redshift & SQL_CA1_POS_REFRESH);
	ck_assert_uint_le(level->redshift, level->number);
	ck_ok(&f.dbc->h, get(SQL_ASYNC_MODE, &async, 0, NULL));
	if (level->number >= SQL_OIC_LEVEL1) { /* features 102, 103 and 107 */
		ck_assert_uint_ne(async, SQL_AM_NONE);
		ck_assert(cursors & SQL_CA1_ABSOLUTE);
		ck_assert(cursors & SQL_CA1_POS_REFRESH);
	}
	if (level->number >= SQL_OIC_LEVEL2) { /* features 202, 204, 206, 207 and 209 */
		ck_assert_str_eq(info_find(SQL_DESCRIBE_PARAMETER)->text, "Y");
		ck_assert(cursors & SQL_CA1_BOOKMARK);
		ck_assert(cursors & SQL_CA1_BULK_FETCH_BY_BOOKMARK);
		ck_assert(cursors & SQL_CA1_BULK_DELETE_BY_BOOKMARK);
		ck_assert(cursors & SQL_CA1_BULK_ADD);
		ck_assert(cursors & SQL_CA1_POS_UPDATE);
		ck_assert_uint_eq(async, SQL_AM_STATEMENT);
		ck_assert(info_find(SQL_STATIC_CURSOR_ATTRIBUTES2)->number &
			  SQL_CA2_OPT_VALUES_CONCURRENCY);
	}
	if (level->redshift >= SQL_OIC_LEVEL2)
		ck_assert(i->redshift & SQL_CA1_POS_UPDATE);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("info");
	TCase *t = tcase_create("info");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, each_number_of_the_headers_has_a_row, 0, N(ids));
	tcase_add_test(t, the_table_is_sorted_and_has_no_others);
	tcase_add_test(t, a_row_has_what_its_kind_needs);
	tcase_add_test(t, numbers_have_their_widths);
	tcase_add_test(t, texts_count_bytes);
	tcase_add_test(t, what_is_not_for_a_driver_is_refused);
	tcase_add_test(t, facts_of_the_driver_need_no_connection);
	tcase_add_test(t, a_lost_session_is_08s01_where_the_server_is_asked);
	tcase_add_test(t, conformance_is_not_more_than_is_there);
	suite_add_tcase(s, t);
	return unit_run(s);
}
