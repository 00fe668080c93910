-- SQLPrimaryKeys.  Keys are declared; Redshift does not enforce them.
-- $1 catalog (NULL: any)  $2 schema  $3 table
--
-- Without a schema the table is the one that its bare name stands for in a
-- statement or, if there is none, every table of that name.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	n.nspname AS "TABLE_SCHEM",
	c.relname AS "TABLE_NAME",
	a.attname AS "COLUMN_NAME",
	g.place AS "KEY_SEQ",
	k.conname AS "PK_NAME"
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'p'
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
JOIN pg_catalog.generate_series(1, 1600) AS g (place) ON k.conkey[g.place] = a.attnum
WHERE ($1::text IS NULL OR $1::text = pg_catalog.current_database())
	AND c.relname = $3::text
	AND (n.nspname !~ '^pg_temp_' OR n.nspname = (pg_catalog.current_schemas(true))[1])
	AND CASE WHEN $2::text IS NOT NULL THEN n.nspname = $2::text
		ELSE pg_catalog.pg_table_is_visible(c.oid) OR NOT EXISTS (
			SELECT 1 FROM pg_catalog.pg_class AS v
			WHERE v.relname = $3::text AND pg_catalog.pg_table_is_visible(v.oid)) END
ORDER BY n.nspname, c.relname, g.place
