/*
 * Open addressing with linear steps; see addressmap.h.
 */
#include "persist/addressmap.h"

#include <stdlib.h>

#include "base/hash.h"

enum { FIRST_CAPACITY = 64 };

/* Where the address stands, or would stand. */
static AddressSlot *find_slot(const AddressMap *map, const void *address)
{
    size_t mask = map->capacity - 1;
    size_t at = hash_u64((uint64_t)(uintptr_t)address) & mask;
    while (map->slots[at].address && map->slots[at].address != address)
        at = (at + 1) & mask;
    return &map->slots[at];
}

static bool grow(AddressMap *map)
{
    AddressMap grown = {.capacity = map->capacity ? map->capacity * 2 : FIRST_CAPACITY,
                        .count = map->count};
    grown.slots = calloc(grown.capacity, sizeof *grown.slots);
    if (!grown.slots) return false;
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].address)
            *find_slot(&grown, map->slots[i].address) = map->slots[i];
    free(map->slots);
    *map = grown;
    return true;
}

uint64_t address_map_find(const AddressMap *map, const void *address)
{
    return map->capacity ? find_slot(map, address)->number : 0;
}

bool address_map_add(AddressMap *map, const void *address, uint64_t number)
{
    if (map->count * 2 >= map->capacity && !grow(map)) return false;
    *find_slot(map, address) = (AddressSlot){.address = address, .number = number};
    map->count++;
    return true;
}

void address_map_deinit(AddressMap *map)
{
    free(map->slots);
    *map = (AddressMap){0};
}
