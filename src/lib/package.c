/*
 * require and the package table. The natives check their arguments and hand over
 * to package.lua: a native that was called in tail position still has a caller to
 * blame, a Lua function has not.
 */
#include "lib/base.h"
#include "lib/lib.h"

NativeStatus package_require(VM *vm, NativeCall *call)
{
    String *name;
    if (!native_take_string(vm, call, 0, &name)) return NATIVE_ERROR;
    return lib_hand_over_registers(vm, call, "package_require", 1);
}

static NativeStatus package_searchpath(VM *vm, NativeCall *call)
{
    String *text;
    /* The last wrong one is told, as the reference implementation does. */
    if (!native_option_string(vm, call, 3, &text) ||
        !native_option_string(vm, call, 2, &text) ||
        !native_take_string(vm, call, 1, &text) ||
        !native_take_string(vm, call, 0, &text))
        return NATIVE_ERROR;
    return lib_hand_over_registers(vm, call, "package_searchpath", 4);
}

/* The searchers of package.searchers; programs know them by no other name. */
static NativeStatus search_preload(VM *vm, NativeCall *call)
{
    String *name;
    if (!native_take_string(vm, call, 0, &name)) return NATIVE_ERROR;
    return lib_hand_over_registers(vm, call, "package_search_preload", 1);
}

static NativeStatus search_path(VM *vm, NativeCall *call)
{
    String *name;
    if (!native_take_string(vm, call, 0, &name)) return NATIVE_ERROR;
    return lib_hand_over_registers(vm, call, "package_search_path", 1);
}

const NativeDef LIB_PACKAGE[] = {
    {"package.searchpath", package_searchpath, 4, 0, 0},
    {NULL},
};

const NativeDef LIB_SEARCHERS[] = {
    {"package.search_preload", search_preload, 1, NATIVE_IS_UNLISTED, 0},
    {"package.search_path", search_path, 1, NATIVE_IS_UNLISTED, 0},
    {NULL},
};

static Table *make_searchers(VM *vm)
{
    Table *searchers = table_new(vm, 2, 0);
    if (!searchers || !native_register(vm, LIB_SEARCHERS)) return NULL;
    for (int i = 0; LIB_SEARCHERS[i].name; i++)
        if (!table_set_integer(vm, searchers, i + 1, value_native(&LIB_SEARCHERS[i])))
            return NULL;
    return searchers;
}

bool lib_open_package(VM *vm)
{
    Table *package = lib_open_module(vm, "package", LIB_PACKAGE, true);
    Table *loaded = vm_registry_table(vm, "loaded");
    Table *preload = vm_registry_table(vm, "preload");
    Table *searchers = make_searchers(vm);
    String *path = string_from(vm, "./?.lua;./?/init.lua");
    String *cpath = string_from(vm, "");
    String *config = string_from(vm, "/\n;\n?\n!\n-\n");
    if (!package || !loaded || !preload || !searchers || !path || !cpath || !config)
        return false;
    return table_set_named(vm, package, "loaded", value_object(TAG_TABLE, loaded)) &&
           table_set_named(vm, package, "preload", value_object(TAG_TABLE, preload)) &&
           table_set_named(vm, package, "searchers",
                           value_object(TAG_TABLE, searchers)) &&
           table_set_named(vm, package, "path", string_value(path)) &&
           table_set_named(vm, package, "cpath", string_value(cpath)) &&
           table_set_named(vm, package, "config", string_value(config));
}
