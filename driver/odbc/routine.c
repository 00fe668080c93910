#include "config.h"
#include "odbc/routine.h"

#include <limits.h>
#include <stdlib.h>

#include "odbc/ask.h"
#include "util/ascii.h"
#include "util/mem.h"

/* Names that a connection remembers; beyond that it starts again. */
#define REMEMBERED 200

/* --- what is known ------------------------------------------------------------------ */

static void free_routines(struct routines *rs)
{
	for (size_t i = 0; i < rs->n; i++) {
		struct routine *r = &rs->list[i];

		for (size_t k = 0; k < r->n_args; k++)
			free(r->args[k].name);
		free(r->args);
	}
	free(rs->list);
	free(rs->name);
	free(rs);
}

void routines_forget(struct dbc *dbc)
{
	while (dbc->routines) {
		struct routines *rs = dbc->routines;

		dbc->routines = rs->next;
		free_routines(rs);
	}
	dbc->routines_age++;
}

void routines_note(struct dbc *dbc, const struct sql_text *t)
{
	if (!dbc->routines || !t)
		return;
	for (size_t i = 0; i < t->n_statements; i++) {
		switch (t->statements[i].kind) {
		case KIND_CREATE:
		case KIND_ALTER:
		case KIND_DROP:
		case KIND_SET:
		case KIND_RESET:
		case KIND_DISCARD:
		case KIND_USE:
		case KIND_DO: routines_forget(dbc); return;
		default: break;
		}
	}
}

/* --- asking -------------------------------------------------------------------------- */

/* Cells of a row of routine.sql. */
enum { R_OID, R_KIND, R_SET, R_TYPE, R_DEFAULTS, R_MODE, R_NAME, R_ARG_TYPE };

static unsigned number(const struct cell *c)
{
	uint64_t n;

	if (c->n < 0 || ascii_to_uint64((struct str){ c->p, (size_t)c->n }, &n) != ASCII_OK)
		return 0;
	return n > UINT_MAX ? 0 : (unsigned)n;
}

static bool grow(void **list, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (n < *cap)
		return true;
	more = realloc(*list, (*cap ? 2 * *cap : 4) * size);
	if (!more)
		return false;
	*list = more;
	*cap = *cap ? 2 * *cap : 4;
	return true;
}

static bool add_arg(struct routine *r, const struct cell *row)
{
	struct routine_arg *more = realloc(r->args, (r->n_args + 1) * sizeof(*more));
	char *name;

	if (!more)
		return false;
	r->args = more;
	name = mem_dup_str((struct str){ row[R_NAME].p, (size_t)row[R_NAME].n });
	if (!name)
		return false;
	r->args[r->n_args++] = (struct routine_arg){ .mode = *row[R_MODE].p,
						     .type = number(&row[R_ARG_TYPE]),
						     .name = name };
	return true;
}

/* Rows of one routine come one after the other. */
static bool add_row(void *arg, const struct cell *row)
{
	struct routines *rs = arg;
	unsigned oid = number(&row[R_OID]);

	if (!rs->n || rs->list[rs->n - 1].oid != oid) {
		if (!grow((void **)&rs->list, rs->n, &rs->cap, sizeof(*rs->list)))
			return false;
		rs->list[rs->n++] = (struct routine){
			.kind = *row[R_KIND].p == 'p' ? ROUTINE_PROCEDURE : ROUTINE_FUNCTION,
			.set = *row[R_SET].p == 't',
			.oid = oid,
			.type = number(&row[R_TYPE]),
			.defaults = number(&row[R_DEFAULTS]),
		};
	}
	return row[R_MODE].n <= 0 || add_arg(&rs->list[rs->n - 1], row);
}

static struct routines *find(struct dbc *dbc, struct str name, size_t *ret_n)
{
	*ret_n = 0;
	for (struct routines *rs = dbc->routines; rs; rs = rs->next, ++*ret_n)
		if (str_eq(str_from(rs->name), name))
			return rs;
	return NULL;
}

