/*
 * Looking into a store: jobs, logs, snapshots by name, inspection. Everything is
 * copied out of one read transaction, which ends before the caller sees it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "persist/job.h"
#include "persist/merge.h"
#include "persist/snapshot.h"

/* Room for one more in a growing array; false: out of memory. */
static bool reserve_one(void **array, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0 && count != 0) return true;
    void *larger = realloc(*array, (count ? count * 2 : 1) * size);
    if (larger == NULL) return false;
    *array = larger;
    return true;
}

typedef struct NamedRecord {
    char name[SPORE_JOB_NAME_MAX + 1];
    JobRecord record;
} NamedRecord;

static SporeStatus read_records(StoreTxn *txn, NamedRecord **out_list, size_t *out_count)
{
    static const uint8_t FIRST[1] = {0};
    SporeStatus status = SPORE_OK;
    StoreCursor cursor = {0};
    StoreItem item;
    TRY(store_cursor_open(txn, STORE_JOBS, &cursor));
    status = store_cursor_seek(&cursor, FIRST, sizeof FIRST, &item);
    for (; status == SPORE_OK; status = store_cursor_next(&cursor, &item)) {
        if (item.key_size > SPORE_JOB_NAME_MAX)
            TRY(report_fail(txn->report, SPORE_CORRUPT, "a job's name is too long"));
        if (!reserve_one((void **)out_list, *out_count, sizeof **out_list)) {
            status = report_fail(txn->report, SPORE_NO_MEMORY, "out of memory");
            goto done;
        }
        NamedRecord *entry = &(*out_list)[*out_count];
        memcpy(entry->name, item.key, item.key_size);
        entry->name[item.key_size] = '\0';
        TRY(job_record_get(txn, entry->name, &entry->record));
        ++*out_count;
    }
    if (status == SPORE_NOT_FOUND) status = SPORE_OK;

done:
    store_cursor_close(&cursor);
    return status;
}

SporeStatus spore_store_jobs(SporeStore *store, SporeJobInfo **out_jobs,
                             size_t *out_count, SporeReport *report)
{
    SporeStatus status = SPORE_OK;
    StoreTxn txn = {0};
    NamedRecord *list = NULL;
    size_t count = 0;
    TRY(store_begin_read(store, &txn, report));
    TRY(read_records(&txn, &list, &count));
    store_end_read(&txn);

    SporeJobInfo *jobs = calloc(count + 1, sizeof *jobs);
    if (jobs == NULL) {
        status = report_fail(report, SPORE_NO_MEMORY, "out of memory");
        goto done;
    }
    for (size_t i = 0; i < count; i++)
        job_describe(store, list[i].name, &list[i].record, &jobs[i]);
    *out_jobs = jobs;
    *out_count = count;

done:
    store_end_read(&txn);
    free(list);
    return status;
}

static SporeStatus read_record(SporeStore *store, const char *name, JobRecord *out_record,
                               Report *report)
{
    StoreTxn txn;
    SporeStatus status = job_check_name(name, report);
    if (status == SPORE_OK) status = store_begin_read(store, &txn, report);
    if (status != SPORE_OK) return status;
    status = job_record_get(&txn, name, out_record);
    store_end_read(&txn);
    return status;
}

SporeStatus spore_job_info(SporeStore *store, const char *name, SporeJobInfo *out_info,
                           SporeReport *report)
{
    JobRecord record = {0};
    const SporeStatus status = read_record(store, name, &record, report);
    if (status == SPORE_OK) job_describe(store, name, &record, out_info);
    return status;
}

/* The info of one snapshot; `number` must be one that there is. */
static SporeStatus read_info(StoreTxn *txn, uint64_t job_id, uint64_t number,
                             SporeSnapshotInfo *out_info)
{
    Manifest manifest = {0};
    const SporeStatus status = manifest_get(txn, job_id, number, &manifest);
    if (status == SPORE_OK) *out_info = manifest.info;
    manifest_deinit(&manifest);
    return status;
}

