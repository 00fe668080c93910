#!/usr/bin/env python3
"""pyodbc: statements, parameters, types, catalog, transactions, errors."""
import datetime
import decimal
import struct
import uuid

import tap
from client import SERVER, connect, either, pyodbc, state, value


@tap.case
def a_connection_runs_sql():
    connection = connect()
    tap.eq(value(connection, "select 6 * 7"), 42)
    tap.eq(value(connection, "select current_user"), "shiftpool")
    connection.close()


@tap.case
def getinfo_names_server_and_driver():
    connection = connect()
    tap.eq(connection.getinfo(pyodbc.SQL_DBMS_NAME), SERVER)
    tap.ok("shiftpool" in connection.getinfo(pyodbc.SQL_DRIVER_NAME).lower())
    tap.eq(connection.getinfo(pyodbc.SQL_IDENTIFIER_QUOTE_CHAR), '"')
    tap.ok(connection.getinfo(pyodbc.SQL_DBMS_VER)[0].isdigit())
    connection.close()


@tap.case
def the_catalog_lists_tables_and_columns():
    connection = connect(autocommit=True)
    cursor = connection.cursor()
    cursor.execute("create table catalog_test (id int primary key, name varchar(20) not null, price numeric(8,2))")
    tables = cursor.tables(table="catalog_test").fetchall()
    tap.eq([(t.table_schem, t.table_name, t.table_type) for t in tables], [("public", "catalog_test", "TABLE")])
    columns = cursor.columns(table="catalog_test").fetchall()
    tap.eq([(c.column_name, c.data_type, c.column_size, c.decimal_digits, c.nullable) for c in columns],
           [("id", pyodbc.SQL_INTEGER, 10, 0, 0), ("name", columns[1].data_type, 20, None, 0),
            ("price", pyodbc.SQL_NUMERIC, 8, 2, 1)])
    tap.ok(columns[1].data_type in (pyodbc.SQL_VARCHAR, pyodbc.SQL_WVARCHAR))
    tap.eq(cursor.columns(table="catalog_test", column="na%").fetchone().column_name, "name")
    tap.eq(cursor.tables(table="there is no such table").fetchall(), [])
    connection.close()


@tap.case
def gettypeinfo_knows_the_types():
    connection = connect()
    rows = connection.cursor().getTypeInfo().fetchall()
    names = set(row.type_name for row in rows)
    for name in ("int4", "int8", "numeric", "varchar", "bool", "timestamp", "date") + either(
            ("text", "bytea"), ("super", "varbyte")):
        tap.ok(name in names, "%s is not in %s" % (name, sorted(names)))
    connection.close()


@tap.case
def executemany_inserts_every_row():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("create temporary table many (id int, name varchar(40), amount numeric(10,2))")
    rows = [(n, "name %d" % n, decimal.Decimal(n) / 4) for n in range(500)]
    cursor.executemany("insert into many values (?, ?, ?)", rows)
    tap.eq(value(connection, "select count(*) from many"), 500)
    tap.eq(value(connection, "select sum(amount) from many"), decimal.Decimal("31187.50"))
    connection.close()


@tap.case
def fast_executemany_inserts_every_row():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("create temporary table fast (id int, name varchar(40), born date, amount float8)")
    day = datetime.date(2024, 2, 29)
    rows = [(n, "näme %d" % n if n % 3 else None, day, n / 8) for n in range(500)]
    cursor.fast_executemany = True
    cursor.executemany("insert into fast values (?, ?, ?, ?)", rows)
    tap.eq([tuple(row) for row in cursor.execute("select * from fast order by id").fetchall()], rows)
    connection.close()


