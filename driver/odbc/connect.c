#include "config.h"
#include "odbc/connect.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "conf/attrs.h"
#include "conf/browse.h"
#include "conf/problem.h"
#include "conf/settings.h"
#include "odbc/open.h"
#include "odbc/pgdiag.h"
#include "odbc/request.h"
#include "odbc/stmt.h"
#include "odbc/tran.h"
#include "pg/args.h"
#include "pg/sessions.h"
#include "util/clock.h"
#include "util/log.h"
#include "util/mem.h"

/* --- settings ------------------------------------------------------------------ */

static enum sqlstate problem_state(enum problem_kind kind)
{
	switch (kind) {
	case PROBLEM_UNKNOWN_KEY: return SS_01S00;
	case PROBLEM_VALUE_CHANGED: return SS_01S02;
	case PROBLEM_NO_EFFECT: return SS_01000;
	case PROBLEM_BAD_VALUE:
	case PROBLEM_NO_PROFILE: return SS_HY024;
	case PROBLEM_UNSUPPORTED: return SS_HYC00;
	case PROBLEM_NO_SOURCE: return SS_IM002;
	case PROBLEM_NO_MEMORY: return SS_HY001;
	case PROBLEM_NOTE:
	case PROBLEM_BAD_FILE: break;
	}
	return SS_HY000;
}

/* Warnings and errors become records; notes are for the log. */
static SQLRETURN post_problems(struct dbc *dbc, const struct problems *problems)
{
	SQLRETURN rc = SQL_SUCCESS;

	for (size_t i = 0; i < problems->n; i++) {
		const struct problem *p = &problems->list[i];

		if (p->kind == PROBLEM_NOTE)
			continue;
		if (problem_is_error(p->kind))
			rc = diag_error(&dbc->h.diag, problem_state(p->kind), "%s", p->text);
		else
			rc = diag_worse(
				rc, diag_info(&dbc->h.diag, problem_state(p->kind), "%s", p->text));
	}
	if (problems->no_memory)
		rc = diag_error(&dbc->h.diag, SS_HY001, NULL);
	return rc;
}

/* The first of them is used, so what the application set by attribute comes last. */
static bool add_attribute_settings(struct dbc *dbc, struct attrs *given)
{
	if (dbc->attr.current_catalog && !attrs_get(given, STR("Database")) &&
	    !attrs_get(given, STR("DB")))
		return attrs_add(given, STR("Database"), str_from(dbc->attr.current_catalog),
				 false);
	return true;
}

/* A log that cannot be opened must not stop the connect, but somebody waits for its lines. */
static SQLRETURN start_log(struct dbc *dbc, const struct problems *problems)
{
	const char *target = "";

	if (settings_start_log(dbc->settings, problems, &target))
		return SQL_SUCCESS;
	return diag_info(&dbc->h.diag, SS_01000, "the log %.200s cannot be opened: %s", target,
			 strerrordesc_np(errno));
}

static SQLRETURN load_settings(struct dbc *dbc, struct attrs *given)
{
	struct problems problems;
	SQLRETURN rc;
	bool loaded;

	if (!add_attribute_settings(dbc, given))
		return diag_error(&dbc->h.diag, SS_HY001, NULL);
	problems_init(&problems);
	loaded = settings_load(given, &dbc->settings, &problems);
	rc = post_problems(dbc, &problems);
	if (loaded)
		rc = diag_worse(rc, start_log(dbc, &problems));
	else if (SQL_SUCCEEDED(rc))
		rc = diag_error(&dbc->h.diag, SS_HY001, NULL);
	problems_done(&problems);
	return rc;
}

static SQLSMALLINT int8_type(enum set_int8_as as)
{
	switch (as) {
	case SET_INT8_INTEGER: return SQL_INTEGER;
	case SET_INT8_DOUBLE: return SQL_DOUBLE;
	case SET_INT8_VARCHAR: return SQL_VARCHAR;
	case SET_INT8_DEFAULT:
	case SET_INT8_BIGINT: break;
	}
	return SQL_BIGINT;
}

static SQLSMALLINT numeric_type(enum set_numeric_as as)
{
	switch (as) {
	case SET_NUMERIC_DOUBLE: return SQL_DOUBLE;
	case SET_NUMERIC_VARCHAR: return SQL_VARCHAR;
	case SET_NUMERIC_LONGVARCHAR: return SQL_LONGVARCHAR;
	case SET_NUMERIC_DEFAULT:
	case SET_NUMERIC_NUMERIC: break;
	}
	return SQL_NUMERIC;
}

static uint32_t size_limit(int n)
{
	return n > 0 ? (uint32_t)n : 0;
}

bool dbc_reports_wide(const struct dbc *dbc)
{
	return dbc->wide && (!dbc->settings || dbc->settings->use_unicode);
}

