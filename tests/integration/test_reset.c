/*
 * What a connection leaves behind, and what the next one on the same session sees
 * of it: a matrix of kinds of dirt and levels of PoolReset.  Each row is also shown
 * to be visible where the level does not clean it, so that no row is empty.
 */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N(a) (sizeof(a) / sizeof((a)[0]))

static const char *const levels[] = { "none", "rollback", "smart", "full" };

enum { NONE = 1, ROLLBACK = 2, SMART = 4, FULL = 8, ALL = NONE | ROLLBACK | SMART | FULL };

enum server { POSTGRESQL = 1, REDSHIFT = 2, BOTH = POSTGRESQL | REDSHIFT };

static const struct dirt {
	const char *name;
	/* Statements, each executed alone; '!' before one that fails, '~' before one not read. */
	const char *soil[4];
	const char *probe;
	unsigned cleaned; /* levels after which the probe answers as on a new session */
	unsigned closed;  /* levels that close the session for it */
	unsigned servers;
} dirts[] = {
	{ "SET", { "set search_path to nowhere" }, "show search_path", SMART | FULL, 0, BOTH },
	{ "SET of a setting that is not reported",
	  { "set work_mem = '3MB'" },
	  "show work_mem",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "SET of a setting of Redshift's own",
	  { "set query_group to 'soiled'" },
	  "show query_group",
	  SMART | FULL,
	  0,
	  REDSHIFT },
	{ "SET of the limit of time",
	  { "set statement_timeout = 77777" },
	  "show statement_timeout",
	  SMART | FULL,
	  0,
	  BOTH },
	{ "SET with other statements",
	  { "select 1; set work_mem = '3MB'; select 2" },
	  "show work_mem",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "set_config()",
	  { "select set_config('work_mem', '3MB', false)" },
	  "show work_mem",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "a function that sets",
	  { "select soil_setting()" },
	  "show work_mem",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "a view that sets what the server reports",
	  { "select * from soil_view" },
	  "show timezone",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "SET LOCAL in a transaction left open",
	  { "begin", "set local work_mem = '3MB'" },
	  "show work_mem",
	  ALL,
	  NONE,
	  POSTGRESQL },
	{ "a transaction left open",
	  { "begin", "insert into soil_open values (1)" },
	  "select count(*) from soil_open",
	  ALL,
	  NONE,
	  BOTH },
	{ "a failed transaction",
	  { "begin", "!select 1 / (select count(*) from soil_open)" },
	  "select 7",
	  ALL,
	  NONE,
	  BOTH },
	{ "a cursor in a transaction left open",
	  { "begin", "declare soil_cursor cursor for select 1" },
	  "fetch 1 from soil_cursor",
	  ALL,
	  NONE,
	  BOTH },
	{ "a temporary table",
	  { "create temporary table soil_temp (a int)" },
	  "select count(*) from soil_temp",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "a temporary table on Redshift",
	  { "create temporary table soil_temp (a int)" },
	  "select count(*) from soil_temp",
	  SMART | FULL,
	  SMART | FULL,
	  REDSHIFT },
	{ "a temporary table of a function",
	  { "select soil_temporary()" },
	  "select count(*) from soil_temp",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "a temporary table of a procedure",
	  { "call soil_procedure()" },
	  "select count(*) from soil_temp",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "a temporary table of a procedure on Redshift",
	  { "call soil_procedure()" },
	  "select count(*) from soil_temp",
	  SMART | FULL,
	  SMART | FULL,
	  REDSHIFT },
	{ "a temporary table of a DO block",
	  { "do $$ begin create temp table soil_temp (a int); end $$" },
	  "select count(*) from soil_temp",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "LISTEN",
	  { "listen soiled" },
	  "select count(*) from pg_listening_channels()",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "an advisory lock",
	  { "select pg_advisory_lock(4711)" },
	  "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "an advisory lock of a trigger",
	  { "insert into soil_trigger values (1)" },
	  "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "PREPARE",
	  { "prepare soiled as select 1" },
	  "execute soiled",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "PREPARE on Redshift",
	  { "prepare soiled as select 1" },
	  "execute soiled",
	  SMART | FULL,
	  SMART | FULL,
	  REDSHIFT },
	{ "a cursor WITH HOLD",
	  { "declare soil_cursor cursor with hold for select 1" },
	  "fetch 1 from soil_cursor",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "SET ROLE",
	  { "set role soil_role" },
	  "select current_user",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "the state of a sequence",
	  { "select nextval('soil_sequence')" },
	  "select lastval() > 0",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "the state of a sequence behind a default",
	  { "insert into soil_serial default values" },
	  "select lastval() > 0",
	  SMART | FULL,
	  0,
	  POSTGRESQL },
	{ "set_config() on Redshift",
	  { "select set_config('query_group', 'soiled', false)" },
	  "show query_group",
	  SMART | FULL,
	  0,
	  REDSHIFT },
	{ "SET with other statements on Redshift",
	  { "select 1; set query_group to 'soiled'; select 2" },
	  "show query_group",
	  SMART | FULL,
	  0,
	  REDSHIFT },
	{ "SET LOCAL on Redshift",
	  { "begin", "set local query_group to 'soiled'" },
	  "show query_group",
	  ALL,
	  NONE,
	  REDSHIFT },
	{ "SET READONLY", { "set readonly = 1" }, "show readonly", SMART | FULL, 0, REDSHIFT },
	{ "a table named with #",
	  { "create table #soil (a int)" },
	  "select count(*) from #soil",
	  SMART | FULL,
	  SMART | FULL,
	  REDSHIFT },
	{ "SELECT INTO a table named with #",
	  { "select 1 as a into #soil" },
	  "select count(*) from #soil",
	  SMART | FULL,
	  SMART | FULL,
	  REDSHIFT },
	{ "USE", { "use partner" }, "show use", SMART | FULL, 0, REDSHIFT },
	{ "rows that nobody has read",
	  { "~select g, repeat('x', 1000) from generate_series(1, 100000) g" },
	  "select 7",
	  ALL,
	  0,
	  BOTH },
	{ "COPY that was refused",
	  { "!copy soil_open from stdin" },
	  "select count(*) from soil_open",
	  ALL,
	  0,
	  BOTH },
};

