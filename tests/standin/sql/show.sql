-- What the SHOW statements of the guide return.  The relay turns a statement into a
-- call; missing parts are NULL.  Only 'x' LIKE, case-sensitive, no character escapes; more than
-- 10,000 rows are an error.  Keys and grants come in an order that ODBC does not want,
-- since nothing promises one.  GUESS: the error's text and state, and who may see what.
\set ON_ERROR_STOP on

create function standin.check_rows(bigint) returns void language plpgsql as $$
begin
	if $1 > 10000 then
		raise exception 'SHOW command returned more than 10000 rows' using errcode = 'XX000',
			hint = 'Use LIMIT or LIKE.';
	end if;
end $$;

-- The database that a name without one means.
create function standin.database(text) returns text language sql stable as $$
	select coalesce(nullif($1, ''), nullif(current_setting('standin.use', true), ''), current_database())
$$;

-- A row for every row of a query, the limit applied, the number checked.
create function standin.limited(query text, most bigint) returns setof record language plpgsql stable as $$
declare n bigint;
begin
	if most is not null and most not between 0 and 10000 then
		raise exception 'LIMIT must be between 0 and 10000' using errcode = '22023';
	end if;
	execute '/* standin */ select count(*) from (' || query || ' limit ' || coalesce(most, 10001) || ') q' into n;
	perform standin.check_rows(n);
	return query execute '/* standin */ ' || query || ' limit ' || coalesce(most, 10001);
end $$;

