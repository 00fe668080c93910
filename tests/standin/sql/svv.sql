-- Redshift's system views: SVV_*, STV_*, STL_*.  Columns as documented; GUESS: the
-- order of columns where the guide's text and its samples differ, and all that a
-- comment says.
\set ON_ERROR_STOP on

-- Every relation that the user may see, in the current database.
create view standin.relations as
select c.oid as relid, n.nspname as schema_name, c.relname as table_name, c.relkind,
	n.nspname like 'pg#_temp#_%' escape '#' as temporary,
	array_to_string(c.relacl, '~') as acl, c.relowner,
	(select d.description from pg_catalog.standin_hidden_pg_description d
		where d.objoid = c.oid and d.classoid = 1259 and d.objsubid = 0) as remarks
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm') and (pg_catalog.has_table_privilege(c.oid, 'select')
	or pg_catalog.has_any_column_privilege(c.oid, 'select'));

create function standin.char_length(oid, int) returns int language sql immutable as $$
	select case when $2 < 4 then null when $1 in (1042, 1043, 6551) then $2 - 4 end
$$;
create function standin.digits(oid, int) returns int language sql immutable as $$
	select case $1 when 21 then 16 when 23 then 32 when 20 then 64 when 700 then 24 when 701 then 53
		when 1700 then case when $2 < 4 then null else (($2 - 4) >> 16) & 65535 end end
$$;
create function standin.scale(oid, int) returns int language sql immutable as $$
	select case when $1 in (20, 21, 23) then 0
		when $1 = 1700 and $2 >= 4 then ($2 - 4) & 65535 end
$$;

create function pg_catalog.pg_get_late_binding_view_cols() returns setof record language sql stable as $$
	/* standin */ select n.nspname, c.relname, l.col_name, l.col_type::varchar, l.col_num
	from standin.late_view_columns l join pg_catalog.pg_class c on c.oid = l.viewid
	join pg_catalog.pg_namespace n on n.oid = c.relnamespace
$$;
create function pg_catalog.pg_get_cols(name) returns setof record language sql stable as $$
	/* standin */ select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)::varchar,
		a.attnum::int
	from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
	join pg_catalog.pg_namespace n on n.oid = c.relnamespace
	where c.oid = $1::text::regclass and a.attnum > 0 and not a.attisdropped
$$;

-- Every column: plain ones, those of late-binding views, external ones.
create view standin.columns as
select r.schema_name, r.table_name, r.relid, a.attname as column_name, a.attnum::int as ordinal_position,
	(select d.adsrc from pg_catalog.pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum) as column_default,
	case when a.attnotnull then 'NO' else 'YES' end as is_nullable,
	format_type(a.atttypid, null) as data_type, standin.char_length(a.atttypid, a.atttypmod) as character_maximum_length,
	standin.digits(a.atttypid, a.atttypmod) as numeric_precision, standin.scale(a.atttypid, a.atttypmod) as numeric_scale,
	(select d.description from pg_catalog.standin_hidden_pg_description d
		where d.objoid = a.attrelid and d.classoid = 1259 and d.objsubid = a.attnum) as remarks,
	a.attisdistkey as distkey, a.attsortkeyord as sortkey, trim(format_encoding(a.attencodingtype)) as encoding
from standin.relations r join pg_catalog.pg_attribute a on a.attrelid = r.relid
where a.attnum > 0 and not a.attisdropped
union all
select r.schema_name, r.table_name, r.relid, l.col_name, l.col_num, null, 'YES',
	split_part(l.col_type, '(', 1),
	case when l.col_type ~ '^(char|varbyte)' and l.col_type ~ '[(]' then split_part(split_part(l.col_type, '(', 2), ')', 1)::int end,
	case when l.col_type like 'numeric(%' then split_part(split_part(l.col_type, '(', 2), ',', 1)::int end,
	case when l.col_type like 'numeric(%' then split_part(split_part(l.col_type, ',', 2), ')', 1)::int end,
	null, false, 0, 'none'
