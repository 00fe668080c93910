#include "config.h"
#include "tests/unit/unit.h"

#include "tests/unit/desc_calls.h"

/* --- the table ------------------------------------------------------------------ */

/*
 * SQLSetDescField, "Initialization of Descriptor Fields": for ARD, APD, IRD, IPD
 * w (read and written), r (read only) or - (unused).
 */
static const struct {
	SQLSMALLINT id;
	const char *use;
} page[] = {
	{ SQL_DESC_ALLOC_TYPE, "rrrr" },
	{ SQL_DESC_ARRAY_SIZE, "ww--" },
	{ SQL_DESC_ARRAY_STATUS_PTR, "wwww" },
	{ SQL_DESC_BIND_OFFSET_PTR, "ww--" },
	{ SQL_DESC_BIND_TYPE, "ww--" },
	{ SQL_DESC_COUNT, "wwrw" },
	{ SQL_DESC_ROWS_PROCESSED_PTR, "--ww" },
	{ SQL_DESC_AUTO_UNIQUE_VALUE, "--r-" },
	{ SQL_DESC_BASE_COLUMN_NAME, "--r-" },
	{ SQL_DESC_BASE_TABLE_NAME, "--r-" },
	{ SQL_DESC_CASE_SENSITIVE, "--rr" },
	{ SQL_DESC_CATALOG_NAME, "--r-" },
	{ SQL_DESC_CONCISE_TYPE, "wwrw" },
	{ SQL_DESC_DATA_PTR, "ww-w" },
	{ SQL_DESC_DATETIME_INTERVAL_CODE, "wwrw" },
	{ SQL_DESC_DATETIME_INTERVAL_PRECISION, "wwrw" },
	{ SQL_DESC_DISPLAY_SIZE, "--r-" },
	{ SQL_DESC_FIXED_PREC_SCALE, "--rr" },
	{ SQL_DESC_INDICATOR_PTR, "ww--" },
	{ SQL_DESC_LABEL, "--r-" },
	{ SQL_DESC_LENGTH, "wwrw" },
	{ SQL_DESC_LITERAL_PREFIX, "--r-" },
	{ SQL_DESC_LITERAL_SUFFIX, "--r-" },
	{ SQL_DESC_LOCAL_TYPE_NAME, "--rr" },
	{ SQL_DESC_NAME, "--rw" },
	{ SQL_DESC_NULLABLE, "--rr" },
	{ SQL_DESC_NUM_PREC_RADIX, "wwrw" },
	{ SQL_DESC_OCTET_LENGTH, "wwrw" },
	{ SQL_DESC_OCTET_LENGTH_PTR, "ww--" },
	{ SQL_DESC_PARAMETER_TYPE, "---w" },
	{ SQL_DESC_PRECISION, "wwrw" },
	{ SQL_DESC_ROWVER, "--rr" },
	{ SQL_DESC_SCALE, "wwrw" },
	{ SQL_DESC_SCHEMA_NAME, "--r-" },
	{ SQL_DESC_SEARCHABLE, "--r-" },
	{ SQL_DESC_TABLE_NAME, "--r-" },
	{ SQL_DESC_TYPE, "wwrw" },
	{ SQL_DESC_TYPE_NAME, "--rr" },
	{ SQL_DESC_UNNAMED, "--rw" },
	{ SQL_DESC_UNSIGNED, "--rr" },
	{ SQL_DESC_UPDATABLE, "--r-" },
};

START_TEST(a_field_is_for_the_kinds_of_the_page)
{
	const struct desc_field *field = desc_field_find(page[_i].id);

	ck_assert_msg(field != NULL, "field %d is missing", page[_i].id);
	for (int k = 0; k < 4; k++) {
		bool has = (field->has & DESC_BIT(k)) != 0;
		bool sets = (field->set & DESC_BIT(k)) != 0;

		ck_assert_msg(has == (page[_i].use[k] != '-'), "field %d, kind %d", field->id, k);
		ck_assert_msg(sets == (page[_i].use[k] == 'w'), "field %d, kind %d", field->id, k);
	}
}
END_TEST

START_TEST(the_page_names_every_field)
{
	size_t n = 0;

	while (desc_field_row(n))
		n++;
	ck_assert_uint_eq(n, sizeof(page) / sizeof(page[0]));
}
END_TEST

