/*
 * Eight machines on eight threads, each saved into its own job of one store while its
 * tasklets wait in natives and out of them. A program of its own, for ThreadSanitizer,
 * which Criterion does not run under.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spore/persist.h"

enum { THREADS = 8 };

static const char PROGRAM[] =
    "local tasklet, channel, job = require 'tasklet', require 'channel', require 'job'\n"
    "local ch, sum = channel.new(), 0\n"
    "for i = 1, 20 do\n"
    "  tasklet(function()\n"
    "    for n = 1, 200 do\n"
    "      local v = test.apply(function() return ch:receive() end)\n"
    "      sum = sum + v\n"
    "    end\n"
    "  end)()\n"
    "end\n"
    "local soft = tasklet(function() for n = 1, 1e9 do tasklet.schedule() end end)()\n"
    "for n = 1, 4000 do\n"
    "  ch:send(n)\n"
    "  if n % 400 == 0 then assert(job.checkpoint()) end\n"
    "end\n"
    "soft:kill()\n"
    "assert(sum == 4000 * 4001 // 2)\n";

static SporeStatus apply(SporeCall *call)
{
    const SporeStatus status = spore_call(call, 0, 0, 1);

    return status == SPORE_OK ? spore_return(call, 0, 1) : status;
}

static const SporeNativeDef NATIVE = {
    .name = "test.apply", .function = apply, .flags = SPORE_MAY_CALL};

typedef struct Work {
    pthread_t thread;
    SporeStore *store;
    int number;
    int saves;
    const char *failed; /* NULL: all went well */
} Work;

static const char *run(Work *work, SporeVM *vm, SporeJob *job)
{
    const SporeSave save = {.reason = "checkpoint", .is_sync = true};

    for (;;) {
        const SporeRun how = spore_vm_run(vm);
        if (how == SPORE_RUN_DONE) return NULL;
        if (how != SPORE_RUN_REQUEST) return strdup(spore_vm_error(vm));
        const unsigned requests = spore_vm_take_requests(vm);
        const SporeStatus status = spore_job_save(job, vm, &save, NULL, NULL);
        if (requests & SPORE_REQUEST_SYNC) spore_vm_set_checkpoint(vm, status, "");
        work->saves += status == SPORE_OK;
    }
}

static void *work(void *context)
{
    Work *work = context;
    SporeVM *vm = NULL;
    SporeJob *job = NULL;
    char name[16];

    snprintf(name, sizeof name, "job-%d", work->number);
    if (spore_vm_open(NULL, &vm) != SPORE_OK ||
        spore_vm_register(vm, &NATIVE, 1, NULL) != SPORE_OK ||
        spore_vm_load_text(vm, PROGRAM, sizeof PROGRAM - 1, "=p", NULL, 0) != SPORE_OK ||
        spore_job_create(work->store, name, NULL, NULL, &job, NULL) != SPORE_OK)
        work->failed = "cannot begin";
    else
        work->failed = run(work, vm, job);
    spore_job_close(job);
    spore_vm_close(vm);
    return NULL;
}

static bool has_gone_well(const Work *work)
{
    if (!work->failed && work->saves == 10) return true;
    fprintf(stderr, "thread %d: %s, %d saves\n", work->number,
            work->failed ? work->failed : "ended", work->saves);
    return false;
}

int main(void)
{
    char path[] = "/tmp/spore-test-XXXXXX", command[64];
    Work all[THREADS] = {0};
    SporeStore *store = NULL;
    bool is_good = true;

    if (!mkdtemp(path) || spore_store_open(path, NULL, &store, NULL) != SPORE_OK)
        return 1;
    for (int i = 0; i < THREADS; i++) {
        all[i] = (Work){.store = store, .number = i};
        if (pthread_create(&all[i].thread, NULL, work, &all[i]) != 0) return 1;
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(all[i].thread, NULL);
        is_good = has_gone_well(&all[i]) && is_good;
    }
    spore_store_close(store);
    snprintf(command, sizeof command, "rm -rf %s", path);
    return system(command) == 0 && is_good ? 0 : 1;
}
