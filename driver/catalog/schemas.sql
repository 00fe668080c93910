-- SQLTables, enumeration of schemas: those that can hold a table of this session.
SELECT
	NULL AS "TABLE_CAT",
	n.nspname AS "TABLE_SCHEM",
	NULL AS "TABLE_NAME",
	NULL AS "TABLE_TYPE",
	NULL AS "REMARKS"
FROM pg_catalog.pg_namespace AS n
WHERE n.nspname NOT LIKE 'pg\_toast%'
	AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
ORDER BY n.nspname
