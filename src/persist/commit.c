/*
 * The transactions of a save and of an import. A save believes the store, not memory:
 * the newest manifest is read again, so that a commit whose outcome was not known does
 * no harm.
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

static SporeStatus put_codes(StoreTxn *txn, const Image *image, Manifest *manifest)
{
    SporeStatus status = SPORE_OK;
    for (uint32_t i = 0; i < image->code_count && status == SPORE_OK; i++) {
        status = code_put(txn, &image->codes[i], &manifest->info.added_bytes);
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

static SporeStatus put_run(StoreTxn *txn, const Run *run, Manifest *manifest)
{
    SporeStatus status = SPORE_OK;
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
    manifest->info.added_bytes += writer->stored_bytes;
    TRY(manifest_add_run(manifest, (ManifestRun){writer->run, writer->stored_bytes,
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

/* What a manifest says of an image beside its runs. */
static SporeStatus fill_manifest(Manifest *manifest, const Image *image, uint64_t number)
{
    fill_info(&manifest->info, image, number);
    const SporeStatus status =
        manifest_set_codes(manifest, (const uint8_t(*)[CODE_HASH_BYTES])image->code_refs,
                           image->code_ref_count);
    bytes_clear(&manifest->roots);
    bytes_put(&manifest->roots, image->roots.data, image->roots.count);
    return manifest->roots.has_failed ? SPORE_NO_MEMORY : status;
}

/* Starts with the runs of the newest manifest. */
static SporeStatus begin_manifest(StoreTxn *txn, SaveContext *save, uint64_t newest)
{
    SporeStatus status = SPORE_OK;
    manifest_deinit(&save->manifest); /* of an earlier try */
    if (newest != 0) TRY(manifest_get(txn, save->job->id, newest, &save->manifest));
    TRY(compaction_apply(save->compaction, txn, save->job->id, &save->manifest));
    TRY(fill_manifest(&save->manifest, save->image, newest + 1));

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
    TRY(put_codes(txn, save->image, &save->manifest));
    TRY(put_run(txn, &save->image->run, &save->manifest));
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

/* ---- imports ---- */

typedef struct ImportContext {
    const char *name;
    const Image *image;
    JobRecord record;
    Manifest manifest;
} ImportContext;

static SporeStatus import_body(StoreTxn *txn, void *context)
{
    ImportContext *import = context;
    JobRecord *record = &import->record;
    SporeStatus status = SPORE_OK;

    TRY(fault_told(FAULT_POINT(STORE_BEGIN), txn->report));
    TRY(job_record_make(txn, import->name, false, record));
    manifest_deinit(&import->manifest); /* of an earlier try */
    TRY(fill_manifest(&import->manifest, import->image, 1));
    TRY(put_codes(txn, import->image, &import->manifest));
    TRY(put_run(txn, &import->image->run, &import->manifest));
    TRY(manifest_put(txn, record->id, &import->manifest));
    TRY(fault_told(FAULT_POINT(STORE_PUT_MANIFEST), txn->report));

    record->newest = 1;
    record->updated_ns = import->image->wall_time_ns;
    record->epoch++;
    record->owner = (Owner){0};
    TRY(job_record_put(txn, import->name, record));
    TRY(fault_told(FAULT_POINT(STORE_PUT_JOB), txn->report));
    TRY(fault_told(FAULT_POINT(STORE_COMMIT), txn->report));

done:
    return status;
}

SporeStatus commit_import(SporeStore *store, const char *name, const Image *image,
                          JobRecord *out_record, Report *report)
{
    SporeStatus status = SPORE_OK;
    ImportContext import = {.name = name, .image = image};
    int lock_fd = -1;

    TRY(lock_take(spore_store_path(store), name, &lock_fd, report));
    store_clear_readers(store);
    TRY(store_write(store, import_body, &import, report));
    *out_record = import.record;

done:
    lock_release(lock_fd);
    manifest_deinit(&import.manifest);
    return status;
}
