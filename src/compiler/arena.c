/*
 * Chunks, filled from the back.
 */
#include "compiler/arena.h"

#include <assert.h>
#include <string.h>

struct ArenaChunk {
    ArenaChunk *next;
    _Alignas(16) char data[ARENA_CHUNK_BYTES];
};

void arena_init(Arena *arena, Memory *memory)
{
    memset(arena, 0, sizeof *arena);
    arena->memory = memory;
}

static void free_chunks(Arena *arena, ArenaChunk *chunk)
{
    while (chunk) {
        ArenaChunk *next = chunk->next;
        memory_free(arena->memory, chunk, sizeof *chunk);
        chunk = next;
    }
}

void arena_deinit(Arena *arena)
{
    free_chunks(arena, arena->chunks);
    free_chunks(arena, arena->spare);
    arena->chunks = arena->spare = NULL;
}

bool arena_reserve(Arena *arena, size_t size)
{
    while (arena->left_bytes + arena->spare_bytes < size + ARENA_OBJECT_MAX) {
        ArenaChunk *chunk = memory_resize(arena->memory, NULL, 0, sizeof *chunk);
        if (!chunk) {
            arena->has_failed = true;
            return false;
        }
        chunk->next = arena->spare;
        arena->spare = chunk;
        arena->spare_bytes += ARENA_CHUNK_BYTES - ARENA_OBJECT_MAX;
    }
    return true;
}

/* The next spare chunk becomes the newest; what is left of that one is lost. */
static void use_spare(Arena *arena)
{
    ArenaChunk *chunk = arena->spare;
    arena->spare = chunk->next;
    arena->spare_bytes -= ARENA_CHUNK_BYTES - ARENA_OBJECT_MAX;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->left_bytes = ARENA_CHUNK_BYTES;
}

void *arena_new(Arena *arena, size_t size)
{
    assert(size <= ARENA_OBJECT_MAX);
    size = (size + 15) & ~(size_t)15;
    if (size > arena->left_bytes) {
        if (!arena_reserve(arena, size))
            return memset(arena->waste, 0, sizeof arena->waste);
        use_spare(arena);
    }
    arena->left_bytes -= size;
    return memset(arena->chunks->data + arena->left_bytes, 0, size);
}
