"""LibreOffice Base's connection to ODBC, through its UNO interface: what its windows do."""
import os
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sdbc import SQLException

FORWARD, SCROLL, READ_ONLY, UPDATABLE = 1003, 1005, 1007, 1008


def show(title, value):
    print("%s: %s" % (title, value))


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def office():
    """A headless office of its own, and the way into it."""
    pipe = "shiftpool%d" % os.getpid()
    process = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--accept=pipe,name=%s;urp;" % pipe,
         "-env:UserInstallation=file://%s/office" % os.environ["SP_TEST_DIR"]],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    end = time.monotonic() + 120
    while True:
        try:
            return process, resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except Exception:
            if process.poll() is not None or time.monotonic() > end:
                os.killpg(process.pid, signal.SIGKILL)
                raise
            time.sleep(0.2)


def cells(result, *columns):
    row = []
    for i in columns or range(1, result.getMetaData().getColumnCount() + 1):
        text = result.getString(i)
        row.append("NULL" if result.wasNull() else text)
    return "|".join(row)


def rows(result, *columns):
    lines = []
    while result.next():
        lines.append(cells(result, *columns))
    return ";".join(lines)


def read(c):
    s = c.createStatement()
    show("types", rows(s.executeQuery("select id, small, big, num, flag, name, born from sample order by id")))
    show("as text", rows(s.executeQuery("select at::text, seen::text, uid::text, doc::text from sample order by id")))
    result = s.executeQuery("select dbl, body, raw from sample where id = 3")
    result.next()
    show("a double", result.getDouble(1))
    show("long text", len(result.getString(2)))
    show("long bytes", len(result.getBytes(3).value))
    result = s.executeQuery("select * from sample where false")
    meta = result.getMetaData()
    show("columns", ",".join(meta.getColumnName(i) for i in range(1, meta.getColumnCount() + 1)))
    show("a size", "%d.%d" % (meta.getPrecision(4), meta.getScale(4)))
    p = c.prepareStatement("select cast(? as int) + 1, cast(? as text), cast(? as numeric(8,2)), cast(? as bool)")
    p.setInt(1, 41)
    p.setString(2, "grüße €")
    p.setDouble(3, 12.5)
    p.setBoolean(4, True)
    show("parameters", rows(p.executeQuery()))
    s = c.createStatement()
    s.ResultSetType, s.UseBookmarks = SCROLL, True
    result = s.executeQuery("select line from child order by line")
    seen = []
    for place in (250, 17, 18, 1):  # its last() stands behind the end with cursors that leave holes
        result.absolute(place)
        seen.append(result.getInt(1))
    show("scrolls", ",".join(map(str, seen)))


def ask(c):
    m = c.getMetaData()
    show("server", m.getDatabaseProductName())
    show("tables", rows(m.getTables(None, "public", "sampl%", ("TABLE",)), 2, 3, 4))
    show("table columns", rows(m.getColumns(None, "public", "child", "%"), 4, 5, 11))
    show("primary keys", rows(m.getPrimaryKeys(None, "public", "child"), 4, 5))
    show("foreign keys", rows(m.getImportedKeys(None, "public", "child"), 3, 4, 7, 8))
    show("indexes", rows(m.getIndexInfo(None, "public", "child", True, True), 6, 9))
    names = rows(m.getTypeInfo(), 1).split(";")
    show("types known", "int4" in names and "text" in names)


def write(c):
    s = c.createStatement()
    s.execute("create table base_in (id int primary key, name varchar(40), amount numeric(8,2))")
    show("rows of an insert", s.executeUpdate("insert into base_in values (1, 'one', 1.5), (2, 'two', null), (3, 'three', 0)"))
    p = c.prepareStatement("insert into base_in values (?, ?, ?)")
    for i in range(4, 24):
        p.setInt(1, i)
        p.setString(2, "é" * i)
        p.setNull(3, 2)
        p.executeUpdate()
    c.setAutoCommit(False)
    s.executeUpdate("delete from base_in")
    c.rollback()
    c.setAutoCommit(True)
    try:
        s.executeQuery("select * from no_such_table")
    except SQLException as error:
        show("error", "%s %s" % (error.SQLState, error.Message.replace("\n", " ")))


def edit(c):
    """Rows changed in place, as in a window over a table."""
    s = c.createStatement()
    s.ResultSetType, s.ResultSetConcurrency, s.UseBookmarks = SCROLL, UPDATABLE, True
    result = s.executeQuery("select id, name, amount from base_in where id < 4 order by id")
    result.absolute(2)
    result.updateString(2, "zwei")
    result.updateRow()
    result.absolute(3)
    result.deleteRow()
    result.moveToInsertRow()
    result.updateInt(1, 100)
    result.updateString(2, "hundert")
    result.insertRow()


def main():
    process, context = office()
    try:
        drivers = context.ServiceManager.createInstanceWithContext("com.sun.star.sdbc.DriverManager", context)
        login = dict(user=os.environ["SP_TEST_USER"], password=os.environ["SP_TEST_PASSWORD"], CharSet="UTF-8")
        c = drivers.getConnectionWithInfo("sdbc:odbc:pooled", properties(**login))
        read(c)
        ask(c)
        write(c)
        edit(c)
        c.close()
        try:
            drivers.getConnectionWithInfo("sdbc:odbc:pooled", properties(**dict(login, password="wrong")))
            show("wrong password", "let in")
        except SQLException as error:
            show("wrong password", error.SQLState)
    finally:
        sys.stdout.flush()
        try:
            context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
            process.wait(30)
        except Exception:
            os.killpg(process.pid, signal.SIGKILL)


main()
