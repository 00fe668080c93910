#include "config.h"
#include "tests/unit/unit.h"

#include <limits.h>

#include "odbc/diag.h"
#include "odbc/text.h"
#include "tests/unit/oom.h"
#include "util/wide.h"

#define SMILE     "\xf0\x9f\x98\x80"
#define CLEF_WIDE 0xd834, 0xdd1e

static struct diag diag;
static struct text_arena arena;

static void setup(void)
{
	diag_init(&diag);
}

static void teardown(void)
{
	text_arena_free(&arena);
	diag_done(&diag);
}

static const char *state(void)
{
	return diag.n ? diag.recs[0].state : "";
}

START_TEST(narrow_text_is_used_in_place)
{
	const SQLCHAR *text = (const SQLCHAR *)"select 1";
	struct str all = text_in_a(&arena, &diag, text, SQL_NTS);
	struct str some = text_in_a(&arena, &diag, text, 6);

	ck_assert_ptr_eq(all.p, text);
	ck_assert_uint_eq(all.n, 8);
	ck_assert_uint_eq(some.n, 6);
	ck_assert_ptr_null(text_in_a(&arena, &diag, NULL, SQL_NTS).p);
	ck_assert_ptr_null(text_in_a(&arena, &diag, NULL, -7).p);
	ck_assert(!arena.failed);
}
END_TEST

START_TEST(wide_text_becomes_utf8)
{
	static const SQLWCHAR text[] = { 'a', 0xe9, CLEF_WIDE, 0 };
	struct str all = text_in_w(&arena, &diag, text, SQL_NTS);
	struct str some = text_in_w(&arena, &diag, text, 2);
	struct str none = text_in_w(&arena, &diag, text, 0);

	ck_assert(str_eq(all, STR("a\xc3\xa9\xf0\x9d\x84\x9e")));
	ck_assert(str_eq(some, STR("a\xc3\xa9")));
	ck_assert_ptr_nonnull(none.p);
	ck_assert_uint_eq(none.n, 0);
	ck_assert_ptr_null(text_in_w(&arena, &diag, NULL, 3).p);
}
END_TEST

START_TEST(a_negative_length_is_hy090)
{
	static const SQLWCHAR wide[] = { 'a', 0 };

	text_in_a(&arena, &diag, (const SQLCHAR *)"a", -2);
	ck_assert(arena.failed);
	ck_assert_str_eq(state(), "HY090");
	diag_clear(&diag);
	arena.failed = false;
	text_in_w(&arena, &diag, wide, -4);
	ck_assert(arena.failed);
	ck_assert_str_eq(state(), "HY090");
}
END_TEST

START_TEST(wide_text_survives_no_memory)
{
	static const SQLWCHAR text[] = { 'a', 'b', 0 };

	for (size_t nth = 1;; nth++) {
		oom_fail_at(nth);
		text_in_w(&arena, &diag, text, SQL_NTS);
		if (!oom_fired())
			return;
		ck_assert(arena.failed);
		ck_assert(diag_has(&diag, SS_HY001));
		text_arena_free(&arena);
		diag_clear(&diag);
	}
}
END_TEST

/* What arrives in a narrow buffer. */
static const struct {
	const char *text;
	SQLLEN cap;
	SQLRETURN rc;
	const char *got; /* NULL: nothing is written */
	SQLSMALLINT len;
} narrow[] = {
	{ "abc", 4, SQL_SUCCESS, "abc", 3 },
	{ "abc", 3, SQL_SUCCESS_WITH_INFO, "ab", 3 },
	{ "abc", 1, SQL_SUCCESS_WITH_INFO, "", 3 },
	{ "abc", 0, SQL_SUCCESS_WITH_INFO, NULL, 3 },
	{ "", 1, SQL_SUCCESS, "", 0 },
	{ "a" SMILE, 6, SQL_SUCCESS, "a" SMILE, 5 },
	{ "a" SMILE, 5, SQL_SUCCESS_WITH_INFO, "a", 5 },
	{ "a" SMILE, 3, SQL_SUCCESS_WITH_INFO, "a", 5 },
	{ "abc", -1, SQL_ERROR, NULL, -9 },
};

START_TEST(narrow_output)
{
	char buf[16] = "????????????";
	SQLSMALLINT len = -9;
	struct text_out o = { buf, narrow[_i].cap, &len, TEXT_LEN_SMALL, TEXT_UTF8, false };

	ck_assert_int_eq(text_out(&diag, &o, str_from(narrow[_i].text)), narrow[_i].rc);
	ck_assert_int_eq(len, narrow[_i].len);
	ck_assert_str_eq(buf, narrow[_i].got ? narrow[_i].got : "????????????");
	ck_assert_str_eq(state(), narrow[_i].rc == SQL_SUCCESS ? ""
				  : narrow[_i].rc == SQL_ERROR ? "HY090"
							       : "01004");
}
END_TEST

/* The same in a wide one, where capacity and length are characters or bytes. */
static const struct {
	const char *text;
	SQLLEN cap;
	bool in_chars;
	SQLRETURN rc;
	size_t units; /* before the terminator */
	SQLSMALLINT len;
} wide[] = {
	{ "abc", 4, true, SQL_SUCCESS, 3, 3 },
	{ "abc", 8, false, SQL_SUCCESS, 3, 6 },
	{ "abc", 3, true, SQL_SUCCESS_WITH_INFO, 2, 3 },
	{ "abc", 6, false, SQL_SUCCESS_WITH_INFO, 2, 6 },
	{ "abc", 2, false, SQL_SUCCESS_WITH_INFO, 0, 6 },
	{ "a" SMILE, 4, true, SQL_SUCCESS, 3, 3 },
	{ "a" SMILE, 3, true, SQL_SUCCESS_WITH_INFO, 1, 3 },
	{ "a" SMILE, 6, false, SQL_SUCCESS_WITH_INFO, 1, 6 },
};

