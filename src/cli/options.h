/* options: a command's options as a table, from which they are read and from which its help is made. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses, as --help tells them. */
enum exit_status { EXIT_GOOD, EXIT_INPUT, EXIT_USAGE, EXIT_INTERNAL };

/* Takes an option's value (NULL for one without) into the command's settings. NULL, or what is wrong with it,
 * to follow the option's name. Static. */
typedef const char *take_option(void *settings, const char *value);

struct option {
	const char *name;     /* without its dashes; of one letter: a short one */
	const char *argument; /* as help shows it; NULL: takes none */
	const char *help;
	take_option *take;
};

struct command {
	const char *name;
	const char *arguments; /* "[FILE|FOLDER|-]..." */
	const char *summary;   /* one line */
	const char *about;     /* what help says before the options */
	const struct option *options;
	size_t option_count;
	const char *examples; /* what help says after them */
	int (*run)(int count, char **arguments);
};

/* Takes the options out of the arguments, up to "--"; what is left moves to the front, its number to *left.
 * EXIT_GOOD, or EXIT_USAGE when it has been told on stderr what is wrong. */
int options_take(const struct command *c, void *settings, int count, char **arguments, int *left);
/* Whether --help or -h stands among the arguments. */
bool options_ask_help(int count, char **arguments);
void options_help(const struct command *c);

#endif
