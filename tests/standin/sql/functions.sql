-- Functions and types: Redshift's own, and those of PostgreSQL that it lacks, which
-- are renamed, so that everything inside PostgreSQL that uses them goes on.
\set ON_ERROR_STOP on
create schema standin;
grant usage on schema standin to public;

-- The guide, "Unsupported PostgreSQL functions"; functions and types after 8.0.
update pg_catalog.pg_proc set proname = ('standin_hidden_' || proname)::name
where pronamespace = 'pg_catalog'::regnamespace and (
	proname ~ '^pg_(try_)?advisory'
	or proname ~ '^(json|jsonb|xml|ts|txid|regr)_'
	or proname ~ '^regexp_(matches|split)'
	or proname in ('currval', 'lastval', 'nextval', 'setval', 'pg_sequence_last_value',
		'pg_get_serial_sequence', 'pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'array_agg',
		'string_agg', 'xmlagg', 'every', 'corr', 'covar_pop', 'covar_samp', 'clock_timestamp',
		'statement_timestamp', 'transaction_timestamp', 'justify_days', 'justify_hours',
		'justify_interval', 'div', 'setseed', 'width_bucket', 'generate_subscripts',
		'convert', 'convert_from', 'convert_to', 'encode', 'decode', 'format', 'quote_nullable',
		'current_query', 'inet_client_addr', 'inet_client_port', 'inet_server_addr',
		'inet_server_port', 'pg_conf_load_time', 'pg_is_other_temp_schema',
		'pg_listening_channels', 'pg_my_temp_schema', 'pg_postmaster_start_time',
		'pg_trigger_depth', 'pg_notify', 'pg_export_snapshot', 'pg_typeof', 'to_json', 'to_jsonb',
		'row_to_json', 'concat_ws', 'gen_random_uuid', 'pg_blocking_pids', 'pg_control_system',
		'bit_length', 'overlay', 'unnest', 'cardinality', 'pg_read_file', 'pg_ls_dir',
		'pg_stat_file', 'pg_relation_size', 'pg_total_relation_size', 'pg_table_size',
		'pg_database_size', 'pg_size_pretty', 'pg_get_function_identity_arguments',
		'pg_get_function_arguments', 'pg_get_function_result', 'pg_get_functiondef'));

update pg_catalog.pg_type set typname = ('standin_hidden_' || typname)::name
where typnamespace = 'pg_catalog'::regnamespace and typname in ('uuid', 'json', 'jsonb', 'xml',
	'jsonpath', 'tsvector', 'tsquery', 'gtsvector', 'pg_lsn', 'txid_snapshot', 'pg_snapshot',
	'xid8', 'macaddr8', 'regrole', 'regconfig', 'regdictionary', 'regcollation', 'int4range',
	'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange', 'int4multirange',
	'int8multirange', 'nummultirange', 'tsmultirange', 'tstzmultirange', 'datemultirange');

-- For tests that need a slow statement, since Redshift has no pg_sleep().
create function standin.sleep(float8) returns void language internal volatile strict as 'pg_sleep';

create or replace function pg_catalog.version() returns text language sql stable as $$
	select 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 '
		|| '(Red Hat 3.4.2-6.fc3), Redshift ' || current_setting('padb_version')
$$;
create function pg_catalog.len(text) returns int language internal immutable strict as 'textlen';
create function pg_catalog.nvl(anyelement, anyelement) returns anyelement language sql immutable
	as 'select coalesce($1, $2)';
create function pg_catalog.pg_last_query_id() returns int language sql stable as 'select 1';

-- RESET USE and SHOW USE reach the parameter by its name; this is USE.
create function standin.use_database(text) returns void language plpgsql as $$
begin
	perform set_config('standin.use', $1, false);
end $$;

-- SUPER.  A text becomes a JSON string, json_parse() reads JSON.
create function standin.raw_super(cstring) returns super language internal immutable strict as 'textin';
create function pg_catalog.json_parse(text) returns super language plpgsql immutable strict as $$
begin
	perform $1::pg_catalog.standin_hidden_json;
	return standin.raw_super(textout($1));
exception when others then
	raise exception 'error while parsing json' using errcode = 'XX000'; -- GUESS
end $$;
create function pg_catalog.can_json_parse(text) returns boolean language plpgsql immutable strict as $$
begin
	perform $1::pg_catalog.standin_hidden_json;
	return true;
exception when others then
	return false;
end $$;
create cast (super as text) without function;
create cast (super as varchar) without function;
create cast (text as super) with inout;
create cast (varchar as super) with inout as assignment;
create function pg_catalog.json_serialize(super) returns varchar language sql immutable strict
	as 'select $1::varchar';
create function standin.int8_super(int8) returns super language sql immutable strict
	as 'select standin.raw_super(int8out($1))';
create function standin.int4_super(int4) returns super language sql immutable strict
	as 'select standin.raw_super(int4out($1))';
create function standin.numeric_super(numeric) returns super language sql immutable strict
	as 'select standin.raw_super(numeric_out($1))';
create cast (int8 as super) with function standin.int8_super(int8) as assignment;
create cast (int4 as super) with function standin.int4_super(int4) as assignment;
create cast (numeric as super) with function standin.numeric_super(numeric) as assignment;

-- VARBYTE
create function standin.varbyte_fit(varbyte, int, boolean) returns varbyte
	as :'lib', 'standin_varbyte_fit' language c immutable strict;
create cast (varbyte as varbyte) with function standin.varbyte_fit(varbyte, int, boolean) as implicit;
-- Between it and bytea there is no cast: "cannot cast type bytea to binary varying".
create cast (text as varbyte) with inout;
create cast (varchar as varbyte) with inout as assignment;
create function standin.hex_bytes(cstring) returns varbyte
	as :'lib', 'standin_hex_in' language c immutable strict;
