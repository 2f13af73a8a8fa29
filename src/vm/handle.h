/*
 * A native handle: an object of a host or library type with C data in it, such
 * as an open file. Its type says how it is saved; vm/ knows nothing of it.
 */
#pragma once

#include "base/bytes.h"
#include "base/status.h"
#include "vm/object.h"

typedef struct Table Table;
typedef struct Handle Handle;

typedef struct HandleType {
    const char *name; /* stable, stored: "file" */
    size_t data_size; /* of handle->data, which a load makes zeroed */
    /* Releases what `data` owns outside the VM. Called by the collector and when
     * the VM is dropped. */
    void (*release)(VM *vm, Handle *handle);
    /* For a handle that waits to be closed: nothing can come back to the fiber that was
     * to do it, which is about to be collected. Called while all it knows is still there.
     * Must not change the heap. NULL: none. */
    void (*abandon)(VM *vm, Handle *handle);
    /* Appends the data as bytes of the type's own format. NULL: not restorable. */
    SporeStatus (*save)(VM *vm, Handle *handle, Bytes *out, Report *report);
    /* Fills a zeroed handle->data from those bytes; must check them. Does not
     * touch the world yet: files are opened by `reopen`. */
    SporeStatus (*load)(VM *vm, Handle *handle, Reader *in, Report *report);
    /* A descriptor to be synced before a save commits, or -1. NULL: none. */
    int (*descriptor)(const Handle *handle);
} HandleType;

struct Handle {
    Object header;
    const HandleType *type;
    Table *metatable;
    size_t data_size;
    void *data; /* data_size bytes, owned */
};

/* Stands for a type that is not registered, in an inspected snapshot; the data are the
 * type's name. */
extern const HandleType HANDLE_UNKNOWN_TYPE;

/* data_size zeroed bytes. NULL: out of memory. */
Handle *handle_new(VM *vm, const HandleType *type, size_t data_size, Table *metatable);
void handle_free(VM *vm, Handle *handle);
/* Data was changed: the next save writes it. */
void handle_touch(VM *vm, Handle *handle);

/* Types are known by name, as natives are. `type` must outlive the VM. */
bool handle_register_type(VM *vm, const HandleType *type);
const HandleType *handle_find_type(const VM *vm, const char *name, size_t length);
