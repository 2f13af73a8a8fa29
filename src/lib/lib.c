/*
 * The library as a whole.
 */
#include "lib/lib.h"

#include "lib/base.h"
#include "lib/io.h"
#include "lib/strings.h"

Table *lib_open_module(VM *vm, const char *name, const NativeDef *defs, bool is_global)
{
    Table *module = table_new(vm, 0, 0);
    Table *loaded = vm_registry_table(vm, "loaded");
    if (!module || !loaded || !native_register_into(vm, module, defs)) return NULL;
    Value value = value_object(TAG_TABLE, module);
    if (!table_set_named(vm, loaded, name, value)) return NULL;
    if (is_global && !table_set_named(vm, vm->globals, name, value)) return NULL;
    return module;
}

Table *lib_prelude_table(VM *vm)
{
    return vm_registry_table(vm, "prelude");
}

NativeStatus lib_hand_over(VM *vm, NativeCall *call, const char *name, Value *callee,
                           uint32_t count)
{
    const Table *prelude = lib_prelude_table(vm);
    const String *key = prelude ? string_from(vm, name) : NULL;
    if (!key) return NATIVE_ERROR;
    callee[0] = table_get_string(prelude, key);
    call->callee = callee;
    call->callee_count = count;
    return NATIVE_TAIL;
}

NativeStatus lib_hand_over_registers(VM *vm, NativeCall *call, const char *name,
                                     uint32_t count)
{
    Value *callee = native_scratch(vm, call, count + 2);
    if (!callee) return NATIVE_ERROR;
    callee[1] = value_native(call->def);
    value_move(callee + 2, call->args, count);
    return lib_hand_over(vm, call, name, callee, count + 1);
}

bool lib_has_memory(VM *vm, size_t size_bytes)
{
    enum { ASKED_FROM_BYTES = 64 << 20 };
    if (size_bytes < ASKED_FROM_BYTES) return true;
    void *block = memory_resize(&vm->memory, NULL, 0, size_bytes);
    if (!block) return vm_fail(vm, "not enough memory");
    memory_free(&vm->memory, block, size_bytes);
    return true;
}

bool lib_register(VM *vm)
{
    static const NativeDef *const ALL[] = {
        LIB_BASE,           LIB_BASE_HIDDEN,  LIB_COLLECTOR, LIB_PROTECT,
        LIB_PROTECT_HIDDEN, LIB_LOAD,         LIB_PACKAGE,   LIB_SEARCHERS,
        LIB_COROUTINE,      LIB_TABLE,        LIB_STRING,    LIB_TABLE_HIDDEN,
        STRING_EVENTS,      LIB_MATH,         LIB_UTF8,      LIB_DEBUG,
        LIB_UTF8_NEXT,      LIB_OS,           LIB_JOB,       LIB_TASKLET,
        LIB_TASKLET_HIDDEN, LIB_MUTEX_HIDDEN, LIB_CHANNEL,
    };
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++)
        if (!native_register(vm, ALL[i])) return false;
    return handle_register_type(vm, &LIB_UPVALUE_ID) && io_register(vm);
}

bool lib_open(VM *vm)
{
    /* Base makes the table of modules; io registers what os uses. */
    return lib_open_base(vm) && lib_open_package(vm) && lib_open_coroutine(vm) &&
           lib_open_table(vm) && lib_open_string(vm) && lib_open_math(vm) &&
           lib_open_utf8(vm) && lib_open_io(vm) && lib_open_os(vm) &&
           lib_open_debug(vm) && lib_open_tasklet(vm) && lib_open_job(vm) &&
           lib_open_prelude(vm);
}
