/*
 * What natives use: registration, arguments, errors.
 */
#include "vm/native.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "vm/debuginfo.h"
#include "vm/vm.h"

/* ---- registration ---- */

static const NativeDef **find_place(const NativeDef **natives, uint32_t capacity,
                                    const char *name, size_t length)
{
    uint32_t at = hash_bytes(name, length) & (capacity - 1);
    while (natives[at] && (strlen(natives[at]->name) != length ||
                           memcmp(natives[at]->name, name, length) != 0))
        at = (at + 1) & (capacity - 1);
    return &natives[at];
}

static bool grow_natives(VM *vm)
{
    uint32_t capacity = vm->native_capacity ? vm->native_capacity * 2 : 512;
    const NativeDef **grown = memory_new(&vm->memory, capacity * sizeof *grown);
    if (!grown) return vm_no_memory(vm);
    for (uint32_t i = 0; i < vm->native_capacity; i++) {
        const NativeDef *def = vm->natives[i];
        if (def) *find_place(grown, capacity, def->name, strlen(def->name)) = def;
    }
    memory_free(&vm->memory, vm->natives, vm->native_capacity * sizeof *grown);
    vm->natives = grown;
    vm->native_capacity = capacity;
    return true;
}

bool native_register(VM *vm, const NativeDef *defs)
{
    for (const NativeDef *def = defs; def->name; def++) {
        if (vm->native_count * 2 >= vm->native_capacity && !grow_natives(vm))
            return false;
        const NativeDef **place =
            find_place(vm->natives, vm->native_capacity, def->name, strlen(def->name));
        if (*place == def) continue;
        if (*place) return vm_fail(vm, "native '%s' is registered twice", def->name);
        *place = def;
        if (def->flags & NATIVE_IS_WRAP) vm->wrap_step = def;
        if (def->flags & NATIVE_IS_FINALIZE) vm->finalize = def;
        if (def->flags & NATIVE_IS_HARD) vm->has_hard_natives = true;
        vm->native_count++;
    }
    return true;
}

const NativeDef *native_find(const VM *vm, const char *name, size_t length)
{
    if (!vm->native_capacity) return NULL;
    const NativeDef *def = *find_place(vm->natives, vm->native_capacity, name, length);
    return def && def->alias_of ? def->alias_of : def;
}

bool native_register_into(VM *vm, Table *table, const NativeDef *defs)
{
    if (!native_register(vm, defs)) return false;
    for (const NativeDef *def = defs; def->name; def++) {
        const char *dot = strrchr(def->name, '.');
        const char *key = dot ? dot + 1 : def->name;
        if (!table_set_named(vm, table, key, value_native(def))) return false;
    }
    return true;
}

/* ---- registers ---- */

Value *native_scratch(VM *vm, NativeCall *call, uint32_t count)
{
    Fiber *fiber = vm->fiber;
    uint32_t first = (uint32_t)(call->args - fiber->stack);
    uint32_t size = native_frame_size(call->def, call->count);
    if (!fiber_reserve(vm, fiber, first + size, count)) return NULL;
    call->args = fiber->stack + first;
    return call->args + size;
}

void native_work(VM *vm, uint64_t ticks)
{
    vm->countdown -= (int64_t)ticks;
}

/* ---- errors ---- */

NativeStatus native_error(VM *vm, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    vm_fail_here(vm, "%s", text);
    return NATIVE_ERROR;
}

NativeStatus native_throw(VM *vm, Value error)
{
    vm->error = error;
    return NATIVE_ERROR;
}

/*
 * The name that the calling instruction gives to the native, or its own. For one
 * that a library function calls, the name of that function counts.
 */
