/*
 * Values in the slots of a host's native.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "api/native_call.h"
#include "vm/channel.h"

/* ---- errors ---- */

static Value *error_register(const SporeCall *call)
{
    return &call->native->args[call->argument_count + 1];
}

SporeStatus call_fail(SporeCall *call, SporeStatus status)
{
    if (call->is_over) return status;
    if (call->is_host) return host_keep_error(call->vm, status);
    call->has_error = true;
    if (call_is_hard(call)) *error_register(call) = call->vm->error;
    return status;
}

Value call_error(const SporeCall *call)
{
    return call_is_hard(call) ? *error_register(call) : call->vm->error;
}

SporeStatus call_fail_memory(SporeCall *call)
{
    return call_fail(call, call->vm->fatal ? SPORE_NO_MEMORY : SPORE_ERROR);
}

bool call_has_slots(SporeCall *call, unsigned slot, uint64_t count)
{
    if (call->is_over) return false;
    if (slot < call->slot_count && count <= call->slot_count - slot) return true;
    native_error(call->vm, "native '%s' uses slot %" PRIu64 "; it has %u",
                 call->host->def.name, slot + count - 1, call->slot_count);
    call_fail(call, SPORE_USAGE);
    return false;
}

SporeStatus call_fail_argument(SporeCall *call, unsigned slot, const char *message)
{
    if (slot < call->argument_count)
        native_argument_error(call->vm, call->native, slot + 1, message);
    else
        native_error(call->vm, "slot %u: %s", slot, message);
    return call_fail(call, SPORE_USAGE);
}

SporeStatus call_fail_type(SporeCall *call, unsigned slot, const char *expected)
{
    char message[160];
    const Value value = *call_slot_at(call, slot);
    const bool is_missing = !call->is_host && slot >= call->argument_count;

    snprintf(message, sizeof message, "%s expected, got %.64s", expected,
             is_missing && value_is_nil(value) ? "no value"
                                               : vm_type_name(call->vm, value));
    if (!is_missing || !value_is_nil(value))
        return call_fail_argument(call, slot, message);
    native_argument_error(call->vm, call->native, slot + 1, message);
    return call_fail(call, SPORE_USAGE);
}

/* ---- reading ---- */

SporeType spore_type(const SporeCall *call, unsigned slot)
{
    if (call->is_over || slot >= call->slot_count) return SPORE_NIL;
    switch ((Tag)call_slot_at(call, slot)->tag) {
    case TAG_FALSE:
    case TAG_TRUE: return SPORE_BOOLEAN;
    case TAG_INTEGER: return SPORE_INTEGER;
    case TAG_FLOAT: return SPORE_FLOAT;
    case TAG_STRING: return SPORE_STRING;
    case TAG_TABLE: return SPORE_TABLE;
    case TAG_CLOSURE:
    case TAG_WRAP:
    case TAG_NATIVE: return SPORE_FUNCTION;
    case TAG_COROUTINE: return SPORE_COROUTINE;
    case TAG_TASKLET: return SPORE_TASKLET;
    case TAG_CHANNEL: return SPORE_CHANNEL;
    case TAG_HANDLE: return SPORE_HANDLE;
    default: return SPORE_NIL;
    }
}

bool spore_get_boolean(const SporeCall *call, unsigned slot)
{
    if (call->is_over || slot >= call->slot_count) return false;
    return !value_is_falsy(*call_slot_at(call, slot));
}

SporeStatus spore_get_integer(SporeCall *call, unsigned slot, int64_t *out)
{
    double number;

    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    const Value value = *call_slot_at(call, slot);
    if (value_to_integer(value, out)) return SPORE_OK;
    if (!value_to_number(value, &number)) return call_fail_type(call, slot, "number");
    return call_fail_argument(call, slot, "number has no integer representation");
}

SporeStatus spore_get_number(SporeCall *call, unsigned slot, double *out)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    if (value_to_number(*call_slot_at(call, slot), out)) return SPORE_OK;
    return call_fail_type(call, slot, "number");
}

SporeStatus spore_get_string(SporeCall *call, unsigned slot, const char **out,
                             size_t *out_length)
{
    char text[VALUE_TEXT_MAX];

    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    Value *value = call_slot_at(call, slot);
    if (value_is_number(*value)) {
        String *made = string_new(call->vm, text, value_number_to_text(*value, text));
        if (!made) return call_fail_memory(call);
        *value = string_value(made);
    }
    if (value->tag != TAG_STRING) return call_fail_type(call, slot, "string");
    *out = value_string(*value)->data;
    if (out_length) *out_length = (size_t)value_string(*value)->length;
    return SPORE_OK;
}

/* ---- writing ---- */

static SporeStatus put(SporeCall *call, unsigned slot, Value value)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    *call_slot_at(call, slot) = value;
    return SPORE_OK;
}

SporeStatus spore_set_nil(SporeCall *call, unsigned slot)
{
    return put(call, slot, VALUE_NIL);
}

SporeStatus spore_set_boolean(SporeCall *call, unsigned slot, bool value)
{
    return put(call, slot, value_bool(value));
}

