/*
 * Stores, jobs and snapshots. A store is a directory that holds many jobs; a
 * snapshot is one complete state of a job, numbered job@1, job@2, … and never
 * changed once it is written.
 *
 * Every function that can fail takes a SporeReport (NULL: not wanted) and fills
 * it on failure only: what, where and what to do. Out parameters are untouched
 * on failure. Structs that are filled for the caller are plain copies. Handles
 * belong to the process that made them: after fork() the child must not use
 * them (SPORE_UNAVAILABLE) but may open the store anew.
 *
 * A SporeStore may be used from several threads. A SporeJob belongs to one
 * thread at a time.
 */
#ifndef SPORE_PERSIST_H
#define SPORE_PERSIST_H

#include "spore/spore.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct SporeStore SporeStore;
typedef struct SporeJob SporeJob;

enum {
    SPORE_JOB_NAME_MAX = 100, /* bytes; [A-Za-z0-9._-], not first: . or - */
    SPORE_HOST_NAME_MAX = 64,
    SPORE_REASON_MAX = 15
};

/* ---- store ---- */

typedef struct SporeStoreOptions {
    bool must_exist;    /* SPORE_NOT_FOUND instead of making a store */
    uint64_t map_bytes; /* address space at the start, 0: 64 MiB; grows by itself */
    uint64_t max_bytes; /* it never grows above this; 0: no limit */
} SporeStoreOptions;

/*
 * Opens the store in directory `path`, making it (and the directories above it)
 * when it is missing. Opening one store twice in a process gives the same store;
 * each open needs its own close. `options` may be NULL.
 * NOT_FOUND, UNAVAILABLE (no permission, network file system, not a store, map
 * cannot be had), INCOMPATIBLE (written by a newer version), IO.
 */
SPORE_API SporeStatus spore_store_open(const char *path, const SporeStoreOptions *options,
                                       SporeStore **out_store, SporeReport *report);
/* All jobs of the store must be closed. NULL is allowed. */
SPORE_API void spore_store_close(SporeStore *store);
/* The directory, as it was given. */
SPORE_API const char *spore_store_path(const SporeStore *store);

/* ---- what is in it; needs no ownership, reads one consistent state ---- */

typedef enum SporeJobState {
    SPORE_JOB_OPEN = 0,   /* runs, or can be resumed */
    SPORE_JOB_DONE = 1,   /* ended: its main chunk returned, or os.exit(0) */
    SPORE_JOB_FAILED = 2, /* ended: uncaught error, or os.exit(n) */
    SPORE_JOB_PARKED = 3  /* saved; all its tasklets wait on timers */
} SporeJobState;

typedef struct SporeJobInfo {
    char name[SPORE_JOB_NAME_MAX + 1];
    SporeJobState state;
    int exit_code;      /* of an ended job */
    uint64_t newest;    /* number of the newest snapshot; 0: none */
    int64_t created_ns; /* CLOCK_REALTIME */
    int64_t updated_ns; /* of the newest snapshot or the end */
    bool is_owned;      /* a process runs it, as far as can be told here */
    bool is_owner_here; /* that process is on this host */
    int64_t owner_pid;  /* 0: nobody has it */
    char owner_host[SPORE_HOST_NAME_MAX + 1];
    uint64_t epoch; /* one more at each change of owner */
} SporeJobInfo;

/* All jobs by name. The array is to be freed with spore_list_free. */
SPORE_API SporeStatus spore_store_jobs(SporeStore *store, SporeJobInfo **out_jobs,
                                       size_t *out_count, SporeReport *report);
/* NOT_FOUND: no such job. */
SPORE_API SporeStatus spore_job_info(SporeStore *store, const char *name,
                                     SporeJobInfo *out_info, SporeReport *report);

typedef struct SporeSnapshotInfo {
    uint64_t number;
    int64_t time_ns;                   /* CLOCK_REALTIME at the save */
    char reason[SPORE_REASON_MAX + 1]; /* "every", "signal", "checkpoint", "stop" … */
    uint64_t tasklets;
    uint64_t objects;       /* records in the whole snapshot */
    uint64_t added_bytes;   /* written by this save: run, code and manifest */
    uint64_t live_bytes;    /* of the heap, logical */
    uint64_t runs;          /* that a load has to merge */
    uint64_t stored_bytes;  /* of those runs together */
    int64_t pause_ns;       /* how long the job stood still */
    int64_t requested_ns;   /* CLOCK_MONOTONIC of that host: the request, … */
    int64_t pause_start_ns; /* … the job stopped to be encoded, … */
    int64_t committed_ns;   /* … all was written and the commit began */
    bool is_imported;       /* came with spore_job_import: the three above are 0,
                               and its job may go on elsewhere, too */
} SporeSnapshotInfo;

