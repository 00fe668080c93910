/* SQLGetData in parts, binary wire formats, SQL_ATTR_MAX_LENGTH, and want of memory. */
#include "config.h"
#include "tests/unit/oom.h"
#include "tests/unit/unit.h"

#include <float.h>
#include <math.h>

#include "conv/param.h"
#include "conv/reader.h"
#include "conv/types.h"
#include "util/utf.h"
#include "util/wide.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define MIXED    "na\xc3\xafve \xe2\x82\xac \xf0\x9f\x98\x80\xf0\x9f\x98\x80 end"

static struct value read_as(enum reader_id id, struct str wire)
{
	struct conv_reader r = reader_of_text(id);
	struct value v;

	ck_assert_int_eq(conv_read(&r, wire, &v), CONV_OK);
	return v;
}

static struct conv_writer writer(SQLSMALLINT c_type)
{
	struct conv_writer w;

	ck_assert(conv_writer_init(&w, c_type, 0, 0, 0));
	return w;
}

/* Fetches all parts with buffers of `cap` bytes and joins them; the length counts down. */
static size_t join_parts(SQLSMALLINT c_type, const struct value *v, size_t cap, char *out)
{
	struct conv_writer w = writer(c_type);
	struct conv_part part = { .used = 0 };
	size_t n = 0, whole = 0;
	enum conv_result r;
	char buffer[64];

	do {
		struct conv_target t = { .p = buffer, .cap = (SQLLEN)cap };

		r = conv_put_part(&w, v, &t, &part);
		ck_assert_msg(!conv_failed(r), "failed with %d", (int)r);
		if (!whole)
			whole = (size_t)t.n;
		ck_assert_msg((size_t)t.n == whole - n, "%ld left, %zu expected", (long)t.n,
			      whole - n);
		ck_assert_msg(r == CONV_OK || t.written > 0, "no progress with %zu bytes", cap);
		memcpy(out + n, buffer, t.written);
		n += t.written;
		ck_assert_uint_lt(n, 4000);
	} while (r == CONV_TRUNCATED);
	ck_assert_uint_eq(n, whole);
	r = conv_put_part(&w, v, &(struct conv_target){ .p = buffer, .cap = (SQLLEN)cap }, &part);
	ck_assert_int_eq(r, CONV_NO_DATA);
	return n;
}

static const char *const texts[] = { "", "x", "abcdef", MIXED, "\xf0\x9f\x98\x80", "\xff\xfe bad" };

START_TEST(narrow_parts_join_to_the_text)
{
	struct value v = read_as(READ_TEXT, str_from(texts[_i]));
	char out[4096];

	for (size_t cap = 2; cap < 40; cap++) {
		size_t n = join_parts(SQL_C_CHAR, &v, cap, out);

		ck_assert_uint_eq(n, v.text.n);
		ck_assert_mem_eq(out, texts[_i], n);
	}
}
END_TEST

START_TEST(wide_parts_join_to_the_text)
{
	struct value v = read_as(READ_TEXT, str_from(texts[_i]));
	uint16_t whole[256];
	size_t units = utf16_from_utf8(v.text, whole, 256, NULL);
	char out[4096];

	for (size_t cap = 4; cap < 80; cap++) {
		size_t n = join_parts(SQL_C_WCHAR, &v, cap, out);

		ck_assert_uint_eq(n, 2 * units);
		ck_assert_mem_eq(out, whole, n);
	}
}
END_TEST

