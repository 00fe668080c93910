#include "config.h"
#include "sql/translate.h"
#include "tests/unit/unit.h"

#include <string.h>

/* NULL: the same on Redshift. */
static const struct {
	const char *in, *postgres, *redshift;
} escapes[] = {
	/* literals */
	{ "{d '2020-01-31'}", "DATE '2020-01-31'", NULL },
	{ "{D  '2020-01-31' }", "DATE '2020-01-31'", NULL },
	{ "{ d'2020-1-3'}", "DATE '2020-1-3'", NULL },
	{ "{d /* c */ '2020-01-31' -- x\n}", "DATE '2020-01-31'", NULL },
	{ "{t '12:34:56'}", "TIME '12:34:56'", NULL },
	{ "{t '1:2:3.123456789'}", "TIME '1:2:3.123456789'", NULL },
	{ "{ts '2020-02-29 23:59:59.5'}", "TIMESTAMP '2020-02-29 23:59:59.5'", NULL },
	{ "x{d '2020-01-31'}y", "x DATE '2020-01-31' y", NULL },
	{ "{d '2020-01-31'}'x'", "DATE '2020-01-31' 'x'", NULL },
	{ "{guid '0f0e0d0c-0b0a-0908-0706-050403020100'}",
	  "CAST('0f0e0d0c-0b0a-0908-0706-050403020100' AS uuid)",
	  "'0f0e0d0c-0b0a-0908-0706-050403020100'" },
	{ "{interval '326' year(4)}", "INTERVAL '326' YEAR", NULL },
	{ "{INTERVAL '5' MONTH}", "INTERVAL '5' MONTH", NULL },
	{ "{interval - '5' day}", "(- INTERVAL '5' DAY)", NULL },
	{ "{interval +'5' hour}", "INTERVAL '5' HOUR", NULL },
	{ "{interval '-5' hour}", "(- INTERVAL '5' HOUR)", NULL },
	{ "{interval -'-5' hour}", "INTERVAL '5' HOUR", NULL },
	{ "{interval '223.16' second(3, 2)}", "INTERVAL '223.16' SECOND(2)", NULL },
	{ "{interval '22.123456' second}", "INTERVAL '22.123456' SECOND", NULL },
	{ "{interval '5.' second}", "INTERVAL '5.' SECOND", NULL },
	{ "{interval '163-11' year(3) to month}", "INTERVAL '163-11' YEAR TO MONTH", NULL },
	{ "{interval '163 12' day(3) to hour}", "INTERVAL '163 12' DAY TO HOUR", NULL },
	{ "{interval '163 12:39' day(3) to minute}", "INTERVAL '163 12:39' DAY TO MINUTE", NULL },
	{ "{interval '163 12:39:59.163' day(3) to second(3)}",
	  "INTERVAL '163 12:39:59.163' DAY TO SECOND(3)", NULL },
	{ "{interval '163:39' hour(3) to minute}", "INTERVAL '163:39' HOUR TO MINUTE", NULL },
	{ "{interval '163:39:59.163' hour(3) to second(4)}",
	  "INTERVAL '163:39:59.163' HOUR TO SECOND(4)", NULL },
	{ "{interval '163:59.163' minute(3) to second(5)}",
	  "INTERVAL '2:43:59.163' MINUTE TO SECOND(5)", NULL },
	{ "{interval '59:59' minute to second}", "INTERVAL '59:59' MINUTE TO SECOND", NULL },
	{ "{interval -'16 23:39:56.23' day to second}",
	  "(- INTERVAL '16 23:39:56.23' DAY TO SECOND)", NULL },
	/* clauses */
	{ "from {oj a left outer join b on a.x = b.x} where ?",
	  "from a left outer join b on a.x = b.x where $1", NULL },
	{ "from {oj a left outer join {oj b full outer join c on ?} on ?}",
	  "from a left outer join b full outer join c on $1 on $2", NULL },
	{ "x{oj a}y", "x a y", NULL },
	{ "like 'x' {escape '!'}", "like 'x' ESCAPE '!'", NULL },
	{ "like 'x'{escape '!'}", "like 'x' ESCAPE '!'", NULL },
	{ "like ? { escape ? }", "like $1 ESCAPE $2", NULL },
	{ "like 'x' {'!'}", "like 'x' ESCAPE '!'", NULL },
	{ "like 'x' {escape '\\'}", "like 'x' ESCAPE '\\'", "like 'x' ESCAPE '\\\\'" },
	{ "like 'x' {escape '\\'} or {escape '\\'} ", "like 'x' ESCAPE '\\' or ESCAPE '\\' ",
	  "like 'x' ESCAPE '\\\\' or ESCAPE '\\\\' " },
	{ "{limit 10}", "LIMIT 10", NULL },
	{ "t{limit ?}", "t LIMIT $1", NULL },
	{ "t {limit ? offset ?}", "t LIMIT $1 offset $2", NULL },
	/* calls */
	{ "{call p}", "CALL p()", NULL },
	{ "{call p()}", "CALL p()", NULL },
	{ "{ CALL s . \"P\" ( ? , 'x' ) }", "CALL s . \"P\"($1, 'x')", NULL },
	{ "{call a.b.c(?, ?)}", "CALL a.b.c($1, $2)", NULL },
	{ "{call p(?,)}", "CALL p($1)", NULL },
	{ "{call p(f(?, 1), {d '2020-01-01'}, -1, null)}",
	  "CALL p(f($1, 1), DATE '2020-01-01', -1, null)", NULL },
	{ "{?=call f}", "SELECT * FROM f()", "SELECT f()" },
	{ "{?=call f(?, ?)}", "SELECT * FROM f($1, $2)", "SELECT f($1, $2)" },
	{ "{ ? = call s.f(?) }", "SELECT * FROM s.f($1)", "SELECT s.f($1)" },
	{ "{call p(?)}; select ?", "CALL p($1); select $2", NULL },
	{ "{?=call f(?)}; select ?", "SELECT * FROM f($1); select $2", "SELECT f($1); select $2" },
	/* functions: the way they are found */
	{ "{fn ucase(a)}", "upper(a)", NULL },
	{ "{fn UCASE ( a ) }", "upper(a)", NULL },
	{ "{fn nope(a, ?)}", "nope(a, $1)", NULL },
	{ "{fn s.ucase(a)}", "s.ucase(a)", NULL },
	{ "{fn \"ucase\"(a)}", "\"ucase\"(a)", NULL },
	{ "{fn ucase(a) || lcase(b)}", "ucase(a) || lcase(b)", NULL },
	{ "{fn ucase(a, b)}", "ucase(a, b)", NULL },
	{ "{fn ucase}", "ucase", NULL },
	{ "{fn ucase(f(a, b))}", "upper(f(a, b))", NULL },
	{ "{fn ucase('),{')}", "upper('),{')", NULL },
	{ "{fn ucase((a))}", "upper((a))", NULL },
	{ "{fn ucase(/* ) */ a)}", "upper(/* ) */ a)", NULL },
	{ "{fn ucase({fn lcase(?)})}", "upper(lower($1))", NULL },
	{ "{fn replace(a, {fn replace(?, ?, ?)}, ?)}", "replace(a, replace($1, $2, $3), $4)",
	  NULL },
	{ "{fn concat(a[1, 2], b)}", "((a[1, 2]) || (b))", NULL },
	{ "select{fn now()}from t", "select localtimestamp from t", "select getdate()from t" },
	{ "1{fn pi()}", "1 pi()", NULL },
	{ "{fn pi()}{fn pi()}", "pi()pi()", NULL },
	{ "{fn user()}{fn user()}", "current_user current_user", NULL },
	/* functions: those that are more than a name */
	{ "{fn insert(?, ?, ?, ?)}", "overlay($1 PLACING $4 FROM $2 FOR $3)",
	  "(substring($1, 1, ($2) - 1) || $4 || substring($1, ($2) + ($3)))" },
	{ "{fn locate(a, b)}", "strpos(b, a)", NULL },
	{ "{fn locate(a, b, ?)}",
	  "CASE WHEN strpos(substr(b, $1), a) = 0 THEN 0 ELSE strpos(substr(b, $1), a) + ($1) - 1 "
	  "END",
	  "CASE WHEN strpos(substring(b, $1), a) = 0 THEN 0 ELSE strpos(substring(b, $1), a) + "
	  "($1) "
	  "- 1 END" },
	{ "{fn position(a in b)}", "position(a IN b)", NULL },
	{ "{fn position('in' IN (x in y))}", "position('in' IN (x in y))", NULL },
	{ "{fn space(3)}", "repeat(' ', 3)", NULL },
	{ "{fn length(a)}", "length(rtrim(CAST(a AS text)))",
	  "length(rtrim(CAST(a AS varchar(65535))))" },
	{ "{fn substring(a, 1, 2)}", "substr(a, 1, 2)", "substring(a, 1, 2)" },
	{ "{fn rand()}", "random()", NULL },
	{ "{fn round(a, 2)}", "round(CAST(a AS numeric), 2)", "round(a, 2)" },
	{ "{fn mod(?, ?)}", "mod(CAST($1 AS bigint), $2)", NULL },
	{ "{fn mod(a, ?)}", "mod(a, $1)", NULL },
	{ "{fn curdate()}", "current_date", NULL },
	{ "{fn curdate}", "current_date", NULL },
	{ "{fn current_timestamp(3)}", "localtimestamp(3)", "sysdate" },
	{ "{fn dayofweek(a)}", "(CAST(EXTRACT(DOW FROM CAST(a AS timestamp)) AS integer) + 1)",
	  NULL },
	{ "{fn dayname(a)}", "rtrim(to_char(CAST(a AS timestamp), 'Day'))", NULL },
	{ "{fn second(a)}", "CAST(floor(EXTRACT(SECOND FROM CAST(a AS time))) AS integer)", NULL },
	{ "{fn extract(year from a)}", "EXTRACT(year FROM a)", NULL },
	{ "{fn extract(year from ?)}", "EXTRACT(year FROM CAST($1 AS timestamp))", NULL },
	{ "{fn extract(year from '2020-01-01')}",
	  "EXTRACT(year FROM CAST('2020-01-01' AS timestamp))", NULL },
	{ "{fn timestampadd(SQL_TSI_DAY, ?, a)}",
	  "(CAST(a AS timestamp) + ($1) * INTERVAL '1 day')",
	  "dateadd(day, CAST($1 AS integer), CAST(a AS timestamp))" },
	{ "{fn timestampadd(sql_tsi_year, 1, {t '12:00:00'})}",
	  "((current_date + TIME '12:00:00') + (1) * INTERVAL '1 year')",
	  "dateadd(year, CAST(1 AS integer), (current_date + TIME '12:00:00'))" },
	{ "{fn timestampdiff(SQL_TSI_HOUR, a, b)}",
	  "CAST(trunc(EXTRACT(EPOCH FROM (CAST(b AS timestamp) - CAST(a AS timestamp))) / 3600) AS "
	  "integer)",
	  "datediff(hour, CAST(a AS timestamp), CAST(b AS timestamp))" },
	{ "{fn timestampdiff(SQL_TSI_YEAR, {fn CURTIME()}, b)}",
	  "CAST(EXTRACT(YEAR FROM age(CAST(b AS timestamp), (current_date + localtime(0)))) AS "
	  "integer)",
	  "datediff(year, (current_date + CAST(getdate() AS time)), CAST(b AS timestamp))" },
	{ "{fn convert(?, SQL_INTEGER)}", "CAST($1 AS integer)", NULL },
	{ "{fn convert(a, sql_varchar)}", "CAST(a AS varchar)", "CAST(a AS varchar(65535))" },
	{ "{fn convert({fn convert(a, SQL_CHAR)}, SQL_NUMERIC)}",
	  "CAST(CAST(a AS varchar) AS numeric)",
	  "CAST(CAST(a AS varchar(65535)) AS numeric(38, 10))" },
	{ "{fn convert(a, SQL_INTERVAL_DAY_TO_SECOND)}", "CAST(a AS interval day to second)",
	  NULL },
	{ "{fn convert(a, 'UTF8', 'LATIN1')}", "convert(a, 'UTF8', 'LATIN1')", NULL },
	{ "{fn cast(? as int)}", "CAST($1 AS int)", NULL },
	{ "{fn ifnull(a, ?)}", "coalesce(a, $1)", NULL },
	{ "{fn database()}", "current_database()", NULL },
	{ "{fn soundex(a)}", NULL, "soundex(a)" },
	{ "{fn rand(?)}", NULL, "rand($1)" },
	/* not escapes at all */
	{ "'{d ''x''}'", "'{d ''x''}'", NULL },
	{ "\"{x}\" $${x}$$ -- {\n/* { */", "\"{x}\" $${x}$$ -- {\n/* { */", NULL },
	{ "{fn ucase('}')}", "upper('}')", NULL },
};

