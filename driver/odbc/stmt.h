/*
 * A statement: its text, its descriptors, its results and the place of its
 * cursor.  Guarded by the connection's lock.  Split over files by what they do:
 * exec (prepare, execute), param, fetch, getdata, cursor (SQLSetPos and bulk),
 * catalog, ird (columns).
 */
#ifndef SP_ODBC_STMT_H
#define SP_ODBC_STMT_H

#include "odbc/desc.h"
#include "odbc/dbc.h"
#include "util/buf.h"

struct call;
struct catalog_rows;
struct result;
struct sql_parts;
struct sql_text;
struct dae;
struct getdata;
struct multi;
struct target;
struct change;

struct stmt_attr {
	SQLULEN async_enable;
	SQLULEN concurrency;
	SQLULEN cursor_scrollable;
	SQLULEN cursor_sensitivity;
	SQLULEN cursor_type;
	SQLULEN enable_auto_ipd;
	SQLULEN keyset_size;
	SQLULEN max_length;
	SQLULEN max_rows;
	SQLULEN metadata_id;
	SQLULEN noscan;
	SQLULEN query_timeout; /* seconds; 0: none */
	SQLULEN retrieve_data;
	SQLULEN simulate_cursor;
	SQLULEN use_bookmarks;
	SQLPOINTER fetch_bookmark_ptr;
	SQLULEN rowset_size; /* ODBC 2 SQL_ROWSET_SIZE, for SQLExtendedFetch */
};

/* Where a statement stands; the letters are Appendix B's states. */
enum stmt_phase {
	STMT_ALLOCATED,   /* S1 */
	STMT_PREPARED,    /* S2, S3 */
	STMT_EXECUTED,    /* S4: executed, no result set */
	STMT_CURSOR,      /* S5: executed, a result set is open, nothing fetched */
	STMT_FETCHED,     /* S6: SQLFetch or SQLFetchScroll was called */
	STMT_EXT_FETCHED, /* S7: SQLExtendedFetch was called */
	STMT_NEED_DATA,   /* S8, S9, S10 */
};

struct stmt {
	struct handle h;
	struct dbc *dbc;
	struct list link; /* on dbc->stmts */
	struct stmt_attr attr;
	struct desc own[4];     /* implicit, by enum desc_kind */
	struct desc *ard, *apd; /* in use: own or explicit */
	struct desc *ird, *ipd; /* always own */
	enum stmt_phase phase;

	char *sql;               /* the application's text; NULL: none */
	struct sql_text *text;   /* its translation */
	unsigned dirt;           /* of enum sql_dirt_bit: what the text leaves on a session */
	struct call *call;       /* what is known of its {call}; NULL: nothing yet */
	struct sql_parts *parts; /* its statements one by one; NULL: not needed so far */
	bool prepared;           /* by SQLPrepare: survives SQL_CLOSE */
	char *server_name;       /* of the statement prepared on the server; NULL: none */
	bool naming;             /* the running request prepares it under that name */
	unsigned executions;     /* of this text since SQLPrepare */
	bool described;          /* the IRD and the parameter types came from the server */
	bool untyped;            /* the types that the bindings imply were refused once */
	struct multi *multi;     /* the text with many rows; NULL: not sent so far */
	bool multi_refused;      /* the server took one row but not many */
	int64_t deadline;        /* of the running execution; CLOCK_NEVER: none */
	unsigned *param_types;   /* server's types of the markers, when described */
	struct param_column
		*param_columns; /* what they are in the changed table; NULL: not asked */

	struct target *target; /* the table that the cursor may change; NULL: read-only */
	bool target_known;     /* it was looked up for this text */

	enum tran_state tran_was;         /* when it was sent */
	bool by_parts;                    /* its statements were sent one by one */
	const char *before;               /* what was sent in front of the running request */
	int replies;                      /* results of it so far */
	struct catalog_rows *catalog_map; /* for the result that comes next; then it owns it */
	struct result *result;            /* the current one; NULL: none */
	char *cursor_name;                /* set or generated; NULL: not yet */
	SQLLEN row_count;                 /* SQLRowCount */
	SQLLEN changed_rows;              /* the same, after rows were changed; -1: none were */

	/* The rowset: rows [rowset_at, rowset_at + rowset_rows) of the result, from 0. */
	SQLLEN rowset_at;
	SQLULEN rowset_rows;
	SQLULEN rowset_asked;     /* its size as it was asked for: NEXT goes on behind it */
	bool before_start;        /* it stands before the first row, after scrolling there */
	bool after_end;           /* the cursor stands behind the last row */
	SQLULEN rowset_pos;       /* the current row of it for SQLGetData, from 0 (SQLSetPos) */
	struct getdata *getdata;  /* state of reading in parts; NULL: none */
	struct buf lines;         /* of LFConversion: room for a cell */
	struct dae *dae;          /* data-at-execution under way; NULL: none */
	struct change *change;    /* the change of rows that waits for it; NULL: an execution */
	SQLUSMALLINT *ext_status; /* SQLExtendedFetch: its row status array */
	bool bulk_done;           /* SQLBulkOperations took the position of the cursor away */
};

SQLRETURN stmt_alloc(struct dbc *dbc, struct stmt **ret_stmt);
void stmt_free(struct stmt *stmt);
SQLRETURN stmt_free_option(struct stmt *stmt, SQLUSMALLINT option); /* SQLFreeStmt but SQL_DROP */

SQLRETURN stmt_set_attr(struct stmt *stmt, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER len);
SQLRETURN stmt_get_attr(struct stmt *stmt, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap,
			SQLINTEGER *ret_len);

/* SQLGetStmtOption: as the attribute, but most options have 32 bits there. */
SQLRETURN stmt_get_option(struct stmt *stmt, SQLUSMALLINT option, SQLPOINTER value);

/* ODBC 2: options set on a connection for the statements that it allocates from then on. */
bool stmt_is_default(SQLINTEGER attr);
SQLRETURN stmt_set_default(struct dbc *dbc, SQLINTEGER attr, SQLULEN v);
void stmt_apply_defaults(struct stmt *stmt);

/* ODBC 2: SQLSetScrollOptions, SQLParamOptions. */
SQLRETURN stmt_set_scroll_options(struct stmt *stmt, SQLUSMALLINT concurrency, SQLLEN keyset,
				  SQLUSMALLINT rowset);
SQLRETURN stmt_param_options(struct stmt *stmt, SQLULEN rows, SQLULEN *processed);

/* The statement's diagnostics: shorter to write. */
static inline struct diag *sdiag(struct stmt *stmt)
{
	return &stmt->h.diag;
}

#endif
