#include "config.h"

#include "relay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "odbctest.h"

enum { PAIRS_MAX = 32, WAIT_MS = 20 };

struct relay {
	pthread_t thread;
	int listener, port;
	int server_port;
	atomic_bool silent, refusing, over;
	atomic_int losing;
	int pairs[PAIRS_MAX][2]; /* driver's end, server's end */
	size_t ready[PAIRS_MAX]; /* bytes of "ready for query" that have come of the server */
	int n;
	atomic_long trips;
};

static int loopback(int port, struct sockaddr_in *ret)
{
	*ret = (struct sockaddr_in){ .sin_family = AF_INET,
				     .sin_port = htons((uint16_t)port),
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static void take_connection(struct relay *r)
{
	struct sockaddr_in to;
	int driver = accept(r->listener, NULL, NULL), server;

	if (driver < 0)
		return;
	if (atomic_load(&r->losing) > 0) {
		char request[16];

		atomic_fetch_sub(&r->losing, 1);
		(void)!recv(driver, request, sizeof(request), MSG_WAITALL);
		close(driver);
		return;
	}
	if (atomic_load(&r->refusing)) {
		close(driver);
		return;
	}
	server = loopback(r->server_port, &to);
	if (r->n == PAIRS_MAX || connect(server, (struct sockaddr *)&to, sizeof(to)) != 0) {
		close(driver);
		close(server);
		return;
	}
	r->ready[r->n] = 0;
	r->pairs[r->n][0] = driver;
	r->pairs[r->n++][1] = server;
}

/* ReadyForQuery: its type and length; what follows is the state of the transaction. */
static void count_ready(struct relay *r, int i, const char *bytes, ssize_t n)
{
	static const char ready[] = { 'Z', 0, 0, 0, 5 };

	for (ssize_t k = 0; k < n; k++) {
		if (bytes[k] != ready[r->ready[i]])
			r->ready[i] = bytes[k] == ready[0];
		else if (++r->ready[i] == sizeof(ready)) {
			r->ready[i] = 0;
			atomic_fetch_add(&r->trips, 1);
		}
	}
}

/* To the end `to` of the pair.  False: one side has closed. */
static bool pass_on(struct relay *r, int i, int end)
{
	char bytes[8192];
	int from = r->pairs[i][!end], to = r->pairs[i][end];
	ssize_t n = recv(from, bytes, sizeof(bytes), MSG_DONTWAIT), sent = 0, some;

	if (end == 0)
		count_ready(r, i, bytes, n);
	while (sent < n) {
		some = send(to, bytes + sent, (size_t)(n - sent), MSG_NOSIGNAL);
		if (some < 0)
			return false;
		sent += some;
	}
	return n > 0;
}

static void drop_pair(struct relay *r, int i)
{
	close(r->pairs[i][0]);
	close(r->pairs[i][1]);
	r->n--;
	memmove(r->pairs[i], r->pairs[r->n], sizeof(r->pairs[i]));
	r->ready[i] = r->ready[r->n];
}

static void serve(struct relay *r)
{
	struct pollfd p[1 + 2 * PAIRS_MAX];
	int n = r->n;

	p[0] = (struct pollfd){ .fd = r->listener, .events = POLLIN };
	for (int i = 0; i < 2 * n; i++)
		p[1 + i] = (struct pollfd){ .fd = r->pairs[i / 2][i % 2], .events = POLLIN };
	poll(p, atomic_load(&r->silent) ? 0 : (nfds_t)(1 + 2 * n), WAIT_MS);
	if (atomic_load(&r->silent))
		return;
	for (int i = n - 1; i >= 0; i--)
		if ((p[1 + 2 * i].revents && !pass_on(r, i, 1)) ||
		    (p[2 + 2 * i].revents && !pass_on(r, i, 0)))
			drop_pair(r, i);
	if (p[0].revents)
		take_connection(r);
}

static void *relay_main(void *arg)
{
	struct relay *r = arg;

	while (!atomic_load(&r->over))
		serve(r);
	while (r->n)
		drop_pair(r, 0);
	return NULL;
}

struct relay *relay_start(void)
{
	return relay_start_to((int)strtol(getenv("SP_TEST_PORT"), NULL, 10));
}

struct relay *relay_start_to(int port)
{
	struct relay *r = calloc(1, sizeof(*r));
	struct sockaddr_in at;
	socklen_t n = sizeof(at);

	CHECK(r);
	r->server_port = port;
	r->listener = loopback(0, &at);
	CHECK_INT(bind(r->listener, (struct sockaddr *)&at, sizeof(at)), 0);
	CHECK_INT(listen(r->listener, 16), 0);
	CHECK_INT(getsockname(r->listener, (struct sockaddr *)&at, &n), 0);
	r->port = ntohs(at.sin_port);
	CHECK_INT(pthread_create(&r->thread, NULL, relay_main, r), 0);
	return r;
}

int relay_port(const struct relay *r)
{
	return r->port;
}

void relay_silence(struct relay *r, bool on)
{
	atomic_store(&r->silent, on);
}

void relay_refuse(struct relay *r, bool on)
{
	atomic_store(&r->refusing, on);
}

void relay_lose(struct relay *r, int n)
{
	atomic_store(&r->losing, n);
}

long relay_trips(const struct relay *r)
{
	return atomic_load(&r->trips);
}

void relay_stop(struct relay *r)
{
	atomic_store(&r->over, true);
	pthread_join(r->thread, NULL);
	close(r->listener);
	free(r);
}
