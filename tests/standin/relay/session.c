/*
 * The messages of one session.  From the client: the texts of Query and Parse are
 * rewritten, limits are checked.  From the server: parameters, command tags and the
 * session's state are seen or changed.  All else passes as it is.
 */
#include "config.h"
#include "relay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX   (16 * 1024 * 1024)
#define PARAMS_MAX 32767

static const char version[] = "8.0.2";

/* --- small messages ------------------------------------------------------------- */

static void add_message(struct bytes *to, char type, const struct bytes *body)
{
	bytes_add(to, &type, 1);
	put32(to, (uint32_t)bytes_len(body) + 4);
	bytes_add(to, body->p + body->at, bytes_len(body));
}

static void add_field(struct bytes *body, char code, const char *text)
{
	bytes_add(body, &code, 1);
	bytes_add(body, text, strlen(text) + 1);
}

/* An error of the relay's own; the session ends after it. */
void session_fail(struct session *s, const char *severity, const char *state, const char *text)
{
	struct bytes body = { 0 };

	add_field(&body, 'S', severity);
	add_field(&body, 'C', state);
	add_field(&body, 'M', text);
	bytes_add(&body, "", 1);
	add_message(&s->to_client, 'E', &body);
	bytes_free(&body);
	s->closing = true;
}

static void add_parameter(struct session *s, const char *name, const char *value)
{
	struct bytes body = { 0 };

	bytes_add(&body, name, strlen(name) + 1);
	bytes_add(&body, value, strlen(value) + 1);
	add_message(&s->to_client, 'S', &body);
	bytes_free(&body);
}

/* --- from the client -------------------------------------------------------------- */

/* The text of Query or Parse as the server shall have it. */
static void change_text(const struct session *s, struct bytes *out, const char *sql, size_t n)
{
	char message[120];

	if (n > TEXT_MAX) {
		/* GUESS: the state. */
		snprintf(message, sizeof(message),
			 "Statement is too large. Statement Size: %zu bytes. Maximum Allowed: %d "
			 "bytes",
			 n, TEXT_MAX);
		write_failure(out, "54000", message);
	} else {
		rewrite(out, sql, n, s->fold);
	}
	bytes_add(out, "", 1);
}

static void pass_query(struct session *s, const char *body, size_t n)
{
	struct bytes out = { 0 };

	change_text(s, &out, body, strnlen(body, n));
	add_message(&s->to_server, 'Q', &out);
	bytes_free(&out);
}

/* Parse: name, text, number of types, types. */
static void pass_parse(struct session *s, const char *body, size_t n)
{
	size_t name = strnlen(body, n) + 1;
	size_t text = name < n ? strnlen(body + name, n - name) + 1 : 0;
	struct bytes out = { 0 };

	if (!text || name + text > n) {
		add_message(&s->to_server, 'P', &(struct bytes){ (char *)body, 0, n, n });
		return;
	}
	bytes_add(&out, body, name);
	change_text(s, &out, body + name, text - 1);
	bytes_add(&out, body + name + text, n - name - text);
	add_message(&s->to_server, 'P', &out);
	bytes_free(&out);
}

