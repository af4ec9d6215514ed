/* map: from a string to a 32-bit number, in an arena. Open addressing, keys borrowed. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdint.h>

#include "base/view.h"

struct arena;

struct map {
	struct arena *arena;
	struct map_slot *slots;
	uint32_t count, capacity; /* capacity is 0 or a power of two */
};

/* An empty map whose slots lie in m. Takes no memory yet. */
struct map map_in(struct arena *m);
/* The value of key, or NULL. It may be written to until the next map_put. */
uint32_t *map_get(const struct map *map, struct view key);
/* The value of key, made 0 if it is new. The bytes of key must live as long as the map. */
uint32_t *map_put(struct map *map, struct view key);

#endif
