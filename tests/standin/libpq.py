"""A little of libpq through ctypes: the stand-in's tests use no driver of ours."""
import ctypes
import ctypes.util

_lib = ctypes.CDLL(ctypes.util.find_library("pq") or "libpq.so.5")
for _name, _args, _result in (
        ("PQconnectdb", [ctypes.c_char_p], ctypes.c_void_p),
        ("PQfinish", [ctypes.c_void_p], None),
        ("PQstatus", [ctypes.c_void_p], ctypes.c_int),
        ("PQtransactionStatus", [ctypes.c_void_p], ctypes.c_int),
        ("PQerrorMessage", [ctypes.c_void_p], ctypes.c_char_p),
        ("PQparameterStatus", [ctypes.c_void_p, ctypes.c_char_p], ctypes.c_char_p),
        ("PQserverVersion", [ctypes.c_void_p], ctypes.c_int),
        ("PQbackendPID", [ctypes.c_void_p], ctypes.c_int),
        ("PQclientEncoding", [ctypes.c_void_p], ctypes.c_int),
        ("PQgetCancel", [ctypes.c_void_p], ctypes.c_void_p),
        ("PQcancel", [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int], ctypes.c_int),
        ("PQfreeCancel", [ctypes.c_void_p], None),
        ("PQexec", [ctypes.c_void_p, ctypes.c_char_p], ctypes.c_void_p),
        ("PQexecParams", [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p,
                          ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int],
         ctypes.c_void_p),
        ("PQprepare", [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int,
                       ctypes.c_void_p], ctypes.c_void_p),
        ("PQresultStatus", [ctypes.c_void_p], ctypes.c_int),
        ("PQresultErrorField", [ctypes.c_void_p, ctypes.c_int], ctypes.c_char_p),
        ("PQcmdStatus", [ctypes.c_void_p], ctypes.c_char_p),
        ("PQntuples", [ctypes.c_void_p], ctypes.c_int),
        ("PQnfields", [ctypes.c_void_p], ctypes.c_int),
        ("PQfname", [ctypes.c_void_p, ctypes.c_int], ctypes.c_char_p),
        ("PQftype", [ctypes.c_void_p, ctypes.c_int], ctypes.c_uint),
        ("PQfmod", [ctypes.c_void_p, ctypes.c_int], ctypes.c_int),
        ("PQgetvalue", [ctypes.c_void_p, ctypes.c_int, ctypes.c_int], ctypes.c_char_p),
        ("PQgetisnull", [ctypes.c_void_p, ctypes.c_int, ctypes.c_int], ctypes.c_int),
        ("PQclear", [ctypes.c_void_p], None)):
    getattr(_lib, _name).argtypes = _args
    getattr(_lib, _name).restype = _result


# Notices are not for the test's output.
_Quiet = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_char_p)
_quiet = _Quiet(lambda argument, message: None)
_lib.PQsetNoticeProcessor.argtypes = [ctypes.c_void_p, _Quiet, ctypes.c_void_p]


class Error(Exception):
    def __init__(self, state, message, detail=""):
        super().__init__("%s: %s" % (state, message))
        self.state, self.message, self.detail = state, message, detail


class Result:
    """rows of text, names, types (OIDs), typmods and the command's tag."""

    def __init__(self, result):
        rows, columns = range(_lib.PQntuples(result)), range(_lib.PQnfields(result))
        self.tag = _lib.PQcmdStatus(result).decode()
        self.names = [_lib.PQfname(result, c).decode() for c in columns]
        self.types = [_lib.PQftype(result, c) for c in columns]
        self.mods = [_lib.PQfmod(result, c) for c in columns]
        self.rows = [[None if _lib.PQgetisnull(result, r, c) else _lib.PQgetvalue(result, r, c).decode()
                      for c in columns] for r in rows]


def _field(result, code):
    return (_lib.PQresultErrorField(result, ord(code)) or b"").decode()


class Connection:
    def __init__(self, conninfo):
        self.conn = _lib.PQconnectdb(conninfo.encode())
        if _lib.PQstatus(self.conn) != 0:
            message = _lib.PQerrorMessage(self.conn).decode()
            self.close()
            raise Error("", message)
        _lib.PQsetNoticeProcessor(self.conn, _quiet, None)

    def close(self):
        if self.conn:
            _lib.PQfinish(self.conn)
        self.conn = None

    def _take(self, result):
        status = _lib.PQresultStatus(result) if result else 7
        error = None
        if status in (6, 7):  # nonfatal, fatal
            error = Error(_field(result, "C"), _field(result, "M"), _field(result, "D")) if result and \
                _field(result, "C") else Error("", _lib.PQerrorMessage(self.conn).decode())
            _lib.PQclear(result)
            raise error
        taken = Result(result)
        _lib.PQclear(result)
        return taken

    def run(self, sql):
        return self._take(_lib.PQexec(self.conn, sql.encode()))

    def run_params(self, sql, values=()):
        array = (ctypes.c_char_p * max(1, len(values)))(*[None if v is None else str(v).encode() for v in values])
        return self._take(_lib.PQexecParams(self.conn, sql.encode(), len(values), None, array, None, None, 0))

    def run_bytes(self, sql, value):
        """One parameter in binary format, of the type that the server takes it for."""
        array = (ctypes.c_char_p * 1)(ctypes.cast(ctypes.create_string_buffer(value), ctypes.c_char_p))
        return self._take(_lib.PQexecParams(self.conn, sql.encode(), 1, None, array,
                                            (ctypes.c_int * 1)(len(value)), (ctypes.c_int * 1)(1), 0))

    def prepare(self, name, sql):
        return self._take(_lib.PQprepare(self.conn, name.encode(), sql.encode(), 0, None))

    def parameter(self, name):
        value = _lib.PQparameterStatus(self.conn, name.encode())
        return None if value is None else value.decode()

    def alive(self):
        return _lib.PQstatus(self.conn) == 0

    def in_transaction(self):
        return _lib.PQtransactionStatus(self.conn) in (2, 3)

    def version(self):
        return _lib.PQserverVersion(self.conn)

    def encoding(self):
        return _lib.PQclientEncoding(self.conn)

    def pid(self):
        return _lib.PQbackendPID(self.conn)

    def cancel(self):
        cancel = _lib.PQgetCancel(self.conn)
        text = ctypes.create_string_buffer(256)
        done = _lib.PQcancel(cancel, text, len(text))
        _lib.PQfreeCancel(cancel)
        return bool(done)
