/*
 * Random input through every reader, writer and parameter: nothing may be written
 * outside of the buffer, and the sanitizers see the rest.
 */
#include "config.h"
#include "tests/unit/unit.h"

#include <stdio.h>

#include "conv/param.h"
#include "conv/reader.h"
#include "conv/sqltype.h"

#define ROUNDS 60000
#define GUARD  0xa5

static uint32_t state = 2463534242u;

static uint32_t next(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

/* Pieces that the parsers look for, so that they get far into a text. */
static const char *const pieces[] = {
	"0",
	"1",
	"9",
	"59",
	"99999999999",
	".",
	"-",
	"+",
	":",
	" ",
	"e",
	"E+",
	"\\x",
	"\\",
	"\\001",
	"ff",
	"'",
	"{",
	"}",
	"ts ",
	"d ",
	"BC",
	" BC",
	"2024",
	"-02-29",
	"12:34:56",
	"T",
	"Z",
	"+02",
	"inf",
	"P",
	"Y",
	"M",
	"DT",
	"S",
	"ago",
	"days",
	"mons",
	"year",
	"@",
	"INTERVAL",
	" DAY",
	" TO ",
	"SECOND",
	"(3)",
	"NaN",
	"$",
	",",
	"(",
	")",
	"\xc3\xa9",
	"\xff",
	"\xf0\x9f\x98\x80",
	"infinity",
};

static size_t random_text(char *out, size_t cap)
{
	size_t n = 0;

	for (uint32_t i = next(9); i > 0; i--) {
		const char *piece = pieces[next(sizeof(pieces) / sizeof(pieces[0]))];
		size_t len = strlen(piece);

		if (n + len + 2 > cap)
			break;
		memcpy(out + n, piece, len);
		n += len;
		if (!next(12))
			out[n++] = (char)next(256);
	}
	return n;
}

static SQLSMALLINT random_type(bool wanted(SQLSMALLINT))
{
	for (;;) {
		SQLSMALLINT type = (SQLSMALLINT)((int)next(150) - 30);

		if (wanted(type))
			return type;
	}
}

START_TEST(no_server_text_breaks_a_fetch)
{
	unsigned char buffer[128];
	char text[200];

	for (int i = 0; i < ROUNDS; i++) {
		size_t n = random_text(text, sizeof(text)), end;
		struct conv_reader r = next(4) ? reader_of_text((enum reader_id)next(READER_IDS))
					       : reader_of_binary((enum reader_id)next(READER_IDS));
		struct conv_target t = { .p = buffer + 1, .cap = (SQLLEN)next(60) };
		struct conv_part part = { .used = 0 };
		struct conv_writer w;
		struct value v;

		r.code = (uint8_t)next(14);
		ck_assert(conv_writer_init(&w, random_type(sqltype_is_c), (SQLSMALLINT)next(12),
					   (SQLSMALLINT)((int)next(12) - 3), (SQLINTEGER)next(4)));
		memset(buffer, GUARD, sizeof(buffer));
		end = conv_c_size(w.c_type) > 0 ? (size_t)conv_c_size(w.c_type) : (size_t)t.cap;
		if (!r.read || conv_failed(conv_read(&r, (struct str){ text, n }, &v)))
			continue;
		conv_limit(&v, next(3) ? 0 : next(20));
		for (int k = 0; k < 5; k++) {
			enum conv_result result = conv_put_part(&w, &v, &t, &part);

			ck_assert(buffer[0] == GUARD && buffer[end + 1] == GUARD);
			ck_assert(conv_failed(result) || t.written <= end);
		}
	}
}
END_TEST

START_TEST(no_application_value_breaks_a_parameter)
{
	char data[256];

	for (int i = 0; i < ROUNDS; i++) {
		struct conv_param p = { .c_type = random_type(sqltype_is_c),
					.sql_type = random_type(sqltype_is_sql),
					.column_size = next(2) ? next(30) : 0,
					.digits = (SQLSMALLINT)((int)next(12) - 2),
					.precision = (SQLSMALLINT)next(11),
					.scale = (SQLSMALLINT)((int)next(20) - 8),
					.leading = (SQLINTEGER)next(5),
					.hex_text = next(2) };
		struct buf out;
		size_t n = 0;
		bool binary;

		memset(data, 0, sizeof(data));
		if (conv_c_size(p.c_type) > 0 && next(2))
			for (size_t k = 0; k < 40; k++)
				data[k + 1] = next(3) ? (char)next(30) : (char)next(256);
		else
			n = random_text(data + 1, sizeof(data) - 8);
		if (conv_param_init(&p) != CONV_OK)
			continue;
		buf_init(&out, 100000);
		(void)!conv_param_put(&p, data + 1, next(2) ? (SQLLEN)n : SQL_NTS, &out, &binary);
		buf_done(&out);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("conv random");
	TCase *t = tcase_create("random");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, no_server_text_breaks_a_fetch);
	tcase_add_test(t, no_application_value_breaks_a_parameter);
	suite_add_tcase(s, t);
	return unit_run(s);
}
