/*
 * What targets that load a whole VM share: it goes on for a while, is collected, and can
 * be saved.
 */
#pragma once

#include "fuzz.h"
#include "persist/snapshot.h"

static inline void fuzz_run_a_while(VM *vm)
{
    enum { TICKS = 20000, STOPS = 4 };
    vm->tick_limit = vm_ticks(vm) + TICKS;
    for (int i = 0; i < STOPS && vm_run(vm) == RUN_REQUEST; i++)
        atomic_store(&vm->requests, 0);
}

static inline void fuzz_collect_and_save(VM *vm)
{
    Image image = {0};
    Report report = {{0}};
    heap_collect(vm);
    const SporeStatus status = snapshot_encode(vm, &image, &report);
    if (status != SPORE_OK && !fuzz_is_limit(status))
        fuzz_fail("it cannot be saved: %s", report.text);
    image_deinit(&image);
}
