/*
 * A value -> dump. The encoder walks from it as a save does from what changed; ids are
 * the dump's own and stand in a hash beside the objects. What cannot go is refused
 * with the way that leads to it.
 */
#include "persist/pickle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "persist/pickling.h"

const uint8_t DUMP_MAGIC[DUMP_MAGIC_BYTES] = {0x1c, 'S', 'p', 'o', 'r', 'e'};

/* ---- ids ---- */

uint64_t pickle_find(const Encoder *encoder, const Object *object)
{
    return address_map_find(&encoder->pickle->ids, object);
}

static bool note_parent(Pickle *pickle, uint64_t id, uint64_t parent)
{
    if (id > pickle->parent_capacity) {
        size_t capacity = pickle->parent_capacity ? pickle->parent_capacity * 2 : 256;
        while (capacity < id) /* natives have none */
            capacity *= 2;
        uint64_t *parents = realloc(pickle->parents, capacity * sizeof *parents);
        if (!parents) return false;
        pickle->parents = parents;
        pickle->parent_capacity = capacity;
    }
    pickle->parents[id - 1] = parent;
    return true;
}

uint64_t pickle_id(Encoder *encoder, Object *object)
{
    Pickle *pickle = encoder->pickle;
    uint64_t id = pickle_find(encoder, object);
    if (id) return id;
    id = encode_add(encoder, object);
    if (id && note_parent(pickle, id, encoder->parent) &&
        address_map_add(&pickle->ids, object, id))
        return id;
    encode_fail(encoder, SPORE_NO_MEMORY);
    return 0;
}

bool pickle_has(const Encoder *encoder, const Object *object)
{
    return pickle_find(encoder, object) &&
           !permanents_find(&encoder->pickle->permanents, object);
}

/* ---- what cannot go ---- */

/* The object of that id, or what leads to it, is `what`. */
static void refuse(Encoder *encoder, uint64_t id, const char *what)
{
    char path[400];
    if (encoder->status != SPORE_OK) return;
    pickle_write_path(encoder, id, path, sizeof path);
    report_fail(encoder->report, SPORE_NOT_RESTORABLE, "%s%s", path, what);
    encode_fail(encoder, SPORE_NOT_RESTORABLE);
}

void pickle_need(Encoder *encoder, const Object *object)
{
    if (object->kind == KIND_TABLE ||
        !permanents_find(&encoder->pickle->permanents, object))
        return;
    if (object->kind == KIND_CHANNEL)
        refuse(encoder, encoder->id, "waits on a channel that is a permanent");
    else if (object == &encoder->vm->main_tasklet->header)
        refuse(encoder, encoder->id, "the main tasklet is in its queue or runs it");
    else
        refuse(encoder, encoder->id, "a permanent is in its queue or runs it");
}

/* Does it belong to the calls of a tasklet that is not in the dump? */
static bool is_running(const VM *vm, const Fiber *fiber)
{
    const Fiber *root = fiber;
    while (root->resumer)
        root = root->resumer;
    return root == vm->main_tasklet->root || (vm->tasklet && root == vm->tasklet->root);
}

static void save_handle(Encoder *encoder, const Handle *handle)
{
    char what[80] = "a file";
    if (strcmp(handle->type->name, "file") != 0)
        snprintf(what, sizeof what, "a native handle (%.40s)", handle->type->name);
    refuse(encoder, encoder->parent, what);
}

static void save_permanent(Encoder *encoder, const Object *object,
                           const Permanent *permanent)
{
    encode_begin_other(encoder, encoder->parent, WIRE_PERMANENT);
    if (permanent->scope) {
        encode_field(encoder, FIELD_PERMANENT_SCOPE);
        pack_str(encoder->out, permanent->scope, strlen(permanent->scope));
    }
    encode_field(encoder, FIELD_PERMANENT_NAME);
    pack_str(encoder->out, permanent->name, permanent->length);
    encode_field(encoder, FIELD_PERMANENT_OBJECT);
    pack_unsigned(encoder->out, wire_of_kind(object->kind));
    encode_end(encoder);
}

/* Its value is reached either way; whether it stays open shows at the end. */
static void defer_cell(Encoder *encoder, Upvalue *upvalue)
{
    encode_reach(encoder, *upvalue->location);
    if (!heap_list_push(encoder->vm, &encoder->pickle->open, &upvalue->header))
        encode_fail(encoder, SPORE_NO_MEMORY);
}

void pickle_save_object(Encoder *encoder, Object *object)
{
    Pickle *pickle = encoder->pickle;
    const Permanent *permanent = permanents_find(&pickle->permanents, object);
    encoder->parent = encoder->work_next; /* ids count from 1 */
    pickle->has_finalizers |= (object->flags & OBJECT_FINALIZER) && !permanent;
    if (permanent)
        save_permanent(encoder, object, permanent);
    else if (object->kind == KIND_HANDLE)
        save_handle(encoder, (Handle *)object);
    else if (object == (const Object *)encoder->vm->tasklet)
        refuse(encoder, encoder->parent, "the current tasklet");
    else if (object->kind == KIND_FIBER && is_running(encoder->vm, (Fiber *)object))
        refuse(encoder, encoder->parent, "a coroutine that runs");
    else if (object->kind == KIND_UPVALUE && ((Upvalue *)object)->fiber)
        defer_cell(encoder, (Upvalue *)object);
    else
        encode_object(encoder, object);
}

/* ---- the whole ---- */

static void save_cells(Encoder *encoder)
{
    const ObjectList *open = &encoder->pickle->open;
    for (uint32_t i = 0; i < open->count && encoder->status == SPORE_OK; i++)
        encode_object(encoder, open->items[i]);
}

