-- The tables that every client reads: all common types, nulls, extremes, keys, comments.
create table sample (
	id int4 primary key, small int2, big int8, num numeric(12,3), real4 float4, dbl float8, flag bool,
	fixed char(4), name varchar(20) not null, body text, born date, at time(0), seen timestamp(3), uid uuid,
	raw bytea, doc jsonb);
comment on table sample is 'one row a case';
insert into sample values
	(1, 7, 5000000000, 123.456, 0.5, 0.25, true, 'ab', 'grüße €', 'first line', '2024-02-29', '23:59:58',
	 '2024-02-29 12:34:56.789', '12345678-9abc-def0-1234-56789abcdef0', '\x0001feff', '{"a": 1}'),
	(2, null, null, null, null, null, null, null, 'nulls', null, null, null, null, null, null, null),
	(3, -32768, -9223372036854775808, -999999999.999, -1.5, 1e300, false, 'zz  ', 'it''s "q"', repeat('0123456789', 10000),
	 '1970-01-01', '00:00:00', '1999-12-31 23:59:59', '00000000-0000-0000-0000-000000000000',
	 decode(repeat('ab', 50000), 'hex'), '[]');
create table child (
	sample_id int4 not null references sample (id), line int4 not null, note varchar(40) default 'none',
	primary key (sample_id, line));
create index child_note on child (note);
insert into child select 1 + i % 3, i, 'note ' || i from generate_series(1, 250) i;
create view names as select id, name from sample;
create function twice(n int4) returns int4 language sql immutable as 'select 2 * n';
