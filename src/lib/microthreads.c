/*
 * What the tasklet and the channel module share.
 */
#include "lib/microthreads.h"

#include <string.h>

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
