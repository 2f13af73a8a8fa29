/*
 * VM -> image. Ids are given while walking; nothing else changes before the end,
 * so that a failure is undone by taking the new ids back.
 */
#include "persist/encode.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"

/* ---- one object ---- */

void encode_object(Encoder *encoder, Object *object)
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

void encode_drain(Encoder *encoder)
{
    while (encoder->work_next < encoder->work_count && encoder->status == SPORE_OK) {
        Object *object = encoder->work[encoder->work_next++];
        if (object && encoder->pickle) {
            pickle_save_object(encoder, object);
        } else if (object) {
            encode_object(encoder, object);
        } else {
            NativeRecord *native = &encoder->state->natives[encoder->next_native++];
            native_save(encoder, native);
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
            encode_object(encoder, sorted[i].object);
        else if (run_put_tombstone(&encoder->image->run, sorted[i].id, 0) != SPORE_OK)
            encode_fail(encoder, SPORE_NO_MEMORY);
    }

done:
    free(items);
    free(spare);
}

/* So that who has an older one again learns of it. */
static void save_newer_natives(Encoder *encoder)
{
    for (unsigned i = 0; i < encoder->old_native_count; i++) {
        const NativeRecord *native = &encoder->state->natives[i];
        if (native_is_newer(native)) native_save(encoder, native);
    }
}

/*
 * Tables with weak references, when all that is reached strongly has its record.
 * An ephemeron's value is reached once its key is, which may give more keys
 * records: so until nothing changes.
 */
void encode_deferred(Encoder *encoder)
{
    size_t before;
    do {
        before = encoder->work_count;
        for (uint32_t i = 0; i < encoder->deferred.count; i++) {
            Table *table = (Table *)encoder->deferred.items[i];
            if (encoder->pickle) encoder->parent = pickle_find(encoder, &table->header);
            table_walk_deferred(encoder, table);
        }
        encode_drain(encoder);
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
    encode_drain(encoder); /* natives that only these tables name */
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
    for (unsigned i = 0; i < encoder->old_native_count; i++) {
        NativeRecord *native = &encoder->state->natives[i];
        if (native_is_newer(native)) native->version = native->def->version;
    }
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

void encoder_deinit(Encoder *encoder)
{
    VM *vm = encoder->vm;
    free(encoder->work);
    free(encoder->dead_ids);
    address_map_deinit(&encoder->native_ids);
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
    if (!encode_index_natives(encoder)) return;
    encoder->out = &image->roots;
    roots_save(encoder);
    encoder->out = &image->run.bytes;
    save_changed(encoder);
    save_newer_natives(encoder);
    encode_drain(encoder);
    encode_deferred(encoder);
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

/* Files that the program has closed since the last save are synced with this one. */
static void take_closed_files(Encoder *encoder)
{
    VM *vm = encoder->vm;
    Image *image = encoder->image;
    if (vm->closed_fd_count == 0) return;
    const size_t count = (size_t)image->sync_fd_count + vm->closed_fd_count;
    int *fds = realloc(image->sync_fds, count * sizeof *fds);
    if (!fds) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        return;
    }
    image->sync_fds = fds;
    for (unsigned i = 0; i < vm->closed_fd_count; i++)
        fds[image->sync_fd_count++] = vm->closed_fds[i];
    vm->closed_fd_count = 0;
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
    if (encoder.status == SPORE_OK) take_closed_files(&encoder);
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
