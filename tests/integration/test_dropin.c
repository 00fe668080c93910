/*
 * Data sources written for other drivers.  For each key that changes how types are
 * reported the same answer must come from SQLDescribeCol, SQLColAttribute,
 * SQLDescribeParam, SQLColumns and SQLGetTypeInfo; for each other key its effect is
 * looked for on the server, in the socket or in the log.
 */
#include "config.h"

#include "odbctest.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define N(a)    (sizeof(a) / sizeof((a)[0]))
#define ANY     ((SQLULEN)-1) /* a size that another test names */
#define TEXT(s) (SQLCHAR *)(uintptr_t)(s), SQL_NTS
#define NO_TEXT NULL, 0

static SQLHDBC connect_with(const char *keys)
{
	char text[512];

	snprintf(text, sizeof(text), "DSN=pooled;%s", keys);
	return test_connect(text);
}

/* -- how types are reported -------------------------------------------------- */

static const char schema[] =
	"drop table if exists dropin; create table dropin (id int primary key, b bool, t text, "
	"j json, a int[], v varchar, v300 varchar(300), y bytea, i8 int8, n numeric, "
	"n82 numeric(8,2)); "
	"insert into dropin values (1, true, 'text', '{}', array[1,2], 'var', 'v300', '\\x01ff', "
	"7000000000, 1.5, 2.25)";

static const char redshift_schema[] =
	"create table dropin (id int primary key, b bool, v300 varchar(300), s super, "
	"y varbyte(600), i8 int8, n82 numeric(8,2)); "
	"insert into dropin select 1, true, 'v300', json_parse('{}'), from_hex('01ff'), "
	"7000000000, 2.25";

struct reported {
	const char *keys;
	const char *column;
	const char *type_name;
	SQLSMALLINT type;
	SQLULEN size;
	const char *value;
};

static const struct reported redshift_reports[] = {
	{ "", "b", "bool", SQL_BIT, 1, "1" },
	{ "", "s", "super", SQL_LONGVARCHAR, ANY, "{}" },
	{ "", "v300", "varchar", SQL_VARCHAR, 300, "v300" },
	{ "", "y", "varbyte", SQL_LONGVARBINARY, ANY, "01FF" },
	{ "", "i8", "int8", SQL_BIGINT, 19, "7000000000" },
	{ "", "n82", "numeric", SQL_NUMERIC, 8, "2.25" },
	{ "BoolsAsChar=1", "b", "bool", SQL_VARCHAR, 5, "1" },
	{ "TrueIsMinus1=1", "b", "bool", SQL_BIT, 1, "-1" },
	{ "TextAsLongVarchar=0;MaxVarcharSize=400", "s", "super", SQL_VARCHAR, 400, "{}" },
	{ "TextAsLongVarchar=1;MaxLongVarcharSize=8190", "s", "super", SQL_LONGVARCHAR, 8190,
	  "{}" },
	{ "MaxVarcharSize=255", "v300", "varchar", SQL_LONGVARCHAR, 300, "v300" },
	{ "MaxVarcharSize=300", "v300", "varchar", SQL_VARCHAR, 300, "v300" },
	{ "ByteaAsLongVarBinary=0", "y", "varbyte", SQL_LONGVARBINARY, 600, "01FF" },
	{ "BI=8", "i8", "int8", SQL_DOUBLE, 15, "7000000000" },
	{ "Int8As=integer", "i8", "int8", SQL_INTEGER, 10, "7000000000" },
	{ "NumericAs=8", "n82", "numeric", SQL_NUMERIC, 8, "2.25" },
};

