/* Connection strings: taken apart, put together, and the text of pqopt. */
#include "config.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

#include "conf/attrs.h"
#include "conf/pqopt.h"
#include "util/buf.h"

/* [key][value] for each attribute, so that a table can hold the result. */
static char *list(const struct attrs *a)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_add(&b, STR(""));
	for (size_t i = 0; i < a->n; i++)
		buf_addf(&b, "[%s][%s]", a->list[i].key, a->list[i].value);
	return buf_take(&b);
}

static const struct {
	const char *text;
	const char *parts; /* NULL: malformed */
	const char *again; /* composed; NULL: not looked at */
} strings[] = {
	{ "", "", "" },
	{ ";", "", "" },
	{ " ; ;", "", "" },
	{ "DSN=x", "[DSN][x]", "DSN=x;" },
	{ "DSN=x;", "[DSN][x]", "DSN=x;" },
	{ " DSN = my source ; UID = me ", "[DSN][my source][UID][me]", "DSN=my source;UID=me;" },
	{ "PWD=;", "[PWD][]", "PWD=;" },
	{ "PWD", NULL, NULL },
	{ "PWD;UID=x", NULL, NULL },
	{ "=x", NULL, NULL },
	{ "PWD={a;b}", "[PWD][a;b]", "PWD={a;b};" },
	{ "PWD={a}}b}", "[PWD][a}b]", "PWD={a}}b};" },
	{ "PWD={}}}", "[PWD][}]", "PWD={}}};" },
	{ "PWD={}", "[PWD][]", "PWD={};" },
	{ "PWD={{}", "[PWD][{]", "PWD={{};" },
	{ "PWD={ lead and trail } ; UID=x", "[PWD][ lead and trail ][UID][x]",
	  "PWD={ lead and trail };UID=x;" },
	{ "PWD={a", NULL, NULL },
	{ "PWD={a}}", NULL, NULL },
	{ "PWD={a}b;UID=x", NULL, NULL },
	{ "PWD={a};UID={b;c}", "[PWD][a][UID][b;c]", "PWD={a};UID={b;c};" },
	{ "PWD=a{b}c", "[PWD][a{b}c]", "PWD={a{b}}c};" },
	{ "PWD=a=b", "[PWD][a=b]", "PWD={a=b};" },
	{ "PWD=p@ss!", "[PWD][p@ss!]", "PWD={p@ss!};" },
	{ "DRIVER={ShiftPool};UID=x", "[DRIVER][ShiftPool][UID][x]", "DRIVER={ShiftPool};UID=x;" },
	{ "UID=a;UID=b;u_i_d=c", "[UID][a][UID][b][u_i_d][c]", "UID=a;" },
	{ "ConnSettings={set a='x;y'};", "[ConnSettings][set a='x;y']",
	  "ConnSettings={set a='x;y'};" },
	{ "a=1;;b=2", "[a][1][b][2]", "a=1;b=2;" },
	{ "k\xc3\xa9y=v\xc3\xa4l", "[k\xc3\xa9y][v\xc3\xa4l]", "k\xc3\xa9y=v\xc3\xa4l;" },
};

START_TEST(connection_strings_are_taken_apart_and_put_together)
{
	const char *text = strings[_i].text;
	struct attrs a;
	char *why = NULL, *parts, *again;
	enum attrs_result r;

	attrs_init(&a);
	r = attrs_parse(str_from(text), &a, &why);
	if (!strings[_i].parts) {
		ck_assert_msg(r == ATTRS_MALFORMED, "%s", text);
		ck_assert_msg(why && *why, "%s: no reason", text);
		ck_assert_uint_eq(a.n, 0);
	} else {
		ck_assert_msg(r == ATTRS_OK, "%s: %s", text, why ? why : "");
		parts = list(&a);
		again = attrs_compose(&a);
		ck_assert_msg(strcmp(parts, strings[_i].parts) == 0, "%s gives %s", text, parts);
		ck_assert_msg(strcmp(again, strings[_i].again) == 0, "%s composes to %s", text,
			      again);
		free(parts);
		free(again);
	}
	free(why);
	attrs_done(&a);
}
END_TEST

