/*
 * Asking the process that runs a job to save or stop: a signal, then looking at
 * the store until the answer is there.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "persist/job.h"

enum { FIRST_WAIT_NS = 1000000, LONGEST_WAIT_NS = 20000000, TAKE_OVER_LOOKS = 1000 };

typedef struct Look {
    JobRecord record;
    bool is_held;      /* a process has the job's lock */
    int64_t newest_ns; /* when the newest snapshot's state was taken */
} Look;

/* The lock first: what its owner committed before leaving is then seen. */
static SporeStatus look(SporeStore *store, const char *name, Look *out, Report *report)
{
    SporeStatus status = SPORE_OK;
    StoreTxn txn = {0};
    Manifest manifest = {0};
    TRY(job_check_name(name, report));
    *out = (Look){.is_held = lock_is_held(spore_store_path(store), name)};
    TRY(store_begin_read(store, &txn, report));
    TRY(job_record_get(&txn, name, &out->record));
    if (out->record.newest == 0) goto done;
    TRY(manifest_get(&txn, out->record.id, out->record.newest, &manifest));
    out->newest_ns = manifest.info.pause_start_ns;

done:
    manifest_deinit(&manifest);
    store_end_read(&txn);
    return status;
}

static SporeStatus signal_owner(const char *name, const Look *seen, SporeAsk ask,
                                Report *report)
{
    const Owner *owner = &seen->record.owner;
    Owner self;
    owner_self(&self);
    if (owner->pid != 0 && !owner_is_near(&self, owner))
        return report_fail(report, SPORE_UNAVAILABLE,
                           "job %s is run on host %s; ask there", name, owner->host);
    if (!seen->is_held || owner->pid == 0)
        return report_fail(report, SPORE_NOT_FOUND, "job %s is not running", name);
    /* A number of a process may have been given anew. */
    if (process_started((pid_t)owner->pid) != owner->started)
        return report_fail(report, SPORE_NOT_FOUND,
                           "job %s is run by a process that cannot be seen from here",
                           name);
    /* Queued, not killed: so a stop that is asked for twice is told from a person
     * who insists. */
    const int number = ask == SPORE_ASK_STOP ? SIGTERM : SIGUSR1;
    const union sigval nothing = {0};
    if (sigqueue((pid_t)owner->pid, number, nothing) == 0 ||
        (errno == EAGAIN && kill((pid_t)owner->pid, number) == 0))
        return SPORE_OK;
    return report_fail(report, SPORE_UNAVAILABLE,
                       "cannot signal process %lld, which runs "
                       "job %s: %s",
                       (long long)owner->pid, name, strerror(errno));
}

/* OK with *out_is_done: the answer is there. */
static SporeStatus check(const char *name, const Look *before, const Look *now,
                         SporeAsk ask, int64_t asked_ns, bool *out_is_done,
                         Report *report)
{
    const bool is_new =
        now->record.newest > before->record.newest && now->newest_ns >= asked_ns;
    const bool has_ended =
        now->record.state == SPORE_JOB_DONE || now->record.state == SPORE_JOB_FAILED;
    const bool is_gone = !now->is_held || now->record.epoch != before->record.epoch;
    *out_is_done = ask == SPORE_ASK_STOP ? (is_new || has_ended) && is_gone
                                         : is_new || (has_ended && is_gone);
    if (*out_is_done || !is_gone) return SPORE_OK;
    return report_fail(report, SPORE_LOST,
                       "the process that ran job %s has ended without a new snapshot",
                       name);
}

/*
 * Who takes over a dead owner's job has its lock a moment before its record names it.
 */
static SporeStatus look_at_owner(SporeStore *store, const char *name, Look *out,
                                 Report *report)
{
    Owner self;
    owner_self(&self);
    for (int i = 0;; i++) {
        const SporeStatus status = look(store, name, out, report);
        const Owner *owner = &out->record.owner;
        if (status != SPORE_OK || !out->is_held || i == TAKE_OVER_LOOKS) return status;
        if (owner->pid != 0 && (!owner_is_near(&self, owner) ||
                                process_started((pid_t)owner->pid) == owner->started))
            return status;
        nanosleep(&(struct timespec){.tv_nsec = FIRST_WAIT_NS}, NULL);
    }
}

SporeStatus spore_job_ask(SporeStore *store, const char *name, SporeAsk ask,
                          int64_t timeout_ms, SporeJobInfo *out_info, SporeReport *report)
{
    SporeStatus status = SPORE_OK;
    Look before;
    Look now;
    bool is_done = false;
    TRY(look_at_owner(store, name, &before, report));
    const int64_t asked_ns = clock_now_ns(CLOCK_MONOTONIC);
    TRY(signal_owner(name, &before, ask, report));

    int64_t wait_ns = FIRST_WAIT_NS;
    for (;;) {
        TRY(look(store, name, &now, report));
        TRY(check(name, &before, &now, ask, asked_ns, &is_done, report));
        if (is_done) break;
        const int64_t waited_ns = clock_now_ns(CLOCK_MONOTONIC) - asked_ns;
        if (timeout_ms >= 0 && waited_ns / 1000000 >= timeout_ms)
            TRY(report_fail(
                report, SPORE_LIMIT, "process %lld has not saved job %s within %lld ms",
                (long long)now.record.owner.pid, name, (long long)timeout_ms));
        nanosleep(&(struct timespec){.tv_nsec = wait_ns}, NULL);
        if (wait_ns < LONGEST_WAIT_NS) wait_ns *= 2;
    }
    if (out_info != NULL) job_describe(store, name, &now.record, out_info);

done:
    return status;
}