static void check_translation(const char *in, const char *out, const struct sql_options *opts)
{
	struct sql_error e = { 0 };
	struct sql_text t;

	if (!sql_translate(str_from(in), opts, &t, &e))
		ck_abort_msg("%s: %s", in, e.text);
	ck_assert_msg(!strcmp(t.text, out), "%s: %s, expected %s", in, t.text, out);
	sql_text_done(&t);
}

static void an_escape_becomes_sql_of_the_server_row(size_t row)
{
	static const struct sql_options postgres = { .server = SQL_FOR_POSTGRES };
	static const struct sql_options redshift = { .server = SQL_FOR_REDSHIFT,
						     .backslash = true };
	const char *red = escapes[row].redshift ? escapes[row].redshift : escapes[row].postgres;

	if (escapes[row].postgres)
		check_translation(escapes[row].in, escapes[row].postgres, &postgres);
	check_translation(escapes[row].in, red, &redshift);
}
UNIT_ROWS(an_escape_becomes_sql_of_the_server, escapes)

static const struct {
	const char *in;
	enum sql_error_kind kind;
	size_t position;
} wrong[] = {
	{ "{d '2020-13-01'}", SQLERR_DATETIME, 4 },
	{ "{d '2020-00-01'}", SQLERR_DATETIME, 4 },
	{ "{d '2020-02-30'}", SQLERR_DATETIME, 4 },
	{ "{d '2019-02-29'}", SQLERR_DATETIME, 4 },
	{ "{d '1900-02-29'}", SQLERR_DATETIME, 4 },
	{ "{d '2020-01-00'}", SQLERR_DATETIME, 4 },
	{ "{d '0000-01-01'}", SQLERR_DATETIME, 4 },
	{ "{d '20-01-01'}", SQLERR_DATETIME, 4 },
	{ "{d '2020/01/01'}", SQLERR_DATETIME, 4 },
	{ "{d '2020-01-01 '}", SQLERR_DATETIME, 4 },
	{ "{d ' 2020-01-01'}", SQLERR_DATETIME, 4 },
	{ "{d '2020-01-01 00:00:00'}", SQLERR_DATETIME, 4 },
	{ "{d ''}", SQLERR_DATETIME, 4 },
	{ "{d 'it''s'}", SQLERR_DATETIME, 4 },
	{ "{t '24:00:00'}", SQLERR_DATETIME, 4 },
	{ "{t '23:60:00'}", SQLERR_DATETIME, 4 },
	{ "{t '23:59:60'}", SQLERR_DATETIME, 4 },
	{ "{t '12:00'}", SQLERR_DATETIME, 4 },
	{ "{t '12:00:00.'}", SQLERR_DATETIME, 4 },
	{ "{t '12:00:00.1234567890'}", SQLERR_DATETIME, 4 },
	{ "{ts '2020-01-01'}", SQLERR_DATETIME, 5 },
	{ "{ts '2020-01-01T00:00:00'}", SQLERR_DATETIME, 5 },
	{ "{ts '2020-01-01 25:00:00'}", SQLERR_DATETIME, 5 },
	{ "{ts '2020-01-01 00:00:00x'}", SQLERR_DATETIME, 5 },
	{ "{guid '0f0e0d0c-0b0a-0908-0706-05040302010'}", SQLERR_GUID, 7 },
	{ "{guid '0f0e0d0c-0b0a-0908-0706-05040302010g'}", SQLERR_GUID, 7 },
	{ "{guid '0f0e0d0c00b0a-0908-0706-050403020100'}", SQLERR_GUID, 7 },
	/* the invalid ones of the page on interval literals */
	{ "{interval '163' hour(2)}", SQLERR_INTERVAL, 11 },
	{ "{interval '223.16' second(2,2)}", SQLERR_INTERVAL, 11 },
	{ "{interval '223.16' second(3,1)}", SQLERR_INTERVAL, 11 },
	{ "{interval '223.16' second}", SQLERR_INTERVAL, 11 },
	{ "{interval '223' year}", SQLERR_INTERVAL, 11 },
	{ "{interval '22.1234567' second}", SQLERR_INTERVAL, 11 },
	{ "{interval '163-13' year(3) to month}", SQLERR_INTERVAL, 11 },
	{ "{interval '163 65' day(3) to hour}", SQLERR_INTERVAL, 11 },
	{ "{interval '163 62:39' day(3) to minute}", SQLERR_INTERVAL, 11 },
	{ "{interval '163 12:125:59.163' day(3) to second(3)}", SQLERR_INTERVAL, 11 },
	{ "{interval '163:144' hour(3) to minute}", SQLERR_INTERVAL, 11 },
	{ "{interval '163:567:234.163' hour(3) to second(4)}", SQLERR_INTERVAL, 11 },
	{ "{interval '163:591.163' minute(3) to second(5)}", SQLERR_INTERVAL, 11 },
	{ "{interval '1:2:3' hour to minute}", SQLERR_INTERVAL, 11 },
	{ "{interval '1' year to month}", SQLERR_INTERVAL, 11 },
	{ "{interval '' day}", SQLERR_INTERVAL, 11 },
	{ "{interval 'x' day}", SQLERR_INTERVAL, 11 },
	{ "{interval '1.5' day}", SQLERR_INTERVAL, 11 },
	{ "{interval '1' week}", SQLERR_SYNTAX, 1 },
	{ "{interval '1'}", SQLERR_SYNTAX, 1 },
	{ "{interval 1 day}", SQLERR_SYNTAX, 1 },
	{ "{interval '1-2' year to day}", SQLERR_SYNTAX, 1 },
	{ "{interval '1-2' month to year}", SQLERR_SYNTAX, 1 },
	{ "{interval '1' day to day}", SQLERR_SYNTAX, 1 },
	{ "{interval '1' day(2,3)}", SQLERR_SYNTAX, 1 },
	{ "{interval '1' day(x)}", SQLERR_SYNTAX, 1 },
	{ "{interval '1' day(10)}", SQLERR_SYNTAX, 1 },
	{ "{interval '1' day(2}", SQLERR_SYNTAX, 1 },
	{ "{interval '1' day x}", SQLERR_SYNTAX, 1 },
	{ "{interval '1 2' day to hour(2)}", SQLERR_SYNTAX, 1 },
	{ "{d}", SQLERR_SYNTAX, 3 },
	{ "{d ?}", SQLERR_SYNTAX, 4 },
	{ "{d 2020}", SQLERR_SYNTAX, 4 },
	{ "{d \"2020-01-01\"}", SQLERR_SYNTAX, 4 },
	{ "{d E'2020-01-01'}", SQLERR_SYNTAX, 4 },
	{ "{d '2020-01-01' x}", SQLERR_SYNTAX, 4 },
	{ "{date '2020-01-01'}", SQLERR_SYNTAX, 1 },
	{ "{escape}", SQLERR_SYNTAX, 1 },
	{ "{escape 'a' 'b'}", SQLERR_SYNTAX, 1 },
	{ "{escape x}", SQLERR_SYNTAX, 1 },
	{ "{'a' 'b'}", SQLERR_SYNTAX, 1 },
	{ "{oj}", SQLERR_SYNTAX, 1 },
	{ "{limit }", SQLERR_SYNTAX, 1 },
	{ "{call}", SQLERR_SYNTAX, 1 },
	{ "{call 'x'}", SQLERR_SYNTAX, 1 },
	{ "{call p.}", SQLERR_SYNTAX, 1 },
	{ "{call p(}", SQLERR_SYNTAX, 1 },
	{ "{call p(1) x}", SQLERR_SYNTAX, 1 },
	{ "{call p;1}", SQLERR_SYNTAX, 1 },
	{ "{call p(,1)}", SQLERR_SYNTAX, 10 },
	{ "{? call f}", SQLERR_SYNTAX, 1 },
	{ "{oj {call p}}", SQLERR_SYNTAX, 5 },
	{ "{fn convert(a, SQL_NOPE)}", SQLERR_SYNTAX, 16 },
	{ "{fn convert(a, ?)}", SQLERR_SYNTAX, 16 },
	{ "{fn timestampadd(day, 1, a)}", SQLERR_SYNTAX, 18 },
	{ "{x", SQLERR_SYNTAX, 1 },
	{ "{fn ucase('}", SQLERR_SYNTAX, 1 },
	{ "{fn ucase({fn lcase(a)}", SQLERR_SYNTAX, 1 },
};

