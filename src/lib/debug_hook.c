/*
 * debug.sethook and debug.gethook: see vm/hook.h.
 */
#include <string.h>

#include "lib/debug.h"
#include "vm/hook.h"

static uint8_t mask_of(const String *text, int64_t count)
{
    const char *mask = text->data;
    return (uint8_t)((strchr(mask, 'c') ? HOOK_CALL : 0) |
                     (strchr(mask, 'r') ? HOOK_RETURN : 0) |
                     (strchr(mask, 'l') ? HOOK_LINE : 0) | (count > 0 ? HOOK_COUNT : 0));
}

NativeStatus debug_sethook(VM *vm, NativeCall *call)
{
    if (call->step == 1) return native_return_nothing(call);
    uint32_t at;
    Fiber *fiber = (Fiber *)debug_take_fiber(vm, call, &at);
    Value function = at < call->count ? call->args[at] : VALUE_NIL;
    uint8_t mask = 0;
    int64_t count = 0;
    if (!value_is_nil(function)) {
        String *text;
        if (!native_take_string(vm, call, at + 1, &text) ||
            !native_take_function(vm, call, at) ||
            !native_option_integer(vm, call, at + 2, 0, &count))
            return NATIVE_ERROR;
        mask = mask_of(text, count);
    }
    if (!mask) function = VALUE_NIL;
    if (!hook_set(vm, fiber, function, mask, count)) return NATIVE_ERROR;
    call->step = 1; /* the interpreter must begin anew, with other labels */
    return NATIVE_AGAIN;
}

NativeStatus debug_gethook(VM *vm, NativeCall *call)
{
    uint32_t at;
    const Hook *hook = debug_take_fiber(vm, call, &at)->hook;
    if (!hook || !hook->mask) return native_return(call, VALUE_NIL);
    char mask[4];
    size_t length = 0;
    if (hook->mask & HOOK_CALL) mask[length++] = 'c';
    if (hook->mask & HOOK_RETURN) mask[length++] = 'r';
    if (hook->mask & HOOK_LINE) mask[length++] = 'l';
    String *text = string_new(vm, mask, length);
    Value *results = text ? native_scratch(vm, call, 3) : NULL;
    if (!results) return NATIVE_ERROR;
    results[0] = hook->function;
    results[1] = string_value(text);
    results[2] = value_integer(hook->mask & HOOK_COUNT ? hook->count : 0);
    call->results = results;
    call->result_count = 3;
    return NATIVE_RETURN;
}
