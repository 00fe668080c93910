/* The life of a session: its start, its loop, and what the control socket orders. */
#include "config.h"
#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define CANCEL   80877102
#define SSL      80877103
#define GSS      80877104
#define PROTOCOL 196608
#define FULL     ((size_t)1 << 20)

/* --- sockets ------------------------------------------------------------------------ */

int connect_server(bool by_socket)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons((uint16_t)relay.port) };
	struct sockaddr *address = by_socket ? (struct sockaddr *)&un : (struct sockaddr *)&in;
	socklen_t n = by_socket ? sizeof(un) : sizeof(in);
	int fd = socket(by_socket ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int on = 1;

	snprintf(un.sun_path, sizeof(un.sun_path), "%s", relay.socket);
	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || connect(fd, address, n) != 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	if (!by_socket)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	return fd;
}

static bool read_all(int fd, void *p, size_t n)
{
	size_t done = 0;
	ssize_t k;

	while (done < n) {
		k = read(fd, (char *)p + done, n - done);
		if (k <= 0)
			return false;
		done += (size_t)k;
	}
	return true;
}

static bool write_all(int fd, const void *p, size_t n)
{
	size_t done = 0;
	ssize_t k;

	while (done < n) {
		k = send(fd, (const char *)p + done, n - done, MSG_NOSIGNAL);
		if (k <= 0)
			return false;
		done += (size_t)k;
	}
	return true;
}

static bool fill(int fd, struct bytes *b)
{
	char piece[65536];
	ssize_t k = read(fd, piece, sizeof(piece));

	if (k <= 0)
		return k < 0 && (errno == EAGAIN || errno == EINTR);
	bytes_add(b, piece, (size_t)k);
	return true;
}

static bool flush(int fd, struct bytes *b)
{
	ssize_t k = send(fd, b->p + b->at, bytes_len(b), MSG_NOSIGNAL);

	if (k < 0)
		return errno == EAGAIN || errno == EINTR;
	bytes_drop(b, (size_t)k);
	return true;
}

/* --- the start ------------------------------------------------------------------------ */

/* A packet without a type: length, code, the rest. */
static bool read_packet(int fd, struct bytes *packet)
{
	char piece[10000];
	uint32_t n;

	packet->at = packet->n = 0;
	if (!read_all(fd, piece, 4))
		return false;
	n = get32(piece);
	if (n < 8 || n > sizeof(piece) || !read_all(fd, piece + 4, n - 4))
		return false;
	bytes_add(packet, piece, n);
	return true;
}

static void forward_cancel(const struct bytes *packet)
{
	int fd = connect_server(false);
	char end;

	if (fd < 0)
		return;
	if (write_all(fd, packet->p, packet->n))
		(void)!read(fd, &end, 1); /* the server closes when it has done it */
	close(fd);
}

/* The value of a key of the Startup packet, or NULL. */
static const char *startup_value(const struct bytes *packet, const char *key)
{
	const char *p = packet->p + 8, *end = packet->p + packet->n;
	const char *value;

	while (p < end && *p) {
		value = p + strnlen(p, (size_t)(end - p)) + 1;
		if (value >= end)
			return NULL;
		if (strcmp(p, key) == 0)
			return value;
		p = value + strnlen(value, (size_t)(end - value)) + 1;
	}
	return NULL;
}

/* The bootstrap user is not limited.  GUESS: 53300. */
static bool take_place(struct session *s)
{
	const char *user = startup_value(&s->startup, "user");
	struct session *other;
	char text[80];
	int n = 0;
	bool free_place;

	if (user && strcmp(user, "postgres") == 0)
		return true;
	pthread_mutex_lock(&relay.mutex);
	for (other = relay.sessions; other; other = other->next)
		n += other->counted;
	free_place = n < relay.limit;
	s->counted = free_place;
	snprintf(text, sizeof(text), "connection limit \"%d\" exceeded for non-bootstrap users",
		 relay.limit);
	pthread_mutex_unlock(&relay.mutex);
	if (!free_place)
		session_fail(s, "FATAL", "53300", text);
	return free_place;
}

/*
 * The user "sha256" is asked for a digest (13), "idp" for an identity provider's token
 * (14), as users of such kinds are; what a client answers is not looked at.
 */
static bool ask_as_redshift_does(struct session *s)
{
	const char *user = startup_value(&s->startup, "user");
	uint32_t code = !user                         ? 0
			: strcmp(user, "sha256") == 0 ? 13
			: strcmp(user, "idp") == 0    ? 14
						      : 0;

	if (!code)
		return false;
	bytes_add(&s->to_client, "R", 1);
	put32(&s->to_client, code == 13 ? 32 : 8);
	put32(&s->to_client, code);
	if (code == 13) {
		put32(&s->to_client, 0); /* SHA-256 */
		put32(&s->to_client, 8);
		bytes_add(&s->to_client, "saltsalt", 8);
		put32(&s->to_client, 4);
		bytes_add(&s->to_client, "once", 4);
	}
	s->closing = true;
	return true;
}

