-- SQLForeignKeys: keys that refer to a primary key, not to a unique constraint.
-- $1 $2 $3 catalog, schema and name of the table with the primary key
-- $4 $5 $6 those of the table with the foreign key  (NULL name: any table)
-- $7 the number that stands for NO ACTION and RESTRICT
--
-- A missing schema as in primary_keys.sql.  A key to a partitioned table has copies
-- of the server's own that point from the same table to each partition: left out.
-- "older" as in columns.sql, for servers before 11.
-- include foreign_keys.part.sql
FROM (SELECT 0::pg_catalog.oid AS conparentid) AS older
CROSS JOIN LATERAL (
	SELECT f.oid, f.conname, f.conrelid, f.confrelid, f.conindid, f.conkey, f.confkey,
		f.confupdtype, f.confdeltype, f.condeferrable, f.condeferred, conparentid
	FROM pg_catalog.pg_constraint AS f
	WHERE f.contype = 'f'
	) AS k
JOIN pg_catalog.pg_constraint AS pk ON pk.conrelid = k.confrelid AND pk.contype = 'p'
	AND pk.conindid = k.conindid
JOIN pg_catalog.pg_class AS pc ON pc.oid = k.confrelid
JOIN pg_catalog.pg_namespace AS pn ON pn.oid = pc.relnamespace
JOIN pg_catalog.pg_class AS fc ON fc.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS fn ON fn.oid = fc.relnamespace
CROSS JOIN LATERAL pg_catalog.unnest(k.conkey) WITH ORDINALITY AS g (attnum, place)
JOIN pg_catalog.pg_attribute AS fa ON fa.attrelid = k.conrelid AND fa.attnum = g.attnum
JOIN pg_catalog.pg_attribute AS pa ON pa.attrelid = k.confrelid AND pa.attnum = k.confkey[g.place]
WHERE ($1::name IS NULL OR $1::name = pg_catalog.current_database())
	AND ($3::name IS NULL OR pc.relname = $3::name)
	AND CASE WHEN $2::name IS NOT NULL THEN pn.nspname = $2::name
		WHEN $3::name IS NULL THEN true
		ELSE pc.oid = COALESCE(
			pg_catalog.to_regclass(pg_catalog.quote_ident($3::name::text)), pc.oid) END
	AND ($4::name IS NULL OR $4::name = pg_catalog.current_database())
	AND ($6::name IS NULL OR fc.relname = $6::name)
	AND CASE WHEN $5::name IS NOT NULL THEN fn.nspname = $5::name
		WHEN $6::name IS NULL THEN true
		ELSE fc.oid = COALESCE(
			pg_catalog.to_regclass(pg_catalog.quote_ident($6::name::text)), fc.oid) END
	AND NOT EXISTS (
		SELECT FROM pg_catalog.pg_constraint AS parent
		WHERE parent.oid = k.conparentid AND parent.conrelid = k.conrelid)
ORDER BY
	CASE WHEN $6::name IS NULL THEN fn.nspname ELSE pn.nspname END,
	CASE WHEN $6::name IS NULL THEN fc.relname ELSE pc.relname END,
	g.place, k.conname
