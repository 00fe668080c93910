/* The shiftpool command: shows settings and checks odbc.ini.  It connects to nothing. */
#include "config.h"
#include "tool/tool.h"

#include <stdio.h>

#include "util/str.h"

static const struct command {
	const char *name, *args, *help;
	int min, max; /* arguments */
	enum exit_code (*run)(int argc, char **argv);
} commands[] = {
	{ "settings", "DSN", "the effective settings of a data source and where each is from", 1, 1,
	  tool_settings },
	{ "check", "[FILE]", "look for mistakes in odbc.ini (or FILE)", 0, 1, tool_check },
	{ "profiles", "", "the sets of pool keys for PoolProfile", 0, 0, tool_profiles },
	{ "keys", "", "every key with its default and meaning", 0, 0, tool_keys },
};

#define N_COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void usage(FILE *to)
{
	fputs("usage: shiftpool COMMAND\n\n", to);
	for (size_t i = 0; i < N_COMMANDS; i++)
		fprintf(to, "  %-8s %-8s %s\n", commands[i].name, commands[i].args,
			commands[i].help);
	fputs("\n  --version, --help\n\nSee shiftpool(1), and shiftpool-odbc.ini(5) for the "
	      "keys.\n",
	      to);
}

enum exit_code tool_no_memory(void)
{
	fputs("shiftpool: out of memory\n", stderr);
	return EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
	struct str name = str_from(argc > 1 ? argv[1] : "");

	if (str_eq(name, STR("--version"))) {
		puts(PACKAGE_STRING);
		return EXIT_OK;
	}
	if (str_eq(name, STR("--help")) || str_eq(name, STR("help"))) {
		usage(stdout);
		return EXIT_OK;
	}
	for (size_t i = 0; i < N_COMMANDS; i++) {
		const struct command *c = &commands[i];

		if (str_eq(name, str_from(c->name)) && argc - 2 >= c->min && argc - 2 <= c->max)
			return (int)c->run(argc - 2, argv + 2);
	}
	usage(stderr);
	return EXIT_USAGE;
}