static const char both_setup[] = "create table soil_open (a int);";

static const char postgresql_setup[] =
	"create table soil_trigger (a int);"
	"create table soil_serial (a serial);"
	"create sequence soil_sequence;"
	"create function soil_setting() returns int language plpgsql as"
	" $$ begin perform set_config('work_mem', '3MB', false); return 1; end $$;"
	"create view soil_view as select set_config('timezone', 'Asia/Tokyo', false) as a;"
	"create function soil_temporary() returns int language plpgsql as"
	" $$ begin create temp table soil_temp (a int); return 1; end $$;"
	"create function soil_lock() returns trigger language plpgsql as"
	" $$ begin perform pg_advisory_lock(4712); return new; end $$;"
	"create trigger soil_lock before insert on soil_trigger"
	" for each row execute function soil_lock();";

static const char procedure_setup[] = "create procedure soil_procedure() language plpgsql as"
				      " $$ begin create temp table soil_temp (a int); end $$";

static enum server server_of(SQLHDBC dbc)
{
	char name[64] = "";

	CHECK_DBC(dbc, SQLGetInfo(dbc, SQL_DBMS_NAME, name, sizeof(name), NULL));
	return strcmp(name, "Redshift") == 0 ? REDSHIFT : POSTGRESQL;
}

/* One session, checked only by what its reset says. */
static SQLHDBC borrow(const char *level, const char *more)
{
	char text[400];

	snprintf(text, sizeof(text),
		 "DSN=pooled;PoolSize=1;MaxOverflow=0;PoolPrePing=false;PoolReset=%s;"
		 "ApplicationName=reset;%s",
		 level, more);
	return test_connect(text);
}

static long long pid_of(SQLHDBC dbc)
{
	return test_number(dbc, "select pg_backend_pid()");
}

