#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "dateline.h"

static const struct command *const commands[] = {
        &read_command,
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static int help(void)
{
	printf("dateline reads the news and keeps the record: who said what, who did what to whom,\n"
	       "when and where, each line tied to the words that prove it.\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  dateline %-10s %s\n", commands[i]->name, commands[i]->summary);
	printf("\n"
	       "  dateline COMMAND --help   what a command does, its options, examples\n"
	       "  dateline --version        of the program, its records and its model\n");
	return EXIT_GOOD;
}

static int version(void)
{
	struct dateline_error e;
	struct dateline *d = dateline_open(NULL, &e);
	if (!d) {
		fprintf(stderr, "dateline: %s\n", e.text);
		return EXIT_INTERNAL;
	}
	struct dateline_view model = dateline_model_version(d);
	printf("dateline %s\nrecord %d\nmodel %.*s\n", dateline_version(), dateline_record_version(),
	       (int)model.length, model.length ? model.at : "");
	dateline_close(d);
	return EXIT_GOOD;
}

static int run(const struct command *c, int count, char **arguments)
{
	if (!options_ask_help(count, arguments))
		return c->run(count, arguments);
	options_help(c);
	return EXIT_GOOD;
}

/* What is large goes back to the system as soon as it is freed: glibc else raises this bound with each large
 * piece that it sees, and a long run's memory creeps up. */
static void give_memory_back(void)
{
#ifdef M_MMAP_THRESHOLD
	enum { LARGE = 64 * 1024 };
	mallopt(M_MMAP_THRESHOLD, LARGE);
	mallopt(M_TRIM_THRESHOLD, LARGE);
	mallopt(M_ARENA_MAX, 1); /* threads take their articles' memory elsewhere */
#endif
}

int main(int count, char **arguments)
{
	const char *name = count > 1 ? arguments[1] : "--help";
	give_memory_back();
	if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help"))
		return help();
	if (!strcmp(name, "--version"))
		return version();
	for (size_t i = 0; i < COMMANDS; i++)
		if (!strcmp(name, commands[i]->name))
			return run(commands[i], count - 2, arguments + 2);
	fprintf(stderr, "dateline: %s is no command; see dateline --help\n", name);
	return EXIT_USAGE;
}
