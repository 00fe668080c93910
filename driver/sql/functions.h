/*
 * The scalar functions of {fn ...}: what each becomes on which server, and the
 * bit that SQLGetInfo reports for it.  One table serves both, so the driver claims
 * exactly what it translates.
 *
 * Where the specification leaves a choice:
 *   WEEK is the ISO week (1..53), as both servers count it.
 *   TIMESTAMPDIFF counts whole intervals on PostgreSQL; on Redshift it is the
 *   server's DATEDIFF, which counts the boundaries crossed.
 *   TIMESTAMPADD of years to a 29th of February gives the 28th on PostgreSQL and the
 *   1st of March on Redshift, whose DATEADD it is.
 *   RAND of a seed is the server's own affair on Redshift, which has no such function.
 *   CONCAT of a null is null (SQL_CB_NULL).
 *   SOUNDEX is the American one, DIFFERENCE the number (0..4) of equal places.
 *   An unknown function is handed on under its own name.
 *
 * ODBC: Appendix E "Scalar Functions".
 */
#ifndef SP_SQL_FUNCTIONS_H
#define SP_SQL_FUNCTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/str.h"

enum sql_server { SQL_FOR_POSTGRES, SQL_FOR_REDSHIFT };

/* The bit masks of SQLGetInfo that the table answers. */
enum sql_fn_class {
	SQLFN_STRING,   /* SQL_STRING_FUNCTIONS: SQL_FN_STR_ */
	SQLFN_NUMERIC,  /* SQL_NUMERIC_FUNCTIONS: SQL_FN_NUM_ */
	SQLFN_TIMEDATE, /* SQL_TIMEDATE_FUNCTIONS: SQL_FN_TD_ */
	SQLFN_SYSTEM,   /* SQL_SYSTEM_FUNCTIONS: SQL_FN_SYS_ */
	SQLFN_CONVERT,  /* SQL_CONVERT_FUNCTIONS: SQL_FN_CVT_ */
	SQLFN_TSI_ADD,  /* SQL_TIMEDATE_ADD_INTERVALS: SQL_FN_TSI_ */
	SQLFN_TSI_DIFF, /* SQL_TIMEDATE_DIFF_INTERVALS: SQL_FN_TSI_ */
};

uint32_t sql_functions_mask(enum sql_fn_class fn_class, enum sql_server server);

/*
 * A template: %1..%4 is an argument, %T1..%T4 an argument as a timestamp (a time
 * gets the current date), %S1..%S4 one as a timestamp, %I1..%I4 one as
 * an integer, if the server cannot tell its type.  A function whose argument `word_arg` is a keyword has a
 * template for each word in place of its own.
 */
struct sql_fn_word {
	const char *name;
	uint32_t bit;
	const char *template[2]; /* by enum sql_server; NULL: the server has nothing for it */
};

struct sql_fn {
	const char *name; /* lower case */
	enum sql_fn_class fn_class;
	uint32_t bit;
	unsigned char min_args, max_args;
	unsigned char word_arg; /* 0: none */
	const char *separator;  /* in place of the comma: "in" or "from"; NULL: comma */
	const struct sql_fn_word *words;
	size_t n_words;
	const char *template[2];
};

/* The row for that name and number of arguments, or NULL. */
const struct sql_fn *sql_fn_find(struct str name, size_t n_args);

/* Some row of that name, or NULL: to know how its arguments are separated. */
const struct sql_fn *sql_fn_named(struct str name);

const struct sql_fn_word *sql_fn_word(const struct sql_fn *fn, struct str name);

/* The whole table, for its test. */
const struct sql_fn *sql_fn_table(size_t *ret_n);

#endif
