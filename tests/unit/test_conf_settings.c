/* Layers of settings, from real files, and what is said about what is wrong in them. */
#include "config.h"
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conf/dsn.h"
#include "tests/unit/conf_files.h"
#include "util/log.h"

static const char odbc_ini[] = "[warehouse]\n"
			       "Driver = ShiftPool\n"
			       "Servername = db.example\n"
			       "Port = 5433\n"
			       "Database = dev\n"
			       "Username = reader\n"
			       "Password = a;b#c\n"
			       "PoolProfile = conservative\n"
			       "MaxOverflow = 7\n"
			       "PoolTimeout =\n"
			       "BoolsAsChar = 1\n"
			       "\n"
			       "[own]\n"
			       "PoolProfile = Night Shift\n"
			       "[replaced]\n"
			       "PoolProfile = Minimal\n"
			       "[twice]\n"
			       "Server = one\n"
			       "Host = two\n"
			       "server = three\n"
			       "[weak]\n"
			       "EncryptionMethod = 2\n"
			       "SSLMode = require\n"
			       "[weak alone]\n"
			       "EncryptionMethod = 2\n"
			       "[braces]\n"
			       "PWD = {a}}b}\n"
			       "[odd]\n"
			       "PoolSzie = 3\n"
			       "Fetch = 100\n"
			       "[bad]\n"
			       "PoolSize = ten\n"
			       "[DEFAULT]\n"
			       "Servername = fallback.example\n";

static const char shiftpool_ini[] = "[shiftpool]\n"
				    "LogLevel = warn\n"
				    "[profile Night Shift]\n"
				    "pool_size = 3\n"
				    "PoolTimeout = 2.5\n"
				    "[profile minimal]\n"
				    "PoolSize = 1\n";

static void setup(void)
{
	files_setup(odbc_ini, shiftpool_ini);
}

START_TEST(each_layer_goes_over_the_one_below)
{
	struct problems p;
	struct settings *s = files_load("DSN=warehouse;PoolSize=3;UID=writer", &p);

	ck_assert_ptr_nonnull(s);
	ck_assert_uint_eq(p.n, 0);
	ck_assert_int_eq(s->pool_size, 3);
	ck_assert_int_eq(settings_origin(s, SETTING_POOL_SIZE), ORIGIN_CONNECTION_STRING);
	ck_assert_int_eq(s->max_overflow, 7);
	ck_assert_int_eq(settings_origin(s, SETTING_MAX_OVERFLOW), ORIGIN_DSN);
	ck_assert_int_eq(s->pool_timeout_ns, INT64_C(60000000000)); /* an empty value is none */
	ck_assert_int_eq(settings_origin(s, SETTING_POOL_TIMEOUT), ORIGIN_PROFILE);
	ck_assert_int_eq(s->log_level, LOG_LEVEL_WARN);
	ck_assert_int_eq(settings_origin(s, SETTING_LOG_LEVEL), ORIGIN_INI);
	ck_assert_int_eq(s->pool_reset, SET_RESET_SMART);
	ck_assert_int_eq(settings_origin(s, SETTING_POOL_RESET), ORIGIN_BUILT_IN);
	ck_assert_str_eq(s->server, "db.example");
	ck_assert_str_eq(s->uid, "writer");
	ck_assert_str_eq(s->pwd, "a;b#c");
	ck_assert_str_eq(s->dsn, "warehouse");
	ck_assert(s->bools_as_char);
	ck_assert_int_eq(s->ssl_mode, SET_UNSET);
	ck_assert_ptr_null(settings_text(s, SETTING_SSL_MODE));
	settings_free(s);
	problems_done(&p);
}
END_TEST

