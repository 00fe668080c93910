-- SQLColumns of one table of another database.
-- $1 catalog  $2 schema  $3 table  $4 column pattern
SHOW COLUMNS FROM TABLE $1.$2.$3 LIKE $4
