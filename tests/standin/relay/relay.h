/*
 * The relay in front of the stand-in's PostgreSQL: what only the wire shows.  See
 * ../README.md.  One thread a session; the list of sessions and the orders of the
 * control socket are under one mutex.
 */
#ifndef SP_STANDIN_RELAY_H
#define SP_STANDIN_RELAY_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* --- bytes.c: a growing buffer that is filled at its end and emptied at its front --- */

struct bytes {
	char *p;
	size_t at, n, cap; /* what is there: [at, n) */
};

void bytes_add(struct bytes *b, const void *p, size_t n);
void bytes_text(struct bytes *b, const char *text); /* without its NUL */
void bytes_drop(struct bytes *b, size_t n);
void bytes_free(struct bytes *b);
size_t bytes_len(const struct bytes *b);
uint32_t get32(const char *p);
void put32(struct bytes *b, uint32_t value);

/* --- rewrite.c, show.c, table.c: the text of a statement -------------------------- */

enum token_kind {
	TOKEN_WORD,
	TOKEN_QUOTED,
	TOKEN_STRING,
	TOKEN_ESCAPE,
	TOKEN_PARAM,
	TOKEN_NUMBER,
	TOKEN_OTHER
};

struct token {
	enum token_kind kind;
	const char *p;
	size_t n;
};

/* The tokens of one statement; [n] is none. */
struct tokens {
	struct token *t;
	size_t n;
	const char *end; /* of the statement's text */
};

/*
 * Appends what PostgreSQL is to run instead of the text.  fold: quoted identifiers
 * become lower case.
 */
void rewrite(struct bytes *out, const char *sql, size_t n, bool fold);

bool token_is(const struct tokens *s, size_t i, const char *word);
bool token_is_char(const struct tokens *s, size_t i, char c);

/* A comment that makes the server's side raise an error while it analyses. */
void write_failure(struct bytes *out, const char *state, const char *message);
void write_syntax_error(struct bytes *out, const struct tokens *s, size_t i);

/* Appends the statement and returns true if it is one of theirs. */
bool rewrite_show(struct bytes *out, const struct tokens *s, bool fold);
bool rewrite_table(struct bytes *out, const struct tokens *s, const char *start, bool fold);

/* Appends PostgreSQL's word for token i and returns true if it has another one. */
bool rewrite_word(struct bytes *out, const struct tokens *s, size_t i);

/* Copies a piece of text, identifiers folded, varchar(max) replaced. */
void copy_token(struct bytes *out, const struct token *t, bool fold);

/* --- session.c ---------------------------------------------------------------------- */

struct order {
	bool drop, reset, new_pid, kill;
};

struct session {
	struct session *next;
	int client, server;
	bool legacy; /* came in by the second port: no parameters of discovery */
	struct bytes from_client, to_client, from_server, to_server;
	struct bytes startup;
	uint32_t pid;
	bool fold;
	bool dropped;
	bool closing;   /* what is buffered for the client is sent, and that is all */
	int unanswered; /* Sync and Query messages */
	char status;    /* of the last ReadyForQuery; 0: none yet */
	bool counted;
	time_t active;
	struct order order;
};

struct relay {
	pthread_mutex_t mutex;
	struct session *sessions;
	int limit;
	int idle;           /* seconds; 0: for ever */
	const char *socket; /* the server's socket */
	int port;           /* the server's */
};

extern struct relay relay;

void *session_run(void *session);
/* Runs a Startup packet that was read whole; false: the session ends. */
bool session_start(struct session *s);
bool session_from_client(struct session *s);
bool session_from_server(struct session *s);
void session_fail(struct session *s, const char *severity, const char *state, const char *text);
int connect_server(bool by_socket);

#endif
