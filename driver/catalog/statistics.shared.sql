-- SQLStatistics of a table of another database: its own row, without numbers.
-- $1 catalog  $2 schema  $3 table (NULL schema: any)  $4 $5 as in statistics.redshift.sql
SELECT
	a.database_name AS "TABLE_CAT",
	a.schema_name AS "TABLE_SCHEM",
	a.table_name AS "TABLE_NAME",
	NULL AS "NON_UNIQUE",
	NULL AS "INDEX_QUALIFIER",
	NULL AS "INDEX_NAME",
	0 AS "TYPE",
	NULL AS "ORDINAL_POSITION",
	NULL AS "COLUMN_NAME",
	NULL AS "ASC_OR_DESC",
	NULL AS "CARDINALITY",
	NULL AS "PAGES",
	NULL AS "FILTER_CONDITION"
FROM pg_catalog.svv_all_tables AS a
WHERE a.database_name = $1::text
	AND ($2::text IS NULL OR a.schema_name = $2::text)
	AND a.table_name = $3::text
	AND $4::text IS NOT NULL AND $5::text IS NOT NULL
ORDER BY a.schema_name
