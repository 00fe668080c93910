#include "config.h"
#include "sql/translate.h"
#include "tests/unit/oom.h"
#include "tests/unit/unit.h"

#include <string.h>

#include "util/utf.h"

static const struct sql_options postgres = { .server = SQL_FOR_POSTGRES };

static struct sql_text translate(const char *sql, const struct sql_options *opts)
{
	struct sql_error e = { 0 };
	struct sql_text t;

	if (!sql_translate(str_from(sql), opts, &t, &e))
		ck_abort_msg("%s: %s", sql, e.text);
	return t;
}

static const struct {
	const char *in, *out;
	size_t params;
} markers[] = {
	{ "", "", 0 },
	{ "select 1", "select 1", 0 },
	{ "select ?", "select $1", 1 },
	{ "select?", "select $1", 1 },
	{ "?,?,?", "$1,$2,$3", 3 },
	{ "select ?1", "select $1 1", 1 },
	{ "select ?as", "select $1 as", 1 },
	{ "select ?\"a\"", "select $1 \"a\"", 1 },
	{ "select ??", "select ?", 0 },
	{ "a ?? b", "a ? b", 0 },
	{ "a??b", "a?b", 0 },
	{ "a ??| b", "a ?| b", 0 },
	{ "a ??& ?", "a ?& $1", 1 },
	{ "a ?"
	  "?-| b",
	  "a ?-| b", 0 },
	{ "a @?? ?", "a @? $1", 1 },
	{ "a ?? ?", "a ? $1", 1 },
	{ "a ???", "a ?$1", 1 },
	{ "a=?", "a=$1", 1 },
	{ "a=-?", "a=-$1", 1 },
	{ "?+?", "$1+$2", 2 },
	{ "?::int", "$1::int", 1 },
	{ "(?)[?:?]", "($1)[$2:$3]", 3 },
	{ "a[1:2]", "a[1:2]", 0 },
	{ "'?' ?", "'?' $1", 1 },
	{ "'it''s ?' ?", "'it''s ?' $1", 1 },
	{ "'\\' ?", "'\\' $1", 1 },
	{ "E'\\'?' ?", "E'\\'?' $1", 1 },
	{ "U&'?' ?", "U&'?' $1", 1 },
	{ "\"?\" ?", "\"?\" $1", 1 },
	{ "$$?$$ ?", "$$?$$ $1", 1 },
	{ "$a$?$a$ ?", "$a$?$a$ $1", 1 },
	{ "-- ?\n?", "-- ?\n$1", 1 },
	{ "/* ? /* ? */ ? */?", "/* ? /* ? */ ? */$1", 1 },
	{ "select ?;select ?", "select $1;select $2", 2 },
	{ "select 'h\xc3\xa9', ?", "select 'h\xc3\xa9', $1", 1 },
	{ "select \xc3\xa9?", "select \xc3\xa9 $1", 1 },
	{ "insert into t values (?,?,?,?,?,?,?,?,?,?,?)",
	  "insert into t values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)", 11 },
	{ "select $1", "select $1", 1 },
	{ "select $2, $1, $2", "select $2, $1, $2", 2 },
	{ "select $3", "select $3", 3 },
	{ "prepare p as select $1", "prepare p as select $1", 0 },
	{ "prepare p as select $1; select $2", "prepare p as select $1; select $2", 2 },
	{ "create function f(int) returns int begin atomic select $1; end",
	  "create function f(int) returns int begin atomic select $1; end", 0 },
	{ "select '$1'", "select '$1'", 0 },
};

static void markers_become_numbers_row(size_t row)
{
	struct sql_text t = translate(markers[row].in, &postgres);

	ck_assert_msg(!strcmp(t.text, markers[row].out), "%s: %s, expected %s", markers[row].in,
		      t.text, markers[row].out);
	ck_assert_msg(t.n_params == markers[row].params, "%s: %zu parameters", markers[row].in,
		      t.n_params);
	ck_assert_uint_eq(t.length, strlen(t.text));
	for (size_t i = 0; i < t.n_params; i++)
		ck_assert_msg(t.params[i].number == i + 1 || t.native, "%s: parameter %zu",
			      markers[row].in, i);
	sql_text_done(&t);
}
UNIT_ROWS(markers_become_numbers, markers)

START_TEST(noscan_leaves_braces_but_not_markers)
{
	static const struct sql_options noscan = { .noscan = true };
	struct sql_text t = translate("select {d ?} } '{' ??", &noscan);

	ck_assert_str_eq(t.text, "select {d $1} } '{' ?");
	ck_assert_uint_eq(t.n_params, 1);
	sql_text_done(&t);
}
END_TEST

START_TEST(a_parameter_knows_its_marker)
{
	struct sql_text t = translate("select ?, {fn insert(?, ?, 1, ?)}", &postgres);
	static const size_t offsets[] = { 7, 21, 24, 30 };

	ck_assert_str_eq(t.text, "select $1, overlay($2 PLACING $4 FROM $3 FOR 1)");
	ck_assert_uint_eq(t.n_params, 4);
	ck_assert_uint_eq(t.n_sent, 4);
	for (size_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(t.params[i].offset, offsets[i]);
		ck_assert_uint_eq(t.params[i].number, i + 1);
		ck_assert_uint_eq(t.params[i].arg, 0);
	}
	sql_text_done(&t);
}
END_TEST

