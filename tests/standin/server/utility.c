/*
 * Commands.  What Redshift has no grammar for is a syntax error, as in the 8.0 that
 * it comes from; what it knows and refuses is 'SQL command "..." not supported'.
 * These are found when a statement is analysed, so that Parse fails as well as
 * Query.  What depends on the session (a second cursor) is found when it runs.
 */
#include "config.h"

#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "parser/analyze.h"
#include "parser/parse_type.h"
#include "tcop/utility.h"
#include "utils/builtins.h"
#include "utils/portal.h"

#include "server.h"

static ProcessUtility_hook_type next_utility;

/* The cursor that was declared last; 8.0 keeps it until CLOSE or the transaction's end. */
static char cursor_name[NAMEDATALEN];

char *standin_command_text(const char *source, int location, int len)
{
	const char *start = source + (location > 0 ? location : 0);
	size_t n = len > 0 ? (size_t)len : strlen(start);

	while (n && (start[0] == ' ' || start[0] == '\n' || start[0] == '\t')) {
		start++;
		n--;
	}
	while (n && (start[n - 1] == ' ' || start[n - 1] == '\n' || start[n - 1] == ';'))
		n--;
	return pnstrdup(start, n);
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

void standin_syntax_error(ParseState *pstate, Query *query, const char *word)
{
	const char *source = pstate->p_sourcetext;
	int start = query->stmt_location > 0 ? query->stmt_location : 0;
	size_t n = strlen(word);
	const char *p;

	for (p = source + start; *p; p++)
		if (pg_strncasecmp(p, word, n) == 0 && (p == source || !is_word(p[-1])) &&
		    !is_word(p[n]))
			break;
	ereport(ERROR, (errcode(ERRCODE_SYNTAX_ERROR),
			errmsg("syntax error at or near \"%s\"", *p ? pnstrdup(p, n) : word),
			*p ? parser_errposition(pstate, (int)(p - source)) : 0));
}

static void not_supported(ParseState *pstate, Query *query, const char *where)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			errmsg("SQL command \"%s\" not supported%s",
			       standin_command_text(pstate->p_sourcetext, query->stmt_location,
						    query->stmt_len),
			       where)));
}

/* --- by the kind of command -------------------------------------------------- */

/* No grammar for it: the word at which 8.0 stops. */
static const struct {
	NodeTag tag;
	const char *word;
} unknown_commands[] = {
	{ T_DiscardStmt, "DISCARD" },
	{ T_DoStmt, "DO" },
	{ T_CreateExtensionStmt, "EXTENSION" },
	{ T_AlterExtensionStmt, "EXTENSION" },
	{ T_CreateFdwStmt, "FOREIGN" },
	{ T_CreateForeignServerStmt, "SERVER" },
	{ T_CreateForeignTableStmt, "FOREIGN" },
	{ T_CreateUserMappingStmt, "MAPPING" },
	{ T_CreatePublicationStmt, "PUBLICATION" },
	{ T_CreateSubscriptionStmt, "SUBSCRIPTION" },
	{ T_CreateEnumStmt, "ENUM" },
	{ T_CreateRangeStmt, "RANGE" },
	{ T_CreatePolicyStmt, "POLICY" },
	{ T_SecLabelStmt, "SECURITY" },
	{ T_ReassignOwnedStmt, "REASSIGN" },
	{ T_DropOwnedStmt, "OWNED" },
};

/* Known and refused.  GUESS: the texts, but for LISTEN, UNLISTEN, NOTIFY and indexes. */
static const struct {
	NodeTag tag;
	const char *where;
} refused_commands[] = {
	{ T_ListenStmt, "" },           { T_UnlistenStmt, "" },
	{ T_NotifyStmt, "" },           { T_IndexStmt, " on Redshift tables." },
	{ T_CreateSeqStmt, "" },        { T_AlterSeqStmt, "" },
	{ T_CreateTrigStmt, "" },       { T_RuleStmt, "" },
	{ T_CreateDomainStmt, "" },     { T_CompositeTypeStmt, "" },
	{ T_DefineStmt, "" },           { T_CreateTableSpaceStmt, "" },
	{ T_ClusterStmt, "" },          { T_ReindexStmt, "" },
	{ T_CheckPointStmt, "" },       { T_LoadStmt, "" },
	{ T_CreateConversionStmt, "" }, { T_CreateCastStmt, "" },
	{ T_CreateOpClassStmt, "" },
};

