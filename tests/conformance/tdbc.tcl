# Tcl's tdbc::odbc: statements, parameters by name, the catalog, transactions, errors.
package require tdbc::odbc
fconfigure stdout -encoding utf-8
proc show {title value} { puts "$title: $value" }
proc rows {lists} { join [lmap row $lists { join $row | }] {;} }

set user $env(SP_TEST_USER)
tdbc::odbc::connection create db "DSN=pooled;UID=$user;PWD=$env(SP_TEST_PASSWORD)"
set all {select id, num, dbl, name, born, at, seen, uid from sample where id <> 2 order by id}
show "types" [rows [db allrows -as lists $all]]
show "nulls" [dict keys [lindex [db allrows -as dicts {select * from sample where id = 2}] 0]]
show "long text" [string length [lindex [db allrows -as lists {select body from sample where id = 3}] 0 0]]
show "big" [rows [db allrows -as lists {select small, big from sample where id <> 2 order by id}]]

set s [db prepare {select cast(:a as int) + 1, cast(:b as text), cast(:c as date)}]
show "parameters" [rows [$s allrows -as lists {a 41 b grüße c 2000-01-02}]]
$s close
set s [db prepare {select id, name from sample where id = :id}]
$s paramtype id integer
set names {}
foreach id {1 2 3} { lappend names [dict get [lindex [$s allrows -as dicts [list id $id]] 0] name] }
show "prepared again and again" [join $names {;}]
show "columns" [$s params]
$s close

set text [expr {$env(SP_TEST_SERVER) eq "standin" ? "varchar(max)" : "text"}]
db allrows "create table tcl_in (id int primary key, t $text, n numeric(8,2))"
set s [db prepare {insert into tcl_in values (:id, :t, :n)}]
for {set i 1} {$i <= 50} {incr i} {
	set r [$s execute [list id $i t [string repeat é [expr {$i * 100}]] n $i.25]]
	set count [$r rowcount]
	$r close
}
show "rows of an insert" $count
set r [$s execute {id 51}]
$r close
$s close
set s [db prepare {update tcl_in set n = 0.5 where id > 40}]
set r [$s execute]
show "rows changed" [$r rowcount]
$r close
$s close

show "tables" [join [lsort [lmap t [dict keys [db tables sampl%]] { set t }]] ,]
show "columns of a table" [join [dict keys [db columns child]] ,]
show "nullable" [join [lmap {c d} [db columns child] { dict get $d nullable }] ,]
show "primary keys" [join [lmap d [db primarykeys child] { dict get $d columnName }] ,]
show "foreign keys" [rows [lmap d [db foreignkeys -primary sample -foreign child] {
	list [dict get $d foreignTable] [dict get $d foreignColumn] [dict get $d primaryColumn] }]]

set failed [catch { db transaction { db allrows {delete from tcl_in}; error "changed my mind" } }]
show "after rollback" "$failed [rows [db allrows -as lists {select count(*) from tcl_in}]]"
db transaction { db allrows {delete from tcl_in where id <= 10} }
show "after commit" [rows [db allrows -as lists {select count(*) from tcl_in}]]
set n 0
db foreach row {select line from child order by line} { incr n [dict get $row line] }
show "foreach" $n
catch { db allrows {select * from no_such_table} } message options
show "error" [lindex [dict get $options -errorcode] 2]
set s [db prepare {select 1 as a; select 2 as b}]
set r [$s execute]
$r nextrow -as lists row
show "first result" "$row [$r nextrow -as lists row]"
show "next result" "[$r nextresults] [$r nextrow -as lists row] $row"
$r close
$s close
db close
show "wrong password" [catch { tdbc::odbc::connection create db2 "DSN=pooled;UID=$user;PWD=wrong" }]
