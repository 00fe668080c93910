/* The statements of a text, one by one. */
#include "config.h"

#include "sql/parts.h"
#include "tests/unit/oom.h"
#include "tests/unit/unit.h"

static const struct {
	const char *in;
	const char *parts[4];
	const char *params[4]; /* numbers of the whole text, one character each */
} texts[] = {
	{ "select ?", { "select $1" }, { "1" } },
	{ "a ?; b ?, ?;; c", { "a $1", "b $1, $2", "c" }, { "1", "23", "" } },
	{ "a $2; b $1 $2 $2", { "a $1", "b $1 $2 $2" }, { "2", "12" } },
	{ "x '?;'; y ? -- ?\n", { "x '?;'", "y $1" }, { "", "1" } },
	/* No byte moves, so that a position stays one. */
	{ "a ?,?,?,?,?,?,?,?,?; b ?, z",
	  { "a $1,$2,$3,$4,$5,$6,$7,$8,$9", "b $1 , z" },
	  { "123456789", ":" } },
	{ "prepare p as select $1; execute p($1)",
	  { "prepare p as select $1", "execute p($1)" },
	  { "", "1" } },
	{ "", { NULL }, { NULL } },
};

static struct sql_text translate(const char *sql)
{
	static const struct sql_options postgres = { .server = SQL_FOR_POSTGRES };
	struct sql_error e;
	struct sql_text t;

	if (!sql_translate(str_from(sql), &postgres, &t, &e))
		ck_abort_msg("%s: %s", sql, e.text);
	return t;
}

static void each_statement_has_its_own_parameters_row(size_t row)
{
	struct sql_text t = translate(texts[row].in);
	struct sql_parts p;

	ck_assert(sql_parts_make(&t, &p));
	for (size_t i = 0; i < p.n; i++) {
		ck_assert_ptr_nonnull(texts[row].parts[i]);
		ck_assert_str_eq(p.list[i].text, texts[row].parts[i]);
		ck_assert_ptr_eq(t.text + p.list[i].from, t.statements[i].text.p);
		ck_assert_uint_eq(p.list[i].n_params, strlen(texts[row].params[i]));
		for (size_t k = 0; k < p.list[i].n_params; k++)
			ck_assert_uint_eq(p.list[i].params[k],
					  (size_t)(texts[row].params[i][k] - '0'));
	}
	ck_assert_ptr_null(texts[row].parts[p.n]);
	sql_parts_done(&p);
	sql_parts_done(&p);
	sql_text_done(&t);
}
UNIT_ROWS(each_statement_has_its_own_parameters, texts)

START_TEST(out_of_memory_is_an_error)
{
	struct sql_text t = translate("a ?; b ?, ?");
	struct sql_parts p = { 0 };
	size_t nth;

	for (nth = 1; nth < 100; nth++) {
		bool ok;

		oom_fail_at(nth);
		ok = sql_parts_make(&t, &p);
		if (!oom_fired()) {
			ck_assert(ok);
			break;
		}
		ck_assert(!ok);
		ck_assert_ptr_null(p.list);
	}
	ck_assert_uint_gt(nth, 5);
	ck_assert_uint_lt(nth, 100);
	sql_parts_done(&p);
	sql_text_done(&t);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_parts");
	TCase *t = tcase_create("sql_parts");

	tcase_add_test(t, each_statement_has_its_own_parameters);
	tcase_add_test(t, out_of_memory_is_an_error);
	suite_add_tcase(s, t);
	return unit_run(s);
}
