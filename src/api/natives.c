/*
 * A host's natives: registering them, entering them, how they end. Those that may call
 * back are entered by hard.c.
 */
#include <assert.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/native_call.h"
#include "lib/lib.h"

enum { SLOTS_DEFAULT = 8, SLOTS_MAX = 200, NAME_MAX_BYTES = 200, STEPS_MAX = 1 << 20 };

/* ---- entering ---- */

void call_init(SporeCall *call, VM *vm, NativeCall *native)
{
    const NativeDef *def = native->def;
    const bool is_hard = def->flags & NATIVE_IS_HARD;

    *call = (SporeCall){.vm = vm,
                        .native = native,
                        .host = (const HostNative *)(const void *)def,
                        .argument_count = native->count,
                        .first = is_hard ? native->count + NATIVE_HARD_KEPT : 0,
                        .slot_count = native->count + def->registers,
                        .step = native->step};
}

/* The callee and its arguments go above all slots. */
NativeStatus call_ask(SporeCall *call, NativeCall *native)
{
    Value *scratch = native_scratch(call->vm, native, call->count + 1);

    if (!scratch) return NATIVE_ERROR;
    const Value *from =
        call->request == CALL_OWN ? call->own : call_slot_at(call, call->slot);
    value_move(scratch, from, call->count + 1);
    return native_call(native, scratch, call->count, call->want, call->step);
}

NativeStatus call_finish(SporeCall *call, NativeCall *native, SporeStatus status)
{
    if (status != SPORE_OK && !call->has_error)
        return native_error(call->vm, "native '%s' failed: %s", native->def->name,
                            spore_status_name(status));
    if (status != SPORE_OK) return native_throw(call->vm, call_error(call));
    switch (call->request) {
    case CALL_SLOT:
    case CALL_OWN: return call_ask(call, native);
    case CALL_LATER: native->step = call->step; return NATIVE_AGAIN;
    case CALL_RETURN: break;
    }
    native->results = call_slot_at(call, call->result_slot);
    native->result_count = call->result_count;
    return NATIVE_RETURN;
}

/* What was called has returned: its results go into the first free slots. */
static void take_values(const SporeCall *call, const NativeCall *native)
{
    const uint32_t room = native->def->registers;
    const uint32_t count = native->value_count < room ? native->value_count : room;

    value_move(call_slot_at(call, native->count), native->values, count);
}

static NativeStatus soft_native(VM *vm, NativeCall *native)
{
    SporeCall call;

    call_init(&call, vm, native);
    if (native->step > 0) take_values(&call, native);
    return call_finish(&call, native, call.host->function(&call));
}

/* ---- registering ---- */

static HostNative *new_native(const SporeNativeDef *def, const char *name, void *context)
{
    const bool is_hard = def->flags & SPORE_MAY_CALL;
    HostNative *native = calloc(1, sizeof *native);
    char *copy = strdup(name);

    if (!native || !copy) {
        free(native);
        free(copy);
        return NULL;
    }
    *native = (HostNative){
        .def = {.name = copy,
                .function = is_hard ? hard_native : soft_native,
                .registers = (uint16_t)(def->slots ? def->slots : SLOTS_DEFAULT),
                .flags = is_hard ? NATIVE_IS_HARD | NATIVE_CATCHES : NATIVE_IS_HOST,
                .steps = is_hard ? 1 : def->steps,
                .version = def->version},
        .function = def->function,
        .context = context,
        .flags = def->flags,
        .is_decided = def->flags & SPORE_RESTARTABLE,
        .lost = def->flags & SPORE_RESTARTABLE ? SPORE_LOST_RESTART : SPORE_LOST_RAISE};
    return native;
}

void host_free_natives(Host *host)
{
    for (HostNative *native = host->natives, *next; native; native = next) {
        next = native->next;
        free((char *)native->def.name);
        free(native);
    }
}

static SporeStatus no_memory(VM *vm)
{
    return report_fail(host_report(vm), SPORE_NO_MEMORY, "out of memory");
}

