#include "config.h"
#include "sql/functions.h"
#include "tests/unit/unit.h"

#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <string.h>

#include "util/ascii.h"

/* The numbers of sqlext.h by name: what the table has written as plain numbers. */
static const struct {
	const char *name;
	enum sql_fn_class fn_class;
	uint32_t bit;
} bits[] = {
	{ "concat", SQLFN_STRING, SQL_FN_STR_CONCAT },
	{ "insert", SQLFN_STRING, SQL_FN_STR_INSERT },
	{ "left", SQLFN_STRING, SQL_FN_STR_LEFT },
	{ "ltrim", SQLFN_STRING, SQL_FN_STR_LTRIM },
	{ "length", SQLFN_STRING, SQL_FN_STR_LENGTH },
	{ "locate", SQLFN_STRING, SQL_FN_STR_LOCATE | SQL_FN_STR_LOCATE_2 },
	{ "lcase", SQLFN_STRING, SQL_FN_STR_LCASE },
	{ "repeat", SQLFN_STRING, SQL_FN_STR_REPEAT },
	{ "replace", SQLFN_STRING, SQL_FN_STR_REPLACE },
	{ "right", SQLFN_STRING, SQL_FN_STR_RIGHT },
	{ "rtrim", SQLFN_STRING, SQL_FN_STR_RTRIM },
	{ "substring", SQLFN_STRING, SQL_FN_STR_SUBSTRING },
	{ "ucase", SQLFN_STRING, SQL_FN_STR_UCASE },
	{ "ascii", SQLFN_STRING, SQL_FN_STR_ASCII },
	{ "char", SQLFN_STRING, SQL_FN_STR_CHAR },
	{ "difference", SQLFN_STRING, SQL_FN_STR_DIFFERENCE },
	{ "soundex", SQLFN_STRING, SQL_FN_STR_SOUNDEX },
	{ "space", SQLFN_STRING, SQL_FN_STR_SPACE },
	{ "bit_length", SQLFN_STRING, SQL_FN_STR_BIT_LENGTH },
	{ "char_length", SQLFN_STRING, SQL_FN_STR_CHAR_LENGTH },
	{ "character_length", SQLFN_STRING, SQL_FN_STR_CHARACTER_LENGTH },
	{ "octet_length", SQLFN_STRING, SQL_FN_STR_OCTET_LENGTH },
	{ "position", SQLFN_STRING, SQL_FN_STR_POSITION },
	{ "abs", SQLFN_NUMERIC, SQL_FN_NUM_ABS },
	{ "acos", SQLFN_NUMERIC, SQL_FN_NUM_ACOS },
	{ "asin", SQLFN_NUMERIC, SQL_FN_NUM_ASIN },
	{ "atan", SQLFN_NUMERIC, SQL_FN_NUM_ATAN },
	{ "atan2", SQLFN_NUMERIC, SQL_FN_NUM_ATAN2 },
	{ "ceiling", SQLFN_NUMERIC, SQL_FN_NUM_CEILING },
	{ "cos", SQLFN_NUMERIC, SQL_FN_NUM_COS },
	{ "cot", SQLFN_NUMERIC, SQL_FN_NUM_COT },
	{ "exp", SQLFN_NUMERIC, SQL_FN_NUM_EXP },
	{ "floor", SQLFN_NUMERIC, SQL_FN_NUM_FLOOR },
	{ "log", SQLFN_NUMERIC, SQL_FN_NUM_LOG },
	{ "mod", SQLFN_NUMERIC, SQL_FN_NUM_MOD },
	{ "sign", SQLFN_NUMERIC, SQL_FN_NUM_SIGN },
	{ "sin", SQLFN_NUMERIC, SQL_FN_NUM_SIN },
	{ "sqrt", SQLFN_NUMERIC, SQL_FN_NUM_SQRT },
	{ "tan", SQLFN_NUMERIC, SQL_FN_NUM_TAN },
	{ "pi", SQLFN_NUMERIC, SQL_FN_NUM_PI },
	{ "rand", SQLFN_NUMERIC, SQL_FN_NUM_RAND },
	{ "degrees", SQLFN_NUMERIC, SQL_FN_NUM_DEGREES },
	{ "log10", SQLFN_NUMERIC, SQL_FN_NUM_LOG10 },
	{ "power", SQLFN_NUMERIC, SQL_FN_NUM_POWER },
	{ "radians", SQLFN_NUMERIC, SQL_FN_NUM_RADIANS },
	{ "round", SQLFN_NUMERIC, SQL_FN_NUM_ROUND },
	{ "truncate", SQLFN_NUMERIC, SQL_FN_NUM_TRUNCATE },
	{ "now", SQLFN_TIMEDATE, SQL_FN_TD_NOW },
	{ "curdate", SQLFN_TIMEDATE, SQL_FN_TD_CURDATE },
	{ "dayofmonth", SQLFN_TIMEDATE, SQL_FN_TD_DAYOFMONTH },
	{ "dayofweek", SQLFN_TIMEDATE, SQL_FN_TD_DAYOFWEEK },
	{ "dayofyear", SQLFN_TIMEDATE, SQL_FN_TD_DAYOFYEAR },
	{ "month", SQLFN_TIMEDATE, SQL_FN_TD_MONTH },
	{ "quarter", SQLFN_TIMEDATE, SQL_FN_TD_QUARTER },
	{ "week", SQLFN_TIMEDATE, SQL_FN_TD_WEEK },
	{ "year", SQLFN_TIMEDATE, SQL_FN_TD_YEAR },
	{ "curtime", SQLFN_TIMEDATE, SQL_FN_TD_CURTIME },
	{ "hour", SQLFN_TIMEDATE, SQL_FN_TD_HOUR },
	{ "minute", SQLFN_TIMEDATE, SQL_FN_TD_MINUTE },
	{ "second", SQLFN_TIMEDATE, SQL_FN_TD_SECOND },
	{ "timestampadd", SQLFN_TIMEDATE, SQL_FN_TD_TIMESTAMPADD },
	{ "timestampdiff", SQLFN_TIMEDATE, SQL_FN_TD_TIMESTAMPDIFF },
	{ "dayname", SQLFN_TIMEDATE, SQL_FN_TD_DAYNAME },
	{ "monthname", SQLFN_TIMEDATE, SQL_FN_TD_MONTHNAME },
	{ "current_date", SQLFN_TIMEDATE, SQL_FN_TD_CURRENT_DATE },
	{ "current_time", SQLFN_TIMEDATE, SQL_FN_TD_CURRENT_TIME },
	{ "current_timestamp", SQLFN_TIMEDATE, SQL_FN_TD_CURRENT_TIMESTAMP },
	{ "extract", SQLFN_TIMEDATE, SQL_FN_TD_EXTRACT },
	{ "user", SQLFN_SYSTEM, SQL_FN_SYS_USERNAME },
	{ "database", SQLFN_SYSTEM, SQL_FN_SYS_DBNAME },
	{ "ifnull", SQLFN_SYSTEM, SQL_FN_SYS_IFNULL },
	{ "convert", SQLFN_CONVERT, SQL_FN_CVT_CONVERT },
	{ "cast", SQLFN_CONVERT, SQL_FN_CVT_CAST },
};