static const struct reported reports[] = {
	{ "", "b", "bool", SQL_BIT, 1, "1" },
	{ "", "t", "text", SQL_LONGVARCHAR, 65535, "text" },
	{ "", "j", "json", SQL_LONGVARCHAR, ANY, "{}" },
	{ "", "a", "_int4", SQL_LONGVARCHAR, ANY, "{1,2}" },
	{ "", "v", "varchar", SQL_LONGVARCHAR, ANY, "var" },
	{ "", "v300", "varchar", SQL_VARCHAR, 300, "v300" },
	{ "MaxLongVarcharSize=0", "t", "text", SQL_LONGVARCHAR, 0, "text" },
	{ "", "y", "bytea", SQL_LONGVARBINARY, ANY, "01FF" },
	{ "", "i8", "int8", SQL_BIGINT, 19, "7000000000" },
	{ "", "n82", "numeric", SQL_NUMERIC, 8, "2.25" },
	{ "BoolsAsChar=1", "b", "bool", SQL_VARCHAR, 5, "1" },
	{ "BoolsAsChar=0", "b", "bool", SQL_BIT, 1, "1" },
	{ "B9=1;C6=1", "b", "bool", SQL_VARCHAR, 5, "-1" },
	{ "TrueIsMinus1=1", "b", "bool", SQL_BIT, 1, "-1" },
	{ "TextAsLongVarchar=0;MaxVarcharSize=400", "t", "text", SQL_VARCHAR, 400, "text" },
	{ "B7=0;B0=400", "j", "json", SQL_VARCHAR, 400, "{}" },
	{ "TextAsLongVarchar=1;MaxLongVarcharSize=8190", "t", "text", SQL_LONGVARCHAR, 8190,
	  "text" },
	{ "B1=9000", "j", "json", SQL_LONGVARCHAR, 9000, "{}" },
	{ "UnknownsAsLongVarchar=0;MaxVarcharSize=255", "a", "_int4", SQL_VARCHAR, 255, "{1,2}" },
	{ "B8=1;B1=500", "a", "_int4", SQL_LONGVARCHAR, 500, "{1,2}" },
	{ "MaxVarcharSize=255", "v300", "varchar", SQL_LONGVARCHAR, 300, "v300" },
	{ "MaxVarcharSize=300", "v300", "varchar", SQL_VARCHAR, 300, "v300" },
	{ "TextAsLongVarchar=0;MaxVarcharSize=255", "v", "varchar", SQL_VARCHAR, 255, "var" },
	{ "MaxLongVarcharSize=-4;UnknownSizes=1", "t", "text", SQL_LONGVARCHAR, 0, "text" },
	{ "A9=1;B1=8190", "t", "text", SQL_LONGVARCHAR, 0, "text" },
	{ "ByteaAsLongVarBinary=0;MaxVarcharSize=700", "y", "bytea", SQL_VARBINARY, 700, "01FF" },
	{ "C7=1;B1=700", "y", "bytea", SQL_LONGVARBINARY, 700, "01FF" },
	{ "BI=-5", "i8", "int8", SQL_BIGINT, 19, "7000000000" },
	{ "BI=8", "i8", "int8", SQL_DOUBLE, 15, "7000000000" },
	{ "BI=12", "i8", "int8", SQL_VARCHAR, 20, "7000000000" },
	{ "Int8As=integer", "i8", "int8", SQL_INTEGER, 10, "7000000000" },
	{ "NumericAs=8", "n", "numeric", SQL_DOUBLE, 15, "1.5" },
	{ "D6=12;B0=255", "n", "numeric", SQL_VARCHAR, 255, "1.5" },
	{ "NumericAs=-1;B1=8190", "n", "numeric", SQL_LONGVARCHAR, 8190, "1.5" },
	{ "NumericAs=8", "n82", "numeric", SQL_NUMERIC, 8, "2.25" },
	{ "CX=1c305008a;B0=255;B1=8190", "b", "bool", SQL_VARCHAR, 5, "1" },
	{ "CX=1c281008a;B0=255;B1=8190", "y", "bytea", SQL_VARBINARY, 255, "01FF" },
};

/* What the call is about, for messages. */
static const struct reported *now;

#define SAME(call, got, want)                                                                      \
	((got) == (want)                                                                           \
		 ? (void)0                                                                         \
		 : test_fail(__FILE__, __LINE__, "%s: column %s: %s is %lld, not %lld", now->keys, \
			     now->column, call, (long long)(got), (long long)(want)))

