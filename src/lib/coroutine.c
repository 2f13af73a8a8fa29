/*
 * coroutine. A resume or yield only moves values and changes vm->fiber; the
 * interpreter goes on there. Nothing nests.
 */
#include "lib/lib.h"

static bool take_coroutine(VM *vm, NativeCall *call, Fiber **out)
{
    Value v = call->args[0];
    if (call->count == 0 || v.tag != TAG_COROUTINE) {
        native_type_error(vm, call, 1, "thread");
        return false;
    }
    *out = (Fiber *)v.as.object;
    return true;
}

static NativeStatus create(VM *vm, NativeCall *call)
{
    if (!native_take_function(vm, call, 0)) return NATIVE_ERROR;
    Fiber *fiber = fiber_new(vm, call->args[0], NULL, 0);
    if (!fiber) return NATIVE_ERROR;
    return native_return(call, value_object(TAG_COROUTINE, fiber));
}

/* Makes `target` the running fiber, resumed by the current one. */
static NativeStatus switch_to(VM *vm, Fiber *target, FiberWait wait)
{
    Fiber *current = vm->fiber;
    fiber_set_resumer(vm, target, current);
    current->status = FIBER_NORMAL;
    current->wait = (uint8_t)wait;
    vm->fiber = target;
    return NATIVE_SWITCH;
}

static const char *why_not_resumable(const VM *vm, const Fiber *fiber)
{
    if (fiber->status == FIBER_DEAD) return "cannot resume dead coroutine";
    bool is_waiting = fiber->wait == WAIT_START || fiber->wait == WAIT_VALUES;
    if (fiber->status != FIBER_SUSPENDED || fiber->owner || !is_waiting)
        return "cannot resume non-suspended coroutine";
    if (fiber_is_too_deep(vm->fiber)) return "C stack overflow";
    return NULL;
}

static NativeStatus resume(VM *vm, NativeCall *call)
{
    Fiber *fiber;
    if (!take_coroutine(vm, call, &fiber)) return NATIVE_ERROR;
    const char *reason = why_not_resumable(vm, fiber);
    if (reason) {
        String *text = string_from(vm, reason);
        if (!text) return NATIVE_ERROR;
        return native_return2(call, VALUE_FALSE, string_value(text));
    }
    if (!fiber_deliver(vm, fiber, call->args + 1, call->count - 1)) return NATIVE_ERROR;
    return switch_to(vm, fiber, WAIT_RESUME);
}

/* A wrap function is its coroutine, seen as something to call. */
static NativeStatus wrap(VM *vm, NativeCall *call)
{
    if (!native_take_function(vm, call, 0)) return NATIVE_ERROR;
    Fiber *fiber = fiber_new(vm, call->args[0], NULL, 0);
    if (!fiber) return NATIVE_ERROR;
    return native_return(call, value_object(TAG_WRAP, fiber));
}

/* What a call of a wrap function does: (coroutine, arguments…). */
static NativeStatus wrap_step(VM *vm, NativeCall *call)
{
    Fiber *fiber;
    if (!take_coroutine(vm, call, &fiber)) return NATIVE_ERROR;
    const char *reason = why_not_resumable(vm, fiber);
    if (reason) return native_error(vm, "%s", reason);
    if (!fiber_deliver(vm, fiber, call->args + 1, call->count - 1)) return NATIVE_ERROR;
    return switch_to(vm, fiber, WAIT_WRAP);
}

static NativeStatus cannot_yield(VM *vm, const char *why)
{
    vm_fail(vm, "attempt to yield %s", why);
    return NATIVE_ERROR;
}

static NativeStatus yield(VM *vm, NativeCall *call)
{
    Fiber *fiber = vm->fiber;
    Fiber *resumer = fiber->resumer;
    if (!resumer) return cannot_yield(vm, "from outside a coroutine");
    /* To whoever closes it, a yield would look like the end. */
    if (fiber->is_unwinding & FIBER_CANNOT_YIELD)
        return cannot_yield(vm, "across a C-call boundary");
    if (!fiber_deliver(vm, resumer, call->args, call->count)) return NATIVE_ERROR;
    fiber->resumer = NULL;
    fiber->status = FIBER_SUSPENDED;
    vm->fiber = resumer;
    return NATIVE_SWITCH;
}

