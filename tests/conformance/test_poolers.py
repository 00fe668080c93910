#!/usr/bin/env python3
"""The driver behind other poolers: PgBouncer lending sessions and transactions, and Pgpool-II.

Each is the real daemon with a configuration of its own, on a port of the loopback that is free.
"""
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time

import tap
from client import connect, pyodbc, state, value

env = os.environ
# The daemons refuse to run as root, and write nowhere else.
folder = tempfile.mkdtemp(prefix="shiftpool-")
os.chmod(folder, 0o755)
if os.getuid() == 0:
    shutil.chown(folder, "nobody", "nogroup")
daemons = []


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def as_nobody(command):
    if os.getuid() != 0:
        return command
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] + command


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as f:
        f.write(text)
    if os.getuid() == 0:
        shutil.chown(path, "nobody", "nogroup")
    os.chmod(path, 0o600)
    return path


def start(name, command, port):
    output = open(os.path.join(folder, name + ".out"), "w")
    process = subprocess.Popen(
        as_nobody(command), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        env={"PATH": env["PATH"], "LC_ALL": "C"}, cwd=folder)
    daemons.append(process)

    def listens():
        if process.poll() is not None:
            with open(output.name) as f:
                raise tap.Failure("%s ended: %s" % (name, f.read()[-2000:]))
        with socket.socket() as s:
            return s.connect_ex(("127.0.0.1", port)) == 0
    tap.within(30, listens, name + " listens")


def find(program):
    path = shutil.which(program, path=env["PATH"] + ":/usr/sbin:/usr/local/sbin")
    if not path:
        tap.skip("no %s" % program)
    return path


ports = {}


def pgbouncer(mode):
    """The port of a PgBouncer that lends for this long; two sessions serve everybody."""
    if mode in ports:
        return ports[mode]
    program, port = find("pgbouncer"), free_port()
    users = write("users.txt", '"%s" "%s"\n' % (env["SP_TEST_USER"], env["SP_TEST_PASSWORD"]))
    start("pgbouncer", [program, "-q", write(mode + ".ini", """
[databases]
* = host=%s port=%s
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = %d
unix_socket_dir =
auth_type = scram-sha-256
auth_file = %s
pool_mode = %s
default_pool_size = %d
max_client_conn = 100
server_round_robin = 1
""" % (env["SP_TEST_HOST"], env["SP_TEST_PORT"], port, users, mode, 2 if mode == "transaction" else 10))],
          port)
    ports[mode] = port
    return port


def pgpool():
    if "pgpool" in ports:
        return ports["pgpool"]
    program, port = find("pgpool"), free_port()
    passwords = write("pool_passwd", "%s:TEXT%s\n" % (env["SP_TEST_USER"], env["SP_TEST_PASSWORD"]))
    hba = write("pool_hba.conf", "host all all 127.0.0.1/32 scram-sha-256\n")
    start("pgpool", [program, "-n", "-a", hba, "-F", write("pcp.conf", ""), "-f", write("pgpool.conf", """
backend_clustering_mode = 'raw'
listen_addresses = '127.0.0.1'
port = %d
socket_dir = '%s'
pcp_port = %d
pcp_socket_dir = '%s'
backend_hostname0 = '%s'
backend_port0 = %s
backend_weight0 = 1
enable_pool_hba = on
pool_passwd = '%s'
num_init_children = 8
max_pool = 2
pid_file_name = '%s/pgpool.pid'
logdir = '%s'
work_dir = '%s'
memory_cache_enabled = off
sr_check_period = 0
health_check_period = 0
""" % (port, folder, free_port(), folder, env["SP_TEST_HOST"], env["SP_TEST_PORT"],
       passwords, folder, folder, folder))], port)
    ports["pgpool"] = port
    return port


def behind(port, settings=""):
    return connect("DRIVER={ShiftPool};Server=127.0.0.1;Port=%d;Database=%s;UID=%s;PWD=%s;%s" % (
        port, env["SP_TEST_DB"], env["SP_TEST_USER"], env["SP_TEST_PASSWORD"], settings))


def everyday(port, settings):
    """What programs do every day, with statements that are run often enough to get a name."""
    connection = behind(port, settings)
    cursor = connection.cursor()
    cursor.execute("drop table if exists behind")
    cursor.execute("create table behind (id int primary key, name varchar(20))")
    connection.commit()
    for i in range(20):
        cursor.execute("insert into behind values (?, ?)", i, "name %d" % i)
    connection.commit()
    for fast in (False, True):
        cursor.fast_executemany = fast
        first = 100 + 100 * fast
        cursor.executemany("insert into behind values (?, ?)", [(first + i, "x") for i in range(50)])
        connection.commit()
    tap.eq(value(connection, "select count(*) from behind where id >= ?", 0), 120)
    for i in range(20):
        tap.eq(value(connection, "select name from behind where id = ?", i), "name %d" % i)
        connection.commit()
    tap.eq([row.table_name for row in cursor.tables(table="behind")], ["behind"])
    tap.eq([row.column_name for row in cursor.columns(table="behind")], ["id", "name"])
    connection.commit()
    tap.eq(state(tap.raises(pyodbc.Error, cursor.execute, "insert into behind values (1, 'again')")), "23000")
    tap.eq(value(connection, "select count(*) from behind"), 120)  # the error undid its statement
    connection.rollback()
    connection.autocommit = True
    for i in range(20):
        tap.eq(value(connection, "select ? + 1", i), i + 1)
    rows = cursor.execute("select n, repeat('x', 100) from generate_series(1, 20000) n").fetchall()
    tap.eq((len(rows), rows[-1][0]), (20000, 20000))
    connection.close()


