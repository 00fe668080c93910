/*
 * Catalog functions on each of the ways that Redshift has: the connected database
 * with and without SHOW statements, all databases by system views, one object of
 * another database by SHOW.  On the stand-in: what this shows is true of the stand-in.
 */
#include "config.h"

#include "catalogtest.h"
#include "relay.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define CURRENT "DSN=pooled"
#define PARTNER TEXT_ARG("partner"), TEXT_ARG("public")
#define ALL     "DSN=pooled;DatabaseMetadataCurrentDbOnly=0"

static SQLHSTMT prepare(const char *source)
{
	catalog_partner();
	return test_stmt(test_connect(source));
}

/* -- Round trips -------------------------------------------------------------- */

static void add_schemas(int from, int to)
{
	char sql[400];

	snprintf(sql, sizeof(sql),
		 "do $$ begin for i in %d .. %d loop"
		 "  execute 'create schema many_' || i;"
		 "  execute 'create table many_' || i || '.t (a integer primary key)';"
		 "  execute 'grant usage on schema many_' || i || ' to public';"
		 "  execute 'grant select on many_' || i || '.t to public';"
		 "end loop; end $$",
		 from, to);
	test_server_exec(sql);
}

static int lines(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* Round trips of a call and of all its rows. */
static long trips_of(struct relay *r, SQLHSTMT stmt, SQLRETURN (*call)(SQLHSTMT), int want_rows)
{
	long before = relay_trips(r);

	CHECK_STMT(stmt, call(stmt));
	CHECK_INT(lines(catalog_result(stmt, "3")), want_rows);
	return relay_trips(r) - before;
}

static SQLRETURN many_tables(SQLHSTMT stmt)
{
	return tables(stmt, NULL, "%", "t", NULL);
}

static SQLRETURN many_columns(SQLHSTMT stmt)
{
	return columns(stmt, NULL, "many%", "%", "%");
}

static SQLRETURN many_privileges(SQLHSTMT stmt)
{
	return SQLTablePrivileges(stmt, NULL, 0, TEXT_ARG("many%"), TEXT_ARG("t"));
}

static int port_in(const char *variable)
{
	return (int)strtol(getenv(variable), NULL, 10);
}

static void round_trips_do_not_grow_with_schemas(void)
{
	static const int schemas[] = { 1, 50, 500 };
	static const char *const sources[] = { "DSN=plain", "DSN=plain",
					       "DSN=plain;DatabaseMetadataCurrentDbOnly=0" };
	int ports[] = { port_in("SP_TEST_PORT"), port_in("SP_TEST_PORT_LEGACY"),
			port_in("SP_TEST_PORT") };
	/* In the connected database a probe goes before tables and columns. */
	static const int wanted[] = { 2, 2, 1 };
	int n = 0;

	catalog_partner();
	for (size_t s = 0; s < COUNT(schemas); n = schemas[s++]) {
		add_schemas(n + 1, schemas[s]);
		for (size_t i = 0; i < COUNT(sources); i++) {
			struct relay *r = relay_start_to(ports[i]);
			char source[200];
			SQLHSTMT stmt;

			snprintf(source, sizeof(source), "%s;Port=%d", sources[i], relay_port(r));
			stmt = test_stmt(test_connect(source));
			test_diag("%d schemas, %s", schemas[s], sources[i]);
			CHECK_INT(trips_of(r, stmt, many_tables, schemas[s]), wanted[i]);
			CHECK_INT(trips_of(r, stmt, many_columns, schemas[s]), wanted[i]);
			/* The owner's, and everybody's SELECT. */
			CHECK_INT(trips_of(r, stmt, many_privileges, 8 * schemas[s]), 1);
			relay_stop(r);
		}
	}
}

/* -- Names ------------------------------------------------------------------------- */

#define LONG "n23456789_123456789_123456789_123456789_123456789_123456789_123"

/* A name, and it as a pattern that matches nothing else. */
static const struct {
	const char *name, *pattern;
} odd_names[] = {
	{ "it's", "it's" },
	{ "say \"x\"", "say \"x\"" },
	{ "back\\slash", "back\\\\slash" },
	{ "100%", "100\\%" },
	{ "a_b c", "a\\_b c" },
	{ "UPPER", "UPPER" },
	{ " blanks ", " blanks " },
	{ "$1;--", "$1;--" },
	{ "größe 尺寸", "größe 尺寸" },
	{ LONG, LONG },
};

static void quote(char *to, const char *name)
{
	*to++ = '"';
	for (; *name; name++) {
		if (*name == '"')
			*to++ = '"';
		*to++ = *name;
	}
	*to++ = '"';
	*to = '\0';
}

static void make_odd_names(void)
{
	static bool done;

	catalog_partner();
	if (done)
		return;
	for (size_t k = 0; k < COUNT(odd_names); k++) {
		char name[200], sql[2000];

		quote(name, odd_names[k].name);
		snprintf(sql, sizeof(sql),
			 "set standin.off = on; create schema %s; create table %s.%s (%s integer,"
			 "  primary key (%s));"
			 "grant usage on schema %s to public; grant select on %s.%s to public",
			 name, name, name, name, name, name, name, name);
		test_server_exec(sql);
	}
	done = true;
}

/* Schema, table and column have the same name here. */
static void check_names(SQLHSTMT stmt, const char *name, const char *pattern, const char *table)
{
	char want[400];

	snprintf(want, sizeof(want), "%s|%s|TABLE\n", name, name);
	CHECK_STMT(stmt, tables(stmt, NULL, pattern, pattern, NULL));
	CHECK_STR(catalog_result(stmt, "2,3,4"), want);
	snprintf(want, sizeof(want), "%s|%s|%s\n", name, name, name);
	CHECK_STMT(stmt, columns(stmt, NULL, pattern, pattern, pattern));
	CHECK_STR(catalog_result(stmt, "2,3,4"), want);
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NULL, 0, TEXT_ARG(table), TEXT_ARG(table)));
	CHECK_STR(catalog_result(stmt, "2,3,4"), want);
	CHECK_STMT(stmt, SQLTablePrivileges(stmt, NULL, 0, TEXT_ARG(pattern), TEXT_ARG(pattern)));
	CHECK(strstr(catalog_result(stmt, "2,5,6"), "|PUBLIC|SELECT\n"));
	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, NULL, 0, TEXT_ARG(table), TEXT_ARG(table),
					     TEXT_ARG(pattern)));
	CHECK(strstr(catalog_result(stmt, "4,6,7"), "|PUBLIC|SELECT\n"));
}

