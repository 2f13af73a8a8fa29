/*
 * Measures inside one process, which a script around the command line cannot:
 *
 *     measure snapshot FILE COUNT   CPU time and bytes of encoding the state at
 *                                   FILE's job.checkpoint(), and of loading it, for
 *                                   each of COUNT (less those of COUNT = 0); then
 *                                   the commit into a store, apart
 *     measure pauses FILE COUNT     the collector's longest step after FILE's
 *                                   job.checkpoint(), and the mean of the others
 */
#include <inttypes.h>
#include <spore/persist.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "persist/snapshot.h"

enum { ROUNDS = 5 };

typedef struct Figures {
    double encode_ns;
    double load_ns;
    double bytes;
} Figures;

static void die(const char *what, const char *text)
{
    fprintf(stderr, "measure: %s: %s\n", what, text);
    exit(1);
}

static double cpu_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* Runs the program up to its job.checkpoint(). */
static SporeVM *run_to_checkpoint(const char *path, const char *count)
{
    const char *const args[] = {count};
    SporeVM *vm = NULL;

    if (spore_vm_open(NULL, &vm) != SPORE_OK) die(path, "no memory");
    if (spore_vm_load_file(vm, path, args, 1) != SPORE_OK) die(path, spore_vm_error(vm));
    const SporeRun run = spore_vm_run(vm);
    if (run != SPORE_RUN_REQUEST)
        die("it did not reach job.checkpoint()", spore_vm_error(vm));
    (void)spore_vm_take_requests(vm); /* it is job.checkpoint() */
    return vm;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static void measure_once(const char *path, const char *count, Figures *best)
{
    const SporeOptions blank = {.is_blank = true};
    SporeVM *vm = run_to_checkpoint(path, count);
    SporeVM *fresh = NULL;
    Image image = {0};
    Report report;

    double start = cpu_ns();
    if (snapshot_encode(vm, &image, &report) != SPORE_OK) die("encode", report.text);
    best->encode_ns = least(best->encode_ns, cpu_ns() - start);
    best->bytes = (double)(image.run.bytes.count + image.roots.count);
    if (spore_vm_open(&blank, &fresh) != SPORE_OK) die(path, "no memory");
    Image *const images[] = {&image};
    RecordSource *source = memory_source_new(images, 1);
    if (!source) die("source", "no memory");
    const LoadOptions options = {0};
    start = cpu_ns();
    if (snapshot_load(fresh, source, &options, &report) != SPORE_OK)
        die("load", report.text);
    best->load_ns = least(best->load_ns, cpu_ns() - start);
    memory_source_free(source);
    image_deinit(&image);
    spore_vm_close(fresh);
    spore_vm_close(vm);
}

static Figures measure_rounds(const char *path, const char *count)
{
    Figures best = {.encode_ns = 1e18, .load_ns = 1e18};

    for (int i = 0; i < ROUNDS; i++)
        measure_once(path, count, &best);
    return best;
}

/* One save through a store: what the commit takes beside the pause. */
static void measure_commit(const char *path, const char *count)
{
    char directory[] = "/tmp/spore-measure-XXXXXX";
    SporeVM *vm = run_to_checkpoint(path, count);
    const SporeSave save = {.reason = "checkpoint", .is_sync = true};
    SporeSnapshotInfo info;
    SporeStore *store = NULL;
    SporeJob *job = NULL;
    SporeReport report = {""};

    if (!mkdtemp(directory)) die(directory, "cannot be made");
    if (spore_store_open(directory, NULL, &store, &report) != SPORE_OK ||
        spore_job_create(store, "measure", NULL, NULL, &job, &report) != SPORE_OK ||
        spore_job_save(job, vm, &save, &info, &report) != SPORE_OK)
        die("commit", report.text);
    printf(
        "through a store: pause %.1f ms wall, then %.1f ms wall to the commit, %" PRIu64
        " bytes\n",
        (double)info.pause_ns / 1e6,
        (double)(info.committed_ns - info.pause_start_ns - info.pause_ns) / 1e6,
        info.added_bytes);
    spore_job_close(job);
    spore_store_close(store);
    spore_vm_close(vm);
    printf("(the store is in %s)\n", directory);
}

static void measure_snapshot(const char *path, const char *count)
{
    const double n = strtod(count, NULL);
    const Figures none = measure_rounds(path, "0");
    const Figures all = measure_rounds(path, count);

    printf("encode: %.2f us of CPU each\n", (all.encode_ns - none.encode_ns) / n / 1e3);
    printf("size:   %.1f bytes each (code excluded)\n", (all.bytes - none.bytes) / n);
    printf("load:   %.2f us of CPU each\n", (all.load_ns - none.load_ns) / n / 1e3);
    measure_commit(path, count);
}

static void measure_pauses(const char *path, const char *count)
{
    SporeVM *vm = run_to_checkpoint(path, count);
    const uint64_t cycles = vm->heap.cycle_count;

    vm->heap.is_timed = true;
    vm->heap.longest_step_ns = 0;
    spore_vm_set_checkpoint(vm, SPORE_OK, NULL);
    SporeRun run;
    do {
        run = spore_vm_run(vm);
    } while (run == SPORE_RUN_REQUEST);
    if (run != SPORE_RUN_DONE) die(path, spore_vm_error(vm));
    printf("%s live objects: longest collector step %.3f ms, in %" PRIu64 " cycles\n",
           count, (double)vm->heap.longest_step_ns / 1e6, vm->heap.cycle_count - cycles);
    spore_vm_close(vm);
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "snapshot") == 0)
        measure_snapshot(argv[2], argv[3]);
    else if (argc == 4 && strcmp(argv[1], "pauses") == 0)
        measure_pauses(argv[2], argv[3]);
    else
        die("usage", "measure snapshot|pauses FILE COUNT");
    return 0;
}
