#include "base/vector.h"

#include <string.h>

#include "base/arena.h"

void *vector_room(struct arena *m, uint32_t room, size_t size)
{
	return arena_alloc(m, room * size);
}

void *vector_grow(struct arena *m, void *at, uint32_t *count, uint32_t *capacity, size_t size)
{
	if (*count == *capacity) {
		/* Past 2^31 elements the arena's limit has long been met; SIZE_MAX makes it say so. */
		uint32_t room = *capacity ? *capacity * 2 : 8;
		bool stays = *count && room > *capacity && arena_extend(m, at, *capacity * size, room * size);
		void *moved = stays ? at : arena_alloc(m, room > *capacity ? room * size : SIZE_MAX);
		if (*count && !stays)
			memcpy(moved, at, *count * size);
		at = moved;
		*capacity = room;
	}
	memset((char *)at + *count * size, 0, size);
	(*count)++;
	return at;
}
