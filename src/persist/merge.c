/*
 * Merging runs: a cursor per run, and a binary heap of them. A load of one base
 * run and few changes spends its time in the base: the heap's top then only has
 * to be compared with its two children.
 */
#include "persist/merge.h"

#include <stdlib.h>
#include <string.h>

/* ---- one run ---- */

static SporeStatus corrupt(const RunCursor *cursor, Report *report, const char *what)
{
    return report_fail(report, SPORE_CORRUPT, "run %llu, segment at record %llu.%u: %s",
                       (unsigned long long)cursor->run.id,
                       (unsigned long long)key_u64(cursor->segment.key + 8),
                       key_u32(cursor->segment.key + 16), what);
}

/* Puts the place in front of the message of a check. */
static SporeStatus at_segment(const RunCursor *cursor, Report *report, SporeStatus status)
{
    if (status != SPORE_CORRUPT || report == NULL) return status;
    char what[300];
    memcpy(what, report->text, sizeof what - 1);
    what[sizeof what - 1] = '\0';
    return corrupt(cursor, report, what);
}

static bool is_before(const SegmentRecord *a, const SegmentRecord *b)
{
    return a->id < b->id || (a->id == b->id && a->piece < b->piece);
}

static bool is_of_run(const RunCursor *cursor, const StoreItem *item)
{
    return item->key_size == SEGMENT_KEY && key_u64(item->key) == cursor->run.id;
}

/* At the end of a run that was read from its start. */
static SporeStatus check_count(const RunCursor *cursor, Report *report)
{
    if (!cursor->is_whole || cursor->read_count == cursor->run.record_count)
        return SPORE_OK;
    return report_fail(
        report, SPORE_CORRUPT, "run %llu: has %llu records instead of %llu",
        (unsigned long long)cursor->run.id, (unsigned long long)cursor->read_count,
        (unsigned long long)cursor->run.record_count);
}

static SporeStatus step_segment(RunCursor *cursor, Report *report, bool *out_is_end)
{
    StoreItem item;
    const SporeStatus status = store_cursor_next(&cursor->cursor, &item);
    *out_is_end =
        status == SPORE_NOT_FOUND || (status == SPORE_OK && !is_of_run(cursor, &item));
    if (*out_is_end) return check_count(cursor, report);
    if (status == SPORE_OK) cursor->segment = item;
    return status;
}

static bool is_part(const StoreItem *segment)
{
    return segment->size > 0 && segment->value[0] == PAGE_PART;
}

/* The record whose first part is the segment at the cursor. */
static SporeStatus join_parts(RunCursor *cursor, SegmentRecord *out_record,
                              Report *report)
{
    const uint64_t id = key_u64(cursor->segment.key + 8);
    const uint32_t piece = key_u32(cursor->segment.key + 16);
    uint64_t total = UINT64_MAX;
    bytes_clear(&cursor->joined);
    for (uint32_t part = 0; cursor->joined.count < total; part++) {
        uint64_t part_total;
        Reader chunk;
        if (part > 0) {
            StoreItem item;
            const SporeStatus status = store_cursor_next(&cursor->cursor, &item);
            if (status == SPORE_NOT_FOUND ||
                (status == SPORE_OK && item.key_size != SEGMENT_KEY))
                return corrupt(cursor, report, "a part is missing");
            if (status != SPORE_OK) return status;
            cursor->segment = item;
        }
        const uint8_t *key = cursor->segment.key;
        if (key_u64(key) != cursor->run.id || key_u64(key + 8) != id ||
            key_u32(key + 16) != piece || key_u32(key + 20) != part)
            return corrupt(cursor, report, "a part is missing");
        const SporeStatus status =
            part_open(&cursor->segment, PAGE_PART, &chunk, &part_total, report);
        if (status != SPORE_OK) return at_segment(cursor, report, status);
        if (part == 0) total = part_total;
        bytes_put(&cursor->joined, chunk.at, reader_left(&chunk));
        if (cursor->joined.has_failed) return SPORE_NO_MEMORY;
        if (part_total != total || cursor->joined.count > total || total > UINT32_MAX)
            return corrupt(cursor, report, "its parts do not fit together");
    }
    cursor->reader.payload = (Reader){0};
    *out_record = (SegmentRecord){id, piece, cursor->joined.data, cursor->joined.count};
    return SPORE_OK;
}

/* Opens the segment at the cursor and takes its first record. */
static SporeStatus enter_segment(RunCursor *cursor, SegmentRecord *out_record,
                                 Report *report)
{
    if (is_part(&cursor->segment)) return join_parts(cursor, out_record, report);
    const StoreItem *item = &cursor->segment;
    bool is_end = true;
    SporeStatus status = segment_open(&cursor->reader, item, report);
    if (status == SPORE_OK)
        status = segment_next(&cursor->reader, out_record, &is_end);
    else
        return at_segment(cursor, report, status);
    if (status != SPORE_OK || is_end || key_u64(item->key + 8) != out_record->id ||
        key_u32(item->key + 16) != out_record->piece || key_u32(item->key + 20) != 0)
        return corrupt(cursor, report, "it does not begin as its key says");
    return SPORE_OK;
}