static void refuse_transaction(ParseState *pstate, Query *query, TransactionStmt *stmt)
{
	ListCell *lc;

	switch (stmt->kind) {
	case TRANS_STMT_SAVEPOINT:
	case TRANS_STMT_RELEASE:
	case TRANS_STMT_ROLLBACK_TO:
		not_supported(pstate, query, ""); /* GUESS: text and 0A000 */
		break;
	case TRANS_STMT_PREPARE:
	case TRANS_STMT_COMMIT_PREPARED:
	case TRANS_STMT_ROLLBACK_PREPARED: standin_syntax_error(pstate, query, "PREPARE"); break;
	default:
		foreach(lc, stmt->options)
		{
			DefElem *option = lfirst(lc);

			if (strcmp(option->defname, "transaction_deferrable") == 0)
				standin_syntax_error(pstate, query, "DEFERRABLE");
		}
		break;
	}
}

static void refuse_cursor(DeclareCursorStmt *stmt)
{
	/* DECLARE name CURSOR FOR query is all there is.  GUESS: the text. */
	if (stmt->options & (CURSOR_OPT_HOLD | CURSOR_OPT_SCROLL | CURSOR_OPT_NO_SCROLL |
			     CURSOR_OPT_BINARY | CURSOR_OPT_INSENSITIVE))
		ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("DECLARE CURSOR supports neither %s",
				stmt->options & CURSOR_OPT_HOLD ? "WITH HOLD nor other options"
								: "SCROLL nor other options")));
}

static void refuse_copy(ParseState *pstate, Query *query, CopyStmt *stmt)
{
	/* GUESS: both texts.  UNLOAD is the other direction. */
	if (!stmt->is_from)
		standin_syntax_error(pstate, query, "TO");
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			errmsg("LOAD source is not supported. (Hint: only S3 or DynamoDB or EMR "
			       "based load is allowed)")));
}

/* GUESS: DEFAULT is refused as well; the documentation makes no exception. */
static void refuse_user(ParseState *pstate, Query *query, VariableSetStmt *stmt)
{
	if (stmt->name && strcmp(stmt->name, "role") == 0)
		standin_syntax_error(pstate, query, "ROLE");
	if (stmt->name && strcmp(stmt->name, "session_authorization") == 0 &&
	    !superuser_arg(GetAuthenticatedUserId()))
		ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				errmsg("must be superuser to set session authorization")));
}

static void refuse_by_content(ParseState *pstate, Query *query)
{
	Node *stmt = query->utilityStmt;

	switch (nodeTag(stmt)) {
	case T_TransactionStmt: refuse_transaction(pstate, query, (TransactionStmt *)stmt); break;
	case T_DeclareCursorStmt: refuse_cursor((DeclareCursorStmt *)stmt); break;
	case T_CopyStmt: refuse_copy(pstate, query, (CopyStmt *)stmt); break;
	case T_ClosePortalStmt: /* CLOSE ALL came with 8.3 */
		if (!((ClosePortalStmt *)stmt)->portalname)
			standin_syntax_error(pstate, query, "ALL");
		break;
	case T_DeallocateStmt: /* DEALLOCATE ALL, too */
		if (!((DeallocateStmt *)stmt)->name)
			standin_syntax_error(pstate, query, "ALL");
		break;
	case T_VariableSetStmt: refuse_user(pstate, query, (VariableSetStmt *)stmt); break;
	default: break;
	}
}

void standin_refuse_command(ParseState *pstate, Query *query)
{
	NodeTag tag = nodeTag(query->utilityStmt);
	size_t i;

	for (i = 0; i < lengthof(unknown_commands); i++)
		if (tag == unknown_commands[i].tag)
			standin_syntax_error(pstate, query, unknown_commands[i].word);
	for (i = 0; i < lengthof(refused_commands); i++)
		if (tag == refused_commands[i].tag)
			not_supported(pstate, query, refused_commands[i].where);
	refuse_by_content(pstate, query);
}

/* --- CREATE TABLE --------------------------------------------------------------- */