/* Of the VM's list, those that are in the dump, in its order. */
static void put_finalizers(Encoder *encoder, Bytes *out)
{
    const Table *all = encoder->vm->finalizers;
    Bytes ids = {0};
    size_t count = 0;
    for (uint32_t i = 0; i < all->array_count; i++) {
        const Value value = all->array[i];
        if (!value_is_object(value) || !pickle_has(encoder, value.as.object)) continue;
        pack_unsigned(&ids, pickle_find(encoder, value.as.object));
        count++;
    }
    pack_unsigned(out, FIELD_DUMP_FINALIZERS);
    pack_array(out, count);
    bytes_put(out, ids.data, ids.count);
    out->has_failed |= ids.has_failed;
    bytes_deinit(&ids);
}

static void save_roots(Encoder *encoder, Value value)
{
    Bytes *roots = &encoder->image->roots;
    const bool has_finalizers = encoder->pickle->has_finalizers;
    encoder->out = roots;
    encoder->id = encoder->parent = 0;
    roots->count = 0;
    pack_map(roots, has_finalizers ? 2 : 1);
    pack_unsigned(roots, FIELD_DUMP_VALUE);
    encode_value(encoder, value);
    if (has_finalizers) put_finalizers(encoder, roots);
    encoder->out = &encoder->image->run.bytes;
}

/* It may be named in a dump, but there is nothing in a dump of its name. */
static bool is_dumpable(Encoder *encoder, Value value)
{
    if (value.tag != TAG_TASKLET || value.as.object != &encoder->vm->main_tasklet->header)
        return true;
    report_fail(encoder->report, SPORE_NOT_RESTORABLE, "the main tasklet");
    encode_fail(encoder, SPORE_NOT_RESTORABLE);
    return false;
}

static void save_all(Encoder *encoder, Value value)
{
    Image *image = encoder->image;
    if (!is_dumpable(encoder, value)) return;
    save_roots(encoder, value);
    encode_drain(encoder);
    encode_deferred(encoder);
    save_cells(encoder);
    encode_drain(encoder); /* natives in cells */
    save_roots(encoder, value);
    run_sort(&image->run);
    if (image->roots.has_failed || image->run.bytes.has_failed)
        encode_fail(encoder, SPORE_NO_MEMORY);
}

static int compare_codes(const void *left, const void *right)
{
    return memcmp(((const CodeBlob *)left)->hash, ((const CodeBlob *)right)->hash,
                  CODE_HASH_BYTES);
}

/* Chunks may be there several times, loaded from the same text. */
static void put_codes(Image *image, Bytes *out)
{
    uint32_t count = 0;
    if (image->code_count)
        qsort(image->codes, image->code_count, sizeof *image->codes, compare_codes);
    for (uint32_t i = 0; i < image->code_count; i++)
        count += i == 0 || compare_codes(&image->codes[i - 1], &image->codes[i]) != 0;
    pack_array(out, 2 * (size_t)count);
    for (uint32_t i = 0; i < image->code_count; i++) {
        const CodeBlob *code = &image->codes[i];
        if (i && compare_codes(code - 1, code) == 0) continue;
        pack_bin(out, code->hash, CODE_HASH_BYTES);
        pack_bin(out, code->bytes.data, code->bytes.count);
    }
}

static void put_dump(Image *image, Bytes *out)
{
    const size_t start = out->count;
    bytes_put(out, DUMP_MAGIC, sizeof DUMP_MAGIC);
    bytes_put_u8(out, DUMP_VERSION);
    bytes_put_u32(out, 0);
    const size_t body = out->count;
    pack_array(out, 3);
    bytes_put(out, image->roots.data, image->roots.count);
    put_codes(image, out);
    pack_array(out, image->run.count);
    for (uint32_t i = 0; i < image->run.count; i++) {
        const RunRecord *record = &image->run.records[i];
        pack_bin(out, image->run.bytes.data + record->offset, record->size);
    }
    if (out->has_failed) return;
    uint32_t crc = hash_crc32c(0, out->data + start, DUMP_CRC_AT);
    crc = hash_crc32c(crc, out->data + body, out->count - body);
    for (unsigned i = 0; i < 4; i++)
        out->data[start + DUMP_CRC_AT + i] = (uint8_t)(crc >> (24 - 8 * i));
}

static void pickle_deinit(Pickle *pickle, VM *vm)
{
    permanents_deinit(&pickle->permanents);
    address_map_deinit(&pickle->ids);
    free(pickle->parents);
    memory_free(&vm->memory, pickle->open.items,
                pickle->open.capacity * sizeof *pickle->open.items);
}

SporeStatus pickle_save(VM *vm, Value value, const Table *permanents, Bytes *out,
                        Report *report)
{
    Image image = {0};
    SaveState state = {0};
    Pickle pickle = {0};
    Encoder encoder = {.vm = vm,
                       .pickle = &pickle,
                       .image = &image,
                       .report = report,
                       .state = &state,
                       .first_id = 1};
    if (!permanents_init(&pickle.permanents, vm, permanents) ||
        !permanents_index(&pickle.permanents))
        encode_fail(&encoder, SPORE_NO_MEMORY);
    if (encoder.status == SPORE_OK) save_all(&encoder, value);
    if (encoder.status == SPORE_OK) put_dump(&image, out);
    if (out->has_failed) encode_fail(&encoder, SPORE_NO_MEMORY);
    if (encoder.status == SPORE_NO_MEMORY)
        report_fail(report, SPORE_NO_MEMORY, "not enough memory");
    encoder_deinit(&encoder);
    pickle_deinit(&pickle, vm);
    save_state_deinit(vm, &state);
    image_deinit(&image);
    return encoder.status;
}