/* Returns the size, which the other functions must report too. */
static SQLULEN look_at_result(SQLHDBC dbc)
{
	SQLHSTMT stmt = test_stmt(dbc);
	SQLSMALLINT n, type, digits, nullable;
	SQLCHAR name[32];
	SQLULEN size;
	SQLLEN number;
	char sql[64];

	snprintf(sql, sizeof(sql), "select %s from dropin", now->column);
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT(sql)));
	CHECK_STMT(stmt, SQLDescribeCol(stmt, 1, name, sizeof(name), &n, &type, &size, &digits,
					&nullable));
	SAME("SQLDescribeCol's type", type, now->type);
	if (now->size != ANY)
		SAME("SQLDescribeCol's size", size, now->size);
	CHECK_STMT(stmt, SQLColAttribute(stmt, 1, SQL_DESC_CONCISE_TYPE, NULL, 0, NULL, &number));
	SAME("SQL_DESC_CONCISE_TYPE", number, now->type);
	CHECK_STMT(stmt, SQLColAttribute(stmt, 1, SQL_COLUMN_PRECISION, NULL, 0, NULL, &number));
	SAME("SQL_COLUMN_PRECISION", number, (SQLLEN)size);
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 1), now->value);
	return size;
}

/* Characters and bytes without a limit: as parameters they have none, whatever a key names. */
static bool is_unlimited(void)
{
	return now->type != SQL_DOUBLE && strchr(test_either("tjavyn", "s"), now->column[0]);
}

/* The server tells no length of a parameter: those of varchar(n) and numeric(p,s) are left out. */
static void look_at_parameter(SQLHDBC dbc, SQLULEN size)
{
	SQLHSTMT stmt = test_stmt(dbc);
	SQLSMALLINT type, digits, nullable;
	SQLULEN got;
	char sql[64];

	if (strcmp(now->column, "v300") == 0 || strcmp(now->column, "n82") == 0)
		return;
	snprintf(sql, sizeof(sql), "update dropin set %s = ?", now->column);
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT(sql)));
	CHECK_STMT(stmt, SQLDescribeParam(stmt, 1, &type, &got, &digits, &nullable));
	SAME("SQLDescribeParam's type", type, now->type);
	SAME("SQLDescribeParam's size", got, is_unlimited() ? 0 : size);
}

static void look_at_columns(SQLHDBC dbc, SQLULEN size)
{
	SQLHSTMT stmt = test_stmt(dbc);
	const char *text;

	CHECK_STMT(stmt, SQLColumns(stmt, NO_TEXT, NO_TEXT, TEXT("dropin"), TEXT(now->column)));
	CHECK_STMT(stmt, SQLFetch(stmt));
	SAME("SQLColumns' DATA_TYPE", strtoll(test_cell(stmt, 5), NULL, 10), now->type);
	text = test_cell(stmt, 7);
	if (now->type != SQL_DOUBLE) /* its COLUMN_SIZE counts bits: NUM_PREC_RADIX is 2 */
		SAME("SQLColumns' COLUMN_SIZE", text ? strtoull(text, NULL, 10) : 0, size);
}

/* A type may be listed under several SQL types; it must be under the one that columns have. */
static void look_at_type_info(SQLHDBC dbc)
{
	SQLHSTMT stmt = test_stmt(dbc);
	bool found = false, listed = false;

	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_ALL_TYPES));
	while (SQLFetch(stmt) == SQL_SUCCESS) {
		if (strcmp(test_cell(stmt, 1), now->type_name) != 0)
			continue;
		listed = true;
		found = found || strtoll(test_cell(stmt, 2), NULL, 10) == now->type;
	}
	/* varchar and numeric are listed as what they are with a length. */
	if (listed && now->column[0] != 'v' && now->column[0] != 'n')
		SAME("SQLGetTypeInfo has the type", found, true);
}

static void make_table(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");

	if (test_on_redshift())
		test_exec(dbc, "drop table if exists dropin");
	test_exec(dbc, test_either(schema, redshift_schema));
}

static void types_are_reported_as_the_keys_say(void)
{
	const struct reported *list = test_on_redshift() ? redshift_reports : reports;
	size_t n = test_on_redshift() ? N(redshift_reports) : N(reports);

	make_table();
	for (size_t i = 0; i < n; i++) {
		SQLHDBC dbc;
		SQLULEN size;

		now = &list[i];
		dbc = connect_with(now->keys);
		size = look_at_result(dbc);
		look_at_parameter(dbc, size);
		look_at_columns(dbc, size);
		look_at_type_info(dbc);
		test_disconnect(dbc);
	}
}

