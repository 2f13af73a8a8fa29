/*
 * A session: one process runs one job, from its start or its resume to its end.
 */
#pragma once

#include <pthread.h>
#include <spore/persist.h>

#include "options.h"
#include "signals.h"

typedef struct RunSettings {
    int64_t every_ns;     /* -1: never; 0: not given, EVERY_DEFAULT_NS */
    bool is_ephemeral;    /* no store: nothing is saved */
    bool stops_when_idle; /* --until-idle: park instead of sleeping */
    bool stress_collector;
    SporeFiles files;   /* resume: what to do about files that have changed */
    int64_t grace_ns;   /* how long a save waits for natives that stand in C */
    OptionList natives; /* --native: shared libraries */
    uint64_t stack_kib; /* of natives; 0: as it comes */
    OptionList lost;    /* resume --lost: [NATIVE=]raise, restart or kill */
    uint64_t torture;   /* --torture N; 0: off */
    uint64_t torture_keep;
} RunSettings;

typedef struct Session {
    RunSettings settings;
    SporeStore *store; /* NULL when nothing is saved */
    SporeJob *job;
    SporeVM *vm;
    pthread_mutex_t vm_mutex;  /* the writer thread looks at `vm` under it */
    _Atomic bool is_lost;      /* another process has the job; set by the writer */
    _Atomic int failed_status; /* of the newest save; 0: it is written */
    uint64_t saved_ticks;      /* of the newest save: as long as no more are counted,
                                  --every has nothing to do */
    int64_t grace_end_ns;  /* CLOCK_MONOTONIC; a save waits until then; 0: none does */
    int64_t park_end_ns;   /* likewise of --until-idle */
    Wanted delayed;        /* what that save is for */
    bool has_said_files;   /* that output could not be written */
    uint64_t next_torture; /* ticks */
    uint64_t torture_count;
} Session;

#define EVERY_DEFAULT_NS INT64_C(5000000000)
#define SESSION_DEFAULT                                                                  \
    {                                                                                    \
        .settings.grace_ns = INT64_C(1000000000), .vm_mutex = PTHREAD_MUTEX_INITIALIZER  \
    }

/* The directory: the option's, $SPORE_STORE, $XDG_STATE_HOME/spore or
 * ~/.local/state/spore. `out` has `size` bytes. false: said. */
bool store_directory(const char *option, char *out, size_t size);
/* Opens the store. On failure it is said, and the exit code returned. */
int store_open_for(const char *option, bool must_exist, SporeStore **out_store);
/* Of a job that is named without @: says if it has ended, for that came after its newest
 * snapshot, `number`, from which an import would go on and a resume does not. */
void store_note_end(SporeStore *store, const char *snapshot, uint64_t number);

/* Opens the libraries of --native (NULL: none). The exit code; said. */
int natives_open(SporeVM *vm, const OptionList *natives, uint64_t stack_kib);

/* What the session wants to know of its saves. */
SporeJobOptions session_job_options(Session *session);

/*
 * Runs session->vm to its end, saving as the settings say, and closes the VM, the
 * job and the store. Returns the exit code.
 */
int session_run(Session *session);
/* Closes what is open. */
void session_close(Session *session);
