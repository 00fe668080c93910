/*
 * From what the lexer says of a text (sql/dirt.h) to what the session has to be
 * cleaned of (pg_soil()).
 */
#ifndef SP_ODBC_SOIL_H
#define SP_ODBC_SOIL_H

struct stmt;

/* dirt: enum sql_dirt_bit; the result: enum pg_dirt. */
unsigned soil_from_dirt(unsigned dirt);

/* Of the text that the statement has; 0 if it has none. */
unsigned soil_of(const struct stmt *stmt);

#endif
