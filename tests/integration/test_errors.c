/* Errors of a real server as ODBC's states, and every field of diagnostics. */
#include "config.h"

#include "odbctest.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N(a)    (sizeof(a) / sizeof((a)[0]))
#define WORD(v) ((SQLPOINTER)(uintptr_t)(v))

/* -- states ------------------------------------------------------------------ */

static const char schema[] =
	"create schema e; grant all on schema e to public; set search_path to e;"
	"create table parent (a int primary key, b int not null check (b > 0), c varchar(3),"
	" constraint parent_b_key unique (b));"
	"create table child (a int references parent deferrable initially immediate);"
	"create table range (r int4range, exclude using gist (r with &&));"
	"create view checked as select * from parent where a < 10 with check option;"
	"create domain positive as int check (value > 0);"
	"create function raises(state text) returns int language plpgsql as "
	"$$ begin raise exception using errcode = state, message = 'raised'; end $$;"
	"insert into parent values (1, 1, 'a');"
	"grant all on all tables in schema e to public;"
	"create table secret (a int); set search_path to public";

/* Without what Redshift has not. */
static const char redshift_schema[] =
	"create schema e; grant all on schema e to public; set search_path to e;"
	"create table parent (a int primary key, b int not null, c varchar(3));"
	"insert into parent values (1, 1, 'a');"
	"grant all on all tables in schema e to public;"
	"create table secret (a int); set search_path to public";

/* server: its own state, kept in the text. */
struct error {
	const char *sql, *state, *server;
};

static const struct error errors[] = {
	{ "select * from e.not_there", "42S02", "42P01" },
	{ "drop table e.not_there", "42S02", "42P01" },
	{ "create table e.parent (a int)", "42S01", "42P07" },
	{ "create view e.parent as select 1", "42S01", "42P07" },
	{ "select not_there from e.parent", "42S22", "42703" },
	{ "update e.parent set not_there = 1", "42S22", "42703" },
	{ "alter table e_own add a int", "42S21", "42701" },
	{ "selec 1", "42000", "42601" },
	{ "select not_there(1)", "42000", "42883" },
	{ "select * from e.secret", "42000", "42501" },
	{ "select * from not_there.t", "42S02", "42P01" },
	{ "create table not_there.t (a int)", "3F000", "3F000" },
	{ "insert into e.parent values (2, null)", "23000", "23502" },
	{ "insert into e.parent values (3, 3, 'long')", "22001", "22001" },
	{ "select 99999::int2", "22003", "22003" },
	{ "select 'inf'::float8::int", "22003", "22003" },
	{ "select 1 / 0", "22012", "22012" },
	{ "select 'x'::int", "22018", "22P02" },
	{ "select 'x'::date", "22007", "22007" },
	{ "select '2020-13-01'::date", "22008", "22008" },
	{ "select log(-1)", "2201E", "2201E" },
	{ "select (select 1 union select 2)", "21000", "21000" },
	{ "insert into e.parent (a) values (1, 2)", "42000", "42601" },
	{ "set no_such_setting = 1", "42000", "42704" },
	{ "declare c cursor for select 1", "25000", "25P01" },
	{ "execute not_there", "26000", "26000" },
	{ "fetch from not_there", "34000", "34000" },
};

static const struct error of_postgresql[] = {
	{ "create index e_own_i on e_own (a)", "42S11", "42P07" },
	{ "drop index e.not_there", "42S12", "42704" },
	{ "select 1.5::int[]", "42000", "42846" },
	{ "insert into e.parent values (1, 2)", "23000", "23505" },
	{ "insert into e.parent values (2, -1)", "23000", "23514" },
	{ "insert into e.child values (77)", "23000", "23503" },
	{ "insert into e.range values ('[1,5]'), ('[2,3]')", "23000", "23P01" },
	{ "insert into e.checked values (10, 10)", "44000", "44000" },
	{ "select (-1)::e.positive", "23000", "23514" },
	{ "select 'ab' like 'a\\'", "22025", "22025" },
	{ "select '1'::numeric(2000)", "22023", "22023" },
	{ "select array[1, 2] || '{x}'", "22018", "22P02" },
	{ "savepoint s", "25000", "25P01" },
	{ "set role nobody_there", "22023", "22023" },
	{ "select e.raises('40001')", "40001", "40001" },
	{ "select e.raises('40P01')", "40001", "40P01" },
	{ "select e.raises('57014')", "HY008", "57014" },
	{ "select e.raises('53100')", "HY000", "53100" },
	{ "select e.raises('53200')", "HY001", "53200" },
	{ "select e.raises('P0001')", "P0001", "P0001" },
	{ "select e.raises('XX000')", "HY000", "XX000" },
	{ "select e.raises('55P03')", "HY000", "55P03" },
	{ "select e.raises('0A000')", "HYC00", "0A000" },
	{ "select e.raises('AB123')", "AB123", "AB123" },
};

