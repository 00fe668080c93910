#include "config.h"
#include "tests/unit/unit.h"

#include "tests/unit/odbc_fake.h"
#include "tests/unit/oom.h"
#include "util/mem.h"

static struct fake f;
static struct handle *h;

static void setup(void)
{
	fake_open(&f, SQL_OV_ODBC3);
	h = &f.stmt->h;
}

static void teardown(void)
{
	fake_close(&f);
}

static SQLRETURN rec(SQLSMALLINT n, char *state, SQLINTEGER *native, char *message, SQLSMALLINT cap,
		     SQLSMALLINT *ret_n)
{
	struct text_out s = { state, 6, NULL, TEXT_LEN_NONE, TEXT_UTF8, true };
	struct text_out m = { message, cap, ret_n, TEXT_LEN_SMALL, TEXT_UTF8, true };

	return handle_diag_rec(h, n, &s, native, &m);
}

/* Message of record n; the state goes into a buffer that lives until the next call. */
static char state[6], message[512];

static void read_rec(SQLSMALLINT n)
{
	ck_assert_int_eq(rec(n, state, NULL, message, sizeof(message), NULL), SQL_SUCCESS);
}

START_TEST(a_message_begins_with_who_says_it)
{
	diag_error(&h->diag, SS_HY010, "nothing is %s", "prepared");
	diag_error(&h->diag, SS_HY001, NULL);
	diag_post(&h->diag, "42S02", 7, true, STR("relation \"x\" does not exist"));
	read_rec(1);
	ck_assert_str_eq(message, "[ShiftPool][ODBC Driver]nothing is prepared");
	read_rec(2);
	ck_assert_str_eq(message, "[ShiftPool][ODBC Driver]Memory allocation error");
	read_rec(3);
	ck_assert_str_eq(message, "[ShiftPool][PostgreSQL]relation \"x\" does not exist");
}
END_TEST

START_TEST(posting_returns_what_the_caller_returns)
{
	ck_assert_int_eq(diag_error(&h->diag, SS_HY000, NULL), SQL_ERROR);
	ck_assert_int_eq(diag_info(&h->diag, SS_01000, NULL), SQL_SUCCESS_WITH_INFO);
	ck_assert_int_eq(diag_post(&h->diag, "01000", 0, true, STR("x")), SQL_SUCCESS_WITH_INFO);
	ck_assert_int_eq(diag_post(&h->diag, "02000", 0, true, STR("x")), SQL_SUCCESS_WITH_INFO);
	ck_assert_int_eq(diag_post(&h->diag, "03000", 0, true, STR("x")), SQL_ERROR);
	ck_assert_int_eq(diag_post(&h->diag, "P0001", 0, true, STR("x")), SQL_ERROR);
	ck_assert_int_eq(diag_post(&h->diag, "", 0, true, STR("x")), SQL_ERROR);
	read_rec(7);
	ck_assert_str_eq(state, "HY000");
}
END_TEST

static const struct {
	SQLSMALLINT n, cap;
	SQLRETURN rc;
} bad_calls[] = {
	{ 0, 100, SQL_ERROR },   { -1, 100, SQL_ERROR },          { 1, -1, SQL_ERROR },
	{ 2, 100, SQL_NO_DATA }, { 1, 5, SQL_SUCCESS_WITH_INFO },
};

START_TEST(reading_reports_by_its_return_code_alone)
{
	SQLSMALLINT len = 0;

	diag_error(&h->diag, SS_HY010, "x");
	ck_assert_int_eq(rec(bad_calls[_i].n, state, NULL, message, bad_calls[_i].cap, &len),
			 bad_calls[_i].rc);
	ck_assert_uint_eq(h->diag.n, 1);
	ck_assert_int_eq(handle_diag_field(h, bad_calls[_i].n, SQL_DIAG_MESSAGE_TEXT, message,
					   bad_calls[_i].cap, &len, TEXT_UTF8),
			 bad_calls[_i].rc);
	ck_assert_uint_eq(h->diag.n, 1);
}
END_TEST

