/*
 * The loop around spore_vm_run(): serves requests, sleeps, and records the end.
 */
#include "session.h"

#include <stdio.h>

#include "cli.h"
#include "signals.h"
#include "torture.h"

/* On the writer thread. */
static void saved(void *context, SporeStatus status, const SporeSnapshotInfo *snapshot,
                  const char *message, bool is_wanted)
{
    Session *session = context;

    (void)snapshot; /* `spore log` shows it */
    if (status == SPORE_LOST) session->is_lost = true;
    /* A full disk is said once, not at every save. */
    if (status != SPORE_OK && session->failed_status != (int)status)
        say("%s; the job %s", message, status == SPORE_LOST ? "stops here" : "goes on");
    session->failed_status = (int)status;
    pthread_mutex_lock(&session->vm_mutex);
    if (session->vm && status == SPORE_LOST)
        spore_vm_request(session->vm, SPORE_REQUEST_STOP);
    else if (session->vm && is_wanted)
        spore_vm_request(session->vm, SPORE_REQUEST_SAVE);
    pthread_mutex_unlock(&session->vm_mutex);
}

SporeJobOptions session_job_options(Session *session)
{
    return (SporeJobOptions){.saved = saved, .saved_context = session};
}

enum { STACK_KIB_MAX = 1 << 20 };

int natives_open(SporeVM *vm, const OptionList *natives, uint64_t stack_kib)
{
    if (stack_kib > STACK_KIB_MAX) {
        say("--stack wants at most %d KiB", STACK_KIB_MAX);
        return EXIT_USAGE;
    }
    spore_vm_set_stack_size(vm, (size_t)stack_kib * 1024);
    if (natives && natives->count > 0 && spore_catch_stack_overflow() != SPORE_OK)
        return say_failure(SPORE_NO_MEMORY, "out of memory");
    for (size_t i = 0; natives && i < natives->count; i++) {
        const SporeStatus status = spore_vm_open_library(vm, natives->items[i]);
        if (status != SPORE_OK)
            return say_failure(status, "--native %s: %s", natives->items[i],
                               spore_vm_error(vm));
    }
    return EXIT_DONE;
}

/* Before it is too late for somebody's longer job. */
static void say_full_stacks(const Session *session)
{
    const size_t size = spore_vm_stack_size(session->vm);
    const size_t used = spore_vm_stack_high_water(session->vm);

    if (used <= size / 4 * 3) return;
    say("natives have used up to %zu of the %zu KiB of their C stacks; --stack gives "
        "them more",
        used / 1024, size / 1024);
}

static void close_vm(Session *session)
{
    SporeVM *vm = session->vm;

    if (vm) say_full_stacks(session);
    signals_end();
    pthread_mutex_lock(&session->vm_mutex);
    session->vm = NULL;
    pthread_mutex_unlock(&session->vm_mutex);
    spore_vm_close(vm);
}

void session_close(Session *session)
{
    signals_end();
    spore_job_close(session->job);
    session->job = NULL;
    close_vm(session);
    spore_store_close(session->store);
    session->store = NULL;
}

/*
 * One save with the job's files flushed before. What could not be written to them is
 * saved with the job.
 */
static SporeStatus save_now(Session *session, const SporeSave *save,
                            SporeSnapshotInfo *out_info, SporeReport *report)
{
    if (spore_vm_flush_files(session->vm, report) != SPORE_OK &&
        !session->has_said_files) {
        say("%s; what was to be written waits in the snapshot", report->text);
        session->has_said_files = true;
    }
    return spore_job_save(session->job, session->vm, save, out_info, report);
}

static bool is_tortured(const Session *session)
{
    return session->settings.torture != 0 || session->settings.torture_keep != 0;
}

/*
 * Writes down how the job ended, after its files are closed. Dying in between is no
 * harm: the last snapshot is resumed and cuts them back.
 */
static int end_job(Session *session, int code)
{
    const SporeJobState state = code == 0 ? SPORE_JOB_DONE : SPORE_JOB_FAILED;
    SporeReport report;

    SporeStatus status = spore_vm_end_files(session->vm, &report);
    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    if (!session->job || is_tortured(session)) return code;
    (void)spore_job_wait(session->job, NULL); /* told by saved() */
    close_vm(session);
    status = spore_job_end(session->job, state, code, &report);
    if (status == SPORE_OK) return code;
    return say_failure(status, "the end of the job was not recorded: %s", report.text);
}

