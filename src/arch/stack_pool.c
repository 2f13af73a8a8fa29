/*
 * The pool: slabs of stacks. A slab's free stacks are in two lists, warm ones, whose
 * memory is there, and cold ones, whose memory went back to the system. The pool has
 * its slabs with free stacks in a ring, those with warm ones first, so that taking
 * looks at the first slab only.
 */
#include "arch/stack_slab.h"

#include <assert.h>
#include <unistd.h>

enum {
    DEFAULT_STACK_BYTES = 64 << 10,
    MIN_STACK_BYTES = 16 << 10,
    MAX_STACK_BYTES = 1 << 30,
    SLAB_BYTES = 8 << 20, /* of address space, within these bounds: */
    MIN_SLAB_STACKS = 4,
    MAX_SLAB_STACKS = 64,
    WARM_BYTES = 4 << 20, /* that warm stacks may hold, within these bounds: */
    MIN_WARM_STACKS = 4,
    MAX_WARM_STACKS = 64,
    MAX_IDLE_SLABS = 1,
};

static size_t clamp(size_t value, size_t low, size_t high)
{
    return value < low ? low : value > high ? high : value;
}

void stack_pool_init(StackPool *pool, size_t stack_bytes)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (stack_bytes == 0) stack_bytes = DEFAULT_STACK_BYTES;
    stack_bytes = clamp(stack_bytes, MIN_STACK_BYTES, MAX_STACK_BYTES);
    stack_bytes = (stack_bytes + page - 1) & ~(page - 1);
    *pool = (StackPool){
        .stack_bytes = stack_bytes,
        .guard_bytes = page,
        .slab_stacks =
            (unsigned)clamp(SLAB_BYTES / stack_bytes, MIN_SLAB_STACKS, MAX_SLAB_STACKS),
        .warm_max =
            (unsigned)clamp(WARM_BYTES / stack_bytes, MIN_WARM_STACKS, MAX_WARM_STACKS),
    };
}

static void unlink_slab(StackPool *pool, StackSlab *slab)
{
    if (pool->slabs == slab) pool->slabs = slab->next == slab ? NULL : slab->next;
    slab->next->previous = slab->previous;
    slab->previous->next = slab->next;
    slab->next = slab->previous = NULL;
}

static void link_slab_last(StackPool *pool, StackSlab *slab)
{
    StackSlab *first = pool->slabs;
    if (!first) {
        slab->next = slab->previous = slab;
        pool->slabs = slab;
        return;
    }
    slab->next = first;
    slab->previous = first->previous;
    slab->previous->next = first->previous = slab;
}

static void link_slab_first(StackPool *pool, StackSlab *slab)
{
    link_slab_last(pool, slab);
    pool->slabs = slab;
}

static void free_idle_slab(StackPool *pool, StackSlab *slab)
{
    assert(slab->taken_count == 0);
    unlink_slab(pool, slab);
    pool->warm_count -= slab->warm_count;
    pool->idle_slab_count--;
    stack_slab_free(slab);
}

void stack_pool_deinit(StackPool *pool)
{
    assert(pool->taken_count == 0);
    while (pool->slabs)
        free_idle_slab(pool, pool->slabs);
    *pool = (StackPool){0};
}

/* The slab to take from; NULL: no memory. */
static StackSlab *find_slab(StackPool *pool)
{
    if (pool->slabs) return pool->slabs;
    if (pool->stack_bytes == 0) stack_pool_init(pool, 0);
    StackSlab *slab =
        stack_slab_new(pool->stack_bytes, pool->guard_bytes, pool->slab_stacks);
    if (slab) {
        link_slab_first(pool, slab);
        pool->idle_slab_count++;
    }
    return slab;
}

static Stack *pop(StackPool *pool, StackSlab *slab)
{
    Stack *stack = slab->warm;
    if (stack) {
        slab->warm = stack->next;
        slab->warm_count--;
        pool->warm_count--;
    } else {
        stack = slab->cold;
        slab->cold = stack->next;
    }
    return stack;
}

Stack *stack_take(StackPool *pool, ContextEntry entry)
{
    StackSlab *slab = find_slab(pool);
    if (!slab) return NULL;
    Stack *stack = pop(pool, slab);
    if (slab->taken_count++ == 0) pool->idle_slab_count--;
    pool->taken_count++;
    if (!slab->warm) {
        unlink_slab(pool, slab);
        if (slab->cold) link_slab_last(pool, slab);
    }
    stack->owner = NULL;
    watch_take(&stack->watch, stack->low, stack->size);
    stack_prepare(stack, entry);
    return stack;
}

/* The slab stands where its lists want it: see the top. */
static void push(StackPool *pool, StackSlab *slab, Stack *stack)
{
    if (pool->warm_count < pool->warm_max) {
        stack->next = slab->warm;
        slab->warm = stack;
        slab->warm_count++;
        pool->warm_count++;
        if (pool->slabs == slab) return;
        if (slab->next) unlink_slab(pool, slab);
        link_slab_first(pool, slab);
        return;
    }
    stack_cool(stack);
    stack->next = slab->cold;
    slab->cold = stack;
    if (!slab->next) link_slab_last(pool, slab);
}

void stack_give(StackPool *pool, Stack *stack)
{
    StackSlab *slab = stack->slab;
    assert(pool->taken_count > 0 && slab->taken_count > 0);
    watch_give(&stack->watch, stack->low, stack->size);
    push(pool, slab, stack);
    pool->taken_count--;
    if (--slab->taken_count > 0) return;
    pool->idle_slab_count++;
    if (pool->idle_slab_count > MAX_IDLE_SLABS) free_idle_slab(pool, slab);
}
