-- The routines that the name of a {call} may stand for, for the driver itself.
-- $1 schema (NULL: where the search path finds it)  $2 name
--
-- One row an argument, one without mode for a routine that has none.  "older" as in
-- procedures.sql.  A domain stands for its base type.
SELECT p.oid::text, p.prokind::text, p.proretset::text, COALESCE(v.oid, p.prorettype)::text,
	p.pronargdefaults::text,
	CASE WHEN u.n IS NOT NULL THEN COALESCE(p.proargmodes[u.n]::text, 'i') END,
	COALESCE(p.proargnames[u.n], ''),
	COALESCE(b.oid, u.type)::text
FROM (SELECT 'f'::"char" AS prokind, false AS proisagg, false AS proiswindow) AS older
CROSS JOIN LATERAL (
	SELECT f.oid, f.proname, f.pronamespace, f.proretset, f.prorettype, f.pronargdefaults,
		f.proargmodes, f.proargnames,
		COALESCE(f.proallargtypes, f.proargtypes::pg_catalog.oid[]) AS types, prokind
	FROM pg_catalog.pg_proc AS f
	WHERE prokind IN ('f', 'p') AND NOT proisagg AND NOT proiswindow AND f.proname = $2::name
	) AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN LATERAL pg_catalog.unnest(p.types) WITH ORDINALITY AS u (type, n) ON true
LEFT JOIN pg_catalog.pg_type AS d ON d.oid = u.type AND d.typtype = 'd'
LEFT JOIN pg_catalog.pg_type AS b ON b.oid = d.typbasetype
LEFT JOIN pg_catalog.pg_type AS r ON r.oid = p.prorettype AND r.typtype = 'd'
LEFT JOIN pg_catalog.pg_type AS v ON v.oid = r.typbasetype
WHERE CASE WHEN $1::text IS NULL THEN pg_catalog.pg_function_is_visible(p.oid)
	WHEN $1::text = 'pg_temp' THEN n.oid = pg_catalog.pg_my_temp_schema()
	ELSE n.nspname = $1::name END
ORDER BY p.oid, u.n
