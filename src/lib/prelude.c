/*
 * Puts the functions that are written in Lua into the library. C never runs Lua,
 * so the chunks are not run: their functions are made directly, with _ENV, the
 * prelude's environment, as their only upvalue. It holds copies of the libraries
 * as they are at the start, so a program that changes them does not change ours
 * (but `package`: its path and searchers are meant to be changed).
 */
#include "lib/prelude.h"

#include <string.h>

#include "lib/lib.h"
#include "vm/bytecode.h"

/* Copies all fields that `to` does not have. */
static bool copy_fields(VM *vm, const Table *from, Table *to)
{
    Value key, value;
    uint64_t position = 0;
    while ((position = table_next(from, position, &key, &value)) != 0) {
        if (!value_is_nil(table_get(to, key))) continue;
        if (!table_set(vm, to, key, value)) return false;
    }
    return true;
}

/* environment[name] = a copy of the table `value`. */
static bool put_copy(VM *vm, Table *environment, Value name, Value value)
{
    if (value.tag != TAG_TABLE) return true;
    Table *copy = table_new(vm, 0, 0);
    return copy && copy_fields(vm, (Table *)value.as.object, copy) &&
           table_set(vm, environment, name, value_object(TAG_TABLE, copy));
}

static bool fill_environment(VM *vm, Table *environment, Table *loaded)
{
    Value key, value;
    uint64_t position = 0;
    while ((position = table_next(loaded, position, &key, &value)) != 0) {
        const char *name = key.tag == TAG_STRING ? value_string(key)->data : "";
        if (strcmp(name, "_G") == 0 || strcmp(name, "package") == 0) continue;
        if (!put_copy(vm, environment, key, value)) return false;
    }
    Table *preload = vm_registry_table(vm, "preload");
    return preload && copy_fields(vm, vm->globals, environment) &&
           table_set_named(vm, environment, "package_loaded",
                           value_object(TAG_TABLE, loaded)) &&
           table_set_named(vm, environment, "package_preload",
                           value_object(TAG_TABLE, preload));
}

/* The table that `name` means: a library, or _G, or one that is the prelude's own. */
static Table *find_library(VM *vm, const Table *environment, const char *name,
                           size_t length)
{
    Table *loaded = vm_registry_table(vm, "loaded");
    String *key = string_new(vm, name, length);
    if (!loaded || !key) return NULL;
    Value found = table_get(loaded, string_value(key));
    if (value_is_nil(found)) found = table_get(environment, string_value(key));
    if (found.tag == TAG_TABLE) return (Table *)found.as.object;
    vm_fail(vm, "prelude: there is no library '%.*s'", (int)length, name);
    return NULL;
}

/* "name": in the environment; "library.name": in the library and its copy. */
static bool export_function(VM *vm, Table *environment, const char *name, Value function)
{
    const char *dot = strchr(name, '.');
    if (!dot) return table_set_named(vm, environment, name, function);
    Table *library = find_library(vm, environment, name, (size_t)(dot - name));
    String *key = string_new(vm, name, (size_t)(dot - name));
    if (!library || !key || !table_set_named(vm, library, dot + 1, function))
        return false;
    Value copy = table_get(environment, string_value(key));
    if (library == vm->globals) copy = value_object(TAG_TABLE, environment);
    if (copy.tag != TAG_TABLE) return true;
    return table_set_named(vm, (Table *)copy.as.object, dot + 1, function);
}

static Closure *make_function(VM *vm, Proto *proto, Upvalue *cell)
{
    Closure *closure = closure_new(vm, proto);
    if (!closure) return NULL;
    for (uint32_t i = 0; i < proto->upvalue_count; i++)
        closure->upvalues[i] = value_object(TAG_UPVALUE, cell);
    return closure;
}

static bool open_chunk(VM *vm, const PreludeChunk *chunk, Table *environment,
                       Upvalue *cell)
{
    Reader in = {chunk->code, chunk->code + chunk->code_size, false};
    Report report = {.text = "out of memory"};
    Proto *main;
    if (bytecode_read(vm, &in, &main, &report) != SPORE_OK)
        return vm_fail(vm, "prelude: %s: %s", chunk->file, report.text);
    for (uint32_t i = 0; i < main->child_count; i++) {
        Closure *function = make_function(vm, main->children[i], cell);
        if (!function) return false;
        Value value = value_object(TAG_CLOSURE, function);
        if (!export_function(vm, environment, chunk->names[i], value)) return false;
    }
    return true;
}

bool lib_open_prelude(VM *vm)
{
    Table *environment = lib_prelude_table(vm);
    Table *loaded = vm_registry_table(vm, "loaded");
    if (!environment || !loaded || !fill_environment(vm, environment, loaded))
        return false;
    Upvalue *cell = upvalue_new_closed(vm, value_object(TAG_TABLE, environment));
    if (!cell) return false;
    for (const PreludeChunk *chunk = LIB_PRELUDE; chunk->file; chunk++)
        if (!open_chunk(vm, chunk, environment, cell)) return false;
    return true;
}