START_TEST(states_are_spelt_for_the_version_of_the_application)
{
	diag_error(&h->diag, SS_HY010, NULL);
	diag_error(&h->diag, SS_42S02, NULL);
	diag_post(&h->diag, "P0001", 0, true, STR("x"));
	read_rec(1);
	ck_assert_str_eq(state, "HY010");
	f.env->odbc_version = SQL_OV_ODBC2;
	read_rec(1);
	ck_assert_str_eq(state, "S1010");
	read_rec(2);
	ck_assert_str_eq(state, "S0002");
	read_rec(3);
	ck_assert_str_eq(state, "P0001");
}
END_TEST

/* Posted in the first order, shown in the second. */
static const struct {
	const char *posted, *shown;
} orders[] = {
	{ "01004 HY000", "HY000 01004" },
	{ "01S02 01004", "01004 01S02" },
	{ "01004 02000 HY000", "HY000 02000 01004" },
	{ "42S02 42000", "42000 42S02" },
	{ "42000 40001", "40001 42000" },
	{ "HYT00 25S03 42000", "25S03 42000 HYT00" },
	{ "08S01 08007", "08007 08S01" },
	{ "HY000 HY001 HY010", "HY000 HY001 HY010" },
};

static void show(char *ret)
{
	for (size_t i = 0; i < h->diag.n; i++) {
		memcpy(ret + 6 * i, h->diag.recs[i].state, 5);
		ret[6 * i + 5] = i + 1 < h->diag.n ? ' ' : '\0';
	}
}

START_TEST(the_highest_rank_is_first)
{
	char got[64];

	for (const char *p = orders[_i].posted;; p += 6) {
		char one[6] = "";

		memcpy(one, p, 5);
		diag_post(&h->diag, one, 0, false, STR("x"));
		if (!p[5])
			break;
	}
	diag_rank(&h->diag);
	show(got);
	ck_assert_str_eq(got, orders[_i].shown);
}
END_TEST