static bool is_type(TypeName *type, const char *name)
{
	return type->names && strcmp(strVal(llast(type->names)), name) == 0;
}

static void set_typmods(TypeName *type, int a, int b)
{
	type->typmods = list_make1(makeNode(A_Const));
	((A_Const *)linitial(type->typmods))->val.ival = *makeInteger(a);
	if (b >= 0) {
		type->typmods = lappend(type->typmods, makeNode(A_Const));
		((A_Const *)lsecond(type->typmods))->val.ival = *makeInteger(b);
	}
}

/* Types that tables cannot have: in 8.0 but unsupported, or after 8.0 and unknown. */
static const char *const unsupported_types[] = { "bytea",   "bit",   "varbit",  "inet",  "cidr",
						 "macaddr", "money", "point",   "line",  "lseg",
						 "box",     "path",  "polygon", "circle" };
static const char *const unknown_types[] = { "uuid",     "json",      "jsonb",       "xml",
					     "tsvector", "tsquery",   "jsonpath",    "pg_lsn",
					     "serial",   "bigserial", "smallserial", "serial4",
					     "serial8",  "macaddr8" };

static bool type_is_in(TypeName *type, const char *const *names, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_type(type, names[i]))
			return true;
	return false;
}

/* GUESS: the texts. */
static void refuse_type(const char *table, ColumnDef *column)
{
	TypeName *type = column->typeName;

	if (type_is_in(type, unknown_types, lengthof(unknown_types)))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
				errmsg("type \"%s\" does not exist", strVal(llast(type->names)))));
	if (type->arrayBounds || type_is_in(type, unsupported_types, lengthof(unsupported_types)))
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("Column \"%s.%s\" has unsupported type \"%s%s\".", table,
				       column->colname, strVal(llast(type->names)),
				       type->arrayBounds ? "[]" : "")));
}

/* Redshift's defaults: text is varchar(256), varchar 256, char 1, numeric (18,0). */
static void fit_type(TypeName *type)
{
	if (is_type(type, "text")) {
		type->names = list_make2(makeString("pg_catalog"), makeString("varchar"));
		set_typmods(type, 256, -1);
	} else if (is_type(type, "varchar") && !type->typmods) {
		set_typmods(type, 256, -1);
	} else if (is_type(type, "numeric") && !type->typmods) {
		set_typmods(type, 18, 0);
	} else if (is_type(type, "varbyte") && !type->typmods) {
		set_typmods(type, 64000, -1);
	}
}

static void refuse_constraint(const char *table, Constraint *c)
{
	if (c->contype == CONSTR_CHECK || c->contype == CONSTR_EXCLUSION ||
	    c->contype == CONSTR_GENERATED)
		ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("%s constraints are not supported on table \"%s\"",
				c->contype == CONSTR_EXCLUSION ? "Exclusion" : "Check", table)));
	c->skip_validation = c->contype == CONSTR_FOREIGN;
}

static void fit_column(const char *table, ColumnDef *column)
{
	ListCell *lc;

	if (column->typeName) {
		refuse_type(table, column);
		fit_type(column->typeName);
	}
	foreach(lc, column->constraints) refuse_constraint(table, lfirst(lc));
}

static void fit_table(CreateStmt *stmt)
{
	const char *table = stmt->relation->relname;
	ListCell *lc;

	if (stmt->inhRelations || stmt->partspec || stmt->ofTypename || stmt->tablespacename ||
	    stmt->relation->relpersistence == RELPERSISTENCE_UNLOGGED)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("inheritance, partitions, tablespaces and unlogged tables "
				       "are not supported")));
	foreach(lc, stmt->tableElts)
	{
		if (IsA(lfirst(lc), ColumnDef))
			fit_column(table, lfirst(lc));
		else if (IsA(lfirst(lc), Constraint))
			refuse_constraint(table, lfirst(lc));
	}
}

static void fit_alter(AlterTableStmt *stmt)
{
	ListCell *lc;

	foreach(lc, stmt->cmds)
	{
		AlterTableCmd *cmd = lfirst(lc);

		if (cmd->subtype == AT_AddColumn)
			fit_column(stmt->relation->relname, (ColumnDef *)cmd->def);
		else if (cmd->subtype == AT_AddConstraint)
			refuse_constraint(stmt->relation->relname, (Constraint *)cmd->def);
	}
}

