/*
 * Queries.  A query that Redshift's grammar or its compute nodes refuse is found when
 * it is analysed.  Declared keys are not enforced.  Errors get Redshift's words.
 */
#include "config.h"

#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "parser/analyze.h"
#include "parser/parsetree.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "server.h"

static post_parse_analyze_hook_type next_analyze;
static ExecutorStart_hook_type next_start;
static emit_log_hook_type next_log;

struct walk {
	ParseState *pstate;
	Query *top;
	bool distributed; /* reads what lies on the compute nodes */
	const char *leader_only;
	Oid standin; /* our own schema, which is none of the user's */
};

/* --- grammar ------------------------------------------------------------------- */

static void refuse_grammar(struct walk *w, Query *query)
{
	ListCell *lc;

	if (query->returningList) /* GUESS: a syntax error */
		standin_syntax_error(w->pstate, w->top, "RETURNING");
	if (query->onConflict)
		standin_syntax_error(w->pstate, w->top, "ON CONFLICT");
	if (query->rowMarks) /* GUESS */
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("SELECT FOR UPDATE is not supported")));
	foreach(lc, query->cteList)
	{
		CommonTableExpr *cte = lfirst(lc);

		if (((Query *)cte->ctequery)->commandType != CMD_SELECT)
			standin_syntax_error(w->pstate, w->top, cte->ctename);
	}
	if (query->commandType == CMD_INSERT)
		return; /* INSERT ... VALUES (...), (...) is fine */
	foreach(lc, query->rtable)
	{
		RangeTblEntry *rte = lfirst(lc);

		if (rte->rtekind == RTE_VALUES) /* GUESS: a syntax error */
			standin_syntax_error(w->pstate, w->top, "VALUES");
	}
}

/* --- leader node or compute nodes ----------------------------------------------- */

/* The guide, "Leader node-only functions" and "Unsupported PostgreSQL functions". */
static const char *const leader_only[] = {
	"current_schema",
	"current_schemas",
	"has_database_privilege",
	"has_schema_privilege",
	"has_table_privilege",
	"age",
	"isfinite",
	"now",
	"getbit",
	"get_bit",
	"get_byte",
	"set_bit",
	"set_byte",
	"to_ascii",
	"generate_series",
	"version",
	"pg_get_userbyid",
	"pg_table_is_visible",
	"pg_get_viewdef",
	"pg_get_expr",
	"format_type",
	"obj_description",
	"col_description",
};

static void note_function(struct walk *w, Oid oid)
{
	char *name = get_func_name(oid);
	size_t i;

	if (!name || get_func_namespace(oid) != PG_CATALOG_NAMESPACE)
		return;
	for (i = 0; i < lengthof(leader_only); i++)
		if (strcmp(name, leader_only[i]) == 0)
			w->leader_only = leader_only[i];
}

/* Tables of users, and the system tables and views that the guide names by prefix. */
static void note_table(struct walk *w, Oid oid)
{
	char *name = get_rel_name(oid);
	Oid schema = get_rel_namespace(oid);

	if (!name || schema == w->standin)
		return;
	if (schema != PG_CATALOG_NAMESPACE) {
		w->distributed = w->distributed || oid >= FirstNormalObjectId;
		return;
	}
	if (strncmp(name, "stl_", 4) == 0 || strncmp(name, "stv_", 4) == 0 ||
	    strncmp(name, "svl_", 4) == 0 || strncmp(name, "svv_", 4) == 0)
		w->distributed = true;
}

static bool is_clock(Node *node)
{
	SQLValueFunctionOp op = ((SQLValueFunction *)node)->op;

	return op == SVFOP_CURRENT_TIME || op == SVFOP_CURRENT_TIMESTAMP || op == SVFOP_LOCALTIME ||
	       op == SVFOP_LOCALTIMESTAMP || op == SVFOP_CURRENT_SCHEMA;
}

static bool walk_expression(Node *node, void *arg);

static void walk_query(struct walk *w, Query *query)
{
	ListCell *lc;

	refuse_grammar(w, query);
	foreach(lc, query->rtable)
	{
		RangeTblEntry *rte = lfirst(lc);

		if (rte->rtekind == RTE_RELATION)
			note_table(w, rte->relid);
	}
	query_tree_walker(query, walk_expression, w, 0);
}

static bool walk_expression(Node *node, void *arg)
{
	struct walk *w = arg;

	if (!node)
		return false;
	if (IsA(node, Query)) {
		walk_query(w, (Query *)node);
		return false;
	}
	if (IsA(node, FuncExpr))
		note_function(w, ((FuncExpr *)node)->funcid);
	else if (IsA(node, SQLValueFunction) && is_clock(node))
		w->leader_only = "current_timestamp";
	else if (IsA(node, DistinctExpr)) /* GUESS: a syntax error */
		standin_syntax_error(w->pstate, w->top, "DISTINCT FROM");
	else if (IsA(node, CurrentOfExpr)) /* it came with 8.3 */
		standin_syntax_error(w->pstate, w->top, "OF");
	return expression_tree_walker(node, walk_expression, arg);
}