START_TEST(built_in_values_hold_where_nobody_speaks)
{
	struct problems p;
	struct settings *s = files_load("DRIVER={ShiftPool};DSN=warehouse", &p);

	ck_assert_ptr_nonnull(s);
	ck_assert_ptr_null(s->dsn);
	ck_assert_ptr_null(s->server);
	ck_assert_int_eq(s->pool_size, 5);
	ck_assert_int_eq(s->max_overflow, 10);
	ck_assert_int_eq(s->pool_timeout_ns, INT64_C(30000000000));
	ck_assert_int_eq(s->pool_recycle_ns, INT64_C(3600000000000));
	ck_assert(s->pool_pre_ping && s->pooling && !s->read_only);
	ck_assert_int_eq(s->pool_pre_ping_idle_ns, INT64_C(1000000000));
	ck_assert_int_eq(s->pool_idle_timeout_ns, INT64_C(600000000000));
	ck_assert_int_eq(s->pool_mode, SET_MODE_SESSION);
	ck_assert_int_eq(s->rollback_on_error, SET_ROLLBACK_AUTO);
	ck_assert_uint_eq(s->read_ahead, 65536);
	settings_free(s);
	problems_done(&p);
}
END_TEST

static const struct {
	const char *text;
	const char *name; /* of the setting looked at */
	const char *value;
} loads[] = {
	{ "DSN=own", "PoolSize", "3" },
	{ "DSN=own", "PoolTimeout", "2.5" },
	{ "DSN=own", "MaxOverflow", "10" },
	{ "DSN=replaced", "PoolSize", "1" },
	{ "DSN=replaced", "PoolTimeout", "30" }, /* an own profile replaces a built-in one whole */
	{ "DSN=own;PoolProfile=aggressive", "PoolSize", "20" },
	{ "DSN=own;pool_profile=AGGRESSIVE", "PoolRecycle", "1800" },
	{ "DSN=warehouse;PoolProfile=", "PoolSize", "5" },
	{ "DSN=twice", "Servername", "one" },
	{ "DSN=weak", "SSLmode", "require" },
	{ "DSN=weak alone", "SSLmode", "verify-full" },
	{ "DSN=weak;EM=0", "SSLmode", "disable" },
	{ "EM=0;SSLmode=allow", "SSLmode", "allow" },
	{ "DSN=braces", "PWD", "a}b" },
	{ "DSN=braces;PWD={x{}}}", "PWD", "x{}" },
	{ "DSN=warehouse;PWD=;", "PWD", NULL },
	{ "DSN=warehouse;MaxOverflow=;", "MaxOverflow", "10" },
	{ "UID=a;UID=b;user=c", "UID", "a" },
	{ "UID=a", "Servername", "fallback.example" },
	{ "Protocol=7.4-1", "RollbackOnError", "transaction" },
	{ "A1=7.4-0", "RollbackOnError", "none" },
	{ "C8=0", "Prepare", "unnamed" },
	{ "KeepaliveTime=20", "KeepAliveIdle", "20" },
	{ "Min_TLS=1.2", "ssl_min_protocol_version", "TLSv1.2" },
	{ "pqopt={sslrootcert=/ca connect_timeout=9}", "sslrootcert", "/ca" },
	{ "pqopt={sslrootcert=/ca connect_timeout=9}", "LoginTimeout", "9" },
	{ "DSN=warehouse;pqopt={host=other}", "Servername", "other" },
	{ "Server=named;pqopt={host=other}", "Servername", "named" },
	{ "pqopt={user=a user=b}", "UID", "b" },
	{ "PoolSize=4;PoolMinIdle=9", "PoolMinIdle", "4" },
	/* What psqlodbc packs: its switches, and keys that win over them wherever they stand. */
	{ "CX=1c305008a", "BoolsAsChar", "true" },
	{ "CX=1c301008a", "BoolsAsChar", "false" },
	{ "CX=1c385808a", "TrueIsMinus1", "true" },
	{ "CX=1c385808a", "ReadOnly", "true" },
	{ "CX=1c305008b", "LFConversion", "true" },
	{ "CX=1c315008a", "ShowSystemTables", "true" },
	{ "CX=1c305008a", "RowVersioning", "false" },
	{ "CX=1c30d008a", "RowVersioning", "true" },
	{ "CX=1c304008a", "TextAsLongVarchar", "false" },
	{ "CX=1c307008a", "UnknownsAsLongVarchar", "true" },
	{ "CX=1c305008a", "UnknownsAsLongVarchar", "false" },
	{ "CX=1c205008a", "ByteaAsLongVarBinary", "false" },
	{ "CX=1c105008a", "Prepare", "unnamed" },
	{ "B9=0;CX=1c305008a", "BoolsAsChar", "false" },
	{ "CX=1c305008a;B9=0", "BoolsAsChar", "false" },
	{ "CX=0", "BoolsAsChar", "false" }, /* no switches */
	{ "CX=1cxyz", "BoolsAsChar", "false" },
	{ "AB=4", "UseUnicode", "false" },
	{ "AB=0x44", "UseUnicode", "false" },
	{ "AB=40", "KeepAlive", "false" },
	{ "AB=3", "KeepAlive", "true" },
	{ "A6=set+a+to+1%3Bset+b+to+2", "ConnSettings", "set a to 1;set b to 2" },
	{ "ConnSettings={set a to '1+1'%3b set b to '%zz%2'}", "ConnSettings",
	  "set a to '1+1'; set b to '%zz%2'" },
	{ "InitializationString={select '%41+'}", "ConnSettings", "select '%41+'" },
	{ "BI=-5", "Int8As", "bigint" },
	{ "BI=12", "Int8As", "varchar" },
	{ "D6=-101", "NumericAs", "default" },
	{ "NumericAs=8", "NumericAs", "double" },
	{ "A9=2", "UnknownSizes", "max" },
	{ "B1=-4", "MaxLongVarcharSize", "-4" },
	{ "MaxVarchar=128;MaxLongVarchar=900", "MaxLongVarcharSize", "900" },
	{ "ServerPooler=transaction", "Prepare", "unnamed" },
	{ "ServerPooler=transaction", "PoolReset", "rollback" },
	{ "ServerPooler=transaction;Prepare=named", "Prepare", "named" },
	{ "ServerPooler=session", "PoolReset", "smart" },
	{ "PoolSize=0;PoolMinIdle=9", "PoolMinIdle", "9" },
};

