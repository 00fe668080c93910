-- SQLColumnPrivileges: what is granted on the table, which counts for each of its columns,
-- and what is granted on a column.
-- $1 catalog (NULL: any)  $2 schema  $3 table  (as in primary_keys.redshift.sql)
-- $4 column pattern (NULL: any)
--
-- Access lists as in table_privileges.redshift.sql.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	g.nspname AS "TABLE_SCHEM",
	g.relname AS "TABLE_NAME",
	g.attname AS "COLUMN_NAME",
	CASE WHEN g.grantee = g.owner THEN '_SYSTEM' ELSE g.grantor END AS "GRANTOR",
	CASE WHEN g.grantee = '' THEN 'PUBLIC' ELSE g.grantee END AS "GRANTEE",
	p.name AS "PRIVILEGE",
	CASE WHEN g.grantee = g.owner OR POSITION(p.letter || '*' IN g.letters) > 0
		THEN 'YES' ELSE 'NO' END AS "IS_GRANTABLE"
FROM (
	SELECT i.nspname, i.relname, i.attname, i.owner,
		-- include acl_item.part.sql
			FROM (
				SELECT n.nspname::text AS nspname, c.relname::text AS relname, a.attname::text AS attname,
					pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
					COALESCE(NULLIF(pg_catalog.array_to_string(c.relacl, CHR(10)), ''),
						'"' || pg_catalog.pg_get_userbyid(c.relowner)::text || '"=arwdRxt/"'
						|| pg_catalog.pg_get_userbyid(c.relowner)::text || '"')
						|| COALESCE(CHR(10) || pg_catalog.array_to_string(a.attacl, CHR(10)), '') AS acl,
					COALESCE(pg_catalog.array_upper(c.relacl, 1), 1)
						+ COALESCE(pg_catalog.array_upper(a.attacl, 1), 0) AS items
				FROM pg_catalog.pg_class AS c
				JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
				JOIN pg_catalog.pg_attribute_info AS a ON a.attrelid = c.oid AND a.attnum > 0
					AND NOT a.attisdropped
				WHERE c.relkind IN ('r', 'v', 'm', 'f')
					AND (n.nspname !~ '^pg_temp_'
						OR n.nspname = (pg_catalog.current_schemas(true))[1])
					AND ($1::text IS NULL OR $1::text = pg_catalog.current_database())
					AND c.relname = $3::text
					AND CASE WHEN $2::text IS NOT NULL THEN n.nspname = $2::text
						ELSE pg_catalog.pg_table_is_visible(c.oid) OR NOT EXISTS (
							SELECT 1 FROM pg_catalog.pg_class AS v
							WHERE v.relname = $3::text AND pg_catalog.pg_table_is_visible(v.oid)) END
					AND ($4::text IS NULL OR a.attname LIKE $4::text)
				) AS o
			JOIN pg_catalog.generate_series(1, 1000) AS s (place) ON s.place <= o.items
			) AS r
		WHERE r.item <> ''
		) AS i
	) AS g
JOIN (
	SELECT 'a' AS letter, 'INSERT' AS name
	UNION ALL SELECT 'r', 'SELECT'
	UNION ALL SELECT 'w', 'UPDATE'
	UNION ALL SELECT 'x', 'REFERENCES'
	) AS p ON POSITION(p.letter IN g.letters) > 0
ORDER BY 2, 3, 4, 7, 6, 5