/* One more name; of `alias_of`, if that is not NULL. */
static SporeStatus add_name(VM *vm, const SporeNativeDef *def, const char *name,
                            void *context, HostNative **inout)
{
    Report *report = host_report(vm);
    const size_t length = name ? strlen(name) : 0;

    if (length == 0 || length > NAME_MAX_BYTES)
        return report_fail(report, SPORE_USAGE, "a native's name has 1 to %d bytes",
                           NAME_MAX_BYTES);
    if (native_find(vm, name, length))
        return report_fail(report, SPORE_EXISTS, "native '%s' is registered already",
                           name);
    HostNative *native = new_native(def, name, context);
    if (!native) return no_memory(vm);
    native->next = vm_host(vm)->natives;
    vm_host(vm)->natives = native;
    if (*inout)
        native->def.alias_of = &(*inout)->def;
    else
        *inout = native;
    return native_register(vm, &native->def) ? SPORE_OK : no_memory(vm);
}

/* "a.b.f": the field f of the global table a.b, which is made. NULL: no memory, or
 * something else has the name. */
static Table *table_for(VM *vm, const char *name, const char **out_key)
{
    Table *table = vm->globals;
    const char *dot;

    for (; (dot = strchr(name, '.')); name = dot + 1) {
        String *key = string_new(vm, name, (size_t)(dot - name));
        if (!key) return NULL;
        Value found = table_get(table, string_value(key));
        if (value_is_nil(found)) {
            Table *made = table_new(vm, 0, 0);
            if (!made) return NULL;
            found = value_object(TAG_TABLE, made);
            if (!table_set(vm, table, string_value(key), found)) return NULL;
        }
        if (found.tag != TAG_TABLE) return NULL;
        table = (Table *)found.as.object;
    }
    *out_key = name;
    return table;
}

static SporeStatus set_global(VM *vm, const NativeDef *def)
{
    assert(def);
    const char *key = NULL;
    Table *table = table_for(vm, def->name, &key);

    if (table && table_set_named(vm, table, key, value_native(def))) return SPORE_OK;
    if (vm->fatal) return no_memory(vm);
    return report_fail(host_report(vm), SPORE_EXISTS,
                       "native '%s': a global that is no table has a part of that name",
                       def->name);
}

static SporeStatus check_def(VM *vm, const SporeNativeDef *def)
{
    const char *wrong = NULL;

    if (!def->function)
        wrong = "it has no function";
    else if (def->slots > SLOTS_MAX)
        wrong = "it wants more than 200 slots";
    else if (def->steps > STEPS_MAX)
        wrong = "it has too many steps";
    else if (def->flags & ~(unsigned)(SPORE_MAY_CALL | SPORE_RESTARTABLE))
        wrong = "it has unknown flags";
    else if ((def->flags & SPORE_MAY_CALL) && def->steps)
        wrong = "it has steps, and may call back: choose one";
    if (!wrong) return SPORE_OK;
    return report_fail(host_report(vm), SPORE_USAGE, "native '%s': %s",
                       def->name ? def->name : "?", wrong);
}

static SporeStatus register_one(VM *vm, const SporeNativeDef *def, void *context)
{
    HostNative *native = NULL;
    SporeStatus status = check_def(vm, def);

    if (status == SPORE_OK) status = add_name(vm, def, def->name, context, &native);
    if (status == SPORE_OK && !vm_host(vm)->is_blank)
        status = set_global(vm, &native->def);
    for (size_t i = 0; status == SPORE_OK && def->aliases && def->aliases[i]; i++)
        status = add_name(vm, def, def->aliases[i], context, &native);
    return status;
}

SporeStatus spore_vm_register(SporeVM *vm, const SporeNativeDef *defs, size_t count,
                              void *context)
{
    SporeStatus status = SPORE_OK;

    for (size_t i = 0; status == SPORE_OK && i < count; i++)
        status = register_one(vm, &defs[i], context);
    return status;
}