/* --- CREATE PROCEDURE ------------------------------------------------------------- */

/*
 * CALL has no place for OUT arguments.  PostgreSQL wants one, unless the argument is
 * INOUT and has a default, which those at the end may have.  The catalog's views say
 * OUT again.
 */
static void fit_procedure(CreateFunctionStmt *stmt)
{
	bool seen = false;
	ListCell *lc;

	if (!stmt->is_procedure)
		return;
	foreach(lc, stmt->parameters)
	{
		FunctionParameter *p = lfirst(lc);

		if (p->mode == FUNC_PARAM_OUT) {
			A_Const *null = makeNode(A_Const);

			null->isnull = true;
			null->location = -1;
			p->mode = FUNC_PARAM_INOUT;
			p->defexpr = (Node *)null;
			seen = true;
		} else if (seen) {
			ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("the stand-in takes OUT arguments at the end only")));
		}
	}
}

/* --- what depends on the session ---------------------------------------------- */

static void declare_cursor(DeclareCursorStmt *stmt)
{
	Portal open = cursor_name[0] ? GetPortalByName(cursor_name) : NULL;

	/* GUESS: the text. */
	if (open && strcmp(cursor_name, stmt->portalname) != 0)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("only one cursor at a time can be open per session"),
				errdetail("Cursor \"%s\" is open.", cursor_name)));
	/* Forward only: PostgreSQL then refuses to go back. */
	stmt->options |= CURSOR_OPT_NO_SCROLL;
	strlcpy(cursor_name, stmt->portalname, sizeof(cursor_name));
}

static void fetch_cursor(FetchStmt *stmt)
{
	/* GUESS: the text. */
	if (standin_single_node && stmt->howMany > 1000)
		ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("fetch count exceeds 1000, the maximum on a single-node cluster")));
}

static void before(Node *stmt)
{
	switch (nodeTag(stmt)) {
	case T_DeclareCursorStmt: declare_cursor((DeclareCursorStmt *)stmt); break;
	case T_FetchStmt: fetch_cursor((FetchStmt *)stmt); break;
	case T_CreateStmt: fit_table((CreateStmt *)stmt); break;
	case T_AlterTableStmt: fit_alter((AlterTableStmt *)stmt); break;
	case T_CreateFunctionStmt: fit_procedure((CreateFunctionStmt *)stmt); break;
	default: break;
	}
}

/* A view that the relay stripped of WITH NO SCHEMA BINDING. */
static void bind_late(ViewStmt *view, const char *source)
{
	StringInfoData sql;

	if (!source || !strstr(source, "/*standin-late*/"))
		return;
	initStringInfo(&sql);
	appendStringInfo(&sql, "/* standin */ select standin.late_binding(%s)",
			 quote_literal_cstr(quote_qualified_identifier(view->view->schemaname,
								       view->view->relname)));
	SPI_connect();
	SPI_execute(sql.data, false, 0);
	SPI_finish();
}

static void run_utility(PlannedStmt *planned, const char *source, bool read_only_tree,
			ProcessUtilityContext context, ParamListInfo params,
			QueryEnvironment *environment, DestReceiver *dest, QueryCompletion *done)
{
	bool client = context == PROCESS_UTILITY_TOPLEVEL || context == PROCESS_UTILITY_QUERY;

	if (client && !standin_off) {
		if (read_only_tree)
			planned = copyObject(planned);
		read_only_tree = false;
		before(planned->utilityStmt);
	}
	(next_utility ? next_utility : standard_ProcessUtility)(
		planned, source, read_only_tree, context, params, environment, dest, done);
	if (client && !standin_off && IsA(planned->utilityStmt, ViewStmt)) {
		CommandCounterIncrement();
		bind_late((ViewStmt *)planned->utilityStmt, source);
	}
	/* TRUNCATE commits the transaction in which it runs. */
	if (context == PROCESS_UTILITY_TOPLEVEL && !standin_off &&
	    IsA(planned->utilityStmt, TruncateStmt) && IsTransactionBlock())
		EndTransactionBlock(false);
}

void standin_init_utility(void)
{
	next_utility = ProcessUtility_hook;
	ProcessUtility_hook = run_utility;
}