static void a_wrong_escape_is_refused_row(size_t row)
{
	static const struct sql_options postgres = { .server = SQL_FOR_POSTGRES };
	struct sql_error e = { 0 };
	struct sql_text t;

	ck_assert_msg(!sql_translate(str_from(wrong[row].in), &postgres, &t, &e), "%s",
		      wrong[row].in);
	ck_assert_msg(e.kind == wrong[row].kind, "%s: %d, %s", wrong[row].in, e.kind, e.text);
	ck_assert_msg(e.position == wrong[row].position, "%s: at %zu, %s", wrong[row].in,
		      e.position, e.text);
}
UNIT_ROWS(a_wrong_escape_is_refused, wrong)

START_TEST(a_type_that_the_server_lacks_is_refused)
{
	static const struct sql_options redshift = { .server = SQL_FOR_REDSHIFT };
	struct sql_error e = { 0 };
	struct sql_text t;

	ck_assert(!sql_translate(STR("select {fn convert(a, SQL_GUID)}"), &redshift, &t, &e));
	ck_assert_int_eq(e.kind, SQLERR_UNSUPPORTED);
	ck_assert_uint_eq(e.position, 23);
}
END_TEST

static const char *const names[] = { "a", NULL, "c\"d" };
static const struct sql_routine function = { ROUTINE_FUNCTION, NULL, NULL, 0 };
static const struct sql_routine procedure = { ROUTINE_PROCEDURE, NULL, NULL, 0 };
static const struct sql_routine unknown = { ROUTINE_UNKNOWN, "io", NULL, 0 };
static const struct sql_routine function_out = { ROUTINE_FUNCTION, "iob", NULL, 0 };
static const struct sql_routine procedure_out = { ROUTINE_PROCEDURE, "iob", NULL, 0 };
static const struct sql_routine left_out = { ROUTINE_FUNCTION, "idi", names, 3 };
static const struct sql_routine named = { ROUTINE_PROCEDURE, NULL, names, 3 };

