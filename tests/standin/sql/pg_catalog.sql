-- The catalog of 8.0: tables and views that came later are renamed, and those whose
-- columns changed are replaced by views.  The real ones are called standin_hidden_*.
-- GUESS: order of columns and what Redshift added to them.
\set ON_ERROR_STOP on

update pg_catalog.pg_class set relname = ('standin_hidden_' || relname)::name
where relnamespace = 'pg_catalog'::regnamespace and relkind in ('r', 'v') and relname not in (
	'pg_aggregate', 'pg_am', 'pg_amop', 'pg_amproc', 'pg_cast', 'pg_conversion', 'pg_depend',
	'pg_group', 'pg_indexes', 'pg_inherits', 'pg_language', 'pg_largeobject', 'pg_locks',
	'pg_opclass', 'pg_operator', 'pg_rewrite', 'pg_rules', 'pg_settings', 'pg_shadow', 'pg_statistic',
	'pg_stats', 'pg_tables', 'pg_tablespace', 'pg_trigger', 'pg_views');

update pg_catalog.standin_hidden_pg_type t set typname = c.relname
from pg_catalog.standin_hidden_pg_class c
where c.reltype = t.oid and c.relname like 'standin#_hidden#_%' escape '#';

-- Attributes of columns and tables that PostgreSQL does not have.
create table standin.column_attributes (attrelid oid, attnum int2, encoding int not null default 0,
	distkey boolean not null default false, sortkey int not null default 0,
	primary key (attrelid, attnum));
create table standin.table_attributes (relid oid primary key, diststyle int2 not null default 9);
create table standin.external_schemas (esoid oid primary key, eskind int not null default 1,
	esdbname name not null, esoptions text not null);
create table standin.external_tables (schemaname text, tablename text, location text,
	input_format text, output_format text, serialization_lib text, serde_parameters text,
	compressed int, parameters text, tabletype text,
	redshift_database_name text, -- null: the one it is in
	primary key (schemaname, tablename));
create table standin.external_columns (schemaname text, tablename text, columnname text,
	external_type text, columnnum int, part_key int, is_nullable text, redshift_database_name text,
	primary key (schemaname, tablename, columnnum));
create table standin.late_view_columns (viewid oid, col_name name, col_type text, col_num int,
	primary key (viewid, col_num));
-- What a datashare brings: another database, seen through svv_all_* and SHOW.
create table standin.shared_columns (database_name text, schema_name text, table_name text,
	column_name text, ordinal_position int, data_type text, character_maximum_length int,
	numeric_precision int, numeric_scale int, is_nullable text,
	primary key (database_name, schema_name, table_name, ordinal_position));
create table standin.shared_primary_keys (database_name text, schema_name text, table_name text, pk_name text,
	column_name text, key_seq int);
create table standin.shared_foreign_keys (database_name text, pk_schema text, pk_table text, pk_column text,
	fk_schema text, fk_table text, fk_column text, key_seq int, fk_name text, pk_name text);
create table standin.shared_grants (database_name text, schema_name text, table_name text, column_name text,
	privilege_type text, identity_name text, admin_option boolean, grantor_name text); -- no column: the table
-- Seen by SHOW alone.
create table standin.data_catalogs (database_name text);
create table standin.data_catalog_columns (database_name text, schema_name text, table_name text, column_name text,
	ordinal_position int, data_type text, character_maximum_length int, numeric_precision int, numeric_scale int,
	is_nullable text);
create table standin.shared_functions (database_name text, schema_name text, function_name text,
	function_type text, argument_type text, result_type text);
grant select on all tables in schema standin to public;

create view pg_catalog.pg_namespace as
select oid, nspname, nspowner, nspacl from pg_catalog.standin_hidden_pg_namespace
where nspname <> 'standin';

create view pg_catalog.pg_class as
select c.oid, c.relname, c.relnamespace, c.reltype, c.relowner, c.relam, c.relfilenode, c.reltablespace,
	c.relpages, c.reltuples, c.reltoastrelid, 0::oid as reltoastidxid, c.relhasindex, c.relisshared,
	case when c.relkind in ('r', 'i', 'S', 'v', 'c', 't', 'm') then c.relkind else 'r'::"char" end as relkind,
	c.relnatts, 0::oid as relexternid, false as relisreplicated, false as relispinned,
	coalesce(t.diststyle, 9::int2) as reldiststyle, 0::oid as relprojbaseid, c.relchecks,
	0::int2 as reltriggers, 0::int2 as relukeys, 0::int2 as relfkeys, 0::int2 as relrefs,
	false as relhasoids,
	exists (select 1 from pg_catalog.standin_hidden_pg_index i
		where i.indrelid = c.oid and i.indisprimary) as relhaspkey,
	c.relhasrules, c.relhassubclass, c.relacl
