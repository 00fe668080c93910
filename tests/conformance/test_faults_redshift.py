#!/usr/bin/env python3
"""What a cluster does to its sessions (the stand-in's relay does it here), seen by a program:
full, paused, silent, idle too long, restarted under another process, asking for what libpq cannot."""
import os
import subprocess
import threading
import time

import tap
from client import connect, pyodbc, state, value

folder = os.environ["SP_TEST_FOLDER"]
control = os.path.join(os.environ["SP_TEST_DIR"], "relay.control")
quiet = dict(os.environ, LD_PRELOAD="")


def start_relay():
    """A relay of this test's own, so that no other test meets its faults."""
    with open(os.path.join(folder, "port")) as f:
        port = f.read().strip()
    process = subprocess.Popen(
        [os.path.join(folder, "relay"), os.path.join(folder, "private", ".s.PGSQL." + port), port, control],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=quiet, universal_newlines=True)
    return process, process.stdout.readline().split()[1]


relay, relay_port = start_relay()


def ctl(*words):
    out = subprocess.run([os.path.join(folder, "relay"), "ctl", control] + list(words), env=quiet,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, universal_newlines=True, timeout=30)
    tap.eq(out.returncode, 0, " ".join(words))
    return out.stdout.split()


def opened(dsn="pooled", **keys):
    """A connection through the relay; each application name has a pool of its own."""
    more = "".join(";%s=%s" % (name, keys[name]) for name in keys)
    return connect("DSN=%s;Servername=127.0.0.1;Port=%s%s" % (dsn, relay_port, more))


def refused(**keys):
    start = time.monotonic()
    error = tap.raises(pyodbc.Error, lambda: opened(**keys))
    return state(error), error.args[1], time.monotonic() - start


def pid(connection):
    return value(connection, "select pg_backend_pid()")


# --- connecting -------------------------------------------------------------------------

@tap.case
def a_full_cluster_is_told_in_its_words_with_the_remedy():
    ctl("limit", "0")
    try:
        for keys in ({"dsn": "plain"}, {"ApplicationName": "full", "PoolTimeout": "1"}):
            code, text, took = refused(**keys)
            tap.eq(code, "08004", text)
            tap.ok('connection limit "0" exceeded for non-bootstrap users' in text, text)
            tap.ok("reduce PoolSize and MaxOverflow" in text, text)
            tap.ok(took < 10, "took %.1f s" % took)
    finally:
        ctl("limit", "500")
    tap.eq(value(opened(ApplicationName="full"), "select 1"), 1)


@tap.case
def a_full_cluster_makes_wait_for_a_session_that_comes_back():
    others = int(ctl("count")[0])
    ctl("limit", str(others + 2))
    got = []

    def third():
        connection = opened(ApplicationName="waits", PoolTimeout="20")
        got.append(pid(connection))
        connection.close()

    try:
        holders = [opened(ApplicationName="waits") for _ in range(2)]
        pids = [pid(holder) for holder in holders]
        thread = threading.Thread(target=third)
        thread.start()
        time.sleep(1.5)
        tap.eq(got, [], "a third session of two")
        code, text, _ = refused(ApplicationName="waits", PoolTimeout="1")
        tap.eq(code, "HYT00", text)
        tap.ok("QueuePool limit of size" in text and "the server has no room for more than 2" in text, text)
        tap.ok("reduce PoolSize and MaxOverflow" in text, text)
        holders[0].close()
        thread.join(15)
        tap.eq(got, [pids[0]])
        holders[1].close()
    finally:
        ctl("limit", "500")


@tap.case
def a_paused_cluster_is_unreachable_and_comes_back():
    ctl("pause")
    try:
        code, text, took = refused(ApplicationName="paused")
        tap.eq(code, "08001", text)
        tap.ok("Connection refused" in text and "is not paused" in text, text)
        tap.ok(took < 10, "took %.1f s" % took)
    finally:
        ctl("resume")
    tap.within(10, lambda: value(opened(ApplicationName="paused"), "select 1") == 1, "it is back")


@tap.case
def a_password_kept_as_sha_256_is_told_with_the_way_out():
    for dsn in "plain", "pooled":
        code, text, took = refused(dsn=dsn, UID="sha256", PWD="x")
        tap.eq(code, "08001", text)
        tap.ok("authentication method 13 not supported" in text and "SHA-256" in text, text)
        tap.ok("ALTER USER" in text and "IAM" in text, text)
        tap.ok(took < 5, "tried again for %.1f s" % took)


@tap.case
def a_token_of_an_identity_provider_is_told_with_the_way_out():
    code, text, took = refused(UID="idp", PWD="x")
    tap.eq(code, "08001", text)
    tap.ok("authentication method 14 not supported" in text and "identity provider" in text, text)
    tap.ok(took < 5, "tried again for %.1f s" % took)


# --- sessions that end while nobody uses them -----------------------------------------------

def rests(application, **keys):
    """A session of the pool, clean and at rest; its process and the way to it."""
    def again():
        return opened(ApplicationName=application, PoolPrePingIdle="0", **keys)

    connection = again()
    process = pid(connection)
    connection.close()
    return process, again