/* Each test runs in a process of its own, so the module for iODBC can be played here. */
START_TEST(wide_parts_of_four_bytes_join_to_the_text)
{
	struct value v = read_as(READ_TEXT, str_from(texts[_i]));
	struct value number = read_as(READ_INT4, str_from("42"));
	struct conv_param p = { .c_type = SQL_C_WCHAR, .sql_type = SQL_VARCHAR };
	size_t chars = utf8_chars(v.text), n;
	struct buf back;
	char out[4096];
	bool binary;

	wide_unit = 4;
	for (size_t cap = 8; cap < 80; cap++)
		ck_assert_uint_eq(join_parts(SQL_C_WCHAR, &v, cap, out), 4 * chars);
	n = join_parts(SQL_C_WCHAR, &v, 64, out);
	ck_assert_int_eq(conv_param_init(&p), CONV_OK);
	buf_init(&back, 1000);
	ck_assert_int_eq(conv_param_put(&p, out, (SQLLEN)n, &back, &binary), CONV_OK);
	if (utf8_valid(v.text)) {
		ck_assert_uint_eq(back.n, v.text.n);
		ck_assert_mem_eq(back.p ? back.p : "", v.text.p, v.text.n);
	}
	ck_assert_int_eq(conv_param_put(&p, out, 6, &back, &binary), CONV_BAD_LENGTH);
	buf_done(&back);
	ck_assert_uint_eq(join_parts(SQL_C_WCHAR, &number, 12, out), 8);
	ck_assert_mem_eq(out, U"42", 8);
}
END_TEST

START_TEST(a_part_never_ends_inside_a_character_that_fits)
{
	struct value v = read_as(READ_TEXT, str_from(MIXED));
	struct conv_writer narrow = writer(SQL_C_CHAR), wide = writer(SQL_C_WCHAR);
	struct conv_part a = { .used = 0 }, b = { .used = 0 };
	char buffer[16];

	for (enum conv_result r = CONV_TRUNCATED; r == CONV_TRUNCATED;) {
		struct conv_target t = { .p = buffer, .cap = 5 };

		r = conv_put_part(&narrow, &v, &t, &a);
		ck_assert(utf8_valid((struct str){ buffer, t.written }));
	}
	for (enum conv_result r = CONV_TRUNCATED; r == CONV_TRUNCATED;) {
		struct conv_target t = { .p = buffer, .cap = 7 };
		uint16_t last = 0;

		r = conv_put_part(&wide, &v, &t, &b);
		if (t.written)
			memcpy(&last, buffer + t.written - 2, 2);
		ck_assert_msg(last < 0xd800 || last > 0xdbff, "ends with a high surrogate");
	}
}
END_TEST

static const struct {
	enum reader_id id;
	const char *wire;
} bytes[] = {
	{ READ_BYTEA, "\\x" },
	{ READ_BYTEA, "\\x00" },
	{ READ_BYTEA, "\\x000102030405060708090a0b0c0d0e0f10ff" },
	{ READ_BYTEA, "a\\\\b\\000\\377cdefghij" },
	{ READ_BYTEA, "plain" },
	{ READ_HEX, "00ff10" },
};

START_TEST(binary_parts_join_to_the_bytes)
{
	struct value v = read_as(bytes[_i].id, str_from(bytes[_i].wire));
	char whole[256], out[4096], hex[600], joined[4096];
	size_t n = join_parts(SQL_C_BINARY, &v, 60, whole), digits;

	ck_assert_uint_eq(n, v.as.bytes.n);
	for (size_t i = 0; i < n; i++)
		snprintf(hex + 2 * i, 3, "%02X", (unsigned char)whole[i]);
	for (size_t cap = 1; cap < 25; cap++) {
		ck_assert_uint_eq(join_parts(SQL_C_BINARY, &v, cap, out), n);
		ck_assert_mem_eq(out, whole, n);
	}
	for (size_t cap = 3; cap < 50; cap++) {
		digits = join_parts(SQL_C_CHAR, &v, cap, joined);
		ck_assert_uint_eq(digits, 2 * n);
		ck_assert_mem_eq(joined, hex, digits);
		digits = join_parts(SQL_C_WCHAR, &v, cap + 3, joined);
		ck_assert_uint_eq(digits, 4 * n);
	}
}
END_TEST

/* A cell of a column as the program was told of it. */
static struct value cell(uint32_t oid, bool wide, const char *wire, struct type_desc *ret)
{
	struct type_options o;
	struct value v;

	type_options_init(&o, TYPE_POSTGRESQL);
	o.wide = wide;
	o.bools_as_char = true;
	type_by_oid(oid, -1, NULL, &o, ret);
	ck_assert_int_eq(conv_read(&ret->reader, str_from(wire), &v), CONV_OK);
	return v;
}

