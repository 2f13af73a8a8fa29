/*
 * VM -> image. Ids are given while walking; nothing else changes before the end,
 * so that a failure is undone by taking the new ids back.
 */
#include "persist/encode.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/hash.h"
#include "persist/hash.h"

/* ---- the walk ---- */

void encode_fail(Encoder *encoder, SporeStatus status)
{
    if (encoder->status == SPORE_OK) encoder->status = status;
}

/* The id of the next new record; NULL: of a native's. */
static uint64_t add_work(Encoder *encoder, Object *object)
{
    if (encoder->work_count == encoder->work_capacity) {
        size_t capacity = encoder->work_capacity ? encoder->work_capacity * 2 : 256;
        Object **work = realloc(encoder->work, capacity * sizeof *work);
        if (!work) {
            encode_fail(encoder, SPORE_NO_MEMORY);
            return 0;
        }
        encoder->work = work;
        encoder->work_capacity = capacity;
    }
    encoder->work[encoder->work_count] = object;
    return encoder->first_id + encoder->work_count++;
}

uint64_t encode_id(Encoder *encoder, void *object)
{
    Object *header = object;
    if (header->record_id == 0) header->record_id = add_work(encoder, header);
    return header->record_id;
}

/* ---- natives: their addresses to their records ---- */

static uint32_t native_slot(const Encoder *encoder, const NativeDef *def)
{
    uint32_t at = hash_u64((uint64_t)(uintptr_t)def) & encoder->native_mask;
    while (encoder->native_index[at] && encoder->native_index[at] != def)
        at = (at + 1) & encoder->native_mask;
    return at;
}

static bool index_natives(Encoder *encoder)
{
    uint32_t size = 64;
    while (size < encoder->state->native_count * 2 + 2)
        size *= 2;
    free(encoder->native_index);
    free(encoder->native_positions);
    encoder->native_index = calloc(size, sizeof *encoder->native_index);
    encoder->native_positions = calloc(size, sizeof *encoder->native_positions);
    encoder->native_mask = size - 1;
    if (!encoder->native_index || !encoder->native_positions) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        return false;
    }
    for (unsigned i = 0; i < encoder->state->native_count; i++) {
        uint32_t at = native_slot(encoder, encoder->state->natives[i].def);
        encoder->native_index[at] = encoder->state->natives[i].def;
        encoder->native_positions[at] = i;
    }
    return true;
}

static uint64_t native_id(Encoder *encoder, const NativeDef *def)
{
    if (!encoder->native_index) return 0;
    uint32_t at = native_slot(encoder, def);
    if (encoder->native_index[at])
        return encoder->state->natives[encoder->native_positions[at]].id;
    uint64_t id = add_work(encoder, NULL);
    if (!id) return 0;
    if (!save_state_add_native(encoder->vm, def, id)) {
        encoder->work_count--;
        encode_fail(encoder, SPORE_NO_MEMORY);
        return 0;
    }
    encoder->native_index[at] = def;
    encoder->native_positions[at] = encoder->state->native_count - 1;
    if (encoder->state->native_count * 2 > encoder->native_mask) index_natives(encoder);
    return id;
}

/* ---- records ---- */

static void begin(Encoder *encoder, uint64_t id, uint32_t piece, Wire wire)
{
    Run *run = &encoder->image->run;
    if (run_begin_record(run, id, piece) != SPORE_OK) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        return;
    }
    encoder->id = id;
    encoder->field_count = 0;
    encoder->place = pack_map_begin(encoder->out);
    encode_field(encoder, FIELD_ANY_KIND);
    pack_unsigned(encoder->out, wire);
}

void encode_begin(Encoder *encoder, const Object *object)
{
    begin(encoder, object->record_id, 0, (Wire)wire_of_kind(object->kind));
    uint64_t identity = (uint64_t)object->identity_high << 32 | object->identity_low;
    if (!identity) return;
    encode_field(encoder, FIELD_ANY_IDENTITY);
    pack_unsigned(encoder->out, identity);
}

void encode_begin_piece(Encoder *encoder, const Object *object, uint32_t piece, Wire wire)
{
    begin(encoder, object->record_id, piece, wire);
    encode_field(encoder, FIELD_PIECE_VALUES);
}

void encode_field(Encoder *encoder, WireField field)
{
    pack_unsigned(encoder->out, field);
    encoder->field_count++;
}

