# The queries of the catalog functions, and the table that they become.
catalog_queries = \
	$(srcdir)/%D%/assigned_columns.sql \
	$(srcdir)/%D%/base_columns.sql \
	$(srcdir)/%D%/catalogs.sql \
	$(srcdir)/%D%/change_target.sql \
	$(srcdir)/%D%/column_privileges.sql \
	$(srcdir)/%D%/columns.sql \
	$(srcdir)/%D%/foreign_keys.sql \
	$(srcdir)/%D%/primary_keys.sql \
	$(srcdir)/%D%/procedure_columns.sql \
	$(srcdir)/%D%/procedures.sql \
	$(srcdir)/%D%/routine.sql \
	$(srcdir)/%D%/row_id.sql \
	$(srcdir)/%D%/row_version.sql \
	$(srcdir)/%D%/schemas.sql \
	$(srcdir)/%D%/statistics.sql \
	$(srcdir)/%D%/table_privileges.sql \
	$(srcdir)/%D%/table_types.sql \
	$(srcdir)/%D%/tables.sql
EXTRA_DIST += $(catalog_queries) %D%/embed.awk
libdriver_la_SOURCES += %D%/catalog_sql.c %D%/catalog_sql.h
BUILT_SOURCES += %D%/catalog_sql.inc
CLEANFILES += %D%/catalog_sql.inc
%D%/catalog_sql.inc: $(catalog_queries) $(srcdir)/%D%/embed.awk
	$(AM_V_GEN)$(MKDIR_P) %D% && \
	$(AWK) -f $(srcdir)/%D%/embed.awk $(catalog_queries) >$@.tmp && mv $@.tmp $@
%D%/catalog_sql.lo: %D%/catalog_sql.inc
