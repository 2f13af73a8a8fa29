/*
 * Compaction in slices: read what to merge into memory, then store it in one
 * transaction.
 */
#include "persist/compact.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    SLICE_BYTES = 4 << 20,
    RUNS_MIN = 8,         /* fewer are not worth a merge … */
    DELTAS_MIN = 1 << 20, /* … unless they are that large */
    QUIET_RUNS = 16
};

void compaction_deinit(Compaction *compaction)
{
    if (compaction == NULL) return;
    const uint32_t quiet_until = compaction->quiet_until;
    free(compaction->inputs);
    *compaction = (Compaction){.quiet_until = quiet_until};
}

SporeStatus compaction_begin(Compaction *compaction, const ManifestRun *runs,
                             uint32_t count, bool has_base, uint64_t output_run)
{
    ManifestRun *inputs = malloc(count * sizeof *inputs);
    if (inputs == NULL) return SPORE_NO_MEMORY;
    memcpy(inputs, runs, count * sizeof *inputs);
    *compaction = (Compaction){.inputs = inputs,
                               .input_count = count,
                               .has_base = has_base,
                               .output = {.id = output_run}};
    return SPORE_OK;
}

/*
 * All, when the deltas weigh as much as the base. Else the last RUNS_MIN and those
 * before them that are not larger than what follows: sizes stay like the digits of
 * a counter, their number like its length.
 */
void compaction_choose(const Manifest *manifest, uint32_t *out_first, uint32_t *out_count)
{
    const ManifestRun *runs = manifest->runs;
    const uint32_t count = manifest->run_count;
    uint64_t deltas = 0;
    *out_first = 0;
    *out_count = 0;
    for (uint32_t i = 1; i < count; i++)
        deltas += runs[i].stored_bytes;
    if (count >= 2 && deltas >= runs[0].stored_bytes &&
        (count >= RUNS_MIN || deltas >= DELTAS_MIN)) {
        *out_count = count;
        return;
    }
    if (count <= RUNS_MIN) return;
    uint64_t sum = 0;
    uint32_t first = count;
    while (first > 1 && (count - first < RUNS_MIN || runs[first - 1].stored_bytes <= sum))
        sum += runs[--first].stored_bytes;
    *out_first = first;
    *out_count = count - first;
}

/* Where the inputs stand in a row; run_count: nowhere. */
static uint32_t find_inputs(const Compaction *compaction, const Manifest *manifest)
{
    const uint32_t count = compaction->input_count;
    for (uint32_t first = 0; first + count <= manifest->run_count; first++) {
        uint32_t i = 0;
        while (i < count && manifest->runs[first + i].id == compaction->inputs[i].id)
            i++;
        if (i == count) return first;
    }
    return manifest->run_count;
}

SporeStatus compaction_apply(const Compaction *compaction, StoreTxn *txn, uint64_t job_id,
                             Manifest *manifest)
{
    if (!compaction->is_done) return SPORE_OK;
    const uint32_t first = find_inputs(compaction, manifest);
    if (first == manifest->run_count) return SPORE_OK;
    const uint32_t end = first + compaction->input_count;
    /* A merge of nothing but ended objects leaves no run. */
    const uint32_t put = compaction->output.record_count > 0 ? 1 : 0;
    if (put) manifest->runs[first] = compaction->output;
    memmove(manifest->runs + first + put, manifest->runs + end,
            (manifest->run_count - end) * sizeof *manifest->runs);
    manifest->run_count -= compaction->input_count - put;
    return pending_remove(txn, job_id, compaction->output.id);
}

/* ---- slices ---- */

/* Segments one after the other: key | size 2 | page. */
typedef struct Slice {
    SporeJob *job;
    Bytes segments;
} Slice;

static SporeStatus keep_segment(void *context, const uint8_t key[SEGMENT_KEY],
                                const uint8_t *page, size_t size)
{
    Bytes *segments = context;
    bytes_put(segments, key, SEGMENT_KEY);
    bytes_put_u8(segments, (uint8_t)(size >> 8));
    bytes_put_u8(segments, (uint8_t)size);
    bytes_put(segments, page, size);
    return segments->has_failed ? SPORE_NO_MEMORY : SPORE_OK;
}

/* Takes records into the slice until it is full or all are merged. */
static SporeStatus fill_slice(Compaction *compaction, StoreTxn *txn,
                              SegmentWriter *writer, Bytes *segments, bool *out_is_end)
{
    SporeStatus status = SPORE_OK;
    Merge merge = {0};
    TRY(merge_open(&merge, txn, compaction->inputs, compaction->input_count,
                   &compaction->position));
    do {
        SegmentRecord record;
        TRY(merge_next(&merge, &record, out_is_end));
        if (*out_is_end || (record.data == NULL && compaction->has_base)) continue;
        TRY(segment_put(writer, record.id, record.piece, record.data, record.size));
    } while (!*out_is_end && segments->count < SLICE_BYTES);
    TRY(segment_flush(writer));
    compaction->position = merge.position;

done:
    merge_close(&merge);
    return status;
}

static SporeStatus read_slice(SporeJob *job, Compaction *compaction, Bytes *segments,
                              bool *out_is_end, Report *report)
{
    SporeStatus status = SPORE_OK;
    StoreTxn txn = {0};
    SegmentWriter *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        status = report_fail(report, SPORE_NO_MEMORY, "out of memory");
        goto done;
    }
    writer->emit = keep_segment;
    writer->context = segments;
    writer->run = compaction->output.id;
    TRY(store_begin_read(job->store, &txn, report));
    TRY(fill_slice(compaction, &txn, writer, segments, out_is_end));
    compaction->output.stored_bytes += writer->stored_bytes;
    compaction->output.record_count += writer->record_count;

done:
    store_end_read(&txn);
    free(writer);
    return status;
}

static SporeStatus put_slice(StoreTxn *txn, void *context)
{
    const Slice *slice = context;
    SporeStatus status = SPORE_OK;
    JobRecord record = {0};
    Reader in = {slice->segments.data, slice->segments.data + slice->segments.count,
                 false};
    TRY(job_record_get_own(txn, slice->job, &record));
    while (reader_left(&in) > 0) {
        const uint8_t *key = reader_take(&in, SEGMENT_KEY);
        size_t size = reader_take_u8(&in);
        size = size << 8 | reader_take_u8(&in);
        TRY(store_put(txn, STORE_RUNS, key, SEGMENT_KEY, reader_take(&in, size), size));
    }
    TRY(fault_told(FAULT_POINT(MERGE_SLICE), txn->report));

done:
    return status;
}

SporeStatus compaction_step(SporeJob *job, Compaction *compaction, Report *report)
{
    SporeStatus status = SPORE_OK;
    Slice slice = {.job = job};
    bool is_end = false;
    TRY(read_slice(job, compaction, &slice.segments, &is_end, report));
    TRY(store_write(job->store, put_slice, &slice, report));
    if (!is_end) goto done;
    TRY(fault_told(FAULT_POINT(MERGE_DONE), report));
    compaction->is_done = true;

done:
    bytes_deinit(&slice.segments);
    if (status != SPORE_OK) {
        compaction->quiet_until = compaction->input_count + QUIET_RUNS;
        compaction_deinit(compaction);
    }
    return status;
}
