# DBD::ODBC: statements, parameters, catalog, arrays, long values, several results, errors.
# On Unix it hands on bytes, which are UTF-8 here.
use strict;
use warnings;
use DBI qw(:sql_types);

my ($user, $password) = @ENV{qw(SP_TEST_USER SP_TEST_PASSWORD)};
my $redshift = ($ENV{SP_TEST_SERVER} // '') eq 'standin';

sub show { printf "%s: %s\n", @_ }
sub joined { join ';', map { join '|', map { defined $_ ? $_ : 'NULL' } @$_ } @_ }

my $dbh = DBI->connect('dbi:ODBC:pooled', $user, $password,
	{ RaiseError => 1, PrintError => 0, AutoCommit => 1, LongReadLen => 1_000_000 });

show 'driver', $dbh->get_info(17);
show 'small types', joined(@{ $dbh->selectall_arrayref(
	'select id, small, big, num, dbl, name, born, at, seen, uid from sample order by id') });
show 'numbers of rows', $dbh->selectrow_array('select count(*) from child');
show 'booleans', joined(@{ $dbh->selectall_arrayref('select flag from sample order by id') });
show 'bytes', unpack 'H*', $dbh->selectrow_array('select raw from sample where id = 1');
show 'long text', length $dbh->selectrow_array('select body from sample where id = 3');
show 'long bytes', length $dbh->selectrow_array('select raw from sample where id = 3');

# Parameters of each kind, and their way back.
my $sth = $dbh->prepare('select cast(? as int), cast(? as text), cast(? as numeric(8,2)), cast(? as date)');
$sth->execute(42, 'grüße', '12.50', '2000-01-02');
show 'parameters', joined($sth->fetchrow_arrayref);
$sth->finish;
$sth->execute(undef, undef, undef, undef);
show 'null parameters', joined($sth->fetchrow_arrayref);
$sth = $dbh->prepare('select name from sample where id = ?');
show 'prepared again and again', join ';', map { $sth->execute($_); $sth->fetchrow_array } 1 .. 3;
$sth = $dbh->prepare('select id, name from sample where num > ? and name like ? order by id');
$sth->bind_param(1, -1e9, SQL_DOUBLE);
$sth->bind_param(2, '%', SQL_VARCHAR);
$sth->execute;
show 'bound with types', joined(@{ $sth->fetchall_arrayref });
show 'columns', join '|', map { lc } @{ $sth->{NAME} };

# A long value in, in one piece.
$dbh->do('create temporary table long_in ' . ($redshift ? '(t varchar(max), b varbyte(1000000))' : '(t text, b bytea)'));
$sth = $dbh->prepare('insert into long_in values (?, ?)');
$sth->bind_param(1, 'é' x ($redshift ? 30_000 : 300_000), SQL_LONGVARCHAR);
$sth->bind_param(2, "\x00\xff" x 200_000, SQL_LONGVARBINARY);
$sth->execute;
show 'long values in', joined($dbh->selectrow_arrayref(
	'select length(t), length(b), '
		. ($redshift ? 'to_hex(substring(b, 399999))' : "encode(substr(b, 399999), 'hex')") . ' from long_in'));

# LongReadLen: a longer value is an error, or is cut when the program says so.  Text of
# Redshift has a length, so that it is none of the long ones.
{
	my $long = 'select ' . ($redshift ? 'raw' : 'body') . ' from sample where id = 3';
	local $dbh->{LongReadLen} = 100;
	eval { $dbh->selectrow_array($long) };
	show 'a value longer than LongReadLen', $@ ? 'refused' : 'not refused';
	local $dbh->{LongTruncOk} = 1;
	show 'LongTruncOk', length(($dbh->selectrow_array($long))[0]);
}

# Arrays of parameters.
$dbh->do('create temporary table many (id int primary key, name varchar(30))');
$sth = $dbh->prepare('insert into many values (?, ?)');
my @status;
my $n = $sth->execute_array({ ArrayTupleStatus => \@status }, [ 1 .. 1000 ], [ map {"n$_"} 1 .. 1000 ]);
show 'execute_array', $n;
show 'statuses', join ',', keys %{ { map { (ref $_ ? 'error' : 'good') => 1 } @status } };
show 'rows of execute_array', joined($dbh->selectrow_arrayref('select count(*), sum(id), max(name) from many'));
# A duplicate, or NULL where nobody looks at keys.
$n = eval { $sth->execute_array({ ArrayTupleStatus => \@status }, [ 2001, $redshift ? undef : 5, 2002 ], [ 'a', 'b', 'c' ]) };
show 'a wrong row in an array', defined $n ? 'taken' : 'refused';
show 'its row is the one to blame', join ',', map { ref $_ ? 'error' : 'good' } @status[ 0 .. 1 ];

# The catalog.
show 'table_info', joined(map { [ @$_[ 1 .. 4 ] ] } @{ $dbh->table_info(undef, 'public', 'sampl%', 'TABLE')->fetchall_arrayref });
show 'table types', join ',', sort map { $_->[3] } @{ $dbh->table_info('', '', '', '%')->fetchall_arrayref };
show 'column_info', joined(map { [ @$_[ 3, 10, 16 ] ] }
	@{ $dbh->column_info(undef, 'public', 'sample', '%')->fetchall_arrayref });
show 'primary_key_info', joined(map { [ @$_[ 2 .. 4 ] ] }
	@{ $dbh->primary_key_info(undef, 'public', 'child')->fetchall_arrayref });
show 'primary_key', join ',', $dbh->primary_key(undef, 'public', 'child');
show 'foreign_key_info', joined(map { [ @$_[ 2, 3, 6, 7, 8 ] ] }
	@{ $dbh->foreign_key_info(undef, 'public', 'sample', undef, 'public', 'child')->fetchall_arrayref });
# DBD::ODBC asks for unique indexes, whatever it is asked for.
show 'statistics_info', joined(map { [ @$_[ 5, 8 ] ] } grep { defined $_->[5] }
	@{ $dbh->statistics_info(undef, 'public', 'child', 0, 1)->fetchall_arrayref });
show 'type_info', scalar(grep { $_->{TYPE_NAME} eq 'int4' } $dbh->type_info(SQL_INTEGER));
show 'tables', scalar(grep {/sample/} $dbh->tables(undef, 'public', '%', 'TABLE'));

# Several results of one text.
$sth = $dbh->prepare('select 1; select 2, 3; select 4');
$sth->execute;
my @results;
do { push @results, joined(@{ $sth->fetchall_arrayref }) } while $sth->{odbc_more_results};
show 'odbc_more_results', join '/', @results;

# Transactions.
$dbh->do('create table kept (i int)');
$dbh->begin_work;
show 'rows of an insert', $dbh->do('insert into kept values (1), (2), (3)');
$dbh->rollback;
show 'after rollback', $dbh->selectrow_array('select count(*) from kept');
$dbh->begin_work;
$dbh->do('insert into kept values (1)');
$dbh->commit;
show 'after commit', $dbh->selectrow_array('select count(*) from kept');

# Errors.
eval { $dbh->do('selekt 1') };
show 'state of a wrong statement', $dbh->state;
eval { $dbh->do('insert into sample (id, name) values (1, null)') };
show 'state of a broken constraint', $dbh->state;
eval { $dbh->do('select * from no_such_table') };
show 'message', $dbh->errstr;
show 'ping', $dbh->ping ? 'yes' : 'no';
my $cursors = join ',', map { my $s = $dbh->prepare("select $_ + n from generate_series(1, 3) n"); $s->execute;
	$s->fetchrow_array; my $t = $dbh->selectrow_array('select 10'); ($s->fetchrow_array)[0] + $t } 1 .. 3;
show 'two statements open at once', $cursors;
$dbh->disconnect;
my $wrong = DBI->connect('dbi:ODBC:pooled', $user, 'wrong', { RaiseError => 0, PrintError => 0 });
show 'a wrong password', $wrong ? 'let in' : $DBI::state;
