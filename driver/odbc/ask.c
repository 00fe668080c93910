#include "config.h"
#include "odbc/ask.h"

#include <stdlib.h>
#include <string.h>

#include "odbc/catalog_text.h"
#include "odbc/connect.h"
#include "odbc/exchange.h"
#include "odbc/pgdiag.h"
#include "odbc/request.h"
#include "pg/pg.h"
#include "sql/lexer.h"
#include "util/ascii.h"
#include "util/buf.h"
#include "util/clock.h"

#define NAME_LIMIT 4096

static const char *text_of(struct dbc *dbc, enum catalog_query query)
{
	return catalog_sql(query, dbc_is_redshift(dbc) ? CATALOG_REDSHIFT : CATALOG_POSTGRESQL);
}

bool dbc_can_ask(struct dbc *dbc, enum catalog_query query)
{
	return dbc->pg && !dbc->dead && dbc->tran != TRAN_FAILED && text_of(dbc, query);
}

SQLRETURN dbc_ask_text(struct dbc *dbc, struct diag *to, int64_t deadline, const char *sql, int n,
		       const char *const *params, ask_row *fn, void *arg)
{
	struct pg_params p = { .n = n, .values = params };
	SQLRETURN rc = dbc_claim(dbc, NULL, to);
	const struct cell *row;
	struct exchange x;
	bool kept = true;

	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (exchange_begin(&x, dbc, deadline, sql, &p))
		while (kept && (row = exchange_row(&x)) != NULL)
			kept = fn(arg, row);
	if (!exchange_end(&x))
		rc = pgdiag_error(to, dbc, NULL, &x.error);
	else if (!kept)
		rc = diag_error(to, SS_HY001, NULL);
	exchange_done(&x);
	return rc;
}

SQLRETURN dbc_ask(struct dbc *dbc, struct diag *to, enum catalog_query query, int n,
		  const char *const *params, ask_row *fn, void *arg)
{
	return dbc_ask_text(dbc, to, CLOCK_NEVER, text_of(dbc, query), n, params, fn, arg);
}

bool dbc_folds_quoted(const struct dbc *dbc)
{
	const char *told = dbc->pg ? pg_parameter(dbc->pg, "case_sensitive") : NULL;

	return dbc->types.flavour == TYPE_REDSHIFT && !(told && strcmp(told, "on") == 0);
}

bool dbc_split_name(const struct dbc *dbc, struct str name, char **ret_schema, char **ret_name)
{
	struct lexer l = { .rest = name, .hash_names = dbc->types.flavour == TYPE_REDSHIFT };
	bool fold = dbc_folds_quoted(dbc);
	struct tok t;

	*ret_schema = *ret_name = NULL;
	while ((t = lex_solid(&l)).kind != TOK_END) {
		struct buf b;

		if (tok_punct(&t, '.'))
			continue;
		buf_init(&b, NAME_LIMIT);
		catalog_identifier(&b, t.text);
		free(*ret_schema);
		*ret_schema = *ret_name;
		*ret_name = buf_take(&b);
		if (!*ret_name)
			return false;
		for (char *p = *ret_name; fold && *p; p++)
			*p = ascii_lower(*p);
	}
	return *ret_name;
}
