/*
 * Running finalizers. The interpreter starts this native at a safepoint, above
 * whatever runs there (vm/finalize.h); collectgarbage and the end of the program call
 * it. It is a frame with a continuation like any other, so a finalizer can be saved
 * half-way.
 *
 *   args[0]  the tick when it began: finalizers cost no tasklet's budget
 */
#include "lib/base.h"
#include "vm/finalize.h"

enum { FINALIZE_RAN = 1, FINALIZE_WARNED = 2 };

static void begin(VM *vm, NativeCall *call)
{
    vm->finalizing = vm->fiber;
    vm->fiber->is_unwinding |= FIBER_FINALIZING;
    call->args[0] = value_integer((int64_t)vm_ticks(vm));
}

static NativeStatus end(VM *vm, NativeCall *call)
{
    uint64_t used = vm_ticks(vm) - (uint64_t)call->args[0].as.integer;
    if (vm->budget_end < UINT64_MAX - used) vm->budget_end += used;
    vm->finalizing->is_unwinding &= (uint8_t)~FIBER_FINALIZING;
    vm->finalizing = NULL;
    vm_poke(vm); /* the budget counts again */
    return native_return_nothing(call);
}

/* An error in a finalizer is a warning: nobody called it. */
static NativeStatus warn(VM *vm, NativeCall *call)
{
    static const char NO_STRING[] = "error object is not a string";
    const char *const parts[] = {"error in __gc (", NO_STRING, ")"};
    Value message = call->value_count ? call->values[0] : VALUE_NIL;
    Value *callee = native_scratch(vm, call, 4);
    if (!callee) return NATIVE_ERROR;
    callee[0] = value_native(native_find(vm, "warn", 4));
    for (int i = 0; i < 3; i++) {
        String *text = string_from(vm, parts[i]);
        if (!text) return NATIVE_ERROR;
        callee[1 + i] = string_value(text);
    }
    if (message.tag == TAG_STRING) callee[2] = message;
    return native_call(call, callee, 3, 0, FINALIZE_WARNED);
}

static NativeStatus run_next(VM *vm, NativeCall *call)
{
    for (;;) {
        Value object = finalize_take(vm);
        if (value_is_nil(object)) return end(vm, call);
        Value method = vm_metamethod(vm, object, NAME_GC);
        if (value_is_nil(method)) continue; /* taken away since */
        Value *callee = native_scratch(vm, call, 2);
        if (!callee) return NATIVE_ERROR;
        callee[0] = method;
        callee[1] = object;
        return native_call(call, callee, 1, 0, FINALIZE_RAN);
    }
}

static NativeStatus finalize(VM *vm, NativeCall *call)
{
    if (call->step == 0) {
        if (vm->finalizing) return native_return_nothing(call);
        begin(vm, call);
    } else if (vm->finalizing != vm->fiber || call->args[0].tag != TAG_INTEGER) {
        return native_error(vm, "collector: bad saved state");
    } else if (call->has_failed && call->step == FINALIZE_RAN) {
        return warn(vm, call);
    }
    return run_next(vm, call);
}

const NativeDef LIB_COLLECTOR[] = {
    {"collector.finalize", finalize, 1, NATIVE_CATCHES | NATIVE_IS_FINALIZE,
     FINALIZE_WARNED},
    {NULL},
};