@tap.case
def parameters_come_back_as_they_went_in():
    connection = connect()
    cursor = connection.cursor()
    samples = [
        ("int2", -32768), ("int4", 2147483647), ("int8", -9223372036854775808),
        ("float8", 0.1), ("float4", 0.5),
        (either("numeric", "numeric(38,10)"), decimal.Decimal("-1234567890.0123456789")),
        ("bool", True), ("bool", False), ("text", ""), ("text", "grüße, \u4f60\u597d, \U0001F600"),
        ("varchar(10)", "it's"), ("char(3)", "abc"),
        ("date", datetime.date(1970, 1, 1)), ("date", datetime.date(9999, 12, 31)),
        ("time", datetime.time(23, 59, 59)),
        ("timestamp", datetime.datetime(2024, 2, 29, 12, 34, 56, 123456)),
        (either("bytea", "varbyte"), b"\x00\x01\xfe\xff"), (either("bytea", "varbyte"), b""),
    ]
    for kind, sent in samples:
        got = value(connection, "select cast(? as %s)" % kind, sent)
        tap.eq((type(got), got), (type(sent), sent), kind)
    for kind in set(kind for kind, _ in samples):
        tap.eq(value(connection, "select cast(? as %s)" % kind, None), None, kind + " null")
    if either(True, False):
        number = uuid.UUID("12345678-9abc-def0-1234-56789abcdef0")
        pyodbc.native_uuid = True
        tap.eq(value(connection, "select cast(? as uuid)", number), number)
    cursor.close()
    connection.close()


@tap.case
def long_values_go_both_ways():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("create temporary table long " + either("(t text, b bytea)", "(t varchar(65535), b varbyte(1024000))"))
    text, data = "zeile \u00e4\u20ac " * either(40000, 5000), bytes(range(256)) * 2000
    cursor.execute("insert into long values (?, ?)", text, data)
    tap.eq(tuple(cursor.execute("select t, b from long").fetchone()) == (text, data), True, "long values")
    connection.close()


# A text of each type that the server itself shows in the same way.
TEXTS = {
    "json": '{"a": [1, 2]}', "jsonb": '{"a": [1, 2]}', "xml": "<a>b</a>", "inet": "10.0.0.1/8", "cidr": "10.0.0.0/8",
    "macaddr": "08:00:2b:01:02:03", "macaddr8": "08:00:2b:01:02:03:04:05", "point": "(1,2)",
    "line": "{1,-1,0}", "lseg": "[(0,0),(1,1)]", "box": "(1,1),(0,0)", "path": "((0,0),(1,1))",
    "polygon": "((0,0),(1,1),(2,0))", "circle": "<(0,0),1>", "varbit": "10101", "tsvector": "'fat' 'rat'",
    "tsquery": "'fat' & 'rat'", "int4range": "[1,5)", "numrange": "[1.5,2.5)", "int4multirange": "{[1,3)}",
    "tstzrange": "empty", "pg_lsn": "16/B374D848", "txid_snapshot": "10:20:10,14", "int4[]": "{1,2,NULL}",
    "text[]": '{a,"b c"}', "name": "some_name", "timetz": "12:34:56+02", "regclass": "pg_class", "_bool": "{t,f}",
    "refcursor": "cursor", "jsonpath": '$."a"', "tid": "(0,1)", "xid": "7", "oidvector": "1 2",
}


REDSHIFT_TEXTS = {
    "json_parse('{\"a\":[1,2]}')": '{"a":[1,2]}', "'a'::super": '"a"', "'12:34:56+02'::timetz": "12:34:56+02",
    "'some_name'::name": "some_name",
}


@tap.case
def types_without_an_odbc_twin_arrive_as_the_servers_text():
    connection = connect()
    for expression, text in sorted(either({}, REDSHIFT_TEXTS).items()):
        tap.eq(value(connection, "select " + expression), text, expression)
    for kind, text in sorted(either(TEXTS, {}).items()):
        got = value(connection, "select cast('%s' as %s)" % (text.replace("'", "''"), kind))
        tap.eq(str(got), value(connection, "select cast(cast('%s' as %s) as text)" % (text.replace("'", "''"), kind)), kind)
    connection.close()