void encode_end(Encoder *encoder)
{
    pack_map_end(encoder->out, encoder->place, encoder->field_count);
    if (encoder->status == SPORE_OK) run_end_record(&encoder->image->run);
    if (encoder->out->has_failed) encode_fail(encoder, SPORE_NO_MEMORY);
}

void encode_tombstone(Encoder *encoder, const Object *object, uint32_t piece)
{
    if (run_put_tombstone(&encoder->image->run, object->record_id, piece) != SPORE_OK)
        encode_fail(encoder, SPORE_NO_MEMORY);
}

/* ---- references ---- */

static size_t put_big_endian(uint8_t *out, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        out[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
    return size;
}

static size_t unsigned_size(uint64_t value)
{
    if (value <= UINT8_MAX) return 1;
    if (value <= UINT16_MAX) return 2;
    return value <= UINT32_MAX ? 4 : 8;
}

static size_t signed_size(int64_t value)
{
    if (value == (int8_t)value) return 1;
    if (value == (int16_t)value) return 2;
    return value == (int32_t)value ? 4 : 8;
}

/* By id, or by the distance from the record that refers, whichever is shorter. */
static void put_reference(Encoder *encoder, uint8_t wire, uint64_t id)
{
    uint8_t bytes[8];
    int64_t distance = (int64_t)(id - encoder->id);
    size_t near_size = signed_size(distance);
    size_t size = unsigned_size(id);
    if (near_size < size) {
        put_big_endian(bytes, (uint64_t)distance, near_size);
        pack_ext(encoder->out, (int8_t)(wire + WIRE_RELATIVE), bytes, near_size);
    } else {
        put_big_endian(bytes, id, size);
        pack_ext(encoder->out, (int8_t)wire, bytes, size);
    }
}

void encode_value(Encoder *encoder, Value value)
{
    Bytes *out = encoder->out;
    switch ((Tag)value.tag) {
    case TAG_NIL:
    case TAG_DEAD: pack_nil(out); return;
    case TAG_FALSE: pack_bool(out, false); return;
    case TAG_TRUE: pack_bool(out, true); return;
    case TAG_INTEGER: pack_integer(out, value.as.integer); return;
    case TAG_FLOAT: pack_float(out, value.as.number); return;
    case TAG_NATIVE:
        put_reference(encoder, WIRE_NATIVE, native_id(encoder, value.as.native));
        return;
    case TAG_STRING: {
        const String *string = value_string(value);
        if (string->is_short) {
            pack_str(out, string->data, string->length);
            return;
        }
        break;
    }
    default: break;
    }
    Object *object = value.as.object;
    uint8_t wire = value.tag == TAG_WRAP ? WIRE_WRAP : wire_of_kind(object->kind);
    put_reference(encoder, wire, encode_id(encoder, object));
}

bool encode_has_record(const Encoder *encoder, Value value)
{
    if (!value_is_object(value) || value.tag == TAG_STRING) return true;
    return value.as.object->record_id != 0 &&
           !heap_is_condemned(&encoder->vm->heap, value.as.object);
}

void encode_weak_value(Encoder *encoder, Value value)
{
    if (encode_has_record(encoder, value)) {
        encode_value(encoder, value);
        return;
    }
    if (encoder->is_final)
        encoder->has_skipped = true;
    else
        encoder->must_defer = true;
    pack_nil(encoder->out);
}

void encode_id_field(Encoder *encoder, WireField field, void *object)
{
    if (!object) return;
    encode_field(encoder, field);
    pack_unsigned(encoder->out, encode_id(encoder, object));
}

void encode_near_field(Encoder *encoder, WireField field, void *object)
{
    if (!object) return;
    encode_field(encoder, field);
    pack_integer(encoder->out, (int64_t)(encode_id(encoder, object) - encoder->id));
}

void encode_integer_field(Encoder *encoder, WireField field, int64_t value,
                          int64_t fallback)
{
    if (value == fallback) return;
    encode_field(encoder, field);
    pack_integer(encoder->out, value);
}

void encode_value_field(Encoder *encoder, WireField field, Value value)
{
    if (value_is_nil(value)) return;
    encode_field(encoder, field);
    encode_value(encoder, value);
}

/* ---- one object ---- */

static void save_object(Encoder *encoder, Object *object)
{
    switch ((ObjectKind)object->kind) {
    case KIND_STRING: string_save(encoder, (String *)object); break;
    case KIND_TABLE: table_save(encoder, (Table *)object); break;
    case KIND_CLOSURE: closure_save(encoder, (Closure *)object); break;
    case KIND_UPVALUE: upvalue_save(encoder, (Upvalue *)object); break;
    case KIND_PROTO: proto_save(encoder, (Proto *)object); break;
    case KIND_FIBER: fiber_save(encoder, (Fiber *)object); break;
    case KIND_TASKLET: tasklet_save(encoder, (Tasklet *)object); break;
    case KIND_CHANNEL: channel_save(encoder, (Channel *)object); break;
    case KIND_HANDLE: handle_save(encoder, (Handle *)object); break;
    case KIND_FREE:
    case KIND_COUNT: break;
    }
}

static void drain_work(Encoder *encoder)
{
    while (encoder->work_next < encoder->work_count && encoder->status == SPORE_OK) {
        Object *object = encoder->work[encoder->work_next++];
        if (object) {
            save_object(encoder, object);
        } else {
            NativeRecord *native = &encoder->state->natives[encoder->next_native++];
            begin(encoder, native->id, 0, WIRE_NATIVE);
            native_save(encoder, native);
            encode_end(encoder);
        }
    }
}

/* ---- order ---- */

typedef struct SortItem {
    uint64_t id;
    Object *object; /* NULL: a tombstone */
} SortItem;

/* Least significant byte first; as many passes as the largest id has bytes. */
static SortItem *sort_by_id(SortItem *items, SortItem *spare, size_t count)
{
    uint64_t largest = 0;
    for (size_t i = 0; i < count; i++)
        largest |= items[i].id;
    for (unsigned shift = 0; shift < 64 && largest >> shift; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++)
            starts[(items[i].id >> shift & 0xff) + 1]++;
        for (unsigned b = 1; b < 257; b++)
            starts[b] += starts[b - 1];
        for (size_t i = 0; i < count; i++)
            spare[starts[items[i].id >> shift & 0xff]++] = items[i];
        SortItem *swap = items;
        items = spare;
        spare = swap;
    }
    return items;
}

