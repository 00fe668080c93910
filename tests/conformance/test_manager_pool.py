#!/usr/bin/env python3
"""unixODBC's own pool on top of the driver's, which Pooling=Yes in odbcinst.ini switches on.

The manager then keeps the driver's connections open, and says nothing when it hands one
on: it asks only whether it is dead.  What a driver can do is answer that well.
"""
import os
import subprocess
import sys

import tap

try:
    import pyodbc
except ImportError:
    tap.skip_all("no pyodbc (package python3-pyodbc)")

PLAIN = os.environ["ODBCSYSINI"]
STANDIN = os.environ.get("SP_TEST_SERVER") == "standin"


def switch_on():
    """From here on this process has files of its own."""
    with open(os.path.join(PLAIN, "odbcinst.ini")) as f:
        drivers = f.read()
    folder = os.path.join(PLAIN, "managed")
    os.mkdir(folder)
    with open(os.path.join(folder, "odbcinst.ini"), "w") as f:
        f.write("[ODBC]\nPooling = Yes\n" + drivers + "CPTimeout = 60\n")
    os.environ["ODBCSYSINI"] = folder


MANAGED = "DSN=pooled;ApplicationName=managed"


def value(connection, sql):
    return connection.cursor().execute(sql).fetchone()[0]


def backend(connection):
    return value(connection, "select pg_backend_pid()")


@tap.case
def the_log_warns_of_it():
    pyodbc.connect(MANAGED).close()
    pyodbc.connect("DSN=pooled;ApplicationName=other").close()
    with open(os.environ["SP_TEST_LOG"]) as f:
        tap.eq(f.read().count("Pooling in odbcinst.ini makes the driver manager keep closed connections"), 1)


SOIL = ("create temporary table left_over (i int)", "set work_mem = '7MB'", "select pg_advisory_lock(42)",
        "listen something", "set search_path = pg_catalog")
SEEN = """
    select to_regclass('pg_temp.left_over') is null, current_setting('work_mem') <> '7MB',
        (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()),
        (select count(*) from pg_listening_channels()), current_setting('search_path') <> 'pg_catalog'"""
CLEAN = (True, True, 0, 0, True)
if STANDIN:  # no advisory locks, nothing listens, and a session with temporary tables is given up
    SOIL = ("set query_group = 'left over'", "set work_mem = '7MB'", "set search_path = pg_catalog")
    SEEN = """
        select current_setting('work_mem') <> '7MB', current_setting('query_group') <> 'left over',
            current_setting('search_path') <> 'pg_catalog'"""
    CLEAN = (True, True, True)


def soiled(settings):
    connection = pyodbc.connect(settings, autocommit=True)
    for sql in SOIL:
        connection.execute(sql)
    return connection


def soil_and_look(settings):
    """Whether the next connection has the same session, and what it sees in it."""
    connection = soiled(settings)
    first = backend(connection)
    connection.close()
    connection = pyodbc.connect(settings)
    seen = backend(connection) == first, tuple(connection.execute(SEEN).fetchone())
    connection.close()
    return seen


def managed_sessions():
    return tap.server("select pid, state from %spg_stat_activity where application_name = 'managed'"
                      " and datname = current_database()" % ("standin_hidden_" if STANDIN else ""))


@tap.case
def without_that_key_the_drivers_pool_cleans_what_comes_back():
    tap.ok(pyodbc.pooling, "pyodbc asks for pooling")
    out = subprocess.run([sys.executable, __file__, "look"], env=dict(os.environ, ODBCSYSINI=PLAIN),
                         stdout=subprocess.PIPE, universal_newlines=True, timeout=60)
    tap.eq(out.stdout.strip(), repr((True, CLEAN)))


@tap.case
def the_manager_keeps_one_connection_for_many():
    backends = set()
    for _ in range(100):
        connection = pyodbc.connect(MANAGED)
        backends.add(backend(connection))
        connection.close()
    tap.eq((len(backends), len(managed_sessions())), (1, 1))


@tap.case
def a_connection_that_comes_back_has_no_transaction_open():
    connection = pyodbc.connect(MANAGED)
    connection.execute("create table managed_rolled_back (i int)")
    connection.close()
    tap.eq([state for _, state in managed_sessions()], ["idle"])
    tap.eq(tap.server("select to_regclass('managed_rolled_back') is null"), [["t"]])


@tap.case
def connections_held_at_once_are_different_sessions():
    held = [pyodbc.connect(MANAGED) for _ in range(4)]
    tap.eq(len(set(backend(connection) for connection in held)), 4)
    for connection in held:
        connection.close()
    for _ in range(20):
        pyodbc.connect(MANAGED).close()
    tap.ok(len(managed_sessions()) <= 4, managed_sessions())


@tap.case
def the_manager_hands_no_dead_session_out():
    for pid, _ in managed_sessions():
        tap.server("select pg_terminate_backend(%s)" % pid)
    tap.within(10, lambda: managed_sessions() == [], "the sessions end")
    for _ in range(6):
        connection = pyodbc.connect(MANAGED)
        tap.eq(value(connection, "select 1"), 1)
        connection.close()


# A program that leaves something behind can reset its connection before it closes it.
@tap.case
def reset_connection_cleans_while_connected():
    connection = soiled(MANAGED)
    first = backend(connection)
    connection.set_attr(116, 1)  # SQL_ATTR_RESET_CONNECTION, SQL_RESET_CONNECTION_YES
    tap.eq((backend(connection), tuple(connection.execute(SEEN).fetchone())), (first, CLEAN))
    connection.close()


@tap.case
def reset_connection_undoes_an_open_transaction():
    connection = pyodbc.connect(MANAGED)
    connection.execute("create table managed_reset (i int)")
    connection.set_attr(116, 1)
    connection.commit()
    tap.eq(tap.server("select to_regclass('managed_reset') is null"), [["t"]])
    connection.close()


if sys.argv[1:] == ["look"]:
    print(repr(soil_and_look("DSN=pooled")))
else:
    switch_on()
    tap.main()