static void run_soil(SQLHDBC dbc, const char *sql)
{
	SQLHSTMT stmt = test_stmt(dbc);
	char text[300];
	SQLRETURN rc;

	snprintf(text, sizeof(text), "%s", sql + (*sql == '!' || *sql == '~'));
	rc = SQLExecDirect(stmt, (SQLCHAR *)text, SQL_NTS);
	if (*sql == '!' ? SQL_SUCCEEDED(rc) : !SQL_SUCCEEDED(rc))
		test_fail(__FILE__, __LINE__, "%s: %s", sql,
			  test_diagnostics(SQL_HANDLE_STMT, stmt));
	if (*sql == '~')
		return; /* freed by the disconnect */
	while (SQLMoreResults(stmt) != SQL_NO_DATA)
		;
	test_free_stmt(stmt);
}

/* The first value, or the state of the failure. */
static void probe(SQLHDBC dbc, const char *sql, char *ret, size_t cap)
{
	SQLHSTMT stmt = test_stmt(dbc);
	char text[300];

	snprintf(text, sizeof(text), "%s", sql);
	if (!SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)text, SQL_NTS)))
		snprintf(ret, cap, "failed: %s", test_state(SQL_HANDLE_STMT, stmt));
	else if (!SQL_SUCCEEDED(SQLFetch(stmt)))
		snprintf(ret, cap, "no row");
	else
		snprintf(ret, cap, "%s", test_cell(stmt, 1));
	test_free_stmt(stmt);
}

/* Away with whatever a lower level has left, and with the session. */
static void renew(void)
{
	SQLHDBC dbc = borrow("full", "");
	SQLHDBC other;

	test_disconnect(dbc);
	other = borrow("full", "");
	test_disconnect(other);
}

static void one_cell(const struct dirt *d, unsigned level, const char *clean)
{
	SQLHDBC dbc = borrow(levels[level], "");
	long long pid = pid_of(dbc);
	char now[200];
	bool cleaned, kept;

	for (size_t i = 0; i < N(d->soil) && d->soil[i]; i++)
		run_soil(dbc, d->soil[i]);
	test_disconnect(dbc);
	dbc = borrow(levels[level], "");
	kept = pid_of(dbc) == pid;
	probe(dbc, d->probe, now, sizeof(now));
	test_disconnect(dbc);
	cleaned = strcmp(now, clean) == 0;
	if (cleaned != !!(d->cleaned & 1U << level))
		test_fail(__FILE__, __LINE__, "%s with PoolReset=%s: '%s', on a new session '%s'",
			  d->name, levels[level], now, clean);
	if (kept != !(d->closed & 1U << level))
		test_fail(__FILE__, __LINE__, "%s with PoolReset=%s: the session was %s", d->name,
			  levels[level], kept ? "kept" : "closed");
	renew();
}

static void one_row(const struct dirt *d, enum server server)
{
	char clean[200];
	SQLHDBC dbc;

	if (!(d->servers & server))
		return;
	renew();
	dbc = borrow("full", "");
	probe(dbc, d->probe, clean, sizeof(clean));
	test_disconnect(dbc);
	renew();
	for (unsigned level = 0; level < N(levels); level++)
		one_cell(d, level, clean);
}

static void the_next_borrower_sees_what_the_level_says(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	enum server server = server_of(dbc);

	test_exec(dbc, both_setup);
	if (server == POSTGRESQL) {
		test_exec(dbc, postgresql_setup);
		test_server_exec("do $$ begin create role soil_role;"
				 " exception when duplicate_object then null; end $$");
		test_server_exec("do $$ begin execute 'grant soil_role to ' ||"
				 " (select rolname from pg_roles r join pg_database d"
				 " on d.datdba = r.oid where d.datname = current_database());"
				 " end $$");
	}
	test_exec(dbc, procedure_setup);
	test_disconnect(dbc);
	for (size_t i = 0; i < N(dirts); i++)
		one_row(&dirts[i], server);
}

/* -- what is sent -------------------------------------------------------------- */

#define ACTIVITY test_either("pg_stat_activity", "standin_hidden_pg_stat_activity")

