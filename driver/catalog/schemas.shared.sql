-- SQLTables, enumeration of schemas: of all databases.
SELECT
	NULL AS "TABLE_CAT",
	s.schema_name AS "TABLE_SCHEM",
	NULL AS "TABLE_NAME",
	NULL AS "TABLE_TYPE",
	NULL AS "REMARKS"
FROM (SELECT DISTINCT a.schema_name FROM pg_catalog.svv_all_schemas AS a) AS s
ORDER BY s.schema_name
