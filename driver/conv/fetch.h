/*
 * From server bytes to the application's C type.
 *
 * A reader is chosen once a column (it comes with the type's description), a
 * writer once a binding.  Nothing here allocates, locks or keeps state besides
 * the caller's struct conv_part; application buffers need not be aligned.
 *
 * ODBC: Appendix D, "Converting Data from SQL to C Data Types".
 */
#ifndef SP_CONV_FETCH_H
#define SP_CONV_FETCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sql.h>
#include <sqlext.h>

#include "conv/result.h"
#include "conv/value.h"

_Static_assert(sizeof(SQLWCHAR) == 2, "SQLWCHAR is UTF-16 here");

struct conv_reader {
	enum conv_result (*read)(const struct conv_reader *r, struct str wire, struct value *ret);
	enum value_kind kind; /* what it makes; tells whether a writer accepts the column */
	uint8_t width;        /* see struct value */
	uint8_t code;         /* SQL_CODE_* of an interval column */
	bool minus_one;       /* true reads as -1 */
	bool text_is_final;   /* the wire text is the character form, so it can be copied unread */
	uint8_t unit;         /* see struct value */
};

struct conv_target {
	void *p;    /* where to; never NULL */
	SQLLEN cap; /* its bytes; ignored for types of fixed length */
	SQLLEN n; /* out: bytes of the whole value without terminator (what is left of it, in parts) */
	size_t written; /* out: bytes put at p without terminator */
};

struct conv_writer {
	SQLSMALLINT c_type;    /* concise; ODBC 2 date types are mapped */
	SQLSMALLINT precision; /* SQL_DESC_PRECISION: digits of NUMERIC, or of fractional seconds */
	SQLSMALLINT scale;     /* SQL_DESC_SCALE of NUMERIC */
	SQLINTEGER leading;    /* SQL_DESC_DATETIME_INTERVAL_PRECISION; 0: no limit */
	const struct conv_put *put; /* private */
	struct value_date today;    /* for times that become timestamps; month 0: ask the clock */
};

/*
 * Prepares a writer.  c_type is a real C type: the caller resolves SQL_C_DEFAULT
 * (type_default_c()), SQL_ARD_TYPE and SQL_APD_TYPE.  False: no such C type (HY003).
 */
bool conv_writer_init(struct conv_writer *w, SQLSMALLINT c_type, SQLSMALLINT precision,
		      SQLSMALLINT scale, SQLINTEGER leading) __attribute__((warn_unused_result));

/* Whether the tables allow the pair; if not, every fetch would answer CONV_RESTRICTED. */
bool conv_accepts(const struct conv_writer *w, const struct conv_reader *r);

/* One cell: read and write.  The caller has dealt with NULL. */
enum conv_result conv_fetch(const struct conv_reader *r, const struct conv_writer *w,
			    struct str wire, struct conv_target *t);

/* The two halves, for values that are used more than once. */
enum conv_result conv_read(const struct conv_reader *r, struct str wire, struct value *ret);
enum conv_result conv_put(const struct conv_writer *w, const struct value *v,
			  struct conv_target *t);

/*
 * SQLGetData's memory of one column.  Zero it when the column, the row or the C
 * type changes.  Character, wide and binary targets of character and binary
 * values come in parts; everything else comes once, then CONV_NO_DATA.
 */
struct conv_part {
	size_t used;  /* bytes of the source that are delivered */
	size_t left;  /* bytes of the target form that are still to come */
	uint16_t low; /* low surrogate held back when not even a pair fitted */
	bool started;
	bool finished;
};

enum conv_result conv_put_part(const struct conv_writer *w, const struct value *v,
			       struct conv_target *t, struct conv_part *part);

/* SQL_ATTR_MAX_LENGTH: shortens character and binary values to max bytes (0: no limit). */
void conv_limit(struct value *v, size_t max);

/* Bytes of a C type of fixed length; 0 for character, wide and binary, -1 for an unknown type. */
SQLLEN conv_c_size(SQLSMALLINT c_type);

#endif