START_TEST(what_is_composed_reads_back_the_same)
{
	static const char alphabet[] = "a;{}= @\\'\"[]x*";
	unsigned seed = 1;

	for (int round = 0; round < 2000; round++) {
		struct attrs a, b;
		char value[9] = "", *text, *why = NULL;
		size_t n = (size_t)round % 9;

		for (size_t i = 0; i < n; i++)
			value[i] = alphabet[(size_t)rand_r(&seed) % (sizeof(alphabet) - 1)];
		attrs_init(&a);
		attrs_init(&b);
		ck_assert(attrs_add(&a, STR("PWD"), str_from(value), false));
		ck_assert(attrs_add(&a, STR("UID"), STR("me"), false));
		text = attrs_compose(&a);
		ck_assert_msg(attrs_parse(str_from(text), &b, &why) == ATTRS_OK, "%s", text);
		ck_assert_uint_eq(b.n, 2);
		ck_assert_msg(strcmp(b.list[0].value, value) == 0, "%s reads as %s", text,
			      b.list[0].value);
		ck_assert_str_eq(b.list[1].value, "me");
		free(text);
		attrs_done(&a);
		attrs_done(&b);
	}
}
END_TEST

START_TEST(bytes_that_cannot_be_meant_are_refused)
{
	struct attrs a;
	char *why = NULL, *long_text = malloc(2 << 20);

	attrs_init(&a);
	ck_assert_int_eq(attrs_parse((struct str){ "a=1\0;b=2", 8 }, &a, &why), ATTRS_MALFORMED);
	free(why);
	memset(long_text, 'x', 2 << 20);
	memcpy(long_text, "a=", 2);
	ck_assert_int_eq(attrs_parse((struct str){ long_text, 2 << 20 }, &a, &why),
			 ATTRS_MALFORMED);
	free(why);
	memset(long_text, 'k', 300);
	long_text[300] = '=';
	ck_assert_int_eq(attrs_parse((struct str){ long_text, 310 }, &a, &why), ATTRS_MALFORMED);
	ck_assert_msg(strlen(why) < 200, "the message repeats the whole key");
	free(why);
	ck_assert_uint_eq(a.n, 0);
	free(long_text);
	attrs_done(&a);
}
END_TEST

START_TEST(a_malformed_string_leaves_what_was_there)
{
	struct attrs a;
	char *why = NULL, *parts;

	attrs_init(&a);
	ck_assert_int_eq(attrs_parse(STR("DSN=x"), &a, &why), ATTRS_OK);
	ck_assert_int_eq(attrs_parse(STR("UID=me;PWD={a"), &a, &why), ATTRS_MALFORMED);
	parts = list(&a);
	ck_assert_str_eq(parts, "[DSN][x]");
	free(parts);
	free(why);
	attrs_done(&a);
}
END_TEST

START_TEST(the_password_is_not_in_the_complaint)
{
	struct attrs a;
	char *why = NULL;

	attrs_init(&a);
	ck_assert_int_eq(attrs_parse(STR("UID=me;PWD={hunter2"), &a, &why), ATTRS_MALFORMED);
	ck_assert_ptr_nonnull(strstr(why, "PWD"));
	ck_assert_ptr_null(strstr(why, "hunter2"));
	free(why);
	attrs_done(&a);
}
END_TEST

static const struct {
	const char *text, *value; /* NULL: stays as it is */
} braces[] = {
	{ "{a;b}", "a;b" }, { "{a}}b}", "a}b" },  { "{}}}", "}" }, { "{}", "" },
	{ "{a}b}", NULL },  { "{a}}", NULL },     { "{a", NULL },  { "a}", NULL },
	{ "", NULL },       { "{", NULL },        { "{}}", NULL }, { "{{}", "{" },
	{ "{a}}}}", NULL }, { "{a}}}}}", "a}}" },
};