static void note_dead(Encoder *encoder, const SortItem *sorted, size_t count)
{
    if (encoder->vm->heap.dead_count == 0) return;
    encoder->dead_ids = malloc(encoder->vm->heap.dead_count * sizeof(uint64_t));
    if (!encoder->dead_ids) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        return;
    }
    size_t at = 0;
    for (size_t i = 0; i < count; i++)
        if (!sorted[i].object) encoder->dead_ids[at++] = sorted[i].id;
}

/* Records of changed and freed objects, by ascending id. */
static void save_changed(Encoder *encoder)
{
    const Heap *heap = &encoder->vm->heap;
    size_t count = 0;
    size_t most = (size_t)heap->dirty.count + heap->dead_count;
    if (most == 0) return;
    SortItem *items = malloc(most * sizeof *items);
    SortItem *spare = malloc(most * sizeof *spare);
    if (!items || !spare) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        goto done;
    }
    for (uint32_t i = 0; i < heap->dead_count; i++)
        items[count++] = (SortItem){.id = heap->dead[i].record_id};
    for (uint32_t i = 0; i < heap->dirty.count; i++) {
        Object *object = heap->dirty.items[i];
        if (!heap_is_condemned(heap, object))
            items[count++] = (SortItem){.id = object->record_id, .object = object};
    }
    const SortItem *sorted = sort_by_id(items, spare, count);
    note_dead(encoder, sorted, count);
    for (size_t i = 0; i < count && encoder->status == SPORE_OK; i++) {
        if (sorted[i].object)
            save_object(encoder, sorted[i].object);
        else if (run_put_tombstone(&encoder->image->run, sorted[i].id, 0) != SPORE_OK)
            encode_fail(encoder, SPORE_NO_MEMORY);
    }

done:
    free(items);
    free(spare);
}

/*
 * Tables with weak references, when all that is reached strongly has its record.
 * An ephemeron's value is reached once its key is, which may give more keys
 * records: so until nothing changes.
 */
static void save_deferred(Encoder *encoder)
{
    size_t before;
    do {
        before = encoder->work_count;
        for (uint32_t i = 0; i < encoder->deferred.count; i++)
            table_walk_deferred(encoder, (Table *)encoder->deferred.items[i]);
        drain_work(encoder);
    } while (encoder->work_count != before && encoder->status == SPORE_OK);
    encoder->is_final = true;
    for (uint32_t i = 0; i < encoder->deferred.count && encoder->status == SPORE_OK;
         i++) {
        Table *table = (Table *)encoder->deferred.items[i];
        encoder->has_skipped = false;
        table_save(encoder, table);
        if (encoder->has_skipped)
            heap_list_push(encoder->vm, &encoder->stay_dirty, &table->header);
    }
    drain_work(encoder); /* natives that only these tables name */
}

