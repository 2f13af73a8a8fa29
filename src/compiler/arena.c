/*
 * Chunks, filled from the back.
 */
#include "compiler/arena.h"

#include <assert.h>
#include <string.h>

struct ArenaChunk {
    ArenaChunk *next;
    size_t size; /* of data */
    _Alignas(16) char data[];
};

void arena_init(Arena *arena, Memory *memory)
{
    memset(arena, 0, sizeof *arena);
    arena->memory = memory;
}

void arena_deinit(Arena *arena)
{
    while (arena->chunks) {
        ArenaChunk *chunk = arena->chunks;
        arena->chunks = chunk->next;
        memory_free(arena->memory, chunk, sizeof *chunk + chunk->size);
    }
}

bool arena_reserve(Arena *arena, size_t size)
{
    if (size <= arena->left_bytes) return true;
    size = (size + 15) & ~(size_t)15;
    if (size < ARENA_CHUNK_BYTES) size = ARENA_CHUNK_BYTES;
    ArenaChunk *chunk = memory_resize(arena->memory, NULL, 0, sizeof *chunk + size);
    if (!chunk) {
        arena->has_failed = true;
        return false;
    }
    chunk->next = arena->chunks;
    chunk->size = size;
    arena->chunks = chunk;
    arena->left_bytes = size;
    return true;
}

void *arena_new(Arena *arena, size_t size)
{
    assert(size <= ARENA_OBJECT_MAX);
    size = (size + 15) & ~(size_t)15;
    if (!arena_reserve(arena, size)) return memset(arena->spare, 0, sizeof arena->spare);
    arena->left_bytes -= size;
    return memset(arena->chunks->data + arena->left_bytes, 0, size);
}
