/*
 * Errors and protected calls. pcall and xpcall never nest the interpreter: they
 * are frames that catch, entered again with the results or the error.
 */
#include "lib/base.h"
#include "vm/level.h"

/* ---- error ---- */

/* Raises a value; a string gets the place of `level` in front. */
static NativeStatus raise_at(VM *vm, const NativeCall *call, Value error, int64_t level)
{
    char place[120];
    if (error.tag != TAG_STRING || level < 1) return native_throw(vm, error);
    const size_t length = level_place(vm, call, level, place, sizeof place);
    if (length == 0) return native_throw(vm, error);
    const String *text = value_string(error);
    Bytes bytes = {0};
    bytes_put(&bytes, place, length);
    bytes_put(&bytes, text->data, text->length);
    String *whole =
        bytes.has_failed ? NULL : string_new(vm, (char *)bytes.data, bytes.count);
    if (bytes.has_failed) vm_no_memory(vm);
    bytes_deinit(&bytes);
    return whole ? native_throw(vm, string_value(whole)) : NATIVE_ERROR;
}

static NativeStatus protect_error(VM *vm, NativeCall *call)
{
    int64_t level;
    if (!native_option_integer(vm, call, 1, 1, &level)) return NATIVE_ERROR;
    return raise_at(vm, call, call->args[0], level);
}

/* Its message gets a place, as error's does: the reference implementation's way. */
static NativeStatus protect_assert(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    if (!value_is_falsy(call->args[0])) {
        call->results = call->args;
        call->result_count = call->count;
        return NATIVE_RETURN;
    }
    if (call->count > 1) return raise_at(vm, call, call->args[1], 1);
    String *message = string_from(vm, "assertion failed!");
    return message ? raise_at(vm, call, string_value(message), 1) : NATIVE_ERROR;
}

/* ---- protected calls ---- */

/* true and the callee's results, where they lie: the slot before them is ours. */
static NativeStatus return_success(VM *vm, NativeCall *call)
{
    if (call->value_count == 0) return native_return(call, VALUE_TRUE);
    const Value *stack = vm->fiber->stack;
    size_t first = (size_t)(call->values - stack);
    vm->fiber->stack[first - 1] = VALUE_TRUE;
    call->results = stack + first - 1;
    call->result_count = call->value_count + 1;
    return NATIVE_RETURN;
}

static NativeStatus return_caught(NativeCall *call)
{
    Value error = call->value_count > 0 ? call->values[0] : VALUE_NIL;
    return native_return2(call, VALUE_FALSE, error);
}

static NativeStatus protect_pcall(VM *vm, NativeCall *call)
{
    if (call->step == 1)
        return call->has_failed ? return_caught(call) : return_success(vm, call);
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    return native_call(call, call->args, call->count - 1, -1, 1);
}

static NativeStatus protect_xpcall(VM *vm, NativeCall *call)
{
    if (call->step == 1)
        return call->has_failed ? return_caught(call) : return_success(vm, call);
    if (!native_take_function(vm, call, 1)) return NATIVE_ERROR;
    const uint32_t given = call->count - 2;
    Value *callee = native_scratch(vm, call, given + 1);
    if (!callee) return NATIVE_ERROR;
    callee[0] = call->args[0];
    for (uint32_t i = 0; i < given; i++)
        callee[1 + i] = call->args[2 + i];
    return native_call(call, callee, given, -1, 1);
}

/* At the program's end: what __tostring calls the error becomes the error. */
static NativeStatus error_describe(VM *vm, NativeCall *call)
{
    if (call->step == 0) {
        Value *callee = native_scratch(vm, call, 2);
        if (!callee) return NATIVE_ERROR;
        callee[0] = vm_metamethod(vm, call->args[0], NAME_TOSTRING);
        callee[1] = call->args[0];
        return native_call(call, callee, 1, 1, 1);
    }
    bool has_text = !call->has_failed && call->values[0].tag == TAG_STRING;
    if (has_text) vm->end_error = call->values[0];
    return native_return_nothing(call);
}

const NativeDef LIB_PROTECT[] = {
    {"assert", protect_assert, 1, 0, 0},
    {"error", protect_error, 2, 0, 0},
    {"pcall", protect_pcall, 1, NATIVE_CATCHES, 1},
    {"xpcall", protect_xpcall, 2, NATIVE_CATCHES | NATIVE_HANDLER, 1},
    {NULL},
};

const NativeDef LIB_PROTECT_HIDDEN[] = {
    {"error.describe", error_describe, 1, NATIVE_CATCHES, 1},
    {NULL},
};
