/*
 * What the tasklet and the channel module share.
 */
#include "lib/microthreads.h"

#include <math.h>
#include <string.h>

#include "lib/lib.h"
#include "vm/scheduler.h"

bool microthread_install(VM *vm, Table *table, const NativeDef *defs, char separator)
{
    for (const NativeDef *def = defs; def->name; def++) {
        const char *at = strpbrk(def->name, ".:!?");
        if (!at || *at != separator) continue;
        if (!table_set_named(vm, table, at + 1, value_native(def))) return false;
    }
    return true;
}

/* The metatable of all values of a type, which holds their methods too. */
static bool open_type(VM *vm, const char *name, Tag tag, const NativeDef *defs)
{
    Table *metatable = table_new(vm, 0, 0);
    String *type_name = string_from(vm, name);
    if (!metatable || !type_name) return false;
    vm->metatables[tag] = metatable;
    return table_set_named(vm, metatable, "__name", string_value(type_name)) &&
           microthread_install(vm, metatable, defs, ':');
}

Table *microthread_open(VM *vm, const char *name, Tag tag, const NativeDef *defs)
{
    if (!native_register(vm, defs) || !open_type(vm, name, tag, defs)) return NULL;
    Table *module = table_new(vm, 0, 0);
    Table *metatable = table_new(vm, 0, 0);
    Table *loaded = vm_registry_table(vm, "loaded");
    if (!module || !metatable || !loaded) return NULL;
    table_set_metatable(vm, module, metatable);
    const bool is_open =
        microthread_install(vm, module, defs, '.') &&
        microthread_install(vm, metatable, defs, '!') &&
        table_set_named(vm, loaded, name, value_object(TAG_TABLE, module));
    return is_open ? module : NULL;
}

Value microthread_method(const VM *vm, Tag tag, const String *key)
{
    if (!key->is_short || strncmp(key->data, "__", 2) == 0) return VALUE_NIL;
    return table_get_string(vm->metatables[tag], key);
}

bool microthread_take_timeout(VM *vm, NativeCall *call, uint32_t index,
                              int64_t *out_wake_ns)
{
    double seconds;
    *out_wake_ns = SCHEDULER_FOR_EVER;
    if (!native_is_given(call, index)) return true;
    if (!native_take_number(vm, call, index, &seconds)) return false;
    if (isnan(seconds)) {
        native_argument_error(vm, call, index + 1, "not a number of seconds");
        return false;
    }
    const int64_t now = vm_clock_ns(vm);
    const double nanoseconds = ceil(seconds * 1e9);
    if (seconds <= 0)
        *out_wake_ns = MICROTHREAD_NOW;
    else if (nanoseconds < (double)(SCHEDULER_FOR_EVER - now))
        *out_wake_ns = now + (int64_t)nanoseconds;
    else
        *out_wake_ns = SCHEDULER_FOR_EVER - 1;
    return true;
}

NativeStatus microthread_set_callback(VM *vm, NativeCall *call, Value *slot)
{
    if (native_is_given(call, 0) && !native_take_function(vm, call, 0))
        return NATIVE_ERROR;
    Table *prelude = lib_prelude_table(vm);
    String *name = string_from(vm, "run_callback");
    if (!prelude || !name) return NATIVE_ERROR;
    const Value old = *slot;
    *slot = call->args[0];
    vm->callbacks.runner = table_get_string(prelude, name);
    return native_return(call, old);
}

bool microthread_is_key(Value key, const char *name)
{
    return key.tag == TAG_STRING && strcmp(value_string(key)->data, name) == 0;
}

NativeStatus microthread_no_field(VM *vm, NativeCall *call, const char *type)
{
    const Value key = call->args[1];
    const char *name = key.tag == TAG_STRING ? value_string(key)->data : "?";
    return native_error(vm, "cannot set field '%s' of a %s", name, type);
}
