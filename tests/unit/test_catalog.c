/* Catalog functions without a server: arguments, defaults, queries, rows. */
#include "config.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

#include "catalog/catalog_sql.h"
#include "odbc/catalog_rows.h"
#include "odbc/catalog_text.h"
#include "tests/unit/oom.h"

static char *taken(struct buf *b)
{
	char *text = buf_take(b);

	ck_assert_ptr_nonnull(text);
	return text;
}

/* -- Arguments ------------------------------------------------------------- */

static const struct {
	const char *argument;
	const char *like;
	size_t shortest;
} patterns[] = {
	{ "", "", 0 },
	{ "abc", "abc", 3 },
	{ "a_c%", "a_c%", 3 },
	{ "a\\_c", "a\\_c", 3 },
	{ "a\\%", "a\\%", 2 },
	{ "a\\\\", "a\\\\", 2 },
	{ "\\\\%", "\\\\%", 1 },
	{ "\\a", "\\\\a", 2 }, /* an escape before an ordinary character is itself */
	{ "a\\", "a\\\\", 2 }, /* and so is one at the end */
	{ "\\\\\\a", "\\\\\\\\a", 3 },
	{ "%%%", "%%%", 0 },
	{ "h\xc3\xb6_e", "h\xc3\xb6_e", 5 },
};

START_TEST(patterns_become_patterns_of_like)
{
	struct str argument = str_from(patterns[_i].argument);
	struct buf b;
	char *like;

	buf_init(&b, 1 << 10);
	catalog_pattern(&b, argument);
	like = taken(&b);
	ck_assert_str_eq(like, patterns[_i].like);
	ck_assert_uint_eq(catalog_pattern_min(argument), patterns[_i].shortest);
	free(like);
}
END_TEST

static const struct {
	const char *name, *pattern;
	bool matches;
} likes[] = {
	{ "", "", true },
	{ "", "%", true },
	{ "", "_", false },
	{ "a", "", false },
	{ "abc", "abc", true },
	{ "abc", "ab", false },
	{ "ab", "abc", false },
	{ "abc", "a_c", true },
	{ "abc", "ABC", false },
	{ "abc", "%c", true },
	{ "abcbc", "a%bc", true },
	{ "abcbd", "a%bc", false },
	{ "aXbXc", "a%b%c", true },
	{ "abc", "%%%", true },
	{ "abc", "____", false },
	{ "a_c", "a\\_c", true },
	{ "abc", "a\\_c", false },
	{ "100%", "100\\%", true },
	{ "1000", "100\\%", false },
	{ "a\\b", "a\\\\b", true },
	{ "a\\", "a\\", true }, /* an escape at the end is itself */
	{ "h\xc3\xb6he", "h_he", true },
	{ "h\xc3\xb6he", "h__he", false },
	{ "\xe5\xb0\xba\xe5\xaf\xb8", "%_", true },
	{ "\xe5\xb0\xba\xe5\xaf\xb8", "___", false },
	{ "aaaaaaaaaaaaaaaaaaaaaaaaaaab", "%a%a%a%a%a%a%a%a%c", false },
};

START_TEST(like_is_that_of_the_server)
{
	struct str name = str_from(likes[_i].name), pattern = str_from(likes[_i].pattern);
	struct buf b;
	char *loose;

	ck_assert_msg(catalog_like(name, pattern) == likes[_i].matches, "'%s' and '%s'",
		      likes[_i].name, likes[_i].pattern);
	/* Without escape characters, a pattern matches no less. */
	buf_init(&b, 1 << 10);
	catalog_pattern_loose(&b, pattern);
	loose = taken(&b);
	if (likes[_i].matches && !strstr(likes[_i].name, "\\"))
		ck_assert(catalog_like(name, str_from(loose)));
	ck_assert(!strchr(loose, '\\') || pattern.p[pattern.n - 1] == '\\');
	free(loose);
}
END_TEST

START_TEST(a_name_as_a_pattern_matches_itself)
{
	static const char *const names[][2] = {
		{ "", "" },
		{ "plain", "plain" },
		{ "a_b", "a\\_b" },
		{ "100%", "100\\%" },
		{ "back\\slash", "back\\\\slash" },
	};
	struct buf b;
	char *like;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		buf_init(&b, 1 << 10);
		catalog_pattern_of(&b, str_from(names[i][0]));
		like = taken(&b);
		ck_assert_str_eq(like, names[i][1]);
		ck_assert(catalog_like(str_from(names[i][0]), str_from(like)));
		free(like);
	}
}
END_TEST

