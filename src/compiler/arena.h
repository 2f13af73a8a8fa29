/*
 * Memory of one compilation, freed at once.
 *
 * The parser does not look at each allocation: arena_reserve() makes sure in
 * advance, at each step down, that all it still needs on the way back up is
 * there. When the host has no memory left it fails, and the way up goes well.
 *
 *   chunks -> | left_bytes | objects | -> full ones -> …
 *   spare  -> | unused     | -> unused ones -> …
 */
#pragma once

#include "base/memory.h"

typedef struct ArenaChunk ArenaChunk;

enum { ARENA_OBJECT_MAX = 128, ARENA_CHUNK_BYTES = 32 * 1024 };

typedef struct Arena {
    Memory *memory;
    ArenaChunk *chunks; /* in use, the newest first */
    ArenaChunk *spare;  /* reserved */
    size_t left_bytes;  /* of the newest chunk */
    size_t spare_bytes; /* of the spare ones, less what may be lost at their ends */
    bool has_failed;
    _Alignas(16) char waste[ARENA_OBJECT_MAX]; /* when nothing was reserved */
} Arena;

void arena_init(Arena *arena, Memory *memory);
void arena_deinit(Arena *arena);
/* Makes sure of room for objects of so many bytes in all. */
bool arena_reserve(Arena *arena, size_t size);
/* A zeroed object of at most ARENA_OBJECT_MAX bytes; never NULL. */
void *arena_new(Arena *arena, size_t size);
