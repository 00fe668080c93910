/* The entry points, called as a driver manager calls them, on handles without a server. */
#include "config.h"
#include "tests/unit/unit.h"

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "tests/unit/odbc_fake.h"
#include "tests/unit/oom.h"

enum kind { ENV, DBC, STMT, DESC };

/* Calls in which everything but the handle is null or zero, and in which it is wrong. */
#define C(function, kind, nulls, wrongs)                   \
	static SQLRETURN nulls_of_##function(SQLHANDLE h)  \
	{                                                  \
		return function nulls;                     \
	}                                                  \
	static SQLRETURN wrongs_of_##function(SQLHANDLE h) \
	{                                                  \
		union {                                    \
			SQLLEN align;                      \
			char bytes[4096];                  \
		} room = { 0 };                            \
		SQLHANDLE out = NULL;                      \
		SQLLEN len = 0, *n = &len;                 \
		void *p = &room;                           \
                                                           \
		(void)out;                                 \
		(void)n;                                   \
		(void)p;                                   \
		return function wrongs;                    \
	}
#include "tests/unit/api_calls.def"
#undef C

static const struct call {
	const char *name;
	enum kind kind;
	SQLRETURN (*nulls)(SQLHANDLE h);
	SQLRETURN (*wrongs)(SQLHANDLE h);
} calls[] = {
#define C(function, kind, nulls, wrongs) \
	{ #function, kind, nulls_of_##function, wrongs_of_##function },
#include "tests/unit/api_calls.def"
#undef C
};

#define N_CALLS ((int)(sizeof(calls) / sizeof(calls[0])))

static struct fake f;
static SQLHANDLE handles[4];

/* Lost, so that whatever wants to talk to the server finds out before it does. */
static void setup(void)
{
	fake_open(&f, SQL_OV_ODBC3);
	f.dbc->dead = true;
	handles[ENV] = f.env;
	handles[DBC] = f.dbc;
	handles[STMT] = f.stmt;
	handles[DESC] = f.stmt->ard;
}

static void teardown(void)
{
	fake_close(&f);
}

START_TEST(a_null_handle_is_invalid)
{
	ck_assert_msg(calls[_i].nulls(NULL) == SQL_INVALID_HANDLE, "%s", calls[_i].name);
	ck_assert_msg(calls[_i].wrongs(NULL) == SQL_INVALID_HANDLE ||
			      strncmp(calls[_i].name, "SQLAllocHandle", 14) == 0,
		      "%s", calls[_i].name);
}
END_TEST

START_TEST(a_handle_of_another_kind_is_invalid)
{
	for (int kind = ENV; kind <= DESC; kind++) {
		if (kind == (int)calls[_i].kind)
			continue;
		ck_assert_msg(calls[_i].nulls(handles[kind]) == SQL_INVALID_HANDLE, "%s, kind %d",
			      calls[_i].name, kind);
	}
}
END_TEST

/* SQLDisconnect frees the statements and would leave nothing to tear down. */
static bool ends_the_fixture(int i)
{
	return strcmp(calls[i].name, "SQLDisconnect") == 0;
}

static void try_all_phases(int i, SQLRETURN (*call)(SQLHANDLE h))
{
	static const enum stmt_phase phases[] = { STMT_ALLOCATED, STMT_PREPARED, STMT_EXECUTED,
						  STMT_NEED_DATA };

	for (size_t n = 0; n < sizeof(phases) / sizeof(phases[0]); n++) {
		SQLRETURN rc;

		f.stmt->phase = phases[n];
		rc = call(handles[calls[i].kind]);
		ck_assert_msg(rc == SQL_ERROR || rc == SQL_SUCCESS || rc == SQL_NO_DATA ||
				      rc == SQL_SUCCESS_WITH_INFO || rc == SQL_INVALID_HANDLE,
			      "%s: %d", calls[i].name, rc);
	}
	f.stmt->phase = STMT_ALLOCATED;
}

START_TEST(null_arguments_are_survived)
{
	if (!ends_the_fixture(_i))
		try_all_phases(_i, calls[_i].nulls);
}
END_TEST

START_TEST(wrong_arguments_are_survived)
{
	if (!ends_the_fixture(_i))
		try_all_phases(_i, calls[_i].wrongs);
}
END_TEST

/* Each function of the list has a call above, its W twin too. */
START_TEST(each_entry_point_is_called)
{
	static const struct {
		const char *name;
		bool wide;
	} functions[] = {
#define F(name, id, wide) { #name, wide },
#include "odbc/functions.def"
#undef F
	};
	/* What frees a handle is in a test of its own. */
	static const char freeing[] = "SQLFreeHandle SQLFreeEnv SQLFreeConnect SQLFreeStmt "
				      "SQLAllocEnv";

	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		int narrow = 0, wide = 0;
		size_t len = strlen(functions[i].name);

		for (int c = 0; c < N_CALLS; c++) {
			narrow += strcmp(calls[c].name, functions[i].name) == 0;
			wide += strncmp(calls[c].name, functions[i].name, len) == 0 &&
				strcmp(calls[c].name + len, "W") == 0;
		}
		ck_assert_msg(narrow == 1 || strstr(freeing, functions[i].name), "%s",
			      functions[i].name);
		ck_assert_msg(wide == functions[i].wide, "%sW", functions[i].name);
	}
}
END_TEST