START_TEST(identifiers_fold_unless_quoted)
{
	static const char *const names[][2] = {
		{ "Orders", "orders" },
		{ "Orders  ", "orders" },
		{ "  Orders", "  orders" },
		{ "\"Orders\"", "Orders" },
		{ "  \"Orders\"  ", "Orders" },
		{ "\" Orders \"", " Orders " },
		{ "\"a\"\"b\"", "a\"b" },
		{ "\"\"", "" },
		{ "\"", "\"" },
		{ "\"half", "\"half" },
		{ "a_b%", "a_b%" },
		{ "", "" },
		{ "GR\xc3\x96SSE", "gr\xc3\x96sse" }, /* the server folds ASCII alone */
	};
	struct buf b;
	char *name;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		buf_init(&b, 1 << 10);
		catalog_identifier(&b, str_from(names[i][0]));
		name = taken(&b);
		ck_assert_str_eq(name, names[i][1]);
		free(name);
	}
}
END_TEST

static const struct {
	const char *list;
	const char *array; /* NULL: all types */
} type_lists[] = {
	{ "TABLE", "{\"TABLE\"}" },
	{ "'TABLE'", "{\"TABLE\"}" },
	{ "TABLE,VIEW", "{\"TABLE\",\"VIEW\"}" },
	{ "'TABLE', 'VIEW'", "{\"TABLE\",\"VIEW\"}" },
	{ " TABLE , 'FOREIGN TABLE' ", "{\"TABLE\",\"FOREIGN TABLE\"}" },
	{ "table,System Table", "{\"TABLE\",\"SYSTEM TABLE\"}" },
	{ "TABLE,,VIEW,", "{\"TABLE\",\"VIEW\"}" },
	{ "'A,B',C", "{\"A,B\",\"C\"}" },
	{ "A\"B", "{\"A\\\"B\"}" },
	{ "A\\", "{\"A\\\\\"}" },
	{ "NULL", "{\"NULL\"}" },
	{ "'", "{\"'\"}" },
	{ "", NULL },
	{ " ", NULL },
	{ ",", NULL },
	{ "%", NULL },
	{ "TABLE,%", NULL },
};

START_TEST(type_lists_become_arrays)
{
	struct buf b;
	bool some;

	buf_init(&b, 1 << 10);
	some = catalog_type_list(&b, str_from(type_lists[_i].list));
	ck_assert_int_eq(some, type_lists[_i].array != NULL);
	if (some) {
		char *array = taken(&b);

		ck_assert_str_eq(array, type_lists[_i].array);
		ck_assert(catalog_type_is_in(STR("TABLE"), str_from(array)) ==
			  !!strstr(array, "\"TABLE\""));
		ck_assert(!catalog_type_is_in(STR("TABL"), str_from(array)));
		ck_assert(!catalog_type_is_in(STR("ABLE"), str_from(array)));
		free(array);
	}
	buf_done(&b);
}
END_TEST

/* -- Defaults -------------------------------------------------------------- */

static const struct {
	const char *expression;
	bool numeric;
	const char *shown;
} defaults[] = {
	{ "0", true, "0" },
	{ "'-1'::integer", true, "-1" },
	{ "'-1.5'::numeric", true, "-1.5" },
	{ "'NaN'::numeric", true, "'NaN'" },
	{ "'1'::text", false, "'1'" },
	{ "'abc'::character varying", false, "'abc'" },
	{ "'it''s'::text", false, "'it''s'" },
	{ "''::text", false, "''" },
	{ "E'a\\\\b''c'::text", false, "E'a\\\\b''c'" },
	{ "'2000-01-01'::date", false, "'2000-01-01'" },
	{ "'ok'::shop.mood", false, "'ok'" },
	{ "'ok'::\"Odd NAME\".\"T || U\"", false, "'ok'" },
	{ "'x'::bpchar", false, "'x'" },
	{ "'1 day'::interval day to second(3)", false, "'1 day'" },
	{ "'{a,b}'::text[]", false, "'{a,b}'" },
	{ "NULL::character varying", false, "NULL" },
	{ "NULL", false, "NULL" },
	{ "NULLIF(1, 2)", true, "NULLIF(1, 2)" },
	{ "now()", false, "now()" },
	{ "('a'::text || 'b'::text)", false, "('a'::text || 'b'::text)" },
	{ "'a'::text || 'b'::text", false, "'a'::text || 'b'::text" },
	{ "'a'::text COLLATE \"C\"", false, "'a'::text COLLATE \"C\"" },
	{ "'a'::text IS NULL", false, "'a'::text IS NULL" },
	{ "nextval('a.b_seq'::regclass)", true, "nextval('a.b_seq'::regclass)" },
	{ "'unfinished", false, "'unfinished" },
	{ "'x'::", false, "'x'::" },
	{ "E", false, "E" },
	{ "", false, "" },
};