/* ---- the end ---- */

static bool is_dead_chunk(const Encoder *encoder, uint64_t id)
{
    uint32_t low = 0;
    uint32_t high = encoder->dead_ids ? encoder->vm->heap.dead_count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (encoder->dead_ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return encoder->dead_ids && low < encoder->vm->heap.dead_count &&
           encoder->dead_ids[low] == id;
}

static void drop_dead_chunks(Encoder *encoder)
{
    if (encoder->vm->heap.dead_count == 0) return;
    SaveState *state = encoder->state;
    unsigned kept = 0;
    for (unsigned i = 0; i < state->chunk_count; i++)
        if (!is_dead_chunk(encoder, state->chunks[i].id))
            state->chunks[kept++] = state->chunks[i];
    state->chunk_count = kept;
}

/* Every chunk that a record names; those of dead records are left out. */
static void put_code_refs(Encoder *encoder)
{
    Image *image = encoder->image;
    const SaveState *state = encoder->state;
    image->code_refs =
        malloc((state->chunk_count ? state->chunk_count : 1) * sizeof *image->code_refs);
    if (!image->code_refs) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        return;
    }
    for (unsigned i = 0; i < state->chunk_count; i++) {
        if (is_dead_chunk(encoder, state->chunks[i].id)) continue;
        memcpy(image->code_refs[image->code_ref_count++], state->chunks[i].hash,
               CODE_HASH_BYTES);
    }
}

/* Room for what has to stay on the dirty list, while failing is still possible. */
static void reserve_dirty(Encoder *encoder)
{
    ObjectList *dirty = &encoder->vm->heap.dirty;
    Object **items = memory_grow_array(&encoder->vm->memory, dirty->items, sizeof *items,
                                       &dirty->capacity, encoder->stay_dirty.count, 64);
    if (!items)
        encode_fail(encoder, SPORE_NO_MEMORY);
    else
        dirty->items = items;
}

static void settle(Encoder *encoder)
{
    VM *vm = encoder->vm;
    Heap *heap = &vm->heap;
    for (uint32_t i = 0; i < heap->dirty.count; i++)
        heap_set_clean(heap->dirty.items[i]);
    for (size_t i = 0; i < encoder->work_count; i++)
        if (encoder->work[i]) heap_set_clean(encoder->work[i]);
    for (uint32_t i = 0; i < encoder->pieced.count; i++) {
        Object *object = encoder->pieced.items[i];
        if (object->kind == KIND_TABLE)
            table_settle((Table *)object);
        else
            fiber_settle((Fiber *)object);
    }
    for (unsigned i = 0; i < encoder->skipped_count; i++) {
        const SkippedPiece *skipped = &encoder->skipped[i];
        Pieces *pieces = skipped->table->pieces;
        pieces_set(skipped->is_entries ? &pieces->entries : &pieces->slots,
                   skipped->piece);
    }
    for (uint32_t i = 0; i < encoder->mains.count; i++)
        ((Proto *)encoder->mains.items[i])->is_stored = true;
    drop_dead_chunks(encoder);
    encoder->state->record_count += encoder->work_count;
    encoder->state->record_count -= heap->dead_count;
    heap->dirty.count = 0;
    for (uint32_t i = 0; i < encoder->stay_dirty.count; i++) {
        Object *object = encoder->stay_dirty.items[i];
        object->flags |= OBJECT_DIRTY;
        heap->dirty.items[heap->dirty.count++] = object;
    }
    heap_clear_dead(vm);
    vm->next_record_id = encoder->first_id + encoder->work_count;
}

/* As if nothing had happened. Marks of pieces say too much at most. */
static void undo(Encoder *encoder)
{
    for (size_t i = 0; i < encoder->work_count; i++)
        if (encoder->work[i]) encoder->work[i]->record_id = 0;
    encoder->state->native_count = encoder->old_native_count;
    encoder->state->chunk_count = encoder->old_chunk_count;
    image_deinit(encoder->image);
}

static void list_free(VM *vm, ObjectList *list)
{
    memory_free(&vm->memory, list->items, list->capacity * sizeof *list->items);
}

static void encoder_deinit(Encoder *encoder)
{
    VM *vm = encoder->vm;
    free(encoder->work);
    free(encoder->dead_ids);
    free(encoder->native_index);
    free(encoder->native_positions);
    memory_free(&vm->memory, encoder->skipped,
                encoder->skipped_capacity * sizeof *encoder->skipped);
    list_free(vm, &encoder->deferred);
    list_free(vm, &encoder->stay_dirty);
    list_free(vm, &encoder->pieced);
    list_free(vm, &encoder->mains);
}

