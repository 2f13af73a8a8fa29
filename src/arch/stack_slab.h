/*
 * A slab: stacks in one mapping, each behind its guard. Inside arch/ only.
 */
#pragma once

#include "arch/stack.h"

struct StackSlab {
    StackSlab *next, *previous; /* in the pool's ring; NULL: no stack is free */
    Stack *warm, *cold;         /* free stacks, by `next` */
    char *memory;
    size_t bytes;
    size_t guard_bytes;
    unsigned warm_count;
    unsigned taken_count;
    unsigned count;
    Stack stacks[]; /* `count` */
};

/*
 * All stacks cold; NULL: no memory. `stack_bytes` and `guard_bytes` are whole pages;
 * the stacks have a little more than stack_bytes.
 */
StackSlab *stack_slab_new(size_t stack_bytes, size_t guard_bytes, unsigned count);
void stack_slab_free(StackSlab *slab);

/* Gives the memory of a free stack back to the system. */
void stack_cool(Stack *stack);

/* Makes the next stack_enter begin at the entry. In stack.c. */
void stack_prepare(Stack *stack, ContextEntry entry);