static SporeStatus next_in_run(RunCursor *cursor, Report *report, bool *out_is_end)
{
    SegmentRecord record;
    SporeStatus status = segment_next(&cursor->reader, &record, out_is_end);
    if (status != SPORE_OK) return corrupt(cursor, report, "a record is malformed");
    if (*out_is_end) {
        status = step_segment(cursor, report, out_is_end);
        if (status != SPORE_OK || *out_is_end) return status;
        status = enter_segment(cursor, &record, report);
        if (status != SPORE_OK) return status;
    }
    if (cursor->has_record && !is_before(&cursor->record, &record))
        return corrupt(cursor, report, "its records are not in order");
    cursor->has_record = true;
    cursor->read_count++;
    cursor->record = record;
    return SPORE_OK;
}

/* Goes to the first record after the position, or the first of all. */
static SporeStatus seek_in_run(RunCursor *cursor, const MergePosition *position,
                               Report *report, bool *out_is_end)
{
    uint8_t key[SEGMENT_KEY];
    StoreItem item;
    const bool is_set = position->is_set;
    segment_key(key, cursor->run.id, is_set ? position->id : 0,
                is_set ? position->piece : 0, is_set ? UINT32_MAX : 0);
    cursor->is_whole = !is_set;

    SporeStatus status = store_cursor_seek(&cursor->cursor, key, sizeof key, &item);
    if (is_set) {
        /* The segment before may hold records after the position, too. */
        status = status == SPORE_NOT_FOUND
                     ? store_cursor_last(&cursor->cursor, &item)
                     : store_cursor_previous(&cursor->cursor, &item);
        if (status != SPORE_OK || !is_of_run(cursor, &item) || is_part(&item))
            status = store_cursor_seek(&cursor->cursor, key, sizeof key, &item);
    }
    *out_is_end =
        status == SPORE_NOT_FOUND || (status == SPORE_OK && !is_of_run(cursor, &item));
    if (*out_is_end) return check_count(cursor, report);
    if (status != SPORE_OK) return status;

    cursor->segment = item;
    status = enter_segment(cursor, &cursor->record, report);
    cursor->has_record = true;
    cursor->read_count = 1;
    const SegmentRecord limit = {position->id, position->piece, NULL, 0};
    while (status == SPORE_OK && is_set && !*out_is_end &&
           !is_before(&limit, &cursor->record))
        status = next_in_run(cursor, report, out_is_end);
    return status;
}

/* ---- many runs ---- */

static bool is_above(const Merge *merge, uint32_t a, uint32_t b)
{
    const SegmentRecord *x = &merge->runs[a].record;
    const SegmentRecord *y = &merge->runs[b].record;
    if (x->id != y->id) return x->id < y->id;
    if (x->piece != y->piece) return x->piece < y->piece;
    return a > b;
}

