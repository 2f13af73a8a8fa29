/*
 * spore resume: goes on with a job. Never starts from the beginning.
 */
#include "resume.h"

#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "signals.h"

static const Usage USAGE = {
    "resume", "JOB",
    "Goes on with JOB where its newest snapshot was. A job that has ended is not run\n"
    "again: its exit code is returned."};

/* -1: it has not ended; else its exit code. */
static int ended_code(Session *session, const char *name)
{
    SporeJobInfo info;
    SporeReport report;
    const SporeStatus status = spore_job_info(session->store, name, &info, &report);

    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    if (info.state == SPORE_JOB_OPEN || info.state == SPORE_JOB_PARKED) return -1;
    say("%s has ended already, %s with code %d", name,
        info.state == SPORE_JOB_DONE ? "done" : "failed", info.exit_code);
    return info.exit_code;
}

/* The program goes on with what they mean now; others were refused. */
static int say_newer_natives(Session *session)
{
    SporeChangedNative *natives = NULL;
    size_t count = 0;
    const SporeStatus status = spore_vm_changed_natives(session->vm, &natives, &count);

    if (status != SPORE_OK) return say_failure(status, "%s", spore_vm_error(session->vm));
    for (size_t i = 0; i < count; i++)
        say("native '%s' is version %u here, the snapshot was made with %u",
            natives[i].name, natives[i].version, natives[i].snapshot_version);
    spore_changed_natives_free(natives);
    return EXIT_DONE;
}

static bool parse_lost(const char *text, SporeLost *out)
{
    static const char *const NAMES[] = {"raise", "restart", "kill"};

    for (int i = 0; i < 3; i++) {
        *out = (SporeLost)i;
        if (strcmp(text, NAMES[i]) == 0) return true;
    }
    return false;
}

/* "HOW" or "NATIVE=HOW". */
static int choose_lost(Session *session, const char *choice)
{
    const char *equals = strrchr(choice, '=');
    char native[256] = "";
    SporeLost how;

    if (equals) snprintf(native, sizeof native, "%.*s", (int)(equals - choice), choice);
    if (!parse_lost(equals ? equals + 1 : choice, &how)) {
        say("resume: --lost wants raise, restart or kill, or NATIVE=raise …, not '%s'",
            choice);
        return EXIT_USAGE;
    }
    const SporeStatus status =
        spore_vm_choose_lost(session->vm, equals ? native : NULL, how);
    if (status == SPORE_OK) return EXIT_DONE;
    return say_failure(status, "%s", spore_vm_error(session->vm));
}

static void say_lost(const SporeLostCall *call)
{
    char who[SPORE_TEXT_MAX + 40] = "a coroutine", place[SPORE_TEXT_MAX + 16] = "";

    if (call->tasklet)
        snprintf(who, sizeof who, "tasklet %llu%s%s%s", (unsigned long long)call->tasklet,
                 call->name[0] ? " (" : "", call->name, call->name[0] ? ")" : "");
    if (call->source[0])
        snprintf(place, sizeof place, ", called at %s:%d", call->source, call->line);
    say("%s stood in native '%s'%s", who, call->native, place);
}

/* Calls that stood in C when the job was saved: what is to become of them must be known.
 */
static int settle_lost(Session *session, const char *name)
{
    SporeLostCall *calls = NULL;
    size_t count = 0, open = 0;
    int code = EXIT_DONE;

    for (size_t i = 0; code == EXIT_DONE && i < session->settings.lost.count; i++)
        code = choose_lost(session, session->settings.lost.items[i]);
    if (code != EXIT_DONE) return code;
    SporeStatus status = spore_vm_lost(session->vm, &calls, &count);
    for (size_t i = 0; i < count; i++) {
        if (calls[i].is_decided) continue;
        say_lost(&calls[i]);
        open++;
    }
    spore_lost_free(calls);
    if (open > 0)
        return say_failure(
            SPORE_NOT_RESTORABLE,
            "%s cannot go on where C code stood; say what becomes of these "
            "calls: --lost raise, restart or kill, or NATIVE=…",
            name);
    if (status == SPORE_OK) status = spore_vm_settle(session->vm);
    return status == SPORE_OK ? EXIT_DONE
                              : say_failure(status, "%s", spore_vm_error(session->vm));
}