from standin.late_view_columns l join standin.relations r on r.relid = l.viewid
union all
select e.schemaname, e.tablename, 0, e.columnname, e.columnnum, null,
	case e.is_nullable when 'false' then 'NO' else 'YES' end,
	-- GUESS: a nested type is told as it is written.
	case when e.external_type ~ '<' then e.external_type else split_part(e.external_type, '(', 1) end,
	case when e.external_type ~ '^(var)?(char|character|character varying|byte)[(]' then split_part(split_part(e.external_type, '(', 2), ')', 1)::int end,
	case when e.external_type ~ '^(decimal|numeric)[(]' then split_part(split_part(e.external_type, '(', 2), ',', 1)::int end,
	case when e.external_type ~ '^(decimal|numeric)[(]' then split_part(split_part(e.external_type, ',', 2), ')', 1)::int end,
	null, false, 0, ''
from standin.external_columns e where e.redshift_database_name is null;
grant select on standin.relations, standin.columns to public;

-- --- the current database ------------------------------------------------------
create view pg_catalog.svv_tables as
select current_database()::text as table_catalog, schema_name::text as table_schema, table_name::text as table_name,
	case when relkind = 'r' and temporary then 'LOCAL TEMPORARY' -- GUESS
		when relkind = 'r' then 'BASE TABLE' else 'VIEW' end as table_type,
	remarks::text as remarks
from standin.relations
union all
select current_database(), schemaname, tablename, 'EXTERNAL TABLE', null from standin.external_tables
where redshift_database_name is null;

create view pg_catalog.svv_columns as
select current_database()::text as table_catalog, schema_name::text as table_schema, table_name::text as table_name,
	column_name::text as column_name, ordinal_position, column_default::text as column_default,
	is_nullable, data_type, character_maximum_length, numeric_precision,
	case when data_type in ('smallint', 'integer', 'bigint', 'real', 'double precision') then 2
		when data_type = 'numeric' then 10 end as numeric_precision_radix,
	numeric_scale, case when data_type like 'time%' then 6 when data_type = 'date' then 0 end as datetime_precision,
	null::text as interval_type, null::text as interval_precision, null::text as character_set_catalog,
	null::text as character_set_schema, null::text as character_set_name, null::text as collation_catalog,
	null::text as collation_schema, null::text as collation_name, null::text as domain_name, remarks
from standin.columns;

create view pg_catalog.svv_external_schemas as
select s.esoid, s.eskind, n.nspname as schemaname, n.nspowner as esowner, s.esdbname::text as databasename, s.esoptions
from standin.external_schemas s join pg_catalog.pg_namespace n on n.oid = s.esoid;
create view pg_catalog.svv_external_databases as
select 1 as eskind, esdbname::text as databasename, esoptions from standin.external_schemas;
create view pg_catalog.svv_external_tables as
-- Of other databases, too, as the guide says.
select coalesce(redshift_database_name, current_database()) as redshift_database_name, schemaname, tablename, tabletype, location, input_format,
	output_format, serialization_lib, serde_parameters, compressed, parameters
from standin.external_tables;
create view pg_catalog.svv_external_columns as
select coalesce(redshift_database_name, current_database()) as redshift_database_name, schemaname, tablename, columnname, external_type, columnnum,
	part_key, is_nullable
from standin.external_columns;

-- --- several databases -----------------------------------------------------------
create view pg_catalog.svv_redshift_databases as
select datname::varchar(128) as database_name, datdba::int as database_owner, 'local'::varchar(32) as database_type,
	array_to_string(datacl, '~')::varchar(128) as database_acl, ''::varchar(128) as database_options,
	'Serializable'::varchar(128) as database_isolation_level
from pg_catalog.pg_database where datname not in ('template0', 'template1', 'postgres')
union all
select distinct database_name, 100, 'shared', '', '', 'Serializable' from standin.shared_columns;