/* --- handles --------------------------------------------------------------------------- */

START_TEST(handles_are_made_and_freed)
{
	SQLHENV env;
	SQLHDBC dbc;
	SQLHSTMT stmt;
	SQLHDESC desc;

	ck_assert_int_eq(SQLAllocHandle(SQL_HANDLE_ENV, NULL, &env), SQL_SUCCESS);
	ck_assert_int_eq(SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc), SQL_ERROR);
	ck_assert_ptr_null(dbc);
	ck_assert_int_eq(SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3_80, 0),
			 SQL_SUCCESS);
	ck_assert_int_eq(SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc), SQL_SUCCESS);
	ck_assert_int_eq(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt), SQL_ERROR);
	ck_assert_ptr_null(stmt);
	((struct dbc *)dbc)->connected = true;
	ck_assert_int_eq(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt), SQL_SUCCESS);
	ck_assert_int_eq(SQLAllocHandle(SQL_HANDLE_DESC, dbc, &desc), SQL_SUCCESS);
	ck_assert_int_eq(SQLFreeHandle(SQL_HANDLE_DBC, dbc), SQL_ERROR);
	ck_assert_int_eq(SQLFreeHandle(SQL_HANDLE_ENV, env), SQL_ERROR);
	ck_assert_int_eq(SQLFreeHandle(SQL_HANDLE_STMT, desc), SQL_INVALID_HANDLE);
	ck_assert_int_eq(SQLFreeHandle(SQL_HANDLE_DESC, desc), SQL_SUCCESS);
	ck_assert_int_eq(SQLFreeHandle(SQL_HANDLE_DESC, ((struct stmt *)stmt)->ard), SQL_ERROR);
	ck_assert_int_eq(SQLFreeHandle(SQL_HANDLE_STMT, stmt), SQL_SUCCESS);
	((struct dbc *)dbc)->connected = false;
	ck_assert_int_eq(SQLFreeHandle(SQL_HANDLE_DBC, dbc), SQL_SUCCESS);
	ck_assert_int_eq(SQLFreeHandle(SQL_HANDLE_ENV, env), SQL_SUCCESS);
	ck_assert_int_eq(SQLFreeHandle(77, env), SQL_INVALID_HANDLE);
	for (SQLSMALLINT type = SQL_HANDLE_ENV; type <= SQL_HANDLE_DESC; type++)
		ck_assert_int_eq(SQLFreeHandle(type, NULL), SQL_INVALID_HANDLE);
	ck_assert_int_eq(SQLAllocHandle(SQL_HANDLE_ENV, NULL, NULL), SQL_ERROR);
}
END_TEST

