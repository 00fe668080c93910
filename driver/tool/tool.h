/*
 * The shiftpool command: what its parts share.  One thread; text for people on
 * stdout, complaints on stderr.
 */
#ifndef SP_TOOL_TOOL_H
#define SP_TOOL_TOOL_H

#include "util/str.h"

/* Exit codes, as the manual tells them. */
enum tool_exit {
	TOOL_OK = 0,
	TOOL_PROBLEMS = 1, /* what was looked at has faults */
	TOOL_USAGE = 2,    /* the command line is wrong */
	TOOL_FAILED = 3,   /* a file or data source is not there, or memory ran out */
};

/* Each gets what follows its name on the command line; argv[argc] is NULL. */
int tool_settings(int argc, char **argv);
int tool_check(int argc, char **argv);
int tool_profiles(int argc, char **argv);
int tool_keys(int argc, char **argv);

/* Prints "shiftpool: ..." and what to do about it; returns TOOL_USAGE. */
int tool_usage(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Says that memory ran out; returns TOOL_FAILED. */
int tool_no_memory(void);

#endif