static NativeStatus status(VM *vm, NativeCall *call)
{
    Fiber *fiber;
    if (!take_coroutine(vm, call, &fiber)) return NATIVE_ERROR;
    const char *text = "normal";
    if (fiber == vm->fiber)
        text = "running";
    else if (fiber->status == FIBER_DEAD)
        text = "dead";
    else if (fiber->status == FIBER_SUSPENDED)
        text = "suspended";
    String *string = string_from(vm, text);
    return string ? native_return(call, string_value(string)) : NATIVE_ERROR;
}

static NativeStatus running(VM *vm, NativeCall *call)
{
    return native_return2(call, value_object(TAG_COROUTINE, vm->fiber),
                          value_bool(vm->fiber->resumer == NULL));
}

static NativeStatus is_yieldable(VM *vm, NativeCall *call)
{
    Fiber *fiber = vm->fiber;
    if (call->count > 0 && !take_coroutine(vm, call, &fiber)) return NATIVE_ERROR;
    bool is_root = fiber->owner || (fiber == vm->fiber && !fiber->resumer);
    bool is_refused = fiber->is_unwinding & FIBER_CANNOT_YIELD;
    return native_return(call, value_bool(!is_root && !is_refused));
}

/* Nothing is pending: the coroutine just ends. */
static NativeStatus close_at_once(VM *vm, NativeCall *call, Fiber *fiber)
{
    Value error = fiber->error;
    /* The frames of one that failed stay; its error may be nil. */
    bool has_failed =
        fiber->status == FIBER_DEAD && (fiber->frame_count || !value_is_nil(error));
    fiber_close_upvalues(vm, fiber, 0);
    fiber->status = FIBER_DEAD;
    fiber->frame_count = 0;
    fiber->wait = WAIT_NONE;
    fiber->transfer_count = 0;
    fiber->error = VALUE_NIL;
    fiber_lower(fiber);
    heap_touch(vm, fiber);
    if (has_failed) return native_return2(call, VALUE_FALSE, error);
    return native_return(call, VALUE_TRUE);
}

static NativeStatus close(VM *vm, NativeCall *call)
{
    Fiber *fiber;
    if (!take_coroutine(vm, call, &fiber)) return NATIVE_ERROR;
    if (fiber == vm->fiber) return native_error(vm, "cannot close a running coroutine");
    bool can_close = fiber->status == FIBER_DEAD || !why_not_resumable(vm, fiber);
    if (!can_close) return native_error(vm, "cannot close a normal coroutine");
    if (fiber->closing_count == 0) return close_at_once(vm, call, fiber);
    /* Its variables are closed in its own fiber, without a way back (raise.c). */
    fiber->is_unwinding = FIBER_CLOSING;
    fiber->frame_count = 0;
    fiber_lower(fiber);
    fiber_deliver_error(vm, fiber, fiber->error);
    return switch_to(vm, fiber, WAIT_VALUES);
}

const NativeDef LIB_COROUTINE[] = {
    {"coroutine.create", create, 1, 0, 0},
    {"coroutine.resume", resume, 1, NATIVE_IS_RESUME, 0},
    {"coroutine.yield", yield, 0, NATIVE_IS_YIELD, 0},
    {"coroutine.status", status, 1, 0, 0},
    {"coroutine.running", running, 1, 0, 0},
    {"coroutine.isyieldable", is_yieldable, 1, 0, 0},
    {"coroutine.close", close, 1, 0, 0},
    {"coroutine.wrap", wrap, 1, 0, 0},
    {"coroutine.wrap_step", wrap_step, 1, NATIVE_IS_WRAP, 0},
    {NULL, NULL, 0, 0, 0},
};

bool lib_open_coroutine(VM *vm)
{
    Table *table = lib_open_module(vm, "coroutine", LIB_COROUTINE, true);
    return table && table_set_named(vm, table, "wrap_step", VALUE_NIL);
}