static const struct {
	const char *in;
	const struct sql_routine *routine;
	const char *postgres, *redshift;
	size_t params, sent;
} calls[] = {
	{ "{call f(?)}", &function, "SELECT * FROM f($1)", "SELECT f($1)", 1, 1 },
	{ "{?=call p(?)}", &procedure, "CALL p($1)", NULL, 2, 1 },
	{ "{call f(?, ?, ?)}", &function_out, "SELECT * FROM f($1, $2)", "SELECT f($1, $2)", 3, 2 },
	{ "{?=call f(?, ?, ?)}", &function_out, "SELECT * FROM f($1, $2)", "SELECT f($1, $2)", 4,
	  2 },
	{ "{call p(?, ?, ?)}", &procedure_out, "CALL p($1, NULL, $2)", "CALL p($1, $2)", 3, 2 },
	{ "{call p(1, 2, 3)}", &procedure_out, "CALL p(1, NULL, 3)", "CALL p(1, 3)", 0, 0 },
	{ "{call p(?, f(?, ?), ?)}", &procedure_out, "CALL p($1, NULL, $2)", "CALL p($1, $2)", 4,
	  2 },
	{ "{call p(?, ?)}; select ?", &unknown, "CALL p($1, NULL); select $2",
	  "CALL p($1); select $2", 3, 2 },
	{ "{call p(?, ?, ?, ?)}", &procedure_out, "CALL p($1, NULL, $2, $3)", "CALL p($1, $2, $3)",
	  4, 3 },
	{ "{call p(?,,?)}", &named, "CALL p(\"a\" => $1, \"c\"\"d\" => $2)", NULL, 2, 2 },
	{ "{?=call f(?, ?, ?)}", &left_out, "SELECT * FROM f(\"a\" => $1, \"c\"\"d\" => $2)",
	  "SELECT f(\"a\" => $1, \"c\"\"d\" => $2)", 4, 2 },
	{ "{call p(?,,)}", &named, "CALL p(\"a\" => $1)", NULL, 1, 1 },
};