static SQLRETURN ask(struct dbc *dbc, struct diag *to, struct routines *rs)
{
	const char *params[2];
	char *schema, *name;
	SQLRETURN rc;

	if (!dbc_can_ask(dbc, CATALOG_ROUTINE))
		return SQL_SUCCESS;
	if (!dbc_split_name(dbc, str_from(rs->name), &schema, &name)) {
		free(schema);
		return diag_error(to, SS_HY001, NULL);
	}
	dbc->routines_asked++;
	params[0] = schema;
	params[1] = name;
	rc = dbc_ask(dbc, to, CATALOG_ROUTINE, 2, params, add_row, rs);
	free(schema);
	free(name);
	return rc;
}

SQLRETURN routines_find(struct dbc *dbc, struct diag *to, struct str name,
			const struct routines **ret)
{
	size_t known;
	struct routines *rs = find(dbc, name, &known);
	SQLRETURN rc;

	if (rs) {
		*ret = rs;
		return SQL_SUCCESS;
	}
	if (known >= REMEMBERED)
		routines_forget(dbc);
	rs = calloc(1, sizeof(*rs));
	if (rs)
		rs->name = mem_dup_str(name);
	if (!rs || !rs->name) {
		free(rs);
		return diag_error(to, SS_HY001, NULL);
	}
	rc = ask(dbc, to, rs);
	if (!SQL_SUCCEEDED(rc)) {
		free_routines(rs);
		return rc;
	}
	rs->next = dbc->routines;
	dbc->routines = rs;
	*ret = rs;
	return rc;
}

/* --- choosing ------------------------------------------------------------------------ */

static bool goes_in(const struct routine_arg *a)
{
	return a->mode == 'i' || a->mode == 'b' || a->mode == 'v';
}

static bool goes_out(const struct routine_arg *a)
{
	return a->mode == 'o' || a->mode == 'b';
}

int routine_column(const struct routine *r, size_t place)
{
	int column = 0;

	if (r->set)
		return -1;
	if (place == ROUTINE_NO_PLACE)
		return r->kind == ROUTINE_FUNCTION && r->type != ROUTINE_OID_VOID ? 0 : -1;
	if (!goes_out(&r->args[place]))
		return -1;
	for (size_t i = 0; i < place; i++)
		column += goes_out(&r->args[i]);
	return column;
}

/* A function with one output returns its type; with several, the first is what "?=" gets. */
unsigned routine_type(const struct routine *r, size_t place)
{
	if (place != ROUTINE_NO_PLACE)
		return r->args[place].type;
	for (size_t i = 0; i < r->n_args; i++)
		if (goes_out(&r->args[i]))
			return r->args[i].type;
	return r->type;
}

/*
 * What a call may list of a routine.  A function's arguments that only go out may
 * be listed or not, and "?=" may stand for the first of them.
 */
enum listing { LIST_BUT_FIRST_OUT, LIST_ALL, LIST_INPUTS, LISTINGS };

static size_t first_out(const struct routine *r)
{
	for (size_t i = 0; i < r->n_args; i++)
		if (r->args[i].mode == 'o')
			return i;
	return ROUTINE_NO_PLACE;
}

static bool is_listed(const struct routine *r, enum listing listing, size_t place)
{
	char mode = r->args[place].mode;

	if (mode == 't')
		return false;
	if (mode != 'o')
		return true;
	return listing == LIST_ALL || (listing == LIST_BUT_FIRST_OUT && place != first_out(r));
}

static bool may_list(const struct routine *r, enum listing listing, bool result)
{
	if (listing == LIST_ALL)
		return true;
	if (r->kind != ROUTINE_FUNCTION || first_out(r) == ROUTINE_NO_PLACE)
		return false;
	return listing == LIST_INPUTS || (result && !r->set);
}

static size_t place_by_name(const struct routine *r, enum listing listing, const char *name)
{
	for (size_t i = 0; i < r->n_args; i++)
		if (is_listed(r, listing, i) && strcmp(r->args[i].name, name) == 0)
			return i;
	for (size_t i = 0; i < r->n_args; i++)
		if (is_listed(r, listing, i) &&
		    ascii_ieq(str_from(r->args[i].name), str_from(name)))
			return i;
	return ROUTINE_NO_PLACE;
}