/* A program of the wide functions: the manager tells the driver so. */
static SQLSMALLINT wide_type_of_text(const char *keys)
{
	SQLHDBC dbc = test_dbc();
	SQLWCHAR wide[256];
	SQLHSTMT stmt;
	SQLLEN type;
	char text[256];
	size_t n;

	n = (size_t)snprintf(text, sizeof(text), "DSN=pooled;%s", keys);
	for (size_t i = 0; i <= n; i++)
		wide[i] = (unsigned char)text[i];
	CHECK_DBC(dbc,
		  SQLDriverConnectW(dbc, NULL, wide, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT));
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT("select 'x'::varchar(3)")));
	CHECK_STMT(stmt, SQLColAttribute(stmt, 1, SQL_DESC_CONCISE_TYPE, NULL, 0, NULL, &type));
	test_free_stmt(stmt);
	test_disconnect(dbc);
	return (SQLSMALLINT)type;
}

static void wide_types_can_be_turned_off(void)
{
	CHECK_INT(wide_type_of_text(""), SQL_WVARCHAR);
	CHECK_INT(wide_type_of_text("UseUnicode=0"), SQL_VARCHAR);
	CHECK_INT(wide_type_of_text("AB=4"), SQL_VARCHAR);
}

static void a_limit_of_varchar_leaves_catalog_functions_alone(void)
{
	SQLHSTMT stmt = test_stmt(connect_with("MaxVarcharSize=64"));
	SQLLEN type;

	CHECK_STMT(stmt, SQLTables(stmt, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT));
	CHECK_STMT(stmt, SQLColAttribute(stmt, 3, SQL_DESC_CONCISE_TYPE, NULL, 0, NULL, &type));
	CHECK_INT(type, SQL_VARCHAR);
}

/* -- what the session is told ------------------------------------------------- */

static const struct {
	const char *keys;
	const char *sql;
	const char *value;
} sessions[] = {
	{ "ConnSettings=set application_name to 'one'", "show application_name", "one" },
	{ "ConnSettings={set work_mem to 1234; set application_name to 'two'}", "show work_mem",
	  "1234kB" },
	{ "A6=set+application_name+to+'three'%3bset+work_mem+to+1234", "show application_name",
	  "three" },
	{ "InitializationString={set application_name to 'a%20b+c'}", "show application_name",
	  "a%20b+c" },
	{ "IS=set application_name to 'four'", "show application_name", "four" },
	{ "pqopt={application_name='fi ve' options='-c work_mem=2345'}", "show application_name",
	  "fi ve" },
	{ "D5={options='-c work_mem=2345'}", "show work_mem", "2345kB" },
	{ "ApplicationName=six", "show application_name", "six" },
	{ "UseDeclareFetch=1;Fetch=2", "select count(*) from generate_series(1, 10)", "10" },
	{ "ReadOnly=0", "show transaction_read_only", "off" },
	{ "A0=1", "show transaction_read_only", "on" },
};

static void sessions_are_told_what_the_keys_say(void)
{
	for (size_t i = 0; i < sizeof(sessions) / sizeof(sessions[0]); i++) {
		SQLHDBC dbc = connect_with(sessions[i].keys);
		const char *got = test_text(dbc, sessions[i].sql);

		if (strcmp(got, sessions[i].value) != 0)
			test_fail(__FILE__, __LINE__, "%s: %s is %s, not %s", sessions[i].keys,
				  sessions[i].sql, got, sessions[i].value);
		test_disconnect(dbc);
	}
}

static void read_only_is_enforced_by_the_server(void)
{
	SQLHSTMT stmt = test_stmt(connect_with("ReadOnly=Yes"));

	CHECK(SQLExecDirect(stmt, TEXT("create table not_to_be (n int)")) == SQL_ERROR);
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt), "read-only transaction"));
}

#define FD_LIMIT 256

/* Which descriptors are sockets that are connected to the server. */
static void server_sockets(bool *is_one)
{
	int port = (int)strtol(getenv("SP_TEST_PORT"), NULL, 10);

	for (int fd = 0; fd < FD_LIMIT; fd++) {
		struct sockaddr_in peer;
		socklen_t n = sizeof(peer);

		is_one[fd] = getpeername(fd, (struct sockaddr *)&peer, &n) == 0 &&
			     peer.sin_family == AF_INET && ntohs(peer.sin_port) == port;
	}
}

/* The option of the socket that was not there before; -1: there is none. */
static int new_socket_option(const bool *before, int level, int option)
{
	bool after[FD_LIMIT];
	int value = -1;

	server_sockets(after);
	for (int fd = 0; fd < FD_LIMIT; fd++) {
		socklen_t size = sizeof(value);

		if (after[fd] && !before[fd] && getsockopt(fd, level, option, &value, &size))
			value = -1;
	}
	return value;
}