/* What the server was last asked on that session, once it is idle. */
static void last_query_is(long long pid, const char *query)
{
	char sql[400];

	snprintf(sql, sizeof(sql),
		 "select count(*) from %s where pid = %lld and state = 'idle' and query = '%s'",
		 ACTIVITY, pid, query);
	test_server_wait(sql, 1, 10);
}

static void a_clean_session_is_sent_nothing(void)
{
	SQLHDBC dbc = borrow("smart", "");
	long long pid;

	pid = pid_of(dbc);
	CHECK_STR(test_text(dbc, "select lower(relname) from pg_class where relname = 'pg_class'"),
		  "pg_class");
	CHECK_INT(test_number(dbc, "select 41 + 1"), 42);
	test_disconnect(dbc);
	last_query_is(pid, "select 41 + 1");
	dbc = borrow("smart", "");
	CHECK_INT(pid_of(dbc), pid);
	test_disconnect(dbc);
	last_query_is(pid, "select pg_backend_pid()");
	renew();
}

static void only_what_is_needed_is_sent(void)
{
	static const char *const rows[][2] = {
		{ "set work_mem = '3MB'", "RESET ALL" },
		{ "listen soiled", "UNLISTEN *" },
		{ "select pg_advisory_lock(1)", "SELECT pg_catalog.pg_advisory_unlock_all()" },
		{ "create temp table soil_temp (a int)", "DISCARD TEMP" },
		{ "prepare soiled as select 1", "DEALLOCATE ALL" },
		{ "begin", "ROLLBACK" },
		{ "do $$ begin end $$", "RESET ROLE" },
	}, *const redshift_rows[][2] = {
		{ "set query_group to 'soiled'", "RESET ALL" },
		{ "begin", "ROLLBACK" },
	};
	bool redshift = test_on_redshift();
	SQLHDBC dbc;
	long long pid;

	for (size_t i = 0; i < (redshift ? N(redshift_rows) : N(rows)); i++) {
		const char *const *row = redshift ? redshift_rows[i] : rows[i];

		dbc = borrow("smart", "");
		pid = pid_of(dbc);
		test_exec(dbc, row[0]);
		test_disconnect(dbc);
		/* "create temp table" belongs to a wide reset: tables may have event triggers. */
		last_query_is(pid, i == 3 ? "RESET ROLE" : row[1]);
	}
	renew();
}

static void nothing_is_sent_at_level_none(void)
{
	const char *soil = test_either("do $$ begin end $$", "reset all");
	SQLHDBC dbc = borrow("none", "");
	long long pid = pid_of(dbc);

	test_exec(dbc, soil);
	test_disconnect(dbc);
	last_query_is(pid, soil);
	renew();
}

/* -- what the driver itself leaves ------------------------------------------------ */

/* Redshift cannot list them: there the name is tried. */
static void prepared_statements_of_the_driver_are_gone(void)
{
	SQLHDBC dbc = borrow("smart", "");
	const char *count = "select count(*) from pg_prepared_statements";
	SQLHSTMT stmt;
	SQLINTEGER value = 5;
	long long pid = pid_of(dbc);

	/* Redshift does not tell; what the stand-in is made of does, to its owner. */
	if (server_of(dbc) == REDSHIFT) {
		test_server_exec("create function prepared_here() returns bigint language sql"
				 " security definer as"
				 " 'select count(*) from pg_catalog.pg_prepared_statement()'");
		count = "select prepared_here()";
	}
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, SQLPrepare(stmt, (SQLCHAR *)(uintptr_t) "select ? + 1", SQL_NTS));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  &value, 0, NULL));
	for (int i = 0; i < 10; i++) {
		CHECK_STMT(stmt, SQLExecute(stmt));
		CHECK_STMT(stmt, SQLFetch(stmt));
		CHECK_STMT(stmt, SQLCloseCursor(stmt));
	}
	CHECK_INT(test_number(dbc, count), 1);
	test_disconnect(dbc);
	dbc = borrow("smart", "");
	CHECK_INT(pid_of(dbc), pid);
	CHECK_INT(test_number(dbc, count), 0);
	test_disconnect(dbc);
	renew();
}

