-- SQLTables, enumeration of schemas: those that can hold a table of this session.
SELECT
	NULL AS "TABLE_CAT",
	n.nspname AS "TABLE_SCHEM",
	NULL AS "TABLE_NAME",
	NULL AS "TABLE_TYPE",
	NULL AS "REMARKS"
FROM pg_catalog.pg_namespace AS n
WHERE n.nspname !~ '^pg_toast'
	AND (n.nspname !~ '^pg_temp_' OR n.nspname = (pg_catalog.current_schemas(true))[1])
ORDER BY n.nspname
