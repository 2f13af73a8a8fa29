/*
 * Stores, jobs and saves from outside: what was saved comes back, whatever is
 * merged, grown or refused meanwhile.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "persist/job.h"
#include "persist/segment.h"
#include "persist/store.h"
#include "persist/store_model.h"
#include "watched.h"

static char directory[64];
static SporeStore *store;
static Report report;
static Model model;

static void open_store(const SporeStoreOptions *options)
{
    cr_assert_eq(spore_store_open(directory, options, &store, &report), SPORE_OK, "%s",
                 report.text);
}

static void set_up(void)
{
    model_make_directory(directory);
    model_init(&model, 1);
    open_store(NULL);
}

static void tear_down(void)
{
    spore_store_close(store);
    model_remove_directory(directory);
}

TestSuite(store, .init = set_up, .fini = tear_down);

static SporeJob *create(const char *name)
{
    SporeJob *job = NULL;
    cr_assert_eq(spore_job_create(store, name, NULL, NULL, &job, &report), SPORE_OK, "%s",
                 report.text);
    return job;
}

static SporeSnapshotInfo save(SporeJob *job)
{
    SporeSnapshotInfo info = {0};
    const SporeSave how = {.reason = "test", .is_sync = true};
    cr_assert_eq(spore_job_save(job, model_vm(&model), &how, &info, &report), SPORE_OK,
                 "%s", report.text);
    return info;
}

Test(store, many_saves_come_back)
{
    SporeJob *job = create("words");
    for (int i = 1; i <= 200; i++) {
        model_change_many(&model, i == 1 ? 500 : 1 + (uint32_t)i % 20);
        const SporeSnapshotInfo info = save(job);
        cr_assert_eq(info.number, (uint64_t)i);
        cr_assert_str_eq(info.reason, "test");
    }
    cr_assert_eq(spore_job_newest(job), 200u);
    cr_assert(model_check_all(store, "words", 200, &report), "%s", report.text);
    spore_job_close(job);

    SporeSnapshotInfo *log;
    size_t count;
    cr_assert_eq(spore_job_log(store, "words", &log, &count, &report), SPORE_OK);
    cr_assert_eq(count, 200u);
    uint64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        cr_assert_eq(log[i].number, i + 1);
        cr_assert(log[i].committed_ns >= log[i].pause_start_ns);
        if (log[i].runs > most) most = log[i].runs;
    }
    cr_assert(most > 3 && most < 24, "up to %llu runs", (unsigned long long)most);
    cr_assert(log[0].added_bytes > 20 * log[1].added_bytes);
    spore_list_free(log);
}

Test(store, a_closed_job_goes_on)
{
    for (int round = 0; round < 12; round++) {
        SporeJob *job = NULL;
        if (round == 0)
            job = create("a");
        else
            cr_assert_eq(spore_job_own(store, "a", NULL, &job, &report), SPORE_OK);
        if (round > 0) {
            const uint64_t digest = model_digest(&model);
            model_init(&model, (uint64_t)round + 5);
            cr_assert_eq(spore_job_load(job, model_vm(&model), NULL, &report), SPORE_OK,
                         "%s", report.text);
            cr_assert_eq(model_digest(&model), digest);
        }
        for (int i = 0; i < 7; i++) {
            model_change_many(&model, 30);
            save(job);
        }
        spore_job_close(job);
        spore_store_close(store);
        open_store(NULL);
    }
    cr_assert(model_check_all(store, "a", 12 * 7, &report), "%s", report.text);
    cr_assert(model_check_counts(store, &report), "%s", report.text);
}

Test(store, a_save_without_changes_is_a_snapshot)
{
    SporeJob *job = create("a");
    model_change_many(&model, 10);
    save(job);
    const SporeSnapshotInfo info = save(job);
    cr_assert_eq(info.number, 2u);
    cr_assert_eq(info.runs, 1u);
    cr_assert(info.added_bytes > 0 && info.added_bytes < 700);
    spore_job_close(job);
}

Test(store, the_map_grows_by_itself)
{
    spore_store_close(store);
    const SporeStoreOptions small = {.map_bytes = 64 << 10};
    open_store(&small);
    SporeJob *job = create("big");
    model.large_bytes = 300000;
    for (int i = 0; i < 30; i++) {
        model_change_many(&model, 60);
        save(job);
    }
    struct stat info;
    char path[128];
    snprintf(path, sizeof path, "%s/data.mdb", directory);
    cr_assert_eq(stat(path, &info), 0);
    cr_assert(info.st_size > (4 << 20), "only %lld bytes", (long long)info.st_size);
    cr_assert_eq(info.st_mode & 0777, 0600u);
    cr_assert(model_check_all(store, "big", 30, &report), "%s", report.text);
    spore_job_close(job);
}

Test(store, a_full_store_says_so_and_loses_nothing)
{
    spore_store_close(store);
    const SporeStoreOptions small = {.map_bytes = 128 << 10, .max_bytes = 256 << 10};
    open_store(&small);
    SporeJob *job = create("big");
    const SporeSave how = {.reason = "test", .is_sync = true};
    SporeStatus status = SPORE_OK;
    for (int i = 0; i < 200 && status == SPORE_OK; i++) {
        model_change_many(&model, 20);
        status = spore_job_save(job, model_vm(&model), &how, NULL, &report);
    }
    cr_assert_eq(status, SPORE_LIMIT, "%d", status);
    const uint64_t newest = spore_job_newest(job);
    cr_assert(newest > 0);
    cr_assert(model_check_all(store, "big", newest, &report), "%s", report.text);
    spore_job_close(job);
}

Test(store, opening_it_twice_gives_the_same)
{
    SporeStore *again;
    char path[128];
    snprintf(path, sizeof path, "%s/../%s", directory, strrchr(directory, '/') + 1);
    cr_assert_eq(spore_store_open(path, NULL, &again, &report), SPORE_OK);
    cr_assert_eq(again, store);
    spore_store_close(again);
    spore_job_close(create("a"));
}

Test(store, an_absent_store_is_not_made_for_readers)
{
    SporeStore *other = NULL;
    char path[128];
    const SporeStoreOptions options = {.must_exist = true};
    snprintf(path, sizeof path, "%s/none", directory);
    cr_assert_eq(spore_store_open(path, &options, &other, &report), SPORE_NOT_FOUND);
    cr_assert_neq(access(path, F_OK), 0);
    cr_assert_null(other);
}

Test(store, a_job_has_one_owner)
{
    SporeJob *job = create("a");
    SporeJob *second = NULL;
    model_change_many(&model, 5);
    save(job);
    cr_assert_eq(spore_job_own(store, "a", NULL, &second, &report), SPORE_BUSY);
    cr_assert_eq(spore_job_create(store, "a", NULL, NULL, &second, &report), SPORE_BUSY);
    SporeJobInfo info;
    cr_assert_eq(spore_job_info(store, "a", &info, &report), SPORE_OK);
    cr_assert(info.is_owned && info.is_owner_here && info.owner_pid == getpid());
    spore_job_close(job);
    cr_assert_eq(spore_job_info(store, "a", &info, &report), SPORE_OK);
    cr_assert(!info.is_owned && info.owner_pid == 0);
    cr_assert_eq(spore_job_create(store, "a", NULL, NULL, &second, &report),
                 SPORE_EXISTS);
    cr_assert_eq(spore_job_own(store, "a", NULL, &second, &report), SPORE_OK);
    spore_job_close(second);
}

Test(store, another_process_gets_busy_and_a_dead_owner_is_taken_over)
{
    int ready[2];
    cr_assert_eq(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        SporeStore *own = NULL;
        SporeJob *job = NULL;
        const SporeSave how = {.reason = "x", .is_sync = true};
        if (spore_store_open(directory, NULL, &own, NULL) != SPORE_OK) _exit(1);
        if (spore_job_create(own, "a", NULL, NULL, &job, NULL) != SPORE_OK) _exit(2);
        model_change_many(&model, 50);
        if (spore_job_save(job, model_vm(&model), &how, NULL, NULL) != SPORE_OK) _exit(3);
        if (write(ready[1], "x", 1) != 1) _exit(4);
        for (;;)
            pause();
    }
    char byte;
    SporeJob *job = NULL;
    close(ready[1]);
    cr_assert_eq(read(ready[0], &byte, 1), 1);
    cr_assert_eq(spore_job_own(store, "a", NULL, &job, &report), SPORE_BUSY);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    cr_assert_eq(spore_job_own(store, "a", NULL, &job, &report), SPORE_OK, "%s",
                 report.text);
    cr_assert_eq(spore_job_load(job, model_vm(&model), NULL, &report), SPORE_OK);
    spore_job_close(job);
}

/* Makes the record say that somebody else has the job. */
static SporeStatus move_owner(StoreTxn *txn, void *context)
{
    JobRecord record;
    SporeStatus status = job_record_get(txn, "a", &record);
    if (status != SPORE_OK) return status;
    record.epoch += *(uint64_t *)context;
    record.owner.pid = 4711;
    strcpy(record.owner.host, "elsewhere");
    strcpy(record.owner.machine, "another");
    strcpy(record.owner.boot, "other-kernel");
    return job_record_put(txn, "a", &record);
}

