#!/usr/bin/env python3
"""SQLAlchemy reflects Redshift's catalog (the stand-in's) as its dialects for Redshift do:
the 8.0 catalog, late-binding views by their function, external tables by svv_external_columns."""
import os

import tap
import alchemy
from alchemy import registry, sqlalchemy
from sqlalchemy.types import BIGINT, BOOLEAN, DATE, FLOAT, INTEGER, NUMERIC, SMALLINT, TIMESTAMP, VARCHAR

LATE = ("pg_get_late_binding_view_cols() late (view_schema name, view_name name, col_name name,"
        " col_type varchar, col_num int)")
RELATIONS = ("select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
             " where n.nspname = ? and c.relkind = ? order by 1")
COLUMNS = ("select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid),"
           " a.attisdistkey, a.attsortkeyord, format_encoding(a.attencodingtype::integer)"
           " from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid"
           " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
           " left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum"
           " where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped order by a.attnum")
KEYS = ("select t.conname, a.attname, pg_get_constraintdef(t.oid, true) from pg_catalog.pg_constraint t"
        " join pg_catalog.pg_class c on c.oid = t.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
        " join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (t.conkey)"
        " where n.nspname = ? and c.relname = ? and t.contype = ? order by t.conname, a.attnum")
TYPES = {"bigint": BIGINT, "boolean": BOOLEAN, "character varying": VARCHAR, "date": DATE, "integer": INTEGER,
         "double precision": FLOAT, "numeric": NUMERIC, "decimal": NUMERIC, "smallint": SMALLINT, "varchar": VARCHAR,
         "timestamp": TIMESTAMP, "timestamp without time zone": TIMESTAMP}


def type_of(text):
    name, _, rest = text.partition("(")
    numbers = [int(n) for n in rest.rstrip(")").split(",")] if rest and name in TYPES else []
    return TYPES[name](*numbers) if name in TYPES else sqlalchemy.types.NullType()


class Dialect(alchemy.Dialect):
    """Asks what Redshift has in place of PostgreSQL's newer catalog."""
    supports_statement_cache = True

    @staticmethod
    def ask(connection, sql, *parameters):
        return connection.exec_driver_sql(sql, parameters).fetchall()

    def get_table_names(self, connection, schema=None, **kw):
        return [r[0] for r in self.ask(connection, RELATIONS, schema, "r")] or [
            r[0] for r in self.ask(connection, "select tablename from svv_external_tables where schemaname = ?", schema)]

    def get_view_names(self, connection, schema=None, **kw):
        return [r[0] for r in self.ask(connection, RELATIONS, schema, "v")]

    def has_table(self, connection, table_name, schema=None, **kw):
        return table_name in self.get_table_names(connection, schema) + self.get_view_names(connection, schema)

    def get_columns(self, connection, table_name, schema=None, **kw):
        late = self.ask(connection, "select col_name, col_type from " + LATE
                        + " where view_schema = ? and view_name = ? order by col_num", schema, table_name)
        if late:
            return [{"name": r[0], "type": type_of(r[1]), "nullable": True, "default": None} for r in late]
        own = self.ask(connection, COLUMNS, schema, table_name)
        if own:
            return [{"name": r[0], "type": type_of(r[1]), "nullable": not r[2], "default": r[3],
                     "info": {"distkey": r[4], "sortkey": r[5], "encode": r[6].strip()}} for r in own]
        return [{"name": r[0], "type": type_of(r[1]), "nullable": True, "default": None} for r in self.ask(
            connection, "select columnname, external_type from svv_external_columns"
            " where schemaname = ? and tablename = ? order by columnnum", schema, table_name)]

    def get_pk_constraint(self, connection, table_name, schema=None, **kw):
        rows = self.ask(connection, KEYS, schema, table_name, "p")
        return {"name": rows[0][0] if rows else None, "constrained_columns": [r[1] for r in rows]}

    def get_foreign_keys(self, connection, table_name, schema=None, **kw):
        keys = {}
        for name, column, definition in self.ask(connection, KEYS, schema, table_name, "f"):
            target, _, columns = definition.partition("REFERENCES ")[2].partition("(")
            owner, _, table = target.rpartition(".")
            keys.setdefault(name, {
                "name": name, "constrained_columns": [], "referred_schema": owner or schema, "referred_table": table,
                "referred_columns": columns.partition(")")[0].split(", ")})["constrained_columns"].append(column)
        return list(keys.values())

    def get_indexes(self, connection, table_name, schema=None, **kw):
        return []

    def get_unique_constraints(self, connection, table_name, schema=None, **kw):
        return []

    def get_check_constraints(self, connection, table_name, schema=None, **kw):
        return []

    def get_table_comment(self, connection, table_name, schema=None, **kw):
        return {"text": None}


