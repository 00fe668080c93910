/*
 * A session with a server, over libpq.  The only folder that knows libpq.
 *
 * One thread uses a session at a time; pg_cancel() alone may be called from
 * another one.  Nothing here knows SQLSTATEs of ODBC: failures are facts
 * (struct pg_error) with the server's own state and text.
 *
 * A session answers one request at a time.  pg_send_*() sends a request; then
 * pg_next() is called until it says PG_DONE.  Rows come one at a time and stay
 * valid until the next call.
 */
#ifndef SP_PG_PG_H
#define SP_PG_PG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/cell.h"
#include "util/str.h"

struct pg;

enum pg_fault {
	PG_OK,
	PG_FAULT_SERVER,   /* the server refused the statement; the session goes on */
	PG_FAULT_LOST,     /* the session is gone */
	PG_FAULT_REFUSED,  /* could not connect */
	PG_FAULT_TIMEOUT,  /* the caller's deadline passed; a query was cancelled on the server */
	PG_FAULT_SILENT,   /* the server said nothing for too long: the session is given up */
	PG_FAULT_CANCELED, /* pg_cancel() was called */
	PG_FAULT_NO_MEMORY,
};

struct pg_error {
	enum pg_fault fault;
	char state[6]; /* the server's; "" when it comes from libpq */
	char *message; /* primary text; NULL only if memory ran out */
	char *detail;  /* NULL: none */
	char *hint;
	char *severity; /* "ERROR", "FATAL", ... as sent */
	int position;   /* in characters of the text sent, from 1; 0: none */
};

void pg_error_init(struct pg_error *e);
void pg_error_done(struct pg_error *e);

struct pg_column {
	char *name;
	unsigned type;    /* server OID */
	int typmod;       /* -1: none */
	unsigned table;   /* OID of the table it is a plain column of; 0: none */
	int table_column; /* its number there; 0: none */
	int format;       /* 0 text, 1 binary */
};

struct pg_params {
	int n;
	const unsigned *types;     /* 0: let the server infer; NULL: all so */
	const char *const *values; /* NULL entry: SQL NULL */
	const int *lengths;        /* for binary values; NULL: all text */
	const int *formats;        /* NULL: all text */
};

enum pg_event {
	PG_COLUMNS, /* a result with rows begins: pg_columns() */
	PG_ROW,     /* pg_row() */
	PG_COMMAND, /* a result ended: pg_tag(), pg_affected() */
	PG_EMPTY,   /* an empty statement */
	PG_COPY,    /* COPY ... STDIN/STDOUT was refused for us; an error follows */
	PG_ERROR,   /* *ret_err is filled; more events may follow */
	PG_DONE,    /* the request is answered: the session is free */
};

/* --- requests ------------------------------------------------------------- */

/*
 * Statements without parameters: many may stand in one text.  `before` (or NULL)
 * is sent in front in the same trip ("BEGIN", "SAVEPOINT x"); its own result is
 * swallowed and an error's position counts from the start of sql.
 */
bool pg_send_text(struct pg *pg, const char *before, const char *sql, struct pg_error *ret_err);

/* One statement with parameters. */
bool pg_send_params(struct pg *pg, const char *before, const char *sql, const struct pg_params *p,
		    struct pg_error *ret_err);

/* Prepares under a name and executes in one trip. */
bool pg_send_prepare_execute(struct pg *pg, const char *before, const char *name, const char *sql,
			     const struct pg_params *p, struct pg_error *ret_err);
bool pg_send_execute(struct pg *pg, const char *before, const char *name, const struct pg_params *p,
		     struct pg_error *ret_err);

/*
 * Several statements, each with its own parameters, in one pipeline: they share one
 * transaction where none is open, and what follows a failed one is skipped.  The
 * events of each are those of pg_send_params().
 */
