-- SQLProcedureColumns.
-- $1 catalog  $2 schema pattern  $3 name pattern  $4 column pattern  (NULL: any)
--
-- Of each routine, overloads one after the other: its return value, its parameters
-- as a call has them, the columns of its result.  A function that returns a set has
-- result columns in place of output parameters and a return value: those of OUT,
-- INOUT and TABLE, or of the row type, or one named like the function.
-- Domains and "older" as in columns.sql and procedures.sql.
WITH RECURSIVE step (domain, type, typmod) AS (
	SELECT t.oid, t.typbasetype, t.typtypmod
	FROM pg_catalog.pg_type AS t
	WHERE t.typtype = 'd'
	UNION ALL
	SELECT s.domain, t.typbasetype, t.typtypmod
	FROM step AS s
	JOIN pg_catalog.pg_type AS t ON t.oid = s.type AND t.typtype = 'd'
),
base AS (
	SELECT s.domain, s.type, s.typmod
	FROM step AS s
	JOIN pg_catalog.pg_type AS t ON t.oid = s.type AND t.typtype <> 'd'
),
routine AS (
	SELECT n.nspname, p.*,
		COALESCE(p.proargmodes && '{o,b,t}'::"char"[], false) AS has_out
	FROM (SELECT 'f'::"char" AS prokind, false AS proisagg, false AS proiswindow) AS older
	CROSS JOIN LATERAL (
		SELECT f.oid, f.proname, f.pronamespace, f.proretset, f.prorettype, f.proargmodes,
			f.proargnames, COALESCE(f.proallargtypes, f.proargtypes::pg_catalog.oid[]) AS types,
			prokind
		FROM pg_catalog.pg_proc AS f
		WHERE prokind IN ('f', 'p') AND NOT proisagg AND NOT proiswindow
			AND f.prorettype NOT IN (
				'pg_catalog.trigger'::pg_catalog.regtype,
				'pg_catalog.event_trigger'::pg_catalog.regtype)
		) AS p
	JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
	WHERE ($1::name IS NULL OR $1::name = pg_catalog.current_database())
		AND ($2::text IS NULL OR n.nspname LIKE $2::text)
		AND ($3::text IS NULL OR p.proname LIKE $3::text)
		AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
),
argument AS (
	SELECT r.oid, r.proretset, u.type, u.n,
		COALESCE(r.proargmodes[u.n], 'i') AS mode,
		COALESCE(r.proargnames[u.n], '') AS name
	FROM routine AS r
	CROSS JOIN LATERAL pg_catalog.unnest(r.types) WITH ORDINALITY AS u (type, n)
),
piece (oid, part, place, name, kind, type, typmod, n) AS (
	SELECT r.oid, 0, 0, '', 5, r.prorettype, -1, NULL::int8
	FROM routine AS r
	WHERE r.prokind = 'f' AND NOT r.proretset AND NOT r.has_out
		AND r.prorettype <> 'pg_catalog.void'::pg_catalog.regtype
	UNION ALL
	SELECT a.oid, 1, pg_catalog.row_number() OVER (PARTITION BY a.oid ORDER BY a.n), a.name,
		CASE WHEN a.mode = 'o' THEN 4 WHEN a.mode = 'b' AND NOT a.proretset THEN 2 ELSE 1 END,
		a.type, -1, a.n
	FROM argument AS a
	WHERE a.mode IN ('i', 'v', 'b') OR a.mode = 'o' AND NOT a.proretset
	UNION ALL
	SELECT a.oid, 2, pg_catalog.row_number() OVER (PARTITION BY a.oid ORDER BY a.n), a.name,
		3, a.type, -1, NULL
	FROM argument AS a
	WHERE a.mode = 't' OR a.mode IN ('o', 'b') AND a.proretset
	UNION ALL
	SELECT r.oid, 2, pg_catalog.row_number() OVER (PARTITION BY r.oid ORDER BY a.attnum),
		COALESCE(a.attname, r.proname)::text, 3, COALESCE(a.atttypid, r.prorettype),
		COALESCE(a.atttypmod, -1), NULL
	FROM routine AS r
	JOIN pg_catalog.pg_type AS t ON t.oid = r.prorettype
	LEFT JOIN pg_catalog.pg_attribute AS a ON t.typtype = 'c' AND a.attrelid = t.typrelid
		AND a.attnum > 0 AND NOT a.attisdropped
	WHERE r.proretset AND NOT r.has_out
		AND r.prorettype <> 'pg_catalog.record'::pg_catalog.regtype
)
SELECT
	pg_catalog.current_database() AS "PROCEDURE_CAT",
	r.nspname AS "PROCEDURE_SCHEM",
	r.proname AS "PROCEDURE_NAME",
	c.name AS "COLUMN_NAME",
	c.kind AS "COLUMN_TYPE",
	COALESCE(b.type, c.type) AS type_oid,
	COALESCE(b.typmod, c.typmod) AS type_mod,
	pg_catalog.format_type(COALESCE(b.type, c.type), NULL) AS "TYPE_NAME",
	1 AS "NULLABLE",
	NULL AS "REMARKS",
	CASE WHEN c.n IS NOT NULL
		THEN pg_catalog.pg_get_function_arg_default(c.oid, c.n::int4) END AS "COLUMN_DEF",
	c.place AS "ORDINAL_POSITION",
	'YES' AS "IS_NULLABLE"
FROM piece AS c
JOIN routine AS r ON r.oid = c.oid
LEFT JOIN base AS b ON b.domain = c.type
WHERE $4::text IS NULL OR c.name LIKE $4::text
ORDER BY r.nspname, r.proname, r.oid, c.part, c.place
