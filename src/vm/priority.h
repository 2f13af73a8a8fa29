/*
 * Priorities in the ring. vm->priority_counts knows how many runnable tasklets there are
 * of each; the rest of the scheduler need not look at them.
 */
#pragma once

#include "vm/scheduler.h"

/* Where the runnable ones of this tasklet's priority are counted. */
static inline uint32_t *priority_count(VM *vm, const Tasklet *tasklet)
{
    return &vm->priority_counts[tasklet->priority + TASKLET_PRIORITY_MAX];
}

/*
 * Usually all have the same priority. Else those of the highest are looked for in the
 * ring's order; but one alone was often inserted last, so from both sides.
 */
Tasklet *priority_next_after(const VM *vm, const Tasklet *tasklet);
