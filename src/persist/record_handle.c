/*
 * Native handles: the type by its name, the data in the type's own format.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "persist/load.h"

/* The writer thread syncs a duplicate, whatever the program does meanwhile. */
static void put_descriptor(Encoder *encoder, const Handle *handle)
{
    Image *image = encoder->image;
    int fd = handle->type->descriptor ? handle->type->descriptor(handle) : -1;
    if (fd < 0) return;
    int *fds = realloc(image->sync_fds, (image->sync_fd_count + 1) * sizeof *fds);
    if (!fds) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        return;
    }
    image->sync_fds = fds;
    int copy = dup(fd);
    if (copy >= 0) {
        fds[image->sync_fd_count++] = copy;
        return;
    }
    report_fail(encoder->report, SPORE_IO,
                "save: no file descriptor is left to sync files");
    encode_fail(encoder, SPORE_IO);
}

void handle_save(Encoder *encoder, Handle *handle)
{
    const HandleType *type = handle->type;
    encode_begin(encoder, &handle->header);
    encode_field(encoder, FIELD_HANDLE_TYPE);
    pack_str(encoder->out, type->name, strlen(type->name));
    encode_id_field(encoder, FIELD_HANDLE_METATABLE, handle->metatable);
    if (type->save) {
        Bytes data = {0};
        SporeStatus status = type->save(encoder->vm, handle, &data, encoder->report);
        if (status != SPORE_OK) encode_fail(encoder, status);
        if (data.has_failed) encode_fail(encoder, SPORE_NO_MEMORY);
        encode_field(encoder, FIELD_HANDLE_DATA);
        pack_bin(encoder->out, data.data, data.count);
        bytes_deinit(&data);
        put_descriptor(encoder, handle);
    }
    encode_end(encoder);
}

Object *handle_create(Loader *loader)
{
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    const uint8_t *name = NULL;
    size_t size = 0;
    for (; fields.left > 0 && !name && !fields.cursor.has_failed; fields.left--) {
        uint64_t field = cursor_take_unsigned(&fields.cursor, FIELD_LIMIT);
        if (field == FIELD_HANDLE_TYPE)
            name = cursor_take_bytes(&fields.cursor, &size);
        else
            cursor_skip(&fields.cursor);
    }
    if (loader->permanents) load_corrupt(loader, "a handle inside a dump");
    if (loader->status != SPORE_OK) return NULL;
    if (!name) {
        load_corrupt(loader, "a handle without type");
        return NULL;
    }
    const HandleType *type = handle_find_type(loader->vm, (const char *)name, size);
    if (!type && !loader->is_inspection) load_note_missing(loader, name, size, "");
    Handle *handle = handle_new(loader->vm, type ? type : &HANDLE_UNKNOWN_TYPE,
                                type ? type->data_size : size + 1, NULL);
    if (handle && !type) memcpy(handle->data, name, size);
    return handle ? &handle->header : NULL;
}

static void load_data(Loader *loader, Cursor *cursor, Handle *handle)
{
    size_t size = 0;
    const uint8_t *data = cursor_take_bytes(cursor, &size);
    if (!data || handle->type == &HANDLE_UNKNOWN_TYPE) return;
    if (!handle->type->load) {
        load_corrupt(loader, "data of a handle that has none");
        return;
    }
    Reader reader = {.at = data, .end = data + size};
    SporeStatus status = handle->type->load(loader->vm, handle, &reader, loader->report);
    if (status != SPORE_OK)
        loader->status = status;
    else if (reader.has_failed || reader.at != reader.end)
        load_corrupt(loader, "a handle's data that is not well-formed");
}

void handle_load(Loader *loader, Handle *handle)
{
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    for (int field; (field = load_next_field(loader, &fields)) >= 0;) {
        switch (field) {
        case FIELD_HANDLE_TYPE: cursor_skip(&fields.cursor); break;
        case FIELD_HANDLE_METATABLE:
            handle->metatable = load_id(loader, &fields.cursor, KIND_TABLE);
            break;
        case FIELD_HANDLE_DATA: load_data(loader, &fields.cursor, handle); break;
        default: load_unknown_field(loader); break;
        }
    }
    load_end(loader, &fields);
}
