/*
 * A host's objects: handles whose type the host describes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/describe.h"
#include "api/native_call.h"
#include "lib/file.h"
#include "vm/handle.h"
#include "vm/level.h"

/* A handle's data: of a type without `save`, a loaded one has nothing in it. */
typedef struct HostData {
    bool is_there;
    char place[LEVEL_PLACE_MAX]; /* where it was made: see level_caller() */
    _Alignas(max_align_t) uint8_t bytes[];
} HostData;

typedef struct HostType {
    HandleType base; /* first */
    const SporeHandleType *type;
    struct HostType *next;
} HostType;

struct SporeOutput {
    Bytes *bytes;
};

static const SporeHandleType *type_of(const Handle *handle)
{
    return ((const HostType *)(const void *)handle->type)->type;
}

void spore_output(SporeOutput *out, const void *bytes, size_t size)
{
    bytes_put(out->bytes, bytes, size);
}

/* ---- what vm/ asks of the type ---- */

static void release(VM *vm, Handle *handle)
{
    HostData *data = handle->data;

    (void)vm;
    if (data->is_there && type_of(handle)->release) type_of(handle)->release(data->bytes);
    data->is_there = false;
}

/* | is there 1 | length 1, place | the host's bytes | */
static SporeStatus save(VM *vm, Handle *handle, Bytes *out, Report *report)
{
    const HostData *data = handle->data;
    const SporeHandleType *type = type_of(handle);
    SporeOutput output = {out};
    const bool is_saved = data->is_there && type->save;

    (void)vm;
    bytes_put_u8(out, is_saved);
    bytes_put_u8(out, (uint8_t)strlen(data->place));
    bytes_put(out, data->place, strlen(data->place));
    const SporeStatus status = is_saved ? type->save(data->bytes, &output) : SPORE_OK;
    if (status == SPORE_OK) return SPORE_OK;
    return report_fail(report, status, "save: an object of type '%s' failed: %s",
                       type->name, spore_status_name(status));
}

static SporeStatus load(VM *vm, Handle *handle, Reader *in, Report *report)
{
    HostData *data = handle->data;
    const SporeHandleType *type = type_of(handle);
    const uint8_t is_saved = reader_take_u8(in);
    const uint8_t length = reader_take_u8(in);
    const uint8_t *place = reader_take(in, length);

    (void)vm;
    if (!place || is_saved > 1 || length >= LEVEL_PLACE_MAX) {
        in->has_failed = true;
        return SPORE_OK;
    }
    memcpy(data->place, place, length);
    if (!is_saved) return SPORE_OK;
    const uint8_t *bytes = in->at;
    if (!type->load)
        return report_fail(report, SPORE_INCOMPATIBLE,
                           "objects of type '%s' cannot be loaded here", type->name);
    Report reason = {""}; /* which the host may leave empty */
    in->at = in->end;
    const SporeStatus status =
        type->load(data->bytes, bytes, (size_t)(in->end - bytes), &reason);
    data->is_there = status == SPORE_OK;
    if (status == SPORE_OK) return SPORE_OK;
    return report_fail(report, status, "an object of type '%s' cannot be loaded: %s",
                       type->name,
                       reason.text[0] ? reason.text : spore_status_name(status));
}

/* ---- registering ---- */

static bool is_known(const VM *vm, const SporeHandleType *type)
{
    return handle_find_type(vm, type->name, strlen(type->name)) != NULL;
}

SporeStatus spore_vm_register_type(SporeVM *vm, const SporeHandleType *type)
{
    Report *report = host_report(vm);

    if (!type->name || !*type->name)
        return report_fail(report, SPORE_USAGE, "a type of objects needs a name");
    if (is_known(vm, type))
        return report_fail(report, SPORE_EXISTS, "type '%s' is registered already",
                           type->name);
    HostType *made = calloc(1, sizeof *made);
    if (!made) return report_fail(report, SPORE_NO_MEMORY, "out of memory");
    *made = (HostType){.base = {.name = type->name,
                                .data_size = sizeof(HostData) + type->size,
                                .release = release,
                                .save = save,
                                .load = load},
                       .type = type,
                       .next = vm_host(vm)->types};
    vm_host(vm)->types = made;
    if (handle_register_type(vm, &made->base)) return SPORE_OK;
    return report_fail(report, SPORE_NO_MEMORY, "out of memory");
}

void host_free_types(Host *host)
{
    for (HostType *type = host->types, *next; type; type = next) {
        next = type->next;
        free(type);
    }
}

static const HostType *find_host_type(const VM *vm, const SporeHandleType *type)
{
    const HostType *found = vm_host(vm)->types;

    while (found && found->type != type)
        found = found->next;
    return found;
}

/* ---- in slots ---- */

