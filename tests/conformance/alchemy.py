"""SQLAlchemy's generic PostgreSQL dialect on pyodbc, which SQLAlchemy itself does not combine."""
import tap
import client

try:
    import sqlalchemy
    from sqlalchemy import event
    from sqlalchemy.connectors.pyodbc import PyODBCConnector
    from sqlalchemy.dialects import registry
    from sqlalchemy.dialects.postgresql.base import PGDialect
except ImportError:
    tap.skip_all("no SQLAlchemy (package python3-sqlalchemy)")


class Dialect(PyODBCConnector, PGDialect):
    """Nothing of it knows the driver: the server's SQL by PGDialect, ODBC by PyODBCConnector."""
    driver = "pyodbc"
    supports_statement_cache = True
    supports_unicode_statements = True
    supports_unicode_binds = True
    supports_native_decimal = True

    def get_unique_constraints(self, connection, table_name, schema=None, **kw):
        """PGDialect's query gives arrays, which ODBC has as text; indexes tell the same."""
        return [{"name": i["name"], "column_names": i["column_names"]}
                for i in self.get_indexes(connection, table_name, schema, **kw) if i.get("duplicates_constraint")]

    def is_disconnect(self, e, connection, cursor):
        return isinstance(e, self.dbapi.Error) and e.args[0] in ("08S01", "08003", "08007")

    @classmethod
    def dbapi(cls):
        return client.pyodbc


registry.register("postgresql.shiftpool_test", __name__, "Dialect")


def engine(settings="pooled", fast=False, **options):
    """An engine; a fast one sends parameter sets as arrays."""
    e = sqlalchemy.create_engine("postgresql+shiftpool_test://@" + settings, future=True, **options)
    if fast:
        @event.listens_for(e, "before_cursor_execute")
        def send_arrays(_connection, cursor, _statement, _parameters, _context, executemany):
            cursor.fast_executemany = executemany
    return e
