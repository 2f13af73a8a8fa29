/*
 * A VM whose memory is counted: close_and_check() fails the test on a leak, which
 * Criterion by itself would not.
 */
#pragma once

#include <criterion/criterion.h>
#include <stdlib.h>

#include "vm/vm.h"

/* Bytes that the test's VMs hold now. Each test is a process of its own. */
static size_t checked_bytes;

static void *checked_allocate(void *context, void *block, size_t old_size,
                              size_t new_size)
{
    (void)context;
    if (new_size == 0) {
        checked_bytes -= old_size;
        free(block);
        return NULL;
    }
    void *result = realloc(block, new_size);
    if (result != NULL) checked_bytes += new_size - old_size;
    return result;
}

static inline VM *open_checked(void)
{
    const VMOptions options = {.allocate = checked_allocate};
    VM *vm = vm_new(&options);
    cr_assert_not_null(vm);
    return vm;
}

static inline void close_and_check(VM *vm)
{
    vm_free(vm);
    cr_assert_eq(checked_bytes, 0, "%zu bytes leaked", checked_bytes);
}
