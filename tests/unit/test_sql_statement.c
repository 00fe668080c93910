#include "config.h"
#include "sql/statement.h"
#include "sql/translate.h"
#include "tests/unit/unit.h"

#include <string.h>

static const struct {
	const char *sql;
	enum sql_kind kind;
	unsigned flags;
	const char *function;
	int code;
} kinds[] = {
	{ "select 1", KIND_SELECT, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "SELECT 1", KIND_SELECT, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "/* a */ -- b\n select 1", KIND_SELECT, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "(select 1) union (select 2)", KIND_SELECT, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "((select 1))", KIND_SELECT, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "values (1)", KIND_VALUES, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "table t", KIND_TABLE, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "show all", KIND_SHOW, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "explain select 1", KIND_EXPLAIN, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "explain analyze create temp table t as select 1", KIND_EXPLAIN, SQL_ROWS | SQL_TEMP,
	  "SELECT CURSOR", 85 },
	{ "fetch 10 from c", KIND_FETCH, SQL_ROWS, "SELECT CURSOR", 85 },
	{ "with a as (select 1) select * from a", KIND_SELECT, SQL_ROWS | SQL_WITH, "SELECT CURSOR",
	  85 },
	{ "with recursive a (x) as materialized (select 1), b as (values (1)) table a", KIND_TABLE,
	  SQL_ROWS | SQL_WITH, "SELECT CURSOR", 85 },
	{ "with a as (delete from t returning *) select * from a", KIND_SELECT,
	  SQL_ROWS | SQL_WITH | SQL_CHANGING_WITH, "SELECT CURSOR", 85 },
	{ "with a as (select 1) insert into t select * from a", KIND_INSERT, SQL_WITH, "INSERT",
	  50 },
	{ "with a as (select 1) update t set x = 1", KIND_UPDATE, SQL_WITH, "UPDATE WHERE", 82 },
	{ "with a as (select 1) delete from t", KIND_DELETE, SQL_WITH, "DELETE WHERE", 19 },
	{ "select 1 into t", KIND_SELECT, SQL_INTO, "SELECT CURSOR", 85 },
	{ "select a into temp t from b", KIND_SELECT, SQL_INTO | SQL_TEMP, "SELECT CURSOR", 85 },
	{ "select a into temporary table t from b", KIND_SELECT, SQL_INTO | SQL_TEMP,
	  "SELECT CURSOR", 85 },
	{ "select a into pg_temp.t from b", KIND_SELECT, SQL_INTO | SQL_TEMP, "SELECT CURSOR", 85 },
	{ "select x as into from t", KIND_SELECT, SQL_ROWS | SQL_PLAIN, "SELECT CURSOR", 85 },
	{ "select * from t for update", KIND_SELECT, SQL_ROWS | SQL_PLAIN | SQL_FOR_UPDATE,
	  "SELECT CURSOR", 85 },
	{ "select * from t for no key update of t nowait", KIND_SELECT,
	  SQL_ROWS | SQL_PLAIN | SQL_FOR_UPDATE, "SELECT CURSOR", 85 },
	{ "select 1 for share", KIND_SELECT, SQL_ROWS | SQL_FOR_UPDATE, "SELECT CURSOR", 85 },
	{ "insert into t values (1)", KIND_INSERT, SQL_ONE_ROW, "INSERT", 50 },
	{ "insert into t default values", KIND_INSERT, 0, "INSERT", 50 },
	{ "insert into t values (1) returning id", KIND_INSERT,
	  SQL_ONE_ROW | SQL_RETURNING | SQL_ROWS, "INSERT", 50 },
	{ "insert into t values (1) on conflict do nothing", KIND_INSERT,
	  SQL_ONE_ROW | SQL_CONFLICT, "INSERT", 50 },
	{ "insert into t values (1) union select 2", KIND_INSERT, 0, "INSERT", 50 },
	{ "insert into t select 1 union values (2)", KIND_INSERT, 0, "INSERT", 50 },
	{ "update t set a = 1", KIND_UPDATE, 0, "UPDATE WHERE", 82 },
	{ "update t set a = 1 where b = 1 returning a", KIND_UPDATE, SQL_RETURNING | SQL_ROWS,
	  "UPDATE WHERE", 82 },
	{ "update t set a = 1 where current of c", KIND_UPDATE, SQL_CURRENT_OF,
	  "DYNAMIC UPDATE CURSOR", 81 },
	{ "delete from t", KIND_DELETE, 0, "DELETE WHERE", 19 },
	{ "delete from t where current of \"C\"", KIND_DELETE, SQL_CURRENT_OF,
	  "DYNAMIC DELETE CURSOR", 38 },
	{ "merge into t using s on true when matched then delete", KIND_MERGE, 0, "", 0 },
	{ "truncate t", KIND_TRUNCATE, 0, "", 0 },
	{ "create table t (a int)", KIND_CREATE, 0, "CREATE TABLE", 77 },
	{ "create unlogged table t (a int)", KIND_CREATE, 0, "CREATE TABLE", 77 },
	{ "create temp table t (a int)", KIND_CREATE, SQL_TEMP, "CREATE TABLE", 77 },
	{ "create local temporary table t (a int)", KIND_CREATE, SQL_TEMP, "CREATE TABLE", 77 },
	{ "create table pg_temp.t (a int)", KIND_CREATE, SQL_TEMP, "CREATE TABLE", 77 },
	{ "create table \"pg_temp\".t (a int)", KIND_CREATE, SQL_TEMP, "CREATE TABLE", 77 },
	{ "create table PG_TEMP_3.t (a int)", KIND_CREATE, SQL_TEMP, "CREATE TABLE", 77 },
	{ "create foreign table t (a int)", KIND_CREATE, 0, "CREATE TABLE", 77 },
	{ "create temp sequence s", KIND_CREATE, SQL_TEMP, "", 0 },
	{ "create or replace temp view v as select 1", KIND_CREATE, SQL_TEMP, "CREATE VIEW", 84 },
	{ "create view v as select 1", KIND_CREATE, 0, "CREATE VIEW", 84 },
	{ "create recursive view v (a) as select 1", KIND_CREATE, 0, "CREATE VIEW", 84 },
	{ "create materialized view v as select 1", KIND_CREATE, 0, "CREATE VIEW", 84 },
	{ "create index on t (a)", KIND_CREATE, 0, "CREATE INDEX", -1 },
	{ "create unique index i on t (a)", KIND_CREATE, 0, "CREATE INDEX", -1 },
	{ "create index concurrently i on t (a)", KIND_CREATE, SQL_NO_BLOCK, "CREATE INDEX", -1 },
	{ "create schema s", KIND_CREATE, 0, "CREATE SCHEMA", 64 },
	{ "create domain d as int", KIND_CREATE, 0, "CREATE DOMAIN", 23 },
	{ "create collation c from \"C\"", KIND_CREATE, 0, "CREATE COLLATION", 10 },
	{ "create database d", KIND_CREATE, SQL_NO_BLOCK, "", 0 },
	{ "create tablespace d location ''", KIND_CREATE, SQL_NO_BLOCK, "", 0 },
	{ "create subscription s connection '' publication p", KIND_CREATE, SQL_NO_BLOCK, "", 0 },
	{ "create external table s.t (a int)", KIND_CREATE, SQL_NO_BLOCK, "CREATE TABLE", 77 },
	{ "create external schema s", KIND_CREATE, SQL_NO_BLOCK, "CREATE SCHEMA", 64 },
	{ "create function f() returns int", KIND_CREATE, 0, "", 0 },
	{ "alter table t add a int", KIND_ALTER, 0, "ALTER TABLE", 4 },
	{ "alter table t append from s", KIND_ALTER, SQL_NO_BLOCK, "ALTER TABLE", 4 },
	{ "alter table t detach partition p concurrently", KIND_ALTER, SQL_NO_BLOCK, "ALTER TABLE",
	  4 },
	{ "alter table t set tablespace s", KIND_ALTER, 0, "ALTER TABLE", 4 },
	{ "alter domain d drop default", KIND_ALTER, 0, "ALTER DOMAIN", 3 },
	{ "alter database d set tablespace s", KIND_ALTER, SQL_NO_BLOCK, "", 0 },
	{ "alter system set a = 1", KIND_ALTER, SQL_NO_BLOCK, "", 0 },
	{ "alter subscription s refresh publication", KIND_ALTER, SQL_NO_BLOCK, "", 0 },
	{ "drop table t", KIND_DROP, 0, "DROP TABLE", 32 },
	{ "drop view v", KIND_DROP, 0, "DROP VIEW", 36 },
	{ "drop materialized view v", KIND_DROP, 0, "DROP VIEW", 36 },
	{ "drop index i", KIND_DROP, 0, "DROP INDEX", -2 },
	{ "drop index concurrently i", KIND_DROP, SQL_NO_BLOCK, "DROP INDEX", -2 },
	{ "drop schema s", KIND_DROP, 0, "DROP SCHEMA", 31 },
	{ "drop domain d", KIND_DROP, 0, "DROP DOMAIN", 27 },
	{ "drop collation c", KIND_DROP, 0, "DROP COLLATION", 26 },
	{ "drop database d", KIND_DROP, SQL_NO_BLOCK, "", 0 },
	{ "grant select on t to u", KIND_GRANT, 0, "GRANT", 48 },
	{ "revoke select on t from u", KIND_REVOKE, 0, "REVOKE", 59 },
	{ "comment on table t is 'x'", KIND_OTHER_DDL, 0, "", 0 },
	{ "refresh materialized view v", KIND_OTHER_DDL, 0, "", 0 },
	{ "begin", KIND_BEGIN, 0, "", 0 },
	{ "start transaction", KIND_BEGIN, 0, "", 0 },
	{ "commit", KIND_COMMIT, 0, "", 0 },
	{ "end", KIND_COMMIT, 0, "", 0 },
	{ "rollback", KIND_ROLLBACK, 0, "", 0 },
	{ "rollback work", KIND_ROLLBACK, 0, "", 0 },
	{ "abort", KIND_ROLLBACK, 0, "", 0 },
	{ "rollback to s", KIND_ROLLBACK_TO, 0, "", 0 },
	{ "rollback work to savepoint s", KIND_ROLLBACK_TO, 0, "", 0 },
	{ "ROLLBACK TRANSACTION TO s", KIND_ROLLBACK_TO, 0, "", 0 },
	{ "savepoint s", KIND_SAVEPOINT, 0, "", 0 },
	{ "release s", KIND_RELEASE, 0, "", 0 },
	{ "prepare transaction 'x'", KIND_TWO_PHASE, 0, "", 0 },
	{ "commit prepared 'x'", KIND_TWO_PHASE, SQL_NO_BLOCK, "", 0 },
	{ "rollback prepared 'x'", KIND_TWO_PHASE, SQL_NO_BLOCK, "", 0 },
	{ "set a = 1", KIND_SET, 0, "", 0 },
	{ "set session a = 1", KIND_SET, 0, "", 0 },
	{ "set local a = 1", KIND_SET, SQL_LOCAL, "", 0 },
	{ "set transaction read only", KIND_SET, SQL_LOCAL, "", 0 },
	{ "set constraints all deferred", KIND_SET, SQL_LOCAL, "", 0 },
	{ "set search_path = pg_temp, public", KIND_SET, SQL_TEMP, "", 0 },
	{ "set search_path to 'pg_temp'", KIND_SET, SQL_TEMP, "", 0 },
	{ "reset all", KIND_RESET, 0, "", 0 },
	{ "copy t from stdin", KIND_COPY, SQL_COPY_IN, "", 0 },
	{ "copy t (stdin) from 'f'", KIND_COPY, 0, "", 0 },
	{ "copy (select 1) to stdout with csv", KIND_COPY, SQL_COPY_OUT, "", 0 },
	{ "copy t from 's3://b' iam_role default", KIND_COPY, 0, "", 0 },
	{ "unload ('select 1') to 's3://b'", KIND_UNLOAD, 0, "", 0 },
	{ "vacuum", KIND_MAINTENANCE, SQL_NO_BLOCK, "", 0 },
	{ "vacuum (full) t", KIND_MAINTENANCE, SQL_NO_BLOCK, "", 0 },
	{ "analyze t", KIND_MAINTENANCE, 0, "", 0 },
	{ "analyze compression t", KIND_MAINTENANCE, SQL_ROWS, "", 0 },
	{ "cluster", KIND_MAINTENANCE, SQL_NO_BLOCK, "", 0 },
	{ "cluster verbose", KIND_MAINTENANCE, SQL_NO_BLOCK, "", 0 },
	{ "cluster t using i", KIND_MAINTENANCE, 0, "", 0 },
	{ "reindex table t", KIND_MAINTENANCE, 0, "", 0 },
	{ "reindex table concurrently t", KIND_MAINTENANCE, SQL_NO_BLOCK, "", 0 },
	{ "reindex (verbose) database d", KIND_MAINTENANCE, SQL_NO_BLOCK, "", 0 },
	{ "checkpoint", KIND_MAINTENANCE, 0, "", 0 },
	{ "call p()", KIND_CALL, 0, "CALL", 7 },
	{ "do $$ begin end $$", KIND_DO, 0, "", 0 },
	{ "prepare p as select 1", KIND_PREPARE, 0, "", 0 },
	{ "execute p", KIND_EXECUTE, 0, "", 0 },
	{ "deallocate p", KIND_DEALLOCATE, 0, "", 0 },
	{ "declare c cursor for select 1", KIND_DECLARE, 0, "", 0 },
	{ "declare c scroll cursor with hold for select 1", KIND_DECLARE, SQL_SCROLL | SQL_HOLD, "",
	  0 },
	{ "declare c no scroll cursor without hold for select 1", KIND_DECLARE, 0, "", 0 },
	{ "move 1 from c", KIND_MOVE, 0, "", 0 },
	{ "close c", KIND_CLOSE, 0, "", 0 },
	{ "listen a", KIND_LISTEN, 0, "", 0 },
	{ "unlisten *", KIND_UNLISTEN, 0, "", 0 },
	{ "notify a", KIND_NOTIFY, 0, "", 0 },
	{ "lock t", KIND_LOCK, 0, "", 0 },
	{ "discard all", KIND_DISCARD, 0, "", 0 },
	{ "load 'x'", KIND_LOAD, 0, "", 0 },
	{ "use d", KIND_USE, 0, "", 0 },
	{ "frobnicate", KIND_UNKNOWN, 0, "", 0 },
	{ "\"select\" 1", KIND_UNKNOWN, 0, "", 0 },
	{ "1", KIND_UNKNOWN, 0, "", 0 },
	{ ")", KIND_UNKNOWN, 0, "", 0 },
	{ "with", KIND_UNKNOWN, SQL_WITH, "", 0 },
};

