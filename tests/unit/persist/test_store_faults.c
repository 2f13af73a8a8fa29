/*
 * Death and failure at every step of saving. A process that is killed there leaves
 * the snapshot before or the new one, whole; a step that fails loses nothing.
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "base/fault.h"
#include "persist/store_model.h"

enum { SAVES = 30 };

/* FILE_FLUSH belongs to the library of files. */
typedef struct FaultCase {
    char name[24];
    int visit;
} FaultCase;

static FaultCase CASES[] = {{"JOB_CREATE", 1},
                            {"SAVE_BEGIN", 1},
                            {"SAVE_BEGIN", 9},
                            {"SAVE_ENCODE", 7},
                            {"SAVE_HANDOFF", 7},
                            {"WRITER_BEGIN", 1},
                            {"WRITER_BEGIN", 12},
                            {"FILE_SYNC", 3},
                            {"STORE_BEGIN", 1},
                            {"STORE_BEGIN", 8},
                            {"STORE_PUT_CODE", 1},
                            {"STORE_PUT_CODE", 3},
                            {"STORE_PUT_SEGMENT", 1},
                            {"STORE_PUT_SEGMENT", 5},
                            {"STORE_PUT_SEGMENT", 60},
                            {"STORE_PUT_MANIFEST", 1},
                            {"STORE_PUT_MANIFEST", 9},
                            {"STORE_PUT_JOB", 1},
                            {"STORE_PUT_JOB", 10},
                            {"STORE_COMMIT", 1},
                            {"STORE_COMMIT", 11},
                            {"STORE_COMMITTED", 1},
                            {"STORE_COMMITTED", 11},
                            {"SAVE_FINISH", 1},
                            {"SAVE_FINISH", 12},
                            {"MERGE_SLICE", 1},
                            {"MERGE_SLICE", 2},
                            {"JOB_OWN", 1},
                            {"MERGE_DONE", 1},
                            {"MERGE_DONE", 2},
                            {"JOB_END", 1}};
enum { CASE_COUNT = sizeof CASES / sizeof CASES[0] };

/* What the child has seen, shared with the parent. */
typedef struct Seen {
    volatile uint64_t acknowledged;
    volatile uint64_t digest;      /* of the model at that snapshot */
    volatile uint64_t next_digest; /* of the model in the save under way */
    volatile int failures;
    volatile bool has_ended;
} Seen;

static void set_fault(const FaultCase *fault, const char *how)
{
    char text[64];
    snprintf(text, sizeof text, "%s:%d%s", fault->name, fault->visit, how);
    setenv("SPORE_FAULT", text, 1);
}

/* Leaves the job and takes it again, as after a stop. */
static bool change_owner(SporeStore *store, SporeJob **job, Model *model, Seen *seen)
{
    Report report;
    spore_job_close(*job);
    if (spore_job_own(store, "a", NULL, job, &report) != SPORE_OK) {
        seen->failures++;
        if (spore_job_own(store, "a", NULL, job, &report) != SPORE_OK) return false;
    }
    model_init(model, 12);
    model->sync_fd = 2;
    return spore_job_load(*job, model_vm(model), NULL, &report) == SPORE_OK;
}

/* Saves again and again; a save that fails is simply followed by the next. */
static int run_job(const char *directory, Seen *seen)
{
    Report report;
    SporeStore *store = NULL;
    SporeJob *job = NULL;
    Model *model = malloc(sizeof *model);
    const SporeSave how = {.reason = "test", .is_sync = true};
    model_init(model, 11);
    model->sync_fd = 2;
    if (spore_store_open(directory, NULL, &store, &report) != SPORE_OK) return 1;
    if (spore_job_create(store, "a", NULL, NULL, &job, &report) != SPORE_OK) {
        seen->failures++;
        if (spore_job_create(store, "a", NULL, NULL, &job, &report) != SPORE_OK) return 2;
    }
    for (int i = 0; i < SAVES; i++) {
        SporeSnapshotInfo info;
        if (i == SAVES / 2 && !change_owner(store, &job, model, seen)) return 5;
        model_change_many(model, 60);
        seen->next_digest = model_digest(model);
        if (spore_job_save(job, model_vm(model), &how, &info, &report) != SPORE_OK) {
            if (report.text[0] == '\0') return 3;
            seen->failures++;
            continue;
        }
        seen->acknowledged = info.number;
        seen->digest = seen->next_digest;
    }
    if (spore_job_end(job, SPORE_JOB_DONE, 0, &report) != SPORE_OK) {
        seen->failures++;
        if (spore_job_end(job, SPORE_JOB_DONE, 0, &report) != SPORE_OK) return 4;
    }
    seen->has_ended = true;
    spore_job_close(job);
    spore_store_close(store);
    free(model);
    return 0;
}