static int end_exit(Session *session)
{
    const int code = spore_vm_exit_code(session->vm) & 0xff;

    if (code != EXIT_PARKED && code != EXIT_SAVED) return end_job(session, code);
    say("the program's exit code %d would mean '%s'; it becomes 1", code,
        code == EXIT_SAVED ? "saved and stopped" : "parked");
    return end_job(session, EXIT_PROGRAM_FAILED);
}

static int stop_without_save(const Wanted *wanted)
{
    say("stopped by signal %d; nothing was to be saved", wanted->stop_signal);
    return 128 + wanted->stop_signal;
}

static void say_natives(const Session *session)
{
    const unsigned count = spore_vm_in_natives(session->vm);

    if (count == 0) return;
    say("%u call%s of natives stood in C and cannot go on; see: spore doctor %s", count,
        count == 1 ? "" : "s", spore_job_name(session->job));
}

/* SIGTERM, Ctrl-C: the last save, waited for. */
static int stop(Session *session, const Wanted *wanted)
{
    const SporeSave save = {
        .reason = "stop", .requested_ns = wanted->requested_ns, .is_sync = true};
    SporeSnapshotInfo info;
    SporeReport report;

    if (!session->job || is_tortured(session)) return stop_without_save(wanted);
    const SporeStatus status = save_now(session, &save, &info, &report);
    if (status == SPORE_OK) {
        const char *name = spore_job_name(session->job);
        say("saved %s@%llu; go on with: spore resume %s", name,
            (unsigned long long)info.number, name);
        say_natives(session);
        return EXIT_SAVED;
    }
    return say_failure(status, "stopped, but the last save failed: %s", report.text);
}

static int park(Session *session)
{
    const SporeSave save = {.reason = "park", .is_sync = true};
    const char *name = spore_job_name(session->job);
    SporeReport report;
    SporeStatus status = save_now(session, &save, NULL, &report);

    if (status == SPORE_OK)
        status = spore_job_end(session->job, SPORE_JOB_PARKED, 0, &report);
    if (status != SPORE_OK) return say_failure(status, "not parked: %s", report.text);
    say("all tasklets of %s sleep; go on with: spore resume %s", name, name);
    say_natives(session);
    return EXIT_PARKED;
}

/* job.checkpoint(), --every or SIGUSR1. false: the process lost the job. */
static bool save(Session *session, const Wanted *wanted, bool is_sync)
{
    const char *reason = is_sync                   ? "checkpoint"
                         : wanted->is_from_outside ? "signal"
                                                   : "every";
    const SporeSave save = {
        .reason = reason, .requested_ns = wanted->requested_ns, .is_sync = is_sync};
    SporeReport report = {""};

    if (!session->job) return true;
    session->saved_ticks = spore_vm_ticks(session->vm);
    const SporeStatus status = save_now(session, &save, NULL, &report);
    if (status != SPORE_OK && status != SPORE_LOST &&
        session->failed_status != (int)status)
        say("%s; the job goes on", report.text);
    if (status != SPORE_OK) session->failed_status = (int)status;
    if (is_sync) spore_vm_set_checkpoint(session->vm, status, report.text);
    if (status == SPORE_LOST) session->is_lost = true;
    return !session->is_lost;
}

/* ---- natives that stand in C: saves wait for them, for a while ---- */

enum { GRACE_TICKS = 20000 }; /* between two looks */

static void add_wanted(Wanted *wanted, const Wanted *more)
{
    wanted->is_save |= more->is_save;
    wanted->is_stop |= more->is_stop;
    wanted->is_from_outside |= more->is_from_outside;
    if (more->stop_signal) wanted->stop_signal = more->stop_signal;
    if (!wanted->requested_ns) wanted->requested_ns = more->requested_ns;
}

/* true: the save is put off, and `wanted` kept. */
static bool is_put_off(Session *session, Wanted *wanted)
{
    const bool is_first = session->grace_end_ns == 0;

    add_wanted(wanted, &session->delayed);
    session->delayed = (Wanted){0};
    if (spore_vm_in_natives(session->vm) > 0 && !is_tortured(session)) {
        if (is_first) session->grace_end_ns = now_ns() + session->settings.grace_ns;
        if (session->settings.grace_ns < 0 || now_ns() < session->grace_end_ns) {
            session->delayed = *wanted;
            spore_vm_set_tick_limit(session->vm,
                                    spore_vm_ticks(session->vm) + GRACE_TICKS);
            return true;
        }
    }
    session->grace_end_ns = 0;
    spore_vm_set_tick_limit(session->vm, 0);
    return false;
}