SporeStatus spore_set_integer(SporeCall *call, unsigned slot, int64_t value)
{
    return put(call, slot, value_integer(value));
}

SporeStatus spore_set_number(SporeCall *call, unsigned slot, double value)
{
    return put(call, slot, value_float(value));
}

SporeStatus spore_set_string(SporeCall *call, unsigned slot, const char *bytes,
                             size_t length)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    String *string = string_new(call->vm, bytes, length);
    return string ? put(call, slot, string_value(string)) : call_fail_memory(call);
}

SporeStatus spore_set_table(SporeCall *call, unsigned slot)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    Table *table = table_new(call->vm, 0, 0);
    return table ? put(call, slot, value_object(TAG_TABLE, table))
                 : call_fail_memory(call);
}

SporeStatus spore_set_channel(SporeCall *call, unsigned slot, unsigned capacity)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    if (capacity > CHANNEL_MAX_CAPACITY)
        return spore_fail(call, "a channel's capacity is at most %d",
                          CHANNEL_MAX_CAPACITY);
    Channel *channel = channel_new(call->vm, capacity);
    return channel ? put(call, slot, value_object(TAG_CHANNEL, channel))
                   : call_fail_memory(call);
}

SporeStatus spore_set_native(SporeCall *call, unsigned slot, const char *name)
{
    const NativeDef *def = native_find(call->vm, name, strlen(name));

    if (def) return put(call, slot, value_native(def));
    spore_fail(call, "no native is registered as '%s'", name);
    return SPORE_NOT_FOUND;
}

SporeStatus spore_copy(SporeCall *call, unsigned from, unsigned to)
{
    if (!call_has_slots(call, from, 1)) return SPORE_USAGE;
    return put(call, to, *call_slot_at(call, from));
}

/* ---- tables ---- */

/* NULL: the error is set. */
static Table *table_in(SporeCall *call, unsigned slot)
{
    if (!call_has_slots(call, slot, 1)) return NULL;
    const Value value = *call_slot_at(call, slot);
    if (value.tag == TAG_TABLE) return (Table *)value.as.object;
    call_fail_type(call, slot, "table");
    return NULL;
}

static SporeStatus get_key(SporeCall *call, unsigned table_slot, Value key, unsigned to)
{
    const Table *table = table_in(call, table_slot);

    return table ? put(call, to, table_get(table, key)) : SPORE_USAGE;
}

static SporeStatus set_key(SporeCall *call, unsigned table_slot, Value key, unsigned from)
{
    Table *table = table_in(call, table_slot);

    if (!table || !call_has_slots(call, from, 1)) return SPORE_USAGE;
    return table_set(call->vm, table, key, *call_slot_at(call, from))
               ? SPORE_OK
               : call_fail_memory(call);
}

SporeStatus spore_get_item(SporeCall *call, unsigned table, unsigned key, unsigned to)
{
    if (!call_has_slots(call, key, 1)) return SPORE_USAGE;
    return get_key(call, table, *call_slot_at(call, key), to);
}

SporeStatus spore_set_item(SporeCall *call, unsigned table, unsigned key, unsigned from)
{
    if (!call_has_slots(call, key, 1)) return SPORE_USAGE;
    return set_key(call, table, *call_slot_at(call, key), from);
}

SporeStatus spore_get_index(SporeCall *call, unsigned table, int64_t index, unsigned to)
{
    return get_key(call, table, value_integer(index), to);
}

SporeStatus spore_set_index(SporeCall *call, unsigned table, int64_t index, unsigned from)
{
    return set_key(call, table, value_integer(index), from);
}

SporeStatus spore_get_field(SporeCall *call, unsigned table, const char *name,
                            unsigned to)
{
    if (call->is_over) return SPORE_USAGE;
    String *key = string_from(call->vm, name);
    return key ? get_key(call, table, string_value(key), to) : call_fail_memory(call);
}

SporeStatus spore_set_field(SporeCall *call, unsigned table, const char *name,
                            unsigned from)
{
    if (call->is_over) return SPORE_USAGE;
    String *key = string_from(call->vm, name);
    return key ? set_key(call, table, string_value(key), from) : call_fail_memory(call);
}

SporeStatus spore_get_length(SporeCall *call, unsigned table_slot, int64_t *out)
{
    const Table *table = table_in(call, table_slot);

    if (!table) return SPORE_USAGE;
    *out = table_length(table);
    return SPORE_OK;
}

SporeStatus spore_get_global(SporeCall *call, const char *name, unsigned to)
{
    if (call->is_over) return SPORE_USAGE;
    String *key = string_from(call->vm, name);
    if (!key) return call_fail_memory(call);
    return put(call, to, table_get(call->vm->globals, string_value(key)));
}

SporeStatus spore_set_global(SporeCall *call, const char *name, unsigned from)
{
    if (!call_has_slots(call, from, 1)) return SPORE_USAGE;
    if (table_set_named(call->vm, call->vm->globals, name, *call_slot_at(call, from)))
        return SPORE_OK;
    return call_fail_memory(call);
}
