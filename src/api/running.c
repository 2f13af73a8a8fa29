/*
 * Running a machine, and what its host may ask of it between two safepoints.
 */
#include "api/host.h"

/* clang-format off */
static const SporeRun RUNS[] = {
    [RUN_DONE] = SPORE_RUN_DONE,           [RUN_FAILED] = SPORE_RUN_FAILED,
    [RUN_EXIT] = SPORE_RUN_EXIT,           [RUN_REQUEST] = SPORE_RUN_REQUEST,
    [RUN_TICKS] = SPORE_RUN_TICKS,         [RUN_IDLE] = SPORE_RUN_IDLE,
    [RUN_NO_MEMORY] = SPORE_RUN_NO_MEMORY,
};
/* clang-format on */

_Static_assert((int)SPORE_REQUEST_SAVE == (int)REQUEST_SAVE, "request bits");
_Static_assert((int)SPORE_REQUEST_STOP == (int)REQUEST_STOP, "request bits");
_Static_assert((int)SPORE_REQUEST_SYNC == (int)REQUEST_SYNC, "request bits");

SporeRun spore_vm_run(SporeVM *vm)
{
    const SporeStatus settled = spore_vm_settle(vm);
    if (settled == SPORE_NO_MEMORY) return SPORE_RUN_NO_MEMORY;
    if (settled != SPORE_OK) return SPORE_RUN_UNDECIDED;
    const RunStatus run = vm_run(vm);

    if (run == RUN_FAILED) host_keep_uncaught(vm);
    if (run == RUN_NO_MEMORY)
        report_fail(host_report(vm), SPORE_NO_MEMORY, "out of memory");
    return RUNS[run];
}

int spore_vm_exit_code(const SporeVM *vm)
{
    return vm->exit_code;
}

void spore_vm_request(SporeVM *vm, unsigned requests)
{
    vm_request(vm, requests);
}

unsigned spore_vm_take_requests(SporeVM *vm)
{
    return atomic_exchange_explicit(&vm->requests, 0, memory_order_acquire);
}

uint64_t spore_vm_ticks(const SporeVM *vm)
{
    return vm_ticks(vm);
}

void spore_vm_set_tick_limit(SporeVM *vm, uint64_t ticks)
{
    vm->tick_limit = ticks;
    vm_poke(vm);
}

int64_t spore_vm_clock_ns(const SporeVM *vm)
{
    return vm_clock_ns(vm);
}

int64_t spore_vm_next_wake_ns(const SporeVM *vm)
{
    return vm_next_wake(vm);
}

void spore_vm_set_checkpoint(SporeVM *vm, SporeStatus status, const char *message)
{
    String *text = status == SPORE_OK ? NULL : string_from(vm, message);

    vm->checkpoint_result = text ? string_value(text) : value_bool(status == SPORE_OK);
}