/* The job after the process is gone: owned, loaded, compared, gone on with. */
static void check_after(const char *directory, const Seen *seen, const char *what)
{
    Report report;
    SporeStore *store = NULL;
    SporeJob *job = NULL;
    static Model model;
    cr_assert_eq(spore_store_open(directory, NULL, &store, &report), SPORE_OK, "%s: %s",
                 what, report.text);
    SporeStatus status = spore_job_own(store, "a", NULL, &job, &report);
    if (status == SPORE_NOT_FOUND && seen->acknowledged == 0) { /* died creating it */
        spore_store_close(store);
        return;
    }
    cr_assert_eq(status, SPORE_OK, "%s: %s", what, report.text);
    const uint64_t newest = spore_job_newest(job);
    cr_assert(newest == seen->acknowledged || newest == seen->acknowledged + 1, "%s: %d",
              what, (int)newest);
    model_init(&model, 3);
    if (newest > 0) {
        cr_assert_eq(spore_job_load(job, model_vm(&model), NULL, &report), SPORE_OK,
                     "%s: %s", what, report.text);
        cr_assert_eq(model_digest(&model),
                     newest == seen->acknowledged ? seen->digest : seen->next_digest,
                     "%s", what);
    }
    for (int i = 0; i < 15; i++) {
        const SporeSave how = {.reason = "test", .is_sync = true};
        model_change_many(&model, 30);
        cr_assert_eq(spore_job_save(job, model_vm(&model), &how, NULL, &report), SPORE_OK,
                     "%s: %s", what, report.text);
    }
    cr_assert_eq(spore_job_newest(job), newest + 15);
    spore_job_close(job);
    cr_assert(model_check_all(store, "a", newest + 15, &report), "%s: %s", what,
              report.text);
    cr_assert(model_check_counts(store, &report), "%s: %s", what, report.text);
    spore_store_close(store);
}

static bool has_faults(void)
{
#ifdef SPORE_FAULTS
    return true;
#else
    return false;
#endif
}

static int run_child(const char *directory, Seen *seen, const FaultCase *fault,
                     const char *how)
{
    int status;
    const pid_t child = fork();
    if (child == 0) {
        set_fault(fault, how);
        _exit(run_job(directory, seen));
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    return status;
}

static Seen *share(void)
{
    Seen *seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    cr_assert_neq(seen, MAP_FAILED);
    return seen;
}

ParameterizedTestParameters(faults, a_kill_leaves_a_whole_snapshot)
{
    return cr_make_param_array(FaultCase, CASES, CASE_COUNT);
}

ParameterizedTest(FaultCase *fault, faults, a_kill_leaves_a_whole_snapshot)
{
    char directory[64];
    Seen *seen = share();
    if (!has_faults()) cr_skip_test("built without SPORE_FAULTS");
    model_make_directory(directory);
    const int status = run_child(directory, seen, fault, "");
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
              "%s:%d was not reached (%x)", fault->name, fault->visit, status);
    check_after(directory, seen, fault->name);
    model_remove_directory(directory);
}

ParameterizedTestParameters(faults, a_failing_step_loses_nothing)
{
    return cr_make_param_array(FaultCase, CASES, CASE_COUNT);
}

ParameterizedTest(FaultCase *fault, faults, a_failing_step_loses_nothing)
{
    char directory[64];
    Seen *seen = share();
    if (!has_faults()) cr_skip_test("built without SPORE_FAULTS");
    model_make_directory(directory);
    const int status = run_child(directory, seen, fault, ":fail");
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: %x", fault->name,
              status);
    /* A failing merge is only put off: nobody is told. */
    const bool is_merge = strncmp(fault->name, "MERGE", 5) == 0;
    cr_assert_eq(seen->failures, is_merge ? 0 : 1, "%s: %d", fault->name, seen->failures);
    cr_assert(seen->has_ended);
    check_after(directory, seen, fault->name);
    model_remove_directory(directory);
}

/* Killed at any instant, again and again, by another process. */
Test(faults, a_kill_at_any_time_leaves_a_whole_snapshot)
{
    char directory[64];
    Seen *seen = share();
    uint64_t random = 12345;
    model_make_directory(directory);
    for (int round = 0; round < 25; round++) {
        char job_directory[80];
        *seen = (Seen){0};
        snprintf(job_directory, sizeof job_directory, "%s/%d", directory, round);
        const pid_t child = fork();
        if (child == 0) _exit(run_job(job_directory, seen));
        random = random * 6364136223846793005u + 1;
        usleep(2000 + (useconds_t)(random >> 33) % 60000);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        check_after(job_directory, seen, "random kill");
    }
    model_remove_directory(directory);
}
