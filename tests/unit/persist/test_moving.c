/*
 * Exported jobs: what goes out comes back in another store, byte for byte the same the
 * second time; nothing that is not all there and unchanged gets in, or leaves a trace.
 */
#include <criterion/criterion.h>
#include <sys/wait.h>

#include "persist/import.h"
#include "persist/pack.h"
#include "persist/store_model.h"
#include "persist/stream.h"

static char directories[2][64];
static SporeStore *from, *to;
static Report report;
static Model model;
static Bytes stream;

static void set_up(void)
{
    const SporeStoreOptions options = {.map_bytes = 1 << 20};
    for (int i = 0; i < 2; i++) {
        SporeStore **store = i == 0 ? &from : &to;
        model_make_directory(directories[i]);
        cr_assert_eq(spore_store_open(directories[i], &options, store, &report), SPORE_OK,
                     "%s", report.text);
    }
    model_init(&model, 5);
}

static void tear_down(void)
{
    spore_store_close(from);
    spore_store_close(to);
    bytes_deinit(&stream);
    for (int i = 0; i < 2; i++)
        model_remove_directory(directories[i]);
}

TestSuite(moving, .init = set_up, .fini = tear_down);

/* ---- streams in memory ---- */

static SporeStatus put(void *context, const void *data, size_t size, Report *out)
{
    (void)out;
    bytes_put(context, data, size);
    return SPORE_OK;
}

static SporeStatus refuse_to_put(void *context, const void *data, size_t size,
                                 Report *out)
{
    (void)context, (void)data, (void)size;
    return report_fail(out, SPORE_IO, "nothing is taken");
}

/* In small steps, of other sizes than the parts have. */
static SporeStatus take(void *context, void *data, size_t size, size_t *out_count,
                        Report *out)
{
    Reader *reader = context;
    (void)out;
    if (size > 77) size = 77;
    if (size > reader_left(reader)) size = reader_left(reader);
    if (size > 0) memcpy(data, reader_take(reader, size), size);
    *out_count = size;
    return SPORE_OK;
}

static SporeStatus fail_to_take(void *context, void *data, size_t size, size_t *out_count,
                                Report *out)
{
    SporeStatus status = take(context, data, size, out_count, out);
    return *out_count > 0 ? status : report_fail(out, SPORE_IO, "nothing comes");
}

/* As spore_job_import() does it, with a model in place of a VM. */
static SporeStatus import_job(SporeStore *store, SporeRead read, void *context,
                              const char *name, SporeJobInfo *out_info, Report *out)
{
    Import import = {.name = ""};
    Model *fresh = malloc(sizeof *fresh);
    model_init(fresh, 1);
    SporeStatus status = import_read(&import, (VM *)fresh, read, context, out);
    if (status == SPORE_OK) status = import_commit(&import, store, name, out_info, out);
    import_deinit(&import);
    free(fresh);
    return status;
}

static SporeStatus import_bytes(const uint8_t *data, size_t size, const char *name,
                                SporeJobInfo *out_info)
{
    Reader reader = {data, data + size, false};
    report.text[0] = '\0';
    return import_job(to, take, &reader, name, out_info, &report);
}

static void export_to(SporeStore *store, const char *name, uint64_t number, Bytes *out)
{
    bytes_clear(out);
    cr_assert_eq(spore_job_export(store, name, number, put, out, &report), SPORE_OK, "%s",
                 report.text);
}

static size_t job_count(SporeStore *store)
{
    SporeJobInfo *jobs;
    size_t count;
    cr_assert_eq(spore_store_jobs(store, &jobs, &count, &report), SPORE_OK);
    spore_list_free(jobs);
    return count;
}

/* A job "a" in the first store, of so many saves. */
static void make_job(int saves, uint32_t changes)
{
    SporeJob *job = NULL;
    const SporeSave how = {.reason = "test", .is_sync = true};
    cr_assert_eq(spore_job_create(from, "a", NULL, NULL, &job, &report), SPORE_OK);
    for (int i = 0; i < saves; i++) {
        model_change_many(&model, changes);
        cr_assert_eq(spore_job_save(job, model_vm(&model), &how, NULL, &report), SPORE_OK,
                     "%s", report.text);
    }
    spore_job_close(job);
}

