/*
 * Torture: the test of saving and loading that every program can be put to.
 */
#include "torture.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static uint64_t interval(const Session *session)
{
    const RunSettings *settings = &session->settings;

    return settings->torture ? settings->torture : settings->torture_keep;
}

int torture_open(Session *session, TortureStore *store)
{
    const char *base = getenv("TMPDIR");
    const SporeJobOptions options = session_job_options(session);
    SporeReport report;

    /* Memory, where there is: a commit waits for its disk otherwise. */
    if (!base || !*base) base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(store->path, sizeof store->path, "%s/spore-torture-XXXXXX", base);
    if (!mkdtemp(store->path)) {
        say("%s: %s", store->path, strerror(errno));
        store->path[0] = '\0';
        return EXIT_IO;
    }
    SporeStatus status = spore_store_open(store->path, NULL, &session->store, &report);
    if (status == SPORE_OK)
        status = spore_job_create(session->store, "torture", NULL, &options,
                                  &session->job, &report);
    return status == SPORE_OK ? EXIT_DONE : say_failure(status, "%s", report.text);
}

static int remove_entry(const char *path, const struct stat *status, int type,
                        struct FTW *place)
{
    (void)status; /* everything goes */
    (void)type;
    (void)place;
    return remove(path);
}

void torture_end(TortureStore *store)
{
    if (store->path[0] == '\0') return;
    if (nftw(store->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS) != 0)
        say("%s: %s", store->path, strerror(errno));
}

static void set_limit(Session *session)
{
    session->next_torture = spore_vm_ticks(session->vm) + interval(session);
    spore_vm_set_tick_limit(session->vm, session->next_torture);
}

void torture_begin(Session *session)
{
    set_limit(session);
}

/* Loads the newest snapshot into a fresh VM: to go on with, or to look at. */
static SporeStatus load_fresh(Session *session, SporeVM *vm, SporeReport *report)
{
    const RunSettings *settings = &session->settings;

    if (natives_open(vm, &settings->natives, settings->stack_kib) != EXIT_DONE) {
        snprintf(report->text, sizeof report->text, "no natives");
        return SPORE_NOT_FOUND; /* said */
    }
    if (session->settings.torture_keep != 0)
        return spore_snapshot_inspect(session->store, spore_job_name(session->job), 0, vm,
                                      NULL, report);
    const SporeStatus status = spore_job_load(session->job, vm, NULL, report);
    if (status != SPORE_OK) return status;
    return spore_vm_open_files(vm, SPORE_FILES_STRICT, report);
}

static int differ(const Session *session)
{
    say("torture: at tick %llu the loaded VM differs from the saved one (%s@%llu)",
        (unsigned long long)spore_vm_ticks(session->vm), spore_job_name(session->job),
        (unsigned long long)spore_job_newest(session->job));
    return EXIT_BUG;
}

static int fail(const Session *session, SporeStatus status, const char *what,
                const char *text)
{
    const int code = exit_code_of(status);

    say("torture: at tick %llu %s: %s", (unsigned long long)session->next_torture, what,
        text);
    return code == EXIT_DONE ? EXIT_BUG : code;
}

int torture_turn(Session *session)
{
    const SporeSave save = {.reason = "torture", .is_sync = true};
    const SporeOptions options = {.is_blank = true,
                                  .stress_collector = session->settings.stress_collector};
    uint8_t old_digest[SPORE_DIGEST_BYTES], new_digest[SPORE_DIGEST_BYTES];
    SporeReport report = {"out of memory"};
    SporeVM *fresh = NULL;

    /* What stands in C would be lost. */
    if (spore_vm_in_natives(session->vm) > 0) {
        set_limit(session);
        return -1;
    }
    SporeStatus status = spore_vm_flush_files(session->vm, &report);
    if (status == SPORE_OK)
        status = spore_job_save(session->job, session->vm, &save, NULL, &report);
    if (status != SPORE_OK) return fail(session, status, "the save failed", report.text);
    status = spore_vm_digest(session->vm, old_digest);
    if (status != SPORE_OK) return fail(session, status, "no digest", report.text);
    if (session->settings.torture_keep == 0) {
        spore_vm_close(session->vm);
        session->vm = NULL;
    }
    status = spore_vm_open(&options, &fresh);
    if (status == SPORE_OK) status = load_fresh(session, fresh, &report);
    if (status == SPORE_OK) status = spore_vm_digest(fresh, new_digest);
    SporeVM *other = session->vm ? fresh : NULL;
    if (!session->vm) session->vm = fresh;
    const bool is_equal =
        status == SPORE_OK && memcmp(old_digest, new_digest, sizeof old_digest) == 0;
    spore_vm_close(other);
    if (status != SPORE_OK) return fail(session, status, "the load failed", report.text);
    if (!is_equal) return differ(session);
    session->torture_count++;
    set_limit(session);
    return -1;
}
