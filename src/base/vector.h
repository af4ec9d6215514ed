/* vector: an array that grows in an arena.
 *
 * Declare one as a member or variable:      VECTOR(struct token) tokens;
 * Append a zeroed element and fill it:      struct token *t = vector_push(m, &a->tokens);
 * A pointer into a vector holds until the next push to it; an index holds for good. */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include <stddef.h>
#include <stdint.h>

struct arena;

#define VECTOR(type)                                                                                         \
	struct {                                                                                             \
		type *at;                                                                                    \
		uint32_t count, capacity;                                                                    \
	}

/* A pointer to a new last element, all zero. Jumps as arena_alloc does when there is no memory. */
#define vector_push(m, v)                                                                                    \
	((v)->at = vector_grow((m), (v)->at, &(v)->count, &(v)->capacity, sizeof *(v)->at),                  \
	 (v)->at + (v)->count - 1)

/* Room for so many elements in a vector that has none yet, where it is known about how many there will be. */
#define vector_reserve(m, v, room)                                                                           \
	((v)->at = vector_room((m), (room), sizeof *(v)->at), (v)->capacity = (room))

/* for (each index i of v) */
#define vector_each(i, v) for (uint32_t i = 0; i < (v)->count; i++)

/* Makes room for one more of size bytes, clears it, counts it. Returns where the array is now. */
void *vector_grow(struct arena *m, void *at, uint32_t *count, uint32_t *capacity, size_t size);

/* Memory for so many elements of size bytes. */
void *vector_room(struct arena *m, uint32_t room, size_t size);

#endif
