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

static int count_hard_frames(const Fiber *fiber)
{
    int count = 0;
    for (uint32_t i = 0; i < fiber->frame_count; i++) {
        const Frame *frame = &fiber->frames[i];
        const Value callee = fiber->stack[frame->base - 1];
        count += (frame->flags & FRAME_NATIVE) && callee.tag == TAG_NATIVE &&
                 (callee.as.native->flags & NATIVE_IS_HARD);
    }
    return count;
}

int tasklet_nesting_level(const VM *vm, const Tasklet *tasklet)
{
    if (!vm->has_hard_natives) return 0;
    int level = 0;
    const Fiber *fiber =
        tasklet == vm->tasklet && vm->fiber ? vm->fiber : tasklet->active;
    for (; fiber; fiber = fiber->resumer)
        level += count_hard_frames(fiber);
    return level;
}