START_TEST(what_cannot_be_set_is_refused)
{
	for (int k = 0; k < 4; k++) {
		if (page[_i].use[k] == 'w')
			continue;
		ck_error(&of_kind[k]->h, set(of_kind[k], 1, page[_i].id, 0),
			 k == DESC_IRD ? "HY016" : "HY091");
	}
}
END_TEST

START_TEST(an_unknown_field_is_hy091)
{
	union any v;

	ck_error(&of_kind[DESC_ARD]->h, set(of_kind[DESC_ARD], 1, 4711, 0), "HY091");
	ck_error(&of_kind[DESC_IRD]->h, set(of_kind[DESC_IRD], 1, 4711, 0), "HY091");
	ck_error(&of_kind[DESC_ARD]->h, get(of_kind[DESC_ARD], 1, 4711, &v), "HY091");
}
END_TEST

/* --- defaults, records, count ------------------------------------------------------- */

START_TEST(a_new_descriptor_has_the_defaults_of_the_page)
{
	struct desc *ard = of_kind[DESC_ARD], *ipd = of_kind[DESC_IPD];

	ck_assert_int_eq(number(ard, 0, SQL_DESC_ALLOC_TYPE), SQL_DESC_ALLOC_AUTO);
	ck_assert_int_eq(number(ard, 0, SQL_DESC_ARRAY_SIZE), 1);
	ck_assert_int_eq(number(ard, 0, SQL_DESC_BIND_TYPE), SQL_BIND_BY_COLUMN);
	ck_assert_int_eq(number(ard, 0, SQL_DESC_COUNT), 0);
	ck_ok(&ard->h, set(ard, 1, SQL_DESC_LENGTH, 5));
	ck_assert_int_eq(number(ard, 1, SQL_DESC_TYPE), SQL_C_DEFAULT);
	ck_assert_int_eq(number(ard, 1, SQL_DESC_CONCISE_TYPE), SQL_C_DEFAULT);
	ck_ok(&ipd->h, set(ipd, 1, SQL_DESC_LENGTH, 5));
	ck_assert_int_eq(number(ipd, 1, SQL_DESC_PARAMETER_TYPE), SQL_PARAM_INPUT);
	ck_assert_int_eq(number(ipd, 1, SQL_DESC_NULLABLE), SQL_NULLABLE);
}
END_TEST

START_TEST(setting_a_record_past_the_count_makes_it)
{
	struct desc *d = of_kind[DESC_APD];

	ck_ok(&d->h, set(d, 7, SQL_DESC_CONCISE_TYPE, SQL_C_SLONG));
	ck_assert_int_eq(number(d, 0, SQL_DESC_COUNT), 7);
	ck_assert_int_eq(number(d, 3, SQL_DESC_TYPE), SQL_C_DEFAULT);
}
END_TEST

START_TEST(a_smaller_count_removes_records)
{
	struct desc *d = of_kind[DESC_ARD];
	union any v;

	ck_ok(&d->h, set(d, 3, SQL_DESC_CONCISE_TYPE, SQL_C_SLONG));
	ck_ok(&d->h, set(d, 0, SQL_DESC_COUNT, 2));
	ck_rc(&d->h, get(d, 3, SQL_DESC_TYPE, &v), SQL_NO_DATA, "");
	ck_ok(&d->h, set(d, 0, SQL_DESC_COUNT, 3));
	ck_assert_int_eq(number(d, 3, SQL_DESC_TYPE), SQL_C_DEFAULT);
	ck_error(&d->h, set(d, 0, SQL_DESC_COUNT, -1), "07009");
}
END_TEST

START_TEST(no_count_unbinds_all_but_the_bookmark)
{
	struct desc *d = of_kind[DESC_ARD];
	SQLLEN mark, cell;

	ck_ok(&d->h, set(d, 0, SQL_DESC_CONCISE_TYPE, SQL_C_VARBOOKMARK));
	ck_ok(&d->h, set_ptr(d, 0, SQL_DESC_DATA_PTR, &mark));
	ck_ok(&d->h, set(d, 1, SQL_DESC_CONCISE_TYPE, SQL_C_SBIGINT));
	ck_ok(&d->h, set_ptr(d, 1, SQL_DESC_DATA_PTR, &cell));
	ck_ok(&f.stmt->h, stmt_free_option(f.stmt, SQL_UNBIND));
	ck_assert_int_eq(d->count, 0);
	ck_assert_ptr_eq(desc_rec(d, 0)->data_ptr, &mark);
	ck_ok(&d->h, set_ptr(d, 0, SQL_DESC_DATA_PTR, NULL));
	ck_assert_ptr_null(desc_rec(d, 0)->data_ptr);
}
END_TEST

