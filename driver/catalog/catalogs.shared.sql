-- SQLTables, enumeration of catalogs: all databases that the session can name.
SELECT
	d.database_name AS "TABLE_CAT",
	NULL AS "TABLE_SCHEM",
	NULL AS "TABLE_NAME",
	NULL AS "TABLE_TYPE",
	NULL AS "REMARKS"
FROM pg_catalog.svv_redshift_databases AS d
ORDER BY d.database_name
