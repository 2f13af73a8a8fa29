/*
 * Who is next, by priority: see priority.h.
 */
#include "vm/priority.h"

#include <string.h>

/* Some runnable tasklet's; one of them is the highest. */
static int highest_priority(const VM *vm)
{
    int priority = TASKLET_PRIORITY_MAX;
    while (vm->priority_counts[priority + TASKLET_PRIORITY_MAX] == 0)
        priority--;
    return priority;
}

Tasklet *priority_next_after(const VM *vm, const Tasklet *tasklet)
{
    const uint32_t alike =
        vm->priority_counts[tasklet->next->priority + TASKLET_PRIORITY_MAX];
    if (alike == vm->runnable_count) return tasklet->next;
    const int highest = highest_priority(vm);
    const bool is_alone = vm->priority_counts[highest + TASKLET_PRIORITY_MAX] == 1;
    Tasklet *back = tasklet->prev;
    for (Tasklet *t = tasklet->next;; t = t->next, back = back->prev) {
        if (t->priority == highest) return t;
        if (is_alone && back->priority == highest) return back;
    }
}

Tasklet *scheduler_next(const VM *vm)
{
    Tasklet *tasklet = vm->tasklet;
    const uint32_t alike = vm->priority_counts[tasklet->priority + TASKLET_PRIORITY_MAX];
    const bool is_alone = alike == 1 && tasklet->priority == highest_priority(vm);
    return is_alone ? tasklet : priority_next_after(vm, tasklet);
}

void scheduler_set_priority(VM *vm, Tasklet *tasklet, int priority)
{
    const bool is_runnable = tasklet->state == TASKLET_RUNNABLE;
    if (is_runnable) --*priority_count(vm, tasklet);
    tasklet->priority = (int8_t)priority;
    if (is_runnable) ++*priority_count(vm, tasklet);
    heap_touch(vm, tasklet);
}

void scheduler_count_priorities(VM *vm)
{
    memset(vm->priority_counts, 0, sizeof vm->priority_counts);
    for (const Tasklet *t = vm->tasklet; t; t = t->next == vm->tasklet ? NULL : t->next)
        ++*priority_count(vm, t);
}
