-- dateadd() and datediff(), as the guide describes them.  The relay puts a bare date
-- part between quotes.  Neither has an interval: months are added to the calendar.
\set ON_ERROR_STOP on

-- What getdate() leaves out sysdate has: the fraction of the second (GUESS: after the
-- guide's examples).  The relay gives sysdate parentheses.
create function pg_catalog.getdate() returns timestamp language sql stable
	as 'select date_trunc(''second'', localtimestamp)';
create function standin.sysdate() returns timestamp language sql stable
	as 'select localtimestamp';

-- The guide, "Date parts for date or timestamp functions": m is a minute.
create function standin.date_unit(text) returns text language plpgsql immutable strict as $$
begin
	return case
		when lower($1) in ('millennium', 'millennia', 'mil', 'mils') then 'millennium'
		when lower($1) in ('century', 'centuries', 'c', 'cent', 'cents') then 'century'
		when lower($1) in ('decade', 'decades', 'dec', 'decs') then 'decade'
		when lower($1) in ('year', 'years', 'y', 'yr', 'yrs') then 'year'
		when lower($1) in ('quarter', 'quarters', 'qtr', 'qtrs') then 'quarter'
		when lower($1) in ('month', 'months', 'mon', 'mons') then 'month'
		when lower($1) in ('week', 'weeks', 'w') then 'week'
		when lower($1) in ('day', 'days', 'd') then 'day'
		when lower($1) in ('hour', 'hours', 'h', 'hr', 'hrs') then 'hour'
		when lower($1) in ('minute', 'minutes', 'm', 'min', 'mins') then 'minute'
		when lower($1) in ('second', 'seconds', 's', 'sec', 'secs') then 'second'
		when lower($1) in ('millisecond', 'milliseconds', 'ms', 'msec', 'msecs', 'msecond',
			'mseconds', 'millisec', 'millisecs', 'millisecon') then 'millisecond'
		when lower($1) in ('microsecond', 'microseconds', 'microsec', 'microsecs', 'usecond',
			'useconds', 'us', 'usec', 'usecs') then 'microsecond'
	end;
end $$;

-- GUESS: the text and the state.
create function standin.no_unit(unit text, type text) returns void language plpgsql as $$
begin
	raise exception '% units "%" not recognized', type, unit using errcode = '22023';
end $$;

create function standin.unit_months(unit text) returns int language sql immutable strict as $$
	select case unit when 'millennium' then 12000 when 'century' then 1200 when 'decade' then 120
		when 'year' then 12 when 'quarter' then 3 when 'month' then 1 end
$$;

create function standin.unit_span(unit text) returns interval language sql immutable strict as $$
	select case unit when 'hour' then interval '1 hour' when 'minute' then interval '1 minute'
		when 'second' then interval '1 second' when 'millisecond' then interval '1 millisecond'
		when 'microsecond' then interval '1 microsecond' end
$$;

-- A year that has no 29th of February takes the 1st of March; a month that is too
-- short takes its last day.
create function pg_catalog.dateadd(part text, n bigint, t timestamp) returns timestamp
	language plpgsql immutable strict as $$
declare
	unit text := standin.date_unit(part);
	r timestamp;
begin
	if unit in ('week', 'day') then
		return t + n * (case unit when 'week' then interval '7 days' else interval '1 day' end);
	elsif standin.unit_span(unit) is not null then
		return t + n * standin.unit_span(unit);
	elsif unit is null then
		perform standin.no_unit(part, 'timestamp');
	end if;
	r := t + n * standin.unit_months(unit) * interval '1 month';
	if unit not in ('quarter', 'month') and date_part('day', r) < date_part('day', t) then
		r := r + interval '1 day';
	end if;
	return r;
end $$;
create function pg_catalog.dateadd(part text, n bigint, t date) returns timestamp
	language sql immutable strict as 'select pg_catalog.dateadd($1, $2, $3::timestamp)';
create function pg_catalog.dateadd(part text, n bigint, t timestamptz) returns timestamptz
	language sql stable strict as $$
	select pg_catalog.dateadd($1, $2, $3 at time zone current_setting('TimeZone'))
		at time zone current_setting('TimeZone')
$$;
-- A literal whose type is not said.
create function pg_catalog.dateadd(part text, n bigint, t text) returns timestamp
	language sql stable strict as 'select pg_catalog.dateadd($1, $2, $3::timestamp)';
create function pg_catalog.dateadd(part text, n bigint, t time) returns time
	language plpgsql immutable strict as $$
begin
	if standin.unit_span(standin.date_unit(part)) is null then
		perform standin.no_unit(part, 'time');
	end if;
	return t + n * standin.unit_span(standin.date_unit(part));
end $$;
create function pg_catalog.dateadd(part text, n bigint, t timetz) returns timetz
	language plpgsql immutable strict as $$
begin
	if standin.unit_span(standin.date_unit(part)) is null then
		perform standin.no_unit(part, 'time with time zone');
	end if;
	return t at time zone interval '0' + n * standin.unit_span(standin.date_unit(part));
end $$;

-- How many boundaries of the unit lie before it.
create function standin.unit_boundaries(unit text, seconds numeric) returns bigint
	language sql immutable strict as $$
	select floor(seconds * 1000000 / case unit when 'week' then 604800000000
		when 'day' then 86400000000 when 'hour' then 3600000000 when 'minute' then 60000000
		when 'second' then 1000000 when 'millisecond' then 1000 when 'microsecond' then 1 end)::bigint
$$;
create function standin.date_boundaries(part text, t timestamp) returns bigint
	language plpgsql immutable strict as $$
declare
	unit text := standin.date_unit(part);
begin
	if unit is null then
		perform standin.no_unit(part, 'timestamp');
	elsif unit in ('millennium', 'century', 'decade', 'year') then
		return date_part(unit, t)::bigint;
	elsif unit in ('quarter', 'month') then
		return (date_part('year', t) * (12 / standin.unit_months(unit)) + date_part(unit, t))::bigint;
	elsif unit = 'week' then -- GUESS: it begins on Sunday; 1970 began on a Thursday
		return standin.unit_boundaries(unit, extract(epoch from t) + 4 * 86400);
	end if;
	return standin.unit_boundaries(unit, extract(epoch from t));
end $$;
create function pg_catalog.datediff(part text, a timestamp, b timestamp) returns bigint
	language sql immutable strict as
	'select standin.date_boundaries(part, b) - standin.date_boundaries(part, a)';
create function pg_catalog.datediff(part text, a date, b date) returns bigint
	language sql immutable strict as
	'select pg_catalog.datediff(part, a::timestamp, b::timestamp)';
create function pg_catalog.datediff(part text, a timestamptz, b timestamptz) returns bigint
	language sql stable strict as $$
	select pg_catalog.datediff(part, a at time zone current_setting('TimeZone'),
		b at time zone current_setting('TimeZone'))
$$;
create function pg_catalog.datediff(part text, a text, b text) returns bigint
	language sql stable strict as
	'select pg_catalog.datediff(part, a::timestamp, b::timestamp)';

create function standin.time_boundaries(part text, seconds numeric) returns bigint
	language plpgsql immutable strict as $$
begin
	if standin.unit_span(standin.date_unit(part)) is null then
		perform standin.no_unit(part, 'time');
	end if;
	return standin.unit_boundaries(standin.date_unit(part), mod(seconds + 86400, 86400));
end $$;
create function pg_catalog.datediff(part text, a time, b time) returns bigint
	language sql immutable strict as $$
	select standin.time_boundaries(part, extract(epoch from b))
		- standin.time_boundaries(part, extract(epoch from a))
$$;
create function pg_catalog.datediff(part text, a timetz, b timetz) returns bigint
	language sql immutable strict as $$
	select standin.time_boundaries(part, extract(epoch from b))
		- standin.time_boundaries(part, extract(epoch from a))
$$;