def many(port, settings, threads=6, rounds=15):
    """Several connections at a time never get the answer of another one's statement."""
    wrong = []

    def work(me):
        try:
            for i in range(rounds):
                connection = behind(port, settings + ";PoolSize=4;MaxOverflow=0")
                connection.autocommit = bool(i % 2)
                cursor = connection.cursor()
                for k in range(4):
                    cursor.execute("select %d, ?" % me, k)
                    row = tuple(cursor.fetchone())
                    if row != (me, k):
                        wrong.append((me, k, row))
                    if not connection.autocommit:
                        connection.commit()
                connection.close()
        except Exception as error:
            wrong.append(error)

    workers = [threading.Thread(target=work, args=(me,)) for me in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    tap.eq(wrong, [])


def cancelled(port, settings):
    connection = behind(port, settings)
    connection.autocommit = True
    cursor = connection.cursor()
    timer = threading.Timer(0.5, cursor.cancel)
    timer.start()
    begin = time.monotonic()
    error = tap.raises(pyodbc.Error, cursor.execute, "select pg_sleep(30)")
    timer.join()
    tap.eq(state(error), "HY008")
    tap.ok(time.monotonic() - begin < 20)
    tap.eq(value(connection, "select 1"), 1)
    # Both of ODBC's limits.  Pgpool-II takes a second to hand a cancel on.
    connection.timeout = 2
    tap.eq(state(tap.raises(pyodbc.Error, connection.cursor().execute, "select pg_sleep(30)")), "HYT00")
    tap.eq(value(connection, "select 2"), 2)
    connection.close()


@tap.case
def pgbouncer_lending_sessions_everyday():
    everyday(pgbouncer("session"), "ServerPooler=session")


@tap.case
def pgbouncer_lending_sessions_keeps_what_belongs_to_them():
    port = pgbouncer("session")
    connection = behind(port, "ConnSettings={set work_mem to 1234}")
    connection.autocommit = True
    tap.eq(value(connection, "show work_mem"), "1234kB")
    connection.cursor().execute("create temp table mine (n int)")
    connection.cursor().execute("set search_path to pg_catalog")
    connection.close()
    connection = behind(port, "ConnSettings={set work_mem to 1234}")
    tap.eq(value(connection, "show work_mem"), "1234kB")
    tap.eq(value(connection, "select to_regclass('pg_temp.mine') is null"), True)
    tap.ok(value(connection, "show search_path") != "pg_catalog")
    connection.close()


@tap.case
def pgbouncer_lending_sessions_with_many_connections():
    many(pgbouncer("session"), "ServerPooler=session")


@tap.case
def pgbouncer_lending_sessions_cancels():
    cancelled(pgbouncer("session"), "ServerPooler=session")


@tap.case
def pgbouncer_lending_transactions_everyday():
    everyday(pgbouncer("transaction"), "ServerPooler=transaction")


@tap.case
def pgbouncer_lending_transactions_with_many_connections():
    many(pgbouncer("transaction"), "ServerPooler=transaction")
    names = tap.server("select count(*) from pg_stat_activity where usename = 'shiftpool' and query like 'DEALLOCATE%'")
    tap.eq(names, [["0"]])


@tap.case
def pgbouncer_lending_transactions_cancels():
    cancelled(pgbouncer("transaction"), "ServerPooler=transaction")


@tap.case
def pgbouncer_lending_transactions_is_noticed():
    """Without the key: names get lost, the statements run all the same and are never mixed up."""
    many(pgbouncer("transaction"), "Prepare=named")
    everyday(pgbouncer("transaction"), "Prepare=named;ApplicationName=noticed")


@tap.case
def pgpool_everyday():
    everyday(pgpool(), "ServerPooler=session")


@tap.case
def pgpool_with_many_connections():
    many(pgpool(), "ServerPooler=session")


@tap.case
def pgpool_cancels():
    cancelled(pgpool(), "ServerPooler=session")


def stop():
    for process in daemons:
        if process.poll() is None:
            process.terminate()
    for process in daemons:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    shutil.rmtree(folder, ignore_errors=True)


try:
    tap.main()
finally:
    stop()
