% SWI-Prolog's odbc: queries, typed results, prepared statements, the catalog, transactions, errors.
:- use_module(library(odbc)).
:- initialization(main, main).
:- set_prolog_flag(encoding, utf8).

show(Title, Value) :- format("~w: ~w~n", [Title, Value]).

rows(Rows, Text) :-
    maplist([Row, Line]>>(Row =.. [row|Cells], atomic_list_concat(Cells, '|', Line)), Rows, Lines),
    atomic_list_concat(Lines, ';', Text).

all(Sql, Options, Text) :-
    findall(Row, odbc_query(db, Sql, Row, [null('NULL')|Options]), Rows),
    rows(Rows, Text).

main :-
    set_stream(user_output, encoding(utf8)),
    getenv('SP_TEST_USER', User),
    getenv('SP_TEST_PASSWORD', Password),
    odbc_connect(pooled, _, [user(User), password(Password), alias(db), open(once), encoding(utf8)]),
    all('select id, small, big, name from sample order by id', [], Plain), show('plain', Plain),
    all('select num, dbl, born, at, seen, uid from sample order by id',
        [types([atom, atom, atom, atom, atom, atom])], Atoms), show('as atoms', Atoms),
    odbc_query(db, 'select born, seen from sample where id = 1', Date), show('dates', Date),
    odbc_query(db, 'select body from sample where id = 3', row(Body)), atom_length(Body, Length), show('long text', Length),
    odbc_prepare(db, 'select cast(? as int) + 1, cast(? as text)', [integer, varchar], Statement),
    odbc_execute(Statement, [41, 'grüße'], Parameters), show('parameters', Parameters),
    odbc_execute(Statement, [1, abc], Again), show('prepared again', Again),
    odbc_free_statement(Statement),
    odbc_query(db, 'create table prolog_in (id int, t text)', _),
    odbc_prepare(db, 'insert into prolog_in values (?, ?)', [integer, varchar], Insert),
    forall(between(1, 50, I), (atom_concat('é', I, T), odbc_execute(Insert, [I, T], _))),
    odbc_execute(Insert, [51, '$null$'], affected(Count)), show('rows of an insert', Count),
    findall(L, (odbc_query(db, 'select line from child', row(L))), Ls), sum_list(Ls, Sum), show('many rows', Sum),
    findall(C, odbc_table_column(db, child, C), Columns), show('columns', Columns),
    ( odbc_current_table(db, sample) -> show('table', yes) ; show('table', no) ),
    findall(K, (odbc_table_primary_key(db, child, K)), Keys), length(Keys, Number), show('primary keys', Number),
    ( odbc_type(db, integer, name(_)) -> show('types known', yes) ; show('types known', no) ),
    odbc_set_connection(db, auto_commit(false)),
    odbc_query(db, 'delete from prolog_in', affected(Deleted)), show('rows deleted', Deleted),
    odbc_end_transaction(db, rollback),
    odbc_set_connection(db, auto_commit(true)),
    all('select count(*) from prolog_in', [], Kept), show('after rollback', Kept),
    catch(odbc_query(db, 'select * from no_such_table', _), error(odbc(State, _, _), _), true), show('state', State),
    odbc_disconnect(db),
    catch(odbc_connect(pooled, _, [user(User), password(wrong)]), error(odbc(Refused, _, _), _), true),
    show('wrong password', Refused).