static void a_statement_is_known_by_its_words_row(size_t row)
{
	struct lexer l = { .rest = str_from(kinds[row].sql) };
	struct sql_statement st;

	ck_assert(sql_statement_next(&l, &st));
	ck_assert_msg(st.kind == kinds[row].kind, "%s: kind %d", kinds[row].sql, st.kind);
	ck_assert_msg(st.flags == kinds[row].flags, "%s: flags %x, expected %x", kinds[row].sql,
		      st.flags, kinds[row].flags);
	ck_assert_msg(!strcmp(st.function, kinds[row].function) &&
			      st.function_code == kinds[row].code,
		      "%s: %s, %d", kinds[row].sql, st.function, st.function_code);
	ck_assert(!sql_statement_next(&l, &st));
}
UNIT_ROWS(a_statement_is_known_by_its_words, kinds)

static const struct {
	const char *sql;
	bool plain;
	const char *table, *alias, *list;
} selects[] = {
	{ "select * from t", true, "t", "", "*" },
	{ "select a, b + 1 as c from s.\"T\" x where a = 1", true, "s.\"T\"", "x",
	  "a, b + 1 as c" },
	{ "select all a from only t as x order by 1", true, "t", "x", "all a" },
	{ "select a from t * x", true, "t", "x", "a" },
	{ "select a from t limit 1 offset 2", true, "t", "", "a" },
	{ "select a from t fetch first 1 row only", true, "t", "", "a" },
	{ "select a from t as \"where\" where a = 1", true, "t", "\"where\"", "a" },
	{ "select a is distinct from b from t", true, "t", "", "a is distinct from b" },
	{ "select extract(year from a) from t", true, "t", "", "extract(year from a)" },
	{ "select (select max(x) from u) from t", false, "", "", "" },
	{ "select x.group, y from t x", true, "t", "x", "x.group, y" },
	{ "select a as union from t", true, "t", "", "a as union" },
	{ "select a from t where exists (select 1 from u group by 1)", true, "t", "", "a" },
	{ "select distinct a from t", false, "", "", "" },
	{ "select a from t, u", false, "", "", "" },
	{ "select a from t x, u", false, "", "", "" },
	{ "select a from t join u on true", false, "", "", "" },
	{ "select a from t left join u on true", false, "", "", "" },
	{ "select a from t natural join u", false, "", "", "" },
	{ "select a from t group by a", false, "", "", "" },
	{ "select a from t where b = 1 group by a", false, "", "", "" },
	{ "select a from t having true", false, "", "", "" },
	{ "select a from t union select b from u", false, "", "", "" },
	{ "select a from t where true except select b from u", false, "", "", "" },
	{ "select a from f(1)", false, "", "", "" },
	{ "select a from (select 1) x", false, "", "", "" },
	{ "select a from t tablesample system (1)", false, "", "", "" },
	{ "select a from t x (b)", false, "", "", "" },
	{ "select count(*) from t", false, "", "", "" },
	{ "select 1 + sum(a) from t", false, "", "", "" },
	{ "select count from t", true, "t", "", "count" },
	{ "select 1", false, "", "", "" },
	{ "select from t", false, "", "", "" },
	{ "select a into b from t", false, "", "", "" },
	{ "with x as (select 1) select * from t", false, "", "", "" },
	{ "(select * from t)", false, "", "", "" },
};

