-- SQLTablePrivileges.
-- $1 catalog  $2 schema pattern  $3 table pattern  (NULL: any)
--
-- An access list is read as text: "grantee=letters/grantor", a star after a letter
-- that may be passed on; names with more than letters stand in quotes, and such a name
-- may have a sign of equality.  "group x" is a grantee, too.  Grants to the owner are
-- the system's, and the owner can always pass them on.  The owner's name comes from a
-- function, since metadata security may hide the row of pg_user.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	g.nspname AS "TABLE_SCHEM",
	g.relname AS "TABLE_NAME",
	CASE WHEN g.grantee = g.owner THEN '_SYSTEM' ELSE g.grantor END AS "GRANTOR",
	CASE WHEN g.grantee = '' THEN 'PUBLIC' ELSE g.grantee END AS "GRANTEE",
	p.name AS "PRIVILEGE",
	CASE WHEN g.grantee = g.owner OR POSITION(p.letter || '*' IN g.letters) > 0
		THEN 'YES' ELSE 'NO' END AS "IS_GRANTABLE"
FROM (
	SELECT i.nspname, i.relname, i.owner,
		-- include acl_item.part.sql
			FROM (
				SELECT n.nspname::text AS nspname, c.relname::text AS relname,
					pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
					pg_catalog.array_to_string(c.relacl, CHR(10)) AS acl,
					COALESCE(pg_catalog.array_upper(c.relacl, 1), 1) AS items
				FROM pg_catalog.pg_class AS c
				JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
				WHERE c.relkind IN ('r', 'v', 'm', 'f')
					AND (n.nspname !~ '^pg_temp_'
						OR n.nspname = (pg_catalog.current_schemas(true))[1])
					AND ($1::text IS NULL OR $1::text = pg_catalog.current_database())
					AND ($2::text IS NULL OR n.nspname LIKE $2::text)
					AND ($3::text IS NULL OR c.relname LIKE $3::text)
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
	UNION ALL SELECT 'd', 'DELETE'
	UNION ALL SELECT 'x', 'REFERENCES'
	UNION ALL SELECT 'R', 'RULE'
	UNION ALL SELECT 't', 'TRIGGER'
	UNION ALL SELECT 'D', 'DROP'
	) AS p ON POSITION(p.letter IN g.letters) > 0
ORDER BY 2, 3, 6, 5, 4
