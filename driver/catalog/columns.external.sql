-- SQLColumns in the connected database with its external schemas.
-- Parameters as in columns.redshift.sql; external types come as text, too, and may be
-- long: a cast to text might be one to varchar(256).
-- include columns.part.sql
	UNION ALL
	SELECT e.schemaname::text, e.tablename::text, e.columnname::text, NULL, -1, e.external_type,
		CASE e.is_nullable WHEN 'false' THEN 0 WHEN 'true' THEN 1 ELSE 2 END, NULL, NULL, e.columnnum
	FROM pg_catalog.svv_external_columns AS e
	WHERE ($1::text IS NULL OR $1::text = pg_catalog.current_database())
		AND COALESCE(NULLIF(e.redshift_database_name, ''), pg_catalog.current_database()::text)
			= pg_catalog.current_database()::text
		AND ($2::text IS NULL OR e.schemaname LIKE $2::text)
		AND ($3::text IS NULL OR e.tablename LIKE $3::text)
		AND ($4::text IS NULL OR e.columnname LIKE $4::text)
	) AS c
ORDER BY c.nspname, c.relname, c.place
