/*
 * Calls of the host's own, between two runs. Their slots are roots of the VM; what they
 * call is run by a tasklet.
 */
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "api/native_call.h"
#include "vm/scheduler.h"

enum { SLOTS_MAX = 200 };

typedef struct HostCall {
    SporeCall call; /* first */
    NativeCall native;
    HostNative host;
    Value values[SLOTS_MAX];
    Value results[SLOTS_MAX]; /* of the function called last, until they are taken */
} HostCall;

SporeStatus spore_vm_begin(SporeVM *vm, unsigned slots, SporeCall **out_call)
{
    Report *report = host_report(vm);

    if (slots == 0 || slots > SLOTS_MAX)
        return report_fail(report, SPORE_USAGE, "a host has 1 to %d slots", SLOTS_MAX);
    if (vm->host_values || vm->fiber)
        return report_fail(report, SPORE_BUSY, "the VM runs, or has a call of the host");
    HostCall *host = calloc(1, sizeof *host);
    if (!host) return report_fail(report, SPORE_NO_MEMORY, "out of memory");
    host->host.def.name = "the host";
    host->host.def.registers = (uint16_t)slots;
    host->native = (NativeCall){.def = &host->host.def, .args = host->values};
    host->call = (SporeCall){.vm = vm,
                             .native = &host->native,
                             .host = &host->host,
                             .slot_count = slots,
                             .is_host = true};
    vm->host_values = host->values;
    vm->host_value_count = slots;
    *out_call = &host->call;
    return SPORE_OK;
}

void spore_vm_end(SporeCall *call)
{
    if (!call) return;
    call->vm->host_values = NULL;
    call->vm->host_value_count = 0;
    free((HostCall *)(void *)call);
}

/* ---- running it ---- */

static void sleep_until(const VM *vm, int64_t wake_ns)
{
    const int64_t left = wake_ns - vm_clock_ns(vm);
    const struct timespec time = {.tv_sec = left / 1000000000,
                                  .tv_nsec = left % 1000000000};

    if (left > 0) (void)nanosleep(&time, NULL); /* a signal may end it early */
}

static SporeStatus fail(VM *vm, SporeStatus status, const char *text)
{
    vm_fail(vm, "%s", text);
    return status;
}

/* Runs until the tasklet has ended. `*requests` are what came meanwhile. */
static SporeStatus run_until_dead(VM *vm, const Tasklet *tasklet, unsigned *requests)
{
    for (;;) {
        const RunStatus run = vm_run(vm);
        *requests |= atomic_exchange(&vm->requests, 0);
        if (!tasklet_is_alive(tasklet)) return SPORE_OK;
        switch (run) {
        case RUN_REQUEST:
            if (vm->runnable_count > 0) break;
            return fail(vm, SPORE_ERROR, "deadlock: the host's call would wait for ever");
        case RUN_IDLE: sleep_until(vm, vm_next_wake(vm)); break;
        case RUN_TICKS: return fail(vm, SPORE_LIMIT, "the tick limit is reached");
        case RUN_NO_MEMORY: return SPORE_NO_MEMORY;
        case RUN_FAILED: return SPORE_ERROR; /* the program's error */
        default: return fail(vm, SPORE_ERROR, "the program has ended");
        }
    }
}

/* It did not end: it must not go on behind the host's back. */
static void kill_call(VM *vm, Tasklet *tasklet)
{
    const Value error = vm->error;

    if (!vm->fatal && tasklet_is_alive(tasklet))
        scheduler_post(vm, tasklet, scheduler_exit_value(vm), true);
    vm->error = error;
}

static Tasklet *new_call(SporeCall *call)
{
    VM *vm = call->vm;
    const Value *from =
        call->request == CALL_OWN ? call->own : call_slot_at(call, call->slot);
    Tasklet *tasklet = tasklet_new(vm);

    if (!tasklet || !scheduler_set_up(vm, tasklet, from[0], from + 1, call->count))
        return NULL;
    tasklet->flags |= TASKLET_IS_KEPT;
    scheduler_insert(vm, tasklet);
    return tasklet;
}

static void take_results(SporeCall *call, const Table *table)
{
    HostCall *host = (HostCall *)(void *)call;
    const uint32_t wanted = (uint32_t)call->want;

    host->native.value_count = wanted < SLOTS_MAX ? wanted : SLOTS_MAX;
    host->native.values = host->results;
    for (uint32_t i = 0; i < host->native.value_count; i++)
        host->results[i] = table_get_integer(table, (int64_t)i + 1);
}

SporeStatus host_request(SporeCall *call)
{
    VM *vm = call->vm;
    NativeCall *native = call->native;
    unsigned requests = 0;

    native->value_count = 0;
    const SporeStatus settled = spore_vm_settle(vm);
    if (settled != SPORE_OK) return settled;
    Tasklet *tasklet = new_call(call);
    if (!tasklet) return vm->fatal ? SPORE_NO_MEMORY : SPORE_ERROR;
    vm->awaited = tasklet;
    SporeStatus status = run_until_dead(vm, tasklet, &requests);
    vm->awaited = NULL;
    vm_request(vm, requests & ~(unsigned)REQUEST_AWAITED);
    if (status != SPORE_OK) {
        kill_call(vm, tasklet);
        return status;
    }
    const Value results = tasklet_results(tasklet);
    if (results.tag == TAG_FALSE) {
        vm->error = tasklet->error;
        return SPORE_ERROR;
    }
    if (results.tag == TAG_TABLE) take_results(call, (const Table *)results.as.object);
    return SPORE_OK;
}