SporeStatus spore_job_log(SporeStore *store, const char *name,
                          SporeSnapshotInfo **out_snapshots, size_t *out_count,
                          SporeReport *report)
{
    SporeStatus status = SPORE_OK;
    StoreTxn txn = {0};
    JobRecord record = {0};
    SporeSnapshotInfo *list = NULL;
    size_t count = 0;
    TRY(job_check_name(name, report));
    TRY(store_begin_read(store, &txn, report));
    TRY(job_record_get(&txn, name, &record));
    for (uint64_t number = 1; number <= record.newest; number++) {
        if (!reserve_one((void **)&list, count, sizeof *list)) {
            status = report_fail(report, SPORE_NO_MEMORY, "out of memory");
            goto done;
        }
        TRY(read_info(&txn, record.id, number, &list[count]));
        count++;
    }
    *out_snapshots = list;
    *out_count = count;
    list = NULL;

done:
    store_end_read(&txn);
    free(list);
    return status;
}

void spore_list_free(void *list)
{
    free(list);
}

/* ---- by name ---- */

/* Takes "job", "job@N" or "job@-N" apart; is_back: counted from the newest. */
static SporeStatus parse(const char *text, char out_name[SPORE_JOB_NAME_MAX + 1],
                         uint64_t *out_number, bool *out_is_back, Report *report)
{
    const char *at = strchr(text, '@');
    const size_t length = at != NULL ? (size_t)(at - text) : strlen(text);
    *out_number = 0;
    *out_is_back = true;
    if (length <= SPORE_JOB_NAME_MAX) {
        memcpy(out_name, text, length);
        out_name[length] = '\0';
    }
    if (length > SPORE_JOB_NAME_MAX || job_check_name(out_name, NULL) != SPORE_OK)
        return report_fail(report, SPORE_USAGE, "'%.120s' cannot name a job", text);
    if (at == NULL) return SPORE_OK;

    *out_is_back = at[1] == '-';
    const char *digits = at + 1 + *out_is_back;
    const size_t digit_count = strspn(digits, "0123456789");
    if (digit_count == 0 || digit_count > 18 || digits[digit_count] != '\0')
        return report_fail(report, SPORE_USAGE,
                           "'%.120s' cannot name a snapshot; write job@N or job@-N",
                           text);
    *out_number = strtoull(digits, NULL, 10);
    return SPORE_OK;
}

SporeStatus spore_snapshot_find(SporeStore *store, const char *text,
                                char out_name[SPORE_JOB_NAME_MAX + 1],
                                SporeSnapshotInfo *out_info, SporeReport *report)
{
    SporeStatus status = SPORE_OK;
    StoreTxn txn = {0};
    JobRecord record = {0};
    char name[SPORE_JOB_NAME_MAX + 1];
    uint64_t number;
    bool is_back;
    TRY(parse(text, name, &number, &is_back, report));
    TRY(store_begin_read(store, &txn, report));
    TRY(job_record_get(&txn, name, &record));
    if (record.newest == 0)
        TRY(report_fail(report, SPORE_NOT_FOUND, "job %s has no snapshot yet", name));
    if (is_back) number = number < record.newest ? record.newest - number : 0;
    if (number == 0 || number > record.newest)
        TRY(report_fail(report, SPORE_NOT_FOUND,
                        "there is no snapshot %.120s; the newest is "
                        "%s@%llu",
                        text, name, (unsigned long long)record.newest));
    TRY(read_info(&txn, record.id, number, out_info));
    memcpy(out_name, name, strlen(name) + 1);

done:
    store_end_read(&txn);
    return status;
}

SporeStatus spore_snapshot_inspect(SporeStore *store, const char *name, uint64_t number,
                                   SporeVM *vm, SporeSnapshotInfo *out_info,
                                   SporeReport *report)
{
    SporeStatus status = SPORE_OK;
    const LoadOptions options = {.is_inspection = true};
    StoreSource source = {0};
    JobRecord record = {0};
    TRY(read_record(store, name, &record, report));
    if (number == 0) number = record.newest;
    if (number == 0)
        TRY(report_fail(report, SPORE_NOT_FOUND, "job %s has no snapshot yet", name));
    TRY(store_source_open(&source, store, record.id, number, report));
    TRY(snapshot_load(vm, &source.source, &options, report));
    if (out_info != NULL) *out_info = source.manifest.info;

done:
    store_source_close(&source);
    return status;
}