START_TEST(binary_parts_of_characters_are_in_the_columns_encoding)
{
	struct type_desc type;
	uint16_t whole[256];
	char out[4096];
	struct value v = cell(25, false, texts[_i], &type);
	size_t units;

	ck_assert_int_eq(type.sql_type, SQL_LONGVARCHAR);
	for (size_t cap = 1; cap < 40; cap++) {
		ck_assert_uint_eq(join_parts(SQL_C_BINARY, &v, cap, out), v.text.n);
		ck_assert_mem_eq(out, texts[_i], v.text.n);
	}
	v = cell(25, true, texts[_i], &type);
	units = utf16_from_utf8(v.text, whole, 256, NULL);
	ck_assert_int_eq(type.sql_type, SQL_WLONGVARCHAR);
	for (size_t cap = 2; cap < 60; cap++) {
		ck_assert_uint_eq(join_parts(SQL_C_BINARY, &v, cap, out), 2 * units);
		ck_assert_mem_eq(out, whole, 2 * units);
	}
}
END_TEST

START_TEST(binary_data_of_a_type_reported_as_characters_are_its_text)
{
	struct conv_writer w = writer(SQL_C_BINARY);
	char buffer[16];
	struct conv_target t = { .p = buffer, .cap = sizeof(buffer) };
	struct type_desc type;
	struct value v = cell(16, false, "t", &type);

	ck_assert_int_eq(type.sql_type, SQL_VARCHAR);
	ck_assert_int_eq(conv_put(&w, &v, &t), CONV_OK);
	ck_assert_uint_eq(t.written, 1);
	ck_assert_mem_eq(buffer, "1", 1);
	v = cell(16, true, "t", &type);
	ck_assert_int_eq(conv_put(&w, &v, &t), CONV_OK);
	ck_assert_uint_eq(t.written, 2);
	ck_assert_mem_eq(buffer, u"1", 2);
	t.cap = 1;
	ck_assert_int_eq(conv_put(&w, &v, &t), CONV_OUT_OF_RANGE);
}
END_TEST

START_TEST(binary_data_go_into_characters_as_they_come_out)
{
	static const struct {
		SQLSMALLINT sql_type;
		const void *data;
		SQLLEN n;
		enum conv_result result;
	} rows[] = {
		{ SQL_VARCHAR, "gr\xc3\xbc", 4, CONV_OK },
		{ SQL_WVARCHAR, u"gr\u00fc", 6, CONV_OK },
		{ SQL_WLONGVARCHAR, u"gr\u00fc", 6, CONV_OK },
		{ SQL_WVARCHAR, "abc", 3, CONV_BAD_LENGTH },
		{ SQL_WVARCHAR, u"gr\u00fcn", 8, CONV_STRING_TRUNCATION },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct conv_param p = { .c_type = SQL_C_BINARY, .sql_type = rows[i].sql_type };
		struct buf out;
		bool binary;

		p.column_size = 3;
		if (rows[i].sql_type == SQL_VARCHAR)
			p.column_size = 4;
		ck_assert_int_eq(conv_param_init(&p), CONV_OK);
		buf_init(&out, 100);
		ck_assert_int_eq(conv_param_put(&p, rows[i].data, rows[i].n, &out, &binary),
				 rows[i].result);
		if (rows[i].result == CONV_OK) {
			ck_assert_uint_eq(out.n, 4);
			ck_assert_mem_eq(out.p, "gr\xc3\xbc", 4);
		}
		buf_done(&out);
	}
}
END_TEST

START_TEST(a_probe_of_length_zero_takes_nothing)
{
	struct value v = read_as(READ_TEXT, str_from("abcdef"));
	struct conv_writer w = writer(SQL_C_CHAR), b = writer(SQL_C_BINARY);
	struct conv_part part = { .used = 0 };
	char buffer[16];
	struct conv_target t = { .p = buffer, .cap = 0 };

	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(conv_put_part(&w, &v, &t, &part), CONV_TRUNCATED);
		ck_assert_int_eq(t.n, 6);
		ck_assert_uint_eq(t.written, 0);
	}
	t.cap = sizeof(buffer);
	ck_assert_int_eq(conv_put_part(&w, &v, &t, &part), CONV_OK);
	ck_assert_str_eq(buffer, "abcdef");
	part = (struct conv_part){ .used = 0 };
	t.cap = 0;
	ck_assert_int_eq(conv_put_part(&b, &v, &t, &part), CONV_TRUNCATED);
	ck_assert_int_eq(t.n, 6);
}
END_TEST