/* ---- there and back ---- */

static void check_round_trip(uint64_t number)
{
    SporeJobInfo info = {0};
    Bytes again = {0};
    export_to(from, "a", number, &stream);
    cr_assert_eq(import_bytes(stream.data, stream.count, NULL, &info), SPORE_OK, "%s",
                 report.text);
    cr_assert_str_eq(info.name, "a");
    cr_assert_eq(info.newest, 1u);
    cr_assert_eq(info.state, SPORE_JOB_OPEN);
    cr_assert(!info.is_owned);
    cr_assert(model_check_all(to, "a", 1, &report), "%s", report.text);
    cr_assert(model_check_counts(to, &report), "%s", report.text);
    export_to(from, "a", number, &again);
    cr_assert(again.count == stream.count &&
                  memcmp(again.data, stream.data, stream.count) == 0,
              "the second export is another");
    export_to(to, "a", 0, &again);
    cr_assert(again.count == stream.count &&
                  memcmp(again.data, stream.data, stream.count) == 0,
              "what was imported is exported as something else");
    bytes_deinit(&again);
}

Test(moving, many_runs_come_back_as_one)
{
    make_job(20, 60);
    check_round_trip(0);
    SporeSnapshotInfo *log;
    size_t count;
    cr_assert_eq(spore_job_log(to, "a", &log, &count, &report), SPORE_OK);
    cr_assert_eq(count, 1u);
    cr_assert_eq(log[0].runs, 1u);
    cr_assert_str_eq(log[0].reason, "test");
    cr_assert(log[0].is_imported);
    spore_list_free(log);
}

Test(moving, an_older_snapshot_comes_back)
{
    make_job(9, 100);
    check_round_trip(4);
}

Test(moving, many_slices_and_large_records_come_back)
{
    model.large_bytes = 900000;
    make_job(4, 900);
    check_round_trip(0);
    cr_assert_gt(stream.count, 9u << 20);
}

Test(moving, the_imported_job_goes_on)
{
    SporeJob *job = NULL;
    SporeSnapshotInfo info;
    const SporeSave how = {.reason = "test", .is_sync = true};
    make_job(3, 100);
    export_to(from, "a", 0, &stream);
    cr_assert_eq(import_bytes(stream.data, stream.count, "b", NULL), SPORE_OK);
    cr_assert_eq(spore_job_own(to, "b", NULL, &job, &report), SPORE_OK);
    model_init(&model, 6);
    cr_assert_eq(spore_job_load(job, model_vm(&model), &info, &report), SPORE_OK, "%s",
                 report.text);
    cr_assert(info.is_imported);
    model_change_many(&model, 50);
    cr_assert_eq(spore_job_save(job, model_vm(&model), &how, &info, &report), SPORE_OK);
    cr_assert_eq(info.number, 2u);
    cr_assert(!info.is_imported);
    spore_job_close(job);
    cr_assert(model_check_all(to, "b", 2, &report), "%s", report.text);
}

/* Another job makes the store larger, for which no transaction may be open. */
static SporeStatus save_and_put(void *context, const void *data, size_t size, Report *out)
{
    SporeJob *job = NULL;
    const SporeSave how = {.reason = "test", .is_sync = true};
    if (size < 1 << 20) return put(context, data, size, out);
    Model *other = malloc(sizeof *other);
    model_init(other, 7);
    other->large_bytes = 2000000;
    model_change_many(other, 900);
    SporeStatus status = spore_job_create(from, NULL, "other", NULL, &job, out);
    if (status == SPORE_OK)
        status = spore_job_save(job, model_vm(other), &how, NULL, out);
    spore_job_close(job);
    free(other);
    return status == SPORE_OK ? put(context, data, size, out) : status;
}

