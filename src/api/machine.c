/*
 * Machines and programs for a host: the public face of vm/, lib/ and compiler/.
 * Nothing here unwinds across the host's frames; every failure is a status, its
 * text stays in the VM's host record.
 */
#include <stdlib.h>
#include <string.h>

#include "api/native_call.h"
#include "compiler/compile.h"
#include "lib/lib.h"

Report *host_report(VM *vm)
{
    Host *host = vm_host(vm);

    bytes_clear(&host->error);
    bytes_clear(&host->traceback);
    return &host->report;
}

static void keep_string(Bytes *out, const String *string)
{
    bytes_put(out, string->data, string->length);
    bytes_put_u8(out, 0);
}

SporeStatus host_keep_error(VM *vm, SporeStatus status)
{
    Report *report = host_report(vm);

    vm_error_text(vm, vm->error, report->text, sizeof report->text);
    if (vm->error.tag == TAG_STRING)
        keep_string(&vm_host(vm)->error, value_string(vm->error));
    return status;
}

void host_keep_uncaught(VM *vm)
{
    const String *traceback =
        vm->error_tasklet ? tasklet_traceback(vm->error_tasklet) : NULL;

    host_keep_error(vm, SPORE_ERROR);
    if (traceback) keep_string(&vm_host(vm)->traceback, traceback);
}

SporeStatus spore_vm_open(const SporeOptions *options, SporeVM **out_vm)
{
    static const SporeOptions DEFAULTS = {0};
    const SporeOptions *chosen = options ? options : &DEFAULTS;
    VM *vm = vm_new(&(VMOptions){.allocate = chosen->allocate,
                                 .allocate_context = chosen->allocate_context,
                                 .memory_limit_bytes = chosen->memory_limit_bytes});
    Host *host = vm ? calloc(1, sizeof *host) : NULL;

    if (host) {
        vm->host = host;
        host->is_blank = chosen->is_blank;
        vm->stress_collector = chosen->stress_collector;
        const bool is_open = chosen->is_blank ? lib_register(vm) && pickling_register(vm)
                                              : lib_open(vm) && pickling_open(vm);
        if (is_open && hard_register(vm)) {
            *out_vm = vm;
            return SPORE_OK;
        }
    }
    spore_vm_close(vm);
    return SPORE_NO_MEMORY;
}

void spore_vm_close(SporeVM *vm)
{
    Host *host = vm ? vm_host(vm) : NULL;

    if (!vm) return;
    if (host) hard_end_all(vm);
    vm_free(vm);
    if (!host) return;
    bytes_deinit(&host->error);
    bytes_deinit(&host->traceback);
    host_free_natives(host);
    host_free_types(host);
    if (host->has_stacks) stack_pool_deinit(&host->stacks);
    free(host);
}

static const char *text_of(const Bytes *text, const char *otherwise)
{
    return text->count && !text->has_failed ? (const char *)text->data : otherwise;
}

const char *spore_vm_error(const SporeVM *vm)
{
    return text_of(&vm_host(vm)->error, vm_host(vm)->report.text);
}

const char *spore_vm_traceback(const SporeVM *vm)
{
    return text_of(&vm_host(vm)->traceback, "");
}

/* The global `arg`: the program's name at 0, its arguments from 1. */
static bool set_arg_table(VM *vm, const char *name, const char *const *args, size_t count)
{
    Table *table = table_new(vm, (uint32_t)count, 1);
    String *text = string_from(vm, name);

    if (!table || !text) return false;
    if (!table_set_integer(vm, table, 0, string_value(text))) return false;
    for (size_t i = 0; i < count; i++) {
        text = string_from(vm, args[i]);
        if (!text) return false;
        if (!table_set_integer(vm, table, (int64_t)i + 1, string_value(text)))
            return false;
    }
    return table_set_named(vm, vm->globals, "arg", value_object(TAG_TABLE, table));
}

static bool set_main(VM *vm, Proto *proto, const char *const *args, size_t count)
{
    Closure *closure = compile_closure(vm, proto, value_object(TAG_TABLE, vm->globals));
    Value *values = calloc(count + 1, sizeof *values);
    bool is_done = closure && values;

    for (size_t i = 0; is_done && i < count; i++) {
        String *text = string_from(vm, args[i]);
        if (text) values[i] = string_value(text);
        is_done = text != NULL;
    }
    if (is_done)
        is_done =
            vm_set_main(vm, value_object(TAG_CLOSURE, closure), values, (uint32_t)count);
    free(values);
    return is_done;
}

static SporeStatus set_program(VM *vm, Proto *main, const char *script,
                               const char *const *args, size_t count)
{
    if (set_arg_table(vm, script, args, count) && set_main(vm, main, args, count))
        return SPORE_OK;
    return report_fail(host_report(vm), SPORE_NO_MEMORY, "%s: out of memory", script);
}

SporeStatus spore_vm_load_text(SporeVM *vm, const char *text, size_t length,
                               const char *name, const char *const *args,
                               size_t arg_count)
{
    Proto *main = NULL;
    SporeStatus status = host_make_program(vm, text, length, name, name, &main);

    if (status == SPORE_OK) status = set_program(vm, main, name, args, arg_count);
    return status;
}

SporeStatus spore_vm_load_file(SporeVM *vm, const char *path, const char *const *args,
                               size_t arg_count)
{
    Proto *main = NULL;
    SporeStatus status = host_read_program(vm, path, &main);

    if (status == SPORE_OK) status = set_program(vm, main, path, args, arg_count);
    return status;
}
