-- What a catalog function has to know before it asks.
-- $1 schema pattern (NULL: any)
--
-- The session's own schema of temporary tables, and whether external schemas are
-- meant: looking into those is slow, and another query.
SELECT
	(SELECT n.nspname FROM pg_catalog.pg_namespace AS n
	WHERE n.nspname ~ '^pg_temp_' AND n.nspname = (pg_catalog.current_schemas(true))[1]),
	(SELECT pg_catalog.count(*) FROM pg_catalog.pg_external_schema AS e
	JOIN pg_catalog.pg_namespace AS n ON n.oid = e.esoid
	WHERE $1::text IS NULL OR n.nspname LIKE $1::text)
