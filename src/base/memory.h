/*
 * Memory of one owner (a VM, a store): counted, so that a leak shows when the
 * owner closes, and limited.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* As realloc, with the old size; new_size 0 frees and returns NULL. */
typedef void *(*MemoryFunction)(void *context, void *block, size_t old_size,
                                size_t new_size);

typedef struct Memory {
    MemoryFunction allocate; /* NULL: the C library's */
    void *context;
    size_t used_bytes;
    size_t limit_bytes; /* 0: none; asked by the owner, not here */
} Memory;

/* Returns NULL when the host has none; the old block is then untouched. */
void *memory_resize(Memory *memory, void *block, size_t old_size, size_t new_size);
/* Zeroed memory. */
void *memory_new(Memory *memory, size_t size);
void memory_free(Memory *memory, void *block, size_t size);

/*
 * Grows an array to hold at least `needed` elements, by doubling. `*capacity` and
 * the return value change together; NULL (both untouched) when out of memory.
 */
void *memory_grow_array(Memory *memory, void *array, size_t element_size,
                        unsigned *capacity, size_t needed, unsigned minimum);
