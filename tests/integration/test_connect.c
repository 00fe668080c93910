/* Connecting: strings in and out, step by step, and what a wrong one says. */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static SQLRETURN driver_connect(SQLHDBC dbc, const char *in, char *out, SQLSMALLINT cap,
				SQLSMALLINT *n)
{
	return SQLDriverConnect(dbc, NULL, (SQLCHAR *)(uintptr_t)in, SQL_NTS, (SQLCHAR *)out, cap,
				n, SQL_DRIVER_NOPROMPT);
}

static SQLRETURN browse(SQLHDBC dbc, const char *in, char *out, SQLSMALLINT cap, SQLSMALLINT *n)
{
	return SQLBrowseConnect(dbc, (SQLCHAR *)(uintptr_t)in, SQL_NTS, (SQLCHAR *)out, cap, n);
}

/* -- SQLConnect, SQLDriverConnect ------------------------------------------------ */

static void a_data_source_is_connected_by_name(void)
{
	SQLHDBC dbc = test_dbc();

	CHECK_DBC(dbc, SQLConnect(dbc, (SQLCHAR *)"plain", SQL_NTS, NULL, 0, NULL, 0));
	CHECK_STR(test_text(dbc, "select current_user"), "shiftpool");
	test_disconnect(dbc);
}

/* What SQLConnect is given wins over the data source. */
static void user_and_password_are_given_by_the_call(void)
{
	SQLHDBC dbc = test_dbc();

	CHECK_STATE(SQL_HANDLE_DBC, dbc,
		    SQLConnect(dbc, (SQLCHAR *)"plain", SQL_NTS, (SQLCHAR *)"shiftpool", SQL_NTS,
			       (SQLCHAR *)"wrong", SQL_NTS),
		    "28000");
	CHECK_DBC(dbc, SQLConnect(dbc, (SQLCHAR *)"plainXYZ", 5, (SQLCHAR *)"shiftpool", SQL_NTS,
				  (SQLCHAR *)getenv("SP_TEST_PASSWORD"), SQL_NTS));
}

static void the_completed_string_connects_again(void)
{
	SQLHDBC one = test_dbc(), two = test_dbc();
	char out[1024], small[12];
	SQLSMALLINT n = 0, small_n = 0;

	CHECK_INT(driver_connect(one, "DSN=plain;ApplicationName=completed", out, sizeof(out), &n),
		  SQL_SUCCESS);
	CHECK_INT(n, (long long)strlen(out));
	CHECK(strstr(out, "DSN=plain"));
	CHECK(strstr(out, "ApplicationName=completed"));
	CHECK_STATE(SQL_HANDLE_DBC, two, driver_connect(two, out, small, sizeof(small), &small_n),
		    "01004");
	CHECK_INT(small_n, n);
	CHECK_INT((long long)strlen(small), sizeof(small) - 1);
	CHECK(strncmp(out, small, sizeof(small) - 1) == 0);
	CHECK_STR(test_text(two, "show application_name"), "completed");
}

/* No DSN at all: everything is in the string. */
static void a_string_without_a_data_source_connects(void)
{
	SQLHDBC dbc = test_dbc();
	char in[512], out[1024];

	snprintf(in, sizeof(in),
		 "DRIVER={ShiftPool};Server=%s;Port=%s;Database=%s;UID=%s;PWD={%s};Pooling=0",
		 getenv("SP_TEST_HOST"), getenv("SP_TEST_PORT"), getenv("SP_TEST_DB"),
		 getenv("SP_TEST_USER"), getenv("SP_TEST_PASSWORD"));
	CHECK_DBC(dbc, driver_connect(dbc, in, out, sizeof(out), NULL));
	CHECK(strstr(out, "ShiftPool"));
	CHECK_STR(test_text(dbc, "select current_database()"), getenv("SP_TEST_DB"));
}

static void an_unknown_key_is_a_warning(void)
{
	SQLHDBC dbc = test_dbc();

	CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, "DSN=plain;NoSuchKey=1"), "01S00");
	CHECK(strstr(test_diagnostics(SQL_HANDLE_DBC, dbc), "NoSuchKey"));
	CHECK_INT(test_number(dbc, "select 1"), 1);
}

static const struct {
	const char *string, *names;
} malformed[] = {
	{ "DSN=plain;Port=many", "Port=many" },
	{ "DSN=plain;PoolSize=-1", "PoolSize=-1" },
	{ "DSN=plain;Pooling=perhaps", "Pooling=perhaps" },
	{ "DSN=plain;PoolReset=sometimes", "PoolReset=sometimes" },
	{ "DSN=plain;PoolTimeout=soon", "PoolTimeout=soon" },
};

