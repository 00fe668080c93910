-- SQLPrimaryKeys of a table of another database; names are parameters here too.
-- $1 catalog  $2 schema  $3 table
SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE $1.$2.$3
