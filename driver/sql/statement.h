/*
 * What can be said of a statement from its text alone: its kind, the shape that
 * lets the driver rewrite or extend it, whether it may run in a transaction block.
 *
 * Facts, not proofs: the server decides what a statement is.  Where the text does
 * not tell, the flag is off.
 */
#ifndef SP_SQL_STATEMENT_H
#define SP_SQL_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "sql/lexer.h"
#include "util/str.h"

enum sql_kind {
	KIND_UNKNOWN,
	KIND_SELECT,
	KIND_VALUES,
	KIND_TABLE,
	KIND_SHOW,
	KIND_EXPLAIN,
	KIND_INSERT,
	KIND_UPDATE,
	KIND_DELETE,
	KIND_MERGE,
	KIND_TRUNCATE,
	KIND_CREATE,
	KIND_ALTER,
	KIND_DROP,
	KIND_GRANT,
	KIND_REVOKE,
	KIND_OTHER_DDL, /* COMMENT, SECURITY LABEL, REASSIGN, IMPORT, REFRESH, ... */
	KIND_BEGIN,     /* BEGIN, START TRANSACTION */
	KIND_COMMIT,    /* COMMIT, END */
	KIND_ROLLBACK,  /* ROLLBACK, ABORT */
	KIND_SAVEPOINT,
	KIND_RELEASE,
	KIND_ROLLBACK_TO,
	KIND_TWO_PHASE, /* PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED */
	KIND_SET,
	KIND_RESET,
	KIND_COPY,
	KIND_UNLOAD,
	KIND_MAINTENANCE, /* VACUUM, ANALYZE, CLUSTER, REINDEX, CHECKPOINT */
	KIND_CALL,
	KIND_DO,
	KIND_PREPARE,
	KIND_EXECUTE,
	KIND_DEALLOCATE,
	KIND_DECLARE,
	KIND_FETCH,
	KIND_MOVE,
	KIND_CLOSE,
	KIND_LISTEN,
	KIND_UNLISTEN,
	KIND_NOTIFY,
	KIND_LOCK,
	KIND_DISCARD,
	KIND_LOAD,
	KIND_USE,
};

enum sql_flag {
	SQL_ROWS = 1 << 0,       /* returns rows */
	SQL_RETURNING = 1 << 1,  /* data change with RETURNING */
	SQL_FOR_UPDATE = 1 << 2, /* SELECT ... FOR UPDATE, SHARE, ... */
	SQL_INTO = 1 << 3,       /* SELECT INTO: makes a table */
	SQL_PLAIN = 1 << 4,      /* SELECT of rows of one table: table, alias, list are set */
	SQL_CURRENT_OF = 1 << 5, /* WHERE CURRENT OF: cursor is set */
	SQL_ONE_ROW = 1 << 6, /* INSERT ... VALUES (one row), every parameter in it: row is set */
	SQL_WITH = 1 << 7,    /* begins with WITH */
	SQL_CHANGING_WITH = 1 << 8, /* a WITH query changes data */
	SQL_NO_BLOCK = 1 << 9,      /* the server refuses it in a transaction block */
	SQL_COPY_IN = 1 << 10,      /* COPY ... FROM STDIN */
	SQL_COPY_OUT = 1 << 11,     /* COPY ... TO STDOUT */
	SQL_TEMP = 1 << 12,         /* makes a temporary object */
	SQL_LOCAL = 1 << 13,        /* SET that ends with the transaction */
	SQL_HOLD = 1 << 14,         /* DECLARE ... WITH HOLD */
	SQL_SCROLL = 1 << 15,       /* DECLARE ... SCROLL */
	SQL_CONFLICT = 1 << 16,     /* INSERT ... ON CONFLICT */
};

struct sql_statement {
	enum sql_kind kind;
	unsigned flags; /* enum sql_flag */
	/* SQL_DIAG_DYNAMIC_FUNCTION and its code ("", 0: unknown). */
	const char *function;
	int function_code;
	struct str text;   /* from its first to its last token, without the semicolon */
	struct str table;  /* target of INSERT, UPDATE, DELETE, MERGE; of a SQL_PLAIN select */
	struct str alias;  /* of that table; empty: none */
	struct str list;   /* SQL_PLAIN: the select list */
	struct str row;    /* SQL_ONE_ROW: the row with its parentheses */
	struct str cursor; /* SQL_CURRENT_OF: the name, as written */
	struct str
		current_of; /* SQL_CURRENT_OF: from CURRENT to the name, which a predicate may replace */
	size_t n_native; /* highest n of the $n in it */
};

/*
 * Describes the first statement of l->rest and moves past its semicolon.  Returns
 * false at the end of the text.  An empty statement is passed over.
 */
bool sql_statement_next(struct lexer *l, struct sql_statement *ret);

#endif