static const char *called_name(VM *vm, NativeCall *call, bool *out_is_method)
{
    const Fiber *fiber = vm->fiber;
    uint32_t depth = fiber->frame_count - (call->is_framed ? 1 : 0);
    *out_is_method = false;
    for (bool is_library = true; depth > 0 && is_library; depth--) {
        const Frame *caller = &fiber->frames[depth - 1];
        const Value callee = fiber->stack[caller->base - 1];
        if ((caller->flags & FRAME_NATIVE) || callee.tag != TAG_CLOSURE) break;
        const Proto *proto = ((Closure *)callee.as.object)->proto;
        const char *name = NULL;
        const char *kind = debug_call_name(proto, frame_current_pc(fiber, caller), &name);
        is_library = proto_is_library(proto);
        if (is_library && (caller->flags & FRAME_TAIL)) break;
        if (is_library || !kind) continue;
        *out_is_method = strcmp(kind, "method") == 0;
        return name;
    }
    return call->def->flags & NATIVE_IS_UNLISTED ? "?" : call->def->name;
}

NativeStatus native_argument_error(VM *vm, NativeCall *call, uint32_t index,
                                   const char *message)
{
    bool is_method;
    const char *name = called_name(vm, call, &is_method);
    if (is_method) {
        index--;
        if (index == 0)
            return native_error(vm, "calling '%s' on bad self (%s)", name, message);
    }
    return native_error(vm, "bad argument #%u to '%s' (%s)", index, name, message);
}

NativeStatus native_type_error(VM *vm, NativeCall *call, uint32_t index,
                               const char *expected)
{
    char message[160];
    const char *got = "no value";
    if (index - 1 < call->count) got = vm_type_name(vm, call->args[index - 1]);
    snprintf(message, sizeof message, "%s expected, got %.64s", expected, got);
    return native_argument_error(vm, call, index, message);
}

/* ---- arguments ---- */

static Value argument(const NativeCall *call, uint32_t index)
{
    return index < call->count ? call->args[index] : VALUE_NIL;
}

bool native_take_integer(VM *vm, NativeCall *call, uint32_t index, int64_t *out)
{
    Value v = argument(call, index);
    if (v.tag == TAG_INTEGER) {
        *out = v.as.integer;
        return true;
    }
    if (value_to_integer(v, out)) return true;
    double number;
    if (value_to_number(v, &number))
        native_argument_error(vm, call, index + 1,
                              "number has no integer representation");
    else
        native_type_error(vm, call, index + 1, "number");
    return false;
}

bool native_take_number(VM *vm, NativeCall *call, uint32_t index, double *out)
{
    if (value_to_number(argument(call, index), out)) return true;
    native_type_error(vm, call, index + 1, "number");
    return false;
}

bool native_take_string(VM *vm, NativeCall *call, uint32_t index, String **out)
{
    Value v = argument(call, index);
    if (v.tag == TAG_STRING) {
        *out = value_string(v);
        return true;
    }
    if (!value_is_number(v)) {
        native_type_error(vm, call, index + 1, "string");
        return false;
    }
    char text[VALUE_TEXT_MAX];
    size_t length = value_number_to_text(v, text);
    *out = string_new(vm, text, length);
    if (!*out) return false;
    call->args[index] = string_value(*out);
    return true;
}

bool native_take_table(VM *vm, NativeCall *call, uint32_t index, Table **out)
{
    Value v = argument(call, index);
    if (v.tag != TAG_TABLE) {
        native_type_error(vm, call, index + 1, "table");
        return false;
    }
    *out = (Table *)v.as.object;
    return true;
}

bool native_take_any(VM *vm, NativeCall *call, uint32_t index)
{
    if (index < call->count) return true;
    native_argument_error(vm, call, index + 1, "value expected");
    return false;
}

bool native_take_function(VM *vm, NativeCall *call, uint32_t index)
{
    if (value_is_function(argument(call, index))) return true;
    native_type_error(vm, call, index + 1, "function");
    return false;
}

bool native_option_integer(VM *vm, NativeCall *call, uint32_t index, int64_t fallback,
                           int64_t *out)
{
    if (native_is_given(call, index)) return native_take_integer(vm, call, index, out);
    *out = fallback;
    return true;
}

bool native_option_number(VM *vm, NativeCall *call, uint32_t index, double fallback,
                          double *out)
{
    if (native_is_given(call, index)) return native_take_number(vm, call, index, out);
    *out = fallback;
    return true;
}

bool native_option_string(VM *vm, NativeCall *call, uint32_t index, String **out)
{
    if (native_is_given(call, index)) return native_take_string(vm, call, index, out);
    *out = NULL;
    return true;
}
