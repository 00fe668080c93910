/* Which column a parameter becomes the value of. */
#include "config.h"

#include "sql/assign.h"
#include "tests/unit/unit.h"
#include "util/buf.h"

/* One a parameter: a column's name, #n for its place, "-" for none. */
static const struct {
	const char *sql, *columns;
} texts[] = {
	{ "insert into t values (?, ?)", "#1 #2" },
	{ "insert into t as x values (?, default, ?)", "#1 #3" },
	{ "insert into s.t (a, \"B b\") values (?, ?)", "a \"B b\"" },
	{ "insert into t (a, b) overriding user value values (?, ?), (?, 1), (2, ?)", "a b a b" },
	{ "insert into t (a, b) values (? + 1, ?)", "- b" },
	{ "insert into t (a, b) values (cast(? as int), (?))", "- -" },
	{ "insert into t (a, b) values (?::int, ?) on conflict do nothing returning ?", "- b -" },
	{ "insert into t (a[1], b.c, d) values (?, ?, ?)", "- - d" },
	{ "insert into t (a) values (?, ?)", "a -" },
	{ "insert into t (a, b) values (f(1, ?), ?)", "- b" },
	{ "insert into t (a) select ?", "-" },
	{ "insert into t (select ?)", "-" },
	{ "insert into t default values", "" },
	{ "insert into t values (", "" },
	{ "insert into t (", "" },
	{ "insert into", "" },
	{ "update t set a = ?, b = ? where c = ?", "a b -" },
	{ "update only t * as x set a = ?, b = b + ?, c = ? returning ?", "a - c -" },
	{ "update t set (a, b) = (?, ?), c = ? from u", "- - c" },
	{ "update t set a = case when ? then 1 else ? end, b = ?", "- - b" },
	{ "update t set a = ? and ?, b[?] = ?", "- - - -" },
	{ "update t set a =", "" },
	{ "update t set", "" },
	{ "insert into t (a, b) values ($1, $2)", "a b" },
	{ "insert into t (a, b) values ($1, $1)", "-" },
	{ "with x as (select 1) insert into t values (?)", "-" },
	{ "select ?", "-" },
	{ "delete from t where a = ?", "-" },
	{ "insert into t values (?); select ?", "- -" },
};

static void parameters_find_their_columns_row(size_t row)
{
	static const struct sql_options postgres = { .server = SQL_FOR_POSTGRES };
	struct sql_assigned assigned[8];
	struct sql_error e;
	struct sql_text t;
	size_t found = 0;
	struct buf b;

	ck_assert(sql_translate(str_from(texts[row].sql), &postgres, &t, &e));
	ck_assert_uint_le(t.n_sent, 8);
	buf_init(&b, 1000);
	buf_add(&b, STR(""));
	ck_assert_uint_le(sql_assignments(&t, assigned), t.n_sent);
	for (size_t i = 0; i < t.n_sent; i++) {
		const struct sql_assigned *a = &assigned[i];

		if (i)
			buf_add(&b, STR(" "));
		found += a->place || a->column.n;
		if (a->place)
			buf_addf(&b, "#%zu", a->place);
		else
			buf_add(&b, a->column.n ? a->column : STR("-"));
	}
	ck_assert_msg(str_eq((struct str){ b.p, b.n }, str_from(texts[row].columns)),
		      "%s: got %s, expected %s", texts[row].sql, b.p, texts[row].columns);
	ck_assert_uint_eq(sql_assignments(&t, assigned), found);
	buf_done(&b);
	sql_text_done(&t);
}

START_TEST(parameters_find_their_columns)
{
	parameters_find_their_columns_row((size_t)_i);
}
END_TEST

START_TEST(a_name_is_compared_as_the_server_does)
{
	ck_assert(sql_is_column(STR("Abc"), "abc", false));
	ck_assert(!sql_is_column(STR("Abc"), "Abc", false));
	ck_assert(!sql_is_column(STR("abc"), "ab", false));
	ck_assert(!sql_is_column(STR("ab"), "abc", false));
	ck_assert(sql_is_column(STR("\"Abc\""), "Abc", false));
	ck_assert(!sql_is_column(STR("\"Abc\""), "abc", false));
	ck_assert(sql_is_column(STR("\"a\"\"b\""), "a\"b", false));
	ck_assert(!sql_is_column(STR("\"a\"\"b\""), "a\"\"b", false));
	ck_assert(!sql_is_column(STR(""), "a", false));
	ck_assert(!sql_is_column(STR("\"a"), "a", false));
	ck_assert(sql_is_column(STR("\"Abc\""), "abc", true));
	ck_assert(!sql_is_column(STR("\"Abc\""), "Abc", true));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_assign");
	TCase *t = tcase_create("sql_assign");

	tcase_add_loop_test(t, parameters_find_their_columns, 0,
			    (int)(sizeof(texts) / sizeof(texts[0])));
	tcase_add_test(t, a_name_is_compared_as_the_server_does);
	suite_add_tcase(s, t);
	return unit_run(s);
}
