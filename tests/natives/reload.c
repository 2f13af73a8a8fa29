/*
 * A host that saves its machine, closes it, and goes on in another one of the same
 * process:
 *
 *     reload STORE PROGRAM KIND [raise|restart|kill]
 *
 * A choice is for all natives; without one, calls that nothing is known of are refused:
 * exit code 80, as `spore resume` has it. matrix.py gives the program.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spore/persist.h"

enum { EXIT_NOT_RESTORABLE = 80 };

/* Of library.c, which is a part of this program. */
SPORE_API SporeStatus spore_open_library(SporeVM *vm);

static void check(SporeStatus status, const char *what)
{
    if (status == SPORE_OK) return;
    fprintf(stderr, "reload: %s\n", what);
    exit(1);
}

static SporeVM *open_vm(bool is_blank)
{
    SporeVM *vm = NULL;

    check(spore_vm_open(&(SporeOptions){.is_blank = is_blank}, &vm), "out of memory");
    check(spore_open_library(vm), spore_vm_error(vm));
    return vm;
}

/* Up to the program's job.checkpoint(). */
static void run_and_save(SporeStore *store, const char *program, const char *kind)
{
    const SporeSave how = {.reason = "checkpoint", .is_sync = true};
    SporeVM *vm = open_vm(false);
    SporeJob *job = NULL;
    SporeReport report;

    check(spore_vm_load_file(vm, program, &kind, 1), spore_vm_error(vm));
    check(spore_job_create(store, "j", NULL, NULL, &job, &report), report.text);
    check(spore_vm_run(vm) == SPORE_RUN_REQUEST ? SPORE_OK : SPORE_ERROR,
          "no checkpoint was asked for");
    check(spore_job_save(job, vm, &how, NULL, &report), report.text);
    spore_job_close(job);
    spore_vm_close(vm);
}

static void choose(SporeVM *vm, const char *text)
{
    const SporeLost how = strcmp(text, "raise") == 0     ? SPORE_LOST_RAISE
                          : strcmp(text, "restart") == 0 ? SPORE_LOST_RESTART
                                                         : SPORE_LOST_KILL;
    SporeLostCall *calls = NULL;
    size_t count = 0;

    check(spore_vm_lost(vm, &calls, &count), spore_vm_error(vm));
    for (size_t i = 0; i < count; i++)
        check(spore_vm_choose_lost(vm, calls[i].native, how), spore_vm_error(vm));
    spore_lost_free(calls);
}

/* The exit code. */
static int load_and_run(SporeStore *store, const char *choice)
{
    SporeVM *vm = open_vm(true);
    SporeJob *job = NULL;
    SporeReport report;
    int code;

    check(spore_job_own(store, "j", NULL, &job, &report), report.text);
    check(spore_job_load(job, vm, NULL, &report), report.text);
    check(spore_vm_open_files(vm, SPORE_FILES_STRICT, &report), report.text);
    if (choice) choose(vm, choice);
    const SporeRun how = spore_vm_run(vm);
    if (how == SPORE_RUN_UNDECIDED) {
        fprintf(stderr, "reload: %s\n", spore_vm_error(vm));
        code = EXIT_NOT_RESTORABLE;
    } else {
        code = how == SPORE_RUN_DONE ? 0 : 1;
        check(spore_vm_end_files(vm, &report), report.text);
        check(spore_job_end(job, SPORE_JOB_DONE, code, &report), report.text);
    }
    spore_job_close(job);
    spore_vm_close(vm);
    return code;
}

int main(int argc, char **argv)
{
    SporeStore *store = NULL;
    SporeReport report;

    if (argc < 4) return 64;
    check(spore_store_open(argv[1], NULL, &store, &report), report.text);
    run_and_save(store, argv[2], argv[3]);
    const int code = load_and_run(store, argv[4]);
    spore_store_close(store);
    return code;
}
