#include "config.h"
#include "odbc/ask.h"

#include "odbc/connect.h"
#include "odbc/exchange.h"
#include "odbc/pgdiag.h"
#include "odbc/request.h"
#include "pg/pg.h"
#include "util/clock.h"

static const char *text_of(struct dbc *dbc, enum catalog_query query)
{
	return catalog_sql(query, dbc_is_redshift(dbc) ? CATALOG_REDSHIFT : CATALOG_POSTGRESQL);
}

bool dbc_can_ask(struct dbc *dbc, enum catalog_query query)
{
	return dbc->pg && !dbc->dead && dbc->tran != TRAN_FAILED && text_of(dbc, query);
}

SQLRETURN dbc_ask(struct dbc *dbc, struct diag *to, enum catalog_query query, int n,
		  const char *const *params, ask_row *fn, void *arg)
{
	struct pg_params p = { .n = n, .values = params };
	SQLRETURN rc = dbc_claim(dbc, NULL, to);
	const struct cell *row;
	struct exchange x;
	bool kept = true;

	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (exchange_begin(&x, dbc, CLOCK_NEVER, text_of(dbc, query), &p))
		while (kept && (row = exchange_row(&x)) != NULL)
			kept = fn(arg, row);
	if (!exchange_end(&x))
		rc = pgdiag_error(to, dbc, NULL, &x.error);
	else if (!kept)
		rc = diag_error(to, SS_HY001, NULL);
	exchange_done(&x);
	return rc;
}