create function standin.show_databases(pattern text, most bigint) returns table (
	database_name varchar, database_owner int, database_type varchar, database_acl varchar, parameters varchar,
	database_isolation_level varchar) language sql stable as $$
	/* standin */ select * from standin.limited('select database_name, database_owner, database_type, database_acl,
		database_options, database_isolation_level from (select * from pg_catalog.svv_redshift_databases
			union all select database_name, 100, ''external'', '''', '''', '''' from standin.data_catalogs) q
		where ' || case when $1 is null then 'true' else 'database_name like ' || quote_literal($1) || ' escape ''''' end
		|| ' order by 1', $2) as (a varchar, b int, c varchar, d varchar, e varchar, f varchar)
$$;

create function standin.show_schemas(db text, pattern text, most bigint) returns table (
	database_name varchar, schema_name varchar, schema_owner int, schema_type varchar, schema_acl varchar,
	source_database varchar, schema_option varchar) language sql stable as $$
	/* standin */ select * from standin.limited('select database_name, schema_name, schema_owner, schema_type, schema_acl,
		source_database, schema_option from pg_catalog.svv_all_schemas where database_name = '
		|| quote_literal(standin.database($1))
		|| case when $2 is null then '' else ' and schema_name like ' || quote_literal($2) || ' escape ''''' end
		|| ' order by 1, 2', $3) as (a varchar, b varchar, c int, d varchar, e varchar, f varchar, g varchar)
$$;

-- GUESS: a schema that does not exist is an error.
create function standin.need_schema(db text, sch text) returns void language plpgsql stable as $$
begin
	if not exists (/* standin */ select 1 from pg_catalog.svv_all_schemas
		where database_name = standin.database(db) and schema_name = sch
		union all select 1 from standin.data_catalog_columns
		where database_name = standin.database(db) and schema_name = sch) then
		raise exception 'schema "%" does not exist', sch using errcode = '3F000';
	end if;
end $$;

create function standin.show_tables(db text, sch text, pattern text, most bigint) returns table (
	database_name varchar, schema_name varchar, table_name varchar, table_type varchar, table_acl varchar,
	remarks varchar, owner varchar, last_altered_time timestamp, last_modified_time timestamp, dist_style varchar,
	table_subtype varchar) language sql stable as $$
	/* standin */ select standin.need_schema($1, $2);
	/* standin */ select * from standin.limited('select database_name, schema_name, table_name, table_type, table_acl,
		remarks, pg_get_userbyid(standin_owner)::varchar, null::timestamp, null::timestamp,
		case table_type when ''TABLE'' then ''AUTO (ALL)'' else '''' end::varchar,
		case table_type when ''VIEW'' then ''REGULAR VIEW'' when ''TABLE'' then ''REGULAR TABLE'' else '''' end::varchar
		from (select * from standin.standin_all_tables union all select distinct database_name, schema_name, table_name,
			''EXTERNAL TABLE'', '''', null, 0::oid, 0::oid from standin.data_catalog_columns) q where database_name = ' || quote_literal(standin.database($1))
		|| ' and schema_name = ' || quote_literal($2)
		|| case when $3 is null then '' else ' and table_name like ' || quote_literal($3) || ' escape ''''' end
		|| ' order by 1, 2, 3', $4) as (a varchar, b varchar, c varchar, d varchar, e varchar, f varchar, g varchar,
		h timestamp, i timestamp, j varchar, k varchar)
$$;

create function standin.show_columns(db text, sch text, tab text, pattern text, most bigint) returns table (
	database_name varchar, schema_name varchar, table_name varchar, column_name varchar, ordinal_position int,
	column_default varchar, is_nullable varchar, data_type varchar, character_maximum_length int,
	numeric_precision int, numeric_scale int, remarks varchar, sort_key_type varchar, sort_key int, dist_key int,
	encoding varchar, collation varchar) language sql stable as $$
	/* standin */ select * from standin.limited('select a.database_name, a.schema_name, a.table_name, a.column_name,
		a.ordinal_position, a.column_default, a.is_nullable, a.data_type, a.character_maximum_length,
		a.numeric_precision, a.numeric_scale, a.remarks, case when c.sortkey > 0 then ''COMPOUND'' else '''' end::varchar,
		c.sortkey::int, c.distkey::int, c.encoding::varchar, ''''::varchar
		from (select * from pg_catalog.svv_all_columns union all select database_name, schema_name, table_name, column_name,
			ordinal_position, null, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, null
			from standin.data_catalog_columns) a left join pg_catalog.svv_redshift_columns c using (database_name,
			schema_name, table_name, column_name)
		where a.database_name = ' || quote_literal(standin.database($1)) || ' and a.schema_name = ' || quote_literal($2)
		|| ' and a.table_name = ' || quote_literal($3)
		|| case when $4 is null then '' else ' and a.column_name like ' || quote_literal($4) || ' escape ''''' end
		|| ' order by a.ordinal_position', $5) as (a varchar, b varchar, c varchar, d varchar, e int, f varchar,
		g varchar, h varchar, i int, j int, k int, l varchar, m varchar, n int, o int, p varchar, q varchar)
$$;

create view standin.foreign_keys as
select pn.nspname as pk_schema, pc.relname as pk_table, pa.attname as pk_column, fn.nspname as fk_schema,
	fc.relname as fk_table, fa.attname as fk_column, i.n as key_seq, k.conname as fk_name,
	(select u.conname from pg_catalog.standin_hidden_pg_constraint u
		where u.conindid = k.conindid and u.contype in ('p', 'u') limit 1) as pk_name
from pg_catalog.standin_hidden_pg_constraint k
join generate_series(1, 32) i (n) on i.n <= array_length(k.conkey, 1)
join pg_catalog.pg_class pc on pc.oid = k.confrelid join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace
join pg_catalog.pg_class fc on fc.oid = k.conrelid join pg_catalog.pg_namespace fn on fn.oid = fc.relnamespace
join pg_catalog.pg_attribute pa on pa.attrelid = pc.oid and pa.attnum = k.confkey[i.n]
join pg_catalog.pg_attribute fa on fa.attrelid = fc.oid and fa.attnum = k.conkey[i.n]
where k.contype = 'f';
grant select on standin.foreign_keys to public;

create function standin.show_primary_keys(db text, sch text, tab text, most bigint) returns table (
	database_name varchar, schema_name varchar, table_name varchar, pk_name varchar, column_name varchar, key_seq int)
language sql stable as $$
	/* standin */ select * from standin.limited('select current_database()::varchar, n.nspname::varchar, c.relname::varchar,
		k.conname::varchar, a.attname::varchar, i.n
		from pg_catalog.pg_constraint k join generate_series(1, 32) i (n) on i.n <= array_length(k.conkey, 1)
		join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[i.n]
		where k.contype = ''p'' and n.nspname = ' || quote_literal($2) || ' and c.relname = ' || quote_literal($3)
		|| ' and current_database() = ' || quote_literal(standin.database($1))
		|| ' union all select database_name, schema_name, table_name, pk_name, column_name, key_seq
		from standin.shared_primary_keys where database_name = ' || quote_literal(standin.database($1))
		|| ' and schema_name = ' || quote_literal($2) || ' and table_name = ' || quote_literal($3)
		|| ' order by 6 desc', $4) as (a varchar, b varchar, c varchar, d varchar, e varchar, f int)
$$;

create function standin.show_foreign_keys(exported boolean, db text, sch text, tab text, most bigint) returns table (
	pk_database_name varchar, pk_schema_name varchar, pk_table_name varchar, pk_column_name varchar,
	fk_database_name varchar, fk_schema_name varchar, fk_table_name varchar, fk_column_name varchar, key_seq int,
	fk_name varchar, pk_name varchar, update_rule int, delete_rule int, deferrability int)
language sql stable as $$
	/* standin */ select * from standin.limited('select current_database()::varchar, pk_schema::varchar, pk_table::varchar,
		pk_column::varchar, current_database()::varchar, fk_schema::varchar, fk_table::varchar, fk_column::varchar,
		key_seq, fk_name::varchar, pk_name::varchar, 3, 3, 7 from standin.foreign_keys where '
		|| case when $1 then 'pk' else 'fk' end || '_schema = ' || quote_literal($3) || ' and '
		|| case when $1 then 'pk' else 'fk' end || '_table = ' || quote_literal($4)
		|| ' and current_database() = ' || quote_literal(standin.database($2))
		|| ' union all select database_name, pk_schema, pk_table, pk_column, database_name, fk_schema, fk_table,
		fk_column, key_seq, fk_name, pk_name, 3, 3, 7 from standin.shared_foreign_keys where '
		|| case when $1 then 'pk' else 'fk' end || '_schema = ' || quote_literal($3) || ' and '
		|| case when $1 then 'pk' else 'fk' end || '_table = ' || quote_literal($4)
		|| ' and database_name = ' || quote_literal(standin.database($2)) || ' order by 9 desc, 6 desc, 7 desc, 10', $5)
		as (a varchar, b varchar, c varchar, d varchar, e varchar, f varchar, g varchar, h varchar, i int, j varchar,
		k varchar, l int, m int, n int)
$$;

create view standin.routines as
select p.prooid, n.nspname as schema_name, p.proname as name, p.prokind, p.pronargs::int as nargs,
	pg_catalog.oidvectortypes(p.proargtypes) as arguments,
	case when p.prorettype <> 2278 then format_type(p.prorettype, null) end as result,
	(select d.description from pg_catalog.standin_hidden_pg_description d
		where d.objoid = p.prooid and d.classoid = 1255) as remarks, p.proargnames, p.proargmodes,
	coalesce(p.proallargtypes, string_to_array(p.proargtypes::text, ' ')::oid[]) as types
from pg_catalog.pg_proc_info p join pg_catalog.pg_namespace n on n.oid = p.pronamespace;
grant select on standin.routines to public;

create function standin.show_routines(kind text, db text, sch text, pattern text, most bigint) returns table (
	database_name varchar, schema_name varchar, routine_name varchar, number_of_arguments int,
	argument_list varchar, return_type varchar, remarks varchar) language sql stable as $$
	/* standin */ select * from standin.limited('select current_database()::varchar, schema_name::varchar, name::varchar,
		nargs, arguments::varchar, result::varchar, remarks::varchar from standin.routines
		where prokind = ' || quote_literal($1) || ' and schema_name = ' || quote_literal($3)
		|| ' and current_database() = ' || quote_literal(standin.database($2))
		|| case when $4 is null then '' else ' and name like ' || quote_literal($4) || ' escape ''''' end
		|| ' order by 3, 5', $5)
		as (a varchar, b varchar, c varchar, d int, e varchar, f varchar, g varchar)
$$;

-- types: the argument list as written in SHOW PARAMETERS, blanks removed; NULL: any.
create function standin.show_parameters(kind text, db text, sch text, routine text, types text, pattern text,
	most bigint) returns table (
	database_name varchar, schema_name varchar, routine_name varchar, parameter_name varchar, ordinal_position int,
	parameter_type varchar, data_type varchar, character_maximum_length int, numeric_precision int,
	numeric_scale int, remarks varchar) language sql stable as $$
	/* standin */ select * from standin.limited('select current_database()::varchar, schema_name::varchar, name::varchar,
		coalesce(proargnames[i.n], '''')::varchar, i.n,
		case coalesce(proargmodes[i.n], ''i'') when ''i'' then ''IN'' when ''o'' then ''OUT'' else ''INOUT'' end::varchar,
		format_type(types[i.n], null)::varchar, null::int, standin.digits(types[i.n], -1), standin.scale(types[i.n], -1),
		null::varchar
		from standin.routines join generate_series(1, 100) i (n) on i.n <= array_length(types, 1)
		where prokind = ' || quote_literal($1) || ' and schema_name = ' || quote_literal($3) || ' and name = '
		|| quote_literal($4) || ' and current_database() = ' || quote_literal(standin.database($2))
		|| case when $5 is null then '' else ' and replace(arguments, '' '', '''') = ' || quote_literal(replace($5, ' ', '')) end
		|| case when $6 is null then '' else ' and proargnames[i.n] like ' || quote_literal($6) || ' escape ''''' end
		|| ' order by prooid, i.n', $7)
		as (a varchar, b varchar, c varchar, d varchar, e int, f varchar, g varchar, h int, i int, j int, k varchar)
$$;

create function standin.show_grants(db text, sch text, tab text, most bigint) returns table (
	database_name varchar, schema_name varchar, object_name varchar, object_type varchar, privilege_type varchar,
	identity_id int, identity_name varchar, identity_type varchar, admin_option boolean, privilege_scope varchar,
	grantor_name varchar) language sql stable as $$
	/* standin */ select * from standin.limited('select current_database()::varchar, n.nspname::varchar, c.relname::varchar,
		''TABLE''::varchar, x.privilege_type::varchar, x.grantee::int,
		case x.grantee when 0 then ''public'' else pg_get_userbyid(x.grantee) end::varchar,
		case x.grantee when 0 then ''public'' else ''user'' end::varchar, x.is_grantable, ''TABLE''::varchar,
		pg_get_userbyid(x.grantor)::varchar
		from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
		aclexplode(coalesce(c.relacl, acldefault(''r'', c.relowner))) x
		where n.nspname = ' || quote_literal($2) || ' and c.relname = ' || quote_literal($3)
		|| ' and current_database() = ' || quote_literal(standin.database($1))
		|| ' union all select database_name, schema_name, table_name, ''TABLE'', privilege_type, 0, identity_name,
		''user'', admin_option, ''TABLE'', grantor_name from standin.shared_grants where column_name is null
		and database_name = ' || quote_literal(standin.database($1)) || ' and schema_name = ' || quote_literal($2)
		|| ' and table_name = ' || quote_literal($3) || ' order by 7 desc, 5 desc', $4)
		as (a varchar, b varchar, c varchar, d varchar, e varchar, f int, g varchar, h varchar, i boolean, j varchar,
		k varchar)
$$;

create function standin.show_column_grants(db text, sch text, tab text, pattern text, most bigint) returns table (
	database_name varchar, schema_name varchar, table_name varchar, column_name varchar, privilege_type varchar,
	identity_id int, identity_name varchar, identity_type varchar, admin_option boolean, grantor_name varchar)
language sql stable as $$
	/* standin */ select * from standin.limited('select current_database()::varchar, n.nspname::varchar, c.relname::varchar,
		a.attname::varchar, x.privilege_type::varchar, x.grantee::int,
		case x.grantee when 0 then ''public'' else pg_get_userbyid(x.grantee) end::varchar,
		case x.grantee when 0 then ''public'' else ''user'' end::varchar, x.is_grantable,
		pg_get_userbyid(x.grantor)::varchar
		from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		join pg_catalog.standin_hidden_pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) x
		where n.nspname = ' || quote_literal($2) || ' and c.relname = ' || quote_literal($3)
		|| ' and current_database() = ' || quote_literal(standin.database($1))
		|| case when $4 is null then '' else ' and a.attname like ' || quote_literal($4) || ' escape ''''' end
		|| ' union all select database_name, schema_name, table_name, column_name, privilege_type, 0, identity_name,
		''user'', admin_option, grantor_name from standin.shared_grants where column_name is not null
		and database_name = ' || quote_literal(standin.database($1)) || ' and schema_name = ' || quote_literal($2)
		|| ' and table_name = ' || quote_literal($3)
		|| case when $4 is null then '' else ' and column_name like ' || quote_literal($4) || ' escape ''''' end
		|| ' order by 4 desc, 7 desc, 5 desc', $5)
		as (a varchar, b varchar, c varchar, d varchar, e varchar, f int, g varchar, h varchar, i boolean, j varchar)