START_TEST(defaults_are_strings_when_they_stand_in_quotes)
{
	struct str shown = catalog_default(str_from(defaults[_i].expression), defaults[_i].numeric);

	ck_assert_msg(str_eq(shown, str_from(defaults[_i].shown)), "%s: %.*s",
		      defaults[_i].expression, (int)shown.n, shown.p);
}
END_TEST

/* -- Queries and shapes ---------------------------------------------------- */

START_TEST(every_query_is_there)
{
	bool postgresql = _i != CATALOG_REDSHIFT_PROBE && _i != CATALOG_EXPORTED_KEYS;
	bool redshift = _i != CATALOG_EXPORTED_KEYS && _i != CATALOG_CHANGE_TARGET;

	ck_assert(!catalog_sql((enum catalog_query)_i, CATALOG_POSTGRESQL) == !postgresql);
	ck_assert(!catalog_sql((enum catalog_query)_i, CATALOG_REDSHIFT) == !redshift);
	for (int where = 0; where < CATALOG_FLAVOURS; where++) {
		const char *sql = catalog_sql((enum catalog_query)_i, (enum catalog_flavour)where);

		if (!sql)
			continue;
		ck_assert(strstr(sql, "SELECT") || where == CATALOG_SHOW);
		/* Neither comments nor a second statement. */
		ck_assert_ptr_null(strstr(sql, "--"));
		ck_assert_ptr_null(strchr(sql, ';'));
	}
}
END_TEST

/* Redshift refuses these, or has them on its leader node alone, beside system views. */
START_TEST(queries_for_redshift_use_what_it_has)
{
	static const char *const unknown[] = { "LATERAL", "unnest(",        "IS DISTINCT",
					       "VALUES",  "WITH RECURSIVE", "format_type(",
					       " E'" };
	static const char *const leader_only[] = { "current_schemas", "generate_series",
						   "pg_table_is_visible", "pg_get_userbyid",
						   "_privilege(" };

	for (int where = CATALOG_REDSHIFT; where < CATALOG_FLAVOURS; where++) {
		const char *sql = catalog_sql((enum catalog_query)_i, (enum catalog_flavour)where);

		for (size_t i = 0; sql && i < sizeof(unknown) / sizeof(unknown[0]); i++)
			ck_assert_msg(!strstr(sql, unknown[i]), "%s", unknown[i]);
		for (size_t i = 0; sql && strstr(sql, "svv_") && i < 5; i++)
			ck_assert_msg(!strstr(sql, leader_only[i]), "%s", leader_only[i]);
	}
}
END_TEST

static const struct catalog_shape *const shapes[] = {
	&catalog_tables,           &catalog_columns,
	&catalog_primary_keys,     &catalog_foreign_keys,
	&catalog_statistics,       &catalog_special_columns,
	&catalog_procedures,       &catalog_procedure_columns,
	&catalog_table_privileges, &catalog_column_privileges,
	&catalog_type_info,
};

START_TEST(shapes_use_the_cells_that_there_are)
{
	const struct catalog_shape *s = shapes[_i];

	ck_assert_int_lt(s->type_at + 2, s->n_query);
	ck_assert_int_lt(s->default_at, s->n_query);
	for (int i = 0; i < s->n; i++) {
		const struct catalog_column *c = &s->columns[i];

		ck_assert_msg(c->from < s->n_query, "%s", c->name);
		ck_assert_msg(c->from >= 0 || c->from >= FROM_DEFAULT, "%s", c->name);
		ck_assert_msg(c->from >= 0 || s->type_at >= 0, "%s", c->name);
		ck_assert_msg(c->from != FROM_DEFAULT || s->default_at >= 0, "%s", c->name);
	}
}
END_TEST

/* -- Rows ------------------------------------------------------------------ */

static struct cell cell(const char *text)
{
	return (struct cell){ text, text ? (int32_t)strlen(text) : -1 };
}

static void row_is(const struct cell *out, int n, const char *const *want)
{
	for (int i = 0; i < n; i++) {
		if (!want[i]) {
			ck_assert_msg(out[i].n < 0, "cell %d is '%.*s'", i, (int)out[i].n,
				      out[i].p);
			continue;
		}
		ck_assert_msg(out[i].n == (int32_t)strlen(want[i]) &&
				      memcmp(out[i].p, want[i], strlen(want[i])) == 0,
			      "cell %d is '%.*s' and not '%s'", i, out[i].n < 0 ? 4 : (int)out[i].n,
			      out[i].n < 0 ? "NULL" : out[i].p, want[i]);
	}
}

