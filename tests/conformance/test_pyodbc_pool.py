#!/usr/bin/env python3
"""pyodbc on the pool: what programs share, what they must not see of each other."""
import os
import threading
import time

import tap
from client import PID, SERVER, connect, either, pyodbc, state, value


def backend(connection):
    return value(connection, "select pg_backend_pid()")


def log():
    with open(os.environ["SP_TEST_LOG"]) as f:
        return f.read()


@tap.case
def connections_one_after_the_other_share_a_session():
    backends = set()
    for _ in range(20):
        connection = connect()
        backends.add(backend(connection))
        connection.close()
    tap.eq(len(backends), 1)
    tap.eq(tap.sessions(), 1)


@tap.case
def two_threads_share_the_pool():
    backends, errors = set(), []

    def work():
        try:
            for _ in range(50):
                connection = connect()
                backends.add(backend(connection))
                connection.close()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tap.eq(errors, [])
    # A connect that runs while the other thread's session comes back may leave
    # a spare one behind: few more than two, but never one for each connection.
    tap.ok(len(backends) <= 4, "%d sessions for 100 connections" % len(backends))
    tap.ok(tap.sessions() <= 4)


@tap.case
def without_pooling_every_connection_is_a_session():
    backends = set()
    for _ in range(3):
        connection = connect("DSN=plain")
        backends.add(backend(connection))
        connection.close()
    tap.eq(len(backends), 3)


@tap.case
def the_pool_is_announced_once_in_the_log():
    connect("DSN=pooled;ApplicationName=announced").close()
    connect("DSN=pooled;ApplicationName=announced").close()
    lines = [line for line in log().splitlines() if "connection pooling configured" in line]
    tap.ok(lines and lines[-1].endswith(
        SERVER + " connection pooling configured: {'pool_size': 5, 'max_overflow': 10, 'pool_timeout': 30,"
        " 'pool_recycle': 3600, 'pool_pre_ping': True}"), lines[-1] if lines else "no line")
    before = len(lines)
    connect("DSN=pooled;ApplicationName=announced").close()
    tap.eq(len([line for line in log().splitlines() if "connection pooling configured" in line]), before)


@tap.case
def an_exhausted_pool_says_so():
    held = [connect("DSN=small;PoolTimeout=0.5") for _ in range(3)]
    start = time.monotonic()
    error = tap.raises(pyodbc.Error, connect, "DSN=small;PoolTimeout=0.5")
    waited = time.monotonic() - start
    tap.eq(state(error), "HYT00")
    tap.ok("QueuePool limit of size 2 overflow 1 reached, connection timed out, timeout 0.50" in str(error), str(error))
    tap.ok(waited >= 0.4, "gave up after %.2f s" % waited)
    for connection in held:
        connection.close()
    connect("DSN=small;PoolTimeout=0.5").close()


@tap.case
def a_waiting_connect_gets_the_session_that_comes_back():
    held = [connect("DSN=small;PoolTimeout=20") for _ in range(3)]
    backends = [backend(connection) for connection in held]
    got = []

    def wait():
        connection = connect("DSN=small;PoolTimeout=20")
        got.append(backend(connection))
        connection.close()

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.3)
    tap.eq(got, [])
    held[1].close()
    thread.join(10)
    tap.eq(got, [backends[1]])
    held[0].close()
    held[2].close()


@tap.case
def nothing_leaks_into_the_next_connection():
    connection = connect("DSN=pooled;ApplicationName=leak", autocommit=True)
    first = backend(connection)
    cursor = connection.cursor()
    cursor.execute("create temporary table left_over (i int)")
    cursor.execute("set search_path = pg_catalog")
    cursor.execute("set statement_timeout = 12345")
    if either(True, False):
        cursor.execute("select pg_advisory_lock(42)")
        cursor.execute("listen something")
    cursor.execute("prepare left_over_statement as select 1")
    connection.autocommit = False
    cursor.execute("select 1")
    connection.close()
    connection = connect("DSN=pooled;ApplicationName=leak")
    if either(True, False):  # on Redshift nothing cleans a session of statements prepared by SQL
        tap.eq(backend(connection), first)
    tap.eq(value(connection, either("select to_regclass('left_over')::text",
                                    "select max(relname) from pg_class where relname = 'left_over'"
                                    " and pg_table_is_visible(oid)")), None)
    tap.ok(value(connection, "show search_path") != "pg_catalog", "search_path is left over")
    tap.eq(value(connection, "show statement_timeout"), "0")
    if either(False, True):
        error = tap.raises(pyodbc.Error, connection.execute, "execute left_over_statement")
        tap.eq(state(error), "26000")
        connection.close()
        return
    tap.eq(value(connection, "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"), 0)
    tap.eq(value(connection, "select count(*) from pg_listening_channels()"), 0)
    tap.eq(value(connection, "select count(*) from pg_prepared_statements where name = 'left_over_statement'"), 0)
    connection.close()


@tap.case
def a_killed_session_is_not_lent():
    connection = connect("DSN=pooled;ApplicationName=killed")
    victim = backend(connection)
    connection.close()
    tap.server("select pg_terminate_backend(%d)" % victim)
    tap.within(10, lambda: tap.server("select count(*) from pg_stat_activity where %s = %d" % (PID, victim)) == [["0"]],
               "the session ends")
    connection = connect("DSN=pooled;ApplicationName=killed")
    tap.ok(backend(connection) != victim)
    connection.close()


@tap.case
def a_session_lost_in_use_is_reported_as_lost():
    connection = connect("DSN=pooled;ApplicationName=lost")
    tap.server("select pg_terminate_backend(%d)" % backend(connection))
    time.sleep(0.2)
    error = tap.raises(pyodbc.Error, value, connection, "select 1")
    tap.ok(state(error) in ("08S01", "57P01"), str(error))
    connection.close()
    connection = connect("DSN=pooled;ApplicationName=lost")
    tap.eq(value(connection, "select 1"), 1)
    connection.close()


@tap.case
def a_wrong_password_gets_no_session_of_the_right_one():
    connect().close()
    error = tap.raises(pyodbc.Error, connect, "DSN=pooled;PWD=wrong")
    tap.eq(state(error), "28000")


tap.main()
