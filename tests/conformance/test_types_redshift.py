#!/usr/bin/env python3
"""Values of Redshift's types (the stand-in's) go in as parameters and come back the same."""
import datetime
import decimal

import tap
from client import connect, pyodbc, state, value

EWKB = "0101000000000000000000F03F0000000000000040"

# pyodbc has room for few digits of a decimal in arrays.
# Column type, the parameter, what comes back (as it is: the same).
VALUES = [
    ("boolean", True, None), ("boolean", False, None),
    ("smallint", -32768, None), ("integer", 2147483647, None), ("bigint", -2 ** 63, None),
    ("real", 1.5, None), ("double precision", 0.1, None),
    ("numeric(18,4)", decimal.Decimal("1.2500"), None), ("numeric(18,4)", 3, decimal.Decimal("3.0000")),
    ("numeric(38,10)", decimal.Decimal("1234567890123.0123456789"), None),
    ("char(10)", "abc", "abc       "), ("varchar(256)", "\u20ac \U0001f600 'x' \\ ?", None), ("varchar(65535)", "x" * 65535, None),
    ("date", datetime.date(2024, 2, 29), None), ("date", "2024-02-29", datetime.date(2024, 2, 29)),
    ("time", datetime.time(1, 2, 3), None), ("timetz", "01:02:03+02", None),
    ("timestamp", datetime.datetime(2024, 1, 2, 3, 4, 5, 678901), None),
    ("timestamptz", datetime.datetime(2024, 1, 2, 3, 4, 5, 678901), None),
    ("super", "text", '"text"'), ("varbyte(64000)", b"\x00\x01\xff", None), ("varbyte(64000)", b"", None),
    ("geometry", EWKB, bytes.fromhex(EWKB)),
]


def table(connection, columns):
    connection.execute("create table #v (%s)" % columns)


@tap.case
def a_value_of_each_type_comes_back():
    connection = connect()
    for kind, given, expected in VALUES:
        table(connection, "v " + kind)
        connection.execute("insert into #v values (?)", given)
        got = value(connection, "select v from #v")
        tap.eq(got, given if expected is None else expected, kind)
        connection.execute("insert into #v values (?)", None)
        tap.eq(value(connection, "select count(*) from #v where v is null"), 1, kind)
        connection.rollback()
    connection.close()


@tap.case
def an_array_of_each_type_comes_back():
    connection = connect()
    for kind, given, expected in VALUES:
        table(connection, "n integer, v " + kind)
        cursor = connection.cursor()
        cursor.fast_executemany = True
        cursor.executemany("insert into #v values (?, ?)", [(n, given if n % 3 else None) for n in range(20)])
        got = connection.execute("select v from #v order by n").fetchall()
        tap.eq([r[0] for r in got], [(given if expected is None else expected) if n % 3 else None for n in range(20)], kind)
        connection.rollback()
    connection.close()


@tap.case
def json_goes_into_super_by_json_parse():
    connection = connect()
    table(connection, "v super")
    connection.execute("insert into #v select json_parse(?)", '{"a":[1,"x"]}')
    tap.eq(value(connection, "select v from #v"), '{"a":[1,"x"]}')
    connection.close()


@tap.case
def bytes_are_compared_cast_and_selected():
    connection = connect()
    table(connection, "n integer, v varbyte")
    values = [b"", b"\x00", b"ab", bytes(range(256)), b"\xff" * 50000]
    for n, given in enumerate(values):
        connection.execute("insert into #v values (?, ?)", n, given)
    for n, given in enumerate(values):
        tap.eq(value(connection, "select n from #v where v = ?", given), n)
        tap.eq(value(connection, "select cast(? as varbyte)", given), given)
    tap.eq(value(connection, "select from_varbyte(cast(? as varbyte), 'utf8')", b"ab"), "ab")
    connection.execute("update #v set v = ? where v = ?", b"cd", b"ab")
    tap.eq(value(connection, "select count(*) from #v where v = ?", b"cd"), 1)
    connection.close()


@tap.case
def bytes_of_a_geometry_go_out_as_it_reads_them():
    connection = connect()
    table(connection, "n integer, v geometry")
    cursor = connection.cursor()
    cursor.fast_executemany = True  # asks for the types of parameters
    cursor.executemany("insert into #v values (?, ?)", [(n, bytes.fromhex(EWKB)) for n in range(3)])
    tap.eq([r[0] for r in connection.execute("select v from #v")], [bytes.fromhex(EWKB)] * 3)
    connection.close()


@tap.case
def bytes_that_are_too_long_are_refused():
    connection = connect()
    table(connection, "v varbyte(4)")
    error = tap.raises(pyodbc.Error, connection.execute, "insert into #v values (?)", b"12345")
    tap.eq(state(error), "22001", error.args[1])
    connection.close()


@tap.case
def interval_types_come_as_text_and_back():
    connection = connect()
    table(connection, "a intervaly2m, b intervald2s")
    connection.execute("insert into #v values (?, ?)", "1 year 2 months", "1 day 02:03:04.5")
    row = connection.execute("select cast(a as varchar), cast(b as varchar) from #v").fetchone()
    tap.eq(tuple(row), ("1 years 2 mons", "1 days 2 hours 3 mins 4.5 secs"))
    connection.close()


tap.main()
