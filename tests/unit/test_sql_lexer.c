#include "config.h"
#include "sql/lexer.h"
#include "tests/unit/unit.h"

#include <stdint.h>
#include <string.h>

/* By enum tok_kind; END has none. */
static const char letters[] = ".sc'$nw0?Q1{}:po!";

/* What a server with backslashes in plain strings, or with #names, is asked for by. */
enum { PLAIN, BACKSLASH, HASH };

static const struct {
	const char *text;
	const char *kinds;
	int mode;
} cases[] = {
	{ "", "", PLAIN },
	{ "select ?", "ws?", PLAIN },
	{ "'?'", "'", PLAIN },
	{ "'it''s ?' ?", "'s?", PLAIN },
	{ "'a\\' ?", "'s?", PLAIN },
	{ "'a\\' ?", "'", BACKSLASH },
	{ "'a\\\\' ?", "'s?", BACKSLASH },
	{ "'a''b\\'c' ?", "'s?", BACKSLASH },
	{ "e'a\\' ?' ?", "'s?", PLAIN },
	{ "E'a\\'' ?", "'s?", PLAIN },
	{ "E'a''?' ?", "'s?", PLAIN },
	{ "E'a'\n'b\\'?' ?", "'s?", PLAIN },
	{ "E'a' -- x\n  'b\\'?' ?", "'s?", PLAIN },
	{ "E'a' 'b\\'?", "'s'?", PLAIN },
	{ "'a'\n'b\\' ?", "'s's?", PLAIN },
	{ "N'?' n'?'", "'s'", PLAIN },
	{ "n'a\\'?'", "'", BACKSLASH },
	{ "n'a\\'?'", "'?'", PLAIN },
	{ "B'01?' x'FF?'", "'s'", PLAIN },
	{ "U&'?\\0041' u&\"?\"", "'sn", PLAIN },
	{ "U & '?'", "wsos'", PLAIN },
	{ "u&v", "wow", PLAIN },
	{ "\"a?b\" ?", "ns?", PLAIN },
	{ "\"a\"\"?\" ?", "ns?", PLAIN },
	{ "\"a\\\" ?", "ns?", PLAIN },
	{ "$$ ? $$ ?", "$s?", PLAIN },
	{ "$tag$ ? $$ ? $tag$ ?", "$s?", PLAIN },
	{ "$t$ ? $T$ ? $t$ ?", "$s?", PLAIN },
	{ "$t$ $t $t$?", "$?", PLAIN },
	{ "$t1_\xc3\xa9$?$t1_\xc3\xa9$?", "$?", PLAIN },
	{ "$1t$ ?", "1ws?", PLAIN },
	{ "a$b$ ?", "ws?", PLAIN },
	{ "a$1", "w", PLAIN },
	{ "$1 $23", "1s1", PLAIN },
	{ "$", "!", PLAIN },
	{ "$a", "!w", PLAIN },
	{ "-- ? \n ?", "cs?", PLAIN },
	{ "-- ? \r?", "cs?", PLAIN },
	{ "--", "c", PLAIN },
	{ "a--b", "wc", PLAIN },
	{ "a - -b", "wsosow", PLAIN },
	{ "/* ? */ ?", "cs?", PLAIN },
	{ "/* ? /* ? */ ? */ ?", "cs?", PLAIN },
	{ "/* /* */ ?", "c", PLAIN },
	{ "/*/ ? */ ?", "cs?", PLAIN },
	{ "/**/?", "c?", PLAIN },
	{ "/* ' */ ? '", "cs?s'", PLAIN },
	{ "+/* ? */?", "oc?", PLAIN },
	{ "*/", "o", PLAIN },
	{ "a+--?\n?",
	  "woc"
	  "s?",
	  PLAIN },
	{ "a=?", "wo?", PLAIN },
	{ "a??b", "wQw", PLAIN },
	{ "a ??| b", "wsQosw", PLAIN },
	{ "a ??& b", "wsQosw", PLAIN },
	{ "???", "Q?", PLAIN },
	{ "????", "QQ", PLAIN },
	{ "a@??b", "woQw", PLAIN },
	{ "?::int", "?:w", PLAIN },
	{ "a::text[]", "w:wpp", PLAIN },
	{ "a[1:2]", "wp0p0p", PLAIN },
	{ "a[?:?]", "wp?p?p", PLAIN },
	{ "f(a := ?)", "wpwsos?p", PLAIN },
	{ "a:::b", "w:pw", PLAIN },
	{ "a.b.c", "wpwpw", PLAIN },
	{ "1", "0", PLAIN },
	{ "1.5", "0", PLAIN },
	{ ".5", "0", PLAIN },
	{ "1.", "0", PLAIN },
	{ "1..2", "0p0", PLAIN },
	{ "1e5", "0", PLAIN },
	{ "1E-5", "0", PLAIN },
	{ "1e+5?", "0?", PLAIN },
	{ "1e", "0w", PLAIN },
	{ "1e-", "0wo", PLAIN },
	{ "1.5e3x", "0w", PLAIN },
	{ "0x1F", "0", PLAIN },
	{ "0b101", "0", PLAIN },
	{ "1_000", "0", PLAIN },
	{ "1from", "0w", PLAIN },
	{ "1-2", "0o0", PLAIN },
	{ "{d '?'}", "{ws'}", PLAIN },
	{ "'{' \"}\" /* { */", "'snsc", PLAIN },
	{ "a{b}", "w{w}", PLAIN },
	{ "a<>b!=c>=d||e->>f#>g", "wowowowowowow", PLAIN },
	{ "#temp", "ow", PLAIN },
	{ "#temp", "w", HASH },
	{ "a # 5", "wsos0", HASH },
	{ "a#b", "ww", HASH },
	{ "h\xc3\xa9llo", "w", PLAIN },
	{ "\xff\xfe", "w", PLAIN },
	{ "a\\b", "w!w", PLAIN },
	{ "\x01", "!", PLAIN },
	{ "a;b,c", "wpwpw", PLAIN },
	{ " \t\n\r\f\v", "s", PLAIN },
	{ "'open ?", "'", PLAIN },
	{ "'open\\", "'", BACKSLASH },
	{ "E'open\\", "'", PLAIN },
	{ "\"open ?", "n", PLAIN },
	{ "/* open ?", "c", PLAIN },
	{ "$a$ open ? $b$", "$", PLAIN },
	{ "$$", "$", PLAIN },
};

