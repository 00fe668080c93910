-- SQLColumns in the connected database, no external schema among those meant.
-- $1 catalog  $2 schema pattern  $3 table pattern  $4 column pattern  (NULL: any)
-- $5 the session's schema of temporary tables (NULL: it has none)
--
-- Late-binding views have no rows in pg_attribute; their types come as text, which
-- the driver reads where there is no OID.
-- include columns.part.sql
	) AS c
ORDER BY c.nspname, c.relname, c.place
