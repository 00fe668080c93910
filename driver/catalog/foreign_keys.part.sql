-- The columns of SQLForeignKeys.
SELECT
	pg_catalog.current_database() AS "PKTABLE_CAT",
	pn.nspname AS "PKTABLE_SCHEM",
	pc.relname AS "PKTABLE_NAME",
	pa.attname AS "PKCOLUMN_NAME",
	pg_catalog.current_database() AS "FKTABLE_CAT",
	fn.nspname AS "FKTABLE_SCHEM",
	fc.relname AS "FKTABLE_NAME",
	fa.attname AS "FKCOLUMN_NAME",
	g.place AS "KEY_SEQ",
	CASE k.confupdtype
		WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 ELSE $7::int2 END AS "UPDATE_RULE",
	CASE k.confdeltype
		WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 ELSE $7::int2 END AS "DELETE_RULE",
	k.conname AS "FK_NAME",
	pk.conname AS "PK_NAME",
	CASE WHEN k.condeferred THEN 5 WHEN k.condeferrable THEN 6 ELSE 7 END AS "DEFERRABILITY"
