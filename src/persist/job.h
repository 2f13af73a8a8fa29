/*
 * Jobs in a store: their records, and what a process holds that owns one.
 */
#pragma once

#include <stdatomic.h>
#include <sys/types.h>
#include <time.h>

#include "persist/lock.h"
#include "persist/manifest.h"
#include "persist/saver.h"
#include "vm/vm.h"

/* What the store knows of a job beside its snapshots. */
typedef struct JobRecord {
    uint64_t id; /* in the keys of its manifests */
    SporeJobState state;
    int exit_code;
    uint64_t newest;
    int64_t created_ns;
    int64_t updated_ns;
    uint64_t epoch;
    Owner owner;
} JobRecord;

struct SporeJob {
    SporeStore *store;
    pid_t pid; /* that owns it; a forked child must not use it */
    char name[SPORE_JOB_NAME_MAX + 1];
    uint64_t id;
    uint64_t epoch;
    int lock_fd;
    VM *vm;          /* that is saved into it; NULL: not known yet */
    bool needs_load; /* has snapshots, and no VM was loaded from them */
    atomic_uint_fast64_t newest;
    Saver saver;
    struct Compaction *compaction; /* the writer thread's */
};

/* NOT_FOUND (with a report), CORRUPT. */
SporeStatus job_record_get(StoreTxn *txn, const char *name, JobRecord *out_record);
SporeStatus job_record_put(StoreTxn *txn, const char *name, const JobRecord *record);
/*
 * The record of a new job, not stored yet: a fresh one, or that of a job without any
 * snapshot, whose lock must have been taken. EXISTS: it has snapshots or has ended.
 * BUSY: a process on another host may run it.
 */
SporeStatus job_record_make(StoreTxn *txn, const char *name, bool steal,
                            JobRecord *out_record);
/* The record, provided that this process still owns the job; else LOST. */
SporeStatus job_record_get_own(StoreTxn *txn, const SporeJob *job, JobRecord *out_record);

/* A record as hosts see it; asks the lock. */
void job_describe(SporeStore *store, const char *name, const JobRecord *record,
                  SporeJobInfo *out_info);

/* USAGE: not a name of a job. */
SporeStatus job_check_name(const char *name, Report *report);

int64_t clock_now_ns(clockid_t clock);

/* The status of a fault point, told in the report. */
SporeStatus fault_told(SporeStatus status, Report *report);