static void sift_down(Merge *merge, uint32_t at)
{
    uint32_t *heap = merge->heap;
    const uint32_t moved = heap[at];
    for (;;) {
        uint32_t child = at * 2 + 1;
        if (child >= merge->heap_count) break;
        if (child + 1 < merge->heap_count &&
            is_above(merge, heap[child + 1], heap[child]))
            child++;
        if (!is_above(merge, heap[child], moved)) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

SporeStatus merge_open(Merge *merge, StoreTxn *txn, const ManifestRun *runs,
                       uint32_t count, const MergePosition *position)
{
    SporeStatus status = SPORE_OK;
    *merge = (Merge){.txn = txn};
    if (position != NULL) merge->position = *position;
    merge->runs = calloc(count + 1, sizeof *merge->runs);
    merge->heap = calloc(count + 1, sizeof *merge->heap);
    if (merge->runs == NULL || merge->heap == NULL) return SPORE_NO_MEMORY;
    merge->run_count = count;
    for (uint32_t rank = 0; rank < count; rank++) {
        RunCursor *cursor = &merge->runs[rank];
        bool is_end;
        cursor->run = runs[rank];
        TRY(store_cursor_open(txn, STORE_RUNS, &cursor->cursor));
        TRY(seek_in_run(cursor, &merge->position, txn->report, &is_end));
        if (!is_end) merge->heap[merge->heap_count++] = rank;
    }
    for (uint32_t at = merge->heap_count / 2; at-- > 0;)
        sift_down(merge, at);

done:
    return status;
}

void merge_close(Merge *merge)
{
    for (uint32_t i = 0; i < merge->run_count; i++) {
        store_cursor_close(&merge->runs[i].cursor);
        bytes_deinit(&merge->runs[i].joined);
    }
    for (uint32_t i = 0; i < merge->kept_count; i++)
        bytes_deinit(&merge->kept[i]);
    free(merge->kept);
    free(merge->runs);
    free(merge->heap);
    *merge = (Merge){0};
}

/* Adds to a growing list of buffers; NULL: out of memory. */
static Bytes *add_bytes(Bytes **list, uint32_t *count, uint32_t *capacity)
{
    if (*count == *capacity) {
        const uint32_t wanted = *capacity ? *capacity * 2 : 16;
        Bytes *larger = realloc(*list, wanted * sizeof *larger);
        if (larger == NULL) return NULL;
        *list = larger;
        *capacity = wanted;
    }
    Bytes *added = &(*list)[(*count)++];
    *added = (Bytes){0};
    return added;
}

/* The cursor's own buffer is used again by its next joined record. */
static SporeStatus keep_joined(Merge *merge, RunCursor *cursor)
{
    if (!merge->keeps || cursor->record.data == NULL ||
        cursor->record.data != cursor->joined.data)
        return SPORE_OK;
    Bytes *kept = add_bytes(&merge->kept, &merge->kept_count, &merge->kept_capacity);
    if (kept == NULL) return SPORE_NO_MEMORY;
    *kept = cursor->joined;
    cursor->joined = (Bytes){0};
    return SPORE_OK;
}

static SporeStatus advance_top(Merge *merge)
{
    bool is_end;
    const SporeStatus status =
        next_in_run(&merge->runs[merge->heap[0]], merge->txn->report, &is_end);
    if (status != SPORE_OK) return status;
    if (is_end) merge->heap[0] = merge->heap[--merge->heap_count];
    if (merge->heap_count > 0) sift_down(merge, 0);
    return SPORE_OK;
}

/* The record on top is older than one that was seen, or ended by a tombstone. */
static bool is_void(Merge *merge, const SegmentRecord *record, uint32_t rank)
{
    MergePosition *position = &merge->position;
    const bool is_older = position->is_set && position->id == record->id &&
                          position->piece == record->piece;
    const bool is_known = position->has_dead && position->dead_id == record->id;
    if (record->piece == 0 && record->data == NULL && !is_known) {
        position->has_dead = true;
        position->dead_id = record->id;
        position->dead_rank = rank;
    }
    return is_older || (record->piece != 0 && is_known && rank <= position->dead_rank);
}

SporeStatus merge_next(Merge *merge, SegmentRecord *out_record, bool *out_is_end)
{
    SporeStatus status = SPORE_OK;
    for (;;) {
        if (merge->is_given) TRY(advance_top(merge));
        merge->is_given = true;
        *out_is_end = merge->heap_count == 0;
        if (*out_is_end) {
            merge->is_given = false;
            return SPORE_OK;
        }
        const uint32_t rank = merge->heap[0];
        RunCursor *cursor = &merge->runs[rank];
        if (is_void(merge, &cursor->record, rank)) continue;
        merge->position.is_set = true;
        merge->position.id = cursor->record.id;
        merge->position.piece = cursor->record.piece;
        TRY(keep_joined(merge, cursor));
        *out_record = cursor->record;
        return SPORE_OK;
    }

done:
    return status;
}

/* ---- a snapshot as a source ---- */

static SporeStatus source_next(RecordSource *source, uint64_t *out_id,
                               uint32_t *out_piece, const uint8_t **out_data,
                               size_t *out_size, Report *report)
{
    StoreSource *self = (StoreSource *)source;
    SegmentRecord record;
    bool is_end;
    self->txn.report = report;
    do {
        const SporeStatus status = merge_next(&self->merge, &record, &is_end);
        if (status != SPORE_OK) return status;
    } while (!is_end && record.data == NULL);
    *out_data = is_end ? NULL : record.data;
    if (is_end) return SPORE_OK;
    *out_id = record.id;
    *out_piece = record.piece;
    *out_size = record.size;
    return SPORE_OK;
}

static SporeStatus source_get_code(RecordSource *source,
                                   const uint8_t hash[CODE_HASH_BYTES],
                                   const uint8_t **out_data, size_t *out_size,
                                   Report *report)
{
    StoreSource *self = (StoreSource *)source;
    self->txn.report = report;
    Bytes *code = add_bytes(&self->codes, &self->code_count, &self->code_capacity);
    if (code == NULL) return SPORE_NO_MEMORY;
    const SporeStatus status = code_get(&self->txn, hash, code);
    if (status != SPORE_OK) return status;
    *out_data = code->data;
    *out_size = code->count;
    return SPORE_OK;
}

SporeStatus store_source_open(StoreSource *source, SporeStore *store, uint64_t job_id,
                              uint64_t number, Report *report)
{
    SporeStatus status = SPORE_OK;
    *source = (StoreSource){.source = {.next = source_next, .get_code = source_get_code}};
    TRY(store_begin_read(store, &source->txn, report));
    TRY(manifest_get(&source->txn, job_id, number, &source->manifest));
    source->source.roots = source->manifest.roots.data;
    source->source.roots_size = source->manifest.roots.count;
    TRY(merge_open(&source->merge, &source->txn, source->manifest.runs,
                   source->manifest.run_count, NULL));
    source->merge.keeps = true;

done:
    return status;
}

void store_source_close(StoreSource *source)
{
    merge_close(&source->merge);
    for (uint32_t i = 0; i < source->code_count; i++)
        bytes_deinit(&source->codes[i]);
    free(source->codes);
    manifest_deinit(&source->manifest);
    store_end_read(&source->txn);
}