/* Redshift has one level of isolation; a table tells whether the session may write. */
static void access_mode_ends_on_redshift(void)
{
	for (size_t level = 0; level < N(levels); level++) {
		SQLHDBC dbc = borrow(levels[level], "");
		long long pid = pid_of(dbc);

		CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_ACCESS_MODE,
						 (SQLPOINTER)SQL_MODE_READ_ONLY, 0));
		run_soil(dbc, "!create table soil_access (a int)");
		test_disconnect(dbc);
		dbc = borrow(levels[level], "");
		CHECK_INT(pid_of(dbc), pid);
		run_soil(dbc, "create table soil_access (a int)");
		run_soil(dbc, "drop table soil_access");
		test_disconnect(dbc);
	}
}

static void attributes_end_with_their_connection(void)
{
	SQLHDBC first = borrow("full", "");
	bool redshift = server_of(first) == REDSHIFT;

	test_disconnect(first);
	if (redshift) {
		access_mode_ends_on_redshift();
		return;
	}
	for (size_t level = 0; level < N(levels); level++) {
		SQLHDBC dbc = borrow(levels[level], "");
		long long pid = pid_of(dbc);

		CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_TXN_ISOLATION,
						 (SQLPOINTER)SQL_TXN_SERIALIZABLE, 0));
		CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_ACCESS_MODE,
						 (SQLPOINTER)SQL_MODE_READ_ONLY, 0));
		CHECK_STR(test_text(dbc, "show transaction_isolation"), "serializable");
		CHECK_STR(test_text(dbc, "show transaction_read_only"), "on");
		test_disconnect(dbc);
		dbc = borrow(levels[level], "");
		CHECK_INT(pid_of(dbc), pid);
		CHECK_STR(test_text(dbc, "show transaction_isolation"), "read committed");
		CHECK_STR(test_text(dbc, "show transaction_read_only"), "off");
		test_disconnect(dbc);
	}
	renew();
}

/* -- what a session starts with ------------------------------------------------------ */

static void settings_of_redshift_are_made_again(SQLHDBC dbc)
{
	static const char settings[] = "ConnSettings={set query_group to 'own'}";
	static const char *const soil[] = { "set query_group to 'soiled'", "reset all" };
	long long pid;

	test_disconnect(dbc);
	dbc = borrow("smart", settings);
	pid = pid_of(dbc);
	for (size_t i = 0; i < N(soil); i++) {
		test_exec(dbc, soil[i]);
		test_disconnect(dbc);
		dbc = borrow("smart", settings);
		CHECK_INT(pid_of(dbc), pid);
		CHECK_STR(test_text(dbc, "show query_group"), "own");
	}
	test_disconnect(dbc);
}

static void settings_of_the_connection_are_made_again(void)
{
	static const char settings[] =
		"ReadOnly=1;ConnSettings={set work_mem = '5MB'; set timezone = 'Asia/Tokyo'}";
	static const char *const soil[] = { "set work_mem = '3MB'", "reset all", "discard all",
					    "set timezone = 'UTC'", "do $$ begin end $$" };
	SQLHDBC dbc = borrow("smart", "");
	long long pid;

	if (server_of(dbc) == REDSHIFT) {
		settings_of_redshift_are_made_again(dbc);
		return;
	}
	test_disconnect(dbc);
	dbc = borrow("smart", settings);
	pid = pid_of(dbc);
	for (size_t i = 0; i < N(soil); i++) {
		test_exec(dbc, soil[i]);
		test_disconnect(dbc);
		dbc = borrow("smart", settings);
		CHECK_INT(pid_of(dbc), pid);
		CHECK_STR(test_text(dbc, "show work_mem"), "5MB");
		CHECK_STR(test_text(dbc, "show timezone"), "Asia/Tokyo");
		CHECK_STR(test_text(dbc, "show transaction_read_only"), "on");
		CHECK_STR(test_text(dbc, "show application_name"), "reset");
	}
	test_disconnect(dbc);
}

