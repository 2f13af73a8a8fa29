/*
 * The job module: what a program may know of, and ask from, whoever saves it.
 * job.once is in job.lua.
 */
#include "lib/lib.h"

/*
 * Saves and waits for the commit: the host does that when the run returns to it
 * with REQUEST_SYNC, and sets vm->checkpoint_result: true, or a text that says
 * what went wrong. Going on from that very snapshot, the call returns true.
 */
static NativeStatus job_checkpoint(VM *vm, NativeCall *call)
{
    if (call->step == 0) {
        vm->checkpoint_result = VALUE_TRUE;
        vm_request(vm, REQUEST_SYNC);
        vm_poke(vm);
        call->step = 1;
        return NATIVE_AGAIN;
    }
    Value result = vm->checkpoint_result;
    if (result.tag == TAG_STRING) return native_return2(call, VALUE_NIL, result);
    return native_return(call, VALUE_TRUE);
}

const NativeDef LIB_JOB[] = {
    {"job.checkpoint", job_checkpoint, 1, 0, 1},
    {NULL},
};

bool lib_open_job(VM *vm)
{
    Table *job = lib_open_module(vm, "job", LIB_JOB, false);
    Table *done = vm_registry_table(vm, "once");
    Table *prelude = lib_prelude_table(vm);
    if (!job || !done || !prelude) return false;
    Value module = value_object(TAG_TABLE, job);
    Value results = value_object(TAG_TABLE, done);
    return table_set_named(vm, vm->registry, "job", module) &&
           table_set_named(vm, prelude, "once_results", results);
}

bool lib_set_job_name(VM *vm, const char *name)
{
    Table *job = vm_registry_table(vm, "job");
    String *text = string_from(vm, name);
    return job && text && table_set_named(vm, job, "name", string_value(text));
}