Test(store, a_job_that_was_taken_over_writes_nothing)
{
    SporeJob *job = create("a");
    uint64_t step = 1;
    model_change_many(&model, 50);
    save(job);
    cr_assert_eq(store_write(store, move_owner, &step, &report), SPORE_OK);
    const SporeSave how = {.reason = "x", .is_sync = true};
    for (int i = 0; i < 2; i++) {
        model_change_many(&model, 50);
        cr_assert_eq(spore_job_save(job, model_vm(&model), &how, NULL, &report),
                     SPORE_LOST);
    }
    cr_assert_eq(spore_job_end(job, SPORE_JOB_DONE, 0, &report), SPORE_LOST);
    spore_job_close(job);
    SporeJobInfo info;
    cr_assert_eq(spore_job_info(store, "a", &info, &report), SPORE_OK);
    cr_assert_eq(info.newest, 1u);
    cr_assert(info.state == SPORE_JOB_OPEN && info.owner_pid == 4711);
}

Test(store, an_owner_on_another_host_is_only_robbed_on_demand)
{
    SporeJob *job = create("a");
    uint64_t step = 0;
    model_change_many(&model, 50);
    save(job);
    spore_job_close(job);
    cr_assert_eq(store_write(store, move_owner, &step, &report), SPORE_OK);
    cr_assert_eq(spore_job_own(store, "a", NULL, &job, &report), SPORE_BUSY);
    cr_assert(strstr(report.text, "elsewhere") != NULL, "%s", report.text);
    const SporeJobOptions steal = {.steal = true};
    cr_assert_eq(spore_job_own(store, "a", &steal, &job, &report), SPORE_OK);
    spore_job_close(job);
}

