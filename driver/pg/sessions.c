#include "config.h"
#include "pg/sessions.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "pg/internal.h"
#include "util/ascii.h"
#include "util/clock.h"
#include "util/mem.h"

enum open_phase { OPEN_CONNECTING, OPEN_SETUP, OPEN_DONE };

/* --- failures ------------------------------------------------------------------ */

static bool state_char(char c)
{
	return ascii_is_digit(c) || (c >= 'A' && c <= 'Z');
}

/*
 * libpq gives no SQLSTATE for a failed connect but writes it into a verbose
 * message ("FATAL:  28P01: password ...").  Returns where it stands, or NULL.
 */
static char *find_state(char *text)
{
	for (char *p = strstr(text, ":  "); p; p = strstr(p + 1, ":  ")) {
		char *s = p + 3;
		int n = 0;

		while (n < 5 && state_char(s[n]))
			n++;
		if (n == 5 && s[5] == ':' && s[6] == ' ')
			return s;
	}
	return NULL;
}

/* Takes the state and the server's source line out of the text. */
static void split_state(char *text, char ret_state[6])
{
	char *s = find_state(text), *location;

	ret_state[0] = '\0';
	if (!s)
		return;
	memcpy(ret_state, s, 5);
	ret_state[5] = '\0';
	memmove(s, s + 7, strlen(s + 7) + 1);
	location = strstr(s, "\nLOCATION:");
	if (location)
		*location = '\0';
}

static bool state_in(const char *state, const char *const *heads)
{
	for (; *heads; heads++)
		if (strncmp(state, *heads, strlen(*heads)) == 0)
			return true;
	return false;
}

static bool text_has(const char *text, const char *const *parts)
{
	for (; *parts; parts++)
		if (strstr(text, *parts))
			return true;
	return false;
}

/* What the pool does about a failed connect depends on whether waiting can help. */
static enum pool_fail_class classify(const char *state, const char *text, bool started)
{
	static const char *const config_states[] = {
		"28", "3D", "42501", "22", "0A", "42704", NULL
	};
	static const char *const config_texts[] = {
		"no password supplied",      "does not support SSL",  "certificate",
		"invalid connection option", "authentication method", NULL
	};

	if (strncmp(state, "53300", 5) == 0 ||
	    (strstr(text, "connection limit") && strstr(text, "exceeded")))
		return POOL_FAIL_TOO_MANY;
	if (*state ? state_in(state, config_states) : text_has(text, config_texts))
		return POOL_FAIL_CONFIG;
	return started ? POOL_FAIL_TRANSIENT : POOL_FAIL_CONFIG;
}

static void connect_failure(struct pg *pg, struct pool_failure *f, bool started)
{
	char *text = mem_dup_str(ascii_trim(str_from(PQerrorMessage(pg->conn))));
	char state[6];

	if (!text) {
		pool_failure_set(f, POOL_FAIL_NO_MEMORY, NULL, "out of memory");
		return;
	}
	split_state(text, state);
	pool_failure_set(f, classify(state, text, started), state, text);
	free(text);
}

static void query_failure(struct pg *pg, struct pg_error *e, struct pool_failure *f,
			  enum pool_fail_class class)
{
	if (e->fault == PG_FAULT_NO_MEMORY)
		class = POOL_FAIL_NO_MEMORY;
	else if (pg_is_lost(pg))
		class = POOL_FAIL_LOST;
	pool_failure_set(f, class, e->state, e->message ? e->message : "out of memory");
	pg_error_done(e);
}

/* --- opening ------------------------------------------------------------------- */

static void want(struct pool_io *io, struct pg *pg, short events)
{
	*io = (struct pool_io){ PQsocket(pg->conn), events, POOL_NEVER };
}

