-- SQLTables in the connected database with its external schemas.
-- $1 catalog pattern  $2 schema pattern  $3 table pattern  (NULL: any)
-- $4 table types as an array literal (NULL: all)  $5 true: system tables count as TABLE or VIEW
-- $6 the session's schema of temporary tables (NULL: it has none)
--
-- Functions of the leader node alone do not go together with system views.  The view
-- of external tables has those of other databases, too.
-- include tables.part.sql
	UNION ALL
	SELECT e.schemaname::text, e.tablename::text, 'EXTERNAL TABLE', NULL
	FROM pg_catalog.svv_external_tables AS e
	WHERE ($1::text IS NULL OR pg_catalog.current_database() LIKE $1::text)
		AND COALESCE(NULLIF(e.redshift_database_name, ''), pg_catalog.current_database()::text)
			= pg_catalog.current_database()::text
		AND ($2::text IS NULL OR e.schemaname LIKE $2::text)
		AND ($3::text IS NULL OR e.tablename LIKE $3::text)
	) AS t
WHERE $4::text IS NULL OR POSITION('"' || t.kind || '"' IN $4::text) > 0
ORDER BY t.kind, t.nspname, t.relname