START_TEST(settings_are_found_where_they_stand)
{
	struct setting_match match;
	struct problems p;
	struct settings *s = files_load(loads[_i].text, &p);
	const char *value;

	ck_assert_msg(s, "%s: %s", loads[_i].text, p.n ? p.list[0].text : "?");
	ck_assert(setting_find(str_from(loads[_i].name), &match));
	value = settings_text(s, match.id);
	ck_assert_msg(loads[_i].value ? value && strcmp(value, loads[_i].value) == 0 : !value,
		      "%s: %s is %s", loads[_i].text, loads[_i].name, value ? value : "not set");
	settings_free(s);
	problems_done(&p);
}
END_TEST

static const struct {
	const char *text;
	enum problem_kind kind;
	const char *says; /* parts that the text must hold, separated by | */
} complaints[] = {
	{ "PoolSzie=3", PROBLEM_UNKNOWN_KEY,
	  "unknown key \"PoolSzie\" in the connection string|did you mean PoolSize?" },
	{ "Qwertyuiop=3", PROBLEM_UNKNOWN_KEY, "unknown key \"Qwertyuiop\"" },
	{ "DSN=odd", PROBLEM_NOTE, "\"PoolSzie\" in data source \"odd\"|did you mean PoolSize?" },
	{ "Fetch=100", PROBLEM_NOTE, "Fetch in the connection string has no effect|stream" },
	{ "PoolSize=ten", PROBLEM_BAD_VALUE,
	  "PoolSize=ten in the connection string|a whole number from 0 to 100000" },
	{ "pool_size=-5", PROBLEM_BAD_VALUE, "PoolSize=-5|from 0 to 100000" },
	{ "PoolSize=99999999999", PROBLEM_BAD_VALUE, "PoolSize=99999999999|from 0 to 100000" },
	{ "LoginTimeout=abc", PROBLEM_BAD_VALUE, "LoginTimeout=abc|seconds from 0 to 86400" },
	{ "DSN=bad", PROBLEM_BAD_VALUE, "PoolSize=ten in data source \"bad\"" },
	{ "IAM=1", PROBLEM_UNSUPPORTED, "IAM in the connection string cannot be used|UID and PWD" },
	{ "IAM=true", PROBLEM_UNSUPPORTED, "get-cluster-credentials" },
	{ "plugin_name=okta", PROBLEM_UNSUPPORTED, "plugin_name|temporary password" },
	{ "ProxyHost=proxy.example", PROBLEM_UNSUPPORTED, "ProxyHost|remove it" },
	{ "PoolReset=all", PROBLEM_BAD_VALUE, "one of none, rollback, smart, full" },
	{ "PoolSize=1\t2", PROBLEM_BAD_VALUE, "PoolSize=1?2" },
	{ "pqopt={password=hunter2 x}", PROBLEM_BAD_VALUE, "pqopt|name=value is needed" },
	{ "pqopt={port=nowhere}", PROBLEM_BAD_VALUE, "Port=nowhere|from 1 to 65535" },
	{ "PoolProfile=none", PROBLEM_NO_PROFILE,
	  "PoolProfile=none|conservative, aggressive, minimal|night shift|[profile NAME]" },
	{ "PoolSize=4;PoolMinIdle=9", PROBLEM_VALUE_CHANGED, "PoolMinIdle=9|PoolSize=4" },
	{ "ServerPooler=transaction;ReadOnly=1", PROBLEM_NO_EFFECT,
	  "ReadOnly=1 cannot hold|ServerPooler=transaction|ALTER ROLE" },
	{ "ServerPooler=transaction;ConnSettings=select 1", PROBLEM_NO_EFFECT,
	  "ConnSettings cannot hold" },
	{ "ServerPooler=transaction;ConnSettings=select 1;ReadOnly=1", PROBLEM_NO_EFFECT,
	  "ConnSettings and ReadOnly=1 cannot hold" },
};

