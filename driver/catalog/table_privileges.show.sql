-- SQLTablePrivileges of a table of another database.
-- $1 catalog  $2 schema  $3 table
SHOW GRANTS ON TABLE $1.$2.$3