SporeStatus spore_vm_open_library(SporeVM *vm, const char *path)
{
    char local[4096];
    SporeStatus (*open_library)(SporeVM *) = NULL;
    Report *report = host_report(vm);

    /* A name without a slash would be looked for elsewhere. */
    snprintf(local, sizeof local, "%s%s", strchr(path, '/') ? "" : "./", path);
    void *library = dlopen(local, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *error = dlerror();
        const bool is_ours = strstr(error, "undefined symbol: spore_");
        return report_fail(report, SPORE_NOT_FOUND, "%s%s", error,
                           is_ours ? "; the host must export it (-rdynamic)" : "");
    }
    *(void **)&open_library = dlsym(library, "spore_open_library");
    if (open_library) return open_library(vm);
    return report_fail(report, SPORE_USAGE, "%s defines no function spore_open_library()",
                       path);
}

void spore_vm_set_stack_size(SporeVM *vm, size_t bytes)
{
    vm_host(vm)->stack_bytes = bytes;
}

/* ---- what a native asks about its call, and how it ends ---- */

SporeVM *spore_call_vm(const SporeCall *call)
{
    return call->vm;
}

void *spore_context(const SporeCall *call)
{
    return call->host->context;
}

unsigned spore_count(const SporeCall *call)
{
    return call->argument_count;
}

unsigned spore_step(const SporeCall *call)
{
    return call_is_hard(call) ? 0 : call->step; /* it is entered once */
}

SporeStatus spore_return(SporeCall *call, unsigned slot, unsigned count)
{
    if (count > 0 && !call_has_slots(call, slot, count)) return SPORE_USAGE;
    call->request = CALL_RETURN;
    call->result_slot = count > 0 ? slot : 0;
    call->result_count = count;
    return SPORE_OK;
}

SporeStatus spore_fail(SporeCall *call, const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (!call->is_over) native_error(call->vm, "%s", text);
    return call_fail(call, SPORE_ERROR);
}

SporeStatus spore_throw(SporeCall *call, unsigned slot)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    call->vm->error = *call_slot_at(call, slot);
    return call_fail(call, SPORE_ERROR);
}

/* ---- resumable natives ---- */

static SporeStatus go_on_at(SporeCall *call, CallRequest request, unsigned step)
{
    if (step == 0 || step > call->host->def.steps || call_is_hard(call))
        return spore_fail(call, "native '%s' has no step %u", call->host->def.name, step);
    call->request = request;
    call->step = step;
    return SPORE_OK;
}

SporeStatus spore_then(SporeCall *call, unsigned step)
{
    return go_on_at(call, CALL_LATER, step);
}

SporeStatus spore_then_call(SporeCall *call, unsigned slot, unsigned arguments,
                            unsigned results, unsigned step)
{
    if (!call_has_slots(call, slot, (uint64_t)arguments + 1)) return SPORE_USAGE;
    call->slot = slot;
    call->count = arguments;
    call->want = (int32_t)(results < SLOTS_MAX ? results : SLOTS_MAX);
    return go_on_at(call, CALL_SLOT, step);
}

SporeStatus spore_then_send(SporeCall *call, unsigned channel, unsigned value,
                            unsigned step)
{
    if (!call_has_slots(call, value, 1)) return SPORE_USAGE;
    if (!call_method(call, "channel:send", channel, 1)) return SPORE_USAGE;
    call->own[2] = *call_slot_at(call, value);
    return go_on_at(call, CALL_OWN, step);
}

SporeStatus spore_then_receive(SporeCall *call, unsigned channel, unsigned step)
{
    if (!call_method(call, "channel:receive", channel, 0)) return SPORE_USAGE;
    return go_on_at(call, CALL_OWN, step);
}

SporeStatus spore_then_sleep(SporeCall *call, double seconds, unsigned step)
{
    call_sleep(call, seconds);
    return go_on_at(call, CALL_OWN, step);
}
