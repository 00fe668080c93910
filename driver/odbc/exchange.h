/*
 * A request of the driver's own: its rows are read by the driver, the results of
 * statements stay as they are.
 *
 *	if (exchange_begin(&x, dbc, deadline, sql, &params))
 *		while ((row = exchange_row(&x)) != NULL)
 *			...
 *	if (exchange_end(&x))
 *		... x.affected ...
 *	exchange_done(&x);
 *
 * The session is free (dbc_claim()).  It obeys the deadline, SQLCancel and the
 * connection's transaction like any other request.
 */
#ifndef SP_ODBC_EXCHANGE_H
#define SP_ODBC_EXCHANGE_H

#include "odbc/dbc.h"
#include "pg/pg.h"

struct exchange {
	struct dbc *dbc;
	int64_t deadline; /* CLOCK_NEVER: none */
	const char *before;
	bool sent;
	bool read; /* to its end */
	SQLLEN affected;
	struct pg_error error; /* the first one; fault PG_OK: none */
};

bool exchange_begin(struct exchange *x, struct dbc *dbc, int64_t deadline, const char *sql,
		    const struct pg_params *p);
/* The next row, good until the next call; NULL: there is none. */
const struct cell *exchange_row(struct exchange *x);
/* Reads what is left; whether all went well. */
bool exchange_end(struct exchange *x);
void exchange_done(struct exchange *x);

#endif