Test(moving, nothing_is_open_while_the_bytes_are_taken)
{
    Bytes other = {0};
    model.large_bytes = 900000;
    make_job(1, 900);
    export_to(from, "a", 0, &stream);
    cr_assert_eq(spore_job_export(from, "a", 0, save_and_put, &other, &report), SPORE_OK,
                 "%s", report.text);
    cr_assert(other.count == stream.count &&
              memcmp(other.data, stream.data, stream.count) == 0);
    cr_assert_gt(job_count(from), 2u);
    bytes_deinit(&other);
}

/* ---- names ---- */

Test(moving, a_name_is_taken_once)
{
    SporeJob *job = NULL;
    make_job(2, 50);
    export_to(from, "a", 0, &stream);
    cr_assert_eq(import_bytes(stream.data, stream.count, "a/b", NULL), SPORE_USAGE);
    cr_assert_eq(import_bytes(stream.data, stream.count, NULL, NULL), SPORE_OK);
    cr_assert_eq(import_bytes(stream.data, stream.count, NULL, NULL), SPORE_EXISTS);
    cr_assert_eq(import_bytes(stream.data, stream.count, "b", NULL), SPORE_OK);
    cr_assert_eq(spore_job_create(to, "c", NULL, NULL, &job, &report), SPORE_OK);
    cr_assert_eq(import_bytes(stream.data, stream.count, "c", NULL), SPORE_BUSY);
    spore_job_close(job);
    cr_assert_eq(import_bytes(stream.data, stream.count, "c", NULL), SPORE_OK, "%s",
                 report.text);
    cr_assert_eq(job_count(to), 3u);
}

Test(moving, what_is_not_there_is_not_exported)
{
    SporeJob *job = NULL;
    cr_assert_eq(spore_job_export(from, "a", 0, put, &stream, &report), SPORE_NOT_FOUND);
    cr_assert_eq(spore_job_create(from, "a", NULL, NULL, &job, &report), SPORE_OK);
    cr_assert_eq(spore_job_export(from, "a", 0, put, &stream, &report), SPORE_NOT_FOUND);
    spore_job_close(job);
    make_job(2, 10);
    cr_assert_eq(spore_job_export(from, "a", 3, put, &stream, &report), SPORE_NOT_FOUND);
    cr_assert_eq(spore_job_export(from, "a@1", 0, put, &stream, &report), SPORE_USAGE);
    cr_assert_eq(stream.count, 0u);
}

Test(moving, failures_of_the_stream_are_told)
{
    make_job(1, 10);
    cr_assert_eq(spore_job_export(from, "a", 0, refuse_to_put, NULL, &report), SPORE_IO);
    cr_assert_str_eq(report.text, "nothing is taken");
    export_to(from, "a", 0, &stream);
    Reader half = {stream.data, stream.data + stream.count / 2, false};
    cr_assert_eq(import_job(to, fail_to_take, &half, NULL, NULL, &report), SPORE_IO);
    cr_assert_str_eq(report.text, "nothing comes");
    cr_assert_eq(job_count(to), 0u);
}

/* ---- damage ---- */

static void check_refused(const uint8_t *data, size_t size, const char *what, size_t at)
{
    const SporeStatus status = import_bytes(data, size, NULL, NULL);
    cr_assert(status == SPORE_CORRUPT || status == SPORE_INCOMPATIBLE, "%s %zu: %d %s",
              what, at, (int)status, report.text);
    cr_assert_neq(report.text[0], '\0');
}

Test(moving, no_truncated_stream_gets_in)
{
    make_job(2, 3);
    export_to(from, "a", 0, &stream);
    for (size_t size = 0; size < stream.count; size++) {
        uint8_t *exact = malloc(size + 1); /* so that reading on is seen */
        memcpy(exact, stream.data, size);
        check_refused(exact, size, "cut at", size);
        free(exact);
    }
    bytes_put_u8(&stream, 0);
    check_refused(stream.data, stream.count, "longer", 1);
    cr_assert_eq(job_count(to), 0u);
    cr_assert_eq(import_bytes(stream.data, stream.count - 1, NULL, NULL), SPORE_OK);
}