static void names_are_found_by_their_patterns(void)
{
	make_odd_names();
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		SQLHSTMT stmt = test_stmt(test_connect(catalog_paths[i]));

		for (size_t k = 0; k < COUNT(odd_names); k++) {
			test_diag("%s: %s", catalog_paths[i], odd_names[k].name);
			check_names(stmt, odd_names[k].name, odd_names[k].pattern,
				    odd_names[k].name);
		}
	}
}

static void identifiers_are_found_by_their_names(void)
{
	make_odd_names();
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		SQLHDBC dbc = test_connect(catalog_paths[i]);
		SQLHSTMT stmt = test_stmt(dbc);
		const char *here = getenv("SP_TEST_DB");

		CHECK_STMT(stmt,
			   SQLSetStmtAttr(stmt, SQL_ATTR_METADATA_ID, (SQLPOINTER)SQL_TRUE, 0));
		for (size_t k = 0; k < COUNT(odd_names); k++) {
			char name[200], want[400];

			/* Capitals are capitals when the session says so, and then between quotes. */
			bool upper = strcmp(odd_names[k].name, "UPPER") == 0;

			quote(name, odd_names[k].name);
			snprintf(want, sizeof(want), "%s|%s\n", odd_names[k].name,
				 odd_names[k].name);
			test_diag("%s: %s", catalog_paths[i], name);
			CHECK_STMT(stmt, tables(stmt, here, name, name, NULL));
			CHECK_STR(catalog_result(stmt, "2,3"), upper ? "" : want);
			CHECK_STMT(stmt, columns(stmt, here, name, name, name));
			CHECK_STR(catalog_result(stmt, "3,4"), upper ? "" : want);
		}
		CHECK_STMT(stmt, tables(stmt, "PARTNER  ", "Public", "ORDERS", NULL));
		CHECK_STR(catalog_result(stmt, "1,3"), "partner|orders\n");
	}
}

