/*
 * Tasklets and channels as objects: making them, and the queues of channels. Who
 * runs when is scheduler.c's.
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

Channel *channel_new(VM *vm)
{
    Channel *channel = heap_new_object(vm, KIND_CHANNEL, sizeof(Channel));
    if (!channel) return NULL;
    channel->preference = -1;
    return channel;
}

void tasklet_describe(const Tasklet *tasklet, char *out, size_t size)
{
    const char *name = tasklet->name ? tasklet->name->data : NULL;
    if (!name && tasklet->is_main) name = "main";
    const unsigned long long number = tasklet->number;
    if (name)
        snprintf(out, size, "tasklet %llu (%s)", number, name);
    else
        snprintf(out, size, "tasklet %llu", number);
}

void channel_append(VM *vm, Channel *channel, Tasklet *tasklet)
{
    Tasklet *last = channel->last;
    scheduler_link(vm, tasklet, &tasklet->next, NULL);
    scheduler_link(vm, tasklet, &tasklet->prev, last);
    if (last)
        scheduler_link(vm, last, &last->next, tasklet);
    else
        scheduler_link(vm, channel, &channel->first, tasklet);
    scheduler_link(vm, channel, &channel->last, tasklet);
    tasklet->channel = channel;
    heap_barrier(vm, tasklet, value_object(TAG_CHANNEL, channel));
    channel->balance += tasklet->state == TASKLET_SENDING ? 1 : -1;
}

void channel_remove(VM *vm, Tasklet *tasklet)
{
    Channel *channel = tasklet->channel;
    Tasklet *next = tasklet->next;
    Tasklet *prev = tasklet->prev;
    if (prev)
        scheduler_link(vm, prev, &prev->next, next);
    else
        scheduler_link(vm, channel, &channel->first, next);
    if (next)
        scheduler_link(vm, next, &next->prev, prev);
    else
        scheduler_link(vm, channel, &channel->last, prev);
    channel->balance -= tasklet->state == TASKLET_SENDING ? 1 : -1;
    heap_touch(vm, channel);
    tasklet->channel = NULL;
    tasklet->is_iterating = false;
    tasklet->state = TASKLET_PAUSED;
    scheduler_link(vm, tasklet, &tasklet->next, NULL);
    scheduler_link(vm, tasklet, &tasklet->prev, NULL);
}
