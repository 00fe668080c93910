-- SQLStatistics.  There are no indexes: the table's own row is all.
-- $1 catalog (NULL: any)  $2 schema  $3 table  (as in primary_keys.redshift.sql)
-- $4 true: unique indexes only  $5 true: exact numbers, which nobody can give here
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	n.nspname AS "TABLE_SCHEM",
	c.relname AS "TABLE_NAME",
	NULL AS "NON_UNIQUE",
	NULL AS "INDEX_QUALIFIER",
	NULL AS "INDEX_NAME",
	0 AS "TYPE",
	NULL AS "ORDINAL_POSITION",
	NULL AS "COLUMN_NAME",
	NULL AS "ASC_OR_DESC",
	CASE WHEN c.reltuples > 2147483647 THEN 2147483647
		WHEN c.reltuples > 0 AND $5::text IS NOT NULL AND $4::text IS NOT NULL
			THEN c.reltuples::int4 END AS "CARDINALITY",
	NULL AS "PAGES",
	NULL AS "FILTER_CONDITION"
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE ($1::text IS NULL OR $1::text = pg_catalog.current_database())
	AND c.relname = $3::text
	AND c.relkind IN ('r', 'v', 'm', 'f')
	AND (n.nspname !~ '^pg_temp_' OR n.nspname = (pg_catalog.current_schemas(true))[1])
	AND CASE WHEN $2::text IS NOT NULL THEN n.nspname = $2::text
		ELSE pg_catalog.pg_table_is_visible(c.oid) OR NOT EXISTS (
			SELECT 1 FROM pg_catalog.pg_class AS v
			WHERE v.relname = $3::text AND pg_catalog.pg_table_is_visible(v.oid)) END
ORDER BY n.nspname