create function pg_catalog.from_hex(varchar) returns varbyte language sql immutable strict
	as 'select standin.hex_bytes(textout($1::text))';
create cast (varbyte as text) with inout;
create function pg_catalog.to_hex(varbyte) returns varchar language sql immutable strict
	as 'select $1::text::varchar';
create function pg_catalog.to_varbyte(varchar, varchar) returns varbyte language sql immutable strict as $$
	select case lower($2) when 'hex' then pg_catalog.from_hex($1) else $1::text::varbyte end
$$;
create function pg_catalog.from_varbyte(varbyte, varchar) returns varchar language sql immutable strict as $$
	select case lower($2) when 'hex' then $1::text::varchar
		else pg_catalog.standin_hidden_convert_from(varbyte_send($1), 'UTF8')::varchar end
$$;
create function pg_catalog.length(varbyte) returns int language internal immutable strict
	as 'byteaoctetlen';
create function pg_catalog.len(varbyte) returns int language internal immutable strict
	as 'byteaoctetlen';
create function pg_catalog.octet_length(varbyte) returns int language internal immutable strict
	as 'byteaoctetlen';
create function pg_catalog.substring(varbyte, int) returns varbyte language internal immutable strict
	as 'bytea_substr_no_len';
create function pg_catalog.substring(varbyte, int, int) returns varbyte language internal immutable strict
	as 'bytea_substr';
create function standin.varbyte_eq(varbyte, varbyte) returns boolean language internal immutable strict as 'byteaeq';
create function standin.varbyte_ne(varbyte, varbyte) returns boolean language internal immutable strict as 'byteane';
create function standin.varbyte_lt(varbyte, varbyte) returns boolean language internal immutable strict as 'bytealt';
create function standin.varbyte_le(varbyte, varbyte) returns boolean language internal immutable strict as 'byteale';
create function standin.varbyte_gt(varbyte, varbyte) returns boolean language internal immutable strict as 'byteagt';
create function standin.varbyte_ge(varbyte, varbyte) returns boolean language internal immutable strict as 'byteage';
create function standin.varbyte_cmp(varbyte, varbyte) returns integer language internal immutable strict as 'byteacmp';
create operator pg_catalog.= (leftarg = varbyte, rightarg = varbyte, function = standin.varbyte_eq,
	commutator = operator(pg_catalog.=), negator = operator(pg_catalog.<>), merges);
create operator pg_catalog.<> (leftarg = varbyte, rightarg = varbyte, function = standin.varbyte_ne);
create operator pg_catalog.< (leftarg = varbyte, rightarg = varbyte, function = standin.varbyte_lt);
create operator pg_catalog.<= (leftarg = varbyte, rightarg = varbyte, function = standin.varbyte_le);
create operator pg_catalog.> (leftarg = varbyte, rightarg = varbyte, function = standin.varbyte_gt);
create operator pg_catalog.>= (leftarg = varbyte, rightarg = varbyte, function = standin.varbyte_ge);
create operator class standin.varbyte_ops default for type varbyte using btree as
	operator 1 pg_catalog.<, operator 2 pg_catalog.<=, operator 3 pg_catalog.=, operator 4 pg_catalog.>=,
	operator 5 pg_catalog.>, function 1 standin.varbyte_cmp(varbyte, varbyte);

-- Numbers keep their type.
create function pg_catalog.round(float8, int) returns float8 language sql immutable strict
	as 'select round($1::numeric, $2)::float8';
create function pg_catalog.trunc(float8, int) returns float8 language sql immutable strict
	as 'select trunc($1::numeric, $2)::float8';

-- American Soundex: H and W part nothing, a vowel does.
create function pg_catalog.soundex(text) returns varchar language plpgsql immutable strict as $$
declare
	letters text := regexp_replace(upper($1), '[^A-Z]', '', 'g');
	digits text := translate(letters, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202');
	r text := left(letters, 1);
	last text := left(digits, 1);
begin
	for i in 2 .. length(letters) loop
		if substr(letters, i, 1) not in ('H', 'W') then
			if substr(digits, i, 1) not in ('0', last) then
				r := r || substr(digits, i, 1);
			end if;
			last := substr(digits, i, 1);
		end if;
	end loop;
	return case when letters = '' then '' else rpad(left(r, 4), 4, '0') end;
end $$;
create function pg_catalog.difference(text, text) returns int language plpgsql immutable strict as $$
declare
	a text := pg_catalog.soundex($1);
	b text := pg_catalog.soundex($2);
	same int := 0;
begin
	if a = '' or b = '' then
		return case when a = b then 1 else 0 end;
	end if;
	for i in 1 .. 4 loop
		if substr(a, i, 1) = substr(b, i, 1) then
			same := same + 1;
		end if;
	end loop;
	return same;
end $$;

-- GEOMETRY: a point is enough for a sample.
create cast (geometry as text) with inout;
create function standin.reversed(bytea) returns bytea language plpgsql immutable strict as $$
declare r bytea := '';
begin
	for i in 0 .. length($1) - 1 loop
		r := substr($1, i + 1, 1) || r;
	end loop;
	return r;
end $$;
create function pg_catalog.st_point(float8, float8) returns geometry language sql immutable strict as $$
	select geometry_in(textout('0101000000'
		|| pg_catalog.standin_hidden_encode(standin.reversed(float8send($1)), 'hex')
		|| pg_catalog.standin_hidden_encode(standin.reversed(float8send($2)), 'hex')))
$$;