START_TEST(a_probe_of_a_number_takes_nothing)
{
	struct value v = read_as(READ_INT4, str_from("12345"));
	struct conv_writer w = writer(SQL_C_CHAR);
	struct conv_part part = { .used = 0 };
	char buffer[16];
	struct conv_target t = { .p = buffer, .cap = 0 };

	ck_assert_int_eq(conv_put_part(&w, &v, &t, &part), CONV_TRUNCATED);
	ck_assert_int_eq(t.n, 5);
	t.cap = 3;
	ck_assert_int_eq(conv_put_part(&w, &v, &t, &part), CONV_OUT_OF_RANGE);
	t.cap = 6;
	ck_assert_int_eq(conv_put_part(&w, &v, &t, &part), CONV_OK);
	ck_assert_str_eq(buffer, "12345");
	ck_assert_int_eq(conv_put_part(&w, &v, &t, &part), CONV_NO_DATA);
}
END_TEST

START_TEST(fixed_types_come_once)
{
	struct value v = read_as(READ_INT4, str_from("7"));
	struct conv_writer w = writer(SQL_C_SLONG), date = writer(SQL_C_TYPE_DATE);
	struct conv_part part = { .used = 0 };
	int32_t n;
	struct conv_target t = { .p = &n, .cap = 0 };

	ck_assert_int_eq(conv_put_part(&date, &v, &t, &part), CONV_RESTRICTED);
	ck_assert_int_eq(conv_put_part(&w, &v, &t, &part), CONV_OK);
	ck_assert_int_eq(n, 7);
	ck_assert_int_eq(conv_put_part(&w, &v, &t, &part), CONV_NO_DATA);
}
END_TEST

START_TEST(max_length_cuts_characters_and_bytes_only)
{
	struct conv_writer w = writer(SQL_C_CHAR), b = writer(SQL_C_BINARY);
	char buffer[64];
	struct conv_target t = { .p = buffer, .cap = sizeof(buffer) };
	struct value v = read_as(READ_TEXT, str_from(MIXED));

	conv_limit(&v, 3); /* the second byte of the third character */
	ck_assert_int_eq(conv_put(&w, &v, &t), CONV_OK);
	ck_assert_str_eq(buffer, "na");
	v = read_as(READ_BYTEA, str_from("\\x00010203"));
	conv_limit(&v, 2);
	ck_assert_int_eq(conv_put(&b, &v, &t), CONV_OK);
	ck_assert_int_eq(t.n, 2);
	v = read_as(READ_BYTEA, str_from("a\\\\\\001b"));
	conv_limit(&v, 3);
	ck_assert_int_eq(conv_put(&b, &v, &t), CONV_OK);
	ck_assert_int_eq(t.n, 3);
	ck_assert_mem_eq(buffer, "a\\\001", 3);
	v = read_as(READ_INT4, str_from("12345"));
	conv_limit(&v, 2);
	ck_assert_int_eq(conv_put(&w, &v, &t), CONV_OK);
	ck_assert_str_eq(buffer, "12345");
}
END_TEST