struct pg_part {
	const char *sql;
	struct pg_params params;
};
bool pg_send_parts(struct pg *pg, const char *before, const struct pg_part *parts, size_t n,
		   struct pg_error *ret_err);

/*
 * A prepared statement once for each of n parameter sets, in one pipeline; the
 * events of each set end with PG_COMMAND or PG_ERROR.  After an error in a set
 * the following ones are PG_ERROR with state "" and message "skipped".  name NULL:
 * the text is prepared without a name at the start of the pipeline, with these types.
 */
bool pg_send_array(struct pg *pg, const char *before, const char *name, const char *sql,
		   const unsigned *types, const struct pg_params *sets, size_t n,
		   struct pg_error *ret_err);

/* Waits for the next event until the deadline (clock_now() scale, CLOCK_NEVER). */
enum pg_event pg_next(struct pg *pg, int64_t deadline, struct pg_error *ret_err);

/* Reads and drops everything up to PG_DONE; false: the session is lost. */
bool pg_drain(struct pg *pg, int64_t deadline);

/* Runs a text and drops its results; the first error is returned. */
bool pg_run(struct pg *pg, const char *sql, int64_t deadline, struct pg_error *ret_err);

/*
 * Prepares a statement and learns its parameter types and columns in one trip.
 * Afterwards pg_columns() has the columns (none: it returns no rows).  The caller
 * frees *ret_types, which has *ret_n entries.
 */
bool pg_prepare(struct pg *pg, const char *before, const char *name, const char *sql, int n_types,
		const unsigned *types, int64_t deadline, unsigned **ret_types, int *ret_n,
		struct pg_error *ret_err);

/* Whether the request's preparation succeeded, whatever its execution did. */
bool pg_made_name(const struct pg *pg);

/*
 * A name for a prepared statement or cursor that nobody else uses on any session;
 * at least 32 bytes.  pg_drop_name() has the statement deallocated with the next
 * request.
 */
void pg_new_name(struct pg *pg, char *ret, size_t cap);
void pg_drop_name(struct pg *pg, const char *name);

/*
 * The server did not know a name that it was given (26000).  When that happens
 * again, a pooler between us and the server changes the session with each
 * transaction, and pg_names_last() says false: no more names.
 */
void pg_name_missed(struct pg *pg);
bool pg_names_last(const struct pg *pg);

/* --- what the last event brought ------------------------------------------ */

int pg_column_count(const struct pg *pg);
const struct pg_column *pg_columns(const struct pg *pg); /* valid until the next PG_COLUMNS */
const struct cell *pg_row(const struct pg *pg);          /* valid until the next pg_next() */
const char *pg_tag(const struct pg *pg);                 /* "INSERT 0 3" */
int64_t pg_affected(const struct pg *pg);                /* -1: the tag has no number */

/* --- state ------------------------------------------------------------------ */

enum pg_tran { PG_TRAN_IDLE, PG_TRAN_OPEN, PG_TRAN_FAILED, PG_TRAN_ACTIVE, PG_TRAN_UNKNOWN };
enum pg_tran pg_tran(const struct pg *pg);
bool pg_busy(const struct pg *pg); /* a request is not answered yet */
bool pg_is_lost(const struct pg *pg);
bool pg_alive(struct pg *pg);    /* looks at the socket, sends nothing */
int pg_pid(const struct pg *pg); /* the server's process */
bool pg_is_redshift(const struct pg *pg);

/*
 * What a session may have had since it was clean.  Its holder says so before it
 * sends; the reset sends what cleans it (pg/reset.c).
 */