/* Maps one row of columns.sql and compares it. */
static void map_column(const struct dbc *dbc, const char *oid, const char *typmod, const char *name,
		       const char *def, const char *const *want)
{
	struct cell in[12] = { cell("d"),  cell("s"),    cell("t"),  cell("c"),
			       cell(oid),  cell(typmod), cell(name), cell("1"),
			       cell(NULL), cell(def),    cell("3"),  cell("YES") };
	struct cell out[18];
	struct catalog_rows *rows = catalog_rows_new(&catalog_columns, dbc);

	ck_assert_ptr_nonnull(rows);
	ck_assert_int_eq(catalog_rows_shape(rows)->n, 18);
	catalog_rows_map(rows, in, out);
	row_is(out, 18, want);
	/* The room for computed texts is used again by the next row. */
	catalog_rows_map(rows, in, out);
	row_is(out, 18, want);
	catalog_rows_free(rows);
}

START_TEST(facts_of_types_come_from_the_type_table)
{
	static const char *const numeric[18] = { "d",  "s",  "t",  "c",  "2", "numeric",
						 "12", "14", "2",  "10", "1", NULL,
						 "-1", "2",  NULL, NULL, "3", "YES" };
	static const char *const stamp[18] = { "d",  "s",  "t", "c",  "93", "timestamp",
					       "23", "16", "3", NULL, "1",  NULL,
					       NULL, "9",  "3", NULL, "3",  "YES" };
	static const char *const stamp2[18] = { "d",  "s",  "t", "c",  "11", "timestamp",
						"23", "16", "3", NULL, "1",  NULL,
						NULL, "9",  "3", NULL, "3",  "YES" };
	struct dbc dbc = { 0 };

	type_options_init(&dbc.types, TYPE_POSTGRESQL);
	map_column(&dbc, "1700", "786438", "numeric", "'-1'::integer", numeric);
	map_column(&dbc, "1114", "3", "timestamp without time zone", NULL, stamp);
	dbc.types.odbc2 = true;
	map_column(&dbc, "1114", "3", "timestamp without time zone", NULL, stamp2);
}
END_TEST

START_TEST(a_type_without_a_row_keeps_the_servers_name)
{
	char name[2000];
	struct dbc dbc = { 0 };
	struct catalog_rows *rows;
	struct cell in[12], out[18];

	type_options_init(&dbc.types, TYPE_POSTGRESQL);
	for (int i = 0; i < 12; i++)
		in[i] = cell(NULL);
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	in[4] = cell("99999");
	in[6] = cell("shop.mood");
	rows = catalog_rows_new(&catalog_columns, &dbc);
	ck_assert_ptr_nonnull(rows);
	catalog_rows_map(rows, in, out);
	ck_assert_int_eq(out[5].n, 9);
	ck_assert_int_eq(memcmp(out[5].p, "shop.mood", 9), 0);
	/* However long it is, and whatever the other cells are. */
	in[4] = cell("no number");
	in[6] = cell(name);
	catalog_rows_map(rows, in, out);
	ck_assert_int_gt(out[5].n, 127);
	catalog_rows_free(rows);
}
END_TEST

/* Rows of SHOW come in the server's order; what is called t or f is no boolean. */
START_TEST(rows_by_name_turn_booleans_only)
{
	static const char *const names[] = { "database_name", "schema_name",   "object_name",
					     "grantor_name",  "identity_name", "privilege_type",
					     "admin_option" };
	static char text[][16] = { "admin_option",  "object_name", "schema_name",  "GRANTOR_NAME",
				   "identity_name", "more",        "database_name" };
	struct pg_column columns[7] = { 0 };
	static const char *const want[] = { "d", "f", "t", "t", "f", NULL, "NO" };
	struct cell in[] = { cell("f"), cell("t"), cell("f"), cell("t"),
			     cell("f"), cell("1"), cell("d") };
	struct dbc dbc = { 0 };
	struct cell out[7];
	struct catalog_rows *rows;

	type_options_init(&dbc.types, TYPE_REDSHIFT);
	rows = catalog_rows_new(&catalog_table_privileges, &dbc);
	ck_assert_ptr_nonnull(rows);
	catalog_rows_by_name(rows, names, 7);
	for (int i = 0; i < 7; i++)
		columns[i] = (struct pg_column){ .name = text[i], .type = i ? 1043 : 16 };
	catalog_rows_bind(rows, columns, 7);
	catalog_rows_map(rows, in, out);
	row_is(out, 7, want);
	in[0] = cell("t");
	catalog_rows_map(rows, in, out);
	ck_assert_int_eq(out[6].n, 3);
	ck_assert_int_eq(memcmp(out[6].p, "YES", 3), 0);
	catalog_rows_free(rows);
}
END_TEST

