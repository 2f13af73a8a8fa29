/*
 * Native handles and their types.
 */
#include "vm/handle.h"

#include <string.h>

#include "vm/vm.h"

const HandleType HANDLE_UNKNOWN_TYPE = {.name = "unknown"};

Handle *handle_new(VM *vm, const HandleType *type, size_t data_size, Table *metatable)
{
    Handle *handle = heap_new_object(vm, KIND_HANDLE, sizeof *handle);
    if (!handle) return NULL;
    handle->metatable = metatable;
    if (data_size) {
        handle->data = heap_new_block(vm, data_size);
        if (!handle->data) return NULL;
        memset(handle->data, 0, data_size);
        handle->data_size = data_size;
    }
    handle->type = type; /* from now on it is released */
    return handle;
}

void handle_free(VM *vm, Handle *handle)
{
    if (handle->type && handle->type->release) handle->type->release(vm, handle);
    heap_free_block(vm, handle->data, handle->data_size);
    heap_free_object(vm, &handle->header, sizeof *handle);
}

void handle_touch(VM *vm, Handle *handle)
{
    heap_touch(vm, handle);
}

bool handle_register_type(VM *vm, const HandleType *type)
{
    const HandleType **types = memory_grow_array(&vm->memory, vm->handle_types,
                                                 sizeof *types, &vm->handle_type_capacity,
                                                 (size_t)vm->handle_type_count + 1, 8);
    if (!types) return vm_no_memory(vm);
    vm->handle_types = types;
    types[vm->handle_type_count++] = type;
    return true;
}

const HandleType *handle_find_type(const VM *vm, const char *name, size_t length)
{
    for (uint32_t i = 0; i < vm->handle_type_count; i++) {
        const char *known = vm->handle_types[i]->name;
        if (strlen(known) == length && memcmp(known, name, length) == 0)
            return vm->handle_types[i];
    }
    return NULL;
}
