-- SQLTables in all databases that the session can name.
-- $1 catalog pattern  $2 schema pattern  $3 table pattern  (NULL: any)
-- $4 table types as an array literal (NULL: all)  $5 true: system tables count as TABLE or VIEW
SELECT
	t.database_name AS "TABLE_CAT",
	t.schema_name AS "TABLE_SCHEM",
	t.table_name AS "TABLE_NAME",
	t.kind AS "TABLE_TYPE",
	t.remarks AS "REMARKS"
FROM (
	SELECT
		a.database_name,
		a.schema_name,
		a.table_name,
		CASE
			WHEN SUBSTRING(a.schema_name, 1, 8) = 'pg_temp_' THEN 'LOCAL TEMPORARY'
			WHEN (SUBSTRING(a.schema_name, 1, 3) = 'pg_'
				OR a.schema_name IN ('information_schema', 'catalog_history'))
				AND $5::text = 'false' THEN 'SYSTEM TABLE'
			WHEN a.table_type = 'BASE TABLE' THEN 'TABLE'
			ELSE a.table_type
		END AS kind,
		a.remarks
	FROM pg_catalog.svv_all_tables AS a
	WHERE ($1::text IS NULL OR a.database_name LIKE $1::text)
		AND ($2::text IS NULL OR a.schema_name LIKE $2::text)
		AND ($3::text IS NULL OR a.table_name LIKE $3::text)
	) AS t
WHERE $4::text IS NULL OR POSITION('"' || t.kind || '"' IN $4::text) > 0
ORDER BY t.kind, t.database_name, t.schema_name, t.table_name