static const struct {
	const char *keys;
	int level, option, value;
} sockets[] = {
	{ "KeepaliveTime=41", IPPROTO_TCP, TCP_KEEPIDLE, 41 },
	{ "D1=42", IPPROTO_TCP, TCP_KEEPIDLE, 42 },
	{ "KeepAliveIdle=43", IPPROTO_TCP, TCP_KEEPIDLE, 43 },
	{ "KeepaliveInterval=9", IPPROTO_TCP, TCP_KEEPINTVL, 9 },
	{ "D2=8", IPPROTO_TCP, TCP_KEEPINTVL, 8 },
	{ "KeepAliveCount=3", IPPROTO_TCP, TCP_KEEPCNT, 3 },
	{ "KeepAlive=1", SOL_SOCKET, SO_KEEPALIVE, 1 },
	{ "KeepAlive=0", SOL_SOCKET, SO_KEEPALIVE, 0 },
	{ "AB=40", SOL_SOCKET, SO_KEEPALIVE, 0 },
};

static void keepalive_reaches_the_socket(void)
{
	for (size_t i = 0; i < sizeof(sockets) / sizeof(sockets[0]); i++) {
		bool before[FD_LIMIT];
		char keys[128];
		SQLHDBC dbc;
		int got;

		snprintf(keys, sizeof(keys), "Pooling=0;%s", sockets[i].keys);
		server_sockets(before);
		dbc = connect_with(keys);
		got = new_socket_option(before, sockets[i].level, sockets[i].option);
		if (got != sockets[i].value)
			test_fail(__FILE__, __LINE__, "%s: %d, not %d", sockets[i].keys, got,
				  sockets[i].value);
		test_disconnect(dbc);
	}
}

/* -- catalog functions --------------------------------------------------------- */

static int rows_of(SQLHSTMT stmt)
{
	int n = 0;

	while (SQLFetch(stmt) == SQL_SUCCESS)
		n++;
	return n;
}

static int system_tables_among(const char *keys, const char *type)
{
	SQLHSTMT stmt = test_stmt(connect_with(keys));

	CHECK_STMT(stmt,
		   SQLTables(stmt, NO_TEXT, TEXT("pg\\_catalog"), TEXT("pg\\_class"), TEXT(type)));
	return rows_of(stmt);
}

static void system_tables_are_tables_if_asked(void)
{
	CHECK_INT(system_tables_among("", "TABLE"), 0);
	CHECK_INT(system_tables_among("", "SYSTEM TABLE"), 1);
	/* In the stand-in it is a view. */
	CHECK_INT(system_tables_among("ShowSystemTables=1", test_either("TABLE", "VIEW")), 1);
	CHECK_INT(system_tables_among("A5=1", "SYSTEM TABLE"), 0);
}

static int row_versions(const char *keys)
{
	SQLHSTMT stmt = test_stmt(connect_with(keys));

	CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_ROWVER, NO_TEXT, NO_TEXT, TEXT("dropin"),
					   SQL_SCOPE_CURROW, SQL_NULLABLE));
	return rows_of(stmt);
}

static void row_versions_are_offered_unless_refused(void)
{
	int offered = test_on_redshift() ? 0 : 1; /* there nothing tells a row's version */

	make_table();
	CHECK_INT(row_versions(""), offered);
	CHECK_INT(row_versions("RowVersioning=1"), offered);
	CHECK_INT(row_versions("A4=0"), 0);
}

/* -- what cannot be had --------------------------------------------------------- */

static const struct {
	const char *keys;
	const char *says[3];
} refusals[] = {
	{ "IAM=1;DbUser=x;ClusterId=y;Region=z", { "IAM", "UID and PWD", "temporary password" } },
	{ "plugin_name=BrowserSAML", { "plugin_name", "UID and PWD", "temporary password" } },
	{ "ProxyHost=proxy;ProxyPort=3128", { "ProxyHost", "remove it", "tunnel" } },
};

static void what_cannot_be_had_is_refused_by_its_name(void)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		SQLHDBC dbc = test_dbc();
		char text[256];

		snprintf(text, sizeof(text), "DSN=pooled;%s", refusals[i].keys);
		CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, text), "HYC00");
		for (size_t k = 0; k < 3; k++)
			CHECK(strstr(test_diagnostics(SQL_HANDLE_DBC, dbc), refusals[i].says[k]));
	}
	test_disconnect(connect_with("IAM=0;plugin_name="));
}

