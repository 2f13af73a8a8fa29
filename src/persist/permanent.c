/*
 * Which objects are permanents, and under what names: see permanent.h.
 */
#include "persist/permanent.h"

#include <stdlib.h>
#include <string.h>

static const char VM_SCOPE[] = "vm", REGISTRY[] = "registry", LIBRARY[] = "library",
                  METATABLE[] = "metatable";

static const char *const MODULES[] = {
    "string",    "table", "math",    "utf8",    "os",      "io",
    "coroutine", "debug", "package", "tasklet", "channel", "job",
};

static bool add(Permanents *permanents, Permanent permanent)
{
    if (!permanent.object) return true;
    if (permanents->count == permanents->capacity) {
        uint32_t capacity = permanents->capacity ? permanents->capacity * 2 : 64;
        Permanent *items = realloc(permanents->items, capacity * sizeof *items);
        if (!items) return false;
        permanents->items = items;
        permanents->capacity = capacity;
    }
    permanents->items[permanents->count++] = permanent;
    return true;
}

static bool add_named(Permanents *permanents, void *object, const char *scope,
                      const char *name)
{
    return add(permanents, (Permanent){object, scope, name, strlen(name)});
}

/* What can be named in a caller's table: all objects but strings. */
static bool is_nameable(Value value)
{
    return value_is_object(value) && value.tag != TAG_STRING;
}

/* Functions of the library go by value: a frame may stand in one. */
static bool is_state(Value value)
{
    return value.tag == TAG_TABLE || value.tag == TAG_HANDLE;
}

static bool add_fields(Permanents *permanents, const Table *table, const char *scope,
                       bool (*is_one)(Value value))
{
    Value key, value;
    for (uint64_t at = 0; (at = table_next(table, at, &key, &value)) != 0;) {
        if (key.tag != TAG_STRING || !is_one(value)) continue;
        const String *name = value_string(key);
        if (!add(permanents,
                 (Permanent){value.as.object, scope, name->data, name->length}))
            return false;
    }
    return true;
}

static bool add_modules(Permanents *permanents, VM *vm)
{
    const Table *loaded = vm_registry_table(vm, "loaded");
    if (!loaded) return false;
    for (size_t i = 0; i < sizeof MODULES / sizeof MODULES[0]; i++) {
        const String *name = string_from(vm, MODULES[i]);
        if (!name) return false;
        const Value module = table_get_string(loaded, name);
        if (module.tag != TAG_TABLE) continue;
        if (!add_named(permanents, module.as.object, LIBRARY, MODULES[i]) ||
            !add_fields(permanents, (Table *)module.as.object, MODULES[i], is_state))
            return false;
    }
    return true;
}

/* Some types are several tags with one metatable: the first one counts. */
static bool add_metatables(Permanents *permanents, VM *vm)
{
    for (uint32_t tag = 0; tag < TAG_COUNT; tag++)
        if (!add_named(permanents, vm->metatables[tag], METATABLE,
                       value_type_name((Value){.tag = tag})))
            return false;
    return true;
}

bool permanents_init(Permanents *permanents, VM *vm, const Table *own)
{
    *permanents = (Permanents){.own = own};
    return add_named(permanents, vm->globals, VM_SCOPE, "globals") &&
           add_named(permanents, vm->registry, VM_SCOPE, "registry") &&
           add_named(permanents, vm->main_tasklet, VM_SCOPE, "main tasklet") &&
           add_modules(permanents, vm) &&
           add_fields(permanents, vm->registry, REGISTRY, is_state) &&
           add_metatables(permanents, vm);
}

/* Under the first of its names. */
static bool index_one(Permanents *permanents, uint32_t i)
{
    const Object *object = permanents->items[i].object;
    return address_map_find(&permanents->positions, object) ||
           address_map_add(&permanents->positions, object, (uint64_t)i + 1);
}

bool permanents_index(Permanents *permanents)
{
    const uint32_t of_vm = permanents->count;
    if (permanents->own && !add_fields(permanents, permanents->own, NULL, is_nameable))
        return false;
    for (uint32_t i = of_vm; i < permanents->count; i++)
        if (!index_one(permanents, i)) return false;
    for (uint32_t i = 0; i < of_vm; i++)
        if (!index_one(permanents, i)) return false;
    return true;
}

void permanents_deinit(Permanents *permanents)
{
    free(permanents->items);
    address_map_deinit(&permanents->positions);
}

const Permanent *permanents_find(const Permanents *permanents, const Object *object)
{
    const uint64_t position = address_map_find(&permanents->positions, object);
    return position ? &permanents->items[position - 1] : NULL;
}

static bool is_text(const char *text, size_t length, const char *other,
                    size_t other_length)
{
    return length == other_length && memcmp(text, other, length) == 0;
}

static Object *get_own(VM *vm, const Permanents *permanents, const char *name,
                       size_t length)
{
    if (!permanents->own) return NULL;
    String *key = string_new(vm, name, length);
    const Value value = key ? table_get(permanents->own, string_value(key)) : VALUE_NIL;
    return is_nameable(value) ? value.as.object : NULL;
}

Object *permanents_get(VM *vm, const Permanents *permanents, const char *scope,
                       size_t scope_length, const char *name, size_t length)
{
    if (!scope) return get_own(vm, permanents, name, length);
    for (uint32_t i = 0; i < permanents->count; i++) {
        const Permanent *one = &permanents->items[i];
        if (is_text(name, length, one->name, one->length) &&
            is_text(scope, scope_length, one->scope, strlen(one->scope)))
            return one->object;
    }
    return NULL;
}