START_TEST(a_native_parameter_knows_its_first_place)
{
	struct sql_text t = translate("select $2, $1, $2", &postgres);

	ck_assert(t.native);
	ck_assert_uint_eq(t.n_sent, 2);
	ck_assert_uint_eq(t.params[0].offset, 11);
	ck_assert_uint_eq(t.params[1].offset, 7);
	sql_text_done(&t);
}
END_TEST

static const struct {
	const char *in;
	const char *found; /* the server's error is at this text in what it got */
	size_t from;
	size_t position; /* character of the application's text */
} positions[] = {
	{ "select nope", "nope", 0, 8 },
	{ "select ?, nope", "nope", 0, 11 },
	{ "select ?, ?", "$2", 0, 11 },
	{ "select '\xc3\xa9', nope", "nope", 0, 13 },
	{ "select '\xf0\x9f\x98\x80', ?, nope", "nope", 0, 16 },
	{ "select a ??| nope", "nope", 0, 14 },
	{ "select {fn ucase(nope)}", "nope", 0, 18 },
	{ "select {fn ucase(nope)}", "upper", 0, 8 },
	{ "select {fn insert(a, b, c, d)}, nope", "nope", 0, 33 },
	{ "select {fn insert(aa, bb, cc, dd)}", "dd", 0, 31 },
	{ "select {fn insert(aa, bb, cc, dd)}", "bb", 0, 23 },
	{ "select {d '2020-01-01'}, nope", "nope", 0, 26 },
	{ "select {d '2020-01-01'}, nope", "DATE", 0, 8 },
	{ "select {d '2020-01-01'}, nope", "'2020", 0, 11 },
	{ "{call p(?, nope)}", "nope", 0, 12 },
	{ "{call p(?, nope)}", "CALL", 0, 1 },
	{ "{oj nope left outer join b on 1=1}", "nope", 0, 5 },
	{ "select 1;select nope", "nope", 9, 17 },
	{ "select ?, ?;select {fn lcase(nope)}", "nope", 14, 30 },
};

static void a_position_of_the_server_becomes_one_of_the_application_row(size_t row)
{
	const char *in = positions[row].in, *at;
	struct sql_text t = translate(in, &postgres);
	size_t from = positions[row].from, chars, got;

	at = strstr(t.text + from, positions[row].found);
	ck_assert_ptr_nonnull(at);
	chars = utf8_chars((struct str){ t.text + from, (size_t)(at - t.text) - from }) + 1;
	got = sql_position(&t, str_from(in), from, chars);
	ck_assert_msg(got == positions[row].position, "%s: %s is at %zu, expected %zu", in,
		      positions[row].found, got, positions[row].position);
	sql_text_done(&t);
}
UNIT_ROWS(a_position_of_the_server_becomes_one_of_the_application, positions)

START_TEST(a_position_past_the_end_is_none)
{
	struct str sql = STR("select ?");
	struct sql_text t = translate(sql.p, &postgres);

	ck_assert_uint_eq(sql_position(&t, sql, 0, 0), 0);
	ck_assert_uint_eq(sql_position(&t, sql, 0, 100), 0);
	ck_assert_uint_eq(sql_position(&t, sql, 100, 1), 0);
	/* "syntax error at end of input" stands one past the last character. */
	ck_assert_uint_eq(sql_position(&t, sql, 0, 10), 8);
	sql_text_done(&t);
	t = translate("", &postgres);
	ck_assert_uint_eq(sql_position(&t, STR(""), 0, 1), 0);
	sql_text_done(&t);
}
END_TEST

static const struct {
	const char *in;
	enum sql_error_kind kind;
	size_t position;
} errors[] = {
	{ "select {d '2020-01-01'", SQLERR_SYNTAX, 8 },
	{ "select 1}", SQLERR_SYNTAX, 9 },
	{ "select '\xc3\xa9' }", SQLERR_SYNTAX, 12 },
	{ "select ?, $1", SQLERR_SYNTAX, 11 },
	{ "select $1, ?", SQLERR_SYNTAX, 8 },
	{ "select $0", SQLERR_SYNTAX, 8 },
	{ "select $65536", SQLERR_SYNTAX, 8 },
	{ "select $99999999999999999999999", SQLERR_SYNTAX, 8 },
	{ "select {nope 1}", SQLERR_SYNTAX, 8 },
	{ "select {}", SQLERR_SYNTAX, 8 },
	{ "select {?}", SQLERR_SYNTAX, 8 },
	{ "{?=nope f}", SQLERR_SYNTAX, 1 },
	{ "select {fn }", SQLERR_SYNTAX, 8 },
	{ "select {fn ucase({fn lcase({d '1'})})}", SQLERR_DATETIME, 31 },
};