static void a_call_follows_what_is_known_of_the_routine_row(size_t row)
{
	for (int server = SQL_FOR_POSTGRES; server <= SQL_FOR_REDSHIFT; server++) {
		struct sql_options opts = { .server = (enum sql_server)server,
					    .routine = calls[row].routine };
		const char *out = server == SQL_FOR_REDSHIFT && calls[row].redshift
					  ? calls[row].redshift
					  : calls[row].postgres;
		struct sql_error e = { 0 };
		struct sql_text t;

		if (!sql_translate(str_from(calls[row].in), &opts, &t, &e))
			ck_abort_msg("%s: %s", calls[row].in, e.text);
		ck_assert_str_eq(t.text, out);
		ck_assert_uint_eq(t.n_params, calls[row].params);
		ck_assert_uint_eq(t.n_sent, calls[row].sent);
		sql_text_done(&t);
	}
}
UNIT_ROWS(a_call_follows_what_is_known_of_the_routine, calls)

START_TEST(a_call_is_described)
{
	static const struct sql_options opts = { .routine = &function_out };
	static const char sql[] = "{?=call s.\"F\"(?, ?, 'x', , -1, a + ?)}";
	static const struct {
		enum sql_arg_kind kind;
		size_t param;
		const char *text;
	} args[] = { { ARG_MARKER, 2, "$1" },
		     { ARG_MARKER, 3, "" },
		     { ARG_LITERAL, 0, "'x'" },
		     { ARG_DEFAULT, 0, "" } };
	struct sql_error e;
	struct sql_text t;

	ck_assert(!sql_translate(str_from(sql), &opts, &t, &e)); /* the gap */
	ck_assert(sql_translate(STR("{?=call s.\"F\"(?, ?, 'x', )}"), &opts, &t, &e));
	ck_assert(str_eq(t.call.name, STR("s.\"F\"")));
	ck_assert(t.call.function && t.call.result);
	ck_assert_uint_eq(t.call.n_args, 4);
	for (size_t i = 0; i < 4; i++) {
		ck_assert_int_eq(t.call.args[i].kind, args[i].kind);
		ck_assert_uint_eq(t.call.args[i].param, args[i].param);
		ck_assert_msg(str_eq(t.call.args[i].text, str_from(args[i].text)), "%zu: %.*s", i,
			      (int)t.call.args[i].text.n, t.call.args[i].text.p);
	}
	ck_assert(t.params[0].result && !t.params[0].number);
	ck_assert_uint_eq(t.params[1].arg, 1);
	ck_assert_uint_eq(t.params[1].number, 1);
	ck_assert_uint_eq(t.params[2].arg, 2);
	ck_assert_uint_eq(t.params[2].number, 0);
	sql_text_done(&t);
}
END_TEST

