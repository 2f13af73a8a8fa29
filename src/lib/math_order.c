/*
 * math.max and math.min. Numbers and strings are compared here; for what has a
 * __lt that is called. Step i means: the answer for argument i has come, and the
 * best one before it is in args[0].
 */
#include "lib/numbers.h"

#include <string.h>

#include "vm/interpret.h"

enum { ARGUMENTS_PER_TICK = 4 };

/* false: neither numbers nor strings. */
static bool compare(Value a, Value b, bool *out_is_less)
{
    if (value_is_number(a) && value_is_number(b)) {
        *out_is_less = number_less(a, b);
        return true;
    }
    if (a.tag != TAG_STRING || b.tag != TAG_STRING) return false;
    *out_is_less = string_compare(value_string(a), value_string(b)) < 0;
    return true;
}

static NativeStatus fail_comparison(VM *vm, Value a, Value b)
{
    const char *first = vm_type_name(vm, a);
    const char *second = vm_type_name(vm, b);
    if (strcmp(first, second) == 0)
        vm_fail(vm, "attempt to compare two %s values", first);
    else
        vm_fail(vm, "attempt to compare %s with %s", first, second);
    return NATIVE_ERROR;
}

/* Asks the __lt of one of them; `step` is entered with its answer. */
static NativeStatus ask(VM *vm, NativeCall *call, Value a, Value b, uint32_t step)
{
    Value event = vm_metamethod(vm, a, NAME_LT);
    if (value_is_nil(event)) event = vm_metamethod(vm, b, NAME_LT);
    if (value_is_nil(event)) return fail_comparison(vm, a, b);
    Value *callee = native_scratch(vm, call, 3);
    if (!callee) return NATIVE_ERROR;
    callee[0] = event;
    callee[1] = a;
    callee[2] = b;
    return native_call(call, callee, 2, 1, step);
}

static NativeStatus choose(VM *vm, NativeCall *call, bool wants_less)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    Value best = call->args[0];
    uint32_t i = call->step; /* compared already; it is_better than those before */
    bool is_better = i > 0 && call->value_count > 0 && !value_is_falsy(call->values[0]);
    while (i < call->count) {
        if (is_better) best = call->args[i];
        if (++i >= call->count) break;
        const Value v = call->args[i];
        const Value a = wants_less ? v : best, b = wants_less ? best : v;
        if (compare(a, b, &is_better)) continue;
        call->args[0] = best;
        return ask(vm, call, a, b, i);
    }
    if (call->count > ARGUMENTS_PER_TICK)
        native_work(vm, call->count / ARGUMENTS_PER_TICK);
    return native_return(call, best);
}

NativeStatus math_max(VM *vm, NativeCall *call)
{
    return choose(vm, call, false);
}

NativeStatus math_min(VM *vm, NativeCall *call)
{
    return choose(vm, call, true);
}