START_TEST(unbinding_the_last_record_lowers_the_count)
{
	struct desc *d = of_kind[DESC_ARD];
	int cells[3];

	for (SQLSMALLINT i = 1; i <= 3; i++) {
		if (i == 2)
			continue;
		ck_ok(&d->h, set(d, i, SQL_DESC_CONCISE_TYPE, SQL_C_SLONG));
		ck_ok(&d->h, set_ptr(d, i, SQL_DESC_DATA_PTR, &cells[i - 1]));
	}
	ck_ok(&d->h, set_ptr(d, 3, SQL_DESC_DATA_PTR, NULL));
	ck_assert_int_eq(number(d, 0, SQL_DESC_COUNT), 1);
}
END_TEST

static const struct {
	enum desc_kind kind;
	SQLSMALLINT rec;
	const char *state; /* "" if it may be set */
} indexes[] = {
	{ DESC_ARD, -1, "07009" }, { DESC_APD, -1, "07009" }, { DESC_IPD, -1, "07009" },
	{ DESC_ARD, 0, "" },       { DESC_APD, 0, "07009" },  { DESC_IPD, 0, "07009" },
};

START_TEST(record_0_is_for_bookmarks_only)
{
	struct desc *d = of_kind[indexes[_i].kind];
	union any v;

	ck_rc(&d->h, set(d, indexes[_i].rec, SQL_DESC_LENGTH, 1),
	      *indexes[_i].state ? SQL_ERROR : SQL_SUCCESS, indexes[_i].state);
	if (indexes[_i].rec < 0 || indexes[_i].kind == DESC_IPD)
		ck_error(&d->h, get(d, indexes[_i].rec, SQL_DESC_LENGTH, &v), "07009");
}
END_TEST

START_TEST(a_result_that_is_not_there_cannot_be_described)
{
	struct desc *d = of_kind[DESC_IRD];
	union any v;

	ck_error(&d->h, get(d, 1, SQL_DESC_NAME, &v), "HY007");
	ck_error(&d->h, get(d, 0, SQL_DESC_COUNT, &v), "HY007");
	ck_ok(&d->h, get(d, 0, SQL_DESC_ALLOC_TYPE, &v));
	ck_ok(&d->h, get(d, 0, SQL_DESC_ARRAY_STATUS_PTR, &v));
}
END_TEST

/* --- types -------------------------------------------------------------------------- */

static const struct {
	SQLSMALLINT concise, type, code, precision;
	SQLINTEGER leading, radix;
} types[] = {
	{ SQL_C_CHAR, SQL_C_CHAR, 0, 0, 0, 0 },
	{ SQL_C_SLONG, SQL_C_SLONG, 0, 0, 0, 10 },
	{ SQL_C_DOUBLE, SQL_C_DOUBLE, 0, 0, 0, 2 },
	{ SQL_C_NUMERIC, SQL_C_NUMERIC, 0, 38, 0, 10 },
	{ SQL_C_TYPE_DATE, SQL_DATETIME, SQL_CODE_DATE, 0, 0, 0 },
	{ SQL_C_TYPE_TIME, SQL_DATETIME, SQL_CODE_TIME, 0, 0, 0 },
	{ SQL_C_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP, 6, 0, 0 },
	{ SQL_C_INTERVAL_YEAR_TO_MONTH, SQL_INTERVAL, SQL_CODE_YEAR_TO_MONTH, 0, 2, 0 },
	{ SQL_C_INTERVAL_DAY_TO_SECOND, SQL_INTERVAL, SQL_CODE_DAY_TO_SECOND, 6, 2, 0 },
};

START_TEST(a_concise_type_sets_the_others)
{
	struct desc *d = of_kind[DESC_ARD];

	ck_ok(&d->h, set(d, 1, SQL_DESC_CONCISE_TYPE, types[_i].concise));
	ck_assert_int_eq(number(d, 1, SQL_DESC_TYPE), types[_i].type);
	ck_assert_int_eq(number(d, 1, SQL_DESC_DATETIME_INTERVAL_CODE), types[_i].code);
	ck_assert_int_eq(number(d, 1, SQL_DESC_DATETIME_INTERVAL_PRECISION), types[_i].leading);
	ck_assert_int_eq(number(d, 1, SQL_DESC_NUM_PREC_RADIX), types[_i].radix);
	if (types[_i].precision)
		ck_assert_int_eq(number(d, 1, SQL_DESC_PRECISION), types[_i].precision);
}
END_TEST

