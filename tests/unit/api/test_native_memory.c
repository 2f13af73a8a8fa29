/*
 * The host's allocator fails at its n-th call, for each n, while a program with natives
 * runs: the run ends, and nothing is lost but the machine.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "spore/spore.h"

static int alive; /* natives that have begun and not ended, and objects */

typedef struct Supply {
    size_t left; /* calls that still succeed */
    size_t bytes;
} Supply;

static void *allocate(void *context, void *block, size_t old_size, size_t new_size)
{
    Supply *supply = context;

    if (new_size == 0) {
        supply->bytes -= old_size;
        free(block);
        return NULL;
    }
    if (supply->left == 0) return NULL;
    supply->left--;
    void *result = realloc(block, new_size);
    if (result != NULL) supply->bytes += new_size - old_size;
    return result;
}

static void release(void *data)
{
    (void)data;
    alive--;
}

static const SporeHandleType LARGE = {
    .name = "large", .size = 100000, .release = release};

/* object(): one with so much data that it has a block of its own */
static SporeStatus object(SporeCall *call)
{
    const SporeStatus status = spore_set_handle(call, 0, &LARGE, NULL);

    if (status != SPORE_OK) return status;
    alive++;
    return spore_return(call, 0, 1);
}

/* work(f, …): a table, a long text, a channel and a tasklet around f(…) */
static SporeStatus work(SporeCall *call)
{
    static const char text[70000] = "text";
    const unsigned count = spore_count(call);

    alive++;
    SporeStatus status = spore_set_table(call, count);
    if (status == SPORE_OK) status = spore_set_string(call, count + 1, text, sizeof text);
    if (status == SPORE_OK) status = spore_set_field(call, count, "text", count + 1);
    if (status == SPORE_OK) status = spore_set_channel(call, count + 2, 1);
    if (status == SPORE_OK) status = spore_send(call, count + 2, count);
    if (status == SPORE_OK) status = spore_set_native(call, count + 3, "mem.object");
    if (status == SPORE_OK) status = spore_spawn(call, count + 3, 0);
    if (status == SPORE_OK) status = spore_call(call, 0, count - 1, 1);
    alive--;
    return status == SPORE_OK ? spore_return(call, 0, 1) : status;
}

static const SporeNativeDef NATIVES[] = {
    {.name = "mem.object", .function = object},
    {.name = "mem.work", .function = work, .flags = SPORE_MAY_CALL},
};

static const char PROGRAM[] =
    "local tasklet, channel = require 'tasklet', require 'channel'\n"
    "local ch, held = channel.new(), {}\n"
    "function later(n) if n == 0 then return ch:receive() end\n"
    "  return mem.work(later, n - 1) end\n"
    "for i = 1, 40 do\n"
    "  tasklet(later)(5)\n"
    "  held[i] = coroutine.wrap(mem.work)\n"
    "  held[i](coroutine.yield, mem.object())\n"
    "end\n"
    "tasklet.schedule()\n"
    "for i = 1, 20 do ch:send(i) held[i]() end\n"
    "pcall(mem.work, error)\n"
    "collectgarbage()\n";

/* Runs it with so many allocations. Returns whether they were enough. */
static bool run_with(Supply *supply)
{
    const SporeOptions options = {.allocate = allocate, .allocate_context = supply};
    SporeVM *vm = NULL;
    SporeCall *call = NULL;
    SporeStatus status = spore_vm_open(&options, &vm);
    SporeRun how = SPORE_RUN_NO_MEMORY;

    if (status == SPORE_OK) status = spore_vm_register_type(vm, &LARGE);
    if (status == SPORE_OK) status = spore_vm_register(vm, NATIVES, 2, NULL);
    if (status == SPORE_OK)
        status = spore_vm_load_text(vm, PROGRAM, strlen(PROGRAM), "=p", NULL, 0);
    if (status == SPORE_OK) how = spore_vm_run(vm);
    if (status == SPORE_OK && how == SPORE_RUN_DONE) {
        cr_assert_eq(spore_vm_begin(vm, 4, &call), SPORE_OK);
        status = spore_get_global(call, "later", 0);
        if (status == SPORE_OK) status = spore_set_integer(call, 1, 2);
        if (status == SPORE_OK) status = spore_call(call, 0, 1, 1);
        /* nobody sends any more */
        if (status == SPORE_ERROR) status = SPORE_OK;
        spore_vm_end(call);
    }
    cr_assert(status == SPORE_OK || status == SPORE_NO_MEMORY, "%s: %s",
              spore_status_name(status), vm ? spore_vm_error(vm) : "");
    cr_assert(status != SPORE_OK || how == SPORE_RUN_DONE || how == SPORE_RUN_NO_MEMORY,
              "run %d: %s", how, spore_vm_error(vm));
    spore_vm_close(vm);
    cr_assert_eq(alive, 0, "%d natives and objects are left", alive);
    cr_assert_eq(supply->bytes, 0, "%zu bytes leaked", supply->bytes);
    return status == SPORE_OK && how == SPORE_RUN_DONE;
}

Test(native_memory, each_allocation_may_fail, .timeout = 200)
{
    size_t calls = 0;
    bool is_enough = false;

    for (; !is_enough; calls++) {
        Supply supply = {.left = calls};
        is_enough = run_with(&supply);
    }
    cr_assert(calls > 100, "only %zu allocations", calls);
}
