# The manual pages and the samples.
dist_man_MANS = %D%/shiftpool.1 %D%/shiftpool.7 %D%/shiftpool-odbc.ini.5 %D%/shiftpool.ini.5
dist_pkgdata_DATA += %D%/shiftpool.ini.sample
nodist_pkgdata_DATA = %D%/odbcinst.ini
EXTRA_DIST += %D%/odbcinst.ini.in
CLEANFILES += %D%/odbcinst.ini
%D%/odbcinst.ini: $(srcdir)/%D%/odbcinst.ini.in Makefile
	$(AM_V_GEN)$(MKDIR_P) %D% && sed 's|@odbcdir[@]|$(odbcdir)|' $(srcdir)/%D%/odbcinst.ini.in >$@
