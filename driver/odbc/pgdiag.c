#include "config.h"
#include "odbc/pgdiag.h"

#include "odbc/stmt.h"
#include "sql/translate.h"
#include "util/buf.h"
#include "util/log.h"

/* Longest text of a record: a server may send megabytes of detail. */
#define TEXT_MAX (64 * 1024)

/* Exact states first, then the heads of whole classes. */
static const struct {
	const char *server, *odbc;
} states[] = {
	{ "42P01", "42S02" },
	{ "42P07", "42S01" },
	{ "42701", "42S21" },
	{ "42703", "42S22" },
	{ "42P03", "3C000" },
	{ "40P01", "40001" },
	{ "22P02", "22018" },
	{ "22P03", "22018" },
	{ "53300", "08004" },
	{ "53200", "HY001" },
	{ "57014", "HY008" },
	{ "25006", "25000" },
	{ "25P02", "25000" },
	{ "44000", "44000" },
	{ "42000", "42000" },
	/* classes */
	{ "23", "23000" },
	{ "42", "42000" },
	{ "08", "08S01" },
	{ "57P", "08S01" },
	{ "28", "28000" },
	{ "0A", "HYC00" },
	{ "25", "25000" },
	{ "XX", "HY000" },
	{ "53", "HY000" },
	{ "54", "42000" },
	{ "55", "HY000" },
	{ "58", "HY000" },
	{ "F0", "HY000" },
	{ "72", "HY000" },
	{ "HV", "HY000" },
	{ "57", "HY000" },
};

static const char *canceled_state(const struct pg_error *e)
{
	if (e->fault == PG_FAULT_TIMEOUT || (e->message && strstr(e->message, "statement timeout")))
		return "HYT00";
	return "HY008";
}

/* Redshift's error 1023, which has the state of an internal error. */
static bool is_isolation_violation(const struct pg_error *e)
{
	static const char text[] = "Serializable isolation violation";

	return (e->message && strstr(e->message, text)) || (e->detail && strstr(e->detail, text));
}

static const char *remedy(const struct pg_error *e)
{
	if (e->fault == PG_FAULT_LOST)
		return "connect again. If sessions are often found lost, set PoolPrePing=true and "
		       "a shorter PoolRecycle (for example 1800), so that stale ones are replaced "
		       "before they are lent";
	if (is_isolation_violation(e))
		return "run the transaction again, or use snapshot isolation (ALTER DATABASE ... "
		       "ISOLATION LEVEL SNAPSHOT)";
	/* Neither the program nor its timeout: those are faults of their own. */
	if (e->fault == PG_FAULT_SERVER && strcmp(e->state, "57014") == 0 && e->message &&
	    strstr(e->message, "cancelled on user's request"))
		return "the server ended the query: look for a statement_timeout, a limit or rule "
		       "of its workload queue (STL_WLM_RULE_ACTION), or an administrator's CANCEL";
	return NULL;
}

const char *pgdiag_state(const struct pg_error *e)
{
	switch (e->fault) {
	case PG_FAULT_LOST: return "08S01";
	case PG_FAULT_NO_MEMORY: return "HY001";
	case PG_FAULT_SILENT: return "HYT01";
	case PG_FAULT_REFUSED: return "08001";
	case PG_FAULT_TIMEOUT:
	case PG_FAULT_CANCELED: return canceled_state(e);
	case PG_OK:
	case PG_FAULT_SERVER: break;
	}
	if (strcmp(e->state, "57014") == 0)
		return canceled_state(e);
	if (is_isolation_violation(e))
		return "40001";
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strncmp(e->state, states[i].server, strlen(states[i].server)) == 0)
			return states[i].odbc;
	return *e->state ? e->state : "HY000";
}

/* The server has one state for what is there or missing; ODBC has one more for indexes. */
static const char *state_for(const struct stmt *stmt, const struct pg_error *e)
{
	const struct sql_text *t = stmt ? stmt->text : NULL;
	SQLINTEGER code = t && t->n_statements == 1 ? t->statements[0].function_code : 0;

	if (code == SQL_DIAG_CREATE_INDEX && strcmp(e->state, "42P07") == 0)
		return "42S11";
	if (code == SQL_DIAG_DROP_INDEX && strcmp(e->state, "42704") == 0)
		return "42S12";
	return pgdiag_state(e);
}

static void add_line(struct buf *b, const char *title, const char *text)
{
	if (text && *text)
		buf_addf(b, "\n%s: %s", title, text);
}

/* Where in the application's own text the server saw the error. */
static size_t position(const struct stmt *stmt, const struct pg_error *e)
{
	if (!e->position)
		return 0;
	if (!stmt || !stmt->text || !stmt->sql)
		return (size_t)e->position;
	return sql_position(stmt->text, str_from(stmt->sql), 0, (size_t)e->position);
}

static void compose(struct buf *b, const struct stmt *stmt, const struct pg_error *e)
{
	size_t at = position(stmt, e);

	if (e->severity)
		buf_addf(b, "%s: ", e->severity);
	buf_add(b, str_from(e->message ? e->message : "out of memory"));
	if (*e->state)
		buf_addf(b, " (SQLSTATE %s)", e->state);
	add_line(b, "DETAIL", e->detail);
	add_line(b, "HINT", e->hint);
	if (at)
		buf_addf(b, "\nPOSITION: %zu", at);
	add_line(b, "REMEDY", remedy(e));
}

static SQLRETURN post(struct diag *d, const struct stmt *stmt, const struct pg_error *e,
		      const char *state)
{
	struct buf b;
	char *text;
	SQLRETURN rc;

	buf_init(&b, TEXT_MAX);
	compose(&b, stmt, e);
	text = buf_take(&b);
	rc = diag_post(d, state, 0, true, text ? str_from(text) : str_from(e->message));
	free(text);
	return rc;
}

SQLRETURN pgdiag_error(struct diag *d, struct dbc *dbc, const struct stmt *stmt,
		       const struct pg_error *e)
{
	if (e->fault == PG_FAULT_LOST || (dbc->pg && pg_is_lost(dbc->pg))) {
		if (!dbc->dead)
			log_write(LOG_LEVEL_WARN, "session lost: %s",
				  e->message ? e->message : "out of memory");
		dbc->dead = true;
	}
	post(d, stmt, e, state_for(stmt, e));
	return SQL_ERROR;
}

static void post_notice(void *arg, const struct pg_error *notice)
{
	post(arg, NULL, notice, "01000");
}

bool pgdiag_notices(struct diag *d, struct dbc *dbc)
{
	size_t before = d->n;

	if (dbc->pg)
		pg_take_notices(dbc->pg, post_notice, d);
	return d->n > before;
}
