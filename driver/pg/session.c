#include "config.h"
#include "pg/internal.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pg/args.h"
#include "pg/columns.h"
#include "util/buf.h"
#include "util/clock.h"

/* More than this between two looks is noise that nobody reads. */
#define NOTICES_MAX 1000

struct pg *pg_new(void)
{
	struct pg *pg = calloc(1, sizeof(*pg));

	if (pg)
		pg->notices_tail = &pg->notices;
	return pg;
}

static void free_notices(struct pg *pg)
{
	while (pg->notices) {
		struct notice *n = pg->notices;

		pg->notices = n->next;
		pg_error_done(&n->error);
		free(n);
	}
	pg->notices_tail = &pg->notices;
	pg->n_notices = 0;
}

void pg_free(struct pg *pg)
{
	if (!pg)
		return;
	PQclear(pg->res);
	PQclear(pg->description);
	PQfreeCancel(pg->cancel);
	PQfinish(pg->conn);
	pg_columns_free(pg);
	free_notices(pg);
	free(pg->steps);
	free(pg->cells);
	free(pg->drop);
	pg_args_unref(pg->args);
	free(pg);
}

/* Keeps a notice for the statement that caused it; libpq would print it to stderr. */
static void keep_notice(void *arg, const PGresult *res)
{
	struct pg *pg = arg;
	struct notice *n;

	/* The server's last words come as a notice when nothing is under way. */
	if (pg_severity_ends(PQresultErrorField(res, PG_DIAG_SEVERITY_NONLOCALIZED)) ||
	    pg_severity_ends(PQresultErrorField(res, PG_DIAG_SEVERITY)))
		pg->ended = true;
	if (pg->n_notices >= NOTICES_MAX)
		return;
	n = calloc(1, sizeof(*n));
	if (!n)
		return;
	pg_error_from_result(&n->error, res);
	*pg->notices_tail = n;
	pg->notices_tail = &n->next;
	pg->n_notices++;
}

void pg_take_notices(struct pg *pg, void (*fn)(void *arg, const struct pg_error *notice), void *arg)
{
	for (struct notice *n = pg->notices; fn && n; n = n->next)
		fn(arg, &n->error);
	free_notices(pg);
}

void pg_catch_notices(struct pg *pg)
{
	PQsetNoticeReceiver(pg->conn, keep_notice, pg);
}

bool pg_adopt(struct pg *pg)
{
	pg->flavour = pg_flavour_of(pg->conn);
	pg->cancel = PQgetCancel(pg->conn);
	PQsetErrorVerbosity(pg->conn, PQERRORS_DEFAULT);
	return pg->cancel && PQsetnonblocking(pg->conn, 1) == 0;
}

void pg_mark_lost(struct pg *pg)
{
	pg->lost = true;
	pg->request = REQUEST_NONE;
	pg->in_rows = false;
	PQclear(pg->res);
	pg->res = NULL;
}

enum pg_tran pg_tran(const struct pg *pg)
{
	if (pg->lost)
		return PG_TRAN_UNKNOWN;
	switch (PQtransactionStatus(pg->conn)) {
	case PQTRANS_IDLE: return PG_TRAN_IDLE;
	case PQTRANS_ACTIVE: return PG_TRAN_ACTIVE;
	case PQTRANS_INTRANS: return PG_TRAN_OPEN;
	case PQTRANS_INERROR: return PG_TRAN_FAILED;
	case PQTRANS_UNKNOWN: break;
	}
	return PG_TRAN_UNKNOWN;
}

bool pg_busy(const struct pg *pg)
{
	return pg->request != REQUEST_NONE;
}

bool pg_is_lost(const struct pg *pg)
{
	return pg->lost || PQstatus(pg->conn) != CONNECTION_OK;
}

/* Parses what libpq has received, too; true: the server has said that it ends the session. */
static bool read_notifications(struct pg *pg)
{
	PGnotify *notify;

	while (pg->request == REQUEST_NONE && (notify = PQnotifies(pg->conn)))
		PQfreemem(notify);
	return pg->ended;
}

