-- What each domain stands for, at the beginning of a query: base.
WITH RECURSIVE step (domain, type, typmod, not_null) AS (
	SELECT t.oid, t.typbasetype, t.typtypmod, t.typnotnull
	FROM pg_catalog.pg_type AS t
	WHERE t.typtype = 'd'
	UNION ALL
	SELECT s.domain, t.typbasetype, t.typtypmod, s.not_null OR t.typnotnull
	FROM step AS s
	JOIN pg_catalog.pg_type AS t ON t.oid = s.type AND t.typtype = 'd'
),
base AS (
	SELECT s.domain, s.type, s.typmod, s.not_null
	FROM step AS s
	JOIN pg_catalog.pg_type AS t ON t.oid = s.type AND t.typtype <> 'd'
)
