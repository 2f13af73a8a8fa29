/*
 * The part of a mutex that must happen at once, whoever interrupts or kills the one
 * that unlocks it: see locks.lua. A mutex is a table with `owner`, a tasklet or nil,
 * and `queue`, the channel where the others wait.
 */
#include "lib/lib.h"
#include "lib/microthreads.h"
#include "vm/channel.h"
#include "vm/scheduler.h"

static Value get_field(VM *vm, Value mutex, const char *name)
{
    const String *key = string_from(vm, name);
    if (!key || mutex.tag != TAG_TABLE) return VALUE_NIL;
    return table_get_string((Table *)mutex.as.object, key);
}

/* The first that waits is the owner now, and goes on when its turn comes. */
static NativeStatus pass_on(VM *vm, NativeCall *call)
{
    const Value mutex = call->args[0];
    const Value queue = get_field(vm, mutex, "queue");
    if (queue.tag != TAG_CHANNEL) return native_type_error(vm, call, 1, "mutex");
    Tasklet *next = ((Channel *)queue.as.object)->first;
    if (next && next->state != TASKLET_RECEIVING) next = NULL;
    const Value owner = next ? value_object(TAG_TASKLET, next) : VALUE_NIL;
    if (!table_set_named(vm, (Table *)mutex.as.object, "owner", owner))
        return NATIVE_ERROR;
    if (next) {
        channel_remove(vm, next);
        scheduler_set_transfer(vm, next, VALUE_TRUE, false);
        scheduler_insert(vm, next);
    }
    return native_return_nothing(call);
}

/* At the end of a block with m:hold(): another one's lock is left alone. */
static NativeStatus close_mutex(VM *vm, NativeCall *call)
{
    const Value owner = get_field(vm, call->args[0], "owner");
    if (owner.tag != TAG_TASKLET || (Tasklet *)owner.as.object != vm->tasklet)
        return native_return_nothing(call);
    return pass_on(vm, call);
}

const NativeDef LIB_MUTEX_HIDDEN[] = {
    {"mutex.mutex_pass_on", pass_on, 1, 0, 0},
    {"mutex:__close", close_mutex, 1, 0, 0},
    {0},
};