/* All snapshots of a job, oldest first. To be freed with spore_list_free. */
SPORE_API SporeStatus spore_job_log(SporeStore *store, const char *name,
                                    SporeSnapshotInfo **out_snapshots, size_t *out_count,
                                    SporeReport *report);
/* Frees what spore_store_jobs and spore_job_log gave. NULL is allowed. */
SPORE_API void spore_list_free(void *list);

/*
 * Takes a snapshot's name apart: "job", "job@7", "job@-1" (the one before the
 * newest) and finds it. USAGE: not such a name. NOT_FOUND: no such job or
 * snapshot, also when the job has none yet.
 */
SPORE_API SporeStatus spore_snapshot_find(SporeStore *store, const char *text,
                                          char out_name[SPORE_JOB_NAME_MAX + 1],
                                          SporeSnapshotInfo *out_info,
                                          SporeReport *report);

/*
 * Fills a VM that holds nothing yet from snapshot `number` of a job (0: the
 * newest), to look at it: natives that are missing get placeholders, nothing may
 * be run. Needs no ownership. CORRUPT names the place; NOT_FOUND.
 */
SPORE_API SporeStatus spore_snapshot_inspect(SporeStore *store, const char *name,
                                             uint64_t number, SporeVM *vm,
                                             SporeSnapshotInfo *out_info,
                                             SporeReport *report);

/* ---- owning a job ---- */

/*
 * Told after each save, on the writer thread: it must return soon and must not
 * call functions of this job; setting a request of the VM is allowed. `snapshot`
 * is NULL on failure. SPORE_LOST: another process has the job, this one must
 * stop. After any other failure nothing is lost: what was to be saved goes into
 * the next save. is_wanted: a save was asked for while this one was in flight
 * and waits; call spore_job_save again at the next safepoint.
 */
typedef void (*SporeSaved)(void *context, SporeStatus status,
                           const SporeSnapshotInfo *snapshot, const char *message,
                           bool is_wanted);

typedef struct SporeJobOptions {
    bool steal;       /* take it from a process on another host */
    SporeSaved saved; /* may be NULL */
    void *saved_context;
} SporeJobOptions;

/*
 * Makes a job and owns it. `name` NULL: a name is made up from `prefix` and a
 * number ("words-3"; prefix NULL: "job"). A job of this name without any snapshot
 * that nobody runs is begun anew. USAGE: not a name. EXISTS: has snapshots or has
 * ended. BUSY: a process runs it.
 * Handle SIGUSR1 and SIGTERM before: from now on others may ask (spore_job_ask).
 */
SPORE_API SporeStatus spore_job_create(SporeStore *store, const char *name,
                                       const char *prefix, const SporeJobOptions *options,
                                       SporeJob **out_job, SporeReport *report);
/*
 * Owns a job that exists; spore_job_load comes next. A dead owner on this host is
 * taken over. NOT_FOUND. BUSY: a process on this host runs it, or one on another
 * host may and `steal` is not set. An ended job can be owned; look at its state.
 */
SPORE_API SporeStatus spore_job_own(SporeStore *store, const char *name,
                                    const SporeJobOptions *options, SporeJob **out_job,
                                    SporeReport *report);
/*
 * Waits for the save in flight, stops the writer and gives the job free. A save
 * that failed is not tried again: call spore_job_save with is_sync before, if the
 * state matters. NULL is allowed.
 */
SPORE_API void spore_job_close(SporeJob *job);

SPORE_API const char *spore_job_name(const SporeJob *job);
/* Newest snapshot that this job is known to have; 0: none. Any thread. */
SPORE_API uint64_t spore_job_newest(const SporeJob *job);

/*
 * Fills a VM that holds nothing yet (libraries registered) from the job's newest
 * snapshot, to go on with. Later saves of this VM are incremental onto it.
 * NOT_FOUND: no snapshot. CORRUPT. INCOMPATIBLE: natives are missing, all named.
 * On failure the VM can only be closed.
 */
SPORE_API SporeStatus spore_job_load(SporeJob *job, SporeVM *vm,
                                     SporeSnapshotInfo *out_info, SporeReport *report);

typedef struct SporeSave {
    const char *reason;   /* at most SPORE_REASON_MAX bytes */
    int64_t requested_ns; /* CLOCK_MONOTONIC of the request; 0: now */
    bool is_sync;         /* return after the commit */
} SporeSave;