Test(store, the_end_of_a_job_is_kept)
{
    SporeJob *job = create("a");
    model_change_many(&model, 5);
    save(job);
    cr_assert_eq(spore_job_end(job, SPORE_JOB_FAILED, 3, &report), SPORE_OK);
    spore_job_close(job);
    SporeJobInfo info;
    cr_assert_eq(spore_job_info(store, "a", &info, &report), SPORE_OK);
    cr_assert(info.state == SPORE_JOB_FAILED && info.exit_code == 3);
    cr_assert_eq(spore_job_create(store, "a", NULL, NULL, &job, &report), SPORE_EXISTS);
}

Test(store, names_are_made_up_and_checked)
{
    SporeJob *first = NULL;
    SporeJob *second = NULL;
    cr_assert_eq(spore_job_create(store, NULL, "w", NULL, &first, &report), SPORE_OK);
    cr_assert_eq(spore_job_create(store, NULL, "w", NULL, &second, &report), SPORE_OK);
    cr_assert_str_eq(spore_job_name(first), "w-1");
    cr_assert_str_eq(spore_job_name(second), "w-2");
    spore_job_close(first);
    spore_job_close(second);
    const char *const bad[] = {"", ".", "-a", "a/b", "a b", "a@1", "\xC3\xA4"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_assert_eq(spore_job_create(store, bad[i], NULL, NULL, &first, &report),
                     SPORE_USAGE, "%s", bad[i]);
    SporeJobInfo *jobs;
    size_t count;
    cr_assert_eq(spore_store_jobs(store, &jobs, &count, &report), SPORE_OK);
    cr_assert_eq(count, 2u);
    cr_assert_str_eq(jobs[1].name, "w-2");
    spore_list_free(jobs);
}

Test(store, snapshots_are_found_by_name)
{
    char name[SPORE_JOB_NAME_MAX + 1];
    SporeSnapshotInfo info;
    SporeJob *job = create("a");
    cr_assert_eq(spore_snapshot_find(store, "a", name, &info, &report), SPORE_NOT_FOUND);
    for (int i = 0; i < 5; i++) {
        model_change(&model);
        save(job);
    }
    spore_job_close(job);
    const struct {
        const char *text;
        uint64_t number; /* 0: not found; 9: no name of a snapshot */
    } cases[] = {{"a", 5},    {"a@3", 3},
                 {"a@-1", 4}, {"a@-4", 1},
                 {"a@-5", 0}, {"a@6", 0},
                 {"a@0", 0},  {"b", 0},
                 {"a@", 9},   {"a@x", 9},
                 {"@1", 9},   {"a@1x", 9},
                 {"a@-", 9},  {"a@99999999999999999999", 9}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const SporeStatus wanted = cases[i].number == 0   ? SPORE_NOT_FOUND
                                   : cases[i].number == 9 ? SPORE_USAGE
                                                          : SPORE_OK;
        const SporeStatus status =
            spore_snapshot_find(store, cases[i].text, name, &info, &report);
        cr_assert_eq(status, wanted, "%s", cases[i].text);
        if (status == SPORE_OK) cr_assert_eq(info.number, cases[i].number);
    }
}

Test(store, another_vm_cannot_be_saved_into_a_job)
{
    SporeJob *job = create("a");
    Model other;
    const SporeSave how = {.reason = "x", .is_sync = true};
    model_init(&other, 2);
    save(job);
    cr_assert_eq(spore_job_save(job, model_vm(&other), &how, NULL, &report), SPORE_USAGE);
    spore_job_close(job);
    cr_assert_eq(spore_job_own(store, "a", NULL, &job, &report), SPORE_OK);
    cr_assert_eq(spore_job_save(job, model_vm(&model), &how, NULL, &report), SPORE_USAGE);
    spore_job_close(job);
}

/* ---- not waiting ---- */

typedef struct Told {
    atomic_int ok_count;
    atomic_int wanted_count;
    atomic_int failed_count;
} Told;

static void on_saved(void *context, SporeStatus status, const SporeSnapshotInfo *snapshot,
                     const char *message, bool is_wanted)
{
    Told *told = context;
    (void)message;
    if (status == SPORE_OK && snapshot != NULL) told->ok_count++;
    if (status != SPORE_OK && snapshot == NULL) told->failed_count++;
    if (is_wanted) told->wanted_count++;
}

Test(store, saves_in_the_background_are_told_and_whole)
{
    Told told = {0};
    SporeJob *job = NULL;
    const SporeJobOptions options = {.saved = on_saved, .saved_context = &told};
    cr_assert_eq(spore_job_create(store, "a", NULL, &options, &job, &report), SPORE_OK);
    const SporeSave how = {.reason = "every"};
    for (int i = 0; i < 300; i++) {
        model_change_many(&model, 40);
        cr_assert_eq(spore_job_save(job, model_vm(&model), &how, NULL, &report),
                     SPORE_OK);
    }
    cr_assert_eq(spore_job_wait(job, &report), SPORE_OK);
    save(job);
    const uint64_t newest = spore_job_newest(job);
    const uint64_t digest = model_digest(&model);
    spore_job_close(job);
    cr_assert_eq(told.ok_count, (int)newest);
    cr_assert_eq(told.failed_count, 0);
    cr_assert(newest >= 2 && newest <= 301);
    if (newest < 301) cr_assert(told.wanted_count > 0);
    cr_assert(model_check_all(store, "a", newest, &report), "%s", report.text);
    model_init(&model, 9);
    cr_assert_eq(spore_snapshot_inspect(store, "a", 0, model_vm(&model), NULL, &report),
                 SPORE_OK);
    cr_assert_eq(model_digest(&model), digest);
}

Test(store, one_process_can_run_several_jobs)
{
    SporeJob *jobs[3];
    Model *models = calloc(3, sizeof *models);
    char name[16];
    for (int j = 0; j < 3; j++) {
        snprintf(name, sizeof name, "j%d", j);
        jobs[j] = create(name);
        model_init(&models[j], (uint64_t)j + 1);
    }
    const SporeSave how = {.reason = "every"};
    const SporeSave last = {.reason = "stop", .is_sync = true};
    for (int i = 0; i <= 60; i++)
        for (int j = 0; j < 3; j++) {
            model_change_many(&models[j], 40);
            cr_assert_eq(spore_job_save(jobs[j], model_vm(&models[j]),
                                        i < 60 ? &how : &last, NULL, &report),
                         SPORE_OK);
        }
    for (int j = 0; j < 3; j++) {
        snprintf(name, sizeof name, "j%d", j);
        cr_assert(model_check_all(store, name, spore_job_newest(jobs[j]), &report), "%s",
                  report.text);
        spore_job_close(jobs[j]);
    }
    free(models);
}

/* ---- hostile and forked ---- */

typedef struct Flip {
    StoreTable table;
    size_t item;   /* which one */
    size_t offset; /* of the byte */
    bool has_more; /* the table has such an item */
    size_t size;
} Flip;

static SporeStatus flip_body(StoreTxn *txn, void *context)
{
    Flip *flip = context;
    static const uint8_t FIRST[1] = {0};
    uint8_t key[64];
    uint8_t value[4096];
    StoreCursor cursor = {0};
    StoreItem item;
    SporeStatus status = store_cursor_open(txn, flip->table, &cursor);
    if (status == SPORE_OK)
        status = store_cursor_seek(&cursor, FIRST, sizeof FIRST, &item);
    for (size_t i = 0; status == SPORE_OK && i < flip->item; i++)
        status = store_cursor_next(&cursor, &item);
    flip->has_more = status == SPORE_OK;
    if (!flip->has_more) return store_cursor_close(&cursor), SPORE_OK;
    memcpy(key, item.key, item.key_size);
    memcpy(value, item.value, item.size);
    flip->size = item.size;
    value[flip->offset % item.size] ^= 0x40;
    const size_t key_size = item.key_size;
    store_cursor_close(&cursor);
    return store_put(txn, flip->table, key, key_size, value, flip->size);
}

Test(store, a_flipped_byte_is_found)
{
    SporeJob *job = create("a");
    model.code_count = 2;
    for (int i = 0; i < 6; i++) {
        model_change_many(&model, 100);
        save(job);
    }
    spore_job_close(job);
    const StoreTable tables[] = {STORE_RUNS, STORE_MANIFESTS, STORE_CODES, STORE_JOBS};
    Model *loaded = malloc(sizeof *loaded);
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        Flip flip = {.table = tables[t], .has_more = true};
        for (flip.item = 0; flip.has_more; flip.item += 3) {
            flip.offset = flip.item * 97;
            cr_assert_eq(store_write(store, flip_body, &flip, &report), SPORE_OK);
            if (!flip.has_more) break;
            bool is_found = false;
            for (uint64_t n = 1; n <= 6 && !is_found; n++) {
                model_init(loaded, 1);
                const SporeStatus status = spore_snapshot_inspect(
                    store, "a", n, model_vm(loaded), NULL, &report);
                is_found = status == SPORE_CORRUPT || status == SPORE_INCOMPATIBLE;
                /* The stand-in asks for code that need not be there. */
                if (tables[t] == STORE_CODES && loaded->code_count < model.code_count)
                    is_found = true;
            }
            cr_assert(is_found, "table %zu, item %zu", t, flip.item);
            if (tables[t] == STORE_RUNS)
                cr_assert(strncmp(report.text, "run ", 4) == 0, "%s", report.text);
            cr_assert_eq(store_write(store, flip_body, &flip, &report), SPORE_OK);
        }
        cr_assert(flip.item > 0);
    }
    free(loaded);
    cr_assert(model_check_all(store, "a", 6, &report), "%s", report.text);
}