create view pg_catalog.svv_all_schemas as
select current_database()::varchar(128) as database_name, n.nspname::varchar(128) as schema_name,
	n.nspowner::int as schema_owner,
	case when e.esoid is null then 'local' else 'external' end::varchar(128) as schema_type,
	array_to_string(n.nspacl, '~')::varchar(128) as schema_acl, coalesce(e.esdbname, '')::varchar(128) as source_database,
	coalesce(e.esoptions, '')::varchar(256) as schema_option
from pg_catalog.pg_namespace n left join standin.external_schemas e on e.esoid = n.oid
where n.nspname !~ '^pg_(temp|toast)' and pg_catalog.has_schema_privilege(n.oid, 'usage')
union all
select distinct database_name, schema_name, 100, 'shared', '', database_name, '' from standin.shared_columns;
create view pg_catalog.svv_redshift_schemas as
select database_name, schema_name, schema_owner, schema_type, schema_acl, schema_option
from pg_catalog.svv_all_schemas where schema_type <> 'external';

create view pg_catalog.svv_all_tables as
select current_database()::varchar(128) as database_name, schema_name::varchar(128) as schema_name,
	table_name::varchar(128) as table_name,
	case relkind when 'r' then 'TABLE' else 'VIEW' end::varchar(128) as table_type,
	acl::varchar(128) as table_acl, remarks::varchar(256) as remarks, relowner as standin_owner, relid as standin_relid
from standin.relations
union all
select coalesce(redshift_database_name, current_database())::varchar, schemaname, tablename, 'EXTERNAL TABLE', '', null, 0, 0
from standin.external_tables
union all
select distinct database_name, schema_name, table_name, 'SHARED TABLE', '', null, 0, 0 from standin.shared_columns;
alter view pg_catalog.svv_all_tables rename to standin_all_tables;
alter view pg_catalog.standin_all_tables set schema standin;
create view pg_catalog.svv_all_tables as
select database_name, schema_name, table_name, table_type, table_acl, remarks from standin.standin_all_tables;
create view pg_catalog.svv_redshift_tables as
select database_name, schema_name, table_name, table_type, table_acl, remarks, standin_owner::int as table_owner
from standin.standin_all_tables where table_type <> 'EXTERNAL TABLE';
grant select on standin.standin_all_tables to public;

create view pg_catalog.svv_all_columns as
select current_database()::varchar(128) as database_name, schema_name::varchar(128) as schema_name,
	table_name::varchar(128) as table_name, column_name::varchar(128) as column_name, ordinal_position,
	column_default::varchar(4000) as column_default, is_nullable::varchar(3) as is_nullable,
	data_type::varchar(128) as data_type, character_maximum_length, numeric_precision, numeric_scale,
	remarks::varchar(256) as remarks
from standin.columns
union all
select database_name, schema_name, table_name, column_name, ordinal_position, null, is_nullable, data_type,
	character_maximum_length, numeric_precision, numeric_scale, null
from standin.shared_columns;
create view pg_catalog.svv_redshift_columns as
select current_database()::varchar(128) as database_name, schema_name::varchar(128) as schema_name,
	table_name::varchar(128) as table_name, column_name::varchar(128) as column_name, ordinal_position,
	data_type::varchar(128) as data_type, column_default::varchar(4000) as column_default,
	is_nullable::varchar(3) as is_nullable, encoding::varchar(128) as encoding, distkey, sortkey,
	''::varchar(128) as column_acl, remarks::varchar(256) as remarks
from standin.columns where relid <> 0;

create view pg_catalog.svv_redshift_functions as
select current_database()::varchar(128) as database_name, n.nspname::varchar(128) as schema_name,
	p.proname::varchar(128) as function_name,
	case p.prokind when 'p' then 'STORED PROCEDURE' when 'a' then 'AGGREGATED FUNCTION'
		else 'REGULAR FUNCTION' end::varchar(128) as function_type,
	pg_catalog.oidvectortypes(p.proargtypes)::varchar(512) as argument_type,
	format_type(p.prorettype, null)::varchar(128) as result_type
