/*
 * The transaction of a save. It believes the store, not memory: the newest
 * manifest is read again, so that a commit whose outcome was not known does no
 * harm.
 */
#include "persist/commit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

typedef struct SaveContext {
    SporeJob *job;
    const Image *image;
    const Compaction *compaction;
    Manifest manifest;  /* the new one */
    uint64_t merge_run; /* for the compaction that is to begin; 0: none is */
    uint32_t merge_first;
    uint32_t merge_count;
} SaveContext;

static SporeStatus put_codes(StoreTxn *txn, SaveContext *save)
{
    SporeStatus status = SPORE_OK;
    for (uint32_t i = 0; i < save->image->code_count && status == SPORE_OK; i++) {
        status = code_put(txn, &save->image->codes[i], &save->manifest.info.added_bytes);
        if (status == SPORE_OK)
            status = fault_told(FAULT_POINT(STORE_PUT_CODE), txn->report);
    }
    return status;
}

/* Keys of a new run are greater than all others: they are appended. */
static SporeStatus emit_segment(void *context, const uint8_t key[SEGMENT_KEY],
                                const uint8_t *page, size_t size)
{
    StoreCursor *cursor = context;
    const SporeStatus status = store_cursor_append(cursor, key, SEGMENT_KEY, page, size);
    if (status != SPORE_OK) return status;
    return fault_told(FAULT_POINT(STORE_PUT_SEGMENT), cursor->txn->report);
}

static SporeStatus put_run(StoreTxn *txn, SaveContext *save)
{
    SporeStatus status = SPORE_OK;
    const Run *run = &save->image->run;
    StoreCursor cursor = {0};
    SegmentWriter *writer = NULL;
    if (run->count == 0) return SPORE_OK;

    writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        status = report_fail(txn->report, SPORE_NO_MEMORY, "out of memory");
        goto done;
    }
    TRY(store_cursor_open(txn, STORE_RUNS, &cursor));
    writer->emit = emit_segment;
    writer->context = &cursor;
    TRY(counter_next(txn, COUNTER_RUN, &writer->run));
    for (uint32_t i = 0; i < run->count; i++) {
        const RunRecord *record = &run->records[i];
        TRY(segment_put(writer, record->id, record->piece,
                        record->size ? run->bytes.data + record->offset : NULL,
                        record->size));
    }
    TRY(segment_flush(writer));
    save->manifest.info.added_bytes += writer->stored_bytes;
    TRY(manifest_add_run(&save->manifest, (ManifestRun){writer->run, writer->stored_bytes,
                                                        writer->record_count}));

done:
    store_cursor_close(&cursor);
    free(writer);
    return status;
}

static void fill_info(SporeSnapshotInfo *info, const Image *image, uint64_t number)
{
    *info = (SporeSnapshotInfo){
        .number = number,
        .time_ns = image->wall_time_ns,
        .tasklets = image->tasklet_count,
        .objects = image->record_count_live,
        .live_bytes = image->live_bytes,
        .pause_ns = image->pause_end_ns - image->pause_start_ns,
        .requested_ns = image->requested_ns,
        .pause_start_ns = image->pause_start_ns,
    };
    snprintf(info->reason, sizeof info->reason, "%s", image->reason);
}

/* Starts with the runs of the newest manifest. */
static SporeStatus begin_manifest(StoreTxn *txn, SaveContext *save, uint64_t newest)
{
    SporeStatus status = SPORE_OK;
    const Image *image = save->image;
    manifest_deinit(&save->manifest); /* of an earlier try */
    if (newest != 0) TRY(manifest_get(txn, save->job->id, newest, &save->manifest));
    TRY(compaction_apply(save->compaction, txn, save->job->id, &save->manifest));
    fill_info(&save->manifest.info, image, newest + 1);
    TRY(manifest_set_codes(&save->manifest,
                           (const uint8_t(*)[CODE_HASH_BYTES])image->code_refs,
                           image->code_ref_count));
    bytes_clear(&save->manifest.roots);
    bytes_put(&save->manifest.roots, image->roots.data, image->roots.count);
    if (save->manifest.roots.has_failed) status = SPORE_NO_MEMORY;

done:
    return status;
}

/* A compaction that is due gets its run in this transaction. */
static SporeStatus choose_merge(StoreTxn *txn, SaveContext *save)
{
    save->merge_run = 0;
    if (save->compaction->inputs != NULL && !save->compaction->is_done) return SPORE_OK;
    if (save->manifest.run_count < save->compaction->quiet_until) return SPORE_OK;
    compaction_choose(&save->manifest, &save->merge_first, &save->merge_count);
    if (save->merge_count == 0) return SPORE_OK;
    const SporeStatus status = counter_next(txn, COUNTER_RUN, &save->merge_run);
    return status == SPORE_OK ? pending_put(txn, save->job->id, save->merge_run) : status;
}

static SporeStatus save_body(StoreTxn *txn, void *context)
{
    SaveContext *save = context;
    SporeStatus status = SPORE_OK;
    JobRecord record = {0};

    TRY(fault_told(FAULT_POINT(STORE_BEGIN), txn->report));
    TRY(job_record_get_own(txn, save->job, &record));
    TRY(begin_manifest(txn, save, record.newest));
    TRY(put_codes(txn, save));
    TRY(put_run(txn, save));
    TRY(choose_merge(txn, save));
    save->manifest.info.committed_ns = clock_now_ns(CLOCK_MONOTONIC);
    TRY(manifest_put(txn, save->job->id, &save->manifest));
    TRY(fault_told(FAULT_POINT(STORE_PUT_MANIFEST), txn->report));

    record.newest = save->manifest.info.number;
    record.state = SPORE_JOB_OPEN;
    record.exit_code = 0;
    record.updated_ns = save->image->wall_time_ns;
    TRY(job_record_put(txn, save->job->name, &record));
    TRY(fault_told(FAULT_POINT(STORE_PUT_JOB), txn->report));
    TRY(fault_told(FAULT_POINT(STORE_COMMIT), txn->report));

done:
    return status;
}

SporeStatus commit_image(SporeJob *job, const Image *image, Compaction *compaction,
                         SporeSnapshotInfo *out_info, Report *report)
{
    SporeStatus status = SPORE_OK;
    SaveContext save = {.job = job, .image = image, .compaction = compaction};

    store_clear_readers(job->store);
    TRY(store_write(job->store, save_body, &save, report));
    if (compaction->is_done) compaction_deinit(compaction);
    if (save.merge_run != 0)
        TRY(compaction_begin(compaction, save.manifest.runs + save.merge_first,
                             save.merge_count, save.merge_first == 0, save.merge_run));
    save.manifest.info.runs = save.manifest.run_count;
    save.manifest.info.stored_bytes = 0;
    for (uint32_t i = 0; i < save.manifest.run_count; i++)
        save.manifest.info.stored_bytes += save.manifest.runs[i].stored_bytes;
    *out_info = save.manifest.info;
    TRY(fault_told(FAULT_POINT(STORE_COMMITTED), report));

done:
    manifest_deinit(&save.manifest);
    return status;
}