@tap.case
def every_builtin_type_can_be_fetched():
    connection = connect()
    cursor = connection.cursor()
    kinds = [row[0] for row in tap.server(
        "select format_type(oid, null) from pg_type where typnamespace = 'pg_catalog'::regnamespace"
        " and typtype in ('b', 'r', 'm') and typname !~ '^_?(pg_(class|type|proc|attribute)$|any)'"
        # pyodbc has nothing for ODBC's intervals, which are types of Redshift's own.
        " and typname not in ('intervaly2m', 'intervald2s') order by 1")]
    tap.ok(len(kinds) > either(100, 30), "only %d types" % len(kinds))
    # A row of nulls describes them all; pyodbc reads each by its SQL type.
    for start in range(0, len(kinds), 50):
        part = kinds[start:start + 50]
        row = cursor.execute("select " + ", ".join("cast(null as %s)" % kind for kind in part)).fetchone()
        tap.eq(list(row), [None] * len(part))
    connection.close()


def wide_table(cursor):
    """A row of each type, with i in it, for i from 1 to 1000, and one of nulls."""
    cursor.execute("""
        create temporary table wide (i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric(12,3), b bool,
            c char(4), v varchar(12), t text, d date, tm time(3), ts timestamp(6), u uuid, by bytea, j jsonb)""")
    cursor.execute("""
        insert into wide select i, i, i, i, i, i + 0.125, i % 2 = 0, 'c', 'v' || i, repeat('t', i), date '2000-01-01' + i,
            time '00:00' + i * interval '1 second', timestamp '2000-01-01' + i * interval '1 hour',
            ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, decode(lpad(i::text, 4, '0'), 'hex'),
            jsonb_build_object('i', i)
        from generate_series(1, 1000) i union all select""" + " null," * 15 + " null")


def wide_row(i):
    return [i, i, i, float(i), float(i), decimal.Decimal(i) + decimal.Decimal("0.125"), i % 2 == 0, "c   ", "v%d" % i,
            "t" * i, datetime.date(2000, 1, 1) + datetime.timedelta(i),
            (datetime.datetime(2000, 1, 1) + datetime.timedelta(seconds=i)).time(),
            datetime.datetime(2000, 1, 1) + datetime.timedelta(hours=i)]


def redshift_wide_table(cursor):
    cursor.execute("""
        create temporary table wide (i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric(12,3), b bool,
            c char(4), v varchar(12), t varchar(1000), d date, tm time, ts timestamp, js super, by varbyte(8),
            z timestamptz)""")
    cursor.fast_executemany = True
    cursor.executemany("insert into wide values (" + "?, " * 13 + "json_parse(?), ?, ?)",
                       [wide_row(i) + ['{"i":%d}' % i, bytes.fromhex("%04d" % i), datetime.datetime(2000, 1, 1)]
                        for i in range(1, 1001)] + [[None] * 16])


@tap.case
def fetchall_over_all_types_of_a_table():
    connection = connect()
    cursor = connection.cursor()
    either(wide_table, redshift_wide_table)(cursor)
    rows = cursor.execute("select * from wide order by i8").fetchall()
    tap.eq(len(rows), 1001)
    tap.eq(list(rows[-1]), [None] * 16)
    pyodbc.native_uuid = True
    for i in (1, 2, 999, 1000):
        last = either([uuid.UUID("00000000-0000-0000-0000-%012d" % i), bytes.fromhex("%04d" % i), '{"i": %d}' % i],
                      ['{"i":%d}' % i, bytes.fromhex("%04d" % i), datetime.datetime(2000, 1, 1)])
        tap.eq(list(rows[i - 1]), wide_row(i) + last)
    connection.close()


@tap.case
def commit_keeps_and_rollback_undoes():
    connection = connect(autocommit=True)
    connection.execute("create table kept (i int)")
    connection.autocommit = False
    connection.execute("insert into kept values (1)")
    tap.eq(tap.server("select count(*) from kept"), [["0"]])
    connection.commit()
    tap.eq(tap.server("select count(*) from kept"), [["1"]])
    connection.execute("insert into kept values (2)")
    connection.rollback()
    tap.eq(value(connection, "select count(*) from kept"), 1)
    connection.execute("insert into kept values (3)")
    connection.close()  # pyodbc rolls back
    tap.eq(tap.server("select count(*) from kept"), [["1"]])