$$;

-- --- for tests: what no statement of PostgreSQL can make -----------------------------
create function standin.late_binding(view text) returns void language sql security definer as $$
	/* standin */ insert into standin.late_view_columns
	select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnum
	from pg_catalog.standin_hidden_pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0
$$;
create function standin.external_schema(name text, source text) returns void language plpgsql security definer as $$
begin
	execute 'create schema ' || quote_ident($1);
	execute 'grant usage on schema ' || quote_ident($1) || ' to public';
	insert into standin.external_schemas values (quote_ident($1)::regnamespace, 1, $2,
		'{"IAM_ROLE":"arn:aws:iam::123456789012:role/standin"}');
end $$;
-- columns: 'name type' pairs, separated by ';'
create function standin.external_table(sch text, tab text, columns text) returns void
language plpgsql security definer as $$
declare i int := 1; one text;
begin
	insert into standin.external_tables values (sch, tab, 's3://standin/' || tab, 'parquet', 'parquet', 'parquet',
		'{}', 0, '{}', 'EXTERNAL');
	loop
		one := trim(split_part(columns, ';', i));
		exit when one = '';
		insert into standin.external_columns values (sch, tab, split_part(one, ' ', 1),
			substr(one, length(split_part(one, ' ', 1)) + 2), i, 0, 'true');
		i := i + 1;
	end loop;
end $$;
create function standin.keys(tab text, distkey text, sortkey text) returns void language sql security definer as $$
	/* standin */ insert into standin.column_attributes
	select attrelid, attnum, 13, attname = $2, (attname = $3)::int
	from pg_catalog.standin_hidden_pg_attribute where attrelid = $1::regclass and attnum > 0
$$;

grant all on schema public to public;