/* What Redshift refuses, by the stand-in's guess of the state where README.md says so. */
static const struct error of_redshift[] = {
	{ "create index i on e_own (a)", "HYC00", "0A000" },
	{ "create table e_bad (a bytea)", "HYC00", "0A000" },
	{ "create table e_bad (a int check (a > 0))", "HYC00", "0A000" },
	{ "create sequence e.s", "HYC00", "0A000" },
	{ "select now(), a from e_own", "HYC00", "0A000" },
	{ "insert into e_own values (1) returning a", "42000", "42601" },
	{ "discard all", "42000", "42601" },
	{ "set lock_timeout = 1", "42000", "42704" },
	{ "select string_agg('a', ',')", "42000", "42883" },
	{ "select json_parse('{')", "HY000", "XX000" },
};

static int wrong_among(SQLHSTMT stmt, const struct error *list, size_t n)
{
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		char server[32];
		SQLRETURN rc = test_direct(stmt, list[i].sql);
		const char *all = test_diagnostics(SQL_HANDLE_STMT, stmt);

		snprintf(server, sizeof(server), "(SQLSTATE %s)", list[i].server);
		if (rc == SQL_ERROR && strncmp(all, list[i].state, 5) == 0 && strstr(all, server))
			continue;
		wrong++;
		test_diag("%s: %d, wanted %s of %s: %s", list[i].sql, rc, list[i].state,
			  list[i].server, all);
		SQLFreeStmt(stmt, SQL_CLOSE);
	}
	return wrong;
}

static void the_servers_states_become_odbcs(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;
	int wrong = 0;

	test_server_exec(test_either(schema, redshift_schema));
	dbc = test_connect("DSN=plain");
	test_exec(dbc, "create temporary table e_own (a int)");
	if (!test_on_redshift())
		test_exec(dbc, "create index e_own_i on e_own (a)");
	stmt = test_stmt(dbc);
	wrong += wrong_among(stmt, errors, N(errors));
	wrong += test_on_redshift() ? wrong_among(stmt, of_redshift, N(of_redshift))
				    : wrong_among(stmt, of_postgresql, N(of_postgresql));
	CHECK_INT(wrong, 0);
}

static void a_text_has_the_servers_detail(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);
	const char *all;

	test_exec(dbc, "create temporary table once (a int primary key)");
	test_exec(dbc, "insert into once values (1)");
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    test_direct(stmt, test_either("insert into once values (1)",
						  "insert into once values (null)")),
		    "23000");
	all = test_diagnostics(SQL_HANDLE_STMT, stmt);
	CHECK(strstr(all, test_either("[ShiftPool][PostgreSQL]ERROR: duplicate key value",
				      "[ShiftPool][Redshift]ERROR: null value in column")));
	CHECK(strstr(all, test_either("DETAIL: Key (a)=(1) already exists.",
				      "DETAIL: Failing row contains (null).")));
}

static void a_text_has_hint_and_position(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	const char *all;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "select lenght('x')"), "42000");
	all = test_diagnostics(SQL_HANDLE_STMT, stmt);
	CHECK(strstr(all, "HINT: No function matches"));
	CHECK(strstr(all, "POSITION: 8"));
	/* In the application's own text, before markers and escapes were replaced. */
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    test_direct(stmt, "select {fn ucase('x')}, {d '2020-01-01'}, nowhere"),
		    "42S22");
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt), "POSITION: 43"));
}

/* -- two sessions ------------------------------------------------------------------- */