static void quoted_identifiers_keep_capitals_when_the_session_does(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;

	make_odd_names();
	dbc = test_connect("DSN=plain");
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_METADATA_ID, (SQLPOINTER)SQL_TRUE, 0));
	test_exec(dbc, "set enable_case_sensitive_identifier = on");
	CHECK_STMT(stmt, tables(stmt, getenv("SP_TEST_DB"), "\"UPPER\"", "\"UPPER\"", NULL));
	CHECK_STR(catalog_result(stmt, "2,3"), "UPPER|UPPER\n");
	CHECK_STMT(stmt, tables(stmt, getenv("SP_TEST_DB"), "UPPER", "UPPER", NULL));
	CHECK_STR(catalog_result(stmt, "2,3"), "");
	test_exec(dbc, "set enable_case_sensitive_identifier = off");
	CHECK_STMT(stmt, tables(stmt, getenv("SP_TEST_DB"), "\"Samples\"", "\"Parent\"", NULL));
	CHECK_STR(catalog_result(stmt, "2,3"), "samples|parent\n");
}

/* Names may have 127 bytes here, and no more. */
static void the_longest_name_has_127_bytes(void)
{
	char name[129];
	SQLHSTMT stmt = prepare(CURRENT);

	memset(name, 'n', sizeof(name));
	name[127] = '\0';
	CHECK_STMT(stmt, columns(stmt, NULL, name, name, name));
	CHECK_STR(catalog_result(stmt, ""), "");
	CHECK_STMT(stmt, columns(stmt, "partner", name, name, name));
	CHECK_STR(catalog_result(stmt, ""), "");
	name[127] = 'n';
	name[128] = '\0';
	CHECK_STATE(SQL_HANDLE_STMT, stmt, columns(stmt, NULL, name, NULL, NULL), "HY090");
}

/* -- Which database -------------------------------------------------------------------- */

/* svv_external_* tell of other databases as well. */
static void external_tables_are_those_of_their_database(void)
{
	SQLHSTMT stmt = prepare(CURRENT);

	CHECK_STMT(stmt, tables(stmt, NULL, "spectrum", "e%", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "events\n");
	CHECK_STMT(stmt, columns(stmt, NULL, "spectrum", "else%", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "");
	stmt = prepare(ALL);
	CHECK_STMT(stmt, tables(stmt, "partner", "spectrum", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "1,3,4"), "partner|elsewhere|EXTERNAL TABLE\n");
}

/* What a session is told from its start on. */
static void report(const char *what)
{
	char sql[300];

	snprintf(sql, sizeof(sql), "alter role shiftpool in database %s %s", getenv("SP_TEST_DB"),
		 what);
	test_server_exec(sql);
}

/* Seen by a refusal: a session that may not look there has to. */
static void external_schemas_are_asked_when_their_tables_are_wanted(void)
{
	SQLHSTMT stmt = prepare(CURRENT);

	test_server_exec("revoke select on pg_catalog.svv_external_tables from public");
	CHECK_STMT(stmt, tables(stmt, NULL, "s%", "late", "TABLE,VIEW"));
	CHECK_STR(catalog_result(stmt, "3"), "late\n");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, NULL, "s%", "late", "VIEW,EXTERNAL TABLE"),
		    "42000");
	CHECK_STMT(stmt, tables(stmt, NULL, "samples", "late", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "late\n");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, NULL, NULL, "late", NULL), "42000");
	test_server_exec("grant select on pg_catalog.svv_external_tables to public");
}

