/*
 * Arithmetic on strings: metamethods of the string type, which convert numerals.
 * Programs may replace them.
 */
#include <stdio.h>
#include <string.h>

#include "lib/strings.h"
#include "vm/interpret.h"

static bool to_number(Value v, Value *out)
{
    *out = v;
    if (value_is_number(v)) return true;
    if (v.tag != TAG_STRING) return false;
    return value_from_text(value_string(v)->data, value_string(v)->length, out);
}

/* An operand is no numeral: the second one may know what to do. */
static NativeStatus try_other(VM *vm, NativeCall *call, NameId event)
{
    Value *args = call->args;
    Value method = VALUE_NIL;
    if (args[1].tag != TAG_STRING) method = vm_metamethod(vm, args[1], event);
    if (value_is_nil(method))
        return native_error(vm, "attempt to %s a '%s' with a '%s'",
                            vm->names[event]->data + 2, value_type_name(args[0]),
                            value_type_name(args[1]));
    Value *callee = native_scratch(vm, call, 3);
    if (!callee) return NATIVE_ERROR;
    callee[0] = method;
    callee[1] = call->args[0];
    callee[2] = call->args[1];
    call->callee = callee;
    call->callee_count = 2;
    return NATIVE_TAIL;
}

static NativeStatus compute(VM *vm, NativeCall *call, Arith op, NameId event)
{
    Value a, b, result;
    if (!to_number(call->args[0], &a)) return try_other(vm, call, event);
    b = a; /* __unm by hand: one operand */
    if (call->count > 1 && !to_number(call->args[1], &b))
        return try_other(vm, call, event);
    switch (arith_values(op, a, b, &result)) {
    case ARITH_DONE: return native_return(call, result);
    case ARITH_BY_ZERO:
        vm_fail(vm, "%s", arith_by_zero_text(op)); /* without a place */
        return NATIVE_ERROR;
    case ARITH_NOT_NUMBER:
    case ARITH_NOT_INTEGER: break;
    }
    return try_other(vm, call, event);
}

#define EVENT(name, op)                                                                  \
    static NativeStatus string_##name(VM *vm, NativeCall *call)                          \
    {                                                                                    \
        return compute(vm, call, ARITH_##op, NAME_##op);                                 \
    }
EVENT(add, ADD)
EVENT(sub, SUB)
EVENT(mul, MUL)
EVENT(mod, MOD)
EVENT(pow, POW)
EVENT(div, DIV)
EVENT(idiv, IDIV)
EVENT(unm, UNM)
#undef EVENT

const NativeDef STRING_EVENTS[] = {
    {"string.__add", string_add, 2, 0, 0},
    {"string.__sub", string_sub, 2, 0, 0},
    {"string.__mul", string_mul, 2, 0, 0},
    {"string.__mod", string_mod, 2, 0, 0},
    {"string.__pow", string_pow, 2, 0, 0},
    {"string.__div", string_div, 2, 0, 0},
    {"string.__idiv", string_idiv, 2, 0, 0},
    {"string.__unm", string_unm, 2, 0, 0},
    {NULL, NULL, 0, 0, 0},
};
