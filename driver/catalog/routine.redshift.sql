-- The routines that the name of a {call} may stand for, for the driver itself.
-- $1 schema (NULL: where the search path finds it)  $2 name
--
-- One row an argument, one without mode for a routine that has none.  Arguments have no
-- defaults.  The types of all arguments are kept from 1 on, those that only go in from 0.
SELECT p.prooid, p.prokind, CASE WHEN p.proretset THEN 't' ELSE 'f' END, p.prorettype, 0,
	CASE WHEN g.place IS NOT NULL THEN COALESCE(p.proargmodes[g.place], 'i') END,
	COALESCE(p.proargnames[g.place], ''),
	COALESCE(p.proallargtypes[g.place], p.proargtypes[g.place - 1])
FROM pg_catalog.pg_proc_info AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.generate_series(1, 100) AS g (place)
	ON COALESCE(p.proallargtypes[g.place], p.proargtypes[g.place - 1]) IS NOT NULL
WHERE p.prokind IN ('f', 'p') AND NOT p.proisagg AND p.proname = $2::text
	AND CASE WHEN $1::text IS NULL THEN pg_catalog.pg_function_is_visible(p.prooid)
		ELSE n.nspname = $1::text END
ORDER BY p.prooid, g.place
