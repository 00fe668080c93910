/*
 * Who a session is: what SET SESSION AUTHORIZATION and SET ROLE change does not reach
 * the next holder, and what the session is by itself stays.
 */
#include "config.h"

#include "odbctest.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *const levels[] = { "smart", "full" };

static bool on_redshift(void)
{
	return strcmp(test_either("postgresql", "redshift"), "redshift") == 0;
}

/* One session, checked only by what its reset says. */
static SQLHDBC borrow(const char *level, const char *more)
{
	char text[300];

	snprintf(text, sizeof(text),
		 "DSN=pooled;PoolSize=1;MaxOverflow=0;PoolPrePing=false;PoolReset=%s;%s", level,
		 more);
	return test_connect(text);
}

static long long pid_of(SQLHDBC dbc)
{
	return test_number(dbc, "select pg_backend_pid()");
}

/* Only superusers may: the session stays and is theirs again. */
static void another_user_is_not_met_by_the_next(void)
{
	static const char admin[] = "UID=reset_admin;PWD=reset_admin";
	char user[64];
	SQLHDBC dbc = test_connect("DSN=plain");
	long long pid;

	snprintf(user, sizeof(user), "%s", test_text(dbc, "select session_user"));
	test_disconnect(dbc);
	test_server_exec("create role reset_admin superuser login password 'reset_admin'");
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		char sql[100];

		dbc = borrow(levels[i], admin);
		pid = pid_of(dbc);
		snprintf(sql, sizeof(sql), "set session authorization %s", user);
		test_exec(dbc, sql);
		CHECK_STR(test_text(dbc, "select session_user"), user);
		test_disconnect(dbc);
		dbc = borrow(levels[i], admin);
		CHECK_STR(test_text(dbc, "select session_user"), "reset_admin");
		CHECK_INT(pid_of(dbc), pid);
		test_disconnect(dbc);
	}
}

/* A reset asks for nothing that this user may not do: the session is lent again. */
static void everything_is_reset_by_an_ordinary_user(void)
{
	SQLHDBC dbc = borrow("full", "");
	long long pid = pid_of(dbc);

	for (int i = 0; i < 3; i++) {
		test_exec(dbc, "set search_path to nowhere");
		test_disconnect(dbc);
		dbc = borrow("full", "");
		CHECK_INT(pid_of(dbc), pid);
		CHECK(strcmp(test_text(dbc, "show search_path"), "nowhere") != 0);
	}
	test_disconnect(dbc);
}

/* ALTER ROLE ... SET role gives a session its role; DISCARD ALL alone would take it. */
static void a_role_of_the_session_itself_stays(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	char sql[400], role[64], database[64];

	if (on_redshift())
		test_skip("there is no SET ROLE");
	snprintf(role, sizeof(role), "%s", test_text(dbc, "select session_user"));
	snprintf(database, sizeof(database), "%s", test_text(dbc, "select current_database()"));
	test_disconnect(dbc);
	test_server_exec("create role role_of_start");
	snprintf(sql, sizeof(sql),
		 "grant role_of_start to %s;"
		 "alter role %s in database %s set role = 'role_of_start'",
		 role, role, database);
	test_server_exec(sql);
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		long long pid;

		dbc = borrow(levels[i], "SSLMode=disable");
		pid = pid_of(dbc);
		CHECK_STR(test_text(dbc, "select current_user"), "role_of_start");
		test_exec(dbc, "set role none");
		test_exec(dbc, "do $$ begin end $$");
		test_disconnect(dbc);
		dbc = borrow(levels[i], "SSLMode=disable");
		CHECK_INT(pid_of(dbc), pid);
		CHECK_STR(test_text(dbc, "select current_user"), "role_of_start");
		test_disconnect(dbc);
	}
}

static const struct test_case cases[] = {
	TEST_CASE(another_user_is_not_met_by_the_next),
	TEST_CASE(everything_is_reset_by_an_ordinary_user),
	TEST_CASE(a_role_of_the_session_itself_stays),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
