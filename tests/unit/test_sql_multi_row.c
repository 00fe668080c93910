#include "config.h"
#include "sql/multi_row.h"
#include "tests/unit/oom.h"
#include "tests/unit/unit.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "util/buf.h"
#include "util/utf.h"

static const struct sql_options redshift = { .server = SQL_FOR_REDSHIFT, .backslash = true };

static struct sql_text translate(const char *sql)
{
	struct sql_error e = { 0 };
	struct sql_text t;

	if (!sql_translate(str_from(sql), &redshift, &t, &e))
		ck_abort_msg("%s: %s", sql, e.text);
	return t;
}

static const struct {
	const char *in, *out;
} rows[] = {
	{ "insert into t values (?, ?)", "insert into t values ($1, $2), ($3, $4), ($5, $6)" },
	{ "insert into t (a) values(f(?,'$1'),1) returning a;",
	  "insert into t (a) values(f($1,'$1'),1), (f($2,'$1'),1), (f($3,'$1'),1) returning a;" },
	{ "insert into t values (1)", "insert into t values (1), (1), (1)" },
	{ "insert into t values ($1, $1)", "insert into t values ($1, $1), ($2, $2), ($3, $3)" },
	{ "insert into t values ($1, $3)", "insert into t values ($1, $3), ($4, $6), ($7, $9)" },
	{ "insert into t values (?), (?)", NULL },
	{ "insert into t select ?", NULL },
	{ "select ?", NULL },
	{ "insert into t values (?); select 1", NULL },
	{ "insert into t values (?) on conflict do update set a=?", NULL },
	{ "with x as (select ?) insert into t values (?)", NULL },
	{ "insert into t values (?) returning a + ?", NULL },
	{ "insert into t values (?", NULL },
};

static void a_row_of_values_is_repeated_row(size_t row)
{
	struct sql_text t = translate(rows[row].in);
	char *many = sql_multi_row(&t, 3);

	if (rows[row].out)
		ck_assert_str_eq(many, rows[row].out);
	else
		ck_assert_msg(!many, "%s: %s", rows[row].in, many);
	ck_assert_ptr_null(sql_multi_row(&t, 0));
	free(many);
	sql_text_done(&t);
}
UNIT_ROWS(a_row_of_values_is_repeated, rows)

static const struct {
	const char *sql;
	bool fits;
} shapes[] = {
	{ "insert into t values (?, ?)", true },
	{ "insert into s.t (a, \"select\") values (?, 'select')", true },
	{ "insert into t values (?, default, getdate(), lower(?));", true },
	{ "insert into t values ({fn ucase(?)}, {d '2020-01-01'})", true },
	{ "insert into t values (1)", false },
	{ "insert into t values (?) returning a", false },
	{ "insert into t values (?) on conflict do nothing", false },
	{ "insert into t values (?, (select max(a) + 1 from t))", false },
	{ "insert into t values ((table u), ?)", false },
	{ "insert into t values (?), (?)", false },
	{ "insert into t select ?", false },
	{ "insert into t values (?); insert into t values (?)", false },
	{ "update t set a = ?", false },
	{ "", false },
};

static void only_rows_that_are_independent_go_together_row(size_t row)
{
	struct sql_text t = translate(shapes[row].sql);

	ck_assert_msg(sql_multi_row_fits(&t) == shapes[row].fits, "%s", shapes[row].sql);
	sql_text_done(&t);
}
UNIT_ROWS(only_rows_that_are_independent_go_together, shapes)

/* n parameters a row, each of so many bytes. */
static const struct {
	size_t n;
	int bytes;
	size_t left, want;
} counts[] = {
	{ 1, 10, 1, 1 },
	{ 1, 10, 999, 999 },
	{ 1, 10, 1000, 1000 },
	{ 1, 10, 1001, 1000 },
	{ 1, 10, 100000, 1000 },
	{ 32, 10, 100000, 1000 },
	{ 33, 10, 100000, 992 },
	{ 33, 10, 991, 991 },
	{ 1000, 10, 33, 32 },
	{ 1000, 10, 31, 31 },
	{ 16383, 10, 9, 2 },
	{ 16384, 10, 9, 1 },
	{ 32767, 10, 9, 1 },
	/* Beyond the bytes: halves of the most, whatever is left. */
	{ 1, 7980, 100000, 1000 },
	{ 1, 8000, 100000, 500 },
	{ 1, 8000, 999, 500 },
	{ 1, 8000, 499, 499 },
	{ 1, 65535, 100000, 62 },
	{ 1, 65535, 61, 61 },
	{ 1, 4000000, 100000, 1 },
	{ 1, 2000000, 100000, 3 },
	{ 1, 2000000, 2, 2 },
	{ 1, INT_MAX, 5, 1 },
	{ 2, 5000000, 1, 1 },
};

