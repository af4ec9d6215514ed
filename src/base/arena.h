/* arena: memory that is taken piece by piece and given back at once.
 *
 * One article, one arena. arena_alloc never returns NULL: past the limit, or with no memory left, it jumps
 * to the landing place that arena_land set, whose owner frees the arena and reports the error. An arena
 * belongs to one thread at a time. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* the newest, from which pieces are cut */
	char *free, *end;          /* what is left of it */
	size_t held, limit;        /* bytes taken from the system, and how many may be */
	jmp_buf *landing;          /* where to go when there is no more; set by the owner */
};

/* An empty arena that may hold up to limit bytes. Takes no memory yet. */
void arena_init(struct arena *m, size_t limit);
/* Gives everything back. The arena is as arena_init left it. */
void arena_free(struct arena *m);
/* Forgets everything but keeps the first chunk, of always the same size, so that the next article begins
 * without asking the system. */
void arena_reset(struct arena *m);
/* size bytes, aligned to 16, not cleared. Jumps to *m->landing (which must be set) when there is no more. */
void *arena_alloc(struct arena *m, size_t size);
/* Whether the piece of this size, the last that was taken, could be made larger where it stands. */
bool arena_extend(struct arena *m, void *piece, size_t size, size_t larger);
/* Where the arena stands. */
const char *arena_here(const struct arena *m);
/* Gives back what was taken since the arena stood here, or what lies behind the bytes that end here of the
 * last piece. Of what was taken since, a piece may be in use no more. Where a chunk was begun since, nothing
 * is given back before the arena goes. */
void arena_back(struct arena *m, const char *here);
/* The same as arena_alloc, all zero. count * size may not overflow: it jumps then too. */
void *arena_zeroed(struct arena *m, size_t count, size_t size);

#endif