START_TEST(type_and_subcode_make_a_type_in_either_order)
{
	struct desc *d = of_kind[DESC_ARD];

	if (!types[_i].code)
		return;
	ck_ok(&d->h, set(d, 1, SQL_DESC_TYPE, types[_i].type));
	ck_ok(&d->h, set(d, 1, SQL_DESC_DATETIME_INTERVAL_CODE, types[_i].code));
	ck_assert_int_eq(number(d, 1, SQL_DESC_CONCISE_TYPE), types[_i].concise);
	ck_ok(&d->h, set(d, 2, SQL_DESC_DATETIME_INTERVAL_CODE, types[_i].code));
	ck_ok(&d->h, set(d, 2, SQL_DESC_TYPE, types[_i].type));
	ck_assert_int_eq(number(d, 2, SQL_DESC_CONCISE_TYPE), types[_i].concise);
}
END_TEST

static const struct {
	enum desc_kind kind;
	SQLSMALLINT field, value;
} bad_types[] = {
	{ DESC_ARD, SQL_DESC_TYPE, SQL_C_TYPE_DATE }, /* concise */
	{ DESC_ARD, SQL_DESC_TYPE, SQL_C_INTERVAL_DAY },
	{ DESC_IPD, SQL_DESC_TYPE, SQL_TYPE_TIMESTAMP },
	{ DESC_ARD, SQL_DESC_TYPE, 4711 },
	{ DESC_ARD, SQL_DESC_CONCISE_TYPE, 4711 },
	{ DESC_IPD, SQL_DESC_CONCISE_TYPE, SQL_C_SLONG }, /* no SQL type */
	{ DESC_IPD, SQL_DESC_CONCISE_TYPE, SQL_C_DEFAULT },
	{ DESC_APD, SQL_DESC_CONCISE_TYPE, SQL_VARCHAR }, /* no C type */
};

START_TEST(what_is_no_type_here_is_hy021)
{
	struct desc *d = of_kind[bad_types[_i].kind];

	ck_error(&d->h, set(d, 1, bad_types[_i].field, bad_types[_i].value), "HY021");
}
END_TEST

START_TEST(a_subcode_that_the_type_does_not_have_is_hy021)
{
	struct desc *d = of_kind[DESC_ARD];

	ck_ok(&d->h, set(d, 1, SQL_DESC_TYPE, SQL_DATETIME));
	ck_error(&d->h, set(d, 1, SQL_DESC_DATETIME_INTERVAL_CODE, 99), "HY021");
	ck_ok(&d->h, set(d, 1, SQL_DESC_TYPE, SQL_INTERVAL));
	ck_error(&d->h, set(d, 1, SQL_DESC_DATETIME_INTERVAL_CODE, 99), "HY021");
}
END_TEST

/* --- consistency -------------------------------------------------------------------- */

/* Binding checks the record: which field makes it fail. */
static const struct {
	enum desc_kind kind;
	SQLSMALLINT concise, field;
	SQLLEN value;
	const char *state;
} checks[] = {
	{ DESC_ARD, SQL_C_NUMERIC, SQL_DESC_PRECISION, 10, "" },
	{ DESC_ARD, SQL_C_NUMERIC, SQL_DESC_PRECISION, -1, "HY021" },
	{ DESC_APD, SQL_C_NUMERIC, SQL_DESC_SCALE, 4, "" },
	{ DESC_APD, SQL_C_NUMERIC, SQL_DESC_SCALE, 2000, "HY021" },
	{ DESC_IPD, SQL_NUMERIC, SQL_DESC_PRECISION, 1001, "HY021" },
	{ DESC_ARD, SQL_C_TYPE_TIMESTAMP, SQL_DESC_PRECISION, 9, "" },
	{ DESC_ARD, SQL_C_TYPE_TIMESTAMP, SQL_DESC_PRECISION, 10, "HY021" },
	{ DESC_ARD, SQL_C_INTERVAL_DAY_TO_SECOND, SQL_DESC_PRECISION, -1, "HY021" },
	{ DESC_ARD, SQL_C_INTERVAL_DAY, SQL_DESC_DATETIME_INTERVAL_PRECISION, 5, "" },
	{ DESC_ARD, SQL_C_INTERVAL_DAY, SQL_DESC_DATETIME_INTERVAL_PRECISION, 0, "HY021" },
	{ DESC_ARD, SQL_C_INTERVAL_DAY, SQL_DESC_DATETIME_INTERVAL_PRECISION, 99, "HY021" },
	{ DESC_ARD, SQL_C_CHAR, SQL_DESC_PRECISION, -1, "" }, /* not a number: not looked at */
	{ DESC_ARD, SQL_C_SLONG, SQL_DESC_TYPE, SQL_DATETIME, "HY021" }, /* half a type */
	{ DESC_ARD, SQL_C_SLONG, SQL_DESC_DATETIME_INTERVAL_CODE, 2, "HY021" },
};