static void check_says(const char *text, const char *parts)
{
	while (*parts) {
		size_t n = strcspn(parts, "|");

		ck_assert_msg(memmem(text, strlen(text), parts, n), "\"%s\" does not say \"%.*s\"",
			      text, (int)n, parts);
		parts += n + (parts[n] == '|');
	}
}

START_TEST(what_is_wrong_is_said)
{
	struct problems p;
	struct settings *s = files_load(complaints[_i].text, &p);

	ck_assert_msg(!s == problem_is_error(complaints[_i].kind), "%s", complaints[_i].text);
	ck_assert_msg(p.n >= 1, "%s: no problem", complaints[_i].text);
	ck_assert_msg(p.list[0].kind == complaints[_i].kind, "%s: %s", complaints[_i].text,
		      p.list[0].text);
	check_says(p.list[0].text, complaints[_i].says);
	ck_assert_ptr_null(strstr(p.list[0].text, "hunter2"));
	settings_free(s);
	problems_done(&p);
}
END_TEST

/*
 * ODBC would have the driver take DEFAULT instead.  A misspelt name must not lead
 * to another server.
 */
START_TEST(a_source_that_is_not_there_is_an_error)
{
	struct problems p;

	ck_assert_ptr_null(files_load("DSN=nowhere;Server=x", &p));
	ck_assert_int_eq(p.list[0].kind, PROBLEM_NO_SOURCE);
	check_says(p.list[0].text, "data source \"nowhere\" is not in odbc.ini");
	problems_done(&p);
}
END_TEST

START_TEST(without_any_source_the_string_alone_counts)
{
	static const char text[] = "[other]\nServername = x\n";
	struct problems p;
	struct settings *s;

	files_write(files_odbc_ini, text, strlen(text));
	s = files_load("Server=y", &p);
	ck_assert_ptr_nonnull(s);
	ck_assert_ptr_null(s->dsn);
	ck_assert_str_eq(s->server, "y");
	settings_free(s);
	problems_done(&p);
}
END_TEST

START_TEST(over_long_text_is_shortened_in_messages)
{
	struct problems p;
	char text[5000];
	struct settings *s;

	memset(text, 'x', sizeof(text));
	memcpy(text, "PoolSize=", 9);
	text[sizeof(text) - 1] = '\0';
	s = files_load(text, &p);
	ck_assert_ptr_null(s);
	ck_assert_uint_lt(strlen(p.list[0].text), 200);
	problems_done(&p);
}
END_TEST

START_TEST(parameters_younger_than_the_table_reach_libpq)
{
	struct problems p;
	struct settings *s = files_load("pqopt={future_thing='a b'}", &p);

	ck_assert_ptr_nonnull(s);
	ck_assert_uint_eq(s->n_extra, 1);
	ck_assert_str_eq(s->extra[0].name, "future_thing");
	ck_assert_str_eq(s->extra[0].value, "a b");
	settings_free(s);
	problems_done(&p);
}
END_TEST

