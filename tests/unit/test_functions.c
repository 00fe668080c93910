#include "config.h"
#include "tests/unit/unit.h"

#include "tests/unit/odbc_fake.h"

static struct fake f;

static void setup(void)
{
	fake_open(&f, SQL_OV_ODBC3);
}

static void teardown(void)
{
	fake_close(&f);
}

static const struct {
	const char *name;
	SQLUSMALLINT id;
} functions[] = {
#define F(name, id, wide) { #name, id },
#include "odbc/functions.def"
#undef F
};

#define N ((int)(sizeof(functions) / sizeof(functions[0])))

static bool is_listed(SQLUSMALLINT id)
{
	for (int i = 0; i < N; i++) {
		if (functions[i].id == id)
			return true;
	}
	return false;
}

START_TEST(each_function_is_reported)
{
	SQLUSMALLINT one = 7;

	ck_ok(&f.dbc->h, dbc_get_functions(f.dbc, functions[_i].id, &one));
	ck_assert_msg(one == SQL_TRUE, "%s", functions[_i].name);
}
END_TEST

START_TEST(the_list_is_sorted)
{
	for (int i = 1; i < N; i++)
		ck_assert_msg(functions[i - 1].id <= functions[i].id, "%s", functions[i].name);
}
END_TEST

START_TEST(the_bit_map_of_odbc_3_has_them_and_no_others)
{
	SQLUSMALLINT map[SQL_API_ODBC3_ALL_FUNCTIONS_SIZE + 1];

	map[SQL_API_ODBC3_ALL_FUNCTIONS_SIZE] = 0x5555;
	ck_ok(&f.dbc->h, dbc_get_functions(f.dbc, SQL_API_ODBC3_ALL_FUNCTIONS, map));
	for (SQLUSMALLINT id = 0; id < 16 * SQL_API_ODBC3_ALL_FUNCTIONS_SIZE; id++)
		ck_assert_msg((SQL_FUNC_EXISTS(map, id) == SQL_TRUE) == is_listed(id),
			      "function %u", id);
	ck_assert_uint_eq(map[SQL_API_ODBC3_ALL_FUNCTIONS_SIZE], 0x5555);
}
END_TEST

START_TEST(the_array_of_odbc_2_has_them_and_no_others)
{
	SQLUSMALLINT all[101];

	all[100] = 0x5555;
	ck_ok(&f.dbc->h, dbc_get_functions(f.dbc, SQL_API_ALL_FUNCTIONS, all));
	for (SQLUSMALLINT id = 0; id < 100; id++)
		ck_assert_msg((all[id] == SQL_TRUE) == is_listed(id), "function %u", id);
	ck_assert_uint_eq(all[100], 0x5555);
}
END_TEST

START_TEST(what_a_driver_does_not_have_is_false)
{
	SQLUSMALLINT one = 7;

	ck_ok(&f.dbc->h, dbc_get_functions(f.dbc, SQL_API_SQLDATASOURCES, &one));
	ck_assert_uint_eq(one, SQL_FALSE);
	ck_ok(&f.dbc->h, dbc_get_functions(f.dbc, SQL_API_SQLDRIVERS, &one));
	ck_assert_uint_eq(one, SQL_FALSE);
	ck_error(&f.dbc->h, dbc_get_functions(f.dbc, 4711, &one), "HY095");
	ck_error(&f.dbc->h, dbc_get_functions(f.dbc, SQL_API_SQLFETCH, NULL), "HY009");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("functions");
	TCase *t = tcase_create("functions");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, each_function_is_reported, 0, N);
	tcase_add_test(t, the_list_is_sorted);
	tcase_add_test(t, the_bit_map_of_odbc_3_has_them_and_no_others);
	tcase_add_test(t, the_array_of_odbc_2_has_them_and_no_others);
	tcase_add_test(t, what_a_driver_does_not_have_is_false);
	suite_add_tcase(s, t);
	return unit_run(s);
}
