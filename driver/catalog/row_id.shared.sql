-- SQLSpecialColumns(SQL_BEST_ROWID) of a table of another database.
-- $1 catalog  $2 schema  $3 table  $4 wanted scope  $5 as in row_id.redshift.sql
-- $6 the columns of the primary key as ,"a","b", which a SHOW statement has told
--
-- A cast to text might be one to varchar(256).
SELECT
	2 AS "SCOPE",
	a.column_name AS "COLUMN_NAME",
	NULL AS type_oid,
	-1 AS type_mod,
	-- include shared_type.part.sql
	1 AS "PSEUDO_COLUMN"
FROM pg_catalog.svv_all_columns AS a
WHERE a.database_name = $1::text AND a.schema_name = $2::text AND a.table_name = $3::text
	AND $4::text IS NOT NULL AND $5::text IS NOT NULL
	AND POSITION(',"' || REPLACE(a.column_name, '"', '""') || '",' IN $6::varchar(65535)) > 0
ORDER BY a.ordinal_position
