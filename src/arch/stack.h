/*
 * C stacks to run code on, pooled. Each lies above a guard page, so an overflow is a
 * fault and not somebody else's data:
 *
 *     guard | low … the stack grows down … high | a gap of 0 to 15 cache lines
 *     guard | low …                             (the next one of the same slab)
 *
 * Stacks come in slabs, one mapping for many; the gaps keep their ends from sharing
 * the same few cache sets. Where the kernel can (Linux 6.13), guards do not split the
 * mapping, else each stack costs two of the 65530 mappings a process may have.
 *
 * A pool and its stacks belong to one thread at a time, but that may change whenever
 * none of them runs. The sanitizers and Valgrind are told of everything.
 */
#pragma once

#include "arch/context.h"
#include "arch/watch.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct StackSlab StackSlab;

typedef struct Stack {
    Context other;       /* while it runs: who entered it; else itself */
    struct Stack *outer; /* while it runs: the stack it was entered from, or NULL */
    struct Stack *next;  /* of a free one, in its slab's list */
    StackSlab *slab;
    char *low;
    size_t size;
    void *owner; /* the user's; NULL when it is taken */
    StackWatch watch;
} Stack;

/* Zeroed is a pool of stacks of the default size. */
typedef struct StackPool {
    StackSlab *slabs;         /* those with a free stack, the warm ones first; a ring */
    size_t stack_bytes;       /* what each stack has at least; 0: not set up */
    size_t guard_bytes;       /* one page */
    unsigned slab_stacks;     /* stacks of a slab */
    unsigned warm_max;        /* free stacks that keep their memory, at most … */
    unsigned warm_count;      /* … and now */
    unsigned idle_slab_count; /* slabs none of whose stacks is taken */
    size_t taken_count;       /* stacks in use */
} StackPool;

/*
 * Allocates nothing yet. `stack_bytes` is what the stacks have at least, rounded up to
 * pages; 0: 64 KiB; below 16 KiB counts as that.
 */
void stack_pool_init(StackPool *pool, size_t stack_bytes);

/* All stacks must have been given back. Leaves the pool zeroed. */
void stack_pool_deinit(StackPool *pool);

/*
 * A stack whose first stack_enter calls entry(value), which must end by stack_finish.
 * NULL: no memory or no mapping left; the pool is then as before. Costs nanoseconds
 * while the pool has warm stacks, some microseconds for the page faults of a cold one.
 */
Stack *stack_take(StackPool *pool, ContextEntry entry);

/*
 * Takes a stack back that does not run, also when its code was left in the middle (its
 * C frames are simply gone). Some free stacks keep their memory; that of others, and
 * whole slabs but for one, go back to the system.
 */
void stack_give(StackPool *pool, Stack *stack);

/*
 * Runs the stack, from whatever stack this is called on, until its code leaves, and
 * returns what that gave. It must not be running, nor be one that called, directly or
 * not, what runs now. Any thread may do it, one at a time.
 */
CONTEXT_SWITCHES void *stack_enter(Stack *stack, void *value);

/*
 * From the code on the stack, which must be the innermost that runs: back to who
 * entered it. Returns what the next stack_enter gives. If that may happen in another
 * thread, the code must not use thread-locals (nor errno, nor pthread_self) on both
 * sides of it in one function: compilers keep their addresses.
 */
CONTEXT_SWITCHES void *stack_leave(Stack *stack, void *value);

/* As stack_leave, for the last time: the stack may only be given back. */
_Noreturn void stack_finish(Stack *stack, void *value);

/* What code on it can use, in bytes. */
size_t stack_size(const Stack *stack);

/*
 * How much of it was ever used since its memory came from the system, in bytes, up to
 * whole pages: by asking the kernel which pages there are. That makes taking a stack
 * free of cost (painting would touch every page), but counts what earlier users of a
 * warm stack touched, and not what has been swapped out. A system call; for
 * statistics.
 */
size_t stack_high_water(const Stack *stack);

/*
 * The stack that runs in this thread, or was running when it was entered and so on,
 * in whose guard page the address is; or NULL. May be called in a signal handler.
 */
Stack *stack_at_guard(const void *address);

/*
 * Handles SIGSEGV and SIGBUS for the process, on an alternate stack of the calling
 * thread (each thread that enters stacks has to call it; the last `report` counts).
 * A hit of a guard page calls report, in the signal handler, and then does what the
 * signal does by default: kill, with the core at the place of the fault. Other faults
 * go to the handler that was installed before. False: no memory, nothing has changed.
 */
bool stack_catch_overflow(void (*report)(Stack *stack));