START_TEST(odbc_2_makes_and_frees_handles_too)
{
	SQLHENV env;
	SQLHDBC dbc;
	SQLHSTMT stmt;
	SQLCHAR state[6];

	ck_assert_int_eq(SQLAllocEnv(&env), SQL_SUCCESS);
	ck_assert_int_eq(SQLAllocConnect(env, &dbc), SQL_SUCCESS);
	ck_assert_int_eq(SQLAllocStmt(dbc, &stmt), SQL_ERROR);
	((struct dbc *)dbc)->connected = true;
	((struct dbc *)dbc)->dead = true;
	ck_assert_int_eq(SQLAllocStmt(dbc, &stmt), SQL_SUCCESS);
	ck_assert_int_eq(SQLExecute(stmt), SQL_ERROR);
	ck_assert_int_eq(SQLError(env, dbc, stmt, state, NULL, NULL, 0, NULL), SQL_SUCCESS);
	ck_assert_str_eq((char *)state, "S1010");
	ck_assert_int_eq(SQLError(env, dbc, stmt, state, NULL, NULL, 0, NULL), SQL_NO_DATA);
	ck_assert_int_eq(SQLFreeStmt(stmt, SQL_CLOSE), SQL_SUCCESS);
	ck_assert_int_eq(SQLFreeStmt(stmt, SQL_DROP), SQL_SUCCESS);
	((struct dbc *)dbc)->connected = false;
	ck_assert_int_eq(SQLFreeConnect(dbc), SQL_SUCCESS);
	ck_assert_int_eq(SQLFreeEnv(env), SQL_SUCCESS);
	ck_assert_int_eq(SQLFreeEnv(NULL), SQL_INVALID_HANDLE);
	ck_assert_int_eq(SQLFreeConnect(NULL), SQL_INVALID_HANDLE);
	ck_assert_int_eq(SQLFreeStmt(NULL, SQL_DROP), SQL_INVALID_HANDLE);
	ck_assert_int_eq(SQLFreeStmt(NULL, SQL_CLOSE), SQL_INVALID_HANDLE);
	ck_assert_int_eq(SQLAllocEnv(NULL), SQL_ERROR);
}
END_TEST

/* --- diagnostics ------------------------------------------------------------------------- */

static const char *first_state(SQLSMALLINT type, SQLHANDLE h)
{
	static SQLCHAR state[6];

	if (SQLGetDiagRec(type, h, 1, state, NULL, NULL, 0, NULL) != SQL_SUCCESS)
		return "";
	return (const char *)state;
}

START_TEST(each_call_empties_the_diagnostics_and_reading_does_not)
{
	SQLINTEGER n = -1;
	SQLRETURN rc = 77;

	ck_assert_int_eq(SQLSetStmtAttr(f.stmt, 4711, NULL, 0), SQL_ERROR);
	ck_assert_str_eq(first_state(SQL_HANDLE_STMT, f.stmt), "HY092");
	ck_assert_str_eq(first_state(SQL_HANDLE_STMT, f.stmt), "HY092");
	ck_assert_int_eq(SQLGetDiagField(SQL_HANDLE_STMT, f.stmt, 0, SQL_DIAG_NUMBER, &n, 0, NULL),
			 SQL_SUCCESS);
	ck_assert_int_eq(n, 1);
	ck_assert_int_eq(
		SQLGetDiagField(SQL_HANDLE_STMT, f.stmt, 0, SQL_DIAG_RETURNCODE, &rc, 0, NULL),
		SQL_SUCCESS);
	ck_assert_int_eq(rc, SQL_ERROR);
	ck_assert_int_eq(SQLFreeStmt(f.stmt, SQL_CLOSE), SQL_SUCCESS);
	ck_assert_str_eq(first_state(SQL_HANDLE_STMT, f.stmt), "");
}
END_TEST

