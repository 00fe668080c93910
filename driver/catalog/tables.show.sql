-- SQLTables in one schema of another database.
-- $1 catalog  $2 schema  $3 table pattern
SHOW TABLES FROM SCHEMA $1.$2 LIKE $3