/* registry["type NAME"], with __name and __index. NULL: no memory. */
static Table *methods_of(VM *vm, const SporeHandleType *type)
{
    char name[256];

    snprintf(name, sizeof name, "type %s", type->name);
    Table *table = vm_registry_table(vm, name);
    if (!table || table->entry_count) return table;
    String *text = string_from(vm, type->name);
    if (!text || !table_set_named(vm, table, "__name", string_value(text)) ||
        !table_set_named(vm, table, "__index", value_object(TAG_TABLE, table)))
        return NULL;
    return table;
}

SporeStatus spore_set_methods(SporeCall *call, unsigned slot, const SporeHandleType *type)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    Table *table = methods_of(call->vm, type);
    if (!table) return call_fail_memory(call);
    *call_slot_at(call, slot) = value_object(TAG_TABLE, table);
    return SPORE_OK;
}

SporeStatus spore_set_handle(SporeCall *call, unsigned slot, const SporeHandleType *type,
                             void **out_data)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    const HostType *known = find_host_type(call->vm, type);
    if (!known) return spore_fail(call, "type '%s' is not registered", type->name);
    Table *methods = methods_of(call->vm, type);
    Handle *handle =
        methods ? handle_new(call->vm, &known->base, known->base.data_size, methods)
                : NULL;
    if (!handle) return call_fail_memory(call);
    HostData *data = handle->data;
    data->is_there = true;
    level_caller(call->vm, data->place);
    if (out_data) *out_data = data->bytes;
    *call_slot_at(call, slot) = value_object(TAG_HANDLE, handle);
    return SPORE_OK;
}

SporeStatus spore_get_handle(SporeCall *call, unsigned slot, const SporeHandleType *type,
                             void **out_data)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    const Value value = *call_slot_at(call, slot);
    const HostType *known = find_host_type(call->vm, type);
    if (value.tag != TAG_HANDLE || !known ||
        ((const Handle *)value.as.object)->type != &known->base)
        return call_fail_type(call, slot, type->name);
    HostData *data = ((const Handle *)value.as.object)->data;
    if (!data->is_there) {
        spore_fail(call, "this %s could not be saved and is lost", type->name);
        return SPORE_NOT_RESTORABLE;
    }
    *out_data = data->bytes;
    return SPORE_OK;
}

SporeStatus spore_touch_handle(SporeCall *call, unsigned slot)
{
    if (!call_has_slots(call, slot, 1)) return SPORE_USAGE;
    const Value value = *call_slot_at(call, slot);
    if (value.tag == TAG_HANDLE) handle_touch(call->vm, (Handle *)value.as.object);
    return SPORE_OK;
}

/* ---- those that a snapshot cannot hold ---- */

typedef struct LostList {
    const VM *vm;
    Bytes objects; /* SporeLostObject after SporeLostObject */
} LostList;

/* The texts may come from a snapshot. */
static void add(LostList *list, SporeLostObject object, const char *type,
                const char *place)
{
    describe_bytes(type, object.type, sizeof object.type);
    describe_bytes(place, object.place, sizeof object.place);
    bytes_put(&list->objects, &object, sizeof object);
}

static bool is_host_type(const VM *vm, const HandleType *type)
{
    const HostType *found = vm_host(vm)->types;

    while (found && &found->base != type)
        found = found->next;
    return found != NULL;
}

static void look_at(void *context, Object *object)
{
    LostList *list = context;
    const Handle *handle = (const Handle *)object;

    if (object->kind != KIND_HANDLE) return;
    if (handle->type == &HANDLE_UNKNOWN_TYPE) {
        add(list, (SporeLostObject){0}, handle->data, "");
    } else if (file_from_lost(handle)) {
        const File *file = file_from_lost(handle);
        add(list, (SporeLostObject){.is_known = true, .is_file = true},
            file->kind == FILE_PIPE ? "pipe" : "file", file->place);
    } else if (is_host_type(list->vm, handle->type)) {
        const HostData *data = handle->data;
        const bool is_saved = data->is_there && type_of(handle)->save;
        if (is_saved) return;
        add(list, (SporeLostObject){.is_known = true}, handle->type->name, data->place);
    }
}

SporeStatus spore_vm_lost_objects(SporeVM *vm, SporeLostObject **out_objects,
                                  size_t *out_count)
{
    LostList list = {.vm = vm};

    heap_each(vm, look_at, &list);
    if (list.objects.has_failed) {
        bytes_deinit(&list.objects);
        return report_fail(host_report(vm), SPORE_NO_MEMORY, "out of memory");
    }
    *out_objects = (SporeLostObject *)(void *)list.objects.data;
    *out_count = list.objects.count / sizeof **out_objects;
    return SPORE_OK;
}

void spore_lost_objects_free(SporeLostObject *objects)
{
    free(objects);
}
