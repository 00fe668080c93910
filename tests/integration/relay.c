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
	atomic_bool silent, refusing, over;
	int pairs[PAIRS_MAX][2]; /* driver's end, server's end */
	int n;
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
	if (atomic_load(&r->refusing)) {
		close(driver);
		return;
	}
	server = loopback((int)strtol(getenv("SP_TEST_PORT"), NULL, 10), &to);
	if (r->n == PAIRS_MAX || connect(server, (struct sockaddr *)&to, sizeof(to)) != 0) {
		close(driver);
		close(server);
		return;
	}
	r->pairs[r->n][0] = driver;
	r->pairs[r->n++][1] = server;
}

/* False: one side has closed. */
static bool pass_on(int from, int to)
{
	char bytes[8192];
	ssize_t n = recv(from, bytes, sizeof(bytes), MSG_DONTWAIT), sent = 0, some;

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
		if ((p[1 + 2 * i].revents && !pass_on(r->pairs[i][0], r->pairs[i][1])) ||
		    (p[2 + 2 * i].revents && !pass_on(r->pairs[i][1], r->pairs[i][0])))
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
	struct relay *r = calloc(1, sizeof(*r));
	struct sockaddr_in at;
	socklen_t n = sizeof(at);

	CHECK(r);
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

void relay_stop(struct relay *r)
{
	atomic_store(&r->over, true);
	pthread_join(r->thread, NULL);
	close(r->listener);
	free(r);
}
