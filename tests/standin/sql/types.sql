-- Redshift's types under their real OIDs.  Run once by a server in binary-upgrade
-- mode (postgres -b), which lets a client choose the OID of the next type.
-- :lib is the preloaded library.  GUESS: the OIDs of the array types but 1189 and 1191.
\set ON_ERROR_STOP on
set search_path = pg_catalog;

-- super: JSON text
select binary_upgrade_set_next_pg_type_oid(4000);
create type super;
create function super_in(cstring) returns super as :'lib', 'standin_super_in' language c immutable strict;
create function super_out(super) returns cstring as 'textout' language internal immutable strict;
create function super_recv(internal) returns super as 'textrecv' language internal immutable strict;
create function super_send(super) returns bytea as 'textsend' language internal immutable strict;
select binary_upgrade_set_next_array_pg_type_oid(4001);
create type super (input = super_in, output = super_out, receive = super_recv, send = super_send, like = text);

-- hllsketch: JSON text, made by functions only
select binary_upgrade_set_next_pg_type_oid(2935);
create type hllsketch;
create function hllsketch_in(cstring) returns hllsketch as 'textin' language internal immutable strict;
create function hllsketch_out(hllsketch) returns cstring as 'textout' language internal immutable strict;
select binary_upgrade_set_next_array_pg_type_oid(2936);
create type hllsketch (input = hllsketch_in, output = hllsketch_out, like = text);

-- varbyte(n)
select binary_upgrade_set_next_pg_type_oid(6551);
create type varbyte;
create function varbyte_in(cstring) returns varbyte as :'lib', 'standin_varbyte_in' language c immutable strict;
create function varbyte_out(varbyte) returns cstring as :'lib', 'standin_varbyte_out' language c immutable strict;
create function varbyte_typmod_in(cstring[]) returns integer as :'lib', 'standin_varbyte_typmod_in' language c immutable strict;
create function varbyte_typmod_out(integer) returns cstring as :'lib', 'standin_varbyte_typmod_out' language c immutable strict;
create function varbyte_recv(internal) returns varbyte as 'bytearecv' language internal immutable strict;
create function varbyte_send(varbyte) returns bytea as 'byteasend' language internal immutable strict;
select binary_upgrade_set_next_array_pg_type_oid(6552);
create type varbyte (input = varbyte_in, output = varbyte_out, receive = varbyte_recv, send = varbyte_send,
	typmod_in = varbyte_typmod_in, typmod_out = varbyte_typmod_out, like = bytea);

-- geometry, geography and the text form that GEOMETRYHEX is
select binary_upgrade_set_next_pg_type_oid(3000);
create type geometry;
create function geometry_in(cstring) returns geometry as :'lib', 'standin_hex_in' language c immutable strict;
create function geometry_out(geometry) returns cstring as :'lib', 'standin_geometry_out' language c immutable strict;
select binary_upgrade_set_next_array_pg_type_oid(3002);
create type geometry (input = geometry_in, output = geometry_out, like = bytea);

select binary_upgrade_set_next_pg_type_oid(3001);
create type geography;
create function geography_in(cstring) returns geography as :'lib', 'standin_hex_in' language c immutable strict;
create function geography_out(geography) returns cstring as :'lib', 'standin_geometry_out' language c immutable strict;
select binary_upgrade_set_next_array_pg_type_oid(3003);
create type geography (input = geography_in, output = geography_out, like = bytea);

select binary_upgrade_set_next_pg_type_oid(3999);
create type geometryhex;
create function geometryhex_in(cstring) returns geometryhex as :'lib', 'standin_hex_in' language c immutable strict;
create function geometryhex_out(geometryhex) returns cstring as :'lib', 'standin_geometry_out' language c immutable strict;
select binary_upgrade_set_next_array_pg_type_oid(3998);
create type geometryhex (input = geometryhex_in, output = geometryhex_out, like = bytea);

-- the two intervals
select binary_upgrade_set_next_pg_type_oid(1188);
create type intervaly2m;
create function intervaly2m_in(cstring) returns intervaly2m as :'lib', 'standin_y2m_in' language c immutable strict;
create function intervaly2m_out(intervaly2m) returns cstring as :'lib', 'standin_y2m_out' language c immutable strict;
create function intervaly2m_recv(internal) returns intervaly2m as 'int4recv' language internal immutable strict;
create function intervaly2m_send(intervaly2m) returns bytea as 'int4send' language internal immutable strict;
select binary_upgrade_set_next_array_pg_type_oid(1189);
create type intervaly2m (input = intervaly2m_in, output = intervaly2m_out,
	receive = intervaly2m_recv, send = intervaly2m_send, like = int4);

select binary_upgrade_set_next_pg_type_oid(1190);
create type intervald2s;
create function intervald2s_in(cstring) returns intervald2s as :'lib', 'standin_d2s_in' language c immutable strict;
create function intervald2s_out(intervald2s) returns cstring as :'lib', 'standin_d2s_out' language c immutable strict;
create function intervald2s_recv(internal) returns intervald2s as 'int8recv' language internal immutable strict;
create function intervald2s_send(intervald2s) returns bytea as 'int8send' language internal immutable strict;
select binary_upgrade_set_next_array_pg_type_oid(1191);
create type intervald2s (input = intervald2s_in, output = intervald2s_out,
	receive = intervald2s_recv, send = intervald2s_send, like = int8);
