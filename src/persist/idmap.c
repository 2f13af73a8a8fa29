/*
 * Record ids to positions: a hash over blocks of 64 neighbouring ids, which is
 * small enough to stay in the cache while a snapshot of dense ids is loaded.
 */
#include "persist/idmap.h"

#include <stdlib.h>

#include "base/hash.h"

bool idmap_push(IdMap *map, uint64_t id)
{
    uint64_t key = id / 64;
    if (map->count == 0 || map->blocks[map->count - 1].key != key) {
        if (map->count == map->capacity) {
            uint32_t capacity = map->capacity ? map->capacity * 2 : 64;
            IdBlock *blocks = realloc(map->blocks, capacity * sizeof *blocks);
            if (!blocks) return false;
            map->blocks = blocks;
            map->capacity = capacity;
        }
        map->blocks[map->count++] = (IdBlock){.key = key, .start = map->id_count};
    }
    map->blocks[map->count - 1].bits |= UINT64_C(1) << (id % 64);
    map->id_count++;
    return true;
}

bool idmap_finish(IdMap *map)
{
    uint32_t size = 64;
    while (size < map->count * 2)
        size *= 2;
    map->index = calloc(size, sizeof *map->index);
    if (!map->index) return false;
    map->mask = size - 1;
    for (uint32_t i = 0; i < map->count; i++) {
        uint32_t at = hash_u64(map->blocks[i].key) & map->mask;
        while (map->index[at])
            at = (at + 1) & map->mask;
        map->index[at] = i + 1;
    }
    return true;
}

uint32_t idmap_find(const IdMap *map, uint64_t id)
{
    uint32_t at = hash_u64(id / 64) & map->mask;
    for (uint32_t number; (number = map->index[at]) != 0; at = (at + 1) & map->mask) {
        const IdBlock *block = &map->blocks[number - 1];
        if (block->key != id / 64) continue;
        uint64_t bit = UINT64_C(1) << (id % 64);
        if (!(block->bits & bit)) return ID_ABSENT;
        return block->start + (uint32_t)__builtin_popcountll(block->bits & (bit - 1));
    }
    return ID_ABSENT;
}

void idmap_deinit(IdMap *map)
{
    free(map->blocks);
    free(map->index);
    *map = (IdMap){0};
}