static void a_serialization_failure_is_40001(void)
{
	SQLHDBC one, two;
	SQLHSTMT stmt;

	test_server_exec("create table counters (a int); insert into counters values (1);"
			 "grant all on counters to public");
	one = test_connect("DSN=plain;RollbackOnError=none");
	two = test_connect("DSN=plain");
	CHECK_DBC(one,
		  SQLSetConnectAttr(one, SQL_ATTR_TXN_ISOLATION, WORD(SQL_TXN_REPEATABLE_READ), 0));
	CHECK_DBC(one, SQLSetConnectAttr(one, SQL_ATTR_AUTOCOMMIT, WORD(SQL_AUTOCOMMIT_OFF), 0));
	CHECK_INT(test_number(one, "select a from counters"), 1);
	test_exec(two, "update counters set a = 2");
	stmt = test_stmt(one);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "update counters set a = a + 1"),
		    "40001");
	CHECK_DBC(one, SQLEndTran(SQL_HANDLE_DBC, one, SQL_ROLLBACK));
	CHECK_STMT(stmt, test_direct(stmt, "update counters set a = a + 1"));
	CHECK_DBC(one, SQLEndTran(SQL_HANDLE_DBC, one, SQL_COMMIT));
	CHECK_INT(test_number(two, "select a from counters"), 3);
}

struct locker {
	SQLHDBC dbc;
	const char *sql;
	SQLRETURN rc;
	char state[6];
};

static void *lock_row(void *arg)
{
	struct locker *l = arg;
	SQLHSTMT stmt = SQL_NULL_HSTMT;

	SQLAllocHandle(SQL_HANDLE_STMT, l->dbc, &stmt);
	l->rc = SQLExecDirect(stmt, (SQLCHAR *)(uintptr_t)l->sql, SQL_NTS);
	if (l->rc == SQL_ERROR)
		SQLGetDiagField(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_SQLSTATE, l->state,
				sizeof(l->state), NULL);
	/* Lets the other one go on. */
	SQLEndTran(SQL_HANDLE_DBC, l->dbc, SQL_ROLLBACK);
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
	return NULL;
}

static void a_deadlock_is_40001_for_one_of_two(void)
{
	struct locker l[2] = { { .sql = "update pairs set b = 1 where a = 2" },
			       { .sql = "update pairs set b = 2 where a = 1" } };
	pthread_t threads[2];

	test_server_exec(
		"create table pairs (a int, b int); insert into pairs values (1, 0), (2, 0);"
		"grant all on pairs to public");
	for (int i = 0; i < 2; i++) {
		l[i].dbc = test_connect("DSN=plain;RollbackOnError=none");
		CHECK_DBC(l[i].dbc, SQLSetConnectAttr(l[i].dbc, SQL_ATTR_AUTOCOMMIT,
						      WORD(SQL_AUTOCOMMIT_OFF), 0));
	}
	test_exec(l[0].dbc, "update pairs set b = 1 where a = 1");
	test_exec(l[1].dbc, "update pairs set b = 2 where a = 2");
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, lock_row, &l[i]);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	CHECK_INT((l[0].rc == SQL_ERROR) + (l[1].rc == SQL_ERROR), 1);
	CHECK_STR(l[l[0].rc == SQL_ERROR ? 0 : 1].state, "40001");
}

static void a_statement_cancelled_by_an_administrator_is_hy008(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	long long pid = test_number(dbc, "select pg_backend_pid()");
	struct locker l = { dbc, test_either("select pg_sleep(60)", "select standin.sleep(60)"), 0,
			    "" };
	pthread_t thread;
	char sql[120];

	pthread_create(&thread, NULL, lock_row, &l);
	test_wait_asleep(1, 20);
	snprintf(sql, sizeof(sql), "select pg_cancel_backend(%d)", (int)pid);
	test_server_exec(sql);
	pthread_join(thread, NULL);
	CHECK_INT(l.rc, SQL_ERROR);
	CHECK_STR(l.state, "HY008");
	CHECK_INT(test_number(dbc, "select 1"), 1);
}

