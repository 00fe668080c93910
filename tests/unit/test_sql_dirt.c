#include "config.h"
#include "sql/dirt.h"
#include "tests/unit/unit.h"

#include <string.h>

static const struct {
	const char *sql;
	unsigned dirt;
} cases[] = {
	{ "", 0 },
	{ "select 1", 0 },
	{ "select a, lower(b) from t where c in (1, 2) and d > any (array[1])", 0 },
	{ "select count(*) over (partition by a order by b) from t", 0 },
	{ "select cast(a as varchar(10)), a::numeric(10,2) from t", 0 },
	{ "select {fn locate(?, a, 2)}, {fn dayname(b)}, {fn convert(c, SQL_CHAR)} from t", 0 },
	{ "select {fn soundex(a)}, {fn difference(a, b)}, {d '2020-01-01'}", 0 },
	{ "select {interval '1.5' second(2,1)}", 0 },
	{ "select 'f(1)', \"f(1)\" /* f(1) */ from t -- f(1)", 0 },
	{ "select * from (select 1) as x(a)", 0 },
	{ "with x(a) as (select 1) select * from x", 0 },
	{ "with recursive x(a) as (select 1) select * from x", 0 },
	{ "values (1)", 0 },
	{ "table t", 0 },
	{ "update t set (a, b) = (1, 2) where c", DIRT_TRIGGER },
	{ "delete from t where a = now()", DIRT_TRIGGER },
	{ "truncate t", DIRT_TRIGGER },
	{ "create table t (a int, b varchar(10) default f(1), check (g(a)))", DIRT_TRIGGER },
	{ "create index i on t (lower(a))", DIRT_TRIGGER },
	{ "create index i on t using btree (f(a))", DIRT_TRIGGER },
	{ "create view v as select 1", DIRT_TRIGGER },
	{ "drop function f(int)", DIRT_TRIGGER },
	{ "grant execute on function f(int) to u", DIRT_TRIGGER },
	{ "comment on function f(int) is 'x'", DIRT_TRIGGER },
	{ "alter table t add a varchar(10)", DIRT_TRIGGER },
	{ "show all", 0 },
	{ "explain select 1", 0 },
	{ "analyze t", 0 },
	{ "lock t", 0 },
	{ "declare c cursor for select 1", 0 },
	{ "fetch 1 from c", 0 },
	{ "close c", 0 },
	{ "notify a", 0 },
	{ "select pg_catalog.now()", 0 },
	{ "select PG_CATALOG.Now()", 0 },
	{ "select \"now\"()", 0 },
	{ "select pg_advisory_xact_lock(1)", 0 },
	{ "select pg_try_advisory_xact_lock(1)", 0 },
	/* a default may draw from a sequence */
	{ "insert into t (a, b) values (?, now())", DIRT_SEQUENCE | DIRT_TRIGGER },
	{ "insert into s.t (a) select 1", DIRT_SEQUENCE | DIRT_TRIGGER },
	{ "with x as (insert into t values (1) returning *) select 1",
	  DIRT_SEQUENCE | DIRT_TRIGGER },
	{ "merge into t using s on true when not matched then insert (a) values (1)",
	  DIRT_SEQUENCE | DIRT_TRIGGER },
	{ "select nextval('s')", DIRT_SEQUENCE },
	{ "select pg_catalog.currval('s'), lastval(), SETVAL('s', 1)", DIRT_SEQUENCE },
	{ "create table t as select nextval('s')", DIRT_SEQUENCE | DIRT_TRIGGER },
	/* functions */
	{ "select f(1)", DIRT_FUNCTION },
	{ "select s.lower(a) from t", DIRT_FUNCTION },
	{ "select \"NOW\"()", DIRT_FUNCTION },
	{ "select * from f(1)", DIRT_FUNCTION },
	{ "select 1 where f (1)", DIRT_FUNCTION },
	{ "select lower(f(1))", DIRT_FUNCTION },
	{ "update t set a = f(1)", DIRT_FUNCTION | DIRT_TRIGGER },
	{ "{?=call f(?)}", DIRT_FUNCTION },
	{ "select setseed(0.5)", DIRT_LOAD },
	{ "select {fn rand(5)}", DIRT_LOAD },
	{ "select dblink_connect('x')", DIRT_LOAD },
	{ "select query_to_xml('set a = 1', true, true, '')", DIRT_FUNCTION },
	{ "create table t as select f(1)", DIRT_FUNCTION | DIRT_TRIGGER },
	{ "create materialized view v as select f(1)", DIRT_FUNCTION | DIRT_TRIGGER },
	{ "alter table t alter a type int using f(a)", DIRT_FUNCTION | DIRT_TRIGGER },
	{ "declare c cursor for select f(1)", DIRT_FUNCTION },
	{ "explain analyze select f(1)", DIRT_FUNCTION },
	{ "select an_awfully_long_name_that_is_longer_than_any_name_a_server_would_ever_keep(1)",
	  DIRT_FUNCTION },
	/* settings */
	{ "set a = 1", DIRT_SET },
	{ "SET SESSION a TO 1", DIRT_SET },
	{ "set time zone 'UTC'", DIRT_SET },
	{ "set seed to 0.5", DIRT_SET | DIRT_LOAD },
	{ "explain analyze insert into t values (1)", DIRT_SEQUENCE | DIRT_TRIGGER },
	{ "set names 'UTF8'", DIRT_SET },
	{ "set session characteristics as transaction read only", DIRT_SET },
	{ "set local a = 1", DIRT_SET_LOCAL },
	{ "set transaction read only", DIRT_SET_LOCAL },
	{ "set constraints all deferred", DIRT_SET_LOCAL },
	{ "set a = default", DIRT_SET | DIRT_RESET },
	{ "set search_path = pg_temp", DIRT_SET | DIRT_TEMP },
	{ "set search_path to 'pg_temp', public", DIRT_SET | DIRT_TEMP },
	{ "reset a", DIRT_RESET },
	{ "reset all", DIRT_RESET },
	{ "set role r", DIRT_SET | DIRT_ROLE },
	{ "set session role r", DIRT_SET | DIRT_ROLE },
	{ "set local role r", DIRT_SET_LOCAL },
	{ "set role none", DIRT_SET | DIRT_ROLE | DIRT_RESET },
	{ "set session authorization u", DIRT_SET | DIRT_ROLE },
	{ "set session authorization default", DIRT_SET | DIRT_ROLE | DIRT_RESET },
	{ "set local session authorization u", DIRT_SET_LOCAL },
	{ "select set_config('a', 'b', false)", DIRT_SET },
	{ "select set_config('a', 'b', true)", DIRT_SET_LOCAL },
	{ "select set_config('a', f('b', true), true)", DIRT_SET_LOCAL | DIRT_FUNCTION },
	{ "select set_config('a', 'b', true and false)", DIRT_SET },
	{ "select set_config('a', 'b', not true)", DIRT_SET },
	{ "select set_config('a', 'b', ?)", DIRT_SET },
	{ "select set_config('role', 'b', false)", DIRT_SET | DIRT_ROLE },
	{ "select set_config('Role', 'b', true)", DIRT_SET_LOCAL },
	{ "select set_config(?, 'b', false)", DIRT_SET | DIRT_ROLE },
	{ "select set_config(E'rol\\145', 'b', false)", DIRT_SET | DIRT_ROLE },
	{ "select set_config('ro' || 'le', 'b', false)", DIRT_SET | DIRT_ROLE },
	{ "select pg_catalog.set_config('search_path', '', false)", DIRT_SET },
	{ "select set_config('search_path', 'pg_temp', false)", DIRT_SET | DIRT_TEMP },
	/* objects of the session */
	{ "create temp table t (a int)", DIRT_TEMP | DIRT_TRIGGER },
	{ "create global temporary table t (a int)", DIRT_TEMP | DIRT_TRIGGER },
	{ "create table pg_temp.t (a int)", DIRT_TEMP | DIRT_TRIGGER },
	{ "create temp view v as select 1", DIRT_TEMP | DIRT_TRIGGER },
	{ "create temp sequence s", DIRT_TEMP | DIRT_TRIGGER },
	{ "create function pg_temp.f() returns int language sql as 'select 1'",
	  DIRT_TEMP | DIRT_TRIGGER },
	{ "create temp table t as select f(1)", DIRT_TEMP | DIRT_FUNCTION | DIRT_TRIGGER },
	{ "select 1 as a into temp t", DIRT_TEMP | DIRT_TRIGGER },
	{ "explain analyze create temp table t as select 1", DIRT_TEMP },
	{ "listen a", DIRT_LISTEN },
	{ "unlisten *", DIRT_LISTEN },
	{ "select pg_advisory_lock(1)", DIRT_ADVISORY },
	{ "select pg_try_advisory_lock_shared(1, 2)", DIRT_ADVISORY },
	{ "select pg_advisory_unlock_all()", DIRT_ADVISORY },
	{ "prepare p as select 1", DIRT_PREPARE },
	{ "prepare p (int) as select f(1)", DIRT_PREPARE | DIRT_FUNCTION },
	{ "deallocate p", DIRT_PREPARE },
	{ "declare c cursor with hold for select 1", DIRT_HOLD },
	{ "use d", DIRT_USE },
	{ "load 'x'", DIRT_LOAD },
	{ "discard all", DIRT_DISCARD },
	{ "copy t (a, b) from stdin", DIRT_COPY | DIRT_SEQUENCE | DIRT_TRIGGER },
	{ "copy (select f(1)) to stdout",
	  DIRT_COPY | DIRT_SEQUENCE | DIRT_TRIGGER | DIRT_FUNCTION },
	/* transactions in the text */
	{ "begin", DIRT_TRANSACTION },
	{ "start transaction read only", DIRT_TRANSACTION },
	{ "commit", DIRT_TRANSACTION },
	{ "end", DIRT_TRANSACTION },
	{ "rollback", DIRT_TRANSACTION },
	{ "rollback to s", DIRT_TRANSACTION },
	{ "savepoint s", DIRT_TRANSACTION },
	{ "release s", DIRT_TRANSACTION },
	{ "prepare transaction 'x'", DIRT_TRANSACTION },
	/* anything */
	{ "do $$ begin end $$", DIRT_UNKNOWN },
	{ "call p()", DIRT_UNKNOWN | DIRT_FUNCTION },
	{ "execute p", DIRT_UNKNOWN },
	{ "frobnicate the session", DIRT_UNKNOWN },
	/* several statements */
	{ "select 1; set a = 1; select 2", DIRT_SET },
	{ "begin; set local a = 1; listen x; commit",
	  DIRT_TRANSACTION | DIRT_SET_LOCAL | DIRT_LISTEN },
};

