-- SQLTables, enumeration of catalogs: the connected database.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	NULL AS "TABLE_SCHEM",
	NULL AS "TABLE_NAME",
	NULL AS "TABLE_TYPE",
	NULL AS "REMARKS"