static SporeStatus remove_segment(StoreTxn *txn, void *context)
{
    static const uint8_t FIRST[1] = {0};
    StoreCursor cursor = {0};
    StoreItem item;
    uint8_t key[SEGMENT_KEY];
    SporeStatus status = store_cursor_open(txn, STORE_RUNS, &cursor);
    if (status == SPORE_OK)
        status = store_cursor_seek(&cursor, FIRST, sizeof FIRST, &item);
    for (int i = *(int *)context; i > 0 && status == SPORE_OK; i--)
        status = store_cursor_next(&cursor, &item);
    if (status == SPORE_OK) memcpy(key, item.key, sizeof key);
    store_cursor_close(&cursor);
    return status == SPORE_OK ? store_remove(txn, STORE_RUNS, key, sizeof key) : status;
}

Test(store, a_lost_segment_is_found)
{
    SporeJob *job = create("a");
    model_change_many(&model, 500);
    save(job);
    spore_job_close(job);
    int index = 3;
    cr_assert_eq(store_write(store, remove_segment, &index, &report), SPORE_OK);
    model_init(&model, 1);
    cr_assert_eq(spore_snapshot_inspect(store, "a", 1, model_vm(&model), NULL, &report),
                 SPORE_CORRUPT);
    cr_assert(strncmp(report.text, "run ", 4) == 0, "%s", report.text);
}

