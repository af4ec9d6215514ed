#include "base/map.h"

#include "base/arena.h"

struct map_slot {
	struct view key; /* at == NULL: empty */
	uint32_t hash;
	uint32_t value;
};

struct map map_in(struct arena *m)
{
	return (struct map){.arena = m};
}

/* The slot of key, or the empty one where it would go. There always is an empty one: see map_put. */
static struct map_slot *slot_of(const struct map *map, struct view key, uint32_t hash)
{
	for (uint32_t i = hash;; i++) {
		struct map_slot *slot = &map->slots[i & (map->capacity - 1)];
		if (!slot->key.at || (slot->hash == hash && view_equal(slot->key, key)))
			return slot;
	}
}

uint32_t *map_get(const struct map *map, struct view key)
{
	if (!map->count)
		return NULL;
	struct map_slot *slot = slot_of(map, key, (uint32_t)view_hash(key));
	return slot->key.at ? &slot->value : NULL;
}

static void grow(struct map *map)
{
	struct map old = *map;
	map->capacity = old.capacity ? old.capacity * 2 : 16;
	map->slots = arena_zeroed(map->arena, map->capacity, sizeof *map->slots);
	for (uint32_t i = 0; i < old.capacity; i++)
		if (old.slots[i].key.at)
			*slot_of(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
}

uint32_t *map_put(struct map *map, struct view key)
{
	if (map->count * 4 >= map->capacity * 3)
		grow(map);
	if (!key.at)
		key.at = "";
	uint32_t hash = (uint32_t)view_hash(key);
	struct map_slot *slot = slot_of(map, key, hash);
	if (!slot->key.at) {
		*slot = (struct map_slot){.key = key, .hash = hash};
		map->count++;
	}
	return &slot->value;
}