static char *text_with(size_t params)
{
	struct buf b;

	buf_init(&b, SIZE_MAX / 2);
	buf_add(&b, STR("insert into t values (?"));
	for (size_t i = 1; i < params; i++)
		buf_add(&b, STR(",?"));
	buf_add(&b, STR(")"));
	return buf_take(&b);
}

static void as_many_rows_as_the_limits_allow_row(size_t row)
{
	size_t cells = counts[row].n * counts[row].left, got;
	char *sql = text_with(counts[row].n);
	int *lengths = malloc(cells * sizeof(*lengths));
	struct sql_text t = translate(sql);

	for (size_t i = 0; i < cells; i++)
		lengths[i] = counts[row].bytes;
	got = sql_multi_row_count(&t, lengths, counts[row].left, 32767, 8000000);
	ck_assert_msg(got == counts[row].want, "row %zu: %zu", row, got);
	free(lengths);
	free(sql);
	sql_text_done(&t);
}
UNIT_ROWS(as_many_rows_as_the_limits_allow, counts)

/* In the text of three rows, where the word is (or the nth of it); in the text of one. */
static const struct {
	const char *sql, *word;
	size_t nth;
	const char *want;
} places[] = {
	{ "insert into tab values (?, bad)", "tab", 1, "tab" },
	{ "insert into tab values (?, bad)", "bad", 1, "bad" },
	{ "insert into tab values (?, bad)", "bad", 2, "bad" },
	{ "insert into tab values (?, bad)", "bad", 3, "bad" },
	{ "insert into tab values (?, bad)", "ad", 3, "ad" },
	{ "insert into tab values (?, bad)", "$1", 1, "$1" },
	{ "insert into tab values (?, bad)", "$3", 1, "$1" },
	{ "insert into tab values (f(?, ?, ?, ?), x)", "$12", 1, "$4" },
	{ "insert into tab values (?, bad)", "(", 3, "(" },
	{ "insert into tab values (?, bad)", ", (", 2, ")" },
	{ "insert into tab values (?) nonsense", "sense", 1, "sense" },
	{ "insert into \"\xc3\xa4\" values ('\xc3\xb6', ?, bad)", "bad", 3, "bad" },
};

static size_t character_of(const char *text, const char *word, size_t nth)
{
	const char *p = strstr(text, word);

	while (p && --nth)
		p = strstr(p + 1, word);
	ck_assert_ptr_nonnull(p);
	return utf8_chars((struct str){ text, (size_t)(p - text) }) + 1;
}

static void an_error_is_placed_in_the_text_of_one_row_row(size_t row)
{
	struct sql_text t = translate(places[row].sql);
	char *multi = sql_multi_row(&t, 3);
	size_t chars = character_of(multi, places[row].word, places[row].nth);
	size_t got = sql_multi_row_position(&t, str_from(multi), chars);
	size_t want = character_of(t.text, places[row].want, 1);

	/* The parenthesis between two rows stands for the end of the row. */
	want += strcmp(places[row].word, ", (") == 0;
	ck_assert_msg(got == want, "%s, %s: %zu, not %zu", places[row].sql, places[row].word, got,
		      want);
	free(multi);
	sql_text_done(&t);
}
UNIT_ROWS(an_error_is_placed_in_the_text_of_one_row, places)

START_TEST(no_place_is_none)
{
	struct sql_text t = translate("insert into t values (?)");
	char *multi = sql_multi_row(&t, 3);

	ck_assert_uint_eq(sql_multi_row_position(&t, str_from(multi), 0), 0);
	ck_assert_uint_eq(sql_multi_row_position(&t, str_from(multi), 1000), 0);
	ck_assert_uint_eq(sql_multi_row_position(&t, STR("x"), 1), 0);
	free(multi);
	sql_text_done(&t);
}
END_TEST

START_TEST(out_of_memory_makes_no_text)
{
	struct sql_text t = translate("insert into t values ($1)");

	for (size_t nth = 1;; nth++) {
		char *many;

		oom_fail_at(nth);
		many = sql_multi_row(&t, 100);
		if (!oom_fired()) {
			ck_assert_ptr_nonnull(many);
			free(many);
			break;
		}
		ck_assert_ptr_null(many);
	}
	sql_text_done(&t);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_multi_row");
	TCase *t = tcase_create("sql_multi_row");

	tcase_add_test(t, a_row_of_values_is_repeated);
	tcase_add_test(t, only_rows_that_are_independent_go_together);
	tcase_add_test(t, as_many_rows_as_the_limits_allow);
	tcase_add_test(t, an_error_is_placed_in_the_text_of_one_row);
	tcase_add_test(t, no_place_is_none);
	tcase_add_test(t, out_of_memory_makes_no_text);
	suite_add_tcase(s, t);
	return unit_run(s);
}