static void check_slice(const char *sql, const char *what, struct str got, const char *expected)
{
	ck_assert_msg(str_eq(got, str_from(expected)), "%s: %s is %.*s, expected %s", sql, what,
		      (int)got.n, got.p ? got.p : "", expected);
}

static void a_plain_select_names_its_table_row(size_t row)
{
	const char *sql = selects[row].sql;
	struct lexer l = { .rest = str_from(sql) };
	struct sql_statement st;

	ck_assert(sql_statement_next(&l, &st));
	ck_assert_msg(!(st.flags & SQL_PLAIN) == !selects[row].plain, "%s", sql);
	check_slice(sql, "table", st.table, selects[row].table);
	check_slice(sql, "alias", st.alias, selects[row].alias);
	check_slice(sql, "list", st.list, selects[row].list);
}
UNIT_ROWS(a_plain_select_names_its_table, selects)

static const struct {
	const char *sql;
	const char *table, *alias, *row, *cursor;
} changes[] = {
	{ "insert into t values ($1, f($2), '(')", "t", "", "($1, f($2), '(')", "" },
	{ "insert into s.\"T\" as x (a, b) values (1, default)", "s.\"T\"", "x", "(1, default)",
	  "" },
	{ "insert into t (a) overriding system value values ($1)", "t", "", "($1)", "" },
	{ "insert into t values (1), (2)", "t", "", "", "" },
	{ "insert into t values ((select $1))", "t", "", "((select $1))", "" },
	{ "insert into t select 1", "t", "", "", "" },
	{ "insert into t values (1) on conflict (a) do update set a = $1", "t", "", "", "" },
	{ "insert into t values (1", "t", "", "", "" },
	{ "update only s.t as x set a = 1", "s.t", "x", "", "" },
	{ "update t x set a = 1 where current of c", "t", "x", "", "c" },
	{ "update t set a = 1 where a = (select 1 where current of d)", "t", "", "", "" },
	{ "delete from t using u where true", "t", "", "", "" },
	{ "delete from only t * x where current of \"c d\" returning 1", "t", "x", "", "\"c d\"" },
	{ "merge into t x using u on true when matched then delete", "t", "x", "", "" },
	{ "declare \"C\" cursor for select 1", "", "", "", "\"C\"" },
};