START_TEST(rows_come_before_rank)
{
	char got[64];

	diag_at(&h->diag, 2, 1);
	diag_error(&h->diag, SS_HY000, NULL);
	diag_at(&h->diag, 1, 3);
	diag_info(&h->diag, SS_01004, NULL);
	diag_at(&h->diag, SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
	diag_info(&h->diag, SS_01S01, NULL);
	diag_at(&h->diag, SQL_ROW_NUMBER_UNKNOWN, SQL_COLUMN_NUMBER_UNKNOWN);
	diag_info(&h->diag, SS_01000, NULL);
	diag_rank(&h->diag);
	show(got);
	ck_assert_str_eq(got, "01000 01S01 01004 HY000");
}
END_TEST

/* --- fields -------------------------------------------------------------------- */

static SQLRETURN field(SQLSMALLINT n, SQLSMALLINT id, SQLPOINTER value, SQLSMALLINT cap,
		       SQLSMALLINT *ret_n)
{
	return handle_diag_field(h, n, id, value, cap, ret_n, TEXT_UTF8);
}

START_TEST(header_fields_have_their_widths)
{
	struct {
		SQLRETURN rc, guard;
		SQLINTEGER number, code, guard2;
		SQLLEN rows, cursor_rows;
	} v = { 0, -1, 0, 0, -1, 0, 0 };

	diag_info(&h->diag, SS_01000, NULL);
	h->diag.rc = SQL_SUCCESS_WITH_INFO;
	h->diag.row_count = 5;
	h->diag.cursor_rows = 6;
	h->diag.dynamic_code = SQL_DIAG_INSERT;
	h->diag.dynamic_function = "INSERT";
	ck_assert_int_eq(field(0, SQL_DIAG_RETURNCODE, &v.rc, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(field(0, SQL_DIAG_NUMBER, &v.number, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(field(0, SQL_DIAG_DYNAMIC_FUNCTION_CODE, &v.code, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(field(0, SQL_DIAG_ROW_COUNT, &v.rows, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(field(0, SQL_DIAG_CURSOR_ROW_COUNT, &v.cursor_rows, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(field(0, SQL_DIAG_DYNAMIC_FUNCTION, message, 100, NULL), SQL_SUCCESS);
	ck_assert_int_eq(v.rc, SQL_SUCCESS_WITH_INFO);
	ck_assert_int_eq(v.number, 1);
	ck_assert_int_eq(v.code, SQL_DIAG_INSERT);
	ck_assert_int_eq(v.rows, 5);
	ck_assert_int_eq(v.cursor_rows, 6);
	ck_assert_str_eq(message, "INSERT");
	ck_assert_int_eq(v.guard, -1);
	ck_assert_int_eq(v.guard2, -1);
}
END_TEST

START_TEST(record_fields_have_their_widths)
{
	struct {
		SQLINTEGER native, column, guard;
		SQLLEN row;
	} v = { 0, 0, -1, 0 };

	diag_at(&h->diag, 4, 9);
	diag_post(&h->diag, "22012", 77, true, STR("division by zero"));
	ck_assert_int_eq(field(1, SQL_DIAG_NATIVE, &v.native, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(field(1, SQL_DIAG_COLUMN_NUMBER, &v.column, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(field(1, SQL_DIAG_ROW_NUMBER, &v.row, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(v.native, 77);
	ck_assert_int_eq(v.column, 9);
	ck_assert_int_eq(v.row, 4);
	ck_assert_int_eq(v.guard, -1);
}
END_TEST

START_TEST(a_record_without_a_row_says_so)
{
	SQLINTEGER column = 0;
	SQLLEN row = 0;

	diag_error(&h->diag, SS_HY000, NULL);
	field(1, SQL_DIAG_ROW_NUMBER, &row, 0, NULL);
	field(1, SQL_DIAG_COLUMN_NUMBER, &column, 0, NULL);
	ck_assert_int_eq(row, SQL_NO_ROW_NUMBER);
	ck_assert_int_eq(column, SQL_NO_COLUMN_NUMBER);
}
END_TEST

static const struct {
	const char *state, *class_origin, *subclass_origin;
} origins[] = {
	{ "42000", "ISO 9075", "ISO 9075" }, { "42S02", "ISO 9075", "ODBC 3.0" },
	{ "HYT00", "ISO 9075", "ODBC 3.0" }, { "HY000", "ISO 9075", "ISO 9075" },
	{ "IM001", "ODBC 3.0", "ODBC 3.0" }, { "01S02", "ISO 9075", "ODBC 3.0" },
	{ "01004", "ISO 9075", "ISO 9075" },
};

START_TEST(origins_of_class_and_subclass)
{
	diag_post(&h->diag, origins[_i].state, 0, false, STR("x"));
	field(1, SQL_DIAG_CLASS_ORIGIN, message, 100, NULL);
	ck_assert_str_eq(message, origins[_i].class_origin);
	field(1, SQL_DIAG_SUBCLASS_ORIGIN, message, 100, NULL);
	ck_assert_str_eq(message, origins[_i].subclass_origin);
	field(1, SQL_DIAG_SQLSTATE, message, 100, NULL);
	ck_assert_str_eq(message, origins[_i].state);
}
END_TEST

START_TEST(the_server_is_named_as_the_data_source)
{
	f.dbc->dsn = mem_strdup("sales");
	diag_error(&h->diag, SS_HY000, NULL);
	ck_assert_int_eq(field(1, SQL_DIAG_SERVER_NAME, message, 100, NULL), SQL_SUCCESS);
	ck_assert_str_eq(message, "sales");
	ck_assert_int_eq(field(1, SQL_DIAG_CONNECTION_NAME, message, 100, NULL), SQL_SUCCESS);
	ck_assert_str_eq(message, "");
	h = &f.env->h;
	diag_error(&h->diag, SS_HY000, NULL);
	ck_assert_int_eq(field(1, SQL_DIAG_SERVER_NAME, message, 100, NULL), SQL_SUCCESS);
	ck_assert_str_eq(message, "");
}
END_TEST

START_TEST(what_is_no_field_is_an_error)
{
	char buf[8];

	diag_error(&h->diag, SS_HY000, NULL);
	ck_assert_int_eq(field(1, 4711, buf, sizeof(buf), NULL), SQL_ERROR);
	h = &f.dbc->h;
	ck_assert_int_eq(field(0, SQL_DIAG_ROW_COUNT, buf, 0, NULL), SQL_ERROR);
	ck_assert_int_eq(field(0, SQL_DIAG_CURSOR_ROW_COUNT, buf, 0, NULL), SQL_ERROR);
	ck_assert_int_eq(field(0, SQL_DIAG_DYNAMIC_FUNCTION, buf, 8, NULL), SQL_ERROR);
	ck_assert_int_eq(field(0, SQL_DIAG_DYNAMIC_FUNCTION_CODE, buf, 0, NULL), SQL_ERROR);
}
END_TEST

START_TEST(null_places_are_left_alone)
{
	SQLSMALLINT len = 0;

	diag_error(&h->diag, SS_HY000, "abc");
	ck_assert_int_eq(field(1, SQL_DIAG_NATIVE, NULL, 0, NULL), SQL_SUCCESS);
	ck_assert_int_eq(field(1, SQL_DIAG_MESSAGE_TEXT, NULL, 0, &len), SQL_SUCCESS);
	ck_assert_int_eq(len, (int)strlen("[ShiftPool][ODBC Driver]abc"));
	ck_assert_int_eq(rec(1, NULL, NULL, NULL, 0, NULL), SQL_SUCCESS);
}
END_TEST

START_TEST(wide_messages_count_characters_and_wide_fields_bytes)
{
	SQLWCHAR wide_state[6], wide_message[64];
	SQLSMALLINT len = 0;
	struct text_out s = { wide_state, 6, NULL, TEXT_LEN_NONE, TEXT_WIDE, true };
	struct text_out m = { wide_message, 64, &len, TEXT_LEN_SMALL, TEXT_WIDE, true };
	int chars = (int)strlen("[ShiftPool][ODBC Driver]abc");

	diag_error(&h->diag, SS_HY000, "abc");
	ck_assert_int_eq(handle_diag_rec(h, 1, &s, NULL, &m), SQL_SUCCESS);
	ck_assert_int_eq(len, chars);
	ck_assert_uint_eq(wide_state[0], 'H');
	ck_assert_uint_eq(wide_state[5], 0);
	ck_assert_int_eq(handle_diag_field(h, 1, SQL_DIAG_MESSAGE_TEXT, wide_message,
					   sizeof(wide_message), &len, TEXT_WIDE),
			 SQL_SUCCESS);
	ck_assert_int_eq(len, 2 * chars);
	ck_assert_int_eq(
		handle_diag_field(h, 1, SQL_DIAG_MESSAGE_TEXT, wide_message, 63, &len, TEXT_WIDE),
		SQL_ERROR);
}
END_TEST

START_TEST(sqlerror_takes_each_record_away)
{
	struct text_out s = { state, 6, NULL, TEXT_LEN_NONE, TEXT_UTF8, true };
	struct text_out m = { message, sizeof(message), NULL, TEXT_LEN_NONE, TEXT_UTF8, true };

	diag_error(&h->diag, SS_HY000, "first");
	diag_error(&h->diag, SS_HY010, "second");
	ck_assert_int_eq(handle_diag_next(h, &s, NULL, &m), SQL_SUCCESS);
	ck_assert_str_eq(state, "HY000");
	ck_assert_int_eq(handle_diag_next(h, &s, NULL, &m), SQL_SUCCESS);
	ck_assert_str_eq(state, "HY010");
	ck_assert_int_eq(handle_diag_next(h, &s, NULL, &m), SQL_NO_DATA);
}
END_TEST

START_TEST(clearing_resets_the_header)
{
	diag_at(&h->diag, 3, 4);
	diag_error(&h->diag, SS_HY000, NULL);
	h->diag.row_count = 9;
	diag_clear(&h->diag);
	ck_assert_uint_eq(h->diag.n, 0);
	ck_assert_int_eq(h->diag.row_count, 0);
	ck_assert_int_eq(h->diag.at_row, SQL_NO_ROW_NUMBER);
	ck_assert_int_eq(h->diag.rc, SQL_SUCCESS);
}
END_TEST

START_TEST(records_move_to_another_handle)
{
	diag_error(&h->diag, SS_HY000, "stays");
	diag_error(&h->diag, SS_HY010, "goes");
	diag_move(&f.dbc->h.diag, &h->diag, 1);
	ck_assert_uint_eq(h->diag.n, 1);
	ck_assert_uint_eq(f.dbc->h.diag.n, 1);
	ck_assert_str_eq(f.dbc->h.diag.recs[0].text, "goes");
}
END_TEST

/* Nothing is asserted while allocations fail: Check allocates too. */
START_TEST(a_lost_record_is_hy001)
{
	for (size_t nth = 1;; nth++) {
		SQLRETURN posted, read;
		bool fired;

		diag_clear(&h->diag);
		oom_fail_at(nth);
		posted = diag_error(&h->diag, SS_HY010, "a text");
		read = rec(1, state, NULL, message, sizeof(message), NULL);
		fired = oom_fired();
		ck_assert_int_eq(posted, SQL_ERROR);
		ck_assert_int_eq(read, SQL_SUCCESS);
		ck_assert_msg(strcmp(state, "HY010") == 0 || strcmp(state, "HY001") == 0, "%s",
			      state);
		ck_assert_uint_gt(strlen(message), 0);
		if (!fired)
			return;
	}
}
END_TEST

START_TEST(states_of_the_table_are_five_characters_and_sorted)
{
	for (int i = 0; i < SS_COUNT; i++) {
		const char *v3 = sqlstate_code((enum sqlstate)i, SQL_OV_ODBC3);
		const char *v2 = sqlstate_code((enum sqlstate)i, SQL_OV_ODBC2);

		ck_assert_uint_eq(strlen(v3), 5);
		ck_assert_uint_eq(strlen(v2), 5);
		ck_assert_uint_gt(strlen(sqlstate_text((enum sqlstate)i)), 0);
		if (i > 0)
			ck_assert_str_gt(v3, sqlstate_code((enum sqlstate)(i - 1), SQL_OV_ODBC3));
	}
}
END_TEST

START_TEST(the_worse_code_wins)
{
	ck_assert_int_eq(diag_worse(SQL_SUCCESS, SQL_ERROR), SQL_ERROR);
	ck_assert_int_eq(diag_worse(SQL_ERROR, SQL_SUCCESS_WITH_INFO), SQL_ERROR);
	ck_assert_int_eq(diag_worse(SQL_SUCCESS_WITH_INFO, SQL_SUCCESS), SQL_SUCCESS_WITH_INFO);
	ck_assert_int_eq(diag_worse(SQL_SUCCESS, SQL_NO_DATA), SQL_NO_DATA);
	ck_assert_int_eq(diag_worse(SQL_SUCCESS, SQL_SUCCESS), SQL_SUCCESS);
}
END_TEST

#define N(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *s = suite_create("diag");
	TCase *t = tcase_create("diag");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_message_begins_with_who_says_it);
	tcase_add_test(t, posting_returns_what_the_caller_returns);
	tcase_add_loop_test(t, reading_reports_by_its_return_code_alone, 0, N(bad_calls));
	tcase_add_test(t, states_are_spelt_for_the_version_of_the_application);
	tcase_add_loop_test(t, the_highest_rank_is_first, 0, N(orders));
	tcase_add_test(t, rows_come_before_rank);
	tcase_add_test(t, header_fields_have_their_widths);
	tcase_add_test(t, record_fields_have_their_widths);
	tcase_add_test(t, a_record_without_a_row_says_so);
	tcase_add_loop_test(t, origins_of_class_and_subclass, 0, N(origins));
	tcase_add_test(t, the_server_is_named_as_the_data_source);
	tcase_add_test(t, what_is_no_field_is_an_error);
	tcase_add_test(t, null_places_are_left_alone);
	tcase_add_test(t, wide_messages_count_characters_and_wide_fields_bytes);
	tcase_add_test(t, sqlerror_takes_each_record_away);
	tcase_add_test(t, clearing_resets_the_header);
	tcase_add_test(t, records_move_to_another_handle);
	tcase_add_test(t, a_lost_record_is_hy001);
	tcase_add_test(t, states_of_the_table_are_five_characters_and_sorted);
	tcase_add_test(t, the_worse_code_wins);
	suite_add_tcase(s, t);
	return unit_run(s);
}
