/*
 * spore run: starts a program as a job.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "resume.h"
#include "session.h"
#include "signals.h"
#include "torture.h"

typedef struct RunOptions {
    const char *job_name;
    const char *store;
    bool resume_or_start;
} RunOptions;

static const Usage USAGE = {
    "run", "FILE [ARGUMENTS…]",
    "Starts the Lua program FILE as a job that is saved into the store. SIGUSR1 saves;\n"
    "SIGTERM and Ctrl-C save, stop and exit with 85, a second one stops at once."};

/* A job name from a script's: "dir/word count.lua" gives "word-count". */
static void name_prefix(const char *path, char *out, size_t size)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    size_t length = dot && dot != base ? (size_t)(dot - base) : strlen(base);
    size_t count = 0;

    for (size_t i = 0; i < length && count < size - 1; i++) {
        const char c = base[i];
        const bool is_good = isalnum((unsigned char)c) || (count > 0 && strchr("._-", c));
        if (is_good && (unsigned char)c < 128)
            out[count++] = c;
        else if (count > 0)
            out[count++] = '-';
    }
    out[count] = '\0';
    if (count == 0) snprintf(out, size, "job");
}

static int check(const Options *options, const RunOptions *run,
                 const RunSettings *settings)
{
    if (options->word_count == 0) return options_miss_word(options, "the program's file");
    const bool is_tortured = settings->torture != 0 || settings->torture_keep != 0;
    if (settings->torture != 0 && settings->torture_keep != 0) {
        say("run: --torture and --torture-keep exclude each other");
        return EXIT_USAGE;
    }
    if ((settings->is_ephemeral || is_tortured) &&
        (run->job_name || run->store || run->resume_or_start || settings->every_ns != 0 ||
         settings->stops_when_idle)) {
        say("run: --ephemeral and --torture use no store: no --job, --store, --every, "
            "--until-idle or --resume-or-start with them");
        return EXIT_USAGE;
    }
    if (run->resume_or_start && !run->job_name) {
        say("run: --resume-or-start wants a --job NAME");
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int load_program(Session *session, const Options *options)
{
    const SporeOptions vm_options = {.stress_collector =
                                         session->settings.stress_collector};
    const char *path = options->words[0];
    const char *const *arguments = (const char *const *)options->words + 1;

    SporeStatus status = spore_vm_open(&vm_options, &session->vm);
    if (status != SPORE_OK) return say_failure(status, "out of memory");
    int code = natives_open(session->vm, &session->settings.natives,
                            session->settings.stack_kib);
    if (code != EXIT_DONE) return code;
    status = spore_vm_load_file(session->vm, path, arguments, options->word_count - 1);
    if (status == SPORE_OK) return EXIT_DONE;
    return say_failure(status, "%s", spore_vm_error(session->vm));
}

/* Makes the job. `name` NULL: one made up from the program's. */
static int create_job(Session *session, const char *name, const char *path)
{
    const SporeJobOptions options = session_job_options(session);
    char prefix[SPORE_JOB_NAME_MAX / 2];
    SporeReport report;

    name_prefix(path, prefix, sizeof prefix);
    signals_catch();
    const SporeStatus status =
        spore_job_create(session->store, name, prefix, &options, &session->job, &report);
    if (status == SPORE_EXISTS)
        return say_failure(status, "%s; go on with: spore resume %s", report.text, name);
    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    const bool is_made_up = name == NULL;
    name = spore_job_name(session->job);
    if (spore_vm_set_job_name(session->vm, name) != SPORE_OK)
        return say_failure(SPORE_NO_MEMORY, "out of memory");
    if (is_made_up)
        say("this job is called %s; after a crash: spore resume %s", name, name);
    return EXIT_DONE;
}

/* The program is compiled before the job is made: a typing mistake leaves no job. */
static int start(Session *session, const Options *options, const RunOptions *run)
{
    TortureStore torture_store = {""};
    const RunSettings *settings = &session->settings;
    int code = load_program(session, options);

    if (code == EXIT_DONE && (settings->torture != 0 || settings->torture_keep != 0))
        code = torture_open(session, &torture_store);
    else if (code == EXIT_DONE && !settings->is_ephemeral)
        code = store_open_for(run->store, false, &session->store);
    if (code == EXIT_DONE && session->store && !session->job)
        code = create_job(session, run->job_name, options->words[0]);
    if (code == EXIT_DONE)
        code = session_run(session);
    else
        session_close(session);
    torture_end(&torture_store);
    return code;
}

/* --resume-or-start: whether the job is there to be resumed. */
static int is_resumable(const RunOptions *run, bool *out_is)
{
    SporeStore *store = NULL;
    SporeJobInfo info;
    SporeReport report;
    const int code = store_open_for(run->store, false, &store);

    *out_is = false;
    if (code != EXIT_DONE) return code;
    const SporeStatus status = spore_job_info(store, run->job_name, &info, &report);
    spore_store_close(store);
    if (status == SPORE_NOT_FOUND) return EXIT_DONE;
    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    *out_is = info.newest > 0 || info.state != SPORE_JOB_OPEN;
    return EXIT_DONE;
}

int verb_run(int argc, char **argv)
{
    Session session = SESSION_DEFAULT;
    RunSettings *settings = &session.settings;
    RunOptions run = {0};
    const Option rows[] = {
        {"job", OPTION_TEXT, &run.job_name, "NAME",
         "the job's name; else one is made up"},
        {"store", OPTION_TEXT, &run.store, "DIR", "where jobs are kept"},
        {"every", OPTION_DURATION, &settings->every_ns, "DURATION",
         "save so often: 50ms, 5s, 2m, never (5s)"},
        {"resume-or-start", OPTION_FLAG, &run.resume_or_start, NULL,
         "go on with the job if it is there"},
        {"until-idle", OPTION_FLAG, &settings->stops_when_idle, NULL,
         "park (exit 84) when all tasklets sleep"},
        {"native", OPTION_LIST, &settings->natives, "FILE",
         "load natives from a shared library"},
        {"stack", OPTION_COUNT, &settings->stack_kib, "KIB",
         "the C stack of each native that may call back (64)"},
        {"grace", OPTION_DURATION, &settings->grace_ns, "DURATION",
         "how long a save waits for natives that stand in C (1s)"},
        {"ephemeral", OPTION_FLAG, &settings->is_ephemeral, NULL, "no store, no saves"},
        {"torture", OPTION_COUNT, &settings->torture, "N",
         "at every N-th safepoint save, load and compare"},
        {"torture-keep", OPTION_COUNT, &settings->torture_keep, "N",
         "the same, but go on with the old VM"},
        {"stress-gc", OPTION_FLAG, &settings->stress_collector, NULL,
         "collect at every safepoint"},
    };
    Options options = {.usage = &USAGE,
                       .rows = rows,
                       .row_count = sizeof rows / sizeof *rows,
                       .stops_at_word = true};
    bool resumes = false;

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    int code = check(&options, &run, settings);
    if (code == EXIT_DONE && run.resume_or_start) code = is_resumable(&run, &resumes);
    if (code != EXIT_DONE) return code;
    if (resumes) return resume_job(&session, run.store, run.job_name, false);
    return start(&session, &options, &run);
}