static void a_change_names_its_table_row(size_t row)
{
	const char *sql = changes[row].sql;
	struct lexer l = { .rest = str_from(sql) };
	struct sql_statement st;

	ck_assert(sql_statement_next(&l, &st));
	check_slice(sql, "table", st.table, changes[row].table);
	check_slice(sql, "alias", st.alias, changes[row].alias);
	check_slice(sql, "row", st.row, changes[row].row);
	check_slice(sql, "cursor", st.cursor, changes[row].cursor);
}
UNIT_ROWS(a_change_names_its_table, changes)

/* What a predicate may take the place of; empty where a cursor of that name is none. */
static const struct {
	const char *sql;
	const char *place;
} places[] = {
	{ "update t set a = 1 where current of c", "current of c" },
	{ "delete from t where /* x */ CURRENT /* y */ OF \"a b\" -- z",
	  "CURRENT /* y */ OF \"a b\"" },
	{ "update t set a = $1 where current of c returning a", "current of c" },
	{ "with w as (select 1) delete from t where current of c;", "current of c" },
	{ "update t set a = 'where current of c'", "" },
	{ "update t set a = 1 where current = 1", "" },
	{ "update t set a = 1 where current of", "" },
	{ "update t set a = 1 where \"current\" of c", "" },
	{ "select 1 from t where current of c", "" },
};

