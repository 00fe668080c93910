#!/usr/bin/env python3
"""pandas: read_sql and to_sql, on pyodbc directly and through SQLAlchemy."""
import warnings

import tap
from alchemy import engine
from client import connect
from sqlalchemy import text

try:
    import pandas
except ImportError:
    tap.skip_all("no pandas (package python3-pandas)")

warnings.filterwarnings("ignore", category=UserWarning)  # pandas would rather have SQLAlchemy than pyodbc

ROWS = """select i as id, i / 8.0::float8 as f, case when i % 3 = 0 then null else 'näme ' || i end as name,
    date '2024-01-01' + i as day, timestamp '2024-01-01' + i * interval '1 minute' as ts, i % 2 = 0 as flag,
    case when i % 5 = 0 then null else i * 1000000000::int8 end as big
    from generate_series(1, 1000) i order by i"""


@tap.case
def read_sql_gives_every_row_and_type():
    connection = connect()
    frame = pandas.read_sql(ROWS, connection)
    tap.eq(frame.shape, (1000, 7))
    tap.eq([str(kind) for kind in frame.dtypes], ["int64", "float64", "object", "object", "datetime64[ns]", "bool", "float64"])
    tap.eq((int(frame.id.sum()), float(frame.f.sum()), int(frame.name.isna().sum()), int(frame.flag.sum())),
           (500500, 62562.5, 333, 500))
    tap.eq((frame.name[0], str(frame.day[0]), str(frame.ts[0]), frame.big[0]),
           ("näme 1", "2024-01-02", "2024-01-01 00:01:00", 1e9))
    connection.close()


@tap.case
def read_sql_takes_parameters():
    connection = connect()
    frame = pandas.read_sql("select g as n, cast(? as text) as t from generate_series(1, ?) g", connection, params=["grüße", 5])
    tap.eq((list(frame.n), set(frame.t)), ([1, 2, 3, 4, 5], {"grüße"}))
    connection.close()


@tap.case
def read_sql_comes_in_chunks():
    connection = connect()
    parts = [len(part) for part in pandas.read_sql(ROWS, connection, chunksize=300)]
    tap.eq(parts, [300, 300, 300, 100])
    connection.close()


@tap.case
def to_sql_and_read_sql_table_are_inverse():
    for fast in (False, True):
        e = engine(fast=fast)
        with e.begin() as c:
            before = pandas.read_sql(text(ROWS), c)
            before["day"] = pandas.to_datetime(before["day"])
            before.to_sql("frame", c, index=False, if_exists="replace")
        with e.begin() as c:
            after = pandas.read_sql_table("frame", c)
        pandas.testing.assert_frame_equal(before, after, check_dtype=False)
        tap.eq(tap.server("select count(*), sum(id), count(name) from frame"), [["1000", "500500", "667"]])
        e.dispose()


@tap.case
def to_sql_appends_and_writes_many_rows_a_statement():
    e = engine()
    frame = pandas.DataFrame({"a": range(200), "b": ["x%d" % n for n in range(200)]})
    with e.begin() as c:
        frame.to_sql("appended", c, index=False)
        frame.to_sql("appended", c, index=False, if_exists="append", method="multi", chunksize=50)
    tap.eq(tap.server("select count(*), sum(a) from appended"), [["400", "39800"]])
    with e.begin() as c:
        tap.raises(ValueError, lambda: frame.to_sql("appended", c, index=False))
    e.dispose()


tap.main()