/*
 * A readable socket between requests is a notice, a notification, a changed
 * parameter or the server's last words.  libpq reports the end of the stream
 * only on the second read, so it is read until there is nothing left.
 */
bool pg_alive(struct pg *pg)
{
	struct pollfd p = { .fd = PQsocket(pg->conn), .events = POLLIN | POLLRDHUP };

	if (pg->lost || p.fd < 0 || PQstatus(pg->conn) != CONNECTION_OK)
		return false;
	for (int i = 0; i < 100; i++) {
		int n = poll(&p, 1, 0);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || (n && (p.revents & (POLLHUP | POLLRDHUP | POLLERR | POLLNVAL))))
			return false;
		if (n == 0)
			return !read_notifications(pg);
		if (pg->request != REQUEST_NONE)
			return true; /* answers of the running request */
		if (!PQconsumeInput(pg->conn) || PQstatus(pg->conn) != CONNECTION_OK)
			return false;
	}
	return !read_notifications(pg);
}

static unsigned name_salt;
static pthread_once_t name_salt_once = PTHREAD_ONCE_INIT;

static void draw_name_salt(void)
{
	if (getrandom(&name_salt, sizeof(name_salt), GRND_NONBLOCK) != sizeof(name_salt))
		name_salt = (unsigned)clock_now();
}

/*
 * Behind a pooler a session of the server serves many clients, and a name that two
 * of them use would run the other one's statement: so names are unique among
 * sessions, processes and machines.
 */
void pg_new_name(struct pg *pg, char *ret, size_t cap)
{
	static atomic_uint next;

	pthread_once(&name_salt_once, draw_name_salt);
	snprintf(ret, cap, "sp_%x_%x_%x", name_salt, (unsigned)getpid(),
		 atomic_fetch_add(&next, 1) + 1);
	pg->prepared_any = true;
}

void pg_drop_name(struct pg *pg, const char *name)
{
	struct buf b;
	char *joined;

	buf_init(&b, 1 << 20);
	if (pg->drop) {
		buf_add(&b, str_from(pg->drop));
		buf_add(&b, STR(";"));
	}
	buf_add(&b, STR("DEALLOCATE "));
	buf_add(&b, str_from(name));
	joined = buf_take(&b);
	if (!joined)
		return; /* it stays prepared until the session ends: harmless */
	free(pg->drop);
	pg->drop = joined;
}

/* Once may be a DISCARD or DEALLOCATE of the application's own. */
#define NAMES_MISSED_MAX 2

void pg_name_missed(struct pg *pg)
{
	if (pg->names_missed < NAMES_MISSED_MAX)
		pg->names_missed++;
}

bool pg_names_last(const struct pg *pg)
{
	return pg->names_missed < NAMES_MISSED_MAX;
}

void pg_call_begins(struct pg *pg)
{
	atomic_store(&pg->canceled, false);
}

void pg_set_patience(struct pg *pg, int64_t ns)
{
	atomic_store(&pg->patience, ns);
}

int pg_pid(const struct pg *pg)
{
	return PQbackendPID(pg->conn);
}

bool pg_is_redshift(const struct pg *pg)
{
	return pg->flavour->redshift;
}

int pg_server_version(const struct pg *pg)
{
	return PQserverVersion(pg->conn);
}

const char *pg_parameter(const struct pg *pg, const char *name)
{
	return PQparameterStatus(pg->conn, name);
}

const char *pg_database(const struct pg *pg)
{
	return PQdb(pg->conn);
}

const char *pg_user(const struct pg *pg)
{
	return PQuser(pg->conn);
}

const char *pg_host(const struct pg *pg)
{
	const char *host = PQhost(pg->conn);

	return host ? host : "";
}

int pg_column_count(const struct pg *pg)
{
	return pg->n_columns;
}

const struct pg_column *pg_columns(const struct pg *pg)
{
	return pg->columns;
}

const struct cell *pg_row(const struct pg *pg)
{
	return pg->cells;
}

const char *pg_tag(const struct pg *pg)
{
	return pg->tag;
}

int64_t pg_affected(const struct pg *pg)
{
	return pg->affected;
}