from pg_catalog.pg_proc_info p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
union all
select database_name, schema_name, function_name, function_type, argument_type, result_type
from standin.shared_functions;

-- --- sessions ----------------------------------------------------------------------
create view pg_catalog.stv_sessions as
select backend_start::timestamp as starttime, pid as process, usename::char(50) as user_name,
	datname::char(50) as db_name, 0 as timeout_sec
from pg_catalog.standin_hidden_pg_stat_activity
where backend_type = 'client backend' and (usename = current_user
	or (select rolsuper from pg_catalog.standin_hidden_pg_roles where rolname = current_user));
create view pg_catalog.stl_sessions as
select usesysid::int as userid, backend_start::timestamp as starttime, null::timestamp as endtime, pid as process,
	usename::char(50) as user_name, datname::char(50) as db_name, 0 as timeout_sec, 0 as timed_out
from pg_catalog.standin_hidden_pg_stat_activity where usename = current_user;
create view pg_catalog.stv_inflight as
select usesysid::int as userid, 0 as slice, pid as query, query::char(100) as label, xact_start::timestamp as starttime,
	pid, query::char(100) as text
from pg_catalog.standin_hidden_pg_stat_activity where usename = current_user and state = 'active';
create view pg_catalog.stv_db_isolation_level as -- GUESS: the columns
select oid::int as db_id, datname::char(128) as db_name, 'Serializable'::char(20) as isolation_level
from pg_catalog.pg_database;
create view pg_catalog.stv_active_cursors as
select 0 as userid, ''::char(256) as name, 0::bigint as xid, 0 as pid, null::timestamp as starttime,
	0::bigint as row_count, 0::bigint as byte_count, 0::bigint as fetched_rows where false;
create view pg_catalog.stv_cursor_configuration as
select 0 as current_cursor_count, 2147483647 as max_diskspace_usable, 0 as current_diskspace_used;
create view pg_catalog.stl_restarted_sessions as
select null::timestamp as currenttime, ''::char(50) as dbname, 0 as newpid, 0 as oldpid, ''::char(50) as username,
	''::char(50) as remotehost, ''::char(50) as remoteport, ''::char(50) as parkedtime, ''::char(50) as session_vars
where false;
create view pg_catalog.stl_connection_log as
select 'initiating session'::char(50) as event, backend_start::timestamp as recordtime, '127.0.0.1'::char(45) as remotehost,
	client_port::char(32) as remoteport, pid, datname::char(50) as dbname, usename::char(50) as username,
	'password'::char(32) as authmethod, 0 as duration, ''::char(50) as sslversion, ''::char(128) as sslcipher,
	0 as mtu, ''::char(64) as sslcompression, ''::char(64) as sslexpansion, ''::char(36) as iamauthguid,
	application_name::char(250) as application_name, ''::char(64) as driver_version, ''::char(64) as os_version,
	''::char(32) as plugin_name, 0 as protocol_version, ''::char(36) as sessionid
from pg_catalog.standin_hidden_pg_stat_activity where backend_type = 'client backend';
create view pg_catalog.sys_connection_log as
select recordtime as record_time, event, username as user_name, dbname as database_name, remotehost as remote_host,
	remoteport as remote_port, pid as session_id, driver_version, os_version, plugin_name, protocol_version
from pg_catalog.stl_connection_log;

do $$
declare v record;
begin
	for v in select relname from pg_catalog.standin_hidden_pg_class
		where relnamespace = 'pg_catalog'::regnamespace and relkind = 'v' and oid >= 16384
			and relname not in ('stl_connection_log', 'sys_connection_log') -- superusers only
	loop
		execute 'grant select on pg_catalog.' || quote_ident(v.relname) || ' to public';
	end loop;
end $$;
