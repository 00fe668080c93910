"""TAP for Python tests, and the way to the test server.

    import tap

    @tap.case
    def rows_come_back_as_they_went_in():
        tap.eq(fetch(), [1, 2, 3])

    tap.main()

Each case is one line of TAP; an exception is a failure with its traceback.
"""
import os
import subprocess
import sys
import time
import traceback

_cases = []


class Skip(Exception):
    """Raised by skip(): the case does not apply here, and says why."""


class Failure(AssertionError):
    """A check that does not hold."""


def case(function):
    _cases.append(function)
    return function


def skip(reason):
    raise Skip(reason)


def skip_all(reason):
    print("1..0 # SKIP " + reason)
    sys.exit(0)


def diag(text):
    for line in str(text).splitlines():
        print("# " + line)
    sys.stdout.flush()


def ok(condition, text="condition is false"):
    if not condition:
        raise Failure(text)


def eq(got, expected, what=""):
    if got != expected:
        raise Failure("%s: got %r, expected %r" % (what or "values differ", got, expected))


def raises(kind, function, *arguments):
    """The exception that the call raises; a failure when it raises none."""
    try:
        function(*arguments)
    except kind as error:
        return error
    raise Failure("%s was not raised" % kind.__name__)


def within(seconds, condition, what):
    """Polls until the condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise Failure("not within %s s: %s" % (seconds, what))
        time.sleep(0.02)


def server(sql, database=None):
    """Rows that the administrator sees: lists of text, by psql, not by the driver."""
    env = dict(os.environ, PGPASSWORD=os.environ["SP_TEST_ADMIN_PASSWORD"], LD_PRELOAD="")
    out = subprocess.run(
        [os.path.join(os.environ["SP_TEST_BIN"], "psql"), "-XqAt", "-F", "\x1f", "-v", "ON_ERROR_STOP=1",
         "-h", os.environ["SP_TEST_HOST"], "-p", os.environ["SP_TEST_PORT"], "-U", "postgres",
         "-d", database or os.environ["SP_TEST_DB"], "-c", sql],
        env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        universal_newlines=True, timeout=60)
    if out.returncode:
        raise Failure("server: " + out.stderr)
    return [line.split("\x1f") for line in out.stdout.splitlines()]


def sessions():
    """Sessions that the application's role has open in the test's database now."""
    return int(server("select count(*) from pg_stat_activity where usename = 'shiftpool'"
                      " and datname = current_database()")[0][0])


def main():
    failed = 0
    for n, function in enumerate(_cases, 1):
        title = function.__name__.replace("_", " ")
        try:
            function()
        except Skip as reason:
            print("ok %d - %s # SKIP %s" % (n, title, reason))
        except BaseException as error:
            failed += 1
            print("not ok %d - %s" % (n, title))
            if isinstance(error, Failure):
                frame = traceback.extract_tb(error.__traceback__)
                line = [f for f in frame if f.filename != __file__][-1]
                diag("line %d: %s" % (line.lineno, error))
            else:
                diag(traceback.format_exc())
        else:
            print("ok %d - %s" % (n, title))
        sys.stdout.flush()
    print("1..%d" % len(_cases))
    sys.stdout.flush()
    sys.exit(1 if failed else 0)
