-- The tables of the demo: a warehouse of generated ones.  psql -v tables=N
select 'create schema demo authorization shiftpool' \gexec
select set_config('demo.tables', :'tables', false) \g /dev/null
do $$
declare
	areas constant text[] := array['sales', 'stock', 'staff', 'web', 'billing', 'support', 'plant', 'fleet'];
	area text;
begin
	for i in 0 .. current_setting('demo.tables')::int - 1 loop
		area := areas[1 + i % array_length(areas, 1)];
		-- No format(): the stand-in for Redshift has none.
		execute 'create table demo.' || quote_ident(area || '_' || to_char(i / array_length(areas, 1), 'FM0000')) ||
			' (id bigint primary key, ' || area || '_code varchar(20) not null, '
			'amount numeric(12,2), paid boolean, created timestamp, note text)';
		-- A transaction holds a lock for each table that it made.
		if i % 500 = 499 then
			commit;
		end if;
	end loop;
end
$$;
insert into demo.sales_0000
	select n, 'code ' || n, n * 1.25, n % 2 = 0, timestamp '2024-01-01' + n * interval '1 day', 'note ' || n
	from generate_series(1, 20) n;
grant select, insert on all tables in schema demo to shiftpool;
analyze;
