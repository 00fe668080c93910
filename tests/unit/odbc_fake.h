/*
 * Handles without a server, for tests of what needs none: the connection says that
 * it is connected and, where that is wanted, that its session was lost.
 */
#ifndef SP_TESTS_ODBC_FAKE_H
#define SP_TESTS_ODBC_FAKE_H

#include <check.h>

#include "odbc/dbc.h"
#include "odbc/desc.h"
#include "odbc/stmt.h"

struct fake {
	struct env *env;
	struct dbc *dbc;
	struct stmt *stmt;
};

static inline void fake_open(struct fake *f, SQLINTEGER odbc_version)
{
	ck_assert_int_eq(env_alloc(&f->env), SQL_SUCCESS);
	f->env->odbc_version = odbc_version;
	ck_assert_int_eq(dbc_alloc(f->env, &f->dbc), SQL_SUCCESS);
	f->dbc->connected = true;
	ck_assert_int_eq(stmt_alloc(f->dbc, &f->stmt), SQL_SUCCESS);
}

static inline void fake_close(struct fake *f)
{
	f->dbc->connected = false;
	ck_assert_int_eq(dbc_free(f->dbc), SQL_SUCCESS);
	ck_assert_int_eq(env_free(f->env), SQL_SUCCESS);
}

/* The state of the first record of a handle, "" if there is none. */
static inline const char *fake_state(const struct handle *h)
{
	return h->diag.n ? h->diag.recs[0].state : "";
}

/* The call answered this, with this state first; then the records are gone. */
#define ck_rc(h, call, want_rc, want_state)                                                    \
	do {                                                                                   \
		SQLRETURN ck_rc_got = (call);                                                  \
		ck_assert_msg(ck_rc_got == (want_rc), "%s: %d, expected %d (%s)", #call,       \
			      ck_rc_got, (want_rc), fake_state(h));                            \
		ck_assert_msg(strcmp(fake_state(h), (want_state)) == 0, "%s: %s, expected %s", \
			      #call, fake_state(h), (want_state));                             \
		diag_clear(&(h)->diag);                                                        \
	} while (0)

#define ck_ok(h, call)               ck_rc(h, call, SQL_SUCCESS, "")
#define ck_error(h, call, state)     ck_rc(h, call, SQL_ERROR, state)
#define ck_with_info(h, call, state) ck_rc(h, call, SQL_SUCCESS_WITH_INFO, state)

#endif
