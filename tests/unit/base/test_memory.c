/*
 * Counted memory.
 */
#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>

/* An allocator that fails once its budget of calls is used up. */
static void *failing_allocate(void *context, void *block, size_t old_size,
                              size_t new_size)
{
    int *calls_left = context;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return (*calls_left)-- > 0 ? realloc(block, new_size) : NULL;
}

Test(memory, every_byte_is_counted)
{
    Memory memory = {0};
    char *block = memory_new(&memory, 100);
    cr_assert_eq(memory.used_bytes, 100);
    for (int i = 0; i < 100; i++)
        cr_assert_eq(block[i], 0);
    block[99] = 7;
    block = memory_resize(&memory, block, 100, 300);
    cr_assert_eq(memory.used_bytes, 300);
    cr_assert_eq(block[99], 7);
    block = memory_resize(&memory, block, 300, 0);
    cr_assert_null(block);
    cr_assert_eq(memory.used_bytes, 0);
    memory_free(&memory, NULL, 0);
}

Test(memory, a_failed_allocation_leaves_the_old_block)
{
    int calls_left = 1;
    Memory memory = {.allocate = failing_allocate, .context = &calls_left};
    unsigned capacity = 0;
    int *array = memory_grow_array(&memory, NULL, sizeof *array, &capacity, 1, 4);
    cr_assert_not_null(array);
    cr_assert_eq(capacity, 4);
    array[3] = 9;
    cr_assert_null(memory_grow_array(&memory, array, sizeof *array, &capacity, 5, 4));
    cr_assert_eq(capacity, 4);
    cr_assert_eq(array[3], 9);
    cr_assert_eq(memory.used_bytes, 4 * sizeof *array);
    cr_assert_null(memory_new(&memory, 8));
    memory_free(&memory, array, 4 * sizeof *array);
    cr_assert_eq(memory.used_bytes, 0);
}

Test(memory, arrays_grow_by_doubling_and_never_wrap)
{
    Memory memory = {0};
    unsigned capacity = 0;
    char *array = memory_grow_array(&memory, NULL, 1, &capacity, 1, 8);
    cr_assert_eq(capacity, 8);
    char *same = memory_grow_array(&memory, array, 1, &capacity, 8, 8);
    cr_assert_eq(same, array);
    array = memory_grow_array(&memory, array, 1, &capacity, 9, 8);
    cr_assert_eq(capacity, 16);
    array = memory_grow_array(&memory, array, 1, &capacity, 100, 8);
    cr_assert_eq(capacity, 100);
    cr_assert_null(memory_grow_array(&memory, array, 1, &capacity, SIZE_MAX, 8));
    cr_assert_null(memory_grow_array(&memory, array, SIZE_MAX / 4, &capacity, 200, 8));
    cr_assert_eq(capacity, 100);
    memory_free(&memory, array, capacity);
    cr_assert_eq(memory.used_bytes, 0);
}
