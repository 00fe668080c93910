-- SQLTables, enumeration of catalogs: those of data catalogs, too.
SHOW DATABASES
