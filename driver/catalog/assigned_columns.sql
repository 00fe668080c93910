-- The columns of a table that parameters become values of, for SQLDescribeParam.
-- $1: the table as a statement names it.  Of a domain: what it stands for.
SELECT a.attname::text, a.atttypid::text, base.type::text, base.typmod::text,
	CASE WHEN a.attnotnull OR base.not_null THEN 'NO'
		WHEN c.relkind IN ('r', 'p') THEN 'YES' END
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
CROSS JOIN LATERAL (
	WITH RECURSIVE step (type, typmod, not_null) AS (
		SELECT a.atttypid, a.atttypmod, false
		UNION ALL
		SELECT t.typbasetype, CASE WHEN s.typmod >= 0 THEN s.typmod ELSE t.typtypmod END,
			s.not_null OR t.typnotnull
		FROM step AS s
		JOIN pg_catalog.pg_type AS t ON t.oid = s.type AND t.typtype = 'd'
	)
	SELECT s.type, s.typmod, s.not_null
	FROM step AS s
	JOIN pg_catalog.pg_type AS t ON t.oid = s.type AND t.typtype <> 'd') AS base
WHERE a.attrelid = pg_catalog.to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
