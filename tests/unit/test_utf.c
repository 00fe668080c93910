#include "config.h"
#include "tests/unit/unit.h"
#include "util/ascii.h"
#include "util/utf.h"

#include <stdint.h>

static const struct {
	const char *text;
	size_t chars, units;
	bool valid;
} texts[] = {
	{ "", 0, 0, true },
	{ "abc", 3, 3, true },
	{ "\xc3\xa9", 1, 1, true },
	{ "\xe2\x82\xac", 1, 1, true },
	{ "\xf0\x9f\x98\x80", 1, 2, true },
	{ "\xef\xbf\xbd", 1, 1, true },
	{ "\xff", 1, 1, false },
	{ "a\xc3", 2, 2, false },
	{ "\xc0\x80", 2, 2, false },     /* overlong */
	{ "\xed\xa0\x80", 1, 1, false }, /* surrogate */
	{ "\xf4\x90\x80\x80", 1, 1, false },
};

START_TEST(text_is_measured)
{
	struct str s = str_from(texts[_i].text);

	ck_assert_msg(utf8_chars(s) == texts[_i].chars, "row %d", _i);
	ck_assert_msg(utf16_units(s) == texts[_i].units, "row %d", _i);
	ck_assert_msg(utf8_valid(s) == texts[_i].valid, "row %d", _i);
}
END_TEST

START_TEST(utf16_and_back_is_the_same_text)
{
	struct str s = str_from("h\xc3\xa9llo \xe2\x82\xac \xf0\x9f\x98\x80!");
	uint16_t wide[64];
	size_t used, n = utf16_from_utf8(s, wide, 64, &used), len;
	char *back;

	ck_assert_uint_eq(used, s.n);
	back = utf8_from_utf16(wide, n, &len);
	ck_assert_uint_eq(len, s.n);
	ck_assert_mem_eq(back, s.p, s.n);
	free(back);
}
END_TEST

START_TEST(a_pair_is_not_split)
{
	uint16_t wide[4];
	size_t used;

	ck_assert_uint_eq(utf16_from_utf8(str_from("a\xf0\x9f\x98\x80"), wide, 2, &used), 1);
	ck_assert_uint_eq(used, 1);
}
END_TEST

START_TEST(a_character_is_not_cut)
{
	ck_assert_uint_eq(utf8_cut(str_from("a\xe2\x82\xac"), 3), 1);
	ck_assert_uint_eq(utf8_cut(str_from("a\xe2\x82\xac"), 4), 4);
	ck_assert_uint_eq(utf8_cut(str_from("abc"), 2), 2);
}
END_TEST

START_TEST(numbers_are_read_whole)
{
	int64_t i = 7;
	double d;
	char text[32];

	ck_assert_int_eq(ascii_to_int64(STR("-9223372036854775808"), &i), ASCII_OK);
	ck_assert(i == INT64_MIN);
	ck_assert_int_eq(ascii_to_int64(STR("9223372036854775808"), &i), ASCII_TOO_BIG);
	ck_assert_int_eq(ascii_to_int64(STR("1x"), &i), ASCII_MALFORMED);
	ck_assert_int_eq(ascii_to_int64(STR(""), &i), ASCII_MALFORMED);
	ck_assert_int_eq(ascii_to_int64(STR("-+1"), &i), ASCII_MALFORMED);
	ck_assert_int_eq(ascii_to_double(STR("1.5"), &d), ASCII_OK);
	ck_assert(d == 1.5);
	ck_assert_int_eq(ascii_to_double(STR("1e999"), &d), ASCII_TOO_BIG);
	ck_assert_int_eq(ascii_to_double(STR("0x10"), &d), ASCII_MALFORMED);
	ascii_from_double(0.1, text, sizeof(text));
	ck_assert_str_eq(text, "0.1");
	ascii_from_float(0.1f, text, sizeof(text));
	ck_assert_str_eq(text, "0.1");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("utf");
	TCase *t = tcase_create("utf");

	tcase_add_loop_test(t, text_is_measured, 0, sizeof(texts) / sizeof(texts[0]));
	tcase_add_test(t, utf16_and_back_is_the_same_text);
	tcase_add_test(t, a_pair_is_not_split);
	tcase_add_test(t, a_character_is_not_cut);
	tcase_add_test(t, numbers_are_read_whole);
	suite_add_tcase(s, t);
	return unit_run(s);
}