registry.register("postgresql.shiftpool_redshift", __name__, "Dialect")


def samples():
    """The stand-in's samples, in this test's database; psql's own line is left out."""
    if not tap.server("select 1 from pg_catalog.pg_namespace where nspname = 'samples'"):
        with open(os.path.join(os.environ["top_srcdir"], "tests/standin/sql/samples.sql")) as f:
            tap.server("set standin.off = on;" + "".join(line for line in f if not line.startswith("\\set")))
    return sqlalchemy.create_engine("postgresql+shiftpool_redshift://@pooled", future=True)


def reflected(name, schema="samples"):
    return sqlalchemy.Table(name, sqlalchemy.MetaData(), schema=schema, autoload_with=samples())


@tap.case
def tables_and_views_are_listed():
    inspector = sqlalchemy.inspect(samples())
    tap.eq(inspector.get_table_names("samples"), ["child", "parent", "types"])
    tap.eq(inspector.get_view_names("samples"), ["bound", "late"])
    tap.eq(inspector.get_table_names("spectrum"), ["events"])


@tap.case
def a_table_has_its_columns_and_keys():
    child = reflected("child")
    tap.eq([(c.name, str(c.type), c.nullable) for c in child.columns],
           [("id", "INTEGER", False), ("parent_id", "INTEGER", True), ("parent_part", "INTEGER", True),
            ("note", "VARCHAR(50)", True)])
    key, = child.foreign_key_constraints
    tap.eq([(e.parent.name, e.target_fullname) for e in key.elements],
           [("parent_id", "samples.parent.id"), ("parent_part", "samples.parent.part")])
    parent = reflected("parent")
    tap.eq([c.name for c in parent.primary_key], ["id", "part"])
    tap.eq([(c.info["distkey"], c.info["sortkey"], c.info["encode"]) for c in parent.columns],
           [(True, 0, "az64"), (False, 1, "az64"), (False, 0, "az64")])


@tap.case
def every_type_is_read():
    kinds = {c.name: str(c.type) for c in reflected("types").columns}
    tap.eq(len(kinds), 22)
    tap.eq([kinds[n] for n in ("id", "flag", "small", "n", "v", "day", "ts", "js")],
           ["BIGINT", "BOOLEAN", "SMALLINT", "NUMERIC(18, 4)", "VARCHAR(256)", "DATE", "TIMESTAMP", "NULL"])


@tap.case
def views_and_external_tables_have_columns():
    tap.eq([(c.name, str(c.type)) for c in reflected("late").columns],
           [("id", "INTEGER"), ("name", "VARCHAR(100)"), ("price", "NUMERIC(10, 2)")])
    tap.eq([(c.name, str(c.type)) for c in reflected("bound").columns], [("id", "INTEGER"), ("name", "VARCHAR(100)")])
    tap.eq([(c.name, str(c.type)) for c in reflected("events", "spectrum").columns][:3],
           [("event_id", "BIGINT"), ("name", "VARCHAR(200)"), ("price", "NUMERIC(10, 2)")])


@tap.case
def what_was_reflected_is_written_and_read():
    parent = reflected("parent")
    engine = samples()
    rows = [{"id": n, "part": n % 3, "name": "name %d ä" % n} for n in range(500)]
    with engine.begin() as connection:
        connection.execute(parent.insert(), rows)
        tap.eq([dict(r._mapping) for r in connection.execute(sqlalchemy.select(parent).order_by(parent.c.id))], rows)
        connection.execute(parent.update().where(parent.c.id == 7).values(name=None))
        tap.eq(connection.execute(sqlalchemy.select(parent.c.name).where(parent.c.id == 7)).scalar(), None)
        connection.rollback()
    with engine.connect() as connection:
        tap.eq(connection.execute(sqlalchemy.select(sqlalchemy.func.count()).select_from(parent)).scalar(), 0)


tap.main()
