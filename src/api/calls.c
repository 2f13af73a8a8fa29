/*
 * Natives that call back, wait, and make others run.
 */
#include <string.h>

#include "api/native_call.h"
#include "vm/channel.h"
#include "vm/scheduler.h"

static Value native_named(const VM *vm, const char *name)
{
    return value_native(native_find(vm, name, strlen(name)));
}

bool call_method(SporeCall *call, const char *name, unsigned channel, uint32_t more)
{
    if (!call_has_slots(call, channel, 1)) return false;
    const Value object = *call_slot_at(call, channel);
    if (object.tag != TAG_CHANNEL) {
        spore_fail(call, "slot %u: channel expected, got %s", channel,
                   vm_type_name(call->vm, object));
        return false;
    }
    call->own[0] = native_named(call->vm, name);
    call->own[1] = object;
    call->count = 1 + more;
    call->want = 1;
    return true;
}

void call_sleep(SporeCall *call, double seconds)
{
    call->own[0] = native_named(call->vm, "tasklet.sleep");
    call->own[1] = (Value){.tag = TAG_FLOAT, .as.number = seconds};
    call->count = 1;
    call->want = 0;
}

/* ---- calling back ---- */

/* Served by the interpreter: the results, or the error, are native->values. */
static SporeStatus request(SporeCall *call, CallRequest kind)
{
    if (call->is_over) return SPORE_ERROR;
    if (!call_is_hard(call) && !call->is_host)
        return spore_fail(call, "native '%s' is not registered with SPORE_MAY_CALL",
                          call->host->def.name);
    call->request = kind;
    const SporeStatus status = call->is_host ? host_request(call) : hard_request(call);
    call->request = CALL_RETURN;
    if (status == SPORE_OK || call->is_over) return status;
    if (call->native->value_count) call->vm->error = call->native->values[0];
    return call_fail(call, status);
}

SporeStatus spore_call(SporeCall *call, unsigned slot, unsigned arguments,
                       unsigned results)
{
    if (!call_has_slots(call, slot, (uint64_t)arguments + 1) ||
        !call_has_slots(call, slot, results))
        return SPORE_USAGE;
    call->slot = slot;
    call->count = arguments;
    call->want = (int32_t)results;
    const SporeStatus status = request(call, CALL_SLOT);
    if (call->is_over) return SPORE_ERROR;
    const NativeCall *native = call->native;
    if (status != SPORE_OK)
        *call_slot_at(call, slot) = call_error(call);
    else
        for (uint32_t i = 0; i < results; i++)
            *call_slot_at(call, slot + i) =
                i < native->value_count ? native->values[i] : VALUE_NIL;
    return status;
}

SporeStatus spore_send(SporeCall *call, unsigned channel, unsigned value)
{
    if (!call_has_slots(call, value, 1)) return SPORE_USAGE;
    if (!call_method(call, "channel:send", channel, 1)) return SPORE_USAGE;
    call->own[2] = *call_slot_at(call, value);
    return request(call, CALL_OWN);
}

SporeStatus spore_receive(SporeCall *call, unsigned channel, unsigned to)
{
    if (!call_has_slots(call, to, 1)) return SPORE_USAGE;
    if (!call_method(call, "channel:receive", channel, 0)) return SPORE_USAGE;
    const SporeStatus status = request(call, CALL_OWN);
    if (status != SPORE_OK) return status;
    *call_slot_at(call, to) =
        call->native->value_count ? call->native->values[0] : VALUE_NIL;
    return SPORE_OK;
}

SporeStatus spore_sleep(SporeCall *call, double seconds)
{
    if (call->is_over) return SPORE_ERROR;
    call_sleep(call, seconds);
    return request(call, CALL_OWN);
}

SporeStatus spore_schedule(SporeCall *call)
{
    if (call->is_over) return SPORE_ERROR;
    call->own[0] = native_named(call->vm, "tasklet.schedule");
    call->count = 0;
    call->want = 0;
    return request(call, CALL_OWN);
}

SporeStatus spore_spawn(SporeCall *call, unsigned slot, unsigned arguments)
{
    VM *vm = call->vm;

    if (!call_has_slots(call, slot, (uint64_t)arguments + 1)) return SPORE_USAGE;
    Value *function = call_slot_at(call, slot);
    Tasklet *tasklet = tasklet_new(vm);
    if (!tasklet || !scheduler_set_up(vm, tasklet, *function, function + 1, arguments))
        return call_fail_memory(call);
    scheduler_insert(vm, tasklet);
    *function = value_object(TAG_TASKLET, tasklet);
    return SPORE_OK;
}

SporeStatus spore_get_results(SporeCall *call, unsigned tasklet_slot, unsigned to,
                              unsigned results)
{
    if (!call_has_slots(call, tasklet_slot, 1) || !call_has_slots(call, to, results))
        return SPORE_USAGE;
    const Value value = *call_slot_at(call, tasklet_slot);
    if (value.tag != TAG_TASKLET)
        return spore_fail(call, "slot %u: tasklet expected, got %s", tasklet_slot,
                          vm_type_name(call->vm, value));
    const Tasklet *tasklet = (const Tasklet *)value.as.object;
    if (tasklet->state != TASKLET_DEAD) {
        spore_fail(call, "the tasklet has not ended");
        return SPORE_BUSY;
    }
    const Value found = tasklet_results(tasklet);
    if (found.tag == TAG_FALSE) {
        call->vm->error = tasklet->error;
        call_fail(call, SPORE_ERROR);
        *call_slot_at(call, to) = tasklet->error;
        return SPORE_ERROR;
    }
    for (uint32_t i = 0; i < results; i++)
        *call_slot_at(call, to + i) =
            found.tag == TAG_TABLE
                ? table_get_integer((const Table *)found.as.object, (int64_t)i + 1)
                : VALUE_NIL;
    return SPORE_OK;
}
