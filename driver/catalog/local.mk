# The queries of the catalog functions, and the table that they become.
catalog_queries = \
	$(srcdir)/%D%/assigned_columns.redshift.sql \
	$(srcdir)/%D%/assigned_columns.sql \
	$(srcdir)/%D%/base_columns.redshift.sql \
	$(srcdir)/%D%/base_columns.sql \
	$(srcdir)/%D%/catalogs.redshift.sql \
	$(srcdir)/%D%/catalogs.shared.sql \
	$(srcdir)/%D%/catalogs.show.sql \
	$(srcdir)/%D%/catalogs.sql \
	$(srcdir)/%D%/change_target.sql \
	$(srcdir)/%D%/column_privileges.redshift.sql \
	$(srcdir)/%D%/column_privileges.show.sql \
	$(srcdir)/%D%/column_privileges.sql \
	$(srcdir)/%D%/columns.external.sql \
	$(srcdir)/%D%/columns.redshift.sql \
	$(srcdir)/%D%/columns.shared.sql \
	$(srcdir)/%D%/columns.show.sql \
	$(srcdir)/%D%/columns.sql \
	$(srcdir)/%D%/exported_keys.show.sql \
	$(srcdir)/%D%/foreign_keys.redshift.sql \
	$(srcdir)/%D%/foreign_keys.show.sql \
	$(srcdir)/%D%/foreign_keys.sql \
	$(srcdir)/%D%/primary_keys.redshift.sql \
	$(srcdir)/%D%/primary_keys.show.sql \
	$(srcdir)/%D%/primary_keys.sql \
	$(srcdir)/%D%/procedure_columns.redshift.sql \
	$(srcdir)/%D%/procedure_columns.sql \
	$(srcdir)/%D%/procedure_columns.shared.sql \
	$(srcdir)/%D%/procedures.redshift.sql \
	$(srcdir)/%D%/procedures.shared.sql \
	$(srcdir)/%D%/procedures.sql \
	$(srcdir)/%D%/routine.redshift.sql \
	$(srcdir)/%D%/routine.sql \
	$(srcdir)/%D%/redshift_probe.redshift.sql \
	$(srcdir)/%D%/row_id.redshift.sql \
	$(srcdir)/%D%/row_id.shared.sql \
	$(srcdir)/%D%/row_id.sql \
	$(srcdir)/%D%/row_version.redshift.sql \
	$(srcdir)/%D%/row_version.sql \
	$(srcdir)/%D%/schemas.redshift.sql \
	$(srcdir)/%D%/schemas.shared.sql \
	$(srcdir)/%D%/schemas.sql \
	$(srcdir)/%D%/statistics.redshift.sql \
	$(srcdir)/%D%/statistics.shared.sql \
	$(srcdir)/%D%/statistics.sql \
	$(srcdir)/%D%/table_privileges.redshift.sql \
	$(srcdir)/%D%/table_privileges.show.sql \
	$(srcdir)/%D%/table_privileges.sql \
	$(srcdir)/%D%/table_types.redshift.sql \
	$(srcdir)/%D%/table_types.sql \
	$(srcdir)/%D%/tables.external.sql \
	$(srcdir)/%D%/tables.redshift.sql \
	$(srcdir)/%D%/tables.shared.sql \
	$(srcdir)/%D%/tables.show.sql \
	$(srcdir)/%D%/tables.sql
# What several of them include.
catalog_parts = \
	$(srcdir)/%D%/acl_item.part.sql \
	$(srcdir)/%D%/columns.part.sql \
	$(srcdir)/%D%/domains.part.sql \
	$(srcdir)/%D%/foreign_keys.part.sql \
	$(srcdir)/%D%/shared_type.part.sql \
	$(srcdir)/%D%/tables.part.sql
EXTRA_DIST += $(catalog_queries) $(catalog_parts) %D%/embed.awk
libdriver_la_SOURCES += %D%/catalog_sql.c %D%/catalog_sql.h
BUILT_SOURCES += %D%/catalog_sql.inc
CLEANFILES += %D%/catalog_sql.inc
%D%/catalog_sql.inc: $(catalog_queries) $(catalog_parts) $(srcdir)/%D%/embed.awk
	$(AM_V_GEN)$(MKDIR_P) %D% && \
	$(AWK) -f $(srcdir)/%D%/embed.awk $(catalog_queries) >$@.tmp && mv $@.tmp $@
%D%/catalog_sql.lo: %D%/catalog_sql.inc
