/*
 * Three readers of odbc.ini: odbcinst (the driver manager's), the command's own
 * with line numbers, and iniparser.  The second must be the first, and what it says
 * about the third must be true.
 */
#include "config.h"
#include "tests/unit/unit.h"

#include <odbcinst.h>
#include <stdlib.h>

#include "tests/unit/conf_files.h"
#include "tool/compare.h"
#include "tool/odbcini.h"

static void setup(void)
{
	files_setup(NULL, NULL);
}

/* What odbcinst reads in a file, past its search for odbc.ini. */
static void by_odbcinst(const struct odbcini_line *line, char *ret, int cap)
{
	ret[0] = '\0';
	SQLGetPrivateProfileString(line->section, line->key, "", ret, cap, files_odbc_ini);
}

/* Whether iniparser has the same value; not being there is another one. */
static bool iniparser_agrees(const struct ini *ini, const struct odbcini_line *line,
			     const char *value)
{
	const struct attrs *section = ini ? ini_section(ini, str_from(line->section)) : NULL;

	for (size_t i = 0; section && i < section->n; i++) {
		if (setting_key_eq(str_from(section->list[i].key), str_from(line->key)))
			return strcmp(section->list[i].value, value) == 0;
	}
	return false;
}

static bool has_difference(const struct compare *c, const struct odbcini_line *line)
{
	struct buf b;
	bool has;

	buf_init(&b, 4096);
	compare_line(c, line, &b);
	has = b.n > 0;
	ck_assert(!b.failed);
	buf_done(&b);
	return has;
}

/* The lines of the table in the notes on iniparser, and some harmless ones. */
static const struct {
	const char *text; /* of the section */
	bool same;
} lines[] = {
	{ "Pwd = plain", true },
	{ "  Pwd=plain  ", true },
	{ "Pwd\t=\tplain", true },
	{ "Pwd = a = b", true },
	{ "Pwd =", true },
	{ "# Pwd = x\n; Pwd = y\nPwd = z", true },
	{ "Pwd = {a b}", true },
	{ "Pwd = it's", true },
	{ "Pwd = C:\\x", true },
	{ "Pwd = ab;cd", false },
	{ "Pwd = ab#cd", false },
	{ "Pwd = {a;b}", false },
	{ "Pwd = \"ab;cd#e\"", false },
	{ "Pwd = \"  lead\"", false },
	{ "Pwd = \"a\"b\"", false },
	{ "Pwd = \"esc\\\"q;z\"", false },
	{ "Pwd = 'x'", false },
	{ "Pwd = one \\\nNext = 2", false },
	{ "Pwd = a\nPWD = b", false },
	{ "Pwd = a\n[Other]\nx = 1\n[MYDSN]\nPort = 2", false },
	{ "Pwd", false },
};

START_TEST(differences_are_told_where_they_are)
{
	struct compare c;
	struct odbcini ini;
	char text[400], value[4096];
	bool same = true, told = false;

	snprintf(text, sizeof(text), "[MyDSN]\nDriver = x\n%s\n", lines[_i].text);
	files_write(files_odbc_ini, text, strlen(text));
	ck_assert_int_eq(odbcini_read(files_odbc_ini, &ini), ODBCINI_OK);
	ck_assert(compare_init(&c, files_odbc_ini, &ini));
	for (size_t i = 0; i < ini.n; i++) {
		const struct odbcini_line *line = &ini.lines[i];

		told |= has_difference(&c, line);
		by_odbcinst(line, value, sizeof(value));
		if (line->traits & ODBCINI_SHADOWED) {
			same &= strcmp(value, line->value) == 0;
			continue;
		}
		ck_assert_msg(strcmp(value, line->value) == 0, "%s: %s is \"%s\" for odbcinst",
			      lines[_i].text, line->key, value);
		same &= iniparser_agrees(c.other, line, value);
	}
	ck_assert_msg(same == lines[_i].same, "%s: the readers %s", lines[_i].text,
		      same ? "agree" : "disagree");
	ck_assert_msg(told != lines[_i].same, "%s: %s", lines[_i].text,
		      told ? "told to differ" : "not told to differ");
	compare_done(&c);
	odbcini_done(&ini);
}
END_TEST

/* A line of n bytes in all. */
static void write_long_line(size_t n)
{
	char text[3000] = "[MyDSN]\nPwd = ";
	size_t from = strlen(text), to = strlen("[MyDSN]\n") + n;

	memset(text + from, 'x', to - from);
	text[to] = '\n';
	files_write(files_odbc_ini, text, to + 1);
}

static const struct {
	size_t n;
	bool told;
} lengths[] = { { 900, false }, { 990, false }, { 1010, true }, { 1100, true }, { 2500, true } };

START_TEST(a_line_too_long_is_told)
{
	struct compare c;
	struct odbcini ini;
	char value[4096];

	write_long_line(lengths[_i].n);
	ck_assert_int_eq(odbcini_read(files_odbc_ini, &ini), ODBCINI_OK);
	ck_assert(compare_init(&c, files_odbc_ini, &ini));
	ck_assert_int_eq(has_difference(&c, &ini.lines[0]), lengths[_i].told);
	by_odbcinst(&ini.lines[0], value, sizeof(value));
	if (!lengths[_i].told)
		ck_assert_str_eq(value, ini.lines[0].value);
	compare_done(&c);
	odbcini_done(&ini);
}
END_TEST

START_TEST(lines_keep_their_numbers)
{
	static const char text[] = "\xef\xbb\xbf# x\n[a]\n\nk = v\r\nlast";
	struct odbcini ini;

	ck_assert(odbcini_scan(text, strlen(text), &ini));
	ck_assert(ini.has_mark);
	ck_assert_uint_eq(ini.n, 2);
	ck_assert_uint_eq(ini.lines[0].number, 4);
	ck_assert_str_eq(ini.lines[0].section, "a");
	ck_assert_str_eq(ini.lines[0].value, "v");
	ck_assert_uint_eq(ini.lines[1].number, 5);
	ck_assert_uint_eq(ini.lines[1].traits, ODBCINI_NO_EQUALS);
	odbcini_done(&ini);
}
END_TEST

START_TEST(the_sample_reads_the_same_everywhere)
{
	const char *top = getenv("top_srcdir");
	struct compare c;
	struct odbcini ini;
	char path[4096], value[4096];

	snprintf(path, sizeof(path), "%s/odbc.ini.sample", top ? top : ".");
	ck_assert_int_eq(odbcini_read(path, &ini), ODBCINI_OK);
	ck_assert(compare_init(&c, path, &ini));
	ck_assert_msg(!c.refusal, "%s", c.refusal);
	ck_assert_uint_gt(ini.n, 20);
	for (size_t i = 0; i < ini.n; i++) {
		const struct odbcini_line *line = &ini.lines[i];

		ck_assert_msg(!has_difference(&c, line), "line %u differs", line->number);
		SQLGetPrivateProfileString(line->section, line->key, "", value, sizeof(value),
					   path);
		ck_assert_str_eq(value, line->value);
		ck_assert(iniparser_agrees(c.other, line, value));
	}
	compare_done(&c);
	odbcini_done(&ini);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("conf_readers");
	TCase *t = tcase_create("conf_readers");

	tcase_add_checked_fixture(t, setup, files_teardown);
	unit_add_rows(t, differences_are_told_where_they_are, lines);
	unit_add_rows(t, a_line_too_long_is_told, lengths);
	tcase_add_test(t, lines_keep_their_numbers);
	tcase_add_test(t, the_sample_reads_the_same_everywhere);
	suite_add_tcase(s, t);
	return unit_run(s);
}