static bool keeps(struct catalog_rows *rows, int cell, const char *text, enum catalog_match match)
{
	char copy[20];

	snprintf(copy, sizeof(copy), "%s", text);
	return catalog_rows_keep(rows, &(struct catalog_keep){ cell, copy, match });
}

/* What a SHOW statement cannot be asked is left out of its rows. */
START_TEST(rows_of_others_are_left_out)
{
	struct dbc dbc = { 0 };
	struct cell in[6] = { cell("d"), cell("s"), cell("t"), cell("a_b"), cell("1"), cell(NULL) };
	struct cell out[6];
	struct catalog_rows *rows;

	type_options_init(&dbc.types, TYPE_REDSHIFT);
	rows = catalog_rows_new(&catalog_primary_keys, &dbc);
	ck_assert_ptr_nonnull(rows);
	ck_assert(keeps(rows, 3, "a\\_b", MATCH_LIKE));
	ck_assert(keeps(rows, 1, "s", MATCH_SAME));
	ck_assert(catalog_rows_map(rows, in, out));
	in[3] = cell("axb");
	ck_assert(!catalog_rows_map(rows, in, out));
	in[3] = cell("a_b");
	in[1] = cell("S");
	ck_assert(!catalog_rows_map(rows, in, out));
	in[1] = cell("s");
	ck_assert(keeps(rows, 5, "", MATCH_SAME));
	ck_assert(!catalog_rows_map(rows, in, out)); /* NULL is no text */
	oom_fail_at(1);
	ck_assert(!keeps(rows, 0, "d", MATCH_SAME));
	catalog_rows_free(rows);
}
END_TEST

START_TEST(names_follow_the_odbc_version)
{
	struct dbc dbc = { 0 };
	struct catalog_rows *rows;

	type_options_init(&dbc.types, TYPE_POSTGRESQL);
	rows = catalog_rows_new(&catalog_columns, &dbc);
	ck_assert_ptr_nonnull(rows);
	ck_assert_str_eq(catalog_rows_name(rows, 0), "TABLE_CAT");
	ck_assert_str_eq(catalog_rows_name(rows, 6), "COLUMN_SIZE");
	catalog_rows_free(rows);
	dbc.types.odbc2 = true;
	rows = catalog_rows_new(&catalog_columns, &dbc);
	ck_assert_ptr_nonnull(rows);
	ck_assert_str_eq(catalog_rows_name(rows, 0), "TABLE_QUALIFIER");
	ck_assert_str_eq(catalog_rows_name(rows, 3), "COLUMN_NAME");
	ck_assert_str_eq(catalog_rows_name(rows, 6), "PRECISION");
	catalog_rows_free(rows);
}
END_TEST

START_TEST(without_memory_there_are_no_rows)
{
	struct dbc dbc = { 0 };

	oom_fail_at(1);
	ck_assert_ptr_null(catalog_rows_new(&catalog_columns, &dbc));
	ck_assert(oom_fired());
	catalog_rows_free(NULL);
}
END_TEST

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

int main(void)
{
	Suite *s = suite_create("catalog");
	TCase *tc = tcase_create("catalog");

	tcase_add_loop_test(tc, patterns_become_patterns_of_like, 0, COUNT(patterns));
	tcase_add_loop_test(tc, like_is_that_of_the_server, 0, COUNT(likes));
	tcase_add_test(tc, a_name_as_a_pattern_matches_itself);
	tcase_add_test(tc, identifiers_fold_unless_quoted);
	tcase_add_loop_test(tc, type_lists_become_arrays, 0, COUNT(type_lists));
	tcase_add_loop_test(tc, defaults_are_strings_when_they_stand_in_quotes, 0, COUNT(defaults));
	tcase_add_loop_test(tc, every_query_is_there, 0, CATALOG_QUERIES);
	tcase_add_loop_test(tc, queries_for_redshift_use_what_it_has, 0, CATALOG_QUERIES);
	tcase_add_loop_test(tc, shapes_use_the_cells_that_there_are, 0, COUNT(shapes));
	tcase_add_test(tc, facts_of_types_come_from_the_type_table);
	tcase_add_test(tc, a_type_without_a_row_keeps_the_servers_name);
	tcase_add_test(tc, rows_by_name_turn_booleans_only);
	tcase_add_test(tc, rows_of_others_are_left_out);
	tcase_add_test(tc, names_follow_the_odbc_version);
	tcase_add_test(tc, without_memory_there_are_no_rows);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