START_TEST(secrets_are_not_shown)
{
	struct problems p;
	struct settings *s = files_load("DSN=warehouse;sslpassword=x;pqopt={password=y}", &p);

	ck_assert_ptr_nonnull(s);
	ck_assert_str_eq(settings_shown(s, SETTING_PWD), "****");
	ck_assert_str_eq(settings_shown(s, SETTING_SSLPASSWORD), "****");
	ck_assert_str_eq(settings_shown(s, SETTING_PQOPT), "****");
	ck_assert_str_eq(settings_shown(s, SETTING_UID), "reader");
	ck_assert_ptr_null(settings_shown(s, SETTING_SSLCERT));
	settings_free(s);
	problems_done(&p);
}
END_TEST

static const struct {
	const char *text;
	const char *product;
	const char *line;
} lines[] = {
	{ "PoolProfile=conservative", "Redshift",
	  "Redshift connection pooling configured: {'pool_size': 10, 'max_overflow': 20, "
	  "'pool_timeout': 60, 'pool_recycle': 3600, 'pool_pre_ping': True}" },
	{ "PoolProfile=minimal;PoolTimeout=2.50;PoolRecycle=-1;PoolSize=5;MaxOverflow=5",
	  "PostgreSQL",
	  "PostgreSQL connection pooling configured: {'pool_size': 5, 'max_overflow': 5, "
	  "'pool_timeout': 2.5, 'pool_recycle': -1, 'pool_pre_ping': True}" },
};

START_TEST(the_line_is_the_guides)
{
	struct problems p;
	struct settings *s = files_load(lines[_i].text, &p);
	char *line = settings_pool_line(s, lines[_i].product);

	ck_assert_str_eq(line, lines[_i].line);
	free(line);
	settings_free(s);
	problems_done(&p);
}
END_TEST

START_TEST(a_data_source_is_kept_and_can_be_forgotten)
{
	struct problems p;
	struct settings *s = files_load("DSN=twice", &p);

	settings_free(s);
	problems_done(&p);
	/* odbcinst has a cache of its own, so that only ours can be seen to answer. */
	ck_assert_int_eq(unlink(files_odbc_ini), 0);
	s = files_load("DSN=TWICE", &p);
	ck_assert_ptr_nonnull(s);
	ck_assert_str_eq(s->server, "one");
	settings_free(s);
	problems_done(&p);
	dsn_forget();
	s = files_load("DSN=never read", &p);
	ck_assert_ptr_null(s);
	problems_done(&p);
}
END_TEST

START_TEST(a_line_that_odbcinst_cuts_is_reported)
{
	struct problems p;
	struct settings *s;
	char text[2100] = "[long]\nConnSettings=";
	size_t n = strlen(text);
	bool told = false;

	memset(text + n, 'x', 2000);
	files_write(files_odbc_ini, text, n + 2000);
	s = files_load("DSN=long", &p);
	ck_assert_ptr_nonnull(s);
	for (size_t i = 0; i < p.n; i++) {
		if (strstr(p.list[i].text, "the end may be missing"))
			told = true;
		ck_assert_uint_lt(strlen(p.list[i].text), 300);
	}
	ck_assert(told);
	settings_free(s);
	problems_done(&p);
}
END_TEST

/* Files that iniparser refuses, and what must be said about each. */
static const struct {
	const char *text;
	const char *says;
} broken[] = {
	{ "[shiftpool]\nno equal sign here\n", "sp.ini|(2)" },
	{ "\xef\xbb\xbf[shiftpool]\nLogLevel=info\n", "sp.ini|byte order mark|line 1" },
	{ "[profile x\nPoolSize=1\n", "sp.ini|(1)" },
	{ "[profile a]\nPoolSize=many\n", NULL },
};

START_TEST(a_broken_shiftpool_ini_is_an_error_with_its_line)
{
	struct problems p;
	struct settings *s;

	files_write(files_shiftpool_ini, broken[_i].text, strlen(broken[_i].text));
	s = files_load("DSN=warehouse", &p);
	if (broken[_i].says) {
		ck_assert_ptr_null(s);
		ck_assert_int_eq(p.list[0].kind, PROBLEM_BAD_FILE);
		check_says(p.list[0].text, broken[_i].says);
	} else {
		ck_assert_ptr_nonnull(s); /* wrong only for who uses that profile */
	}
	settings_free(s);
	problems_done(&p);
}
END_TEST