static void a_function_has_the_bit_of_sqlext_row(size_t row)
{
	uint32_t got = 0;
	size_t n;
	const struct sql_fn *table = sql_fn_table(&n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(table[i].name, bits[row].name) != 0)
			continue;
		got |= table[i].bit;
		ck_assert_int_eq(table[i].fn_class, bits[row].fn_class);
	}
	ck_assert_msg(got == bits[row].bit, "%s: %x, expected %x", bits[row].name, got,
		      bits[row].bit);
}
UNIT_ROWS(a_function_has_the_bit_of_sqlext, bits)

START_TEST(no_function_is_without_a_number_of_sqlext)
{
	size_t n;
	const struct sql_fn *table = sql_fn_table(&n);

	for (size_t i = 0; i < n; i++) {
		size_t found = 0;

		for (size_t k = 0; k < sizeof(bits) / sizeof(bits[0]); k++)
			found += !strcmp(table[i].name, bits[k].name);
		ck_assert_msg(found == 1, "%s", table[i].name);
	}
}
END_TEST

static const struct {
	enum sql_fn_class fn_class;
	uint32_t mask;
} masks[] = {
	{ SQLFN_STRING, 0xffffff }, { SQLFN_NUMERIC, 0xffffff }, { SQLFN_TIMEDATE, 0x1fffff },
	{ SQLFN_SYSTEM, 0x7 },      { SQLFN_CONVERT, 0x3 },      { SQLFN_TSI_ADD, 0x1ff },
	{ SQLFN_TSI_DIFF, 0x1ff },
};

static void every_function_of_the_specification_is_claimed_row(size_t row)
{
	ck_assert_uint_eq(sql_functions_mask(masks[row].fn_class, SQL_FOR_POSTGRES),
			  masks[row].mask);
	ck_assert_uint_eq(sql_functions_mask(masks[row].fn_class, SQL_FOR_REDSHIFT),
			  masks[row].mask);
}
UNIT_ROWS(every_function_of_the_specification_is_claimed, masks)

static const struct {
	const char *name;
	uint32_t bit;
} intervals[] = {
	{ "SQL_TSI_FRAC_SECOND", SQL_FN_TSI_FRAC_SECOND },
	{ "SQL_TSI_SECOND", SQL_FN_TSI_SECOND },
	{ "SQL_TSI_MINUTE", SQL_FN_TSI_MINUTE },
	{ "SQL_TSI_HOUR", SQL_FN_TSI_HOUR },
	{ "SQL_TSI_DAY", SQL_FN_TSI_DAY },
	{ "SQL_TSI_WEEK", SQL_FN_TSI_WEEK },
	{ "SQL_TSI_MONTH", SQL_FN_TSI_MONTH },
	{ "SQL_TSI_QUARTER", SQL_FN_TSI_QUARTER },
	{ "SQL_TSI_YEAR", SQL_FN_TSI_YEAR },
};

