/*
 * Mapping slabs. The guards are the point: as protected pages they cut the mapping in
 * two parts per stack, and a process may have 65530. As guard regions they are marks
 * in the page table, where the kernel knows them.
 */
#include "arch/stack_slab.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#endif
#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

enum {
    CACHE_LINE_BYTES = 64,
    GAPS = 16, /* of 0 to 15 cache lines; together less than a page */
};

/*
 * Under an emulator, advice that is not understood succeeds. So the page is asked for:
 * one that is guarded cannot be had. The leak sanitizer would read guard regions.
 */
static bool mark_guard(char *guard, size_t bytes)
{
    return !WATCH_ADDRESSES && madvise(guard, bytes, MADV_GUARD_INSTALL) == 0 &&
           madvise(guard, bytes, MADV_POPULATE_READ) != 0 && errno == EFAULT;
}

static bool install_guards(const StackSlab *slab)
{
    const size_t step = slab->bytes / slab->count;
    bool has_marks = true;
    for (unsigned i = 0; i < slab->count; i++) {
        char *guard = slab->memory + i * step;
        if (i == 0)
            has_marks = mark_guard(guard, slab->guard_bytes);
        else if (has_marks && madvise(guard, slab->guard_bytes, MADV_GUARD_INSTALL) != 0)
            return false;
        if (!has_marks && mprotect(guard, slab->guard_bytes, PROT_NONE) != 0)
            return false;
    }
    return true;
}

/* Room for the guard, the stack, and a page that the gap is cut from. */
static bool map(StackSlab *slab, size_t stack_bytes)
{
    slab->bytes = slab->count * (slab->guard_bytes + stack_bytes + slab->guard_bytes);
    slab->memory = mmap(NULL, slab->bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (slab->memory == MAP_FAILED) return false;
    /* A stack wants one page of memory, not a huge one. Older kernels have none. */
    (void)madvise(slab->memory, slab->bytes, MADV_NOHUGEPAGE);
    if (install_guards(slab)) return true;
    munmap(slab->memory, slab->bytes);
    return false;
}

StackSlab *stack_slab_new(size_t stack_bytes, size_t guard_bytes, unsigned count)
{
    StackSlab *slab = calloc(1, sizeof *slab + count * sizeof slab->stacks[0]);
    if (!slab) return NULL;
    slab->count = count;
    slab->guard_bytes = guard_bytes;
    if (!map(slab, stack_bytes)) {
        free(slab);
        return NULL;
    }
    watch_map_slab(slab->memory, slab->bytes);
    const size_t step = slab->bytes / count;
    for (unsigned i = count; i-- > 0;) {
        Stack *stack = &slab->stacks[i];
        stack->slab = slab;
        stack->low = slab->memory + i * step + guard_bytes;
        stack->size = step - guard_bytes - (size_t)(i % GAPS) * CACHE_LINE_BYTES;
        watch_map(&stack->watch, stack->low, stack->size);
        stack->next = slab->cold;
        slab->cold = stack;
    }
    return slab;
}

void stack_slab_free(StackSlab *slab)
{
    for (unsigned i = 0; i < slab->count; i++)
        watch_unmap(&slab->stacks[i].watch);
    watch_unmap_slab(slab->memory, slab->bytes);
    munmap(slab->memory, slab->bytes);
    free(slab);
}

void stack_cool(Stack *stack)
{
    const size_t guard_bytes = stack->slab->guard_bytes;
    (void)madvise(stack->low, stack->slab->bytes / stack->slab->count - guard_bytes,
                  MADV_DONTNEED); /* the guard stays */
}