/* The first case: later ones find the log of the harness open. */
static void a_log_that_cannot_be_opened_is_a_warning(void)
{
	SQLHDBC dbc = test_dbc();

	setenv("SHIFTPOOL_LOG", "/no/such/folder/log", 1);
	CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, "DSN=pooled"), "01000");
	CHECK(strstr(test_diagnostics(SQL_HANDLE_DBC, dbc), "/no/such/folder/log"));
	CHECK_INT(test_number(dbc, "select 1"), 1);
	unsetenv("SHIFTPOOL_LOG");
}

static const char *source_name(const char *connection_string)
{
	static SQLCHAR name[64];
	SQLHDBC dbc = test_connect(connection_string);
	SQLSMALLINT n;

	CHECK_DBC(dbc, SQLGetInfo(dbc, SQL_DATA_SOURCE_NAME, name, sizeof(name), &n));
	test_disconnect(dbc);
	return (const char *)name;
}

static void the_data_source_is_the_one_that_counts(void)
{
	char text[256];

	CHECK_STR(source_name("DSN=pooled"), "pooled");
	snprintf(text, sizeof(text),
		 "DRIVER={ShiftPool};Server=%s;Port=%s;Database=%s;UID=%s;PWD=%s",
		 getenv("SP_TEST_HOST"), getenv("SP_TEST_PORT"), getenv("SP_TEST_DB"),
		 getenv("SP_TEST_USER"), getenv("SP_TEST_PASSWORD"));
	CHECK_STR(source_name(text), "");
}

/* -- whole data sources ----------------------------------------------------------- */

/* Copies a line with the @NAMES@ filled in. */
static void fill_in(const char *line, const char *section, FILE *to)
{
	const struct {
		const char *name, *value;
	} names[] = {
		{ "@SECTION@", section },
		{ "@HOST@", getenv("SP_TEST_HOST") },
		{ "@PORT@", getenv("SP_TEST_PORT") },
		{ "@DB@", getenv("SP_TEST_DB") },
		{ "@USER@", getenv("SP_TEST_USER") },
		{ "@PASSWORD@", getenv("SP_TEST_PASSWORD") },
	};

	while (*line) {
		size_t i = 0, count = sizeof(names) / sizeof(names[0]);

		while (i < count && strncmp(line, names[i].name, strlen(names[i].name)) != 0)
			i++;
		if (i < count) {
			fputs(names[i].value, to);
			line += strlen(names[i].name);
		} else {
			fputc(*line++, to);
		}
	}
}

static void add_source(const char *file, const char *section)
{
	char path[512], line[512];
	FILE *from, *to;

	snprintf(path, sizeof(path), "%s/tests/integration/%s", getenv("top_srcdir"), file);
	from = fopen(path, "r");
	CHECK(from);
	to = fopen(getenv("ODBCINI"), "a");
	CHECK(to);
	while (fgets(line, sizeof(line), from))
		fill_in(line, section, to);
	fclose(from);
	CHECK(fclose(to) == 0);
}

static int count(const char *text, const char *what)
{
	int n = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		n++;
	return n;
}

/* Connects twice, and looks into the log for the keys that have no effect. */
static void look_at_source(const char *name, const char *const *idle)
{
	char text[64], note[128];
	SQLHDBC dbc;
	SQLRETURN rc;

	snprintf(text, sizeof(text), "DSN=%s", name);
	for (int i = 0; i < 2; i++) {
		dbc = test_dbc();
		rc = test_try_connect(dbc, text);
		if (rc != SQL_SUCCESS)
			test_fail(__FILE__, __LINE__, "%s: %s", text,
				  test_diagnostics(SQL_HANDLE_DBC, dbc));
		CHECK_INT(test_number(dbc, "select 42"), 42);
		test_disconnect(dbc);
	}
	snprintf(note, sizeof(note), "in data source \"%s\"; did you", name);
	CHECK_INT(count(test_log(), "unknown key"), 0);
	for (; *idle; idle++) {
		snprintf(note, sizeof(note), " %s in data source \"%s\" has no effect", *idle,
			 name);
		if (count(test_log(), note) != 1)
			test_fail(__FILE__, __LINE__, "%d times in the log: %s",
				  count(test_log(), note), note);
	}
}

