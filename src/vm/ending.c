/*
 * The last things that are run: see ending.h.
 */
#include "vm/ending.h"

#include "vm/finalize.h"
#include "vm/scheduler.h"

/* Nobody but who is called from here on runs again. */
static void stop_everybody(VM *vm)
{
    scheduler_leave(vm);
    while (vm->sleepers)
        scheduler_unblock(vm, vm->sleepers);
    while (vm->watchers)
        scheduler_unblock(vm, vm->watchers);
    while (vm->tasklet)
        scheduler_remove(vm, vm->tasklet);
}

/* The program ends in a finalizer: with os.exit(). */
static void stop_finalizing(VM *vm)
{
    if (!vm->finalizing) return;
    vm->finalizing->is_unwinding &= (uint8_t)~FIBER_FINALIZING;
    vm->finalizing = NULL;
}

/* The main tasklet's own variables are closed, as if all its calls were gone. */
static bool close_main(VM *vm)
{
    Tasklet *tasklet = vm->main_tasklet;
    Fiber *fiber = tasklet->root;
    if (!fiber || !fiber->closing_count) return false;
    scheduler_unblock(vm, tasklet);
    scheduler_drop_fibers(vm, tasklet);
    vm->living_count++;
    tasklet->root = fiber;
    tasklet->active = fiber;
    heap_barrier(vm, tasklet, value_object(TAG_COROUTINE, fiber));
    fiber->status = FIBER_SUSPENDED;
    fiber->frame_count = 0;
    fiber_lower(fiber);
    fiber_deliver_error(vm, fiber, VALUE_NIL);
    scheduler_set_transfer(vm, tasklet, VALUE_NIL, false);
    scheduler_insert(vm, tasklet);
    return true;
}

static bool finalize_rest(VM *vm)
{
    Tasklet *tasklet = vm->main_tasklet;
    finalize_all(vm);
    if (!finalize_is_due(vm) || !vm->finalize) return false;
    Value function = value_native(vm->finalize);
    scheduler_unblock(vm, tasklet);
    scheduler_drop_fibers(vm, tasklet);
    if (!scheduler_set_up(vm, tasklet, function, NULL, 0)) return false;
    scheduler_insert(vm, tasklet);
    return true;
}

bool ending_begin(VM *vm, RunStatus status)
{
    if (vm->fatal || vm->end_phase == ENDING_FINALIZES) return false;
    bool is_first = vm->end_phase == ENDING_NOT;
    if (is_first) {
        vm->end_status = (uint8_t)status;
        vm->end_error = vm->error;
        stop_finalizing(vm);
    }
    vm->error = VALUE_NIL;
    vm->has_exited = false;
    stop_everybody(vm);
    vm->end_phase = ENDING_CLOSES;
    if (is_first && status == RUN_EXIT && close_main(vm)) return true;
    vm->end_phase = ENDING_FINALIZES;
    return finalize_rest(vm);
}

RunStatus ending_status(VM *vm)
{
    vm->error = vm->end_error;
    vm->has_exited = vm->end_status == RUN_EXIT;
    return (RunStatus)vm->end_status;
}