from pg_catalog.standin_hidden_pg_class c left join standin.table_attributes t on t.relid = c.oid
where c.relnamespace <> 'standin'::regnamespace and c.relkind <> 'S'
	and c.relname not like 'standin#_hidden#_%' escape '#';

create view pg_catalog.pg_attribute as
select a.attrelid, a.attname, a.atttypid, a.attstattarget, a.attlen, a.attnum, a.attndims, a.attcacheoff,
	a.atttypmod, a.attbyval, a.attstorage, a.attalign, a.attnotnull,
	a.atthasdef or a.attidentity <> '' as atthasdef, a.attisdropped, a.attislocal, a.attinhcount,
	false as attispreloaded, coalesce(x.distkey, false) as attisdistkey,
	coalesce(x.sortkey, 0) as attsortkeyord, coalesce(x.encoding, 0)::int2 as attencodingtype,
	0::int2 as attencrypttype
from pg_catalog.standin_hidden_pg_attribute a
left join standin.column_attributes x on x.attrelid = a.attrelid and x.attnum = a.attnum
where a.attrelid not in (select viewid from standin.late_view_columns);

-- IDENTITY columns have a default that calls an internal function.
create view pg_catalog.pg_attrdef as
select d.oid, d.adrelid, d.adnum, d.adbin, pg_get_expr(d.adbin, d.adrelid) as adsrc
from pg_catalog.standin_hidden_pg_attrdef d
union all
select 0, a.attrelid, a.attnum, null,
	'"identity"(' || a.attrelid || ', ' || a.attnum - 1 || ', ' || quote_literal('1,1') || '::text)'
from pg_catalog.standin_hidden_pg_attribute a where a.attidentity <> '';

create view pg_catalog.pg_type as
select oid, typname, typnamespace, typowner, typlen, typbyval, typtype, typisdefined, typdelim, typrelid,
	typelem, typinput, typoutput, typreceive, typsend, typanalyze, typalign, typstorage, typnotnull,
	typbasetype, typtypmod, typndims, typdefaultbin, typdefault
from pg_catalog.standin_hidden_pg_type
where typname not like '%standin#_hidden#_%' escape '#' and typnamespace <> 'standin'::regnamespace
	and typtype in ('b', 'c', 'd', 'p');

-- OUT arguments of procedures are kept as INOUT ones with a default (server/utility.c).
create view pg_catalog.pg_proc_info as
select oid as prooid, proname, pronamespace, proowner, prolang, prokind = 'a' as proisagg, prosecdef,
	proisstrict, proretset, provolatile, (pronargs - k.outs)::int2 as pronargs, prorettype,
	case when k.outs = 0 then proargtypes
		else array_to_string((proargtypes::oid[])[0:pronargs - 1 - k.outs], ' ')::oidvector end as proargtypes,
	proargnames, prosrc, probin, proacl, prokind, proallargtypes,
	case when k.outs = 0 then proargmodes
		else proargmodes[1:array_length(proargmodes, 1) - k.outs] || array_fill('o'::"char", array[k.outs])
	end as proargmodes
from pg_catalog.standin_hidden_pg_proc
cross join lateral (select case prokind when 'p' then pronargdefaults else 0 end::int) as k (outs)
where pronamespace <> 'standin'::regnamespace and proname not like 'standin#_hidden#_%' escape '#';

create view pg_catalog.pg_proc as
select prooid as oid, proname, pronamespace, proowner, prolang, proisagg, prosecdef, proisstrict, proretset,
	provolatile, pronargs, prorettype, proargtypes, proargnames, prosrc, probin, proacl
from pg_catalog.pg_proc_info;

create view pg_catalog.pg_index as
select indexrelid, indrelid, indkey, indclass, indnatts, indisunique, indisprimary, indisclustered,
	indexprs, indpred
from pg_catalog.standin_hidden_pg_index;