/* What the requests ask for. -1: go on; else the exit code. */
static int serve(Session *session)
{
    const unsigned requests = spore_vm_take_requests(session->vm);
    Wanted wanted = signals_take();
    const bool is_sync = requests & SPORE_REQUEST_SYNC;

    if (!session->is_lost && !is_sync && is_put_off(session, &wanted)) return -1;
    const bool is_timer_only = wanted.is_save && !wanted.is_from_outside &&
                               spore_vm_ticks(session->vm) == session->saved_ticks;

    if (session->is_lost) {
        say("another process has taken the job over; this one wrote nothing since");
        return EXIT_BUSY;
    }
    if (wanted.is_stop) return stop(session, &wanted);
    if (!is_sync && is_timer_only) return -1;
    if (!save(session, &wanted, is_sync)) return serve(session);
    return -1;
}

static bool has_requests(SporeVM *vm)
{
    const unsigned requests = spore_vm_take_requests(vm);

    spore_vm_request(vm, requests);
    return requests != 0;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Natives that sleep in C cannot be parked: they have the grace time to return. */
static bool may_natives_return(Session *session)
{
    if (spore_vm_in_natives(session->vm) == 0) return false;
    if (session->park_end_ns == 0)
        session->park_end_ns = now_ns() + session->settings.grace_ns;
    return session->settings.grace_ns < 0 || now_ns() < session->park_end_ns;
}

/* All tasklets sleep. -1: go on; else the exit code. */
static int idle(Session *session)
{
    /* A save in flight may still want something; with it done, nobody but a
     * signal does. */
    if (session->job) (void)spore_job_wait(session->job, NULL); /* told by saved() */
    const bool parks =
        session->settings.stops_when_idle && session->job && !is_tortured(session);
    if (parks && !may_natives_return(session)) return park(session);
    int64_t left = spore_vm_next_wake_ns(session->vm) - spore_vm_clock_ns(session->vm);
    if (session->grace_end_ns) left = smaller(left, session->grace_end_ns - now_ns());
    if (parks) left = smaller(left, session->park_end_ns - now_ns());
    if (left > 0) signals_sleep(session->vm, left);
    return session->grace_end_ns || has_requests(session->vm) ? serve(session) : -1;
}

static int fail(Session *session)
{
    const char *traceback = spore_vm_traceback(session->vm);

    fputs("spore: ", stderr);
    say_lines(spore_vm_error(session->vm));
    if (*traceback) say_lines(traceback);
    return end_job(session, EXIT_PROGRAM_FAILED);
}

/* One turn. -1: go on; else the exit code. */
static int turn(Session *session)
{
    const SporeRun run = spore_vm_run(session->vm);

    switch (run) {
    case SPORE_RUN_DONE: return end_job(session, EXIT_DONE);
    case SPORE_RUN_FAILED: return fail(session);
    case SPORE_RUN_EXIT: return end_exit(session);
    case SPORE_RUN_REQUEST: return serve(session);
    case SPORE_RUN_TICKS:
        return is_tortured(session) ? torture_turn(session) : serve(session);
    case SPORE_RUN_IDLE: return idle(session);
    case SPORE_RUN_NO_MEMORY:
        return say_failure(SPORE_NO_MEMORY, "out of memory; the last snapshot stands");
    case SPORE_RUN_UNDECIDED: break; /* settled before */
    }
    return EXIT_BUG;
}

static bool begin_signals(const Session *session)
{
    const int64_t every_ns = session->settings.every_ns;

    return signals_begin(session->vm, every_ns == 0 ? EVERY_DEFAULT_NS : every_ns);
}

int session_run(Session *session)
{
    int code = -1;

    session->saved_ticks = spore_vm_ticks(session->vm);
    if (is_tortured(session))
        torture_begin(session);
    else if (session->job && !begin_signals(session))
        code = EXIT_BUG;
    while (code < 0)
        code = turn(session);
    if (is_tortured(session))
        say("torture: %llu snapshots were loaded and equal",
            (unsigned long long)session->torture_count);
    session_close(session);
    return code;
}