static void an_interval_has_the_bit_of_sqlext_row(size_t row)
{
	static const char *const names[] = { "TimestampAdd", "TIMESTAMPDIFF" };

	for (size_t i = 0; i < 2; i++) {
		const struct sql_fn *fn = sql_fn_find(str_from(names[i]), 3);
		const struct sql_fn_word *word;

		ck_assert_ptr_nonnull(fn);
		word = sql_fn_word(fn, str_from(intervals[row].name));
		ck_assert_ptr_nonnull(word);
		ck_assert_uint_eq(word->bit, intervals[row].bit);
	}
}
UNIT_ROWS(an_interval_has_the_bit_of_sqlext, intervals)

/* %1..%4, %T1, %S1, %I1, within the arguments that the row has. */
static void check_template(const char *name, const char *template, unsigned max_args)
{
	for (const char *p = template; p && (p = strchr(p, '%')); p++) {
		p++;
		if (*p == 'T' || *p == 'S' || *p == 'I')
			p++;
		ck_assert_msg(*p >= '1' && *p < '1' + (char)max_args, "%s: %s", name, template);
	}
}

START_TEST(a_template_uses_arguments_that_there_are)
{
	size_t n;
	const struct sql_fn *table = sql_fn_table(&n);

	for (size_t i = 0; i < n; i++) {
		const struct sql_fn *f = &table[i];

		ck_assert_msg(f->max_args <= 4 && f->min_args <= f->max_args, "%s", f->name);
		ck_assert_msg(f->n_words || f->template[SQL_FOR_POSTGRES], "%s", f->name);
		ck_assert_msg(!f->n_words == !f->word_arg, "%s", f->name);
		for (int s = 0; s < 2; s++) {
			check_template(f->name, f->template[s], f -> max_args);
			for (size_t k = 0; k < f->n_words; k++)
				check_template(f->words[k].name, f->words[k].template[s],
					       f -> max_args);
		}
	}
}
END_TEST

/* The table that the tests against a server use, in lower case. */
static char *read_cases(void)
{
	const char *top = getenv("top_srcdir");
	char path[4096], *text = calloc(1, 1 << 20);
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/integration/scalar_functions.tsv", top ? top : ".");
	f = fopen(path, "r");
	ck_assert_msg(f, "%s", path);
	ck_assert_uint_gt(fread(text, 1, (1 << 20) - 1, f), 0);
	fclose(f);
	for (char *p = text; *p; p++)
		*p = ascii_lower(*p);
	return text;
}

START_TEST(every_function_is_tried_on_a_server)
{
	char *cases = read_cases(), wanted[80];
	size_t n;
	const struct sql_fn *table = sql_fn_table(&n);

	for (size_t i = 0; i < n; i++) {
		const struct sql_fn *f = &table[i];

		snprintf(wanted, sizeof(wanted), "{fn %s(", f->name);
		ck_assert_msg(strstr(cases, wanted), "%s", f->name);
		for (size_t k = 0; k < f->n_words; k++) {
			const char *form = f->word_arg == 1 ? "{fn %s(%s," : "";

			if (*form)
				snprintf(wanted, sizeof(wanted), "{fn %s(%s,", f->name,
					 f->words[k].name);
			else
				snprintf(wanted, sizeof(wanted), ", %s)}", f->words[k].name);
			ck_assert_msg(strstr(cases, wanted), "%s %s", f->name, f->words[k].name);
		}
	}
	free(cases);
}
END_TEST

START_TEST(a_function_is_found_by_name_and_arguments)
{
	ck_assert_ptr_nonnull(sql_fn_find(STR("LOCATE"), 2));
	ck_assert_ptr_nonnull(sql_fn_find(STR("locate"), 3));
	ck_assert_ptr_ne(sql_fn_find(STR("locate"), 2), sql_fn_find(STR("locate"), 3));
	ck_assert_ptr_null(sql_fn_find(STR("locate"), 1));
	ck_assert_ptr_null(sql_fn_find(STR("nope"), 1));
	ck_assert_ptr_nonnull(sql_fn_named(STR("Position")));
	ck_assert_ptr_null(sql_fn_named(STR("")));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_functions");
	TCase *t = tcase_create("sql_functions");

	tcase_add_test(t, a_function_has_the_bit_of_sqlext);
	tcase_add_test(t, no_function_is_without_a_number_of_sqlext);
	tcase_add_test(t, every_function_of_the_specification_is_claimed);
	tcase_add_test(t, an_interval_has_the_bit_of_sqlext);
	tcase_add_test(t, a_template_uses_arguments_that_there_are);
	tcase_add_test(t, every_function_is_tried_on_a_server);
	tcase_add_test(t, a_function_is_found_by_name_and_arguments);
	suite_add_tcase(s, t);
	return unit_run(s);
}
