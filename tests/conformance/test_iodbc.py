#!/usr/bin/env python3
"""iODBC's manager, called directly: its wide characters are wchar_t, of four bytes.

shiftpoolodbci.so has entry points for them, and iODBC hands wide calls on as they are.
With shiftpoolodbca.so, which has none, iODBC converts, and cuts what goes in if it is not
ASCII (shiftpool(7)); DSN=narrow.
"""
import ctypes
import os
import shutil
import subprocess

import tap

if os.environ.get("SP_TEST_PRELOAD"):
    tap.skip_all("under the address sanitizer iODBC fails by what it reads after free")
try:
    iodbc = ctypes.CDLL("libiodbc.so.2")
except OSError:
    tap.skip_all("no libiodbc.so.2 (package iodbc)")

NTS, ENV, DBC, STMT = -3, 1, 2, 3
CHAR, WCHAR, LONG, WVARCHAR = 1, -8, 4, -9
for name in ("SQLExecDirectW", "SQLDriverConnect", "SQLDriverConnectW", "SQLGetData", "SQLFetch", "SQLExecute"):
    getattr(iodbc, name).restype = ctypes.c_short
short, length, pointer = ctypes.c_short, ctypes.c_ssize_t, ctypes.c_void_p

inst = os.path.join(os.environ["SP_TEST_DIR"], "iodbcinst.ini")
with open(inst, "w") as f:
    f.write("[ODBC Drivers]\nShiftPool = Installed\nNarrow = Installed\n")
    for name, module in ("ShiftPool", "shiftpoolodbci.so"), ("Narrow", "shiftpoolodbca.so"):
        f.write("[%s]\nDriver = %s\n" % (name, os.environ["SP_TEST_DRIVER"].replace("shiftpoolodbc.so", module)))
with open(os.environ["ODBCINI"]) as f:
    pooled = f.read().split("\n\n")[0]
with open(os.environ["ODBCINI"], "a") as f:
    f.write(pooled.replace("[pooled]", "[narrow]").replace("= ShiftPool", "= Narrow") + "\n")
os.environ["ODBCINSTINI"] = inst
setenv = ctypes.CDLL(None).setenv
setenv(b"ODBCINSTINI", inst.encode(), 1)


def allocate(kind, parent):
    handle = pointer()
    tap.eq(iodbc.SQLAllocHandle(short(kind), parent, ctypes.byref(handle)), 0, "SQLAllocHandle")
    return handle


def diagnostics(kind, handle):
    state, text, n = ctypes.create_unicode_buffer(6), ctypes.create_unicode_buffer(1000), short()
    iodbc.SQLGetDiagRecW(short(kind), handle, short(1), state, None, text, short(1000), ctypes.byref(n))
    return state.value, text.value


def good(result, kind, handle):
    tap.ok(result in (0, 1), "returned %d: %s" % (result, diagnostics(kind, handle)))


def connect(settings="DSN=pooled", wide=True):
    env = allocate(ENV, None)
    iodbc.SQLSetEnvAttr(env, 200, pointer(3), 0)
    dbc = allocate(DBC, env)
    if wide:
        result = iodbc.SQLDriverConnectW(dbc, None, ctypes.create_unicode_buffer(settings), short(NTS), None, short(0), None, 0)
    else:
        result = iodbc.SQLDriverConnect(dbc, None, settings.encode(), short(NTS), None, short(0), None, 0)
    return env, dbc, result


def close(env, dbc):
    iodbc.SQLDisconnect(dbc)
    iodbc.SQLFreeHandle(short(DBC), dbc)
    iodbc.SQLFreeHandle(short(ENV), env)


def text(stmt, column, wide):
    n, whole = length(), None
    while True:
        room = ctypes.create_unicode_buffer(4000) if wide else ctypes.create_string_buffer(4000)
        result = iodbc.SQLGetData(stmt, ctypes.c_ushort(column), short(WCHAR if wide else CHAR), room,
                                  length(ctypes.sizeof(room)), ctypes.byref(n))
        if result == 100:
            return whole
        good(result, STMT, stmt)
        if n.value < 0:  # iODBC multiplies what a narrow driver said of a null
            return None
        whole = (whole or "") + (room.value if wide else room.value.decode())


def run(sql, wide, settings="DSN=pooled"):
    env, dbc, result = connect(settings, wide=wide)
    good(result, DBC, dbc)
    stmt = allocate(STMT, dbc)
    if wide:
        good(iodbc.SQLExecDirectW(stmt, ctypes.create_unicode_buffer(sql), NTS), STMT, stmt)
    else:
        good(iodbc.SQLExecDirect(stmt, sql.encode(), NTS), STMT, stmt)
    columns = short()
    iodbc.SQLNumResultCols(stmt, ctypes.byref(columns))
    rows = []
    while iodbc.SQLFetch(stmt) in (0, 1):
        rows.append([text(stmt, i + 1, wide) for i in range(columns.value)])
    iodbc.SQLFreeHandle(short(STMT), stmt)
    close(env, dbc)
    return rows


ROWS = ", 12.50, date '2024-02-29', null::text union all select 2, 'it''s', -0.5, null, repeat(chr(233), 900) order by 1"


def the_servers(sql):
    return [[cell or None for cell in row] for row in tap.server(sql)]


@tap.case
def narrow_calls_read_what_psql_reads():
    tap.eq(run("select 1, 'grüße €'" + ROWS, False), the_servers("select 1, 'grüße €'" + ROWS))


@tap.case
def wide_calls_read_what_psql_reads():
    sql = "select 1, 'grüße € \U0001F600'" + ROWS
    tap.eq(run(sql, True), the_servers(sql))


