/*
 * Record ids to positions. Ids come in ascending order, each position is the
 * number of ids before; its size follows the number of ids, never their values.
 *
 *   block:  | id / 64 | bit per id that is there | position of its first id |
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct IdBlock {
    uint64_t key;
    uint64_t bits;
    uint32_t start;
} IdBlock;

typedef struct IdMap {
    IdBlock *blocks; /* malloc */
    uint32_t count;
    uint32_t capacity;
    uint32_t *index; /* hash of keys to block numbers + 1 */
    uint32_t mask;
    uint32_t id_count;
} IdMap;

enum { ID_ABSENT = UINT32_MAX };

/* Larger than all before. false: out of memory. */
bool idmap_push(IdMap *map, uint64_t id);
/* To be called once, after the last push. false: out of memory. */
bool idmap_finish(IdMap *map);
/* The position of an id, or ID_ABSENT. */
uint32_t idmap_find(const IdMap *map, uint64_t id);
void idmap_deinit(IdMap *map);
