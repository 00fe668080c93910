<?php
// PHP's odbc functions and PDO_ODBC.
error_reporting(E_ALL);
ini_set('display_errors', 'stderr');
$user = getenv('SP_TEST_USER');
$password = getenv('SP_TEST_PASSWORD');

$redshift = getenv('SP_TEST_SERVER') === 'standin';

function show($title, $value) { echo "$title: ", $value, "\n"; }
function cells($row) { return implode('|', array_map(fn($v) => $v === null ? 'NULL' : $v, $row)); }
function rows($result, $from = 0, $to = 99) {
	$rows = [];
	while ($row = odbc_fetch_array($result))
		$rows[] = cells(array_slice(array_values($row), $from, $to));
	return implode(';', $rows);
}

$c = odbc_connect('pooled', $user, $password);
show('types', rows(odbc_exec($c, 'select id, small, big, num, dbl, flag, name, born, at, seen, uid from sample order by id')));
odbc_longreadlen($r = odbc_exec($c, 'select body, doc from sample where id = 3'), 1000000);
$row = odbc_fetch_array($r);
show('long text', strlen($row['body']));
$r = odbc_exec($c, 'select raw from sample where id = 1');
odbc_longreadlen($r, 1000000);
odbc_fetch_row($r);
show('bytes', bin2hex(odbc_result($r, 'raw')));
$r = odbc_exec($c, 'select raw from sample where id = 3');
odbc_longreadlen($r, 1000000);
odbc_fetch_row($r);
show('long bytes', strlen(odbc_result($r, 1)));
$r = odbc_exec($c, 'select * from sample order by id');
show('fields', implode(',', array_map(fn($i) => odbc_field_name($r, $i), range(1, odbc_num_fields($r)))));
show('field types', odbc_field_type($r, 1) . ',' . odbc_field_type($r, 4) . ',' . odbc_field_type($r, 9));
show('field lengths', odbc_field_len($r, 4) . ',' . odbc_field_scale($r, 4) . ',' . odbc_field_len($r, 9));

$p = odbc_prepare($c, 'select cast(? as int) + 1, cast(? as text), cast(? as numeric(8,2)), cast(? as date)');
odbc_execute($p, [41, 'grüße', '12.50', '2000-01-02']);
show('parameters', rows($p));
odbc_execute($p, [null, null, null, null]);
show('null parameters', rows($p));
odbc_exec($c, 'create table php_in ' . ($redshift ? '(id int, t varchar(max), b varbyte(1000000))' : '(id int, t text, b bytea)'));
$p = odbc_prepare($c, 'insert into php_in values (?, ?, ?)');
for ($i = 1; $i <= 50; $i++)
	odbc_execute($p, [$i, str_repeat('é', $i * 100), null]);
show('rows in', odbc_num_rows($p));
$r = odbc_exec($c, 'update php_in set id = id where id > 40');
show('rows changed', odbc_num_rows($r));
$file = tempnam(getenv('SP_TEST_DIR'), 'php');
file_put_contents($file, str_repeat("\x00\xff", 100000));
odbc_execute($p, [51, null, "'$file'"]);
$r = odbc_exec($c, "select 1 as a, 'x' as b union all select 2, 'y' union all select 3, 'z' order by 1");
show('third row', odbc_fetch_row($r, 3) ? odbc_result($r, 2) : 'none');
show('first row', odbc_fetch_row($r, 1) ? odbc_result($r, 2) : 'none');
show('fetch into', odbc_fetch_into($r, $array) ? cells($array) : 'none');

$r = odbc_tables($c, null, 'public', 'sampl%', 'TABLE');
show('tables', rows($r, 1, 3));
$r = odbc_columns($c, null, 'public', 'child', '%');
show('columns', rows($r, 3, 1));
show('primary keys', rows(odbc_primarykeys($c, null, 'public', 'child'), 3, 2));
show('foreign keys', rows(odbc_foreignkeys($c, null, 'public', 'sample', getenv('SP_TEST_DB'), 'public', 'child'), 6, 2));
show('statistics', rows(odbc_statistics($c, null, 'public', 'child', 1, 1), 5, 1));
show('special columns', rows(odbc_specialcolumns($c, 1, null, 'public', 'child', 0, 1), 1, 1));
show('procedures', rows(odbc_procedures($c, null, 'public', 'twice'), 2, 1));
$n = 0;
$r = odbc_gettypeinfo($c);
while (odbc_fetch_row($r))
	$n++;
