/*
 * The SHOW statements for discovery, turned into calls of the functions of
 * ../sql/show.sql.  Names and patterns may be parameters, as the official ODBC driver
 * sends them.
 */
#include "config.h"
#include "relay.h"

#include <string.h>
#include <strings.h>

struct parser {
	const struct tokens *s;
	size_t i;
	bool fold;
	bool failed;
};

static bool accept(struct parser *p, const char *word)
{
	if (p->failed || !token_is(p->s, p->i, word))
		return false;
	p->i++;
	return true;
}

static void expect(struct parser *p, const char *word)
{
	if (!accept(p, word))
		p->failed = true;
}

/* A name or $n as an SQL expression of type text. */
static void write_name(struct bytes *out, const struct token *t, bool fold)
{
	const char *p = t->p;
	size_t n = t->n;
	char c;

	if (t->kind == TOKEN_PARAM) {
		bytes_add(out, p, n);
		bytes_text(out, "::text");
		return;
	}
	if (t->kind == TOKEN_QUOTED) {
		p++;
		n -= 2;
	}
	bytes_text(out, "'");
	for (; n; n--, p++) {
		c = *p;
		if ((fold || t->kind == TOKEN_WORD) && c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c == '\'' || c == '\\')
			bytes_add(out, &c, 1);
		bytes_add(out, &c, 1);
		if (*p == '"' && n > 1 && p[1] == '"') { /* a doubled quote inside quotes */
			p++;
			n--;
		}
	}
	bytes_text(out, "'");
}

static bool is_name(const struct parser *p)
{
	enum token_kind kind;

	if (p->failed || p->i >= p->s->n)
		return false;
	kind = p->s->t[p->i].kind;
	return kind == TOKEN_WORD || kind == TOKEN_QUOTED || kind == TOKEN_PARAM;
}

/* [database.]a.b with `parts` names after the database, which may be left out. */
static void write_path(struct bytes *out, struct parser *p, size_t parts)
{
	const struct token *name[4];
	size_t n = 0, i;

	do {
		if (!is_name(p) || n == parts + 1) {
			p->failed = true;
			return;
		}
		name[n++] = &p->s->t[p->i++];
	} while (token_is_char(p->s, p->i, '.') && ++p->i);
	if (n < parts) {
		p->failed = true;
		return;
	}
	if (n == parts)
		bytes_text(out, "null");
	else
		write_name(out, name[0], p->fold);
	for (i = n - parts; i < n; i++) {
		bytes_text(out, ", ");
		write_name(out, name[i], p->fold);
	}
}

/* LIKE 'x' | $n; nothing is NULL. */
static void write_like(struct bytes *out, struct parser *p)
{
	const struct token *t;

	bytes_text(out, ", ");
	if (!accept(p, "like")) {
		bytes_text(out, "null");
		return;
	}
	t = p->i < p->s->n ? &p->s->t[p->i] : NULL;
	if (!t || (t->kind != TOKEN_STRING && t->kind != TOKEN_PARAM)) {
		p->failed = true;
		return;
	}
	bytes_add(out, t->p, t->n);
	bytes_text(out, "::text");
	p->i++;
}

static void write_limit(struct bytes *out, struct parser *p)
{
	const struct token *t;

	bytes_text(out, ", ");
	if (!accept(p, "limit")) {
		bytes_text(out, "null");
		return;
	}
	t = p->i < p->s->n ? &p->s->t[p->i] : NULL;
	if (!t || (t->kind != TOKEN_NUMBER && t->kind != TOKEN_PARAM)) {
		p->failed = true;
		return;
	}
	bytes_add(out, t->p, t->n);
	bytes_text(out, "::bigint");
	p->i++;
}

static void show_databases(struct bytes *out, struct parser *p)
{
	struct bytes like = { 0 };

	bytes_text(out, "select * from standin.show_databases(");
	write_like(&like, p);
	bytes_add(out, like.p + 2, like.n - 2); /* without ", " */
	bytes_free(&like);
	write_limit(out, p);
}

static void show_schemas(struct bytes *out, struct parser *p)
{
	bytes_text(out, "select * from standin.show_schemas(");
	expect(p, "from");
	expect(p, "database");
	if (!is_name(p)) {
		p->failed = true;
		return;
	}
	write_name(out, &p->s->t[p->i++], p->fold);
	write_like(out, p);
	write_limit(out, p);
}

static void show_tables(struct bytes *out, struct parser *p)
{
	bytes_text(out, "select * from standin.show_tables(");
	expect(p, "from");
	expect(p, "schema");
	write_path(out, p, 1);
	write_like(out, p);
	write_limit(out, p);
}

