/*
 * A snapshot as a stream that needs no store. Its runs are merged on the way, so that it
 * does not show how it was saved; code comes in the order of its hashes.
 *
 * Nothing is written while a transaction is open: a slow reader of the stream would keep
 * every page that the job gives up meanwhile. As manifests and runs never change, each
 * slice can be read in a transaction of its own; if the snapshot were removed in between,
 * its manifest would be missing.
 */
#include <stdlib.h>
#include <string.h>

#include "persist/job.h"
#include "persist/merge.h"
#include "persist/pack.h"
#include "persist/stream.h"

enum { SLICE_BYTES = 4 << 20 };

typedef struct Export {
    StreamWriter writer;
    SporeStore *store;
    uint64_t job_id;
    Manifest manifest;
    Bytes records;    /* of the part that is being filled */
    uint64_t last_id; /* in it */
    MergePosition position;
} Export;

/* ---- slices of the store ---- */

static SporeStatus find_snapshot(Export *export, const char *name, uint64_t number,
                                 Report *report)
{
    SporeStatus status = SPORE_OK;
    StoreTxn txn = {0};
    JobRecord record = {0};
    TRY(job_check_name(name, report));
    TRY(store_begin_read(export->store, &txn, report));
    TRY(job_record_get(&txn, name, &record));
    if (number == 0) number = record.newest;
    if (number == 0)
        TRY(report_fail(report, SPORE_NOT_FOUND, "job %s has no snapshot yet", name));
    export->job_id = record.id;
    TRY(manifest_get(&txn, record.id, number, &export->manifest));

done:
    store_end_read(&txn);
    return status;
}

/* A transaction in which the snapshot is still there. */
static SporeStatus begin_slice(const Export *export, StoreTxn *txn, Report *report)
{
    Manifest manifest = {0};
    SporeStatus status = store_begin_read(export->store, txn, report);
    if (status == SPORE_OK)
        status =
            manifest_get(txn, export->job_id, export->manifest.info.number, &manifest);
    manifest_deinit(&manifest);
    return status;
}

/* ---- head and code ---- */

static SporeStatus put_head(Export *export, const char *name, Report *report)
{
    const SporeSnapshotInfo *info = &export->manifest.info;
    Bytes head = {0};
    pack_array(&head, STREAM_HEAD_ITEMS);
    pack_str(&head, name, strlen(name));
    pack_integer(&head, info->time_ns);
    pack_str(&head, info->reason, strlen(info->reason));
    pack_unsigned(&head, info->tasklets);
    pack_unsigned(&head, info->objects);
    pack_unsigned(&head, info->live_bytes);
    pack_integer(&head, info->pause_ns);
    pack_bin(&head, export->manifest.roots.data, export->manifest.roots.count);
    stream_put(&export->writer, STREAM_HEAD, &head);
    bytes_deinit(&head);
    return stream_flush(&export->writer, report);
}

static int compare_hashes(const void *a, const void *b)
{
    return memcmp(a, b, CODE_HASH_BYTES);
}

static SporeStatus put_code(Export *export, const uint8_t hash[CODE_HASH_BYTES],
                            Report *report)
{
    SporeStatus status = SPORE_OK;
    StoreTxn txn = {0};
    Bytes code = {0};
    TRY(begin_slice(export, &txn, report));
    TRY(code_get(&txn, hash, &code));
    store_end_read(&txn);
    stream_put(&export->writer, STREAM_CODE, &code);
    TRY(stream_flush(&export->writer, report));

done:
    store_end_read(&txn);
    bytes_deinit(&code);
    return status;
}

static SporeStatus put_codes(Export *export, Report *report)
{
    SporeStatus status = SPORE_OK;
    uint8_t(*codes)[CODE_HASH_BYTES] = export->manifest.codes;
    const uint32_t count = export->manifest.code_count;
    if (count > 0) qsort(codes, count, sizeof *codes, compare_hashes);
    for (uint32_t i = 0; i < count && status == SPORE_OK; i++) {
        const bool is_twice = i > 0 && compare_hashes(codes[i - 1], codes[i]) == 0;
        if (!is_twice) status = put_code(export, codes[i], report);
    }
    return status;
}

/* ---- records ---- */

static void end_records(Export *export)
{
    if (export->records.count == 0 && !export->records.has_failed) return;
    stream_put(&export->writer, STREAM_RECORDS, &export->records);
    bytes_clear(&export->records);
    export->last_id = 0;
}

/* Parts end where the records say, never where a slice ends. */
static void put_record(Export *export, const SegmentRecord *record)
{
    Bytes *out = &export->records;
    const bool has_piece = record->piece != 0;
    pack_unsigned(out, (record->id - export->last_id) * 2 + has_piece);
    if (has_piece) pack_unsigned(out, record->piece);
    pack_bin(out, record->data, record->size);
    export->last_id = record->id;
    if (out->count >= STREAM_RECORDS_BYTES || out->has_failed) end_records(export);
}

static SporeStatus fill_slice(Export *export, StoreTxn *txn, bool *out_is_end)
{
    SporeStatus status = SPORE_OK;
    Merge merge = {0};
    TRY(merge_open(&merge, txn, export->manifest.runs, export->manifest.run_count,
                   &export->position));
    do {
        SegmentRecord record;
        TRY(merge_next(&merge, &record, out_is_end));
        if (!*out_is_end && record.data != NULL) put_record(export, &record);
    } while (!*out_is_end && export->writer.waiting.count < SLICE_BYTES);
    export->position = merge.position;

done:
    merge_close(&merge);
    return status;
}

static SporeStatus put_records(Export *export, Report *report)
{
    SporeStatus status = SPORE_OK;
    bool is_end = false;
    while (!is_end) {
        StoreTxn txn = {0};
        status = begin_slice(export, &txn, report);
        if (status == SPORE_OK) status = fill_slice(export, &txn, &is_end);
        store_end_read(&txn);
        if (status == SPORE_OK && is_end) end_records(export);
        if (status == SPORE_OK) status = stream_flush(&export->writer, report);
        if (status != SPORE_OK) return status;
    }
    return status;
}

SporeStatus spore_job_export(SporeStore *store, const char *name, uint64_t number,
                             SporeWrite write, void *context, SporeReport *report)
{
    SporeStatus status = SPORE_OK;
    Export export = {.store = store};
    stream_begin(&export.writer, write, context);
    TRY(find_snapshot(&export, name, number, report));
    TRY(put_head(&export, name, report));
    TRY(put_codes(&export, report));
    TRY(put_records(&export, report));
    TRY(stream_end(&export.writer, report));

done:
    manifest_deinit(&export.manifest);
    stream_deinit(&export.writer);
    bytes_deinit(&export.records);
    return status;
}