create view pg_catalog.pg_constraint as
select oid, conname, connamespace, contype, condeferrable, condeferred, conrelid, contypid, confrelid,
	confupdtype, confdeltype, case confmatchtype when 's' then 'u' else confmatchtype end as confmatchtype,
	conkey, confkey, conbin, null::text as consrc
from pg_catalog.standin_hidden_pg_constraint;

-- Comments name the real catalogs; queries look for the views.
create function standin.shown_class(oid) returns oid language sql immutable as $$
	select case $1 when 1259 then 'pg_catalog.pg_class'::regclass::oid
		when 1255 then 'pg_catalog.pg_proc'::regclass::oid
		when 1247 then 'pg_catalog.pg_type'::regclass::oid
		when 2615 then 'pg_catalog.pg_namespace'::regclass::oid
		when 2606 then 'pg_catalog.pg_constraint'::regclass::oid else $1 end
$$;
create view pg_catalog.pg_description as
select objoid, standin.shown_class(classoid) as classoid, objsubid, description
from pg_catalog.standin_hidden_pg_description;
create or replace function pg_catalog.obj_description(oid, name) returns text language sql stable strict as $$
	select description from pg_catalog.pg_description
	where objoid = $1 and classoid = ('pg_catalog.' || $2)::regclass::oid and objsubid = 0
$$;

create view pg_catalog.pg_database as
select oid, datname, datdba, encoding, datistemplate, datallowconn, 0::oid as datlastsysoid, 0::oid as datvacuumxid,
	0::oid as datfrozenxid, dattablespace, null::text[] as datconfig, datacl
from pg_catalog.standin_hidden_pg_database;

create view pg_catalog.pg_database_info as
select oid as datid, datname, datdba, encoding, datistemplate, datallowconn, datacl,
	case datconnlimit when -1 then 'UNLIMITED' else datconnlimit::text end as datconnlimit
from pg_catalog.standin_hidden_pg_database;

create view pg_catalog.pg_user as
select rolname as usename, oid as usesysid, rolcreatedb as usecreatedb, rolsuper as usesuper,
	rolsuper as usecatupd, '********'::text as passwd, rolvaliduntil as valuntil, rolconfig as useconfig
from pg_catalog.standin_hidden_pg_roles where rolcanlogin;
create view pg_catalog.pg_user_info as
select usename, usesysid, usecreatedb, usesuper, usecatupd, passwd, valuntil, useconfig,
	'UNLIMITED'::text as useconnlimit, 'UNRESTRICTED'::text as syslogaccess
from pg_catalog.pg_user;

create view pg_catalog.pg_stat_activity as
select datid, datname, pid as procpid, usesysid, usename, query as current_query, query_start
from pg_catalog.standin_hidden_pg_stat_activity where backend_type = 'client backend';

create view pg_catalog.pg_class_info as
select c.*, null::timestamp as relcreationtime, c.reldiststyle as releffectivediststyle
from pg_catalog.pg_class c;

create view pg_catalog.pg_attribute_info as
select a.*, h.attacl from pg_catalog.pg_attribute a
left join pg_catalog.standin_hidden_pg_attribute h on h.attrelid = a.attrelid and h.attnum = a.attnum;

create view pg_catalog.pg_external_schema as
select esoid, eskind, esdbname, esoptions from standin.external_schemas;

create function pg_catalog.format_encoding(int) returns char(32) language sql immutable as $$
	select (case $1 when 0 then 'none' when 1 then 'bytedict' when 2 then 'delta' when 3 then 'lzo'
		when 5 then 'runlength' when 12 then 'zstd' when 13 then 'az64' else 'none' end)::char(32)
$$;

create view pg_catalog.pg_table_def as
select n.nspname as schemaname, c.relname as tablename, a.attname as "column",
	format_type(a.atttypid, a.atttypmod) as type, format_encoding(a.attencodingtype) as encoding,
	a.attisdistkey as distkey, a.attsortkeyord as sortkey, a.attnotnull as "notnull"
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid
where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and pg_table_is_visible(c.oid)
	and has_table_privilege(c.oid, 'select') and n.nspname = any (current_schemas(true));

do $$
declare v record;
begin
	for v in select relname from pg_catalog.standin_hidden_pg_class
		where relnamespace = 'pg_catalog'::regnamespace and relkind = 'v' and oid >= 16384
	loop
		execute 'grant select on pg_catalog.' || quote_ident(v.relname) || ' to public';
	end loop;
end $$;