/* What is asked before the query itself is within the limit, too. */
static void a_query_timeout_ends_the_probe(void)
{
	static const char view[] = "set allow_system_table_mods = on;"
				   "create or replace view pg_catalog.pg_external_schema as"
				   "  select esoid, eskind, esdbname, esoptions from "
				   "standin.external_schemas %s";
	char sql[400];
	SQLHSTMT stmt = prepare("DSN=plain");
	double start;

	snprintf(sql, sizeof(sql), view, "where standin.sleep(20)::text is not null");
	test_server_exec(sql);
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)1, 0));
	start = test_now();
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, NULL, NULL, "late", NULL), "HYT00");
	CHECK(test_now() - start < 15);
	snprintf(sql, sizeof(sql), view, "");
	test_server_exec(sql);
	CHECK_STMT(stmt, tables(stmt, NULL, "samples", "late", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "late\n");
}

static void enumerations_are_those_of_the_way(void)
{
	static const char types[] = "EXTERNAL TABLE\nLOCAL TEMPORARY\nMATERIALIZED VIEW\n"
				    "SHARED TABLE\nSYSTEM TABLE\nTABLE\nVIEW\n";

	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		bool all = strstr(catalog_paths[i], "CurrentDbOnly=0");
		bool show = !strstr(catalog_paths[i], "legacy");
		SQLHSTMT stmt = prepare(catalog_paths[i]);
		const char *catalogs, *schemas;
		char here[200];

		test_diag("%s", catalog_paths[i]);
		snprintf(here, sizeof(here), "%s|-|-|-|-\n", getenv("SP_TEST_DB"));
		CHECK_STMT(stmt, tables(stmt, SQL_ALL_CATALOGS, "", "", ""));
		catalogs = catalog_result(stmt, "");
		CHECK(strstr(catalogs, here));
		CHECK(all == !!strstr(catalogs, "partner|-|-|-|-\n"));
		/* A data catalog is told by SHOW alone. */
		CHECK((all && show) == !!strstr(catalogs, "lakehouse|-|-|-|-\npartner|"));
		CHECK_STMT(stmt, tables(stmt, "", SQL_ALL_SCHEMAS, "", ""));
		schemas = catalog_result(stmt, "");
		CHECK(strstr(schemas, "-|samples|-|-|-\n") &&
		      strstr(schemas, "-|spectrum|-|-|-\n"));
		/* Once, though both databases have one. */
		schemas = strstr(schemas, "-|public|-|-|-\n");
		CHECK(schemas && !strstr(schemas + 1, "-|public|-|-|-\n"));
		CHECK_STMT(stmt, tables(stmt, "", "", "", SQL_ALL_TABLE_TYPES));
		CHECK_STR(catalog_result(stmt, "4"), types);
	}
}

