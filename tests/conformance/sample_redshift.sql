-- sample.sql in Redshift's words: SUPER for jsonb, VARBYTE for bytea, no uuid, no index;
-- text as long as a VARCHAR holds, and numbers without generate_series().
create table sample (
	id int4 primary key, small int2, big int8, num numeric(12,3), real4 float4, dbl float8, flag bool,
	fixed char(4), name varchar(20) not null, body varchar(max), born date, at time, seen timestamp, uid char(36),
	raw varbyte(100000), doc super);
comment on table sample is 'one row a case';
insert into sample
	select 1, 7, 5000000000, 123.456, 0.5, 0.25, true, 'ab', 'grüße €', 'first line', '2024-02-29', '23:59:58',
		'2024-02-29 12:34:56.789', '12345678-9abc-def0-1234-56789abcdef0', from_hex('0001feff'),
		json_parse('{"a":1}');
insert into sample (id, name) values (2, 'nulls');
insert into sample
	select 3, -32768, -9223372036854775808, -999999999.999, -1.5, 1e300, false, 'zz  ', 'it''s "q"',
		repeat('0123456789', 6000), '1970-01-01', '00:00:00', '1999-12-31 23:59:59',
		'00000000-0000-0000-0000-000000000000', from_hex(repeat('ab', 50000)), json_parse('[]');
create table child (
	sample_id int4 not null references sample (id), line int4 not null, note varchar(40) default 'none',
	primary key (sample_id, line));
create temporary table digit (n int4);
insert into digit values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
insert into child
	select 1 + i % 3, i, 'note ' || i
	from (select a.n + 10 * b.n + 100 * c.n as i from digit a, digit b, digit c) s where i between 1 and 250;
create view names as select id, name from sample;
create function twice(int4) returns int4 immutable as 'select 2 * $1' language sql;
