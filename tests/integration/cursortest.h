/*
 * For tests of cursors that change rows: a table of three rows, a block cursor over
 * it, and its buffers.
 */
#ifndef SP_TESTS_CURSORTEST_H
#define SP_TESTS_CURSORTEST_H

#include "odbctest.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define ROWS 5

struct cursor {
	SQLHDBC dbc;
	SQLHSTMT stmt;
	SQLULEN fetched;
	SQLUSMALLINT status[ROWS], operation[ROWS];
	SQLLEN mark[ROWS], mark_len[ROWS];
	SQLINTEGER id[ROWS];
	SQLLEN id_len[ROWS];
	char name[ROWS][20];
	SQLLEN name_len[ROWS];
};

static inline SQLCHAR *sql_text(const char *text)
{
	return (SQLCHAR *)(uintptr_t)text;
}

static inline void cursor_attr(SQLHSTMT stmt, SQLINTEGER attr, SQLULEN v)
{
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, attr, (SQLPOINTER)v, 0));
}

/* `key` is the definition of the column id: "int primary key", "int", ... */
static inline SQLHDBC cursor_table(const char *key)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "drop table if exists c; create table c (id %s, name varchar(10), more text)",
		 key);
	test_server_exec(sql);
	test_server_exec("grant all on c to public");
	test_server_exec("insert into c values (1, 'one', 'm1'), (2, 'two', 'm2'), "
			 "(3, 'three', 'm3')");
	return dbc;
}

static inline void cursor_bind(struct cursor *c)
{
	CHECK_STMT(c->stmt,
		   SQLBindCol(c->stmt, 0, SQL_C_VARBOOKMARK, c->mark, sizeof(SQLLEN), c->mark_len));
	CHECK_STMT(c->stmt, SQLBindCol(c->stmt, 1, SQL_C_SLONG, c->id, 0, c->id_len));
	CHECK_STMT(c->stmt,
		   SQLBindCol(c->stmt, 2, SQL_C_CHAR, c->name, sizeof(c->name[0]), c->name_len));
}

static inline void cursor_open(struct cursor *c, SQLHDBC dbc, SQLULEN concurrency, SQLULEN type,
			       const char *sql)
{
	memset(c, 0, sizeof(*c));
	c->dbc = dbc;
	c->stmt = test_stmt(dbc);
	cursor_attr(c->stmt, SQL_ATTR_CURSOR_TYPE, type);
	cursor_attr(c->stmt, SQL_ATTR_CONCURRENCY, concurrency);
	cursor_attr(c->stmt, SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
	cursor_attr(c->stmt, SQL_ATTR_ROW_ARRAY_SIZE, ROWS);
	cursor_attr(c->stmt, SQL_ATTR_ROW_STATUS_PTR, (SQLULEN)(uintptr_t)c->status);
	cursor_attr(c->stmt, SQL_ATTR_ROWS_FETCHED_PTR, (SQLULEN)(uintptr_t)&c->fetched);
	CHECK_STMT(c->stmt, SQLExecDirect(c->stmt, sql_text(sql), SQL_NTS));
	cursor_bind(c);
}

/* A static cursor over the whole table, fetched. */
static inline void cursor_fetched(struct cursor *c, SQLHDBC dbc, SQLULEN concurrency)
{
	cursor_open(c, dbc, concurrency, SQL_CURSOR_STATIC, "select id, name from c order by id");
	CHECK_STMT(c->stmt, SQLFetchScroll(c->stmt, SQL_FETCH_FIRST, 0));
	CHECK_INT(c->fetched, 3);
}

static inline void cursor_name(struct cursor *c, size_t slot, const char *name)
{
	snprintf(c->name[slot], sizeof(c->name[slot]), "%s", name);
	c->name_len[slot] = SQL_NTS;
}

/* What the table holds, as its administrator sees it. */
#define CHECK_TABLE(c, want)                                                                \
	CHECK_STR(test_text((c)->dbc, "select coalesce(string_agg(id || '=' || "            \
				      "coalesce(name, '-'), ' ' order by id), '') from c"), \
		  want)

#endif
