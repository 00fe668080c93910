// node's odbc: queries, parameters, cursors, the catalog, calls, transactions, its pool, errors.
'use strict';
const odbc = require('odbc');

const login = `DSN=pooled;UID=${process.env.SP_TEST_USER};PWD=${process.env.SP_TEST_PASSWORD}`;
const redshift = process.env.SP_TEST_SERVER === 'standin';
const show = (title, value) => console.log(`${title}: ${value}`);
const cell = (v) => (v === null ? 'NULL' : v);
const rows = (result, names) =>
	Array.from(result, (r) => (names || Object.keys(r)).map((n) => cell(r[n])).join('|')).join(';');

async function fails(promise) {
	try {
		await promise;
		return 'nothing';
	} catch (error) {
		return `${error.odbcErrors[0].state} ${error.odbcErrors[0].message}`.replace(/\n/g, ' ');
	}
}

async function reads(c) {
	show('types', rows(await c.query('select id, small, num::float8, dbl, name, born, at, seen, uid from sample order by id')));
	show('big', rows(await c.query('select big from sample order by id')));
	show('booleans', rows(await c.query('select flag from sample order by id')));
	const long = await c.query('select body, raw, doc from sample order by id');
	show('long text', long[2].body.length);
	show('long bytes', long[2].raw.byteLength);
	show('bytes', Buffer.from(long[0].raw).toString('hex'));
	show('json', long[0].doc);
	const result = await c.query('select id, name from sample order by id');
	show('columns', result.columns.map((column) => `${column.name} ${column.dataTypeName}`).join(','));
	show('no rows', (await c.query('select * from sample where false')).length);

	const cursor = await c.query('select sample_id, line, note from child order by line', { cursor: true, fetchSize: 7 });
	let n = 0;
	let sum = 0;
	while (!cursor.noData)
		for (const row of await cursor.fetch()) {
			n++;
			sum += row.line;
		}
	await cursor.close();
	show('cursor', `${n} ${sum}`);
}

async function writes(c) {
	show('parameters', rows(await c.query('select cast(? as int) + 1 as a, cast(? as text) as b, cast(? as float8) as c, cast(? as bool) as d',
		[41, 'grüße €', 1.5, true])));
	show('null parameters', rows(await c.query('select cast(? as int) as a, cast(? as text) as b', [null, null])));
	await c.query('create temporary table node_in ' + (redshift ? '(id int, t varchar(max), b varbyte(1000000))' : '(id int, t text, b bytea)'));
	const s = await c.createStatement();
	await s.prepare('insert into node_in values (?, ?, ?)');
	for (let i = 1; i <= 20; i++) {
		await s.bind([i, 'é'.repeat(i * 1000), Buffer.alloc(i * 100, 0xff)]);
		await s.execute();
	}
	await s.close();
	show('rows in', rows(await c.query('select count(*)::int as n, sum(length(t))::int as t, sum(length(b))::int as b from node_in')));
	show('rows changed', (await c.query('update node_in set id = id where id > 15')).count);
	await c.beginTransaction();
	await c.query('delete from node_in');
	await c.rollback();
	show('after rollback', rows(await c.query('select count(*)::int from node_in')));
	await c.beginTransaction();
	await c.query('delete from node_in where id <= 10');
	await c.commit();
	show('after commit', rows(await c.query('select count(*)::int from node_in')));
}

async function asks(c) {
	show('tables', rows(await c.tables(null, 'public', 'sampl%', null), ['TABLE_SCHEM', 'TABLE_NAME', 'TABLE_TYPE', 'REMARKS']));
	show('table columns', rows(await c.columns(null, 'public', 'child', null), ['COLUMN_NAME', 'DATA_TYPE', 'NULLABLE', 'COLUMN_DEF']));
	show('primary keys', rows(await c.primaryKeys(null, 'public', 'child'), ['COLUMN_NAME', 'KEY_SEQ']));
	show('foreign keys', rows(await c.foreignKeys(null, 'public', 'sample', null, 'public', 'child'), ['PKCOLUMN_NAME', 'FKTABLE_NAME', 'FKCOLUMN_NAME']));
	show('wrong statement', await fails(c.query('selekt 1')));
	show('error', await fails(c.query('select * from no_such_table')));
	show('constraint', await fails(c.query('insert into sample (id, name) values (?, ?)', [1, redshift ? null : 'twice'])));
	show('and goes on', rows(await c.query('select 5 as five')));
}

async function main() {
	const c = await odbc.connect(login);
	await reads(c);
	await writes(c);
	await asks(c);
	await c.close();
	const pool = await odbc.pool({ connectionString: login, initialSize: 2, maxSize: 4 });
	const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.query(`select ${i} as i`)));
	show('its pool', answers.reduce((sum, r) => sum + r[0].i, 0));
	await pool.close();
	show('wrong password', await fails(odbc.connect(login.replace(/PWD=.*/, 'PWD=wrong'))));
}

main().catch((error) => {
	console.error(error, error.odbcErrors);
	process.exit(1);
});
