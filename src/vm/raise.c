/*
 * Errors: from where they are raised to the frame that catches them. Unwinding is
 * no C recursion: each __close on the way is a call like any other, after which
 * AFTER_UNWIND brings us here again; so it can be saved half-way.
 */
#include "vm/machine.h"
#include "vm/scheduler.h"

static Flow stop(VM *vm, RunStatus status)
{
    vm->run_status = (uint8_t)status;
    return FLOW_STOP;
}

/* Index + 1 of the topmost frame that catches; 0: none. */
static uint32_t find_catcher(const Fiber *fiber)
{
    uint32_t depth = fiber->frame_count;
    while (depth > 0 && !(fiber->frames[depth - 1].flags & FRAME_CATCHES))
        depth--;
    return depth;
}

enum { HANDLER_NESTING_MAX = 100 };

/* Message handlers above the catcher that are running: each failed itself. */
static uint32_t count_handlers(const Fiber *fiber, uint32_t catcher)
{
    uint32_t count = 0;
    for (uint32_t i = catcher; i < fiber->frame_count; i++)
        count += fiber->frames[i].after == AFTER_HANDLER;
    return count;
}

/* While a fiber is closed: does a frame of a running __close catch? */
static bool has_catching_close(const Fiber *fiber)
{
    uint32_t close = fiber->frame_count;
    while (close > 0 && fiber->frames[close - 1].after != AFTER_UNWIND)
        close--;
    for (uint32_t i = close; close > 0 && i < fiber->frame_count; i++)
        if (fiber->frames[i].flags & FRAME_CATCHES) return true;
    return false;
}

/*
 * xpcall: the handler runs on top of the frames that failed. One that fails handles
 * its own error, but not for ever.
 */
static Flow run_handler(VM *vm, Fiber *fiber, uint32_t depth)
{
    Value handler = fiber->stack[fiber->frames[depth - 1].base + 1];
    Value error = vm->error;
    Target target = {.slot = UINT32_MAX, .want = 1, .after = AFTER_HANDLER};
    Flow flow = FLOW_RAISE;
    if (count_handlers(fiber, depth) < HANDLER_NESTING_MAX)
        flow = call_function(vm, handler, &error, 1, target);
    if (flow != FLOW_RAISE || (fiber->is_unwinding & FIBER_UNWINDING)) return flow;
    fiber->is_unwinding |= FIBER_UNWINDING;
    vm_fail(vm, "error in error handling");
    return FLOW_RAISE;
}

static void drop_frames(Fiber *fiber, uint32_t count)
{
    fiber->frame_count = count;
    if (count <= fiber->low_water) fiber_lower(fiber);
}

Flow close_variables(VM *vm, uint32_t from, Value error, uint8_t after,
                     uint32_t free_slot)
{
    Fiber *fiber = vm->fiber;
    if (fiber->closing_count == 0 || fiber->closing[fiber->closing_count - 1] < from)
        return FLOW_NEXT;
    uint32_t slot = fiber->closing[--fiber->closing_count];
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
    return call_slot(vm, free_slot, 2, target);
}

bool close_note(VM *vm, uint32_t slot)
{
    Fiber *fiber = vm->fiber;
    if (fiber->closing_count == fiber->closing_capacity) {
        uint32_t capacity = fiber->closing_capacity;
        uint32_t grown = capacity ? capacity * 2 : 4;
        uint32_t *closing = heap_resize_block(
            vm, fiber->closing, capacity * sizeof *closing, grown * sizeof *closing);
        if (!closing) return false;
        fiber->closing = closing;
        fiber->closing_capacity = grown;
    }
    fiber->closing[fiber->closing_count++] = slot;
    heap_touch(vm, fiber);
    return true;
}

/*
 * Drops the frames above `depth` and closes their variables. FLOW_NEXT: all is
 * closed; else a __close is under way.
 */
static Flow unwind(VM *vm, Fiber *fiber, uint32_t depth)
{
    uint32_t from = depth ? fiber->frames[depth - 1].base : 0;
    drop_frames(fiber, depth);
    fiber_close_upvalues(vm, fiber, from);
    fiber->is_unwinding |= FIBER_UNWINDING;
    fiber->error = vm->error;
    if (fiber->closing_count && fiber->closing[fiber->closing_count - 1] >= from)
        return close_variables(vm, from, vm->error, AFTER_UNWIND, 0);
    fiber->is_unwinding = 0;
    fiber->error = VALUE_NIL;
    return FLOW_NEXT;
}

