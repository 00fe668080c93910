/*
 * What was wrong with the settings, as facts with a finished sentence.  The ODBC
 * layer turns warnings and errors into diagnostic records; notes go to the log.
 */
#ifndef SP_CONF_PROBLEM_H
#define SP_CONF_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

enum problem_kind {
	/* Notes: for the log, once a process. */
	PROBLEM_NOTE,
	/* Warnings: the connection can be made. */
	PROBLEM_UNKNOWN_KEY,   /* 01S00: of a connection string */
	PROBLEM_VALUE_CHANGED, /* 01S02: something near is used instead */
	PROBLEM_NO_EFFECT,     /* 01000: cannot hold as things are */
	/* Errors: settings_load() fails. */
	PROBLEM_BAD_VALUE,   /* HY024: malformed or out of range */
	PROBLEM_UNSUPPORTED, /* HYC00: asks for what the driver cannot do */
	PROBLEM_BAD_FILE,    /* HY000: shiftpool.ini cannot be used */
	PROBLEM_NO_SOURCE,   /* IM002: the data source named is not there */
	PROBLEM_NO_PROFILE,  /* HY024: the profile named is not there */
	PROBLEM_NO_MEMORY,   /* HY001 */
};

struct problem {
	enum problem_kind kind;
	char *text;
};

struct problems {
	struct problem *list;
	size_t n, cap;
	bool no_memory; /* sticky: one could not be recorded */
};

void problems_init(struct problems *p);
void problems_done(struct problems *p);

/* Takes the text over; NULL means that there was no memory for it. */
void problems_add(struct problems *p, enum problem_kind kind, char *text);

/* Same with a format. */
void problems_addf(struct problems *p, enum problem_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static inline bool problem_is_error(enum problem_kind kind)
{
	return kind >= PROBLEM_BAD_VALUE;
}

/* The first error, or NULL.  With no_memory set there may be none in the list. */
const struct problem *problems_error(const struct problems *p);

/* Whether anything stops a connect. */
bool problems_fatal(const struct problems *p);

#endif
