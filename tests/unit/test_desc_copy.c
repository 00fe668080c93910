#include "config.h"
#include "tests/unit/unit.h"

#include "tests/unit/desc_calls.h"
#include "tests/unit/oom.h"

START_TEST(an_explicit_descriptor_takes_the_place_of_an_implicit_one)
{
	struct desc *d, *got = NULL;

	ck_ok(&f.dbc->h, desc_alloc(f.dbc, &d));
	ck_assert_int_eq(number(d, 0, SQL_DESC_ALLOC_TYPE), SQL_DESC_ALLOC_USER);
	ck_ok(&d->h, set(d, 0, SQL_DESC_ARRAY_SIZE, 9));
	ck_ok(&f.stmt->h, stmt_set_attr(f.stmt, SQL_ATTR_APP_ROW_DESC, d, 0));
	ck_ok(&f.stmt->h, stmt_get_attr(f.stmt, SQL_ATTR_APP_ROW_DESC, &got, 0, NULL));
	ck_assert_ptr_eq(got, d);
	ck_assert_uint_eq(f.stmt->ard->array_size, 9);
	ck_assert_int_eq(desc_free(d), SQL_SUCCESS);
	ck_assert_ptr_eq(f.stmt->ard, of_kind[DESC_ARD]);
	ck_assert_uint_eq(f.stmt->ard->array_size, 1);
	ck_error(&of_kind[DESC_ARD]->h, desc_free(of_kind[DESC_ARD]), "HY017");
}
END_TEST

START_TEST(an_explicit_descriptor_may_have_record_0)
{
	struct desc *d;

	ck_ok(&f.dbc->h, desc_alloc(f.dbc, &d));
	ck_ok(&d->h, set(d, 0, SQL_DESC_LENGTH, 4));
	ck_ok(&f.stmt->h, stmt_set_attr(f.stmt, SQL_ATTR_APP_PARAM_DESC, d, 0));
	ck_ok(&d->h, set(d, 0, SQL_DESC_LENGTH, 4));
}
END_TEST

static void fill(struct desc *d, void *cell)
{
	ck_ok(&d->h, set(d, 2, SQL_DESC_CONCISE_TYPE, SQL_C_SLONG));
	ck_ok(&d->h, set_ptr(d, 2, SQL_DESC_DATA_PTR, cell));
	ck_ok(&d->h, set(d, 0, SQL_DESC_ARRAY_SIZE, 5));
}

START_TEST(a_copy_has_all_fields_but_how_it_was_allocated)
{
	struct desc *d;
	int cell;

	ck_ok(&f.dbc->h, desc_alloc(f.dbc, &d));
	fill(of_kind[DESC_ARD], &cell);
	ck_ok(&d->h, desc_copy(of_kind[DESC_ARD], d));
	ck_assert_int_eq(d->count, 2);
	ck_assert_uint_eq(d->array_size, 5);
	ck_assert_int_eq(desc_rec(d, 2)->concise_type, SQL_C_SLONG);
	ck_assert_ptr_eq(desc_rec(d, 2)->data_ptr, &cell);
	ck_assert_int_eq(number(d, 0, SQL_DESC_ALLOC_TYPE), SQL_DESC_ALLOC_USER);
	ck_ok(&d->h, desc_copy(d, d));
	ck_assert_int_eq(d->count, 2);
}
END_TEST

START_TEST(copies_that_cannot_be)
{
	struct desc *ird = of_kind[DESC_IRD], *ard = of_kind[DESC_ARD], *ipd = of_kind[DESC_IPD];
	int cell;

	ck_error(&ird->h, desc_copy(ard, ird), "HY016");
	ck_error(&ard->h, desc_copy(ird, ard), "HY007");
	fill(ard, &cell);
	ck_error(&ipd->h, desc_copy(ard, ipd), "HY021"); /* a C type that is no SQL type */
}
END_TEST

START_TEST(a_copy_survives_no_memory)
{
	struct desc *from = of_kind[DESC_IPD], *to;

	ck_ok(&f.dbc->h, desc_alloc(f.dbc, &to));
	for (SQLSMALLINT i = 1; i <= 3; i++)
		ck_ok(&from->h, set_name(from, i, "name", SQL_NTS));
	ck_ok(&to->h, set(to, 1, SQL_DESC_CONCISE_TYPE, SQL_C_SLONG));
	for (size_t nth = 1;; nth++) {
		SQLRETURN rc;

		oom_fail_at(nth);
		rc = desc_copy(from, to);
		if (!oom_fired()) {
			ck_assert_int_eq(rc, SQL_SUCCESS);
			ck_assert_str_eq(desc_rec(to, 3)->name, "name");
			return;
		}
		ck_assert(diag_has(&to->h.diag, SS_HY001));
		ck_assert_int_eq(to->count, 1); /* as it was */
		diag_clear(&to->h.diag);
	}
}
END_TEST

/* Nothing is asserted while allocations fail: Check allocates too. */
static bool make_all(struct fake *g)
{
	struct desc *d = NULL;

	if (env_alloc(&g->env) != SQL_SUCCESS)
		return false;
	g->env->odbc_version = SQL_OV_ODBC3;
	if (dbc_alloc(g->env, &g->dbc) != SQL_SUCCESS)
		return false;
	g->dbc->connected = true;
	return stmt_alloc(g->dbc, &g->stmt) == SQL_SUCCESS &&
	       desc_alloc(g->dbc, &d) == SQL_SUCCESS &&
	       set(d, 4, SQL_DESC_CONCISE_TYPE, SQL_C_CHAR) == SQL_SUCCESS;
}

START_TEST(handles_survive_no_memory)
{
	for (size_t nth = 1;; nth++) {
		struct fake g = { 0 };
		bool made, fired;

		oom_fail_at(nth);
		made = make_all(&g);
		fired = oom_fired();
		ck_assert(made != fired);
		if (g.dbc) {
			g.dbc->connected = false;
			ck_assert_int_eq(dbc_free(g.dbc), SQL_SUCCESS);
		}
		if (g.env)
			ck_assert_int_eq(env_free(g.env), SQL_SUCCESS);
		if (made)
			return;
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("desc_copy");
	TCase *t = tcase_create("desc_copy");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, an_explicit_descriptor_takes_the_place_of_an_implicit_one);
	tcase_add_test(t, an_explicit_descriptor_may_have_record_0);
	tcase_add_test(t, a_copy_has_all_fields_but_how_it_was_allocated);
	tcase_add_test(t, copies_that_cannot_be);
	tcase_add_test(t, a_copy_survives_no_memory);
	tcase_add_test(t, handles_survive_no_memory);
	suite_add_tcase(s, t);
	return unit_run(s);
}
