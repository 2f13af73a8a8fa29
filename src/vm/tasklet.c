/*
 * Tasklets as objects. Who runs when is scheduler.c's.
 */
#include "vm/tasklet.h"

#include <stdio.h>

#include "vm/scheduler.h"

Tasklet *tasklet_new(VM *vm)
{
    Tasklet *tasklet = heap_new_object(vm, KIND_TASKLET, sizeof(Tasklet));
    if (!tasklet) return NULL;
    tasklet->number = ++vm->tasklet_count;
    tasklet->state = TASKLET_NEW;
    return tasklet;
}

TaskletMore *tasklet_more(VM *vm, Tasklet *tasklet)
{
    if (tasklet->more) return tasklet->more;
    TaskletMore *more = heap_new_block(vm, sizeof *more);
    if (more) *more = (TaskletMore){0};
    tasklet->more = more;
    return more;
}

void tasklet_describe(const Tasklet *tasklet, char *out, size_t size)
{
    const char *name = tasklet_name(tasklet) ? tasklet_name(tasklet)->data : NULL;
    if (!name && tasklet->is_main) name = "main";
    const unsigned long long number = tasklet->number;
    if (name)
        snprintf(out, size, "tasklet %llu (%s)", number, name);
    else
        snprintf(out, size, "tasklet %llu", number);
}