Test(store, a_forked_child_is_refused)
{
    SporeJob *job = create("a");
    save(job);
    const pid_t child = fork();
    if (child == 0) {
        const SporeSave how = {.reason = "x", .is_sync = true};
        SporeJobInfo info;
        if (spore_job_info(store, "a", &info, NULL) != SPORE_UNAVAILABLE) _exit(1);
        if (spore_job_save(job, model_vm(&model), &how, NULL, NULL) != SPORE_UNAVAILABLE)
            _exit(2);
        if (spore_job_wait(job, NULL) != SPORE_UNAVAILABLE) _exit(3);
        spore_job_close(job);
        spore_store_close(store);
        SporeStore *anew = NULL;
        if (spore_store_open(directory, NULL, &anew, NULL) != SPORE_OK) _exit(4);
        if (spore_job_info(anew, "a", &info, NULL) != SPORE_OK) _exit(5);
        if (!info.is_owned) _exit(6);
        spore_store_close(anew);
        _exit(0);
    }
    int status;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%d", status);
    model_change_many(&model, 30);
    save(job);
    spore_job_close(job);
    cr_assert(model_check_all(store, "a", 2, &report), "%s", report.text);
}

/* ---- another process is asked ---- */

static volatile sig_atomic_t asked;

static void on_signal(int number)
{
    asked = number;
}

