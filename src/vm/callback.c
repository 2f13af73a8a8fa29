/*
 * The schedule callback: see callback.h.
 */
#include "vm/callback.h"

#include "vm/scheduler.h"

/* runner(callback, previous, next): the runner lets neither errors nor yields out. */
static Fiber *new_fiber(VM *vm)
{
    const Callbacks *callbacks = &vm->callbacks;
    const Value arguments[3] = {
        callbacks->on_switch,
        callbacks->last ? value_object(TAG_TASKLET, callbacks->last) : VALUE_NIL,
        value_object(TAG_TASKLET, vm->tasklet),
    };
    return fiber_new(vm, callbacks->runner, arguments, 3);
}

bool callback_enter(VM *vm)
{
    Callbacks *callbacks = &vm->callbacks;
    if (!callbacks->fiber) {
        if (value_is_nil(callbacks->on_switch) || callbacks->last == vm->tasklet)
            return false;
        callbacks->fiber = callbacks->active = new_fiber(vm);
        if (!callbacks->fiber) return false;
    }
    callbacks->active->status = FIBER_RUNNING;
    vm->fiber = callbacks->active;
    return true;
}

bool callback_leave(VM *vm)
{
    if (!vm->callbacks.fiber) return false;
    vm->callbacks.active = vm->fiber;
    vm->fiber = NULL;
    heap_leave_fiber(vm, &vm->callbacks.active->header);
    return true;
}

bool callback_end(VM *vm)
{
    Callbacks *callbacks = &vm->callbacks;
    if (!callbacks->fiber) return false;
    callbacks->fiber = callbacks->active = NULL;
    callbacks->last = value_is_nil(callbacks->on_switch) ? NULL : vm->tasklet;
    vm->fiber = NULL;
    vm->budget_end = UINT64_MAX; /* its ticks are not the next one's */
    scheduler_begin_slice(vm);
    return true;
}

void callback_stop(VM *vm)
{
    vm->callbacks = (Callbacks){.on_switch = VALUE_NIL,
                                .on_channel = VALUE_NIL,
                                .on_error = VALUE_NIL,
                                .runner = VALUE_NIL};
}
