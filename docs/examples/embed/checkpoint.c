/*
 * A host whose job outlives it: saved every second, and on SIGTERM or Ctrl-C; gone on
 * with when the host is started again. (Every 50 ms with a third argument of 50.)
 *
 *     $ ./checkpoint store checkpoint.lua
 *     1 squared is 1, the sum is 1
 *     2 squared is 4, the sum is 5
 *     3 squared is 9, the sum is 14
 *     ^C
 *     checkpoint: saved; start me again to go on
 *     $ ./checkpoint store checkpoint.lua
 *     4 squared is 16, the sum is 30
 *     5 squared is 25, the sum is 55
 *     6 squared is 36, the sum is 91
 *     $ ./checkpoint store checkpoint.lua
 *     checkpoint: the job has ended already
 */
#include <signal.h>
#include <spore/persist.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

enum { EXIT_SAVED = 85, MS = 1000000 };
static const char JOB[] = "example";

static _Atomic(SporeVM *) signalled; /* what a signal is for */

/* Asking is all that may be done in a handler, and all that is needed. */
static void on_signal(int number)
{
    SporeVM *vm = atomic_load(&signalled);
    const bool is_stop = number == SIGTERM || number == SIGINT;

    if (vm) spore_vm_request(vm, is_stop ? SPORE_REQUEST_STOP : SPORE_REQUEST_SAVE);
}

static void catch_signals(int every_ms)
{
    const int numbers[] = {SIGTERM, SIGINT, SIGUSR1, SIGALRM};
    const struct timeval period = {every_ms / 1000, every_ms % 1000 * 1000};
    const struct itimerval timer = {period, period};
    struct sigaction action = {.sa_handler = on_signal};

    for (int i = 0; i < 4; i++)
        sigaction(numbers[i], &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

/* To die is no harm here: the last snapshot stands. */
static void check(SporeStatus status, const char *message)
{
    if (status == SPORE_OK) return;
    fprintf(stderr, "checkpoint: %s\n", message);
    exit(1);
}

/* On the writer thread, after each save that was not waited for. */
static void saved(void *vm, SporeStatus status, const SporeSnapshotInfo *snapshot,
                  const char *message, bool is_wanted)
{
    (void)snapshot;
    if (status != SPORE_OK) fprintf(stderr, "checkpoint: %s\n", message);
    if (status == SPORE_LOST) spore_vm_request(vm, SPORE_REQUEST_STOP);
    if (is_wanted) spore_vm_request(vm, SPORE_REQUEST_SAVE);
}

/* A new job is given its program; one that exists, a blank machine for its snapshot. */
static SporeJob *open_job(SporeStore *store, const char *program, int every_ms,
                          SporeVM **out_vm)
{
    SporeReport report;
    SporeJobInfo info = {0};
    SporeJob *job = NULL;
    const bool is_new = spore_job_info(store, JOB, &info, NULL) == SPORE_NOT_FOUND ||
                        (info.state == SPORE_JOB_OPEN && info.newest == 0);

    if (info.state == SPORE_JOB_DONE || info.state == SPORE_JOB_FAILED)
        check(SPORE_EXISTS, "the job has ended already");
    check(spore_vm_open(&(SporeOptions){.is_blank = !is_new}, out_vm), "out of memory");
    SporeVM *vm = *out_vm;
    const SporeJobOptions options = {.saved = saved, .saved_context = vm};
    atomic_store(&signalled, vm);
    catch_signals(every_ms);
    /* Natives and types would be registered here, for both. */
    if (is_new) {
        check(spore_vm_load_file(vm, program, NULL, 0), spore_vm_error(vm));
        check(spore_job_create(store, JOB, NULL, &options, &job, &report), report.text);
    } else {
        check(spore_job_own(store, JOB, &options, &job, &report), report.text);
        check(spore_job_load(job, vm, NULL, &report), report.text);
        check(spore_vm_open_files(vm, SPORE_FILES_STRICT, &report), report.text);
    }
    check(spore_vm_set_job_name(vm, JOB), "out of memory");
    return job;
}

/* true: it was saved for the last time. */
static bool serve(SporeJob *job, SporeVM *vm)
{
    const unsigned wanted = spore_vm_take_requests(vm);
    const bool is_stop = wanted & SPORE_REQUEST_STOP;
    const bool is_sync = wanted & SPORE_REQUEST_SYNC; /* job.checkpoint() */
    const SporeSave save = {.reason = is_stop ? "stop" : "every",
                            .is_sync = is_stop || is_sync};
    SporeReport report = {""};

    if (wanted == 0) return false;
    /* What cannot be written to a file now goes into the snapshot. */
    (void)spore_vm_flush_files(vm, NULL);
    const SporeStatus status = spore_job_save(job, vm, &save, NULL, &report);
    if (is_stop) check(status, report.text);
    if (is_sync) spore_vm_set_checkpoint(vm, status, report.text);
    if (status != SPORE_OK) fprintf(stderr, "checkpoint: %s\n", report.text);
    return is_stop;
}

/* Sleeps a little: a signal just before the sleep is noticed soon. */
static void wait_a_while(SporeVM *vm)
{
    const int64_t left_ns = spore_vm_next_wake_ns(vm) - spore_vm_clock_ns(vm);
    const struct timespec time = {0, left_ns < 20 * MS ? (long)left_ns : 20 * MS};

    if (left_ns > 0) nanosleep(&time, NULL);
}

static int end(SporeJob *job, SporeVM *vm, int code)
{
    const SporeJobState state = code == 0 ? SPORE_JOB_DONE : SPORE_JOB_FAILED;
    SporeReport report;

    check(spore_vm_end_files(vm, &report), report.text);
    check(spore_job_end(job, state, code, &report), report.text);
    return code;
}

static int run(SporeJob *job, SporeVM *vm)
{
    for (;;) {
        switch (spore_vm_run(vm)) {
        case SPORE_RUN_DONE: return end(job, vm, 0);
        case SPORE_RUN_EXIT: return end(job, vm, spore_vm_exit_code(vm));
        case SPORE_RUN_FAILED:
            fprintf(stderr, "checkpoint: %s\n", spore_vm_error(vm));
            return end(job, vm, 1);
        case SPORE_RUN_NO_MEMORY: check(SPORE_NO_MEMORY, "out of memory"); break;
        case SPORE_RUN_UNDECIDED: check(SPORE_NOT_RESTORABLE, spore_vm_error(vm)); break;
        case SPORE_RUN_TICKS: break; /* without a limit this does not come */
        case SPORE_RUN_IDLE: wait_a_while(vm); break;
        case SPORE_RUN_REQUEST:
            if (!serve(job, vm)) break;
            fputs("checkpoint: saved; start me again to go on\n", stderr);
            return EXIT_SAVED;
        }
    }
}

int main(int argc, char **argv)
{
    SporeReport report;
    SporeStore *store = NULL;
    SporeVM *vm = NULL;

    if (argc < 3) return 64;
    check(spore_store_open(argv[1], NULL, &store, &report), report.text);
    SporeJob *job = open_job(store, argv[2], argc > 3 ? atoi(argv[3]) : 1000, &vm);
    const int code = run(job, vm);
    atomic_store(&signalled, NULL);
    spore_job_close(job);
    spore_vm_close(vm);
    spore_store_close(store);
    return code;
}