static void a_malformed_value_is_an_error_that_names_it(void)
{
	SQLHDBC dbc = test_dbc();

	for (size_t i = 0; i < sizeof(malformed) / sizeof(malformed[0]); i++) {
		CHECK_INT(test_try_connect(dbc, malformed[i].string), SQL_ERROR);
		if (!strstr(test_diagnostics(SQL_HANDLE_DBC, dbc), malformed[i].names))
			test_fail(__FILE__, __LINE__, "%s: %s", malformed[i].string,
				  test_diagnostics(SQL_HANDLE_DBC, dbc));
	}
	CHECK_INT(test_try_connect(dbc, "DSN=plain;PWD={open"), SQL_ERROR);
}

static void a_password_is_never_in_a_message(void)
{
	SQLHDBC dbc = test_dbc();

	CHECK_INT(test_try_connect(dbc, "DSN=plain;PWD=my-secret-word;Port=many"), SQL_ERROR);
	CHECK(!strstr(test_diagnostics(SQL_HANDLE_DBC, dbc), "my-secret-word"));
	CHECK_INT(test_try_connect(dbc, "DSN=plain;PWD=my-secret-word"), SQL_ERROR);
	CHECK(!strstr(test_diagnostics(SQL_HANDLE_DBC, dbc), "my-secret-word"));
	CHECK(!strstr(test_log(), "my-secret-word"));
}

/* Whatever the language of the program: libpq's words tell which one it is. */
static void what_waiting_does_not_mend_has_its_remedy(void)
{
	static const struct {
		const char *settings, *says, *remedy;
	} rows[] = {
		{ "PWD=;Passfile=/nonexistent", "no password supplied", "REMEDY: set PWD" },
		{ "SSLmode=require", "server does not support SSL", "REMEDY: set SSLmode=prefer" },
	};
	SQLHDBC dbc = test_dbc();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		for (int pooled = 0; pooled < 2; pooled++) {
			const char *text;
			char in[100];

			snprintf(in, sizeof(in), "DSN=%s;%s", pooled ? "pooled" : "plain",
				 rows[i].settings);
			CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, in), "08001");
			text = test_diagnostics(SQL_HANDLE_DBC, dbc);
			if (!strstr(text, rows[i].says) || !strstr(text, rows[i].remedy))
				test_fail(__FILE__, __LINE__, "%s: %s", in, text);
		}
	}
}

static void a_data_source_that_is_not_there_is_im002(void)
{
	SQLHDBC dbc = test_dbc();

	CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, "DSN=not-there"), "IM002");
}

/* -- SQLBrowseConnect ----------------------------------------------------------------- */

/* Step by step: the driver asks for the server, database, user and password. */
static void browsing_asks_until_nothing_is_missing(void)
{
	SQLHDBC dbc = test_dbc();
	char in[256], out[4096];
	SQLSMALLINT n = 0;

	CHECK_INT(browse(dbc, "DRIVER={ShiftPool}", out, sizeof(out), &n), SQL_NEED_DATA);
	CHECK_INT(n, (long long)strlen(out));
	CHECK(strstr(out, "Servername:Server=?;"));
	CHECK(strstr(out, "UID:"));
	CHECK(strstr(out, "PWD:"));
	CHECK(strstr(out, "*Port"));
	snprintf(in, sizeof(in), "Servername=%s;Port=%s", getenv("SP_TEST_HOST"),
		 getenv("SP_TEST_PORT"));
	CHECK_INT(browse(dbc, in, out, sizeof(out), &n), SQL_NEED_DATA);
	CHECK(!strstr(out, "Servername"));
	CHECK(strstr(out, "UID:"));
	snprintf(in, sizeof(in), "Database=%s;UID=%s", getenv("SP_TEST_DB"),
		 getenv("SP_TEST_USER"));
	CHECK_INT(browse(dbc, in, out, sizeof(out), &n), SQL_NEED_DATA);
	CHECK(strstr(out, "PWD:"));
	CHECK(!strstr(out, "UID"));
	snprintf(in, sizeof(in), "PWD=%s;Pooling=0", getenv("SP_TEST_PASSWORD"));
	CHECK_DBC(dbc, browse(dbc, in, out, sizeof(out), &n));
	CHECK(strstr(out, "Servername="));
	CHECK_STR(test_text(dbc, "select current_database()"), getenv("SP_TEST_DB"));
	/* What it returns is a connection string. */
	CHECK_DBC(dbc, SQLDisconnect(dbc));
	CHECK_DBC(dbc, test_try_connect(dbc, out));
}

static void browsing_a_complete_data_source_connects_at_once(void)
{
	SQLHDBC dbc = test_dbc();
	char out[4096];

	CHECK_DBC(dbc, browse(dbc, "DSN=plain", out, sizeof(out), NULL));
	CHECK(strstr(out, "DSN=plain"));
	CHECK_INT(test_number(dbc, "select 1"), 1);
}

