/*
 * Counted memory. All of an owner's blocks pass through memory_resize(), so
 * used_bytes is exact and must be 0 when the owner closes.
 */
#include "base/memory.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *memory_resize(Memory *memory, void *block, size_t old_size, size_t new_size)
{
    assert(block != NULL || old_size == 0);
    if (new_size == 0) {
        memory_free(memory, block, old_size);
        return NULL;
    }
    void *result = memory->allocate
                       ? memory->allocate(memory->context, block, old_size, new_size)
                       : realloc(block, new_size);
    if (result != NULL) memory->used_bytes += new_size - old_size;
    return result;
}

void *memory_new(Memory *memory, size_t size)
{
    void *block = NULL;
    if (size == 0) return NULL;
    if (memory->allocate) {
        block = memory->allocate(memory->context, NULL, 0, size);
        if (block != NULL) memset(block, 0, size);
    } else {
        block = calloc(1, size); /* large blocks come zeroed from the kernel */
    }
    if (block != NULL) memory->used_bytes += size;
    return block;
}

void memory_free(Memory *memory, void *block, size_t size)
{
    if (block == NULL) return;
    assert(memory->used_bytes >= size);
    memory->used_bytes -= size;
    if (memory->allocate)
        memory->allocate(memory->context, block, size, 0);
    else
        free(block);
}

void *memory_grow_array(Memory *memory, void *array, size_t element_size,
                        unsigned *capacity, size_t needed, unsigned minimum)
{
    if (needed <= *capacity && array != NULL) return array;
    if (needed > UINT_MAX) return NULL;
    size_t grown = *capacity < minimum ? minimum : (size_t)*capacity * 2;
    if (grown > UINT_MAX) grown = UINT_MAX;
    if (grown < needed) grown = needed;
    if (grown == 0) grown = 1;
    if (grown > SIZE_MAX / element_size) return NULL;
    void *result =
        memory_resize(memory, array, *capacity * element_size, grown * element_size);
    if (result != NULL) *capacity = (unsigned)grown;
    return result;
}
