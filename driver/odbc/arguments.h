/*
 * The values of all parameters of one execution, converted for the server.
 * Private to the files that execute.
 */
#ifndef SP_ODBC_ARGUMENTS_H
#define SP_ODBC_ARGUMENTS_H

#include "odbc/stmt.h"
#include "pg/pg.h"
#include "util/buf.h"

struct arguments {
	struct buf bytes;       /* all values, each followed by NUL */
	int n;                  /* parameters that are sent, a set */
	unsigned *types;        /* what the bindings imply, one a parameter */
	size_t n_sets;          /* sets that are executed */
	size_t *set_number;     /* which of the application's sets each is, from 0 */
	size_t *offsets;        /* n_sets * n into bytes; SIZE_MAX: NULL */
	int *lengths, *formats; /* n_sets * n */
	const char **values;    /* made when all is collected */
	struct pg_params *sets; /* n_sets, point into the above */
};

/*
 * Collects from the APD, the IPD and the data given at execution.  SQL_NEED_DATA:
 * some is still to come (stmt->dae).  Sets that could not be converted have
 * SQL_PARAM_ERROR in the status array and are left out; posted.
 */
SQLRETURN arguments_collect(struct stmt *stmt, struct arguments *a);
void arguments_done(struct arguments *a);

/* Whether the application has a status array, which tells it what failed. */
bool arguments_have_status(const struct stmt *stmt);

/* Writes the status of an application's set (from 0), if the application wants it. */
void arguments_status(struct stmt *stmt, size_t set, SQLUSMALLINT status);

/* Number of sets that the application gives. */
size_t arguments_sets(const struct stmt *stmt);

/* Where a parameter of a set lies in the application. */
struct argument_place {
	char *data;
	SQLLEN *length, *indicator; /* may be NULL */
	SQLLEN size;                /* bytes of the buffer */
	SQLSMALLINT c_type;         /* with SQL_C_DEFAULT resolved */
};
/* The length or indicator that counts, SQL_NTS where there is none. */
SQLLEN argument_length(const struct argument_place *at);
bool argument_at_execution(SQLLEN n);
void argument_locate(const struct stmt *stmt, SQLUSMALLINT n, size_t set,
		     struct argument_place *ret);

#endif
