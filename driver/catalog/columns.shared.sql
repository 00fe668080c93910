-- SQLColumns in all databases that the session can name.
-- $1 catalog  $2 schema pattern  $3 table pattern  $4 column pattern  (NULL: any)
SELECT
	a.database_name AS "TABLE_CAT",
	a.schema_name AS "TABLE_SCHEM",
	a.table_name AS "TABLE_NAME",
	a.column_name AS "COLUMN_NAME",
	NULL AS type_oid,
	-1 AS type_mod,
	-- include shared_type.part.sql
	CASE a.is_nullable WHEN 'NO' THEN 0 WHEN 'YES' THEN 1 ELSE 2 END AS "NULLABLE",
	a.remarks AS "REMARKS",
	a.column_default AS "COLUMN_DEF",
	a.ordinal_position AS "ORDINAL_POSITION",
	CASE WHEN a.is_nullable IN ('NO', 'YES') THEN a.is_nullable ELSE '' END AS "IS_NULLABLE"
FROM pg_catalog.svv_all_columns AS a
WHERE ($1::text IS NULL OR a.database_name = $1::text)
	AND ($2::text IS NULL OR a.schema_name LIKE $2::text)
	AND ($3::text IS NULL OR a.table_name LIKE $3::text)
	AND ($4::text IS NULL OR a.column_name LIKE $4::text)
ORDER BY a.database_name, a.schema_name, a.table_name, a.ordinal_position
