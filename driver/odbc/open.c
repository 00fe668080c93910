#include "config.h"
#include "odbc/open.h"

#include <stdio.h>
#include <stdlib.h>

#include "conf/manager.h"
#include "conf/session_key.h"
#include "conf/settings.h"
#include "odbc/connect.h"
#include "odbc/soil.h"
#include "odbc/stmt.h"
#include "pg/args.h"
#include "pg/pg.h"
#include "pg/sessions.h"
#include "sql/dirt.h"
#include "sql/translate.h"
#include "util/ascii.h"
#include "util/clock.h"
#include "util/log.h"
#include "util/mem.h"

/* --- what sessions are opened with ------------------------------------------------ */

/* Statements of the session's start: ConnSettings one by one, then read-only. */
struct setup {
	char **list;
	size_t n;
	unsigned dirt; /* enum pg_dirt: what they leave in the session */
};

static bool setup_add(struct setup *s, struct str sql)
{
	char **list = realloc(s->list, (s->n + 2) * sizeof(*list));

	if (!list)
		return false;
	s->list = list;
	list[s->n] = mem_dup_str(sql);
	if (!list[s->n])
		return false;
	list[++s->n] = NULL;
	return true;
}

static void setup_done(struct setup *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->list[i]);
	free(s->list);
}

static bool make_setup(const struct settings *s, struct setup *ret)
{
	struct lexer l = { .rest = str_from(s->conn_settings) };
	struct sql_statement one;

	while (sql_statement_next(&l, &one)) {
		struct sql_text text = { .statements = &one, .n_statements = 1 };

		if (!setup_add(ret, one.text))
			return false;
		ret->dirt |= soil_from_dirt(sql_dirt(&text));
	}
	if (s->read_only && !setup_add(ret, STR(PG_SETUP_READ_ONLY)))
		return false;
	return true;
}

static struct pg_args *make_args(const struct settings *s)
{
	struct session_params params;
	struct setup setup = { 0 };
	struct pg_args *args = NULL;

	if (!session_params_make(s, &params))
		return NULL;
	if (make_setup(s, &setup))
		args = pg_args_new((const char *const *)params.keys,
				   (const char *const *)params.values,
				   (const char *const *)setup.list, setup.dirt);
	setup_done(&setup);
	session_params_done(&params);
	return args;
}

static enum pg_reset_level reset_level(const struct settings *s)
{
	switch ((enum set_pool_reset)s->pool_reset) {
	case SET_RESET_NONE: return PG_RESET_NONE;
	case SET_RESET_ROLLBACK: return PG_RESET_ROLLBACK;
	case SET_RESET_SMART: return PG_RESET_SMART;
	case SET_RESET_FULL: break;
	}
	return PG_RESET_FULL;
}

static void make_config(const struct settings *s, struct pool_config *c)
{
	pool_config_default(c);
	c->pool_size = s->pool_size;
	c->max_overflow = s->max_overflow;
	c->timeout_ns = s->pool_timeout_ns;
	c->recycle_ns = s->pool_recycle_ns;
	c->pre_ping = s->pool_pre_ping;
	c->ping_idle_ns = s->pool_pre_ping_idle_ns;
	c->reset_level = (int)reset_level(s);
	c->min_idle = s->pool_min_idle;
	c->idle_timeout_ns = s->pool_idle_timeout_ns ? s->pool_idle_timeout_ns : POOL_NEVER;
	c->leak_threshold_ns = s->pool_leak_threshold_ns;
	c->max_connects = s->pool_max_connects;
}

static bool find_pool(struct dbc *dbc)
{
	struct session_tag tag;
	struct pool_config config;
	enum pool_get_fact fact;
	char *key = session_key_text(dbc->settings);

	if (!key)
		return false;
	session_tag_make(dbc->settings, &tag);
	memcpy(dbc->tag.bytes, tag.bytes, sizeof(dbc->tag.bytes));
	make_config(dbc->settings, &config);
	dbc->pool = pool_get(key, &pg_session_ops, &config, &fact);
	dbc->pool_is_new = fact != POOL_GET_SAME;
	free(key);
	return dbc->pool != NULL;
}

SQLRETURN open_prepare(struct dbc *dbc)
{
	dbc->args = make_args(dbc->settings);
	if (!dbc->args || (dbc->settings->pooling && !find_pool(dbc)))
		return diag_error(&dbc->h.diag, SS_HY001, NULL);
	return SQL_SUCCESS;
}