static void an_error_says_what_and_where_row(size_t row)
{
	struct sql_text t = { 0 };
	struct sql_error e = { 0 };

	ck_assert_msg(!sql_translate(str_from(errors[row].in), &postgres, &t, &e), "%s",
		      errors[row].in);
	ck_assert_msg(e.kind == errors[row].kind, "%s: %s", errors[row].in, e.text);
	ck_assert_msg(e.position == errors[row].position, "%s: at %zu", errors[row].in, e.position);
	ck_assert_uint_gt(strlen(e.text), 10);
	ck_assert_ptr_null(t.text);
}
UNIT_ROWS(an_error_says_what_and_where, errors)

START_TEST(a_zero_byte_is_refused)
{
	struct sql_text t;
	struct sql_error e;

	ck_assert(!sql_translate((struct str){ "select 1\0;drop", 14 }, &postgres, &t, &e));
	ck_assert_int_eq(e.kind, SQLERR_SYNTAX);
	ck_assert_uint_eq(e.position, 9);
}
END_TEST

/* n times `open`, then x, then n times `close`. */
static char *nested(const char *open, const char *close, size_t n)
{
	size_t a = strlen(open), b = strlen(close);
	char *s = calloc(1, n * (a + b) + 2);

	for (size_t i = 0; i < n; i++)
		memcpy(s + i * a, open, a);
	s[n * a] = 'x';
	for (size_t i = 0; i < n; i++)
		memcpy(s + n * a + 1 + i * b, close, b);
	return s;
}

START_TEST(nesting_has_an_end)
{
	char *deep = nested("{fn ucase(", ")}", 64), *deeper = nested("{fn ucase(", ")}", 65);
	struct sql_text t = translate(deep, &postgres);
	struct sql_error e;

	sql_text_done(&t);
	ck_assert(!sql_translate(str_from(deeper), &postgres, &t, &e));
	ck_assert_int_eq(e.kind, SQLERR_SYNTAX);
	free(deep);
	free(deeper);
}
END_TEST

START_TEST(a_translation_that_explodes_is_stopped)
{
	char *s = nested("{fn locate('a', ", ", 2)}", 60);
	struct sql_text t;
	struct sql_error e;

	ck_assert(!sql_translate(str_from(s), &postgres, &t, &e));
	ck_assert_int_eq(e.kind, SQLERR_TOO_LONG);
	free(s);
}
END_TEST

/* Each allocation fails once; a sanitizer says whether anything leaked. */
START_TEST(out_of_memory_is_an_error)
{
	static const char sql[] =
		"select ?, {fn locate(?, a, {fn length(b)})}, {d '2020-01-01'};"
		"insert into t values (?); {?=call f(?, 'x', , ?)}; select 1; select 2";
	static const char *const names[] = { "a", "b", "c", "d" };
	static const struct sql_routine routine = { ROUTINE_FUNCTION, "ioib", names, 4 };
	static const struct sql_options opts = { .routine = &routine };

	for (size_t nth = 1;; nth++) {
		struct sql_text t;
		struct sql_error e = { 0 };
		bool ok;

		oom_fail_at(nth);
		ok = sql_translate(str_from(sql), &opts, &t, &e);
		if (!oom_fired()) {
			ck_assert(ok);
			ck_assert_uint_gt(nth, 10);
			sql_text_done(&t);
			return;
		}
		ck_assert(!ok);
		ck_assert_int_eq(e.kind, SQLERR_NO_MEMORY);
	}
}
END_TEST

START_TEST(out_of_memory_in_native_parameters)
{
	for (size_t nth = 1;; nth++) {
		struct sql_text t = { 0 };
		struct sql_error e = { 0 };
		bool ok;

		oom_fail_at(nth);
		ok = sql_translate(STR("insert into t values ($1)"), &postgres, &t, &e);
		sql_text_done(&t);
		if (!oom_fired()) {
			ck_assert(ok);
			return;
		}
		ck_assert(!ok);
	}
}
END_TEST

START_TEST(an_emptied_text_may_be_emptied_again)
{
	struct sql_text t = translate("select ?", &postgres);

	sql_text_done(&t);
	sql_text_done(&t);
	ck_assert_ptr_null(t.text);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_translate");
	TCase *t = tcase_create("sql_translate");

	tcase_add_test(t, markers_become_numbers);
	tcase_add_test(t, noscan_leaves_braces_but_not_markers);
	tcase_add_test(t, a_parameter_knows_its_marker);
	tcase_add_test(t, a_native_parameter_knows_its_first_place);
	tcase_add_test(t, a_position_of_the_server_becomes_one_of_the_application);
	tcase_add_test(t, a_position_past_the_end_is_none);
	tcase_add_test(t, an_error_says_what_and_where);
	tcase_add_test(t, a_zero_byte_is_refused);
	tcase_add_test(t, nesting_has_an_end);
	tcase_add_test(t, a_translation_that_explodes_is_stopped);
	tcase_add_test(t, out_of_memory_is_an_error);
	tcase_add_test(t, out_of_memory_in_native_parameters);
	tcase_add_test(t, an_emptied_text_may_be_emptied_again);
	suite_add_tcase(s, t);
	return unit_run(s);
}
