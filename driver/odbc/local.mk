# odbc
