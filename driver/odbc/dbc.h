/*
 * A connection: settings, attributes, the session that it holds, the statements
 * on it.  One lock guards all of it (see odbc/handle.h).
 *
 * Who may use the session: at most one statement has replies coming on it
 * (dbc->streaming).  A statement that needs the session calls dbc_claim(), which
 * reads what the other one has left into that one's store.
 */
#ifndef SP_ODBC_DBC_H
#define SP_ODBC_DBC_H

#include "conv/types.h"
#include "odbc/handle.h"
#include "pool/pool.h"

struct routines;
struct settings;
struct pg;
struct pg_args;
struct stmt;
struct desc;

enum tran_state {
	TRAN_NONE,   /* the server has no transaction of ours open */
	TRAN_OPEN,   /* begun by us for manual commit, or by the application's own BEGIN */
	TRAN_FAILED, /* the server refuses all but ROLLBACK */
};

/* Statement options that ODBC 2 lets an application set on a connection; see attr_stmt.c. */
#define STMT_DEFAULTS 12

struct stmt_defaults {
	bool set[STMT_DEFAULTS];
	SQLULEN value[STMT_DEFAULTS];
};

struct dbc_attr {
	SQLUINTEGER access_mode;
	SQLUINTEGER autocommit;
	SQLUINTEGER login_timeout;      /* seconds; 0: none */
	SQLUINTEGER connection_timeout; /* seconds; 0: none */
	SQLUINTEGER txn_isolation;      /* SQL_TXN_...; 0: the server's default */
	SQLUINTEGER metadata_id;
	SQLUINTEGER async_enable;
	SQLUINTEGER async_dbc;
	SQLUINTEGER odbc_cursors;
	SQLUINTEGER packet_size;
	SQLPOINTER quiet_mode;
	SQLUINTEGER ansi_app; /* SQL_AA_TRUE / SQL_AA_FALSE as unixODBC tells it */
	SQLUINTEGER trace;    /* always off: the driver manager traces */
	struct stmt_defaults stmt_defaults;
	char *current_catalog; /* asked for before the connect; NULL: none */
};

struct dbc {
	struct handle h;
	struct env *env;
	struct list link; /* on env->dbcs */
	pthread_mutex_t lock;
	struct list stmts, descs;
	struct dbc_attr attr;

	bool connected; /* between a successful connect and SQLDisconnect */
	bool wide;      /* the application uses W functions: report SQL_W* types */
	struct settings *settings;
	struct type_options types; /* how columns are described; true once connected */
	struct pool *pool;         /* NULL: Pooling=false */
	bool pool_is_new;          /* its first connect is to be told in the log */
	struct pg_args *args;      /* what its sessions are opened with */
	struct pool_tag tag;       /* hash of the credentials */
	struct pool_lease *lease;  /* what the session was lent by; NULL: direct */
	char *dsn;                 /* SQL_DATA_SOURCE_NAME; "" for DSN-less */
	int browse;                /* SQLBrowseConnect: attributes collected so far exist */
	char *browse_so_far;

	/* pg and streaming change only under cancel_lock too, so that SQLCancel can look. */
	pthread_mutex_t cancel_lock;
	struct pg *pg;
	struct stmt *streaming; /* the statement whose replies are coming, or NULL */
	atomic_int async_stmts; /* statements whose asynchronous call is not over */
	struct handle *running; /* whose call may be waiting for the server, for SQLCancel */
	bool parked;            /* gave its session back; takes one when it needs it */
	bool dead;              /* the session was lost: SQL_ATTR_CONNECTION_DEAD is true */

	enum tran_state tran;
	bool savepoint;            /* our savepoint stands in the open transaction */
	char host[256];            /* of the session that it had last */
	char version_text[96];     /* of dbc_dbms_version() */
	struct routines *routines; /* what the server said of names in {call}; NULL: nothing */
	unsigned routines_age;     /* changes when they are forgotten */
	unsigned routines_asked;   /* questions so far */
	unsigned next_name;        /* for names of prepared statements and cursors */
};

SQLRETURN dbc_alloc(struct env *env, struct dbc **ret_dbc);
SQLRETURN dbc_free(struct dbc *dbc); /* HY010 while connected */
/* Frees every statement and every explicit descriptor: the end of a connection. */
void dbc_drop_children(struct dbc *dbc);

SQLRETURN dbc_set_attr(struct dbc *dbc, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER len,
		       enum text_form form);
/* Whether setting it may ask the server. */
bool dbc_attr_may_wait(const struct dbc *dbc, SQLINTEGER attr);
SQLRETURN dbc_get_attr(struct dbc *dbc, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap,
		       SQLINTEGER *ret_len, enum text_form form);

/*
 * A call of `h` (the connection or a statement of it) that may wait for the server
 * begins and ends: SQLCancel from another thread stops what lies between.
 */
void dbc_call_begin(struct dbc *dbc, struct handle *h);
void dbc_call_end(struct dbc *dbc);

/* From another thread, without the connection's lock; true: h's call was running. */
bool dbc_cancel_call(struct dbc *dbc, struct handle *h);

/* SQLGetInfo, SQLGetFunctions, SQLNativeSql. */
SQLRETURN dbc_get_info(struct dbc *dbc, SQLUSMALLINT id, SQLPOINTER value, SQLSMALLINT cap,
		       SQLSMALLINT *ret_len, enum text_form form);
SQLRETURN dbc_get_functions(struct dbc *dbc, SQLUSMALLINT id, SQLUSMALLINT *ret);
SQLRETURN dbc_native_sql(struct dbc *dbc, struct str sql, const struct text_out *out);

#endif
