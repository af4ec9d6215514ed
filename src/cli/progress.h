/* progress: how far a long run has come, on a line of the terminal that is written over. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "dateline.h"

struct progress {
	bool shown; /* whether to show it at all: standard error is a terminal, and it would not disturb */
	bool drawn; /* a line stands there now */
	uint64_t begun;  /* nanoseconds */
	uint64_t latest; /* when it was drawn last */
};

struct progress progress_begin(bool results_go_to_terminal);
/* Draws it anew, though not more than ten times a second. */
void progress_draw(struct progress *p, const struct dateline_progress *at);
/* Takes the line away, before anything else is written to the terminal. */
void progress_clear(struct progress *p);
uint64_t progress_now(void);

#endif
