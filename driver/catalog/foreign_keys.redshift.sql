-- SQLForeignKeys: keys that refer to a primary key.  Declared, not enforced.
-- $1 $2 $3 catalog, schema and name of the table with the primary key
-- $4 $5 $6 those of the table with the foreign key  (NULL name: any table)
-- $7 the number that stands for NO ACTION and RESTRICT
--
-- A missing schema as in primary_keys.redshift.sql.  The key referred to is not
-- named in the catalog: it is the primary key with the same columns.
-- include foreign_keys.part.sql
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS pc ON pc.oid = k.confrelid
JOIN pg_catalog.pg_namespace AS pn ON pn.oid = pc.relnamespace
JOIN pg_catalog.pg_class AS fc ON fc.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS fn ON fn.oid = fc.relnamespace
JOIN pg_catalog.pg_constraint AS pk ON pk.conrelid = k.confrelid AND pk.contype = 'p'
	AND pg_catalog.array_upper(pk.conkey, 1) = pg_catalog.array_upper(k.confkey, 1)
JOIN pg_catalog.pg_attribute AS fa ON fa.attrelid = k.conrelid AND fa.attnum = ANY (k.conkey)
JOIN pg_catalog.generate_series(1, 1600) AS g (place) ON k.conkey[g.place] = fa.attnum
JOIN pg_catalog.pg_attribute AS pa ON pa.attrelid = k.confrelid AND pa.attnum = k.confkey[g.place]
WHERE k.contype = 'f'
	AND NOT EXISTS (SELECT 1 FROM pg_catalog.generate_series(1, 1600) AS o (place)
		WHERE k.confkey[o.place] IS NOT NULL AND NOT k.confkey[o.place] = ANY (pk.conkey))
	AND ($1::text IS NULL OR $1::text = pg_catalog.current_database())
	AND ($3::text IS NULL OR pc.relname = $3::text)
	AND CASE WHEN $2::text IS NOT NULL THEN pn.nspname = $2::text
		WHEN $3::text IS NULL THEN true
		ELSE pg_catalog.pg_table_is_visible(pc.oid) OR NOT EXISTS (
			SELECT 1 FROM pg_catalog.pg_class AS v
			WHERE v.relname = $3::text AND pg_catalog.pg_table_is_visible(v.oid)) END
	AND ($4::text IS NULL OR $4::text = pg_catalog.current_database())
	AND ($6::text IS NULL OR fc.relname = $6::text)
	AND CASE WHEN $5::text IS NOT NULL THEN fn.nspname = $5::text
		WHEN $6::text IS NULL THEN true
		ELSE pg_catalog.pg_table_is_visible(fc.oid) OR NOT EXISTS (
			SELECT 1 FROM pg_catalog.pg_class AS v
			WHERE v.relname = $6::text AND pg_catalog.pg_table_is_visible(v.oid)) END
ORDER BY
	CASE WHEN $6::text IS NULL THEN fn.nspname ELSE pn.nspname END,
	CASE WHEN $6::text IS NULL THEN fc.relname ELSE pc.relname END,
	g.place, k.conname