show('type info', $n > 10 ? 'yes' : 'no');

$r = odbc_exec($c, 'select 1; select 2 as a, 3 as b');
$first = rows($r);
show('next result', $first . '/' . (odbc_next_result($r) ? rows($r) : 'none'));
odbc_autocommit($c, false);
odbc_exec($c, 'delete from php_in');
odbc_rollback($c);
show('after rollback', rows(odbc_exec($c, 'select count(*) from php_in')));
odbc_commit($c);
odbc_autocommit($c, true);
@odbc_exec($c, 'select * from no_such_table');
show('error', odbc_error($c) . ' ' . odbc_errormsg($c));
show('wrong password', @odbc_connect('pooled', $user, 'wrong') ? 'let in' : odbc_error());
show('persistent', rows(odbc_exec(odbc_pconnect('pooled', $user, $password), 'select 5')));
odbc_close_all();

// PDO.
$d = new PDO('odbc:pooled', $user, $password, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
function pdo_rows($s) { return implode(';', array_map('cells', $s->fetchAll(PDO::FETCH_NUM))); }
show('PDO types', pdo_rows($d->query('select id, small, big, num, dbl, flag, name, born, at, seen, uid from sample order by id')));
show('PDO long text', strlen($d->query('select body from sample where id = 3')->fetchColumn()));
show('PDO text of all rows', implode(',', array_map(fn($r) => strlen($r[0] ?? ''), $d->query('select body from sample order by id')->fetchAll(PDO::FETCH_NUM))));
$s = $d->prepare('select cast(? as int) + 1, cast(? as text), cast(? as date)');
$s->execute([41, 'grüße', '2000-01-02']);
show('PDO parameters', pdo_rows($s));
$s = $d->prepare('select name from sample where id = :id or name = :name order by id');
$s->execute([':id' => 1, ':name' => 'nulls']);
show('PDO named parameters', pdo_rows($s));
$s = $d->prepare('insert into php_in values (?, ?, ?)');
$s->bindValue(1, 100, PDO::PARAM_INT);
$s->bindValue(2, null, PDO::PARAM_NULL);
$s->bindValue(3, fopen($file, 'rb'), PDO::PARAM_LOB);
$s->execute();
show('PDO rows', $s->rowCount());
$s = $d->prepare('select flag from sample where flag = ?');
$s->bindValue(1, true, PDO::PARAM_BOOL);
$s->execute();
show('PDO boolean', pdo_rows($s));
$s = $d->prepare('select id from sample order by id', [PDO::ATTR_CURSOR => PDO::CURSOR_SCROLL]);
$s->execute();
show('PDO scrolls', $s->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_LAST)[0] . $s->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_FIRST)[0]
	. $s->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_NEXT)[0]);
$s->closeCursor();
$s = $d->query('select 1; select 2');
$first = pdo_rows($s);
show('PDO next rowset', $first . '/' . ($s->nextRowset() ? pdo_rows($s) : 'none'));
$d->beginTransaction();
$d->exec('delete from php_in');
$d->rollBack();
show('PDO after rollback', $d->query('select count(*) from php_in')->fetchColumn());
show('PDO exec', $d->exec('delete from php_in where id <= 10'));
try {
	$d->query('select * from no_such_table');
} catch (PDOException $e) {
	show('PDO error', $e->getCode());
}
$s = $d->query('select id, name from sample where id = 1');
show('PDO object', $s->fetch(PDO::FETCH_OBJ)->name);
$s = null;
$d = new PDO('odbc:DSN=pooled', $user, $password, [PDO::ATTR_PERSISTENT => true]);
show('PDO persistent', $d->query('select 6')->fetchColumn());