static void a_timeout_of_the_server_is_hyt00(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	test_exec(dbc, "set statement_timeout = 50");
	CHECK_STATE(
		SQL_HANDLE_STMT, stmt,
		test_direct(stmt, test_either("select pg_sleep(60)", "select standin.sleep(60)")),
		"HYT00");
	CHECK_INT(test_number(dbc, "select 1"), 1);
}

static void a_lost_session_is_08s01_and_stays_so(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);
	SQLUINTEGER dead = 9;
	const char *database = test_text(dbc, "select current_database()");
	char sql[80], name[100] = "";

	snprintf(sql, sizeof(sql), "select pg_terminate_backend(%lld)",
		 test_number(dbc, "select pg_backend_pid()"));
	CHECK_DBC(dbc, SQLGetConnectAttr(dbc, SQL_ATTR_CONNECTION_DEAD, &dead, 0, NULL));
	CHECK_INT(dead, SQL_CD_FALSE);
	test_server_exec(sql);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "select 1"), "08S01");
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt), "connect again"));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "select 1"), "08S01");
	CHECK_DBC(dbc, SQLGetConnectAttr(dbc, SQL_ATTR_CONNECTION_DEAD, &dead, 0, NULL));
	CHECK_INT(dead, SQL_CD_TRUE);
	/* What needs no server is still told. */
	CHECK_DBC(dbc, SQLGetConnectAttr(dbc, SQL_ATTR_CURRENT_CATALOG, name, sizeof(name), NULL));
	CHECK_STR(name, database);
	CHECK_DBC(dbc, SQLDisconnect(dbc));
	CHECK_DBC(dbc, test_try_connect(dbc, "DSN=plain"));
	CHECK_INT(test_number(dbc, "select 1"), 1);
}

static void rows_lost_on_the_way_are_08s01(void)
{
	SQLHDBC dbc = test_connect("DSN=plain;ReadAhead=1");
	SQLHSTMT stmt = test_stmt(dbc);
	char sql[80];
	int rows = 0;
	SQLRETURN rc;

	snprintf(sql, sizeof(sql), "select pg_terminate_backend(%lld)",
		 test_number(dbc, "select pg_backend_pid()"));
	CHECK_STMT(
		stmt,
		test_direct(stmt, "select n, repeat('x', 10000) from generate_series(1, 20000) n"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	test_server_exec(sql);
	while (SQL_SUCCEEDED(rc = SQLFetch(stmt)))
		rows++;
	CHECK_INT(rc, SQL_ERROR);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "08S01");
	CHECK(rows < 20000);
}

static void a_wrong_password_is_28000(void)
{
	SQLHDBC dbc = test_dbc();

	CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, "DSN=plain;PWD=wrong"), "28000");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, "DSN=plain;Database=nowhere"),
		    "08004");
	CHECK_STATE(SQL_HANDLE_DBC, dbc,
		    test_try_connect(dbc, "DSN=plain;Servername=127.0.0.1;Port=1"), "08001");
}

/* -- diagnostic fields ------------------------------------------------------------------ */

static const char *text_field(SQLHSTMT stmt, SQLSMALLINT n, SQLSMALLINT field)
{
	static char text[8][200];
	static int next;
	char *p = text[next++ % 8];

	CHECK_STMT(stmt,
		   SQLGetDiagField(SQL_HANDLE_STMT, stmt, n, field, p, sizeof(text[0]), NULL));
	return p;
}

static long long int_field(SQLHSTMT stmt, SQLSMALLINT n, SQLSMALLINT field)
{
	SQLINTEGER v = -99;

	CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, n, field, &v, 0, NULL));
	return v;
}

static long long len_field(SQLHSTMT stmt, SQLSMALLINT n, SQLSMALLINT field)
{
	SQLLEN v = -99;

	CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, n, field, &v, 0, NULL));
	return v;
}

