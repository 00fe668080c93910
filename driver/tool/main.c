#include "config.h"
#include "tool/tool.h"

#include <stdarg.h>
#include <stdio.h>

static const char help[] =
	"shiftpool: looks at the settings of the ShiftPool ODBC driver\n"
	"\n"
	"  shiftpool settings [--all] SOURCE   the settings of a data source, or of a connection\n"
	"                                      string, and where each comes from\n"
	"  shiftpool check [--all] [--strict] [FILE]\n"
	"                                      faults in odbc.ini: unknown keys, bad values, "
	"lines\n"
	"                                      that readers of ini files understand differently\n"
	"  shiftpool profiles                  the sets of pool settings that PoolProfile can "
	"name\n"
	"  shiftpool keys [--names] [WORD]     every key, its values, default and aliases\n"
	"  shiftpool --version\n"
	"  shiftpool --help\n"
	"\n"
	"Exit codes: 0 all is well; 1 faults were found; 2 the command line is wrong;\n"
	"3 a file or data source is not there, or memory ran out.\n"
	"\n"
	"man shiftpool tells more; man shiftpool-odbc.ini explains the keys.\n";

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} commands[] = {
	{ "settings", tool_settings },
	{ "check", tool_check },
	{ "profiles", tool_profiles },
	{ "keys", tool_keys },
};

int tool_usage(const char *fmt, ...)
{
	va_list ap;

	fputs("shiftpool: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputs("\n'shiftpool --help' shows what there is.\n", stderr);
	return TOOL_USAGE;
}

int tool_no_memory(void)
{
	fputs("shiftpool: out of memory\n", stderr);
	return TOOL_FAILED;
}

/* A pipe that was closed, or a full disk, must not look like success. */
static int finish(int result)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return result;
	perror("shiftpool: cannot write the output");
	return TOOL_FAILED;
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";

	if (strcmp(name, "--version") == 0) {
		printf("shiftpool %s\n", PACKAGE_VERSION);
		return finish(TOOL_OK);
	}
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
		fputs(help, stdout);
		return finish(TOOL_OK);
	}
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(name, commands[i].name) == 0)
			return finish(commands[i].run(argc - 2, argv + 2));
	}
	if (argc > 1)
		return tool_usage("there is no command \"%s\"", name);
	fputs(help, stderr);
	return TOOL_USAGE;
}
