/* examples: what the programs that write out training examples share: files, and articles read by the rooms
 * before theirs. They end at the first fault; nobody but train/ runs them. */
#ifndef TRAIN_EXAMPLES_H
#define TRAIN_EXAMPLES_H

#include <stdio.h>
#include <stdlib.h>

#include "article/reader.h"
#include "know/know.h"
#include "lang/lang.h"
#include "reader.h"

static inline _Noreturn void give_up(const char *why)
{
	fprintf(stderr, "%s\n", why);
	exit(1);
}

/* The bytes of a file, in the arena. */
static inline struct view file_bytes(struct arena *m, const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f) {
		perror(path);
		exit(1);
	}
	fseek(f, 0, SEEK_END);
	size_t length = (size_t)ftell(f);
	rewind(f);
	char *at = arena_alloc(m, length + 1);
	length = fread(at, 1, length, f);
	fclose(f);
	return view_of(at, length);
}

/* What reads the articles: the program's facts, and its model or another. */
struct examples {
	struct know *know;
	struct model *model;
	struct reader reader;
};

/* `model` may be NULL: the program's own. `last`: the room before the one whose examples are written. Free
 * with examples_close. */
static inline struct examples examples_open(const char *model, enum stage last)
{
	struct error e;
	struct examples x = {.know = know_open(NULL, 0, &e)};
	x.model = x.know ? model_open(model, &e) : NULL;
	if (!x.model)
		give_up(e.text);
	x.reader = (struct reader){.know = x.know, .model = x.model, .verbatim = true, .last = last};
	return x;
}

static inline void examples_close(struct examples *x)
{
	model_close(x->model);
	know_close(x->know);
}

/* Reads a plain text as it stands and hands it over; it goes when this returns. */
static inline void example_read(const struct reader *r, const char *path,
                                void (*write)(struct article *, const struct reader *, void *), void *with)
{
	struct arena arena;
	struct error e;
	jmp_buf landing;
	arena_init(&arena, (size_t)1 << 30);
	arena.landing = &landing;
	if (setjmp(landing))
		give_up("no memory");
	struct article a = {.arena = &arena};
	a.document.path = view_of_string(path);
	a.document.content = file_bytes(&arena, path);
	a.document.media_type = VIEW("text/plain");
	if (reader_read(&a, r, &e))
		give_up(e.text);
	arena.landing = &landing; /* the reader had its own */
	write(&a, r, with);
	arena_free(&arena);
}

#endif