/* The next listed place from `from` on; past the end, a variadic argument takes the rest. */
static size_t place_in_order(const struct routine *r, enum listing listing, size_t from)
{
	for (; from < r->n_args; from++)
		if (is_listed(r, listing, from))
			return from;
	for (size_t i = r->n_args; i-- > 0;)
		if (r->args[i].mode == 'v')
			return i;
	return ROUTINE_NO_PLACE;
}

static bool assign(const struct routine *r, enum listing listing, const struct routine_use *uses,
		   size_t n, size_t *places)
{
	size_t next = 0;
	bool named = false;

	for (size_t i = 0; i < n; i++) {
		if (uses[i].name) {
			named = true;
			places[i] = place_by_name(r, listing, uses[i].name);
		} else if (named) {
			return false; /* SQL: places come before names */
		} else {
			places[i] = place_in_order(r, listing, next);
			next = places[i] + 1;
		}
		if (places[i] == ROUTINE_NO_PLACE)
			return false;
	}
	return true;
}

static bool has_default(const struct routine *r, size_t place)
{
	size_t after = 0;

	if (r->args[place].mode == 'v' || !goes_in(&r->args[place]))
		return r->args[place].mode == 'v';
	for (size_t i = place + 1; i < r->n_args; i++)
		after += goes_in(&r->args[i]);
	return after < r->defaults;
}

/* Each argument that is not given has a default, or is an output of a function. */
static bool rest_is_optional(const struct routine *r, const struct routine_use *uses, size_t n,
			     const size_t *places, unsigned *cost)
{
	for (size_t p = 0; p < r->n_args; p++) {
		bool given = false;

		if (r->args[p].mode == 't')
			continue;
		for (size_t i = 0; i < n; i++)
			given = given || (places[i] == p && !uses[i].left_out);
		if (given)
			continue;
		if (r->args[p].mode == 'o' ? r->kind != ROUTINE_FUNCTION : !has_default(r, p))
			return false;
		*cost += 2;
	}
	return true;
}

static bool is_number(unsigned oid)
{
	return oid == 20 || oid == 21 || oid == 23 || oid == 700 || oid == 701 || oid == 1700;
}

static unsigned type_cost(const struct routine_arg *a, const struct routine_use *u)
{
	if (!u->type || u->type == a->type)
		return 0;
	return is_number(u->type) && is_number(a->type) ? 1 : 10;
}

/* How badly the bindings go with what is declared. */
static unsigned binding_cost(const struct routine *r, const struct routine_use *uses, size_t n,
			     const size_t *places)
{
	unsigned cost = 0;

	for (size_t i = 0; i < n; i++) {
		const struct routine_arg *a = &r->args[places[i]];

		cost += type_cost(a, &uses[i]);
		if (uses[i].bound == 'o' && !goes_out(a))
			cost += 1000;
		else if (uses[i].bound == 'i' && a->mode == 'o')
			cost += 500;
		else if (uses[i].bound == 'b' && a->mode != 'b')
			cost += 5;
	}
	return cost;
}

static bool fits(const struct routine *r, enum listing listing, const struct routine_use *uses,
		 size_t n, bool result, size_t *places, unsigned *ret_cost)
{
	unsigned cost = (unsigned)listing;

	if (!may_list(r, listing, result) || !assign(r, listing, uses, n, places) ||
	    !rest_is_optional(r, uses, n, places, &cost))
		return false;
	cost += binding_cost(r, uses, n, places);
	if (result && r->kind == ROUTINE_PROCEDURE)
		cost += 100;
	*ret_cost = cost;
	return true;
}

const struct routine *routine_choose(const struct routines *from, const struct routine_use *uses,
				     size_t n, bool result, size_t *scratch, size_t *ret_places)
{
	const struct routine *best = NULL;
	unsigned lowest = UINT_MAX;

	for (size_t i = 0; i < from->n; i++) {
		const struct routine *r = &from->list[i];

		for (int listing = 0; listing < LISTINGS; listing++) {
			unsigned cost;

			if (!fits(r, (enum listing)listing, uses, n, result, scratch, &cost) ||
			    cost >= lowest)
				continue;
			lowest = cost;
			best = r;
			memcpy(ret_places, scratch, n * sizeof(*scratch));
		}
	}
	return best;
}