START_TEST(each_handle_has_its_own_diagnostics)
{
	ck_assert_int_eq(SQLSetEnvAttr(f.env, 4711, NULL, 0), SQL_ERROR);
	ck_assert_int_eq(SQLSetConnectAttr(f.dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)9, 0),
			 SQL_ERROR);
	ck_assert_int_eq(SQLSetStmtAttr(f.stmt, SQL_ATTR_ASYNC_ENABLE, (SQLPOINTER)7, 0),
			 SQL_ERROR);
	ck_assert_int_eq(SQLSetDescField(f.stmt->ard, 1, 4711, NULL, 0), SQL_ERROR);
	ck_assert_str_eq(first_state(SQL_HANDLE_ENV, f.env), "HY092");
	ck_assert_str_eq(first_state(SQL_HANDLE_DBC, f.dbc), "HY024");
	ck_assert_str_eq(first_state(SQL_HANDLE_STMT, f.stmt), "HY024");
	ck_assert_str_eq(first_state(SQL_HANDLE_DESC, f.stmt->ard), "HY091");
}
END_TEST

START_TEST(a_text_that_cannot_be_is_not_passed_on)
{
	static SQLWCHAR wide[] = { 'x', 0 };
	static SQLCHAR narrow[] = "x";

	ck_assert_int_eq(SQLSetCursorName(f.stmt, narrow, -7), SQL_ERROR);
	ck_assert_str_eq(first_state(SQL_HANDLE_STMT, f.stmt), "HY090");
	ck_assert_int_eq(SQLSetCursorNameW(f.stmt, wide, -7), SQL_ERROR);
	ck_assert_str_eq(first_state(SQL_HANDLE_STMT, f.stmt), "HY090");
	ck_assert_ptr_null(f.stmt->cursor_name);
	ck_assert_int_eq(SQLSetCursorNameW(f.stmt, wide, SQL_NTS), SQL_SUCCESS);
	ck_assert_str_eq(f.stmt->cursor_name, "x");
}
END_TEST

/* --- lengths: characters or bytes ----------------------------------------------------------- */

START_TEST(wide_names_and_messages_count_characters)
{
	SQLWCHAR buf[64];
	SQLSMALLINT len = 0;
	static SQLWCHAR name[] = { 'c', 0xe9, 0 };

	ck_assert_int_eq(SQLSetCursorNameW(f.stmt, name, 2), SQL_SUCCESS);
	ck_assert_int_eq(SQLGetCursorNameW(f.stmt, buf, 3, &len), SQL_SUCCESS);
	ck_assert_int_eq(len, 2);
	ck_assert_int_eq(SQLGetCursorNameW(f.stmt, buf, 2, &len), SQL_SUCCESS_WITH_INFO);
	ck_assert_int_eq(len, 2);
	ck_assert_int_eq(SQLGetDiagRecW(SQL_HANDLE_STMT, f.stmt, 1, NULL, NULL, buf, 64, &len),
			 SQL_SUCCESS);
	ck_assert_int_eq(len, (int)strlen("[ShiftPool][ODBC Driver]String data, right truncated"));
}
END_TEST

START_TEST(what_comes_through_a_pointer_counts_bytes)
{
	SQLWCHAR buf[64];
	SQLSMALLINT small = 0;
	SQLINTEGER whole = 0;
	static SQLWCHAR name[] = { 'n', 'm', 0 };

	ck_assert_int_eq(SQLGetInfoW(f.dbc, SQL_DRIVER_ODBC_VER, buf, sizeof(buf), &small),
			 SQL_SUCCESS);
	ck_assert_int_eq(small, 10);
	ck_assert_int_eq(SQLSetDescFieldW(f.stmt->ipd, 1, SQL_DESC_NAME, name, 4), SQL_SUCCESS);
	ck_assert_int_eq(SQLGetDescFieldW(f.stmt->ipd, 1, SQL_DESC_NAME, buf, sizeof(buf), &whole),
			 SQL_SUCCESS);
	ck_assert_int_eq(whole, 4);
	ck_assert_int_eq(
		SQLGetDescRecW(f.stmt->ipd, 1, buf, 3, &small, NULL, NULL, NULL, NULL, NULL, NULL),
		SQL_SUCCESS);
	ck_assert_int_eq(small, 2);
	ck_assert_int_eq(SQLGetInfoW(f.dbc, SQL_DRIVER_ODBC_VER, buf, 7, &small), SQL_ERROR);
	ck_assert_str_eq(first_state(SQL_HANDLE_DBC, f.dbc), "HY090");
	ck_assert_int_eq(SQLGetDiagFieldW(SQL_HANDLE_DBC, f.dbc, 1, SQL_DIAG_SQLSTATE, buf,
					  sizeof(buf), &small),
			 SQL_SUCCESS);
	ck_assert_int_eq(small, 10);
}
END_TEST

