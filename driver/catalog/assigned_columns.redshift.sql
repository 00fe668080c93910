-- The columns of a table that parameters become values of, for SQLDescribeParam.
-- $1 schema (NULL: where the search path finds it)  $2 name
SELECT a.attname, a.atttypid, a.atttypid, a.atttypmod,
	CASE WHEN a.attnotnull THEN 'NO' WHEN c.relkind = 'r' THEN 'YES' END
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relname = $2::text AND a.attnum > 0 AND NOT a.attisdropped
	AND CASE WHEN $1::text IS NULL THEN pg_catalog.pg_table_is_visible(c.oid)
		ELSE n.nspname = $1::text END
ORDER BY a.attnum
