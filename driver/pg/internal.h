/* The inside of a session: for the files of driver/pg only. */
#ifndef SP_PG_INTERNAL_H
#define SP_PG_INTERNAL_H

#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>

#include "pg/pg.h"
#include "pool/pool_session.h"

/* What a queued command of a pipeline is for; its events depend on it. */
enum step { STEP_DROP, STEP_BEFORE, STEP_PREPARE, STEP_DESCRIBE, STEP_MAIN, STEP_SYNC };

enum request { REQUEST_NONE, REQUEST_TEXT, REQUEST_PIPELINE };

struct pg_args;

struct notice {
	struct notice *next;
	struct pg_error error;
};

struct pg {
	PGconn *conn;
	const struct pg_flavour *flavour;
	bool lost;
	bool ended;            /* the server has said so, between two requests */
	unsigned names_missed; /* how often a prepared statement was not there any more */
	char *drop;            /* "DEALLOCATE a;DEALLOCATE b" to go out with the next request */

	bool prepared_any; /* names were given out since it was clean */

	/* Since it was clean: enum pg_dirt.  `noted` is of the running statement alone. */
	unsigned dirt, noted;
	uint64_t look;  /* of the settings that the server reports, when it was clean */
	bool resetting; /* the answer to a reset is still to come */
	bool cleaning;  /* and what it leaves is clean */

	/* The server's own limit on each statement: see limit.c. */
	int64_t limit_ms;     /* as set last; 0: none of ours */
	int64_t begun_at;     /* the running request, if there is a limit */
	bool limit_in_block;  /* set in a transaction: a rollback takes it back */
	bool limit_is_theirs; /* somebody sets it by SQL, or there is none */

	/* Opening: see sessions.c. */
	int open_phase;
	bool bad_styles; /* dates and intervals come in other styles unless set otherwise */
	struct pg_args *args;

	/* The running request. */
	enum request request;
	int swallow;          /* results of `before` still to come (text form) */
	int prefix_chars;     /* characters put in front of the text (text form) */
	unsigned char *steps; /* enum step of the pipeline, in order */
	size_t n_steps, steps_cap, at_step;
	bool no_memory;      /* why the pipeline could not be built */
	bool step_failed;    /* the command at at_step has answered with an error */
	bool made_name;      /* a statement of the request was prepared */
	bool single_row_set; /* for the command at at_step */

	PGresult *description; /* answer to STEP_DESCRIBE */

	/* The result whose rows are being handed out. */
	PGresult *res;
	int row;      /* next row of res */
	bool in_rows; /* PG_COLUMNS was said for the result */
	bool no_rows; /* its columns did not find memory: its rows are dropped */
	struct pg_column *columns;
	int n_columns;
	struct cell *cells;
	int cells_cap;
	char tag[64];
	int64_t affected;

	/* Deadline and cancelling. */
	bool timed_out;
	int64_t give_up_at;       /* after a cancel of ours: when to stop waiting for its effect */
	_Atomic int64_t patience; /* longest silence of the server; 0: any */
	atomic_bool canceled;     /* of the running call; see pg_call_begins() */
	atomic_bool cancel_stuck; /* a cancel that may hit whatever runs when it arrives */
	PGcancel *cancel;

	struct notice *notices, **notices_tail;
	int n_notices;
};

/* Fills *e from libpq's own message (no result at hand). */
void pg_error_from_conn(struct pg_error *e, const struct pg *pg, enum pg_fault fault);
void pg_error_from_result(struct pg_error *e, const PGresult *res);
void pg_error_text(struct pg_error *e, enum pg_fault fault, const char *text);

/* FATAL, PANIC; NULL is none. */
bool pg_severity_ends(const char *severity);

/* From the start: libpq would print the server's last words to stderr. */
void pg_catch_notices(struct pg *pg);

/* After PQstatus says OK: cancel data, flavour.  false: out of memory. */
bool pg_adopt(struct pg *pg);
struct pg *pg_new(void);
void pg_free(struct pg *pg); /* closes the connection */

void pg_mark_lost(struct pg *pg);

/* Like pg_cancel() for a session that is given up: waits for nothing. */
void pg_cancel_lost(struct pg *pg);

/* Chooses the flavour from what the server said at the start. */
const struct pg_flavour *pg_flavour_of(const PGconn *conn);

/* The end of a loan: see reset.c. */
enum pool_reset pg_reset(struct pg *pg, int level, int64_t deadline);
void pg_reset_done(struct pg *pg); /* its answer has been read */
/* The session is clean now, as it looks. */
void pg_is_clean(struct pg *pg);
/* Queues what every session starts with. */
bool pg_push_setup(struct pg *pg);
/* The statements of a ';' list, each on its own as the pipeline wants it. */
bool pg_push_list(struct pg *pg, const char *list);

#define PG_LIMIT_UNKNOWN (-1)
void pg_limit_start(struct pg *pg);       /* the session has no limit of ours */
void pg_limit_rolled_back(struct pg *pg); /* a transaction was */
bool pg_limit_passed(
	const struct pg *pg); /* it ended the running statement, and not something else */

/* Until PQgetResult would not block.  false: the session is lost (*ret_err says how). */
bool pg_wait_ready(struct pg *pg, int64_t deadline, struct pg_error *ret_err);

/* Reads what has come, without waiting; true: pg_next() will not block. */
bool pg_ready(struct pg *pg);

/* Events up to PG_DONE; the first error goes to *ret_err. */
bool pg_run_to_end(struct pg *pg, int64_t deadline, struct pg_error *ret_err);

/* The parts of a request's pipeline; each false: out of memory or the session is lost. */
bool pg_pipeline_begin(struct pg *pg, const char *before, struct pg_error *ret_err);
bool pg_pipeline_quiet(struct pg *pg, const char *sql); /* its result is nobody's */
bool pg_pipeline_describe(struct pg *pg, const char *name, const char *sql, int n_types,
			  const unsigned *types);
bool pg_pipeline_sync(struct pg *pg);
bool pg_pipeline_end(struct pg *pg, bool ok, struct pg_error *ret_err); /* with a sync */

#endif