/* --- descriptors of two connections ---------------------------------------------------------- */

START_TEST(descriptors_are_copied_between_connections)
{
	struct fake other;

	fake_open(&other, SQL_OV_ODBC3);
	ck_assert_int_eq(
		SQLSetDescField(f.stmt->ard, 2, SQL_DESC_CONCISE_TYPE, (SQLPOINTER)SQL_C_SLONG, 0),
		SQL_SUCCESS);
	ck_assert_int_eq(SQLCopyDesc(f.stmt->ard, other.stmt->apd), SQL_SUCCESS);
	ck_assert_int_eq(other.stmt->apd->count, 2);
	ck_assert_int_eq(SQLCopyDesc(other.stmt->apd, f.stmt->apd), SQL_SUCCESS);
	ck_assert_int_eq(f.stmt->apd->count, 2);
	ck_assert_int_eq(SQLCopyDesc(NULL, f.stmt->apd), SQL_INVALID_HANDLE);
	ck_assert_int_eq(SQLCopyDesc(f.stmt, f.stmt->apd), SQL_INVALID_HANDLE);
	/* Both are free again. */
	ck_assert_int_eq(SQLFreeStmt(f.stmt, SQL_CLOSE), SQL_SUCCESS);
	ck_assert_int_eq(SQLFreeStmt(other.stmt, SQL_CLOSE), SQL_SUCCESS);
	fake_close(&other);
}
END_TEST

START_TEST(wide_calls_survive_no_memory)
{
	static SQLWCHAR name[] = { 'c', 'u', 'r', 0 };

	for (size_t nth = 1;; nth++) {
		SQLRETURN rc;
		bool fired;

		oom_fail_at(nth);
		rc = SQLSetCursorNameW(f.stmt, name, SQL_NTS);
		fired = oom_fired();
		ck_assert_int_eq(rc, fired ? SQL_ERROR : SQL_SUCCESS);
		if (!fired)
			return;
		ck_assert_str_eq(first_state(SQL_HANDLE_STMT, f.stmt), "HY001");
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("api");
	TCase *t = tcase_create("api");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, a_null_handle_is_invalid, 0, N_CALLS);
	tcase_add_loop_test(t, a_handle_of_another_kind_is_invalid, 0, N_CALLS);
	tcase_add_loop_test(t, null_arguments_are_survived, 0, N_CALLS);
	tcase_add_loop_test(t, wrong_arguments_are_survived, 0, N_CALLS);
	tcase_add_test(t, each_entry_point_is_called);
	tcase_add_test(t, handles_are_made_and_freed);
	tcase_add_test(t, odbc_2_makes_and_frees_handles_too);
	tcase_add_test(t, each_call_empties_the_diagnostics_and_reading_does_not);
	tcase_add_test(t, each_handle_has_its_own_diagnostics);
	tcase_add_test(t, a_text_that_cannot_be_is_not_passed_on);
	tcase_add_test(t, wide_names_and_messages_count_characters);
	tcase_add_test(t, what_comes_through_a_pointer_counts_bytes);
	tcase_add_test(t, descriptors_are_copied_between_connections);
	tcase_add_test(t, wide_calls_survive_no_memory);
	suite_add_tcase(s, t);
	return unit_run(s);
}
