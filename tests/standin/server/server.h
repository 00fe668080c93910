/*
 * The part of the Redshift stand-in that lives inside PostgreSQL: a library that is
 * preloaded by the server.  See ../README.md.
 *
 * standin_off is the switch of the set-up script: while it is on (only a superuser
 * can do that) nothing is refused.
 */
#ifndef SP_STANDIN_SERVER_H
#define SP_STANDIN_SERVER_H

#include "nodes/parsenodes.h"
#include "parser/parse_node.h"

extern bool standin_off;
extern bool standin_single_node;

void standin_init_settings(void);
void standin_init_utility(void);
void standin_init_query(void);
void standin_init_errors(void);

/* Refuses a command by its kind; called when a statement is analysed. */
void standin_refuse_command(ParseState *pstate, Query *query);

/* The text of the command that is being analysed, without the blanks around it. */
char *standin_command_text(const char *source, int location, int len);

/* Raises "syntax error at or near ..." at a word of the command, found by its text. */
void standin_syntax_error(ParseState *pstate, Query *query, const char *word);

#endif