@tap.case
def the_narrow_module_serves_both():
    tap.eq(run("select 1, 'grüße €'" + ROWS, False, "DSN=narrow"), the_servers("select 1, 'grüße €'" + ROWS))
    # Letters beyond ASCII by their numbers, which Redshift's chr() takes as well.
    greeting = "'gr' || chr(252) || chr(223) || 'e ' || chr(8364)"
    tap.eq(run("select 1, " + greeting + ROWS, True, "DSN=narrow"), the_servers("select 1, 'grüße €'" + ROWS))


@tap.case
def the_narrow_module_works_in_any_locale():
    if not shutil.which("iodbctest"):
        tap.skip("no iodbctest (package iodbc)")
    out = subprocess.run(["iodbctest", "DSN=narrow"], input="select upper('grüße') as a\nquit\n".encode(), stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, env=dict(os.environ, LC_ALL="C"), timeout=60).stdout.decode()
    tap.ok(tap.server("select upper('grüße')")[0][0] in out, out)


@tap.case
def long_wide_values_come_in_parts():
    text_of = "grüße \U0001F600 " * 3000
    tap.eq(run("select repeat('grüße \U0001F600 ', 3000)", True) == [[text_of]], True)


@tap.case
def nulls_are_told_as_such():
    env, dbc, result = connect()
    good(result, DBC, dbc)
    stmt = allocate(STMT, dbc)
    good(iodbc.SQLExecDirectW(stmt, ctypes.create_unicode_buffer("select null::text, ''"), NTS), STMT, stmt)
    good(iodbc.SQLFetch(stmt), STMT, stmt)
    n, room = length(), ctypes.create_unicode_buffer(10)
    for column, expected in (1, -1), (2, 0):
        iodbc.SQLGetData(stmt, ctypes.c_ushort(column), short(WCHAR), room, length(ctypes.sizeof(room)), ctypes.byref(n))
        tap.eq(n.value, expected)
    iodbc.SQLFreeHandle(short(STMT), stmt)
    close(env, dbc)


@tap.case
def wide_parameters_arrive():
    for value in ("it's", "grüße € \U0001F600", ""):
        wide_parameter(value)


def wide_parameter(sent):
    env, dbc, result = connect()
    good(result, DBC, dbc)
    stmt = allocate(STMT, dbc)
    value = ctypes.create_unicode_buffer(sent)
    n = length(NTS)
    good(iodbc.SQLPrepareW(stmt, ctypes.create_unicode_buffer("select upper(cast(? as text))"), NTS), STMT, stmt)
    good(iodbc.SQLBindParameter(stmt, ctypes.c_ushort(1), short(1), short(WCHAR), short(WVARCHAR), ctypes.c_size_t(20), short(0),
                                value, length(ctypes.sizeof(value)), ctypes.byref(n)), STMT, stmt)
    good(iodbc.SQLExecute(stmt), STMT, stmt)
    good(iodbc.SQLFetch(stmt), STMT, stmt)
    tap.eq(text(stmt, 1, True), sent.upper().replace("SS", "ß"))
    iodbc.SQLFreeHandle(short(STMT), stmt)
    close(env, dbc)


@tap.case
def column_names_are_wide():
    env, dbc, result = connect()
    good(result, DBC, dbc)
    stmt = allocate(STMT, dbc)
    good(iodbc.SQLExecDirect(stmt, 'select 1 as "größe"'.encode(), NTS), STMT, stmt)
    name, n, kind = ctypes.create_unicode_buffer(100), short(), short()
    good(iodbc.SQLDescribeColW(stmt, ctypes.c_ushort(1), name, short(100), ctypes.byref(n), ctypes.byref(kind), None, None, None),
         STMT, stmt)
    tap.eq((name.value, kind.value), ("größe", LONG))
    iodbc.SQLFreeHandle(short(STMT), stmt)
    close(env, dbc)


@tap.case
def the_catalog_lists_a_table():
    tap.server("create table iodbc_table (id int primary key); grant all on iodbc_table to public")
    env, dbc, result = connect()
    good(result, DBC, dbc)
    stmt = allocate(STMT, dbc)
    good(iodbc.SQLTablesW(stmt, None, short(0), None, short(0), ctypes.create_unicode_buffer("iodbc%"), short(NTS), None, short(0)),
         STMT, stmt)
    good(iodbc.SQLFetch(stmt), STMT, stmt)
    tap.eq([text(stmt, i, True) for i in (2, 3, 4)], ["public", "iodbc_table", "TABLE"])
    iodbc.SQLFreeHandle(short(STMT), stmt)
    close(env, dbc)


@tap.case
def errors_carry_state_and_text():
    env, dbc, result = connect()
    good(result, DBC, dbc)
    stmt = allocate(STMT, dbc)
    tap.eq(iodbc.SQLExecDirectW(stmt, ctypes.create_unicode_buffer("select * from no_such_table"), NTS), -1)
    state, message = diagnostics(STMT, stmt)
    tap.eq(state, "42S02")
    tap.ok('relation "no_such_table" does not exist' in message, message)
    iodbc.SQLFreeHandle(short(STMT), stmt)
    close(env, dbc)
    env, dbc, result = connect("DSN=pooled;PWD=wrong")
    tap.eq((result, diagnostics(DBC, dbc)[0]), (-1, "28000"))
    iodbc.SQLFreeHandle(short(DBC), dbc)
    iodbc.SQLFreeHandle(short(ENV), env)


@tap.case
def connections_share_a_session():
    tap.eq(len(set(run("select pg_backend_pid()", wide)[0][0] for wide in (True, False, True, False))), 1)


tap.main()