Test(moving, no_flipped_bit_gets_in)
{
    make_job(2, 3);
    export_to(from, "a", 0, &stream);
    for (size_t i = 0; i < stream.count * 8; i++) {
        stream.data[i / 8] ^= (uint8_t)(1 << i % 8);
        check_refused(stream.data, stream.count, "bit", i);
        stream.data[i / 8] ^= (uint8_t)(1 << i % 8);
    }
    cr_assert_eq(job_count(to), 0u);
}

Test(moving, a_newer_version_is_told)
{
    make_job(1, 3);
    export_to(from, "a", 0, &stream);
    stream.data[STREAM_MAGIC_BYTES]++;
    cr_assert_eq(import_bytes(stream.data, stream.count, NULL, NULL), SPORE_INCOMPATIBLE);
    cr_assert(strstr(report.text, "newer version"), "%s", report.text);
}

/* ---- streams that are well sealed and wrong ---- */

typedef struct Forged {
    StreamWriter writer;
    Bytes payload;
} Forged;

static void forge_begin(Forged *forged)
{
    bytes_clear(&stream);
    *forged = (Forged){.payload = {0}};
    stream_begin(&forged->writer, put, &stream);
}

static void forge(Forged *forged, StreamKind kind)
{
    stream_put(&forged->writer, kind, &forged->payload);
    bytes_clear(&forged->payload);
}

static void forge_head(Forged *forged, const char *name, const char *reason)
{
    Bytes *out = &forged->payload;
    pack_array(out, STREAM_HEAD_ITEMS);
    pack_str(out, name, strlen(name));
    pack_integer(out, 1);
    pack_str(out, reason, strlen(reason));
    for (int i = 0; i < 4; i++)
        pack_unsigned(out, 7);
    pack_bin(out, "roots", 5);
    forge(forged, STREAM_HEAD);
}

static void forge_record(Forged *forged, uint64_t step, const char *bytes)
{
    pack_unsigned(&forged->payload, step);
    pack_bin(&forged->payload, bytes, strlen(bytes));
}

static void forge_end(Forged *forged, const char *expected)
{
    cr_assert_eq(stream_end(&forged->writer, &report), SPORE_OK);
    stream_deinit(&forged->writer);
    bytes_deinit(&forged->payload);
    cr_assert_eq(import_bytes(stream.data, stream.count, NULL, NULL), SPORE_CORRUPT);
    cr_assert(strstr(report.text, expected), "%s", report.text);
    cr_assert_eq(job_count(to), 0u);
}

Test(moving, parts_have_their_places)
{
    Forged forged;
    forge_begin(&forged);
    forge_end(&forged, "part 1 is not in its place");

    forge_begin(&forged);
    forge_record(&forged, 2, "x");
    forge(&forged, STREAM_RECORDS);
    forge_end(&forged, "part 1 is not in its place");

    forge_begin(&forged);
    forge_head(&forged, "a", "test");
    forge_head(&forged, "a", "test");
    forge_end(&forged, "part 2 is not in its place");

    forge_begin(&forged);
    forge_head(&forged, "a", "test");
    forge_record(&forged, 2, "x");
    forge(&forged, STREAM_RECORDS);
    bytes_put(&forged.payload, "code", 4);
    forge(&forged, STREAM_CODE);
    forge_end(&forged, "part 3 is not in its place");

    forge_begin(&forged);
    forge_head(&forged, "a", "test");
    forge(&forged, (StreamKind)5);
    forge_end(&forged, "part 2 is of an unknown kind");

    forge_begin(&forged);
    forge_head(&forged, "a", "test");
    forge_end(&forged, "cannot be loaded");
}

Test(moving, heads_and_code_are_checked)
{
    Forged forged;
    const char *names[] = {"", "a/b", ".a", "-a", "a b"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        forge_begin(&forged);
        forge_head(&forged, names[i], "test");
        forge_end(&forged, "part 1 is not a head");
    }
    const char *reasons[] = {"\033[2J", "a\n", "0123456789abcdef"};
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        forge_begin(&forged);
        forge_head(&forged, "a", reasons[i]);
        forge_end(&forged, "part 1 is not a head");
    }
    forge_begin(&forged);
    forge_head(&forged, "a", "test");
    for (int i = 0; i < 2; i++) {
        bytes_put(&forged.payload, "code", 4);
        forge(&forged, STREAM_CODE);
    }
    forge_end(&forged, "part 3 has code that is not in order");
}

