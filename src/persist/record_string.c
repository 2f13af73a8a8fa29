/*
 * Long strings and natives. Short strings stand inline where they are used.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "persist/load.h"

void string_save(Encoder *encoder, String *string)
{
    encode_begin(encoder, &string->header);
    encode_field(encoder, FIELD_STRING_BYTES);
    pack_bin(encoder->out, string->data, string->length);
    encode_end(encoder);
}

Object *string_create(Loader *loader)
{
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    uint64_t identity = 0;
    const uint8_t *data = NULL;
    size_t size = 0;
    /* There is no object yet that could take the identity. */
    for (; fields.left > 0 && !fields.cursor.has_failed; fields.left--) {
        uint64_t field = cursor_take_unsigned(&fields.cursor, FIELD_STRING_BYTES);
        if (field == FIELD_ANY_KIND)
            cursor_skip(&fields.cursor);
        else if (field == FIELD_ANY_IDENTITY)
            identity =
                cursor_take_unsigned(&fields.cursor, loader->roots.next_identity - 1);
        else if (!data)
            data = cursor_take_bytes(&fields.cursor, &size);
        else
            load_unknown_field(loader);
    }
    load_end(loader, &fields);
    if (size <= STRING_SHORT_MAX) load_corrupt(loader, "a string that is no long one");
    if (loader->status != SPORE_OK) return NULL;
    String *string = string_new(loader->vm, (const char *)data, size);
    if (!string) return NULL;
    string->header.identity_high = (uint16_t)(identity >> 32);
    string->header.identity_low = (uint32_t)identity;
    return &string->header;
}

void native_save(Encoder *encoder, const NativeRecord *native)
{
    encode_begin_other(encoder, native->id, WIRE_NATIVE);
    encode_field(encoder, FIELD_NATIVE_NAME);
    pack_str(encoder->out, native->def->name, strlen(native->def->name));
    encode_integer_field(encoder, FIELD_NATIVE_VERSION, native->def->version, 0);
    encode_end(encoder);
}

/* A native that is known by name only: to look at, or until the load is refused. */
static const NativeDef *make_placeholder(Loader *loader, const uint8_t *name, size_t size)
{
    Memory *memory = &loader->vm->memory;
    NativeDef *def = memory_new(memory, sizeof *def);
    char *copy = memory_new(memory, size + 1);
    if (!def || !copy) {
        memory_free(memory, def, sizeof *def);
        memory_free(memory, copy, size + 1);
        load_fail(loader, SPORE_NO_MEMORY, "out of memory");
        return NULL;
    }
    memcpy(copy, name, size);
    def->name = copy;
    def->steps = UINT32_MAX; /* it never runs */
    return def;
}

/* `def` NULL: no such native; else an older one than the snapshot has seen. */
static void note_missing(Loader *loader, const uint8_t *name, size_t size,
                         const NativeDef *def, uint64_t version)
{
    char versions[80] = "";
    if (def)
        snprintf(versions, sizeof versions,
                 " (version %" PRIu64 ", here it is %" PRIu32 ")", version, def->version);
    load_note_missing(loader, name, size, versions);
}

const NativeDef *native_create(Loader *loader)
{
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    const uint8_t *name = NULL;
    size_t size = 0;
    uint64_t version = 0;
    for (int field; (field = load_next_field(loader, &fields)) >= 0;) {
        if (field == FIELD_NATIVE_NAME)
            name = cursor_take_bytes(&fields.cursor, &size);
        else if (field == FIELD_NATIVE_VERSION)
            version = cursor_take_unsigned(&fields.cursor, UINT32_MAX);
        else
            load_unknown_field(loader);
    }
    load_end(loader, &fields);
    if (!name || size == 0 || memchr(name, 0, size))
        load_corrupt(loader, "a native without name");
    if (loader->status != SPORE_OK) return NULL;
    assert(name);
    const NativeDef *def = native_find(loader->vm, (const char *)name, size);
    bool is_missing = !def || version > def->version;
    if (is_missing && !loader->is_inspection)
        note_missing(loader, name, size, def, version);
    bool is_placeholder = !def;
    if (is_placeholder) def = make_placeholder(loader, name, size);
    if (!def) return NULL;
    NativeRecord *native =
        save_state_add_native(loader->vm, loader->state, def, loader->entry->id);
    if (!native) {
        if (is_placeholder) native_placeholder_free(loader->vm, def);
        load_fail(loader, SPORE_NO_MEMORY, "out of memory");
        return NULL;
    }
    native->version = (uint32_t)version;
    native->is_placeholder = is_placeholder;
    return def;
}