/* --- failures -------------------------------------------------------------------- */

/* With a login timeout of the application's, its end is HYT00, as ODBC says. */
static enum sqlstate failure_state(const struct pool_failure *f, bool ever_opened)
{
	switch (f->class) {
	case POOL_FAIL_EXHAUSTED:
	case POOL_FAIL_WOULD_WAIT: return SS_HYT00;
	case POOL_FAIL_TIMEOUT: return ever_opened ? SS_HYT00 : SS_08001;
	case POOL_FAIL_NO_MEMORY: return SS_HY001;
	case POOL_FAIL_TOO_MANY: return SS_08004;
	case POOL_FAIL_LOST: return SS_08S01;
	case POOL_FAIL_NONE:
	case POOL_FAIL_CONFIG:
	case POOL_FAIL_TRANSIENT: break;
	}
	if (strncmp(f->sqlstate, "28", 2) == 0)
		return SS_28000;
	return *f->sqlstate && strncmp(f->sqlstate, "57", 2) != 0 ? SS_08004 : SS_08001;
}

/* What waiting does not mend: by the server's state, or by libpq's words. */
static const struct {
	const char *state, *text, *remedy;
} config_remedies[] = {
	{ "", "authentication method 13",
	  "the server keeps this user's password as SHA-256, which libpq cannot answer: have it "
	  "set anew in plain text (ALTER USER ... PASSWORD '...', kept as MD5), or log in with "
	  "temporary IAM credentials" },
	{ "", "authentication method 14",
	  "this user logs in with an identity provider's token, which libpq cannot send: use a "
	  "database user with a password, or temporary IAM credentials" },
	{ "", "no password supplied", "set PWD in the data source, or keep it in ~/.pgpass" },
	{ "", "does not support SSL",
	  "set SSLmode=prefer or disable if the network in between is trusted" },
	{ "", "certificate", "check SSLmode and sslrootcert of the data source" },
	{ "28P01", "", "check UID and PWD of the data source" },
	{ "3D000", "", "check Database of the data source" },
};

static const char *config_remedy(const struct pool_failure *f)
{
	for (size_t i = 0; i < sizeof(config_remedies) / sizeof(config_remedies[0]); i++)
		if (strncmp(f->sqlstate, config_remedies[i].state,
			    strlen(config_remedies[i].state)) == 0 &&
		    strstr(f->text, config_remedies[i].text))
			return config_remedies[i].remedy;
	return NULL;
}

/* The guide's remedy for what happened. */
static const char *failure_remedy(const struct pool_failure *f, enum pool_fail_class last)
{
	/* Whoever waits because the server has no room is not helped by a larger pool. */
	switch (f->class == POOL_FAIL_EXHAUSTED && last == POOL_FAIL_TOO_MANY ? last : f->class) {
	case POOL_FAIL_EXHAUSTED:
		return "increase PoolSize or MaxOverflow if the server has room for more "
		       "sessions, or find the holder that keeps its session";
	case POOL_FAIL_WOULD_WAIT:
		return "the driver manager runs with Threading=3 and cannot let a connection wait: "
		       "set Threading=0 in the driver's section of odbcinst.ini";
	case POOL_FAIL_TOO_MANY:
		return "the server has no free session: reduce PoolSize and MaxOverflow (for "
		       "example 5 and 5), or close other programs' sessions";
	case POOL_FAIL_TRANSIENT:
	case POOL_FAIL_TIMEOUT:
		return "check that the server (or cluster) runs and is not paused, that network "
		       "and "
		       "firewall let this machine reach it, and that its limit of connections is "
		       "not exceeded; if it is, reduce PoolSize and MaxOverflow (for example 5 and "
		       "5)";
	case POOL_FAIL_CONFIG: return config_remedy(f);
	default: return NULL;
	}
}

static SQLRETURN post_failure(struct dbc *dbc, struct diag *to, const struct pool_failure *f)
{
	struct pool_status status = { 0 };
	const char *remedy;
	bool ever_opened = true;

	if (dbc->pool) {
		pool_status(dbc->pool, &status);
		ever_opened = status.totals.opened > 0 || dbc->attr.login_timeout;
	}
	remedy = failure_remedy(f, status.last_error.class);
	log_write(LOG_LEVEL_WARN, "connect failed: %s%s%s", f->sqlstate, *f->sqlstate ? ": " : "",
		  f->text);
	return diag_error(to, failure_state(f, ever_opened), "%s%s%s%s%s%s", f->text,
			  *f->sqlstate ? " (SQLSTATE " : "", f->sqlstate, *f->sqlstate ? ")" : "",
			  remedy ? "\nREMEDY: " : "", remedy ? remedy : "");
}