/* The one place where settings become the way in which types are reported. */
static void set_type_options(struct dbc *dbc)
{
	const struct settings *s = dbc->settings;
	struct type_options *o = &dbc->types;

	type_options_init(o, dbc_is_redshift(dbc) ? TYPE_REDSHIFT : TYPE_POSTGRESQL);
	o->wide = dbc_reports_wide(dbc);
	o->odbc2 = dbc->env->odbc_version == SQL_OV_ODBC2;
	o->bools_as_char = s->bools_as_char;
	o->true_is_minus1 = s->true_is_minus1;
	o->text_as_longvarchar = s->text_as_long;
	o->unknowns_as_longvarchar = s->unknowns_as_long;
	o->bytea_as_longvarbinary = s->bytea_as_long;
	o->max_varchar_size = size_limit(s->max_varchar_size);
	o->max_longvarchar_size = size_limit(s->max_long_varchar_size);
	o->unknown_sizes = s->unknown_sizes == SET_SIZES_DONT_KNOW ? TYPE_UNKNOWN_DONTKNOW
								   : TYPE_UNKNOWN_MAX;
	o->int8_as = int8_type((enum set_int8_as)s->int8_as);
	o->numeric_as = numeric_type((enum set_numeric_as)s->numeric_as);
}

/* --- connecting ---------------------------------------------------------------- */

static void forget_settings(struct dbc *dbc)
{
	settings_free(dbc->settings);
	dbc->settings = NULL;
	pg_args_unref(dbc->args);
	dbc->args = NULL;
	dbc->pool = NULL;
	free(dbc->dsn);
	dbc->dsn = NULL;
}

/* Attributes set without a session that the one has to know which comes. */
static SQLRETURN apply_attributes(struct dbc *dbc, struct diag *to)
{
	SQLRETURN rc = SQL_SUCCESS;

	if (dbc->attr.txn_isolation)
		rc = dbc_set_isolation(dbc, to, dbc->attr.txn_isolation);
	if (SQL_SUCCEEDED(rc) && dbc->attr.access_mode == SQL_MODE_READ_ONLY)
		rc = diag_worse(rc, dbc_set_read_only(dbc, to, true));
	return rc;
}

static SQLRETURN open_with(struct dbc *dbc, struct attrs *given)
{
	SQLRETURN rc = load_settings(dbc, given), opened;

	if (!SQL_SUCCEEDED(rc))
		goto fail;
	dbc->dsn = mem_strdup(dbc->settings->dsn ? dbc->settings->dsn : "");
	if (!dbc->dsn) {
		rc = diag_error(&dbc->h.diag, SS_HY001, NULL);
		goto fail;
	}
	opened = open_prepare(dbc);
	if (SQL_SUCCEEDED(opened))
		opened = open_session(dbc, &dbc->h.diag);
	rc = diag_worse(rc, opened);
	if (!SQL_SUCCEEDED(rc))
		goto fail;
	dbc->connected = true;
	set_type_options(dbc);
	rc = diag_worse(rc, apply_attributes(dbc, &dbc->h.diag));
	if (SQL_SUCCEEDED(rc))
		return rc;
	open_give_back(dbc);
	dbc->connected = false;
fail:
	forget_settings(dbc);
	return rc;
}

static bool add_text(struct attrs *a, struct str key, struct str value)
{
	return !value.n || attrs_add(a, key, value, false);
}

SQLRETURN dbc_connect(struct dbc *dbc, struct str dsn, struct str uid, struct str pwd)
{
	struct attrs given;
	SQLRETURN rc;

	if (dbc->connected)
		return diag_error(&dbc->h.diag, SS_08002, NULL);
	attrs_init(&given);
	if (add_text(&given, STR("DSN"), dsn) && add_text(&given, STR("UID"), uid) &&
	    add_text(&given, STR("PWD"), pwd))
		rc = open_with(dbc, &given);
	else
		rc = diag_error(&dbc->h.diag, SS_HY001, NULL);
	attrs_done(&given);
	return rc;
}

static SQLRETURN parse(struct dbc *dbc, struct str in, struct attrs *given)
{
	char *why = NULL;
	SQLRETURN rc = SQL_SUCCESS;

	switch (attrs_parse(in, given, &why)) {
	case ATTRS_OK: break;
	case ATTRS_MALFORMED: rc = diag_error(&dbc->h.diag, SS_HY000, "%s", why); break;
	case ATTRS_NO_MEMORY: rc = diag_error(&dbc->h.diag, SS_HY001, NULL); break;
	}
	free(why);
	return rc;
}

