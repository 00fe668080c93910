#include "config.h"
#include "odbc/tran.h"

#include "conf/settings.h"
#include "odbc/connect.h"
#include "odbc/pgdiag.h"
#include "odbc/request.h"
#include "odbc/undo.h"
#include "pg/pg.h"
#include "util/clock.h"

#define SAVEPOINT "sp_statement"

static const struct {
	SQLUINTEGER level;
	const char *name;
} isolations[] = {
	{ SQL_TXN_READ_UNCOMMITTED, "READ UNCOMMITTED" },
	{ SQL_TXN_READ_COMMITTED, "READ COMMITTED" },
	{ SQL_TXN_REPEATABLE_READ, "REPEATABLE READ" },
	{ SQL_TXN_SERIALIZABLE, "SERIALIZABLE" },
};

enum rollback { ROLLBACK_NOTHING, ROLLBACK_TRANSACTION, ROLLBACK_STATEMENT };

/* What a failed statement takes back in manual-commit mode. */
static enum rollback rollback_mode(const struct dbc *dbc)
{
	switch ((enum set_rollback)dbc->settings->rollback_on_error) {
	case SET_ROLLBACK_NONE: return ROLLBACK_NOTHING;
	case SET_ROLLBACK_TRANSACTION: return ROLLBACK_TRANSACTION;
	case SET_ROLLBACK_STATEMENT:
	case SET_ROLLBACK_AUTO: break;
	}
	return pg_flavour(dbc->pg)->savepoints ? ROLLBACK_STATEMENT : ROLLBACK_TRANSACTION;
}

const char *dbc_before(struct dbc *dbc, bool no_block)
{
	if (dbc->attr.autocommit == SQL_AUTOCOMMIT_ON)
		return NULL;
	switch (dbc->tran) {
	case TRAN_NONE: dbc->savepoint = false; return no_block ? NULL : "BEGIN";
	case TRAN_OPEN:
		if (rollback_mode(dbc) != ROLLBACK_STATEMENT)
			return NULL;
		return dbc->savepoint ? "RELEASE SAVEPOINT " SAVEPOINT ";SAVEPOINT " SAVEPOINT
				      : "SAVEPOINT " SAVEPOINT;
	case TRAN_FAILED: break;
	}
	return NULL;
}

bool dbc_keeps_before(const struct dbc *dbc)
{
	if (dbc->attr.autocommit == SQL_AUTOCOMMIT_ON)
		return dbc->tran == TRAN_NONE;
	return rollback_mode(dbc) == ROLLBACK_STATEMENT;
}

void dbc_sync_tran(struct dbc *dbc)
{
	switch (pg_tran(dbc->pg)) {
	case PG_TRAN_OPEN: dbc->tran = TRAN_OPEN; break;
	case PG_TRAN_FAILED: dbc->tran = TRAN_FAILED; break;
	default: dbc->tran = TRAN_NONE; break;
	}
	if (dbc->tran == TRAN_NONE)
		dbc->savepoint = false;
}

void dbc_after_request(struct dbc *dbc, const char *before, bool own_transaction)
{
	struct pg_error e;

	if (pg_is_lost(dbc->pg)) {
		dbc->tran = TRAN_NONE;
		dbc->savepoint = false;
		return;
	}
	dbc_sync_tran(dbc);
	if (before && dbc->tran == TRAN_OPEN)
		dbc->savepoint = strstr(before, "SAVEPOINT") != NULL;
	if (own_transaction)
		dbc->savepoint = false;
	if (own_transaction && dbc->tran == TRAN_NONE)
		undo_end(dbc, strcmp(pg_tag(dbc->pg), "ROLLBACK") != 0);
	if (dbc->tran != TRAN_FAILED || dbc->attr.autocommit == SQL_AUTOCOMMIT_ON ||
	    rollback_mode(dbc) == ROLLBACK_NOTHING)
		return;
	pg_error_init(&e);
	/* A first statement that fails leaves nothing worth keeping. */
	if (rollback_mode(dbc) == ROLLBACK_STATEMENT && before &&
	    strstr(before, "SAVEPOINT " SAVEPOINT)) {
		dbc->savepoint = true;
		pg_run(dbc->pg, "ROLLBACK TO SAVEPOINT " SAVEPOINT, CLOCK_NEVER, &e);
	} else {
		pg_run(dbc->pg, "ROLLBACK", CLOCK_NEVER, &e);
		undo_end(dbc, false);
	}
	pg_error_done(&e);
	dbc_sync_tran(dbc);
}

/* A commit of a failed transaction is a rollback, and the server does not call it an error. */
static SQLRETURN end(struct dbc *dbc, struct diag *to, bool commit)
{
	bool failed = dbc->tran == TRAN_FAILED;
	struct pg_error e;
	SQLRETURN rc = SQL_SUCCESS;

	pg_error_init(&e);
	if (!pg_run(dbc->pg, commit ? "COMMIT" : "ROLLBACK", CLOCK_NEVER, &e)) {
		if (commit && pg_is_lost(dbc->pg)) {
			dbc->dead = true;
			rc = diag_error(
				to, e.fault == PG_FAULT_SILENT ? SS_HYT01 : SS_08007,
				"the session was lost during COMMIT: whether the transaction "
				"was committed is not known (%s)",
				e.message ? e.message : "out of memory");
		} else {
			rc = pgdiag_error(to, dbc, NULL, &e);
		}
	} else if (commit && failed) {
		rc = diag_error(to, SS_25S03,
				"the transaction was rolled back: a statement in it had failed");
	}
	pg_error_done(&e);
	dbc_sync_tran(dbc);
	undo_end(dbc, commit && rc == SQL_SUCCESS);
	if (rc == SQL_SUCCESS && pgdiag_notices(to, dbc))
		rc = SQL_SUCCESS_WITH_INFO;
	return rc;
}