/* Made twice, a table would be one too many: the first is dropped before. */
static void what_else_the_connection_starts_with_is_made_anew(void)
{
	static const char settings[] = "ConnSettings={create temp table soil_own (a int)}";
	SQLHDBC dbc = borrow("smart", settings);
	long long pid;

	pid = pid_of(dbc);
	test_exec(dbc, "insert into soil_own values (1)");
	test_exec(dbc, "set work_mem = '3MB'");
	test_disconnect(dbc);
	dbc = borrow("smart", settings);
	/* Redshift drops none without its name: the session is another. */
	CHECK((pid_of(dbc) == pid) != test_on_redshift());
	CHECK_INT(test_number(dbc, "select count(*) from soil_own"), 0);
	test_disconnect(dbc);
}

static void what_nothing_cleans_closes_the_session(void)
{
	SQLHDBC dbc = borrow("smart", "");
	long long pid;

	pid = pid_of(dbc);
	test_exec(dbc, "select setseed(0.5)");
	test_disconnect(dbc);
	dbc = borrow("smart", "");
	CHECK(pid_of(dbc) != pid);
	test_disconnect(dbc);
	renew();
}

/* -- failures --------------------------------------------------------------------- */

static void a_session_killed_after_its_reset_is_not_lent(void)
{
	SQLHDBC dbc = borrow("smart", "");
	char sql[200];
	long long pid;

	pid = pid_of(dbc);
	test_exec(dbc, "set work_mem = '3MB'");
	test_disconnect(dbc);
	snprintf(sql, sizeof(sql), "select count(pg_terminate_backend(%lld))", pid);
	CHECK_INT(test_server_number(sql), 1);
	snprintf(sql, sizeof(sql), "select count(*) from %s where pid = %lld", ACTIVITY, pid);
	test_server_wait(sql, 0, 10);
	dbc = borrow("smart", "");
	CHECK(pid_of(dbc) != pid);
	CHECK_STR(test_text(dbc, "show application_name"), "reset");
	test_disconnect(dbc);
	renew();
}

/* A start of the session that fails the second time, as long as the flag is up. */
static void a_reset_that_fails_closes_the_session(void)
{
	const char *settings = test_either("ConnSettings={select soil_start()}",
					   "ConnSettings={call soil_start()}");
	SQLHDBC dbc = test_connect("DSN=plain");
	long long pid;

	test_exec(dbc, "create table soil_flag (a int)");
	test_exec(dbc,
		  test_either("create function soil_start() returns int language plpgsql as"
			      " $$ begin return 1 / (1 - (select count(*) from soil_flag)); end $$",
			      "create procedure soil_start() language plpgsql as"
			      " $$ begin perform 1 / (1 - (select count(*) from soil_flag)); end "
			      "$$"));
	test_disconnect(dbc);
	dbc = borrow("smart", settings);
	pid = pid_of(dbc);
	test_exec(dbc, "insert into soil_flag values (1)");
	if (test_on_redshift()) /* where an INSERT has no triggers and leaves nothing */
		test_exec(dbc, "set query_group to 'soiled'");
	test_disconnect(dbc);
	last_query_is(pid, test_either("select soil_start()", "call soil_start()"));
	test_server_exec("delete from soil_flag");
	dbc = borrow("smart", settings);
	CHECK(pid_of(dbc) != pid);
	test_disconnect(dbc);
}

static const struct test_case cases[] = {
	TEST_CASE(the_next_borrower_sees_what_the_level_says),
	TEST_CASE(a_clean_session_is_sent_nothing),
	TEST_CASE(only_what_is_needed_is_sent),
	TEST_CASE(nothing_is_sent_at_level_none),
	TEST_CASE(prepared_statements_of_the_driver_are_gone),
	TEST_CASE(attributes_end_with_their_connection),
	TEST_CASE(settings_of_the_connection_are_made_again),
	TEST_CASE(what_else_the_connection_starts_with_is_made_anew),
	TEST_CASE(what_nothing_cleans_closes_the_session),
	TEST_CASE(a_session_killed_after_its_reset_is_not_lent),
	TEST_CASE(a_reset_that_fails_closes_the_session),
};

int main(void)
{
	return test_main(cases, N(cases));
}