static void a_data_source_of_psqlodbc_works(void)
{
	static const char *const idle[] = { "Trace",
					    "TraceFile",
					    "Debug",
					    "CommLog",
					    "Fetch",
					    "Socket",
					    "Optimizer",
					    "Ksqo",
					    "UniqueIndex",
					    "UseDeclareFetch",
					    "FakeOidIndex",
					    "ShowOidColumn",
					    "Parse",
					    "CancelAsFreeStmt",
					    "DisallowPremature",
					    "UpdatableCursors",
					    "LowerCaseIdentifier",
					    "OptionalErrors",
					    "BatchSize",
					    "IgnoreTimeout",
					    "FetchRefcursors",
					    "XaOpt",
					    NULL };

	add_source("dropin_psqlodbc.ini", "from psqlodbc");
	look_at_source("from psqlodbc", idle);
}

static void a_data_source_of_amazon_works(void)
{
	static const char *const idle[] = { "locale",
					    "ConnectionRetryCount",
					    "ConnectionRetryDelay",
					    "Compression",
					    "client_protocol_version",
					    "StringType",
					    "ApplicationUsingThreads",
					    "FetchRefCursor",
					    "MaxBytea",
					    "UseDeclareFetch",
					    "Fetch",
					    "SingleRowMode",
					    "UseMultipleStatements",
					    "EnableTableTypes",
					    "StreamingCursorRows",
					    "CscEnable",
					    "CscThreshold",
					    "CscMaxFileSize",
					    "UDF",
					    "IAM",
					    "LogPath",
					    "CheckCertRevocation",
					    NULL };

	add_source("dropin_redshift.ini", "from amazon");
	look_at_source("from amazon", idle);
}

/* The connection string of psqlodbc's manual, with the parts that name a server filled in. */
static void short_forms_work(void)
{
	char text[1024];
	SQLHDBC dbc = test_dbc();
	SQLRETURN rc;

	snprintf(text, sizeof(text),
		 "DRIVER={ShiftPool};SERVER=%s;PORT=%s;DATABASE=%s;UID=%s;PWD=%s;"
		 "A0=0;A1=7.4;A2=0;A3=0;A4=0;A5=0;A6=;A7=100;A8=4096;A9=0;"
		 "B0=254;B1=8190;B2=0;B3=0;B4=1;B5=1;B6=0;B7=1;B8=0;B9=1;BI=-5;"
		 "C0=0;C2=dd_;C4=1;C5=0;C6=1;C7=1;C8=1;C9=0;CA=p;D1=30;D4=40;"
		 "D5={connect_timeout=9 options='-c work_mem=3456'};D6=-101;AB=1;CX=1c305008a",
		 getenv("SP_TEST_HOST"), getenv("SP_TEST_PORT"), getenv("SP_TEST_DB"),
		 getenv("SP_TEST_USER"), getenv("SP_TEST_PASSWORD"));
	rc = test_try_connect(dbc, text);
	if (rc != SQL_SUCCESS)
		test_fail(__FILE__, __LINE__, "%s", test_diagnostics(SQL_HANDLE_DBC, dbc));
	CHECK_STR(test_text(dbc, "show work_mem"), "3456kB");
	CHECK_STR(test_text(dbc, "select true"), "-1");
}

static const struct test_case cases[] = {
	TEST_CASE(a_log_that_cannot_be_opened_is_a_warning),
	TEST_CASE(a_data_source_of_psqlodbc_works),
	TEST_CASE(a_data_source_of_amazon_works),
	TEST_CASE(short_forms_work),
	TEST_CASE(the_data_source_is_the_one_that_counts),
	TEST_CASE(types_are_reported_as_the_keys_say),
	TEST_CASE(wide_types_can_be_turned_off),
	TEST_CASE(a_limit_of_varchar_leaves_catalog_functions_alone),
	TEST_CASE(sessions_are_told_what_the_keys_say),
	TEST_CASE(read_only_is_enforced_by_the_server),
	TEST_CASE(keepalive_reaches_the_socket),
	TEST_CASE(system_tables_are_tables_if_asked),
	TEST_CASE(row_versions_are_offered_unless_refused),
	TEST_CASE(what_cannot_be_had_is_refused_by_its_name),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