static void *start(void *arg, struct pool_io *ret_io, struct pool_failure *ret_failure)
{
	struct pg_args *args = arg;
	struct pg *pg = pg_new();

	if (!pg)
		goto no_memory;
	pg->args = pg_args_ref(args);
	pg->conn = PQconnectStartParams((const char *const *)args->keys,
					(const char *const *)args->values, 0);
	if (!pg->conn)
		goto no_memory;
	pg_catch_notices(pg);
	/* Only to learn the SQLSTATE: see find_state(). */
	PQsetErrorVerbosity(pg->conn, PQERRORS_VERBOSE);
	if (PQstatus(pg->conn) == CONNECTION_BAD) {
		connect_failure(pg, ret_failure, false);
		pg_free(pg);
		return NULL;
	}
	pg->open_phase = OPEN_CONNECTING;
	want(ret_io, pg, POLLOUT);
	return pg;
no_memory:
	pool_failure_set(ret_failure, POOL_FAIL_NO_MEMORY, NULL, "out of memory");
	pg_free(pg);
	return NULL;
}

/* Reads on; DONE when the request is answered without an error. */
static enum pool_step finish_request(struct pg *pg, struct pool_io *ret_io,
				     struct pool_failure *ret_failure, enum pool_fail_class class)
{
	struct pg_error e;

	pg_error_init(&e);
	while (pg_ready(pg)) {
		enum pg_event event = pg_next(pg, CLOCK_NEVER, &e);

		if (event == PG_ERROR) {
			query_failure(pg, &e, ret_failure, class);
			return POOL_STEP_FAILED;
		}
		if (event == PG_DONE && pg_is_lost(pg)) {
			pool_failure_set(ret_failure, POOL_FAIL_LOST, NULL,
					 PQerrorMessage(pg->conn));
			return POOL_STEP_FAILED;
		}
		if (event == PG_DONE)
			return POOL_STEP_DONE;
	}
	want(ret_io, pg, PQflush(pg->conn) > 0 ? POLLIN | POLLOUT : POLLIN);
	return POOL_STEP_WAIT;
}

/* Values are read in these styles; the server reports both, so that looking costs nothing. */
static const struct {
	const char *parameter, *start, *set;
} styles[] = {
	{ "DateStyle", "ISO", "SET DateStyle TO ISO" },
	{ "IntervalStyle", "postgres", "SET IntervalStyle TO postgres" },
};

static bool style_is_good(const struct pg *pg, size_t i)
{
	const char *value = PQparameterStatus(pg->conn, styles[i].parameter);

	return !value || strncmp(value, styles[i].start, strlen(styles[i].start)) == 0;
}

static bool styles_are_good(const struct pg *pg)
{
	return style_is_good(pg, 0) && style_is_good(pg, 1);
}

bool pg_push_setup(struct pg *pg)
{
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof(styles) / sizeof(styles[0]); i++)
		if (pg->bad_styles && PQparameterStatus(pg->conn, styles[i].parameter))
			ok = pg_pipeline_quiet(pg, styles[i].set) && pg_pipeline_sync(pg);
	for (char **sql = pg->args->setup; ok && *sql; sql++) {
		bool read_only = strcmp(*sql, PG_SETUP_READ_ONLY) == 0;

		ok = pg_pipeline_quiet(pg, read_only ? pg->flavour->read_only : *sql) &&
		     pg_pipeline_sync(pg);
	}
	return ok;
}

static enum pool_step finish_setup(struct pg *pg, struct pool_io *ret_io,
				   struct pool_failure *ret_failure)
{
	enum pool_step step = finish_request(pg, ret_io, ret_failure, POOL_FAIL_CONFIG);

	if (step == POOL_STEP_DONE) {
		pg->open_phase = OPEN_DONE;
		pg_is_clean(pg);
	}
	return step;
}

static enum pool_step begin_setup(struct pg *pg, struct pool_io *ret_io,
				  struct pool_failure *ret_failure)
{
	struct pg_error e;

	if (!pg_adopt(pg)) {
		pool_failure_set(ret_failure, POOL_FAIL_NO_MEMORY, NULL, "out of memory");
		return POOL_STEP_FAILED;
	}
	pg->bad_styles = !styles_are_good(pg);
	if (!pg->bad_styles && !pg->args->setup[0]) {
		pg->open_phase = OPEN_DONE;
		pg_is_clean(pg);
		return POOL_STEP_DONE;
	}
	pg_error_init(&e);
	if (!pg_pipeline_begin(pg, NULL, &e) || !pg_pipeline_end(pg, pg_push_setup(pg), &e)) {
		query_failure(pg, &e, ret_failure, POOL_FAIL_TRANSIENT);
		return POOL_STEP_FAILED;
	}
	pg->open_phase = OPEN_SETUP;
	return finish_setup(pg, ret_io, ret_failure);
}