START_TEST(binding_checks_the_record)
{
	struct desc *d = of_kind[checks[_i].kind];
	SQLRETURN rc = *checks[_i].state ? SQL_ERROR : SQL_SUCCESS;
	int cell;

	ck_ok(&d->h, set(d, 1, SQL_DESC_CONCISE_TYPE, checks[_i].concise));
	ck_ok(&d->h, set(d, 1, checks[_i].field, checks[_i].value));
	ck_rc(&d->h, desc_check(d, &d->h.diag, 1), rc, checks[_i].state);
	ck_rc(&d->h, set_ptr(d, 1, SQL_DESC_DATA_PTR, &cell), rc, checks[_i].state);
	ck_assert_ptr_eq(desc_rec(d, 1)->data_ptr,
			 *checks[_i].state || checks[_i].kind == DESC_IPD ? NULL : &cell);
}
END_TEST

START_TEST(an_ipd_is_checked_but_not_bound)
{
	struct desc *d = of_kind[DESC_IPD];
	int cell;

	ck_error(&d->h, set_ptr(d, 1, SQL_DESC_DATA_PTR, &cell), "HY021"); /* no type yet */
	ck_ok(&d->h, set(d, 1, SQL_DESC_CONCISE_TYPE, SQL_INTEGER));
	ck_ok(&d->h, set_ptr(d, 1, SQL_DESC_DATA_PTR, &cell));
	ck_assert_ptr_null(desc_rec(d, 1)->data_ptr);
	ck_assert_int_eq(d->count, 1);
}
END_TEST

START_TEST(changing_the_type_unbinds_and_the_deferred_fields_do_not)
{
	struct desc *d = of_kind[DESC_ARD];
	SQLLEN cell, ind;

	ck_ok(&d->h, set(d, 1, SQL_DESC_CONCISE_TYPE, SQL_C_SBIGINT));
	ck_ok(&d->h, set_ptr(d, 1, SQL_DESC_DATA_PTR, &cell));
	ck_ok(&d->h, set_ptr(d, 1, SQL_DESC_INDICATOR_PTR, &ind));
	ck_ok(&d->h, set_ptr(d, 1, SQL_DESC_OCTET_LENGTH_PTR, &ind));
	ck_ok(&d->h, set(d, 0, SQL_DESC_COUNT, 1));
	ck_assert_ptr_eq(desc_rec(d, 1)->data_ptr, &cell);
	ck_ok(&d->h, set(d, 1, SQL_DESC_PRECISION, 4));
	ck_assert_ptr_null(desc_rec(d, 1)->data_ptr);
}
END_TEST

/* --- single fields ------------------------------------------------------------------ */