/*
 * Saves the VM, which must not be running. Only one VM can be saved into a job:
 * the one of the first save, or the one that was loaded (USAGE otherwise).
 * Not is_sync: returns as soon as the changed state is copied out, and the writer
 * thread commits it. When a save is in flight already the request is only noted
 * (see SporeSaved) and SPORE_OK returned.
 * is_sync: waits for the save in flight, then saves and returns after the commit;
 * out_info (may be NULL) tells the snapshot.
 * IO: disk full or failing; the VM goes on and nothing is lost. LOST.
 * NOT_RESTORABLE. NO_MEMORY: nothing is lost either.
 */
SPORE_API SporeStatus spore_job_save(SporeJob *job, SporeVM *vm, const SporeSave *save,
                                     SporeSnapshotInfo *out_info, SporeReport *report);
/* Waits until no save is in flight; the status of the last one. */
SPORE_API SporeStatus spore_job_wait(SporeJob *job, SporeReport *report);
/*
 * Records how the job ended, or that it is parked. Waits for the save in flight
 * and returns after the commit. LOST, IO.
 */
SPORE_API SporeStatus spore_job_end(SporeJob *job, SporeJobState state, int exit_code,
                                    SporeReport *report);

/* ---- asking the process that runs a job ---- */

typedef enum SporeAsk {
    SPORE_ASK_CHECKPOINT, /* SIGUSR1: save and go on */
    SPORE_ASK_STOP        /* SIGTERM: save and end */
} SporeAsk;

/*
 * Signals the job's owner on this host and waits until a snapshot whose state was
 * taken after this call is committed (STOP: and until the owner is gone).
 * out_info (may be NULL) is the job as it is then; a job that ended by itself
 * meanwhile is SPORE_OK too, look at out_info->state. timeout_ms < 0: no limit.
 * NOT_FOUND: no such job, or no process runs it. UNAVAILABLE: its owner is on
 * another host, or may not be signalled. LOST: the owner went away without a
 * new snapshot. LIMIT: time is up.
 */
SPORE_API SporeStatus spore_job_ask(SporeStore *store, const char *name, SporeAsk ask,
                                    int64_t timeout_ms, SporeJobInfo *out_info,
                                    SporeReport *report);

/* ---- moving a job to another store, host or CPU ---- */

/*
 * Takes the next bytes of a stream. Anything but SPORE_OK, with the report filled, ends
 * the export with that status.
 */
typedef SporeStatus (*SporeWrite)(void *context, const void *data, size_t size,
                                  SporeReport *report);
/*
 * Gives up to `size` bytes of a stream, at least one; *out_count 0: it is over. As with
 * SporeWrite, a failure ends the import.
 */
typedef SporeStatus (*SporeRead)(void *context, void *data, size_t size,
                                 size_t *out_count, SporeReport *report);

/*
 * Writes snapshot `number` (0: the newest) with all that it needs as one stream, which
 * depends on nothing but the snapshot and the job's name: not on this host, not on how
 * often it was saved before, or moved. Needs no ownership; the job may run meanwhile.
 * Uses a few megabytes, however large the snapshot is (but for one string that is
 * larger), and `write` is called without a transaction open, so it may be slow. Any
 * thread. USAGE: not a name. NOT_FOUND. CORRUPT: the store is damaged. On failure what
 * was written is not a whole stream, and no import takes it.
 */
SPORE_API SporeStatus spore_job_export(SporeStore *store, const char *name,
                                       uint64_t number, SporeWrite write, void *context,
                                       SporeReport *report);
/*
 * Makes a job of a stream, with its snapshot as the only one, number 1. `name` NULL: the
 * name that it had. Nothing of the stream is believed: the store is not changed before
 * all of it has come, is whole, and was loaded into a VM to look at, which takes the
 * memory of the stream and of that VM. Then the job is made in one transaction, owned by
 * nobody: spore_job_own and spore_job_load go on with it. Natives that are missing here
 * are reported only by these. out_info may be NULL. Any thread. USAGE: not a name.
 * CORRUPT: not a stream, damaged or not all there; the report goes on after the stream's
 * name: "is damaged: …". INCOMPATIBLE: of a newer version; the report as with CORRUPT.
 * EXISTS, BUSY: as with spore_job_create. IO, LIMIT, NO_MEMORY. On any failure nothing
 * has changed.
 */
SPORE_API SporeStatus spore_job_import(SporeStore *store, SporeRead read, void *context,
                                       const char *name, SporeJobInfo *out_info,
                                       SporeReport *report);

#ifdef __cplusplus
}
#endif

#endif
