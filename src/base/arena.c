#include "base/arena.h"

#include <assert.h>
#include <string.h>
#include <sys/mman.h>

/* The first chunk is what most articles need. Of its pages only those that are written to take memory. */
enum { ALIGNMENT = 16, FIRST_CHUNK = 4 * 1024 * 1024, LARGEST_STEP = 8 * 1024 * 1024, PAGE = 4096 };

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

/* Chunks come from the system itself and go back there: an allocator between us would keep what one huge
 * article needed, and memory would creep up over a million pages. */
static struct arena_chunk *take_chunk(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return at == MAP_FAILED ? NULL : at;
}

static void drop_newest(struct arena *m)
{
	struct arena_chunk *newest = m->chunk;
	m->chunk = newest->older;
	m->held -= newest->size;
	munmap(newest, newest->size);
}

void arena_free(struct arena *m)
{
	while (m->chunk)
		drop_newest(m);
	arena_init(m, m->limit);
}

void arena_reset(struct arena *m)
{
	jmp_buf *landing = m->landing;
	while (m->chunk && (m->chunk->older || m->chunk->size > FIRST_CHUNK))
		drop_newest(m);
	struct arena_chunk *kept = m->chunk;
	*m = (struct arena){.chunk = kept, .held = m->held, .limit = m->limit, .landing = landing};
	if (!kept)
		return;
	m->free = body_of(kept);
	m->end = (char *)kept + kept->size;
}

/* The size of the next chunk, of which `needed` bytes are wanted at once; 0 if there is no more. Chunks
 * double with what is held, so that their number grows with the logarithm of the size; the last is what is
 * left. */
static size_t next_size(const struct arena *m, size_t needed)
{
	size_t step = m->held < FIRST_CHUNK ? FIRST_CHUNK : m->held < LARGEST_STEP ? m->held : LARGEST_STEP;
	size_t wanted = needed > step ? (needed + PAGE - 1) / PAGE * PAGE : step;
	size_t left = (m->limit - m->held) / PAGE * PAGE;
	wanted = wanted < left ? wanted : left;
	return wanted < needed ? 0 : wanted;
}

static void grow(struct arena *m, size_t size)
{
	size_t header = rounded(sizeof(struct arena_chunk));
	size_t wanted = size < SIZE_MAX - header - PAGE ? next_size(m, size + header) : 0;
	struct arena_chunk *chunk = wanted ? take_chunk(wanted) : NULL;
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

bool arena_extend(struct arena *m, void *piece, size_t size, size_t larger)
{
	if (larger > SIZE_MAX - ALIGNMENT || (char *)piece + rounded(size) != m->free ||
	    rounded(larger) - rounded(size) > (size_t)(m->end - m->free))
		return false;
	m->free += rounded(larger) - rounded(size);
	return true;
}

const char *arena_here(const struct arena *m)
{
	return m->free;
}

void arena_back(struct arena *m, const char *here)
{
	const char *begin = m->chunk ? body_of(m->chunk) : NULL;
	if (here && here >= begin && here <= m->free)
		m->free = body_of(m->chunk) + rounded((size_t)(here - begin));
}

void *arena_zeroed(struct arena *m, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		give_up(m);
	void *piece = arena_alloc(m, count * size);
	memset(piece, 0, count * size);
	return piece;
}