START_TEST(a_bad_value_in_a_profile_names_it)
{
	static const char text[] = "[profile a]\nPoolSize=many\nServer=x\n";
	struct problems p;

	files_write(files_shiftpool_ini, text, strlen(text));
	ck_assert_ptr_null(files_load("PoolProfile=a", &p));
	check_says(p.list[0].text, "PoolSize=many in [profile a] of |sp.ini");
	check_says(p.list[1].text, "Servername has no effect in [profile a]");
	problems_done(&p);
}
END_TEST

START_TEST(a_line_too_long_for_shiftpool_ini_is_an_error)
{
	struct problems p;
	char text[3000];

	memset(text, 'x', sizeof(text));
	memcpy(text, "[shiftpool]\nLogFile=", 20);
	files_write(files_shiftpool_ini, text, sizeof(text));
	ck_assert_ptr_null(files_load("DSN=warehouse", &p));
	check_says(p.list[0].text, "sp.ini|(2)");
	problems_done(&p);
}
END_TEST

START_TEST(a_file_that_is_named_must_be_there)
{
	struct problems p;

	ck_assert_int_eq(unlink(files_shiftpool_ini), 0);
	ck_assert_ptr_null(files_load("DSN=warehouse", &p));
	check_says(p.list[0].text, "/sp.ini|No such file");
	problems_done(&p);
	setenv("SHIFTPOOL_INI", files_dir, 1);
	ck_assert_ptr_null(files_load("DSN=warehouse", &p));
	check_says(p.list[0].text, "not a plain file");
	problems_done(&p);
}
END_TEST

START_TEST(a_changed_shiftpool_ini_is_seen_at_once)
{
	static const char text[] = "[profile Night Shift]\nPoolSize = 33\n";
	struct problems p;
	struct settings *s = files_load("DSN=own", &p);

	ck_assert_int_eq(s->pool_size, 3);
	settings_free(s);
	problems_done(&p);
	files_write(files_shiftpool_ini, text, strlen(text));
	s = files_load("DSN=own", &p);
	ck_assert_int_eq(s->pool_size, 33);
	settings_free(s);
	problems_done(&p);
}
END_TEST

/*
 * Turkish has an i of its own, so a library that folds case by the locale loses
 * UID.  The locale is built if the machine's own one is not there.
 */
static bool use_turkish(void)
{
	char command[200];

	if (setlocale(LC_ALL, "tr_TR.UTF-8") || setlocale(LC_ALL, "tr_TR.utf8"))
		return true;
	snprintf(command, sizeof(command),
		 "localedef -i tr_TR -f UTF-8 %s/tr_TR.UTF-8 >/dev/null 2>&1", files_dir);
	if (system(command) != 0)
		return false;
	setenv("LOCPATH", files_dir, 1);
	return setlocale(LC_ALL, "tr_TR.UTF-8");
}

START_TEST(a_turkish_locale_changes_nothing)
{
	static const char text[] = "[PROFILE NIGHT SHIFT]\nPOOLTIMEOUT = 2.5\nPOOLSIZE = 3\n";
	struct problems p;
	struct settings *s;

	if (!use_turkish()) {
		fprintf(stderr, "# no Turkish locale here: that part is left out\n");
		return;
	}
	files_write(files_shiftpool_ini, text, strlen(text));
	s = files_load("DSN=own;UID=me;HOSTNAME=H;POOLIDLETIMEOUT=1.25;PoolReset=ROLLBACK", &p);
	ck_assert_msg(s, "%s", p.n ? p.list[0].text : "?");
	ck_assert_uint_eq(p.n, 0);
	ck_assert_int_eq(s->pool_size, 3);
	ck_assert_int_eq(s->pool_timeout_ns, INT64_C(2500000000));
	ck_assert_int_eq(s->pool_idle_timeout_ns, INT64_C(1250000000));
	ck_assert_str_eq(s->uid, "me");
	ck_assert_str_eq(s->server, "H");
	settings_free(s);
	problems_done(&p);
}
END_TEST