static void a_positioned_change_shows_its_place_row(size_t row)
{
	struct lexer l = { .rest = str_from(places[row].sql) };
	struct sql_statement st;

	ck_assert(sql_statement_next(&l, &st));
	check_slice(places[row].sql, "place", st.current_of, places[row].place);
	ck_assert(!(st.flags & SQL_CURRENT_OF) == !*places[row].place);
}
UNIT_ROWS(a_positioned_change_shows_its_place, places)

static const struct {
	const char *sql;
	const char *parts; /* joined with | */
} lists[] = {
	{ "", "" },
	{ " ; ;; -- x\n ;", "" },
	{ "select 1", "select 1" },
	{ "  select 1  ;  ", "select 1" },
	{ "select 1;select 2", "select 1|select 2" },
	{ "/* a */ select 1 /* b */; -- c\n select 2 -- d", "select 1|select 2" },
	{ "select ';'; select \";\"; select $$;$$", "select ';'|select \";\"|select $$;$$" },
	{ "create rule r as on insert to t do (select 1; select 2); select 3",
	  "create rule r as on insert to t do (select 1; select 2)|select 3" },
	{ "create function f() returns int begin atomic select 1; select 2; end; select 3",
	  "create function f() returns int begin atomic select 1; select 2; end|select 3" },
	{ "create function f() returns int begin atomic select case when true then 1 end; end; "
	  "select 3",
	  "create function f() returns int begin atomic select case when true then 1 end; "
	  "end|select 3" },
	{ "begin; select 1; end; select 2", "begin|select 1|end|select 2" },
	{ "select (1; select 2", "select (1; select 2" },
	{ "select 1); select 2", "select 1)|select 2" },
};