@tap.case
def rowcount_tells_what_changed():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("create temporary table counted as select generate_series(1, 10) as i")
    tap.eq(cursor.execute("update counted set i = i where i <= 4").rowcount, 4)
    tap.eq(cursor.execute("delete from counted where i > 100").rowcount, 0)
    tap.eq(cursor.execute("delete from counted").rowcount, 10)
    connection.close()


@tap.case
def errors_carry_their_sqlstate():
    connection = connect(autocommit=True)
    connection.execute("create table unique_test (i int primary key)")
    connection.execute("insert into unique_test values (1)")
    error = tap.raises(pyodbc.IntegrityError, connection.execute,
                       "insert into unique_test values (%s)" % either("1", "null"))
    tap.eq(state(error), "23000")
    tap.ok("SQLSTATE " + either("23505", "23502") in str(error), str(error))
    error = tap.raises(pyodbc.ProgrammingError, connection.execute, "selekt 1")
    tap.eq(state(error), "42000")
    error = tap.raises(pyodbc.Error, connection.execute, "select 1 / 0")
    tap.eq(state(error), "22012")
    error = tap.raises(pyodbc.ProgrammingError, connection.execute, "select * from no_such_table")
    tap.eq(state(error), "42S02")
    tap.ok("no_such_table" in str(error), str(error))
    tap.eq(value(connection, "select 1"), 1)
    connection.close()


@tap.case
def an_error_undoes_its_statement_only():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("create temporary table undone (i int primary key)")
    cursor.execute("insert into undone values (1)")
    tap.raises(pyodbc.IntegrityError, cursor.execute, "insert into undone values (1)")
    cursor.execute("insert into undone values (2)")
    tap.eq(value(connection, "select count(*) from undone"), 2)
    connection.close()


@tap.case
def several_results_follow_each_other():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("select 1; select 2, 3")
    tap.eq(cursor.fetchone()[0], 1)
    tap.ok(cursor.nextset(), "a second result")
    tap.eq(tuple(cursor.fetchone()), (2, 3))
    tap.ok(not cursor.nextset(), "no third result")
    connection.close()


@tap.case
def two_cursors_read_by_turns():
    connection = connect()
    one, two = connection.cursor(), connection.cursor()
    one.execute("select generate_series(1, 20000)")
    two.execute("select generate_series(1, 20000)")
    for i in range(1, 20001):
        tap.eq((one.fetchone()[0], two.fetchone()[0]), (i, i))
    connection.close()


@tap.case
def setinputsizes_types_parameters():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("create temporary table sized (t varchar(10), n numeric(10,2), b %s)" % either("bytea", "varbyte(100)"))
    for fast in (False, True):
        cursor.fast_executemany = fast
        cursor.setinputsizes([(pyodbc.SQL_WVARCHAR, 10, 0), (pyodbc.SQL_NUMERIC, 10, 2), (pyodbc.SQL_VARBINARY, 100, 0)])
        cursor.executemany("insert into sized values (?, ?, ?)", [(None, None, None), ("grüße", decimal.Decimal("1.25"), b"\x00\xff")])
    cursor.setinputsizes(None)
    tap.eq([tuple(row) for row in cursor.execute("select t, n, b, count(*) from sized group by 1, 2, 3 order by 2").fetchall()],
           [("grüße", decimal.Decimal("1.25"), b"\x00\xff", 2), (None, None, None, 2)])
    connection.close()


@tap.case
def fast_executemany_raises_what_a_row_meets():
    for autocommit in (False, True):
        connection = connect(autocommit=autocommit)
        connection.execute("create temporary table met (a smallint)")
        cursor = connection.cursor()
        cursor.fast_executemany = True
        error = tap.raises(pyodbc.Error, cursor.executemany, "insert into met values (8 / ?)",
                           [(1,), (2,), (0,), (4,)])
        tap.eq(state(error), "22012", error.args)
        if autocommit:
            tap.eq(value(connection, "select sum(a) from met"), 12)
        connection.close()