static unsigned dirt_of(const char *sql, enum sql_server server)
{
	struct sql_options opts = { .server = server };
	struct sql_error e = { 0 };
	struct sql_text t;
	unsigned dirt;

	if (!sql_translate(str_from(sql), &opts, &t, &e))
		ck_abort_msg("%s: %s", sql, e.text);
	dirt = sql_dirt(&t);
	sql_text_done(&t);
	return dirt;
}

static void a_statement_tells_what_it_leaves_behind_row(size_t row)
{
	unsigned dirt = dirt_of(cases[row].sql, SQL_FOR_POSTGRES);

	ck_assert_msg(dirt == cases[row].dirt, "%s: %x, expected %x", cases[row].sql, dirt,
		      cases[row].dirt);
}
UNIT_ROWS(a_statement_tells_what_it_leaves_behind, cases)

START_TEST(a_hash_table_is_temporary_on_redshift)
{
	ck_assert_uint_eq(dirt_of("create table #t (a int)", SQL_FOR_REDSHIFT),
			  DIRT_TEMP | DIRT_TRIGGER);
	ck_assert_uint_eq(dirt_of("select a into #t from b", SQL_FOR_REDSHIFT),
			  DIRT_TEMP | DIRT_TRIGGER);
	ck_assert_uint_eq(dirt_of("select * from #t", SQL_FOR_REDSHIFT), 0);
}
END_TEST

