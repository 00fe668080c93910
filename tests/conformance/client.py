"""What the Python client tests share."""
import tap

try:
    import pyodbc
except ImportError:
    tap.skip_all("no pyodbc (package python3-pyodbc)")

# The driver manager's own pool would hide what the driver does.
pyodbc.pooling = False


def connect(settings="DSN=pooled", **options):
    return pyodbc.connect(settings, **options)


def value(connection, sql, *parameters):
    """The only cell of a query."""
    return connection.cursor().execute(sql, *parameters).fetchone()[0]


def state(error):
    return error.args[0]
