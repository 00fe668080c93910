/* Fills in what the tokens after the verb tell of a statement.  Inside driver/sql only. */
#ifndef SP_SQL_SHAPE_H
#define SP_SQL_SHAPE_H

#include "sql/statement.h"
#include "sql/walk.h"

/* w stands at the verb, outside parentheses. */
void shape_select(struct walk *w, struct sql_statement *st);
void shape_change(struct walk *w, struct sql_statement *st); /* INSERT, UPDATE, DELETE, MERGE */
void shape_define(struct walk *w, struct sql_statement *st); /* CREATE, ALTER, DROP */
void shape_copy(struct walk *w, struct sql_statement *st);
void shape_declare(struct walk *w, struct sql_statement *st);
void shape_set(struct walk *w, struct sql_statement *st);
void shape_maintain(struct walk *w, struct sql_statement *st);
void shape_explain(struct walk *w, struct sql_statement *st);

#endif