static void let_go(struct dbc *dbc)
{
	dbc_drop_children(dbc);
	open_give_back(dbc);
	dbc->connected = false;
	dbc->parked = false;
	dbc->dead = false;
	forget_settings(dbc);
}

/* The connection string in full.  A connect that cannot return it has failed. */
static SQLRETURN out_completed(struct dbc *dbc, const struct attrs *given,
			       const struct text_out *out)
{
	char *text = attrs_compose(given);
	SQLRETURN rc;

	if (text)
		rc = text_out(&dbc->h.diag, out, str_from(text));
	else
		rc = diag_error(&dbc->h.diag, SS_HY001, NULL);
	mem_free_secret(text);
	if (!SQL_SUCCEEDED(rc))
		let_go(dbc);
	return rc;
}

/* There is no dialog here, so every completion tries with what it has got. */
SQLRETURN dbc_driver_connect(struct dbc *dbc, struct str in, const struct text_out *out,
			     SQLUSMALLINT completion)
{
	struct attrs given;
	SQLRETURN rc;

	if (completion > SQL_DRIVER_COMPLETE_REQUIRED)
		return diag_error(&dbc->h.diag, SS_HY110, "driver completion %u", completion);
	if (dbc->connected)
		return diag_error(&dbc->h.diag, SS_08002, NULL);
	attrs_init(&given);
	rc = parse(dbc, in, &given);
	if (SQL_SUCCEEDED(rc))
		rc = open_with(dbc, &given);
	if (SQL_SUCCEEDED(rc))
		rc = diag_worse(rc, out_completed(dbc, &given, out));
	attrs_done(&given);
	return rc;
}

/* --- browsing ------------------------------------------------------------------ */

static bool remember_browse(struct dbc *dbc, const struct attrs *given)
{
	char *text = attrs_compose(given);

	if (!text)
		return false;
	mem_free_secret(dbc->browse_so_far);
	dbc->browse_so_far = text;
	dbc->browse = true;
	return true;
}

static void forget_browse(struct dbc *dbc)
{
	mem_free_secret(dbc->browse_so_far);
	dbc->browse_so_far = NULL;
	dbc->browse = false;
}

/* ODBC: SQLBrowseConnect, 01004 and 01S00: "function returns SQL_NEED_DATA". */
static SQLRETURN need_more(struct dbc *dbc, const struct problems *problems,
			   const struct text_out *out, const char *text)
{
	SQLRETURN rc = post_problems(dbc, problems);

	rc = diag_worse(rc, text_out(&dbc->h.diag, out, str_from(text)));
	return SQL_SUCCEEDED(rc) ? SQL_NEED_DATA : rc;
}

/* The settings are only looked at; the connect loads them anew. */
static SQLRETURN browse_step(struct dbc *dbc, const struct attrs *given, const struct text_out *out,
			     bool *ret_complete)
{
	struct problems problems;
	struct settings *s = NULL;
	char *text = NULL;
	SQLRETURN rc;

	problems_init(&problems);
	if (!settings_load(given, &s, &problems))
		rc = diag_worse(post_problems(dbc, &problems), SQL_ERROR);
	else if (!browse_missing(s, &text, ret_complete))
		rc = diag_error(&dbc->h.diag, SS_HY001, NULL);
	else if (*ret_complete)
		rc = SQL_SUCCESS;
	else
		rc = need_more(dbc, &problems, out, text);
	settings_free(s);
	problems_done(&problems);
	free(text);
	return rc;
}

/* What came earlier counts first: a later call cannot change it. */
static SQLRETURN browse_collect(struct dbc *dbc, struct str in, struct attrs *given)
{
	SQLRETURN rc = SQL_SUCCESS;

	if (dbc->browse_so_far)
		rc = parse(dbc, str_from(dbc->browse_so_far), given);
	if (SQL_SUCCEEDED(rc))
		rc = parse(dbc, in, given);
	return rc;
}

SQLRETURN dbc_browse_connect(struct dbc *dbc, struct str in, const struct text_out *out)
{
	struct attrs given;
	bool complete = false;
	SQLRETURN rc;

	if (dbc->connected)
		return diag_error(&dbc->h.diag, SS_08002, NULL);
	attrs_init(&given);
	rc = browse_collect(dbc, in, &given);
	if (SQL_SUCCEEDED(rc))
		rc = browse_step(dbc, &given, out, &complete);
	if (rc == SQL_NEED_DATA && !remember_browse(dbc, &given))
		rc = diag_error(&dbc->h.diag, SS_HY001, NULL);
	if (SQL_SUCCEEDED(rc) && complete) {
		rc = open_with(dbc, &given);
		if (SQL_SUCCEEDED(rc))
			rc = diag_worse(rc, out_completed(dbc, &given, out));
	}
	if (rc != SQL_NEED_DATA)
		forget_browse(dbc);
	attrs_done(&given);
	return rc;
}