static const struct {
	const char *arg;
	enum sql_arg_kind kind;
} arg_kinds[] = {
	{ "?", ARG_MARKER },
	{ " /* x */ ? ", ARG_MARKER },
	{ "1", ARG_LITERAL },
	{ "- 1.5", ARG_LITERAL },
	{ "'x'", ARG_LITERAL },
	{ "E'x'", ARG_LITERAL },
	{ "$$x$$", ARG_LITERAL },
	{ "NULL", ARG_LITERAL },
	{ "true", ARG_LITERAL },
	{ "{d '2020-01-01'}", ARG_LITERAL },
	{ "{ts '2020-01-01 00:00:00'}", ARG_LITERAL },
	{ "{fn now()}", ARG_EXPRESSION },
	{ "? + 1", ARG_EXPRESSION },
	{ "a", ARG_EXPRESSION },
	{ "f(1)", ARG_EXPRESSION },
	{ "1::int", ARG_EXPRESSION },
};

static void an_argument_has_a_kind_row(size_t row)
{
	static const struct sql_options opts = { .server = SQL_FOR_POSTGRES };
	char sql[100];
	struct sql_error e;
	struct sql_text t;

	snprintf(sql, sizeof(sql), "{call p(%s)}", arg_kinds[row].arg);
	ck_assert(sql_translate(str_from(sql), &opts, &t, &e));
	ck_assert_uint_eq(t.call.n_args, 1);
	ck_assert_msg(t.call.args[0].kind == arg_kinds[row].kind, "%s", sql);
	sql_text_done(&t);
}
UNIT_ROWS(an_argument_has_a_kind, arg_kinds)

