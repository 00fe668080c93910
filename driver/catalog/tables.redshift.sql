-- SQLTables in the connected database, no external schema among those meant.
-- $1 catalog pattern  $2 schema pattern  $3 table pattern  (NULL: any)
-- $4 table types as an array literal (NULL: all)  $5 true: system tables count as TABLE or VIEW
-- $6 the session's schema of temporary tables (NULL: it has none)
-- include tables.part.sql
	) AS t
WHERE $4::text IS NULL OR POSITION('"' || t.kind || '"' IN $4::text) > 0
ORDER BY t.kind, t.nspname, t.relname