/* The server's binary form and the text that it must come out as. */
static const struct {
	enum reader_id id;
	const char *wire;
	size_t n;
	const char *text;
} wires[] = {
	{ READ_BOOL, "\1", 1, "1" },
	{ READ_BOOL, "\0", 1, "0" },
	{ READ_INT2, "\xff\xfe", 2, "-2" },
	{ READ_INT2, "\x7f\xff", 2, "32767" },
	{ READ_INT4, "\x80\0\0\0", 4, "-2147483648" },
	{ READ_INT4, "\0\0\0\x2a", 4, "42" },
	{ READ_INT8, "\x80\0\0\0\0\0\0\0", 8, "-9223372036854775808" },
	{ READ_INT8, "\0\0\0\0\0\0\1\0", 8, "256" },
	{ READ_OID, "\xff\xff\xff\xff", 4, "4294967295" },
	{ READ_UINT8, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, "18446744073709551615" },
	{ READ_FLOAT4, "\x3f\xc0\0\0", 4, "1.5" },
	{ READ_FLOAT8, "\xbf\xd0\0\0\0\0\0\0", 8, "-0.25" },
	{ READ_FLOAT8, "\x7f\xf0\0\0\0\0\0\0", 8, "Infinity" },
	{ READ_TEXT, "abc", 3, "abc" },
	{ READ_BYTEA, "\\x\xff", 3, "5C78FF" },
	{ READ_DATE, "\0\0\0\0", 4, "2000-01-01" },
	{ READ_DATE, "\0\0\0\x3b", 4, "2000-02-29" },
	{ READ_DATE, "\xff\xff\xff\xff", 4, "1999-12-31" },
	{ READ_DATE, "\xff\xf4\xdb\xf8", 4, "0001-12-31 BC" },
	{ READ_DATE, "\x7f\xff\xff\xff", 4, "infinity" },
	{ READ_DATE, "\x80\0\0\0", 4, "-infinity" },
	{ READ_TIME, "\0\0\0\0\0\x0f\x42\x41", 8, "00:00:01.000001" },
	{ READ_TIME, "\0\0\0\x14\x1d\xd7\x60\0", 8, "24:00:00" },
	{ READ_TIMESTAMP, "\0\0\0\0\0\0\0\0", 8, "2000-01-01 00:00:00" },
	{ READ_TIMESTAMP, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, "1999-12-31 23:59:59.999999" },
	{ READ_TIMESTAMP, "\x7f\xff\xff\xff\xff\xff\xff\xff", 8, "infinity" },
	{ READ_TIMESTAMP, "\x80\0\0\0\0\0\0\0", 8, "-infinity" },
	{ READ_UUID, "\0\x11\"3DUfw\x88\x99\xaa\xbb\xcc\xdd\xee\xff", 16,
	  "00112233-4455-6677-8899-aabbccddeeff" },
};

START_TEST(binary_wire_formats_are_read)
{
	struct conv_reader r = reader_of_binary(wires[_i].id);
	struct conv_writer w = writer(SQL_C_CHAR);
	char buffer[64];
	struct conv_target t = { .p = buffer, .cap = sizeof(buffer) };

	ck_assert_int_eq(conv_fetch(&r, &w, (struct str){ wires[_i].wire, wires[_i].n }, &t),
			 CONV_OK);
	ck_assert_str_eq(buffer, wires[_i].text);
	ck_assert_int_eq(t.n, (SQLLEN)strlen(wires[_i].text));
}
END_TEST

START_TEST(a_binary_value_of_another_length_is_refused)
{
	static const enum reader_id fixed[] = { READ_BOOL, READ_INT2,  READ_INT4,      READ_INT8,
						READ_OID,  READ_UINT8, READ_FLOAT4,    READ_FLOAT8,
						READ_DATE, READ_TIME,  READ_TIMESTAMP, READ_UUID };
	struct value v;

	for (size_t i = 0; i < COUNT(fixed); i++) {
		struct conv_reader r = reader_of_binary(fixed[i]);

		ck_assert(conv_failed(conv_read(&r, (struct str){ "\0\0\0", 3 }, &v)));
		ck_assert(conv_failed(conv_read(&r, (struct str){ "", 0 }, &v)));
	}
}
END_TEST

/* Every allocation of a parameter fails once; nothing leaks and nothing is half right. */
static const struct {
	SQLSMALLINT c_type, sql_type;
	const char *data;
} params[] = {
	{ SQL_C_WCHAR, SQL_WVARCHAR, "a\0b\0c\0\0\0" },
	{ SQL_C_CHAR, SQL_VARCHAR, "abc" },
	{ SQL_C_CHAR, SQL_LONGVARBINARY, "00FF" },
	{ SQL_C_CHAR, SQL_DOUBLE,
	  "0.50000000000000005551115123125782702118158340454101562500000000000000000000001" },
	{ SQL_C_SLONG, SQL_NUMERIC, "\1\0\0\0" },
	{ SQL_C_CHAR, SQL_TYPE_TIMESTAMP, "2001-02-03 04:05:06" },
	{ SQL_C_CHAR, SQL_INTERVAL_DAY, "3" },
};