static void show_columns(struct bytes *out, struct parser *p)
{
	bytes_text(out, "select * from standin.show_columns(");
	expect(p, "from");
	expect(p, "table");
	write_path(out, p, 2);
	write_like(out, p);
	write_limit(out, p);
}

static void show_constraints(struct bytes *out, struct parser *p)
{
	if (accept(p, "primary")) {
		bytes_text(out, "select * from standin.show_primary_keys(");
		expect(p, "keys");
	} else {
		expect(p, "foreign");
		expect(p, "keys");
		bytes_text(out, "select * from standin.show_foreign_keys(");
		bytes_text(out, accept(p, "exported") ? "true, " : "false, ");
	}
	expect(p, "from");
	expect(p, "table");
	write_path(out, p, 2);
	write_limit(out, p);
}

static void routine_columns(struct bytes *out, bool procedure)
{
	bytes_text(out, "select database_name, schema_name, routine_name as ");
	bytes_text(out, procedure ? "procedure_name" : "function_name");
}

static void show_routines(struct bytes *out, struct parser *p, bool procedure)
{
	routine_columns(out, procedure);
	bytes_text(out, ", number_of_arguments, argument_list, return_type, remarks from "
			"standin.show_routines(");
	bytes_text(out, procedure ? "'p', " : "'f', ");
	expect(p, "from");
	expect(p, "schema");
	write_path(out, p, 1);
	write_like(out, p);
	write_limit(out, p);
}

static void show_parameters(struct bytes *out, struct parser *p)
{
	bool procedure;
	int depth = 1;

	expect(p, "of");
	procedure = accept(p, "procedure");
	if (!procedure)
		expect(p, "function");
	routine_columns(out, procedure);
	bytes_text(out, ", parameter_name, ordinal_position, parameter_type, data_type, "
			"character_maximum_length, numeric_precision, numeric_scale, remarks from "
			"standin.show_parameters(");
	bytes_text(out, procedure ? "'p', " : "'f', ");
	write_path(out, p, 2);
	if (p->failed || !token_is_char(p->s, p->i++, '(')) {
		p->failed = true;
		return;
	}
	bytes_text(out, ", '");
	for (; p->i < p->s->n; p->i++) {
		depth += token_is_char(p->s, p->i, '(') - token_is_char(p->s, p->i, ')');
		if (!depth)
			break;
		if (p->s->t[p->i].kind != TOKEN_STRING)
			bytes_add(out, p->s->t[p->i].p, p->s->t[p->i].n);
		bytes_text(out, " ");
	}
	p->failed = depth != 0;
	p->i++;
	bytes_text(out, "'");
	write_like(out, p);
	write_limit(out, p);
}

static void show_grants(struct bytes *out, struct parser *p, bool columns)
{
	bytes_text(out, columns ? "select * from standin.show_column_grants("
				: "select * from standin.show_grants(");
	expect(p, "on");
	expect(p, "table");
	write_path(out, p, 2);
	if (columns)
		write_like(out, p);
	write_limit(out, p);
}

static bool show(struct bytes *out, struct parser *p)
{
	if (accept(p, "databases"))
		show_databases(out, p);
	else if (accept(p, "schemas"))
		show_schemas(out, p);
	else if (accept(p, "tables"))
		show_tables(out, p);
	else if (accept(p, "columns"))
		show_columns(out, p);
	else if (accept(p, "constraints"))
		show_constraints(out, p);
	else if (accept(p, "procedures"))
		show_routines(out, p, true);
	else if (accept(p, "functions"))
		show_routines(out, p, false);
	else if (accept(p, "parameters"))
		show_parameters(out, p);
	else if (accept(p, "grants"))
		show_grants(out, p, false);
	else if (token_is(p->s, p->i + 1, "grants") && accept(p, "column") && ++p->i)
		show_grants(out, p, true);
	else
		return false;
	return true;
}

bool rewrite_show(struct bytes *out, const struct tokens *s, bool fold)
{
	struct parser p = { .s = s, .i = 1, .fold = fold };
	struct bytes call = { 0 };

	if (!token_is(s, 0, "show") || !show(&call, &p)) {
		bytes_free(&call);
		return false;
	}
	if (p.failed || p.i != s->n) {
		write_syntax_error(out, s, p.i);
	} else {
		bytes_add(out, call.p, call.n);
		bytes_text(out, ")");
	}
	bytes_free(&call);
	return true;
}
