/*
 * Errors: from where they are raised to the frame that catches them. Unwinding is
 * no C recursion: each __close on the way is a call like any other, after which
 * AFTER_UNWIND brings us here again; so it can be saved half-way.
 */
#include "vm/abandoned.h"
#include "vm/ending.h"
#include "vm/hook.h"
#include "vm/scheduler.h"
#include "vm/uncaught.h"

static Flow stop(VM *vm, RunStatus status)
{
    vm->run_status = (uint8_t)status;
    return FLOW_STOP;
}

uint32_t raise_find_catcher(const Fiber *fiber)
{
    uint32_t depth = fiber->frame_count;
    while (depth > 0 && !(fiber->frames[depth - 1].flags & FRAME_CATCHES))
        depth--;
    return depth;
}

enum { HANDLERS_MAX = 100 };

/* How many message handlers run above the catcher: each but the last has failed. */
static uint32_t count_handlers(const Fiber *fiber, uint32_t catcher)
{
    uint32_t count = 0;
    for (uint32_t i = catcher; i < fiber->frame_count; i++)
        count += fiber->frames[i].after == AFTER_HANDLER;
    return count;
}

/* First slot above the top frame and above the variables that wait to be closed. */
static uint32_t slot_above_closing(const Fiber *fiber)
{
    uint32_t slot = fiber_free_slot(fiber);
    uint32_t count = fiber->closing_count;
    if (count && fiber->closing->slots[count - 1] >= slot)
        slot = fiber->closing->slots[count - 1] + 1;
    return slot;
}

/* xpcall: the handler runs on top of the frames that failed. */
static Flow run_handler(VM *vm, Fiber *fiber, uint32_t depth)
{
    const Frame *catcher = &fiber->frames[depth - 1];
    Value handler = fiber->stack[catcher->base + 1];
    uint32_t slot = slot_above_closing(fiber);
    Flow flow = FLOW_RAISE;
    fiber->is_unwinding |= FIBER_HANDLING;
    if (count_handlers(fiber, depth) < HANDLERS_MAX &&
        fiber_reserve(vm, fiber, slot, 2)) {
        fiber->stack[slot] = handler;
        fiber->stack[slot + 1] = vm->error;
        Target target = {.slot = slot, .want = 1, .after = AFTER_HANDLER};
        flow = call_slot(vm, slot, 1, &target);
    }
    if (flow != FLOW_RAISE) return flow;
    vm_fail(vm, "error in error handling");
    return FLOW_UNWIND;
}

static void drop_frames(VM *vm, Fiber *fiber, uint32_t count)
{
    hook_drop_frames(vm, fiber, count);
    fiber->frame_count = count;
    if (count <= fiber->low_water) fiber_lower(fiber);
}

Flow close_variables(VM *vm, uint32_t from, Value error, uint8_t after,
                     uint32_t free_slot)
{
    Fiber *fiber = vm->fiber;
    if (fiber->closing_count == 0 ||
        fiber->closing->slots[fiber->closing_count - 1] < from)
        return FLOW_NEXT;
    uint32_t slot = fiber->closing->slots[--fiber->closing_count];
    if (free_slot <= slot) free_slot = slot + 1;
    if (!fiber_reserve(vm, fiber, free_slot, 4)) return FLOW_RAISE;
    Value variable = fiber->stack[slot];
    Value *call = fiber->stack + free_slot;
    call[0] = vm_metamethod(vm, variable, NAME_CLOSE);
    call[1] = variable;
    call[2] = error;
    if (value_is_nil(call[0])) {
        vm_fail_here(vm, "attempt to call a nil value (metamethod 'close')");
        return FLOW_RAISE;
    }
    Target target = {.slot = free_slot, .want = 0, .after = after};
    return call_slot(vm, free_slot, 2, &target);
}

bool close_note(VM *vm, uint32_t slot)
{
    return fiber_push_closing(vm, vm->fiber, slot) && abandoned_note(vm, vm->fiber);
}

/* The registers of a native with a C stack stay; others may be their callee's as well. */
static uint32_t first_to_close(const Fiber *fiber, uint32_t depth)
{
    if (depth == 0) return 0;
    const Frame *catcher = &fiber->frames[depth - 1];
    const NativeDef *def = fiber->stack[catcher->base - 1].as.native;
    return catcher->base + (def->flags & NATIVE_IS_HARD ? catcher->size : 0);
}

/*
 * Drops the frames above `depth` and closes their variables. FLOW_NEXT: all is
 * closed; else a __close is under way. The error waits in the slot below its call.
 */