static void what_the_server_reports_decides_where_to_look(void)
{
	const char *here = getenv("SP_TEST_DB");
	SQLHSTMT stmt;

	catalog_partner();
	stmt = test_stmt(test_connect("DSN=plain;DatabaseMetadataCurrentDbOnly=0"));
	CHECK_STMT(stmt, tables(stmt, NULL, "public", "orders", NULL));
	CHECK_STR(catalog_result(stmt, "1,3"), "partner|orders\n");
	/* Without shared data there is one database. */
	report("set datashare_enabled = 'off'");
	stmt = test_stmt(test_connect("DSN=plain;DatabaseMetadataCurrentDbOnly=0"));
	CHECK_STMT(stmt, tables(stmt, NULL, "public", "orders", NULL));
	CHECK_STR(catalog_result(stmt, "1,3"), "");
	CHECK_STMT(stmt, tables(stmt, "partner", "public", "orders", NULL));
	CHECK_STR(catalog_result(stmt, "1,3"), "");
	/* A data catalog is known by the views for all databases only, even by its name. */
	report("set external_database = 'on'");
	stmt = test_stmt(test_connect("DSN=plain"));
	CHECK_STMT(stmt, tables(stmt, NULL, "public", "orders", NULL));
	CHECK_STR(catalog_result(stmt, "1,3"), "partner|orders\n");
	/* That is seen by what this view tells of a late-binding view. */
	CHECK_STMT(stmt, columns(stmt, here, "samples", "late", "id"));
	CHECK_STR(catalog_result(stmt, "3,4,18"), "late|id|YES\n");
	report("reset all");
	stmt = test_stmt(test_connect("DSN=plain"));
	CHECK_STMT(stmt, columns(stmt, here, "samples", "late", "id"));
	CHECK_STR(catalog_result(stmt, "3,4,18"), "late|id|\n");
	/* Before version 4 of discovery there are not all SHOW statements. */
	report("set show_discovery = '3'");
	stmt = test_stmt(test_connect("DSN=plain"));
	CHECK_STATE(
		SQL_HANDLE_STMT, stmt,
		SQLPrimaryKeys(stmt, TEXT_ARG("partner"), TEXT_ARG("public"), TEXT_ARG("orders")),
		"HYC00");
	report("reset all");
}

/* -- Owners and grantees ------------------------------------------------------------------ */

/* Federated users have such names; pg_user may hide the row of an owner. */
static void privileges_need_no_row_of_their_owner(void)
{
	SQLHSTMT stmt;

	catalog_partner();
	test_server_exec("set standin.off = on;"
			 "create role \"IAM:a=b/c\" nologin;"
			 "create table samples.hidden_owner (a integer);"
			 "alter table samples.hidden_owner owner to \"IAM:a=b/c\";"
			 "grant select on samples.hidden_owner to \"IAM:a=b/c\" ");
	stmt = test_stmt(test_connect(CURRENT));
	CHECK_STMT(stmt, SQLTablePrivileges(stmt, NULL, 0, TEXT_ARG("samples"),
					    TEXT_ARG("hidden\\_owner")));
	CHECK(strstr(catalog_result(stmt, "4,5,6,7"), "_SYSTEM|IAM:a=b/c|SELECT|YES\n"));
	test_server_exec("grant insert on samples.hidden_owner to shiftpool");
	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, NULL, 0, TEXT_ARG("samples"),
					     TEXT_ARG("hidden_owner"), NULL, 0));
	CHECK(strstr(catalog_result(stmt, "4,5,6,7,8"), "a|IAM:a=b/c|shiftpool|INSERT|NO\n"));
	test_server_exec("drop table samples.hidden_owner; drop role \"IAM:a=b/c\"");
}

/* -- The shape of results ------------------------------------------------------------------ */

/* More columns than the specification has break Power Query's navigator. */
static void results_have_no_columns_of_our_own(void)
{
	SQLSMALLINT n;

	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		SQLHSTMT stmt = prepare(catalog_paths[i]);

		CHECK_STMT(stmt, tables(stmt, NULL, "samples", NULL, NULL));
		CHECK_STMT(stmt, SQLNumResultCols(stmt, &n));
		CHECK_INT(n, 5);
		CHECK_STMT(stmt, SQLCloseCursor(stmt));
		CHECK_STMT(stmt, columns(stmt, NULL, "samples", NULL, NULL));
		CHECK_STMT(stmt, SQLNumResultCols(stmt, &n));
		CHECK_INT(n, 18);
		CHECK_STMT(stmt, SQLCloseCursor(stmt));
	}
}

