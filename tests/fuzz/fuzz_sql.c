/*
 * Any bytes through the lexer, the translator and what is derived from it.  The
 * first byte chooses the options.  With a fuzzer's own main() this is its target;
 * otherwise fuzz/replay.c runs it over the corpus.
 */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "sql/dirt.h"
#include "sql/lexer.h"
#include "sql/multi_row.h"
#include "sql/translate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void require(bool what)
{
	if (!what)
		abort();
}

static void check_tokens(struct str sql, const struct sql_options *o)
{
	struct lexer l = { .rest = sql,
			   .backslash = o->backslash,
			   .hash_names = o->server == SQL_FOR_REDSHIFT };
	size_t n = 0;
	struct tok t;

	while ((t = lex_next(&l)).kind != TOK_END) {
		require(t.text.n && t.text.p == sql.p + n);
		n += t.text.n;
	}
	require(n == sql.n);
}

static void check_slice(const struct sql_text *t, struct str s)
{
	require(!s.n || (s.p >= t->text && s.p + s.n <= t->text + t->length));
}

static void check_text(const struct sql_text *t, struct str sql)
{
	char *many;

	for (size_t i = 0; i < t->n_params; i++)
		require(t->params[i].offset <= sql.n && t->params[i].number <= t->n_sent);
	for (size_t i = 0; i < t->n_statements; i++) {
		check_slice(t, t->statements[i].text);
		check_slice(t, t->statements[i].table);
		check_slice(t, t->statements[i].list);
		check_slice(t, t->statements[i].row);
		check_slice(t, t->statements[i].cursor);
	}
	check_slice(t, t->call.name);
	for (size_t i = 0; i < t->call.n_args; i++)
		check_slice(t, t->call.args[i].text);
	for (size_t c = 0; c < t->length + 2 && c < 64; c++)
		require(sql_position(t, sql, 0, c) <= sql.n + 1);
	sql_dirt(t);
	many = sql_multi_row(t, 3);
	free(many);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const names[] = { "a", NULL, "c\"" };
	static const struct sql_routine routine = { ROUTINE_PROCEDURE, "iobo", names, 3 };
	struct sql_options o = { 0 };
	struct sql_error e;
	struct sql_text t;
	struct str sql;

	if (!n)
		return 0;
	o.server = data[0] & 1 ? SQL_FOR_REDSHIFT : SQL_FOR_POSTGRES;
	o.backslash = data[0] & 2;
	o.noscan = data[0] & 4;
	o.routine = data[0] & 8 ? &routine : NULL;
	sql = (struct str){ (const char *)data + 1, n - 1 };
	check_tokens(sql, &o);
	if (!sql_translate(sql, &o, &t, &e)) {
		require(e.position >= 1 && e.position <= sql.n + 1);
		return 0;
	}
	check_text(&t, sql);
	sql_text_done(&t);
	return 0;
}