static Flow unwind(VM *vm, Fiber *fiber, uint32_t depth)
{
    uint32_t from = first_to_close(fiber, depth);
    drop_frames(vm, fiber, depth);
    fiber_close_upvalues(vm, fiber, from);
    uint32_t count = fiber->closing_count;
    if (count == 0 || fiber->closing->slots[count - 1] < from) return FLOW_NEXT;
    uint32_t slot = fiber->closing->slots[count - 1] + 1;
    if (!fiber_reserve(vm, fiber, slot, 1)) return FLOW_RAISE;
    fiber->stack[slot] = vm->error;
    return close_variables(vm, from, vm->error, AFTER_UNWIND, slot + 1);
}

static Flow catch_error(VM *vm, Fiber *fiber, uint32_t depth)
{
    Flow flow = unwind(vm, fiber, depth);
    if (flow != FLOW_NEXT) return flow;
    fiber_end_handling(vm, fiber);
    uint32_t slot = fiber_free_slot(fiber);
    if (!fiber_reserve(vm, fiber, slot, 1)) return FLOW_RAISE;
    fiber->stack[slot] = vm->error;
    vm->error = VALUE_NIL;
    return call_native_again(vm, slot, 1, true);
}

/* An error left a coroutine.wrap function: it goes on in the caller. */
static Flow raise_in_resumer(VM *vm, Fiber *resumer, Value error)
{
    resumer->wait = WAIT_NONE;
    resumer->wait_after = AFTER_NONE;
    vm->fiber = resumer;
    fiber_enter(vm, resumer);
    vm->is_native_framed = false;
    vm->error = error;
    if (error.tag == TAG_STRING) vm_add_place(vm);
    vm->is_passed_on = true;
    return FLOW_RAISE;
}

/* The coroutine dies of vm->error. resume() tells; its frames stay for a look. */
static Flow fail_coroutine(VM *vm, Fiber *fiber)
{
    Value error = vm->error;
    fiber->status = FIBER_DEAD;
    fiber->is_unwinding = 0;
    fiber->error = error;
    heap_leave_fiber(vm, &fiber->header);
    Fiber *resumer = fiber->resumer;
    fiber->resumer = NULL;
    resumer->wait = WAIT_VALUES;
    vm->error = VALUE_NIL;
    Value results[2] = {VALUE_FALSE, error};
    return call_deliver(vm, resumer, results, 2);
}

/*
 * coroutine.close, or the error of a coroutine.wrap function: the variables are
 * closed, then the one who waits hears how it went.
 */
static Flow close_coroutine(VM *vm, Fiber *fiber)
{
    fiber->is_unwinding |= FIBER_CLOSING;
    Flow flow = unwind(vm, fiber, 0);
    if (flow != FLOW_NEXT) return flow;
    Value error = vm->error;
    fiber->status = FIBER_DEAD;
    fiber->is_unwinding = 0;
    heap_leave_fiber(vm, &fiber->header);
    Fiber *resumer = fiber->resumer;
    fiber->resumer = NULL;
    if (resumer->wait == WAIT_WRAP) return raise_in_resumer(vm, resumer, error);
    vm->error = VALUE_NIL;
    Value results[2] = {value_bool(value_is_nil(error)), error};
    return call_deliver(vm, resumer, results, value_is_nil(error) ? 1 : 2);
}

/* The error leaves the tasklet. */
static Flow fail_root(VM *vm, Fiber *fiber)
{
    Flow flow = unwind(vm, fiber, 0);
    if (flow != FLOW_NEXT) return flow;
    fiber->status = FIBER_DEAD;
    heap_leave_fiber(vm, &fiber->header);
    if (scheduler_fiber_failed(vm) || ending_begin(vm, RUN_FAILED)) return FLOW_ENTER;
    return stop(vm, ending_status(vm));
}

Flow raise_unwind(VM *vm)
{
    Fiber *fiber = vm->fiber;
    uint32_t depth = raise_find_catcher(fiber);
    if (depth > 0) return catch_error(vm, fiber, depth);
    if (!fiber->resumer) return fail_root(vm, fiber);
    bool is_closing = fiber->is_unwinding & FIBER_CLOSING;
    if (is_closing || fiber->resumer->wait == WAIT_WRAP)
        return close_coroutine(vm, fiber);
    return fail_coroutine(vm, fiber);
}

Flow raise_error(VM *vm)
{
    if (vm->fatal) return stop(vm, RUN_NO_MEMORY);
    if (vm->has_exited)
        return vm->exit_closes && ending_begin(vm, RUN_EXIT) ? FLOW_ENTER
                                                             : stop(vm, RUN_EXIT);
    Fiber *fiber = vm->fiber;
    if (!vm->is_passed_on) uncaught_note(vm);
    vm->is_passed_on = false;
    uint32_t depth = raise_find_catcher(fiber);
    if (depth > 0) {
        Value catcher = fiber->stack[fiber->frames[depth - 1].base - 1];
        bool has_handler = catcher.as.native->flags & NATIVE_HANDLER;
        if (has_handler) return run_handler(vm, fiber, depth);
    }
    return raise_unwind(vm);
}
