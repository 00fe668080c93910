#include "config.h"
#include "odbc/ask.h"

#include "odbc/connect.h"
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
	bool kept = true;
	struct pg_error e;
	const char *before;
	enum pg_event event;

	if (!SQL_SUCCEEDED(rc))
		return rc;
	pg_error_init(&e);
	before = dbc_before(dbc, false);
	if (!pg_send_params(dbc->pg, before, text_of(dbc, query), &p, &e))
		rc = pgdiag_error(to, dbc, NULL, &e);
	while (SQL_SUCCEEDED(rc) && (event = pg_next(dbc->pg, CLOCK_NEVER, &e)) != PG_DONE)
		if (event == PG_ROW && kept)
			kept = fn(arg, pg_row(dbc->pg));
	dbc_after_request(dbc, before, false);
	if (e.fault != PG_OK && SQL_SUCCEEDED(rc))
		rc = pgdiag_error(to, dbc, NULL, &e);
	pg_error_done(&e);
	if (!kept)
		rc = diag_error(to, SS_HY001, NULL);
	return rc;
}