START_TEST(want_of_memory_is_said)
{
	struct conv_param p = { .c_type = params[_i].c_type, .sql_type = params[_i].sql_type };

	ck_assert_int_eq(conv_param_init(&p), CONV_OK);
	for (size_t nth = 1; nth < 100; nth++) {
		struct buf out;
		bool binary, fired;
		enum conv_result r;

		buf_init(&out, 100000);
		oom_fail_at(nth);
		r = conv_param_put(&p, params[_i].data, SQL_NTS, &out, &binary);
		fired = oom_fired();
		buf_done(&out);
		if (!fired) {
			ck_assert_int_eq(r, CONV_OK);
			return;
		}
		/* A second reading of a number may fail: the first is good to the last bit. */
		ck_assert(r == CONV_NO_MEMORY || (r == CONV_OK && p.sql_type == SQL_DOUBLE));
	}
	ck_abort_msg("never got through");
}
END_TEST

START_TEST(a_buffer_at_its_limit_is_want_of_memory)
{
	struct conv_param p = { .c_type = SQL_C_CHAR, .sql_type = SQL_VARCHAR };
	struct buf out;
	bool binary;

	ck_assert_int_eq(conv_param_init(&p), CONV_OK);
	buf_init(&out, 4);
	ck_assert_int_eq(conv_param_put(&p, "abcdef", SQL_NTS, &out, &binary), CONV_NO_MEMORY);
	buf_done(&out);
}
END_TEST

START_TEST(the_clock_gives_the_day_of_a_time)
{
	struct value v = read_as(READ_TIME, str_from("01:02:03"));
	struct conv_writer w = writer(SQL_C_TYPE_TIMESTAMP);
	SQL_TIMESTAMP_STRUCT ts;
	struct conv_target t = { .p = &ts };

	ck_assert_int_eq(conv_put(&w, &v, &t), CONV_OK);
	ck_assert(ts.year >= 2024 && ts.month >= 1 && ts.month <= 12 && ts.day >= 1);
	ck_assert(ts.hour == 1 && ts.minute == 2 && ts.second == 3 && ts.fraction == 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("conv parts");
	TCase *t = tcase_create("parts");

	tcase_add_loop_test(t, narrow_parts_join_to_the_text, 0, COUNT(texts));
	tcase_add_loop_test(t, wide_parts_join_to_the_text, 0, COUNT(texts));
	tcase_add_loop_test(t, wide_parts_of_four_bytes_join_to_the_text, 0, COUNT(texts));
	tcase_add_test(t, a_part_never_ends_inside_a_character_that_fits);
	tcase_add_loop_test(t, binary_parts_join_to_the_bytes, 0, COUNT(bytes));
	tcase_add_loop_test(t, binary_parts_of_characters_are_in_the_columns_encoding, 0,
			    COUNT(texts));
	tcase_add_test(t, binary_data_of_a_type_reported_as_characters_are_its_text);
	tcase_add_test(t, binary_data_go_into_characters_as_they_come_out);
	tcase_add_test(t, a_probe_of_length_zero_takes_nothing);
	tcase_add_test(t, a_probe_of_a_number_takes_nothing);
	tcase_add_test(t, fixed_types_come_once);
	tcase_add_test(t, max_length_cuts_characters_and_bytes_only);
	tcase_add_loop_test(t, binary_wire_formats_are_read, 0, COUNT(wires));
	tcase_add_test(t, a_binary_value_of_another_length_is_refused);
	tcase_add_loop_test(t, want_of_memory_is_said, 0, COUNT(params));
	tcase_add_test(t, a_buffer_at_its_limit_is_want_of_memory);
	tcase_add_test(t, the_clock_gives_the_day_of_a_time);
	suite_add_tcase(s, t);
	return unit_run(s);
}
