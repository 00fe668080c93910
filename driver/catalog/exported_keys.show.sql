-- SQLForeignKeys of a table of another database: what refers to it.
-- $1 catalog  $2 schema  $3 table
SHOW CONSTRAINTS FOREIGN KEYS EXPORTED FROM TABLE $1.$2.$3