static struct lexer lexer_of(struct str s, int mode)
{
	return (struct lexer){ .rest = s,
			       .backslash = mode == BACKSLASH,
			       .hash_names = mode == HASH };
}

static void text_is_cut_as_postgresql_cuts_it_row(size_t row)
{
	struct lexer l = lexer_of(str_from(cases[row].text), cases[row].mode);
	char kinds[128];
	size_t n = 0;
	struct tok t;

	while ((t = lex_next(&l)).kind != TOK_END)
		kinds[n++] = letters[t.kind];
	kinds[n] = '\0';
	ck_assert_msg(!strcmp(kinds, cases[row].kinds), "%s: %s, expected %s", cases[row].text,
		      kinds, cases[row].kinds);
}
UNIT_ROWS(text_is_cut_as_postgresql_cuts_it, cases)

static const struct {
	const char *text;
	bool unclosed;
} ends[] = {
	{ "'a", true },       { "'a'", false },       { "'a''", true },  { "E'\\'", true },
	{ "\"a", true },      { "\"\"", false },      { "/*", true },    { "/* */", false },
	{ "/* /* */", true }, { "$$", true },         { "$$$$", false }, { "$a$ $a", true },
	{ "-- a", false },    { "U&'a", true },       { "U&\"a", true }, { "x'", true },
	{ "E'a'\n'b", true }, { "E'a'\n'b'", false },
};

static void a_token_that_runs_to_the_end_says_so_row(size_t row)
{
	struct lexer l = lexer_of(str_from(ends[row].text), PLAIN);
	struct tok t = lex_next(&l);

	ck_assert_msg(t.unclosed == ends[row].unclosed, "%s", ends[row].text);
}
UNIT_ROWS(a_token_that_runs_to_the_end_says_so, ends)

static void check_joined(struct str s, int mode)
{
	struct lexer l = lexer_of(s, mode);
	size_t at = 0;
	struct tok t;

	while ((t = lex_next(&l)).kind != TOK_END) {
		ck_assert_uint_gt(t.text.n, 0);
		ck_assert_ptr_eq(t.text.p, s.p + at);
		at += t.text.n;
	}
	ck_assert_uint_eq(at, s.n);
}

/* A small generator, so that a failure comes again. */
static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

START_TEST(tokens_joined_give_the_input_back)
{
	static const char alphabet[] = "''\"\"$$$a1eEuU&nNbBxX??{}--//**\n \\:;,.()[]#_=<@\xc3\xa9";
	uint32_t state = (uint32_t)_i + 1;
	char text[64];

	for (size_t round = 0; round < 4000; round++) {
		size_t n = next_random(&state) % sizeof(text);

		for (size_t i = 0; i < n; i++) {
			uint32_t r = next_random(&state);

			text[i] = round % 2 ? (char)r : alphabet[r % (sizeof(alphabet) - 1)];
		}
		check_joined((struct str){ text, n }, _i % 3);
	}
}
END_TEST

START_TEST(solid_tokens_leave_out_space_and_comments)
{
	struct lexer l = lexer_of(str_from("  /* a */ -- b\n select/**/?"), PLAIN);
	struct tok t = lex_peek(&l), first;

	ck_assert(tok_is(&t, "select"));
	first = lex_solid(&l);
	ck_assert_ptr_eq(first.text.p, t.text.p);
	ck_assert_int_eq(lex_solid(&l).kind, TOK_MARKER);
	ck_assert_int_eq(lex_solid(&l).kind, TOK_END);
	ck_assert_int_eq(lex_solid(&l).kind, TOK_END);
}
END_TEST

START_TEST(a_quoted_name_is_no_keyword)
{
	struct lexer l = lexer_of(str_from("SeLeCt \"select\" ("), PLAIN);
	struct tok t = lex_solid(&l);

	ck_assert(tok_is(&t, "select"));
	t = lex_solid(&l);
	ck_assert(!tok_is(&t, "select"));
	t = lex_solid(&l);
	ck_assert(tok_punct(&t, '(') && !tok_punct(&t, ')'));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sql_lexer");
	TCase *t = tcase_create("sql_lexer");

	tcase_add_test(t, text_is_cut_as_postgresql_cuts_it);
	tcase_add_test(t, a_token_that_runs_to_the_end_says_so);
	tcase_add_loop_test(t, tokens_joined_give_the_input_back, 0, 6);
	tcase_add_test(t, solid_tokens_leave_out_space_and_comments);
	tcase_add_test(t, a_quoted_name_is_no_keyword);
	suite_add_tcase(s, t);
	return unit_run(s);
}
