-- SQLColumnPrivileges of a table of another database.
-- $1 catalog  $2 schema  $3 table  $4 column pattern
SHOW COLUMN GRANTS ON TABLE $1.$2.$3 LIKE $4