static void system_schemas_are_system_tables(void)
{
	catalog_partner();
	test_server_exec(
		"set standin.off = on; set allow_system_table_mods = on;"
		"create schema catalog_history; create table catalog_history.past (a integer);"
		"create schema pg_automv; create table pg_automv.hidden_view (a integer);"
		"grant usage on schema catalog_history, pg_automv to public;"
		"grant select on catalog_history.past, pg_automv.hidden_view to public");
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		SQLHSTMT stmt = test_stmt(test_connect(catalog_paths[i]));

		CHECK_STMT(stmt, tables(stmt, NULL, "%a%", "%", "SYSTEM TABLE"));
		CHECK(strstr(catalog_result(stmt, "2,3"), "catalog_history|past\n"));
		CHECK_STMT(stmt, tables(stmt, NULL, "pg_a%", "%", NULL));
		CHECK_STR(catalog_result(stmt, "2,3,4"), "pg_automv|hidden_view|SYSTEM TABLE\n");
		CHECK_STMT(stmt, tables(stmt, NULL, "catalog%", "%", "TABLE,VIEW"));
		CHECK_STR(catalog_result(stmt, "2,3"), "");
	}
}

static SQLRETURN their_tables(SQLHSTMT stmt)
{
	return tables(stmt, "partner", "public", "%", NULL);
}

static SQLRETURN their_columns(SQLHSTMT stmt)
{
	return columns(stmt, "partner", "public", "types", "%");
}

static SQLRETURN their_key(SQLHSTMT stmt)
{
	return SQLPrimaryKeys(stmt, PARTNER, TEXT_ARG("my_lines"));
}

static SQLRETURN their_row_id(SQLHSTMT stmt)
{
	return SQLSpecialColumns(stmt, SQL_BEST_ROWID, PARTNER, TEXT_ARG("my_lines"),
				 SQL_SCOPE_SESSION, SQL_NO_NULLS);
}

static SQLRETURN their_privileges(SQLHSTMT stmt)
{
	return SQLTablePrivileges(stmt, PARTNER, TEXT_ARG("my_lines"));
}

static void another_database_is_one_round_trip_away(void)
{
	struct relay *r;
	char source[200];
	SQLHSTMT stmt;

	catalog_partner();
	r = relay_start();
	snprintf(source, sizeof(source), "DSN=plain;Port=%d", relay_port(r));
	stmt = test_stmt(test_connect(source));
	CHECK_INT(trips_of(r, stmt, their_tables, 3), 1);
	CHECK_INT(trips_of(r, stmt, their_columns, 22), 1);
	CHECK_INT(trips_of(r, stmt, their_key, 2), 1);
	/* The key, and its types. */
	CHECK_INT(trips_of(r, stmt, their_row_id, 2), 2);
	/* The name with _ is a pattern, so that the table is looked for. */
	CHECK_INT(trips_of(r, stmt, their_privileges, 1), 2);
	relay_stop(r);
	stmt = prepare("DSN=legacy");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, their_row_id(stmt), "HYC00");
}

static const struct test_case cases[] = {
	TEST_CASE(names_are_found_by_their_patterns),
	TEST_CASE(identifiers_are_found_by_their_names),
	TEST_CASE(quoted_identifiers_keep_capitals_when_the_session_does),
	TEST_CASE(the_longest_name_has_127_bytes),
	TEST_CASE(external_tables_are_those_of_their_database),
	TEST_CASE(external_schemas_are_asked_when_their_tables_are_wanted),
	TEST_CASE(a_query_timeout_ends_the_probe),
	TEST_CASE(enumerations_are_those_of_the_way),
	TEST_CASE(what_the_server_reports_decides_where_to_look),
	TEST_CASE(privileges_need_no_row_of_their_owner),
	TEST_CASE(results_have_no_columns_of_our_own),
	TEST_CASE(system_schemas_are_system_tables),
	TEST_CASE(another_database_is_one_round_trip_away),
	TEST_CASE(round_trips_do_not_grow_with_schemas),
};

int main(void)
{
	test_diag("stand-in");
	return test_main(cases, COUNT(cases));
}