START_TEST(the_last_call_is_described)
{
	static const struct sql_options opts = { .server = SQL_FOR_POSTGRES };
	struct sql_error e;
	struct sql_text t;

	ck_assert(sql_translate(STR("{call a(1, 2)}; {call b(?)}"), &opts, &t, &e));
	ck_assert_str_eq(t.text, "CALL a(1, 2); CALL b($1)");
	ck_assert(str_eq(t.call.name, STR("b")));
	ck_assert_uint_eq(t.call.n_args, 1);
	sql_text_done(&t);
	ck_assert(sql_translate(STR("call a(1)"), &opts, &t, &e));
	ck_assert_uint_eq(t.call.name.n, 0);
	sql_text_done(&t);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_escape");
	TCase *t = tcase_create("sql_escape");

	tcase_add_test(t, an_escape_becomes_sql_of_the_server);
	tcase_add_test(t, a_wrong_escape_is_refused);
	tcase_add_test(t, a_type_that_the_server_lacks_is_refused);
	tcase_add_test(t, a_call_follows_what_is_known_of_the_routine);
	tcase_add_test(t, a_call_is_described);
	tcase_add_test(t, an_argument_has_a_kind);
	tcase_add_test(t, the_last_call_is_described);
	suite_add_tcase(s, t);
	return unit_run(s);
}
