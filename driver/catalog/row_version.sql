-- SQLSpecialColumns(SQL_ROWVER): xmin changes with every update of a row.
-- $1 catalog (NULL: any)  $2 schema  $3 table  (as in primary_keys.sql)
-- $4 false: nothing is offered (the setting RowVersioning)
SELECT
	NULL AS "SCOPE",
	a.attname AS "COLUMN_NAME",
	a.atttypid AS type_oid,
	a.atttypmod AS type_mod,
	pg_catalog.format_type(a.atttypid, NULL) AS "TYPE_NAME",
	2 AS "PSEUDO_COLUMN"
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'xmin' AND a.attnum < 0
WHERE ($1::name IS NULL OR $1::name = pg_catalog.current_database())
	AND c.relname = $3::name
	AND $4::boolean
	AND c.relkind IN ('r', 'p', 'm')
	AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
	AND CASE WHEN $2::name IS NOT NULL THEN n.nspname = $2::name
		ELSE c.oid = COALESCE(
			pg_catalog.to_regclass(pg_catalog.quote_ident($3::name::text)), c.oid) END