enum pg_dirt {
	PG_DIRT_SETTINGS = 1 << 0,
	PG_DIRT_LOCAL = 1 << 1, /* settings that end with the transaction */
	PG_DIRT_ROLE = 1 << 2,
	PG_DIRT_TEMP = 1 << 3,
	PG_DIRT_LISTEN = 1 << 4,
	PG_DIRT_LOCKS = 1 << 5,
	PG_DIRT_PREPARED = 1 << 6, /* by SQL: the names are not known */
	PG_DIRT_CURSORS = 1 << 7,  /* that outlive a transaction */
	PG_DIRT_SEQUENCES = 1 << 8,
	PG_DIRT_DATABASE = 1 << 9,  /* USE */
	PG_DIRT_FUNCTION = 1 << 10, /* a function that may do anything was called by a query */
	PG_DIRT_TRIGGER = 1 << 11,  /* or may have been by a change of data */
	PG_DIRT_ANY = 1 << 12,      /* code that may do anything */
	PG_DIRT_FOR_GOOD = 1 << 13, /* only a new session is clean */
	PG_DIRT_ACCESS = 1 << 14,   /* isolation and access mode, set by the driver itself */
	PG_DIRT_LIMIT = 1 << 15,    /* pg_set_limit() */
};
void pg_soil(struct pg *pg, unsigned dirt);

/* A statement that cleans what is in `dirt`. */
struct pg_cleaning {
	unsigned dirt;
	const char *sql;
};

/* In a session's setup it stands for the server's own words: struct pg_flavour, read_only. */
#define PG_SETUP_READ_ONLY "READ ONLY"

/* What differs between the servers, chosen once a session. */
struct pg_flavour {
	const char *name; /* "PostgreSQL", "Redshift": as SQL_DBMS_NAME */
	bool redshift;
	bool savepoints;   /* RollbackOnError=statement is possible */
	bool multi_insert; /* a statement a row is slow: many rows go in one INSERT */
	bool limits;       /* pg_set_limit() */
	int max_params;    /* of a statement */
	int max_name;      /* bytes of an identifier */
	const char *read_write, *read_only; /* make transactions to come so */

	/* The end of a loan: enum pg_dirt each; lists in the order of sending, sql NULL ends. */
	unsigned hopeless;                  /* nothing cleans these: the session is closed */
	unsigned wide;                      /* these take all of `everything` */
	const struct pg_cleaning *cleaning; /* the rest one by one */
	const char *const *everything;      /* PoolReset=full; NULL ends */
	unsigned besides;                   /* what is not in `everything`, done if needed */
	bool deallocate_all;                /* no need to name what the driver prepared */
};
const struct pg_flavour *pg_flavour(const struct pg *pg);
int pg_server_version(const struct pg *pg);                      /* 150018 */
const char *pg_parameter(const struct pg *pg, const char *name); /* ParameterStatus or NULL */
const char *pg_database(const struct pg *pg);
const char *pg_user(const struct pg *pg);
const char *pg_host(const struct pg *pg);

/*
 * From any thread, while the session exists: asks the server to stop the running
 * statement; what the caller was about to send is not sent (PG_FAULT_CANCELED).  Waits
 * some seconds at most.  A cancel counts until the request, or the caller's
 * next call (pg_call_begins()), is over.
 */
bool pg_cancel(struct pg *pg);
void pg_call_begins(struct pg *pg);

/*
 * The server itself is to end statements that take longer than this, 0: none; where
 * the flavour has `limits` and nobody sets such a limit by SQL, else nothing is done.
 * One trip when it changes.  A statement that ends so is PG_FAULT_TIMEOUT.
 */
bool pg_set_limit(struct pg *pg, int64_t ns, int64_t deadline, struct pg_error *ret_err);
bool pg_limited(const struct pg *pg);

/* What is about to be sent and soils the session may set the limit: after pg_soil(). */
void pg_limit_note(struct pg *pg, const char *sql);

/* How long the server may keep silent while it is waited for; 0: for ever. */
void pg_set_patience(struct pg *pg, int64_t ns);

/* Notices since the last call, oldest first: hands each to fn (NULL: drops them). */
void pg_take_notices(struct pg *pg, void (*fn)(void *arg, const struct pg_error *notice),
		     void *arg);

#endif
