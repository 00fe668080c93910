/*
 * relay SOCKET PORT CONTROL: takes sessions on two ports of 127.0.0.1, prints its
 * process and the ports, and
 * passes them to the server at SOCKET (trusted) and 127.0.0.1:PORT (with passwords).
 * relay ctl CONTROL WORDS: one order.
 *
 *	limit N       at most N sessions of ordinary users
 *	idle N        sessions that rest for N seconds are ended; 0: none
 *	drop PID|all  silence on a session: neither data nor an end
 *	reset PID|all a session's connection is reset
 *	kill PID|all  a session is ended with a FATAL error
 *	newpid PID|all  the server process is replaced when the session rests
 *	pause, resume  connections are refused, or not
 *	count         prints the number of sessions
 */
#include "config.h"
#include "relay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct relay relay = { .mutex = PTHREAD_MUTEX_INITIALIZER, .limit = 500 };

static int port[2]; /* 0: not chosen yet */

static int listen_on(int *ret_port)
{
	struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons((uint16_t)*ret_port) };
	socklen_t n = sizeof(in);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int on = 1;

	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (fd < 0 || bind(fd, (struct sockaddr *)&in, sizeof(in)) != 0 || listen(fd, 200) != 0 ||
	    getsockname(fd, (struct sockaddr *)&in, &n) != 0) {
		perror("relay");
		exit(1);
	}
	*ret_port = ntohs(in.sin_port);
	return fd;
}

static int control_socket(const char *path, bool server)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(un.sun_path, sizeof(un.sun_path), "%s", path);
	if (fd < 0 ||
	    (server ? bind(fd, (struct sockaddr *)&un, sizeof(un)) != 0 || listen(fd, 10) != 0
		    : connect(fd, (struct sockaddr *)&un, sizeof(un)) != 0)) {
		perror(path);
		exit(1);
	}
	return fd;
}

static int ctl(int argc, char **argv)
{
	int fd = control_socket(argv[2], false);
	struct bytes line = { 0 };
	char answer[200];
	ssize_t n;
	int i;

	for (i = 3; i < argc; i++) {
		bytes_text(&line, argv[i]);
		bytes_text(&line, i + 1 < argc ? " " : "\n");
	}
	/* In one piece, since the relay reads once. */
	n = write(fd, line.p, line.n);
	bytes_free(&line);
	n = n > 0 ? read(fd, answer, sizeof(answer) - 1) : n;
	if (n <= 0)
		return 1;
	answer[n] = '\0';
	fputs(answer, stdout);
	return strncmp(answer, "unknown", 7) == 0;
}

/* Marks the sessions that an order is for; returns how many. */
static int mark(const char *which, struct order order)
{
	uint32_t pid = (uint32_t)strtoul(which, NULL, 10);
	struct session *s;
	int n = 0;

	pthread_mutex_lock(&relay.mutex);
	for (s = relay.sessions; s; s = s->next) {
		if (strcmp(which, "all") != 0 && s->pid != pid)
			continue;
		s->order.drop |= order.drop;
		s->order.reset |= order.reset;
		s->order.kill |= order.kill;
		s->order.new_pid |= order.new_pid;
		n++;
	}
	pthread_mutex_unlock(&relay.mutex);
	return n;
}

static int count(void)
{
	struct session *s;
	int n = 0;

	pthread_mutex_lock(&relay.mutex);
	for (s = relay.sessions; s; s = s->next)
		n += s->status != 0;
	pthread_mutex_unlock(&relay.mutex);
	return n;
}

static void set_number(int *number, const char *text)
{
	pthread_mutex_lock(&relay.mutex);
	*number = (int)strtol(text, NULL, 10);
	pthread_mutex_unlock(&relay.mutex);
}

/* One line, one answer. */
static void control(int fd, int listeners[2])
{
	char line[200] = "", *word;
	ssize_t n = read(fd, line, sizeof(line) - 1);
	int i;

	line[n > 0 ? n : 0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	word = line + strcspn(line, " ");
	word += *word == ' ';
	if (strncmp(line, "limit ", 6) == 0)
		set_number(&relay.limit, word);
	else if (strncmp(line, "idle ", 5) == 0)
		set_number(&relay.idle, word);
	else if (strncmp(line, "drop ", 5) == 0)
		dprintf(fd, "%d ", mark(word, (struct order){ .drop = true }));
	else if (strncmp(line, "reset ", 6) == 0)
		dprintf(fd, "%d ", mark(word, (struct order){ .reset = true }));
	else if (strncmp(line, "kill ", 5) == 0)
		dprintf(fd, "%d ", mark(word, (struct order){ .kill = true }));
	else if (strncmp(line, "newpid ", 7) == 0)
		dprintf(fd, "%d ", mark(word, (struct order){ .new_pid = true }));
	else if (strcmp(line, "count") == 0)
		dprintf(fd, "%d ", count());
	else if (strcmp(line, "pause") == 0)
		for (i = 0; i < 2; i++) {
			close(listeners[i]);
			listeners[i] = -1;
		}
	else if (strcmp(line, "resume") == 0)
		for (i = 0; i < 2; i++)
			listeners[i] = listeners[i] < 0 ? listen_on(&port[i]) : listeners[i];
	else
		dprintf(fd, "unknown order ");
	dprintf(fd, "ok\n");
	close(fd);
}

static void take(int listener, bool legacy)
{
	int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	struct session *s = fd >= 0 ? calloc(1, sizeof(*s)) : NULL;
	pthread_attr_t attr;
	pthread_t thread;
	int on = 1;

	if (!s) {
		if (fd >= 0)
			close(fd);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	s->client = fd;
	s->legacy = legacy;
	pthread_mutex_lock(&relay.mutex);
	s->next = relay.sessions;
	relay.sessions = s;
	pthread_mutex_unlock(&relay.mutex);
	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attr, 512 * 1024);
	if (pthread_create(&thread, &attr, session_run, s) != 0)
		abort();
	pthread_attr_destroy(&attr);
}

int main(int argc, char **argv)
{
	int listeners[2], orders, i;

	if (argc > 3 && strcmp(argv[1], "ctl") == 0)
		return ctl(argc, argv);
	if (argc != 4) {
		fprintf(stderr, "usage: relay SOCKET PORT CONTROL\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	relay.socket = argv[1];
	relay.port = (int)strtol(argv[2], NULL, 10);
	orders = control_socket(argv[3], true);
	for (i = 0; i < 2; i++)
		listeners[i] = listen_on(&port[i]);
	printf("%d %d %d\n", (int)getpid(), port[0], port[1]);
	fflush(stdout);
	for (;;) {
		struct pollfd fd[3] = { { .fd = listeners[0], .events = POLLIN },
					{ .fd = listeners[1], .events = POLLIN },
					{ .fd = orders, .events = POLLIN } };

		if (poll(fd, 3, -1) < 0)
			continue;
		for (i = 0; i < 2; i++)
			if (fd[i].revents & POLLIN)
				take(listeners[i], i == 1);
		if (fd[2].revents & POLLIN)
			control(accept4(orders, NULL, NULL, SOCK_CLOEXEC), listeners);
	}
}
