-- SQLPrimaryKeys.
-- $1 catalog (NULL: any)  $2 schema  $3 table
--
-- Without a schema the table is the one that its bare name stands for in a
-- statement or, if there is none, every table of that name.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	n.nspname AS "TABLE_SCHEM",
	c.relname AS "TABLE_NAME",
	a.attname AS "COLUMN_NAME",
	u.place AS "KEY_SEQ",
	k.conname AS "PK_NAME"
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'p'
CROSS JOIN LATERAL pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (attnum, place)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.attnum
WHERE ($1::name IS NULL OR $1::name = pg_catalog.current_database())
	AND c.relname = $3::name
	AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
	AND CASE WHEN $2::name IS NOT NULL THEN n.nspname = $2::name
		ELSE c.oid = COALESCE(
			pg_catalog.to_regclass(pg_catalog.quote_ident($3::name::text)), c.oid) END
ORDER BY n.nspname, c.relname, u.place