static int64_t clock_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The root objects first, so that everything is found; their record last. */
static void encode_all(Encoder *encoder)
{
    Image *image = encoder->image;
    if (!index_natives(encoder)) return;
    encoder->out = &image->roots;
    roots_save(encoder);
    encoder->out = &image->run.bytes;
    save_changed(encoder);
    drain_work(encoder);
    save_deferred(encoder);
    reserve_dirty(encoder);
    run_sort(&image->run);
    put_code_refs(encoder);
    image->roots.count = 0;
    encoder->out = &image->roots;
    roots_save(encoder);
    if (image->roots.has_failed || image->run.bytes.has_failed)
        encode_fail(encoder, SPORE_NO_MEMORY);
    if (encoder->vm->fatal) encode_fail(encoder, (SporeStatus)encoder->vm->fatal);
    image->live_bytes = encoder->vm->heap.live_bytes;
    image->tasklet_count = encoder->vm->living_count;
}

SporeStatus snapshot_encode(VM *vm, Image *image, Report *report)
{
    Encoder encoder = {.vm = vm, .image = image, .report = report};
    int64_t start_ns = clock_ns(CLOCK_MONOTONIC);
    encoder.state = save_state_get(vm);
    if (!encoder.state) return SPORE_NO_MEMORY;
    encoder.status = FAULT_POINT(SAVE_ENCODE);
    encoder.first_id = vm->next_record_id;
    encoder.old_native_count = encoder.next_native = encoder.state->native_count;
    encoder.old_chunk_count = encoder.state->chunk_count;
    if (encoder.status == SPORE_OK) encode_all(&encoder);
    if (encoder.status == SPORE_OK)
        settle(&encoder);
    else
        undo(&encoder);
    if (encoder.status == SPORE_OK) {
        image->record_count_live = encoder.state->record_count;
        image->pause_start_ns = start_ns;
        image->wall_time_ns = clock_ns(CLOCK_REALTIME);
        image->pause_end_ns = clock_ns(CLOCK_MONOTONIC);
    }
    encoder_deinit(&encoder);
    return encoder.status;
}

/* ---- what is remembered ---- */

static void save_state_free(VM *vm)
{
    SaveState *state = vm->save_state;
    for (unsigned i = 0; i < state->native_count; i++) {
        const NativeDef *def = state->natives[i].def;
        if (!state->natives[i].is_placeholder) continue;
        memory_free(&vm->memory, (void *)(uintptr_t)def->name, strlen(def->name) + 1);
        memory_free(&vm->memory, (void *)(uintptr_t)def, sizeof *def);
    }
    memory_free(&vm->memory, state->natives,
                state->native_capacity * sizeof *state->natives);
    memory_free(&vm->memory, state->chunks,
                state->chunk_capacity * sizeof *state->chunks);
    memory_free(&vm->memory, state, sizeof *state);
    vm->save_state = NULL;
}

SaveState *save_state_get(VM *vm)
{
    if (!vm->save_state) {
        vm->save_state = memory_new(&vm->memory, sizeof(SaveState));
        vm->free_save_state = vm->save_state ? save_state_free : NULL;
    }
    return vm->save_state;
}

NativeRecord *save_state_add_native(VM *vm, const NativeDef *def, uint64_t id)
{
    SaveState *state = vm->save_state;
    NativeRecord *natives =
        memory_grow_array(&vm->memory, state->natives, sizeof *natives,
                          &state->native_capacity, (size_t)state->native_count + 1, 16);
    if (!natives) return NULL;
    state->natives = natives;
    natives[state->native_count] = (NativeRecord){.def = def, .id = id};
    return &natives[state->native_count++];
}

bool save_state_add_chunk(VM *vm, uint64_t id, const uint8_t hash[CODE_HASH_BYTES])
{
    SaveState *state = vm->save_state;
    ChunkRecord *chunks =
        memory_grow_array(&vm->memory, state->chunks, sizeof *chunks,
                          &state->chunk_capacity, (size_t)state->chunk_count + 1, 16);
    if (!chunks) return false;
    state->chunks = chunks;
    chunks[state->chunk_count].id = id;
    memcpy(chunks[state->chunk_count++].hash, hash, CODE_HASH_BYTES);
    return true;
}
