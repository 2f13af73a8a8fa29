/*
 * Code. A main prototype's record names the chunk by the hash of its bytes, which
 * the store keeps once; the others are found in it by their index.
 */
#include <stdlib.h>
#include <string.h>

#include "persist/hash.h"
#include "persist/load.h"
#include "vm/bytecode.h"

static bool reserve_code(Image *image)
{
    if (image->code_count < image->code_capacity) return true;
    uint32_t capacity = image->code_capacity ? image->code_capacity * 2 : 8;
    CodeBlob *codes = realloc(image->codes, capacity * sizeof *codes);
    if (!codes) return false;
    image->codes = codes;
    image->code_capacity = capacity;
    return true;
}

bool proto_know_hash(Proto *main)
{
    if (main->has_code_hash) return true;
    Bytes code = {0};
    bytecode_write(main, BYTECODE_ALL, &code);
    hasher_hash(code.data, code.count, main->code_hash);
    main->has_code_hash = !code.has_failed;
    bytes_deinit(&code);
    return main->has_code_hash;
}

/* Writes the chunk to learn its hash, and hands it over unless the store has it. */
static bool put_code(Encoder *encoder, Proto *main)
{
    Image *image = encoder->image;
    CodeBlob blob = {0};
    bytecode_write(main, BYTECODE_ALL, &blob.bytes);
    hasher_hash(blob.bytes.data, blob.bytes.count, main->code_hash);
    main->has_code_hash = true;
    memcpy(blob.hash, main->code_hash, CODE_HASH_BYTES);
    bool ok = !blob.bytes.has_failed && reserve_code(image);
    ok = ok && heap_list_push(encoder->vm, &encoder->mains, &main->header);
    if (ok)
        image->codes[image->code_count++] = blob;
    else
        bytes_deinit(&blob.bytes);
    return ok;
}

void proto_save(Encoder *encoder, Proto *proto)
{
    Proto *main = proto->main;
    encode_begin(encoder, &proto->header);
    if (proto != main) {
        encode_id_field(encoder, FIELD_PROTO_MAIN, main);
        encode_integer_field(encoder, FIELD_PROTO_INDEX, proto->index, -1);
        encode_end(encoder);
        return;
    }
    bool is_dump = encoder->pickle != NULL;
    bool is_new = !is_dump && proto->header.record_id >= encoder->first_id;
    if (((is_dump || !main->is_stored) && !put_code(encoder, main)) ||
        (is_new && !save_state_add_chunk(encoder->vm, encoder->state,
                                         main->header.record_id, main->code_hash)))
        encode_fail(encoder, SPORE_NO_MEMORY);
    encode_field(encoder, FIELD_PROTO_HASH);
    pack_bin(encoder->out, main->code_hash, CODE_HASH_BYTES);
    encode_end(encoder);
}

static void read_code(Loader *loader, const uint8_t *hash, Proto **out_main)
{
    const uint8_t *data = NULL;
    size_t size = 0;
    uint8_t actual[CODE_HASH_BYTES];
    SporeStatus status =
        loader->source->get_code(loader->source, hash, &data, &size, loader->report);
    if (status != SPORE_OK) {
        loader->status = status;
        return;
    }
    hasher_hash(data, size, actual);
    if (memcmp(actual, hash, CODE_HASH_BYTES) != 0) {
        load_corrupt(loader, "code that does not have the hash it is named by");
        return;
    }
    Reader reader = {.at = data, .end = data + size};
    loader->status = bytecode_read(loader->vm, &reader, out_main, loader->report);
    if (loader->status == SPORE_OK && reader.at != reader.end)
        load_corrupt(loader, "code with something behind it");
}

/* A dump shares code with what is there. The collector may have given up some. */
static Proto *find_chunk(Loader *loader, const uint8_t *hash)
{
    VM *vm = loader->vm;
    for (Proto *main = vm->chunks; main; main = main->next_chunk) {
        if (heap_is_condemned(&vm->heap, &main->header)) continue;
        if (!proto_know_hash(main)) {
            load_fail(loader, SPORE_NO_MEMORY, "out of memory");
            return NULL;
        }
        if (memcmp(main->code_hash, hash, CODE_HASH_BYTES) == 0) return main;
    }
    return NULL;
}

/* A main prototype, by its code. */
static Proto *create_main(Loader *loader, const uint8_t *hash, size_t size)
{
    Proto *main = NULL;
    if (!hash || size != CODE_HASH_BYTES) {
        load_corrupt(loader, "a prototype without code");
        return NULL;
    }
    if (loader->permanents) main = find_chunk(loader, hash);
    if (main) return main;
    read_code(loader, hash, &main);
    if (loader->status != SPORE_OK || !main) return NULL;
    memcpy(main->code_hash, hash, CODE_HASH_BYTES);
    main->has_code_hash = true;
    if (loader->permanents) return main;
    main->is_stored = true;
    if (!save_state_add_chunk(loader->vm, loader->state, loader->entry->id, hash))
        load_fail(loader, SPORE_NO_MEMORY, "out of memory");
    return main;
}

/* One that is nested in a main one, which is made first. */
static Proto *find_nested(Loader *loader, Cursor *main_id, uint64_t index)
{
    const Proto *main = NULL;
    if (!loader->is_making_nested) {
        loader->is_making_nested = true;
        main = load_id(loader, main_id, KIND_PROTO);
        loader->is_making_nested = false;
    }
    if (loader->status != SPORE_OK) return NULL;
    if (!main || main->main != main || index == 0 || index >= main->all_count ||
        (!loader->permanents && main->all[index]->header.record_id != 0)) {
        load_corrupt(loader, "a prototype that its chunk does not have");
        return NULL;
    }
    return main->all[index];
}

Object *proto_create(Loader *loader)
{
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    const uint8_t *hash = NULL;
    size_t size = 0;
    Cursor main_id = {0};
    uint64_t index = 0;
    for (int field; (field = load_next_field(loader, &fields)) >= 0;) {
        switch (field) {
        case FIELD_PROTO_HASH: hash = cursor_take_bytes(&fields.cursor, &size); break;
        case FIELD_PROTO_MAIN:
            main_id = fields.cursor;
            cursor_skip(&fields.cursor);
            break;
        case FIELD_PROTO_INDEX:
            index = cursor_take_unsigned(&fields.cursor, UINT32_MAX);
            break;
        default: load_unknown_field(loader); break;
        }
    }
    load_end(loader, &fields);
    if (loader->status == SPORE_OK && !!hash == !!main_id.at)
        load_corrupt(loader, "a prototype without code");
    if (loader->status != SPORE_OK) return NULL;
    Proto *proto =
        hash ? create_main(loader, hash, size) : find_nested(loader, &main_id, index);
    return proto ? &proto->header : NULL;
}