/* --- the end -------------------------------------------------------------------- */

/* ODBC: SQLDisconnect, 25000: a transaction in process must be ended first. */
SQLRETURN dbc_disconnect(struct dbc *dbc)
{
	if (dbc->browse) {
		forget_browse(dbc);
		return SQL_SUCCESS;
	}
	if (!dbc->connected)
		return diag_error(&dbc->h.diag, SS_08003, NULL);
	if (dbc->pg && !dbc->dead && dbc->attr.autocommit == SQL_AUTOCOMMIT_OFF &&
	    dbc->tran != TRAN_NONE)
		return diag_error(&dbc->h.diag, SS_25000,
				  "a transaction is open: commit it or roll it back before "
				  "SQLDisconnect");
	let_go(dbc);
	return SQL_SUCCESS;
}

/* The session goes back to the pool, which cleans it; the next use takes one again. */
static void park(struct dbc *dbc)
{
	open_give_back(dbc);
	dbc->parked = true;
}

SQLRETURN dbc_need_session(struct dbc *dbc, struct diag *to)
{
	SQLRETURN rc;

	if (!dbc->connected)
		return diag_error(to, SS_08003, NULL);
	if (dbc->pg && dbc->lease && !pool_lease_session(dbc->lease))
		return diag_error(
			to, SS_08003,
			"the session belongs to the parent of this process: connect again");
	if (dbc->dead)
		return diag_error(to, SS_08S01,
				  "the session was lost: disconnect and connect again");
	if (dbc->pg)
		return SQL_SUCCESS;
	rc = open_session(dbc, to);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	dbc->parked = false;
	rc = apply_attributes(dbc, to);
	if (!SQL_SUCCEEDED(rc))
		park(dbc);
	return rc;
}

SQLRETURN dbc_unpark(struct dbc *dbc, struct diag *to)
{
	return dbc->parked ? dbc_need_session(dbc, to) : SQL_SUCCESS;
}

bool dbc_lends_out(const struct dbc *dbc)
{
	return dbc->pool && dbc->settings->pool_mode == SET_MODE_TRANSACTION;
}

void dbc_rest(struct dbc *dbc)
{
	if (!dbc->pg || !dbc_lends_out(dbc) || dbc->dead || dbc->streaming ||
	    dbc->tran != TRAN_NONE || !dbc->lease || !pool_lease_session(dbc->lease))
		return;
	if (pg_tran(dbc->pg) == PG_TRAN_IDLE)
		park(dbc);
}

bool dbc_is_dead(struct dbc *dbc)
{
	if (!dbc->connected || dbc->dead)
		return true;
	if (dbc->lease && !pool_lease_session(dbc->lease))
		return true; /* a child of fork */
	return dbc->pg && !pg_alive(dbc->pg);
}

/* A driver manager that parks connections holds no session. */
SQLRETURN dbc_reset_connection(struct dbc *dbc)
{
	if (!dbc->connected)
		return diag_error(&dbc->h.diag, SS_08003, NULL);
	dbc_drop_children(dbc);
	park(dbc);
	dbc->attr.autocommit = SQL_AUTOCOMMIT_ON;
	dbc->attr.access_mode = SQL_MODE_READ_WRITE;
	dbc->attr.txn_isolation = 0;
	dbc->dead = false;
	return SQL_SUCCESS;
}

/* --- names ---------------------------------------------------------------------- */

const char *dbc_catalog(struct dbc *dbc)
{
	return dbc->pg ? pg_database(dbc->pg) : "";
}

const char *dbc_server_name(struct dbc *dbc)
{
	return dbc->connected ? dbc->host : "";
}

const char *dbc_user_name(struct dbc *dbc)
{
	return dbc->pg ? pg_user(dbc->pg) : "";
}

bool dbc_is_redshift(struct dbc *dbc)
{
	if (!dbc->pg)
		return dbc->connected && dbc->types.flavour == TYPE_REDSHIFT;
	return pg_is_redshift(dbc->pg);
}

const char *dbc_dbms_name(struct dbc *dbc)
{
	return dbc->pg ? pg_flavour(dbc->pg)->name : "PostgreSQL";
}

const char *dbc_dbms_version(struct dbc *dbc)
{
	int v = dbc->pg ? pg_server_version(dbc->pg) : 0;
	const char *text = dbc->pg ? pg_parameter(dbc->pg, "padb_version") : NULL;

	if (!text && dbc->pg)
		text = pg_parameter(dbc->pg, "server_version");
	snprintf(dbc->version_text, sizeof(dbc->version_text), "%02d.%02d.%04d %s", v / 10000,
		 v / 100 % 100, v % 100, text ? text : "");
	return dbc->version_text;
}