/* The search halves the table, so an unsorted one would lose names. */
START_TEST(the_harmless_functions_are_sorted)
{
	size_t n;
	const char *const *names = sql_harmless_table(&n);

	ck_assert_uint_gt(n, 300);
	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(!i || strcmp(names[i - 1], names[i]) < 0, "%s", names[i]);
		ck_assert_msg(sql_function_is_harmless(str_from(names[i])), "%s", names[i]);
	}
}
END_TEST

START_TEST(a_function_that_leaves_something_is_not_harmless)
{
	static const char *const names[] = {
		"set_config",     "setseed",
		"nextval",        "currval",
		"lastval",        "setval",
		"dblink",         "query_to_xml",
		"cursor_to_xml",  "pg_advisory_lock",
		"lo_open",        "lo_create",
		"pg_reload_conf", "no",
		"nowx",           "",
		"table_to_xml",   "pg_terminate_backend",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ck_assert_msg(!sql_function_is_harmless(str_from(names[i])), "%s", names[i]);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_dirt");
	TCase *t = tcase_create("sql_dirt");

	tcase_add_test(t, a_statement_tells_what_it_leaves_behind);
	tcase_add_test(t, a_hash_table_is_temporary_on_redshift);
	tcase_add_test(t, the_harmless_functions_are_sorted);
	tcase_add_test(t, a_function_that_leaves_something_is_not_harmless);
	suite_add_tcase(s, t);
	return unit_run(s);
}
