-- The columns of a table that parameters become values of, for SQLDescribeParam.
-- $1: the table as a statement names it.  Of a domain: what it stands for.
-- include domains.part.sql
SELECT a.attname::text, a.atttypid::text,
	COALESCE(b.type, a.atttypid)::text, COALESCE(b.typmod, a.atttypmod)::text,
	CASE WHEN a.attnotnull OR b.not_null THEN 'NO'
		WHEN c.relkind IN ('r', 'p') THEN 'YES' END
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
LEFT JOIN base AS b ON b.domain = a.atttypid
WHERE a.attrelid = pg_catalog.to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
