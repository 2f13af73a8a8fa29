/*
 * Fuzz target: any bytes for tasklet.load, with the checksum repaired so that they are
 * looked at. What is refused leaves the VM as it was; what is let in runs a bounded
 * number of ticks without harm, is collected and saved.
 */
#include "base/hash.h"
#include "compiler/compile.h"
#include "fuzz_vm.h"
#include "lib/lib.h"
#include "persist/pickle.h"
#include "persist/pickling.h"

/* Wakes what waits, runs what stands still, looks into tables. */
static const char PROGRAM[] =
    "local tasklet, v = require 'tasklet', ...\n"
    "local function try(t) pcall(function()\n"
    "  if t.channel then t.channel:receive() t.channel:send(1) end\n"
    "  t:insert() tasklet.schedule() t:run() t:kill() end) end\n"
    "if type(v) == 'table' then for k, x in next, v do\n"
    "  try(x) try(k) pcall(x) v[k] = nil end end\n"
    "try(v) pcall(v) v = nil collectgarbage() tasklet.schedule()";

/* Without files and commands; what a dump names of them is not there. */
static bool open_library(VM *vm)
{
    static const char *const LEFT_OUT[] = {"dofile", "loadfile", "print", "warn"};
    if (!lib_open_base(vm)) return false;
    for (size_t i = 0; i < sizeof LEFT_OUT / sizeof LEFT_OUT[0]; i++)
        if (!table_set_named(vm, vm->globals, LEFT_OUT[i], VALUE_NIL)) return false;
    return lib_open_package(vm) && lib_open_coroutine(vm) && lib_open_table(vm) &&
           lib_open_string(vm) && lib_open_math(vm) && lib_open_utf8(vm) &&
           lib_open_debug(vm) && lib_open_tasklet(vm) && lib_open_job(vm) &&
           lib_open_prelude(vm);
}

static VM *open_vm(void)
{
    const VMOptions options = {.memory_limit_bytes = FUZZ_MEMORY_LIMIT};
    VM *vm = vm_new(&options);
    if (!vm || !open_library(vm)) fuzz_fail("no memory for a VM");
    return vm;
}

static void repair(uint8_t *data, size_t size)
{
    if (size < DUMP_CRC_AT + 4) return;
    uint32_t crc = hash_crc32c(0, data, DUMP_CRC_AT);
    crc = hash_crc32c(crc, data + DUMP_CRC_AT + 4, size - DUMP_CRC_AT - 4);
    for (unsigned i = 0; i < 4; i++)
        data[DUMP_CRC_AT + i] = (uint8_t)(crc >> (24 - 8 * i));
}

static void run(VM *vm, Value value)
{
    Proto *program = NULL;
    if (compile_text(vm, PROGRAM, strlen(PROGRAM), "=program", &program) != SPORE_OK)
        fuzz_fail("the VM cannot be set up");
    Closure *closure = compile_closure(vm, program, value_object(TAG_TABLE, vm->globals));
    if (!closure || !vm_set_main(vm, value_object(TAG_CLOSURE, closure), &value, 1))
        fuzz_fail("the VM cannot be set up");
    fuzz_run_a_while(vm);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t before[CODE_HASH_BYTES], after[CODE_HASH_BYTES];
    uint8_t *copy = malloc(size + 1);
    Report report = {{0}};
    Value value = VALUE_NIL;
    VM *vm = open_vm();
    if (size) memcpy(copy, data, size);
    repair(copy, size);
    snapshot_digest(vm, before);
    if (pickle_load(vm, copy, size, NULL, &value, &report) == SPORE_OK) {
        run(vm, value);
    } else {
        snapshot_digest(vm, after);
        if (report.text[0] == 0) fuzz_fail("a refusal without a reason");
        if (memcmp(before, after, sizeof before) != 0)
            fuzz_fail("a refused load left a mark");
    }
    if (!vm->fatal) fuzz_collect_and_save(vm);
    vm_free(vm);
    free(copy);
    return 0;
}