static void a_text_is_a_list_of_statements_row(size_t row)
{
	struct lexer l = { .rest = str_from(lists[row].sql) };
	struct sql_statement st;
	char got[256] = "";
	size_t n = 0;

	while (sql_statement_next(&l, &st)) {
		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%.*s", n ? "|" : "",
				      (int)st.text.n, st.text.p);
	}
	ck_assert_str_eq(got, lists[row].parts);
}
UNIT_ROWS(a_text_is_a_list_of_statements, lists)

START_TEST(a_text_keeps_its_statements)
{
	static const struct sql_options opts = { .server = SQL_FOR_POSTGRES };
	struct sql_error e;
	struct sql_text t;

	ck_assert(sql_translate(STR("insert into t values (?, ?); select {fn now()} ;; x"), &opts,
				&t, &e));
	ck_assert_uint_eq(t.n_statements, 3);
	check_slice("", "first", t.statements[0].text, "insert into t values ($1, $2)");
	ck_assert_uint_eq(t.statements[0].n_native, 2);
	check_slice("", "second", t.statements[1].text, "select localtimestamp");
	ck_assert_uint_eq(t.statements[1].n_native, 0);
	check_slice("", "third", t.statements[2].text, "x");
	sql_text_done(&t);
}
END_TEST

START_TEST(a_hash_name_is_temporary_on_redshift_only)
{
	static const char *const texts[] = { "create table #t (a int)", "select 1 as a into #t" };
	struct sql_error e;
	struct sql_text t;

	for (int server = SQL_FOR_POSTGRES; server <= SQL_FOR_REDSHIFT; server++)
		for (size_t i = 0; i < 2; i++) {
			struct sql_options opts = { .server = (enum sql_server)server };

			ck_assert(sql_translate(str_from(texts[i]), &opts, &t, &e));
			ck_assert_int_eq(!!(t.statements[0].flags & SQL_TEMP),
					 server == SQL_FOR_REDSHIFT);
			sql_text_done(&t);
		}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_statement");
	TCase *t = tcase_create("sql_statement");

	tcase_add_test(t, a_statement_is_known_by_its_words);
	tcase_add_test(t, a_plain_select_names_its_table);
	tcase_add_test(t, a_change_names_its_table);
	tcase_add_test(t, a_positioned_change_shows_its_place);
	tcase_add_test(t, a_text_is_a_list_of_statements);
	tcase_add_test(t, a_text_keeps_its_statements);
	tcase_add_test(t, a_hash_name_is_temporary_on_redshift_only);
	suite_add_tcase(s, t);
	return unit_run(s);
}