def is_replaced(process, again):
    start = time.monotonic()
    connection = again()
    took = time.monotonic() - start
    tap.ok(pid(connection) != process)
    tap.ok(took < 10, "took %.1f s" % took)
    connection.close()


@tap.case
def a_session_ended_for_idling_is_replaced_unseen():
    process, again = rests("idle")
    ctl("idle", "1")
    try:
        time.sleep(2.5)
    finally:
        ctl("idle", "0")
    is_replaced(process, again)


@tap.case
def a_session_that_was_reset_is_replaced_unseen():
    process, again = rests("reset")
    tap.eq(ctl("reset", str(process))[0], "1")
    time.sleep(0.5)
    is_replaced(process, again)


@tap.case
def a_session_that_fell_silent_is_replaced_after_the_ping():
    process, again = rests("silent")
    tap.eq(ctl("drop", str(process))[0], "1")
    time.sleep(0.5)
    is_replaced(process, again)


@tap.case
def many_sessions_that_fell_silent_cost_two_pings():
    keys = {"ApplicationName": "silence", "PoolPrePingIdle": "0", "PoolSize": "8"}
    connections = [opened(**keys) for _ in range(8)]
    pids = [pid(c) for c in connections]
    for c in connections:
        c.close()
    for process in pids:
        tap.eq(ctl("drop", str(process))[0], "1")
    time.sleep(0.5)
    start = time.monotonic()
    connection = opened(**keys)
    took = time.monotonic() - start
    tap.ok(pid(connection) not in pids)
    tap.ok(took < 15, "took %.1f s" % took)
    connection.close()


# --- sessions that end in use -----------------------------------------------------------------

@tap.case
def an_end_by_the_administrator_is_08s01_and_rolled_back():
    connection = opened(ApplicationName="killed")
    connection.autocommit = False
    connection.execute("create table killed (a int)")
    process = pid(connection)
    tap.eq(ctl("kill", str(process))[0], "1")
    time.sleep(0.5)
    error = tap.raises(pyodbc.Error, connection.execute, "select 1")
    tap.eq(state(error), "08S01", error.args[1])
    tap.ok("connect again" in error.args[1], error.args[1])
    connection.close()
    connection = opened(ApplicationName="killed")
    tap.ok(pid(connection) != process)
    tap.eq(value(connection, "select count(*) from pg_class where relname = 'killed'"), 0)
    connection.close()


@tap.case
def a_session_that_falls_silent_in_use_ends_with_the_timeout():
    connection = opened(ApplicationName="hangs")
    connection.timeout = 2
    tap.eq(ctl("drop", str(pid(connection)))[0], "1")
    time.sleep(0.3)
    start = time.monotonic()
    error = tap.raises(pyodbc.Error, connection.execute, "select 1")
    took = time.monotonic() - start
    tap.ok(state(error) in ("HYT00", "HYT01", "08S01"), error.args)
    tap.ok(took < 20, "took %.1f s" % took)
    connection.close()
    connection = opened(ApplicationName="hangs")
    tap.eq(value(connection, "select 1"), 1)
    connection.close()


@tap.case
def a_query_ended_while_its_rows_are_fetched_is_told_with_the_remedy():
    connection = opened(ApplicationName="aborted")
    connection.autocommit = True
    process = pid(connection)
    cursor = connection.execute("select g, repeat('x', 200) from generate_series(1, 3000000) g")
    tap.eq(cursor.fetchone()[0], 1)
    tap.eq(tap.server("select pg_cancel_backend(%d)" % process), [["t"]])
    error = tap.raises(pyodbc.Error, cursor.fetchall)
    tap.eq(state(error), "HY008", error.args[1])
    tap.ok("cancelled on user's request" in error.args[1] and "STL_WLM_RULE_ACTION" in error.args[1], error.args[1])
    tap.eq(value(connection, "select 1"), 1)
    tap.eq(pid(connection), process)
    connection.close()


# --- sessions that go on in another process -------------------------------------------------------

@tap.case
def a_restarted_session_prepares_its_statements_anew():
    connection = opened(ApplicationName="restarted")
    connection.autocommit = True  # it moves between transactions
    cursor = connection.cursor()
    sql = "select cast(? as integer) + 1"
    for n in range(6):
        tap.eq(cursor.execute(sql, n).fetchone()[0], n + 1)
    process = pid(connection)
    tap.eq(ctl("newpid", str(process))[0], "1")
    time.sleep(0.5)
    tap.eq(cursor.execute(sql, 7).fetchone()[0], 8)
    tap.ok(pid(connection) != process)
    connection.close()


@tap.case
def a_statement_ends_in_time_though_its_process_is_another():
    connection = opened(ApplicationName="stale")
    connection.autocommit = True
    process = pid(connection)
    tap.eq(ctl("newpid", str(process))[0], "1")
    time.sleep(0.5)
    tap.ok(pid(connection) != process)
    connection.timeout = 1
    start = time.monotonic()
    error = tap.raises(pyodbc.Error, connection.execute, "select standin.sleep(30)")
    took = time.monotonic() - start
    tap.eq(state(error), "HYT00", error.args[1])
    tap.ok(took < 8, "took %.1f s" % took)
    tap.eq(value(connection, "select 1"), 1)
    connection.close()


try:
    tap.main()
finally:
    relay.kill()