/* Number of lines in a file that hold the text. */
static int count_lines(const char *path, const char *text)
{
	FILE *f = fopen(path, "r");
	char line[4096];
	int n = 0;

	ck_assert_ptr_nonnull(f);
	while (fgets(line, sizeof(line), f))
		n += strstr(line, text) != NULL;
	fclose(f);
	return n;
}

START_TEST(a_note_is_logged_once)
{
	char given[200], path[100];
	const char *target = NULL;

	snprintf(path, sizeof(path), "%s/log", files_dir);
	snprintf(given, sizeof(given), "DSN=odd;LogFile=%s", path);
	for (int i = 0; i < 3; i++) {
		struct problems p;
		struct settings *s = files_load(given, &p);

		ck_assert_ptr_nonnull(s);
		ck_assert(settings_start_log(s, &p, &target));
		settings_free(s);
		problems_done(&p);
	}
	ck_assert_int_eq(count_lines(path, "PoolSzie"), 1);
	ck_assert_int_eq(count_lines(path, "Fetch"), 1);
	unlink(path);
}
END_TEST

START_TEST(the_environment_can_open_the_log)
{
	char named[200], path[100];
	const char *target = NULL;
	struct problems p;
	struct settings *s;

	snprintf(path, sizeof(path), "%s/log", files_dir);
	snprintf(named, sizeof(named), "debug:%s", path);
	setenv("SHIFTPOOL_LOG", named, 1);
	s = files_load("DSN=odd;LogFile=/no/such/folder/log", &p);
	ck_assert(settings_start_log(s, &p, &target));
	ck_assert(log_enabled(LOG_LEVEL_DEBUG));
	ck_assert_int_eq(count_lines(path, "PoolSzie"), 1);
	settings_free(s);
	problems_done(&p);
	unlink(path);
}
END_TEST

START_TEST(a_log_that_cannot_be_opened_is_told)
{
	struct problems p;
	struct settings *s = files_load("DSN=own;LogFile=/no/such/folder/log", &p);
	const char *target = NULL;

	ck_assert_ptr_nonnull(s);
	ck_assert(!settings_start_log(s, &p, &target));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_str_eq(target, "/no/such/folder/log");
	settings_free(s);
	problems_done(&p);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("conf_settings");
	TCase *t = tcase_create("conf_settings");

	tcase_set_timeout(t, 60); /* localedef takes its time */
	tcase_add_checked_fixture(t, setup, files_teardown);
	tcase_add_test(t, each_layer_goes_over_the_one_below);
	tcase_add_test(t, built_in_values_hold_where_nobody_speaks);
	unit_add_rows(t, settings_are_found_where_they_stand, loads);
	unit_add_rows(t, what_is_wrong_is_said, complaints);
	tcase_add_test(t, a_source_that_is_not_there_is_an_error);
	tcase_add_test(t, without_any_source_the_string_alone_counts);
	tcase_add_test(t, over_long_text_is_shortened_in_messages);
	tcase_add_test(t, parameters_younger_than_the_table_reach_libpq);
	tcase_add_test(t, secrets_are_not_shown);
	unit_add_rows(t, the_line_is_the_guides, lines);
	tcase_add_test(t, a_data_source_is_kept_and_can_be_forgotten);
	tcase_add_test(t, a_line_that_odbcinst_cuts_is_reported);
	unit_add_rows(t, a_broken_shiftpool_ini_is_an_error_with_its_line, broken);
	tcase_add_test(t, a_bad_value_in_a_profile_names_it);
	tcase_add_test(t, a_line_too_long_for_shiftpool_ini_is_an_error);
	tcase_add_test(t, a_file_that_is_named_must_be_there);
	tcase_add_test(t, a_changed_shiftpool_ini_is_seen_at_once);
	tcase_add_test(t, a_turkish_locale_changes_nothing);
	tcase_add_test(t, a_note_is_logged_once);
	tcase_add_test(t, the_environment_can_open_the_log);
	tcase_add_test(t, a_log_that_cannot_be_opened_is_told);
	suite_add_tcase(s, t);
	return unit_run(s);
}
