"""A metadata ingestion in small: reads the columns of every table with some
workers, and opens a connection for each table, as a catalog tool does.

    ingest.py CONNECTION-STRING WORKERS SECONDS

Stops after so many seconds.  Prints seconds, tables and columns read.
"""
import queue
import sys
import threading
import time

import pyodbc

# The driver manager's own pool would hide what the driver does.
pyodbc.pooling = False


class Ingestion:
    def __init__(self, connection_string, seconds):
        self.connection_string = connection_string
        self.end = time.monotonic() + seconds
        self.lock = threading.Lock()
        self.tables = self.columns = 0
        self.error = None
        self.todo = queue.Queue()
        connection = pyodbc.connect(connection_string)
        for row in connection.cursor().tables(schema="demo", tableType="TABLE"):
            self.todo.put(row.table_name)
        connection.close()

    def read_columns(self, table):
        connection = pyodbc.connect(self.connection_string, autocommit=True)
        try:
            return len(connection.cursor().columns(schema="demo", table=table).fetchall())
        finally:
            connection.close()

    def worker(self):
        try:
            while not self.error and time.monotonic() < self.end:
                columns = self.read_columns(self.todo.get_nowait())
                with self.lock:
                    self.tables += 1
                    self.columns += columns
        except queue.Empty:
            pass
        except pyodbc.Error as error:
            self.error = error

    def run(self, workers):
        threads = [threading.Thread(target=self.worker) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def main():
    start = time.monotonic()
    ingestion = Ingestion(sys.argv[1], float(sys.argv[3]))
    ingestion.run(int(sys.argv[2]))
    if ingestion.error:
        sys.exit(str(ingestion.error))
    if ingestion.columns != 6 * ingestion.tables:
        sys.exit("%d tables have %d columns" % (ingestion.tables, ingestion.columns))
    print("%.3f %d %d" % (time.monotonic() - start, ingestion.tables, ingestion.columns))


main()
