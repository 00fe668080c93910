-- SQLSpecialColumns(SQL_BEST_ROWID): the primary key, as far as it is true, which
-- Redshift does not check.  A table without one has nothing that tells rows apart.
-- $1 catalog (NULL: any)  $2 schema  $3 table  (as in primary_keys.redshift.sql)
-- $4 wanted scope: the key is good for all of them
-- $5 true: columns that can be NULL will do; those of a primary key cannot
SELECT
	2 AS "SCOPE",
	a.attname AS "COLUMN_NAME",
	a.atttypid AS type_oid,
	a.atttypmod AS type_mod,
	t.typname AS "TYPE_NAME",
	1 AS "PSEUDO_COLUMN"
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'p'
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
JOIN pg_catalog.generate_series(1, 1600) AS g (place) ON k.conkey[g.place] = a.attnum
WHERE ($1::text IS NULL OR $1::text = pg_catalog.current_database())
	AND c.relname = $3::text
	AND $4::text IS NOT NULL AND $5::text IS NOT NULL
	AND (n.nspname !~ '^pg_temp_' OR n.nspname = (pg_catalog.current_schemas(true))[1])
	AND CASE WHEN $2::text IS NOT NULL THEN n.nspname = $2::text
		ELSE pg_catalog.pg_table_is_visible(c.oid) OR NOT EXISTS (
			SELECT 1 FROM pg_catalog.pg_class AS v
			WHERE v.relname = $3::text AND pg_catalog.pg_table_is_visible(v.oid)) END
ORDER BY n.nspname, g.place
