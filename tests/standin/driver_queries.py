"""Sends each catalog query of the driver as the driver does, and prints what became of it.

    driver_queries.py CONNINFO FOLDER

FOLDER is driver/catalog.  A line a query: its name, "ok" and the numbers of rows and
columns, or the error.  With most parameters NULL the results may be large, as they
are for a program that asks for everything.
"""
import os
import re
import sys

import libpq

# What parameters have to be where NULL would not do.
GIVEN = {"base_columns": {1: "{1259}"}, "foreign_keys": {7: "3"}, "assigned_columns": {2: "pg_class"},
         "routine": {2: "lower"}}
SHOWN = {
    "catalogs": "database_name",
    "tables": "database_name schema_name table_name table_type remarks",
    "columns": "database_name schema_name table_name column_name data_type remarks column_default ordinal_position"
               " is_nullable character_maximum_length numeric_precision numeric_scale",
    "primary_keys": "database_name schema_name table_name column_name key_seq pk_name",
    "foreign_keys": "pk_database_name pk_schema_name pk_table_name pk_column_name fk_database_name fk_schema_name"
                    " fk_table_name fk_column_name key_seq update_rule delete_rule fk_name pk_name deferrability",
    "table_privileges": "database_name schema_name object_name grantor_name identity_name privilege_type admin_option",
    "column_privileges": "database_name schema_name table_name column_name grantor_name identity_name privilege_type"
                         " admin_option"}
SHOWN["exported_keys"] = SHOWN["foreign_keys"]
TABLE = ("select database_name, schema_name, table_name from svv_redshift_tables where table_type = 'TABLE'"
         " and database_name = current_database() and schema_name not like 'pg|_%' escape '|'"
         " and schema_name <> 'information_schema' order by 1, 2, 3 limit 1")


def text_of(folder, name):
    """As driver/catalog/embed.awk makes it."""
    lines = []
    with open(os.path.join(folder, name)) as f:
        for line in f:
            include = re.match(r"\s*-- include (\S+)", line)
            if include:
                lines.append(text_of(folder, include.group(1)))
            elif not line.strip().startswith("--"):
                lines.append(line.strip() + "\n")
    return "".join(lines)


def values(name, sql, table):
    count = max([0] + [int(n) for n in re.findall(r"\$(\d+)", sql)])
    if sql.startswith("SHOW"):
        return (table + ["%"])[:count]
    return [GIVEN.get(name, {}).get(i) for i in range(1, count + 1)]


def outcome(connection, name, sql, table):
    if sql.startswith("SHOW") and not table:
        return "ok, not asked: there is no table"
    try:
        result = connection.run_params(sql, values(name, sql, table))
    except libpq.Error as error:
        return str(error)
    absent = set(SHOWN.get(name, "").split()) - set(n.lower() for n in result.names)
    if sql.startswith("SHOW") and absent:
        return "no column " + ", ".join(sorted(absent))
    return "ok, %d rows of %d columns" % (len(result.rows), len(result.names))


def main():
    connection, folder = libpq.Connection(sys.argv[1]), sys.argv[2]
    rows = connection.run(TABLE).rows
    for file in sorted(os.listdir(folder)):
        part = re.match(r"(\w+)\.(redshift|external|shared|show)\.sql$", file)
        if part:
            name = part.group(1)
            print(file[:-4], outcome(connection, name, text_of(folder, file), rows[0] if rows else None))


main()