static const struct function {
	const char *sql, *name;
	int code;
	long long rows; /* -2: of no interest */
} functions[] = {
	{ "create table d (a int)", "CREATE TABLE", SQL_DIAG_CREATE_TABLE, -2 },
	{ "insert into d values (1), (2), (3)", "INSERT", SQL_DIAG_INSERT, 3 },
	{ "update d set a = a + 1 where a > 1", "UPDATE WHERE", SQL_DIAG_UPDATE_WHERE, 2 },
	{ "alter table d add b int", "ALTER TABLE", SQL_DIAG_ALTER_TABLE, -2 },
	{ "create view d_v as select * from d", "CREATE VIEW", SQL_DIAG_CREATE_VIEW, -2 },
	{ "grant select on d to public", "GRANT", SQL_DIAG_GRANT, -2 },
	{ "revoke select on d from public", "REVOKE", SQL_DIAG_REVOKE, -2 },
	{ "drop view d_v", "DROP VIEW", SQL_DIAG_DROP_VIEW, -2 },
	{ "delete from d where a = 1", "DELETE WHERE", SQL_DIAG_DELETE_WHERE, 1 },
	{ "drop table d", "DROP TABLE", SQL_DIAG_DROP_TABLE, -2 },
	{ "set datestyle = 'ISO'", "", SQL_DIAG_UNKNOWN_STATEMENT, -2 },
}, index_functions[] = {
	{ "create table i (a int)", "CREATE TABLE", SQL_DIAG_CREATE_TABLE, -2 },
	{ "create index i_i on i (a)", "CREATE INDEX", SQL_DIAG_CREATE_INDEX, -2 },
	{ "drop index i_i", "DROP INDEX", SQL_DIAG_DROP_INDEX, -2 },
};

static void check_functions(const struct function *f, size_t n)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));

	for (size_t i = 0; i < n; i++) {
		CHECK_STMT(stmt, test_direct(stmt, f[i].sql));
		CHECK_STR(text_field(stmt, 0, SQL_DIAG_DYNAMIC_FUNCTION), f[i].name);
		CHECK_INT(int_field(stmt, 0, SQL_DIAG_DYNAMIC_FUNCTION_CODE), f[i].code);
		CHECK_INT(int_field(stmt, 0, SQL_DIAG_NUMBER), 0);
		if (f[i].rows != -2)
			CHECK_INT(len_field(stmt, 0, SQL_DIAG_ROW_COUNT), f[i].rows);
	}
}

static void the_header_says_what_was_executed(void)
{
	check_functions(functions, sizeof(functions) / sizeof(functions[0]));
}

static void the_header_says_that_an_index_was_made(void)
{
	check_functions(index_functions, sizeof(index_functions) / sizeof(index_functions[0]));
}

static void the_header_counts_a_cursors_rows(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_CURSOR_TYPE, WORD(SQL_CURSOR_STATIC), 0));
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 17) n"));
	CHECK_INT(len_field(stmt, 0, SQL_DIAG_CURSOR_ROW_COUNT), 17);
	CHECK_STR(text_field(stmt, 0, SQL_DIAG_DYNAMIC_FUNCTION), "SELECT CURSOR");
	CHECK_INT(int_field(stmt, 0, SQL_DIAG_DYNAMIC_FUNCTION_CODE), SQL_DIAG_SELECT_CURSOR);
}

/* Whatever the server is sent for it. */
static void the_header_says_that_a_call_was_executed(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));

	CHECK_STMT(stmt, test_direct(stmt, "{call pg_backend_pid()}"));
	CHECK_STR(text_field(stmt, 0, SQL_DIAG_DYNAMIC_FUNCTION), "CALL");
	CHECK_INT(int_field(stmt, 0, SQL_DIAG_DYNAMIC_FUNCTION_CODE), SQL_DIAG_CALL);
}

