#include "config.h"
#include "odbc/exchange.h"

#include "odbc/request.h"

bool exchange_begin(struct exchange *x, struct dbc *dbc, int64_t deadline, const char *sql,
		    const struct pg_params *p)
{
	*x = (struct exchange){ .dbc = dbc, .deadline = deadline, .affected = -1 };
	pg_error_init(&x->error);
	x->before = dbc_before(dbc, false);
	x->sent = pg_send_params(dbc->pg, x->before, sql, p, &x->error);
	return x->sent;
}

/* The first error says why; what follows it is its consequence. */
static void note_error(struct exchange *x, struct pg_error *e)
{
	if (x->error.fault == PG_OK) {
		x->error = *e;
		pg_error_init(e);
	}
}

const struct cell *exchange_row(struct exchange *x)
{
	struct pg *pg = x->dbc->pg;
	enum pg_event event;
	struct pg_error e;

	if (!x->sent || x->read)
		return NULL;
	pg_error_init(&e);
	do {
		event = pg_next(pg, x->deadline, &e);
		if (event == PG_COMMAND)
			x->affected = (SQLLEN)pg_affected(pg);
		else if (event == PG_ERROR)
			note_error(x, &e);
	} while (event != PG_ROW && event != PG_DONE);
	pg_error_done(&e);
	x->read = event == PG_DONE;
	return x->read ? NULL : pg_row(pg);
}

bool exchange_end(struct exchange *x)
{
	while (exchange_row(x))
		continue;
	if (x->sent)
		dbc_after_request(x->dbc, x->before, false);
	return x->sent && x->error.fault == PG_OK;
}

void exchange_done(struct exchange *x)
{
	pg_error_done(&x->error);
}
