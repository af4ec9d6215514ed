#include "options.h"

#include <stdio.h>
#include <string.h>

bool options_ask_help(int count, char **arguments)
{
	for (int i = 0; i < count && strcmp(arguments[i], "--"); i++)
		if (!strcmp(arguments[i], "--help") || !strcmp(arguments[i], "-h"))
			return true;
	return false;
}

/* "-j", "-j4", "--jobs", "--jobs=4": what follows the name, at '=' or the value; NULL if it is another. */
static const char *after_name(const struct option *o, const char *argument)
{
	size_t length = strlen(o->name);
	if (length == 1)
		return argument[0] == '-' && argument[1] == o->name[0] ? argument + 2 : NULL;
	if (strncmp(argument, "--", 2) || strncmp(argument + 2, o->name, length))
		return NULL;
	const char *rest = argument + 2 + length;
	return *rest == '\0' || *rest == '=' ? rest : NULL;
}

static const struct option *find(const struct command *c, const char *argument, const char **rest)
{
	for (size_t i = 0; i < c->option_count; i++) {
		*rest = after_name(&c->options[i], argument);
		if (*rest)
			return &c->options[i];
	}
	return NULL;
}

static int wrong(const struct command *c, const char *option, const char *why)
{
	fprintf(stderr, "dateline %s: %s %s; see dateline %s --help\n", c->name, option, why, c->name);
	return EXIT_USAGE;
}

/* Takes the option at arguments[*i], and its value behind it. */
static int take(const struct command *c, void *settings, int count, char **arguments, int *i)
{
	const char *argument = arguments[*i], *rest, *value = NULL;
	const struct option *o = find(c, argument, &rest);
	if (!o)
		return wrong(c, argument, "is no option");
	if (!o->argument && *rest)
		return wrong(c, argument, "takes no value");
	if (o->argument) {
		value = *rest == '=' ? rest + 1 : *rest ? rest : arguments[*i + 1 < count ? ++*i : *i];
		if (value == argument)
			return wrong(c, argument, "wants a value");
	}
	const char *why = o->take(settings, value);
	return why ? wrong(c, argument, why) : EXIT_GOOD;
}

int options_take(const struct command *c, void *settings, int count, char **arguments, int *left)
{
	bool plain = false;
	*left = 0;
	for (int i = 0; i < count; i++) {
		char *argument = arguments[i];
		if (plain || argument[0] != '-' || !argument[1])
			arguments[(*left)++] = argument;
		else if (!strcmp(argument, "--"))
			plain = true;
		else if (take(c, settings, count, arguments, &i))
			return EXIT_USAGE;
	}
	return EXIT_GOOD;
}

void options_help(const struct command *c)
{
	printf("dateline %s: %s\n\n  dateline %s [OPTION]... %s\n\n%s\n", c->name, c->summary, c->name,
	       c->arguments, c->about);
	printf("Options\n");
	for (size_t i = 0; i < c->option_count; i++) {
		const struct option *o = &c->options[i];
		char name[64];
		snprintf(name, sizeof name, "%s%s%s%s", o->name[1] ? "--" : "-", o->name,
		         o->argument ? " " : "", o->argument ? o->argument : "");
		printf("  %-24s %s\n", name, o->help);
	}
	printf("  %-24s %s\n", "--help", "this page");
	printf("\n%s\nExit status\n"
	       "  0  every document was read\n"
	       "  1  a document could not be read; the others were\n"
	       "  2  the command was not understood\n"
	       "  3  the program itself could not go on: no model, no memory, nowhere to write\n",
	       c->examples);
}