START_TEST(a_parameter_has_a_name)
{
	struct desc *d = of_kind[DESC_IPD];
	static const SQLWCHAR wide[] = { 'b', 0xe9, 0 };
	char long_name[200] = "";
	union any v;

	ck_ok(&d->h, set_name(d, 1, "alpha", SQL_NTS));
	ck_ok(&d->h, get(d, 1, SQL_DESC_NAME, &v));
	ck_assert_str_eq(v.text, "alpha");
	ck_assert_int_eq(number(d, 1, SQL_DESC_UNNAMED), SQL_NAMED);
	ck_ok(&d->h,
	      desc_set_field(d, &d->h.diag, 1, SQL_DESC_NAME, (SQLPOINTER)wide, 4, TEXT_WIDE));
	ck_ok(&d->h, get(d, 1, SQL_DESC_NAME, &v));
	ck_assert_str_eq(v.text, "b\xc3\xa9");
	ck_ok(&d->h, set(d, 1, SQL_DESC_UNNAMED, SQL_UNNAMED));
	ck_ok(&d->h, get(d, 1, SQL_DESC_NAME, &v));
	ck_assert_str_eq(v.text, "");
	ck_error(&d->h, set(d, 1, SQL_DESC_UNNAMED, SQL_NAMED), "HY092");
	memset(long_name, 'x', sizeof(long_name) - 1);
	ck_error(&d->h, set_name(d, 1, long_name, 129), "22001");
	ck_error(&d->h, set_name(d, 1, "x", -7), "HY090");
}
END_TEST

START_TEST(bad_values_are_refused)
{
	struct desc *ard = of_kind[DESC_ARD], *ipd = of_kind[DESC_IPD];

	ck_error(&ard->h, set(ard, 0, SQL_DESC_ARRAY_SIZE, 0), "HY092");
	ck_error(&ard->h, set(ard, 1, SQL_DESC_NUM_PREC_RADIX, 3), "HY092");
	ck_error(&ipd->h, set(ipd, 1, SQL_DESC_PARAMETER_TYPE, 77), "HY105");
	ck_ok(&ipd->h, set(ipd, 1, SQL_DESC_PARAMETER_TYPE, SQL_PARAM_OUTPUT));
}
END_TEST

START_TEST(a_row_length_is_an_integer_outside)
{
	struct desc *d = of_kind[DESC_ARD];
	struct {
		SQLINTEGER v, guard;
	} out = { 0, -1 };

	ck_ok(&d->h, set(d, 0, SQL_DESC_BIND_TYPE, 4096));
	ck_assert_uint_eq(d->bind_type, 4096);
	ck_ok(&d->h,
	      desc_get_field(d, &d->h.diag, 0, SQL_DESC_BIND_TYPE, &out, 0, NULL, TEXT_UTF8));
	ck_assert_int_eq(out.v, 4096);
	ck_assert_int_eq(out.guard, -1);
}
END_TEST

START_TEST(text_fields_count_bytes)
{
	struct desc *d = of_kind[DESC_IPD];
	SQLWCHAR wide[8];
	SQLINTEGER len = 0;

	ck_ok(&d->h, set_name(d, 1, "abc", 3));
	ck_ok(&d->h,
	      desc_get_field(d, &d->h.diag, 1, SQL_DESC_NAME, wide, sizeof(wide), &len, TEXT_WIDE));
	ck_assert_int_eq(len, 6);
	ck_with_info(&d->h,
		     desc_get_field(d, &d->h.diag, 1, SQL_DESC_NAME, wide, 4, &len, TEXT_WIDE),
		     "01004");
	ck_error(&d->h, desc_get_field(d, &d->h.diag, 1, SQL_DESC_NAME, wide, 5, &len, TEXT_WIDE),
		 "HY090");
	ck_ok(&d->h, desc_get_field(d, &d->h.diag, 1, SQL_DESC_NAME, NULL, 0, &len, TEXT_WIDE));
}
END_TEST

/* --- whole records -------------------------------------------------------------------- */

START_TEST(a_record_is_set_and_read_in_one_call)
{
	struct desc *d = of_kind[DESC_ARD];
	SQLSMALLINT type, sub, precision, scale, nullable, len;
	char name[8] = "?";
	struct text_out out = { name, sizeof(name), &len, TEXT_LEN_SMALL, TEXT_UTF8, true };
	SQLLEN cell, ind, length;

	ck_ok(&d->h,
	      desc_set_rec(d, 2, SQL_DATETIME, SQL_CODE_TIMESTAMP, 16, 3, 0, &cell, &ind, &ind));
	ck_ok(&d->h, desc_get_rec(d, 2, &out, &type, &sub, &length, &precision, &scale, &nullable));
	ck_assert_str_eq(name, "");
	ck_assert_int_eq(type, SQL_DATETIME);
	ck_assert_int_eq(sub, SQL_CODE_TIMESTAMP);
	ck_assert_int_eq(length, 16);
	ck_assert_int_eq(precision, 3);
	ck_assert_int_eq(number(d, 2, SQL_DESC_CONCISE_TYPE), SQL_C_TYPE_TIMESTAMP);
	ck_assert_ptr_eq(desc_rec(d, 2)->data_ptr, &cell);
	ck_assert_ptr_eq(desc_rec(d, 2)->indicator_ptr, &ind);
	ck_assert_int_eq(d->count, 2);
	ck_ok(&d->h, desc_get_rec(d, 2, &out, NULL, NULL, NULL, NULL, NULL, NULL));
	ck_rc(&d->h, desc_get_rec(d, 3, &out, NULL, NULL, NULL, NULL, NULL, NULL), SQL_NO_DATA, "");
	ck_error(&d->h, desc_get_rec(d, -1, &out, NULL, NULL, NULL, NULL, NULL, NULL), "07009");
}
END_TEST