/* Files that an imported job finds longer may be those that it goes on with elsewhere. */
static SporeFiles files_policy(const Session *session, const SporeSnapshotInfo *info)
{
    const SporeFiles given = session->settings.files;

    return given == SPORE_FILES_STRICT && info->is_imported ? SPORE_FILES_REFUSE : given;
}

static int load(Session *session, const char *name, bool steal)
{
    const SporeOptions vm_options = {
        .is_blank = true, .stress_collector = session->settings.stress_collector};
    SporeJobOptions options = session_job_options(session);
    SporeSnapshotInfo info;
    SporeReport report;

    options.steal = steal;
    signals_catch();
    SporeStatus status =
        spore_job_own(session->store, name, &options, &session->job, &report);
    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    status = spore_vm_open(&vm_options, &session->vm);
    if (status != SPORE_OK) return say_failure(status, "out of memory");
    int code = natives_open(session->vm, &session->settings.natives,
                            session->settings.stack_kib);
    if (code != EXIT_DONE) return code;
    status = spore_job_load(session->job, session->vm, &info, &report);
    if (status == SPORE_OK) {
        code = say_newer_natives(session);
        if (code == EXIT_DONE) code = settle_lost(session, name);
        if (code != EXIT_DONE) return code;
    }
    if (status == SPORE_OK) status = spore_vm_set_job_name(session->vm, name);
    if (status == SPORE_OK)
        status = spore_vm_open_files(session->vm, files_policy(session, &info), &report);
    return status == SPORE_OK ? EXIT_DONE : say_failure(status, "%s", report.text);
}

int resume_job(Session *session, const char *store, const char *name, bool steal)
{
    int code = store_open_for(store, true, &session->store);

    if (code == EXIT_DONE) {
        const int ended = ended_code(session, name);
        if (ended >= 0) {
            session_close(session);
            return ended;
        }
        code = load(session, name, steal);
    }
    if (code == EXIT_DONE) return session_run(session);
    session_close(session);
    return code;
}

static bool parse_files(const char *text, SporeFiles *out)
{
    static const struct {
        const char *name;
        SporeFiles policy;
    } POLICIES[] = {{"truncate", SPORE_FILES_TRUNCATE},
                    {"append", SPORE_FILES_APPEND},
                    {"verify", SPORE_FILES_VERIFY},
                    {"ignore", SPORE_FILES_IGNORE}};

    for (size_t i = 0; i < sizeof POLICIES / sizeof *POLICIES; i++) {
        *out = POLICIES[i].policy;
        if (strcmp(text, POLICIES[i].name) == 0) return true;
    }
    say("resume: --files wants truncate, append, verify or ignore, not '%s'", text);
    return false;
}

int verb_resume(int argc, char **argv)
{
    Session session = SESSION_DEFAULT;
    RunSettings *settings = &session.settings;
    const char *store = NULL;
    const char *files = NULL;
    bool steal = false;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store, "DIR", "where jobs are kept"},
        {"every", OPTION_DURATION, &settings->every_ns, "DURATION",
         "save so often: 50ms, 5s, 2m, never (5s)"},
        {"until-idle", OPTION_FLAG, &settings->stops_when_idle, NULL,
         "park (exit 84) when all tasklets sleep"},
        {"files", OPTION_TEXT, &files, "HOW",
         "open files that have changed: truncate, append, verify, ignore"},
        {"native", OPTION_LIST, &settings->natives, "FILE",
         "load natives from a shared library"},
        {"lost", OPTION_LIST, &settings->lost, "[NATIVE=]HOW",
         "calls of natives that stood in C: raise, restart, kill"},
        {"stack", OPTION_COUNT, &settings->stack_kib, "KIB",
         "the C stack of each native that may call back (64)"},
        {"grace", OPTION_DURATION, &settings->grace_ns, "DURATION",
         "how long a save waits for natives that stand in C (1s)"},
        {"steal", OPTION_FLAG, &steal, NULL, "take it from a process on another host"},
        {"stress-gc", OPTION_FLAG, &settings->stress_collector, NULL,
         "collect at every safepoint"},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the job's name");
    if (options.word_count > 1) return options_refuse_word(&options);
    if (strchr(options.words[0], '@')) {
        say("resume: a job goes on from its newest snapshot; give its name without @");
        return EXIT_USAGE;
    }
    if (files && !parse_files(files, &settings->files)) return EXIT_USAGE;
    return resume_job(&session, store, options.words[0], steal);
}