Test(moving, records_are_checked)
{
    static const struct {
        uint64_t steps[2];
        const char *bytes;
    } CASES[] = {{{2, 0}, "x"}, /* the same twice */
                 {{0, 2}, "x"}, /* id 0 */
                 {{2, 2}, ""},  /* a tombstone */
                 {{UINT64_MAX - 1, 2}, "x"}};
    Forged forged;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        forge_begin(&forged);
        forge_head(&forged, "a", "test");
        forge_record(&forged, CASES[i].steps[0], CASES[i].bytes);
        forge_record(&forged, CASES[i].steps[1], CASES[i].bytes);
        forge(&forged, STREAM_RECORDS);
        forge_end(&forged, "part 2 has a malformed record");
    }
    /* Not in order over two parts; one that is cut; a part that claims too much. */
    forge_begin(&forged);
    forge_head(&forged, "a", "test");
    for (int i = 0; i < 2; i++) {
        forge_record(&forged, 2, "x");
        forge(&forged, STREAM_RECORDS);
    }
    forge_end(&forged, "part 3 has a malformed record");

    forge_begin(&forged);
    forge_head(&forged, "a", "test");
    forge_record(&forged, 2, "x");
    forged.payload.count--;
    forge(&forged, STREAM_RECORDS);
    forge_end(&forged, "part 2 has a malformed record");

    forge_begin(&forged);
    forge_head(&forged, "a", "test");
    memset(forged.writer.waiting.data + STREAM_MAGIC_BYTES + 2, 0x7f, 8);
    forge_end(&forged, "part 1 is too large");
}

#ifdef SPORE_FAULTS
/* ---- death and failure at each step ---- */

static int wait_for(pid_t child)
{
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int import_in_child(const char *fault)
{
    const pid_t child = fork();
    if (child > 0) return wait_for(child);
    SporeStore *store = NULL;
    Reader reader = {stream.data, stream.data + stream.count, false};
    setenv("SPORE_FAULT", fault, 1);
    if (spore_store_open(directories[1], NULL, &store, NULL) != SPORE_OK) _exit(99);
    _exit((int)import_job(store, take, &reader, NULL, NULL, NULL));
}

/* Visits of fault points are counted in each process: not those of this one. */
static void make_job_in_child(void)
{
    const pid_t child = fork();
    if (child > 0) {
        cr_assert_eq(wait_for(child), 0);
        return;
    }
    if (spore_store_open(directories[0], NULL, &from, NULL) != SPORE_OK) _exit(99);
    make_job(20, 60);
    _exit(0);
}

Test(moving, a_killed_import_leaves_no_job)
{
    static const char *const POINTS[] = {"STORE_BEGIN",        "STORE_PUT_CODE",
                                         "STORE_PUT_SEGMENT",  "STORE_PUT_SEGMENT:9",
                                         "STORE_PUT_MANIFEST", "STORE_PUT_JOB",
                                         "STORE_COMMIT"};
    char fault[40];
    make_job_in_child();
    export_to(from, "a", 0, &stream);
    for (size_t i = 0; i < sizeof POINTS / sizeof POINTS[0]; i++) {
        cr_assert_eq(import_in_child(POINTS[i]), -SIGKILL, "%s", POINTS[i]);
        cr_assert_eq(job_count(to), 0u, "%s", POINTS[i]);
        snprintf(fault, sizeof fault, "%s%s:fail", POINTS[i],
                 strchr(POINTS[i], ':') ? "" : ":1");
        cr_assert_eq(import_in_child(fault), SPORE_IO, "%s", fault);
        cr_assert_eq(job_count(to), 0u, "%s", fault);
    }
    cr_assert_eq(import_bytes(stream.data, stream.count, NULL, NULL), SPORE_OK, "%s",
                 report.text);
    cr_assert(model_check_counts(to, &report), "%s", report.text);
}
#endif