/* --- the session ------------------------------------------------------------------ */

static int64_t login_deadline(const struct dbc *dbc)
{
	int64_t limit = dbc->settings->login_timeout_ns;

	if (dbc->attr.login_timeout)
		limit = (int64_t)dbc->attr.login_timeout * CLOCK_NS_PER_SEC;
	return limit ? clock_now() + limit : CLOCK_NEVER;
}

static void set_pg(struct dbc *dbc, struct pg *pg)
{
	pthread_mutex_lock(&dbc->cancel_lock);
	dbc->pg = pg;
	pthread_mutex_unlock(&dbc->cancel_lock);
}

static bool borrow(struct dbc *dbc, struct pool_failure *f)
{
	struct pool_acquire_options options = {
		.deadline_ns = login_deadline(dbc),
		.wait_allowed = manager_threading(dbc->settings->driver) < 3,
		.note = "connected, nothing run yet",
	};

	if (!pool_acquire(dbc->pool, dbc->args, &dbc->tag, &options, &dbc->lease, f))
		return false;
	set_pg(dbc, pool_lease_session(dbc->lease));
	return true;
}

static bool open_own(struct dbc *dbc, struct pool_failure *f)
{
	int64_t deadline = login_deadline(dbc);
	void *session;

	if (deadline == CLOCK_NEVER && dbc->settings->pool_timeout_ns > 0)
		deadline = clock_now() + dbc->settings->pool_timeout_ns;
	if (!pool_open_direct(&pg_session_ops, dbc->args, deadline, &session, f))
		return false;
	set_pg(dbc, session);
	return true;
}

/* The line that tells a user that pooling works, at the first connect of a pool. */
static void announce(struct dbc *dbc)
{
	char *line;

	if (!dbc->pool || !dbc->pool_is_new)
		return;
	dbc->pool_is_new = false;
	line = settings_pool_line(dbc->settings, dbc_dbms_name(dbc));
	if (line)
		log_write(LOG_LEVEL_INFO, "%s", line);
	free(line);
}

static void report_leaks(struct pool *pool)
{
	struct pool_holder h;

	while (pool_take_leak(pool, &h))
		log_write(LOG_LEVEL_WARN,
			  "a session is lent for %lld s (PoolLeakThreshold): thread %ld, last "
			  "statement: %s",
			  (long long)(h.held_ns / CLOCK_NS_PER_SEC), h.tid, h.note);
}

SQLRETURN open_session(struct dbc *dbc, struct diag *to)
{
	struct pool_failure f;

	if (!(dbc->pool ? borrow(dbc, &f) : open_own(dbc, &f)))
		return post_failure(dbc, to, &f);
	snprintf(dbc->host, sizeof(dbc->host), "%s", pg_host(dbc->pg));
	dbc->tran = TRAN_NONE;
	dbc->savepoint = dbc->dead = false;
	open_set_patience(dbc);
	announce(dbc);
	if (dbc->pool)
		report_leaks(dbc->pool);
	return SQL_SUCCESS;
}

void open_set_patience(struct dbc *dbc)
{
	if (dbc->pg)
		pg_set_patience(dbc->pg, (int64_t)dbc->attr.connection_timeout * CLOCK_NS_PER_SEC);
}

void open_give_back(struct dbc *dbc)
{
	struct pool_lease *lease = dbc->lease;
	struct pg *pg = dbc->pg;

	if (!pg)
		return;
	pg_set_patience(pg, 0);
	pthread_mutex_lock(&dbc->cancel_lock);
	dbc->pg = NULL;
	dbc->lease = NULL;
	dbc->streaming = NULL;
	pthread_mutex_unlock(&dbc->cancel_lock);
	dbc->tran = TRAN_NONE;
	dbc->savepoint = false;
	if (!lease)
		pg_session_ops.close(pg);
	else
		pool_release(lease, dbc->dead ? POOL_RELEASE_BROKEN : POOL_RELEASE_CLEAN);
	if (dbc->pool)
		report_leaks(dbc->pool);
}