static void serve(int ready)
{
    SporeStore *own = NULL;
    SporeJob *job = NULL;
    signal(SIGUSR1, on_signal);
    signal(SIGTERM, on_signal);
    if (spore_store_open(directory, NULL, &own, NULL) != SPORE_OK) _exit(1);
    if (spore_job_create(own, "a", NULL, NULL, &job, NULL) != SPORE_OK) _exit(2);
    if (write(ready, "x", 1) != 1) _exit(4);
    for (;;) {
        const SporeSave how = {.reason = "signal", .is_sync = true};
        const int number = asked;
        model_change(&model);
        if (number == 0) continue;
        asked = 0;
        if (spore_job_save(job, model_vm(&model), &how, NULL, NULL) != SPORE_OK) _exit(3);
        if (number == SIGTERM) break;
    }
    spore_job_close(job);
    spore_store_close(own);
    _exit(0);
}

Test(store, a_running_job_saves_and_stops_when_asked)
{
    if (is_emulated()) cr_skip_test("the emulator has /proc/self/stat of its own");
    int ready[2];
    char byte;
    SporeJobInfo info;
    cr_assert_eq(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) serve(ready[1]);
    cr_assert_eq(read(ready[0], &byte, 1), 1);
    for (uint64_t i = 1; i <= 3; i++) {
        cr_assert_eq(
            spore_job_ask(store, "a", SPORE_ASK_CHECKPOINT, 20000, &info, &report),
            SPORE_OK, "%s", report.text);
        cr_assert_eq(info.newest, i);
    }
    cr_assert_eq(spore_job_ask(store, "a", SPORE_ASK_STOP, 20000, &info, &report),
                 SPORE_OK, "%s", report.text);
    cr_assert(info.newest == 4 && !info.is_owned);
    cr_assert_eq(spore_job_ask(store, "a", SPORE_ASK_STOP, 20000, &info, &report),
                 SPORE_NOT_FOUND);
    int status;
    waitpid(child, &status, 0);
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