static void browsing_is_given_up_by_disconnecting(void)
{
	SQLHDBC dbc = test_dbc();
	char out[4096];

	CHECK_INT(browse(dbc, "DRIVER={ShiftPool}", out, sizeof(out), NULL), SQL_NEED_DATA);
	CHECK_DBC(dbc, SQLDisconnect(dbc));
	CHECK_DBC(dbc, test_try_connect(dbc, "DSN=plain"));
}

static void a_browse_result_that_does_not_fit_is_cut(void)
{
	SQLHDBC dbc = test_dbc();
	char out[16];
	SQLSMALLINT n = 0;

	CHECK_INT(browse(dbc, "DRIVER={ShiftPool}", out, sizeof(out), &n), SQL_NEED_DATA);
	CHECK_STR(test_state(SQL_HANDLE_DBC, dbc), "01004");
	CHECK_INT((long long)strlen(out), 15);
	CHECK(n > 15);
	CHECK_DBC(dbc, SQLDisconnect(dbc));
}

static void a_failed_browse_starts_anew(void)
{
	SQLHDBC dbc = test_dbc();
	char out[4096];

	CHECK_INT(browse(dbc, "DSN=plain;PWD=wrong", out, sizeof(out), NULL), SQL_ERROR);
	CHECK_STR(test_state(SQL_HANDLE_DBC, dbc), "28000");
	CHECK_DBC(dbc, browse(dbc, "DSN=plain", out, sizeof(out), NULL));
}

/* -- what a connection says of itself ---------------------------------------------------- */

static const char *info(SQLHDBC dbc, SQLUSMALLINT id)
{
	static char text[4][256];
	static int next;
	char *p = text[next++ % 4];

	CHECK_DBC(dbc, SQLGetInfo(dbc, id, p, sizeof(text[0]), NULL));
	return p;
}

static void a_connection_names_its_source_server_and_user(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	char text[128] = "";
	SQLINTEGER n = 0;

	CHECK_STR(info(dbc, SQL_DATA_SOURCE_NAME), "plain");
	CHECK_STR(info(dbc, SQL_DATABASE_NAME), getenv("SP_TEST_DB"));
	CHECK_STR(info(dbc, SQL_USER_NAME), "shiftpool");
	CHECK_STR(info(dbc, SQL_SERVER_NAME), getenv("SP_TEST_HOST"));
	CHECK_STR(info(dbc, SQL_DBMS_NAME), test_either("PostgreSQL", "Redshift"));
	CHECK_DBC(dbc, SQLGetConnectAttr(dbc, SQL_ATTR_CURRENT_CATALOG, text, sizeof(text), &n));
	CHECK_STR(text, getenv("SP_TEST_DB"));
}

static void a_second_connect_is_08002(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");

	CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, "DSN=plain"), "08002");
	CHECK_INT(test_number(dbc, "select 1"), 1);
}

static void native_sql_shows_the_translation(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	char out[128], small[8];
	SQLINTEGER n = 0;

	CHECK_DBC(dbc, SQLNativeSql(dbc, (SQLCHAR *)"select {fn ucase('x')} where a = ?", SQL_NTS,
				    (SQLCHAR *)out, sizeof(out), &n));
	CHECK(strstr(out, "upper("));
	CHECK(!strstr(out, "{fn"));
	CHECK_INT(n, (long long)strlen(out));
	CHECK_STATE(SQL_HANDLE_DBC, dbc,
		    SQLNativeSql(dbc, (SQLCHAR *)"select {d '2020-01-01'}", SQL_NTS,
				 (SQLCHAR *)small, sizeof(small), &n),
		    "01004");
	CHECK(n > 8);
	CHECK_INT(SQLNativeSql(dbc, (SQLCHAR *)"select {fn nothing_such", SQL_NTS, (SQLCHAR *)out,
			       sizeof(out), &n),
		  SQL_ERROR);
}

static const struct test_case cases[] = {
	TEST_CASE(a_data_source_is_connected_by_name),
	TEST_CASE(user_and_password_are_given_by_the_call),
	TEST_CASE(the_completed_string_connects_again),
	TEST_CASE(a_string_without_a_data_source_connects),
	TEST_CASE(an_unknown_key_is_a_warning),
	TEST_CASE(a_malformed_value_is_an_error_that_names_it),
	TEST_CASE(a_password_is_never_in_a_message),
	TEST_CASE(what_waiting_does_not_mend_has_its_remedy),
	TEST_CASE(a_data_source_that_is_not_there_is_im002),
	TEST_CASE(browsing_asks_until_nothing_is_missing),
	TEST_CASE(browsing_a_complete_data_source_connects_at_once),
	TEST_CASE(browsing_is_given_up_by_disconnecting),
	TEST_CASE(a_browse_result_that_does_not_fit_is_cut),
	TEST_CASE(a_failed_browse_starts_anew),
	TEST_CASE(a_connection_names_its_source_server_and_user),
	TEST_CASE(a_second_connect_is_08002),
	TEST_CASE(native_sql_shows_the_translation),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
