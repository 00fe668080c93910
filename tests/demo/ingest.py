"""A metadata ingestion in small: reads the columns of every table, with some
workers and a connection for each table, as a catalog tool does.

    ingest.py CONNECTION-STRING WORKERS TABLES

Prints seconds, tables and columns read.
"""
import queue
import sys
import threading
import time

import pyodbc

# The driver manager's own pool would hide what the driver does.
pyodbc.pooling = False


def table_names(connection_string, limit):
    connection = pyodbc.connect(connection_string)
    rows = connection.cursor().tables(schema="demo", tableType="TABLE").fetchall()
    connection.close()
    return [row.table_name for row in rows][:limit]


def read_columns(connection_string, table):
    connection = pyodbc.connect(connection_string, autocommit=True)
    try:
        return len(connection.cursor().columns(schema="demo", table=table).fetchall())
    finally:
        connection.close()


def worker(connection_string, tables, counts, errors):
    columns = 0
    try:
        while not errors:
            columns += read_columns(connection_string, tables.get_nowait())
    except queue.Empty:
        counts.append(columns)
    except pyodbc.Error as error:
        errors.append(error)


def main():
    connection_string, workers, limit = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    tables = queue.Queue()
    for name in table_names(connection_string, limit):
        tables.put(name)
    total = tables.qsize()
    counts, errors = [], []
    start = time.monotonic()
    threads = [threading.Thread(target=worker, args=(connection_string, tables, counts, errors))
               for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        sys.exit(str(errors[0]))
    print("%.3f %d %d" % (time.monotonic() - start, total, sum(counts)))


main()