static unsigned get16(const char *p)
{
	return (unsigned)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

/* Bind: portal, statement, number of formats, formats, number of values, ... */
static bool too_many_values(const char *body, size_t n)
{
	size_t at = strnlen(body, n) + 1;

	if (at >= n)
		return false;
	at += strnlen(body + at, n - at) + 1;
	if (at + 2 > n)
		return false;
	at += 2 + 2 * get16(body + at);
	return at + 2 <= n && get16(body + at) > PARAMS_MAX;
}

static void pass_bind(struct session *s, const char *body, size_t n)
{
	struct bytes out = { 0 };

	if (!too_many_values(body, n)) {
		add_message(&s->to_server, 'B', &(struct bytes){ (char *)body, 0, n, n });
		return;
	}
	/* A Parse that fails stands for it: the server then skips to the next Sync. */
	bytes_add(&out, "", 1);
	write_failure(&out, "54000", "number of parameters exceeds 32767"); /* GUESS */
	bytes_add(&out, "\0\0", 3);
	add_message(&s->to_server, 'P', &out);
	bytes_free(&out);
}

static void pass_message(struct session *s, char type, const char *body, size_t n)
{
	switch (type) {
	case 'Q':
		s->unanswered++;
		pass_query(s, body, n);
		break;
	case 'P': pass_parse(s, body, n); break;
	case 'B': pass_bind(s, body, n); break;
	default:
		if (type == 'S' || type == 'F')
			s->unanswered++;
		add_message(&s->to_server, type, &(struct bytes){ (char *)body, 0, n, n });
		break;
	}
}

bool session_from_client(struct session *s)
{
	struct bytes *in = &s->from_client;
	uint32_t n;

	s->active = time(NULL);
	while (bytes_len(in) >= 5) {
		n = get32(in->p + in->at + 1);
		if (n < 4 || n > 0x3fffffff)
			return false;
		if (bytes_len(in) < (size_t)n + 1)
			break;
		pass_message(s, in->p[in->at], in->p + in->at + 5, n - 4);
		bytes_drop(in, (size_t)n + 1);
	}
	return true;
}

/* --- from the server -------------------------------------------------------------- */

/* Discovery's parameters: whether a client of protocol 0 gets them is not known. */
static bool is_discovery(const char *name)
{
	return strcmp(name, "server_protocol_version") == 0 ||
	       strcmp(name, "datashare_enabled") == 0 || strcmp(name, "external_database") == 0 ||
	       strcmp(name, "show_discovery") == 0;
}

static void pass_parameter(struct session *s, const char *body, size_t n)
{
	const char *value = body + strnlen(body, n) + 1;

	if (strcmp(body, "server_version") == 0) {
		add_parameter(s, body, version);
	} else if (strcmp(body, "client_encoding") == 0) {
		add_parameter(s, body, strcmp(value, "UTF8") == 0 ? "UNICODE" : value);
	} else if (strcmp(body, "enable_case_sensitive_identifier") == 0) {
		s->fold = strcmp(value, "on") != 0;
		add_parameter(s, "case_sensitive", value); /* GUESS: that they are the same */
	} else if (!s->legacy || !is_discovery(body)) {
		add_parameter(s, body, value);
	}
}

/* GUESS: 8.0 counts no rows in the tags of SELECT and FETCH, and so does Redshift. */
static void pass_tag(struct session *s, const char *body, size_t n)
{
	struct bytes out = { 0 };

	if (strncmp(body, "SELECT ", 7) == 0 || strncmp(body, "FETCH ", 6) == 0) {
		bytes_add(&out, body, strcspn(body, " "));
		bytes_add(&out, "", 1);
	} else {
		bytes_add(&out, body, n);
	}
	add_message(&s->to_client, 'C', &out);
	bytes_free(&out);
}

static void see_message(struct session *s, char type, const char *body, size_t n)
{
	switch (type) {
	case 'S': pass_parameter(s, body, n); return;
	case 'C': pass_tag(s, body, n); return;
	case 'K':
		if (n >= 4)
			s->pid = get32(body);
		break;
	case 'Z':
		s->status = *body;
		s->active = time(NULL);
		if (s->unanswered)
			s->unanswered--;
		break;
	default: break;
	}
	add_message(&s->to_client, type, &(struct bytes){ (char *)body, 0, n, n });
}

bool session_from_server(struct session *s)
{
	struct bytes *in = &s->from_server;
	uint32_t n;

	while (bytes_len(in) >= 5) {
		n = get32(in->p + in->at + 1);
		if (n < 4)
			return false;
		if (bytes_len(in) < (size_t)n + 1)
			break;
		see_message(s, in->p[in->at], in->p + in->at + 5, n - 4);
		bytes_drop(in, (size_t)n + 1);
	}
	return true;
}