START_TEST(a_record_that_is_inconsistent_is_not_bound)
{
	struct desc *d = of_kind[DESC_APD], *ird = of_kind[DESC_IRD], *ipd = of_kind[DESC_IPD];
	int cell;

	ck_error(&d->h, desc_set_rec(d, 1, 4711, 0, 4, 0, 0, &cell, NULL, NULL), "HY021");
	ck_error(&d->h, desc_set_rec(d, 1, SQL_DATETIME, 99, 4, 0, 0, &cell, NULL, NULL), "HY021");
	ck_error(&d->h, desc_set_rec(d, 1, SQL_C_NUMERIC, 0, 19, -2, 0, &cell, NULL, NULL),
		 "HY021");
	ck_assert_ptr_null(desc_rec(d, 1)->data_ptr);
	ck_error(&ird->h, desc_set_rec(ird, 1, SQL_INTEGER, 0, 4, 0, 0, NULL, NULL, NULL), "HY016");
	ck_error(&ipd->h, desc_set_rec(ipd, 0, SQL_INTEGER, 0, 4, 0, 0, NULL, NULL, NULL), "07009");
	ck_error(&d->h, desc_set_rec(d, 0, SQL_C_SLONG, 0, 4, 0, 0, NULL, NULL, NULL), "07009");
	ck_error(&d->h, desc_set_rec(d, -1, SQL_C_SLONG, 0, 4, 0, 0, NULL, NULL, NULL), "07009");
}
END_TEST

#define N(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *s = suite_create("desc");
	TCase *t = tcase_create("desc");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, a_field_is_for_the_kinds_of_the_page, 0, N(page));
	tcase_add_test(t, the_page_names_every_field);
	tcase_add_loop_test(t, what_cannot_be_set_is_refused, 0, N(page));
	tcase_add_test(t, an_unknown_field_is_hy091);
	tcase_add_test(t, a_new_descriptor_has_the_defaults_of_the_page);
	tcase_add_test(t, setting_a_record_past_the_count_makes_it);
	tcase_add_test(t, a_smaller_count_removes_records);
	tcase_add_test(t, no_count_unbinds_all_but_the_bookmark);
	tcase_add_test(t, unbinding_the_last_record_lowers_the_count);
	tcase_add_loop_test(t, record_0_is_for_bookmarks_only, 0, N(indexes));
	tcase_add_test(t, a_result_that_is_not_there_cannot_be_described);
	tcase_add_loop_test(t, a_concise_type_sets_the_others, 0, N(types));
	tcase_add_loop_test(t, type_and_subcode_make_a_type_in_either_order, 0, N(types));
	tcase_add_loop_test(t, what_is_no_type_here_is_hy021, 0, N(bad_types));
	tcase_add_test(t, a_subcode_that_the_type_does_not_have_is_hy021);
	tcase_add_loop_test(t, binding_checks_the_record, 0, N(checks));
	tcase_add_test(t, an_ipd_is_checked_but_not_bound);
	tcase_add_test(t, changing_the_type_unbinds_and_the_deferred_fields_do_not);
	tcase_add_test(t, a_parameter_has_a_name);
	tcase_add_test(t, bad_values_are_refused);
	tcase_add_test(t, a_row_length_is_an_integer_outside);
	tcase_add_test(t, text_fields_count_bytes);
	tcase_add_test(t, a_record_is_set_and_read_in_one_call);
	tcase_add_test(t, a_record_that_is_inconsistent_is_not_bound);
	suite_add_tcase(s, t);
	return unit_run(s);
}
