/*
 * A hundred threads on a pool of 5 + 10 sessions while backends are killed at
 * random: nothing hangs, the server never sees more sessions than the cap, and
 * every thread is served.  SP_TEST_SECONDS says how long.
 */
#include "config.h"

#include "odbctest.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THREADS = 100, POOL_SIZE = 5, MAX_OVERFLOW = 10, CAP = POOL_SIZE + MAX_OVERFLOW };

static const char settings[] = "DSN=pooled;PoolSize=5;MaxOverflow=10;PoolTimeout=30";

struct worker {
	pthread_t thread;
	double end;
	unsigned seed;
	long served;       /* statements answered on a session of its own */
	long lost;         /* statements that a kill interrupted */
	double longest;    /* wait for a connection, in seconds */
	long failed;       /* connects that were refused */
	char failure[512]; /* the first one's diagnostics */
};

/* Sanitizers take seconds to begin a hundred threads: time counts from there. */
static pthread_barrier_t all_are_there;

static void rest(unsigned *seed, long most_us)
{
	long us = rand_r(seed) % most_us;

	nanosleep(&(struct timespec){ 0, us * 1000 }, NULL);
}

static void note_failure(struct worker *w, SQLHDBC dbc)
{
	SQLCHAR state[6] = "", text[400] = "";
	SQLINTEGER native;
	SQLSMALLINT n;

	if (w->failed++)
		return;
	SQLGetDiagRec(SQL_HANDLE_DBC, dbc, 1, state, &native, text, sizeof(text), &n);
	snprintf(w->failure, sizeof(w->failure), "%s %s", state, text);
}

/* One statement; a session may be killed while it runs. */
static void work(struct worker *w, SQLHDBC dbc)
{
	const char *sql = test_either("select pg_backend_pid(), pg_sleep(0.001)",
				      "select pg_backend_pid(), standin.sleep(0.001)");
	SQLHSTMT stmt;
	SQLINTEGER pid = 0;
	SQLLEN n;

	if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	if (SQL_SUCCEEDED(SQLExecDirect(stmt, (SQLCHAR *)(uintptr_t)sql, SQL_NTS)) &&
	    SQL_SUCCEEDED(SQLFetch(stmt)) &&
	    SQL_SUCCEEDED(SQLGetData(stmt, 1, SQL_C_SLONG, &pid, sizeof(pid), &n)) && pid > 0)
		w->served++;
	else
		w->lost++;
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

static void *worker_main(void *arg)
{
	struct worker *w = arg;
	SQLHENV env = test_env();
	SQLHDBC dbc;

	pthread_barrier_wait(&all_are_there);
	/* A slow machine gets more time, until each thread has had its turn. */
	while (test_now() < w->end || (!w->served && test_now() < w->end + 60)) {
		double start = test_now(), waited;

		if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc)))
			break;
		if (SQL_SUCCEEDED(test_try_connect(dbc, settings))) {
			waited = test_now() - start;
			if (waited > w->longest)
				w->longest = waited;
			work(w, dbc);
			SQLDisconnect(dbc);
		} else {
			note_failure(w, dbc);
		}
		SQLFreeHandle(SQL_HANDLE_DBC, dbc);
		rest(&w->seed, 2000);
	}
	return NULL;
}

/* The stand-in has PostgreSQL's own names under others. */
#define OURS(hidden)                                                                  \
	" from " hidden "pg_stat_activity where usename = 'shiftpool' and datname = " \
	"current_database()"
#define EITHER(before, after) \
	test_either(before OURS("") after, before OURS("standin_hidden_") after)

/*
 * How many sessions the server has.  One that its client has closed stays in the
 * server's list until its process has ended, so of a sample over the cap only
 * those count that are still there a moment later.
 */
static int count_sessions(void)
{
	int n = (int)test_server_number(
		EITHER("select array_length(string_to_array(set_config('stress.pids', "
		       "array_to_string(array(select pid",
		       "), ','), false), ','), 1)"));

	if (n <= CAP)
		return n;
	nanosleep(&(struct timespec){ 0, 300000000 }, NULL);
	return (int)test_server_number(EITHER(
		"select count(*)",
		" and pid = any (string_to_array(current_setting('stress.pids'), ',')::int[])"));
}

static void many_threads_share_few_sessions(void)
{
	struct worker *workers = calloc(THREADS, sizeof(*workers));
	double start, end, longest = 0, next_kill;
	long served = 0, lost = 0, failed = 0, least = -1, kills = 0;
	const char *failure = "";
	int most = 0;

	CHECK(workers);
	test_env();
	CHECK_INT(pthread_barrier_init(&all_are_there, NULL, THREADS + 1), 0);
	for (int i = 0; i < THREADS; i++) {
		workers[i].seed = (unsigned)i + 1;
		CHECK_INT(pthread_create(&workers[i].thread, NULL, worker_main, &workers[i]), 0);
	}
	start = next_kill = test_now();
	end = start + test_seconds();
	for (int i = 0; i < THREADS; i++)
		workers[i].end = end;
	pthread_barrier_wait(&all_are_there);
	while (test_now() < end) {
		int n = count_sessions();

		most = n > most ? n : most;
		if (test_now() >= next_kill) {
			kills += test_server_number(
				EITHER("select count(pg_terminate_backend(pid)) from (select pid",
				       " order by random() limit 1) victim"));
			next_kill = test_now() + 0.05;
		}
		nanosleep(&(struct timespec){ 0, 5000000 }, NULL);
	}
	for (int i = 0; i < THREADS; i++) {
		const struct worker *w = &workers[i];

		pthread_join(w->thread, NULL);
		served += w->served;
		lost += w->lost;
		failed += w->failed;
		least = least < 0 || w->served < least ? w->served : least;
		longest = w->longest > longest ? w->longest : longest;
		failure = w->failed ? w->failure : failure;
	}
	test_diag(
		"%d s, %d threads, %ld kills: %ld statements served, %ld interrupted, %ld connects "
		"refused; fewest of a thread %ld; longest wait %d ms; at most %d sessions",
		test_seconds(), THREADS, kills, served, lost, failed, least, (int)(longest * 1000),
		most);
	if (failed)
		test_diag("first refusal: %s", failure);
	free(workers);
	CHECK(kills > 0);
	CHECK(most <= CAP);
	CHECK(least > 0);
	CHECK(longest < 30);
	/* A kill may hit a session at work, or one that is just being set up; nobody else suffers. */
	CHECK(lost + failed <= kills);
}

/* When the kills are over, the pool is whole again. */
static void the_pool_recovers(void)
{
	SQLHDBC dbc[CAP];
	SQLHDBC one_more = test_dbc();

	for (int i = 0; i < CAP; i++)
		dbc[i] = test_connect(settings);
	CHECK_INT(test_sessions(), CAP);
	CHECK_STATE(
		SQL_HANDLE_DBC, one_more,
		test_try_connect(one_more, "DSN=pooled;PoolSize=5;MaxOverflow=10;PoolTimeout=0.2"),
		"HYT00");
	for (int i = 0; i < CAP; i++)
		test_disconnect(dbc[i]);
	test_server_wait(EITHER("select count(*)", ""), POOL_SIZE, 10);
}

static const struct test_case cases[] = {
	TEST_CASE(many_threads_share_few_sessions),
	TEST_CASE(the_pool_recovers),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
