"""Many threads on a small pool while sessions are killed at random: nobody hangs, the server never
sees more sessions than the cap, and every thread is served.  SP_TEST_SECONDS says for how long."""

import os
import random
import threading
import time

import tap
from client import pyodbc

THREADS, CAP = 100, 15
SECONDS = float(os.environ.get("SP_TEST_SECONDS", "5"))
POOL = "DSN=pooled;PoolSize=5;MaxOverflow=10;PoolTimeout=60;ApplicationName=victim"


class Run:
    def __init__(self):
        self.end = time.monotonic() + SECONDS
        self.served = [0] * THREADS
        self.lost, self.wrong = 0, []
        self.most, self.killed = 0, 0
        self.lock = threading.Lock()


def work(run, i):
    while time.monotonic() < run.end:
        try:
            connection = pyodbc.connect(POOL, autocommit=True)
            got = connection.execute("select %d, pg_sleep(0.002)" % i).fetchone()[0]
            connection.close()
            if got != i:
                run.wrong.append("thread %d read %r" % (i, got))
            run.served[i] += 1
        except pyodbc.Error as error:
            # Killed while it was in use: the only error that may be seen.
            if error.args[0] in ("08S01", "08003"):
                with run.lock:
                    run.lost += 1
            else:
                run.wrong.append(str(error))


def kill(run):
    connection = pyodbc.connect("DSN=plain", autocommit=True)
    cursor = connection.cursor()
    while time.monotonic() < run.end:
        pids = [row[0] for row in cursor.execute(
            "select pid from pg_stat_activity where application_name = 'victim'").fetchall()]
        run.most = max(run.most, len(pids))
        if pids and random.random() < 0.3:
            cursor.execute("select pg_terminate_backend(%d)" % random.choice(pids)).fetchall()
            run.killed += 1
        time.sleep(0.02)
    connection.close()


@tap.case
def a_hundred_threads_survive_sessions_killed_at_random():
    run = Run()
    threads = [threading.Thread(target=work, args=(run, i), daemon=True) for i in range(THREADS)]
    threads.append(threading.Thread(target=kill, args=(run,), daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS + 90)
    tap.ok(not any(thread.is_alive() for thread in threads), "a thread hangs")
    print("# %d connects served, %d lost in use, %d killed, at most %d sessions" %
          (sum(run.served), run.lost, run.killed, run.most), flush=True)
    tap.eq(run.wrong[:3], [])
    # The server counts one that has said goodbye until its process has ended: allow a few of those.
    tap.ok(run.most <= CAP + 3, "%d sessions" % run.most)
    tap.ok(min(run.served) > 0, "a thread was never served")
    tap.ok(run.killed > 0, "nothing was killed")


tap.main()
