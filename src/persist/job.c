/*
 * Jobs: their records, and taking, saving, loading, ending and leaving one.
 *
 * A record is one msgpack array of RECORD_ITEMS items, in the order of
 * pack_record(), in one page.
 */
#include "persist/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "persist/compact.h"
#include "persist/pack.h"
#include "persist/segment.h"
#include "persist/snapshot.h"
#include "persist/unpack.h"

enum { RECORD_ITEMS = 12, MADE_UP_NAMES_MAX = 1000000 };

int64_t clock_now_ns(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

SporeStatus fault_told(SporeStatus status, Report *report)
{
    return status == SPORE_OK ? status
                              : report_fail(report, status, "a test made it fail");
}

SporeStatus job_check_name(const char *name, Report *report)
{
    static const char ALLOWED[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    const size_t length = strlen(name);
    if (length == 0 || length > SPORE_JOB_NAME_MAX || strspn(name, ALLOWED) != length ||
        name[0] == '.' || name[0] == '-')
        return report_fail(
            report, SPORE_USAGE,
            "'%.100s' cannot name a job; use up to %d of A-Z a-z 0-9 . _ -, "
            "not first . or -",
            name, SPORE_JOB_NAME_MAX);
    return SPORE_OK;
}

/* ---- records ---- */

static void pack_text(Bytes *out, const char *text)
{
    pack_str(out, text, strlen(text));
}

static void take_text(Cursor *in, char *out, size_t size)
{
    size_t length = 0;
    const uint8_t *text = cursor_take_bytes(in, &length);
    out[0] = '\0';
    if (in->has_failed) return;
    if (length >= size) {
        in->has_failed = true;
        return;
    }
    if (length > 0) memcpy(out, text, length);
    out[length] = '\0';
}

SporeStatus job_record_put(StoreTxn *txn, const char *name, const JobRecord *record)
{
    Bytes out = {0};
    SporeStatus status = SPORE_NO_MEMORY;
    if (bytes_reserve(&out, PAGE_HEADER) != NULL) out.count = PAGE_HEADER;
    pack_array(&out, RECORD_ITEMS);
    pack_unsigned(&out, record->id);
    pack_unsigned(&out, record->state);
    pack_integer(&out, record->exit_code);
    pack_unsigned(&out, record->newest);
    pack_integer(&out, record->created_ns);
    pack_integer(&out, record->updated_ns);
    pack_unsigned(&out, record->epoch);
    pack_integer(&out, record->owner.pid);
    pack_unsigned(&out, record->owner.started);
    pack_text(&out, record->owner.host);
    pack_text(&out, record->owner.machine);
    pack_text(&out, record->owner.boot);
    if (!out.has_failed) {
        page_seal(out.data, PAGE_JOB, (const uint8_t *)name, strlen(name),
                  out.count - PAGE_HEADER);
        status = store_put(txn, STORE_JOBS, name, strlen(name), out.data, out.count);
    }
    bytes_deinit(&out);
    return status;
}

static SporeStatus unpack_record(const StoreItem *item, JobRecord *out_record,
                                 Report *report)
{
    Reader payload;
    JobRecord record = {0};
    const SporeStatus status = page_open(item, PAGE_JOB, &payload, report);
    if (status != SPORE_OK) return status;
    Cursor in = cursor_over(payload.at, reader_left(&payload));
    const size_t count = cursor_take_array(&in);
    record.id = cursor_take_unsigned(&in, UINT64_MAX);
    record.state = (SporeJobState)cursor_take_unsigned(&in, SPORE_JOB_PARKED);
    record.exit_code = (int)cursor_take_integer(&in, INT32_MIN, INT32_MAX);
    record.newest = cursor_take_unsigned(&in, UINT64_MAX);
    record.created_ns = cursor_take_integer(&in, INT64_MIN, INT64_MAX);
    record.updated_ns = cursor_take_integer(&in, INT64_MIN, INT64_MAX);
    record.epoch = cursor_take_unsigned(&in, UINT64_MAX);
    record.owner.pid = cursor_take_integer(&in, 0, INT32_MAX);
    record.owner.started = cursor_take_unsigned(&in, UINT64_MAX);
    take_text(&in, record.owner.host, sizeof record.owner.host);
    take_text(&in, record.owner.machine, sizeof record.owner.machine);
    take_text(&in, record.owner.boot, sizeof record.owner.boot);
    if (count != RECORD_ITEMS || !cursor_is_done(&in))
        return report_fail(report, SPORE_CORRUPT, "a job's record is malformed");
    *out_record = record;
    return SPORE_OK;
}

SporeStatus job_record_get(StoreTxn *txn, const char *name, JobRecord *out_record)
{
    StoreItem item;
    Report inner;
    SporeStatus status = store_get(txn, STORE_JOBS, name, strlen(name), &item);
    if (status == SPORE_NOT_FOUND)
        return report_fail(txn->report, status, "there is no job %.100s", name);
    if (status != SPORE_OK) return status;
    status = unpack_record(&item, out_record, &inner);
    return status == SPORE_OK
               ? status
               : report_fail(txn->report, status, "job %.100s: %.300s", name, inner.text);
}

SporeStatus job_record_get_own(StoreTxn *txn, const SporeJob *job, JobRecord *out_record)
{
    JobRecord record = {0};
    const SporeStatus status = job_record_get(txn, job->name, &record);
    if (status != SPORE_OK && status != SPORE_NOT_FOUND) return status;
    if (status == SPORE_NOT_FOUND || record.id != job->id || record.epoch != job->epoch)
        return report_fail(txn->report, SPORE_LOST,
                           "job %s was taken over by process %lld on %s", job->name,
                           status == SPORE_OK ? (long long)record.owner.pid : 0LL,
                           status == SPORE_OK ? record.owner.host : "?");
    *out_record = record;
    return SPORE_OK;
}

void job_describe(SporeStore *store, const char *name, const JobRecord *record,
                  SporeJobInfo *out_info)
{
    Owner self;
    owner_self(&self);
    *out_info = (SporeJobInfo){.state = record->state,
                               .exit_code = record->exit_code,
                               .newest = record->newest,
                               .created_ns = record->created_ns,
                               .updated_ns = record->updated_ns,
                               .owner_pid = record->owner.pid,
                               .epoch = record->epoch};
    snprintf(out_info->name, sizeof out_info->name, "%s", name);
    snprintf(out_info->owner_host, sizeof out_info->owner_host, "%s", record->owner.host);
    out_info->is_owner_here =
        record->owner.pid != 0 && owner_is_near(&self, &record->owner);
    out_info->is_owned =
        record->owner.pid != 0 &&
        (!out_info->is_owner_here || lock_is_held(spore_store_path(store), name));
    if (!out_info->is_owned) {
        out_info->is_owner_here = false;
        out_info->owner_pid = 0;
        out_info->owner_host[0] = '\0';
    }
}

/* ---- owning ---- */

typedef struct OwnContext {
    SporeJob *job;
    bool is_new;
    bool steal;
    uint64_t newest;
} OwnContext;

/* The lock is ours already: an owner near by is dead. */
static SporeStatus check_owner(StoreTxn *txn, const char *name, bool steal,
                               const JobRecord *record)
{
    Owner self;
    owner_self(&self);
    if (record->owner.pid == 0 || steal || owner_is_near(&self, &record->owner))
        return SPORE_OK;
    return report_fail(txn->report, SPORE_BUSY,
                       "job %s is run by process %lld on host %s; if that host is gone, "
                       "take the job over with --steal",
                       name, (long long)record->owner.pid, record->owner.host);
}

SporeStatus job_record_make(StoreTxn *txn, const char *name, bool steal,
                            JobRecord *out_record)
{
    JobRecord record = {0};
    SporeStatus status = job_record_get(txn, name, &record);
    if (status == SPORE_NOT_FOUND) {
        record = (JobRecord){0};
        TRY(counter_next(txn, COUNTER_JOB, &record.id));
    } else {
        TRY(status);
        TRY(check_owner(txn, name, steal, &record));
        if (record.newest != 0 || record.state != SPORE_JOB_OPEN)
            TRY(report_fail(txn->report, SPORE_EXISTS, "there is a job %s already",
                            name));
    }
    record.created_ns = clock_now_ns(CLOCK_REALTIME);
    record.updated_ns = record.created_ns;
    TRY(pending_clean(txn, record.id));
    *out_record = record;

done:
    return status;
}

static SporeStatus own_body(StoreTxn *txn, void *context)
{
    OwnContext *own = context;
    SporeJob *job = own->job;
    SporeStatus status = SPORE_OK;
    JobRecord record = {0};

    if (own->is_new) {
        TRY(job_record_make(txn, job->name, own->steal, &record));
    } else {
        TRY(job_record_get(txn, job->name, &record));
        TRY(check_owner(txn, job->name, own->steal, &record));
        TRY(pending_clean(txn, record.id));
    }
    if (record.state == SPORE_JOB_PARKED) record.state = SPORE_JOB_OPEN;
    record.epoch++;
    owner_self(&record.owner);
    TRY(job_record_put(txn, job->name, &record));
    TRY(fault_told(own->is_new ? FAULT_POINT(JOB_CREATE) : FAULT_POINT(JOB_OWN),
                   txn->report));
    job->id = record.id;
    job->epoch = record.epoch;
    own->newest = record.newest;

done:
    return status;
}

static void free_job(SporeJob *job)
{
    if (job == NULL) return;
    lock_release(job->lock_fd);
    compaction_deinit(job->compaction);
    free(job->compaction);
    free(job);
}

static SporeStatus take_job(SporeStore *store, const char *name, bool is_new,
                            const SporeJobOptions *options, SporeJob **out_job,
                            Report *report)
{
    static const SporeJobOptions DEFAULTS = {0};
    SporeStatus status = SPORE_OK;
    if (options == NULL) options = &DEFAULTS;
    SporeJob *job = calloc(1, sizeof *job);
    if (job == NULL) return report_fail(report, SPORE_NO_MEMORY, "out of memory");
    OwnContext own = {.job = job, .is_new = is_new, .steal = options->steal};
    job->store = store;
    job->pid = getpid();
    job->lock_fd = -1;
    job->compaction = calloc(1, sizeof *job->compaction);
    if (job->compaction == NULL)
        TRY(report_fail(report, SPORE_NO_MEMORY, "out of memory"));
    TRY(job_check_name(name, report));
    memcpy(job->name, name, strlen(name) + 1);
    TRY(lock_take(spore_store_path(store), name, &job->lock_fd, report));
    store_clear_readers(store);
    TRY(store_write(store, own_body, &own, report));
    job->newest = own.newest;
    job->needs_load = own.newest != 0;
    saver_init(&job->saver, options->saved, options->saved_context);
    *out_job = job;
    job = NULL;

done:
    free_job(job);
    return status;
}

/* The first name prefix-1, prefix-2, … that no job has. */
static SporeStatus make_up_name(SporeStore *store, const char *prefix, char *out_name,
                                size_t size, Report *report)
{
    StoreTxn txn;
    StoreItem item;
    SporeStatus status = store_begin_read(store, &txn, report);
    if (status != SPORE_OK) return status;
    for (int i = 1; i < MADE_UP_NAMES_MAX; i++) {
        snprintf(out_name, size, "%.80s-%d", prefix, i);
        status = store_get(&txn, STORE_JOBS, out_name, strlen(out_name), &item);
        if (status != SPORE_OK) break;
    }
    store_end_read(&txn);
    return status == SPORE_NOT_FOUND ? SPORE_OK
           : status == SPORE_OK
               ? report_fail(report, SPORE_EXISTS, "all names %s-N are taken", prefix)
               : status;
}

SporeStatus spore_job_create(SporeStore *store, const char *name, const char *prefix,
                             const SporeJobOptions *options, SporeJob **out_job,
                             SporeReport *report)
{
    char made_up[SPORE_JOB_NAME_MAX + 1];
    if (name != NULL) return take_job(store, name, true, options, out_job, report);
    /* Another process may take the same name between the look and the lock. */
    for (int attempt = 0;; attempt++) {
        SporeStatus status = make_up_name(store, prefix != NULL ? prefix : "job", made_up,
                                          sizeof made_up, report);
        if (status != SPORE_OK) return status;
        status = take_job(store, made_up, true, options, out_job, report);
        if ((status != SPORE_BUSY && status != SPORE_EXISTS) || attempt >= 100)
            return status;
    }
}

SporeStatus spore_job_own(SporeStore *store, const char *name,
                          const SporeJobOptions *options, SporeJob **out_job,
                          SporeReport *report)
{
    SporeJobInfo info;
    const SporeStatus status = spore_job_info(store, name, &info, report);
    if (status != SPORE_OK) return status; /* makes no lock file for any name */
    return take_job(store, name, false, options, out_job, report);
}

static SporeStatus leave_body(StoreTxn *txn, void *context)
{
    const SporeJob *job = context;
    SporeStatus status = SPORE_OK;
    JobRecord record = {0};
    TRY(job_record_get_own(txn, job, &record));
    record.owner = (Owner){0};
    TRY(pending_clean(txn, job->id));
    TRY(job_record_put(txn, job->name, &record));

done:
    return status;
}

void spore_job_close(SporeJob *job)
{
    if (job == NULL) return;
    if (job->pid == getpid()) {
        saver_deinit(&job->saver);
        /* If it fails, the lock that ends now says the same on this host. */
        (void)store_write(job->store, leave_body, job, NULL);
    }
    free_job(job);
}

const char *spore_job_name(const SporeJob *job)
{
    return job->name;
}

uint64_t spore_job_newest(const SporeJob *job)
{
    return job->newest;
}

/* ---- states in and out ---- */

static SporeStatus check_process(const SporeJob *job, Report *report)
{
    if (job->pid == getpid()) return SPORE_OK;
    return report_fail(report, SPORE_UNAVAILABLE,
                       "job %s belongs to the process before the fork", job->name);
}

SporeStatus spore_job_load(SporeJob *job, SporeVM *vm, SporeSnapshotInfo *out_info,
                           SporeReport *report)
{
    SporeStatus status = SPORE_OK;
    LoadOptions options = {0};
    StoreSource source = {0};
    TRY(check_process(job, report));
    (void)saver_wait(&job->saver, NULL, NULL); /* what is stored counts */
    if (job->newest == 0)
        TRY(report_fail(report, SPORE_NOT_FOUND, "job %s has no snapshot", job->name));
    TRY(store_source_open(&source, job->store, job->id, job->newest, report));
    options.saved_at_ns = source.manifest.info.time_ns;
    TRY(snapshot_load(vm, &source.source, &options, report));
    saver_forget(&job->saver);
    job->vm = vm;
    job->needs_load = false;
    if (out_info != NULL) *out_info = source.manifest.info;

done:
    store_source_close(&source);
    return status;
}

/* What the snapshot's log says of the save. */
static void label(Image *image, const SporeSave *save, int64_t requested_ns,
                  int64_t pause_start_ns)
{
    image->requested_ns = requested_ns;
    image->pause_start_ns = pause_start_ns;
    image->wall_time_ns = clock_now_ns(CLOCK_REALTIME);
    snprintf(image->reason, sizeof image->reason, "%s", save->reason ? save->reason : "");
    image->pause_end_ns = clock_now_ns(CLOCK_MONOTONIC);
}

static SporeStatus check_vm(SporeJob *job, VM *vm, Report *report)
{
    if (job->needs_load || (job->vm != NULL && job->vm != vm))
        return report_fail(report, SPORE_USAGE,
                           "job %s: this machine was not loaded from its newest snapshot",
                           job->name);
    job->vm = vm;
    return SPORE_OK;
}

SporeStatus spore_job_save(SporeJob *job, SporeVM *vm, const SporeSave *save,
                           SporeSnapshotInfo *out_info, SporeReport *report)
{
    SporeStatus status = SPORE_OK;
    PendingImage *pending = NULL;
    int64_t requested_ns =
        save->requested_ns != 0 ? save->requested_ns : clock_now_ns(CLOCK_MONOTONIC);
    TRY(check_process(job, report));
    TRY(check_vm(job, vm, report));
    if (save->is_sync)
        (void)saver_wait(&job->saver, NULL, NULL); /* its image goes with this one */
    else if (saver_defer(&job->saver, requested_ns))
        return SPORE_OK;
    const int64_t wanted_ns = saver_take_wanted(&job->saver);
    if (wanted_ns != 0 && wanted_ns < requested_ns) requested_ns = wanted_ns;

    TRY(fault_told(FAULT_POINT(SAVE_BEGIN), report));
    pending = calloc(1, sizeof *pending);
    if (pending == NULL) {
        status = report_fail(report, SPORE_NO_MEMORY, "out of memory");
        goto done;
    }
    const int64_t pause_start_ns = clock_now_ns(CLOCK_MONOTONIC);
    TRY(fault_told(FAULT_POINT(SAVE_ENCODE), report));
    TRY(snapshot_encode(vm, &pending->image, report));
    label(&pending->image, save, requested_ns, pause_start_ns);
    status = saver_put_adopt(&job->saver, job, pending, report);
    pending = NULL;
    if (status == SPORE_OK && save->is_sync)
        status = saver_wait(&job->saver, out_info, report);

done:
    if (pending != NULL) image_deinit(&pending->image);
    free(pending);
    return status;
}

SporeStatus spore_job_wait(SporeJob *job, SporeReport *report)
{
    const SporeStatus status = check_process(job, report);
    return status == SPORE_OK ? saver_wait(&job->saver, NULL, report) : status;
}

typedef struct EndContext {
    SporeJob *job;
    SporeJobState state;
    int exit_code;
} EndContext;

static SporeStatus end_body(StoreTxn *txn, void *context)
{
    const EndContext *end = context;
    SporeStatus status = SPORE_OK;
    JobRecord record = {0};
    TRY(job_record_get_own(txn, end->job, &record));
    record.state = end->state;
    record.exit_code = end->exit_code;
    record.updated_ns = clock_now_ns(CLOCK_REALTIME);
    TRY(job_record_put(txn, end->job->name, &record));
    TRY(fault_told(FAULT_POINT(JOB_END), txn->report));

done:
    return status;
}

SporeStatus spore_job_end(SporeJob *job, SporeJobState state, int exit_code,
                          SporeReport *report)
{
    EndContext end = {job, state, exit_code};
    const SporeStatus status = check_process(job, report);
    if (status != SPORE_OK) return status;
    (void)saver_wait(&job->saver, NULL, NULL); /* the end counts, not its snapshots */
    return store_write(job->store, end_body, &end, report);
}