START_TEST(wide_output)
{
	SQLWCHAR buf[8];
	SQLSMALLINT len = -9;
	struct text_out o = {
		buf, wide[_i].cap, &len, TEXT_LEN_SMALL, TEXT_WIDE, wide[_i].in_chars
	};

	memset(buf, 0x3f, sizeof(buf));
	ck_assert_int_eq(text_out(&diag, &o, str_from(wide[_i].text)), wide[_i].rc);
	ck_assert_int_eq(len, wide[_i].len);
	ck_assert_uint_eq(buf[0], wide[_i].units ? 'a' : 0);
	ck_assert_uint_eq(buf[wide[_i].units], 0);
	ck_assert_uint_eq(buf[wide[_i].units + 1], 0x3f3f);
}
END_TEST

/* As in the module for iODBC; each test runs in a process of its own. */
START_TEST(wide_characters_may_have_four_bytes)
{
	static const uint32_t in[] = { 'a', 0x1f600, 0x110000, 0 };
	struct str s;
	uint32_t buf[8];
	SQLINTEGER len = -9;
	struct text_out o = { buf, sizeof(buf), &len, TEXT_LEN_INT, TEXT_WIDE, false };

	wide_unit = 4;
	s = text_in_w(&arena, &diag, in, SQL_NTS);
	ck_assert(str_eq(s, STR("a" SMILE "\xef\xbf\xbd")));
	ck_assert_int_eq(text_out(&diag, &o, STR("a" SMILE)), SQL_SUCCESS);
	ck_assert_int_eq(len, 8);
	ck_assert_mem_eq(buf, in, 2 * sizeof(buf[0]));
	ck_assert_uint_eq(buf[2], 0);
	o.cap = 2 * sizeof(buf[0]);
	ck_assert_int_eq(text_out(&diag, &o, STR("a" SMILE)), SQL_SUCCESS_WITH_INFO);
	ck_assert_int_eq(len, 8);
	ck_assert_uint_eq(buf[1], 0);
	o.cap = 6;
	ck_assert_int_eq(text_out(&diag, &o, STR("a")), SQL_ERROR);
}
END_TEST

START_TEST(an_odd_number_of_bytes_is_hy090)
{
	SQLWCHAR buf[8];
	struct text_out o = { buf, 7, NULL, TEXT_LEN_NONE, TEXT_WIDE, false };

	ck_assert_int_eq(text_out(&diag, &o, STR("abc")), SQL_ERROR);
	ck_assert_str_eq(state(), "HY090");
	o.in_chars = true;
	ck_assert_int_eq(text_out(&diag, &o, STR("abc")), SQL_SUCCESS);
	o.in_chars = false;
	o.p = NULL;
	ck_assert_int_eq(text_out(&diag, &o, STR("abc")), SQL_SUCCESS);
}
END_TEST

START_TEST(a_null_buffer_asks_for_the_length)
{
	SQLINTEGER len = -9;
	struct text_out o = { NULL, 0, &len, TEXT_LEN_INT, TEXT_WIDE, false };

	ck_assert_int_eq(text_out(&diag, &o, STR("abc")), SQL_SUCCESS);
	ck_assert_int_eq(len, 6);
	ck_assert_uint_eq(diag.n, 0);
}
END_TEST

START_TEST(a_length_has_the_width_of_its_variable)
{
	struct {
		SQLSMALLINT small, guard;
		SQLINTEGER whole, guard2;
		SQLLEN len;
	} v = { -1, -1, -1, -1, -1 };
	struct text_out o = { NULL, 0, &v.small, TEXT_LEN_SMALL, TEXT_UTF8, false };

	text_out(NULL, &o, STR("abc"));
	ck_assert_int_eq(v.small, 3);
	ck_assert_int_eq(v.guard, -1);
	o.ret_len = &v.whole;
	o.len_type = TEXT_LEN_INT;
	text_out(NULL, &o, STR("abc"));
	ck_assert_int_eq(v.whole, 3);
	ck_assert_int_eq(v.guard2, -1);
	o.ret_len = &v.len;
	o.len_type = TEXT_LEN_LEN;
	text_out(NULL, &o, STR("abc"));
	ck_assert_int_eq(v.len, 3);
}
END_TEST

START_TEST(a_small_length_stops_at_its_limit)
{
	static char big[SHRT_MAX + 10];
	SQLSMALLINT len = 0;
	struct text_out o = { NULL, 0, &len, TEXT_LEN_SMALL, TEXT_UTF8, false };

	memset(big, 'x', sizeof(big) - 1);
	text_out(NULL, &o, str_from(big));
	ck_assert_int_eq(len, SHRT_MAX);
}
END_TEST

#define N(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *s = suite_create("text");
	TCase *t = tcase_create("text");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, narrow_text_is_used_in_place);
	tcase_add_test(t, wide_text_becomes_utf8);
	tcase_add_test(t, a_negative_length_is_hy090);
	tcase_add_test(t, wide_text_survives_no_memory);
	tcase_add_loop_test(t, narrow_output, 0, N(narrow));
	tcase_add_loop_test(t, wide_output, 0, N(wide));
	tcase_add_test(t, wide_characters_may_have_four_bytes);
	tcase_add_test(t, an_odd_number_of_bytes_is_hy090);
	tcase_add_test(t, a_null_buffer_asks_for_the_length);
	tcase_add_test(t, a_length_has_the_width_of_its_variable);
	tcase_add_test(t, a_small_length_stops_at_its_limit);
	suite_add_tcase(s, t);
	return unit_run(s);
}
