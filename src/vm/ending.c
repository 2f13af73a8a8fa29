/*
 * The last things that are run: see ending.h.
 */
#include "vm/ending.h"

#include "vm/callback.h"
#include "vm/finalize.h"
#include "vm/scheduler.h"

/* Nobody but who is called from here on runs again. */
static void stop_everybody(VM *vm)
{
    scheduler_leave(vm);
    callback_stop(vm);
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

/* A native runs as all that is left of the main tasklet. */
static bool run_in_main(VM *vm, const NativeDef *native, const Value *args,
                        uint32_t count)
{
    Tasklet *tasklet = vm->main_tasklet;
    if (!native) return false;
    scheduler_unblock(vm, tasklet);
    scheduler_drop_fibers(vm, tasklet);
    if (!scheduler_set_up(vm, tasklet, value_native(native), args, count)) return false;
    scheduler_insert(vm, tasklet);
    return true;
}

static bool describe_error(VM *vm)
{
    const Value error = vm->end_error;
    if (value_is_nil(vm_metamethod(vm, error, NAME_TOSTRING))) return false;
    return run_in_main(vm, native_find(vm, "error.describe", 14), &error, 1);
}

static bool finalize_rest(VM *vm)
{
    finalize_all(vm);
    return finalize_is_due(vm) && run_in_main(vm, vm->finalize, NULL, 0);
}

static bool begin_phase(VM *vm)
{
    switch (vm->end_phase) {
    case ENDING_DESCRIBES: return vm->end_status == RUN_FAILED && describe_error(vm);
    case ENDING_CLOSES: return vm->end_status == RUN_EXIT && close_main(vm);
    default: return finalize_rest(vm);
    }
}

bool ending_begin(VM *vm, RunStatus status)
{
    if (vm->fatal || vm->end_phase == ENDING_FINALIZES) return false;
    if (vm->end_phase == ENDING_NOT) {
        vm->end_status = (uint8_t)status;
        vm->end_error = vm->error;
        stop_finalizing(vm);
    }
    vm->error = VALUE_NIL;
    vm->has_exited = false;
    stop_everybody(vm);
    while (vm->end_phase < ENDING_FINALIZES) {
        vm->end_phase++;
        if (begin_phase(vm)) return true;
    }
    return false;
}

RunStatus ending_status(VM *vm)
{
    vm->error = vm->end_error;
    vm->has_exited = vm->end_status == RUN_EXIT;
    return (RunStatus)vm->end_status;
}
