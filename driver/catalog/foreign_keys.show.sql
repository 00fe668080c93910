-- SQLForeignKeys of a table of another database: what it refers to.
-- $1 catalog  $2 schema  $3 table
SHOW CONSTRAINTS FOREIGN KEYS FROM TABLE $1.$2.$3
