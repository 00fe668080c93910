"""What the Python client tests share."""
import os

import tap

try:
    import pyodbc
except ImportError:
    tap.skip_all("no pyodbc (package python3-pyodbc)")

# The driver manager's own pool would hide what the driver does.
pyodbc.pooling = False


# What the server under test calls itself, and the process in its pg_stat_activity.
STANDIN = os.environ.get("SP_TEST_SERVER") == "standin"
SERVER = "Redshift" if STANDIN else "PostgreSQL"
PID = "procpid" if STANDIN else "pid"


def either(postgresql, redshift):
    """The one of two things that this server has."""
    return redshift if STANDIN else postgresql


def connect(settings="DSN=pooled", **options):
    return pyodbc.connect(settings, **options)


def value(connection, sql, *parameters):
    """The only cell of a query."""
    return connection.cursor().execute(sql, *parameters).fetchone()[0]


def state(error):
    return error.args[0]
