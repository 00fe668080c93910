-- SQLTables, enumeration of schemas: of all databases.
SELECT DISTINCT
	NULL AS "TABLE_CAT",
	s.schema_name AS "TABLE_SCHEM",
	NULL AS "TABLE_NAME",
	NULL AS "TABLE_TYPE",
	NULL AS "REMARKS"
FROM pg_catalog.svv_all_schemas AS s
ORDER BY s.schema_name
