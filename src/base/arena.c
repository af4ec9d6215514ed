#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_CHUNK = 64 * 1024, LARGEST_STEP = 8 * 1024 * 1024 };

struct arena_chunk {
	struct arena_chunk *older;
	size_t size; /* of the whole chunk, this header included */
};

static size_t rounded(size_t n)
{
	return (n + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static char *body_of(struct arena_chunk *chunk)
{
	return (char *)chunk + rounded(sizeof *chunk);
}

static _Noreturn void give_up(struct arena *m)
{
	assert(m->landing && "an arena is used before its owner set a landing place");
	longjmp(*m->landing, 1);
}

void arena_init(struct arena *m, size_t limit)
{
	*m = (struct arena){.limit = limit};
}

static void free_chunks(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *older = chunk->older;
		free(chunk);
		chunk = older;
	}
}

void arena_free(struct arena *m)
{
	free_chunks(m->chunk);
	arena_init(m, m->limit);
}

void arena_reset(struct arena *m)
{
	/* A chunk that one huge article needed is not kept: memory after a million pages is what it was. */
	if (!m->chunk || m->chunk->size > LARGEST_STEP) {
		jmp_buf *landing = m->landing;
		arena_free(m);
		m->landing = landing;
		return;
	}
	free_chunks(m->chunk->older);
	m->chunk->older = NULL;
	m->held = m->chunk->size;
	m->free = body_of(m->chunk);
	m->end = (char *)m->chunk + m->chunk->size;
}

/* Chunks double with what is held, so that their number grows with the logarithm of the size. */
static void grow(struct arena *m, size_t size)
{
	size_t step = m->held < FIRST_CHUNK ? FIRST_CHUNK : m->held < LARGEST_STEP ? m->held : LARGEST_STEP;
	size_t header = rounded(sizeof(struct arena_chunk));
	if (size > SIZE_MAX - header - step)
		give_up(m);
	size_t wanted = size + header > step ? size + header : step;
	if (wanted > m->limit || m->held > m->limit - wanted)
		wanted = size + header; /* near the limit: only what is asked for */
	if (wanted > m->limit || m->held > m->limit - wanted)
		give_up(m);
	struct arena_chunk *chunk = malloc(wanted);
	if (!chunk)
		give_up(m);
	chunk->older = m->chunk;
	chunk->size = wanted;
	m->chunk = chunk;
	m->held += wanted;
	m->free = body_of(chunk);
	m->end = (char *)chunk + wanted;
}

void *arena_alloc(struct arena *m, size_t size)
{
	if (size > SIZE_MAX - ALIGNMENT)
		give_up(m);
	size_t need = rounded(size ? size : 1);
	if (!m->free || need > (size_t)(m->end - m->free))
		grow(m, need);
	char *piece = m->free;
	m->free += need;
	return piece;
}

void *arena_zeroed(struct arena *m, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		give_up(m);
	void *piece = arena_alloc(m, count * size);
	memset(piece, 0, count * size);
	return piece;
}
