/*
 * string.dump: a function's code in Spore's own format, which load() verifies before
 * it becomes a function again.
 */
#include "lib/strings.h"
#include "vm/bytecode.h"

/* Functions of the library count as natives, in whatever they are written. */
static const Proto *take_code(const NativeCall *call)
{
    if (call->args[0].tag != TAG_CLOSURE) return NULL;
    const Proto *proto = ((const Closure *)call->args[0].as.object)->proto;
    return proto_is_library(proto) ? NULL : proto;
}

NativeStatus string_dump(VM *vm, NativeCall *call)
{
    if (!native_take_function(vm, call, 0)) return NATIVE_ERROR;
    const Proto *proto = take_code(call);
    if (!proto) return native_error(vm, "unable to dump given function");
    Bytes code = {0};
    bytecode_write(proto, value_is_falsy(call->args[1]) ? BYTECODE_DEBUG : 0, &code);
    if (code.has_failed) vm_no_memory(vm);
    native_work(vm, code.count / 16);
    String *dump =
        code.has_failed ? NULL : string_new(vm, (const char *)code.data, code.count);
    bytes_deinit(&code);
    return dump ? native_return(call, string_value(dump)) : NATIVE_ERROR;
}
