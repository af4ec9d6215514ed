/* For tests of HTML that can be asked about files instead: each argument is handed over, with an arena to
 * read it in. */
#ifndef TEST_EACH_H
#define TEST_EACH_H

#include <setjmp.h>

#include "base/arena.h"

static struct arena arena;
static jmp_buf landing;

static void arena_ready(void)
{
	arena_init(&arena, (size_t)1 << 30);
	arena.landing = &landing;
}

/* What main gives back: 1 where there is no memory. */
static int each_argument(int count, char **arguments, void (*read)(const char *path))
{
	if (setjmp(landing))
		return 1;
	for (int i = 1; i < count; i++)
		read(arguments[i]);
	arena_free(&arena);
	return 0;
}

#endif