SQLRETURN dbc_end_tran(struct dbc *dbc, struct diag *to, SQLSMALLINT completion)
{
	SQLRETURN rc;

	if (completion != SQL_COMMIT && completion != SQL_ROLLBACK)
		return diag_error(to, SS_HY012, "completion type %d", completion);
	if (!dbc->connected)
		return diag_error(to, SS_08003, NULL);
	if (!dbc->pg || dbc->tran == TRAN_NONE) {
		/* A stream of a statement that began a transaction tells only at its end. */
		if (!dbc->pg || dbc->attr.autocommit == SQL_AUTOCOMMIT_ON || !dbc->streaming)
			return SQL_SUCCESS;
	}
	rc = dbc_claim(dbc, NULL, to);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (dbc->tran == TRAN_NONE)
		return rc;
	return end(dbc, to, completion == SQL_COMMIT);
}

SQLRETURN dbc_set_autocommit(struct dbc *dbc, bool on)
{
	SQLRETURN rc = SQL_SUCCESS;

	if (on && dbc->connected && dbc->attr.autocommit == SQL_AUTOCOMMIT_OFF)
		rc = dbc_end_tran(dbc, &dbc->h.diag, SQL_COMMIT);
	if (SQL_SUCCEEDED(rc))
		dbc->attr.autocommit = on ? SQL_AUTOCOMMIT_ON : SQL_AUTOCOMMIT_OFF;
	return rc;
}

/* Runs a setting of the session outside of a transaction. */
static SQLRETURN run_setting(struct dbc *dbc, struct diag *to, const char *sql)
{
	struct pg_error e;
	SQLRETURN rc = dbc_need_session(dbc, to);

	if (SQL_SUCCEEDED(rc))
		rc = dbc_claim(dbc, NULL, to);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (dbc->tran != TRAN_NONE)
		return diag_error(to, SS_HY011, "a transaction is open");
	pg_error_init(&e);
	if (!pg_run(dbc->pg, sql, CLOCK_NEVER, &e))
		rc = pgdiag_error(to, dbc, NULL, &e);
	else
		pg_soil(dbc->pg, PG_DIRT_ACCESS);
	pg_error_done(&e);
	return rc;
}

static const char *isolation_name(SQLUINTEGER level)
{
	for (size_t i = 0; i < sizeof(isolations) / sizeof(isolations[0]); i++)
		if (isolations[i].level == level)
			return isolations[i].name;
	return NULL;
}

/* Redshift has one level: nothing is sent, and the rules are the same. */
static SQLRETURN set_serializable(struct dbc *dbc, struct diag *to, SQLUINTEGER level)
{
	if (dbc->tran != TRAN_NONE)
		return diag_error(to, SS_HY011, "a transaction is open");
	dbc->attr.txn_isolation = SQL_TXN_SERIALIZABLE;
	if (level == SQL_TXN_SERIALIZABLE)
		return SQL_SUCCESS;
	return diag_info(to, SS_01S02, "Redshift transactions are always serializable");
}

SQLRETURN dbc_set_isolation(struct dbc *dbc, struct diag *to, SQLUINTEGER level)
{
	const char *name = isolation_name(level);
	SQLRETURN rc = SQL_SUCCESS;
	char sql[100];

	if (!name)
		return diag_error(to, SS_HY024, "transaction isolation level %u", level);
	if (dbc->connected && dbc_is_redshift(dbc))
		return set_serializable(dbc, to, level);
	if (dbc->connected) {
		snprintf(sql, sizeof(sql),
			 "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL %s", name);
		rc = run_setting(dbc, to, sql);
	}
	if (SQL_SUCCEEDED(rc))
		dbc->attr.txn_isolation = level;
	return rc;
}

SQLUINTEGER dbc_isolation(struct dbc *dbc)
{
	if (dbc->attr.txn_isolation)
		return dbc->attr.txn_isolation;
	return dbc->connected && dbc_is_redshift(dbc) ? SQL_TXN_SERIALIZABLE
						      : SQL_TXN_READ_COMMITTED;
}

SQLRETURN dbc_set_read_only(struct dbc *dbc, struct diag *to, bool on)
{
	SQLRETURN rc = SQL_SUCCESS;

	if (dbc->connected)
		rc = dbc_need_session(dbc, to);
	if (dbc->connected && SQL_SUCCEEDED(rc))
		rc = run_setting(dbc, to,
				 on ? pg_flavour(dbc->pg)->read_only
				    : pg_flavour(dbc->pg)->read_write);
	if (SQL_SUCCEEDED(rc))
		dbc->attr.access_mode = on ? SQL_MODE_READ_ONLY : SQL_MODE_READ_WRITE;
	return rc;
}