static void a_record_names_server_connection_and_origin(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));

	CHECK_INT(test_direct(stmt, "select 1 / 0"), SQL_ERROR);
	CHECK_STR(text_field(stmt, 1, SQL_DIAG_SQLSTATE), "22012");
	CHECK_STR(text_field(stmt, 1, SQL_DIAG_SERVER_NAME), "plain");
	CHECK(*text_field(stmt, 1, SQL_DIAG_CONNECTION_NAME));
	CHECK_STR(text_field(stmt, 1, SQL_DIAG_CLASS_ORIGIN), "ISO 9075");
	CHECK_STR(text_field(stmt, 1, SQL_DIAG_SUBCLASS_ORIGIN), "ISO 9075");
	CHECK(strstr(text_field(stmt, 1, SQL_DIAG_MESSAGE_TEXT), "division by zero"));
	CHECK_INT(len_field(stmt, 1, SQL_DIAG_ROW_NUMBER), SQL_NO_ROW_NUMBER);
	CHECK_INT(int_field(stmt, 1, SQL_DIAG_COLUMN_NUMBER), SQL_NO_COLUMN_NUMBER);
	CHECK_INT(int_field(stmt, 0, SQL_DIAG_NUMBER), 1);
	CHECK_STR(text_field(stmt, 0, SQL_DIAG_DYNAMIC_FUNCTION), "SELECT CURSOR");
	CHECK_INT(test_direct(stmt, "select * from nowhere"), SQL_ERROR);
	CHECK_STR(text_field(stmt, 1, SQL_DIAG_SUBCLASS_ORIGIN), "ODBC 3.0");
}

/* Errors of parameters name their row and number. */
static void a_parameters_error_names_its_place(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	char text[3][4] = { "1", "x", "3" };
	SQLLEN ind[3] = { SQL_NTS, SQL_NTS, SQL_NTS };
	SQLUSMALLINT status[3];
	SQLSMALLINT i;

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_PARAMSET_SIZE, WORD(3), 0));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_PARAM_STATUS_PTR, status, 0));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 0, 0,
					  text, sizeof(text[0]), ind));
	test_exec(test_connect("DSN=plain"), "create table params (a int)");
	CHECK_STMT(stmt, test_direct(stmt, "insert into params values (?)"));
	CHECK_INT(status[0], SQL_PARAM_SUCCESS);
	CHECK_INT(status[1], SQL_PARAM_ERROR);
	CHECK_INT(status[2], SQL_PARAM_SUCCESS);
	for (i = 1; strcmp(text_field(stmt, i, SQL_DIAG_SQLSTATE), "22018") != 0; i++)
		;
	CHECK_INT(len_field(stmt, i, SQL_DIAG_ROW_NUMBER), 2);
	CHECK_INT(int_field(stmt, i, SQL_DIAG_COLUMN_NUMBER), 1);
}

/* A long message is cut with its length told, and nothing is posted about that. */
static void a_message_is_read_into_what_room_there_is(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	SQLCHAR state[6], text[20];
	SQLINTEGER native = -1;
	SQLSMALLINT n = 0;

	CHECK_INT(test_direct(stmt, "select 1 / 0"), SQL_ERROR);
	CHECK_INT(SQLGetDiagRec(SQL_HANDLE_STMT, stmt, 1, state, &native, text, sizeof(text), &n),
		  SQL_SUCCESS_WITH_INFO);
	CHECK_INT((long long)strlen((char *)text), 19);
	CHECK(n > 30);
	CHECK_INT(SQLGetDiagRec(SQL_HANDLE_STMT, stmt, 2, state, &native, text, sizeof(text), &n),
		  SQL_NO_DATA);
	CHECK_STR(text_field(stmt, 1, SQL_DIAG_SQLSTATE), "22012");
}

static const struct test_case cases[] = {
	TEST_CASE(the_servers_states_become_odbcs),
	TEST_CASE(a_text_has_the_servers_detail),
	TEST_CASE(a_text_has_hint_and_position),
	TEST_CASE(a_serialization_failure_is_40001),
	TEST_CASE(a_deadlock_is_40001_for_one_of_two),
	TEST_CASE(a_statement_cancelled_by_an_administrator_is_hy008),
	TEST_CASE(a_timeout_of_the_server_is_hyt00),
	TEST_CASE(a_lost_session_is_08s01_and_stays_so),
	TEST_CASE(rows_lost_on_the_way_are_08s01),
	TEST_CASE(a_wrong_password_is_28000),
	TEST_CASE(the_header_says_what_was_executed),
	TEST_CASE(the_header_says_that_an_index_was_made),
	TEST_CASE(the_header_counts_a_cursors_rows),
	TEST_CASE(the_header_says_that_a_call_was_executed),
	TEST_CASE(a_record_names_server_connection_and_origin),
	TEST_CASE(a_parameters_error_names_its_place),
	TEST_CASE(a_message_is_read_into_what_room_there_is),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