START_TEST(a_value_of_a_file_may_stand_in_braces)
{
	char value[20];

	snprintf(value, sizeof(value), "%s", braces[_i].text);
	ck_assert_msg(attrs_unbrace(value) == (braces[_i].value != NULL), "%s", braces[_i].text);
	ck_assert_str_eq(value, braces[_i].value ? braces[_i].value : braces[_i].text);
}
END_TEST

static const struct {
	const char *text;
	enum attrs_source source;
	const char *name;
} sources[] = {
	{ "DSN=x;UID=a", ATTRS_SOURCE_NAMED, "x" },
	{ "UID=a;dsn=x", ATTRS_SOURCE_NAMED, "x" },
	{ "DRIVER={y};DSN=x", ATTRS_SOURCE_NONE, NULL },
	{ "DSN=x;DRIVER={y}", ATTRS_SOURCE_NAMED, "x" },
	{ "FILEDSN=f;DSN=x", ATTRS_SOURCE_NONE, NULL },
	{ "UID=a", ATTRS_SOURCE_DEFAULT, "DEFAULT" },
	{ "", ATTRS_SOURCE_DEFAULT, "DEFAULT" },
	{ "DSN=;UID=a", ATTRS_SOURCE_DEFAULT, "DEFAULT" },
	{ "DSN=x;DSN=y", ATTRS_SOURCE_NAMED, "x" },
};

START_TEST(the_first_of_dsn_and_driver_counts)
{
	struct attrs a;
	char *why = NULL;
	const char *name = NULL;

	attrs_init(&a);
	ck_assert_int_eq(attrs_parse(str_from(sources[_i].text), &a, &why), ATTRS_OK);
	ck_assert_msg(attrs_source(&a, &name) == sources[_i].source, "%s", sources[_i].text);
	if (sources[_i].name)
		ck_assert_str_eq(name, sources[_i].name);
	attrs_done(&a);
}
END_TEST

static const struct {
	const char *text;
	const char *parts;
} options[] = {
	{ "", "" },
	{ "  ", "" },
	{ "sslrootcert=/a/b connect_timeout=3", "[sslrootcert][/a/b][connect_timeout][3]" },
	{ "a = 'b c' d='it\\'s'", "[a][b c][d][it's]" },
	{ "a=b\\ c", "[a][b c]" },
	{ "a='\\\\'", "[a][\\]" },
	{ "a=''", "[a][]" },
	{ "a=", "[a][]" },
	{ "a", NULL },
	{ "a b=c", NULL },
	{ "=c", NULL },
	{ "a='b", NULL },
};

START_TEST(pqopt_is_read_as_libpq_reads_it)
{
	struct attrs a;
	const char *why = NULL;
	enum attrs_result r;
	char *parts;

	attrs_init(&a);
	r = pqopt_parse(str_from(options[_i].text), &a, &why);
	ck_assert_msg((r == ATTRS_OK) == (options[_i].parts != NULL), "%s", options[_i].text);
	if (r == ATTRS_OK) {
		parts = list(&a);
		ck_assert_msg(strcmp(parts, options[_i].parts) == 0, "%s gives %s",
			      options[_i].text, parts);
		free(parts);
	}
	attrs_done(&a);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("conf_attrs");
	TCase *t = tcase_create("conf_attrs");

	unit_add_rows(t, connection_strings_are_taken_apart_and_put_together, strings);
	tcase_add_test(t, what_is_composed_reads_back_the_same);
	tcase_add_test(t, bytes_that_cannot_be_meant_are_refused);
	tcase_add_test(t, a_malformed_string_leaves_what_was_there);
	tcase_add_test(t, the_password_is_not_in_the_complaint);
	unit_add_rows(t, a_value_of_a_file_may_stand_in_braces, braces);
	unit_add_rows(t, the_first_of_dsn_and_driver_counts, sources);
	unit_add_rows(t, pqopt_is_read_as_libpq_reads_it, options);
	suite_add_tcase(s, t);
	return unit_run(s);
}