/* The stand-in's own functions do what Redshift does in other ways. */
static bool is_our_own(const ParseState *pstate)
{
	return pstate->p_sourcetext && strstr(pstate->p_sourcetext, "/* standin */");
}

/* The relay found a fault in the text: it says "standin-fail:STATE:message" in a comment. */
static void raise_for_relay(const ParseState *pstate)
{
	static const char mark[] = "/*standin-fail:";
	const char *p = pstate->p_sourcetext ? strstr(pstate->p_sourcetext, mark) : NULL;
	const char *end = p ? strstr(p, "*/") : NULL;

	if (!end)
		return;
	p += sizeof(mark) - 1;
	ereport(ERROR, (errcode(MAKE_SQLSTATE(p[0], p[1], p[2], p[3], p[4])),
			errmsg("%s", pnstrdup(p + 6, end - p - 6))));
}

/* The query inside a command, or NULL. */
static Query *query_inside(Node *command)
{
	switch (nodeTag(command)) {
	case T_DeclareCursorStmt: return (Query *)((DeclareCursorStmt *)command)->query;
	case T_CreateTableAsStmt: return (Query *)((CreateTableAsStmt *)command)->query;
	case T_ExplainStmt: return (Query *)((ExplainStmt *)command)->query;
	default: return NULL;
	}
}

static void analyze(ParseState *pstate, Query *query, JumbleState *jumble)
{
	struct walk w = { .pstate = pstate, .top = query };
	Query *inside = query;

	if (next_analyze)
		next_analyze(pstate, query, jumble);
	if (standin_off || !IsUnderPostmaster || query->querySource != QSRC_ORIGINAL ||
	    is_our_own(pstate))
		return;
	raise_for_relay(pstate);
	if (query->commandType == CMD_UTILITY) {
		standin_refuse_command(pstate, query);
		inside = query_inside(query->utilityStmt);
		if (!inside || !IsA(inside, Query) || inside->commandType == CMD_UTILITY)
			return;
	}
	w.standin = get_namespace_oid("standin", true);
	walk_query(&w, inside);
	if (w.distributed && w.leader_only) {
		ereport(INFO, (errmsg("Function \"%s\" not supported.", w.leader_only)));
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("Specified types or functions (one per INFO message) not "
				       "supported on Amazon Redshift tables.")));
	}
}

/* --- keys that are declared and not enforced ------------------------------------- */

/*
 * The catalog says that the index is unique, as Redshift's does.  This backend's copy
 * of that row is changed for the statement's target tables, so that nothing is
 * checked.  Foreign keys are triggers, which session_replication_role switches off.
 */
static void loosen(Oid table)
{
	Relation rel = table_open(table, NoLock);
	List *indexes = RelationGetIndexList(rel);
	ListCell *lc;

	foreach(lc, indexes)
	{
		Relation index = RelationIdGetRelation(lfirst_oid(lc));

		if (!RelationIsValid(index))
			continue;
		index->rd_index->indisunique = false;
		RelationClose(index);
	}
	table_close(rel, NoLock);
}

static void start(QueryDesc *desc, int flags)
{
	ListCell *lc;

	(next_start ? next_start : standard_ExecutorStart)(desc, flags);
	if (standin_off || (desc->operation != CMD_INSERT && desc->operation != CMD_UPDATE))
		return;
	foreach(lc, desc->plannedstmt->resultRelations)
	{
		Oid table = rt_fetch(lfirst_int(lc), desc->plannedstmt->rtable)->relid;

		if (table >= FirstNormalObjectId)
			loosen(table);
	}
}

/* --- errors ------------------------------------------------------------------------ */

/* The message belongs to the error's own memory context. */
static char *reword(ErrorData *e, const char *text)
{
	return MemoryContextStrdup(e->assoc_context, text);
}

static void log_error(ErrorData *e)
{
	static int number; /* Redshift's number of the query */

	if (e->sqlerrcode == ERRCODE_QUERY_CANCELED && e->elevel == ERROR) {
		e->message = reword(e,
				    psprintf("Query (%d) cancelled on user's request", ++number));
	} else if (e->sqlerrcode == ERRCODE_T_R_SERIALIZATION_FAILURE) {
		/* GUESS: XX000 and the numbers of the tables and processes. */
		e->sqlerrcode = ERRCODE_INTERNAL_ERROR;
		e->message = reword(e, "1023");
		e->detail = reword(
			e, "Serializable isolation violation on table - 100001, transactions "
			   "forming the cycle are: 1, 2 (pid:1)");
		e->hint = NULL;
	}
	if (next_log)
		next_log(e);
}

void standin_init_query(void)
{
	next_analyze = post_parse_analyze_hook;
	post_parse_analyze_hook = analyze;
	next_start = ExecutorStart_hook;
	ExecutorStart_hook = start;
}

void standin_init_errors(void)
{
	next_log = emit_log_hook;
	emit_log_hook = log_error;
}