@tap.case
def fast_executemany_cuts_no_long_text():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("create temporary table long_fast (i int, " + either("t text, v varchar)", "t varchar(max), v varchar(max))"))
    rows = [(i, "é" * (i * 500), "x" * (i * 700)) for i in range(60)]
    cursor.fast_executemany = True
    cursor.executemany("insert into long_fast values (?, ?, ?)", rows)
    tap.eq([tuple(row) for row in cursor.execute("select * from long_fast order by i").fetchall()] == rows, True, "long rows")
    connection.close()


@tap.case
def output_converters_get_the_value():
    connection = connect()
    connection.add_output_converter(pyodbc.SQL_TYPE_DATE, lambda raw: raw and struct.unpack("<hHH", raw))
    tap.eq(value(connection, "select date '2024-02-29'"), (2024, 2, 29))
    tap.eq(value(connection, "select null::date"), None)
    connection.clear_output_converters()
    tap.eq(value(connection, "select date '2024-02-29'"), datetime.date(2024, 2, 29))
    connection.close()


@tap.case
def output_converters_of_text_get_utf16():
    connection = connect()
    for kind in (pyodbc.SQL_WCHAR, pyodbc.SQL_WVARCHAR, pyodbc.SQL_WLONGVARCHAR):
        connection.add_output_converter(kind, lambda raw: raw and raw.decode("utf-16-le").upper())
    long_text = "grüße \U0001F600 " * 2000
    row = connection.execute("select cast('é' as char(3)), cast('grün' as varchar(20)), cast(? as text), '', null::text",
                             long_text).fetchone()
    tap.eq(tuple(row) == ("É  ", "GRÜN", long_text.upper(), b"", None), True, "%.60r" % (tuple(row),))
    connection.close()


@tap.case
def the_whole_catalog_can_be_asked():
    connection = connect(autocommit=True)
    cursor = connection.cursor()
    cursor.execute("create table \"Größe\" (\"Schlüssel\" int primary key, t text)")
    cursor.execute("create table refers (i int primary key references \"Größe\", j int)")
    if either(True, False):
        cursor.execute("create index refers_j on refers (j)")
    cursor.execute("create " + either("function catalog_twice(n int) returns int language sql as 'select 2 * n'",
                                      "procedure catalog_twice(n int) language plpgsql as 'begin end'"))
    table, key = either(("Größe", "Schlüssel"), ("größe", "schlüssel"))  # Redshift folds between quotes, too
    tap.eq([r.column_name for r in cursor.columns(table=table)], [key, "t"])
    tap.eq([(r.column_name, r.key_seq) for r in cursor.primaryKeys(table)], [(key, 1)])
    tap.eq([(r.fktable_name, r.fkcolumn_name, r.pkcolumn_name) for r in cursor.foreignKeys(table)],
           [("refers", "i", key)])
    tap.eq(sorted(r.index_name for r in cursor.statistics("refers") if r.index_name),
           either(["refers_j", "refers_pkey"], []))
    tap.eq([r.column_name for r in cursor.rowIdColumns("refers")], ["i"])
    tap.eq([r.procedure_name for r in cursor.procedures("catalog_twice")], ["catalog_twice"])
    tap.eq([r.column_name for r in cursor.procedureColumns("catalog_twice") if r.column_name == "n"], ["n"])
    connection.close()


@tap.case
def a_timeout_ends_the_statement_and_not_the_connection():
    connection = connect(autocommit=True)
    connection.timeout = 1
    tap.eq(state(tap.raises(pyodbc.Error, connection.cursor().execute,
                            either("select pg_sleep(30)", "select standin.sleep(30)"))), "HYT00")
    connection.timeout = 0
    tap.eq(value(connection, "select 2"), 2)
    connection.close()


@tap.case
def a_wrong_password_is_refused():
    error = tap.raises(pyodbc.Error, connect, "DSN=pooled;PWD=wrong")
    tap.eq(state(error), "28000")
    tap.ok("password authentication failed" in str(error), str(error))


@tap.case
def a_data_source_that_does_not_exist_is_named():
    error = tap.raises(pyodbc.Error, connect, "DSN=nosuchdsn")
    tap.eq(state(error), "IM002")


tap.main()
