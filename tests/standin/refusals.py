"""The stand-in refuses what Redshift refuses, and offers what it offers.

Without it, a test that passes on the stand-in would prove nothing.  What is a guess
is marked in README.md; here it is tested like the rest, so that a change is seen.
"""
import os
import subprocess
import sys
import threading
import time

import libpq
import tap
from refused import REFUSED

here = os.path.dirname(os.path.abspath(__file__))
script = os.path.join(here, "run")
env = {}


def standin(*words):
    out = subprocess.run(["sh", script] + list(words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, universal_newlines=True, timeout=240)
    if out.returncode:
        raise tap.Failure("run %s: %s%s" % (" ".join(words), out.stdout, out.stderr))
    return out.stdout


def ctl(*words):
    return standin("ctl", env["SP_STANDIN_FOLDER"], *words)


def connect(extra="", port="SP_STANDIN_PORT", user=None):
    return libpq.Connection(
        "host=%s port=%s dbname=%s user=%s password=%s connect_timeout=10 %s"
        % (env["SP_STANDIN_HOST"], env[port], env["SP_STANDIN_DB"], user or env["SP_STANDIN_USER"],
           env["SP_STANDIN_ADMIN_PASSWORD" if user else "SP_STANDIN_PASSWORD"], extra))


_shared = []


def shared():
    """One session for the statements that leave nothing behind."""
    if not _shared:
        _shared.append(connect())
        setup = _shared[0]
        setup.run("create table t (id integer primary key, v varchar(20))")
        setup.run("create table u (id integer references t (id))")
    return _shared[0]


# --- refused ------------------------------------------------------------------

def refused(connection, sql, state, text):
    for run in (connection.run, connection.run_params):
        error = tap.raises(libpq.Error, run, sql)
        tap.eq(error.state, state, "%s: %s" % (sql, error.message))
        tap.ok(text in error.message, "%s: %s" % (sql, error.message))


@tap.case
def every_statement_that_redshift_lacks_is_refused():
    for sql, state, text in REFUSED:
        refused(shared(), sql, state, text)


@tap.case
def they_are_refused_when_prepared():
    for sql, state, text in REFUSED:
        if sql.startswith(("set ", "create table", "create unlogged", "select set_config", "show lock",
                           "show tables from schema nowhere")):
            continue  # these are looked at when they run
        try:
            shared().prepare("", sql)
        except libpq.Error as error:
            tap.eq(error.state, state, sql)
        else:
            raise tap.Failure("not refused: " + sql)


@tap.case
def savepoints_are_refused_and_fail_the_transaction():
    c = connect()
    for sql in ("savepoint a", "release savepoint a", "rollback to savepoint a"):
        c.run("begin")
        error = tap.raises(libpq.Error, c.run, sql)
        tap.eq(error.state, "0A000", sql)
        tap.eq(tap.raises(libpq.Error, c.run, "select 1").state, "25P02")
        c.run("rollback")
    c.close()


@tap.case
def cursors_are_one_forward_and_inside_a_transaction():
    c = connect()
    tap.eq(tap.raises(libpq.Error, c.run, "declare a cursor for select 1").state, "25P01")
    for form in ("declare a cursor with hold for select 1", "declare a scroll cursor for select 1",
                 "declare a no scroll cursor for select 1", "declare a binary cursor for select 1"):
        c.run("begin")
        tap.eq(tap.raises(libpq.Error, c.run, form).state, "0A000", form)
        c.run("rollback")
    c.run("begin; declare a cursor for select id from samples.types order by id")
    tap.eq(c.run("fetch forward 1 from a").rows, [["1"]])
    error = tap.raises(libpq.Error, c.run, "declare b cursor for select 1")
    tap.eq(error.state, "0A000")
    c.run("rollback; begin; declare a cursor for select 1; close a")
    c.run("declare b cursor for select 1; fetch all from b")
    tap.eq(tap.raises(libpq.Error, c.run, "fetch backward 1 from b").state, "55000")
    c.run("rollback")
    c.run("set standin.single_node = on")
    c.run("begin; declare a cursor for select 1")
    c.run("fetch forward 1000 from a")
    tap.eq(tap.raises(libpq.Error, c.run, "fetch forward 1001 from a").state, "0A000")
    c.run("rollback; begin; declare a cursor for select 1")
    tap.eq(tap.raises(libpq.Error, c.run, "fetch all from a").state, "0A000")
    c.close()


@tap.case
def a_prepared_text_holds_one_statement():
    error = tap.raises(libpq.Error, shared().run_params, "select 1; select 2")
    tap.eq((error.state, error.message),
           ("42601", "cannot insert multiple commands into a prepared statement"))
    tap.eq(shared().run("select 1; select 2").rows, [["2"]])


@tap.case
def parameters_end_at_32767():
    c = shared()
    sql = "select 1 where 1 in (" + ",".join("$%d" % i for i in range(1, 32768)) + ")"
    tap.eq(c.run_params(sql, [1] * 32767).rows, [["1"]])
    error = tap.raises(libpq.Error, c.run_params, sql.replace(")", ",$32768)"), [1] * 32768)
    tap.ok("32767" in error.message, error.message)
    tap.eq(c.run("select 1").rows, [["1"]])


@tap.case
def a_text_ends_at_16_mb():
    c = shared()
    tap.eq(c.run("select 1 --" + "x" * (16 * 1024 * 1024 - 11)).rows, [["1"]])
    for run in (c.run, c.run_params):
        error = tap.raises(libpq.Error, run, "select 1 --" + "x" * (16 * 1024 * 1024 - 10))
        tap.ok("Statement is too large" in error.message, error.message)
    tap.eq(c.run("select 1").rows, [["1"]])


@tap.case
def unknown_parameters_of_a_startup_packet_are_refused():
    for option in ("lock_timeout=1", "nonsense=1", "extra_float_digits=3"):
        tap.raises(libpq.Error, connect, "options='-c %s'" % option)
    c = connect("options='-c extra_float_digits=2 -c query_group=q' application_name=standin")
    tap.eq(c.run("show query_group").rows, [["q"]])
    c.close()


@tap.case
def keys_are_declared_and_not_enforced():
    c = connect()
    c.run("create table keyed (id integer primary key, v varchar(5) unique)")
    c.run("create table keying (id integer references keyed (id))")
    c.run("insert into keyed values (1, 'a'), (1, 'a')")
    c.run("insert into keyed values (1, 'a')")
    c.run("insert into keying values (77)")
    c.run("update keyed set v = 'b'; delete from keyed where id = 1")
    tap.eq(tap.raises(libpq.Error, c.run, "insert into keyed values (null)").state, "23502")
    tap.eq(c.run("select indisunique, indisprimary from pg_index i join pg_class c on c.oid = i.indrelid"
                 " where c.relname = 'keyed' and indisprimary").rows, [["t", "t"]])
    c.run("drop table keying; drop table keyed")
    c.close()


@tap.case
def every_isolation_level_is_serializable():
    c = connect()
    for level in ("read uncommitted", "read committed", "repeatable read", "serializable"):
        c.run("begin isolation level " + level)
        tap.eq(c.run("show transaction_isolation").rows, [["serializable"]])
        c.run("commit; set session characteristics as transaction isolation level " + level)
        tap.eq(c.run("show transaction_isolation").rows, [["serializable"]])
    c.close()


@tap.case
def a_serialization_failure_is_error_1023():
    a, b = connect(), connect()
    a.run("create table skew (k integer, n integer); insert into skew values (1, 0), (2, 0)")
    for c, k in ((a, 1), (b, 2)):
        c.run("begin; select sum(n) from skew")
        c.run("update skew set n = n + 1 where k = %d" % k)
    a.run("commit")
    error = tap.raises(libpq.Error, b.run, "commit")
    tap.eq((error.state, error.message), ("XX000", "1023"))
    tap.ok(error.detail.startswith("Serializable isolation violation on table - "), error.detail)
    a.run("drop table skew")
    a.close()
    b.close()


@tap.case
def truncate_commits():
    c = connect()
    c.run("create table cut (id integer); insert into cut values (1)")
    c.run("begin; truncate cut")
    tap.ok(not c.in_transaction(), "the transaction is open")
    c.run("rollback")
    tap.eq(c.run("select count(*) from cut").rows, [["0"]])
    c.run("begin")
    c.run_params("truncate cut")
    tap.ok(not c.in_transaction(), "the transaction is open")
    c.run("drop table cut")
    c.close()


# --- offered -------------------------------------------------------------------

@tap.case
def the_session_says_that_it_is_redshift():
    c = shared()
    tap.eq(c.version(), 80002)
    tap.eq(c.parameter("server_version"), "8.0.2")
    tap.ok(c.parameter("padb_version").startswith("1.0."))
    tap.eq(c.parameter("client_encoding"), "UNICODE")
    tap.eq(c.encoding(), 6, "libpq's number of UTF8")
    tap.eq(c.parameter("show_discovery"), "4")
    tap.eq(c.parameter("datashare_enabled"), "on")
    for name in ("standard_conforming_strings", "IntervalStyle", "application_name", "in_hot_standby",
                 "default_transaction_read_only"):
        tap.eq(c.parameter(name), None, name)
    tap.ok("Redshift 1.0." in c.run("select version()").rows[0][0])
    old = connect(port="SP_STANDIN_PORT_LEGACY")
    tap.eq((old.parameter("show_discovery"), old.parameter("server_version")), (None, "8.0.2"))
    old.close()


@tap.case
def strings_and_names_are_those_of_redshift():
    c = connect()
    tap.eq(c.run("select 'a\\\\b', 'it\\'s', 'it''s'").rows, [["a\\b", "it's", "it's"]])
    tap.eq(c.run('select 1 as "Foo"').names, ["foo"])
    tap.eq(c.parameter("case_sensitive"), "off")
    c.run("set enable_case_sensitive_identifier to true")
    tap.eq(c.run('select 1 as "Foo"').names, ["Foo"])
    tap.eq(c.parameter("case_sensitive"), "on")
    c.close()


@tap.case
def types_have_their_oids_and_texts():
    result = shared().run("select js, bytes, shape, place, sketch, y2m, d2s from samples.types order by id limit 1")
    tap.eq(result.types, [4000, 6551, 3000, 3001, 2935, 1188, 1190])
    tap.eq(result.mods[1], 64004)
    tap.eq(result.rows, [['{"a":[1,2,{"b":null}]}', "6279746573", "0101000000000000000000F03F0000000000000040",
                          "0101000000000000000000F03F0000000000000040",
                          '{"logm":15,"sparse":{"indices":[21519],"values":[1]}}', "1 years 2 mons",
                          "1 days 2 hours 3 mins 4.5 secs"]])
    tap.eq(shared().run("select 'a'::super, 5::super, json_parse('[1]'), '-1 day -1.25 s'::intervald2s").rows,
           [['"a"', "5", "[1]", "-1 days 0 hours 0 mins -1.25 secs"]])


# The guide's examples, but for those that depend on the day.
DATES = [
    ("dateadd(m, 30, '2008-02-28')", "2008-02-28 00:30:00"),
    ("dateadd(month, 1, date '2008-04-30')", "2008-05-30 00:00:00"),
    ("dateadd(year, 1, '2016-02-29')", "2017-03-01 00:00:00"),
    ("dateadd('week', -1, '2016-03-07')", "2016-02-29 00:00:00"),
    ("dateadd(hour, 12, time '13:24:55')", "01:24:55"),
    ("dateadd(hour, 2, timetz '13:24:55 PST')", "23:24:55+00"),
    ("datediff(week, '2009-01-01', '2009-12-31')", "52"),
    ("datediff(qtr, '1998-07-01', date '2008-09-05')", "40"),
    ("datediff(month, date '2024-03-30', '2024-01-31')", "-2"),
    ("datediff(hour, time '20:00:00', time '15:24:45')", "-5"),
    ("datediff(hours, timetz '20:00:00 PST', timetz '00:58:00 EST')", "1"),
    ("datediff(us, '1969-12-31 23:59:59.5', '1970-01-01')", "500000"),
]


@tap.case
def dates_are_added_and_compared_as_the_guide_says():
    for expression, expected in DATES:
        tap.eq(shared().run("select " + expression).rows, [[expected]], expression)
    tap.eq(tap.raises(libpq.Error, shared().run, "select dateadd(day, 1, time '10:00')").state, "22023")
    tap.eq(tap.raises(libpq.Error, shared().run, "select datediff(moon, '2008-01-01', '2008-01-02')").state,
           "22023")
    shared().run("create temp table dated as select dateadd(day, 1, date '2024-02-28') as d, sysdate as s")
    tap.eq(shared().run("select d, s <= sysdate, getdate() <= sysdate from dated").rows,
           [["2024-02-29 00:00:00", "t", "t"]])


@tap.case
def strings_and_numbers_have_redshifts_functions():
    tap.eq(shared().run("select soundex('Amazon'), soundex('AWS Amazon'), soundex('+-*/%'), soundex('Tymczak'),"
                        " difference('Amazon', '+-*/%'), difference('AC/DC', 'Ay See Dee See')").rows,
           [["A525", "A252", "", "T522", "0", "4"]])
    tap.eq(shared().run("select round(28.05::float8, 1), trunc(-111.15::float8, 1), len('abc'::varbyte),"
                        " octet_length(from_hex('6162')), substring('abc'::varbyte, 2, 1)").rows,
           [["28.1", "-111.1", "3", "2", "62"]])


@tap.case
def bytes_are_parameters_of_varbyte_and_never_bytea():
    c = connect()
    c.run("create temp table taken (a varbyte(10))")
    c.run_bytes("insert into taken values ($1)", b"\0a\xff")
    tap.eq(c.run("select a, a = from_hex('0061ff') from taken").rows, [["0061ff", "t"]])
    for sql in "insert into taken values ('a'::bytea)", "select cast('a'::bytea as varbyte)":
        tap.ok(tap.raises(libpq.Error, c.run, sql).state in ("42804", "42846"), sql)
    c.close()


@tap.case
def pg_settings_can_be_read():
    rows = dict(shared().run("select name, setting from pg_settings").rows)
    tap.eq(rows["default_transaction_isolation"], "serializable")


@tap.case
def columns_get_redshifts_sizes():
    c = connect()
    c.run("create temp table sized (a text, b varchar, c varchar(max), d numeric, e varbyte,"
          " f integer identity(1, 1) encode az64 distkey, g date sortkey) diststyle key")
    rows = c.run("select \"column\", type from pg_table_def where tablename = 'sized'").rows
    tap.eq(dict(rows), {"a": "character varying(256)", "b": "character varying(256)",
                        "c": "character varying(65535)", "d": "numeric(18,0)", "e": "varbyte(64000)",
                        "f": "integer", "g": "date"})
    c.close()


@tap.case
def parameters_of_redshift_can_be_set_and_reset():
    c = connect()
    for sql in ("set query_group to 'q'", "set wlm_query_slot_count to 3", "set readonly = 1",
                "set statement_timeout = 1000", "set enable_result_cache_for_session to off",
                "set search_path to samples", "set app.tenant to 'x'"):
        c.run(sql)
    tap.eq(tap.raises(libpq.Error, c.run, "create table nowrite (a integer)").state, "25006")
    c.run("reset all")
    tap.eq(c.run("show query_group").rows, [["default"]])
    tap.eq(c.run("show statement_timeout").rows, [["0"]])
    c.run("create temp table canwrite (a integer)")
    c.run("use dev")
    c.run("reset all")
    tap.eq(c.run("show use").rows, [["dev"]])
    c.run("reset use")
    tap.eq(c.run("show use").rows, [[""]])
    c.close()


@tap.case
def tags_have_no_counts_of_rows_read():
    tap.eq(shared().run("select 1").tag, "SELECT")
    tap.eq(shared().run("insert into t select 1, 'a'").tag, "INSERT 0 1")
    tap.eq(shared().run("delete from t").tag, "DELETE 1")


SHOWN = [
    ("show databases", "database_name", ["dev", "partner"]),
    ("show databases like 'd%'", "database_name", ["dev"]),
    ("show schemas from database dev like 's%'", "schema_name", ["samples", "spectrum"]),
    ("show schemas from database dev limit 1", "schema_name", ["information_schema"]),
    ("show schemas from database partner", "schema_name", ["public"]),
    ("show tables from schema dev.samples", "table_name", ["bound", "child", "late", "parent", "types"]),
    ("SHOW TABLES FROM SCHEMA Samples LIKE 'p%' LIMIT 5", "table_name", ["parent"]),
    ("show tables from schema samples like 'P%'", "table_name", []),
    ("show tables from schema spectrum", "table_type", ["EXTERNAL TABLE"]),
    ("show tables from schema partner.public", "table_name", ["orders"]),
    ("show columns from table dev.samples.parent", "column_name", ["id", "part", "name"]),
    ("show columns from table samples.late", "data_type", ["integer", "character varying", "numeric"]),
    ("show columns from table spectrum.events like 'p%'", "column_name", ["price"]),
    ("show columns from table partner.public.orders", "column_name", ["id", "customer"]),
    ("show constraints primary keys from table samples.parent", "column_name", ["part", "id"]),
    ("show constraints foreign keys from table dev.samples.child", "fk_column_name",
     ["parent_part", "parent_id"]),
    ("show constraints foreign keys exported from table samples.parent", "fk_table_name", ["child", "child"]),
    ("show procedures from schema samples", "procedure_name", ["add_up"]),
    ("show functions from schema samples like 'tw%'", "function_name", ["twice"]),
    ("show parameters of procedure dev.samples.add_up(integer, integer)", "parameter_name", ["a", "b"]),
    ("show parameters of function samples.twice(integer)", "ordinal_position", ["1"]),
    ("show grants on table samples.parent", "object_name", ["parent"] * 7),
]


@tap.case
def show_statements_answer():
    for sql, column, expected in SHOWN:
        for run in (shared().run, shared().run_params):
            result = run(sql)
            at = result.names.index(column)
            tap.eq([row[at] for row in result.rows], expected, sql)


@tap.case
def show_statements_take_parameters():
    result = shared().run_params("show tables from schema $1.$2 like $3", ["dev", "samples", "p%"])
    tap.eq([row[2] for row in result.rows], ["parent"])


@tap.case
def show_fails_beyond_10000_rows():
    admin = connect(user="postgres")
    admin.run("set standin.off = on; insert into standin.shared_columns"
              " select 'big', 'public', 't' || i, 'c', 1, 'integer', null, 32, 0, 'YES'"
              " from generate_series(1, 10001) i")
    error = tap.raises(libpq.Error, shared().run, "show tables from schema big.public")
    tap.ok("10000" in error.message, error.message)
    tap.eq(len(shared().run("show tables from schema big.public limit 10000").rows), 10000)
    tap.eq(len(shared().run("show tables from schema big.public like 't1000_'").rows), 2)
    admin.run("delete from standin.shared_columns where database_name = 'big'")
    admin.close()


# Object, the columns that the guide documents and the driver reads.
COLUMNS = {
    "svv_tables": "table_catalog table_schema table_name table_type remarks",
    "svv_columns": "table_catalog table_schema table_name column_name ordinal_position column_default"
                   " is_nullable data_type character_maximum_length numeric_precision numeric_scale remarks",
    "svv_all_schemas": "database_name schema_name schema_owner schema_type schema_acl source_database"
                       " schema_option",
    "svv_all_tables": "database_name schema_name table_name table_type table_acl remarks",
    "svv_all_columns": "database_name schema_name table_name column_name ordinal_position column_default"
                       " is_nullable data_type character_maximum_length numeric_precision numeric_scale remarks",
    "svv_redshift_databases": "database_name database_owner database_type database_acl database_options",
    "svv_redshift_schemas": "database_name schema_name schema_owner schema_type schema_acl schema_option",
    "svv_redshift_tables": "database_name schema_name table_name table_type table_acl remarks table_owner",
    "svv_redshift_columns": "database_name schema_name table_name column_name ordinal_position data_type"
                            " column_default is_nullable encoding distkey sortkey column_acl remarks",
    "svv_redshift_functions": "database_name schema_name function_name function_type argument_type result_type",
    "svv_external_schemas": "esoid eskind schemaname esowner databasename esoptions",
    "svv_external_tables": "schemaname tablename location input_format output_format serde_parameters parameters",
    "svv_external_columns": "schemaname tablename columnname external_type columnnum part_key is_nullable",
    "pg_table_def": 'schemaname tablename "column" type encoding distkey sortkey "notnull"',
    "stv_sessions": "starttime process user_name db_name timeout_sec",
    "stl_sessions": "userid starttime endtime process user_name db_name timeout_sec timed_out",
    "pg_external_schema": "esoid eskind esdbname esoptions",
    "pg_proc_info": "prooid proname pronamespace prokind proargmodes proallargtypes proargnames proargtypes",
    "pg_user_info": "usename usesysid useconnlimit",
    "pg_database_info": "datname datconnlimit",
    "pg_class": "oid relname relnamespace relkind relowner relacl reldiststyle relhasoids",
    "pg_attribute": "attrelid attname atttypid attnum atttypmod attnotnull atthasdef attisdropped"
                    " attisdistkey attsortkeyord attencodingtype",
    "pg_attrdef": "adrelid adnum adbin adsrc",
    "pg_index": "indexrelid indrelid indkey indisunique indisprimary",
    "pg_constraint": "conname conrelid confrelid contype conkey confkey confupdtype confdeltype",
    "pg_stat_activity": "datid datname procpid usesysid usename current_query query_start",
}


@tap.case
def catalog_objects_have_their_columns():
    for name, columns in COLUMNS.items():
        shared().run("select %s from %s limit 1" % (", ".join(columns.split()), name))


@tap.case
def the_catalog_has_the_samples():
    c = shared()
    tap.eq(c.run("select table_name, table_type from svv_tables where table_schema in ('samples', 'spectrum')"
                 " order by 1").rows,
           [["bound", "VIEW"], ["child", "BASE TABLE"], ["events", "EXTERNAL TABLE"], ["late", "VIEW"],
            ["parent", "BASE TABLE"], ["types", "BASE TABLE"]])
    tap.eq(c.run("select column_name from svv_columns where table_name = 'late' order by ordinal_position").rows,
           [["id"], ["name"], ["price"]])
    tap.eq(c.run("select col_name, col_type from pg_get_late_binding_view_cols() as v (s name, t name,"
                 " col_name name, col_type varchar, n int) where t = 'late'").rows,
           [["id", "integer"], ["name", "character varying(100)"], ["price", "numeric(10,2)"]])
    tap.eq(c.run("select a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid"
                 " where c.relname = 'late' and a.attnum > 0").rows, [])
    tap.eq(c.run("select d.description from pg_description d join pg_class c on c.oid = d.objoid"
                 " where c.relname = 'parent' and d.classoid = 'pg_class'::regclass and d.objsubid = 0").rows,
           [["a parent"]])
    tap.eq(c.run("select count(*) from pg_class where relname like 'standin%'").rows, [["0"]])
    tap.eq(c.run("select count(*) from pg_namespace where nspname = 'standin'").rows, [["0"]])


@tap.case
def a_view_without_schema_binding_is_late_binding():
    c = connect()
    c.run("create view unbound as select id from samples.parent with no schema binding")
    tap.eq(c.run("select n, t from pg_get_late_binding_view_cols() as v (s name, v name, n name, t varchar,"
                 " i int) where v = 'unbound'").rows, [["id", "integer"]])
    c.run("drop view unbound")
    c.close()


# --- the relay's orders ----------------------------------------------------------

@tap.case
def a_table_named_with_a_hash_is_temporary():
    c = connect()
    c.run("create table #Mine (id int) diststyle even")
    c.run("insert into #mine select 7 # 3")
    tap.eq(c.run("select id from #mine").rows, [["4"]])
    c.run("select id + 1 as id into #more from #MINE")
    tap.eq(c.run("select m.id from #more m").rows, [["5"]])
    c.close()
    c = connect()
    for name in "#mine", "#more":
        tap.eq(tap.raises(libpq.Error, c.run, "select id from " + name).state, "42P01")
    c.close()


@tap.case
def a_full_cluster_says_so_in_redshifts_words():
    ctl("limit", "0")
    try:
        error = tap.raises(libpq.Error, connect)
        tap.ok('FATAL:  connection limit "0" exceeded for non-bootstrap users' in error.message, error.message)
        connect(user="postgres").close()
    finally:
        ctl("limit", "500")


@tap.case
def an_idle_session_is_ended():
    c = connect()
    ctl("idle", "1")
    try:
        time.sleep(2)
        error = tap.raises(libpq.Error, c.run, "select 1")
        tap.ok("idle timeout" in error.message, error.message)
    finally:
        ctl("idle", "0")
    c.close()
    del _shared[:]


@tap.case
def a_session_can_be_reset_and_killed():
    c = connect()
    ctl("reset", str(c.pid()))
    time.sleep(0.5)
    tap.raises(libpq.Error, c.run, "select 1")
    tap.ok(not c.alive(), "the connection lives")
    c.close()
    c = connect()
    ctl("kill", str(c.pid()))
    time.sleep(0.5)
    tap.ok("terminating" in tap.raises(libpq.Error, c.run, "select 1").message)
    c.close()


@tap.case
def a_dropped_session_is_silent():
    c = connect()
    answer = []
    ctl("drop", str(c.pid()))
    time.sleep(0.5)
    thread = threading.Thread(target=lambda: answer.append(tap.raises(libpq.Error, c.run, "select 1")), daemon=True)
    thread.start()
    thread.join(1)
    tap.eq(answer, [], "an answer came")
    ctl("reset", str(c.pid()))
    thread.join(10)
    tap.eq(len(answer), 1, "still waiting")


@tap.case
def a_restarted_session_has_another_process():
    c = connect()
    told = str(c.pid())
    tap.eq(c.run("select pg_backend_pid()").rows, [[told]])
    ctl("newpid", told)
    time.sleep(0.5)
    tap.ok(c.run("select pg_backend_pid()").rows != [[told]], "the process is the same")
    tap.eq(str(c.pid()), told)
    c.close()


@tap.case
def a_paused_cluster_refuses_connections():
    ctl("pause")
    try:
        tap.ok("Connection refused" in tap.raises(libpq.Error, connect).message)
    finally:
        ctl("resume")
    connect().close()


@tap.case
def a_running_query_is_cancelled_in_redshifts_words():
    c = connect()
    timer = threading.Timer(0.5, c.cancel)
    timer.start()
    error = tap.raises(libpq.Error, c.run, "select standin.sleep(20)")
    timer.join()
    tap.eq(error.state, "57014")
    tap.ok(error.message.endswith("cancelled on user's request"), error.message)
    c.run("set statement_timeout to 100")
    tap.eq(tap.raises(libpq.Error, c.run, "select standin.sleep(20)").state, "57014")
    c.close()


@tap.case
def large_results_pass():
    c = connect(user="postgres")
    c.run("set standin.off = on")
    rows = c.run("select i, repeat('x', 100) from generate_series(1, 200000) i").rows
    tap.eq((len(rows), rows[-1][0]), (200000, "200000"))
    c.close()


@tap.case
def the_script_for_a_cluster_confirms_the_stand_in():
    out = subprocess.run(
        ["sh", os.path.join(here, "verify-on-cluster"),
         "host=%s port=%s dbname=%s user=%s password=%s" % (
             env["SP_STANDIN_HOST"], env["SP_STANDIN_PORT"], env["SP_STANDIN_DB"],
             env["SP_STANDIN_USER"], env["SP_STANDIN_PASSWORD"])],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
        timeout=240)
    tap.ok("confirmed" in out.stdout, out.stdout)
    tap.ok("differs  " not in out.stdout and out.returncode == 0, out.stdout)
    tap.ok(out.stdout.count("confirmed  query-") > 25, out.stdout)


def main():
    missing = standin("missing").strip()
    if missing:
        tap.skip_all(missing.splitlines()[0])
    try:
        for line in standin("start").splitlines():
            name, _, value = line.partition("=")
            env[name] = value
    except tap.Failure as failure:
        print("Bail out! " + str(failure).replace("\n", " "))
        sys.exit(99)
    try:
        tap.main()
    finally:
        standin("stop", env["SP_STANDIN_FOLDER"])


main()