static Flow catch_error(VM *vm, Fiber *fiber, uint32_t depth)
{
    const Frame *frame = &fiber->frames[depth - 1];
    uint32_t slot = frame->base + frame->size;
    Value error = vm->error;
    Flow flow = unwind(vm, fiber, depth);
    if (flow != FLOW_NEXT) return flow;
    if (!fiber_reserve(vm, fiber, slot, 1)) return FLOW_RAISE;
    fiber->stack[slot] = error;
    vm->error = VALUE_NIL;
    return call_native_again(vm, slot, 1, true);
}

/* An error left a coroutine.wrap function: it goes on in the caller. */
static Flow raise_in_resumer(VM *vm, Fiber *resumer, Value error)
{
    resumer->wait = WAIT_NONE;
    vm->fiber = resumer;
    fiber_enter(vm, resumer);
    vm->is_native_framed = false;
    if (error.tag == TAG_STRING)
        vm_fail_here(vm, "%s", value_string(error)->data);
    else
        vm->error = error;
    return FLOW_RAISE;
}

/* The coroutine dies of vm->error. resume() tells; its frames stay for a look. */
static Flow fail_coroutine(VM *vm, Fiber *fiber)
{
    Fiber *resumer = fiber->resumer;
    Value error = vm->error;
    if (resumer->wait == WAIT_WRAP) {
        Flow flow = unwind(vm, fiber, 0);
        if (flow != FLOW_NEXT) return flow;
    }
    fiber->status = FIBER_DEAD;
    fiber->resumer = NULL;
    fiber->error = error;
    fiber->is_unwinding = 0;
    heap_leave_fiber(vm, &fiber->header);
    vm->error = VALUE_NIL;
    if (resumer->wait == WAIT_WRAP) return raise_in_resumer(vm, resumer, error);
    resumer->wait = WAIT_VALUES;
    Value results[2] = {VALUE_FALSE, error};
    vm->fiber = resumer;
    return fiber_deliver(vm, resumer, results, 2) ? FLOW_ENTER : FLOW_RAISE;
}

/* coroutine.close: variables are closed, then the caller hears how it went. */
static Flow close_coroutine(VM *vm, Fiber *fiber)
{
    Value error = vm->error;
    Flow flow = unwind(vm, fiber, 0);
    if (flow != FLOW_NEXT) return flow;
    Fiber *resumer = fiber->resumer;
    fiber->status = FIBER_DEAD;
    fiber->resumer = NULL;
    heap_leave_fiber(vm, &fiber->header);
    vm->error = VALUE_NIL;
    vm->fiber = resumer;
    Value results[2] = {value_bool(value_is_nil(error)), error};
    uint32_t count = value_is_nil(error) ? 1 : 2;
    return fiber_deliver(vm, resumer, results, count) ? FLOW_ENTER : FLOW_RAISE;
}

/* The error leaves the tasklet. */
static Flow fail_root(VM *vm, Fiber *fiber)
{
    Flow flow = unwind(vm, fiber, 0);
    if (flow != FLOW_NEXT) return flow;
    fiber->status = FIBER_DEAD;
    heap_leave_fiber(vm, &fiber->header);
    return scheduler_fiber_failed(vm) ? FLOW_ENTER : stop(vm, RUN_FAILED);
}

Flow raise_error(VM *vm)
{
    if (vm->fatal) return stop(vm, RUN_NO_MEMORY);
    if (vm->has_exited) return stop(vm, RUN_EXIT);
    Fiber *fiber = vm->fiber;
    uint32_t depth = find_catcher(fiber);
    /* A catching frame that a __close called itself is above the closed ones. */
    bool is_closing = fiber->is_unwinding & FIBER_CLOSING;
    if (is_closing && !has_catching_close(fiber)) return close_coroutine(vm, fiber);
    if (depth > 0) {
        const Frame *frame = &fiber->frames[depth - 1];
        const NativeDef *def = fiber->stack[frame->base - 1].as.native;
        bool is_handled = fiber->is_unwinding & FIBER_UNWINDING;
        if ((def->flags & NATIVE_HANDLER) && !is_handled)
            return run_handler(vm, fiber, depth);
        return catch_error(vm, fiber, depth);
    }
    if (fiber->resumer) return fail_coroutine(vm, fiber);
    return fail_root(vm, fiber);
}