bool session_start(struct session *s)
{
	uint32_t code;

	for (;;) {
		if (!read_packet(s->client, &s->startup))
			return false;
		code = get32(s->startup.p + 4);
		if (code == CANCEL) {
			forward_cancel(&s->startup);
			return false;
		}
		if (code != SSL && code != GSS)
			break;
		/* GUESS: GSSENCRequest is answered as SSLRequest is without TLS. */
		if (!write_all(s->client, "N", 1))
			return false;
	}
	if (code != PROTOCOL) {
		session_fail(s, "FATAL", "0A000", "unsupported frontend protocol");
		return true;
	}
	if (ask_as_redshift_does(s) || !take_place(s))
		return true;
	s->server = connect_server(false);
	if (s->server < 0) {
		session_fail(s, "FATAL", "57P03", "the database system is starting up");
		return true;
	}
	bytes_add(&s->to_server, s->startup.p, s->startup.n);
	return true;
}

/* --- orders ----------------------------------------------------------------------------- */

/*
 * A new server process takes the place of the old one, as after a restarted session.
 * The client is told nothing, so that the pid that it remembers is stale.
 */
static void new_pid(struct session *s)
{
	int fd = connect_server(true);
	char head[5], type;
	char body[4096];
	uint32_t n;

	if (fd < 0 || !write_all(fd, s->startup.p, s->startup.n))
		return;
	do {
		if (!read_all(fd, head, 5))
			return;
		type = head[0];
		n = get32(head + 1) - 4;
		if (n > sizeof(body) || !read_all(fd, body, n))
			return;
		if (type == 'K')
			s->pid = get32(body);
	} while (type != 'Z');
	fcntl(fd, F_SETFL, O_NONBLOCK);
	close(s->server);
	s->server = fd;
}

/* False: the session ends now. */
static bool obey(struct session *s)
{
	struct linger now = { 1, 0 };
	struct order order;
	int idle;

	pthread_mutex_lock(&relay.mutex);
	order = s->order;
	s->order = (struct order){ 0 };
	/* A new process waits until the session rests. */
	s->order.new_pid = order.new_pid && (s->status != 'I' || s->unanswered);
	idle = relay.idle;
	pthread_mutex_unlock(&relay.mutex);
	if (order.reset) {
		setsockopt(s->client, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
		return false;
	}
	if (order.drop && !s->dropped) {
		/* Silence: nothing is read, sent or closed any more. */
		s->dropped = true;
		close(s->server);
		s->server = -1;
	}
	if (order.new_pid && s->status == 'I' && !s->unanswered)
		new_pid(s);
	/* GUESS: text and state of both. */
	if (order.kill)
		session_fail(s, "FATAL", "57P01",
			     "terminating connection due to administrator command");
	else if (idle && s->status && !s->unanswered && time(NULL) - s->active >= idle &&
		 !s->dropped)
		session_fail(s, "FATAL", "57P01", "terminating connection due to idle timeout");
	return true;
}

/* --- the loop ------------------------------------------------------------------------------ */

static bool serve_client(struct session *s, short events)
{
	if ((events & (POLLIN | POLLHUP | POLLERR)) &&
	    (!fill(s->client, &s->from_client) || !session_from_client(s)))
		return false;
	return !(events & POLLOUT) || flush(s->client, &s->to_client);
}

static bool serve_server(struct session *s, short events)
{
	if ((events & (POLLIN | POLLHUP | POLLERR)) &&
	    (!fill(s->server, &s->from_server) || !session_from_server(s)))
		s->closing = true;
	if (!s->closing && (events & POLLOUT) && !flush(s->server, &s->to_server))
		s->closing = true;
	return true;
}

static short wanted(const struct bytes *out, const struct bytes *other)
{
	return (short)((bytes_len(out) ? POLLOUT : 0) | (bytes_len(other) < FULL ? POLLIN : 0));
}

static bool step(struct session *s)
{
	struct pollfd fd[2] = { { .fd = s->dropped ? -1 : s->client },
				{ .fd = s->dropped || s->closing ? -1 : s->server } };

	fd[0].events = s->closing ? POLLOUT : wanted(&s->to_client, &s->to_server);
	fd[1].events = wanted(&s->to_server, &s->to_client);
	if (poll(fd, 2, 100) < 0 && errno != EINTR)
		return false;
	if (!obey(s))
		return false;
	if (s->dropped)
		return true;
	if (s->closing)
		return bytes_len(&s->to_client) && flush(s->client, &s->to_client) &&
		       bytes_len(&s->to_client);
	return serve_client(s, fd[0].revents) && (!fd[1].revents || serve_server(s, fd[1].revents));
}

static void session_end(struct session *s)
{
	struct session **p;

	pthread_mutex_lock(&relay.mutex);
	for (p = &relay.sessions; *p; p = &(*p)->next) {
		if (*p == s) {
			*p = s->next;
			break;
		}
	}
	pthread_mutex_unlock(&relay.mutex);
	close(s->client);
	if (s->server >= 0) {
		flush(s->server, &s->to_server); /* a Terminate, perhaps */
		close(s->server);
	}
	bytes_free(&s->from_client);
	bytes_free(&s->to_client);
	bytes_free(&s->from_server);
	bytes_free(&s->to_server);
	bytes_free(&s->startup);
	free(s);
}

void *session_run(void *arg)
{
	struct session *s = arg;

	s->server = -1;
	s->fold = true;
	if (session_start(s)) {
		fcntl(s->client, F_SETFL, O_NONBLOCK);
		if (s->server >= 0)
			fcntl(s->server, F_SETFL, O_NONBLOCK);
		while (step(s))
			continue;
	}
	session_end(s);
	return NULL;
}