static enum pool_step go_on(void *session, struct pool_io *ret_io, struct pool_failure *ret_failure)
{
	struct pg *pg = session;

	if (pg->open_phase == OPEN_SETUP)
		return finish_setup(pg, ret_io, ret_failure);
	switch (PQconnectPoll(pg->conn)) {
	case PGRES_POLLING_READING: want(ret_io, pg, POLLIN); return POOL_STEP_WAIT;
	case PGRES_POLLING_WRITING: want(ret_io, pg, POLLOUT); return POOL_STEP_WAIT;
	case PGRES_POLLING_OK: return begin_setup(pg, ret_io, ret_failure);
	default: break;
	}
	connect_failure(pg, ret_failure, true);
	return POOL_STEP_FAILED;
}

/*
 * libpq's words for a failure tell what class it is of (classify()), so they may not be
 * translated for whom the program speaks to.
 */
static void *open_start(void *arg, struct pool_io *ret_io, struct pool_failure *ret_failure)
{
	locale_t own = uselocale(ascii_locale());
	void *session = start(arg, ret_io, ret_failure);

	uselocale(own);
	return session;
}

static enum pool_step open_poll(void *session, struct pool_io *ret_io,
				struct pool_failure *ret_failure)
{
	locale_t own = uselocale(ascii_locale());
	enum pool_step step = go_on(session, ret_io, ret_failure);

	uselocale(own);
	return step;
}

/* --- checking ------------------------------------------------------------------ */

static bool alive(void *session)
{
	return pg_alive(session);
}

static enum pool_step ping_poll(void *session, struct pool_io *ret_io,
				struct pool_failure *ret_failure)
{
	struct pg *pg = session;
	enum pool_step step = finish_request(pg, ret_io, ret_failure, POOL_FAIL_TRANSIENT);
	bool cleaned = pg->cleaning;

	if (step != POOL_STEP_DONE)
		return step;
	pg_reset_done(pg);
	/* Behind the answer may stand the server's last words. */
	if (!pg_alive(pg)) {
		pool_failure_set(ret_failure, POOL_FAIL_LOST, NULL,
				 "the session was ended while it was idle");
		return POOL_STEP_FAILED;
	}
	if (cleaned && !styles_are_good(pg)) {
		/* The server's defaults have changed since the session began. */
		pool_failure_set(ret_failure, POOL_FAIL_TRANSIENT, NULL,
				 "the session's styles of dates are not the driver's");
		step = POOL_STEP_FAILED;
	}
	return step;
}

/* The answer to a reset that is still to come is as good a sign of life. */
static enum pool_step ping_start(void *session, struct pool_io *ret_io,
				 struct pool_failure *ret_failure)
{
	struct pg *pg = session;
	struct pg_error e;

	pg_error_init(&e);
	if (!pg_busy(pg) && !pg_send_text(pg, NULL, "", &e)) {
		query_failure(pg, &e, ret_failure, POOL_FAIL_LOST);
		return POOL_STEP_FAILED;
	}
	return ping_poll(pg, ret_io, ret_failure);
}

static enum pool_reset reset(void *session, int level, int64_t deadline)
{
	return pg_reset(session, level, deadline);
}

static void close_session(void *session)
{
	pg_free(session);
}

/* In a child of fork: only the descriptor goes; the server hears nothing. */
static void forget(void *session)
{
	struct pg *pg = session;
	int fd = pg->conn ? PQsocket(pg->conn) : -1;

	if (fd >= 0)
		close(fd);
}

static void *arg_hold(void *arg)
{
	return pg_args_ref(arg);
}

static void arg_drop(void *held)
{
	pg_args_unref(held);
}

const struct pool_session_ops pg_session_ops = {
	.open_start = open_start,
	.open_poll = open_poll,
	.alive = alive,
	.ping_start = ping_start,
	.ping_poll = ping_poll,
	.reset = reset,
	.close = close_session,
	.forget = forget,
	.arg_hold = arg_hold,
	.arg_drop = arg_drop,
};
